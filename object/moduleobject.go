package object

import "unsafe"

// Methods and attributes of module objects.

func moduleOf(v Value) *Module { return (*Module)(unsafe.Pointer(v.O)) }

var moduleInit = &Func{Name: "module", Sig: "name, doc=None", Fn: func(t *Thread, a []Value) (Value, *Exception) {
	if _, ok := AsStr(a[1]); !ok {
		return Value{}, t.Errorf(TypeError, "module() argument 'name' must be str, not %s", ArgTypeName(a[1]))
	}
	m := moduleOf(a[0])
	m.Set(t, "__name__", a[1])
	m.Set(t, "__doc__", orNone(a[2]))
	m.Set(t, "__package__", None)
	m.Set(t, "__loader__", None)
	m.Set(t, "__spec__", None)
	return None, nil
}}

// moduleRepr shows where a module comes from: its spec, its file or its loader.
func moduleRepr(t *Thread, v Value) (Value, *Exception) {
	m := moduleOf(v)
	text := func(x Value) (string, *Exception) {
		s, err := Repr(t, x)
		if err != nil {
			return "", err
		}
		return s.S, nil
	}
	name := orNone(m.Get(t, "__name__"))
	spec := m.Get(t, "__spec__")
	if spec.O != nil && !spec.IsNone() {
		if n, err := LookupAttr(t, spec, strName); err != nil {
			return Value{}, err
		} else if n.O != nil {
			name = n
		}
		origin, err := LookupAttr(t, spec, Intern("origin"))
		if err != nil {
			return Value{}, err
		}
		located, err := LookupAttr(t, spec, Intern("has_location"))
		if err != nil {
			return Value{}, err
		}
		ns, err := text(name)
		if err != nil {
			return Value{}, err
		}
		if origin.O == nil || origin.IsNone() {
			loader, err := LookupAttr(t, spec, Intern("loader"))
			if err != nil {
				return Value{}, err
			}
			if loader.O == nil || loader.IsNone() {
				return NewStr("<module " + ns + ">"), nil
			}
			l, err := text(loader)
			return NewStr("<module " + ns + " (" + l + ")>"), err
		}
		isFile := false
		if located.O != nil {
			if isFile, err = Truth(t, located); err != nil {
				return Value{}, err
			}
		}
		if isFile {
			o, err := text(origin)
			return NewStr("<module " + ns + " from " + o + ">"), err
		}
		o, err := ToStr(t, origin)
		if err != nil {
			return Value{}, err
		}
		return NewStr("<module " + ns + " (" + o.S + ")>"), nil
	}
	if l := m.Get(t, "__loader__"); l.O != nil {
		f, err := LookupAttr(t, l, Intern("module_repr"))
		if err == nil && f.O != nil {
			var r Value
			if r, err = Call1(t, f, v); err == nil {
				return r, nil
			}
		}
		if err != nil && !err.Matches(ExceptionType) {
			return Value{}, err
		}
	}
	ns := "'?'"
	if !name.IsNone() {
		var err *Exception
		if ns, err = text(name); err != nil {
			return Value{}, err
		}
	}
	if f := m.Get(t, "__file__"); f.O != nil {
		fs, err := text(f)
		return NewStr("<module " + ns + " from " + fs + ">"), err
	}
	if l := m.Get(t, "__loader__"); l.O != nil && !l.IsNone() {
		ls, err := text(l)
		return NewStr("<module " + ns + " (" + ls + ")>"), err
	}
	return NewStr("<module " + ns + ">"), nil
}

var strName = Intern("name")

func init() {
	typ := ModuleType
	moduleInit.Type = typ
	typ.Doc = "A module: a namespace with a name."
	typ.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return Value{O: typ.Alloc(t, typ)}, nil
	}
	typ.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		_, err := moduleInit.CallWith(t, append([]Value{v}, args...), kwnames)
		return err
	}
	typ.Slots.Repr = moduleRepr
	typ.Methods = append(typ.Methods, Def{Name: "__dir__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		d := moduleOf(a[0]).Dict
		if f := d.GetStr(t, strDir); f.O != nil {
			return Call0(t, f)
		}
		return NewList(t, d.Keys(t)).Value(), nil
	}})
	typ.Getsets = append(typ.Getsets, GetSet{Name: "__annotations__", Get: func(t *Thread, v Value) (Value, *Exception) {
		d := moduleOf(v).Dict
		a := d.GetStr(t, strAnnotations)
		if a.O == nil {
			a = NewDict(t).Value()
			d.SetStr(t, strAnnotations, a)
		}
		return a, nil
	}, Set: func(t *Thread, v, x Value) *Exception {
		d := moduleOf(v).Dict
		if x.O != nil {
			d.SetStr(t, strAnnotations, x)
			return nil
		}
		old, err := d.Delete(t, strAnnotations.Value())
		if err == nil && old.O == nil {
			return NewAttributeError(t, v, strAnnotations, "__annotations__")
		}
		return err
	}})
}
