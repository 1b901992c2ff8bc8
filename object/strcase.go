package object

import (
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// Case mapping. Go's unicode package maps one code point to one; a hundred map
// to several, which golang.org/x/text knows. Those lie in few ranges, so their
// mappings are collected when the first non-ASCII text changes its case.

type caseKind uint8

const (
	caseUpper caseKind = iota
	caseLower
	caseTitle
	caseFold
	numCases
)

var caseMaps struct {
	once sync.Once
	maps [numCases]map[rune]string
}

func specialCases() *[numCases]map[rune]string {
	caseMaps.once.Do(func() {
		casers := [numCases]cases.Caser{cases.Upper(language.Und), cases.Lower(language.Und), cases.Title(language.Und), cases.Fold()}
		simple := [numCases]func(rune) rune{unicode.ToUpper, unicode.ToLower, unicode.ToTitle, unicode.ToLower}
		for k := range caseMaps.maps {
			caseMaps.maps[k] = map[rune]string{}
		}
		add := func(lo, hi rune) {
			for r := lo; r <= hi; r++ {
				for k := range casers {
					if s := casers[k].String(string(r)); s != string(simple[k](r)) {
						caseMaps.maps[k][r] = s
					}
				}
			}
		}
		for _, rg := range [][2]rune{{0x80, 0x5ff}, {0x10a0, 0x10ff}, {0x13a0, 0x13ff}, {0x1c80, 0x1cbf}, {0x1d00, 0x1fff}, {0x2100, 0x2188}, {0x24b6, 0x24e9}, {0x2c00, 0x2dff}, {0xa640, 0xabff}, {0xfb00, 0xfb17}} {
			add(rg[0], rg[1])
		}
		// Cherokee folds to capitals, which x/text does not know.
		for r := rune(0x13a0); r <= 0x13f5; r++ {
			caseMaps.maps[caseFold][r] = string(r)
			caseMaps.maps[caseFold][unicode.ToLower(r)] = string(r)
		}
		// A sigma alone is not at the end of a word.
		caseMaps.maps[caseLower]['Σ'] = "σ"
	})
	return &caseMaps.maps
}

// appendCase appends the full mapping of r. Final sigma is the caller's.
func appendCase(b []byte, r rune, kind caseKind) []byte {
	if r < 0x80 {
		c := byte(r)
		switch kind {
		case caseUpper, caseTitle:
			if 'a' <= c && c <= 'z' {
				c -= 32
			}
		default:
			if 'A' <= c && c <= 'Z' {
				c += 32
			}
		}
		return append(b, c)
	}
	if s, ok := specialCases()[kind][r]; ok {
		return append(b, s...)
	}
	switch kind {
	case caseUpper:
		r = unicode.ToUpper(r)
	case caseTitle:
		r = unicode.ToTitle(r)
	default:
		r = unicode.ToLower(r)
	}
	return AppendRune(b, r)
}

// SimpleLower and SimpleUpper map one character to one; of a mapping to several
// it is the first.
func SimpleLower(r rune) rune { return firstOfCase(r, caseLower) }

// SimpleUpper is SimpleLower's counterpart.
func SimpleUpper(r rune) rune { return firstOfCase(r, caseUpper) }

func firstOfCase(r rune, kind caseKind) rune {
	if r < 0x80 {
		var b [1]byte
		return rune(appendCase(b[:0], r, kind)[0])
	}
	if s, ok := specialCases()[kind][r]; ok {
		r, _ = DecodeRune(s)
		return r
	}
	if kind == caseUpper {
		return unicode.ToUpper(r)
	}
	return unicode.ToLower(r)
}

// isCased and isIgnorable are the properties Cased and Case_Ignorable of the
// Unicode standard, section 3.13.
func isCased(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return isUpper(r) || isLower(r) || unicode.Is(unicode.Lt, r)
}

func isIgnorable(r rune) bool {
	switch r {
	case '\'', '.', ':', '^', '`', 0xb7, 0x387, 0x55f, 0x5f4, 0x2018, 0x2019, 0x2024, 0x2027, 0xfe13, 0xfe52, 0xfe55, 0xff07, 0xff0e, 0xff1a:
		return true
	}
	return r >= 0x80 && unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk)
}

// isUpper and isLower are the derived properties Uppercase and Lowercase.
func isUpper(r rune) bool {
	if r < 0x80 {
		return 'A' <= r && r <= 'Z'
	}
	return unicode.IsUpper(r) || unicode.Is(unicode.Other_Uppercase, r)
}

func isLower(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z'
	}
	return unicode.IsLower(r) || unicode.Is(unicode.Other_Lowercase, r)
}

// finalSigma reports whether the sigma at s[i:] ends a word: a cased letter
// comes before it and none after it, not counting ignorable characters.
func finalSigma(s string, i int) bool {
	before := false
	for j := i; j > 0; {
		n := lastChar(s[:j])
		r, _ := DecodeRune(s[j-n:])
		j -= n
		if !isIgnorable(r) {
			before = isCased(r)
			break
		}
	}
	if !before {
		return false
	}
	for j := i + 2; j < len(s); {
		r, n := DecodeRune(s[j:])
		j += n
		if !isIgnorable(r) {
			return !isCased(r)
		}
	}
	return true
}

// mapCase maps all of s.
func mapCase(s string, kind caseKind) string {
	b := make([]byte, 0, len(s)+len(s)/16)
	for i := 0; i < len(s); {
		c := s[i]
		if c < 0x80 {
			b = appendCase(b, rune(c), kind)
			i++
			continue
		}
		r, n := DecodeRune(s[i:])
		b = appendLower(b, s, i, r, kind)
		i += n
	}
	return bytesAsString(b)
}

// appendLower is appendCase that knows where in s the character stands.
func appendLower(b []byte, s string, i int, r rune, kind caseKind) []byte {
	if r == 'Σ' && kind == caseLower && finalSigma(s, i) {
		return append(b, "ς"...)
	}
	return appendCase(b, r, kind)
}

// eachRune calls f with every code point of s and its offset.
func eachRune(s string, f func(i int, r rune)) {
	for i := 0; i < len(s); {
		r, n := DecodeRune(s[i:])
		f(i, r)
		i += n
	}
}

func titleText(s string) string {
	b := make([]byte, 0, len(s)+len(s)/16)
	prev := false
	eachRune(s, func(i int, r rune) {
		if prev {
			b = appendLower(b, s, i, r, caseLower)
		} else {
			b = appendCase(b, r, caseTitle)
		}
		prev = isCased(r)
	})
	return string(b)
}

func swapText(s string) string {
	b := make([]byte, 0, len(s)+len(s)/16)
	eachRune(s, func(i int, r rune) {
		switch {
		case isUpper(r):
			b = appendLower(b, s, i, r, caseLower)
		case isLower(r):
			b = appendCase(b, r, caseUpper)
		default:
			b = AppendRune(b, r)
		}
	})
	return string(b)
}

func capitalizeText(s string) string {
	b := make([]byte, 0, len(s)+len(s)/16)
	eachRune(s, func(i int, r rune) {
		if i == 0 {
			b = appendCase(b, r, caseTitle)
		} else {
			b = appendLower(b, s, i, r, caseLower)
		}
	})
	return string(b)
}

func init() {
	def := func(name string, f func(s string) string) Def {
		change := asciiCases[name]
		var single [128]Value
		for c := range rune(128) {
			single[c] = NewStr(f(string(c)))
		}
		return Def{Name: name, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			s := strOf(a[0])
			switch {
			case !s.IsASCII():
				return NewStr(f(s.S)), nil
			case len(s.S) == 1:
				return single[s.S[0]], nil
			case s.S == "":
				return emptyStr.Value(), nil
			}
			if s.Typ == StrType && (name == "lower" || name == "casefold") && !hasASCIIUpper(s.S) {
				return s.Value(), nil
			}
			r, b := makeASCII(len(s.S))
			change(b, s.S)
			return r.Value(), nil
		}}
	}
	strMethod(
		def("upper", func(s string) string { return mapCase(s, caseUpper) }),
		def("lower", func(s string) string { return mapCase(s, caseLower) }),
		def("casefold", func(s string) string { return mapCase(s, caseFold) }),
		def("title", titleText), def("swapcase", swapText), def("capitalize", capitalizeText),
	)
}
