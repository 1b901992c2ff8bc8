package syntax

// Checks of statements; see diagnose.go.

// diagExceptTuple reports exception types without parentheses before "as".
func (p *parser) diagExceptTuple(line, col int32) {
	if !p.checks() {
		return
	}
	p.next()
	p.name()
	if p.t.kind != tColon {
		p.bail()
	}
	p.raiseFrom(line, col, "multiple exception types must be parenthesized")
}

// checkMixedExcept reports an except clause among except* clauses, or the
// other way round, if it is complete.
func (p *parser) checkMixedExcept() {
	p.lookahead(func() {
		from, to := p.t.Span, p.t.Span
		p.next()
		if p.t.kind == tStar {
			to = p.t.Span
			p.next()
		}
		if p.t.kind != tColon {
			p.expression()
			if p.accept(tAs) {
				p.name()
			}
		}
		if p.t.kind == tColon {
			p.raiseRange(from, to, "cannot have both 'except' and 'except*' on the same 'try'")
		}
	})
}

// checkTarget raises an error if e cannot be a target.
func (p *parser) checkTarget(e Expr, use targetUse) {
	bad := invalidTarget(e, use)
	if bad == nil {
		return
	}
	verb := "assign to"
	if use == useDelete {
		verb = "delete"
	}
	p.raiseSpan(*bad.Extent(), "cannot %s %s", verb, describe(bad))
}

// diagForTarget reads the targets of a for clause and checks them.
func (p *parser) diagForTarget() Expr {
	e, ok := p.tryExpr(func(p *parser) Expr {
		e := p.targetList()
		p.store(e)
		if p.t.kind != tIn {
			p.bail()
		}
		return e
	})
	if ok {
		return e
	}
	if p.checks() {
		if a, ok := p.tryExpr((*parser).starExpressions); ok {
			p.checkTarget(a, useFor)
		}
	}
	p.bail()
	return nil
}

// diagWithTarget reads the target of a with item and checks it.
func (p *parser) diagWithTarget() Expr {
	follows := func(p *parser) bool { return p.is(tComma, tRparen, tColon) }
	e, ok := p.tryExpr(func(p *parser) Expr {
		e := p.targetItem()
		p.store(e)
		if !follows(p) {
			p.bail()
		}
		return e
	})
	if ok {
		return e
	}
	if p.checks() {
		if a, ok := p.tryExpr((*parser).expression); ok && follows(p) {
			p.checkTarget(a, useAssign)
		}
	}
	p.bail()
	return nil
}

// checkWith, deferred at a with statement, looks for a missing colon if the
// statement does not make sense.
func (p *parser) checkWith(pos int) {
	if p.err != nil {
		return
	}
	r := recover()
	if r == nil {
		return
	}
	if _, is := r.(bailout); !is {
		panic(r)
	}
	p.pos, p.t = pos, &p.toks[pos]
	item := func(e func(*parser) Expr) bool {
		return p.attempt(func() {
			e(p)
			p.attempt(func() {
				p.want(tAs)
				p.store(p.targetItem())
			})
		})
	}
	items := func(e func(*parser) Expr) {
		for {
			if !item(e) {
				p.bail()
			}
			if p.t.kind != tComma {
				return
			}
			p.next()
		}
	}
	end := func() {
		if p.accept(tColon) {
			p.want(tNewline)
			if p.t.kind != tIndent {
				p.raiseLast(IndentationError, "expected an indented block after 'with' statement on line %d", p.toks[pos].Line)
			}
			p.bail()
		}
		p.at(tNewline)
		p.raiseLast(SyntaxError, "expected ':'")
	}
	p.lookahead(func() {
		p.next()
		items((*parser).expression)
		end()
	})
	p.lookahead(func() {
		p.next()
		p.want(tLparen)
		items((*parser).expressions)
		p.accept(tComma)
		p.want(tRparen)
		end()
	})
	panic(r)
}

// diagDelete checks the targets of a del statement.
func (p *parser) diagDelete() {
	good := false
	p.lookahead(func() {
		p.deleteTargets()
		good = true
	})
	if good {
		return
	}
	p.lookahead(func() { p.checkTarget(p.starExpressions(), useDelete) })
}

// diagExprStatement reads an expression or assignment and checks it.
func (p *parser) diagExprStatement() Stmt {
	line, col := p.t.Line, p.t.Col
	var s Stmt
	noCheck := false
	switch {
	case p.attempt(func() { s = p.tryAnnAssign(line, col) }),
		p.attempt(func() { s = p.tryAssign(line, col) }):
		return s
	case p.attempt(func() {
		target, ok := p.tryExpr((*parser).targetPrimary)
		if !ok || !isSingleTarget(target) {
			p.bail()
		}
		op, ok := augmentedOp(p.t.kind)
		if !ok {
			p.bail()
		}
		noCheck = true
		p.next()
		v := p.rightSide()
		s = &AugAssign{Span: p.span(line, col), Target: target, Op: op, Value: v}
	}):
		return s
	}
	if !noCheck && p.checks() {
		p.checkAssignment()
	}
	e := p.rightSide()
	return &ExprStmt{Span: p.span(line, col), Value: e}
}

// tryAnnAssign reads an annotated assignment, or gives up.
func (p *parser) tryAnnAssign(line, col int32) Stmt {
	target, ok := p.tryExpr((*parser).targetPrimary)
	if !ok || !isSingleTarget(target) || p.t.kind != tColon {
		p.bail()
	}
	s := &AnnAssign{Target: target}
	p.next()
	s.Annotation = p.expression()
	if p.t.kind == tAssign {
		s.Value, _ = p.tryExpr(func(p *parser) Expr {
			p.next()
			return p.rightSide()
		})
	}
	s.Span = p.span(line, col)
	return s
}

// tryAssign reads an assignment, or gives up.
func (p *parser) tryAssign(line, col int32) Stmt {
	p.skipTargets()
	if p.pos == 0 || p.toks[p.pos-1].kind != tAssign {
		p.bail()
	}
	e := p.rightSide()
	if p.t.kind == tAssign {
		p.bail()
	}
	return &Assign{Span: p.span(line, col), Value: e}
}

// skipTargets reads valid targets, each followed by '='.
func (p *parser) skipTargets() {
	for {
		_, ok := p.tryExpr(func(p *parser) Expr {
			e := p.targetList()
			p.store(e)
			p.want(tAssign)
			return e
		})
		if !ok {
			return
		}
	}
}

// checkAssignment looks for the mistakes of assignments.
func (p *parser) checkAssignment() {
	p.lookahead(func() {
		a := p.atom()
		switch a.(type) {
		case *List, *Tuple:
			p.want(tColon)
			p.expression()
			p.raiseSpan(*a.Extent(), "only single target (not %s) can be annotated", describe(a))
		}
	})
	p.lookahead(func() {
		a := p.starNamed()
		p.want(tComma)
		for len(p.tryExprs((*parser).starNamed)) > 0 {
			// CPython does not mind if a comma is missing here.
		}
		p.want(tColon)
		p.expression()
		p.raiseSpan(*a.Extent(), "only single target (not tuple) can be annotated")
	})
	p.lookahead(func() {
		a := p.expression()
		p.want(tColon)
		p.expression()
		p.raiseSpan(*a.Extent(), "illegal target for annotation")
	})
	p.lookahead(func() {
		p.skipTargets()
		a := p.starExpressions()
		p.at(tAssign)
		p.checkTarget(a, useAssign)
	})
	p.lookahead(func() {
		p.skipTargets()
		if p.t.kind != tYield {
			p.bail()
		}
		a := p.yield()
		p.at(tAssign)
		p.raiseSpan(*a.Extent(), "assignment to yield expression not possible")
	})
	p.lookahead(func() {
		a := p.starExpressions()
		if _, ok := augmentedOp(p.t.kind); !ok {
			p.bail()
		}
		p.next()
		p.rightSide()
		p.raiseSpan(*a.Extent(), "'%s' is an illegal expression for augmented assignment", describe(a))
	})
}

// tryExprs reads a list separated, and possibly ended, by commas. It may be
// empty.
func (p *parser) tryExprs(element func(*parser) Expr) []Expr {
	var list []Expr
	for {
		e, ok := p.tryExpr(element)
		if !ok {
			return list
		}
		list = append(list, e)
		if p.t.kind != tComma {
			return list
		}
		p.next()
	}
}

// diagAsTarget checks the name a pattern is bound to.
func (p *parser) diagAsTarget() {
	if isWord(p.t, wordUnderscore) {
		p.raiseSpan(p.t.Span, "cannot use '_' as a target")
	}
	if p.t.kind == tName {
		return
	}
	p.lookahead(func() {
		e := p.expression()
		p.raiseSpan(*e.Extent(), "invalid pattern target")
	})
}

// diagClassPattern reports a positional pattern after a keyword pattern.
func (p *parser) diagClassPattern() {
	if !p.checks() {
		return
	}
	p.lookahead(func() {
		first := p.pattern()
		last := first
		for p.accept(tComma) {
			if p.t.kind == tRparen || p.t.kind == tName && p.peek(1).kind == tAssign {
				break
			}
			last = p.pattern()
		}
		p.raiseRange(*first.Extent(), *last.Extent(), "positional patterns follow keyword patterns")
	})
}
