package object

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"sync/atomic"
)

// int. Values within int64 live in Value.N, larger ones in a BigInt, and an
// instance of a subclass is a BigInt of either size. Every slot tries two small
// ints first and makes a big.Int only when the result does not fit.

// maxIntBits bounds the size of an int: beyond it there is a MemoryError rather
// than an allocation that would end the process.
const maxIntBits = min(1<<33, math.MaxInt)

// AsBig returns the integer of a value whose type has FlagInt, of any size. It
// must not be changed.
func AsBig(v Value) *big.Int {
	i, b := AsInt(v)
	if b != nil {
		return b
	}
	return big.NewInt(i)
}

// PlainInt returns the exact int of a value whose type has FlagInt: of a bool or
// an instance of a subclass, the number it stands for.
func PlainInt(v Value) Value {
	if v.O.Typ == IntType {
		return v
	}
	i, b := AsInt(v)
	if b != nil {
		return Value{O: &(&BigInt{Object: Object{IntType}, Big: b}).Object}
	}
	return Int(i)
}

// newIntOf makes an instance of typ, int or a subclass, from an exact int.
func newIntOf(typ *Type, v Value) Value {
	if typ == IntType {
		return v
	}
	x := Allocate[BigInt](typ)
	x.Small, x.Big = AsInt(v)
	return Value{O: &x.Object}
}

// Uint makes an int of u.
func Uint(u uint64) Value {
	if u <= math.MaxInt64 {
		return Int(int64(u))
	}
	return IntOf(new(big.Int).SetUint64(u))
}

// bothInts reports whether a and b are ints, or of subclasses.
func bothInts(a, b Value) bool { return a.O.Typ.Flags&b.O.Typ.Flags&FlagInt != 0 }

// intSlow computes a op b for operands that are not both small exact ints, or
// whose result is none.
func intSlow(t *Thread, op BinaryOp, a, b Value) (Value, *Exception) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	if hasInt128 {
		if x, ok := int128Of(a); ok {
			if y, ok := int128Of(b); ok {
				if r, ok := x.apply(op, y); ok {
					return r.value(t), nil
				}
			}
		}
	}
	if a.O != &IntTag || b.O != &IntTag {
		x, bx := AsInt(a)
		y, by := AsInt(b)
		if bx == nil && by == nil {
			return intSlots[op](t, Int(x), Int(y))
		}
	}
	return intBig(t, op, bigOperand(a, &t.bigs.left), bigOperand(b, &t.bigs.right))
}

// intSlots is IntType.Slots.Num; a copy, because intSlow may not refer to the
// functions that refer to it before they are initialised.
var intSlots [NumBinary]func(t *Thread, a, b Value) (Value, *Exception)

// intBig computes x op y; both may be of any size. It keeps neither.
func intBig(t *Thread, op BinaryOp, x, y *big.Int) (Value, *Exception) {
	switch op {
	case OpFloorDiv, OpDivMod, OpMod:
		if y.Sign() == 0 {
			if op == OpMod {
				return Value{}, t.Errorf(ZeroDivisionError, "integer modulo by zero")
			}
			return Value{}, t.Errorf(ZeroDivisionError, "integer division or modulo by zero")
		}
		q, m := t.bigs.divMod(x, y)
		switch op {
		case OpFloorDiv:
			return t.copyBig(q), nil
		case OpMod:
			return t.copyBig(m), nil
		}
		return TupleOf([]Value{t.copyBig(q), t.copyBig(m)}), nil
	case OpTrueDiv:
		return bigTrueDiv(t, x, y)
	case OpPow:
		return bigPow(t, x, y)
	case OpLShift:
		return bigLShift(t, x, y)
	case OpRShift:
		return bigRShift(t, x, y)
	}
	r := t.newBigInt(roomFor(op, x, y))
	switch z := r.Big; op {
	case OpAdd:
		z.Add(x, y)
	case OpSub:
		z.Sub(x, y)
	case OpMul:
		if x.BitLen()+y.BitLen() > maxIntBits {
			return Value{}, NewException(t, MemoryError)
		}
		z.Mul(x, y)
	case OpAnd:
		z.And(x, y)
	case OpOr:
		z.Or(x, y)
	case OpXor:
		z.Xor(x, y)
	default:
		return NotImplemented, nil
	}
	return r.value(), nil
}

// floorDivMod sets q and m to x // y and x % y, y not 0.
func floorDivMod(q, m, x, y *big.Int) {
	q.QuoRem(x, y, m)
	floorFix(q, m, y)
}

// floorFix makes a quotient that is rounded down of one that is rounded towards 0.
func floorFix(q, m, y *big.Int) {
	if m.Sign() != 0 && m.Sign() != y.Sign() {
		m.Add(m, y)
		q.Sub(q, bigOne)
	}
}

var bigOne = big.NewInt(1)

func intAdd(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, y := a.Int(), b.Int()
		if s := x + y; (s > x) == (y > 0) {
			return Int(s), nil
		}
		return intSlow(t, OpAdd, a, b)
	}
	return intSlow(t, OpAdd, a, b)
}

func intSub(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, y := a.Int(), b.Int()
		if d := x - y; (d < x) == (y > 0) {
			return Int(d), nil
		}
		return intSlow(t, OpSub, a, b)
	}
	return intSlow(t, OpSub, a, b)
}

// mul64 returns x*y and whether it fits.
func mul64(x, y int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(x), uint64(y))
	hi -= uint64(x>>63&y) + uint64(y>>63&x)
	return int64(lo), int64(hi) == int64(lo)>>63
}

func intMul(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, y := a.Int(), b.Int()
		if p, ok := mul64(x, y); ok {
			return Int(p), nil
		}
		return intSlow(t, OpMul, a, b)
	}
	return intSlow(t, OpMul, a, b)
}

func intFloorDiv(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, y := a.Int(), b.Int()
		if y != 0 && (y != -1 || x != math.MinInt64) {
			q := x / y
			if x^y < 0 && q*y != x {
				q--
			}
			return Int(q), nil
		}
		return intSlow(t, OpFloorDiv, a, b)
	}
	return intSlow(t, OpFloorDiv, a, b)
}

// floorMod64 returns x % y, y not 0.
func floorMod64(x, y int64) int64 {
	if y == -1 {
		return 0
	}
	m := x % y
	if m != 0 && m^y < 0 {
		m += y
	}
	return m
}

func intMod(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, y := a.Int(), b.Int()
		if y != 0 {
			return Int(floorMod64(x, y)), nil
		}
		return Value{}, t.Errorf(ZeroDivisionError, "integer modulo by zero")
	}
	return intSlow(t, OpMod, a, b)
}

func intDivMod(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, y := a.Int(), b.Int()
		if y != 0 && y != -1 {
			m := floorMod64(x, y)
			q := x / y
			if x^y < 0 && m != 0 {
				q--
			}
			r := MakeTuple(2)
			r.Items[0], r.Items[1] = Int(q), Int(m)
			return r.Value(), nil
		}
		return intSlow(t, OpDivMod, a, b)
	}
	return intSlow(t, OpDivMod, a, b)
}

func intAnd(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		return Int(a.Int() & b.Int()), nil
	}
	return intSlow(t, OpAnd, a, b)
}

func intOr(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		return Int(a.Int() | b.Int()), nil
	}
	return intSlow(t, OpOr, a, b)
}

func intXor(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		return Int(a.Int() ^ b.Int()), nil
	}
	return intSlow(t, OpXor, a, b)
}

func intLShift(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, n := a.Int(), b.Int()
		if uint64(n) < 64 {
			if r := x << uint(n); r>>uint(n) == x {
				return Int(r), nil
			}
		}
		return intSlow(t, OpLShift, a, b)
	}
	return intSlow(t, OpLShift, a, b)
}

func bigLShift(t *Thread, x, n *big.Int) (Value, *Exception) {
	switch {
	case n.Sign() < 0:
		return Value{}, t.Errorf(ValueError, "negative shift count")
	case x.Sign() == 0:
		return Int(0), nil
	case n.BitLen() > 66: // more 30-bit digits than a C ssize_t counts bytes of
		return Value{}, t.Errorf(OverflowError, "too many digits in integer")
	case !n.IsInt64() || n.Int64()+int64(x.BitLen()) > maxIntBits || n.Int64() > maxIntBits:
		return Value{}, NewException(t, MemoryError)
	}
	k := uint(n.Int64())
	r := t.newBigInt(bigLen(x) + int(k/bits.UintSize) + 1)
	r.Big.Lsh(x, k)
	return r.value(), nil
}

func intRShift(t *Thread, a, b Value) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		if n := b.Int(); n >= 0 {
			return Int(a.Int() >> uint64(n)), nil
		}
		return Value{}, t.Errorf(ValueError, "negative shift count")
	}
	return intSlow(t, OpRShift, a, b)
}

func bigRShift(t *Thread, x, n *big.Int) (Value, *Exception) {
	if n.Sign() < 0 {
		return Value{}, t.Errorf(ValueError, "negative shift count")
	}
	if !n.IsInt64() || n.Int64() > int64(x.BitLen()) {
		if x.Sign() < 0 {
			return Int(-1), nil
		}
		return Int(0), nil
	}
	k := uint(n.Int64())
	room := bigLen(x) + 1 // of a negative number, which is changed by one before and after
	if x.Sign() > 0 {
		room -= 1 + int(k/bits.UintSize)
	}
	r := t.newBigInt(room)
	r.Big.Rsh(x, k)
	return r.value(), nil
}

func intNeg(t *Thread, v Value) (Value, *Exception) {
	i, b := AsInt(v)
	if b == nil && i != math.MinInt64 {
		return Int(-i), nil
	}
	x := bigOperand(v, &t.bigs.left)
	r := t.newBigInt(bigLen(x))
	r.Big.Neg(x)
	return r.value(), nil
}

func intAbs(t *Thread, v Value) (Value, *Exception) {
	if i, b := AsInt(v); b == nil && i >= 0 || b != nil && b.Sign() > 0 {
		return PlainInt(v), nil
	}
	return intNeg(t, v)
}

func intInvert(t *Thread, v Value) (Value, *Exception) {
	i, b := AsInt(v)
	if b == nil {
		return Int(^i), nil
	}
	r := t.newBigInt(bigLen(b) + 1)
	r.Big.Not(b)
	return r.value(), nil
}

func intPlain(t *Thread, v Value) (Value, *Exception) { return PlainInt(v), nil }

func intCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	if a.O == &IntTag && b.O == &IntTag {
		x, y := a.Int(), b.Int()
		switch op {
		case CmpLt:
			return Bool(x < y), nil
		case CmpLe:
			return Bool(x <= y), nil
		case CmpEq:
			return Bool(x == y), nil
		case CmpNe:
			return Bool(x != y), nil
		case CmpGt:
			return Bool(x > y), nil
		}
		return Bool(x >= y), nil
	}
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	return Bool(op.holds(cmpInts(a, b))), nil
}

// cmpInts returns the sign of a - b.
func cmpInts(a, b Value) int {
	x, bx := AsInt(a)
	y, by := AsInt(b)
	switch {
	case bx == nil && by == nil:
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	case bx == nil: // by is beyond int64
		return -by.Sign()
	case by == nil:
		return bx.Sign()
	}
	return bx.Cmp(by)
}

// holds reports whether a op b, given the sign of a - b.
func (op CmpOp) holds(c int) bool {
	switch op {
	case CmpLt:
		return c < 0
	case CmpLe:
		return c <= 0
	case CmpEq:
		return c == 0
	case CmpNe:
		return c != 0
	case CmpGt:
		return c > 0
	}
	return c >= 0
}

func intHash(t *Thread, v Value) (int64, *Exception) {
	i, b := AsInt(v)
	if b == nil {
		return hashInt(i), nil
	}
	return hashBig(b), nil
}

// hashBig reduces x modulo 2**61 - 1, sign apart. A word w at position i counts
// w * 2**(i*wordsize), and a factor of 2**k modulo 2**61 - 1 is a rotation of 61
// bits by k.
func hashBig(x *big.Int) int64 {
	const rot = bits.UintSize % 61
	words := x.Bits()
	var h uint64
	for i := len(words) - 1; i >= 0; i-- {
		h = h<<rot&hashModulus | h>>(61-rot)
		w := uint64(words[i])
		h += w>>61 + w&hashModulus
		h = h>>61 + h&hashModulus
		if h >= hashModulus {
			h -= hashModulus
		}
	}
	if x.Sign() < 0 {
		return fixHash(-int64(h))
	}
	return int64(h)
}

func intBool(t *Thread, v Value) (bool, *Exception) {
	i, b := AsInt(v)
	return i != 0 || b != nil, nil
}

// decimalStrs are the decimal forms of small numbers, each made when it is first
// asked for: they are what programs write most.
var decimalStrs [1024]atomic.Pointer[Str]

// decimalStr returns the decimal form of i.
func decimalStr(i int64) Value {
	var buf [24]byte
	if uint64(i) >= uint64(len(decimalStrs)) {
		return copyASCII(strconv.AppendInt(buf[:0], i, 10))
	}
	p := &decimalStrs[i]
	s := p.Load()
	if s == nil {
		s = strOf(copyASCII(strconv.AppendInt(buf[:0], i, 10)))
		p.Store(s)
	}
	return s.Value()
}

func intRepr(t *Thread, v Value) (Value, *Exception) {
	i, b := AsInt(v)
	if b == nil {
		return decimalStr(i), nil
	}
	if s, ok := shortDecimal(b); ok {
		return s, nil
	}
	s, err := t.decimal(b)
	if err != nil {
		return Value{}, err
	}
	return NewStr(s), nil
}

// DefaultIntMaxStrDigits and IntMaxStrDigitsThreshold are in sys.int_info.
const (
	DefaultIntMaxStrDigits   = 4300
	IntMaxStrDigitsThreshold = 640
)

type maxStrDigitsKey struct{}

func (in *Interp) maxStrDigits() *atomic.Int64 {
	return in.Extra(maxStrDigitsKey{}, func() any {
		n := new(atomic.Int64)
		n.Store(DefaultIntMaxStrDigits)
		return n
	}).(*atomic.Int64)
}

// IntMaxStrDigits returns how many digits a conversion between int and decimal
// text may have, 0 for any number: sys.get_int_max_str_digits.
func (in *Interp) IntMaxStrDigits() int { return int(in.maxStrDigits().Load()) }

// SetIntMaxStrDigits is sys.set_int_max_str_digits, whose caller has checked n.
func (in *Interp) SetIntMaxStrDigits(n int) { in.maxStrDigits().Store(int64(n)) }

// decimal returns b in base 10, subject to the interpreter's limit.
func (t *Thread) decimal(b *big.Int) (string, *Exception) {
	n := b.BitLen()
	if n <= IntMaxStrDigitsThreshold*3 { // log2(10) > 3
		return b.String(), nil
	}
	limit := t.Interp.IntMaxStrDigits()
	if limit == 0 {
		return b.String(), nil
	}
	tooLong := func() *Exception {
		return t.Errorf(ValueError, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", limit)
	}
	if float64(n-1)*math.Log10(2) > float64(limit)+1 {
		return "", tooLong()
	}
	s := b.String()
	digits := len(s)
	if b.Sign() < 0 {
		digits--
	}
	if digits > limit {
		return "", tooLong()
	}
	return s, nil
}

func init() {
	s := &IntType.Slots
	SetLayout[BigInt](IntType)
	s.Num = [NumBinary]func(t *Thread, a, b Value) (Value, *Exception){
		OpAdd: intAdd, OpSub: intSub, OpMul: intMul, OpTrueDiv: intTrueDiv, OpFloorDiv: intFloorDiv, OpMod: intMod,
		OpPow: intPow, OpLShift: intLShift, OpRShift: intRShift, OpAnd: intAnd, OpOr: intOr, OpXor: intXor, OpDivMod: intDivMod,
	}
	intSlots = s.Num
	s.PowMod = intPowMod
	s.Neg, s.Pos, s.Abs, s.Invert = intNeg, intPlain, intAbs, intInvert
	s.Index, s.ToInt, s.ToFloat = intPlain, intPlain, intToFloat
	s.Compare, s.Hash, s.Bool, s.Repr = intCompare, intHash, intBool, intRepr
}
