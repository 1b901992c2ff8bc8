package weakref

import (
	"fmt"

	"github.com/weftpy/weft/object"
)

// Types of proxies, which are laid out like references.
var (
	ProxyType         = &object.Type{Name: "weakref.ProxyType", Flags: object.FlagNoBase | object.FlagNoNew}
	CallableProxyType = &object.Type{Name: "weakref.CallableProxyType", Flags: object.FlagNoBase | object.FlagNoNew}
)

// deref returns the referent of a proxy, and any other value as it is.
func deref(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
	if v.O.Typ != ProxyType && v.O.Typ != CallableProxyType {
		return v, nil
	}
	x := refOf(v).Referent()
	if x.O == nil {
		return x, t.Errorf(object.ReferenceError, "weakly-referenced object no longer exists")
	}
	return x, nil
}

// unary makes a slot that passes the referent on to f.
func unary[R any](f func(t *object.Thread, v object.Value) (R, *object.Exception)) func(*object.Thread, object.Value) (R, *object.Exception) {
	return func(t *object.Thread, v object.Value) (r R, err *object.Exception) {
		if v, err = deref(t, v); err != nil {
			return r, err
		}
		return f(t, v)
	}
}

// binary makes a slot that passes two operands on to f.
func binary(f func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception)) func(*object.Thread, object.Value, object.Value) (object.Value, *object.Exception) {
	return func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception) {
		a, err := deref(t, a)
		if err == nil {
			b, err = deref(t, b)
		}
		if err != nil {
			return object.Value{}, err
		}
		return f(t, a, b)
	}
}

func callMethod(name string) func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	s := object.Intern(name)
	return func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		v, err := deref(t, a[0])
		if err != nil {
			return object.Value{}, err
		}
		return object.CallMethod(t, v, s)
	}
}

func toInt(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
	return object.Call1(t, object.IntType.Value(), v)
}

func toFloat(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
	return object.Call1(t, object.FloatType.Value(), v)
}

func init() {
	for _, typ := range []*object.Type{ProxyType, CallableProxyType} {
		object.SetLayout[Ref](typ)
		s := &typ.Slots
		s.GetAttr = func(t *object.Thread, v object.Value, name *object.Str) (object.Value, *object.Exception) {
			x, err := deref(t, v)
			if err != nil {
				return object.Value{}, err
			}
			return object.GetAttr(t, x, name)
		}
		s.SetAttr = func(t *object.Thread, v object.Value, name *object.Str, x object.Value) *object.Exception {
			v, err := deref(t, v)
			if err != nil {
				return err
			}
			return object.SetAttr(t, v, name, x)
		}
		s.Str = unary(func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
			r, err := object.ToStr(t, v)
			if err != nil {
				return object.Value{}, err
			}
			return r.Value(), nil
		})
		s.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
			x := refOf(v).Referent()
			if x.O == nil {
				x = object.None
			}
			return object.NewStr(fmt.Sprintf("<weakproxy at %#x to %s at %#x>", v.ID(), x.TypeName(), x.ID())), nil
		}
		for op := range object.NumBinary {
			s.Num[op] = binary(func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception) {
				return object.Binary(t, op, a, b)
			})
			if op != object.OpDivMod {
				s.INum[op] = binary(func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception) {
					return object.InPlace(t, op, a, b)
				})
			}
		}
		s.Neg, s.Pos, s.Abs, s.Invert = unary(object.Negative), unary(object.Positive), unary(object.Absolute), unary(object.Invert)
		s.Index, s.ToInt, s.ToFloat = unary(object.Index), unary(toInt), unary(toFloat)
		s.Bool, s.Len = unary(object.Truth), unary(object.Len)
		s.Iter = unary(object.Iter)
		s.Next = unary(func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
			if v.O.Typ.Slots.Next == nil {
				return object.Value{}, t.Errorf(object.TypeError, "Weakref proxy referenced a non-iterator '%s' object", v.TypeName())
			}
			return object.Next(t, v)
		})
		s.Compare = func(t *object.Thread, a, b object.Value, op object.CmpOp) (object.Value, *object.Exception) {
			return binary(func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception) {
				return object.Compare(t, a, b, op)
			})(t, a, b)
		}
		s.GetItem = binary(object.GetItem)
		s.SetItem = func(t *object.Thread, v, key, x object.Value) *object.Exception {
			v, err := deref(t, v)
			if err != nil {
				return err
			}
			return object.SetItem(t, v, key, x)
		}
		s.Contains = func(t *object.Thread, v, x object.Value) (bool, *object.Exception) {
			v, err := deref(t, v)
			if err != nil {
				return false, err
			}
			return object.Contains(t, v, x)
		}
		typ.Methods = []object.Def{
			{Name: "__bytes__", Fn: callMethod("__bytes__")},
			{Name: "__reversed__", Fn: callMethod("__reversed__")},
		}
	}
	CallableProxyType.Slots.Call = func(t *object.Thread, f object.Value, args, kwnames []object.Value) (object.Value, *object.Exception) {
		f, err := deref(t, f)
		if err != nil {
			return object.Value{}, err
		}
		return object.CallKw(t, f, args, kwnames)
	}
}
