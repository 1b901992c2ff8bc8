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

func newTupleN[S any]() *Tuple {
	x := new(tupleN[S])
	x.Typ = TupleType
	x.Items = unsafe.Slice((*Value)(unsafe.Pointer(&x.items)), unsafe.Sizeof(x.items)/unsafe.Sizeof(Value{}))
	return &x.Tuple
}

// MakeTuple makes a tuple of n items for the caller to fill in before anyone
// else can see it.
func MakeTuple(n int) *Tuple {
	switch n {
	case 0:
		return emptyTuple
	case 1:
		return newTupleN[[1]Value]()
	case 2:
		return newTupleN[[2]Value]()
	case 3:
		return newTupleN[[3]Value]()
	case 4:
		return newTupleN[[4]Value]()
	case 5:
		return newTupleN[[5]Value]()
	case 6:
		return newTupleN[[6]Value]()
	case 7:
		return newTupleN[[7]Value]()
	case 8:
		return newTupleN[[8]Value]()
	case 9:
		return newTupleN[[9]Value]()
	case 10:
		return newTupleN[[10]Value]()
	case 11:
		return newTupleN[[11]Value]()
	case 12:
		return newTupleN[[12]Value]()
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

// ConcatTuples returns x + y, which may be one of the two.
func ConcatTuples(t *Thread, x, y *Tuple) Value {
	switch {
	case len(x.Items) == 0 && y.Typ == TupleType:
		return y.Value()
	case len(y.Items) == 0 && x.Typ == TupleType:
		return x.Value()
	}
	tup := t.TakeTuple(len(x.Items) + len(y.Items))
	copyValues(tup.Items, x.Items)
	copyValues(tup.Items[len(x.Items):], y.Items)
	return tup.Value()
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
