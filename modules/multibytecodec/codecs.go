package multibytecodec

import (
	"strings"
	"unicode/utf8"
)

// charset is a codec. Bytes below 0x80 are ASCII in all of them that have no state.
type charset struct {
	name   string
	shifts *shifts // of a codec with state; get and put are nil
	// get and put are as object.DecodeMultibyte and object.EncodeMultibyte want them,
	// but for ASCII.
	get func(b string) (rune, int)
	put func(b []byte, r rune) ([]byte, bool)
}

// shifts is how a codec with state works: functions like get and put, for ASCII, too.
type shifts struct {
	get func(s *state, b string) (rune, int)
	put func(s *state, b []byte, r rune) ([]byte, bool)
	// end appends what leads back to the initial state.
	end func(s *state, b []byte) []byte
}

// state is what bytes stand for at some place of an encoded text, the zero value at its
// beginning.
type state struct {
	sets    [3]byte // that are designated, by the final byte of their escape sequence: see iso2022
	shifted bool
	through bool  // in an escape sequence that means nothing
	rest    int64 // what else setstate() has set: it means nothing, but is kept
}

// decoder returns c's get for a text that begins in state s.
func (c *charset) decoder(s *state) func(b string) (rune, int) {
	if c.shifts == nil {
		return c.decode
	}
	return func(b string) (rune, int) { return c.shifts.get(s, b) }
}

// encoder returns c's put for a text that begins in state s.
func (c *charset) encoder(s *state) func(b []byte, r rune) ([]byte, bool) {
	if c.shifts == nil {
		return c.encode
	}
	return func(b []byte, r rune) ([]byte, bool) { return c.shifts.put(s, b, r) }
}

func (c *charset) decode(b string) (rune, int) {
	if b[0] < 0x80 {
		return rune(b[0]), 1
	}
	return c.get(b)
}

func (c *charset) encode(b []byte, r rune) ([]byte, bool) {
	if r < 0x80 {
		return append(b, byte(r)), true
	}
	return c.put(b, r)
}

// pair returns the character of the two bytes that b begins with.
func (t *table) pair(b string) (rune, int) {
	if len(b) < 2 {
		return 0, 0
	}
	if r := t.runes[b[0]-0x80][b[1]]; r != 0 {
		return rune(r), 2
	}
	return 0, -1
}

func (t *table) appendPair(b []byte, r rune) ([]byte, bool) {
	if p, ok := t.pairs[r]; ok {
		return append(b, byte(p>>8), byte(p)), true
	}
	return b, false
}

// doubleByte is a codec in which all bytes from 0x80 on come in pairs.
func doubleByte(name string, of func() *table) *charset {
	return &charset{name: name,
		get: func(b string) (rune, int) { return of().pair(b) },
		put: func(b []byte, r rune) ([]byte, bool) { return of().appendPair(b, r) },
	}
}

func isKatakana(r rune) bool { return r >= 0xff61 && r <= 0xff9f }

// shift is a codec of the kind of Shift JIS; last is the last byte that begins a pair,
// singles are the bytes that are characters
// of their own, besides half-width katakana.
func shift(name string, of func() *table, last byte, singles map[byte]rune, put func(b []byte, r rune) ([]byte, bool)) *charset {
	bytes := map[rune]byte{}
	for c, r := range singles {
		bytes[r] = c
	}
	return &charset{name: name,
		get: func(b string) (rune, int) {
			switch c := b[0]; {
			case c >= 0xa1 && c <= 0xdf:
				return 0xff61 + rune(c-0xa1), 1
			case c >= 0x81 && c <= 0x9f || c >= 0xe0 && c <= last:
				return of().pair(b)
			default:
				if r, ok := singles[c]; ok {
					return r, 1
				}
			}
			return 0, -1
		},
		put: func(b []byte, r rune) ([]byte, bool) {
			if isKatakana(r) {
				return append(b, byte(r-0xff61+0xa1)), true
			}
			if c, ok := bytes[r]; ok {
				return append(b, c), true
			}
			if out, ok := put(b, r); ok {
				return out, true
			}
			return of().appendPair(b, r)
		},
	}
}

// yenAndOverline encodes what JIS X 0201 has in place of two characters of ASCII.
func yenAndOverline(b []byte, r rune) ([]byte, bool) {
	switch r {
	case 0xa5:
		return append(b, '\\'), true
	case 0x203e:
		return append(b, '~'), true
	}
	return b, false
}

func nothing(b []byte, r rune) ([]byte, bool) { return b, false }

var eucJP = &charset{name: "euc_jp",
	get: func(b string) (rune, int) {
		switch {
		case b[0] == 0x8e:
			if len(b) < 2 {
				return 0, 0
			}
			if b[1] >= 0xa1 && b[1] <= 0xdf {
				return 0xff61 + rune(b[1]-0xa1), 2
			}
			return 0, -1
		case b[0] == 0x8f:
			if len(b) < 3 {
				return 0, 0
			}
			if b[1] < 0x80 {
				return 0, -1
			}
			r, n := jisx0212().pair(b[1:])
			if n < 0 {
				return 0, n
			}
			return r, n + 1
		}
		return jisx0208().pair(b)
	},
	put: func(b []byte, r rune) ([]byte, bool) {
		if isKatakana(r) {
			return append(b, 0x8e, byte(r-0xff61+0xa1)), true
		}
		if out, ok := jisx0208().appendPair(b, r); ok {
			return out, true
		}
		if out, ok := jisx0212().appendPair(append(b, 0x8f), r); ok {
			return out, true
		}
		return yenAndOverline(b, r)
	},
}

// KS X 1001 writes the syllables that it has no code for as a filler and three letters,
// the last of which is the filler if there is none.
const (
	filler  = 0xd4
	leading = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
	final   = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

	firstSyllable, lastSyllable = 0xac00, 0xd7a3
	firstLetter                 = 0x3131 // has the code 0xa4a1
)

func letter(c byte) rune { return firstLetter + rune(c-0xa1) }

func indexOf(letters string, r rune) int {
	if i := strings.IndexRune(letters, r); i >= 0 {
		return i / utf8.RuneLen(r)
	}
	return -1
}

var eucKR = &charset{name: "euc_kr",
	get: func(b string) (rune, int) {
		if len(b) < 2 {
			return 0, 0
		}
		if b[0] != 0xa4 || b[1] != filler {
			return ksx1001().pair(b)
		}
		if len(b) < 8 {
			return 0, 0
		}
		if b[2] != 0xa4 || b[4] != 0xa4 || b[6] != 0xa4 {
			return 0, -1
		}
		l, v, f := indexOf(leading, letter(b[3])), int(letter(b[5])-0x314f), 0
		if b[7] != filler {
			f = indexOf(final, letter(b[7])) + 1
			if f == 0 {
				return 0, -1
			}
		}
		if l < 0 || v < 0 || v > 20 {
			return 0, -1
		}
		return rune(firstSyllable + (l*21+v)*28 + f), 8
	},
	put: func(b []byte, r rune) ([]byte, bool) {
		if out, ok := ksx1001().appendPair(b, r); ok {
			return out, true
		}
		if r < firstSyllable || r > lastSyllable {
			return b, false
		}
		n := int(r - firstSyllable)
		at := func(letters string, i int) byte {
			return byte([]rune(letters)[i]-firstLetter) + 0xa1
		}
		f := byte(filler)
		if n%28 > 0 {
			f = at(final, n%28-1)
		}
		return append(b, 0xa4, filler, 0xa4, at(leading, n/588), 0xa4, byte(0x314f-firstLetter+n/28%21)+0xa1, 0xa4, f), true
	},
}

// modules are the codecs by the module that has them.
var modules = map[string][]*charset{
	"_codecs_cn": {doubleByte("gb2312", gb2312), doubleByte("gbk", gbk), gb18030, hz},
	"_codecs_tw": {doubleByte("big5", big5), doubleByte("cp950", cp950)},
	"_codecs_jp": {
		shift("shift_jis", shiftJIS, 0xea, nil, yenAndOverline),
		shift("cp932", cp932, 0xfc, map[byte]rune{0x80: 0x80, 0xa0: 0xf8f0, 0xfd: 0xf8f1, 0xfe: 0xf8f2, 0xff: 0xf8f3}, nothing),
		eucJP,
	},
	"_codecs_kr":      {eucKR, doubleByte("cp949", cp949)},
	"_codecs_hk":      nil,
	"_codecs_iso2022": {iso2022JP, iso2022JP1, iso2022JP2, iso2022JPExt, iso2022KR},
}
