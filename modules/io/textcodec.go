package io

import (
	"strings"

	"github.com/weftpy/weft/object"
)

// Incremental codecs of text streams: the native ones, and any other through the
// codec registry.

// textDecoder decodes bytes that come in pieces.
type textDecoder interface {
	decode(t *thread, b []byte, final bool) (string, *exception)
	// state returns bytes that wait for more, and what else must be known to go on.
	state(t *thread) (pending []byte, flags int64, err *exception)
	setState(t *thread, pending []byte, flags int64) *exception
	reset(t *thread) *exception
}

// textEncoder encodes text that comes in pieces.
type textEncoder interface {
	encode(t *thread, s *object.Str) ([]byte, *exception)
	// atStart tells whether the next text stands at the beginning of the stream,
	// where a byte order mark belongs.
	atStart(t *thread, start bool) *exception
}

// nativeDecoder decodes by a codec of package object.
type nativeDecoder struct {
	name, errors string
	unit         int // 2, 4: UTF-16, UTF-32 with a byte order mark
	sig          bool
	order        int  // of UTF-16 and UTF-32: 0 unknown
	started      bool // of utf-8-sig: past the place of the signature
	pending      []byte
}

// nativeEncodings are the codecs that streams use without the registry, by the
// name that object.EncodingName gives.
var nativeEncodings = map[string]bool{"utf-8": true, "utf-8-sig": true, "ascii": true, "latin-1": true, "cp1252": true,
	"utf-16": true, "utf-16-le": true, "utf-16-be": true, "utf-32": true, "utf-32-le": true, "utf-32-be": true}

func newNativeDecoder(name, errors string) *nativeDecoder {
	d := &nativeDecoder{name: name, errors: errors}
	switch name {
	case "utf-16":
		d.unit = 2
	case "utf-32":
		d.unit = 4
	case "utf-8-sig":
		d.sig = true
	}
	return d
}

func (d *nativeDecoder) decode(t *thread, b []byte, final bool) (string, *exception) {
	in := string(b)
	if len(d.pending) > 0 {
		in = string(d.pending) + in
	}
	var s string
	var n int
	var err *exception
	switch {
	case d.unit != 0:
		s, n, d.order, err = object.DecodeUTF(t, in, d.name, d.errors, d.unit, d.order, final)
		if err == nil && d.order == 0 && n >= d.unit {
			err = t.Errorf(object.UnicodeError, "%s stream does not start with BOM", strings.ToUpper(d.name))
		}
	case d.sig && !d.started:
		const sig = "\xef\xbb\xbf"
		if len(in) < len(sig) && strings.HasPrefix(sig, in) && !final {
			break
		}
		d.started = in != "" || d.started
		s, n, _, err = object.DecodeNative(t, "utf-8-sig", in, d.errors, final)
	case d.sig:
		s, n, _, err = object.DecodeNative(t, "utf-8", in, d.errors, final)
	default:
		s, n, _, err = object.DecodeNative(t, d.name, in, d.errors, final)
	}
	if err != nil {
		return "", err
	}
	d.pending = append(d.pending[:0], in[n:]...)
	return s, nil
}

// state gives the flags that the decoders of package encodings give, so that
// positions in texts are the same numbers.
func (d *nativeDecoder) state(t *thread) ([]byte, int64, *exception) {
	flags := int64(0)
	switch {
	case d.unit != 0 && d.order == 0:
		flags = 2
	case d.unit != 0 && d.order > 0, d.sig && !d.started:
		flags = 1
	}
	return append([]byte(nil), d.pending...), flags, nil
}

func (d *nativeDecoder) setState(t *thread, pending []byte, flags int64) *exception {
	d.pending = append(d.pending[:0], pending...)
	d.order = [4]int{-1, 1, 0, 0}[flags&3]
	d.started = flags == 0
	return nil
}

func (d *nativeDecoder) reset(t *thread) *exception {
	d.pending, d.order, d.started = d.pending[:0], 0, false
	return nil
}

// nativeEncoder encodes by a codec of package object.
type nativeEncoder struct {
	name, errors string
	later        string // the codec after the first text, for those with a mark
	past         bool
}

func newNativeEncoder(name, errors string) *nativeEncoder {
	e := &nativeEncoder{name: name, errors: errors, later: name}
	switch name {
	case "utf-16", "utf-32":
		e.later = name + "-le"
	case "utf-8-sig":
		e.later = "utf-8"
	}
	return e
}

func (e *nativeEncoder) encode(t *thread, s *object.Str) ([]byte, *exception) {
	name := e.name
	if e.past {
		name = e.later
	} else if e.name != e.later {
		e.past = true
	}
	b, _, err := object.EncodeNative(t, name, s, e.errors)
	return b, err
}

func (e *nativeEncoder) atStart(t *thread, start bool) *exception {
	e.past = !start
	return nil
}

// registryDecoder and registryEncoder are incremental codecs written in Python.
type registryDecoder struct{ v value }

func (d registryDecoder) decode(t *thread, b []byte, final bool) (string, *exception) {
	r, err := object.CallMethod(t, d.v, str("decode"), object.NewBytes(string(b)), object.Bool(final))
	if err != nil {
		return "", err
	}
	s, ok := object.AsStr(r)
	if !ok {
		return "", t.Errorf(object.TypeError, "decoder should return a string result, not '%s'", r.TypeName())
	}
	return s.S, nil
}

func (d registryDecoder) state(t *thread) ([]byte, int64, *exception) {
	r, err := object.CallMethod(t, d.v, str("getstate"))
	if err != nil {
		return nil, 0, err
	}
	tup, ok := object.AsTuple(r)
	if !ok || len(tup.Items) != 2 {
		return nil, 0, t.Errorf(object.TypeError, "illegal decoder state")
	}
	b, ok := object.AsBytes(tup.Items[0])
	if !ok {
		return nil, 0, t.Errorf(object.TypeError, "illegal decoder state: the first item should be a bytes object, not '%s'", tup.Items[0].TypeName())
	}
	n, err := object.IndexInt(t, tup.Items[1], object.OverflowError)
	return []byte(b.S), n, err
}

func (d registryDecoder) setState(t *thread, pending []byte, flags int64) *exception {
	_, err := object.CallMethod(t, d.v, str("setstate"), object.TupleOf(args{object.NewBytes(string(pending)), object.Int(flags)}))
	return err
}

func (d registryDecoder) reset(t *thread) *exception {
	_, err := object.CallMethod(t, d.v, str("reset"))
	return err
}

type registryEncoder struct{ v value }

func (e registryEncoder) encode(t *thread, s *object.Str) ([]byte, *exception) {
	r, err := object.CallMethod(t, e.v, str("encode"), s.Value())
	if err != nil {
		return nil, err
	}
	b, ok := object.AsBytes(r)
	if !ok {
		return nil, t.Errorf(object.TypeError, "encoder should return a bytes object, not '%s'", r.TypeName())
	}
	return []byte(b.S), nil
}

func (e registryEncoder) atStart(t *thread, start bool) *exception {
	if start {
		_, err := object.CallMethod(t, e.v, str("reset"))
		return err
	}
	_, err := object.CallMethod(t, e.v, str("setstate"), object.Int(0))
	return err
}

// findCodec returns makers of the incremental codecs of an encoding.
func findCodec(t *thread, encoding string) (decoder func(errors string) (textDecoder, *exception), encoder func(errors string) (textEncoder, *exception), err *exception) {
	if name := object.EncodingName(encoding); nativeEncodings[name] {
		return func(errors string) (textDecoder, *exception) { return newNativeDecoder(name, errors), nil },
			func(errors string) (textEncoder, *exception) { return newNativeEncoder(name, errors), nil }, nil
	}
	c, err := object.LookupCodec(t, encoding)
	if err != nil {
		return nil, nil, err
	}
	isText, err := object.LookupAttr(t, c.Value(), str("_is_text_encoding"))
	if err != nil {
		return nil, nil, err
	}
	if isText.O != nil {
		if is, err := object.Truth(t, isText); err != nil || !is {
			if err == nil {
				err = t.Errorf(object.LookupError, "'%s' is not a text encoding; use codecs.open() to handle arbitrary codecs", encoding)
			}
			return nil, nil, err
		}
	}
	mk := func(name, errors string) (value, *exception) {
		f, err := object.GetAttr(t, c.Value(), str(name))
		if err != nil {
			return null, err
		}
		return object.Call1(t, f, object.NewStr(errors))
	}
	return func(errors string) (textDecoder, *exception) {
			v, err := mk("incrementaldecoder", errors)
			return registryDecoder{v}, err
		}, func(errors string) (textEncoder, *exception) {
			v, err := mk("incrementalencoder", errors)
			return registryEncoder{v}, err
		}, nil
}
