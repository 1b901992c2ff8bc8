package syntax

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Limits of CPython's lexer.
const (
	maxParens   = 200
	maxIndents  = 100
	maxFStrings = 150
	maxNesting  = 3 // of replacement fields in format specs, the outer one included

	tabSize = 8
)

// lexer cuts a source into tokens, one with each call of scan. Only bytes
// below 0x80 mean anything to it, so it reads bytes, and looks at runes only
// within identifiers.
//
// A line counts as begun when its first byte is looked at: at the end of the
// source line and lineStart still describe the last line. Error positions
// depend on it.
type lexer struct {
	src       []byte // with a NUL behind its end
	pos       int    // of the next byte
	line      int32  // from 1
	lineStart int    // offset of the line
	bufStart  int    // offset of the first line of the text an error shows

	atBOL   bool
	pending int // INDENT (positive) or DEDENT (negative) tokens to deliver
	indents []indent
	parens  []bracket
	fstrs   []fstring
	inText  bool // in the literal text of the innermost f-string

	names    nameTable
	filename string
	warnings *[]Warning

	err     *Error
	errKind lexError
	atEnd   bool // the end of the source has been seen
}

// lexError tells apart the ways the lexer can fail, because they do not all
// have precedence over an error of the parser found before.
type lexError uint8

const (
	lexOK    lexError = iota
	lexText           // the text is malformed; err says how
	lexEOF            // the source ended within brackets or after a backslash
	lexShape          // bad indentation or continuation; err says how
)

// indent is one level of indentation: its column with tabs every 8 columns
// and with tabs of 1 column. Where the two disagree about which of two lines
// is further in, tabs and spaces are mixed inconsistently.
type indent struct{ col, alt int32 }

// bracket is an open bracket.
type bracket struct {
	char byte
	line int32
	col  int32
}

// Character classes.
const (
	clsStart = 1 << iota // may begin an identifier
	clsDigit
	clsHex
)

var class = func() (t [256]uint8) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c >= utf8.RuneSelf:
			t[c] |= clsStart
		case '0' <= c && c <= '9':
			t[c] |= clsDigit | clsHex
		}
		if 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' {
			t[c] |= clsHex
		}
	}
	return t
}()

func isIdent(c byte) bool { return class[c]&(clsStart|clsDigit) != 0 }
func isStart(c byte) bool { return class[c]&clsStart != 0 }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (l *lexer) init(src []byte, filename string, warnings *[]Warning) {
	l.src = src
	l.filename = filename
	l.warnings = warnings
	l.atBOL = true
	l.indents = append(make([]indent, 0, 8), indent{})
	l.names.init()
}

// beginLine notes that pos is at the beginning of a line. inToken is set if
// the lines before belong to the same token.
func (l *lexer) beginLine(inToken bool) {
	if l.pos < len(l.src) {
		l.line++
		l.lineStart = l.pos
		if !inToken {
			l.bufStart = l.pos
		}
	}
}

// scan reads the next token into t.
func (l *lexer) scan(t *token) {
	if l.inText {
		l.scanText(t)
		return
	}
	src := l.src

line:
	blank := false
	if l.atBOL {
		l.atBOL = false
		l.beginLine(false)
		var ok bool
		if blank, ok = l.indentation(); !ok {
			l.fail(t)
			return
		}
	}
	if l.pending != 0 {
		k := tIndent
		if l.pending < 0 {
			k = tDedent
			l.pending++
		} else {
			l.pending--
		}
		l.bare(t, k)
		return
	}

again:
	pos := l.pos
	c := src[pos : len(src)+1][0]
	for c == ' ' || c == '\t' || c == '\f' {
		pos++
		c = src[:len(src)+1][pos]
	}
	first := pos
	if c == '#' {
		n := bytes.IndexByte(src[pos:], '\n')
		if n < 0 {
			pos = len(src)
			c = 0
		} else {
			pos += n
			c = '\n'
		}
	}
	l.pos = pos

	if isStart(c) {
		l.word(t)
		return
	}
	switch c {
	case 0:
		l.atEnd = true
		if len(l.parens) > 0 {
			l.errKind = lexEOF
			l.fail(t)
			return
		}
		l.bare(t, tEOF)
		return
	case '\n':
		l.pos++
		l.atBOL = true
		if blank || len(l.parens) > 0 {
			goto line
		}
		// The token begins at the comment, if there is one.
		l.emit(t, tNewline, first)
		t.end--
		t.EndCol--
		return
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		l.number(t)
		return
	case '.':
		if isDigit(src[:len(src)+1][pos+1]) {
			l.number(t)
			return
		}
	case '"', '\'':
		l.quoted(t, pos, c)
		return
	case '\\':
		if !l.continuation(true) {
			l.fail(t)
			return
		}
		goto again
	}
	l.operator(t, c)
}

// at returns the byte at an offset, 0 at the end and after it.
func (l *lexer) at(i int) byte {
	if i < len(l.src) {
		return l.src[i]
	}
	return 0
}

// emit makes the token that goes from start to pos, on the current line.
func (l *lexer) emit(t *token, k kind, start int) {
	t.Line = l.line
	t.Col = int32(start - l.lineStart)
	t.EndLine = l.line
	t.EndCol = int32(l.pos - l.lineStart)
	t.start = int32(start)
	t.end = int32(l.pos)
	t.val = 0
	t.kind = k
	t.level = uint8(len(l.parens))
}

// bare makes a token without text.
func (l *lexer) bare(t *token, k kind) {
	*t = token{
		Span:  Span{Line: l.line, Col: noCol, EndLine: l.line, EndCol: noCol},
		start: int32(l.pos), end: int32(l.pos),
		kind: k, level: uint8(len(l.parens)),
	}
}

// fail makes the token of a failure; err and errKind tell about it.
func (l *lexer) fail(t *token) {
	if l.errKind == lexOK {
		l.errKind = lexText
	}
	l.bare(t, tError)
}

// errorf notes a malformed text, with the position CPython's lexer gives: the
// characters of the line up to pos.
func (l *lexer) errorf(format string, args ...any) {
	l.errorAt(l.line, l.lineStart, -1, l.pos, format, args...)
}

// errorAt notes a malformed text which reaches from the byte from (or, if it
// is negative, no byte) up to the byte to of the line that begins at lineStart.
func (l *lexer) errorAt(line int32, lineStart, from, to int, format string, args ...any) {
	end := bytes.IndexByte(l.src[lineStart:], '\n')
	text := l.src[lineStart:]
	if end >= 0 {
		text = text[:end]
	}
	e := &Error{
		Msg:      fmt.Sprintf(format, args...),
		Filename: l.filename,
		Line:     int(line),
		Col:      utf8.RuneCount(l.src[lineStart:to]),
		EndLine:  int(line),
		Text:     string(text),
		HasText:  true,
	}
	e.EndCol = e.Col
	if from >= 0 {
		e.Col = utf8.RuneCount(l.src[lineStart:from])
	}
	l.err = e
	l.errKind = lexText
}

// shapeError notes a failure that CPython reports for a line as a whole.
func (l *lexer) shapeError(k ErrorKind, col, endCol int, msg string) {
	text := string(l.src[l.bufStart:l.lineEnd()])
	l.err = &Error{
		Kind: k, Msg: msg, Filename: l.filename,
		Line: int(l.line), Col: col, EndLine: int(l.line), EndCol: endCol,
		Text: text, HasText: true,
	}
	l.errKind = lexShape
}

// lineEnd returns the offset behind the current line and its newline.
func (l *lexer) lineEnd() int {
	if n := bytes.IndexByte(l.src[l.lineStart:], '\n'); n >= 0 {
		return l.lineStart + n + 1
	}
	return len(l.src)
}

// indentation reads the white space at the beginning of a line and sets
// pending. It reports whether the line is blank.
func (l *lexer) indentation() (blank, ok bool) {
	var col, alt int32
	var contCol, contAlt int32
	cont := false
loop:
	for {
		switch l.at(l.pos) {
		case ' ':
			col++
			alt++
		case '\t':
			col = (col/tabSize + 1) * tabSize
			alt++
		case '\f':
			col, alt = 0, 0
		case '\\':
			// The indentation of a line that begins with continuations is
			// that of the first of them that has any.
			if !cont && col > 0 {
				cont, contCol, contAlt = true, col, alt
			}
			if !l.continuation(false) {
				return false, false
			}
			continue
		default:
			break loop
		}
		l.pos++
	}
	if c := l.at(l.pos); c == '#' || c == '\n' {
		return true, true
	}
	if len(l.parens) > 0 {
		return false, true
	}
	if cont {
		col, alt = contCol, contAlt
	}
	top := l.indents[len(l.indents)-1]
	switch {
	case col == top.col:
		if alt != top.alt {
			return false, l.tabError()
		}
	case col > top.col:
		if len(l.indents) >= maxIndents {
			l.shapeError(IndentationError, 1, 0, "too many levels of indentation")
			return false, false
		}
		if alt <= top.alt {
			return false, l.tabError()
		}
		l.pending++
		l.indents = append(l.indents, indent{col, alt})
	default:
		for len(l.indents) > 1 && col < l.indents[len(l.indents)-1].col {
			l.pending--
			l.indents = l.indents[:len(l.indents)-1]
		}
		top = l.indents[len(l.indents)-1]
		if col != top.col {
			n := utf8.RuneCount(l.src[l.lineStart:l.lineEnd()])
			l.shapeError(IndentationError, n, -1, "unindent does not match any outer indentation level")
			return false, false
		}
		if alt != top.alt {
			return false, l.tabError()
		}
	}
	return false, true
}

func (l *lexer) tabError() bool {
	l.shapeError(TabError, 1, 0, "inconsistent use of tabs and spaces in indentation")
	return false
}

// continuation reads a backslash and the newline that must follow. inLine is
// set if something else stands before it in the line.
func (l *lexer) continuation(inLine bool) bool {
	l.pos++
	if l.at(l.pos) != '\n' {
		if l.pos < len(l.src) {
			l.pos++
		}
		line := l.src[l.bufStart:l.lineEnd()]
		l.shapeError(SyntaxError, charColumn(line, l.pos-l.bufStart), 0,
			"unexpected character after line continuation character")
		return false
	}
	l.pos++
	if l.pos >= len(l.src) {
		l.atEnd = true
		l.errKind = lexEOF
		return false
	}
	l.beginLine(inLine)
	return true
}

// word reads an identifier, a keyword or a string with a prefix.
func (l *lexer) word(t *token) {
	src := l.src[:len(l.src)+1]
	start := l.pos
	i := start
	h := uint32(hashSeed)
	c := src[i]
	nonASCII := false
	for class[c]&(clsStart|clsDigit) != 0 {
		if c >= utf8.RuneSelf {
			nonASCII = true
		}
		h = (h ^ uint32(c)) * hashPrime
		i++
		c = src[i]
	}
	if (c == '"' || c == '\'') && i-start <= 2 && isStringPrefix(src[start:i]) {
		l.quoted(t, start, c)
		return
	}
	l.pos = i
	name := src[start:i]
	if nonASCII {
		if !l.checkIdentifier(start) {
			l.fail(t)
			return
		}
		name = normalizeName(name)
		h = hashName(name)
	}
	id, k := l.names.lookup(h, name)
	if nonASCII {
		k = tName // a keyword must be written in ASCII
	}
	l.emit(t, k, start)
	t.val = id
}

// operator reads an operator or delimiter that begins with c.
func (l *lexer) operator(t *token, c byte) {
	start := l.pos
	c1 := l.at(start + 1)
	if len(l.fstrs) > 0 && l.atFieldLevel() {
		switch {
		case c == ':':
			l.pos++
			l.inText = true
			l.emit(t, tColon, start)
			t.val = beginsSpec
			return
		case c == '!' && c1 != '=':
			l.pos++
			l.emit(t, tExclam, start)
			return
		}
	}
	k, n := tError, 1
	switch c {
	case '(', '[', '{':
		if len(l.parens) >= maxParens {
			l.pos++
			l.errorf("too many nested parentheses")
			l.fail(t)
			return
		}
		l.parens = append(l.parens, bracket{c, l.line, int32(start - l.lineStart)})
		k = tLparen
		if c == '[' {
			k = tLbrack
		} else if c == '{' {
			k = tLbrace
		}
	case ')', ']', '}':
		l.pos++
		if !l.closeBracket(c) {
			l.fail(t)
			return
		}
		l.pos--
		k = tRparen
		if c == ']' {
			k = tRbrack
		} else if c == '}' {
			k = tRbrace
		}
	case ',':
		k = tComma
	case ';':
		k = tSemi
	case '~':
		k = tTilde
	case ':':
		k = tColon
		if c1 == '=' {
			k, n = tWalrus, 2
		}
	case '.':
		k = tDot
		if c1 == '.' && l.at(start+2) == '.' {
			k, n = tEllipsis, 3
		}
	case '=':
		k = tAssign
		if c1 == '=' {
			k, n = tEqEq, 2
		}
	case '!':
		if c1 == '=' {
			k, n = tNotEq, 2
		}
	case '-':
		k = tMinus
		if c1 == '>' {
			k, n = tArrow, 2
		} else if c1 == '=' {
			k, n = tMinusEq, 2
		}
	case '<':
		switch c1 {
		case '=':
			k, n = tLtE, 2
		case '>':
			k, n = tLtGt, 2
		case '<':
			k, n = tLshift, 2
			if l.at(start+2) == '=' {
				k, n = tLshiftEq, 3
			}
		default:
			k = tLess
		}
	case '>':
		switch c1 {
		case '=':
			k, n = tGtE, 2
		case '>':
			k, n = tRshift, 2
			if l.at(start+2) == '=' {
				k, n = tRshiftEq, 3
			}
		default:
			k = tGreater
		}
	case '*':
		k = tStar
		if c1 == '*' {
			k, n = tStarStar, 2
			if l.at(start+2) == '=' {
				k, n = tStarStarEq, 3
			}
		} else if c1 == '=' {
			k, n = tStarEq, 2
		}
	case '/':
		k = tSlash
		if c1 == '/' {
			k, n = tSlashSlash, 2
			if l.at(start+2) == '=' {
				k, n = tSlashSlashEq, 3
			}
		} else if c1 == '=' {
			k, n = tSlashEq, 2
		}
	case '+':
		k = tPlus
		if c1 == '=' {
			k, n = tPlusEq, 2
		}
	case '%':
		k = tPercent
		if c1 == '=' {
			k, n = tPercentEq, 2
		}
	case '&':
		k = tAmper
		if c1 == '=' {
			k, n = tAmperEq, 2
		}
	case '|':
		k = tVbar
		if c1 == '=' {
			k, n = tVbarEq, 2
		}
	case '^':
		k = tCircumflex
		if c1 == '=' {
			k, n = tCircumflexEq, 2
		}
	case '@':
		k = tAt
		if c1 == '=' {
			k, n = tAtEq, 2
		}
	}
	if k == tError {
		if c < ' ' || c == 0x7f {
			l.pos++
			l.errorf("invalid non-printable character U+%04X", c)
			l.fail(t)
			return
		}
		// "!", "$", "?" and "`" stand for nothing, but it is for the parser
		// to say that this is not the place for them.
		k = tBad
	}
	l.pos += n
	l.emit(t, k, start)
}

// closeBracket checks that the closing bracket just read, c, matches.
func (l *lexer) closeBracket(c byte) bool {
	if len(l.fstrs) > 0 {
		f := &l.fstrs[len(l.fstrs)-1]
		if n := len(f.fields); n == 0 && c == '}' {
			l.errorf("%s: single '}' is not allowed", f.name())
			return false
		} else if n > 0 && int(f.fields[n-1]) == len(l.parens) {
			if c != '}' {
				l.errorf("%s: unmatched '%c'", f.name(), c)
				return false
			}
			f.fields = f.fields[:n-1]
			l.parens = l.parens[:len(l.parens)-1]
			l.inText = true
			return true
		}
	}
	if len(l.parens) == 0 {
		l.errorf("unmatched '%c'", c)
		return false
	}
	open := l.parens[len(l.parens)-1]
	l.parens = l.parens[:len(l.parens)-1]
	// In ASCII the two halves of a pair are one or two apart.
	if d := c - open.char; d == 1 || d == 2 {
		return true
	}
	on := ""
	if open.line != l.line {
		on = fmt.Sprintf(" on line %d", open.line)
	}
	l.errorf("closing parenthesis '%c' does not match opening parenthesis '%c'%s", c, open.char, on)
	return false
}
