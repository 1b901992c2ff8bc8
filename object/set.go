package object

import (
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Set is a Python set or frozenset.
//
// The table is open-addressed with CPython's probe sequence and growth, so that
// sets of ints, and of whatever else hashes alike on both, are iterated in the
// same order: programs do print sets. A probe looks at up to ten neighbouring
// entries before it jumps, by the recurrence i ← 5i + 1 + perturb that brings in
// all bits of the hash.
//
// The first table is part of the object; a copy of the body never has it.
//
// A frozenset never changes once it can be seen, so it is read without barrier.
type Set struct {
	Object
	Box   stm.Box
	first setBody
	hash  atomic.Int64 // of a frozenset; 0: not computed
	small [minSetTable]hashedKey
}

type setBody struct {
	stm.Body
	table  []hashedKey // free entries are null, deleted ones deadKey; len is a power of two, or 0 after clear
	fill   int         // entries that are not free: live or dead
	live   int
	finger int                  // where the next pop looks
	gen    uint32               // counts changes of the table, for searches that ran Python code meanwhile
	cards  *CowArray[hashedKey] // not nil: the table is there, see setcards.go
}

const (
	minSetTable  = 8
	setProbes    = 9 // neighbours to look at
	perturbShift = 5
)

// Types of sets.
var (
	SetType       = declare("set", ObjectType, FlagSet|FlagMatchSelf|FlagWeakRef)
	FrozenSetType = declare("frozenset", ObjectType, FlagFrozenSet|FlagMatchSelf|FlagWeakRef)
)

const anySet = FlagSet | FlagFrozenSet

var (
	setKind  = &stm.Kind{Name: "set", Clone: cloneSetBody, Save: saveSetBody}
	setWhole = &stm.Kind{Name: "set", Clone: copySetBody, Save: saveWholeSet}
)

// NewSet makes an empty set.
func NewSet(t *Thread) *Set {
	s := t.takeSet()
	if s == nil {
		return newSetOf(t, SetType)
	}
	s.first.Init(t.stamp())
	s.first.table = s.small[:]
	return s
}

// NewFrozenSet makes a frozenset of items.
func NewFrozenSet(t *Thread, items []Value) (*Set, *Exception) {
	s := newSetOf(t, FrozenSetType)
	for _, x := range items {
		if err := s.Add(t, x); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// newSetOf makes an empty set of typ, which may be a subclass.
func newSetOf(t *Thread, typ *Type) *Set {
	var s *Set
	if typ.AttrsOff == 0 {
		s = &Set{Object: Object{typ}}
	} else {
		s = Allocate[Set](typ)
	}
	s.first.Init(t.stamp())
	s.first.table = s.small[:]
	s.Box.Init(&s.first.Body)
	return s
}

// AsSet returns v as a set if it is a set or frozenset (or of a subclass).
func AsSet(v Value) (*Set, bool) {
	if v.O.Typ.Flags&anySet != 0 {
		return (*Set)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

func setOf(v Value) *Set { return (*Set)(unsafe.Pointer(v.O)) }

// Value returns s as a value.
func (s *Set) Value() Value { return Value{O: &s.Object} }

func (s *Set) read(t *Thread) *setBody {
	b := s.Box.Load()
	if b.Stamp() == t.Tx.ID {
		return (*setBody)(unsafe.Pointer(b))
	}
	return s.openRead(t, b)
}

func (s *Set) openRead(t *Thread, b *stm.Body) *setBody {
	if s.Typ.Flags&FlagFrozenSet == 0 {
		b = t.Tx.OpenRead(&s.Box, b)
	}
	sb := (*setBody)(unsafe.Pointer(b))
	if sb.cards != nil && t.Tx.Exclusive() {
		sb.flatten()
	}
	return sb
}

func (s *Set) write(t *Thread) *setBody {
	b := s.Box.Load()
	if b.Stamp() == t.Tx.ID {
		return (*setBody)(unsafe.Pointer(b))
	}
	return s.openWrite(t, b)
}

func (s *Set) openWrite(t *Thread, b *stm.Body) *setBody {
	k := setKind
	if t.copiesWhole(&s.Box, 2*len(guess[setBody](t, &s.Box).table)) {
		k = setWhole
	}
	sb := (*setBody)(unsafe.Pointer(t.Tx.OpenWrite(&s.Box, b, k)))
	if sb.cards != nil && t.Tx.Exclusive() {
		sb.flatten()
	}
	return sb
}

// Len returns the number of items.
func (s *Set) Len(t *Thread) int { return s.read(t).live }

// probe looks for k. It returns the position of the entry, or of the entry where k
// belongs, which is the last dead one on the way to the free one if there is any;
// sure is false if Python's == has to tell whether the entry at pos is k.
func (b *setBody) probe(k hashedKey, hash int64) (pos int, found, sure bool) {
	table := b.table
	if len(table) == 0 {
		if b.cards != nil {
			return b.probeCards(k, hash)
		}
		return 0, false, true
	}
	mask := uint64(len(table) - 1)
	perturb := uint64(hash)
	i := perturb & mask
	dead := -1
	for {
		end := i
		if i+setProbes <= mask {
			end = i + setProbes
		}
		for j := i; j <= end; j++ {
			x := table[j&mask]
			if x == k {
				return int(j), true, true
			}
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
			if x.O == k.O && x.O == &IntTag {
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

// search looks for key, as probe does. Comparing may run Python code; if that
// changes the set, the search starts over.
func (s *Set) search(t *Thread, key Value, hash int64) (pos int, found bool, err *Exception) {
	k := makeKey(key, hash)
	pos, found, sure := s.read(t).probe(k, hash)
	if sure {
		return pos, found, nil
	}
restart:
	b := s.readFlat(t)
	if len(b.table) == 0 {
		return 0, false, nil
	}
	gen := b.gen
	mask := uint64(len(b.table) - 1)
	perturb := uint64(hash)
	i := perturb & mask
	dead := -1
	for {
		end := i
		if i+setProbes <= mask {
			end = i + setProbes
		}
		for j := i; j <= end; j++ {
			x := b.table[j]
			if x.O == nil {
				if x.N == 0 {
					if dead >= 0 {
						return dead, false, nil
					}
					return int(j), false, nil
				}
				dead = int(j)
				continue
			}
			same, sure := k.matches(x)
			if !sure {
				if same, err = EqualBool(t, x.value(), key); err != nil {
					return 0, false, err
				}
				if nb := s.readFlat(t); nb != b || b.gen != gen {
					goto restart
				}
			}
			if same {
				return int(j), true, nil
			}
		}
		perturb >>= perturbShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// find returns the position of key, or -1.
func (s *Set) find(t *Thread, key Value, hash int64) (int, *Exception) {
	pos, found, err := s.search(t, key, hash)
	if !found {
		return -1, err
	}
	return pos, nil
}

// Has reports whether x is in s.
func (s *Set) Has(t *Thread, x Value) (bool, *Exception) {
	h, err := Hash(t, x)
	if err != nil {
		return false, err
	}
	i, err := s.find(t, x, h)
	return i >= 0, err
}

// Add adds x.
func (s *Set) Add(t *Thread, x Value) *Exception {
	// Of an int or a str in a set that the attempt owns there is nothing more to know.
	if b := s.Box.Load(); b.Stamp() == t.Tx.ID {
		if k, h, ok := simpleKey(x); ok {
			sb := (*setBody)(unsafe.Pointer(b))
			if pos, found, sure := sb.probe(k, h); sure {
				if !found {
					sb.put(t, pos, k)
				}
				return nil
			}
		}
	}
	h, err := Hash(t, x)
	if err != nil {
		return err
	}
	if s.Box.Load().Stamp() != t.Tx.ID && s.hold(t, x, h) {
		return nil
	}
	_, err = s.addHash(t, x, h)
	return err
}

// addHash adds x of hash h and reports whether it is new.
func (s *Set) addHash(t *Thread, x Value, h int64) (bool, *Exception) {
	pos, found, err := s.search(t, x, h)
	if found || err != nil {
		return false, err
	}
	s.write(t).put(t, pos, makeKey(x, h))
	return true, nil
}

// put enters k, which is not there, at the place that probe found for it. t is nil
// if the change is applied at commit.
func (b *setBody) put(t *Thread, pos int, k hashedKey) {
	if b.size() == 0 {
		b.table = make([]hashedKey, minSetTable)
		pos = int(uint64(k.hash()) & (minSetTable - 1))
	}
	dead := false
	if b.cards == nil {
		e := &b.table[pos]
		dead = e.N != 0
		*e = k
	} else {
		dead = b.putSlot(pos, k) == deadKey
	}
	b.live++
	b.gen++
	if !dead {
		b.fill++
		b.growFilled(t)
	}
}

// putNew enters k, which is not there, into a flat body without dead entries.
func (b *setBody) putNew(t *Thread, k hashedKey) {
	if len(b.table) == 0 {
		b.table = make([]hashedKey, minSetTable)
	}
	insertKey(b.table, k)
	b.live++
	b.gen++
	b.fill++
	b.growFilled(t)
}

// growFilled makes the table larger if it is too full.
func (b *setBody) growFilled(t *Thread) {
	if b.fill*5 >= (b.size()-1)*3 {
		if b.live > 50000 {
			b.resize(t, b.live*2)
		} else {
			b.resize(t, b.live*4)
		}
	}
}

// insertKey puts an item that is not there into a table without dead entries,
// leaving all counts to the caller. Most items find their first place free.
func insertKey(table []hashedKey, k hashedKey) {
	h := k.N
	if k.odd() {
		h = uint64(k.otherHash())
	}
	if e := &table[h&uint64(len(table)-1)]; e.O == nil {
		*e = k
		return
	}
	insertBehind(table, k, h)
}

// insertBehind is insertKey of an item of hash h whose first place is taken.
func insertBehind(table []hashedKey, k hashedKey, h uint64) {
	mask := uint64(len(table) - 1)
	perturb := h
	i := perturb & mask
	for {
		end := i
		if i+setProbes <= mask {
			end = i + setProbes
		}
		for j := i; j <= end; j++ {
			if e := &table[j&mask]; e.O == nil {
				*e = k
				return
			}
		}
		perturb >>= perturbShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// resize rebuilds the table for more than n items.
func (b *setBody) resize(t *Thread, n int) {
	size := minSetTable
	for size <= n {
		size <<= 1
	}
	if r := t.recycler(&b.Body); r != nil && b.cards == nil {
		old := b.table
		b.table = r.keys.take(size)[:size]
		for _, k := range old {
			if k.O != nil {
				insertKey(b.table, k)
			}
		}
		if len(old) > minSetTable { // else it may be part of the object
			r.keys.give(old)
		}
	} else {
		table := make([]hashedKey, size)
		for k, pos := b.next(0); k.O != nil; k, pos = b.next(pos) {
			insertKey(table, k)
		}
		if b.cards != nil {
			c := CowOf(table)
			b.cards = &c
		} else {
			b.table = table
		}
	}
	t.noteLarge(2 * size)
	b.fill = b.live
	b.gen++
}

// reserve prepares for n more items, as a merge does. The body is flat.
func (b *setBody) reserve(t *Thread, n int) {
	size := max(len(b.table), minSetTable)
	if (b.fill+n)*5 >= (size-1)*3 {
		b.resize(t, (b.live+n)*2)
	}
}

// removeAt deletes the item at position i.
func (s *Set) removeAt(t *Thread, i int) {
	s.write(t).remove(i)
}

func (b *setBody) remove(i int) {
	b.putSlot(i, deadKey)
	b.live--
	b.gen++
}

// Discard removes x and reports whether it was there.
func (s *Set) Discard(t *Thread, x Value) (bool, *Exception) {
	h, err := Hash(t, x)
	if err != nil {
		return false, err
	}
	return s.discardHash(t, x, h)
}

func (s *Set) discardHash(t *Thread, x Value, h int64) (bool, *Exception) {
	i, err := s.find(t, x, h)
	if i < 0 || err != nil {
		return false, err
	}
	s.removeAt(t, i)
	return true, nil
}

// Clear removes everything.
func (s *Set) Clear(t *Thread) {
	b := s.write(t)
	b.table, b.cards, b.fill, b.live, b.finger = nil, nil, 0, 0, 0
	b.gen++
}

// Pop removes and returns an item; ok is false if there is none.
func (s *Set) Pop(t *Thread) (x Value, ok bool) {
	b := s.write(t)
	if b.live == 0 {
		return Value{}, false
	}
	i := b.finger & (b.size() - 1)
	for b.slot(i).O == nil {
		i = (i + 1) & (b.size() - 1)
	}
	x = b.slot(i).value()
	s.removeAt(t, i)
	b.finger = i + 1
	return x, true
}

// NextItem returns the first item at or after position pos and the position
// after it; ok is false at the end. Start with pos 0.
func (s *Set) NextItem(t *Thread, pos int) (x Value, next int, ok bool) {
	k, next := s.read(t).next(pos)
	if k.O == nil {
		return Value{}, next, false
	}
	return k.value(), next, true
}

// LoopSet is to a set what LoopDict is to a dict: in st are the set, a position as of
// NextItem, and how many items the set must have.
func LoopSet(t *Thread, st *[3]Value, item *Value) bool {
	b := (*setBody)(unsafe.Pointer((*Set)(unsafe.Pointer(st[0].O)).Box.Load()))
	if b.Stamp() != t.Tx.ID || uint64(b.live) != st[2].N {
		return false
	}
	for pos := st[1].N; pos < uint64(len(b.table)); pos++ {
		if k := b.table[pos]; k.O != nil {
			st[1].N = pos + 1
			*item = k.value()
			return true
		}
	}
	return false
}

// next returns the first item at or after position pos, null at the end, and
// the position after it.
func (b *setBody) next(pos int) (k hashedKey, after int) {
	for pos < len(b.table) {
		k := b.table[pos]
		pos++
		if k.O != nil {
			return k, pos
		}
	}
	if b.cards != nil {
		return b.nextCarded(pos)
	}
	return hashedKey{}, pos
}

// Items returns the items in a new slice.
func (s *Set) Items(t *Thread) []Value {
	b := s.read(t)
	items := make([]Value, 0, b.live)
	for k, pos := b.next(0); k.O != nil; k, pos = b.next(pos) {
		items = append(items, k.value())
	}
	return items
}

// setIterState is the state of an iterator over a set.
type setIterState struct {
	set  *Set // nil at the end
	pos  int
	size int // items when the iterator was made; -1 once that has changed
	left int
}

var setIterType = declare("set_iterator", ObjectType, FlagNoBase|FlagNoNew)

var setIterKind = NewKind[setIterState]("set iterator", nil)

func newSetIter(t *Thread, s *Set) Value {
	n := s.Len(t)
	return NewBoxed(t, setIterType, setIterState{set: s, size: n, left: n}).Value()
}

func init() {
	setIterType.Slots.Iter = iterSelf
	setIterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
		b := BoxedOf[setIterState](v).Write(t, setIterKind)
		if b.set == nil {
			return Value{}, nil
		}
		sb := b.set.read(t)
		if sb.live != b.size {
			b.size = -1
			return Value{}, t.Errorf(RuntimeError, "Set changed size during iteration")
		}
		k, pos := sb.next(b.pos)
		if k.O == nil {
			b.set = nil
			return Value{}, nil
		}
		b.pos = pos
		b.left--
		return k.value(), nil
	}
	setIterType.Methods = []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := BoxedOf[setIterState](a[0]).Read(t)
			if b.set == nil || b.set.Len(t) != b.size {
				return Int(0), nil
			}
			return Int(int64(b.left)), nil
		}, Doc: "Return how many items are left."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			f, err := BuiltinNamed(t, strIterName)
			if err != nil {
				return Value{}, err
			}
			var items []Value
			if b := BoxedOf[setIterState](a[0]).Read(t); b.set != nil {
				sb := b.set.read(t)
				for k, pos := sb.next(b.pos); k.O != nil; k, pos = sb.next(pos) {
					items = append(items, k.value())
				}
			}
			return TupleOf([]Value{f, TupleOf([]Value{NewList(t, items).Value()})}), nil
		}, Doc: "Return what pickling needs."},
	}
}
