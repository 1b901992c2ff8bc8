package libm

import (
	"bytes"
	"math"
	"math/big"
	"math/rand"
	"os"
	"testing"
	"time"

	"github.com/weftpy/weft/internal/libm/tables"
)

func TestTables(t *testing.T) {
	want, err := tables.Generate()
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("tables_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("tables_gen.go is out of date: run go generate")
	}
}

// The functions again, in slow arithmetic of many digits.

func num(x float64) *big.Float { return new(big.Float).SetPrec(tables.Prec).SetFloat64(x) }

func op(f func(z, a, b *big.Float) *big.Float, a, b *big.Float) *big.Float { return f(num(0), a, b) }

func bigLog(x *big.Float) *big.Float {
	m := num(0)
	k := x.MantExp(m)
	ln2 := tables.Log(num(2))
	return op((*big.Float).Add, tables.Log(m), op((*big.Float).Mul, ln2, num(float64(k))))
}

func bigExp(x *big.Float) *big.Float {
	// exp(x) = 2**k exp(r)
	f, _ := x.Float64()
	ln2 := tables.Log(num(2))
	k := math.Round(f / math.Ln2)
	r := op((*big.Float).Sub, x, op((*big.Float).Mul, ln2, num(k)))
	y := tables.Exp(r)
	return y.SetMantExp(y, int(k))
}

func bigSinCos(x float64) (sin, cos *big.Float) {
	half := op((*big.Float).Quo, tables.Pi(), num(2))
	n, _ := op((*big.Float).Quo, num(x), half).Int(nil)
	r := op((*big.Float).Sub, num(x), op((*big.Float).Mul, half, num(0).SetInt(n)))
	s, c := tables.SinCos(r)
	for q := new(big.Int).And(n, big.NewInt(3)).Int64(); q > 0; q-- {
		s, c = c, s.Neg(s)
	}
	return s, c
}

func bigAtan(x *big.Float) *big.Float {
	one := num(1)
	switch {
	case x.Sign() < 0:
		r := bigAtan(num(0).Neg(x))
		return r.Neg(r)
	case x.Cmp(one) > 0:
		half := op((*big.Float).Quo, tables.Pi(), num(2))
		return op((*big.Float).Sub, half, tables.Atan(op((*big.Float).Quo, one, x)))
	}
	return tables.Atan(x)
}

func bigAsin(x float64) *big.Float {
	c := op((*big.Float).Sub, num(1), op((*big.Float).Mul, num(x), num(x)))
	return bigAtan(op((*big.Float).Quo, num(x), c.Sqrt(c)))
}

func bigCbrt(x float64) *big.Float {
	r := num(math.Cbrt(x))
	for range 3 { // Newton
		r2 := op((*big.Float).Mul, r, r)
		d := op((*big.Float).Sub, op((*big.Float).Mul, r2, r), num(x))
		r = op((*big.Float).Sub, r, op((*big.Float).Quo, d, op((*big.Float).Mul, num(3), r2)))
	}
	return r
}

// TestRounding checks that results are the floats nearest to the exact ones,
// with hardly an exception.
func TestRounding(t *testing.T) {
	defer func(p uint) { tables.Prec = p }(tables.Prec)
	tables.Prec = 400
	seed := rand.Int63()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	any := func() float64 { return (r.Float64() - 0.5) * math.Pow(10, float64(r.Intn(7)-3)) }
	wide := func() float64 {
		for {
			if x := math.Float64frombits(r.Uint64()); x-x == 0 && math.Abs(x) < 1e30 {
				return x
			}
		}
	}
	exponent := func() float64 { return (r.Float64() - 0.5) * 1480 }
	unit := func() float64 { return (r.Float64()*2 - 1) * math.Pow(2, -float64(r.Intn(5)*r.Intn(5))) }
	for _, f := range []struct {
		name string
		arg  func() float64
		have func(x float64) float64
		want func(x float64) *big.Float
	}{
		{"exp", exponent, Exp, func(x float64) *big.Float { return bigExp(num(x)) }},
		{"exp of small", any, Exp, func(x float64) *big.Float { return bigExp(num(x)) }},
		{"exp2", exponent, Exp2, func(x float64) *big.Float {
			return bigExp(op((*big.Float).Mul, num(x), tables.Log(num(2))))
		}},
		{"log", func() float64 { return math.Abs(wide()) }, Log, func(x float64) *big.Float { return bigLog(num(x)) }},
		{"log near 1", func() float64 { return 1 + unit()/2 }, Log, func(x float64) *big.Float { return bigLog(num(x)) }},
		{"log2", func() float64 { return math.Abs(any()) }, Log2, func(x float64) *big.Float {
			return op((*big.Float).Quo, bigLog(num(x)), tables.Log(num(2)))
		}},
		{"sin", any, Sin, func(x float64) *big.Float { s, _ := bigSinCos(x); return s }},
		{"cos", any, Cos, func(x float64) *big.Float { _, c := bigSinCos(x); return c }},
		{"tan", any, Tan, func(x float64) *big.Float { s, c := bigSinCos(x); return op((*big.Float).Quo, s, c) }},
		{"sin of large", wide, Sin, func(x float64) *big.Float { s, _ := bigSinCos(x); return s }},
		{"cos of large", wide, Cos, func(x float64) *big.Float { _, c := bigSinCos(x); return c }},
		{"sin near a root", func() float64 { return float64(r.Intn(1<<20)) * math.Pi }, Sin, func(x float64) *big.Float { s, _ := bigSinCos(x); return s }},
		{"atan", any, Atan, func(x float64) *big.Float { return bigAtan(num(x)) }},
		{"asin", unit, Asin, bigAsin},
		{"acos", unit, Acos, func(x float64) *big.Float {
			return op((*big.Float).Sub, op((*big.Float).Quo, tables.Pi(), num(2)), bigAsin(x))
		}},
		{"cbrt", wide, Cbrt, bigCbrt},
		{"pow 1.7", func() float64 { return math.Abs(wide()) }, func(x float64) float64 { return Pow(x, 1.7) }, func(x float64) *big.Float {
			return bigExp(op((*big.Float).Mul, num(1.7), bigLog(num(x))))
		}},
		{"pow of 1.2", func() float64 { return exponent() * 5 }, func(x float64) float64 { return Pow(1.2, x) }, func(x float64) *big.Float {
			return bigExp(op((*big.Float).Mul, num(x), bigLog(num(1.2))))
		}},
		{"pow -3", any, func(x float64) float64 { return Pow(x, -3) }, func(x float64) *big.Float {
			return op((*big.Float).Quo, num(1), op((*big.Float).Mul, num(x), op((*big.Float).Mul, num(x), num(x))))
		}},
	} {
		wrong := 0
		const n = 1000
		for range n {
			x := f.arg()
			have := f.have(x)
			want, _ := f.want(x).Float64()
			if have == want {
				continue
			}
			wrong++
			if math.Abs(have-want) > 1.1*(math.Nextafter(math.Abs(want), math.Inf(1))-math.Abs(want)) {
				t.Errorf("%s(%v): have %v, want %v", f.name, x, have, want)
			}
		}
		if wrong > 2 {
			t.Errorf("%s: %d of %d results are not the nearest", f.name, wrong, n)
		}
	}
}

func TestSpecial(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	values := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e-310, -1e-310, 5e-324, 1e308, -1e308, math.MaxFloat64, inf, -inf, nan, 1e22, -1e22, 709.78271289338397, 709.79, -745.13, -745.2, -708.5, -740, 1024, -1074, -1075, -1076, 171.6, 172, 1e-300}
	same := func(a, b float64) bool {
		return a != a && b != b || a == b && math.Signbit(a) == math.Signbit(b) || math.Abs(a-b) <= 1e-11*math.Abs(b)
	}
	for name, f := range map[string][2]func(float64) float64{
		"exp": {Exp, math.Exp}, "exp2": {Exp2, math.Exp2}, "log": {Log, math.Log}, "log2": {Log2, math.Log2}, "log10": {Log10, math.Log10},
		"sin": {Sin, math.Sin}, "cos": {Cos, math.Cos}, "tan": {Tan, math.Tan}, "asin": {Asin, math.Asin}, "acos": {Acos, math.Acos}, "atan": {Atan, math.Atan},
		"sinh": {Sinh, math.Sinh}, "cosh": {Cosh, math.Cosh}, "tanh": {Tanh, math.Tanh}, "asinh": {Asinh, math.Asinh}, "acosh": {Acosh, math.Acosh},
		"cbrt": {Cbrt, math.Cbrt}, "gamma": {Gamma, math.Gamma},
	} {
		for _, x := range values {
			if x != 0 && math.Abs(x) < 1e-300 {
				continue // where Go's logarithm is not right on all machines
			}
			if have, want := f[0](x), f[1](x); !same(have, want) {
				t.Errorf("%s(%v): have %v, want about %v", name, x, have, want)
			}
		}
	}
	for _, x := range values {
		for _, y := range values {
			if have, want := Pow(x, y), math.Pow(x, y); !same(have, want) {
				t.Errorf("pow(%v, %v): have %v, want about %v", x, y, have, want)
			}
			// Go gives a result the sign of y/x, which may be no sign after underflow.
			if have, want := Atan2(x, y), math.Copysign(math.Atan2(x, y), x); !same(have, want) {
				t.Errorf("atan2(%v, %v): have %v, want about %v", x, y, have, want)
			}
			if have, want := Hypot(x, y), math.Hypot(x, y); !same(have, want) {
				t.Errorf("hypot(%v, %v): have %v, want about %v", x, y, have, want)
			}
		}
	}
}

// TestHypot2 compares the way for two numbers with the general one, which divides always.
func TestHypot2(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Log("seed", seed)
	r := rand.New(rand.NewSource(seed))
	for range 300000 {
		x := math.Ldexp(1+r.Float64(), r.Intn(40)-20)
		y := math.Ldexp(1+r.Float64(), r.Intn(80)-40)
		switch r.Intn(4) {
		case 0:
			x = math.Trunc(x)
		case 1: // a result just beside one, or halfway to the next
			y = x * math.Ldexp(1, r.Intn(4)-28)
		}
		if have, want := Hypot2(x, y), Hypot(x, y); have != want {
			t.Fatalf("hypot(%v, %v): have %v, want %v", x, y, have, want)
		}
	}
}

var sink float64

func bench(b *testing.B, f func(float64) float64) {
	x := 0.7
	for b.Loop() {
		sink = f(x)
		if x += 0.001; x > 30 {
			x = 0.7
		}
	}
}

func BenchmarkExp(b *testing.B)  { bench(b, Exp) }
func BenchmarkLog(b *testing.B)  { bench(b, Log) }
func BenchmarkSin(b *testing.B)  { bench(b, Sin) }
func BenchmarkAtan(b *testing.B) { bench(b, Atan) }
func BenchmarkPow(b *testing.B)  { bench(b, func(x float64) float64 { return Pow(x, -1.5) }) }
