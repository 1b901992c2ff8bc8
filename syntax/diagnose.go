package syntax

// The second pass. It runs over source that the first pass has rejected, to
// find out what to say about it.
//
// CPython's parser is generated from a parsing expression grammar with
// "invalid" rules for common mistakes. They see a construct the way such a
// parser does: what can be optional ends where it stops making sense, and an
// enclosing rule looks at what follows. "f(a b +)" is an argument a, followed
// by an expression b with something odd behind it, so there is a comma
// missing, whatever the + may mean.
//
// So in this pass (p.diag) the functions of the parser try where they
// otherwise go ahead: an operator without an operand, or a call with
// malformed arguments, is put back, and the expression ends before it. At the
// places where CPython's grammar has invalid rules, functions named check...
// look for the same mistakes in the same order. They leave the parser where
// it was, or give up with an error. p.quiet suspends them.
//
// Where such a function reads again what has been read, the results are
// remembered, or nesting would take exponential time.

// diagnose finds the error to report after the parser proper has failed.
func (p *parser) diagnose(text []byte) *Error {
	if p.opts.AllowIncomplete && p.lexedToEnd() {
		return p.capture(func() { p.raiseLast(SyntaxError, "incomplete input") })
	}

	// Without checks at first, to find out how far CPython's parser would get.
	first := newDiagnoser(text, p, 0)
	first.quiet = 1
	first.run()
	if first.err != nil {
		return first.finalError()
	}
	last := first.toks[len(first.toks)-1]

	q := newDiagnoser(text, p, len(first.toks))
	q.run()
	if q.err != nil {
		return q.finalError()
	}
	q.capture(func() {
		switch last.kind {
		case tIndent:
			q.raiseLast(IndentationError, "unexpected indent")
		case tDedent:
			q.raiseLast(IndentationError, "unexpected unindent")
		}
		q.raiseSpan(last.Span, "invalid syntax")
	})
	if q.err.Kind == IndentationError {
		return q.err
	}
	return q.checkRest(q.err)
}

// newDiagnoser makes a parser for the second pass, which has read so many
// tokens.
func newDiagnoser(text []byte, p *parser, tokens int) *parser {
	q := newParser(text, p.filename, p.mode, p.opts, nil)
	q.diag = true
	q.marks = 1
	q.memo = map[memoKey]memoEntry{}
	for len(q.toks) < tokens {
		q.scan()
		q.t = &q.toks[0]
	}
	return q
}

// finalError returns the error, or one in the rest of the source that
// explains more.
func (p *parser) finalError() *Error {
	if p.lex.errKind != lexOK || p.final {
		return p.err
	}
	if p.lexedToEnd() {
		return p.err
	}
	return p.checkRest(p.err)
}

// lexedToEnd reports whether CPython's lexer would have looked at the end of
// the source, if only to tell where the last token ends.
func (p *parser) lexedToEnd() bool {
	last := p.toks[len(p.toks)-1].kind
	return p.lex.atEnd || p.lex.pos >= len(p.lex.src) && last != tNewline && last != tString && last != tError
}

// capture returns the error f gives up with.
func (p *parser) capture(f func()) (err *Error) {
	defer func() {
		if r := recover(); r != nil {
			if _, is := r.(bailout); !is {
				panic(r)
			}
		}
		err = p.err
	}()
	f()
	return nil
}

// checkRest reads the rest of the source. A malformed token there, or a
// bracket that was never closed before the error, explains more than e does.
func (p *parser) checkRest(e *Error) *Error {
	at := p.toks[len(p.toks)-1].Line
	var t token
	for {
		p.lex.scan(&t)
		switch t.kind {
		case tEOF:
			return e
		case tError:
			if len(p.lex.fstrs) > 0 {
				return e // which is what broke the f-string
			}
			if p.lex.errKind == lexText {
				return p.lex.err
			}
			if n := len(p.lex.parens); n > 0 && at > p.lex.parens[n-1].line {
				return p.capture(p.raiseUnclosed)
			}
			return e
		}
	}
}

// memoKey names a rule and a place. What has been read with the checks
// suspended is not checked later: in CPython's parser, too, memory is shared.
type memoKey struct {
	rule memoRule
	pos  int
}

type memoRule uint8

const (
	memoExpression memoRule = iota
	memoDisjunction
	memoBitOr
	memoPrimary
	memoNamedCheck
)

type memoEntry struct {
	e               Expr // nil if the rule does not match
	end             int
	endLine, endCol int32
}

// remember returns what f reads, from memory if it has been read before.
func (p *parser) remember(rule memoRule, f func(*parser) Expr) Expr {
	key := memoKey{rule, p.pos}
	m, known := p.memo[key]
	if !known {
		e, _ := p.tryExpr(f)
		m = memoEntry{e, p.pos, p.endLine, p.endCol}
		p.memo[key] = m
	}
	if m.e == nil {
		p.bail()
	}
	p.pos, p.t = m.end, &p.toks[m.end]
	p.endLine, p.endCol = m.endLine, m.endCol
	return m.e
}

// attempt calls f and reports whether it got through. If it did not, the
// parser is where it was before. An error with a message is not caught.
func (p *parser) attempt(f func()) (ok bool) {
	pos, exprs, stmts, depth := p.pos, len(p.exprs), len(p.stmts), p.depth
	endLine, endCol, quiet, marks := p.endLine, p.endCol, p.quiet, p.marks
	p.marks++
	defer func() {
		p.marks = marks
		if ok || p.err != nil {
			return // all is well, or the panic goes on to run
		}
		r := recover()
		if _, is := r.(bailout); !is {
			panic(r)
		}
		clear(p.exprs[exprs:])
		clear(p.stmts[stmts:])
		p.pos, p.exprs, p.stmts, p.depth = pos, p.exprs[:exprs], p.stmts[:stmts], depth
		p.endLine, p.endCol, p.quiet = endLine, endCol, quiet
		p.t = &p.toks[pos]
	}()
	f()
	return true
}

// lookahead calls f and puts the parser back to where it was. Only an error
// with a message gets through.
func (p *parser) lookahead(f func()) {
	p.attempt(func() {
		f()
		p.bail()
	})
}

// tryExpr reads an expression if there is one.
func (p *parser) tryExpr(f func(*parser) Expr) (e Expr, ok bool) {
	ok = p.attempt(func() {
		e = f(p)
		if e == nil {
			p.bail()
		}
	})
	if !ok {
		return nil, false
	}
	return e, true
}

// tryQuiet is tryExpr with the checks suspended.
func (p *parser) tryQuiet(f func(*parser) Expr) (Expr, bool) {
	p.quiet++
	e, ok := p.tryExpr(f)
	p.quiet--
	return e, ok
}

func (p *parser) tryOperator(left Expr, prec uint8, line, col int32) (Expr, bool) {
	return p.tryExpr(func(p *parser) Expr { return p.operator(left, prec, line, col) })
}

func (p *parser) tryTrailer(e Expr, line, col int32) (Expr, bool) {
	return p.tryExpr(func(p *parser) Expr { return p.trailer(e, line, col) })
}

// checks reports whether to look for mistakes.
func (p *parser) checks() bool { return p.diag && p.quiet == 0 }

// at gives up unless the current token is of kind k. Unlike want it does not
// read the token behind, which CPython has not read when it reports an error.
func (p *parser) at(k kind) {
	if p.t.kind != k {
		p.bail()
	}
}

// is reports whether the current token is of one of the kinds.
func (p *parser) is(kinds ...kind) bool {
	for _, k := range kinds {
		if p.t.kind == k {
			return true
		}
	}
	return false
}

// describe names a sort of expression, as in "cannot assign to attribute".
func describe(e Expr) string {
	switch e := e.(type) {
	case *Attribute:
		return "attribute"
	case *Subscript:
		return "subscript"
	case *Starred:
		return "starred"
	case *Name:
		return "name"
	case *List:
		return "list"
	case *Tuple:
		return "tuple"
	case *Lambda:
		return "lambda"
	case *Call:
		return "function call"
	case *BoolOp, *BinOp, *UnaryOp:
		return "expression"
	case *GeneratorExp:
		return "generator expression"
	case *Yield, *YieldFrom:
		return "yield expression"
	case *Await:
		return "await expression"
	case *ListComp:
		return "list comprehension"
	case *SetComp:
		return "set comprehension"
	case *DictComp:
		return "dict comprehension"
	case *Dict:
		return "dict literal"
	case *Set:
		return "set display"
	case *JoinedStr, *FormattedValue:
		return "f-string expression"
	case *TemplateStr, *Interpolation:
		return "t-string expression"
	case *Constant:
		switch v := e.Value.(type) {
		case NoneType:
			return "None"
		case bool:
			if v {
				return "True"
			}
			return "False"
		case EllipsisType:
			return "ellipsis"
		}
		return "literal"
	case *Compare:
		return "comparison"
	case *IfExp:
		return "conditional expression"
	case *NamedExpr:
		return "named expression"
	}
	return "expression"
}
