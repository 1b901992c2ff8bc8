package thread

import (
	"fmt"
	"sync"
	"time"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// lock is a Lock or an RLock. Whether it is locked, and by whom, is in a box, so
// a transaction that is aborted has not locked it. Threads that wait for it are
// not: they sleep on a channel that unlocking closes, and look again.
type lock struct {
	object.Object
	Box   stm.Box
	first lockBody

	mu   sync.Mutex
	wake chan struct{} // closed when the lock is unlocked; nil if nobody waits
}

type lockBody struct {
	stm.Body
	count int   // 0: not locked
	owner int64 // of an RLock
}

var lockKind = &stm.Kind{Name: "lock", Clone: func(b *stm.Body) *stm.Body {
	o := (*lockBody)(unsafe.Pointer(b))
	return &(&lockBody{count: o.count, owner: o.owner}).Body
}}

var (
	lockType  = &object.Type{Name: "lock", Module: "_thread", Flags: object.FlagNoBase | object.FlagWeakRef}
	rlockType = &object.Type{Name: "RLock", Module: "_thread", Flags: object.FlagWeakRef}
)

func (l *lock) init(t *object.Thread) {
	l.first.Init(t.Stamp())
	l.Box.Init(&l.first.Body)
}

// unlocked makes a lock that is not locked.
func unlocked(t *object.Thread) *lock {
	l := &lock{Object: object.Object{Typ: lockType}}
	l.init(t)
	return l
}

func (l *lock) value() object.Value { return object.Value{O: &l.Object} }

func lockOf(v object.Value) *lock { return (*lock)(unsafe.Pointer(v.O)) }

func (l *lock) read(t *object.Thread) *lockBody {
	b := l.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&l.Box, b)
	}
	return (*lockBody)(unsafe.Pointer(b))
}

func (l *lock) write(t *object.Thread) *lockBody {
	b := l.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&l.Box, b, lockKind)
	}
	return (*lockBody)(unsafe.Pointer(b))
}

// acquire locks l; wait tells whether to wait for it, deadline, if not zero,
// until when.
func (l *lock) acquire(t *object.Thread, wait bool, deadline time.Time) (bool, *object.Exception) {
	me := ident(t)
	for {
		b := l.read(t)
		if b.count == 0 || l.Typ.IsSubtype(rlockType) && b.owner == me {
			b = l.write(t)
			b.count++
			b.owner = me
			return true, nil
		}
		if !wait {
			return false, nil
		}
		if t.Worker > 0 {
			// In a transaction: wait until whoever holds it lets go.
			if !t.Tx.CanRetry() {
				return false, t.Errorf(object.RuntimeError, "a transaction that cannot be undone would wait for a lock that another holds")
			}
			t.Tx.Retry()
		}
		l.mu.Lock()
		if l.wake == nil {
			l.wake = make(chan struct{})
		}
		ready := l.wake
		l.mu.Unlock()
		came, err := sleepUntil(t, ready, deadline)
		if err != nil {
			return false, err
		}
		if !came && !deadline.IsZero() && !time.Now().Before(deadline) {
			return false, nil
		}
	}
}

// unlock unlocks l once and wakes those who wait.
func (l *lock) unlock(t *object.Thread) {
	b := l.write(t)
	if b.count--; b.count > 0 {
		return
	}
	b.owner = 0
	wake := func() {
		l.mu.Lock()
		if l.wake != nil {
			close(l.wake)
			l.wake = nil
		}
		l.mu.Unlock()
	}
	if t.Tx.InTransaction() {
		t.Tx.OnCommit(wake)
	} else {
		wake()
	}
}

// acquireArgs reads the arguments of acquire(blocking=True, timeout=-1).
func acquireArgs(t *object.Thread, blocking, timeout object.Value) (wait bool, deadline time.Time, err *object.Exception) {
	wait = true
	if blocking.O != nil {
		if wait, err = object.Truth(t, blocking); err != nil {
			return
		}
	}
	secs := -1.0
	if timeout.O != nil {
		switch {
		case timeout.IsFloat():
			secs = timeout.Float()
		default:
			var n int64
			if n, err = object.IndexInt(t, timeout, object.OverflowError); err != nil {
				return
			}
			secs = float64(n)
		}
	}
	switch {
	case !wait && secs != -1:
		err = t.Errorf(object.ValueError, "can't specify a timeout for a non-blocking call")
	case secs < 0 && secs != -1:
		err = t.Errorf(object.ValueError, "timeout value must be a non-negative number")
	case secs > timeoutMax:
		err = t.Errorf(object.OverflowError, "timeout value is too large")
	case secs >= 0:
		deadline = time.Now().Add(time.Duration(secs * 1e9))
	}
	return
}

func init() {
	acquire := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		wait, deadline, err := acquireArgs(t, a[1], a[2])
		if err != nil {
			return object.Value{}, err
		}
		ok, err := lockOf(a[0]).acquire(t, wait, deadline)
		return object.Bool(ok), err
	}
	enter := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		ok, err := lockOf(a[0]).acquire(t, true, time.Time{})
		return object.Bool(ok), err
	}
	const acquireSig = "blocking=True, timeout=-1"

	release := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		l := lockOf(a[0])
		if l.read(t).count == 0 {
			return object.Value{}, t.Errorf(object.RuntimeError, "release unlocked lock")
		}
		l.unlock(t)
		return object.None, nil
	}
	locked := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return object.Bool(lockOf(a[0]).read(t).count > 0), nil
	}
	reinit := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		b := lockOf(a[0]).write(t)
		b.count, b.owner = 0, 0
		return object.None, nil
	}
	lockType.Methods = []object.Def{
		{Name: "acquire", Sig: acquireSig, Fn: acquire}, {Name: "acquire_lock", Sig: acquireSig, Fn: acquire},
		{Name: "release", Fn: release}, {Name: "release_lock", Fn: release},
		{Name: "locked", Fn: locked}, {Name: "locked_lock", Fn: locked},
		{Name: "__enter__", Fn: enter}, {Name: "__exit__", Sig: "*args", Fn: release},
		{Name: "_at_fork_reinit", Fn: reinit},
	}
	repr := func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		b, state := lockOf(v).read(t), "unlocked"
		if b.count > 0 {
			state = "locked"
		}
		if v.O.Typ.IsSubtype(rlockType) {
			return object.NewStr(fmt.Sprintf("<%s %s object owner=%d count=%d at %#x>", state, v.O.Typ.FullName(t), b.owner, b.count, v.ID())), nil
		}
		return object.NewStr(fmt.Sprintf("<%s %s object at %#x>", state, v.O.Typ.FullName(t), v.ID())), nil
	}
	lockType.Slots.Repr, rlockType.Slots.Repr = repr, repr

	object.SetLayout[lock](rlockType)
	alloc := rlockType.Alloc
	rlockType.Alloc = func(t *object.Thread, typ *object.Type) *object.Object {
		o := alloc(t, typ)
		(*lock)(unsafe.Pointer(o)).init(t)
		return o
	}
	rlockType.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return object.Value{O: typ.Alloc(t, typ)}, nil
	}
	owned := func(t *object.Thread, l *lock) *object.Exception {
		if b := l.read(t); b.count == 0 || b.owner != ident(t) {
			return t.Errorf(object.RuntimeError, "cannot release un-acquired lock")
		}
		return nil
	}
	rrelease := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		l := lockOf(a[0])
		if err := owned(t, l); err != nil {
			return object.Value{}, err
		}
		l.unlock(t)
		return object.None, nil
	}
	rlockType.Methods = []object.Def{
		{Name: "acquire", Sig: acquireSig, Fn: acquire},
		{Name: "release", Fn: rrelease},
		{Name: "__enter__", Sig: "", Fn: enter}, {Name: "__exit__", Sig: "*args", Fn: rrelease},
		{Name: "_is_owned", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			b := lockOf(a[0]).read(t)
			return object.Bool(b.count > 0 && b.owner == ident(t)), nil
		}},
		{Name: "_recursion_count", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			b := lockOf(a[0]).read(t)
			if b.owner != ident(t) {
				return object.Int(0), nil
			}
			return object.Int(int64(b.count)), nil
		}},
		{Name: "_release_save", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			l := lockOf(a[0])
			if err := owned(t, l); err != nil {
				return object.Value{}, err
			}
			b := l.write(t)
			saved := object.NewTuple([]object.Value{object.Int(int64(b.count)), object.Int(b.owner)})
			b.count = 1
			l.unlock(t)
			return saved, nil
		}},
		{Name: "_acquire_restore", Sig: "state, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			tup, ok := object.AsTuple(a[1])
			if !ok || len(tup.Items) != 2 {
				return object.Value{}, t.Errorf(object.TypeError, "_acquire_restore() argument 1 must be a 2-tuple")
			}
			l := lockOf(a[0])
			if _, err := l.acquire(t, true, time.Time{}); err != nil {
				return object.Value{}, err
			}
			b := l.write(t)
			b.count, b.owner = int(tup.Items[0].Int()), tup.Items[1].Int()
			return object.None, nil
		}},
		{Name: "_at_fork_reinit", Fn: reinit},
	}
}
