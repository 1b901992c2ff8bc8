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

// futureStatements reads the future statements at the beginning of body.
func (c *compiler) futureStatements(body []syntax.Stmt) {
	over := false // something else has come
	for _, s := range body {
		from, ok := s.(*syntax.ImportFrom)
		if ok && from.Module == "__future__" {
			if over {
				c.lateFuture(from)
			}
			for _, a := range from.Names {
				flag, ok := futureFlags[a.Name]
				switch {
				case a.Name == "braces":
					c.fail(from, "not a chance")
				case !ok:
					c.fail(from, "future feature %.100s is not defined", a.Name)
				}
				c.future |= flag
			}
			c.futureLine = from.Line
			continue
		}
		if _, isText := docstring(s); !isText {
			over = true
		}
	}
}

func (c *compiler) lateFuture(s *syntax.ImportFrom) {
	c.fail(s, "from __future__ imports must occur at the beginning of the file")
}

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
