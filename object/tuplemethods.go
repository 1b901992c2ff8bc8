package object

import (
	"math/bits"
	"strings"
	"unsafe"
)

func tupleGetItem(t *Thread, v, key Value) (Value, *Exception) {
	items := tupleOf(v).Items
	var i int64
	switch {
	case key.O == &IntTag:
		i = key.Int()
	case key.O.Typ == SliceType:
		start, _, step, n, err := SliceIndices(t, key, len(items))
		if err != nil {
			return Value{}, err
		}
		if n == len(items) && step == 1 && v.O.Typ == TupleType {
			Escaped()
			return v, nil
		}
		tup := MakeTuple(n)
		sliceInto(tup.Items, items, start, step)
		return tup.Value(), nil
	default:
		var err *Exception
		if i, err = normalIndex(t, key, "tuple"); err != nil {
			return Value{}, err
		}
	}
	if i < 0 {
		i += int64(len(items))
	}
	if uint64(i) >= uint64(len(items)) {
		return Value{}, t.Errorf(IndexError, "tuple index out of range")
	}
	return items[i], nil
}

// hashItems is the hash of tuples: xxHash with the items' hashes as its lanes,
// so that it agrees with CPython's where theirs do.
func hashItems(t *Thread, items []Value) (int64, *Exception) {
	const (
		prime1 = 11400714785074694791
		prime2 = 14029467366897019727
		prime5 = 2870177450012600261
	)
	acc := uint64(prime5)
	for _, x := range items {
		var h int64
		switch {
		case x.O == &IntTag:
			h = hashInt(x.Int())
		case x.O.Typ == StrType:
			h = (*Str)(unsafe.Pointer(x.O)).Hash()
		default:
			if err := t.EnterNative(" while hashing a tuple"); err != nil {
				return 0, err
			}
			var err *Exception
			h, err = Hash(t, x)
			t.LeaveNative()
			if err != nil {
				return 0, err
			}
		}
		acc += uint64(h) * prime2
		acc = bits.RotateLeft64(acc, 31) * prime1
	}
	acc += uint64(len(items)) ^ (prime5 ^ 3527539)
	if acc == 1<<64-1 {
		return 1546275796, nil
	}
	return int64(acc), nil
}

func tupleHash(t *Thread, v Value) (int64, *Exception) { return hashItems(t, tupleOf(v).Items) }

// tupleSearch returns the first position in lo … hi-1 of an item equal to x, or -1.
func tupleSearch(t *Thread, items []Value, x Value, lo, hi int) (int, *Exception) {
	for i := lo; i < hi && i < len(items); i++ {
		eq, err := equalItems(t, items[i], x)
		if err != nil {
			return -1, err
		}
		if eq {
			return i, nil
		}
	}
	return -1, nil
}

func init() {
	SetLayout[Tuple](TupleType)
	s := &TupleType.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if typ == TupleType || !typ.initOverridden() || len(kwnames) == 0 {
			if err := Positional(t, "tuple", args, kwnames, 0, 1); err != nil {
				return Value{}, err
			}
		}
		var items []Value
		if len(args)-len(kwnames) > 0 {
			if args[0].O.Typ == TupleType {
				if typ == TupleType {
					return args[0], nil
				}
				items = tupleOf(args[0]).Items
			} else {
				var err *Exception
				if items, err = Collect(t, args[0]); err != nil {
					return Value{}, err
				}
			}
		}
		if typ == TupleType {
			return TupleOf(items), nil
		}
		o := typ.Alloc(t, typ)
		(*Tuple)(unsafe.Pointer(o)).Items = items
		return Value{O: o}, nil
	}
	s.Repr = func(t *Thread, v Value) (Value, *Exception) {
		items := tupleOf(v).Items
		if len(items) == 0 {
			return NewStr("()"), nil
		}
		if !t.EnterRepr(v.O) {
			return NewStr("(...)"), nil
		}
		var sb strings.Builder
		sb.WriteByte('(')
		err := joinRepr(t, &sb, func(i int) (Value, bool) {
			if i < len(items) {
				return items[i], true
			}
			return Value{}, false
		})
		t.LeaveRepr()
		if len(items) == 1 {
			sb.WriteByte(',')
		}
		sb.WriteByte(')')
		return NewStr(sb.String()), err
	}
	s.Hash = tupleHash
	s.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		x, ok1 := AsTuple(a)
		y, ok2 := AsTuple(b)
		if !ok1 || !ok2 {
			return NotImplemented, nil
		}
		return compareItems(t, x.Items, y.Items, op)
	}
	s.Iter = func(t *Thread, v Value) (Value, *Exception) { return newIndexIter(t, tupleIterType, v, 0), nil }
	s.Len = func(t *Thread, v Value) (int, *Exception) { return len(tupleOf(v).Items), nil }
	s.GetItem = tupleGetItem
	s.Contains = func(t *Thread, v, x Value) (bool, *Exception) {
		items := tupleOf(v).Items
		i, err := tupleSearch(t, items, x, 0, len(items))
		return i >= 0, err
	}
	s.Num[OpAdd] = func(t *Thread, a, b Value) (Value, *Exception) {
		x, ok1 := AsTuple(a)
		y, ok2 := AsTuple(b)
		if !ok1 || !ok2 {
			return NotImplemented, nil
		}
		sum := ConcatTuples(t, x, y)
		if sum.O == a.O || sum.O == b.O {
			Escaped()
		}
		return sum, nil
	}
	s.Num[OpMul] = func(t *Thread, a, b Value) (Value, *Exception) {
		x, ok := AsTuple(a)
		if !ok {
			if x, ok = AsTuple(b); !ok {
				return NotImplemented, nil
			}
			b = a
		}
		n, ok, err := repeatCount(t, b)
		if !ok || err != nil {
			return NotImplemented, err
		}
		if x.Typ == TupleType && (n == 1 || len(x.Items) == 0) {
			return x.Value(), nil
		}
		out, err := repeatItems(t, x.Items, n)
		if err != nil {
			return Value{}, err
		}
		return TupleOf(out), nil
	}
	TupleType.Doc = "A sequence that never changes.\n\nWithout an argument the tuple is empty; else it has the items of the iterable given."
	TupleType.Methods = []Def{
		{Name: "index", Sig: "value, start=0, stop=9223372036854775807, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			items := tupleOf(a[0]).Items
			lo, hi, err := SearchBounds(t, a[2], a[3], len(items))
			if err != nil {
				return Value{}, err
			}
			i, err := tupleSearch(t, items, a[1], lo, hi)
			if err == nil && i < 0 {
				err = t.Errorf(ValueError, "tuple.index(x): x not in tuple")
			}
			return Int(int64(i)), err
		}, Doc: "Return the position of the first item that equals the value."},
		{Name: "count", Sig: "value, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			n := int64(0)
			for _, x := range tupleOf(a[0]).Items {
				eq, err := equalItems(t, x, a[1])
				if err != nil {
					return Value{}, err
				}
				if eq {
					n++
				}
			}
			return Int(n), nil
		}, Doc: "Return how many items equal the value."},
		{Name: "__getnewargs__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return TupleOf([]Value{NewTuple(tupleOf(a[0]).Items)}), nil
		}},
		{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Int(int64(unsafe.Sizeof(Tuple{})) + int64(len(tupleOf(a[0]).Items))*int64(unsafe.Sizeof(Value{}))), nil
		}, Doc: "Return the size of the tuple in memory, in bytes."},
		classGetItem,
	}
}
