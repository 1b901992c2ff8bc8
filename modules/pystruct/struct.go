// Package pystruct is module _struct: values to and from packed binary data.
package pystruct

import (
	"encoding/binary"
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

var null = value{}

// Error is struct.error.
var Error = &object.Type{Name: "error", Module: "struct", Base: object.ExceptionType, Flags: object.FlagException | object.FlagSameLayout}

// layout is a format, taken apart.
type layout struct {
	items []item
	size  int
	n     int  // values that it packs
	big   bool // the most significant byte comes first
	// native formats lie in the machine's sizes, and floats overflow to infinity.
	native bool
}

// item is a run of one code.
type item struct {
	code   byte
	at     int // offset
	size   int // of one
	repeat int // of s and p: the length
}

// standardSize returns the size of a code in the formats with a byte order.
func standardSize(code byte) int {
	switch code {
	case 'x', 'c', 'b', 'B', '?', 's', 'p':
		return 1
	case 'h', 'H', 'e':
		return 2
	case 'i', 'I', 'l', 'L', 'f':
		return 4
	case 'q', 'Q', 'd':
		return 8
	}
	return 0
}

func nativeSize(code byte) int {
	switch code {
	case 'x', 's', 'p':
		return 1
	case 'w':
		return 0
	}
	return object.NativeSize(code)
}

// parse reads a format.
func parse(t *thread, format string) (*layout, *exception) {
	l := &layout{big: nativeBig, native: true}
	sizeOf, align := nativeSize, true
	if format != "" {
		c := format[0]
		switch c {
		case '<':
			l.big = false
		case '>', '!':
			l.big = true
		}
		switch c {
		case '<', '>', '!', '=':
			sizeOf, align, l.native = standardSize, false, false
			format = format[1:]
		case '@':
			format = format[1:]
		}
	}
	tooLong := func() (*layout, *exception) { return nil, t.Errorf(Error, "total struct size too long") }
	for i := 0; i < len(format); i++ {
		c := format[i]
		if c == ' ' || '\t' <= c && c <= '\r' {
			continue
		}
		n := 1
		if '0' <= c && c <= '9' {
			n = 0
			for ; i < len(format) && '0' <= format[i] && format[i] <= '9'; i++ {
				d := int(format[i] - '0')
				if n > (math.MaxInt-d)/10 {
					return tooLong()
				}
				n = n*10 + d
			}
			if i == len(format) {
				return nil, t.Errorf(Error, "repeat count given without format specifier")
			}
			c = format[i]
		}
		size := sizeOf(c)
		if size == 0 {
			return nil, t.Errorf(Error, "bad char in struct format")
		}
		if align && size > 1 {
			if l.size > math.MaxInt-size {
				return tooLong()
			}
			l.size = (l.size + size - 1) &^ (size - 1)
		}
		if n > (math.MaxInt-l.size)/size {
			return tooLong()
		}
		it := item{code: c, at: l.size, size: size, repeat: n}
		l.size += n * size
		switch c {
		case 'x':
			continue
		case 's', 'p':
			l.n++
		default:
			l.n += n
			if n == 0 {
				continue
			}
		}
		l.items = append(l.items, it)
	}
	return l, nil
}

// unpack returns the values in b, which has the right size.
func (l *layout) unpack(b string) value {
	tup := object.MakeTuple(l.n)
	vals := tup.Items[:0]
	raw := unsafe.Slice(unsafe.StringData(b), len(b))
	for _, it := range l.items {
		switch it.code {
		case 's':
			vals = append(vals, object.CopyBytes(raw[it.at:it.at+it.repeat]))
			continue
		case 'p':
			if it.repeat == 0 {
				vals = append(vals, object.NewBytes(""))
				continue
			}
			n := min(int(raw[it.at]), it.repeat-1)
			vals = append(vals, object.CopyBytes(raw[it.at+1:it.at+1+n]))
			continue
		}
		at := it.at
		for range it.repeat {
			vals = append(vals, l.get(it, raw[at:at+it.size]))
			at += it.size
		}
	}
	return tup.Value()
}

// nativeBig tells which order the machine has.
var nativeBig = binary.NativeEndian.Uint16([]byte{0, 1}) == 1

// bits reads an unsigned integer.
func (l *layout) bits(b []byte) uint64 {
	switch {
	case len(b) == 1:
		return uint64(b[0])
	case len(b) == 2 && l.big:
		return uint64(binary.BigEndian.Uint16(b))
	case len(b) == 2:
		return uint64(binary.LittleEndian.Uint16(b))
	case len(b) == 4 && l.big:
		return uint64(binary.BigEndian.Uint32(b))
	case len(b) == 4:
		return uint64(binary.LittleEndian.Uint32(b))
	case l.big:
		return binary.BigEndian.Uint64(b)
	}
	return binary.LittleEndian.Uint64(b)
}

func (l *layout) putBits(b []byte, u uint64) {
	switch {
	case len(b) == 1:
		b[0] = byte(u)
	case len(b) == 2 && l.big:
		binary.BigEndian.PutUint16(b, uint16(u))
	case len(b) == 2:
		binary.LittleEndian.PutUint16(b, uint16(u))
	case len(b) == 4 && l.big:
		binary.BigEndian.PutUint32(b, uint32(u))
	case len(b) == 4:
		binary.LittleEndian.PutUint32(b, uint32(u))
	case l.big:
		binary.BigEndian.PutUint64(b, u)
	default:
		binary.LittleEndian.PutUint64(b, u)
	}
}

func (l *layout) get(it item, b []byte) value {
	u := l.bits(b)
	switch it.code {
	case 'c':
		return object.NewBytes(string(b))
	case '?':
		return object.Bool(u != 0)
	case 'e':
		return object.Float(object.HalfToFloat(uint16(u)))
	case 'f':
		return object.Float(float64(math.Float32frombits(uint32(u))))
	case 'd':
		return object.Float(math.Float64frombits(u))
	case 'b', 'h', 'i', 'l', 'q', 'n':
		shift := 64 - 8*len(b)
		return object.Int(int64(u<<shift) >> shift)
	}
	return object.Uint(u)
}

// pack stores vals into b, which is zero and of the right size.
func (l *layout) pack(t *thread, b []byte, vals []value) *exception {
	if len(vals) != l.n {
		return t.Errorf(Error, "pack expected %d items for packing (got %d)", l.n, len(vals))
	}
	for _, it := range l.items {
		if it.code == 's' || it.code == 'p' {
			v := vals[0]
			vals = vals[1:]
			if !v.Type().Is(object.FlagBytes) && !v.Type().Is(object.FlagByteArray) {
				return t.Errorf(Error, "argument for '%c' must be a bytes object", it.code)
			}
			s, err := object.BytesView(t, v)
			if err != nil {
				return err
			}
			dst := b[it.at : it.at+it.repeat]
			if it.code == 'p' && it.repeat > 0 {
				n := copy(dst[1:], s)
				dst[0] = byte(min(n, 255))
			} else {
				copy(dst, s)
			}
			continue
		}
		at := it.at
		for range it.repeat {
			if err := l.put(t, it, b[at:at+it.size], vals[0]); err != nil {
				return err
			}
			vals = vals[1:]
			at += it.size
		}
	}
	return nil
}

func (l *layout) put(t *thread, it item, b []byte, v value) *exception {
	switch it.code {
	case 'c':
		s, ok := object.AsBytes(v)
		if !ok || len(s.S) != 1 {
			return t.Errorf(Error, "char format requires a bytes object of length 1")
		}
		b[0] = s.S[0]
		return nil
	case '?':
		is, err := object.Truth(t, v)
		if is {
			b[0] = 1
		}
		return err
	case 'e', 'f', 'd':
		f, err := object.FloatArg(t, v)
		if err != nil {
			return t.Errorf(Error, "required argument is not a float")
		}
		switch it.code {
		case 'e':
			h, ok := object.FloatToHalf(f)
			if !ok {
				return t.Errorf(object.OverflowError, "float too large to pack with e format")
			}
			l.putBits(b, uint64(h))
		case 'f':
			x := float32(f)
			if math.IsInf(float64(x), 0) && !math.IsInf(f, 0) && !l.native {
				return t.Errorf(object.OverflowError, "float too large to pack with f format")
			}
			l.putBits(b, uint64(math.Float32bits(x)))
		default:
			l.putBits(b, math.Float64bits(f))
		}
		return nil
	}
	u, err := l.integer(t, it, v)
	if err == nil {
		l.putBits(b, u)
	}
	return err
}

// integer converts v to the bits of an integer code.
func (l *layout) integer(t *thread, it item, v value) (uint64, *exception) {
	if !v.Type().Is(object.FlagInt) {
		if v.Type().Slots.Index == nil {
			return 0, t.Errorf(Error, "required argument is not an integer")
		}
		var err *exception
		if v, err = object.Index(t, v); err != nil {
			return 0, err
		}
	}
	n, big := object.AsInt(v)
	bits := 8 * it.size
	signed := true
	switch it.code {
	case 'P':
		if big != nil && (big.Sign() < 0 || !big.IsUint64()) {
			return 0, t.Errorf(Error, "int too large to convert")
		}
		if big != nil {
			return big.Uint64(), nil
		}
		return uint64(n), nil
	case 'B', 'H', 'I', 'L', 'Q', 'N':
		signed = false
	}
	switch {
	case big != nil:
		if signed || bits < 64 || !big.IsUint64() {
			return 0, t.Errorf(Error, "argument out of range")
		}
		return big.Uint64(), nil
	case signed && (n>>(bits-1) == 0 || n>>(bits-1) == -1):
		return uint64(n), nil
	case !signed && n >= 0 && (bits == 64 || n>>bits == 0):
		return uint64(n), nil
	case !signed && n < 0 && it.code != 'B' && it.code != 'H':
		return 0, t.Errorf(Error, "argument out of range")
	}
	name := map[byte]string{'b': "byte", 'B': "ubyte", 'h': "short", 'H': "ushort"}[it.code]
	if name == "" {
		name = "'" + string(rune(it.code)) + "'"
	}
	if signed {
		lo, hi := int64(-1)<<(bits-1), int64(1)<<(bits-1)-1
		return 0, t.Errorf(Error, "%s format requires %d <= number <= %d", name, lo, hi)
	}
	return 0, t.Errorf(Error, "%s format requires 0 <= number <= %d", name, uint64(1)<<bits-1)
}

// structObject is struct.Struct. Format and layout are set by __init__.
type structObject struct {
	object.Object
	format string
	layout *layout
}

var structType = &object.Type{Name: "Struct", Doc: "A format of binary data, read once for many records.", Module: "_struct", Flags: object.FlagWeakRef}

func structOf(t *thread, v value) (*structObject, *exception) {
	s := (*structObject)(unsafe.Pointer(v.O))
	if s.layout == nil {
		return nil, t.Errorf(object.RuntimeError, "Struct object is not initialized")
	}
	return s, nil
}

// formatText returns the text of a format argument.
func formatText(t *thread, v value) (string, *exception) {
	if s, ok := object.AsStr(v); ok {
		if s.IsASCII() {
			return s.S, nil
		}
		b, err := object.EncodeStr(t, s, "ascii", "strict")
		if err != nil {
			return "", err
		}
		return b.S, nil
	}
	if b, ok := object.AsBytes(v); ok {
		return b.S, nil
	}
	return "", t.Errorf(object.TypeError, "Struct() argument 1 must be a str or bytes object, not %s", object.ArgTypeName(v))
}

// layouts caches the layouts of formats: an immutable cache.
var layouts = newCache(100)

// layoutOf returns the layout of a format argument.
func layoutOf(t *thread, v value) (*layout, *exception) {
	format, err := formatText(t, v)
	if err != nil {
		return nil, err
	}
	if l := layouts.get(format); l != nil {
		return l, nil
	}
	for i := 0; i < len(format); i++ {
		if format[i] == 0 {
			return nil, t.Errorf(Error, "embedded null character")
		}
	}
	l, err := parse(t, format)
	if err == nil {
		layouts.put(format, l)
	}
	return l, err
}

func (l *layout) packed(t *thread, vals []value) (value, *exception) {
	if l.size == 0 {
		return object.NewBytes(""), l.pack(t, nil, vals)
	}
	v, b := object.MakeBytes(l.size)
	if err := l.pack(t, b, vals); err != nil {
		return null, err
	}
	return v, nil
}

func (l *layout) packInto(t *thread, a args) (value, *exception) {
	if len(a) < 2 {
		what := "buffer"
		if len(a) == 1 {
			what = "offset"
		}
		return null, t.Errorf(Error, "pack_into expected %s argument", what)
	}
	off, err := object.IndexInt(t, a[1], object.OverflowError)
	if err != nil {
		return null, err
	}
	b := make([]byte, l.size)
	if err := l.pack(t, b, a[2:]); err != nil {
		return null, err
	}
	dst, err := object.WritableBytes(t, a[0])
	if err != nil {
		if err.Matches(object.TypeError) {
			err = t.Errorf(object.TypeError, "argument must be read-write bytes-like object, not %s", object.ArgTypeName(a[0]))
		}
		return null, err
	}
	n := int64(len(dst))
	at := off
	if at < 0 {
		if at+int64(l.size) > 0 {
			return null, t.Errorf(Error, "no space to pack %d bytes at offset %d", l.size, at)
		}
		if at+n < 0 {
			return null, t.Errorf(Error, "offset %d out of range for %d-byte buffer", at, n)
		}
		at += n
	}
	if n-at < int64(l.size) {
		return null, t.Errorf(Error, "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)", at+int64(l.size), l.size, at, n)
	}
	copy(dst[at:], b)
	return object.None, nil
}

func (l *layout) unpackFrom(t *thread, v, offset value) (value, *exception) {
	at := int64(0)
	if offset.O != nil {
		var err *exception
		if at, err = object.IndexInt(t, offset, object.OverflowError); err != nil {
			return null, err
		}
	}
	b, err := object.BytesView(t, v)
	if err != nil {
		return null, err
	}
	n := int64(len(b))
	if at < 0 {
		if at+int64(l.size) > 0 {
			return null, t.Errorf(Error, "not enough data to unpack %d bytes at offset %d", l.size, at)
		}
		if at+n < 0 {
			return null, t.Errorf(Error, "offset %d out of range for %d-byte buffer", at, n)
		}
		at += n
	}
	if n-at < int64(l.size) {
		return null, t.Errorf(Error, "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)", at+int64(l.size), l.size, at, n)
	}
	return l.unpack(b[at : at+int64(l.size)]), nil
}

func (l *layout) unpackAll(t *thread, v value) (value, *exception) {
	b, err := object.BytesView(t, v)
	if err != nil {
		return null, err
	}
	if len(b) != l.size {
		return null, t.Errorf(Error, "unpack requires a buffer of %d bytes", l.size)
	}
	return l.unpack(b), nil
}

// unpackIter is what iter_unpack returns.
type unpackIter struct {
	object.Object
	l     *layout
	v     value
	box   stm.Box
	first unpackIterBody
}

type unpackIterBody struct {
	stm.Body
	at int
}

var unpackIterType = &object.Type{Name: "unpack_iterator", Module: "_struct", Flags: object.FlagNoBase | object.FlagNoNew}

var unpackIterKind = &stm.Kind{Name: "unpack_iterator", Clone: func(b *stm.Body) *stm.Body {
	return &(&unpackIterBody{at: (*unpackIterBody)(unsafe.Pointer(b)).at}).Body
}}

func (it *unpackIter) write(t *thread) *unpackIterBody {
	b := it.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&it.box, b, unpackIterKind)
	}
	return (*unpackIterBody)(unsafe.Pointer(b))
}

func (l *layout) iter(t *thread, v value) (value, *exception) {
	if l.size == 0 {
		return null, t.Errorf(Error, "cannot iteratively unpack with a struct of length 0")
	}
	b, err := object.BytesView(t, v)
	if err != nil {
		return null, err
	}
	if len(b)%l.size != 0 {
		return null, t.Errorf(Error, "iterative unpacking requires a buffer of a multiple of %d bytes", l.size)
	}
	it := &unpackIter{Object: object.Object{Typ: unpackIterType}, l: l, v: v}
	it.first.Init(t.Stamp())
	it.box.Init(&it.first.Body)
	return it.Object.Value(), nil
}

func init() {
	unpackIterType.Slots.Iter = func(t *thread, v value) (value, *exception) { return v, nil }
	unpackIterType.Slots.Next = func(t *thread, v value) (value, *exception) {
		it := (*unpackIter)(unsafe.Pointer(v.O))
		body := it.write(t)
		b, err := object.BytesView(t, it.v)
		if err != nil || body.at+it.l.size > len(b) {
			return null, err
		}
		body.at += it.l.size
		return it.l.unpack(b[body.at-it.l.size : body.at]), nil
	}
	unpackIterType.Methods = []object.Def{{Name: "__length_hint__", Fn: func(t *thread, a args) (value, *exception) {
		it := (*unpackIter)(unsafe.Pointer(a[0].O))
		b, err := object.BytesView(t, it.v)
		return object.Int(int64(max(len(b)-it.write(t).at, 0) / it.l.size)), err
	}}}

	object.SetLayout[structObject](structType)
	structType.Slots.New = func(t *thread, typ *object.Type, a []value, kw []value) (value, *exception) {
		return value{O: typ.Alloc(t, typ)}, nil
	}
	initFunc := &object.Func{Name: "Struct", Sig: "self, format", Fn: func(t *thread, a args) (value, *exception) {
		s := (*structObject)(unsafe.Pointer(a[0].O))
		l, err := layoutOf(t, a[1])
		if err != nil {
			return null, err
		}
		s.layout = l
		s.format, err = formatText(t, a[1])
		return object.None, err
	}}
	structType.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception {
		_, err := initFunc.CallWith(t, append([]value{v}, a...), kw)
		return err
	}
	method := func(name, sig string, f func(t *thread, l *layout, a args) (value, *exception)) {
		structType.Methods = append(structType.Methods, object.Def{Name: name, Sig: sig, Fn: func(t *thread, a args) (value, *exception) {
			s, err := structOf(t, a[0])
			if err != nil {
				return null, err
			}
			return f(t, s.layout, a[1:])
		}})
	}
	items := func(v value) []value {
		tup, _ := object.AsTuple(v)
		return tup.Items
	}
	variadicMethod := func(name string, f func(l *layout, t *thread, a args) (value, *exception)) {
		plain := func(t *thread, self value, a args) (value, *exception) {
			s, err := structOf(t, self)
			if err != nil {
				return null, err
			}
			return f(s.layout, t, a)
		}
		structType.Methods = append(structType.Methods, object.Def{Name: name, Sig: "*args",
			Fn:    func(t *thread, a args) (value, *exception) { return plain(t, a[0], items(a[1])) },
			Plain: func(t *thread, a args) (value, *exception) { return plain(t, a[0], a[1:]) }})
	}
	variadicMethod("pack", (*layout).packed)
	variadicMethod("pack_into", (*layout).packInto)
	method("unpack", "buffer, /", func(t *thread, l *layout, a args) (value, *exception) { return l.unpackAll(t, a[0]) })
	method("unpack_from", "buffer, offset=0", func(t *thread, l *layout, a args) (value, *exception) { return l.unpackFrom(t, a[0], a[1]) })
	method("iter_unpack", "buffer, /", func(t *thread, l *layout, a args) (value, *exception) { return l.iter(t, a[0]) })
	structType.Getsets = []object.GetSet{
		{Name: "format", Get: func(t *thread, v value) (value, *exception) {
			s, err := structOf(t, v)
			if err != nil {
				return null, err
			}
			return object.NewStr(s.format), nil
		}},
		{Name: "size", Get: func(t *thread, v value) (value, *exception) {
			s, err := structOf(t, v)
			if err != nil {
				return null, err
			}
			return object.Int(int64(s.layout.size)), nil
		}},
	}

	with := func(name, sig string, f func(t *thread, l *layout, a args) (value, *exception)) object.Def {
		return object.Def{Name: name, Sig: "format, " + sig, Fn: func(t *thread, a args) (value, *exception) {
			l, err := layoutOf(t, a[0])
			if err != nil {
				return null, err
			}
			return f(t, l, a[1:])
		}}
	}
	variadic := func(name string, f func(t *thread, l *layout, a args) (value, *exception)) object.Def {
		plain := func(t *thread, all args) (value, *exception) {
			if len(all) == 0 {
				return null, t.Errorf(object.TypeError, "missing format argument")
			}
			l, err := layoutOf(t, all[0])
			if err != nil {
				return null, err
			}
			return f(t, l, all[1:])
		}
		return object.Def{Name: name, Sig: "*args", Plain: plain, Fn: func(t *thread, a args) (value, *exception) { return plain(t, items(a[0])) }}
	}
	object.RegisterModule("_struct", func(t *thread) (*object.Module, *exception) {
		m := object.NewModule(t, "_struct", "Functions to convert between Python values and C structs represented as Python bytes objects.")
		Error.Ready()
		unpackIterType.Ready()
		m.AddType(t, structType)
		m.Set(t, "error", Error.Value())
		m.AddFuncs(t, []object.Def{
			{Name: "_clearcache", Fn: func(t *thread, a args) (value, *exception) { return object.None, nil }},
			{Name: "calcsize", Sig: "format, /", Fn: func(t *thread, a args) (value, *exception) {
				l, err := layoutOf(t, a[0])
				if err != nil {
					return null, err
				}
				return object.Int(int64(l.size)), nil
			}},
			variadic("pack", func(t *thread, l *layout, a args) (value, *exception) { return l.packed(t, a) }),
			variadic("pack_into", func(t *thread, l *layout, a args) (value, *exception) { return l.packInto(t, a) }),
			with("unpack", "buffer, /", func(t *thread, l *layout, a args) (value, *exception) { return l.unpackAll(t, a[0]) }),
			with("unpack_from", "/, buffer, offset=0", func(t *thread, l *layout, a args) (value, *exception) { return l.unpackFrom(t, a[0], a[1]) }),
			with("iter_unpack", "buffer, /", func(t *thread, l *layout, a args) (value, *exception) { return l.iter(t, a[0]) }),
		})
		return m, nil
	})
}
