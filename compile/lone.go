package compile

// A generator that yields a tuple it has just made gives away the only reference to it.
// If the loop that receives it only looks into it, the tuple is dead when the loop
// variable is assigned the next one, and its memory can be used again. These are
// the instructions of which the evaluator must know that.

// LoneLoops calls f with each ForIter of c whose variable is a register that no
// instruction gives to anything that might keep the value or hand it on, as long as that
// is a tuple: it is added to another, subscripted, unpacked, searched or looped over. What
// these may still do, such as t[:], is counted when it happens: see object.Escaped. Targets such
// as "a, b" are unpacked at once from a temporary, which nothing else reads.
func (c *Code) LoneLoops(f func(pc int)) {
	if c.Wide() {
		return
	}
	var given regSet
	known := false
	for pc, i := range c.Ins {
		if i.Op() != ForIter {
			continue
		}
		if int(i.A()) >= len(c.VarNames) {
			if u := c.Ins[pc+1+int(i.D())]; u.Op() == Unpack && u.B() == i.A() {
				f(pc) // nothing else reads the temporary
			}
			continue
		}
		if !known {
			given, known = c.givenAway(), true
		}
		if !given.has(int(i.A())) {
			f(pc)
		}
	}
}

// givenAway returns the registers that some instruction reads, other than those that only
// look into a tuple.
func (c *Code) givenAway() regSet {
	var given regSet
	var e effects
	for _, ins := range c.Ins {
		switch ins.Op() {
		case CheckLocal, DeleteLocal, Add, AddK, LoadItemI, Unpack, Not, Is,
			JumpIfTrue, JumpIfFalse, JumpIfNone, JumpIfNotNone, JumpIs, ForPrep, ForIter:
			continue
		}
		i := unpacked(ins)
		e.of(&i)
		for _, spans := range [2][]span{e.reads, e.readsNull} {
			for _, s := range spans {
				switch {
				case i.op == LoadItem && s.first == i.b && i.c != i.b, i.op == Contains && s.first == i.c && i.b != i.c, i.op == JumpIn && s.first == i.b && i.a != i.b:
					// The container; not the key or item.
				default:
					given.span(s, true)
				}
			}
		}
	}
	for _, r := range c.CellRegs {
		given.span(span{int32(r), 1}, true)
	}
	return given
}

// FreshYields calls f with each Yield of c of what the instruction before it has put
// into a temporary by adding or building a tuple.
func (c *Code) FreshYields(f func(pc int)) {
	if c.Wide() || c.Flags&Generator == 0 {
		return
	}
	var targets map[int]bool
	for pc, i := range c.Ins {
		if i.Op() != Yield || pc == 0 || i.C()&1 != 0 || int(i.B()) < len(c.VarNames) {
			continue
		}
		if made := c.Ins[pc-1]; made.Op() != Add && made.Op() != AddK && made.Op() != BuildTuple || made.A() != i.B() {
			continue
		}
		if targets == nil {
			targets = c.targets()
		}
		if !targets[pc] {
			f(pc)
		}
	}
}

// LoneParts calls f with each subscription by a slice, at load, whose result only an addition
// reads, at add, as its second operand or its first: t[:i] + t[j:]. Temporaries are used like
// a stack: nothing reads the operands of an addition after it.
func (c *Code) LoneParts(f func(load, add int, second bool)) {
	if c.Wide() {
		return
	}
	for pc := 1; pc < len(c.Ins); pc++ {
		i, slice := c.Ins[pc], c.Ins[pc-1]
		if i.Op() != LoadItem || slice.Op() != BuildSlice || slice.A() != i.C() || int(i.A()) < len(c.VarNames) {
			continue
		}
		add := c.reader(pc, int32(i.A()))
		if add < 0 || c.Ins[add].Op() != Add {
			continue
		}
		if u := c.Ins[add]; u.B() != u.C() {
			f(pc, add, u.C() == i.A())
		}
	}
}

// reader returns the first instruction behind pc that reads register r, if control gets there
// from pc straight, else -1.
func (c *Code) reader(pc int, r int32) int {
	var e effects
	for at := pc + 1; at < len(c.Ins); at++ {
		i := unpacked(c.Ins[at])
		e.of(&i)
		for _, spans := range [2][]span{e.reads, e.readsNull} {
			for _, s := range spans {
				if r >= s.first && r < s.first+s.n {
					return at
				}
			}
		}
		if i.op.isJump() || i.ends() {
			return -1
		}
	}
	return -1
}
