package object

// revState is the state of a reversed object, over what has __len__ and
// __getitem__ but no __reversed__.
type revState struct {
	seq   Value // null at the end
	index int64
}

// callIterState is the state of iter(function, sentinel).
type callIterState struct {
	f, sentinel Value // f is null at the end
}

// ReversedType is reversed.
var (
	ReversedType = declare("reversed", ObjectType, 0)
	callIterType = declare("callable_iterator", ObjectType, FlagNoBase|FlagNoNew)
)

var (
	revKind      = NewKind[revState]("reversed", nil)
	callIterKind = NewKind[callIterState]("callable iterator", nil)

	strReversed = Intern("__reversed__")
)

// Reversed returns reversed(v).
func Reversed(t *Thread, v Value) (Value, *Exception) { return reversedOf(t, ReversedType, v) }

func reversedOf(t *Thread, typ *Type, v Value) (Value, *Exception) {
	if d := v.O.Typ.Lookup(strReversed); d.O != nil {
		if d.IsNone() {
			return Value{}, t.Errorf(TypeError, "'%s' object is not reversible", v.TypeName())
		}
		r, _, err := CallSpecial(t, v, strReversed)
		return r, err
	}
	if s := &v.O.Typ.Slots; s.GetItem == nil || v.O.Typ.Flags&FlagDict != 0 || s.Len == nil && !v.O.Typ.IsHeap() {
		return Value{}, t.Errorf(TypeError, "'%s' object is not reversible", v.TypeName())
	}
	n, err := Len(t, v)
	if err != nil {
		return Value{}, err
	}
	return NewBoxed(t, typ, revState{v, int64(n) - 1}).Value(), nil
}

// NewCallableIter returns iter(f, sentinel).
func NewCallableIter(t *Thread, f, sentinel Value) Value {
	return NewBoxed(t, callIterType, callIterState{f, sentinel}).Value()
}

func init() {
	SetBoxedLayout[revState](ReversedType)
	s := &ReversedType.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if err := NoKeywords(t, typ, ReversedType, kwnames); err != nil {
			return Value{}, err
		}
		args = args[:len(args)-len(kwnames)]
		if err := Positional(t, "reversed", args, nil, 1, 1); err != nil {
			return Value{}, err
		}
		return reversedOf(t, typ, args[0])
	}
	s.Iter = iterSelf
	s.Next = func(t *Thread, v Value) (Value, *Exception) {
		r := BoxedOf[revState](v)
		st := r.Write(t, revKind)
		if st.seq.O == nil {
			return Value{}, nil
		}
		if st.index >= 0 {
			x, err := GetItem(t, st.seq, Int(st.index))
			st = r.Write(t, revKind)
			if err == nil {
				st.index--
				return x, nil
			}
			if !err.Matches(IndexError) && !err.Matches(StopIteration) {
				return Value{}, err
			}
		}
		st.index, st.seq = -1, Value{}
		return Value{}, nil
	}
	ReversedType.Doc = "The items of a sequence from the last to the first."
	ReversedType.Methods = []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			st := BoxedOf[revState](a[0]).Read(t)
			if st.seq.O == nil {
				return Int(0), nil
			}
			index := st.index
			n, err := Len(t, st.seq)
			if err != nil {
				return Value{}, err
			}
			if int64(n) < index+1 {
				return Int(0), nil
			}
			return Int(index + 1), nil
		}, Doc: "Return how many items are left."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			st := BoxedOf[revState](a[0]).Read(t)
			if st.seq.O == nil {
				return NewPair(a[0].O.Typ.Value(), TupleOf([]Value{emptyTuple.Value()})), nil
			}
			return TupleOf([]Value{a[0].O.Typ.Value(), TupleOf([]Value{st.seq}), Int(st.index)}), nil
		}, Doc: "Return what pickling needs."},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			r := BoxedOf[revState](a[0])
			if seq := r.Read(t).seq; seq.O != nil {
				n, err := Len(t, seq)
				if err != nil {
					return Value{}, err
				}
				r.Write(t, revKind).index = max(min(i, int64(n)-1), -1)
			}
			return None, nil
		}, Doc: "Set the position."},
	}

	callIterType.Slots.Iter = iterSelf
	callIterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
		c := BoxedOf[callIterState](v)
		st := c.Read(t)
		if st.f.O == nil {
			return Value{}, nil
		}
		sentinel := st.sentinel
		x, err := Call0(t, st.f)
		end := err != nil && err.Matches(StopIteration)
		if err != nil && !end {
			return Value{}, err
		}
		if !end {
			if end, err = equalItems(t, sentinel, x); err != nil {
				return Value{}, err
			}
		}
		if end {
			c.Write(t, callIterKind).f = Value{}
			return Value{}, nil
		}
		if c.Read(t).f.O == nil { // ended by what it called
			return Value{}, nil
		}
		return x, nil
	}
	callIterType.Methods = []Def{{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		f, err := BuiltinNamed(t, strIterName)
		if err != nil {
			return Value{}, err
		}
		st := BoxedOf[callIterState](a[0]).Read(t)
		if st.f.O == nil {
			return NewPair(f, TupleOf([]Value{emptyTuple.Value()})), nil
		}
		return NewPair(f, NewPair(st.f, st.sentinel)), nil
	}, Doc: "Return what pickling needs."}}
}
