package object

import (
	"sync/atomic"
	"unsafe"
)

// Repeated concatenation
//
// A loop of s += x would take time quadratic in the length if every step copied
// all of s. So the second time that a result of concatenation is extended, it
// moves to a buffer with room to grow; from then on the string that ends where
// the buffer's used part ends is extended in place: the new string is a longer
// prefix of the same buffer.
//
// Invariants. Bytes below used are never written again, so every string in the
// buffer stays what it was. The bytes of [used, used+n) belong to the one caller
// that moved used there by compare-and-swap; it writes them before anyone can see
// the string that has them. A string whose end is not used any more (s+"a"
// and then s+"b") loses the swap and is copied. Undone transactions merely
// leave used too far on, with the same effect.

// The headers of such strings come several to an allocation, a chapter. All of them
// refer to the same buffer, so none keeps alive what the others would not. Only the
// winner of the swap takes a header, and the next winner has its string from it, so
// chapters need no synchronisation of their own.

// strRoom is a buffer that strings grow in.
type strRoom struct {
	buf  []byte // length is the capacity
	used atomic.Int64
}

// strChapter has the headers of some strings in one room.
type strChapter struct {
	strExtra // what extra of the strings refers to
	room     *strRoom
	taken    int
	heads    [5]Str
}

// next makes the str of the first n bytes of the room.
func (c *strChapter) next(n int) *Str {
	if c.taken == len(c.heads) {
		c = newChapter(c.room)
	}
	s := &c.heads[c.taken]
	c.taken++
	s.Typ = StrType
	s.S = unsafe.String(&c.room.buf[0], n)
	s.extra = unsafe.Pointer(&c.strExtra)
	return s
}

func newChapter(room *strRoom) *strChapter {
	c := &strChapter{room: room}
	c.chapter = c
	return c
}

// grownMark marks the result of a first concatenation: the next one gets room.
var grownMark = &strExtra{}

// roomMin is the length from which results are worth a buffer.
const roomMin = 64

// Concat returns a + b as an exact str.
func Concat(a, b *Str) Value {
	n := len(a.S)
	if n == 0 && b.Typ == StrType {
		return b.Value()
	}
	if len(b.S) == 0 && a.Typ == StrType {
		return a.Value()
	}
	total := n + len(b.S)
	m, k := atomic.LoadInt32(&a.runes), atomic.LoadInt32(&b.runes)
	if total < roomMin {
		if total <= 1 { // of instances of a subclass
			return NewStr(a.S + b.S)
		}
		r, text := makeStr(total)
		copy(text, a.S)
		copy(text[n:], b.S)
		if m != 0 && k != 0 {
			r.runes = m + k - 1
		}
		return r.Value()
	}
	var r *Str
	switch x := a.loadExtra(); {
	case x == nil || x != grownMark && x.chapter == nil:
		var text []byte
		r, text = makeStr(total)
		copy(text, a.S)
		copy(text[n:], b.S)
		r.extra = unsafe.Pointer(grownMark)
	case x == grownMark:
		r = newRoom(a.S, b.S).next(total)
	default:
		c := x.chapter
		if total > len(c.room.buf) || !c.room.used.CompareAndSwap(int64(n), int64(total)) {
			c = newRoom(a.S, b.S)
		} else {
			copy(c.room.buf[n:total], b.S)
		}
		r = c.next(total)
	}
	if m != 0 && k != 0 {
		r.runes = m + k - 1
	}
	return r.Value()
}

// newRoom makes a buffer that begins with a and b.
func newRoom(a, b string) *strChapter {
	total := len(a) + len(b)
	room := &strRoom{buf: make([]byte, 2*total)}
	copy(room.buf, a)
	copy(room.buf[len(a):], b)
	room.used.Store(int64(total))
	return newChapter(room)
}
