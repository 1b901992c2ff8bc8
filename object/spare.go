package object

import (
	"math/bits"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// spares are arrays that containers of a thread have outgrown, to grow others
// into: at most one of each power of two. A container that grows to a thousand
// items goes through eight arrays, as large together as the last one, and what Go
// has to allocate it has to clear, and to collect.
//
// Only who can show that nobody else sees an array may give it: the array of a
// container that is changed solo, when no other version of its body is in use, and
// of which no function keeps a slice over a call that may run Python code.
type spares[T any] struct {
	arrays [maxSpare + 1][]T
}

// minSpare and maxSpare are the binary logarithms of the smallest and largest
// capacity that is kept. Smaller arrays may be part of their container.
const minSpare, maxSpare = 3, 10

// give keeps a for later. Its owner must forget it.
func (s *spares[T]) give(a []T) {
	n := cap(a)
	if k := bits.Len(uint(n)) - 1; k >= minSpare && k <= maxSpare && n == 1<<k && s.arrays[k] == nil {
		clear(a[:n])
		s.arrays[k] = a[:0]
	}
}

// take returns an empty array with room for n zeroed elements.
func (s *spares[T]) take(n int) []T {
	if k := bits.Len(uint(n)) - 1; k >= minSpare && k <= maxSpare && n == 1<<k && s.arrays[k] != nil {
		a := s.arrays[k]
		s.arrays[k] = nil
		return a
	}
	return make([]T, 0, n)
}

// powerOfTwo returns the smallest power of two that is at least n, if spares keep
// arrays of that size, else n.
func powerOfTwo(n int) int {
	if k := bits.Len(uint(n - 1)); n > 1 && k <= maxSpare {
		return 1 << k
	}
	return n
}

// outgrown are the spares of a thread.
type outgrown struct {
	items   spares[Value]
	keys    spares[hashedKey]
	entries spares[dictEntry]
	index   spares[uint32]
	sort    spares[sortItem]
	set     *Set // an empty one that nobody refers to, or nil
	ints    spares[int64]
	spent   [maxSpent/2 + 1]spentGenerators
}

// Consumed takes over a list or set that a comprehension has made, of which only dead
// registers know. Its parts go to what is made next, if nothing can be undone.
func (t *Thread) Consumed(v Value) {
	switch v.O.Typ {
	case ListType:
		b := (*ListBody)(unsafe.Pointer((*List)(unsafe.Pointer(v.O)).Box.Load()))
		if r := t.recycler(&b.Body); r != nil && b.cards == nil {
			items := b.Items
			b.Items = nil
			r.items.give(items)
		}
	case SetType:
		s := setOf(v)
		r := t.recycler(s.Box.Load())
		if r == nil || s.Box.Load() != &s.first.Body || s.first.cards != nil {
			return
		}
		if table := s.first.table; len(table) > minSetTable {
			r.keys.give(table)
		}
		clear(s.small[:])
		s.first = setBody{}
		r.set = s
	}
}

// takeSet returns an empty set that is used again, or nil.
func (t *Thread) takeSet() *Set {
	if t == nil || t.outgrown.set == nil || !t.Tx.Solo() {
		return nil
	}
	s := t.outgrown.set
	t.outgrown.set = nil
	return s
}

// recycler returns t's spares if b may take part: t runs solo and the body is its
// own; else nil. t may be nil, for changes that are applied at commit.
func (t *Thread) recycler(b *stm.Body) *outgrown {
	if t != nil && t.Tx.Solo() && b.Stamp() == t.Tx.ID {
		return &t.outgrown
	}
	return nil
}
