package stm

// Inevitable attempts, and the commit gate
//
// Purpose. An inevitable attempt cannot be aborted; it may do what cannot be undone. At
// most one is in flight. The others go on running, reading and committing if they have not
// written; who has written waits at the gate until the inevitable attempt has ended. So
// everything that it reads stays true without being logged.
//
//	to become inevitable                            to commit
//	  gateHeld = me (queue)                            status = Committing
//	  for each slot: wait while Committing             if gateHeld: status = Active; wait at the gate; again
//	    or Committed (until over)                      …
//	  status = Inevitable (fails if aborted)
//	  rv = clock; validate the read log
//	    (if it fails: abort, run again, inevitable
//	     from the start)
//
// Each side writes its own word and then reads the other's, so either the committer sees
// the closed gate or the other sees it Committing. After the loop nobody is past the gate,
// no stamp of a committed body is unresolved, and all output that was held by committed
// attempts has been written (effects.go). Who is Committing for a moment, about to see the
// gate, has no ticket; everyone treats it as one that will commit later, or waits until it
// has stepped back.
//
// While the gate is held nobody else commits, so whatever is committed is current: the
// inevitable attempt reads with rv = the largest version, and logs nothing. Another attempt
// may take a box that it has read; that one can commit only later, which puts it later in
// the serial order, too. Those without writes pass no gate: their place in the order is at
// their rv, where the inevitable attempt has not happened yet.
//
// It takes the boxes that it wants to write from their owners, by aborting them. They can
// be aborted while they wait at the gate, because they wait as Active.
//
// Fairness. The gate is a readers-writer lock (those who commit share it) with phases: when
// it is released, those who were waiting to commit pass before the next inevitable attempt
// gets it; those who want to be inevitable queue.
//
// Rejected: a lock around each commit (sync.RWMutex: two shared writes on every commit);
// letting others commit what does not touch the inevitable attempt's reads (needs visible
// reads).

type gate struct {
	mu         mutex
	queue      []*gateWait // want to hold it
	committers []*gateWait // want to pass
	grace      int         // committers that were let go at the last release and have not passed yet
}

// A gateWait is one who waits at the gate, in one of its lists. Who lets it go sets granted,
// and takes it off the list, under the lock.
type gateWait struct {
	tx      *Tx
	granted sharedFlag
}

// hold gives the gate, which must be free, to tx.
func (g *gate) hold(e *Engine, tx *Tx) { e.gateHeld.Store(tx.slot.index + 1) }

// acquire gives the gate to tx, waiting as long as it takes. If tx is in an attempt the
// wait can be unwound.
func (g *gate) acquire(tx *Tx) {
	e := tx.e
	g.mu.Lock()
	if e.gateHeld.Load() == 0 && g.grace == 0 && len(g.queue) == 0 {
		g.hold(e, tx)
		g.mu.Unlock()
		return
	}
	w := &gateWait{tx: tx}
	g.queue = append(g.queue, w)
	g.mu.Unlock()
	e.ask() // who runs alone holds the gate, and must know
	g.wait(w, &g.queue)
}

// wait sleeps until w is granted. If the attempt is aborted meanwhile, it takes w out of
// the list and unwinds.
func (g *gate) wait(w *gateWait, list *[]*gateWait) {
	tx := w.tx
	tx.slot.count.waits.Add(1)
	start := tx.listenStart()
	tx.parked.Store(1)
	defer tx.parked.Store(0)
	tx.step(ptWaiting)
	for !w.granted.Load() {
		if tx.isDoomed() {
			g.mu.Lock()
			granted := w.granted.Load()
			if !granted {
				*list = without(*list, w)
			}
			g.mu.Unlock()
			if !granted {
				tx.waited(nil, 0, start, waitGate)
				tx.doomed()
			}
			break
		}
		tx.receive()
	}
	tx.waited(nil, 0, start, waitGate)
	if tx.isDoomed() {
		if list == &g.queue {
			g.release(tx.e)
		} else {
			g.passed(tx.e)
		}
		tx.doomed()
	}
}

func without(list []*gateWait, w *gateWait) []*gateWait {
	for i, x := range list {
		if x == w {
			return append(list[:i], list[i+1:]...)
		}
	}
	return list
}

// isDoomed reports whether tx is in an attempt that has been aborted.
func (tx *Tx) isDoomed() bool {
	return tx.mode == modeActive && tx.slot.status.Load()&stateMask == stateAborted
}

// release opens the gate, for those who wait to commit, or hands it to the next in the
// queue.
func (g *gate) release(e *Engine) {
	g.mu.Lock()
	if len(g.committers) != 0 {
		e.gateHeld.Store(0)
		for _, w := range g.committers {
			g.grace++
			w.granted.Store(true)
			w.tx.token1()
		}
		g.committers = nil
	} else {
		e.gateHeld.Store(0)
		g.next(e)
	}
	g.mu.Unlock()
}

// next hands the gate to the head of the queue, if the gate is free. g.mu is held.
func (g *gate) next(e *Engine) {
	if g.grace == 0 && len(g.queue) != 0 && e.gateHeld.Load() == 0 {
		w := g.queue[0]
		g.queue = append(g.queue[:0], g.queue[1:]...)
		g.hold(e, w.tx)
		w.granted.Store(true)
		w.tx.token1()
	}
}

// passed notes that one of those who were let go has passed, or given up.
func (g *gate) passed(e *Engine) {
	g.mu.Lock()
	g.grace--
	g.next(e)
	g.mu.Unlock()
}

// enterCommit takes the attempt past the gate: it is Committing when enterCommit returns
// true. It returns false if the attempt has been aborted.
func (tx *Tx) enterCommit() bool {
	e, s := tx.e, tx.slot
	committing := tx.word(stateCommitting)
	for {
		tx.step(ptCommitting)
		if !s.status.CompareAndSwap(tx.active, committing) {
			return false
		}
		tx.step(ptGate)
		if e.gateHeld.Load() == 0 {
			return true
		}
		// Closed: step back, and wait as Active, so that whoever holds the gate can take
		// boxes from us.
		s.status.Store(tx.active)
		if s.end.n.Load() != 0 {
			s.end.wake()
		}
		g := &e.gate
		g.mu.Lock()
		if e.gateHeld.Load() == 0 {
			g.mu.Unlock()
			continue
		}
		w := &gateWait{tx: tx}
		g.committers = append(g.committers, w)
		g.mu.Unlock()
		g.wait(w, &g.committers)
		// The gate cannot be closed again before passed is called. Who holds it next finds
		// us Committing.
		tx.step(ptPass)
		ok := s.status.CompareAndSwap(tx.active, committing)
		g.passed(e)
		return ok
	}
}

// drain waits until nobody is past the gate. tx holds it.
func (tx *Tx) drain() {
	for _, s := range *tx.e.slots.Load() {
		if s == tx.slot {
			continue
		}
		for {
			tx.step(ptDrain)
			st := s.status.Load()
			if state := st & stateMask; state != stateCommitting && state != stateCommitted {
				break
			}
			tx.await(s, st, false)
		}
	}
}

// BecomeInevitable returns when the attempt can no longer be aborted; it may unwind it
// instead, to run it again as inevitable from the start. The reason appears in events.
func (tx *Tx) BecomeInevitable(reason string) {
	switch tx.mode {
	case modeIdle, modeRest, modeClosed:
		panic("BUG: stm: BecomeInevitable outside a transaction")
	case modeInevitable:
		tx.irrevocable++
		return
	case modeAlone:
		tx.openWorld(reason)
		tx.irrevocable++
		tx.effects.flush()
		return
	case modeSolo, modeExclusive:
		return
	}
	tx.becomeInevitable(reason, false)
	tx.irrevocable++
	tx.effects.flush()
}

func (tx *Tx) becomeInevitable(reason string, exclusive bool) {
	e := tx.e
	start := nanos()
	if len(tx.updates) != 0 {
		tx.applyAllHeld()
	}
	e.gate.acquire(tx)
	tx.drain()
	inevitable := tx.word(stateInevitable)
	tx.step(ptInevitable)
	if !tx.slot.status.CompareAndSwap(tx.active, inevitable) {
		e.gate.release(e)
		tx.doomed()
	}
	now := e.clock.Load()
	if !tx.validate(now, false) {
		// Give up the gate now: rollback would do it only for an attempt that is
		// inevitable.
		tx.must = true
		tx.again = true
		tx.slot.status.Store(tx.word(stateAborted))
		e.gate.release(e)
		tx.throw()
	}
	tx.active = inevitable
	tx.mode = modeInevitable
	tx.rv = maxVersion
	tx.switched(reason, exclusive, start)
}

// BeginInevitable is Begin for an attempt that is inevitable from the start and cannot be
// undone at all, not even by Retry: for code that has no place to which it could be
// unwound. In solo mode it does nothing.
func (tx *Tx) BeginInevitable(reason string) {
	tx.Share()
	if tx.mode != modeIdle {
		tx.beginOdd()
		return
	}
	tx.must = false
	tx.beginInevitable(reason)
	tx.irrevocable++
}

// beginInevitable begins an attempt that is inevitable from the start.
func (tx *Tx) beginInevitable(reason string) {
	e := tx.e
	start := nanos()
	e.gate.acquire(tx)
	tx.drain()
	tx.active = tx.word(stateInevitable)
	tx.slot.status.Store(tx.active) // nobody can have stopped the world: that takes the gate
	if tx.keeps {
		tx.giveUp()
	}
	tx.rv = maxVersion
	tx.ID = tx.nextID
	tx.mode = modeInevitable
	tx.started = nanos()
	tx.switched(reason, false, start)
}

// commitInevitable commits an inevitable attempt. There is nothing to validate.
func (tx *Tx) commitInevitable() bool {
	e, s := tx.e, tx.slot
	tx.commitAwaited()
	if len(tx.writes) != 0 {
		// Committing before the ticket: see commit.go.
		tx.step(ptCommitting)
		s.status.Store(tx.word(stateCommitting))
		tx.step(ptTicket)
		wv := e.clock.Add(2)
		tx.step(ptVersion)
		s.wv.Store(wv)
		if s.end.n.Load() != 0 {
			s.end.wake()
		}
		if tx.keeps {
			tx.tell() // after the ticket, as it notes the version
		}
		tx.step(ptCommitted)
		s.status.Store(tx.word(stateCommitted))
		tx.publish(wv)
	} else if tx.keeps {
		tx.tell()
	}
	tx.ended() // nothing is held: Hold has written at once
	e.gate.release(e)
	tx.committed()
	return true
}
