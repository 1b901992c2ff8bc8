package vm

import (
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// Attribute access where the first entry of the cache site is not an own slot.

// match reports whether e holds for v.
func (e *attrEntry) match(t *object.Thread, v object.Value) (*object.AttrBody, bool) {
	switch e.kind {
	case attrModule:
		return nil, e.object == v.O
	case attrClass:
		return nil, e.object == v.O && (*object.Type)(unsafe.Pointer(v.O)).Version == e.version
	}
	if e.version != v.O.Typ.Version {
		return nil, false
	}
	if e.off == 0 || e.kind == attrProperty {
		return nil, true
	}
	box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
	b := box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(box, b)
	}
	ab := (*object.AttrBody)(unsafe.Pointer(b))
	return ab, ab.Shape == e.shape
}

// data returns the value of an attribute of a class.
func (e *attrEntry) data(t *object.Thread) object.Value {
	if e.cell != nil {
		return e.cell.Load(t)
	}
	return e.value
}

// loadAttr is LoadAttr without a fitting first entry. It may push the frame of the
// getter of a property.
func loadAttr(t *object.Thread, w uint64, v object.Value, c *object.Cache) (object.Value, *object.Exception) {
	for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
		ab, ok := e.match(t, v)
		if !ok {
			continue
		}
		switch e.kind {
		case attrSlot:
			if x := *(*object.Value)(unsafe.Add(unsafe.Pointer(ab), e.slot)); x.O != nil {
				return x, nil
			}
		case attrValue, attrClass:
			return e.data(t), nil
		case attrMethod:
			if e.builtin != nil {
				b, _ := object.AsBuiltin(e.value)
				return b.Bind(v), nil
			}
			return object.NewBoundMethod(e.value, v), nil
		case attrModule:
			if x := e.cell.Load(t); x.O != nil {
				return x, nil
			}
		case attrProperty:
			return object.Value{}, push(t, object.FrameCall, w, e.fn, v)
		case attrGetter:
			return e.value.O.Typ.Slots.Get(t, e.value, v, v.O.Typ)
		}
		break
	}
	x, err := object.GetAttr(t, v, c.Name)
	if err == nil {
		if e := cacheAttr(t, v, c.Name); e != nil {
			remember(c, e)
		}
	}
	return x, err
}

// storeAttr is StoreAttr without a fitting entry.
func storeAttr(t *object.Thread, v object.Value, c *object.Cache, x object.Value) *object.Exception {
	e := cacheStore(t, v, c.Name)
	if e != nil && x.O.Typ == object.ListType && holdsAlready(t, (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off)), e, x) {
		remember(c, e)
		return nil
	}
	if err := object.SetAttr(t, v, c.Name, x); err != nil {
		return err
	}
	if e != nil {
		remember(c, e)
	}
	return nil
}

// loadMethod is LoadMethod without a fitting first entry.
func loadMethod(t *object.Thread, regs window, v object.Value, c *object.Cache, w uint64) *object.Exception {
	f, self, err := findMethod(t, v, c)
	if err != nil {
		return err
	}
	a := uint8(w >> 8)
	regs[a], regs[a+1] = f, self
	return nil
}

// loadMethodInPlace is loadMethod of CallAttr: the object is in r[B+1].
func loadMethodInPlace(t *object.Thread, regs window, c *object.Cache, w uint64) *object.Exception {
	b := uint8(w >> 16)
	f, self, err := findMethod(t, regs[b+1], c)
	if err != nil {
		return err
	}
	regs[b], regs[b+1] = f, self
	return nil
}

func findMethod(t *object.Thread, v object.Value, c *object.Cache) (f, self object.Value, err *object.Exception) {
	for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
		if _, ok := e.match(t, v); !ok {
			continue
		}
		switch e.kind {
		case attrMethod:
			return e.value, v, nil
		case attrValue, attrClass:
			return e.data(t), object.Value{}, nil
		case attrModule:
			if x := e.cell.Load(t); x.O != nil {
				return x, object.Value{}, nil
			}
		case attrGetter:
			x, err := e.value.O.Typ.Slots.Get(t, e.value, v, v.O.Typ)
			return x, object.Value{}, err
		}
		break
	}
	f, self, err = object.LoadMethod(t, v, c.Name)
	if err == nil {
		if e := cacheAttr(t, v, c.Name); e != nil {
			remember(c, e)
		}
	}
	return f, self, err
}

// loadSuper is LoadSuper: it finds a method of super() without making the super
// object, if that is what the name super means. It reports whether it came to
// look for the method.
func loadSuper(t *object.Thread, regs window, w uint64, c *object.Cache) (bool, *object.Exception) {
	a, f := uint8(w>>8), regs[uint8(w>>16)]
	if f.O == &object.SuperType.Object {
		typ, obj, err := object.SuperArgs(t)
		if err != nil {
			return false, err
		}
		for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
			if e.kind == attrSuper && e.version == obj.O.Typ.Version && e.object == &typ.Object {
				regs[a], regs[a+1] = e.value, obj
				return true, nil
			}
		}
		if ot := obj.O.Typ; ot.IsSubtype(typ) && !ot.Is(object.FlagVolatile) && !ot.Is(object.FlagType) {
			s := object.Super{Type: typ, Obj: obj, ObjType: ot}
			if d := s.SuperLookup(c.Name); d.O != nil && d.O.Typ.Is(object.FlagMethod) {
				remember(c, &attrEntry{kind: attrSuper, version: ot.Version, object: &typ.Object, value: d})
				regs[a], regs[a+1] = d, obj
				return true, nil
			}
		}
	}
	s, err := object.Call0(t, f)
	if err != nil {
		return false, err
	}
	f, self, err := object.LoadMethod(t, s, c.Name)
	if err == nil {
		regs[a], regs[a+1] = f, self
	}
	return true, err
}

// holdsAlready reports whether v is the value of the attribute that e leads to in
// box: what `x.items += [y]` assigns, in a transaction, is the list that is there,
// and only appending to it commutes with what others do.
func holdsAlready(t *object.Thread, box *stm.Box, e *attrEntry, v object.Value) bool {
	if !t.Tx.Revocable() || e.kind != attrSlot {
		return false
	}
	b := box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(box, b)
	}
	return (*object.AttrBody)(unsafe.Pointer(b)).Shape == e.shape && *(*object.Value)(unsafe.Add(unsafe.Pointer(b), e.slot)) == v
}
