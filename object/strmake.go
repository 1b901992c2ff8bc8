package object

import (
	endian "encoding/binary"
	"unsafe"
)

// A short str and its text are one allocation: S refers to an array behind the
// header. The arrays are as long as the allocator's size classes make them.
//
// The shortest are allocated as memory without pointers, which takes less time to
// allocate and none to scan. That is sound because what such a str refers to lives
// anyway: Typ is StrType and extra one of the concatMarks, which are variables of the
// package, and S is in the str itself. So no index may be hung on them: they
// are shorter than indexedFrom.

// textStr is a str with its text, B an array of bytes.
type textStr[B any] struct {
	Str
	text B
}

// noPointers allocates a T as W, an array of words of the same size.
func noPointers[T, W any]() *T {
	return (*T)(unsafe.Pointer(new(W)))
}

// The header and texts of 16 bytes and more, in words.
type (
	text16  = textStr[[16]byte]
	text32  = textStr[[32]byte]
	text48  = textStr[[48]byte]
	text64  = textStr[[64]byte]
	text96  = textStr[[96]byte]
	words16 = [unsafe.Sizeof(text16{}) / 8]uint64
	words32 = [unsafe.Sizeof(text32{}) / 8]uint64
	words48 = [unsafe.Sizeof(text48{}) / 8]uint64
	words64 = [unsafe.Sizeof(text64{}) / 8]uint64
	words96 = [unsafe.Sizeof(text96{}) / 8]uint64
)

// makeStr makes a str of n bytes, n ≥ 2, and returns its text for the caller to
// write before anyone sees the str. Single characters are shared: see charStr.
func makeStr(n int) (*Str, []byte) {
	var s *Str
	var b []byte
	switch {
	case n <= 16:
		x := noPointers[text16, words16]()
		s, b = &x.Str, x.text[:n:n]
	case n <= 32:
		x := noPointers[text32, words32]()
		s, b = &x.Str, x.text[:n:n]
	case n <= 48:
		x := noPointers[text48, words48]()
		s, b = &x.Str, x.text[:n:n]
	case n <= 64:
		x := noPointers[text64, words64]()
		s, b = &x.Str, x.text[:n:n]
	case n <= 96:
		x := noPointers[text96, words96]()
		s, b = &x.Str, x.text[:n:n]
	case n <= 144:
		x := new(textStr[[144]byte])
		s, b = &x.Str, x.text[:n:n]
	case n <= 208:
		x := new(textStr[[208]byte])
		s, b = &x.Str, x.text[:n:n]
	case n <= 272:
		x := new(textStr[[272]byte])
		s, b = &x.Str, x.text[:n:n]
	default:
		s, b = new(Str), make([]byte, n)
	}
	s.Typ = StrType
	s.S = unsafe.String(&b[0], n)
	return s, b
}

// makeASCII is makeStr for text that will be ASCII. It gets no index however long it
// is, so that longer texts are without pointers, too.
func makeASCII(n int) (*Str, []byte) {
	if n > 96 && n <= textBehind {
		s := (*Str)(wordsFor(unsafe.Sizeof(Str{}) + uintptr(n)))
		b := unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(s), unsafe.Sizeof(Str{}))), n)
		s.Typ = StrType
		s.S = unsafe.String(&b[0], n)
		s.runes = int32(n) + 1
		return s, b
	}
	s, b := makeStr(n)
	s.runes = int32(n) + 1
	return s, b
}

// textBehind is the length up to which a text of any length is behind its header: beyond it the
// allocator's steps are wide, and the header costs little in comparison.
const textBehind = 8 << 10

// wordsFor allocates size bytes as memory without pointers.
func wordsFor(size uintptr) unsafe.Pointer {
	return unsafe.Pointer(unsafe.SliceData(make([]uint64, (size+7)/8)))
}

// makeKnown is makeStr for a text of n bytes that will have the given number of code points.
func makeKnown(n, runes int) (*Str, []byte) {
	if n == runes {
		return makeASCII(n)
	}
	s, b := makeStr(n)
	s.runes = int32(runes) + 1
	return s, b
}

// charStr returns the str of s, which is empty or one character of ASCII.
func charStr(s string) *Str {
	if len(s) == 0 {
		return emptyStr
	}
	return asciiStrs[s[0]&0x7f]
}

// CopyStr makes a str of text, which must be WTF-8 and is not kept.
func CopyStr[T string | []byte](text T) Value {
	if len(text) <= 1 {
		return charStr(string(text)).Value()
	}
	s, b := makeStr(len(text))
	copy(b, text)
	return s.Value()
}

// copyASCII is CopyStr for ASCII.
func copyASCII[T string | []byte](text T) Value {
	if len(text) <= 1 {
		return charStr(string(text)).Value()
	}
	s, b := makeASCII(len(text))
	copy(b, text)
	return s.Value()
}

// asciiOf makes a str of text, which is ASCII and nobody changes: short text is copied.
func asciiOf(text string) Value {
	if len(text) <= 2*copyUpTo {
		return copyASCII(text)
	}
	return (&Str{Object: Object{StrType}, S: text, runes: int32(len(text)) + 1}).Value()
}

// copyUpTo is the length up to which a part of a text is copied rather than
// shared: the header and a text of that length take one allocation, hardly larger
// than the header, and a part that is kept does not keep the whole.
const copyUpTo = 16

// partStr makes a str of part, a piece of the text of another str that is as
// long as whole. ascii says whether it is known to be ASCII.
func partStr(part string, whole int, ascii bool) Value {
	n := len(part)
	if n <= 1 {
		return charStr(part).Value()
	}
	var s *Str
	if n <= copyUpTo || whole > 1024 && n*4 < whole {
		var b []byte
		s, b = makeStr(n)
		copy(b, part)
	} else {
		s = &Str{Object: Object{StrType}, S: part}
	}
	if ascii {
		s.runes = int32(n) + 1
	}
	return s.Value()
}

// fillText writes fill over and over until b is full.
func fillText(b []byte, fill string) {
	if len(fill) == 1 {
		eight := uint64(fill[0]) * 0x0101010101010101
		for ; len(b) >= 8; b = b[8:] {
			endian.LittleEndian.PutUint64(b, eight)
		}
		for i := range b {
			b[i] = fill[0]
		}
		return
	}
	for n := copy(b, fill); n < len(b); n *= 2 {
		copy(b[n:], b[:n])
	}
}
