package collections

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// heldPushes are additions to a deque that are held back until the transaction
// commits: transactions that only append do not conflict.
type heldPushes struct {
	items []heldPush
	one   [1]heldPush
}

type heldPush struct {
	x    value
	left bool
}

func (u *heldPushes) Apply(b *stm.Body) {
	s := object.StateOf[dequeState](b)
	for _, p := range u.items {
		if p.left {
			s.pushFirst(p.x)
		} else {
			s.push(p.x)
		}
	}
}

// holdItem holds an addition back, if possible.
func holdItem(t *thread, d *deque, x value, left bool) bool {
	if !t.Tx.Optimistic() {
		return false
	}
	if u := t.Tx.HeldUpdate(&d.Box); u != nil {
		h := u.(*heldPushes)
		h.items = append(h.items, heldPush{x, left})
		return true
	}
	if d.Box.Load().Stamp() == t.Tx.ID || takesAtOnce(t, d) {
		return false
	}
	u := &heldPushes{}
	u.items = append(u.one[:0], heldPush{x, left})
	return t.Tx.HoldUpdate(&d.Box, dequeKind, u)
}

// takesAtOnce reports whether the first addition of the attempt is to open the deque: if only one
// thread uses it, it seems, and it would not become carded for that.
func takesAtOnce(t *thread, d *deque) bool {
	if !t.LikelyPrivate(&d.Box) {
		return false
	}
	p := t.Tx.Peek(&d.Box)
	if p == nil {
		return false
	}
	s := object.StateOf[dequeState](p)
	return s.cards != nil || len(s.buf) <= bigDeque
}
