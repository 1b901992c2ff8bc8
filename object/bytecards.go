package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// ByteCards are the contents of a large bytearray or array in cards, as listcards.go
// describes them for lists: assigning items in a transaction claims the cards that
// they lie in. What changes the length turns the container flat. Cards have equal
// lengths, but for the last; items of an array never straddle two.
type ByteCards struct {
	dir []*byteCard
	n   int
}

const (
	byteCardSize = 1024
	// BigBytes is the length up to which containers of bytes are never carded.
	BigBytes = 2 * byteCardSize
)

type byteCard struct{ Box stm.Box }

type byteCardBody struct {
	stm.Body
	b []byte
}

var byteCardKind = &stm.Kind{Name: "bytes", Clone: func(b *stm.Body) *stm.Body {
	return &(&byteCardBody{b: append([]byte(nil), (*byteCardBody)(unsafe.Pointer(b)).b...)}).Body
}}

// CardBytes copies b to cards, which are committed from the start: nobody can reach
// them before the body that refers to them.
func CardBytes(b []byte) *ByteCards {
	c := &ByteCards{n: len(b), dir: make([]*byteCard, 0, len(b)/byteCardSize+1)}
	for i := 0; i < len(b); i += byteCardSize {
		card := &byteCard{}
		card.Box.Init(&(&byteCardBody{b: append([]byte(nil), b[i:min(i+byteCardSize, len(b))]...)}).Body)
		c.dir = append(c.dir, card)
	}
	return c
}

// Len returns the number of bytes.
func (c *ByteCards) Len() int { return c.n }

// At returns what begins at byte i, up to the end of its card, not to be changed.
func (c *ByteCards) At(t *Thread, i int) []byte {
	x := &c.dir[i/byteCardSize].Box
	b := x.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(x, b)
	}
	return (*byteCardBody)(unsafe.Pointer(b)).b[i%byteCardSize:]
}

// Change is At for change.
func (c *ByteCards) Change(t *Thread, i int) []byte {
	x := &c.dir[i/byteCardSize].Box
	b := x.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(x, b, byteCardKind)
	}
	return (*byteCardBody)(unsafe.Pointer(b)).b[i%byteCardSize:]
}

// Put assigns the bytes from i on.
func (c *ByteCards) Put(t *Thread, i int, src []byte) {
	for len(src) > 0 {
		n := copy(c.Change(t, i), src)
		src = src[n:]
		i += n
	}
}

// Range returns a copy of bytes i … j-1.
func (c *ByteCards) Range(t *Thread, i, j int) []byte {
	out := make([]byte, 0, j-i)
	for i < j {
		b := c.At(t, i)
		b = b[:min(len(b), j-i)]
		out = append(out, b...)
		i += len(b)
	}
	return out
}

// All returns a copy of all bytes.
func (c *ByteCards) All(t *Thread) []byte { return c.Range(t, 0, c.n) }

// cloneByteArray is the first write of an attempt to a bytearray.
func cloneByteArray(b *stm.Body) *stm.Body {
	o := (*ByteArrayBody)(unsafe.Pointer(b))
	n := &ByteArrayBody{exports: o.exports, cards: o.cards}
	switch {
	case o.cards != nil: // shared: only what they refer to changes
	case len(o.B) > BigBytes:
		n.cards = CardBytes(o.B)
	default:
		n.B = append(make([]byte, 0, len(o.B)+16), o.B...)
	}
	return &n.Body
}

// copyByteArray is cloneByteArray where copiesWhole says so.
func copyByteArray(b *stm.Body) *stm.Body {
	o := (*ByteArrayBody)(unsafe.Pointer(b))
	if o.cards != nil {
		return cloneByteArray(b)
	}
	return &(&ByteArrayBody{exports: o.exports, B: append(make([]byte, 0, len(o.B)+16), o.B...)}).Body
}

// open opens x for reading. The body can be carded, unless t runs alone.
func (x *ByteArray) open(t *Thread) *ByteArrayBody {
	b := (*ByteArrayBody)(unsafe.Pointer(x.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return x.openSlow(t)
	}
	return b
}

func (x *ByteArray) openSlow(t *Thread) *ByteArrayBody {
	b := x.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&x.Box, b)
	}
	bb := (*ByteArrayBody)(unsafe.Pointer(b))
	if bb.cards != nil && t.Tx.Exclusive() {
		bb.flatten(t)
	}
	return bb
}

// openWrite opens x for change. The body can be carded, unless t runs alone.
func (x *ByteArray) openWrite(t *Thread) *ByteArrayBody {
	b := x.Box.Load()
	if b.Stamp() != t.Tx.ID {
		k := byteArrayKind
		if t.copiesWhole(&x.Box, len(guess[ByteArrayBody](t, &x.Box).B)/valueSize) {
			k = byteArrayWhole
		}
		b = t.Tx.OpenWrite(&x.Box, b, k)
	}
	bb := (*ByteArrayBody)(unsafe.Pointer(b))
	if bb.cards != nil && t.Tx.Exclusive() {
		bb.flatten(t)
	}
	t.ForgetView(&x.Box)
	return bb
}

func (b *ByteArrayBody) flatten(t *Thread) { b.B, b.cards = b.cards.All(t), nil }

func (x *ByteArray) readFlat(t *Thread) *ByteArrayBody {
	b := x.open(t)
	if b.cards == nil {
		return b
	}
	if v := t.ViewOf(&x.Box); v != nil {
		return v.(*ByteArrayBody)
	}
	v := &ByteArrayBody{B: b.cards.All(t), exports: b.exports}
	t.KeepView(&x.Box, v)
	return v
}

func (x *ByteArray) writeFlat(t *Thread) *ByteArrayBody {
	b := x.openWrite(t)
	if b.cards != nil {
		b.flatten(t)
	}
	return b
}

// inCards returns the cards of x if assigning bytes should go there.
func (x *ByteArray) inCards(t *Thread) *ByteCards {
	b := x.open(t)
	if b.cards == nil && b.Stamp() != t.Tx.ID && len(b.B) > BigBytes {
		b = x.openWrite(t)
	}
	if b.cards != nil {
		t.ForgetView(&x.Box)
	}
	return b.cards
}

// Len returns the number of bytes.
func (x *ByteArray) Len(t *Thread) int {
	b := x.open(t)
	if b.cards != nil {
		return b.cards.n
	}
	return len(b.B)
}
