// Package json is the built-in module _json: the scanner and the encoder of
// module json.
package json

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// strArg returns an argument that must be a str.
func strArg(t *thread, v value) (*object.Str, *exc) {
	s, ok := object.AsStr(v)
	if !ok {
		return nil, t.Errorf(object.TypeError, "first argument must be a string, not %s", v.TypeName())
	}
	return s, nil
}

func init() {
	object.RegisterModule("_json", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_json", "What module json needs to be fast.")
		m.Set(t, "make_scanner", scannerType.Ready().Value())
		m.Set(t, "make_encoder", encoderType.Ready().Value())
		m.AddFuncs(t, []object.Def{
			{Name: "scanstring", Sig: "string, end, strict=True, /", Fn: scanString,
				Doc: "scanstring(string, end, strict=True) -> (string, end)\n\nRead the JSON string whose opening quote stands before end. The value and the index\nafter the closing quote are returned. Unless strict, control characters may be in it."},
			{Name: "encode_basestring_ascii", Sig: "string, /", Fn: quoter(quoteASCII), Doc: "Return an ASCII-only JSON representation of a Python string."},
			{Name: "encode_basestring", Sig: "string, /", Fn: quoter(quote), Doc: "Return a JSON representation of a Python string."},
		})
		return m, nil
	})
}

// decodeError makes a json.JSONDecodeError about position pos, in code points.
func decodeError(t *thread, msg string, doc *object.Str, pos int) *exc {
	fromlist := object.TupleOf([]value{object.NewStr("JSONDecodeError")})
	m, err := t.Interp.ImportName(t, object.Intern("json.decoder"), nil, fromlist, 0)
	if err != nil {
		return err
	}
	cls, err := object.GetAttr(t, m, object.Intern("JSONDecodeError"))
	if err != nil {
		return err
	}
	v, err := object.Call3(t, cls, object.NewStr(msg), doc.Value(), object.Int(int64(pos)))
	if err != nil {
		return err
	}
	e, ok := object.AsException(v)
	if !ok {
		return t.Errorf(object.TypeError, "exceptions must derive from BaseException")
	}
	return e
}
