// Package decimal computes with decimal numbers as the General Decimal Arithmetic
// Specification has it: numbers with a sign, a coefficient and an exponent, infinities
// and NaNs, in a context of precision, range of exponents and rounding. Results and
// conditions are those of the library libmpdec, on which CPython's module is built.
//
// A number is never changed once it is made; functions write their result into one that
// nobody else has seen yet. What happened on the way is what they return: whether that is
// an error is for the caller to say.
package decimal

import "math"

// Kind tells numbers from the rest.
type Kind uint8

// Kinds of decimals.
const (
	Finite Kind = iota
	Infinite
	Quiet
	Signaling
)

// Dec is a decimal: (-1)**Neg * coefficient * 10**Exp. A NaN has its payload as coefficient.
type Dec struct {
	Kind Kind
	Neg  bool
	Exp  int64
	coef coef
}

// Cond is a set of conditions that an operation has met.
type Cond uint32

// The conditions, in the order of libmpdec.
const (
	Clamped Cond = 1 << iota
	ConversionSyntax
	DivisionByZero
	DivisionImpossible
	DivisionUndefined
	FpuError
	Inexact
	InvalidContext
	InvalidOperation
	NoMemory
	FloatOperation
	Overflow
	Rounded
	Subnormal
	Underflow

	// Invalid are those that the signal InvalidOperation stands for.
	Invalid = ConversionSyntax | DivisionImpossible | DivisionUndefined | FpuError | InvalidContext | InvalidOperation | NoMemory
	errors  = Invalid | DivisionByZero
)

// Rounding is what becomes of digits that do not fit.
type Rounding uint8

// Ways of rounding.
const (
	Up Rounding = iota
	Down
	Ceiling
	Floor
	HalfUp
	HalfDown
	HalfEven
	ZeroFiveUp
)

// Limits of contexts.
const (
	MaxPrec  = 999999999999999999
	MaxEmax  = 999999999999999999
	MinEmin  = -999999999999999999
	MinEtiny = MinEmin - (MaxPrec - 1)

	// hugePrec is the precision from which an inexact result is refused for lack of
	// memory, and an exact one looked for with less.
	hugePrec = 1 << 31
)

// Context is what results are rounded to.
type Context struct {
	Prec, Emax, Emin int64
	Round            Rounding
	Clamp            bool
}

// exactContext is one in which nothing is rounded but what no program may have.
var exactContext = Context{Prec: MaxPrec, Emax: MaxEmax, Emin: MinEmin, Round: HalfEven}

// Exact returns the widest context.
func Exact() *Context { return &exactContext }

// Etiny is the least exponent, that of subnormal numbers.
func (c *Context) Etiny() int64 { return c.Emin - (c.Prec - 1) }

// Etop is the largest exponent of a coefficient with all digits.
func (c *Context) Etop() int64 { return c.Emax - (c.Prec - 1) }

// IsNaN reports whether x is a NaN of either sort.
func (x *Dec) IsNaN() bool { return x.Kind >= Quiet }

// IsZero reports whether x is a zero.
func (x *Dec) IsZero() bool { return x.Kind == Finite && x.coef.isZero() }

// Digits is the number of digits of the coefficient; that of zero is 1.
func (x *Dec) Digits() int64 { return x.coef.digits() }

// Adjusted is the exponent that x has in scientific notation.
func (x *Dec) Adjusted() int64 { return x.Exp + x.coef.digits() - 1 }

// IsInteger reports whether x is a whole number.
func (x *Dec) IsInteger() bool {
	if x.Kind != Finite {
		return false
	}
	if x.Exp >= 0 || x.coef.isZero() {
		return true
	}
	if -x.Exp >= x.Digits() {
		return false
	}
	_, n := x.coef.strip(-x.Exp)
	return n == -x.Exp
}

// odd reports whether x, a whole number, is odd.
func (x *Dec) odd() bool {
	if x.Exp > 0 || x.coef.isZero() {
		return false
	}
	q, _ := x.coef.cut(-x.Exp)
	return q.odd()
}

// IsNormal and IsSubnormal tell on which side of Emin a number that is not zero lies.
func (x *Dec) IsNormal(c *Context) bool {
	return x.Kind == Finite && !x.coef.isZero() && x.Adjusted() >= c.Emin
}

// IsSubnormal is the contrary of IsNormal, for finite numbers but zero.
func (x *Dec) IsSubnormal(c *Context) bool {
	return x.Kind == Finite && !x.coef.isZero() && x.Adjusted() < c.Emin
}

func (z *Dec) setSmall(neg bool, n uint64, exp int64) {
	*z = Dec{Neg: neg, Exp: exp, coef: coef{lo: n}}
}

func (z *Dec) setInf(neg bool) { *z = Dec{Kind: Infinite, Neg: neg} }

// fail makes z the NaN that an error results in.
func (z *Dec) fail(cond Cond) Cond {
	*z = Dec{Kind: Quiet}
	return cond
}

// roundsUp tells whether what is left is to be increased by one.
func roundsUp(mode Rounding, neg bool, r rest, c *coef) bool {
	if r == exact {
		return false
	}
	switch mode {
	case Up:
		return true
	case Ceiling:
		return !neg
	case Floor:
		return neg
	case HalfUp:
		return r >= half
	case HalfDown:
		return r == above
	case HalfEven:
		return r == above || r == half && c.odd()
	case ZeroFiveUp:
		return c.mod5()
	}
	return false
}

// setNines makes z the largest finite number.
func (z *Dec) setNines(neg bool, c *Context) {
	one := coef{lo: 1}
	n := one.times(c.Prec)
	*z = Dec{Neg: neg, Exp: c.Etop(), coef: sub(&n, &one)}
}

// Finalize rounds z to the context.
func (z *Dec) Finalize(c *Context) Cond {
	if z.Kind != Finite {
		if z.Kind >= Quiet && !z.coef.isZero() {
			n := c.Prec
			if c.Clamp {
				n--
			}
			z.coef = z.coef.low(n)
		}
		return 0
	}
	digits := z.coef.digits()
	// Most results fit. Exponents are far from their ends, and this does not overflow.
	adj := z.Exp + digits - 1
	if digits <= c.Prec && adj <= c.Emax && adj >= c.Emin && !c.Clamp {
		return 0
	}
	cond := z.checkExp(adj, c)
	if z.Kind != Finite || cond&Overflow != 0 {
		return cond
	}
	digits = z.coef.digits()
	if digits <= c.Prec {
		return cond
	}
	n := digits - c.Prec
	q, r := z.coef.cut(n)
	z.Exp += n
	cond |= Rounded
	if r != exact {
		cond |= Inexact
	}
	if roundsUp(c.Round, z.Neg, r, &q) {
		q = q.plusOne()
		if q.digits() > c.Prec {
			q, _ = q.cut(1)
			z.Exp++
		}
		z.coef = q
		if z.Adjusted() > c.Emax {
			cond |= z.checkExp(z.Adjusted(), c)
		}
		return cond
	}
	z.coef = q
	return cond
}

// checkExp brings the exponent of z into the range of the context.
func (z *Dec) checkExp(adj int64, c *Context) Cond {
	zero := z.coef.isZero()
	switch {
	case adj > c.Emax:
		if zero {
			z.Exp = c.Emax
			if c.Clamp {
				z.Exp = c.Etop()
			}
			return Clamped
		}
		toInf := true
		switch c.Round {
		case Down, ZeroFiveUp:
			toInf = false
		case Ceiling:
			toInf = !z.Neg
		case Floor:
			toInf = z.Neg
		}
		if toInf {
			z.setInf(z.Neg)
		} else {
			z.setNines(z.Neg, c)
		}
		return Overflow | Inexact | Rounded
	case c.Clamp && z.Exp > c.Etop():
		z.coef = z.coef.times(z.Exp - c.Etop())
		z.Exp = c.Etop()
		if !zero && adj < c.Emin {
			return Clamped | Subnormal
		}
		return Clamped
	case adj < c.Emin:
		etiny := c.Etiny()
		if zero {
			if z.Exp < etiny {
				z.Exp = etiny
				return Clamped
			}
			return 0
		}
		cond := Subnormal
		if z.Exp < etiny {
			q, r := z.coef.cut(etiny - z.Exp)
			z.Exp = etiny
			if roundsUp(c.Round, z.Neg, r, &q) {
				q = q.plusOne()
			}
			z.coef = q
			cond |= Rounded
			if r != exact {
				cond |= Inexact | Underflow
				if q.isZero() {
					cond |= Clamped
				}
			}
		}
		return cond
	}
	return 0
}

// nans handles operands of which one is a NaN.
func (z *Dec) nans(c *Context, operands ...*Dec) (cond Cond, ok bool) {
	for _, kind := range [...]Kind{Signaling, Quiet} {
		for _, x := range operands {
			if x.Kind == kind {
				*z = *x
				z.Kind = Quiet
				z.Finalize(c)
				if kind == Signaling {
					return InvalidOperation, true
				}
				return 0, true
			}
		}
	}
	return 0, false
}

// SetInt64 makes z the number n.
func (z *Dec) SetInt64(n int64) {
	u := uint64(n)
	if n < 0 {
		u = -u
	}
	z.Kind, z.Neg, z.Exp, z.coef = Finite, n < 0, 0, coef{lo: u}
}

// Int64 returns x if it is a whole number within int64, with ok.
func (x *Dec) Int64() (n int64, ok bool) {
	if x.Kind != Finite || !x.IsInteger() {
		return 0, false
	}
	c := x.coef
	switch {
	case c.isZero():
		return 0, true
	case x.Exp > 0:
		if x.Exp > 19 {
			return 0, false
		}
		c = c.times(x.Exp)
	case x.Exp < 0:
		c, _ = c.cut(-x.Exp)
	}
	if c.big != nil || c.hi != 0 || c.lo > 1<<63 || c.lo == 1<<63 && !x.Neg {
		return 0, false
	}
	if x.Neg {
		return -int64(c.lo), true
	}
	return int64(c.lo), true
}

// log10 estimates the logarithm of |x| > 0.
func (x *Dec) log10() float64 {
	b := x.coef.bitLen()
	var l float64
	if b <= 128 && x.coef.big == nil {
		l = math.Log10(float64(x.coef.hi)*0x1p64 + float64(x.coef.lo))
	} else {
		top, _ := x.coef.int().Float64()
		if math.IsInf(top, 0) {
			l = float64(b) * math.Log10(2)
		} else {
			l = math.Log10(top)
		}
	}
	return l + float64(x.Exp)
}
