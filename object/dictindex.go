package object

import "sync/atomic"

// The index of a carded dict
//
// Purpose. A transaction that inserts one key must not copy a hash table of any size, nor a
// part of one for each level of a tree; and while an insertion that was held back is applied,
// others wait. So all versions of a carded dict share one index, and entries are only ever added to it.
//
// A slot holds the number of an entry + 1, or 0; it is written once, by compare-and-swap, by
// whoever inserts a key, before the version that has the entry is published. A number is less than the
// number of slots, which leaves bits: they hold part of the entry's hash, its tag, so that hardly
// ever a card is looked at for another key. (It is several loads from a slot to a key; a processor that has
// guessed wrong learns it only after them.)
//
// What a slot says is a hint: every version looks at the key of that entry in its own cards. So it does no
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

// full reports whether the next entry, the one of number n, needs another index.
func (x *dictIndex) full(n int) bool {
	return x.used.Load()*3 >= int64(len(x.slots))*2 || n+1 >= len(x.slots)
}

// tagOf returns the tag of hash h, in the place that it has in a slot of an index of mask + 1 slots.
func tagOf(h int64, mask uint64) uint32 { return uint32(h*0x1e3779b97f4a7c15) &^ uint32(mask) }

// add adds entry i, of hash h.
func (x *dictIndex) add(i int, h int64) {
	mask := uint64(len(x.slots) - 1)
	slot := tagOf(h, mask) | uint32(i+1)
	for s := firstSlot(h, mask); ; s = (s + 1) & mask {
		p := &x.slots[s]
		switch atomic.LoadUint32(p) {
		case slot: // from an attempt that was undone
			return
		case 0:
			if atomic.CompareAndSwapUint32(p, 0, slot) {
				x.used.Add(1)
				return
			}
		}
	}
}

// fill is add for an index that nobody else has seen.
func (x *dictIndex) fill(i int, h int64) {
	mask := uint64(len(x.slots) - 1)
	s := firstSlot(h, mask)
	for x.slots[s] != 0 {
		s = (s + 1) & mask
	}
	x.slots[s] = tagOf(h, mask) | uint32(i+1)
}

// A dictSearch goes through the entries that may have a certain hash.
type dictSearch struct {
	slots []uint32
	at    uint64
	tag   uint32
	end   uint32 // number of entries
}

// search begins to look for an entry of hash h in a version of n entries.
func (x *dictIndex) search(h int64, n int) dictSearch {
	mask := uint64(len(x.slots) - 1)
	return dictSearch{x.slots, firstSlot(h, mask), tagOf(h, mask), uint32(n)}
}

// next returns the number of the next entry, or -1.
func (s *dictSearch) next() int {
	mask := uint64(len(s.slots) - 1)
	for {
		slot := atomic.LoadUint32(&s.slots[s.at])
		if slot == 0 {
			return -1
		}
		s.at = (s.at + 1) & mask
		if slot&^uint32(mask) != s.tag {
			continue
		}
		if i := slot&uint32(mask) - 1; i < s.end {
			return int(i)
		}
	}
}
