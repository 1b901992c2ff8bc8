package syntax

// The binary operators by precedence, loosest first.
const (
	precNone uint8 = iota
	precOr
	precAnd
	precNot
	precCompare
	precBitOr
	precBitXor
	precBitAnd
	precShift
	precSum
	precTerm
)

// binaryPrec has the precedence of each binary operator but **, which binds
// tighter than the unary operators on its left.
var binaryPrec = [numKinds]uint8{
	tOr: precOr, tAnd: precAnd,
	tIn: precCompare, tIs: precCompare, tNot: precCompare, tLess: precCompare, tGreater: precCompare,
	tEqEq: precCompare, tNotEq: precCompare, tLtGt: precCompare, tLtE: precCompare, tGtE: precCompare,
	tVbar: precBitOr, tCircumflex: precBitXor, tAmper: precBitAnd,
	tLshift: precShift, tRshift: precShift, tPlus: precSum, tMinus: precSum,
	tStar: precTerm, tSlash: precTerm, tSlashSlash: precTerm, tPercent: precTerm, tAt: precTerm,
}

var binaryOp = [numKinds]Operator{
	tVbar: BitOr, tCircumflex: BitXor, tAmper: BitAnd, tLshift: LShift, tRshift: RShift,
	tPlus: Add, tMinus: Sub, tStar: Mult, tSlash: Div, tSlashSlash: FloorDiv, tPercent: Modulo, tAt: MatMult,
}

// expressions reads one expression or, if there are commas, a tuple.
func (p *parser) expressions() Expr {
	line, col := p.t.Line, p.t.Col
	e := p.expression()
	if p.t.kind != tComma {
		return e
	}
	return p.tupleAfter(e, line, col, (*parser).expression)
}

// starExpressions is expressions with starred elements.
func (p *parser) starExpressions() Expr {
	line, col := p.t.Line, p.t.Col
	e := p.starExpression()
	if p.t.kind != tComma {
		return e
	}
	return p.tupleAfter(e, line, col, (*parser).starExpression)
}

// tupleAfter reads the rest of a tuple without parentheses whose first
// element has been read.
func (p *parser) tupleAfter(first Expr, line, col int32, element func(*parser) Expr) Expr {
	mark := len(p.exprs)
	p.exprs = append(p.exprs, first)
	for p.t.kind == tComma {
		p.next()
		if p.diag {
			e, ok := p.tryExpr(element)
			if !ok {
				break
			}
			p.exprs = append(p.exprs, e)
			continue
		}
		if !startsExpr[p.t.kind] {
			break
		}
		p.exprs = append(p.exprs, element(p))
	}
	elts := p.takeExprs(mark)
	return &Tuple{Span: p.span(line, col), Elts: elts}
}

// startsExpr tells which tokens begin an expression, a starred one included.
var startsExpr = [numKinds]bool{
	tName: true, tNumber: true, tString: true, tFStart: true, tLparen: true, tLbrack: true, tLbrace: true,
	tEllipsis: true, tPlus: true, tMinus: true, tTilde: true, tStar: true,
	tAwait: true, tFalse: true, tLambda: true, tNone: true, tNot: true, tTrue: true,
}

// starExpression reads an expression or "*" and an operand.
func (p *parser) starExpression() Expr {
	if p.t.kind == tStar {
		return p.starred(precBitOr)
	}
	return p.expression()
}

// starNamed is starExpression with named expressions.
func (p *parser) starNamed() Expr {
	if p.t.kind == tStar {
		return p.starred(precBitOr)
	}
	return p.named()
}

// starred reads "*" and an operand of at least the given precedence.
func (p *parser) starred(prec uint8) Expr {
	line, col := p.t.Line, p.t.Col
	p.next()
	var v Expr
	if prec == precNone {
		v = p.expression()
	} else {
		v = p.binary(prec)
	}
	return &Starred{Span: p.span(line, col), Value: v}
}

// named reads an expression or "name := expression".
func (p *parser) named() Expr {
	if p.diag {
		return p.diagNamed()
	}
	line, col := p.t.Line, p.t.Col
	e := p.expression()
	if p.t.kind == tWalrus {
		return p.walrus(e, line, col)
	}
	return e
}

func (p *parser) walrus(target Expr, line, col int32) Expr {
	// A name in parentheses does not begin where the expression does.
	n, ok := target.(*Name)
	if !ok || n.Line != line || n.Col != col {
		p.bail()
	}
	p.next()
	n.Ctx = Store
	v := p.expression()
	return &NamedExpr{Span: p.span(line, col), Target: n, Value: v}
}

// expression reads an expression: a conditional one, a lambda or an operation.
func (p *parser) expression() Expr {
	if p.diag {
		return p.diagExpression()
	}
	p.enter()
	line, col := p.t.Line, p.t.Col
	var e Expr
	if p.t.kind == tLambda {
		e = p.lambda()
	} else {
		e = p.binary(precOr)
		if p.t.kind == tIf {
			e = p.conditional(e, line, col)
		}
	}
	p.depth--
	return e
}

// conditional reads the rest of "body if test else orelse".
func (p *parser) conditional(body Expr, line, col int32) Expr {
	p.next()
	test := p.binary(precOr)
	p.want(tElse)
	orelse := p.expression()
	return &IfExp{Span: p.span(line, col), Test: test, Body: body, Orelse: orelse}
}

func (p *parser) lambda() Expr {
	line, col := p.t.Line, p.t.Col
	p.next()
	args := p.parameters(tColon)
	if p.t.val == beginsSpec {
		p.bail() // the colon is not the lambda's
	}
	p.want(tColon)
	body := p.expression()
	return &Lambda{Span: p.span(line, col), Args: args, Body: body}
}

// binary reads an operation whose operators have at least precedence least.
func (p *parser) binary(least uint8) Expr {
	if p.diag && least == precBitOr {
		return p.remember(memoBitOr, func(p *parser) Expr { return p.operators(least) })
	}
	return p.operators(least)
}

func (p *parser) operators(least uint8) Expr {
	line, col := p.t.Line, p.t.Col
	var left Expr
	if p.t.kind == tNot {
		if least > precNot {
			p.bail()
		}
		p.enter()
		p.next()
		operand := p.binary(precNot)
		p.depth--
		left = &UnaryOp{Span: p.span(line, col), Op: Not, Operand: operand}
	} else {
		left = p.factor()
	}
	for {
		k := p.t.kind
		prec := binaryPrec[k]
		if prec < least || prec == precNone {
			return left
		}
		if p.diag {
			e, ok := p.tryOperator(left, prec, line, col)
			if !ok {
				return left
			}
			left = e
			continue
		}
		e := p.operator(left, prec, line, col)
		if e == nil {
			return left
		}
		left = e
	}
}

// operator reads the operator at hand and what follows it. It returns nil if
// a "not" turns out to be no operator.
func (p *parser) operator(left Expr, prec uint8, line, col int32) Expr {
	switch prec {
	case precOr, precAnd:
		return p.boolOp(left, p.t.kind, prec, line, col)
	case precCompare:
		return p.compare(left, line, col)
	}
	op := binaryOp[p.t.kind]
	p.next()
	right := p.binary(prec + 1)
	b := p.nodes.binop.alloc()
	*b = BinOp{Span: p.span(line, col), Left: left, Op: op, Right: right}
	return b
}

func (p *parser) boolOp(left Expr, k kind, prec uint8, line, col int32) Expr {
	mark := len(p.exprs)
	p.exprs = append(p.exprs, left)
	for p.t.kind == k {
		if p.diag && len(p.exprs) > mark+1 {
			e, ok := p.tryExpr(func(p *parser) Expr {
				p.next()
				return p.binary(prec + 1)
			})
			if !ok {
				break
			}
			p.exprs = append(p.exprs, e)
			continue
		}
		p.next()
		p.exprs = append(p.exprs, p.binary(prec+1))
	}
	op := And
	if k == tOr {
		op = Or
	}
	values := p.takeExprs(mark)
	return &BoolOp{Span: p.span(line, col), Op: op, Values: values}
}

func (p *parser) compare(left Expr, line, col int32) Expr {
	var opsBuf [4]CmpOp
	ops := opsBuf[:0]
	mark := len(p.exprs)
	for {
		if p.diag && len(ops) > 0 {
			var op CmpOp
			e, ok := p.tryExpr(func(p *parser) Expr {
				var ok bool
				if op, ok = p.compareOp(); !ok {
					p.bail()
				}
				return p.binary(precBitOr)
			})
			if !ok {
				break
			}
			ops = append(ops, op)
			p.exprs = append(p.exprs, e)
			continue
		}
		op, ok := p.compareOp()
		if !ok {
			break
		}
		ops = append(ops, op)
		p.exprs = append(p.exprs, p.binary(precBitOr))
	}
	if len(ops) == 0 {
		return nil
	}
	right := p.takeExprs(mark)
	return &Compare{Span: p.span(line, col), Left: left, Ops: append([]CmpOp(nil), ops...), Comparators: right}
}

// compareOp skips a comparison operator if there is one.
func (p *parser) compareOp() (CmpOp, bool) {
	var op CmpOp
	switch p.t.kind {
	case tEqEq:
		op = Eq
	case tNotEq:
		if p.opts.BarryAsFLUFL {
			p.bail()
		}
		op = NotEq
	case tLtGt:
		if !p.opts.BarryAsFLUFL {
			p.bail()
		}
		op = NotEq
	case tLess:
		op = Lt
	case tLtE:
		op = LtE
	case tGreater:
		op = Gt
	case tGtE:
		op = GtE
	case tIn:
		op = In
	case tNot:
		if p.peek(1).kind != tIn {
			return 0, false
		}
		p.next()
		op = NotIn
	case tIs:
		op = Is
		p.next()
		if p.t.kind == tNot {
			p.next()
			op = IsNot
		}
		return op, true
	default:
		return 0, false
	}
	p.next()
	return op, true
}

// factor reads a unary operation, a power or an operand.
func (p *parser) factor() Expr {
	line, col := p.t.Line, p.t.Col
	var op UnaryOperator
	switch p.t.kind {
	case tMinus:
		op = USub
	case tPlus:
		op = UAdd
	case tTilde:
		op = Invert
	default:
		e := p.primary()
		if p.t.kind == tStarStar {
			return p.power(e, line, col)
		}
		return e
	}
	p.enter()
	p.next()
	operand := p.factor()
	p.depth--
	return &UnaryOp{Span: p.span(line, col), Op: op, Operand: operand}
}

func (p *parser) power(base Expr, line, col int32) Expr {
	p.enter()
	exponent := func(p *parser) Expr {
		p.next()
		return p.factor()
	}
	var e Expr
	if p.diag {
		var ok bool
		if e, ok = p.tryExpr(exponent); !ok {
			p.depth--
			return base
		}
	} else {
		e = exponent(p)
	}
	p.depth--
	return &BinOp{Span: p.span(line, col), Left: base, Op: Pow, Right: e}
}

// primary reads an atom and the attributes, calls and subscripts after it.
func (p *parser) primary() Expr {
	line, col := p.t.Line, p.t.Col
	if p.t.kind == tAwait {
		p.next()
		if p.t.kind == tAwait {
			p.bail()
		}
		v := p.primary()
		return &Await{Span: p.span(line, col), Value: v}
	}
	if p.diag {
		return p.remember(memoPrimary, func(p *parser) Expr { return p.diagTrailers(line, col) })
	}
	e := p.atom()
	for {
		switch p.t.kind {
		case tDot, tLparen, tLbrack:
		default:
			return e
		}
		e = p.trailer(e, line, col)
	}
}

// trailer reads the attribute, call or subscript at hand.
func (p *parser) trailer(e Expr, line, col int32) Expr {
	switch p.t.kind {
	case tDot:
		p.next()
		name := p.name()
		a := p.nodes.attr.alloc()
		*a = Attribute{Span: p.span(line, col), Value: e, Attr: name}
		return a
	case tLparen:
		c := p.nodes.call.alloc()
		c.Func = e
		p.arguments(&c.Args, &c.Keywords, true)
		c.Span = p.span(line, col)
		return c
	case tLbrack:
		p.next()
		index := p.subscript()
		p.want(tRbrack)
		s := p.nodes.sub.alloc()
		*s = Subscript{Span: p.span(line, col), Value: e, Slice: index}
		return s
	}
	p.bail()
	return nil
}

// subscript reads what stands between the brackets of a subscript.
func (p *parser) subscript() Expr {
	line, col := p.t.Line, p.t.Col
	first := p.subscriptItem()
	if _, star := first.(*Starred); !star && p.t.kind != tComma {
		return first
	}
	if p.t.kind != tComma {
		return &Tuple{Span: p.span(line, col), Elts: []Expr{first}}
	}
	mark := len(p.exprs)
	p.exprs = append(p.exprs, first)
	for p.t.kind == tComma {
		p.next()
		if p.t.kind == tRbrack {
			break
		}
		if p.diag {
			e, ok := p.tryExpr((*parser).subscriptItem)
			if !ok {
				break
			}
			p.exprs = append(p.exprs, e)
			continue
		}
		p.exprs = append(p.exprs, p.subscriptItem())
	}
	elts := p.takeExprs(mark)
	return &Tuple{Span: p.span(line, col), Elts: elts}
}

func (p *parser) subscriptItem() Expr {
	line, col := p.t.Line, p.t.Col
	if p.t.kind == tStar {
		return p.starred(precNone)
	}
	s := &Slice{}
	if p.t.kind != tColon {
		e := p.named()
		if p.t.kind != tColon {
			return e
		}
		p.noWalrus(e, line, col)
		s.Lower = e
	}
	p.next()
	s.Upper = p.sliceBound()
	if p.t.kind == tColon {
		p.next()
		s.Step = p.sliceBound()
	}
	s.Span = p.span(line, col)
	return s
}

// sliceBound reads an expression of a slice, if there is one.
func (p *parser) sliceBound() Expr {
	if p.t.kind == tColon || p.t.kind == tComma || p.t.kind == tRbrack {
		return nil
	}
	if p.diag {
		e, _ := p.tryExpr((*parser).expression)
		return e
	}
	return p.expression()
}

// yield reads a yield expression.
func (p *parser) yield() Expr {
	line, col := p.t.Line, p.t.Col
	p.next()
	if p.t.kind == tFrom {
		p.next()
		v := p.expression()
		return &YieldFrom{Span: p.span(line, col), Value: v}
	}
	var v Expr
	if p.diag {
		v, _ = p.tryExpr((*parser).starExpressions)
	} else if startsExpr[p.t.kind] {
		v = p.starExpressions()
	}
	return &Yield{Span: p.span(line, col), Value: v}
}
