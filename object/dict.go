package object

import (
	"math"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Dict is a Python dict: a hash table that keeps insertion order. Contents live
// in the body: entries in order of insertion, deleted ones with a null key,
// and beyond eight entries an open-addressing index of entry numbers.
//
// A namespace dict (of a module) keeps each value in a NameCell of its own, so
// that caches can hold on to the cell and a transaction that assigns one global
// does not conflict with readers of another. Its structure changes only alone
// (solo or exclusive), hence is read without barrier by peekStr.
type Dict struct {
	Object
	Box   stm.Box
	names *nameCells // of a namespace dict; mixedNames, see classvar.go; else nil
	first dictBody
}

type dictBody struct {
	stm.Body
	entries []dictEntry
	index   []uint32   // entry number + 1, 0 or deadSlot; len is a power of two; nil while there are few entries
	used    int        // slots of index that are not 0
	live    int        // entries that are not deleted
	head    int        // no entry before it is live
	gen     uint32     // counts insertions and deletions, for searches that ran Python code meanwhile
	split   uint8      // how often it shall still be made cards with a box for each value, see dictcells.go
	cards   *dictCards // not nil: entries and index are there, see dictcards.go
}

// deadSlot is an index slot whose entry was deleted: searches go on past it.
const deadSlot = ^uint32(0)

// smallDict is how many entries a dict has at most without an index.
const smallDict = 8

// dictEntry is deleted if its key is null.
type dictEntry struct {
	key hashedKey
	val Value
}

// DictType is dict.
var DictType = declare("dict", ObjectType, FlagDict|FlagMapping|FlagMatchSelf)

var (
	dictWhole = &stm.Kind{Name: "dict", Clone: copyDictBody, Save: saveWholeDict, Fork: forkDictBody}
	dictKind  = &stm.Kind{Name: "dict", Clone: cloneDictBody, Save: saveDictBody, Fork: forkDictBody}
)

// NewDict makes an empty dict.
func NewDict(t *Thread) *Dict {
	d := &Dict{Object: Object{Typ: DictType}}
	d.init(t)
	return d
}

func (d *Dict) init(t *Thread) {
	d.first.Init(t.stamp())
	d.Box.Init(&d.first.Body)
}

// NewNamespace makes the dict of a module.
func NewNamespace(t *Thread) *Dict {
	d := NewDict(t)
	d.names = &nameCells{m: map[*Str]*NameCell{}}
	return d
}

// AsDict returns v as a dict if it is one (or of a subclass).
func AsDict(v Value) (*Dict, bool) {
	if v.O.Typ.Flags&FlagDict != 0 {
		return (*Dict)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// Value returns d as a value.
func (d *Dict) Value() Value { return Value{O: &d.Object} }

// read opens d for reading. The body is flat, see dictcards.go.
func (d *Dict) read(t *Thread) *dictBody {
	b := (*dictBody)(unsafe.Pointer(d.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return d.readFlat(t)
	}
	return b
}

// write opens d for any change. The body is flat.
func (d *Dict) write(t *Thread) *dictBody {
	if d.names != nil {
		t.Tx.BecomeExclusive("new global name")
	}
	b := (*dictBody)(unsafe.Pointer(d.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return d.writeFlat(t)
	}
	return b
}

// peek returns the current body without a barrier, for dicts that change only
// alone: namespaces and the dicts of classes.
func (d *Dict) peek() *dictBody { return (*dictBody)(unsafe.Pointer(d.Box.Load())) }

// Len returns the number of entries.
func (d *Dict) Len(t *Thread) int { return d.open(t).live }

// value reads an entry's value, through its cell if it has one.
func (e *dictEntry) value(t *Thread) Value {
	return Held(t, e.val)
}

// IsNamespace reports whether d is the dict of a module.
func (d *Dict) IsNamespace() bool { return d.names != nil && d.names != mixedNames }

// findStr returns the entry of a str key, or nil.
func (b *dictBody) findStr(key *Str, hash int64) *dictEntry {
	if b.index == nil {
		for i := range b.entries {
			e := &b.entries[i]
			if e.key.O == &key.Object || e.key.N == uint64(hash) && e.key.isStr(key) {
				return e
			}
		}
		return nil
	}
	mask := uint64(len(b.index) - 1)
	for i := firstSlot(hash, mask); ; i = (i + 1) & mask {
		k := b.index[i]
		if k == 0 {
			return nil
		}
		if k == deadSlot {
			continue
		}
		e := &b.entries[k-1]
		if e.key.O == &key.Object || e.key.N == uint64(hash) && e.key.isStr(key) {
			return e
		}
	}
}

// firstSlot returns the slot where a search for hash h begins in an index of mask + 1 slots.
//
// Ints hash to themselves, and it is programs that number things which have large dicts. A multiple of
// the golden ratio leaves hardly two of a row of ints in one slot, as long as the highest bits of the
// product are taken; a mix that is as good as random leaves every second key behind another, and the
// processor then cannot guess how a search goes on. But numbers whose difference is a
// Fibonacci number would all lie side by side: so the upper bits are folded in before.
func firstSlot(h int64, mask uint64) uint64 {
	x := uint64(h)
	x ^= x >> 32
	x ^= x >> 15
	return x * 0x9e3779b97f4a7c15 >> (uint(bits.LeadingZeros64(mask)) & 63)
}

// probe returns the number of k's entry in a flat body, or -1; sure is false if
// Python's == has to tell whether that entry's key is k.
func (b *dictBody) probe(k hashedKey, hash int64) (n int, sure bool) {
	odd := k.odd()
	if b.index == nil {
		for i := range b.entries {
			x := b.entries[i].key
			if x == k {
				return i, true
			}
			if x.N != k.N && !odd && !x.odd() || x.O == nil {
				continue
			}
			if same, sure := k.matches(x); same || !sure {
				return i, sure
			}
		}
		return -1, true
	}
	mask := uint64(len(b.index) - 1)
	for i := firstSlot(hash, mask); ; i = (i + 1) & mask {
		slot := b.index[i&mask]
		if slot == 0 {
			return -1, true
		}
		if slot == deadSlot {
			continue
		}
		x := b.entries[slot-1].key
		if x == k {
			return int(slot - 1), true
		}
		if x.N != k.N && !odd && !x.odd() || x.O == nil {
			continue
		}
		if same, sure := k.matches(x); same || !sure {
			return int(slot - 1), sure
		}
	}
}

// find returns the entry of key, or nil. Comparing keys may run Python code; if
// that changes d, the search starts over.
func (d *Dict) find(t *Thread, key Value, hash int64) (*dictEntry, *Exception) {
	b := d.open(t)
restart:
	if b.cards != nil {
		return d.findCarded(t, b, key, hash)
	}
	k := makeKey(key, hash)
	if n, sure := b.probe(k, hash); sure {
		if n < 0 {
			return nil, nil
		}
		return &b.entries[n], nil
	}
	// An entry of equal hash says whether it is the one: its number, or -1 if d has
	// changed meanwhile.
	gen := b.gen
	ask := func(n int) (same, changed bool, err *Exception) {
		x := b.entries[n].key
		same, sure := k.matches(x)
		if sure {
			return same, false, nil
		}
		if same, err = EqualBool(t, x.value(), key); err != nil {
			return false, false, err
		}
		if nb := d.open(t); nb != b || b.gen != gen {
			b = nb
			return false, true, nil
		}
		return same, false, nil
	}
	if b.index == nil {
		for i := 0; i < len(b.entries); i++ {
			if b.entries[i].key.O == nil {
				continue
			}
			same, changed, err := ask(i)
			switch {
			case err != nil:
				return nil, err
			case changed:
				goto restart
			case same:
				return &b.entries[i], nil
			}
		}
		return nil, nil
	}
	mask := uint64(len(b.index) - 1)
	for i := firstSlot(hash, mask); b.index[i] != 0; i = (i + 1) & mask {
		slot := b.index[i]
		if slot == deadSlot || b.entries[slot-1].key.O == nil {
			continue
		}
		same, changed, err := ask(int(slot - 1))
		switch {
		case err != nil:
			return nil, err
		case changed:
			goto restart
		case same:
			return &b.entries[slot-1], nil
		}
	}
	return nil, nil
}

// sameKey reports k == key for keys of equal hash.
func sameKey(t *Thread, k, key Value) (bool, *Exception) {
	if k.O.Typ == StrType && key.O.Typ == StrType {
		return (*Str)(unsafe.Pointer(k.O)).S == (*Str)(unsafe.Pointer(key.O)).S, nil
	}
	if eq, sure := simplyEqual(k, key, 2); sure {
		return eq, nil
	}
	return EqualBool(t, k, key)
}

// plain returns the body of a dict that the attempt owns and of which there is
// nothing special to know, else nil.
func (d *Dict) plain(t *Thread) *dictBody {
	if b := (*dictBody)(unsafe.Pointer(d.Box.Load())); b.Stamp() == t.Tx.ID && b.cards == nil && d.names == nil {
		return b
	}
	return nil
}

// plainRead is plain for a dict that is only read: one that the attempt has opened will do.
func (d *Dict) plainRead(t *Thread) *dictBody {
	x := d.Box.Load()
	if b := (*dictBody)(unsafe.Pointer(x)); (x.Stamp() == t.Tx.ID || t.Tx.Knows(x)) && b.cards == nil && d.names == nil {
		return b
	}
	return nil
}

// Get returns the value of key, null if there is none. Unhashable keys raise.
func (d *Dict) Get(t *Thread, key Value) (Value, *Exception) {
	if b := d.plainRead(t); b != nil {
		if k, h, ok := simpleKey(key); ok {
			if n, sure := b.probe(k, h); sure {
				if n < 0 {
					return Value{}, nil
				}
				return b.entries[n].val, nil
			}
		}
	} else if k, h, ok := simpleKey(key); ok {
		if v := d.glance(t, k, h); v.O != nil {
			return v, nil
		}
	}
	h, err := Hash(t, key)
	if err != nil {
		return Value{}, err
	}
	e, err := d.find(t, key, h)
	if e == nil {
		return Value{}, err
	}
	return e.value(t), nil
}

// GetHash is Get of a key whose hash is known.
func (d *Dict) GetHash(t *Thread, key Value, hash int64) (Value, *Exception) {
	if v := d.glance(t, makeKey(key, hash), hash); v.O != nil {
		return v, nil
	}
	e, err := d.find(t, key, hash)
	if e == nil {
		return Value{}, err
	}
	return e.value(t), nil
}

// SetHash is Set of a key whose hash is known.
func (d *Dict) SetHash(t *Thread, key, v Value, hash int64) *Exception {
	return d.setHash(t, key, v, hash)
}

// GetStr returns the value of a str key, null if there is none.
func (d *Dict) GetStr(t *Thread, key *Str) Value {
	if v := d.glance(t, makeKey(key.Value(), key.Hash()), key.Hash()); v.O != nil {
		return v
	}
	b := d.open(t)
	if b.cards != nil {
		e, err := d.find(t, key.Value(), key.Hash())
		if err == nil && e == nil {
			return Value{}
		}
		if err == nil {
			return e.val
		}
		b = d.read(t) // a comparison has failed, with a key that is no str
	}
	if e := b.findStr(key, key.Hash()); e != nil {
		return e.value(t)
	}
	return Value{}
}

// peekStr is GetStr without a barrier, for dicts that change only alone.
func (d *Dict) peekStr(key *Str) Value {
	if e := d.peek().findStr(key, key.Hash()); e != nil {
		return e.val
	}
	return Value{}
}

// Set assigns d[key] = v.
func (d *Dict) Set(t *Thread, key, v Value) *Exception {
	if b := d.plain(t); b != nil {
		if k, h, ok := simpleKey(key); ok {
			if n, sure := b.probe(k, h); sure {
				if n >= 0 {
					b.entries[n].val = v
				} else {
					b.addKey(t, k, v, h)
				}
				return nil
			}
		}
	} else if k, h, ok := simpleKey(key); ok && d.names == nil && d.assign(t, k, h, v) {
		return nil
	}
	h, err := Hash(t, key)
	if err != nil {
		return err
	}
	return d.setHash(t, key, v, h)
}

func (d *Dict) setHash(t *Thread, key, v Value, h int64) *Exception {
	if b := (*dictBody)(unsafe.Pointer(d.Box.Load())); b.Stamp() != t.Tx.ID || b.cards != nil {
		if done, err := d.setShared(t, key, v, h); done {
			return err
		}
	} else if d.names == nil {
		k := makeKey(key, h)
		if n, sure := b.probe(k, h); sure {
			if n >= 0 {
				b.entries[n].val = v
			} else {
				b.addKey(t, k, v, h)
			}
			return nil
		}
	}
	e, err := d.find(t, key, h)
	if err != nil {
		return err
	}
	if e != nil {
		if c := e.val.Variable(); c != nil {
			c.Store(t, v)
			return nil
		}
		i := d.number(t, e)
		d.write(t).entries[i].val = v
		return nil
	}
	d.insert(t, key, v, h)
	return nil
}

// number returns the position of entry e, found in the body last read.
func (d *Dict) number(t *Thread, e *dictEntry) int {
	if e == &t.found.dictEntry {
		return t.found.number
	}
	b := d.read(t)
	return int((uintptr(unsafe.Pointer(e)) - uintptr(unsafe.Pointer(unsafe.SliceData(b.entries)))) / unsafe.Sizeof(*e))
}

// SetStr assigns d[key] = v for a str key.
func (d *Dict) SetStr(t *Thread, key *Str, v Value) {
	h := key.Hash()
	b := (*dictBody)(unsafe.Pointer(d.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		// A comparison can fail, with a key that is no str: such a key does not count.
		if done, err := d.setShared(t, key.Value(), v, h); done && err == nil {
			return
		}
		b = d.read(t)
	}
	if e := b.findStr(key, h); e != nil {
		if c := e.val.Variable(); c != nil {
			c.Store(t, v)
			return
		}
		i := d.number(t, e)
		d.write(t).entries[i].val = v
		return
	}
	d.insert(t, key.Value(), v, h)
}

// replaceStr puts v in the place of the value of key, which is there; t runs alone.
func (d *Dict) replaceStr(t *Thread, key *Str, v Value) {
	b := d.write(t)
	b.findStr(key, key.Hash()).val = v
}

// insert adds a key that is not there.
func (d *Dict) insert(t *Thread, key, v Value, h int64) {
	if d.names == nil || d.names == mixedNames {
		if b := d.openWrite(t); b.cards != nil {
			d.insertCarded(t, b, key, v, h)
		} else {
			b.add(t, key, v, h)
		}
		return
	}
	b := d.write(t)
	b.add(t, key, Value{O: &d.entryCell(t, key, v).Object}, h)
}

func (b *dictBody) add(t *Thread, key, v Value, h int64) { b.addKey(t, makeKey(key, h), v, h) }

// addKey appends an entry and indexes it. t is nil if the change is applied at
// commit.
func (b *dictBody) addKey(t *Thread, key hashedKey, v Value, h int64) {
	if len(b.entries) == cap(b.entries) {
		b.grow(t)
	}
	b.entries = append(b.entries, dictEntry{key, v})
	b.live++
	b.gen++
	n := len(b.entries)
	if b.index == nil && n <= smallDict {
		return
	}
	if b.used*3 >= len(b.index)*2 {
		b.reindex(t)
		return
	}
	if enterSlot(b.index, h, n-1) {
		b.used++
	}
}

// indexEntry enters entry k into the index.
func (b *dictBody) indexEntry(k int) {
	if enterSlot(b.index, b.entries[k].key.hash(), k) {
		b.used++
	}
}

// enterSlot enters entry k, of hash h, into an index, and reports whether the slot
// was free. It may also be that of a deleted entry: else a key that comes and goes
// would have to be looked for behind all its former slots.
func enterSlot(index []uint32, h int64, k int) (free bool) {
	mask := uint64(len(index) - 1)
	i := firstSlot(h, mask)
	for index[i&mask]+1 > 1 { // neither free nor dead
		i++
	}
	free = index[i&mask] == 0
	index[i&mask] = uint32(k + 1)
	return free
}

// grow makes room for another entry: by dropping deleted ones if a fifth is
// deleted.
func (b *dictBody) grow(t *Thread) {
	n := len(b.entries)
	if n == 0 {
		b.entries = make([]dictEntry, 0, 4)
		return
	}
	if n >= smallDict && b.live < n*4/5 {
		b.compact(t)
		return
	}
	t.noteLarge(8 * n)
	r := t.recycler(&b.Body)
	if r == nil {
		b.entries = append(make([]dictEntry, 0, 2*n), b.entries...)
		return
	}
	old := b.entries
	b.entries = append(r.entries.take(2*n), old...)
	r.entries.give(old)
}

// compact drops deleted entries.
func (b *dictBody) compact(t *Thread) {
	j := 0
	for i := b.head; i < len(b.entries); i++ {
		if b.entries[i].key.O != nil {
			b.entries[j] = b.entries[i]
			j++
		}
	}
	clear(b.entries[j:])
	b.entries = b.entries[:j]
	b.head = 0
	if j > smallDict {
		b.reindex(t)
	} else {
		b.dropIndex()
	}
}

func (b *dictBody) dropIndex() { b.index, b.used = nil, 0 }

// reindex builds the index anew, with room to grow as far as the entries have.
func (b *dictBody) reindex(t *Thread) {
	room := max(cap(b.entries), len(b.entries))
	if room <= 512 {
		room *= 2 // not anew for each of the first few times that the entries grow
	}
	size := 1 << bits.Len(uint(2*room-1))
	if size == len(b.index) {
		clear(b.index)
	} else if r := t.recycler(&b.Body); r != nil {
		r.index.give(b.index)
		b.index = r.index.take(size)[:size]
	} else {
		b.index = make([]uint32, size)
	}
	b.used = b.live
	for k := b.head; k < len(b.entries); k++ {
		if key := b.entries[k].key; key.O != nil {
			enterSlot(b.index, key.hash(), k)
		}
	}
}

// Delete removes key and returns its value, null if there was none.
func (d *Dict) Delete(t *Thread, key Value) (Value, *Exception) {
	if b := d.plain(t); b != nil {
		if k, h, ok := simpleKey(key); ok {
			if n, sure := b.probe(k, h); sure {
				if n < 0 {
					return Value{}, nil
				}
				return d.removeAt(t, n), nil
			}
		}
	}
	h, err := Hash(t, key)
	if err != nil {
		return Value{}, err
	}
	e, err := d.find(t, key, h)
	if e == nil {
		return Value{}, err
	}
	return d.removeAt(t, d.number(t, e)), nil
}

// removeAt deletes entry i and returns its value.
func (d *Dict) removeAt(t *Thread, i int) Value {
	if d.names == nil {
		if b := d.openWrite(t); b.cards != nil {
			return b.removeCarded(t, i)
		}
	}
	b := d.write(t)
	e := &b.entries[i]
	v := e.value(t)
	if c := e.val.Variable(); c != nil {
		c.Store(t, Value{})
	}
	if b.index != nil {
		mask := uint64(len(b.index) - 1)
		k := firstSlot(e.key.hash(), mask)
		for b.index[k] != uint32(i+1) {
			k = (k + 1) & mask
		}
		b.index[k] = deadSlot
	}
	*e = dictEntry{}
	b.live--
	b.gen++
	// Ends are trimmed, so that taking from either end again and again costs the
	// same each time.
	if b.live == 0 {
		b.entries, b.head = b.entries[:0], 0
		b.dropIndex()
		return v
	}
	if i == len(b.entries)-1 {
		for i > 0 && b.entries[i-1].key.O == nil {
			i--
		}
		b.entries = b.entries[:i]
	} else if i == b.head {
		for b.entries[i].key.O == nil {
			i++
		}
		b.head = i
	}
	return v
}

// Clear removes everything.
func (d *Dict) Clear(t *Thread) {
	if d.names == nil {
		if b := d.openWrite(t); b.cards != nil { // need not be made flat first
			b.cards.retire(t)
			b.cards = nil
		}
	}
	b := d.write(t)
	if d.names != nil {
		for i := range b.entries {
			if c := b.entries[i].val.Variable(); c != nil {
				c.Store(t, Value{})
			}
		}
	}
	b.entries, b.live, b.head = nil, 0, 0
	b.gen++
	b.dropIndex()
}

// NextEntry returns the first entry at or after position pos and the position
// after it; ok is false at the end. Start with pos 0.
func (d *Dict) NextEntry(t *Thread, pos int) (key, val Value, next int, ok bool) {
	b := d.open(t)
	if c := b.cards; c != nil {
		for pos = max(pos, b.head); pos < c.len(); pos++ {
			if k, _ := c.key(pos); k.O != nil {
				return k, c.val(t, pos), pos + 1, true
			}
		}
		return Value{}, Value{}, pos, false
	}
	for pos = max(pos, b.head); pos < len(b.entries); {
		e := &b.entries[pos]
		pos++
		if e.key.O != nil {
			return e.key.value(), e.value(t), pos, true
		}
	}
	return Value{}, Value{}, pos, false
}

// PrevEntry returns the last entry before position pos and its own position,
// from which to go on; ok is false at the beginning. Start with a pos of
// EndPos.
func (d *Dict) PrevEntry(t *Thread, pos int) (key, val Value, prev int, ok bool) {
	b := d.open(t)
	if c := b.cards; c != nil {
		for pos = min(pos, c.len()); pos > b.head; {
			pos--
			if k, _ := c.key(pos); k.O != nil {
				return k, c.val(t, pos), pos, true
			}
		}
		return Value{}, Value{}, pos, false
	}
	for pos = min(pos, len(b.entries)); pos > b.head; {
		pos--
		if e := &b.entries[pos]; e.key.O != nil {
			return e.key.value(), e.value(t), pos, true
		}
	}
	return Value{}, Value{}, pos, false
}

// EndPos is a position after all entries of any dict.
const EndPos = math.MaxInt

// Keys returns the keys in order.
func (d *Dict) Keys(t *Thread) []Value {
	b := d.read(t)
	keys := make([]Value, 0, b.live)
	for i := range b.entries {
		if k := b.entries[i].key; k.O != nil {
			keys = append(keys, k.value())
		}
	}
	return keys
}

// Copy returns a plain dict with the same entries.
func (d *Dict) Copy(t *Thread) *Dict {
	c := NewDict(t)
	c.first.fill(t, d)
	return c
}

// fill puts the entries of o into b, which is empty and no namespace's.
func (b *dictBody) fill(t *Thread, o *Dict) {
	ob := o.read(t)
	b.head, b.live = 0, ob.live
	b.gen++
	if ob.live == len(ob.entries) && o.names == nil {
		// Nothing was deleted: the index is that of the copy.
		// One or two keys more are often what the copy is made for.
		b.entries = make([]dictEntry, ob.live, ob.live+2+ob.live/16)
		for i := 0; i < ob.live; i += copyPiece {
			copy(b.entries[i:min(i+copyPiece, ob.live)], ob.entries[i:])
		}
		b.index, b.used = slices.Clone(ob.index), ob.used
		return
	}
	b.entries = make([]dictEntry, 0, ob.live)
	for i := ob.head; i < len(ob.entries); i++ {
		if e := &ob.entries[i]; e.key.O != nil {
			b.entries = append(b.entries, dictEntry{e.key, e.value(t)})
		}
	}
	b.dropIndex()
	if b.live > smallDict {
		b.reindex(t)
	}
}

// Init makes d, allocated as part of a subtype's layout, an empty dict.
func (d *Dict) Init(t *Thread) { d.init(t) }

// Generation returns a number that changes whenever a key is added, removed or
// moved.
func (d *Dict) Generation(t *Thread) uint32 { return d.open(t).gen }

// Move puts key last, or first, in the order; found is false if it is missing.
func (d *Dict) Move(t *Thread, key Value, last bool) (found bool, err *Exception) {
	h, err := Hash(t, key)
	if err != nil {
		return false, err
	}
	e, err := d.find(t, key, h)
	if e == nil {
		return false, err
	}
	i := d.number(t, e)
	b := d.write(t)
	if last && i == len(b.entries)-1 || !last && i == b.head {
		return true, nil
	}
	moved := b.entries[i]
	d.removeAt(t, i)
	if last {
		b.addKey(t, moved.key, moved.val, moved.key.hash())
	} else {
		b.prepend(t, moved)
	}
	return true, nil
}

// prepend puts in an entry before all others. Rarely wanted, it moves the
// entries up when there is no gap left before them, by their number, so that it
// costs the same each time on the average.
func (b *dictBody) prepend(t *Thread, e dictEntry) {
	if b.head == 0 {
		gap := max(4, b.live)
		entries := make([]dictEntry, gap, 2*gap+b.live)
		for i := range b.entries {
			if b.entries[i].key.O != nil {
				entries = append(entries, b.entries[i])
			}
		}
		b.entries, b.head = entries, gap
		b.reindex(t)
	}
	b.head--
	b.entries[b.head] = e
	b.live++
	b.gen++
	if b.used*3 >= len(b.index)*2 {
		b.reindex(t)
		return
	}
	b.indexEntry(b.head)
}
