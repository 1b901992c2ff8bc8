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

// wholeCopy is how many values a container holds at most that is copied as a whole whenever it
// is LikelyPrivate; a larger one is if there is room (Thread.CopyRoom).
const wholeCopy = 1 << 12

// valueSize is the size of a value in bytes.
const valueSize = int(unsafe.Sizeof(Value{}))

// LikelyPrivate reports whether the attempt will likely last long, and there is no conflict about the
// container with box x: most containers are changed by one thread only. Then the first change
// copies all of it, if it is not too large, in place of making cards, as the copy does not count and
// the flat form takes half the time at each access. And what could be done without looking at the
// container is not held back until commit, as that takes longer each time than changing
// what the attempt owns.
func (t *Thread) LikelyPrivate(x *stm.Box) bool { return t.Tx.Long && !t.Tx.Engine().Disputed(x) }

// copiesWhole reports whether the first change of the container with box x, of n values, should copy all of it. What is
// copied makes the attempt last longer in return (t.Bulk); if it is large it takes from t.CopyRoom.
func (t *Thread) copiesWhole(x *stm.Box, n int) bool {
	if !t.LikelyPrivate(x) || n > max(wholeCopy, t.CopyRoom) {
		return false
	}
	if n > wholeCopy {
		t.CopyRoom -= n
	}
	t.Bulk += n
	return true
}

// noteLarge notes that the attempt has made a container with room for n values. If it is large this attempt should last
// for long, as the next one that changes it copies it. t may be nil.
func (t *Thread) noteLarge(n int) {
	if n > wholeCopy && t != nil {
		t.Bulk += n
	}
}

// guess returns a body of x for a guess: one that is committed, or was, or is the attempt's; an empty one if there is none at hand.
func guess[B any](t *Thread, x *stm.Box) *B {
	if b := t.Tx.Peek(x); b != nil {
		return (*B)(unsafe.Pointer(b))
	}
	return new(B)
}

// spareOf returns spare as a body of type B, or a new one.
func spareOf[B any](spare *stm.Body) *B {
	if spare == nil {
		return new(B)
	}
	return (*B)(unsafe.Pointer(spare))
}

// savedPiece is how many elements are copied at a time: while one copy is under way no collection can begin.
const savedPiece = 1 << 12

//go:noinline
func appendPiece[E any](to, piece []E) []E { return append(to, piece...) }

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
	to = to[:0]
	for ; len(from) > savedPiece; from = from[savedPiece:] {
		to = appendPiece(to, from[:savedPiece])
	}
	to = append(to, from...)
	if was > len(to) {
		clear(to[len(to):was])
	}
	return to
}
