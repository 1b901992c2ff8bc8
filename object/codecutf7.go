package object

import (
	"strings"
	"unicode/utf8"
)

// UTF-7 (RFC 2152): ASCII, with runs of other characters as base64 of UTF-16
// between + and -.

const base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// utf7Direct reports whether c is encoded as itself.
func utf7Direct(r rune) bool {
	return r < 0x80 && (isByteAlpha(byte(r)) || isByteDigit(byte(r)) || strings.ContainsRune("\t\n\r '(),-./:?!\"#$%&*;<=>@[]^_`{|}", r))
}

func encodeUTF7(t *Thread, s *Str, errors string) ([]byte, *Exception) {
	b := make([]byte, 0, len(s.S)+8)
	var bits uint32
	n := 0 // bits not yet written
	shifted := false
	eachRune(s.S, func(_ int, r rune) {
		if shifted && utf7Direct(r) {
			if n > 0 {
				b = append(b, base64Letters[bits<<(6-n)&63])
			}
			bits, n, shifted = 0, 0, false
			if r == '-' || strings.ContainsRune(base64Letters, r) {
				b = append(b, '-')
			}
		}
		if !shifted {
			switch {
			case r == '+':
				b = append(b, '+', '-')
				return
			case utf7Direct(r):
				b = append(b, byte(r))
				return
			}
			b = append(b, '+')
			shifted = true
		}
		units := []uint32{uint32(r)}
		if r > 0xffff {
			r -= 0x10000
			units = []uint32{0xd800 + uint32(r>>10), 0xdc00 + uint32(r&0x3ff)}
		}
		for _, u := range units {
			bits = bits<<16 | u
			for n += 16; n >= 6; n -= 6 {
				b = append(b, base64Letters[bits>>(n-6)&63])
			}
			bits &= 1<<n - 1
		}
	})
	if shifted {
		if n > 0 {
			b = append(b, base64Letters[bits<<(6-n)&63])
		}
		b = append(b, '-')
	}
	return b, nil
}

func decodeUTF7(t *Thread, in, errors string, final bool) (string, int, *Exception) {
	d := &decoder{t: t, in: in, encoding: "utf7", errors: errors, out: make([]byte, 0, len(in))}
	var (
		shifted   bool
		start     int // of the run, at its +
		startOut  int
		bits      uint32
		n         int
		surrogate rune
	)
	for i := 0; i < len(d.in); {
		c := d.in[i]
		if !shifted {
			switch {
			case c == '+':
				if i+1 < len(d.in) && d.in[i+1] == '-' {
					d.out = append(d.out, '+')
					i += 2
					continue
				}
				if i+1 < len(d.in) && strings.IndexByte(base64Letters, d.in[i+1]) < 0 {
					next, err := d.handle(i, i+2, "ill-formed sequence")
					if err != nil {
						return "", 0, err
					}
					i = next
					continue
				}
				shifted, start, startOut, bits, n, surrogate = true, i, len(d.out), 0, 0, 0
				i++
			case c < 0x80:
				d.out = append(d.out, c)
				i++
			default:
				next, err := d.handle(i, i+1, "unexpected special character")
				if err != nil {
					return "", 0, err
				}
				i = next
			}
			continue
		}
		if k := strings.IndexByte(base64Letters, c); k >= 0 {
			bits, n = bits<<6|uint32(k), n+6
			i++
			if n >= 16 {
				u := rune(bits >> (n - 16) & 0xffff)
				n -= 16
				bits &= 1<<n - 1
				if surrogate != 0 {
					if 0xdc00 <= u && u <= 0xdfff {
						d.out = utf8.AppendRune(d.out, 0x10000+(surrogate-0xd800)<<10+(u-0xdc00))
						surrogate = 0
						continue
					}
					d.out = AppendRune(d.out, surrogate)
					surrogate = 0
				}
				if 0xd800 <= u && u <= 0xdbff {
					surrogate = u
				} else {
					d.out = AppendRune(d.out, u)
				}
			}
			continue
		}
		// The run ends.
		shifted = false
		reason := ""
		switch {
		case n >= 6:
			reason = "partial character in shift sequence"
		case bits != 0:
			reason = "non-zero padding bits in shift sequence"
		}
		if reason != "" {
			next, err := d.handle(start, i+1, reason)
			if err != nil {
				return "", 0, err
			}
			i = next
			continue
		}
		if surrogate != 0 && utf7Direct(rune(c)) {
			d.out = AppendRune(d.out, surrogate)
		}
		surrogate = 0
		if c == '-' {
			i++
		}
	}
	if shifted {
		if !final {
			d.out = d.out[:startOut]
			return d.result(start)
		}
		if surrogate != 0 || n >= 6 || n > 0 && bits != 0 {
			if _, err := d.handle(start, len(d.in), "unterminated shift sequence"); err != nil {
				return "", 0, err
			}
		}
	}
	return d.result(len(d.in))
}

func init() {
	nativeCodecs["utf_7"] = &codec{name: "utf7", encode: encodeUTF7, decode: decodeUTF7}
}
