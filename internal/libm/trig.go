package libm

import (
	"math"
	"math/bits"
)

// reduce returns n and r with x = n π/2 + r, |r| ≤ π/4 about, for finite x; of n
// the last two bits.
func reduce(x float64) (n int, r dd) {
	a := math.Abs(x)
	switch {
	case a <= math.Pi/4:
		return 0, dd{x, 0}
	case a > 1<<20:
		n, r = reduceLarge(a)
		if x < 0 {
			n, r = -n, r.neg()
		}
		return n & 3, r
	}
	// π/2 in parts, of which the first have exact multiples: what is left after
	// cancellation still has all its bits.
	k := math.Round(x * twoByPi1)
	s := x - k*piBy2_1 // exact
	s, e := twoSum(s, -k*piBy2_2)
	if math.Abs(s) > 0x1p-30 {
		return int(k) & 3, norm(s, e-float64(k*piBy2_3))
	}
	t, e2 := twoSum(s, -k*piBy2_3)
	u, e3 := twoSum(e, e2)
	r = norm(t, u)
	s, e = twoSum(r.hi, -k*piBy2_4)
	return int(k) & 3, norm(s, e+(r.lo+e3))
}

// reduceLarge is reduce for large positive x (Payne and Hanek, 1983). With x an
// integer m times 2**e, the bits of 2/π that m*2**e makes multiples of 4 do not
// matter, nor those more than 200 places further on.
func reduceLarge(x float64) (n int, r dd) {
	u := math.Float64bits(x)
	m := u&(1<<52-1) | 1<<52
	e := int(u>>52) - 1075
	// Bits e-1 to e+254 of 2/π, of which bit 1 is the first after the point and
	// twoByPiBits has 128 before it.
	at := e - 2 + 128
	var w [4]uint64 // most significant first
	word, shift := at/64, uint(at%64)
	for i := range w {
		w[i] = twoByPiBits[word+i]<<shift | twoByPiBits[word+i+1]>>(64-shift)
	}
	// m*w modulo 2**256, in units of 2**-254: two bits before the point.
	var p [4]uint64
	var carry uint64
	for i := 3; i >= 0; i-- {
		hi, lo := bits.Mul64(m, w[i])
		var c uint64
		p[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	n = int(p[0] >> 62)
	// The fraction as a signed number of 254 bits, at most a half.
	for i := range 3 {
		p[i] = p[i]<<2 | p[i+1]>>62
	}
	p[3] <<= 2
	negative := p[0]>>63 != 0
	if negative {
		n++
		borrow := uint64(0)
		for i := 3; i >= 0; i-- {
			p[i], borrow = bits.Sub64(0, p[i], borrow)
		}
	}
	// Its 128 leading bits as two floats.
	skip := 0
	for p[0] == 0 && skip < 192 {
		p = [4]uint64{p[1], p[2], p[3], 0}
		skip += 64
	}
	z := uint(bits.LeadingZeros64(p[0]))
	h := p[0]<<z | p[1]>>(64-z)
	l := p[1]<<z | p[2]>>(64-z)
	top := h &^ (1<<11 - 1) // 53 bits
	rest := h&(1<<11-1)<<42 | l>>22
	f := norm(math.Ldexp(float64(top), -64-skip-int(z)), math.Ldexp(float64(rest), -64-53-53-skip-int(z)+64))
	r = f.mul(dd{halfPi1, halfPi2})
	if negative {
		r = r.neg()
	}
	return n & 3, r
}

// sinDD and cosDD return the sine and cosine of r, |r| < 0.79, by the formula for
// a sum whose first part is from a table.
func sinDD(r dd) dd {
	if r.hi < 0 {
		return sinDD(r.neg()).neg()
	}
	j := int(r.hi*128 + 0.5)
	row := &sinCosTable[j]
	return combine(row[0], row[1], row[2], row[3], r.hi-float64(j)/128, r.lo)
}

func cosDD(r dd) dd {
	if r.hi < 0 {
		r = r.neg()
	}
	j := int(r.hi*128 + 0.5)
	row := &sinCosTable[j]
	return combine(row[2], row[3], -row[0], -row[1], r.hi-float64(j)/128, r.lo)
}

// combine returns (a+al) cos(t+tl) + (b+bl) sin(t+tl) for |t| < 1/250.
func combine(a, al, b, bl, t, tl float64) dd {
	t, tl = twoSum(t, tl)
	t2 := t * t
	// What sin t has beyond t, and cos t beyond 1 - t²/2.
	st := tl - float64(float64(t*t2)*(1.0/6-float64(t2*(1.0/120-float64(t2*(1.0/5040))))))
	c1 := -0.5 * t2
	ct := float64(float64(t2*t2)*(1.0/24-float64(t2*(1.0/720-float64(t2*(1.0/40320)))))) - float64(t*tl) - 0.5*math.FMA(t, t, -t2)
	p, pe := twoProd(b, t)
	q, qe := twoProd(a, c1)
	s, se := twoSum(a, p)
	u, ue := fastTwoSum(s, q)
	return norm(u, se+ue+(pe+qe+al+float64(a*ct)+float64(al*c1)+float64(b*st)+float64(bl*t)))
}

// sinCosDD returns the sine and cosine of r + n π/2.
func sinCosDD(n int, r dd) (sin, cos dd) {
	sin, cos = sinDD(r), cosDD(r)
	switch n & 3 {
	case 1:
		return cos, sin.neg()
	case 2:
		return sin.neg(), cos.neg()
	case 3:
		return cos.neg(), sin
	}
	return sin, cos
}

// sinOf returns the sine of r + n π/2, rounded.
func sinOf(n int, r dd) float64 {
	var s dd
	if n&1 == 0 {
		s = sinDD(r)
	} else {
		s = cosDD(r)
	}
	if n&2 != 0 {
		return -s.float()
	}
	return s.float()
}

// Sin returns the sine of x.
func Sin(x float64) float64 {
	if a := math.Abs(x); !(a <= math.MaxFloat64) {
		return math.NaN()
	} else if a < 0x1p-27 {
		return x
	}
	n, r := reduce(x)
	return sinOf(n, r)
}

// Cos returns the cosine of x.
func Cos(x float64) float64 {
	if !(math.Abs(x) <= math.MaxFloat64) {
		return math.NaN()
	}
	n, r := reduce(x)
	return sinOf(n+1, r)
}

// Tan returns the tangent of x.
func Tan(x float64) float64 {
	if a := math.Abs(x); !(a <= math.MaxFloat64) {
		return math.NaN()
	} else if a < 0x1p-27 {
		return x
	}
	n, r := reduce(x)
	s, c := sinCosDD(n, r)
	return s.quo(c).float()
}
