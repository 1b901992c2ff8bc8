package object

import (
	"math/big"
	"math/bits"
)

// Ints of some hundreds of digits from and to decimal text. Package math/big is made
// for much longer ones and prepares for them at length; here the number is multiplied,
// or divided, by the largest power of ten that a word holds, once for so many digits.
// That takes time in the square of the length, so longer ones are left to math/big.

// wordDigits is how many decimal digits a word holds, wordTen that power of ten.
const (
	wordDigits = 9 + 10*(bits.UintSize>>6)
	wordTen    = 1e9 * (1 + (1e10-1)*(bits.UintSize>>6))
)

// fewDigits is up to how many digits are converted here, fewWords how many words
// they fill at most.
const (
	fewDigits = 600
	fewWords  = fewDigits*10/3/bits.UintSize + 1 // 10/3 > log2(10)
)

// parseDecimal makes an int of at most fewDigits decimal digits.
func (t *Thread) parseDecimal(digits string, negative bool) Value {
	var words [fewWords]uint
	n := 0
	for end := (len(digits)-1)%wordDigits + 1; ; end = wordDigits {
		var carry uint
		for _, c := range []byte(digits[:end]) {
			carry = carry*10 + uint(c-'0')
		}
		for i := range n {
			hi, lo := bits.Mul(words[i], wordTen)
			sum, over := bits.Add(lo, carry, 0)
			words[i], carry = sum, hi+over
		}
		if carry != 0 {
			words[n] = carry
			n++
		}
		if digits = digits[end:]; digits == "" {
			break
		}
	}
	x := t.newBigInt(n)
	room := x.Big.Bits()
	for _, w := range words[:n] {
		room = append(room, big.Word(w))
	}
	x.Big.SetBits(room)
	if negative {
		x.Big.Neg(x.Big)
	}
	return x.value()
}

// shortDecimal returns x in decimal; ok is false if it may have more than fewDigits digits.
func shortDecimal(x *big.Int) (v Value, ok bool) {
	var words [fewWords]uint
	n := len(x.Bits())
	if n >= fewWords {
		return Value{}, false
	}
	for i, w := range x.Bits() {
		words[i] = uint(w)
	}
	var buf [fewDigits + 2*wordDigits]byte
	at := len(buf)
	for n > 0 {
		var rest uint
		for i := n - 1; i >= 0; i-- {
			words[i], rest = bits.Div(rest, words[i], wordTen)
		}
		for n > 0 && words[n-1] == 0 {
			n--
		}
		for range wordDigits {
			at--
			buf[at] = byte('0' + rest%10)
			rest /= 10
		}
	}
	for at < len(buf) && buf[at] == '0' {
		at++
	}
	if at == len(buf) {
		at--
		buf[at] = '0'
	}
	if x.Sign() < 0 {
		at--
		buf[at] = '-'
	}
	return copyASCII(buf[at:]), true
}
