package object

import (
	"strings"
	"unsafe"
)

// Attributes and methods of classes: what type has in its dict.

func typeOf(v Value) *Type { return (*Type)(unsafe.Pointer(v.O)) }

func typeValues(types []*Type) []Value {
	vs := make([]Value, len(types))
	for i, typ := range types {
		vs[i] = typ.Value()
	}
	return vs
}

var (
	strModule          = Intern("__module__")
	strDoc             = Intern("__doc__")
	strAnnotations     = Intern("__annotations__")
	strAbstractMethods = Intern("__abstractmethods__")
	strDictAttr        = Intern("__dict__")
	strWeakref         = Intern("__weakref__")
	strQualName        = Intern("__qualname__")
	strNameAttr        = Intern("__name__")
)

// ModuleName returns the class's __module__, which programs may set to anything.
func (typ *Type) ModuleName(t *Thread) Value {
	if typ.IsHeap() {
		if m := typ.Dict.GetStr(t, strModule); m.O != nil {
			return m
		}
		return NewStr("builtins")
	}
	return Intern(typ.Module).Value() // one object, which pickles refer to
}

// alone makes sure that nobody else sees typ while it is changed. A class that the
// attempt has made is its own: like every dict that it has made, that of the class
// has its stamp.
func (typ *Type) alone(t *Thread, what string) {
	if typ.Dict.Box.Load().Stamp() != t.Tx.ID {
		t.Tx.BecomeExclusive("assignment to " + what + " of a class")
	}
}

// typeAttr is a getset of type whose setter runs alone and gets the class.
func typeAttr(name string, get func(t *Thread, typ *Type) (Value, *Exception), set func(t *Thread, typ *Type, x Value) *Exception) GetSet {
	g := GetSet{Name: name, Get: func(t *Thread, v Value) (Value, *Exception) { return get(t, typeOf(v)) }}
	if set != nil {
		g.Set = func(t *Thread, v, x Value) *Exception {
			typ := typeOf(v)
			if !typ.IsHeap() {
				return t.Errorf(TypeError, "cannot set '%s' attribute of immutable type '%s'", name, typ.ErrorName())
			}
			typ.alone(t, name)
			if err := set(t, typ, x); err != nil {
				return err
			}
			typ.Modified()
			return nil
		}
	}
	return g
}

// ownDictAttr reads name of the class's own dict, bound as an attribute is.
func (typ *Type) ownDictAttr(t *Thread, name *Str) (Value, *Exception) {
	v := typ.Dict.GetStr(t, name)
	if v.O != nil {
		if get := v.O.Typ.Slots.Get; get != nil {
			return get(t, v, Value{}, typ)
		}
	}
	return v, nil
}

func noTypeAttr(t *Thread, typ *Type, name *Str) *Exception {
	return NewAttributeError(t, typ.Value(), name, "type object '"+typ.ErrorName()+"' has no attribute '"+name.S+"'")
}

// noDeleteOf says that an attribute of a class cannot be deleted.
func noDeleteOf(t *Thread, typ *Type, name string) *Exception {
	return t.Errorf(TypeError, "cannot delete '%s' attribute of immutable type '%s'", name, typ.ErrorName())
}

func setTypeName(t *Thread, typ *Type, x Value) *Exception {
	if x.O == nil {
		return noDeleteOf(t, typ, "__name__")
	}
	s, ok := AsStr(x)
	if !ok {
		return t.Errorf(TypeError, "can only assign string to %s.__name__, not '%s'", typ.Name, x.TypeName())
	}
	if strings.IndexByte(s.S, 0) >= 0 {
		return t.Errorf(ValueError, "type name must not contain null characters")
	}
	typ.Name = s.S
	return nil
}

// setTypeBases assigns __bases__: the layout must stay as it is, and the MRO of
// the class and all that inherit from it is computed anew.
func setTypeBases(t *Thread, typ *Type, x Value) *Exception {
	if x.O == nil {
		return noDeleteOf(t, typ, "__bases__")
	}
	tup, ok := AsTuple(x)
	if !ok {
		return t.Errorf(TypeError, "can only assign tuple to %s.__bases__, not %s", typ.Name, x.TypeName())
	}
	if len(tup.Items) == 0 {
		return t.Errorf(TypeError, "can only assign non-empty tuple to %s.__bases__, not ()", typ.Name)
	}
	var bases []*Type
	for _, b := range tup.Items {
		bt, ok := AsType(b)
		if !ok {
			return t.Errorf(TypeError, "%s.__bases__ must be tuple of classes, not '%s'", typ.Name, b.TypeName())
		}
		if bt.IsSubtype(typ) {
			return t.Errorf(TypeError, "a __bases__ item causes an inheritance cycle")
		}
		for b := bt; b != nil; b = b.Base { // its MRO may be about to be computed
			if b == typ {
				return t.Errorf(TypeError, "a __bases__ item causes an inheritance cycle")
			}
		}
		bases = append(bases, bt)
	}
	base, err := bestBase(t, bases)
	if err != nil {
		return err
	}
	if !sameLayoutBase(typ, base) {
		return t.Errorf(TypeError, "__bases__ assignment: '%s' object layout differs from '%s'", base.Name, typ.Base.Name)
	}
	oldBases, oldBase := typ.Bases, typ.Base
	typ.Bases, typ.Base = bases, base
	if err := typ.recomputeMRO(t); err != nil {
		typ.Bases, typ.Base = oldBases, oldBase
		if err2 := typ.recomputeMRO(t); err2 != nil {
			return err2
		}
		return err
	}
	if &typ.Bases[0] != &bases[0] {
		return nil // a metaclass's mro() has assigned others meanwhile
	}
	for _, b := range oldBases {
		b.removeSubclass(typ)
	}
	for _, b := range bases {
		b.addSubclass(typ)
	}
	typ.Modified()
	typ.refreshSlots()
	return nil
}

// sameLayoutBase reports whether typ's instances could have base in place of
// typ.Base.
func sameLayoutBase(typ, base *Type) bool {
	old := typ.Base
	if base.solid() != old.solid() || base.slotCount() != old.slotCount() {
		return false
	}
	var a, b []*Str
	if base.root != nil {
		a = base.root.Keys
	}
	if old.root != nil {
		b = old.root.Keys
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	// typ's instances must have the attribute box that the new base expects.
	return base.AttrsOff == 0 || base.AttrsOff == typ.AttrsOff
}

// recomputeMRO computes the MROs of typ and its subclasses.
func (typ *Type) recomputeMRO(t *Thread) *Exception {
	if err := typ.computeMRO(t); err != nil {
		return err
	}
	for _, s := range typ.Subclasses() {
		if err := s.recomputeMRO(t); err != nil {
			return err
		}
	}
	return nil
}

// refreshSlots computes the slots of typ and its subclasses from their MROs.
func (typ *Type) refreshSlots() {
	typ.Slots = Slots{}
	typ.numOverride = [NumBinary]bool{}
	typ.inheritNative()
	typ.resolveSlots()
	for _, s := range typ.Subclasses() {
		s.refreshSlots()
	}
}

// cpythonFlags gives __flags__ as far as programs look at it.
func (typ *Type) cpythonFlags() int64 {
	f := int64(1 << 12) // READY
	for _, x := range []struct {
		flag TypeFlags
		bit  uint
	}{
		{FlagHeap, 9}, {FlagAbstract, 20}, {FlagSequence, 5}, {FlagMapping, 6}, {FlagMatchSelf, 22}, {FlagInt, 24},
		{FlagList, 25}, {FlagTuple, 26}, {FlagBytes, 27}, {FlagStr, 28}, {FlagDict, 29}, {FlagException, 30}, {FlagType, 31},
	} {
		if typ.Flags&x.flag != 0 {
			f |= 1 << x.bit
		}
	}
	if typ.Flags&FlagNoBase == 0 {
		f |= 1 << 10
	}
	if !typ.IsHeap() {
		f |= 1 << 8
	}
	return f
}

// classNames adds the names in the dicts of a class and its bases to d.
func classNames(t *Thread, d *Dict, cls Value) *Exception {
	dict, err := LookupAttr(t, cls, strDictAttr)
	if err != nil {
		return err
	}
	if dict.O != nil {
		if err := Iterate(t, dict, func(k Value) (bool, *Exception) { return true, d.Set(t, k, None) }); err != nil {
			return err
		}
	}
	bases, err := abstractBases(t, cls)
	if err != nil || bases == nil {
		return err
	}
	for _, b := range bases.Items {
		if err := classNames(t, d, b); err != nil {
			return err
		}
	}
	return nil
}

func init() {
	typ := TypeType
	typ.Doc = "The class of classes: type(x) is the class of x, and type(name, bases, namespace) makes a new one."
	typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		return NewStr("<class '" + typeOf(v).FullName(t) + "'>"), nil
	}
	typ.Slots.Num[OpOr] = unionOr
	typ.Getsets = []GetSet{
		typeAttr("__name__", func(t *Thread, typ *Type) (Value, *Exception) { return NewStr(typ.ShortName()), nil }, setTypeName),
		typeAttr("__qualname__", func(t *Thread, typ *Type) (Value, *Exception) { return typ.QualName, nil }, func(t *Thread, typ *Type, x Value) *Exception {
			if x.O == nil {
				return noDeleteOf(t, typ, "__qualname__")
			}
			if _, ok := AsStr(x); !ok {
				return t.Errorf(TypeError, "can only assign string to %s.__qualname__, not '%s'", typ.Name, x.TypeName())
			}
			typ.QualName = x
			return nil
		}),
		typeAttr("__module__", func(t *Thread, typ *Type) (Value, *Exception) { return typ.ModuleName(t), nil }, func(t *Thread, typ *Type, x Value) *Exception {
			if x.O == nil {
				return noDeleteOf(t, typ, "__module__")
			}
			typ.Dict.SetStr(t, strModule, x)
			return nil
		}),
		typeAttr("__bases__", func(t *Thread, typ *Type) (Value, *Exception) { return TupleOf(typeValues(typ.Bases)), nil }, setTypeBases),
		typeAttr("__base__", func(t *Thread, typ *Type) (Value, *Exception) {
			if typ.Base == nil {
				return None, nil
			}
			return typ.Base.Value(), nil
		}, nil),
		typeAttr("__mro__", func(t *Thread, typ *Type) (Value, *Exception) { return TupleOf(typeValues(typ.MRO)), nil }, nil),
		typeAttr("__dict__", func(t *Thread, typ *Type) (Value, *Exception) { return NewMappingProxy(typ.Dict.Value()), nil }, nil),
		typeAttr("__doc__", func(t *Thread, typ *Type) (Value, *Exception) {
			if !typ.IsHeap() {
				if typ.Doc == "" {
					return None, nil
				}
				return NewStr(typ.Doc), nil
			}
			v, err := typ.ownDictAttr(t, strDoc)
			return orNone(v), err
		}, func(t *Thread, typ *Type, x Value) *Exception {
			if x.O == nil {
				return noDeleteOf(t, typ, "__doc__")
			}
			typ.Dict.SetStr(t, strDoc, x)
			return nil
		}),
		typeAttr("__abstractmethods__", func(t *Thread, typ *Type) (Value, *Exception) {
			if typ != TypeType {
				if v := typ.Dict.GetStr(t, strAbstractMethods); v.O != nil {
					return v, nil
				}
			}
			return Value{}, noTypeAttr(t, typ, strAbstractMethods)
		}, func(t *Thread, typ *Type, x Value) *Exception {
			if x.O == nil {
				old, err := typ.Dict.Delete(t, strAbstractMethods.Value())
				if err == nil && old.O == nil {
					return noTypeAttr(t, typ, strAbstractMethods)
				}
				typ.Flags &^= FlagAbstract
				return err
			}
			abstract, err := Truth(t, x)
			if err != nil {
				return err
			}
			typ.Dict.SetStr(t, strAbstractMethods, x)
			typ.Flags &^= FlagAbstract
			if abstract {
				typ.Flags |= FlagAbstract
			}
			return nil
		}),
		{Name: "__annotations__", Get: func(t *Thread, v Value) (Value, *Exception) {
			typ := typeOf(v)
			if !typ.IsHeap() {
				return Value{}, noTypeAttr(t, typ, strAnnotations)
			}
			a, err := typ.ownDictAttr(t, strAnnotations)
			if err == nil && a.O == nil {
				// Asking for the annotations of a class without any makes it have an empty dict.
				typ.alone(t, "__annotations__")
				a = NewDict(t).Value()
				typ.Dict.SetStr(t, strAnnotations, a)
				typ.Modified()
			}
			return a, err
		}, Set: func(t *Thread, v, x Value) *Exception {
			typ := typeOf(v)
			if !typ.IsHeap() {
				return t.Errorf(TypeError, "cannot set '__annotations__' attribute of immutable type '%s'", typ.ErrorName())
			}
			typ.alone(t, "__annotations__")
			if x.O != nil {
				typ.Dict.SetStr(t, strAnnotations, x)
			} else if old, err := typ.Dict.Delete(t, strAnnotations.Value()); err != nil {
				return err
			} else if old.O == nil {
				return NewAttributeError(t, v, strAnnotations, "__annotations__")
			}
			typ.Modified()
			return nil
		}},
		typeAttr("__text_signature__", func(t *Thread, typ *Type) (Value, *Exception) {
			if typ.IsHeap() {
				return None, nil
			}
			text := typeSignatures[typ]
			if text == "" { // with its module, where a class of another one has the same name
				text = docs()[typ.Module+"."+typ.ShortName()+".text_signature"]
			}
			return docOf(text, "", typ, "text_signature"), nil
		}, nil),
		typeAttr("__flags__", func(t *Thread, typ *Type) (Value, *Exception) { return Int(typ.cpythonFlags()), nil }, nil),
		typeAttr("__basicsize__", func(t *Thread, typ *Type) (Value, *Exception) { return Int(typ.basicSize()), nil }, nil),
		typeAttr("__itemsize__", func(t *Thread, typ *Type) (Value, *Exception) {
			switch {
			case typ.Flags&FlagInt != 0:
				return Int(4), nil
			case typ.Flags&FlagTuple != 0:
				return Int(8), nil
			case typ.Flags&FlagBytes != 0:
				return Int(1), nil
			}
			return Int(0), nil
		}, nil),
		typeAttr("__dictoffset__", func(t *Thread, typ *Type) (Value, *Exception) {
			if typ.Flags&FlagDictMode == 0 {
				return Int(0), nil
			}
			return Int(int64(typ.AttrsOff)), nil
		}, nil),
		typeAttr("__weakrefoffset__", func(t *Thread, typ *Type) (Value, *Exception) {
			if typ.Flags&FlagWeakRef == 0 {
				return Int(0), nil
			}
			return Int(int64(typ.AttrsOff) + 8), nil
		}, nil),
	}
	typ.Methods = []Def{
		{Name: "mro", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			mro, err := typeOf(a[0]).c3(t)
			if err != nil {
				return Value{}, err
			}
			return NewList(t, typeValues(mro)).Value(), nil
		}},
		{Name: "__subclasses__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return NewList(t, typeValues(typeOf(a[0]).Subclasses())).Value(), nil
		}},
		{Name: "__prepare__", Sig: "*args, **kwargs", Kind: ClassMethod, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return NewDict(t).Value(), nil
		}},
		{Name: "__instancecheck__", Sig: "instance, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			ok, err := realIsInstance(t, a[1], a[0])
			return Bool(ok), err
		}},
		{Name: "__subclasscheck__", Sig: "subclass, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			ok, err := realIsSubclass(t, a[1], a[0])
			return Bool(ok), err
		}},
		{Name: "__dir__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			d := NewDict(t)
			if err := classNames(t, d, a[0]); err != nil {
				return Value{}, err
			}
			return NewList(t, d.Keys(t)).Value(), nil
		}},
		{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Int(int64(unsafe.Sizeof(Type{}))), nil
		}},
	}
}

// basicSize is what an instance takes without its attributes.
func (typ *Type) basicSize() int64 {
	size := int64(16)
	if s := typ.solid(); s != ObjectType {
		size = int64(s.SubAttrsOff)
		if size == 0 {
			size = 24
		}
	}
	return size + int64(typ.slotCount())*16
}

// typeSignatures are the __text_signature__ of the built-in classes that have one;
// those of modules' classes are in docs.txt.
var typeSignatures = map[*Type]string{
	ObjectType:     "()",
	ListType:       "(iterable=(), /)",
	TupleType:      "(iterable=(), /)",
	FloatType:      "(x=0, /)",
	ComplexType:    "(real=0, imag=0)",
	PropertyType:   "(fget=None, fset=None, fdel=None, doc=None)",
	EnumerateType:  "(iterable, start=0)",
	ReversedType:   "(sequence, /)",
	MemoryViewType: "(object)",
}
