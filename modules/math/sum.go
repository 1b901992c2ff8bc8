package math

import (
	"math"

	"github.com/weftpy/weft/internal/libm"
	"github.com/weftpy/weft/object"
)

// Functions of many numbers.

// fsum adds floats exactly and rounds once. It keeps the sum as a list of
// partials that do not overlap, in increasing order: each new number is added to
// them one by one, and the rounding error of each addition is itself a float
// (Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997).
func fsum(t *thread, a args) (value, raised) {
	var room [32]float64
	partials := room[:0]
	special, infs := 0.0, 0.0
	err := object.Iterate(t, a[0], func(v value) (bool, raised) {
		x, err := object.FloatArg(t, v)
		if err != nil {
			return false, err
		}
		given := x
		k := 0
		for _, y := range partials {
			if math.Abs(x) < math.Abs(y) {
				x, y = y, x
			}
			hi := x + y
			if lo := y - (hi - x); lo != 0 {
				partials[k] = lo
				k++
			}
			x = hi
		}
		partials = partials[:k]
		if x == 0 {
			return true, nil
		}
		if x-x != 0 {
			if given-given == 0 {
				return false, t.Errorf(object.OverflowError, "intermediate overflow in fsum")
			}
			if math.IsInf(given, 0) {
				infs += given
			}
			special += given
			partials = partials[:0]
			return true, nil
		}
		partials = append(partials, x)
		return true, nil
	})
	if err != nil {
		return value{}, err
	}
	if special != 0 {
		if infs != infs {
			return value{}, t.Errorf(object.ValueError, "-inf + inf in fsum")
		}
		return object.Float(special), nil
	}
	return object.Float(roundPartials(partials)), nil
}

// roundPartials adds up partials from the largest: the first inexact addition
// decides the result, but for a tie, which the next partial's sign breaks.
func roundPartials(p []float64) float64 {
	n := len(p)
	if n == 0 {
		return 0
	}
	n--
	hi, lo := p[n], 0.0
	for n > 0 {
		n--
		x, y := hi, p[n]
		hi = x + y
		if lo = y - (hi - x); lo != 0 {
			break
		}
	}
	if n > 0 && (lo < 0 && p[n-1] < 0 || lo > 0 && p[n-1] > 0) {
		y := lo * 2
		if x := hi + y; y == x-hi {
			hi = x
		}
	}
	return hi
}

func prod(t *thread, a args) (value, raised) {
	r := object.Int(1)
	if a[1].O != nil {
		r = a[1]
	}
	err := object.Iterate(t, a[0], func(v value) (bool, raised) {
		var err raised
		if r.IsFloat() && v.IsFloat() {
			r = object.Float(r.Float() * v.Float())
			return true, nil
		}
		r, err = object.Binary(t, object.OpMul, r, v)
		return true, err
	})
	return r, err
}

// floats converts all items.
func floats(t *thread, items []value) ([]float64, raised) {
	f := make([]float64, len(items))
	for i, v := range items {
		var err raised
		if f[i], err = object.FloatArg(t, v); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func dist(t *thread, a args) (value, raised) {
	var points [2][]value
	for i, v := range a {
		if tup, ok := object.AsTuple(v); ok {
			points[i] = tup.Items
			continue
		}
		var err raised
		if points[i], err = object.Collect(t, v); err != nil {
			return value{}, err
		}
	}
	if len(points[0]) != len(points[1]) {
		return value{}, t.Errorf(object.ValueError, "both points must have the same number of dimensions")
	}
	d := make([]float64, len(points[0]))
	for i := range d {
		x, err := object.FloatArg(t, points[0][i])
		if err != nil {
			return value{}, err
		}
		y, err := object.FloatArg(t, points[1][i])
		if err != nil {
			return value{}, err
		}
		d[i] = x - y
	}
	return object.Float(libm.Hypot(d...)), nil
}

func hypot(t *thread, a args) (value, raised) {
	if len(a) == 2 && a[0].IsFloat() && a[1].IsFloat() {
		return object.Float(libm.Hypot2(a[0].Float(), a[1].Float())), nil
	}
	f, err := floats(t, a)
	if err != nil {
		return value{}, err
	}
	return object.Float(libm.Hypot(f...)), nil
}

var sumFuncs = []object.Def{
	{Name: "fsum", Sig: "seq, /", Fn: fsum},
	{Name: "prod", Sig: "iterable, /, *, start=1", Fn: prod},
	{Name: "dist", Sig: "p, q, /", Fn: dist},
	{Name: "hypot", Sig: "*coordinates", Plain: hypot, Doc: "How far a point is from the origin, in any number of dimensions: the square\nroot of the sum of the squares of the coordinates."},
}
