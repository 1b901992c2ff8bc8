package syntax

import "fmt"

// ErrorKind is the class of exception an Error becomes in Python.
type ErrorKind uint8

// The kinds of errors.
const (
	SyntaxError ErrorKind = iota
	IndentationError
	TabError
)

// String returns the name of the exception class.
func (k ErrorKind) String() string {
	switch k {
	case IndentationError:
		return "IndentationError"
	case TabError:
		return "TabError"
	}
	return "SyntaxError"
}

// Error is what Parse returns for source it rejects. The fields are those of
// Python's SyntaxError.
type Error struct {
	Kind     ErrorKind
	Msg      string
	Filename string

	// Line counts from 1, Col from 1 in characters (Python's offset). Where
	// Python has no position both are 0.
	Line, Col int

	// EndLine and EndCol are Python's end_lineno and end_offset: exclusive.
	EndLine, EndCol int

	// Text is the source line, or lines, of the error, and HasText whether
	// there is one (in Python the attribute is None if not).
	Text    string
	HasText bool
}

// Error returns a one-line description.
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", e.Filename, e.Line, e.Col, e.Kind, e.Msg)
}

// WarningKind tells what a Warning is about.
type WarningKind uint8

// The kinds of warnings. CPython issues the first two as DeprecationWarning
// before 3.12 and as SyntaxWarning since; the third as DeprecationWarning
// before 3.14 and SyntaxWarning since.
const (
	InvalidEscape      WarningKind = iota // "\d"
	InvalidOctalEscape                    // "\400"
	InvalidNumberTail                     // "1if x else y"
)

// Warning is a complaint about source that is accepted nonetheless.
type Warning struct {
	Kind WarningKind
	Msg  string
	Line int
	Col  int // from 1, in characters
}
