package syntax

import "strings"

// Checks of expressions; see diagnose.go.

// diagExpression is expression in the second pass.
func (p *parser) diagExpression() Expr {
	return p.remember(memoExpression, func(p *parser) Expr {
		p.enter()
		defer func() { p.depth-- }()
		line, col := p.t.Line, p.t.Col
		if p.checks() {
			p.checkExpression()
		}
		if p.t.kind == tLambda {
			return p.lambda()
		}
		return p.operation(line, col)
	})
}

// operation reads a disjunction and, if it goes on, a conditional expression.
func (p *parser) operation(line, col int32) Expr {
	e := p.disjunction()
	if p.t.kind == tIf {
		c, ok := p.tryExpr(func(p *parser) Expr { return p.conditional(e, line, col) })
		if ok {
			return c
		}
	}
	return e
}

// uncheckedExpression reads an expression with the checks suspended.
func (p *parser) uncheckedExpression() (Expr, bool) {
	return p.tryQuiet(func(p *parser) Expr {
		if p.t.kind == tLambda {
			return p.lambda()
		}
		return p.operation(p.t.Line, p.t.Col)
	})
}

// disjunction reads an operation of any precedence.
func (p *parser) disjunction() Expr {
	return p.remember(memoDisjunction, func(p *parser) Expr { return p.operators(precOr) })
}

// checkExpression looks for a missing comma, a missing else, and statements
// that became functions.
func (p *parser) checkExpression() {
	first := *p.t
	p.lookahead(func() {
		a := p.disjunction()
		p.checkComma(a, &first)
		if p.t.kind != tIf {
			return
		}
		p.next()
		b := p.disjunction()
		if !p.is(tElse, tColon) {
			p.raiseRange(*a.Extent(), *b.Extent(), "expected 'else' after 'if' expression")
		}
	})
	if first.kind == tLambda {
		p.lookahead(func() {
			p.next()
			p.parameters(tColon)
			colon := p.t.Span
			p.at(tColon)
			if n := len(p.lex.fstrs); n > 0 && p.t.val == beginsSpec {
				p.raiseRange(first.Span, colon, "%s: lambda expressions are not allowed without parentheses",
					p.lex.fstrs[n-1].name())
			}
		})
	}
	if first.kind != tName {
		return
	}
	p.lookahead(func() {
		p.next()
		if p.t.kind == tLparen {
			return
		}
		// After any name: there may be mistakes in what follows it.
		b := p.starExpressions()
		if isLegacy(&first) {
			word := p.lex.names.list[first.val]
			p.raiseRange(first.Span, *b.Extent(), "Missing parentheses in call to '%s'. Did you mean %s(...)?", word, word)
		}
	})
}

// isLegacy reports whether t is a word that once was a statement.
func isLegacy(t *token) bool {
	return isWord(t, wordPrint) || isWord(t, wordExec)
}

// checkComma looks for an expression right after a, which began with the
// token first.
func (p *parser) checkComma(a Expr, first *token) {
	if first.kind == tName {
		// Not after a soft keyword; for CPython the beginning of one will do.
		for _, soft := range [...]string{"match", "case", "_"} {
			if strings.HasPrefix(soft, p.lex.names.list[first.val]) {
				return
			}
		}
		// Not after what may be meant as the prefix of a string.
		next := p.tokenAfter(first)
		if next.kind == tString || next.kind == tFStart {
			return
		}
	}
	p.lookahead(func() {
		b, ok := p.uncheckedExpression()
		if !ok {
			p.bail()
		}
		if n, ok := a.(*Name); ok && (n.Id == "print" || n.Id == "exec") {
			p.bail()
		}
		if p.toks[p.pos-1].level == 0 {
			p.bail()
		}
		p.raiseRange(*a.Extent(), *b.Extent(), "invalid syntax. Perhaps you forgot a comma?")
	})
}

// tokenAfter returns the token that follows t.
func (p *parser) tokenAfter(t *token) *token {
	for i := p.pos; ; i-- {
		if p.toks[i-1].start == t.start {
			return &p.toks[i]
		}
	}
}

// diagNamed is named in the second pass.
func (p *parser) diagNamed() Expr {
	line, col := p.t.Line, p.t.Col
	if p.t.kind == tName && p.peek(1).kind == tWalrus {
		return p.walrus(p.atom(), line, col)
	}
	if p.checks() {
		key := memoKey{rule: memoNamedCheck, pos: p.pos}
		if _, done := p.memo[key]; !done {
			p.checkNamed()
			p.memo[key] = memoEntry{}
		}
	}
	e := p.expression()
	if p.t.kind == tWalrus {
		p.bail()
	}
	return e
}

// checkNamed looks for a misplaced := or =.
func (p *parser) checkNamed() {
	p.lookahead(func() {
		a := p.expression()
		p.want(tWalrus)
		p.expression()
		p.raiseSpan(*a.Extent(), "cannot use assignment expressions with %s", describe(a))
	})
	if p.t.kind == tName {
		name := p.t.Span
		p.lookahead(func() {
			p.next()
			p.want(tAssign)
			b := p.binary(precBitOr)
			if !p.is(tAssign, tWalrus) {
				p.raiseRange(name, *b.Extent(), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
			}
		})
	}
	if p.is(tTrue, tFalse, tNone) || p.atSequence() {
		return
	}
	p.lookahead(func() {
		a := p.binary(precBitOr)
		p.want(tAssign)
		p.binary(precBitOr)
		if !p.is(tAssign, tWalrus) {
			p.raiseSpan(*a.Extent(), "cannot assign to %s here. Maybe you meant '==' instead of '='?", describe(a))
		}
	})
}

// atSequence reports whether a list, tuple or generator expression comes.
func (p *parser) atSequence() (yes bool) {
	if !p.is(tLparen, tLbrack) {
		return false
	}
	line, col := p.t.Line, p.t.Col
	p.lookahead(func() {
		e := p.atom()
		switch e.(type) {
		case *List, *Tuple, *GeneratorExp:
			yes = e.Extent().Line == line && e.Extent().Col == col
		}
	})
	return yes
}

// generatorElement reads the element of a generator expression: a named
// expression, whose mistakes are not looked for.
func (p *parser) generatorElement() Expr {
	line, col := p.t.Line, p.t.Col
	if p.t.kind == tName && p.peek(1).kind == tWalrus {
		return p.walrus(p.atom(), line, col)
	}
	e := p.expression()
	if p.t.kind == tWalrus {
		p.bail()
	}
	return e
}

// clauses reads the clauses of a comprehension, at least one.
func (p *parser) clauses() []*Comprehension {
	gens := p.comprehensions()
	if len(gens) == 0 {
		p.bail()
	}
	return gens
}

// diagParenthesized is parenthesized in the second pass.
func (p *parser) diagParenthesized() Expr {
	line, col := p.t.Line, p.t.Col
	var e Expr
	switch {
	case p.attempt(func() { // a tuple
		p.next()
		var elts []Expr
		if p.t.kind != tRparen {
			first := p.starNamed()
			if p.t.kind != tComma {
				p.bail()
			}
			elts = p.elements(first, tRparen)
		}
		p.want(tRparen)
		e = &Tuple{Span: p.span(line, col), Elts: elts}
	}), p.attempt(func() { // parentheses
		p.next()
		if p.t.kind == tYield {
			e = p.yield()
		} else {
			e = p.named()
		}
		p.want(tRparen)
	}):
		return e
	}
	if p.checks() {
		p.checkGroup()
	}
	if p.attempt(func() {
		p.next()
		elt := p.generatorElement()
		gens := p.clauses()
		p.want(tRparen)
		e = &GeneratorExp{Span: p.span(line, col), Elt: elt, Generators: gens}
	}) {
		return e
	}
	if p.checks() {
		p.checkComprehension()
	}
	p.bail()
	return nil
}

// diagTrailers reads an atom and what follows it.
func (p *parser) diagTrailers(line, col int32) Expr {
	e := p.atom()
	for {
		switch p.t.kind {
		case tLbrack, tLbrace:
			// CPython looks for a generator expression after a primary, and
			// does not mind the bracket when it looks for mistakes in it.
			if p.checks() {
				p.checkComprehension()
			}
		case tDot, tLparen:
		default:
			return e
		}
		f, ok := p.tryTrailer(e, line, col)
		if !ok {
			return e
		}
		e = f
	}
}

// checkGroup looks for stars in parentheses.
func (p *parser) checkGroup() {
	p.lookahead(func() {
		p.next()
		switch p.t.kind {
		case tStar:
			a := p.starred(precNone)
			p.at(tRparen)
			p.raiseSpan(*a.Extent(), "cannot use starred expression here")
		case tStarStar:
			stars := p.t.Span
			p.next()
			p.expression()
			p.at(tRparen)
			p.raiseSpan(stars, "cannot use double starred expression here")
		}
	})
}

// checkComprehension looks for a comprehension of something starred or of
// several elements, at its opening bracket.
func (p *parser) checkComprehension() {
	open := p.t.kind
	p.lookahead(func() {
		p.next()
		if p.t.kind != tStar {
			p.bail()
		}
		a := p.starred(precNone)
		p.clauses()
		p.raiseSpan(*a.Extent(), "iterable unpacking cannot be used in comprehension")
	})
	if open == tLparen {
		return
	}
	const msg = "did you forget parentheses around the comprehension target?"
	p.lookahead(func() {
		p.next()
		a := p.starNamed()
		p.want(tComma)
		b := p.tryExprs((*parser).starNamed)
		if len(b) == 0 {
			p.bail()
		}
		p.clauses()
		p.raiseRange(*a.Extent(), *b[len(b)-1].Extent(), msg)
	})
	p.lookahead(func() {
		p.next()
		a := p.starNamed()
		comma := p.t.Span
		p.want(tComma)
		p.clauses()
		p.raiseRange(*a.Extent(), comma, msg)
	})
}

// diagList is list in the second pass.
func (p *parser) diagList() Expr {
	line, col := p.t.Line, p.t.Col
	var e Expr
	switch {
	case p.attempt(func() {
		p.next()
		elts := p.tryExprs((*parser).starNamed)
		p.want(tRbrack)
		e = &List{Span: p.span(line, col), Elts: elts}
	}), p.attempt(func() {
		p.next()
		elt := p.named()
		gens := p.clauses()
		p.want(tRbrack)
		e = &ListComp{Span: p.span(line, col), Elt: elt, Generators: gens}
	}):
		return e
	}
	if p.checks() {
		p.checkComprehension()
	}
	p.bail()
	return nil
}

// diagBraces is braces in the second pass.
func (p *parser) diagBraces() Expr {
	line, col := p.t.Line, p.t.Col
	var e Expr
	pair := func(p *parser) Expr {
		if p.t.kind == tStarStar {
			p.next()
			return p.binary(precBitOr)
		}
		p.expression()
		p.want(tColon)
		return p.expression()
	}
	if p.attempt(func() {
		p.next()
		values := p.tryExprs(pair)
		p.want(tRbrace)
		e = &Dict{Span: p.span(line, col), Keys: make([]Expr, len(values)), Values: values}
	}) {
		return e
	}
	p.checkPairs(pair) // even if quiet: here CPython's grammar is not
	switch {
	case p.attempt(func() {
		p.next()
		elts := p.tryExprs((*parser).starNamed)
		if len(elts) == 0 {
			p.bail()
		}
		p.want(tRbrace)
		e = &Set{Span: p.span(line, col), Elts: elts}
	}), p.attempt(func() {
		p.next()
		if p.t.kind == tStarStar {
			p.bail()
		}
		k := p.expression()
		p.want(tColon)
		v := p.expression()
		gens := p.clauses()
		p.want(tRbrace)
		e = &DictComp{Span: p.span(line, col), Key: k, Value: v, Generators: gens}
	}):
		return e
	}
	if p.checks() {
		p.lookahead(func() {
			p.next()
			stars := p.t.Span
			p.want(tStarStar)
			p.binary(precBitOr)
			p.clauses()
			p.at(tRbrace)
			p.raiseSpan(stars, "dict unpacking cannot be used in dict comprehension")
		})
	}
	if p.attempt(func() {
		p.next()
		elt := p.named()
		gens := p.clauses()
		p.want(tRbrace)
		e = &SetComp{Span: p.span(line, col), Elt: elt, Generators: gens}
	}) {
		return e
	}
	if p.checks() {
		p.checkComprehension()
	}
	p.bail()
	return nil
}

// checkPairs looks for mistakes in the pairs of a dictionary.
func (p *parser) checkPairs(pair func(*parser) Expr) {
	check := func(first bool) {
		if !first {
			p.lookahead(func() {
				a := p.expression().Extent()
				if p.t.kind != tColon {
					p.raiseKnown(SyntaxError, int(a.Line), int(a.EndCol), int(a.EndLine), 0,
						"':' expected after dictionary key")
				}
			})
		}
		p.lookahead(func() {
			p.expression()
			p.want(tColon)
			star := p.t.Span
			p.want(tStar)
			p.binary(precBitOr)
			p.raiseFrom(star.Line, star.Col, "cannot use a starred expression in a dictionary value")
		})
		p.lookahead(func() {
			p.expression()
			colon := p.t.Span
			p.want(tColon)
			if p.is(tRbrace, tComma) {
				p.raiseSpan(colon, "expression expected after dictionary key and ':'")
			}
		})
	}
	p.lookahead(func() {
		p.next()
		n := 0
		for {
			if _, ok := p.tryExpr(pair); !ok {
				break
			}
			n++
			if p.t.kind != tComma {
				p.bail()
			}
			p.next()
		}
		if n == 0 {
			p.bail()
		}
		check(false)
	})
	p.lookahead(func() {
		p.next()
		check(true)
	})
}

// checkField looks for mistakes in a replacement field, at its brace.
func (p *parser) checkField(raw, template bool) {
	good := false
	diag := p.quiet
	p.lookahead(func() {
		p.quiet = diag
		p.fieldBody(raw, template, false)
		good = true
	})
	if good || !p.checks() {
		return
	}
	name := fname(template)
	p.next()
	switch p.t.kind {
	case tAssign:
		p.raiseSpan(p.t.Span, "%s: valid expression required before '='", name)
	case tExclam:
		p.raiseSpan(p.t.Span, "%s: valid expression required before '!'", name)
	case tColon:
		p.raiseSpan(p.t.Span, "%s: valid expression required before ':'", name)
	case tRbrace:
		p.raiseSpan(p.t.Span, "%s: valid expression required before '}'", name)
	}
	if _, ok := p.tryExpr((*parser).rightSide); !ok {
		p.raiseNext("%s: expecting a valid expression after '{'", name)
	}
	if !p.is(tAssign, tExclam, tColon, tRbrace) {
		p.raiseNext("%s: expecting '=', or '!', or ':', or '}'", name)
	}
	if p.accept(tAssign) && !p.is(tExclam, tColon, tRbrace) {
		p.raiseNext("%s: expecting '!', or ':', or '}'", name)
	}
	if p.accept(tExclam) {
		if p.is(tColon, tRbrace) {
			p.raiseNext("%s: missing conversion character", name)
		}
		if p.t.kind != tName {
			p.raiseNext("%s: invalid conversion character", name)
		}
		p.next()
		if !p.is(tColon, tRbrace) {
			p.raiseNext("%s: expecting ':' or '}'", name)
		}
	}
	if p.accept(tColon) {
		p.attempt(func() { p.formatParts(raw, template, tRbrace) })
		if p.t.kind != tRbrace {
			p.raiseNext("%s: expecting '}', or format specs", name)
		}
	}
	p.raiseNext("%s: expecting '}'", name)
}
