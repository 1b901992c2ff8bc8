package object

import (
	"strings"
	"unsafe"
)

func dictOf(v Value) *Dict { return (*Dict)(unsafe.Pointer(v.O)) }

// dict4 is a dict with room for four entries in one allocation.
type dict4 struct {
	Dict
	room [4]dictEntry
}

// NewDictSize makes an empty dict with room for n entries.
func NewDictSize(t *Thread, n int) *Dict {
	if 0 < n && n <= 4 {
		d := &dict4{Dict: Dict{Object: Object{Typ: DictType}}}
		d.first.entries = d.room[:0]
		d.init(t)
		return &d.Dict
	}
	d := NewDict(t)
	if n > 0 {
		d.first.entries = make([]dictEntry, 0, n)
	}
	return d
}

// Roomless reports whether d, which is under construction, has no room for entries yet.
func (d *Dict) Roomless() bool { return cap(d.first.entries) == 0 }

// Reserve makes room for n entries in d, which is under construction and empty.
func (d *Dict) Reserve(t *Thread, n int) {
	if b := &d.first; d.Box.Load() == &b.Body && b.Stamp() == t.Tx.ID && b.cards == nil && len(b.entries) == 0 {
		b.entries = make([]dictEntry, 0, min(n, 1<<16))
	}
}

func newKeyError(t *Thread, key Value) *Exception { return NewException(t, KeyError, key) }

// DictItem returns v[key] of an exact dict.
func DictItem(t *Thread, v, key Value) (Value, *Exception) {
	x, err := dictOf(v).Get(t, key)
	if x.O == nil && err == nil {
		return x, newKeyError(t, key)
	}
	return x, err
}

func dictGetItem(t *Thread, v, key Value) (Value, *Exception) {
	d := dictOf(v)
	x, err := d.Get(t, key)
	if err != nil || x.O != nil {
		return x, err
	}
	if v.O.Typ != DictType {
		if r, ok, err := CallSpecial(t, v, strMissing, key); ok {
			return r, err
		}
	}
	return Value{}, newKeyError(t, key)
}

var strMissing = Intern("__missing__")

func dictSetItem(t *Thread, v, key, x Value) *Exception {
	d := dictOf(v)
	if x.O != nil {
		return d.Set(t, key, x)
	}
	old, err := d.Delete(t, key)
	if err == nil && old.O == nil {
		return newKeyError(t, key)
	}
	return err
}

// Has reports whether key is in d.
func (d *Dict) Has(t *Thread, key Value) (bool, *Exception) {
	if b := d.plain(t); b != nil {
		if k, h, ok := simpleKey(key); ok {
			if n, sure := b.probe(k, h); sure {
				return n >= 0, nil
			}
		}
	} else if k, h, ok := simpleKey(key); ok && d.glance(t, k, h).O != nil {
		return true, nil
	}
	h, err := Hash(t, key)
	if err != nil {
		return false, err
	}
	e, err := d.find(t, key, h)
	return e != nil, err
}

// SetDefault returns d[key], which is set to v first if it is missing.
func (d *Dict) SetDefault(t *Thread, key, v Value) (Value, *Exception) {
	if b := d.plain(t); b != nil {
		if k, h, ok := simpleKey(key); ok {
			if n, sure := b.probe(k, h); sure {
				if n >= 0 {
					return b.entries[n].val, nil
				}
				b.addKey(t, k, v, h)
				return v, nil
			}
		}
	}
	h, err := Hash(t, key)
	if err != nil {
		return Value{}, err
	}
	e, err := d.find(t, key, h)
	if err != nil {
		return Value{}, err
	}
	if e != nil {
		return e.value(t), nil
	}
	d.insert(t, key, v, h)
	return v, nil
}

// PopItem removes and returns the last entry; ok is false if there is none.
func (d *Dict) PopItem(t *Thread) (key, val Value, ok bool) {
	key, _, pos, ok := d.PrevEntry(t, EndPos)
	if ok {
		val = d.removeAt(t, pos)
	}
	return key, val, ok
}

// Merge does d.update(o). Without override, keys that are there stay as they are.
func (d *Dict) Merge(t *Thread, o *Dict, override bool) *Exception {
	if d == o {
		return nil
	}
	if d.names == nil && d.Len(t) == 0 {
		d.write(t).fill(t, o)
		return nil
	}
	n := o.Len(t)
	pos := 0
	for {
		b := o.read(t)
		pos = max(pos, b.head)
		for pos < len(b.entries) && b.entries[pos].key.O == nil {
			pos++
		}
		if pos >= len(b.entries) {
			return nil
		}
		e := &b.entries[pos]
		pos++
		val := e.value(t)
		key, h := e.key.split()
		if !override {
			old, err := d.find(t, key, h)
			if err != nil {
				return err
			}
			if old != nil {
				continue
			}
		}
		if err := d.setHash(t, key, val, h); err != nil {
			return err
		}
		if o.Len(t) != n {
			return t.Errorf(RuntimeError, "dict mutated during update")
		}
	}
}

// UpdateFrom does d.update(x) for any x: a mapping or an iterable of pairs.
func (d *Dict) UpdateFrom(t *Thread, x Value) *Exception {
	if o, ok := AsDict(x); ok && (x.O.Typ == DictType || x.O.Typ.Lookup(strIterMethod) == DictType.Dict.peekStr(strIterMethod)) {
		return d.Merge(t, o, true)
	}
	keys, err := LookupAttr(t, x, strKeys)
	if err != nil {
		return err
	}
	if keys.O != nil {
		if keys, err = Call0(t, keys); err != nil {
			return err
		}
		return Iterate(t, keys, func(k Value) (bool, *Exception) {
			v, err := GetItem(t, x, k)
			if err == nil {
				err = d.Set(t, k, v)
			}
			return true, err
		})
	}
	if it := x; TupleIter(it) == 2 {
		for {
			k, v, err := NextPair(t, it)
			if k.O == nil || err != nil {
				if err == nil {
					t.ClearResult()
				}
				return err
			}
			if err := d.Set(t, k, v); err != nil {
				return err
			}
		}
	}
	n := 0
	return Iterate(t, x, func(pair Value) (bool, *Exception) {
		var items []Value
		switch pair.O.Typ {
		case TupleType:
			items = tupleOf(pair).Items
		case ListType:
			items = listOf(pair).Read(t).Items
		default:
			if pair.O.Typ.Slots.Iter == nil && pair.O.Typ.Slots.GetItem == nil {
				return false, t.Errorf(TypeError, "cannot convert dictionary update sequence element #%d to a sequence", n)
			}
			var err *Exception
			if items, err = Collect(t, pair); err != nil {
				return false, err
			}
		}
		if len(items) != 2 {
			return false, t.Errorf(ValueError, "dictionary update sequence element #%d has length %d; 2 is required", n, len(items))
		}
		n++
		return true, d.Set(t, items[0], items[1])
	})
}

var (
	strKeys       = Intern("keys")
	strIterMethod = Intern("__iter__")
)

// updateArgs is dict.update and what dict() does with its arguments.
func (d *Dict) updateArgs(t *Thread, name string, args []Value, kwnames []Value) *Exception {
	npos := len(args) - len(kwnames)
	if npos > 1 {
		return t.Errorf(TypeError, "%s expected at most 1 argument, got %d", name, npos)
	}
	if npos == 1 {
		if err := d.UpdateFrom(t, args[0]); err != nil {
			return err
		}
	}
	for i, n := range kwnames {
		if err := d.Set(t, n, args[npos+i]); err != nil {
			return err
		}
	}
	return nil
}

// Equal reports whether d and o have equal keys with equal values.
func (d *Dict) Equal(t *Thread, o *Dict) (bool, *Exception) {
	if d.Len(t) != o.Len(t) {
		return false, nil
	}
	if err := t.EnterNative(" in comparison"); err != nil {
		return false, err
	}
	defer t.LeaveNative()
	for pos := 0; ; {
		b := d.read(t)
		pos = max(pos, b.head)
		for pos < len(b.entries) && b.entries[pos].key.O == nil {
			pos++
		}
		if pos >= len(b.entries) {
			return true, nil
		}
		e := &b.entries[pos]
		pos++
		val := e.value(t)
		x, err := o.find(t, e.key.value(), e.key.hash())
		if err != nil || x == nil {
			return false, err
		}
		eq, err := equalItems(t, val, x.value(t))
		if err != nil || !eq {
			return false, err
		}
	}
}

func dictRepr(t *Thread, v Value) (Value, *Exception) {
	d := dictOf(v)
	if d.Len(t) == 0 {
		return NewStr("{}"), nil
	}
	if !t.EnterRepr(v.O) {
		return NewStr("{...}"), nil
	}
	var sb strings.Builder
	sb.WriteByte('{')
	err := d.reprEntries(t, &sb)
	t.LeaveRepr()
	sb.WriteByte('}')
	return NewStr(sb.String()), err
}

func (d *Dict) reprEntries(t *Thread, sb *strings.Builder) *Exception {
	first := true
	for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
		if !first {
			sb.WriteString(", ")
		}
		first = false
		r, err := Repr(t, k)
		if err != nil {
			return err
		}
		sb.WriteString(r.S)
		sb.WriteString(": ")
		if r, err = Repr(t, v); err != nil {
			return err
		}
		sb.WriteString(r.S)
	}
	return nil
}

func dictNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	return Value{O: typ.Alloc(t, typ)}, nil
}

func init() {
	SetLayout[Dict](DictType)
	DictType.Alloc = func(t *Thread, typ *Type) *Object {
		d := Allocate[Dict](typ)
		d.init(t)
		return &d.Object
	}
	s := &DictType.Slots
	s.New = dictNew
	s.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		return dictOf(v).updateArgs(t, "dict", args, kwnames)
	}
	s.Repr = dictRepr
	s.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		x, ok1 := AsDict(a)
		y, ok2 := AsDict(b)
		if !ok1 || !ok2 || op != CmpEq && op != CmpNe {
			return NotImplemented, nil
		}
		eq, err := x.Equal(t, y)
		return Bool(eq == (op == CmpEq)), err
	}
	s.Iter = func(t *Thread, v Value) (Value, *Exception) { return newDictIter(t, dictKeyIterType, dictOf(v)), nil }
	s.Len = func(t *Thread, v Value) (int, *Exception) { return dictOf(v).Len(t), nil }
	s.GetItem = dictGetItem
	s.SetItem = dictSetItem
	s.Contains = func(t *Thread, v, x Value) (bool, *Exception) { return dictOf(v).Has(t, x) }
	s.Num[OpOr] = func(t *Thread, a, b Value) (Value, *Exception) {
		x, ok1 := AsDict(a)
		y, ok2 := AsDict(b)
		if !ok1 || !ok2 {
			return NotImplemented, nil
		}
		d := x.Copy(t)
		return d.Value(), d.UpdateFrom(t, y.Value())
	}
	s.INum[OpOr] = func(t *Thread, a, b Value) (Value, *Exception) {
		return a, dictOf(a).UpdateFrom(t, b)
	}
	DictType.Doc = "Values by key, in the order in which they came: those of a mapping or of an iterable of pairs, and those of keyword arguments."
	DictType.Methods = []Def{
		{Name: "get", Sig: "key, default=None, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			v, err := dictOf(a[0]).Get(t, a[1])
			if err != nil || v.O != nil {
				return v, err
			}
			if a[2].O == nil {
				return None, nil
			}
			return a[2], nil
		}, Doc: ""},
		{Name: "setdefault", Sig: "key, default=None, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			v := a[2]
			if v.O == nil {
				v = None
			}
			return dictOf(a[0]).SetDefault(t, a[1], v)
		}, Doc: "Return the value of the key, which is inserted with the default first if it is missing."},
		{Name: "pop", Sig: "key, default=None, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			d := dictOf(a[0])
			if d.Len(t) == 0 && a[2].O != nil {
				return a[2], nil
			}
			v, err := d.Delete(t, a[1])
			if err != nil || v.O != nil {
				return v, err
			}
			if a[2].O == nil {
				return Value{}, newKeyError(t, a[1])
			}
			return a[2], nil
		}, Doc: "Remove the key and return its value; if it is missing return the default, or raise KeyError without one."},
		{Name: "popitem", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			k, v, ok := dictOf(a[0]).PopItem(t)
			if !ok {
				return Value{}, t.Errorf(KeyError, "popitem(): dictionary is empty")
			}
			return NewPair(k, v), nil
		}, Doc: "Remove and return the (key, value) pair that was inserted last."},
		{Name: "update", Sig: "*args, **kwargs", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			args, kwnames := unpackArgs(t, a[1], a[2])
			return None, dictOf(a[0]).updateArgs(t, "update", args, kwnames)
		}, Doc: "Take over the entries of a mapping or of an iterable of pairs, and the keyword arguments."},
		{Name: "clear", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			dictOf(a[0]).Clear(t)
			return None, nil
		}, Doc: "Remove all entries."},
		{Name: "copy", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return dictOf(a[0]).Copy(t).Value(), nil
		}, Doc: "Return a dict of the same entries."},
		{Name: "fromkeys", Sig: "iterable, value=None, /", Kind: ClassMethod, Fn: dictFromKeys,
			Doc: "Return a dictionary with the keys that the iterable yields, all of the same value."},
		{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := dictOf(a[0]).read(t)
			return Int(int64(unsafe.Sizeof(Dict{})) + int64(cap(b.entries))*int64(unsafe.Sizeof(dictEntry{})) + int64(len(b.index))*4), nil
		}, Doc: "Return the size of the dictionary in memory, in bytes."},
		classGetItem,
	}
	DictType.Methods = append(DictType.Methods, dictViewMethods()...)
}

func dictFromKeys(t *Thread, a []Value) (Value, *Exception) {
	v := a[2]
	if v.O == nil {
		v = None
	}
	m, err := Call0(t, a[0])
	if err != nil {
		return Value{}, err
	}
	exact := m.O.Typ == DictType
	err = Iterate(t, a[1], func(k Value) (bool, *Exception) {
		if exact {
			return true, dictOf(m).Set(t, k, v)
		}
		return true, SetItem(t, m, k, v)
	})
	return m, err
}

// NewPair makes the tuple (a, b) in one allocation.
func NewPair(a, b Value) Value {
	p := &struct {
		Tuple
		items [2]Value
	}{Tuple{Object: Object{TupleType}}, [2]Value{a, b}}
	p.Items = p.items[:]
	return p.Value()
}
