package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// heldItems is an append to a list that is held back until commit.
type heldItems struct {
	items []Value
	one   [2]Value
}

func (u *heldItems) Apply(b *stm.Body) {
	lb := (*ListBody)(unsafe.Pointer(b))
	if lb.cards != nil {
		lb.cards.push(u.items...)
		return
	}
	lb.Items = append(lb.Items, u.items...)
}

// appendShared appends to a list that the attempt does not own, or that is carded:
// without looking at it, so that it conflicts with no other append, if possible.
func (l *List) appendShared(t *Thread, items ...Value) {
	if t.Tx.Optimistic() {
		if u := t.Tx.HeldUpdate(&l.Box); u != nil {
			h := u.(*heldItems)
			h.items = append(h.items, items...)
			return
		}
		if l.Box.Load().Stamp() != t.Tx.ID && !l.takesAtOnce(t) {
			h := &heldItems{}
			h.items = append(h.one[:0], items...)
			if t.Tx.HoldUpdate(&l.Box, ListKind, h) {
				return
			}
		}
	}
	b := l.openWrite(t)
	if b.cards != nil {
		b.cards.push(items...)
		return
	}
	b.Items = append(b.Items, items...)
}

// takesAtOnce reports whether the first append of the attempt is to open the list: if it is
// LikelyPrivate, and not long. (Held items are added to a long list without copying it.)
func (l *List) takesAtOnce(t *Thread) bool {
	if !t.LikelyPrivate(&l.Box) {
		return false
	}
	p := guess[ListBody](t, &l.Box)
	return p.cards != nil || len(p.Items) <= wholeCopy
}
