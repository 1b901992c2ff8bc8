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

// strRoom is a buffer that strings grow in.
type strRoom struct {
	buf  []byte // length is the capacity
	used atomic.Int64
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
	x := a.loadExtra()
	var r *Str
	switch {
	case x == nil || x != grownMark && x.room == nil:
		var text []byte
		r, text = makeStr(total)
		copy(text, a.S)
		copy(text[n:], b.S)
		r.extra = unsafe.Pointer(grownMark)
	case x == grownMark:
		room := newRoom(a.S, b.S)
		r = &Str{Object: Object{StrType}}
		r.S = unsafe.String(&room.buf[0], total)
		r.extra = unsafe.Pointer(&strExtra{room: room})
	default:
		room := x.room
		if total > len(room.buf) || !room.used.CompareAndSwap(int64(n), int64(total)) {
			room = newRoom(a.S, b.S)
			x = &strExtra{room: room}
		} else {
			copy(room.buf[n:total], b.S)
			if x.offsets != nil {
				x = &strExtra{room: room}
			}
		}
		r = &Str{Object: Object{StrType}}
		r.S = unsafe.String(&room.buf[0], total)
		r.extra = unsafe.Pointer(x)
	}
	if m != 0 && k != 0 {
		r.runes = m + k - 1
	}
	return r.Value()
}

// newRoom makes a buffer that begins with a and b.
func newRoom(a, b string) *strRoom {
	total := len(a) + len(b)
	room := &strRoom{buf: make([]byte, 2*total)}
	copy(room.buf, a)
	copy(room.buf[len(a):], b)
	room.used.Store(int64(total))
	return room
}
