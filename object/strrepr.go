package object

import (
	"strings"
	"unicode"
)

// plainQuote returns the quote of the repr of ASCII text that is shown as it is, 0 if
// something is to be escaped, or to be looked at more closely.
func plainQuote(s string) byte {
	quote := byte('\'')
	for i := 0; i < len(s); i++ {
		if c := s[i]; reprSpecial[c] {
			if c != '\'' {
				return 0
			}
			quote = '"'
		}
	}
	return quote
}

// reprSpecial has the bytes that are not simply shown.
var reprSpecial = func() (special [256]bool) {
	for c := range special {
		special[c] = c < ' ' || c >= 0x7f || c == '\\' || c == '"' || c == '\''
	}
	return special
}()

// reprStr returns repr of a str with text s as a str.
func reprStr(s string) Value {
	quote := plainQuote(s)
	if quote == 0 {
		return NewStr(ReprText(s))
	}
	r, b := makeASCII(len(s) + 2)
	b[0] = quote
	copy(b[1:], s)
	b[len(b)-1] = quote
	return r.Value()
}

// ReprText returns the text of repr of a str with text s: quoted, with what is
// not printable escaped.
func ReprText(s string) string {
	quote := plainQuote(s)
	if quote != 0 {
		return string(quote) + s + string(quote)
	}
	quote = '\''
	if strings.IndexByte(s, '\'') >= 0 {
		quote = '"'
	}
	if quote == '"' {
		for i := 0; i < len(s); i++ {
			if s[i] == '"' {
				quote = '\''
				break
			}
		}
	}
	b := make([]byte, 0, len(s)+len(s)/8+2)
	b = append(b, quote)
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x80 {
			r, n := DecodeRune(s[i:])
			// Most are letters.
			if 0x4e00 <= r && r < 0xa000 || 0xc0 <= r && r < 0x250 || unicode.IsPrint(r) {
				b = append(b, s[i:i+n]...)
			} else {
				b = appendEscape(b, r)
			}
			i += n
			continue
		}
		i++
		if c == quote || c == '\\' {
			b = append(b, '\\', c)
		} else {
			b = appendASCIIRepr(b, c)
		}
	}
	return string(append(b, quote))
}

// appendASCIIRepr appends an ASCII character as repr of str and bytes show it;
// quotes and backslash are the caller's.
func appendASCIIRepr(b []byte, c byte) []byte {
	switch {
	case c == '\n':
		return append(b, `\n`...)
	case c == '\r':
		return append(b, `\r`...)
	case c == '\t':
		return append(b, `\t`...)
	case c < ' ' || c == 0x7f:
		return append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
	}
	return append(b, c)
}

const hexDigits = "0123456789abcdef"

// appendEscape appends r as \xhh, \uhhhh or \Uhhhhhhhh.
func appendEscape(b []byte, r rune) []byte {
	n := 8
	switch {
	case r <= 0xff:
		b, n = append(b, `\x`...), 2
	case r <= 0xffff:
		b, n = append(b, `\u`...), 4
	default:
		b = append(b, `\U`...)
	}
	for n--; n >= 0; n-- {
		b = append(b, hexDigits[r>>(4*n)&15])
	}
	return b
}

// ReprBytes returns the text of repr of a bytes object without the leading b.
func ReprBytes(s string) string {
	quote := byte('\'')
	single, double := false, false
	for i := 0; i < len(s); i++ {
		single = single || s[i] == '\''
		double = double || s[i] == '"'
	}
	if single && !double {
		quote = '"'
	}
	b := make([]byte, 0, len(s)+len(s)/8+2)
	b = append(b, quote)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == quote || c == '\\':
			b = append(b, '\\', c)
		case c >= 0x80:
			b = append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		default:
			b = appendASCIIRepr(b, c)
		}
	}
	return string(append(b, quote))
}

// ASCIIText returns s, the text of a repr, with everything beyond ASCII escaped.
func ASCIIText(s string) string {
	if isASCII(s) {
		return s
	}
	b := make([]byte, 0, len(s)*2)
	for i := 0; i < len(s); {
		if s[i] < 0x80 {
			b = append(b, s[i])
			i++
			continue
		}
		r, n := DecodeRune(s[i:])
		b = appendEscape(b, r)
		i += n
	}
	return string(b)
}

// ASCII returns ascii(v).
func ASCII(t *Thread, v Value) (*Str, *Exception) {
	s, err := Repr(t, v)
	if err != nil || isASCII(s.S) {
		return s, err
	}
	return newStr(ASCIIText(s.S)), nil
}
