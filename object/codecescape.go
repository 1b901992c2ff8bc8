package object

import (
	"strings"
	"unicode/utf8"

	"github.com/weftpy/weft/unicodename"
)

// The codecs unicode_escape and raw_unicode_escape, and the escapes of bytes.

func encodeUnicodeEscape(t *Thread, s *Str, errors string) ([]byte, *Exception) {
	b := make([]byte, 0, len(s.S)+16)
	eachRune(s.S, func(_ int, r rune) {
		switch {
		case r == '\\':
			b = append(b, '\\', '\\')
		case r < 0x7f:
			b = appendASCIIRepr(b, byte(r))
		default:
			b = appendEscape(b, r)
		}
	})
	return b, nil
}

func encodeRawUnicodeEscape(t *Thread, s *Str, errors string) ([]byte, *Exception) {
	b := make([]byte, 0, len(s.S)+16)
	eachRune(s.S, func(_ int, r rune) {
		if r < 0x100 {
			b = append(b, byte(r))
		} else {
			b = appendEscape(b, r)
		}
	})
	return b, nil
}

// simpleEscape returns the character that a one-letter escape stands for.
func simpleEscape(c byte) (byte, bool) {
	switch c {
	case '\\', '\'', '"':
		return c, true
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

// hexRun reads up to n hexadecimal digits.
func hexRun(s string, n int) (r uint32, digits int) {
	for digits < n && digits < len(s) && hexValue(s[digits]) >= 0 {
		r = r<<4 | uint32(hexValue(s[digits]))
		digits++
	}
	return r, digits
}

var hexEscapes = map[byte]struct {
	digits int
	reason string
}{'x': {2, `truncated \xXX escape`}, 'u': {4, `truncated \uXXXX escape`}, 'U': {8, `truncated \UXXXXXXXX escape`}}

// octalRun reads up to three octal digits, of which there is one at least.
func octalRun(s string) (r rune, digits int) {
	for digits < 3 && digits < len(s) && '0' <= s[digits] && s[digits] <= '7' {
		r = r<<3 | rune(s[digits]-'0')
		digits++
	}
	return r, digits
}

// escapeWarning warns of the escape at the beginning of s (behind the backslash), which means
// nothing or is too large an octal number. Only the first in a text is worth it: warned says whether there was one.
func escapeWarning(t *Thread, s string, warned *bool) *Exception {
	if *warned {
		return nil
	}
	*warned = true
	if '0' <= s[0] && s[0] <= '7' {
		return t.Warn(DeprecationWarning, `invalid octal escape sequence '\`+s[:3]+`'`, 1)
	}
	r, _ := DecodeRune(s)
	if s[0] >= 0x80 {
		r = rune(s[0])
	}
	return t.Warn(DeprecationWarning, `invalid escape sequence '\`+string(r)+`'`, 1)
}

func decodeUnicodeEscape(t *Thread, in, errors string, final bool) (string, int, *Exception) {
	d := &decoder{t: t, in: in, encoding: "unicodeescape", errors: errors, out: make([]byte, 0, len(in))}
	warned := false
	for i := 0; i < len(d.in); {
		c := d.in[i]
		if c != '\\' {
			d.out = utf8.AppendRune(d.out, rune(c))
			i++
			continue
		}
		rest := d.in[i+1:]
		if rest == "" {
			if !final {
				return d.result(i)
			}
			next, err := d.handle(i, i+1, `\ at end of string`)
			if err != nil {
				return "", 0, err
			}
			i = next
			continue
		}
		c = rest[0]
		if r, ok := simpleEscape(c); ok {
			d.out = append(d.out, r)
			i += 2
			continue
		}
		n, reason := 0, ""
		switch {
		case c == '\n':
			i += 2
			continue
		case '0' <= c && c <= '7':
			r, k := octalRun(rest)
			if r > 0o377 {
				if err := escapeWarning(t, rest, &warned); err != nil {
					return "", 0, err
				}
			}
			d.out = utf8.AppendRune(d.out, r)
			i += 1 + k
			continue
		case c == 'x' || c == 'u' || c == 'U':
			e := hexEscapes[c]
			r, k := hexRun(rest[1:], e.digits)
			if k == e.digits {
				if r <= 0x10ffff {
					d.out = AppendRune(d.out, rune(r))
					i += 2 + k
					continue
				}
				reason = "illegal Unicode character"
			} else {
				if !final && 1+k == len(rest) {
					return d.result(i)
				}
				reason = e.reason
			}
			n = 2 + k
		case c == 'N':
			reason = `malformed \N character escape`
			n = 2
			if len(rest) == 1 && !final {
				return d.result(i)
			}
			if len(rest) > 1 && rest[1] == '{' {
				end := strings.IndexByte(rest, '}')
				if end < 0 && !final {
					return d.result(i)
				}
				if end < 0 {
					n = 1 + len(rest)
				} else {
					n = 2 + end
					if end > 2 {
						if r, ok := unicodename.Lookup(rest[2:end]); ok {
							d.out = AppendRune(d.out, r)
							i += n
							continue
						}
						reason = "unknown Unicode character name"
					}
				}
			}
		default:
			if err := escapeWarning(t, rest, &warned); err != nil {
				return "", 0, err
			}
			d.out = append(d.out, '\\')
			i++
			continue
		}
		next, err := d.handle(i, i+n, reason)
		if err != nil {
			return "", 0, err
		}
		i = next
	}
	return d.result(len(d.in))
}

func decodeRawUnicodeEscape(t *Thread, in, errors string, final bool) (string, int, *Exception) {
	d := &decoder{t: t, in: in, encoding: "rawunicodeescape", errors: errors, out: make([]byte, 0, len(in))}
	for i := 0; i < len(d.in); {
		c := d.in[i]
		if c != '\\' {
			d.out = utf8.AppendRune(d.out, rune(c))
			i++
			continue
		}
		rest := d.in[i+1:]
		if rest == "" && !final {
			return d.result(i)
		}
		if rest == "" || rest[0] != 'u' && rest[0] != 'U' {
			d.out = append(d.out, c)
			i++
			if rest != "" { // a second backslash begins nothing
				d.out = utf8.AppendRune(d.out, rune(rest[0]))
				i++
			}
			continue
		}
		e := hexEscapes[rest[0]]
		r, k := hexRun(rest[1:], e.digits)
		reason := e.reason
		if k == e.digits {
			if r <= 0x10ffff {
				d.out = AppendRune(d.out, rune(r))
				i += 2 + k
				continue
			}
			reason = `\Uxxxxxxxx out of range`
		} else if !final && 1+k == len(rest) {
			return d.result(i)
		}
		next, err := d.handle(i, i+2+k, reason)
		if err != nil {
			return "", 0, err
		}
		i = next
	}
	return d.result(len(d.in))
}

// EscapeDecode decodes the escapes of bytes literals.
func EscapeDecode(t *Thread, s, errors string) ([]byte, *Exception) {
	b := make([]byte, 0, len(s))
	warned := false
	for i := 0; i < len(s); {
		c := s[i]
		if c != '\\' {
			b = append(b, c)
			i++
			continue
		}
		rest := s[i+1:]
		if rest == "" {
			return nil, t.Errorf(ValueError, "Trailing \\ in string")
		}
		c = rest[0]
		if r, ok := simpleEscape(c); ok {
			b = append(b, r)
			i += 2
			continue
		}
		switch {
		case c == '\n':
			i += 2
		case '0' <= c && c <= '7':
			r, k := octalRun(rest)
			if r > 0o377 {
				if err := escapeWarning(t, rest, &warned); err != nil {
					return nil, err
				}
			}
			b = append(b, byte(r))
			i += 1 + k
		case c == 'x':
			r, k := hexRun(rest[1:], 2)
			if k == 2 {
				b = append(b, byte(r))
				i += 4
				continue
			}
			switch errors {
			case "", "strict":
				return nil, t.Errorf(ValueError, "invalid \\x escape at position %d", i)
			case "replace":
				b = append(b, '?')
			case "ignore":
			default:
				return nil, t.Errorf(ValueError, "decoding error; unknown error handling code: %s", errors)
			}
			i += 2 + k
		default:
			if err := escapeWarning(t, rest, &warned); err != nil {
				return nil, err
			}
			b = append(b, '\\')
			i++
		}
	}
	return b, nil
}

func init() {
	nativeCodecs["unicode_escape"] = &codec{name: "unicodeescape", encode: encodeUnicodeEscape, decode: decodeUnicodeEscape}
	nativeCodecs["raw_unicode_escape"] = &codec{name: "rawunicodeescape", encode: encodeRawUnicodeEscape, decode: decodeRawUnicodeEscape}
}
