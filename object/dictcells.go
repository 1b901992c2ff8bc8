package object

import (
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// The values of a carded dict
//
// The values that belong to the keys of a card lie in a box for each group of them or, if there have been
// conflicts about that, in a box each. So transactions that change different keys
// conflict for a while at most. A small dict about which there have been conflicts
// becomes carded as well. A dict goes back to the flat form when it is used by what runs
// alone, but remembers for some time that it had been split; then the next
// transaction that changes it splits it again at once.
//
// The boxes tell by themselves whether they are in use: whoever takes a key, or a
// card, out of the dict, replaces the values by null in the same transaction, and a
// box that has become null is never used again. Hence
//
//	a key that some committed version of the dict, not later than the snapshot,
//	has in a card, and whose value there is not null now, is in the dict now
//
// and who finds it that way (glance, assign) need not open the dict itself: it does not
// conflict with those who insert and delete other keys. If it is not found that
// way, or not surely, the dict is opened, which has the last word.
//
// Proof. Let the version be of time v ≤ rv, and let the box, as of rv, not be null. A
// card is reachable only from versions of one dict, in which it belongs to the same
// keys always (a card never changes). If the key, or the card, had been taken out at
// a time ≤ rv, the box would be null as of rv. So at rv the key is where it was at v. Boxes of
// new cards are committed from the start, at version 0; that they are found in a version not
// later than rv says that they were there at rv.

// splitFor is how often a dict is split again after it has been made flat, without a new
// conflict.
const splitFor = 16

// maxSplit is how many entries a dict has at most if all of it is split at once.
const maxSplit = 1 << 16

type dictCard struct {
	start int
	keys  []hashedKey
	vals  *dictVals
	cells []stm.Box // instead of vals: of dictCellBody
}

// dictVals are the values of a card, in groups (see listcards.go).
type dictVals struct{ boxes [cardGroups]stm.Box }

type dictValsBody struct {
	stm.Body
	vals [cardGroup]Value
}

type dictCellBody struct {
	stm.Body
	val Value
}

var (
	dictValsKind = &stm.Kind{Name: "dict", Clone: func(b *stm.Body) *stm.Body {
		return &(&dictValsBody{vals: (*dictValsBody)(unsafe.Pointer(b)).vals}).Body
	}, Save: func(b, spare *stm.Body) *stm.Body {
		s := spareOf[dictValsBody](spare)
		s.vals = (*dictValsBody)(unsafe.Pointer(b)).vals
		return &s.Body
	}}
	dictCellKind = &stm.Kind{Name: "dict", Clone: func(b *stm.Body) *stm.Body {
		return &(&dictCellBody{val: (*dictCellBody)(unsafe.Pointer(b)).val}).Body
	}, Save: func(b, spare *stm.Body) *stm.Body {
		s := spareOf[dictCellBody](spare)
		s.val = (*dictCellBody)(unsafe.Pointer(b)).val
		return &s.Body
	}}
)

// newDictCard copies entries to a card. Its values are committed from the start:
// nobody can reach them before the body that refers to the card.
func newDictCard(start int, entries []dictEntry, split bool) *dictCard {
	c := &dictCard{start: start, keys: make([]hashedKey, len(entries))}
	for i := range entries {
		c.keys[i] = entries[i].key
	}
	if split {
		c.cells = make([]stm.Box, len(entries))
		for i := range entries {
			c.cells[i].Init(&(&dictCellBody{val: entries[i].val}).Body)
		}
		return c
	}
	c.vals = &dictVals{}
	for k := 0; len(entries) > 0; k++ {
		b := new(dictValsBody)
		n := min(len(entries), cardGroup)
		for i := range entries[:n] {
			b.vals[i] = entries[i].val
		}
		c.vals.boxes[k].Init(&b.Body)
		entries = entries[n:]
	}
	return c
}

// val returns value i of the card.
func (c *dictCard) val(t *Thread, i int) Value {
	if c.cells != nil {
		x := &c.cells[i]
		b := x.Load()
		if b.Stamp() != t.Tx.ID {
			b = t.Tx.OpenRead(x, b)
		}
		return (*dictCellBody)(unsafe.Pointer(b)).val
	}
	x := c.vals.box(i)
	b := x.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(x, b)
	}
	return (*dictValsBody)(unsafe.Pointer(b)).vals[i%cardGroup]
}

// box returns the box of the group of value i.
func (c *dictVals) box(i int) *stm.Box { return &c.boxes[i/cardGroup] }

// change opens value i for change.
func (c *dictCard) change(t *Thread, i int) *Value {
	if c.cells != nil {
		x := &c.cells[i]
		b := x.Load()
		if b.Stamp() != t.Tx.ID {
			b = t.Tx.OpenWrite(x, b, dictCellKind)
		}
		return &(*dictCellBody)(unsafe.Pointer(b)).val
	}
	return &c.vals.change(t, i).vals[i%cardGroup]
}

// change opens the group of value i for change.
func (c *dictVals) change(t *Thread, i int) *dictValsBody {
	x := c.box(i)
	b := x.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(x, b, dictValsKind)
	}
	return (*dictValsBody)(unsafe.Pointer(b))
}

// first returns value i of a card that nobody else can reach yet.
func (c *dictCard) first(i int) *Value {
	if c.cells != nil {
		return &(*dictCellBody)(unsafe.Pointer(c.cells[i].Load())).val
	}
	return &(*dictValsBody)(unsafe.Pointer(c.vals.box(i).Load())).vals[i%cardGroup]
}

// contended reports whether there has been a conflict about the group of value i.
func (c *dictCard) contended(t *Thread, i int) bool {
	return c.cells == nil && t.Tx.Contended(c.vals.box(i))
}

// retire makes all values of the card null.
func (c *dictCard) retire(t *Thread) {
	if c.cells == nil {
		for i := 0; i < len(c.keys); i += cardGroup {
			// What the box holds by now may be another's: an attempt can be aborted at any time.
			clear(c.vals.change(t, i).vals[:])
		}
		return
	}
	for i := range c.keys {
		*c.change(t, i) = Value{}
	}
}

// retire makes all values of the cards null, unless nobody else can have seen them.
func (c *dictCards) retire(t *Thread) {
	if c.fresh {
		return
	}
	for _, card := range c.dir {
		card.retire(t)
	}
}

// glance returns the value of a key that is surely in the dict, else null. The dict
// itself is not opened.
func (d *Dict) glance(t *Thread, k hashedKey, h int64) Value {
	card, i := d.seek(t, k, h)
	if card == nil {
		return Value{}
	}
	if card.cells == nil {
		if b := card.vals.box(i).Load(); b.Stamp() == t.Tx.ID || t.Tx.Knows(b) {
			return (*dictValsBody)(unsafe.Pointer(b)).vals[i%cardGroup]
		}
	}
	return card.val(t, i)
}

// assign assigns d[k] = v, if the key is surely in the dict. The dict itself is not
// opened.
func (d *Dict) assign(t *Thread, k hashedKey, h int64, v Value) bool {
	card, i := d.seek(t, k, h)
	if card == nil || card.contended(t, i) {
		return false
	}
	p := card.change(t, i)
	if p.O == nil {
		return false
	}
	t.ForgetView(&d.Box)
	*p = v
	return true
}

// seek returns the card, and the place in it, where a version of d that is no later
// than the snapshot has k; nil if that version has not, or not in a card, or only
// Python's == can tell.
func (d *Dict) seek(t *Thread, k hashedKey, h int64) (*dictCard, int) {
	g := t.Tx.Glance(&d.Box)
	if g == nil {
		return d.seekOwn(t, k, h)
	}
	c := (*dictBody)(unsafe.Pointer(g)).cards
	if c == nil {
		return nil, 0
	}
	s := &t.sought
	if s.cards == c && s.key == k {
		return s.card, s.place
	}
	card, i := c.seek(k, h)
	if card != nil {
		s.cards, s.key.O, s.key.N, s.card, s.place = c, k.O, k.N, card, i
	}
	return card, i
}

// seekOwn is seek in the version that the attempt has made, or that it may read because it runs
// alone. Its cards can change, so what is found is not noted.
func (d *Dict) seekOwn(t *Thread, k hashedKey, h int64) (*dictCard, int) {
	b := d.Box.Load()
	if !t.Tx.Alone() && b.Stamp() != t.Tx.ID || t.Tx.Exclusive() {
		return nil, 0
	}
	if c := (*dictBody)(unsafe.Pointer(b)).cards; c != nil {
		return c.seek(k, h)
	}
	return nil, 0
}

// seek is Dict.seek in the cards of a version. It goes through the index by itself: a dictSearch
// is a struct of five words, and copying that just after it was written costs more than the search.
func (c *dictCards) seek(k hashedKey, h int64) (*dictCard, int) {
	slots := c.index.slots
	mask := uint64(len(slots) - 1)
	tag := tagOf(h, mask)
	for at := firstSlot(h, mask); ; at = (at + 1) & mask {
		slot := atomic.LoadUint32(&slots[at])
		if slot == 0 {
			return nil, 0
		}
		if slot&^uint32(mask) != tag {
			continue
		}
		i := int(slot&uint32(mask)) - 1
		card := c.near(i)
		if card == nil {
			n := c.carded()
			if i >= n+len(c.tail) {
				continue // of another version
			}
			if i >= n {
				if same, sure := c.tail[i-n].key.seekMatch(k); same || !sure {
					return nil, 0
				}
				continue
			}
			card, _ = c.card(i)
		}
		i -= card.start
		if x := &card.keys[i]; x.O != k.O || x.N != k.N {
			if same, sure := x.seekMatch(k); !sure {
				return nil, 0
			} else if !same {
				continue
			}
		}
		return card, i
	}
}

// soughtKey is what seek has found last: programs look at a key and then assign to it. The
// cards are those of a committed body, which do not change.
type soughtKey struct {
	cards *dictCards
	key   hashedKey
	card  *dictCard
	place int
}

// seekMatch is k.matches(x) for an x that can be null.
func (x hashedKey) seekMatch(k hashedKey) (same, sure bool) {
	switch {
	case x == k:
		return true, true
	case x.O == nil:
		return false, true
	}
	return k.matches(x)
}

// splitCard gives each value of card n a box. The body is carded and belongs to the
// attempt. After some of them all cards are split, if there are not too many.
func (b *dictBody) splitCard(t *Thread, n int) {
	c := b.cards
	t.Tx.CalmDown()
	b.split = splitFor
	from, to := n, n+1
	if c.splits++; c.splits > 3 && c.carded() <= maxSplit {
		from, to = 0, len(c.dir)
	}
	for k := from; k < to; k++ {
		old := c.dir[k]
		if old.cells != nil {
			continue
		}
		card := &dictCard{start: old.start, keys: old.keys, cells: make([]stm.Box, len(old.keys))}
		for i := range card.keys {
			card.cells[i].Init(&(&dictCellBody{val: old.val(t, i)}).Body)
		}
		if !c.fresh {
			old.retire(t)
		}
		c.setCard(k, card)
	}
}

// splitAll makes a body that belongs to the attempt carded, with a box for each value
// if it is not too large.
func (b *dictBody) splitAll(t *Thread) {
	t.Tx.CalmDown()
	b.split = splitFor
	if b.cards == nil {
		b.intoCards(b)
	}
}
