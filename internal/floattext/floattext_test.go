package floattext

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	zeros := strings.Repeat("0", 20000)
	for s, want := range map[string]float64{
		"1":                           1,
		"1" + zeros + "e-20000":       1,
		"0." + zeros + "1e20001":      1,
		"-1" + zeros + "e-20001":      -0.1,
		"1e99999999999999999999":      math.Inf(1),
		"-1e-99999999999999999999":    math.Copysign(0, -1),
		"0e99999999999999999999":      0,
		"1e+0000000000000000001":      10,
		zeros + "." + zeros:           0,
		"1" + zeros[:900] + ".5e-900": 1,
	} {
		f, err := Parse(s)
		if err != nil && !math.IsInf(f, 0) || f != want || math.Signbit(f) != math.Signbit(want) {
			t.Errorf("Parse(%.20q of %d) = %v, %v, want %v", s, len(s), f, err, want)
		}
	}
	for _, s := range []string{"1e", "e5", ".", strings.Repeat("1", 900) + "x", strings.Repeat("1", 900) + "e1_0", "1e999999999999x"} {
		if _, err := Parse(s); err == nil {
			t.Errorf("Parse(%.20q of %d) is no error", s, len(s))
		}
	}
}

// Numbers around the middle between two neighbours, with many digits, are rounded as exact
// arithmetic does.
func TestParseRounds(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 300 {
		f := math.Float64frombits(r.Uint64() &^ (1 << 63))
		if math.IsNaN(f) || math.IsInf(f, 0) || math.IsInf(math.Nextafter(f, math.Inf(1)), 0) {
			continue
		}
		middle := new(big.Float).SetPrec(4000).SetFloat64(f)
		middle.Add(middle, new(big.Float).SetFloat64(math.Nextafter(f, math.Inf(1))))
		middle.Quo(middle, big.NewFloat(2))
		text := middle.Text('e', 1200)
		mantissa, exponent, _ := strings.Cut(text, "e")
		whole, fraction, _ := strings.Cut(mantissa, ".")
		e, err := strconv.Atoi(exponent)
		if err != nil {
			t.Fatal(err)
		}
		up := whole + fraction + "1e" + strconv.Itoa(e-len(fraction)-1)
		if got, _ := Parse(up); got != math.Nextafter(f, math.Inf(1)) {
			t.Errorf("just above the middle after %v: %v", f, got)
		}
		even := f
		if math.Float64bits(f)&1 != 0 {
			even = math.Nextafter(f, math.Inf(1))
		}
		if got, _ := Parse(whole + fraction + "0e" + strconv.Itoa(e-len(fraction)-1)); got != even {
			t.Errorf("the middle after %v: %v", f, got)
		}
	}
}
