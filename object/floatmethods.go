package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unsafe"
)

// The methods and attributes of float.

func floatRound(t *Thread, a []Value) (Value, *Exception) {
	x := AsFloat(a[0])
	if a[1].O == nil || a[1].IsNone() {
		return FloatToInt(t, math.RoundToEven(x))
	}
	n, err := IndexClip(t, a[1])
	if err != nil {
		return Value{}, err
	}
	// All floats are multiples of 10**-323, and none is half of 10**309.
	switch {
	case math.IsInf(x, 0) || x != x || n > 323:
		return Float(x), nil
	case n < -308:
		return Float(math.Copysign(0, x)), nil
	}
	if r := roundFloat(x, int(n)); !math.IsInf(r, 0) {
		return Float(r), nil
	}
	return Value{}, t.Errorf(OverflowError, "rounded value too large to represent")
}

// roundFloat rounds the exact value of x to n decimals, half to even, and the
// result to the nearest float.
func roundFloat(x float64, n int) float64 {
	if n >= 0 {
		var buf [64]byte
		b := strconv.AppendFloat(buf[:0], x, 'f', n, 64)
		r, _ := strconv.ParseFloat(unsafe.String(&b[0], len(b)), 64)
		return r
	}
	// With n negative everything counts in units of a half, so that a fraction
	// still breaks ties: 2x rounded to odd has all that matters.
	f := new(big.Float).SetFloat64(x)
	whole, acc := f.SetMantExp(f, 1).Int(nil)
	if acc != big.Exact {
		if whole.Bit(0) == 0 {
			whole.Add(whole, big.NewInt(int64(math.Copysign(1, x))))
		}
	}
	m := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	r := roundToMultiple(whole, m.Lsh(m, 1))
	q := BigFloat(r.Rsh(r, 1))
	return math.Copysign(q, x)
}

// FloatRatio returns the fraction in lowest terms that finite f is exactly.
func FloatRatio(f float64) (num, den *big.Int) {
	frac, e := math.Frexp(f)
	m := int64(frac * (1 << 53))
	e -= 53
	if m == 0 {
		return new(big.Int), big.NewInt(1)
	}
	for m&1 == 0 {
		m >>= 1
		e++
	}
	num, den = big.NewInt(m), big.NewInt(1)
	if e >= 0 {
		num.Lsh(num, uint(e))
	} else {
		den.Lsh(den, uint(-e))
	}
	return num, den
}

func floatAsRatio(t *Thread, a []Value) (Value, *Exception) {
	f := AsFloat(a[0])
	switch {
	case math.IsInf(f, 0):
		return Value{}, t.Errorf(OverflowError, "cannot convert Infinity to integer ratio")
	case f != f:
		return Value{}, t.Errorf(ValueError, "cannot convert NaN to integer ratio")
	}
	num, den := FloatRatio(f)
	return TupleOf([]Value{IntOf(num), IntOf(den)}), nil
}

// floatHex writes f in hexadecimal with all 13 digits of its fraction.
func floatHex(f float64) string {
	if f != f || math.IsInf(f, 0) {
		return string(AppendFloat(nil, f))
	}
	u := math.Float64bits(f)
	b := make([]byte, 0, 32)
	if u>>63 != 0 {
		b = append(b, '-')
	}
	exp, frac := int(u>>52&0x7ff), u&(1<<52-1)
	switch {
	case exp == 0 && frac == 0:
		return string(append(b, "0x0.0p+0"...))
	case exp == 0:
		b = append(b, "0x0."...)
		exp = 1
	default:
		b = append(b, "0x1."...)
	}
	for shift := 48; shift >= 0; shift -= 4 {
		b = append(b, "0123456789abcdef"[frac>>uint(shift)&15])
	}
	b = append(b, 'p')
	if exp -= 1023; exp >= 0 {
		b = append(b, '+')
	}
	return string(strconv.AppendInt(b, int64(exp), 10))
}

// parseHexFloat reads what floatHex writes, and hexadecimal floats in general:
// the prefix, the point and the exponent are optional. ok is false for anything
// else; a number beyond the range is infinite with inf false.
func parseHexFloat(s string) (f float64, inf, ok bool) {
	s = trimNumber(s)
	sign := 1.0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	switch strings.ToLower(s) {
	case "inf", "infinity":
		return math.Inf(int(sign)), true, true
	case "nan":
		return math.Copysign(math.NaN(), sign), false, true
	}
	if len(s) >= 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		s = s[2:]
	}
	// Keep 60 bits of digits; one that is dropped and not 0 leaves its mark in
	// the last bit, which rounding never keeps.
	var m uint64
	exp, digits, point := 0, 0, false
	i := 0
	for ; i < len(s); i++ {
		c := s[i]
		if c == '.' {
			if point {
				return 0, false, false
			}
			point = true
			continue
		}
		d := digitValue(c)
		if d >= 16 {
			break
		}
		digits++
		if m < 1<<56 {
			m = m<<4 | uint64(d)
			if point {
				exp -= 4
			}
			continue
		}
		if d != 0 {
			m |= 1
		}
		if !point {
			exp += 4
		}
	}
	if digits == 0 {
		return 0, false, false
	}
	if i < len(s) {
		if s[i]|0x20 != 'p' {
			return 0, false, false
		}
		e := s[i+1:]
		for j, c := range []byte(e) {
			if !isByteDigit(c) && (j > 0 || c != '+' && c != '-') {
				return 0, false, false
			}
		}
		n, err := strconv.Atoi(e)
		if err != nil {
			if e == "" || e == "+" || e == "-" {
				return 0, false, false
			}
			n = 1 << 30
			if e[0] == '-' {
				n = -n
			}
		}
		exp += max(min(n, 1<<30), -1<<30)
	}
	if m == 0 {
		return math.Copysign(0, sign), false, true
	}
	return sign * scaleRound(m, max(min(exp, 1<<20), -1<<20)), false, true
}

func floatFromHex(t *Thread, a []Value) (Value, *Exception) {
	s, ok := AsStr(a[1])
	if !ok {
		return Value{}, t.Errorf(TypeError, "bad argument type for built-in operation")
	}
	f, inf, ok := parseHexFloat(s.S)
	switch {
	case !ok:
		return Value{}, t.Errorf(ValueError, "invalid hexadecimal floating-point string")
	case math.IsInf(f, 0) && !inf:
		return Value{}, t.Errorf(OverflowError, "hexadecimal value too large to represent as a float")
	}
	if typ, _ := AsType(a[0]); typ != FloatType {
		return Call1(t, a[0], Float(f))
	}
	return Float(f), nil
}

func init() {
	toInt := func(name, doc string, f func(float64) float64) Def {
		return Def{Name: name, Doc: doc, Fn: func(t *Thread, a []Value) (Value, *Exception) { return FloatToInt(t, f(AsFloat(a[0]))) }}
	}
	plain := func(t *Thread, a []Value) (Value, *Exception) { return Float(AsFloat(a[0])), nil }
	typ := FloatType
	typ.Methods = []Def{
		{Name: "conjugate", Fn: plain},
		{Name: "as_integer_ratio", Fn: floatAsRatio},
		{Name: "is_integer", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			f := AsFloat(a[0])
			return Bool(math.Floor(f) == f && !math.IsInf(f, 0)), nil
		}},
		{Name: "hex", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return NewStr(floatHex(AsFloat(a[0]))), nil
		}},
		{Name: "fromhex", Sig: "string, /", Kind: ClassMethod, Fn: floatFromHex},
		toInt("__trunc__", "", math.Trunc),
		toInt("__floor__", "", math.Floor),
		toInt("__ceil__", "", math.Ceil),
		{Name: "__round__", Sig: "ndigits=None, /", Fn: floatRound},
		{Name: "__getnewargs__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return TupleOf([]Value{Float(AsFloat(a[0]))}), nil }},
		{Name: "__format__", Sig: "format_spec, /", Fn: formatMethod(FormatFloat)},
		{Name: "__getformat__", Sig: "typestr, /", Kind: ClassMethod, Doc: "Tells how numbers of C type typestr, 'double' or 'float', are stored.", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			s, ok := AsStr(a[1])
			if !ok {
				return Value{}, t.Errorf(TypeError, "__getformat__() argument must be str, not %s", ArgTypeName(a[1]))
			}
			if s.S != "double" && s.S != "float" {
				return Value{}, t.Errorf(ValueError, "__getformat__() argument 1 must be 'double' or 'float'")
			}
			if one := uint16(1); *(*byte)(unsafe.Pointer(&one)) == 0 {
				return NewStr("IEEE, big-endian"), nil
			}
			return NewStr("IEEE, little-endian"), nil
		}},
	}
	typ.Getsets = []GetSet{
		{Name: "real", Get: floatPlain},
		{Name: "imag", Get: func(t *Thread, v Value) (Value, *Exception) { return Float(0), nil }},
	}

	ComplexType.Methods = []Def{
		{Name: "conjugate", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			c := AsComplex(a[0])
			return NewComplex(complex(real(c), -imag(c))), nil
		}},
		{Name: "__complex__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			if a[0].O.Typ == ComplexType {
				return a[0], nil
			}
			return NewComplex(AsComplex(a[0])), nil
		}},
		{Name: "__getnewargs__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			c := AsComplex(a[0])
			return TupleOf([]Value{Float(real(c)), Float(imag(c))}), nil
		}},
		{Name: "__format__", Sig: "format_spec, /", Fn: formatMethod(FormatComplex)},
	}
	ComplexType.Getsets = []GetSet{
		{Name: "real", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return Float(real(AsComplex(v))), nil }},
		{Name: "imag", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return Float(imag(AsComplex(v))), nil }},
	}
}
