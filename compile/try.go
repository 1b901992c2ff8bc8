package compile

import "github.com/weftpy/weft/syntax"

// A try statement covers its body by a region of the exception table. The
// handler's code runs with the exception in a temporary; PushExc makes it the
// one being handled and keeps the one before, PopExc undoes that on every way
// out. While a handler runs, a region of its own leads to a cleanup that does so
// when another exception leaves it.
//
// A finally clause is generated once for each way out of the statement: the
// normal one, every return, break and continue, and an exception.

func (u *unit) try(node syntax.Stmt, s *syntax.Try, star bool) {
	u.at(node)
	u.line()
	if len(s.Finalbody) > 0 {
		u.tryFinally(node, s, star)
		return
	}
	u.tryExcept(node, s, star)
}

func (u *unit) tryExcept(node syntax.Stmt, s *syntax.Try, star bool) {
	if star {
		u.tryStar(node, s)
	} else {
		u.tryPlain(node, s)
	}
}

func (u *unit) tryFinally(node syntax.Stmt, s *syntax.Try, star bool) {
	mark := u.top
	exc, prev, again := u.alloc(), u.alloc(), u.alloc()
	before := u.bound.clone()
	end := u.newLabel()
	u.at(node)
	r := u.openRegion(exc)
	b := &block{kind: finallyBlock, regions: []*region{r}}
	b.exit = func() { u.stmts(s.Finalbody) }
	u.push(node, b)
	if len(s.Handlers) > 0 {
		u.tryExcept(node, s, star)
	} else {
		u.stmts(s.Body)
	}
	u.pop()
	u.stmts(s.Finalbody)
	u.jump(Jump, 0, 0, 0, end)

	u.placeHandler(r, before, u.deletions([]syntax.Stmt{node}))
	u.pos = Position{}
	u.emit(PushExc, prev, exc, 0, 0)
	c := u.openRegion(again)
	u.push(node, &block{kind: finalCopyBlock, regions: []*region{c}, exit: func() {
		u.emit(PopExc, prev, 0, 0, 0)
	}})
	inside := u.bound.clone()
	u.stmts(s.Finalbody)
	u.pop()
	u.pos = Position{}
	u.emit(PopExc, prev, 0, 0, 0)
	u.emit(Reraise, exc, 0, 0, 0)
	u.cleanup(c, inside, u.deletions(s.Finalbody), prev)
	u.place(end)
	u.top = mark
}

// cleanup generates the handler of region r, which restores the exception
// handled before, kept in prev, and lets the one that has come go on.
func (u *unit) cleanup(r *region, before bitset, kills []string, prev int32) {
	u.placeHandler(r, before, kills)
	u.pos = Position{}
	u.emit(PopExc, prev, 0, 0, 0)
	u.emit(Reraise, r.reg, 0, 0, 0)
}

// tryBody generates the body and else clause of a try statement and returns
// the region of the body. The code after the statement is at end.
func (u *unit) tryBody(node syntax.Stmt, s *syntax.Try, exc int32, end *label) *region {
	u.at(node)
	r := u.openRegion(exc)
	u.push(node, &block{kind: tryBlock, regions: []*region{r}})
	u.stmts(s.Body)
	u.pop()
	u.stmts(s.Orelse)
	u.jump(Jump, 0, 0, 0, end)
	return r
}

func (u *unit) tryPlain(node syntax.Stmt, s *syntax.Try) {
	mark := u.top
	exc, prev, again, named := u.alloc(), u.alloc(), u.alloc(), u.alloc()
	before := u.bound.clone()
	end := u.newLabel()
	r := u.tryBody(node, s, exc, end)

	u.placeHandler(r, before, u.deletions(s.Body))
	inside := u.bound.clone()
	u.pos = Position{}
	u.emit(PushExc, prev, exc, 0, 0)
	c := u.openRegion(again)
	for i, h := range s.Handlers {
		if h.Type == nil && i < len(s.Handlers)-1 {
			u.c.fail(h, "default 'except:' must be last")
		}
		next := u.newLabel()
		if h.Type != nil {
			inner := u.top
			t := u.operand(h.Type)
			u.at(h)
			u.jump(JumpIfNotExcMatch, exc, t, 0, next)
			u.top = inner
		}
		name := u.mangle(h.Name)
		b := &block{kind: handlerBlock, regions: []*region{c}}
		b.exit = func() {
			u.emit(PopExc, prev, 0, 0, 0)
			if h.Name != "" {
				u.forget(name)
			}
		}
		u.push(h, b)
		u.at(h)
		var n *region
		nameBefore := u.bound.clone()
		inner := &block{kind: cleanupBlock}
		if h.Name != "" {
			u.c.checkIdent(h, h.Name, syntax.Store)
			u.store(name, exc)
			n = u.openRegion(named)
			inner.regions = []*region{n}
		}
		u.push(h, inner)
		u.stmts(h.Body)
		u.pop()
		u.pop()
		u.pos = Position{}
		b.exit()
		u.jump(Jump, 0, 0, 0, end)
		c.start = len(u.ins)
		u.open = append(u.open, c)
		if n != nil {
			u.placeHandler(n, nameBefore, append(u.deletions(h.Body), name))
			u.forget(name)
			u.emit(Reraise, named, 0, 0, 0)
		}
		u.place(next)
	}
	u.closeRegion(c)
	u.pos = Position{}
	u.emit(PopExc, prev, 0, 0, 0)
	u.emit(Reraise, exc, 0, 0, 0)
	var bodies [][]syntax.Stmt
	for _, h := range s.Handlers {
		bodies = append(bodies, h.Body)
	}
	u.cleanup(c, inside, u.deletions(bodies...), prev)
	u.place(end)
	u.top = mark
}

// tryStar generates try … except*. Each clause takes what it matches out of the
// exception; what the clauses raise and what none matches is raised together
// at the end.
func (u *unit) tryStar(node syntax.Stmt, s *syntax.Try) {
	mark := u.top
	exc, prev, again, named := u.alloc(), u.alloc(), u.alloc(), u.alloc()
	raised := u.alloc()
	match := u.allocN(2) // and the rest
	rest := match + 1
	before := u.bound.clone()
	end := u.newLabel()
	r := u.tryBody(node, s, exc, end)

	u.placeHandler(r, before, u.deletions(s.Body))
	var bodies [][]syntax.Stmt
	for _, h := range s.Handlers {
		bodies = append(bodies, h.Body)
	}
	// A clause may be followed by others whatever happened in it.
	kills := u.deletions(bodies...)
	for _, h := range s.Handlers {
		if h.Name != "" {
			kills = append(kills, u.mangle(h.Name))
		}
	}
	u.kill(kills)
	inside := u.bound.clone()
	u.pos = Position{}
	u.emit(PushExc, prev, exc, 0, 0)
	c := u.openRegion(again)
	u.emit(BuildList, raised, 0, 0, 0)
	u.emit(Move, rest, exc, 0, 0)
	for _, h := range s.Handlers {
		next := u.newLabel()
		inner := u.top
		t := u.operand(h.Type)
		u.at(h)
		u.emit(CheckEGMatch, match, rest, t, 0)
		u.jump(JumpIfNone, match, 0, 0, next)
		u.emit(PushExc, named, match, 0, 0) // prev stays what it was
		u.top = inner
		name := u.mangle(h.Name)
		u.at(h)
		if h.Name != "" {
			u.c.checkIdent(h, h.Name, syntax.Store)
			u.store(name, match)
		}
		clauseBefore := u.bound.clone()
		n := u.openRegion(named)
		u.push(h, &block{kind: starBlock, regions: []*region{n}})
		u.stmts(h.Body)
		u.pop()
		u.pos = Position{}
		if h.Name != "" {
			u.forget(name)
		}
		u.jump(Jump, 0, 0, 0, next)
		u.placeHandler(n, clauseBefore, kills)
		if h.Name != "" {
			u.forget(name)
		}
		u.emit(ListAppend, raised, named, 0, 0)
		u.place(next)
	}
	u.pos = Position{}
	skip, done := u.newLabel(), u.newLabel()
	u.jump(JumpIfNone, rest, 0, 0, skip)
	u.emit(ListAppend, raised, rest, 0, 0)
	u.place(skip)
	u.emit(PrepReraiseStar, named, exc, raised, 0)
	u.closeRegion(c)
	u.emit(PopExc, prev, 0, 0, 0)
	u.jump(JumpIfNone, named, 0, 0, done)
	u.emit(Reraise, named, 0, 0, 0)
	u.place(done)
	u.jump(Jump, 0, 0, 0, end)
	u.cleanup(c, inside, kills, prev)
	u.place(end)
	u.top = mark
}
