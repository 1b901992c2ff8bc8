package decimal

import "math/big"

// Quantize sets z to x with the exponent of y.
func Quantize(z, x, y *Dec, c *Context) Cond {
	if x.Kind != Finite || y.Kind != Finite {
		if cond, ok := z.nans(c, x, y); ok {
			return cond
		}
		if x.Kind == Infinite && y.Kind == Infinite {
			*z = *x
			return 0
		}
		return z.fail(InvalidOperation)
	}
	if y.Exp > c.Emax || y.Exp < c.Etiny() {
		return z.fail(InvalidOperation)
	}
	neg, exp := x.Neg, y.Exp
	if x.coef.isZero() {
		z.setSmall(neg, 0, exp)
		return z.Finalize(c)
	}
	d := x.Exp - exp
	var cond Cond
	var n coef
	if d >= 0 {
		if d+x.Digits() > c.Prec {
			return z.fail(InvalidOperation)
		}
		n = x.coef.times(d)
	} else {
		var r rest
		n, r = x.coef.cut(-d)
		if roundsUp(c.Round, neg, r, &n) {
			n = n.plusOne()
		}
		cond |= Rounded
		if r != exact {
			cond |= Inexact
		}
		if n.digits() > c.Prec {
			return z.fail(InvalidOperation)
		}
	}
	if exp+n.digits()-1 > c.Emax {
		return z.fail(InvalidOperation)
	}
	*z = Dec{Neg: neg, Exp: exp, coef: n}
	return cond | z.Finalize(c)
}

// ToIntegral sets z to x rounded to a whole number; tell says that rounding is to be a condition.
func ToIntegral(z, x *Dec, c *Context, tell bool) Cond {
	if x.Kind != Finite {
		if cond, ok := z.nans(c, x); ok {
			return cond
		}
		*z = *x
		return 0
	}
	switch {
	case x.Exp >= 0:
		*z = *x
		return 0
	case x.coef.isZero():
		z.setSmall(x.Neg, 0, 0)
		return 0
	}
	n, r := x.coef.cut(-x.Exp)
	if roundsUp(c.Round, x.Neg, r, &n) {
		n = n.plusOne()
	}
	*z = Dec{Neg: x.Neg, coef: n}
	switch {
	case !tell:
		return 0
	case r != exact:
		return Rounded | Inexact
	}
	return Rounded
}

// Reduce sets z to x without trailing zeros.
func Reduce(z, x *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x); ok {
		return cond
	}
	*z = *x
	cond := z.Finalize(c)
	switch {
	case z.Kind != Finite:
	case z.coef.isZero():
		z.Exp = 0
	default:
		most := c.Emax
		if c.Clamp {
			most = c.Etop()
		}
		n, k := z.coef.strip(max(0, most-z.Exp))
		z.coef, z.Exp = n, z.Exp+k
	}
	return cond
}

// Logb sets z to the adjusted exponent of x.
func Logb(z, x *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x); ok {
		return cond
	}
	switch {
	case x.Kind == Infinite:
		z.setInf(false)
		return 0
	case x.coef.isZero():
		z.setInf(true)
		return DivisionByZero
	}
	z.SetInt64(x.Adjusted())
	return z.Finalize(c)
}

// count returns y as a whole number with exponent 0 within ±most.
func count(y *Dec, most int64) (int64, bool) {
	if y.Kind != Finite || y.Exp != 0 {
		return 0, false
	}
	n, ok := y.Int64()
	return n, ok && n <= most && n >= -most
}

// Scaleb sets z to x with y added to its exponent.
func Scaleb(z, x, y *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x, y); ok {
		return cond
	}
	n, ok := count(y, 2*(c.Emax+c.Prec))
	if !ok {
		return z.fail(InvalidOperation)
	}
	*z = *x
	if x.Kind == Infinite {
		return 0
	}
	const most = MaxEmax + MaxPrec // so that nothing overflows
	z.Exp = max(MinEtiny-MaxPrec, min(most, z.Exp+n))
	return z.Finalize(c)
}

// Shift sets z to x with its digits shifted by y places within the precision.
func Shift(z, x, y *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x, y); ok {
		return cond
	}
	n, ok := count(y, c.Prec)
	if !ok {
		return z.fail(InvalidOperation)
	}
	v := *x
	if x.Kind == Finite {
		if n >= 0 {
			low := v.coef.low(c.Prec - n)
			if n == c.Prec {
				low = coef{}
			}
			v.coef = low.times(n)
		} else {
			v.coef = v.coef.low(c.Prec)
			v.coef, _ = v.coef.cut(-n)
		}
	}
	*z = v
	return 0
}

// Rotate sets z to x with its digits, as many as the precision, rotated by y places.
func Rotate(z, x, y *Dec, c *Context) Cond {
	if cond, ok := z.nans(c, x, y); ok {
		return cond
	}
	n, ok := count(y, c.Prec)
	if !ok {
		return z.fail(InvalidOperation)
	}
	v := *x
	if x.Kind == Finite {
		if n %= c.Prec; n < 0 {
			n += c.Prec
		}
		all := v.coef.low(c.Prec)
		high, _ := all.cut(c.Prec - n)
		low := all.low(c.Prec - n)
		low = low.times(n)
		v.coef = add(&low, &high)
	}
	*z = v
	return 0
}

// logical returns the digits of an operand that must be a row of zeros and ones, the last first.
func (x *Dec) logical(prec int64) ([]byte, bool) {
	if x.Kind != Finite || x.Neg || x.Exp != 0 {
		return nil, false
	}
	s := x.coef.appendTo(nil)
	for _, d := range s {
		if d > '1' {
			return nil, false
		}
	}
	if int64(len(s)) > prec {
		s = s[int64(len(s))-prec:]
	}
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
	return s, true
}

func (z *Dec) setLogical(n int64, digit func(i int64) bool) {
	s := make([]byte, max(n, 1))
	for i := range s {
		s[i] = '0'
	}
	for i := range n {
		if digit(i) {
			s[n-1-i] = '1'
		}
	}
	*z = Dec{coef: parseCoef(s)}
}

// And sets z to the digits that both x and y have.
func And(z, x, y *Dec, c *Context) Cond {
	return logic(z, x, y, c, func(a, b bool) bool { return a && b })
}

// Or sets z to the digits that x or y has.
func Or(z, x, y *Dec, c *Context) Cond {
	return logic(z, x, y, c, func(a, b bool) bool { return a || b })
}

// Xor sets z to the digits in which x and y differ.
func Xor(z, x, y *Dec, c *Context) Cond {
	return logic(z, x, y, c, func(a, b bool) bool { return a != b })
}

func logic(z, x, y *Dec, c *Context, op func(a, b bool) bool) Cond {
	a, ok := x.logical(c.Prec)
	b, ok2 := y.logical(c.Prec)
	if !ok || !ok2 {
		return z.fail(InvalidOperation)
	}
	at := func(s []byte, i int64) bool { return i < int64(len(s)) && s[i] == '1' }
	z.setLogical(int64(max(len(a), len(b))), func(i int64) bool { return op(at(a, i), at(b, i)) })
	return 0
}

// Not sets z to the digits of the precision that x does not have.
func Not(z, x *Dec, c *Context) Cond {
	a, ok := x.logical(c.Prec)
	if !ok {
		return z.fail(InvalidOperation)
	}
	if c.Prec >= hugePrec {
		return z.fail(NoMemory)
	}
	z.setLogical(c.Prec, func(i int64) bool { return i >= int64(len(a)) || a[i] != '1' })
	return 0
}

// BigInt returns x, a finite number, without its fraction.
func (x *Dec) BigInt() *big.Int {
	var n coef
	if x.Exp >= 0 {
		n = x.coef.times(x.Exp)
	} else {
		n, _ = x.coef.cut(-x.Exp)
	}
	if x.Neg {
		return new(big.Int).Neg(n.int())
	}
	return new(big.Int).Set(n.int())
}

// SetBigInt makes z the number n, which must not be changed any more.
func (z *Dec) SetBigInt(n *big.Int) {
	neg := n.Sign() < 0
	if neg {
		n = new(big.Int).Neg(n)
	}
	*z = Dec{Neg: neg, coef: coefOf(n)}
}

// Ratio returns x, a finite number, as a fraction in lowest terms.
func (x *Dec) Ratio() (num, den *big.Int) {
	if x.coef.isZero() {
		return new(big.Int), big.NewInt(1)
	}
	n, k := x.coef.strip(max(0, -x.Exp))
	exp := x.Exp + k
	den = big.NewInt(1)
	if exp >= 0 {
		n = n.times(exp)
		num = new(big.Int).Set(n.int())
	} else {
		den = new(big.Int).Set(bigTen(-exp))
		num = new(big.Int).Set(n.int())
		g := new(big.Int).GCD(nil, nil, num, den)
		num.Quo(num, g)
		den.Quo(den, g)
	}
	if x.Neg {
		num.Neg(num)
	}
	return num, den
}

// SetRatio makes z the number m / 2**e, exactly, for a float.
func (z *Dec) SetRatio(neg bool, m *big.Int, twos int64) {
	n := new(big.Int).Mul(m, new(big.Int).Exp(big.NewInt(5), big.NewInt(twos), nil))
	*z = Dec{Neg: neg, Exp: -twos, coef: coefOf(n)}
}

// ModUint returns the coefficient modulo p.
func (x *Dec) ModUint(p uint64) uint64 {
	if x.coef.big == nil {
		_, r := x.coef.div64(p)
		return r
	}
	return new(big.Int).Rem(x.coef.big, new(big.Int).SetUint64(p)).Uint64()
}

// AppendDigits writes the coefficient.
func (x *Dec) AppendDigits(b []byte) []byte { return x.coef.appendTo(b) }

// PayloadIsZero reports whether a NaN has no payload.
func (x *Dec) PayloadIsZero() bool { return x.coef.isZero() }

// SetDigits makes z of digits ('0' to '9'), which may be none.
func (z *Dec) SetDigits(kind Kind, neg bool, digits []byte, exp int64) {
	*z = Dec{Kind: kind, Neg: neg, Exp: exp}
	if len(digits) > 0 {
		z.coef = parseCoef(digits)
	}
}

// Rescale gives x, a finite number that is the caller's, another exponent.
func (x *Dec) Rescale(exp int64, round Rounding) Cond {
	if x.coef.isZero() {
		x.Exp = exp
		return 0
	}
	if d := x.Exp - exp; d >= 0 {
		if d >= hugePrec {
			return InvalidOperation
		}
		x.coef = x.coef.times(d)
	} else {
		n, r := x.coef.cut(-d)
		if roundsUp(round, x.Neg, r, &n) {
			n = n.plusOne()
		}
		x.coef = n
	}
	x.Exp = exp
	return 0
}

// Round gives x, a finite number other than zero that is the caller's, so many digits.
func (x *Dec) Round(digits int64, round Rounding) Cond {
	cond := x.Rescale(x.Exp+x.Digits()-digits, round)
	if x.Digits() > digits { // 9.99 has become 10.0
		x.Rescale(x.Exp+1, round)
	}
	return cond
}
