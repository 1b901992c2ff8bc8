package object

import "unsafe"

// Iterators that step through a list, a tuple or, backwards, anything with
// __len__ and __getitem__. They share their layout with the iterator over an object
// with __getitem__ only.

var (
	listIterType        = declare("list_iterator", ObjectType, FlagNoBase|FlagNoNew)
	listReverseIterType = declare("list_reverseiterator", ObjectType, FlagNoBase|FlagNoNew)
	tupleIterType       = declare("tuple_iterator", ObjectType, FlagNoBase|FlagNoNew)
)

// newIndexIter makes an iterator of typ over seq that stands before item i.
func newIndexIter(t *Thread, typ *Type, seq Value, i int64) Value {
	return NewBoxed(t, typ, seqIterState{seq, i}).Value()
}

func iterSelf(t *Thread, v Value) (Value, *Exception) { return v, nil }

func readSeqIter(t *Thread, v Value) *seqIterState { return BoxedOf[seqIterState](v).Read(t) }

func writeSeqIter(t *Thread, v Value) *seqIterState {
	x := BoxedOf[seqIterState](v)
	if b := x.Box.Load(); b.Stamp() == t.Tx.ID {
		return &(*boxedBody[seqIterState])(unsafe.Pointer(b)).state
	}
	return x.Write(t, seqIterKind)
}

func listIterNext(t *Thread, v Value) (Value, *Exception) {
	// The commonest case in one piece: the attempt owns iterator and list.
	if b := BoxedOf[seqIterState](v).Box.Load(); b.Stamp() == t.Tx.ID {
		if st := &(*boxedBody[seqIterState])(unsafe.Pointer(b)).state; st.Seq.O != nil {
			lb := (*ListBody)(unsafe.Pointer(listOf(st.Seq).Box.Load()))
			if i := uint64(st.Index); lb.Stamp() == t.Tx.ID && i < uint64(len(lb.Items)) {
				st.Index++
				return lb.Items[i], nil
			}
		}
	}
	b := writeSeqIter(t, v)
	if b.Seq.O == nil {
		return Value{}, nil
	}
	x, ok := listOf(b.Seq).At(t, int(b.Index))
	if !ok {
		b.Seq = Value{}
		return Value{}, nil
	}
	b.Index++
	return x, nil
}

func init() {
	listIterType.Slots.Next = listIterNext
	listReverseIterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
		b := writeSeqIter(t, v)
		if b.Seq.O != nil {
			lb := (*ListBody)(unsafe.Pointer(listOf(b.Seq).Box.Load()))
			if i := uint64(b.Index); lb.Stamp() == t.Tx.ID && i < uint64(len(lb.Items)) {
				b.Index--
				return lb.Items[i], nil
			}
		}
		if b.Seq.O == nil {
			return Value{}, nil
		}
		x, ok := listOf(b.Seq).At(t, int(b.Index))
		if !ok {
			b.Index, b.Seq = -1, Value{}
			return Value{}, nil
		}
		b.Index--
		return x, nil
	}
	tupleIterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
		b := writeSeqIter(t, v)
		if b.Seq.O == nil {
			return Value{}, nil
		}
		items := tupleOf(b.Seq).Items
		if b.Index >= int64(len(items)) {
			b.Seq = Value{}
			return Value{}, nil
		}
		b.Index++
		return items[b.Index-1], nil
	}
	for _, typ := range []*Type{listIterType, tupleIterType} {
		typ.Slots.Iter = iterSelf
		typ.Methods = forwardIterMethods()
	}
	listReverseIterType.Slots.Iter = iterSelf
	listReverseIterType.Methods = []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := readSeqIter(t, a[0])
			if b.Seq.O == nil || b.Index >= int64(listOf(b.Seq).Len(t)) {
				return Int(0), nil
			}
			return Int(b.Index + 1), nil
		}},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return reduceIndexIter(t, a[0], strReversedName, NewList(t, nil).Value())
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			if b := writeSeqIter(t, a[0]); b.Seq.O != nil {
				n, err := Len(t, b.Seq)
				if err != nil {
					return Value{}, err
				}
				writeSeqIter(t, a[0]).Index = max(min(i, int64(n)-1), -1)
			}
			return None, nil
		}},
	}
	SeqIterType.Methods = forwardIterMethods()
}

// forwardIterMethods are the methods of iterators that count up from 0.
func forwardIterMethods() []Def {
	return []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := readSeqIter(t, a[0])
			if b.Seq.O == nil {
				return Int(0), nil
			}
			if b.Seq.O.Typ.Slots.Len == nil {
				return NotImplemented, nil
			}
			n, err := Len(t, b.Seq)
			return Int(max(int64(n)-b.Index, 0)), err
		}, Doc: "Return how many items are left, as far as known."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			empty := emptyTuple.Value()
			if a[0].O.Typ == listIterType {
				empty = NewList(t, nil).Value()
			}
			return reduceIndexIter(t, a[0], strIterName, empty)
		}, Doc: "Return what pickling needs."},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			b := readSeqIter(t, a[0])
			if b.Seq.O == nil {
				return None, nil
			}
			if typ := a[0].O.Typ; typ != SeqIterType {
				n, err := Len(t, b.Seq)
				if err != nil {
					return Value{}, err
				}
				i = min(i, int64(n))
			}
			writeSeqIter(t, a[0]).Index = max(i, 0)
			return None, nil
		}, Doc: "Set the position."},
	}
}

// reduceIndexIter is __reduce__ of an iterator that the built-in called name
// makes; empty is what an exhausted one iterates over.
func reduceIndexIter(t *Thread, v Value, name *Str, empty Value) (Value, *Exception) {
	b := readSeqIter(t, v)
	if b.Seq.O == nil {
		name = strIterName
	}
	f, err := BuiltinNamed(t, name)
	if err != nil {
		return Value{}, err
	}
	b = readSeqIter(t, v)
	if b.Seq.O == nil {
		return TupleOf([]Value{f, TupleOf([]Value{empty})}), nil
	}
	return TupleOf([]Value{f, TupleOf([]Value{b.Seq}), Int(b.Index)}), nil
}
