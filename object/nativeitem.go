package object

import (
	endian "encoding/binary"
	"math"
)

// Items of arrays and memoryviews: machine values, named by the letters of module
// struct.

// NativeSize returns the size of an item, 0 for an unknown code.
func NativeSize(code byte) int {
	switch code {
	case 'c', 'b', 'B', '?':
		return 1
	case 'h', 'H', 'e':
		return 2
	case 'i', 'I', 'f', 'w':
		return 4
	case 'l', 'L', 'q', 'Q', 'n', 'N', 'P', 'd':
		return 8
	}
	return 0
}

// ReadNative returns the item at the beginning of b.
func ReadNative(code byte, b []byte) Value {
	le := endian.NativeEndian
	switch code {
	case 'c':
		return NewBytes(string(b[:1]))
	case 'b':
		return Int(int64(int8(b[0])))
	case 'B':
		return Int(int64(b[0]))
	case '?':
		return Bool(b[0] != 0)
	case 'h':
		return Int(int64(int16(le.Uint16(b))))
	case 'H':
		return Int(int64(le.Uint16(b)))
	case 'i':
		return Int(int64(int32(le.Uint32(b))))
	case 'I':
		return Int(int64(le.Uint32(b)))
	case 'l', 'q', 'n':
		return Int(int64(le.Uint64(b)))
	case 'L', 'Q', 'N', 'P':
		return Uint(le.Uint64(b))
	case 'e':
		return Float(HalfToFloat(le.Uint16(b)))
	case 'f':
		return Float(float64(math.Float32frombits(le.Uint32(b))))
	case 'd':
		return Float(math.Float64frombits(le.Uint64(b)))
	}
	panic("BUG: unknown item code")
}

// IntRange returns the least and the greatest value of an integer code.
func IntRange(code byte) (lo int64, hi uint64) {
	switch code {
	case 'b':
		return math.MinInt8, math.MaxInt8
	case 'B':
		return 0, math.MaxUint8
	case 'h':
		return math.MinInt16, math.MaxInt16
	case 'H':
		return 0, math.MaxUint16
	case 'i':
		return math.MinInt32, math.MaxInt32
	case 'I':
		return 0, math.MaxUint32
	case 'l', 'q', 'n':
		return math.MinInt64, math.MaxInt64
	}
	return 0, math.MaxUint64
}

// WriteNativeInt stores an integer that fits, given as its two's complement.
func WriteNativeInt(code byte, b []byte, u uint64) {
	switch NativeSize(code) {
	case 1:
		b[0] = byte(u)
	case 2:
		endian.NativeEndian.PutUint16(b, uint16(u))
	case 4:
		endian.NativeEndian.PutUint32(b, uint32(u))
	default:
		endian.NativeEndian.PutUint64(b, u)
	}
}

// IntBits returns the two's complement of int v if it lies in the range of an
// integer code.
func IntBits(v Value, code byte) (uint64, bool) {
	lo, hi := IntRange(code)
	n, big := AsInt(v)
	if big != nil {
		return big.Uint64(), lo == 0 && big.IsUint64() && big.Uint64() <= hi
	}
	if n < 0 {
		return uint64(n), n >= lo
	}
	return uint64(n), uint64(n) <= hi
}

// HalfToFloat converts IEEE 754 half precision.
func HalfToFloat(h uint16) float64 {
	sign, exp, frac := float64(1), int(h>>10&31), float64(h&1023)
	if h>>15 != 0 {
		sign = -1
	}
	switch exp {
	case 0:
		return sign * math.Ldexp(frac, -24)
	case 31:
		if frac != 0 {
			return math.Copysign(math.NaN(), sign)
		}
		return math.Inf(int(sign))
	}
	return sign * math.Ldexp(1024+frac, exp-25)
}

// FloatToHalf converts to half precision, rounding to even; ok is false if f is
// too large.
func FloatToHalf(f float64) (h uint16, ok bool) {
	if math.Signbit(f) {
		h = 1 << 15
	}
	f = math.Abs(f)
	switch {
	case math.IsNaN(f):
		return h | 0x7e00, true
	case math.IsInf(f, 0):
		return h | 0x7c00, true
	case f == 0:
		return h, true
	}
	_, exp := math.Frexp(f) // f = m·2**exp, ½ ≤ m < 1
	exp--
	if exp < -14 { // subnormal: units of 2**-24
		return h | uint16(math.RoundToEven(math.Ldexp(f, 24))), true
	}
	m := math.RoundToEven(math.Ldexp(f, 10-exp))
	if m == 2048 {
		m, exp = 1024, exp+1
	}
	if exp > 15 {
		return 0, false
	}
	return h | uint16(exp+15)<<10 | uint16(m)&1023, true
}
