package object

import (
	endian "encoding/binary"
	"hash/maphash"
	"math/bits"
	"sync"
	"sync/atomic"
	"unicode/utf8"
	"unsafe"
)

// Str is a Python str: immutable, UTF-8, with lone surrogates in their 3-byte
// form (WTF-8). Its length in code points and its hash are computed when first
// asked for; both are words that every thread computes to the same value, so
// racing stores are atomic and agree. runes and extra are read and written by
// functions of sync/atomic too, but whoever makes a str writes them plainly while it
// has it alone: an atomic store takes as long as a small allocation.
type Str struct {
	Object
	S        string
	hash     atomic.Int64 // 0: not computed
	runes    int32        // length in code points + 1; 0: not computed
	interned atomic.Bool
	extra    unsafe.Pointer // *strExtra, of strings that were indexed or grown; often nil
}

// strExtra is what few strings need: an index of long non-ASCII ones, and room to
// grow for results of repeated concatenation (strconcat.go).
type strExtra struct {
	offsets []int32 // byte offset of every 16th code point
	chapter *strChapter
}

// StrType is str.
var StrType = declare("str", ObjectType, FlagStr|FlagMatchSelf)

var hashSeed = maphash.MakeSeed()

// NewStr makes a str of s, which must be WTF-8.
func NewStr(s string) Value { return Value{O: &newStr(s).Object} }

func newStr(s string) *Str {
	if len(s) <= 1 {
		if len(s) == 0 {
			return emptyStr
		}
		return asciiStrs[s[0]&0x7f]
	}
	return &Str{Object: Object{StrType}, S: s}
}

var (
	emptyStr  *Str
	asciiStrs [128]*Str
)

func init() {
	emptyStr = Intern("")
	for i := range asciiStrs {
		asciiStrs[i] = Intern(string(rune(i)))
	}
}

// interned maps the text of every interned str to it. Names in code are
// interned, so that attribute and global look-ups compare pointers.
var interned struct {
	sync.RWMutex
	m map[string]*Str
}

// Intern returns the one interned str with text s.
func Intern(s string) *Str {
	interned.RLock()
	x := interned.m[s]
	interned.RUnlock()
	if x != nil {
		return x
	}
	return InternStr(&Str{Object: Object{StrType}, S: s})
}

// InternStr returns the interned str with the text of x: x itself if there was
// none and x is an exact str.
func InternStr(x *Str) *Str {
	if x.interned.Load() {
		return x
	}
	interned.Lock()
	defer interned.Unlock()
	if interned.m == nil {
		interned.m = make(map[string]*Str, 4096)
	}
	if y := interned.m[x.S]; y != nil {
		return y
	}
	if x.Typ != StrType {
		x = &Str{Object: Object{StrType}, S: x.S}
	}
	x.interned.Store(true)
	interned.m[x.S] = x
	return x
}

// AsStr returns v as a str if it is one (or of a subclass).
func AsStr(v Value) (*Str, bool) {
	if v.O.Typ.Flags&FlagStr != 0 {
		return (*Str)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// Value returns s as a value.
func (s *Str) Value() Value { return Value{O: &s.Object} }

// Len returns the number of code points.
func (s *Str) Len() int {
	if n := atomic.LoadInt32(&s.runes); n != 0 {
		return int(n) - 1
	}
	n := runeCount(s.S)
	atomic.StoreInt32(&s.runes, int32(n)+1)
	return n
}

// IsASCII reports whether every code point is below 128, so that byte and
// code-point offsets are the same.
func (s *Str) IsASCII() bool { return s.Len() == len(s.S) }

// runeCount counts code points of WTF-8: all bytes but continuation bytes.
func runeCount(s string) int {
	const ones = 0x0101010101010101
	cont, i := 0, 0
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	for ; i+8 <= len(b); i += 8 {
		if w := endian.LittleEndian.Uint64(b[i:]); w&(ones<<7) != 0 {
			cont += bits.OnesCount64(w >> 7 & ^(w >> 6) & ones)
		}
	}
	for ; i < len(s); i++ {
		if s[i]&0xc0 == 0x80 {
			cont++
		}
	}
	return len(s) - cont
}

// isASCII reports whether all bytes of s are below 128.
func isASCII(s string) bool {
	const tops = 0x8080808080808080
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	i := 0
	for ; i+32 <= len(b); i += 32 {
		four := b[i : i+32]
		w := endian.LittleEndian.Uint64(four) | endian.LittleEndian.Uint64(four[8:])
		if (w|endian.LittleEndian.Uint64(four[16:])|endian.LittleEndian.Uint64(four[24:]))&tops != 0 {
			return false
		}
	}
	for ; i+8 <= len(b); i += 8 {
		if endian.LittleEndian.Uint64(b[i:])&tops != 0 {
			return false
		}
	}
	for ; i < len(b); i++ {
		if b[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Hash returns hash(s).
func (s *Str) Hash() int64 {
	if h := s.hash.Load(); h != 0 {
		return h
	}
	h := HashString(s.S)
	s.hash.Store(h)
	return h
}

// HashString hashes text as str and bytes do. It is never -1, and 0, which a str takes for unknown, of
// empty text only.
func HashString(s string) int64 {
	if s == "" {
		return 0
	}
	h := int64(maphash.String(hashSeed, s))
	if h == -1 || h == 0 {
		h = -2
	}
	return h
}

// DecodeRune returns the first code point of WTF-8 text and its length in
// bytes; surrogates are code points here.
func DecodeRune(s string) (rune, int) {
	if len(s) == 0 {
		return utf8.RuneError, 0
	}
	if c := s[0]; c < 0x80 {
		return rune(c), 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 && len(s) >= 3 && s[0] == 0xed {
		return rune(s[0]&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return r, n
}

// AppendRune appends r to WTF-8 text; surrogates take their 3-byte form.
func AppendRune(b []byte, r rune) []byte {
	if 0xd800 <= r && r <= 0xdfff {
		return append(b, 0xed, 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f)
	}
	return utf8.AppendRune(b, r)
}

const strIndexStep = 16

// indexedFrom is the number of code points from which a str that is not ASCII may
// get an index. It is more than short strs can have, which must not: see makeStr.
const indexedFrom = 129

// charLen is the length of a character by the upper half of its first byte.
var charLen = [16]uint8{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4}

func (s *Str) loadExtra() *strExtra { return (*strExtra)(atomic.LoadPointer(&s.extra)) }

// makeIndex computes the offsets of every 16th code point of a str that has at least
// indexedFrom of them or twice as many bytes.
func (s *Str) makeIndex() *strExtra {
	x := &strExtra{offsets: make([]int32, 0, s.Len()/strIndexStep+1)}
	k := 0
	for j := 0; j < len(s.S); j++ {
		if s.S[j]&0xc0 != 0x80 {
			if k%strIndexStep == 0 {
				x.offsets = append(x.offsets, int32(j))
			}
			k++
		}
	}
	if old := s.loadExtra(); old != nil {
		x.chapter = old.chapter
	}
	atomic.StorePointer(&s.extra, unsafe.Pointer(x))
	return x
}

// Offset returns the byte offset of code point i, 0 ≤ i ≤ Len.
func (s *Str) Offset(i int) int {
	n := s.Len()
	if n == len(s.S) {
		return i
	}
	if i == n {
		return len(s.S)
	}
	at, rune0 := 0, 0
	if n >= indexedFrom {
		x := s.loadExtra()
		if x == nil || x.offsets == nil {
			x = s.makeIndex()
		}
		rune0 = i / strIndexStep * strIndexStep
		at = int(x.offsets[i/strIndexStep])
	}
	for ; rune0 < i; rune0++ {
		at += int(charLen[s.S[at]>>4])
	}
	return at
}

// KnownASCII reports whether IsASCII is true and need not look.
func (s *Str) KnownASCII() bool { return int(atomic.LoadInt32(&s.runes)) == len(s.S)+1 }

// CharStr returns the str of an ASCII character.
func CharStr(c byte) *Object { return &asciiStrs[c&0x7f].Object }

// At returns code point i as a str, 0 ≤ i < Len.
func (s *Str) At(i int) Value {
	v, _ := charAt(s.S, s.Offset(i))
	return v
}

// ByteToIndex returns the number of code points in the first at bytes of s, the
// inverse of Offset.
func (s *Str) ByteToIndex(at int) int {
	if s.IsASCII() {
		return at
	}
	if at >= 2*indexedFrom {
		x := s.loadExtra()
		if x == nil || x.offsets == nil {
			x = s.makeIndex()
		}
		// The last indexed code point at or before at.
		lo, hi := 0, len(x.offsets)
		for lo < hi {
			if m := (lo + hi) / 2; int(x.offsets[m]) <= at {
				lo = m + 1
			} else {
				hi = m
			}
		}
		return (lo-1)*strIndexStep + runeCount(s.S[x.offsets[lo-1]:at])
	}
	return runeCount(s.S[:at])
}

// Substr returns the code points from i up to j as a str, 0 ≤ i ≤ j ≤ Len.
func (s *Str) Substr(i, j int) Value {
	if j-i <= 1 {
		if i == j {
			return emptyStr.Value()
		}
		return s.At(i)
	}
	if i == 0 && j == s.Len() {
		if s.Typ == StrType {
			return s.Value()
		}
		return NewStr(s.S)
	}
	if s.IsASCII() {
		return partStr(s.S[i:j], len(s.S), true)
	}
	from := s.Offset(i)
	to := from
	if j-i < strIndexStep {
		for k := i; k < j; k++ {
			to += int(charLen[s.S[to]>>4])
		}
	} else {
		to = s.Offset(j)
	}
	return partStr(s.S[from:to], len(s.S), false)
}

// bytesAsString returns b, which nobody changes any more, as a string.
func bytesAsString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
