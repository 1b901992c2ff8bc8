package stm

// Exclusive attempts, and solo mode
//
// While nothing else runs there is nobody to hide changes from: bodies are changed in
// place, whoever made them. This is how a program runs that uses no transactions (solo
// mode), and how an attempt runs that has asked to be exclusive.
//
// Stopping the world. The gate is taken first, so there is one who does it at a time. Then:
//
//	to stop                                   to begin an attempt
//	  stop = 1                                  status = Active
//	  for each slot: Active → Aborted, poke;    if stop: status = Idle; sleep; again
//	                 wait until Idle
//
// Again each side writes its word and then reads the other's. An attempt that has been
// aborted may still be running; it touches bodies until it notices, so it must have ended
// (Idle) before anything is changed in place.
//
// Stamps. What is changed gets the stamp soloID, which is the id of an attempt that is
// over. When others run again they take it for version 0, which is right: it was committed
// before anything that runs then has begun. Stamping is a plain store; the others' accesses
// are ordered by stop and by the status words.
//
// Those who sleep in Retry are not in an attempt, and do not see changes in place; they are
// woken when the world goes on, and look for themselves.

// BecomeExclusive returns when nothing else runs: every other attempt has ended or been
// aborted, and none begins until this one has committed. Like BecomeInevitable it may
// unwind the attempt first. What an exclusive attempt does cannot be undone, not even its
// writes.
func (tx *Tx) BecomeExclusive(reason string) {
	switch tx.mode {
	case modeIdle, modeRest, modeClosed:
		panic("BUG: stm: BecomeExclusive outside a transaction")
	case modeSolo, modeExclusive:
		return
	case modeActive:
		tx.becomeInevitable(reason, true)
	}
	start := nanos()
	tx.effects.flush()
	if tx.mode == modeAlone {
		tx.stayAlone(reason)
	} else {
		tx.stopWorld()
	}
	for i := range tx.writes {
		b := tx.writes[i].b
		b.stamp, b.prev = soloID, nil
	}
	clear(tx.writes)
	tx.writes = tx.writes[:0]
	tx.irrevocable++
	tx.mode = modeExclusive
	tx.ID = soloID
	tx.slot.count.exclusive.Add(1)
	tx.emit(Event{Kind: EventExclusive, Reason: reason}, start)
}

// finishExclusive ends an exclusive attempt and lets the others run.
func (tx *Tx) finishExclusive() {
	tx.ended()
	tx.disown()
	tx.e.resume()
}

// stopWorld returns when no other attempt is in flight; none will begin until resume. tx
// holds the gate.
func (tx *Tx) stopWorld() {
	e := tx.e
	tx.step(ptStop)
	e.stop.Store(1)
	for _, s := range *e.slots.Load() {
		if s == tx.slot {
			continue
		}
		for {
			tx.step(ptDrain)
			st := s.status.Load()
			if st&stateMask == stateIdle {
				break
			}
			if st&stateMask == stateActive {
				// If that fails look again: it may be Committing, see the closed gate, and
				// be Active again.
				tx.step(ptWound)
				s.abort(st)
				continue
			}
			tx.await(s, st, false)
		}
	}
}

// resume lets attempts begin and commit again, after stopWorld.
func (e *Engine) resume() {
	e.stop.Store(0)
	e.begin.wake()
	e.gate.release(e)
	e.sleeping.wakeAll(e)
}

// EnterParallel leaves solo mode: from now on transactions run, and tx itself must begin
// one to access boxes. It is called by the thread of execution that is solo.
func (tx *Tx) EnterParallel() {
	if tx.mode != modeSolo {
		panic("BUG: stm: EnterParallel outside solo mode")
	}
	tx.mode = modeIdle
	tx.ID = noID
	tx.disown()
	tx.e.resume()
}

// ExitParallel makes tx solo. It returns when no attempt is in flight; attempts that others
// begin wait until the next EnterParallel. tx must not be in a transaction.
func (tx *Tx) ExitParallel() {
	if tx.mode == modeSolo {
		return
	}
	tx.Share()
	if tx.mode != modeIdle {
		panic("BUG: stm: ExitParallel in a transaction")
	}
	e := tx.e
	e.gate.acquire(tx)
	tx.drain()
	tx.stopWorld()
	e.mu.Lock()
	e.solo = tx
	e.mu.Unlock()
	tx.mode = modeSolo
	tx.ID = soloID
}

// EnterParallel is [Tx.EnterParallel] of the Tx that is solo.
func (e *Engine) EnterParallel() { e.soloTx().EnterParallel() }

// ExitParallel is [Tx.ExitParallel] of the Tx that has been solo last. It is called by the
// thread of execution to which that Tx belongs.
func (e *Engine) ExitParallel() { e.soloTx().ExitParallel() }

func (e *Engine) soloTx() *Tx {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.solo == nil {
		panic("BUG: stm: engine without a Tx")
	}
	return e.solo
}
