package object

import (
	"strings"
)

// Methods of str that look for a substring. Text is UTF-8, so they work on bytes
// and convert offsets at the edges.

func strMethod(defs ...Def) { StrType.Methods = append(StrType.Methods, defs...) }

// clipRange applies optional start and end of a search in a sequence of n
// items, as slicing does. start > end, or start > n, means that nothing is there.
func clipRange(t *Thread, startArg, endArg Value, n int) (start, end int, err *Exception) {
	start, end = 0, n
	for i, v := range [2]Value{startArg, endArg} {
		if v.O == nil || v.IsNone() {
			continue
		}
		k, err := boundArg(t, v)
		if err != nil {
			return 0, 0, err
		}
		if k < 0 {
			k = max(k+int64(n), 0)
		}
		if i == 0 {
			start = int(min(k, int64(n)+1))
		} else {
			end = int(min(k, int64(n)))
		}
	}
	return start, end, nil
}

// boundArg converts a bound of a slice.
func boundArg(t *Thread, v Value) (int64, *Exception) {
	if v.O == &IntTag {
		return v.Int(), nil
	}
	if v.O.Typ.Flags&FlagInt == 0 && v.O.Typ.Slots.Index == nil {
		return 0, t.Errorf(TypeError, "slice indices must be integers or None or have an __index__ method")
	}
	return IndexClip(t, v)
}

// region returns the bytes of s between code points start and end, and their
// offset; ok is false if start lies behind end.
func (s *Str) region(t *Thread, startArg, endArg Value) (text string, at int, ok bool, err *Exception) {
	if startArg.O == nil && endArg.O == nil {
		return s.S, 0, true, nil
	}
	start, end, err := clipRange(t, startArg, endArg, s.Len())
	if err != nil || start > end {
		return "", 0, false, err
	}
	at = s.Offset(start)
	return s.S[at:s.Offset(end)], at, true, nil
}

// strFind implements find, rfind, index and rindex.
func strFind(t *Thread, a []Value, search func(s, sub string) int) (int64, *Exception) {
	s := strOf(a[0])
	sub, ok := AsStr(a[1])
	if !ok {
		return 0, t.Errorf(TypeError, "must be str, not %s", a[1].TypeName())
	}
	text, at, ok, err := s.region(t, a[2], a[3])
	if err != nil || !ok {
		return -1, err
	}
	i := search(text, sub.S)
	if i < 0 {
		return -1, nil
	}
	return int64(s.ByteToIndex(at + i)), nil
}

// affix implements startswith and endswith of str and bytes.
func affix(t *Thread, text string, ok bool, x Value, name, what string, has func(s, p string) bool, get func(v Value) (string, bool)) (Value, *Exception) {
	if p, isText := get(x); isText {
		return Bool(ok && has(text, p)), nil
	}
	tup, isTuple := AsTuple(x)
	if !isTuple {
		return Value{}, t.Errorf(TypeError, "%s first arg must be %s or a tuple of %s, not %s", name, what, what, x.TypeName())
	}
	for _, y := range tup.Items {
		p, isText := get(y)
		if !isText {
			if what == "str" {
				return Value{}, t.Errorf(TypeError, "tuple for %s must only contain str, not %s", name, y.TypeName())
			}
			return Value{}, t.Errorf(TypeError, "a bytes-like object is required, not '%s'", y.TypeName())
		}
		if ok && has(text, p) {
			return True, nil
		}
	}
	return False, nil
}

func textOf(v Value) (string, bool) {
	if s, ok := AsStr(v); ok {
		return s.S, true
	}
	return "", false
}

// exactStr returns s itself if it is an exact str, else a copy that is.
func exactStr(s *Str) Value {
	if s.Typ == StrType {
		return s.Value()
	}
	return NewStr(s.S)
}

// countText counts non-overlapping occurrences.
func countText(s, sub string) int {
	if sub == "" {
		return runeCount(s) + 1
	}
	return strings.Count(s, sub)
}

// argStr returns argument n of method name as text.
func argStr(t *Thread, v Value, name string, n int) (string, *Exception) {
	s, ok := AsStr(v)
	if !ok {
		if n == 0 {
			return "", t.Errorf(TypeError, "%s() argument must be str, not %s", name, ArgTypeName(v))
		}
		return "", t.Errorf(TypeError, "%s() argument %d must be str, not %s", name, n, ArgTypeName(v))
	}
	return s.S, nil
}

// replaceText replaces the first n occurrences (all if n is negative); the empty
// text occurs before each of the units and at the end. It reports how many it
// replaced.
func replaceText(s, old, repl string, n int) (string, bool) {
	if n == 0 || old == repl || len(old) > len(s) {
		return s, false
	}
	if old == "" {
		b := make([]byte, 0, len(s)+(len(s)+1)*len(repl))
		i := 0
		for ; n != 0; n-- {
			b = append(b, repl...)
			if i == len(s) {
				return string(b), true
			}
			k := 1
			for i+k < len(s) && s[i+k]&0xc0 == 0x80 {
				k++
			}
			b = append(b, s[i:i+k]...)
			i += k
		}
		return string(append(b, s[i:]...)), true
	}
	if !strings.Contains(s, old) {
		return s, false
	}
	return strings.Replace(s, old, repl, n), true
}

// replaceStr replaces the first n occurrences of old, which is not empty, all if n is
// negative.
func replaceStr(s *Str, old, repl string, n int) Value {
	at := -1
	if n != 0 {
		at = strings.Index(s.S, old)
	}
	if at < 0 {
		return exactStr(s)
	}
	if k := 1 + strings.Count(s.S[at+len(old):], old); n < 0 || k < n {
		n = k
	}
	total := len(s.S) + n*(len(repl)-len(old))
	if total < 2 {
		return NewStr(strings.Replace(s.S, old, repl, n))
	}
	r, b := makeReplaced(s, total, repl)
	text := s.S
	for {
		b = b[copy(b, text[:at]):]
		b = b[copy(b, repl):]
		text = text[at+len(old):]
		if n--; n == 0 {
			copy(b, text)
			return r.Value()
		}
		at = strings.Index(text, old)
	}
}

// makeReplaced is makeStr for what becomes of s if parts are replaced by repl.
func makeReplaced(s *Str, total int, repl string) (*Str, []byte) {
	if s.KnownASCII() && isASCII(repl) {
		return makeASCII(total)
	}
	return makeStr(total)
}

func init() {
	const findSig = "sub, start=None, end=None, /"
	for _, d := range []struct {
		name   string
		search func(s, sub string) int
		must   bool
	}{
		{"find", strings.Index, false}, {"rfind", strings.LastIndex, false},
		{"index", strings.Index, true}, {"rindex", strings.LastIndex, true},
	} {
		strMethod(Def{Name: d.name, Sig: findSig, Counted: true, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := strFind(t, a, d.search)
			if err != nil {
				return Value{}, err
			}
			if i < 0 && d.must {
				return Value{}, t.Errorf(ValueError, "substring not found")
			}
			return Int(i), nil
		}})
	}
	strMethod(
		Def{Name: "count", Sig: findSig, Counted: true, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			sub, ok := AsStr(a[1])
			if !ok {
				return Value{}, t.Errorf(TypeError, "must be str, not %s", a[1].TypeName())
			}
			text, _, ok, err := strOf(a[0]).region(t, a[2], a[3])
			if err != nil || !ok {
				return Int(0), err
			}
			return Int(int64(countText(text, sub.S))), nil
		}},
		Def{Name: "startswith", Sig: "prefix, start=None, end=None, /", Counted: true, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			text, _, ok, err := strOf(a[0]).region(t, a[2], a[3])
			if err != nil {
				return Value{}, err
			}
			return affix(t, text, ok, a[1], "startswith", "str", strings.HasPrefix, textOf)
		}},
		Def{Name: "endswith", Sig: "suffix, start=None, end=None, /", Counted: true, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			text, _, ok, err := strOf(a[0]).region(t, a[2], a[3])
			if err != nil {
				return Value{}, err
			}
			return affix(t, text, ok, a[1], "endswith", "str", strings.HasSuffix, textOf)
		}},
		Def{Name: "replace", Sig: "old, new, count=-1, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			old, err := argStr(t, a[1], "replace", 1)
			if err != nil {
				return Value{}, err
			}
			repl, err := argStr(t, a[2], "replace", 2)
			if err != nil {
				return Value{}, err
			}
			n := int64(-1)
			if a[3].O != nil {
				if n, err = IndexInt(t, a[3], OverflowError); err != nil {
					return Value{}, err
				}
			}
			s := strOf(a[0])
			if old != "" && old != repl {
				return replaceStr(s, old, repl, int(n)), nil
			}
			r, changed := replaceText(s.S, old, repl, int(n))
			if !changed {
				return exactStr(s), nil
			}
			return NewStr(r), nil
		}},
		Def{Name: "removeprefix", Sig: "prefix, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			p, err := argStr(t, a[1], "removeprefix", 0)
			if err != nil {
				return Value{}, err
			}
			s := strOf(a[0])
			if p == "" || !strings.HasPrefix(s.S, p) {
				return exactStr(s), nil
			}
			return partStr(s.S[len(p):], len(s.S), false), nil
		}},
		Def{Name: "removesuffix", Sig: "suffix, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			p, err := argStr(t, a[1], "removesuffix", 0)
			if err != nil {
				return Value{}, err
			}
			s := strOf(a[0])
			if p == "" || !strings.HasSuffix(s.S, p) {
				return exactStr(s), nil
			}
			return partStr(s.S[:len(s.S)-len(p)], len(s.S), false), nil
		}},
		Def{Name: "partition", Sig: "sep, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return strPartition(t, a, strings.Index)
		}},
		Def{Name: "rpartition", Sig: "sep, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return strPartition(t, a, strings.LastIndex)
		}},
	)
}

func strPartition(t *Thread, a []Value, search func(s, sub string) int) (Value, *Exception) {
	s := strOf(a[0])
	sep, ok := AsStr(a[1])
	if !ok {
		return Value{}, t.Errorf(TypeError, "must be str, not %s", a[1].TypeName())
	}
	if sep.S == "" {
		return Value{}, t.Errorf(ValueError, "empty separator")
	}
	e := emptyStr.Value()
	i := search(s.S, sep.S)
	if i < 0 {
		if search("aa", "a") == 0 {
			return TupleOf([]Value{exactStr(s), e, e}), nil
		}
		return TupleOf([]Value{e, e, exactStr(s)}), nil
	}
	p := newSplitter(s)
	p.parts = 2
	r := MakeTuple(3)
	r.Items[0], r.Items[1], r.Items[2] = p.part(s.S[:i]), exactStr(sep), p.part(s.S[i+len(sep.S):])
	return r.Value(), nil
}
