package compile

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/weftpy/weft/syntax"
)

// constRepr returns Python's repr of a constant.
func constRepr(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int64:
		return strconv.FormatInt(v, 10)
	case *big.Int:
		return v.String()
	case float64:
		s := floatRepr(v)
		if strings.Trim(s, "-0123456789") == "" {
			s += ".0"
		}
		return s
	case complex128:
		re, im := floatRepr(real(v)), floatRepr(imag(v))
		if real(v) == 0 && !math.Signbit(real(v)) {
			return im + "j"
		}
		if im[0] != '-' {
			im = "+" + im
		}
		return "(" + re + im + "j)"
	case string:
		return stringRepr(v)
	case syntax.Bytes:
		return bytesRepr(string(v))
	case syntax.EllipsisType:
		return "Ellipsis"
	case Tuple:
		return itemsRepr("(", v, ")")
	case FrozenSet:
		return itemsRepr("frozenset({", v, "})")
	case *Code:
		return fmt.Sprintf("<code object %s, file %q, line %d>", v.Name, v.Filename, v.FirstLine)
	}
	return fmt.Sprint(v)
}

func itemsRepr(open string, items []any, end string) string {
	parts := make([]string, len(items))
	for i, x := range items {
		parts[i] = constRepr(x)
	}
	if open == "(" && len(items) == 1 {
		end = ",)"
	}
	return open + strings.Join(parts, ", ") + end
}

// floatRepr returns the shortest decimal that reads back as f, laid out as
// Python's repr does, but without a ".0" at the end.
func floatRepr(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case f != f:
		return "nan"
	}
	s := strconv.FormatFloat(f, 'e', -1, 64)
	mantissa, exp, _ := strings.Cut(s, "e")
	n, _ := strconv.Atoi(exp)
	if n >= -4 && n < 16 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	sign := "+"
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%se%s%02d", mantissa, sign, n)
}

// quote returns the quote that repr puts around s.
func quote(s string) byte {
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		return '"'
	}
	return '\''
}

func stringRepr(s string) string {
	q := quote(s)
	var b strings.Builder
	b.WriteByte(q)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 && i+2 < len(s) && s[i] == 0xED {
			// A lone surrogate.
			r = rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
			n = 3
		}
		i += n
		switch {
		case r == rune(q) || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r >= 0x7F && r < 0x100 && !strconv.IsPrint(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x7F || strconv.IsPrint(r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte(q)
	return b.String()
}

func bytesRepr(s string) string {
	q := quote(s)
	var b strings.Builder
	b.WriteByte('b')
	b.WriteByte(q)
	for i := range len(s) {
		switch c := s[i]; {
		case c == q || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ' || c >= 0x7F:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte(q)
	return b.String()
}
