package stm

// Retry
//
// A transaction that calls Retry cannot go on in the present state of the world: its
// attempt is undone, and it sleeps until a box that it has read gets another body. There is
// no polling, and only those are woken who have read what was written.
//
//	to sleep                                    to commit
//	  enter a Waiter for each box read             status = Committed
//	  sleepers++                                   if sleepers != 0: fire the Waiters of each box written
//	  undo the attempt
//	  if a box has changed: don't sleep
//	  sleep
//
// As everywhere: each side first writes, then reads what the other writes. The boxes
// themselves know nothing of waiters (that would cost a word in each); they are kept in a
// side table that only those look at who find sleepers != 0.
//
// A box counts as changed if it holds neither the body that was read, nor an uncommitted
// body on top of it. That body's attempt has then not come to the point where it looks at
// sleepers.
//
// Rejected: waking one waiter of several, who wakes the next if it goes to sleep again: the
// work is the same, one after the other instead of at once, and a waiter that ends in any
// other way must not forget to pass the turn on.

// Waiter is a transaction asleep in Retry.
type Waiter struct {
	e       *Engine
	tx      *Tx // nil when detached
	entries []readEntry

	mu    mutex
	fired sharedFlag // changed under mu
	wake  func()     // of Detach

	birth   uint64
	losses  int
	watched *Box
}

// CanRetry reports whether Retry is possible: in an attempt that has not asked to be
// inevitable, at least not since the innermost OrElse began.
func (tx *Tx) CanRetry() bool { return tx.InTransaction() && tx.irrevocable == tx.reversible }

// Retry abandons the attempt. The transaction runs again when something that it has read
// has changed. In solo mode, or after BecomeInevitable has returned, that is impossible;
// see CanRetry.
func (tx *Tx) Retry() {
	if !tx.CanRetry() {
		panic("stm: Retry outside a transaction or in one that cannot be undone")
	}
	tx.cause = cause{Kind: Retried}
	if tx.nested != 0 {
		// For OrElse. The attempt goes on.
		tx.unwinding = true
		panic(tx.token)
	}
	if tx.mode == modeInevitable {
		// It runs inevitably because it has lost too often. Reads of such an attempt are
		// not logged, so it would not know what to wait for: run it once more as usual.
		tx.losses = 0
	}
	tx.throw()
}

// prepareSleep enters the transaction among the sleepers. The attempt has not been rolled
// back yet.
func (tx *Tx) prepareSleep() {
	w := &Waiter{e: tx.e, tx: tx}
	w.entries = make([]readEntry, 0, len(tx.reads)+len(tx.writes))
	w.entries = append(w.entries, tx.reads...)
	for i := range tx.writes {
		w.entries = append(w.entries, readEntry{tx.writes[i].x, tx.writes[i].b.loadPrev()})
	}
	tx.sleep = w
	tx.e.sleeping.add(w)
	tx.e.sleepers.Add(1)
}

// changed reports whether something that the transaction has read has changed.
func (w *Waiter) changed() bool {
	for i := range w.entries {
		x, p := w.entries[i].x, w.entries[i].b
	again:
		b := x.Load()
		if b == p {
			continue
		}
		s := b.Stamp()
		if s&1 == 0 {
			return true
		}
		o, st := w.e.look(s)
		if st == 0 {
			if x.Load() != b || b.Stamp() != s {
				goto again
			}
			return true
		}
		if st&stateMask == stateCommitted {
			return true
		}
		if q := b.loadPrev(); q != p {
			if q == nil && o.status.Load() != st {
				goto again
			}
			return true
		}
	}
	return false
}

// sleepNow sleeps until something that the transaction has read changes, or Notify is
// called.
func (tx *Tx) sleepNow() {
	w := tx.sleep
	tx.sleep = nil
	start := tx.listenStart()
	if !w.changed() {
		tx.parked.Store(1)
		tx.step(ptWaiting)
		for !w.fired.Load() && tx.Poll.Load()&^(PollAbort|PollLocal) == 0 {
			tx.receive()
		}
		tx.parked.Store(0)
	}
	w.forget()
	tx.emit(Event{Kind: EventRetry}, start)
}

// cancelSleep forgets a sleep that has not begun.
func (tx *Tx) cancelSleep() {
	if w := tx.sleep; w != nil {
		tx.sleep = nil
		w.forget()
	}
	tx.over()
}

// Detach is for a Tx whose last Guard has returned Retrying: it takes the sleeping
// transaction off the Tx, which can then run another. wake is called once, as soon as
// something that the transaction has read has changed, by the goroutine that has changed
// it: it should only put the transaction back into some queue. It may be called before
// Detach returns.
func (tx *Tx) Detach(wake func()) *Waiter {
	w := tx.sleep
	if w == nil {
		panic("BUG: stm: Detach without Retry")
	}
	tx.sleep = nil
	w.mu.Lock()
	w.tx = nil
	w.wake = wake
	w.birth, w.losses, w.watched = tx.birth, tx.losses, tx.watched
	fired := w.fired.Load()
	w.mu.Unlock()
	tx.over()
	if fired {
		w.forget()
		wake()
	} else if w.changed() {
		w.fire()
	}
	return w
}

// Resume makes tx go on with the detached transaction: the next Begin begins an attempt of
// it, with its age.
func (w *Waiter) Resume(tx *Tx) {
	tx.birth, tx.losses, tx.watched = w.birth, w.losses, w.watched
	tx.again = true
}

// Cancel ends the sleep of a detached transaction. It reports whether wake has not been
// called and will not be.
func (w *Waiter) Cancel() bool {
	_, first := w.setFired()
	if first {
		w.forget()
	}
	return first
}

// Fired reports whether wake has been called or will be.
func (w *Waiter) Fired() bool { return w.fired.Load() }

// setFired marks w as woken. It returns the Tx that sleeps, nil if w is detached, and whether
// the caller is the first. Both are decided under the lock that Detach takes, so that exactly
// one of the two, who fires and who detaches, calls wake.
func (w *Waiter) setFired() (tx *Tx, first bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.tx, !w.fired.Swap(true)
}

// fire wakes the transaction.
func (w *Waiter) fire() {
	tx, first := w.setFired()
	if !first {
		return
	}
	if tx != nil {
		tx.token1() // it forgets w itself
		return
	}
	w.forget()
	w.wake()
}

// forget takes w out of the table.
func (w *Waiter) forget() {
	w.e.sleepers.Add(-1)
	w.e.sleeping.remove(w)
}

// Sleeping returns the number of transactions that sleep in Retry.
func (e *Engine) Sleeping() int { return int(e.sleepers.Load()) }

// sleepTable maps boxes to those who wait for them.
type sleepTable struct {
	shard [32]struct {
		mu mutex
		m  map[*Box][]*Waiter
	}
}

func sleepShard(x *Box) uintptr { return hashBox(x) >> 7 % 32 }

func (t *sleepTable) add(w *Waiter) {
	for i := range w.entries {
		x := w.entries[i].x
		s := &t.shard[sleepShard(x)]
		s.mu.Lock()
		if s.m == nil {
			s.m = make(map[*Box][]*Waiter)
		}
		s.m[x] = append(s.m[x], w)
		s.mu.Unlock()
	}
}

func (t *sleepTable) remove(w *Waiter) {
	for i := range w.entries {
		x := w.entries[i].x
		s := &t.shard[sleepShard(x)]
		s.mu.Lock()
		list := s.m[x]
		for j, other := range list {
			if other == w {
				last := len(list) - 1
				list[j] = list[last]
				list[last] = nil
				list = list[:last]
				break
			}
		}
		if len(list) == 0 {
			delete(s.m, x)
		} else {
			s.m[x] = list
		}
		s.mu.Unlock()
	}
}

// wake fires the waiters of the boxes written.
func (t *sleepTable) wake(writes []writeEntry) {
	var fire []*Waiter
	for i := range writes {
		x := writes[i].x
		s := &t.shard[sleepShard(x)]
		s.mu.Lock()
		fire = append(fire, s.m[x]...)
		s.mu.Unlock()
	}
	for _, w := range fire {
		w.fire()
	}
}

// wakeAll fires everyone.
func (t *sleepTable) wakeAll(e *Engine) {
	if e.sleepers.Load() == 0 {
		return
	}
	var fire []*Waiter
	for i := range t.shard {
		s := &t.shard[i]
		s.mu.Lock()
		for _, list := range s.m {
			fire = append(fire, list...)
		}
		s.mu.Unlock()
	}
	for _, w := range fire {
		w.fire()
	}
}
