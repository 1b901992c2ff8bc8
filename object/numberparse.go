package object

import (
	"math"
	"strings"

	"github.com/weftpy/weft/internal/floattext"
)

// What the parsers of int, float and complex share: text of any script becomes
// ASCII, and underscores may stand between digits.

// asciiNumber returns text with decimal digits of all scripts as ASCII digits
// and non-ASCII spaces as spaces; what no number can contain becomes '?'.
func asciiNumber(s *Str) string {
	if s.IsASCII() {
		return s.S
	}
	b := make([]byte, 0, len(s.S))
	for rest := s.S; rest != ""; {
		r, n := DecodeRune(rest)
		rest = rest[n:]
		switch d, ok := DecimalValue(r); {
		case r < 0x80:
			b = append(b, byte(r))
		case ok:
			b = append(b, '0'+byte(d))
		case IsSpace(r):
			b = append(b, ' ')
		default:
			b = append(b, '?')
		}
	}
	return string(b)
}

// trimNumber removes the white space of C around s.
func trimNumber(s string) string {
	for s != "" && isByteSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isByteSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// stripUnderscores removes the underscores of s; ok is false if one does not
// stand between two digits.
func stripUnderscores(s string) (_ string, ok bool) {
	if strings.IndexByte(s, '_') < 0 {
		return s, true
	}
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] != '_' {
			b = append(b, s[i])
			continue
		}
		if i == 0 || i == len(s)-1 || !isByteDigit(s[i-1]) || !isByteDigit(s[i+1]) {
			return "", false
		}
	}
	return string(b), true
}

// floatPrefix returns the length of the float literal that s begins with, sign
// included, 0 if there is none.
func floatPrefix(s string) int {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	for _, word := range []string{"infinity", "inf", "nan"} {
		if i < len(s) && s[i]|0x20 != word[0] {
			continue
		}
		if len(s)-i >= len(word) && strings.EqualFold(s[i:i+len(word)], word) {
			return i + len(word)
		}
	}
	start := i
	for i < len(s) && isByteDigit(s[i]) {
		i++
	}
	digits := i - start
	if i < len(s) && s[i] == '.' {
		i++
		point := i
		for i < len(s) && isByteDigit(s[i]) {
			i++
		}
		digits += i - point
	}
	if digits == 0 {
		return 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && isByteDigit(s[j]) {
			for j < len(s) && isByteDigit(s[j]) {
				j++
			}
			i = j
		}
	}
	return i
}

// floatLiteral converts what floatPrefix found. A literal beyond the range is
// infinite.
func floatLiteral(s string) float64 {
	switch s[len(s)-1] {
	case 'n', 'N': // ParseFloat takes no nan with a sign, which copysign can see
		if s[0] == '-' {
			return math.Copysign(math.NaN(), -1)
		}
		return math.NaN()
	}
	f, err := floattext.Parse(s)
	if err != nil && !math.IsInf(f, 0) && f != 0 {
		panic("BUG: float literal " + s + ": " + err.Error())
	}
	return f
}

// exactTens are the powers of ten that are floats.
var exactTens = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// shortFloat converts text of at most 15 digits and a point, as most floats are written. Such
// digits and the power of ten that they are divided by are floats, so the quotient is the nearest
// one (W. Clinger, How to read floating point numbers accurately, 1990).
func shortFloat(s string) (f float64, ok bool) {
	i := 0
	negative := len(s) > 0 && s[0] == '-'
	if negative {
		i = 1
	}
	if len(s)-i < 1 || len(s)-i > 16 {
		return 0, false
	}
	n, point := uint64(0), -1
	for ; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			if s[i] != '.' || point >= 0 {
				return 0, false
			}
			point = i
			continue
		}
		n = n*10 + uint64(c)
	}
	switch {
	case point < 0:
		if n >= 1<<53 {
			return 0, false
		}
		f = float64(n)
	case len(s) == 1 || negative && len(s) == 2: // a point alone
		return 0, false
	default:
		f = float64(n) / exactTens[len(s)-1-point]
	}
	if negative {
		f = -f
	}
	return f, true
}

// ParseFloatText converts text as float(text) does, after it was made ASCII.
func ParseFloatText(s string) (float64, bool) {
	if f, ok := shortFloat(s); ok {
		return f, true
	}
	s, ok := stripUnderscores(trimNumber(s))
	if !ok || s == "" || floatPrefix(s) != len(s) {
		return 0, false
	}
	return floatLiteral(s), true
}

// parseComplexText converts text as complex(text) does, after it was made ASCII:
// a real part, an imaginary part, or both in this order, perhaps in parentheses.
func parseComplexText(s string) (complex128, bool) {
	s, ok := stripUnderscores(trimNumber(s))
	if !ok || s == "" {
		return 0, false
	}
	if s[0] == '(' {
		if s[len(s)-1] != ')' {
			return 0, false
		}
		s = trimNumber(s[1 : len(s)-1])
	}
	// imaginary reads a signed number, or a sign alone, before a final j.
	imaginary := func(s string) (float64, bool) {
		if s == "" || s[len(s)-1]|0x20 != 'j' {
			return 0, false
		}
		switch s = s[:len(s)-1]; s {
		case "", "+":
			return 1, true
		case "-":
			return -1, true
		}
		if floatPrefix(s) != len(s) {
			return 0, false
		}
		return floatLiteral(s), true
	}
	n := floatPrefix(s)
	switch {
	case n == 0 || n == len(s)-1:
		im, ok := imaginary(s)
		return complex(0, im), ok
	case n == len(s):
		return complex(floatLiteral(s), 0), true
	case s[n] != '+' && s[n] != '-':
		return 0, false
	}
	im, ok := imaginary(s[n:])
	return complex(floatLiteral(s[:n]), im), ok
}
