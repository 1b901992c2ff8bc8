package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Carded dicts
//
// Like lists (listcards.go), dicts of more than bigDict entries get another form at
// their first write inside a transaction. The entries lie in cards, which hold the
// keys, and refer to boxes with the values, a group of them in each: assigning to a key that is there
// changes one such box, and two transactions that do that conflict only if their
// keys lie in the same group. Keys are part of the dict's own body,
// so insertions and deletions conflict with each other and with whoever has looked
// for a key in vain; they share with the older versions what they do not change. The
// index (dictindex.go) is shared by all versions.
// A key that is there is found without that (see dictcells.go).
//
//	flat     body{ entries, index }
//	carded   body{ cards ─▶ { dir: card, card, …; tail; index } }     card = { keys, box ─▶ 16 values, … }
//
// Entries are numbered as in the flat form, with the deleted ones, so positions of
// iterators and the numbers in the index stay what they are when the form changes.
//
// Invariants. The cards have no gaps between them, each has 1 to cardSize entries;
// the tail follows, with keys and values. A card never changes: one with a deleted
// key takes its place. The first `shared` entries of the tail may be seen by other
// versions. The other fields of the body mean the same in both forms.

const bigDict = cardSize // entries up to which a dict is never carded

type dictCards struct {
	dir    []*dictCard
	ownDir bool  // dir may be changed in place
	splits uint8 // how many cards have been split one by one
	fresh  bool  // of a body that was flat before, and now belongs to an attempt: it owns all cards
	tail   []dictEntry
	shared int
	index  *dictIndex
}

// cloneDictBody is the first write of an attempt to a dict.
func cloneDictBody(b *stm.Body) *stm.Body {
	o := (*dictBody)(unsafe.Pointer(b))
	n := &dictBody{live: o.live, head: o.head, gen: o.gen, split: o.split}
	switch {
	case o.cards != nil:
		c := *o.cards
		c.dir, c.ownDir, c.fresh = c.dir[:len(c.dir):len(c.dir)], false, false
		c.tail, c.shared = append(make([]dictEntry, 0, len(c.tail)+4), c.tail...), 0
		n.cards = &c
	case o.split > 0 && o.live > 0:
		n.split--
		n.intoCards(o)
	case len(o.entries) > bigDict && o.index != nil:
		n.intoCards(o)
	default:
		n.copyFlat(o)
	}
	return &n.Body
}

// copyFlat gives b, which is new, copies of the entries and the index of o, which is flat.
func (b *dictBody) copyFlat(o *dictBody) {
	b.entries = append(make([]dictEntry, 0, len(o.entries)+4), o.entries...)
	b.used = o.used
	if o.index != nil {
		b.index = append([]uint32(nil), o.index...)
	}
}

// copyDictBody is cloneDictBody where copiesWhole says so.
func copyDictBody(b *stm.Body) *stm.Body {
	o := (*dictBody)(unsafe.Pointer(b))
	if o.cards != nil || o.split > 0 {
		return cloneDictBody(b)
	}
	n := &dictBody{live: o.live, head: o.head, gen: o.gen}
	n.copyFlat(o)
	return &n.Body
}

// saveDictBody copies a dict that an attempt is going to change that runs alone.
func saveDictBody(b, spare *stm.Body) *stm.Body {
	o := (*dictBody)(unsafe.Pointer(b))
	if 2*len(o.entries) > flatAlone {
		return nil
	}
	return saveWholeDict(b, spare)
}

// saveWholeDict is saveDictBody where copiesWhole says so.
func saveWholeDict(b, spare *stm.Body) *stm.Body {
	o := (*dictBody)(unsafe.Pointer(b))
	s := spareOf[dictBody](spare)
	if c := o.cards; c != nil {
		// From now on there is a version that has seen the cards, and dir, which the next card
		// must not be appended to: seal takes what it has appended to for its own.
		c.dir, c.ownDir, c.fresh = c.dir[:len(c.dir):len(c.dir)], false, false
		if s.cards == nil {
			s.cards = new(dictCards)
		}
		*s.cards = dictCards{dir: c.dir, splits: c.splits, tail: saveSlice(s.cards.tail, c.tail), index: c.index}
	} else {
		s.cards = nil
	}
	s.entries = saveSlice(s.entries, o.entries)
	s.index = saveSlice(s.index, o.index)
	s.used, s.live, s.head, s.gen, s.split = o.used, o.live, o.head, o.gen, o.split
	return &s.Body
}

// forkDictBody is the clone to which held insertions are applied. The tail is
// shared: what is inserted goes beyond the end that others see.
func forkDictBody(b *stm.Body) *stm.Body {
	o := (*dictBody)(unsafe.Pointer(b))
	if o.cards == nil {
		return cloneDictBody(b)
	}
	c := *o.cards
	c.dir, c.ownDir, c.fresh = c.dir[:len(c.dir):len(c.dir)], false, false
	c.shared = len(c.tail)
	return &(&dictBody{live: o.live, head: o.head, gen: o.gen, split: o.split, cards: &c}).Body
}

// intoCards makes b carded, with the entries of o, which is flat and can be b.
func (b *dictBody) intoCards(o *dictBody) {
	n := len(o.entries)
	c := &dictCards{dir: make([]*dictCard, 0, n/cardSize+2), ownDir: true, fresh: true}
	for i := 0; i < n; i += cardSize {
		c.dir = append(c.dir, newDictCard(i, o.entries[i:min(i+cardSize, n)], o.split > 0 && n <= maxSplit))
	}
	b.cards = c
	b.reindexCarded()
	b.entries, b.index, b.used = nil, nil, 0
}

// carded returns the number of the tail's first entry.
func (c *dictCards) carded() int {
	if len(c.dir) == 0 {
		return 0
	}
	last := c.dir[len(c.dir)-1]
	return last.start + len(last.keys)
}

func (c *dictCards) len() int { return c.carded() + len(c.tail) }

// card returns the card of entry i, which is not in the tail, and its place.
func (c *dictCards) card(i int) (*dictCard, int) {
	k := i / cardSize // no card has more entries, so it is this one or a later one
	if k+1 < len(c.dir) && c.dir[k+1].start <= i {
		for end := len(c.dir); k+1 < end; {
			if m := int(uint(k+end) / 2); c.dir[m].start <= i {
				k = m
			} else {
				end = m
			}
		}
	}
	return c.dir[k], k
}

// near returns the card of entry i if it is where it is in most dicts, else nil.
func (c *dictCards) near(i int) *dictCard {
	if k := uint(i) / cardSize; k < uint(len(c.dir)) {
		if card := c.dir[k]; i-card.start < len(card.keys) {
			return card
		}
	}
	return nil
}

// key returns the key of entry i, null if it was deleted, and its hash.
func (c *dictCards) key(i int) (Value, int64) {
	if k := i - c.carded(); k >= 0 {
		return c.tail[k].key.split()
	}
	card, _ := c.card(i)
	k := &card.keys[i-card.start]
	return k.split()
}

// val returns the value of entry i.
func (c *dictCards) val(t *Thread, i int) Value {
	if k := i - c.carded(); k >= 0 {
		return c.tail[k].val
	}
	card, _ := c.card(i)
	return card.val(t, i-card.start)
}

// entries returns all entries in a new slice.
func (c *dictCards) entries(t *Thread) []dictEntry {
	n := c.len()
	entries := make([]dictEntry, 0, n+4)
	for _, card := range c.dir {
		for i := range card.keys {
			entries = append(entries, dictEntry{card.keys[i], card.val(t, i)})
		}
	}
	return append(entries, c.tail...)
}

// ownTail makes sure that the tail is seen by no other version.
func (c *dictCards) ownTail() {
	if c.shared != 0 {
		c.tail, c.shared = append(make([]dictEntry, 0, len(c.tail)+4), c.tail...), 0
	}
}

// seal turns the tail into a card, with a box for each value if split is true.
func (c *dictCards) seal(split bool) {
	c.dir = append(c.dir, newDictCard(c.carded(), c.tail, split))
	c.ownDir = true // or the array is as long as before, and others do not see this end of it
	c.tail, c.shared = nil, 0
}

// setCard puts card in place k.
func (c *dictCards) setCard(k int, card *dictCard) {
	if !c.ownDir {
		c.dir, c.ownDir = append(make([]*dictCard, 0, len(c.dir)+4), c.dir...), true
	}
	c.dir[k] = card
}

// addCarded appends an entry to a carded body that belongs to the attempt.
func (b *dictBody) addCarded(key, v Value, h int64) {
	c := b.cards
	if len(c.tail) >= cardSize {
		c.seal(b.split > 0)
	}
	if c.tail == nil {
		c.tail = make([]dictEntry, 0, cardSize/4)
	}
	c.tail = append(c.tail, dictEntry{makeKey(key, h), v})
	b.live++
	b.gen++
	n := c.len() - 1
	if c.index.full(n) {
		b.reindexCarded()
		return
	}
	c.index.add(n, h)
}

// reindexCarded makes another index.
func (b *dictBody) reindexCarded() {
	c := b.cards
	index := newDictIndex(c.len())
	for _, card := range c.dir {
		for i := range card.keys {
			if k := card.keys[i]; k.O != nil {
				index.fill(card.start+i, k.hash())
			}
		}
	}
	n := c.carded()
	for i := range c.tail {
		if c.tail[i].key.O != nil {
			index.fill(n+i, c.tail[i].key.hash())
		}
	}
	index.used.Store(int64(b.live))
	c.index = index
}

// open opens d for reading. The body can be carded, unless t runs alone.
func (d *Dict) open(t *Thread) *dictBody {
	b := (*dictBody)(unsafe.Pointer(d.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return d.openSlow(t)
	}
	return b
}

func (d *Dict) openSlow(t *Thread) *dictBody {
	b := d.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&d.Box, b)
	}
	db := (*dictBody)(unsafe.Pointer(b))
	if db.cards != nil && t.Tx.Exclusive() {
		db.flatten(t)
	}
	return db
}

// openWrite opens d, which is no namespace, for change. The body can be carded,
// unless t runs alone.
func (d *Dict) openWrite(t *Thread) *dictBody {
	b := d.Box.Load()
	if b.Stamp() != t.Tx.ID {
		k := dictKind
		if t.copiesWhole(&d.Box, 4*len(guess[dictBody](t, &d.Box).entries)) {
			k = dictWhole
		}
		b = t.Tx.OpenWrite(&d.Box, b, k)
	}
	db := (*dictBody)(unsafe.Pointer(b))
	if db.cards != nil {
		if t.Tx.Exclusive() {
			db.flatten(t)
		}
		t.ForgetView(&d.Box)
	}
	return db
}

// flatten turns a carded body that belongs to the attempt into a flat one.
func (b *dictBody) flatten(t *Thread) {
	c := b.cards
	b.entries = c.entries(t)
	if !t.Tx.Exclusive() {
		c.retire(t)
		b.split = 0 // it would be in vain
	}
	b.setFlat()
}

// setFlat makes b a flat body with its entries.
func (b *dictBody) setFlat() {
	b.cards, b.index = nil, nil
	b.reindex(nil)
}

// readFlat is read of a dict that is carded, or that the attempt does not own.
func (d *Dict) readFlat(t *Thread) *dictBody {
	b := d.openSlow(t)
	if b.cards == nil {
		return b
	}
	if v := t.ViewOf(&d.Box); v != nil {
		return v.(*dictBody)
	}
	v := &dictBody{live: b.live, head: b.head, gen: b.gen, entries: b.cards.entries(t)}
	v.setFlat()
	t.KeepView(&d.Box, v)
	return v
}

// writeFlat is write of a dict that is carded, or that the attempt does not own.
func (d *Dict) writeFlat(t *Thread) *dictBody {
	b := d.openWrite(t)
	if b.cards != nil {
		b.flatten(t)
	}
	return b
}

// foundEntry is what find returns for a dict that is carded: a copy of the entry.
type foundEntry struct {
	dictEntry
	number int
}

// findCarded is find in a carded body.
func (d *Dict) findCarded(t *Thread, b *dictBody, key Value, hash int64) (*dictEntry, *Exception) {
	for {
		i, again, err := d.numberOf(t, b, key, hash)
		switch {
		case err != nil:
			return nil, err
		case again:
			b = d.open(t)
			if b.cards == nil {
				return d.find(t, key, hash)
			}
		case i < 0:
			return nil, nil
		default:
			k, h := b.cards.key(i)
			t.found = foundEntry{dictEntry{makeKey(k, h), b.cards.val(t, i)}, i}
			return &t.found.dictEntry, nil
		}
	}
}

// numberOf returns the number of key's entry, or -1; again if the dict has changed
// meanwhile, because Python code ran.
func (d *Dict) numberOf(t *Thread, b *dictBody, key Value, hash int64) (i int, again bool, err *Exception) {
	c := b.cards
	gen := b.gen
	for s := c.index.search(hash, c.len()); ; {
		i := s.next()
		if i < 0 {
			return -1, false, nil
		}
		k, h := c.key(i)
		if h != hash || k.O == nil {
			continue
		}
		if k == key {
			return i, false, nil
		}
		same, err := sameKey(t, k, key)
		if err != nil {
			return -1, false, err
		}
		if !runsNoPython(k) || !runsNoPython(key) {
			if nb := d.open(t); nb != b || b.gen != gen {
				return -1, true, nil
			}
		}
		if same {
			return i, false, nil
		}
	}
}

// setCarded assigns entry i of a carded dict.
func (d *Dict) setCarded(t *Thread, b *dictBody, i int, v Value) {
	if k := i - b.cards.carded(); k >= 0 {
		b = d.openWrite(t)
		c := b.cards
		hot := t.Tx.Contended(&d.Box)
		if len(c.tail) < sealTail && !hot {
			c.ownTail()
			c.tail[k].val = v
			return
		}
		if hot {
			b.split = splitFor
			t.Tx.CalmDown()
		}
		c.seal(b.split > 0)
	}
	t.ForgetView(&d.Box)
	card, n := b.cards.card(i)
	if card.contended(t, i-card.start) {
		b = d.openWrite(t)
		b.splitCard(t, n)
		card = b.cards.dir[n]
	}
	*card.change(t, i-card.start) = v
}

// insertCarded adds a key that is not there to a carded body that belongs to the
// attempt. One with many deleted entries is made flat and compact.
func (d *Dict) insertCarded(t *Thread, b *dictBody, key, v Value, h int64) {
	if c := b.cards; c.index.full(c.len()) && b.live < c.len()*2/3 {
		b.flatten(t)
		b.compact(t)
		b.add(t, key, v, h)
		return
	}
	b.addCarded(key, v, h)
}

// removeCarded deletes entry i of a carded body that belongs to the attempt.
func (b *dictBody) removeCarded(t *Thread, i int) Value {
	c := b.cards
	b.live--
	b.gen++
	v := c.val(t, i)
	if b.live == 0 {
		if i < c.carded() {
			card, _ := c.card(i)
			*card.change(t, i-card.start) = Value{}
		}
		b.cards, b.entries, b.index, b.used, b.head = nil, nil, nil, 0, 0
		return v
	}
	last := c.len() - 1
	if n := c.carded(); i >= n {
		c.ownTail()
		c.tail[i-n] = dictEntry{}
	} else {
		card, k := c.card(i)
		nc := &dictCard{card.start, append([]hashedKey(nil), card.keys...), card.vals, card.cells}
		nc.keys[i-card.start] = hashedKey{}
		c.setCard(k, nc)
		*card.change(t, i-card.start) = Value{}
	}
	// Ends are trimmed, as in the flat form.
	if i == last {
		c.trim()
	} else if i == b.head {
		for k, _ := c.key(i); k.O == nil; k, _ = c.key(i) {
			i++
		}
		b.head = i
	}
	return v
}

// trim drops deleted entries from the end. There is an entry that is not deleted,
// and the last card or the tail belongs to this version.
func (c *dictCards) trim() {
	for {
		for n := len(c.tail); n > 0; n-- {
			if c.tail[n-1].key.O != nil {
				c.tail = c.tail[:n]
				return
			}
		}
		c.tail, c.shared = nil, 0
		k := len(c.dir) - 1
		card := c.dir[k]
		for n := len(card.keys); n > 0; n-- {
			if card.keys[n-1].O != nil {
				if n < len(card.keys) {
					c.setCard(k, &dictCard{card.start, card.keys[:n:n], card.vals, card.cells})
				}
				return
			}
		}
		c.dir = c.dir[:k:k]
		c.ownDir = false
	}
}
