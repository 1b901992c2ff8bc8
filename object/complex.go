package object

import (
	"math"
	"unsafe"

	"github.com/weftpy/weft/internal/libm"
)

// Complex is a Python complex: immutable.
type Complex struct {
	Object
	C complex128
}

// ComplexType is complex.
var ComplexType = declare("complex", ObjectType, FlagComplex)

// NewComplex makes a complex of c.
func NewComplex(c complex128) Value {
	return Value{O: &(&Complex{Object{ComplexType}, c}).Object}
}

// newComplex is NewComplex for results of arithmetic.
func (t *Thread) newComplex(c complex128) Value {
	x := t.complexes.take(slabBytes / int(unsafe.Sizeof(Complex{})))
	x.Typ, x.C = ComplexType, c
	return Value{O: &x.Object}
}

func newComplexOf(typ *Type, c complex128) Value {
	if typ == ComplexType {
		return NewComplex(c)
	}
	x := Allocate[Complex](typ)
	x.C = c
	return Value{O: &x.Object}
}

// AsComplex returns the number of a value whose type has FlagComplex.
func AsComplex(v Value) complex128 { return (*Complex)(unsafe.Pointer(v.O)).C }

// complexOperands returns both operands of complex arithmetic; ok is false when
// one is not a number.
func complexOperands(t *Thread, a, b Value) (x, y complex128, ok bool, err *Exception) {
	if x, ok, err = complexOperand(t, a); ok && err == nil {
		y, ok, err = complexOperand(t, b)
	}
	return x, y, ok, err
}

func complexOperand(t *Thread, v Value) (c complex128, ok bool, err *Exception) {
	if v.O.Typ.Flags&FlagComplex != 0 {
		return AsComplex(v), true, nil
	}
	f, ok, err := floatOperand(t, v)
	return complex(f, 0), ok, err
}

func complexAdd(t *Thread, a, b Value) (Value, *Exception) {
	if a.O.Typ == ComplexType && b.O.Typ == ComplexType {
		return t.newComplex(AsComplex(a) + AsComplex(b)), nil
	}
	x, y, ok, err := complexOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return t.newComplex(x + y), nil
}

func complexSub(t *Thread, a, b Value) (Value, *Exception) {
	if a.O.Typ == ComplexType && b.O.Typ == ComplexType {
		return t.newComplex(AsComplex(a) - AsComplex(b)), nil
	}
	x, y, ok, err := complexOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return t.newComplex(x - y), nil
}

func complexTimes(t *Thread, a, b Value) (Value, *Exception) {
	if a.O.Typ == ComplexType && b.O.Typ == ComplexType {
		return t.newComplex(complexMul(AsComplex(a), AsComplex(b))), nil
	}
	x, y, ok, err := complexOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return t.newComplex(complexMul(x, y)), nil
}

// complexMul multiplies by the schoolbook rule. Go's own operator does the same
// but may fuse operations on some machines.
func complexMul(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	return complex(float64(a*c)-float64(b*d), float64(a*d)+float64(b*c))
}

// complexQuo divides by Smith's method: scaled by the larger part of the
// divisor, which is not 0.
func complexQuo(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	switch {
	case math.Abs(c) >= math.Abs(d):
		ratio := d / c
		denom := c + float64(d*ratio)
		return complex((a+float64(b*ratio))/denom, (b-float64(a*ratio))/denom)
	case math.Abs(d) >= math.Abs(c):
		ratio := c / d
		denom := float64(c*ratio) + d
		return complex((float64(a*ratio)+b)/denom, (float64(b*ratio)-a)/denom)
	}
	return complex(math.NaN(), math.NaN())
}

func complexDiv(t *Thread, a, b Value) (Value, *Exception) {
	x, y, ok, err := complexOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	if y == 0 {
		return Value{}, t.Errorf(ZeroDivisionError, "complex division by zero")
	}
	return t.newComplex(complexQuo(x, y)), nil
}

func complexPow(t *Thread, a, b Value) (Value, *Exception) {
	x, y, ok, err := complexOperands(t, a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	var r complex128
	switch n := real(y); {
	case y == 0:
		return NewComplex(1), nil
	case x == 0:
		if imag(y) != 0 || n < 0 {
			return Value{}, t.Errorf(ZeroDivisionError, "0.0 to a negative or complex power")
		}
		return NewComplex(0), nil
	case imag(y) == 0 && n == math.Floor(n) && math.Abs(n) <= 100:
		// Small integer powers by repeated multiplication, which keeps exact
		// results exact.
		r = complexPowInt(x, int(n))
	default:
		r = complexPowGeneral(x, y)
	}
	if math.IsInf(real(r), 0) || math.IsInf(imag(r), 0) {
		if !isInfComplex(x) && !isInfComplex(y) {
			return Value{}, t.Errorf(OverflowError, "complex exponentiation")
		}
	}
	return NewComplex(r), nil
}

func isInfComplex(c complex128) bool { return math.IsInf(real(c), 0) || math.IsInf(imag(c), 0) }

func complexPowInt(x complex128, n int) complex128 {
	if n < 0 {
		return complexQuo(1, complexPowInt(x, -n))
	}
	r, p := complex128(1), x
	for mask := 1; mask > 0 && n >= mask; mask <<= 1 {
		if n&mask != 0 {
			r = complexMul(r, p)
		}
		p = complexMul(p, p)
	}
	return r
}

// complexPowGeneral goes through polar coordinates.
func complexPowGeneral(x, y complex128) complex128 {
	vabs := libm.Hypot(real(x), imag(x))
	length := libm.Pow(vabs, real(y))
	at := libm.Atan2(imag(x), real(x))
	phase := at * real(y)
	if imag(y) != 0 {
		length *= libm.Exp(-at * imag(y))
		phase += float64(imag(y) * libm.Log(vabs))
	}
	return complex(length*libm.Cos(phase), length*libm.Sin(phase))
}

func complexCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	if op != CmpEq && op != CmpNe {
		return NotImplemented, nil
	}
	x := AsComplex(a)
	var eq bool
	switch f := b.O.Typ.Flags; {
	case f&FlagComplex != 0:
		eq = x == AsComplex(b)
	case f&FlagFloat != 0:
		eq = imag(x) == 0 && real(x) == AsFloat(b)
	case f&FlagInt != 0:
		eq = imag(x) == 0 && real(x) == real(x) && cmpFloatInt(real(x), b) == 0
	default:
		return NotImplemented, nil
	}
	return Bool(eq == (op == CmpEq)), nil
}

func complexHash(t *Thread, v Value) (int64, *Exception) {
	c := AsComplex(v)
	part := func(f float64) int64 {
		if f != f {
			return HashPointer(unsafe.Pointer(v.O))
		}
		return hashFloat(f)
	}
	return fixHash(part(real(c)) + 1000003*part(imag(c))), nil
}

func complexRepr(t *Thread, v Value) (Value, *Exception) {
	c := AsComplex(v)
	b := make([]byte, 0, 64)
	if real(c) == 0 && !math.Signbit(real(c)) {
		b = appendFloatG(b, imag(c))
		return NewStr(string(append(b, 'j'))), nil
	}
	b = append(b, '(')
	b = appendFloatG(b, real(c))
	if im := imag(c); im != im || !math.Signbit(im) {
		b = append(b, '+')
	}
	b = appendFloatG(b, imag(c))
	return NewStr(string(append(b, 'j', ')'))), nil
}

func init() {
	s := &ComplexType.Slots
	SetLayout[Complex](ComplexType)
	s.Num[OpAdd] = complexAdd
	s.Num[OpSub] = complexSub
	s.Num[OpMul] = complexTimes
	s.Num[OpTrueDiv] = complexDiv
	s.Num[OpPow] = complexPow
	s.PowMod = func(t *Thread, a, b, m Value) (Value, *Exception) {
		if _, _, ok, err := complexOperands(t, a, b); !ok || err != nil {
			return NotImplemented, err
		}
		return Value{}, t.Errorf(ValueError, "complex modulo")
	}
	s.Neg = func(t *Thread, v Value) (Value, *Exception) { return t.newComplex(-AsComplex(v)), nil }
	s.Pos = func(t *Thread, v Value) (Value, *Exception) { return NewComplex(AsComplex(v)), nil }
	s.Abs = func(t *Thread, v Value) (Value, *Exception) {
		c := AsComplex(v)
		r := libm.Hypot2(real(c), imag(c))
		if math.IsInf(r, 0) && !isInfComplex(c) {
			return Value{}, t.Errorf(OverflowError, "absolute value too large")
		}
		return Float(r), nil
	}
	s.Bool = func(t *Thread, v Value) (bool, *Exception) { return AsComplex(v) != 0, nil }
	s.Compare, s.Hash, s.Repr = complexCompare, complexHash, complexRepr
}
