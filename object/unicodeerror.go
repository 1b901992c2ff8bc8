package object

import "fmt"

// Fields of the Unicode exceptions. UnicodeTranslateError has no encoding.
const (
	fieldEncoding = iota
	fieldObject
	fieldStart
	fieldEnd
	fieldReason
)

// NewUnicodeDecodeError makes a UnicodeDecodeError about bytes [start, end) of
// object, a bytes.
func NewUnicodeDecodeError(t *Thread, encoding string, object Value, start, end int, reason string) *Exception {
	return newUnicodeError(t, UnicodeDecodeError, NewStr(encoding), object, start, end, reason)
}

// NewUnicodeEncodeError makes a UnicodeEncodeError about code points
// [start, end) of object, a str.
func NewUnicodeEncodeError(t *Thread, encoding string, object Value, start, end int, reason string) *Exception {
	return newUnicodeError(t, UnicodeEncodeError, NewStr(encoding), object, start, end, reason)
}

// NewUnicodeTranslateError makes a UnicodeTranslateError about code points
// [start, end) of object, a str.
func NewUnicodeTranslateError(t *Thread, object Value, start, end int, reason string) *Exception {
	return newUnicodeError(t, UnicodeTranslateError, Value{}, object, start, end, reason)
}

func newUnicodeError(t *Thread, typ *Type, encoding, object Value, start, end int, reason string) *Exception {
	args := []Value{encoding, object, Int(int64(start)), Int(int64(end)), NewStr(reason)}
	e := NewException(t, typ, args[unicodeErrorSkip(typ):]...)
	for i, v := range args {
		e.SetField(t, i, v)
	}
	return e
}

// unicodeErrorSkip is the number of fields before those that typ has.
func unicodeErrorSkip(typ *Type) int {
	if typ.IsSubtype(UnicodeTranslateError) {
		return fieldObject
	}
	return fieldEncoding
}

func unicodeErrorInit(base *Type) func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
	return func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if err := initException(t, v, args, kwnames); err != nil {
			return err
		}
		skip := unicodeErrorSkip(base)
		if want := fieldReason + 1 - skip; len(args) != want {
			return t.Errorf(TypeError, "function takes exactly %d arguments (%d given)", want, len(args))
		}
		e, _ := AsException(v)
		for i, x := range args {
			f := i + skip
			switch {
			case f == fieldStart || f == fieldEnd:
				n, err := IndexInt(t, x, OverflowError)
				if err != nil {
					return err
				}
				x = Int(n)
			case f == fieldObject && base == UnicodeDecodeError:
				b, err := bytesOf(t, x)
				if err != nil {
					return err
				}
				x = b
			default:
				if _, ok := AsStr(x); !ok {
					return t.Errorf(TypeError, "argument %d must be str, not %s", i+1, ArgTypeName(x))
				}
			}
			e.SetField(t, f, x)
		}
		return nil
	}
}

// bytesOf returns v, which must be bytes-like, as a bytes.
func bytesOf(t *Thread, v Value) (Value, *Exception) {
	if v.O.Typ.Flags&FlagBytes != 0 {
		return v, nil
	}
	b, err := BytesCopy(t, v)
	return NewBytes(b), err
}

// UnicodeErrorRange returns what e is about: the object, and start and end of
// the offending part, clipped to the object's length as handlers expect.
func (e *Exception) UnicodeErrorRange(t *Thread) (object Value, start, end int, err *Exception) {
	object = e.Field(t, fieldObject)
	if object.O == nil {
		return Value{}, 0, 0, t.Errorf(TypeError, "object attribute not set")
	}
	n, err := Len(t, object)
	if err != nil {
		return Value{}, 0, 0, err
	}
	i, err := IndexClip(t, e.Field(t, fieldStart))
	if err != nil {
		return Value{}, 0, 0, err
	}
	j, err := IndexClip(t, e.Field(t, fieldEnd))
	if err != nil {
		return Value{}, 0, 0, err
	}
	start = int(max(0, min(i, int64(n-1))))
	end = int(max(1, j))
	end = min(end, n)
	return object, start, end, nil
}

func unicodeErrorStr(t *Thread, v Value) (Value, *Exception) {
	e, _ := AsException(v)
	object := e.Field(t, fieldObject)
	if object.O == nil {
		return NewStr(""), nil
	}
	text := func(i int) (string, *Exception) {
		x := e.Field(t, i)
		if x.O == nil {
			return "", nil
		}
		s, err := ToStr(t, x)
		if err != nil {
			return "", err
		}
		return s.S, nil
	}
	reason, err := text(fieldReason)
	if err != nil {
		return Value{}, err
	}
	encoding, err := text(fieldEncoding)
	if err != nil {
		return Value{}, err
	}
	start, err := IndexClip(t, e.Field(t, fieldStart))
	if err != nil {
		return Value{}, err
	}
	end, err := IndexClip(t, e.Field(t, fieldEnd))
	if err != nil {
		return Value{}, err
	}
	prefix, verb := "'"+encoding+"' codec ", "encode"
	noun := "character"
	switch {
	case e.Matches(UnicodeDecodeError):
		verb, noun = "decode", "byte"
	case e.Matches(UnicodeTranslateError):
		prefix, verb = "", "translate"
	}
	n, err := Len(t, object)
	if err != nil {
		return Value{}, err
	}
	if start >= 0 && start < int64(n) && end == start+1 {
		x, err := GetItem(t, object, Int(start))
		if err != nil {
			return Value{}, err
		}
		var what string
		if s, ok := AsStr(x); ok {
			switch r, _ := DecodeRune(s.S); {
			case r <= 0xff:
				what = fmt.Sprintf("'\\x%02x'", r)
			case r <= 0xffff:
				what = fmt.Sprintf("'\\u%04x'", r)
			default:
				what = fmt.Sprintf("'\\U%08x'", r)
			}
		} else {
			what = fmt.Sprintf("0x%02x", x.Int())
		}
		return NewStr(fmt.Sprintf("%scan't %s %s %s in position %d: %s", prefix, verb, noun, what, start, reason)), nil
	}
	return NewStr(fmt.Sprintf("%scan't %s %ss in position %d-%d: %s", prefix, verb, noun, start, end-1, reason)), nil
}

func init() {
	for _, typ := range []*Type{UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError} {
		typ.Slots.New = newExceptionObject
		typ.Slots.Init = unicodeErrorInit(typ)
		typ.Slots.Str = unicodeErrorStr
		if typ != UnicodeTranslateError {
			typ.Getsets = append(typ.Getsets, excField("encoding", fieldEncoding))
		}
		typ.Getsets = append(typ.Getsets,
			excField("object", fieldObject),
			excField("start", fieldStart),
			excField("end", fieldEnd),
			excField("reason", fieldReason))
	}
}
