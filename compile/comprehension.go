package compile

import "github.com/weftpy/weft/syntax"

// comprehension generates a comprehension or generator expression. Lists, sets
// and dicts are built in the frame around, unless that is a class (whose names
// they must not see) or they may ask for their local variables; the others
// become a function that is called with the iterator of the outermost iterable.
func (u *unit) comprehension(e syntax.Expr, name string, gens []*syntax.Comprehension, elt, value syntax.Expr, dst int32) {
	s := u.c.scopes[scopeKey{e, bodyRole}]
	if s.isCoroutine && s.comp != genExp && !u.allowsAwait() {
		u.c.fail(e, "asynchronous comprehension outside of an asynchronous function")
	}
	if s.isCoroutine && u.topLevelAwait() {
		u.scope.isCoroutine = true // even by a generator expression
	}
	mark := u.top
	if s.inline {
		u.inlineComprehension(e, s, gens, elt, value, dst)
	} else {
		u.comprehensionFunction(e, s, name, gens, elt, value, dst)
	}
	u.top = mark
}

// allowsAwait reports whether code here may suspend a coroutine. A
// comprehension may as far as it is concerned itself: whether there is a
// coroutine around is asked where the comprehension stands.
func (u *unit) allowsAwait() bool {
	if u.cur.comp != notComp {
		return true
	}
	return u.flags&(Coroutine|AsyncGenerator) != 0 || u.topLevelAwait()
}

func (u *unit) topLevelAwait() bool {
	return u.c.opts.TopLevelAwait && u.scope.kind == moduleScope
}

// element generates what a comprehension does with one item: acc is the
// collection, or -1 in a generator.
func (u *unit) element(e syntax.Expr, elt, value syntax.Expr, acc int32) {
	mark := u.top
	switch e.(type) {
	case *syntax.GeneratorExp:
		r := u.operand(elt)
		u.pos = u.loc
		u.emit(Yield, u.alloc(), r, suspended(mark, 0), 0)
	case *syntax.ListComp:
		r := u.operand(elt)
		u.pos = u.loc
		u.emit(ListAppend, acc, r, 0, 0)
	case *syntax.SetComp:
		r := u.operand(elt)
		u.pos = u.loc
		u.emit(SetAdd, acc, r, 0, 0)
	case *syntax.DictComp:
		k := u.operandBefore(elt, -1, value)
		v := u.operand(value)
		u.pos = u.loc
		u.emit(MapAdd, acc, k, v, 0)
	}
	u.top = mark
}

func (u *unit) inlineComprehension(e syntax.Expr, s *scope, gens []*syntax.Comprehension, elt, value syntax.Expr, dst int32) {
	acc := u.fresh(dst)
	first := u.firstIterable(e, gens[0], -1)
	outer := u.cur
	u.cur = s
	u.declareCompVars(e, s, gens)
	build := map[compKind]Op{listComp: BuildList, setComp: BuildSet, dictComp: BuildMap}[s.comp]
	u.at(e)
	u.emit(build, acc, 0, 0, 0)
	u.generators(e, gens, elt, value, acc, first)
	u.cur = outer
	delete(u.compVars, s)
	u.at(e)
	u.move(dst, acc)
}

// declareCompVars gives registers to the variables of an inlined comprehension.
func (u *unit) declareCompVars(e syntax.Expr, s *scope, gens []*syntax.Comprehension) {
	vars := map[string]*variable{}
	if u.compVars == nil {
		u.compVars = map[*scope]map[string]*variable{}
	}
	u.compVars[s] = vars
	for _, sym := range s.order {
		if !sym.bound() || sym.name == ".0" {
			continue
		}
		v := &variable{name: sym.name, reg: u.alloc(), id: u.varsTotal, cell: sym.cell, num: -1}
		u.varsTotal++
		u.bound.clear(v.id)
		vars[sym.name] = v
		u.at(e)
		if v.cell || u.readEarly(sym.name, gens) {
			u.emit(Clear, v.reg, 0, 0, 0)
		}
		if v.cell {
			u.emit(MakeCell, v.reg, 0, 0, 0)
		}
	}
}

// readEarly reports whether a comprehension's variable might be read before
// one of its targets binds it.
func (u *unit) readEarly(name string, gens []*syntax.Comprehension) bool {
	uses := func(e syntax.Expr) bool {
		return contains(e, func(n syntax.Expr) bool {
			x, ok := n.(*syntax.Name)
			return ok && u.mangle(x.Id) == name
		})
	}
	for i, g := range gens {
		if i > 0 && uses(g.Iter) {
			return true
		}
		if uses(g.Target) {
			// Bound here, but an attribute or item in a list of targets could
			// come before the name.
			_, plain := g.Target.(*syntax.Name)
			return !plain && contains(g.Target, func(n syntax.Expr) bool {
				x, ok := n.(*syntax.Name)
				return ok && x.Ctx == syntax.Load && u.mangle(x.Id) == name
			})
		}
		for _, cond := range g.Ifs {
			if uses(cond) {
				return true
			}
		}
	}
	return true
}

// oneItem returns the element of an iterable that is a display of one element:
// "for y in [f(x)]" is a way to write an assignment.
func oneItem(e syntax.Expr) syntax.Expr {
	var elts []syntax.Expr
	switch e := e.(type) {
	case *syntax.List:
		elts = e.Elts
	case *syntax.Tuple:
		elts = e.Elts
	}
	if len(elts) != 1 || hasStar(elts) {
		return nil
	}
	return elts[0]
}

// firstIterable generates the outermost iterable, which is evaluated outside
// the scope of the comprehension.
func (u *unit) firstIterable(e syntax.Expr, g *syntax.Comprehension, dst int32) int32 {
	if g.IsAsync {
		mark := u.top
		if dst < 0 {
			dst = u.alloc()
			mark = u.top
		}
		r := u.operandIn(g.Iter, dst)
		u.pos = u.loc
		u.emit(GetAiter, dst, r, 0, 0)
		u.top = mark
		return dst
	}
	return u.iterable(g.Iter, dst)
}

// iterable generates what a for loop runs over.
func (u *unit) iterable(e syntax.Expr, dst int32) int32 {
	if list, ok := e.(*syntax.List); ok {
		if k, ok := u.c.foldAll(list.Elts); ok {
			if dst < 0 {
				dst = u.alloc()
			}
			u.at(e)
			u.loadConst(k, dst)
			return dst
		}
	}
	return u.operandIn(e, dst)
}

// generators generates the loops of a comprehension from gens[0] inwards.
// first is the register of the outermost iterable, or -1 for inner ones.
func (u *unit) generators(e syntax.Expr, gens []*syntax.Comprehension, elt, value syntax.Expr, acc, first int32) {
	if len(gens) == 0 {
		u.element(e, elt, value, acc)
		return
	}
	mark := u.top
	g := gens[0]
	next := u.newLabel()
	body := func() {
		for _, cond := range g.Ifs {
			u.jumpIf(cond, false, next)
		}
		u.generators(e, gens[1:], elt, value, acc, -1)
	}
	if g.IsAsync {
		if first < 0 {
			first = u.firstIterable(e, g, -1)
		}
		u.asyncLoop(e, g.Target, first, nil, next, func(int32) { body() })
		u.top = mark
		return
	}
	if first < 0 {
		if item := oneItem(g.Iter); item != nil {
			u.assign(g.Target, item)
			body()
			u.place(next)
			u.top = mark
			return
		}
	}
	state := u.allocN(3)
	if first < 0 {
		first = u.iterable(g.Iter, state)
	}
	u.pos = u.loc
	u.forLoop(e, g.Target, state, first, nil, next, body)
	u.top = mark
}

// comprehensionFunction generates a comprehension as a function of its own.
func (u *unit) comprehensionFunction(e syntax.Expr, s *scope, name string, gens []*syntax.Comprehension, elt, value syntax.Expr, dst int32) {
	inner := u.c.newUnit(u, s, name)
	inner.firstLine = int(e.Pos().Line)
	inner.flags |= Optimized | NewLocals
	inner.argCount = 1
	switch {
	case s.comp == genExp && s.isCoroutine:
		inner.flags |= AsyncGenerator
	case s.comp == genExp:
		inner.flags |= Generator
	case s.isCoroutine:
		inner.flags |= Coroutine
	}
	inner.locate(e)
	const arg = 0 // the register of .0
	if s.comp == genExp {
		inner.generators(e, gens, elt, value, -1, arg)
	} else {
		acc := inner.alloc()
		build := map[compKind]Op{listComp: BuildList, setComp: BuildSet, dictComp: BuildMap}[s.comp]
		inner.at(e)
		inner.emit(build, acc, 0, 0, 0)
		inner.generators(e, gens, elt, value, acc, arg)
		inner.at(e)
		inner.emit(Return, acc, 0, 0, 0)
	}
	code := inner.finish()

	base := u.window(dst)
	u.at(e)
	u.function(code, base)
	it := u.alloc()
	r := u.firstIterable(e, gens[0], it)
	if gens[0].IsAsync {
		u.move(it, r)
	} else {
		u.at(gens[0].Iter)
		u.emit(GetIter, it, r, 0, 1)
	}
	u.at(e)
	if s.isCoroutine && s.comp != genExp {
		t := u.alloc()
		u.emit(Call, t, base, 1, 0)
		u.awaitValue(t, 0, t)
		u.move(dst, t)
		return
	}
	u.emit(Call, dst, base, 1, 0)
}
