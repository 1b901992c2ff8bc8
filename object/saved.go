package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// What stm.Kind.Save is made of. An attempt that runs alone changes bodies in place, and keeps
// copies by which it can be undone. A copy of contents of moderate size takes less time than
// it takes to allocate a card.

// flatAlone is how many values (of 16 bytes) a container holds at most that is copied as a
// whole. Larger ones become carded, as in other attempts.
const flatAlone = 1 << 10

// wholeCopy is how many values a container holds at most that copiesWhole is for.
const wholeCopy = 1 << 12

// copiesWhole reports whether the first change of the container with box x is to copy all of it,
// if it is not too large, and not to make cards: if the attempt will likely last for so long that
// the copy does not count, and there is no conflict about it. Most containers are changed by
// one thread only, and the flat form takes half the time at each access.
func (t *Thread) copiesWhole(x *stm.Box) bool { return t.Tx.Long && !t.Tx.Engine().Disputed(x) }

// spareOf returns spare as a body of type B, or a new one.
func spareOf[B any](spare *stm.Body) *B {
	if spare == nil {
		return new(B)
	}
	return (*B)(unsafe.Pointer(spare))
}

// saveSlice copies from into the array of to, if that is large enough. Nothing remains of what was there.
// The copy is nil if from is.
func saveSlice[E any](to, from []E) []E {
	if from == nil {
		return nil
	}
	if cap(to) < len(from) {
		return append(make([]E, 0, len(from)+len(from)/4+4), from...)
	}
	was := len(to)
	to = append(to[:0], from...)
	if was > len(to) {
		clear(to[len(to):was])
	}
	return to
}
