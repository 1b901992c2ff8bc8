// Package thread is Python's module _thread, on which the library's threading
// is built.
package thread

import (
	"fmt"
	"os"
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
)

func init() { object.RegisterModule("_thread", create) }

type args = []object.Value

// timeoutMax is TIMEOUT_MAX: the longest timeout, in seconds.
const timeoutMax = 9223372036.0

func create(t *object.Thread) (*object.Module, *object.Exception) {
	m := object.NewModule(t, "_thread", "Primitive operations of threads.")
	m.Set(t, "error", object.RuntimeError.Value())
	m.Set(t, "TIMEOUT_MAX", object.Float(timeoutMax))
	m.Set(t, "LockType", lockType.Ready().Value())
	m.AddType(t, rlockType)
	m.AddType(t, localType)
	m.Set(t, "_ExceptHookArgs", hookArgsType.Ready().Value())
	newLock := func(t *object.Thread, a args) (object.Value, *object.Exception) { return unlocked(t).value(), nil }
	exit := func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return object.Value{}, object.NewException(t, object.SystemExit)
	}
	m.AddFuncs(t, []object.Def{
		{Name: "start_new_thread", Sig: "function, args, kwargs=None, /", Fn: start},
		{Name: "start_new", Sig: "function, args, kwargs=None, /", Fn: start},
		{Name: "allocate_lock", Fn: newLock},
		{Name: "allocate", Fn: newLock},
		{Name: "exit", Fn: exit},
		{Name: "exit_thread", Fn: exit},
		{Name: "get_ident", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) { return object.Int(ident(t)), nil }},
		{Name: "get_native_id", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			if t == t.Interp.Main {
				return object.Int(int64(os.Getpid())), nil
			}
			return object.Int(int64(os.Getpid()) + t.ID>>12&0xfffff), nil
		}},
		{Name: "_count", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			return object.Int(int64(parallel.ThreadCount(t.Interp))), nil
		}},
		{Name: "stack_size", Sig: "size=0, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			return object.Int(0), nil // stacks grow as they need to
		}},
		{Name: "interrupt_main", Sig: "signum=2, /", Fn: interruptMain},
		{Name: "_set_sentinel", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			l := unlocked(t) // module threading acquires it, for as long as the thread lasts
			l.lasting = true
			t.Sentinel = func(t *object.Thread) {
				if n, _ := l.state(t); n > 0 {
					l.unlock(t)
				}
			}
			return l.value(), nil
		}},
		{Name: "_excepthook", Sig: "args, /", Fn: excepthook},
	})
	return m, nil
}

func ident(t *object.Thread) int64 { return t.Ident() }

func start(t *object.Thread, a args) (object.Value, *object.Exception) {
	f := a[0]
	if f.O.Typ.Slots.Call == nil {
		return object.Value{}, t.Errorf(object.TypeError, "first arg must be callable")
	}
	tup, ok := object.AsTuple(a[1])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "2nd arg must be a tuple")
	}
	all := append([]object.Value(nil), tup.Items...)
	var names []object.Value
	if a[2].O != nil {
		d, ok := object.AsDict(a[2])
		if !ok {
			return object.Value{}, t.Errorf(object.TypeError, "optional 3rd arg must be a dictionary")
		}
		for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
			names = append(names, k)
			all = append(all, v)
		}
	}
	if parallel.InTransaction(t) {
		return object.Value{}, t.Errorf(object.RuntimeError, "can't start new thread inside a transaction")
	}
	id := parallel.Start(t, func(t *object.Thread) {
		if _, err := object.CallKw(t, f, all, names); err != nil && !err.Matches(object.SystemExit) {
			r, rerr := object.Repr(t, f)
			if rerr == nil {
				fmt.Fprintf(os.Stderr, "Exception ignored in thread started by: %s\n", r.S)
			}
			object.Excepthook(t, err)
		}
	})
	return object.Int(id), nil
}

// sleepUntil waits for ready, a channel that is closed or receives, or until the
// deadline, making pending calls of the main thread. It reports whether ready
// came first.
func sleepUntil(t *object.Thread, ready <-chan struct{}, deadline time.Time) (bool, *object.Exception) {
	var timeout <-chan time.Time
	if !deadline.IsZero() {
		timer := time.NewTimer(time.Until(deadline))
		defer timer.Stop()
		timeout = timer.C
	}
	var wake <-chan struct{}
	if t == t.Interp.Main {
		wake = t.Interp.MainWake
	}
	came, expired := false, false
	t.Block(func() {
		select {
		case <-ready:
			came = true
		case <-timeout:
			expired = true
		case <-wake:
		}
	})
	if came || expired {
		return came, nil
	}
	return false, t.RunPending()
}

// interruptMain does as if a signal had come, SIGINT usually.
func interruptMain(t *object.Thread, a args) (object.Value, *object.Exception) {
	const sigint = 2
	n := int64(sigint)
	if a[0].O != nil {
		var err *object.Exception
		if n, err = object.IndexInt(t, a[0], object.OverflowError); err != nil {
			return object.Value{}, err
		}
	}
	in := t.Interp
	if in.Simulate == nil && n == sigint { // nobody can have set a handler
		interrupt := func(t *object.Thread) *object.Exception { return object.NewException(t, object.KeyboardInterrupt) }
		if t == in.Main {
			return object.Value{}, interrupt(t)
		}
		t.Tx.OnCommit(func() { in.AddInterrupt(interrupt) })
		return object.None, nil
	}
	if in.Simulate == nil {
		if _, err := t.Import("_signal"); err != nil {
			return object.Value{}, err
		}
	}
	return object.None, in.Simulate(t, n)
}
