package syntax

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// ErrorKind is the class of exception an Error becomes in Python.
type ErrorKind uint8

// The kinds of errors.
const (
	SyntaxError ErrorKind = iota
	IndentationError
	TabError
	MemoryError // the source nests too deeply
)

// String returns the name of the exception class.
func (k ErrorKind) String() string {
	switch k {
	case IndentationError:
		return "IndentationError"
	case TabError:
		return "TabError"
	case MemoryError:
		return "MemoryError"
	}
	return "SyntaxError"
}

// Error is what Parse returns for source it rejects. The fields are those of
// Python's SyntaxError.
type Error struct {
	Kind     ErrorKind
	Msg      string
	Filename string

	// Line counts from 1, Col from 1 in characters (Python's offset). Both
	// are 0 if there is no position at all: Python's attributes are None.
	Line, Col int

	// EndLine and EndCol are Python's end_lineno and end_offset: exclusive.
	EndLine, EndCol int

	// Text is the source line, or lines, of the error. HasText tells whether
	// there is one; if not, Python's attribute is None, and those of the end
	// are, too.
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

// raiseKnown gives up with an error at a place counted as CPython counts:
// columns from 1 in bytes, those below 1 meaning none.
func (p *parser) raiseKnown(kind ErrorKind, line, col, endLine, endCol int, msg string) {
	text := p.errorText(line)
	e := &Error{
		Kind: kind, Msg: msg, Filename: p.filename,
		Line: line, Col: charColumn(text, col), EndLine: endLine, EndCol: endCol,
		Text: string(text), HasText: true,
	}
	if endCol > 0 {
		// CPython counts this too in the line where the error begins.
		e.EndCol = charColumn(text, endCol)
	}
	p.err = e
	p.bail()
}

// errorText returns the line an error shows. For the line the lexer is in,
// and only for that, the newline is part of it.
func (p *parser) errorText(line int) []byte {
	l := &p.lex
	if int(l.line) <= line {
		return l.src[l.bufStart:l.lineEnd()]
	}
	text := l.src
	for range line - 1 {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			return nil
		}
		text = text[i+1:]
	}
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return text
}

// charColumn converts a column counted from 1 in bytes to characters.
func charColumn(line []byte, col int) int {
	if col <= 0 {
		return col
	}
	if col > len(line) {
		return utf8.RuneCount(line) + 1
	}
	// The column may be within a character, which then counts as one.
	start := col
	for start > 0 && !utf8.RuneStart(line[start-1]) {
		start--
	}
	if start > 0 && !utf8.FullRune(line[start-1:col]) {
		return utf8.RuneCount(line[:start-1]) + 1
	}
	return utf8.RuneCount(line[:col])
}

// raiseKind gives up with an error about an extent.
func (p *parser) raiseKind(kind ErrorKind, s Span, format string, args ...any) {
	p.raiseKnown(kind, int(s.Line), int(s.Col)+1, int(s.EndLine), int(s.EndCol)+1, fmt.Sprintf(format, args...))
}

func (p *parser) raiseSpan(s Span, format string, args ...any) {
	p.raiseKind(SyntaxError, s, format, args...)
}

// raiseRange gives up with an error about all from one extent to another.
func (p *parser) raiseRange(a, b Span, format string, args ...any) {
	p.raiseKind(SyntaxError, Span{a.Line, a.Col, b.EndLine, b.EndCol}, format, args...)
}

// raiseLast gives up with an error about the last token the lexer has read.
func (p *parser) raiseLast(kind ErrorKind, format string, args ...any) {
	t := &p.toks[len(p.toks)-1]
	col, endCol := int(t.Col)+1, -1
	if t.Col == noCol {
		col = p.lex.pos - p.lex.lineStart
	}
	if t.EndCol != noCol {
		endCol = int(t.EndCol) + 1
	}
	p.raiseKnown(kind, int(t.Line), col, int(t.EndLine), endCol, fmt.Sprintf(format, args...))
}

// raiseNext gives up with an error about the current token.
func (p *parser) raiseNext(format string, args ...any) {
	p.raiseSpan(p.t.Span, format, args...)
}

// raiseFrom gives up with an error about all from a place to where the lexer
// has come.
func (p *parser) raiseFrom(line, col int32, format string, args ...any) {
	p.raiseKnown(SyntaxError, int(line), int(col)+1, int(p.lex.line), p.lex.pos-p.lex.lineStart,
		fmt.Sprintf(format, args...))
}

// lexicalError gives up with the error of the lexer.
func (p *parser) lexicalError() {
	if p.lex.errKind == lexEOF {
		if len(p.lex.parens) > 0 {
			p.raiseUnclosed()
		}
		p.raiseLast(SyntaxError, "unexpected EOF while parsing")
	}
	p.err = p.lex.err
	p.bail()
}

// raiseUnclosed reports the innermost open bracket.
func (p *parser) raiseUnclosed() {
	b := p.lex.parens[len(p.lex.parens)-1]
	p.raiseKnown(SyntaxError, int(b.line), int(b.col)+1, int(b.line), 0, fmt.Sprintf("'%c' was never closed", b.char))
}
