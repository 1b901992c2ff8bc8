package compile

import "github.com/weftpy/weft/syntax"

// with generates item number i of a with statement, and inside of it those
// that follow and the body.
//
// The two registers from exit on hold the manager's __exit__ as LoadMethod
// leaves a method. On every way out it is called, with the exception or None.
func (u *unit) with(node syntax.Stmt, s *syntax.With, async bool, i int) {
	const awaitEnter, awaitExit = 1, 2 // the C of GetAwaitable
	mark := u.top
	item := s.Items[i]
	exit := u.allocN(4)
	enter := exit + 2
	r := u.operandIn(item.ContextExpr, exit)
	u.at(node)
	before := BeforeWith
	if async {
		before = BeforeAsyncWith
	}
	u.emit(before, exit, r, 0, 0)
	// What __enter__ returns goes straight into the variable, if it is one.
	var target *variable
	result := enter
	if item.OptionalVars != nil && !async {
		if target = u.plainVariable(item.OptionalVars); target != nil {
			u.c.checkName(item.OptionalVars.(*syntax.Name))
			result = target.reg
		}
	}
	u.emit(CallMethod, result, enter, 0, 0)
	if async {
		u.awaitValue(enter, awaitEnter, enter)
	}

	u.top = exit + 2
	exc, prev, again := u.alloc(), u.alloc(), u.alloc()
	bound := u.bound.clone()
	end := u.newLabel()
	covered := u.openRegion(exc)
	leave := func() {
		u.at(node)
		res := u.callExit(exit, func(args int32) {
			for k := range int32(3) {
				u.loadConst(nil, args+k)
			}
		})
		if async {
			u.awaitValue(res, awaitExit, res)
		}
		u.top = res
	}
	u.push(node, &block{kind: withBlock, regions: []*region{covered}, exit: leave})
	switch {
	case target != nil:
		u.bind(target)
	case item.OptionalVars != nil:
		u.assignFrom(item.OptionalVars, result)
	}
	if i+1 < len(s.Items) {
		u.with(node, s, async, i+1)
	} else {
		u.stmts(s.Body)
	}
	u.pop()
	leave()
	u.jump(Jump, 0, 0, 0, end)

	u.placeHandler(covered, bound, u.deletions(s.Body))
	inside := u.bound.clone()
	u.at(node)
	u.emit(PushExc, prev, exc, 0, 0)
	c := u.openRegion(again)
	res := u.callExit(exit, func(args int32) { u.emit(ExcTriple, args, exc, 0, 0) })
	if async {
		u.awaitValue(res, awaitExit, res)
	}
	suppressed := u.newLabel()
	u.jump(JumpIfTrue, res, 0, 0, suppressed)
	u.closeRegion(c)
	u.emit(PopExc, prev, 0, 0, 0)
	u.emit(Reraise, exc, 0, 0, 0)
	u.place(suppressed)
	u.emit(PopExc, prev, 0, 0, 0)
	u.jump(Jump, 0, 0, 0, end)
	u.cleanup(c, inside, nil, prev)
	u.place(end)
	u.top = mark
}

// callExit generates a call of the method in registers exit and exit+1 with
// three arguments and returns the register of the result, a new temporary.
func (u *unit) callExit(exit int32, arguments func(args int32)) int32 {
	base := u.allocN(5)
	u.emit(Move, base, exit, 0, 0)
	u.emit(Move, base+1, exit+1, 0, 0)
	arguments(base + 2)
	u.emit(CallMethod, base, base, 3, 0)
	u.top = base + 1
	return base
}
