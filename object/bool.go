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
		if len(kwnames) > 0 {
			return Value{}, t.Errorf(TypeError, "bool() takes no keyword arguments")
		}
		switch len(args) {
		case 0:
			return False, nil
		case 1:
			b, err := Truth(t, args[0])
			return Bool(b), err
		}
		return Value{}, t.Errorf(TypeError, "bool expected at most 1 argument, got %d", len(args))
	}
}
