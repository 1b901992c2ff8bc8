package stm

import (
	"hash/maphash"
	"iter"
	"slices"
)

// TMap is an unordered map for transactions. Transactions that use different keys do not
// conflict, but for insertions and deletions of keys that happen to lie in the same leaf.
// The zero TMap is empty. A TMap must not be copied.
//
// It is a trie over the hashes of the keys. A node is a box that holds either a leaf, a few
// entries, or a branch. The value of an entry is a box of its own, so that setting the
// value of an existing key leaves the leaf alone. A leaf that overflows turns into a
// branch; branches never turn back. So there is no resizing that conflicts with everything,
// and what an operation reads besides its leaf is hardly ever written.
type TMap[K comparable, V any] struct {
	root [mapRoot]mapNode[K, V] // by the lowest bits of the hash
	size Counter
}

const (
	mapRootBits = 6
	mapRoot     = 1 << mapRootBits
	mapFanBits  = 4
	mapFan      = 1 << mapFanBits
	mapLeaf     = 8 // entries of a leaf, but where the hash has no more bits
)

var mapSeed = maphash.MakeSeed()

type mapNode[K comparable, V any] struct {
	v Var[mapContents[K, V]]
}

// mapContents is a leaf, or if branch is not nil a branch.
type mapContents[K comparable, V any] struct {
	leaf   []*mapEntry[K, V] // never changed in place: versions share it
	branch *[mapFan]mapNode[K, V]
}

type mapEntry[K comparable, V any] struct {
	key  K
	hash uint64
	val  Var[V]
}

// find returns the leaf that is responsible for the hash, and how many bits of that lead to
// it.
func (m *TMap[K, V]) find(tx *Tx, hash uint64) (leaf *mapNode[K, V], c mapContents[K, V], bits int) {
	n := &m.root[hash%mapRoot]
	bits = mapRootBits
	for {
		c := n.v.Get(tx)
		if c.branch == nil {
			return n, c, bits
		}
		n = &c.branch[hash>>bits%mapFan]
		bits += mapFanBits
	}
}

func (c *mapContents[K, V]) entry(k K, hash uint64) (i int) {
	for i, e := range c.leaf {
		if e.hash == hash && e.key == k {
			return i
		}
	}
	return -1
}

// Get returns the value of k. ok is false if there is none.
func (m *TMap[K, V]) Get(tx *Tx, k K) (v V, ok bool) {
	hash := maphash.Comparable(mapSeed, k)
	_, c, _ := m.find(tx, hash)
	if i := c.entry(k, hash); i >= 0 {
		return c.leaf[i].val.Get(tx), true
	}
	return v, false
}

// Set makes v the value of k.
func (m *TMap[K, V]) Set(tx *Tx, k K, v V) {
	hash := maphash.Comparable(mapSeed, k)
	n, c, bits := m.find(tx, hash)
	if i := c.entry(k, hash); i >= 0 {
		c.leaf[i].val.Set(tx, v)
		return
	}
	e := &mapEntry[K, V]{key: k, hash: hash}
	e.val.Init(tx, v)
	leaf := append(c.leaf[:len(c.leaf):len(c.leaf)], e)
	n.set(tx, leaf, bits)
	m.size.Add(tx, 1)
}

// set gives the node entries, as leaf or as branch.
func (n *mapNode[K, V]) set(tx *Tx, leaf []*mapEntry[K, V], bits int) {
	if len(leaf) <= mapLeaf || bits >= 64 {
		n.v.Set(tx, mapContents[K, V]{leaf: leaf})
		return
	}
	branch := new([mapFan]mapNode[K, V])
	var part [mapFan][]*mapEntry[K, V]
	for _, e := range leaf {
		i := e.hash >> bits % mapFan
		part[i] = append(part[i], e)
	}
	for i := range branch {
		branch[i].v.Init(tx, mapContents[K, V]{})
		if len(part[i]) != 0 {
			branch[i].set(tx, part[i], bits+mapFanBits)
		}
	}
	n.v.Set(tx, mapContents[K, V]{branch: branch})
}

// Delete removes k, and reports whether it was there.
func (m *TMap[K, V]) Delete(tx *Tx, k K) bool {
	hash := maphash.Comparable(mapSeed, k)
	n, c, _ := m.find(tx, hash)
	i := c.entry(k, hash)
	if i < 0 {
		return false
	}
	n.v.Set(tx, mapContents[K, V]{leaf: slices.Delete(slices.Clone(c.leaf), i, i+1)})
	m.size.Add(tx, -1)
	return true
}

// Len returns the number of keys. A transaction that has asked for it conflicts with every
// insertion and deletion.
func (m *TMap[K, V]) Len(tx *Tx) int { return int(m.size.Value(tx)) }

// Keys returns all keys, in no particular order. The map may be changed meanwhile; whether
// such changes are seen is left open.
func (m *TMap[K, V]) Keys(tx *Tx) iter.Seq[K] {
	return func(yield func(K) bool) {
		m.walk(tx, func(e *mapEntry[K, V]) bool { return yield(e.key) })
	}
}

// All returns all keys and values, like Keys.
func (m *TMap[K, V]) All(tx *Tx) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		m.walk(tx, func(e *mapEntry[K, V]) bool { return yield(e.key, e.val.Get(tx)) })
	}
}

func (m *TMap[K, V]) walk(tx *Tx, f func(*mapEntry[K, V]) bool) {
	for i := range m.root {
		if !m.root[i].walk(tx, f) {
			return
		}
	}
}

func (n *mapNode[K, V]) walk(tx *Tx, f func(*mapEntry[K, V]) bool) bool {
	c := n.v.Get(tx)
	for _, e := range c.leaf {
		if !f(e) {
			return false
		}
	}
	if c.branch != nil {
		for i := range c.branch {
			if !c.branch[i].walk(tx, f) {
				return false
			}
		}
	}
	return true
}
