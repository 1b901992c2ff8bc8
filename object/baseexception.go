package object

import "unsafe"

// What every exception has: BaseException.

// newExceptionObject is BaseException.__new__: args are set here already, so
// that a class whose __init__ does not call its base's has them too. Keywords
// are the business of __init__.
func newExceptionObject(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	return NewException(t, typ, args[:len(args)-len(kwnames)]...).Value(), nil
}

// initException is BaseException.__init__.
func initException(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
	if len(kwnames) != 0 {
		return t.Errorf(TypeError, "%s() takes no keyword arguments", v.TypeName())
	}
	e, _ := AsException(v)
	e.initArgs(t, args)
	return nil
}

// initArgs sets e.args unless they are what __new__ has set.
func (e *Exception) initArgs(t *Thread, args []Value) {
	old := e.Args(t).Items
	same := len(old) == len(args)
	for i := 0; same && i < len(args); i++ {
		same = old[i] == args[i]
	}
	if !same {
		e.SetArgs(t, tupleOf(NewTuple(args)))
	}
}

// initKeywords is initException for a class that takes keywords, each of which
// sets a field: fields[i] is that of names[i].
func initKeywords(t *Thread, v Value, args []Value, kwnames []Value, class string, names []string, fields []int) *Exception {
	e, _ := AsException(v)
	npos := len(args) - len(kwnames)
next:
	for k, nv := range kwnames {
		name, _ := AsStr(nv)
		for i, n := range names {
			if n == name.S {
				e.SetField(t, fields[i], args[npos+k])
				continue next
			}
		}
		return t.Errorf(TypeError, "'%s' is an invalid keyword argument for %s()", name.S, class)
	}
	e.initArgs(t, args[:npos])
	return nil
}

// excField is the attribute that field i holds; None when it is not set.
func excField(name string, i int) GetSet {
	return excFieldOr(name, i, func(*Tuple) Value { return None })
}

// excFieldOr is excField with a default taken from e.args, for exceptions that
// were made without running their constructor.
func excFieldOr(name string, i int, def func(args *Tuple) Value) GetSet {
	return GetSet{Name: name, Get: func(t *Thread, v Value) (Value, *Exception) {
		e, _ := AsException(v)
		if x := e.Field(t, i); x.O != nil {
			return x, nil
		}
		return def(e.Args(t)), nil
	}, Set: func(t *Thread, v, x Value) *Exception {
		e, _ := AsException(v)
		if x.O == nil {
			x = None
		}
		e.SetField(t, i, x)
		return nil
	}}
}

// ExceptionStr is BaseException.__str__.
func ExceptionStr(t *Thread, v Value) (Value, *Exception) {
	e, _ := AsException(v)
	args := e.Args(t)
	switch len(args.Items) {
	case 0:
		return NewStr(""), nil
	case 1:
		s, err := ToStr(t, args.Items[0])
		if err != nil {
			return Value{}, err
		}
		return s.Value(), nil
	}
	s, err := ToStr(t, args.Value())
	if err != nil {
		return Value{}, err
	}
	return s.Value(), nil
}

func exceptionRepr(t *Thread, v Value) (Value, *Exception) {
	e, _ := AsException(v)
	args := e.Args(t)
	if len(args.Items) == 1 {
		r, err := Repr(t, args.Items[0])
		if err != nil {
			return Value{}, err
		}
		return NewStr(v.O.Typ.ShortName() + "(" + r.S + ")"), nil
	}
	r, err := Repr(t, args.Value())
	if err != nil {
		return Value{}, err
	}
	return NewStr(v.O.Typ.ShortName() + r.S), nil
}

// exceptionReduce is the result of __reduce__ for given args and state; a null
// state is left out.
func exceptionReduce(v, args, state Value) Value {
	items := []Value{v.O.Typ.Value(), args}
	if state.O != nil {
		items = append(items, state)
	}
	return TupleOf(items)
}

// exceptionState returns the exception's __dict__, null if it is empty.
func exceptionState(t *Thread, v Value) Value {
	if len(OwnAttrNames(t, v.O)) == 0 {
		return Value{}
	}
	return AttrDict(t, v.O).Value()
}

var strNotes = Intern("__notes__")

func addNote(t *Thread, a []Value) (Value, *Exception) {
	if _, ok := AsStr(a[1]); !ok {
		return Value{}, t.Errorf(TypeError, "note must be a str, not '%s'", a[1].TypeName())
	}
	notes, err := LookupAttr(t, a[0], strNotes)
	if err != nil {
		return Value{}, err
	}
	if notes.O == nil {
		notes = NewList(t, nil).Value()
		if err := SetAttr(t, a[0], strNotes, notes); err != nil {
			return Value{}, err
		}
	}
	l, ok := AsList(notes)
	if !ok {
		return Value{}, t.Errorf(TypeError, "Cannot add note: __notes__ is not a list")
	}
	l.Append(t, a[1])
	return None, nil
}

// setExceptionTraceback assigns __traceback__.
func setExceptionTraceback(t *Thread, v, x Value) *Exception {
	e, _ := AsException(v)
	switch {
	case x.O == nil:
		return t.Errorf(TypeError, "__traceback__ may not be deleted")
	case x.IsNone():
		e.SetTraceback(t, nil)
	case x.O.Typ == TracebackType:
		e.SetTraceback(t, (*Traceback)(unsafe.Pointer(x.O)))
	default:
		return t.Errorf(TypeError, "__traceback__ must be a traceback or None")
	}
	return nil
}

// TracebackValue returns tb as a value, None for nil.
func TracebackValue(tb *Traceback) Value {
	if tb == nil {
		return None
	}
	return Value{O: &tb.Object}
}

func init() {
	typ := BaseException
	typ.Doc = "What every exception inherits from."
	typ.Slots.New = newExceptionObject
	typ.Slots.Init = initException
	typ.Slots.Str = ExceptionStr
	typ.Slots.Repr = exceptionRepr
	typ.Methods = []Def{
		{Name: "with_traceback", Sig: "tb, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return a[0], setExceptionTraceback(t, a[0], a[1])
		}},
		{Name: "add_note", Sig: "note, /", Fn: addNote},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			e, _ := AsException(a[0])
			return exceptionReduce(a[0], e.Args(t).Value(), exceptionState(t, a[0])), nil
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			if a[1].IsNone() {
				return None, nil
			}
			d, ok := AsDict(a[1])
			if !ok {
				return Value{}, t.Errorf(TypeError, "state is not a dictionary")
			}
			for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
				name, ok := AsStr(k)
				if !ok {
					return Value{}, t.Errorf(TypeError, "attribute name must be string, not '%s'", k.TypeName())
				}
				if err := SetAttr(t, a[0], InternStr(name), v); err != nil {
					return Value{}, err
				}
			}
			return None, nil
		}},
	}
	typ.Getsets = []GetSet{
		{Name: "args", Get: func(t *Thread, v Value) (Value, *Exception) {
			e, _ := AsException(v)
			return e.Args(t).Value(), nil
		}, Set: func(t *Thread, v, x Value) *Exception {
			if x.O == nil {
				return t.Errorf(TypeError, "args may not be deleted")
			}
			items, err := Collect(t, x)
			if err != nil {
				return err
			}
			e, _ := AsException(v)
			e.SetArgs(t, tupleOf(TupleOf(items)))
			return nil
		}},
		{Name: "__traceback__", Get: func(t *Thread, v Value) (Value, *Exception) {
			e, _ := AsException(v)
			return TracebackValue(e.Traceback(t)), nil
		}, Set: setExceptionTraceback},
		{Name: "__context__", Get: func(t *Thread, v Value) (Value, *Exception) {
			e, _ := AsException(v)
			if c := e.Context(t); c != nil {
				return c.Value(), nil
			}
			return None, nil
		}, Set: func(t *Thread, v, x Value) *Exception {
			e, _ := AsException(v)
			if x.O == nil {
				return t.Errorf(TypeError, "__context__ may not be deleted")
			}
			c, ok := AsException(x)
			if !ok && !x.IsNone() {
				return t.Errorf(TypeError, "exception context must be None or derive from BaseException")
			}
			e.SetContext(t, c)
			return nil
		}},
		{Name: "__cause__", Get: func(t *Thread, v Value) (Value, *Exception) {
			e, _ := AsException(v)
			return e.Cause(t), nil
		}, Set: func(t *Thread, v, x Value) *Exception {
			e, _ := AsException(v)
			if x.O == nil {
				return t.Errorf(TypeError, "__cause__ may not be deleted")
			}
			if _, ok := AsException(x); !ok && !x.IsNone() {
				return t.Errorf(TypeError, "exception cause must be None or derive from BaseException")
			}
			e.SetCause(t, x)
			return nil
		}},
		{Name: "__suppress_context__", Get: func(t *Thread, v Value) (Value, *Exception) {
			e, _ := AsException(v)
			return Bool(e.Suppress(t)), nil
		}, Set: func(t *Thread, v, x Value) *Exception {
			e, _ := AsException(v)
			if x.O == nil {
				return t.Errorf(TypeError, "can't delete numeric/char attribute")
			}
			if !x.IsBool() {
				return t.Errorf(TypeError, "attribute value type must be bool")
			}
			e.SetSuppress(t, x.N != 0)
			return nil
		}},
	}

	KeyError.Slots.Str = func(t *Thread, v Value) (Value, *Exception) {
		e, _ := AsException(v)
		if args := e.Args(t).Items; len(args) == 1 {
			r, err := Repr(t, args[0])
			if err != nil {
				return Value{}, err
			}
			return r.Value(), nil
		}
		return ExceptionStr(t, v)
	}
}

func tupleOf(v Value) *Tuple { return (*Tuple)(unsafe.Pointer(v.O)) }
