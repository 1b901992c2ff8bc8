package object

import (
	"strings"
	"unsafe"
)

// The codec registry: search functions, codecs found by them, error handlers.

// CodecRegistry is the registry of one interpreter.
type CodecRegistry struct {
	Search *List // of search functions
	Cache  *Dict // normalised name to codec
	Errors *Dict // handlers registered by programs
}

type codecRegistryKey struct{}

// Codecs returns the interpreter's registry.
func Codecs(t *Thread) *CodecRegistry {
	return t.Interp.Extra(codecRegistryKey{}, func() any {
		// Made by no attempt, so that it stays if this one is undone.
		return &CodecRegistry{NewList(nil, nil), NewDict(nil), NewDict(nil)}
	}).(*CodecRegistry)
}

// LookupErrorHandler returns the error handler that is registered under name.
func LookupErrorHandler(t *Thread, name string) (Value, *Exception) {
	if name == "" {
		name = "strict"
	}
	h, err := Codecs(t).Errors.Get(t, NewStr(name))
	if err != nil || h.O != nil {
		return h, err
	}
	if h, ok := builtinHandlers[name]; ok {
		return h, nil
	}
	return Value{}, t.Errorf(LookupError, "unknown error handler name '%s'", name)
}

// LookupCodec returns the codec of an encoding: a tuple of encoder, decoder,
// stream reader and stream writer.
func LookupCodec(t *Thread, encoding string) (*Tuple, *Exception) {
	r := Codecs(t)
	name := NormalizeEncoding(encoding)
	key := NewStr(name)
	v, err := r.Cache.Get(t, key)
	if err != nil {
		return nil, err
	}
	if v.O != nil {
		tup, _ := AsTuple(v)
		return tup, nil
	}
	if len(r.Search.Items(t)) == 0 {
		// Package encodings registers its search function when it is imported.
		if err := importEncodings(t); err != nil {
			return nil, err
		}
	}
	for i := 0; ; i++ {
		items := r.Search.Items(t)
		if i >= len(items) {
			break
		}
		v, err := Call1(t, items[i], key)
		if err != nil {
			return nil, err
		}
		if v.IsNone() {
			continue
		}
		tup, ok := AsTuple(v)
		if !ok || len(tup.Items) != 4 {
			return nil, t.Errorf(TypeError, "codec search functions must return 4-tuples")
		}
		return tup, r.Cache.Set(t, key, v)
	}
	if c := nativeCodec(encoding); c != nil {
		return c.entry(), nil
	}
	return nil, t.Errorf(LookupError, "unknown encoding: %s", encoding)
}

// entry returns the codec as the registry has codecs, for interpreters without
// a standard library.
func (c *codec) entry() *Tuple {
	encode := NewBuiltin(Def{Name: c.name + "_encode", Sig: "str, errors='strict', /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		s, err := argStr(t, a[0], c.name+"_encode", 1)
		if err != nil {
			return Value{}, err
		}
		_, errs, err := codecArgs(t, c.name+"_encode", []Value{{}, a[1]})
		if err != nil {
			return Value{}, err
		}
		b, err := c.encode(t, newStr(s), errs)
		if err != nil {
			return Value{}, err
		}
		return TupleOf([]Value{BytesOwned(b), Int(int64(runeCount(s)))}), nil
	}}, nil)
	decode := NewBuiltin(Def{Name: c.name + "_decode", Sig: "data, errors='strict', /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		b, err := BytesCopy(t, a[0])
		if err != nil {
			return Value{}, err
		}
		_, errs, err := codecArgs(t, c.name+"_decode", []Value{{}, a[1]})
		if err != nil {
			return Value{}, err
		}
		s, n, err := c.decode(t, b, errs, true)
		if err != nil {
			return Value{}, err
		}
		return TupleOf([]Value{NewStr(s), Int(int64(n))}), nil
	}}, nil)
	tup, _ := AsTuple(TupleOf([]Value{encode, decode, None, None}))
	return tup
}

// importEncodings imports package encodings; that there is none is no error.
func importEncodings(t *Thread) *Exception {
	if t.Interp.ImportName == nil {
		return nil
	}
	_, err := t.Interp.ImportName(t, Intern("encodings"), nil, None, 0)
	if err != nil && err.Matches(ImportError) {
		return nil
	}
	return err
}

// codecCall encodes (which 0) or decodes (which 1) v by a registered text codec.
func codecCall(t *Thread, v Value, encoding, errors string, which int) (Value, *Exception) {
	tup, err := LookupCodec(t, encoding)
	if err != nil {
		return Value{}, err
	}
	if tup.Typ != TupleType {
		text, err := LookupAttr(t, tup.Value(), Intern("_is_text_encoding"))
		if err != nil {
			return Value{}, err
		}
		if text.O != nil {
			is, err := Truth(t, text)
			if err != nil {
				return Value{}, err
			}
			if !is {
				fn := [2]string{"encode", "decode"}[which]
				return Value{}, t.Errorf(LookupError, "'%s' is not a text encoding; use codecs.%s() to handle arbitrary codecs", encoding, fn)
			}
		}
	}
	return CallCodec(t, tup, v, encoding, errors, which)
}

// CallCodec calls the encoder (which 0) or decoder (which 1) of codec tup.
func CallCodec(t *Thread, tup *Tuple, v Value, encoding, errors string, which int) (Value, *Exception) {
	var r Value
	var err *Exception
	if errors == "" {
		r, err = Call1(t, tup.Items[which], v)
	} else {
		r, err = Call2(t, tup.Items[which], v, NewStr(errors))
	}
	if err != nil {
		return Value{}, explainCodec(t, err, encoding, which)
	}
	if p, ok := AsTuple(r); ok && len(p.Items) == 2 {
		return p.Items[0], nil
	}
	if which == 0 {
		return Value{}, t.Errorf(TypeError, "encoder must return a tuple (object, integer)")
	}
	return Value{}, t.Errorf(TypeError, "decoder must return a tuple (object,integer)")
}

// explainCodec names the codec in an exception that it raised, where the exception can
// be made anew with another message: it is of a class without a constructor of
// its own and has no more than a message.
func explainCodec(t *Thread, err *Exception, enc string, which int) *Exception {
	own, base := &err.Typ.Slots, &BaseException.Slots
	if !sameFunc(unsafe.Pointer(&own.New), unsafe.Pointer(&base.New)) || !sameFunc(unsafe.Pointer(&own.Init), unsafe.Pointer(&base.Init)) ||
		len(OwnAttrNames(t, &err.Object)) > 0 {
		return err
	}
	args := err.Args(t).Items
	if len(args) > 1 {
		return err
	}
	msg := ""
	if len(args) == 1 {
		s, ok := AsStr(args[0])
		if !ok {
			return err
		}
		msg = s.S
	}
	verb := [2]string{"encoding", "decoding"}[which]
	e := t.Errorf(err.Typ, "%s with '%s' codec failed (%s: %s)", verb, enc, err.Typ.Name, msg)
	e.SetCause(t, err.Value())
	return e
}

// EncodingName returns the name under which encodings of the native codecs
// are known (“utf-8”), or the normalised name with hyphens.
func EncodingName(name string) string {
	n := NormalizeEncoding(name)
	if a, ok := codecAliases[n]; ok {
		n = a
	}
	return strings.ReplaceAll(n, "_", "-")
}
