package object

import (
	"strings"
)

// Methods that bytes and bytearray share. Text below is a string of bytes.

// byteOps is what the shared methods need to know about their type.
type byteOps struct {
	// text returns the contents, valid until Python code runs.
	text func(t *Thread, v Value) string
	// make makes an object of the exact type; s may be part of what text returned.
	make func(t *Thread, s string) Value
	// copy is make for a small part of a text that is not to be kept.
	copy func(t *Thread, s string) Value
	// fresh makes an object of n bytes, n ≥ 2, for the caller to write before anyone sees it.
	fresh func(t *Thread, n int) (Value, []byte)
	// same returns an object of the exact type with the contents of v.
	same func(t *Thread, v Value) Value
	name string
}

// bytesSub returns the argument of find and count: bytes-like, or a byte.
func bytesSub(t *Thread, v Value) (string, *Exception) {
	if s, ok, err := bytesLike(t, v); ok {
		return s, err
	}
	if v.O.Typ.Flags&FlagInt == 0 && v.O.Typ.Slots.Index == nil {
		return "", t.Errorf(TypeError, "argument should be integer or bytes-like object, not '%s'", v.TypeName())
	}
	c, err := byteValue(t, v, "byte")
	return singleBytes[c].S, err
}

// bytesRegion returns the part of s between the optional bounds.
func bytesRegion(t *Thread, s string, start, end Value) (text string, at int, ok bool, err *Exception) {
	if start.O == nil && end.O == nil {
		return s, 0, true, nil
	}
	i, j, err := clipRange(t, start, end, len(s))
	if err != nil || i > j {
		return "", 0, false, err
	}
	return s[i:j], i, true, nil
}

func countBytes(s, sub string) int {
	if sub == "" {
		return len(s) + 1
	}
	return strings.Count(s, sub)
}

// replaceBytes is replaceText where units are bytes.
func replaceBytes(s, old, repl string, n int) (string, bool) {
	if old != "" {
		return replaceText(s, old, repl, n)
	}
	if n == 0 || repl == "" {
		return s, false
	}
	b := make([]byte, 0, len(s)+(len(s)+1)*len(repl))
	for i := 0; ; i++ {
		if n == 0 {
			return string(append(b, s[i:]...)), true
		}
		n--
		b = append(b, repl...)
		if i == len(s) {
			return string(b), true
		}
		b = append(b, s[i])
	}
}

func isByteSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

const byteSpaces = " \t\n\v\f\r"

// splitByteSpace splits at runs of ASCII white space.
func splitByteSpace(s string, max int, yield func(string)) {
	for {
		start := 0
		for start < len(s) && isByteSpace(s[start]) {
			start++
		}
		if s = s[start:]; s == "" {
			return
		}
		if max == 0 {
			yield(s)
			return
		}
		max--
		i := 0
		for i < len(s) && !isByteSpace(s[i]) {
			i++
		}
		yield(s[:i])
		s = s[i:]
	}
}

// splitSpace is split() without arguments. It counts the parts first.
func (o *byteOps) splitSpace(t *Thread, s string) Value {
	n, space := 0, true
	for i := range len(s) {
		now := isByteSpace(s[i])
		if space && !now {
			n++
		}
		space = now
	}
	list, items := MakeList(t, n)
	at := 0
	for k := range items {
		for isByteSpace(s[at]) {
			at++
		}
		start := at
		for at < len(s) && !isByteSpace(s[at]) {
			at++
		}
		items[k] = o.copy(t, s[start:at])
	}
	return list.Value()
}

func rsplitByteSpace(s string, max int, yield func(string)) {
	for s = stripChars(s, byteSpaces, stripRight); s != ""; s = stripChars(s, byteSpaces, stripRight) {
		if max == 0 {
			yield(s)
			return
		}
		max--
		i := len(s)
		for i > 0 && !isByteSpace(s[i-1]) {
			i--
		}
		yield(s[i:])
		s = s[:i]
	}
}

// byteMap is what each byte becomes.
type byteMap [256]byte

func mapOf(f func(c byte) byte) *byteMap {
	m := new(byteMap)
	for c := range m {
		m[c] = f(byte(c))
	}
	return m
}

// mapped returns s with each byte replaced.
func (o *byteOps) mapped(t *Thread, s string, m *byteMap) Value {
	if len(s) < 2 {
		return o.make(t, mapBytes(s, func(c byte) byte { return m[c] }))
	}
	r, b := o.fresh(t, len(s))
	for i := range b {
		b[i] = m[s[i]]
	}
	return r
}

// replaced returns s with its first n occurrences of old, which is not empty, replaced, all
// if n is negative; null if there is none.
func (o *byteOps) replaced(t *Thread, s, old, repl string, n int) Value {
	at := -1
	if n != 0 {
		at = strings.Index(s, old)
	}
	if at < 0 {
		return Value{}
	}
	if k := 1 + strings.Count(s[at+len(old):], old); n < 0 || k < n {
		n = k
	}
	total := len(s) + n*(len(repl)-len(old))
	if total < 2 {
		return o.make(t, strings.Replace(s, old, repl, n))
	}
	r, b := o.fresh(t, total)
	for ; n > 0; n-- {
		at = strings.Index(s, old)
		b = b[copy(b, s[:at]):]
		b = b[copy(b, repl):]
		s = s[at+len(old):]
	}
	copy(b, s)
	return r
}

// join joins bytes-like items.
func (o *byteOps) join(t *Thread, sep string, items []Value) (Value, *Exception) {
	n := len(sep) * max(len(items)-1, 0)
	for i, v := range items {
		if v.O.Typ.Flags&FlagBytes == 0 {
			b, err := joinBytes(t, sep, items)
			return o.make(t, bytesAsString(b)), err
		}
		n += len(bytesOfValue(items[i]).S)
	}
	if n < 2 {
		b, err := joinBytes(t, sep, items)
		return o.make(t, bytesAsString(b)), err
	}
	r, b := o.fresh(t, n)
	at := copy(b, bytesOfValue(items[0]).S)
	for _, v := range items[1:] {
		at = putText(b, at, sep)
		at = putText(b, at, bytesOfValue(v).S)
	}
	return r, nil
}

// mapBytes returns s with f applied to each byte.
func mapBytes(s string, f func(c byte) byte) string {
	b := make([]byte, len(s))
	for i := range b {
		b[i] = f(s[i])
	}
	return bytesAsString(b)
}

func upperByte(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c -= 32
	}
	return c
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 32
	}
	return c
}

func swapByte(c byte) byte {
	if isByteAlpha(c) {
		c ^= 32
	}
	return c
}

func isByteUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isByteLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isByteAlpha(c byte) bool { return isByteUpper(c) || isByteLower(c) }
func isByteDigit(c byte) bool { return '0' <= c && c <= '9' }

func titleBytes(s string) string {
	prev := false
	return mapBytes(s, func(c byte) byte {
		if prev {
			c = lowerByte(c)
		} else {
			c = upperByte(c)
		}
		prev = isByteAlpha(c)
		return c
	})
}

func isTitleBytes(s string) bool {
	found, prev := false, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isByteUpper(c):
			if prev {
				return false
			}
			prev, found = true, true
		case isByteLower(c):
			if !prev {
				return false
			}
			found = true
		default:
			prev = false
		}
	}
	return found
}

func allBytes(s string, f func(byte) bool) bool {
	for i := 0; i < len(s); i++ {
		if !f(s[i]) {
			return false
		}
	}
	return s != ""
}

// plainHex returns s in hexadecimal as a str.
func plainHex(s string) Value {
	if s == "" {
		return emptyStr.Value()
	}
	r, b := makeASCII(2 * len(s))
	for i := range len(s) {
		b[2*i], b[2*i+1] = hexDigits[s[i]>>4], hexDigits[s[i]&15]
	}
	return r.Value()
}

// hexText returns s in hexadecimal, with sep between groups of n bytes counted
// from the right, or from the left if n is negative.
func hexText(s, sep string, n int) string {
	if sep == "" || n == 0 {
		b := make([]byte, 0, 2*len(s))
		for i := 0; i < len(s); i++ {
			b = append(b, hexDigits[s[i]>>4], hexDigits[s[i]&15])
		}
		return string(b)
	}
	b := make([]byte, 0, 3*len(s))
	for i := 0; i < len(s); i++ {
		if i > 0 && (n > 0 && (len(s)-i)%n == 0 || n < 0 && i%-n == 0) {
			b = append(b, sep...)
		}
		b = append(b, hexDigits[s[i]>>4], hexDigits[s[i]&15])
	}
	return string(b)
}

// hexMethod implements hex of bytes, bytearray and memoryview.
func hexMethod(t *Thread, s string, sepArg, groupArg Value) (Value, *Exception) {
	if sepArg.O == nil && groupArg.O == nil {
		return plainHex(s), nil
	}
	r, err := HexText(t, s, sepArg, groupArg)
	return NewStr(r), err
}

// HexText returns s in hexadecimal; sep and bytes_per_sep are the optional
// arguments of bytes.hex.
func HexText(t *Thread, s string, sepArg, groupArg Value) (string, *Exception) {
	n := int64(1)
	if groupArg.O != nil {
		var err *Exception
		if n, err = IndexInt(t, groupArg, OverflowError); err != nil {
			return "", err
		}
	}
	sep := ""
	if sepArg.O != nil {
		l, err := Len(t, sepArg)
		if err != nil {
			return "", err
		}
		if l != 1 {
			return "", t.Errorf(ValueError, "sep must be length 1.")
		}
		if x, ok := AsStr(sepArg); ok {
			if !isASCII(x.S) {
				return "", t.Errorf(ValueError, "sep must be ASCII.")
			}
			sep = x.S
		} else if x, ok := AsBytes(sepArg); ok {
			sep = x.S
		} else {
			return "", t.Errorf(TypeError, "sep must be str or bytes.")
		}
	}
	if n > 1<<31-1 || n < -1<<31 {
		return "", t.Errorf(OverflowError, "Python int too large to convert to C int")
	}
	return hexText(s, sep, int(n)), nil
}

// unhex parses the argument of fromhex.
func unhex(t *Thread, v Value) ([]byte, *Exception) {
	s, ok := AsStr(v)
	if !ok {
		return nil, t.Errorf(TypeError, "fromhex() argument must be str, not %s", ArgTypeName(v))
	}
	b := make([]byte, 0, len(s.S)/2)
	for i := 0; i < len(s.S); {
		if isByteSpace(s.S[i]) {
			i++
			continue
		}
		for k := range 2 {
			if i+k >= len(s.S) || hexValue(s.S[i+k]) < 0 {
				return nil, t.Errorf(ValueError, "non-hexadecimal number found in fromhex() arg at position %d", s.ByteToIndex(i+k))
			}
		}
		b = append(b, byte(hexValue(s.S[i])<<4|hexValue(s.S[i+1])))
		i += 2
	}
	return b, nil
}

func hexValue(c byte) int {
	switch {
	case isByteDigit(c):
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// joinBytes joins bytes-like items.
func joinBytes(t *Thread, sep string, items []Value) ([]byte, *Exception) {
	n := len(sep) * max(len(items)-1, 0)
	for i, v := range items {
		s, ok, err := bytesLike(t, v)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, t.Errorf(TypeError, "sequence item %d: expected a bytes-like object, %s found", i, v.TypeName())
		}
		n += len(s)
	}
	b := make([]byte, 0, n)
	for i, v := range items {
		if i > 0 {
			b = append(b, sep...)
		}
		s, _, err := bytesLike(t, v)
		if err != nil {
			return nil, err
		}
		b = append(b, s...)
	}
	return b, nil
}

// bytesFill returns the fill byte of center, ljust and rjust.
func bytesFill(t *Thread, v Value, name string) (string, *Exception) {
	if v.O == nil {
		return " ", nil
	}
	if v.O.Typ.Flags&(FlagBytes|FlagByteArray) != 0 {
		if s, _, _ := bytesLike(t, v); len(s) == 1 {
			return s, nil
		}
	}
	return "", t.Errorf(TypeError, "%s() argument 2 must be a byte string of length 1, not %s", name, ArgTypeName(v))
}

// byteMethods returns the shared methods for one of the types.
func byteMethods(o byteOps) []Def {
	const findSig, affixSig = "sub, start=None, end=None, /", "prefix, start=None, end=None, /"
	var defs []Def
	def := func(name, sig string, fn func(t *Thread, a []Value) (Value, *Exception)) {
		defs = append(defs, Def{Name: name, Sig: sig, Fn: fn, Counted: sig == findSig || sig == affixSig})
	}
	search := func(name, msg string, f func(s, sub string) int) {
		def(name, findSig, func(t *Thread, a []Value) (Value, *Exception) {
			sub, err := bytesSub(t, a[1])
			if err != nil {
				return Value{}, err
			}
			i := -1
			if text, at, ok, err := bytesRegion(t, o.text(t, a[0]), a[2], a[3]); err != nil {
				return Value{}, err
			} else if ok {
				if i = f(text, sub); i >= 0 {
					i += at
				}
			}
			if i < 0 && msg != "" {
				return Value{}, t.Errorf(ValueError, "%s", msg)
			}
			return Int(int64(i)), nil
		})
	}
	search("find", "", strings.Index)
	search("rfind", "", strings.LastIndex)
	search("index", "subsection not found", strings.Index)
	search("rindex", "subsection not found", strings.LastIndex)
	def("count", findSig, func(t *Thread, a []Value) (Value, *Exception) {
		sub, err := bytesSub(t, a[1])
		if err != nil {
			return Value{}, err
		}
		text, _, ok, err := bytesRegion(t, o.text(t, a[0]), a[2], a[3])
		if err != nil || !ok {
			return Int(0), err
		}
		return Int(int64(countBytes(text, sub))), nil
	})
	for _, m := range []struct {
		name string
		has  func(s, p string) bool
	}{{"startswith", strings.HasPrefix}, {"endswith", strings.HasSuffix}} {
		def(m.name, affixSig, func(t *Thread, a []Value) (Value, *Exception) {
			text, _, ok, err := bytesRegion(t, o.text(t, a[0]), a[2], a[3])
			if err != nil {
				return Value{}, err
			}
			var bad *Exception
			r, err := affix(t, text, ok, a[1], m.name, "bytes", m.has, func(v Value) (string, bool) {
				s, ok, err := bytesLike(t, v)
				if err != nil {
					bad = err
				}
				return s, ok
			})
			if bad != nil {
				return Value{}, bad
			}
			return r, err
		})
	}
	def("replace", "old, new, count=-1, /", func(t *Thread, a []Value) (Value, *Exception) {
		n := int64(-1)
		if a[3].O != nil {
			var err *Exception
			if n, err = IndexInt(t, a[3], OverflowError); err != nil {
				return Value{}, err
			}
		}
		old, err := BytesView(t, a[1])
		if err != nil {
			return Value{}, err
		}
		repl, err := BytesView(t, a[2])
		if err != nil {
			return Value{}, err
		}
		if old != "" && old != repl {
			if r := o.replaced(t, o.text(t, a[0]), old, repl, int(n)); r.O != nil {
				return r, nil
			}
			return o.same(t, a[0]), nil
		}
		r, changed := replaceBytes(o.text(t, a[0]), old, repl, int(n))
		if !changed {
			return o.same(t, a[0]), nil
		}
		return o.make(t, r), nil
	})
	cut := func(name string, has func(s, p string) bool, rest func(s string, n int) string) {
		def("remove"+name, name+", /", func(t *Thread, a []Value) (Value, *Exception) {
			p, err := BytesView(t, a[1])
			if err != nil {
				return Value{}, err
			}
			s := o.text(t, a[0])
			if p == "" || !has(s, p) {
				return o.same(t, a[0]), nil
			}
			return o.make(t, rest(s, len(p))), nil
		})
	}
	cut("prefix", strings.HasPrefix, func(s string, n int) string { return s[n:] })
	cut("suffix", strings.HasSuffix, func(s string, n int) string { return s[:len(s)-n] })
	partition := func(name string, f func(s, sub string) int, right bool) {
		def(name, "sep, /", func(t *Thread, a []Value) (Value, *Exception) {
			sep, err := BytesView(t, a[1])
			if err != nil {
				return Value{}, err
			}
			if sep == "" {
				return Value{}, t.Errorf(ValueError, "empty separator")
			}
			s := o.text(t, a[0])
			i := f(s, sep)
			switch {
			case i >= 0:
				mid := a[1]
				if o.name == "bytearray" || mid.O.Typ != BytesType {
					mid = o.make(t, sep)
				}
				return TupleOf([]Value{o.make(t, s[:i]), mid, o.make(t, s[i+len(sep):])}), nil
			case right:
				return TupleOf([]Value{o.make(t, ""), o.make(t, ""), o.same(t, a[0])}), nil
			}
			return TupleOf([]Value{o.same(t, a[0]), o.make(t, ""), o.make(t, "")}), nil
		})
	}
	partition("partition", strings.Index, false)
	partition("rpartition", strings.LastIndex, true)

	split := func(name string, right bool) {
		def(name, "sep=None, maxsplit=-1", func(t *Thread, a []Value) (Value, *Exception) {
			max := int64(-1)
			if a[2].O != nil {
				var err *Exception
				if max, err = IndexInt(t, a[2], OverflowError); err != nil {
					return Value{}, err
				}
			}
			var items []Value
			add := func(s string) { items = append(items, o.copy(t, s)) }
			right := right && max >= 0
			if a[1].O == nil || a[1].IsNone() {
				if max < 0 {
					return o.splitSpace(t, o.text(t, a[0])), nil
				}
				if right {
					rsplitByteSpace(o.text(t, a[0]), int(max), add)
				} else {
					splitByteSpace(o.text(t, a[0]), int(max), add)
				}
			} else {
				sep, err := BytesView(t, a[1])
				if err != nil {
					return Value{}, err
				}
				if sep == "" {
					return Value{}, t.Errorf(ValueError, "empty separator")
				}
				if max < 0 {
					n := strings.Count(o.text(t, a[0]), sep) + 1
					list, items := MakeList(t, n)
					text := o.text(t, a[0])
					for i := range n - 1 {
						at := strings.Index(text, sep)
						items[i] = o.copy(t, text[:at])
						text = text[at+len(sep):]
					}
					items[n-1] = o.copy(t, text)
					return list.Value(), nil
				}
				if right {
					rsplitSep(o.text(t, a[0]), sep, int(max), add)
				} else {
					splitSep(o.text(t, a[0]), sep, int(max), add)
				}
			}
			if right {
				reverseValues(items)
			}
			return NewList(t, items).Value(), nil
		})
	}
	split("split", false)
	split("rsplit", true)
	def("splitlines", "keepends=False", func(t *Thread, a []Value) (Value, *Exception) {
		keep, err := truthArg(t, a[1])
		if err != nil {
			return Value{}, err
		}
		var items []Value
		splitLines(o.text(t, a[0]), keep, bytesLineBreak, func(s string) { items = append(items, o.copy(t, s)) })
		return NewList(t, items).Value(), nil
	})
	def("join", "iterable_of_bytes, /", func(t *Thread, a []Value) (Value, *Exception) {
		items, err := joinItems(t, a[1], "can only join an iterable")
		if err != nil {
			return Value{}, err
		}
		if len(items) == 1 && items[0].O.Typ == BytesType && o.name == "bytes" {
			return items[0], nil
		}
		return o.join(t, o.text(t, a[0]), items)
	})
	strip := func(name string, mode stripMode) {
		def(name, "bytes=None, /", func(t *Thread, a []Value) (Value, *Exception) {
			chars := byteSpaces
			if a[1].O != nil && !a[1].IsNone() {
				var err *Exception
				if chars, err = BytesView(t, a[1]); err != nil {
					return Value{}, err
				}
			}
			s := o.text(t, a[0])
			r := stripByteSet(s, chars, mode)
			if len(r) == len(s) {
				return o.same(t, a[0]), nil
			}
			return o.make(t, r), nil
		})
	}
	strip("strip", stripLeft|stripRight)
	strip("lstrip", stripLeft)
	strip("rstrip", stripRight)
	def("expandtabs", "tabsize=8", func(t *Thread, a []Value) (Value, *Exception) {
		size := int64(8)
		if a[1].O != nil {
			var err *Exception
			if size, err = IndexInt(t, a[1], OverflowError); err != nil {
				return Value{}, err
			}
		}
		text := o.text(t, a[0])
		if size > int64(maxText/(strings.Count(text, "\t")+1)) {
			return Value{}, NewException(t, MemoryError)
		}
		return o.make(t, expandTabs(text, int(size), true)), nil
	})
	justify := func(name string, left func(n, width int) int) {
		def(name, "width, fillchar=b' ', /", func(t *Thread, a []Value) (Value, *Exception) {
			width, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			fill, err := bytesFill(t, a[2], name)
			if err != nil {
				return Value{}, err
			}
			s := o.text(t, a[0])
			if width <= int64(len(s)) {
				return o.same(t, a[0]), nil
			}
			if width > int64(maxText) {
				return Value{}, NewException(t, MemoryError)
			}
			n := int(width) - len(s)
			l := left(n, int(width))
			if width < 2 {
				return o.make(t, fill), nil
			}
			r, b := o.fresh(t, int(width))
			fillText(b[:l], fill)
			copy(b[l:], s)
			fillText(b[l+len(s):], fill)
			return r, nil
		})
	}
	justify("ljust", padRight)
	justify("rjust", padLeft)
	justify("center", padCenter)
	def("zfill", "width, /", func(t *Thread, a []Value) (Value, *Exception) {
		width, err := IndexInt(t, a[1], OverflowError)
		if err != nil {
			return Value{}, err
		}
		s := o.text(t, a[0])
		if width <= int64(len(s)) {
			return o.same(t, a[0]), nil
		}
		if width > int64(maxText) {
			return Value{}, NewException(t, MemoryError)
		}
		return o.make(t, zfill(s, int(width)-len(s))), nil
	})

	mapped := func(name string, f func(s string) string) {
		def(name, "", func(t *Thread, a []Value) (Value, *Exception) { return o.make(t, f(o.text(t, a[0]))), nil })
	}
	for _, m := range []struct {
		name string
		to   *byteMap
	}{{"upper", mapOf(upperByte)}, {"lower", mapOf(lowerByte)}, {"swapcase", mapOf(swapByte)}} {
		def(m.name, "", func(t *Thread, a []Value) (Value, *Exception) { return o.mapped(t, o.text(t, a[0]), m.to), nil })
	}
	mapped("title", titleBytes)
	mapped("capitalize", func(s string) string {
		first := true
		return mapBytes(s, func(c byte) byte {
			if first {
				first = false
				return upperByte(c)
			}
			return lowerByte(c)
		})
	})
	is := func(name string, f func(s string) bool) {
		def(name, "", func(t *Thread, a []Value) (Value, *Exception) { return Bool(f(o.text(t, a[0]))), nil })
	}
	is("isalpha", func(s string) bool { return allBytes(s, isByteAlpha) })
	is("isdigit", func(s string) bool { return allBytes(s, isByteDigit) })
	is("isalnum", func(s string) bool {
		return allBytes(s, func(c byte) bool { return isByteAlpha(c) || isByteDigit(c) })
	})
	is("isspace", func(s string) bool { return allBytes(s, isByteSpace) })
	is("isascii", isASCII)
	is("isupper", func(s string) bool { return s != mapBytes(s, lowerByte) && s == mapBytes(s, upperByte) })
	is("islower", func(s string) bool { return s != mapBytes(s, upperByte) && s == mapBytes(s, lowerByte) })
	is("istitle", isTitleBytes)

	def("hex", "sep=<unrepresentable>, bytes_per_sep=1", func(t *Thread, a []Value) (Value, *Exception) {
		return hexMethod(t, o.text(t, a[0]), a[1], a[2])
	})
	def("decode", "encoding='utf-8', errors='strict'", func(t *Thread, a []Value) (Value, *Exception) {
		enc, errs, err := codecArgs(t, "decode", a[1:])
		if err != nil {
			return Value{}, err
		}
		return DecodeObject(t, a[0], enc, errs)
	})
	def("translate", "table, /, delete=b''", func(t *Thread, a []Value) (Value, *Exception) {
		table := ""
		if !a[1].IsNone() {
			var err *Exception
			if table, err = BytesView(t, a[1]); err != nil {
				return Value{}, err
			}
			if len(table) != 256 {
				return Value{}, t.Errorf(ValueError, "translation table must be 256 characters long")
			}
		}
		var drop [256]bool
		if a[2].O != nil {
			del, err := BytesView(t, a[2])
			if err != nil {
				return Value{}, err
			}
			for i := 0; i < len(del); i++ {
				drop[del[i]] = true
			}
		}
		s := o.text(t, a[0])
		b := make([]byte, 0, len(s))
		for i := 0; i < len(s); i++ {
			c := s[i]
			if drop[c] {
				continue
			}
			if table != "" {
				c = table[c]
			}
			b = append(b, c)
		}
		return o.make(t, string(b)), nil
	})
	defs = append(defs,
		Def{Name: "maketrans", Sig: "frm, to, /", Kind: StaticMethod, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			from, err := BytesView(t, a[0])
			if err != nil {
				return Value{}, err
			}
			to, err := BytesView(t, a[1])
			if err != nil {
				return Value{}, err
			}
			if len(from) != len(to) {
				return Value{}, t.Errorf(ValueError, "maketrans arguments must have same length")
			}
			b := make([]byte, 256)
			for i := range b {
				b[i] = byte(i)
			}
			for i := 0; i < len(from); i++ {
				b[from[i]] = to[i]
			}
			return BytesOwned(b), nil
		}},
		Def{Name: "fromhex", Sig: "string, /", Kind: ClassMethod, Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b, err := unhex(t, a[1])
			if err != nil {
				return Value{}, err
			}
			r := o.make(t, bytesAsString(b))
			if cls, ok := AsType(a[0]); ok && cls != r.O.Typ {
				return Call1(t, a[0], r)
			}
			return r, nil
		}},
		Def{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Int(int64(len(o.text(t, a[0]))) + 33), nil
		}})
	return defs
}

// stripByteSet removes bytes that occur in set from the ends.
func stripByteSet(s, set string, mode stripMode) string {
	var in [256]bool
	for i := 0; i < len(set); i++ {
		in[set[i]] = true
	}
	if mode&stripLeft != 0 {
		for s != "" && in[s[0]] {
			s = s[1:]
		}
	}
	if mode&stripRight != 0 {
		for s != "" && in[s[len(s)-1]] {
			s = s[:len(s)-1]
		}
	}
	return s
}
