package object

import (
	"strings"
	"unsafe"

	"github.com/weftpy/weft/stm"
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

// DictIter is an iterator over a dict.
type DictIter struct {
	Object
	Box   stm.Box
	first dictIterBody
}

type dictIterBody struct {
	stm.Body
	dict *Dict // nil at the end
	pos  int   // as of NextEntry or PrevEntry
	size int   // entries when the iterator was made; -1 once the size has changed
	left int
}

// Types of iterators over dicts.
var (
	dictKeyIterType          = declare("dict_keyiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictValueIterType        = declare("dict_valueiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictItemIterType         = declare("dict_itemiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictReverseKeyIterType   = declare("dict_reversekeyiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictReverseValueIterType = declare("dict_reversevalueiterator", ObjectType, FlagNoBase|FlagNoNew)
	dictReverseItemIterType  = declare("dict_reverseitemiterator", ObjectType, FlagNoBase|FlagNoNew)
)

var dictIterKind = &stm.Kind{Name: "dict iterator", Clone: func(b *stm.Body) *stm.Body {
	n := &dictIterBody{}
	n.copyFrom((*dictIterBody)(unsafe.Pointer(b)))
	return &n.Body
}}

func (b *dictIterBody) copyFrom(o *dictIterBody) {
	b.dict, b.pos, b.size, b.left = o.dict, o.pos, o.size, o.left
}

func newDictIter(t *Thread, typ *Type, d *Dict) Value {
	it := &DictIter{Object: Object{typ}}
	n := d.Len(t)
	it.first.Init(t.stamp())
	it.first.dict, it.first.size, it.first.left = d, n, n
	if typ == dictReverseKeyIterType || typ == dictReverseValueIterType || typ == dictReverseItemIterType {
		it.first.pos = EndPos
	}
	it.Box.Init(&it.first.Body)
	return Value{O: &it.Object}
}

func dictIterOf(v Value) *DictIter { return (*DictIter)(unsafe.Pointer(v.O)) }

func (it *DictIter) read(t *Thread) *dictIterBody {
	b := it.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&it.Box, b)
	}
	return (*dictIterBody)(unsafe.Pointer(b))
}

func (it *DictIter) write(t *Thread) *dictIterBody {
	b := it.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&it.Box, b, dictIterKind)
	}
	return (*dictIterBody)(unsafe.Pointer(b))
}

// next steps to the next entry; ok is false at the end.
func (it *DictIter) next(t *Thread) (k, v Value, ok bool, err *Exception) {
	b := it.write(t)
	if b.dict == nil {
		return
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

func (it *DictIter) prev(t *Thread) (k, v Value, ok bool, err *Exception) {
	b := it.write(t)
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

func newDictView(typ *Type, d *Dict) Value {
	return Value{O: &(&DictView{Object{typ}, d}).Object}
}

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
			k, x, ok, err := dictIterOf(v).next(t)
			if !ok || err != nil {
				return Value{}, err
			}
			return pick(k, x), nil
		}
		reverseType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
			k, x, ok, err := dictIterOf(v).prev(t)
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
			b := dictIterOf(a[0]).read(t)
			if b.dict == nil || b.dict.Len(t) != b.size {
				return Int(0), nil
			}
			return Int(int64(b.left)), nil
		}, Doc: "Return how many entries are left."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			// What is left, as a list, without moving the iterator itself.
			f, err := builtinNamed(t, strIterName)
			if err != nil {
				return Value{}, err
			}
			src := dictIterOf(a[0]).read(t)
			c := &DictIter{Object: Object{a[0].O.Typ}}
			c.first.copyFrom(src)
			c.first.Init(t.stamp())
			c.Box.Init(&c.first.Body)
			step := c.next
			if c.Typ == dictReverseKeyIterType || c.Typ == dictReverseValueIterType || c.Typ == dictReverseItemIterType {
				step = c.prev
			}
			var items []Value
			for {
				k, v, ok, err := step(t)
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
