package compile

import (
	"math/big"
	"strings"

	"github.com/weftpy/weft/syntax"
)

// Unparse returns the source text of an expression as CPython 3.11 writes an
// annotation that is not evaluated (ast.unparse differs in some parentheses).
func Unparse(e syntax.Expr) string {
	var p unparser
	p.expr(e, precTest)
	return p.String()
}

// precedence is how tightly an operator binds.
type precedence int

const (
	precNamed precedence = iota
	precTuple
	precYield
	precTest
	precOr
	precAnd
	precNot
	precCompare
	precBitOr
	precBitXor
	precBitAnd
	precShift
	precArith
	precTerm
	precFactor
	precPower
	precAwait
	precAtom
)

type unparser struct{ strings.Builder }

// parens writes what f writes, in parentheses if around binds more tightly
// than own.
func (p *unparser) parens(own, around precedence, f func()) {
	if around > own {
		p.WriteByte('(')
		f()
		p.WriteByte(')')
		return
	}
	f()
}

func (p *unparser) list(elts []syntax.Expr) {
	for i, e := range elts {
		if i > 0 {
			p.WriteString(", ")
		}
		p.expr(e, precTest)
	}
}

var operatorText = [...]struct {
	text string
	prec precedence
}{
	syntax.Add: {"+", precArith}, syntax.Sub: {"-", precArith}, syntax.Mult: {"*", precTerm},
	syntax.MatMult: {"@", precTerm}, syntax.Div: {"/", precTerm}, syntax.Modulo: {"%", precTerm},
	syntax.Pow: {"**", precPower}, syntax.LShift: {"<<", precShift}, syntax.RShift: {">>", precShift},
	syntax.BitOr: {"|", precBitOr}, syntax.BitXor: {"^", precBitXor}, syntax.BitAnd: {"&", precBitAnd},
	syntax.FloorDiv: {"//", precTerm},
}

var compareText = [...]string{
	syntax.Eq: "==", syntax.NotEq: "!=", syntax.Lt: "<", syntax.LtE: "<=", syntax.Gt: ">", syntax.GtE: ">=",
	syntax.Is: "is", syntax.IsNot: "is not", syntax.In: "in", syntax.NotIn: "not in",
}

func (p *unparser) expr(e syntax.Expr, around precedence) {
	switch e := e.(type) {
	case *syntax.BoolOp:
		own, word := precAnd, " and "
		if e.Op == syntax.Or {
			own, word = precOr, " or "
		}
		p.parens(own, around, func() {
			for i, v := range e.Values {
				if i > 0 {
					p.WriteString(word)
				}
				p.expr(v, own+1)
			}
		})
	case *syntax.NamedExpr:
		p.parens(precNamed, around, func() {
			p.expr(e.Target, precAtom)
			p.WriteString(" := ")
			p.expr(e.Value, precAtom)
		})
	case *syntax.BinOp:
		op := operatorText[e.Op]
		left, right := op.prec, op.prec+1
		if e.Op == syntax.Pow {
			left, right = right, left
		}
		p.parens(op.prec, around, func() {
			p.expr(e.Left, left)
			p.WriteString(" " + op.text + " ")
			p.expr(e.Right, right)
		})
	case *syntax.UnaryOp:
		text := [...]string{syntax.Invert: "~", syntax.Not: "not ", syntax.UAdd: "+", syntax.USub: "-"}[e.Op]
		own := precFactor
		if e.Op == syntax.Not {
			own = precNot
		}
		p.parens(own, around, func() {
			p.WriteString(text)
			p.expr(e.Operand, own)
		})
	case *syntax.Lambda:
		p.parens(precTest, around, func() {
			p.WriteString("lambda")
			if len(e.Args.Posonlyargs)+len(e.Args.Args) > 0 {
				p.WriteByte(' ') // CPython has none before "*args"
			}
			p.args(e.Args)
			p.WriteString(": ")
			p.expr(e.Body, precTest)
		})
	case *syntax.IfExp:
		p.parens(precTest, around, func() {
			p.expr(e.Body, precTest+1)
			p.WriteString(" if ")
			p.expr(e.Test, precTest+1)
			p.WriteString(" else ")
			p.expr(e.Orelse, precTest)
		})
	case *syntax.Dict:
		p.WriteByte('{')
		for i, k := range e.Keys {
			if i > 0 {
				p.WriteString(", ")
			}
			if k == nil {
				p.WriteString("**")
				p.expr(e.Values[i], precBitOr)
				continue
			}
			p.expr(k, precTest)
			p.WriteString(": ")
			p.expr(e.Values[i], precTest)
		}
		p.WriteByte('}')
	case *syntax.Set:
		p.WriteByte('{')
		if len(e.Elts) == 0 {
			p.WriteString("*()")
		}
		p.list(e.Elts)
		p.WriteByte('}')
	case *syntax.ListComp:
		p.comprehension('[', ']', e.Elt, nil, e.Generators)
	case *syntax.SetComp:
		p.comprehension('{', '}', e.Elt, nil, e.Generators)
	case *syntax.DictComp:
		p.comprehension('{', '}', e.Key, e.Value, e.Generators)
	case *syntax.GeneratorExp:
		p.comprehension('(', ')', e.Elt, nil, e.Generators)
	case *syntax.Await:
		p.parens(precAwait, around, func() {
			p.WriteString("await ")
			p.expr(e.Value, precAtom)
		})
	case *syntax.Yield:
		p.WriteString("(yield")
		if e.Value != nil {
			p.WriteByte(' ')
			p.expr(e.Value, precTest)
		}
		p.WriteByte(')')
	case *syntax.YieldFrom:
		p.WriteString("(yield from ")
		p.expr(e.Value, precTest)
		p.WriteByte(')')
	case *syntax.Compare:
		p.parens(precCompare, around, func() {
			p.expr(e.Left, precCompare+1)
			for i, c := range e.Comparators {
				p.WriteString(" " + compareText[e.Ops[i]] + " ")
				p.expr(c, precCompare+1)
			}
		})
	case *syntax.Call:
		p.call(e)
	case *syntax.JoinedStr:
		p.fstring("f", e.Values)
	case *syntax.TemplateStr:
		p.fstring("t", e.Values)
	case *syntax.FormattedValue:
		p.fstring("f", []syntax.Expr{e})
	case *syntax.Interpolation:
		p.fstring("t", []syntax.Expr{e})
	case *syntax.Constant:
		if e.Kind == "u" {
			p.WriteByte('u')
		}
		v := e.Value
		if _, ok := v.(syntax.NoneType); ok {
			v = nil
		}
		p.WriteString(unparsedConst(v))
	case *syntax.Attribute:
		p.expr(e.Value, precAtom)
		if k, ok := e.Value.(*syntax.Constant); ok {
			// "3.real" would be read as a float.
			switch k.Value.(type) {
			case int64, *big.Int:
				p.WriteByte(' ')
			}
		}
		p.WriteString("." + e.Attr)
	case *syntax.Subscript:
		p.expr(e.Value, precAtom)
		p.WriteByte('[')
		p.expr(e.Slice, precTuple)
		p.WriteByte(']')
	case *syntax.Starred:
		p.WriteByte('*')
		p.expr(e.Value, precBitOr)
	case *syntax.Name:
		p.WriteString(e.Id)
	case *syntax.List:
		p.WriteByte('[')
		p.list(e.Elts)
		p.WriteByte(']')
	case *syntax.Tuple:
		if len(e.Elts) == 0 {
			p.WriteString("()")
			break
		}
		p.parens(precTuple, around, func() {
			p.list(e.Elts)
			if len(e.Elts) == 1 {
				p.WriteByte(',')
			}
		})
	case *syntax.Slice:
		if e.Lower != nil {
			p.expr(e.Lower, precTest)
		}
		p.WriteByte(':')
		if e.Upper != nil {
			p.expr(e.Upper, precTest)
		}
		if e.Step != nil {
			p.WriteByte(':')
			p.expr(e.Step, precTest)
		}
	default:
		panic("BUG: unknown expression")
	}
}

func (p *unparser) call(e *syntax.Call) {
	p.expr(e.Func, precAtom)
	if len(e.Args) == 1 && len(e.Keywords) == 0 {
		if g, ok := e.Args[0].(*syntax.GeneratorExp); ok {
			p.expr(g, precAtom)
			return
		}
	}
	p.WriteByte('(')
	p.list(e.Args)
	for i, k := range e.Keywords {
		if i > 0 || len(e.Args) > 0 {
			p.WriteString(", ")
		}
		if k.Arg == "" {
			p.WriteString("**")
		} else {
			p.WriteString(k.Arg + "=")
		}
		p.expr(k.Value, precTest)
	}
	p.WriteByte(')')
}

func (p *unparser) comprehension(open, end byte, elt, value syntax.Expr, gens []*syntax.Comprehension) {
	p.WriteByte(open)
	p.expr(elt, precTest)
	if value != nil {
		p.WriteString(": ")
		p.expr(value, precTest)
	}
	for _, g := range gens {
		if g.IsAsync {
			p.WriteString(" async for ")
		} else {
			p.WriteString(" for ")
		}
		p.expr(g.Target, precTuple)
		p.WriteString(" in ")
		p.expr(g.Iter, precTest+1)
		for _, c := range g.Ifs {
			p.WriteString(" if ")
			p.expr(c, precTest+1)
		}
	}
	p.WriteByte(end)
}

func (p *unparser) args(a *syntax.Arguments) {
	first := true
	comma := func() {
		if !first {
			p.WriteString(", ")
		}
		first = false
	}
	arg := func(x *syntax.Arg, def syntax.Expr) {
		p.WriteString(x.Arg)
		if def != nil {
			p.WriteByte('=')
			p.expr(def, precTest)
		}
	}
	all := append(append([]*syntax.Arg(nil), a.Posonlyargs...), a.Args...)
	for i, x := range all {
		comma()
		var def syntax.Expr
		if k := i - (len(all) - len(a.Defaults)); k >= 0 {
			def = a.Defaults[k]
		}
		arg(x, def)
		if i == len(a.Posonlyargs)-1 {
			p.WriteString(", /")
		}
	}
	if a.Vararg != nil || len(a.Kwonlyargs) > 0 {
		comma()
		p.WriteByte('*')
		if a.Vararg != nil {
			p.WriteString(a.Vararg.Arg)
		}
	}
	for i, x := range a.Kwonlyargs {
		comma()
		var def syntax.Expr
		if i < len(a.KwDefaults) {
			def = a.KwDefaults[i]
		}
		arg(x, def)
	}
	if a.Kwarg != nil {
		comma()
		p.WriteString("**" + a.Kwarg.Arg)
	}
}

func (p *unparser) fstring(prefix string, values []syntax.Expr) {
	var body strings.Builder
	fstringParts(&body, values)
	p.WriteString(prefix)
	p.WriteString(constRepr(body.String()))
}

// fstringParts writes the text between the quotes, not yet escaped.
func fstringParts(b *strings.Builder, values []syntax.Expr) {
	field := func(value syntax.Expr, conversion int, spec syntax.Expr) {
		var p unparser
		p.expr(value, precTest+1)
		text := p.String()
		b.WriteByte('{')
		if strings.HasPrefix(text, "{") {
			b.WriteByte(' ')
		}
		b.WriteString(text)
		if conversion != -1 {
			b.WriteString("!" + string(rune(conversion)))
		}
		if spec != nil {
			b.WriteByte(':')
			if s, ok := spec.(*syntax.JoinedStr); ok {
				fstringParts(b, s.Values)
			}
		}
		b.WriteByte('}')
	}
	for _, v := range values {
		switch v := v.(type) {
		case *syntax.Constant:
			s, _ := v.Value.(string)
			b.WriteString(strings.NewReplacer("{", "{{", "}", "}}").Replace(s))
		case *syntax.FormattedValue:
			field(v.Value, v.Conversion, v.FormatSpec)
		case *syntax.Interpolation:
			field(v.Value, v.Conversion, v.FormatSpec)
		case *syntax.JoinedStr:
			fstringParts(b, v.Values)
		}
	}
}

// unparsedConst returns a constant as a source text writes it: infinity, which
// has no literal, as a number too large for a float.
func unparsedConst(v any) string {
	switch v.(type) {
	case float64, complex128:
		return strings.ReplaceAll(constRepr(v), "inf", "1e309")
	case syntax.EllipsisType:
		return "..."
	}
	return constRepr(v)
}
