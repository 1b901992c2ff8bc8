package object

import "unsafe"

// Keys whose hashing and comparing is built in: it runs no Python code, opens no
// box and cannot fail. Only for such keys an insertion can be held back and
// applied when the transaction commits, which is no time to run programs.

// pureKey reports whether v is such a key: a number, str, bytes, None, a tuple of
// such keys, or an object that is compared by identity.
func pureKey(v Value) bool {
	switch v.O {
	case &IntTag, &FloatTag, &BoolTag, &noneObject:
		return true
	}
	switch v.O.Typ {
	case StrType, IntType, BytesType:
		return true
	case TupleType:
		for _, x := range tupleOf(v).Items {
			if !pureKey(x) {
				return false
			}
		}
		return true
	}
	s := &v.O.Typ.Slots
	return sameFunc(unsafe.Pointer(&s.Hash), unsafe.Pointer(&ObjectType.Slots.Hash)) &&
		sameFunc(unsafe.Pointer(&s.Compare), unsafe.Pointer(&ObjectType.Slots.Compare))
}

// samePure reports whether two keys of equal hash are equal; ok is false if that
// cannot be told without running programs, because one of them is not pure.
func samePure(t *Thread, k, key Value) (same, ok bool) {
	if k == key {
		return true, true
	}
	if k.O.Typ == StrType && key.O.Typ == StrType {
		return (*Str)(unsafe.Pointer(k.O)).S == (*Str)(unsafe.Pointer(key.O)).S, true
	}
	if !pureKey(k) || !pureKey(key) {
		return false, false
	}
	same, err := EqualBool(t, k, key)
	return same, err == nil
}
