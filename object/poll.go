package object

import (
	"sync"

	"github.com/weftpy/weft/stm"
)

// What the evaluator does when it finds the poll word set: bits of stm.Tx.Poll
// beyond the engine's own.
const (
	PollCall   = stm.PollAbort << 1 // calls are pending for the main thread: signals, callbacks of weak references
	PollSwitch = stm.PollAbort << 2 // another thread waits for its turn
	PollStop   = stm.PollAbort << 3 // a run of transactions is being stopped
)

// Pending holds calls that wait for a thread to make them between two
// instructions.
type Pending struct {
	mu    sync.Mutex
	calls []func(t *Thread) *Exception
}

// AddPending makes the main thread call f soon, between two instructions. It may
// be called from any goroutine.
func (in *Interp) AddPending(f func(t *Thread) *Exception) {
	in.pending.mu.Lock()
	in.pending.calls = append(in.pending.calls, f)
	main := in.Main
	in.pending.mu.Unlock()
	if main != nil {
		main.Tx.Notify(PollCall)
	}
	select {
	case in.MainWake <- struct{}{}:
	default: // nobody waits, or a token is there already
	}
	if f := in.poke.Load(); f != nil {
		(*f)()
	}
}

// SetPoke sets what is called, on any goroutine, when a call has become pending
// for the main thread: MainWake for a thread that waits in a system call.
func (in *Interp) SetPoke(f func()) { in.poke.Store(&f) }

// RunPending makes the pending calls; the first exception stops it, and the
// calls after it stay pending.
func (t *Thread) RunPending() *Exception {
	p := &t.Interp.pending
	for {
		p.mu.Lock()
		if len(p.calls) == 0 {
			t.Tx.Poll.And(^uint32(PollCall))
			p.mu.Unlock()
			return nil
		}
		f := p.calls[0]
		p.calls = p.calls[1:]
		p.mu.Unlock()
		if err := f(t); err != nil {
			return err
		}
	}
}

// Poll does what the poll word asks for.
func (t *Thread) Poll() *Exception {
	bits := t.Tx.Poll.Load()
	if bits&stm.PollAbort != 0 {
		t.Tx.PollSlow()
	}
	if bits&PollStop != 0 && t.Interp.OnStop != nil {
		t.Interp.OnStop(t)
	}
	if bits&PollSwitch != 0 && t.Interp.OnSwitch != nil {
		t.Interp.OnSwitch(t)
	}
	if bits&PollCall != 0 && t == t.Interp.Main {
		return t.RunPending()
	}
	return nil
}
