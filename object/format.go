package object

import (
	"math"
	"strconv"
	"strings"
)

// The format mini-language: what f-strings, str.format and format() say of str,
// int, float and complex.
//
//	[[fill]align][sign][z][#][0][width][grouping][.precision][type]

// formatSpec is a parsed format specifier.
type formatSpec struct {
	fill      rune
	align     byte // '<', '>', '=' or '^'
	sign      byte // '+', '-', ' ', or 0
	noNegZero bool
	alt       bool
	width     int  // -1: none
	grouping  byte // ',', '_', or 0
	precision int  // -1: none
	typ       rune
}

func isAlign(c byte) bool { return c == '<' || c == '>' || c == '=' || c == '^' }

// parseFormatSpec reads s, for an object that by default has type typ and is
// aligned as align says.
func parseFormatSpec(t *Thread, v Value, s string, typ rune, align byte) (f formatSpec, err *Exception) {
	whole := s
	f = formatSpec{fill: ' ', align: align, width: -1, precision: -1, typ: typ}
	filled, aligned := false, false
	if s != "" {
		if r, n := DecodeRune(s); len(s) > n && isAlign(s[n]) {
			f.fill, f.align, s = r, s[n], s[n+1:]
			filled, aligned = true, true
		} else if isAlign(s[0]) {
			f.align, s = s[0], s[1:]
			aligned = true
		}
	}
	if s != "" && (s[0] == '+' || s[0] == '-' || s[0] == ' ') {
		f.sign, s = s[0], s[1:]
	}
	if s != "" && s[0] == 'z' {
		f.noNegZero, s = true, s[1:]
	}
	if s != "" && s[0] == '#' {
		f.alt, s = true, s[1:]
	}
	if !filled && s != "" && s[0] == '0' {
		f.fill, s = '0', s[1:]
		if !aligned && align == '>' {
			f.align = '='
		}
	}
	number := func() (int, *Exception) {
		n, i := 0, 0
		for ; i < len(s) && isByteDigit(s[i]); i++ {
			d := int(s[i] - '0')
			if n > (math.MaxInt-d)/10 {
				return 0, t.Errorf(ValueError, "Too many decimal digits in format string")
			}
			n = n*10 + d
		}
		s = s[i:]
		if i == 0 {
			return -1, nil
		}
		return n, nil
	}
	if f.width, err = number(); err != nil {
		return f, err
	}
	if s != "" && s[0] == ',' {
		f.grouping, s = ',', s[1:]
	}
	if s != "" && s[0] == '_' {
		if f.grouping != 0 {
			return f, t.Errorf(ValueError, "Cannot specify both ',' and '_'.")
		}
		f.grouping, s = '_', s[1:]
		if s != "" && s[0] == ',' {
			return f, t.Errorf(ValueError, "Cannot specify both ',' and '_'.")
		}
	}
	if s != "" && s[0] == '.' {
		s = s[1:]
		if f.precision, err = number(); err != nil {
			return f, err
		}
		if f.precision < 0 {
			return f, t.Errorf(ValueError, "Format specifier missing precision")
		}
	}
	if s != "" {
		r, n := DecodeRune(s)
		if n < len(s) {
			return f, t.Errorf(ValueError, "Invalid format specifier '%s' for object of type '%s'", whole, v.TypeName())
		}
		f.typ = r
	}
	if f.grouping != 0 {
		switch f.typ {
		case 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F', 0:
		case 'b', 'o', 'x', 'X':
			if f.grouping == '_' {
				break
			}
			fallthrough
		default:
			if f.typ > 32 && f.typ < 128 {
				return f, t.Errorf(ValueError, "Cannot specify '%c' with '%c'.", f.grouping, f.typ)
			}
			return f, t.Errorf(ValueError, "Cannot specify '%c' with '\\x%x'.", f.grouping, f.typ)
		}
	}
	if f.precision > maxText {
		if !v.Type().Is(FlagStr) {
			return f, t.Errorf(ValueError, "precision too big")
		}
		f.precision = maxText // no text is longer
	}
	if f.width > maxText {
		return f, NewException(t, MemoryError)
	}
	return f, nil
}

func (f *formatSpec) unknown(t *Thread, v Value) *Exception {
	if f.typ > 32 && f.typ < 128 {
		return t.Errorf(ValueError, "Unknown format code '%c' for object of type '%s'", f.typ, v.TypeName())
	}
	return t.Errorf(ValueError, "Unknown format code '\\x%x' for object of type '%s'", f.typ, v.TypeName())
}

// appendFill appends n fill characters.
func (f *formatSpec) appendFill(b []byte, n int) []byte {
	for range max(n, 0) {
		b = AppendRune(b, f.fill)
	}
	return b
}

// pad appends text of n code points, filled up to the width.
func (f *formatSpec) pad(b []byte, text string, n int) []byte {
	space := max(f.width-n, 0)
	left := 0
	switch f.align {
	case '>', '=':
		left = space
	case '^':
		left = space / 2
	}
	b = f.appendFill(b, left)
	b = append(b, text...)
	return f.appendFill(b, space-left)
}

// number is a formatted number in its parts: sign, prefix, integer digits, and
// the rest (fraction, exponent, percent sign).
type number struct {
	negative bool
	prefix   string
	digits   string
	rest     string
}

// split divides the text of a number at the end of its integer digits.
func splitNumber(s string) (digits, rest string) {
	i := 0
	for i < len(s) && isByteDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

// append appends n as the specification wants it.
func (f *formatSpec) number(b []byte, n number) []byte {
	sign := ""
	switch {
	case n.negative:
		sign = "-"
	case f.sign == '+':
		sign = "+"
	case f.sign == ' ':
		sign = " "
	}
	other := len(sign) + len(n.prefix) + len(n.rest)
	minDigits := 0
	if f.fill == '0' && f.align == '=' {
		// Zeros that fill up are digits, and grouped like them.
		minDigits = f.width - other
	}
	zeros, size := max(minDigits-len(n.digits), 0), 0
	if f.grouping != 0 && n.digits != "" {
		size = 3
		switch f.typ {
		case 'b', 'o', 'x', 'X':
			size = 4
		}
		zeros = 0
		for k := len(n.digits); k+(k-1)/size < minDigits; k++ {
			zeros++
		}
	}
	length := zeros + len(n.digits)
	if size > 0 {
		length += (length - 1) / size
	}
	space := max(f.width-other-length, 0)
	left := 0
	switch f.align {
	case '>':
		left = space
	case '^':
		left = space / 2
	}
	b = f.appendFill(b, left)
	b = append(append(b, sign...), n.prefix...)
	if f.align == '=' {
		b = f.appendFill(b, space)
		left = space
	}
	b = appendGrouped(b, n.digits, zeros, size, f.grouping)
	b = append(b, n.rest...)
	return f.appendFill(b, space-left)
}

// appendGrouped appends zeros and digits, with sep between groups of size digits
// unless size is 0.
func appendGrouped(b []byte, digits string, zeros, size int, sep byte) []byte {
	if zeros == 0 && (size == 0 || len(digits) <= size) {
		return append(b, digits...)
	}
	n := zeros + len(digits)
	for i := range n {
		if size > 0 && i > 0 && (n-i)%size == 0 {
			b = append(b, sep)
		}
		if i < zeros {
			b = append(b, '0')
		} else {
			b = append(b, digits[i-zeros])
		}
	}
	return b
}

// FormatStr is str.__format__.
func FormatStr(t *Thread, v Value, spec *Str) (Value, *Exception) { return formatStrSpec(t, v, spec.S) }

func formatStrSpec(t *Thread, v Value, spec string) (Value, *Exception) {
	if spec == "" {
		s, err := ToStr(t, v)
		if err != nil {
			return Value{}, err
		}
		return s.Value(), nil
	}
	f, err := parseFormatSpec(t, v, spec, 's', '<')
	if err != nil {
		return Value{}, err
	}
	switch {
	case f.typ != 's':
		return Value{}, f.unknown(t, v)
	case f.sign == ' ':
		return Value{}, t.Errorf(ValueError, "Space not allowed in string format specifier")
	case f.sign != 0:
		return Value{}, t.Errorf(ValueError, "Sign not allowed in string format specifier")
	case f.noNegZero:
		return Value{}, t.Errorf(ValueError, "Negative zero coercion (z) not allowed in string format specifier")
	case f.alt:
		return Value{}, t.Errorf(ValueError, "Alternate form (#) not allowed in string format specifier")
	case f.align == '=':
		return Value{}, t.Errorf(ValueError, "'=' alignment not allowed in string format specifier")
	}
	s, _ := AsStr(v)
	text := s.S
	n := s.Len()
	if f.precision >= 0 && f.precision < n {
		text, n = text[:s.Offset(f.precision)], f.precision
	}
	if f.width <= n {
		if v.O.Typ == StrType && len(text) == len(s.S) {
			return v, nil
		}
		return NewStr(text), nil
	}
	var buf [64]byte
	return CopyStr(f.pad(buf[:0], text, n)), nil
}

// FormatInt is int.__format__.
func FormatInt(t *Thread, v Value, spec *Str) (Value, *Exception) { return formatInt(t, v, spec.S) }

func formatInt(t *Thread, v Value, spec string) (Value, *Exception) {
	if spec == "" {
		s, err := ToStr(t, v)
		if err != nil {
			return Value{}, err
		}
		return s.Value(), nil
	}
	var buf [64]byte
	b, err := appendInt(t, buf[:0], v, spec)
	if err != nil {
		return Value{}, err
	}
	return CopyStr(b), nil
}

// appendInt appends int v as spec, which is not empty, wants it.
func appendInt(t *Thread, b []byte, v Value, spec string) ([]byte, *Exception) {
	f, err := parseFormatSpec(t, v, spec, 'd', '>')
	if err != nil {
		return nil, err
	}
	base := 10
	var n number
	switch f.typ {
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x, err := intFloat(t, v)
		if err != nil {
			return nil, err
		}
		return f.appendFloat(t, b, v, x)
	case 'b':
		base, n.prefix = 2, "0b"
	case 'o':
		base, n.prefix = 8, "0o"
	case 'x':
		base, n.prefix = 16, "0x"
	case 'X':
		base, n.prefix = 16, "0X"
	case 'd', 'n', 'c':
	default:
		return nil, f.unknown(t, v)
	}
	switch {
	case f.precision >= 0:
		return nil, t.Errorf(ValueError, "Precision not allowed in integer format specifier")
	case f.noNegZero:
		return nil, t.Errorf(ValueError, "Negative zero coercion (z) not allowed in integer format specifier")
	}
	i, big := AsInt(v)
	if f.typ == 'c' {
		switch {
		case f.sign != 0:
			return nil, t.Errorf(ValueError, "Sign not allowed with integer format specifier 'c'")
		case f.alt:
			return nil, t.Errorf(ValueError, "Alternate form (#) not allowed with integer format specifier 'c'")
		case big != nil:
			return nil, t.Errorf(OverflowError, "Python int too large to convert to C long")
		case i < 0 || i > 0x10ffff:
			return nil, t.Errorf(OverflowError, "%%c arg not in range(0x110000)")
		}
		return f.pad(b, string(AppendRune(nil, rune(i))), 1), nil
	}
	if !f.alt {
		n.prefix = ""
	}
	var s string
	switch {
	case big == nil:
		var digits [72]byte
		s = bytesAsString(strconv.AppendInt(digits[:0], i, base)) // used up before the function ends
	case base == 10:
		if s, err = t.decimal(big); err != nil {
			return nil, err
		}
	default:
		s = big.Text(base)
	}
	if f.typ == 'X' {
		s = strings.ToUpper(s)
	}
	n.digits, n.negative = strings.CutPrefix(s, "-")
	return f.number(b, n), nil
}

// FormatFloat is float.__format__.
func FormatFloat(t *Thread, v Value, spec *Str) (Value, *Exception) { return formatFloat(t, v, spec.S) }

func formatFloat(t *Thread, v Value, spec string) (Value, *Exception) {
	if spec == "" {
		s, err := ToStr(t, v)
		if err != nil {
			return Value{}, err
		}
		return s.Value(), nil
	}
	var buf [64]byte
	b, err := appendFloat(t, buf[:0], v, spec)
	if err != nil {
		return Value{}, err
	}
	return CopyStr(b), nil
}

// appendFloat appends float v as spec, which is not empty, wants it.
func appendFloat(t *Thread, b []byte, v Value, spec string) ([]byte, *Exception) {
	f, err := parseFormatSpec(t, v, spec, 0, '>')
	if err != nil {
		return nil, err
	}
	return f.appendFloat(t, b, v, AsFloat(v))
}

// appendFloat appends x; v is the number it came from.
func (f *formatSpec) appendFloat(t *Thread, b []byte, v Value, x float64) ([]byte, *Exception) {
	var digits [64]byte
	n, ok := f.floatNumber(x, digits[:0])
	if !ok {
		return nil, f.unknown(t, v)
	}
	return f.number(b, n), nil
}

// floatNumber writes x as the type of f wants it; ok is false for a type that
// floats do not have. The text may be in buf, an empty buffer that must stay as it is
// while n is used.
func (f *formatSpec) floatNumber(x float64, buf []byte) (n number, ok bool) {
	conv, prec := byte(f.typ), f.precision
	percent := false
	var text string
	switch f.typ {
	case 'e', 'E', 'f', 'F', 'g', 'G':
	case 'n':
		conv = 'g'
	case '%':
		conv, percent = 'f', true
		x *= 100
	case 0:
		text = floatDefaultText(math.Abs(x), prec, f.alt)
	default:
		return n, false
	}
	if prec < 0 {
		prec = 6
	}
	if f.typ != 0 {
		text = bytesAsString(AppendFloatText(buf, math.Abs(x), conv, prec, f.alt))
	}
	n.negative = math.Signbit(x) && x == x
	if f.noNegZero && n.negative && isZeroText(text) {
		n.negative = false
	}
	n.digits, n.rest = splitNumber(text)
	if percent {
		n.rest += "%"
	}
	return n, true
}

// isZeroText reports whether the digits before an exponent are all 0.
func isZeroText(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c == 'e' || c == 'E':
			return true
		case c != '0' && c != '.':
			return false
		}
	}
	return true
}

// floatDefaultText formats x ≥ 0 without a type: like repr without a precision,
// else like g, but with a digit after the point unless there is an exponent.
func floatDefaultText(x float64, prec int, alt bool) string {
	if prec < 0 || math.IsInf(x, 0) || x != x {
		s := string(AppendFloat(nil, x))
		if alt {
			s = withPoint(s)
		}
		return s
	}
	prec = max(prec, 1)
	s := strconv.FormatFloat(x, 'e', prec-1, 64)
	mant, exp, _ := strings.Cut(s, "e")
	e, _ := strconv.Atoi(exp)
	if -4 <= e && e < prec-1 || x == 0 && prec > 1 {
		s = strconv.FormatFloat(x, 'f', prec-1-e, 64)
		if !alt {
			s = strings.TrimRight(s, "0")
		}
		if strings.HasSuffix(s, ".") {
			s += "0"
		}
		return s
	}
	if !alt && strings.Contains(mant, ".") {
		mant = strings.TrimRight(strings.TrimRight(mant, "0"), ".")
	} else if alt && !strings.Contains(mant, ".") {
		mant += "."
	}
	return mant + "e" + exp
}

// withPoint returns the text of a number with a decimal point, if it is finite.
func withPoint(s string) string {
	digits, rest := splitNumber(s)
	if digits == "" || strings.HasPrefix(rest, ".") {
		return s
	}
	return digits + "." + rest
}

// FormatComplex is complex.__format__.
func FormatComplex(t *Thread, v Value, spec *Str) (Value, *Exception) {
	if spec.S == "" {
		s, err := ToStr(t, v)
		if err != nil {
			return Value{}, err
		}
		return s.Value(), nil
	}
	f, err := parseFormatSpec(t, v, spec.S, 0, '>')
	if err != nil {
		return Value{}, err
	}
	c := AsComplex(v)
	parts := f
	parts.width, parts.fill, parts.align = -1, ' ', '<'
	skipReal := false
	switch f.typ {
	case 'e', 'E', 'f', 'F', 'g', 'G', 'n':
	case 0:
		// As repr: integral parts have no ".0", and a real part of 0 is left out.
		skipReal = real(c) == 0 && !math.Signbit(real(c))
	default:
		return Value{}, f.unknown(t, v)
	}
	if f.fill == '0' {
		return Value{}, t.Errorf(ValueError, "Zero padding is not allowed in complex format specifier")
	}
	if f.align == '=' {
		return Value{}, t.Errorf(ValueError, "'=' alignment flag is not allowed in complex format specifier")
	}
	part := func(b []byte, x float64) []byte {
		if f.typ == 0 && f.precision >= 0 {
			parts.typ = 'g'
		}
		var n number
		if parts.typ == 0 {
			text := string(appendFloatG(nil, math.Abs(x)))
			n.negative = math.Signbit(x) && x == x
			if f.noNegZero && x == 0 {
				n.negative = false
			}
			if f.alt {
				text = withPoint(text)
			}
			n.digits, n.rest = splitNumber(text)
		} else {
			n, _ = parts.floatNumber(x, nil)
		}
		return parts.number(b, n)
	}
	var b []byte
	if !skipReal {
		b = part(b, real(c))
		parts.sign = '+'
	}
	b = append(part(b, imag(c)), 'j')
	text := string(b)
	if f.typ == 0 && !skipReal {
		text = "(" + text + ")"
	}
	return NewStr(string(f.pad(nil, text, len(text)))), nil
}

// formatMethod makes a __format__ of f.
func formatMethod(f func(t *Thread, v Value, spec *Str) (Value, *Exception)) func(t *Thread, a []Value) (Value, *Exception) {
	return func(t *Thread, a []Value) (Value, *Exception) {
		spec, ok := AsStr(a[1])
		if !ok {
			return Value{}, t.Errorf(TypeError, "__format__() argument must be str, not %s", ArgTypeName(a[1]))
		}
		return f(t, a[0], spec)
	}
}

var strFormat = Intern("__format__")

// Format returns format(v, spec).
func Format(t *Thread, v Value, spec *Str) (*Str, *Exception) {
	if s, ok, err := formatExact(t, v, spec.S); ok {
		return s, err
	}
	return formatObject(t, v, spec)
}

// formatText is Format for a specification that is not a str yet.
func formatText(t *Thread, v Value, spec string) (*Str, *Exception) {
	if s, ok, err := formatExact(t, v, spec); ok {
		return s, err
	}
	return formatObject(t, v, newStr(spec))
}

// formatExact formats a str, an int or a float; ok is false for anything else.
func formatExact(t *Thread, v Value, spec string) (s *Str, ok bool, err *Exception) {
	var r Value
	switch v.O.Typ {
	case StrType:
		r, err = formatStrSpec(t, v, spec)
	case IntType:
		r, err = formatInt(t, v, spec)
	case FloatType:
		r, err = formatFloat(t, v, spec)
	default:
		return nil, false, nil
	}
	if err != nil {
		return nil, true, err
	}
	return strOf(r), true, nil
}

func formatObject(t *Thread, v Value, spec *Str) (*Str, *Exception) {
	r, ok, err := CallSpecial(t, v, strFormat, spec.Value())
	if !ok {
		return nil, t.Errorf(TypeError, "Type %s doesn't define __format__", v.TypeName())
	}
	if err != nil {
		return nil, err
	}
	s, ok := AsStr(r)
	if !ok {
		return nil, t.Errorf(TypeError, "__format__ must return a str, not %s", r.TypeName())
	}
	return s, nil
}

func init() {
	StrType.Methods = append(StrType.Methods, Def{Name: "__format__", Sig: "format_spec, /", Fn: formatMethod(FormatStr)})
}
