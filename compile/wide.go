package compile

// Code that needs more registers than operands can name is generated like any
// other and widened afterwards. The registers from wideHole on move up, so that
// the hole below MaxRegs is free; an instruction that works on any of them
// works in the hole instead, between instructions that copy its operands there
// and its results back. Windows are short (maxWindow), so all operands of an
// instruction fit.

// widened returns where register r of a widened frame is.
func widened(r int32) int32 {
	if r >= wideHole {
		return r + MaxRegs - wideHole
	}
	return r
}

// windowSizes returns how many registers the operands A and B of i stand for,
// where they are windows.
func (i *inst) windowSizes() (a, b int32) {
	switch i.op {
	case LoadMethod, LoadSuper, CheckEGMatch:
		a = 2
	case ForPrep, ExcTriple:
		a = 3
	case Unpack:
		a = i.c
	case UnpackEx:
		a = i.c + 1 + i.d
	case BeforeWith, BeforeAsyncWith:
		a = 4
	case Raise:
		a, b = min(i.c, 1), i.c/2
	case ForIter:
		b = 3
	case Call:
		b = i.c + 1
	case CallMethod, CallAttr, CallKW:
		b = i.c + 2
	case CallEx:
		b = 2 + i.c>>2 + i.c&1
	case BuildSlice, BuildTuple, BuildList, BuildSet, BuildString, Intrinsic:
		b = i.c
	case BuildMap:
		b = 2 * i.c
	case FormatValue:
		b = 1 + i.c>>2&1
	case MakeFunction:
		b = 4
	}
	return a, b
}

func isReg(k operand) bool { return k != unused && k != count && k != flag && k != constant }

// widen rewrites the instructions of u for a frame of more than MaxRegs
// registers.
func (u *unit) widen() {
	w := &widener{u: u}
	w.parameters()
	moved := make([]int, len(u.ins)+1)
	for pc := range u.ins {
		moved[pc] = len(w.out)
		w.ins(u.ins[pc])
	}
	moved[len(u.ins)] = len(w.out)
	// Jumps to the first instruction must not move the parameters again.
	u.relocate(moved)
	for _, s := range w.stubs {
		s.label.at = len(w.out)
		w.out = append(w.out, s.copies...)
		w.out = append(w.out, inst{op: Jump, to: s.target, pos: s.pos})
		u.labels = append(u.labels, s.label)
	}
	u.ins = w.out
}

type widener struct {
	u     *unit
	out   []inst
	stubs []stub
}

// stub stands at the end of the code and copies the results of an instruction
// that has jumped.
type stub struct {
	label, target *label
	copies        []inst
	pos           Position
}

// parameters moves the parameters out of the hole and clears the other
// variables behind it.
func (w *widener) parameters() {
	n := int32(len(w.u.scope.params))
	load := func(a, d int32) { w.out = append(w.out, inst{op: LoadWide, a: a, d: d}) }
	store := func(a, d int32) { w.out = append(w.out, inst{op: StoreWide, a: a, d: d}) }
	const last = MaxRegs - 1
	spare := widened(w.u.maxTop)
	if n > last {
		store(last, spare)
	}
	for r := n - 1; r > last; r-- {
		load(last, r)
		store(last, widened(r))
	}
	for r := min(n, last) - 1; r >= wideHole; r-- {
		store(r, widened(r))
	}
	if n > last {
		load(last, spare)
		store(last, widened(last))
	}
	if rest := max(n, wideHole); int(rest) < len(w.u.varNames) {
		w.out = append(w.out, inst{op: Clear, a: wideHole})
		for ; int(rest) < len(w.u.varNames); rest++ {
			store(wideHole, widened(rest))
		}
	}
}

// ins appends i with its operands in reach.
func (w *widener) ins(i inst) {
	info := &opInfos[i.op]
	switch i.op {
	case FreeVars:
		i.d = widened(i.d)
	case Yield:
		if i.c &= 1; i.c == 1 { // all registers stay
			i.d = widened(i.d)
		}
	}
	var e effects
	e.of(&i)
	sizeA, sizeB := i.windowSizes()
	next := int32(wideHole)
	var taken, fall []inst
	op, to := i.op, i.to
	i2 := i
	relocate := func(field *int32, k operand, size int32, result bool) {
		if !isReg(k) {
			return
		}
		if k != window {
			size = 1
		}
		first := *field
		if first+size <= wideHole {
			return
		}
		hole := next
		next += size
		*field = hole
		in := func(spans []span, f func(r, h int32)) {
			for _, s := range spans {
				for r := s.first; r < s.first+s.n; r++ {
					if r >= first && r < first+size {
						f(r, hole+r-first)
					}
				}
			}
		}
		load := func(r, h int32) {
			w.out = append(w.out, copyIn(h, r, i.pos))
		}
		save := func(r, h int32) {
			c := copyOut(h, r, i.pos)
			taken = append(taken, c)
			fall = append(fall, c)
		}
		if k != writes && k != writesNull && k != clears {
			in(e.reads, load)
			in(e.readsNull, load)
		}
		if result {
			in(e.writes, save)
			in(e.nulls, save)
			in(e.cleared, save)
		}
		if op == ForIter && k == window {
			in(e.reads, save) // the state of the loop
		}
	}
	relocate(&i2.a, info.a, sizeA, true)
	if op == ForIter {
		fall = nil // the item is there only when the loop goes on
	}
	relocate(&i2.b, info.b, sizeB, false)
	relocate(&i2.c, info.c, 0, false)
	if next > MaxRegs {
		panic("BUG: an instruction does not fit the hole")
	}
	if to != nil && len(taken) > 0 {
		l := &label{at: -1}
		w.stubs = append(w.stubs, stub{label: l, target: to, copies: taken, pos: i.pos})
		i2.to = l
	}
	w.out = append(w.out, i2)
	if !i2.ends() {
		w.out = append(w.out, fall...)
	}
}

// copyIn copies register r of the frame to h, in the hole.
func copyIn(h, r int32, pos Position) inst {
	if r < wideHole {
		return inst{op: Move, a: h, b: r, pos: pos}
	}
	return inst{op: LoadWide, a: h, d: widened(r), pos: pos}
}

// copyOut copies h, in the hole, to register r of the frame.
func copyOut(h, r int32, pos Position) inst {
	if r < wideHole {
		return inst{op: Move, a: r, b: h, pos: pos}
	}
	return inst{op: StoreWide, a: h, d: widened(r), pos: pos}
}
