package object

import (
	"sync/atomic"
	"time"
	_ "unsafe" // for go:linkname
)

// Making way for the collector
//
// While the collector marks, each store of a pointer costs much more: it goes through a write barrier. Where
// there is a core that has nothing to do, the collector takes it and is done in a millisecond or two,
// as most objects of a Python program die young. But if every core is busy, it gets a quarter
// of their time, and that only when the Go scheduler preempts somebody, which it does every
// 10 ms: with two threads on two cores that allocate as fast as they can, barriers were on
// for a third of the time.
//
// So a thread that allocates while the collector marks sleeps at its next poll point until the
// collector is done, and leaves it the core. That takes half as long as marking beside it, and if other
// programs keep the cores busy a tenth. If it takes long nevertheless, because much is alive, the thread goes on for
// the rest of the cycle: soon, if there are cores left on which no Python code runs.

// barrier is the runtime's switch of write barriers, which are on as long as the collector
// marks. The runtime lets packages refer to it.
//
//go:linkname barrier runtime.writeBarrier
var barrier struct {
	enabled bool
	_       [3]byte
	_       uint64
}

const (
	markNap = 50 * time.Microsecond

	// No pause for the collector is longer.
	crowdedPatience = 50 * time.Millisecond
	patience        = 3 * time.Millisecond
)

// impatient is set from when a thread has waited too long until the collector has finished marking.
var impatient atomic.Bool

// Allocates is called where t is likely to allocate memory, as each making of an object with a stamp does.
func (t *Thread) Allocates() {
	if barrier.enabled {
		t.marking()
	}
}

// marking is called when t allocates while the collector marks.
func (t *Thread) marking() {
	if !impatient.Load() {
		t.Tx.Poll.Or(PollCollect)
	}
}

// makeWay waits until the collector has finished marking, or it takes too long.
func (t *Thread) makeWay() {
	t.Tx.Poll.And(^uint32(PollCollect))
	limit := patience
	if t.Crowded.Load() {
		limit = crowdedPatience
	}
	for began := time.Now(); barrier.enabled; time.Sleep(markNap) {
		if time.Since(began) < limit {
			continue
		}
		if impatient.CompareAndSwap(false, true) {
			go func() {
				for barrier.enabled {
					time.Sleep(limit)
				}
				impatient.Store(false)
			}()
		}
		return
	}
}
