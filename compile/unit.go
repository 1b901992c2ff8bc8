package compile

import (
	"github.com/weftpy/weft/syntax"
)

// unit generates the code of one module, class or function.
//
// Registers. A frame begins with the variables (parameters first), then the
// cells of a class, then the cells of the closure; from tempBase on registers
// are temporaries and used as a stack: alloc takes the next one, and a caller
// sets top back to what it was. A local variable is used in place as an
// operand, so the code generator must not let a later operand of the same
// expression rebind it (see operandBefore).
//
// Every expression is generated into a register the caller wants (expr) or into
// wherever it is cheapest to have it (operand). The wanted register is written
// by the last instruction that can fail or read a variable, so it may be the
// register of a variable: x = x + 1 is one instruction, and x keeps its old
// value if the addition raises.
//
// Dead code is generated like other code, because it may contain errors, but
// emit drops the instructions: dead is set behind an unconditional exit and
// cleared by a label that something jumps to.
//
// Which variables are bound for certain at the current instruction is kept in
// bound; a label collects the intersection over all jumps to it. Loop heads and
// exception handlers are entered with what was bound before the loop or try
// without what its body may delete.
type unit struct {
	c        *compiler
	parent   *unit
	scope    *scope // the frame's scope
	cur      *scope // the scope of the code now generated: scope or an inlined comprehension in it
	name     string
	qualName string
	private  string // class name for mangling

	firstLine int
	flags     Flags
	argCount  int
	posOnly   int
	kwOnly    int
	doc       string
	hasDoc    bool

	varNames  []string // in register order; filled as variables are first mentioned
	vars      map[string]*variable
	compVars  map[*scope]map[string]*variable
	nvars     int // final length of varNames
	cells     []string
	cellRegs  []int32
	frees     []string
	freeReg   int32
	varsTotal int // variables numbered so far

	consts     []any
	constIndex map[any]int32
	names      []string
	nameIndex  map[string]int32
	sites      []Site

	ins      []inst
	entry    []int32 // lines passed before the first instruction
	labels   []*label
	regions  []*region // all of them, for the exception table
	open     []*region // those that cover the next instruction, outermost first
	blocks   []*block
	pos      Position // of the next instruction
	loc      Position // of the statement or expression around, for tests of truth
	dead     bool
	bound    bitset
	tempBase int32
	top      int32
	maxTop   int32
}

// variable is a name that lives in a register of the frame.
type variable struct {
	name string
	reg  int32
	id   int   // its bit in bound
	cell bool  // the register holds a cell
	num  int32 // what CheckLocal or LoadCell call it; -1: not numbered yet
}

// label is a place that jumps go to.
type label struct {
	at      int // index of the instruction, -1 until placed
	bound   bitset
	reached bool
}

// region is a part of the code whose exceptions go to a handler.
type region struct {
	handler *label
	reg     int32
	depth   int
	start   int // of the current part, -1: none
	parts   [][2]int
}

func (c *compiler) newUnit(parent *unit, s *scope, name string) *unit {
	u := &unit{
		c: c, parent: parent, scope: s, cur: s, name: name, qualName: name,
		vars: map[string]*variable{}, constIndex: map[any]int32{}, nameIndex: map[string]int32{},
	}
	if n := len(c.spare); n > 0 {
		u.ins, c.spare = c.spare[n-1], c.spare[:n-1]
	}
	u.flags = c.future
	if parent != nil {
		u.private = parent.private
		u.qualName = u.qualify(parent, name)
		if s.functionLike() && s.nested() {
			u.flags |= Nested
		}
	}
	u.layOut()
	return u
}

func (s *scope) nested() bool {
	for p := s.parent; p != nil; p = p.parent {
		if p.functionLike() {
			return true
		}
	}
	return false
}

// qualify returns the qualified name of a function or class in unit p.
func (u *unit) qualify(p *unit, name string) string {
	at := p.cur
	if p.scope.kind == typeParamsScope && p.parent != nil {
		p = p.parent
		at = p.cur
	}
	inner := name
	for ; at.inline; at = at.parent {
		inner = "<" + at.name + ">." + inner
	}
	if p.parent == nil {
		return inner
	}
	if sym := p.scope.lookup(mangle(p.private, name)); sym != nil && sym.res == globalExplicit &&
		(u.scope.kind == classScope || u.scope.kind == functionScope && !u.scope.isLambda && u.scope.comp == notComp) {
		return name
	}
	if p.scope.functionLike() && p.scope.comp == notComp {
		return p.qualName + ".<locals>." + inner
	}
	return p.qualName + "." + inner
}

// layOut gives registers to the variables of the frame and writes the
// instructions that make its cells.
func (u *unit) layOut() {
	s := u.scope
	if s.functionLike() {
		for _, sym := range s.order {
			if sym.res == localName && sym.bound() {
				u.nvars++
			}
		}
		for _, name := range s.params {
			v := u.newVariable(name)
			u.bound.set(v.id)
		}
	}
	u.cells = s.cellNames()
	next := int32(u.nvars)
	for _, name := range u.cells {
		if s.functionLike() {
			v := u.variable(name)
			v.cell = true
			u.cellRegs = append(u.cellRegs, v.reg)
		} else {
			u.cellRegs = append(u.cellRegs, next)
			next++
		}
	}
	u.frees = s.freeNames()
	if n := len(u.frees); n > 0 {
		if next < wideHole && int(next)+n > wideHole {
			next = wideHole // the cells must stay together when registers move
		}
		u.freeReg = next
		next += int32(n)
	}
	u.tempBase, u.top, u.maxTop = next, next, next
	for _, r := range u.cellRegs {
		if !s.functionLike() {
			u.emit(Clear, r, 0, 0, 0)
		}
		u.emit(MakeCell, r, 0, 0, 0)
	}
	if len(u.frees) > 0 {
		u.emit(FreeVars, 0, 0, 0, u.freeReg)
	}
}

// newVariable gives the next register of the frame to a variable.
func (u *unit) newVariable(name string) *variable {
	v := &variable{name: name, reg: int32(len(u.varNames)), id: u.varsTotal}
	u.varsTotal++
	v.num = v.reg
	u.varNames = append(u.varNames, name)
	u.vars[name] = v
	if len(u.varNames) > u.nvars {
		panic("BUG: more variables than the scope has: " + name)
	}
	return v
}

// variable returns the variable of the frame with the mangled name.
func (u *unit) variable(name string) *variable {
	if v := u.vars[name]; v != nil {
		return v
	}
	return u.newVariable(name)
}

// alloc takes the next temporary.
func (u *unit) alloc() int32 { return u.allocN(1) }

// allocN takes n temporaries in a row.
func (u *unit) allocN(n int32) int32 {
	r := u.top
	u.top += n
	u.maxTop = max(u.maxTop, u.top)
	return r
}

// isTemp reports whether r is a temporary.
func (u *unit) isTemp(r int32) bool { return r >= u.tempBase }

// at makes n the source of the instructions that follow.
func (u *unit) at(n syntax.Node) {
	s := n.Extent()
	u.pos = Position{Line: s.Line, EndLine: s.EndLine, Col: s.Col, EndCol: s.EndCol}
}

// locate makes n, a statement or an expression with operands, what surrounds
// the code that follows. It returns what did before.
func (u *unit) locate(n syntax.Node) Position {
	outer := u.loc
	s := n.Extent()
	u.loc = Position{Line: s.Line, EndLine: s.EndLine, Col: s.Col, EndCol: s.EndCol}
	return outer
}

// emit appends an instruction, unless it cannot be reached.
func (u *unit) emit(op Op, a, b, c, d int32) {
	if u.dead {
		return
	}
	u.ins = append(u.ins, inst{op: op, a: a, b: b, c: c, d: d, pos: u.pos})
	if u.ins[len(u.ins)-1].ends() {
		u.dead = true
	}
}

// jump appends a jump to l.
func (u *unit) jump(op Op, a, b, c int32, l *label) {
	if u.dead {
		return
	}
	u.ins = append(u.ins, inst{op: op, a: a, b: b, c: c, to: l, pos: u.pos})
	u.reach(l)
	if u.ins[len(u.ins)-1].ends() {
		u.dead = true
	}
}

// reach tells l that it is reached with the variables bound now.
func (u *unit) reach(l *label) {
	if l.at >= 0 {
		return // backwards: the state was fixed when l was placed
	}
	if !l.reached {
		l.reached = true
		l.bound = u.bound.clone()
	} else {
		l.bound.intersect(u.bound)
	}
}

func (u *unit) newLabel() *label {
	l := &label{at: -1}
	u.labels = append(u.labels, l)
	return l
}

// place puts l here, where earlier jumps come together with what precedes.
func (u *unit) place(l *label) {
	if !u.dead {
		u.reach(l)
	}
	l.at = len(u.ins)
	if l.reached {
		u.dead = false
		u.bound = l.bound.clone()
	}
}

// placeHead puts l, the head of a loop, here: later jumps go back to it. kills
// are the variables the loop may delete.
func (u *unit) placeHead(l *label, kills []string) {
	l.at = len(u.ins)
	u.kill(kills)
}

// placeHandler puts the label of exception handler r here, which is reached
// only if anything is covered.
func (u *unit) placeHandler(r *region, before bitset, kills []string) {
	u.dead = !r.covers()
	r.handler.at = len(u.ins)
	u.bound = before.clone()
	u.kill(kills)
}

// kill forgets that the variables called names are bound.
func (u *unit) kill(names []string) {
	for _, name := range names {
		if v := u.vars[name]; v != nil {
			u.bound.clear(v.id)
		}
	}
}

// openRegion begins a region whose exceptions go to a new label with the
// exception in register reg.
func (u *unit) openRegion(reg int32) *region {
	r := &region{handler: u.newLabel(), reg: reg, depth: len(u.open), start: len(u.ins)}
	u.regions = append(u.regions, r)
	u.open = append(u.open, r)
	return r
}

// closeRegion ends the innermost region, r.
func (u *unit) closeRegion(r *region) {
	if u.open[len(u.open)-1] != r {
		panic("BUG: regions do not nest")
	}
	u.open = u.open[:len(u.open)-1]
	r.pause(len(u.ins))
}

// pause ends the current part of r before instruction pc.
func (r *region) pause(pc int) {
	if r.start >= 0 && r.start < pc {
		r.parts = append(r.parts, [2]int{r.start, pc})
	}
	r.start = -1
}

// covers reports whether r, which is closed, covers any instruction.
func (r *region) covers() bool { return len(r.parts) > 0 }

// constant returns the index of v in Consts.
func (u *unit) constant(v any) int32 {
	key := constKey(v)
	if i, ok := u.constIndex[key]; ok {
		return i
	}
	i := int32(len(u.consts))
	u.consts = append(u.consts, v)
	u.constIndex[key] = i
	return i
}

// nameNum returns the index of name in Names.
func (u *unit) nameNum(name string) int32 {
	if i, ok := u.nameIndex[name]; ok {
		return i
	}
	i := int32(len(u.names))
	u.names = append(u.names, name)
	u.nameIndex[name] = i
	return i
}

// site returns a new cache site for the mangled name.
func (u *unit) site(name string) int32 {
	if u.dead {
		return 0
	}
	u.sites = append(u.sites, Site{u.nameNum(name)})
	return int32(len(u.sites) - 1)
}

// loadConst puts constant v into register dst.
func (u *unit) loadConst(v any, dst int32) {
	if !u.dead {
		u.emit(LoadConst, dst, 0, 0, u.constant(v))
	}
}

// bitset is a set of variable numbers.
type bitset []uint64

func (s *bitset) set(i int) {
	for len(*s) <= i/64 {
		*s = append(*s, 0)
	}
	(*s)[i/64] |= 1 << (i % 64)
}

func (s bitset) clear(i int) {
	if i/64 < len(s) {
		s[i/64] &^= 1 << (i % 64)
	}
}

func (s bitset) has(i int) bool { return i/64 < len(s) && s[i/64]>>(i%64)&1 != 0 }

func (s bitset) clone() bitset { return append(bitset(nil), s...) }

func (s *bitset) intersect(t bitset) {
	if len(t) < len(*s) {
		*s = (*s)[:len(t)]
	}
	for i := range *s {
		(*s)[i] &= t[i]
	}
}
