package decimal

import (
	"math/big"
	"math/bits"
)

// Add sets z to x + y.
func Add(z, x, y *Dec, c *Context) Cond { return addSigned(z, x, y, y.Neg, c) }

// Sub sets z to x - y.
func Sub(z, x, y *Dec, c *Context) Cond { return addSigned(z, x, y, !y.Neg, c) }

// addSigned adds y with another sign.
func addSigned(z, x, y *Dec, yNeg bool, c *Context) Cond {
	if x.Kind != Finite || y.Kind != Finite {
		if cond, ok := z.nans(c, x, y); ok {
			return cond
		}
		switch {
		case x.Kind == Infinite && y.Kind == Infinite && x.Neg != yNeg:
			return z.fail(InvalidOperation)
		case x.Kind == Infinite:
			z.setInf(x.Neg)
		default:
			z.setInf(yNeg)
		}
		return 0
	}
	a, b := x.coef, y.coef
	aNeg, bNeg := x.Neg, yNeg
	exp := x.Exp
	if x.Exp != y.Exp {
		high, low := &a, &b // of larger exponent, and of smaller
		highExp, lowExp := x.Exp, y.Exp
		if x.Exp < y.Exp {
			high, low = low, high
			highExp, lowExp = lowExp, highExp
		}
		if !high.isZero() {
			// Far below the digits that count, any number does what the smallest does.
			digits := high.digits()
			tiny := highExp - 1
			if digits <= c.Prec {
				tiny += digits - c.Prec - 1
			}
			if lowExp+low.digits()-1 < tiny {
				lowExp = tiny
				if !low.isZero() {
					*low = coef{lo: 1}
				}
			}
			// Of a number that begins further to the right only so many digits count, and
			// whether there are others: with a last digit that is neither 0 nor 5 they
			// round as with those. The sum has at most one digit less than the larger number.
			if e := highExp - max(1, c.Prec+3-digits); lowExp < e && lowExp+low.digits() < highExp+digits-1 {
				var r rest
				if *low, r = low.cut(e - lowExp); r != exact && low.mod5() {
					*low = low.plusOne()
				}
				lowExp = e
			}
			*high = high.times(highExp - lowExp)
		}
		exp = lowExp
	}
	z.Kind, z.Exp = Finite, exp
	if aNeg == bNeg {
		z.Neg, z.coef = aNeg, add(&a, &b)
		return z.Finalize(c)
	}
	switch a.cmp(&b) {
	case 0:
		z.Neg, z.coef = c.Round == Floor, coef{}
	case 1:
		z.Neg, z.coef = aNeg, sub(&a, &b)
	default:
		z.Neg, z.coef = bNeg, sub(&b, &a)
	}
	return z.Finalize(c)
}

// Mul sets z to x * y.
func Mul(z, x, y *Dec, c *Context) Cond {
	if x.Kind != Finite || y.Kind != Finite {
		if cond, ok := z.nans(c, x, y); ok {
			return cond
		}
		if x.IsZero() || y.IsZero() {
			return z.fail(InvalidOperation)
		}
		z.setInf(x.Neg != y.Neg)
		return 0
	}
	exp, neg := x.Exp+y.Exp, x.Neg != y.Neg
	if x.coef.big == nil && y.coef.big == nil && (x.coef.hi != 0 || y.coef.hi != 0) {
		if q, cut, r, ok := mulCut(&x.coef, &y.coef, c.Prec); ok {
			if r != exact {
				// What was cut off is there as a last digit, so that it rounds the same way.
				last := [...]uint64{below: 1, half: 5, above: 6}[r]
				t, fits := q.mul64(10)
				if fits {
					lo, carry := bits.Add64(t.lo, last, 0)
					t.lo, t.hi = lo, t.hi+carry
					*z = Dec{Neg: neg, Exp: exp + cut - 1, coef: t}
					return z.Finalize(c)
				}
			} else if cut == 0 {
				*z = Dec{Neg: neg, Exp: exp, coef: q}
				return z.Finalize(c)
			}
		}
	}
	p := mul(&x.coef, &y.coef)
	*z = Dec{Neg: neg, Exp: exp, coef: p}
	return z.Finalize(c)
}

// mulCut multiplies coefficients of two words, of which one has more than one, and cuts
// the product to prec digits if it has more; ok is false if that is not more than two words.
func mulCut(x, y *coef, prec int64) (q coef, cut int64, r rest, ok bool) {
	var w [4]uint64
	h, l := bits.Mul64(x.lo, y.lo)
	w[0], w[1] = l, h
	h, l = bits.Mul64(x.hi, y.lo)
	var carry uint64
	w[1], carry = bits.Add64(w[1], l, 0)
	w[2], _ = bits.Add64(h, 0, carry)
	h, l = bits.Mul64(x.lo, y.hi)
	w[1], carry = bits.Add64(w[1], l, 0)
	w[2], carry = bits.Add64(w[2], h, carry)
	w[3] = carry
	h, l = bits.Mul64(x.hi, y.hi)
	w[2], carry = bits.Add64(w[2], l, 0)
	w[3] += h + carry
	if w[2] == 0 && w[3] == 0 {
		return coef{hi: w[1], lo: w[0]}, 0, exact, true
	}
	digits := x.digits() + y.digits() // or one less
	cut = digits - 1 - prec
	if prec > 36 || cut < 1 {
		return q, 0, exact, false
	}
	more := false
	for left := cut; left > 0; {
		n := min(left, 19)
		left -= n
		var rem uint64
		for i := 3; i >= 0; i-- {
			w[i], rem = bits.Div64(rem, w[i], tens[n])
		}
		if left > 0 {
			more = more || rem != 0
			continue
		}
		r = restOf(rem, tens[n], more)
	}
	return coef{hi: w[1], lo: w[0]}, cut, r, r != exact && w[2] == 0 && w[3] == 0
}

// Div sets z to x / y.
func Div(z, x, y *Dec, c *Context) Cond {
	neg := x.Neg != y.Neg
	if x.Kind != Finite || y.Kind != Finite {
		if cond, ok := z.nans(c, x, y); ok {
			return cond
		}
		switch {
		case x.Kind == Infinite && y.Kind == Infinite:
			return z.fail(InvalidOperation)
		case x.Kind == Infinite:
			z.setInf(neg)
			return 0
		}
		z.setSmall(neg, 0, c.Etiny())
		return Clamped
	}
	if y.coef.isZero() {
		if x.coef.isZero() {
			return z.fail(DivisionUndefined)
		}
		z.setInf(neg)
		return DivisionByZero
	}
	ideal := x.Exp - y.Exp
	if x.coef.isZero() {
		z.setSmall(neg, 0, ideal)
		return z.Finalize(c)
	}
	if c.Prec >= hugePrec {
		// An exact quotient has at most so many digits.
		less := *c
		less.Prec = x.Digits() + y.Digits()*4
		less.Emax, less.Emin, less.Clamp = MaxEmax, MinEmin, false
		cond := Div(z, x, y, &less)
		if cond&(Inexact|errors) != 0 {
			return z.fail(NoMemory)
		}
		return z.Finalize(c)
	}
	shift := y.Digits() - x.Digits() + c.Prec + 1
	a, b := x.coef, y.coef
	q, left := divScaled(&a, &b, shift)
	exp := ideal - shift
	switch {
	case left:
		// A last digit that is neither 0 nor 5 tells that something follows.
		if q.mod5() {
			q = q.plusOne()
		}
	case exp < ideal:
		var n int64
		q, n = q.strip(ideal - exp)
		exp += n
	}
	*z = Dec{Neg: neg, Exp: exp, coef: q}
	return z.Finalize(c)
}

// divScaled returns a * 10**shift / b, and whether there is a remainder.
func divScaled(a, b *coef, shift int64) (q coef, left bool) {
	if a.big == nil && b.big == nil && shift >= 0 && shift < int64(len(tens128)) {
		if b.hi == 0 {
			// Three words by one.
			if p := tens128[shift]; a.hi == 0 || p.hi == 0 {
				m := a.lo
				if a.hi != 0 {
					p, m = *a, p.lo
				}
				h0, w0 := bits.Mul64(p.lo, m)
				h1, w1 := bits.Mul64(p.hi, m)
				w1, carry := bits.Add64(w1, h0, 0)
				w2 := h1 + carry
				if w2 < b.lo {
					q.hi, w1 = bits.Div64(w2, w1, b.lo)
					q.lo, w0 = bits.Div64(w1, w0, b.lo)
					return q, w0 != 0
				}
			}
		} else if t := a.times(shift); t.big == nil {
			n, m := t.divTwo(b)
			return n, !m.isZero()
		}
	}
	x, y := a.int(), b.int()
	if shift >= 0 {
		x = new(big.Int).Mul(x, bigTen(shift))
	} else {
		y = new(big.Int).Mul(y, bigTen(-shift))
	}
	n, m := new(big.Int).QuoRem(x, y, new(big.Int))
	return coefOf(n), m.Sign() != 0
}

// divTwo returns c / d and the remainder, for c and d of two words.
func (c *coef) divTwo(d *coef) (q, r coef) {
	if d.hi == 0 {
		q, m := c.div64(d.lo)
		return q, coef{lo: m}
	}
	if c.cmp(d) < 0 {
		return coef{}, *c
	}
	// The quotient is one word: a guess from the leading words is at most one too large.
	n := uint(bits.LeadingZeros64(d.hi))
	top := d.hi<<n | d.lo>>1>>(63-n)
	guess, _ := bits.Div64(c.hi>>1, c.hi<<63|c.lo>>1, top)
	guess >>= 63 - n
	if guess != 0 {
		guess--
	}
	p, _ := d.mul64(guess)
	r = sub(c, &p)
	for r.cmp(d) >= 0 {
		guess++
		r = sub(&r, d)
	}
	return coef{lo: guess}, r
}

// divMod divides x by y, both finite and y not zero, into a whole number and a remainder.
func divMod(q, r, x, y *Dec, c *Context) Cond {
	neg, xNeg := x.Neg != y.Neg, x.Neg
	ideal := min(x.Exp, y.Exp)
	if x.coef.isZero() {
		q.setSmall(neg, 0, 0)
		r.setSmall(xNeg, 0, ideal)
		return 0
	}
	d := x.Adjusted() - y.Adjusted()
	if d < 0 {
		n := x.coef.times(x.Exp - ideal)
		q.setSmall(neg, 0, 0)
		*r = Dec{Neg: xNeg, Exp: ideal, coef: n}
		return 0
	}
	if d > c.Prec {
		q.fail(0)
		return r.fail(DivisionImpossible)
	}
	n, m := wholeDiv(x.coef.times(x.Exp-ideal), y.coef.times(y.Exp-ideal))
	if n.digits() > c.Prec {
		q.fail(0)
		return r.fail(DivisionImpossible)
	}
	*q = Dec{Neg: neg, coef: n}
	*r = Dec{Neg: xNeg, Exp: ideal, coef: m}
	return 0
}

func wholeDiv(a, b coef) (q, r coef) {
	if a.big == nil && b.big == nil {
		return a.divTwo(&b)
	}
	n, m := new(big.Int).QuoRem(a.int(), b.int(), new(big.Int))
	return coefOf(n), coefOf(m)
}

// DivInt sets z to the whole part of x / y.
func DivInt(z, x, y *Dec, c *Context) Cond {
	neg := x.Neg != y.Neg
	if x.Kind != Finite || y.Kind != Finite {
		if cond, ok := z.nans(c, x, y); ok {
			return cond
		}
		switch {
		case x.Kind == Infinite && y.Kind == Infinite:
			return z.fail(InvalidOperation)
		case x.Kind == Infinite:
			z.setInf(neg)
		default:
			z.setSmall(neg, 0, 0)
		}
		return 0
	}
	if y.coef.isZero() {
		if x.coef.isZero() {
			return z.fail(DivisionUndefined)
		}
		z.setInf(neg)
		return DivisionByZero
	}
	var r Dec
	cond := divMod(z, &r, x, y, c)
	return cond | z.Finalize(c)
}

// Rem sets z to the remainder that DivInt leaves, with the sign of x.
func Rem(z, x, y *Dec, c *Context) Cond {
	if cond, done := z.remSpecial(x, y, c); done {
		return cond
	}
	var q Dec
	cond := divMod(&q, z, x, y, c)
	return cond | z.Finalize(c)
}

func (z *Dec) remSpecial(x, y *Dec, c *Context) (Cond, bool) {
	if x.Kind != Finite || y.Kind != Finite {
		if cond, ok := z.nans(c, x, y); ok {
			return cond, true
		}
		if x.Kind == Infinite {
			return z.fail(InvalidOperation), true
		}
		*z = *x
		return z.Finalize(c), true
	}
	if y.coef.isZero() {
		if x.coef.isZero() {
			return z.fail(DivisionUndefined), true
		}
		return z.fail(InvalidOperation), true
	}
	return 0, false
}

// DivMod sets q and r to what DivInt and Rem return.
func DivMod(q, r, x, y *Dec, c *Context) Cond {
	neg := x.Neg != y.Neg
	if x.Kind != Finite || y.Kind != Finite {
		if cond, ok := q.nans(c, x, y); ok {
			*r = *q
			return cond
		}
		if x.Kind == Infinite {
			if y.Kind == Infinite {
				q.fail(0)
			} else {
				q.setInf(neg)
			}
			return r.fail(InvalidOperation)
		}
		*r = *x
		q.setSmall(neg, 0, 0)
		return r.Finalize(c)
	}
	if y.coef.isZero() {
		if x.coef.isZero() {
			q.fail(0)
			return r.fail(DivisionUndefined)
		}
		q.setInf(neg)
		return r.fail(DivisionByZero | InvalidOperation)
	}
	cond := divMod(q, r, x, y, c)
	cond |= q.Finalize(c)
	return cond | r.Finalize(c)
}

// RemNear sets z to what x is more, or less, than the nearest multiple of y.
func RemNear(z, x, y *Dec, c *Context) Cond {
	if cond, done := z.remSpecial(x, y, c); done {
		return cond
	}
	ideal := min(x.Exp, y.Exp)
	if x.coef.isZero() {
		z.setSmall(x.Neg, 0, ideal)
		return z.Finalize(c)
	}
	d := x.Adjusted() - y.Adjusted()
	if d > c.Prec {
		return z.fail(DivisionImpossible)
	}
	if d <= -2 {
		*z = Dec{Neg: x.Neg, Exp: ideal, coef: x.coef.times(x.Exp - ideal)}
		return z.Finalize(c)
	}
	b := y.coef.times(y.Exp - ideal)
	q, r := wholeDiv(x.coef.times(x.Exp-ideal), b)
	neg := x.Neg
	twice := add(&r, &r)
	if k := twice.cmp(&b); k > 0 || k == 0 && q.odd() {
		r = sub(&b, &r)
		q = q.plusOne()
		neg = !neg
	}
	if q.digits() > c.Prec {
		return z.fail(DivisionImpossible)
	}
	*z = Dec{Neg: neg, Exp: ideal, coef: r}
	return z.Finalize(c)
}

// FMA sets z to x * y + w, rounded once.
func FMA(z, x, y, w *Dec, c *Context) Cond {
	if x.IsNaN() || y.IsNaN() {
		cond, _ := z.nans(c, x, y, w)
		return cond
	}
	var p Dec
	if x.Kind == Finite && y.Kind == Finite {
		p = Dec{Neg: x.Neg != y.Neg, Exp: x.Exp + y.Exp, coef: mul(&x.coef, &y.coef)}
	} else if cond := Mul(&p, x, y, &exactContext); cond != 0 {
		*z = p
		return cond
	}
	return Add(z, &p, w, c)
}

// Plus sets z to 0 + x.
func Plus(z, x *Dec, c *Context) Cond { return sign(z, x, x.Neg, c) }

// Minus sets z to 0 - x.
func Minus(z, x *Dec, c *Context) Cond { return sign(z, x, !x.Neg, c) }

func sign(z, x *Dec, neg bool, c *Context) Cond {
	if x.IsNaN() {
		cond, _ := z.nans(c, x)
		return cond
	}
	*z = *x
	z.Neg = neg
	if z.IsZero() && c.Round != Floor {
		z.Neg = false
	}
	return z.Finalize(c)
}

// Abs sets z to |x|.
func Abs(z, x *Dec, c *Context) Cond {
	if x.Neg {
		return Minus(z, x, c)
	}
	return Plus(z, x, c)
}

// Sqrt sets z to the square root of x.
func Sqrt(z, x *Dec, c *Context) Cond {
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
	ideal := x.Exp >> 1
	if x.coef.isZero() {
		z.setSmall(x.Neg, 0, ideal)
		return z.Finalize(c)
	}
	if x.Neg {
		return z.fail(InvalidOperation)
	}
	to := *c
	to.Round = HalfEven
	prec := c.Prec + 1
	if c.Prec >= hugePrec {
		prec = x.Digits() + 2 // which an exact root does not exceed
	}
	n := x.coef
	if x.Exp&1 != 0 {
		n = n.times(1)
	}
	shift := prec - (n.digits()+1)/2
	whole := true
	if shift >= 0 {
		n = n.times(2 * shift)
	} else {
		var r rest
		n, r = n.cut(-2 * shift)
		whole = r == exact
	}
	square := n.int()
	root := new(big.Int).Sqrt(square)
	whole = whole && new(big.Int).Mul(root, root).Cmp(square) == 0
	r, exp := coefOf(root), ideal-shift
	switch {
	case !whole && c.Prec >= hugePrec:
		return z.fail(NoMemory)
	case !whole:
		if r.mod5() {
			r = r.plusOne()
		}
	case shift >= 0:
		r, _ = r.cut(shift)
		exp = ideal
	default:
		r = r.times(-shift)
		exp = ideal
	}
	*z = Dec{Exp: exp, coef: r}
	return z.Finalize(&to)
}
