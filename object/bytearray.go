package object

import (
	"strings"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// ByteArray is a Python bytearray.
type ByteArray struct {
	Object
	Box   stm.Box
	first ByteArrayBody
}

// ByteArrayBody is a version of a bytearray's contents.
type ByteArrayBody struct {
	stm.Body
	B       []byte
	exports int        // views that forbid changes of the length
	cards   *ByteCards // not nil: the bytes are there, see bytecards.go
}

// ByteArrayType is bytearray.
var ByteArrayType = declare("bytearray", ObjectType, FlagByteArray|FlagMatchSelf)

var (
	byteArrayKind  = &stm.Kind{Name: "bytearray", Clone: cloneByteArray}
	byteArrayWhole = &stm.Kind{Name: "bytearray", Clone: copyByteArray}
)

// NewByteArray makes a bytearray that takes over b.
func NewByteArray(t *Thread, b []byte) *ByteArray {
	x := &ByteArray{Object: Object{ByteArrayType}}
	x.init(t, b)
	return x
}

func (x *ByteArray) init(t *Thread, b []byte) {
	x.first.B = b
	x.first.Init(t.stamp())
	x.Box.Init(&x.first.Body)
}

// AsByteArray returns v as a bytearray if it is one (or of a subclass).
func AsByteArray(v Value) (*ByteArray, bool) {
	if v.O.Typ.Flags&FlagByteArray != 0 {
		return byteArrayOf(v), true
	}
	return nil, false
}

func byteArrayOf(v Value) *ByteArray { return (*ByteArray)(unsafe.Pointer(v.O)) }

// Value returns x as a value.
func (x *ByteArray) Value() Value { return Value{O: &x.Object} }

// Read opens x for reading.
func (x *ByteArray) Read(t *Thread) *ByteArrayBody {
	b := (*ByteArrayBody)(unsafe.Pointer(x.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return x.readFlat(t)
	}
	return b
}

// Write opens x for change of its bytes, not of its length.
func (x *ByteArray) Write(t *Thread) *ByteArrayBody {
	b := (*ByteArrayBody)(unsafe.Pointer(x.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return x.writeFlat(t)
	}
	return b
}

// resize opens x for change of its length.
func (x *ByteArray) resize(t *Thread) (*ByteArrayBody, *Exception) {
	b := x.Write(t)
	if b.exports > 0 {
		return nil, t.Errorf(BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return b, nil
}

// Bytes is Exporter's.
func (x *ByteArray) Bytes(t *Thread, write bool) []byte {
	if write {
		return x.Write(t).B
	}
	return x.Read(t).B
}

// Export is Exporter's.
func (x *ByteArray) Export(t *Thread, n int) { x.Write(t).exports += n }

func (x *ByteArray) text(t *Thread) string { return bytesAsString(x.Read(t).B) }

func byteArrayAdd(t *Thread, a, b Value) (Value, *Exception) {
	x, ok := AsByteArray(a)
	if !ok {
		return NotImplemented, nil
	}
	y, ok, err := bytesLike(t, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	s := x.text(t)
	r := make([]byte, 0, len(s)+len(y))
	return NewByteArray(t, append(append(r, s...), y...)).Value(), nil
}

// bytesMulArray is seq * n as a new bytearray.
func byteArrayMul(t *Thread, a, b Value) (Value, *Exception) {
	x, ok := AsByteArray(a)
	if !ok {
		if x, ok = AsByteArray(b); !ok {
			return NotImplemented, nil
		}
		b = a
	}
	n, ok, err := RepeatTimes(t, b)
	if err != nil || !ok {
		return NotImplemented, err
	}
	s, err := repeatText(t, x.text(t), n)
	if err != nil {
		return Value{}, err
	}
	return NewByteArray(t, []byte(s)).Value(), nil
}

func byteArrayGetItem(t *Thread, v, key Value) (Value, *Exception) {
	x := byteArrayOf(v)
	if key.O == &IntTag {
		if b := x.open(t); key.N < uint64(len(b.B)) {
			return Int(int64(b.B[key.N])), nil
		} else if b.cards != nil && key.N < uint64(b.cards.n) {
			return Int(int64(b.cards.At(t, int(key.N))[0])), nil
		}
	}
	if key.O.Typ == SliceType {
		bounds, err := unpackSlice(t, (*Slice)(unsafe.Pointer(key.O)))
		if err != nil {
			return Value{}, err
		}
		if c := x.open(t).cards; c != nil && bounds.step == 1 {
			start, _, n := bounds.adjust(c.n)
			return NewByteArray(t, c.Range(t, start, start+n)).Value(), nil
		}
		s := x.text(t)
		start, _, n := bounds.adjust(len(s))
		if bounds.step == 1 {
			return NewByteArray(t, []byte(s[start:start+n])).Value(), nil
		}
		return NewByteArray(t, stepText(s, start, bounds.step, n)).Value(), nil
	}
	i, err := bytesIndex(t, key, x.Len(t), "bytearray", "bytearray ")
	if err != nil {
		return Value{}, err
	}
	b := x.open(t)
	if i >= x.Len(t) {
		return Value{}, t.Errorf(IndexError, "bytearray index out of range")
	}
	if b.cards != nil {
		return Int(int64(b.cards.At(t, i)[0])), nil
	}
	return Int(int64(b.B[i])), nil
}

func byteArraySetItem(t *Thread, v, key, val Value) *Exception {
	x := byteArrayOf(v)
	if key.O == &IntTag && val.O == &IntTag && val.N < 256 {
		if c := x.inCards(t); c != nil {
			if key.N < uint64(c.n) {
				c.Change(t, int(key.N))[0] = byte(val.N)
				return nil
			}
		} else if b := x.Write(t).B; key.N < uint64(len(b)) {
			b[key.N] = byte(val.N)
			return nil
		}
	}
	if key.O.Typ == SliceType {
		return x.setSlice(t, key, val)
	}
	i, err := bytesIndex(t, key, x.Len(t), "bytearray", "bytearray ")
	if err != nil {
		return err
	}
	if val.O == nil {
		b, err := x.resize(t)
		if err != nil {
			return err
		}
		b.B = append(b.B[:i], b.B[i+1:]...)
		return nil
	}
	c, err := byteValue(t, val, "byte")
	if err != nil {
		return err
	}
	if i >= x.Len(t) {
		return t.Errorf(IndexError, "bytearray index out of range")
	}
	if cards := x.inCards(t); cards != nil {
		cards.Change(t, i)[0] = c
		return nil
	}
	x.Write(t).B[i] = c
	return nil
}

// setSlice assigns to, or with null val deletes, a slice.
func (x *ByteArray) setSlice(t *Thread, key, val Value) *Exception {
	bounds, err := unpackSlice(t, (*Slice)(unsafe.Pointer(key.O)))
	if err != nil {
		return err
	}
	var src string
	if val.O != nil {
		if src, err = x.itemsOf(t, val); err != nil {
			return err
		}
	}
	start, stop, n := bounds.adjust(x.Len(t))
	step := bounds.step
	if val.O != nil && step != 1 {
		if len(src) == n {
			if c := x.inCards(t); c != nil {
				for i := range n {
					c.Change(t, start+i*step)[0] = src[i]
				}
				return nil
			}
			b := x.Write(t).B
			for i := range n {
				b[start+i*step] = src[i]
			}
			return nil
		}
		if len(src) != 0 {
			return t.Errorf(ValueError, "attempt to assign bytes of size %d to extended slice of size %d", len(src), n)
		}
	}
	if step != 1 && n > 0 && len(src) == 0 { // delete every step-th byte
		b, err := x.resize(t)
		if err != nil {
			return err
		}
		if step < 0 {
			start, step = start+(n-1)*step, -step
		}
		at := start
		for i := start; i < len(b.B); i++ {
			if (i-start)%step == 0 && (i-start)/step < n {
				continue
			}
			b.B[at] = b.B[i]
			at++
		}
		b.B = b.B[:at]
		return nil
	}
	stop = max(stop, start)
	if step != 1 { // nothing selected
		return nil
	}
	if len(src) == stop-start {
		if c := x.inCards(t); c != nil {
			c.Put(t, start, []byte(src))
			return nil
		}
		copy(x.Write(t).B[start:], src)
		return nil
	}
	b, err := x.resize(t)
	if err != nil {
		return err
	}
	tail := b.B[stop:]
	if d := len(src) - (stop - start); d <= 0 {
		copy(b.B[start:], src)
		copy(b.B[start+len(src):], tail)
		b.B = b.B[:len(b.B)+d]
	} else if len(b.B)+d <= cap(b.B) {
		old := len(b.B)
		b.B = b.B[:old+d]
		copy(b.B[start+len(src):], b.B[stop:old])
		copy(b.B[start:], src)
	} else {
		nb := make([]byte, 0, (len(b.B)+d)*9/8+8)
		nb = append(append(append(nb, b.B[:start]...), src...), tail...)
		b.B = nb
	}
	return nil
}

// itemsOf returns what an assignment to a slice of x puts there.
func (x *ByteArray) itemsOf(t *Thread, val Value) (string, *Exception) {
	if s, ok, err := bytesLike(t, val); ok {
		if val.O == &x.Object {
			s = strings.Clone(s)
		}
		return s, err
	}
	if val.O.Typ.Flags&(FlagStr|FlagInt) != 0 || val.O.Typ.Slots.Iter == nil && val.O.Typ.Slots.GetItem == nil {
		return "", t.Errorf(TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
	}
	b, err := bytesSource(t, []Value{val, {}, {}}, "bytearray", "byte")
	return bytesAsString(b), err
}

// extend appends src, which may be x itself.
func (x *ByteArray) extend(t *Thread, src string) *Exception {
	if len(src) == 0 {
		return nil
	}
	b, err := x.resize(t)
	if err != nil {
		return err
	}
	b.B = append(b.B, src...)
	return nil
}

func byteArrayCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	if a.O.Typ.Flags&FlagByteArray == 0 {
		return NotImplemented, nil
	}
	y, ok, err := bytesLike(t, b)
	if !ok && err == nil {
		err = warnCompared(t, a, b, op)
	}
	if !ok || err != nil {
		return NotImplemented, err
	}
	return Bool(cmpHolds(compareText(byteArrayOf(a).text(t), y, op), op)), nil
}

var byteArrayInit = &Func{Name: "bytearray", Sig: bytesSig}

func init() {
	SetLayout[ByteArray](ByteArrayType)
	ByteArrayType.Alloc = func(t *Thread, typ *Type) *Object {
		x := Allocate[ByteArray](typ)
		x.init(t, nil)
		return &x.Object
	}
	ByteArrayType.Doc = "A mutable sequence of bytes."
	byteArrayInit.Fn = func(t *Thread, a []Value) (Value, *Exception) {
		b, err := bytesSource(t, a, "bytearray", "byte")
		return BytesOwned(b), err
	}
	sl := &ByteArrayType.Slots
	sl.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return Value{O: typ.Alloc(t, typ)}, nil
	}
	sl.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		r, err := byteArrayInit.CallWith(t, args, kwnames)
		if err != nil {
			return err
		}
		b, err := byteArrayOf(v).resize(t)
		if err == nil {
			b.B = []byte(bytesOfValue(r).S)
		}
		return err
	}
	sl.Num[OpAdd], sl.Num[OpMul] = byteArrayAdd, byteArrayMul
	sl.Num[OpMod] = func(t *Thread, a, b Value) (Value, *Exception) {
		x, ok := AsByteArray(a)
		if !ok {
			return NotImplemented, nil
		}
		r, err := formatBytes(t, string(x.Read(t).B), b)
		if err != nil {
			return Value{}, err
		}
		return NewByteArray(t, r).Value(), nil
	}
	sl.INum[OpAdd] = func(t *Thread, a, b Value) (Value, *Exception) {
		y, ok, err := bytesLike(t, b)
		if err != nil {
			return Value{}, err
		}
		if !ok {
			return Value{}, t.Errorf(TypeError, "can't concat %s to %s", b.TypeName(), a.TypeName())
		}
		return a, byteArrayOf(a).extend(t, y)
	}
	sl.INum[OpMul] = func(t *Thread, a, b Value) (Value, *Exception) {
		n, ok, err := RepeatTimes(t, b)
		if err != nil || !ok {
			return NotImplemented, err
		}
		s, err := repeatText(t, byteArrayOf(a).text(t), n)
		if err != nil || n == 1 {
			return a, err
		}
		body, err := byteArrayOf(a).resize(t)
		if err != nil {
			return Value{}, err
		}
		body.B = []byte(s)
		return a, nil
	}
	sl.GetItem, sl.SetItem = byteArrayGetItem, byteArraySetItem
	sl.Len = func(t *Thread, v Value) (int, *Exception) { return byteArrayOf(v).Len(t), nil }
	sl.Contains = func(t *Thread, v, x Value) (bool, *Exception) {
		if x.O.Typ.Flags&FlagInt == 0 && x.O.Typ.Slots.Index != nil {
			var err *Exception
			if x, err = Index(t, x); err != nil {
				return false, err
			}
		}
		return bytesContains(t, byteArrayOf(v).text(t), x)
	}
	sl.Compare = byteArrayCompare
	sl.Iter = newBytesIter(ByteArrayIterType)
	sl.Repr = func(t *Thread, v Value) (Value, *Exception) {
		return NewStr(v.O.Typ.Name + "(b" + reprByteArray(byteArrayOf(v).text(t)) + ")"), nil
	}
	sl.Str = bytesStr(sl.Repr, "bytearray")
	sl.Buffer = func(t *Thread, v Value) (*Buffer, *Exception) {
		return &Buffer{Exporter: byteArrayOf(v), Format: "B", ItemSize: 1}, nil
	}
	ByteArrayType.Methods = append(byteMethods(byteOps{
		text: func(t *Thread, v Value) string { return byteArrayOf(v).text(t) },
		make: func(t *Thread, s string) Value { return NewByteArray(t, []byte(s)).Value() },
		copy: func(t *Thread, s string) Value { return NewByteArray(t, []byte(s)).Value() },
		fresh: func(t *Thread, n int) (Value, []byte) {
			b := make([]byte, n)
			return NewByteArray(t, b).Value(), b
		},
		same: func(t *Thread, v Value) Value {
			return NewByteArray(t, append([]byte(nil), byteArrayOf(v).Read(t).B...)).Value()
		},
		name: "bytearray",
	}), byteArrayMethods...)
}

// reprByteArray is ReprBytes but for an apostrophe, which is escaped even
// between double quotes.
func reprByteArray(s string) string {
	r := ReprBytes(s)
	if r[0] != '"' {
		return r
	}
	return strings.ReplaceAll(r, "'", `\'`)
}

var byteArrayMethods = []Def{
	{Name: "append", Sig: "item, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		c, err := byteValue(t, a[1], "byte")
		if err != nil {
			return Value{}, err
		}
		b, err := byteArrayOf(a[0]).resize(t)
		if err != nil {
			return Value{}, err
		}
		b.B = append(b.B, c)
		return None, nil
	}},
	{Name: "extend", Sig: "iterable_of_ints, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		x := byteArrayOf(a[0])
		if s, ok, err := bytesLike(t, a[1]); ok {
			if err != nil {
				return Value{}, err
			}
			return None, x.extend(t, s)
		}
		if s := &a[1].O.Typ.Slots; s.Iter == nil && s.GetItem == nil {
			return Value{}, t.Errorf(TypeError, "can't extend bytearray with %s", a[1].TypeName())
		}
		var add []byte
		if _, err := LengthHint(t, a[1], 0); err != nil {
			return Value{}, err
		}
		err := Iterate(t, a[1], func(v Value) (bool, *Exception) {
			c, err := byteValue(t, v, "byte")
			add = append(add, c)
			return true, err
		})
		if err != nil {
			return Value{}, err
		}
		return None, x.extend(t, bytesAsString(add))
	}},
	{Name: "insert", Sig: "index, item, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		i, err := IndexInt(t, a[1], OverflowError)
		if err != nil {
			return Value{}, err
		}
		c, err := byteValue(t, a[2], "byte")
		if err != nil {
			return Value{}, err
		}
		b, err := byteArrayOf(a[0]).resize(t)
		if err != nil {
			return Value{}, err
		}
		n := int64(len(b.B))
		if i < 0 {
			i = max(i+n, 0)
		}
		i = min(i, n)
		b.B = append(b.B, 0)
		copy(b.B[i+1:], b.B[i:])
		b.B[i] = c
		return None, nil
	}},
	{Name: "pop", Sig: "index=-1, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		i := int64(-1)
		if a[1].O != nil {
			var err *Exception
			if i, err = IndexInt(t, a[1], OverflowError); err != nil {
				return Value{}, err
			}
		}
		x := byteArrayOf(a[0])
		n := int64(len(x.Read(t).B))
		if n == 0 {
			return Value{}, t.Errorf(IndexError, "pop from empty bytearray")
		}
		if i < 0 {
			i += n
		}
		if i < 0 || i >= n {
			return Value{}, t.Errorf(IndexError, "pop index out of range")
		}
		b, err := x.resize(t)
		if err != nil {
			return Value{}, err
		}
		c := b.B[i]
		b.B = append(b.B[:i], b.B[i+1:]...)
		return Int(int64(c)), nil
	}},
	{Name: "remove", Sig: "value, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		c, err := byteValue(t, a[1], "byte")
		if err != nil {
			return Value{}, err
		}
		x := byteArrayOf(a[0])
		i := strings.IndexByte(x.text(t), c)
		if i < 0 {
			return Value{}, t.Errorf(ValueError, "value not found in bytearray")
		}
		b, err := x.resize(t)
		if err != nil {
			return Value{}, err
		}
		b.B = append(b.B[:i], b.B[i+1:]...)
		return None, nil
	}},
	{Name: "reverse", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		b := byteArrayOf(a[0]).Write(t).B
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
		return None, nil
	}},
	{Name: "clear", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		b, err := byteArrayOf(a[0]).resize(t)
		if err == nil {
			b.B = nil
		}
		return None, err
	}},
	{Name: "copy", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		return NewByteArray(t, append([]byte(nil), byteArrayOf(a[0]).Read(t).B...)).Value(), nil
	}},
	{Name: "__alloc__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		return Int(int64(cap(byteArrayOf(a[0]).Read(t).B))), nil
	}},
	{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return byteArrayReduce(t, a[0], 2) }},
	{Name: "__reduce_ex__", Sig: "proto=0, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		proto := int64(0)
		if a[1].O != nil {
			var err *Exception
			if proto, err = IndexInt(t, a[1], OverflowError); err != nil {
				return Value{}, err
			}
		}
		return byteArrayReduce(t, a[0], proto)
	}},
}

// byteArrayReduce returns (type, args, __dict__ or None) for pickling.
func byteArrayReduce(t *Thread, v Value, proto int64) (Value, *Exception) {
	dict, err := LookupAttr(t, v, Intern("__dict__"))
	if err != nil {
		return Value{}, err
	}
	if dict.O == nil {
		dict = None
	}
	s := string(byteArrayOf(v).Read(t).B)
	args := emptyTuple.Value()
	switch {
	case len(s) == 0:
	case proto < 3:
		args = TupleOf([]Value{NewStr(latin1Text(s)), NewStr("latin-1")})
	default:
		args = TupleOf([]Value{NewBytes(s)})
	}
	return TupleOf([]Value{v.O.Typ.Value(), args, dict}), nil
}
