package object

import "unsafe"

// MappingProxy is a read-only view of a mapping: what a class's __dict__ is.
type MappingProxy struct {
	Object
	Mapping Value
}

// MappingProxyType is types.MappingProxyType.
var MappingProxyType = declare("mappingproxy", ObjectType, FlagNoBase|FlagMapping)

// NewMappingProxy makes a read-only view of mapping.
func NewMappingProxy(mapping Value) Value {
	return Value{O: &(&MappingProxy{Object{MappingProxyType}, mapping}).Object}
}

func proxied(v Value) Value { return (*MappingProxy)(unsafe.Pointer(v.O)).Mapping }

var mappingProxyInit = &Func{Name: "mappingproxy", Sig: "mapping", Fn: func(t *Thread, a []Value) (Value, *Exception) {
	m := a[0]
	if m.O.Typ.Slots.GetItem == nil || m.O.Typ.Flags&(FlagList|FlagTuple) != 0 {
		return Value{}, t.Errorf(TypeError, "mappingproxy() argument must be a mapping, not %s", ArgTypeName(m))
	}
	return NewMappingProxy(m), nil
}}

func init() {
	typ := MappingProxyType
	typ.Doc = "A read-only view of a mapping."
	s := &typ.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return mappingProxyInit.CallWith(t, args, kwnames)
	}
	s.Len = func(t *Thread, v Value) (int, *Exception) { return Len(t, proxied(v)) }
	s.GetItem = func(t *Thread, v, key Value) (Value, *Exception) { return GetItem(t, proxied(v), key) }
	s.Contains = func(t *Thread, v, x Value) (bool, *Exception) { return Contains(t, proxied(v), x) }
	s.Iter = func(t *Thread, v Value) (Value, *Exception) { return Iter(t, proxied(v)) }
	s.Hash = func(t *Thread, v Value) (int64, *Exception) { return Hash(t, proxied(v)) }
	s.Str = func(t *Thread, v Value) (Value, *Exception) {
		r, err := ToStr(t, proxied(v))
		if err != nil {
			return Value{}, err
		}
		return r.Value(), nil
	}
	s.Repr = func(t *Thread, v Value) (Value, *Exception) {
		r, err := Repr(t, proxied(v))
		if err != nil {
			return Value{}, err
		}
		return NewStr("mappingproxy(" + r.S + ")"), nil
	}
	s.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) { return Compare(t, proxied(a), b, op) }
	s.Num[OpOr] = func(t *Thread, a, b Value) (Value, *Exception) {
		if a.O.Typ == MappingProxyType {
			a = proxied(a)
		}
		if b.O.Typ == MappingProxyType {
			b = proxied(b)
		}
		return Binary(t, OpOr, a, b)
	}
	s.INum[OpOr] = func(t *Thread, a, b Value) (Value, *Exception) {
		return Value{}, t.Errorf(TypeError, "'|=' is not supported by mappingproxy; use '|' instead")
	}
	forward := func(name, sig, doc string) {
		n := Intern(name)
		typ.Methods = append(typ.Methods, Def{Name: name, Sig: sig, Doc: doc, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			args := a[1:]
			for len(args) > 0 && args[len(args)-1].O == nil {
				args = args[:len(args)-1]
			}
			return CallMethod(t, proxied(a[0]), n, args...)
		}})
	}
	forward("keys", "", "A view of the keys, which behaves like a set.")
	forward("values", "", "A view of the values.")
	forward("items", "", "A view of the pairs of keys and values, which behaves like a set.")
	forward("copy", "", "")
	forward("__reversed__", "", "")
	typ.Methods = append(typ.Methods,
		Def{Name: "get", Sig: "key, default=None, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return CallMethod(t, proxied(a[0]), Intern("get"), a[1], orNone(a[2]))
		}},
		Def{Name: "__class_getitem__", Sig: "item, /", Kind: ClassMethod, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return newGenericAlias(t, a[0], a[1])
		}})
}
