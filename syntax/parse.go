package syntax

import "errors"

// Mode tells what Parse expects.
type Mode uint8

// The modes, those of Python's compile().
const (
	Exec     Mode = iota // a file of statements; the result is a *Module
	Eval                 // one expression; *Expression
	Single               // one interactive statement; *Interactive
	FuncType             // a signature of a type comment; *FunctionType
)

// Options adjust how Parse works. The zero value is that of an ordinary
// compile() or ast.parse().
type Options struct {
	// DontImplyDedent asks for the error of an unfinished block when the
	// source of a Single ends without a newline (PyCF_DONT_IMPLY_DEDENT).
	DontImplyDedent bool

	// AllowIncomplete makes the message of every error that more input could
	// have mended "incomplete input" (PyCF_ALLOW_INCOMPLETE_INPUT).
	AllowIncomplete bool

	// IgnoreCookie takes the source as UTF-8 whatever its first two lines
	// say: the source was a str, not bytes (PyCF_IGNORE_COOKIE).
	IgnoreCookie bool

	// BarryAsFLUFL makes <> the operator of inequality instead of != (PEP 401).
	BarryAsFLUFL bool

	// Warnings, if not nil, receives the warnings, in the order of the source.
	Warnings *[]Warning
}

// Parse reads the source of a Python program. The filename is only used in
// errors. opts may be nil. An error is always an *Error.
func Parse(src []byte, filename string, mode Mode, opts *Options) (Mod, error) {
	return nil, errors.New("BUG: no parser yet")
}
