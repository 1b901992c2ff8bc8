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
	tup := MakeTuple(len(items))
	copyValues(tup.Items, items)
	return tup.Value()
}

// tupleN is a tuple with its items S, an array, in one allocation.
type tupleN[S any] struct {
	Tuple
	items S
}

// MakeTuple makes a tuple of n items for the caller to fill in before anyone
// else can see it.
func MakeTuple(n int) *Tuple {
	switch n {
	case 0:
		return emptyTuple
	case 1:
		x := &tupleN[[1]Value]{Tuple: Tuple{Object: Object{TupleType}}}
		x.Items = x.items[:]
		return &x.Tuple
	case 2:
		x := &tupleN[[2]Value]{Tuple: Tuple{Object: Object{TupleType}}}
		x.Items = x.items[:]
		return &x.Tuple
	case 3:
		x := &tupleN[[3]Value]{Tuple: Tuple{Object: Object{TupleType}}}
		x.Items = x.items[:]
		return &x.Tuple
	case 4:
		x := &tupleN[[4]Value]{Tuple: Tuple{Object: Object{TupleType}}}
		x.Items = x.items[:]
		return &x.Tuple
	case 5:
		x := &tupleN[[5]Value]{Tuple: Tuple{Object: Object{TupleType}}}
		x.Items = x.items[:]
		return &x.Tuple
	case 6:
		x := &tupleN[[6]Value]{Tuple: Tuple{Object: Object{TupleType}}}
		x.Items = x.items[:]
		return &x.Tuple
	case 7:
		x := &tupleN[[7]Value]{Tuple: Tuple{Object: Object{TupleType}}}
		x.Items = x.items[:]
		return &x.Tuple
	case 8:
		x := &tupleN[[8]Value]{Tuple: Tuple{Object: Object{TupleType}}}
		x.Items = x.items[:]
		return &x.Tuple
	}
	return &Tuple{Object{TupleType}, make([]Value, n)}
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

// TupleWith makes the tuple of the given items.
func TupleWith(items ...Value) *Tuple {
	tup := MakeTuple(len(items))
	copy(tup.Items, items)
	return tup
}
