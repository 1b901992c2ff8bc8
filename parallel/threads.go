package parallel

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/weftpy/weft/object"
)

// Python threads.
//
// The threads of a program take turns: one runs, in solo mode, and hands its turn
// on when it blocks or when another has waited for a while. So they have the
// semantics of a global lock by having one. As long as a program has started no
// thread, none of this exists. A run of transactions keeps the turn of the
// thread that called it until it ends.
//
// Handing on means that the old thread leaves solo mode and the new one enters
// it; nothing begins a transaction in between, because only the holder of the
// turn does.

// turns is who may run.
type turns struct {
	mu       sync.Mutex
	cond     sync.Cond
	taken    bool
	holder   *object.Thread
	waiting  int
	handed   uint64 // how often the turn was taken
	interval atomic.Int64
	threads  atomic.Int64 // threads that have not ended, the main one not counted
	last     atomic.Int64 // ident given last
}

type turnsKey struct{}

// DefaultSwitchInterval is how long a thread runs while another waits.
const DefaultSwitchInterval = 5 * time.Millisecond

func turnsOf(in *object.Interp) *turns {
	return in.Extra(turnsKey{}, func() any {
		g := &turns{}
		g.cond.L = &g.mu
		g.interval.Store(int64(DefaultSwitchInterval))
		return g
	}).(*turns)
}

// take waits for the turn, and enters solo mode.
func (g *turns) take(t *object.Thread) {
	g.wait(t)
	t.Tx.ExitParallel()
}

// wait waits for the turn.
func (g *turns) wait(t *object.Thread) {
	g.mu.Lock()
	g.waiting++
	for g.taken {
		seen := g.handed
		timer := time.AfterFunc(time.Duration(g.interval.Load()), func() {
			g.mu.Lock()
			if g.taken && g.handed == seen && g.holder != nil {
				g.holder.Tx.Notify(object.PollSwitch)
			}
			g.cond.Broadcast() // so that a waiter asks again if it goes on
			g.mu.Unlock()
		})
		g.cond.Wait()
		timer.Stop()
	}
	g.waiting--
	g.taken, g.holder = true, t
	g.handed++
	g.mu.Unlock()
}

// give leaves solo mode and hands the turn on.
func (g *turns) give(t *object.Thread) {
	t.Tx.EnterParallel()
	g.pass()
}

// pass hands the turn on.
func (g *turns) pass() {
	g.mu.Lock()
	g.taken, g.holder = false, nil
	g.cond.Signal()
	g.mu.Unlock()
}

// onSwitch answers object.PollSwitch: another thread waits.
func onSwitch(t *object.Thread) {
	t.Tx.Poll.And(^uint32(object.PollSwitch))
	g := turnsOf(t.Interp)
	if t.Atomic > 0 || t.Worker > 0 {
		return // the block is one piece
	}
	g.mu.Lock()
	others := g.waiting > 0 && g.holder == t
	seen := g.handed
	g.mu.Unlock()
	if !others {
		return
	}
	g.give(t)
	g.mu.Lock()
	for g.waiting > 0 && g.handed == seen { // let another have it first
		g.cond.Wait()
	}
	g.mu.Unlock()
	g.take(t)
}

// block runs f without the turn.
func block(t *object.Thread, f func()) {
	g := turnsOf(t.Interp)
	if !t.Tx.Solo() {
		f()
		return
	}
	g.give(t)
	defer g.take(t)
	f()
}

// SwitchInterval returns how long a thread runs while another waits.
func SwitchInterval(in *object.Interp) time.Duration {
	return time.Duration(turnsOf(in).interval.Load())
}

// SetSwitchInterval sets it.
func SetSwitchInterval(in *object.Interp, d time.Duration) { turnsOf(in).interval.Store(int64(d)) }

// ThreadCount returns the number of threads that have not ended, without the
// main one.
func ThreadCount(in *object.Interp) int { return int(turnsOf(in).threads.Load()) }

// Start starts a thread that calls run once it has its turn, and returns the
// thread's ident. Only the thread that has the turn may start another.
func Start(t *object.Thread, run func(t *object.Thread)) int64 {
	in := t.Interp
	g := turnsOf(in)
	g.mu.Lock()
	if !g.taken {
		g.taken, g.holder = true, t
	}
	g.mu.Unlock()
	in.OnSwitch = onSwitch
	in.OnBlock = block
	nt := object.NewThread(in, in.Engine.NewTx())
	nt.ID = 0x7f0000000000 + g.last.Add(1)<<12
	g.threads.Add(1)
	go func() {
		g.take(nt)
		run(nt)
		if nt.Sentinel != nil {
			nt.Sentinel(nt)
		}
		nt.Local = nil
		g.give(nt)
		g.threads.Add(-1)
		nt.Tx.Close()
	}()
	return nt.ID
}
