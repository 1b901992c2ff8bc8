package object

// Call calls f with positional arguments.
func Call(t *Thread, f Value, args ...Value) (Value, *Exception) {
	return CallKw(t, f, args, nil)
}

// CallKw calls f; the last len(kwnames) of args are keyword arguments.
func CallKw(t *Thread, f Value, args []Value, kwnames []Value) (Value, *Exception) {
	call := f.O.Typ.Slots.Call
	if call == nil {
		return Value{}, t.Errorf(TypeError, "'%s' object is not callable", f.TypeName())
	}
	return call(t, f, args, kwnames)
}

// push puts arguments on the value stack, so that calls from Go do not
// allocate. pop(base, fresh) undoes it.
func (t *Thread) push(n int) (args []Value, base int, fresh bool) {
	fresh = t.Reserve(n)
	base = t.Top
	t.Top += n
	return t.Stack[base : base+n : base+n], base, fresh
}

func (t *Thread) pop(args []Value, base int, fresh bool) {
	clearValues(args)
	t.Top = base
	if fresh {
		t.Release()
	}
}

// Call0 calls f without arguments.
func Call0(t *Thread, f Value) (Value, *Exception) { return CallKw(t, f, nil, nil) }

// Call1 calls f(a) without allocating.
func Call1(t *Thread, f, a Value) (Value, *Exception) {
	args, base, fresh := t.push(1)
	args[0] = a
	v, err := CallKw(t, f, args, nil)
	t.pop(args, base, fresh)
	return v, err
}

// Call2 calls f(a, b) without allocating.
func Call2(t *Thread, f, a, b Value) (Value, *Exception) {
	args, base, fresh := t.push(2)
	args[0], args[1] = a, b
	v, err := CallKw(t, f, args, nil)
	t.pop(args, base, fresh)
	return v, err
}

// Call3 calls f(a, b, c) without allocating.
func Call3(t *Thread, f, a, b, c Value) (Value, *Exception) {
	args, base, fresh := t.push(3)
	args[0], args[1], args[2] = a, b, c
	v, err := CallKw(t, f, args, nil)
	t.pop(args, base, fresh)
	return v, err
}

// CallMethod calls v.name(args...).
func CallMethod(t *Thread, v Value, name *Str, args ...Value) (Value, *Exception) {
	f, self, err := LoadMethod(t, v, name)
	if err != nil {
		return Value{}, err
	}
	if self.O == nil {
		return CallKw(t, f, args, nil)
	}
	return t.withSelf(self, args, func(all []Value) (Value, *Exception) { return CallKw(t, f, all, nil) })
}

// LoadMethod finds v.name for a call: either a function and the self to put
// before the arguments, or a callable and null.
func LoadMethod(t *Thread, v Value, name *Str) (f, self Value, err *Exception) {
	typ := v.O.Typ
	if typ.isGenericGetAttr() {
		d := typ.Lookup(name)
		if d.O != nil && d.O.Typ.Flags&FlagMethod != 0 {
			if typ.AttrsOff == 0 || GetOwnAttr(t, v.O, name).O == nil {
				return d, v, nil
			}
		}
	}
	f, err = GetAttr(t, v, name)
	return f, Value{}, err
}

// LookupSpecial finds special method name on v's type and binds it as
// LoadMethod does: f is null if there is none.
func LookupSpecial(t *Thread, v Value, name *Str) (f, self Value, err *Exception) {
	d := v.O.Typ.LookupIn(t, name)
	if d.O == nil {
		return Value{}, Value{}, nil
	}
	if d.O.Typ.Flags&FlagMethod != 0 {
		return d, v, nil
	}
	if get := d.O.Typ.Slots.Get; get != nil {
		f, err = get(t, d, v, v.O.Typ)
		return f, Value{}, err
	}
	return d, Value{}, nil
}

// CallSpecial calls special method name of v's type; ok is false if there is
// none.
func CallSpecial(t *Thread, v Value, name *Str, args ...Value) (r Value, ok bool, err *Exception) {
	f, self, err := LookupSpecial(t, v, name)
	if err != nil {
		return Value{}, true, err
	}
	if f.O == nil {
		return Value{}, false, nil
	}
	if self.O == nil {
		r, err = CallKw(t, f, args, nil)
		return r, true, err
	}
	switch len(args) {
	case 0:
		r, err = Call1(t, f, self)
	case 1:
		r, err = Call2(t, f, self, args[0])
	case 2:
		r, err = Call3(t, f, self, args[0], args[1])
	default:
		r, err = t.withSelf(self, args, func(all []Value) (Value, *Exception) { return CallKw(t, f, all, nil) })
	}
	return r, true, err
}
