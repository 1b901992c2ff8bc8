package object

import (
	"fmt"
	"unsafe"
)

// The methods of object itself.

func init() {
	ObjectType.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		return NewStr(fmt.Sprintf("<%s object at %#x>", v.O.Typ.FullName(t), uintptr(unsafe.Pointer(v.O)))), nil
	}
	ObjectType.Slots.Str = func(t *Thread, v Value) (Value, *Exception) {
		s, err := Repr(t, v)
		if err != nil {
			return Value{}, err
		}
		return s.Value(), nil
	}
	ObjectType.Slots.Str = func(t *Thread, v Value) (Value, *Exception) {
		r, err := Repr(t, v)
		if err != nil {
			return Value{}, err
		}
		return r.Value(), nil
	}
	ObjectType.Slots.Hash = func(t *Thread, v Value) (int64, *Exception) {
		return HashPointer(unsafe.Pointer(v.O)), nil
	}
	ObjectType.Slots.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		switch op {
		case CmpEq:
			if a == b {
				return True, nil
			}
		case CmpNe:
			// The inverse of __eq__, whoever defines it.
			if eq := a.O.Typ.Slots.Compare; eq != nil {
				r, err := eq(t, a, b, CmpEq)
				if err != nil || r.IsNotImplemented() {
					return r, err
				}
				is, err := Truth(t, r)
				return Bool(!is), err
			}
		}
		return NotImplemented, nil
	}
	ObjectType.Methods = append(ObjectType.Methods,
		Def{Name: "__init_subclass__", Kind: ClassMethod, Fn: func(t *Thread, a []Value) (Value, *Exception) { return None, nil }},
		Def{Name: "__subclasshook__", Sig: "object, /", Kind: ClassMethod, Fn: func(t *Thread, a []Value) (Value, *Exception) { return NotImplemented, nil }},
	)
	ObjectType.Getsets = append(ObjectType.Getsets, GetSet{
		Name: "__class__",
		Get:  func(t *Thread, v Value) (Value, *Exception) { return v.O.Typ.Value(), nil },
		Set: func(t *Thread, v, x Value) *Exception {
			if x.O == nil {
				return t.Errorf(TypeError, "can't delete __class__ attribute")
			}
			typ, ok := AsType(x)
			if !ok {
				return t.Errorf(TypeError, "__class__ must be set to a class, not '%s' object", x.TypeName())
			}
			old := v.O.Typ
			if modules := typ.IsSubtype(ModuleType) && old.IsSubtype(ModuleType); !modules && (!typ.IsHeap() || !old.IsHeap()) {
				return t.Errorf(TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
			}
			if typ.solid() != old.solid() || typ.AttrsOff != old.AttrsOff || !sameKeys(typ.root, old.root) || (typ.Flags^old.Flags)&FlagDictMode != 0 {
				return t.Errorf(TypeError, "__class__ assignment: '%s' object layout differs from '%s'", typ.Name, old.Name)
			}
			t.Tx.BecomeExclusive("assignment to __class__")
			if typ.AttrsOff != 0 {
				// Shapes belong to a class, so the object changes its shape too.
				b := writeAttrs(t, v.O, 0)
				if b.Shape != nil && !b.Shape.IsDict {
					sh := typ.root
					for _, k := range b.Shape.Keys[typ.slotCount():] {
						sh = sh.With(k)
					}
					b.Shape = sh
				}
			}
			v.O.Typ = typ
			return nil
		},
	})
}

func sameKeys(a, b *Shape) bool {
	if a == nil { // of a built-in type: no slots
		a = emptyShape
	}
	if b == nil {
		b = emptyShape
	}
	if len(a.Keys) != len(b.Keys) {
		return false
	}
	for i := range a.Keys {
		if a.Keys[i] != b.Keys[i] {
			return false
		}
	}
	return true
}

// FullName returns module.qualname of the class, without the module for
// built-in ones.
func (typ *Type) FullName(t *Thread) string {
	name := typ.Name
	if q, ok := AsStr(typ.QualName); ok {
		name = q.S
	}
	module := typ.Module
	if typ.IsHeap() {
		module = ""
		if m := typ.Dict.GetStr(t, Intern("__module__")); m.O != nil {
			if s, ok := AsStr(m); ok {
				module = s.S
			}
		}
	}
	if module == "" || module == "builtins" {
		return name
	}
	return module + "." + name
}
