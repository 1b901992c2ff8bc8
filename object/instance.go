package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Instance is an object of a class that inherits from no built-in type but
// object: header, attribute box, and inline the first body of that box.
type Instance struct {
	Object
	Attrs stm.Box
	first AttrBody
}

// instanceN is an Instance with its inline slots S.
type instanceN[S any] struct {
	Instance
	slots S
}

func newInstanceN[S any](t *Thread, typ *Type) *Object {
	x := new(instanceN[S])
	x.Typ = typ
	x.first.Init(t.stamp())
	x.first.Shape = typ.root
	x.first.Cap = unsafe.Sizeof(x.slots) / unsafe.Sizeof(Value{})
	x.Attrs.Init(&x.first.Body)
	return &x.Object
}

// NewInstance allocates an instance of a class whose Alloc it is. Room for
// attributes is what earlier instances turned out to need.
func NewInstance(t *Thread, typ *Type) *Object {
	switch n := typ.slotHint.Load(); {
	case n <= 0:
		return newInstanceN[[0]Value](t, typ)
	case n == 1:
		return newInstanceN[[1]Value](t, typ)
	case n == 2:
		return newInstanceN[[2]Value](t, typ)
	case n == 3:
		return newInstanceN[[3]Value](t, typ)
	case n == 4:
		return newInstanceN[[4]Value](t, typ)
	case n == 5:
		return newInstanceN[[5]Value](t, typ)
	case n == 6:
		return newInstanceN[[6]Value](t, typ)
	case n <= 8:
		return newInstanceN[[8]Value](t, typ)
	case n <= 10:
		return newInstanceN[[10]Value](t, typ)
	case n <= 12:
		return newInstanceN[[12]Value](t, typ)
	case n <= 16:
		return newInstanceN[[16]Value](t, typ)
	case n <= 24:
		return newInstanceN[[24]Value](t, typ)
	case n <= 32:
		return newInstanceN[[32]Value](t, typ)
	default: // a class with that many __slots__
		x := new(Instance)
		x.Typ = typ
		b := newAttrBody(int(n))
		b.Init(t.Tx.ID)
		b.Shape = typ.root
		x.Attrs.Init(&b.Body)
		return &x.Object
	}
}

// withAttrs is an object of built-in layout T whose class added attributes.
type withAttrs[T any] struct {
	Base  T
	Attrs stm.Box
}

// Allocate allocates an object of typ, whose built-in layout is T (a struct that
// begins with Object), with an attribute box if the class has one. Every built-in
// type that can be subclassed uses it in its Alloc and constructor.
func Allocate[T any](typ *Type) *T {
	if typ.AttrsOff == 0 {
		x := new(T)
		(*Object)(unsafe.Pointer(x)).Typ = typ
		return x
	}
	if typ.AttrsOff < unsafe.Sizeof(*new(T)) { // the layout itself has the box, as functions and exceptions do
		x := new(T)
		o := (*Object)(unsafe.Pointer(x))
		o.Typ = typ
		attrBox(o).Init(&noAttrs.Body)
		return x
	}
	x := new(withAttrs[T])
	o := (*Object)(unsafe.Pointer(x))
	o.Typ = typ
	x.Attrs.Init(&noAttrs.Body)
	return &x.Base
}

// attrsOffset returns where a subclass of a built-in type of layout T keeps its
// attributes.
func attrsOffset[T any]() uintptr { return unsafe.Offsetof(withAttrs[T]{}.Attrs) }

func attrBox(o *Object) *stm.Box {
	return (*stm.Box)(unsafe.Add(unsafe.Pointer(o), o.Typ.AttrsOff))
}

func readAttrs(t *Thread, o *Object) *AttrBody {
	x := attrBox(o)
	b := x.Load()
	if b.Stamp() != t.Tx.ID && b != &noAttrs.Body {
		b = t.Tx.OpenRead(x, b)
	}
	if b == &noAttrs.Body && t.Tx.InTransaction() {
		b = t.Tx.OpenRead(x, b)
	}
	return (*AttrBody)(unsafe.Pointer(b))
}

// writeAttrs opens o's attributes for change, with room for n slots.
func writeAttrs(t *Thread, o *Object, n int) *AttrBody {
	x := attrBox(o)
	b := x.Load()
	if b == &noAttrs.Body && !t.Tx.InTransaction() {
		nb := newAttrBody(n)
		nb.Init(t.Tx.ID)
		x.Init(&nb.Body)
		return nb
	}
	if b.Stamp() != t.Tx.ID || b == &noAttrs.Body {
		b = t.Tx.OpenWrite(x, b, AttrKind)
	}
	ab := (*AttrBody)(unsafe.Pointer(b))
	if int(ab.Cap) < n {
		nb := newAttrBody(n)
		nb.copyFrom(ab)
		t.Tx.Replace(x, b, &nb.Body)
		if n <= 32 {
			for h := o.Typ.slotHint.Load(); int(h) < n && !o.Typ.slotHint.CompareAndSwap(h, int32(n)); h = o.Typ.slotHint.Load() {
			}
		}
		return nb
	}
	return ab
}

// GetOwnAttr returns attribute name of the object itself, null if it has none.
// The type must have AttrsOff.
func GetOwnAttr(t *Thread, o *Object, name *Str) Value {
	b := readAttrs(t, o)
	if b.Shape == nil {
		return Value{}
	}
	if i := b.Shape.Find(name); i >= 0 {
		return *b.Slot(i)
	}
	if b.Shape.IsDict {
		return b.dictOf().GetStr(t, name)
	}
	return Value{}
}

// SetOwnAttr sets attribute name of the object itself.
func SetOwnAttr(t *Thread, o *Object, name *Str, v Value) {
	b := readAttrs(t, o)
	sh := b.Shape
	if sh == nil {
		if sh = o.Typ.root; sh == nil {
			sh = emptyShape
		}
	}
	if i := sh.Find(name); i >= 0 {
		if i < b.used() {
			*writeAttrs(t, o, 0).Slot(i) = v
			return
		}
		// A slot of an object that has had no attributes yet.
		b = writeAttrs(t, o, len(sh.Keys))
		*b.Slot(i) = v
		b.Shape = sh
		return
	}
	if sh.IsDict {
		b.dictOf().SetStr(t, name, v)
		return
	}
	if len(sh.Keys) >= maxShapeKeys {
		AttrDict(t, o).SetStr(t, name, v)
		return
	}
	sh = sh.With(name)
	b = writeAttrs(t, o, len(sh.Keys))
	*b.Slot(len(sh.Keys) - 1) = v
	b.Shape = sh
}

var emptyShape = &Shape{}

// DeleteOwnAttr deletes attribute name of the object itself; false if it has none.
func DeleteOwnAttr(t *Thread, o *Object, name *Str) bool {
	b := readAttrs(t, o)
	if b.Shape == nil {
		return false
	}
	i := b.Shape.Find(name)
	if i < 0 && b.Shape.IsDict {
		d := b.dictOf()
		if e := d.read(t).findStr(name, name.Hash()); e != nil {
			d.removeAt(t, d.number(t, e))
			return true
		}
		return false
	}
	if i < 0 || b.Slot(i).O == nil {
		return false
	}
	nslots := o.Typ.slotCount()
	if i < nslots { // of __slots__: stays in the shape, unbound
		*writeAttrs(t, o, 0).Slot(i) = Value{}
		return true
	}
	b = writeAttrs(t, o, 0)
	keys := b.Shape.Keys
	sh := o.Typ.root
	if sh == nil {
		sh = emptyShape
	}
	for j := nslots; j < len(keys); j++ {
		if j != i {
			sh = sh.With(keys[j])
		}
	}
	for j := i; j < len(keys)-1; j++ {
		*b.Slot(j) = *b.Slot(j + 1)
	}
	*b.Slot(len(keys) - 1) = Value{}
	b.Shape = sh
	return true
}

// slotCount is the number of slots that __slots__ along the MRO take.
func (typ *Type) slotCount() int {
	if typ.root == nil {
		return 0
	}
	return len(typ.root.Keys)
}

// AttrDict returns the __dict__ of an object as a real dict: from then on the
// object keeps its attributes in it.
func AttrDict(t *Thread, o *Object) *Dict {
	b := readAttrs(t, o)
	if b.Shape != nil && b.Shape.IsDict {
		return b.dictOf()
	}
	d := NewDict(t)
	for i := o.Typ.slotCount(); i < b.used(); i++ {
		d.SetStr(t, b.Shape.Keys[i], *b.Slot(i))
	}
	SetAttrDict(t, o, d)
	return d
}

// SetAttrDict makes d the __dict__ of o.
func SetAttrDict(t *Thread, o *Object, d *Dict) {
	n := o.Typ.slotCount()
	b := writeAttrs(t, o, n+1)
	for i := n; i < b.used(); i++ {
		*b.Slot(i) = Value{}
	}
	*b.Slot(n) = d.Value()
	b.Shape = o.Typ.dictShape()
}

// dictShape returns the shape of instances that keep their attributes in a dict.
func (typ *Type) dictShape() *Shape {
	if typ.slotCount() == 0 {
		return dictShape
	}
	typ.subMu.Lock()
	defer typ.subMu.Unlock()
	if typ.withDict == nil {
		typ.withDict = &Shape{Keys: typ.root.Keys, IsDict: true}
	}
	return typ.withDict
}

// OwnAttrNames returns the names of an object's own attributes in order.
func OwnAttrNames(t *Thread, o *Object) []Value {
	b := readAttrs(t, o)
	if b.Shape == nil {
		return nil
	}
	var names []Value
	if b.Shape.IsDict {
		names = b.dictOf().Keys(t)
	}
	for i, k := range b.Shape.Keys {
		if b.Slot(i).O != nil {
			names = append(names, k.Value())
		}
	}
	return names
}

// SetLayout declares T as the layout of typ's instances, so that the type can be
// subclassed. It sets Alloc to plain allocation; a type whose zeroed object is
// not usable sets its own afterwards.
func SetLayout[T any](typ *Type) {
	typ.SubAttrsOff = attrsOffset[T]()
	typ.Alloc = func(t *Thread, typ *Type) *Object { return (*Object)(unsafe.Pointer(Allocate[T](typ))) }
}
