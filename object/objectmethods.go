package object

// Methods of object that serve pickling, copying and inspection.

var (
	strDir        = Intern("__dir__")
	strReduce     = Intern("__reduce__")
	strGetState   = Intern("__getstate__")
	strGetNewArgs = Intern("__getnewargs__")
	strGetNewEx   = Intern("__getnewargs_ex__")
	strCopyreg    = Intern("copyreg")
)

// Dir returns dir(v) as a sorted list.
func Dir(t *Thread, v Value) (Value, *Exception) {
	r, ok, err := CallSpecial(t, v, strDir)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return Value{}, t.Errorf(TypeError, "object does not provide __dir__")
	}
	items, err := Collect(t, r)
	if err != nil {
		return Value{}, err
	}
	names := NewList(t, items)
	return names.Value(), names.Sort(t, Value{}, false)
}

func objectDir(t *Thread, v Value) (Value, *Exception) {
	d := NewDict(t)
	dict, err := LookupAttr(t, v, strDictAttr)
	if err != nil {
		return Value{}, err
	}
	if dict.O != nil {
		if own, ok := AsDict(dict); ok {
			for _, k := range own.Keys(t) {
				if err := d.Set(t, k, None); err != nil {
					return Value{}, err
				}
			}
		}
	}
	cls, err := LookupAttr(t, v, strClass)
	if err != nil {
		return Value{}, err
	}
	if cls.O != nil {
		if err := classNames(t, d, cls); err != nil {
			return Value{}, err
		}
	}
	return NewList(t, d.Keys(t)).Value(), nil
}

// Import imports the module with an absolute dotted name and returns it, not
// its topmost package.
func (t *Thread) Import(name string) (Value, *Exception) {
	key := Intern(name)
	if t.Interp.Modules != nil && t.Interp.Importing.Load() == 0 {
		if m := t.Interp.Modules.GetStr(t, key); m.O != nil && !m.IsNone() {
			return m, nil
		}
	}
	if t.Interp.ImportName == nil {
		return Value{}, NewImportError(t, ModuleNotFoundError, "No module named '"+name+"'", key.Value(), Value{})
	}
	// A non-empty fromlist makes the import return the module itself.
	if _, err := t.Interp.ImportName(t, key, nil, NewTuple([]Value{Intern("__name__").Value()}), 0); err != nil {
		return Value{}, err
	}
	if m := t.Interp.Modules.GetStr(t, key); m.O != nil {
		return m, nil
	}
	return Value{}, NewImportError(t, ModuleNotFoundError, "No module named '"+name+"'", key.Value(), Value{})
}

// ImportAttr imports a module and returns one of its attributes.
func (t *Thread) ImportAttr(module, name string) (Value, *Exception) {
	m, err := t.Import(module)
	if err != nil {
		return Value{}, err
	}
	return GetAttr(t, m, Intern(name))
}

// slotNamesOf returns copyreg's list of the names in __slots__ of all bases.
func slotNamesOf(t *Thread, typ *Type) ([]Value, *Exception) {
	if typ.slotCount() == 0 {
		return nil, nil
	}
	f, err := t.ImportAttr("copyreg", "_slotnames")
	if err != nil {
		return nil, err
	}
	names, err := Call1(t, f, typ.Value())
	if err != nil || names.IsNone() {
		return nil, err
	}
	return Collect(t, names)
}

// defaultState is object.__getstate__: the __dict__, or a pair of it and a dict
// of the slots; None if there is nothing. required: an object whose state is
// not all in these is an error.
func defaultState(t *Thread, v Value, required bool) (Value, *Exception) {
	typ := v.O.Typ
	if required && typ.solid() != ObjectType {
		return Value{}, t.Errorf(TypeError, "cannot pickle '%s' object", typ.ErrorName())
	}
	state, err := LookupAttr(t, v, strDictAttr)
	if err != nil {
		return Value{}, err
	}
	if state.O == nil {
		state = None
	} else if d, ok := AsDict(state); ok {
		if d.Len(t) == 0 && typ.Flags&FlagDictMode != 0 {
			state = None
		} else { // the pickle must not change with the object
			state = d.Copy(t).Value()
		}
	}
	names, err := slotNamesOf(t, typ)
	if err != nil {
		return Value{}, err
	}
	slots := NewDict(t)
	for _, n := range names {
		s, ok := AsStr(n)
		if !ok {
			continue
		}
		x, err := LookupAttr(t, v, InternStr(s))
		if err != nil {
			return Value{}, err
		}
		if x.O != nil {
			slots.SetStr(t, s, x)
		}
	}
	if slots.Len(t) > 0 {
		return TupleOf([]Value{state, slots.Value()}), nil
	}
	return state, nil
}

// newArgs returns what __getnewargs_ex__ or __getnewargs__ say; args is null if
// the object has neither.
func newArgs(t *Thread, v Value) (args, kwargs Value, err *Exception) {
	r, ok, err := CallSpecial(t, v, strGetNewEx)
	if err != nil {
		return Value{}, Value{}, err
	}
	if ok {
		tup, ok := AsTuple(r)
		if !ok {
			return Value{}, Value{}, t.Errorf(TypeError, "__getnewargs_ex__ should return a tuple, not '%s'", r.TypeName())
		}
		if len(tup.Items) != 2 {
			return Value{}, Value{}, t.Errorf(ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %d", len(tup.Items))
		}
		if _, ok := AsTuple(tup.Items[0]); !ok {
			return Value{}, Value{}, t.Errorf(TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%s'", tup.Items[0].TypeName())
		}
		if _, ok := AsDict(tup.Items[1]); !ok {
			return Value{}, Value{}, t.Errorf(TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%s'", tup.Items[1].TypeName())
		}
		return tup.Items[0], tup.Items[1], nil
	}
	f, err := LookupAttr(t, v, strGetNewArgs)
	if err != nil || f.O == nil {
		return Value{}, Value{}, err
	}
	r, err = Call0(t, f)
	if err != nil {
		return Value{}, Value{}, err
	}
	if _, ok := AsTuple(r); !ok {
		return Value{}, Value{}, t.Errorf(TypeError, "__getnewargs__ should return a tuple, not '%s'", r.TypeName())
	}
	return r, Value{}, nil
}

// reduceNewObject is the reduction of protocol 2 and above: the class, the
// arguments of its __new__, the state, and the items of lists and dicts.
func reduceNewObject(t *Thread, v Value) (Value, *Exception) {
	typ := v.O.Typ
	if typ.Slots.New == nil || typ.Flags&FlagNoNew != 0 {
		return Value{}, t.Errorf(TypeError, "cannot pickle '%s' object", typ.ErrorName())
	}
	args, kwargs, err := newArgs(t, v)
	if err != nil {
		return Value{}, err
	}
	hasArgs := args.O != nil
	var items []Value
	if hasArgs {
		items = tupleOf(args).Items
	}
	maker := "__newobj__"
	newargs := append([]Value{typ.Value()}, items...)
	if kwargs.O != nil {
		if d, _ := AsDict(kwargs); d.Len(t) > 0 {
			maker = "__newobj_ex__"
			newargs = []Value{typ.Value(), args, kwargs}
		}
	}
	f, err := t.ImportAttr(strCopyreg.S, maker)
	if err != nil {
		return Value{}, err
	}
	_, isList := AsList(v)
	_, isDict := AsDict(v)
	required := !hasArgs && !isList && !isDict
	var state Value
	if getter := typ.Lookup(strGetState); getter == ObjectType.Dict.peekStr(strGetState) {
		state, err = defaultState(t, v, required)
	} else {
		state, err = CallMethod(t, v, strGetState)
	}
	if err != nil {
		return Value{}, err
	}
	listItems, dictItems := None, None
	if isList {
		if listItems, err = Iter(t, v); err != nil {
			return Value{}, err
		}
	}
	if isDict {
		view, err := CallMethod(t, v, Intern("items"))
		if err != nil {
			return Value{}, err
		}
		if dictItems, err = Iter(t, view); err != nil {
			return Value{}, err
		}
	}
	return TupleOf([]Value{f, TupleOf(newargs), state, listItems, dictItems}), nil
}

func reduce(t *Thread, v Value, protocol int64) (Value, *Exception) {
	if protocol >= 2 {
		return reduceNewObject(t, v)
	}
	f, err := t.ImportAttr(strCopyreg.S, "_reduce_ex")
	if err != nil {
		return Value{}, err
	}
	return Call2(t, f, v, Int(protocol))
}

// builtinDict returns the __dict__ attribute of a built-in type that typ inherits
// from, if that keeps its objects' attributes in its own way: classes, modules.
func builtinDict(typ *Type) Value {
	base := typ.solid()
	if base == ObjectType || base.AttrsOff != 0 && base.Flags&FlagDictMode != 0 {
		return Value{}
	}
	return base.Lookup(strDictAttr)
}

// instanceDict is the __dict__ attribute of classes whose instances have one.
var instanceDict = &GetSet{Name: "__dict__", Doc: "dictionary for instance variables",
	Get: func(t *Thread, v Value) (Value, *Exception) {
		if d := builtinDict(v.O.Typ); d.O != nil {
			return d.O.Typ.Slots.Get(t, d, v, v.O.Typ)
		}
		if v.O.Typ.Flags&FlagDictMode == 0 {
			return Value{}, t.Errorf(TypeError, "This object has no __dict__")
		}
		return AttrDict(t, v.O).Value(), nil
	},
	Set: func(t *Thread, v, x Value) *Exception {
		if d := builtinDict(v.O.Typ); d.O != nil {
			return d.O.Typ.Slots.Set(t, d, v, x)
		}
		if v.O.Typ.Flags&FlagDictMode == 0 {
			return t.Errorf(TypeError, "This object has no __dict__")
		}
		if x.O == nil {
			SetAttrDict(t, v.O, NewDict(t))
			return nil
		}
		d, ok := AsDict(x)
		if !ok {
			return t.Errorf(TypeError, "__dict__ must be set to a dictionary, not a '%s'", x.TypeName())
		}
		SetAttrDict(t, v.O, d)
		return nil
	}}

// weakrefAttr is the __weakref__ attribute of classes whose instances can be
// weakly referenced: the first weak reference or proxy, or None.
var weakrefAttr = &GetSet{Name: "__weakref__", Doc: "list of weak references to the object",
	Get: func(t *Thread, v Value) (Value, *Exception) {
		if FirstWeakref == nil {
			return None, nil
		}
		return orNone(FirstWeakref(t, v)), nil
	}}

// FirstWeakref returns the oldest weak reference to v, or null. The module of
// weak references sets it.
var FirstWeakref func(t *Thread, v Value) Value

func init() {
	typ := ObjectType
	typ.Doc = "The class that all others inherit from."
	typ.Methods = append(typ.Methods,
		Def{Name: "__dir__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return objectDir(t, a[0]) }},
		Def{Name: "__format__", Sig: "format_spec, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			spec, ok := AsStr(a[1])
			if !ok {
				return Value{}, t.Errorf(TypeError, "__format__() argument must be str, not %s", ArgTypeName(a[1]))
			}
			if spec.S != "" {
				return Value{}, t.Errorf(TypeError, "unsupported format string passed to %s.__format__", a[0].TypeName())
			}
			s, err := ToStr(t, a[0])
			if err != nil {
				return Value{}, err
			}
			return s.Value(), nil
		}},
		Def{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return reduce(t, a[0], 0) }},
		Def{Name: "__reduce_ex__", Sig: "protocol, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			protocol, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			f, err := LookupAttr(t, a[0], strReduce)
			if err != nil {
				return Value{}, err
			}
			if f.O != nil {
				// A class that has a __reduce__ of its own is asked through it.
				cls, err := GetAttr(t, a[0], strClass)
				if err != nil {
					return Value{}, err
				}
				r, err := GetAttr(t, cls, strReduce)
				if err != nil {
					return Value{}, err
				}
				if r != ObjectType.Dict.peekStr(strReduce) {
					return Call0(t, f)
				}
			}
			return reduce(t, a[0], protocol)
		}},
		Def{Name: "__getstate__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return defaultState(t, a[0], false) }},
		Def{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Int(a[0].O.Typ.basicSize()), nil
		}},
	)
}
