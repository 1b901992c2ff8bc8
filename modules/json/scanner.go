package json

import (
	"math"
	"strconv"
	"unsafe"

	"github.com/weftpy/weft/internal/floattext"
	"github.com/weftpy/weft/object"
)

// scanner is what make_scanner makes: the settings of a JSONDecoder. It never
// changes.
type scanner struct {
	object.Object
	strict                              bool
	objectHook, pairsHook               value // null where None
	parseFloat, parseInt, parseConstant value
}

var scannerType = &object.Type{Name: "_json.Scanner", Doc: "A function that reads a value of JSON text."}

func scannerOf(v value) *scanner { return (*scanner)(unsafe.Pointer(v.O)) }

// scan is one run of a scanner over a document. Positions are byte offsets;
// programs see code points.
type scan struct {
	*scanner
	t    *thread
	doc  *object.Str
	s    string
	keys keys
}

// keys has one object for each text of a key. Most documents have few: they are compared with one
// after the other, which is quicker than to make a map.
type keys struct {
	few  [8]*object.Str
	n    int
	more map[string]value // all, once there are more than few
}

func (k *keys) of(text string) value {
	if k.more == nil {
		for _, s := range k.few[:k.n] {
			if s.S == text {
				return s.Value()
			}
		}
	} else if v, ok := k.more[text]; ok {
		return v
	}
	v := object.CopyStr(text)
	s, _ := object.AsStr(v)
	switch {
	case k.n < len(k.few):
		k.few[k.n] = s
		k.n++
	case k.more == nil:
		k.more = map[string]value{text: v}
		for _, s := range k.few {
			k.more[s.S] = s.Value()
		}
	default:
		k.more[text] = v
	}
	return v
}

// index converts a byte offset to code points.
func (p *scan) index(at int) int {
	if p.doc.IsASCII() {
		return at
	}
	n := 0
	for i := 0; i < at; i++ {
		if p.s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

func (p *scan) fail(msg string, at int) *exc { return decodeError(p.t, msg, p.doc, p.index(at)) }

// nothing is the error that says that no value begins at a position.
func (p *scan) nothing(at int) *exc {
	return object.NewException(p.t, object.StopIteration, object.Int(int64(p.index(at))))
}

// space skips white space.
func (p *scan) space(at int) int {
	for at < len(p.s) && (p.s[at] == ' ' || p.s[at] == '\n' || p.s[at] == '\r' || p.s[at] == '\t') {
		at++
	}
	return at
}

// is reports whether character c is at a position.
func (p *scan) is(at int, c byte) bool { return at < len(p.s) && p.s[at] == c }

// value reads the value that begins at a position and returns the position after
// it.
func (p *scan) value(at int) (value, int, *exc) {
	if at >= len(p.s) {
		return value{}, at, p.nothing(at)
	}
	word := func(w string) bool { return len(p.s)-at >= len(w) && p.s[at:at+len(w)] == w }
	constant := func(w string) (value, int, *exc) {
		v, err := object.Call1(p.t, p.parseConstant, object.NewStr(w))
		return v, at + len(w), err
	}
	switch c := p.s[at]; {
	case c == '"':
		s, next, err := p.str(at+1, p.strict)
		if err != nil {
			return value{}, at, err
		}
		return object.NewStr(s), next, nil
	case c == '{':
		if err := p.t.EnterNative(" while decoding a JSON object from a unicode string"); err != nil {
			return value{}, at, err
		}
		defer p.t.LeaveNative()
		return p.object(at + 1)
	case c == '[':
		if err := p.t.EnterNative(" while decoding a JSON array from a unicode string"); err != nil {
			return value{}, at, err
		}
		defer p.t.LeaveNative()
		return p.array(at + 1)
	case c == 'n' && word("null"):
		return object.None, at + 4, nil
	case c == 't' && word("true"):
		return object.True, at + 4, nil
	case c == 'f' && word("false"):
		return object.False, at + 5, nil
	case c == 'N' && word("NaN"):
		return constant("NaN")
	case c == 'I' && word("Infinity"):
		return constant("Infinity")
	case c == '-' && word("-Infinity"):
		return constant("-Infinity")
	}
	return p.number(at)
}

func (p *scan) object(at int) (value, int, *exc) {
	t := p.t
	var pairs []value
	d := object.NewDict(t)
	at = p.space(at)
	if !p.is(at, '}') {
		for {
			if !p.is(at, '"') {
				return value{}, at, p.fail("Expecting property name enclosed in double quotes", at)
			}
			text, next, err := p.str(at+1, p.strict)
			if err != nil {
				return value{}, at, err
			}
			key := p.keys.of(text)
			if at = p.space(next); !p.is(at, ':') {
				return value{}, at, p.fail("Expecting ':' delimiter", at)
			}
			v, next, err := p.value(p.space(at + 1))
			if err != nil {
				return value{}, at, err
			}
			if p.pairsHook.O != nil {
				pairs = append(pairs, object.NewPair(key, v))
			} else if err := d.Set(t, key, v); err != nil {
				return value{}, at, err
			}
			if at = p.space(next); p.is(at, '}') {
				break
			}
			if !p.is(at, ',') {
				return value{}, at, p.fail("Expecting ',' delimiter", at)
			}
			at = p.space(at + 1)
		}
	}
	at++
	if p.pairsHook.O != nil {
		v, err := object.Call1(t, p.pairsHook, object.NewList(t, pairs).Value())
		return v, at, err
	}
	if p.objectHook.O != nil {
		v, err := object.Call1(t, p.objectHook, d.Value())
		return v, at, err
	}
	return d.Value(), at, nil
}

func (p *scan) array(at int) (value, int, *exc) {
	var items []value
	at = p.space(at)
	if !p.is(at, ']') {
		for {
			v, next, err := p.value(at)
			if err != nil {
				return value{}, at, err
			}
			items = append(items, v)
			if at = p.space(next); p.is(at, ']') {
				break
			}
			if !p.is(at, ',') {
				return value{}, at, p.fail("Expecting ',' delimiter", at)
			}
			at = p.space(at + 1)
		}
	}
	return object.NewList(p.t, items).Value(), at + 1, nil
}

func (p *scan) digits(at int) int {
	for at < len(p.s) && '0' <= p.s[at] && p.s[at] <= '9' {
		at++
	}
	return at
}

// number reads a number. What does not belong to it, as the point of "1.", is
// left for the caller to complain of.
func (p *scan) number(start int) (value, int, *exc) {
	at := start
	if p.is(at, '-') {
		at++
	}
	if p.is(at, '0') {
		at++
	} else if end := p.digits(at); end > at {
		at = end
	} else {
		return value{}, start, p.nothing(start)
	}
	isFloat := false
	if p.is(at, '.') {
		if end := p.digits(at + 1); end > at+1 {
			at, isFloat = end, true
		}
	}
	if p.is(at, 'e') || p.is(at, 'E') {
		e := at + 1
		if p.is(e, '+') || p.is(e, '-') {
			e++
		}
		if end := p.digits(e); end > e {
			at, isFloat = end, true
		}
	}
	text := p.s[start:at]
	if isFloat {
		if p.parseFloat == object.FloatType.Value() {
			f, err := floattext.Parse(text)
			if err != nil && !math.IsInf(f, 0) { // beyond the range is infinite
				return value{}, start, p.t.Errorf(object.ValueError, "could not convert string to float: '%s'", text)
			}
			return object.Float(f), at, nil
		}
		v, err := object.Call1(p.t, p.parseFloat, object.NewStr(text))
		return v, at, err
	}
	if len(text) <= 18 && p.parseInt == object.IntType.Value() {
		n, err := strconv.ParseInt(text, 10, 64)
		if err == nil {
			return object.Int(n), at, nil
		}
	}
	v, err := object.Call1(p.t, p.parseInt, object.NewStr(text))
	return v, at, err
}

// hex4 reads four hexadecimal digits; ok is false if there are none.
func (p *scan) hex4(at int) (r rune, ok bool) {
	if at+4 > len(p.s) {
		return 0, false
	}
	for _, c := range []byte(p.s[at : at+4]) {
		r <<= 4
		switch {
		case '0' <= c && c <= '9':
			r |= rune(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r |= rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
	}
	return r, true
}

// str reads the rest of a string whose opening quote stands before at.
func (p *scan) str(at int, strict bool) (string, int, *exc) {
	begin, start := at-1, at
	var b []byte // nil while there was no escape
	unterminated := func() (string, int, *exc) {
		return "", at, decodeError(p.t, "Unterminated string starting at", p.doc, p.index(begin+1)-1)
	}
	for {
		for at < len(p.s) && p.s[at] != '"' && p.s[at] != '\\' {
			if p.s[at] < ' ' && strict {
				return "", at, p.fail("Invalid control character at", at)
			}
			at++
		}
		if at >= len(p.s) {
			return unterminated()
		}
		if p.s[at] == '"' {
			if b == nil {
				return p.s[start:at], at + 1, nil
			}
			return string(append(b, p.s[start:at]...)), at + 1, nil
		}
		if b == nil {
			b = make([]byte, 0, 2*(at-start)+16)
		}
		b = append(b, p.s[start:at]...)
		if at++; at >= len(p.s) {
			return unterminated()
		}
		c := p.s[at]
		at++
		switch c {
		case '"', '\\', '/':
			b = append(b, c)
		case 'b':
			b = append(b, '\b')
		case 'f':
			b = append(b, '\f')
		case 'n':
			b = append(b, '\n')
		case 'r':
			b = append(b, '\r')
		case 't':
			b = append(b, '\t')
		case 'u':
			r, ok := p.hex4(at)
			if !ok || at+4 >= len(p.s) {
				return "", at, p.fail("Invalid \\uXXXX escape", at-1)
			}
			at += 4
			if 0xd800 <= r && r < 0xdc00 && at+6 < len(p.s) && p.s[at] == '\\' && p.s[at+1] == 'u' {
				if low, ok := p.hex4(at + 2); ok && 0xdc00 <= low && low < 0xe000 {
					r = 0x10000 + (r-0xd800)<<10 + low - 0xdc00
					at += 6
				}
			}
			b = object.AppendRune(b, r)
		default:
			return "", at, p.fail("Invalid \\escape", at-2)
		}
		start = at
	}
}

// scanString is _json.scanstring.
func scanString(t *thread, a []value) (value, *exc) {
	end, err := object.IndexInt(t, a[1], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	strict := true
	if a[2].O != nil {
		if strict, err = object.Truth(t, a[2]); err != nil {
			return value{}, err
		}
	}
	doc, err := strArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	if end < 0 || end > int64(doc.Len()) {
		return value{}, t.Errorf(object.ValueError, "end is out of bounds")
	}
	p := &scan{t: t, doc: doc, s: doc.S}
	s, next, err := p.str(doc.Offset(int(end)), strict)
	if err != nil {
		return value{}, err
	}
	return object.NewPair(object.NewStr(s), object.Int(int64(p.index(next)))), nil
}

var (
	scannerNew  = &object.Func{Name: "make_scanner", Sig: "context", Fn: func(t *thread, a []value) (value, *exc) { return a[0], nil }}
	scannerCall = &object.Func{Name: "scan_once", Sig: "string, idx", Fn: func(t *thread, a []value) (value, *exc) {
		return object.NewPair(a[0], a[1]), nil
	}}
)

func init() {
	object.SetLayout[scanner](scannerType)
	s := &scannerType.Slots
	s.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		ctx, err := scannerNew.CallWith(t, args, kwnames)
		if err != nil {
			return value{}, err
		}
		strict, err := object.GetAttrString(t, ctx, "strict")
		if err != nil {
			return value{}, err
		}
		sc := object.Allocate[scanner](typ)
		if sc.strict, err = object.Truth(t, strict); err != nil {
			return value{}, err
		}
		for _, f := range []struct {
			name string
			p    *value
		}{{"object_hook", &sc.objectHook}, {"object_pairs_hook", &sc.pairsHook}, {"parse_float", &sc.parseFloat}, {"parse_int", &sc.parseInt}, {"parse_constant", &sc.parseConstant}} {
			if *f.p, err = object.GetAttrString(t, ctx, f.name); err != nil {
				return value{}, err
			}
		}
		for _, p := range []*value{&sc.objectHook, &sc.pairsHook} {
			if p.IsNone() {
				*p = value{}
			}
		}
		return value{O: &sc.Object}, nil
	}
	s.Call = func(t *thread, f value, args, kwnames []value) (value, *exc) {
		parsed, err := scannerCall.CallWith(t, args, kwnames)
		if err != nil {
			return value{}, err
		}
		pair, _ := object.AsTuple(parsed)
		idx, err := object.IndexInt(t, pair.Items[1], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		doc, err := strArg(t, pair.Items[0])
		if err != nil {
			return value{}, err
		}
		if idx < 0 {
			return value{}, t.Errorf(object.ValueError, "idx cannot be negative")
		}
		p := &scan{scanner: scannerOf(f), t: t, doc: doc, s: doc.S}
		if idx >= int64(doc.Len()) {
			return value{}, object.NewException(t, object.StopIteration, object.Int(idx))
		}
		v, next, err := p.value(doc.Offset(int(idx)))
		if err != nil {
			return value{}, err
		}
		return object.NewPair(v, object.Int(int64(p.index(next)))), nil
	}
	field := func(name string, get func(s *scanner) value) object.GetSet {
		return object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exc) {
			if x := get(scannerOf(v)); x.O != nil {
				return x, nil
			}
			return object.None, nil
		}}
	}
	scannerType.Getsets = []object.GetSet{
		field("strict", func(s *scanner) value { return object.Bool(s.strict) }),
		field("object_hook", func(s *scanner) value { return s.objectHook }),
		field("object_pairs_hook", func(s *scanner) value { return s.pairsHook }),
		field("parse_float", func(s *scanner) value { return s.parseFloat }),
		field("parse_int", func(s *scanner) value { return s.parseInt }),
		field("parse_constant", func(s *scanner) value { return s.parseConstant }),
	}
}
