package syntax

// atom reads a name, a literal, or something in brackets.
func (p *parser) atom() Expr {
	t := p.t
	switch t.kind {
	case tName:
		n := p.nodes.name.alloc()
		n.Span = t.Span
		n.Id = p.lex.names.list[t.val]
		p.next()
		return n
	case tNumber:
		v, msg := numberValue(p.lex.src[t.start:t.end], p.maxDigits())
		if msg != "" {
			p.raiseSpan(t.Span, "%s", msg)
		}
		return p.constant(v)
	case tString, tFStart:
		return p.strings()
	case tLparen:
		return p.parenthesized()
	case tLbrack:
		return p.list()
	case tLbrace:
		return p.braces()
	case tTrue:
		return p.constant(true)
	case tFalse:
		return p.constant(false)
	case tNone:
		return p.constant(NoneType{})
	case tEllipsis:
		return p.constant(EllipsisType{})
	}
	p.bail()
	return nil
}

// constant makes a Constant of the current token.
func (p *parser) constant(v any) Expr {
	c := p.nodes.con.alloc()
	c.Span = p.t.Span
	c.Value = v
	p.next()
	return c
}

func (p *parser) maxDigits() int {
	if p.opts.MaxIntDigits == 0 {
		return defaultMaxIntDigits
	}
	return p.opts.MaxIntDigits
}

// parenthesized reads an expression in parentheses, a tuple or a generator
// expression.
func (p *parser) parenthesized() Expr {
	if p.diag {
		return p.diagParenthesized()
	}
	line, col := p.t.Line, p.t.Col
	p.next()
	switch p.t.kind {
	case tRparen:
		p.next()
		return &Tuple{Span: p.span(line, col)}
	case tYield:
		e := p.yield()
		p.want(tRparen)
		return e
	}
	e := p.starNamed()
	switch p.t.kind {
	case tComma:
		elts := p.elements(e, tRparen)
		p.want(tRparen)
		return &Tuple{Span: p.span(line, col), Elts: elts}
	case tFor, tAsync:
		p.noStar(e)
		gens := p.comprehensions()
		p.want(tRparen)
		return &GeneratorExp{Span: p.span(line, col), Elt: e, Generators: gens}
	}
	p.noStar(e)
	p.want(tRparen)
	return e
}

// noStar gives up if e is starred: it stands where no list is.
func (p *parser) noStar(e Expr) {
	if _, ok := e.(*Starred); ok {
		p.bail()
	}
}

// noWalrus gives up if e, which begins at the given place, is a named
// expression without parentheses.
func (p *parser) noWalrus(e Expr, line, col int32) {
	if n, ok := e.(*NamedExpr); ok && n.Line == line && n.Col == col {
		p.bail()
	}
}

// list reads a list or a list comprehension.
func (p *parser) list() Expr {
	if p.diag {
		return p.diagList()
	}
	line, col := p.t.Line, p.t.Col
	p.next()
	if p.t.kind == tRbrack {
		p.next()
		return &List{Span: p.span(line, col)}
	}
	e := p.starNamed()
	if p.t.kind == tFor || p.t.kind == tAsync {
		p.noStar(e)
		gens := p.comprehensions()
		p.want(tRbrack)
		return &ListComp{Span: p.span(line, col), Elt: e, Generators: gens}
	}
	elts := p.elements(e, tRbrack)
	p.want(tRbrack)
	return &List{Span: p.span(line, col), Elts: elts}
}

// elements reads the elements of a list, set or tuple after the first, up to
// the bracket that closes it.
func (p *parser) elements(first Expr, closing kind) []Expr {
	mark := len(p.exprs)
	p.exprs = append(p.exprs, first)
	for p.t.kind == tComma {
		p.next()
		if p.t.kind == closing {
			break
		}
		if p.diag {
			e, ok := p.tryExpr((*parser).starNamed)
			if !ok {
				break
			}
			p.exprs = append(p.exprs, e)
			continue
		}
		p.exprs = append(p.exprs, p.starNamed())
	}
	return p.takeExprs(mark)
}

// braces reads a dictionary, a set or a comprehension of either.
func (p *parser) braces() Expr {
	if p.diag {
		return p.diagBraces()
	}
	line, col := p.t.Line, p.t.Col
	p.next()
	switch p.t.kind {
	case tRbrace:
		p.next()
		return &Dict{Span: p.span(line, col)}
	case tStarStar:
		return p.dict(nil, line, col)
	case tStar:
		return p.set(p.starNamed(), line, col)
	}
	keyLine, keyCol := p.t.Line, p.t.Col
	e := p.named()
	if p.t.kind != tColon {
		return p.set(e, line, col)
	}
	p.noWalrus(e, keyLine, keyCol)
	return p.dict(e, line, col)
}

// set reads the rest of a set or set comprehension after its first element.
func (p *parser) set(first Expr, line, col int32) Expr {
	if p.t.kind == tFor || p.t.kind == tAsync {
		p.noStar(first)
		gens := p.comprehensions()
		p.want(tRbrace)
		return &SetComp{Span: p.span(line, col), Elt: first, Generators: gens}
	}
	elts := p.elements(first, tRbrace)
	p.want(tRbrace)
	return &Set{Span: p.span(line, col), Elts: elts}
}

// dict reads the rest of a dictionary or comprehension, at the ':' after its
// first key or, if key is nil, at "**".
func (p *parser) dict(key Expr, line, col int32) Expr {
	var keysBuf, valuesBuf [16]Expr
	keys, values := keysBuf[:0], valuesBuf[:0]
	for {
		p.next()
		var v Expr
		if key == nil {
			v = p.binary(precBitOr)
		} else {
			v = p.expression()
			if len(keys) == 0 && (p.t.kind == tFor || p.t.kind == tAsync) {
				gens := p.comprehensions()
				p.want(tRbrace)
				return &DictComp{Span: p.span(line, col), Key: key, Value: v, Generators: gens}
			}
		}
		keys = append(keys, key)
		values = append(values, v)
		if p.t.kind != tComma {
			break
		}
		p.next()
		if p.t.kind == tRbrace {
			break
		}
		key = nil
		if p.t.kind != tStarStar {
			key = p.expression()
			if p.t.kind != tColon {
				p.bail()
			}
		}
	}
	p.want(tRbrace)
	return &Dict{
		Span:   p.span(line, col),
		Keys:   append([]Expr(nil), keys...),
		Values: append([]Expr(nil), values...),
	}
}

// comprehensions reads the for and if clauses of a comprehension.
func (p *parser) comprehensions() []*Comprehension {
	var gens []*Comprehension
	for {
		if p.diag && len(gens) > 0 {
			var c *Comprehension
			if !p.attempt(func() { c = p.comprehension() }) || c == nil {
				return gens
			}
			gens = append(gens, c)
			continue
		}
		c := p.comprehension()
		if c == nil {
			return gens
		}
		gens = append(gens, c)
	}
}

// comprehension reads one for clause with its if clauses, if there is one.
func (p *parser) comprehension() *Comprehension {
	c := &Comprehension{}
	switch p.t.kind {
	case tAsync:
		c.IsAsync = true
		p.next()
		if p.t.kind != tFor {
			p.bail()
		}
	case tFor:
	default:
		return nil
	}
	p.next()
	c.Target = p.forTarget()
	p.want(tIn)
	c.Iter = p.binary(precOr)
	mark := len(p.exprs)
	for p.t.kind == tIf {
		if p.diag {
			e, ok := p.tryExpr(func(p *parser) Expr {
				p.next()
				return p.binary(precOr)
			})
			if !ok {
				break
			}
			p.exprs = append(p.exprs, e)
			continue
		}
		p.next()
		p.exprs = append(p.exprs, p.binary(precOr))
	}
	c.Ifs = p.takeExprs(mark)
	return c
}
