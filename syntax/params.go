package syntax

// parameters reads the parameters of a function, up to the parenthesis that
// closes them, or of a lambda, up to the colon. Those of a lambda cannot be
// annotated.
func (p *parser) parameters(end kind) *Arguments {
	if p.checks() {
		p.checkParameters(end)
	}
	a := &Arguments{}
	star := false
	var buf [8]*Arg
	params := buf[:0]
	for p.t.kind != end {
		switch p.t.kind {
		case tName:
			arg := p.param(end, false)
			var def Expr
			if p.t.kind == tAssign {
				def = p.defaultValue(end)
			}
			switch {
			case star:
				a.Kwonlyargs = append(a.Kwonlyargs, arg)
				a.KwDefaults = append(a.KwDefaults, def)
			case def != nil:
				a.Defaults = append(a.Defaults, def)
				params = append(params, arg)
			case len(a.Defaults) > 0:
				p.bail()
			default:
				params = append(params, arg)
			}
		case tSlash:
			if star || a.Posonlyargs != nil || len(params) == 0 {
				p.bail()
			}
			p.next()
			a.Posonlyargs = append([]*Arg(nil), params...)
			params = params[:0]
		case tStar:
			if star {
				p.bail()
			}
			if p.checks() {
				p.checkStar(end)
			}
			star = true
			p.next()
			if p.t.kind == tComma {
				if p.peek(1).kind != tName {
					p.next()
					p.bail()
				}
			} else {
				a.Vararg = p.param(end, true)
			}
		case tStarStar:
			if p.checks() {
				p.checkKwds(end)
			}
			p.next()
			a.Kwarg = p.param(end, false)
			p.accept(tComma)
			if p.t.kind != end {
				p.bail()
			}
			continue
		default:
			p.bail()
		}
		if p.t.kind != tComma {
			break
		}
		p.next()
	}
	if len(params) > 0 {
		a.Args = append([]*Arg(nil), params...)
	}
	return a
}

// defaultValue reads the default value of a parameter, at the '='.
func (p *parser) defaultValue(end kind) Expr {
	equals := p.t.Span
	p.next()
	if p.checks() && (p.t.kind == tRparen || p.t.kind == tComma) {
		p.raiseSpan(equals, "expected default value expression")
	}
	return p.expression()
}

// param reads one parameter with its annotation. That of "*args" may be
// starred (PEP 646).
func (p *parser) param(end kind, vararg bool) *Arg {
	line, col := p.t.Line, p.t.Col
	a := p.nodes.arg.alloc()
	a.Arg = p.name()
	if end == tRparen && p.t.kind == tColon {
		p.next()
		if vararg && p.t.kind == tStar {
			a.Annotation = p.starred(precBitOr)
		} else {
			a.Annotation = p.expression()
		}
	}
	a.Span = p.span(line, col)
	return a
}
