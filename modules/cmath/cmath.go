// Package cmath is module cmath.
package cmath

import (
	"math"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	args   = []object.Value
	raised = *object.Exception
)

func (f failure) exception(t *thread) raised {
	switch f {
	case domain:
		return t.Errorf(object.ValueError, "math domain error")
	case overflow:
		return t.Errorf(object.OverflowError, "math range error")
	}
	return nil
}

func unary(name, doc string, f function) object.Def {
	return object.Def{Name: name, Sig: "z, /", Doc: doc, Fn: func(t *thread, a args) (value, raised) {
		z, err := object.ComplexArg(t, a[0])
		if err != nil {
			return value{}, err
		}
		r, bad := f(z)
		return object.NewComplex(r), bad.exception(t)
	}}
}

func test(name, doc string, f func(re, im float64) bool) object.Def {
	return object.Def{Name: name, Sig: "z, /", Doc: doc, Fn: func(t *thread, a args) (value, raised) {
		z, err := object.ComplexArg(t, a[0])
		return object.Bool(f(real(z), imag(z))), err
	}}
}

func logBase(t *thread, a args) (value, raised) {
	z, err := object.ComplexArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	r, bad := log(z)
	if a[1].O != nil {
		base, err := object.ComplexArg(t, a[1])
		if err != nil {
			return value{}, err
		}
		b, bad2 := log(base)
		bad = bad2 // what was wrong with z shows in the quotient
		if b == 0 {
			bad = domain
		} else {
			q, err := object.Binary(t, object.OpTrueDiv, object.NewComplex(r), object.NewComplex(b))
			if err != nil {
				return value{}, err
			}
			r = object.AsComplex(q)
		}
	}
	return object.NewComplex(r), bad.exception(t)
}

func isclose(t *thread, a args) (value, raised) {
	x, err := object.ComplexArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	y, err := object.ComplexArg(t, a[1])
	if err != nil {
		return value{}, err
	}
	rel, abs := 1e-9, 0.0
	if a[2].O != nil {
		if rel, err = object.FloatArg(t, a[2]); err != nil {
			return value{}, err
		}
	}
	if a[3].O != nil {
		if abs, err = object.FloatArg(t, a[3]); err != nil {
			return value{}, err
		}
	}
	switch {
	case rel < 0 || abs < 0:
		return value{}, t.Errorf(object.ValueError, "tolerances must be non-negative")
	case x == y:
		return object.True, nil
	case isInf(x) || isInf(y):
		return object.False, nil
	}
	d, _ := length(x - y)
	lx, _ := length(x)
	ly, _ := length(y)
	return object.Bool(d <= rel*ly || d <= rel*lx || d <= abs), nil
}

func isInf(z complex128) bool { return math.IsInf(real(z), 0) || math.IsInf(imag(z), 0) }

var functions = []object.Def{
	unary("acos", "", acos),
	unary("acosh", "", acosh),
	unary("asin", "", timesI(asinh)),
	unary("asinh", "", asinh),
	unary("atan", "", timesI(func(z complex128) (complex128, failure) { return atanh(z) })),
	unary("atanh", "", func(z complex128) (complex128, failure) { return atanh(z) }),
	unary("cos", "", cos),
	unary("cosh", "", cosh),
	unary("exp", "", exp),
	unary("log10", "", log10),
	unary("sin", "", timesI(sinh)),
	unary("sinh", "", sinh),
	unary("sqrt", "", sqrt),
	unary("tan", "", timesI(tanh)),
	unary("tanh", "", tanh),
	{Name: "log", Sig: "z, base=None, /", Fn: logBase},
	{Name: "phase", Sig: "z, /", Fn: func(t *thread, a args) (value, raised) {
		z, err := object.ComplexArg(t, a[0])
		return object.Float(phase(z)), err
	}},
	{Name: "polar", Sig: "z, /", Fn: func(t *thread, a args) (value, raised) {
		z, err := object.ComplexArg(t, a[0])
		if err != nil {
			return value{}, err
		}
		r, bad := length(z)
		return object.TupleOf([]value{object.Float(r), object.Float(phase(z))}), bad.exception(t)
	}},
	{Name: "rect", Sig: "r, phi, /", Fn: func(t *thread, a args) (value, raised) {
		r, err := object.FloatArg(t, a[0])
		if err != nil {
			return value{}, err
		}
		phi, err := object.FloatArg(t, a[1])
		if err != nil {
			return value{}, err
		}
		z, bad := rect(r, phi)
		return object.NewComplex(z), bad.exception(t)
	}},
	test("isfinite", "", func(re, im float64) bool { return re-re == 0 && im-im == 0 }),
	test("isinf", "", func(re, im float64) bool { return math.IsInf(re, 0) || math.IsInf(im, 0) }),
	test("isnan", "", func(re, im float64) bool { return re != re || im != im }),
	{Name: "isclose", Sig: "a, b, *, rel_tol=1e-09, abs_tol=0.0", Fn: isclose},
}

func init() {
	object.RegisterModule("cmath", func(t *thread) (*object.Module, raised) {
		m := object.NewModule(t, "cmath", "Functions of complex numbers.")
		m.AddFuncs(t, functions)
		m.Set(t, "pi", object.Float(math.Pi))
		m.Set(t, "e", object.Float(math.E))
		m.Set(t, "tau", object.Float(2*math.Pi))
		m.Set(t, "inf", object.Float(math.Inf(1)))
		m.Set(t, "nan", object.Float(math.NaN()))
		m.Set(t, "infj", object.NewComplex(complex(0, math.Inf(1))))
		m.Set(t, "nanj", object.NewComplex(complex(0, math.NaN())))
		return m, nil
	})
}
