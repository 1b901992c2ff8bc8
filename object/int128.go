package object

import (
	"math/big"
	"math/bits"
)

// Arithmetic on ints of up to 127 bits, as hashes, random numbers and fixed-point
// numbers have them: operands just beyond int64, or small ones whose result is.
// Package math/big allocates for each of these what takes a few instructions.

// int128 is hi * 2**64 + lo, so two's complement.
type int128 struct {
	hi int64
	lo uint64
}

// hasInt128 tells whether a word of a big.Int is half of an int128.
const hasInt128 = bits.UintSize == 64

// int128Of returns a value whose type has FlagInt, if it is within ±(2**127 - 1).
func int128Of(v Value) (x int128, ok bool) {
	i, b := AsInt(v)
	if b == nil {
		return int128{i >> 63, uint64(i)}, true
	}
	switch w := b.Bits(); len(w) {
	case 1:
		x.lo = uint64(w[0])
	case 2:
		x.lo, x.hi = uint64(w[0]), int64(w[1])
	default:
		return x, false
	}
	if x.hi < 0 {
		return x, false
	}
	if b.Sign() < 0 {
		x = x.neg()
	}
	return x, true
}

// value makes an int of x.
func (x int128) value(t *Thread) Value {
	if x.hi == int64(x.lo)>>63 {
		return Int(int64(x.lo))
	}
	m := x
	if x.hi < 0 {
		m = x.neg()
	}
	// 2**127 as a negative number is its own negative; as a magnitude it is right.
	b := t.newBigInt(1 + int(min(1, uint64(m.hi))))
	w := b.Big.Bits()
	w = append(w, big.Word(m.lo))
	if m.hi != 0 {
		w = append(w, big.Word(uint64(m.hi)))
	}
	b.Big.SetBits(w)
	if x.hi < 0 {
		b.Big.Neg(b.Big)
	}
	return Value{O: &b.Object}
}

func (x int128) neg() int128 {
	lo, borrow := bits.Sub64(0, x.lo, 0)
	return int128{-x.hi - int64(borrow), lo}
}

func (x int128) abs() int128 {
	if x.hi < 0 {
		return x.neg()
	}
	return x
}

// apply computes x op y; ok is false when it is not computed here: the result may
// be too large, or the operator is another one, or it will raise an exception.
func (x int128) apply(op BinaryOp, y int128) (r int128, ok bool) {
	switch op {
	case OpAdd:
		lo, carry := bits.Add64(x.lo, y.lo, 0)
		r = int128{x.hi + y.hi + int64(carry), lo}
		return r, (r.hi^x.hi)&(r.hi^y.hi) >= 0
	case OpSub:
		lo, borrow := bits.Sub64(x.lo, y.lo, 0)
		r = int128{x.hi - y.hi - int64(borrow), lo}
		return r, (x.hi^y.hi)&(r.hi^x.hi) >= 0
	case OpMul:
		return x.mul(y)
	case OpAnd:
		return int128{x.hi & y.hi, x.lo & y.lo}, true
	case OpOr:
		return int128{x.hi | y.hi, x.lo | y.lo}, true
	case OpXor:
		return int128{x.hi ^ y.hi, x.lo ^ y.lo}, true
	case OpLShift:
		if y.hi != 0 || y.lo > 126 {
			return r, false
		}
		r = x.lsh(uint(y.lo))
		return r, r.rsh(uint(y.lo)) == x
	case OpRShift:
		switch {
		case y.hi < 0:
			return r, false
		case y.hi > 0 || y.lo > 127:
			return x.rsh(127), true
		}
		return x.rsh(uint(y.lo)), true
	case OpFloorDiv:
		q, _, ok := x.divMod(y)
		return q, ok
	case OpMod:
		_, m, ok := x.divMod(y)
		return m, ok
	}
	return r, false
}

// lsh returns x << n, n < 128, without what is shifted out.
func (x int128) lsh(n uint) int128 {
	if n >= 64 {
		return int128{int64(x.lo << (n - 64)), 0}
	}
	return int128{x.hi<<n | int64(x.lo>>(64-n)), x.lo << n}
}

// rsh returns x >> n, n < 128.
func (x int128) rsh(n uint) int128 {
	if n >= 64 {
		return int128{x.hi >> 63, uint64(x.hi >> (n - 64))}
	}
	return int128{x.hi >> n, x.lo>>n | uint64(x.hi)<<(64-n)}
}

// mul multiplies numbers of which one has no more than 64 bits, sign apart.
func (x int128) mul(y int128) (r int128, ok bool) {
	a, b := x.abs(), y.abs()
	if a.hi != 0 {
		a, b = b, a
	}
	if a.hi != 0 || b.hi < 0 {
		return r, false
	}
	hi, lo := bits.Mul64(a.lo, b.lo)
	over, high := bits.Mul64(a.lo, uint64(b.hi))
	hi, carry := bits.Add64(hi, high, 0)
	if over|carry != 0 || int64(hi) < 0 {
		return r, false
	}
	r = int128{int64(hi), lo}
	if (x.hi < 0) != (y.hi < 0) {
		r = r.neg()
	}
	return r, true
}

// divMod returns x // y and x % y for a divisor of no more than 64 bits, sign
// apart, and not 0.
func (x int128) divMod(y int128) (q, m int128, ok bool) {
	a, b := x.abs(), y.abs()
	if b.hi != 0 || b.lo == 0 || a.hi < 0 {
		return q, m, false
	}
	q.hi = int64(uint64(a.hi) / b.lo)
	q.lo, m.lo = bits.Div64(uint64(a.hi)%b.lo, a.lo, b.lo)
	if (x.hi < 0) != (y.hi < 0) {
		// The quotient is rounded down, and the remainder has the divisor's sign.
		if m.lo != 0 {
			q.lo++
			if q.lo == 0 {
				q.hi++
			}
			m.lo = b.lo - m.lo
		}
		q = q.neg()
	}
	if y.hi < 0 {
		m = m.neg()
	}
	return q, m, true
}
