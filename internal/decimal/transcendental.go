package decimal

import (
	"math"
	"math/big"
	"sync/atomic"
)

// Exponential and logarithms are computed with binary fixed-point numbers, x being
// X / 2**b, to some digits more than the precision; if those do not tell how to round,
// again with more. None of the results is exact, but for those that are looked at first,
// so that comes to an end.
//
//	exp(x) = 10**k * exp(r)       with r = x - k*ln(10) in [0, ln(10))
//	ln(x)  = k*ln(10) + ln(m)     with x = m * 10**k, m near 1
//
// exp(r) is the square, h times, of the Taylor series of exp(r / 2**h); ln(m) is the root y
// of exp(y) = m, by Halley's method, which triples the number of digits that are right.

// constant is ln(2) or ln(10) with as many bits as were needed until now.
type constant struct {
	bits  uint
	value *big.Int
}

var ln2Kept, ln10Kept atomic.Pointer[constant]

// ln10 returns ln(10) with b bits behind the point, less than two units too small.
func ln10(b uint) *big.Int {
	return kept(&ln10Kept, b, func(b uint) *big.Int { // 3 ln(2) + ln(5/4)
		x := new(big.Int).Mul(ln2(b), big.NewInt(3))
		return x.Add(x, atanhInverse(9, 2, b))
	})
}

func ln2(b uint) *big.Int {
	return kept(&ln2Kept, b, func(b uint) *big.Int {
		x := atanhInverse(26, 18, b)
		x.Sub(x, atanhInverse(4801, 2, b))
		return x.Add(x, atanhInverse(8749, 8, b))
	})
}

func kept(at *atomic.Pointer[constant], b uint, compute func(b uint) *big.Int) *big.Int {
	k := at.Load()
	if k == nil || k.bits < b {
		k = &constant{b + b/4 + 64, nil}
		const guard = 32
		k.value = compute(k.bits + guard)
		k.value.Rsh(k.value, guard)
		at.Store(k)
	}
	return new(big.Int).Rsh(k.value, k.bits-b)
}

// atanhInverse returns factor * atanh(1/n) with b bits behind the point.
func atanhInverse(n, factor int64, b uint) *big.Int {
	power := new(big.Int).Lsh(big.NewInt(factor), b)
	power.Quo(power, big.NewInt(n))
	square := big.NewInt(n * n)
	sum, term := new(big.Int).Set(power), new(big.Int)
	for i := int64(3); ; i += 2 {
		power.Quo(power, square)
		if power.Sign() == 0 {
			return sum
		}
		sum.Add(sum, term.Quo(power, big.NewInt(i)))
	}
}

// expFixed returns exp(r / 2**b) with b bits behind the point, for |r / 2**b| < 4.
func expFixed(r *big.Int, b uint) *big.Int {
	h := uint(math.Sqrt(float64(b)))/2 + 3
	w := b + 2*h + 16
	x := new(big.Int).Lsh(r, w-b-h) // r / 2**h with w bits
	if x.Sign() == 0 {
		return new(big.Int).Lsh(big.NewInt(1), b)
	}
	// The series of exp(x) - 1: squaring would lose the bits of a small one. (1+s)**2 - 1 is s*(s+2).
	sum, term := new(big.Int).Set(x), new(big.Int).Set(x)
	var div big.Int
	for i := int64(2); ; i++ {
		term.Mul(term, x)
		term.Rsh(term, w)
		term.Quo(term, div.SetInt64(i))
		if term.BitLen() <= 1 {
			break
		}
		sum.Add(sum, term)
	}
	two := new(big.Int).Lsh(big.NewInt(2), w)
	for range h {
		term.Add(sum, two)
		sum.Mul(sum, term)
		sum.Rsh(sum, w)
	}
	sum.Add(sum, term.Rsh(two, 1))
	return sum.Rsh(sum, w-b)
}

// lnFixed returns ln(m / 2**b) with b bits behind the point, for m / 2**b in [1/8, 8].
func lnFixed(m *big.Int, b uint) *big.Int {
	f, _ := new(big.Float).SetMantExp(new(big.Float).SetPrec(64).SetInt(m), -int(b)).Float64()
	const first = 48 // bits of a float that are right
	y, _ := new(big.Float).SetMantExp(big.NewFloat(math.Log(f)), 64).Int(nil)
	at := uint(64)
	for right := uint(first); right < b; {
		right = right*3 - 4
		to := min(b, right) + 16
		if to >= at {
			y.Lsh(y, to-at)
		} else {
			y.Rsh(y, at-to)
		}
		at = to
		var mm *big.Int
		if to >= b {
			mm = new(big.Int).Lsh(m, to-b)
		} else {
			mm = new(big.Int).Rsh(m, b-to)
		}
		e := expFixed(y, to)
		num := new(big.Int).Sub(mm, e)
		num.Lsh(num, to+1)
		y.Add(y, num.Quo(num, e.Add(e, mm)))
	}
	if at >= b {
		return y.Rsh(y, at-b)
	}
	return y.Lsh(y, b-at)
}

// fixed returns x, not negative, with b bits behind the point.
func (x *Dec) fixed(b uint) *big.Int {
	n := new(big.Int).Lsh(x.coef.int(), b)
	if x.Exp >= 0 {
		return n.Mul(n, bigTen(x.Exp))
	}
	return n.Quo(n, bigTen(-x.Exp))
}

// bitsOf is how many bits n digits take.
func bitsOf(n int64) uint { return uint(float64(n)*3.3219281) + 8 }

// setNear makes z the number n * 10**exp, of which the last digit may be wrong by two units
// and others follow; ok is false if that does not tell what it rounds to with prec digits.
func (z *Dec) setNear(neg bool, n *big.Int, exp, prec int64) (ok bool) {
	c := coefOf(n)
	more := c.digits() - prec
	if more < 2 {
		return false
	}
	tail := c.low(more)
	five := coef{lo: 5}
	middle := five.times(more - 1)
	var d coef
	if tail.cmp(&middle) >= 0 {
		d = sub(&tail, &middle)
	} else {
		d = sub(&middle, &tail)
	}
	if d.big == nil && d.hi == 0 && d.lo <= 3 {
		return false
	}
	if c.mod5() { // so that it does not look like an exact number
		c = c.plusOne()
	}
	*z = Dec{Neg: neg, Exp: exp, coef: c}
	return true
}

// setOne makes z 1.000… with prec digits.
func (z *Dec) setOne(neg bool, prec int64) {
	one := coef{lo: 1}
	*z = Dec{Neg: neg, Exp: 1 - prec, coef: one.times(prec - 1)}
}

// Exp sets z to e to the power of x.
func Exp(z, x *Dec, c *Context) Cond {
	if x.Kind != Finite {
		if cond, ok := z.nans(c, x); ok {
			return cond
		}
		if x.Neg {
			z.setSmall(false, 0, 0)
		} else {
			z.setInf(false)
		}
		return 0
	}
	if x.coef.isZero() {
		z.setSmall(false, 1, 0)
		return 0
	}
	if c.Prec >= hugePrec {
		return z.fail(NoMemory)
	}
	return exp(z, x, c) | z.finalizeInexact(c)
}

// finalizeInexact rounds z, half to even.
func (z *Dec) finalizeInexact(c *Context) Cond {
	to := *c
	to.Round = HalfEven
	cond := z.Finalize(&to)
	if cond&Subnormal != 0 {
		cond |= Underflow
	}
	return cond
}

// exp sets z to e**x with more digits than the context's precision, whatever its exponent.
func exp(z, x *Dec, c *Context) Cond {
	const cond = Inexact | Rounded
	adj := x.Adjusted()
	switch {
	case adj >= 19: // beyond any exponent
		if x.Neg {
			z.setSmall(false, 1, 2*MinEtiny)
		} else {
			z.setSmall(false, 1, 2*MaxEmax)
		}
		return cond
	case adj < -c.Prec-1:
		z.setOne(false, c.Prec)
		return cond
	}
	for digits := c.Prec + 4; ; digits += digits/4 + 10 {
		b := bitsOf(digits + max(0, adj+1))
		v := x.fixed(b)
		if x.Neg {
			v.Neg(v)
		}
		k := new(big.Int)
		r := new(big.Int)
		k.DivMod(v, ln10(b), r)
		// ln(10) is multiplied by k: its error must not be.
		if kb := uint(k.BitLen()); kb > 1 {
			r.Sub(new(big.Int).Lsh(v, kb), new(big.Int).Mul(k, ln10(b+kb)))
			r.Rsh(r, kb)
		}
		m := expFixed(r, b)
		m.Mul(m, bigTen(digits-1))
		m.Rsh(m, b)
		if z.setNear(false, m, k.Int64()-(digits-1), c.Prec) {
			return cond
		}
	}
}

// Ln sets z to the natural logarithm of x.
func Ln(z, x *Dec, c *Context) Cond { return logarithm(z, x, c, false) }

// Log10 sets z to the logarithm of x to the base of ten.
func Log10(z, x *Dec, c *Context) Cond { return logarithm(z, x, c, true) }

func logarithm(z, x *Dec, c *Context, ten bool) Cond {
	if x.Kind != Finite {
		if cond, ok := z.nans(c, x); ok {
			return cond
		}
		if x.Neg {
			return z.fail(InvalidOperation)
		}
		z.setInf(false)
		return 0
	}
	switch {
	case x.coef.isZero():
		z.setInf(true)
		return 0
	case x.Neg:
		return z.fail(InvalidOperation)
	}
	to := *c
	to.Round = HalfEven
	if n, k := x.coef.strip(math.MaxInt64); n.isOne() {
		switch k += x.Exp; {
		case ten:
			z.SetInt64(k)
			return z.Finalize(&to)
		case k == 0:
			z.setSmall(false, 0, 0)
			return 0
		}
	}
	if c.Prec >= hugePrec {
		return z.fail(NoMemory)
	}
	log(z, x, c.Prec, ten)
	return Inexact | Rounded | z.finalizeInexact(c)
}

// log sets z to a logarithm of x, not 1, with more than prec digits.
func log(z, x *Dec, prec int64, ten bool) {
	// m in (1/4, 4), or so.
	k := x.Adjusted()
	lead := x.log10() - float64(k)
	if lead > .5 {
		k++
	}
	m := *x
	m.Exp -= k
	lost := int64(0) // leading zeros of the result, if m is near 1
	if k == 0 {
		var d Dec
		one := Dec{coef: coef{lo: 1}}
		Sub(&d, &m, &one, &exactContext)
		lost = max(0, -d.Adjusted())
	}
	for digits := prec + 4; ; digits += digits/4 + 10 {
		b := bitsOf(digits + lost + 20)
		l := lnFixed(m.fixed(b), b)
		if k != 0 {
			tens := new(big.Int).Mul(ln10(b+64), big.NewInt(k))
			l.Add(l, tens.Rsh(tens, 64))
		}
		if ten {
			l.Lsh(l, b)
			l.Quo(l, ln10(b))
		}
		neg := l.Sign() < 0
		l.Abs(l)
		// As many digits as asked for, or one more or less.
		whole := int64(float64(l.BitLen()-int(b)) * math.Log10(2))
		scale := digits - whole
		if scale >= 0 {
			l.Mul(l, bigTen(scale))
			l.Rsh(l, b)
		} else {
			l.Rsh(l, b)
			l.Quo(l, bigTen(-scale))
		}
		if z.setNear(neg, l, -scale, prec) {
			return
		}
	}
}
