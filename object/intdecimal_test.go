package object

import (
	"math/big"
	"math/rand"
	"strings"
	"testing"
)

// TestDecimal converts numbers of all lengths around those that words, and this
// package, deal with, and compares with math/big.
func TestDecimal(t *testing.T) {
	th := testThread(t)
	seed := rand.Int63()
	t.Log("seed", seed)
	r := rand.New(rand.NewSource(seed))
	check := func(digits string) {
		want, _ := new(big.Int).SetString(digits, 10)
		for _, negative := range []bool{false, true} {
			v := th.parseDecimal(digits, negative)
			if got := AsBig(v); got.Cmp(want) != 0 {
				t.Fatalf("parseDecimal(%s, %v) = %v", digits, negative, got)
			}
			s, ok := shortDecimal(want)
			if ok && strOf(s).S != want.String() || !ok && len(digits) < fewDigits-wordDigits {
				t.Fatalf("shortDecimal(%v) = %v, %v", want, s, ok)
			}
			want.Neg(want)
		}
	}
	for n := 1; n <= fewDigits; n++ {
		check(strings.Repeat("9", n))
		check("1" + strings.Repeat("0", n-1))
		check(strings.Repeat("0", n-1) + "7")
		digits := make([]byte, n)
		for i := range digits {
			digits[i] = byte('0' + r.Intn(10))
		}
		check(string(digits))
	}
	for n := uint(0); n < 2200; n++ {
		x := new(big.Int).Lsh(bigOne, n)
		for range 3 {
			if s, ok := shortDecimal(x); ok && strOf(s).S != x.String() || !ok && n < fewDigits*3 {
				t.Fatalf("shortDecimal(%v) = %v, %v", x, s, ok)
			}
			x.Sub(x, bigOne)
		}
	}
}
