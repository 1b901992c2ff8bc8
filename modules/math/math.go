// Package math is module math.
package math

import (
	"math"

	"github.com/weftpy/weft/internal/libm"
	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	args   = []object.Value
	raised = *object.Exception
	goFunc = func(t *thread, a args) (value, raised)
)

func domainError(t *thread) (value, raised) {
	return value{}, t.Errorf(object.ValueError, "math domain error")
}

func rangeError(t *thread) (value, raised) {
	return value{}, t.Errorf(object.OverflowError, "math range error")
}

// What an infinite result of a finite argument means.
const (
	singular  = iota // the argument is a pole: a domain error
	overflows        // the result is too large: a range error
)

// unary makes the function of one float that f computes. A nan that does not
// come from a nan is a domain error.
func unary(name, doc string, infinite int, f func(float64) float64) object.Def {
	return object.Def{Name: name, Sig: "x, /", Doc: doc, Fn: func(t *thread, a args) (value, raised) {
		x, err := object.FloatArg(t, a[0])
		if err != nil {
			return value{}, err
		}
		r := f(x)
		if r-r != 0 { // nan or infinite
			switch {
			case r != r && x == x:
				return domainError(t)
			case math.IsInf(r, 0) && x-x == 0 && infinite == overflows:
				return rangeError(t)
			case math.IsInf(r, 0) && x-x == 0:
				return domainError(t)
			}
		}
		return object.Float(r), nil
	}}
}

// binary makes a function of two floats.
func binary(name, sig, doc string, f func(t *thread, x, y float64) (value, raised)) object.Def {
	return object.Def{Name: name, Sig: sig, Doc: doc, Fn: func(t *thread, a args) (value, raised) {
		x, err := object.FloatArg(t, a[0])
		if err != nil {
			return value{}, err
		}
		y, err := object.FloatArg(t, a[1])
		if err != nil {
			return value{}, err
		}
		return f(t, x, y)
	}}
}

// test makes a predicate of a float.
func test(name, doc string, f func(x float64) bool) object.Def {
	return object.Def{Name: name, Sig: "x, /", Doc: doc, Fn: func(t *thread, a args) (value, raised) {
		x, err := object.FloatArg(t, a[0])
		return object.Bool(f(x)), err
	}}
}

var functions = []object.Def{
	unary("acos", "", singular, libm.Acos),
	unary("acosh", "", singular, libm.Acosh),
	unary("asin", "", singular, libm.Asin),
	unary("asinh", "", singular, libm.Asinh),
	unary("atan", "", singular, libm.Atan),
	unary("atanh", "", singular, libm.Atanh),
	unary("cbrt", "", singular, libm.Cbrt),
	unary("cos", "", singular, libm.Cos),
	unary("cosh", "", overflows, libm.Cosh),
	unary("erf", "", overflows, libm.Erf),
	unary("erfc", "", overflows, libm.Erfc),
	unary("exp", "", overflows, libm.Exp),
	unary("exp2", "", overflows, libm.Exp2),
	unary("expm1", "", overflows, libm.Expm1),
	unary("fabs", "", singular, math.Abs),
	unary("log1p", "", singular, libm.Log1p),
	unary("sin", "", singular, libm.Sin),
	unary("sinh", "", overflows, libm.Sinh),
	unary("sqrt", "", singular, math.Sqrt),
	unary("tan", "", singular, libm.Tan),
	unary("tanh", "", singular, libm.Tanh),
	unary("gamma", "", overflows, func(x float64) float64 {
		if x == math.Floor(x) && x <= 0 || math.IsInf(x, -1) {
			return math.NaN() // a pole is a domain error here
		}
		return libm.Gamma(x)
	}),
	{Name: "lgamma", Sig: "x, /", Fn: func(t *thread, a args) (value, raised) {
		x, err := object.FloatArg(t, a[0])
		switch {
		case err != nil:
			return value{}, err
		case math.IsInf(x, 0):
			return object.Float(math.Inf(1)), nil
		case x == math.Floor(x) && x <= 0:
			return domainError(t)
		}
		r := libm.Lgamma(x)
		if math.IsInf(r, 0) {
			return rangeError(t)
		}
		return object.Float(r), nil
	}},
	{Name: "degrees", Sig: "x, /", Fn: func(t *thread, a args) (value, raised) {
		x, err := object.FloatArg(t, a[0])
		return object.Float(x * (180 / math.Pi)), err
	}},
	{Name: "radians", Sig: "x, /", Fn: func(t *thread, a args) (value, raised) {
		x, err := object.FloatArg(t, a[0])
		return object.Float(x * (math.Pi / 180)), err
	}},
	test("isnan", "", func(x float64) bool { return x != x }),
	test("isinf", "", func(x float64) bool { return math.IsInf(x, 0) }),
	test("isfinite", "", func(x float64) bool { return x-x == 0 }),
	binary("atan2", "y, x, /", "", func(t *thread, y, x float64) (value, raised) {
		return object.Float(libm.Atan2(y, x)), nil
	}),
	binary("copysign", "x, y, /", "", func(t *thread, x, y float64) (value, raised) {
		return object.Float(math.Copysign(x, y)), nil
	}),
	binary("pow", "x, y, /", "", pow),
	{Name: "log", Sig: "*args", Plain: logBase},
	{Name: "log2", Sig: "x, /", Fn: logFunc(libm.Log2)},
	{Name: "log10", Sig: "x, /", Fn: logFunc(libm.Log10)},
}

func pow(t *thread, x, y float64) (value, raised) {
	r := libm.Pow(x, y)
	if x-x == 0 && y-y == 0 {
		switch {
		case r != r:
			return domainError(t)
		case math.IsInf(r, 0) && x == 0:
			return domainError(t)
		case math.IsInf(r, 0):
			return rangeError(t)
		}
	}
	return object.Float(r), nil
}

// logOf computes the logarithm f of v. An int may be too large for a float.
func logOf(t *thread, v value, f func(float64) float64) (value, raised) {
	if v.O.Typ.Flags&object.FlagInt != 0 {
		i, b := object.AsInt(v)
		switch {
		case b == nil && i <= 0 || b != nil && b.Sign() < 0:
			return domainError(t)
		case b == nil:
			return object.Float(f(float64(i))), nil
		}
		if x := object.BigFloat(b); !math.IsInf(x, 0) {
			return object.Float(f(x)), nil
		}
		m, e := frexpBig(b)
		return object.Float(f(m) + float64(f(2)*float64(e))), nil
	}
	x, err := object.FloatArg(t, v)
	switch {
	case err != nil:
		return value{}, err
	case x <= 0:
		return domainError(t)
	case math.IsInf(x, 1) || x != x:
		return object.Float(x), nil
	}
	return object.Float(f(x)), nil
}

func logFunc(f func(float64) float64) goFunc {
	return func(t *thread, a args) (value, raised) { return logOf(t, a[0], f) }
}

// logBase is log(x[, base]).
func logBase(t *thread, a args) (value, raised) {
	if len(a) != 1 && len(a) != 2 {
		return value{}, t.Errorf(object.TypeError, "math.log requires 1 to 2 arguments")
	}
	num, err := logOf(t, a[0], libm.Log)
	if err != nil || len(a) == 1 {
		return num, err
	}
	den, err := logOf(t, a[1], libm.Log)
	if err != nil {
		return value{}, err
	}
	return object.Binary(t, object.OpTrueDiv, num, den)
}

func init() {
	object.RegisterModule("math", func(t *thread) (*object.Module, raised) {
		m := object.NewModule(t, "math", "Functions of real numbers.")
		m.AddFuncs(t, functions)
		m.AddFuncs(t, integerFuncs)
		m.AddFuncs(t, floatFuncs)
		m.AddFuncs(t, sumFuncs)
		m.Set(t, "pi", object.Float(math.Pi))
		m.Set(t, "e", object.Float(math.E))
		m.Set(t, "tau", object.Float(2*math.Pi))
		m.Set(t, "inf", object.Float(math.Inf(1)))
		m.Set(t, "nan", object.Float(math.NaN()))
		return m, nil
	})
}
