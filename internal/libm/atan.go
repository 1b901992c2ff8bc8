package libm

import "math"

// atanDD returns the arc tangent of t, 0 ≤ t ≤ 1: that of a nearby fraction c
// from a table, and the series for (t-c)/(1+tc).
func atanDD(t dd) dd {
	j := int(t.hi*128 + 0.5)
	row := &atanTable[j]
	u := t
	if j != 0 {
		c := float64(j) / 128
		n, nl := twoSum(t.hi-c, t.lo)
		d, de := twoProd(t.hi, c)
		one, e := fastTwoSum(1, d)
		u = dd{n, nl}.quo(norm(one, e+(de+float64(t.lo*c))))
	}
	u2 := u.hi * u.hi
	p := float64(u.hi*u2) * (1.0/3 - float64(u2*(1.0/5-float64(u2*(1.0/7-float64(u2*(1.0/9)))))))
	s, e := twoSum(row[0], u.hi)
	return norm(s, e+(row[1]+(u.lo-p)))
}

var (
	halfPi  = dd{halfPi1, halfPi2}
	wholePi = dd{pi1, pi2}
)

// angle returns the arc tangent of y/x for y ≥ 0 and any x, not both 0.
func angle(y, x dd) dd {
	negative := x.hi < 0
	if negative {
		x = x.neg()
	}
	var a dd
	if y.hi <= x.hi {
		a = atanDD(y.quo(x))
	} else {
		a = halfPi.add(atanDD(x.quo(y)).neg())
	}
	if negative {
		a = wholePi.add(a.neg())
	}
	return a
}

// Atan returns the arc tangent of x.
func Atan(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a < 0x1p-27:
		return x
	case a > 0x1p60:
		return math.Copysign(math.Pi/2, x)
	}
	return math.Copysign(angle(dd{a, 0}, dd{1, 0}).float(), x)
}

// Atan2 returns the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	if x-x != 0 || y-y != 0 || x == 0 || y == 0 {
		return math.Atan2(y, x) // infinities and zeros have known results
	}
	a, b := math.Abs(y), math.Abs(x)
	_, ea := math.Frexp(a)
	_, eb := math.Frexp(b)
	switch {
	case ea-eb > 62:
		return math.Copysign(math.Pi/2, y)
	case ea-eb < -62 && x < 0:
		return math.Copysign(math.Pi, y)
	case ea-eb < -62:
		return y / x
	}
	// Scaling keeps the parts of products from underflow and overflow.
	return math.Copysign(angle(dd{math.Ldexp(a, -eb), 0}, dd{math.Ldexp(x, -eb), 0}).float(), y)
}

// cosineOf returns sqrt(1-x²) for |x| < 1.
func cosineOf(x float64) dd {
	p, pe := twoProd(x, x)
	s, e := fastTwoSum(1, -p)
	return norm(s, e-pe).sqrt()
}

// Asin returns the arc sine of x.
func Asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case !(a <= 1):
		return math.NaN()
	case a < 0x1p-27:
		return x
	case a == 1:
		return math.Copysign(math.Pi/2, x)
	}
	return math.Copysign(angle(dd{a, 0}, cosineOf(x)).float(), x)
}

// Acos returns the arc cosine of x.
func Acos(x float64) float64 {
	switch a := math.Abs(x); {
	case !(a <= 1):
		return math.NaN()
	case x == 1:
		return 0
	case x == -1:
		return math.Pi
	}
	return angle(cosineOf(x), dd{x, 0}).float()
}
