package object

import (
	"slices"
	"sync/atomic"
)

// The index of a carded dict
//
// Purpose. A transaction that inserts one key must not copy a hash table of any size, nor a
// part of one for each level of a tree; and while an insertion that was held back is applied,
// others wait. So all versions of a carded dict share one index, and entries are only ever added to it.
//
// A slot holds the number of an entry + 1, or 0; it is written once, by compare-and-swap, by
// whoever inserts a key, before the version that has the entry is published. What a slot says
// is a hint: every version looks at the key of that entry in its own cards. So it does no
// harm that an index holds
//
//	numbers beyond the end of a version: of entries that others have added since, or that
//	  an attempt has added which was undone
//	numbers of entries that were deleted: their key is null
//	numbers that are in use again, for another key, after the last entries were deleted:
//	  the key that is compared differs
//
// Invariant. For each entry of a version that is not deleted, its index has a slot with its
// number on the way of its hash, before the first slot that is 0. It was there when the
// version was made, and slots are never cleared or changed.
//
// When two thirds of the slots are in use, whoever inserts next makes a new index for its
// version, of the entries that this version has, and later versions share that one.
//
// Several attempts can be adding to one index at the same time, as one that was aborted may
// go on until it notices. Each looks before it adds, so there are always free slots.
type dictIndex struct {
	slots []uint32 // atomic; len is a power of two
	used  atomic.Int64
}

// newDictIndex makes an index with room for n entries, and for half as many again.
func newDictIndex(n int) *dictIndex {
	size := 2 * bigDict
	for n*3 >= size {
		size *= 2
	}
	return &dictIndex{slots: make([]uint32, size)}
}

// dictIndexOf makes an index of that of a flat dict, of which used slots are in use. Those of
// deleted entries hold numbers beyond every end.
func dictIndexOf(flat []uint32, used int) *dictIndex {
	x := &dictIndex{slots: slices.Clone(flat)}
	x.used.Store(int64(used))
	return x
}

// full reports whether the next entry needs another index.
func (x *dictIndex) full() bool { return x.used.Load()*3 >= int64(len(x.slots))*2 }

// add adds entry i, of hash h.
func (x *dictIndex) add(i int, h int64) {
	mask := uint64(len(x.slots) - 1)
	for s := spread(h) & mask; ; s = (s + 1) & mask {
		p := &x.slots[s]
		switch atomic.LoadUint32(p) {
		case uint32(i + 1): // from an attempt that was undone
			return
		case 0:
			if atomic.CompareAndSwapUint32(p, 0, uint32(i+1)) {
				x.used.Add(1)
				return
			}
		}
	}
}

// fill is add for an index that nobody else has seen.
func (x *dictIndex) fill(i int, h int64) {
	mask := uint64(len(x.slots) - 1)
	s := spread(h) & mask
	for x.slots[s] != 0 {
		s = (s + 1) & mask
	}
	x.slots[s] = uint32(i + 1)
}

// A dictSearch goes through the entries that may have a certain hash.
type dictSearch struct {
	slots []uint32
	at    uint64
	end   uint32 // number of entries
}

// search begins to look for an entry of hash h in a version of n entries.
func (x *dictIndex) search(h int64, n int) dictSearch {
	return dictSearch{x.slots, spread(h) & uint64(len(x.slots)-1), uint32(n)}
}

// next returns the number of the next entry, or -1.
func (s *dictSearch) next() int {
	for {
		slot := atomic.LoadUint32(&s.slots[s.at])
		if slot == 0 {
			return -1
		}
		s.at = (s.at + 1) & uint64(len(s.slots)-1)
		if i := slot - 1; i < s.end {
			return int(i)
		}
	}
}
