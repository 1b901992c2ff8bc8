package syntax

// Checks of arguments and parameters; see diagnose.go.

const maybeEquals = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"

// argList is what has been read of arguments.
type argList struct {
	args []Expr
	kws  []*Keyword
}

// diagArguments is arguments in the second pass.
func (p *parser) diagArguments(args *[]Expr, keywords *[]*Keyword, call bool) {
	line, col := p.t.Line, p.t.Col
	if call {
		if p.attempt(func() {
			p.next()
			elt := p.generatorElement()
			gens := p.clauses()
			p.want(tRparen)
			*args = []Expr{&GeneratorExp{Span: p.span(line, col), Elt: elt, Generators: gens}}
		}) {
			return
		}
		if p.checks() {
			p.checkComprehension()
		}
	}
	p.next()
	if p.t.kind != tRparen {
		if !p.attempt(func() {
			a := p.args()
			p.accept(tComma)
			if p.t.kind != tRparen {
				p.bail()
			}
			*args, *keywords = a.args, a.kws
		}) && p.checks() {
			p.checkArguments()
		}
	}
	p.want(tRparen)
}

// args reads arguments as far as they are in order, at least one.
func (p *parser) args() argList {
	var a argList
	for {
		e, ok := p.tryExpr(func(p *parser) Expr {
			if len(a.args) > 0 {
				p.want(tComma)
			}
			if p.t.kind == tStar {
				return p.starred(precNone)
			}
			e := p.generatorElement()
			if p.t.kind == tAssign {
				p.bail()
			}
			return e
		})
		if !ok {
			break
		}
		a.args = append(a.args, e)
	}
	if len(a.args) == 0 {
		p.keywordArgs(&a)
		return a
	}
	p.attempt(func() {
		p.want(tComma)
		b := a
		p.keywordArgs(&b)
		a = b
	})
	return a
}

// keywordArgs reads keyword arguments and starred ones, then keyword
// arguments and "**" ones; at least one in all.
func (p *parser) keywordArgs(a *argList) {
	n := 0
	item := func(star kind) bool {
		return p.attempt(func() {
			if n > 0 {
				p.want(tComma)
			}
			if p.checks() {
				p.checkKeyword()
			}
			switch {
			case p.t.kind == tName && p.peek(1).kind == tAssign, p.t.kind == tStarStar && star == tStarStar:
				a.kws = append(a.kws, p.keyword())
			case p.t.kind == tStar && star == tStar:
				a.args = append(a.args, p.starred(precNone))
			default:
				p.bail()
			}
		})
	}
	for item(tStar) {
		n++
	}
	for item(tStarStar) {
		n++
	}
	if n == 0 {
		p.bail()
	}
}

// checkKeyword looks for something other than a name before '='.
func (p *parser) checkKeyword() {
	if p.is(tTrue, tFalse, tNone) {
		a := *p.t
		p.lookahead(func() {
			p.next()
			equals := p.t.Span
			p.at(tAssign)
			p.raiseRange(a.Span, equals, "cannot assign to %s", keywords[a.kind-firstKeyword])
		})
	}
	named := p.t.kind == tName && p.peek(1).kind == tAssign
	if named {
		p.checkKeywordClauses()
		return
	}
	p.lookahead(func() {
		a := p.expression()
		equals := p.t.Span
		p.at(tAssign)
		p.raiseRange(*a.Extent(), equals, `expression cannot contain assignment, perhaps you meant "=="?`)
	})
}

// checkKeywordClauses looks for "name=value for ...".
func (p *parser) checkKeywordClauses() {
	if p.t.kind != tName {
		return
	}
	a := p.t.Span
	p.lookahead(func() {
		p.next()
		equals := p.t.Span
		p.want(tAssign)
		p.expression()
		p.clauses()
		p.raiseRange(a, equals, maybeEquals)
	})
}

// checkArguments looks for arguments out of order.
func (p *parser) checkArguments() {
	p.lookahead(func() {
		a := p.args()
		p.want(tComma)
		if p.t.kind == tStar && len(a.kws) > 0 {
			p.raiseSpan(p.t.Span, "iterable argument unpacking follows keyword argument unpacking")
		}
	})
	const msg = "Generator expression must be parenthesized"
	p.lookahead(func() {
		a := p.expression()
		gens := p.clauses()
		p.want(tComma)
		p.attempt(func() { p.args() })
		p.raiseRange(*a.Extent(), *lastItem(gens).Extent(), msg)
	})
	p.checkKeywordClauses()
	p.lookahead(func() {
		a := p.args()
		gens := p.clauses()
		if n := len(a.args); n > 1 {
			p.raiseRange(*a.args[n-1].Extent(), *lastItem(gens).Extent(), msg)
		}
	})
	p.lookahead(func() {
		p.args()
		p.want(tComma)
		a := p.expression()
		gens := p.clauses()
		p.raiseRange(*a.Extent(), *lastItem(gens).Extent(), msg)
	})
	p.lookahead(func() {
		a := p.args()
		p.want(tComma)
		p.args()
		what := ""
		for _, k := range a.kws {
			if k.Arg == "" {
				what = " unpacking"
			}
		}
		p.raiseLast(SyntaxError, "positional argument follows keyword argument%s", what)
	})
}

// lastItem is the last expression of a comprehension.
func lastItem(gens []*Comprehension) Expr {
	c := gens[len(gens)-1]
	if n := len(c.Ifs); n > 0 {
		return c.Ifs[n-1]
	}
	return c.Iter
}

// defaults tells whether a parameter has a default value.
type defaults uint8

const (
	without defaults = iota
	with
	maybe
)

// oneParam reads a parameter and the comma after it, unless it is the last.
func (p *parser) oneParam(end kind, d defaults) bool {
	return p.attempt(func() { p.mustParam(end, d) })
}

func (p *parser) mustParam(end kind, d defaults) Span {
	span := p.param(end, false).Span
	if p.t.kind == tAssign && d != without {
		p.defaultValue(end)
	} else if d == with {
		p.bail()
	}
	if !p.accept(tComma) && p.t.kind != end {
		p.bail()
	}
	return span
}

// params reads any number of parameters and returns how many there were.
func (p *parser) params(end kind, d defaults) int {
	n := 0
	for p.oneParam(end, d) {
		n++
	}
	return n
}

// slash reads parameters and the '/' after them.
func (p *parser) slash(end kind) bool {
	return p.attempt(func() {
		if p.params(end, without)+p.params(end, with) == 0 {
			p.bail()
		}
		p.want(tSlash)
		if !p.accept(tComma) && p.t.kind != end {
			p.bail()
		}
	})
}

// checkParameters looks for parameters out of order.
func (p *parser) checkParameters(end kind) {
	p.lookahead(func() {
		p.params(end, without)
		if !p.attempt(func() {
			if p.params(end, with) == 0 {
				p.bail()
			}
			p.want(tSlash)
			if !p.accept(tComma) && p.t.kind != end {
				p.bail()
			}
		}) && p.params(end, with) == 0 {
			p.bail()
		}
		a := p.mustParam(end, without)
		p.raiseSpan(a, "non-default argument follows default argument")
	})
	p.lookahead(func() {
		p.params(end, without)
		open := p.t.Span
		p.want(tLparen)
		n := 0
		for p.attempt(func() {
			// Within these parentheses a parameter ends at theirs.
			p.param(end, false)
			if !p.accept(tComma) && p.t.kind != tRparen {
				p.bail()
			}
		}) {
			n++
		}
		if n == 0 {
			p.bail()
		}
		closing := p.t.Span
		p.at(tRparen)
		what := "Function"
		if end == tColon {
			what = "Lambda expression"
		}
		p.raiseRange(open, closing, "%s parameters cannot be parenthesized", what)
	})
	if p.t.kind == tSlash {
		slash := p.t.Span
		p.lookahead(func() {
			p.next()
			p.at(tComma)
			p.raiseSpan(slash, "at least one argument must precede /")
		})
	}
	p.lookahead(func() {
		if !p.slash(end) {
			p.bail()
		}
		p.params(end, maybe)
		if p.t.kind == tSlash {
			p.raiseSpan(p.t.Span, "/ may appear only once")
		}
	})
	p.lookahead(func() {
		p.slash(end)
		p.params(end, maybe)
		p.want(tStar)
		if !p.accept(tComma) {
			p.mustParam(end, without)
		}
		p.params(end, maybe)
		if p.t.kind == tSlash {
			p.raiseSpan(p.t.Span, "/ must be ahead of *")
		}
	})
	p.lookahead(func() {
		if p.params(end, maybe) == 0 {
			p.bail()
		}
		p.want(tSlash)
		if p.t.kind == tStar {
			p.raiseSpan(p.t.Span, "expected comma between / and *")
		}
	})
}

// checkStar looks for mistakes after the '*' at hand.
func (p *parser) checkStar(end kind) {
	star := p.t.Span
	p.lookahead(func() {
		p.next()
		if p.accept(tComma) {
			if p.t.kind != end && p.t.kind != tStarStar {
				p.bail()
			}
		} else if p.t.kind != end {
			p.bail()
		}
		if end == tColon {
			p.raiseLast(SyntaxError, "named arguments must follow bare *")
		}
		p.raiseSpan(star, "named arguments must follow bare *")
	})
	p.lookahead(func() {
		p.next()
		p.param(end, true)
		if p.t.kind == tAssign {
			p.raiseSpan(p.t.Span, "var-positional argument cannot have default value")
		}
	})
	p.lookahead(func() {
		p.next()
		if !p.accept(tComma) {
			p.mustParam(end, without)
		}
		p.params(end, maybe)
		again := p.t.Span
		p.want(tStar)
		if !p.accept(tComma) {
			p.mustParam(end, without)
		}
		p.raiseSpan(again, "* argument may appear only once")
	})
}

// checkKwds looks for mistakes after the '**' at hand.
func (p *parser) checkKwds(end kind) {
	p.lookahead(func() {
		p.next()
		p.param(end, false)
		if p.t.kind == tAssign {
			p.raiseSpan(p.t.Span, "var-keyword argument cannot have default value")
		}
		p.want(tComma)
		const msg = "arguments cannot follow var-keyword argument"
		if p.is(tStar, tStarStar, tSlash) {
			p.raiseSpan(p.t.Span, msg)
		}
		a := p.param(end, false)
		p.raiseSpan(a.Span, msg)
	})
}
