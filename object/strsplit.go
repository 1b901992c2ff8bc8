package object

import (
	endian "encoding/binary"
	"strconv"
	"strings"
	"unsafe"
)

// Splitting, joining, stripping and padding of text.

// IsSpace reports whether str.isspace holds of r.
func IsSpace(r rune) bool {
	switch {
	case r < 0x80:
		return asciiSpace[r]
	case r == 0x85 || r == 0xa0 || r == 0x1680 || r == 0x3000:
		return true
	case r < 0x2000 || r > 0x205f:
		return false
	}
	return r <= 0x200a || r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f
}

// asciiSpace has the ASCII characters that str counts as white space; bytes leave
// out the separators 0x1c to 0x1f.
var asciiSpace = [128]bool{'\t': true, '\n': true, '\v': true, '\f': true, '\r': true, ' ': true, 0x1c: true, 0x1d: true, 0x1e: true, 0x1f: true}

// spaceAt returns the length of the white space character that s begins with, 0
// if it begins with something else, and the length of any character.
func spaceAt(s string) (space, n int) {
	if c := s[0]; c < 0x80 {
		if asciiSpace[c] {
			return 1, 1
		}
		return 0, 1
	}
	r, n := DecodeRune(s)
	if IsSpace(r) {
		return n, n
	}
	return 0, n
}

// lastChar returns the length of the last character of s.
func lastChar(s string) int {
	n := 1
	for n < len(s) && s[len(s)-n]&0xc0 == 0x80 {
		n++
	}
	return n
}

// trimSpaceLeft removes white space in the sense of str.
func trimSpaceLeft(s string) string {
	i := 0
	for i < len(s) && s[i] < 0x80 && asciiSpace[s[i]] {
		i++
	}
	s = s[i:]
	if s == "" || s[0] < 0x80 {
		return s
	}
	for s != "" {
		n, _ := spaceAt(s)
		if n == 0 {
			break
		}
		s = s[n:]
	}
	return s
}

func trimSpaceRight(s string) string {
	n := len(s)
	for n > 0 && s[n-1] < 0x80 && asciiSpace[s[n-1]] {
		n--
	}
	s = s[:n]
	if s == "" || s[n-1] < 0x80 {
		return s
	}
	for s != "" {
		k := lastChar(s)
		if n, _ := spaceAt(s[len(s)-k:]); n == 0 {
			break
		}
		s = s[:len(s)-k]
	}
	return s
}

// splitSpace splits s at runs of white space, at most max times if max ≥ 0; the
// rest after the last split keeps its white space at the end.
func splitSpace(s string, max int, yield func(part string)) {
	for s = trimSpaceLeft(s); s != ""; s = trimSpaceLeft(s) {
		if max == 0 {
			yield(s)
			return
		}
		max--
		i := 0
		for i < len(s) {
			if c := s[i]; c < 0x80 {
				if asciiSpace[c] {
					break
				}
				i++
				continue
			} else if c != 0xc2 && (c < 0xe1 || c > 0xe3) {
				i += int(charLen[c>>4]) // no white space begins with it
				continue
			}
			space, n := spaceAt(s[i:])
			if space != 0 {
				break
			}
			i += n
		}
		yield(s[:i])
		s = s[i:]
	}
}

// rsplitSpace is splitSpace from the right; it yields the last part first.
func rsplitSpace(s string, max int, yield func(part string)) {
	for s = trimSpaceRight(s); s != ""; s = trimSpaceRight(s) {
		if max == 0 {
			yield(s)
			return
		}
		max--
		i := len(s)
		for i > 0 {
			k := lastChar(s[:i])
			if space, _ := spaceAt(s[i-k:]); space != 0 {
				break
			}
			i -= k
		}
		yield(s[i:])
		s = s[:i]
	}
}

// splitSep splits s at sep, at most max times if max ≥ 0.
func splitSep(s, sep string, max int, yield func(part string)) {
	for max != 0 {
		i := strings.Index(s, sep)
		if i < 0 {
			break
		}
		yield(s[:i])
		s = s[i+len(sep):]
		max--
	}
	yield(s)
}

// rsplitSep is splitSep from the right; it yields the last part first.
func rsplitSep(s, sep string, max int, yield func(part string)) {
	for max != 0 {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			break
		}
		yield(s[i+len(sep):])
		s = s[:i]
		max--
	}
	yield(s)
}

// lineBreak returns the length of the line boundary that s begins with, in the
// sense of str.splitlines; 0 if there is none.
func lineBreak(s string) int {
	switch c := s[0]; {
	case c > 0x1e && c < 0x80 || c < '\n':
		return 0
	case c == '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	case c <= '\r' || c >= 0x1c && c <= 0x1e:
		return 1
	case c == 0xc2 && len(s) > 1 && s[1] == 0x85:
		return 2
	case c == 0xe2 && len(s) > 2 && s[1] == 0x80 && s[2]|1 == 0xa9:
		return 3
	}
	return 0
}

// bytesLineBreak is lineBreak for bytes.
func bytesLineBreak(s string) int {
	switch {
	case s[0] == '\n':
		return 1
	case s[0] == '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	}
	return 0
}

// mayBreak tells whether one of eight bytes is below 0x20 or not ASCII.
func mayBreak(s string) bool {
	const ones = 0x0101010101010101
	w := endian.LittleEndian.Uint64(unsafe.Slice(unsafe.StringData(s), 8))
	return (w|(w-ones*0x20))&(ones*0x80) != 0
}

// splitLines splits s into lines.
func splitLines(s string, keep bool, brk func(string) int, yield func(line string)) {
	start := 0
	for i := 0; i < len(s); {
		if c := s[i]; c > 0x1e && c < 0x80 {
			// No line ends with it; look at the next ones eight at a time.
			for i++; i+8 <= len(s) && !mayBreak(s[i:i+8]); {
				i += 8
			}
			continue
		}
		n := brk(s[i:])
		if n == 0 {
			i++
			continue
		}
		end := i
		if keep {
			end = i + n
		}
		yield(s[start:end])
		i += n
		start = i
	}
	if start < len(s) {
		yield(s[start:])
	}
}

// expandTabs replaces tabs by spaces; width counts code points of str, or bytes.
func expandTabs(s string, size int, isBytes bool) string {
	b := make([]byte, 0, len(s)+16)
	col := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\t':
			if size > 0 {
				n := size - col%size
				for range n {
					b = append(b, ' ')
				}
				col += n
			}
			continue
		case c == '\n' || c == '\r':
			col = 0
		case isBytes || c&0xc0 != 0x80:
			col++
		}
		b = append(b, c)
	}
	return string(b)
}

// stripMode tells which ends strip, lstrip and rstrip work on.
type stripMode uint8

const (
	stripLeft stripMode = 1 << iota
	stripRight
)

// stripChars removes characters that occur in chars from the ends of s.
func stripChars(s, chars string, mode stripMode) string {
	if isASCII(chars) {
		var set [256]bool
		for i := 0; i < len(chars); i++ {
			set[chars[i]] = true
		}
		if mode&stripLeft != 0 {
			for s != "" && set[s[0]] {
				s = s[1:]
			}
		}
		if mode&stripRight != 0 {
			for s != "" && set[s[len(s)-1]] {
				s = s[:len(s)-1]
			}
		}
		return s
	}
	if mode&stripLeft != 0 {
		for s != "" {
			_, n := DecodeRune(s)
			if !strings.Contains(chars, s[:n]) {
				break
			}
			s = s[n:]
		}
	}
	if mode&stripRight != 0 {
		for s != "" {
			n := lastChar(s)
			if !strings.Contains(chars, s[len(s)-n:]) {
				break
			}
			s = s[:len(s)-n]
		}
	}
	return s
}

// splitter makes split parts into strs.
type splitter struct {
	items []Value
	whole int  // length of what is split
	ascii bool // it is known to be ASCII
	parts int  // how many there will be, if it is known; there may be fewer, and more lines
	heads []Str
}

func newSplitter(s *Str) splitter { return splitter{whole: len(s.S), ascii: s.IsASCII()} }

func (p *splitter) add(s string) { p.items = append(p.items, p.part(s)) }

// part makes the str of one part. Parts of a text that is not long share it, and
// their headers come several to an allocation: nothing is kept alive by a part but
// other parts' headers and a short text.
func (p *splitter) part(s string) Value {
	if len(s) <= 1 || p.whole > 1024 {
		return partStr(s, p.whole, p.ascii)
	}
	if len(p.heads) == 0 {
		n := min(len(p.items)+1, 5)
		if p.parts > len(p.items) {
			n = min(p.parts-len(p.items), 5)
		}
		p.heads = make([]Str, n)
	}
	r := &p.heads[0]
	p.heads = p.heads[1:]
	r.Typ, r.S = StrType, s
	if p.ascii {
		r.runes = int32(len(s)) + 1
	}
	return r.Value()
}

// splitASCII is split() of ASCII text. It counts the parts first, so that the list
// is made as long as it will be.
func (p *splitter) splitASCII(t *Thread, s string) Value {
	n := 0
	space := true
	for i := range len(s) {
		now := asciiSpace[s[i]&0x7f]
		if space && !now {
			n++
		}
		space = now
	}
	list := p.list(t, n)
	for i := 0; len(p.items) < n; {
		for asciiSpace[s[i]&0x7f] {
			i++
		}
		start := i
		for i < len(s) && !asciiSpace[s[i]&0x7f] {
			i++
		}
		p.items = append(p.items, p.part(s[start:i]))
	}
	return list
}

// list makes the list for what is known to be n parts; they must be added before
// anyone else can see it.
func (p *splitter) list(t *Thread, n int) Value {
	l, items := MakeList(t, n)
	p.items, p.parts = items[:0], n
	return l.Value()
}

func reverseValues(v []Value) {
	for i, j := 0, len(v)-1; i < j; i, j = i+1, j-1 {
		v[i], v[j] = v[j], v[i]
	}
}

func strSplit(t *Thread, a []Value, right bool) (Value, *Exception) {
	s := strOf(a[0])
	max := int64(-1)
	if a[2].O != nil {
		var err *Exception
		if max, err = IndexInt(t, a[2], OverflowError); err != nil {
			return Value{}, err
		}
	}
	p := newSplitter(s)
	switch {
	case max < 0 && !p.ascii:
		p.items = make([]Value, 0, min(strings.Count(s.S, " ")+2, 64))
	case 0 <= max && max < 4:
		p.items = make([]Value, 0, max+1)
		p.parts = int(max) + 1
	}
	if a[1].O == nil || a[1].IsNone() {
		if max < 0 && p.ascii {
			return p.splitASCII(t, s.S), nil
		}
		if right && max >= 0 {
			rsplitSpace(s.S, int(max), p.add)
			reverseValues(p.items)
		} else {
			splitSpace(s.S, int(max), p.add)
		}
		return NewList(t, p.items).Value(), nil
	}
	sep, ok := AsStr(a[1])
	if !ok {
		return Value{}, t.Errorf(TypeError, "must be str or None, not %s", a[1].TypeName())
	}
	if sep.S == "" {
		return Value{}, t.Errorf(ValueError, "empty separator")
	}
	if max < 0 {
		list := p.list(t, strings.Count(s.S, sep.S)+1)
		if len(sep.S) > 1 {
			splitSep(s.S, sep.S, -1, p.add)
			return list, nil
		}
		text, c := s.S, sep.S[0]
		for len(p.items) < p.parts-1 {
			i := 0
			for text[i] != c {
				i++
			}
			p.items = append(p.items, p.part(text[:i]))
			text = text[i+1:]
		}
		p.items = append(p.items, p.part(text))
		return list, nil
	}
	if right && max >= 0 {
		rsplitSep(s.S, sep.S, int(max), p.add)
		reverseValues(p.items)
	} else {
		splitSep(s.S, sep.S, int(max), p.add)
	}
	return NewList(t, p.items).Value(), nil
}

// putText copies s to b[at:] and returns where it ends. Single characters, of which
// many texts are joined, do not take a call.
func putText(b []byte, at int, s string) int {
	if len(s) == 1 {
		b[at] = s[0]
		return at + 1
	}
	return at + copy(b[at:], s)
}

// JoinStrs returns sep.join(items).
func JoinStrs(t *Thread, sep *Str, items []Value) (Value, *Exception) {
	switch len(items) {
	case 0:
		return emptyStr.Value(), nil
	case 1:
		if items[0].O.Typ == StrType {
			return items[0], nil
		}
	}
	n := len(sep.S) * (len(items) - 1)
	ascii := true
	for i, v := range items {
		s, ok := AsStr(v)
		if !ok {
			return Value{}, t.Errorf(TypeError, "sequence item %d: expected str instance, %s found", i, v.TypeName())
		}
		n += len(s.S)
		ascii = ascii && s.KnownASCII()
	}
	if n <= 1 {
		for _, v := range append(items[:len(items):len(items)], sep.Value()) {
			if s := strOf(v).S; s != "" {
				return NewStr(s), nil
			}
		}
		return emptyStr.Value(), nil
	}
	var r *Str
	var b []byte
	if ascii && sep.IsASCII() {
		r, b = makeASCII(n)
	} else {
		r, b = makeStr(n)
	}
	at := putText(b, 0, strOf(items[0]).S)
	if len(sep.S) == 0 {
		for _, v := range items[1:] {
			at = putText(b, at, strOf(v).S)
		}
		return r.Value(), nil
	}
	for _, v := range items[1:] {
		at = putText(b, at, sep.S)
		at = putText(b, at, strOf(v).S)
	}
	return r.Value(), nil
}

// JoinParts joins the parts of an f-string: strs, and exact small ints and floats that
// are not formatted yet.
func JoinParts(t *Thread, parts []Value) (Value, *Exception) {
	for _, v := range parts {
		if v.O != &IntTag && v.O != &FloatTag {
			continue
		}
		var buf [256]byte
		b := buf[:0]
		for _, v := range parts {
			switch v.O {
			case &IntTag:
				b = strconv.AppendInt(b, v.Int(), 10)
			case &FloatTag:
				b = AppendFloat(b, v.Float())
			default:
				b = append(b, strOf(v).S...)
			}
		}
		return CopyStr(b), nil
	}
	return JoinStrs(t, emptyStr, parts)
}

func strJoin(t *Thread, a []Value) (Value, *Exception) {
	items, err := joinItems(t, a[1], "can only join an iterable")
	if err != nil {
		return Value{}, err
	}
	return JoinStrs(t, strOf(a[0]), items)
}

// joinItems returns the items to join; those of an exact list or tuple are not
// copied.
func joinItems(t *Thread, v Value, what string) ([]Value, *Exception) {
	switch v.O.Typ {
	case ListType:
		l, _ := AsList(v)
		return l.Items(t), nil
	case TupleType:
		tup, _ := AsTuple(v)
		return tup.Items, nil
	}
	if s := &v.O.Typ.Slots; s.Iter == nil && s.GetItem == nil {
		return nil, t.Errorf(TypeError, "%s", what)
	}
	return Collect(t, v)
}

// padding returns the fill character of ljust, rjust and center.
func padding(t *Thread, v Value) (string, *Exception) {
	if v.O == nil {
		return " ", nil
	}
	s, ok := AsStr(v)
	if !ok {
		return "", t.Errorf(TypeError, "The fill character must be a unicode character, not %s", v.TypeName())
	}
	if s.Len() != 1 {
		return "", t.Errorf(TypeError, "The fill character must be exactly one character long")
	}
	return s.S, nil
}

// pad fills s up to width with fill; where is the share of the padding that goes
// to the left.
func pad(t *Thread, a []Value, left func(n, width int) int) (Value, *Exception) {
	s := strOf(a[0])
	width, err := IndexInt(t, a[1], OverflowError)
	if err != nil {
		return Value{}, err
	}
	fill, err := padding(t, a[2])
	if err != nil {
		return Value{}, err
	}
	n := int(width) - s.Len()
	if width <= int64(s.Len()) {
		return exactStr(s), nil
	}
	if n > maxText {
		return Value{}, NewException(t, MemoryError)
	}
	l := left(n, int(width))
	total := len(s.S) + n*len(fill)
	if total < 2 {
		return NewStr(s.S + fill), nil
	}
	r, b := makeKnown(total, s.Len()+n)
	fillText(b[:l*len(fill)], fill)
	copy(b[l*len(fill):], s.S)
	fillText(b[l*len(fill)+len(s.S):], fill)
	return r.Value(), nil
}

func padLeft(n, width int) int   { return n }
func padRight(n, width int) int  { return 0 }
func padCenter(n, width int) int { return n/2 + n&width&1 }

// zfillStr is zfill for a str that is known to need n zeros.
func zfillStr(s *Str, n int) Value {
	if len(s.S)+n < 2 {
		return NewStr(zfill(s.S, n))
	}
	r, b := makeKnown(len(s.S)+n, s.Len()+n)
	sign := 0
	if s.S != "" && (s.S[0] == '+' || s.S[0] == '-') {
		b[0] = s.S[0]
		sign = 1
	}
	fillText(b[sign:sign+n], "0")
	copy(b[sign+n:], s.S[sign:])
	return r.Value()
}

func zfill(s string, n int) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[:1] + strings.Repeat("0", n) + s[1:]
	}
	return strings.Repeat("0", n) + s
}

func init() {
	const splitSig = "sep=None, maxsplit=-1"
	strip := func(name string, mode stripMode) Def {
		return Def{Name: name, Sig: "chars=None, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			s := strOf(a[0])
			text := s.S
			if a[1].O == nil || a[1].IsNone() {
				if mode&stripLeft != 0 {
					text = trimSpaceLeft(text)
				}
				if mode&stripRight != 0 {
					text = trimSpaceRight(text)
				}
			} else {
				chars, ok := AsStr(a[1])
				if !ok {
					return Value{}, t.Errorf(TypeError, "%s arg must be None or str", name)
				}
				text = stripChars(text, chars.S, mode)
			}
			if len(text) == len(s.S) {
				return exactStr(s), nil
			}
			return partStr(text, len(s.S), s.KnownASCII()), nil
		}}
	}
	strMethod(
		Def{Name: "split", Sig: splitSig, Fn: func(t *Thread, a []Value) (Value, *Exception) { return strSplit(t, a, false) }},
		Def{Name: "rsplit", Sig: splitSig, Fn: func(t *Thread, a []Value) (Value, *Exception) { return strSplit(t, a, true) }},
		Def{Name: "splitlines", Sig: "keepends=False", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			keep, err := truthArg(t, a[1])
			if err != nil {
				return Value{}, err
			}
			s := strOf(a[0])
			p := newSplitter(s)
			if p.ascii {
				p.parts = strings.Count(s.S, "\n") + 1
				p.items = make([]Value, 0, p.parts)
			}
			splitLines(s.S, keep, lineBreak, p.add)
			return NewList(t, p.items).Value(), nil
		}},
		Def{Name: "join", Sig: "iterable, /", Fn: strJoin},
		strip("strip", stripLeft|stripRight), strip("lstrip", stripLeft), strip("rstrip", stripRight),
		Def{Name: "expandtabs", Sig: "tabsize=8", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			size := int64(8)
			if a[1].O != nil {
				var err *Exception
				if size, err = IndexInt(t, a[1], OverflowError); err != nil {
					return Value{}, err
				}
			}
			s := strOf(a[0])
			if !strings.Contains(s.S, "\t") {
				return exactStr(s), nil
			}
			if size > 1<<31-1 {
				return Value{}, t.Errorf(OverflowError, "Python int too large to convert to C int")
			}
			if size > int64(maxText/strings.Count(s.S, "\t")) {
				return Value{}, NewException(t, MemoryError)
			}
			return NewStr(expandTabs(s.S, int(size), false)), nil
		}},
		Def{Name: "ljust", Sig: "width, fillchar=' ', /", Fn: func(t *Thread, a []Value) (Value, *Exception) { return pad(t, a, padRight) }},
		Def{Name: "rjust", Sig: "width, fillchar=' ', /", Fn: func(t *Thread, a []Value) (Value, *Exception) { return pad(t, a, padLeft) }},
		Def{Name: "center", Sig: "width, fillchar=' ', /", Fn: func(t *Thread, a []Value) (Value, *Exception) { return pad(t, a, padCenter) }},
		Def{Name: "zfill", Sig: "width, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			s := strOf(a[0])
			width, err := IndexInt(t, a[1], OverflowError)
			if err != nil || width <= int64(s.Len()) {
				return exactStr(s), err
			}
			if width > int64(maxText) {
				return Value{}, NewException(t, MemoryError)
			}
			return zfillStr(s, int(width)-s.Len()), nil
		}},
	)
}

// truthArg returns the truth of an optional argument that is false by default.
func truthArg(t *Thread, v Value) (bool, *Exception) {
	if v.O == nil {
		return false, nil
	}
	return Truth(t, v)
}
