package decimal

import (
	"math/big"
	"math/rand"
	"testing"
)

func parse(t *testing.T, s string) *Dec {
	t.Helper()
	d := new(Dec)
	if !d.Parse([]byte(s)) {
		t.Fatalf("%q is no number", s)
	}
	return d
}

func (x *Dec) String() string { return string(x.Append(nil, 'E', false)) }

func TestText(t *testing.T) {
	for _, c := range []struct{ in, out, eng string }{
		{"0", "0", "0"}, {"-0.0", "-0.0", "-0.0"}, {"123E-10", "1.23E-8", "12.3E-9"}, {"1E+4", "1E+4", "10E+3"},
		{"0E+1", "0E+1", "0.00E+3"}, {"12345678901234567890123456789012345678901234567890", "12345678901234567890123456789012345678901234567890", "12345678901234567890123456789012345678901234567890"},
		{"-inf", "-Infinity", "-Infinity"}, {"snan007", "sNaN7", "sNaN7"}, {".5e1", "5", "5"}, {"0.0000001", "1E-7", "100E-9"},
	} {
		d := parse(t, c.in)
		if d.String() != c.out || string(d.Append(nil, 'E', true)) != c.eng {
			t.Errorf("%s is %s and %s", c.in, d, d.Append(nil, 'E', true))
		}
	}
	for _, s := range []string{"", "-", ".", "e1", "1e", "1e+", "nanx", "infinit", "1..2", "1e1x"} {
		if new(Dec).Parse([]byte(s)) {
			t.Errorf("%q is a number", s)
		}
	}
}

func TestConditions(t *testing.T) {
	c := &Context{Prec: 5, Emax: 9, Emin: -9, Round: HalfEven}
	for _, k := range []struct {
		op         func(z, x, y *Dec, c *Context) Cond
		x, y, want string
		cond       Cond
	}{
		{Add, "99999", "1", "1.0000E+5", Rounded},
		{Add, "99999", ".5", "1.0000E+5", Rounded | Inexact},
		{Sub, "1", "1", "0", 0},
		{Mul, "9E9", "9E9", "Infinity", Overflow | Inexact | Rounded},
		{Mul, "1E-9", "1E-9", "0E-13", Underflow | Subnormal | Inexact | Rounded | Clamped},
		{Div, "1", "3", "0.33333", Inexact | Rounded},
		{Div, "1", "8", "0.125", 0},
		{Div, "1", "0", "Infinity", DivisionByZero},
		{Div, "0", "0", "NaN", DivisionUndefined},
		{Rem, "10", "3", "1", 0},
		{DivInt, "1E7", "1", "NaN", DivisionImpossible},
		{Quantize, "2.675", "0.01", "2.68", Inexact | Rounded},
		{Pow, "2", "0.5", "1.4142", Inexact | Rounded},
		{Pow, "2", "-1", "0.5", 0},
		{Max, "nan", "1", "1", 0},
		{Compare, "snan", "1", "NaN", InvalidOperation},
	} {
		var z Dec
		if cond := k.op(&z, parse(t, k.x), parse(t, k.y), c); z.String() != k.want || cond != k.cond {
			t.Errorf("%s and %s: %s with %#x, not %s with %#x", k.x, k.y, &z, cond, k.want, k.cond)
		}
	}
}

// TestWords compares what is computed with two words with what package big computes.
func TestWords(t *testing.T) {
	seed := rand.Int63()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	number := func() *Dec {
		n := new(big.Int).Rand(r, new(big.Int).Lsh(big.NewInt(1), uint(1+r.Intn(140))))
		d := new(Dec)
		d.SetBigInt(n)
		d.Exp = int64(r.Intn(20) - 10)
		d.Neg = r.Intn(2) == 0
		return d
	}
	rat := func(x *Dec) *big.Rat {
		num, den := x.Ratio()
		return new(big.Rat).SetFrac(num, den)
	}
	c := &Context{Prec: 28, Emax: 999999, Emin: -999999, Round: Down}
	for range 20000 {
		x, y := number(), number()
		var z Dec
		check := func(name string, want *big.Rat, cond Cond) {
			d := new(big.Rat).Sub(want, rat(&z))
			unit := new(big.Rat).SetInt64(1)
			e := new(big.Int).Exp(big.NewInt(10), big.NewInt(max(z.Exp, -z.Exp)), nil)
			if z.Exp >= 0 {
				unit.SetInt(e)
			} else {
				unit.SetFrac(big.NewInt(1), e)
			}
			if (d.Sign() != 0) != (cond&Inexact != 0) || d.Abs(d).Cmp(unit) >= 0 || z.Digits() > c.Prec {
				t.Fatalf("%s %s %s is %s with %#x", x, name, y, &z, cond)
			}
		}
		check("+", new(big.Rat).Add(rat(x), rat(y)), Add(&z, x, y, c))
		check("-", new(big.Rat).Sub(rat(x), rat(y)), Sub(&z, x, y, c))
		check("*", new(big.Rat).Mul(rat(x), rat(y)), Mul(&z, x, y, c))
		if !y.IsZero() {
			check("/", new(big.Rat).Quo(rat(x), rat(y)), Div(&z, x, y, c))
		}
		if got, want := Cmp(x, y), rat(x).Cmp(rat(y)); got != want {
			t.Fatalf("%s and %s compare %d", x, y, got)
		}
	}
}

func TestFunctions(t *testing.T) {
	c := &Context{Prec: 40, Emax: 999999, Emin: -999999, Round: Up} // they round half to even all the same
	for _, k := range []struct {
		op      func(z, x *Dec, c *Context) Cond
		x, want string
	}{
		{Exp, "1", "2.718281828459045235360287471352662497757"},
		{Exp, "-1E-50", "1.000000000000000000000000000000000000000"},
		{Ln, "2", "0.6931471805599453094172321214581765680755"},
		{Ln, "1.0000000000000000000000000001", "9.999999999999999999999999999500000000000E-29"},
		{Log10, "1E-7", "-7"},
		{Log10, "2", "0.3010299956639811952137388947244930267682"},
		{Sqrt, "2", "1.414213562373095048801688724209698078570"},
		{Sqrt, "1.44E+4", "1.2E+2"},
	} {
		var z Dec
		if k.op(&z, parse(t, k.x), c); z.String() != k.want {
			t.Errorf("of %s: %s, not %s", k.x, &z, k.want)
		}
	}
}
