package object

import "math/big"

// enumState is the state of an enumerate object.
type enumState struct {
	it    Value
	index int64
	big   *big.Int // the index once it is beyond int64; never changed in place
}

// EnumerateType is enumerate.
var EnumerateType = declare("enumerate", ObjectType, 0)

var enumKind = NewKind[enumState]("enumerate", nil)

func init() {
	SetBoxedLayout[enumState](EnumerateType)
	s := &EnumerateType.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		iterable, start, err := enumArgs(t, args, kwnames)
		if err != nil {
			return Value{}, err
		}
		var st enumState
		if start.O != nil {
			if start, err = Index(t, start); err != nil {
				return Value{}, err
			}
			st.index, st.big = AsInt(start)
		}
		if st.it, err = Iter(t, iterable); err != nil {
			return Value{}, err
		}
		return NewBoxed(t, typ, st).Value(), nil
	}
	s.Iter = iterSelf
	s.Next = func(t *Thread, v Value) (Value, *Exception) {
		e := BoxedOf[enumState](v)
		it := e.Read(t).it
		x, err := it.O.Typ.Slots.Next(t, it)
		if err != nil || x.O == nil {
			return Value{}, err
		}
		return NewPair(e.Write(t, enumKind).next(), x), nil
	}
	EnumerateType.Doc = "Pairs of a number and an item: the items of an iterable, counted from start, or from 0."
	EnumerateType.Methods = []Def{
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			st := BoxedOf[enumState](a[0]).Read(t)
			return NewPair(a[0].O.Typ.Value(), NewPair(st.it, st.number())), nil
		}, Doc: "Return what pickling needs."},
		classGetItem,
	}
}

func (e *enumState) number() Value {
	if e.big != nil {
		return IntOf(e.big)
	}
	return Int(e.index)
}

// next returns the number of the next item and counts on.
func (e *enumState) next() Value {
	n := e.number()
	switch {
	case e.big != nil:
		e.big = new(big.Int).Add(e.big, big.NewInt(1))
	case e.index == 1<<63-1:
		e.big = new(big.Int).Add(big.NewInt(e.index), big.NewInt(1))
	default:
		e.index++
	}
	return n
}

// enumArgs sorts out the arguments of enumerate(), which has error messages of
// its own.
func enumArgs(t *Thread, args, kwnames []Value) (iterable, start Value, err *Exception) {
	npos := len(args) - len(kwnames)
	if len(args) > 2 {
		return iterable, start, t.Errorf(TypeError, "enumerate() takes at most 2 arguments (%d given)", len(args))
	}
	if npos > 0 {
		iterable = args[0]
	}
	if npos > 1 {
		start = args[1]
	}
	for i, k := range kwnames {
		name, _ := AsStr(k)
		switch {
		case name.S == "iterable" && npos == 0:
			iterable = args[npos+i]
		case name.S == "start" && len(args) == 2:
			start = args[npos+i]
		default:
			return iterable, start, t.Errorf(TypeError, "'%s' is an invalid keyword argument for enumerate()", name.S)
		}
	}
	if iterable.O == nil {
		return iterable, start, t.Errorf(TypeError, "enumerate() missing required argument 'iterable'")
	}
	return iterable, start, nil
}
