package multibytecodec

import (
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// The tables. Package encoding of golang.org/x/text has those of the Web's encodings
// (https://encoding.spec.whatwg.org), which are supersets of the national standards or
// differ from them in some characters. Ours are made of them when they are first used:
// parts are left out, and what differs is written down here.

// table is a character set of two bytes.
type table struct {
	runes [0x80][0x100]uint16 // by the first byte less 0x80, and the second; 0: none
	pairs map[rune]uint16
}

// load fills the pairs of first bytes [from, to] from e.
func (t *table) load(e encoding.Encoding, from, to int) {
	d := e.NewDecoder()
	for a := from; a <= to; a++ {
		for b := 0x30; b < 0xff; b++ {
			s, err := d.Bytes([]byte{byte(a), byte(b)})
			if err != nil {
				continue
			}
			if r := []rune(string(s)); len(r) == 1 && r[0] != 0xfffd && r[0] < 0x10000 {
				t.runes[a-0x80][b] = uint16(r[0])
			}
		}
	}
}

// drop removes the pairs from one to another.
func (t *table) drop(from, to int) {
	for p := from; p <= to; p++ {
		t.runes[p>>8-0x80][p&255] = 0
	}
}

// set replaces single pairs: each is followed by its character.
func (t *table) set(list ...int) {
	for i := 0; i < len(list); i += 2 {
		t.runes[list[i]>>8-0x80][list[i]&255] = uint16(list[i+1])
	}
}

// index makes pairs; prefer tells which of two pairs for one character is used for
// encoding.
func (t *table) index(prefer func(a, b uint16) uint16) *table {
	t.pairs = map[rune]uint16{}
	for a := range t.runes {
		for b, r := range t.runes[a] {
			if r == 0 {
				continue
			}
			p := uint16(a+0x80)<<8 | uint16(b)
			if old, ok := t.pairs[rune(r)]; ok && prefer != nil {
				p = prefer(old, p)
			}
			t.pairs[rune(r)] = p
		}
	}
	return t
}

var gbk = sync.OnceValue(func() *table {
	t := &table{}
	t.load(simplifiedchinese.GBK, 0x81, 0xfe)
	t.drop(0xfe50, 0xfefe)
	t.drop(0xa2e3, 0xa2e3)
	t.drop(0xa3a0, 0xa3a0)
	t.drop(0xa8bf, 0xa8bf)
	t.drop(0xa989, 0xa995)
	return t.index(nil)
})

var gb2312 = sync.OnceValue(func() *table {
	t := &table{}
	from := gbk()
	for _, span := range [...][2]int{
		{0xa1a1, 0xa1fe}, {0xa2b1, 0xa2e2}, {0xa2e5, 0xa2ee}, {0xa2f1, 0xa2fc}, {0xa3a1, 0xa3fe}, {0xa4a1, 0xa4f3}, {0xa5a1, 0xa5f6},
		{0xa6a1, 0xa6b8}, {0xa6c1, 0xa6d8}, {0xa7a1, 0xa7c1}, {0xa7d1, 0xa7f1}, {0xa8a1, 0xa8ba}, {0xa8c5, 0xa8e9}, {0xa9a4, 0xa9ef},
	} {
		for p := span[0]; p <= span[1]; p++ {
			t.runes[p>>8-0x80][p&255] = from.runes[p>>8-0x80][p&255]
		}
	}
	for a := 0xb0; a <= 0xf7; a++ {
		copy(t.runes[a-0x80][0xa1:0xff], from.runes[a-0x80][0xa1:0xff])
	}
	t.set(0xa1a4, 0x30fb, 0xa1aa, 0x2015)
	return t.index(nil)
})

var cp949 = sync.OnceValue(func() *table {
	t := &table{}
	t.load(korean.EUCKR, 0x81, 0xfe)
	return t.index(nil)
})

// ksx1001 is the part of cp949 that the standard has.
var ksx1001 = sync.OnceValue(func() *table {
	t := &table{}
	from := cp949()
	for a := 0xa1; a <= 0xfe; a++ {
		copy(t.runes[a-0x80][0xa1:], from.runes[a-0x80][0xa1:])
	}
	t.index(nil)
	t.drop(0xa4d4, 0xa4d4) // begins a syllable of several: see eucKR
	return t
})

// shiftJIS is that of the standard: without the rows of companies, and with its own view of
// characters that Microsoft maps differently.
var shiftJIS = sync.OnceValue(func() *table {
	t := &table{}
	t.load(japanese.ShiftJIS, 0x81, 0xfc)
	for _, a := range []int{0x87, 0xed, 0xee, 0xfa, 0xfb, 0xfc} {
		t.drop(a<<8, a<<8|255)
	}
	t.dropSingles()
	t.set(0x8160, 0x301c, 0x8161, 0x2016, 0x817c, 0x2212, 0x8191, 0xa2, 0x8192, 0xa3, 0x81ca, 0xac)
	return t.index(nil)
})

// dropSingles removes what was loaded for the bytes of half-width katakana.
func (t *table) dropSingles() { t.drop(0xa000, 0xdfff) }

var cp932 = sync.OnceValue(func() *table {
	t := &table{}
	t.load(japanese.ShiftJIS, 0x81, 0xfc)
	t.dropSingles()
	// The user's own characters.
	r := uint16(0xe000)
	for a := 0xf0; a <= 0xf9; a++ {
		for b := 0x40; b <= 0xfc; b++ {
			if b != 0x7f {
				t.runes[a-0x80][b] = r
				r++
			}
		}
	}
	e := japanese.ShiftJIS.NewEncoder()
	t.index(func(a, b uint16) uint16 {
		r := t.runes[a>>8-0x80][a&255]
		if s, err := e.Bytes([]byte(string(rune(r)))); err == nil && len(s) == 2 && uint16(s[0])<<8|uint16(s[1]) == b {
			return b
		}
		return a
	})
	for r, p := range map[rune]uint16{0xa2: 0x8191, 0xa3: 0x8192, 0xac: 0x81ca, 0x2016: 0x8161, 0x2212: 0x817c, 0x301c: 0x8160} {
		t.pairs[r] = p
	}
	return t
})

var jisx0208 = sync.OnceValue(func() *table {
	t := &table{}
	t.load(japanese.EUCJP, 0xa1, 0xf8)
	t.drop(0xad00, 0xadff)
	t.set(0xa1c1, 0x301c, 0xa1c2, 0x2016, 0xa1dd, 0x2212, 0xa1f1, 0xa2, 0xa1f2, 0xa3, 0xa2cc, 0xac)
	return t.index(nil)
})

// jisx0212 is the supplement, which EUC-JP has behind 0x8f.
var jisx0212 = sync.OnceValue(func() *table {
	t := &table{}
	d := japanese.EUCJP.NewDecoder()
	for a := 0xa1; a <= 0xfe; a++ {
		for b := 0xa1; b <= 0xfe; b++ {
			s, err := d.Bytes([]byte{0x8f, byte(a), byte(b)})
			if err != nil {
				continue
			}
			if r := []rune(string(s)); len(r) == 1 && r[0] != 0xfffd {
				t.runes[a-0x80][b] = uint16(r[0])
			}
		}
	}
	t.set(0xa2b7, '~')
	return t.index(nil)
})

// eten sets the kana, Cyrillic letters and signs that come between the two levels of
// Big5 where Microsoft and others follow a company of that name.
func (t *table) eten() {
	p := 0xc6a1
	for _, span := range [...][2]uint16{
		{0x30fe, 0x30fe}, {0x309d, 0x309e}, {0x3005, 0x3005}, {0x3041, 0x3093}, {0x30a1, 0x30f6}, {0x414, 0x415}, {0x401, 0x401}, {0x416, 0x41c},
		{0x423, 0x435}, {0x451, 0x451}, {0x436, 0x44f}, {0x2460, 0x2469}, {0x2474, 0x247d},
	} {
		for r := span[0]; r <= span[1]; r++ {
			t.set(p, int(r))
			if p++; p&255 == 0x7f {
				p = p&^255 | 0xa1
			} else if p&255 == 0xff {
				p = (p&^255 + 0x100) | 0x40
			}
		}
	}
}

// last prefers the later of two pairs, but for the copies of line drawing characters at
// the end.
func last(a, b uint16) uint16 {
	if b >= 0xf900 {
		return a
	}
	return b
}

var big5 = sync.OnceValue(func() *table {
	t := &table{}
	t.load(traditionalchinese.Big5, 0xa1, 0xf9)
	t.drop(0xa3c0, 0xa3e1)
	t.drop(0xc7fd, 0xc8ff)
	t.drop(0xf9d6, 0xf9ff)
	t.set(0xa145, 0x2022, 0xa14e, 0xff64, 0xa1c2, 0x203e, 0xa1e3, 0x223c, 0xa1f2, 0x2641, 0xa1f3, 0x2609, 0xa241, 0xff0f, 0xa242, 0xff3c,
		0xa244, 0xa5, 0xa246, 0xa2, 0xa247, 0xa3)
	t.eten()
	return t.index(last)
})

var cp950 = sync.OnceValue(func() *table {
	t := &table{}
	t.load(traditionalchinese.Big5, 0xa1, 0xf9)
	t.drop(0xa3c0, 0xa3e0)
	t.drop(0xc7fd, 0xc8ff)
	t.set(0xf9fe, 0x2593)
	t.eten()
	t.index(last)
	for r, p := range map[rune]uint16{0xa2: 0xa246, 0xa3: 0xa247, 0xa5: 0xa244, 0x2022: 0xa145, 0x203e: 0xa1c2, 0x223c: 0xa1e3, 0x2609: 0xa1f3, 0x2641: 0xa1f2, 0xff64: 0xa14e} {
		t.pairs[r] = p
	}
	return t
})
