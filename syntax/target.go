package syntax

// What may be assigned to or deleted is read as an expression first, then
// checked and given its context.

// targetUse tells what is done to a target; the rules differ slightly.
type targetUse uint8

const (
	useAssign targetUse = iota
	useFor
	useDelete
)

// invalidTarget returns the first part of e that cannot be a target, or nil.
func invalidTarget(e Expr, use targetUse) Expr {
	switch e := e.(type) {
	case *Name, *Attribute, *Subscript:
		return nil
	case *Tuple:
		return invalidElement(e.Elts, use)
	case *List:
		return invalidElement(e.Elts, use)
	case *Starred:
		if use == useDelete {
			return e
		}
		return invalidTarget(e.Value, use)
	case *Compare:
		// What looks like "a in b" at the beginning of a for clause is not
		// a comparison.
		if use == useFor {
			if e.Ops[0] == In {
				return invalidTarget(e.Left, use)
			}
			return nil
		}
	}
	return e
}

func invalidElement(elts []Expr, use targetUse) Expr {
	for _, e := range elts {
		if bad := invalidTarget(e, use); bad != nil {
			return bad
		}
	}
	return nil
}

// setContext makes e a target.
func setContext(e Expr, ctx ExprContext) {
	switch e := e.(type) {
	case *Name:
		e.Ctx = ctx
	case *Attribute:
		e.Ctx = ctx
	case *Subscript:
		e.Ctx = ctx
	case *Starred:
		e.Ctx = ctx
		setContext(e.Value, ctx)
	case *Tuple:
		e.Ctx = ctx
		for _, x := range e.Elts {
			setContext(x, ctx)
		}
	case *List:
		e.Ctx = ctx
		for _, x := range e.Elts {
			setContext(x, ctx)
		}
	}
}

// store makes e the target of an assignment, or gives up.
func (p *parser) store(e Expr) {
	if n, ok := e.(*Name); ok {
		n.Ctx = Store
		return
	}
	if invalidTarget(e, useAssign) != nil {
		p.bail()
	}
	setContext(e, Store)
}

// isSingleTarget reports whether e can be annotated or assigned with an
// operator.
func isSingleTarget(e Expr) bool {
	switch e.(type) {
	case *Name, *Attribute, *Subscript:
		return true
	}
	return false
}

// forTarget reads the targets of a for clause, up to "in".
func (p *parser) forTarget() Expr {
	if p.diag {
		return p.diagForTarget()
	}
	e := p.targetList()
	p.store(e)
	return e
}

// targetList reads one target, or several as a tuple.
func (p *parser) targetList() Expr {
	line, col := p.t.Line, p.t.Col
	e := p.targetItem()
	if p.t.kind != tComma {
		return e
	}
	return p.tupleAfter(e, line, col, (*parser).targetItem)
}

// targetItem reads something that looks like a target: operators are left to
// whoever finds that they make no sense.
func (p *parser) targetItem() Expr {
	if p.t.kind == tStar {
		line, col := p.t.Line, p.t.Col
		p.next()
		v := p.targetPrimary()
		return &Starred{Span: p.span(line, col), Value: v}
	}
	return p.targetPrimary()
}

// targetPrimary is primary without await.
func (p *parser) targetPrimary() Expr {
	if p.t.kind == tAwait {
		p.bail()
	}
	return p.primary()
}
