package multiprocessing

import (
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// Kinds of locks.
const (
	recursiveMutex = iota
	semaphoreKind
)

// semLock is a SemLock: a semaphore, and how often this process has taken it. It
// changes by effects, so it is in no box.
type semLock struct {
	object.Object
	sem   *semaphore
	kind  int
	max   int
	name  value
	count atomic.Int64 // how often it is taken here
	owner atomic.Int64 // ident of the thread that took it last
}

var semLockType = &object.Type{Name: "SemLock", Module: "_multiprocessing", Doc: "A lock or semaphore that processes share."}

func semLockOf(v value) *semLock { return (*semLock)(unsafe.Pointer(v.O)) }

func (l *semLock) mine(t *thread) bool { return l.count.Load() > 0 && l.owner.Load() == t.ID }

// patience is for how long the main thread waits before it looks whether there are
// signals: the system's wait for a semaphore cannot be ended otherwise.
const patience = 50 * time.Millisecond

func (l *semLock) acquire(t *thread, block bool, timeout time.Duration) (bool, *excn) {
	t.Tx.BecomeInevitable("acquiring a lock of processes")
	if l.kind == recursiveMutex && l.mine(t) {
		l.count.Add(1)
		return true, nil
	}
	ok := l.sem.try(0)
	if !ok && block && timeout != 0 {
		var deadline time.Time
		if timeout > 0 {
			deadline = time.Now().Add(timeout)
		}
		slice := time.Duration(0)
		if t == t.Interp.Main {
			slice = patience
		}
		for {
			t.Block(func() { ok = l.sem.wait(deadline, slice) })
			if ok || !deadline.IsZero() && !time.Now().Before(deadline) {
				break
			}
			if err := t.Poll(); err != nil {
				return false, err
			}
		}
	}
	if ok {
		l.count.Add(1)
		l.owner.Store(t.ID)
	}
	return ok, nil
}

func (l *semLock) release(t *thread) *excn {
	t.Tx.BecomeInevitable("releasing a lock of processes")
	if l.kind == recursiveMutex {
		if !l.mine(t) {
			return t.Errorf(object.AssertionError, "attempt to release recursive lock not owned by thread")
		}
		if l.count.Load() > 1 {
			l.count.Add(-1)
			return nil
		}
	} else if l.sem.value() >= l.max {
		return t.Errorf(object.ValueError, "semaphore or lock released too many times")
	}
	if err := l.sem.post(); err != nil {
		return t.OSError(err)
	}
	l.count.Add(-1)
	return nil
}

// newSemLock makes the object of a semaphore.
func newSemLock(typ *object.Type, sem *semaphore, kind, max int, name value) value {
	l := object.Allocate[semLock](typ)
	l.sem, l.kind, l.max, l.name = sem, kind, max, name
	runtime.AddCleanup(l, func(mem []byte) { _ = unix.Munmap(mem) }, sem.mem)
	return value{O: &l.Object}
}

func nameArg(t *thread, f string, v value) (string, *excn) {
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "%s() argument must be str, not %s", f, object.ArgTypeName(v))
	}
	return s.S, nil
}

func ints(t *thread, a []value) (n []int, err *excn) {
	n = make([]int, len(a))
	for i := range a {
		if n[i], err = sysfd.Int(t, a[i]); err != nil {
			return
		}
	}
	return
}

func init() {
	object.SetLayout[semLock](semLockType)
	newArgs := func(typ *object.Type) *object.Func {
		return &object.Func{Name: "SemLock", Sig: "kind, value, maxvalue, name, unlink", Fn: func(t *thread, a []value) (value, *excn) {
			n, err := ints(t, a[:3])
			if err != nil {
				return null, err
			}
			name, err := nameArg(t, "SemLock", a[3])
			if err != nil {
				return null, err
			}
			unlink, err := object.Truth(t, a[4])
			if err != nil {
				return null, err
			}
			if n[0] != recursiveMutex && n[0] != semaphoreKind {
				return null, t.Errorf(object.ValueError, "unrecognized kind")
			}
			t.Tx.BecomeInevitable("making a lock of processes")
			sem, serr := createSemaphore(name, n[1])
			if serr == nil && unlink {
				serr = unlinkSemaphore(name)
			}
			if serr != nil {
				return null, t.OSError(serr)
			}
			shown := a[3]
			if unlink {
				shown = object.None
			}
			return newSemLock(typ, sem, n[0], n[2], shown), nil
		}}
	}
	semLockType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *excn) {
		return newArgs(typ).CallWith(t, args, kwnames)
	}
	member := func(name string, get func(l *semLock) value) object.GetSet {
		return object.GetSet{Name: name, Member: true, Get: func(t *thread, v value) (value, *excn) { return get(semLockOf(v)), nil }}
	}
	semLockType.Getsets = []object.GetSet{
		member("handle", func(l *semLock) value { return object.Int(int64(uintptr(unsafe.Pointer(&l.sem.mem[0])))) }),
		member("kind", func(l *semLock) value { return object.Int(int64(l.kind)) }),
		member("maxvalue", func(l *semLock) value { return object.Int(int64(l.max)) }),
		member("name", func(l *semLock) value { return l.name }),
	}
	semLockType.Consts = map[string]value{"SEM_VALUE_MAX": object.Int(semMax)}
	acquire := func(t *thread, a []value) (value, *excn) {
		block, timeout := true, sysfd.Forever
		var err *excn
		if a[1].O != nil {
			if block, err = object.Truth(t, a[1]); err != nil {
				return null, err
			}
		}
		if a[2].O != nil && !a[2].IsNone() {
			if timeout, err = sysfd.Duration(t, a[2], time.Second, ""); err != nil {
				return null, err
			}
			timeout = max(timeout, 0)
		}
		ok, err := semLockOf(a[0]).acquire(t, block, timeout)
		return object.Bool(ok), err
	}
	number := func(get func(l *semLock) int) func(t *thread, a []value) (value, *excn) {
		return func(t *thread, a []value) (value, *excn) {
			t.Tx.BecomeInevitable("looking at a lock of processes")
			return object.Int(int64(get(semLockOf(a[0])))), nil
		}
	}
	semLockType.Methods = []object.Def{
		{Name: "acquire", Sig: "block=True, timeout=None", Fn: acquire},
		{Name: "release", Fn: func(t *thread, a []value) (value, *excn) { return object.None, semLockOf(a[0]).release(t) }},
		{Name: "__enter__", Fn: func(t *thread, a []value) (value, *excn) {
			ok, err := semLockOf(a[0]).acquire(t, true, sysfd.Forever)
			return object.Bool(ok), err
		}},
		{Name: "__exit__", Sig: "exc_type=None, exc_value=None, exc_tb=None, /", Fn: func(t *thread, a []value) (value, *excn) {
			return object.None, semLockOf(a[0]).release(t)
		}},
		{Name: "_count", Fn: number(func(l *semLock) int { return int(l.count.Load()) })},
		{Name: "_get_value", Fn: number(func(l *semLock) int { return l.sem.value() })},
		{Name: "_is_zero", Fn: func(t *thread, a []value) (value, *excn) {
			t.Tx.BecomeInevitable("looking at a lock of processes")
			return object.Bool(semLockOf(a[0]).sem.value() == 0), nil
		}},
		{Name: "_is_mine", Fn: func(t *thread, a []value) (value, *excn) { return object.Bool(semLockOf(a[0]).mine(t)), nil }},
		{Name: "_after_fork", Fn: func(t *thread, a []value) (value, *excn) {
			semLockOf(a[0]).count.Store(0)
			return object.None, nil
		}},
		{Name: "_rebuild", Sig: "handle, kind, maxvalue, name, /", Kind: object.ClassMethod, Fn: func(t *thread, a []value) (value, *excn) {
			n, err := ints(t, a[2:4])
			if err != nil {
				return null, err
			}
			name, err := nameArg(t, "_rebuild", a[4])
			if err != nil {
				return null, err
			}
			typ, _ := object.AsType(a[0])
			t.Tx.BecomeInevitable("opening a lock of processes")
			sem, serr := openSemaphore(name)
			if serr != nil {
				return null, t.OSError(serr)
			}
			return newSemLock(typ, sem, n[0], n[1], a[4]), nil
		}},
	}
	object.RegisterModule("_multiprocessing", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "_multiprocessing", "Locks and semaphores that processes share.")
		m.AddType(t, semLockType)
		m.AddFuncs(t, []object.Def{{Name: "sem_unlink", Sig: "name, /", Fn: func(t *thread, a []value) (value, *excn) {
			name, err := nameArg(t, "sem_unlink", a[0])
			if err != nil {
				return null, err
			}
			t.Tx.BecomeInevitable("sem_unlink()")
			if err := unlinkSemaphore(name); err != nil {
				return null, t.OSError(err)
			}
			return object.None, nil
		}}})
		flags := object.NewDict(t)
		flags.SetStr(t, object.Intern("HAVE_SEM_OPEN"), object.Int(1))
		flags.SetStr(t, object.Intern("HAVE_SEM_TIMEDWAIT"), object.Int(1))
		m.Set(t, "flags", flags.Value())
		return m, nil
	})
}
