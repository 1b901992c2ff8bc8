package vm

import (
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// Inline caches.
//
// Each cache site of a code object holds one pointer to an immutable entry,
// loaded and replaced atomically, so that code objects are shared by all
// threads. An entry is valid for values whose type has exactly the entry's
// version, and, where the value's own attributes matter, the entry's shape. The
// next field chains a few entries of a polymorphic site.

type attrKind uint8

const (
	attrSlot     attrKind = iota // own attribute in a slot of the shape
	attrAdd                      // store: adds an attribute, moving on to shape next
	attrValue                    // attribute of the class that needs no binding; shape nil: the object has no own attributes
	attrMethod                   // function of the class, to be bound to the object
	attrModule                   // global of a module
	attrProperty                 // property whose getter is a Python function
	attrGetter                   // data descriptor of a built-in type: what its Get returns
	attrClass                    // the object is itself a class: attribute of it, no binding needed
	attrSuper                    // function that super() in a method of class object finds
)

type attrEntry struct {
	version uint64
	shape   *object.Shape
	off     uintptr // of the attribute box in the object
	slot    uintptr // offset of the slot in the attribute body
	kind    attrKind
	appends bool // of attrMethod: it is list.append, of an exact list
	sends   bool // of attrMethod: it is send of a generator or coroutine
	value   object.Value
	fn      *object.Function // of attrMethod and attrProperty, if it is a Python function
	builtin *object.Func     // of attrMethod, if it is a built-in method
	cell    *object.NameCell // attrModule; attrValue and attrClass, if it is a class variable: holds the value
	object  *object.Object   // attrModule and attrClass: valid for this object only
	after   *object.Shape    // attrAdd
	next    *attrEntry
}

const maxChain = 4

// remember puts e in front of the entries of a site, unless it is megamorphic.
func remember(c *object.Cache, e *attrEntry) {
	old := (*attrEntry)(atomic.LoadPointer(&c.Entry))
	n := 0
	for o := old; o != nil; o = o.next {
		if o.version == e.version && o.shape == e.shape && o.object == e.object {
			return
		}
		n++
	}
	if n < maxChain {
		e.next = old
	}
	atomic.StorePointer(&c.Entry, unsafe.Pointer(e))
}

// globalEntry caches the cells of a global name: the module's, and that of the
// built-in of the same name.
type globalEntry struct {
	globals       *object.Dict
	cell, builtin *object.NameCell
}

const attrHead = unsafe.Sizeof(object.AttrBody{})

// cacheAttr looks at how v.name would be found and makes an entry for it, or
// nil if it cannot be cached. forCall tells that a function will be called with
// the object as its first argument.
func cacheAttr(t *object.Thread, v object.Value, name *object.Str) *attrEntry {
	typ := v.O.Typ
	if m, ok := object.AsModule(v); ok && typ == object.ModuleType {
		if d := typ.Lookup(name); d.O != nil || m.Dict.GetStr(t, name).O == nil {
			return nil
		}
		return &attrEntry{version: typ.Version, kind: attrModule, object: v.O, cell: m.Dict.Cell(t, name)}
	}
	if typ.Is(object.FlagType) && typ == object.TypeType {
		return cacheClassAttr(t, v, name)
	}
	if !typ.GenericFind() || typ.Is(object.FlagVolatile) {
		return nil
	}
	d := typ.Lookup(name)
	e := attrEntry{version: typ.Version} // in the heap only if it is of use: many are not
	if d.O != nil {
		switch d.O.Typ {
		case object.MemberType:
			m := (*object.Member)(unsafe.Pointer(d.O))
			if m.GetSet != nil {
				return nil
			}
			b := object.PeekAttrs(t, v.O)
			if !object.IsInstance(v, m.Type) || b == nil || b.Shape == nil {
				return nil
			}
			e.kind, e.shape, e.off = attrSlot, b.Shape, typ.AttrsOff
			e.slot = attrHead + uintptr(m.Index)*unsafe.Sizeof(object.Value{})
			return e.kept()
		case object.PropertyType:
			p := (*object.Property)(unsafe.Pointer(d.O))
			f, ok := object.AsFunction(p.Get)
			if !ok || !typ.GenericGetAttr() || !f.Code.Simple || f.Code.ArgCount != 1 {
				return nil
			}
			e.kind, e.fn = attrProperty, f
			return e.kept()
		}
		if s := &d.O.Typ.Slots; s.Get != nil && s.Set != nil {
			if d.O.Typ.IsHeap() || !typ.GenericGetAttr() {
				return nil // its class can become another without a sign in e.version
			}
			e.kind, e.value = attrGetter, d
			return e.kept()
		}
	}
	if typ.AttrsOff != 0 {
		b := object.PeekAttrs(t, v.O)
		if b.Shape == nil || b.Shape.IsDict {
			if b.Shape != nil {
				return nil
			}
		}
		e.off = typ.AttrsOff
		e.shape = b.Shape
		if b.Shape != nil {
			if i := b.Shape.Find(name); i >= 0 {
				e.kind = attrSlot
				e.slot = attrHead + uintptr(i)*unsafe.Sizeof(object.Value{})
				return e.kept()
			}
		}
	}
	if d.O == nil {
		return nil
	}
	switch {
	case d.O.Typ == object.FunctionType:
		e.kind = attrMethod
		e.value = d
		e.fn, _ = object.AsFunction(d)
	case d.O.Typ == object.MethodDescrType || d.O.Typ == object.WrapperType:
		e.kind = attrMethod
		e.value = d
		b, _ := object.AsBuiltin(d)
		e.builtin = b.Func
		e.appends = typ == object.ListType && name == strAppend
		e.sends = isGenerator(v) && name == strSend
	case d.Variable() != nil:
		e.kind = attrValue
		if e.cell = plainCell(t, d); e.cell == nil {
			return nil
		}
	case d.O.Typ.Slots.Get == nil:
		e.kind = attrValue
		e.value = d
	case d.O.Typ == object.StaticMethodType:
		e.kind = attrValue
		e.value = (*object.ClassMethodObject)(unsafe.Pointer(d.O)).Func
	default:
		return nil
	}
	return e.kept()
}

// kept returns a copy of e in the heap.
func (e attrEntry) kept() *attrEntry { return &e }

var strAppend = object.Intern("append")

// cacheClassAttr is cacheAttr for attributes of a class whose metaclass is type.
func cacheClassAttr(t *object.Thread, v object.Value, name *object.Str) *attrEntry {
	typ := (*object.Type)(unsafe.Pointer(v.O))
	if typ.Is(object.FlagVolatile) {
		return nil
	}
	if md := object.TypeType.Lookup(name); md.O != nil {
		return nil
	}
	d := typ.Lookup(name)
	if d.O == nil {
		return nil
	}
	if d.Variable() != nil {
		cell := plainCell(t, d)
		if cell == nil {
			return nil
		}
		return &attrEntry{version: typ.Version, kind: attrClass, object: v.O, cell: cell}
	}
	if d.O.Typ.Slots.Get != nil {
		switch d.O.Typ {
		case object.FunctionType, object.MethodDescrType:
		case object.StaticMethodType:
			d = (*object.ClassMethodObject)(unsafe.Pointer(d.O)).Func
		default:
			return nil
		}
	}
	// The class's own version stands for what it inherits.
	return &attrEntry{version: typ.Version, kind: attrClass, object: v.O, value: d}
}

// plainCell returns the class variable d, nil if what it holds has turned out to be no plain data.
func plainCell(t *object.Thread, d object.Value) *object.NameCell {
	if v := object.Held(t, d); v.O == nil || v.O.Typ.Slots.Get != nil {
		return nil
	}
	return d.Variable()
}

// cacheStore makes an entry for v.name = x, or nil.
func cacheStore(t *object.Thread, v object.Value, name *object.Str) *attrEntry {
	typ := v.O.Typ
	if typ.AttrsOff == 0 || !typ.GenericSetAttr() || typ == object.ModuleType || typ.Is(object.FlagType) {
		return nil
	}
	b := object.PeekAttrs(t, v.O)
	if b.Shape == nil || b.Shape.IsDict {
		return nil
	}
	e := &attrEntry{version: typ.Version, off: typ.AttrsOff, shape: b.Shape}
	if d := typ.LookupIn(t, name); d.O != nil {
		if d.O.Typ == object.MemberType {
			m := (*object.Member)(unsafe.Pointer(d.O))
			if m.GetSet != nil || !object.IsInstance(v, m.Type) {
				return nil
			}
			e.slot = attrHead + uintptr(m.Index)*unsafe.Sizeof(object.Value{})
			return e
		}
		if d.O.Typ.Slots.Set != nil {
			return nil
		}
	}
	if !typ.Is(object.FlagDictMode) {
		return nil
	}
	if i := b.Shape.Find(name); i >= 0 {
		e.slot = attrHead + uintptr(i)*unsafe.Sizeof(object.Value{})
		return e
	}
	if len(b.Shape.Keys) >= 64 {
		return nil
	}
	e.kind = attrAdd
	e.after = b.Shape.With(name)
	e.slot = attrHead + uintptr(len(b.Shape.Keys))*unsafe.Sizeof(object.Value{})
	return e
}

// classEntry caches what calling a class does: allocation by object.__new__ and
// initialisation by a Python __init__ or none.
type classEntry struct {
	version uint64
	init    *object.Function // nil: none
	simple  bool             // init has positional parameters only
	maker   *object.Function // a __new__ to call instead, with the class as first argument
}

// cacheMaker returns the __new__ that a call of typ with n positional arguments is a call of, or
// nil if there is more to such a call. The function has n+1 parameters, and leaves them alone.
func cacheMaker(typ *object.Type, n int) *object.Function {
	e := (*classEntry)(atomic.LoadPointer(&typ.CallCache))
	if e == nil || e.version != typ.Version {
		if !typ.IsHeap() || typ.Is(object.FlagNoNew) || typ.PlainNew() || !typ.Typ.PlainCall() {
			return nil
		}
		e = &classEntry{version: typ.Version}
		d := typ.Lookup(strNew)
		if d.O != nil && d.O.Typ == object.StaticMethodType {
			d = (*object.ClassMethodObject)(unsafe.Pointer(d.O)).Func
		}
		if d.O != nil && typ.SkipsInit() {
			if f, ok := object.AsFunction(d); ok && f.Code.Simple && compile.KeepsParameters(f.Code) {
				e.maker = f
			}
		}
		atomic.StorePointer(&typ.CallCache, unsafe.Pointer(e))
	}
	if e.maker != nil && e.maker.Code.ArgCount == n+1 {
		return e.maker
	}
	return nil
}

// cacheClass returns the entry for calling typ, or nil if the call is not of
// that kind.
func cacheClass(typ *object.Type) *classEntry {
	e := (*classEntry)(atomic.LoadPointer(&typ.CallCache))
	if e != nil && e.version == typ.Version && typ.PlainNew() {
		return e
	}
	if !typ.IsHeap() || typ.Is(object.FlagAbstract) || !typ.PlainNew() || !typ.Typ.PlainCall() {
		return nil
	}
	e = &classEntry{version: typ.Version}
	if init := typ.Lookup(strInit); init.O != nil {
		f, ok := object.AsFunction(init)
		if !ok && typ.InitOverridden() {
			return nil
		}
		e.init = f
		e.simple = ok && f.Code.Simple
	}
	atomic.StorePointer(&typ.CallCache, unsafe.Pointer(e))
	return e
}

// withEntry is what a with statement calls of a manager of a type: methods that get the
// manager as their first argument.
type withEntry struct {
	version     uint64
	enter, exit object.Value
}

// cacheWith notes the methods for managers of type typ, if it is a type for which looking them
// up is all that there is to do.
func cacheWith(typ *object.Type, enter, exit object.Value) {
	if !typ.OwnTransaction && !typ.Is(object.FlagVolatile) {
		atomic.StorePointer(&typ.WithCache, unsafe.Pointer(&withEntry{typ.Version, enter, exit}))
	}
}

var strInit, strNew = object.Intern("__init__"), object.Intern("__new__")
