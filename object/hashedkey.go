package object

import "unsafe"

// hashedKey is a key of a dict or an item of a set together with its hash, in
// the 16 bytes of a Value: an object has its hash in N, which is 0 in the Value
// itself. Ints, floats and bools keep their bits there, from which their hash is
// quickly computed anew.
//
// The null key marks what is free; deadKey what was deleted.
type hashedKey struct {
	O *Object
	N uint64
}

// deadKey takes the place of a deleted item.
var deadKey = hashedKey{N: 1}

// inN reports whether values with this O have their contents in N.
func inN(o *Object) bool { return o == &IntTag || o == &FloatTag || o == &BoolTag }

// makeKey joins a key and its hash.
func makeKey(v Value, h int64) hashedKey {
	if inN(v.O) {
		return hashedKey(v)
	}
	return hashedKey{v.O, uint64(h)}
}

// simpleKey returns an int or str as a key with its hash; ok is false for
// anything else.
func simpleKey(v Value) (k hashedKey, h int64, ok bool) {
	if v.O == &IntTag {
		return hashedKey(v), hashInt(int64(v.N)), true
	}
	if v.O.Typ == StrType {
		h = (*Str)(unsafe.Pointer(v.O)).Hash()
		return hashedKey{v.O, uint64(h)}, h, true
	}
	return hashedKey{}, 0, false
}

// split returns the key, null if it is, and its hash.
func (k hashedKey) split() (Value, int64) {
	if k.O == nil {
		return Value{}, 0
	}
	return k.value(), k.hash()
}

// value returns the key itself.
func (k hashedKey) value() Value {
	if inN(k.O) {
		return Value(k)
	}
	return Value{O: k.O}
}

// hash returns the hash of a key that is not null.
func (k hashedKey) hash() int64 {
	if k.O == &IntTag && k.N < hashModulus {
		return int64(k.N)
	}
	return k.otherHash()
}

func (k hashedKey) otherHash() int64 {
	switch k.O {
	case &IntTag:
		return hashInt(int64(k.N))
	case &FloatTag:
		return hashFloat(Value(k).Float())
	}
	return int64(k.N)
}

// odd reports whether the hash of k may be another number than N.
func (k hashedKey) odd() bool {
	return k.O == &FloatTag || k.O == &IntTag && k.N >= hashModulus
}

// isStr reports whether k is a str like s.
func (k hashedKey) isStr(s *Str) bool {
	return k.O != nil && k.O.Typ.Flags&FlagStr != 0 && (*Str)(unsafe.Pointer(k.O)).S == s.S
}

// matches reports whether x, a key of a table, is k; sure is false if only
// Python's == can tell.
func (k hashedKey) matches(x hashedKey) (same, sure bool) {
	switch {
	case k == x:
		return true, true
	case k.O == &IntTag && x.O == &IntTag:
		return false, true
	case k.O.Typ == StrType && x.O.Typ == StrType:
		return k.N == x.N && (*Str)(unsafe.Pointer(k.O)).S == (*Str)(unsafe.Pointer(x.O)).S, true
	case k.hash() != x.hash():
		return false, true
	}
	return simplyEqual(k.value(), x.value(), 2)
}

// simplyEqual compares values of which at least one is immutable and of a
// built-in type all through, such as strs, ints and flat tuples of them; sure is
// false for anything else. No Python code runs. Tuples are looked into down to
// the given depth.
func simplyEqual(x, y Value, depth int) (eq, sure bool) {
	if x == y {
		return true, true
	}
	if x.O == y.O {
		// Numbers that are not identical: floats may be equal all the same.
		return false, x.O != &FloatTag
	}
	if x.O.Typ != y.O.Typ {
		return false, false
	}
	switch x.O.Typ {
	case StrType:
		return (*Str)(unsafe.Pointer(x.O)).S == (*Str)(unsafe.Pointer(y.O)).S, true
	case TupleType:
		xs, ys := tupleOf(x).Items, tupleOf(y).Items
		if len(xs) != len(ys) || depth == 0 {
			return false, false
		}
		for i := range xs {
			if eq, sure := simplyEqual(xs[i], ys[i], depth-1); !eq || !sure {
				return false, sure
			}
		}
		return true, true
	}
	return false, false
}
