package vm

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// Loops over common iterables keep their state in three registers: s holds the
// iterable or iterator, or a range's next number; s+1 a tag that says which,
// with an index or a range's end.

var (
	rangeTag object.Object // s.N next number, s+1.N end; step 1
	stepTag  object.Object // the same, step in s+2
	listTag  object.Object // s list, s+1.N index
	tupleTag object.Object // s tuple, s+1.N index
	genTag   object.Object // s generator
	iterTag  object.Object // s iterator
	pairTag  object.Object // s iterator of which object.PairIter is true
	nextTag  object.Object // s iterator whose class has a __next__ in Python
	endedTag object.Object // exhausted
)

func init() {
	// The tags may be seen by code that looks at types, such as a copy of a
	// generator's registers, but never by a program.
	internal := &object.Type{Name: "loop state"}
	for _, o := range []*object.Object{&rangeTag, &stepTag, &listTag, &tupleTag, &genTag, &iterTag, &pairTag, &nextTag, &endedTag} {
		o.Typ = internal
	}
}

// forPrep sets up the state of a loop over r[B].
func forPrep(t *object.Thread, regs window, w uint64) *object.Exception {
	a := uint8(w >> 8)
	v := regs[uint8(w>>16)]
	switch v.O.Typ {
	case object.RangeType:
		r := (*object.Range)(unsafe.Pointer(v.O))
		if start, stop, step, ok := r.Small(); ok {
			if step == 1 {
				regs[a] = object.Int(start)
				regs[a+1] = object.Value{O: &rangeTag, N: uint64(stop)}
				return nil
			}
			// Counting down from the number of items keeps overflow out.
			regs[a] = object.Int(start)
			regs[a+1] = object.Value{O: &stepTag, N: uint64(r.SmallLen())}
			regs[a+2] = object.Int(step)
			return nil
		}
	case object.ListType:
		regs[a] = v
		regs[a+1] = object.Value{O: &listTag}
		return nil
	case object.TupleType:
		regs[a] = v
		regs[a+1] = object.Value{O: &tupleTag}
		return nil
	}
	it, err := object.Iter(t, v)
	if err != nil {
		return err
	}
	regs[a] = it
	switch {
	case it.O.Typ == object.GeneratorType:
		regs[a+1] = object.Value{O: &genTag}
	case methodOf(it, strNext) != nil:
		regs[a+1] = object.Value{O: &nextTag}
	case object.PairIter(it):
		regs[a+1] = object.Value{O: &pairTag}
	default:
		regs[a+1] = object.Value{O: &iterTag}
	}
	return nil
}

// forNext returns the next item of a loop whose state is not of the evaluator's
// fast kinds; null at the end.
func forNext(t *object.Thread, regs window, w uint64) (object.Value, *object.Exception) {
	s := uint8(w >> 16)
	switch regs[s+1].O {
	case &stepTag:
		left := regs[s+1].N
		if left == 0 {
			return object.Value{}, nil
		}
		regs[s+1].N = left - 1
		i := regs[s].Int()
		regs[s] = object.Int(i + regs[s+2].Int())
		return object.Int(i), nil
	case &endedTag:
		return object.Value{}, nil
	}
	it := regs[s]
	v, err := it.O.Typ.Slots.Next(t, it)
	if v.O == nil && err == nil {
		t.ClearResult()
	}
	return v, err
}

// pairNext is a step of a loop over pairs, dict items, enumerate or zip, whose
// body begins by unpacking them: the Unpack u is done here, and no tuple made.
// more is false at the end.
func pairNext(t *object.Thread, regs window, w, u uint64) (more bool, err *object.Exception) {
	x, y, err := object.NextPair(t, regs[uint8(w>>16)])
	if err != nil || x.O == nil {
		t.ClearResult()
		return false, err
	}
	regs[uint8(u>>8)] = x
	regs[uint8(u>>8)+1] = y
	return true, nil
}
