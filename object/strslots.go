package object

import (
	endian "encoding/binary"
	"math/bits"
	"strings"
	"sync/atomic"
	"unicode/utf8"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// The operators of str.

func strOf(v Value) *Str { return (*Str)(unsafe.Pointer(v.O)) }

func strAdd(t *Thread, a, b Value) (Value, *Exception) {
	x, ok1 := AsStr(a)
	y, ok2 := AsStr(b)
	if !ok1 || !ok2 {
		return NotImplemented, nil
	}
	return Concat(t, x, y), nil
}

// RepeatTimes returns how often sequence * n repeats, n being any object; ok is
// false if n is no number of times.
func RepeatTimes(t *Thread, n Value) (count int, ok bool, err *Exception) {
	if n.O == &IntTag || n.O == &BoolTag {
		return int(max(int64(n.N), 0)), true, nil
	}
	typ := n.O.Typ
	if typ.Flags&FlagInt == 0 && typ.Slots.Index == nil || typ.numOverride[OpMul] {
		return 0, false, nil
	}
	i, err := IndexInt(t, n, OverflowError)
	if err != nil {
		if err.Typ == OverflowError {
			err = t.Errorf(OverflowError, "cannot fit '%s' into an index-sized integer", n.TypeName())
		}
		return 0, false, err
	}
	return int(max(i, 0)), true, nil
}

// repeatText is text*n for str and bytes.
func repeatText(t *Thread, s string, n int) (string, *Exception) {
	if len(s) == 0 || n == 0 {
		return "", nil
	}
	if n > maxText/len(s) {
		return "", NewException(t, MemoryError)
	}
	return strings.Repeat(s, n), nil
}

func strMul(t *Thread, a, b Value) (Value, *Exception) {
	s, ok := AsStr(a)
	if !ok {
		if s, ok = AsStr(b); !ok {
			return NotImplemented, nil
		}
		b = a
	}
	n, ok, err := RepeatTimes(t, b)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return NotImplemented, nil
	}
	if n == 1 && s.Typ == StrType {
		return s.Value(), nil
	}
	switch total := len(s.S) * n; {
	case len(s.S) == 0 || n == 0:
		return emptyStr.Value(), nil
	case n > maxText/len(s.S):
		return Value{}, NewException(t, MemoryError)
	case total == 1:
		return charStr(s.S).Value(), nil
	default:
		r, b := makeKnown(total, s.Len()*n)
		fillText(b, s.S)
		return r.Value(), nil
	}
}

func strGetItemSlot(t *Thread, v, key Value) (Value, *Exception) {
	s := strOf(v)
	if key.O == &IntTag {
		i := key.Int()
		n := int64(s.Len())
		if i < 0 {
			i += n
		}
		if uint64(i) < uint64(n) {
			return s.At(int(i)), nil
		}
		return Value{}, t.Errorf(IndexError, "string index out of range")
	}
	if key.O.Typ == SliceType {
		return strSlice(t, s, key)
	}
	if key.O.Typ.Flags&FlagInt == 0 && key.O.Typ.Slots.Index == nil {
		return Value{}, t.Errorf(TypeError, "string indices must be integers, not '%s'", key.TypeName())
	}
	i, err := IndexInt(t, key, IndexError)
	if err != nil {
		return Value{}, err
	}
	return strGetItemSlot(t, v, Int(i))
}

func strSlice(t *Thread, s *Str, key Value) (Value, *Exception) {
	start, _, step, n, err := SliceIndices(t, key, s.Len())
	if err != nil {
		return Value{}, err
	}
	switch {
	case n == 0:
		return emptyStr.Value(), nil
	case step == 1:
		return s.Substr(start, start+n), nil
	case s.IsASCII():
		return stepStr(s, start, step, n), nil
	}
	return stepChars(s, start, step, n), nil
}

// stepChars is stepStr for a str that is not ASCII: it steps over the characters
// rather than look for each.
func stepChars(s *Str, start, step, n int) Value {
	at := s.Offset(start)
	if step == -1 {
		first := s.Offset(start + 1 - n)
		text := s.S[first : at+int(charLen[s.S[at]>>4])]
		r, b := makeKnown(len(text), n)
		for i := 0; i < len(text); {
			k := int(charLen[text[i]>>4])
			to := len(b) - k
			if b[to] = text[i]; k > 1 {
				copy(b[to+1:], text[i+1:i+k])
			}
			b = b[:to]
			i += k
		}
		return r.Value()
	}
	b := make([]byte, 0, 3*n)
	for {
		b = append(b, s.S[at:at+int(charLen[s.S[at]>>4])]...)
		if n--; n == 0 {
			return CopyStr(b)
		}
		if step < 0 {
			for range -step {
				for at--; s.S[at]&0xc0 == 0x80; {
					at--
				}
			}
		} else {
			for range step {
				at += int(charLen[s.S[at]>>4])
			}
		}
	}
}

// reverseText fills b with the bytes of text, which is as long, from the last to the first.
func reverseText(b []byte, text string) {
	from := unsafe.Slice(unsafe.StringData(text), len(text))
	for len(b) >= 8 {
		last := endian.LittleEndian.Uint64(from[len(from)-8:])
		endian.LittleEndian.PutUint64(b, bits.ReverseBytes64(last))
		b, from = b[8:], from[:len(from)-8]
	}
	for i := range b {
		b[i] = from[len(from)-1-i]
	}
}

// stepStr returns n characters of an ASCII str at start, start+step, …
func stepStr(s *Str, start, step, n int) Value {
	if n == 1 {
		return s.At(start)
	}
	r, b := makeASCII(n)
	if step == -1 {
		reverseText(b, s.S[start+1-n:start+1])
		return r.Value()
	}
	for i := range b {
		b[i] = s.S[start]
		start += step
	}
	return r.Value()
}

func strCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	x, ok1 := AsStr(a)
	y, ok2 := AsStr(b)
	if !ok1 || !ok2 {
		return NotImplemented, nil
	}
	return Bool(cmpHolds(compareText(x.S, y.S, op), op)), nil
}

// compareText orders texts; for == and != only zero matters, which is quicker.
// The order of UTF-8 is that of the code points.
func compareText(x, y string, op CmpOp) int {
	if op == CmpEq || op == CmpNe {
		if x == y {
			return 0
		}
		return 1
	}
	return strings.Compare(x, y)
}

// cmpHolds tells whether op holds of two things whose order is c.
func cmpHolds(c int, op CmpOp) bool {
	switch op {
	case CmpLt:
		return c < 0
	case CmpLe:
		return c <= 0
	case CmpEq:
		return c == 0
	case CmpNe:
		return c != 0
	case CmpGt:
		return c > 0
	}
	return c >= 0
}

// StrIter is an iterator over a str.
type StrIter struct {
	Object
	Box   stm.Box
	first strIterBody
}

type strIterBody struct {
	stm.Body
	s  *Str // nil at the end
	at int  // byte offset
}

// StrIterType is the type of iterators over str.
var StrIterType = declare("str_iterator", ObjectType, FlagNoBase|FlagNoNew)

var strIterKind = &stm.Kind{Name: "str_iterator", Clone: func(b *stm.Body) *stm.Body {
	o := (*strIterBody)(unsafe.Pointer(b))
	return &(&strIterBody{s: o.s, at: o.at}).Body
}}

func strIter(t *Thread, v Value) (Value, *Exception) {
	it := &StrIter{Object: Object{StrIterType}}
	it.first.s = strOf(v)
	it.first.Init(t.stamp())
	it.Box.Init(&it.first.Body)
	return Value{O: &it.Object}, nil
}

func (it *StrIter) write(t *Thread) *strIterBody {
	b := it.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&it.Box, b, strIterKind)
	}
	return (*strIterBody)(unsafe.Pointer(b))
}

func strIterNext(t *Thread, v Value) (Value, *Exception) {
	b := (*StrIter)(unsafe.Pointer(v.O)).write(t)
	if b.s == nil {
		return Value{}, nil
	}
	at := b.at
	if at >= len(b.s.S) {
		b.s = nil
		return Value{}, nil
	}
	v, next := b.s.CharFrom(at)
	b.at = next
	return v, nil
}

// CharFrom returns the character of s at byte offset at as a str, and the offset of
// the next one; null at the end.
func (s *Str) CharFrom(at int) (Value, int) {
	if at >= len(s.S) {
		return Value{}, at
	}
	return charAt(s.S, at)
}

func init() {
	SetLayout[Str](StrType)
	sl := &StrType.Slots
	sl.Num[OpAdd] = strAdd
	sl.Num[OpMul] = strMul
	sl.GetItem = strGetItemSlot
	sl.Compare = strCompare
	sl.Len = func(t *Thread, v Value) (int, *Exception) { return strOf(v).Len(), nil }
	sl.Bool = nil
	sl.Hash = func(t *Thread, v Value) (int64, *Exception) { return strOf(v).Hash(), nil }
	sl.Contains = func(t *Thread, v, x Value) (bool, *Exception) {
		y, ok := AsStr(x)
		if !ok {
			return false, t.Errorf(TypeError, "'in <string>' requires string as left operand, not %s", x.TypeName())
		}
		return strings.Contains(strOf(v).S, y.S), nil
	}
	sl.Iter = strIter
	sl.Repr = func(t *Thread, v Value) (Value, *Exception) { return reprStr(strOf(v).S), nil }
	sl.Str = func(t *Thread, v Value) (Value, *Exception) {
		if v.O.Typ == StrType {
			return v, nil
		}
		return NewStr(strOf(v).S), nil
	}
	sl.New = strNewSlot

	StrIterType.Slots.Iter = func(t *Thread, v Value) (Value, *Exception) { return v, nil }
	StrIterType.Slots.Next = strIterNext
	StrIterType.Methods = []Def{
		{Name: "__length_hint__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			b := (*StrIter)(unsafe.Pointer(a[0].O)).write(t)
			if b.s == nil {
				return Int(0), nil
			}
			return Int(int64(utf8.RuneCountInString(b.s.S[b.at:]))), nil
		}, Doc: "Return how many characters are left."},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			f, err := BuiltinNamed(t, strIterName)
			if err != nil {
				return Value{}, err
			}
			b := (*StrIter)(unsafe.Pointer(a[0].O)).write(t)
			if b.s == nil {
				return NewPair(f, TupleOf([]Value{emptyStr.Value()})), nil
			}
			at := utf8.RuneCountInString(b.s.S[:b.at])
			return TupleOf([]Value{f, TupleOf([]Value{b.s.Value()}), Int(int64(at))}), nil
		}, Doc: "Return what pickling needs."},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			n, err := IndexInt(t, a[1], OverflowError)
			if err != nil {
				return Value{}, err
			}
			b := (*StrIter)(unsafe.Pointer(a[0].O)).write(t)
			if b.s == nil {
				return None, nil
			}
			b.at = 0
			for ; n > 0 && b.at < len(b.s.S); n-- {
				_, b.at = b.s.CharFrom(b.at)
			}
			return None, nil
		}, Doc: "Set the position."},
	}
}

// strNewFunc is str(object=”, encoding='utf-8', errors='strict').
var strNewFunc = &Func{Name: "str", Sig: "object=b'', encoding='utf-8', errors='strict'", Fn: func(t *Thread, a []Value) (Value, *Exception) {
	if a[0].O == nil {
		return emptyStr.Value(), nil
	}
	if a[1].O == nil && a[2].O == nil {
		s, err := ToStr(t, a[0])
		if err != nil {
			return Value{}, err
		}
		return s.Value(), nil
	}
	enc, errs, err := codecArgs(t, "str", a[1:])
	if err != nil {
		return Value{}, err
	}
	return DecodeObject(t, a[0], enc, errs)
}}

func strNewSlot(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	var v Value
	var err *Exception
	if len(args) == 1 && len(kwnames) == 0 {
		var s *Str
		if s, err = ToStr(t, args[0]); err != nil {
			return Value{}, err
		}
		v = s.Value()
	} else if v, err = strNewFunc.CallWith(t, args, kwnames); err != nil {
		return Value{}, err
	}
	if typ == StrType {
		return v, nil
	}
	s := strOf(v)
	r := Allocate[Str](typ)
	r.S = s.S
	r.runes = atomic.LoadInt32(&s.runes)
	return r.Value(), nil
}
