package libm

import "math"

// Pow returns x**y, with the special cases of C99.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return x + y
	}
	if x-x != 0 || y-y != 0 || x == 0 {
		return math.Pow(x, y) // infinities and zeros have exact results
	}
	// These are correctly rounded, and common.
	switch y {
	case 2:
		return x * x
	case -1:
		return 1 / x
	case 0.5:
		if x > 0 {
			return math.Sqrt(x)
		}
	}
	sign := 1.0
	if x < 0 {
		if y != math.Trunc(y) {
			return math.NaN()
		}
		if math.Abs(y) < 1<<53 && int64(y)&1 != 0 {
			sign = -1
		}
		x = -x
	}
	l := logDD(x)
	p := y * l.hi
	switch {
	case p > 710:
		return sign * math.Inf(1)
	case p < -746:
		return sign * 0
	case p > -0x1p-60 && p < 0x1p-60:
		return sign * (1 + p)
	}
	f, e := expScaled(l.mulFloat(y))
	return sign * scale(f, e)
}

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64 {
	r := math.Cbrt(x)
	if x == 0 || r-r != 0 {
		return r
	}
	// One Newton step from a result that is nearly right. Scaling keeps the parts
	// of products from underflow.
	_, e := math.Frexp(r)
	r = math.Ldexp(r, -e)
	x = math.Ldexp(x, -3*e)
	cube := dd{r, 0}.mulFloat(r).mulFloat(r)
	d := (x - cube.hi) - cube.lo
	return math.Ldexp(r+d/(3*r*r), e)
}

// Hypot2 is Hypot(x, y).
func Hypot2(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	if x < y {
		x, y = y, x
	}
	if !(x < 0x1p500 && x > 0x1p-400) || y != y {
		return Hypot(x, y)
	}
	// What Hypot does, without the scaling that numbers of such size do not need:
	// a square as exact as a dd is neither overflows nor loses digits.
	p, pe := twoProd(x, x)
	q, qe := twoProd(y, y)
	s, se := fastTwoSum(p, q)
	sum := norm(s, pe+se+qe)
	// The root of sum.hi is the result unless what it leaves over is worth half a
	// unit in its last place; the division by which sqrt finds that is rarely needed.
	// Powers of two are left out, whose neighbour below is nearer.
	r := math.Sqrt(sum.hi)
	const exponent, slack = 0x7ff << 52, 1 - 0x1p-30
	if bits := math.Float64bits(r); bits&^exponent != 0 {
		unit := math.Float64frombits(bits&exponent) * 0x1p-52
		if left := math.FMA(-r, r, sum.hi) + sum.lo; math.Abs(left) < r*unit*slack {
			return r
		}
	}
	return sum.sqrt().float()
}

// Hypot returns the Euclidean norm of a vector.
func Hypot(v ...float64) float64 {
	most := 0.0
	nan := false
	for _, x := range v {
		switch {
		case math.IsInf(x, 0):
			return math.Inf(1)
		case x != x:
			nan = true
		}
		most = max(most, math.Abs(x))
	}
	switch {
	case nan:
		return math.NaN()
	case most == 0 || len(v) == 1:
		return most
	}
	_, e := math.Frexp(most)
	var sum dd
	for _, x := range v {
		x = math.Ldexp(x, -e)
		p, pe := twoProd(x, x)
		s, se := twoSum(sum.hi, p)
		sum = norm(s, sum.lo+se+pe)
	}
	return scale(sum.sqrt(), e)
}
