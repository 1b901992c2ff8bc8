package decimal

import "math/big"

// Pow sets z to x to the power of y. A whole y is reached by multiplication with some
// digits more than the precision, any other through the logarithm: both as libmpdec does,
// so that the last digit is the same even where it is not the nearest.
func Pow(z, x, y *Dec, c *Context) Cond {
	if x.Kind != Finite || y.Kind != Finite {
		if cond, ok := z.nans(c, x, y); ok {
			return cond
		}
	}
	whole := y.IsInteger()
	neg := whole && x.Neg && y.odd()
	switch {
	case x.IsZero():
		switch {
		case y.IsZero():
			return z.fail(InvalidOperation)
		case y.Neg:
			z.setInf(neg)
		default:
			z.setSmall(neg, 0, 0)
		}
		return 0
	case x.Neg && !whole:
		return z.fail(InvalidOperation)
	case y.Kind == Infinite:
		one := Dec{coef: coef{lo: 1}}
		n := cmpAbs(x, &one)
		switch {
		case n == 0:
			if c.Prec >= hugePrec {
				return z.fail(NoMemory)
			}
			z.setOne(neg, c.Prec)
			return Inexact | Rounded
		case n*signOf(y) < 0:
			z.setSmall(neg, 0, 0)
		default:
			z.setInf(neg)
		}
		return 0
	case x.Kind == Infinite:
		switch {
		case y.IsZero():
			z.setSmall(neg, 1, 0)
		case y.Neg:
			z.setSmall(neg, 0, 0)
		default:
			z.setInf(neg)
		}
		return 0
	case y.IsZero():
		z.setSmall(neg, 1, 0)
		return 0
	}
	one := Dec{coef: coef{lo: 1}}
	if cmpAbs(x, &one) == 0 {
		return powOne(z, x, y, neg, whole, c)
	}
	// What is certainly out of range is not computed: the digits of the exponent of the
	// result are at least those of the logarithm times y.
	digits := lowerLog(x) + y.Adjusted()
	if cmpAbs(x, &one) > 0 != y.Neg {
		if exponentDigits(c.Emax) < digits {
			z.setSmall(neg, 1, 2*MaxEmax)
			return z.Finalize(c)
		}
	} else if exponentDigits(c.Etiny()) < digits {
		z.setSmall(neg, 1, c.Etiny()-1)
		return z.Finalize(c)
	}
	if whole {
		return powInt(z, x, y, neg, c)
	}
	if c.Prec >= hugePrec {
		return z.fail(NoMemory)
	}
	cond := powReal(z, x, y, c)
	if z.Kind == Finite && Cmp(z, &one) == 0 {
		z.setOne(false, c.Prec)
	}
	return cond | z.Finalize(c)
}

// exponentDigits is how many digits n has.
func exponentDigits(n int64) int64 {
	if n < 0 {
		n = -n
	}
	c := coef{lo: uint64(n)}
	return c.digits()
}

// lowerLog returns a lower bound of the adjusted exponent of the logarithm of |x|, not 1, to
// the base of ten.
func lowerLog(x *Dec) int64 {
	adj := x.Adjusted()
	switch {
	case adj > 0:
		return exponentDigits(adj) - 1
	case adj < -1:
		return exponentDigits(adj+1) - 1
	}
	v, one, d := *x, Dec{coef: coef{lo: 1}}, Dec{}
	v.Neg = false
	Sub(&d, &v, &one, &exactContext)
	if adj == 0 {
		return d.Adjusted() - 2
	}
	return d.Adjusted() - 1
}

// powOne is Pow for x = ±1.
func powOne(z, x, y *Dec, neg, whole bool, c *Context) Cond {
	shift := c.Prec - 1
	cond := Inexact | Rounded
	if whole {
		if y.Neg {
			z.setSmall(neg, 1, 0)
			return 0
		}
		// 1.000**3 is 1.000000000.
		var p Dec
		e := Dec{}
		e.SetInt64(-x.Exp)
		Mul(&p, y, &e, &exactContext)
		n, ok := p.Int64()
		cond = 0
		if !ok || n > shift {
			cond = Rounded
		} else {
			shift = n
		}
	}
	if shift >= hugePrec {
		return z.fail(NoMemory)
	}
	z.setOne(neg, shift+1)
	return cond
}

func powInt(z, x, y *Dec, neg bool, c *Context) Cond {
	work := *c
	work.Prec = min(MaxPrec, work.Prec+y.Digits()+y.Exp+2)
	work.Round = HalfEven
	work.Clamp = false
	base := *x
	var cond Cond
	if y.Neg {
		work.Prec++
		one := Dec{coef: coef{lo: 1}}
		cond = Div(&base, &one, x, &work)
		if cond&errors != 0 {
			z.fail(0)
			return cond
		}
	}
	n := new(big.Int).Abs(y.BigInt())
	r := base
	for i := n.BitLen() - 2; i >= 0; i-- {
		var s Dec
		cond |= Mul(&s, &r, &r, &work)
		r = s
		if n.Bit(i) == 1 {
			cond |= Mul(&s, &r, &base, &work)
			r = s
		}
		if r.Kind != Finite || r.coef.isZero() && cond&Clamped != 0 {
			break
		}
	}
	r.Neg = neg
	if r.Kind == Infinite {
		// For the roundings that lead to the largest number.
		r.setSmall(neg, 1, 2*MaxEmax)
	}
	*z = r
	return cond | z.Finalize(c)
}

func powReal(z, x, y *Dec, c *Context) Cond {
	work := exactContext
	work.Prec = max(x.Digits(), c.Prec) + 4 + 19
	var l, p Dec
	Ln(&l, x, &work)
	Mul(&p, &l, y, &work)
	exp(z, &p, &work)
	z.Finalize(&work)
	return Inexact | Rounded
}

// PowMod sets z to x**y mod m, of whole numbers.
func PowMod(z, x, y, m *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x, y, m); ok {
		return cond
	}
	if !x.IsInteger() || !y.IsInteger() || !m.IsInteger() || m.coef.isZero() ||
		m.Adjusted() >= c.Prec || x.coef.isZero() && y.coef.isZero() || y.Neg && !y.coef.isZero() {
		return z.fail(InvalidOperation)
	}
	neg := x.Neg && y.odd()
	if m.Exp+m.Digits() > c.Prec && m.Adjusted() >= c.Prec {
		return z.fail(InvalidOperation)
	}
	mod := new(big.Int).Abs(m.BigInt())
	var b *big.Int
	if x.Exp >= 0 {
		b = new(big.Int).Exp(big.NewInt(10), big.NewInt(x.Exp), mod)
		b.Mul(b, x.coef.int())
		b.Mod(b, mod)
	} else {
		b = new(big.Int).Abs(x.BigInt())
		b.Mod(b, mod)
	}
	n := new(big.Int).Abs(y.BigInt())
	b.Exp(b, n, mod)
	*z = Dec{Neg: neg, coef: coefOf(b)}
	return 0
}
