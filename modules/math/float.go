package math

import (
	"math"

	"github.com/weftpy/weft/object"
)

// Functions about the representation and rounding of floats.

// toIntegral makes ceil and floor: the special method of the argument's type,
// or the float's own.
func toIntegral(name string, f func(float64) float64) goFunc {
	special := object.Intern(name)
	return func(t *thread, a args) (value, raised) {
		if !a[0].IsFloat() {
			if r, ok, err := object.CallSpecial(t, a[0], special); ok {
				return r, err
			}
		}
		x, err := object.FloatArg(t, a[0])
		if err != nil {
			return value{}, err
		}
		return object.FloatToInt(t, f(x))
	}
}

var strTrunc = object.Intern("__trunc__")

func trunc(t *thread, a args) (value, raised) {
	if a[0].IsFloat() {
		return object.FloatToInt(t, a[0].Float())
	}
	r, ok, err := object.CallSpecial(t, a[0], strTrunc)
	if !ok {
		return value{}, t.Errorf(object.TypeError, "type %s doesn't define __trunc__ method", a[0].TypeName())
	}
	return r, err
}

func frexp(t *thread, a args) (value, raised) {
	x, err := object.FloatArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	m, e := math.Frexp(x)
	return object.TupleOf([]value{object.Float(m), object.Int(int64(e))}), nil
}

func ldexp(t *thread, a args) (value, raised) {
	x, err := object.FloatArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	if a[1].O.Typ.Flags&object.FlagInt == 0 {
		return value{}, t.Errorf(object.TypeError, "Expected an int as second argument to ldexp.")
	}
	e, big := object.AsInt(a[1])
	if big != nil {
		e = math.MaxInt64
		if big.Sign() < 0 {
			e = -e
		}
	}
	if x == 0 || x-x != 0 {
		return object.Float(x), nil
	}
	r := math.Ldexp(x, int(max(min(e, 10000), -10000)))
	if math.IsInf(r, 0) {
		return rangeError(t)
	}
	return object.Float(r), nil
}

func modf(t *thread, a args) (value, raised) {
	x, err := object.FloatArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	whole, frac := math.Trunc(x), math.Copysign(0, x)
	switch {
	case x != x:
		frac = x
	case whole != x:
		frac = x - whole
	}
	return object.TupleOf([]value{object.Float(frac), object.Float(whole)}), nil
}

func fmod(t *thread, x, y float64) (value, raised) {
	if math.IsInf(y, 0) && x-x == 0 {
		return object.Float(x), nil
	}
	r := math.Mod(x, y)
	if r != r && x == x && y == y {
		return domainError(t)
	}
	return object.Float(r), nil
}

func remainder(t *thread, x, y float64) (value, raised) {
	r := math.Remainder(x, y)
	if r != r && x == x && y == y {
		return domainError(t)
	}
	if r == 0 { // with the sign of x
		r = math.Copysign(r, x)
	}
	return object.Float(r), nil
}

// ulp returns the distance from |x| to the next larger float, or for the
// largest float to the one before.
func ulp(x float64) float64 {
	x = math.Abs(x)
	if x-x != 0 {
		return x
	}
	if next := math.Nextafter(x, math.Inf(1)); !math.IsInf(next, 0) {
		return next - x
	}
	return x - math.Nextafter(x, 0)
}

func isclose(t *thread, a args) (value, raised) {
	var f [4]float64
	f[2] = 1e-9
	for i, v := range a {
		if v.O == nil {
			continue
		}
		var err raised
		if f[i], err = object.FloatArg(t, v); err != nil {
			return value{}, err
		}
	}
	x, y, rel, abs := f[0], f[1], f[2], f[3]
	switch {
	case rel < 0 || abs < 0:
		return value{}, t.Errorf(object.ValueError, "tolerances must be non-negative")
	case x == y:
		return object.True, nil
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return object.False, nil
	}
	d := math.Abs(y - x)
	return object.Bool(d <= math.Abs(rel*y) || d <= math.Abs(rel*x) || d <= abs), nil
}

var floatFuncs = []object.Def{
	{Name: "ceil", Sig: "x, /", Fn: toIntegral("__ceil__", math.Ceil)},
	{Name: "floor", Sig: "x, /", Fn: toIntegral("__floor__", math.Floor)},
	{Name: "trunc", Sig: "x, /", Fn: trunc},
	{Name: "frexp", Sig: "x, /", Fn: frexp},
	{Name: "ldexp", Sig: "x, i, /", Fn: ldexp},
	{Name: "modf", Sig: "x, /", Fn: modf},
	binary("fmod", "x, y, /", "", fmod),
	binary("remainder", "x, y, /", "", remainder),
	binary("nextafter", "x, y, /", "", func(t *thread, x, y float64) (value, raised) {
		if x == y {
			return object.Float(y), nil
		}
		return object.Float(math.Nextafter(x, y)), nil
	}),
	{Name: "ulp", Sig: "x, /", Fn: func(t *thread, a args) (value, raised) {
		x, err := object.FloatArg(t, a[0])
		return object.Float(ulp(x)), err
	}},
	{Name: "isclose", Sig: "a, b, *, rel_tol=1e-09, abs_tol=0.0", Fn: isclose},
}
