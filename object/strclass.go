package object

import "unicode"

// The is… methods of str: what all characters of a text are.

// IsDecimal, IsDigit and IsNumeric are the properties that int(), isdigit and
// isnumeric ask for; each includes the one before.
func IsDecimal(r rune) bool {
	if r < 0x80 {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r)
}

// DecimalValue returns the value of a decimal digit. The ten digits of a script
// follow one another.
func DecimalValue(r rune) (int, bool) {
	if r < 0x80 {
		return int(r - '0'), '0' <= r && r <= '9'
	}
	if !unicode.IsDigit(r) {
		return 0, false
	}
	if 0x1d7ce <= r && r <= 0x1d7ff { // mathematical digits: five alphabets without a gap
		return int(r-0x1d7ce) % 10, true
	}
	n := rune(0)
	for unicode.IsDigit(r - n - 1) {
		n++
	}
	return int(n % 10), true
}

// IsDigit: decimal digits, and digits in other shapes, as superscripts.
func IsDigit(r rune) bool { return IsDecimal(r) || r >= 0x80 && unicode.Is(digitTable, r) }

// IsNumeric: everything that stands for a number.
func IsNumeric(r rune) bool {
	return IsDecimal(r) || r >= 0x80 && (unicode.In(r, unicode.Nl, unicode.No) || unicode.Is(cjkNumeric, r))
}

// IsAlpha reports whether r is a letter.
func IsAlpha(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

// IsAlnum reports whether str.isalnum holds of r.
func IsAlnum(r rune) bool { return IsAlpha(r) || IsNumeric(r) }

// IsPrintable reports whether repr shows r as it is.
func IsPrintable(r rune) bool {
	if r < 0x80 {
		return r >= ' ' && r < 0x7f
	}
	return unicode.IsPrint(r)
}

// isXIDStart and isXIDContinue are the properties XID_Start and XID_Continue.
func isXIDStart(r rune) bool {
	if r < 0x80 {
		return r == '_' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	switch r { // characters whose compatibility form does not begin an identifier
	case 0x37a, 0xe33, 0xeb3, 0x309b, 0x309c, 0x2e2f, 0xfe70, 0xfe72, 0xfe74, 0xfe76, 0xfe78, 0xfe7a, 0xfe7c, 0xfe7e, 0xff9e, 0xff9f:
		return false
	}
	if 0xfc5e <= r && r <= 0xfc63 || 0xfdfa <= r && r <= 0xfdfb {
		return false
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r)
}

func isXIDContinue(r rune) bool {
	if r < 0x80 {
		return r == '_' || 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	switch r {
	case 0xe33, 0xeb3, 0xff9e, 0xff9f:
		return true
	case 0xfe70, 0xfe72, 0xfe74, 0xfe76, 0xfe78, 0xfe7a, 0xfe7c, 0xfe7e:
		return false
	}
	return isXIDStart(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
}

// IsIdentifierText reports whether s is an identifier, keywords included.
func IsIdentifierText(s string) bool {
	i := 0
	for i < len(s) && (s[i] == '_' || isASCIILetter(s[i]) || i > 0 && isByteDigit(s[i])) {
		i++
	}
	if i == len(s) || s[i] < 0x80 {
		return i == len(s) && i > 0
	}
	ok := true
	eachRune(s, func(i int, r rune) {
		if i == 0 {
			ok = isXIDStart(r)
		} else {
			ok = ok && isXIDContinue(r)
		}
	})
	return ok
}

// allRunes reports whether s is not empty and f holds of all its code points.
func allRunes(s string, f func(rune) bool) bool {
	if s == "" {
		return false
	}
	for i := 0; i < len(s); {
		r, n := DecodeRune(s[i:])
		if !f(r) {
			return false
		}
		i += n
	}
	return true
}

// hasCase reports whether s has a cased character and no one for which bad
// holds.
func hasCase(s string, good, bad func(rune) bool) bool {
	found := false
	for i := 0; i < len(s); {
		r, n := DecodeRune(s[i:])
		if bad(r) || unicode.Is(unicode.Lt, r) {
			return false
		}
		found = found || good(r)
		i += n
	}
	return found
}

// hasASCIICase is hasCase for ASCII: the letters of the case that is asked for follow
// good, those of the other one bad.
func hasASCIICase(s string, good, bad byte) bool {
	found := false
	for i := range len(s) {
		if s[i]-bad < 26 {
			return false
		}
		found = found || s[i]-good < 26
	}
	return found
}

// isTitle reports whether upper-case letters stand at the beginnings of words
// only, and lower-case ones elsewhere.
func isTitle(s string) bool {
	found, prev, ok := false, false, true
	eachRune(s, func(i int, r rune) {
		switch {
		case isUpper(r) || unicode.Is(unicode.Lt, r):
			ok = ok && !prev
			prev, found = true, true
		case isLower(r):
			ok = ok && prev
			prev, found = true, true
		default:
			prev = false
		}
	})
	return ok && found
}

func init() {
	def := func(name string, f func(s string) bool) Def {
		return Def{Name: name, Fn: func(t *Thread, a []Value) (Value, *Exception) { return Bool(f(strOf(a[0]).S)), nil }}
	}
	all := func(name string, f func(rune) bool) Def {
		var ascii [128]bool
		for r := range rune(128) {
			ascii[r] = f(r)
		}
		return Def{Name: name, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			s := strOf(a[0]).S
			for i := range len(s) {
				if c := s[i]; c >= 0x80 {
					return Bool(allRunes(s[i:], f)), nil
				} else if !ascii[c] {
					return False, nil
				}
			}
			return Bool(s != ""), nil
		}}
	}
	strMethod(
		all("isalpha", IsAlpha), all("isalnum", IsAlnum), all("isdecimal", IsDecimal), all("isdigit", IsDigit),
		all("isnumeric", IsNumeric), all("isspace", IsSpace),
		Def{Name: "isascii", Fn: func(t *Thread, a []Value) (Value, *Exception) { return Bool(strOf(a[0]).IsASCII()), nil }},
		def("isidentifier", IsIdentifierText),
		def("isprintable", func(s string) bool { return s == "" || allRunes(s, IsPrintable) }),
		def("isupper", func(s string) bool {
			if isASCII(s) {
				return hasASCIICase(s, 'A', 'a')
			}
			return hasCase(s, isUpper, isLower)
		}),
		def("islower", func(s string) bool {
			if isASCII(s) {
				return hasASCIICase(s, 'a', 'A')
			}
			return hasCase(s, isLower, isUpper)
		}),
		def("istitle", isTitle),
	)
}
