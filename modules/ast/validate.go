package ast

import (
	"math/big"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
)

// validator checks that a tree made by a program is one that the parser could
// have made, as far as the compiler relies on it: nothing is missing, contexts
// fit, patterns contain what patterns may. The first error stays in err, and
// what is checked after it does not matter.
type validator struct {
	t   *thread
	err *exc
}

func (v *validator) fail(typ *object.Type, format string, a ...any) {
	if v.err == nil {
		v.err = v.t.Errorf(typ, format, a...)
	}
}

func (v *validator) failValue(format string, a ...any) { v.fail(object.ValueError, format, a...) }

func (v *validator) mod(m syntax.Mod) {
	switch m := m.(type) {
	case *syntax.Module:
		v.stmts(m.Body)
	case *syntax.Interactive:
		v.stmts(m.Body)
	case *syntax.Expression:
		v.expr(m.Body, syntax.Load)
	}
}

// positions checks the extent of a node.
func (v *validator) positions(s *syntax.Span) {
	switch {
	case s.Line > s.EndLine:
		v.failValue("AST node line range (%d, %d) is not valid", s.Line, s.EndLine)
	case s.Line < 0 && s.EndLine != s.Line, s.Col < 0 && s.Col != s.EndCol:
		v.failValue("AST node column range (%d, %d) for line range (%d, %d) is not valid", s.Col, s.EndCol, s.Line, s.EndLine)
	case s.Line == s.EndLine && s.Col > s.EndCol:
		v.failValue("line %d, column %d-%d is not a valid range", s.Line, s.Col, s.EndCol)
	}
}

// nonempty checks that a list that must have items has some.
func (v *validator) nonempty(n int, list, owner string) {
	if n == 0 {
		v.failValue("empty %s on %s", list, owner)
	}
}

func (v *validator) name(name string) {
	switch name {
	case "None", "True", "False":
		v.failValue("identifier field can't represent '%s' constant", name)
	}
}

func (v *validator) body(list []syntax.Stmt, owner string) {
	v.nonempty(len(list), "body", owner)
	v.stmts(list)
}

func (v *validator) stmts(list []syntax.Stmt) {
	for _, s := range list {
		if s == nil {
			v.failValue("None disallowed in statement list")
		}
		if v.err != nil {
			return
		}
		v.stmt(s)
	}
}

func (v *validator) function(name string, a *syntax.Arguments, body []syntax.Stmt, decorators []syntax.Expr, returns syntax.Expr) {
	v.body(body, name)
	v.arguments(a)
	v.exprs(decorators, syntax.Load, false)
	v.optional(returns)
}

func (v *validator) loop(owner string, target, iter syntax.Expr, body, orelse []syntax.Stmt) {
	v.expr(target, syntax.Store)
	v.expr(iter, syntax.Load)
	v.body(body, owner)
	v.stmts(orelse)
}

func (v *validator) with(owner string, items []*syntax.WithItem, body []syntax.Stmt) {
	v.nonempty(len(items), "items", owner)
	for _, item := range items {
		v.expr(item.ContextExpr, syntax.Load)
		if item.OptionalVars != nil {
			v.expr(item.OptionalVars, syntax.Store)
		}
	}
	v.body(body, owner)
}

func (v *validator) try(owner string, s *syntax.Try) {
	v.body(s.Body, owner)
	switch {
	case len(s.Handlers) == 0 && len(s.Finalbody) == 0:
		v.failValue("%s has neither except handlers nor finalbody", owner)
	case len(s.Handlers) == 0 && len(s.Orelse) > 0:
		v.failValue("%s has orelse but no except handlers", owner)
	}
	for _, h := range s.Handlers {
		if h == nil {
			v.failValue("None disallowed in handler list")
			return
		}
		v.positions(&h.Span)
		v.optional(h.Type)
		v.body(h.Body, "ExceptHandler")
	}
	v.stmts(s.Finalbody)
	v.stmts(s.Orelse)
}

func (v *validator) stmt(s syntax.Stmt) {
	v.positions(s.Extent())
	if v.err != nil {
		return
	}
	switch s := s.(type) {
	case *syntax.FunctionDef:
		v.function("FunctionDef", s.Args, s.Body, s.DecoratorList, s.Returns)
	case *syntax.AsyncFunctionDef:
		v.function("AsyncFunctionDef", s.Args, s.Body, s.DecoratorList, s.Returns)
	case *syntax.ClassDef:
		v.body(s.Body, "ClassDef")
		v.exprs(s.Bases, syntax.Load, false)
		v.keywords(s.Keywords)
		v.exprs(s.DecoratorList, syntax.Load, false)
	case *syntax.Return:
		v.optional(s.Value)
	case *syntax.Delete:
		v.nonempty(len(s.Targets), "targets", "Delete")
		v.exprs(s.Targets, syntax.Del, false)
	case *syntax.Assign:
		v.nonempty(len(s.Targets), "targets", "Assign")
		v.exprs(s.Targets, syntax.Store, false)
		v.expr(s.Value, syntax.Load)
	case *syntax.AugAssign:
		v.expr(s.Target, syntax.Store)
		v.expr(s.Value, syntax.Load)
	case *syntax.AnnAssign:
		if _, ok := s.Target.(*syntax.Name); !ok && s.Simple {
			v.fail(object.TypeError, "AnnAssign with simple non-Name target")
		}
		v.expr(s.Target, syntax.Store)
		v.optional(s.Value)
		v.expr(s.Annotation, syntax.Load)
	case *syntax.For:
		v.loop("For", s.Target, s.Iter, s.Body, s.Orelse)
	case *syntax.AsyncFor:
		v.loop("AsyncFor", s.Target, s.Iter, s.Body, s.Orelse)
	case *syntax.While:
		v.expr(s.Test, syntax.Load)
		v.body(s.Body, "While")
		v.stmts(s.Orelse)
	case *syntax.If:
		v.expr(s.Test, syntax.Load)
		v.body(s.Body, "If")
		v.stmts(s.Orelse)
	case *syntax.With:
		v.with("With", s.Items, s.Body)
	case *syntax.AsyncWith:
		v.with("AsyncWith", s.Items, s.Body)
	case *syntax.Match:
		v.expr(s.Subject, syntax.Load)
		v.nonempty(len(s.Cases), "cases", "Match")
		for _, c := range s.Cases {
			v.pattern(c.Pattern, false)
			v.optional(c.Guard)
			v.body(c.Body, "match_case")
		}
	case *syntax.Raise:
		v.optional(s.Exc)
		if s.Exc != nil {
			v.optional(s.Cause)
		} else if s.Cause != nil {
			v.failValue("Raise with cause but no exception")
		}
	case *syntax.Try:
		v.try("Try", s)
	case *syntax.TryStar:
		v.try("TryStar", (*syntax.Try)(s))
	case *syntax.Assert:
		v.expr(s.Test, syntax.Load)
		v.optional(s.Msg)
	case *syntax.Import:
		v.nonempty(len(s.Names), "names", "Import")
	case *syntax.ImportFrom:
		if s.Level < 0 {
			v.failValue("Negative ImportFrom level")
		}
		v.nonempty(len(s.Names), "names", "ImportFrom")
	case *syntax.Global:
		v.nonempty(len(s.Names), "names", "Global")
	case *syntax.Nonlocal:
		v.nonempty(len(s.Names), "names", "Nonlocal")
	case *syntax.ExprStmt:
		v.expr(s.Value, syntax.Load)
	}
}

func (v *validator) optional(e syntax.Expr) {
	if e != nil {
		v.expr(e, syntax.Load)
	}
}

func (v *validator) exprs(list []syntax.Expr, ctx syntax.ExprContext, noneOK bool) {
	for _, e := range list {
		if e == nil {
			if noneOK {
				continue
			}
			v.failValue("None disallowed in expression list")
		}
		if v.err != nil {
			return
		}
		v.expr(e, ctx)
	}
}

func (v *validator) arguments(a *syntax.Arguments) {
	for _, list := range [...][]*syntax.Arg{a.Posonlyargs, a.Args, {a.Vararg}, a.Kwonlyargs, {a.Kwarg}} {
		for _, p := range list {
			if p != nil {
				v.positions(&p.Span)
				v.optional(p.Annotation)
			}
		}
	}
	if len(a.Defaults) > len(a.Posonlyargs)+len(a.Args) {
		v.failValue("more positional defaults than args on arguments")
	}
	if len(a.KwDefaults) != len(a.Kwonlyargs) {
		v.failValue("length of kwonlyargs is not the same as kw_defaults on arguments")
	}
	v.exprs(a.Defaults, syntax.Load, false)
	v.exprs(a.KwDefaults, syntax.Load, true)
}

func (v *validator) keywords(list []*syntax.Keyword) {
	for _, k := range list {
		v.expr(k.Value, syntax.Load)
	}
}

func (v *validator) comprehension(list []*syntax.Comprehension) {
	if len(list) == 0 {
		v.failValue("comprehension with no generators")
	}
	for _, c := range list {
		v.expr(c.Target, syntax.Store)
		v.expr(c.Iter, syntax.Load)
		v.exprs(c.Ifs, syntax.Load, false)
	}
}

func contextName(ctx syntax.ExprContext) string { return [...]string{"Load", "Store", "Del"}[ctx] }

// context returns the context that an expression says it is in, if it can be in
// another one than Load.
func (v *validator) context(e syntax.Expr) (syntax.ExprContext, bool) {
	switch e := e.(type) {
	case *syntax.Attribute:
		return e.Ctx, true
	case *syntax.Subscript:
		return e.Ctx, true
	case *syntax.Starred:
		return e.Ctx, true
	case *syntax.Name:
		v.name(e.Id)
		return e.Ctx, true
	case *syntax.List:
		return e.Ctx, true
	case *syntax.Tuple:
		return e.Ctx, true
	}
	return syntax.Load, false
}

func (v *validator) expr(e syntax.Expr, ctx syntax.ExprContext) {
	if v.err != nil {
		return
	}
	v.positions(e.Extent())
	switch actual, has := v.context(e); {
	case !has && ctx != syntax.Load:
		v.failValue("expression which can't be assigned to in %s context", contextName(ctx))
	case actual != ctx:
		v.failValue("expression must have %s context but has %s instead", contextName(ctx), contextName(actual))
	}
	if v.err != nil {
		return
	}
	switch e := e.(type) {
	case *syntax.BoolOp:
		if len(e.Values) < 2 {
			v.failValue("BoolOp with less than 2 values")
		}
		v.exprs(e.Values, syntax.Load, false)
	case *syntax.NamedExpr:
		v.expr(e.Value, syntax.Load)
		if _, ok := e.Target.(*syntax.Name); !ok {
			// CPython leaves this to the compiler, which takes it for a bug of its own.
			v.fail(object.TypeError, "NamedExpr target must be a Name")
		}
	case *syntax.BinOp:
		v.expr(e.Left, syntax.Load)
		v.expr(e.Right, syntax.Load)
	case *syntax.UnaryOp:
		v.expr(e.Operand, syntax.Load)
	case *syntax.Lambda:
		v.arguments(e.Args)
		v.expr(e.Body, syntax.Load)
	case *syntax.IfExp:
		v.expr(e.Test, syntax.Load)
		v.expr(e.Body, syntax.Load)
		v.expr(e.Orelse, syntax.Load)
	case *syntax.Dict:
		if len(e.Keys) != len(e.Values) {
			v.failValue("Dict doesn't have the same number of keys as values")
		}
		v.exprs(e.Keys, syntax.Load, true)
		v.exprs(e.Values, syntax.Load, false)
	case *syntax.Set:
		v.exprs(e.Elts, syntax.Load, false)
	case *syntax.ListComp:
		v.comprehension(e.Generators)
		v.expr(e.Elt, syntax.Load)
	case *syntax.SetComp:
		v.comprehension(e.Generators)
		v.expr(e.Elt, syntax.Load)
	case *syntax.GeneratorExp:
		v.comprehension(e.Generators)
		v.expr(e.Elt, syntax.Load)
	case *syntax.DictComp:
		v.comprehension(e.Generators)
		v.expr(e.Key, syntax.Load)
		v.expr(e.Value, syntax.Load)
	case *syntax.Yield:
		v.optional(e.Value)
	case *syntax.YieldFrom:
		v.expr(e.Value, syntax.Load)
	case *syntax.Await:
		v.expr(e.Value, syntax.Load)
	case *syntax.Compare:
		switch {
		case len(e.Comparators) == 0:
			v.failValue("Compare with no comparators")
		case len(e.Comparators) != len(e.Ops):
			v.failValue("Compare has a different number of comparators and operands")
		}
		v.exprs(e.Comparators, syntax.Load, false)
		v.expr(e.Left, syntax.Load)
	case *syntax.Call:
		v.expr(e.Func, syntax.Load)
		v.exprs(e.Args, syntax.Load, false)
		v.keywords(e.Keywords)
	case *syntax.Constant:
		if bad, ok := e.Value.(strange); ok {
			v.fail(object.TypeError, "got an invalid type in Constant: %s", string(bad))
		}
	case *syntax.JoinedStr:
		v.exprs(e.Values, syntax.Load, false)
	case *syntax.FormattedValue:
		v.expr(e.Value, syntax.Load)
		v.optional(e.FormatSpec)
	case *syntax.Attribute:
		v.expr(e.Value, syntax.Load)
	case *syntax.Subscript:
		v.expr(e.Slice, syntax.Load)
		v.expr(e.Value, syntax.Load)
	case *syntax.Starred:
		v.expr(e.Value, ctx)
	case *syntax.List:
		v.exprs(e.Elts, ctx, false)
	case *syntax.Tuple:
		v.exprs(e.Elts, ctx, false)
	case *syntax.Slice:
		v.optional(e.Lower)
		v.optional(e.Upper)
		v.optional(e.Step)
	}
}

func isSingleton(c any) bool {
	switch c.(type) {
	case syntax.NoneType, bool:
		return true
	}
	return false
}

// matchValue checks the expression of a literal pattern.
func (v *validator) matchValue(e syntax.Expr) {
	v.expr(e, syntax.Load)
	switch e := e.(type) {
	case *syntax.Constant:
		switch e.Value.(type) {
		case int64, *big.Int, float64, complex128, string, syntax.Bytes:
			return
		}
		v.failValue("unexpected constant inside of a literal pattern")
		return
	case *syntax.Attribute, *syntax.JoinedStr:
		return
	case *syntax.UnaryOp:
		if e.Op == syntax.USub {
			return
		}
	case *syntax.BinOp:
		if e.Op == syntax.Add || e.Op == syntax.Sub {
			return
		}
	}
	v.failValue("patterns may only match literals and attribute lookups")
}

// capture checks a name that a pattern binds, "" if it binds none.
func (v *validator) capture(name string) {
	if name == "_" {
		v.failValue("can't capture name '_' in patterns")
	}
	v.name(name)
}

func (v *validator) patterns(list []syntax.Pattern, starOK bool) {
	for _, p := range list {
		v.pattern(p, starOK)
	}
}

func (v *validator) pattern(p syntax.Pattern, starOK bool) {
	if p == nil {
		v.failValue("None disallowed in pattern list")
	}
	if v.err != nil {
		return
	}
	v.positions(p.Extent())
	switch p := p.(type) {
	case *syntax.MatchValue:
		v.matchValue(p.Value)
	case *syntax.MatchSingleton:
		if !isSingleton(p.Value) {
			v.failValue("MatchSingleton can only contain True, False and None")
		}
	case *syntax.MatchSequence:
		v.patterns(p.Patterns, true)
	case *syntax.MatchMapping:
		if len(p.Keys) != len(p.Patterns) {
			v.failValue("MatchMapping doesn't have the same number of keys as patterns")
		}
		v.capture(p.Rest)
		for _, k := range p.Keys {
			if k == nil {
				v.failValue("None disallowed in expression list")
				return
			}
			if c, ok := k.(*syntax.Constant); ok && isSingleton(c.Value) {
				continue
			}
			v.matchValue(k)
		}
		v.patterns(p.Patterns, false)
	case *syntax.MatchClass:
		v.matchClass(p)
	case *syntax.MatchStar:
		if !starOK {
			v.failValue("can't use MatchStar here")
		}
		v.capture(p.Name)
	case *syntax.MatchAs:
		v.capture(p.Name)
		if p.Pattern == nil {
			return
		}
		if p.Name == "" {
			v.failValue("MatchAs must specify a target name if a pattern is given")
		}
		v.pattern(p.Pattern, false)
	case *syntax.MatchOr:
		if len(p.Patterns) < 2 {
			v.failValue("MatchOr requires at least 2 patterns")
		}
		v.patterns(p.Patterns, false)
	}
}

func (v *validator) matchClass(p *syntax.MatchClass) {
	if len(p.KwdAttrs) != len(p.KwdPatterns) {
		v.failValue("MatchClass doesn't have the same number of keyword attributes as patterns")
	}
	v.expr(p.Cls, syntax.Load)
	for cls := p.Cls; v.err == nil; {
		a, ok := cls.(*syntax.Attribute)
		if !ok {
			if _, ok := cls.(*syntax.Name); !ok {
				v.failValue("MatchClass cls field can only contain Name or Attribute nodes.")
			}
			break
		}
		cls = a.Value
	}
	for _, name := range p.KwdAttrs {
		v.name(name)
	}
	v.patterns(p.Patterns, false)
	v.patterns(p.KwdPatterns, false)
}
