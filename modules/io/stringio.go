package io

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// stringIO is io.StringIO. Positions count characters; the text is UTF-8, so the
// body knows its position in bytes too.
type stringIO struct {
	ioObject
	box   stm.Box
	first stringIOBody
}

type stringIOBody struct {
	stm.Body
	stringState
}

type stringState struct {
	b       []byte
	shared  bool // b is another body's too: copy before writing
	chars   int  // length in characters
	pos     int  // in characters, may lie behind the end
	at      int  // pos in bytes, at most len(b)
	ready   bool // __init__ was called
	closed  bool
	newline string // as given; "" with universal set means None or ''
	none    bool   // newline=None
	nl      newlines
}

var stringIOType = newType("StringIO", textIOBaseType, "A stream of text in memory.")

var stringIOKind = &stm.Kind{Name: "StringIO", Clone: func(b *stm.Body) *stm.Body {
	n := &stringIOBody{stringState: (*stringIOBody)(unsafe.Pointer(b)).stringState}
	n.shared = true
	return &n.Body
}}

func (x *stringIO) read(t *thread) *stringIOBody {
	b := x.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&x.box, b)
	}
	return (*stringIOBody)(unsafe.Pointer(b))
}

func (x *stringIO) write(t *thread) *stringIOBody {
	b := x.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&x.box, b, stringIOKind)
	}
	return (*stringIOBody)(unsafe.Pointer(b))
}

func openString(t *thread, v value) (*stringIOBody, *exception) {
	b := cast[stringIO](v).write(t)
	switch {
	case !b.ready:
		return nil, t.Errorf(object.ValueError, "I/O operation on uninitialized object")
	case b.closed:
		return nil, t.Errorf(object.ValueError, "I/O operation on closed file")
	}
	return b, nil
}

func (b *stringIOBody) text() string { return unsafe.String(unsafe.SliceData(b.b), len(b.b)) }

// skip returns the byte offset n characters after byte at, and how many there
// were.
func skip(s string, at, n int) (end, count int) {
	for at < len(s) && count < n {
		at++
		for at < len(s) && !utf8.RuneStart(s[at]) {
			at++
		}
		count++
	}
	return at, count
}

// seek moves to character pos.
func (b *stringIOBody) seek(pos int) {
	b.pos = pos
	switch {
	case pos >= b.chars:
		b.at = len(b.b)
	case b.chars == len(b.b):
		b.at = pos
	default:
		b.at, _ = skip(b.text(), 0, pos)
	}
}

// next returns up to n characters, all that are left if n is negative.
func (b *stringIOBody) next(n int) string {
	if b.pos >= b.chars {
		return ""
	}
	s := b.text()
	end, count := len(s), b.chars-b.pos
	if n >= 0 && n < count {
		if b.chars == len(s) {
			end, count = b.at+n, n
		} else {
			end, count = skip(s, b.at, n)
		}
	}
	r := s[b.at:end]
	b.at, b.pos = end, b.pos+count
	return r
}

// line returns the rest of the line, of at most n characters if n is not negative.
func (b *stringIOBody) line(n int) string {
	if b.pos >= b.chars || n == 0 {
		return ""
	}
	s := b.text()[b.at:]
	end := lineEnd(s, b.newline, !b.none && b.newline == "")
	if end < 0 {
		end = len(s)
	}
	count := end
	if b.chars != len(b.b) {
		count = utf8Len(s[:end])
	}
	if n >= 0 && n < count {
		end, count = skip(s, 0, n)
	}
	b.at, b.pos = b.at+end, b.pos+count
	return s[:end]
}

// utf8Len counts characters.
func utf8Len(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// lineEnd returns the offset after the first line end of s, -1 if there is none.
// A line ends with newline, \n if that is "", or with universal set also with \r
// and \r\n.
func lineEnd(s, newline string, universal bool) int {
	if universal {
		i := strings.IndexAny(s, "\r\n")
		if i >= 0 && s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			i++
		}
		if i < 0 {
			return -1
		}
		return i + 1
	}
	if len(newline) <= 1 {
		c := byte('\n')
		if newline != "" {
			c = newline[0]
		}
		if i := strings.IndexByte(s, c); i >= 0 {
			return i + 1
		}
		return -1
	}
	if i := strings.Index(s, newline); i >= 0 {
		return i + len(newline)
	}
	return -1
}

// put writes s at the position.
func (b *stringIOBody) put(s string) {
	if b.none || b.newline == "" {
		s = b.nl.feed(s, b.none, true)
	}
	if b.newline != "" && b.newline != "\n" {
		s = strings.ReplaceAll(s, "\n", b.newline)
	}
	if s == "" {
		return
	}
	n := utf8Len(s)
	if b.shared {
		b.b = append(make([]byte, 0, len(b.b)+len(s)+len(b.b)/4+32), b.b...)
		b.shared = false
	}
	if b.pos >= b.chars {
		for ; b.chars < b.pos; b.chars++ {
			b.b = append(b.b, 0)
		}
		b.b = append(b.b, s...)
		b.chars += n
		b.pos = b.chars
		b.at = len(b.b)
		return
	}
	end, count := skip(b.text(), b.at, n)
	tail := append([]byte(nil), b.b[end:]...)
	b.b = append(append(b.b[:b.at], s...), tail...)
	b.chars += n - count
	b.pos += n
	b.at += len(s)
}

// newlineArg checks the argument newline of StringIO and TextIOWrapper.
func newlineArg(t *thread, v value, what string) (nl string, isNone bool, err *exception) {
	if v.IsNone() {
		return "", true, nil
	}
	s, ok := object.AsStr(v)
	if !ok {
		if what == "StringIO" {
			return "", false, t.Errorf(object.TypeError, "newline must be str or None, not %s", v.TypeName())
		}
		return "", false, t.Errorf(object.TypeError, "%s() argument 'newline' must be str or None, not %s", what, object.ArgTypeName(v))
	}
	switch s.S {
	case "", "\n", "\r", "\r\n":
		return s.S, false, nil
	}
	if what == "StringIO" {
		r, err := object.Repr(t, v)
		if err != nil {
			return "", false, err
		}
		return "", false, t.Errorf(object.ValueError, "illegal newline value: %s", r.S)
	}
	return "", false, t.Errorf(object.ValueError, "illegal newline value: %s", s.S)
}

func init() {
	typ := stringIOType
	object.SetLayout[stringIO](typ)
	typ.Alloc = func(t *thread, typ *object.Type) *object.Object {
		x := object.Allocate[stringIO](typ)
		x.first.Init(t.Stamp())
		x.box.Init(&x.first.Body)
		return &x.Object
	}
	initFunc := &object.Func{Name: "StringIO", Sig: "self, initial_value='', newline='\\n'", Fn: func(t *thread, a args) (value, *exception) {
		nl, isNone := "\n", false
		var err *exception
		if a[2].O != nil {
			if nl, isNone, err = newlineArg(t, a[2], "StringIO"); err != nil {
				return null, err
			}
		}
		var s *object.Str
		if a[1].O != nil && !a[1].IsNone() {
			var ok bool
			if s, ok = object.AsStr(a[1]); !ok {
				return null, t.Errorf(object.TypeError, "initial_value must be str or None, not %s", a[1].TypeName())
			}
		}
		b := cast[stringIO](a[0]).write(t)
		b.stringState = stringState{ready: true, newline: nl, none: isNone}
		if s != nil {
			b.put(s.S)
			b.seek(0)
		}
		return none, nil
	}}
	typ.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception {
		_, err := initFunc.CallWith(t, append([]value{v}, a...), kw)
		return err
	}
	typ.Slots.Next = func(t *thread, v value) (value, *exception) {
		b, err := openString(t, v)
		if err != nil {
			return null, err
		}
		if v.Type() != stringIOType {
			line, err := object.CallMethod(t, v, str("readline"))
			if err != nil {
				return null, err
			}
			s, ok := object.AsStr(line)
			if !ok {
				return null, t.Errorf(object.OSError, "readline() should have returned a str object, not '%s'", line.TypeName())
			}
			if s.S == "" {
				return null, nil
			}
			return line, nil
		}
		line := b.line(-1)
		if line == "" {
			return null, nil
		}
		return object.CopyStr(line), nil
	}
	reading := func(name string, f func(b *stringIOBody, n int) string) object.Def {
		return def(name, "size=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			b, err := openString(t, a[0])
			if err != nil {
				return null, err
			}
			return object.CopyStr(f(b, n)), nil
		})
	}
	yes := func(name string, v value) object.Def {
		return def(name, "", func(t *thread, a args) (value, *exception) {
			_, err := openString(t, a[0])
			return v, err
		})
	}
	typ.Methods = []object.Def{
		reading("read", (*stringIOBody).next), reading("readline", (*stringIOBody).line),
		def("write", "s, /", func(t *thread, a args) (value, *exception) {
			s, ok := object.AsStr(a[1])
			if !ok {
				return null, t.Errorf(object.TypeError, "string argument expected, got '%s'", a[1].TypeName())
			}
			b, err := openString(t, a[0])
			if err != nil {
				return null, err
			}
			b.put(s.S)
			return object.Int(int64(s.Len())), nil
		}),
		def("getvalue", "", func(t *thread, a args) (value, *exception) {
			b, err := openString(t, a[0])
			if err != nil {
				return null, err
			}
			return object.CopyStr(b.b), nil
		}),
		def("tell", "", func(t *thread, a args) (value, *exception) {
			b, err := openString(t, a[0])
			if err != nil {
				return null, err
			}
			return object.Int(int64(b.pos)), nil
		}),
		def("seek", "pos, whence=0, /", func(t *thread, a args) (value, *exception) {
			whence, err := whenceArg(t, a[2])
			if err != nil {
				return null, err
			}
			pos, err := object.IndexInt(t, a[1], object.OverflowError)
			if err != nil {
				return null, err
			}
			b, err := openString(t, a[0])
			if err != nil {
				return null, err
			}
			switch {
			case whence < 0 || whence > 2:
				return null, t.Errorf(object.ValueError, "Invalid whence (%d, should be 0, 1 or 2)", whence)
			case whence == 0 && pos < 0:
				return null, t.Errorf(object.ValueError, "Negative seek position %d", pos)
			case whence != 0 && pos != 0:
				return null, t.Errorf(object.OSError, "Can't do nonzero cur-relative seeks")
			case whence == 1:
				pos = int64(b.pos)
			case whence == 2:
				pos = int64(b.chars)
			}
			b.seek(int(pos))
			return object.Int(pos), nil
		}),
		def("truncate", "pos=None, /", func(t *thread, a args) (value, *exception) {
			b, err := openString(t, a[0])
			if err != nil {
				return null, err
			}
			n := int64(b.pos)
			if a[1].O != nil && !a[1].IsNone() {
				if n, err = object.IndexInt(t, a[1], object.OverflowError); err != nil {
					return null, err
				}
				if n < 0 {
					return null, t.Errorf(object.ValueError, "Negative size value %d", n)
				}
			}
			if b = cast[stringIO](a[0]).write(t); n < int64(b.chars) {
				end, _ := skip(b.text(), 0, int(n))
				b.b = b.b[:end:end]
				b.chars = int(n)
				b.at = min(b.at, end)
			}
			return object.Int(n), nil
		}),
		def("close", "", func(t *thread, a args) (value, *exception) {
			b := cast[stringIO](a[0]).write(t)
			b.closed, b.b = true, nil
			return none, nil
		}),
		yes("seekable", object.True), yes("readable", object.True), yes("writable", object.True),
		def("__getstate__", "", func(t *thread, a args) (value, *exception) {
			b, err := openString(t, a[0])
			if err != nil {
				return null, err
			}
			nl := none
			if !b.none {
				nl = object.NewStr(b.newline)
			}
			return object.TupleOf(args{object.NewStr(string(b.b)), nl, object.Int(int64(b.pos)), attrsOrNone(t, a[0])}), nil
		}),
		def("__setstate__", "state, /", func(t *thread, a args) (value, *exception) {
			tup, ok := object.AsTuple(a[1])
			if !ok || len(tup.Items) < 4 {
				return null, t.Errorf(object.TypeError, "%s.__setstate__ argument should be 4-tuple, got %s", a[0].TypeName(), a[1].TypeName())
			}
			s, ok := object.AsStr(tup.Items[0])
			if !ok {
				return null, t.Errorf(object.TypeError, "initial_value must be str or None, not %s", tup.Items[0].TypeName())
			}
			nl, isNone, err := newlineArg(t, tup.Items[1], "StringIO")
			if err != nil {
				return null, err
			}
			pos, err := object.IndexInt(t, tup.Items[2], object.OverflowError)
			if err != nil {
				return null, err
			}
			if pos < 0 {
				return null, t.Errorf(object.ValueError, "position value cannot be negative")
			}
			b := cast[stringIO](a[0]).write(t)
			b.stringState = stringState{ready: true, newline: nl, none: isNone, b: []byte(s.S), chars: s.Len()}
			b.seek(int(pos))
			return none, setAttrs(t, a[0], tup.Items[3])
		}),
	}
	typ.Getsets = []object.GetSet{
		{Name: "closed", Get: func(t *thread, v value) (value, *exception) {
			return object.Bool(cast[stringIO](v).read(t).closed), nil
		}},
		{Name: "line_buffering", Get: func(t *thread, v value) (value, *exception) {
			_, err := openString(t, v)
			return object.False, err
		}},
		{Name: "newlines", Get: func(t *thread, v value) (value, *exception) {
			b, err := openString(t, v)
			if err != nil {
				return null, err
			}
			if !b.none && b.newline != "" {
				return none, nil
			}
			return b.nl.value(), nil
		}},
	}
}
