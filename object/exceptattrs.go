package object

// Exceptions with one or two attributes of their own: StopIteration,
// SystemExit, ImportError, NameError, AttributeError.

// Fields of NameError and AttributeError.
const (
	fieldName = iota
	fieldObj
)

// Field of StopIteration and SystemExit.
const fieldValue = 0

// Fields of ImportError.
const (
	fieldMsg = iota
	fieldModule
	fieldPath
)

// firstArg is the default of attributes that are the first argument.
func firstArg(args *Tuple) Value {
	if len(args.Items) > 0 {
		return args.Items[0]
	}
	return None
}

// StopIterationValue returns e.value.
func (e *Exception) StopIterationValue(t *Thread) Value {
	if v := e.Field(t, fieldValue); v.O != nil {
		return v
	}
	return firstArg(e.Args(t))
}

// ExitCode returns the code of a SystemExit.
func (e *Exception) ExitCode(t *Thread) Value {
	if v := e.Field(t, fieldValue); v.O != nil {
		return v
	}
	return exitCodeOf(e.Args(t))
}

func exitCodeOf(args *Tuple) Value {
	switch len(args.Items) {
	case 0:
		return None
	case 1:
		return args.Items[0]
	}
	return args.Value()
}

// NewNameError makes a NameError about name.
func NewNameError(t *Thread, typ *Type, name *Str, msg string) *Exception {
	e := NewException(t, typ, NewStr(msg))
	e.SetField(t, fieldName, name.Value())
	return e
}

// NewImportError makes an ImportError or ModuleNotFoundError. name and path may
// be null.
func NewImportError(t *Thread, typ *Type, msg string, name, path Value) *Exception {
	m := NewStr(msg)
	e := NewException(t, typ, m)
	for i, v := range [...]Value{fieldMsg: m, fieldModule: name, fieldPath: path} {
		e.SetField(t, i, v)
	}
	return e
}

func init() {
	for _, typ := range []*Type{StopIteration, SystemExit} {
		typ.Slots.New = newExceptionObject
	}
	StopIteration.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if err := initException(t, v, args, kwnames); err != nil {
			return err
		}
		e, _ := AsException(v)
		e.SetField(t, fieldValue, firstArg(e.Args(t)))
		return nil
	}
	StopIteration.Getsets = []GetSet{excFieldOr("value", fieldValue, firstArg)}
	SystemExit.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if err := initException(t, v, args, kwnames); err != nil {
			return err
		}
		e, _ := AsException(v)
		e.SetField(t, fieldValue, exitCodeOf(e.Args(t)))
		return nil
	}
	SystemExit.Getsets = []GetSet{excFieldOr("code", fieldValue, exitCodeOf)}

	NameError.Slots.New = newExceptionObject
	NameError.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		return initKeywords(t, v, args, kwnames, "NameError", []string{"name"}, []int{fieldName})
	}
	NameError.Getsets = []GetSet{excField("name", fieldName)}
	AttributeError.Slots.New = newExceptionObject
	AttributeError.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		return initKeywords(t, v, args, kwnames, "AttributeError", []string{"name", "obj"}, []int{fieldName, fieldObj})
	}
	AttributeError.Getsets = []GetSet{
		excField("name", fieldName),
		excField("obj", fieldObj),
	}

	onlyArg := func(args *Tuple) Value {
		if len(args.Items) == 1 {
			return args.Items[0]
		}
		return None
	}
	ImportError.Slots.New = newExceptionObject
	ImportError.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if err := initKeywords(t, v, args, kwnames, "ImportError", []string{"name", "path"}, []int{fieldModule, fieldPath}); err != nil {
			return err
		}
		e, _ := AsException(v)
		e.SetField(t, fieldMsg, onlyArg(e.Args(t)))
		return nil
	}
	ImportError.Getsets = []GetSet{
		excFieldOr("msg", fieldMsg, onlyArg),
		excField("name", fieldModule),
		excField("path", fieldPath),
	}
	ImportError.Slots.Str = func(t *Thread, v Value) (Value, *Exception) {
		e, _ := AsException(v)
		if m := e.Field(t, fieldMsg); m.O != nil && m.O.Typ == StrType {
			return m, nil
		}
		return ExceptionStr(t, v)
	}
	ImportError.Methods = []Def{{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		e, _ := AsException(a[0])
		state := exceptionState(t, a[0])
		for i, name := range []string{fieldModule: "name", fieldPath: "path"} {
			x := e.Field(t, i)
			if i == fieldMsg || x.O == nil || x.IsNone() {
				continue
			}
			d := NewDict(t)
			if state.O != nil {
				old, _ := AsDict(state)
				d = old.Copy(t)
			}
			d.SetStr(t, Intern(name), x)
			state = d.Value()
		}
		return exceptionReduce(a[0], e.Args(t).Value(), state), nil
	}}}
}
