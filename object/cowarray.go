package object

import "sync/atomic"

// CowArray is an array of which versions share what they have in common: changing
// an item copies the chunk that it is in, and the node above that, once in each
// version. So a transaction that changes a few slots of a large hash table copies
// little of it.
//
// A chunk or node belongs to the version whose owner number it carries and is
// changed in place by that one only; the numbers are ids of attempts, which are
// never used twice. Committed versions belong to nobody.
type CowArray[T any] struct {
	root []*cowNode[T] // never changed in place by a version that has not copied it: see own
	n    int
	own  uint64 // the version that root belongs to
}

const (
	cowBits  = 6
	cowChunk = 1 << cowBits // items of a chunk, and chunks of a node
	cowSpan  = 1 << (2 * cowBits)
)

type cowNode[T any] struct {
	own    uint64
	chunks [cowChunk]*cowItems[T]
}

type cowItems[T any] struct {
	own   uint64
	items [cowChunk]T
}

// makeCow makes an array of n zero items that belongs to owner.
func makeCow[T any](n int, owner uint64) CowArray[T] {
	a := CowArray[T]{root: make([]*cowNode[T], (n+cowSpan-1)/cowSpan), n: n, own: owner}
	for i := range a.root {
		node := &cowNode[T]{own: owner}
		left := min(n-i*cowSpan, cowSpan)
		chunks := make([]cowItems[T], (left+cowChunk-1)/cowChunk)
		for j := range chunks {
			chunks[j].own = owner
			node.chunks[j] = &chunks[j]
		}
		a.root[i] = node
	}
	return a
}

// CowOf makes an array of the given items that belongs to nobody.
func CowOf[T any](items []T) CowArray[T] {
	a := makeCow[T](len(items), 0)
	for i := 0; i < len(items); i += cowChunk {
		copy(a.root[i/cowSpan].chunks[i/cowChunk%cowChunk].items[:], items[i:])
	}
	return a
}

// At returns item i, not to be changed.
func (a *CowArray[T]) At(i int) *T {
	return &a.root[uint(i)/cowSpan].chunks[uint(i)/cowChunk%cowChunk].items[uint(i)%cowChunk]
}

// Change returns item i of version owner, to be changed.
func (a *CowArray[T]) Change(i int, owner uint64) *T {
	if a.own != owner {
		a.root = append([]*cowNode[T](nil), a.root...)
		a.own = owner
	}
	np := &a.root[uint(i)/cowSpan]
	node := *np
	if node.own != owner {
		c := &cowNode[T]{own: owner, chunks: node.chunks}
		node, *np = c, c
	}
	cp := &node.chunks[uint(i)/cowChunk%cowChunk]
	chunk := *cp
	if chunk.own != owner {
		c := &cowItems[T]{own: owner, items: chunk.items}
		chunk, *cp = c, c
	}
	return &chunk.items[uint(i)%cowChunk]
}

// AppendTo appends all items to dst.
func (a *CowArray[T]) AppendTo(dst []T) []T {
	for i := 0; i < a.n; i += cowChunk {
		chunk := a.root[i/cowSpan].chunks[i/cowChunk%cowChunk]
		dst = append(dst, chunk.items[:min(cowChunk, a.n-i)]...)
	}
	return dst
}

// Len returns the number of items.
func (a *CowArray[T]) Len() int { return a.n }

var owners atomic.Uint64

// NewOwner returns an owner number for a version that has no id of an attempt.
func NewOwner() uint64 { return owners.Add(1) }
