package object

// Programs look for tuples in dicts and sets: grid[x, y], (x, y) in seen. The tuple is
// made for the search only, and takes more time than that. So the evaluator gives the
// items, and where the search runs no Python code and finds what it looks for, or
// that it is not there, no tuple is made, unless it is stored.

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

// probeTuple looks for the tuple of items in v, if that is a dict that the attempt owns, as
// dictBody.probe does. sure is also false if the tuple must be made to tell.
func (t *Thread) probeTuple(v Value, items []Value) (b *dictBody, n int, hash int64, sure bool) {
	if v.O.Typ != DictType {
		return nil, 0, 0, false
	}
	if b = dictOf(v).plain(t); b == nil {
		return nil, 0, 0, false
	}
	k, hash, ok := t.lookForTuple(items)
	if !ok {
		return nil, 0, 0, false
	}
	n, sure = b.probe(k, hash)
	return b, n, hash, sure
}

// TupleItem returns v[items] for a dict v, null if that is not all there is to it.
func TupleItem(t *Thread, v Value, items []Value) Value {
	if b, n, _, sure := t.probeTuple(v, items); sure && n >= 0 {
		return b.entries[n].val
	}
	return Value{}
}

// StoreTupleItem is v[items] = x for a dict v, for which the tuple is made if it is a new
// key. It reports whether it was done.
func StoreTupleItem(t *Thread, v Value, items []Value, x Value) bool {
	b, n, hash, sure := t.probeTuple(v, items)
	switch {
	case !sure:
		return false
	case n >= 0:
		b.entries[n].val = x
	default:
		b.addKey(t, hashedKey{NewTuple(items).O, uint64(hash)}, x, hash)
	}
	return true
}

// HasTuple reports whether the tuple of items is in v, a dict or set; sure is false if
// the tuple must be made to tell.
func HasTuple(t *Thread, v Value, items []Value) (has, sure bool) {
	if v.O.Typ != SetType {
		_, n, _, sure := t.probeTuple(v, items)
		return n >= 0 && sure, sure
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
