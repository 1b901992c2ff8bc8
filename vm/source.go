package vm

import (
	"errors"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
)

// Compiling source text: errors of the stages below become exceptions, and
// their warnings warnings.

// CompileOptions say how source text is compiled.
type CompileOptions struct {
	Mode     syntax.Mode
	Optimize int    // 0, 1 (-O) or 2 (-OO)
	Flags    uint32 // co_flags of future statements in force, and the flags below
	// FromStr says that the source was a str: coding cookies mean nothing.
	FromStr bool
}

// Flags that the function compile takes beside those of future statements.
const (
	DontImplyDedent uint32 = 0x200  // an unfinished block at the end of an interactive statement is an error
	TopLevelAwait   uint32 = 0x2000 // await is allowed in a module
	AllowIncomplete uint32 = 0x4000 // errors that more input could mend say so
)

// FutureFlags are the flags of future statements.
const FutureFlags uint32 = 0x1fe0000

// Parse reads source text.
func Parse(t *object.Thread, src []byte, filename string, o CompileOptions) (syntax.Mod, *object.Exception) {
	digits := t.Interp.IntMaxStrDigits()
	if digits == 0 {
		digits = -1
	}
	var warnings []syntax.Warning
	mod, err := syntax.Parse(src, filename, o.Mode, &syntax.Options{
		DontImplyDedent: o.Flags&DontImplyDedent != 0,
		AllowIncomplete: o.Flags&AllowIncomplete != 0,
		IgnoreCookie:    o.FromStr,
		BarryAsFLUFL:    o.Flags&uint32(compile.FutureBarryAsBDFL) != 0,
		MaxIntDigits:    digits,
		Warnings:        &warnings,
	})
	for _, w := range warnings {
		category := object.DeprecationWarning
		if w.Kind == syntax.InvalidNumberTail {
			category = object.SyntaxWarning
		}
		if err := t.WarnSource(category, w.Msg, filename, w.Line, w.Col); err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, SyntaxErrorOf(t, err)
	}
	return mod, nil
}

// Compile compiles source text.
func Compile(t *object.Thread, src []byte, filename string, o CompileOptions) (*object.Code, *object.Exception) {
	mod, err := Parse(t, src, filename, o)
	if err != nil {
		return nil, err
	}
	return CompileTree(t, mod, filename, o)
}

// CompileTree compiles a syntax tree.
func CompileTree(t *object.Thread, mod syntax.Mod, filename string, o CompileOptions) (*object.Code, *object.Exception) {
	var warnings []compile.Warning
	c, err := compile.Module(mod, filename, compile.Options{
		Optimize:      o.Optimize,
		Future:        compile.Flags(o.Flags & FutureFlags),
		TopLevelAwait: o.Flags&TopLevelAwait != 0,
		SourceLine: func(line int) (string, bool) {
			s, ok := object.SourceLine(t, filename, line)
			return s + "\n", ok
		},
		Warnings: &warnings,
	})
	for _, w := range warnings {
		if err := t.WarnSource(object.SyntaxWarning, w.Msg, filename, w.Line, w.Col); err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, SyntaxErrorOf(t, err)
	}
	return Link(t, c), nil
}

// SyntaxErrorOf makes the Python exception of an error of package syntax or
// compile.
func SyntaxErrorOf(t *object.Thread, err error) *object.Exception {
	se, ok := err.(*syntax.Error)
	switch {
	case errors.Is(err, compile.ErrTooDeep):
		return t.Errorf(object.RecursionError, "%s", err.Error())
	case !ok:
		return t.Errorf(object.SystemError, "%s", err.Error())
	}
	typ := object.SyntaxError
	switch se.Kind {
	case syntax.IndentationError:
		typ = object.IndentationError
	case syntax.TabError:
		typ = object.TabError
	}
	text := object.None
	if se.HasText {
		text = object.NewStr(se.Text)
	}
	num := func(n int) object.Value { return object.Int(int64(n)) }
	file := object.NewStr(se.Filename)
	if se.Filename == "" {
		file = object.None
	}
	if se.Line == 0 && se.Col == 0 && !se.HasText {
		return object.NewSyntaxError(t, typ, se.Msg, file, object.None, object.None, text, object.None, object.None)
	}
	endLine, endCol := num(se.EndLine), num(se.EndCol)
	if se.EndLine == 0 && !se.HasText {
		endLine, endCol = object.None, object.None
	}
	return object.NewSyntaxError(t, typ, se.Msg, file, num(se.Line), num(se.Col), text, endLine, endCol)
}
