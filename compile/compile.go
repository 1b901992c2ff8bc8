package compile

import (
	"errors"
	"fmt"

	"github.com/weftpy/weft/syntax"
)

// Options adjust a compilation. The zero value is that of an ordinary
// compile() without inherited future statements.
type Options struct {
	// Optimize is the level of -O: 1 removes assert statements and makes
	// __debug__ false, 2 removes docstrings too.
	Optimize int

	// Future are the future statements in force from outside, as flags of a
	// code (FutureAnnotations, FutureBarryAsBDFL).
	Future Flags

	// TopLevelAwait allows await, async for and async with in a module
	// (PyCF_ALLOW_TOP_LEVEL_AWAIT); a module that uses them becomes a coroutine.
	TopLevelAwait bool

	// SourceLine, if not nil, returns a line of the source, counted from 1, to
	// be shown with an error.
	SourceLine func(line int) (text string, ok bool)

	// Warnings, if not nil, receives the warnings in the order CPython issues
	// them.
	Warnings *[]Warning
}

// Warning is a SyntaxWarning.
type Warning struct {
	Msg  string
	Line int
	Col  int // from 1
}

// ErrTooDeep is the error for a tree that is nested too deeply. Python raises
// it as a RecursionError.
var ErrTooDeep = errors.New("maximum recursion depth exceeded during compilation")

// maxDepth is how deeply expressions and statements may nest: what CPython
// allows with its default recursion limit.
const maxDepth = 3000

// Module compiles the tree of a module, expression or interactive statement.
// The error is a *syntax.Error or ErrTooDeep. The tree is not changed.
func Module(mod syntax.Mod, filename string, opts Options) (code *Code, err error) {
	c := &compiler{filename: filename, opts: opts}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case bailout:
			code, err = nil, r.err
		default:
			panic(r)
		}
	}()
	return c.module(mod), nil
}

// bailout carries an error in the tree up to Module.
type bailout struct{ err error }

// compiler is the state that the units of one compilation share.
type compiler struct {
	filename    string
	opts        Options
	future      Flags
	futureLine  int32 // of the last future statement
	interactive bool
	scopes      map[scopeKey]*scope
	folded      map[syntax.Expr]folding
	warned      map[Warning]bool
	spare       [][]inst // buffers of finished units
}

func (c *compiler) module(mod syntax.Mod) *Code {
	c.future = c.opts.Future & (FutureAnnotations | FutureBarryAsBDFL)
	var body []syntax.Stmt
	switch m := mod.(type) {
	case *syntax.Module:
		body = m.Body
	case *syntax.Interactive:
		body = m.Body
		c.interactive = true
	case *syntax.Expression:
	default:
		panic(fmt.Sprintf("BUG: cannot compile a %T", mod))
	}
	c.futureStatements(body)
	top := c.buildScopes(mod)
	u := c.newUnit(nil, top, "<module>")
	u.firstLine = 1
	switch m := mod.(type) {
	case *syntax.Expression:
		if m.Body != nil {
			u.returnExpr(m.Body)
		}
	default:
		u.moduleBody(body)
	}
	if u.topLevelAwait() && top.isCoroutine {
		u.flags |= Coroutine
	}
	return u.finish()
}

// fail ends the compilation with a SyntaxError that underlines node n.
func (c *compiler) fail(n syntax.Node, format string, args ...any) {
	c.failAt(*n.Extent(), format, args...)
}

// failAt ends the compilation with a SyntaxError for the range at. Columns are
// those of the node plus one, bytes not characters, as CPython's compiler
// reports them.
func (c *compiler) failAt(at syntax.Span, format string, args ...any) {
	e := &syntax.Error{
		Kind:     syntax.SyntaxError,
		Msg:      fmt.Sprintf(format, args...),
		Filename: c.filename,
		Line:     int(at.Line),
		Col:      int(at.Col) + 1,
		EndLine:  int(at.EndLine),
		EndCol:   int(at.EndCol) + 1,
	}
	if c.opts.SourceLine != nil {
		if text, ok := c.opts.SourceLine(e.Line); ok {
			e.Text, e.HasText = text, true
		}
	}
	panic(bailout{e})
}

// warn issues a SyntaxWarning about node n.
func (c *compiler) warn(n syntax.Node, format string, args ...any) {
	if c.opts.Warnings == nil {
		return
	}
	p := n.Pos()
	w := Warning{Msg: fmt.Sprintf(format, args...), Line: int(p.Line), Col: int(p.Col) + 1}
	if c.warned[w] {
		return // code may be generated more than once
	}
	if c.warned == nil {
		c.warned = map[Warning]bool{}
	}
	c.warned[w] = true
	*c.opts.Warnings = append(*c.opts.Warnings, w)
}

// mangle returns the name that ident stands for inside the class named private
// ("" outside of classes): __x becomes _C__x.
func mangle(private, ident string) string {
	n := len(ident)
	if private == "" || n < 3 || ident[:2] != "__" || ident[n-2:] == "__" {
		return ident
	}
	for i := range n {
		if ident[i] == '.' {
			return ident
		}
	}
	for private != "" && private[0] == '_' {
		private = private[1:]
	}
	if private == "" {
		return ident
	}
	return "_" + private + ident
}
