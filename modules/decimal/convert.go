package decimal

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"unsafe"

	"github.com/weftpy/weft/internal/decimal"
	"github.com/weftpy/weft/object"
)

// asciiNumber returns a text as the parser reads it: digits of all scripts as ASCII ones,
// if exact without spaces around it and without underscores.
func asciiNumber(s string, strip bool) []byte {
	b := make([]byte, 0, len(s))
	start, end := 0, 0 // of what is not space, in b
	for s != "" {
		r, n := object.DecodeRune(s)
		s = s[n:]
		switch {
		case r < 128 && strip && r == '_':
			continue
		case strip && object.IsSpace(r):
			if len(b) == start {
				continue
			}
			b = append(b, ' ')
			continue
		case r > 127:
			c := byte('?')
			if d, ok := object.DecimalValue(r); ok {
				c = byte('0' + d)
			}
			b = append(b, c)
		default:
			b = append(b, byte(r))
		}
		end = len(b)
	}
	return b[start:end]
}

// plainText reports whether a text is one that the parser reads as it is.
func plainText(s string) bool {
	for i := range len(s) {
		if c := s[i]; c > 127 || c <= ' ' || c == '_' {
			return false
		}
	}
	return true
}

// exactly is what remains of a number that must not be rounded.
func exactly(t *thread, c *context, n *number) (value, *exc) {
	met := n.d.Finalize(decimal.Exact())
	if met&(decimal.Inexact|decimal.Rounded|decimal.Clamped|decimal.Overflow) != 0 {
		n.d.SetDigits(decimal.Quiet, false, nil, 0)
		return n.made(t, c, decimal.InvalidOperation)
	}
	return n.value(), nil
}

// fromText makes a Decimal of a text, exactly.
func fromText(t *thread, c *context, s string) (value, *exc) {
	n := newNumber()
	var room [64]byte
	if !(plainText(s) && n.d.Parse(append(room[:0], s...)) || n.d.Parse(asciiNumber(s, true))) {
		n.d.SetDigits(decimal.Quiet, false, nil, 0)
		return n.made(t, c, decimal.ConversionSyntax)
	}
	return exactly(t, c, n)
}

// fromFloat makes a Decimal of a float or an int, exactly.
func fromFloat(t *thread, v value) (*number, *exc) {
	if v.O.Typ.Is(object.FlagInt) {
		return newInt(v), nil
	}
	if !v.O.Typ.Is(object.FlagFloat) {
		return nil, t.Errorf(object.TypeError, "argument must be int or float")
	}
	return ofFloat(object.AsFloat(v)), nil
}

func ofFloat(f float64) *number {
	n := newNumber()
	neg := math.Signbit(f)
	switch {
	case math.IsNaN(f):
		n.d.SetDigits(decimal.Quiet, neg, nil, 0)
		return n
	case math.IsInf(f, 0):
		n.d.SetDigits(decimal.Infinite, neg, nil, 0)
		return n
	case f == 0:
		n.d.SetDigits(decimal.Finite, neg, nil, 0)
		return n
	}
	m, e := math.Frexp(math.Abs(f))
	w := uint64(m * (1 << 53))
	e -= 53
	for w&1 == 0 && e < 0 {
		w >>= 1
		e++
	}
	x := new(big.Int).SetUint64(w)
	if e >= 0 {
		x.Lsh(x, uint(e))
		e = 0
	}
	n.d.SetRatio(neg, x, int64(-e))
	return n
}

// fromTuple makes a Decimal of sign, digits and exponent.
func fromTuple(t *thread, v value) (*number, *exc) {
	items, err := object.Collect(t, v)
	if err != nil {
		return nil, err
	}
	if len(items) != 3 {
		return nil, t.Errorf(object.ValueError, "argument must be a sequence of length 3")
	}
	small := func(x value) (int64, bool) {
		if !x.O.Typ.Is(object.FlagInt) {
			return 0, false
		}
		n, big := object.AsInt(x)
		return n, big == nil
	}
	neg, ok := small(items[0])
	if !ok || neg != 0 && neg != 1 {
		return nil, t.Errorf(object.ValueError, "sign must be an integer with the value 0 or 1")
	}
	kind, exp := decimal.Finite, int64(0)
	if s, ok := object.AsStr(items[2]); ok {
		switch s.S {
		case "F":
			kind = decimal.Infinite
		case "n":
			kind = decimal.Quiet
		case "N":
			kind = decimal.Signaling
		default:
			return nil, t.Errorf(object.ValueError, "string argument in the third position must be 'F', 'n' or 'N'")
		}
	} else {
		if !items[2].O.Typ.Is(object.FlagInt) {
			return nil, t.Errorf(object.ValueError, "exponent must be an integer")
		}
		if exp, ok = small(items[2]); !ok {
			return nil, t.Errorf(object.OverflowError, "Python int too large to convert to C ssize_t")
		}
		exp = max(-math.MaxInt64/4, min(math.MaxInt64/4, exp))
	}
	badDigits := func() *exc { return t.Errorf(object.ValueError, "coefficient must be a tuple of digits") }
	if ty := items[1].O.Typ; !ty.Is(object.FlagTuple) && !ty.Is(object.FlagList) {
		return nil, badDigits()
	}
	given, err := object.Collect(t, items[1])
	if err != nil {
		return nil, err
	}
	digits := make([]byte, 0, len(given))
	for _, x := range given {
		d, ok := small(x)
		if !ok || d < 0 || d > 9 {
			return nil, badDigits()
		}
		digits = append(digits, byte('0'+d))
	}
	if kind == decimal.Infinite {
		digits = nil
	}
	n := newNumber()
	n.d.SetDigits(kind, neg == 1, digits, exp)
	return n, nil
}

// construct is Decimal(v), for the class itself.
func construct(t *thread, c *context, v value) (value, *exc) {
	if v.O.Typ == decimalType {
		return v, nil
	}
	if s, ok := object.AsStr(v); ok {
		return fromText(t, c, s.S)
	}
	switch ty := v.O.Typ; {
	case ty.Is(object.FlagInt):
		return exactly(t, c, newInt(v))
	case object.IsInstance(v, decimalType):
		n := newNumber()
		n.d = numberOf(v).d
		return n.value(), nil
	case ty.Is(object.FlagFloat):
		if err := raise(t, c, decimal.FloatOperation); err != nil {
			return value{}, err
		}
		return ofFloat(object.AsFloat(v)).value(), nil
	case ty.Is(object.FlagTuple) || ty.Is(object.FlagList):
		n, err := fromTuple(t, v)
		if err != nil {
			return value{}, err
		}
		return exactly(t, c, n)
	}
	return value{}, unsupported(t, v)
}

// create is Context.create_decimal: the number, rounded.
func create(t *thread, c *context, v value) (value, *exc) {
	ctx := &c.Read(t).Context
	n := newNumber()
	if s, ok := object.AsStr(v); ok {
		if !n.d.Parse(asciiNumber(s.S, false)) || longPayload(n, ctx) {
			n.d.SetDigits(decimal.Quiet, false, nil, 0)
			return n.made(t, c, decimal.ConversionSyntax)
		}
		return n.made(t, c, n.d.Finalize(ctx))
	}
	switch ty := v.O.Typ; {
	case ty.Is(object.FlagInt):
		n = newInt(v)
	case object.IsInstance(v, decimalType):
		n.d = numberOf(v).d
		if longPayload(n, ctx) {
			n.d.SetDigits(decimal.Quiet, false, nil, 0)
			return n.made(t, c, decimal.ConversionSyntax)
		}
	case ty.Is(object.FlagFloat):
		if err := raise(t, c, decimal.FloatOperation); err != nil {
			return value{}, err
		}
		n = ofFloat(object.AsFloat(v))
	case ty.Is(object.FlagTuple) || ty.Is(object.FlagList):
		var err *exc
		if n, err = fromTuple(t, v); err != nil {
			return value{}, err
		}
		if longPayload(n, ctx) {
			n.d.SetDigits(decimal.Quiet, false, nil, 0)
			return n.made(t, c, decimal.ConversionSyntax)
		}
	default:
		return value{}, unsupported(t, v)
	}
	return n.made(t, c, n.d.Finalize(ctx))
}

// longPayload tells of a NaN that the context has no room for.
func longPayload(n *number, c *decimal.Context) bool {
	return n.d.IsNaN() && !n.d.PayloadIsZero() && n.d.Digits() > c.Prec-bit(c.Clamp)
}

// decimalNew is Decimal(value="0", context=None).
func decimalNew(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	v, ctx := value{}, value{}
	if len(kwnames) == 0 && len(args) <= 2 {
		if len(args) > 0 {
			v = args[0]
		}
		if len(args) > 1 {
			ctx = args[1]
		}
	} else {
		a, err := object.OptionalArgs(t, []string{"value", "context"}, 2, args, kwnames)
		if err != nil {
			return value{}, err
		}
		v, ctx = a[0], a[1]
	}
	c, err := contextArg(t, ctx)
	if err != nil {
		return value{}, err
	}
	if v.O == nil {
		v = object.Int(0)
	}
	r, err := construct(t, c, v)
	if err != nil || typ == decimalType {
		return r, err
	}
	return retype(typ, r), nil
}

// retype returns a number as one of a subclass.
func retype(typ *object.Type, v value) value {
	n := object.Allocate[number](typ)
	n.d = numberOf(v).d
	return n.value()
}

// text is str() in a context.
func (n *number) text(st *contextState, eng bool) value {
	var room [64]byte
	e := byte('E')
	if !st.capitals {
		e = 'e'
	}
	return object.CopyStr(n.d.Append(room[:0], e, eng))
}

// The numbers of the hash of numbers: a prime, and the inverse of ten modulo it.
const (
	hashPrime  = 1<<61 - 1
	hashTenth  = 2075258708292324556
	hashInf    = 314159
	hashPeriod = hashPrime - 1
)

func mulMod(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	// 2**61 is 1 modulo the prime.
	r := lo&hashPrime + (lo>>61 | hi<<3)
	if r >= hashPrime {
		r -= hashPrime
	}
	return r
}

func decimalHash(t *thread, v value) (int64, *exc) {
	d := &numberOf(v).d
	switch d.Kind {
	case decimal.Signaling:
		return 0, t.Errorf(object.TypeError, "Cannot hash a signaling NaN value")
	case decimal.Quiet:
		return object.HashPointer(unsafe.Pointer(v.O)), nil
	case decimal.Infinite:
		if d.Neg {
			return -hashInf, nil
		}
		return hashInf, nil
	}
	h := d.ModUint(hashPrime)
	if h != 0 && d.Exp != 0 {
		base, n := uint64(10), uint64(d.Exp)
		if d.Exp < 0 {
			base, n = hashTenth, uint64(-d.Exp)
		}
		for n %= hashPeriod; n > 0; n >>= 1 {
			if n&1 == 1 {
				h = mulMod(h, base)
			}
			base = mulMod(base, base)
		}
	}
	r := int64(h)
	if d.Neg {
		r = -r
	}
	if r == -1 {
		r = -2
	}
	return r, nil
}

// toInt rounds to an int.
func toInt(t *thread, n *number, round decimal.Rounding) (value, *exc) {
	switch n.d.Kind {
	case decimal.Infinite:
		return value{}, t.Errorf(object.OverflowError, "cannot convert Infinity to integer")
	case decimal.Quiet, decimal.Signaling:
		return value{}, t.Errorf(object.ValueError, "cannot convert NaN to integer")
	}
	var z dec
	c := *decimal.Exact()
	c.Round = round
	decimal.ToIntegral(&z, &n.d, &c, false)
	if small, ok := z.Int64(); ok {
		return object.Int(small), nil
	}
	return object.IntOf(z.BigInt()), nil
}

func toFloat(t *thread, v value) (value, *exc) {
	d := &numberOf(v).d
	switch d.Kind {
	case decimal.Signaling:
		return value{}, t.Errorf(object.ValueError, "cannot convert signaling NaN to float")
	case decimal.Quiet:
		if d.Neg {
			return object.Float(math.Copysign(math.NaN(), -1)), nil
		}
		return object.Float(math.NaN()), nil
	}
	var room [64]byte
	f, err := strconv.ParseFloat(string(d.Append(room[:0], 'E', false)), 64)
	if err != nil && !math.IsInf(f, 0) {
		return value{}, t.Errorf(object.ValueError, "could not convert string to float: %s", d.Append(room[:0], 'E', false))
	}
	return object.Float(f), nil
}

func asTuple(t *thread, a []value) (value, *exc) {
	d := &numberOf(a[0]).d
	var digits []value
	exp := object.Int(d.Exp)
	switch d.Kind {
	case decimal.Infinite:
		digits, exp = []value{object.Int(0)}, object.NewStr("F")
	case decimal.Quiet:
		exp = object.NewStr("n")
	case decimal.Signaling:
		exp = object.NewStr("N")
	}
	if d.Kind == decimal.Finite || d.IsNaN() && !d.PayloadIsZero() {
		for _, c := range d.AppendDigits(nil) {
			digits = append(digits, object.Int(int64(c-'0')))
		}
	}
	tuple, err := decimalTuple(t)
	if err != nil {
		return value{}, err
	}
	return object.Call3(t, tuple, object.Int(bit(d.Neg)), object.TupleOf(digits), exp)
}

func asRatio(t *thread, a []value) (value, *exc) {
	d := &numberOf(a[0]).d
	switch d.Kind {
	case decimal.Infinite:
		return value{}, t.Errorf(object.OverflowError, "cannot convert Infinity to integer ratio")
	case decimal.Quiet, decimal.Signaling:
		return value{}, t.Errorf(object.ValueError, "cannot convert NaN to integer ratio")
	}
	num, den := d.Ratio()
	return object.NewPair(object.IntOf(num), object.IntOf(den)), nil
}
