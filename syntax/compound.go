package syntax

// block reads the body of a compound statement, at the token after its colon.
// header says, for the error, which statement it belongs to, and at is where
// that statement began.
func (p *parser) block(header string, at int32) []Stmt {
	if p.t.kind != tNewline {
		mark := len(p.stmts)
		p.simpleStatements()
		p.want(tNewline)
		return p.takeStmts(mark)
	}
	p.next()
	if p.t.kind != tIndent {
		if p.checks() {
			p.raiseLast(IndentationError, "expected an indented block after %s on line %d", header, at)
		}
		p.bail()
	}
	p.next()
	return p.statements(tDedent)
}

// colon skips the colon of a header.
func (p *parser) colon() {
	if p.t.kind != tColon {
		if p.checks() && p.t.kind == tNewline {
			p.raiseLast(SyntaxError, "expected ':'")
		}
		p.bail()
	}
	p.next()
}

// ifStmt reads an if statement from its "if" or "elif".
func (p *parser) ifStmt(word string) Stmt {
	line, col := p.t.Line, p.t.Col
	p.enter()
	p.next()
	s := &If{Test: p.named()}
	p.colon()
	s.Body = p.block("'"+word+"' statement", line)
	if p.t.kind == tElif {
		s.Orelse = []Stmt{p.ifStmt("elif")}
	} else {
		s.Orelse = p.elseBlock()
	}
	p.depth--
	s.Span = p.span(line, col)
	return s
}

// elseBlock reads an else clause, if there is one.
func (p *parser) elseBlock() []Stmt {
	if p.t.kind != tElse {
		return nil
	}
	line := p.t.Line
	p.next()
	p.force(tColon, ":")
	return p.block("'else' statement", line)
}

func (p *parser) whileStmt() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	s := &While{Test: p.named()}
	p.colon()
	s.Body = p.block("'while' statement", line)
	s.Orelse = p.elseBlock()
	s.Span = p.span(line, col)
	return s
}

// forStmt reads a for statement at its "for"; it begins at start, which is
// the place of "async" if there is one.
func (p *parser) forStmt(start Pos) *For {
	line := p.t.Line
	p.next()
	s := &For{Target: p.forTarget()}
	p.want(tIn)
	s.Iter = p.starExpressions()
	p.colon()
	s.Body = p.block("'for' statement", line)
	s.Orelse = p.elseBlock()
	s.Span = p.span(start.Line, start.Col)
	return s
}

func (p *parser) tryStmt() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	p.force(tColon, ":")
	if p.checks() && p.t.kind == tExcept {
		p.lookahead(func() { p.exceptHandler() })
	}
	s := &Try{Body: p.block("'try' statement", line)}
	star := false
	for p.t.kind == tExcept {
		isStar := p.peek(1).kind == tStar
		if len(s.Handlers) > 0 && isStar != star {
			if p.checks() {
				p.checkMixedExcept()
				p.lookahead(func() { p.exceptHandler() })
			}
			p.bail()
		}
		star = isStar
		s.Handlers = append(s.Handlers, p.exceptHandler())
	}
	if len(s.Handlers) > 0 {
		s.Orelse = p.elseBlock()
	}
	if p.t.kind == tFinally {
		at := p.t.Line
		p.next()
		p.force(tColon, ":")
		s.Finalbody = p.block("'finally' statement", at)
	} else if len(s.Handlers) == 0 {
		if p.checks() {
			p.raiseLast(SyntaxError, "expected 'except' or 'finally' block")
		}
		p.bail()
	}
	s.Span = p.span(line, col)
	if star {
		return (*TryStar)(s)
	}
	return s
}

// exceptHandler reads an except or except* clause.
func (p *parser) exceptHandler() *ExceptHandler {
	line, col := p.t.Line, p.t.Col
	h := &ExceptHandler{}
	header := "'except' statement"
	p.next()
	star := p.t.kind == tStar
	if star {
		header = "'except*' statement"
		p.next()
		if p.checks() && (p.t.kind == tNewline || p.t.kind == tColon) {
			p.raiseLast(SyntaxError, "expected one or more exception types")
		}
	}
	if star || p.t.kind != tColon && p.t.kind != tNewline {
		l, c := p.t.Line, p.t.Col
		h.Type = p.expression()
		if p.t.kind == tComma {
			// Without a name the parentheses may be left out (PEP 758).
			h.Type = p.tupleAfter(h.Type, l, c, (*parser).expression)
			if p.t.kind == tAs {
				if len(h.Type.(*Tuple).Elts) > 1 {
					p.diagExceptTuple(l, c)
				}
				p.bail()
			}
		} else if p.accept(tAs) {
			h.Name = p.name()
		}
	}
	p.colon()
	h.Body = p.block(header, line)
	h.Span = p.span(line, col)
	return h
}

func (p *parser) asyncStmt() Stmt {
	start := p.t.Pos()
	p.next()
	switch p.t.kind {
	case tDef:
		return p.functionDef(nil, start, true)
	case tFor:
		return (*AsyncFor)(p.forStmt(start))
	case tWith:
		return (*AsyncWith)(p.withStmt(start).(*With))
	}
	p.bail()
	return nil
}

// decorated reads decorators and the function or class after them.
func (p *parser) decorated() Stmt {
	var decorators []Expr
	for p.t.kind == tAt {
		p.next()
		decorators = append(decorators, p.named())
		p.want(tNewline)
	}
	switch p.t.kind {
	case tDef:
		return p.functionDef(decorators, p.t.Pos(), false)
	case tClass:
		return p.classDef(decorators)
	case tAsync:
		start := p.t.Pos()
		p.next()
		if p.t.kind == tDef {
			return p.functionDef(decorators, start, true)
		}
	}
	p.bail()
	return nil
}

func (p *parser) functionDef(decorators []Expr, start Pos, async bool) Stmt {
	line := p.t.Line
	p.next()
	f := &FunctionDef{Name: p.name(), DecoratorList: decorators}
	f.TypeParams = p.typeParams()
	p.force(tLparen, "(")
	f.Args = p.parameters(tRparen)
	p.want(tRparen)
	if p.t.kind == tArrow {
		f.Returns = p.returns()
	}
	p.force(tColon, ":")
	f.Body = p.block("function definition", line)
	f.Span = p.span(start.Line, start.Col)
	if async {
		return (*AsyncFunctionDef)(f)
	}
	return f
}

// returns reads the annotation of what a function returns, at the arrow.
func (p *parser) returns() Expr {
	annotation := func(p *parser) Expr {
		p.next()
		return p.expression()
	}
	if p.diag {
		e, _ := p.tryExpr(annotation)
		return e
	}
	return annotation(p)
}

func (p *parser) classDef(decorators []Expr) Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	c := &ClassDef{Name: p.name(), DecoratorList: decorators}
	c.TypeParams = p.typeParams()
	if p.t.kind == tLparen {
		p.arguments(&c.Bases, &c.Keywords, false)
	}
	p.colon()
	c.Body = p.block("class definition", line)
	c.Span = p.span(line, col)
	return c
}

// withStmt reads a with statement at its "with"; it begins at start.
func (p *parser) withStmt(start Pos) Stmt {
	line := p.t.Line
	if p.checks() {
		defer p.checkWith(p.pos)
	}
	p.next()
	w := &With{}
	if p.t.kind == tLparen {
		w.Items = p.parenthesizedItems()
	}
	if w.Items == nil {
		for {
			w.Items = append(w.Items, p.withItem())
			if !p.accept(tComma) {
				break
			}
		}
		p.colon()
	}
	w.Body = p.block("'with' statement", line)
	w.Span = p.span(start.Line, start.Col)
	return w
}

// parenthesizedItems reads the items of a with statement in parentheses, and
// the colon. What the parentheses enclose may as well be an expression; then
// it returns nil and has read nothing. "with (a, b):" has two items.
func (p *parser) parenthesizedItems() []*WithItem {
	var items []*WithItem
	ok := p.attempt(func() {
		p.next()
		for p.t.kind != tRparen {
			items = append(items, p.withItem())
			if !p.accept(tComma) {
				break
			}
		}
		p.want(tRparen)
		if len(items) == 0 {
			p.bail()
		}
		p.colon()
	})
	if !ok {
		return nil
	}
	return items
}

func (p *parser) withItem() *WithItem {
	w := &WithItem{ContextExpr: p.expression()}
	if p.t.kind == tAs {
		p.next()
		w.OptionalVars = p.withTarget()
	}
	return w
}

func (p *parser) withTarget() Expr {
	if p.diag {
		return p.diagWithTarget()
	}
	e := p.targetItem()
	p.store(e)
	return e
}

// isMatch reports whether "match" begins a match statement. It does if its
// line ends in a colon; most names after which it cannot be are found sooner.
func (p *parser) isMatch() bool {
	switch k := p.peek(1).kind; {
	case k == tAssign, k == tDot, k == tComma, k == tNewline, k == tColon, k == tRparen, k == tSemi:
		return false
	case k != tLparen && k != tLbrack && k != tStar && k != tMinus && k != tPlus && k != tNot && startsExpr[k]:
		return true
	case !startsExpr[k]:
		return false
	}
	return p.matchHeader()
}

// matchHeader tries to read "match subject:" and reports whether it is there.
func (p *parser) matchHeader() bool {
	found := false
	p.attempt(func() {
		p.next()
		p.matchSubject()
		found = p.t.kind == tColon && p.peek(1).kind == tNewline || p.checks() && p.t.kind == tNewline
		p.bail() // in any case go back
	})
	return found
}

// matchSubject reads the subject of a match statement.
func (p *parser) matchSubject() Expr {
	line, col := p.t.Line, p.t.Col
	e := p.starNamed()
	if p.t.kind == tComma {
		return p.tupleAfter(e, line, col, (*parser).starNamed)
	}
	p.noStar(e)
	return e
}

func (p *parser) matchStmt() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	m := &Match{Subject: p.matchSubject()}
	p.colon()
	p.want(tNewline)
	if p.t.kind != tIndent {
		if p.checks() {
			p.raiseLast(IndentationError, "expected an indented block after 'match' statement on line %d", line)
		}
		p.bail()
	}
	p.next()
	for p.t.kind != tDedent {
		if !isWord(p.t, wordCase) {
			p.bail()
		}
		m.Cases = append(m.Cases, p.matchCase())
	}
	p.next()
	m.Span = p.span(line, col)
	return m
}

func (p *parser) matchCase() *MatchCase {
	line := p.t.Line
	p.next()
	c := &MatchCase{Pattern: p.patterns()}
	if p.t.kind == tIf {
		p.next()
		c.Guard = p.named()
	}
	p.colon()
	c.Body = p.block("'case' statement", line)
	return c
}
