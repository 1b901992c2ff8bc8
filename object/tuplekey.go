package object

// Programs look for tuples in dicts and sets: grid[x, y], (x, y) in seen. The tuple is
// made for the search only, and takes more time than that. So the evaluator gives the
// items, and where the search runs no Python code and finds what it looks for, or
// that it is not there, no tuple is made.

// lookForTuple returns a key that equals the tuple of the items, ints and strs, and its
// hash. The key is valid until the next call. ok is false if there is another item.
func (t *Thread) lookForTuple(items []Value) (k hashedKey, hash int64, ok bool) {
	for _, x := range items {
		if x.O != &IntTag && x.O.Typ != StrType {
			return hashedKey{}, 0, false
		}
	}
	hash, err := hashItems(t, items)
	if err != nil {
		return hashedKey{}, 0, false
	}
	t.key.Typ = TupleType
	t.key.Items = items
	return hashedKey{&t.key.Object, uint64(hash)}, hash, true
}

// tupleEntry returns the entry of the tuple of items in v, if that is a dict that the
// attempt owns; sure is false if the tuple must be made to tell.
func (t *Thread) tupleEntry(v Value, items []Value) (e *dictEntry, sure bool) {
	if v.O.Typ != DictType {
		return nil, false
	}
	b := dictOf(v).plain(t)
	if b == nil {
		return nil, false
	}
	k, hash, ok := t.lookForTuple(items)
	if !ok {
		return nil, false
	}
	n, sure := b.probe(k, hash)
	if !sure || n < 0 {
		return nil, sure
	}
	return &b.entries[n], true
}

// TupleItem returns v[items] for a dict v, null if that is not all there is to it.
func TupleItem(t *Thread, v Value, items []Value) Value {
	if e, _ := t.tupleEntry(v, items); e != nil {
		return e.val
	}
	return Value{}
}

// StoreTupleItem is v[items] = x for a dict v that has the key. It reports whether it was done.
func StoreTupleItem(t *Thread, v Value, items []Value, x Value) bool {
	e, _ := t.tupleEntry(v, items)
	if e != nil {
		e.val = x
	}
	return e != nil
}

// HasTuple reports whether the tuple of items is in v, a dict or set; sure is false if
// the tuple must be made to tell.
func HasTuple(t *Thread, v Value, items []Value) (has, sure bool) {
	if v.O.Typ != SetType {
		e, sure := t.tupleEntry(v, items)
		return e != nil, sure
	}
	b := setOf(v).Box.Load()
	if b.Stamp() != t.Tx.ID {
		return false, false
	}
	k, hash, ok := t.lookForTuple(items)
	if !ok {
		return false, false
	}
	_, has, sure = setOf(v).read(t).probe(k, hash)
	return has && sure, sure
}
