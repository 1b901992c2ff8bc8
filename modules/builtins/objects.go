package builtins

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

// Functions about objects and their attributes.

var objectFuncs = []object.Def{
	{Name: "repr", Sig: "obj, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		s, err := object.Repr(t, a[0])
		if err != nil {
			return object.Value{}, err
		}
		return s.Value(), nil
	}},
	{Name: "ascii", Sig: "obj, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		s, err := object.ASCII(t, a[0])
		if err != nil {
			return object.Value{}, err
		}
		return s.Value(), nil
	}},
	{Name: "hash", Sig: "obj, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		h, err := object.Hash(t, a[0])
		return object.Int(h), err
	}},
	{Name: "id", Sig: "obj, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return object.Int(int64(a[0].ID() &^ (1 << 63))), nil
	}},
	{Name: "len", Sig: "obj, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		n, err := object.Len(t, a[0])
		return object.Int(int64(n)), err
	}},
	{Name: "callable", Sig: "obj, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return object.Bool(a[0].O.Typ.Slots.Call != nil), nil
	}},
	{Name: "format", Sig: "value, format_spec='', /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		spec := object.Intern("")
		if a[1].O != nil {
			s, ok := object.AsStr(a[1])
			if !ok {
				return object.Value{}, t.Errorf(object.TypeError, "format() argument 2 must be str, not %s", a[1].TypeName())
			}
			spec = s
		}
		s, err := object.Format(t, a[0], spec)
		if err != nil {
			return object.Value{}, err
		}
		return s.Value(), nil
	}},
	{Name: "getattr", Sig: "object, name, default=None, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		name, err := attrName(t, "getattr", a[1])
		if err != nil {
			return object.Value{}, err
		}
		if a[2].O == nil {
			return object.GetAttr(t, a[0], name)
		}
		v, err := object.LookupAttr(t, a[0], name)
		return or(v, a[2]), err
	}},
	{Name: "hasattr", Sig: "obj, name, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		name, err := attrName(t, "hasattr", a[1])
		if err != nil {
			return object.Value{}, err
		}
		v, err := object.LookupAttr(t, a[0], name)
		return object.Bool(v.O != nil), err
	}},
	{Name: "setattr", Sig: "obj, name, value, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		name, err := attrName(t, "setattr", a[1])
		if err != nil {
			return object.Value{}, err
		}
		return object.None, object.SetAttr(t, a[0], name, a[2])
	}},
	{Name: "delattr", Sig: "obj, name, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		name, err := attrName(t, "delattr", a[1])
		if err != nil {
			return object.Value{}, err
		}
		return object.None, object.SetAttr(t, a[0], name, object.Value{})
	}},
	{Name: "isinstance", Sig: "obj, class_or_tuple, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		is, err := object.IsInstanceOf(t, a[0], a[1])
		return object.Bool(is), err
	}},
	{Name: "issubclass", Sig: "cls, class_or_tuple, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		is, err := object.IsSubclassOf(t, a[0], a[1])
		return object.Bool(is), err
	}},
	{Name: "vars", Sig: "object=None, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if a[0].O == nil {
			return vm.Locals(t, t.Frame), nil
		}
		v, err := object.LookupAttr(t, a[0], object.Intern("__dict__"))
		if err == nil && v.O == nil {
			err = t.Errorf(object.TypeError, "vars() argument must have __dict__ attribute")
		}
		return v, err
	}},
	{Name: "dir", Sig: "object=None, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if a[0].O != nil {
			return object.Dir(t, a[0])
		}
		keys, err := object.CallMethod(t, vm.Locals(t, t.Frame), object.Intern("keys"))
		if err != nil {
			return object.Value{}, err
		}
		return sortedList(t, keys, object.Value{})
	}},
	{Name: "globals", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return t.Frame.Fn.Globals.Value(), nil
	}},
	{Name: "locals", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return vm.Locals(t, t.Frame), nil
	}},
	{Name: "__build_class__", Sig: "func, name, /, *bases, **kwds", Fn: vm.BuildClass},
}
