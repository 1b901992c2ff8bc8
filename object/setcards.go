package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Carded sets
//
// The table of a set of more than bigSet slots is cut into chunks at its first
// write inside a transaction (see CowArray): adding or removing an item copies one
// chunk, and shares the others with older versions. All are part of the one body,
// so writers of one set conflict with each other and with its readers, but for
// additions that are held back (setheld.go). Items keep their places, so the order
// of the set, and the positions of iterators, do not depend on the form. What runs
// alone turns the set back to the flat form.
//
// In a carded body cards is not nil and table is. Methods of the body work on both
// forms, unless they say otherwise; who needs the table asks for readFlat or
// writeFlat.

const bigSet = 1024

// cloneSetBody is the first write of an attempt to a set.
func cloneSetBody(b *stm.Body) *stm.Body {
	o := (*setBody)(unsafe.Pointer(b))
	n := &setBody{fill: o.fill, live: o.live, finger: o.finger, gen: o.gen}
	switch {
	case o.cards != nil:
		c := *o.cards
		n.cards = &c
	case len(o.table) > bigSet:
		c := CowOf(o.table)
		n.cards = &c
	default:
		n.table = append([]hashedKey(nil), o.table...)
	}
	return &n.Body
}

// copySetBody is cloneSetBody where copiesWhole says so.
func copySetBody(b *stm.Body) *stm.Body {
	o := (*setBody)(unsafe.Pointer(b))
	if o.cards != nil {
		return cloneSetBody(b)
	}
	n := &setBody{fill: o.fill, live: o.live, finger: o.finger, gen: o.gen}
	n.table = append([]hashedKey(nil), o.table...)
	return &n.Body
}

// saveSetBody copies a set that an attempt is going to change that runs alone.
func saveSetBody(b, spare *stm.Body) *stm.Body {
	o := (*setBody)(unsafe.Pointer(b))
	if len(o.table) > flatAlone {
		return nil
	}
	return saveWholeSet(b, spare)
}

// saveWholeSet is saveSetBody where copiesWhole says so.
func saveWholeSet(b, spare *stm.Body) *stm.Body {
	o := (*setBody)(unsafe.Pointer(b))
	s := spareOf[setBody](spare)
	if c := o.cards; c == nil {
		s.cards = nil
	} else if s.cards == nil {
		s.cards = new(*c)
	} else {
		*s.cards = *c
	}
	s.table = saveSlice(s.table, o.table)
	s.fill, s.live, s.finger, s.gen = o.fill, o.live, o.finger, o.gen
	return &s.Body
}

// size returns the number of slots.
func (b *setBody) size() int {
	if b.cards != nil {
		return b.cards.n
	}
	return len(b.table)
}

// flatten turns the body, which belongs to the attempt, to the flat form.
func (b *setBody) flatten() {
	if b.cards != nil {
		b.table = b.cards.AppendTo(make([]hashedKey, 0, b.cards.n))
		b.cards = nil
	}
}

// readFlat returns a body in flat form, not to be changed.
func (s *Set) readFlat(t *Thread) *setBody {
	b := s.read(t)
	if b.cards == nil {
		return b
	}
	if v, ok := t.ViewOf(&s.Box).(*setBody); ok && v.gen == b.gen {
		return v
	}
	v := &setBody{fill: b.fill, live: b.live, finger: b.finger, gen: b.gen, cards: b.cards}
	v.flatten()
	t.KeepView(&s.Box, v)
	return v
}

// writeFlat opens s for change, in flat form.
func (s *Set) writeFlat(t *Thread) *setBody {
	b := s.write(t)
	b.flatten()
	return b
}

// probeCards is probe of a carded body.
func (b *setBody) probeCards(k hashedKey, hash int64) (pos int, found, sure bool) {
	c := b.cards
	mask := uint64(c.n - 1)
	perturb := uint64(hash)
	i := perturb & mask
	dead := -1
	for {
		end := i
		if i+setProbes <= mask {
			end = i + setProbes
		}
		for j := i; j <= end; j++ {
			x := *c.At(int(j))
			if x.O == nil {
				if x.N == 0 {
					if dead >= 0 {
						return dead, false, true
					}
					return int(j), false, true
				}
				dead = int(j)
				continue
			}
			if same, sure := k.matches(x); same || !sure {
				return int(j), same, sure
			}
		}
		perturb >>= perturbShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// slot returns slot i.
func (b *setBody) slot(i int) hashedKey {
	if b.cards != nil {
		return *b.cards.At(i)
	}
	return b.table[i]
}

// putSlot assigns slot i of a body that belongs to the attempt, and returns what
// was there.
func (b *setBody) putSlot(i int, k hashedKey) (old hashedKey) {
	p := (*hashedKey)(nil)
	if b.cards != nil {
		p = b.cards.Change(i, b.Stamp())
	} else {
		p = &b.table[i]
	}
	old, *p = *p, k
	return old
}

// nextCarded is next of a carded body.
func (b *setBody) nextCarded(pos int) (k hashedKey, after int) {
	for pos < b.cards.n {
		k := *b.cards.At(pos)
		pos++
		if k.O != nil {
			return k, pos
		}
	}
	return hashedKey{}, pos
}
