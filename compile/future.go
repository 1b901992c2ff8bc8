package compile

import "github.com/weftpy/weft/syntax"

// futureFlags are the features that a future statement may name. Most have
// become part of the language.
var futureFlags = map[string]Flags{
	"nested_scopes":    0,
	"generators":       0,
	"division":         0,
	"absolute_import":  0,
	"with_statement":   0,
	"print_function":   0,
	"unicode_literals": 0,
	"generator_stop":   0,
	"barry_as_FLUFL":   FutureBarryAsBDFL,
	"annotations":      FutureAnnotations,
}

// futureStatements reads the future statements at the beginning of body. One
// that comes too late is found here only on the line of those before; others
// are found when code is generated.
func (c *compiler) futureStatements(body []syntax.Stmt) {
	if len(body) > 0 {
		if _, ok := docstring(body[0]); ok {
			body = body[1:]
		}
	}
	over := false // something else has come
	line := int32(0)
	for _, s := range body {
		at := *s.Extent()
		if over && at.Line > line {
			return
		}
		line = at.Line
		// These errors have no end.
		at.EndLine, at.EndCol = at.Line, -1
		from, ok := s.(*syntax.ImportFrom)
		if !ok || from.Module != "__future__" {
			over = true
			continue
		}
		if over {
			at.Col--
			c.failAt(at, "%s", lateFuture)
		}
		for _, a := range from.Names {
			flag, ok := futureFlags[a.Name]
			switch {
			case a.Name == "braces":
				c.failAt(at, "not a chance")
			case !ok:
				c.failAt(at, "future feature %.100s is not defined", a.Name)
			}
			c.future |= flag
		}
		c.futureLine = at.Line
	}
}

const lateFuture = "from __future__ imports must occur at the beginning of the file"

// docstring returns the text of s if it is an expression that is a string.
func docstring(s syntax.Stmt) (string, bool) {
	if e, ok := s.(*syntax.ExprStmt); ok {
		if k, ok := e.Value.(*syntax.Constant); ok {
			doc, ok := k.Value.(string)
			return doc, ok
		}
	}
	return "", false
}
