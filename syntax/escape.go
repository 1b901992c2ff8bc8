package syntax

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/weftpy/weft/unicodename"
)

// decodeError is an escape sequence that means nothing.
type decodeError string

// unescapeBytes replaces the escape sequences of a bytes literal. badEscape
// is called with the offset of each backslash of an invalid sequence.
func unescapeBytes(body []byte, badEscape func(int)) ([]byte, decodeError) {
	out := make([]byte, 0, len(body))
	for i := 0; i < len(body); {
		c := body[i]
		if c != '\\' {
			out = append(out, c)
			i++
			continue
		}
		c = body[i+1]
		i += 2
		if r, ok := simpleEscape(c); ok {
			if c != '\n' {
				out = append(out, byte(r))
			}
			continue
		}
		switch {
		case '0' <= c && c <= '7':
			v, n := octal(body[i-1:])
			if v > 0o377 {
				badEscape(i - 2)
			}
			out = append(out, byte(v))
			i += n - 1
		case c == 'x':
			v, n := hexDigits(body[i:], 2)
			if n < 2 {
				return nil, decodeError(fmt.Sprintf("(value error) invalid \\x escape at position %d", i-2))
			}
			out = append(out, byte(v))
			i += 2
		default:
			badEscape(i - 2)
			out = append(out, '\\', c)
		}
	}
	return out, ""
}

// unescape replaces the escape sequences of a string literal.
func unescape(body []byte, badEscape func(int)) ([]byte, decodeError) {
	out := make([]byte, 0, len(body))
	for i := 0; i < len(body); {
		c := body[i]
		if c != '\\' {
			n := bytes.IndexByte(body[i:], '\\')
			if n < 0 {
				n = len(body) - i
			}
			out = append(out, body[i:i+n]...)
			i += n
			continue
		}
		start := i
		fail := func(end int, what string) ([]byte, decodeError) {
			from, to := charsUpTo(body, start), charsUpTo(body, end)-1
			return nil, decodeError(fmt.Sprintf(
				"(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s", from, to, what))
		}
		if i+1 == len(body) {
			// Only in f-strings, before a replacement field.
			badEscape(i)
			out = append(out, '\\')
			break
		}
		c = body[i+1]
		i += 2
		if r, ok := simpleEscape(c); ok {
			if c != '\n' {
				out = append(out, byte(r))
			}
			continue
		}
		switch c {
		case '0', '1', '2', '3', '4', '5', '6', '7':
			v, n := octal(body[i-1:])
			if v > 0o377 {
				badEscape(start)
			}
			out = utf8.AppendRune(out, rune(v))
			i += n - 1
		case 'x', 'u', 'U':
			want, what := 2, `truncated \xXX escape`
			if c == 'u' {
				want, what = 4, `truncated \uXXXX escape`
			} else if c == 'U' {
				want, what = 8, `truncated \UXXXXXXXX escape`
			}
			v, n := hexDigits(body[i:], want)
			i += n
			if n < want {
				return fail(i, what)
			}
			if v > utf8.MaxRune {
				return fail(i, "illegal Unicode character")
			}
			out = appendWTF8(out, rune(v))
		case 'N':
			end := -1
			if i < len(body) && body[i] == '{' {
				end = bytes.IndexByte(body[i:], '}')
			}
			if end < 0 {
				if i < len(body) && body[i] == '{' {
					return fail(len(body), `malformed \N character escape`)
				}
				return fail(i, `malformed \N character escape`)
			}
			name := body[i+1 : i+end]
			if len(name) == 0 {
				return fail(i+1, `malformed \N character escape`)
			}
			i += end + 1
			r, ok := unicodename.Lookup(string(name))
			if !ok {
				return fail(i, "unknown Unicode character name")
			}
			out = append(out, string(r)...)
		default:
			badEscape(start)
			out = append(out, '\\')
			i--
		}
	}
	return out, ""
}

// charsUpTo converts an offset in a body to the offset in what CPython
// decodes, where each character beyond ASCII has become an escape of ten
// characters.
func charsUpTo(body []byte, off int) int {
	n := 0
	for _, r := range string(body[:off]) {
		if r >= utf8.RuneSelf {
			n += len(`\U00000000`)
		} else {
			n++
		}
	}
	return n
}

func simpleEscape(c byte) (rune, bool) {
	switch c {
	case '\n', '\\', '\'', '"':
		return rune(c), true
	case 'a':
		return '\a', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'v':
		return '\v', true
	}
	return 0, false
}

// octal reads up to three octal digits.
func octal(b []byte) (v, n int) {
	for n < 3 && n < len(b) && '0' <= b[n] && b[n] <= '7' {
		v = v<<3 | int(b[n]-'0')
		n++
	}
	return v, n
}

// hexDigits reads up to limit hexadecimal digits.
func hexDigits(b []byte, limit int) (v uint32, n int) {
	for n < limit && n < len(b) && class[b[n]]&clsHex != 0 {
		d := b[n]
		switch {
		case d >= 'a':
			d -= 'a' - 10
		case d >= 'A':
			d -= 'A' - 10
		default:
			d -= '0'
		}
		v = v<<4 | uint32(d)
		n++
	}
	return v, n
}

// appendWTF8 appends the UTF-8 form of r, also of a surrogate. A low
// surrogate does not join a high one before it: Python's strings keep both.
func appendWTF8(b []byte, r rune) []byte {
	if 0xD800 <= r && r <= 0xDFFF {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0xBF, 0x80|byte(r)&0xBF)
	}
	return utf8.AppendRune(b, r)
}
