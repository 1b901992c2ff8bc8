package stm

// Own bodies
//
// Purpose. A thread of execution whose attempts are cut out of one long computation works
// mostly on objects that it has made itself and that nobody else can reach. Of those it need
// not log what it reads, nor clone what it writes into new bodies, nor publish anything.
//
// A newborn body belongs to the attempt that has made it. It goes on to belong to the Tx,
// after that attempt, until another wants to see it. So a body is own if its
// stamp is the id of an earlier attempt of this Tx, since the last that has given up what it owns:
//
//	since                                    ID
//	  │ newborn, read, read │ newborn, read  │ reads and changes all of these
//	──┴─────────────────────┴────────────────┴──▶ attempts
//
// A body that the attempt has written to in the ordinary way becomes own, too, when it commits, if its owner
// says so (Tx.Adopt), and if nobody else seems to have had to do with the box since nothing ran in parallel: if the predecessor has no version.
//
// Reading an own body needs no log, as nobody else can change it. The first write of an
// attempt remembers a copy by which it can be undone, as an attempt that runs alone does
// (alone.go): Kind.Save copies the contents and the body itself goes on to be changed in
// place; or a clone is put in its place. It gets the id of the attempt as stamp, and is own
// again when the attempt has committed, with nothing left to do.
//
// Another who comes to a body finds out by the slot's since whether it is own. If so, it asks the owner to give up
// all that it owns. The owner does so when it begins its next
// attempt; so it is in none, or must end the one in flight: there it loses, or is lost to, as
// with two that want to write to one box.
//
//	to begin an attempt                     to see a body stamped since or later
//	  status = Active                         revoked = 1
//	  if revoked: revoked = 0; since = ID     if status is Idle: the body has the present version
//	                                          else contend; again
//
// What is given up is committed, and as new as the clock is then: as nobody has seen the versions of
// own bodies, others take it for one of that version.
//
// Objects that are handed on from thread to thread would cost that at each hand-over. So who has had to
// give up is wary for a while, and for longer each time: it makes nothing own by writing, and gives up by
// itself, at each commit from which others can learn of what it owns. That is one that has written to a
// box, or calls functions afterwards. Attempts that have only read, held output and changed own bodies tell
// nobody what they have made. since moves before such an attempt is Committed; until then others do
// not see what refers to its bodies.
//
// Rejected: asking which of its own bodies a commit makes reachable (what is written must be
// searched for references, and those for more); giving up single bodies (the owner would have to look at
// a list of them before each access).

// noSince is the value of since of a Tx that owns nothing between attempts.
const noSince = ^uint64(0)

// KeepOwn makes newborn bodies of tx remain its own from now on, see above; or no longer. It is
// for a Tx whose attempts follow each other within one computation. Outside transactions only.
func (tx *Tx) KeepOwn(yes bool) {
	if yes != tx.keeps {
		tx.keeps = yes
		if yes {
			tx.e.keepers.Add(1)
		} else {
			tx.e.keepers.Add(-1)
		}
	}
	tx.wary, tx.warier = firstWary, leastWary
	tx.disown()
}

// disown makes the bodies that tx owns ordinary ones. It is called between attempts, or
// before the commit of one, of whose newborns that is true then, too.
func (tx *Tx) disown() {
	switch {
	case !tx.keeps:
		tx.ownSince(noSince)
	case tx.InTransaction():
		tx.ownSince(tx.nextID + 1<<seqShift)
	default:
		tx.ownSince(tx.nextID)
	}
}

func (tx *Tx) ownSince(id uint64) {
	if id != tx.since {
		tx.since = id
		if tx.keeps {
			tx.slot.told.Store(tx.e.clock.Load())
		}
		tx.slot.since.Store(id)
	}
}

// giveUp disowns everything if another has asked for it. It is called when an attempt is about to begin and
// the status says so. (That goes for those that are inevitable from the start, too. Nobody commits what contradicts
// their reads before they have ended; but who has found no attempt may have stamped a body, and read it,
// before such an attempt changes it in place.)
func (tx *Tx) giveUp() {
	if tx.slot.revoked.Load() != 0 {
		tx.slot.revoked.Store(0)
		tx.disown()
		tx.wary = tx.warier
		tx.warier = min(2*tx.warier, mostWary)
	}
}

// For so many commits from which others can learn something a Tx is wary: at first, as who begins tells who
// has had it begin; after it has had to give up for the first time; and at most.
const (
	firstWary = 1
	leastWary = 4
	mostWary  = 1 << 20
)

// tell is called before the attempt is Committed: others may see from there on what it has written.
func (tx *Tx) tell() {
	if tx.wary > 0 && (len(tx.writes) != 0 || len(tx.effects.onCommit) != 0) {
		tx.wary--
		tx.disown()
	}
}

// adopts reports whether a body should become own that the attempt has put in the place of p.
func (tx *Tx) adopts(p *Body) bool {
	if !tx.Adopt || !tx.keeps || tx.wary > 0 {
		return false
	}
	s := p.Stamp()
	return s == 0 || s == soloID || s&1 == 1 && (s^tx.nextID)&(1<<seqShift-1) == 0
}

// owns reports whether s is the stamp of a body that tx owns, made or changed by an attempt before the current one.
func (tx *Tx) owns(s uint64) bool {
	return s >= tx.since && (s^tx.nextID)&(1<<seqShift-1) == 0 && s < tx.nextID
}

// writeOwn makes b, the body of x that tx owns, one that the attempt may change in place.
func (tx *Tx) writeOwn(x *Box, b *Body, k *Kind) *Body {
	if tx.undo.n == largeUndo {
		tx.Poll.Or(tx.LargeBits)
	}
	if nb := tx.remember(x, b, k); nb != b {
		nb.stamp = tx.ID
		if !x.swap(b, nb) {
			panic("BUG: stm: another has changed an own body")
		}
		tx.unknow(b)
		return nb
	}
	b.setStamp(tx.ID)
	return b
}

// Relax lets go of most of the copies of what own bodies were, which are otherwise kept for the next
// attempts. It is for a Tx whose owner is going to wait. Outside transactions only.
func (tx *Tx) Relax() { tx.undo.trim() }

// DropCopies is Relax that lets go of all. In an attempt it does so only if there is nothing to undo.
func (tx *Tx) DropCopies() {
	if tx.undo.n == 0 {
		tx.undo.drop()
	}
}

// undoOwn puts back what own bodies were when the undo log had n entries.
func (tx *Tx) undoOwn(n int) {
	for i := tx.undo.n - 1; i >= n; i-- {
		u := tx.undo.at(i)
		u.x.swap(u.x.Load(), u.before())
	}
	tx.undo.forget(n)
}

// revoke has another give up what it owns: b, the body of x, with stamp s, is among it. It returns when it
// makes sense to look at the box again.
func (tx *Tx) revoke(x *Box, b *Body, o *slot, s uint64) {
	o.revoked.Store(1)
	st := o.status.Load()
	if o.since.Load() > s {
		return
	}
	switch st & stateMask {
	case stateIdle:
		// The owner looks at revoked before it does anything. What it has done to b it has done by
		// now: that is the present version.
		if x.Load() == b {
			b.swapStamp(s, tx.e.clock.Load())
		}
	case stateActive:
		tx.contend(x, b, nil, o, st)
	default:
		tx.await(o, st, true)
	}
}

// revokeAlone is what an attempt that runs alone does before it believes b: the owner is in no attempt,
// and may begin one as soon as this one lets others run.
func (tx *Tx) revokeAlone(b *Body) {
	s := b.stamp
	if s&1 == 0 {
		return
	}
	if o := (*tx.e.slots.Load())[s>>1&slotMask]; o != tx.slot && s >= o.since.Load() {
		o.revoked.Store(1)
		b.stamp = tx.e.clock.Load()
	}
}
