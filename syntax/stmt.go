package syntax

// statements reads statements up to the given token, which is skipped.
func (p *parser) statements(end kind) []Stmt {
	mark := len(p.stmts)
	for p.t.kind != end {
		p.statement()
	}
	// Nothing follows the end of the source; the lexer would repeat it.
	if end != tEOF {
		p.next()
	}
	return p.takeStmts(mark)
}

// statement reads a compound statement, or a line of simple ones, onto
// p.stmts.
func (p *parser) statement() {
	if s := p.compound(); s != nil {
		p.stmts = append(p.stmts, s)
		return
	}
	p.simpleStatements()
	p.want(tNewline)
}

// compound reads a compound statement, if there is one.
func (p *parser) compound() Stmt {
	switch p.t.kind {
	case tIf:
		return p.ifStmt("if")
	case tFor:
		return p.forStmt(p.t.Pos())
	case tWhile:
		return p.whileStmt()
	case tTry:
		return p.tryStmt()
	case tWith:
		return p.withStmt(p.t.Pos())
	case tDef:
		return p.functionDef(nil, p.t.Pos(), false)
	case tClass:
		return p.classDef(nil)
	case tAt:
		return p.decorated()
	case tAsync:
		return p.asyncStmt()
	case tName:
		if p.t.val == wordMatch && p.isMatch() {
			return p.matchStmt()
		}
	}
	return nil
}

// simpleStatements reads a line of simple statements, up to its NEWLINE, onto
// p.stmts.
func (p *parser) simpleStatements() {
	for {
		p.stmts = append(p.stmts, p.simpleStatement())
		if p.t.kind != tSemi {
			break
		}
		p.next()
		if p.t.kind == tNewline {
			break
		}
	}
}

func (p *parser) simpleStatement() Stmt {
	line, col := p.t.Line, p.t.Col
	switch p.t.kind {
	case tReturn:
		p.next()
		s := &Return{}
		if p.diag {
			s.Value, _ = p.tryExpr((*parser).starExpressions)
		} else if startsExpr[p.t.kind] {
			s.Value = p.starExpressions()
		}
		s.Span = p.span(line, col)
		return s
	case tImport:
		return p.importStmt()
	case tFrom:
		return p.importFrom()
	case tRaise:
		return p.raiseStmt()
	case tPass:
		s := &Pass{p.t.Span}
		p.next()
		return s
	case tBreak:
		s := &Break{p.t.Span}
		p.next()
		return s
	case tContinue:
		s := &Continue{p.t.Span}
		p.next()
		return s
	case tDel:
		return p.delStmt()
	case tAssert:
		return p.assertStmt()
	case tGlobal:
		names := p.nameList()
		return &Global{Span: p.span(line, col), Names: names}
	case tNonlocal:
		names := p.nameList()
		return &Nonlocal{Span: p.span(line, col), Names: names}
	case tName:
		if p.t.val == wordType && p.peek(1).kind == tName {
			return p.typeAlias()
		}
	}
	if p.diag {
		return p.diagExprStatement()
	}
	return p.exprStatement()
}

// exprStatement reads an expression, or an assignment of any sort.
func (p *parser) exprStatement() Stmt {
	line, col := p.t.Line, p.t.Col
	var e Expr
	if p.t.kind == tYield {
		e = p.yield()
	} else {
		e = p.starExpressions()
	}
	switch k := p.t.kind; k {
	case tAssign:
		return p.assign(e, line, col)
	case tColon:
		return p.annAssign(e, line, col)
	default:
		if op, ok := augmentedOp(k); ok {
			if !isSingleTarget(e) {
				p.bail()
			}
			setContext(e, Store)
			p.next()
			v := p.rightSide()
			return &AugAssign{Span: p.span(line, col), Target: e, Op: op, Value: v}
		}
	}
	s := p.nodes.expr.alloc()
	s.Span = p.span(line, col)
	s.Value = e
	return s
}

// rightSide reads what is assigned.
func (p *parser) rightSide() Expr {
	if p.t.kind == tYield {
		return p.yield()
	}
	return p.starExpressions()
}

// assign reads the rest of an assignment after its first target.
func (p *parser) assign(e Expr, line, col int32) Stmt {
	mark := len(p.exprs)
	for p.t.kind == tAssign {
		p.store(e)
		p.exprs = append(p.exprs, e)
		p.next()
		e = p.rightSide()
	}
	targets := p.takeExprs(mark)
	s := p.nodes.asgn.alloc()
	s.Span = p.span(line, col)
	s.Targets = targets
	s.Value = e
	return s
}

// annAssign reads the rest of an annotated assignment, at the colon.
func (p *parser) annAssign(target Expr, line, col int32) Stmt {
	if !isSingleTarget(target) {
		p.bail()
	}
	setContext(target, Store)
	_, simple := target.(*Name)
	// In "(name): annotation" the statement begins before the name.
	simple = simple && target.Extent().Line == line && target.Extent().Col == col
	s := &AnnAssign{Target: target, Simple: simple}
	p.next()
	s.Annotation = p.expression()
	if p.t.kind == tAssign {
		p.next()
		s.Value = p.rightSide()
	}
	s.Span = p.span(line, col)
	return s
}

func augmentedOp(k kind) (Operator, bool) {
	switch k {
	case tPlusEq:
		return Add, true
	case tMinusEq:
		return Sub, true
	case tStarEq:
		return Mult, true
	case tAtEq:
		return MatMult, true
	case tSlashEq:
		return Div, true
	case tPercentEq:
		return Modulo, true
	case tAmperEq:
		return BitAnd, true
	case tVbarEq:
		return BitOr, true
	case tCircumflexEq:
		return BitXor, true
	case tLshiftEq:
		return LShift, true
	case tRshiftEq:
		return RShift, true
	case tStarStarEq:
		return Pow, true
	case tSlashSlashEq:
		return FloorDiv, true
	}
	return 0, false
}

func (p *parser) importStmt() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	var names []*Alias
	for {
		l, c := p.t.Line, p.t.Col
		a := &Alias{Name: p.dottedName()}
		if p.accept(tAs) {
			a.Asname = p.name()
		}
		a.Span = p.span(l, c)
		names = append(names, a)
		if !p.accept(tComma) {
			break
		}
	}
	return &Import{Span: p.span(line, col), Names: names}
}

func (p *parser) dottedName() string {
	s := p.name()
	for p.t.kind == tDot {
		p.next()
		s += "." + p.name()
	}
	return s
}

func (p *parser) importFrom() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	s := &ImportFrom{}
	for {
		if p.t.kind == tDot {
			s.Level++
		} else if p.t.kind == tEllipsis {
			s.Level += 3
		} else {
			break
		}
		p.next()
	}
	if p.t.kind == tName || s.Level == 0 {
		s.Module = p.dottedName()
	}
	p.want(tImport)
	switch p.t.kind {
	case tStar:
		s.Names = []*Alias{{Span: p.t.Span, Name: "*"}}
		p.next()
	case tLparen:
		p.next()
		s.Names = p.importNames(tRparen)
		p.want(tRparen)
	default:
		s.Names = p.importNames(tNewline)
	}
	s.Span = p.span(line, col)
	return s
}

// importNames reads the names of "from ... import". Only in parentheses may
// a comma end them.
func (p *parser) importNames(end kind) []*Alias {
	var names []*Alias
	for {
		line, col := p.t.Line, p.t.Col
		a := &Alias{Name: p.name()}
		if p.accept(tAs) {
			a.Asname = p.name()
		}
		a.Span = p.span(line, col)
		names = append(names, a)
		if !p.accept(tComma) {
			return names
		}
		if p.t.kind == end {
			if end == tNewline {
				if p.checks() {
					p.raiseLast(SyntaxError, "trailing comma not allowed without surrounding parentheses")
				}
				p.bail()
			}
			return names
		}
	}
}

func (p *parser) raiseStmt() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	s := &Raise{}
	if startsExpr[p.t.kind] && p.t.kind != tStar {
		s.Exc = p.expression()
		if p.t.kind == tFrom {
			p.next()
			s.Cause = p.expression()
		}
	}
	s.Span = p.span(line, col)
	return s
}

func (p *parser) assertStmt() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	s := &Assert{Test: p.expression()}
	if p.accept(tComma) {
		s.Msg = p.expression()
	}
	s.Span = p.span(line, col)
	return s
}

func (p *parser) delStmt() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	if p.checks() {
		p.diagDelete()
	}
	targets := p.deleteTargets()
	return &Delete{Span: p.span(line, col), Targets: targets}
}

func (p *parser) deleteTargets() []Expr {
	mark := len(p.exprs)
	for {
		e := p.targetPrimary()
		if invalidTarget(e, useDelete) != nil {
			p.bail()
		}
		setContext(e, Del)
		p.exprs = append(p.exprs, e)
		if p.t.kind != tComma {
			break
		}
		p.next()
		if p.t.kind == tSemi || p.t.kind == tNewline {
			break
		}
	}
	if p.t.kind != tSemi && p.t.kind != tNewline {
		p.bail()
	}
	return p.takeExprs(mark)
}

// nameList reads the names of a global or nonlocal statement.
func (p *parser) nameList() []string {
	var names []string
	for {
		p.next()
		names = append(names, p.name())
		if p.t.kind != tComma {
			return names
		}
	}
}

func (p *parser) typeAlias() Stmt {
	line, col := p.t.Line, p.t.Col
	p.next()
	n := &Name{Span: p.t.Span, Ctx: Store}
	n.Id = p.name()
	s := &TypeAlias{Name: n, TypeParams: p.typeParams()}
	p.want(tAssign)
	s.Value = p.expression()
	s.Span = p.span(line, col)
	return s
}

// typeParams reads the type parameters of a class, function or alias, if
// there are any (PEP 695, defaults PEP 696).
func (p *parser) typeParams() (params []TypeParam) {
	switch {
	case p.t.kind != tLbrack:
	case p.diag:
		p.attempt(func() { params = p.typeParamList() })
	default:
		params = p.typeParamList()
	}
	return params
}

func (p *parser) typeParamList() []TypeParam {
	p.next()
	if p.diag && p.t.kind == tRbrack {
		p.raiseFrom(p.t.Line, p.t.Col, "Type parameter list cannot be empty")
	}
	var params []TypeParam
	for {
		params = append(params, p.typeParam())
		if !p.accept(tComma) || p.t.kind == tRbrack {
			break
		}
	}
	p.want(tRbrack)
	return params
}

func (p *parser) typeParam() TypeParam {
	line, col := p.t.Line, p.t.Col
	switch p.t.kind {
	case tStar:
		p.next()
		tv := &TypeVarTuple{Name: p.name()}
		p.noBound("TypeVarTuple")
		if p.accept(tAssign) {
			tv.DefaultValue = p.starExpression()
		}
		tv.Span = p.span(line, col)
		return tv
	case tStarStar:
		p.next()
		ps := &ParamSpec{Name: p.name()}
		p.noBound("ParamSpec")
		if p.accept(tAssign) {
			ps.DefaultValue = p.expression()
		}
		ps.Span = p.span(line, col)
		return ps
	}
	tv := &TypeVar{Name: p.name()}
	if p.accept(tColon) {
		tv.Bound = p.expression()
	}
	if p.accept(tAssign) {
		tv.DefaultValue = p.expression()
	}
	tv.Span = p.span(line, col)
	return tv
}

// noBound rejects a bound where only a TypeVar may have one.
func (p *parser) noBound(what string) {
	if !p.diag || p.t.kind != tColon {
		return
	}
	colon := p.t.Span
	p.next()
	e, ok := p.tryExpr((*parser).expression)
	if !ok {
		p.bail()
	}
	kind := "bound"
	if _, tuple := e.(*Tuple); tuple {
		kind = "constraints"
	}
	p.raiseFrom(colon.Line, colon.Col, "cannot use %s with %s", kind, what)
}

// interactive reads one interactive statement. The NEWLINE that ends it is
// not skipped, because there may be an error of the lexer behind it.
func (p *parser) interactive() *Interactive {
	m := &Interactive{}
	switch p.t.kind {
	case tNewline:
		m.Body = []Stmt{&Pass{p.t.Span}}
	case tEOF:
		p.bail()
	default:
		if s := p.compound(); s != nil {
			m.Body = []Stmt{s}
		} else {
			p.simpleStatements()
			m.Body = p.takeStmts(0)
		}
		if p.t.kind != tNewline {
			p.bail()
		}
	}
	p.oneStatement()
	return m
}

// oneStatement checks that nothing follows an interactive statement.
func (p *parser) oneStatement() {
	src := p.lex.src
	for i := p.lex.pos; i < len(src); i++ {
		switch src[i] {
		case ' ', '\t', '\n', '\f':
		case '#':
			for i+1 < len(src) && src[i+1] != '\n' {
				i++
			}
		default:
			p.final = true
			p.raiseLast(SyntaxError, "multiple statements found while compiling a single statement")
		}
	}
}

// functionType reads the signature of a type comment.
func (p *parser) functionType() *FunctionType {
	f := &FunctionType{}
	p.want(tLparen)
	mark := len(p.exprs)
	star, kw := false, false
	for p.t.kind != tRparen {
		switch {
		case kw:
			p.bail()
		case p.t.kind == tStar && !star:
			star = true
			p.next()
		case p.t.kind == tStarStar:
			kw = true
			p.next()
		case star:
			p.bail()
		}
		p.exprs = append(p.exprs, p.expression())
		if !p.accept(tComma) {
			break
		}
		if p.t.kind == tRparen {
			p.bail()
		}
	}
	p.want(tRparen)
	f.Argtypes = p.takeExprs(mark)
	p.want(tArrow)
	f.Returns = p.expression()
	for p.t.kind == tNewline {
		p.next()
	}
	p.want(tEOF)
	return f
}
