package object

// The constructor of complex.

var strComplex = Intern("__complex__")

// ToComplex converts a number by __complex__, __float__ or __index__, as
// functions on complex numbers do with their arguments. ok is false for what is
// no number.
func ToComplex(t *Thread, v Value) (c complex128, ok bool, err *Exception) {
	if v.O.Typ == ComplexType {
		return AsComplex(v), true, nil
	}
	if v.O.Typ.Flags&(FlagInt|FlagFloat) == 0 {
		r, ok, err := CallSpecial(t, v, strComplex)
		if err != nil {
			return 0, true, err
		}
		if ok {
			if r.O.Typ.Flags&FlagComplex == 0 {
				return 0, true, t.Errorf(TypeError, "__complex__ returned non-complex (type %s)", r.TypeName())
			}
			if r.O.Typ != ComplexType {
				msg := v.TypeName() + ".__complex__() returned non-complex (type " + r.TypeName() + ").  The ability to return an instance of a strict subclass of complex is deprecated, and may not be supported in a future version of Python."
				if err := t.Warn(DeprecationWarning, msg, 1); err != nil {
					return 0, true, err
				}
			}
			return AsComplex(r), true, nil
		}
		if v.O.Typ.Flags&FlagComplex != 0 {
			return AsComplex(v), true, nil
		}
	}
	if s := &v.O.Typ.Slots; s.ToFloat == nil && s.Index == nil {
		return 0, false, nil
	}
	f, err := FloatArg(t, v)
	return complex(f, 0), true, err
}

// ComplexArg is ToComplex that raises TypeError for what is no number.
func ComplexArg(t *Thread, v Value) (complex128, *Exception) {
	c, ok, err := ToComplex(t, v)
	if !ok {
		return 0, t.Errorf(TypeError, "must be real number, not %s", v.TypeName())
	}
	return c, err
}

var complexParams = &Func{Name: "complex", Sig: "real=0, imag=0", Fn: func(t *Thread, a []Value) (Value, *Exception) {
	re, im := a[0], a[1]
	if re.O != nil && re.O.Typ.Flags&FlagStr != 0 {
		if im.O != nil {
			return Value{}, t.Errorf(TypeError, "complex() can't take second arg if first is a string")
		}
		s, _ := AsStr(re)
		text := asciiNumber(s)
		if _, ok := stripUnderscores(text); !ok {
			r, err := Repr(t, re)
			if err != nil {
				return Value{}, err
			}
			return Value{}, t.Errorf(ValueError, "could not convert string to complex: %s", r.S)
		}
		c, ok := parseComplexText(text)
		if !ok {
			return Value{}, t.Errorf(ValueError, "complex() arg is a malformed string")
		}
		return NewComplex(c), nil
	}
	if im.O != nil && im.O.Typ.Flags&FlagStr != 0 {
		return Value{}, t.Errorf(TypeError, "complex() second arg can't be a string")
	}
	var c complex128
	if re.O != nil {
		var ok bool
		var err *Exception
		if c, ok, err = ToComplex(t, re); err != nil {
			return Value{}, err
		} else if !ok {
			return Value{}, t.Errorf(TypeError, "complex() first argument must be a string or a number, not '%s'", re.TypeName())
		}
	}
	if im.O == nil {
		return NewComplex(c), nil
	}
	// complex(a, b) is a + b*1j, each of which may be complex itself. A real one
	// adds no zero to the other's part, which could change its sign.
	reIsComplex := re.O != nil && re.O.Typ.Flags&(FlagInt|FlagFloat) == 0 && imag(c) != 0 || re.O != nil && re.O.Typ.Flags&FlagComplex != 0
	var d complex128
	if im.O.Typ.Flags&FlagComplex != 0 {
		d = AsComplex(im)
		c = complex(real(c)-imag(d), imag(c))
	} else {
		if s := &im.O.Typ.Slots; s.ToFloat == nil && s.Index == nil {
			return Value{}, t.Errorf(TypeError, "complex() second argument must be a number, not '%s'", im.TypeName())
		}
		f, err := FloatArg(t, im)
		if err != nil {
			return Value{}, err
		}
		d = complex(f, 0)
	}
	i := real(d)
	if reIsComplex {
		i += imag(c)
	}
	return NewComplex(complex(real(c), i)), nil
}}

func complexNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	if len(args) == 1 && len(kwnames) == 0 && args[0].O.Typ == ComplexType && typ == ComplexType {
		return args[0], nil
	}
	if len(args) > 2 {
		return Value{}, t.Errorf(TypeError, "complex() takes at most 2 arguments (%d given)", len(args))
	}
	v, err := complexParams.CallWith(t, args, kwnames)
	if err != nil || typ == ComplexType {
		return v, err
	}
	return newComplexOf(typ, AsComplex(v)), nil
}

func init() { ComplexType.Slots.New = complexNew }
