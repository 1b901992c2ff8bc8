package object

import (
	"fmt"
	"os"
)

// Excepthook reports an exception that nobody caught.
func Excepthook(t *Thread, e *Exception) {
	for tb := e.Traceback(t); tb != nil; tb = tb.Next {
		fmt.Fprintf(os.Stderr, "  File %q, line %d, in %s\n", tb.Code.Filename, tb.LineNo(), tb.Code.Name)
	}
	s, err := ToStr(t, e.Value())
	if err != nil {
		fmt.Fprintln(os.Stderr, e.Typ.Name)
		return
	}
	fmt.Fprintln(os.Stderr, e.Typ.Name+": "+s.S)
}
