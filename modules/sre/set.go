package sre

import (
	"github.com/weftpy/weft/object"
)

// set is a set of characters: what one position of a pattern accepts. Membership
// of the first 256 is a bitmap; the others are tested by a function, which is nil
// if none of them is in the set.
type set struct {
	bits [4]uint64
	high func(r rune) bool
	// single is the only member if it is an ASCII character and size is 1.
	single byte
	size   int // number of members below 256
}

func (s *set) hasByte(c byte) bool { return s.bits[c>>6]>>(c&63)&1 != 0 }

func (s *set) has(r rune) bool {
	if r < 256 {
		return s.bits[r>>6]>>(r&63)&1 != 0
	}
	return s.high != nil && s.high(r)
}

// newSet makes the set of the characters for which f holds.
func newSet(f func(r rune) bool) *set {
	s := &set{high: f}
	for r := range rune(256) {
		if f(r) {
			s.bits[r>>6] |= 1 << (r & 63)
			s.size++
			if r < 128 {
				s.single = byte(r)
			}
		}
	}
	return s
}

// literalSet is the set of one character.
func literalSet(r rune) *set {
	s := newSet(func(x rune) bool { return x == r })
	if r < 256 {
		s.high = nil
	}
	return s
}

// Letters as the ignore-case instructions compare them.

func asciiLower(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 32
	}
	return r
}

func asciiUpper(r rune) rune {
	if 'a' <= r && r <= 'z' {
		return r - 32
	}
	return r
}

// locLower and locUpper are those of the C locale.
func locLower(r rune) rune { return asciiLower(r) }
func locUpper(r rune) rune { return asciiUpper(r) }

func unicodeLower(r rune) rune { return object.SimpleLower(r) }

func isASCIIWord(r rune) bool {
	return 'a' <= r|0x20 && r|0x20 <= 'z' && r < 128 || '0' <= r && r <= '9' || r == '_'
}

func isUnicodeWord(r rune) bool { return r == '_' || object.IsAlnum(r) }

func isLineBreak(r rune) bool {
	return '\n' <= r && r <= '\r' || 0x1c <= r && r <= 0x1e || r == 0x85 || r == 0x2028 || r == 0x2029
}

// category returns the test of a category code.
func category(code uint32) func(r rune) bool {
	var f func(r rune) bool
	switch code &^ 1 {
	case 0, 2, 4, 6:
		f = [4]func(r rune) bool{
			func(r rune) bool { return '0' <= r && r <= '9' },
			func(r rune) bool { return r == ' ' || '\t' <= r && r <= '\r' },
			isASCIIWord,
			func(r rune) bool { return r == '\n' },
		}[code/2]
	case 8:
		f = isASCIIWord
	case 10:
		f = object.IsDecimal
	case 12:
		f = object.IsSpace
	case 14:
		f = isUnicodeWord
	case 16:
		f = isLineBreak
	default:
		return nil
	}
	if code&1 != 0 {
		return func(r rune) bool { return !f(r) }
	}
	return f
}

// firstBytes is the set of bytes that something can begin with.
type firstBytes [4]uint64

func (f *firstBytes) has(c byte) bool { return f[c>>6]>>(c&63)&1 != 0 }

func (f *firstBytes) add(c byte) { f[c>>6] |= 1 << (c & 63) }

func (f *firstBytes) union(g *firstBytes) {
	for i := range f {
		f[i] |= g[i]
	}
}

// first returns the bytes that the encoding of a member can begin with.
func (s *set) first(isBytes bool) *firstBytes {
	f := &firstBytes{}
	if isBytes {
		*f = s.bits
		return f
	}
	f[0], f[1] = s.bits[0], s.bits[1]
	if s.bits[2]|s.bits[3] != 0 {
		f.add(0xc2)
		f.add(0xc3)
	}
	if s.high != nil {
		for c := 0xc4; c < 0xf5; c++ {
			f.add(byte(c))
		}
	}
	return f
}
