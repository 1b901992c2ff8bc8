package object

import (
	"math"
	"math/big"
	"math/bits"
)

// The methods and attributes of int.

// intSize is __sizeof__: what an int takes in CPython, which programs compare
// rather than use.
func intSize(v Value) int64 {
	n := AsBig(v).BitLen()
	return 24 + 4*int64(max((n+29)/30, 1))
}

func intRound(t *Thread, a []Value) (Value, *Exception) {
	self := PlainInt(a[0])
	if a[1].O == nil {
		return self, nil
	}
	n, err := IndexClip(t, a[1])
	if err != nil {
		return Value{}, err
	}
	if n >= 0 {
		return self, nil
	}
	// Round to a multiple of 10**-n, half to even. Beyond the number's own
	// length the result is 0 without computing the power.
	x := AsBig(self)
	if -n > int64(float64(x.BitLen())*0.302)+2 || n == math.MinInt64 {
		return Int(0), nil
	}
	return IntOf(roundToMultiple(x, new(big.Int).Exp(big.NewInt(10), big.NewInt(-n), nil))), nil
}

// roundToMultiple returns the multiple of m > 0 nearest to x, the even one of
// two.
func roundToMultiple(x, m *big.Int) *big.Int {
	q, r := new(big.Int), new(big.Int)
	floorDivMod(q, r, x, m)
	switch c := r.Lsh(r, 1).Cmp(m); {
	case c > 0, c == 0 && q.Bit(0) != 0:
		q.Add(q, bigOne)
	}
	return q.Mul(q, m)
}

func bitCount(v Value) int {
	i, b := AsInt(v)
	if b == nil {
		if i < 0 {
			return bits.OnesCount64(-uint64(i))
		}
		return bits.OnesCount64(uint64(i))
	}
	n := 0
	for _, w := range b.Bits() {
		n += bits.OnesCount(uint(w))
	}
	return n
}

// byteOrder reads the byteorder argument; absent is big.
func byteOrder(t *Thread, v Value, method string) (little bool, err *Exception) {
	if v.O == nil {
		return false, nil
	}
	if s, ok := AsStr(v); ok {
		switch s.S {
		case "little":
			return true, nil
		case "big":
			return false, nil
		}
		return false, t.Errorf(ValueError, "byteorder must be either 'little' or 'big'")
	}
	return false, t.Errorf(TypeError, "%s() argument 'byteorder' must be str, not %s", method, ArgTypeName(v))
}

func reverse(b []byte) {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
}

func intToBytes(t *Thread, a []Value) (Value, *Exception) {
	n := int64(1)
	if a[1].O != nil {
		var err *Exception
		if n, err = IndexInt(t, a[1], OverflowError); err != nil {
			return Value{}, err
		}
	}
	little, err := byteOrder(t, a[2], "to_bytes")
	if err != nil {
		return Value{}, err
	}
	signed := false
	if a[3].O != nil {
		if signed, err = Truth(t, a[3]); err != nil {
			return Value{}, err
		}
	}
	if n < 0 {
		return Value{}, t.Errorf(ValueError, "length argument must be non-negative")
	}
	if n > maxIntBits/8 {
		return Value{}, NewException(t, MemoryError)
	}
	if i, b := AsInt(a[0]); b == nil && i >= 0 && 2 <= n && n <= 8 && bits.Len64(uint64(i)) < 8*int(n) {
		r, text := bytesOfLen(int(n))
		for k := range text {
			if little {
				text[k] = byte(i >> (8 * k))
			} else {
				text[len(text)-1-k] = byte(i >> (8 * k))
			}
		}
		return r.Value(), nil
	}
	x := AsBig(a[0])
	if x.Sign() < 0 && !signed {
		return Value{}, t.Errorf(OverflowError, "can't convert negative int to unsigned")
	}
	// A negative number -m is stored as the complement of m-1.
	mag := x
	if x.Sign() < 0 {
		mag = new(big.Int).Not(x)
	}
	room := 8 * n
	if signed && n > 0 {
		room--
	}
	if int64(mag.BitLen()) > room {
		return Value{}, t.Errorf(OverflowError, "int too big to convert")
	}
	b := make([]byte, n)
	mag.FillBytes(b)
	if x.Sign() < 0 {
		for i := range b {
			b[i] ^= 0xff
		}
	}
	if little {
		reverse(b)
	}
	return BytesOwned(b), nil
}

// BytesOf returns the bytes that v stands for: a bytes-like object, one with
// __bytes__, or an iterable of ints.
func BytesOf(t *Thread, v Value) (string, *Exception) {
	if v.O.Typ == BytesType {
		return bytesOfValue(v).S, nil
	}
	typ := v.O.Typ
	if typ.Flags&FlagStr != 0 || typ.Flags&FlagInt != 0 || typ.Lookup(strBytes).O == nil && !IsBytesLike(v) && typ.Slots.Iter == nil && typ.Slots.GetItem == nil {
		return "", t.Errorf(TypeError, "cannot convert '%s' object to bytes", typ.Name)
	}
	b, err := bytesSource(t, []Value{v, {}, {}}, "bytes", "bytes")
	return string(b), err
}

func intFromBytes(t *Thread, a []Value) (Value, *Exception) {
	little, err := byteOrder(t, a[2], "from_bytes")
	if err != nil {
		return Value{}, err
	}
	signed := false
	if a[3].O != nil {
		if signed, err = Truth(t, a[3]); err != nil {
			return Value{}, err
		}
	}
	s, err := BytesOf(t, a[1])
	if err != nil {
		return Value{}, err
	}
	if typ, _ := AsType(a[0]); typ == IntType && len(s) < 8 {
		// One byte less than a word, so that the sign is no matter.
		x := int64(0)
		for k := range len(s) {
			if little {
				x |= int64(s[k]) << (8 * k)
			} else {
				x = x<<8 | int64(s[k])
			}
		}
		if signed {
			unused := 64 - 8*len(s)
			x = x << unused >> unused
		}
		return Int(x), nil
	}
	b := []byte(s)
	if little {
		reverse(b)
	}
	x := new(big.Int).SetBytes(b)
	if signed && len(b) > 0 && b[0]&0x80 != 0 {
		x.Sub(x, new(big.Int).Lsh(bigOne, uint(8*len(b))))
	}
	v := IntOf(x)
	if typ, _ := AsType(a[0]); typ != IntType {
		return Call1(t, a[0], v)
	}
	return v, nil
}

func init() {
	plain := func(t *Thread, a []Value) (Value, *Exception) { return PlainInt(a[0]), nil }
	typ := IntType
	typ.Doc = `int([x]) -> integer
int(x, base=10) -> integer

Make an integer of a number, which is cut off towards zero, or of text (str,
bytes or bytearray) in the given base: 2 to 36, or 0 for the base that the
prefix 0b, 0o or 0x tells. Without an argument the result is 0.`
	typ.Methods = []Def{
		{Name: "conjugate", Fn: plain},
		{Name: "bit_length", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, b := AsInt(a[0])
			if b != nil {
				return Int(int64(b.BitLen())), nil
			}
			if i < 0 {
				i = -i
			}
			return Int(int64(bits.Len64(uint64(i)))), nil
		}},
		{Name: "bit_count", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Int(int64(bitCount(a[0]))), nil
		}},
		{Name: "to_bytes", Sig: "length=1, byteorder='big', *, signed=False", Fn: intToBytes},
		{Name: "from_bytes", Sig: "bytes, byteorder='big', *, signed=False", Kind: ClassMethod, Fn: intFromBytes},
		{Name: "as_integer_ratio", Doc: "Return a pair of integers, whose ratio is equal to the original int.", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return TupleOf([]Value{PlainInt(a[0]), Int(1)}), nil
		}},
		{Name: "__trunc__", Fn: plain},
		{Name: "__floor__", Fn: plain},
		{Name: "__ceil__", Fn: plain},
		{Name: "__round__", Sig: "ndigits=None, /", Fn: intRound, Doc: "Rounding an Integral returns itself, or with a negative ndigits a multiple of a power of ten."},
		{Name: "__getnewargs__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return TupleOf([]Value{PlainInt(a[0])}), nil }},
		{Name: "__format__", Sig: "format_spec, /", Fn: formatMethod(FormatInt), Doc: "Default object formatter."},
		{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return Int(intSize(a[0])), nil }},
	}
	get := func(name, doc string, f func(v Value) Value) GetSet {
		return GetSet{Name: name, Get: func(t *Thread, v Value) (Value, *Exception) { return f(v), nil }}
	}
	typ.Getsets = []GetSet{
		get("real", "", PlainInt),
		get("imag", "", func(v Value) Value { return Int(0) }),
		get("numerator", "the numerator of a rational number in lowest terms", PlainInt),
		get("denominator", "the denominator of a rational number in lowest terms", func(v Value) Value { return Int(1) }),
	}
}
