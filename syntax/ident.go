package syntax

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// checkIdentifier checks the identifier from start to pos, which has
// characters beyond ASCII (PEP 3131).
func (l *lexer) checkIdentifier(start int) bool {
	for i := start; i < l.pos; {
		r, n := utf8.DecodeRune(l.src[i:l.pos])
		if i == start && !isXIDStart(r) || i > start && !isXIDContinue(r) {
			l.pos = i + n
			if isPrintable(r) {
				l.errorf("invalid character '%c' (U+%04X)", r, r)
			} else {
				l.errorf("invalid non-printable character U+%04X", r)
			}
			return false
		}
		i += n
	}
	return true
}

// normalizeName brings an identifier into Unicode's normal form KC.
func normalizeName(b []byte) []byte {
	return norm.NFKC.Bytes(b)
}

// isXIDStart reports whether r has the property XID_Start of Unicode (UAX #31).
// It is ID_Start without the few characters whose normal form KC would not be
// an identifier; CPython counts the underscore in.
func isXIDStart(r rune) bool {
	if r < utf8.RuneSelf {
		return isStart(byte(r))
	}
	return isIDStart(r) && !notXIDStart[r]
}

// isXIDContinue reports whether r has the property XID_Continue.
func isXIDContinue(r rune) bool {
	if r < utf8.RuneSelf {
		return isIdent(byte(r))
	}
	if isIDStart(r) {
		return !notXIDContinue[r]
	}
	return unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
}

func isIDStart(r rune) bool {
	if unicode.In(r, unicode.L, unicode.Nl, unicode.Other_ID_Start) {
		return !unicode.In(r, unicode.Pattern_Syntax, unicode.Pattern_White_Space)
	}
	return false
}

// The characters that UAX #31 (section "NFKC modifications") takes away from
// ID_Start and ID_Continue: compatibility forms that decompose into a space
// and a mark, or begin with a character that only continues an identifier.
var (
	notXIDContinue = func() map[rune]bool {
		m := map[rune]bool{0x037A: true}
		for _, rg := range [][2]rune{{0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB}} {
			for r := rg[0]; r <= rg[1]; r++ {
				m[r] = true
			}
		}
		for _, r := range []rune{0xFE70, 0xFE72, 0xFE74, 0xFE76, 0xFE78, 0xFE7A, 0xFE7C, 0xFE7E} {
			m[r] = true
		}
		return m
	}()

	notXIDStart = func() map[rune]bool {
		m := map[rune]bool{0x0E33: true, 0x0EB3: true, 0xFF9E: true, 0xFF9F: true}
		for r := range notXIDContinue {
			m[r] = true
		}
		return m
	}()
)

// isPrintable reports whether Python's str.isprintable holds for r.
func isPrintable(r rune) bool {
	if r == ' ' {
		return true
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S)
}
