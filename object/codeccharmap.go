package object

import "unsafe"

// Codecs that map single bytes to characters by a table: the standard library's
// encodings package brings the tables, and a dict or a str as table may come from
// any program.

// EncodingMap is a decoding table turned around: what charmap_build returns.
type EncodingMap struct {
	Object
	bytes map[rune]byte
}

// EncodingMapType is the type of encoding maps.
var EncodingMapType = declare("EncodingMap", ObjectType, FlagNoBase|FlagNoNew)

// CharmapBuild inverts a decoding table of 256 characters.
func CharmapBuild(table *Str) Value {
	m := &EncodingMap{Object: Object{EncodingMapType}, bytes: map[rune]byte{}}
	k := 0
	eachRune(table.S, func(_ int, r rune) {
		if _, ok := m.bytes[r]; !ok && k < 256 && r != 0xfffe {
			m.bytes[r] = byte(k)
		}
		k++
	})
	return Value{O: &m.Object}
}

const charmapReason = "character maps to <undefined>"

// CharmapDecode decodes b by mapping, a str or anything with items; null stands
// for Latin-1.
func CharmapDecode(t *Thread, b, errors string, mapping Value) (string, *Exception) {
	if mapping.O == nil || mapping.IsNone() {
		return latin1Text(b), nil
	}
	d := &decoder{t: t, in: b, encoding: "charmap", errors: errors, out: make([]byte, 0, len(b)+8)}
	look := func(c byte) (string, bool, *Exception) { return charmapLookup(t, mapping, c) }
	if s, ok := AsStr(mapping); ok {
		var table []string
		eachRune(s.S, func(_ int, r rune) {
			if r == 0xfffe {
				table = append(table, "")
			} else {
				table = append(table, string(AppendRune(nil, r)))
			}
		})
		look = func(c byte) (string, bool, *Exception) {
			if int(c) >= len(table) || table[c] == "" {
				return "", false, nil
			}
			return table[c], true, nil
		}
	}
	for i := 0; i < len(d.in); {
		s, ok, err := look(d.in[i])
		if err != nil {
			return "", err
		}
		if ok {
			d.out = append(d.out, s...)
			i++
			continue
		}
		if i, err = d.handle(i, i+1, charmapReason); err != nil {
			return "", err
		}
	}
	return bytesAsString(d.out), nil
}

// charmapLookup finds what byte c maps to.
func charmapLookup(t *Thread, mapping Value, c byte) (string, bool, *Exception) {
	v, err := GetItem(t, mapping, Int(int64(c)))
	if err != nil {
		if err.Matches(LookupError) {
			return "", false, nil
		}
		return "", false, err
	}
	if v.IsNone() {
		return "", false, nil
	}
	if s, ok := AsStr(v); ok {
		return s.S, s.S != "\ufffe", nil
	}
	if v.O.Typ.Flags&FlagInt != 0 {
		n, big := AsInt(v)
		if big != nil || n < 0 || n > 0x10ffff {
			return "", false, t.Errorf(TypeError, "character mapping must be in range(0x110000)")
		}
		return string(AppendRune(nil, rune(n))), n != 0xfffe, nil
	}
	return "", false, t.Errorf(TypeError, "character mapping must return integer, None or str")
}

// CharmapEncode encodes s by mapping: an EncodingMap, anything with items, or null
// for Latin-1.
func CharmapEncode(t *Thread, s *Str, errors string, mapping Value) ([]byte, *Exception) {
	if mapping.O == nil || mapping.IsNone() {
		return nativeCodecs["latin_1"].encode(t, s, errors)
	}
	e := &encoder{t: t, s: s, encoding: "charmap", errors: errors}
	var failed *Exception
	put := func(b []byte, r rune) ([]byte, bool) {
		if failed != nil {
			return b, true
		}
		out, ok, err := charmapFind(t, mapping, r)
		if err != nil {
			failed = err
			return b, true
		}
		return append(b, out...), ok
	}
	if mapping.O.Typ == EncodingMapType {
		m := (*EncodingMap)(unsafe.Pointer(mapping.O))
		put = func(b []byte, r rune) ([]byte, bool) {
			c, ok := m.bytes[r]
			return append(b, c), ok
		}
	}
	out, err := e.encode(charmapReason, 1, true, put)
	if failed != nil {
		return nil, failed
	}
	return out, err
}

// charmapFind finds what character r maps to.
func charmapFind(t *Thread, mapping Value, r rune) (string, bool, *Exception) {
	v, err := GetItem(t, mapping, Int(int64(r)))
	if err != nil {
		if err.Matches(LookupError) {
			return "", false, nil
		}
		return "", false, err
	}
	if v.IsNone() {
		return "", false, nil
	}
	if b, ok := AsBytes(v); ok {
		return b.S, true, nil
	}
	if v.O.Typ.Flags&FlagInt != 0 {
		n, big := AsInt(v)
		if big != nil || n < 0 || n > 255 {
			return "", false, t.Errorf(TypeError, "character mapping must be in range(256)")
		}
		return string([]byte{byte(n)}), true, nil
	}
	return "", false, t.Errorf(TypeError, "character mapping must return integer, bytes or None, not %s", v.TypeName())
}

// cp1252 is here because files in it are common; \ufffe stands for nothing.
const cp1252High = "€\ufffe‚ƒ„…†‡ˆ‰Š‹Œ\ufffeŽ\ufffe\ufffe‘’“”•–—˜™š›œ\ufffežŸ"

func init() {
	b := make([]byte, 0, 400)
	for i := range rune(256) {
		if i == 0x80 {
			b = append(b, cp1252High...)
		}
		if i < 0x80 || i >= 0xa0 {
			b = AppendRune(b, i)
		}
	}
	table := newStr(string(b))
	inverse := CharmapBuild(table)
	nativeCodecs["cp1252"] = &codec{
		name: "charmap",
		encode: func(t *Thread, s *Str, errors string) ([]byte, *Exception) {
			return CharmapEncode(t, s, errors, inverse)
		},
		decode: func(t *Thread, b, errors string, final bool) (string, int, *Exception) {
			s, err := CharmapDecode(t, b, errors, table.Value())
			return s, len(b), err
		},
	}
}
