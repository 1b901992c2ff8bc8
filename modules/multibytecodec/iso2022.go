package multibytecodec

import (
	"slices"
	"strings"
)

// ISO 2022: escape sequences designate character sets as G0, G1 and G2. G0 is what bytes
// below 0x80 are, G1 what they are between the controls SO and SI, and G2 what the one
// behind ESC N is.

const (
	escape   = 0x1b
	shiftOut = 0x0e
	shiftIn  = 0x0f
	ascii    = 'B' // the final byte of ASCII's sequence; a zero stands for it, too
	double   = 0x80
)

// isoSet is a character set that a codec can designate.
type isoSet struct {
	final byte // of its escape sequence; with double in a set of two bytes
	g     int  // 0, 1 or 2
	get   func(b string) (rune, int)
	put   func(r rune) (code uint16, ok bool) // nil: is not used for encoding
}

func pairs(of func() *table) (get func(b string) (rune, int), put func(r rune) (uint16, bool)) {
	get = func(b string) (rune, int) {
		r, n := of().pair(string([]byte{b[0] | 0x80, b[1] | 0x80}))
		return r, n
	}
	put = func(r rune) (uint16, bool) {
		p, ok := of().pairs[r]
		return p & 0x7f7f, ok && p&0x8080 == 0x8080
	}
	return get, put
}

func pairSet(final byte, g int, of func() *table) *isoSet {
	get, put := pairs(of)
	return &isoSet{final: final | double, g: g, get: get, put: put}
}

var (
	isoJISX0208 = pairSet('B', 0, jisx0208)
	isoJISX0212 = pairSet('D', 0, jisx0212)
	isoGB2312   = pairSet('A', 0, gb2312)
	isoKSX1001  = pairSet('C', 1, ksx1001)
	isoKSX1001G = pairSet('C', 0, ksx1001)
	// isoJISC6226 is the edition of JIS X 0208 of 1978; it is only read.
	isoJISC6226 = &isoSet{final: '@' | double, get: isoJISX0208.get}
	isoRoman    = &isoSet{final: 'J',
		get: func(b string) (rune, int) {
			switch b[0] {
			case '\\':
				return 0xa5, 1
			case '~':
				return 0x203e, 1
			}
			return rune(b[0]), 1
		},
		put: func(r rune) (uint16, bool) {
			switch r {
			case 0xa5:
				return '\\', true
			case 0x203e:
				return '~', true
			}
			return 0, false
		}}
	isoKatakana = &isoSet{final: 'I',
		get: func(b string) (rune, int) {
			if b[0] < 0x21 || b[0] > 0x5f {
				return 0, -1
			}
			return 0xff61 + rune(b[0]-0x21), 1
		},
		put: func(r rune) (uint16, bool) { return uint16(r - 0xff61 + 0x21), isKatakana(r) }}
	isoLatin1 = &isoSet{final: 'A', g: 2, get: func(b string) (rune, int) { return rune(b[0]) + 0x80, 1 }}
	isoGreek  = &isoSet{final: 'F', g: 2, get: func(b string) (rune, int) {
		if r := []rune(greek)[b[0]-0x20]; r != ' ' {
			return r, 1
		}
		return 0, -1
	}}
)

// greek is the right half of ISO 8859-7, of 1987; a blank is no character.
const greek = "\u00a0\u2018\u2019\u00a3  \u00a6\u00a7\u00a8\u00a9 \u00ab\u00ac\u00ad \u2015\u00b0\u00b1\u00b2\u00b3\u0384\u0385\u0386\u00b7" +
	"ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ "

var (
	iso2022JP    = iso2022("iso2022_jp", isoJISX0208, isoRoman, isoJISC6226)
	iso2022JP1   = iso2022("iso2022_jp_1", isoJISX0208, isoJISX0212, isoRoman, isoJISC6226)
	iso2022JP2   = iso2022("iso2022_jp_2", isoJISX0208, isoJISX0212, isoKSX1001G, isoGB2312, isoRoman, isoJISC6226, isoLatin1, isoGreek)
	iso2022JPExt = iso2022("iso2022_jp_ext", isoJISX0208, isoJISX0212, isoRoman, isoKatakana, isoJISC6226)
	iso2022KR    = iso2022("iso2022_kr", isoKSX1001)
)

// iso2022 makes a codec with some sets beside ASCII; those that come first are preferred.
func iso2022(name string, sets ...*isoSet) *charset {
	shifting := slices.ContainsFunc(sets, func(s *isoSet) bool { return s.g == 1 })
	g2 := slices.ContainsFunc(sets, func(s *isoSet) bool { return s.g == 2 })
	of := func(final byte) *isoSet {
		for _, s := range sets {
			if s.final == final {
				return s
			}
		}
		return nil
	}
	get := func(st *state, b string) (rune, int) {
		c := b[0]
		switch {
		case st.through:
			st.through = !endsEscape(c)
			return rune(c), 1
		case c == escape:
			if len(b) < 2 {
				return 0, 0
			}
			if g2 && b[1] == 'N' {
				if len(b) < 3 {
					return 0, 0
				}
				s := of(st.sets[2])
				switch {
				case b[2] >= 0x80:
					return 0, -1
				case s == nil:
					return rune(b[2]), 3
				case b[2] < 0x20:
					return 0, -1
				}
				r, n := s.get(b[2:])
				if n < 0 {
					return 0, n
				}
				return r, 3
			}
			if strings.IndexByte("()$.&", b[1]) < 0 { // the sequence means nothing to ISO 2022
				st.through = true
				return escape, 1
			}
			return designate(st, b, g2, of)
		case c >= 0x80:
			return 0, -1
		case shifting && c == shiftIn:
			st.shifted = false
			return -1, 1
		case shifting && c == shiftOut:
			st.shifted = true
			return -1, 1
		case c == '\n':
			st.shifted = false
			return '\n', 1
		case c < 0x20:
			return rune(c), 1
		}
		final := st.sets[0]
		if st.shifted {
			final = st.sets[1]
		}
		s := of(final)
		if s == nil {
			return rune(c), 1
		}
		if final&double == 0 {
			return s.get(b)
		}
		if len(b) < 2 {
			return 0, 0
		}
		if r, n := s.get(b); n > 0 && b[1] < 0x80 {
			return r, 2
		}
		return 0, -2
	}
	put := func(st *state, b []byte, r rune) ([]byte, bool) {
		if r < 0x80 {
			b = toASCII(st, b)
			if r == '\n' {
				st.shifted = false
			}
			return append(b, byte(r)), true
		}
		for _, s := range sets {
			if s.put == nil {
				continue
			}
			code, ok := s.put(r)
			if !ok {
				continue
			}
			if s.g == 0 && st.shifted {
				b = append(b, shiftIn)
				st.shifted = false
			}
			if st.sets[s.g] != s.final {
				b = s.designation(b)
				st.sets[s.g] = s.final
			}
			if s.g == 1 && !st.shifted {
				b = append(b, shiftOut)
				st.shifted = true
			}
			if s.final&double != 0 {
				b = append(b, byte(code>>8))
			}
			return append(b, byte(code)), true
		}
		return b, false
	}
	return &charset{name: name, shifts: &shifts{get: get, put: put, end: toASCII}}
}

// toASCII appends what makes ASCII the set of the bytes that follow.
func toASCII(st *state, b []byte) []byte {
	if st.shifted {
		b = append(b, shiftIn)
		st.shifted = false
	}
	if st.sets[0] != 0 && st.sets[0] != ascii {
		b = append(b, escape, '(', ascii)
		st.sets[0] = ascii
	}
	return b
}

// designation appends the escape sequence that designates s.
func (s *isoSet) designation(b []byte) []byte {
	final := s.final &^ double
	b = append(b, escape)
	switch {
	case s.final&double == 0:
	case s.g == 0 && (final == 'B' || final == 'A'):
		return append(b, '$', final)
	default:
		b = append(b, '$')
	}
	return append(b, "()."[s.g], final)
}

// endsEscape reports whether c is the last byte of an escape sequence.
func endsEscape(c byte) bool { return c >= '@' && c <= 'Z' }

// designate reads an escape sequence.
func designate(st *state, b string, g2 bool, of func(final byte) *isoSet) (rune, int) {
	const longest = 16
	n := 0
	for i := 1; ; i++ {
		if i == len(b) {
			return 0, 0
		}
		if i == longest {
			return 0, -1
		}
		if endsEscape(b[i]) {
			n = i + 1
			break
		}
	}
	g, final := -1, b[n-1]
	switch seq := b[1 : n-1]; {
	case n == 3 && seq == "$" && strings.IndexByte("@AB", final) >= 0:
		g, final = 0, final|double
	case n == 3 && (seq == "(" || seq == ")" || seq == "." && g2):
		g = strings.Index("().", seq)
	case n == 4 && (seq == "$(" || seq == "$)"):
		g, final = strings.Index("()", seq[1:]), final|double
	case b[1:n] == "&@" && of('B'|double) == nil:
		return 0, -n
	case b[1:n] == "&@" && len(b) < 6:
		return 0, 0
	case b[1:n] == "&@" && b[n:n+3] == "\x1b$B":
		g, final, n = 0, 'B'|double, n+3
	default:
		return 0, -n
	}
	if final != ascii && of(final) == nil {
		return 0, -n
	}
	st.sets[g] = final
	return -1, n
}

// HZ: GB 2312 between ~{ and ~}.
var hz = &charset{name: "hz", shifts: &shifts{
	get: func(st *state, b string) (rune, int) {
		c := b[0]
		if c == '~' {
			if len(b) < 2 {
				return 0, 0
			}
			switch d := b[1]; {
			case d == '~' && !st.shifted:
				return '~', 2
			case d == '{' && !st.shifted:
				st.shifted = true
				return -1, 2
			case d == '\n' && !st.shifted:
				return -1, 2
			case d == '}' && st.shifted:
				st.shifted = false
				return -1, 2
			}
			return 0, -1
		}
		if c >= 0x80 {
			return 0, -1
		}
		if !st.shifted {
			return rune(c), 1
		}
		if len(b) < 2 {
			return 0, 0
		}
		if r, n := gb2312().pair(string([]byte{c | 0x80, b[1] | 0x80})); n > 0 {
			return r, n
		}
		return 0, -1
	},
	put: func(st *state, b []byte, r rune) ([]byte, bool) {
		if r < 0x80 {
			b = endHZ(st, b)
			if r == '~' {
				b = append(b, '~')
			}
			return append(b, byte(r)), true
		}
		p, ok := gb2312().pairs[r]
		if !ok {
			return b, false
		}
		if !st.shifted {
			b = append(b, "~{"...)
			st.shifted = true
		}
		return append(b, byte(p>>8)&0x7f, byte(p)&0x7f), true
	},
	end: endHZ,
}}

func endHZ(st *state, b []byte) []byte {
	if st.shifted {
		b = append(b, "~}"...)
		st.shifted = false
	}
	return b
}
