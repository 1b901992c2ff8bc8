package libm

import "math"

// dd is the unevaluated sum of two floats, of which lo is at most half a unit in
// the last place of hi: a number of 106 bits (Dekker, A floating-point technique
// for extending the available precision, 1971).
//
// Products are converted with float64() wherever they are added to something, so
// that no compiler fuses the two operations and results are the same on all
// machines; where fusing is wanted, math.FMA says so.
type dd struct{ hi, lo float64 }

// twoSum returns a+b exactly.
func twoSum(a, b float64) (s, e float64) {
	s = a + b
	t := s - a
	return s, (a - (s - t)) + (b - t)
}

// fastTwoSum returns a+b exactly if |a| ≥ |b| or a is 0.
func fastTwoSum(a, b float64) (s, e float64) {
	s = a + b
	return s, b - (s - a)
}

// twoProd returns a*b exactly, but for underflow.
func twoProd(a, b float64) (p, e float64) {
	p = a * b
	return p, math.FMA(a, b, -p)
}

func (x dd) add(y dd) dd {
	s, e := twoSum(x.hi, y.hi)
	return norm(s, e+(x.lo+y.lo))
}

// norm makes a dd of a sum whose second part is the smaller.
func norm(s, e float64) dd {
	hi, lo := fastTwoSum(s, e)
	return dd{hi, lo}
}

func (x dd) neg() dd { return dd{-x.hi, -x.lo} }

func (x dd) mul(y dd) dd {
	p, e := twoProd(x.hi, y.hi)
	return norm(p, e+(float64(x.hi*y.lo)+float64(x.lo*y.hi)))
}

func (x dd) mulFloat(y float64) dd {
	p, e := twoProd(x.hi, y)
	return norm(p, e+float64(x.lo*y))
}

func (x dd) quo(y dd) dd {
	q := x.hi / y.hi
	r := math.FMA(-q, y.hi, x.hi) + (x.lo - float64(q*y.lo))
	return norm(q, r/y.hi)
}

// sqrt returns the square root of x > 0.
func (x dd) sqrt() dd {
	r := math.Sqrt(x.hi)
	return norm(r, (math.FMA(-r, r, x.hi)+x.lo)/(2*r))
}

// float rounds x.
func (x dd) float() float64 { return x.hi + x.lo }
