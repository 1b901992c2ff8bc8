package object

import (
	"strings"
	"unsafe"
)

// DictView is what keys(), values() and items() return.
type DictView struct {
	Object
	Dict *Dict
}

// Types of views of dicts.
var (
	DictKeysType   = declare("dict_keys", ObjectType, FlagNoBase|FlagNoNew)
	DictValuesType = declare("dict_values", ObjectType, FlagNoBase|FlagNoNew)
	DictItemsType  = declare("dict_items", ObjectType, FlagNoBase|FlagNoNew)
)

// dictIterState is the state of an iterator over a dict.
type dictIterState struct {
	dict *Dict // nil at the end
	pos  int   // as of NextEntry or PrevEntry
	size int   // entries when the iterator was made; -1 once the size has changed
	left int
}

// dictIter is such an iterator.
type dictIter = Boxed[dictIterState]

// Types of iterators over dicts.
var (
	dictKeyIterType          = declare("dict_keyiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictValueIterType        = declare("dict_valueiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictItemIterType         = declare("dict_itemiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictReverseKeyIterType   = declare("dict_reversekeyiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictReverseValueIterType = declare("dict_reversevalueiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictReverseItemIterType  = declare("dict_reverseitemiterator", ObjectType, FlagNoBase|FlagNoNew)
)

var dictIterKind = NewKind[dictIterState]("dict iterator", nil)

func newDictIter(t *Thread, typ *Type, d *Dict) Value {
	n := d.Len(t)
	st := dictIterState{dict: d, size: n, left: n}
	if isReverseDictIter(typ) {
		st.pos = EndPos
	}
	return NewBoxed(t, typ, st).Value()
}

func isReverseDictIter(typ *Type) bool {
	return typ == dictReverseKeyIterType || typ == dictReverseValueIterType || typ == dictReverseItemIterType
}

// LoopEntry is a step of a loop over d: pos is a position as of NextEntry, n the
// number of entries that d must have. The key is null at the end, and also, with
// a pos of -1, if d has another size now.
func (d *Dict) LoopEntry(t *Thread, pos, n int) (key, val Value, next int) {
	b := (*dictBody)(unsafe.Pointer(d.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil || d.names != nil {
		if d.Len(t) != n {
			return Value{}, Value{}, -1
		}
		key, val, next, _ = d.NextEntry(t, pos)
		return key, val, next
	}
	if b.live != n {
		return Value{}, Value{}, -1
	}
	for pos = max(pos, b.head); pos < len(b.entries); {
		e := &b.entries[pos]
		pos++
		if e.key.O != nil {
			return e.key.value(), e.val, pos
		}
	}
	return Value{}, Value{}, pos
}

// LoopDict is a step of a loop over a dict that the attempt owns and of which there is
// nothing special to know: it stores the next key, and value, where they are asked for. It
// reports whether it was done; if not, also at the end, all is as before. In st are the
// dict, a position as of NextEntry, and how many entries the dict must have << 32 | how
// many are left.
func LoopDict(t *Thread, st *[3]Value, key, val *Value) bool {
	d := (*Dict)(unsafe.Pointer(st[0].O))
	b := (*dictBody)(unsafe.Pointer(d.Box.Load()))
	sizes := st[2].N
	if b.Stamp() != t.Tx.ID || b.cards != nil || d.names != nil || uint64(b.live) != sizes>>32 || uint32(sizes) == 0 {
		return false
	}
	for pos := max(int(st[1].N), b.head); uint(pos) < uint(len(b.entries)); pos++ {
		e := &b.entries[pos]
		if e.key.O == nil {
			continue
		}
		st[1].N, st[2].N = uint64(pos+1), sizes-1
		if key != nil {
			*key = e.key.value()
		}
		if val != nil {
			*val = e.val
		}
		return true
	}
	return false
}

// nextEntry steps to the next entry; ok is false at the end.
func nextEntry(t *Thread, it *dictIter) (k, v Value, ok bool, err *Exception) {
	b := it.Write(t, dictIterKind)
	if b.dict == nil {
		return
	}
	if db := b.dict.plain(t); db != nil && db.live == b.size && b.left > 0 {
		for pos := max(b.pos, db.head); uint(pos) < uint(len(db.entries)); pos++ {
			if e := &db.entries[pos]; e.key.O != nil {
				b.pos = pos + 1
				b.left--
				return e.key.value(), e.val, true, nil
			}
		}
	}
	if b.size != b.dict.Len(t) {
		b.size = -1 // also if the size is the old one again
		return k, v, false, t.Errorf(RuntimeError, "dictionary changed size during iteration")
	}
	k, v, b.pos, ok = b.dict.NextEntry(t, b.pos)
	if !ok {
		b.dict = nil
		return
	}
	if b.left == 0 {
		b.dict = nil
		return k, v, false, t.Errorf(RuntimeError, "dictionary keys changed during iteration")
	}
	b.left--
	return
}

func prevEntry(t *Thread, it *dictIter) (k, v Value, ok bool, err *Exception) {
	b := it.Write(t, dictIterKind)
	if b.dict == nil {
		return
	}
	if b.size != b.dict.Len(t) {
		b.size = -1
		return k, v, false, t.Errorf(RuntimeError, "dictionary changed size during iteration")
	}
	if k, v, b.pos, ok = b.dict.PrevEntry(t, b.pos); ok {
		b.left--
	} else {
		b.dict = nil
	}
	return
}

func entryKey(k, v Value) Value   { return k }
func entryValue(k, v Value) Value { return v }

// dictViewKinds lists what differs among the three views.
var dictViewKinds = [3]struct {
	name            string
	typ             **Type
	iter, reverse   **Type
	pick            func(k, v Value) Value
	doc, reverseDoc string
}{
	{"keys", &DictKeysType, &dictKeyIterType, &dictReverseKeyIterType, entryKey, "Return a view of the keys.", "Return an iterator over the keys, last one first."},
	{"values", &DictValuesType, &dictValueIterType, &dictReverseValueIterType, entryValue, "Return a view of the values.", "Return an iterator over the values, last one first."},
	{"items", &DictItemsType, &dictItemIterType, &dictReverseItemIterType, NewPair, "Return a view of the (key, value) pairs.", "Return an iterator over the (key, value) pairs, last one first."},
}

// collectView returns what v, a view of one of the three types, shows, in a new slice;
// ok is false if the dict is one whose entries do not lie in one piece.
func collectView(t *Thread, v Value) (items []Value, ok bool) {
	b := viewDict(v).open(t)
	if b.cards != nil {
		return nil, false
	}
	items = make([]Value, 0, b.live)
	for i := b.head; i < len(b.entries); i++ {
		e := &b.entries[i]
		switch {
		case e.key.O == nil:
		case v.O.Typ == DictKeysType:
			items = append(items, e.key.value())
		case v.O.Typ == DictValuesType:
			items = append(items, e.value(t))
		default:
			items = append(items, NewPair(e.key.value(), e.value(t)))
		}
	}
	return items, true
}

// dictViewMethods are the methods of dict that make views and the reverse
// iterator.
func dictViewMethods() []Def {
	defs := []Def{{Name: "__reversed__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		return newDictIter(t, dictReverseKeyIterType, dictOf(a[0])), nil
	}, Doc: "Return an iterator over the keys, last one first."}}
	for i := range dictViewKinds {
		typ := *dictViewKinds[i].typ
		defs = append(defs, Def{Name: dictViewKinds[i].name, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return newDictView(typ, dictOf(a[0])), nil
		}, Doc: dictViewKinds[i].doc})
	}
	return defs
}

// NewDictView makes a view of typ, one of the three types of views or derived
// from one.
func NewDictView(typ *Type, d *Dict) Value { return newDictView(typ, d) }

func newDictView(typ *Type, d *Dict) Value {
	return Value{O: &(&DictView{Object{typ}, d}).Object}
}

// ViewDict returns the dict that v, of a type of views, is a view of.
func ViewDict(v Value) *Dict { return viewDict(v) }

func viewDict(v Value) *Dict { return (*DictView)(unsafe.Pointer(v.O)).Dict }

// NewDictKeys returns d.keys().
func NewDictKeys(d *Dict) Value { return newDictView(DictKeysType, d) }

// NewDictValues returns d.values().
func NewDictValues(d *Dict) Value { return newDictView(DictValuesType, d) }

// NewDictItems returns d.items().
func NewDictItems(d *Dict) Value { return newDictView(DictItemsType, d) }

func viewRepr(t *Thread, v Value) (Value, *Exception) {
	if !t.EnterRepr(v.O) {
		return NewStr("..."), nil
	}
	var sb strings.Builder
	sb.WriteString(v.O.Typ.Name)
	sb.WriteString("([")
	items, err := Collect(t, v)
	if err == nil {
		err = joinRepr(t, &sb, func(i int) (Value, bool) {
			if i < len(items) {
				return items[i], true
			}
			return Value{}, false
		})
	}
	t.LeaveRepr()
	sb.WriteString("])")
	return NewStr(sb.String()), err
}

// hasItem reports whether pair is (key, value) of an entry.
func (d *Dict) hasItem(t *Thread, pair Value) (bool, *Exception) {
	p, ok := AsTuple(pair)
	if !ok || len(p.Items) != 2 {
		return false, nil
	}
	v, err := d.Get(t, p.Items[0])
	if err != nil || v.O == nil {
		return false, err
	}
	return equalItems(t, v, p.Items[1])
}

func init() {
	for i := range dictViewKinds {
		kind := &dictViewKinds[i]
		iterType, reverseType := *kind.iter, *kind.reverse
		typ := *kind.typ
		s := &typ.Slots
		s.Iter = func(t *Thread, v Value) (Value, *Exception) { return newDictIter(t, iterType, viewDict(v)), nil }
		s.Len = func(t *Thread, v Value) (int, *Exception) { return viewDict(v).Len(t), nil }
		s.Repr = viewRepr
		typ.Methods = []Def{{Name: "__reversed__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return newDictIter(t, reverseType, viewDict(a[0])), nil
		}, Doc: kind.reverseDoc}}
		typ.Getsets = []GetSet{{Name: "mapping", Get: func(t *Thread, v Value) (Value, *Exception) {
			return NewMappingProxy(viewDict(v).Value()), nil
		}, Doc: "The dictionary that this is a view of."}}
		pick := kind.pick
		iterType.Slots.Iter, reverseType.Slots.Iter = iterSelf, iterSelf
		iterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
			k, x, ok, err := nextEntry(t, BoxedOf[dictIterState](v))
			if !ok || err != nil {
				return Value{}, err
			}
			return pick(k, x), nil
		}
		reverseType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
			k, x, ok, err := prevEntry(t, BoxedOf[dictIterState](v))
			if !ok || err != nil {
				return Value{}, err
			}
			return pick(k, x), nil
		}
		for _, it := range []*Type{iterType, reverseType} {
			it.Methods = dictIterMethods(pick)
		}
	}
	DictKeysType.Slots.Contains = func(t *Thread, v, x Value) (bool, *Exception) { return viewDict(v).Has(t, x) }
	DictItemsType.Slots.Contains = func(t *Thread, v, x Value) (bool, *Exception) { return viewDict(v).hasItem(t, x) }
	for _, typ := range []*Type{DictKeysType, DictItemsType} {
		fillViewSetOps(typ)
	}
}

func dictIterMethods(pick func(k, v Value) Value) []Def {
	return []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := BoxedOf[dictIterState](a[0]).Read(t)
			if b.dict == nil || b.dict.Len(t) != b.size {
				return Int(0), nil
			}
			return Int(int64(b.left)), nil
		}, Doc: "Return how many entries are left."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			// What is left, as a list, without moving the iterator itself.
			f, err := BuiltinNamed(t, strIterName)
			if err != nil {
				return Value{}, err
			}
			c := NewBoxed(t, a[0].O.Typ, *BoxedOf[dictIterState](a[0]).Read(t))
			step := nextEntry
			if isReverseDictIter(c.Typ) {
				step = prevEntry
			}
			var items []Value
			for {
				k, v, ok, err := step(t, c)
				if err != nil {
					return Value{}, err
				}
				if !ok {
					break
				}
				items = append(items, pick(k, v))
			}
			return TupleOf([]Value{f, TupleOf([]Value{NewList(t, items).Value()})}), nil
		}, Doc: "Return what pickling needs."},
	}
}
