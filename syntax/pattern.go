package syntax

// patterns reads the pattern of a case clause. Commas without brackets make
// it a sequence.
func (p *parser) patterns() Pattern {
	line, col := p.t.Line, p.t.Col
	first := p.maybeStarPattern()
	if p.t.kind != tComma {
		if _, star := first.(*MatchStar); star {
			p.bail()
		}
		return first
	}
	list := []Pattern{first}
	for p.t.kind == tComma {
		p.next()
		if p.is(tColon, tIf, tNewline) {
			break
		}
		list = append(list, p.maybeStarPattern())
	}
	return &MatchSequence{Span: p.span(line, col), Patterns: list}
}

// maybeStarPattern reads an element of a sequence pattern.
func (p *parser) maybeStarPattern() Pattern {
	if p.t.kind != tStar {
		return p.pattern()
	}
	line, col := p.t.Line, p.t.Col
	p.next()
	name := p.name()
	if name == "_" {
		name = ""
	}
	return &MatchStar{Span: p.span(line, col), Name: name}
}

// pattern reads alternatives and a name they are bound to.
func (p *parser) pattern() Pattern {
	line, col := p.t.Line, p.t.Col
	p.enter()
	pat := p.closedPattern()
	if p.t.kind == tVbar {
		list := []Pattern{pat}
		for p.accept(tVbar) {
			list = append(list, p.closedPattern())
		}
		pat = &MatchOr{Span: p.span(line, col), Patterns: list}
	}
	if p.t.kind == tAs {
		p.next()
		if p.checks() {
			p.diagAsTarget()
		}
		if p.t.val == wordUnderscore && p.t.kind == tName {
			p.bail()
		}
		name := p.name()
		if p.t.kind == tDot || p.t.kind == tLparen || p.t.kind == tAssign {
			p.bail()
		}
		pat = &MatchAs{Span: p.span(line, col), Pattern: pat, Name: name}
	}
	p.depth--
	return pat
}

// closedPattern reads a pattern without alternatives.
func (p *parser) closedPattern() Pattern {
	line, col := p.t.Line, p.t.Col
	switch p.t.kind {
	case tNumber, tMinus, tString, tFStart:
		v := p.patternLiteral()
		return &MatchValue{Span: p.span(line, col), Value: v}
	case tNone:
		return p.singleton(NoneType{})
	case tTrue:
		return p.singleton(true)
	case tFalse:
		return p.singleton(false)
	case tName:
		return p.namePattern()
	case tLparen:
		return p.groupPattern()
	case tLbrack:
		p.next()
		list, _ := p.sequencePatterns(tRbrack)
		p.want(tRbrack)
		return &MatchSequence{Span: p.span(line, col), Patterns: list}
	case tLbrace:
		return p.mappingPattern()
	}
	p.bail()
	return nil
}

func (p *parser) singleton(v any) Pattern {
	m := &MatchSingleton{Span: p.t.Span, Value: v}
	p.next()
	return m
}

// patternLiteral reads a string, or a number with an optional sign and
// imaginary part.
func (p *parser) patternLiteral() Expr {
	if p.t.kind == tString || p.t.kind == tFStart {
		// That f-strings are not literals is for the compiler to say.
		return p.strings()
	}
	line, col := p.t.Line, p.t.Col
	left := p.signedNumber()
	op := Add
	switch p.t.kind {
	case tPlus:
	case tMinus:
		op = Sub
	default:
		return left
	}
	p.next()
	if p.t.kind != tNumber {
		p.bail()
	}
	right := p.atom().(*Constant)
	if n := unsigned(left); isImaginary(n) {
		p.raiseSpan(*n.Extent(), "real number required in complex literal")
	}
	if !isImaginary(right) {
		p.raiseSpan(right.Span, "imaginary number required in complex literal")
	}
	return &BinOp{Span: p.span(line, col), Left: left, Op: op, Right: right}
}

func unsigned(e Expr) Expr {
	if u, ok := e.(*UnaryOp); ok {
		return u.Operand
	}
	return e
}

func isImaginary(e Expr) bool {
	c, ok := unsigned(e).(*Constant)
	if !ok {
		return false
	}
	_, ok = c.Value.(complex128)
	return ok
}

func (p *parser) signedNumber() Expr {
	line, col := p.t.Line, p.t.Col
	neg := p.accept(tMinus)
	if p.t.kind != tNumber {
		p.bail()
	}
	e := p.atom()
	if neg {
		e = &UnaryOp{Span: p.span(line, col), Op: USub, Operand: e}
	}
	return e
}

// namePattern reads a capture, a wildcard, a dotted value or a class pattern.
func (p *parser) namePattern() Pattern {
	line, col := p.t.Line, p.t.Col
	wild := p.t.val == wordUnderscore
	n := p.nodes.name.alloc()
	n.Span = p.t.Span
	n.Id = p.name()
	if wild {
		return &MatchAs{Span: n.Span}
	}
	if p.t.kind != tDot && p.t.kind != tLparen {
		return &MatchAs{Span: n.Span, Name: n.Id}
	}
	var e Expr = n
	for p.t.kind == tDot {
		p.next()
		attr := p.name()
		e = &Attribute{Span: p.span(line, col), Value: e, Attr: attr}
	}
	if p.t.kind != tLparen {
		return &MatchValue{Span: p.span(line, col), Value: e}
	}
	p.next()
	c := &MatchClass{Cls: e}
	for p.t.kind != tRparen {
		if p.t.kind == tName && p.peek(1).kind == tAssign {
			c.KwdAttrs = append(c.KwdAttrs, p.name())
			p.next()
			c.KwdPatterns = append(c.KwdPatterns, p.pattern())
		} else {
			if len(c.KwdAttrs) > 0 {
				p.diagClassPattern()
				p.bail()
			}
			c.Patterns = append(c.Patterns, p.pattern())
		}
		if !p.accept(tComma) {
			break
		}
		if p.t.kind == tRparen && len(c.Patterns)+len(c.KwdAttrs) == 0 {
			p.bail()
		}
	}
	p.want(tRparen)
	c.Span = p.span(line, col)
	return c
}

// groupPattern reads a pattern in parentheses or a sequence.
func (p *parser) groupPattern() Pattern {
	line, col := p.t.Line, p.t.Col
	p.next()
	list, comma := p.sequencePatterns(tRparen)
	if len(list) == 1 && !comma {
		if _, star := list[0].(*MatchStar); star {
			p.bail()
		}
		p.want(tRparen)
		return list[0]
	}
	p.want(tRparen)
	return &MatchSequence{Span: p.span(line, col), Patterns: list}
}

// sequencePatterns reads the patterns between brackets, and reports whether
// there was a comma.
func (p *parser) sequencePatterns(end kind) (list []Pattern, comma bool) {
	for p.t.kind != end {
		list = append(list, p.maybeStarPattern())
		if !p.accept(tComma) {
			break
		}
		comma = true
	}
	return list, comma
}

func (p *parser) mappingPattern() Pattern {
	line, col := p.t.Line, p.t.Col
	p.next()
	m := &MatchMapping{}
	for p.t.kind != tRbrace {
		if p.t.kind == tStarStar {
			p.next()
			if isWord(p.t, wordUnderscore) {
				p.bail()
			}
			m.Rest = p.name()
			p.accept(tComma)
			break
		}
		m.Keys = append(m.Keys, p.mappingKey())
		p.want(tColon)
		m.Patterns = append(m.Patterns, p.pattern())
		if !p.accept(tComma) {
			break
		}
	}
	p.want(tRbrace)
	m.Span = p.span(line, col)
	return m
}

// mappingKey reads a literal or a dotted name.
func (p *parser) mappingKey() Expr {
	line, col := p.t.Line, p.t.Col
	switch p.t.kind {
	case tNone:
		return p.constant(NoneType{})
	case tTrue:
		return p.constant(true)
	case tFalse:
		return p.constant(false)
	case tName:
		n := &Name{Span: p.t.Span}
		n.Id = p.name()
		var e Expr = n
		for p.t.kind == tDot {
			p.next()
			attr := p.name()
			e = &Attribute{Span: p.span(line, col), Value: e, Attr: attr}
		}
		if e == Expr(n) {
			p.bail()
		}
		return e
	}
	return p.patternLiteral()
}
