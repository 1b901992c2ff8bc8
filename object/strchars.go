package object

import "sync/atomic"

// Strs of one character are shared: those of ASCII are all made at the start
// (asciiStrs), those of other code points below 0x10000 when they are first asked
// for, and kept. There are few that a program meets, and stepping over a text then
// allocates nothing.

// charPages has the strs of 256 code points in each page; pages that no character was
// asked of are nil. Who loses the race to fill a place takes what is there.
var charPages [256]atomic.Pointer[charPage]

type charPage [256]atomic.Pointer[Str]

// CharOf returns the str of the code point r, which may be a surrogate.
func CharOf(r rune) Value {
	if r < 0x80 {
		return asciiStrs[r].Value()
	}
	if r < 0x10000 {
		if p := charPages[r>>8].Load(); p != nil {
			if s := p[r&0xff].Load(); s != nil {
				return s.Value()
			}
		}
	}
	return newChar(r)
}

// newChar makes the str of a code point that is not ASCII, and shares it.
func newChar(r rune) Value {
	var buf [4]byte
	text := AppendRune(buf[:0], r)
	s, b := makeStr(len(text))
	copy(b, text)
	s.runes = 2
	if r >= 0x10000 {
		return s.Value()
	}
	at := &charPages[r>>8]
	if at.Load() == nil {
		at.CompareAndSwap(nil, new(charPage))
	}
	place := &at.Load()[r&0xff]
	if !place.CompareAndSwap(nil, s) {
		s = place.Load()
	}
	return s.Value()
}

// charAt returns the character of text at byte offset at as a str, and where the next
// one begins.
func charAt(text string, at int) (Value, int) {
	switch c := text[at]; {
	case c < 0x80:
		return Value{O: &asciiStrs[c].Object}, at + 1
	case c < 0xe0 && at+1 < len(text):
		return CharOf(rune(c&0x1f)<<6 | rune(text[at+1]&0x3f)), at + 2
	case c < 0xf0 && at+2 < len(text):
		return CharOf(rune(c&0xf)<<12 | rune(text[at+1]&0x3f)<<6 | rune(text[at+2]&0x3f)), at + 3
	}
	r, n := DecodeRune(text[at:])
	return newChar(r), at + n
}

// AppendChars appends the characters of s to items.
func (s *Str) AppendChars(items []Value) []Value {
	n := len(items)
	if s.IsASCII() {
		items = append(items, make([]Value, len(s.S))...)
		for i := range len(s.S) {
			items[n+i].O = &asciiStrs[s.S[i]&0x7f].Object
		}
		return items
	}
	items = append(items, make([]Value, s.Len())...)
	for at := 0; at < len(s.S); n++ {
		items[n], at = charAt(s.S, at)
	}
	return items
}
