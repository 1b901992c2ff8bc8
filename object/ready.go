package object

import (
	"strings"
	"sync"
	"unsafe"
)

var bootOnce sync.Once

// Boot makes the built-in types ready. Every way to get a Thread does it first.
func Boot() {
	bootOnce.Do(func() {
		IntTag.Typ, FloatTag.Typ, BoolTag.Typ = IntType, FloatType, BoolType
		noneObject.Typ, ellipsisObject.Typ, notImplementedObject.Typ = NoneType, EllipsisType, NotImplementedType
		linkSiblings()
		for _, typ := range declared {
			typ.Ready()
		}
	})
}

func init() {
	// Tags need their types before any init function makes a value.
	IntTag.Typ, FloatTag.Typ, BoolTag.Typ = IntType, FloatType, BoolType
	noneObject.Typ, ellipsisObject.Typ, notImplementedObject.Typ = NoneType, EllipsisType, NotImplementedType
}

// Ready makes a built-in type usable: MRO, dict and inherited slots. The types
// of this package are made ready by Boot; a module calls it for types of its
// own, after filling in slots and tables, before it uses them.
func (typ *Type) Ready() *Type {
	if typ.Flags&FlagReady != 0 {
		return typ
	}
	typ.Flags |= FlagReady
	if typ.Base == nil && typ != ObjectType {
		typ.Base = ObjectType
	}
	if typ.Base != nil {
		if typ.Bases == nil {
			typ.Bases = []*Type{typ.Base}
		}
		for _, b := range typ.Bases {
			b.Ready()
			typ.Flags |= b.Flags & inheritedFlags
			b.addSubclass(typ)
		}
		if typ.AttrsOff == 0 {
			typ.AttrsOff = typ.Base.AttrsOff
		}
	}
	if typ.Typ == nil {
		typ.Typ = TypeType
	}
	mro, err := typ.c3(nil)
	if err != nil {
		panic("BUG: bases of built-in type " + typ.Name + " have no consistent order")
	}
	typ.MRO = mro
	typ.Version = nextVersion()
	if dot := strings.LastIndexByte(typ.Name, '.'); dot >= 0 {
		if typ.Module == "" {
			typ.Module = typ.Name[:dot]
		}
		typ.Name = typ.Name[dot+1:]
	}
	if typ.QualName.O == nil {
		typ.QualName = NewStr(typ.ShortName())
	}
	typ.Dict = NewDict(nil)
	b := typ.Dict.peek()
	put := func(name *Str, v Value) {
		if b.findStr(name, name.Hash()) == nil {
			b.add(nil, name.Value(), v, name.Hash())
		}
	}
	for _, def := range typ.Methods {
		put(Intern(def.Name), newMethod(def, typ))
	}
	for i := range typ.Getsets {
		g := &typ.Getsets[i]
		if g.Member {
			put(Intern(g.Name), Value{O: &(&Member{Object: Object{MemberType}, Name: Intern(g.Name), Type: typ, Index: -1, GetSet: g}).Object})
			continue
		}
		put(Intern(g.Name), Value{O: &(&GetSetDescr{Object{GetSetType}, g, typ}).Object})
	}
	if typ.Flags&FlagDictMode != 0 && typ.AttrsOff != 0 && (typ.Base == nil || typ.Base.Flags&FlagDictMode == 0) {
		put(strDictAttr, Value{O: &(&GetSetDescr{Object{GetSetType}, instanceDict, typ}).Object})
	}
	for name, v := range typ.Consts {
		put(Intern(name), v)
	}
	if typ.Slots.New != nil {
		put(strNew, newNew(typ))
	}
	if typ.Slots.Hash == nil && typ.Slots.Compare != nil && typ != ObjectType {
		put(Intern("__hash__"), None)
	}
	for _, d := range slotDefs {
		if typ.Flags&sequenceFlags != 0 && d.name.S == "__radd__" {
			continue
		}
		if f := d.wrap(&typ.Slots); f != nil {
			f.Type = typ
			put(d.name, Value{O: &(&Builtin{Object: Object{WrapperType}, Func: f}).Object})
		}
	}
	if typ.Doc != "" {
		put(Intern("__doc__"), NewStr(typ.Doc))
	} else {
		put(Intern("__doc__"), None)
	}
	if typ == ObjectType {
		objectClassAttr = b.findStr(strClass, strClass.Hash()).val
		objectGetAttribute = b.findStr(Intern("__getattribute__"), Intern("__getattribute__").Hash()).val
	}
	typ.inheritNative()
	if typ.Base != nil {
		own := typ.Slots
		inheritFrom(&typ.Slots, &typ.Base.Slots)
		if own.Compare != nil && own.Hash == nil {
			typ.Slots.Hash = nil
		}
	}
	typ.settle()
	g := typ.Slots.GetAttr
	typ.genericGet = g != nil && funcPointer(g) == funcPointer(GenericGetAttr)
	typ.genericFind = typ.genericGet
	return typ
}

// inheritFrom fills dst's nil slots from src.
func inheritFrom(dst, src *Slots) {
	// Slots is a struct of nothing but func values, so it can be walked as an
	// array of pointers.
	const n = unsafe.Sizeof(Slots{}) / unsafe.Sizeof(unsafe.Pointer(nil))
	d, s := (*[n]unsafe.Pointer)(unsafe.Pointer(dst)), (*[n]unsafe.Pointer)(unsafe.Pointer(src))
	for i := range d {
		if d[i] == nil {
			d[i] = s[i]
		}
	}
}

// newNew makes the __new__ of a built-in type.
func newNew(typ *Type) Value {
	f := &Func{Name: "__new__", Sig: "*args, **kwargs"}
	f.Raw = func(t *Thread, args, kwnames []Value) (Value, *Exception) {
		if len(args)-len(kwnames) < 1 {
			return Value{}, t.Errorf(TypeError, "%s.__new__(): not enough arguments", typ.ErrorName())
		}
		cls, ok := AsType(args[0])
		if !ok {
			return Value{}, t.Errorf(TypeError, "%s.__new__(X): X is not a type object (%s)", typ.ErrorName(), args[0].TypeName())
		}
		if !cls.IsSubtype(typ) {
			return Value{}, t.Errorf(TypeError, "%s.__new__(%s): %s is not a subtype of %s", typ.ErrorName(), cls.ErrorName(), cls.ErrorName(), typ.ErrorName())
		}
		if s := cls.solid(); s != typ.solid() && !typ.IsSubtype(s) {
			return Value{}, t.Errorf(TypeError, "%s.__new__(%s) is not safe, use %s.__new__()", typ.ErrorName(), cls.ErrorName(), s.ErrorName())
		}
		return typ.Slots.New(t, cls, args[1:], kwnames)
	}
	b := &Builtin{Object: Object{BuiltinType}, Func: f}
	b.Self = typ.Value()
	// Self only shows as __self__; the class is passed by the caller.
	b.unbound = true
	return Value{O: &b.Object}
}

// solid returns the built-in type whose layout typ's instances have.
func (typ *Type) solid() *Type {
	for typ.Flags&(FlagHeap|FlagSameLayout) != 0 {
		typ = typ.Base
	}
	return typ
}
