package libm

import "math"

// stirling are the coefficients B(2k)/(2k(2k-1)) of the series for ln Γ.
var stirling = [...]float64{
	1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400,
	43867.0 / 244188, -174611.0 / 125400, 77683.0 / 5796,
}

// stirlingFrom is from where on the series is exact enough.
const stirlingFrom = 24

// lnGammaDD returns ln Γ(z) for z ≥ stirlingFrom.
func lnGammaDD(z dd) dd {
	l := logDD(z.hi)
	l = l.add(dd{z.lo / z.hi, 0})
	r := l.mul(z.add(dd{-0.5, 0})).add(z.neg()).add(dd{halfLn2Pi_1, halfLn2Pi_2})
	inv := 1 / z.hi
	inv2 := inv * inv
	s := 0.0
	for i := len(stirling) - 1; i >= 1; i-- {
		s = float64(s*inv2) + stirling[i]
	}
	first := dd{1, 0}.quo(z.mulFloat(12))
	return r.add(first).add(dd{s * inv2 * inv, 0})
}

// shift returns z ≥ stirlingFrom, and x (x+1) … (z-1), for x > 0.
func shift(x dd) (z, product dd) {
	product = dd{1, 0}
	for x.hi < stirlingFrom {
		product = product.mul(x)
		x = x.add(dd{1, 0})
	}
	return x, product
}

var factorials = func() (f [23]float64) {
	f[0] = 1
	for i := 1; i < len(f); i++ {
		f[i] = f[i-1] * float64(i)
	}
	return f
}()

// sinPi returns |sin(πx)| and its sign; x is not an integer.
func sinPi(x float64) (dd, bool) {
	whole := math.Floor(x)
	f := x - whole // exact but for tiny negative x, where it is 1
	odd := math.Mod(whole, 2) != 0
	if f > 0.5 {
		f = (whole + 1) - x
	}
	// f ≤ 1/2; beyond 1/4 it is the cosine of the rest.
	if f > 0.25 {
		return cosDD(wholePi.mulFloat(0.5 - f)), odd
	}
	return sinDD(wholePi.mulFloat(f)), odd
}

// Gamma returns Γ(x), nan at its poles but for ±0.
func Gamma(x float64) float64 {
	switch {
	case x == math.Floor(x) && x <= 0 || x-x != 0:
		return math.Gamma(x)
	case x == math.Floor(x) && x <= float64(len(factorials)):
		return factorials[int(x)-1]
	case math.Abs(x) < 0x1p-70:
		return 1 / x
	case x > 172:
		return math.Inf(1)
	case x < -200:
		return math.Copysign(0, float64(1-2*(int64(math.Floor(x))&1)))
	}
	y := dd{x, 0}
	if x < 0 {
		s, e := twoSum(1, -x)
		y = dd{s, e}
	}
	z, product := shift(y)
	f, e := expScaled(lnGammaDD(z))
	f = f.quo(product)
	if x > 0 {
		return scale(f, e)
	}
	// Γ(x) Γ(1-x) = π / sin(πx)
	s, odd := sinPi(x)
	f = wholePi.quo(s.mul(f))
	r := scale(f, -e)
	if odd {
		r = -r
	}
	return r
}

// zetaMinus1 are ζ(k)-1 for k from 2.
var zetaMinus1 = [...]float64{
	0.6449340668482264, 0.2020569031595943, 0.0823232337111382, 0.0369277551433699, 0.0173430619844491, 0.0083492773819228,
	0.0040773561979443, 0.0020083928260822, 0.0009945751278181, 0.0004941886041195, 0.0002460865533080, 0.0001227133475785,
}

// euler is Euler's constant.
var euler = dd{0x1.2788cfc6fb619p-1, -0x1.6cb90701fbfabp-58}

// nearRoot returns ln Γ(1+e) or, at two, ln Γ(2+e), for |e| ≤ 2**-5: the Taylor
// series around the roots of ln Γ.
func nearRoot(e float64, two bool) dd {
	first := euler.neg()
	extra := 1.0 // what ζ(k) has beyond the table
	if two {
		first = dd{1, 0}.add(first)
		extra = 0
	}
	s := 0.0
	for i := len(zetaMinus1) - 1; i >= 0; i-- {
		k := float64(i + 2)
		c := (zetaMinus1[i] + extra) / k
		if i&1 != 0 {
			c = -c
		}
		s = c + float64(s*e)
	}
	return first.mulFloat(e).add(dd{s * e * e, 0})
}

// Lgamma returns ln |Γ(x)|.
func Lgamma(x float64) float64 {
	switch {
	case x == math.Floor(x) && x <= 0 || x-x != 0:
		r, _ := math.Lgamma(x)
		return r
	case x == 1 || x == 2:
		return 0
	case math.Abs(x) < 0x1p-70:
		return -Log(math.Abs(x))
	case math.Abs(x-1) <= 0x1p-5:
		return nearRoot(x-1, false).float()
	case math.Abs(x-2) <= 0x1p-5:
		return nearRoot(x-2, true).float()
	case x > 1e17:
		// Γ's logarithm is x (ln x - 1) but for parts that do not show.
		l := logDD(x).add(dd{-1, 0})
		if x > 2.55634816e305 {
			return math.Inf(1)
		}
		return l.mulFloat(x).float()
	}
	y := dd{math.Abs(x), 0}
	z, product := shift(y)
	r := lnGammaDD(z)
	if product.hi != 1 {
		r = r.add(logOfDD(product).neg())
	}
	if x > 0 {
		return r.float()
	}
	s, _ := sinPi(x)
	return logOfDD(wholePi.quo(s.mulFloat(-x))).add(r.neg()).float()
}

// logOfDD returns ln(x).
func logOfDD(x dd) dd { return logDD(x.hi).add(dd{x.lo / x.hi, 0}) }

// Erf returns the error function of x.
func Erf(x float64) float64 { return math.Erf(x) }

// Erfc returns 1-Erf(x).
func Erfc(x float64) float64 { return math.Erfc(x) }
