package stm

import (
	"sync/atomic"
	"unsafe"
)

// Boxes and bodies
//
// Purpose. A box is a mutable object; a body is one version of its contents:
//
//	box ──atomic──▶ body { stamp, prev, contents… }
//
// The stamp says whose the body is:
//
//	even: the version at which the body was committed. 0 is before everything.
//	odd:  the id of the attempt that made it. Ids are never used twice, so a stamp can never be mistaken for the
//	      stamp of a later attempt; the id names the slot (engine.go) in which the state of the attempt is found.
//
// prev is the committed predecessor of a body that an attempt has installed and not yet
// committed; otherwise nil.
//
// Invariants.
//
//	B1  A box holds a committed body, or a body of an attempt that is not over, whose prev
//	    is the committed body; or a newborn: a body that was made together with its box,
//	    whose prev is nil; or one that an attempt has changed which ran alone (alone.go): others
//	    never see it before that attempt is over, and then it is like a newborn.
//	B2  The contents of a committed body never change (but see exclusive.go and alone.go:
//	    while nothing else runs, they may).
//	B3  The contents of an uncommitted body are touched by the attempt whose id is its
//	    stamp, and by nobody else.
//	B4  A body is installed in its box at most once by compare-and-swap; it leaves when
//	    another is installed. (An abort puts the predecessor back. That is the same
//	    committed body as before, so a compare-and-swap that sees it twice errs in no way:
//	    what it had decided about the predecessor still holds.)
//	B5  prev chains have length one: a commit clears prev. Old versions are garbage as soon
//	    as nobody reads them.
//
// Memory order. The contents are written by plain stores before the attempt stores its
// status word (Committed), and read by others only after they have loaded that status word,
// or the even stamp that is stored after it, or a status word of the same slot stored later
// still. All are sync/atomic operations, which are sequentially consistent in Go, so the
// stores happen before the loads. A newborn is initialised by plain stores (an atomic store
// is an XCHG on amd64; two of them cost as much as a third of the allocation) before the
// box is reachable by others: it becomes reachable by the commit of a body that refers to
// it, that is by the same chain.
//
// Rejected: versions in the box beside the pointer (two words that must be read together: a
// seqlock, with retries on every read); locks in the box (readers then write to shared
// memory); updating in place with an undo log (readers can then see uncommitted contents,
// and the race detector is right to complain).

// soloID is the stamp of bodies that were made or changed while nothing else ran. It is the
// id of an attempt of slot 0 that has been over since the beginning.
const soloID = 1

// noID is no stamp of any body; Tx.ID has this value outside attempts.
const noID = ^uint64(0)

// Body is the header, and first field, of every version of a box's contents.
type Body struct {
	_     [0]atomic.Uint64 // keeps stamp on a multiple of eight on 32-bit machines
	stamp uint64           // atomic once the body is visible to others
	prev  unsafe.Pointer   // *Body; likewise
}

// Init stamps a new body. The store is plain: the body must not yet be visible to any other
// goroutine.
func (b *Body) Init(id uint64) { b.stamp = id }

// Box is a mutable object: an atomic pointer to its current body. The zero Box is empty and
// must be given a body by Init before it is used.
type Box struct {
	p unsafe.Pointer // *Body
}

// Init gives a new box its first body, by a plain store: the box must not yet be visible to
// any other goroutine.
func (x *Box) Init(b *Body) { x.p = unsafe.Pointer(b) }

// Kind describes one concrete type of body: a struct whose first field is a Body.
type Kind struct {
	// Name is what events call it.
	Name string

	// Clone returns a new body with the same contents. The original is committed and does not
	// change meanwhile; the clone is private to the attempt afterwards, so what it shares with the
	// original must not be changed in place. The header of the clone is set by the engine. Clone
	// must not open boxes.
	Clone func(*Body) *Body

	// Save copies the contents of b into spare, and returns that; or into a new body, if spare is
	// nil or has no room. spare is what an earlier call has returned. The body that is returned
	// must share nothing with b that is changed in place, as b is going to be: see alone.go. Its
	// header is set by the engine. Save may return nil where it cannot do that; nil in place of it
	// says so for all bodies.
	Save func(b, spare *Body) *Body

	// Fork is Clone for a body to which only held updates will be applied (update.go), if that can
	// be done with less copying; nil means Clone. At any time at most one fork of a box's bodies is
	// being changed, and it is committed or dropped before the next is made. So a fork may share an
	// array with the original and write behind the end of what the original uses: a list that
	// grows by appending is never copied as a whole.
	Fork func(*Body) *Body
}
