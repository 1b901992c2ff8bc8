package io

import (
	"bytes"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// bytesIO is io.BytesIO.
type bytesIO struct {
	ioObject
	box   stm.Box
	first bytesIOBody
}

type bytesIOBody struct {
	stm.Body
	bytesState
}

type bytesState struct {
	b       []byte
	shared  bool // b belongs to a bytes object too: copy before writing
	pos     int
	closed  bool
	exports int
}

var bytesIOType = newType("BytesIO", bufferedIOBaseType, "A stream of bytes in memory.")

var bytesIOKind = &stm.Kind{Name: "BytesIO", Clone: func(b *stm.Body) *stm.Body {
	n := &bytesIOBody{bytesState: (*bytesIOBody)(unsafe.Pointer(b)).bytesState}
	n.shared = true
	return &n.Body
}}

func (x *bytesIO) read(t *thread) *bytesIOBody {
	b := x.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&x.box, b)
	}
	return (*bytesIOBody)(unsafe.Pointer(b))
}

func (x *bytesIO) write(t *thread) *bytesIOBody {
	b := x.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&x.box, b, bytesIOKind)
	}
	return (*bytesIOBody)(unsafe.Pointer(b))
}

// own makes the contents the body's own, to be changed in place.
func (b *bytesIOBody) own() {
	if b.shared {
		b.b = append(make([]byte, 0, len(b.b)+len(b.b)/4+32), b.b...)
		b.shared = false
	}
}

// Bytes and Export make it an exporter of its memory, for getbuffer.
func (x *bytesIO) Bytes(t *thread, write bool) []byte {
	if write {
		b := x.write(t)
		b.own()
		return b.b
	}
	return x.read(t).b
}

func (x *bytesIO) Export(t *thread, n int) { x.write(t).exports += n }

// openBytes opens an unclosed BytesIO for change of its state.
func openBytes(t *thread, v value) (*bytesIOBody, *exception) {
	b := cast[bytesIO](v).write(t)
	if b.closed {
		return nil, closedError(t)
	}
	return b, nil
}

// resizable is openBytes for an operation that changes the length.
func resizable(t *thread, v value) (*bytesIOBody, *exception) {
	b, err := openBytes(t, v)
	if err == nil && b.exports > 0 {
		err = t.Errorf(object.BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return b, err
}

// next returns up to n bytes from the position on, all if n is negative, and
// moves on.
func (b *bytesIOBody) next(n int) []byte {
	if b.pos >= len(b.b) {
		return nil
	}
	rest := b.b[b.pos:]
	if n >= 0 && n < len(rest) {
		rest = rest[:n]
	}
	b.pos += len(rest)
	return rest
}

// line is next up to a line end.
func (b *bytesIOBody) line(n int) []byte {
	if b.pos >= len(b.b) {
		return nil
	}
	rest := b.b[b.pos:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i+1]
	}
	if n >= 0 && n < len(rest) {
		rest = rest[:n]
	}
	b.pos += len(rest)
	return rest
}

// put writes p at the position.
func (b *bytesIOBody) put(p string) {
	if len(p) == 0 {
		return
	}
	b.own()
	end := b.pos + len(p)
	if b.pos >= len(b.b) {
		for b.pos > len(b.b) {
			b.b = append(b.b, make([]byte, b.pos-len(b.b))...)
		}
		b.b = append(b.b, p...)
	} else {
		if end > len(b.b) {
			b.b = append(b.b, make([]byte, end-len(b.b))...)
		}
		copy(b.b[b.pos:], p)
	}
	b.pos = end
}

func init() {
	typ := bytesIOType
	object.SetLayout[bytesIO](typ)
	typ.Alloc = func(t *thread, typ *object.Type) *object.Object {
		x := object.Allocate[bytesIO](typ)
		x.first.Init(t.Stamp())
		x.box.Init(&x.first.Body)
		return &x.Object
	}
	initFunc := &object.Func{Name: "BytesIO", Sig: "self, initial_bytes=b''", Fn: func(t *thread, a args) (value, *exception) {
		b, err := resizable(t, a[0])
		if err != nil {
			return null, err
		}
		b.b, b.shared, b.pos = nil, false, 0
		if a[1].O == nil || a[1].IsNone() {
			return none, nil
		}
		s, err := object.BytesView(t, a[1])
		if err != nil {
			return null, err
		}
		if a[1].Type().Is(object.FlagBytes) {
			b.b, b.shared = unsafe.Slice(unsafe.StringData(s), len(s)), true
		} else {
			b.b = []byte(s)
		}
		return none, nil
	}}
	typ.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception {
		_, err := initFunc.CallWith(t, append([]value{v}, a...), kw)
		return err
	}
	typ.Slots.Next = func(t *thread, v value) (value, *exception) {
		b, err := openBytes(t, v)
		if err != nil {
			return null, err
		}
		line := b.line(-1)
		if len(line) == 0 {
			return null, nil
		}
		return object.NewBytes(string(line)), nil
	}
	reading := func(name string, f func(b *bytesIOBody, n int) []byte) object.Def {
		return def(name, "size=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			b, err := openBytes(t, a[0])
			if err != nil {
				return null, err
			}
			return object.NewBytes(string(f(b, n))), nil
		})
	}
	yes := func(name string, v value) object.Def {
		return def(name, "", func(t *thread, a args) (value, *exception) {
			_, err := openBytes(t, a[0])
			return v, err
		})
	}
	into := func(name string) object.Def {
		return def(name, "buffer, /", func(t *thread, a args) (value, *exception) {
			b, err := openBytes(t, a[0])
			if err != nil {
				return null, err
			}
			dst, err := writableArg(t, a[1], name)
			if err != nil {
				return null, err
			}
			return object.Int(int64(copy(dst, b.next(len(dst))))), nil
		})
	}
	typ.Methods = []object.Def{
		reading("read", (*bytesIOBody).next), reading("read1", (*bytesIOBody).next), reading("readline", (*bytesIOBody).line),
		into("readinto"), into("readinto1"),
		def("readlines", "size=None, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			b, err := openBytes(t, a[0])
			if err != nil {
				return null, err
			}
			var lines []value
			for total := 0; ; {
				line := b.line(-1)
				if len(line) == 0 {
					break
				}
				lines = append(lines, object.NewBytes(string(line)))
				if total += len(line); n > 0 && total >= n {
					break
				}
			}
			return object.NewList(t, lines).Value(), nil
		}),
		def("write", "b, /", func(t *thread, a args) (value, *exception) {
			s, err := object.BytesView(t, a[1])
			if err != nil {
				return null, err
			}
			b, err := resizable(t, a[0])
			if err != nil {
				return null, err
			}
			b.put(s)
			return object.Int(int64(len(s))), nil
		}),
		def("seek", "pos, whence=0, /", func(t *thread, a args) (value, *exception) {
			whence, err := whenceArg(t, a[2])
			if err != nil {
				return null, err
			}
			off, err := object.IndexInt(t, a[1], object.OverflowError)
			if err != nil {
				return null, err
			}
			b, err := openBytes(t, a[0])
			if err != nil {
				return null, err
			}
			switch whence {
			case 0:
				if off < 0 {
					return null, t.Errorf(object.ValueError, "negative seek value %d", off)
				}
			case 1:
				off += int64(b.pos)
			case 2:
				off += int64(len(b.b))
			default:
				return null, t.Errorf(object.ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence)
			}
			b.pos = int(max(off, 0))
			return object.Int(int64(b.pos)), nil
		}),
		def("tell", "", func(t *thread, a args) (value, *exception) {
			b, err := openBytes(t, a[0])
			if err != nil {
				return null, err
			}
			return object.Int(int64(b.pos)), nil
		}),
		def("truncate", "size=None, /", func(t *thread, a args) (value, *exception) {
			b, err := resizable(t, a[0])
			if err != nil {
				return null, err
			}
			n := int64(b.pos)
			if a[1].O != nil && !a[1].IsNone() {
				if n, err = object.IndexInt(t, a[1], object.OverflowError); err != nil {
					return null, err
				}
				if n < 0 {
					return null, t.Errorf(object.ValueError, "negative size value %d", n)
				}
			}
			if b = cast[bytesIO](a[0]).write(t); n < int64(len(b.b)) {
				b.own()
				b.b = b.b[:n]
			}
			return object.Int(n), nil
		}),
		def("getvalue", "", func(t *thread, a args) (value, *exception) {
			b := cast[bytesIO](a[0]).read(t)
			if b.closed {
				return null, closedError(t)
			}
			return object.NewBytes(string(b.b)), nil
		}),
		def("getbuffer", "", func(t *thread, a args) (value, *exception) {
			if _, err := openBytes(t, a[0]); err != nil {
				return null, err
			}
			x := cast[bytesIO](a[0])
			return object.ViewOf(t, &object.Buffer{Exporter: x, Format: "B", ItemSize: 1}, a[0]).Value(), nil
		}),
		def("close", "", func(t *thread, a args) (value, *exception) {
			b := cast[bytesIO](a[0]).write(t)
			if b.exports > 0 {
				return null, t.Errorf(object.BufferError, "Existing exports of data: object cannot be re-sized")
			}
			b.closed, b.b = true, nil
			return none, nil
		}),
		yes("flush", none), yes("isatty", object.False), yes("seekable", object.True), yes("readable", object.True), yes("writable", object.True),
		def("__getstate__", "", func(t *thread, a args) (value, *exception) {
			b, err := openBytes(t, a[0])
			if err != nil {
				return null, err
			}
			return object.TupleOf(args{object.NewBytes(string(b.b)), object.Int(int64(b.pos)), attrsOrNone(t, a[0])}), nil
		}),
		def("__setstate__", "state, /", func(t *thread, a args) (value, *exception) {
			tup, ok := object.AsTuple(a[1])
			if !ok || len(tup.Items) < 3 {
				return null, t.Errorf(object.TypeError, "%s.__setstate__ argument should be 3-tuple, got %s", a[0].TypeName(), a[1].TypeName())
			}
			s, err := object.BytesCopy(t, tup.Items[0])
			if err != nil {
				return null, err
			}
			pos, err := object.IndexInt(t, tup.Items[1], object.OverflowError)
			if err != nil {
				return null, err
			}
			if pos < 0 {
				return null, t.Errorf(object.ValueError, "position value cannot be negative")
			}
			b, err := resizable(t, a[0])
			if err != nil {
				return null, err
			}
			b.b, b.shared, b.pos = []byte(s), false, int(pos)
			return none, setAttrs(t, a[0], tup.Items[2])
		}),
	}
	typ.Getsets = []object.GetSet{{Name: "closed", Get: func(t *thread, v value) (value, *exception) {
		return object.Bool(cast[bytesIO](v).read(t).closed), nil
	}}}
}

// attrsOrNone returns a copy of the object's __dict__, None if it is empty.
func attrsOrNone(t *thread, v value) value {
	names := object.OwnAttrNames(t, v.O)
	if len(names) == 0 {
		return none
	}
	return object.AttrDict(t, v.O).Copy(t).Value()
}

// setAttrs adds the attributes that a pickled state holds.
func setAttrs(t *thread, v, state value) *exception {
	if state.IsNone() {
		return nil
	}
	d, ok := object.AsDict(state)
	if !ok {
		return t.Errorf(object.TypeError, "third item of state should be a dict, got a %s", state.TypeName())
	}
	for k, x, pos, ok := d.NextEntry(t, 0); ok; k, x, pos, ok = d.NextEntry(t, pos) {
		if s, isStr := object.AsStr(k); isStr {
			object.SetOwnAttr(t, v.O, object.InternStr(s), x)
		}
	}
	return nil
}
