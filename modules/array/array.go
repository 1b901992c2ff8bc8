// Package array is the module of that name: sequences of machine values.
package array

import (
	"bytes"
	"math"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

type (
	args      = []object.Value
	value     = object.Value
	thread    = object.Thread
	exception = object.Exception
)

var (
	null = value{}
	none = object.None
)

const typecodes = "bBuhHiIlLqQfd"

// array is array.array. Its items lie in the body as the machine has them.
type array struct {
	object.Object
	box   stm.Box
	first body
	code  byte // typecode
	size  int  // of an item
}

type body struct {
	stm.Body
	b       []byte
	exports int
	cards   *object.ByteCards // not nil: the bytes are there, as in a large bytearray
}

var arrayType = &object.Type{Name: "array", Doc: "A sequence of numbers or characters of one type, packed as in C.", Module: "array", Flags: object.FlagSequence | object.FlagWeakRef}

var arrayKind = &stm.Kind{Name: "array", Clone: func(b *stm.Body) *stm.Body {
	o := (*body)(unsafe.Pointer(b))
	n := &body{exports: o.exports, cards: o.cards}
	switch {
	case o.cards != nil: // shared: only what they refer to changes
	case len(o.b) > object.BigBytes:
		n.cards = object.CardBytes(o.b)
	default:
		n.b = append(make([]byte, 0, len(o.b)+16), o.b...)
	}
	return &n.Body
}}

func arrayOf(v value) *array { return (*array)(unsafe.Pointer(v.O)) }

func asArray(v value) (*array, bool) {
	if object.IsInstance(v, arrayType) {
		return arrayOf(v), true
	}
	return nil, false
}

// newArray makes an array of class typ that takes over b.
func newArray(t *thread, typ *object.Type, code byte, b []byte) *array {
	x := object.Allocate[array](typ)
	x.code, x.size = code, itemSize(code)
	x.first.b = b
	x.first.Init(t.Stamp())
	x.box.Init(&x.first.Body)
	return x
}

func itemSize(code byte) int {
	if code == 'u' {
		return 4
	}
	return object.NativeSize(code)
}

func (x *array) value() value { return value{O: &x.Object} }

// read opens x for reading, in flat form.
func (x *array) read(t *thread) *body {
	b := x.open(t)
	if b.cards == nil {
		return b
	}
	if v, ok := t.ViewOf(&x.box).(*body); ok {
		return v
	}
	v := &body{b: b.cards.All(t), exports: b.exports}
	t.KeepView(&x.box, v)
	return v
}

// write opens x for any change.
func (x *array) write(t *thread) *body {
	b := x.openWrite(t)
	if b.cards != nil {
		b.flatten(t)
	}
	return b
}

// open opens x for reading. The body can be carded, unless t runs alone.
func (x *array) open(t *thread) *body {
	b := x.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&x.box, b)
	}
	ab := (*body)(unsafe.Pointer(b))
	if ab.cards != nil && t.Tx.Exclusive() {
		ab.flatten(t)
	}
	return ab
}

// openWrite opens x for change. The body can be carded, unless t runs alone.
func (x *array) openWrite(t *thread) *body {
	b := x.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&x.box, b, arrayKind)
	}
	ab := (*body)(unsafe.Pointer(b))
	if ab.cards != nil {
		if t.Tx.Exclusive() {
			ab.flatten(t)
		}
		t.ForgetView(&x.box)
	}
	return ab
}

func (b *body) flatten(t *thread) { b.b, b.cards = b.cards.All(t), nil }

// inCards returns the cards of x if assigning items should go there.
func (x *array) inCards(t *thread) *object.ByteCards {
	b := x.open(t)
	if b.cards == nil && b.Stamp() != t.Tx.ID && len(b.b) > object.BigBytes {
		b = x.openWrite(t)
	}
	if b.cards != nil {
		t.ForgetView(&x.box)
	}
	return b.cards
}

// resize opens x for change of its length.
func (x *array) resize(t *thread) (*body, *exception) {
	b := x.write(t)
	if b.exports > 0 {
		return nil, t.Errorf(object.BufferError, "cannot resize an array that is exporting buffers")
	}
	return b, nil
}

// Bytes and Export make an array an object.Exporter.
func (x *array) Bytes(t *thread, write bool) []byte {
	if write {
		return x.write(t).b
	}
	return x.read(t).b
}

func (x *array) Export(t *thread, n int) { x.write(t).exports += n }

func (x *array) len(t *thread) int {
	b := x.open(t)
	if b.cards != nil {
		return b.cards.Len() / x.size
	}
	return len(b.b) / x.size
}

// item returns item i.
func (x *array) item(t *thread, i int) value {
	var b []byte
	if ab := x.open(t); ab.cards != nil {
		b = ab.cards.At(t, i*x.size)
	} else {
		b = ab.b[i*x.size:]
	}
	if x.code == 'u' {
		return object.NewStr(string(object.AppendRune(nil, rune(object.ReadNative('i', b).Int()))))
	}
	return object.ReadNative(x.code, b)
}

var intNames = map[byte]string{'b': "signed char", 'B': "unsigned byte integer", 'h': "signed short integer", 'H': "unsigned short", 'i': "signed integer", 'I': "unsigned int"}

// pack converts v to an item.
func (x *array) pack(t *thread, v value) (item [8]byte, err *exception) {
	switch x.code {
	case 'u':
		s, ok := object.AsStr(v)
		if !ok || s.Len() != 1 {
			return item, t.Errorf(object.TypeError, "array item must be unicode character")
		}
		r, _ := object.DecodeRune(s.S)
		object.WriteNativeInt('I', item[:], uint64(r))
		return item, nil
	case 'f', 'd':
		f, err := object.FloatArg(t, v)
		if err != nil {
			return item, err
		}
		if x.code == 'f' {
			object.WriteNativeInt('I', item[:], uint64(math.Float32bits(float32(f))))
		} else {
			object.WriteNativeInt('Q', item[:], math.Float64bits(f))
		}
		return item, nil
	}
	n, err := object.Index(t, v)
	if err != nil {
		return item, err
	}
	if u, ok := object.IntBits(n, x.code); ok {
		object.WriteNativeInt(x.code, item[:], u)
		return item, nil
	}
	small, big := object.AsInt(n)
	negative := small < 0 || big != nil && big.Sign() < 0
	switch {
	case x.code == 'q' || x.code == 'Q' && !negative:
		return item, t.Errorf(object.OverflowError, "int too big to convert")
	case x.code == 'Q':
		return item, t.Errorf(object.OverflowError, "can't convert negative int to unsigned")
	case x.code == 'l':
		return item, t.Errorf(object.OverflowError, "Python int too large to convert to C long")
	case (x.code == 'L' || x.code == 'I') && negative:
		return item, t.Errorf(object.OverflowError, "can't convert negative value to unsigned int")
	case x.code == 'L' || x.code == 'I' && big != nil:
		return item, t.Errorf(object.OverflowError, "Python int too large to convert to C unsigned long")
	case big != nil:
		return item, t.Errorf(object.OverflowError, "Python int too large to convert to C long")
	case negative:
		return item, t.Errorf(object.OverflowError, "%s is less than minimum", intNames[x.code])
	}
	return item, t.Errorf(object.OverflowError, "%s is greater than maximum", intNames[x.code])
}

// packAll converts the items of an iterable.
func (x *array) packAll(t *thread, v value) ([]byte, *exception) {
	var b []byte
	err := object.Iterate(t, v, func(v value) (bool, *exception) {
		item, err := x.pack(t, v)
		b = append(b, item[:x.size]...)
		return true, err
	})
	return b, err
}

// index resolves a subscript.
func (x *array) index(t *thread, key value) (int, *exception) {
	if !key.Type().Is(object.FlagInt) && key.Type().Slots.Index == nil {
		return 0, t.Errorf(object.TypeError, "array indices must be integers")
	}
	i, err := object.IndexInt(t, key, object.IndexError)
	if err != nil {
		return 0, err
	}
	n := int64(x.len(t))
	if i < 0 {
		i += n
	}
	if uint64(i) >= uint64(n) {
		return 0, t.Errorf(object.IndexError, "array index out of range")
	}
	return int(i), nil
}

func getItem(t *thread, v, key value) (value, *exception) {
	x := arrayOf(v)
	if key.Type() == object.SliceType {
		start, _, step, n, err := object.SliceIndices(t, key, x.len(t))
		if err != nil {
			return null, err
		}
		src := x.read(t).b
		b := make([]byte, 0, n*x.size)
		for range n {
			b = append(b, src[start*x.size:(start+1)*x.size]...)
			start += step
		}
		return newArray(t, arrayType, x.code, b).value(), nil
	}
	i, err := x.index(t, key)
	if err != nil {
		return null, err
	}
	return x.item(t, i), nil
}

func setItem(t *thread, v, key, val value) *exception {
	x := arrayOf(v)
	if key.Type() == object.SliceType {
		return x.setSlice(t, key, val)
	}
	i, err := x.index(t, key)
	if err != nil {
		if err.Matches(object.IndexError) && val.O != nil {
			err = t.Errorf(object.IndexError, "array assignment index out of range")
		}
		return err
	}
	if val.O == nil {
		b, err := x.resize(t)
		if err == nil {
			b.b = append(b.b[:i*x.size], b.b[(i+1)*x.size:]...)
		}
		return err
	}
	item, err := x.pack(t, val)
	if err != nil {
		return err
	}
	if i >= x.len(t) {
		return t.Errorf(object.IndexError, "array assignment index out of range")
	}
	if c := x.inCards(t); c != nil {
		c.Put(t, i*x.size, item[:x.size])
		return nil
	}
	copy(x.write(t).b[i*x.size:], item[:x.size])
	return nil
}

func badArgument(t *thread) *exception {
	return t.Errorf(object.TypeError, "bad argument type for built-in operation")
}

func (x *array) setSlice(t *thread, key, val value) *exception {
	var src []byte
	if val.O != nil {
		y, ok := asArray(val)
		if !ok {
			return t.Errorf(object.TypeError, "can only assign array (not \"%s\") to array slice", val.TypeName())
		}
		if y.code != x.code {
			return badArgument(t)
		}
		src = append(src, y.read(t).b...)
	}
	start, stop, step, n, err := object.SliceIndices(t, key, x.len(t))
	if err != nil {
		return err
	}
	size := x.size
	if step == 1 {
		stop = max(start, stop)
		if len(src) == (stop-start)*size {
			if c := x.inCards(t); c != nil {
				c.Put(t, start*size, src)
				return nil
			}
			copy(x.write(t).b[start*size:], src)
			return nil
		}
		old := x.read(t).b
		nb := make([]byte, 0, len(old)+len(src))
		nb = append(append(append(nb, old[:start*size]...), src...), old[stop*size:]...)
		b, err := x.resize(t)
		if err == nil {
			b.b = nb
		}
		return err
	}
	if val.O == nil {
		drop := make([]bool, x.len(t))
		for range n {
			drop[start] = true
			start += step
		}
		b, err := x.resize(t)
		if err != nil {
			return err
		}
		kept := b.b[:0]
		for i, d := range drop {
			if !d {
				kept = append(kept, b.b[i*size:(i+1)*size]...)
			}
		}
		b.b = kept
		return nil
	}
	if len(src) != n*size {
		return t.Errorf(object.ValueError, "attempt to assign array of size %d to extended slice of size %d", len(src)/size, n)
	}
	if c := x.inCards(t); c != nil {
		for i := range n {
			c.Put(t, start*size, src[i*size:(i+1)*size])
			start += step
		}
		return nil
	}
	b := x.write(t).b
	for i := range n {
		copy(b[start*size:], src[i*size:(i+1)*size])
		start += step
	}
	return nil
}

// extend appends the items of v.
func (x *array) extend(t *thread, v value) *exception {
	var add []byte
	if y, ok := asArray(v); ok {
		if y.code != x.code {
			return t.Errorf(object.TypeError, "can only extend with array of same kind")
		}
		add = y.read(t).b
	} else {
		// Items are appended one by one, as far as it goes.
		return object.Iterate(t, v, func(v value) (bool, *exception) {
			item, err := x.pack(t, v)
			if err != nil {
				return false, err
			}
			b, err := x.resize(t)
			if err == nil {
				b.b = append(b.b, item[:x.size]...)
			}
			return true, err
		})
	}
	b, err := x.resize(t)
	if err == nil {
		b.b = append(b.b, add...)
	}
	return err
}

func compare(t *thread, a, b value, op object.CmpOp) (value, *exception) {
	x, ok1 := asArray(a)
	y, ok2 := asArray(b)
	if !ok1 || !ok2 {
		return object.NotImplemented, nil
	}
	n, m := x.len(t), y.len(t)
	if n != m && (op == object.CmpEq || op == object.CmpNe) {
		return object.Bool(op == object.CmpNe), nil
	}
	if x.code == y.code && x.code != 'f' && x.code != 'd' && (op == object.CmpEq || op == object.CmpNe) {
		return object.Bool(bytes.Equal(x.read(t).b, y.read(t).b) == (op == object.CmpEq)), nil
	}
	for i := range min(n, m) {
		v, w := x.item(t, i), y.item(t, i)
		r, err := object.Compare(t, v, w, object.CmpEq)
		if err != nil {
			return null, err
		}
		if r == object.True {
			continue
		}
		switch op {
		case object.CmpEq:
			return object.False, nil
		case object.CmpNe:
			return object.True, nil
		}
		return object.Compare(t, v, w, op)
	}
	return object.Compare(t, object.Int(int64(n)), object.Int(int64(m)), op)
}

// text returns the contents of a u array.
func (x *array) text(t *thread) string {
	var s []byte
	for i := range x.len(t) {
		s = object.AppendRune(s, rune(object.ReadNative('I', x.read(t).b[4*i:]).Int()))
	}
	return string(s)
}

func repr(t *thread, v value) (value, *exception) {
	x := arrayOf(v)
	head := v.Type().Name + "('" + string(rune(x.code)) + "'"
	if x.len(t) == 0 {
		return object.NewStr(head + ")"), nil
	}
	var items object.Value
	if x.code == 'u' {
		items = object.NewStr(x.text(t))
	} else {
		items = x.list(t)
	}
	r, err := object.Repr(t, items)
	if err != nil {
		return null, err
	}
	return object.NewStr(head + ", " + r.S + ")"), nil
}

func (x *array) list(t *thread) value {
	items := make([]value, x.len(t))
	for i := range items {
		items[i] = x.item(t, i)
	}
	return object.NewList(t, items).Value()
}

// construct is array(typecode[, initializer]).
func construct(t *thread, typ *object.Type, a, kw []value) (value, *exception) {
	if len(kw) > 0 && typ == arrayType {
		return null, t.Errorf(object.TypeError, "array.array() takes no keyword arguments")
	}
	a = a[:len(a)-len(kw)]
	switch {
	case len(a) < 1:
		return null, t.Errorf(object.TypeError, "array() takes at least 1 argument (%d given)", len(a))
	case len(a) > 2:
		return null, t.Errorf(object.TypeError, "array() takes at most 2 arguments (%d given)", len(a))
	}
	code, ok := object.AsStr(a[0])
	if !ok || code.Len() != 1 {
		return null, t.Errorf(object.TypeError, "array() argument 1 must be a unicode character, not %s", object.ArgTypeName(a[0]))
	}
	return makeArray(t, typ, code.S, a[1:])
}

func makeArray(t *thread, typ *object.Type, code string, init []value) (value, *exception) {
	if len(code) != 1 || bytes.IndexByte([]byte(typecodes), code[0]) < 0 {
		return null, t.Errorf(object.ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
	}
	x := newArray(t, typ, code[0], nil)
	if len(init) == 0 {
		return x.value(), nil
	}
	v := init[0]
	if s, ok := object.AsStr(v); ok {
		if x.code != 'u' {
			return null, t.Errorf(object.TypeError, "cannot use a str to initialize an array with typecode '%c'", x.code)
		}
		x.first.b = runes(s.S)
		return x.value(), nil
	}
	y, isArray := asArray(v)
	if isArray && y.code == 'u' && x.code != 'u' {
		return null, t.Errorf(object.TypeError, "cannot use a unicode array to initialize an array with typecode '%c'", x.code)
	}
	switch {
	case isArray && y.code == x.code:
		x.first.b = append(x.first.b, y.read(t).b...)
	case v.Type().Is(object.FlagBytes) || v.Type().Is(object.FlagByteArray):
		s, err := object.BytesCopy(t, v)
		if err != nil {
			return null, err
		}
		if len(s)%x.size != 0 {
			return null, t.Errorf(object.ValueError, "bytes length not a multiple of item size")
		}
		x.first.b = []byte(s)
	default:
		b, err := x.packAll(t, v)
		if err != nil {
			return null, err
		}
		x.first.b = b
	}
	return x.value(), nil
}

// runes returns text as u items.
func runes(s string) []byte {
	var b []byte
	for s != "" {
		r, n := object.DecodeRune(s)
		s = s[n:]
		var item [4]byte
		object.WriteNativeInt('I', item[:], uint64(r))
		b = append(b, item[:]...)
	}
	return b
}

func init() {
	object.SetLayout[array](arrayType)
	sl := &arrayType.Slots
	sl.New = construct
	sl.Repr = repr
	sl.GetItem, sl.SetItem, sl.Compare = getItem, setItem, compare
	sl.Len = func(t *thread, v value) (int, *exception) { return arrayOf(v).len(t), nil }
	sl.Contains = func(t *thread, v, x value) (bool, *exception) {
		i, err := arrayOf(v).find(t, x, 0, math.MaxInt)
		return i >= 0, err
	}
	sl.Iter = newIter
	sl.Buffer = func(t *thread, v value) (*object.Buffer, *exception) {
		x := arrayOf(v)
		code := x.code
		if code == 'u' {
			code = 'w'
		}
		return &object.Buffer{Exporter: x, Format: string(rune(code)), ItemSize: x.size}, nil
	}
	sl.Num[object.OpAdd] = func(t *thread, a, b value) (value, *exception) {
		x, ok := asArray(a)
		if !ok {
			return object.NotImplemented, nil
		}
		y, ok := asArray(b)
		if !ok {
			return null, t.Errorf(object.TypeError, "can only append array (not \"%s\") to array", b.TypeName())
		}
		if x.code != y.code {
			return null, badArgument(t)
		}
		return newArray(t, arrayType, x.code, append(append([]byte(nil), x.read(t).b...), y.read(t).b...)).value(), nil
	}
	sl.INum[object.OpAdd] = func(t *thread, a, b value) (value, *exception) {
		if _, ok := asArray(b); !ok {
			return null, t.Errorf(object.TypeError, "can only extend array with array (not \"%s\")", b.TypeName())
		}
		return a, arrayOf(a).extend(t, b)
	}
	sl.Num[object.OpMul] = func(t *thread, a, b value) (value, *exception) {
		x, ok := asArray(a)
		if !ok {
			if x, ok = asArray(b); !ok {
				return object.NotImplemented, nil
			}
			b = a
		}
		n, ok, err := object.RepeatTimes(t, b)
		if err != nil || !ok {
			return object.NotImplemented, err
		}
		r, err := repeat(t, x.read(t).b, n)
		if err != nil {
			return value{}, err
		}
		return newArray(t, arrayType, x.code, r).value(), nil
	}
	sl.INum[object.OpMul] = func(t *thread, a, b value) (value, *exception) {
		n, ok, err := object.RepeatTimes(t, b)
		if err != nil || !ok {
			return object.NotImplemented, err
		}
		x := arrayOf(a)
		r, err := repeat(t, x.read(t).b, n)
		if err != nil {
			return value{}, err
		}
		body, err := x.resize(t)
		if err == nil {
			body.b = r
		}
		return a, err
	}
	arrayType.Methods = methods
	arrayType.Getsets = []object.GetSet{
		{Name: "typecode", Get: func(t *thread, v value) (value, *exception) { return object.NewStr(string(rune(arrayOf(v).code))), nil }},
		{Name: "itemsize", Get: func(t *thread, v value) (value, *exception) { return object.Int(int64(arrayOf(v).size)), nil }},
	}
	object.RegisterModule("array", func(t *thread) (*object.Module, *exception) {
		m := object.NewModule(t, "array", "The class array: numbers and characters packed as in C.")
		iterType.Ready()
		m.AddType(t, arrayType)
		m.Set(t, "ArrayType", arrayType.Value())
		m.Set(t, "typecodes", object.NewStr(typecodes))
		m.AddFuncs(t, []object.Def{reconstructor})
		return m, nil
	})
}

// iterator is the iterator over an array.
type iterator struct {
	object.Object
	box   stm.Box
	first iterBody
}

type iterBody struct {
	stm.Body
	x  *array // nil at the end
	at int
}

var iterType = &object.Type{Name: "arrayiterator", Module: "array", Flags: object.FlagNoBase | object.FlagNoNew}

var iterKind = &stm.Kind{Name: "arrayiterator", Clone: func(b *stm.Body) *stm.Body {
	o := (*iterBody)(unsafe.Pointer(b))
	return &(&iterBody{x: o.x, at: o.at}).Body
}}

func newIter(t *thread, v value) (value, *exception) {
	it := &iterator{Object: object.Object{Typ: iterType}}
	it.first.x = arrayOf(v)
	it.first.Init(t.Stamp())
	it.box.Init(&it.first.Body)
	return it.Object.Value(), nil
}

func (it *iterator) write(t *thread) *iterBody {
	b := it.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&it.box, b, iterKind)
	}
	return (*iterBody)(unsafe.Pointer(b))
}

func init() {
	iterType.Slots.Iter = func(t *thread, v value) (value, *exception) { return v, nil }
	iterType.Slots.Next = func(t *thread, v value) (value, *exception) {
		b := (*iterator)(unsafe.Pointer(v.O)).write(t)
		if b.x == nil {
			return null, nil
		}
		if b.at >= b.x.len(t) {
			b.x = nil
			return null, nil
		}
		b.at++
		return b.x.item(t, b.at-1), nil
	}
	iterType.Methods = []object.Def{
		{Name: "__reduce__", Fn: func(t *thread, a args) (value, *exception) {
			b := (*iterator)(unsafe.Pointer(a[0].O)).write(t)
			iter := t.Interp.Builtins.GetStr(t, object.Intern("iter"))
			if b.x == nil {
				return object.TupleOf(args{iter, object.TupleOf(args{object.NewTuple(nil)})}), nil
			}
			return object.TupleOf(args{iter, object.TupleOf(args{b.x.value()}), object.Int(int64(b.at))}), nil
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *thread, a args) (value, *exception) {
			n, err := object.IndexInt(t, a[1], object.OverflowError)
			if err == nil {
				(*iterator)(unsafe.Pointer(a[0].O)).write(t).at = int(max(n, 0))
			}
			return none, err
		}},
	}
}

// maxBytes is more than any memory has, of as many bits as an int has.
const maxBytes = math.MaxInt >> (17 * (^uint(0) >> 63))

// repeat returns b n times.
func repeat(t *thread, b []byte, n int) ([]byte, *exception) {
	if n > 0 && len(b) > maxBytes/n {
		return nil, object.NewException(t, object.MemoryError)
	}
	return bytes.Repeat(b, max(n, 0)), nil
}
