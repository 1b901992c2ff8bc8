package object

import (
	"math"
	"strconv"
)

// AppendFloat appends repr(f): the shortest digits that read back as f, with an
// exponent from 1e16 up and below 1e-4, and at least one digit after the point
// otherwise.
func AppendFloat(b []byte, f float64) []byte {
	switch {
	case f != f:
		return append(b, "nan"...)
	case math.IsInf(f, 1):
		return append(b, "inf"...)
	case math.IsInf(f, -1):
		return append(b, "-inf"...)
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.AppendFloat(b, f, 'e', -1, 64)
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, 'f', -1, 64)
	for _, c := range b[start:] {
		if c == '.' {
			return b
		}
	}
	return append(b, ".0"...)
}

// appendFloatG is AppendFloat without the ".0" of integral numbers: the parts
// of a complex number.
func appendFloatG(b []byte, f float64) []byte {
	b = AppendFloat(b, f)
	if n := len(b); n >= 2 && b[n-1] == '0' && b[n-2] == '.' {
		return b[:n-2]
	}
	return b
}
