package builtins

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

// Functions about objects and their attributes.

var objectFuncs = []object.Def{
	{Name: "repr", Sig: "obj, /", Doc: "A string that shows an object as source text would write it, where that can be.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		s, err := object.Repr(t, a[0])
		if err != nil {
			return object.Value{}, err
		}
		return s.Value(), nil
	}},
	{Name: "ascii", Sig: "obj, /", Doc: "repr() with everything beyond ASCII escaped.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		s, err := object.ASCII(t, a[0])
		if err != nil {
			return object.Value{}, err
		}
		return s.Value(), nil
	}},
	{Name: "hash", Sig: "obj, /", Doc: "The hash of an object: the same for all that are equal to it.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		h, err := object.Hash(t, a[0])
		return object.Int(h), err
	}},
	{Name: "id", Sig: "obj, /", Doc: "A number that tells an object from all others that live at the same time.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return object.Int(int64(a[0].ID() &^ (1 << 63))), nil
	}},
	{Name: "len", Sig: "obj, /", Consumes: true, Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		n, err := object.Len(t, a[0])
		return object.Int(int64(n)), err
	}},
	{Name: "callable", Sig: "obj, /", Doc: "Whether an object can be called.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return object.Bool(a[0].O.Typ.Slots.Call != nil), nil
	}},
	{Name: "format", Sig: "value, format_spec='', /", Doc: "The text of a value, laid out as a format specification says.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		spec := object.Intern("")
		if a[1].O != nil {
			s, ok := object.AsStr(a[1])
			if !ok {
				return object.Value{}, t.Errorf(object.TypeError, "format() argument 2 must be str, not %s", object.ArgTypeName(a[1]))
			}
			spec = s
		}
		s, err := object.Format(t, a[0], spec)
		if err != nil {
			return object.Value{}, err
		}
		return s.Value(), nil
	}},
	{Name: "getattr", Sig: "object, name, default=None, /", Doc: "An object's attribute by name; without it, the default if there is one.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
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
	{Name: "hasattr", Sig: "obj, name, /", Doc: "Whether an object has an attribute of this name.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		name, err := attrName(t, "hasattr", a[1])
		if err != nil {
			return object.Value{}, err
		}
		v, err := object.LookupAttr(t, a[0], name)
		return object.Bool(v.O != nil), err
	}},
	{Name: "setattr", Sig: "obj, name, value, /", Doc: "Assigns an object's attribute by name.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		name, err := attrName(t, "setattr", a[1])
		if err != nil {
			return object.Value{}, err
		}
		return object.None, object.SetAttr(t, a[0], name, a[2])
	}},
	{Name: "delattr", Sig: "obj, name, /", Doc: "Deletes an object's attribute by name.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		name, err := attrName(t, "delattr", a[1])
		if err != nil {
			return object.Value{}, err
		}
		return object.None, object.SetAttr(t, a[0], name, object.Value{})
	}},
	{Name: "isinstance", Sig: "obj, class_or_tuple, /", Doc: "Whether an object is of a class, of one in a tuple, or of an alternative of a union.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		is, err := object.IsInstanceOf(t, a[0], a[1])
		return object.Bool(is), err
	}},
	{Name: "issubclass", Sig: "cls, class_or_tuple, /", Doc: "Whether a class inherits from a class, from one in a tuple, or from an alternative of a union.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		is, err := object.IsSubclassOf(t, a[0], a[1])
		return object.Bool(is), err
	}},
	{Name: "vars", Sig: "object=None, /", Doc: "An object's __dict__; without an object, the local variables.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if a[0].O == nil {
			return locals(t)
		}
		v, err := object.LookupAttr(t, a[0], object.Intern("__dict__"))
		if err == nil && v.O == nil {
			err = t.Errorf(object.TypeError, "vars() argument must have __dict__ attribute")
		}
		return v, err
	}},
	{Name: "dir", Sig: "object=None, /", Doc: "A sorted list of an object's attributes; without an object, of the local variables.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if a[0].O != nil {
			return object.Dir(t, a[0])
		}
		ns, err := locals(t)
		if err != nil {
			return ns, err
		}
		keys, err := object.CallMethod(t, ns, object.Intern("keys"))
		if err != nil {
			return object.Value{}, err
		}
		return sortedList(t, keys, object.Value{})
	}},
	{Name: "globals", Doc: "The global variables: the dict of the module.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if g := globals(t); g != nil {
			return g.Value(), nil
		}
		return object.None, nil
	}},
	{Name: "locals", Doc: "The local variables, as a dict.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return locals(t)
	}},
	{Name: "__build_class__", Sig: "func, name, /, *bases, **kwds", Doc: "Makes a class: what the class statement calls.", Fn: vm.BuildClass},
}

// locals is the namespace of the calling frame.
func locals(t *object.Thread) (object.Value, *object.Exception) {
	if t.Frame.Depth == 0 {
		return object.Value{}, t.Errorf(object.SystemError, "frame does not exist")
	}
	return vm.Locals(t, t.Frame), nil
}

// globals returns the globals of the calling frame, nil if there is none.
func globals(t *object.Thread) *object.Dict {
	if t.Frame.Depth == 0 {
		return nil
	}
	return t.Frame.Fn.Globals
}
