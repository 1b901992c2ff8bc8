package stm

import "math/bits"

// Blind updates
//
// Purpose. Appending to a list, or setting a key, changes a container without looking at
// it. As ordinary writes, two transactions that do so conflict, although their order does
// not matter to either. Instead the attempt holds such operations back, and applies them
// when it commits, to whatever the container is then. Transactions that only do that never
// abort each other.
//
//	commit with held updates:
//	  lock the stripes of the boxes, in ascending order
//	  for each box: take it as in write.go, but whatever the version of its committed body; apply the updates
//	  … the ordinary commit, to the end …
//	  unlock the stripes
//
// There is no version to check because the attempt has seen nothing of the contents. If it
// looks into a container for which it holds updates, or writes to it otherwise, the updates
// are applied first, as an ordinary write.
//
// The stripes (64 locks for all boxes, by address) make those who commit updates of one box
// wait for each other instead of aborting each other. No deadlock: they are taken in
// ascending order, and who holds some waits otherwise only for attempts that are past the
// commit gate, which hold all the stripes they need, or at the gate, as Active; who holds
// the gate never takes stripes.
//
// Rejected: taking the boxes in the order of their addresses, waiting for owners: an owner
// may have taken the box by an ordinary write long before it commits, and can wait for us
// in turn.

// Update is a series of operations on one box that are held back until commit.
type Update interface {
	// Apply changes b, which belongs to the attempt. It must not open boxes, and must not
	// fail.
	Apply(b *Body)
}

// A Choosy update cannot be applied to every body. Where it cannot, the attempt is lost, and
// the next one must do without it.
type Choosy interface {
	Update
	// Fits reports whether Apply may be called with b. Neither changes nor keeps b.
	Fits(b *Body) bool
}

type updateEntry struct {
	x *Box
	k *Kind
	u Update
}

// fewUpdates is how many updates are searched one after the other. An attempt that has held
// more keeps an index until it ends.
const fewUpdates = 8

// HeldUpdate returns the update that the attempt holds for x, or nil.
func (tx *Tx) HeldUpdate(x *Box) Update {
	if i := tx.findHeld(x); i >= 0 {
		return tx.updates[i].u
	}
	return nil
}

// HoldsUpdates reports whether there are updates that will be applied when the attempt commits.
func (tx *Tx) HoldsUpdates() bool { return len(tx.updates) != 0 }

func (tx *Tx) findHeld(x *Box) int {
	if tx.heldIndex != nil {
		if i, ok := tx.heldIndex[x]; ok {
			return i
		}
		return -1
	}
	for i := range tx.updates {
		if tx.updates[i].x == x {
			return i
		}
	}
	return -1
}

// HoldUpdate holds u back until commit. It returns false if that is not possible or not
// useful: outside an attempt that can be aborted, or because the attempt has opened x
// already. The caller then does an ordinary write. There must be no update held for x yet.
func (tx *Tx) HoldUpdate(x *Box, k *Kind, u Update) bool {
	if s := x.Load().Stamp(); tx.mode != modeActive || s == tx.ID || tx.owns(s) || tx.hasRead(x) {
		return false
	}
	tx.updates = append(tx.updates, updateEntry{x, k, u})
	if tx.heldIndex != nil {
		tx.heldIndex[x] = len(tx.updates) - 1
	} else if len(tx.updates) > fewUpdates {
		tx.heldIndex = make(map[*Box]int)
		for i := range tx.updates {
			tx.heldIndex[tx.updates[i].x] = i
		}
	}
	return true
}

// applyHeld turns the update held for x, if any, into an ordinary write.
func (tx *Tx) applyHeld(x *Box) *Body {
	i := tx.findHeld(x)
	if i < 0 {
		return nil
	}
	u := tx.updates[i]
	last := len(tx.updates) - 1
	tx.updates[i] = tx.updates[last]
	tx.updates[last] = updateEntry{}
	tx.updates = tx.updates[:last]
	if tx.heldIndex != nil {
		delete(tx.heldIndex, x)
		if i != last {
			tx.heldIndex[tx.updates[i].x] = i
		}
	}
	nb := tx.take(u.x, u.x.Load(), u.k, u.k.Clone)
	tx.apply(u, nb)
	return nb
}

// apply applies u to nb, which belongs to the attempt.
func (tx *Tx) apply(u updateEntry, nb *Body) {
	if c, ok := u.u.(Choosy); ok && !c.Fits(nb) {
		tx.conflict(ReadWrite, u.x, nb, nil, 0)
	}
	u.u.Apply(nb)
}

// Peek returns a committed body of x without entering it in the read log, or that of the attempt; nil if that takes
// more than a look. It may be outdated, so it is good for a guess only: whether holding an
// update makes sense. tx must be in an attempt.
func (tx *Tx) Peek(x *Box) *Body {
	b := x.Load()
	s := b.Stamp()
	if s&1 == 0 || s == tx.ID {
		return b
	}
	if p := b.loadPrev(); p != nil {
		return p // it was committed
	}
	// A newborn, or an own body, which must not be looked at by others.
	if o := (*tx.e.slots.Load())[s>>1&slotMask]; o == tx.slot || s < o.since.Load() && o.status.Load()>>stateBits > s>>seqShift {
		return b
	}
	return nil
}

// Glance returns a version of x that was current at the attempt's snapshot or, if x has
// changed since, at some time before; nil if there is none at hand, if the attempt owns x,
// or if it holds an update for x. The version is not entered in the read log. So what
// is found in it need not be true any more, but that it was true once is certain: good for
// finding a box that by itself tells whether it is still in its place. tx must be in an
// attempt; an exclusive one gets nil.
func (tx *Tx) Glance(x *Box) *Body {
	b := x.Load()
	if s := b.Stamp(); s&1 != 0 || s > tx.rv || tx.mode != modeActive || len(tx.updates) != 0 {
		return tx.glanceSlow(x)
	}
	return b
}

func (tx *Tx) glanceSlow(x *Box) *Body {
	if tx.mode != modeActive && tx.mode != modeInevitable {
		return nil
	}
	b := x.Load()
	s := b.Stamp()
	if s&1 != 0 {
		if s == tx.ID {
			return nil
		}
		if b = b.loadPrev(); b == nil {
			return nil
		}
		s = b.Stamp()
	}
	if s&1 != 0 || s > tx.rv || len(tx.updates) != 0 && tx.findHeld(x) >= 0 {
		return nil
	}
	return b
}

// applyAllHeld turns all updates into ordinary writes.
func (tx *Tx) applyAllHeld() {
	for len(tx.updates) != 0 {
		tx.applyHeld(tx.updates[len(tx.updates)-1].x)
	}
}

// applyUpdates applies the updates at commit. The stripes stay locked.
func (tx *Tx) applyUpdates() {
	var set uint64
	for i := range tx.updates {
		set |= 1 << (hashBox(tx.updates[i].x) >> 11 % 64)
	}
	for s := set; s != 0; s &= s - 1 {
		tx.lockStripe(&tx.e.stripes[bits.TrailingZeros64(s)])
		tx.locked |= s & -s
	}
	// Any committed body will do. The commit validates the read log in any case, because no
	// ticket follows this rv.
	tx.rv = maxVersion
	for i := range tx.updates {
		u := &tx.updates[i]
		clone := u.k.Fork
		if clone == nil {
			clone = u.k.Clone
		}
		tx.apply(*u, tx.take(u.x, u.x.Load(), u.k, clone))
	}
}

// A stripe is a lock. The wait for it ends when the attempt is aborted, which a sync.Mutex
// could not do: who wants to stop the world may be waiting for this attempt to end, while
// the holder of the stripe waits until the world goes on.
type stripe struct {
	held sharedFlag
	wait waitList
}

func (tx *Tx) lockStripe(l *stripe) {
	tx.step(ptStripe)
	if l.held.CompareAndSwap(false, true) {
		return
	}
	tx.slot.count.waits.Add(1)
	defer tx.waited(nil, 0, tx.listenStart(), waitUpdate) // the wait may unwind
	tx.waitOn(&l.wait, func() bool {
		tx.alive()
		return l.held.CompareAndSwap(false, true)
	})
}

func (tx *Tx) unlockStripes() {
	for s := tx.locked; s != 0; s &= s - 1 {
		l := &tx.e.stripes[bits.TrailingZeros64(s)]
		l.held.Store(false)
		if l.wait.n.Load() != 0 {
			l.wait.wake()
		}
	}
	tx.locked = 0
}

// dropUpdates forgets the updates, and unlocks what is locked for them.
func (tx *Tx) dropUpdates() {
	tx.unlockStripes()
	clear(tx.updates)
	tx.updates = tx.updates[:0]
	tx.heldIndex = nil
}
