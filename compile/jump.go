package compile

import "github.com/weftpy/weft/syntax"

// jumpIf generates a jump to l that is taken if the truth of e is cond.
func (u *unit) jumpIf(e syntax.Expr, cond bool, l *label) {
	if k, ok := u.c.fold(e); ok {
		if truth(k) == cond {
			u.at(e)
			u.jump(Jump, 0, 0, 0, l)
		}
		return
	}
	switch e := e.(type) {
	case *syntax.UnaryOp:
		if e.Op == syntax.Not {
			u.jumpIf(e.Operand, !cond, l)
			return
		}
	case *syntax.BoolOp:
		// With "and" the first false value decides, with "or" the first true one.
		last := len(e.Values) - 1
		decides := e.Op == syntax.Or
		target := l
		if decides != cond {
			target = u.newLabel()
		}
		for _, v := range e.Values[:last] {
			u.jumpIf(v, decides, target)
		}
		u.jumpIf(e.Values[last], cond, l)
		if target != l {
			u.place(target)
		}
		return
	case *syntax.IfExp:
		orelse, end := u.newLabel(), u.newLabel()
		u.jumpIf(e.Test, false, orelse)
		u.jumpIf(e.Body, cond, l)
		u.jump(Jump, 0, 0, 0, end)
		u.place(orelse)
		u.jumpIf(e.Orelse, cond, l)
		u.place(end)
		return
	case *syntax.Compare:
		u.compareJump(e, cond, l)
		return
	}
	mark := u.top
	r := u.operand(e)
	// As in CPython 3.11, the error of a test belongs to the statement.
	u.pos = u.loc
	op := JumpIfFalse
	if cond {
		op = JumpIfTrue
	}
	u.jump(op, r, 0, 0, l)
	u.top = mark
}

var compareOps = [...]Op{
	syntax.Eq: Eq, syntax.NotEq: Ne, syntax.Lt: Lt, syntax.LtE: Le, syntax.Gt: Gt, syntax.GtE: Ge,
	syntax.Is: Is, syntax.IsNot: Is, syntax.In: Contains, syntax.NotIn: Contains,
}

var compareJumps = map[Op]struct{ reg, konst Op }{
	Lt: {JumpLt, JumpLtK}, Le: {JumpLe, JumpLeK}, Eq: {JumpEq, JumpEqK},
	Ne: {JumpNe, JumpNeK}, Gt: {JumpGt, JumpGtK}, Ge: {JumpGe, JumpGeK},
}

// negated reports whether op is "is not" or "not in".
func negated(op syntax.CmpOp) int32 {
	if op == syntax.IsNot || op == syntax.NotIn {
		return 1
	}
	return 0
}

// comparator returns the right side of comparison i of e: a list or set of
// constants after "in" becomes one constant.
func (u *unit) comparator(e *syntax.Compare, i int) (k any, ok bool) {
	right := e.Comparators[i]
	if op := e.Ops[i]; (op == syntax.In || op == syntax.NotIn) && i == len(e.Ops)-1 {
		switch right := right.(type) {
		case *syntax.List:
			if k, ok := u.c.foldAll(right.Elts); ok {
				return k, true
			}
		case *syntax.Set:
			if k, ok := u.c.foldAll(right.Elts); ok {
				return FrozenSet(k), true
			}
		}
	}
	return u.c.fold(right)
}

// rightSide generates the right side of comparison i.
func (u *unit) rightSide(e *syntax.Compare, i int, later ...syntax.Expr) int32 {
	right := e.Comparators[i]
	if k, ok := u.comparator(e, i); ok {
		r := u.alloc()
		u.at(right)
		u.loadConst(k, r)
		return r
	}
	return u.operandBefore(right, -1, later...)
}

// compare generates a comparison for its value.
func (u *unit) compare(e *syntax.Compare, dst int32) {
	u.c.checkCompare(e)
	mark := u.top
	last := len(e.Ops) - 1
	t := dst
	if last > 0 {
		t = u.intermediate(dst, e.Comparators...)
	}
	// In a chain the result is in t while operands are still needed.
	scratch := t
	if last > 0 {
		scratch = -1
	}
	l := u.operandBefore(e.Left, scratch, e.Comparators[0])
	end := u.newLabel()
	for i := range e.Ops {
		r := u.rightSide(e, i, e.Comparators[i+1:]...)
		u.at(e)
		u.emit(compareOps[e.Ops[i]], t, l, r, negated(e.Ops[i]))
		if i < last {
			u.jump(JumpIfFalse, t, 0, 0, end)
		}
		l = r
	}
	u.place(end)
	u.move(dst, t)
	u.top = mark
}

// compareJump generates a comparison for its truth.
func (u *unit) compareJump(e *syntax.Compare, cond bool, l *label) {
	u.c.checkCompare(e)
	u.locate(e)
	mark := u.top
	last := len(e.Ops) - 1
	no := l
	if cond && last > 0 {
		no = u.newLabel()
	}
	left := u.operandBefore(e.Left, -1, e.Comparators[0])
	for i := range e.Ops {
		if i < last {
			left = u.oneJump(e, i, left, false, no)
		} else {
			u.oneJump(e, i, left, cond, l)
		}
	}
	if no != l {
		u.place(no)
	}
	u.top = mark
}

// oneJump generates comparison i of e with its left side in register left and a
// jump to l that is taken if its truth is cond. It returns the register of the
// right side, unless that is the last.
func (u *unit) oneJump(e *syntax.Compare, i int, left int32, cond bool, l *label) int32 {
	op := e.Ops[i]
	not := int32(1)
	if cond {
		not = 0
	}
	last := i == len(e.Ops)-1
	k, isConst := u.comparator(e, i)
	switch op {
	case syntax.Is, syntax.IsNot:
		not ^= negated(op)
		if last && isConst && k == nil {
			u.at(e)
			jump := JumpIfNone
			if not == 1 {
				jump = JumpIfNotNone
			}
			u.jump(jump, left, 0, 0, l)
			return 0
		}
		r := u.rightSide(e, i, e.Comparators[i+1:]...)
		u.at(e)
		u.jump(JumpIs, left, r, not, l)
		return r
	case syntax.In, syntax.NotIn:
		r := u.rightSide(e, i, e.Comparators[i+1:]...)
		u.at(e)
		u.jump(JumpIn, left, r, not^negated(op), l)
		return r
	}
	jump := compareJumps[compareOps[op]]
	if last && isConst && !u.dead {
		if n := u.constant(k); n < MaxRegs {
			u.at(e)
			u.jump(jump.konst, left, n, not, l)
			return 0
		}
	}
	r := u.rightSide(e, i, e.Comparators[i+1:]...)
	u.at(e)
	u.jump(jump.reg, left, r, not, l)
	return r
}
