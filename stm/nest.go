package stm

import "unsafe"

// OrElse: undoing part of an attempt
//
// OrElse(f, g) runs f; if f calls Retry, what f did is undone and g runs in its place, in
// the same attempt. A nested Atomically undoes what it did if its function returns an
// error.
//
// To undo f's writes there must be something to go back to. Boxes that the attempt takes
// during f are given back. Boxes it had taken before f may have been changed in place: so
// OrElse installs clones of those before f, for f to change, and keeps the bodies themselves, which do not
// change any more; if f retries it installs other clones of them. (Not the bodies: who had seen one in its box
// before, under an id that is over by now, would take it for a newborn. And not clones made before f of bodies that f
// changes: what a clone shares with its original may be changed in place by that.) Newborn
// bodies, which the attempt has made before f, are stamped with its id but logged nowhere.
// So OrElse gives the attempt a new id: the old one is over, and with it the newborns
// become committed bodies of version 0, which nobody else can reach, and which f must clone
// like any other before it writes.
//
// Changing the id: stamp the bodies in the log with the new id, then change the status word
// to it. In between the stamps are ahead of the status word; look takes care of that.
//
// What f has read stays in the log, and what it has seen by writing is added: g runs
// because of it.

type savedWrite struct {
	x *Box
	b *Body
}

// OrElse runs f, and if f calls Retry it undoes f and runs g instead. It must be called in
// a transaction.
func (tx *Tx) OrElse(f, g func()) {
	switch tx.mode {
	case modeActive, modeInevitable:
	case modeAlone:
		tx.runAsOthers()
	default:
		panic("stm: OrElse outside a transaction or in one that cannot be undone")
	}
	if !tx.try(f, nil) {
		g()
	}
}

// try runs f as a part of the attempt that can be undone on its own: if f calls Retry, or
// if ok is not nil and returns false afterwards, what f did is undone. It reports whether f
// did not call Retry. With an ok, Retry is not caught here.
func (tx *Tx) try(f func(), ok func() bool) (went bool) {
	if len(tx.updates) != 0 {
		tx.applyAllHeld()
	}
	tx.changeID()
	base := len(tx.save)
	writes, undo := len(tx.writes), tx.undo.n
	for i := range tx.writes {
		w := &tx.writes[i]
		tx.save = append(tx.save, savedWrite{w.x, w.b})
		tx.renewBody(w, w.b)
	}
	mark := tx.effects.mark()
	catches := ok == nil
	irrevocable, reversible := tx.irrevocable, tx.reversible
	if catches {
		tx.nested++
		tx.reversible = irrevocable
	}
	done := false
	defer func() {
		if catches {
			tx.nested--
			tx.reversible = reversible
			if !done && tx.unwinding && tx.cause.Kind == Retried {
				recover()
				tx.unwinding = false
				tx.cause = cause{}
				tx.undoTo(writes, undo, base, mark)
			}
		}
		clear(tx.save[base:])
		tx.save = tx.save[:base]
	}()
	f()
	done = true
	if ok != nil && !ok() {
		if tx.irrevocable != irrevocable {
			panic("stm: a part of a transaction failed that cannot be undone any more")
		}
		tx.undoTo(writes, undo, base, mark)
	}
	return true
}

// undoTo takes the attempt back to the state that it had before f.
func (tx *Tx) undoTo(writes, undo, base int, mark effectsMark) {
	tx.dropUpdates()
	tx.undoOwn(undo)
	for i := len(tx.writes) - 1; i >= writes; i-- {
		w := &tx.writes[i]
		p := w.b.loadPrev()
		w.x.swap(w.b, p)
		if tx.mode == modeActive {
			tx.logRead(w.x, p) // f has seen it; as long as the box was ours, that need not be logged
		}
	}
	clear(tx.writes[writes:])
	tx.writes = tx.writes[:writes]
	for i := range tx.writes {
		tx.renewBody(&tx.writes[i], tx.save[base+i].b)
	}
	tx.effects.undoTo(mark)
}

// renewBody puts a clone of b, which does not change any more, in the place of the attempt's body of a box.
func (tx *Tx) renewBody(w *writeEntry, b *Body) {
	nb := w.k.Clone(b)
	nb.stamp = tx.ID
	nb.prev = unsafe.Pointer(w.b.loadPrev())
	w.x.swap(w.b, nb) // fails if the attempt has been aborted; it will notice
	w.b = nb
}

// changeID makes the attempt go on under a new id.
func (tx *Tx) changeID() {
	s := tx.slot
	seq := tx.nextID>>seqShift + 1
	// The id counts as used from here on, whatever happens.
	tx.nextID = seq<<seqShift | uint64(s.index)<<1 | 1
	for i := range tx.writes {
		tx.writes[i].b.setStamp(tx.nextID)
	}
	state := tx.active & stateMask
	next := word(seq, state)
	if !s.status.CompareAndSwap(tx.active, next) {
		tx.doomed()
	}
	tx.active = next
	tx.ID = tx.nextID
	s.count.renamed.Add(1)
	if s.end.n.Load() != 0 {
		s.end.wake()
	}
}
