package object

import "unsafe"

// Copies of many values.
//
// While a collection is under way, copying pointers goes through write barriers,
// and a collection can begin or end only when no thread is amid a copy: one
// of 32 MB makes the others send signals and spin until it is done. So long copies
// are made piece by piece. Each piece is a call, because it is where a function begins that
// Go stops a thread; a signal that arrives amid a copy, where nearly all the time goes,
// does not.

const copyPiece = 1 << 12 // values

// copyValues copies src to dst, which does not overlap it and is as long.
func copyValues(dst, src []Value) {
	for len(src) > copyPiece {
		copyOne(dst[:copyPiece], src)
		dst, src = dst[copyPiece:], src[copyPiece:]
	}
	if len(src) <= copyFew {
		dst = dst[:len(src)]
		//lint:ignore S1001 a call of copy takes longer than these few
		for i := range src {
			dst[i] = src[i]
		}
		return
	}
	copy(dst, src)
}

// copyFew is up to how many values are copied one by one: calling for a copy takes
// longer.
const copyFew = 8

//go:noinline
func copyOne(dst, src []Value) int { return copy(dst, src) }

// cloneValues returns a copy of src, nil if there is nothing.
func cloneValues(src []Value) []Value {
	if len(src) == 0 {
		return nil
	}
	out := make([]Value, len(src))
	copyValues(out, src)
	return out
}

// fillNew sets all items, which are new and null, to x.
func fillNew(items []Value, x Value) {
	if x.O == &IntTag || x.O == &FloatTag || x.O == &BoolTag || x.O == &noneObject {
		fillStatic(items, x)
		return
	}
	first := items[:min(len(items), 16)]
	for i := range first {
		first[i] = x
	}
	for n := len(first); n < len(items); {
		n += copyOne(items[n:], items[:min(n, copyPiece)])
	}
}

// valueWords is a Value whose pointer the collector does not see being stored.
type valueWords struct {
	o uintptr
	n uint64
}

// fillStatic is fillNew for a value whose O is a variable of this package. No
// write barrier is due for it: the collector frees no variables, and the nulls that are
// overwritten keep nothing alive.
func fillStatic(items []Value, x Value) {
	if len(items) == 0 {
		return
	}
	words := unsafe.Slice((*valueWords)(unsafe.Pointer(unsafe.SliceData(items))), len(items))
	w := valueWords{uintptr(unsafe.Pointer(x.O)), x.N}
	first := words[:min(len(words), 32)]
	for i := range first {
		first[i] = w
	}
	for n := len(first); n < len(words); {
		n += copyWords(words[n:], words[:min(n, copyPiece)])
	}
}

//go:noinline
func copyWords(dst, src []valueWords) int { return copy(dst, src) }

// clearValues is clear, mostly for a few values.
func clearValues(items []Value) {
	if len(items) > copyFew {
		clear(items)
		return
	}
	for i := 0; i < len(items); i++ { // with range the compiler would make it a call of clear
		items[i] = Value{}
	}
}

// appendValues is append.
func appendValues(to, items []Value) []Value {
	n := len(to) + len(items)
	if n > cap(to) {
		// A list that was extended once is as long as it will be, one that is extended
		// again will be extended again.
		room := n
		if len(to) > 0 {
			room = max(n, len(to)+len(to)/4)
		}
		grown := make([]Value, n, room)
		copyValues(grown, to)
		copyValues(grown[len(to):], items)
		return grown
	}
	end := len(to)
	to = to[:n]
	copyValues(to[end:], items)
	return to
}
