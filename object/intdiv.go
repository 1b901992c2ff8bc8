package object

import (
	"math"
	"math/big"
	"math/bits"
)

// Operations on ints that lead out of them, to float, or to numbers much larger
// than the operands: true division, power, conversion to float.

func intTrueDiv(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, y := a.Int(), b.Int()
		const exact = 1 << 53
		if -exact <= x && x <= exact && -exact <= y && y <= exact && y != 0 {
			return Float(float64(x) / float64(y)), nil
		}
		return bigTrueDiv(t, big.NewInt(x), big.NewInt(y))
	}
	return intSlow(t, OpTrueDiv, a, b)
}

func bigTrueDiv(t *Thread, x, y *big.Int) (Value, *Exception) {
	if y.Sign() == 0 {
		return Value{}, t.Errorf(ZeroDivisionError, "division by zero")
	}
	f := QuoFloat(x, y)
	if math.IsInf(f, 0) {
		return Value{}, t.Errorf(OverflowError, "integer division result too large for a float")
	}
	return Float(f), nil
}

// QuoFloat returns x / y, y not 0, rounded once to the nearest float (half to
// even), infinite when it is too large.
func QuoFloat(x, y *big.Int) float64 {
	if x.Sign() == 0 {
		return math.Copysign(0, float64(y.Sign()))
	}
	// Scale so that the quotient has 63 or 64 bits. Its last bit, which rounding
	// never keeps, also stands for a remainder.
	e := x.BitLen() - y.BitLen() - 63
	var q, r big.Int
	n, d := new(big.Int).Abs(x), new(big.Int).Abs(y)
	if e < 0 {
		n.Lsh(n, uint(-e))
	} else {
		d.Lsh(d, uint(e))
	}
	q.QuoRem(n, d, &r)
	m := q.Uint64()
	if r.Sign() != 0 {
		m |= 1
	}
	f := scaleRound(m, e)
	if x.Sign() != y.Sign() {
		return -f
	}
	return f
}

// scaleRound returns m * 2**e rounded once to the nearest float, half to even.
// The last bit of m may be sticky if m has 55 bits or more.
func scaleRound(m uint64, e int) float64 {
	if m == 0 {
		return 0
	}
	// Below the normal range fewer than 53 bits remain: drop the others here, so
	// that Ldexp is exact.
	if bits.Len64(m)+e < -1021 {
		drop := -1074 - e
		if drop > 64 {
			return 0
		}
		if drop > 0 {
			rest, half := m&(1<<uint(drop)-1), uint64(1)<<uint(drop-1)
			m >>= uint(drop)
			if rest > half || rest == half && m&1 != 0 {
				m++
			}
			e = -1074
		}
	}
	return math.Ldexp(float64(m), e)
}

// BigFloat returns x rounded to the nearest float, infinite when it is too
// large.
func BigFloat(x *big.Int) float64 {
	n := x.BitLen()
	if n <= 64 {
		f := float64(new(big.Int).Abs(x).Uint64())
		if x.Sign() < 0 {
			f = -f
		}
		return f
	}
	if n > 1024 {
		return math.Inf(x.Sign())
	}
	s := uint(n - 64)
	m := new(big.Int).Abs(x)
	sticky := m.TrailingZeroBits() < s
	u := m.Rsh(m, s).Uint64()
	if sticky {
		u |= 1
	}
	f := scaleRound(u, int(s))
	if x.Sign() < 0 {
		f = -f
	}
	return f
}

// intFloat converts a value whose type has FlagInt to float.
func intFloat(t *Thread, v Value) (float64, *Exception) {
	i, b := AsInt(v)
	if b == nil {
		return float64(i), nil
	}
	f := BigFloat(b)
	if math.IsInf(f, 0) {
		return 0, t.Errorf(OverflowError, "int too large to convert to float")
	}
	return f, nil
}

func intToFloat(t *Thread, v Value) (Value, *Exception) {
	f, err := intFloat(t, v)
	return Float(f), err
}

func intPow(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, n := a.Int(), b.Int()
		if n >= 0 {
			r, ok := int64(1), true
			for base, k := x, n; ; {
				if k&1 != 0 {
					if r, ok = mul64(r, base); !ok {
						break
					}
				}
				if k >>= 1; k == 0 {
					return Int(r), nil
				}
				if base, ok = mul64(base, base); !ok {
					break
				}
			}
		}
		return bigPow(t, big.NewInt(x), big.NewInt(n))
	}
	return intSlow(t, OpPow, a, b)
}

func bigPow(t *Thread, x, n *big.Int) (Value, *Exception) {
	if n.Sign() < 0 {
		fx, err := intFloat(t, Value{O: &(&BigInt{Object: Object{IntType}, Big: x}).Object})
		if err != nil {
			return Value{}, err
		}
		fn, err := intFloat(t, Value{O: &(&BigInt{Object: Object{IntType}, Big: n}).Object})
		if err != nil {
			return Value{}, err
		}
		return floatPow(t, Float(fx), Float(fn))
	}
	if x.IsInt64() {
		switch x.Int64() {
		case 0, 1:
			if n.Sign() == 0 {
				return Int(1), nil
			}
			return Int(x.Int64()), nil
		case -1:
			return Int(1 - 2*int64(n.Bit(0))), nil
		}
	}
	if !n.IsInt64() || n.Int64() > maxIntBits || float64(x.BitLen()-1)*float64(n.Int64()) > maxIntBits {
		return Value{}, NewException(t, MemoryError)
	}
	// Powers of two in the base become a shift.
	tz := x.TrailingZeroBits()
	odd := new(big.Int).Rsh(x, tz)
	r := new(big.Int).Exp(odd, n, nil)
	return IntOf(r.Lsh(r, tz*uint(n.Int64()))), nil
}

func intPowMod(t *Thread, a, b, m Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag && m.O == &IntTag && b.Int() >= 0 && m.Int() > 0 {
		return Int(powMod64(a.Int(), b.Int(), m.Int())), nil
	}
	if !bothInts(a, b) || m.O.Typ.Flags&FlagInt == 0 {
		return NotImplemented, nil
	}
	x, y, z := AsBig(a), AsBig(b), AsBig(m)
	if z.Sign() == 0 {
		return Value{}, t.Errorf(ValueError, "pow() 3rd argument cannot be 0")
	}
	abs := new(big.Int).Abs(z)
	if y.Sign() < 0 {
		inv := new(big.Int)
		if inv.ModInverse(new(big.Int).Mod(x, abs), abs) == nil {
			if abs.Cmp(bigOne) != 0 {
				return Value{}, t.Errorf(ValueError, "base is not invertible for the given modulus")
			}
			inv.SetInt64(0)
		}
		x, y = inv, new(big.Int).Neg(y)
	}
	r := new(big.Int).Exp(x, y, abs)
	r.Mod(r, abs)
	if z.Sign() < 0 && r.Sign() != 0 {
		r.Add(r, z)
	}
	return IntOf(r), nil
}

// powMod64 returns x ** n % m, n ≥ 0 and m > 0.
func powMod64(x, n, m int64) int64 {
	mod := uint64(m)
	base, r := uint64(floorMod64(x, m)), 1%mod
	if mod < 1<<32 {
		for ; n > 0; n >>= 1 {
			if n&1 != 0 {
				r = r * base % mod
			}
			base = base * base % mod
		}
		return int64(r)
	}
	times := func(x, y uint64) uint64 {
		hi, lo := bits.Mul64(x, y)
		_, rem := bits.Div64(hi, lo, mod) // hi < mod, as both factors are
		return rem
	}
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			r = times(r, base)
		}
		base = times(base, base)
	}
	return int64(r)
}

// Power returns pow(a, b, m); m null or None is a ** b.
func Power(t *Thread, a, b, m Value) (Value, *Exception) {
	if m.O == nil || m.IsNone() {
		return Binary(t, OpPow, a, b)
	}
	// Slots of a, b and m in turn; b's first if its type is a subclass of a's.
	ta, tb, tm := a.O.Typ, b.O.Typ, m.O.Typ
	order := []*Type{ta, tb, tm}
	if tb != ta && tb.IsSubtype(ta) {
		order[0], order[1] = tb, ta
	}
	for i, typ := range order {
		if typ.Slots.PowMod == nil || i > 0 && typ == order[0] || i > 1 && typ == order[1] {
			continue
		}
		r, err := typ.Slots.PowMod(t, a, b, m)
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	return Value{}, t.Errorf(TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", a.TypeName(), b.TypeName(), m.TypeName())
}
