package object

// bool: the two ints that print as words. And, or and xor of two bools are
// bools; all other arithmetic is int's.

func boolBinary(op BinaryOp, f func(x, y uint64) uint64) {
	BoolType.Slots.Num[op] = func(t *Thread, a, b Value) (Value, *Exception) {
		if a.O == &BoolTag && b.O == &BoolTag {
			return Value{&BoolTag, f(a.N, b.N)}, nil
		}
		return intSlots[op](t, a, b)
	}
}

func init() {
	boolBinary(OpAnd, func(x, y uint64) uint64 { return x & y })
	boolBinary(OpOr, func(x, y uint64) uint64 { return x | y })
	boolBinary(OpXor, func(x, y uint64) uint64 { return x ^ y })
	falseStr, trueStr := Intern("False"), Intern("True")
	s := &BoolType.Slots
	s.Repr = func(t *Thread, v Value) (Value, *Exception) {
		if v.N != 0 {
			return trueStr.Value(), nil
		}
		return falseStr.Value(), nil
	}
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		x, err := positionalOnly(t, BoolType, typ, args, kwnames)
		if err != nil || x.O == nil {
			return False, err
		}
		b, err := Truth(t, x)
		return Bool(b), err
	}
}
