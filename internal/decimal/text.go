package decimal

import (
	"math"
	"strconv"
)

// Append writes x in scientific notation, with the letter e ('E' or 'e'), or in that of
// engineers, whose exponents are multiples of three.
func (x *Dec) Append(b []byte, e byte, eng bool) []byte {
	if x.Neg {
		b = append(b, '-')
	}
	switch x.Kind {
	case Infinite:
		return append(b, "Infinity"...)
	case Quiet, Signaling:
		if x.Kind == Signaling {
			b = append(b, 's')
		}
		b = append(b, "NaN"...)
		if x.coef.isZero() {
			return b
		}
		return x.coef.appendTo(b)
	}
	start := len(b)
	b = x.coef.appendTo(b)
	n := int64(len(b) - start)
	left := x.Exp + n // digits before the point
	dot := int64(1)
	switch {
	case x.Exp <= 0 && left > -6:
		dot = left
	case !eng:
	case x.coef.isZero():
		dot = mod(left+1, 3) - 1
	default:
		dot = mod(left-1, 3) + 1
	}
	switch {
	case dot <= 0:
		digits := string(b[start:])
		b = append(b[:start], "0."...)
		for range -dot {
			b = append(b, '0')
		}
		b = append(b, digits...)
	case dot >= n:
		for range dot - n {
			b = append(b, '0')
		}
	default:
		b = append(b, 0)
		at := start + int(dot)
		copy(b[at+1:], b[at:])
		b[at] = '.'
	}
	if left != dot {
		b = append(b, e)
		if left > dot {
			b = append(b, '+')
		}
		b = strconv.AppendInt(b, left-dot, 10)
	}
	return b
}

func mod(a, b int64) int64 {
	if a %= b; a < 0 {
		a += b
	}
	return a
}

// Parse makes z the number that s is the text of, exactly; s has no spaces around it.
// ok is false if it is not one. Exponents that are too large for anything are clipped.
func (z *Dec) Parse(s []byte) (ok bool) {
	*z = Dec{}
	if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
		z.Neg = s[0] == '-'
		s = s[1:]
	}
	if len(s) == 0 {
		return false
	}
	switch s[0] | 0x20 {
	case 'i':
		z.Kind = Infinite
		return foldEqual(s, "inf") || foldEqual(s, "infinity")
	case 's':
		z.Kind = Signaling
		s = s[1:]
	case 'n':
		z.Kind = Quiet
	}
	if z.Kind != Finite {
		if len(s) < 3 || !foldEqual(s[:3], "nan") {
			return false
		}
		s = s[3:]
		for _, d := range s {
			if d < '0' || d > '9' {
				return false
			}
		}
		if len(s) > 0 {
			z.coef = parseCoef(s)
		}
		return true
	}
	i := 0
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	digits, whole := s[:i], i
	if i < len(s) && s[i] == '.' {
		i++
		from := i
		for i < len(s) && s[i]-'0' <= 9 {
			i++
		}
		z.Exp = -int64(i - from)
		if i > from {
			if whole == 0 {
				digits = s[from:i]
			} else {
				digits = make([]byte, 0, 64)
				digits = append(append(digits, s[:whole]...), s[from:i]...)
			}
		}
	}
	if len(digits) == 0 {
		return false
	}
	if i < len(s) {
		if s[i]|0x20 != 'e' {
			return false
		}
		i++
		neg := false
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			neg = s[i] == '-'
			i++
		}
		if i == len(s) {
			return false
		}
		const most = math.MaxInt64 / 4
		n := int64(0)
		for ; i < len(s); i++ {
			if s[i] < '0' || s[i] > '9' {
				return false
			}
			if n = n*10 + int64(s[i]-'0'); n > most {
				n = most
				// The rest must be digits all the same.
				for _, d := range s[i:] {
					if d < '0' || d > '9' {
						return false
					}
				}
				break
			}
		}
		if neg {
			n = -n
		}
		z.Exp += n
	}
	z.coef = parseCoef(digits)
	return true
}

func foldEqual(s []byte, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i, c := range s {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}
