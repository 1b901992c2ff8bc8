package stm

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Waiting
//
// Nothing in this package spins for long: there may be more workers than cores, and the one
// waited for may not be running. A waiter looks a few times, then lets others run, then
// sleeps until it is poked.
//
// A Tx sleeps on its own one-token channel. Who waits for something enters itself in the
// waitList of that thing, looks once more, and takes a token; who changes the thing looks
// whether the list is empty (one load) after the change. Both sides are sequentially
// consistent, so one of them sees the other. Tokens can be left over from earlier waits;
// every wait is a loop, so a stale token costs one more look.
//
// Who waits as Active can be aborted while it waits, and must notice: the one who aborts it
// (slot.abort) changes the status first and then looks at parked; the waiter sets parked
// first and then looks at its status. The same argument once more.
//
// Rejected: sync.Cond (cannot be waited on together with a request to abort); a channel per
// attempt, closed at its end (an allocation per attempt, whether anybody waits or not);
// sleeping for growing times (adds latency where there is least time to lose, at short
// commits).

// A waitList holds those who sleep until something changes. What it is, and when it changes,
// the list does not know.
type waitList struct {
	n    atomic.Int32 // len(list), readable without the lock
	mu   sync.Mutex
	list []*Tx
}

func (w *waitList) add(tx *Tx) {
	w.mu.Lock()
	if !slices.Contains(w.list, tx) { // it may be there from a wait that has ended otherwise
		w.list = append(w.list, tx)
	}
	w.n.Store(int32(len(w.list)))
	w.mu.Unlock()
}

// wake pokes everyone in the list, and empties it.
func (w *waitList) wake() {
	if w.n.Load() == 0 {
		return
	}
	w.mu.Lock()
	list := w.list
	w.list = nil
	w.n.Store(0)
	w.mu.Unlock()
	for _, tx := range list {
		tx.token1()
	}
}

// token1 puts a token into the channel of tx, unless there is one.
func (tx *Tx) token1() {
	select {
	case tx.sema <- struct{}{}:
	default:
	}
}

// poke wakes tx if it is asleep or about to be.
func (tx *Tx) poke() {
	if tx.parked.Load() != 0 {
		tx.token1()
	}
}

// How often a waiter looks before it sleeps. A commit takes some hundred nanoseconds, which
// is about what the spinning takes; if it takes longer, the one waited for is likely not
// running, and needs the processor.
const (
	spins  = 40
	yields = 8
)

// receive takes a token.
func (tx *Tx) receive() {
	if hooks {
		tx.step(ptWait)
		return
	}
	<-tx.sema
}

// waitOn waits until done returns true, sleeping on w. done is called any number of times;
// it may unwind.
func (tx *Tx) waitOn(w *waitList, done func() bool) {
	tx.step(ptWaiting)
	for i := range spins + yields {
		if hooks {
			break
		}
		if done() {
			return
		}
		if i >= spins {
			runtime.Gosched()
		}
	}
	tx.parked.Store(1)
	defer tx.parked.Store(0) // done may unwind
	for {
		w.add(tx) // again after each token: it may have come from a list that is empty now
		if done() {
			return
		}
		tx.receive()
	}
}

// shortSleep is for how long an attempt that runs alone may sleep, and keep all others waiting.
const shortSleep = 100 * time.Microsecond

// Sleep waits until the given time, or until Poll is non-zero; it reports whether the time has
// come. The attempt can be aborted meanwhile as ever, and is unwound at once then. One that
// runs alone does not sleep: it is undone, and runs again as others do.
func (tx *Tx) Sleep(until time.Time) bool {
	if tx.mode == modeAlone && time.Until(until) > shortSleep {
		tx.runAsOthers()
	}
	timer := time.NewTimer(time.Until(until))
	defer timer.Stop()
	tx.parked.Store(1)
	defer tx.parked.Store(0)
	for {
		if tx.isDoomed() {
			tx.doomed()
		}
		if tx.Poll.Load()&^PollLocal != 0 {
			return false
		}
		select {
		case <-timer.C:
			return true
		case <-tx.sema:
		}
	}
}

// await waits until the status word of o is no longer st. If abortable is set it unwinds
// when tx is aborted meanwhile.
func (tx *Tx) await(o *slot, st uint64, abortable bool) {
	tx.awaitVersion(o, st, ^uint64(0), abortable)
}

// awaitVersion is await for a committing attempt, if it matters only whether that commits
// at a version ≤ lim: it also returns when the version is known to be larger.
func (tx *Tx) awaitVersion(o *slot, st, lim uint64, abortable bool) {
	tx.step(ptAwait)
	if o.status.Load() != st {
		return
	}
	tx.slot.count.waits.Add(1)
	defer tx.waited(o, st, tx.listenStart(), waitCommit) // the wait may unwind
	tx.waitOn(&o.end, func() bool {
		if abortable {
			tx.alive()
		}
		return o.status.Load() != st || o.wv.Load() > lim
	})
}
