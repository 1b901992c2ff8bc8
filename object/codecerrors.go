package object

import (
	"strconv"
	"strings"

	"github.com/weftpy/weft/unicodename"
)

// Error handlers of codecs as objects: what codecs.lookup_error returns. Encoders
// and decoders handle the built-in ones themselves, without calling these.

// appendReplacement appends what handler puts for a code point that cannot be
// encoded.
func appendReplacement(b []byte, r rune, handler string) []byte {
	switch handler {
	case "xmlcharrefreplace":
		b = append(b, "&#"...)
		b = strconv.AppendInt(b, int64(r), 10)
		return append(b, ';')
	case "namereplace":
		if name := unicodename.Name(r); name != "" {
			b = append(b, `\N{`...)
			b = append(b, name...)
			return append(b, '}')
		}
	}
	return appendEscape(b, r)
}

// builtinHandlers are the error handlers that are always there.
var builtinHandlers = map[string]Value{}

// unicodeFault is what a handler is asked about.
type unicodeFault struct {
	exc        *Exception
	object     Value
	start, end int
	encoding   string
}

func handlerFault(t *Thread, v Value) (f unicodeFault, err *Exception) {
	exc, ok := AsException(v)
	if !ok || !exc.Matches(UnicodeEncodeError) && !exc.Matches(UnicodeDecodeError) && !exc.Matches(UnicodeTranslateError) {
		return f, dontKnow(t, v)
	}
	f.exc = exc
	f.object, f.start, f.end, err = exc.UnicodeErrorRange(t)
	if err == nil && !exc.Matches(UnicodeTranslateError) {
		var e Value
		if e, err = GetAttr(t, v, Intern("encoding")); err == nil {
			if s, ok := AsStr(e); ok {
				f.encoding = s.S
			}
		}
	}
	return f, err
}

func dontKnow(t *Thread, v Value) *Exception {
	return t.Errorf(TypeError, "don't know how to handle %s in error callback", v.TypeName())
}

// text returns the characters at fault of an encoding or translation.
func (f *unicodeFault) text() string {
	s, ok := AsStr(f.object)
	if !ok || f.start >= f.end {
		return ""
	}
	return s.S[s.Offset(f.start):s.Offset(f.end)]
}

func (f *unicodeFault) answer(repl Value, next int) Value {
	return TupleOf([]Value{repl, Int(int64(next))})
}

func defHandler(name, fname string, fn func(t *Thread, v Value, f *unicodeFault) (Value, *Exception)) {
	builtinHandlers[name] = NewBuiltin(Def{Name: fname, Sig: "exception, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		f, err := handlerFault(t, a[0])
		if err != nil {
			return Value{}, err
		}
		return fn(t, a[0], &f)
	}}, Intern("codecs"))
}

func init() {
	builtinHandlers["strict"] = NewBuiltin(Def{Name: "strict_errors", Sig: "exception, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		if exc, ok := AsException(a[0]); ok {
			return Value{}, exc
		}
		return Value{}, t.Errorf(TypeError, "codec must pass exception instance")
	}}, Intern("codecs"))
	defHandler("ignore", "ignore_errors", func(t *Thread, v Value, f *unicodeFault) (Value, *Exception) {
		return f.answer(emptyStr.Value(), f.end), nil
	})
	defHandler("replace", "replace_errors", func(t *Thread, v Value, f *unicodeFault) (Value, *Exception) {
		n := f.end - f.start
		switch {
		case f.exc.Matches(UnicodeEncodeError):
			return f.answer(NewStr(strings.Repeat("?", n)), f.end), nil
		case f.exc.Matches(UnicodeDecodeError):
			n = 1
		}
		return f.answer(NewStr(strings.Repeat("\ufffd", n)), f.end), nil
	})
	defHandler("backslashreplace", "backslashreplace_errors", func(t *Thread, v Value, f *unicodeFault) (Value, *Exception) {
		var b []byte
		if data, ok := AsBytes(f.object); ok {
			for i := f.start; i < f.end; i++ {
				b = appendEscape(b, rune(data.S[i]))
			}
		} else {
			eachRune(f.text(), func(_ int, r rune) { b = appendEscape(b, r) })
		}
		return f.answer(NewStr(string(b)), f.end), nil
	})
	for _, name := range []string{"xmlcharrefreplace", "namereplace"} {
		defHandler(name, name+"_errors", func(t *Thread, v Value, f *unicodeFault) (Value, *Exception) {
			if !f.exc.Matches(UnicodeEncodeError) {
				return Value{}, dontKnow(t, v)
			}
			var b []byte
			eachRune(f.text(), func(_ int, r rune) { b = appendReplacement(b, r, name) })
			return f.answer(NewStr(string(b)), f.end), nil
		})
	}
	defHandler("surrogateescape", "surrogateescape", func(t *Thread, v Value, f *unicodeFault) (Value, *Exception) {
		switch {
		case f.exc.Matches(UnicodeEncodeError):
			var b []byte
			ok := true
			eachRune(f.text(), func(_ int, r rune) {
				ok = ok && 0xdc80 <= r && r <= 0xdcff
				b = append(b, byte(r))
			})
			if !ok {
				return Value{}, f.exc
			}
			return f.answer(BytesOwned(b), f.end), nil
		case f.exc.Matches(UnicodeDecodeError):
			var b []byte
			i := f.start
			for data, _ := AsBytes(f.object); i < f.end && i < f.start+4 && data.S[i] >= 0x80; i++ {
				b = AppendRune(b, 0xdc00+rune(data.S[i]))
			}
			if i == f.start {
				return Value{}, f.exc
			}
			return f.answer(NewStr(string(b)), i), nil
		}
		return Value{}, dontKnow(t, v)
	})
	defHandler("surrogatepass", "surrogatepass", surrogatePass)
}

// surrogatePass encodes and decodes surrogates for the UTF codecs.
func surrogatePass(t *Thread, v Value, f *unicodeFault) (Value, *Exception) {
	if f.exc.Matches(UnicodeTranslateError) {
		return Value{}, dontKnow(t, v)
	}
	var unit, order int
	switch n := NormalizeEncoding(f.encoding); {
	case n == "utf_8" || n == "utf8" || n == "cp_utf8":
		unit = 1
	case strings.HasPrefix(n, "utf_16") || strings.HasPrefix(n, "utf16"):
		unit = 2
	case strings.HasPrefix(n, "utf_32") || strings.HasPrefix(n, "utf32"):
		unit = 4
	default:
		return Value{}, f.exc
	}
	if n := NormalizeEncoding(f.encoding); strings.HasSuffix(n, "be") {
		order = 1
	}
	switch {
	case f.exc.Matches(UnicodeEncodeError):
		text := f.text()
		if !allRunes(text, isSurrogate) {
			return Value{}, f.exc
		}
		if unit == 1 {
			return f.answer(NewBytes(text), f.end), nil
		}
		b, err := utfEncode(t, newStr(text), f.encoding, passSurrogates, unit, order > 0, false)
		return f.answer(BytesOwned(b), f.end), err
	case f.exc.Matches(UnicodeDecodeError):
		data, ok := AsBytes(f.object)
		if !ok {
			break
		}
		s := data.S[f.start:]
		r, n := rune(0), unit
		switch {
		case unit == 1 && len(s) >= 3 && s[0] == 0xed && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80:
			r, n = rune(s[0]&0xf)<<12|rune(s[1]&0x3f)<<6|rune(s[2]&0x3f), 3
		case unit == 2 && len(s) >= 2:
			r = utf16Unit(s, order > 0)
		case unit == 4 && len(s) >= 4:
			r = rune(utf32Unit(s, order > 0))
		}
		if !isSurrogate(r) {
			return Value{}, f.exc
		}
		return f.answer(NewStr(string(AppendRune(nil, r))), f.start+n), nil
	}
	return Value{}, dontKnow(t, v)
}
