package vm

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
)

func init() { object.Hooks.Anchors = anchors }

// anchors finds the operator in the text of a binary operation, or the brackets
// of a subscript, for the carets of tracebacks.
func anchors(expr string) (left, right int, ok bool) {
	mod, err := syntax.Parse([]byte(expr), "<traceback>", syntax.Exec, &syntax.Options{IgnoreCookie: true})
	if err != nil {
		return 0, 0, false
	}
	m, ok := mod.(*syntax.Module)
	if !ok || len(m.Body) != 1 {
		return 0, 0, false
	}
	stmt, ok := m.Body[0].(*syntax.ExprStmt)
	if !ok {
		return 0, 0, false
	}
	space := func(c byte) bool { return c == ' ' || c == '\t' || c == '\f' }
	switch e := stmt.Value.(type) {
	case *syntax.BinOp:
		from, to := int(e.Left.End().Col), int(e.Right.Pos().Col)
		for i := from; i < to && i < len(expr); i++ {
			if space(expr[i]) || expr[i] == ')' { // parentheses are not part of the operands
				continue
			}
			right = i + 1
			if i+1 < to && !space(expr[i+1]) {
				right++
			}
			return i, right, true
		}
	case *syntax.Subscript:
		return int(e.Value.End().Col), int(e.Slice.End().Col) + 1, true
	}
	return 0, 0, false
}
