package stm

import "unsafe"

// Writing
//
// Purpose. The first write of an attempt to a box takes the box: a clone of the committed
// body, stamped with the id of the attempt and with the committed body as prev, is
// installed by compare-and-swap. From then on the attempt changes the clone in place. A box
// has one writer at a time; who yields when two want it is decided in contention.go.
//
// The base of a clone is not entered in the read log. It needs no validation: it was
// current at rv when the box was taken, and as long as the box is ours nobody else can
// commit to it. If another takes it from us it has aborted us first, so we cannot commit,
// and every slow path notices.
//
// Rejected: taking boxes at commit only (lazy acquisition: every read of an own write would
// have to search a log); changing in place under an undo log (see body.go).

type writeEntry struct {
	x *Box
	b *Body // ours; its prev is what x held
	k *Kind
}

// OpenWrite returns the body of x that the current attempt may change in place: the slow
// path of
//
//	b := x.Load()
//	if b.Stamp() != tx.ID {
//		b = tx.OpenWrite(x, b, k)
//	}
//
// k describes the concrete type of x's bodies.
func (tx *Tx) OpenWrite(x *Box, b *Body, k *Kind) *Body {
	if tx.mode == modeAlone {
		return tx.writeAlone(x, b, k)
	}
	if tx.mode == modeSolo || tx.mode == modeExclusive {
		b.stamp = soloID // plain: nothing else runs
		return b
	}
	if tx.owns(b.Stamp()) {
		return tx.writeOwn(x, b, k)
	}
	if len(tx.updates) != 0 {
		if nb := tx.applyHeld(x); nb != nil {
			return nb
		}
	}
	return tx.take(x, b, k, k.Clone)
}

// take makes x hold a body of this attempt, if it does not yet, and returns that.
func (tx *Tx) take(x *Box, b *Body, k *Kind, clone func(*Body) *Body) *Body {
	tx.step(ptTake)
	for {
		cur, p, o, st := tx.settle(x, b)
		tx.assertSettled(cur, p)
		if cur.Stamp() == tx.ID {
			return cur
		}
		if cur == p || st&stateMask == stateAborted || tx.contend(x, cur, k, o, st) {
			nb := clone(p)
			if tx.install(x, cur, p, nb, k) {
				return nb
			}
		}
		tx.step(ptTakeAgain)
		b = x.Load()
	}
}

// install tries to make nb, a clone of p, the body of x in place of cur.
func (tx *Tx) install(x *Box, cur, p, nb *Body, k *Kind) bool {
	nb.stamp = tx.ID
	nb.prev = unsafe.Pointer(p)
	if tx.published != tx.birth {
		tx.slot.birth.Store(tx.birth)
		tx.published = tx.birth
	}
	tx.step(ptInstall)
	if !x.swap(cur, nb) {
		return false
	}
	if x == tx.watched {
		tx.touched(x, p, true)
	}
	tx.unknow(p)
	tx.writes = append(tx.writes, writeEntry{x, nb, k})
	return true
}

// Replace puts nb in the place of b, the body of x that the current attempt owns: for
// contents that have outgrown their body.
func (tx *Tx) Replace(x *Box, b, nb *Body) {
	nb.stamp = tx.ID
	nb.prev = unsafe.Pointer(b.loadPrev())
	if tx.mode == modeSolo || tx.mode == modeExclusive || tx.mode == modeAlone {
		x.p = unsafe.Pointer(nb) // plain: nothing else runs
		return
	}
	tx.step(ptInstall)
	if !x.swap(b, nb) {
		tx.doomed() // the box has been taken, so the attempt has been aborted
	}
	if nb.prev == nil {
		return // a newborn, in no log
	}
	for i := len(tx.writes) - 1; ; i-- { // most likely among the last
		if tx.writes[i].b == b {
			tx.writes[i].b = nb
			return
		}
	}
}
