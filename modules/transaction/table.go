package transaction

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// table is the unordered hash table behind stmdict and its kin. Transactions
// that use different keys do not conflict, but for insertions and deletions of
// keys that happen to lie in the same leaf.
//
// It is a trie over the hashes, like stm.TMap; the difference is that comparing
// two keys may run Python code, which may change the table. A node holds a
// leaf, some entries, or branches; a leaf that gets too long turns into
// branches, which never turn back, so nothing ever moves everything. The value
// of an entry is a variable of its own: assigning to an existing key leaves the
// leaf alone. The size is a striped counter, so insertions do not meet there.
//
// Variables are made with a body that counts as committed long ago. That is
// right as nobody else can reach them before the leaf is committed that they
// hang on.
type table struct {
	root [tableRoot]stm.Var[tableNode]
	size stm.Counter
	keys keyKind
}

// keyKind says how keys of a table are compared.
type keyKind uint8

const (
	byEquality keyKind = iota
	byIndex            // keys are integers
	byIdentity
)

const (
	tableRootBits = 6
	tableRoot     = 1 << tableRootBits
	tableFanBits  = 4
	tableFan      = 1 << tableFanBits
	tableLeaf     = 8 // entries of a leaf, but where the hash has no more bits
)

// tableNode is a leaf, or if branch is not nil a branch.
type tableNode struct {
	leaf   []*tableEntry // never changed in place: versions share it
	branch *[tableFan]*stm.Var[tableNode]
}

type tableEntry struct {
	key  object.Value
	hash uint64
	val  *stm.Var[object.Value]
}

// place is where a key is, or would be.
type place struct {
	key  object.Value
	hash uint64
	node *stm.Var[tableNode]
	leaf []*tableEntry
	bits int // of the hash, that lead to node
	i    int // in leaf; -1: the key is not there
}

// hash returns the key as it is stored, and its hash.
func (m *table) hash(t *object.Thread, key object.Value) (object.Value, uint64, *object.Exception) {
	var h uint64
	switch m.keys {
	case byIdentity:
		h = uint64(uintptr(unsafe.Pointer(key.O))) ^ key.N
	case byIndex:
		var err *object.Exception
		if key, err = object.Index(t, key); err != nil {
			return key, 0, err
		}
		fallthrough
	default:
		n, err := object.Hash(t, key)
		if err != nil {
			return key, 0, err
		}
		h = uint64(n)
	}
	h *= 0x9e3779b97f4a7c15
	return key, h ^ h>>32, nil
}

// descend finds the leaf that is responsible for p.hash.
func (m *table) descend(t *object.Thread, p *place) {
	p.node = &m.root[p.hash%tableRoot]
	p.bits = tableRootBits
	for {
		c := p.node.Get(t.Tx)
		if c.branch == nil {
			p.leaf = c.leaf
			return
		}
		p.node = c.branch[p.hash>>p.bits%tableFan]
		p.bits += tableFanBits
	}
}

// current reports whether p is still what the table says.
func (m *table) current(t *object.Thread, p *place) bool {
	now := place{hash: p.hash}
	m.descend(t, &now)
	return now.node == p.node && len(now.leaf) == len(p.leaf) && unsafe.SliceData(now.leaf) == unsafe.SliceData(p.leaf)
}

// find looks for key.
func (m *table) find(t *object.Thread, key object.Value) (p place, err *object.Exception) {
	if p.key, p.hash, err = m.hash(t, key); err != nil {
		return p, err
	}
restart:
	m.descend(t, &p)
	for i, e := range p.leaf {
		if e.hash != p.hash {
			continue
		}
		if e.key == p.key {
			p.i = i
			return p, nil
		}
		if m.keys == byIdentity {
			continue
		}
		eq, err := object.EqualBool(t, e.key, p.key)
		if err != nil {
			return p, err
		}
		if !m.current(t, &p) {
			goto restart
		}
		if eq {
			p.i = i
			return p, nil
		}
	}
	p.i = -1
	return p, nil
}

// get returns the value of key, null if there is none.
func (m *table) get(t *object.Thread, key object.Value) (object.Value, *object.Exception) {
	p, err := m.find(t, key)
	if err != nil || p.i < 0 {
		return object.Value{}, err
	}
	return p.leaf[p.i].val.Get(t.Tx), nil
}

// has reports whether key is there.
func (m *table) has(t *object.Thread, key object.Value) (bool, *object.Exception) {
	p, err := m.find(t, key)
	return err == nil && p.i >= 0, err
}

// set makes v the value of key.
func (m *table) set(t *object.Thread, key, v object.Value) *object.Exception {
	p, err := m.find(t, key)
	if err != nil {
		return err
	}
	if p.i >= 0 {
		p.leaf[p.i].val.Set(t.Tx, v)
		return nil
	}
	m.insert(t, &p, v)
	return nil
}

// add makes v the value of key unless it is there, and returns its value.
func (m *table) add(t *object.Thread, key, v object.Value) (object.Value, *object.Exception) {
	p, err := m.find(t, key)
	if err != nil {
		return v, err
	}
	if p.i >= 0 {
		return p.leaf[p.i].val.Get(t.Tx), nil
	}
	m.insert(t, &p, v)
	return v, nil
}

func (m *table) insert(t *object.Thread, p *place, v object.Value) {
	e := &tableEntry{p.key, p.hash, stm.NewVar(v)}
	leaf := append(p.leaf[:len(p.leaf):len(p.leaf)], e)
	p.node.Set(t.Tx, newTableNode(leaf, p.bits))
	m.size.Add(t.Tx, 1)
}

// newTableNode makes a node of entries, as leaf or as branch.
func newTableNode(leaf []*tableEntry, bits int) tableNode {
	if len(leaf) <= tableLeaf || bits >= 64 {
		return tableNode{leaf: leaf}
	}
	var part [tableFan][]*tableEntry
	for _, e := range leaf {
		i := e.hash >> bits % tableFan
		part[i] = append(part[i], e)
	}
	branch := new([tableFan]*stm.Var[tableNode])
	for i := range branch {
		branch[i] = stm.NewVar(newTableNode(part[i], bits+tableFanBits))
	}
	return tableNode{branch: branch}
}

// remove deletes key and returns its value, null if there was none.
func (m *table) remove(t *object.Thread, key object.Value) (object.Value, *object.Exception) {
	p, err := m.find(t, key)
	if err != nil || p.i < 0 {
		return object.Value{}, err
	}
	v := p.leaf[p.i].val.Get(t.Tx)
	leaf := append(append(make([]*tableEntry, 0, len(p.leaf)-1), p.leaf[:p.i]...), p.leaf[p.i+1:]...)
	p.node.Set(t.Tx, tableNode{leaf: leaf})
	m.size.Add(t.Tx, -1)
	return v, nil
}

// len returns the number of keys. A transaction that has asked for it conflicts
// with every insertion and deletion.
func (m *table) len(t *object.Thread) int { return int(m.size.Value(t.Tx)) }

// entries returns all entries. That conflicts with insertions and deletions.
func (m *table) entries(t *object.Thread) []*tableEntry {
	var all []*tableEntry
	for i := range m.root {
		all = appendEntries(t, all, &m.root[i])
	}
	return all
}

func appendEntries(t *object.Thread, all []*tableEntry, node *stm.Var[tableNode]) []*tableEntry {
	c := node.Get(t.Tx)
	all = append(all, c.leaf...)
	if c.branch != nil {
		for _, child := range c.branch {
			all = appendEntries(t, all, child)
		}
	}
	return all
}

// any returns an entry, nil if there is none. Workers begin to look in different
// places, so that they seldom meet.
func (m *table) any(t *object.Thread) *tableEntry {
	for i := range m.root {
		if all := appendEntries(t, nil, &m.root[(i+t.Worker*23)%tableRoot]); len(all) > 0 {
			return all[t.Worker%len(all)]
		}
	}
	return nil
}

// clear removes everything.
func (m *table) clear(t *object.Thread) {
	for i := range m.root {
		if n := len(appendEntries(t, nil, &m.root[i])); n > 0 {
			m.root[i].Set(t.Tx, tableNode{})
			m.size.Add(t.Tx, -int64(n))
		}
	}
}

// container is an object that holds a table.
type container struct {
	object.Object
	m table
}

func containerOf(v object.Value) *container { return (*container)(unsafe.Pointer(v.O)) }

// declareContainer gives typ the layout of a container.
func declareContainer(typ *object.Type, keys keyKind) {
	object.SetLayout[container](typ)
	typ.Alloc = func(t *object.Thread, typ *object.Type) *object.Object {
		c := object.Allocate[container](typ)
		c.m.keys = keys
		return &c.Object
	}
	typ.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return object.Value{O: typ.Alloc(t, typ)}, nil
	}
}

func keyError(t *object.Thread, key object.Value) *object.Exception {
	return object.NewException(t, object.KeyError, key)
}
