package object

import "unsafe"

// SliceOf returns v[start:stop:step] of an exact list, tuple, str or bytes for bounds and
// steps that are None or small ints, without a slice object; ok is false for
// anything else. A null step is 1.
func SliceOf(t *Thread, v, start, stop, step Value) (r Value, ok bool) {
	if step.O != nil && step != Int(1) && !step.IsNone() {
		return steppedSlice(t, v, start, stop, step)
	}
	n := 0
	switch v.O.Typ {
	case ListType:
		n = (*List)(unsafe.Pointer(v.O)).Len(t)
	case TupleType:
		n = len((*Tuple)(unsafe.Pointer(v.O)).Items)
	case StrType:
		n = (*Str)(unsafe.Pointer(v.O)).Len()
	case BytesType:
		n = len(bytesOfValue(v).S)
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
		return (*List)(unsafe.Pointer(v.O)).sliceList(t, i, 1, j-i), true
	case TupleType:
		if i == 0 && j == n {
			return v, true
		}
		tup := t.TakeTuple(j - i)
		copyValues(tup.Items, (*Tuple)(unsafe.Pointer(v.O)).Items[i:j])
		return tup.Value(), true
	case BytesType:
		return bytesOfValue(v).part(i, j), true
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

func steppedSlice(t *Thread, v, start, stop, step Value) (Value, bool) {
	if step.O != &IntTag || step.N == 0 {
		return Value{}, false
	}
	var items []Value
	n := int64(0)
	switch v.O.Typ {
	case ListType:
		items = (*List)(unsafe.Pointer(v.O)).Items(t)
		n = int64(len(items))
	case StrType:
		if s := strOf(v); s.IsASCII() {
			n = int64(len(s.S))
			break
		}
		return Value{}, false
	default:
		return Value{}, false
	}
	k := step.Int()
	if k > n || k < -n {
		return Value{}, false
	}
	// Where a missing or too large bound lies depends on the direction.
	bound := func(b Value, def int64) (int64, bool) {
		if b.O != &IntTag {
			return def, b.IsNone()
		}
		i := b.Int()
		if i < 0 {
			i += n
		}
		if k < 0 {
			return min(max(i, -1), n-1), true
		}
		return min(max(i, 0), n), true
	}
	from, to := int64(0), n
	if k < 0 {
		from, to = n-1, -1
	}
	i, ok1 := bound(start, from)
	j, ok2 := bound(stop, to)
	if !ok1 || !ok2 {
		return Value{}, false
	}
	count := int64(0)
	if k > 0 && j > i {
		count = (j - i + k - 1) / k
	} else if k < 0 && j < i {
		count = (i - j - k - 1) / -k
	}
	if v.O.Typ == StrType {
		if count == 0 {
			return emptyStr.Value(), true
		}
		return stepStr(strOf(v), int(i), int(k), int(count)), true
	}
	return sliceList(t, items, int(i), int(k), int(count)), true
}

// StoreSlice does v[start:stop] = x for exact lists v and x and bounds that are
// None or small ints; ok is false for anything else.
func StoreSlice(t *Thread, v, start, stop, x Value) (ok bool) {
	if v.O.Typ != ListType || x.O.Typ != ListType || x.O == v.O {
		return false
	}
	src := (*List)(unsafe.Pointer(x.O)).Items(t)
	b := (*List)(unsafe.Pointer(v.O)).Write(t)
	n := len(b.Items)
	i, ok1 := sliceBound(start, 0, n)
	j, ok2 := sliceBound(stop, n, n)
	if !ok1 || !ok2 || j-i != len(src) {
		return false
	}
	copy(b.Items[i:j], src)
	return true
}
