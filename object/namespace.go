package object

import "unsafe"

// Namespace is types.SimpleNamespace: an object that is nothing but its
// attributes.
type Namespace struct{ Instance }

// NamespaceType is types.SimpleNamespace.
var NamespaceType = declare("SimpleNamespace", ObjectType, FlagDictMode)

// NewSimpleNamespace makes a SimpleNamespace with the entries of d.
func NewSimpleNamespace(t *Thread, d *Dict) Value {
	v := Value{O: NamespaceType.Alloc(t, NamespaceType)}
	for k, x, pos, ok := d.NextEntry(t, 0); ok; k, x, pos, ok = d.NextEntry(t, pos) {
		s, _ := AsStr(k)
		SetOwnAttr(t, v.O, InternStr(s), x)
	}
	return v
}

func init() {
	typ := NamespaceType
	typ.Module = "types"
	typ.Doc = "An object whose attributes are the keyword arguments that it was made with."
	typ.AttrsOff = unsafe.Offsetof(Instance{}.Attrs)
	typ.SubAttrsOff = typ.AttrsOff
	typ.Alloc = NewInstance
	typ.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return Value{O: typ.Alloc(t, typ)}, nil
	}
	typ.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		npos := len(args) - len(kwnames)
		if npos > 0 {
			return t.Errorf(TypeError, "no positional arguments expected")
		}
		for i, n := range kwnames {
			s, _ := AsStr(n)
			SetOwnAttr(t, v.O, InternStr(s), args[i])
		}
		return nil
	}
	typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		name := "namespace"
		if v.O.Typ != NamespaceType {
			name = v.TypeName()
		}
		if !t.EnterRepr(v.O) {
			return NewStr(name + "(...)"), nil
		}
		defer t.LeaveRepr()
		text := ""
		for _, k := range OwnAttrNames(t, v.O) {
			s, ok := AsStr(k)
			if !ok || s.S == "" {
				continue
			}
			x := GetOwnAttr(t, v.O, InternStr(s))
			if x.O == nil {
				continue
			}
			r, err := Repr(t, x)
			if err != nil {
				return Value{}, err
			}
			if text != "" {
				text += ", "
			}
			text += s.S + "=" + r.S
		}
		return NewStr(name + "(" + text + ")"), nil
	}
	typ.Slots.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		if !IsInstance(a, NamespaceType) || !IsInstance(b, NamespaceType) {
			return NotImplemented, nil
		}
		return Compare(t, AttrDict(t, a.O).Value(), AttrDict(t, b.O).Value(), op)
	}
	typ.Methods = []Def{{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		return TupleOf([]Value{a[0].O.Typ.Value(), emptyTuple.Value(), AttrDict(t, a[0].O).Value()}), nil
	}}}
}
