package object

import (
	"unicode/utf8"
)

// UTF-8, UTF-16, UTF-32, ASCII and Latin-1.

func isSurrogate(r rune) bool { return 0xd800 <= r && r <= 0xdfff }

const surrogatesReason = "surrogates not allowed"

// passSurrogates is the error handler surrogatepass, which only the UTF codecs
// know: surrogates are encoded and decoded like other code points.
const passSurrogates = "surrogatepass"

var (
	utf8Codec  = &codec{name: "utf-8", ascii: true, encode: encodeUTF8, decode: decodeUTF8}
	asciiCodec = &codec{name: "ascii", ascii: true, encode: encodeLatin(0x80, "ascii", "ordinal not in range(128)"), decode: decodeASCII}
	latinCodec = &codec{name: "latin-1", ascii: true, encode: encodeLatin(0x100, "latin-1", "ordinal not in range(256)"), decode: decodeLatin}
)

func encodeUTF8(t *Thread, s *Str, errors string) ([]byte, *Exception) {
	if utf8.ValidString(s.S) || errors == passSurrogates {
		return []byte(s.S), nil
	}
	e := &encoder{t: t, s: s, encoding: "utf-8", errors: errors}
	return e.encode(surrogatesReason, 1, true, func(b []byte, r rune) ([]byte, bool) {
		return AppendRune(b, r), !isSurrogate(r)
	})
}

// utf8Fault looks at bad UTF-8 at the beginning of s: the number of bytes that
// are in error together, why, and whether more bytes could make it right.
func utf8Fault(s string) (n int, reason string, incomplete bool) {
	c := s[0]
	var size int
	lo, hi := byte(0x80), byte(0xbf)
	switch {
	case c < 0xc2 || c > 0xf4:
		return 1, "invalid start byte", false
	case c < 0xe0:
		size = 2
	case c < 0xf0:
		size = 3
		if c == 0xe0 {
			lo = 0xa0
		} else if c == 0xed {
			hi = 0x9f
		}
	default:
		size = 4
		if c == 0xf0 {
			lo = 0x90
		} else if c == 0xf4 {
			hi = 0x8f
		}
	}
	for n = 1; n < size; n++ {
		if n == len(s) {
			return n, "unexpected end of data", true
		}
		if s[n] < lo || s[n] > hi {
			return n, "invalid continuation byte", false
		}
		lo, hi = 0x80, 0xbf
	}
	panic("BUG: valid UTF-8 taken for bad")
}

func decodeUTF8(t *Thread, b, errors string, final bool) (string, int, *Exception) {
	if utf8.ValidString(b) {
		return b, len(b), nil
	}
	d := &decoder{t: t, in: b, encoding: "utf-8", errors: errors, out: make([]byte, 0, len(b)+8)}
	for i := 0; i < len(d.in); {
		r, n := utf8.DecodeRuneInString(d.in[i:])
		if r != utf8.RuneError || n > 1 {
			d.out = append(d.out, d.in[i:i+n]...)
			i += n
			continue
		}
		n, reason, incomplete := utf8Fault(d.in[i:])
		if !final && (incomplete || len(d.in)-i == 2 && d.in[i] == 0xed && d.in[i+1]&0xe0 == 0xa0) {
			return d.result(i) // the latter may become a surrogate, which a handler may want to see whole
		}
		if errors == passSurrogates {
			if len(d.in)-i >= 3 && d.in[i] == 0xed && d.in[i+1]&0xe0 == 0xa0 && d.in[i+2]&0xc0 == 0x80 {
				d.out = append(d.out, d.in[i:i+3]...)
				i += 3
				continue
			}
		}
		next, err := d.handle(i, i+n, reason)
		if err != nil {
			return "", 0, err
		}
		i = next
	}
	return d.result(len(d.in))
}

// handle is fail; surrogatepass is strict where it has nothing to pass.
func (d *decoder) handle(start, end int, reason string) (int, *Exception) {
	if d.errors == passSurrogates {
		return 0, d.exception(start, end, reason)
	}
	return d.fail(start, end, reason)
}

func encodeSig(t *Thread, s *Str, errors string) ([]byte, *Exception) {
	b, err := encodeUTF8(t, s, errors)
	return append([]byte("\xef\xbb\xbf"), b...), err
}

func decodeSig(t *Thread, b, errors string, final bool) (string, int, *Exception) {
	skip := 0
	if len(b) >= 3 && b[:3] == "\xef\xbb\xbf" {
		skip = 3
	}
	s, n, err := decodeUTF8(t, b[skip:], errors, final)
	return s, n + skip, err
}

// utfEncode encodes in units of 2 or 4 bytes.
func utfEncode(t *Thread, s *Str, name, errors string, unit int, big, mark bool) ([]byte, *Exception) {
	put16 := func(b []byte, u uint16) []byte {
		if big {
			return append(b, byte(u>>8), byte(u))
		}
		return append(b, byte(u), byte(u>>8))
	}
	put := func(b []byte, r rune) []byte {
		switch {
		case unit == 4 && big:
			return append(b, byte(r>>24), byte(r>>16), byte(r>>8), byte(r))
		case unit == 4:
			return append(b, byte(r), byte(r>>8), byte(r>>16), byte(r>>24))
		case r > 0xffff:
			r -= 0x10000
			return put16(put16(b, 0xd800+uint16(r>>10)), 0xdc00+uint16(r&0x3ff))
		}
		return put16(b, uint16(r))
	}
	e := &encoder{t: t, s: s, encoding: name, errors: errors}
	b, err := e.encode(surrogatesReason, unit, false, func(b []byte, r rune) ([]byte, bool) {
		if isSurrogate(r) && errors != passSurrogates {
			return b, false
		}
		return put(b, r), true
	})
	if err == nil && mark {
		b = append(put(nil, 0xfeff), b...)
	}
	return b, err
}

// utf16Unit and utf32Unit read one unit.
func utf16Unit(s string, big bool) rune {
	if big {
		return rune(s[0])<<8 | rune(s[1])
	}
	return rune(s[1])<<8 | rune(s[0])
}

func utf32Unit(s string, big bool) uint32 {
	if big {
		return uint32(s[0])<<24 | uint32(s[1])<<16 | uint32(s[2])<<8 | uint32(s[3])
	}
	return uint32(s[3])<<24 | uint32(s[2])<<16 | uint32(s[1])<<8 | uint32(s[0])
}

func utf16Decode(t *Thread, in, name, errors string, big, final bool) (string, int, *Exception) {
	d := &decoder{t: t, in: in, encoding: name, errors: errors, out: make([]byte, 0, len(in))}
	for i := 0; i < len(d.in); {
		rest := d.in[i:]
		var n int
		var reason string
		switch {
		case len(rest) < 2:
			if !final {
				return d.result(i)
			}
			n, reason = 1, "truncated data"
		default:
			r := utf16Unit(rest, big)
			if !isSurrogate(r) {
				d.out = AppendRune(d.out, r)
				i += 2
				continue
			}
			if r < 0xdc00 && len(rest) >= 4 {
				if r2 := utf16Unit(rest[2:], big); r2 >= 0xdc00 && r2 <= 0xdfff {
					d.out = AppendRune(d.out, 0x10000+(r-0xd800)<<10+(r2-0xdc00))
					i += 4
					continue
				}
			}
			n = 2
			switch {
			case r >= 0xdc00:
				reason = "illegal encoding"
			case len(rest) < 4:
				if !final {
					return d.result(i)
				}
				n, reason = len(rest), "unexpected end of data"
			default:
				reason = "illegal UTF-16 surrogate"
			}
			if errors == passSurrogates {
				d.out = AppendRune(d.out, r)
				i += 2
				continue
			}
		}
		next, err := d.handle(i, i+n, reason)
		if err != nil {
			return "", 0, err
		}
		i = next
	}
	return d.result(len(d.in))
}

func utf32Decode(t *Thread, in, name, errors string, big, final bool) (string, int, *Exception) {
	d := &decoder{t: t, in: in, encoding: name, errors: errors, out: make([]byte, 0, len(in))}
	for i := 0; i < len(d.in); {
		rest := d.in[i:]
		n, reason := 4, ""
		if len(rest) < 4 {
			if !final {
				return d.result(i)
			}
			n, reason = len(rest), "truncated data"
		} else {
			u := utf32Unit(rest, big)
			switch {
			case u > 0x10ffff:
				reason = "code point not in range(0x110000)"
			case isSurrogate(rune(u)) && errors != passSurrogates:
				reason = "code point in surrogate code point range(0xd800, 0xe000)"
			default:
				d.out = AppendRune(d.out, rune(u))
				i += 4
				continue
			}
		}
		next, err := d.handle(i, i+n, reason)
		if err != nil {
			return "", 0, err
		}
		i = next
	}
	return d.result(len(d.in))
}

// DecodeUTF decodes UTF-16 or UTF-32 (unit 2 or 4). order is -1 for little, 1 for
// big endian and 0 if a byte order mark, which is skipped, decides; it returns the
// order found, 0 if none yet.
func DecodeUTF(t *Thread, in, name, errors string, unit, order int, final bool) (s string, n, newOrder int, err *Exception) {
	skip := 0
	if order == 0 {
		if len(in) < unit && !final {
			return "", 0, 0, nil
		}
		if len(in) >= unit {
			switch mark := in[:unit]; mark {
			case "\xff\xfe", "\xff\xfe\x00\x00":
				order, skip = -1, unit
			case "\xfe\xff", "\x00\x00\xfe\xff":
				order, skip = 1, unit
			}
		}
	}
	f := utf16Decode
	if unit == 4 {
		f = utf32Decode
	}
	name = name[:len("utf-16")]
	if order > 0 {
		name += "-be"
	} else {
		name += "-le"
	}
	s, n, err = f(t, in, name, errors, order > 0, final)
	if skip != 0 && err == nil { // positions in errors count from the mark, so it was decoded too
		s = s[len("\ufeff"):]
	}
	return s, n, order, err
}

func encodeLatin(limit rune, name, reason string) func(t *Thread, s *Str, errors string) ([]byte, *Exception) {
	return func(t *Thread, s *Str, errors string) ([]byte, *Exception) {
		if s.IsASCII() {
			return []byte(s.S), nil
		}
		e := &encoder{t: t, s: s, encoding: name, errors: errors}
		return e.encode(reason, 1, true, func(b []byte, r rune) ([]byte, bool) {
			return append(b, byte(r)), r < limit
		})
	}
}

func decodeASCII(t *Thread, b, errors string, final bool) (string, int, *Exception) {
	if isASCII(b) {
		return b, len(b), nil
	}
	d := &decoder{t: t, in: b, encoding: "ascii", errors: errors, out: make([]byte, 0, len(b)+8)}
	for i := 0; i < len(d.in); {
		if c := d.in[i]; c < 0x80 {
			d.out = append(d.out, c)
			i++
			continue
		}
		next, err := d.handle(i, i+1, "ordinal not in range(128)")
		if err != nil {
			return "", 0, err
		}
		i = next
	}
	return d.result(len(d.in))
}

// latin1Text decodes Latin-1, which cannot fail.
func latin1Text(b string) string {
	if isASCII(b) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/2)
	for i := 0; i < len(b); i++ {
		out = utf8.AppendRune(out, rune(b[i]))
	}
	return string(out)
}

func decodeLatin(t *Thread, b, errors string, final bool) (string, int, *Exception) {
	return latin1Text(b), len(b), nil
}

func init() {
	nativeCodecs["utf_8"] = utf8Codec
	nativeCodecs["utf_8_sig"] = &codec{name: "utf-8", encode: encodeSig, decode: decodeSig}
	for _, c := range []struct {
		name  string
		unit  int
		order int
	}{{"utf-16", 2, 0}, {"utf-16-le", 2, -1}, {"utf-16-be", 2, 1}, {"utf-32", 4, 0}, {"utf-32-le", 4, -1}, {"utf-32-be", 4, 1}} {
		nativeCodecs[NormalizeEncoding(c.name)] = &codec{
			name: c.name,
			encode: func(t *Thread, s *Str, errors string) ([]byte, *Exception) {
				return utfEncode(t, s, c.name, errors, c.unit, c.order > 0, c.order == 0)
			},
			decode: func(t *Thread, b, errors string, final bool) (string, int, *Exception) {
				s, n, _, err := DecodeUTF(t, b, c.name, errors, c.unit, c.order, final)
				return s, n, err
			},
		}
	}
	nativeCodecs["ascii"], nativeCodecs["latin_1"] = asciiCodec, latinCodec
}
