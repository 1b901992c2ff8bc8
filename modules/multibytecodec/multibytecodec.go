// Package multibytecodec is the built-in module _multibytecodec, with _codecs_cn,
// _codecs_iso2022, _codecs_jp, _codecs_kr and _codecs_tw: the codecs of Chinese, Japanese and
// Korean. _codecs_hk has none so far: what asks for big5hkscs, johab or those of JIS X 0213
// gets the error of an unknown encoding.
package multibytecodec

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

var null value

// codec is a MultibyteCodec, immutable.
type codec struct {
	object.Object
	set *charset
}

var codecType = &object.Type{Name: "MultibyteCodec", Module: "_multibytecodec", Flags: object.FlagNoNew | object.FlagNoBase}

// stream is the state of an incremental coder, or of a reader or writer.
type stream struct {
	set     *charset
	errors  value
	pending string // bytes of a character that has not come to its end
	state   state
	file    value
}

var streamKind = object.NewKind("a codec's state", func(s *stream) {})

func streamOf(v value) *object.Boxed[stream] { return object.BoxedOf[stream](v) }

func errorsOf(t *thread, v value) (string, *exc) {
	if v.O == nil || v.IsNone() {
		return "strict", nil
	}
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "errors must be a string")
	}
	return s.S, nil
}

// bytes encodes a str that begins in state st, back to the initial state if final is set.
func (c *charset) bytes(t *thread, v value, errors string, st *state, final bool) ([]byte, *exc) {
	s, ok := object.AsStr(v)
	if !ok {
		return nil, t.Errorf(object.TypeError, "couldn't convert the object to str.")
	}
	b, err := object.EncodeMultibyte(t, c.name, s, errors, c.encoder(st))
	if err == nil && final && c.shifts != nil {
		b = c.shifts.end(st, b)
	}
	return b, err
}

// newStream makes the instance of one of the classes that coders are made of: which
// codec it is for says its attribute codec.
func newStream(t *thread, typ *object.Type, errors, file value) (value, *exc) {
	v, err := object.GetAttr(t, typ.Value(), object.Intern("codec"))
	if err != nil {
		return null, err
	}
	if v.O.Typ != codecType {
		return null, t.Errorf(object.TypeError, "codec is unexpected type")
	}
	if errors.O == nil {
		errors = object.NewStr("strict")
	} else if _, ok := object.AsStr(errors); !ok {
		return null, t.Errorf(object.TypeError, "errors must be a string")
	}
	return object.NewBoxed(t, typ, stream{set: codecOf(v).set, errors: errors, file: file}).Value(), nil
}

// decodeNext decodes b after what is pending, and keeps what is not complete.
func decodeNext(t *thread, self value, b string, final bool) (value, *exc) {
	st := streamOf(self).Read(t)
	errors, err := errorsOf(t, st.errors)
	if err != nil {
		return null, err
	}
	b = st.pending + b
	now := st.state
	s, n, err := object.DecodeMultibyte(t, st.set.name, b, errors, final, st.set.decoder(&now))
	if err != nil {
		return null, err
	}
	w := streamOf(self).Write(t, streamKind)
	w.pending, w.state = b[min(n, len(b)):], now
	return object.NewStr(s), nil
}

// encodeNext encodes v after what was encoded before.
func encodeNext(t *thread, self, v value, final bool) (value, *exc) {
	st := streamOf(self).Read(t)
	errors, err := errorsOf(t, st.errors)
	if err != nil {
		return null, err
	}
	now := st.state
	b, err := st.set.bytes(t, v, errors, &now, final)
	if err != nil {
		return null, err
	}
	streamOf(self).Write(t, streamKind).state = now
	return object.BytesOwned(b), nil
}

// class makes one of the classes that coders are made of.
func class(name, sig string, hasFile bool, methods ...object.Def) *object.Type {
	typ := &object.Type{Name: name, Module: "_multibytecodec"}
	object.SetBoxedLayout[stream](typ)
	maker := &object.Func{Name: name, Sig: sig, Fn: func(t *thread, a []value) (value, *exc) {
		cls, _ := object.AsType(a[0])
		if hasFile {
			return newStream(t, cls, a[2], a[1])
		}
		return newStream(t, cls, a[1], null)
	}}
	typ.Slots.New = func(t *thread, cls *object.Type, args, kwnames []value) (value, *exc) {
		return maker.CallWith(t, append([]value{cls.Value()}, args...), kwnames)
	}
	typ.Slots.Init = func(t *thread, self value, args, kwnames []value) *exc { return nil }
	typ.Getsets = []object.GetSet{{Name: "errors",
		Get: func(t *thread, v value) (value, *exc) { return streamOf(v).Read(t).errors, nil },
		Set: func(t *thread, v, x value) *exc {
			if x.O == nil {
				return t.Errorf(object.AttributeError, "cannot delete attribute")
			}
			if _, ok := object.AsStr(x); !ok {
				return t.Errorf(object.TypeError, "errors must be a string")
			}
			streamOf(v).Write(t, streamKind).errors = x
			return nil
		}}}
	if hasFile {
		typ.Getsets = append(typ.Getsets, object.GetSet{Name: "stream", Get: func(t *thread, v value) (value, *exc) { return streamOf(v).Read(t).file, nil }})
	}
	typ.Methods = methods
	return typ
}

func reset(t *thread, a []value) (value, *exc) {
	w := streamOf(a[0]).Write(t, streamKind)
	w.pending, w.state = "", state{}
	return object.None, nil
}

// number and setNumber are the state as the int that getstate() tells.
func (s state) number() int64 {
	n := s.rest | int64(s.sets[0]) | int64(s.sets[1])<<8 | int64(s.sets[2])<<16
	if s.shifted {
		n |= 1 << 24
	}
	if s.through {
		n |= 1 << 25
	}
	return n
}

func (s *state) setNumber(n int64) {
	*s = state{sets: [3]byte{byte(n), byte(n >> 8), byte(n >> 16)}, shifted: n>>24&1 != 0, through: n>>25&1 != 0, rest: n &^ (1<<26 - 1)}
}

func codecOf(v value) *codec { return asCodec(v.O) }

// read is the read of a StreamReader: method names what is read of the file.
func read(t *thread, self value, method string, size value) (value, *exc) {
	n := int64(-1)
	if size.O != nil && !size.IsNone() {
		var err *exc
		if n, err = object.IndexInt(t, size, object.OverflowError); err != nil {
			return null, err
		}
	}
	if n == 0 {
		return object.NewStr(""), nil
	}
	for {
		var args []value
		if n > 0 {
			args = []value{object.Int(n)}
		}
		data, err := object.CallMethod(t, streamOf(self).Read(t).file, object.Intern(method), args...)
		if err != nil {
			return null, err
		}
		b, ok := object.AsBytes(data)
		if !ok {
			return null, t.Errorf(object.TypeError, "stream function returned a non-bytes object (%s)", data.TypeName())
		}
		v, err := decodeNext(t, self, b.S, n < 0 || b.S == "")
		if err != nil {
			return null, err
		}
		if s, _ := object.AsStr(v); s.S != "" || n < 0 || b.S == "" {
			return v, nil
		}
		n = 1 // a byte more may be enough
	}
}

func init() {
	codecType.Methods = []object.Def{
		{Name: "encode", Sig: "input, errors=None", Doc: "The encoding of a str, and how many characters that were.", Fn: func(t *thread, a []value) (value, *exc) {
			errors, err := errorsOf(t, a[2])
			if err != nil {
				return null, err
			}
			b, err := codecOf(a[0]).set.bytes(t, a[1], errors, &state{}, true)
			if err != nil {
				return null, err
			}
			s, _ := object.AsStr(a[1])
			return object.TupleOf([]value{object.BytesOwned(b), object.Int(int64(s.Len()))}), nil
		}},
		{Name: "decode", Sig: "input, errors=None", Doc: "What bytes are the encoding of, and how many bytes that were.", Fn: func(t *thread, a []value) (value, *exc) {
			errors, err := errorsOf(t, a[2])
			if err != nil {
				return null, err
			}
			b, err := object.BytesCopy(t, a[1])
			if err != nil {
				return null, err
			}
			set := codecOf(a[0]).set
			s, n, err := object.DecodeMultibyte(t, set.name, b, errors, true, set.decoder(&state{}))
			return object.TupleOf([]value{object.NewStr(s), object.Int(int64(n))}), err
		}},
	}
	encoder := class("MultibyteIncrementalEncoder", "cls, /, errors='strict'", false,
		object.Def{Name: "encode", Sig: "input, final=False", Fn: func(t *thread, a []value) (value, *exc) {
			final := false
			if a[2].O != nil {
				var err *exc
				if final, err = object.Truth(t, a[2]); err != nil {
					return null, err
				}
			}
			return encodeNext(t, a[0], a[1], final)
		}},
		object.Def{Name: "getstate", Fn: func(t *thread, a []value) (value, *exc) {
			return object.Int(streamOf(a[0]).Read(t).state.number()), nil
		}},
		object.Def{Name: "setstate", Sig: "state, /", Fn: func(t *thread, a []value) (value, *exc) {
			n, err := object.IndexInt(t, a[1], object.OverflowError)
			if err != nil {
				return null, err
			}
			streamOf(a[0]).Write(t, streamKind).state.setNumber(n)
			return object.None, nil
		}},
		object.Def{Name: "reset", Fn: reset})
	decoder := class("MultibyteIncrementalDecoder", "cls, /, errors='strict'", false,
		object.Def{Name: "decode", Sig: "input, final=False", Fn: func(t *thread, a []value) (value, *exc) {
			final := false
			if a[2].O != nil {
				var err *exc
				if final, err = object.Truth(t, a[2]); err != nil {
					return null, err
				}
			}
			b, err := object.BytesCopy(t, a[1])
			if err != nil {
				return null, err
			}
			return decodeNext(t, a[0], b, final)
		}},
		object.Def{Name: "getstate", Fn: func(t *thread, a []value) (value, *exc) {
			st := streamOf(a[0]).Read(t)
			return object.TupleOf([]value{object.NewBytes(st.pending), object.Int(st.state.number())}), nil
		}},
		object.Def{Name: "setstate", Sig: "state, /", Fn: func(t *thread, a []value) (value, *exc) {
			tup, ok := object.AsTuple(a[1])
			if !ok {
				return null, t.Errorf(object.TypeError, "setstate() argument must be tuple, not %s", object.ArgTypeName(a[1]))
			}
			if len(tup.Items) != 2 {
				return null, t.Errorf(object.TypeError, "setstate(): illegal state argument")
			}
			b, ok := object.AsBytes(tup.Items[0])
			if !ok || !tup.Items[1].Type().Is(object.FlagInt) {
				return null, t.Errorf(object.TypeError, "setstate(): illegal state argument")
			}
			n, err := object.IndexInt(t, tup.Items[1], object.OverflowError)
			if err != nil {
				return null, err
			}
			if len(b.S) > 8 {
				return null, t.Errorf(object.UnicodeError, "pending buffer too large")
			}
			w := streamOf(a[0]).Write(t, streamKind)
			w.pending = b.S
			w.state.setNumber(n)
			return object.None, nil
		}},
		object.Def{Name: "reset", Fn: reset})
	reader := class("MultibyteStreamReader", "cls, /, stream, errors='strict'", true,
		object.Def{Name: "read", Sig: "sizeobj=None, /", Fn: func(t *thread, a []value) (value, *exc) { return read(t, a[0], "read", a[1]) }},
		object.Def{Name: "readline", Sig: "sizeobj=None, /", Fn: func(t *thread, a []value) (value, *exc) { return read(t, a[0], "readline", a[1]) }},
		object.Def{Name: "readlines", Sig: "sizehintobj=None, /", Fn: func(t *thread, a []value) (value, *exc) {
			v, err := read(t, a[0], "read", a[1])
			if err != nil {
				return null, err
			}
			return object.CallMethod(t, v, object.Intern("splitlines"), object.True)
		}},
		object.Def{Name: "reset", Fn: reset})
	write := func(t *thread, self, text value) *exc {
		b, err := encodeNext(t, self, text, false)
		if err == nil {
			_, err = object.CallMethod(t, streamOf(self).Read(t).file, object.Intern("write"), b)
		}
		return err
	}
	writer := class("MultibyteStreamWriter", "cls, /, stream, errors='strict'", true,
		object.Def{Name: "write", Sig: "strobj, /", Fn: func(t *thread, a []value) (value, *exc) { return object.None, write(t, a[0], a[1]) }},
		object.Def{Name: "writelines", Sig: "lines, /", Fn: func(t *thread, a []value) (value, *exc) {
			return object.None, object.Iterate(t, a[1], func(x value) (bool, *exc) { return true, write(t, a[0], x) })
		}},
		object.Def{Name: "reset", Fn: func(t *thread, a []value) (value, *exc) {
			return object.None, nil // as elsewhere, where it concerns only characters that wait for others
		}})
	object.RegisterModule("_multibytecodec", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_multibytecodec", "What codecs of several bytes a character are made of.")
		for _, typ := range []*object.Type{codecType, encoder, decoder, reader, writer} {
			m.AddType(t, typ)
		}
		return m, nil
	})
	for name, sets := range modules {
		register(name, sets)
	}
}

// register registers a module of codecs.
func register(name string, sets []*charset) {
	object.RegisterModule(name, func(t *thread) (*object.Module, *exc) {
		codecType.Ready()
		m := object.NewModule(t, name, "Codecs; see module encodings.")
		codecs := map[string]value{}
		for _, s := range sets {
			codecs[s.name] = newCodec(s)
		}
		m.AddFuncs(t, []object.Def{{Name: "getcodec", Sig: "encoding, /", Fn: func(t *thread, a []value) (value, *exc) {
			s, ok := object.AsStr(a[0])
			if !ok {
				return null, t.Errorf(object.TypeError, "encoding name must be a string.")
			}
			if c, ok := codecs[s.S]; ok {
				return c, nil
			}
			return null, t.Errorf(object.LookupError, "no such codec is supported.")
		}}})
		return m, nil
	})
}
