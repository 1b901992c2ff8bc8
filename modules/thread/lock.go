package thread

import (
	"fmt"
	"time"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
	"github.com/weftpy/weft/stm"
)

// Locks
//
// Whether a lock is locked, and by whom, is in a box, so an attempt that is undone
// has not locked it.
//
// Elision. A block that holds a lock protects what it does from others, which
// transactions do anyway. So an attempt that finds a lock free need not write to it;
// having read the box, it commits only if nobody has locked it meanwhile, and it
// notes in Thread.Elided that it has acquired it. Releasing takes the note back.
// Blocks of several threads under one lock thus run in parallel, and conflict only if
// what they do conflicts. Where an attempt ends while it holds the lock (the block waits for
// something, or lasts for long) the lock is really acquired, by Settle; whoever else has
// elided it then runs again, and waits. A program that runs alone acquires locks really.
//
// A thread that has waited for a lock elides it as well. Otherwise those who come
// while it holds the lock would find it locked, and wait, and so on for ever. As such a
// release is not seen by others who wait, one of them is woken when the attempt
// of the acquisition commits: the lock is as free then as it was.
//
// Two rules follow. Others must not be able to tell an elided acquisition from none
// at all before the attempt commits, which holds because they see nothing of it
// before; and the thread itself must see that it holds the lock, so state asks the notes first.

// lock is a Lock or an RLock.
type lock struct {
	object.Object
	Box     stm.Box
	first   lockBody
	waiters parallel.Waiters
	lasting bool // it will be held for long, so to elide it is of no use
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
	lockType  = &object.Type{Name: "lock", Doc: "A lock: one thread at a time has it.", Module: "_thread", Flags: object.FlagNoBase | object.FlagWeakRef}
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
	if b.Stamp() != t.Tx.ID && !t.Tx.Knows(b) {
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

// note returns the note that t's attempt has of l, or nil.
func (l *lock) note(t *object.Thread) *object.Elided {
	for i := range t.Elided {
		if t.Elided[i].Lock == object.ElidedLock(l) {
			return &t.Elided[i]
		}
	}
	return nil
}

// state returns how often l is locked, and by whom.
func (l *lock) state(t *object.Thread) (count int, owner int64) {
	if n := l.note(t); n != nil {
		return n.Count, ident(t)
	}
	b := l.read(t)
	return b.count, b.owner
}

// Settle implements object.ElidedLock.
func (l *lock) Settle(t *object.Thread, count int) {
	b := l.write(t)
	b.count, b.owner = count, ident(t)
}

// try locks l if that is possible at once.
func (l *lock) try(t *object.Thread) bool {
	me := ident(t)
	if n := l.note(t); n != nil {
		if !l.reentrant() {
			return false
		}
		n.Count++
		return true
	}
	b := l.read(t)
	switch {
	case b.count == 0 && !l.lasting && t.Tx.InTransaction():
		t.Elided = append(t.Elided, object.Elided{Lock: l, Count: 1})
		return true
	case b.count == 0 || l.reentrant() && b.owner == me:
		b = l.write(t)
		b.count++
		b.owner = me
		return true
	}
	return false
}

func (l *lock) reentrant() bool { return l.Typ != lockType }

// acquire locks l; wait tells whether to wait for it, deadline, if not zero,
// until when.
func (l *lock) acquire(t *object.Thread, wait bool, deadline time.Time) (bool, *object.Exception) {
	if l.try(t) {
		return true, nil
	}
	if !wait {
		return false, nil
	}
	ok, err := l.waiters.Wait(t, deadline, "a lock that another holds", func() bool { return l.try(t) })
	if ok && l.note(t) != nil {
		l.waiters.Wake(t)
	}
	return ok, err
}

// unnote releases l once if t's attempt has a note of it, and reports whether it has.
func (l *lock) unnote(t *object.Thread) bool {
	n := l.note(t)
	if n == nil {
		return false
	}
	if n.Count--; n.Count == 0 {
		last := len(t.Elided) - 1
		if n != &t.Elided[last] {
			*n = t.Elided[last]
		}
		t.Elided[last].Lock = nil
		t.Elided = t.Elided[:last]
	}
	return true
}

// unlock unlocks l once, and wakes one who waits.
func (l *lock) unlock(t *object.Thread) {
	if l.unnote(t) {
		return
	}
	b := l.write(t)
	if b.count--; b.count > 0 {
		return
	}
	b.owner = 0
	l.waiters.Wake(t)
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
		err = t.Errorf(object.ValueError, "timeout value must be positive")
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
		l := lockOf(a[0])
		if l.try(t) {
			return object.True, nil
		}
		ok, err := l.acquire(t, true, time.Time{})
		return object.Bool(ok), err
	}
	const acquireSig = "blocking=True, timeout=-1"

	release := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		l := lockOf(a[0])
		if l.unnote(t) {
			return object.None, nil
		}
		if l.read(t).count == 0 {
			return object.Value{}, t.Errorf(object.RuntimeError, "release unlocked lock")
		}
		l.unlock(t)
		return object.None, nil
	}
	locked := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		n, _ := lockOf(a[0]).state(t)
		return object.Bool(n > 0), nil
	}
	reinit := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		t.Settle()
		b := lockOf(a[0]).write(t)
		b.count, b.owner = 0, 0
		return object.None, nil
	}
	lockType.Methods = []object.Def{
		{Name: "acquire", Sig: acquireSig, Fn: acquire}, {Name: "acquire_lock", Sig: acquireSig, Fn: acquire},
		{Name: "release", Fn: release}, {Name: "release_lock", Fn: release},
		{Name: "locked", Fn: locked}, {Name: "locked_lock", Fn: locked},
		{Name: "__enter__", Fn: enter}, {Name: "__exit__", Sig: "*args", Fn: release, Plain: release},
		{Name: "_at_fork_reinit", Fn: reinit},
	}
	repr := func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		count, owner := lockOf(v).state(t)
		state := "unlocked"
		if count > 0 {
			state = "locked"
		}
		if v.O.Typ.IsSubtype(rlockType) {
			return object.NewStr(fmt.Sprintf("<%s %s object owner=%d count=%d at %#x>", state, v.O.Typ.FullName(t), owner, count, v.ID())), nil
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
		if count, owner := l.state(t); count == 0 || owner != ident(t) {
			return t.Errorf(object.RuntimeError, "cannot release un-acquired lock")
		}
		return nil
	}
	rrelease := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		l := lockOf(a[0])
		if l.unnote(t) {
			return object.None, nil
		}
		if err := owned(t, l); err != nil {
			return object.Value{}, err
		}
		l.unlock(t)
		return object.None, nil
	}
	rlockType.Methods = []object.Def{
		{Name: "acquire", Sig: acquireSig, Fn: acquire},
		{Name: "release", Fn: rrelease},
		{Name: "__enter__", Sig: "", Fn: enter}, {Name: "__exit__", Sig: "*args", Fn: rrelease, Plain: rrelease},
		{Name: "_is_owned", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			count, owner := lockOf(a[0]).state(t)
			return object.Bool(count > 0 && owner == ident(t)), nil
		}},
		{Name: "_recursion_count", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			count, owner := lockOf(a[0]).state(t)
			if owner != ident(t) {
				return object.Int(0), nil
			}
			return object.Int(int64(count)), nil
		}},
		{Name: "_release_save", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			l := lockOf(a[0])
			if err := owned(t, l); err != nil {
				return object.Value{}, err
			}
			count, owner := l.state(t)
			if n := l.note(t); n != nil {
				n.Count = 1
			} else {
				l.write(t).count = 1
			}
			l.unlock(t)
			return object.NewTuple([]object.Value{object.Int(int64(count)), object.Int(owner)}), nil
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
			if n := l.note(t); n != nil {
				n.Count = int(tup.Items[0].Int())
			} else {
				b := l.write(t)
				b.count, b.owner = int(tup.Items[0].Int()), tup.Items[1].Int()
			}
			return object.None, nil
		}},
		{Name: "_at_fork_reinit", Fn: reinit},
	}
}
