package syntax

import "strings"

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
	for _, v := range f.values {
		if v, ok := v.(*FormattedValue); ok {
			v.Place.Literal = p.span(start.Line, start.Col)
		}
	}
	return f
}

// piece is a part of an f-string: text that may have to be decoded, or a
// replacement field.
type piece struct {
	text    []byte
	span    Span
	escaped bool
	field   Expr
}

// formatParts reads text and replacement fields up to the end of the literal
// or, in a format spec, of the field.
func (p *parser) formatParts(raw, template bool, end kind) []Expr {
	var pieces []piece
	for p.t.kind != end {
		switch p.t.kind {
		case tFMiddle:
			t := p.t
			pieces = append(pieces, piece{text: p.lex.src[t.start:t.end], span: t.Span, escaped: t.val != 0})
			p.next()
		case tLbrace:
			text, textSpan, e := p.field(raw, template, end == tRbrace)
			if text != "" {
				pieces = append(pieces, piece{text: []byte(text), span: textSpan})
			}
			pieces = append(pieces, piece{field: e})
		default:
			if p.checks() && end == tRbrace {
				p.raiseNext("%s: expecting '}', or format specs", fname(template))
			}
			p.bail()
		}
	}
	// Text is decoded here at the end because here CPython does: its errors
	// are about the closing quotes.
	var j joiner
	for _, c := range pieces {
		switch {
		case c.field != nil:
			j.addField(c.field)
		case c.escaped:
			j.addText(p.decodeMiddle(c.text, raw, c.span), c.span, "")
		default:
			j.addText(string(c.text), c.span, "")
		}
	}
	j.flush()
	return j.values
}

// decodeMiddle returns the value of literal text in an f-string.
func (p *parser) decodeMiddle(body []byte, raw bool, span Span) string {
	// Doubled braces stand for one. In \N{...} there are none, and none get
	// through the lexer in format specs.
	undoubled := make([]byte, 0, len(body))
	for i := 0; i < len(body); i++ {
		c := body[i]
		undoubled = append(undoubled, c)
		if (c == '{' || c == '}') && i+1 < len(body) && body[i+1] == c {
			i++
		}
	}
	if raw || !hasBackslash(undoubled) {
		return string(undoubled)
	}
	out, bad := unescape(undoubled, p.warnEscape(undoubled, span))
	if bad != "" {
		p.raiseLast(SyntaxError, "%s", string(bad))
	}
	return string(out)
}

// field reads a replacement field; one in a format spec is always that of an
// f-string. If it is of the form "{expr=}", text is
// what stands before the value.
func (p *parser) field(raw, template, inSpec bool) (text string, textSpan Span, e Expr) {
	if p.diag {
		p.checkField(raw, template)
	}
	return p.fieldBody(raw, template, inSpec)
}

func (p *parser) fieldBody(raw, template, inSpec bool) (text string, textSpan Span, e Expr) {
	line, col := p.t.Line, p.t.Col
	from := p.t.end
	p.next()
	textLine, textCol := line, col+1
	bare := p.t.kind != tLparen
	var place FieldPlace
	var v Expr
	if p.t.kind == tYield {
		v = p.yield()
	} else {
		v = p.starExpressions()
	}
	if _, ok := v.(*Tuple); ok && bare {
		place.Tuple = Span{line, col, p.t.Line, p.t.Col + 1}
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
	letter, letterSpan := "", Span{}
	if p.t.kind == tExclam {
		letter, letterSpan = p.conversion(template)
	}
	var spec Expr
	if p.t.kind == tColon {
		specLine, specCol := p.t.Line, p.t.Col
		p.next()
		parts := p.formatParts(raw, template, tRbrace)
		spec = &JoinedStr{Span: p.span(specLine, specCol), Values: parts}
	} else if debug && letter == "" {
		letter = "r"
	}
	p.at(tRbrace)
	switch letter {
	case "":
	case "s", "r", "a":
		conversion = int(letter[0])
	default:
		p.raiseSpan(letterSpan, "%s: invalid conversion character '%s': expected 's', 'r', or 'a'", fname(template), letter)
	}
	p.next()
	if template && !inSpec {
		return text, textSpan, &Interpolation{
			Span: p.span(line, col), Value: v, Str: strings.TrimRight(string(source), " \t\n\f"),
			Conversion: conversion, FormatSpec: spec,
		}
	}
	return text, textSpan, &FormattedValue{
		Span: p.span(line, col), Value: v, Conversion: conversion, FormatSpec: spec, Place: place,
	}
}

// conversion reads "!" and the letter after it.
func (p *parser) conversion(template bool) (letter string, span Span) {
	exclam := p.t.Span
	p.next()
	p.at(tName)
	span = p.t.Span
	if span.Line != exclam.EndLine || span.Col != exclam.EndCol {
		p.raiseRange(exclam, span, "%s: conversion type must come right after the exclamation mark", fname(template))
	}
	return p.name(), span
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
