package libm

import "math"

// expScaled returns f and e with exp(x) = f * 2**e, 1 ≤ f < 2 about, for
// |x| < 2**11.
//
// x is k/128 ln 2 + r with |r| < 1/300; 2**(j/128) comes from a table, and exp(r)
// is its Taylor series, whose first terms count with all their bits.
func expScaled(x dd) (f dd, e int) {
	k := math.Round(x.hi * inv128Ln2_1)
	r := x.hi - float64(k*ln2By128_1) // exact
	p, pe := twoProd(k, ln2By128_2)
	rh, rl := twoSum(r, -p)
	rh, rl = fastTwoSum(rh, rl-pe-float64(k*ln2By128_3)+x.lo)
	return exp2r(int(k), rh, rl)
}

// exp2r returns 2**(k/128) * exp(rh+rl) as expScaled does.
func exp2r(k int, rh, rl float64) (f dd, e int) {
	r2 := rh * rh
	q := rl + float64(r2*0.5) + float64(rh*r2)*((1.0/6+float64(rh*(1.0/24)))+float64(r2*((1.0/120+float64(rh*(1.0/720)))+float64(r2*(1.0/5040)))))
	// The square's rounding error matters where results need more than 64 bits.
	q += 0.5 * math.FMA(rh, rh, -r2)
	row := &exp2Table[k&127]
	p, pe := twoProd(row[0], rh)
	s, se := fastTwoSum(row[0], p)
	return norm(s, se+(pe+row[1]+float64(row[0]*q)+float64(row[1]*rh))), k >> 7
}

// scale returns f * 2**e rounded once, even below the normal range.
func scale(f dd, e int) float64 {
	switch {
	case -1022 <= e && e < 1023:
		return f.float() * math.Float64frombits(uint64(e+1023)<<52)
	case e >= 1023:
		return math.Ldexp(f.float(), e)
	case e < -1080:
		return 0
	}
	// Adding a large number rounds to the unit of the result; the second part
	// corrects what the first addition got wrong.
	c := math.Ldexp(1.5, -1074-e+52)
	s, se := fastTwoSum(c, f.hi)
	return math.Ldexp((s+(se+f.lo))-c, e)
}

// Exp returns e**x.
func Exp(x float64) float64 {
	switch {
	case x != x || x > 709.79:
		return x * math.Inf(1) // nan stays one
	case x < -745.14:
		return 0
	}
	if x > -0x1p-54 && x < 0x1p-54 {
		return 1 + x
	}
	f, e := expScaled(dd{x, 0})
	return scale(f, e)
}

// Exp2 returns 2**x.
func Exp2(x float64) float64 {
	switch {
	case x != x || x >= 1024:
		return x * math.Inf(1)
	case x < -1075.1:
		return 0
	}
	if x > -0x1p-54 && x < 0x1p-54 {
		return 1 + x
	}
	k := math.Round(x * 128)
	r := dd{ln2By128_1, ln2By128_2}.mulFloat(x*128 - k) // x*128-k is exact
	f, e := exp2r(int(k), r.hi, r.lo)
	return scale(f, e)
}

// Expm1 returns exp(x)-1.
func Expm1(x float64) float64 { return math.Expm1(x) }
