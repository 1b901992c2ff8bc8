package vm

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// Polling, and where attempts begin.
//
// Transactions of threads are cut between two instructions, at the points where
// the evaluator looks at the poll word: jumps back, and calls of Python functions.
// An attempt that is lost unwinds the Go stack, by a panic, to the evaluation in
// which it began; so that one must have a deferred function to recover it. Normal
// evaluations have none. When an attempt is to begin in one, run ends and returns
// what guarded returns, which evaluates the rest of it with a place to return to:
// Python's frames are not on the Go stack, so going on with them elsewhere takes
// nothing but a call.

// relay is what poll returns, in the place of an exception, if the evaluation is
// to go on in guarded.
var relay = new(object.Exception)

// poll is called between two instructions when the thread's poll word is set.
func poll(t *object.Thread) *object.Exception {
	if err := t.Poll(); err != nil {
		return err
	}
	if t.Tx.Poll.Load()&(object.PollSwitch|object.PollResumed) != 0 && t.Interp.Scheduler != nil {
		return t.Interp.Scheduler.Switch(t)
	}
	return nil
}

// runPolled is run for a frame that begins, after a poll: the functions that built-in code calls
// again and again may have no poll point.
func runPolled(t *object.Thread) (object.Value, *object.Exception) {
	switch err := poll(t); err {
	case nil:
		return run(t)
	case relay:
		return guarded(t)
	default:
		t.Frame.PC++ // as in run
		return runRaising(t, err)
	}
}

// BeginHere begins an attempt between two instructions of the current frame, for
// the Scheduler: at once, or by having guarded called.
func BeginHere(t *object.Thread) *object.Exception {
	if t.Guard != t.Native {
		return relay
	}
	t.Interp.Scheduler.Begin(t)
	return nil
}

// guarded is run for an evaluation in which attempts begin: one that is lost
// begins anew, where it did.
func guarded(t *object.Thread) (v object.Value, err *object.Exception) {
	outer, level := t.Guard, t.Native
	t.Guard = level
	defer func() { t.Guard = outer }()
	s := t.Interp.Scheduler
	for {
		out := t.Tx.Guard(func() {
			s.Begin(t)
			v, err = run(t)
			s.Leave(t)
		})
		if out == stm.Done {
			return v, err
		}
		t.Restore()
		if t.Native != level {
			panic("BUG: an attempt was lost in an evaluation in which it has not begun")
		}
		s.Lost(t, out)
	}
}
