package object

import (
	"math/big"
	"math/bits"
	"unsafe"
)

// Allocation of ints beyond int64. The object, its big.Int and the words of that
// are one allocation where a bound of the result's length is known beforehand,
// which arithmetic has. Math/big then finds room for the result and allocates
// nothing.
//
// Such an allocation is memory without pointers, which takes less time and is not scanned:
// Typ is IntType, which lives anyway, and the other pointers are into the allocation itself. That
// they stay there is what value checks: words that math/big had to allocate after all, because
// the bound was wrong, are copied. Nobody may rely on that, as a collection might come before.

// bigWords is an int of several words, W an array of them.
type bigWords[W any] struct {
	BigInt
	n     big.Int
	words W
}

// bigNumbers is what a thread keeps for large ints.
type bigNumbers struct {
	one slab[bigWords[[1]big.Word]]
	two slab[bigWords[[2]big.Word]]

	// Operands that are small, for operations on large ones, and results of
	// which only a part is wanted. They never become values.
	left, right, quo, rem big.Int
	div                   divScratch
}

// keepWords is the largest number of words for which scratch space is kept.
const keepWords = 1 << 12

// newBigInt makes an int whose Big is 0 with room for n words.
func (t *Thread) newBigInt(n int) *BigInt {
	switch {
	case n <= 1:
		x := t.bigs.one.takeNoPointers(8)
		return x.init(x.words[:0])
	case n <= 2:
		x := t.bigs.two.takeNoPointers(7)
		return x.init(x.words[:0])
	case n <= wordsBehind:
		x := (*bigWords[[1]big.Word])(wordsFor(bigHead + uintptr(n)*wordSize))
		return x.init(unsafe.Slice(&x.words[0], n)[:0])
	}
	x := new(bigWords[[0]big.Word])
	return x.init(nil)
}

// bigHead is the size of what stands before the words.
const bigHead = unsafe.Offsetof(bigWords[[1]big.Word]{}.words)

const wordSize = bits.UintSize / 8

// wordsBehind is up to how many words are in the allocation of their int.
const wordsBehind = textBehind / wordSize

func (x *bigWords[W]) init(room []big.Word) *BigInt {
	x.Typ = IntType
	x.n.SetBits(room)
	x.Big = &x.n
	return &x.BigInt
}

// value returns the int that x has become.
func (x *BigInt) value() Value {
	w := x.Big.Bits()
	if len(w) <= 64/bits.UintSize && x.Big.IsInt64() {
		return Int(x.Big.Int64())
	}
	if len(w) <= wordsBehind && unsafe.Pointer(&w[0]) != unsafe.Add(unsafe.Pointer(x), bigHead) {
		return Value{O: &(&BigInt{Object: Object{IntType}, Big: new(big.Int).Set(x.Big)}).Object}
	}
	return Value{O: &x.Object}
}

// bigOperand returns a value whose type has FlagInt as a big.Int, in scratch space if
// it is small.
func bigOperand(v Value, scratch *big.Int) *big.Int {
	i, b := AsInt(v)
	if b == nil {
		return scratch.SetInt64(i)
	}
	return b
}

func bigLen(x *big.Int) int { return len(x.Bits()) }

// roomFor returns how many words x op y may need, for + - * & | ^.
func roomFor(op BinaryOp, x, y *big.Int) int {
	m, n := bigLen(x), bigLen(y)
	switch op {
	case OpMul:
		return m + n
	case OpAnd:
		if x.Sign() >= 0 && y.Sign() >= 0 {
			return min(m, n)
		}
	case OpOr, OpXor:
		if x.Sign() >= 0 && y.Sign() >= 0 {
			return max(m, n)
		}
	}
	return max(m, n) + 1
}

// divMod computes x // y and x % y in scratch space, y not 0.
func (b *bigNumbers) divMod(x, y *big.Int) (q, m *big.Int) {
	if bigLen(x) > keepWords {
		q, m = new(big.Int), new(big.Int)
	} else {
		q, m = &b.quo, &b.rem
	}
	if !b.div.divWords(q, m, x, y) {
		floorDivMod(q, m, x, y)
		return q, m
	}
	// From the quotient of the magnitudes to the one that is rounded down.
	if x.Sign() != y.Sign() {
		q.Neg(q)
	}
	if x.Sign() < 0 {
		m.Neg(m)
	}
	floorFix(q, m, y)
	return q, m
}

// copyBig returns the int of x, which is in scratch space.
func (t *Thread) copyBig(x *big.Int) Value {
	if x.IsInt64() {
		return Int(x.Int64())
	}
	z := t.newBigInt(bigLen(x))
	z.Big.Set(x)
	return z.value()
}
