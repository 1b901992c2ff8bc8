package libm

import "math"

// logReduce returns k and ln(m) for x = 2**k * m, 0.7 < m < 1.42, x finite and
// positive.
//
// m is multiplied by a nearby inverse from a table, which leaves 1+r with
// |r| < 1/200, exactly as the sum of two floats. ln(1+r) is its Taylor series;
// the first two terms count with all their bits.
func logReduce(x float64) (k int, l dd) {
	u := math.Float64bits(x)
	if u < 1<<52 { // subnormal
		u = math.Float64bits(x * (1 << 54))
		k = -54
	}
	k += int(u>>52) - 1023
	m := math.Float64frombits(u&(1<<52-1) | 1023<<52)
	var row *[3]float64
	if m < 1.4140625 {
		row = &logAbove[int((m-1)*128+0.5)]
	} else {
		m /= 2
		k++
		row = &logBelow[int((1-m)*256+0.5)]
	}
	p, rl := twoProd(m, row[0])
	rh := p - 1
	rh, rl = fastTwoSum(rh, rl)

	s, sl := twoProd(rh, rh)
	sl += 2 * float64(rh*rl)
	r2 := s
	// 1/3 - r/4 + r²/5 - …
	q := (1.0/3 - float64(rh*(1.0/4))) + float64(r2*((1.0/5-float64(rh*(1.0/6)))+
		float64(r2*((1.0/7-float64(rh*(1.0/8)))+float64(r2*(1.0/9-float64(rh*(1.0/10))))))))
	a, e1 := fastTwoSum(row[1], rh)
	b, e2 := fastTwoSum(a, -0.5*s)
	return k, norm(b, e1+e2+(row[2]+rl-0.5*sl+float64(r2*rh)*q))
}

// logDD returns ln(x) for finite positive x.
func logDD(x float64) dd {
	k, l := logReduce(x)
	if k == 0 {
		return l
	}
	f := float64(k)
	s, e := fastTwoSum(f*ln2_1, l.hi)
	return norm(s, e+(l.lo+float64(f*ln2_2)))
}

// special reports whether a logarithm of x is no ordinary number, and which.
func logSpecial(x float64) (float64, bool) {
	switch {
	case x > 0 && x <= math.MaxFloat64:
		return 0, false
	case x == 0:
		return math.Inf(-1), true
	case x < 0:
		return math.NaN(), true
	}
	return x, true
}

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	if r, ok := logSpecial(x); ok {
		return r
	}
	return logDD(x).float()
}

// Log2 returns the logarithm of x to base 2, exactly for powers of two.
func Log2(x float64) float64 {
	if r, ok := logSpecial(x); ok {
		return r
	}
	k, l := logReduce(x)
	l = l.mul(dd{invLn2_1, invLn2_2})
	s, e := twoSum(float64(k), l.hi)
	return s + (e + l.lo)
}

// Log10 returns the logarithm of x to base 10. C libraries compute it from the
// natural logarithm in the way that FDLIBM has made popular, with a last digit
// that is wrong now and then; so does this, since programs count decimal digits
// with it and have seen only those results.
func Log10(x float64) float64 {
	if r, ok := logSpecial(x); ok {
		return r
	}
	m, k := math.Frexp(x)
	m, k = m*2, k-1
	if k < 0 {
		k++
		m /= 2
	}
	f := float64(k)
	return float64(f*log10of2_2) + float64(invLn10_1*Log(m)) + float64(f*log10of2_1)
}

// Log1p returns ln(1+x).
func Log1p(x float64) float64 { return math.Log1p(x) }
