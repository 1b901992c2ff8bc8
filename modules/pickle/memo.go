package pickle

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// memo numbers the objects that have been pickled: a table of addresses, which never change, with
// linear probing. Nearly every object is looked for once and then added; a Go map
// took a third of the time of pickling.
type memo struct {
	slots []memoSlot // a power of two, at least a quarter of them free; or none
	n     int
}

type memoSlot struct {
	o *object.Object // nil: free
	n int
}

// slot returns the slot of o, or the one that it goes to.
func (m *memo) slot(o *object.Object) *memoSlot {
	mask := len(m.slots) - 1
	for i := int(uint64(uintptr(unsafe.Pointer(o)))>>4*0x9e3779b97f4a7c15>>32) & mask; ; i = (i + 1) & mask {
		if s := &m.slots[i]; s.o == o || s.o == nil {
			return s
		}
	}
}

// find returns the number of o.
func (m *memo) find(o *object.Object) (n int, ok bool) {
	if m.n == 0 {
		return 0, false
	}
	s := m.slot(o)
	return s.n, s.o != nil
}

// set makes n the number of o.
func (m *memo) set(o *object.Object, n int) {
	if m.n >= len(m.slots)/4*3 {
		old := m.slots
		m.slots = make([]memoSlot, max(16, 2*len(old)))
		for _, s := range old {
			if s.o != nil {
				*m.slot(s.o) = s
			}
		}
	}
	s := m.slot(o)
	if s.o == nil {
		s.o = o
		m.n++
	}
	s.n = n
}

// copy returns an independent copy.
func (m *memo) copy() *memo {
	return &memo{append([]memoSlot(nil), m.slots...), m.n}
}
