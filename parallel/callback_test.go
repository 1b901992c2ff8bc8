package parallel

import (
	"testing"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// TestLargeInCallback: what has read very many boxes does not go on in callbacks, as what it keeps of them would
// take ever more memory, and longer.
func TestLargeInCallback(t *testing.T) {
	e := stm.NewEngine()
	in := &object.Interp{Engine: e}
	th := object.NewThread(in, e.NewTx())
	s := newSeat(th)
	th.Tx.EnterParallel()
	vars := make([]stm.Var[int], 100_000)
	th.Tx.Run(func() {
		if s.callbackLength(false) <= nestedLength {
			t.Error("short from the beginning")
		}
		for i := range vars {
			vars[i].Get(th.Tx)
		}
		if s.callbackLength(false) > nestedLength || th.Tx.Poll.Load()&object.PollSwitch == 0 {
			t.Error("as long as ever")
		}
	})
}

// TestInCallback: an evaluation in which a thread is asked a second time to end its attempt is no short callback.
func TestInCallback(t *testing.T) {
	in := &object.Interp{Engine: stm.NewEngine()}
	in.RecursionLimit.Store(1000)
	th := object.NewThread(in, in.Engine.NewTx())
	s := newSeat(th)
	enter := func() {
		if err := th.EnterNative(""); err != nil {
			t.Fatal("no room for a call")
		}
	}
	asked := func(what string, want bool) {
		t.Helper()
		if got := s.inCallback(); got != want {
			t.Errorf("%s: in a callback: %v, want %v", what, got, want)
		}
	}
	enter() // the thread's own evaluation
	enter()
	asked("the first callback", true)
	th.LeaveNative()
	enter()
	asked("the next callback", true)
	enter()
	asked("a callback of a callback that still runs", true)
	th.LeaveNative()
	asked("a callback that has gone on since", false)
	asked("and longer", false)
	th.LeaveNative()
	enter()
	asked("another callback", true)
}
