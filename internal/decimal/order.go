package decimal

// Cmp compares numbers, or infinities.
func Cmp(x, y *Dec) int {
	switch {
	case x.IsZero() && y.IsZero():
		return 0
	case x.IsZero():
		return -signOf(y)
	case y.IsZero() || x.Neg != y.Neg:
		return signOf(x)
	}
	return signOf(x) * cmpAbs(x, y)
}

func signOf(x *Dec) int {
	if x.Neg {
		return -1
	}
	return 1
}

// cmpAbs compares the magnitudes of numbers that are not NaN.
func cmpAbs(x, y *Dec) int {
	switch {
	case x.Kind == Infinite && y.Kind == Infinite:
		return 0
	case x.Kind == Infinite:
		return 1
	case y.Kind == Infinite:
		return -1
	case x.Exp == y.Exp:
		return x.coef.cmp(&y.coef)
	case x.coef.isZero() || y.coef.isZero():
		return x.coef.cmp(&y.coef)
	}
	if a, b := x.Adjusted(), y.Adjusted(); a != b {
		if a > b {
			return 1
		}
		return -1
	}
	a, b := x.coef, y.coef
	if x.Exp > y.Exp {
		a = a.times(x.Exp - y.Exp)
	} else {
		b = b.times(y.Exp - x.Exp)
	}
	return a.cmp(&b)
}

// Compare sets z to the sign of x - y.
func Compare(z, x, y *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x, y); ok {
		return cond
	}
	z.SetInt64(int64(Cmp(x, y)))
	return 0
}

// CompareSignal is Compare to which all NaNs are signaling.
func CompareSignal(z, x, y *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x, y); ok {
		return cond | InvalidOperation
	}
	z.SetInt64(int64(Cmp(x, y)))
	return 0
}

// CmpTotal compares in the total order of all decimals.
func CmpTotal(x, y *Dec) int {
	if x.Neg != y.Neg {
		return signOf(x)
	}
	return signOf(x) * CmpTotalMag(x, y)
}

// CmpTotalMag is CmpTotal without regard to signs.
func CmpTotalMag(x, y *Dec) int {
	if x.IsNaN() || y.IsNaN() {
		rank := func(d *Dec) int {
			switch d.Kind {
			case Quiet:
				return 2
			case Signaling:
				return 1
			}
			return 0
		}
		if a, b := rank(x), rank(y); a != b {
			return a - b
		}
		return x.coef.cmp(&y.coef)
	}
	if n := cmpAbs(x, y); n != 0 {
		return n
	}
	switch {
	case x.Exp > y.Exp:
		return 1
	case x.Exp < y.Exp:
		return -1
	}
	return 0
}

// Max sets z to the larger of x and y, or the one that is a number.
func Max(z, x, y *Dec, c *Context) Cond { return choose(z, x, y, c, 1, Cmp) }

// Min sets z to the smaller of x and y.
func Min(z, x, y *Dec, c *Context) Cond { return choose(z, x, y, c, -1, Cmp) }

// MaxMag is Max of magnitudes.
func MaxMag(z, x, y *Dec, c *Context) Cond { return choose(z, x, y, c, 1, cmpAbs) }

// MinMag is Min of magnitudes.
func MinMag(z, x, y *Dec, c *Context) Cond { return choose(z, x, y, c, -1, cmpAbs) }

func choose(z, x, y *Dec, c *Context, want int, cmp func(x, y *Dec) int) Cond {
	switch {
	case x.Kind == Quiet && !y.IsNaN():
		*z = *y
		return z.Finalize(c)
	case y.Kind == Quiet && !x.IsNaN():
		*z = *x
		return z.Finalize(c)
	}
	if cond, ok := z.nans(c, x, y); ok {
		return cond
	}
	n := cmp(x, y)
	if n == 0 {
		n = CmpTotal(x, y)
	}
	*z = *x
	if n*want < 0 {
		*z = *y
	}
	return z.Finalize(c)
}

// NextPlus sets z to the least number above x.
func NextPlus(z, x *Dec, c *Context) Cond { return next(z, x, c, false) }

// NextMinus sets z to the largest number below x.
func NextMinus(z, x *Dec, c *Context) Cond { return next(z, x, c, true) }

func next(z, x *Dec, c *Context, down bool) Cond {
	if cond, ok := z.nans(c, x); ok {
		return cond
	}
	if x.Kind == Infinite {
		if x.Neg == down {
			z.setInf(down)
		} else {
			if c.Prec >= hugePrec {
				return z.fail(NoMemory)
			}
			z.setNines(!down, c)
		}
		return 0
	}
	to := *c
	to.Round = Ceiling
	if down {
		to.Round = Floor
	}
	v := *x
	if cond := v.Finalize(&to); cond&(Inexact|errors) != 0 {
		*z = v
		return cond & errors
	}
	if c.Prec >= hugePrec {
		return z.fail(NoMemory)
	}
	tiny := Dec{Neg: down, Exp: c.Etiny() - 1, coef: coef{lo: 1}}
	return Add(z, &v, &tiny, &to) & errors
}

// NextToward sets z to the number beside x on the way to y.
func NextToward(z, x, y *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x, y); ok {
		return cond
	}
	var cond Cond
	switch Cmp(x, y) {
	case 0:
		*z = *x
		z.Neg = y.Neg
		return 0
	case -1:
		cond = NextPlus(z, x, c)
	default:
		cond = NextMinus(z, x, c)
	}
	switch {
	case z.Kind == Infinite:
		cond |= Overflow | Rounded | Inexact
	case z.Kind == Finite && z.Adjusted() < c.Emin:
		cond |= Underflow | Subnormal | Rounded | Inexact
		if z.coef.isZero() {
			cond |= Clamped
		}
	}
	return cond
}

// SameQuantum reports whether x and y have the same exponent.
func SameQuantum(x, y *Dec) bool {
	switch {
	case x.IsNaN() || y.IsNaN():
		return x.IsNaN() && y.IsNaN()
	case x.Kind == Infinite || y.Kind == Infinite:
		return x.Kind == y.Kind
	}
	return x.Exp == y.Exp
}

// Class names what sort of number x is.
func (x *Dec) Class(c *Context) string {
	switch {
	case x.Kind == Quiet:
		return "NaN"
	case x.Kind == Signaling:
		return "sNaN"
	}
	s := "+"
	if x.Neg {
		s = "-"
	}
	switch {
	case x.Kind == Infinite:
		return s + "Infinity"
	case x.coef.isZero():
		return s + "Zero"
	case x.Adjusted() < c.Emin:
		return s + "Subnormal"
	}
	return s + "Normal"
}
