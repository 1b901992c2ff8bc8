package vm

import (
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// Loops over enumerate or zip of lists, tuples and strs, where the call is the iterable of
// the loop itself, make neither the object nor its iterators: the loop has the only
// reference to them, so its state does as well. What is looped over is read
// anew in each turn, as the iterators would.

var (
	countTag object.Object // s sequence, s+1.N index, s+2 what the first item is counted as
	bothTag  object.Object // s sequence, s+1.N index, s+2 the other sequence
)

// maxCount bounds the start of enumerate, so that counting overflows never.
const maxCount = 1 << 62

// loopOverPairs is to calls of enumerate and zip what loopOverRange is to those of range.
func loopOverPairs(t *object.Thread, fr *object.Frame, regs window, callee object.Value, argBase, nargs int, w uint64) bool {
	u := loopAhead(fr, w)
	if u == 0 || nargs < 1 || nargs > 2 || !indexed(regs[argBase]) {
		return false
	}
	first, second, tag := regs[argBase], object.Int(0), &countTag
	if callee.O == &object.ZipType.Object {
		if nargs != 2 || !indexed(regs[argBase+1]) {
			return false
		}
		second, tag = regs[argBase+1], &bothTag
	} else if nargs == 2 {
		if second = regs[argBase+1]; second.O != &object.IntTag || second.Int() > maxCount {
			return false
		}
	}
	a := uint8(u >> 8)
	regs[a], regs[a+1], regs[a+2] = first, object.Value{O: tag}, second
	beginLoop(t, fr, regs)
	return true
}

// indexed reports whether itemAt knows the items of v.
func indexed(v object.Value) bool {
	switch v.O.Typ {
	case object.ListType, object.TupleType:
		return true
	case object.StrType:
		return strOf(v).IsASCII()
	}
	return false
}

// itemAt returns item i of a sequence, null behind its end.
func itemAt(t *object.Thread, v object.Value, i uint64) object.Value {
	var items []object.Value
	switch v.O.Typ {
	case object.ListType:
		l := (*object.List)(unsafe.Pointer(v.O))
		b := l.Box.Load()
		if b.Stamp() != t.Tx.ID {
			x, _ := l.At(t, int(i))
			return x
		}
		if items = (*object.ListBody)(unsafe.Pointer(b)).Items; i >= uint64(len(items)) {
			x, _ := l.At(t, int(i)) // in a card, perhaps
			return x
		}
	case object.TupleType:
		items = (*object.Tuple)(unsafe.Pointer(v.O)).Items
	default:
		if s := strOf(v).S; i < uint64(len(s)) {
			return object.Value{O: object.CharStr(s[i])}
		}
	}
	if i < uint64(len(items)) {
		return items[i]
	}
	return object.Value{}
}

// pairLoop is a step of a loop that loopOverPairs has set up. It reports whether the loop
// goes on at its body. Where that begins by unpacking the pair into variables, this is
// done too, the frame goes on behind it, and the report is false.
func pairLoop(t *object.Thread, fr *object.Frame, regs window, w uint64) (bool, *object.Exception) {
	a, s := uint8(w>>8), uint8(w>>16)
	i := regs[s+1].N
	var x object.Value
	if o := regs[s].O; o.Typ == object.ListType {
		if b := (*object.List)(unsafe.Pointer(o)).Box.Load(); b.Stamp() == t.Tx.ID {
			if items := (*object.ListBody)(unsafe.Pointer(b)).Items; i < uint64(len(items)) {
				x = items[i]
			}
		}
	}
	if x.O == nil {
		x = itemAt(t, regs[s], i)
	}
	y := x
	if regs[s+1].O == &countTag {
		x = object.Int(int64(regs[s+2].N + i))
	} else if x.O != nil {
		y = itemAt(t, regs[s+2], i)
	}
	if y.O == nil {
		// It stays exhausted if the sequences grow.
		regs[s], regs[s+1], regs[s+2] = object.Value{O: &endedTag}, object.Value{O: &endedTag}, object.Value{}
		return false, nil
	}
	regs[s+1].N = i + 1
	body := fr.PC + int32(w>>32)
	u := fr.Code.Ins[body]
	// A pair that a variable holds can be looked at again.
	if u&0xffff00ff != uint64(compile.Unpack)|uint64(a)<<16|2<<24 || int(a) < fr.Code.NumLocals {
		regs[a] = object.NewPair(x, y)
		return true, nil
	}
	a = uint8(u >> 8)
	regs[a], regs[a+1] = x, y
	fr.PC = body + 1
	if t.Tx.Poll.Load() != 0 {
		return false, poll(t)
	}
	return false, nil
}

// pairsLeft returns how many items a loop that loopOverPairs has set up has still to
// come, or 0 if that is not known.
func pairsLeft(t *object.Thread, regs window, s uint8) int {
	left := sequenceLen(t, regs[s])
	if regs[s+1].O == &bothTag {
		left = min(left, sequenceLen(t, regs[s+2]))
	}
	return left - int(regs[s+1].N)
}

func sequenceLen(t *object.Thread, v object.Value) int {
	switch v.O.Typ {
	case object.ListType:
		if b := (*object.List)(unsafe.Pointer(v.O)).Box.Load(); b.Stamp() == t.Tx.ID {
			return len((*object.ListBody)(unsafe.Pointer(b)).Items)
		}
		return 0
	case object.TupleType:
		return len((*object.Tuple)(unsafe.Pointer(v.O)).Items)
	}
	return len(strOf(v).S)
}
