package compile

import "github.com/weftpy/weft/syntax"

// contains reports whether f holds for e or an expression inside, lambdas and
// comprehensions included.
func contains(e syntax.Expr, f func(syntax.Expr) bool) bool {
	if e == nil {
		return false
	}
	if f(e) {
		return true
	}
	any := func(list []syntax.Expr) bool {
		for _, x := range list {
			if contains(x, f) {
				return true
			}
		}
		return false
	}
	comp := func(gens []*syntax.Comprehension) bool {
		for _, g := range gens {
			if contains(g.Target, f) || contains(g.Iter, f) || any(g.Ifs) {
				return true
			}
		}
		return false
	}
	switch e := e.(type) {
	case *syntax.BoolOp:
		return any(e.Values)
	case *syntax.NamedExpr:
		return contains(e.Target, f) || contains(e.Value, f)
	case *syntax.BinOp:
		return contains(e.Left, f) || contains(e.Right, f)
	case *syntax.UnaryOp:
		return contains(e.Operand, f)
	case *syntax.Lambda:
		return any(e.Args.Defaults) || any(e.Args.KwDefaults) || contains(e.Body, f)
	case *syntax.IfExp:
		return contains(e.Test, f) || contains(e.Body, f) || contains(e.Orelse, f)
	case *syntax.Dict:
		return any(e.Keys) || any(e.Values)
	case *syntax.Set:
		return any(e.Elts)
	case *syntax.ListComp:
		return contains(e.Elt, f) || comp(e.Generators)
	case *syntax.SetComp:
		return contains(e.Elt, f) || comp(e.Generators)
	case *syntax.DictComp:
		return contains(e.Key, f) || contains(e.Value, f) || comp(e.Generators)
	case *syntax.GeneratorExp:
		return contains(e.Elt, f) || comp(e.Generators)
	case *syntax.Await:
		return contains(e.Value, f)
	case *syntax.Yield:
		return contains(e.Value, f)
	case *syntax.YieldFrom:
		return contains(e.Value, f)
	case *syntax.Compare:
		return contains(e.Left, f) || any(e.Comparators)
	case *syntax.Call:
		for _, k := range e.Keywords {
			if contains(k.Value, f) {
				return true
			}
		}
		return contains(e.Func, f) || any(e.Args)
	case *syntax.FormattedValue:
		return contains(e.Value, f) || contains(e.FormatSpec, f)
	case *syntax.Interpolation:
		return contains(e.Value, f) || contains(e.FormatSpec, f)
	case *syntax.JoinedStr:
		return any(e.Values)
	case *syntax.TemplateStr:
		return any(e.Values)
	case *syntax.Attribute:
		return contains(e.Value, f)
	case *syntax.Subscript:
		return contains(e.Value, f) || contains(e.Slice, f)
	case *syntax.Starred:
		return contains(e.Value, f)
	case *syntax.List:
		return any(e.Elts)
	case *syntax.Tuple:
		return any(e.Elts)
	case *syntax.Slice:
		return contains(e.Lower, f) || contains(e.Upper, f) || contains(e.Step, f)
	}
	return false
}

// deletions returns the names that statements can delete in the frame they
// belong to: those of del, and of "except … as" when the clause is left.
func (u *unit) deletions(lists ...[]syntax.Stmt) []string {
	var names []string
	var target func(e syntax.Expr)
	target = func(e syntax.Expr) {
		switch e := e.(type) {
		case *syntax.Name:
			names = append(names, u.mangle(e.Id))
		case *syntax.Tuple:
			for _, x := range e.Elts {
				target(x)
			}
		case *syntax.List:
			for _, x := range e.Elts {
				target(x)
			}
		}
	}
	var walk func(list []syntax.Stmt)
	try := func(s *syntax.Try) {
		walk(s.Body)
		for _, h := range s.Handlers {
			if h.Name != "" {
				names = append(names, u.mangle(h.Name))
			}
			walk(h.Body)
		}
		walk(s.Orelse)
		walk(s.Finalbody)
	}
	walk = func(list []syntax.Stmt) {
		for _, s := range list {
			switch s := s.(type) {
			case *syntax.Delete:
				for _, t := range s.Targets {
					target(t)
				}
			case *syntax.For:
				walk(s.Body)
				walk(s.Orelse)
			case *syntax.AsyncFor:
				walk(s.Body)
				walk(s.Orelse)
			case *syntax.While:
				walk(s.Body)
				walk(s.Orelse)
			case *syntax.If:
				walk(s.Body)
				walk(s.Orelse)
			case *syntax.With:
				walk(s.Body)
			case *syntax.AsyncWith:
				walk(s.Body)
			case *syntax.Try:
				try(s)
			case *syntax.TryStar:
				try((*syntax.Try)(s))
			case *syntax.Match:
				for _, m := range s.Cases {
					walk(m.Body)
				}
			}
		}
	}
	for _, list := range lists {
		walk(list)
	}
	return names
}
