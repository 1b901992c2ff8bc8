package object

import (
	"math/big"
	"math/bits"
)

// Division of ints of a few hundred bits, as gcd and modular arithmetic do all the
// time. Math/big's takes 150 ns before the first digit; this is the same schoolbook
// method (Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D) on
// arrays that the thread keeps.

const (
	maxDivisor  = 18 // words
	maxDividend = 2 * maxDivisor
)

// divScratch is where divWords works.
type divScratch struct {
	u [maxDividend + 1]uint
	v [maxDivisor]uint
	q [maxDividend]big.Word
	r [maxDivisor]big.Word
}

// divWords sets q and m to the quotient of the magnitudes of x and y, rounded
// down, and the remainder; both share memory with d. It returns false for numbers
// that are left to math/big.
func (d *divScratch) divWords(q, m, x, y *big.Int) bool {
	xw, yw := x.Bits(), y.Bits()
	n, k := len(yw), len(xw)-len(yw)
	if n < 2 || n > maxDivisor || k < 0 || len(xw) > maxDividend {
		return false
	}
	// Shift both so that the divisor's first bit is set: then a digit guessed from
	// the first words is too large by two at most.
	shift := uint(bits.LeadingZeros(uint(yw[n-1])))
	u, v := d.u[:n+k+1], d.v[:n]
	carry := uint(0)
	for i, w := range yw {
		v[i] = uint(w)<<shift | carry
		carry = uint(w) >> (bits.UintSize - shift)
	}
	carry = 0
	for i, w := range xw {
		u[i] = uint(w)<<shift | carry
		carry = uint(w) >> (bits.UintSize - shift)
	}
	u[n+k] = carry
	first, second := v[n-1], v[n-2]
	for j := k; j >= 0; j-- {
		top := u[j : j+n+1]
		digit := uint(1<<bits.UintSize - 1)
		if top[n] < first {
			var rest uint
			digit, rest = bits.Div(top[n], top[n-1], first)
			for {
				hi, lo := bits.Mul(digit, second)
				if hi < rest || hi == rest && lo <= top[n-2] {
					break
				}
				digit--
				if rest += first; rest < first {
					break
				}
			}
		}
		if digit != 0 {
			borrow, high := uint(0), uint(0)
			for i, w := range v {
				hi, lo := bits.Mul(digit, w)
				var c uint
				lo, c = bits.Add(lo, high, 0)
				high = hi + c
				top[i], borrow = bits.Sub(top[i], lo, borrow)
			}
			top[n], borrow = bits.Sub(top[n], high, borrow)
			if borrow != 0 {
				// The guess was too large by one after all.
				digit--
				c := uint(0)
				for i, w := range v {
					top[i], c = bits.Add(top[i], w, c)
				}
				top[n] += c
			}
		}
		d.q[j] = big.Word(digit)
	}
	for i := range v {
		d.r[i] = big.Word(u[i]>>shift | u[i+1]<<(bits.UintSize-shift))
	}
	q.SetBits(d.q[:k+1])
	m.SetBits(d.r[:n])
	return true
}
