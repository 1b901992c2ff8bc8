package sre

import (
	"strings"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// pattern is re.Pattern.
type pattern struct {
	object.Object
	source value
	flags  int64
	code   []uint32
	groups int
	index  *object.Dict // names to numbers
	names  []value      // by number: the name or None
	isStr  bool
	any    bool // made from a tree, as re.Scanner does: matches str and bytes
	prog   *program
	// bytesProg is the program for bytes of a pattern for both.
	bytesProg *program
}

var patternType = &object.Type{Name: "Pattern", Module: "re", Flags: object.FlagNoBase | object.FlagNoNew | object.FlagWeakRef,
	Doc: "Compiled regular expression object."}

func patternOf(v value) *pattern { return (*pattern)(unsafe.Pointer(v.O)) }

// subject is a text being searched.
type subject struct {
	p    *pattern
	prog *program
	v    value       // as given
	str  *object.Str // of a str
	s    string      // its bytes
	wide bool        // positions in s are not those that programs see
	pos  int         // where to begin, and where the text ends, as bytes
	end  int
	// pos and end as programs see them, for the attributes of matches.
	posIndex, endIndex int64
}

// newSubject checks and takes apart a text and the optional bounds.
func (p *pattern) newSubject(t *thread, v, pos, endpos value) (*subject, *exception) {
	x := &subject{p: p, v: v, prog: p.prog}
	n := 0
	if s, ok := object.AsStr(v); ok {
		if !p.isStr && !p.any {
			return nil, t.Errorf(object.TypeError, "cannot use a bytes pattern on a string-like object")
		}
		x.str, x.s = s, s.S
		n = s.Len()
		x.wide = n != len(s.S)
	} else {
		if !object.IsBytesLike(v) {
			return nil, t.Errorf(object.TypeError, "expected string or bytes-like object, got '%s'", v.TypeName())
		}
		if p.isStr {
			return nil, t.Errorf(object.TypeError, "cannot use a string pattern on a bytes-like object")
		}
		if p.any {
			x.prog = p.bytesProg
		}
		s, err := object.BytesCopy(t, v)
		if err != nil {
			return nil, err
		}
		x.s = s
		n = len(s)
	}
	bound := func(v value, def int) (int64, *exception) {
		if v.O == nil {
			return int64(def), nil
		}
		i, err := object.IndexInt(t, v, object.OverflowError)
		return max(0, min(i, int64(n))), err
	}
	var err *exception
	if x.posIndex, err = bound(pos, 0); err != nil {
		return nil, err
	}
	if x.endIndex, err = bound(endpos, n); err != nil {
		return nil, err
	}
	x.pos, x.end = int(x.posIndex), int(x.endIndex)
	if x.wide {
		x.pos, x.end = x.str.Offset(x.pos), x.str.Offset(x.end)
	}
	return x, nil
}

// matcher returns a matcher for the text.
func (x *subject) matcher(t *thread) *matcher {
	return newMatcher(t, x.prog, x.s[:x.end], x.wide)
}

// slice returns the text between two offsets as a program sees it; null for
// offset -1.
func (x *subject) slice(from, to int) value {
	if from < 0 || to < from {
		return null
	}
	if x.str != nil {
		if from == 0 && to == len(x.s) && x.v.Type() == object.StrType {
			return x.v
		}
		return object.NewStr(cutText(x.s, from, to))
	}
	if from == 0 && to == len(x.s) && x.v.Type() == object.BytesType {
		return x.v
	}
	return object.NewBytes(cutText(x.s, from, to))
}

// cutText returns s[from:to], copied if it would keep much more alive.
func cutText(s string, from, to int) string {
	if len(s) > 1024 && (to-from)*4 < len(s) {
		return strings.Clone(s[from:to])
	}
	return s[from:to]
}

// empty returns the empty text of the kind.
func (x *subject) empty() value {
	if x.str != nil {
		return object.NewStr("")
	}
	return object.NewBytes("")
}

// position converts an offset to what programs see.
func (x *subject) position(at int) int64 {
	if at < 0 {
		return -1
	}
	if x.wide {
		return int64(x.str.ByteToIndex(at))
	}
	return int64(at)
}

// how is the way in which a match is looked for.
type how uint8

const (
	byMatch how = iota
	byFullMatch
	bySearch
)

// find looks for one match; nil if there is none.
func (x *subject) find(t *thread, h how) (*match, *exception) {
	if x.pos > x.end {
		return nil, nil
	}
	m := x.matcher(t)
	start, end, ok, err := x.attempt(m, h, x.pos)
	var r *match
	if ok {
		r = x.newMatch(m, start, end)
	}
	m.release()
	return r, err
}

func (x *subject) attempt(m *matcher, h how, pos int) (start, end int, ok bool, err *exception) {
	if h == bySearch {
		return m.search(pos)
	}
	m.reset()
	m.full = h == byFullMatch
	end, ok, err = m.match(pos)
	return pos, end, ok, err
}

// each calls f with every match from left to right that does not overlap the one
// before; an empty one may not touch the end of an empty one. The matcher's slots
// hold the groups.
func (x *subject) each(t *thread, f func(m *matcher, start, end int) (bool, *exception)) *exception {
	if x.pos > x.end {
		return nil
	}
	m := x.matcher(t)
	for pos := x.pos; pos <= x.end; {
		start, end, ok, err := m.search(pos)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		more, err := f(m, start, end)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		m.notEmpty = -1
		if start == end {
			m.notEmpty = end
		}
		pos = end
	}
	m.release()
	return nil
}

// matchMethod makes match, fullmatch or search.
func matchMethod(name string, h how) object.Def {
	return def(name, "string, pos=0, endpos=sys.maxsize", func(t *thread, a args) (value, *exception) {
		x, err := patternOf(a[0]).newSubject(t, a[1], a[2], a[3])
		if err != nil {
			return null, err
		}
		m, err := x.find(t, h)
		if err != nil || m == nil {
			return none, err
		}
		return m.Object.Value(), nil
	})
}

func findall(t *thread, a args) (value, *exception) {
	x, err := patternOf(a[0]).newSubject(t, a[1], a[2], a[3])
	if err != nil {
		return null, err
	}
	var items []value
	err = x.each(t, func(m *matcher, start, end int) (bool, *exception) {
		group := func(n int) value {
			if v := x.slice(m.slots[2*n], m.slots[2*n+1]); v.O != nil {
				return v
			}
			return x.empty()
		}
		switch x.p.groups {
		case 0:
			items = append(items, x.slice(start, end))
		case 1:
			items = append(items, group(0))
		default:
			all := make([]value, x.p.groups)
			for i := range all {
				all[i] = group(i)
			}
			items = append(items, object.TupleOf(all))
		}
		return true, nil
	})
	if err != nil {
		return null, err
	}
	return object.NewList(t, items).Value(), nil
}

func split(t *thread, a args) (value, *exception) {
	x, err := patternOf(a[0]).newSubject(t, a[1], null, null)
	if err != nil {
		return null, err
	}
	limit := int64(0)
	if a[2].O != nil {
		if limit, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
			return null, err
		}
	}
	var items []value
	last := 0
	n := int64(0)
	if limit >= 0 {
		err = x.each(t, func(m *matcher, start, end int) (bool, *exception) {
			items = append(items, x.slice(last, start))
			for i := range x.p.groups {
				v := x.slice(m.slots[2*i], m.slots[2*i+1])
				if v.O == nil {
					v = none
				}
				items = append(items, v)
			}
			last = end
			n++
			return limit == 0 || n < limit, nil
		})
		if err != nil {
			return null, err
		}
	}
	items = append(items, x.slice(last, len(x.s)))
	return object.NewList(t, items).Value(), nil
}

// substitute implements sub and subn.
func substitute(t *thread, a args) (value, int64, *exception) {
	p := patternOf(a[0])
	x, err := p.newSubject(t, a[2], null, null)
	if err != nil {
		return null, 0, err
	}
	limit := int64(0)
	if a[3].O != nil {
		if limit, err = object.IndexInt(t, a[3], object.OverflowError); err != nil {
			return null, 0, err
		}
	}
	repl, err := p.newReplacement(t, a[1])
	if err != nil {
		return null, 0, err
	}
	var out []byte
	last := 0
	n := int64(0)
	if limit >= 0 {
		err = x.each(t, func(m *matcher, start, end int) (bool, *exception) {
			out = append(out, x.s[last:start]...)
			last = end
			n++
			var err *exception
			if out, err = repl.apply(t, out, x, m, start, end); err != nil {
				return false, err
			}
			return limit == 0 || n < limit, nil
		})
		if err != nil {
			return null, 0, err
		}
	}
	if n == 0 && (x.v.Type() == object.StrType || x.v.Type() == object.BytesType) {
		return x.v, 0, nil
	}
	out = append(out, x.s[last:]...)
	if x.str != nil {
		return object.CopyStr(out), n, nil
	}
	return object.BytesOwned(out), n, nil
}

func repr(t *thread, v value) (value, *exception) {
	p := patternOf(v)
	flags := p.flags
	const unicode, locale, ascii = 32, 4, 256
	if p.isStr && flags&(locale|unicode|ascii) == unicode {
		flags &^= unicode
	}
	var names []string
	for _, f := range []struct {
		bit  int64
		name string
	}{{1, "re.TEMPLATE"}, {2, "re.IGNORECASE"}, {4, "re.LOCALE"}, {8, "re.MULTILINE"}, {16, "re.DOTALL"}, {32, "re.UNICODE"}, {64, "re.VERBOSE"}, {128, "re.DEBUG"}, {256, "re.ASCII"}} {
		if flags&f.bit != 0 {
			names = append(names, f.name)
			flags &^= f.bit
		}
	}
	if flags != 0 {
		names = append(names, "0x"+hexText(flags))
	}
	r, err := object.Repr(t, p.source)
	if err != nil {
		return null, err
	}
	s := r.S
	if r.Len() > 200 {
		s = s[:r.Offset(200)]
	}
	if len(names) > 0 {
		s += ", " + strings.Join(names, "|")
	}
	return object.NewStr("re.compile(" + s + ")"), nil
}

func hexText(n int64) string {
	s := ""
	for ; n > 0; n >>= 4 {
		s = "0123456789abcdef"[n&15:n&15+1] + s
	}
	return s
}

func init() {
	patternType.Methods = []object.Def{
		matchMethod("match", byMatch), matchMethod("fullmatch", byFullMatch), matchMethod("search", bySearch),
		def("findall", "string, pos=0, endpos=sys.maxsize", findall),
		def("finditer", "string, pos=0, endpos=sys.maxsize", func(t *thread, a args) (value, *exception) {
			s, err := newScanner(t, matchIterType, a)
			return s, err
		}),
		def("scanner", "string, pos=0, endpos=sys.maxsize", func(t *thread, a args) (value, *exception) {
			return newScanner(t, scannerType, a)
		}),
		def("split", "string, maxsplit=0", split),
		def("sub", "repl, string, count=0", func(t *thread, a args) (value, *exception) {
			v, _, err := substitute(t, a)
			return v, err
		}),
		def("subn", "repl, string, count=0", func(t *thread, a args) (value, *exception) {
			v, n, err := substitute(t, a)
			if err != nil {
				return null, err
			}
			return object.TupleOf(args{v, object.Int(n)}), nil
		}),
		def("__copy__", "", func(t *thread, a args) (value, *exception) { return a[0], nil }),
		def("__deepcopy__", "memo, /", func(t *thread, a args) (value, *exception) { return a[0], nil }),
		object.ClassGetItem(),
	}
	get := func(name string, f func(t *thread, p *pattern) value) {
		patternType.Getsets = append(patternType.Getsets, object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exception) {
			return f(t, patternOf(v)), nil
		}})
	}
	get("pattern", func(t *thread, p *pattern) value { return p.source })
	get("flags", func(t *thread, p *pattern) value { return object.Int(p.flags) })
	get("groups", func(t *thread, p *pattern) value { return object.Int(int64(p.groups)) })
	get("groupindex", func(t *thread, p *pattern) value { return object.NewMappingProxy(p.index.Value()) })
	patternType.Slots.Repr = repr
	patternType.Slots.Hash = func(t *thread, v value) (int64, *exception) {
		p := patternOf(v)
		h, err := object.Hash(t, p.source)
		for _, w := range p.code {
			h = h*1000003 ^ int64(w)
		}
		if h ^= p.flags; h == -1 {
			h = -2
		}
		return h, err
	}
	patternType.Slots.Compare = func(t *thread, a, b value, op object.CmpOp) (value, *exception) {
		if op != object.CmpEq && op != object.CmpNe || b.Type() != patternType {
			return object.NotImplemented, nil
		}
		p, q := patternOf(a), patternOf(b)
		eq := p == q
		if !eq && p.flags == q.flags && p.isStr == q.isStr && len(p.code) == len(q.code) {
			eq = true
			for i, w := range p.code {
				if q.code[i] != w {
					eq = false
					break
				}
			}
			if eq {
				var err *exception
				if eq, err = object.EqualBool(t, p.source, q.source); err != nil {
					return null, err
				}
			}
		}
		return object.Bool(eq == (op == object.CmpEq)), nil
	}
}

// scanner goes from match to match in a text: what pattern.scanner returns, and
// the iterator that finditer returns.
type scanner struct {
	object.Object
	x     *subject
	box   stm.Box
	first scannerBody
}

type scannerBody struct {
	stm.Body
	pos      int // where the next match may begin; -1 at the end
	notEmpty int
}

var (
	scannerType   = &object.Type{Name: "SRE_Scanner", Module: "_sre", Flags: object.FlagNoBase | object.FlagNoNew}
	matchIterType = &object.Type{Name: "callable_iterator", Module: "builtins", Flags: object.FlagNoBase | object.FlagNoNew}
)

var scannerKind = &stm.Kind{Name: "SRE_Scanner", Clone: func(b *stm.Body) *stm.Body {
	o := (*scannerBody)(unsafe.Pointer(b))
	return &(&scannerBody{pos: o.pos, notEmpty: o.notEmpty}).Body
}}

func newScanner(t *thread, typ *object.Type, a args) (value, *exception) {
	x, err := patternOf(a[0]).newSubject(t, a[1], a[2], a[3])
	if err != nil {
		return null, err
	}
	s := &scanner{Object: object.Object{Typ: typ}, x: x}
	s.first.pos, s.first.notEmpty = x.pos, -1
	s.first.Init(t.Stamp())
	s.box.Init(&s.first.Body)
	return s.Object.Value(), nil
}

func (s *scanner) write(t *thread) *scannerBody {
	b := s.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&s.box, b, scannerKind)
	}
	return (*scannerBody)(unsafe.Pointer(b))
}

// next finds the next match; nil at the end.
func (s *scanner) next(t *thread, h how) (*match, *exception) {
	b := s.write(t)
	if b.pos < 0 || b.pos > s.x.end {
		return nil, nil
	}
	m := s.x.matcher(t)
	m.notEmpty = b.notEmpty
	start, end, ok, err := s.x.attempt(m, h, b.pos)
	var r *match
	b = s.write(t)
	if ok {
		r = s.x.newMatch(m, start, end)
		b.pos, b.notEmpty = end, -1
		if start == end {
			b.notEmpty = end
		}
	} else {
		b.pos = -1
	}
	m.release()
	return r, err
}

func init() {
	next := func(name string, h how) object.Def {
		return def(name, "", func(t *thread, a args) (value, *exception) {
			m, err := (*scanner)(unsafe.Pointer(a[0].O)).next(t, h)
			if err != nil || m == nil {
				return none, err
			}
			return m.Object.Value(), nil
		})
	}
	scannerType.Methods = []object.Def{next("match", byMatch), next("search", bySearch)}
	scannerType.Getsets = []object.GetSet{{Name: "pattern", Get: func(t *thread, v value) (value, *exception) {
		return (*scanner)(unsafe.Pointer(v.O)).x.p.Object.Value(), nil
	}}}
	matchIterType.Slots.Iter = func(t *thread, v value) (value, *exception) { return v, nil }
	matchIterType.Slots.Next = func(t *thread, v value) (value, *exception) {
		m, err := (*scanner)(unsafe.Pointer(v.O)).next(t, bySearch)
		if err != nil || m == nil {
			return null, err
		}
		return m.Object.Value(), nil
	}
}
