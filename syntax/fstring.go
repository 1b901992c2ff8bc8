package syntax

import "unicode/utf8"

// An f-string is not one token. The lexer makes a tFStart of the prefix and
// quotes, a tFMiddle of each piece of literal text, ordinary tokens of what
// stands in replacement fields, and a tFEnd of the closing quotes (PEP 701).
// So replacement fields may hold anything, other f-strings with the same
// quotes included, and the parser reads them as it reads everything else.
//
// A replacement field is a bracket for the lexer: its '{' is on the stack of
// open brackets. A ':' or '!' with no bracket open inside the field ends the
// expression. After the ':' of a format spec, text is literal again, until
// the '}' of the field or a nested field.

// fstring is an f-string or t-string the lexer is in.
type fstring struct {
	quote    byte
	triple   bool
	raw      bool
	template bool

	// fields has, for each replacement field we are in, the number of open
	// brackets once its own is counted.
	fields []uint8

	// Where it began.
	start, lineStart int
	line             int32
}

// name is what errors call it.
func (f *fstring) name() string {
	if f.template {
		return "t-string"
	}
	return "f-string"
}

// atFieldLevel reports whether no bracket is open inside the innermost
// replacement field.
func (l *lexer) atFieldLevel() bool {
	f := &l.fstrs[len(l.fstrs)-1]
	n := len(f.fields)
	return n > 0 && int(f.fields[n-1]) == len(l.parens)
}

// beginFString begins the f-string whose prefix is at start and whose opening
// quotes, n of them, are at pos.
func (l *lexer) beginFString(t *token, start, n int) {
	if len(l.fstrs) >= maxFStrings {
		l.pos += n
		l.errorf("too many nested f-strings or t-strings")
		l.fail(t)
		return
	}
	f := fstring{
		quote: l.src[l.pos], triple: n == 3,
		start: start, lineStart: l.lineStart, line: l.line,
	}
	for _, c := range l.src[start:l.pos] {
		switch c | 0x20 {
		case 'r':
			f.raw = true
		case 't':
			f.template = true
		}
	}
	l.fstrs = append(l.fstrs, f)
	l.inText = true
	l.pos += n
	l.emit(t, tFStart, start)
}

// scanText reads what comes next in the literal text of an f-string: a piece
// of text, the '{' or '}' of a replacement field, or the closing quotes.
func (l *lexer) scanText(t *token) {
	f := &l.fstrs[len(l.fstrs)-1]
	src := l.src[:len(l.src)+1]
	start := l.pos
	startLine, startCol := l.line, int32(start-l.lineStart)
	inSpec := len(f.fields) > 0
	special := int32(0) // backslashes or doubled braces
	i := start

text:
	for {
		c := src[i]
		switch c {
		case f.quote:
			if !f.triple || src[i+1] == c && src[i+2] == c {
				break text
			}
			i++
		case 0, '\n':
			if c == 0 || !f.triple {
				if c == '\n' && inSpec {
					// The field is not closed; the parser will see that.
					break text
				}
				l.pos = i
				l.unterminatedFString(t, f)
				return
			}
			i++
			l.pos = i
			l.beginLine(true)
		case '{':
			if inSpec || src[i+1] != '{' {
				break text
			}
			special = 1
			i += 2
		case '}':
			if inSpec || src[i+1] != '}' {
				break text
			}
			special = 1
			i += 2
		case '\\':
			special = 1
			i++
			switch c := src[i]; {
			case c == '{' || c == '}':
				// The backslash stands for itself.
			case c == 0:
			case c == '\n':
				i++
				l.pos = i
				l.beginLine(true)
			case f.raw:
				if c < utf8.RuneSelf {
					i++
				}
			case c == 'N' && src[i+1] == '{':
				for i++; src[i] != '}' && src[i] != '\n' && src[i] != 0 && src[i] != f.quote; {
					i++
				}
				if src[i] == '}' {
					i++
				}
			default:
				i++
			}
		default:
			i++
		}
	}

	l.pos = i
	if i > start {
		l.emit(t, tFMiddle, start)
		t.Line, t.Col = startLine, startCol
		t.val = special
		return
	}
	switch src[i] {
	case '{':
		if len(f.fields) >= maxNesting {
			l.errorf("%s: expressions nested too deeply", f.name())
			l.fail(t)
			return
		}
		if len(l.parens) >= maxParens {
			l.pos++
			l.errorf("too many nested parentheses")
			l.fail(t)
			return
		}
		l.pos++
		l.parens = append(l.parens, bracket{'{', l.line, int32(i - l.lineStart)})
		f.fields = append(f.fields, uint8(len(l.parens)))
		l.inText = false
		l.emit(t, tLbrace, i)
	case '}':
		l.pos++
		if !l.closeBracket('}') {
			l.fail(t)
			return
		}
		l.emit(t, tRbrace, i)
	case '\n':
		// A newline in the format spec of a string with single quotes.
		l.inText = false
		l.scan(t)
	default:
		// If this is within a format spec the parser will say so.
		l.pos++
		if f.triple {
			l.pos += 2
		}
		l.fstrs = l.fstrs[:len(l.fstrs)-1]
		// Inside a field of an outer f-string, only a ':' or the '}' of that
		// field leads back to literal text.
		l.inText = false
		l.emit(t, tFEnd, i)
	}
}

// unterminatedFString reports a missing closing quote, from the opening one.
func (l *lexer) unterminatedFString(t *token, f *fstring) {
	l.atEnd = l.at(l.pos) == 0
	kind := f.name() + " literal"
	if f.triple {
		kind = "triple-quoted " + kind
	}
	detected := l.line
	l.line, l.lineStart, l.pos = f.line, f.lineStart, f.start+1
	l.errorf("unterminated %s (detected at line %d)", kind, detected)
	l.fail(t)
}
