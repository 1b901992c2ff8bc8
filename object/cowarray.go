package object

import "sync/atomic"

// CowArray is an array of which versions share what they have in common: changing
// an item copies the chunk that it is in, and the nodes above that, once in each
// version. So a transaction that changes a few slots of a large hash table copies
// little of it.
//
// A chunk or node belongs to the version whose owner number it carries and is
// changed in place by that one only; the numbers are ids of attempts, which are
// never used twice. Committed versions belong to nobody.
//
// Chunks and nodes are small, so that it takes three levels of them: an object of more than
// 512 bytes takes much longer to allocate.
type CowArray[T any] struct {
	root []*cowBranch[T] // never changed in place by a version that has not copied it: see own
	n    int
	own  uint64 // the version that root belongs to
}

const (
	cowChunk      = 16                // items of a chunk
	cowFan        = 32                // chunks of a node, and nodes of a branch
	cowSpan       = cowChunk * cowFan // items of a node
	cowBranchSpan = cowSpan * cowFan
)

type cowBranch[T any] struct {
	own   uint64
	nodes [cowFan]*cowNode[T]
}

type cowNode[T any] struct {
	own    uint64
	chunks [cowFan]*cowItems[T]
}

type cowItems[T any] struct {
	own   uint64
	items [cowChunk]T
}

// makeCow makes an array of n zero items that belongs to owner.
func makeCow[T any](n int, owner uint64) CowArray[T] {
	a := CowArray[T]{root: make([]*cowBranch[T], (n+cowBranchSpan-1)/cowBranchSpan), n: n, own: owner}
	for i := 0; i < n; i += cowSpan {
		bp := &a.root[i/cowBranchSpan]
		if *bp == nil {
			*bp = &cowBranch[T]{own: owner}
		}
		node := &cowNode[T]{own: owner}
		chunks := make([]cowItems[T], (min(n-i, cowSpan)+cowChunk-1)/cowChunk)
		for j := range chunks {
			chunks[j].own = owner
			node.chunks[j] = &chunks[j]
		}
		(*bp).nodes[i/cowSpan%cowFan] = node
	}
	return a
}

// CowOf makes an array of the given items that belongs to nobody.
func CowOf[T any](items []T) CowArray[T] {
	a := makeCow[T](len(items), 0)
	for i := 0; i < len(items); i += cowChunk {
		copy(a.chunk(i).items[:], items[i:])
	}
	return a
}

// chunk returns the chunk of item i.
func (a *CowArray[T]) chunk(i int) *cowItems[T] {
	return a.root[uint(i)/cowBranchSpan].nodes[uint(i)/cowSpan%cowFan].chunks[uint(i)/cowChunk%cowFan]
}

// At returns item i, not to be changed.
func (a *CowArray[T]) At(i int) *T { return &a.chunk(i).items[uint(i)%cowChunk] }

// Change returns item i of version owner, to be changed.
func (a *CowArray[T]) Change(i int, owner uint64) *T {
	if a.own != owner {
		a.root = append([]*cowBranch[T](nil), a.root...)
		a.own = owner
	}
	bp := &a.root[uint(i)/cowBranchSpan]
	branch := *bp
	if branch.own != owner {
		c := &cowBranch[T]{own: owner, nodes: branch.nodes}
		branch, *bp = c, c
	}
	np := &branch.nodes[uint(i)/cowSpan%cowFan]
	node := *np
	if node.own != owner {
		c := &cowNode[T]{own: owner, chunks: node.chunks}
		node, *np = c, c
	}
	cp := &node.chunks[uint(i)/cowChunk%cowFan]
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
		dst = append(dst, a.chunk(i).items[:min(cowChunk, a.n-i)]...)
	}
	return dst
}

// Len returns the number of items.
func (a *CowArray[T]) Len() int { return a.n }

var owners atomic.Uint64

// NewOwner returns an owner number for a version that has no id of an attempt.
func NewOwner() uint64 { return owners.Add(1) }
