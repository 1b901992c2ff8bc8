package object

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Shape is a hidden class: it says which attribute is in which slot. Shapes
// form one append-only tree per class; a shape never changes once it can be
// seen, so comparing shape pointers is a complete check for a cache, and
// sharing them among threads needs no barrier.
type Shape struct {
	Keys   []*Str // Keys[i] is the name of slot i
	IsDict bool   // the slot after those of Keys holds a dict with all other attributes

	table atomic.Pointer[map[*Str]int] // of shapes with many keys, made when first needed
	last  atomic.Pointer[Shape]        // most recent transition
	mu    sync.Mutex
	next  map[*Str]*Shape
}

// maxShapeKeys is where an object's attributes move into a dict.
const maxShapeKeys = 128

// maxSlots is how many __slots__ a class may have, those it inherits included. The slots
// of a body are as many as its shape has keys, or more: the evaluator relies on it.
const maxSlots = 4095

var dictShape = &Shape{IsDict: true}

// dictOf returns the dict of a body whose shape says it has one.
func (b *AttrBody) dictOf() *Dict {
	return (*Dict)(unsafe.Pointer(b.Slot(len(b.Shape.Keys)).O))
}

// Find returns the slot of name, or -1. name must be interned.
func (s *Shape) Find(name *Str) int {
	if len(s.Keys) <= 8 {
		for i, k := range s.Keys {
			if k == name {
				return i
			}
		}
		return -1
	}
	tab := s.table.Load()
	if tab == nil {
		m := make(map[*Str]int, len(s.Keys))
		for i, k := range s.Keys {
			m[k] = i
		}
		tab = &m
		s.table.Store(tab)
	}
	if i, ok := (*tab)[name]; ok {
		return i
	}
	return -1
}

// With returns the shape that has one more attribute.
func (s *Shape) With(name *Str) *Shape {
	if n := s.last.Load(); n != nil && n.Keys[len(n.Keys)-1] == name {
		return n
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.next[name]
	if n == nil {
		n = &Shape{Keys: append(s.Keys[:len(s.Keys):len(s.Keys)], name)}
		if s.next == nil {
			s.next = map[*Str]*Shape{}
		}
		s.next[name] = n
	}
	s.last.Store(n)
	return n
}

// AttrBody is a version of an object's attributes: a header followed in memory
// by Cap slots.
type AttrBody struct {
	stm.Body
	Shape *Shape // nil: no attribute yet
	Cap   uintptr
}

const attrHead = unsafe.Sizeof(AttrBody{})

// Slot returns the address of slot i, i < Cap.
func (b *AttrBody) Slot(i int) *Value {
	return (*Value)(unsafe.Add(unsafe.Pointer(b), attrHead+uintptr(i)*unsafe.Sizeof(Value{})))
}

// attrsN is an attribute body with its slots S, an array of Values.
type attrsN[S any] struct {
	AttrBody
	slots S
}

func newAttrsN[S any]() *AttrBody {
	b := new(attrsN[S])
	b.Cap = unsafe.Sizeof(b.slots) / unsafe.Sizeof(Value{})
	return &b.AttrBody
}

// newAttrBody allocates a body with room for at least n slots.
func newAttrBody(n int) *AttrBody {
	switch {
	case n <= 1:
		return newAttrsN[[1]Value]()
	case n <= 2:
		return newAttrsN[[2]Value]()
	case n <= 4:
		return newAttrsN[[4]Value]()
	case n <= 6:
		return newAttrsN[[6]Value]()
	case n <= 8:
		return newAttrsN[[8]Value]()
	case n <= 12:
		return newAttrsN[[12]Value]()
	case n <= 16:
		return newAttrsN[[16]Value]()
	case n <= 24:
		return newAttrsN[[24]Value]()
	case n <= 32:
		return newAttrsN[[32]Value]()
	case n <= 64:
		return newAttrsN[[64]Value]()
	case n <= maxShapeKeys:
		return newAttrsN[[maxShapeKeys]Value]()
	case n <= 512:
		return newAttrsN[[512]Value]()
	}
	return newAttrsN[[maxSlots + 1]Value]()
}

// copyFrom copies shape and slots; b must have room.
func (b *AttrBody) copyFrom(o *AttrBody) {
	b.Shape = o.Shape
	if n := o.used(); n > 0 {
		copy(unsafe.Slice(b.Slot(0), n), unsafe.Slice(o.Slot(0), n))
	}
}

func (b *AttrBody) used() int {
	switch {
	case b.Shape == nil:
		return 0
	case b.Shape.IsDict:
		return len(b.Shape.Keys) + 1
	}
	return len(b.Shape.Keys)
}

// AttrKind is the kind of boxes that hold attributes.
var AttrKind = &stm.Kind{Name: "attributes", Clone: func(b *stm.Body) *stm.Body {
	o := (*AttrBody)(unsafe.Pointer(b))
	n := newAttrBody(o.used()) // an attribute more is rare enough
	n.copyFrom(o)
	return &n.Body
}, Save: saveAttrs}

// saveAttrs copies b, which is going to be changed in place.
func saveAttrs(b, spare *stm.Body) *stm.Body {
	o := (*AttrBody)(unsafe.Pointer(b))
	if o == noAttrs {
		return nil
	}
	n := o.used()
	s := (*AttrBody)(unsafe.Pointer(spare))
	if s == nil || int(s.Cap) < n {
		s = newAttrBody(n)
	} else if was := s.used(); was > n {
		clear(unsafe.Slice(s.Slot(0), was)[n:])
	}
	s.copyFrom(o)
	return &s.Body
}

// noAttrs is the body of every attribute box that was never written. Nobody
// changes it: the first write replaces it (see writeAttrs).
var noAttrs = &AttrBody{}
