package decimal

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/weftpy/weft/internal/decimal"
	"github.com/weftpy/weft/object"
)

// spec is a format specification.
type spec struct {
	fill             string
	align            byte // '<', '>', '=', '^', or 'z' for zeros behind the sign
	sign             byte // '-', '+' or ' '
	noNegZero        bool
	width, prec      int64 // prec -1 for none
	kind             byte
	dot, sep, groups string
}

// formatLimit is the width, or number of digits, from which a format is refused.
const formatLimit = 1 << 31

// parseSpec reads [[fill]align][sign][z][0][width][,][.precision][type].
func parseSpec(s string, capitals bool) (f spec, ok bool) {
	f = spec{fill: " ", align: '>', sign: '-', prec: -1, kind: 'g'}
	if capitals {
		f.kind = 'G'
	}
	isAlign := func(c byte) bool { return c == '<' || c == '>' || c == '=' || c == '^' }
	aligned := false
	if s != "" {
		_, n := utf8.DecodeRuneInString(s)
		if s[0] == 0xed { // a surrogate is no character to fill with
			n = len(s)
		}
		switch {
		case n < len(s) && isAlign(s[n]):
			f.fill, f.align, aligned = s[:n], s[n], true
			s = s[n+1:]
		case isAlign(s[0]):
			f.align, aligned = s[0], true
			s = s[1:]
		}
	}
	next := func(c byte) bool {
		if s == "" || s[0] != c {
			return false
		}
		s = s[1:]
		return true
	}
	if s != "" && (s[0] == '+' || s[0] == '-' || s[0] == ' ') {
		f.sign = s[0]
		s = s[1:]
	}
	f.noNegZero = next('z')
	if next('0') {
		if aligned {
			return f, false
		}
		f.align, f.fill = 'z', "0"
	}
	number := func() (n int64, ok bool) {
		i := 0
		for i < len(s) && s[i]-'0' <= 9 {
			i++
		}
		n, err := strconv.ParseInt(s[:i], 10, 64)
		s = s[i:]
		return n, err == nil
	}
	if s != "" && s[0]-'0' <= 9 {
		if s[0] == '0' {
			return f, false
		}
		if f.width, ok = number(); !ok {
			return f, false
		}
	}
	if next(',') {
		f.dot, f.sep, f.groups = ".", ",", "\x03"
	}
	if next('.') {
		if f.prec, ok = number(); !ok {
			return f, false
		}
	}
	if s != "" {
		f.kind = s[0]
		s = s[1:]
		switch f.kind {
		case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		case 'n', 'N':
			if f.sep != "" {
				return f, false
			}
			f.dot = "."
			f.kind -= 'n' - 'g'
		default:
			return f, false
		}
	}
	return f, s == ""
}

// override changes point, separator and groups as a dict has them.
func (f *spec) override(t *thread, v value) *exc {
	d, ok := object.AsDict(v)
	if !ok {
		return t.Errorf(object.TypeError, "optional argument must be a dict")
	}
	for _, o := range []struct {
		key string
		dst *string
	}{{"decimal_point", &f.dot}, {"thousands_sep", &f.sep}, {"grouping", &f.groups}} {
		x := d.GetStr(t, object.Intern(o.key))
		if x.O == nil {
			continue
		}
		s, ok := object.AsStr(x)
		if !ok {
			return t.Errorf(object.ValueError, "invalid override dict")
		}
		*o.dst = s.S
		if i := strings.IndexByte(s.S, 0); i >= 0 {
			*o.dst = s.S[:i]
		}
	}
	valid := f.dot != "" && len(f.dot) <= 4 && len(f.sep) <= 4
	for _, g := range []byte(f.groups) {
		valid = valid && g <= 127
	}
	if !valid {
		return t.Errorf(object.ValueError, "invalid override dict")
	}
	return nil
}

func format(t *thread, a []value) (value, *exc) {
	s, ok := object.AsStr(a[1])
	if !ok {
		return value{}, t.Errorf(object.TypeError, "format arg must be str")
	}
	c := current(t)
	st := c.Read(t)
	f, ok := parseSpec(s.S, st.capitals)
	if !ok {
		return value{}, t.Errorf(object.ValueError, "invalid format string")
	}
	if a[2].O != nil {
		if err := f.override(t, a[2]); err != nil {
			return value{}, err
		}
	}
	if f.width >= formatLimit || f.prec >= formatLimit {
		return value{}, t.Errorf(object.ValueError, "format specification exceeds internal limits of _decimal")
	}
	sign, body, frac, met := f.number(&numberOf(a[0]).d, &st.Context)
	if met != 0 {
		if err := raise(t, c, met); err != nil {
			return value{}, err
		}
	}
	return object.NewStr(f.lay(sign, body, frac)), nil
}

// number writes x: its sign, the digits before the point, and what follows them.
func (f *spec) number(x *dec, c *decimal.Context) (sign, body, frac string, met cond) {
	d := *x
	kind := f.kind | 0x20
	upper := f.kind != kind && f.kind != '%'
	place := int64(1) // of the point, in scientific notation
	if d.Kind == decimal.Finite {
		if f.kind == '%' {
			d.Exp += 2
			kind = 'f'
		}
		switch {
		case f.prec < 0:
		case kind == 'g':
			if n := max(f.prec, 1); d.Digits() > n {
				met = d.Round(n, c.Round)
			}
		case kind == 'e' && d.IsZero():
			place = 1 - f.prec
		case kind == 'e':
			met = d.Round(f.prec+1, c.Round)
		default:
			met = d.Rescale(-f.prec, c.Round)
		}
		if kind == 'f' && d.IsZero() && d.Exp > 0 {
			d.Rescale(0, c.Round)
		}
		// CPython looks for a zero by rounding, but not with F.
		if f.noNegZero && d.IsZero() && (f.kind != 'F' || x.IsZero()) {
			d.Neg = false
		}
	} else if f.align == 'z' {
		f.align, f.fill = '>', " "
	}
	switch {
	case d.Neg:
		sign = "-"
	case f.sign != '-':
		sign = string(f.sign)
	}
	percent := ""
	if f.kind == '%' {
		percent = "%"
	}
	if d.Kind != decimal.Finite {
		d.Neg = false
		return sign, string(d.Append(nil, 'E', false)) + percent, "", met
	}
	digits := string(d.AppendDigits(nil))
	n := int64(len(digits))
	left := d.Exp + n
	switch {
	case kind == 'f', kind == 'g' && d.Exp <= 0 && left > -6:
		place = left
	}
	switch {
	case place <= 0:
		body, frac = "0", strings.Repeat("0", int(-place))+digits
	case place >= n:
		body = digits + strings.Repeat("0", int(place-n))
	default:
		body, frac = digits[:place], digits[place:]
	}
	if frac != "" {
		dot := f.dot
		if dot == "" {
			dot = "."
		}
		frac = dot + frac
	}
	if left != place || kind == 'e' {
		e := "e"
		if upper {
			e = "E"
		}
		if left >= place {
			e += "+"
		}
		frac += e + strconv.FormatInt(left-place, 10)
	}
	return sign, body, frac + percent, met
}

// lay puts the parts of a number together in the width.
func (f *spec) lay(sign, body, frac string) string {
	special := frac == "" && (body == "" || body[0] > '9')
	if !special && (f.sep != "" || f.align == 'z') {
		least := int64(0)
		if f.align == 'z' {
			least = f.width - int64(utf8.RuneCountInString(frac)) - int64(len(sign))
		}
		body = f.group(body, least)
	}
	body += frac
	n := f.width - int64(len(sign)) - int64(utf8.RuneCountInString(body))
	if n <= 0 {
		return sign + body
	}
	fill := func(n int64) string { return strings.Repeat(f.fill, int(n)) }
	switch f.align {
	case '<':
		return sign + body + fill(n)
	case '=', 'z':
		return sign + fill(n) + body
	case '^':
		return fill(n/2) + sign + body + fill(n-n/2)
	}
	return fill(n) + sign + body
}

// group puts separators into digits, with as many zeros before them as make it least long.
func (f *spec) group(digits string, least int64) string {
	var parts []string
	size, at := int64(0), 0
	for {
		if at < len(f.groups) {
			size = int64(f.groups[at])
			at++
		}
		n := max(int64(len(digits)), least, 1)
		last := f.sep == "" || size == 0 || size == 127
		if !last {
			n = min(n, size)
		}
		part := digits
		if int64(len(digits)) > n {
			part = digits[int64(len(digits))-n:]
		}
		parts = append(parts, strings.Repeat("0", int(n)-len(part))+part)
		digits = digits[:len(digits)-len(part)]
		least -= n
		if last || digits == "" && least <= 0 {
			break
		}
		least -= int64(utf8.RuneCountInString(f.sep))
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return strings.Join(parts, f.sep)
}
