package math

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/weftpy/weft/object"
)

// Functions of integers.

// index converts an argument to an int of any size.
func index(t *thread, v value) (value, *big.Int, raised) {
	i, err := object.Index(t, v)
	if err != nil {
		return value{}, nil, err
	}
	return i, object.AsBig(i), nil
}

// smallArgs reports whether all arguments are small ints.
func smallArgs(a args) bool {
	for _, v := range a {
		if !v.IsSmallInt() || v.Int() == math.MinInt64 {
			return false
		}
	}
	return true
}

func gcd64(a, b uint64) uint64 {
	for (a|b)>>32 != 0 && b != 0 {
		a, b = b, a%b
	}
	if (a|b)>>32 == 0 { // a shorter division
		x, y := uint32(a), uint32(b)
		for y != 0 {
			x, y = y, x%y
		}
		return uint64(x)
	}
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func abs64(i int64) uint64 {
	if i < 0 {
		return uint64(-i)
	}
	return uint64(i)
}

func gcd(t *thread, a args) (value, raised) {
	if smallArgs(a) {
		g := uint64(0)
		for _, v := range a {
			g = gcd64(g, abs64(v.Int()))
		}
		return object.Uint(g), nil
	}
	g := new(big.Int)
	for _, v := range a {
		_, n, err := index(t, v)
		if err != nil {
			return value{}, err
		}
		g.GCD(nil, nil, g, new(big.Int).Abs(n))
	}
	return object.IntOf(g), nil
}

func lcm(t *thread, a args) (value, raised) {
	if smallArgs(a) {
		m, over := uint64(1), false
		for _, v := range a {
			n := abs64(v.Int())
			if n == 0 || m == 0 {
				m = 0
				continue
			}
			hi, lo := bits.Mul64(m, n/gcd64(m, n))
			if hi != 0 {
				over = true
				break
			}
			m = lo
		}
		if !over {
			return object.Uint(m), nil
		}
	}
	m := big.NewInt(1)
	for _, v := range a {
		_, n, err := index(t, v)
		if err != nil {
			return value{}, err
		}
		if m.Sign() == 0 || n.Sign() == 0 {
			m.SetInt64(0) // but the other arguments must be ints too
			continue
		}
		n = new(big.Int).Abs(n)
		g := new(big.Int).GCD(nil, nil, m, n)
		m.Mul(m, n.Quo(n, g))
	}
	return object.IntOf(m), nil
}

func isqrt(t *thread, a args) (value, raised) {
	i, err := object.Index(t, a[0])
	if err != nil {
		return value{}, err
	}
	k, n := object.AsInt(i)
	if n == nil && k < 0 || n != nil && n.Sign() < 0 {
		return value{}, t.Errorf(object.ValueError, "isqrt() argument must be nonnegative")
	}
	if n == nil {
		// A float root is off by at most one.
		r := int64(math.Sqrt(float64(k)))
		for r > 3037000499 || r*r > k {
			r--
		}
		for r < 3037000499 && (r+1)*(r+1) <= k {
			r++
		}
		return object.Int(r), nil
	}
	return object.IntOf(new(big.Int).Sqrt(n)), nil
}

// maxFactorial bounds what is computed: the result would not fit in memory.
const maxFactorial = 1 << 28

func factorial(t *thread, a args) (value, raised) {
	i, err := object.Index(t, a[0])
	if err != nil {
		return value{}, err
	}
	k, b := object.AsInt(i)
	switch {
	case b == nil && k < 0 || b != nil && b.Sign() < 0:
		return value{}, t.Errorf(object.ValueError, "factorial() not defined for negative values")
	case b != nil:
		return value{}, t.Errorf(object.OverflowError, "factorial() argument should not exceed %d", int64(math.MaxInt64))
	case k <= 20:
		f := int64(1)
		for j := int64(2); j <= k; j++ {
			f *= j
		}
		return object.Int(f), nil
	case k > maxFactorial:
		return value{}, object.NewException(t, object.MemoryError)
	}
	return object.IntOf(new(big.Int).MulRange(2, k)), nil
}

// fallingFactorial returns n * (n-1) * ... of k factors, multiplied as a
// balanced tree so that the factors grow alike.
func fallingFactorial(n *big.Int, k int64) *big.Int {
	if k == 0 {
		return big.NewInt(1)
	}
	if k == 1 {
		return new(big.Int).Set(n)
	}
	half := k / 2
	low := fallingFactorial(new(big.Int).Sub(n, big.NewInt(half)), k-half)
	return low.Mul(low, fallingFactorial(n, half))
}

// choices checks n and k; zero is set when k is greater than n.
func choices(t *thread, a args) (n, k *big.Int, zero bool, err raised) {
	if _, n, err = index(t, a[0]); err != nil {
		return nil, nil, false, err
	}
	if _, k, err = index(t, a[1]); err != nil {
		return nil, nil, false, err
	}
	if n.Sign() < 0 {
		return nil, nil, false, t.Errorf(object.ValueError, "n must be a non-negative integer")
	}
	if k.Sign() < 0 {
		return nil, nil, false, t.Errorf(object.ValueError, "k must be a non-negative integer")
	}
	return n, k, k.Cmp(n) > 0, nil
}

func perm(t *thread, a args) (value, raised) {
	if a[1].O == nil || a[1].IsNone() {
		return factorial(t, a[:1])
	}
	n, k, zero, err := choices(t, a)
	switch {
	case err != nil:
		return value{}, err
	case zero:
		return object.Int(0), nil
	case !k.IsInt64():
		return value{}, t.Errorf(object.OverflowError, "k must not exceed %d", int64(math.MaxInt64))
	case k.Int64() > maxFactorial:
		return value{}, object.NewException(t, object.MemoryError)
	}
	return object.IntOf(fallingFactorial(n, k.Int64())), nil
}

// comb64 is comb for n ≤ 62: each step's division is exact, and its dividend fits.
func comb64(n, k uint64) uint64 {
	k = min(k, n-k)
	r := uint64(1)
	for i := uint64(1); i <= k; i++ {
		r = r * (n - i + 1) / i
	}
	return r
}

func comb(t *thread, a args) (value, raised) {
	if smallArgs(a) {
		if n, k := a[0].Int(), a[1].Int(); 0 <= k && k <= n && n <= 62 {
			return object.Uint(comb64(uint64(n), uint64(k))), nil
		}
	}
	n, k, zero, err := choices(t, a)
	if err != nil {
		return value{}, err
	}
	if zero {
		return object.Int(0), nil
	}
	if other := new(big.Int).Sub(n, k); other.Cmp(k) < 0 {
		k = other
	}
	switch {
	case !k.IsInt64():
		return value{}, t.Errorf(object.OverflowError, "min(n - k, k) must not exceed %d", int64(math.MaxInt64))
	case k.Int64() > maxFactorial:
		return value{}, object.NewException(t, object.MemoryError)
	}
	j := k.Int64()
	if n.IsInt64() && n.Int64() <= 62 {
		return object.Uint(comb64(uint64(n.Int64()), uint64(j))), nil
	}
	f := fallingFactorial(n, j)
	return object.IntOf(f.Quo(f, new(big.Int).MulRange(1, j))), nil
}

// frexpBig returns m and e with b = m * 2**e and 0.5 <= m < 1, m rounded to a
// float.
func frexpBig(b *big.Int) (float64, int) {
	n := b.BitLen()
	shift := max(n-1000, 0)
	m, e := math.Frexp(object.BigFloat(roundShift(b, uint(shift))))
	return m, e + shift
}

// roundShift shifts b right, keeping a mark of what falls off in the last bit.
func roundShift(b *big.Int, n uint) *big.Int {
	r := new(big.Int).Rsh(b, n)
	if n > 0 && b.TrailingZeroBits() < n {
		r.SetBit(r, 0, 1)
	}
	return r
}

var integerFuncs = []object.Def{
	{Name: "gcd", Sig: "*integers", Plain: gcd, Doc: ""},
	{Name: "lcm", Sig: "*integers", Plain: lcm, Doc: ""},
	{Name: "isqrt", Sig: "n, /", Fn: isqrt},
	{Name: "factorial", Sig: "n, /", Fn: factorial},
	{Name: "perm", Sig: "n, k=None, /", Fn: perm},
	{Name: "comb", Sig: "n, k, /", Fn: comb},
}
