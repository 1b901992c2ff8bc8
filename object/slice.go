package object

import (
	"math"
	"math/big"
	"unsafe"
)

// Slice is a slice object: immutable, its parts are what the program wrote.
type Slice struct {
	Object
	Start, Stop, Step Value // None where not given
}

// SliceType is slice.
var SliceType = declare("slice", ObjectType, FlagNoBase)

// NewSlice makes slice(start, stop, step); null parts are None.
func NewSlice(start, stop, step Value) Value {
	s := &Slice{Object{SliceType}, start, stop, step}
	for _, p := range []*Value{&s.Start, &s.Stop, &s.Step} {
		if p.O == nil {
			*p = None
		}
	}
	return Value{O: &s.Object}
}

// AsSlice returns v as a slice if it is one.
func AsSlice(v Value) (*Slice, bool) {
	if v.O.Typ == SliceType {
		return (*Slice)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// SliceIndices returns what slice s selects from a sequence of the given
// length: n items, at start, start+step, … Positions are clipped to the
// sequence; for an empty selection start is where an insertion belongs.
func SliceIndices(t *Thread, s Value, length int) (start, stop, step, n int, err *Exception) {
	b, err := unpackSlice(t, (*Slice)(unsafe.Pointer(s.O)))
	if err != nil {
		return 0, 0, 0, 0, err
	}
	start, stop, n = b.adjust(length)
	return start, stop, b.step, n, nil
}

// sliceBounds are the parts of a slice as machine integers, clipped to their
// range, before the length of the sequence is known: finding them may run
// Python code, which may change the length.
type sliceBounds struct{ start, stop, step int }

func unpackSlice(t *Thread, s *Slice) (b sliceBounds, err *Exception) {
	b.step = 1
	if !s.Step.IsNone() {
		if b.step, err = sliceIndex(t, s.Step); err != nil {
			return b, err
		}
		if b.step == 0 {
			return b, t.Errorf(ValueError, "slice step cannot be zero")
		}
		b.step = max(b.step, -math.MaxInt) // so that it can be negated
	}
	b.start, b.stop = 0, math.MaxInt
	if b.step < 0 {
		b.start, b.stop = math.MaxInt, math.MinInt
	}
	if !s.Start.IsNone() {
		if b.start, err = sliceIndex(t, s.Start); err != nil {
			return b, err
		}
	}
	if !s.Stop.IsNone() {
		if b.stop, err = sliceIndex(t, s.Stop); err != nil {
			return b, err
		}
	}
	return b, nil
}

func (b sliceBounds) adjust(length int) (start, stop, n int) {
	clip := func(i int) int {
		low, high := 0, length
		if b.step < 0 {
			low, high = -1, length-1
		}
		if i < 0 {
			if i += length; i < 0 {
				return low
			}
			return i
		}
		return min(i, high)
	}
	start, stop = clip(b.start), clip(b.stop)
	switch {
	case b.step > 0 && start < stop:
		n = (stop-start-1)/b.step + 1
	case b.step < 0 && stop < start:
		n = (start-stop-1)/-b.step + 1
	}
	return start, stop, n
}

func sliceIndex(t *Thread, v Value) (int, *Exception) {
	if v.O == &IntTag {
		return int(min(max(v.Int(), math.MinInt), math.MaxInt)), nil
	}
	if v.O.Typ.Flags&FlagInt == 0 && v.O.Typ.Slots.Index == nil {
		return 0, t.Errorf(TypeError, "slice indices must be integers or None or have an __index__ method")
	}
	i, err := IndexClip(t, v)
	return int(min(max(i, math.MinInt), math.MaxInt)), err
}

// Indices is slice.indices(length).
func (s *Slice) indices(t *Thread, length Value) (Value, *Exception) {
	lv, err := Index(t, length)
	if err != nil {
		return Value{}, err
	}
	n, bigLen := AsInt(lv)
	if bigLen != nil && bigLen.Sign() < 0 || bigLen == nil && n < 0 {
		return Value{}, t.Errorf(ValueError, "length should not be negative")
	}
	parts := [3]*big.Int{nil, nil, big.NewInt(1)}
	for i, p := range []Value{s.Start, s.Stop, s.Step} {
		if p.IsNone() {
			continue
		}
		if p.O.Typ.Flags&FlagInt == 0 && p.O.Typ.Slots.Index == nil {
			return Value{}, t.Errorf(TypeError, "slice indices must be integers or None or have an __index__ method")
		}
		x, err := Index(t, p)
		if err != nil {
			return Value{}, err
		}
		parts[i] = bigOf(x)
	}
	step := parts[2]
	if step.Sign() == 0 {
		return Value{}, t.Errorf(ValueError, "slice step cannot be zero")
	}
	size := bigOf(lv)
	low, high := new(big.Int), size
	if step.Sign() < 0 {
		low, high = big.NewInt(-1), new(big.Int).Sub(size, big.NewInt(1))
	}
	defaults := [2]*big.Int{low, high}
	if step.Sign() < 0 {
		defaults = [2]*big.Int{high, low}
	}
	var out [3]Value
	for i, x := range parts[:2] {
		if x == nil {
			out[i] = IntOf(defaults[i])
			continue
		}
		if x.Sign() < 0 {
			x = new(big.Int).Add(x, size)
		}
		if x.Cmp(low) < 0 {
			x = low
		} else if x.Cmp(high) > 0 {
			x = high
		}
		out[i] = IntOf(x)
	}
	out[2] = IntOf(step)
	return NewTuple(out[:]), nil
}

// bigOf returns the value of an int as a big.Int, not to be changed.
func bigOf(v Value) *big.Int {
	small, b := AsInt(v)
	if b == nil {
		return big.NewInt(small)
	}
	return b
}

func init() {
	s := &SliceType.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if err := Positional(t, "slice", args, kwnames, 1, 3); err != nil {
			return Value{}, err
		}
		switch len(args) {
		case 1:
			return NewSlice(None, args[0], None), nil
		case 2:
			return NewSlice(args[0], args[1], None), nil
		}
		return NewSlice(args[0], args[1], args[2]), nil
	}
	s.Repr = func(t *Thread, v Value) (Value, *Exception) {
		s := (*Slice)(unsafe.Pointer(v.O))
		text := "slice("
		for i, p := range []Value{s.Start, s.Stop, s.Step} {
			if i > 0 {
				text += ", "
			}
			r, err := Repr(t, p)
			if err != nil {
				return Value{}, err
			}
			text += r.S
		}
		return NewStr(text + ")"), nil
	}
	s.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		x, ok1 := AsSlice(a)
		y, ok2 := AsSlice(b)
		if !ok1 || !ok2 {
			return NotImplemented, nil
		}
		if x == y {
			return Bool(op == CmpEq || op == CmpLe || op == CmpGe), nil
		}
		return compareItems(t, []Value{x.Start, x.Stop, x.Step}, []Value{y.Start, y.Stop, y.Step}, op)
	}
	part := func(name string, get func(s *Slice) Value) GetSet {
		return GetSet{Name: name, Member: true, Get: func(t *Thread, v Value) (Value, *Exception) {
			return get((*Slice)(unsafe.Pointer(v.O))), nil
		}}
	}
	SliceType.Getsets = []GetSet{
		part("start", func(s *Slice) Value { return s.Start }),
		part("stop", func(s *Slice) Value { return s.Stop }),
		part("step", func(s *Slice) Value { return s.Step }),
	}
	SliceType.Methods = []Def{
		{Name: "indices", Sig: "length, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return (*Slice)(unsafe.Pointer(a[0].O)).indices(t, a[1])
		}, Doc: "Return the start, stop and step of the slice for a sequence of the given length."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			s := (*Slice)(unsafe.Pointer(a[0].O))
			return TupleOf([]Value{SliceType.Value(), TupleOf([]Value{s.Start, s.Stop, s.Step})}), nil
		}},
	}
	SliceType.Doc = "slice(stop)\nslice(start, stop[, step])\n\nWhat a subscription with colons selects."
}

// Positional checks the arguments of a constructor that takes lo to hi of them,
// by position only.
func Positional(t *Thread, name string, args, kwnames []Value, lo, hi int) *Exception {
	if len(kwnames) > 0 {
		return t.Errorf(TypeError, "%s() takes no keyword arguments", name)
	}
	n, bound, want := len(args), "", 0
	switch {
	case n < lo:
		bound, want = "at least ", lo
	case n > hi:
		bound, want = "at most ", hi
	default:
		return nil
	}
	if lo == hi {
		bound = ""
	}
	plural := "s"
	if want == 1 {
		plural = ""
	}
	return t.Errorf(TypeError, "%s expected %s%d argument%s, got %d", name, bound, want, plural, n)
}
