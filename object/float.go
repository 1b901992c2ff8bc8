package object

import (
	"math"
	"math/big"
	"unsafe"

	"github.com/weftpy/weft/internal/libm"
)

// float. The number of an exact float is in Value.N; instances of subclasses
// are FloatObjects.

// newFloatOf makes an instance of typ, float or a subclass.
func newFloatOf(typ *Type, f float64) Value {
	if typ == FloatType {
		return Float(f)
	}
	x := Allocate[FloatObject](typ)
	x.F = f
	return Value{O: &x.Object}
}

// floatOperand returns the number of an operand of float arithmetic; ok is
// false for what is neither float nor int.
func floatOperand(t *Thread, v Value) (f float64, ok bool, err *Exception) {
	switch {
	case v.O == &FloatTag:
		return v.Float(), true, nil
	case v.O == &IntTag:
		return float64(v.Int()), true, nil
	case v.O.Typ.Flags&FlagFloat != 0:
		return AsFloat(v), true, nil
	case v.O.Typ.Flags&FlagInt != 0:
		f, err = intFloat(t, v)
		return f, true, err
	}
	return 0, false, nil
}

// floatOperands returns both operands of float arithmetic.
func floatOperands(t *Thread, a, b Value) (x, y float64, ok bool, err *Exception) {
	if x, ok, err = floatOperand(t, a); ok && err == nil {
		y, ok, err = floatOperand(t, b)
	}
	return x, y, ok, err
}

// floatBinary makes the slot of an operator that cannot fail.
func floatBinary(f func(x, y float64) float64) func(t *Thread, a, b Value) (Value, *Exception) {
	return func(t *Thread, a, b Value) (Value, *Exception) {
		x, y, ok, err := floatOperands(t, a, b)
		if !ok || err != nil {
			return NotImplemented, err
		}
		return Float(f(x, y)), nil
	}
}

func floatAdd(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &FloatTag && b.O == &FloatTag {
		return Float(a.Float() + b.Float()), nil
	}
	return floatAddSlow(t, a, b)
}

func floatSub(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &FloatTag && b.O == &FloatTag {
		return Float(a.Float() - b.Float()), nil
	}
	return floatSubSlow(t, a, b)
}

func floatMul(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &FloatTag && b.O == &FloatTag {
		return Float(a.Float() * b.Float()), nil
	}
	return floatMulSlow(t, a, b)
}

var (
	floatAddSlow = floatBinary(func(x, y float64) float64 { return x + y })
	floatSubSlow = floatBinary(func(x, y float64) float64 { return x - y })
	floatMulSlow = floatBinary(func(x, y float64) float64 { return x * y })
)

func floatDiv(t *Thread, a, b Value) (Value, *Exception) {
	x, y, ok, err := floatOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	if y == 0 {
		return Value{}, t.Errorf(ZeroDivisionError, "float division by zero")
	}
	return Float(x / y), nil
}

// FloatMod returns x % y as Python has it, with the sign of y; y not 0.
func FloatMod(x, y float64) float64 {
	var m float64
	if xi, yi := int64(x), int64(y); float64(xi) == x && float64(yi) == y && yi != 0 && xi != math.MinInt64 && yi != -1 {
		m = float64(xi % yi)
	} else {
		m = math.Mod(x, y)
	}
	if m == 0 {
		return math.Copysign(0, y)
	}
	if (y < 0) != (m < 0) {
		m += y
	}
	return m
}

// floatDivMod returns x // y and x % y, y not 0.
func floatDivMod(x, y float64) (q, m float64) {
	m = math.Mod(x, y)
	div := (x - m) / y
	if m == 0 {
		m = math.Copysign(0, y)
	} else if (y < 0) != (m < 0) {
		m += y
		div--
	}
	// div is integral but for rounding: snap it to the nearest.
	if div == 0 {
		return math.Copysign(0, x/y), m
	}
	q = math.Floor(div)
	if div-q > 0.5 {
		q++
	}
	return q, m
}

func floatFloorDiv(t *Thread, a, b Value) (Value, *Exception) {
	x, y, ok, err := floatOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	if y == 0 {
		return Value{}, t.Errorf(ZeroDivisionError, "float floor division by zero")
	}
	q, _ := floatDivMod(x, y)
	return Float(q), nil
}

func floatMod(t *Thread, a, b Value) (Value, *Exception) {
	x, y, ok, err := floatOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	if y == 0 {
		return Value{}, t.Errorf(ZeroDivisionError, "float modulo")
	}
	return Float(FloatMod(x, y)), nil
}

func floatDivModOp(t *Thread, a, b Value) (Value, *Exception) {
	x, y, ok, err := floatOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	if y == 0 {
		return Value{}, t.Errorf(ZeroDivisionError, "float divmod()")
	}
	q, m := floatDivMod(x, y)
	return TupleOf([]Value{Float(q), Float(m)}), nil
}

func floatPow(t *Thread, a, b Value) (Value, *Exception) {
	x, y, ok, err := floatOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	if x == 0 && y < 0 && !math.IsInf(y, 0) {
		return Value{}, t.Errorf(ZeroDivisionError, "0.0 cannot be raised to a negative power")
	}
	if x < 0 && !math.IsInf(x, 0) && !math.IsInf(y, 0) && !math.IsNaN(y) && y != math.Floor(y) {
		return complexPow(t, NewComplex(complex(x, 0)), NewComplex(complex(y, 0)))
	}
	r := libm.Pow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return Value{}, t.rangeError()
	}
	return Float(r), nil
}

// rangeError is what an overflow in a function of the C library becomes.
func (t *Thread) rangeError() *Exception {
	return NewException(t, OverflowError, Int(34), NewStr("Numerical result out of range"))
}

func floatPowMod(t *Thread, a, b, m Value) (Value, *Exception) {
	return Value{}, t.Errorf(TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
}

func floatPlain(t *Thread, v Value) (Value, *Exception) { return Float(AsFloat(v)), nil }

func floatNeg(t *Thread, v Value) (Value, *Exception) { return Float(-AsFloat(v)), nil }

func floatAbs(t *Thread, v Value) (Value, *Exception) { return Float(math.Abs(AsFloat(v))), nil }

func floatBool(t *Thread, v Value) (bool, *Exception) { return AsFloat(v) != 0, nil }

func floatCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	x := AsFloat(a)
	if b.O == &FloatTag {
		return Bool(compareFloats(x, b.Float(), op)), nil
	}
	switch {
	case b.O.Typ.Flags&FlagFloat != 0:
		return Bool(compareFloats(x, AsFloat(b), op)), nil
	case b.O.Typ.Flags&FlagInt != 0:
		if x != x {
			return Bool(op == CmpNe), nil
		}
		return Bool(op.holds(cmpFloatInt(x, b))), nil
	}
	return NotImplemented, nil
}

func compareFloats(x, y float64, op CmpOp) bool {
	switch op {
	case CmpLt:
		return x < y
	case CmpLe:
		return x <= y
	case CmpEq:
		return x == y
	case CmpNe:
		return x != y
	case CmpGt:
		return x > y
	}
	return x >= y
}

// cmpFloatInt returns the sign of x - v, exactly; x is not NaN, v an int.
func cmpFloatInt(x float64, v Value) int {
	i, b := AsInt(v)
	if b == nil {
		switch {
		case x >= 1<<63:
			return 1
		case x < -1<<63:
			return -1
		}
		k := int64(x)
		switch {
		case k < i:
			return -1
		case k > i:
			return 1
		}
		frac := x - float64(k)
		switch {
		case frac < 0:
			return -1
		case frac > 0:
			return 1
		}
		return 0
	}
	if math.IsInf(x, 0) || math.Abs(x) < 1<<63 {
		// Infinite, or smaller than any big int.
		if math.IsInf(x, 1) || !math.IsInf(x, -1) && b.Sign() < 0 {
			return 1
		}
		return -1
	}
	f, _ := big.NewFloat(x).Int(nil)
	return f.Cmp(b)
}

func floatHash(t *Thread, v Value) (int64, *Exception) {
	if f := AsFloat(v); f == f {
		return hashFloat(f), nil
	}
	// NaNs are equal to nothing, so that they should not share a hash: like other
	// objects they hash by identity.
	id := v.ID()
	return fixHash(int64(id>>4 | id<<60)), nil
}

// hashFloat hashes a float that is not NaN as the equal int or fraction.
func hashFloat(f float64) int64 {
	if i := int64(f); float64(i) == f && i != math.MaxInt64 {
		return hashInt(i)
	}
	switch {
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	}
	// f is m * 2**e with m an integer of 53 bits, and 2**61 is 1 modulo 2**61 - 1.
	frac, e := math.Frexp(math.Abs(f))
	m := uint64(frac * (1 << 53))
	e = (e - 53) % 61
	if e < 0 {
		e += 61
	}
	h := m<<uint(e)&hashModulus | m>>uint(61-e)
	if f < 0 {
		return fixHash(-int64(h))
	}
	return int64(h)
}

func floatRepr(t *Thread, v Value) (Value, *Exception) {
	var buf [32]byte
	return copyASCII(AppendFloat(buf[:0], AsFloat(v))), nil
}

func floatToInt(t *Thread, v Value) (Value, *Exception) { return FloatToInt(t, AsFloat(v)) }

// FloatToInt returns int(f): f without its fraction.
func FloatToInt(t *Thread, f float64) (Value, *Exception) {
	switch {
	case -1<<63 <= f && f < 1<<63:
		return Int(int64(f)), nil
	case f != f:
		return Value{}, t.Errorf(ValueError, "cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return Value{}, t.Errorf(OverflowError, "cannot convert float infinity to integer")
	}
	b, _ := big.NewFloat(f).Int(nil)
	return IntOf(b), nil
}

// FloatArg converts v, an argument of a function on floats, by __float__ or
// __index__.
func FloatArg(t *Thread, v Value) (float64, *Exception) {
	switch {
	case v.O == &FloatTag:
		return v.Float(), nil
	case v.O == &IntTag:
		return float64(v.Int()), nil
	case v.O.Typ.Flags&FlagFloat != 0:
		return (*FloatObject)(unsafe.Pointer(v.O)).F, nil
	}
	return floatOf(t, v)
}

// floatOf asks v, which may be of a subclass of float, for its value.
func floatOf(t *Thread, v Value) (float64, *Exception) {
	s := &v.O.Typ.Slots
	if s.ToFloat != nil {
		r, err := s.ToFloat(t, v)
		if err != nil {
			return 0, err
		}
		if r.O.Typ.Flags&FlagFloat == 0 {
			return 0, t.Errorf(TypeError, "%s.__float__ returned non-float (type %s)", v.TypeName(), r.TypeName())
		}
		if r.O.Typ != FloatType {
			msg := v.TypeName() + ".__float__ returned non-float (type " + r.TypeName() + ").  The ability to return an instance of a strict subclass of float is deprecated, and may not be supported in a future version of Python."
			if err := t.Warn(DeprecationWarning, msg, 1); err != nil {
				return 0, err
			}
		}
		return AsFloat(r), nil
	}
	if s.Index != nil {
		i, err := Index(t, v)
		if err != nil {
			return 0, err
		}
		return intFloat(t, i)
	}
	return 0, t.Errorf(TypeError, "must be real number, not %s", v.TypeName())
}

func init() {
	s := &FloatType.Slots
	SetLayout[FloatObject](FloatType)
	s.Num = [NumBinary]func(t *Thread, a, b Value) (Value, *Exception){
		OpAdd: floatAdd, OpSub: floatSub, OpMul: floatMul, OpTrueDiv: floatDiv, OpFloorDiv: floatFloorDiv, OpMod: floatMod,
		OpPow: floatPow, OpDivMod: floatDivModOp,
	}
	s.PowMod = floatPowMod
	s.Neg, s.Pos, s.Abs = floatNeg, floatPlain, floatAbs
	s.ToInt, s.ToFloat = floatToInt, floatPlain
	s.Compare, s.Hash, s.Bool, s.Repr = floatCompare, floatHash, floatBool, floatRepr
}
