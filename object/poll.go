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
	PollAwait  = stm.PollAbort << 4 // another thread waits for the end of the attempt; with PollSwitch

	PollTrace   = 1 << 31 // the thread is traced; of stm.PollLocal, as the next
	PollCollect = 1 << 30 // the thread allocates while the collector marks
	PollResumed = 1 << 29 // the thread goes on after it has waited: a transaction that can be undone should begin where that is cheap
)

// Pending holds calls that wait for a thread to make them between two
// instructions.
type Pending struct {
	mu        sync.Mutex
	calls     []func(t *Thread) *Exception
	late      []func(t *Thread)
	interrupt bool // one of calls is that of an interrupt
}

// AddPending makes the main thread call f soon, between two instructions. It may
// be called from any goroutine.
func (in *Interp) AddPending(f func(t *Thread) *Exception) {
	in.pending.mu.Lock()
	in.pending.calls = append(in.pending.calls, f)
	in.pending.mu.Unlock()
	in.tellMain()
}

// InterruptHandler answers SIGINT.
type InterruptHandler struct {
	Call func(t *Thread) *Exception // in the main thread
	Own  bool                       // the program has set it: KeyboardInterrupt is not all that may come of it
}

// AddInterrupt is AddPending for a call that somebody waits for, and that likely
// raises an exception.
func (in *Interp) AddInterrupt(f func(t *Thread) *Exception) {
	in.pending.mu.Lock()
	in.pending.calls = append(in.pending.calls, f)
	in.pending.interrupt = true
	in.pending.mu.Unlock()
	in.tellMain()
}

// AddLate is AddPending for a call that may be made by another thread in place of the main
// one, where that waits: a callback of the collector.
func (in *Interp) AddLate(f func(t *Thread)) {
	in.pending.mu.Lock()
	in.pending.late = append(in.pending.late, f)
	in.pending.mu.Unlock()
	in.tellMain()
}

// TakeLate returns the calls of AddLate that have not been made, for the caller to make.
func (in *Interp) TakeLate() []func(t *Thread) {
	in.pending.mu.Lock()
	defer in.pending.mu.Unlock()
	late := in.pending.late
	in.pending.late = nil
	return late
}

// IsPending reports whether there are calls that only the main thread may make, and
// whether one is that of an interrupt.
func (in *Interp) IsPending() (any, interrupt bool) {
	in.pending.mu.Lock()
	defer in.pending.mu.Unlock()
	return len(in.pending.calls) > 0, in.pending.interrupt
}

// tellMain makes the main thread look for pending calls.
func (in *Interp) tellMain() {
	if main := in.Main; main != nil {
		main.Tx.Notify(PollCall)
	}
	if w := in.StandIn.Load(); w != nil {
		w.Tx.Notify(PollStop)
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
		if t.Tx.InTransaction() {
			// A call that was made is not pending any more, so it cannot be undone.
			t.Tx.BecomeInevitable("a pending call")
		}
		// All at once: what the calls run polls in its turn, and would make the next
		// ones inside.
		p.mu.Lock()
		calls, late := p.calls, p.late
		p.calls, p.late, p.interrupt = nil, nil, false
		t.Tx.Poll.And(^uint32(PollCall))
		p.mu.Unlock()
		if len(calls)+len(late) == 0 {
			return nil
		}
		for _, f := range late {
			f(t)
		}
		for i, f := range calls {
			if err := f(t); err != nil {
				if rest := calls[i+1:]; len(rest) > 0 {
					p.mu.Lock()
					p.calls = append(rest[:len(rest):len(rest)], p.calls...)
					t.Tx.Poll.Or(PollCall)
					p.mu.Unlock()
				}
				return err
			}
		}
	}
}

// Poll does what the poll word asks for and Go code can do; PollSwitch is left to
// the evaluator.
func (t *Thread) Poll() *Exception {
	bits := t.Tx.Poll.Load()
	if bits&stm.PollAbort != 0 {
		t.Tx.PollSlow()
	}
	if bits&PollCollect != 0 {
		t.makeWay()
	}
	if bits&PollStop != 0 && t.Interp.OnStop != nil {
		t.Interp.OnStop(t)
	}
	if bits&PollCall != 0 && t == t.Interp.Main {
		return t.RunPending()
	}
	return nil
}
