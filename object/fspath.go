package object

import "unicode/utf8"

// FSPath returns the path that v, a str, bytes or os.PathLike object, stands
// for, as the system knows it (FSEncode). Bytes are taken as they are.
func FSPath(t *Thread, v Value) (string, *Exception) {
	if s, ok := AsStr(v); ok {
		return FSEncode(t, s)
	}
	if b, ok := AsBytes(v); ok {
		return b.S, nil
	}
	p, ok, err := CallSpecial(t, v, strFSPath)
	if err != nil {
		return "", err
	}
	if ok {
		if s, ok := AsStr(p); ok {
			return FSEncode(t, s)
		}
		if b, ok := AsBytes(p); ok {
			return b.S, nil
		}
		return "", t.Errorf(TypeError, "expected %s.__fspath__() to return str or bytes, not %s", v.TypeName(), p.TypeName())
	}
	return "", t.Errorf(TypeError, "expected str, bytes or os.PathLike object, not %s", v.TypeName())
}

var strFSPath = Intern("__fspath__")

// FSErrors is the error handler of conversions between str and the names of the
// operating system.
const FSErrors = "surrogateescape"

// FSDecode converts a name of the operating system to the text of a str: bytes
// that are not UTF-8 become lone surrogates.
func FSDecode(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n <= 1 {
			b = AppendRune(b, 0xdc00+rune(s[i]))
			i++
			continue
		}
		b = append(b, s[i:i+n]...)
		i += n
	}
	return string(b)
}

// FSEncode converts the text of a str to a name of the operating system; the
// inverse of FSDecode. Other lone surrogates raise.
func FSEncode(t *Thread, s *Str) (string, *Exception) {
	if s.IsASCII() || utf8.ValidString(s.S) {
		return s.S, nil
	}
	b, err := EncodeStr(t, s, "utf-8", FSErrors)
	if err != nil {
		return "", err
	}
	return b.S, nil
}

// FSPathValue is os.fspath(v).
func FSPathValue(t *Thread, v Value) (Value, *Exception) {
	if v.O.Typ.Flags&(FlagStr|FlagBytes) != 0 {
		return v, nil
	}
	p, ok, err := CallSpecial(t, v, strFSPath)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return Value{}, t.Errorf(TypeError, "expected str, bytes or os.PathLike object, not %s", v.TypeName())
	}
	if p.O.Typ.Flags&(FlagStr|FlagBytes) == 0 {
		return Value{}, t.Errorf(TypeError, "expected %s.__fspath__() to return str or bytes, not %s", v.TypeName(), p.TypeName())
	}
	return p, nil
}
