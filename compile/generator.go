package compile

import "github.com/weftpy/weft/syntax"

func (u *unit) yield(e *syntax.Yield, dst int32) {
	u.inFunction(e, "'yield' outside function")
	mark := u.top
	var r int32
	if e.Value == nil {
		u.at(e)
		r = u.fresh(dst)
		u.loadConst(nil, r)
	} else {
		r = u.operandIn(e.Value, dst)
	}
	u.at(e)
	live := mark
	if u.isTemp(dst) && dst == mark-1 {
		live = dst // it gets what is sent
	}
	u.emit(Yield, dst, r, suspended(live, 0), 0)
	u.top = mark
}

// suspended returns operand C of a Yield while live registers are in use, those that
// the generator keeps; delegates is 1 within a delegation.
func suspended(live, delegates int32) int32 {
	if live > MaxRegs/2-1 {
		live = 0
	}
	return live<<1 | delegates
}

func (u *unit) yieldFrom(e *syntax.YieldFrom, dst int32) {
	u.inFunction(e, "'yield' outside function")
	if u.scope.kind == functionScope && u.flags&(Coroutine|AsyncGenerator) != 0 && u.cur.comp == notComp {
		u.c.fail(e, "'yield from' inside async function")
	}
	mark := u.top
	it := u.alloc()
	r := u.operandIn(e.Value, it)
	u.at(e)
	u.emit(GetYieldFromIter, it, r, 0, 0)
	u.delegate(it, dst)
	u.top = mark
}

// inFunction rejects e outside of functions.
func (u *unit) inFunction(e syntax.Expr, msg string) {
	if !u.cur.functionLike() {
		u.c.fail(e, "%s", msg)
	}
}

func (u *unit) await(e *syntax.Await, dst int32) {
	if !u.topLevelAwait() {
		u.inFunction(e, "'await' outside function")
		if !u.allowsAwait() {
			u.c.fail(e, "'await' outside async function")
		}
	}
	mark := u.top
	t := u.alloc()
	r := u.operandIn(e.Value, t)
	u.at(e)
	u.emit(GetAwaitable, t, r, 0, 0)
	u.delegate(t, dst)
	u.top = mark
}

// awaitValue awaits what is in temporary t, which it destroys; kind is the C
// of GetAwaitable.
func (u *unit) awaitValue(t, kind, dst int32) {
	u.emit(GetAwaitable, t, t, kind, 0)
	u.delegate(t, dst)
}

// delegate runs the iterator in temporary it to its end, yielding what it
// yields. The value it returns goes to dst.
func (u *unit) delegate(it, dst int32) {
	mark := u.top
	sent := u.alloc()
	// What is yielded on the way goes through the register of the result.
	result := dst
	if !u.isTemp(dst) || dst == it {
		result = u.alloc()
	}
	u.loadConst(nil, sent)
	again, end := u.newLabel(), u.newLabel()
	u.placeHead(again, nil)
	u.jump(Send, result, it, sent, end)
	u.emit(Yield, sent, result, suspended(mark, 1), it)
	u.jump(Jump, 0, 0, 0, again)
	u.place(end)
	u.move(dst, result)
	u.top = mark
}

// asyncLoop generates an asynchronous loop over the iterator in register it,
// which must stay as it is. next is the label of the next iteration, kills what
// the loop may delete.
func (u *unit) asyncLoop(iter syntax.Node, target syntax.Expr, it int32, kills []string, next *label, body func(awaited int32)) {
	mark := u.top
	item, exc, awaited := u.alloc(), u.alloc(), u.alloc()
	head := u.newLabel()
	u.placeHead(head, kills)
	before := u.bound.clone()
	u.pos = u.loc
	r := u.openRegion(exc)
	u.emit(GetAnext, awaited, it, 0, 0)
	u.delegate(awaited, item)
	u.closeRegion(r)
	u.assignFrom(target, item)
	body(awaited)
	u.place(next)
	u.jump(Jump, 0, 0, 0, head)
	u.placeHandler(r, before, nil)
	u.at(iter)
	u.emit(EndAsyncFor, exc, 0, 0, 0)
	u.top = mark
}
