package syntax

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"unicode/utf8"

	"github.com/weftpy/weft/internal/floattext"
)

// number reads a numeric literal. The checks follow CPython's, because the
// position of an error depends on how far it had read.
func (l *lexer) number(t *token) {
	start := l.pos
	if !l.scanNumber(start) {
		l.fail(t)
		return
	}
	l.emit(t, tNumber, start)
}

func (l *lexer) scanNumber(start int) bool {
	if l.at(l.pos) == '0' {
		switch l.at(l.pos + 1) {
		case 'x', 'X':
			return l.radix("hexadecimal", 16)
		case 'o', 'O':
			return l.radix("octal", 8)
		case 'b', 'B':
			return l.radix("binary", 2)
		}
		// Zeros; a decimal literal may not begin with them unless it turns
		// out to be a float or imaginary.
		nonzero := false
		l.pos++
		for {
			if l.at(l.pos) == '_' {
				l.pos++
				if !isDigit(l.at(l.pos)) {
					l.errorf("invalid decimal literal")
					return false
				}
			}
			if l.at(l.pos) != '0' {
				break
			}
			l.pos++
		}
		zerosEnd := l.pos + 1
		if isDigit(l.at(l.pos)) {
			nonzero = true
			if !l.digits() {
				return false
			}
		}
		switch l.at(l.pos) {
		case '.':
			l.pos++
			return l.fraction()
		case 'e', 'E':
			return l.exponent()
		case 'j', 'J':
			return l.imaginary()
		}
		if nonzero {
			l.errorAt(l.line, l.lineStart, start+1, zerosEnd,
				"leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
			return false
		}
		return l.numberEnd("decimal")
	}
	if l.at(l.pos) != '.' && !l.digits() {
		return false
	}
	switch l.at(l.pos) {
	case '.':
		l.pos++
		return l.fraction()
	case 'e', 'E':
		return l.exponent()
	case 'j', 'J':
		return l.imaginary()
	}
	return l.numberEnd("decimal")
}

// digits reads decimal digits, with single underscores between them.
func (l *lexer) digits() bool {
	for {
		for isDigit(l.at(l.pos)) {
			l.pos++
		}
		if l.at(l.pos) != '_' {
			return true
		}
		l.pos++
		if !isDigit(l.at(l.pos)) {
			l.errorf("invalid decimal literal")
			return false
		}
	}
}

// fraction reads what follows the point of a float.
func (l *lexer) fraction() bool {
	if isDigit(l.at(l.pos)) && !l.digits() {
		return false
	}
	switch l.at(l.pos) {
	case 'e', 'E':
		return l.exponent()
	case 'j', 'J':
		return l.imaginary()
	}
	return l.numberEnd("decimal")
}

// exponent reads the exponent of a float, if what follows is one: in "1else"
// it is not.
func (l *lexer) exponent() bool {
	e := l.pos
	l.pos++
	if c := l.at(l.pos); c == '+' || c == '-' {
		l.pos++
		if !isDigit(l.at(l.pos)) {
			l.errorf("invalid decimal literal")
			return false
		}
	} else if !isDigit(c) {
		l.pos = e
		return l.numberEnd("decimal")
	}
	if !l.digits() {
		return false
	}
	if c := l.at(l.pos); c == 'j' || c == 'J' {
		return l.imaginary()
	}
	return l.numberEnd("decimal")
}

func (l *lexer) imaginary() bool {
	l.pos++
	return l.numberEnd("imaginary")
}

// radix reads a literal that begins with 0x, 0o or 0b.
func (l *lexer) radix(name string, base byte) bool {
	valid := func(c byte) bool {
		if base == 16 {
			return class[c]&clsHex != 0
		}
		return '0' <= c && c < '0'+base
	}
	l.pos += 2
	for {
		if l.at(l.pos) == '_' {
			l.pos++
		}
		if c := l.at(l.pos); !valid(c) {
			if isDigit(c) {
				l.pos++
				l.errorf("invalid digit '%c' in %s literal", c, name)
			} else {
				l.errorf("invalid %s literal", name)
			}
			return false
		}
		for valid(l.at(l.pos)) {
			l.pos++
		}
		if l.at(l.pos) != '_' {
			break
		}
	}
	if c := l.at(l.pos); isDigit(c) {
		l.pos++
		l.errorf("invalid digit '%c' in %s literal", c, name)
		return false
	}
	return l.numberEnd(name)
}

// numberEnd checks what follows a literal. A keyword may, for now, but gives
// a warning; any other letter may not.
func (l *lexer) numberEnd(name string) bool {
	c := l.at(l.pos)
	if !isIdent(c) || c >= utf8.RuneSelf {
		return true
	}
	for _, kw := range [...]string{"and", "else", "for", "if", "in", "is", "or", "not"} {
		// The words of two letters beginning with i need not end there.
		if bytes.HasPrefix(l.src[l.pos:], []byte(kw)) && (kw[0] == 'i' || !isIdent(l.at(l.pos+len(kw)))) {
			l.warn(InvalidNumberTail, l.pos, "invalid %s literal", name)
			return true
		}
	}
	l.errorf("invalid %s literal", name)
	return false
}

// warn notes a warning about the byte at pos of the current line.
func (l *lexer) warn(k WarningKind, pos int, format string, args ...any) {
	l.addWarning(Warning{
		Kind: k,
		Msg:  fmt.Sprintf(format, args...),
		Line: int(l.line),
		Col:  charColumn(l.src[l.lineStart:], pos-l.lineStart+1),
	})
}

// addWarning notes a warning, unless it is already there because the parser
// went back and read the same again.
func (l *lexer) addWarning(w Warning) {
	if l.warnings == nil {
		return
	}
	list := *l.warnings
	for i := len(list) - 1; i >= 0 && list[i].Line == w.Line; i-- {
		if list[i] == w {
			return
		}
	}
	*l.warnings = append(list, w)
}

// defaultMaxIntDigits is how many digits a decimal literal may have
// (sys.int_info.default_max_str_digits).
const defaultMaxIntDigits = 4300

// numberValue converts the text of a literal the lexer has accepted. The
// message is for literals with more digits than maxDigits, otherwise "".
func numberValue(text []byte, maxDigits int) (v any, msg string) {
	if len(text) == 1 {
		return smallInts[text[0]-'0'], ""
	}
	if bytes.IndexByte(text, '_') >= 0 {
		text = bytes.ReplaceAll(text, []byte("_"), nil)
	}
	if text[0] == '0' && len(text) > 1 {
		switch text[1] | 0x20 {
		case 'x':
			return intValue(text[2:], 16), ""
		case 'o':
			return intValue(text[2:], 8), ""
		case 'b':
			return intValue(text[2:], 2), ""
		}
	}
	if last := text[len(text)-1]; last|0x20 == 'j' {
		return complex(0, floatValue(text[:len(text)-1])), ""
	}
	if bytes.ContainsAny(text, ".eE") {
		return floatValue(text), ""
	}
	if maxDigits > 0 && len(text) > maxDigits {
		return nil, fmt.Sprintf("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "+
			"use sys.set_int_max_str_digits() to increase the limit - "+
			"Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", maxDigits, len(text))
	}
	return intValue(text, 10), ""
}

// smallInts are the values of the literals of one digit, boxed once.
var smallInts = func() (a [10]any) {
	for i := range a {
		a[i] = int64(i)
	}
	return a
}()

func intValue(digits []byte, base int) any {
	if len(digits) <= 18 && base == 10 {
		var n int64
		for _, c := range digits {
			n = n*10 + int64(c-'0')
		}
		return n
	}
	s := string(digits)
	if n, err := strconv.ParseInt(s, base, 64); err == nil {
		return n
	}
	n, ok := new(big.Int).SetString(s, base)
	if !ok {
		panic("BUG: malformed integer literal " + s)
	}
	return n
}

func floatValue(text []byte) float64 {
	f, err := floattext.Parse(string(text))
	if err != nil && !math.IsInf(f, 0) {
		panic("BUG: malformed float literal " + string(text))
	}
	return f
}
