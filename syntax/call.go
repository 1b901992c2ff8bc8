package syntax

// arguments reads the parenthesized arguments of a call or class definition.
// A lone generator expression needs no parentheses of its own in a call.
func (p *parser) arguments(args *[]Expr, keywords *[]*Keyword, call bool) {
	if p.diag {
		p.diagArguments(args, keywords, call)
		return
	}
	line, col := p.t.Line, p.t.Col
	p.next()
	mark := len(p.exprs)
	var kwBuf [8]*Keyword
	kws := kwBuf[:0]
	unpacked := false // a "**" has been seen
	for p.t.kind != tRparen {
		switch {
		case p.t.kind == tStar:
			if unpacked {
				p.bail()
			}
			p.exprs = append(p.exprs, p.starred(precNone))
		case p.t.kind == tStarStar:
			unpacked = true
			kws = append(kws, p.keyword())
		case p.t.kind == tName && p.peek(1).kind == tAssign:
			kws = append(kws, p.keyword())
		default:
			e := p.named()
			if (p.t.kind == tFor || p.t.kind == tAsync) && call && len(p.exprs) == mark && len(kws) == 0 {
				gens := p.comprehensions()
				p.want(tRparen)
				*args = []Expr{&GeneratorExp{Span: p.span(line, col), Elt: e, Generators: gens}}
				return
			}
			if len(kws) > 0 {
				p.bail()
			}
			p.exprs = append(p.exprs, e)
		}
		if p.t.kind != tComma {
			break
		}
		p.next()
		if p.t.kind == tRparen && len(p.exprs) == mark && len(kws) == 0 {
			p.bail()
		}
	}
	p.want(tRparen)
	*args = p.takeExprs(mark)
	if len(kws) > 0 {
		*keywords = append([]*Keyword(nil), kws...)
	}
}

// keyword reads "name=value" or "**value".
func (p *parser) keyword() *Keyword {
	line, col := p.t.Line, p.t.Col
	name := ""
	if p.t.kind == tName {
		name = p.name()
	}
	p.next()
	v := p.expression()
	k := p.nodes.kw.alloc()
	*k = Keyword{Span: p.span(line, col), Arg: name, Value: v}
	return k
}
