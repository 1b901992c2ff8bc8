package object

import (
	"strings"
	"unicode/utf8"
)

// Codecs: str to bytes and back.
//
// The codecs that every program needs are written here, and found by name without
// the codec registry, as str.encode and bytes.decode do in CPython; all others go
// through the registry, whose search functions come from package encodings of the
// standard library.

// codec is a native codec. decode returns how many bytes it consumed: with final
// unset it leaves an incomplete sequence at the end alone.
type codec struct {
	name   string // as in exceptions
	ascii  bool   // ASCII text is encoded as itself, and decoded
	encode func(t *Thread, s *Str, errors string) ([]byte, *Exception)
	decode func(t *Thread, b, errors string, final bool) (string, int, *Exception)
}

var nativeCodecs = map[string]*codec{}

// codecAliases are the spellings of the native codecs' names, normalised.
var codecAliases = map[string]string{
	"utf8": "utf_8", "u8": "utf_8", "utf": "utf_8", "utf8_ucs2": "utf_8", "utf8_ucs4": "utf_8", "cp65001": "utf_8",
	"latin1": "latin_1", "latin": "latin_1", "l1": "latin_1", "8859": "latin_1", "iso8859": "latin_1", "iso8859_1": "latin_1",
	"iso_8859_1": "latin_1", "iso_8859_1_1987": "latin_1", "iso_ir_100": "latin_1", "cp819": "latin_1", "ibm819": "latin_1", "csisolatin1": "latin_1",
	"us_ascii": "ascii", "us": "ascii", "646": "ascii", "ansi_x3.4_1968": "ascii", "ansi_x3_4_1968": "ascii", "ansi_x3.4_1986": "ascii",
	"cp367": "ascii", "csascii": "ascii", "ibm367": "ascii", "iso646_us": "ascii", "iso_646.irv_1991": "ascii", "iso_ir_6": "ascii",
	"utf16": "utf_16", "u16": "utf_16", "utf_16le": "utf_16_le", "unicodelittleunmarked": "utf_16_le",
	"utf_16be": "utf_16_be", "unicodebigunmarked": "utf_16_be",
	"utf32": "utf_32", "u32": "utf_32", "utf_32le": "utf_32_le", "utf_32be": "utf_32_be",
	"utf7": "utf_7", "u7": "utf_7", "unicode_1_1_utf_7": "utf_7", "utf8_sig": "utf_8_sig",
	"1252": "cp1252", "windows_1252": "cp1252",
}

// NormalizeEncoding returns the name under which an encoding is looked up: lower
// case, with runs of anything but letters, digits and dots as one underscore.
func NormalizeEncoding(name string) string {
	b := make([]byte, 0, len(name))
	punct := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !isByteAlpha(c) && !isByteDigit(c) && c != '.' {
			punct = true
			continue
		}
		if punct && len(b) > 0 {
			b = append(b, '_')
		}
		punct = false
		b = append(b, lowerByte(c))
	}
	return string(b)
}

func nativeCodec(name string) *codec {
	switch name {
	case "utf-8", "utf8":
		return utf8Codec
	case "ascii":
		return asciiCodec
	case "latin-1", "latin1", "iso-8859-1":
		return latinCodec
	}
	n := NormalizeEncoding(name)
	if a, ok := codecAliases[n]; ok {
		n = a
	}
	return nativeCodecs[n]
}

// EncodeStr returns s.encode(encoding, errors).
func EncodeStr(t *Thread, s *Str, encoding, errors string) (*Bytes, *Exception) {
	if c := nativeCodec(encoding); c != nil {
		if c.ascii && s.IsASCII() || c == utf8Codec && utf8.ValidString(s.S) {
			return bytesOfValue(NewBytes(s.S)), nil
		}
		b, err := c.encode(t, s, errors)
		if err != nil {
			return nil, c.explain(t, err, encoding, 0)
		}
		return bytesOfValue(BytesOwned(b)), nil
	}
	v, err := codecCall(t, s.Value(), encoding, errors, 0)
	if err != nil {
		return nil, err
	}
	if b, ok := AsBytes(v); ok {
		return b, nil
	}
	if b, ok := AsByteArray(v); ok {
		return bytesOfValue(NewBytes(string(b.Read(t).B))), nil
	}
	return nil, t.Errorf(TypeError, "'%s' encoder returned '%s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding, v.TypeName())
}

// DecodeObject decodes a bytes-like object, as str(v, encoding, errors) does.
func DecodeObject(t *Thread, v Value, encoding, errors string) (Value, *Exception) {
	if _, ok := AsStr(v); ok {
		return Value{}, t.Errorf(TypeError, "decoding str is not supported")
	}
	if !IsBytesLike(v) {
		return Value{}, t.Errorf(TypeError, "decoding to str: need a bytes-like object, %s found", v.TypeName())
	}
	b, err := BytesCopy(t, v)
	if err != nil {
		return Value{}, err
	}
	if c := nativeCodec(encoding); c != nil {
		if c.ascii && isASCII(b) {
			return asciiOf(b), nil
		}
		s, _, err := c.decode(t, b, errors, true)
		return NewStr(s), c.explain(t, err, encoding, 1)
	}
	if v.O.Typ.Flags&FlagBytes == 0 {
		v = NewBytes(b)
	}
	r, err := codecCall(t, v, encoding, errors, 1)
	if err != nil {
		return Value{}, err
	}
	if _, ok := AsStr(r); !ok {
		return Value{}, t.Errorf(TypeError, "'%s' decoder returned '%s' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding, r.TypeName())
	}
	return r, nil
}

// DecodeBytes is DecodeObject for the contents of a bytes.
func DecodeBytes(t *Thread, b, encoding, errors string) (Value, *Exception) {
	if c := nativeCodec(encoding); c != nil {
		if c.ascii && isASCII(b) {
			return asciiOf(b), nil
		}
		s, _, err := c.decode(t, b, errors, true)
		return NewStr(s), c.explain(t, err, encoding, 1)
	}
	return DecodeObject(t, NewBytes(b), encoding, errors)
}

// explain names the codec in an exception that is not about the text, if it is one
// that CPython calls through the registry: all but the commonest.
func (c *codec) explain(t *Thread, err *Exception, encoding string, which int) *Exception {
	if err == nil {
		return nil
	}
	switch NormalizeEncoding(encoding) {
	case "utf_8", "utf8", "utf_16", "utf16", "utf_32", "utf32", "ascii", "us_ascii", "latin1", "latin_1", "iso_8859_1", "iso8859_1":
		return err
	}
	return explainCodec(t, err, encoding, which)
}

// EncodeNative encodes by a native codec; ok is false if there is none of that
// name. DecodeNative likewise; see codec.decode for final.
func EncodeNative(t *Thread, name string, s *Str, errors string) (b []byte, ok bool, err *Exception) {
	c := nativeCodec(name)
	if c == nil {
		return nil, false, nil
	}
	b, err = c.encode(t, s, errors)
	return b, true, err
}

// DecodeNative decodes by a native codec and tells how many bytes it consumed.
func DecodeNative(t *Thread, name, b, errors string, final bool) (s string, n int, ok bool, err *Exception) {
	c := nativeCodec(name)
	if c == nil {
		return "", 0, false, nil
	}
	s, n, err = c.decode(t, b, errors, final)
	return s, n, true, err
}

// encoder holds what an encoding under way needs to handle errors.
type encoder struct {
	t        *Thread
	s        *Str
	encoding string // as in the exception
	errors   string
	handler  Value
	far      *Type // see handlerPosition
}

// fail handles code points [start, end) that cannot be encoded. The replacement
// is bytes to put as they are, or text to encode; next is where to go on.
func (e *encoder) fail(start, end int, reason string) (repl string, isBytes bool, next int, err *Exception) {
	switch e.errors {
	case "strict", "":
		return "", false, 0, e.exception(start, end, reason)
	case "ignore":
		return "", false, end, nil
	case "replace":
		return strings.Repeat("?", end-start), false, end, nil
	case "backslashreplace", "xmlcharrefreplace", "namereplace":
		text := e.s.S[e.s.Offset(start):e.s.Offset(end)]
		var b []byte
		eachRune(text, func(_ int, r rune) { b = appendReplacement(b, r, e.errors) })
		return string(b), false, end, nil
	case "surrogateescape":
		var b []byte
		ok := true
		eachRune(e.s.S[e.s.Offset(start):e.s.Offset(end)], func(_ int, r rune) {
			if ok = ok && 0xdc80 <= r && r <= 0xdcff; ok {
				b = append(b, byte(r))
			}
		})
		if len(b) == 0 || !ok && e.encoding == "charmap" {
			return "", false, 0, e.exception(start, end, reason)
		}
		return string(b), true, start + len(b), nil
	}
	return e.callHandler(start, end, reason)
}

func (e *encoder) exception(start, end int, reason string) *Exception {
	return NewUnicodeEncodeError(e.t, e.encoding, exactStr(e.s), start, end, reason)
}

// callHandler calls a registered handler.
func (e *encoder) callHandler(start, end int, reason string) (repl string, isBytes bool, next int, err *Exception) {
	if e.handler.O == nil {
		if e.handler, err = LookupErrorHandler(e.t, e.errors); err != nil {
			return "", false, 0, err
		}
	}
	r, err := Call1(e.t, e.handler, e.exception(start, end, reason).Value())
	if err != nil {
		return "", false, 0, err
	}
	tup, ok := AsTuple(r)
	bad := func() *Exception {
		return e.t.Errorf(TypeError, "encoding error handler must return (str/bytes, int) tuple")
	}
	if !ok || len(tup.Items) != 2 {
		return "", false, 0, bad()
	}
	if s, ok := AsStr(tup.Items[0]); ok {
		repl = s.S
	} else if b, ok := AsBytes(tup.Items[0]); ok {
		repl, isBytes = b.S, true
	} else {
		return "", false, 0, bad()
	}
	if tup.Items[1].O.Typ.Flags&FlagInt == 0 && tup.Items[1].O.Typ.Slots.Index == nil {
		return "", false, 0, bad()
	}
	next, err = handlerPosition(e.t, tup.Items[1], e.s.Len(), e.far)
	return repl, isBytes, next, err
}

// handlerPosition resolves the position that a handler returned; far is raised for one
// that is no size, nil: OverflowError.
func handlerPosition(t *Thread, v Value, n int, far *Type) (int, *Exception) {
	if far == nil {
		far = OverflowError
	}
	i, err := IndexInt(t, v, far)
	if err != nil {
		return 0, err
	}
	pos := i
	if pos < 0 {
		pos += int64(n)
	}
	if pos < 0 || pos > int64(n) {
		return 0, t.Errorf(IndexError, "position %d from error handler out of bounds", i)
	}
	return int(pos), nil
}

// encode runs put on every code point; put appends its encoding, or reports that
// there is none, and what it appended is dropped. unit is the number of bytes that replacement bytes must be a
// multiple of. Consecutive failures are handled together if group is set.
func (e *encoder) encode(reason string, unit int, group bool, put func(b []byte, r rune) ([]byte, bool)) ([]byte, *Exception) {
	s := e.s.S
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := DecodeRune(s[i:])
		done := len(b)
		var ok bool
		if b, ok = put(b, r); ok {
			i += n
			continue
		}
		b = b[:done]
		start := e.s.ByteToIndex(i)
		end := start + 1
		if group {
			scratch := make([]byte, 0, 8)
			for j := i + n; j < len(s); end++ {
				r, n := DecodeRune(s[j:])
				if _, ok := put(scratch, r); ok {
					break
				}
				j += n
			}
		}
		repl, isBytes, next, err := e.fail(start, end, reason)
		if err != nil {
			return nil, err
		}
		if isBytes {
			if len(repl)%unit != 0 {
				return nil, e.exception(start, end, reason)
			}
			b = append(b, repl...)
		} else {
			for j := 0; j < len(repl); {
				r, n := DecodeRune(repl[j:])
				if b, ok = put(b, r); !ok {
					return nil, e.exception(start, end, reason)
				}
				j += n
			}
		}
		i = e.s.Offset(next)
	}
	return b, nil
}

// decoder holds what a decoding under way needs to handle errors.
type decoder struct {
	t        *Thread
	in       string
	out      []byte
	encoding string
	errors   string
	handler  Value
	far      *Type // see handlerPosition
}

// fail handles bytes [start, end) that cannot be decoded: it appends a
// replacement and returns where to go on.
func (d *decoder) fail(start, end int, reason string) (next int, err *Exception) {
	switch d.errors {
	case "strict", "":
		return 0, d.exception(start, end, reason)
	case "ignore":
		return end, nil
	case "replace":
		d.out = append(d.out, "\ufffd"...)
		return end, nil
	case "backslashreplace":
		for i := start; i < end; i++ {
			d.out = append(d.out, '\\', 'x', hexDigits[d.in[i]>>4], hexDigits[d.in[i]&15])
		}
		return end, nil
	case "surrogateescape":
		i := start
		for i < end && i < start+4 && d.in[i] >= 0x80 {
			d.out = AppendRune(d.out, 0xdc00+rune(d.in[i]))
			i++
		}
		if i == start {
			return 0, d.exception(start, end, reason)
		}
		return i, nil
	}
	if d.handler.O == nil {
		if d.handler, err = LookupErrorHandler(d.t, d.errors); err != nil {
			return 0, err
		}
	}
	exc := d.exception(start, end, reason)
	r, err := Call1(d.t, d.handler, exc.Value())
	if err != nil {
		return 0, err
	}
	tup, ok := AsTuple(r)
	if ok && len(tup.Items) == 2 {
		if s, ok := AsStr(tup.Items[0]); ok && (tup.Items[1].O.Typ.Flags&FlagInt != 0 || tup.Items[1].O.Typ.Slots.Index != nil) {
			// A handler may replace the object and so what is decoded from here on.
			obj, _, _, err := exc.UnicodeErrorRange(d.t)
			if err != nil {
				return 0, err
			}
			if b, ok := AsBytes(obj); ok {
				d.in = b.S
			}
			d.out = append(d.out, s.S...)
			return handlerPosition(d.t, tup.Items[1], len(d.in), d.far)
		}
	}
	return 0, d.t.Errorf(TypeError, "decoding error handler must return (str, int) tuple")
}

func (d *decoder) exception(start, end int, reason string) *Exception {
	return NewUnicodeDecodeError(d.t, d.encoding, NewBytes(d.in), start, end, reason)
}

// result returns the text decoded so far and how much of the input it took.
func (d *decoder) result(n int) (string, int, *Exception) { return bytesAsString(d.out), n, nil }

func init() {
	strMethod(Def{Name: "encode", Sig: "encoding='utf-8', errors='strict'", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		if s := strOf(a[0]); a[1].O == nil && a[2].O == nil && s.IsASCII() {
			if len(s.S) <= bytesCopied {
				return CopyBytes(s.S), nil
			}
			return NewBytes(s.S), nil
		}
		enc, errs, err := codecArgs(t, "encode", a[1:])
		if err != nil {
			return Value{}, err
		}
		b, err := EncodeStr(t, strOf(a[0]), enc, errs)
		if err != nil {
			return Value{}, err
		}
		return b.Value(), nil
	}})
}
