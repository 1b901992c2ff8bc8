package object

import (
	"math/big"
	"unsafe"
)

// Range is a range: immutable. Start, Stop, Step and N hold it when
// everything, its length included, fits in int64, which is when Big is nil.
type Range struct {
	Object
	Start, Stop, Step int64
	N                 int64 // the length
	Big               *BigRange
}

// BigRange is a range beyond int64.
type BigRange struct{ Start, Stop, Step, N *big.Int }

// RangeType is range.
var RangeType = declare("range", ObjectType, FlagNoBase|FlagSequence)

// NewRange makes range(start, stop, step); step is not 0.
func NewRange(start, stop, step int64) *Range {
	r := &Range{Object: Object{RangeType}, Start: start, Stop: stop, Step: step}
	var n uint64
	switch {
	case step > 0 && start < stop:
		n = (uint64(stop)-uint64(start)-1)/uint64(step) + 1
	case step < 0 && start > stop:
		n = (uint64(start)-uint64(stop)-1)/-uint64(step) + 1
	}
	if n > 1<<63-1 {
		r.Big = newBigRange(big.NewInt(start), big.NewInt(stop), big.NewInt(step))
	} else {
		r.N = int64(n)
	}
	return r
}

func newBigRange(start, stop, step *big.Int) *BigRange {
	n := new(big.Int)
	if step.Sign() > 0 && start.Cmp(stop) < 0 || step.Sign() < 0 && start.Cmp(stop) > 0 {
		// (distance - 1) // |step| + 1
		n.Sub(stop, start)
		n.Abs(n)
		n.Sub(n, big.NewInt(1))
		n.Quo(n, new(big.Int).Abs(step))
		n.Add(n, big.NewInt(1))
	}
	return &BigRange{start, stop, step, n}
}

// rangeFrom makes a range of big bounds, in the small form if it fits.
func rangeFrom(start, stop, step *big.Int) *Range {
	if start.IsInt64() && stop.IsInt64() && step.IsInt64() {
		return NewRange(start.Int64(), stop.Int64(), step.Int64())
	}
	return &Range{Object: Object{RangeType}, Big: newBigRange(start, stop, step)}
}

// Value returns r as a value.
func (r *Range) Value() Value { return Value{O: &r.Object} }

// AsRange returns v as a range if it is one.
func AsRange(v Value) (*Range, bool) {
	if v.O.Typ == RangeType {
		return (*Range)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// At returns item i of a small range, 0 ≤ i < N.
func (r *Range) At(i int64) Value { return Int(r.Start + i*r.Step) }

// items returns the items of r, which is within int64, in a new slice.
func (r *Range) items() []Value {
	items := make([]Value, r.N)
	fillNew(items, Int(0))
	x := r.Start
	for i := range items {
		items[i].N = uint64(x)
		x += r.Step
	}
	return items
}

// Small returns the parts of r; ok is false if it is beyond int64.
func (r *Range) Small() (start, stop, step int64, ok bool) {
	return r.Start, r.Stop, r.Step, r.Big == nil
}

// SmallLen returns the length of a range that Small has confirmed.
func (r *Range) SmallLen() int64 { return r.N }

// big returns the range in its big form.
func (r *Range) big() *BigRange {
	if r.Big != nil {
		return r.Big
	}
	return &BigRange{big.NewInt(r.Start), big.NewInt(r.Stop), big.NewInt(r.Step), big.NewInt(r.N)}
}

func (r *BigRange) at(i *big.Int) Value {
	x := new(big.Int).Mul(i, r.Step)
	return IntOf(x.Add(x, r.Start))
}

func (r *Range) start() Value {
	if r.Big != nil {
		return IntOf(r.Big.Start)
	}
	return Int(r.Start)
}

func (r *Range) stop() Value {
	if r.Big != nil {
		return IntOf(r.Big.Stop)
	}
	return Int(r.Stop)
}

func (r *Range) step() Value {
	if r.Big != nil {
		return IntOf(r.Big.Step)
	}
	return Int(r.Step)
}

func (r *Range) length() Value {
	if r.Big != nil {
		return IntOf(r.Big.N)
	}
	return Int(r.N)
}

func rangeOf(v Value) *Range { return (*Range)(unsafe.Pointer(v.O)) }

func rangeNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	if err := Positional(t, "range", args, kwnames, 1, 3); err != nil {
		return Value{}, err
	}
	parts := [3]Value{Int(0), args[0], Int(1)}
	if len(args) > 1 {
		copy(parts[:], args)
	}
	small := true
	for i := range parts[:max(len(args), 2)] {
		x, err := Index(t, parts[i])
		if err != nil {
			return Value{}, err
		}
		if n, b := AsInt(x); b == nil {
			x = Int(n)
		} else {
			small = false
		}
		parts[i] = x
	}
	if parts[2] == Int(0) {
		return Value{}, t.Errorf(ValueError, "range() arg 3 must not be zero")
	}
	if small {
		return NewRange(parts[0].Int(), parts[1].Int(), parts[2].Int()).Value(), nil
	}
	return rangeFrom(bigOf(parts[0]), bigOf(parts[1]), bigOf(parts[2])).Value(), nil
}

func rangeGetItem(t *Thread, v, key Value) (Value, *Exception) {
	r := rangeOf(v)
	if key.O == &IntTag && r.Big == nil {
		i := key.Int()
		if i < 0 {
			i += r.N
		}
		if uint64(i) >= uint64(r.N) {
			return Value{}, t.Errorf(IndexError, "range object index out of range")
		}
		return r.At(i), nil
	}
	if key.O.Typ == SliceType {
		return r.slice(t, (*Slice)(unsafe.Pointer(key.O)))
	}
	if key.O.Typ.Flags&FlagInt == 0 && key.O.Typ.Slots.Index == nil {
		return Value{}, t.Errorf(TypeError, "range indices must be integers or slices, not %s", key.TypeName())
	}
	x, err := Index(t, key)
	if err != nil {
		return Value{}, err
	}
	b := r.big()
	i := bigOf(x)
	if i.Sign() < 0 {
		i = new(big.Int).Add(i, b.N)
	}
	if i.Sign() < 0 || i.Cmp(b.N) >= 0 {
		return Value{}, t.Errorf(IndexError, "range object index out of range")
	}
	return b.at(i), nil
}

// slice returns the range that s selects from r.
func (r *Range) slice(t *Thread, s *Slice) (Value, *Exception) {
	parts, err := s.indices(t, r.length())
	if err != nil {
		return Value{}, err
	}
	p := tupleOf(parts).Items
	b := r.big()
	step := new(big.Int).Mul(b.Step, bigOf(p[2]))
	return rangeFrom(bigOf(b.at(bigOf(p[0]))), bigOf(b.at(bigOf(p[1]))), step).Value(), nil
}

// indexOf returns the position of int x in r, or nil if it is not in r.
func (r *Range) indexOf(x Value) *big.Int {
	b := r.big()
	d := new(big.Int).Sub(bigOf(x), b.Start)
	q, m := new(big.Int).QuoRem(d, b.Step, new(big.Int))
	if m.Sign() != 0 || q.Sign() < 0 || q.Cmp(b.N) >= 0 {
		return nil
	}
	return q
}

// Index returns the position of i in a small range, or -1.
func (r *Range) Index(i int64) int64 {
	if r.N == 0 || i < min(r.Start, r.At(r.N-1).Int()) || i > max(r.Start, r.At(r.N-1).Int()) {
		return -1
	}
	// Both lie in the range, whose extent may still be more than an int64 holds.
	var d, step uint64
	if r.Step > 0 {
		d, step = uint64(i)-uint64(r.Start), uint64(r.Step)
	} else {
		d, step = uint64(r.Start)-uint64(i), -uint64(r.Step)
	}
	if d%step != 0 {
		return -1
	}
	return int64(d / step)
}

// position returns where in r an item equal to x is, null if there is none.
func (r *Range) position(t *Thread, x Value) (Value, *Exception) {
	if x.O == &IntTag || x.O == &BoolTag {
		if r.Big == nil {
			if i := r.Index(int64(x.N)); i >= 0 {
				return Int(i), nil
			}
			return Value{}, nil
		}
	} else if x.O.Typ != IntType {
		it := rangeIterOver(t, r)
		for i := int64(0); ; i++ {
			y, err := it.O.Typ.Slots.Next(t, it)
			if err != nil || y.O == nil {
				return Value{}, err
			}
			if eq, err := equalItems(t, y, x); err != nil || eq {
				return Int(i), err
			}
		}
	}
	if i := r.indexOf(x); i != nil {
		return IntOf(i), nil
	}
	return Value{}, nil
}

// identity returns what decides about equality: length, start and step, the
// latter two None where they do not matter.
func (r *Range) identity() [3]Value {
	id := [3]Value{r.length(), None, None}
	if id[0] != Int(0) {
		id[1] = r.start()
		if id[0] != Int(1) {
			id[2] = r.step()
		}
	}
	return id
}

// rangeIterState is the state of an iterator over a range.
type rangeIterState struct{ start, step, index, n int64 }

// bigRangeIterState is that of an iterator over a range beyond int64.
type bigRangeIterState struct {
	r *BigRange
	i *big.Int // never changed in place
}

var (
	rangeIterType    = declare("range_iterator", ObjectType, FlagNoBase|FlagNoNew)
	bigRangeIterType = declare("longrange_iterator", ObjectType, FlagNoBase|FlagNoNew)

	rangeIterKind    = NewKind[rangeIterState]("range iterator", nil)
	bigRangeIterKind = NewKind[bigRangeIterState]("range iterator", nil)
)

// rangeIterOver returns iter(r).
func rangeIterOver(t *Thread, r *Range) Value {
	if r.Big != nil {
		return newBigRangeIter(t, r.Big)
	}
	return newRangeIter(t, r.Start, r.Step, r.N)
}

func newRangeIter(t *Thread, start, step, n int64) Value {
	return NewBoxed(t, rangeIterType, rangeIterState{start: start, step: step, n: n}).Value()
}

func newBigRangeIter(t *Thread, r *BigRange) Value {
	return NewBoxed(t, bigRangeIterType, bigRangeIterState{r, new(big.Int)}).Value()
}

// reverse returns the range of r's items from the last to the first.
func (r *BigRange) reverse() *BigRange {
	one := big.NewInt(1)
	last := bigOf(r.at(new(big.Int).Sub(r.N, one)))
	return &BigRange{last, new(big.Int).Sub(r.Start, r.Step), new(big.Int).Neg(r.Step), r.N}
}

func init() {
	s := &RangeType.Slots
	s.New = rangeNew
	s.GetItem = rangeGetItem
	s.Len = func(t *Thread, v Value) (int, *Exception) {
		r := rangeOf(v)
		if r.Big != nil {
			if !r.Big.N.IsInt64() {
				return 0, t.Errorf(OverflowError, "Python int too large to convert to C ssize_t")
			}
			return int(r.Big.N.Int64()), nil
		}
		return int(r.N), nil
	}
	s.Bool = func(t *Thread, v Value) (bool, *Exception) { return rangeOf(v).length() != Int(0), nil }
	s.Iter = func(t *Thread, v Value) (Value, *Exception) { return rangeIterOver(t, rangeOf(v)), nil }
	s.Contains = func(t *Thread, v, x Value) (bool, *Exception) {
		i, err := rangeOf(v).position(t, x)
		return i.O != nil, err
	}
	s.Repr = func(t *Thread, v Value) (Value, *Exception) {
		r := rangeOf(v)
		text := "range(" + r.big().Start.String() + ", " + r.big().Stop.String()
		if r.step() != Int(1) {
			text += ", " + r.big().Step.String()
		}
		return NewStr(text + ")"), nil
	}
	s.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		x, ok1 := AsRange(a)
		y, ok2 := AsRange(b)
		if !ok1 || !ok2 || op != CmpEq && op != CmpNe {
			return NotImplemented, nil
		}
		p, q := x.identity(), y.identity()
		return compareItems(t, p[:], q[:], op)
	}
	s.Hash = func(t *Thread, v Value) (int64, *Exception) {
		id := rangeOf(v).identity()
		return hashItems(t, id[:])
	}
	part := func(name string, get func(r *Range) Value) GetSet {
		return GetSet{Name: name, Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return get(rangeOf(v)), nil }}
	}
	RangeType.Getsets = []GetSet{
		part("start", (*Range).start),
		part("stop", (*Range).stop),
		part("step", (*Range).step),
	}
	RangeType.Doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start, or 0, up to and without stop, in steps."
	RangeType.Methods = []Def{
		{Name: "index", Sig: "value, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := rangeOf(a[0]).position(t, a[1])
			if err != nil || i.O != nil {
				return i, err
			}
			if typ := a[1].O.Typ; typ != IntType && typ != BoolType {
				return Value{}, t.Errorf(ValueError, "sequence.index(x): x not in sequence")
			}
			r, err := Repr(t, a[1])
			if err != nil {
				return Value{}, err
			}
			return Value{}, t.Errorf(ValueError, "%s is not in range", r.S)
		}, Doc: "Return the position of the value."},
		{Name: "count", Sig: "value, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			if typ := a[1].O.Typ; typ == IntType || typ == BoolType {
				i, err := rangeOf(a[0]).position(t, a[1])
				if i.O != nil {
					return Int(1), err
				}
				return Int(0), err
			}
			n := int64(0)
			err := Iterate(t, a[0], func(x Value) (bool, *Exception) {
				eq, err := equalItems(t, x, a[1])
				if eq {
					n++
				}
				return true, err
			})
			return Int(n), err
		}, Doc: "Return how many items equal the value."},
		{Name: "__reversed__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			r := rangeOf(a[0])
			switch {
			case r.Big != nil:
				return newBigRangeIter(t, r.Big.reverse()), nil
			case r.Step == -1<<63:
				return newBigRangeIter(t, r.big().reverse()), nil
			}
			return newRangeIter(t, r.Start+(r.N-1)*r.Step, -r.Step, r.N), nil
		}, Doc: "Return an iterator over the items, last one first."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			r := rangeOf(a[0])
			return TupleOf([]Value{RangeType.Value(), TupleOf([]Value{r.start(), r.stop(), r.step()})}), nil
		}},
	}

	rangeIterType.Slots.Iter = iterSelf
	rangeIterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
		b := BoxedOf[rangeIterState](v).Write(t, rangeIterKind)
		if b.index == b.n {
			return Value{}, nil
		}
		x := b.start + b.index*b.step
		b.index++
		return Int(x), nil
	}
	rangeIterType.Methods = []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := BoxedOf[rangeIterState](a[0]).Read(t)
			return Int(b.n - b.index), nil
		}, Doc: "Return how many items are left."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := BoxedOf[rangeIterState](a[0]).Read(t)
			stop := new(big.Int).Mul(big.NewInt(b.n), big.NewInt(b.step))
			stop.Add(stop, big.NewInt(b.start))
			return reduceRangeIter(t, rangeFrom(big.NewInt(b.start), stop, big.NewInt(b.step)), Int(b.index))
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			b := BoxedOf[rangeIterState](a[0]).Write(t, rangeIterKind)
			b.index = min(max(i, 0), b.n)
			return None, nil
		}},
	}
	bigRangeIterType.Slots.Iter = iterSelf
	bigRangeIterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
		b := BoxedOf[bigRangeIterState](v).Write(t, bigRangeIterKind)
		if b.i.Cmp(b.r.N) >= 0 {
			return Value{}, nil
		}
		x := b.r.at(b.i)
		b.i = new(big.Int).Add(b.i, big.NewInt(1))
		return x, nil
	}
	bigRangeIterType.Methods = []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := BoxedOf[bigRangeIterState](a[0]).Write(t, bigRangeIterKind)
			return IntOf(new(big.Int).Sub(b.r.N, b.i)), nil
		}, Doc: "Return how many items are left."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := BoxedOf[bigRangeIterState](a[0]).Write(t, bigRangeIterKind)
			return reduceRangeIter(t, rangeFrom(b.r.Start, b.r.Stop, b.r.Step), IntOf(b.i))
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			x, err := Index(t, a[1])
			if err != nil {
				return Value{}, err
			}
			b := BoxedOf[bigRangeIterState](a[0]).Write(t, bigRangeIterKind)
			b.i = bigOf(x)
			if b.i.Sign() < 0 {
				b.i = new(big.Int)
			} else if b.i.Cmp(b.r.N) > 0 {
				b.i = b.r.N
			}
			return None, nil
		}},
	}
}

func reduceRangeIter(t *Thread, r *Range, state Value) (Value, *Exception) {
	f, err := BuiltinNamed(t, strIterName)
	if err != nil {
		return Value{}, err
	}
	return TupleOf([]Value{f, TupleOf([]Value{r.Value()}), state}), nil
}
