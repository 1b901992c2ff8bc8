package syntax

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendConstant appends Python's repr of a constant.
func appendConstant(b []byte, v any) []byte {
	switch v := v.(type) {
	case NoneType:
		return append(b, "None"...)
	case EllipsisType:
		return append(b, "Ellipsis"...)
	case bool:
		if v {
			return append(b, "True"...)
		}
		return append(b, "False"...)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case *big.Int:
		return v.Append(b, 10)
	case float64:
		return appendFloat(b, v, true)
	case complex128:
		if real(v) != 0 {
			b = append(b, '(')
			b = appendFloat(b, real(v), false)
			if imag(v) >= 0 {
				b = append(b, '+')
			}
			b = appendFloat(b, imag(v), false)
			return append(b, "j)"...)
		}
		return append(appendFloat(b, imag(v), false), 'j')
	case string:
		return appendStr(b, v)
	case Bytes:
		return appendBytes(b, string(v))
	}
	panic("BUG: not a constant")
}

// appendFloat appends the shortest text that reads back as f. point adds ".0"
// to what looks like an integer.
func appendFloat(b []byte, f float64, point bool) []byte {
	s := strconv.FormatFloat(f, 'e', -1, 64)
	if strings.HasSuffix(s, "Inf") {
		return append(b, strings.ToLower(strings.TrimPrefix(s, "+"))...)
	}
	_, e, _ := strings.Cut(s, "e")
	exp, err := strconv.Atoi(e)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	if exp < -4 || exp >= 16 {
		return append(b, s...)
	}
	s = strconv.FormatFloat(f, 'f', -1, 64)
	b = append(b, s...)
	if point && !strings.Contains(s, ".") {
		b = append(b, ".0"...)
	}
	return b
}

// quoteFor picks the quote Python's repr uses.
func quoteFor(s string) byte {
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		return '"'
	}
	return '\''
}

// appendStr appends Python's repr of a str, in WTF-8.
func appendStr(b []byte, s string) []byte {
	q := quoteFor(s)
	b = append(b, q)
	for i := 0; i < len(s); {
		c := s[i]
		if c < 0x80 {
			b = appendASCII(b, c, q)
			i++
			continue
		}
		if c == 0xED && i+2 < len(s) && s[i+1] >= 0xA0 { // a surrogate
			r := rune(c&0xF)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
			b = append(b, `\u`...)
			b = appendHex(b, r, 4)
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isPrintable(r):
			b = append(b, s[i:i+n]...)
		case r <= 0xFF:
			b = append(b, `\x`...)
			b = appendHex(b, r, 2)
		case r <= 0xFFFF:
			b = append(b, `\u`...)
			b = appendHex(b, r, 4)
		default:
			b = append(b, `\U`...)
			b = appendHex(b, r, 8)
		}
		i += n
	}
	return append(b, q)
}

func appendBytes(b []byte, s string) []byte {
	q := quoteFor(s)
	b = append(b, 'b', q)
	for i := range len(s) {
		if c := s[i]; c < 0x80 {
			b = appendASCII(b, c, q)
		} else {
			b = append(b, `\x`...)
			b = appendHex(b, rune(c), 2)
		}
	}
	return append(b, q)
}

func appendASCII(b []byte, c, quote byte) []byte {
	switch {
	case c == quote || c == '\\':
		return append(b, '\\', c)
	case c == '\n':
		return append(b, `\n`...)
	case c == '\r':
		return append(b, `\r`...)
	case c == '\t':
		return append(b, `\t`...)
	case c < ' ' || c == 0x7F:
		b = append(b, `\x`...)
		return appendHex(b, rune(c), 2)
	}
	return append(b, c)
}

func appendHex(b []byte, r rune, digits int) []byte {
	for i := digits - 1; i >= 0; i-- {
		b = append(b, "0123456789abcdef"[r>>(4*i)&0xF])
	}
	return b
}
