package object

import "unsafe"

// Special methods and slots.
//
// A built-in type fills slots with Go functions; making it ready puts a slot
// wrapper into its dict for each special method that a filled slot stands for.
// A class made by Python has special methods in its dict; making it ready fills
// each slot with a generic function that looks the method up and calls it, or,
// when what the MRO yields is a built-in type's own slot wrapper, with that
// type's Go function. slotDefs is the one table behind both directions.

// slotDef relates special method Name to a slot.
type slotDef struct {
	name *Str
	// wrap returns the Go function behind the special method for a type that
	// fills the slot, or nil.
	wrap func(s *Slots) *Func
	// copy makes dst's slot that of src.
	copy func(dst, src *Slots)
	// generic fills the slot with the function that calls the special method.
	generic func(dst *Slots)
	// siblings are the other special methods of the same slot.
	siblings []*Str
}

var slotDefs []*slotDef
var slotsByName = map[*Str][]*slotDef{}

func defSlot(name, sig string, fn func(s *Slots) func(t *Thread, a []Value) (Value, *Exception), cp func(dst, src *Slots), generic func(dst *Slots)) {
	d := &slotDef{name: Intern(name), copy: cp, generic: generic}
	d.wrap = func(s *Slots) *Func {
		f := fn(s)
		if f == nil {
			return nil
		}
		return &Func{Name: name, Sig: sig, Fn: f, Slot: true}
	}
	slotDefs = append(slotDefs, d)
	slotsByName[d.name] = append(slotsByName[d.name], d)
}

// special returns a function that calls the special method.
func special(name *Str) func(t *Thread, v Value, args ...Value) (Value, *Exception) {
	return func(t *Thread, v Value, args ...Value) (Value, *Exception) {
		r, ok, err := CallSpecial(t, v, name, args...)
		if !ok {
			return Value{}, attributeError(t, v, name)
		}
		return r, err
	}
}

// defUnary relates a special method without arguments to a slot.
func defUnary(name string, slot func(s *Slots) *func(*Thread, Value) (Value, *Exception)) {
	n := Intern(name)
	defSlot(name, "", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := *slot(s)
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) { return f(t, a[0]) }
	}, func(dst, src *Slots) { *slot(dst) = *slot(src) }, func(dst *Slots) {
		*slot(dst) = func(t *Thread, v Value) (Value, *Exception) { return special(n)(t, v) }
	})
}

var numNames = [NumBinary]string{"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul", "divmod"}

var cmpNames = [6]string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"}

// genericBinary is the slot of classes with __op__ or __rop__.
func genericBinary(op BinaryOp) func(t *Thread, a, b Value) (Value, *Exception) {
	name, rname := Intern("__"+numNames[op]+"__"), Intern("__r"+numNames[op]+"__")
	return func(t *Thread, a, b Value) (Value, *Exception) {
		ta, tb := a.O.Typ, b.O.Typ
		right := ta != tb && tb.numOverride[op]
		if ta.numOverride[op] {
			if right && tb.IsSubtype(ta) {
				// The right operand's class goes first if it has its own __rop__.
				if x, y := tb.Lookup(rname), ta.Lookup(rname); x.O != nil && x != y {
					r, _, err := CallSpecial(t, b, rname, a)
					if err != nil || !r.IsNotImplemented() {
						return r, err
					}
					right = false
				}
			}
			if r, ok, err := CallSpecial(t, a, name, b); ok && (err != nil || !r.IsNotImplemented()) {
				return r, err
			}
		}
		if right {
			if r, ok, err := CallSpecial(t, b, rname, a); ok {
				return r, err
			}
		}
		return NotImplemented, nil
	}
}

var genericNum [NumBinary]func(t *Thread, a, b Value) (Value, *Exception)

func init() {
	for op := range NumBinary {
		genericNum[op] = genericBinary(op)
		num := func(s *Slots) *func(*Thread, Value, Value) (Value, *Exception) { return &s.Num[op] }
		sig := "value, /"
		if op == OpPow {
			sig = "value, mod=None, /"
		}
		wrap := func(swap bool) func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
			return func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
				f, pow := *num(s), s.PowMod
				if f == nil {
					return nil
				}
				return func(t *Thread, a []Value) (Value, *Exception) {
					x, y := a[0], a[1]
					if op == OpAdd && x.O.Typ.Flags&sequenceFlags != 0 {
						// The method of a sequence is concatenation, which has no other side.
						r, err := f(t, x, y)
						if err == nil && r.IsNotImplemented() {
							return binaryFallback(t, op, x, y, "+")
						}
						return r, err
					}
					if swap {
						x, y = y, x
					}
					if op == OpPow && a[2].O != nil && !a[2].IsNone() {
						if pow == nil {
							return NotImplemented, nil
						}
						return pow(t, x, y, a[2])
					}
					return f(t, x, y)
				}
			}
		}
		cp := func(dst, src *Slots) {
			*num(dst) = *num(src)
			if op == OpPow {
				dst.PowMod = src.PowMod
			}
		}
		generic := func(dst *Slots) {
			*num(dst) = genericNum[op]
			if op == OpPow {
				dst.PowMod = genericPowMod
			}
		}
		defSlot("__"+numNames[op]+"__", sig, wrap(false), cp, generic)
		defSlot("__r"+numNames[op]+"__", sig, wrap(true), cp, generic)
		if op == OpDivMod {
			continue
		}
		iname := Intern("__i" + numNames[op] + "__")
		defSlot(iname.S, "value, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
			f := s.INum[op]
			if f == nil {
				return nil
			}
			return func(t *Thread, a []Value) (Value, *Exception) { return f(t, a[0], a[1]) }
		}, func(dst, src *Slots) { dst.INum[op] = src.INum[op] }, func(dst *Slots) {
			dst.INum[op] = func(t *Thread, a, b Value) (Value, *Exception) { return special(iname)(t, a, b) }
		})
	}

	for op, name := range cmpNames {
		n := Intern(name)
		defSlot(name, "value, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
			f := s.Compare
			if f == nil {
				return nil
			}
			return func(t *Thread, a []Value) (Value, *Exception) { return f(t, a[0], a[1], CmpOp(op)) }
		}, func(dst, src *Slots) { dst.Compare = src.Compare }, func(dst *Slots) { dst.Compare = genericCompare })
		_ = n
	}

	defUnary("__repr__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.Repr })
	defUnary("__str__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.Str })
	defUnary("__neg__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.Neg })
	defUnary("__pos__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.Pos })
	defUnary("__abs__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.Abs })
	defUnary("__invert__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.Invert })
	defUnary("__index__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.Index })
	defUnary("__int__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.ToInt })
	defUnary("__float__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.ToFloat })
	defUnary("__await__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.Await })
	defUnary("__aiter__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.AIter })
	defUnary("__anext__", func(s *Slots) *func(*Thread, Value) (Value, *Exception) { return &s.ANext })

	strIter := Intern("__iter__")
	defSlot("__iter__", "", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Iter
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) { return f(t, a[0]) }
	}, func(dst, src *Slots) { dst.Iter = src.Iter }, func(dst *Slots) {
		dst.Iter = func(t *Thread, v Value) (Value, *Exception) {
			if v.O.Typ.Lookup(strIter).IsNone() {
				return Value{}, t.Errorf(TypeError, "'%s' object is not iterable", v.TypeName())
			}
			return special(strIter)(t, v)
		}
	})

	strNext := Intern("__next__")
	defSlot("__next__", "", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Next
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			v, err := f(t, a[0])
			if err == nil && v.O == nil {
				return Value{}, t.StopIterationOf(a[0])
			}
			return v, err
		}
	}, func(dst, src *Slots) { dst.Next = src.Next }, func(dst *Slots) {
		dst.Next = func(t *Thread, v Value) (Value, *Exception) {
			r, err := special(strNext)(t, v)
			if err != nil && err.Matches(StopIteration) {
				t.stopped = err
				return Value{}, nil
			}
			return r, err
		}
	})

	strHash := Intern("__hash__")
	defSlot("__hash__", "", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Hash
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			h, err := f(t, a[0])
			return Int(h), err
		}
	}, func(dst, src *Slots) { dst.Hash = src.Hash }, func(dst *Slots) {
		dst.Hash = func(t *Thread, v Value) (int64, *Exception) {
			if v.O.Typ.Lookup(strHash).IsNone() {
				return 0, t.Errorf(TypeError, "unhashable type: '%s'", v.TypeName())
			}
			r, err := special(strHash)(t, v)
			if err != nil {
				return 0, err
			}
			if r.O.Typ.Flags&FlagInt == 0 {
				return 0, t.Errorf(TypeError, "__hash__ method should return an integer")
			}
			if i, big := AsInt(r); big == nil {
				return fixHash(i), nil
			}
			return Hash(t, r)
		}
	})

	strCall := Intern("__call__")
	defSlot("__call__", "*args, **kwargs", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Call
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			args, kwnames := unpackArgs(t, a[1], a[2])
			return f(t, a[0], args, kwnames)
		}
	}, func(dst, src *Slots) { dst.Call = src.Call }, func(dst *Slots) {
		dst.Call = func(t *Thread, f Value, args []Value, kwnames []Value) (Value, *Exception) {
			g, self, err := LookupSpecial(t, f, strCall)
			if err != nil {
				return Value{}, err
			}
			if g.O == nil {
				return Value{}, t.Errorf(TypeError, "'%s' object is not callable", f.TypeName())
			}
			if err := t.EnterNative(" while calling a Python object"); err != nil {
				return Value{}, err
			}
			defer t.LeaveNative()
			if self.O == nil {
				return CallKw(t, g, args, kwnames)
			}
			return t.withSelf(self, args, func(all []Value) (Value, *Exception) { return CallKw(t, g, all, kwnames) })
		}
	})

	strGetAttribute, strGetAttr := Intern("__getattribute__"), Intern("__getattr__")
	attrName := func(t *Thread, v Value) (*Str, *Exception) {
		s, ok := AsStr(v)
		if !ok {
			return nil, t.Errorf(TypeError, "attribute name must be string, not '%s'", v.TypeName())
		}
		return InternStr(s), nil
	}
	genericGet := func(t *Thread, v Value, name *Str) (Value, *Exception) {
		typ := v.O.Typ
		var r Value
		var err *Exception
		if g := typ.Lookup(strGetAttribute); g == objectGetAttribute {
			r, err = genericGetAttr(t, v, name, false)
			if err == nil && r.O == nil && typ.Lookup(strGetAttr).O == nil {
				return Value{}, attributeError(t, v, name)
			}
		} else {
			r, _, err = CallSpecial(t, v, strGetAttribute, name.Value())
		}
		if err == nil && r.O != nil || err != nil && !err.Matches(AttributeError) {
			return r, err
		}
		if r, ok, err2 := CallSpecial(t, v, strGetAttr, name.Value()); ok {
			return r, err2
		}
		return r, err
	}
	defSlot("__getattribute__", "name, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.GetAttr
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			name, err := attrName(t, a[1])
			if err != nil {
				return Value{}, err
			}
			return f(t, a[0], name)
		}
	}, func(dst, src *Slots) { dst.GetAttr = src.GetAttr }, func(dst *Slots) { dst.GetAttr = genericGet })
	defSlot("__getattr__", "name, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) { return nil },
		func(dst, src *Slots) {}, func(dst *Slots) { dst.GetAttr = genericGet })

	strSetAttr, strDelAttr := Intern("__setattr__"), Intern("__delattr__")
	genericSet := func(t *Thread, v Value, name *Str, x Value) *Exception {
		var err *Exception
		if x.O == nil {
			_, err = special(strDelAttr)(t, v, name.Value())
		} else {
			_, err = special(strSetAttr)(t, v, name.Value(), x)
		}
		return err
	}
	cpSet := func(dst, src *Slots) { dst.SetAttr = src.SetAttr }
	genSet := func(dst *Slots) { dst.SetAttr = genericSet }
	defSlot("__setattr__", "name, value, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.SetAttr
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			name, err := attrName(t, a[1])
			if err == nil {
				err = checkSetter(t, f, a[0], "__setattr__")
			}
			if err != nil {
				return Value{}, err
			}
			return None, f(t, a[0], name, a[2])
		}
	}, cpSet, genSet)
	defSlot("__delattr__", "name, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.SetAttr
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			name, err := attrName(t, a[1])
			if err == nil {
				err = checkSetter(t, f, a[0], "__delattr__")
			}
			if err != nil {
				return Value{}, err
			}
			return None, f(t, a[0], name, Value{})
		}
	}, cpSet, genSet)

	strLen := Intern("__len__")
	defSlot("__len__", "", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Len
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			n, err := f(t, a[0])
			return Int(int64(n)), err
		}
	}, func(dst, src *Slots) { dst.Len = src.Len }, func(dst *Slots) {
		dst.Len = func(t *Thread, v Value) (int, *Exception) {
			r, err := special(strLen)(t, v)
			if err != nil {
				return 0, err
			}
			n, err := IndexInt(t, r, OverflowError)
			if err != nil {
				if err.Typ == OverflowError {
					return 0, t.Errorf(OverflowError, "cannot fit '%s' into an index-sized integer", r.TypeName())
				}
				return 0, err
			}
			if n < 0 {
				return 0, t.Errorf(ValueError, "__len__() should return >= 0")
			}
			return int(n), nil
		}
	})

	strGetItem, strSetItem, strDelItem := Intern("__getitem__"), Intern("__setitem__"), Intern("__delitem__")
	defSlot("__getitem__", "key, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.GetItem
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) { return f(t, a[0], a[1]) }
	}, func(dst, src *Slots) { dst.GetItem = src.GetItem }, func(dst *Slots) {
		dst.GetItem = func(t *Thread, v, key Value) (Value, *Exception) { return special(strGetItem)(t, v, key) }
	})
	cpItem := func(dst, src *Slots) { dst.SetItem = src.SetItem }
	genItem := func(dst *Slots) {
		dst.SetItem = func(t *Thread, v, key, x Value) *Exception {
			var ok bool
			var err *Exception
			if x.O == nil {
				if _, ok, err = CallSpecial(t, v, strDelItem, key); !ok {
					return t.Errorf(TypeError, "'%s' object doesn't support item deletion", v.TypeName())
				}
			} else if _, ok, err = CallSpecial(t, v, strSetItem, key, x); !ok {
				return t.Errorf(TypeError, "'%s' object does not support item assignment", v.TypeName())
			}
			return err
		}
	}
	defSlot("__setitem__", "key, value, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.SetItem
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) { return None, f(t, a[0], a[1], a[2]) }
	}, cpItem, genItem)
	defSlot("__delitem__", "key, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.SetItem
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) { return None, f(t, a[0], a[1], Value{}) }
	}, cpItem, genItem)

	strContains := Intern("__contains__")
	defSlot("__contains__", "key, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Contains
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			b, err := f(t, a[0], a[1])
			return Bool(b), err
		}
	}, func(dst, src *Slots) { dst.Contains = src.Contains }, func(dst *Slots) {
		dst.Contains = func(t *Thread, v, x Value) (bool, *Exception) {
			if v.O.Typ.Lookup(strContains).IsNone() {
				return false, t.Errorf(TypeError, "'%s' object is not a container", v.TypeName())
			}
			r, err := special(strContains)(t, v, x)
			if err != nil {
				return false, err
			}
			return Truth(t, r)
		}
	})

	strBool := Intern("__bool__")
	defSlot("__bool__", "", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Bool
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			b, err := f(t, a[0])
			return Bool(b), err
		}
	}, func(dst, src *Slots) { dst.Bool = src.Bool }, func(dst *Slots) {
		dst.Bool = func(t *Thread, v Value) (bool, *Exception) {
			r, err := special(strBool)(t, v)
			if err != nil {
				return false, err
			}
			if !r.IsBool() {
				return false, t.Errorf(TypeError, "__bool__ should return bool, returned %s", r.TypeName())
			}
			return r.N != 0, nil
		}
	})

	strGet, strSet, strDel := Intern("__get__"), Intern("__set__"), Intern("__delete__")
	defSlot("__get__", "instance, owner=None, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Get
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			obj := a[1]
			var typ *Type
			if a[2].O != nil && !a[2].IsNone() {
				typ, _ = AsType(a[2])
			}
			if obj.IsNone() {
				if typ == nil {
					return Value{}, t.Errorf(TypeError, "__get__(None, None) is invalid")
				}
				if typ != NoneType {
					obj = Value{}
				}
			}
			return f(t, a[0], obj, typ)
		}
	}, func(dst, src *Slots) { dst.Get = src.Get }, func(dst *Slots) {
		dst.Get = func(t *Thread, d, obj Value, typ *Type) (Value, *Exception) {
			owner := None
			if typ != nil {
				owner = typ.Value()
			}
			if obj.O == nil {
				obj = None
			}
			r, ok, err := CallSpecial(t, d, strGet, obj, owner)
			if !ok { // the class has __set__ only, or lost its __get__
				return d, nil
			}
			return r, err
		}
	})
	cpDescr := func(dst, src *Slots) { dst.Set = src.Set }
	genDescr := func(dst *Slots) {
		dst.Set = func(t *Thread, d, obj, x Value) *Exception {
			name, args := strSet, []Value{obj, x}
			if x.O == nil {
				name, args = strDel, args[:1]
			}
			_, ok, err := CallSpecial(t, d, name, args...)
			if !ok {
				return t.Errorf(AttributeError, "%s", name.S)
			}
			return err
		}
	}
	defSlot("__set__", "instance, value, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Set
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) { return None, f(t, a[0], a[1], a[2]) }
	}, cpDescr, genDescr)
	defSlot("__delete__", "instance, /", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Set
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) { return None, f(t, a[0], a[1], Value{}) }
	}, cpDescr, genDescr)

	strInit := Intern("__init__")
	defSlot("__init__", "*args, **kwargs", func(s *Slots) func(*Thread, []Value) (Value, *Exception) {
		f := s.Init
		if f == nil {
			return nil
		}
		return func(t *Thread, a []Value) (Value, *Exception) {
			args, kwnames := unpackArgs(t, a[1], a[2])
			return None, f(t, a[0], args, kwnames)
		}
	}, func(dst, src *Slots) { dst.Init = src.Init }, func(dst *Slots) {
		dst.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
			f, self, err := LookupSpecial(t, v, strInit)
			if err != nil {
				return err
			}
			var r Value
			if self.O == nil {
				r, err = CallKw(t, f, args, kwnames)
			} else {
				r, err = t.withSelf(self, args, func(all []Value) (Value, *Exception) { return CallKw(t, f, all, kwnames) })
			}
			if err == nil && !r.IsNone() {
				return t.Errorf(TypeError, "__init__() should return None, not '%s'", r.TypeName())
			}
			return err
		}
	})
}

// genericCompare is the slot of classes that define any comparison.
func genericCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	r, ok, err := CallSpecial(t, a, cmpStrs[op], b)
	if !ok {
		return NotImplemented, nil
	}
	return r, err
}

var cmpStrs = [6]*Str{Intern("__lt__"), Intern("__le__"), Intern("__eq__"), Intern("__ne__"), Intern("__gt__"), Intern("__ge__")}

func genericPowMod(t *Thread, a, b, m Value) (Value, *Exception) {
	if a.O.Typ.numOverride[OpPow] {
		r, ok, err := CallSpecial(t, a, Intern("__pow__"), b, m)
		if ok {
			return r, err
		}
	}
	return NotImplemented, nil
}

// unpackArgs lays out an args tuple and a kwargs dict (or null) as CallFn wants
// them.
func unpackArgs(t *Thread, args, kwargs Value) (all, kwnames []Value) {
	tup, _ := AsTuple(args)
	all = tup.Items
	if kwargs.O == nil {
		return all, nil
	}
	d, _ := AsDict(kwargs)
	return SpreadDict(t, all, d)
}

// SpreadDict lays out a dict of keyword arguments behind args, as CallFn wants
// them.
func SpreadDict(t *Thread, args []Value, d *Dict) (all, kwnames []Value) {
	all = append(make([]Value, 0, len(args)+d.Len(t)), args...)
	for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
		kwnames = append(kwnames, k)
		all = append(all, v)
	}
	return all, kwnames
}

// StopIterationOf makes the StopIteration that ends iterator it when its Next
// returned null: the one that a Python __next__ raised, or one with a
// generator's result.
func (t *Thread) StopIterationOf(it Value) *Exception {
	if e := t.stopped; e != nil {
		t.stopped = nil
		return e
	}
	if r := t.Result; r.O != nil {
		t.Result = Value{}
		return NewStopIteration(t, r)
	}
	return NewException(t, StopIteration)
}

// NewStopIteration makes StopIteration(result).
func NewStopIteration(t *Thread, result Value) *Exception {
	if result.O == nil || result.IsNone() {
		return NewException(t, StopIteration)
	}
	return NewException(t, StopIteration, result)
}

// inheritSlots fills the slots of a ready type that its dict does not decide,
// from its MRO.
func (typ *Type) resolveSlots() {
	for _, d := range slotDefs {
		typ.resolveSlot(d)
	}
	typ.afterSlots()
}

func (typ *Type) resolveSlot(d *slotDef) {
	v, where := typ.LookupWhere(d.name)
	if v.O == nil {
		return
	}
	if d.name.S == "__hash__" && v.IsNone() {
		typ.Slots.Hash = nil
		return
	}
	if v.O.Typ == WrapperType {
		if f := (*Builtin)(unsafe.Pointer(v.O)).Func; f.Type != nil && !where.IsHeap() {
			// A built-in type's own method: take its Go function, unless another name
			// of the same slot is overridden on the way.
			for _, other := range d.siblings {
				if ov, ow := typ.LookupWhere(other); ov.O != nil && ow.IsHeap() {
					return
				}
			}
			d.copy(&typ.Slots, &f.Type.Slots)
			return
		}
	}
	d.generic(&typ.Slots)
	if op, ok := numOf[d.name]; ok {
		typ.numOverride[op] = true
	}
}

// checkSetter refuses to go around the way in which a built-in type assigns
// attributes by calling that of a base: object.__setattr__ of a class.
func checkSetter(t *Thread, f func(*Thread, Value, *Str, Value) *Exception, v Value, method string) *Exception {
	base := v.O.Typ.solid()
	if base == ObjectType || base.Slots.SetAttr == nil || funcPointer(base.Slots.SetAttr) == funcPointer(f) {
		return nil
	}
	return t.Errorf(TypeError, "can't apply this %s to %s object", method, base.ErrorName())
}

// numOf maps __op__ and __rop__ to the operator.
var numOf = func() map[*Str]BinaryOp {
	m := map[*Str]BinaryOp{}
	for op, n := range numNames {
		m[Intern("__"+n+"__")] = BinaryOp(op)
		m[Intern("__r"+n+"__")] = BinaryOp(op)
	}
	return m
}()

// slotGroups names the special methods that share a slot.
var slotGroups = func() map[string]int {
	m := map[string]int{}
	for i, g := range [][]string{cmpNames[:], {"__setattr__", "__delattr__"}, {"__setitem__", "__delitem__"}, {"__set__", "__delete__"}, {"__getattribute__", "__getattr__"}} {
		for _, n := range g {
			m[n] = i + 1
		}
	}
	for op, n := range numNames {
		m["__"+n+"__"] = 100 + op
		m["__r"+n+"__"] = 100 + op
	}
	return m
}()

func linkSiblings() {
	for _, d := range slotDefs {
		for _, o := range slotDefs {
			if g := slotGroups[d.name.S]; o != d && g != 0 && g == slotGroups[o.name.S] {
				d.siblings = append(d.siblings, o.name)
			}
		}
	}
}

// fixSlot recomputes the slots that special method name decides, in typ and
// its subclasses, after typ's dict changed.
func (typ *Type) fixSlot(name *Str) {
	defs := slotsByName[name]
	if len(defs) == 0 && name.S != "__new__" {
		return
	}
	typ.Slots = Slots{}
	typ.numOverride = [NumBinary]bool{}
	typ.inheritNative()
	typ.resolveSlots()
	if name == strNextName && typ.Slots.Next == nil {
		// Loops over its instances may be under way, which do not look for __next__
		// each time.
		typ.Slots.Next = lostNext
	}
	for _, s := range typ.Subclasses() {
		s.fixSlot(name)
	}
}

var strNextName = Intern("__next__")

// lostNext is the Next of a class whose __next__ was deleted.
func lostNext(t *Thread, v Value) (Value, *Exception) {
	return Value{}, t.Errorf(TypeError, "'%s' object is not an iterator", v.TypeName())
}

// inheritNative takes over the slots that have no special method from the base.
func (typ *Type) inheritNative() {
	for _, m := range typ.MRO {
		if m.IsHeap() {
			continue // what it has comes from a built-in type, whose place may be behind another's
		}
		if typ.Slots.New == nil && m.Slots.New != nil {
			typ.Slots.New = m.Slots.New
		}
		if typ.Slots.Buffer == nil {
			typ.Slots.Buffer = m.Slots.Buffer
		}
	}
	if typ.Base != nil && typ.Alloc == nil {
		typ.Alloc = typ.Base.Alloc
	}
}

func (typ *Type) afterSlots() {
	defer typ.settle()
	g := typ.Slots.GetAttr
	typ.genericGet = g != nil && funcPointer(g) == funcPointer(GenericGetAttr)
	typ.genericFind = typ.genericGet || typ.Lookup(Intern("__getattribute__")) == objectGetAttribute
	if v := typ.Lookup(strNew); v.O != nil && v.O.Typ != BuiltinType {
		typ.Slots.New = genericNew
	}
}

// settle notes what is asked often about the slots.
func (typ *Type) settle() {
	init, alloc := typ.Slots.Init, typ.Slots.New
	typ.skipInit = init != nil && alloc != nil && funcPointer(init) == funcPointer(objectInit) && funcPointer(alloc) != funcPointer(objectNew)
}

var strNew = Intern("__new__")

// objectGetAttribute is the slot wrapper object.__getattribute__.
var objectGetAttribute Value
