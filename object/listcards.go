package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Carded lists
//
// A transaction that changes one item of a large list must not copy all of it, nor
// conflict with one that changes an item far away. So the first change of a list
// of more than bigList items inside a transaction turns its body from the flat
// form, Items, to the carded one: the items lie in cards, each a box of its own,
// and those appended later in a tail that is part of the body. The body says which
// cards there are and where each begins; it does not change when an item does.
//
//	flat     body{ Items }
//	carded   body{ cards ─▶ { dir: card, card, …; tail } }     card = { box ─▶ 16 items, box ─▶ 16 items, … }
//
// A card has a box for each group of its items: a transaction that changes one item copies a
// group. With one box for all of a card's 256 items, an update of one item of a million took
// ten times as long as of one of a thousand, most of it for allocating and collecting copies.
// With boxes alone, and no cards, there would be a directory of many entries to copy when a card is
// replaced.
//
// An attempt that lasts long copies a list as a whole that is not too large, as long as there
// is no conflict about it (LikelyPrivate): most containers are one thread's alone.
//
// Who opens an item has opened the body for reading, then the card. Operations that
// move items or look at all of them see a flat list: one that only reads gets a
// copy made for the attempt (flatView), one that writes turns the body back to the
// flat form. Both read every card. What runs alone turns the body back for good.
//
// After a conflict about a group, or a small list, a card takes the place of its card in which each
// item has a box, so that transactions which change different items conflict for a while
// at most. Whoever has opened an item has the body in the read log, so such a change of
// the cards is noticed by all.
//
// Invariants. The cards have no gaps between them: each begins where the one before
// ends, which has 1 to cardSize items; the tail follows. A card's place never
// changes. Boxes of groups that a card does not need are empty, and what a group has
// beyond the end of its card is null. Items of a carded body is nil, so code that knows nothing of cards finds
// no item and asks the slow path. dir is shared among versions, and appended to
// beyond the length that others see by forks only (see stm.Kind).

const (
	cardSize = 256
	bigList  = cardSize // items up to which a list is never carded
	fullTail = 2 * cardSize

	// cardGroup is how many items, or values of a dict, have a box together. (The objects are the largest
	// that are allocated fast, and not wider than what is read ahead of memory anyway.)
	cardGroup  = 16
	cardGroups = cardSize / cardGroup

	// sealTail is how long a tail must be to become a card when one of its items is
	// assigned, so that cards do not get too many.
	sealTail = cardSize / 4
)

type listCards struct {
	dir  []*listCard
	tail []Value
}

type listCard struct {
	start int                 // index of its first item
	n     int                 // items
	cells []stm.Box           // instead of boxes: of listCellBody
	boxes [cardGroups]stm.Box // of listGroup
}

type listGroup struct {
	stm.Body
	items [cardGroup]Value
}

type listCellBody struct {
	stm.Body
	item Value
}

var (
	listGroupKind = &stm.Kind{Name: "list", Clone: func(b *stm.Body) *stm.Body {
		return &(&listGroup{items: (*listGroup)(unsafe.Pointer(b)).items}).Body
	}, Save: func(b, spare *stm.Body) *stm.Body {
		s := spareOf[listGroup](spare)
		s.items = (*listGroup)(unsafe.Pointer(b)).items
		return &s.Body
	}}
	listCellKind = &stm.Kind{Name: "list", Clone: func(b *stm.Body) *stm.Body {
		return &(&listCellBody{item: (*listCellBody)(unsafe.Pointer(b)).item}).Body
	}, Save: func(b, spare *stm.Body) *stm.Body {
		s := spareOf[listCellBody](spare)
		s.item = (*listCellBody)(unsafe.Pointer(b)).item
		return &s.Body
	}}
)

// newListCard copies items to a card. It is committed from the start: nobody can reach it
// before the body that refers to it.
func newListCard(start int, items []Value) *listCard {
	c := &listCard{start: start, n: len(items)}
	for k := 0; len(items) > 0; k++ {
		g := new(listGroup)
		items = items[copy(g.items[:], items):]
		c.boxes[k].Init(&g.Body)
	}
	return c
}

// at returns item i of the card.
func (c *listCard) at(t *Thread, i int) Value {
	if c.cells != nil {
		x := &c.cells[i]
		b := x.Load()
		if b.Stamp() != t.Tx.ID {
			b = t.Tx.OpenRead(x, b)
		}
		return (*listCellBody)(unsafe.Pointer(b)).item
	}
	return c.read(t, i).items[i%cardGroup]
}

// set assigns item i of the card.
func (c *listCard) set(t *Thread, i int, v Value) {
	if c.cells != nil {
		x := &c.cells[i]
		b := x.Load()
		if b.Stamp() != t.Tx.ID {
			b = t.Tx.OpenWrite(x, b, listCellKind)
		}
		(*listCellBody)(unsafe.Pointer(b)).item = v
		return
	}
	x := c.box(i)
	b := x.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(x, b, listGroupKind)
	}
	(*listGroup)(unsafe.Pointer(b)).items[i%cardGroup] = v
}

// box returns the box of the group of item i, of a card that has no cells.
func (c *listCard) box(i int) *stm.Box { return &c.boxes[i/cardGroup] }

// read opens the group of item i, of a card that has no cells.
func (c *listCard) read(t *Thread, i int) *listGroup {
	x := c.box(i)
	b := x.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(x, b)
	}
	return (*listGroup)(unsafe.Pointer(b))
}

// appendRange appends items i … j-1 of the card to dst.
func (c *listCard) appendRange(t *Thread, dst []Value, i, j int) []Value {
	if c.cells != nil {
		for ; i < j; i++ {
			dst = append(dst, c.at(t, i))
		}
		return dst
	}
	for i < j {
		k := i % cardGroup
		end := min(cardGroup, k+j-i)
		dst = append(dst, c.read(t, i).items[k:end]...)
		i += end - k
	}
	return dst
}

// contended reports whether there has been a conflict about the group of item i.
func (c *listCard) contended(t *Thread, i int) bool {
	return c.cells == nil && c.n > 1 && t.Tx.Contended(c.box(i))
}

// cloneListBody is the first write of an attempt to a list.
func cloneListBody(b *stm.Body) *stm.Body {
	o := (*ListBody)(unsafe.Pointer(b))
	n := &ListBody{}
	switch {
	case o.cards != nil:
		c := o.cards
		n.cards = &listCards{c.dir[:len(c.dir):len(c.dir)], append(make([]Value, 0, len(c.tail)+4), c.tail...)}
	case len(o.Items) > bigList:
		n.cards = cardItems(o.Items)
	default:
		n.Items = append(make([]Value, 0, len(o.Items)+4), o.Items...)
	}
	return &n.Body
}

// copyListBody is cloneListBody where copiesWhole says so.
func copyListBody(b *stm.Body) *stm.Body {
	o := (*ListBody)(unsafe.Pointer(b))
	if o.cards != nil {
		return cloneListBody(b)
	}
	return &(&ListBody{Items: append(make([]Value, 0, len(o.Items)+4), o.Items...)}).Body
}

// saveListBody copies a list that an attempt is going to change that runs alone.
func saveListBody(b, spare *stm.Body) *stm.Body {
	o := (*ListBody)(unsafe.Pointer(b))
	if o.cards == nil && len(o.Items) > flatAlone {
		return nil
	}
	return saveWholeList(b, spare)
}

// saveWholeList is saveListBody where copiesWhole says so.
func saveWholeList(b, spare *stm.Body) *stm.Body {
	o := (*ListBody)(unsafe.Pointer(b))
	s := spareOf[ListBody](spare)
	s.Items = saveSlice(s.Items, o.Items)
	if c := o.cards; c != nil {
		if s.cards == nil {
			s.cards = new(listCards)
		}
		// Of dir only what follows the end is changed in place.
		s.cards.dir = c.dir[:len(c.dir):len(c.dir)]
		s.cards.tail = saveSlice(s.cards.tail, c.tail)
	} else {
		s.cards = nil
	}
	return &s.Body
}

// forkListBody is the clone to which items are only appended.
func forkListBody(b *stm.Body) *stm.Body {
	o := (*ListBody)(unsafe.Pointer(b))
	n := &ListBody{Items: o.Items}
	if o.cards != nil {
		c := *o.cards
		n.cards = &c
	}
	return &n.Body
}

// cardItems copies items to cards.
func cardItems(items []Value) *listCards {
	c := &listCards{dir: make([]*listCard, 0, len(items)/cardSize+2)}
	for i := 0; i < len(items); i += cardSize {
		part := items[i:min(i+cardSize, len(items))]
		c.dir = append(c.dir, newListCard(i, part))
	}
	return c
}

// carded returns the index of the tail's first item.
func (c *listCards) carded() int {
	if len(c.dir) == 0 {
		return 0
	}
	last := c.dir[len(c.dir)-1]
	return last.start + last.n
}

func (c *listCards) len() int { return c.carded() + len(c.tail) }

// card returns the card of item i, which is not in the tail.
func (c *listCards) card(i int) *listCard {
	return c.dir[c.place(i)]
}

// place returns the place in dir of the card of item i.
func (c *listCards) place(i int) int {
	k := i / cardSize // no card has more items, so it is this one or a later one
	for end := len(c.dir); k+1 < end; {
		if m := int(uint(k+end) / 2); c.dir[m].start <= i {
			k = m
		} else {
			end = m
		}
	}
	return k
}

// split puts a card with a box for each item at place k. The body belongs to the attempt.
func (c *listCards) split(t *Thread, k int) {
	old := c.dir[k]
	items := old.appendRange(t, make([]Value, 0, old.n), 0, old.n)
	card := &listCard{start: old.start, n: len(items), cells: make([]stm.Box, len(items))}
	for i := range items {
		card.cells[i].Init(&(&listCellBody{item: items[i]}).Body)
	}
	dir := append(make([]*listCard, 0, len(c.dir)+4), c.dir...)
	dir[k] = card
	c.dir = dir
}

// near returns the card of item i if it is where it is in most lists, else nil.
func (c *listCards) near(i int) *listCard {
	if k := uint(i) / cardSize; k < uint(len(c.dir)) {
		if card := c.dir[k]; i-card.start < card.n {
			return card
		}
	}
	return nil
}

// at returns item i.
func (c *listCards) at(t *Thread, i int) Value {
	if k := i - c.carded(); k >= 0 {
		return c.tail[k]
	}
	card := c.card(i)
	return card.at(t, i-card.start)
}

// appendRange appends items i … j-1 to dst.
func (c *listCards) appendRange(t *Thread, dst []Value, i, j int) []Value {
	n := c.carded()
	for i < min(j, n) {
		card := c.card(i)
		end := min(j, card.start+card.n)
		dst = card.appendRange(t, dst, i-card.start, end-card.start)
		i = end
	}
	if j > n {
		dst = append(dst, c.tail[max(i, n)-n:j-n]...)
	}
	return dst
}

func (c *listCards) all(t *Thread) []Value {
	n := c.len()
	return c.appendRange(t, make([]Value, 0, n+4), 0, n)
}

// push appends items; the body belongs to the attempt. Part of a tail that has
// become long turns into a card.
func (c *listCards) push(items ...Value) {
	c.tail = append(c.tail, items...)
	if len(c.tail) < fullTail {
		return
	}
	if len(c.tail) < fullTail+cardSize {
		c.sealFull()
		return
	}
	// Many at once: the rest moves but once.
	tail, start := c.tail, c.carded()
	for ; len(tail) >= fullTail; tail = tail[cardSize:] {
		c.dir = append(c.dir, newListCard(start, tail[:cardSize]))
		start += cardSize
	}
	c.tail = append(make([]Value, 0, fullTail), tail...)
}

// sealFull makes the first items of the tail a card.
func (c *listCards) sealFull() {
	// The rest moves to another array: other versions may share this one.
	c.dir = append(c.dir, newListCard(c.carded(), c.tail[:cardSize]))
	c.tail = append(make([]Value, 0, fullTail), c.tail[cardSize:]...)
}

// seal makes all of the tail cards.
func (c *listCards) seal() {
	for len(c.tail) > cardSize {
		c.sealFull()
	}
	c.dir = append(c.dir, newListCard(c.carded(), c.tail))
	c.tail = nil
}

// open opens l for reading. The body can be carded, unless t runs alone.
func (l *List) open(t *Thread) *ListBody {
	b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return l.openSlow(t)
	}
	return b
}

func (l *List) openSlow(t *Thread) *ListBody {
	b := l.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&l.Box, b)
	}
	lb := (*ListBody)(unsafe.Pointer(b))
	if lb.cards != nil && t.Tx.Exclusive() {
		lb.flatten(t)
	}
	return lb
}

// openWrite opens l for change. The body can be carded, unless t runs alone.
func (l *List) openWrite(t *Thread) *ListBody {
	b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return l.openWriteSlow(t)
	}
	return b
}

func (l *List) openWriteSlow(t *Thread) *ListBody {
	b := l.Box.Load()
	if b.Stamp() != t.Tx.ID {
		k := ListKind
		if t.copiesWhole(&l.Box, len(guess[ListBody](t, &l.Box).Items)) {
			k = listWhole
		}
		b = t.Tx.OpenWrite(&l.Box, b, k)
	}
	lb := (*ListBody)(unsafe.Pointer(b))
	if lb.cards != nil && t.Tx.Exclusive() {
		lb.flatten(t)
	}
	t.ForgetView(&l.Box)
	return lb
}

func (b *ListBody) flatten(t *Thread) {
	b.Items = b.cards.all(t)
	b.cards = nil
}

// readFlat is Read of a list that is carded, or that the attempt does not own.
func (l *List) readFlat(t *Thread) *ListBody {
	b := l.open(t)
	if b.cards == nil {
		return b
	}
	if v := t.ViewOf(&l.Box); v != nil {
		return v.(*ListBody)
	}
	v := &ListBody{Items: b.cards.all(t)}
	t.KeepView(&l.Box, v)
	return v
}

// writeFlat is Write of a list that is carded, or that the attempt does not own.
func (l *List) writeFlat(t *Thread) *ListBody {
	b := l.openWrite(t)
	if b.cards != nil {
		b.flatten(t)
	}
	return b
}

// Len returns the number of items.
func (l *List) Len(t *Thread) int {
	b := l.open(t)
	if b.cards != nil {
		return b.cards.len()
	}
	return len(b.Items)
}

// At returns item i, which must be less than the length; ok is false if it is not.
func (l *List) At(t *Thread, i int) (v Value, ok bool) {
	b := l.open(t)
	if b.cards == nil {
		if uint(i) < uint(len(b.Items)) {
			return b.Items[i], true
		}
		return Value{}, false
	}
	if card := b.cards.near(i); card != nil {
		return card.at(t, i-card.start), true
	}
	if uint(i) < uint(b.cards.len()) {
		return b.cards.at(t, i), true
	}
	return Value{}, false
}

// cardedItem is List.At for a body of the list that t has opened, if that is carded and item i
// is where it is in most lists; otherwise it returns null.
func cardedItem(t *Thread, b *stm.Body, i int) Value {
	c := (*ListBody)(unsafe.Pointer(b)).cards
	if c == nil || t.Tx.Exclusive() {
		return Value{}
	}
	card := c.near(i)
	if card == nil {
		return Value{}
	}
	i -= card.start
	if card.cells == nil {
		if b := card.box(i).Load(); b.Stamp() == t.Tx.ID || t.Tx.Knows(b) {
			return (*listGroup)(unsafe.Pointer(b)).items[i%cardGroup]
		}
	}
	return card.at(t, i)
}

// ListItem returns l[i] for an int i; b is the body of l, which t has opened.
func ListItem(t *Thread, l *List, b *stm.Body, i Value) (Value, *Exception) {
	if i.N < 1<<31 {
		if v := cardedItem(t, b, int(i.N)); v.O != nil {
			return v, nil
		}
	}
	return listGetItem(t, l.Value(), i)
}

// assignKnown is assign for a list that t's attempt has opened already.
func (l *List) assignKnown(t *Thread, i int, v Value) bool {
	b := l.Box.Load()
	if b.Stamp() != t.Tx.ID && !t.Tx.Knows(b) || t.Tx.Exclusive() {
		return false
	}
	c := (*ListBody)(unsafe.Pointer(b)).cards
	if c == nil {
		return false
	}
	card := c.near(i)
	if card == nil || card.contended(t, i-card.start) {
		return false
	}
	t.ForgetView(&l.Box)
	card.set(t, i-card.start, v)
	return true
}

// assign assigns item i if it is in a card about which there have been no conflicts.
func (l *List) assign(t *Thread, i int, v Value) bool {
	b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
	if b.Stamp() != t.Tx.ID {
		b = l.openSlow(t)
	}
	if b.cards == nil {
		return false
	}
	card := b.cards.near(i)
	if card == nil || card.contended(t, i-card.start) {
		return false
	}
	t.ForgetView(&l.Box)
	card.set(t, i-card.start, v)
	return true
}

// set assigns item i, which exists.
func (l *List) set(t *Thread, i int, v Value) {
	b := l.open(t) // is read in any case: i has been compared with the length
	if b.cards == nil {
		hot := t.Tx.Contended(&l.Box) && t.Tx.InTransaction() && !t.Tx.Exclusive()
		if b = l.openWrite(t); b.cards == nil {
			if !hot {
				b.Items[i] = v
				return
			}
			b.cards = cardItems(b.Items)
			b.Items = nil
			// No CalmDown: when the list has been flat again it is split at once.
			b.cards.split(t, b.cards.place(i))
		}
	}
	n := b.cards.carded()
	if i >= n {
		b = l.openWrite(t)
		if c := b.cards; c != nil {
			if len(c.tail) < sealTail && !t.Tx.Contended(&l.Box) {
				c.tail[i-n] = v
				return
			}
			c.seal()
			t.Tx.CalmDown()
		}
	}
	t.ForgetView(&l.Box)
	k := b.cards.place(i)
	card := b.cards.dir[k]
	if card.contended(t, i-card.start) {
		b = l.openWrite(t)
		b.cards.split(t, k)
		t.Tx.CalmDown()
		card = b.cards.card(i)
	}
	card.set(t, i-card.start, v)
}

// pop removes and returns the last item of l, which is not empty.
func (l *List) popLast(t *Thread) Value {
	b := l.openWrite(t)
	items := &b.Items
	if c := b.cards; c != nil {
		if len(c.tail) == 0 {
			// The last card becomes the tail.
			k := len(c.dir) - 1
			c.tail = c.dir[k].appendRange(t, nil, 0, c.dir[k].n)
			c.dir = c.dir[:k:k]
		}
		items = &c.tail
	}
	i := len(*items) - 1
	x := (*items)[i]
	(*items)[i] = Value{}
	*items = (*items)[:i]
	return x
}

// sliceList returns the list of n items from start on in steps of step.
func (l *List) sliceList(t *Thread, start, step, n int) Value {
	b := l.open(t)
	if b.cards != nil {
		if step == 1 {
			return NewList(t, b.cards.appendRange(t, make([]Value, 0, n), start, start+n)).Value()
		}
		b = l.Read(t)
	}
	return sliceList(t, b.Items, start, step, n)
}
