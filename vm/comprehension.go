package vm

import (
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// mapAdd is MapAdd. The dict gets room for all items when the first one comes.
func mapAdd(t *object.Thread, fr *object.Frame, regs window, w uint64) *object.Exception {
	d := (*object.Dict)(unsafe.Pointer(regs[uint8(w>>8)].O))
	if d.Roomless() {
		if n := itemsToCome(t, fr, regs); n > 1 {
			d.Reserve(t, n)
		}
	}
	return d.Set(t, regs[uint8(w>>16)], regs[uint8(w>>24)])
}

// itemsToCome says how many items the comprehension that runs an instruction which
// adds one, fr.PC being behind it, is going to add, that one included: as many as
// are left in its loop, if the loop adds one in each turn. It is 0 if nobody
// knows. Between the two may lie anything that changes the iterable, so it is a
// hint.
func itemsToCome(t *object.Thread, fr *object.Frame, regs window) int {
	u := fr.Code.Ins[fr.PC]
	if compile.Op(u) != compile.ForIter {
		return 0
	}
	body := fr.PC + 1 + int32(u>>32)
	if body < 0 || body >= fr.PC {
		return 0
	}
	for _, w := range fr.Code.Ins[body : fr.PC-1] {
		if op := compile.Op(w); op >= compile.Jump && op <= compile.JumpIn || op == compile.ForIter {
			return 0 // an item may be left out, or be one of many of an inner loop
		}
	}
	s := uint8(u >> 16)
	left := 0
	switch n := int(regs[s+1].N); regs[s+1].O {
	case &rangeTag:
		left = n - int(regs[s].N)
	case &stepTag:
		left = n
	case &listTag:
		l := (*object.List)(unsafe.Pointer(regs[s].O))
		if b := l.Box.Load(); b.Stamp() == t.Tx.ID {
			left = len((*object.ListBody)(unsafe.Pointer(b)).Items) - n
		}
	case &tupleTag:
		left = len((*object.Tuple)(unsafe.Pointer(regs[s].O)).Items) - n
	case &strTag:
		// The arrays that lists have outgrown serve the short ones better.
		if str := (*object.Str)(unsafe.Pointer(regs[s].O)); str.KnownASCII() {
			left = str.Len() - n
		}
		if left < 64 {
			return 0
		}
	case &bytesTag:
		left = len((*object.Bytes)(unsafe.Pointer(regs[s].O)).S) - n
	case &keysTag, &valsTag, &itemsTag:
		left = int(uint32(regs[s+2].N))
	case &countTag, &bothTag:
		left = pairsLeft(t, regs, s)
	default:
		return 0
	}
	if left < 0 {
		return 0
	}
	return left + 1
}
