// Package unicodedata is the module of that name: the Unicode character database.
//
// Most of it comes from the tables of Go's unicode package and of
// golang.org/x/text; what those lack is in text files that gen.py writes.
package unicodedata

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unsafe"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/unicodename"
)

type (
	args      = []object.Value
	value     = object.Value
	thread    = object.Thread
	exception = object.Exception
)

var null = value{}

//go:embed decomposition.txt
var decompositionText string

//go:embed numeric.txt
var numericText string

//go:embed mirrored.txt
var mirroredText string

// eachLine calls f with the code and the rest of every line of a table.
func eachLine(text string, f func(code rune, rest string)) {
	for line := range strings.Lines(text) {
		code, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		f(parseHex(code), rest)
	}
}

func parseHex(s string) rune {
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		panic("BUG: bad table: " + err.Error())
	}
	return rune(n)
}

var decompositions = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string, 6000)
	eachLine(decompositionText, func(code rune, rest string) { m[code] = rest })
	return m
})

// number is the value of a character that stands for one.
type number struct {
	value float64
	digit bool
}

var numbers = sync.OnceValue(func() map[rune]number {
	m := make(map[rune]number, 1300)
	eachLine(numericText, func(code rune, rest string) {
		rest, isDigit := strings.CutSuffix(rest, " d")
		p, q, _ := strings.Cut(rest, "/")
		n, err := strconv.ParseFloat(p, 64)
		if err != nil {
			panic("BUG: bad table: " + err.Error())
		}
		if q != "" {
			d, err := strconv.ParseFloat(q, 64)
			if err != nil {
				panic("BUG: bad table: " + err.Error())
			}
			n /= d
		}
		m[code] = number{n, isDigit}
	})
	return m
})

var mirrored = sync.OnceValue(func() *unicode.RangeTable {
	t := &unicode.RangeTable{}
	eachLine(mirroredText, func(first rune, rest string) {
		last := parseHex(rest)
		if last <= 0xffff {
			t.R16 = append(t.R16, unicode.Range16{Lo: uint16(first), Hi: uint16(last), Stride: 1})
		} else {
			t.R32 = append(t.R32, unicode.Range32{Lo: uint32(first), Hi: uint32(last), Stride: 1})
		}
	})
	return t
})

// categoryNames are the general categories; the first is that of what is not
// assigned.
var categoryNames = []string{"Cn", "Cc", "Cf", "Co", "Cs", "Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Nl", "No",
	"Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm", "So", "Zl", "Zp", "Zs"}

// categories has the category of every character, as an index into categoryNames.
var categories = sync.OnceValue(func() []uint8 {
	all := make([]uint8, unicode.MaxRune+1)
	for i, name := range categoryNames[1:] {
		t := unicode.Categories[name]
		for _, r := range t.R16 {
			for c := uint32(r.Lo); c <= uint32(r.Hi); c += uint32(r.Stride) {
				all[c] = uint8(i + 1)
			}
		}
		for _, r := range t.R32 {
			for c := r.Lo; c <= r.Hi; c += r.Stride {
				all[c] = uint8(i + 1)
			}
		}
	}
	return all
})

func category(r rune) string { return categoryNames[categories()[r]] }

var bidiNames = map[bidi.Class]string{bidi.L: "L", bidi.R: "R", bidi.EN: "EN", bidi.ES: "ES", bidi.ET: "ET", bidi.AN: "AN", bidi.CS: "CS",
	bidi.B: "B", bidi.S: "S", bidi.WS: "WS", bidi.ON: "ON", bidi.BN: "BN", bidi.NSM: "NSM", bidi.AL: "AL"}

// bidiControls are the classes that package bidi has under one name.
var bidiControls = map[rune]string{0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO",
	0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI"}

func bidirectional(r rune) string {
	if s, ok := bidiControls[r]; ok {
		return s
	}
	if categories()[r] == 0 {
		return ""
	}
	if 0xd800 <= r && r <= 0xdfff {
		return "L"
	}
	p, _ := bidi.LookupRune(r)
	return bidiNames[p.Class()]
}

func eastAsianWidth(r rune) string {
	switch {
	case categories()[r] == 0:
		return "F" // as CPython has it for what is not assigned
	case 0xd800 <= r && r <= 0xdfff:
		return "N"
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianAmbiguous:
		return "A"
	case width.EastAsianWide:
		return "W"
	case width.EastAsianNarrow:
		return "Na"
	case width.EastAsianFullwidth:
		return "F"
	case width.EastAsianHalfwidth:
		return "H"
	}
	return "N"
}

// numericValue returns the value of a character, and of which kinds it is.
func numericValue(r rune) (v float64, isNumeric, isDigit, isDecimal bool) {
	if d, ok := object.DecimalValue(r); ok {
		return float64(d), true, true, true
	}
	n, ok := numbers()[r]
	return n.value, ok, n.digit, false
}

func forms(name string) (norm.Form, bool) {
	switch name {
	case "NFC":
		return norm.NFC, true
	case "NFD":
		return norm.NFD, true
	case "NFKC":
		return norm.NFKC, true
	case "NFKD":
		return norm.NFKD, true
	}
	return 0, false
}

// char returns the character that argument n of a function is; n is 0 if there is
// only one.
func char(t *thread, v value, fn string, n int) (rune, *exception) {
	if s, ok := object.AsStr(v); ok && s.Len() == 1 {
		r, _ := object.DecodeRune(s.S)
		if unicode.Is(added, r) {
			r = unassignedNear(r)
		}
		return r, nil
	}
	if n == 0 {
		return 0, t.Errorf(object.TypeError, "%s() argument must be a unicode character, not %s", fn, object.ArgTypeName(v))
	}
	return 0, t.Errorf(object.TypeError, "%s() argument %d must be a unicode character, not %s", fn, n, object.ArgTypeName(v))
}

// one makes a function of one character.
func one(name string, f func(r rune) value) object.Def {
	return object.Def{Name: name, Sig: "chr, /", Fn: func(t *thread, a args) (value, *exception) {
		r, err := char(t, a[len(a)-1], name, 0)
		if err != nil {
			return null, err
		}
		return f(r), nil
	}}
}

// orDefault makes a function of a character and a default, which is returned
// where f has nothing.
func orDefault(name, problem string, f func(r rune) (value, bool)) object.Def {
	return object.Def{Name: name, Sig: "chr, default=<unrepresentable>, /", Fn: func(t *thread, a args) (value, *exception) {
		a = a[len(a)-2:]
		r, err := char(t, a[0], name, 1)
		if err != nil {
			return null, err
		}
		if v, ok := f(r); ok {
			return v, nil
		}
		if a[1].O != nil {
			return a[1], nil
		}
		return null, t.Errorf(object.ValueError, "%s", problem)
	}}
}

func str(v value) string {
	s, _ := object.AsStr(v)
	return s.S
}

// formArgs checks the arguments of normalize and is_normalized.
func formArgs(t *thread, a args, fn string) (norm.Form, string, *exception) {
	for i := range 2 {
		if _, ok := object.AsStr(a[i]); !ok {
			return 0, "", t.Errorf(object.TypeError, "%s() argument %d must be str, not %s", fn, i+1, object.ArgTypeName(a[i]))
		}
	}
	f, ok := forms(str(a[0]))
	if !ok {
		return 0, "", t.Errorf(object.ValueError, "invalid normalization form")
	}
	return f, str(a[1]), nil
}

var funcs = []object.Def{
	one("category", func(r rune) value { return object.NewStr(category(r)) }),
	one("bidirectional", func(r rune) value { return object.NewStr(bidirectional(r)) }),
	one("combining", func(r rune) value {
		return object.Int(int64(norm.NFD.PropertiesString(string(r)).CCC()))
	}),
	one("mirrored", func(r rune) value {
		if unicode.Is(mirrored(), r) {
			return object.Int(1)
		}
		return object.Int(0)
	}),
	one("east_asian_width", func(r rune) value { return object.NewStr(eastAsianWidth(r)) }),
	one("decomposition", func(r rune) value { return object.NewStr(decompositions()[r]) }),
	orDefault("decimal", "not a decimal", func(r rune) (value, bool) {
		v, _, _, ok := numericValue(r)
		return object.Int(int64(v)), ok
	}),
	orDefault("digit", "not a digit", func(r rune) (value, bool) {
		v, _, ok, _ := numericValue(r)
		return object.Int(int64(v)), ok
	}),
	orDefault("numeric", "not a numeric character", func(r rune) (value, bool) {
		v, ok, _, _ := numericValue(r)
		return object.Float(v), ok
	}),
	orDefault("name", "no such name", func(r rune) (value, bool) {
		s := unicodename.Name(r)
		return object.NewStr(s), s != ""
	}),
	{Name: "lookup", Sig: "name, /", Fn: func(t *thread, a args) (value, *exception) {
		a = a[len(a)-1:]
		s, ok := object.AsStr(a[0])
		if !ok {
			return null, t.Errorf(object.TypeError, "a bytes-like object is required, not '%s'", a[0].TypeName())
		}
		if r, ok := unicodename.Lookup(s.S); ok && !unicode.Is(added, r) {
			return object.NewStr(string(r)), nil
		}
		return null, object.NewException(t, object.KeyError, object.NewStr("undefined character name '"+s.S+"'"))
	}},
	{Name: "normalize", Sig: "form, unistr, /", Fn: func(t *thread, a args) (value, *exception) {
		a = a[len(a)-2:]
		f, s, err := formArgs(t, a, "normalize")
		if err != nil {
			return null, err
		}
		return object.NewStr(f.String(s)), nil
	}},
	{Name: "is_normalized", Sig: "form, unistr, /", Fn: func(t *thread, a args) (value, *exception) {
		a = a[len(a)-2:]
		f, s, err := formArgs(t, a, "is_normalized")
		if err != nil {
			return null, err
		}
		return object.Bool(f.String(s) == s), nil
	}},
}

// ucd is the type of ucd_3_2_0: an older version of the database. Its methods
// answer from the present one.
type ucd struct{ object.Object }

var ucdType = &object.Type{Name: "UCD", Module: "unicodedata", Flags: object.FlagNoBase | object.FlagNoNew, Methods: funcs}

func init() {
	versionIs := func(v string) object.GetSet {
		return object.GetSet{Name: "unidata_version", Get: func(t *thread, _ value) (value, *exception) { return object.NewStr(v), nil }}
	}
	ucdType.Getsets = []object.GetSet{versionIs("3.2.0")}
	object.RegisterModule("unicodedata", func(t *thread) (*object.Module, *exception) {
		m := object.NewModule(t, "unicodedata", "What Unicode says of characters.")
		m.AddType(t, ucdType)
		m.Set(t, "unidata_version", object.NewStr(version))
		old := &ucd{object.Object{Typ: ucdType}}
		m.Set(t, "ucd_3_2_0", value{O: (*object.Object)(unsafe.Pointer(old))})
		m.AddFuncs(t, funcs)
		return m, nil
	})
}
