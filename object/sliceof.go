package object

import "unsafe"

// SliceOf returns v[start:stop] of an exact list, tuple or str for bounds that
// are None or small ints, without a slice object; ok is false for anything else.
func SliceOf(t *Thread, v, start, stop Value) (r Value, ok bool) {
	n := 0
	switch v.O.Typ {
	case ListType:
		n = len((*List)(unsafe.Pointer(v.O)).Items(t))
	case TupleType:
		n = len((*Tuple)(unsafe.Pointer(v.O)).Items)
	case StrType:
		n = (*Str)(unsafe.Pointer(v.O)).Len()
	default:
		return Value{}, false
	}
	i, ok1 := sliceBound(start, 0, n)
	j, ok2 := sliceBound(stop, n, n)
	if !ok1 || !ok2 {
		return Value{}, false
	}
	j = max(i, j)
	switch v.O.Typ {
	case ListType:
		items := (*List)(unsafe.Pointer(v.O)).Items(t)
		return NewList(t, sliceItems(items, i, 1, j-i)).Value(), true
	case TupleType:
		if i == 0 && j == n {
			return v, true
		}
		return NewTuple((*Tuple)(unsafe.Pointer(v.O)).Items[i:j]), true
	}
	return (*Str)(unsafe.Pointer(v.O)).Substr(i, j), true
}

// sliceBound clips a bound to 0 … n; def stands for None.
func sliceBound(v Value, def, n int) (int, bool) {
	if v.O == &IntTag {
		i := v.Int()
		if i < 0 {
			if i += int64(n); i < 0 {
				i = 0
			}
		}
		return int(min(i, int64(n))), true
	}
	return def, v.IsNone()
}
