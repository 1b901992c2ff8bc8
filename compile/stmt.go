package compile

import (
	"slices"

	"github.com/weftpy/weft/syntax"
)

func (u *unit) stmts(list []syntax.Stmt) {
	for _, s := range list {
		u.stmt(s)
	}
}

func (u *unit) stmt(s syntax.Stmt) {
	mark := u.top
	u.locate(s)
	switch s := s.(type) {
	case *syntax.FunctionDef:
		u.functionDef(s, s)
	case *syntax.AsyncFunctionDef:
		u.functionDef(s, (*syntax.FunctionDef)(s))
	case *syntax.ClassDef:
		u.classDef(s)
	case *syntax.TypeAlias:
		u.typeAlias(s)
	case *syntax.Return:
		u.returnStmt(s)
	case *syntax.Delete:
		for _, t := range s.Targets {
			u.deleteTarget(t)
		}
	case *syntax.Assign:
		u.assignStmt(s)
	case *syntax.AugAssign:
		u.augAssign(s)
	case *syntax.AnnAssign:
		u.annAssign(s)
	case *syntax.For:
		u.forStmt(s)
	case *syntax.AsyncFor:
		u.asyncForStmt(s)
	case *syntax.While:
		u.whileStmt(s)
	case *syntax.If:
		u.ifStmt(s)
	case *syntax.With:
		u.with(s, s, false, 0)
	case *syntax.AsyncWith:
		if !u.allowsAwait() {
			u.c.fail(s, "'async with' outside async function")
		}
		u.with(s, (*syntax.With)(s), true, 0)
	case *syntax.Match:
		u.match(s)
	case *syntax.Raise:
		u.raise(s)
	case *syntax.Try:
		u.try(s, s, false)
	case *syntax.TryStar:
		u.try(s, (*syntax.Try)(s), true)
	case *syntax.Assert:
		u.assert(s)
	case *syntax.Import:
		u.importStmt(s)
	case *syntax.ImportFrom:
		u.importFrom(s)
	case *syntax.Global, *syntax.Nonlocal:
	case *syntax.Pass:
		u.at(s)
		u.line()
	case *syntax.ExprStmt:
		u.exprStmt(s)
	case *syntax.Break:
		u.breakStmt(s)
	case *syntax.Continue:
		u.continueStmt(s)
	default:
		panic("BUG: unknown statement")
	}
	u.top = mark
}

func (u *unit) exprStmt(s *syntax.ExprStmt) {
	if u.c.interactive && u.parent == nil {
		r := u.operand(s.Value)
		u.at(s)
		u.emit(PrintExpr, 0, r, 0, 0)
		return
	}
	if _, ok := u.c.fold(s.Value); !ok {
		u.operand(s.Value)
	} else {
		u.at(s)
		u.line()
	}
}

func (u *unit) ifStmt(s *syntax.If) {
	end := u.newLabel()
	orelse := end
	if len(s.Orelse) > 0 {
		orelse = u.newLabel()
	}
	u.constantTest(s, s.Test)
	u.jumpIf(s.Test, false, orelse)
	u.stmts(s.Body)
	if len(s.Orelse) > 0 {
		u.afterJoin()
		u.jump(Jump, 0, 0, 0, end)
		u.place(orelse)
		u.stmts(s.Orelse)
	}
	u.place(end)
}

// constantTest notes the line of a statement whose test generates nothing.
func (u *unit) constantTest(s syntax.Stmt, test syntax.Expr) {
	if _, ok := u.c.fold(test); ok {
		u.at(s)
		u.line()
	}
}

// whileStmt generates the test twice, before the loop and at its bottom, so
// that an iteration takes one jump.
func (u *unit) whileStmt(s *syntax.While) {
	head, cont, orelse, end := u.newLabel(), u.newLabel(), u.newLabel(), u.newLabel()
	u.constantTest(s, s.Test)
	u.jumpIf(s.Test, false, orelse)
	u.push(s, &block{kind: loopBlock, brk: end, cont: cont})
	u.placeHead(head, u.deletions(s.Body))
	u.stmts(s.Body)
	u.pop()
	u.place(cont)
	u.locate(s)
	u.jumpIf(s.Test, true, head)
	u.place(orelse)
	u.stmts(s.Orelse)
	u.place(end)
}

func (u *unit) forStmt(s *syntax.For) {
	next, end := u.newLabel(), u.newLabel()
	loop := &block{kind: loopBlock, brk: end, cont: next}
	u.push(s, loop)
	state := u.allocN(3)
	if mayMakeGenerator(s.Iter) {
		loop.exit = func() { u.emit(DropIter, state, 0, min(u.top, 255), 0) }
	}
	it := u.iterable(s.Iter, state)
	u.at(s)
	u.forLoop(s, s.Target, state, it, u.deletions(s.Body), next, func() { u.stmts(s.Body) })
	u.pop()
	u.stmts(s.Orelse)
	u.place(end)
}

// mayMakeGenerator reports whether e may make a generator that only the loop over e
// refers to. One that the loop leaves early is at its end then, which is when the
// finally clauses in it are to be executed: see Thread.Deleted.
func mayMakeGenerator(e syntax.Expr) bool {
	call, ok := e.(*syntax.Call)
	if !ok {
		return false
	}
	switch f := call.Func.(type) {
	case *syntax.Name:
		return !slices.Contains(noGenerators, f.Id)
	case *syntax.Attribute:
		return !slices.Contains(noGenerators, f.Attr)
	}
	return true
}

// noGenerators are functions and methods that make, by their names, no generators but
// what loops are mostly over.
var noGenerators = []string{"range", "enumerate", "zip", "map", "filter", "reversed", "sorted", "list", "tuple", "set", "dict", "iter",
	"items", "keys", "values", "split", "splitlines", "readlines", "copy"}

// forLoop generates a loop over what is in register it. The three registers of
// its state may include it. next is the label of the next iteration; kills are
// the variables that the body may delete.
func (u *unit) forLoop(s syntax.Node, target syntax.Expr, state, it int32, kills []string, next *label, body func()) {
	head := u.newLabel()
	entered := !u.dead
	u.jump(ForPrep, state, it, 0, next)
	u.dead = !entered
	u.placeHead(head, kills)
	var item int32
	if v := u.plainVariable(target); v != nil {
		u.c.checkName(target.(*syntax.Name))
		item = v.reg
		u.bind(v)
		body()
	} else {
		item = u.alloc()
		u.assignFrom(target, item)
		body()
	}
	u.place(next)
	u.at(s)
	u.jump(ForIter, item, state, 0, head)
}

func (u *unit) asyncForStmt(s *syntax.AsyncFor) {
	if !u.allowsAwait() {
		u.c.fail(s, "'async for' outside async function")
	}
	next, end := u.newLabel(), u.newLabel()
	it := u.allocN(3) // as many as DropIter clears
	r := u.operandIn(s.Iter, it)
	u.at(s)
	u.emit(GetAiter, it, r, 0, 0)
	loop := &block{kind: loopBlock, brk: end, cont: next}
	u.push(s, loop)
	u.asyncLoop(s, s.Target, it, u.deletions(s.Body), next, func(awaited int32) {
		if mayMakeGenerator(s.Iter) {
			loop.exit = func() {
				u.emit(Clear, awaited, 0, 0, 0) // what was awaited knows the generator
				u.emit(DropIter, it, 0, min(u.top, 255), 0)
			}
		}
		u.stmts(s.Body)
	})
	u.pop()
	u.stmts(s.Orelse)
	u.place(end)
}

func (u *unit) raise(s *syntax.Raise) {
	switch {
	case s.Exc == nil:
		u.at(s)
		u.emit(Raise, 0, 0, 0, 0)
	case s.Cause == nil:
		r := u.operand(s.Exc)
		u.at(s)
		u.emit(Raise, r, 0, 1, 0)
	default:
		r := u.operandBefore(s.Exc, -1, s.Cause)
		cause := u.operand(s.Cause)
		u.at(s)
		u.emit(Raise, r, cause, 2, 0)
	}
}

func (u *unit) assert(s *syntax.Assert) {
	if u.c.opts.Optimize > 0 {
		return
	}
	if t, ok := s.Test.(*syntax.Tuple); ok && len(t.Elts) > 0 {
		u.c.warn(s, "assertion is always true, perhaps remove parentheses?")
	} else if k, ok := u.c.fold(s.Test); ok {
		if t, ok := k.(Tuple); ok && len(t) > 0 {
			u.c.warn(s, "assertion is always true, perhaps remove parentheses?")
		}
	}
	end := u.newLabel()
	u.jumpIf(s.Test, true, end)
	r := u.alloc()
	// A comparison has become the place of the failure.
	u.pos = u.loc
	u.emit(LoadAssertionError, r, 0, 0, 0)
	if s.Msg != nil {
		u.expr(s.Msg, u.alloc())
		u.pos = u.loc
		u.emit(Call, r, r, 1, 0)
	}
	u.pos = u.loc
	u.emit(Raise, r, 0, 1, 0)
	u.place(end)
}
