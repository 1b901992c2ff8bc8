package compile

import (
	"slices"

	"github.com/weftpy/weft/syntax"
)

// blockKind tells what a block is.
type blockKind uint8

const (
	loopBlock blockKind = iota
	tryBlock
	finallyBlock
	handlerBlock   // the except clauses of a try
	cleanupBlock   // the body of an except clause
	starBlock      // the body of an except* clause
	withBlock      //
	finalCopyBlock // a finally clause run because of an exception
)

// block is a statement that return, break and continue leave on their way.
type block struct {
	kind      blockKind
	brk, cont *label    // of a loop
	regions   []*region // closed on the way out, the outer ones first
	exit      func()    // generates what is to be done on the way out
}

// maxBlocks is how deeply blocks may nest, as in CPython.
const maxBlocks = 20

func (u *unit) push(s syntax.Node, b *block) {
	if len(u.blocks) >= maxBlocks {
		u.c.fail(s, "too many statically nested blocks")
	}
	u.blocks = append(u.blocks, b)
}

// pop leaves the innermost block on the normal way.
func (u *unit) pop() {
	b := u.blocks[len(u.blocks)-1]
	u.blocks = u.blocks[:len(u.blocks)-1]
	u.closeRegions(b)
}

func (u *unit) closeRegions(b *block) {
	for i := len(b.regions) - 1; i >= 0; i-- {
		u.closeRegion(b.regions[i])
	}
}

// leave generates what is to be done on the way out of all blocks above the
// first depth ones, then what out generates, a jump or return. Afterwards the
// blocks are entered as before, for the code that follows.
func (u *unit) leave(depth int, out func()) {
	blocks, open := u.blocks, u.open
	u.blocks, u.open = slices.Clone(blocks), slices.Clone(open)
	for len(u.blocks) > depth {
		b := u.blocks[len(u.blocks)-1]
		u.blocks = u.blocks[:len(u.blocks)-1]
		u.closeRegions(b)
		if b.exit != nil {
			pos := u.pos
			b.exit()
			u.pos = pos
		}
	}
	out()
	u.blocks, u.open = blocks, open
	for _, r := range open {
		if r.start < 0 {
			r.start = len(u.ins)
		}
	}
}

// exits reports whether leaving the blocks above depth runs code.
func (u *unit) exits(depth int) bool {
	for _, b := range u.blocks[depth:] {
		if b.exit != nil {
			return true
		}
	}
	return false
}

// loop returns the index of the innermost loop, or -1. s is the statement that
// wants to leave it or go on with it.
func (u *unit) loop(s syntax.Stmt) int {
	for i := len(u.blocks) - 1; i >= 0; i-- {
		switch u.blocks[i].kind {
		case loopBlock:
			return i
		case starBlock:
			u.leavesStar(s)
		}
	}
	return -1
}

func (u *unit) leavesStar(s syntax.Stmt) {
	u.c.fail(s, "'break', 'continue' and 'return' cannot appear in an except* block")
}

func (u *unit) breakStmt(s *syntax.Break) {
	i := u.loop(s)
	if i < 0 {
		u.c.fail(s, "'break' outside loop")
	}
	u.at(s)
	loop := u.blocks[i]
	u.leave(i+1, func() {
		if loop.exit != nil {
			loop.exit()
		}
		u.jumpFrom(s, loop.brk)
	})
}

func (u *unit) continueStmt(s *syntax.Continue) {
	i := u.loop(s)
	if i < 0 {
		u.c.fail(s, "'continue' not properly in loop")
	}
	u.at(s)
	cont := u.blocks[i].cont
	u.leave(i+1, func() { u.jumpFrom(s, cont) })
}

// jumpFrom is the jump of statement s.
func (u *unit) jumpFrom(s syntax.Stmt, l *label) {
	if !u.dead {
		u.jump(Jump, 0, 0, 0, l)
		u.statementJump()
	}
}

func (u *unit) returnStmt(s *syntax.Return) {
	if u.scope.kind != functionScope {
		u.c.fail(s, "'return' outside function")
	}
	if s.Value != nil && u.flags&AsyncGenerator != 0 {
		u.c.fail(s, "'return' with value in async generator")
	}
	for _, b := range u.blocks {
		if b.kind == starBlock {
			u.leavesStar(s)
		}
	}
	mark := u.top
	if !u.exits(0) {
		if s.Value == nil {
			u.at(s)
			u.emitConst(ReturnConst, 0, 0, 0, nil)
		} else {
			u.returnExpr(s.Value)
		}
		return
	}
	isConst, k := s.Value == nil, any(nil)
	if s.Value != nil {
		k, isConst = u.c.fold(s.Value)
	}
	r := int32(0)
	if !isConst {
		r = u.alloc()
		u.expr(s.Value, r)
	}
	u.at(s)
	u.leave(0, func() {
		if n := len(u.ins); n > 0 && !u.dead {
			u.pos = u.ins[n-1].pos // the statement is not come back to
		}
		if isConst {
			u.emitConst(ReturnConst, 0, 0, 0, k)
		} else {
			u.emit(Return, r, 0, 0, 0)
		}
	})
	u.top = mark
}

// returnExpr generates the return of e's value where nothing has to be left.
func (u *unit) returnExpr(e syntax.Expr) {
	if k, ok := u.c.fold(e); ok {
		u.at(e)
		u.emitConst(ReturnConst, 0, 0, 0, k)
		return
	}
	if e, ok := e.(*syntax.IfExp); ok {
		u.locate(e)
		orelse := u.newLabel()
		u.jumpIf(e.Test, false, orelse)
		u.returnExpr(e.Body)
		u.place(orelse)
		u.returnExpr(e.Orelse)
		return
	}
	mark := u.top
	r := u.operand(e)
	u.at(e)
	u.emit(Return, r, 0, 0, 0)
	u.top = mark
}
