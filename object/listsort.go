package object

import (
	"math"
	"math/bits"
	"slices"
	"unsafe"
)

// Sorting
//
// A stable, adaptive merge sort. Runs (stretches that ascend, or strictly
// descend and are reversed) are found from left to right; short ones are
// extended by binary insertion to a minimum length. Which neighbours to merge
// when is decided by the powersort rule (Munro and Wild, “Nearly-Optimal
// Mergesorts”, 2018): each boundary between runs has a power, the depth at which
// a perfectly balanced merge tree would separate the two, and a run stays on the
// stack while the powers ascend. Merging gallops when one side wins many times in
// a row, so sorted stretches are moved rather than compared.
//
// Comparisons go through < only, and through one function value chosen once for
// keys that are all small ints, all floats, all strs, or tuples; then no Python
// code runs. A list of nothing but small ints without key function is sorted as
// a slice of int64: equal ints cannot be told apart. Keys of a key function that are
// ints share a word with the item's position (packInts), which tells equal ones apart.

// sortItem is an item to sort with its key.
type sortItem struct{ key, val Value }

// sorter sorts items. Once less has failed it answers anything without calling
// Python: the sort then ends soon, with the items in some order.
type sorter struct {
	items []sortItem
	tmp   []sortItem
	less  func(a, b Value) bool
	err   *Exception
	runs  []sortRun
	// gallop is how often in a row one side of a merge must win before galloping
	// starts; it adapts to the data.
	gallop int
}

type sortRun struct{ start, n, power int }

// Sort sorts l in place by key (null or None for the items themselves). While it
// runs the list is empty to those who look at it.
func (l *List) Sort(t *Thread, key Value, reverse bool) *Exception {
	b := l.Write(t)
	items := b.Items
	b.Items = nil
	id := t.Tx.ID
	err := SortItems(t, items, key, reverse)
	b = l.Write(t)
	// A thread's transaction may have ended meanwhile; then the list is another copy of
	// an empty one.
	if b.Items != nil && (t.Tx.ID == id || len(b.Items) != 0) && err == nil {
		err = t.Errorf(ValueError, "list modified during sort")
	}
	b.Items = items
	return err
}

// SortItems sorts items, which nobody else sees, by key (null or None for the
// items themselves). After an error they are in some order.
func SortItems(t *Thread, items []Value, key Value, reverse bool) *Exception {
	keyed := key.O != nil && !key.IsNone()
	if len(items) < 2 && !keyed {
		return nil
	}
	if !keyed && (sortInts(t, items, reverse) || sortFloats(t, items, reverse)) {
		return nil
	}
	// What the sort works with nobody else sees, so it may be used again.
	spare := &t.outgrown.sort
	s := &sorter{items: spare.take(powerOfTwo(max(len(items), 1<<minSpare)))[:len(items)], gallop: minGallop}
	if keyed {
		if err := s.callKey(t, key, items); err != nil {
			return err
		}
		if s.packInts(t, items, reverse) {
			spare.give(s.items)
			return nil
		}
	} else {
		for i, x := range items {
			s.items[i] = sortItem{x, x}
		}
	}
	s.less = s.chooseLess(t)
	// Reversing before and after keeps equal items in their order.
	if reverse {
		slices.Reverse(s.items)
	}
	s.sort()
	if reverse {
		slices.Reverse(s.items)
	}
	for i := range items {
		items[i] = s.items[i].val
	}
	spare.give(s.items)
	return s.err
}

// callKey fills s.items with items and their keys.
func (s *sorter) callKey(t *Thread, key Value, items []Value) *Exception {
	args, base, fresh := t.push(1)
	var err *Exception
	for i, x := range items {
		args[0] = x
		var k Value
		if k, err = CallKw(t, key, args, nil); err != nil {
			break
		}
		s.items[i] = sortItem{k, x}
	}
	t.pop(args, base, fresh)
	return err
}

// packInts sorts items by s.items' keys, if all are ints that leave room for the position in
// the same word: equal keys then keep their order, and the sort moves no pointers. It reports
// whether it did.
func (s *sorter) packInts(t *Thread, items []Value, reverse bool) bool {
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	for i := range s.items {
		k := &s.items[i].key
		if k.O != &IntTag {
			return false
		}
		low, high = min(low, k.Int()), max(high, k.Int())
	}
	shift := bits.Len(uint(len(items)))
	if len(items) == 0 || uint64(high)-uint64(low) >= 1<<(63-shift) {
		return false
	}
	packed := t.outgrown.ints.take(powerOfTwo(len(items)))[:len(items)]
	for i := range s.items {
		n := s.items[i].key.Int() - low
		if reverse {
			n = high - s.items[i].key.Int()
		}
		packed[i] = n<<shift | int64(i)
	}
	slices.Sort(packed)
	for i, n := range packed {
		items[i] = s.items[n&(1<<shift-1)].val
	}
	t.outgrown.ints.give(packed)
	return true
}

// sortInts sorts items if all are small ints.
func sortInts(t *Thread, items []Value, reverse bool) bool {
	for _, x := range items {
		if x.O != &IntTag {
			return false
		}
	}
	ints := t.outgrown.ints.take(powerOfTwo(len(items)))[:len(items)]
	for i, x := range items {
		ints[i] = x.Int()
	}
	slices.Sort(ints)
	if reverse {
		slices.Reverse(ints)
	}
	for i, n := range ints {
		items[i].N = uint64(n)
	}
	t.outgrown.ints.give(ints)
	return true
}

// sortFloats sorts items if all are floats whose order their bits tell: floats that are
// not identical are then not equal. So there may be no nan and no -0.0.
func sortFloats(t *Thread, items []Value, reverse bool) bool {
	for _, x := range items {
		if x.O != &FloatTag || x.N == 1<<63 || x.Float() != x.Float() {
			return false
		}
	}
	ints := t.outgrown.ints.take(powerOfTwo(len(items)))[:len(items)]
	for i, x := range items {
		ints[i] = floatOrder(x.N)
	}
	slices.Sort(ints)
	if reverse {
		slices.Reverse(ints)
	}
	for i, n := range ints {
		items[i].N = uint64(floatOrder(uint64(n)))
	}
	t.outgrown.ints.give(ints)
	return true
}

// floatOrder returns an int that is to others as the float of these bits is to theirs: of
// a negative one all bits but the sign are inverted. It is its own inverse.
func floatOrder(b uint64) int64 {
	return int64(b) ^ int64(uint64(int64(b)>>63)>>1)
}

// chooseLess returns how to compare the keys.
func (s *sorter) chooseLess(t *Thread) func(a, b Value) bool {
	general := func(a, b Value) bool {
		if s.err != nil {
			return false
		}
		lt, err := CompareBool(t, a, b, CmpLt)
		s.err = err
		return lt
	}
	if len(s.items) == 0 {
		return general
	}
	o, typ := s.items[0].key.O, s.items[0].key.O.Typ
	for i := range s.items {
		k := s.items[i].key.O
		if k.Typ != typ {
			return general
		}
		if k != o {
			o = nil
		}
	}
	switch {
	case o == &IntTag, o == &BoolTag:
		return func(a, b Value) bool { return int64(a.N) < int64(b.N) }
	case o == &FloatTag:
		return func(a, b Value) bool { return a.Float() < b.Float() }
	case typ == StrType:
		// N is free in a str: it takes the first bytes, which mostly decide.
		for i := range s.items {
			k := &s.items[i].key
			k.N = firstBytes((*Str)(unsafe.Pointer(k.O)).S)
		}
		return func(a, b Value) bool {
			if a.N != b.N {
				return a.N < b.N
			}
			return (*Str)(unsafe.Pointer(a.O)).S < (*Str)(unsafe.Pointer(b.O)).S
		}
	case typ == TupleType:
		return func(a, b Value) bool {
			if s.err != nil {
				return false
			}
			xs, ys := (*Tuple)(unsafe.Pointer(a.O)).Items, (*Tuple)(unsafe.Pointer(b.O)).Items
			for i := 0; i < len(xs) && i < len(ys); i++ {
				eq, err := equalItems(t, xs[i], ys[i])
				if err != nil {
					s.err = err
					return false
				}
				if !eq {
					return s.lessItem(t, xs[i], ys[i])
				}
			}
			return len(xs) < len(ys)
		}
	}
	return general
}

// firstBytes returns the first eight bytes of s, as if 0 bytes followed it, as a number.
func firstBytes(s string) uint64 {
	if len(s) >= 8 {
		return uint64(s[0])<<56 | uint64(s[1])<<48 | uint64(s[2])<<40 | uint64(s[3])<<32 |
			uint64(s[4])<<24 | uint64(s[5])<<16 | uint64(s[6])<<8 | uint64(s[7])
	}
	n := uint64(0)
	for i := range len(s) {
		n |= uint64(s[i]) << (56 - 8*i)
	}
	return n
}

// lessItem compares items of tuples.
func (s *sorter) lessItem(t *Thread, x, y Value) bool {
	if x.O == y.O {
		switch x.O {
		case &IntTag:
			return int64(x.N) < int64(y.N)
		case &FloatTag:
			return x.Float() < y.Float()
		}
	}
	if x.O.Typ == StrType && y.O.Typ == StrType {
		return (*Str)(unsafe.Pointer(x.O)).S < (*Str)(unsafe.Pointer(y.O)).S
	}
	lt, err := CompareBool(t, x, y, CmpLt)
	s.err = err
	return lt
}

const minGallop = 7

func (s *sorter) sort() {
	n := len(s.items)
	if n < 2 {
		return
	}
	minRun := minRunLength(n)
	for lo := 0; lo < n; {
		run := s.countRun(lo)
		if force := min(minRun, n-lo); run < force {
			s.insertion(lo, lo+run, lo+force)
			run = force
		}
		if run == n {
			return
		}
		if len(s.runs) > 0 {
			last := &s.runs[len(s.runs)-1]
			p := runPower(last.start, last.n, run, n)
			for len(s.runs) > 1 && s.runs[len(s.runs)-2].power > p {
				s.mergeTop()
			}
			s.runs[len(s.runs)-1].power = p
		}
		s.runs = append(s.runs, sortRun{start: lo, n: run})
		lo += run
		if s.err != nil {
			return
		}
	}
	for len(s.runs) > 1 && s.err == nil {
		s.mergeTop()
	}
}

// minRunLength returns a length such that n divided by it is a power of two or
// slightly less.
func minRunLength(n int) int {
	low := 0
	for n >= 64 {
		low |= n & 1
		n >>= 1
	}
	return n + low
}

// runPower returns the power of the boundary between the run of n1 items at
// start and the run of n2 items after it: the first bit in which the positions
// of their middles, as fractions of the whole, differ.
func runPower(start, n1, n2, n int) int {
	a, b := 2*start+n1, 2*start+2*n1+n2 // twice the middles
	for p := 1; ; p++ {
		if a >= n {
			a, b = a-n, b-n
		} else if b >= n {
			return p
		}
		a, b = 2*a, 2*b
	}
}

// countRun returns the length of the run at lo, reversing one that descends.
func (s *sorter) countRun(lo int) int {
	a := s.items
	i := lo + 1
	if i == len(a) {
		return 1
	}
	if s.less(a[i].key, a[lo].key) {
		for i++; i < len(a) && s.less(a[i].key, a[i-1].key); i++ {
		}
		slices.Reverse(a[lo:i])
	} else {
		for i++; i < len(a) && !s.less(a[i].key, a[i-1].key); i++ {
		}
	}
	return i - lo
}

// insertion sorts a[lo:hi], of which a[lo:from] is sorted.
func (s *sorter) insertion(lo, from, hi int) {
	a := s.items
	for ; from < hi; from++ {
		x := a[from]
		l, r := lo, from
		for l < r {
			m := int(uint(l+r) >> 1)
			if s.less(x.key, a[m].key) {
				r = m
			} else {
				l = m + 1
			}
		}
		copy(a[l+1:from+1], a[l:from])
		a[l] = x
	}
}

// mergeTop merges the two runs on top of the stack.
func (s *sorter) mergeTop() {
	k := len(s.runs) - 2
	x, y := s.runs[k], s.runs[k+1]
	s.runs = s.runs[:k+1]
	s.runs[k] = sortRun{start: x.start, n: x.n + y.n, power: y.power}
	a := s.items[x.start : y.start+y.n]
	// What is in place already need not move.
	skip := s.gallopRight(a[x.n].key, a[:x.n], 0)
	if skip == x.n {
		return
	}
	a, n := a[skip:], x.n-skip
	end := n + s.gallopLeft(a[n-1].key, a[n:], len(a)-n-1)
	if end == n { // only if < contradicts itself
		return
	}
	a = a[:end]
	if n <= len(a)-n {
		s.mergeLow(a, n)
	} else {
		s.mergeHigh(a, n)
	}
}

// gallopRight returns how many items of sorted a are not greater than key,
// searching outwards from hint.
func (s *sorter) gallopRight(key Value, a []sortItem, hint int) int {
	return s.gallopBy(a, hint, func(x Value) bool { return !s.less(key, x) })
}

// gallopLeft returns how many items of sorted a are less than key.
func (s *sorter) gallopLeft(key Value, a []sortItem, hint int) int {
	return s.gallopBy(a, hint, func(x Value) bool { return s.less(x, key) })
}

// gallopBy returns the number of leading items of a for which before holds,
// doubling its step away from hint and then bisecting.
func (s *sorter) gallopBy(a []sortItem, hint int, before func(Value) bool) int {
	lo, hi := 0, len(a)
	if before(a[hint].key) {
		lo = hint + 1
		for step := 1; hint+step < len(a); step = 2*step + 1 {
			if !before(a[hint+step].key) {
				hi = hint + step
				break
			}
			lo = hint + step + 1
		}
	} else {
		hi = hint
		for step := 1; hint-step >= 0; step = 2*step + 1 {
			if before(a[hint-step].key) {
				lo = hint - step + 1
				break
			}
			hi = hint - step
		}
	}
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if before(a[m].key) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func (s *sorter) scratch(a []sortItem) []sortItem {
	if cap(s.tmp) < len(a) {
		s.tmp = make([]sortItem, max(len(a), min(2*cap(s.tmp), len(s.items)/2)))
	}
	tmp := s.tmp[:len(a)]
	copy(tmp, a)
	return tmp
}

// mergeLow merges a[:n] and a[n:] from the left; a[:n] is the shorter.
func (s *sorter) mergeLow(a []sortItem, n int) {
	x, y := s.scratch(a[:n]), a[n:]
	to := 0
	i, j := 0, 0
	defer func() {
		// What is left of x belongs at the end; of y it is in place.
		copy(a[to:], x[i:])
	}()
	for {
		winsX, winsY := 0, 0
		for winsX < s.gallop && winsY < s.gallop {
			if s.less(y[j].key, x[i].key) {
				a[to] = y[j]
				to, j = to+1, j+1
				winsX, winsY = 0, winsY+1
				if j == len(y) {
					return
				}
			} else {
				a[to] = x[i]
				to, i = to+1, i+1
				winsX, winsY = winsX+1, 0
				if i == len(x) {
					return
				}
			}
		}
		for {
			k := s.gallopRight(y[j].key, x[i:], 0)
			copy(a[to:], x[i:i+k])
			to, i = to+k, i+k
			if i == len(x) {
				return
			}
			a[to] = y[j]
			to, j = to+1, j+1
			if j == len(y) {
				return
			}
			m := s.gallopLeft(x[i].key, y[j:], 0)
			copy(a[to:], y[j:j+m])
			to, j = to+m, j+m
			if j == len(y) {
				return
			}
			a[to] = x[i]
			to, i = to+1, i+1
			if i == len(x) {
				return
			}
			if k < minGallop && m < minGallop {
				s.gallop += 2
				break
			}
			s.gallop = max(s.gallop-1, 1)
		}
	}
}

// mergeHigh merges a[:n] and a[n:] from the right; a[n:] is the shorter.
func (s *sorter) mergeHigh(a []sortItem, n int) {
	x, y := a[:n], s.scratch(a[n:])
	to := len(a)
	i, j := len(x), len(y)
	defer func() { copy(a[to-j:], y[:j]) }()
	for {
		winsX, winsY := 0, 0
		for winsX < s.gallop && winsY < s.gallop {
			if s.less(y[j-1].key, x[i-1].key) {
				to, i = to-1, i-1
				a[to] = x[i]
				winsX, winsY = winsX+1, 0
				if i == 0 {
					return
				}
			} else {
				to, j = to-1, j-1
				a[to] = y[j]
				winsX, winsY = 0, winsY+1
				if j == 0 {
					return
				}
			}
		}
		for {
			k := i - s.gallopRight(y[j-1].key, x[:i], i-1)
			copy(a[to-k:to], x[i-k:i])
			to, i = to-k, i-k
			if i == 0 {
				return
			}
			to, j = to-1, j-1
			a[to] = y[j]
			if j == 0 {
				return
			}
			m := j - s.gallopLeft(x[i-1].key, y[:j], j-1)
			copy(a[to-m:to], y[j-m:j])
			to, j = to-m, j-m
			if j == 0 {
				return
			}
			to, i = to-1, i-1
			a[to] = x[i]
			if i == 0 {
				return
			}
			if k < minGallop && m < minGallop {
				s.gallop += 2
				break
			}
			s.gallop = max(s.gallop-1, 1)
		}
	}
}
