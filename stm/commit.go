package stm

// Commit
//
// An attempt that has written nothing, and holds no output, just ends: all it has read was
// current at rv, so it takes its place in the serial order there. Rv lies between its begin
// and its end, so the order agrees with real time.
//
// Otherwise:
//
//  1. status = Committing, by compare-and-swap: fails if another has aborted us. From here
//     on nobody can. Then look at the commit gate; if it is closed step back to Active,
//     wait until it opens, start over. (inevitable.go)
//  2. wv = a ticket from the clock, stored in the slot.
//  3. validate the read log as of wv (read.go). Not needed if wv is the first ticket after
//     rv: then nobody with a ticket smaller than ours has committed since our snapshot.
//     (One who drew its ticket before our snapshot and was still committing then, owned its
//     boxes already; so our reads of them have waited for its outcome.)
//  4. status = Committed. This one store is the commit: it makes all bodies of the attempt
//     current at once.
//  5. stamp each body with wv, and clear its prev: stamp first, since who finds prev
//     cleared looks at the stamp again.
//  6. the id is over (Tx.ended).
//
// Why the order of tickets is a serial order. Take two attempts A and B with tickets a < b.
// If B read a box that A wrote: had B read A's predecessor and A then committed, B's
// validation would have found A's body in the box, either committed, or Committing with a
// smaller ticket and waited for. So B has read what A wrote, or later. If A read a box that
// B wrote: A has seen B's body only if B was committed, at b ≤ A's rv < a, contradiction;
// so A has read B's predecessor or something older. If both wrote a box, they owned it one
// after the other, and the second took its clone from what the first had committed, at a
// version ≤ its rv < its ticket. That covers all pairs.
//
// Steps 1 and 2 in this order: an attempt that draws a ticket is already Committing. So
// when the clock stands at v, every attempt with a ticket ≤ v is Committing, Committed or
// over; one that is Active will commit later than v. Reading relies on that.

// Commit commits the attempt. If it cannot, it unwinds to the Guard around it. Functions
// given to OnCommit run before Commit returns. In solo mode Commit does nothing.
func (tx *Tx) Commit() {
	if tx.mode == modeSolo {
		return
	}
	if !tx.commit() {
		tx.throw()
	}
}

// commit reports whether the attempt has committed. If not, it is still to be undone, and
// tx.cause says why.
func (tx *Tx) commit() bool {
	if tx.unwinding {
		return false // somebody has recovered from the panic of a Retry
	}
	switch tx.mode {
	case modeActive:
	case modeAlone:
		return tx.commitAlone()
	case modeInevitable:
		return tx.commitInevitable()
	case modeExclusive:
		tx.commitAwaited()
		tx.finishExclusive()
		tx.committed()
		return true
	case modeSolo:
		return true
	default:
		panic("BUG: stm: Commit outside a transaction")
	}
	if len(tx.updates) != 0 {
		tx.applyUpdates() // may unwind, as an ordinary write may
	}
	if len(tx.writes) == 0 && len(tx.effects.held) == 0 {
		if tx.keeps {
			tx.tell()
		}
		tx.ended()
		tx.committed()
		return true
	}
	s, e := tx.slot, tx.e
	if !tx.enterCommit() {
		tx.cause.orElse(Aborted)
		return false
	}
	// From here on nobody can abort us, and everybody who meets one of our boxes waits, or
	// knows that our version will be larger than what it is about.
	tx.step(ptTicket)
	var wv uint64
	var out *outputEntry
	if len(tx.effects.held) == 0 {
		wv = e.clock.Add(2)
	} else {
		wv, out = e.output.draw(e)
	}
	tx.step(ptVersion)
	s.wv.Store(wv)
	if s.end.n.Load() != 0 {
		s.end.wake() // those for whom it is enough to know the version: see awaitVersion
	}
	if !tx.valid(wv) {
		// The ticket is lost; nothing was committed at that version. (Rejected: giving it
		// back. Others may have drawn later ones.)
		if out != nil {
			e.output.drop(out)
		}
		return false
	}
	tx.commitAwaited()
	if tx.keeps {
		tx.tell()
	}
	tx.step(ptCommitted)
	s.status.Store(tx.word(stateCommitted))
	tx.publish(wv)
	tx.unlockStripes() // not before: the next update of these boxes must find them settled
	if out != nil {
		e.output.release(out, tx)
	}
	tx.ended()
	tx.committed()
	return true
}

// valid reports whether the attempt may commit at version wv.
func (tx *Tx) valid(wv uint64) bool {
	if tx.injected() {
		tx.blame(Injected, nil, nil, nil, 0)
		return false
	}
	return wv == tx.rv+2 || tx.validate(wv, false)
}

// publish stamps what the attempt has written, after it has committed at version wv. Nothing
// depends on it but S4: until it is done others find the version through the slot. Bodies
// may have been replaced in their boxes already, by attempts that were quick to take them.
func (tx *Tx) publish(wv uint64) {
	for i := range tx.writes {
		b := tx.writes[i].b
		tx.step(ptPublish)
		if p := b.loadPrev(); p == nil || !tx.adopts(p) {
			b.setStamp(wv)
		}
		tx.step(ptClear)
		b.clearPrev()
	}
	// After the status has been stored: see retry.go.
	if tx.e.sleepers.Load() != 0 {
		tx.e.sleeping.wake(tx.writes)
	}
}

// committed is what remains to be done when an attempt has committed and ended.
func (tx *Tx) committed() {
	if tx.again || tx.losses != 0 || tx.e.listener.Load() != nil {
		tx.celebrate()
	}
	if tx.effects.any {
		tx.effects.committed()
		if tx.effects.awaited {
			tx.effects.awaited = false
			if tx.slot.late.Load()&1 != 0 { // not if nothing was written that others could see
				tx.slot.late.Add(1)
			}
		}
	}
}
