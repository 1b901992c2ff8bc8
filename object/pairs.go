package object

import (
	"math"
	"unsafe"
)

// PairIter reports whether it is an iterator that NextPair knows.
func PairIter(it Value) bool {
	switch it.O.Typ {
	case dictItemIterType, EnumerateType:
		return true
	case ZipType:
		return len((*Zip)(unsafe.Pointer(it.O)).Iters) == 2
	}
	return false
}

// NextPair is Next of an iterator over pairs for a consumer that unpacks them at
// once: it makes no tuple. a is null at the end.
func NextPair(t *Thread, it Value) (a, b Value, err *Exception) {
	switch it.O.Typ {
	case dictItemIterType:
		k, v, ok, err := nextEntry(t, BoxedOf[dictIterState](it))
		if err != nil || !ok {
			return Value{}, Value{}, err
		}
		return k, v, nil
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
	}
	z := (*Zip)(unsafe.Pointer(it.O))
	if a, err = z.item(t, 0); err != nil || a.O == nil {
		return Value{}, Value{}, err
	}
	if b, err = z.item(t, 1); err != nil || b.O == nil {
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
