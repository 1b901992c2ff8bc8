package object

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// str.format: the grammar of replacement fields
//
//	"{" [field_name] ["!" conversion] [":" format_spec] "}"
//	field_name ::= arg_name ("." attribute | "[" index "]")*
//
// The parts are found by counting braces; format_spec may contain fields of its
// own, one level deep.

// formatField is one replacement field, with the literal text before it.
type formatField struct {
	literal    string
	present    bool // there is a field, not only text
	name, spec string
	conversion rune // 0 if there is none
	nested     bool // the spec contains a brace
}

// nextField splits the first literal and field off s.
func nextField(t *Thread, s string) (f formatField, rest string, err *Exception) {
	i := 0
	for i < len(s) && s[i] != '{' && s[i] != '}' {
		i++
	}
	if i == len(s) {
		f.literal = s
		return f, "", nil
	}
	c := s[i]
	if i+1 < len(s) && s[i+1] == c { // a doubled brace stands for itself
		f.literal = s[:i+1]
		return f, s[i+2:], nil
	}
	if c == '}' {
		return f, "", t.Errorf(ValueError, "Single '}' encountered in format string")
	}
	if i+1 == len(s) {
		return f, "", t.Errorf(ValueError, "Single '{' encountered in format string")
	}
	f.literal, f.present = s[:i], true
	s = s[i+1:]

	// The name ends at ':', '!' or '}' outside brackets.
	end := -1
scan:
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			return f, "", t.Errorf(ValueError, "unexpected '{' in field name")
		case '[':
			n := strings.IndexByte(s[i:], ']')
			if n < 0 {
				break scan
			}
			i += n
		case ':', '!', '}':
			end = i
			break scan
		}
	}
	if end < 0 {
		return f, "", t.Errorf(ValueError, "expected '}' before end of string")
	}
	f.name = s[:end]
	c, s = s[end], s[end+1:]
	if c == '}' {
		return f, s, nil
	}
	if c == '!' {
		if s == "" {
			return f, "", t.Errorf(ValueError, "end of string while looking for conversion specifier")
		}
		r, n := DecodeRune(s)
		f.conversion, s = r, s[n:]
		if s != "" {
			c, s = s[0], s[1:]
			if c == '}' {
				return f, s, nil
			}
			if c != ':' {
				return f, "", t.Errorf(ValueError, "expected ':' after conversion specifier")
			}
		}
	}
	depth := 1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			f.nested = true
			depth++
		case '}':
			if depth--; depth == 0 {
				f.spec = s[:i]
				return f, s[i+1:], nil
			}
		}
	}
	return f, "", t.Errorf(ValueError, "unmatched '{' in format spec")
}

// FormatterFields calls f with the parts of format string s, for
// string.Formatter.
func FormatterFields(t *Thread, s string, f func(literal, name, spec string, present bool, conversion rune)) *Exception {
	for s != "" {
		field, rest, err := nextField(t, s)
		if err != nil {
			return err
		}
		f(field.literal, field.name, field.spec, field.present, field.conversion)
		s = rest
	}
	return nil
}

// FieldIndex returns the number that part s of a field name is, or ok false if it is none.
func FieldIndex(t *Thread, s string) (n int64, ok bool, err *Exception) {
	if s == "" {
		return 0, false, nil
	}
	for s != "" {
		r, k := DecodeRune(s)
		d, isDigit := DecimalValue(r)
		if !isDigit {
			return 0, false, nil
		}
		if n > (1<<63-1-int64(d))/10 {
			return 0, false, t.Errorf(ValueError, "Too many decimal digits in format string")
		}
		n = n*10 + int64(d)
		s = s[k:]
	}
	return n, true, nil
}

// FieldPart is a step from one object to the next in a field name.
type FieldPart struct {
	IsAttr bool
	Name   string
	Index  int64 // of an item, if IsIndex
	// IsIndex tells that the item's name is a number.
	IsIndex bool
}

// SplitFieldName splits a field name into the name of the argument and the rest.
func SplitFieldName(name string) (first, rest string) {
	for i := range len(name) {
		if name[i] == '.' || name[i] == '[' {
			return name[:i], name[i:]
		}
	}
	return name, ""
}

// NextFieldPart splits the first step off the rest of a field name.
func NextFieldPart(t *Thread, s string) (p FieldPart, rest string, err *Exception) {
	switch s[0] {
	case '.':
		p.IsAttr = true
		p.Name, rest = SplitFieldName(s[1:])
	case '[':
		i := strings.IndexByte(s, ']')
		if i < 0 {
			return p, "", t.Errorf(ValueError, "Missing ']' in format string")
		}
		p.Name, rest = s[1:i], s[i+1:]
		if p.Index, p.IsIndex, err = FieldIndex(t, p.Name); err != nil {
			return p, "", err
		}
	default:
		return p, "", t.Errorf(ValueError, "Only '.' or '[' may follow ']' in format field specifier")
	}
	if p.Name == "" {
		return p, "", t.Errorf(ValueError, "Empty attribute in format string")
	}
	return p, rest, nil
}

// formatter is a call of format or format_map.
type formatter struct {
	t       *Thread
	args    []Value
	mapping func(key Value) (Value, *Exception)
	isMap   bool // format_map: no positional arguments
	auto    int64
	numbers byte // 0 undecided, 'a' automatic, 'm' manual
}

// argument finds the object that a field name stands for.
func (f *formatter) argument(name string) (Value, *Exception) {
	t := f.t
	first, rest := SplitFieldName(name)
	n, isIndex, err := FieldIndex(t, first)
	if err != nil {
		return Value{}, err
	}
	if first == "" || isIndex {
		mode := byte('m')
		if first == "" {
			mode = 'a'
		}
		if f.numbers != 0 && f.numbers != mode {
			if mode == 'a' {
				return Value{}, t.Errorf(ValueError, "cannot switch from manual field specification to automatic field numbering")
			}
			return Value{}, t.Errorf(ValueError, "cannot switch from automatic field numbering to manual field specification")
		}
		f.numbers = mode
		if first == "" {
			n = f.auto
			f.auto++
		}
	}
	var v Value
	switch {
	case first != "" && !isIndex:
		if v, err = f.mapping(NewStr(first)); err != nil {
			return Value{}, err
		}
	case f.isMap:
		return Value{}, t.Errorf(ValueError, "Format string contains positional fields")
	case n >= int64(len(f.args)):
		return Value{}, t.Errorf(IndexError, "Replacement index %d out of range for positional args tuple", n)
	default:
		v = f.args[n]
	}
	for rest != "" {
		var p FieldPart
		if p, rest, err = NextFieldPart(t, rest); err != nil {
			return Value{}, err
		}
		switch {
		case p.IsAttr:
			v, err = GetAttr(t, v, Intern(p.Name))
		case p.IsIndex:
			v, err = GetItem(t, v, Int(p.Index))
		default:
			v, err = GetItem(t, v, NewStr(p.Name))
		}
		if err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

// expand appends s with its fields replaced. depth is how many levels of fields
// are allowed.
func (f *formatter) expand(b []byte, s string, depth int) ([]byte, *Exception) {
	if depth == 0 {
		return nil, f.t.Errorf(ValueError, "Max string recursion exceeded")
	}
	for s != "" {
		field, rest, err := nextField(f.t, s)
		if err != nil {
			return nil, err
		}
		s = rest
		b = append(b, field.literal...)
		if !field.present {
			continue
		}
		v, err := f.argument(field.name)
		if err != nil {
			return nil, err
		}
		if field.conversion != 0 {
			if v, err = convertField(f.t, v, field.conversion); err != nil {
				return nil, err
			}
		}
		spec := field.spec
		if field.nested {
			sb, err := f.expand(nil, spec, depth-1)
			if err != nil {
				return nil, err
			}
			spec = string(sb)
		}
		if spec == "" {
			switch {
			case v.O.Typ == StrType:
				b = append(b, strOf(v).S...)
				continue
			case v.O == &IntTag:
				b = strconv.AppendInt(b, v.Int(), 10)
				continue
			}
		} else if v.O == &IntTag || v.O == &FloatTag {
			if v.O == &IntTag {
				b, err = appendInt(f.t, b, v, spec)
			} else {
				b, err = appendFloat(f.t, b, v, spec)
			}
			if err != nil {
				return nil, err
			}
			continue
		}
		r, err := formatText(f.t, v, spec)
		if err != nil {
			return nil, err
		}
		b = append(b, r.S...)
	}
	return b, nil
}

// formatStr is format.format(*args, **kwargs); kwargs may be null.
func formatStr(t *Thread, format string, args []Value, kwargs Value) (Value, *Exception) {
	f := formatter{t: t, args: args}
	f.mapping = func(key Value) (Value, *Exception) {
		if kwargs.O != nil {
			d, _ := AsDict(kwargs)
			if v := d.GetStr(t, strOf(key)); v.O != nil {
				return v, nil
			}
		}
		return Value{}, NewException(t, KeyError, key)
	}
	var buf [128]byte
	b, err := f.expand(buf[:0], format, 2)
	if err != nil {
		return Value{}, err
	}
	return CopyStr(b), nil
}

// convertField applies !r, !s or !a.
func convertField(t *Thread, v Value, conversion rune) (Value, *Exception) {
	var s *Str
	var err *Exception
	switch conversion {
	case 'r':
		s, err = Repr(t, v)
	case 's':
		s, err = ToStr(t, v)
	case 'a':
		s, err = ASCII(t, v)
	default:
		if conversion > 32 && conversion < 127 {
			return Value{}, t.Errorf(ValueError, "Unknown conversion specifier %c", conversion)
		}
		return Value{}, t.Errorf(ValueError, "Unknown conversion specifier \\x%x", conversion)
	}
	if err != nil {
		return Value{}, err
	}
	return s.Value(), nil
}

func init() {
	strMethod(
		Def{Name: "format", Sig: "*args, **kwargs", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			args, _ := AsTuple(a[1])
			return formatStr(t, strOf(a[0]).S, args.Items, a[2])
		}, Plain: func(t *Thread, a []Value) (Value, *Exception) {
			return formatStr(t, strOf(a[0]).S, a[1:], Value{})
		}},
		Def{Name: "format_map", Sig: "mapping, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			m := a[1]
			f := formatter{t: t, isMap: true, mapping: func(key Value) (Value, *Exception) { return GetItem(t, m, key) }}
			var buf [128]byte
			b, err := f.expand(buf[:0], strOf(a[0]).S, 2)
			if err != nil {
				return Value{}, err
			}
			return CopyStr(b), nil
		}},
	)
}

// cutRunes returns the first n code points of s.
func cutRunes(s string, n int) string {
	if n >= len(s) {
		return s
	}
	for i := range len(s) {
		if s[i]&0xc0 != 0x80 {
			if n == 0 {
				return s[:i]
			}
			n--
		}
	}
	return s
}

// runeWidth is the number of code points of s.
func runeWidth(s string) int {
	if len(s) < 8 {
		return utf8.RuneCountInString(s)
	}
	return runeCount(s)
}
