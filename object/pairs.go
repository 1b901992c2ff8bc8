package object

import (
	"math"
	"unsafe"
)

// TupleIter returns the length of the tuples of an iterator that NextPair, if it is 2,
// or NextZipped knows, else 0.
func TupleIter(it Value) int {
	switch it.O.Typ {
	case dictItemIterType, EnumerateType:
		return 2
	case ZipType:
		if n := len((*Zip)(unsafe.Pointer(it.O)).Iters); n >= 2 && n <= MaxZipped {
			return n
		}
	}
	return 0
}

// MaxZipped is up to how many items NextZipped returns.
const MaxZipped = 6

// NextZipped is Next of a zip of at most MaxZipped iterators for a consumer that
// unpacks what it yields at once. ok is false at the end.
func NextZipped(t *Thread, it Value) (items [MaxZipped]Value, ok bool, err *Exception) {
	z := (*Zip)(unsafe.Pointer(it.O))
	for i, it := range z.Iters {
		x, err := nextItem(t, it)
		if err != nil || x.O == nil {
			if err == nil {
				err = z.ended(t, i)
			}
			return items, false, err
		}
		items[i] = x
	}
	return items, true, nil
}

// LoopPair is NextPair in the commonest cases, enumerate over a list and zip of two
// lists, with all that takes part the attempt's own: it stores the next pair. It reports
// whether it was done; if not, also at the end, all is as before.
func LoopPair(t *Thread, it Value, x, y *Value) bool {
	switch it.O.Typ {
	case EnumerateType:
		b := BoxedOf[enumState](it).Box.Load()
		if b.Stamp() != t.Tx.ID {
			return false
		}
		st := &(*boxedBody[enumState])(unsafe.Pointer(b)).state
		if st.big != nil || st.index == math.MaxInt64 {
			return false
		}
		items, over := t.loopsOver(st.it)
		if over == nil {
			return false
		}
		*x = Int(st.index)
		*y = items[over.Index]
		st.index++
		over.Index++
		return true
	case ZipType:
		z := (*Zip)(unsafe.Pointer(it.O))
		items, over := t.loopsOver(z.Iters[0])
		if over == nil {
			return false
		}
		first := &items[over.Index]
		over.Index++ // before the other one is looked at, which may be the same
		items, other := t.loopsOver(z.Iters[1])
		if other == nil {
			over.Index--
			return false
		}
		*x = *first
		*y = items[other.Index]
		other.Index++
		return true
	}
	return false
}

// loopsOver returns the state of an iterator over a list, and the list's items, of which
// there is a next one; nil if not all is the attempt's own, or at the end.
func (t *Thread) loopsOver(it Value) ([]Value, *seqIterState) {
	if it.O.Typ != listIterType {
		return nil, nil
	}
	b := BoxedOf[seqIterState](it).Box.Load()
	st := &(*boxedBody[seqIterState])(unsafe.Pointer(b)).state
	if b.Stamp() != t.Tx.ID || st.Seq.O == nil {
		return nil, nil
	}
	lb := (*ListBody)(unsafe.Pointer(listOf(st.Seq).Box.Load()))
	if lb.Stamp() != t.Tx.ID || uint64(st.Index) >= uint64(len(lb.Items)) {
		return nil, nil
	}
	return lb.Items, st
}

// NextPair is Next of an iterator over pairs for a consumer that unpacks them at
// once: it makes no tuple. a is null at the end.
func NextPair(t *Thread, it Value) (a, b Value, err *Exception) {
	switch it.O.Typ {
	case EnumerateType:
		e := BoxedOf[enumState](it)
		st := writeEnum(t, e)
		if st.it.O.Typ == listIterType && st.big == nil && st.index < math.MaxInt64 {
			// That runs no Python code, so the state stays what it is.
			x, err := listIterNext(t, st.it)
			if err != nil || x.O == nil {
				return Value{}, Value{}, err
			}
			st.index++
			return Int(st.index - 1), x, nil
		}
		from := st.it
		x, err := from.O.Typ.Slots.Next(t, from)
		if err != nil || x.O == nil {
			return Value{}, Value{}, err
		}
		return writeEnum(t, e).next(), x, nil
	case dictItemIterType:
		k, v, ok, err := nextEntry(t, BoxedOf[dictIterState](it))
		if err != nil || !ok {
			return Value{}, Value{}, err
		}
		return k, v, nil
	}
	z := (*Zip)(unsafe.Pointer(it.O))
	if a, err = nextItem(t, z.Iters[0]); err != nil || a.O == nil {
		if err == nil {
			err = z.ended(t, 0)
		}
		return Value{}, Value{}, err
	}
	if b, err = nextItem(t, z.Iters[1]); err != nil || b.O == nil {
		if err == nil {
			err = z.ended(t, 1)
		}
		return Value{}, Value{}, err
	}
	return a, b, nil
}

// nextItem is Next of any iterator, by the shortest way for one over a list.
func nextItem(t *Thread, it Value) (Value, *Exception) {
	if it.O.Typ == listIterType {
		return listIterNext(t, it)
	}
	return it.O.Typ.Slots.Next(t, it)
}

func writeEnum(t *Thread, e *Boxed[enumState]) *enumState {
	if b := e.Box.Load(); b.Stamp() == t.Tx.ID {
		return &(*boxedBody[enumState])(unsafe.Pointer(b)).state
	}
	return e.Write(t, enumKind)
}
