package object

import (
	"sync/atomic"
	"unsafe"
)

// Repeated concatenation
//
// A loop of s += x would take time quadratic in the length if every step copied
// all of s, and would allocate a str in every step. So after a few
// concatenations the result moves to a buffer with room to grow; from then on the
// string that ends where the buffer's used part ends is extended in place: the
// new string is a longer prefix of the same buffer. How many there were is
// counted in the results, and only those of += count while they are short:
// a + b + c is rarely extended any further.
//
// Invariants. Bytes below used are never written again, so every string in the
// buffer stays what it was. The bytes of [used, used+n) belong to the one caller
// that moved used there, by compare-and-swap unless it runs alone; it writes them before
// anyone can see the string that has them. A string whose end is not used any more (s+"a"
// and then s+"b") loses the swap and is copied. Undone transactions merely
// leave used too far on, with the same effect.

// The headers of such strings come several to an allocation, a chapter. All of them
// refer to the same buffer, so none keeps alive what the others would not. Only the
// winner of the swap takes a header, and the next winner has its string from it, so
// chapters need no synchronisation of their own. The first chapter of a short
// string is one allocation with its buffer; a later one has more headers,
// because a string that was extended often will be so again.

// strRoom is a buffer that strings grow in.
type strRoom struct {
	_    [0]atomic.Int64 // aligns what follows where words have 32 bits
	used int64           // accessed by functions of sync/atomic, but plainly in solo mode
	buf  []byte          // length is the capacity
}

// extend moves the end of what is used from n to total, if that is where it is.
func (r *strRoom) extend(t *Thread, n, total int64) bool {
	if t.Tx.Solo() {
		if r.used != n {
			return false
		}
		r.used = total
		return true
	}
	return atomic.CompareAndSwapInt64(&r.used, n, total)
}

// strChapter has the headers of some strings in one room.
type strChapter struct {
	strExtra // what extra of the strings refers to
	room     *strRoom
	heads    []Str // those that are not taken
}

// chapterOf is a chapter with its headers, H an array of them.
type chapterOf[H any] struct {
	strChapter
	array H
}

// firstChapter is a chapter with the room that it is in, for short strings.
type firstChapter struct {
	strChapter
	strRoom
	array [4]Str
	text  [shortRoom]byte
}

// shortRoom is what the room of a first chapter has, and makes its size that of a class.
const shortRoom = 512 - 96 - 4*48

// next makes the str of the first n bytes of the room.
func (c *strChapter) next(n int) *Str {
	if len(c.heads) == 0 {
		x := &chapterOf[[9]Str]{}
		x.room, x.heads = c.room, x.array[:]
		c = &x.strChapter
		c.chapter = c
	}
	s := &c.heads[0]
	c.heads = c.heads[1:]
	s.Typ = StrType
	s.S = unsafe.String(&c.room.buf[0], n)
	s.extra = unsafe.Pointer(&c.strExtra)
	return s
}

// concatMarks are the extras of results that are not in a room: how many
// concatenations made it, less one. The result of one more after the last gets room.
// Words that are put together from a few syllables and kept must not, for they would
// take several times the memory.
var concatMarks [4]strExtra

// nextMark returns the mark of a result of extending one with extra x; nil if it
// is to be in a room.
func nextMark(x *strExtra) *strExtra {
	for i := range concatMarks {
		if x == &concatMarks[i] {
			if i+1 == len(concatMarks) {
				return nil
			}
			return &concatMarks[i+1]
		}
	}
	return &concatMarks[0]
}

// roomMin is the length from which results are worth a buffer where it is not
// known that they are extended in a row.
const roomMin = 64

// Concat returns a + b as an exact str.
func Concat(t *Thread, a, b *Str) Value { return concat(t, a, b, roomMin) }

// Append is Concat for a += b.
func Append(t *Thread, a, b *Str) Value { return concat(t, a, b, 0) }

// concat is a + b; results of less than short bytes are not marked.
func concat(t *Thread, a, b *Str, short int) Value {
	n := len(a.S)
	if n == 0 && b.Typ == StrType {
		return b.Value()
	}
	if len(b.S) == 0 && a.Typ == StrType {
		return a.Value()
	}
	total := n + len(b.S)
	if total <= 1 { // of instances of a subclass
		return NewStr(a.S + b.S)
	}
	m, k := atomic.LoadInt32(&a.runes), atomic.LoadInt32(&b.runes)
	var r *Str
	x := a.loadExtra()
	if x != nil && x.chapter != nil {
		c := x.chapter
		if total > len(c.room.buf) || !c.room.extend(t, int64(n), int64(total)) {
			c = newRoom(a.S, b.S)
		} else {
			copy(c.room.buf[n:total], b.S)
		}
		r = c.next(total)
	} else {
		mark := (*strExtra)(nil)
		if total >= short {
			if mark = nextMark(x); mark == nil {
				r = newRoom(a.S, b.S).next(total)
			}
		}
		if r == nil {
			var text []byte
			r, text = makeStr(total)
			copy(text, a.S)
			copy(text[n:], b.S)
			r.extra = unsafe.Pointer(mark)
		}
	}
	if m != 0 && k != 0 {
		r.runes = m + k - 1
	}
	return r.Value()
}

// newRoom makes a buffer that begins with a and b, and its first chapter.
func newRoom(a, b string) *strChapter {
	total := len(a) + len(b)
	var c *strChapter
	if 2*total <= shortRoom {
		x := &firstChapter{}
		x.room, x.heads = &x.strRoom, x.array[:]
		x.buf = x.text[:]
		c = &x.strChapter
	} else {
		x := &chapterOf[[5]Str]{}
		x.room, x.heads = &strRoom{buf: make([]byte, 2*total)}, x.array[:]
		c = &x.strChapter
	}
	c.chapter = c
	copy(c.room.buf, a)
	copy(c.room.buf[len(a):], b)
	c.room.used = int64(total)
	return c
}
