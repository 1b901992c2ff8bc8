package syntax

import (
	"fmt"
	"strings"
)

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
		*p.lex.warnings = append(*p.lex.warnings, w)
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

// fparts is an f-string or t-string by itself.
type fparts struct {
	values   []Expr
	template bool
}

// formatted reads one f-string or t-string.
func (p *parser) formatted() *fparts {
	start := p.t
	prefix := p.lex.src[start.start:start.end]
	f := &fparts{}
	raw := false
	for _, c := range prefix {
		switch c | 0x20 {
		case 't':
			f.template = true
		case 'r':
			raw = true
		}
	}
	p.next()
	f.values = p.formatParts(raw, f.template, tFEnd)
	p.want(tFEnd)
	return f
}

// formatParts reads text and replacement fields up to the end of the literal
// or, in a format spec, of the field.
func (p *parser) formatParts(raw, template bool, end kind) []Expr {
	var j joiner
	for p.t.kind != end {
		switch p.t.kind {
		case tFMiddle:
			span := p.t.Span
			s := p.middle(raw)
			j.addText(s, span, "")
			p.next()
		case tLbrace:
			text, textSpan, e := p.field(raw, template)
			if text != "" {
				j.addText(text, textSpan, "")
			}
			j.addField(e)
		default:
			if p.diag && end == tRbrace {
				p.raiseNext("%s: expecting '}', or format specs", fname(template))
			}
			p.bail()
		}
	}
	j.flush()
	return j.values
}

// middle returns the value of the literal text at hand.
func (p *parser) middle(raw bool) string {
	t := p.t
	body := p.lex.src[t.start:t.end]
	if t.val == 0 {
		return string(body)
	}
	// Doubled braces stand for one, except within \N{...}, where none are
	// doubled, and format specs, where the lexer lets none through.
	if n := len(body); n > 0 {
		out := make([]byte, 0, n)
		for i := 0; i < n; i++ {
			c := body[i]
			out = append(out, c)
			if (c == '{' || c == '}') && i+1 < n && body[i+1] == c {
				i++
			}
		}
		body = out
	}
	if raw || !hasBackslash(body) {
		return string(body)
	}
	out, bad := unescape(body, p.warnEscape(body, t.Span))
	if bad != "" {
		p.raiseLast(SyntaxError, "%s", string(bad))
	}
	return string(out)
}

// field reads a replacement field. If it is of the form "{expr=}", text is
// what stands before the value.
func (p *parser) field(raw, template bool) (text string, textSpan Span, e Expr) {
	if p.diag {
		p.checkField(raw, template)
	}
	return p.fieldBody(raw, template)
}

func (p *parser) fieldBody(raw, template bool) (text string, textSpan Span, e Expr) {
	line, col := p.t.Line, p.t.Col
	from := p.t.end
	p.next()
	textLine, textCol := line, col+1
	var v Expr
	if p.t.kind == tYield {
		v = p.yield()
	} else {
		v = p.starExpressions()
	}
	source := p.lex.src[from:p.t.start]
	conversion := -1
	debug := false
	if p.t.kind == tAssign {
		p.next()
		debug = true
		text = stripComments(p.lex.src[from:p.t.start])
		textSpan = Span{textLine, textCol, p.t.Line, p.t.Col}
	}
	if p.t.kind == tExclam {
		at := p.t.EndCol
		atLine := p.t.Line
		p.next()
		conversion = p.conversion(template, atLine, at)
	}
	var spec Expr
	if p.t.kind == tColon {
		specLine, specCol := p.t.Line, p.t.Col
		p.next()
		parts := p.formatParts(raw, template, tRbrace)
		spec = &JoinedStr{Span: p.span(specLine, specCol), Values: parts}
	} else if debug && conversion < 0 {
		conversion = 'r'
	}
	p.want(tRbrace)
	if template {
		return text, textSpan, &Interpolation{
			Span: p.span(line, col), Value: v, Str: strings.TrimSpace(string(source)),
			Conversion: conversion, FormatSpec: spec,
		}
	}
	return text, textSpan, &FormattedValue{
		Span: p.span(line, col), Value: v, Conversion: conversion, FormatSpec: spec,
	}
}

// conversion reads the letter after the "!" that ends at (line, col).
func (p *parser) conversion(template bool, line, col int32) int {
	if p.t.kind != tName {
		p.bail()
	}
	t := p.t
	if t.Line != line || t.Col != col {
		p.raiseSpan(t.Span, "%s: conversion type must come right after the exclamation mark", fname(template))
	}
	span := t.Span
	s := p.name()
	if s != "s" && s != "r" && s != "a" {
		p.raiseSpan(span, "%s: invalid conversion character '%s': expected 's', 'r', or 'a'", fname(template), s)
	}
	return int(s[0])
}

func fname(template bool) string {
	if template {
		return "t-string"
	}
	return "f-string"
}

// stripComments removes comments from the text of an expression that is
// shown by "=".
func stripComments(b []byte) string {
	if !strings.Contains(string(b), "#") {
		return string(b)
	}
	var out strings.Builder
	var quote byte
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case quote != 0:
			if c == '\\' && i+1 < len(b) {
				out.WriteByte(c)
				i++
				c = b[i]
			} else if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '#':
			for i < len(b) && b[i] != '\n' {
				i++
			}
			if i == len(b) {
				return out.String()
			}
			c = '\n'
		}
		out.WriteByte(c)
	}
	return out.String()
}
