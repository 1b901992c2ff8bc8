package pyexpat

import (
	"strings"
	"unicode/utf8"
)

// Scanning: functions that look at text and say how far something goes. They
// return a negative number when the text ends before it is decided.

const incomplete = -1

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isChar reports whether XML allows a character at all.
func isChar(c rune) bool {
	return c >= 0x20 && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff) || c == '\t' || c == '\n' || c == '\r'
}

// isNameStart and isNameChar are the rules of the fifth edition of XML 1.0 as far
// as they are about letters; the colon counts as one.
func isNameStart(c rune) bool {
	if c < 0x80 {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':'
	}
	return c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7 || c >= 0x370 && c <= 0x1fff && c != 0x37e || c == 0x200c || c == 0x200d ||
		c >= 0x2070 && c <= 0x218f || c >= 0x2c00 && c <= 0x2fef || c >= 0x3001 && c <= 0xd7ff || c >= 0xf900 && c <= 0xfdcf || c >= 0xfdf0 && c <= 0xfffd
}

func isNameChar(c rune) bool {
	return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == 0xb7 || c >= 0x300 && c <= 0x36f || c == 0x203f || c == 0x2040
}

// nameEnd returns the end of the name that begins at i; i itself if none does.
func nameEnd(s string, i int) int {
	start := i
	for i < len(s) {
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			if c, n = utf8.DecodeRuneInString(s[i:]); c == utf8.RuneError && n == 1 {
				if !utf8.FullRuneInString(s[i:]) {
					return incomplete
				}
				return i
			}
		}
		if !isNameChar(c) || i == start && !isNameStart(c) {
			return i
		}
		i += n
	}
	return incomplete
}

// skipSpace returns the first place at or after i that is not white space.
func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

// badChar returns the place of the first character that XML does not allow, or
// -1. A character that is not all there yet is none.
func badChar(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < 0x20 && !isSpace(c) {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			if !utf8.FullRuneInString(s[i:]) {
				return -1
			}
			return i
		}
		if !isChar(r) {
			return i
		}
		i += n
	}
	return -1
}

// newlines gives text the line ends that XML says it has.
func newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// charRef reads the number of a character reference, between “&#” and “;”; -1 if
// it is none, -2 if there is no such character.
func charRef(s string) rune {
	base := rune(10)
	if strings.HasPrefix(s, "x") {
		base, s = 16, s[1:]
	}
	if s == "" {
		return -1
	}
	n := rune(0)
	for i := range len(s) {
		d := rune(-1)
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			d = rune(c - '0')
		case base == 16 && c >= 'a' && c <= 'f':
			d = rune(c-'a') + 10
		case base == 16 && c >= 'A' && c <= 'F':
			d = rune(c-'A') + 10
		}
		if d < 0 {
			return -1
		}
		if n = n*base + d; n > utf8.MaxRune {
			n = utf8.MaxRune + 1
		}
	}
	if n > utf8.MaxRune || !isChar(n) {
		return -2
	}
	return n
}

var predefined = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

// pseudo reads name="value" pairs, as XML declarations have them; ok is false if
// there is something else.
func pseudo(s string) (pairs [][2]string, ok bool) {
	for {
		i := skipSpace(s, 0)
		if i == len(s) {
			return pairs, true
		}
		if i == 0 {
			return nil, false
		}
		s = s[i:]
		n := nameEnd(s, 0)
		if n <= 0 {
			return nil, false
		}
		name := s[:n]
		s = s[skipSpace(s, n):]
		if s == "" || s[0] != '=' {
			return nil, false
		}
		s = s[skipSpace(s, 1):]
		if s == "" || s[0] != '"' && s[0] != '\'' {
			return nil, false
		}
		end := strings.IndexByte(s[1:], s[0])
		if end < 0 {
			return nil, false
		}
		pairs = append(pairs, [2]string{name, s[1 : 1+end]})
		s = s[end+2:]
	}
}
