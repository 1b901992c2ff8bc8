// Package codecs is module _codecs: the codec registry, and the codecs that the
// standard library's package encodings is built on.
package codecs

import (
	"strings"

	"github.com/weftpy/weft/object"
)

type (
	args   = []object.Value
	value  = object.Value
	thread = object.Thread
)

func init() {
	object.RegisterModule("_codecs", func(t *thread) (*object.Module, *object.Exception) {
		m := object.NewModule(t, "_codecs", "")
		m.AddFuncs(t, registryFuncs)
		m.AddFuncs(t, codecFuncs())
		return m, nil
	})
}

func text(t *thread, v value, def string, fn, arg string) (string, *object.Exception) {
	if v.O == nil {
		return def, nil
	}
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "%s() argument %s must be str, not %s", fn, arg, object.ArgTypeName(v))
	}
	return s.S, nil
}

var registryFuncs = []object.Def{
	{Name: "register", Sig: "search_function, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		if a[0].O.Typ.Slots.Call == nil {
			return value{}, t.Errorf(object.TypeError, "argument must be callable")
		}
		object.Codecs(t).Search.Append(t, a[0])
		return object.None, nil
	}},
	{Name: "unregister", Sig: "search_function, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		r := object.Codecs(t)
		items := r.Search.Items(t)
		for i, f := range items {
			if f == a[0] {
				b := r.Search.Write(t)
				b.Items = append(b.Items[:i:i], b.Items[i+1:]...)
				r.Cache.Clear(t)
				break
			}
		}
		return object.None, nil
	}},
	{Name: "lookup", Sig: "encoding, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		name, err := text(t, a[0], "", "lookup", "argument")
		if err != nil {
			return value{}, err
		}
		c, err := object.LookupCodec(t, name)
		if err != nil {
			return value{}, err
		}
		return c.Value(), nil
	}},
	{Name: "_forget_codec", Sig: "encoding, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		name, err := text(t, a[0], "", "_forget_codec", "argument")
		if err != nil {
			return value{}, err
		}
		_, err = object.Codecs(t).Cache.Delete(t, object.NewStr(object.NormalizeEncoding(name)))
		return object.None, err
	}},
	{Name: "register_error", Sig: "errors, handler, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		if _, err := text(t, a[0], "", "register_error", "1"); err != nil {
			return value{}, err
		}
		if a[1].O.Typ.Slots.Call == nil {
			return value{}, t.Errorf(object.TypeError, "handler must be callable")
		}
		return object.None, object.Codecs(t).Errors.Set(t, a[0], a[1])
	}},
	{Name: "lookup_error", Sig: "name, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		name, err := text(t, a[0], "", "lookup_error", "argument")
		if err != nil {
			return value{}, err
		}
		return object.LookupErrorHandler(t, name)
	}},
	{Name: "encode", Sig: "obj, encoding='utf-8', errors='strict'", Fn: func(t *thread, a args) (value, *object.Exception) {
		return convert(t, a, "encode", 0)
	}},
	{Name: "decode", Sig: "obj, encoding='utf-8', errors='strict'", Fn: func(t *thread, a args) (value, *object.Exception) {
		return convert(t, a, "decode", 1)
	}},
}

// convert is encode and decode: any codec, also ones from str to str.
func convert(t *thread, a args, fn string, which int) (value, *object.Exception) {
	enc, err := text(t, a[1], "utf-8", fn, "'encoding'")
	if err != nil {
		return value{}, err
	}
	errs, err := text(t, a[2], "", fn, "'errors'")
	if err != nil {
		return value{}, err
	}
	c, err := object.LookupCodec(t, enc)
	if err != nil {
		return value{}, err
	}
	return object.CallCodec(t, c, a[0], enc, errs, which)
}

func result(v value, n int) value { return object.TupleOf(args{v, object.Int(int64(n))}) }

// errorsArg returns the optional argument errors, which may be None.
func errorsArg(t *thread, v value, fn string, n string) (string, *object.Exception) {
	if v.O == nil || v.IsNone() {
		return "strict", nil
	}
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "%s() argument %s must be str or None, not %s", fn, n, object.ArgTypeName(v))
	}
	return s.S, nil
}

func encoder(name string, encode func(t *thread, s *object.Str, errors string, rest args) ([]byte, *object.Exception), extra string) object.Def {
	fn := name + "_encode"
	return object.Def{Name: fn, Sig: "str, errors=None" + extra + ", /", Fn: func(t *thread, a args) (value, *object.Exception) {
		s, ok := object.AsStr(a[0])
		if !ok {
			return value{}, t.Errorf(object.TypeError, "%s() argument 1 must be str, not %s", fn, object.ArgTypeName(a[0]))
		}
		errs, err := errorsArg(t, a[1], fn, "2")
		if err != nil {
			return value{}, err
		}
		b, err := encode(t, s, errs, a[2:])
		if err != nil {
			return value{}, err
		}
		return result(object.BytesOwned(b), s.Len()), nil
	}}
}

func decoder(name, extra string, decode func(t *thread, b, errors string, rest args) (string, int, *object.Exception)) object.Def {
	fn := name + "_decode"
	return object.Def{Name: fn, Sig: "data, errors=None" + extra + ", /", Fn: func(t *thread, a args) (value, *object.Exception) {
		var b string
		var err *object.Exception
		if s, ok := object.AsStr(a[0]); ok && strings.HasSuffix(name, "escape") {
			b = s.S
		} else if b, err = object.BytesCopy(t, a[0]); err != nil {
			return value{}, err
		}
		errs, err := errorsArg(t, a[1], fn, "2")
		if err != nil {
			return value{}, err
		}
		s, n, err := decode(t, b, errs, a[2:])
		if err != nil {
			return value{}, err
		}
		return result(object.NewStr(s), n), nil
	}}
}

// native returns encoder and decoder of a codec of package object.
func native(name, codec string, final string) []object.Def {
	return []object.Def{
		encoder(name, func(t *thread, s *object.Str, errors string, rest args) ([]byte, *object.Exception) {
			b, _, err := object.EncodeNative(t, codec, s, errors)
			return b, err
		}, ""),
		decoder(name, final, func(t *thread, b, errors string, rest args) (string, int, *object.Exception) {
			last := final == ", final=True" || final == ""
			if len(rest) > 0 && rest[0].O != nil {
				var err *object.Exception
				if last, err = object.Truth(t, rest[0]); err != nil {
					return "", 0, err
				}
			}
			s, n, _, err := object.DecodeNative(t, codec, b, errors, last)
			return s, n, err
		}),
	}
}

func codecFuncs() []object.Def {
	var defs []object.Def
	for _, name := range []string{"utf_8", "utf_7", "utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"} {
		defs = append(defs, native(name, name, ", final=False")...)
	}
	defs = append(defs, native("unicode_escape", "unicode_escape", ", final=True")...)
	defs = append(defs, native("raw_unicode_escape", "raw_unicode_escape", ", final=True")...)
	defs = append(defs, native("latin_1", "latin_1", "")...)
	defs = append(defs, native("ascii", "ascii", "")...)
	for _, u := range []struct {
		name string
		unit int
	}{{"utf_16", 2}, {"utf_32", 4}} {
		defs = append(defs, utfFuncs(u.name, u.unit)...)
	}
	return append(defs, charmapFuncs...)
}

// utfFuncs are the functions of an encoding with a byte order.
func utfFuncs(name string, unit int) []object.Def {
	order := func(t *thread, v value) (int, *object.Exception) {
		if v.O == nil {
			return 0, nil
		}
		n, err := object.IndexInt(t, v, object.OverflowError)
		return max(-1, min(1, int(n))), err
	}
	last := func(t *thread, v value) (bool, *object.Exception) {
		if v.O == nil {
			return false, nil
		}
		return object.Truth(t, v)
	}
	codec := strings.ReplaceAll(name, "_", "-")
	return []object.Def{
		encoder(name, func(t *thread, s *object.Str, errors string, rest args) ([]byte, *object.Exception) {
			o, err := order(t, rest[0])
			if err != nil {
				return nil, err
			}
			b, _, err := object.EncodeNative(t, codec+[3]string{"-le", "", "-be"}[o+1], s, errors)
			return b, err
		}, ", byteorder=0"),
		decoder(name, ", final=False", func(t *thread, b, errors string, rest args) (string, int, *object.Exception) {
			final, err := last(t, rest[0])
			if err != nil {
				return "", 0, err
			}
			s, n, _, err := object.DecodeUTF(t, b, codec, errors, unit, 0, final)
			return s, n, err
		}),
		{Name: name + "_ex_decode", Sig: "data, errors=None, byteorder=0, final=False, /", Fn: func(t *thread, a args) (value, *object.Exception) {
			b, err := object.BytesCopy(t, a[0])
			if err != nil {
				return value{}, err
			}
			errs, err := errorsArg(t, a[1], name+"_ex_decode", "2")
			if err != nil {
				return value{}, err
			}
			o, err := order(t, a[2])
			if err != nil {
				return value{}, err
			}
			final, err := last(t, a[3])
			if err != nil {
				return value{}, err
			}
			s, n, o, err := object.DecodeUTF(t, b, codec, errs, unit, o, final)
			if err != nil {
				return value{}, err
			}
			return object.TupleOf(args{object.NewStr(s), object.Int(int64(n)), object.Int(int64(o))}), nil
		}},
	}
}

var charmapFuncs = []object.Def{
	{Name: "charmap_build", Sig: "map, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		s, ok := object.AsStr(a[0])
		if !ok {
			return value{}, t.Errorf(object.TypeError, "charmap_build() argument must be str, not %s", object.ArgTypeName(a[0]))
		}
		return object.CharmapBuild(s), nil
	}},
	{Name: "charmap_encode", Sig: "str, errors=None, mapping=None, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		s, ok := object.AsStr(a[0])
		if !ok {
			return value{}, t.Errorf(object.TypeError, "charmap_encode() argument 1 must be str, not %s", object.ArgTypeName(a[0]))
		}
		errs, err := errorsArg(t, a[1], "charmap_encode", "2")
		if err != nil {
			return value{}, err
		}
		b, err := object.CharmapEncode(t, s, errs, a[2])
		if err != nil {
			return value{}, err
		}
		return result(object.BytesOwned(b), s.Len()), nil
	}},
	{Name: "charmap_decode", Sig: "data, errors=None, mapping=None, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		b, err := object.BytesCopy(t, a[0])
		if err != nil {
			return value{}, err
		}
		errs, err := errorsArg(t, a[1], "charmap_decode", "2")
		if err != nil {
			return value{}, err
		}
		s, err := object.CharmapDecode(t, b, errs, a[2])
		if err != nil {
			return value{}, err
		}
		return result(object.NewStr(s), len(b)), nil
	}},
	{Name: "escape_decode", Sig: "data, errors=None, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		var b string
		var err *object.Exception
		if s, ok := object.AsStr(a[0]); ok {
			b = s.S
		} else if b, err = object.BytesCopy(t, a[0]); err != nil {
			return value{}, err
		}
		errs, err := errorsArg(t, a[1], "escape_decode", "2")
		if err != nil {
			return value{}, err
		}
		r, err := object.EscapeDecode(t, b, errs)
		if err != nil {
			return value{}, err
		}
		return result(object.BytesOwned(r), len(b)), nil
	}},
	{Name: "escape_encode", Sig: "data, errors=None, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		b, ok := object.AsBytes(a[0])
		if !ok {
			return value{}, t.Errorf(object.TypeError, "escape_encode() argument 1 must be bytes, not %s", object.ArgTypeName(a[0]))
		}
		r := object.ReprBytes(b.S)
		quote := r[0]
		r = r[1 : len(r)-1]
		if quote == '"' { // the apostrophe is escaped whatever the quotes are
			r = strings.ReplaceAll(r, "'", `\'`)
		}
		return result(object.NewBytes(r), len(b.S)), nil
	}},
	{Name: "readbuffer_encode", Sig: "data, errors=None, /", Fn: func(t *thread, a args) (value, *object.Exception) {
		if s, ok := object.AsStr(a[0]); ok {
			return result(object.NewBytes(s.S), len(s.S)), nil
		}
		b, err := object.BytesCopy(t, a[0])
		return result(object.NewBytes(b), len(b)), err
	}},
}
