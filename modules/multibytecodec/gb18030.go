package multibytecodec

import (
	"sync"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// GB 18030 (of 2000) has GBK's pairs, with a character for each pair that GBK leaves
// free, and four bytes for the rest of Unicode: in the order of the characters, those
// below U+10000 and those above apart.

// gb18030Pairs are the characters of two bytes. The free pairs of GBK's rows
// stand for characters of the private area, in order, but for those that Unicode had by
// then.
var gb18030Pairs = sync.OnceValue(func() *table {
	const firstFree = 0xe766
	t := &table{}
	t.runes = gbk().runes
	d := simplifiedchinese.GB18030.NewDecoder()
	free := uint16(firstFree)
	for a := 0x81; a <= 0xfe; a++ {
		for b := 0x40; b <= 0xfe; b++ {
			slot := &t.runes[a-0x80][b]
			if b == 0x7f || *slot != 0 {
				continue
			}
			if r := userDefined(a, b); r != 0 {
				*slot = r
				continue
			}
			*slot = free
			free++
			if s, err := d.Bytes([]byte{byte(a), byte(b)}); err == nil {
				if r := []rune(string(s)); len(r) == 1 && r[0] < 0xfffd && !later(r[0]) {
					*slot = uint16(r[0])
				}
			}
		}
	}
	return t.index(nil)
})

// userDefined returns the character of a pair in the areas for the user's own: two of rows
// of 94, and one of rows of 96.
func userDefined(a, b int) uint16 {
	switch {
	case a >= 0xaa && a <= 0xaf && b >= 0xa1:
		return uint16(0xe000 + (a-0xaa)*94 + b - 0xa1)
	case a >= 0xf8 && b >= 0xa1:
		return uint16(0xe234 + (a-0xf8)*94 + b - 0xa1)
	case a >= 0xa1 && a <= 0xa7 && b <= 0xa0:
		if b > 0x7f {
			b--
		}
		return uint16(0xe4c6 + (a-0xa1)*96 + b - 0x40)
	}
	return 0
}

// later reports whether r is what an edition after that of 2000 has in place of a
// character of the private area.
func later(r rune) bool {
	return r == 0x1e3f || r >= 0x9fb4 && r <= 0x9fbb || r >= 0xfe10 && r <= 0xfe19 || r >= 0xe000 && r <= 0xf8ff
}

// gb18030Rest are the characters below U+10000 that have four bytes, in order.
var gb18030Rest = sync.OnceValue(func() []uint16 {
	pairs := gb18030Pairs().pairs
	var list []uint16
	for r := rune(0x80); r < 0x10000; r++ {
		if _, ok := pairs[r]; !ok && (r < 0xd800 || r > 0xdfff) {
			list = append(list, uint16(r))
		}
	}
	return list
})

var gb18030RestIndex = sync.OnceValue(func() map[rune]int {
	m := map[rune]int{}
	for i, r := range gb18030Rest() {
		m[rune(r)] = i
	}
	return m
})

// firstSupplementary is the number of the four bytes of U+10000.
const firstSupplementary = (0x90 - 0x81) * 12600

var gb18030 = &charset{name: "gb18030",
	get: func(b string) (rune, int) {
		if len(b) < 2 {
			return 0, 0
		}
		if b[0] == 0x80 || b[0] == 0xff {
			return 0, -1
		}
		if b[1] < 0x30 || b[1] > 0x39 {
			return gb18030Pairs().pair(b)
		}
		if len(b) < 4 {
			return 0, 0
		}
		if b[2] < 0x81 || b[2] > 0xfe || b[3] < 0x30 || b[3] > 0x39 {
			return 0, -1
		}
		n := (int(b[0]-0x81)*10+int(b[1]-0x30))*1260 + int(b[2]-0x81)*10 + int(b[3]-0x30)
		if rest := gb18030Rest(); n < len(rest) {
			return rune(rest[n]), 4
		}
		if n -= firstSupplementary; n >= 0 && n <= 0x10ffff-0x10000 {
			return rune(0x10000 + n), 4
		}
		return 0, -1
	},
	put: func(b []byte, r rune) ([]byte, bool) {
		n := int(r) - 0x10000 + firstSupplementary
		if r < 0x10000 {
			if out, ok := gb18030Pairs().appendPair(b, r); ok {
				return out, true
			}
			i, ok := gb18030RestIndex()[r]
			if !ok {
				return b, false
			}
			n = i
		}
		return append(b, byte(0x81+n/12600), byte(0x30+n/1260%10), byte(0x81+n/10%126), byte(0x30+n%10)), true
	},
}
