package csv

import (
	"unicode/utf8"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// Styles of quoting.
const (
	quoteMinimal = iota
	quoteAll
	quoteNonNumeric
	quoteNone
)

// notSet is the character of a dialect that has none in a place.
const notSet rune = -1

// dialect is a set of rules. It never changes.
type dialect struct {
	object.Object
	delimiter, quotechar, escapechar rune
	doublequote, skipSpace, strict   bool
	quoting                          int
	terminator                       *object.Str

	special [utf8.RuneSelf]uint8 // what ASCII characters mean more than themselves: toReader, toWriter
}

// Bits of dialect.special.
const (
	toReader = 1 << iota
	toWriter
)

var dialectType = &object.Type{Name: "Dialect", Module: "_csv", Doc: "The rules by which rows are written and read.",
	Flags: object.FlagWeakRef}

func dialectOf(v value) *dialect { return (*dialect)(unsafe.Pointer(v.O)) }

func (d *dialect) value() value { return value{O: &d.Object} }

// fields are the parameters of Dialect after the first, and attributes of
// whatever describes a dialect.
var fields = [...]*object.Str{
	object.Intern("delimiter"), object.Intern("doublequote"), object.Intern("escapechar"), object.Intern("lineterminator"),
	object.Intern("quotechar"), object.Intern("quoting"), object.Intern("skipinitialspace"), object.Intern("strict"),
}

const (
	atDelimiter = iota
	atDoubleQuote
	atEscapeChar
	atLineTerminator
	atQuoteChar
	atQuoting
	atSkipSpace
	atStrict
)

// makeDialect makes a dialect of typ from another object's attributes (null or
// None if there is none) and parameters that override them. A dialect that is
// not changed is returned as it is.
func makeDialect(t *thread, typ *object.Type, base value, params [len(fields)]value) (value, *exc) {
	if base.O != nil && !base.IsNone() {
		if base.O.Typ.Is(object.FlagStr) {
			var err *exc
			if base, err = lookup(t, base); err != nil {
				return value{}, err
			}
		}
		if params == ([len(fields)]value{}) && typ == dialectType && object.IsInstance(base, dialectType) {
			return base, nil
		}
		for i, name := range fields {
			if params[i].O == nil {
				// What has no such attribute leaves the default. So does an error.
				if v, err := object.LookupAttr(t, base, name); err == nil {
					params[i] = v
				}
			}
		}
	}
	d := object.Allocate[dialect](typ)
	d.delimiter, d.quotechar, d.escapechar = ',', '"', notSet
	d.doublequote = true
	d.terminator = object.Intern("\r\n")
	char := func(i int, c *rune, orNone string) *exc {
		v := params[i]
		if v.O == nil {
			return nil
		}
		*c = notSet
		if orNone != "" && v.IsNone() {
			return nil
		}
		s, ok := object.AsStr(v)
		if !ok {
			return t.Errorf(object.TypeError, "\"%s\" must be string%s, not %s", fields[i].S, orNone, v.TypeName())
		}
		if s.Len() != 1 {
			return t.Errorf(object.TypeError, "\"%s\" must be a 1-character string", fields[i].S)
		}
		*c, _ = object.DecodeRune(s.S)
		return nil
	}
	flag := func(i int, b *bool) (err *exc) {
		if params[i].O != nil {
			*b, err = object.Truth(t, params[i])
		}
		return err
	}
	if err := char(atDelimiter, &d.delimiter, ""); err != nil {
		return value{}, err
	}
	if err := flag(atDoubleQuote, &d.doublequote); err != nil {
		return value{}, err
	}
	if err := char(atEscapeChar, &d.escapechar, " or None"); err != nil {
		return value{}, err
	}
	if v := params[atLineTerminator]; v.O != nil {
		d.terminator = nil
		if !v.IsNone() {
			s, ok := object.AsStr(v)
			if !ok {
				return value{}, t.Errorf(object.TypeError, "\"lineterminator\" must be a string")
			}
			d.terminator = s
		}
	}
	if err := char(atQuoteChar, &d.quotechar, " or None"); err != nil {
		return value{}, err
	}
	if v := params[atQuoting]; v.O != nil {
		if v.O.Typ != object.IntType {
			return value{}, t.Errorf(object.TypeError, "\"quoting\" must be an integer")
		}
		n, err := object.IndexInt(t, v, object.OverflowError)
		if err != nil {
			return value{}, err
		}
		if n < quoteMinimal || n > quoteNone {
			return value{}, t.Errorf(object.TypeError, "bad \"quoting\" value")
		}
		d.quoting = int(n)
	} else if params[atQuoteChar].O != nil && params[atQuoteChar].IsNone() {
		d.quoting = quoteNone
	}
	if err := flag(atSkipSpace, &d.skipSpace); err != nil {
		return value{}, err
	}
	if err := flag(atStrict, &d.strict); err != nil {
		return value{}, err
	}
	if d.quoting != quoteNone && d.quotechar == notSet {
		return value{}, t.Errorf(object.TypeError, "quotechar must be set if quoting enabled")
	}
	if d.terminator == nil {
		return value{}, t.Errorf(object.TypeError, "lineterminator must be set")
	}
	for _, c := range []rune{d.delimiter, d.quotechar, d.escapechar} {
		if c != notSet && c < utf8.RuneSelf {
			d.special[c] |= toReader | toWriter
		}
	}
	d.special['\n'] |= toReader
	d.special['\r'] |= toReader
	for _, c := range d.terminator.S {
		if c < utf8.RuneSelf {
			d.special[c] |= toWriter
		}
	}
	return d.value(), nil
}

// dialectNew is Dialect(dialect=None, delimiter=…, …).
func dialectNew(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	npos := len(args) - len(kwnames)
	if npos > len(fields)+1 {
		return value{}, t.Errorf(object.TypeError, "function takes at most %d arguments (%d given)", len(fields)+1, npos)
	}
	var base value
	var params [len(fields)]value
	if npos > 0 {
		base = args[0]
		copy(params[:], args[1:npos])
	}
next:
	for i, k := range kwnames {
		name, _ := object.AsStr(k)
		if name.S == "dialect" && npos == 0 {
			base = args[npos+i]
			continue
		}
		for j, f := range fields {
			if f.S == name.S {
				if params[j].O != nil {
					return value{}, t.Errorf(object.TypeError, "argument for function given by name ('%s') and position (%d)", name.S, j+2)
				}
				params[j] = args[npos+i]
				continue next
			}
		}
		return value{}, t.Errorf(object.TypeError, "'%s' is an invalid keyword argument for this function", name.S)
	}
	return makeDialect(t, typ, base, params)
}

// dialectArg makes the dialect of a reader or writer from the arguments after
// the first.
func dialectArg(t *thread, args, kwnames []value) (*dialect, *exc) {
	v, err := dialectNew(t, dialectType, args, kwnames)
	if err != nil {
		return nil, err
	}
	return dialectOf(v), nil
}

func charValue(c rune) value {
	if c == notSet {
		return object.None
	}
	return object.NewStr(string(object.AppendRune(nil, c)))
}

func init() {
	object.SetLayout[dialect](dialectType)
	dialectType.Slots.New = dialectNew
	attr := func(i int, member bool, get func(d *dialect) value) object.GetSet {
		return object.GetSet{Name: fields[i].S, Member: member, Get: func(t *thread, v value) (value, *exc) { return get(dialectOf(v)), nil }}
	}
	dialectType.Getsets = []object.GetSet{
		attr(atDelimiter, false, func(d *dialect) value { return charValue(d.delimiter) }),
		attr(atDoubleQuote, true, func(d *dialect) value { return object.Bool(d.doublequote) }),
		attr(atEscapeChar, false, func(d *dialect) value { return charValue(d.escapechar) }),
		attr(atLineTerminator, false, func(d *dialect) value { return d.terminator.Value() }),
		attr(atQuoteChar, false, func(d *dialect) value { return charValue(d.quotechar) }),
		attr(atQuoting, false, func(d *dialect) value { return object.Int(int64(d.quoting)) }),
		attr(atSkipSpace, true, func(d *dialect) value { return object.Bool(d.skipSpace) }),
		attr(atStrict, true, func(d *dialect) value { return object.Bool(d.strict) }),
	}
	noPickle := func(t *thread, a []value) (value, *exc) {
		return value{}, t.Errorf(object.TypeError, "cannot pickle '%s' instances", a[0].TypeName()[len("_csv."):])
	}
	dialectType.Methods = []object.Def{
		{Name: "__reduce__", Fn: noPickle},
		{Name: "__reduce_ex__", Sig: "protocol, /", Fn: noPickle},
	}
}
