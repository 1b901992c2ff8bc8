package json

import (
	"github.com/weftpy/weft/object"
)

const hexDigits = "0123456789abcdef"

func appendEscape(b []byte, u rune) []byte {
	return append(b, '\\', 'u', hexDigits[u>>12&15], hexDigits[u>>8&15], hexDigits[u>>4&15], hexDigits[u&15])
}

// shortEscape returns the letter of a character that has an escape of its own, or 0.
func shortEscape(c byte) byte {
	switch c {
	case '"', '\\':
		return c
	case '\b':
		return 'b'
	case '\f':
		return 'f'
	case '\n':
		return 'n'
	case '\r':
		return 'r'
	case '\t':
		return 't'
	}
	return 0
}

// quote appends s as a JSON string.
func quote(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		if e := shortEscape(c); e != 0 {
			b = append(b, '\\', e)
		} else {
			b = appendEscape(b, rune(c))
		}
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// quoteASCII appends s as a JSON string of ASCII characters only; code points
// beyond 16 bits become surrogate pairs.
func quoteASCII(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c <= '~' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[start:i]...)
		r, n := object.DecodeRune(s[i:])
		i += n
		start = i
		switch e := shortEscape(c); {
		case e != 0:
			b = append(b, '\\', e)
		case r > 0xffff:
			r -= 0x10000
			b = appendEscape(b, 0xd800+r>>10)
			b = appendEscape(b, 0xdc00+r&0x3ff)
		default:
			b = appendEscape(b, r)
		}
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// quoter makes the Python function of one of the two.
func quoter(f func(b []byte, s string) []byte) func(t *thread, a []value) (value, *exc) {
	return func(t *thread, a []value) (value, *exc) {
		s, err := strArg(t, a[0])
		if err != nil {
			return value{}, err
		}
		return object.CopyStr(f(make([]byte, 0, len(s.S)+2), s.S)), nil
	}
}
