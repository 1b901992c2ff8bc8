package object

import "unsafe"

// Union is int | str: a set of alternatives that isinstance() accepts.
type Union struct {
	Object
	Args *Tuple // without duplicates, in the order they were written
}

// UnionType is types.UnionType.
var UnionType = declare("UnionType", ObjectType, FlagNoBase|FlagNoNew)

func unionOf(v Value) *Union { return (*Union)(unsafe.Pointer(v.O)) }

// unionable reports whether v may be an operand of | between types.
func unionable(v Value) bool {
	if v.IsNone() || IsInstance(v, GenericAliasType) || v.O.Typ == UnionType {
		return true
	}
	_, ok := AsType(v)
	return ok
}

// unionOr is | of types, None, generic aliases and unions.
func unionOr(t *Thread, a, b Value) (Value, *Exception) {
	if !unionable(a) || !unionable(b) {
		return NotImplemented, nil
	}
	return NewUnion(t, []Value{a, b})
}

// NewUnion makes the union of args: unions among them are flattened, None stands
// for its type, duplicates go; a union of one is that one.
func NewUnion(t *Thread, args []Value) (Value, *Exception) {
	var flat []Value
	add := func(v Value) *Exception {
		if v.IsNone() {
			v = NoneType.Value()
		}
		for _, x := range flat {
			_, xt := AsType(x)
			_, vt := AsType(v)
			same := x == v
			if !same && !(xt && vt) { // classes are compared by identity
				var err *Exception
				if same, err = EqualBool(t, x, v); err != nil {
					return err
				}
			}
			if same {
				return nil
			}
		}
		flat = append(flat, v)
		return nil
	}
	for _, v := range args {
		items := []Value{v}
		if v.O.Typ == UnionType {
			items = unionOf(v).Args.Items
		}
		for _, x := range items {
			if err := add(x); err != nil {
				return Value{}, err
			}
		}
	}
	if len(flat) == 1 {
		return flat[0], nil
	}
	return Value{O: &(&Union{Object{UnionType}, tupleOf(TupleOf(flat))}).Object}, nil
}

// unionRepr is how an alternative is shown.
func unionItemRepr(t *Thread, v Value) (string, *Exception) {
	if v == NoneType.Value() {
		return "None", nil
	}
	return typeArgRepr(t, v)
}

func init() {
	typ := UnionType
	typ.Module = "types"
	typ.Doc = "An alternative of types, as int | str makes it."
	s := &typ.Slots
	s.Num[OpOr] = unionOr
	s.Repr = func(t *Thread, v Value) (Value, *Exception) {
		text := ""
		for i, x := range unionOf(v).Args.Items {
			r, err := unionItemRepr(t, x)
			if err != nil {
				return Value{}, err
			}
			if i > 0 {
				text += " | "
			}
			text += r
		}
		return NewStr(text), nil
	}
	contains := func(t *Thread, items []Value, v Value) (bool, *Exception) {
		for _, x := range items {
			if eq, err := EqualBool(t, x, v); eq || err != nil {
				return eq, err
			}
		}
		return false, nil
	}
	s.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		if b.O.Typ != UnionType || op != CmpEq && op != CmpNe {
			return NotImplemented, nil
		}
		x, y := unionOf(a).Args.Items, unionOf(b).Args.Items
		eq := len(x) == len(y)
		for i := 0; eq && i < len(x); i++ {
			var err *Exception
			if eq, err = contains(t, y, x[i]); err != nil {
				return Value{}, err
			}
		}
		return Bool(eq == (op == CmpEq)), nil
	}
	s.Hash = func(t *Thread, v Value) (int64, *Exception) {
		var h int64
		for _, x := range unionOf(v).Args.Items {
			xh, err := Hash(t, x)
			if err != nil {
				return 0, err
			}
			h ^= xh * 0x1e3779b97f4a7c15 // any order gives the same
		}
		return fixHash(h), nil
	}
	s.GetItem = func(t *Thread, v, key Value) (Value, *Exception) {
		args, err := substituteArgs(t, v, unionOf(v).Args, key)
		if err != nil {
			return Value{}, err
		}
		r := args[0]
		for _, x := range args[1:] {
			if r, err = Binary(t, OpOr, r, x); err != nil {
				return Value{}, err
			}
		}
		return r, nil
	}
	check := func(test func(*Thread, Value, Value) (bool, *Exception), message string) func(t *Thread, a []Value) (Value, *Exception) {
		return func(t *Thread, a []Value) (Value, *Exception) {
			items := unionOf(a[0]).Args.Items
			for _, x := range items {
				if IsInstance(x, GenericAliasType) {
					return Value{}, t.Errorf(TypeError, "%s", message)
				}
			}
			for _, x := range items {
				if _, ok := AsType(x); ok {
					if ok, err := test(t, a[1], x); ok || err != nil {
						return Bool(ok), err
					}
				}
			}
			return False, nil
		}
	}
	typ.Getsets = append(typ.Getsets, GetSet{Name: "__module__", Get: func(t *Thread, v Value) (Value, *Exception) {
		return GetAttr(t, v.O.Typ.Value(), Intern("__module__"))
	}})
	typ.Methods = []Def{
		{Name: "__instancecheck__", Sig: "instance, /", Fn: check(IsInstanceOf, "isinstance() argument 2 cannot be a parameterized generic")},
		{Name: "__subclasscheck__", Sig: "subclass, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			if _, ok := AsType(a[1]); !ok {
				return Value{}, t.Errorf(TypeError, "issubclass() arg 1 must be a class")
			}
			return check(IsSubclassOf, "issubclass() argument 2 cannot be a parameterized generic")(t, a)
		}},
	}
	typ.Getsets = []GetSet{
		{Name: "__args__", Get: func(t *Thread, v Value) (Value, *Exception) { return unionOf(v).Args.Value(), nil }},
		{Name: "__parameters__", Get: func(t *Thread, v Value) (Value, *Exception) {
			ps, err := typeParameters(t, unionOf(v).Args)
			return TupleOf(ps), err
		}},
	}
}
