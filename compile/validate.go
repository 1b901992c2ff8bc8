package compile

import (
	"fmt"
)

// Validate checks that code keeps what the instructions promise each other: all
// operands are in range, control stays inside, handlers nest, no register is
// read that nothing has written or that a call has clobbered, and null reaches
// no operand that forbids it. Codes among the constants are checked too.
func Validate(code *Code) error {
	for _, k := range code.Consts {
		if inner, ok := k.(*Code); ok {
			if err := Validate(inner); err != nil {
				return err
			}
		}
	}
	v := &validator{code: code}
	if err := v.structure(); err != nil {
		return err
	}
	return v.registers()
}

// What a register may hold, as a set.
type contents uint8

const (
	mayBeValue contents = 1 << iota
	mayBeNull
	mayBeAnything // nothing written, or something a call has left behind
)

type validator struct {
	code *Code
	ins  []inst
	// handler is the entry of the exception table for each instruction, or -1.
	handler []int
	// leader tells which instructions control comes to from more than the one
	// before; in holds the states before them.
	leader []bool
	in     [][]contents
	work   []int
}

func (v *validator) errorf(pc int, format string, args ...any) error {
	what := ""
	if pc < len(v.code.Ins) {
		ops, meaning := v.code.operands(pc)
		what = fmt.Sprintf(" %v %s %s", v.code.Ins[pc].Op(), ops, meaning)
	}
	return fmt.Errorf("%s: %s: %d%s: %s", v.code.Filename, v.code.QualName, pc, what, fmt.Sprintf(format, args...))
}

// structure checks everything that needs no flow analysis.
func (v *validator) structure() error {
	c := v.code
	n := len(c.Ins)
	switch {
	case n == 0:
		return v.errorf(0, "no instructions")
	case len(c.Positions) != n:
		return v.errorf(0, "%d positions for %d instructions", len(c.Positions), n)
	case len(c.CellRegs) != len(c.CellVars):
		return v.errorf(0, "%d registers of %d cells", len(c.CellRegs), len(c.CellVars))
	case c.params() > len(c.VarNames):
		return v.errorf(0, "%d parameters, %d variables", c.params(), len(c.VarNames))
	case len(c.VarNames) > c.NumRegs || c.FreeReg+len(c.FreeVars) > c.NumRegs:
		return v.errorf(0, "variables do not fit %d registers", c.NumRegs)
	}
	v.ins = make([]inst, n)
	for pc := range c.Ins {
		if c.Ins[pc].Op() >= NumOps {
			return v.errorf(n, "bad opcode at %d", pc)
		}
		v.ins[pc] = unpacked(c.Ins[pc])
		if err := v.operands(pc); err != nil {
			return err
		}
	}
	if last := &v.ins[n-1]; !last.ends() {
		return v.errorf(n-1, "control runs off the end")
	}
	for _, s := range c.Sites {
		if s.Name < -1 || int(s.Name) >= len(c.Names) {
			return v.errorf(0, "site of name %d", s.Name)
		}
	}
	v.handler = make([]int, n)
	for pc := range v.handler {
		v.handler[pc] = -1
	}
	for i, h := range c.Handlers {
		if h.Start < 0 || h.Start >= h.End || int(h.End) > n || h.Target < 0 || int(h.Target) >= n ||
			h.Reg < 0 || int(h.Reg) >= c.NumRegs {
			return v.errorf(0, "bad handler %d: %v", i, h)
		}
		for _, g := range c.Handlers[:i] {
			if g.Start < h.End && h.Start < g.End && (g.Start < h.Start || g.End > h.End) {
				return v.errorf(0, "handlers %v and %v do not nest", g, h)
			}
		}
		for pc := h.Start; pc < h.End; pc++ {
			if v.handler[pc] < 0 {
				v.handler[pc] = i
			}
		}
	}
	return nil
}

// params returns the number of parameters.
func (c *Code) params() int {
	n := c.ArgCount + c.KwOnlyArgCount
	if c.Flags&VarArgs != 0 {
		n++
	}
	if c.Flags&VarKeywords != 0 {
		n++
	}
	return n
}

// operands checks that the operands of an instruction are in range.
func (v *validator) operands(pc int) error {
	c, i := v.code, &v.ins[pc]
	info := &opInfos[i.op]
	check := func(x int32, n int, what string) error {
		if x < 0 || int(x) >= n {
			return fmt.Errorf("%s: %s: %d %v: %s %d out of range", c.Filename, c.QualName, pc, i.op, what, x)
		}
		return nil
	}
	for n, k := range []operand{info.a, info.b, info.c} {
		x := []int32{i.a, i.b, i.c}[n]
		if k == constant {
			if err := check(x, len(c.Consts), "constant"); err != nil {
				return err
			}
		}
	}
	switch info.d {
	case immConst:
		if err := check(i.d, len(c.Consts), "constant"); err != nil {
			return err
		}
	case immName:
		if err := check(i.d, len(c.Names), "name"); err != nil {
			return err
		}
	case immSite:
		if err := check(i.d, len(c.Sites), "site"); err != nil {
			return err
		}
	case immJump:
		if err := check(int32(pc)+1+i.d, len(c.Ins), "jump to"); err != nil {
			return err
		}
	case immLocal:
		if err := check(i.d, len(c.VarNames)+len(c.Names), "variable"); err != nil {
			return err
		}
	case immCell:
		if err := check(i.d, len(c.CellVars)+len(c.FreeVars)+len(c.Names), "cell"); err != nil {
			return err
		}
	case immIntrinsic:
		if err := check(i.d, len(intrinsicNames), "intrinsic"); err != nil {
			return err
		}
	case immMatchClass:
		if err := check(i.d>>8, len(c.Consts), "constant"); err != nil {
			return err
		}
	case immReg:
		if i.op == LoadWide || i.op == StoreWide || i.op == FreeVars && len(c.FreeVars) > 0 || i.op == Yield && i.c&1 == 1 {
			if err := check(i.d, c.NumRegs, "register"); err != nil {
				return err
			}
		}
	}
	var e effects
	e.of(i)
	for _, spans := range [][]span{e.reads, e.readsNull, e.writes, e.nulls, e.cleared} {
		for _, s := range spans {
			if s.n > 0 {
				if err := check(s.first+s.n-1, c.NumRegs, "register"); err != nil {
					return err
				}
			}
		}
	}
	if first, ok := i.clobbers(); ok {
		return check(first, c.NumRegs, "register")
	}
	return nil
}

// registers follows the contents of the registers along all paths.
func (v *validator) registers() error {
	c := v.code
	v.in = make([][]contents, len(v.ins))
	v.leader = make([]bool, len(v.ins))
	for pc := range v.ins {
		if v.ins[pc].op.isJump() {
			v.leader[pc+1+int(v.ins[pc].d)] = true
		}
	}
	for _, h := range c.Handlers {
		v.leader[h.Target] = true
	}
	entry := make([]contents, c.NumRegs)
	for r := range entry {
		switch {
		case r < c.params():
			entry[r] = mayBeValue
		case r < len(c.VarNames):
			entry[r] = mayBeNull
		default:
			entry[r] = mayBeAnything
		}
	}
	v.flow(0, entry)
	state := make([]contents, c.NumRegs)
	for len(v.work) > 0 {
		pc := v.work[len(v.work)-1]
		v.work = v.work[:len(v.work)-1]
		copy(state, v.in[pc])
		for {
			next, err := v.step(pc, state)
			if err != nil {
				return err
			}
			if !next {
				break
			}
			if pc++; v.leader[pc] {
				v.flow(pc, state)
				break
			}
		}
	}
	return nil
}

// flow merges state into that before pc.
func (v *validator) flow(pc int, state []contents) {
	if v.in[pc] == nil {
		v.in[pc] = append([]contents{}, state...) // not nil, even if there are no registers
		v.work = append(v.work, pc)
		return
	}
	changed := false
	for r, s := range state {
		if v.in[pc][r]|s != v.in[pc][r] {
			v.in[pc][r] |= s
			changed = true
		}
	}
	if changed {
		v.work = append(v.work, pc)
	}
}

// step checks instruction pc, changes state to what it leaves and reports
// whether the next one is reached.
func (v *validator) step(pc int, state []contents) (bool, error) {
	i := &v.ins[pc]
	var e effects
	e.of(i)
	for _, s := range e.reads {
		for r := s.first; r < s.first+s.n; r++ {
			if state[r]&mayBeAnything != 0 {
				return false, v.errorf(pc, "reads register %d, which nothing has written", r)
			}
			if state[r]&mayBeNull != 0 {
				return false, v.errorf(pc, "register %d may be null", r)
			}
		}
	}
	for _, s := range e.readsNull {
		if state[s.first]&mayBeAnything != 0 {
			return false, v.errorf(pc, "reads register %d, which nothing has written", s.first)
		}
	}
	var moved contents
	switch i.op {
	case Move:
		moved = state[i.b]
	case LoadWide:
		if moved = state[i.d]; moved&mayBeAnything != 0 {
			return false, v.errorf(pc, "reads register %d, which nothing has written", i.d)
		}
	case StoreWide:
		moved = state[i.a]
	}
	if first, ok := i.clobbers(); ok {
		end := len(state)
		if v.code.Wide() {
			end = MaxRegs
		}
		for r := int(first); r < end; r++ {
			state[r] = mayBeAnything
		}
	}
	if live := i.c >> 1; i.op == Yield && live > 0 {
		for r := int(live); r < len(state); r++ {
			state[r] = mayBeAnything
		}
	}
	if h := v.handler[pc]; h >= 0 {
		h := v.code.Handlers[h]
		saved := state[h.Reg]
		state[h.Reg] = mayBeValue
		v.flow(int(h.Target), state)
		state[h.Reg] = saved
	}
	if i.op == ForIter {
		// The item is there only if the loop goes on.
		saved := state[i.a]
		state[i.a] = mayBeValue
		v.flow(pc+1+int(i.d), state)
		state[i.a] = saved
		return true, nil
	}
	set := func(spans []span, k contents) {
		for _, s := range spans {
			for r := s.first; r < s.first+s.n; r++ {
				state[r] = k
			}
		}
	}
	set(e.writes, mayBeValue)
	set(e.nulls, mayBeValue|mayBeNull)
	set(e.cleared, mayBeNull)
	switch i.op {
	case Move, LoadWide:
		state[i.a] = moved
	case StoreWide:
		state[i.d] = moved
	case FreeVars:
		set([]span{{i.d, int32(len(v.code.FreeVars))}}, mayBeValue)
	}
	if i.op.isJump() {
		v.flow(pc+1+int(i.d), state)
	}
	return !i.ends(), nil
}
