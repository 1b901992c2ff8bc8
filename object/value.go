package object

import (
	"math"
	"unsafe"
)

// Object is the header, and first field, of everything that lives on the heap.
// It is all that is known of an object before its type is looked at.
type Object struct {
	Typ *Type
}

// Value is any Python value, in 16 bytes and without allocation for the small
// ones. O is never nil in a value that a program can see; the zero Value is
// “null”: an unbound variable, a missing argument, the end of an iteration.
//
// For int (within int64), float and bool O points at a static tag whose Typ is
// the Python type and N holds the bits. For everything else O is the object
// and N is 0, so comparing two Values with == is Python's `is`.
type Value struct {
	O *Object
	N uint64
}

// Tags of the values that live in N.
var (
	IntTag   Object
	FloatTag Object
	BoolTag  Object
)

var (
	noneObject           Object
	ellipsisObject       Object
	notImplementedObject Object
)

// Singletons. True and False are Bool(true) and Bool(false).
var (
	None           = Value{O: &noneObject}
	Ellipsis       = Value{O: &ellipsisObject}
	NotImplemented = Value{O: &notImplementedObject}
	False          = Value{O: &BoolTag}
	True           = Value{O: &BoolTag, N: 1}
)

// Int makes an int of i.
func Int(i int64) Value { return Value{&IntTag, uint64(i)} }

// Float makes a float of f.
func Float(f float64) Value { return Value{&FloatTag, math.Float64bits(f)} }

// Bool makes True or False.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// Type returns the type of v, which must not be null.
func (v Value) Type() *Type { return v.O.Typ }

// IsNull reports whether v is the absent value.
func (v Value) IsNull() bool { return v.O == nil }

// IsNone reports whether v is None.
func (v Value) IsNone() bool { return v.O == &noneObject }

// IsNotImplemented reports whether v is NotImplemented.
func (v Value) IsNotImplemented() bool { return v.O == &notImplementedObject }

// IsSmallInt reports whether v is an exact int held in N. Most ints are; see
// AsInt for the others.
func (v Value) IsSmallInt() bool { return v.O == &IntTag }

// IsFloat reports whether v is an exact float.
func (v Value) IsFloat() bool { return v.O == &FloatTag }

// IsBool reports whether v is True or False.
func (v Value) IsBool() bool { return v.O == &BoolTag }

// Int returns the integer of a value for which IsSmallInt or IsBool holds.
func (v Value) Int() int64 { return int64(v.N) }

// Float returns the number of a value for which IsFloat holds.
func (v Value) Float() float64 { return math.Float64frombits(v.N) }

// TypeName returns the name of v's type as error messages show it: with the
// module for built-in types that are not builtins.
func (v Value) TypeName() string { return v.O.Typ.ErrorName() }

// ErrorName returns the name of the class as error messages show it.
func (typ *Type) ErrorName() string {
	if typ.Module == "" || typ.Module == "builtins" {
		return typ.Name
	}
	return typ.Module + "." + typ.Name
}

// ID returns what id(v) shows: the address of an object (objects never move),
// and for values without one a number made from their bits.
func (v Value) ID() uint64 {
	switch v.O {
	case &IntTag:
		return v.N<<4 | 5
	case &FloatTag:
		return v.N ^ 0x7ff<<52 | 3
	case &BoolTag:
		return uint64(uintptr(unsafe.Pointer(v.O))) + v.N
	}
	return uint64(uintptr(unsafe.Pointer(v.O)))
}

// Is reports whether a and b are the same object. Equal ints are one object
// here, and so are floats of equal bits.
func Is(a, b Value) bool { return a == b }
