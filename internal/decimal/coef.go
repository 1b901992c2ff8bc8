package decimal

import (
	"math"
	"math/big"
	"math/bits"
	"sync/atomic"
)

// coef is a natural number, the coefficient of a decimal: most have at most 38 digits and
// lie in two words, so that they need no memory of their own. big holds what is 2**128 or
// more, and only that; it is never changed.
type coef struct {
	hi, lo uint64
	big    *big.Int
}

// How what was cut off compares with half a unit of what is left.
type rest uint8

const (
	exact rest = iota
	below
	half
	above
)

var (
	tens    [20]uint64 // powers of ten of one word
	tens128 [39]coef   // of two

	bigTens, bigFives powers
)

// powers keeps powers of a number that were needed before: those of up to len(few), and the
// last ones of some that are larger.
type powers struct {
	few   [1024]atomic.Pointer[big.Int]
	large [16]atomic.Pointer[largePower]
}

type largePower struct {
	n     int64
	power *big.Int
}

// get returns a power, which must not be changed.
func (p *powers) get(n int64, compute func(n int64) *big.Int) *big.Int {
	if n < int64(len(p.few)) {
		x := p.few[n].Load()
		if x == nil {
			x = compute(n)
			p.few[n].Store(x)
		}
		return x
	}
	slot := &p.large[n%int64(len(p.large))]
	if x := slot.Load(); x != nil && x.n == n {
		return x.power
	}
	x := compute(n)
	if n <= keptTens {
		slot.Store(&largePower{n, x})
	}
	return x
}

// keptTens is the number of digits up to which a power of ten is kept.
const keptTens = 1 << 20

func init() {
	tens[0] = 1
	for i := 1; i < len(tens); i++ {
		tens[i] = tens[i-1] * 10
	}
	tens128[0] = coef{lo: 1}
	for i := 1; i < len(tens128); i++ {
		tens128[i], _ = tens128[i-1].mul64(10)
	}
}

// bigTen returns 10**n, which must not be changed.
func bigTen(n int64) *big.Int {
	return bigTens.get(n, func(n int64) *big.Int { return new(big.Int).Lsh(bigFive(n), uint(n)) })
}

// bigFive returns 5**n, which must not be changed.
func bigFive(n int64) *big.Int {
	return bigFives.get(n, func(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(5), big.NewInt(n), nil) })
}

// coefOf makes a coefficient of x, which is the coefficient's from then on.
func coefOf(x *big.Int) coef {
	if x.BitLen() > 128 {
		return coef{big: x}
	}
	if bits.UintSize == 64 {
		switch w := x.Bits(); len(w) {
		case 0:
			return coef{}
		case 1:
			return coef{lo: uint64(w[0])}
		default:
			return coef{hi: uint64(w[1]), lo: uint64(w[0])}
		}
	}
	low := new(big.Int).And(x, new(big.Int).SetUint64(math.MaxUint64))
	return coef{hi: new(big.Int).Rsh(x, 64).Uint64(), lo: low.Uint64()}
}

// int returns c as a big.Int, which must not be changed.
func (c *coef) int() *big.Int {
	if c.big != nil {
		return c.big
	}
	if bits.UintSize == 64 {
		if c.hi == 0 {
			return new(big.Int).SetUint64(c.lo)
		}
		return new(big.Int).SetBits([]big.Word{big.Word(c.lo), big.Word(c.hi)})
	}
	x := new(big.Int).SetUint64(c.hi)
	return x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(c.lo))
}

func (c *coef) isZero() bool { return c.lo == 0 && c.hi == 0 && c.big == nil }

func (c *coef) isOne() bool { return c.lo == 1 && c.hi == 0 && c.big == nil }

func (c *coef) odd() bool {
	if c.big != nil {
		return c.big.Bit(0) == 1
	}
	return c.lo&1 == 1
}

func (c *coef) bitLen() int {
	switch {
	case c.big != nil:
		return c.big.BitLen()
	case c.hi != 0:
		return 64 + bits.Len64(c.hi)
	}
	return bits.Len64(c.lo)
}

// digits returns how many digits c has; zero has one.
func (c *coef) digits() int64 {
	if c.big != nil {
		return bigDigits(c.big)
	}
	if c.hi == 0 {
		n := bits.Len64(c.lo|1) * 1233 >> 12
		if n < len(tens) && c.lo >= tens[n] {
			n++
		}
		return int64(max(n, 1))
	}
	n := (64 + bits.Len64(c.hi)) * 1233 >> 12
	if p := &tens128[n]; c.hi > p.hi || c.hi == p.hi && c.lo >= p.lo {
		n++
	}
	return int64(n)
}

// bigDigits returns the number of digits of x > 0. The logarithm tells it, but for numbers
// that lie very close to a power of ten.
func bigDigits(x *big.Int) int64 {
	// The leading words, so much smaller than x as there are words behind them.
	w := x.Bits()
	top := 0.0
	n := 0
	for i := len(w) - 1; i >= 0 && n < 3; i-- {
		top = top*(1<<bits.UintSize) + float64(w[i])
		n++
	}
	top = math.Log10(top)
	n = (len(w) - n) * bits.UintSize
	l := top + float64(n)*math.Log10(2)
	d := math.Floor(l)
	if near := math.Round(l); math.Abs(l-near) < 1e-6 {
		if x.CmpAbs(bigTen(int64(near))) >= 0 {
			return int64(near) + 1
		}
		return int64(near)
	}
	return int64(d) + 1
}

func (c *coef) cmp(d *coef) int {
	if c.big != nil || d.big != nil {
		switch {
		case d.big == nil:
			return 1
		case c.big == nil:
			return -1
		}
		return c.big.Cmp(d.big)
	}
	switch {
	case c.hi != d.hi:
		if c.hi > d.hi {
			return 1
		}
		return -1
	case c.lo > d.lo:
		return 1
	case c.lo < d.lo:
		return -1
	}
	return 0
}

// mul64 returns c * m; ok is false if that takes more than two words.
func (c *coef) mul64(m uint64) (r coef, ok bool) {
	hi, lo := bits.Mul64(c.lo, m)
	over, top := bits.Mul64(c.hi, m)
	sum, carry := bits.Add64(hi, top, 0)
	return coef{hi: sum, lo: lo}, over == 0 && carry == 0
}

// div64 returns c / d and the remainder.
func (c *coef) div64(d uint64) (q coef, r uint64) {
	if c.hi == 0 {
		return coef{lo: c.lo / d}, c.lo % d
	}
	q.hi, r = c.hi/d, c.hi%d
	q.lo, r = bits.Div64(r, c.lo, d)
	return q, r
}

func add(c, d *coef) coef {
	if c.big == nil && d.big == nil {
		lo, carry := bits.Add64(c.lo, d.lo, 0)
		hi, carry := bits.Add64(c.hi, d.hi, carry)
		if carry == 0 {
			return coef{hi: hi, lo: lo}
		}
	}
	return coefOf(new(big.Int).Add(c.int(), d.int()))
}

// sub returns c - d, which must not be negative.
func sub(c, d *coef) coef {
	if c.big == nil {
		lo, borrow := bits.Sub64(c.lo, d.lo, 0)
		hi, _ := bits.Sub64(c.hi, d.hi, borrow)
		return coef{hi: hi, lo: lo}
	}
	return coefOf(new(big.Int).Sub(c.big, d.int()))
}

func (c *coef) plusOne() coef {
	one := coef{lo: 1}
	return add(c, &one)
}

func mul(c, d *coef) coef {
	if c.big == nil && d.big == nil {
		if c.hi == 0 && d.hi == 0 {
			hi, lo := bits.Mul64(c.lo, d.lo)
			return coef{hi: hi, lo: lo}
		}
		if c.hi == 0 {
			c, d = d, c
		}
		if d.hi == 0 {
			if r, ok := c.mul64(d.lo); ok {
				return r
			}
		}
	}
	return coefOf(new(big.Int).Mul(c.int(), d.int()))
}

// times returns c * 10**n.
func (c *coef) times(n int64) coef {
	if n == 0 || c.isZero() {
		return *c
	}
	if c.big == nil {
		if n < int64(len(tens)) {
			if r, ok := c.mul64(tens[n]); ok {
				return r
			}
		} else if c.hi == 0 && n < int64(len(tens128)) {
			p := tens128[n]
			if r, ok := p.mul64(c.lo); ok {
				return r
			}
		}
	}
	return coefOf(new(big.Int).Mul(c.int(), bigTen(n)))
}

// cut returns c without its last n digits, and what they were.
func (c *coef) cut(n int64) (coef, rest) {
	switch {
	case n <= 0:
		return *c, exact
	case c.isZero():
		return coef{}, exact
	case c.big == nil:
		switch {
		case n < int64(len(tens)):
			q, r := c.div64(tens[n])
			return q, restOf(r, tens[n], false)
		case n < int64(len(tens128)):
			q, low := c.div64(tens[19])
			q, r := q.div64(tens[n-19])
			if n == 19 {
				return q, restOf(low, tens[19], false)
			}
			return q, restOf(r, tens[n-19], low != 0)
		}
		return coef{}, below // 2**128 has 39 digits, and is less than 5e38
	case float64(n) > float64(c.big.BitLen())*0.302+2:
		return coef{}, below
	}
	// Dividing by 2**n first makes the numbers smaller that are divided by 5**n. Of the
	// remainder m * 2**n + low, m and low tell how it compares with the half of 10**n.
	five := bigFive(n)
	q := new(big.Int).Rsh(c.big, uint(n))
	q, m := q.QuoRem(q, five, new(big.Int))
	zeros := int64(c.big.TrailingZeroBits())
	if m.Sign() == 0 && zeros >= n {
		return coefOf(q), exact
	}
	s := below
	switch m.Lsh(m, 1).Cmp(five) {
	case 1:
		s = above
	case -1: // both 2*m and five-1 are even
		if c.big.Bit(int(n-1)) == 1 && m.Add(m, big.NewInt(1)).Cmp(five) == 0 {
			if s = above; zeros == n-1 {
				s = half
			}
		}
	}
	return coefOf(q), s
}

// restOf compares r with half of unit, which is even; more says that r is followed by
// something.
func restOf(r, unit uint64, more bool) rest {
	switch h := unit / 2; {
	case r > h || r == h && more:
		return above
	case r == h:
		return half
	case r != 0 || more:
		return below
	}
	return exact
}

// low returns the last n digits of c.
func (c *coef) low(n int64) coef {
	if c.digits() <= n {
		return *c
	}
	return coefOf(new(big.Int).Rem(c.int(), bigTen(n)))
}

// strip returns c without trailing zeros, at most most of them, and their number.
func (c *coef) strip(most int64) (coef, int64) {
	r, n := *c, int64(0)
	if c.isZero() {
		return r, 0
	}
	for r.big != nil && n < most {
		// A number of k trailing zeros is a multiple of 2**k.
		z := int64(r.big.TrailingZeroBits())
		if z == 0 {
			return r, n
		}
		k := min(z, most-n, max(1, z/2))
		q, m := new(big.Int).QuoRem(r.big, bigTen(k), new(big.Int))
		if m.Sign() == 0 {
			r, n = coefOf(q), n+k
			continue
		}
		// There are fewer than k zeros.
		for k > 1 {
			k /= 2
			q, m = new(big.Int).QuoRem(r.big, bigTen(k), m)
			if m.Sign() == 0 {
				break
			}
		}
		if m.Sign() != 0 {
			return r, n
		}
		r, n = coefOf(q), n+k
	}
	for r.big == nil && n < most {
		if most-n >= 8 {
			if q, m := r.div64(1e8); m == 0 {
				r, n = q, n+8
				continue
			}
		}
		q, m := r.div64(10)
		if m != 0 {
			break
		}
		r, n = q, n+1
	}
	return r, n
}

// mod5 reports whether the last digit is 0 or 5.
func (c *coef) mod5() bool {
	if c.big != nil {
		sum := uint64(0)
		for _, w := range c.big.Bits() { // 2**32 and 2**64 are 1 modulo 5
			sum += uint64(w) % 5
		}
		return sum%5 == 0
	}
	_, r := c.div64(5)
	return r == 0
}

// appendTo writes c in decimal.
func (c *coef) appendTo(b []byte) []byte {
	if c.big != nil {
		return c.big.Append(b, 10)
	}
	var buf [40]byte
	at := len(buf)
	for r := *c; ; {
		q, low := r.div64(1e19)
		last := q.isZero()
		for n := 0; n < 19 && (low != 0 || !last); n++ {
			at--
			buf[at] = byte('0' + low%10)
			low /= 10
		}
		if last {
			break
		}
		r = q
	}
	if at == len(buf) {
		at--
		buf[at] = '0'
	}
	return append(b, buf[at:]...)
}

// parseCoef reads digits, of which there is at least one.
func parseCoef(s []byte) coef {
	i := 0
	for i < len(s) && s[i] == '0' {
		i++
	}
	s = s[i:]
	if len(s) > 38 {
		x, _ := new(big.Int).SetString(string(s), 10)
		return coefOf(x)
	}
	var c coef
	for len(s) > 0 {
		n := min(len(s), 19)
		var w uint64
		for _, d := range s[:n] {
			w = w*10 + uint64(d-'0')
		}
		c, _ = c.mul64(tens[n])
		lo, carry := bits.Add64(c.lo, w, 0)
		c.lo, c.hi = lo, c.hi+carry
		s = s[n:]
	}
	return c
}
