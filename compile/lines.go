package compile

// Lines that have no instruction of their own.
//
// Somebody who traces a program sees a line event for pass, try:, continue, while
// True: and others that generate nothing, or a jump that is threaded away. The code
// runs without instructions for them; what a tracer needs is noted beside it. While
// code is generated such a statement is a Nop that carries its line (or the jump of
// break and continue does). When the Nop goes, its line moves to the edges of the
// control flow that led to it: from the instruction before it, and from every jump to
// it. When a jump goes because another leads to its target at once, its line moves to
// the edge that other takes.
//
// A Nop stays where without it two edges would join the same instructions, so that nobody
// could tell which was taken: after a conditional jump over nothing else (if x: pass).

// passed are the lines that control passes around an instruction.
type passed struct {
	here  []int32 // before it, wherever control comes from
	fall  []int32 // between it and the next one
	taken []int32 // between it and the target of its jump
}

// edge is a step from one instruction to another; from is anyInstruction for a step
// from wherever.
type edge struct{ from, to int32 }

const anyInstruction = -2

// LinesBetween returns the lines of statements without instructions that control
// passes on its way from the instruction at from, -1 for the beginning, to that at to.
func (c *Code) LinesBetween(from, to int32) []int32 {
	if c.edges == nil {
		return nil
	}
	lines := c.edges[edge{from, to}]
	if here := c.edges[edge{anyInstruction, to}]; here != nil {
		return append(lines[:len(lines):len(lines)], here...)
	}
	return lines
}

// line notes the current statement's line, which has no instruction.
func (u *unit) line() {
	if !u.dead && u.pos.Line > 0 {
		u.ins = append(u.ins, inst{op: Nop, pos: u.pos, passed: &passed{here: []int32{u.pos.Line}}})
	}
}

// statementJump notes the line of the jump that has just been emitted, which is a
// statement.
func (u *unit) statementJump() {
	i := &u.ins[len(u.ins)-1]
	i.passed = &passed{here: []int32{i.pos.Line}}
}

// afterJoin makes what follows belong to no line if control may come from elsewhere than the
// instruction before it.
func (u *unit) afterJoin() {
	for _, l := range u.labels {
		if l.at == len(u.ins) && l.reached {
			u.pos = Position{}
		}
	}
}

// around returns the lines around i, to be changed.
func (i *inst) around() *passed {
	if i.passed == nil {
		i.passed = &passed{}
	}
	return i.passed
}

// skipNops returns the first instruction from pc on that is no Nop, and adds the lines
// that are passed up to there.
func (u *unit) skipNops(pc int, lines []int32) (int, []int32) {
	for pc < len(u.ins)-1 && u.ins[pc].op == Nop && !u.staysNop(pc) {
		if p := u.ins[pc].passed; p != nil {
			lines = append(lines, p.here...)
		}
		pc++
	}
	return pc, lines
}

// staysNop reports whether the Nop at pc carries a line and is all that a conditional
// jump before it jumps over.
func (u *unit) staysNop(pc int) bool {
	if pc == 0 || u.ins[pc].passed == nil {
		return false
	}
	i := &u.ins[pc-1]
	return i.to != nil && i.op != Jump && i.op != ForPrep && i.to.at == pc+1
}

// dropNopLines moves the lines of all Nops, which are about to go, to the instructions
// that lead to them.
func (u *unit) dropNopLines(reached []bool) {
	for pc := range u.ins {
		i := &u.ins[pc]
		if !reached[pc] || i.op == Nop && !u.staysNop(pc) {
			continue
		}
		if i.to != nil && u.ins[i.to.at].op == Nop {
			if _, lines := u.skipNops(i.to.at, nil); lines != nil {
				p := i.around()
				p.taken = append(p.taken, lines...)
			}
		}
		if !i.ends() && u.ins[pc+1].op == Nop {
			if _, lines := u.skipNops(pc+1, nil); lines != nil {
				p := i.around()
				p.fall = append(p.fall, lines...)
			}
		}
	}
	if u.ins[0].op == Nop {
		_, u.entry = u.skipNops(0, u.entry)
	}
}

// lineEdges returns what LinesBetween looks up.
func (u *unit) lineEdges() map[edge][]int32 {
	var edges map[edge][]int32
	add := func(from, to int, lines []int32) {
		if len(lines) > 0 {
			if edges == nil {
				edges = map[edge][]int32{}
			}
			edges[edge{int32(from), int32(to)}] = lines
		}
	}
	add(-1, 0, u.entry)
	for pc := range u.ins {
		i := &u.ins[pc]
		p := i.passed
		if p == nil {
			continue
		}
		if i.to != nil {
			add(pc, i.to.at, p.taken)
		}
		add(pc, pc+1, p.fall)
		if len(p.here) != 1 || p.here[0] != i.pos.Line {
			add(anyInstruction, pc, p.here)
		}
	}
	return edges
}
