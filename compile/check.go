package compile

import (
	"github.com/weftpy/weft/syntax"
)

// checkName rejects an assignment to, or deletion of, __debug__.
func (c *compiler) checkName(n *syntax.Name) { c.checkIdent(n, n.Id, n.Ctx) }

// checkIdent is checkName for a name that is bound or deleted by node n.
func (c *compiler) checkIdent(n syntax.Node, name string, ctx syntax.ExprContext) {
	if name != "__debug__" {
		return
	}
	switch ctx {
	case syntax.Store:
		c.fail(n, "cannot assign to __debug__")
	case syntax.Del:
		c.fail(n, "cannot delete __debug__")
	}
}

// checkKeywords rejects repeated keyword arguments of n.
func (c *compiler) checkKeywords(n syntax.Node, keywords []*syntax.Keyword) {
	seen := map[string]bool{}
	for _, k := range keywords {
		if k.Arg == "" {
			continue
		}
		c.checkIdent(n, k.Arg, syntax.Store)
		seen[k.Arg] = false
	}
	if len(seen) == 0 {
		return
	}
	for _, k := range keywords {
		if k.Arg == "" {
			continue
		}
		if seen[k.Arg] {
			c.fail(k, "keyword argument repeated: %s", k.Arg)
		}
		seen[k.Arg] = true
	}
}

// displayType returns the type of what e makes, if that is plain to see.
func (c *compiler) displayType(e syntax.Expr) string {
	if v, ok := c.fold(e); ok {
		return typeName(v)
	}
	switch e.(type) {
	case *syntax.Tuple:
		return "tuple"
	case *syntax.List, *syntax.ListComp:
		return "list"
	case *syntax.Dict, *syntax.DictComp:
		return "dict"
	case *syntax.Set, *syntax.SetComp:
		return "set"
	case *syntax.GeneratorExp:
		return "generator"
	case *syntax.Lambda:
		return "function"
	case *syntax.JoinedStr, *syntax.FormattedValue:
		return "str"
	case *syntax.TemplateStr, *syntax.Interpolation:
		return "string.templatelib.Template"
	}
	return ""
}

// checkCallee warns of "calls" that are a tuple with a comma missing.
func (c *compiler) checkCallee(e *syntax.Call) {
	if _, ok := e.Func.(*syntax.Lambda); ok {
		return
	}
	if t := c.displayType(e.Func); t != "" {
		c.warn(e, "'%s' object is not callable; perhaps you missed a comma?", t)
	}
}

// checkSubscript warns of "subscripts" that are a list with a comma missing.
func (c *compiler) checkSubscript(e *syntax.Subscript) {
	if c.opts.Warnings == nil {
		return
	}
	if v, ok := c.fold(e.Value); ok {
		switch typeName(v) {
		case "NoneType", "ellipsis", "int", "float", "complex", "bool", "frozenset":
			c.warn(e, "'%s' object is not subscriptable; perhaps you missed a comma?", typeName(v))
			return
		}
	}
	switch e.Value.(type) {
	case *syntax.Set, *syntax.SetComp, *syntax.GeneratorExp, *syntax.TemplateStr, *syntax.Interpolation, *syntax.Lambda:
		c.warn(e, "'%s' object is not subscriptable; perhaps you missed a comma?", c.displayType(e.Value))
		return
	}
	index := c.displayType(e.Slice)
	if index == "" || index == "int" || index == "bool" {
		return
	}
	if _, ok := e.Slice.(*syntax.Slice); ok {
		return
	}
	switch t := c.displayType(e.Value); t {
	case "str", "bytes", "tuple", "list":
		c.warn(e, "%s indices must be integers or slices, not %s; perhaps you missed a comma?", t, index)
	}
}

// checkCompare warns of "is" with a literal.
func (c *compiler) checkCompare(e *syntax.Compare) {
	if c.opts.Warnings == nil {
		return
	}
	left := e.Left
	for i, op := range e.Ops {
		right := e.Comparators[i]
		if (op == syntax.Is || op == syntax.IsNot) && (c.isLiteral(left) || c.isLiteral(right)) {
			if op == syntax.Is {
				c.warn(e, `"is" with a literal. Did you mean "=="?`)
			} else {
				c.warn(e, `"is not" with a literal. Did you mean "!="?`)
			}
			return
		}
		left = right
	}
}

// isLiteral reports whether e is a constant that has no identity of its own.
func (c *compiler) isLiteral(e syntax.Expr) bool {
	v, ok := c.fold(e)
	if !ok {
		return false
	}
	switch v.(type) {
	case nil, bool, syntax.EllipsisType:
		return false
	}
	return true
}
