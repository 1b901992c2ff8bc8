package object

import (
	"math/big"
	"strings"
)

// The constructor of int.

// parseInt converts ASCII text in a base of 2 to 36, or 0 for a base that a
// prefix tells. ok is false for what is no int.
func parseInt(t *Thread, s string, base int) (v Value, ok bool, err *Exception) {
	s = trimNumber(s)
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	onlyZero := false // 0 with a digit after it must be nothing but zeros
	prefix := 0
	if len(s) > 1 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'x':
			prefix = 16
		case 'o':
			prefix = 8
		case 'b':
			prefix = 2
		}
	}
	switch {
	case base == 0 && prefix != 0:
		base = prefix
	case base == 0:
		base = 10
		onlyZero = s != "" && s[0] == '0'
		prefix = 0
	case base != prefix:
		prefix = 0
	}
	if prefix != 0 {
		s = s[2:]
		if s != "" && s[0] == '_' {
			s = s[1:]
		}
	}
	if s == "" {
		return Value{}, false, nil
	}
	// Small numbers need no big.Int: 12 digits of any base fit.
	small := int64(0)
	digits := 0
	for i := range len(s) {
		c := s[i]
		if c == '_' {
			if i == 0 || i == len(s)-1 || s[i-1] == '_' {
				return Value{}, false, nil
			}
			continue
		}
		d := digitValue(c)
		if d >= base {
			return Value{}, false, nil
		}
		if digits++; digits <= 12 || base == 10 && digits <= 18 {
			small = small*int64(base) + int64(d)
		}
	}
	if digits <= 12 || base == 10 && digits <= 18 {
		if negative {
			small = -small
		}
		if onlyZero && small != 0 {
			return Value{}, false, nil
		}
		return Int(small), true, nil
	}
	if digits > IntMaxStrDigitsThreshold && base&(base-1) != 0 {
		if limit := t.Interp.IntMaxStrDigits(); limit > 0 && digits > limit {
			return Value{}, true, t.Errorf(ValueError, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", limit, digits)
		}
	}
	if strings.IndexByte(s, '_') >= 0 {
		s = strings.ReplaceAll(s, "_", "")
	}
	if base == 10 && len(s) <= fewDigits {
		v := t.parseDecimal(s, negative)
		return v, !onlyZero || v == Int(0), nil
	}
	b, ok := new(big.Int).SetString(s, base)
	if !ok {
		panic("BUG: int literal " + s)
	}
	if onlyZero && b.Sign() != 0 {
		return Value{}, false, nil
	}
	if negative {
		b.Neg(b)
	}
	return IntOf(b), true, nil
}

// digitValue returns the value of a digit or letter, 36 for anything else.
func digitValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 10
	}
	return 36
}

// IntFromText converts v, a str or a bytes-like object whose contents are text,
// as int(v, base) does.
func IntFromText(t *Thread, v Value, text string, base int) (Value, *Exception) {
	shown := v
	if s, ok := AsStr(v); ok {
		text = asciiNumber(s)
	} else {
		shown = NewBytes(strings.Clone(text))
	}
	r, ok, err := parseInt(t, text, base)
	if ok || err != nil {
		return r, err
	}
	repr, err := Repr(t, shown)
	if err != nil {
		return Value{}, err
	}
	return Value{}, t.Errorf(ValueError, "invalid literal for int() with base %d: %s", base, cutRunes(repr.S, 200))
}

// ToInt converts v as int(v) does.
func ToInt(t *Thread, v Value) (Value, *Exception) {
	if v.O.Typ == IntType {
		return v, nil
	}
	if s := &v.O.Typ.Slots; s.ToInt != nil {
		r, err := s.ToInt(t, v)
		if err != nil || r.O.Typ == IntType {
			return r, err
		}
		if r.O.Typ.Flags&FlagInt == 0 {
			return Value{}, t.Errorf(TypeError, "__int__ returned non-int (type %s)", r.TypeName())
		}
		msg := "__int__ returned non-int (type " + r.TypeName() + ").  The ability to return an instance of a strict subclass of int is deprecated, and may not be supported in a future version of Python."
		if err := t.Warn(DeprecationWarning, msg, 1); err != nil {
			return Value{}, err
		}
		return PlainInt(r), nil
	} else if s.Index != nil {
		r, err := Index(t, v)
		if err != nil {
			return Value{}, err
		}
		return PlainInt(r), nil
	}
	if f, _, err := LookupSpecial(t, v, strTrunc); err != nil {
		return Value{}, err
	} else if f.O != nil {
		return intFromTrunc(t, v)
	}
	if v.O.Typ.Flags&FlagStr != 0 {
		return IntFromText(t, v, "", 10)
	}
	if b, ok, err := bytesLike(t, v); ok {
		if err != nil {
			return Value{}, err
		}
		return IntFromText(t, v, b, 10)
	}
	return Value{}, t.Errorf(TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%s'", v.TypeName())
}

var strTrunc = Intern("__trunc__")

func intFromTrunc(t *Thread, v Value) (Value, *Exception) {
	if err := t.Warn(DeprecationWarning, "The delegation of int() to __trunc__ is deprecated.", 1); err != nil {
		return Value{}, err
	}
	r, _, err := CallSpecial(t, v, strTrunc)
	if err != nil {
		return Value{}, err
	}
	if r.O.Typ.Flags&FlagInt == 0 {
		if r.O.Typ.Slots.Index == nil {
			return Value{}, t.Errorf(TypeError, "__trunc__ returned non-Integral (type %s)", r.TypeName())
		}
		if r, err = Index(t, r); err != nil {
			return Value{}, err
		}
	}
	return PlainInt(r), nil
}

func intNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	if len(args) > 2 {
		return Value{}, t.Errorf(TypeError, "int() takes at most 2 arguments (%d given)", len(args))
	}
	npos := len(args) - len(kwnames)
	var x, base Value
	if npos > 0 {
		x = args[0]
	}
	if npos > 1 {
		base = args[1]
	}
	for i, k := range kwnames {
		name, _ := AsStr(k)
		switch {
		case name.S != "base":
			return Value{}, t.Errorf(TypeError, "'%s' is an invalid keyword argument for int()", name.S)
		case base.O != nil:
			return Value{}, t.Errorf(TypeError, "argument for int() given by name ('base') and position (2)")
		}
		base = args[npos+i]
	}
	v, err := intFrom(t, x, base)
	if err != nil {
		return Value{}, err
	}
	return newIntOf(typ, v), nil
}

// intFrom is int(x, base); either may be null.
func intFrom(t *Thread, x, base Value) (Value, *Exception) {
	if x.O == nil {
		if base.O != nil {
			return Value{}, t.Errorf(TypeError, "int() missing string argument")
		}
		return Int(0), nil
	}
	if base.O == nil {
		return ToInt(t, x)
	}
	n, err := IndexClip(t, base)
	if err != nil {
		return Value{}, err
	}
	if n != 0 && n < 2 || n > 36 {
		return Value{}, t.Errorf(ValueError, "int() base must be >= 2 and <= 36, or 0")
	}
	if x.O.Typ.Flags&(FlagStr|FlagBytes|FlagByteArray) == 0 {
		return Value{}, t.Errorf(TypeError, "int() can't convert non-string with explicit base")
	}
	b, _, err := bytesLike(t, x)
	if err != nil {
		return Value{}, err
	}
	return IntFromText(t, x, b, int(n))
}

func init() { IntType.Slots.New = intNew }
