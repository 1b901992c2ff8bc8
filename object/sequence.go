package object

import (
	"math"
	"strings"
	"unsafe"
)

// What list and tuple, and others that hold a slice of values, have in common.

// equalItems is EqualBool with the commonest cases written out.
func equalItems(t *Thread, x, y Value) (bool, *Exception) {
	if x == y {
		return true, nil
	}
	if x.O == &IntTag && y.O == &IntTag {
		return false, nil
	}
	if x.O.Typ == StrType && y.O.Typ == StrType {
		return (*Str)(unsafe.Pointer(x.O)).S == (*Str)(unsafe.Pointer(y.O)).S, nil
	}
	return CompareBool(t, x, y, CmpEq)
}

// runsNoPython reports whether comparing x with its like surely runs no Python code, so
// that containers need not be opened again after it.
func runsNoPython(x Value) bool {
	switch x.O {
	case &IntTag, &FloatTag, &BoolTag, &noneObject:
		return true
	}
	return x.O.Typ == StrType
}

// compareLengths is the comparison of sequences of which one is a prefix of
// the other.
func compareLengths(n, m int, op CmpOp) Value {
	switch op {
	case CmpLt:
		return Bool(n < m)
	case CmpLe:
		return Bool(n <= m)
	case CmpEq:
		return Bool(n == m)
	case CmpNe:
		return Bool(n != m)
	case CmpGt:
		return Bool(n > m)
	}
	return Bool(n >= m)
}

// compareItems compares immutable sequences lexicographically. Unlike lists,
// tuples of different lengths have their items compared also for ==.
func compareItems(t *Thread, xs, ys []Value, op CmpOp) (Value, *Exception) {
	n := min(len(xs), len(ys))
	if err := t.EnterNative(" in comparison"); err != nil {
		return Value{}, err
	}
	for i := 0; i < n; i++ {
		eq, err := equalItems(t, xs[i], ys[i])
		if err != nil {
			t.LeaveNative()
			return Value{}, err
		}
		if !eq {
			r, err := compareDiffering(t, xs[i], ys[i], op)
			t.LeaveNative()
			return r, err
		}
	}
	t.LeaveNative()
	return compareLengths(len(xs), len(ys), op), nil
}

// compareDiffering compares sequences that first differ in items x and y.
func compareDiffering(t *Thread, x, y Value, op CmpOp) (Value, *Exception) {
	switch op {
	case CmpEq:
		return False, nil
	case CmpNe:
		return True, nil
	}
	return Compare(t, x, y, op)
}

// normalIndex turns a subscript other than an exact small int into an int64.
// what names the sequence in the error.
func normalIndex(t *Thread, key Value, what string) (int64, *Exception) {
	if key.O.Typ.Flags&FlagInt == 0 && key.O.Typ.Slots.Index == nil {
		return 0, t.Errorf(TypeError, "%s indices must be integers or slices, not %s", what, key.TypeName())
	}
	return IndexInt(t, key, IndexError)
}

// repeatCount returns the factor of sequence * v; ok is false if v is no int.
func repeatCount(t *Thread, v Value) (n int, ok bool, err *Exception) {
	if v.O.Typ.Flags&FlagInt == 0 && v.O.Typ.Slots.Index == nil {
		return 0, false, nil
	}
	x, err := Index(t, v)
	if err != nil {
		return 0, true, err
	}
	small, big := AsInt(x)
	if big != nil {
		if big.Sign() < 0 {
			return 0, true, nil
		}
		return 0, true, t.Errorf(OverflowError, "cannot fit '%s' into an index-sized integer", v.TypeName())
	}
	return max(int(small), 0), true, nil
}

// repeatItems returns items n times over in a new slice.
func repeatItems(t *Thread, items []Value, n int) ([]Value, *Exception) {
	if len(items) == 0 || n == 0 {
		return nil, nil
	}
	if n > maxItems/len(items) {
		return nil, NewException(t, MemoryError)
	}
	out := make([]Value, len(items)*n)
	fillRepeated(out, items)
	return out, nil
}

// fillRepeated fills out, which is new, with items, again and again.
func fillRepeated(out, items []Value) {
	if len(items) == 1 {
		fillNew(out, items[0])
		return
	}
	copyValues(out, items)
	for at := len(items); at < len(out); at *= 2 {
		copyValues(out[at:], out[:min(at, len(out)-at)])
	}
}

// sliceInto copies to out the items at start, start+step, …
func sliceInto(out, items []Value, start, step int) {
	if step == 1 {
		copyValues(out, items[start:start+len(out)])
		return
	}
	for i := range out {
		out[i] = items[start]
		start += step
	}
}

// sliceList makes a list of n items at start, start+step, …
func sliceList(t *Thread, items []Value, start, step, n int) Value {
	l, out := MakeList(t, n)
	if n > 0 {
		sliceInto(out, items, start, step)
	}
	return l.Value()
}

// joinRepr appends the reprs of items that at yields until its second result is
// false, separated by commas.
func joinRepr(t *Thread, sb *strings.Builder, at func(i int) (Value, bool)) *Exception {
	for i := 0; ; i++ {
		x, ok := at(i)
		if !ok {
			return nil
		}
		if i > 0 {
			sb.WriteString(", ")
		}
		r, err := Repr(t, x)
		if err != nil {
			return err
		}
		sb.WriteString(r.S)
	}
}

// SearchBounds converts the optional start and stop of index methods, clipped
// to 0 … n as slices do.
func SearchBounds(t *Thread, start, stop Value, n int) (lo, hi int, err *Exception) {
	lo, hi = 0, n
	clip := func(v Value, def int) (int, *Exception) {
		if v.O == nil {
			return def, nil
		}
		if v.O.Typ.Flags&FlagInt == 0 && v.O.Typ.Slots.Index == nil {
			return 0, t.Errorf(TypeError, "slice indices must be integers or have an __index__ method")
		}
		i, err := IndexClip(t, v)
		if i < 0 {
			if i += int64(n); i < 0 {
				i = 0
			}
		}
		return int(min(i, math.MaxInt)), err
	}
	if lo, err = clip(start, 0); err != nil {
		return
	}
	hi, err = clip(stop, math.MaxInt)
	return
}

// LengthHint is operator.length_hint(v, def): len(v), or what __length_hint__
// says, or def.
func LengthHint(t *Thread, v Value, def int) (int, *Exception) {
	if v.O.Typ.Slots.Len != nil {
		n, err := Len(t, v)
		if err == nil || !err.Matches(TypeError) {
			return n, err
		}
	}
	r, ok, err := CallSpecial(t, v, strLengthHint)
	switch {
	case err != nil:
		if err.Matches(TypeError) {
			return def, nil
		}
		return 0, err
	case !ok || r.IsNotImplemented():
		return def, nil
	case r.O.Typ.Flags&FlagInt == 0:
		return 0, t.Errorf(TypeError, "__length_hint__ must be an integer, not %s", r.TypeName())
	}
	n, err := IndexInt(t, r, OverflowError)
	if err != nil {
		return 0, err
	}
	if n < 0 {
		return 0, t.Errorf(ValueError, "__length_hint__() should return >= 0")
	}
	return int(n), nil
}

var strLengthHint = Intern("__length_hint__")

// classGetItem is the __class_getitem__ of a generic built-in class.
var classGetItem = Def{Name: "__class_getitem__", Sig: "item, /", Kind: ClassMethod, Fn: func(t *Thread, a []Value) (Value, *Exception) {
	return newGenericAlias(t, a[0], a[1])
}, Doc: ""}

// ClassGetItem returns the __class_getitem__ for a module's generic types.
func ClassGetItem() Def { return classGetItem }

// BuiltinNamed returns an attribute of module builtins, for __reduce__.
func BuiltinNamed(t *Thread, name *Str) (Value, *Exception) {
	if b := t.Interp.Builtins; b != nil {
		if v := b.GetStr(t, name); v.O != nil {
			return v, nil
		}
	}
	return Value{}, t.Errorf(AttributeError, "module 'builtins' has no attribute '%s'", name.S)
}

var (
	strIterName     = Intern("iter")
	strReversedName = Intern("reversed")
)
