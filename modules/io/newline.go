package io

import (
	"strings"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// Kinds of line ends that a decoder has seen.
const (
	seenLF = 1 << iota
	seenCR
	seenCRLF
)

// newlines is the state of universal newline decoding between two pieces of text.
type newlines struct {
	pendingCR bool // a \r ended the last piece: an \n may follow
	seen      uint8
}

// feed decodes a piece of text: it keeps a \r at the end back unless final is set,
// notes which line ends occur, and replaces them by \n if translate is set.
func (n *newlines) feed(s string, translate, final bool) string {
	if n.pendingCR && (s != "" || final) {
		s = "\r" + s
		n.pendingCR = false
	}
	if !final && strings.HasSuffix(s, "\r") {
		s = s[:len(s)-1]
		n.pendingCR = true
	}
	if strings.IndexByte(s, '\r') < 0 {
		if n.seen&seenLF == 0 && strings.IndexByte(s, '\n') >= 0 {
			n.seen |= seenLF
		}
		return s
	}
	var b []byte
	if translate {
		b = make([]byte, 0, len(s))
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\n':
			n.seen |= seenLF
		case c == '\r' && i+1 < len(s) && s[i+1] == '\n':
			n.seen |= seenCRLF
			i++
			c = '\n'
		case c == '\r':
			n.seen |= seenCR
			c = '\n'
		}
		if translate {
			b = append(b, c)
		}
	}
	if translate {
		return string(b)
	}
	return s
}

// value returns the attribute newlines.
func (n *newlines) value() value {
	var items []value
	for _, k := range []struct {
		bit  uint8
		text string
	}{{seenCR, "\r"}, {seenLF, "\n"}, {seenCRLF, "\r\n"}} {
		if n.seen&k.bit != 0 {
			items = append(items, object.NewStr(k.text))
		}
	}
	switch len(items) {
	case 0:
		return none
	case 1:
		return items[0]
	}
	return object.TupleOf(items)
}

// newlineDecoder is io.IncrementalNewlineDecoder.
type newlineDecoder struct {
	object.Object
	Attrs attrBox
	box   stm.Box
	first newlineBody

	decoder   value // None: the input is text
	translate bool
}

type newlineBody struct {
	stm.Body
	newlines
}

var newlineDecoderType = &object.Type{Name: "IncrementalNewlineDecoder", Doc: "Decodes text that comes in pieces, and turns all line ends into one kind.", Module: "_io", Flags: object.FlagDictMode}

var newlineKind = &stm.Kind{Name: "IncrementalNewlineDecoder", Clone: func(b *stm.Body) *stm.Body {
	return &(&newlineBody{newlines: (*newlineBody)(unsafe.Pointer(b)).newlines}).Body
}}

func (d *newlineDecoder) write(t *thread) *newlineBody {
	b := d.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&d.box, b, newlineKind)
	}
	return (*newlineBody)(unsafe.Pointer(b))
}

func init() {
	typ := newlineDecoderType
	typ.AttrsOff = unsafe.Offsetof(newlineDecoder{}.Attrs)
	object.SetLayout[newlineDecoder](typ)
	typ.Alloc = func(t *thread, typ *object.Type) *object.Object {
		d := object.Allocate[newlineDecoder](typ)
		d.first.Init(t.Stamp())
		d.box.Init(&d.first.Body)
		d.decoder = none
		return &d.Object
	}
	typ.Slots.New = func(t *thread, typ *object.Type, a []value, kw []value) (value, *exception) {
		return value{O: typ.Alloc(t, typ)}, nil
	}
	initFunc := &object.Func{Name: "IncrementalNewlineDecoder", Sig: "self, decoder, translate, errors='strict'", Fn: func(t *thread, a args) (value, *exception) {
		d := cast[newlineDecoder](a[0])
		tr, err := object.Truth(t, a[2])
		d.decoder, d.translate = a[1], tr
		return none, err
	}}
	typ.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception {
		_, err := initFunc.CallWith(t, append([]value{v}, a...), kw)
		return err
	}
	typ.Methods = []object.Def{
		def("decode", "input, final=False", func(t *thread, a args) (value, *exception) {
			d := cast[newlineDecoder](a[0])
			final := false
			var err *exception
			if a[2].O != nil {
				if final, err = object.Truth(t, a[2]); err != nil {
					return null, err
				}
			}
			out := a[1]
			if !d.decoder.IsNone() {
				if out, err = object.CallMethod(t, d.decoder, str("decode"), a[1], object.Bool(final)); err != nil {
					return null, err
				}
			}
			s, ok := object.AsStr(out)
			if !ok {
				return null, t.Errorf(object.TypeError, "decoder should return a string result, not '%s'", out.TypeName())
			}
			return object.NewStr(d.write(t).feed(s.S, d.translate, final)), nil
		}),
		def("getstate", "", func(t *thread, a args) (value, *exception) {
			d := cast[newlineDecoder](a[0])
			buf, flag := object.NewBytes(""), int64(0)
			if !d.decoder.IsNone() {
				r, err := object.CallMethod(t, d.decoder, str("getstate"))
				if err != nil {
					return null, err
				}
				tup, ok := object.AsTuple(r)
				if !ok || len(tup.Items) != 2 {
					return null, t.Errorf(object.TypeError, "illegal decoder state")
				}
				buf = tup.Items[0]
				if flag, err = object.IndexInt(t, tup.Items[1], object.OverflowError); err != nil {
					return null, err
				}
			}
			flag <<= 1
			if d.write(t).pendingCR {
				flag |= 1
			}
			return object.TupleOf(args{buf, object.Int(flag)}), nil
		}),
		def("setstate", "state, /", func(t *thread, a args) (value, *exception) {
			d := cast[newlineDecoder](a[0])
			tup, ok := object.AsTuple(a[1])
			if !ok {
				return null, t.Errorf(object.TypeError, "state argument must be a tuple")
			}
			if len(tup.Items) != 2 {
				return null, t.Errorf(object.TypeError, "illegal decoder state")
			}
			flag, err := object.IndexInt(t, tup.Items[1], object.OverflowError)
			if err != nil {
				return null, err
			}
			d.write(t).pendingCR = flag&1 != 0
			if d.decoder.IsNone() {
				return none, nil
			}
			return object.CallMethod(t, d.decoder, str("setstate"), object.TupleOf(args{tup.Items[0], object.Int(flag >> 1)}))
		}),
		def("reset", "", func(t *thread, a args) (value, *exception) {
			d := cast[newlineDecoder](a[0])
			d.write(t).newlines = newlines{}
			if d.decoder.IsNone() {
				return none, nil
			}
			return object.CallMethod(t, d.decoder, str("reset"))
		}),
	}
	typ.Getsets = []object.GetSet{{Name: "newlines", Get: func(t *thread, v value) (value, *exception) {
		return cast[newlineDecoder](v).write(t).value(), nil
	}}}
}
