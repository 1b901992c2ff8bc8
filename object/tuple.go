package object

import "unsafe"

// Tuple is a Python tuple: immutable. Items may not be changed once the tuple
// can be seen.
type Tuple struct {
	Object
	Items []Value
}

// TupleType is tuple.
var TupleType = declare("tuple", ObjectType, FlagTuple|FlagSequence|FlagMatchSelf)

var emptyTuple = &Tuple{Object: Object{TupleType}}

// NewTuple makes a tuple of a copy of items.
func NewTuple(items []Value) Value {
	if len(items) == 0 {
		return emptyTuple.Value()
	}
	return TupleOf(append(make([]Value, 0, len(items)), items...))
}

// TupleOf makes a tuple that takes over items.
func TupleOf(items []Value) Value {
	if len(items) == 0 {
		return emptyTuple.Value()
	}
	return Value{O: &(&Tuple{Object{TupleType}, items}).Object}
}

// AsTuple returns v as a tuple if it is one (or of a subclass).
func AsTuple(v Value) (*Tuple, bool) {
	if v.O.Typ.Flags&FlagTuple != 0 {
		return (*Tuple)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// Value returns tup as a value.
func (tup *Tuple) Value() Value { return Value{O: &tup.Object} }
