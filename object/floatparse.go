package object

// The constructor of float.

// ToFloat converts v as float(v) does.
func ToFloat(t *Thread, v Value) (float64, *Exception) {
	if v.O == &FloatTag {
		return v.Float(), nil
	}
	if s := &v.O.Typ.Slots; s.ToFloat != nil || s.Index != nil {
		if v.O.Typ.Flags&FlagFloat != 0 {
			return floatOf(t, v) // a subclass may have a __float__ of its own
		}
		return FloatArg(t, v)
	}
	var text string
	if s, ok := AsStr(v); ok {
		text = asciiNumber(s)
	} else {
		b, ok, err := bytesLike(t, v)
		if err != nil {
			return 0, err
		}
		if !ok {
			return 0, t.Errorf(TypeError, "float() argument must be a string or a real number, not '%s'", v.TypeName())
		}
		text = b
	}
	f, ok := ParseFloatText(text)
	if ok {
		return f, nil
	}
	r, err := Repr(t, v)
	if err != nil {
		return 0, err
	}
	return 0, t.Errorf(ValueError, "could not convert string to float: %s", r.S)
}

// positionalOnly checks the arguments of a constructor that takes at most one,
// without keywords unless a subclass has an __init__ that does.
func positionalOnly(t *Thread, builtin, typ *Type, args, kwnames []Value) (Value, *Exception) {
	if len(kwnames) > 0 {
		if typ == builtin || !typ.initOverridden() {
			return Value{}, t.Errorf(TypeError, "%s() takes no keyword arguments", builtin.Name)
		}
		args = args[:len(args)-len(kwnames)]
	}
	switch len(args) {
	case 0:
		return Value{}, nil
	case 1:
		return args[0], nil
	}
	return Value{}, t.Errorf(TypeError, "%s expected at most 1 argument, got %d", builtin.Name, len(args))
}

func floatNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	x, err := positionalOnly(t, FloatType, typ, args, kwnames)
	if err != nil {
		return Value{}, err
	}
	f := 0.0
	if x.O != nil {
		if f, err = ToFloat(t, x); err != nil {
			return Value{}, err
		}
	}
	return newFloatOf(typ, f), nil
}

func init() { FloatType.Slots.New = floatNew }
