package cmath

import (
	"math"

	"github.com/weftpy/weft/internal/libm"
)

// The functions, by the formulas of Kahan (Branch cuts for complex elementary
// functions, 1987), which keep the sign of zero on the branch cuts and lose no
// digits near them.

// failure tells what is wrong with a result.
type failure int

const (
	fine failure = iota
	domain
	overflow
)

const (
	huge    = math.MaxFloat64 / 4
	tiny    = 0x1p-1022 // the smallest normal number
	logHuge = 708.3     // exp of more may overflow
)

// function is a function of complex numbers.
type function func(z complex128) (complex128, failure)

// withSpecial looks up non-finite arguments in the table of that name.
func withSpecial(name string, f function) function {
	return func(z complex128) (complex128, failure) {
		if finite(z) {
			return f(z)
		}
		e := lookUp(name, z)
		if e.domain {
			return e.z, domain
		}
		return e.z, fine
	}
}

func abs(x float64) float64 { return math.Abs(x) }

var sqrt = withSpecial("sqrt", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	if z == 0 {
		return complex(0, im), fine
	}
	ax, ay := abs(re), abs(im)
	var s float64
	if ax < tiny && ay < tiny && (ax > 0 || ay > 0) {
		// Subnormal numbers have too few bits: make them larger for a while.
		ax = math.Ldexp(ax, 53)
		s = math.Ldexp(math.Sqrt(ax+libm.Hypot(ax, math.Ldexp(ay, 53))), -27)
	} else {
		ax /= 8
		s = 2 * math.Sqrt(ax+libm.Hypot(ax, ay/8))
	}
	d := ay / (2 * s)
	if re >= 0 {
		return complex(s, math.Copysign(d, im)), fine
	}
	return complex(d, math.Copysign(s, im)), fine
})

func root(z complex128) (re, im float64) {
	r, _ := sqrt(z)
	return real(r), imag(r)
}

// logOfHuge is ln |z| for z near the limit of the range.
func logOfHuge(re, im float64) float64 {
	return libm.Log(libm.Hypot(re/2, im/2)) + math.Ln2*2
}

var acos = withSpecial("acos", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	if abs(re) > huge || abs(im) > huge {
		l := libm.Log(libm.Hypot(re/2, im/2)) + math.Ln2*2
		return complex(libm.Atan2(abs(im), re), math.Copysign(l, -im)), fine
	}
	a, b := root(complex(1-re, -im))
	c, d := root(complex(1+re, im))
	return complex(2*libm.Atan2(a, c), libm.Asinh(float64(c*b)-float64(d*a))), fine
})

var acosh = withSpecial("acosh", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	if abs(re) > huge || abs(im) > huge {
		return complex(logOfHuge(re, im), libm.Atan2(im, re)), fine
	}
	a, b := root(complex(re-1, im))
	c, d := root(complex(re+1, im))
	return complex(libm.Asinh(float64(a*c)+float64(b*d)), 2*libm.Atan2(b, c)), fine
})

var asinh = withSpecial("asinh", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	if abs(re) > huge || abs(im) > huge {
		return complex(math.Copysign(logOfHuge(re, im), re), libm.Atan2(im, abs(re))), fine
	}
	a, b := root(complex(1+im, -re))
	c, d := root(complex(1-im, re))
	return complex(libm.Asinh(float64(a*d)-float64(c*b)), libm.Atan2(im, float64(a*c)-float64(b*d))), fine
})

// timesI makes the function of which f is the hyperbolic one: -i f(iz).
func timesI(f function) function {
	return func(z complex128) (complex128, failure) {
		r, bad := f(complex(-imag(z), real(z)))
		return complex(imag(r), -real(r)), bad
	}
}

var atanh function

func init() {
	atanh = withSpecial("atanh", func(z complex128) (complex128, failure) {
		re, im := real(z), imag(z)
		if re < 0 || re == 0 && math.Signbit(re) {
			r, bad := atanh(-z)
			return -r, bad
		}
		ay := abs(im)
		switch {
		case re > math.Sqrt(huge) || ay > math.Sqrt(huge):
			h := libm.Hypot(re/2, im/2)
			return complex(re/4/h/h, math.Copysign(math.Pi/2, im)), fine
		case re == 1 && ay < math.Sqrt(tiny):
			if ay == 0 {
				return complex(math.Inf(1), im), domain
			}
			return complex(-libm.Log(math.Sqrt(ay)/math.Sqrt(libm.Hypot(ay, 2))), math.Copysign(libm.Atan2(2, -ay)/2, im)), fine
		}
		d := float64((1-re)*(1-re)) + float64(ay*ay)
		return complex(libm.Log1p(4*re/d)/4, -libm.Atan2(-2*im, float64((1-re)*(1+re))-float64(ay*ay))/2), fine
	})
}

// periodic looks up non-finite arguments of the exponential and hyperbolic
// functions: at an infinite real part a finite angle decides the signs, by f.
func periodic(name string, f function, atInf func(re, sin, cos float64) complex128) function {
	return func(z complex128) (complex128, failure) {
		re, im := real(z), imag(z)
		switch {
		case finite(z):
			r, bad := f(z)
			if bad == fine && (math.IsInf(real(r), 0) || math.IsInf(imag(r), 0)) {
				bad = overflow
			}
			return r, bad
		case math.IsInf(re, 0) && im-im == 0 && im != 0:
			return atInf(re, libm.Sin(im), libm.Cos(im)), fine
		}
		e := lookUp(name, z)
		if e.domain {
			return e.z, domain
		}
		return e.z, fine
	}
}

var exp = periodic("exp", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	if re > logHuge {
		l := libm.Exp(re - 1)
		return complex(l*libm.Cos(im)*math.E, l*libm.Sin(im)*math.E), fine
	}
	l := libm.Exp(re)
	return complex(l*libm.Cos(im), l*libm.Sin(im)), fine
}, func(re, sin, cos float64) complex128 {
	m := math.Inf(1)
	if re < 0 {
		m = 0
	}
	return complex(math.Copysign(m, cos), math.Copysign(m, sin))
})

var cosh = periodic("cosh", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	if abs(re) > logHuge {
		x := re - math.Copysign(1, re)
		return complex(libm.Cos(im)*libm.Cosh(x)*math.E, libm.Sin(im)*libm.Sinh(x)*math.E), fine
	}
	return complex(libm.Cos(im)*libm.Cosh(re), libm.Sin(im)*libm.Sinh(re)), fine
}, func(re, sin, cos float64) complex128 {
	return complex(math.Copysign(math.Inf(1), cos), math.Copysign(re, sin*re))
})

var sinh = periodic("sinh", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	if abs(re) > logHuge {
		x := re - math.Copysign(1, re)
		return complex(libm.Cos(im)*libm.Sinh(x)*math.E, libm.Sin(im)*libm.Cosh(x)*math.E), fine
	}
	return complex(libm.Cos(im)*libm.Sinh(re), libm.Sin(im)*libm.Cosh(re)), fine
}, func(re, sin, cos float64) complex128 {
	return complex(math.Copysign(math.Inf(1), cos*re), math.Copysign(math.Inf(1), sin))
})

var tanh = periodic("tanh", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	if abs(re) > logHuge {
		return complex(math.Copysign(1, re), 4*libm.Sin(im)*libm.Cos(im)*libm.Exp(-2*abs(re))), fine
	}
	x, y, c := libm.Tanh(re), libm.Tan(im), 1/libm.Cosh(re)
	xy := x * y
	d := 1 + float64(xy*xy)
	return complex(x*(1+float64(y*y))/d, y/d*c*c), fine
}, func(re, sin, cos float64) complex128 {
	return complex(math.Copysign(1, re), math.Copysign(0, 2*sin*cos))
})

var log = withSpecial("log", func(z complex128) (complex128, failure) {
	re, im := real(z), imag(z)
	ax, ay := abs(re), abs(im)
	angle := libm.Atan2(im, re)
	switch {
	case z == 0:
		return complex(math.Inf(-1), angle), domain
	case ax > huge || ay > huge:
		return complex(libm.Log(libm.Hypot(ax/2, ay/2))+math.Ln2, angle), fine
	case ax < tiny && ay < tiny:
		return complex(libm.Log(libm.Hypot(math.Ldexp(ax, 53), math.Ldexp(ay, 53)))-53*math.Ln2, angle), fine
	}
	h := libm.Hypot(ax, ay)
	if 0.71 <= h && h <= 1.73 {
		// Near 1 the logarithm needs the digits that h has lost.
		most, least := max(ax, ay), min(ax, ay)
		return complex(libm.Log1p(float64((most-1)*(most+1))+float64(least*least))/2, angle), fine
	}
	return complex(libm.Log(h), angle), fine
})

func log10(z complex128) (complex128, failure) {
	r, bad := log(z)
	return complex(real(r)/math.Ln10, imag(r)/math.Ln10), bad
}

// cos z is cosh iz.
func cos(z complex128) (complex128, failure) { return cosh(complex(-imag(z), real(z))) }

// phase is the angle of z, with the quarters of π that the C standard gives to
// infinite points.
func phase(z complex128) float64 { return libm.Atan2(imag(z), real(z)) }

// length is |z|.
func length(z complex128) (float64, failure) {
	r := libm.Hypot(real(z), imag(z))
	if math.IsInf(r, 0) && finite(z) {
		return r, overflow
	}
	return r, fine
}

// rect converts polar coordinates.
func rect(r, phi float64) (complex128, failure) {
	switch {
	case r-r == 0 && phi-phi == 0:
		if phi == 0 {
			return complex(r, r*phi), fine
		}
		return complex(r*libm.Cos(phi), r*libm.Sin(phi)), fine
	case math.IsInf(r, 0) && phi-phi == 0 && phi != 0:
		sin, cos := libm.Sin(phi), libm.Cos(phi)
		return complex(math.Copysign(r, cos*r), math.Copysign(r, sin*r)), fine
	case math.IsInf(r, 0) && phi == 0:
		return complex(r, math.Copysign(0, r*math.Copysign(1, phi))), fine
	case math.IsInf(r, 0) && phi != phi:
		return complex(math.Inf(1), math.NaN()), fine
	case r == 0:
		return 0, fine
	case r != r && phi == 0:
		return complex(r, 0), fine
	case math.IsInf(phi, 0) && r == r:
		return complex(math.NaN(), math.NaN()), domain
	}
	return complex(math.NaN(), math.NaN()), fine
}
