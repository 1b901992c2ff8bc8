package contextvars

import (
	"math/bits"

	"github.com/weftpy/weft/object"
)

// trie is a persistent map from context variables to values: nothing in it ever
// changes, so a copy of a context is a copy of a pointer, and whoever holds a
// trie may read it without a barrier. Variables have numbers of their own, which
// serve as hashes that never collide: each level of the trie takes five bits of
// the number, lowest first, and a leaf stands at the first level at which it is
// alone.
type trie struct {
	bitmap uint32 // which of the 32 places are taken
	places []place
	size   int // leaves here and below
}

// place is a leaf, or another level.
type place struct {
	key *variable
	val object.Value
	sub *trie
}

func (m *trie) len() int {
	if m == nil {
		return 0
	}
	return m.size
}

// at returns the place for bits of a number, and whether it is taken.
func (m *trie) at(b uint64) (i int, bit uint32, taken bool) {
	bit = 1 << (b & 31)
	return bits.OnesCount32(m.bitmap & (bit - 1)), bit, m.bitmap&bit != 0
}

// get returns the value of key, null if it has none.
func (m *trie) get(key *variable) object.Value {
	for b := key.number; m != nil; b >>= 5 {
		i, _, taken := m.at(b)
		if !taken {
			break
		}
		if p := &m.places[i]; p.sub == nil {
			if p.key == key {
				return p.val
			}
			break
		}
		m = m.places[i].sub
	}
	return object.Value{}
}

// with returns m with key's value set to val.
func (m *trie) with(key *variable, val object.Value) *trie { return m.set(key, val, 0) }

func (m *trie) set(key *variable, val object.Value, shift uint) *trie {
	if m == nil {
		m = &trie{}
	}
	i, bit, taken := m.at(key.number >> shift)
	if !taken {
		n := &trie{bitmap: m.bitmap | bit, places: make([]place, len(m.places)+1), size: m.size + 1}
		copy(n.places, m.places[:i])
		n.places[i] = place{key: key, val: val}
		copy(n.places[i+1:], m.places[i:])
		return n
	}
	n := &trie{bitmap: m.bitmap, places: append([]place(nil), m.places...), size: m.size}
	switch p := &n.places[i]; {
	case p.sub != nil:
		old := p.sub.size
		p.sub = p.sub.set(key, val, shift+5)
		n.size += p.sub.size - old
	case p.key == key:
		p.val = val
	default:
		var sub *trie
		sub = sub.set(p.key, p.val, shift+5)
		sub = sub.set(key, val, shift+5)
		*p = place{sub: sub}
		n.size++
	}
	return n
}

// without returns m without key; m itself if it is not there.
func (m *trie) without(key *variable) *trie { return m.remove(key, 0) }

func (m *trie) remove(key *variable, shift uint) *trie {
	if m == nil {
		return nil
	}
	i, bit, taken := m.at(key.number >> shift)
	if !taken {
		return m
	}
	p := m.places[i]
	if p.sub == nil {
		if p.key != key {
			return m
		}
		if len(m.places) == 1 {
			return nil
		}
		n := &trie{bitmap: m.bitmap &^ bit, places: make([]place, 0, len(m.places)-1), size: m.size - 1}
		n.places = append(append(n.places, m.places[:i]...), m.places[i+1:]...)
		return n
	}
	sub := p.sub.remove(key, shift+5)
	if sub == p.sub {
		return m
	}
	// A level below keeps at least one leaf: it was made for two, and shrinks to a
	// leaf here when one is left.
	n := &trie{bitmap: m.bitmap, places: append([]place(nil), m.places...), size: m.size - 1}
	if sub.size == 1 && sub.places[0].sub == nil {
		n.places[i] = sub.places[0]
	} else {
		n.places[i].sub = sub
	}
	return n
}

// each calls f for all leaves until it returns false.
func (m *trie) each(f func(key *variable, val object.Value) bool) bool {
	if m == nil {
		return true
	}
	for i := range m.places {
		p := &m.places[i]
		if p.sub != nil {
			if !p.sub.each(f) {
				return false
			}
		} else if !f(p.key, p.val) {
			return false
		}
	}
	return true
}
