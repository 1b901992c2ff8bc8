package object

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// The % operator of str and bytes.

// percentSpec is one conversion: %[(key)][flags][width][.precision][length]type.
type percentSpec struct {
	left, plus, space, alt, zero bool
	width, prec                  int // prec -1: none given
	conv                         byte
}

// percentFormat is a formatting under way.
type percentFormat struct {
	t       *Thread
	format  string
	isBytes bool
	at      int // offset into format
	args    []Value
	count   int // of arguments
	next    int
	single  bool // there is one argument, only, which is no tuple
	only    Value
	mapping Value // null if the right operand is none
	keyed   Value // the value that a key selected, or null
	out     []byte
}

// begin sets p up for format % arg.
func (p *percentFormat) begin(t *Thread, format string, arg Value, isBytes bool) {
	p.t, p.format, p.isBytes = t, format, isBytes
	if tup, ok := AsTuple(arg); ok {
		p.args, p.count = tup.Items, len(tup.Items)
		return
	}
	p.only, p.count, p.single = arg, 1, true
	exclude := FlagStr
	if isBytes {
		exclude |= FlagBytes | FlagByteArray
	}
	if typ := arg.O.Typ; typ.Flags&exclude == 0 && typ.Slots.GetItem != nil {
		p.mapping = arg
	}
}

// arg returns the next argument.
func (p *percentFormat) arg() (Value, *Exception) {
	if p.keyed.O != nil {
		v := p.keyed
		p.keyed = Value{}
		return v, nil
	}
	if p.next >= p.count {
		return Value{}, p.t.Errorf(TypeError, "not enough arguments for format string")
	}
	p.next++
	if p.single {
		return p.only, nil
	}
	return p.args[p.next-1], nil
}

// run formats everything.
func (p *percentFormat) run() *Exception {
	t := p.t
	for p.at < len(p.format) {
		i := strings.IndexByte(p.format[p.at:], '%')
		if i < 0 {
			p.out = append(p.out, p.format[p.at:]...)
			break
		}
		p.out = append(p.out, p.format[p.at:p.at+i]...)
		p.at += i + 1
		if p.at < len(p.format) && p.format[p.at] == '%' {
			p.out = append(p.out, '%')
			p.at++
			continue
		}
		if p.at < len(p.format) && p.format[p.at] == '(' {
			if err := p.key(); err != nil {
				return err
			}
			p.next = p.count // positional arguments end where keys begin
		}
		spec, err := p.parse()
		if err != nil {
			return err
		}
		v, err := p.arg()
		if err != nil {
			return err
		}
		if p.isBytes {
			err = p.convertBytes(v, &spec)
		} else {
			err = p.convertText(v, &spec)
		}
		if err != nil {
			return err
		}
	}
	if p.next < p.count && p.mapping.O == nil {
		kind := "string"
		if p.isBytes {
			kind = "bytes"
		}
		return t.Errorf(TypeError, "not all arguments converted during %s formatting", kind)
	}
	return nil
}

// key reads (key) and looks it up.
func (p *percentFormat) key() *Exception {
	if p.mapping.O == nil {
		return p.t.Errorf(TypeError, "format requires a mapping")
	}
	depth := 1
	start := p.at + 1
	i := start
	for ; i < len(p.format); i++ {
		if c := p.format[i]; c == ')' {
			if depth--; depth == 0 {
				break
			}
		} else if c == '(' {
			depth++
		}
	}
	if i == len(p.format) {
		return p.t.Errorf(ValueError, "incomplete format key")
	}
	p.at = i + 1
	key := NewStr(p.format[start:i])
	if p.isBytes {
		key = NewBytes(p.format[start:i])
	}
	v, err := GetItem(p.t, p.mapping, key)
	p.keyed = v
	return err
}

// star returns the int that a * takes from the arguments.
func (p *percentFormat) star(limit int64, ctype string) (int, *Exception) {
	p.keyed = Value{}
	v, err := p.arg()
	if err != nil {
		return 0, err
	}
	if v.O.Typ.Flags&FlagInt == 0 {
		return 0, p.t.Errorf(TypeError, "* wants int")
	}
	n, big := AsInt(v)
	if big != nil || n > limit || n < -limit-1 {
		return 0, p.t.Errorf(OverflowError, "Python int too large to convert to C %s", ctype)
	}
	return int(n), nil
}

// number reads digits.
func (p *percentFormat) number(limit int64, what string) (int, *Exception) {
	n := int64(0)
	for p.at < len(p.format) && isByteDigit(p.format[p.at]) {
		d := int64(p.format[p.at] - '0')
		if n > (limit-d)/10 {
			return 0, p.t.Errorf(ValueError, "%s too big", what)
		}
		n = n*10 + d
		p.at++
	}
	return int(n), nil
}

// parse reads a conversion after the key.
func (p *percentFormat) parse() (s percentSpec, err *Exception) {
	s.prec = -1
	if p.at < len(p.format) {
		switch c := p.format[p.at]; c {
		case 'd', 's', 'r', 'x', 'f', 'i', 'c', 'g': // alone, as most are
			s.conv = c
			p.at++
			return s, nil
		}
	}
flags:
	for p.at < len(p.format) {
		switch p.format[p.at] {
		case '-':
			s.left = true
		case '+':
			s.plus = true
		case ' ':
			s.space = true
		case '#':
			s.alt = true
		case '0':
			s.zero = true
		default:
			break flags
		}
		p.at++
	}
	if p.at < len(p.format) && p.format[p.at] == '*' {
		p.at++
		if s.width, err = p.star(math.MaxInt64, "ssize_t"); err != nil {
			return s, err
		}
		if s.width < 0 {
			s.left = true
			s.width = -s.width
		}
	} else if s.width, err = p.number(math.MaxInt64, "width"); err != nil {
		return s, err
	}
	if p.at < len(p.format) && p.format[p.at] == '.' {
		p.at++
		if p.at < len(p.format) && p.format[p.at] == '*' {
			p.at++
			if s.prec, err = p.star(math.MaxInt32, "int"); err != nil {
				return s, err
			}
			s.prec = max(s.prec, 0)
		} else if s.prec, err = p.number(math.MaxInt32, "precision"); err != nil {
			return s, err
		}
	}
	if p.at < len(p.format) {
		switch p.format[p.at] {
		case 'h', 'l', 'L':
			p.at++
		}
	}
	if p.at >= len(p.format) {
		return s, p.t.Errorf(ValueError, "incomplete format")
	}
	s.conv = p.format[p.at]
	p.at++
	return s, nil
}

// unsupported is the error for a conversion that does not exist.
func (p *percentFormat) unsupported() *Exception {
	at := p.at - 1
	r, _ := DecodeRune(p.format[at:])
	if p.isBytes {
		r = rune(p.format[at])
		if r >= 0x80 {
			return p.t.Errorf(OverflowError, "character argument not in range(0x110000)")
		}
		return p.t.Errorf(ValueError, "unsupported format character '%c' (0x%x) at index %d", r, r, at)
	}
	shown := r
	if r < 32 || r > 126 {
		shown = '?'
	}
	return p.t.Errorf(ValueError, "unsupported format character '%c' (0x%x) at index %d", shown, r, runeCount(p.format[:at]))
}

// convertText formats v for str.
func (p *percentFormat) convertText(v Value, s *percentSpec) *Exception {
	if v.O == &IntTag && s.prec < 0 && !s.plus && !s.space && !s.alt && s.width <= 64 {
		start := len(p.out)
		switch s.conv {
		case 'd', 'i':
			p.out = strconv.AppendInt(p.out, v.Int(), 10)
			p.widen(start, s, s.zero)
			return nil
		case 's', 'r':
			p.out = strconv.AppendInt(p.out, v.Int(), 10)
			p.widen(start, s, false)
			return nil
		case 'x':
			p.out = strconv.AppendInt(p.out, v.Int(), 16)
			p.widen(start, s, s.zero)
			return nil
		}
	}
	var text *Str
	var err *Exception
	switch s.conv {
	case 's':
		text, err = ToStr(p.t, v)
	case 'r':
		if v.O.Typ == StrType && s.prec < 0 && s.width == 0 {
			if str := strOf(v).S; plainQuote(str) != 0 {
				quote := plainQuote(str)
				p.out = append(append(append(p.out, quote), str...), quote)
				return nil
			}
		}
		text, err = Repr(p.t, v)
	case 'a':
		text, err = ASCII(p.t, v)
	case 'c':
		var c string
		if c, err = p.char(v); err == nil {
			p.pad(c, s)
		}
		return err
	default:
		return p.number1(v, s)
	}
	if err != nil {
		return err
	}
	str := text.S
	if s.prec >= 0 {
		str = cutRunes(str, s.prec)
	}
	return p.pad(str, s)
}

// pad appends text that is no number.
func (p *percentFormat) pad(text string, s *percentSpec) *Exception {
	n := s.width
	if n > 0 {
		if n > maxText {
			return NewException(p.t, MemoryError)
		}
		if p.isBytes {
			n -= len(text)
		} else {
			n -= runeWidth(text)
		}
	}
	if !s.left {
		p.fill(n, ' ')
	}
	p.out = append(p.out, text...)
	if s.left {
		p.fill(n, ' ')
	}
	return nil
}

// widen brings the number at the end of what is formatted to the width, with zeros or spaces.
func (p *percentFormat) widen(start int, s *percentSpec, zeros bool) {
	n := s.width - (len(p.out) - start)
	if n <= 0 {
		return
	}
	length := len(p.out) - start
	p.fill(n, ' ')
	if s.left {
		return
	}
	number := p.out[start:]
	copy(number[n:], number[:length])
	if !zeros {
		fillText(number[:n], " ")
		return
	}
	if number[n] == '-' {
		number[0] = '-'
		number = number[1:]
	}
	fillText(number[:n], "0")
}

func (p *percentFormat) fill(n int, c byte) {
	for range max(n, 0) {
		p.out = append(p.out, c)
	}
}

// char is %c of str.
func (p *percentFormat) char(v Value) (string, *Exception) {
	if s, ok := AsStr(v); ok {
		if s.Len() == 1 {
			return s.S, nil
		}
		return "", p.t.Errorf(TypeError, "%%c requires int or char")
	}
	if v.O.Typ.Flags&FlagInt == 0 && v.O.Typ.Slots.Index == nil {
		return "", p.t.Errorf(TypeError, "%%c requires int or char")
	}
	i, err := Index(p.t, v)
	if err != nil {
		return "", err
	}
	if n, big := AsInt(i); big == nil && n >= 0 && n <= 0x10ffff {
		return string(AppendRune(nil, rune(n))), nil
	}
	return "", p.t.Errorf(OverflowError, "%%c arg not in range(0x110000)")
}

// number1 formats v as a number.
func (p *percentFormat) number1(v Value, s *percentSpec) *Exception {
	var digits, prefix string
	var buf [72]byte // for digits
	negative := false
	switch s.conv {
	case 'd', 'i', 'u', 'o', 'x', 'X':
		n, err := p.integer(v, s.conv)
		if err != nil {
			return err
		}
		if digits, err = intDigits(p.t, n, s.conv, buf[:0]); err != nil {
			return err
		}
		digits, negative = strings.CutPrefix(digits, "-")
		if s.prec > len(digits) {
			if s.prec > maxText {
				return NewException(p.t, MemoryError)
			}
			digits = strings.Repeat("0", s.prec-len(digits)) + digits
		}
		if s.alt && s.conv != 'd' && s.conv != 'i' && s.conv != 'u' {
			prefix = "0" + string(s.conv)
		}
	case 'e', 'E', 'f', 'F', 'g', 'G':
		f, err := p.float(v)
		if err != nil {
			return err
		}
		prec := s.prec
		if prec < 0 {
			prec = 6
		}
		digits = bytesAsString(AppendFloatText(buf[:0], math.Abs(f), s.conv, prec, s.alt))
		negative = math.Signbit(f) && !math.IsNaN(f)
	default:
		return p.unsupported()
	}
	sign := ""
	switch {
	case negative:
		sign = "-"
	case s.plus:
		sign = "+"
	case s.space:
		sign = " "
	}
	if s.width > maxText {
		return NewException(p.t, MemoryError)
	}
	n := s.width - len(sign) - len(prefix) - len(digits)
	if !s.left && !s.zero {
		p.fill(n, ' ')
	}
	p.out = append(append(p.out, sign...), prefix...)
	if !s.left && s.zero {
		p.fill(n, '0')
	}
	p.out = append(p.out, digits...)
	if s.left {
		p.fill(n, ' ')
	}
	return nil
}

// integer converts v for conversion conv.
func (p *percentFormat) integer(v Value, conv byte) (Value, *Exception) {
	if v.O.Typ.Flags&FlagInt != 0 {
		return v, nil
	}
	sl := &v.O.Typ.Slots
	strict := conv == 'o' || conv == 'x' || conv == 'X'
	f := sl.Index
	if !strict && sl.ToInt != nil {
		f = sl.ToInt
	}
	if f != nil && v.O.Typ.Flags&FlagComplex == 0 {
		n, err := f(p.t, v)
		if err == nil && n.O.Typ.Flags&FlagInt != 0 {
			return n, nil
		}
		if err != nil && !err.Matches(TypeError) {
			return Value{}, err
		}
	}
	if strict {
		return Value{}, p.t.Errorf(TypeError, "%%%c format: an integer is required, not %s", conv, v.TypeName())
	}
	return Value{}, p.t.Errorf(TypeError, "%%%c format: a real number is required, not %s", conv, v.TypeName())
}

// intDigits writes int n in the base of conv, to the empty buffer buf if it is small.
func intDigits(t *Thread, n Value, conv byte, buf []byte) (string, *Exception) {
	base := 10
	switch conv {
	case 'o':
		base = 8
	case 'x', 'X':
		base = 16
	}
	small, big := AsInt(n)
	var s string
	switch {
	case big == nil:
		s = bytesAsString(strconv.AppendInt(buf, small, base))
	case base == 10:
		r, err := IntType.Slots.Repr(t, n) // knows the limit on digits
		if err != nil {
			return "", err
		}
		s = strOf(r).S
	default:
		s = big.Text(base)
	}
	if conv == 'X' {
		s = strings.ToUpper(s)
	}
	return s, nil
}

// float converts v as float() of a number does.
func (p *percentFormat) float(v Value) (float64, *Exception) {
	if v.O.Typ.Flags&FlagFloat != 0 {
		return AsFloat(v), nil
	}
	f, err := FloatArg(p.t, v)
	if err != nil && p.isBytes && err.Matches(TypeError) {
		err = p.t.Errorf(TypeError, "float argument required, not %s", v.TypeName())
	}
	return f, err
}

// AppendFloatText appends FloatText(f, conv, prec, alt).
func AppendFloatText(b []byte, f float64, conv byte, prec int, alt bool) []byte {
	lower := conv | 0x20
	if lower == 'g' || alt && prec == 0 || math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, FloatText(f, conv, prec, alt)...)
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, lower, prec, 64)
	if conv == 'E' {
		b[start+bytes.IndexByte(b[start:], 'e')] = 'E'
	}
	return b
}

// FloatText formats f ≥ 0 as C's printf does: conv is e, f or g, or their capitals;
// alt keeps the point and trailing zeros.
func FloatText(f float64, conv byte, prec int, alt bool) string {
	upper := conv < 'a'
	conv |= 0x20
	var s string
	switch {
	case math.IsNaN(f):
		s = "nan"
	case math.IsInf(f, 0):
		s = "inf"
	default:
		if conv == 'g' && prec == 0 {
			prec = 1
		}
		if conv == 'g' {
			s = generalText(f, prec, alt)
		} else {
			s = strconv.FormatFloat(f, conv, prec, 64)
			if alt && prec == 0 {
				if i := strings.IndexByte(s, 'e'); i >= 0 {
					s = s[:i] + "." + s[i:]
				} else {
					s += "."
				}
			}
		}
	}
	if upper {
		s = strings.ToUpper(s)
	}
	return s
}

// generalText is %g: prec significant digits, with an exponent only where the
// number is very large or small.
func generalText(f float64, prec int, alt bool) string {
	s := strconv.FormatFloat(f, 'e', prec-1, 64)
	mant, exp, _ := strings.Cut(s, "e")
	e, _ := strconv.Atoi(exp)
	if -4 <= e && e < prec {
		s = strconv.FormatFloat(f, 'f', prec-1-e, 64)
		if alt {
			if !strings.Contains(s, ".") {
				s += "."
			}
			return s
		}
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	if alt {
		if !strings.Contains(mant, ".") {
			mant += "."
		}
	} else if strings.Contains(mant, ".") {
		mant = strings.TrimRight(strings.TrimRight(mant, "0"), ".")
	}
	return mant + "e" + exp
}

// convertBytes formats v for bytes.
func (p *percentFormat) convertBytes(v Value, s *percentSpec) *Exception {
	var text string
	switch s.conv {
	case 'r', 'a':
		r, err := ASCII(p.t, v)
		if err != nil {
			return err
		}
		text = r.S
	case 's', 'b':
		var err *Exception
		if text, err = p.bytesOf(v); err != nil {
			return err
		}
	case 'c':
		c, err := p.byteChar(v)
		if err != nil {
			return err
		}
		return p.pad(c, s)
	default:
		return p.number1(v, s)
	}
	if s.prec >= 0 && s.prec < len(text) {
		text = text[:s.prec]
	}
	return p.pad(text, s)
}

func (p *percentFormat) bytesOf(v Value) (string, *Exception) {
	if v.O.Typ.Flags&(FlagBytes|FlagByteArray) == 0 {
		r, ok, err := CallSpecial(p.t, v, strBytes)
		if err != nil {
			return "", err
		}
		if ok {
			b, isBytes := AsBytes(r)
			if !isBytes {
				return "", p.t.Errorf(TypeError, "__bytes__ returned non-bytes (type %s)", r.TypeName())
			}
			return b.S, nil
		}
	}
	b, ok, err := bytesLike(p.t, v)
	if !ok {
		return "", p.t.Errorf(TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", v.TypeName())
	}
	return b, err
}

func (p *percentFormat) byteChar(v Value) (string, *Exception) {
	if v.O.Typ.Flags&(FlagBytes|FlagByteArray) != 0 {
		if b, _, err := bytesLike(p.t, v); err != nil || len(b) == 1 {
			return b, err
		}
	} else if v.O.Typ.Flags&FlagInt != 0 || v.O.Typ.Slots.Index != nil {
		n, err := Index(p.t, v)
		if err != nil {
			return "", err
		}
		if i, big := AsInt(n); big == nil && 0 <= i && i < 256 {
			return singleBytes[i].S, nil
		}
		return "", p.t.Errorf(OverflowError, "%%c arg not in range(256)")
	}
	return "", p.t.Errorf(TypeError, "%%c requires an integer in range(256) or a single byte")
}

// formatBytes is format % arg for bytes.
func formatBytes(t *Thread, format string, arg Value) ([]byte, *Exception) {
	var p percentFormat
	p.begin(t, format, arg, true)
	err := p.run()
	return p.out, err
}

// textKept is the largest buffer that a thread keeps for the next formatting.
const textKept = 4096

func init() {
	StrType.Slots.Num[OpMod] = func(t *Thread, a, b Value) (Value, *Exception) {
		s, ok := AsStr(a)
		if !ok {
			return NotImplemented, nil
		}
		var p percentFormat
		// Formatting an argument may format something itself, with a buffer of its own.
		p.out, t.text = t.text[:0], nil
		p.begin(t, s.S, b, false)
		err := p.run()
		var r Value
		if err == nil {
			r = CopyStr(p.out)
		}
		if cap(p.out) <= textKept {
			t.text = p.out
		}
		return r, err
	}
}
