package object

import (
	"math/big"
	"unsafe"
)

var binarySymbols = [NumBinary]string{"+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "@", "divmod()"}

// Binary computes a op b.
func Binary(t *Thread, op BinaryOp, a, b Value) (Value, *Exception) {
	r, err := binary(t, op, a, b)
	if err == nil && r.IsNotImplemented() {
		return binaryFallback(t, op, a, b, binarySymbols[op])
	}
	return r, err
}

// binary tries the slots of both operands; the right one first if its type is a
// subclass of the left one's with a slot of its own.
func binary(t *Thread, op BinaryOp, a, b Value) (Value, *Exception) {
	ta, tb := a.O.Typ, b.O.Typ
	fa, fb := ta.Slots.Num[op], tb.Slots.Num[op]
	if ta == tb {
		if fa == nil {
			return NotImplemented, nil
		}
		return fa(t, a, b)
	}
	if fa != nil && fb != nil && tb.IsSubtype(ta) && !sameFunc(unsafe.Pointer(&fa), unsafe.Pointer(&fb)) {
		r, err := fb(t, a, b)
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
		fb = nil
	}
	if fa != nil {
		r, err := fa(t, a, b)
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
		if fb != nil && sameFunc(unsafe.Pointer(&fa), unsafe.Pointer(&fb)) {
			return r, nil
		}
	}
	if fb != nil {
		return fb(t, a, b)
	}
	return NotImplemented, nil
}

// sameFunc reports whether the func values at a and b are the same closure.
func sameFunc(a, b unsafe.Pointer) bool { return *(*unsafe.Pointer)(a) == *(*unsafe.Pointer)(b) }

// binaryFallback is what is left when no slot takes the operands: sequence
// concatenation and repetition are slots like the others here, so nothing but
// the error.
func binaryFallback(t *Thread, op BinaryOp, a, b Value, symbol string) (Value, *Exception) {
	switch op {
	case OpAdd:
		if f := concatError[a.O.Typ.Flags&(FlagStr|FlagList|FlagTuple|FlagBytes|FlagByteArray)]; f != "" && symbol[0] == '+' && a.O.Typ.Slots.Num[OpAdd] != nil {
			if a.O.Typ.Flags&(FlagBytes|FlagByteArray) != 0 {
				return Value{}, t.Errorf(TypeError, "can't concat %s to %s", b.TypeName(), a.TypeName())
			}
			return Value{}, t.Errorf(TypeError, "can only concatenate %s (not \"%s\") to %s", f, b.TypeName(), f)
		}
	case OpMul:
		const seq = FlagStr | FlagList | FlagTuple | FlagBytes | FlagByteArray
		if a.O.Typ.Flags&seq != 0 {
			return Value{}, t.Errorf(TypeError, "can't multiply sequence by non-int of type '%s'", b.TypeName())
		}
		if b.O.Typ.Flags&seq != 0 {
			return Value{}, t.Errorf(TypeError, "can't multiply sequence by non-int of type '%s'", a.TypeName())
		}
	}
	hint := ""
	if f, ok := AsBuiltin(a); ok && symbol == ">>" && f.Func.Name == "print" {
		hint = `. Did you mean "print(<message>, file=<output_stream>)"?`
	}
	return Value{}, t.Errorf(TypeError, "unsupported operand type(s) for %s: '%s' and '%s'%s", symbol, a.TypeName(), b.TypeName(), hint)
}

const sequenceFlags = FlagStr | FlagList | FlagTuple | FlagBytes | FlagByteArray

var concatError = map[TypeFlags]string{FlagStr: "str", FlagList: "list", FlagTuple: "tuple", FlagBytes: "bytes", FlagByteArray: "bytearray"}

// InPlace computes the value of a op= b.
func InPlace(t *Thread, op BinaryOp, a, b Value) (Value, *Exception) {
	if f := a.O.Typ.Slots.INum[op]; f != nil {
		r, err := f(t, a, b)
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	r, err := binary(t, op, a, b)
	if err == nil && r.IsNotImplemented() {
		symbol := binarySymbols[op] + "="
		if op == OpPow {
			symbol = "**="
		}
		return binaryFallback(t, op, a, b, symbol)
	}
	return r, err
}

// Tried says how far the evaluator got with a binary operation by calling special
// methods itself, before one returned NotImplemented.
type Tried uint8

// What was tried.
const (
	TriedInPlace Tried = iota // the left operand's __iop__
	TriedLeft                 // the left operand's __op__
	TriedBoth                 // the right operand's __rop__
)

// BinaryRest computes a op b, or a op= b, after some methods were tried.
func BinaryRest(t *Thread, op BinaryOp, a, b Value, inplace bool, tried Tried) (Value, *Exception) {
	r, err := NotImplemented, (*Exception)(nil)
	switch ta, tb := a.O.Typ, b.O.Typ; {
	case tried == TriedInPlace:
		r, err = binary(t, op, a, b)
	case tried == TriedBoth || ta == tb:
	case tb.numOverride[op]:
		var ok bool
		if r, ok, err = CallSpecial(t, b, reflectedStrs[op], a); !ok {
			r = NotImplemented // the class has the operator for its left operand only
		}
	case tb.Slots.Num[op] != nil:
		r, err = tb.Slots.Num[op](t, a, b)
	}
	if err != nil || !r.IsNotImplemented() {
		return r, err
	}
	symbol := binarySymbols[op]
	if inplace {
		symbol += "="
		if op == OpPow {
			symbol = "**="
		}
	}
	return binaryFallback(t, op, a, b, symbol)
}

var reflectedStrs = func() (names [NumBinary]*Str) {
	for op, name := range numNames {
		names[op] = Intern("__r" + name + "__")
	}
	return names
}()

var cmpSymbols = [6]string{"<", "<=", "==", "!=", ">", ">="}
var cmpSwapped = [6]CmpOp{CmpGt, CmpGe, CmpEq, CmpNe, CmpLt, CmpLe}

// Compare computes a op b as rich comparison does.
func Compare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	ta, tb := a.O.Typ, b.O.Typ
	if (ta == StrType) != (tb == StrType) && (op == CmpEq || op == CmpNe) && runsNoPython(a) && runsNoPython(b) {
		return Bool(op == CmpNe), nil // a str and a number, or None
	}
	fa, fb := ta.Slots.Compare, tb.Slots.Compare
	swapped := false
	if ta != tb && fb != nil && tb.IsSubtype(ta) {
		swapped = true
		r, err := fb(t, b, a, cmpSwapped[op])
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	if fa != nil {
		r, err := fa(t, a, b, op)
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	if fb != nil && !swapped {
		r, err := fb(t, b, a, cmpSwapped[op])
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	return compareFallback(t, a, b, op)
}

// CompareRest computes a op b after the method of a's class has returned
// NotImplemented, where the class of b is no subclass of that of a.
func CompareRest(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	if f := b.O.Typ.Slots.Compare; f != nil {
		r, err := f(t, b, a, cmpSwapped[op])
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	return compareFallback(t, a, b, op)
}

// compareFallback is what is left when no slot compares the operands: identity.
func compareFallback(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	switch op {
	case CmpEq:
		return Bool(a == b), nil
	case CmpNe:
		return Bool(a != b), nil
	}
	return Value{}, t.Errorf(TypeError, "'%s' not supported between instances of '%s' and '%s'", cmpSymbols[op], a.TypeName(), b.TypeName())
}

// CompareBool computes the truth of a op b. Identical objects are equal, as
// containers have it.
func CompareBool(t *Thread, a, b Value, op CmpOp) (bool, *Exception) {
	if a == b {
		switch op {
		case CmpEq:
			return true, nil
		case CmpNe:
			return false, nil
		}
	}
	r, err := Compare(t, a, b, op)
	if err != nil {
		return false, err
	}
	if r.IsBool() {
		return r.N != 0, nil
	}
	return Truth(t, r)
}

// EqualBool reports whether a is b or a == b.
func EqualBool(t *Thread, a, b Value) (bool, *Exception) { return CompareBool(t, a, b, CmpEq) }

// Truth returns bool(v).
func Truth(t *Thread, v Value) (bool, *Exception) {
	switch v.O {
	case &BoolTag, &IntTag:
		return v.N != 0, nil
	case &FloatTag:
		return v.Float() != 0, nil
	case &noneObject:
		return false, nil
	}
	s := &v.O.Typ.Slots
	if s.Bool != nil {
		return s.Bool(t, v)
	}
	if s.Len != nil {
		n, err := s.Len(t, v)
		return n != 0, err
	}
	return true, nil
}

// Hash returns hash(v).
func Hash(t *Thread, v Value) (int64, *Exception) {
	switch {
	case v.O == &IntTag:
		return hashInt(v.Int()), nil
	case v.O.Typ == StrType:
		return (*Str)(unsafe.Pointer(v.O)).Hash(), nil
	}
	h := v.O.Typ.Slots.Hash
	if h == nil {
		return 0, t.Errorf(TypeError, "unhashable type: '%s'", v.TypeName())
	}
	return h(t, v)
}

// hashModulus is 2**61 - 1: equal numbers of all types hash alike modulo it.
const hashModulus = 1<<61 - 1

func hashInt(i int64) int64 {
	if i >= 0 {
		if i >= hashModulus {
			i %= hashModulus
		}
		return i
	}
	if i == -1 {
		return -2
	}
	if i <= -hashModulus {
		i = -int64((uint64(-i)) % hashModulus)
	}
	return fixHash(i)
}

func fixHash(h int64) int64 {
	if h == -1 {
		return -2
	}
	return h
}

// HashPointer hashes an object by its address.
func HashPointer(p unsafe.Pointer) int64 {
	x := uint64(uintptr(p))
	return fixHash(int64(x>>4 | x<<60))
}

// Repr returns repr(v).
func Repr(t *Thread, v Value) (*Str, *Exception) {
	if err := t.EnterNative(" while getting the repr of an object"); err != nil {
		return nil, err
	}
	r, err := v.O.Typ.Slots.Repr(t, v)
	t.LeaveNative()
	if err != nil {
		return nil, err
	}
	if s, ok := AsStr(r); ok {
		return s, nil
	}
	return nil, t.Errorf(TypeError, "__repr__ returned non-string (type %s)", r.TypeName())
}

// ToStr returns str(v).
func ToStr(t *Thread, v Value) (*Str, *Exception) {
	if v.O.Typ == StrType {
		return (*Str)(unsafe.Pointer(v.O)), nil
	}
	if v.O == &IntTag {
		return strOf(decimalStr(v.Int())), nil
	}
	str := v.O.Typ.Slots.Str
	if str == nil {
		return Repr(t, v)
	}
	if err := t.EnterNative(" while getting the str of an object"); err != nil {
		return nil, err
	}
	r, err := str(t, v)
	t.LeaveNative()
	if err != nil {
		return nil, err
	}
	if s, ok := AsStr(r); ok {
		return s, nil
	}
	return nil, t.Errorf(TypeError, "__str__ returned non-string (type %s)", r.TypeName())
}

// EnterRepr begins the repr of a container; false if it is under way already,
// in which case the repr is "[...]" or the like. Every true needs a LeaveRepr.
func (t *Thread) EnterRepr(o *Object) bool {
	for _, x := range t.Repr {
		if x == o {
			return false
		}
	}
	t.Repr = append(t.Repr, o)
	return true
}

// LeaveRepr ends what EnterRepr began.
func (t *Thread) LeaveRepr() { t.Repr = t.Repr[:len(t.Repr)-1] }

// Iter returns iter(v).
func Iter(t *Thread, v Value) (Value, *Exception) {
	s := &v.O.Typ.Slots
	if s.Iter == nil {
		if s.GetItem != nil && v.O.Typ.Flags&FlagDict == 0 && v.O.Typ.Lookup(strGetItem).O != nil {
			return newSeqIter(t, v), nil
		}
		return Value{}, t.Errorf(TypeError, "'%s' object is not iterable", v.TypeName())
	}
	it, err := s.Iter(t, v)
	if err != nil {
		return Value{}, err
	}
	if it.O.Typ.Slots.Next == nil {
		return Value{}, t.Errorf(TypeError, "iter() returned non-iterator of type '%s'", it.TypeName())
	}
	return it, nil
}

// Next returns the next item of iterator it, null at the end.
func Next(t *Thread, it Value) (Value, *Exception) {
	next := it.O.Typ.Slots.Next
	if next == nil {
		return Value{}, t.Errorf(TypeError, "'%s' object is not an iterator", it.TypeName())
	}
	return next(t, it)
}

// NextOf is Next of what is known to be an iterator.
func NextOf(t *Thread, it Value) (Value, *Exception) { return it.O.Typ.Slots.Next(t, it) }

// Iterate calls f with each item of v until f returns an error or false.
func Iterate(t *Thread, v Value, f func(x Value) (bool, *Exception)) *Exception {
	switch v.O.Typ {
	case TupleType:
		for _, x := range (*Tuple)(unsafe.Pointer(v.O)).Items {
			if more, err := f(x); err != nil || !more {
				return err
			}
		}
		return nil
	case ListType:
		l := (*List)(unsafe.Pointer(v.O))
		for i := 0; ; i++ {
			x, ok := l.At(t, i)
			if !ok {
				return nil
			}
			if more, err := f(x); err != nil || !more {
				return err
			}
		}
	case StrType:
		s := strOf(v)
		for at := 0; at < len(s.S); {
			var x Value
			x, at = charAt(s.S, at)
			if more, err := f(x); err != nil || !more {
				return err
			}
		}
		return nil
	}
	it, err := Iter(t, v)
	if err != nil {
		return err
	}
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
		if more, err := f(x); err != nil || !more {
			return err
		}
	}
}

// Collect returns the items of iterable v in a new slice.
func Collect(t *Thread, v Value) ([]Value, *Exception) {
	if items, ok := collectKnown(t, v); ok {
		return items, nil
	}
	var items []Value
	err := Iterate(t, v, func(x Value) (bool, *Exception) {
		if n := len(items); n == cap(items) && n < 1<<maxSpare {
			old := items
			items = append(t.outgrown.items.take(max(8, 2*n)), old...)
			t.outgrown.items.give(old)
		}
		items = append(items, x)
		return true, nil
	})
	return items, err
}

// collectKnown is Collect where that is a matter of looking into v, which runs no Python
// code; ok is false for other iterables.
func collectKnown(t *Thread, v Value) (items []Value, ok bool) {
	switch v.O.Typ {
	case TupleType:
		return cloneValues((*Tuple)(unsafe.Pointer(v.O)).Items), true
	case ListType:
		return cloneValues((*List)(unsafe.Pointer(v.O)).Items(t)), true
	case DictType:
		return dictOf(v).Keys(t), true
	case DictKeysType, DictValuesType, DictItemsType:
		return collectView(t, v)
	case SetType, FrozenSetType:
		return setOf(v).Items(t), true
	case StrType:
		return strOf(v).AppendChars(nil), true
	case BytesType:
		s := bytesOfValue(v).S
		items = make([]Value, len(s))
		fillNew(items, Int(0))
		for i := range items {
			items[i].N = uint64(s[i])
		}
		return items, true
	case RangeType:
		if r := rangeOf(v); r.Big == nil && r.N <= int64(maxItems) {
			return r.items(), true
		}
	}
	return nil, false
}

// Len returns len(v).
func Len(t *Thread, v Value) (int, *Exception) {
	f := v.O.Typ.Slots.Len
	if f == nil {
		return 0, t.Errorf(TypeError, "object of type '%s' has no len()", v.TypeName())
	}
	return f(t, v)
}

// GetItem returns v[key].
func GetItem(t *Thread, v, key Value) (Value, *Exception) {
	if f := v.O.Typ.Slots.GetItem; f != nil {
		return f(t, v, key)
	}
	if typ, ok := AsType(v); ok {
		f, err := LookupAttr(t, v, strClassGetItem)
		if err != nil {
			return Value{}, err
		}
		if f.O != nil && !f.IsNone() {
			return Call1(t, f, key)
		}
		if typ == TypeType {
			return newGenericAlias(t, v, key)
		}
		return Value{}, t.Errorf(TypeError, "type '%s' is not subscriptable", typ.Name)
	}
	return Value{}, t.Errorf(TypeError, "'%s' object is not subscriptable", v.TypeName())
}

// SetItem does v[key] = x; null x deletes.
func SetItem(t *Thread, v, key, x Value) *Exception {
	if f := v.O.Typ.Slots.SetItem; f != nil {
		return f(t, v, key, x)
	}
	if x.O == nil {
		return t.Errorf(TypeError, "'%s' object doesn't support item deletion", v.TypeName())
	}
	return t.Errorf(TypeError, "'%s' object does not support item assignment", v.TypeName())
}

// Contains reports x in v.
func Contains(t *Thread, v, x Value) (bool, *Exception) {
	switch v.O.Typ {
	case SetType, FrozenSetType:
		return setOf(v).contains(t, x)
	case DictType:
		return dictOf(v).Has(t, x)
	}
	if f := v.O.Typ.Slots.Contains; f != nil {
		return f(t, v, x)
	}
	if v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
		return false, t.Errorf(TypeError, "argument of type '%s' is not iterable", v.TypeName())
	}
	found := false
	err := Iterate(t, v, func(y Value) (bool, *Exception) {
		eq, err := EqualBool(t, y, x)
		found = eq
		return !eq, err
	})
	return found, err
}

// Unary operations. Each names its operator in the error.

// Negative returns -v.
func Negative(t *Thread, v Value) (Value, *Exception) {
	return unary(t, v, v.O.Typ.Slots.Neg, "unary -")
}

// Positive returns +v.
func Positive(t *Thread, v Value) (Value, *Exception) {
	return unary(t, v, v.O.Typ.Slots.Pos, "unary +")
}

// Invert returns ~v.
func Invert(t *Thread, v Value) (Value, *Exception) {
	return unary(t, v, v.O.Typ.Slots.Invert, "unary ~")
}

// Absolute returns abs(v).
func Absolute(t *Thread, v Value) (Value, *Exception) {
	if f := v.O.Typ.Slots.Abs; f != nil {
		return f(t, v)
	}
	return unary(t, v, nil, "abs()")
}

func unary(t *Thread, v Value, f func(*Thread, Value) (Value, *Exception), what string) (Value, *Exception) {
	if f == nil {
		return Value{}, t.Errorf(TypeError, "bad operand type for %s: '%s'", what, v.TypeName())
	}
	return f(t, v)
}

// Index converts v to an int by __index__.
func Index(t *Thread, v Value) (Value, *Exception) {
	if v.O.Typ.Flags&FlagInt != 0 {
		return v, nil
	}
	f := v.O.Typ.Slots.Index
	if f == nil {
		return Value{}, t.Errorf(TypeError, "'%s' object cannot be interpreted as an integer", v.TypeName())
	}
	r, err := f(t, v)
	if err != nil {
		return Value{}, err
	}
	if r.O.Typ.Flags&FlagInt == 0 {
		return Value{}, t.Errorf(TypeError, "__index__ returned non-int (type %s)", r.TypeName())
	}
	return r, nil
}

// IndexInt converts v to an int64 by __index__; a value beyond raises exc
// (OverflowError or IndexError).
func IndexInt(t *Thread, v Value, exc *Type) (int64, *Exception) {
	if v.O == &IntTag {
		return v.Int(), nil
	}
	r, err := Index(t, v)
	if err != nil {
		return 0, err
	}
	i, big := AsInt(r)
	if big != nil {
		if exc == IndexError {
			return 0, t.Errorf(exc, "cannot fit '%s' into an index-sized integer", v.TypeName())
		}
		return 0, t.Errorf(exc, "Python int too large to convert to C ssize_t")
	}
	return i, nil
}

// IndexClip is IndexInt that clips to the range of int64 instead of raising, as
// slice bounds do.
func IndexClip(t *Thread, v Value) (int64, *Exception) {
	r, err := Index(t, v)
	if err != nil {
		return 0, err
	}
	i, big := AsInt(r)
	if big != nil {
		if big.Sign() < 0 {
			return -1 << 63, nil
		}
		return 1<<63 - 1, nil
	}
	return i, nil
}

// BigInt is an int beyond int64, or the int part of an instance of a subclass
// of int.
type BigInt struct {
	Object
	Small int64
	Big   *big.Int // nil when the value is Small; never changed
}

// AsInt returns the integer of a value whose type has FlagInt: in big if it is
// beyond int64, else in small.
func AsInt(v Value) (small int64, big *big.Int) {
	if v.O == &IntTag || v.O == &BoolTag {
		return int64(v.N), nil
	}
	b := (*BigInt)(unsafe.Pointer(v.O))
	return b.Small, b.Big
}

// IntOf makes an int of b, which it may keep.
func IntOf(b *big.Int) Value {
	if b.IsInt64() {
		return Int(b.Int64())
	}
	return Value{O: &(&BigInt{Object: Object{IntType}, Big: b}).Object}
}

// FloatObject is the layout of instances of subclasses of float.
type FloatObject struct {
	Object
	F float64
}

// AsFloat returns the number of a value whose type has FlagFloat.
func AsFloat(v Value) float64 {
	if v.O == &FloatTag {
		return v.Float()
	}
	return (*FloatObject)(unsafe.Pointer(v.O)).F
}

// Types of numbers.
var (
	IntType   = declare("int", ObjectType, FlagInt|FlagMatchSelf)
	BoolType  = declare("bool", IntType, FlagInt|FlagNoBase|FlagMatchSelf)
	FloatType = declare("float", ObjectType, FlagFloat|FlagMatchSelf)

	NoneType           = declare("NoneType", ObjectType, FlagNoBase)
	EllipsisType       = declare("ellipsis", ObjectType, FlagNoBase)
	NotImplementedType = declare("NotImplementedType", ObjectType, FlagNoBase)
)

var (
	strGetItem      = Intern("__getitem__")
	strClassGetItem = Intern("__class_getitem__")
)
