package object

import (
	"math"
	"slices"
	"strings"
	"unsafe"
)

func listOf(v Value) *List { return (*List)(unsafe.Pointer(v.O)) }

func listGetItem(t *Thread, v, key Value) (Value, *Exception) {
	l := listOf(v)
	var i int64
	switch {
	case key.O == &IntTag:
		i = key.Int()
	case key.O.Typ == SliceType:
		start, _, step, n, err := l.slice(t, key)
		if err != nil {
			return Value{}, err
		}
		return l.sliceList(t, start, step, n), nil
	default:
		var err *Exception
		if i, err = normalIndex(t, key, "list"); err != nil {
			return Value{}, err
		}
	}
	if i < 0 {
		i += int64(l.Len(t))
	}
	x, ok := l.At(t, int(i))
	if !ok {
		return Value{}, t.Errorf(IndexError, "list index out of range")
	}
	return x, nil
}

// slice returns what slice key selects from l as it is after the bounds were
// computed.
func (l *List) slice(t *Thread, key Value) (start, stop, step, n int, err *Exception) {
	b, err := unpackSlice(t, (*Slice)(unsafe.Pointer(key.O)))
	if err != nil {
		return 0, 0, 0, 0, err
	}
	start, stop, n = b.adjust(l.Len(t))
	return start, stop, b.step, n, nil
}

// SetListItem assigns v[key] = x for an exact list v; null deletes.
func SetListItem(t *Thread, v, key, x Value) *Exception {
	if key.O == &IntTag && key.N < 1<<31 && x.O != nil && listOf(v).assignKnown(t, int(key.N), x) {
		return nil
	}
	return listSetItem(t, v, key, x)
}

func listSetItem(t *Thread, v, key, x Value) *Exception {
	l := listOf(v)
	var i int64
	switch {
	case key.O == &IntTag:
		i = key.Int()
	case key.O.Typ == SliceType:
		if x.O == nil {
			return l.deleteSlice(t, key)
		}
		return l.assignSlice(t, key, x)
	default:
		var err *Exception
		if i, err = normalIndex(t, key, "list"); err != nil {
			return err
		}
	}
	if x.O != nil && int64(int32(i)) == i && l.assign(t, int(i), x) {
		return nil
	}
	n := int64(l.Len(t))
	if i < 0 {
		i += n
	}
	if uint64(i) >= uint64(n) {
		return t.Errorf(IndexError, "list assignment index out of range")
	}
	if x.O == nil {
		l.remove(t, int(i))
		return nil
	}
	l.set(t, int(i), x)
	return nil
}

// remove deletes item i.
func (l *List) remove(t *Thread, i int) {
	b := l.Write(t)
	b.Items = cut(b.Items, i, i+1)
}

// cut deletes items[i:j], leaving no references behind the end.
func cut(items []Value, i, j int) []Value {
	n := i + copy(items[i:], items[j:])
	clear(items[n:])
	return items[:n]
}

func (l *List) assignSlice(t *Thread, key, x Value) *Exception {
	b, err := unpackSlice(t, (*Slice)(unsafe.Pointer(key.O)))
	if err != nil {
		return err
	}
	if x.O.Typ.Slots.Iter == nil && x.O.Typ.Slots.GetItem == nil {
		if b.step == 1 {
			return t.Errorf(TypeError, "can only assign an iterable")
		}
		return t.Errorf(TypeError, "must assign iterable to extended slice")
	}
	items, err := Collect(t, x)
	if err != nil {
		return err
	}
	body := l.Write(t)
	start, stop, n := b.adjust(len(body.Items))
	if b.step == 1 {
		body.splice(start, max(start, stop), items)
		return nil
	}
	if len(items) != n {
		return t.Errorf(ValueError, "attempt to assign sequence of size %d to extended slice of size %d", len(items), n)
	}
	for _, x := range items {
		body.Items[start] = x
		start += b.step
	}
	return nil
}

// splice replaces Items[i:j] by a copy of items.
func (b *ListBody) splice(i, j int, items []Value) {
	old := len(b.Items)
	grow := len(items) - (j - i)
	if grow > 0 {
		if old+grow > cap(b.Items) {
			n := make([]Value, old, max(old+grow, old+old/8))
			copy(n, b.Items)
			b.Items = n
		}
		b.Items = b.Items[:old+grow]
	}
	copy(b.Items[j+grow:], b.Items[j:old])
	copy(b.Items[i:], items)
	if grow < 0 {
		clear(b.Items[old+grow:])
		b.Items = b.Items[:old+grow]
	}
}

func (l *List) deleteSlice(t *Thread, key Value) *Exception {
	start, stop, step, n, err := l.slice(t, key)
	if err != nil || n == 0 {
		return err
	}
	b := l.Write(t)
	if step == 1 {
		b.Items = cut(b.Items, start, stop)
		return nil
	}
	if step < 0 {
		start += step * (n - 1)
		step = -step
	}
	to := start
	next := start
	for i := start; i < len(b.Items); i++ {
		if i == next && n > 0 {
			next += step
			n--
			continue
		}
		b.Items[to] = b.Items[i]
		to++
	}
	clear(b.Items[to:])
	b.Items = b.Items[:to]
	return nil
}

// Extend appends the items of iterable v.
func (l *List) Extend(t *Thread, v Value) *Exception {
	var items []Value
	ours, ok := false, true // items is a new slice; all of v is in items
	switch v.O.Typ {
	case ListType:
		items = listOf(v).Read(t).Items
	case TupleType:
		items = tupleOf(v).Items
	case DictType, SetType, FrozenSetType, RangeType, StrType, BytesType, DictKeysType, DictValuesType, DictItemsType:
		items, ok = collectKnown(t, v)
		ours = true
	default:
		ok = false
	}
	if ok {
		if len(items) > 0 {
			b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
			switch {
			case b.Stamp() != t.Tx.ID || b.cards != nil:
				l.appendShared(t, items...)
			case ours && cap(b.Items) == 0:
				b.Items = items
			default:
				b.Items = appendValues(b.Items, items)
			}
		}
		return nil
	}
	it, err := Iter(t, v)
	if err != nil {
		return err
	}
	hint, err := LengthHint(t, v, 0)
	if err != nil {
		return err
	}
	if b := (*ListBody)(unsafe.Pointer(l.Box.Load())); hint > 0 && b.Stamp() == t.Tx.ID && b.cards == nil && cap(b.Items)-len(b.Items) < hint {
		// Hints may be wrong, so they are believed up to a point only.
		b.Items = slices.Grow(b.Items, min(hint, 1<<16))
	}
	// Items show up one by one: the iterator may look at the list.
	next := it.O.Typ.Slots.Next
	for {
		x, err := next(t, it)
		if err != nil {
			return err
		}
		if x.O == nil {
			t.ClearResult()
			return nil
		}
		b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
		if n := len(b.Items); b.Stamp() == t.Tx.ID && b.cards == nil && n < cap(b.Items) {
			b.Items = b.Items[:n+1]
			b.Items[n] = x
		} else {
			l.Append(t, x)
		}
	}
}

// search returns the first position in lo … hi-1 of an item equal to x, or -1.
func (l *List) search(t *Thread, x Value, lo, hi int) (int, *Exception) {
	items := l.Read(t).Items
	pure := runsNoPython(x)
	for i := lo; i < hi && i < len(items); i++ {
		y := items[i]
		eq, err := equalItems(t, y, x)
		if err != nil {
			return -1, err
		}
		if eq {
			return i, nil
		}
		if !pure || !runsNoPython(y) {
			items = l.Read(t).Items
		}
	}
	return -1, nil
}

func listCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	x, ok1 := AsList(a)
	y, ok2 := AsList(b)
	if !ok1 || !ok2 {
		return NotImplemented, nil
	}
	xs, ys := x.Read(t).Items, y.Read(t).Items
	if len(xs) != len(ys) && (op == CmpEq || op == CmpNe) {
		return compareLengths(len(xs), len(ys), op), nil
	}
	if err := t.EnterNative(" in comparison"); err != nil {
		return Value{}, err
	}
	for i := 0; i < len(xs) && i < len(ys); i++ {
		p, q := xs[i], ys[i]
		if p == q {
			continue
		}
		eq, err := equalItems(t, p, q)
		if err != nil {
			t.LeaveNative()
			return Value{}, err
		}
		if !eq {
			r, err := compareDiffering(t, p, q, op)
			t.LeaveNative()
			return r, err
		}
		if !runsNoPython(p) || !runsNoPython(q) {
			xs, ys = x.Read(t).Items, y.Read(t).Items
		}
	}
	t.LeaveNative()
	return compareLengths(len(xs), len(ys), op), nil
}

func listRepr(t *Thread, v Value) (Value, *Exception) {
	l := listOf(v)
	if len(l.Read(t).Items) == 0 {
		return NewStr("[]"), nil
	}
	if !t.EnterRepr(v.O) {
		return NewStr("[...]"), nil
	}
	var sb strings.Builder
	sb.WriteByte('[')
	err := joinRepr(t, &sb, func(i int) (Value, bool) {
		if items := l.Read(t).Items; i < len(items) {
			return items[i], true
		}
		return Value{}, false
	})
	t.LeaveRepr()
	sb.WriteByte(']')
	return NewStr(sb.String()), err
}

func listConcat(t *Thread, a, b Value) (Value, *Exception) {
	x, ok1 := AsList(a)
	y, ok2 := AsList(b)
	if !ok1 || !ok2 {
		return NotImplemented, nil
	}
	xs, ys := x.Read(t).Items, y.Read(t).Items
	l, out := MakeList(t, len(xs)+len(ys))
	copyValues(out, xs)
	copyValues(out[len(xs):], ys)
	return l.Value(), nil
}

func listRepeat(t *Thread, a, b Value) (Value, *Exception) {
	l, ok := AsList(a)
	if !ok {
		if l, ok = AsList(b); !ok {
			return NotImplemented, nil
		}
		b = a
	}
	n, ok, err := repeatCount(t, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	items := l.Read(t).Items
	if len(items) > 0 && n > maxItems/len(items) {
		return Value{}, NewException(t, MemoryError)
	}
	r, out := MakeList(t, len(items)*n)
	if len(out) > 0 {
		fillRepeated(out, items)
	}
	return r.Value(), nil
}

func init() {
	SetLayout[List](ListType)
	ListType.Alloc = func(t *Thread, typ *Type) *Object {
		l := Allocate[List](typ)
		l.first.Init(t.stamp())
		l.Box.Init(&l.first.Body)
		return &l.Object
	}
	s := &ListType.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return Value{O: typ.Alloc(t, typ)}, nil
	}
	s.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if err := Positional(t, "list", args, kwnames, 0, 1); err != nil {
			return err
		}
		l := listOf(v)
		if l.Read(t).Items != nil {
			l.Write(t).Items = nil
		}
		if len(args) == 1 {
			return l.Extend(t, args[0])
		}
		return nil
	}
	s.Repr = listRepr
	s.Compare = listCompare
	s.Iter = func(t *Thread, v Value) (Value, *Exception) { return newIndexIter(t, listIterType, v, 0), nil }
	s.Len = func(t *Thread, v Value) (int, *Exception) { return listOf(v).Len(t), nil }
	s.GetItem = listGetItem
	s.SetItem = listSetItem
	s.Contains = func(t *Thread, v, x Value) (bool, *Exception) {
		i, err := listOf(v).search(t, x, 0, math.MaxInt)
		return i >= 0, err
	}
	s.Num[OpAdd] = listConcat
	s.Num[OpMul] = listRepeat
	s.INum[OpAdd] = func(t *Thread, a, b Value) (Value, *Exception) {
		return a, listOf(a).Extend(t, b)
	}
	s.INum[OpMul] = func(t *Thread, a, b Value) (Value, *Exception) {
		n, ok, err := repeatCount(t, b)
		if !ok || err != nil {
			return NotImplemented, err
		}
		l := listOf(a)
		out, err := repeatItems(t, l.Read(t).Items, n)
		if err != nil {
			return Value{}, err
		}
		l.Write(t).Items = out
		return a, nil
	}
	ListType.Doc = "A sequence that can be changed.\n\nWithout an argument the new list is empty; else it has the items of the iterable given."
	ListType.Methods = []Def{
		{Name: "append", Sig: "object, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			listOf(a[0]).Append(t, a[1])
			return None, nil
		}, Doc: ""},
		{Name: "extend", Sig: "iterable, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return None, listOf(a[0]).Extend(t, a[1])
		}, Doc: "Append the items of an iterable."},
		{Name: "insert", Sig: "index, object, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			b := listOf(a[0]).Write(t)
			n := int64(len(b.Items))
			if i < 0 {
				i = max(i+n, 0)
			}
			i = min(i, n)
			if len(b.Items) == cap(b.Items) {
				b.grow(t)
			}
			b.Items = b.Items[:n+1]
			copy(b.Items[i+1:], b.Items[i:])
			b.Items[i] = a[2]
			return None, nil
		}, Doc: "Insert an object before the given position."},
		{Name: "pop", Sig: "index=-1, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			l := listOf(a[0])
			if a[1].O == nil {
				if b := (*ListBody)(unsafe.Pointer(l.Box.Load())); b.Stamp() == t.Tx.ID && len(b.Items) > 0 {
					last := len(b.Items) - 1
					x := b.Items[last]
					b.Items[last] = Value{}
					b.Items = b.Items[:last]
					return x, nil
				}
			}
			i := int64(-1)
			if a[1].O != nil {
				var err *Exception
				if i, err = IndexInt(t, a[1], IndexError); err != nil {
					return Value{}, err
				}
			}
			n := int64(l.Len(t))
			if n == 0 {
				return Value{}, t.Errorf(IndexError, "pop from empty list")
			}
			if i < 0 {
				i += n
			}
			if uint64(i) >= uint64(n) {
				return Value{}, t.Errorf(IndexError, "pop index out of range")
			}
			if i == n-1 {
				return l.popLast(t), nil
			}
			b := l.Write(t)
			x := b.Items[i]
			b.Items = cut(b.Items, int(i), int(i)+1)
			return x, nil
		}, Doc: "Remove and return the item at the given position, the last one if none is given."},
		{Name: "remove", Sig: "value, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			l := listOf(a[0])
			i, err := l.search(t, a[1], 0, math.MaxInt)
			if err != nil {
				return Value{}, err
			}
			if i < 0 || i >= len(l.Read(t).Items) {
				return Value{}, t.Errorf(ValueError, "list.remove(x): x not in list")
			}
			l.remove(t, i)
			return None, nil
		}, Doc: "Remove the first item that equals the value."},
		{Name: "index", Sig: "value, start=0, stop=9223372036854775807, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			l := listOf(a[0])
			lo, hi, err := SearchBounds(t, a[2], a[3], len(l.Read(t).Items))
			if err != nil {
				return Value{}, err
			}
			i, err := l.search(t, a[1], lo, hi)
			if err != nil {
				return Value{}, err
			}
			if i < 0 {
				r, err := Repr(t, a[1])
				if err != nil {
					return Value{}, err
				}
				return Value{}, t.Errorf(ValueError, "%s is not in list", r.S)
			}
			return Int(int64(i)), nil
		}, Doc: "Return the position of the first item that equals the value."},
		{Name: "count", Sig: "value, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			l := listOf(a[0])
			n := int64(0)
			for i := 0; ; i++ {
				var err *Exception
				if i, err = l.search(t, a[1], i, math.MaxInt); err != nil {
					return Value{}, err
				}
				if i < 0 {
					return Int(n), nil
				}
				n++
			}
		}, Doc: "Return how many items equal the value."},
		{Name: "reverse", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			reverseItems(listOf(a[0]).Write(t).Items)
			return None, nil
		}, Doc: "Reverse the order of the items in place."},
		{Name: "copy", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return ListOf(t, listOf(a[0]).Read(t).Items).Value(), nil
		}, Doc: "Return a list of the same items."},
		{Name: "clear", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			listOf(a[0]).Write(t).Items = nil
			return None, nil
		}, Doc: "Remove all items."},
		{Name: "sort", Sig: "*, key=None, reverse=False", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			reverse := false
			if a[2].O != nil {
				i, err := IndexInt(t, a[2], OverflowError)
				if err != nil {
					return Value{}, err
				}
				reverse = i != 0
			}
			return None, listOf(a[0]).Sort(t, a[1], reverse)
		}, Doc: "Sort the items in place, ascending; equal items keep their order.\n\nIf a key function is given, items are ordered by what it returns for them."},
		{Name: "__reversed__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return newIndexIter(t, listReverseIterType, a[0], int64(len(listOf(a[0]).Read(t).Items))-1), nil
		}},
		{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Int(int64(unsafe.Sizeof(List{})) + int64(cap(listOf(a[0]).Read(t).Items))*int64(unsafe.Sizeof(Value{}))), nil
		}},
		classGetItem,
	}
}

// reverseItems reverses items. Numbers of one kind have the same O, and a pointer that
// stays what it is costs the collector nothing.
func reverseItems(items []Value) {
	for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
		x, y := &items[i], &items[j]
		if x.O != y.O {
			x.O, y.O = y.O, x.O
		}
		x.N, y.N = y.N, x.N
	}
}
