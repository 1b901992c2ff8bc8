package vm

import (
	"math"
	"unsafe"

	"github.com/weftpy/weft/compile"
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
	strTag   object.Object // s str, s+1.N byte offset
	bytesTag object.Object // s bytes, s+1.N index
	genTag   object.Object // s generator, s+2 as of object.LoneTuple
	iterTag  object.Object // s iterator
	newTag   object.Object // s iterator over tuples that are new, s+2 as of object.LoneTuple
	pairTag  object.Object // s iterator of which object.TupleIter is s+1.N, not 0
	nextTag  object.Object // s iterator whose class has a __next__ in Python
	keysTag  object.Object // s dict, s+1.N position, s+2.N entries it must have << 32 | entries left
	valsTag  object.Object // likewise, over the values
	itemsTag object.Object // likewise, over the pairs
	setTag   object.Object // s set, s+1.N position, s+2.N items it must have
	endedTag object.Object // exhausted
	// Two more are in pairloop.go.
)

func init() {
	// The tags may be seen by code that looks at types, such as a copy of a
	// generator's registers, but never by a program.
	internal := &object.Type{Name: "loop state"}
	for _, o := range []*object.Object{&rangeTag, &stepTag, &listTag, &tupleTag, &strTag, &bytesTag, &genTag, &iterTag, &newTag, &pairTag, &nextTag, &keysTag, &valsTag, &itemsTag, &setTag, &endedTag, &countTag, &bothTag} {
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
	case object.DictType:
		dictPrep(t, regs[a:int(a)+3], v, &keysTag)
		return nil
	case object.DictKeysType:
		dictPrep(t, regs[a:int(a)+3], object.ViewDict(v).Value(), &keysTag)
		return nil
	case object.DictValuesType:
		dictPrep(t, regs[a:int(a)+3], object.ViewDict(v).Value(), &valsTag)
		return nil
	case object.DictItemsType:
		dictPrep(t, regs[a:int(a)+3], object.ViewDict(v).Value(), &itemsTag)
		return nil
	case object.SetType, object.FrozenSetType:
		regs[a] = v
		regs[a+1] = object.Value{O: &setTag}
		regs[a+2] = object.Int(int64((*object.Set)(unsafe.Pointer(v.O)).Len(t)))
		return nil
	case object.StrType:
		regs[a] = v
		regs[a+1] = object.Value{O: &strTag}
		return nil
	case object.BytesType:
		regs[a] = v
		regs[a+1] = object.Value{O: &bytesTag}
		return nil
	case object.GeneratorType:
		regs[a] = v
		regs[a+1] = object.Value{O: &genTag}
		regs[a+2] = object.Value{}
		return nil
	}
	it, err := iterator(t, v)
	if err != nil {
		return err
	}
	regs[a] = it
	n := object.TupleIter(it)
	switch {
	case it.O.Typ == object.GeneratorType:
		regs[a+1] = object.Value{O: &genTag}
		regs[a+2] = object.Value{}
	case methodOf(it, strNext) != nil:
		regs[a+1] = object.Value{O: &nextTag}
	case n != 0:
		regs[a+1] = object.Value{O: &pairTag, N: uint64(n)}
	case it.O.Typ.Flags&object.FlagNewTuples != 0:
		regs[a+1] = object.Value{O: &newTag}
		regs[a+2] = object.Value{}
	default:
		regs[a+1] = object.Value{O: &iterTag}
	}
	return nil
}

// loopOverRange is a call of range whose result the next instruction loops over, and
// nothing else sees: that is done too, without making the range. It reports whether
// the call was one, of small ints.
func loopOverRange(t *object.Thread, fr *object.Frame, regs window, argBase, nargs int, w uint64) bool {
	u := loopAhead(fr, w)
	if u == 0 || nargs < 1 || nargs > 2 {
		return false
	}
	a := uint8(u >> 8)
	var start int64
	stop := regs[argBase]
	if nargs == 2 {
		if stop.O != &object.IntTag {
			return false
		}
		start, stop = stop.Int(), regs[argBase+1]
	}
	if stop.O != &object.IntTag {
		return false
	}
	regs[a] = object.Int(start)
	regs[a+1] = object.Value{O: &rangeTag, N: stop.N}
	beginLoop(t, fr, regs)
	return true
}

// loopAhead returns the ForPrep for which the call w, behind which fr.PC is, makes the
// iterable, or 0. Between the two, a comprehension makes its empty container. The
// register of the result is a temporary, which nothing but the ForPrep reads.
func loopAhead(fr *object.Frame, w uint64) uint64 {
	u := fr.Code.Ins[fr.PC]
	if op := compile.Op(u); op >= compile.BuildList && op <= compile.BuildMap && uint8(u>>24) == 0 {
		u = fr.Code.Ins[fr.PC+1]
	}
	if r := uint8(w >> 8); compile.Op(u) == compile.ForPrep && uint8(u>>16) == r && (uint8(u>>8) == r || int(r) >= fr.Code.NumLocals) {
		return u
	}
	return 0
}

// beginLoop is done when the registers of the loop that loopAhead has found are set
// up: it goes on with the loop's ForIter.
func beginLoop(t *object.Thread, fr *object.Frame, regs window) {
	u := fr.Code.Ins[fr.PC]
	if compile.Op(u) != compile.ForPrep {
		var made object.Value
		switch compile.Op(u) {
		case compile.BuildList:
			made = object.NewList(t, nil).Value()
		case compile.BuildSet:
			made = object.NewSet(t).Value()
		case compile.BuildMap:
			made = object.NewDict(t).Value()
		}
		regs[uint8(u>>8)] = made
		fr.PC++
		u = fr.Code.Ins[fr.PC]
	}
	fr.PC += 1 + int32(u>>32)
}

// forNext is ForIter for loops that are not of the evaluator's fast kinds. It
// reports whether the loop goes on.
func forNext(t *object.Thread, fr *object.Frame, regs window, w uint64) (bool, *object.Exception) {
	a, s := uint8(w>>8), uint8(w>>16)
	switch regs[s+1].O { // the first ones are found first
	case &iterTag:
		return iterNext(t, regs, a, s)
	case &newTag:
		it := regs[s]
		v, err := it.O.Typ.Slots.Next(t, it)
		if v.O == nil {
			if err == nil {
				t.ClearResult()
			}
			return false, err
		}
		if uint8(w>>24) == loneLoop && t.Tx.Solo() {
			t.LoneTuple(&regs[s+2], v, true)
		}
		regs[a] = v
		return true, nil
	case &keysTag:
		if object.LoopDict(t, loopState(regs, s), &regs[a], nil) {
			return true, nil
		}
		k, _, err := dictNext(t, regs, s)
		if k.O == nil {
			return false, err
		}
		regs[a] = k
		return true, nil
	case &valsTag:
		if object.LoopDict(t, loopState(regs, s), nil, &regs[a]) {
			return true, nil
		}
		_, v, err := dictNext(t, regs, s)
		if v.O == nil {
			return false, err
		}
		regs[a] = v
		return true, nil
	case &pairTag, &itemsTag:
		body := fr.PC + int32(w>>32)
		u := fr.Code.Ins[body]
		n := uint64(2)
		if regs[s+1].O == &pairTag {
			n = regs[s+1].N
		}
		// A pair that a variable holds can be looked at again.
		if u&0xffff00ff == uint64(compile.Unpack)|uint64(a)<<16|n<<24 && int(a) >= fr.Code.NumLocals {
			more, err := pairNext(t, regs, w, u)
			if more {
				fr.PC = body + 1 // over the Unpack
				if t.Tx.Poll.Load() != 0 {
					err = poll(t)
				}
			}
			return false, err
		}
		if regs[s+1].O == &itemsTag {
			k, v, err := dictNext(t, regs, s)
			if k.O == nil {
				return false, err
			}
			regs[a] = object.NewPair(k, v)
			return true, nil
		}
	case &strTag:
		v, next := strOf(regs[s]).CharFrom(int(regs[s+1].N))
		if v.O == nil {
			return false, nil
		}
		regs[s+1].N = uint64(next)
		regs[a] = v
		return true, nil
	case &bytesTag:
		s, i := (*object.Bytes)(unsafe.Pointer(regs[s].O)).S, &regs[s+1].N
		if *i >= uint64(len(s)) {
			return false, nil
		}
		regs[a] = object.Int(int64(s[*i]))
		*i++
		return true, nil
	case &setTag:
		if object.LoopSet(t, loopState(regs, s), &regs[a]) {
			return true, nil
		}
		x, err := setNext(t, regs, s)
		if x.O == nil {
			return false, err
		}
		regs[a] = x
		return true, nil
	case &endedTag:
		return false, nil
	case &nextTag:
		if fn := methodOf(regs[s], strNext); fn != nil {
			err := push(t, object.FrameNext, w, fn, regs[s])
			if err == pushed {
				t.Frame.Jump = int32(w >> 32)
			}
			return false, err
		}
	}
	return iterNext(t, regs, a, s)
}

// itemsLoop is forNext for a loop over the pairs of a dict.
func itemsLoop(t *object.Thread, fr *object.Frame, regs window, w uint64) (bool, *object.Exception) {
	s := uint8(w >> 16)
	body := fr.PC + int32(w>>32)
	u := fr.Code.Ins[body]
	a := uint8(u >> 8)
	if u&0xffff00ff != uint64(compile.Unpack)|w<<8&0xff0000|2<<24 || int(uint8(w>>8)) < fr.Code.NumLocals ||
		!object.LoopDict(t, loopState(regs, s), &regs[a], &regs[a+1]) {
		return forNext(t, fr, regs, w)
	}
	fr.PC = body + 1 // over the Unpack
	if t.Tx.Poll.Load() != 0 {
		return false, poll(t)
	}
	return false, nil
}

// loopState returns the registers of a loop's state.
func loopState(regs window, s uint8) *[3]object.Value {
	return (*[3]object.Value)(unsafe.Pointer(&regs[s]))
}

// iterNext is a step of a loop over any iterator.
func iterNext(t *object.Thread, regs window, a, s uint8) (bool, *object.Exception) {
	it := regs[s]
	v, err := it.O.Typ.Slots.Next(t, it)
	if v.O == nil {
		if err == nil {
			t.ClearResult()
		}
		return false, err
	}
	regs[a] = v
	return true, nil
}

// listNext is a step of a loop over a list whose items the evaluator does not
// see in one piece, or that has ended.
func listNext(t *object.Thread, regs window, w uint64) bool {
	s := uint8(w >> 16)
	l, i := (*object.List)(unsafe.Pointer(regs[s].O)), regs[s+1].N
	if x, ok := l.At(t, int(i)); ok { // in a card
		regs[s+1].N = i + 1
		regs[uint8(w>>8)] = x
		return true
	}
	// It stays exhausted if the list grows.
	regs[s] = object.Value{O: &endedTag}
	regs[s+1] = object.Value{O: &endedTag}
	return false
}

// resumeFor is a step of a loop over a generator: it pushes its frame, unless it
// has ended: the evaluator goes on with the current frame in any case.
func resumeFor(t *object.Thread, g *object.Generator, w uint64) *object.Exception {
	nf, err := resume(t, g, object.None)
	if nf == nil {
		return err
	}
	nf.Kind, nf.Ret, nf.Jump = object.FrameIter, uint8(w>>8), int32(w>>32)
	return nil
}

// pairNext is a step of a loop over tuples, of dict items, enumerate or zip, whose
// body begins by unpacking them: the Unpack u is done here, and no tuple made.
// more is false at the end.
func pairNext(t *object.Thread, regs window, w, u uint64) (more bool, err *object.Exception) {
	var x, y object.Value
	switch s := uint8(w >> 16); {
	case regs[s+1].O == &itemsTag:
		a := uint8(u >> 8)
		if object.LoopDict(t, loopState(regs, s), &regs[a], &regs[a+1]) {
			return true, nil
		}
		x, y, err = dictNext(t, regs, s)
	case uint8(u>>24) != 2:
		items, more, err := object.NextZipped(t, regs[s])
		if !more {
			t.ClearResult()
			return false, err
		}
		copy(regs[uint8(u>>8):], items[:uint8(u>>24)])
		return true, nil
	default:
		a := uint8(u >> 8)
		if object.LoopPair(t, regs[s], &regs[a], &regs[a+1]) {
			return true, nil
		}
		x, y, err = object.NextPair(t, regs[s])
	}
	if err != nil || x.O == nil {
		t.ClearResult()
		return false, err
	}
	regs[uint8(u>>8)] = x
	regs[uint8(u>>8)+1] = y
	return true, nil
}

// dictPrep sets up the state of a loop over a dict.
func dictPrep(t *object.Thread, s []object.Value, d object.Value, tag *object.Object) {
	n := uint64((*object.Dict)(unsafe.Pointer(d.O)).Len(t))
	s[0], s[1], s[2] = d, object.Value{O: tag}, object.Value{O: &object.IntTag, N: n<<32 | n}
}

// dictNext is a step of a loop over a dict; k is null at the end.
func dictNext(t *object.Thread, regs window, s uint8) (k, v object.Value, err *object.Exception) {
	d := (*object.Dict)(unsafe.Pointer(regs[s].O))
	k, v, pos := d.LoopEntry(t, int(regs[s+1].N), int(regs[s+2].N>>32))
	switch {
	case pos < 0:
		// It is an error from now on, also if the size is the old one again.
		regs[s+2].N = math.MaxUint64
		return object.Value{}, object.Value{}, t.Errorf(object.RuntimeError, "dictionary changed size during iteration")
	case k.O == nil:
		regs[s+1] = object.Value{O: &endedTag}
		return object.Value{}, object.Value{}, nil
	case uint32(regs[s+2].N) == 0:
		regs[s+1] = object.Value{O: &endedTag}
		return object.Value{}, object.Value{}, t.Errorf(object.RuntimeError, "dictionary keys changed during iteration")
	}
	regs[s+1].N = uint64(pos)
	regs[s+2].N--
	return k, v, nil
}

// setNext is a step of a loop over a set; null at the end.
func setNext(t *object.Thread, regs window, s uint8) (object.Value, *object.Exception) {
	set := (*object.Set)(unsafe.Pointer(regs[s].O))
	if uint64(set.Len(t)) != regs[s+2].N {
		regs[s+2].N = math.MaxUint64
		return object.Value{}, t.Errorf(object.RuntimeError, "Set changed size during iteration")
	}
	x, pos, ok := set.NextItem(t, int(regs[s+1].N))
	if !ok {
		regs[s+1] = object.Value{O: &endedTag}
		return object.Value{}, nil
	}
	regs[s+1].N = uint64(pos)
	return x, nil
}
