package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// heldEntries are assignments to keys of a dict that are held back until commit.
// All keys are pure.
type heldEntries struct {
	t   *Thread
	d   *Dict
	set []dictEntry
	one [1]dictEntry

	many *dictBody // in place of set, if there are many: flat, and each key is there once
}

// put adds an assignment. While there are few, a key may be there several times.
func (u *heldEntries) put(k hashedKey, v Value) {
	if u.many == nil {
		if len(u.set) < smallDict {
			u.set = append(u.set, dictEntry{k, v})
			return
		}
		u.many = new(dictBody)
		for i := range u.set {
			u.putMany(u.set[i].key, u.set[i].val)
		}
		u.set, u.one = nil, [1]dictEntry{}
	}
	u.putMany(k, v)
}

func (u *heldEntries) putMany(k hashedKey, v Value) {
	if n, sure := u.many.probe(k, k.hash()); sure && n >= 0 {
		u.many.entries[n].val = v
		return
	}
	u.many.addKey(nil, k, v, k.hash()) // once more, if only Python's == can tell
}

// entries returns the assignments in their order.
func (u *heldEntries) entries() []dictEntry {
	if u.many != nil {
		return u.many.entries
	}
	return u.set
}

// Fits reports whether no key need be compared with one that is not pure, and none
// is in a card of others, where assigning it takes more than the body.
func (u *heldEntries) Fits(b *stm.Body) bool {
	db := (*dictBody)(unsafe.Pointer(b))
	set := u.entries()
	for i := range set {
		e := &set[i]
		k, ok := db.findPure(u.t, e.key.value(), e.key.hash())
		if !ok || k >= 0 && db.cards != nil && !db.cards.fresh && k < db.cards.carded() {
			u.t.doNotHold(&u.d.Box)
			return false
		}
	}
	return true
}

func (u *heldEntries) Apply(b *stm.Body) {
	db := (*dictBody)(unsafe.Pointer(b))
	set := u.entries()
	for i := range set {
		e := &set[i]
		k, _ := db.findPure(u.t, e.key.value(), e.key.hash())
		switch {
		case db.cards == nil && k < 0:
			db.addKey(nil, e.key, e.val, e.key.hash())
		case db.cards == nil:
			db.entries[k].val = e.val
		case k < 0:
			db.addCarded(e.key.value(), e.val, e.key.hash())
		default:
			// In the tail, or in a card that was made just now and is ours alone.
			if n := db.cards.carded(); k >= n {
				if k-n < db.cards.shared {
					db.cards.ownTail()
				}
				db.cards.tail[k-n].val = e.val
			} else {
				card, _ := db.cards.card(k)
				*card.first(k - card.start) = e.val
			}
		}
	}
}

// findPure returns the number of the entry of a pure key, or -1; ok is false if
// that cannot be told without running programs.
func (b *dictBody) findPure(t *Thread, key Value, hash int64) (i int, ok bool) {
	if b.cards == nil && b.index == nil {
		for i := range b.entries {
			if e := &b.entries[i]; e.key.O != nil && e.key.hash() == hash {
				if same, ok := samePure(t, e.key.value(), key); same || !ok {
					return i, ok
				}
			}
		}
		return -1, true
	}
	if c := b.cards; c != nil {
		for s := c.index.search(hash, c.len()); ; {
			i := s.next()
			if i < 0 {
				return -1, true
			}
			if k, h := c.key(i); h == hash && k.O != nil {
				if same, ok := samePure(t, k, key); same || !ok {
					return i, ok
				}
			}
		}
	}
	mask := uint64(len(b.index) - 1)
	for s := firstSlot(hash, mask); ; s = (s + 1) & mask {
		slot := b.index[s]
		if slot == 0 {
			return -1, true
		}
		if slot == deadSlot {
			continue
		}
		i := int(slot - 1)
		k, h := b.entries[i].key.split()
		if h == hash && k.O != nil {
			if same, ok := samePure(t, k, key); same || !ok {
				return i, ok
			}
		}
	}
}

// setShared assigns d[key] = v for a dict that the attempt does not own, or that is
// carded: without looking at it, so that it conflicts with no other assignment, if
// possible. done is false if there is nothing special about it.
func (d *Dict) setShared(t *Thread, key, v Value, h int64) (done bool, err *Exception) {
	tx := t.Tx
	if d.names != nil || !tx.InTransaction() || tx.Exclusive() {
		return false, nil
	}
	if d.assign(t, makeKey(key, h), h, v) {
		return true, nil
	}
	if tx.Optimistic() && d.hold(t, key, v, h) {
		return true, nil
	}
	b := d.open(t)
	if b.cards == nil {
		hot := tx.Contended(&d.Box)
		if b.Stamp() == tx.ID || len(b.entries) <= bigDict && b.split == 0 && !hot {
			return false, nil
		}
		// Its first write: that turns it into cards.
		if b = d.openWrite(t); hot && b.live > 0 {
			b.splitAll(t)
		}
		if b.cards == nil {
			return false, nil
		}
	}
	for {
		i, again, err := d.numberOf(t, b, key, h)
		if err != nil {
			return true, err
		}
		if !again {
			if i >= 0 {
				d.setCarded(t, b, i, v)
				return true, nil
			}
			if b = d.openWrite(t); b.cards == nil {
				b.add(t, key, v, h)
			} else {
				d.insertCarded(t, b, key, v, h)
			}
			return true, nil
		}
		if b = d.open(t); b.cards == nil {
			return false, nil
		}
	}
}

// hold holds d[key] = v back until commit, if possible.
func (d *Dict) hold(t *Thread, key, v Value, h int64) bool {
	if !pureKey(key) || t.holdsNot(&d.Box) {
		return false
	}
	if u := t.Tx.HeldUpdate(&d.Box); u != nil {
		u.(*heldEntries).put(makeKey(key, h), v)
		return true
	}
	if d.Box.Load().Stamp() == t.Tx.ID || t.LikelyPrivate(&d.Box) {
		return false
	}
	if p := (*dictBody)(unsafe.Pointer(t.Tx.Peek(&d.Box))); p != nil && p.cards != nil {
		// A key that is in a card is better assigned there: that leaves the body alone.
		if i, ok := p.findPure(t, key, h); !ok || i >= 0 && i < p.cards.carded() {
			return false
		}
	}
	u := &heldEntries{t: t, d: d}
	u.set = append(u.one[:0], dictEntry{makeKey(key, h), v})
	return t.Tx.HoldUpdate(&d.Box, dictKind, u)
}
