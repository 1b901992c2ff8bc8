package object

import (
	"strings"
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Bytes is a Python bytes: immutable. The bytes are kept as a Go string, so that
// bytes and str share their algorithms.
type Bytes struct {
	Object
	S    string
	hash atomic.Int64 // 0: not computed
}

// BytesType is bytes.
var BytesType = declare("bytes", ObjectType, FlagBytes|FlagMatchSelf)

var emptyBytes = &Bytes{Object: Object{BytesType}}

var singleBytes = func() *[256]Bytes {
	all := new([256]Bytes)
	for i := range all {
		all[i].Typ = BytesType
		all[i].S = string([]byte{byte(i)})
	}
	return all
}()

// NewBytes makes a bytes of s.
func NewBytes(s string) Value {
	switch len(s) {
	case 0:
		return Value{O: &emptyBytes.Object}
	case 1:
		return Value{O: &singleBytes[s[0]].Object}
	}
	return Value{O: &(&Bytes{Object: Object{BytesType}, S: s}).Object}
}

// bytesText is a bytes with its text, B an array of bytes: one allocation, as of a
// short str, and memory without pointers, which is sound as it is of strs
// (strmake.go): Typ is BytesType, and S is in the object.
type bytesText[B any] struct {
	Bytes
	text B
}

// bytesHead is the size of a bytes without its text.
const bytesHead = unsafe.Sizeof(Bytes{})

// bytesOfLen makes a bytes of n bytes, n ≥ 1, and returns them for the caller to write.
func bytesOfLen(n int) (*Bytes, []byte) {
	var s *Bytes
	var b []byte
	switch {
	case n <= 16:
		x := noPointers[bytesText[[16]byte], [(bytesHead + 16) / 8]uint64]()
		s, b = &x.Bytes, x.text[:n:n]
	case n <= 32:
		x := noPointers[bytesText[[32]byte], [(bytesHead + 32) / 8]uint64]()
		s, b = &x.Bytes, x.text[:n:n]
	case n <= 64:
		x := noPointers[bytesText[[64]byte], [(bytesHead + 64) / 8]uint64]()
		s, b = &x.Bytes, x.text[:n:n]
	case n <= textBehind:
		s = (*Bytes)(wordsFor(bytesHead + uintptr(n)))
		b = unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(s), bytesHead)), n)
	default:
		s, b = new(Bytes), make([]byte, n)
	}
	s.Typ = BytesType
	s.S = unsafe.String(&b[0], n)
	return s, b
}

// bytesCopied is the length up to which a part is copied rather than shared: it takes less time
// to allocate as memory without pointers than a header that refers to the whole.
const bytesCopied = 64

// MakeBytes makes a bytes of n zero bytes, n ≥ 1, which the caller may write before anyone else
// sees it.
func MakeBytes(n int) (Value, []byte) {
	s, b := bytesOfLen(n)
	return s.Value(), b
}

// CopyBytes makes a bytes of s, which it does not keep.
func CopyBytes[T string | []byte](s T) Value {
	if len(s) <= 1 {
		return NewBytes(string(s))
	}
	r, b := bytesOfLen(len(s))
	copy(b, s)
	return r.Value()
}

// BytesOwned makes a bytes of b, which it takes over.
func BytesOwned(b []byte) Value { return NewBytes(bytesAsString(b)) }

// AsBytes returns v as a bytes if it is one (or of a subclass).
func AsBytes(v Value) (*Bytes, bool) {
	if v.O.Typ.Flags&FlagBytes != 0 {
		return (*Bytes)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

func bytesOfValue(v Value) *Bytes { return (*Bytes)(unsafe.Pointer(v.O)) }

// Value returns b as a value.
func (b *Bytes) Value() Value { return Value{O: &b.Object} }

// Bytes is Exporter's.
func (b *Bytes) Bytes(t *Thread, write bool) []byte {
	return unsafe.Slice(unsafe.StringData(b.S), len(b.S))
}

// Export is Exporter's.
func (b *Bytes) Export(t *Thread, n int) {}

// exactBytes returns v itself if it is an exact bytes, else a copy that is.
func exactBytes(v Value) Value {
	if v.O.Typ == BytesType {
		return v
	}
	return NewBytes(bytesOfValue(v).S)
}

// byteValue converts an item of bytes; what names its owner in the error.
func byteValue(t *Thread, v Value, what string) (byte, *Exception) {
	if v.O == &IntTag && v.N < 256 {
		return byte(v.N), nil
	}
	x, err := Index(t, v)
	if err != nil {
		return 0, err
	}
	if i, big := AsInt(x); big == nil && 0 <= i && i < 256 {
		return byte(i), nil
	}
	return 0, t.Errorf(ValueError, "%s must be in range(0, 256)", what)
}

func bytesAdd(t *Thread, a, b Value) (Value, *Exception) {
	if a.O.Typ.Flags&FlagBytes == 0 {
		return NotImplemented, nil
	}
	y, ok, err := bytesLike(t, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	x := bytesOfValue(a)
	switch {
	case len(y) == 0:
		return exactBytes(a), nil
	case len(x.S) == 0 && b.O.Typ == BytesType:
		return b, nil
	}
	r, text := bytesOfLen(len(x.S) + len(y))
	copy(text, x.S)
	copy(text[len(x.S):], y)
	return r.Value(), nil
}

func bytesMul(t *Thread, a, b Value) (Value, *Exception) {
	if a.O.Typ.Flags&FlagBytes == 0 {
		if b.O.Typ.Flags&FlagBytes == 0 {
			return NotImplemented, nil
		}
		a, b = b, a
	}
	n, ok, err := RepeatTimes(t, b)
	if err != nil || !ok {
		return NotImplemented, err
	}
	if n == 1 {
		return exactBytes(a), nil
	}
	s, err := repeatText(t, bytesOfValue(a).S, n)
	return NewBytes(s), err
}

// bytesIndex resolves an integer subscript of n bytes.
func bytesIndex(t *Thread, key Value, n int, what, whose string) (int, *Exception) {
	i := int64(key.N)
	if key.O != &IntTag {
		if key.O.Typ.Flags&FlagInt == 0 && key.O.Typ.Slots.Index == nil {
			return 0, t.Errorf(TypeError, "%s indices must be integers or slices, not %s", what, key.TypeName())
		}
		var err *Exception
		if i, err = IndexInt(t, key, IndexError); err != nil {
			return 0, err
		}
	}
	if i < 0 {
		i += int64(n)
	}
	if uint64(i) >= uint64(n) {
		return 0, t.Errorf(IndexError, "%sindex out of range", whose)
	}
	return int(i), nil
}

// stepText returns n bytes at start, start+step, …
func stepText(s string, start, step, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = s[start]
		start += step
	}
	return b
}

// part returns the bytes from i up to j, 0 ≤ i ≤ j ≤ len(b.S).
func (b *Bytes) part(i, j int) Value {
	n := j - i
	switch {
	case n == len(b.S):
		return exactBytes(b.Value())
	case n <= bytesCopied || len(b.S) > 1024 && n*4 < len(b.S):
		return CopyBytes(b.S[i:j])
	}
	return NewBytes(b.S[i:j])
}

func bytesGetItem(t *Thread, v, key Value) (Value, *Exception) {
	s := bytesOfValue(v).S
	if key.O.Typ == SliceType {
		start, _, step, n, err := SliceIndices(t, key, len(s))
		if err != nil {
			return Value{}, err
		}
		if step == 1 {
			return bytesOfValue(v).part(start, start+n), nil
		}
		if n < 2 {
			return BytesOwned(stepText(s, start, step, n)), nil
		}
		r, b := bytesOfLen(n)
		if step == -1 {
			reverseText(b, s[start+1-n:start+1])
			return r.Value(), nil
		}
		for i := range b {
			b[i] = s[start]
			start += step
		}
		return r.Value(), nil
	}
	i, err := bytesIndex(t, key, len(s), "byte", "")
	if err != nil {
		return Value{}, err
	}
	return Int(int64(s[i])), nil
}

// bytesContains reports whether x, an int or bytes-like, is in s.
func bytesContains(t *Thread, s string, x Value) (bool, *Exception) {
	if sub, ok, err := bytesLike(t, x); ok {
		return err == nil && strings.Contains(s, sub), err
	}
	if x.O.Typ.Flags&FlagInt == 0 && x.O.Typ.Slots.Index == nil {
		return false, t.Errorf(TypeError, "a bytes-like object is required, not '%s'", x.TypeName())
	}
	c, err := byteValue(t, x, "byte")
	return err == nil && strings.IndexByte(s, c) >= 0, err
}

// warnCompared warns of a comparison of bytes, or a bytearray, with what they never equal, if -b asks for it.
func warnCompared(t *Thread, a, b Value, op CmpOp) *Exception {
	if !t.Interp.BytesWarning || op != CmpEq && op != CmpNe {
		return nil
	}
	kind, flags := "bytes", a.O.Typ.Flags|b.O.Typ.Flags
	if flags&FlagByteArray != 0 {
		kind = "bytearray"
	}
	switch {
	case flags&FlagStr != 0:
		return t.Warn(BytesWarning, "Comparison between "+kind+" and string", 1)
	case flags&FlagInt != 0 && kind == "bytes":
		return t.Warn(BytesWarning, "Comparison between bytes and int", 1)
	}
	return nil
}

// bytesStr returns the Str of bytes and bytearray: their representation, of which -b warns.
func bytesStr(repr func(t *Thread, v Value) (Value, *Exception), what string) func(t *Thread, v Value) (Value, *Exception) {
	return func(t *Thread, v Value) (Value, *Exception) {
		if t.Interp.BytesWarning {
			if err := t.Warn(BytesWarning, "str() on a "+what+" instance", 1); err != nil {
				return Value{}, err
			}
		}
		return repr(t, v)
	}
}

func bytesCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	if a.O.Typ.Flags&b.O.Typ.Flags&FlagBytes == 0 {
		return NotImplemented, warnCompared(t, a, b, op)
	}
	return Bool(cmpHolds(compareText(bytesOfValue(a).S, bytesOfValue(b).S, op), op)), nil
}

// BytesIter is an iterator over a bytes or bytearray.
type BytesIter struct {
	Object
	Box   stm.Box
	first bytesIterBody
}

type bytesIterBody struct {
	stm.Body
	of Value // null at the end
	at int
}

// Types of iterators over bytes and bytearray.
var (
	BytesIterType     = declare("bytes_iterator", ObjectType, FlagNoBase|FlagNoNew)
	ByteArrayIterType = declare("bytearray_iterator", ObjectType, FlagNoBase|FlagNoNew)
)

var bytesIterKind = &stm.Kind{Name: "bytes_iterator", Clone: func(b *stm.Body) *stm.Body {
	o := (*bytesIterBody)(unsafe.Pointer(b))
	return &(&bytesIterBody{of: o.of, at: o.at}).Body
}}

func newBytesIter(typ *Type) func(t *Thread, v Value) (Value, *Exception) {
	return func(t *Thread, v Value) (Value, *Exception) {
		it := &BytesIter{Object: Object{typ}}
		it.first.of = v
		it.first.Init(t.stamp())
		it.Box.Init(&it.first.Body)
		return Value{O: &it.Object}, nil
	}
}

func (it *BytesIter) write(t *Thread) *bytesIterBody {
	b := it.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&it.Box, b, bytesIterKind)
	}
	return (*bytesIterBody)(unsafe.Pointer(b))
}

func bytesIterNext(t *Thread, v Value) (Value, *Exception) {
	b := (*BytesIter)(unsafe.Pointer(v.O)).write(t)
	if b.of.O == nil {
		return Value{}, nil
	}
	s, _, err := bytesLike(t, b.of)
	if err != nil {
		return Value{}, err
	}
	if b.at >= len(s) {
		b.of = Value{}
		return Value{}, nil
	}
	b.at++
	return Int(int64(s[b.at-1])), nil
}

// bytesIterMethods are what copying and pickling an iterator needs.
func bytesIterMethods() []Def {
	return []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := (*BytesIter)(unsafe.Pointer(a[0].O)).write(t)
			if b.of.O == nil {
				return Int(0), nil
			}
			s, _, err := bytesLike(t, b.of)
			return Int(int64(max(len(s)-b.at, 0))), err
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			i, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			(*BytesIter)(unsafe.Pointer(a[0].O)).write(t).at = int(max(i, 0))
			return None, nil
		}},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := (*BytesIter)(unsafe.Pointer(a[0].O)).write(t)
			iter := t.Interp.Builtins.GetStr(t, Intern("iter"))
			if b.of.O == nil {
				return TupleOf([]Value{iter, TupleOf([]Value{emptyTuple.Value()})}), nil
			}
			return TupleOf([]Value{iter, TupleOf([]Value{b.of}), Int(int64(b.at))}), nil
		}},
	}
}

// bytesSource is the common part of the constructors of bytes and bytearray: the
// contents that the arguments stand for.
func bytesSource(t *Thread, a []Value, what, item string) ([]byte, *Exception) {
	src := a[0]
	if src.O == nil {
		switch {
		case a[1].O != nil:
			return nil, t.Errorf(TypeError, "encoding without a string argument")
		case a[2].O != nil:
			return nil, t.Errorf(TypeError, "errors without a string argument")
		}
		return nil, nil
	}
	if s, ok := AsStr(src); ok {
		if a[1].O == nil {
			if a[2].O != nil {
				return nil, t.Errorf(TypeError, "string argument without an encoding")
			}
			return nil, t.Errorf(TypeError, "string argument without an encoding")
		}
		enc, errs, err := codecArgs(t, what, a[1:])
		if err != nil {
			return nil, err
		}
		r, err := EncodeStr(t, s, enc, errs)
		if err != nil {
			return nil, err
		}
		return []byte(r.S), nil
	}
	switch {
	case a[1].O != nil:
		return nil, t.Errorf(TypeError, "encoding without a string argument")
	case a[2].O != nil:
		return nil, t.Errorf(TypeError, "errors without a string argument")
	}
	typ := src.O.Typ
	if what == "bytes" && typ.Flags&(FlagBytes|FlagByteArray) == 0 {
		if r, ok, err := CallSpecial(t, src, strBytes); ok {
			if err != nil {
				return nil, err
			}
			b, isBytes := AsBytes(r)
			if !isBytes {
				return nil, t.Errorf(TypeError, "__bytes__ returned non-bytes (type %s)", r.TypeName())
			}
			return []byte(b.S), nil
		}
	}
	if typ.Flags&FlagInt != 0 || typ.Slots.Index != nil {
		n, err := IndexInt(t, src, OverflowError)
		switch {
		case err == nil:
			if n < 0 {
				return nil, t.Errorf(ValueError, "negative count")
			}
			if n > int64(maxText) {
				return nil, NewException(t, MemoryError)
			}
			return make([]byte, n), nil
		case err.Matches(OverflowError):
			return nil, t.Errorf(OverflowError, "cannot fit '%s' into an index-sized integer", src.TypeName())
		case !err.Matches(TypeError):
			return nil, err
		}
	}
	if s, ok, err := bytesLike(t, src); ok {
		return []byte(s), err
	}
	if typ.Slots.Iter == nil && typ.Slots.GetItem == nil {
		return nil, t.Errorf(TypeError, "cannot convert '%s' object to %s", src.TypeName(), what)
	}
	var b []byte
	err := Iterate(t, src, func(x Value) (bool, *Exception) {
		c, err := byteValue(t, x, item)
		b = append(b, c)
		return true, err
	})
	return b, err
}

var strBytes = Intern("__bytes__")

// codecArgs converts the optional arguments encoding and errors of name.
func codecArgs(t *Thread, name string, a []Value) (enc, errs string, err *Exception) {
	enc, errs = "utf-8", "strict"
	for i, p := range []*string{&enc, &errs} {
		if v := a[i]; v.O != nil {
			s, ok := AsStr(v)
			if !ok {
				return "", "", t.Errorf(TypeError, "%s() argument '%s' must be str, not %s", name, [2]string{"encoding", "errors"}[i], ArgTypeName(v))
			}
			if strings.IndexByte(s.S, 0) >= 0 {
				return "", "", t.Errorf(ValueError, "embedded null character")
			}
			*p = s.S
		}
	}
	return enc, errs, nil
}

const bytesSig = "source=b'', encoding='utf-8', errors='strict'"

var bytesNew = &Func{Name: "bytes", Sig: bytesSig}

func init() {
	SetLayout[Bytes](BytesType)
	bytesNew.Fn = func(t *Thread, a []Value) (Value, *Exception) {
		if a[0].O != nil && a[0].O.Typ == BytesType && a[1].O == nil && a[2].O == nil {
			return a[0], nil
		}
		b, err := bytesSource(t, a, "bytes", "bytes")
		if err != nil {
			return Value{}, err
		}
		return BytesOwned(b), nil
	}
	sl := &BytesType.Slots
	sl.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		v, err := bytesNew.CallWith(t, args, kwnames)
		if err != nil || typ == BytesType {
			return v, err
		}
		r := Allocate[Bytes](typ)
		r.S = bytesOfValue(v).S
		return r.Value(), nil
	}
	sl.Num[OpAdd], sl.Num[OpMul] = bytesAdd, bytesMul
	sl.Num[OpMod] = func(t *Thread, a, b Value) (Value, *Exception) {
		if a.O.Typ.Flags&FlagBytes == 0 {
			return NotImplemented, nil
		}
		r, err := formatBytes(t, bytesOfValue(a).S, b)
		return BytesOwned(r), err
	}
	sl.GetItem = bytesGetItem
	sl.Len = func(t *Thread, v Value) (int, *Exception) { return len(bytesOfValue(v).S), nil }
	sl.Contains = func(t *Thread, v, x Value) (bool, *Exception) { return bytesContains(t, bytesOfValue(v).S, x) }
	sl.Compare = bytesCompare
	sl.Hash = func(t *Thread, v Value) (int64, *Exception) {
		b := bytesOfValue(v)
		h := b.hash.Load()
		if h == 0 {
			h = HashString(b.S)
			b.hash.Store(h)
		}
		return h, nil
	}
	sl.Iter = newBytesIter(BytesIterType)
	sl.Repr = func(t *Thread, v Value) (Value, *Exception) { return NewStr("b" + ReprBytes(bytesOfValue(v).S)), nil }
	sl.Str = bytesStr(sl.Repr, "bytes")
	sl.Buffer = func(t *Thread, v Value) (*Buffer, *Exception) {
		return &Buffer{Exporter: bytesOfValue(v), Format: "B", ItemSize: 1, ReadOnly: true}, nil
	}
	for _, typ := range []*Type{BytesIterType, ByteArrayIterType} {
		typ.Slots.Iter = func(t *Thread, v Value) (Value, *Exception) { return v, nil }
		typ.Slots.Next = bytesIterNext
		typ.Methods = bytesIterMethods()
	}
	BytesType.Methods = append(byteMethods(byteOps{
		text: func(t *Thread, v Value) string { return bytesOfValue(v).S },
		make: func(t *Thread, s string) Value { return NewBytes(s) },
		copy: func(t *Thread, s string) Value { return CopyBytes(s) },
		fresh: func(t *Thread, n int) (Value, []byte) {
			r, b := bytesOfLen(n)
			return r.Value(), b
		},
		same: func(t *Thread, v Value) Value { return exactBytes(v) },
		name: "bytes",
	}), Def{Name: "__bytes__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return exactBytes(a[0]), nil }},
		Def{Name: "__getnewargs__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return TupleOf([]Value{NewBytes(bytesOfValue(a[0]).S)}), nil
		}})
}
