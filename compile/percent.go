package compile

import (
	"strings"

	"github.com/weftpy/weft/syntax"
)

// percentFormat generates the formatting of a constant string by % with a
// tuple display as an f-string, if only %s, %r and %a with a width or precision
// occur in it, and reports whether it did.
func (u *unit) percentFormat(e *syntax.BinOp, dst int32) bool {
	t, ok := e.Right.(*syntax.Tuple)
	if e.Op != syntax.Modulo || !ok || hasStar(t.Elts) {
		return false
	}
	if _, ok := u.c.fold(t); ok {
		return false
	}
	k, ok := u.c.fold(e.Left)
	if !ok {
		return false
	}
	format, ok := k.(string)
	if !ok {
		return false
	}
	values, ok := percentParts(e, format, t.Elts)
	if !ok {
		return false
	}
	u.joined(e, values, dst)
	return true
}

// percentParts takes format apart into the parts of an f-string.
func percentParts(e *syntax.BinOp, format string, args []syntax.Expr) ([]syntax.Expr, bool) {
	var values []syntax.Expr
	text := func(s string) {
		if s != "" {
			values = append(values, &syntax.Constant{Span: e.Span, Value: s})
		}
	}
	var literal strings.Builder
	for i := 0; i < len(format); {
		if format[i] != '%' {
			literal.WriteByte(format[i])
			i++
			continue
		}
		if i++; i < len(format) && format[i] == '%' {
			literal.WriteByte('%')
			i++
			continue
		}
		spec, conversion, n, ok := percentSpec(format[i:])
		if !ok || len(args) == 0 {
			return nil, false
		}
		i += n
		text(literal.String())
		literal.Reset()
		f := &syntax.FormattedValue{Span: *args[0].Extent(), Value: args[0], Conversion: conversion}
		if spec != "" {
			f.FormatSpec = &syntax.JoinedStr{Span: f.Span, Values: []syntax.Expr{&syntax.Constant{Span: f.Span, Value: spec}}}
		}
		values = append(values, f)
		args = args[1:]
	}
	text(literal.String())
	return values, len(args) == 0
}

// percentSpec reads what follows a % and returns the format specification and
// conversion that say the same, and how long it is.
func percentSpec(s string) (spec string, conversion, n int, ok bool) {
	left := false
	for n < len(s) && strings.IndexByte("-+ #0", s[n]) >= 0 {
		left = left || s[n] == '-'
		n++
	}
	digits := func() string {
		start := n
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		return s[start:n]
	}
	const maxDigits = 2
	width := digits()
	precision, dot := "", n < len(s) && s[n] == '.'
	if dot {
		n++
		precision = strings.TrimLeft(digits(), "0")
		if precision == "" {
			precision = "0"
		}
	}
	if n == len(s) || len(width) > maxDigits || len(precision) > maxDigits {
		return "", 0, 0, false
	}
	if strings.IndexByte("sra", s[n]) < 0 {
		return "", 0, 0, false
	}
	if width = strings.TrimLeft(width, "0"); width != "" {
		if !left {
			spec = ">"
		}
		spec += width
	}
	if dot {
		spec += "." + precision
	}
	return spec, int(s[n]), n + 1, true
}
