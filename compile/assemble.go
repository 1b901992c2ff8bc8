package compile

import (
	"fmt"
	"sort"
)

// finish ends the code of u with the return that is implied and assembles it.
func (u *unit) finish() *Code {
	if !u.dead {
		u.afterJoin()
		u.emitConst(ReturnConst, 0, 0, 0, nil)
	}
	for _, sym := range u.scope.order {
		if u.scope.functionLike() && sym.res == localName && sym.bound() {
			u.variable(sym.name) // not mentioned by any code
		}
	}
	u.threadJumps()
	u.dropUnreachable()
	u.invertJumps()
	u.dropUnreachable()

	code := &Code{
		Name:            u.name,
		QualName:        u.qualName,
		Filename:        u.c.filename,
		FirstLine:       u.firstLine,
		Flags:           u.flags,
		ArgCount:        u.argCount,
		PosOnlyArgCount: u.posOnly,
		KwOnlyArgCount:  u.kwOnly,
		VarNames:        u.varNames,
		CellVars:        u.cells,
		FreeVars:        u.frees,
		Consts:          u.consts,
		Names:           u.names,
		Sites:           u.sites,
		NumRegs:         int(u.maxTop),
		Doc:             u.doc,
		HasDoc:          u.hasDoc,
	}
	reg := func(r int32) int32 { return r }
	if u.maxTop > MaxRegs || u.tempBase > wideHole {
		reg = widened
		u.widen()
		code.NumRegs = int(widened(u.maxTop)) + 1 // and one to move parameters
	}
	for _, r := range u.cellRegs {
		code.CellRegs = append(code.CellRegs, int(reg(r)))
	}
	if len(u.frees) > 0 {
		code.FreeReg = int(reg(u.freeReg))
	}
	code.Ins = make([]Ins, len(u.ins))
	code.Positions = make([]Position, len(u.ins))
	for pc := range u.ins {
		i := &u.ins[pc]
		if i.to != nil {
			i.d = int32(i.to.at - pc - 1)
		}
		code.Ins[pc] = i.pack()
		code.Positions[pc] = i.pos
		if i.lookup != nil {
			if code.LookupPositions == nil {
				code.LookupPositions = map[int32]Position{}
			}
			code.LookupPositions[int32(pc)] = *i.lookup
		}
	}
	code.edges = u.lineEdges()
	clear(u.ins)
	u.c.spare = append(u.c.spare, u.ins[:0])
	// Inner regions come first: they were opened inside others.
	sort.SliceStable(u.regions, func(i, j int) bool { return u.regions[i].depth > u.regions[j].depth })
	for _, r := range u.regions {
		for _, p := range r.parts {
			code.Handlers = append(code.Handlers, Handler{
				Start: int32(p[0]), End: int32(p[1]), Target: int32(r.handler.at), Reg: reg(r.reg),
			})
		}
	}
	code.OnlyPassed = onlyPassed(code)
	return code
}

func (i *inst) pack() Ins {
	for _, x := range [...]int32{i.a, i.b, i.c} {
		if x < 0 || x >= MaxRegs {
			panic(fmt.Sprintf("BUG: operand %d of %v", x, i.op))
		}
	}
	return MakeIns(i.op, uint8(i.a), uint8(i.b), uint8(i.c), i.d)
}

// threadJumps lets jumps to jumps go to the last target at once, and jumps to a
// return return.
func (u *unit) threadJumps() {
	for pc := range u.ins {
		i := &u.ins[pc]
		if i.to == nil || i.op == ForPrep {
			continue
		}
		for range 8 {
			at, lines := u.skipNops(i.to.at, nil)
			next := &u.ins[at]
			if next.op != Jump || next.to == i.to {
				break
			}
			if next.passed != nil {
				lines = append(lines, next.passed.here...)
			}
			if lines != nil {
				p := i.around()
				p.taken = append(p.taken, lines...)
			}
			i.to = next.to
		}
		if i.op != Jump {
			continue
		}
		if at, lines := u.skipNops(i.to.at, nil); u.ins[at].op == Return || u.ins[at].op == ReturnConst {
			p := i.passed
			*i = u.ins[at]
			if p != nil || lines != nil {
				var here []int32
				if p != nil {
					here = append(p.here[:len(p.here):len(p.here)], p.taken...)
				}
				i.passed = &passed{here: append(here, lines...)}
			}
		}
	}
}

// targets tells which instructions are jumped to, or are where a handler
// begins.
func (u *unit) targets() []bool {
	t := make([]bool, len(u.ins)+1)
	for pc := range u.ins {
		if to := u.ins[pc].to; to != nil {
			t[to.at] = true
		}
	}
	for _, r := range u.regions {
		if r.covers() {
			t[r.handler.at] = true
		}
	}
	return t
}

// invertJumps turns a conditional jump over a jump into the opposite
// conditional jump.
func (u *unit) invertJumps() {
	targets := u.targets()
	for pc := range len(u.ins) - 1 {
		i, j := &u.ins[pc], &u.ins[pc+1]
		if i.to == nil || j.op != Jump || targets[pc+1] || i.to.at != pc+2 {
			continue
		}
		if i.negate() {
			if i.passed != nil || j.passed != nil {
				p := i.around()
				fall := p.taken
				p.taken = p.fall
				if q := j.passed; q != nil {
					p.taken = append(append(p.taken[:len(p.taken):len(p.taken)], q.here...), q.taken...)
				}
				p.fall = fall
			}
			i.to = j.to
			j.op, j.to, j.passed = Nop, nil, nil
		}
	}
	for pc := range u.ins {
		if i := &u.ins[pc]; i.op == Jump && i.to.at == pc+1 {
			if p := i.passed; p != nil {
				p.here, p.taken = append(p.here, p.taken...), nil
			}
			i.op, i.to = Nop, nil
		}
	}
}

// negate turns a conditional jump into its opposite and reports whether there
// is one.
func (i *inst) negate() bool {
	switch i.op {
	case JumpIfTrue:
		i.op = JumpIfFalse
	case JumpIfFalse:
		i.op = JumpIfTrue
	case JumpIfNone:
		i.op = JumpIfNotNone
	case JumpIfNotNone:
		i.op = JumpIfNone
	case JumpIs, JumpIn, JumpLt, JumpLe, JumpEq, JumpNe, JumpGt, JumpGe,
		JumpLtK, JumpLeK, JumpEqK, JumpNeK, JumpGtK, JumpGeK:
		i.c ^= 1
	default:
		return false
	}
	return true
}

// dropUnreachable removes the instructions that cannot be reached, and Nops.
func (u *unit) dropUnreachable() {
	reached := make([]bool, len(u.ins))
	var work []int
	visit := func(pc int) {
		if !reached[pc] {
			reached[pc] = true
			work = append(work, pc)
		}
	}
	flow := func() {
		for len(work) > 0 {
			pc := work[len(work)-1]
			work = work[:len(work)-1]
			i := &u.ins[pc]
			if i.to != nil {
				visit(i.to.at)
			}
			if !i.ends() {
				visit(pc + 1)
			}
		}
	}
	visit(0)
	flow()
	// A handler is reached when something it covers is.
	for again := true; again; {
		again = false
		for _, r := range u.regions {
			if r.covers() && !reached[r.handler.at] && u.covered(r, reached) {
				visit(r.handler.at)
				flow()
				again = true
			}
		}
	}
	u.dropNopLines(reached)
	moved := make([]int, len(u.ins)+1)
	kept := u.ins[:0]
	for pc := range u.ins {
		moved[pc] = len(kept)
		if reached[pc] && (u.ins[pc].op != Nop || u.staysNop(pc)) {
			kept = append(kept, u.ins[pc])
		}
	}
	moved[len(u.ins)] = len(kept)
	u.ins = kept
	u.relocate(moved)
}

// covered reports whether r covers an instruction of set that can raise anything.
func (u *unit) covered(r *region, set []bool) bool {
	for _, p := range r.parts {
		for pc := p[0]; pc < p[1]; pc++ {
			if set[pc] && u.ins[pc].op != Nop {
				return true
			}
		}
	}
	return false
}

// relocate adjusts labels and regions after instructions have moved.
func (u *unit) relocate(moved []int) {
	for _, l := range u.labels {
		if l.at >= 0 {
			l.at = moved[l.at]
		}
	}
	for _, r := range u.regions {
		parts := r.parts[:0]
		for _, p := range r.parts {
			if s, e := moved[p[0]], moved[p[1]]; s < e {
				parts = append(parts, [2]int{s, e})
			}
		}
		r.parts = parts
	}
}
