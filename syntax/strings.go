package syntax

import (
	"fmt"
	"strings"
)

// isStringPrefix reports whether p, of one or two letters, may stand before
// the quotes of a string.
func isStringPrefix(p []byte) bool {
	if len(p) == 1 {
		switch p[0] | 0x20 {
		case 'r', 'b', 'u', 'f', 't':
			return true
		}
		return false
	}
	a, b := p[0]|0x20, p[1]|0x20
	if b == 'r' {
		a, b = b, a
	}
	return a == 'r' && (b == 'b' || b == 'f' || b == 't')
}

// quoted reads a string whose prefix begins at start and whose first quote,
// q, comes after it.
func (l *lexer) quoted(t *token, start int, q byte) {
	src := l.src[:len(l.src)+1]
	i := start
	formatted := false
	for ; src[i] != q; i++ {
		switch src[i] | 0x20 {
		case 'f', 't':
			formatted = true
		}
	}
	n := 1
	if src[i+1] == q && l.at(i+2) == q {
		n = 3
	}
	l.pos = i
	if formatted {
		l.beginFString(t, start, n)
		return
	}
	i += n
	if n == 1 && src[i] == q { // the empty string
		l.pos = i + 1
		l.emit(t, tString, start)
		t.val = 0
		return
	}
	line, lineStart := l.line, l.lineStart
	escaped := int32(0)
	for {
		c := src[i]
		switch c {
		case q:
			if n == 1 {
				i++
				goto done
			}
			if src[i+1] == q && src[i+2] == q {
				i += 3
				goto done
			}
			i++
		case '\\':
			escaped = 1
			i++
			if src[i] == '\n' {
				i++
				l.pos = i
				l.beginLine(true)
			} else if src[i] != 0 {
				i++
			}
		case '\n':
			if n == 1 {
				l.pos = i
				l.unterminated(t, start, line, lineStart, q, n)
				return
			}
			i++
			l.pos = i
			l.beginLine(true)
		case 0:
			l.pos = i
			l.unterminated(t, start, line, lineStart, q, n)
			return
		default:
			i++
		}
	}
done:
	l.pos = i
	l.emit(t, tString, start)
	t.Line = line
	t.Col = int32(start - lineStart)
	t.val = escaped
}

// unterminated reports a missing closing quote, from the opening one.
func (l *lexer) unterminated(t *token, start int, line int32, lineStart int, q byte, n int) {
	detected := l.line
	l.atEnd = l.at(l.pos) == 0
	l.line, l.lineStart, l.pos = line, lineStart, start+1
	if len(l.fstrs) > 0 {
		// Within an f-string of the same quotes, that quote was more likely
		// meant to end it.
		if f := &l.fstrs[len(l.fstrs)-1]; f.quote == q && f.triple == (n == 3) {
			l.errorf("%s: expecting '}'", f.name())
			l.fail(t)
			return
		}
	}
	kind := "string literal"
	if n == 3 {
		kind = "triple-quoted string literal"
	}
	l.errorf("unterminated %s (detected at line %d)", kind, detected)
	l.fail(t)
}

// literal is a string literal taken apart.
type literal struct {
	body  []byte
	bytes bool
	raw   bool
	u     bool
}

func splitLiteral(text []byte) literal {
	var s literal
	i := 0
	for ; text[i] != '"' && text[i] != '\''; i++ {
		switch text[i] | 0x20 {
		case 'b':
			s.bytes = true
		case 'r':
			s.raw = true
		case 'u':
			s.u = text[i] == 'u'
		}
	}
	n := 1
	if len(text)-i >= 6 && text[i+1] == text[i] && text[i+2] == text[i] {
		n = 3
	}
	s.body = text[i+n : len(text)-n]
	return s
}

// strings reads adjacent string literals, which are one expression.
func (p *parser) strings() Expr {
	t := p.t
	if t.kind == tString {
		// One plain string is by far the commonest case.
		if k := p.peek(1).kind; k != tString && k != tFStart {
			return p.oneString()
		}
	}
	return p.joinStrings()
}

func (p *parser) oneString() Expr {
	t := p.t
	lit := splitLiteral(p.lex.src[t.start:t.end])
	c := p.nodes.con.alloc()
	c.Span = t.Span
	p.next()
	if lit.bytes {
		c.Value = Bytes(p.decodeBytes(lit, c.Span))
	} else {
		c.Value = p.decodeString(lit, c.Span)
	}
	if lit.u {
		c.Kind = "u"
	}
	return c
}

// decodeString returns the value of a string literal. The error of a bad
// escape sequence goes, as in CPython, to the token after the strings.
func (p *parser) decodeString(lit literal, span Span) string {
	if lit.raw || !hasBackslash(lit.body) {
		return string(lit.body)
	}
	out, bad := unescape(lit.body, p.warnEscape(lit.body, span))
	if bad != "" {
		p.raiseLast(SyntaxError, "%s", string(bad))
	}
	return string(out)
}

func (p *parser) decodeBytes(lit literal, span Span) string {
	for _, c := range lit.body {
		if c >= 0x80 {
			p.raiseSpan(span, "bytes can only contain ASCII literal characters")
		}
	}
	if lit.raw || !hasBackslash(lit.body) {
		return string(lit.body)
	}
	out, bad := unescapeBytes(lit.body, p.warnEscape(lit.body, span))
	if bad != "" {
		p.raiseLast(SyntaxError, "%s", string(bad))
	}
	return string(out)
}

func hasBackslash(b []byte) bool {
	for _, c := range b {
		if c == '\\' {
			return true
		}
	}
	return false
}

// warnEscape returns a function that warns of the invalid escape sequence at
// an offset in body.
func (p *parser) warnEscape(body []byte, span Span) func(int) {
	warned := false
	return func(i int) {
		// Like CPython, complain once for each literal.
		if warned || p.lex.warnings == nil || p.diag {
			return
		}
		warned = true
		w := Warning{
			Kind: InvalidEscape,
			Line: int(span.Line),
			Col:  int(span.Col) + 1,
		}
		if i+1 < len(body) && '4' <= body[i+1] && body[i+1] <= '7' {
			w.Kind = InvalidOctalEscape
			w.Msg = fmt.Sprintf("invalid octal escape sequence '%s'", body[i:i+4])
		} else if i+1 < len(body) {
			r := []rune(string(body[i+1:]))[0]
			w.Msg = fmt.Sprintf("invalid escape sequence '\\%c'", r)
		}
		p.lex.addWarning(w)
	}
}

// joiner collects the parts of adjacent literals: the values of a JoinedStr
// or TemplateStr, with neighbouring texts merged into one Constant.
type joiner struct {
	values []Expr
	text   strings.Builder
	span   Span // of the text, if hasText
	has    bool
	kind   string
}

func (j *joiner) addText(s string, span Span, kind string) {
	if !j.has {
		j.has = true
		j.span = span
		j.kind = kind
	}
	j.span.EndLine, j.span.EndCol = span.EndLine, span.EndCol
	j.text.WriteString(s)
}

func (j *joiner) addField(e Expr) {
	j.flush()
	j.values = append(j.values, e)
}

func (j *joiner) flush() {
	if j.has && j.text.Len() > 0 {
		j.values = append(j.values, &Constant{Span: j.span, Value: j.text.String(), Kind: j.kind})
	}
	j.has = false
	j.text.Reset()
}

// joinStrings reads adjacent literals of which there are several, or of
// which one is an f-string or t-string.
func (p *parser) joinStrings() Expr {
	line, col := p.t.Line, p.t.Col
	first := p.pos
	p.marks++ // the literals are looked at again once all are known
	defer func() { p.marks-- }()

	var nBytes, nText, nFormat, nTemplate int
	var j joiner
	kind := ""
	type plain struct {
		lit  literal
		span Span
	}
	var parts []any // plain or *fparts
	for {
		if p.t.kind == tString {
			lit := splitLiteral(p.lex.src[p.t.start:p.t.end])
			if lit.bytes {
				nBytes++
			} else {
				nText++
			}
			if lit.u && p.pos == first {
				kind = "u"
			}
			parts = append(parts, plain{lit, p.t.Span})
			p.next()
		} else if p.t.kind == tFStart {
			f := p.formatted()
			if f.template {
				nTemplate++
			} else {
				nFormat++
			}
			parts = append(parts, f)
		} else {
			break
		}
	}
	span := p.span(line, col)
	if nBytes > 0 && nBytes < len(parts) {
		p.raiseLast(SyntaxError, "cannot mix bytes and nonbytes literals")
	}
	if nBytes > 0 {
		var b strings.Builder
		for _, part := range parts {
			s := part.(plain)
			b.WriteString(p.decodeBytes(s.lit, s.span))
		}
		return &Constant{Span: span, Value: Bytes(b.String())}
	}
	if nTemplate > 0 && nTemplate < len(parts) {
		p.raiseSpan(span, "cannot mix t-string literals with string or bytes literals")
	}
	for _, part := range parts {
		switch part := part.(type) {
		case plain:
			k := ""
			if part.lit.u {
				k = "u"
			}
			j.addText(p.decodeString(part.lit, part.span), part.span, k)
		case *fparts:
			for _, v := range part.values {
				if c, ok := v.(*Constant); ok {
					j.addText(c.Value.(string), c.Span, "")
				} else {
					j.addField(v)
				}
			}
		}
	}
	if nFormat == 0 && nTemplate == 0 {
		return &Constant{Span: span, Value: j.text.String(), Kind: kind}
	}
	j.flush()
	if nTemplate > 0 {
		return &TemplateStr{Span: span, Values: j.values}
	}
	return &JoinedStr{Span: span, Values: j.values}
}
