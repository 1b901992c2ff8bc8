package vm

import (
	"math"
	"math/bits"
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// constOp returns the binary operator of a K instruction for floats.
func constOp(op compile.Op) object.BinaryOp {
	switch op {
	case compile.AddK:
		return object.OpAdd
	case compile.SubK:
		return object.OpSub
	case compile.MulK:
		return object.OpMul
	}
	return object.OpTrueDiv
}

// floatOf returns the number of an exact int or float.
func floatOf(v *object.Value) (float64, bool) {
	switch v.O {
	case &object.FloatTag:
		return v.Float(), true
	case &object.IntTag:
		return float64(v.Int()), true
	}
	return 0, false
}

// binarySlow computes x op y where the evaluator's own fast path did not apply.
// It may push the frame of a method.
func binarySlow(t *object.Thread, w uint64, op object.BinaryOp, x, y *object.Value, inplace bool) (object.Value, *object.Exception) {
	t.Allocates()
	if typ := x.O.Typ; op == object.OpAdd && typ == y.O.Typ {
		switch typ {
		case object.StrType:
			if inplace {
				return object.Append(t, strOf(*x), strOf(*y)), nil
			}
			return object.Concat(t, strOf(*x), strOf(*y)), nil
		case object.TupleType:
			sum := object.ConcatTuples(t, (*object.Tuple)(unsafe.Pointer(x.O)), (*object.Tuple)(unsafe.Pointer(y.O)))
			made := sum
			if sum.O == x.O || sum.O == y.O {
				made = object.Value{}
				if n := t.Frame.Code.NumLocals; int(uint8(w>>16)) < n || int(uint8(w>>24)) < n {
					object.Escaped() // what a variable holds
				}
			}
			if compile.Op(w) == compile.Add && w>>32&loneParts != 0 && made.O != nil {
				t.Parts(*x, *y)
			}
			if fr := t.Frame; compile.Op(fr.Code.Ins[fr.PC]) == compile.Yield {
				t.Made(made)
			}
			return sum, nil
		}
	}
	if x.O == &object.FloatTag || y.O == &object.FloatTag {
		if a, ok := floatOf(x); ok {
			if b, ok := floatOf(y); ok {
				switch op {
				case object.OpAdd:
					return object.Float(a + b), nil
				case object.OpSub:
					return object.Float(a - b), nil
				case object.OpMul:
					return object.Float(a * b), nil
				case object.OpTrueDiv:
					if b != 0 {
						return object.Float(a / b), nil
					}
				case object.OpPow:
					if b == 2 && math.Abs(a) < 1e150 {
						return object.Float(a * a), nil
					}
				}
			}
		}
	} else if x.O == &object.IntTag && y.O == &object.IntTag {
		switch a, b := x.Int(), y.Int(); op {
		case object.OpMul:
			hi, lo := bits.Mul64(x.N, y.N)
			hi -= uint64(a>>63)&y.N + uint64(b>>63)&x.N
			if int64(hi) == int64(lo)>>63 {
				return object.Int(int64(lo)), nil
			}
		case object.OpTrueDiv:
			const exact = 1 << 53
			if b != 0 && -exact <= a && a <= exact && -exact <= b && b <= exact {
				return object.Float(float64(a) / float64(b)), nil
			}
		}
	}
	if typ := x.O.Typ; typ == y.O.Typ && typ.Flags&object.FlagHeap == 0 {
		// The usual case: two of a built-in type, large ints or complex numbers say.
		if f := typ.Slots.Num[op]; f != nil && (!inplace || typ.Slots.INum[op] == nil) {
			if r, err := f(t, *x, *y); err != nil || !r.IsNotImplemented() {
				return r, err
			}
		}
	}
	if op == object.OpAdd && (x.O.Typ == object.TupleType || y.O.Typ == object.TupleType) {
		object.Escaped()
	}
	if (x.O.Typ.Flags|y.O.Typ.Flags)&object.FlagHeap != 0 {
		if err := binaryMethod(t, w, op, *x, *y, inplace); err != nil {
			return object.Value{}, err
		}
	}
	if inplace {
		return object.InPlace(t, op, *x, *y)
	}
	return object.Binary(t, op, *x, *y)
}

// binaryAt is binarySlow for the registers that instruction w names. The evaluator does
// not pass them: the compiler would compute their addresses, and save them, on the
// fast path already.
func binaryAt(t *object.Thread, w uint64, op object.BinaryOp) (object.Value, *object.Exception) {
	regs := windowAt(t, t.Frame.Base)
	return binarySlow(t, w, op, &regs[uint8(w>>16)], &regs[uint8(w>>24)], w>>32&1 != 0)
}

// binaryConst is binaryAt for an instruction whose second operand is a constant.
func binaryConst(t *object.Thread, w uint64, op object.BinaryOp) (object.Value, *object.Exception) {
	fr := t.Frame
	return binarySlow(t, w, op, &windowAt(t, fr.Base)[uint8(w>>16)], &fr.Code.Consts[w>>32], uint8(w>>24) != 0)
}

// binaryInt is binaryAt for an instruction whose second operand is a number in itself.
func binaryInt(t *object.Thread, w uint64, op object.BinaryOp) (object.Value, *object.Exception) {
	k := object.Int(int64(int32(w >> 32)))
	return binarySlow(t, w, op, &windowAt(t, t.Frame.Base)[uint8(w>>16)], &k, uint8(w>>24) != 0)
}

// sameText is a == b, but looks at the first bytes before it calls anything: texts of
// equal length that differ mostly differ there, and many are single characters.
func sameText(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) == 0 {
		return true
	}
	return a[0] == b[0] && (len(a) == 1 || a == b)
}

// compareTruth compares and tests the result. It may push the frame of a method.
func compareTruth(t *object.Thread, w uint64, x, y object.Value, op object.CmpOp) (bool, *object.Exception) {
	if op == object.CmpEq || op == object.CmpNe {
		if x.O == &object.IntTag && y.O.Typ == object.StrType || x.O.Typ == object.StrType && y.O == &object.IntTag {
			return op == object.CmpNe, nil
		}
	}
	if x.O.Typ == object.StrType {
		switch {
		case y.O.Typ == object.StrType:
			a, b := strOf(x).S, strOf(y).S
			switch op {
			case object.CmpEq:
				return x.O == y.O || sameText(a, b), nil
			case object.CmpNe:
				return x.O != y.O && !sameText(a, b), nil
			}
		case (y.O == &object.IntTag || y.IsNone()) && (op == object.CmpEq || op == object.CmpNe):
			return op == object.CmpNe, nil
		}
	}
	r, err := compare(t, w, op, x, y)
	if err != nil {
		return false, err
	}
	if r.IsBool() {
		return r.N != 0, nil
	}
	return object.Truth(t, r)
}
