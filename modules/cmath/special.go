package cmath

import (
	"math"
	"strings"
	"sync"
)

// Results for arguments with an infinite or nan part, as annex G of the C
// standard wants them. Each table has a row for each kind of real part (-inf,
// negative, -0, 0, positive, inf, nan) and in it a column for each kind of
// imaginary part in the same order.
//
// I is infinity, N nan, P π, T three quarters of π, H half, Q a quarter; "!" is
// a domain error, and "." what the function's formula gives. Where an infinite
// real part meets a finite imaginary one, the functions with a period take the
// signs from the angle and not from here.
var specialTexts = map[string]string{
	"acos": `
		T,I    P,I    P,I    P,-I   P,-I   T,-I   N,I
		H,I    .      .      .      .      H,-I   N,N
		H,I    .      .      .      .      H,-I   H,N
		H,I    .      .      .      .      H,-I   H,N
		H,I    .      .      .      .      H,-I   N,N
		Q,I    0,I    0,I    0,-I   0,-I   Q,-I   N,I
		N,I    N,N    N,N    N,N    N,N    N,-I   N,N`,
	"acosh": `
		I,-T   I,-P   I,-P   I,P    I,P    I,T    I,N
		I,-H   .      .      .      .      I,H    N,N
		I,-H   .      .      .      .      I,H    N,N
		I,-H   .      .      .      .      I,H    N,N
		I,-H   .      .      .      .      I,H    N,N
		I,-Q   I,-0   I,-0   I,0    I,0    I,Q    I,N
		I,N    N,N    N,N    N,N    N,N    I,N    N,N`,
	"asinh": `
		-I,-Q  -I,-0  -I,-0  -I,0   -I,0   -I,Q   -I,N
		-I,-H  .      .      .      .      -I,H   N,N
		-I,-H  .      .      .      .      -I,H   N,N
		I,-H   .      .      .      .      I,H    N,N
		I,-H   .      .      .      .      I,H    N,N
		I,-Q   I,-0   I,-0   I,0    I,0    I,Q    I,N
		I,N    N,N    N,-0   N,0    N,N    I,N    N,N`,
	"atanh": `
		-0,-H  -0,-H  -0,-H  -0,H   -0,H   -0,H   -0,N
		-0,-H  .      .      .      .      -0,H   N,N
		-0,-H  .      .      .      .      -0,H   -0,N
		0,-H   .      .      .      .      0,H    0,N
		0,-H   .      .      .      .      0,H    N,N
		0,-H   0,-H   0,-H   0,H    0,H    0,H    0,N
		0,-H   N,N    N,N    N,N    N,N    0,H    N,N`,
	"cosh": `
		!      -I,I   I,0    I,-0   -I,-I  !      I,N
		!      .      .      .      .      !      N,N
		!      .      .      .      .      !      N,0
		!      .      .      .      .      !      N,0
		!      .      .      .      .      !      N,N
		!      -I,-I  I,-0   I,0    -I,I   !      I,N
		N,N    N,N    N,0    N,0    N,N    N,N    N,N`,
	"exp": `
		0,0    -0,-0  0,-0   0,0    -0,0   0,0    0,0
		!      .      .      .      .      !      N,N
		!      .      .      .      .      !      N,N
		!      .      .      .      .      !      N,N
		!      .      .      .      .      !      N,N
		!      -I,-I  I,-0   I,0    -I,I   !      I,N
		N,N    N,N    N,-0   N,0    N,N    N,N    N,N`,
	"log": `
		I,-T   I,-P   I,-P   I,P    I,P    I,T    I,N
		I,-H   .      .      .      .      I,H    N,N
		I,-H   .      .      .      .      I,H    N,N
		I,-H   .      .      .      .      I,H    N,N
		I,-H   .      .      .      .      I,H    N,N
		I,-Q   I,-0   I,-0   I,0    I,0    I,Q    I,N
		I,N    N,N    N,N    N,N    N,N    I,N    N,N`,
	"sinh": `
		!      I,-I   -I,-0  -I,0   I,I    !      I,N
		!      .      .      .      .      !      N,N
		!      .      .      .      .      !      0,N
		!      .      .      .      .      !      0,N
		!      .      .      .      .      !      N,N
		!      -I,-I  I,-0   I,0    -I,I   !      I,N
		N,N    N,N    N,-0   N,0    N,N    N,N    N,N`,
	"sqrt": `
		I,-I   0,-I   0,-I   0,I    0,I    I,I    N,I
		I,-I   .      .      .      .      I,I    N,N
		I,-I   .      .      .      .      I,I    N,N
		I,-I   .      .      .      .      I,I    N,N
		I,-I   .      .      .      .      I,I    N,N
		I,-I   I,-0   I,-0   I,0    I,0    I,I    I,N
		I,-I   N,N    N,N    N,N    N,N    I,I    N,N`,
	"tanh": `
		-1,0   -1,0   -1,-0  -1,0   -1,-0  -1,0   -1,0
		!      .      .      .      .      !      N,N
		!      .      .      .      .      !      N,N
		!      .      .      .      .      !      N,N
		!      .      .      .      .      !      N,N
		1,0    1,0    1,-0   1,0    1,-0   1,0    1,0
		N,N    N,N    N,-0   N,0    N,N    N,N    N,N`,
}

// special is an entry of a table.
type special struct {
	z       complex128
	domain  bool // an error
	formula bool
}

var specialTables = sync.OnceValue(func() map[string]*[7][7]special {
	parts := map[string]float64{"0": 0, "1": 1, "I": math.Inf(1), "N": math.NaN(), "P": math.Pi, "T": math.Pi * 0.75, "H": math.Pi / 2, "Q": math.Pi / 4}
	part := func(s string) float64 {
		if s, ok := strings.CutPrefix(s, "-"); ok {
			return math.Copysign(parts[s], -1)
		}
		return parts[s]
	}
	tables := map[string]*[7][7]special{}
	for name, text := range specialTexts {
		table := new([7][7]special)
		for i, field := range strings.Fields(text) {
			e := &table[i/7][i%7]
			switch re, im, _ := strings.Cut(field, ","); field {
			case "!":
				*e = special{complex(math.NaN(), math.NaN()), true, false}
			case ".":
				e.formula = true
			default:
				e.z = complex(part(re), part(im))
			}
		}
		tables[name] = table
	}
	return tables
})

// kind returns the row or column of a part.
func kind(x float64) int {
	switch {
	case x != x:
		return 6
	case math.IsInf(x, -1):
		return 0
	case math.IsInf(x, 1):
		return 5
	case x < 0:
		return 1
	case x > 0:
		return 4
	case math.Signbit(x):
		return 2
	}
	return 3
}

func finite(z complex128) bool {
	re, im := real(z), imag(z)
	return re-re == 0 && im-im == 0
}

// lookUp returns the entry for z, which is not finite.
func lookUp(name string, z complex128) special {
	return specialTables()[name][kind(real(z))][kind(imag(z))]
}
