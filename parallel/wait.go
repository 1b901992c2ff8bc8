package parallel

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/weftpy/weft/object"
)

// Waiting for what other threads do.
//
// A thread that waits for a lock or a queue does so outside any transaction: it ends
// the one under way, so that what it has done is seen by those it waits for, gives
// its turn back, and sleeps on a channel. Each time it is woken it tries again, in an
// inevitable transaction, with which it goes on if it has succeeded.
//
// No wake-up is lost: the thread enters itself among the Waiters first, and then begins the
// transaction in which it looks; who changes things commits first, and then looks
// for Waiters. Each change wakes one waiter, which wakes the next if it turns out to have no use
// for it. Waiters are no part of the transactional state. Who changes things in solo mode may
// look first: one who enters itself after that looks when the solo mode has ended.
//
// In a transaction that the program has asked for, waiting is stm's Retry.

// Waiters are threads that wait for a change of something. The zero Waiters is
// empty.
type Waiters struct {
	mu   sync.Mutex
	list []chan struct{}
	n    atomic.Int32 // len(list)
}

func (w *Waiters) add() chan struct{} {
	c := make(chan struct{}, 1)
	w.mu.Lock()
	w.list = append(w.list, c)
	w.n.Store(int32(len(w.list)))
	w.mu.Unlock()
	return c
}

// remove takes c out. If it has been woken in vain the next one is.
func (w *Waiters) remove(c chan struct{}, vain bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if i := slices.Index(w.list, c); i >= 0 {
		w.list = slices.Delete(w.list, i, i+1)
		w.n.Store(int32(len(w.list)))
	} else if vain {
		w.wakeOne()
	}
}

func (w *Waiters) wakeOne() {
	if len(w.list) > 0 {
		w.list[0] <- struct{}{}
		w.list = slices.Delete(w.list, 0, 1)
		w.n.Store(int32(len(w.list)))
	}
}

// Wake wakes the first, when the transaction of t has committed, which it then should
// do soon.
func (w *Waiters) Wake(t *object.Thread) {
	if t.Tx.Solo() && w.n.Load() == 0 {
		return
	}
	w.hurry(t)
	t.Tx.OnCommit(func() {
		w.mu.Lock()
		w.wakeOne()
		w.mu.Unlock()
	})
}

// WakeAll wakes all, when the transaction of t has committed.
func (w *Waiters) WakeAll(t *object.Thread) {
	if t.Tx.Solo() && w.n.Load() == 0 {
		return
	}
	w.hurry(t)
	t.Tx.OnCommit(func() {
		w.mu.Lock()
		for len(w.list) > 0 {
			w.wakeOne()
		}
		w.mu.Unlock()
	})
}

// hurry has the transaction of t cut soon if anyone waits.
func (w *Waiters) hurry(t *object.Thread) {
	s := seatOf(t)
	if s == nil || t.Tx.Solo() {
		return
	}
	w.mu.Lock()
	s.hurry = s.hurry || len(w.list) > 0
	w.mu.Unlock()
	if s.hurry {
		t.Tx.Poll.Or(object.PollSwitch)
	}
}

// Wait waits until try succeeds, or until deadline if that is not zero, and reports
// which. The main thread makes pending calls meanwhile; one that raises ends the
// wait. try must not fail otherwise than by returning false, and may be called any
// number of times; what names what is waited for.
func (w *Waiters) Wait(t *object.Thread, deadline time.Time, what string, try func() bool) (bool, *object.Exception) {
	if InTransaction(t) {
		return w.waitInside(t, deadline, what, try)
	}
	s := seatOf(t)
	g := scheduler{turnsOf(t.Interp)}
	alone := s == nil // and never had to do with other threads
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
	if !t.Tx.Solo() {
		commit(t) // what it has read may be out of date
	}
	for expired := false; ; {
		c := w.add()
		if !t.Tx.Solo() {
			beginInevitable(t, s, "going on after waiting")
		}
		ok := try()
		if ok || expired {
			w.remove(c, true)
			return ok, nil
		}
		if !alone {
			g.stop(t, s)
		}
		woken, interrupted := false, false
		select {
		case <-c:
			woken = true
		case <-timeout:
			expired = true
		case <-wake:
			interrupted = true
		}
		if !alone {
			g.enter(s)
			g.goSolo(s)
		}
		if woken {
			continue
		}
		w.remove(c, true)
		if interrupted {
			if !t.Tx.Solo() {
				beginInevitable(t, s, "a pending call")
			}
			if err := t.RunPending(); err != nil {
				return false, err
			}
			if !t.Tx.Solo() {
				commit(t)
			}
		}
	}
}

// waitInside is Wait in a transaction that the program has asked for.
func (w *Waiters) waitInside(t *object.Thread, deadline time.Time, what string, try func() bool) (bool, *object.Exception) {
	if try() {
		return true, nil
	}
	if !deadline.IsZero() {
		if TimedOut(t) {
			return false, nil
		}
		if t.Worker == 0 && ThreadCount(t.Interp) == 0 {
			return false, sleepUntil(t, deadline) // nothing will change
		}
	}
	return false, RetryUntil(t, deadline, what)
}

// sleepUntil waits until deadline, making pending calls.
func sleepUntil(t *object.Thread, deadline time.Time) *object.Exception {
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			return nil
		case <-t.Interp.MainWake:
			if err := t.RunPending(); err != nil {
				return err
			}
		}
	}
}
