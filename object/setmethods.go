package object

import (
	"strings"
	"unsafe"
)

// plainType returns set or frozenset, whichever v's type inherits from: what
// operations on instances of subclasses make.
func (s *Set) plainType() *Type {
	if s.Typ.Flags&FlagFrozenSet != 0 {
		return FrozenSetType
	}
	return SetType
}

// merge adds the items of o.
func (s *Set) merge(t *Thread, o *Set) *Exception {
	if s == o {
		return nil
	}
	ob := o.read(t)
	if ob.live == 0 {
		return nil
	}
	b := s.writeFlat(t)
	if b.fill == 0 {
		// Nothing is there to compare with.
		b.reserve(t, ob.live)
		if len(b.table) == 0 {
			b.table = make([]hashedKey, minSetTable)
		}
		if len(b.table) == len(ob.table) && ob.fill == ob.live {
			copy(b.table, ob.table)
			b.fill, b.live = ob.fill, ob.live
			b.gen++
			return nil
		}
		for _, k := range ob.table {
			if k.O != nil {
				insertKey(b.table, k)
			}
		}
		if ob.cards != nil {
			for k, pos := ob.next(0); k.O != nil; k, pos = ob.next(pos) {
				insertKey(b.table, k)
			}
		}
		b.fill, b.live = ob.live, ob.live
		b.gen++
		return nil
	}
	b.reserve(t, ob.live)
	from := 0
	for ; from < len(ob.table); from++ {
		if k := ob.table[from]; k.O != nil {
			pos, found, sure := b.probe(k, k.hash())
			if !sure {
				break // Python code is going to run
			}
			if !found {
				b.put(t, pos, k)
			}
		}
	}
	for k, pos := o.read(t).next(from); k.O != nil; k, pos = o.read(t).next(pos) {
		if err := s.addKey(t, k); err != nil {
			return err
		}
	}
	return nil
}

// sift adds to r, which is new and empty, the items of s that are in o, or those
// that are not.
func (s *Set) sift(t *Thread, o *Set, in bool, r *Set) *Exception {
	from := 0
	for b, ob, rb := s.read(t), o.read(t), r.write(t); from < len(b.table); from++ {
		if k := b.table[from]; k.O != nil {
			_, found, sure := ob.probe(k, k.hash())
			if !sure {
				break // Python code is going to run
			}
			if found == in {
				rb.putNew(t, k)
			}
		}
	}
	for k, pos := s.read(t).next(from); k.O != nil; k, pos = s.read(t).next(pos) {
		found, err := o.hasKey(t, k)
		if err == nil && found == in {
			err = r.addKey(t, k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hasKey reports whether k is in s.
func (s *Set) hasKey(t *Thread, k hashedKey) (bool, *Exception) {
	_, found, sure := s.read(t).probe(k, k.hash())
	if sure {
		return found, nil
	}
	_, found, err := s.search(t, k.value(), k.hash())
	return found, err
}

// addKey adds k if it is not there.
func (s *Set) addKey(t *Thread, k hashedKey) *Exception {
	pos, found, sure := s.read(t).probe(k, k.hash())
	if !sure {
		_, err := s.addHash(t, k.value(), k.hash())
		return err
	}
	if !found {
		s.write(t).put(t, pos, k)
	}
	return nil
}

// Update adds the items of iterable v.
func (s *Set) Update(t *Thread, v Value) *Exception {
	if o, ok := AsSet(v); ok {
		return s.merge(t, o)
	}
	if v.O.Typ == DictType {
		d := dictOf(v)
		if n := d.Len(t); n > 0 {
			s.writeFlat(t).reserve(t, n)
		}
		return d.eachKey(t, func(k Value, h int64) (bool, *Exception) {
			_, err := s.addHash(t, k, h)
			return true, err
		})
	}
	if v.O.Typ == ListType || v.O.Typ == TupleType {
		return s.addItems(t, v)
	}
	return Iterate(t, v, func(x Value) (bool, *Exception) { return true, s.Add(t, x) })
}

// addItems adds the items of a list or tuple. Ints are added in one go as long as
// the set is the attempt's own: that runs no Python code.
func (s *Set) addItems(t *Thread, v Value) *Exception {
	var items []Value
	if v.O.Typ == ListType {
		items = listOf(v).Items(t)
	} else {
		items = tupleOf(v).Items
	}
	from := 0
	if b := (*setBody)(unsafe.Pointer(s.Box.Load())); b.Stamp() == t.Tx.ID && b.cards == nil {
		for ; from < len(items) && items[from].O == &IntTag; from++ {
			k := hashedKey(items[from])
			pos, found, sure := b.probe(k, k.hash())
			if !sure {
				break
			}
			if !found {
				b.put(t, pos, k)
			}
		}
	}
	for i := from; ; i++ {
		if v.O.Typ == ListType { // it may change meanwhile
			items = listOf(v).Items(t)
		}
		if i >= len(items) {
			return nil
		}
		if err := s.Add(t, items[i]); err != nil {
			return err
		}
	}
}

// eachKey calls f with each key and its hash until it returns false. f may run
// Python code.
func (d *Dict) eachKey(t *Thread, f func(k Value, h int64) (bool, *Exception)) *Exception {
	for i := 0; ; i++ {
		b := d.open(t)
		if c := b.cards; c != nil {
			k, h := Value{}, int64(0)
			for ; i < c.len(); i++ {
				if k, h = c.key(i); k.O != nil {
					break
				}
			}
			if k.O == nil {
				return nil
			}
			if more, err := f(k, h); err != nil || !more {
				return err
			}
			continue
		}
		for i < len(b.entries) && b.entries[i].key.O == nil {
			i++
		}
		if i >= len(b.entries) {
			return nil
		}
		if more, err := f(b.entries[i].key.split()); err != nil || !more {
			return err
		}
	}
}

// each calls f with each item of v and its hash until it returns false.
func eachHashed(t *Thread, v Value, f func(x Value, h int64) (bool, *Exception)) *Exception {
	if o, ok := AsSet(v); ok {
		for k, pos := o.read(t).next(0); k.O != nil; k, pos = o.read(t).next(pos) {
			if more, err := f(k.value(), k.hash()); err != nil || !more {
				return err
			}
		}
		return nil
	}
	if v.O.Typ == DictType {
		return dictOf(v).eachKey(t, f)
	}
	return Iterate(t, v, func(x Value) (bool, *Exception) {
		h, err := Hash(t, x)
		if err != nil {
			return false, err
		}
		return f(x, h)
	})
}

// setFrom makes a set of typ, set or frozenset, of the items of v.
func setFrom(t *Thread, typ *Type, v Value) (*Set, *Exception) {
	s := newSetOf(t, typ)
	return s, s.Update(t, v)
}

// asSetOrNew returns v itself if it is a set, else a set of its items.
func asSetOrNew(t *Thread, v Value) (*Set, *Exception) {
	if s, ok := AsSet(v); ok {
		return s, nil
	}
	return setFrom(t, SetType, v)
}

// copy returns a plain copy.
func (s *Set) copy(t *Thread) (*Set, *Exception) { return setFrom(t, s.plainType(), s.Value()) }

// intersection returns s & v for any iterable v.
func (s *Set) intersection(t *Thread, v Value) (*Set, *Exception) {
	if v.O == &s.Object {
		return s.copy(t)
	}
	r := newSetOf(t, s.plainType())
	in := s
	if o, ok := AsSet(v); ok {
		if o.Len(t) > s.Len(t) {
			in, o = o, s
		}
		return r, o.sift(t, in, true, r)
	}
	return r, eachHashed(t, v, func(x Value, h int64) (bool, *Exception) {
		i, err := in.find(t, x, h)
		if i >= 0 {
			_, err = r.addHash(t, x, h)
		}
		return true, err
	})
}

// subtract removes the items of v.
func (s *Set) subtract(t *Thread, v Value) *Exception {
	if v.O == &s.Object {
		s.Clear(t)
		return nil
	}
	err := eachHashed(t, v, func(x Value, h int64) (bool, *Exception) {
		_, err := s.discardHash(t, x, h)
		return true, err
	})
	if err != nil {
		return err
	}
	if b := s.read(t); b.fill-b.live > b.size()/4 {
		// Dead entries would slow down later searches.
		if b = s.write(t); b.live > 50000 {
			b.resize(t, b.live*2)
		} else {
			b.resize(t, b.live*4)
		}
	}
	return nil
}

// difference returns s - v for any iterable v.
func (s *Set) difference(t *Thread, v Value) (*Set, *Exception) {
	r := newSetOf(t, s.plainType())
	if o, ok := AsSet(v); ok && s.Len(t)>>2 <= o.Len(t) {
		return r, s.sift(t, o, false, r)
	}
	if v.O.Typ == DictType && s.Len(t)>>2 <= dictOf(v).Len(t) {
		d := dictOf(v)
		return r, eachHashed(t, s.Value(), func(x Value, h int64) (bool, *Exception) {
			e, err := d.find(t, x, h)
			if e == nil && err == nil {
				_, err = r.addHash(t, x, h)
			}
			return true, err
		})
	}
	if err := r.merge(t, s); err != nil {
		return nil, err
	}
	return r, r.subtract(t, v)
}

// toggle removes the items of v that are in s and adds the others.
func (s *Set) toggle(t *Thread, v Value) *Exception {
	if v.O == &s.Object {
		s.Clear(t)
		return nil
	}
	if v.O.Typ != DictType {
		o, err := asSetOrNew(t, v)
		if err != nil {
			return err
		}
		from := 0
		for b, ob := s.write(t), o.read(t); from < len(ob.table); from++ {
			if k := ob.table[from]; k.O != nil {
				at, found, sure := b.probe(k, k.hash())
				if !sure {
					break
				}
				if found {
					b.remove(at)
				} else {
					b.put(t, at, k)
				}
			}
		}
		for k, pos := o.read(t).next(from); k.O != nil; k, pos = o.read(t).next(pos) {
			at, found, err := s.search(t, k.value(), k.hash())
			switch {
			case err != nil:
				return err
			case found:
				s.removeAt(t, at)
			default:
				s.write(t).put(t, at, k)
			}
		}
		return nil
	}
	return eachHashed(t, v, func(x Value, h int64) (bool, *Exception) {
		found, err := s.discardHash(t, x, h)
		if !found && err == nil {
			_, err = s.addHash(t, x, h)
		}
		return true, err
	})
}

// symmetricDifference returns s ^ v for any iterable v.
func (s *Set) symmetricDifference(t *Thread, v Value) (*Set, *Exception) {
	r, err := setFrom(t, s.plainType(), v)
	if err != nil {
		return nil, err
	}
	return r, r.toggle(t, s.Value())
}

// isSubset reports whether all items of s are in o.
func (s *Set) isSubset(t *Thread, o *Set) (bool, *Exception) {
	if s.Len(t) > o.Len(t) {
		return false, nil
	}
	from := 0
	for b, ob := s.read(t), o.read(t); from < len(b.table); from++ {
		if k := b.table[from]; k.O != nil {
			_, found, sure := ob.probe(k, k.hash())
			if !sure {
				break
			}
			if !found {
				return false, nil
			}
		}
	}
	for k, pos := s.read(t).next(from); k.O != nil; k, pos = s.read(t).next(pos) {
		if found, err := o.hasKey(t, k); err != nil || !found {
			return false, err
		}
	}
	return true, nil
}

func (s *Set) isDisjoint(t *Thread, v Value) (bool, *Exception) {
	in := s
	if o, ok := AsSet(v); ok {
		if o == s {
			return s.Len(t) == 0, nil
		}
		if o.Len(t) > s.Len(t) {
			in, v = o, s.Value()
		}
	}
	if o, ok := AsSet(v); ok {
		return o.isDisjointFrom(t, in)
	}
	disjoint := true
	err := eachHashed(t, v, func(x Value, h int64) (bool, *Exception) {
		i, err := in.find(t, x, h)
		disjoint = i < 0
		return disjoint, err
	})
	return disjoint, err
}

// isDisjointFrom reports whether no item of s is in o.
func (s *Set) isDisjointFrom(t *Thread, o *Set) (bool, *Exception) {
	from := 0
	for b, ob := s.read(t), o.read(t); from < len(b.table); from++ {
		if k := b.table[from]; k.O != nil {
			_, found, sure := ob.probe(k, k.hash())
			if !sure {
				break // Python code is going to run
			}
			if found {
				return false, nil
			}
		}
	}
	for k, pos := s.read(t).next(from); k.O != nil; k, pos = s.read(t).next(pos) {
		if found, err := o.hasKey(t, k); err != nil || found {
			return false, err
		}
	}
	return true, nil
}

func setCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	x, ok1 := AsSet(a)
	y, ok2 := AsSet(b)
	if !ok1 || !ok2 {
		return NotImplemented, nil
	}
	n, m := x.Len(t), y.Len(t)
	possible := true
	switch op {
	case CmpEq, CmpNe:
		possible = n == m
		if hx, hy := x.hash.Load(), y.hash.Load(); hx != 0 && hy != 0 && hx != hy {
			possible = false
		}
	case CmpLt:
		possible = n < m
	case CmpGt:
		possible = n > m
	}
	if op == CmpGt || op == CmpGe {
		x, y = y, x
	}
	r := false
	if possible {
		if err := t.EnterNative(" in comparison"); err != nil {
			return Value{}, err
		}
		var err *Exception
		r, err = x.isSubset(t, y)
		t.LeaveNative()
		if err != nil {
			return Value{}, err
		}
	}
	return Bool(r != (op == CmpNe)), nil
}

// frozenHash is the hash of s as a frozenset: it does not depend on the order.
func (s *Set) frozenHash(t *Thread) int64 {
	var h uint64
	b := s.read(t)
	for k, pos := b.next(0); k.O != nil; k, pos = b.next(pos) {
		x := uint64(k.hash())
		h ^= (x ^ 89869747 ^ x<<16) * 3644798167
	}
	h ^= (uint64(b.live) + 1) * 1927868237
	h ^= h>>11 ^ h>>25
	h = h*69069 + 907133923
	if h == 1<<64-1 {
		return 590923713
	}
	return int64(h)
}

// lookupHash is the hash of x for a search: also of a set, which stands for
// the frozenset equal to it.
func lookupHash(t *Thread, x Value) (int64, *Exception) {
	h, err := Hash(t, x)
	if err != nil && x.O.Typ.Flags&FlagSet != 0 && err.Matches(TypeError) {
		return setOf(x).frozenHash(t), nil
	}
	return h, err
}

// contains reports whether x, or the frozenset equal to it, is in s.
func (s *Set) contains(t *Thread, x Value) (bool, *Exception) {
	if x.O == &IntTag {
		if _, found, sure := s.read(t).probe(hashedKey(x), hashInt(x.Int())); sure {
			return found, nil
		}
	}
	i, err := s.lookup(t, x)
	return i >= 0, err
}

func (s *Set) lookup(t *Thread, x Value) (int, *Exception) {
	h, err := lookupHash(t, x)
	if err != nil {
		return -1, err
	}
	return s.find(t, x, h)
}

func setRepr(t *Thread, v Value) (Value, *Exception) {
	name := v.O.Typ.Name
	items := setOf(v).Items(t)
	if len(items) == 0 {
		return NewStr(name + "()"), nil
	}
	if !t.EnterRepr(v.O) {
		return NewStr(name + "(...)"), nil
	}
	open, end := name+"({", "})"
	if v.O.Typ == SetType {
		open, end = "{", "}"
	}
	var sb strings.Builder
	sb.WriteString(open)
	err := joinRepr(t, &sb, func(i int) (Value, bool) {
		if i < len(items) {
			return items[i], true
		}
		return Value{}, false
	})
	t.LeaveRepr()
	sb.WriteString(end)
	return NewStr(sb.String()), err
}

// setResult turns a set and error into what a method returns.
func setResult(s *Set, err *Exception) (Value, *Exception) {
	if err != nil {
		return Value{}, err
	}
	return s.Value(), nil
}

// setOp makes the slot of an operator on two sets.
func setOp(f func(s *Set, t *Thread, v Value) (*Set, *Exception)) func(t *Thread, a, b Value) (Value, *Exception) {
	return func(t *Thread, a, b Value) (Value, *Exception) {
		x, ok1 := AsSet(a)
		_, ok2 := AsSet(b)
		if !ok1 || !ok2 {
			return NotImplemented, nil
		}
		return setResult(f(x, t, b))
	}
}

func (s *Set) union(t *Thread, v Value) (*Set, *Exception) {
	r, err := s.copy(t)
	if err != nil {
		return nil, err
	}
	return r, r.Update(t, v)
}

// intersect keeps only items that are in v too.
func (s *Set) intersect(t *Thread, v Value) *Exception {
	r, err := s.intersection(t, v)
	if err != nil {
		return err
	}
	rb, b := r.read(t), s.write(t)
	b.table, b.cards, b.fill, b.live, b.finger = rb.table, nil, rb.fill, rb.live, 0
	b.gen++
	return nil
}

func setInPlace(f func(s *Set, t *Thread, v Value) *Exception) func(t *Thread, a, b Value) (Value, *Exception) {
	return func(t *Thread, a, b Value) (Value, *Exception) {
		if b.O.Typ.Flags&anySet == 0 {
			return NotImplemented, nil
		}
		return a, f(setOf(a), t, b)
	}
}

func init() {
	for _, typ := range []*Type{SetType, FrozenSetType} {
		SetLayout[Set](typ)
		typ.Alloc = func(t *Thread, typ *Type) *Object { return &newSetOf(t, typ).Object }
		s := &typ.Slots
		s.Repr = setRepr
		s.Compare = setCompare
		s.Iter = func(t *Thread, v Value) (Value, *Exception) { return newSetIter(t, setOf(v)), nil }
		s.Len = func(t *Thread, v Value) (int, *Exception) { return setOf(v).Len(t), nil }
		s.Contains = func(t *Thread, v, x Value) (bool, *Exception) { return setOf(v).contains(t, x) }
		s.Num[OpOr] = setOp((*Set).union)
		s.Num[OpAnd] = setOp((*Set).intersection)
		s.Num[OpSub] = setOp((*Set).difference)
		s.Num[OpXor] = setOp((*Set).symmetricDifference)
		typ.Methods = setMethods()
	}
	SetType.Doc = "A set, which has each item once: of the items of an iterable, or empty."
	FrozenSetType.Doc = "A set that never changes, of the items of an iterable, or empty."
	SetType.Methods = append(SetType.Methods, mutableSetMethods()...)

	s := &SetType.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return newSetOf(t, typ).Value(), nil
	}
	s.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if err := Positional(t, "set", args, kwnames, 0, 1); err != nil {
			return err
		}
		if s := setOf(v); s.read(t).fill > 0 {
			s.Clear(t)
		}
		if len(args) == 1 {
			return setOf(v).Update(t, args[0])
		}
		return nil
	}
	s.INum[OpOr] = setInPlace((*Set).Update)
	s.INum[OpAnd] = setInPlace((*Set).intersect)
	s.INum[OpSub] = setInPlace((*Set).subtract)
	s.INum[OpXor] = setInPlace((*Set).toggle)

	f := &FrozenSetType.Slots
	f.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if typ == FrozenSetType || !typ.initOverridden() || len(kwnames) == 0 {
			if err := Positional(t, "frozenset", args, kwnames, 0, 1); err != nil {
				return Value{}, err
			}
		}
		if len(args)-len(kwnames) == 0 {
			return newSetOf(t, typ).Value(), nil
		}
		if typ == FrozenSetType && args[0].O.Typ == FrozenSetType {
			return args[0], nil
		}
		return setResult(setFrom(t, typ, args[0]))
	}
	f.Hash = func(t *Thread, v Value) (int64, *Exception) {
		s := setOf(v)
		if h := s.hash.Load(); h != 0 {
			return h, nil
		}
		h := s.frozenHash(t)
		s.hash.Store(h)
		return h, nil
	}
}

// each applies f to every iterable of a tuple of arguments.
func eachArg(args Value, f func(v Value) *Exception) *Exception {
	for _, v := range tupleOf(args).Items {
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

func setMethods() []Def {
	return []Def{
		{Name: "copy", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			if a[0].O.Typ == FrozenSetType {
				return a[0], nil
			}
			return setResult(setOf(a[0]).copy(t))
		}, Doc: "Return a set of the same items."},
		{Name: "union", Sig: "*others", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			r, err := setOf(a[0]).copy(t)
			if err == nil {
				err = eachArg(a[1], func(v Value) *Exception { return r.Update(t, v) })
			}
			return setResult(r, err)
		}, Doc: "Return the items that are in the set or any of the others."},
		{Name: "intersection", Sig: "*others", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			r := setOf(a[0])
			var err *Exception
			if others := tupleOf(a[1]).Items; len(others) == 0 {
				r, err = r.copy(t)
			} else {
				err = eachArg(a[1], func(v Value) (err *Exception) {
					r, err = r.intersection(t, v)
					return err
				})
			}
			return setResult(r, err)
		}, Doc: "Return the items that are in the set and all others."},
		{Name: "difference", Sig: "*others", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			others := tupleOf(a[1]).Items
			if len(others) == 0 {
				return setResult(setOf(a[0]).copy(t))
			}
			r, err := setOf(a[0]).difference(t, others[0])
			for _, v := range others[1:] {
				if err == nil {
					err = r.subtract(t, v)
				}
			}
			return setResult(r, err)
		}, Doc: "Return the items that are in the set and none of the others."},
		{Name: "symmetric_difference", Sig: "other, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return setResult(setOf(a[0]).symmetricDifference(t, a[1]))
		}, Doc: "Return the items that are in exactly one of the two."},
		{Name: "isdisjoint", Sig: "other, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			r, err := setOf(a[0]).isDisjoint(t, a[1])
			return Bool(r), err
		}, Doc: "Report whether the two have no item in common."},
		{Name: "issubset", Sig: "other, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			o, err := asSetOrNew(t, a[1])
			if err != nil {
				return Value{}, err
			}
			r, err := setOf(a[0]).isSubset(t, o)
			return Bool(r), err
		}, Doc: "Report whether another set contains all items of this one."},
		{Name: "issuperset", Sig: "other, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			s := setOf(a[0])
			if o, ok := AsSet(a[1]); ok {
				r, err := o.isSubset(t, s)
				return Bool(r), err
			}
			all := true
			err := eachHashed(t, a[1], func(x Value, h int64) (bool, *Exception) {
				i, err := s.find(t, x, h)
				all = i >= 0
				return all, err
			})
			return Bool(all), err
		}, Doc: "Report whether this set contains all items of another."},
		{Name: "__contains__", Sig: "object, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := setOf(a[0]).lookup(t, a[1])
			return Bool(i >= 0), err
		}},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			state, err := CallMethod(t, a[0], strGetState)
			if err != nil {
				return Value{}, err
			}
			items := NewList(t, setOf(a[0]).Items(t)).Value()
			return TupleOf([]Value{a[0].O.Typ.Value(), TupleOf([]Value{items}), state}), nil
		}, Doc: "Return what pickling needs."},
		{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := setOf(a[0]).read(t)
			return Int(int64(unsafe.Sizeof(Set{})) + int64(b.size())*int64(unsafe.Sizeof(hashedKey{}))), nil
		}, Doc: "Return the size of the set in memory, in bytes."},
		classGetItem,
	}
}

func mutableSetMethods() []Def {
	update := func(name, doc string, f func(s *Set, t *Thread, v Value) *Exception) Def {
		return Def{Name: name, Sig: "*others", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return None, eachArg(a[1], func(v Value) *Exception { return f(setOf(a[0]), t, v) })
		}, Doc: doc}
	}
	return []Def{
		{Name: "add", Sig: "object, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return None, setOf(a[0]).Add(t, a[1])
		}, Doc: "Add an item to the set."},
		{Name: "remove", Sig: "object, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := setOf(a[0]).lookup(t, a[1])
			if err != nil {
				return Value{}, err
			}
			if i < 0 {
				return Value{}, newKeyError(t, a[1])
			}
			setOf(a[0]).removeAt(t, i)
			return None, nil
		}, Doc: "Remove an item, which must be there."},
		{Name: "discard", Sig: "object, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			s := setOf(a[0])
			if a[1].O == &IntTag {
				if pos, found, sure := s.read(t).probe(hashedKey(a[1]), hashInt(a[1].Int())); sure {
					if found {
						s.removeAt(t, pos)
					}
					return None, nil
				}
			}
			i, err := s.lookup(t, a[1])
			if i >= 0 {
				s.removeAt(t, i)
			}
			return None, err
		}, Doc: "Remove an item if it is there."},
		{Name: "pop", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			x, ok := setOf(a[0]).Pop(t)
			if !ok {
				return Value{}, t.Errorf(KeyError, "pop from an empty set")
			}
			return x, nil
		}, Doc: "Remove and return some item."},
		{Name: "clear", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			setOf(a[0]).Clear(t)
			return None, nil
		}, Doc: "Remove all items."},
		update("update", "Add the items of all others.", (*Set).Update),
		{Name: "intersection_update", Sig: "*others", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return None, eachArg(a[1], func(v Value) *Exception { return setOf(a[0]).intersect(t, v) })
		}, Doc: "Keep only items that are in all others too."},
		update("difference_update", "Remove the items of all others.", (*Set).subtract),
		{Name: "symmetric_difference_update", Sig: "other, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return None, setOf(a[0]).toggle(t, a[1])
		}, Doc: "Keep the items that are in exactly one of the two."},
	}
}
