package array

import (
	"math"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// find returns the index of the first item from start up to stop that equals v, -1
// if there is none.
func (x *array) find(t *thread, v value, start, stop int) (int, *exception) {
	for i := start; i < stop && i < x.len(t); i++ {
		eq, err := object.EqualBool(t, x.item(t, i), v)
		if err != nil {
			return -1, err
		}
		if eq {
			return i, nil
		}
	}
	return -1, nil
}

func def(name, sig string, fn func(t *thread, x *array, a args) (value, *exception)) object.Def {
	return object.Def{Name: name, Sig: sig, Fn: func(t *thread, a args) (value, *exception) { return fn(t, arrayOf(a[0]), a[1:]) }}
}

func (x *array) copy(t *thread) value {
	return newArray(t, arrayType, x.code, append([]byte(nil), x.read(t).b...)).value()
}

// fromBytes appends machine values.
func (x *array) fromBytes(t *thread, s string) *exception {
	if len(s)%x.size != 0 {
		return t.Errorf(object.ValueError, "bytes length not a multiple of item size")
	}
	b, err := x.resize(t)
	if err == nil {
		b.b = append(b.b, s...)
	}
	return err
}

var methods = []object.Def{
	def("append", "v, /", func(t *thread, x *array, a args) (value, *exception) {
		item, err := x.pack(t, a[0])
		if err != nil {
			return null, err
		}
		b, err := x.resize(t)
		if err == nil {
			b.b = append(b.b, item[:x.size]...)
		}
		return none, err
	}),
	def("extend", "bb, /", func(t *thread, x *array, a args) (value, *exception) { return none, x.extend(t, a[0]) }),
	def("insert", "i, v, /", func(t *thread, x *array, a args) (value, *exception) {
		i, err := object.IndexInt(t, a[0], object.OverflowError)
		if err != nil {
			return null, err
		}
		item, err := x.pack(t, a[1])
		if err != nil {
			return null, err
		}
		n := int64(x.len(t))
		if i < 0 {
			i = max(i+n, 0)
		}
		at := int(min(i, n)) * x.size
		b, err := x.resize(t)
		if err != nil {
			return null, err
		}
		b.b = append(b.b, item[:x.size]...)
		copy(b.b[at+x.size:], b.b[at:])
		copy(b.b[at:], item[:x.size])
		return none, nil
	}),
	def("pop", "i=-1, /", func(t *thread, x *array, a args) (value, *exception) {
		i := int64(-1)
		if a[0].O != nil {
			var err *exception
			if i, err = object.IndexInt(t, a[0], object.OverflowError); err != nil {
				return null, err
			}
		}
		n := int64(x.len(t))
		if n == 0 {
			return null, t.Errorf(object.IndexError, "pop from empty array")
		}
		if i < 0 {
			i += n
		}
		if i < 0 || i >= n {
			return null, t.Errorf(object.IndexError, "pop index out of range")
		}
		v := x.item(t, int(i))
		return v, x.removeAt(t, int(i))
	}),
	def("remove", "v, /", func(t *thread, x *array, a args) (value, *exception) {
		i, err := x.find(t, a[0], 0, math.MaxInt)
		if err != nil {
			return null, err
		}
		if i < 0 {
			return null, t.Errorf(object.ValueError, "array.remove(x): x not in array")
		}
		return none, x.removeAt(t, i)
	}),
	def("index", "v, start=0, stop=sys.maxsize, /", func(t *thread, x *array, a args) (value, *exception) {
		bounds := [2]int64{0, math.MaxInt64}
		n := int64(x.len(t))
		for i := range bounds {
			if v := a[1+i]; v.O != nil {
				k, err := object.IndexClip(t, v)
				if err != nil {
					return null, err
				}
				if k < 0 {
					k = max(k+n, 0)
				}
				bounds[i] = k
			}
		}
		i, err := x.find(t, a[0], int(bounds[0]), int(bounds[1]))
		if err != nil {
			return null, err
		}
		if i < 0 {
			return null, t.Errorf(object.ValueError, "array.index(x): x not in array")
		}
		return object.Int(int64(i)), nil
	}),
	def("count", "v, /", func(t *thread, x *array, a args) (value, *exception) {
		n := int64(0)
		for i := 0; i < x.len(t); i++ {
			eq, err := object.EqualBool(t, x.item(t, i), a[0])
			if err != nil {
				return null, err
			}
			if eq {
				n++
			}
		}
		return object.Int(n), nil
	}),
	def("reverse", "", func(t *thread, x *array, a args) (value, *exception) {
		b := x.write(t).b
		var tmp [8]byte
		for i, j := 0, len(b)-x.size; i < j; i, j = i+x.size, j-x.size {
			copy(tmp[:], b[i:i+x.size])
			copy(b[i:], b[j:j+x.size])
			copy(b[j:], tmp[:x.size])
		}
		return none, nil
	}),
	def("byteswap", "", func(t *thread, x *array, a args) (value, *exception) {
		b := x.write(t).b
		for i := 0; i < len(b); i += x.size {
			for p, q := i, i+x.size-1; p < q; p, q = p+1, q-1 {
				b[p], b[q] = b[q], b[p]
			}
		}
		return none, nil
	}),
	def("buffer_info", "", func(t *thread, x *array, a args) (value, *exception) {
		b := x.read(t).b
		return object.TupleOf(args{object.Int(int64(uintptr(unsafe.Pointer(unsafe.SliceData(b))))), object.Int(int64(len(b) / x.size))}), nil
	}),
	def("tolist", "", func(t *thread, x *array, a args) (value, *exception) { return x.list(t), nil }),
	def("fromlist", "list, /", func(t *thread, x *array, a args) (value, *exception) {
		if _, ok := object.AsList(a[0]); !ok {
			return null, t.Errorf(object.TypeError, "arg must be list")
		}
		add, err := x.packAll(t, a[0])
		if err != nil {
			return null, err
		}
		b, err := x.resize(t)
		if err == nil {
			b.b = append(b.b, add...)
		}
		return none, err
	}),
	def("tobytes", "", func(t *thread, x *array, a args) (value, *exception) {
		return object.NewBytes(string(x.read(t).b)), nil
	}),
	def("frombytes", "buffer, /", func(t *thread, x *array, a args) (value, *exception) {
		s, err := object.BytesCopy(t, a[0])
		if err != nil {
			return null, err
		}
		return none, x.fromBytes(t, s)
	}),
	def("tofile", "f, /", func(t *thread, x *array, a args) (value, *exception) {
		_, err := object.CallMethod(t, a[0], object.Intern("write"), object.NewBytes(string(x.read(t).b)))
		return none, err
	}),
	def("fromfile", "f, n, /", func(t *thread, x *array, a args) (value, *exception) {
		n, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return null, err
		}
		if n < 0 {
			return null, t.Errorf(object.ValueError, "negative count")
		}
		r, err := object.CallMethod(t, a[0], object.Intern("read"), object.Int(n*int64(x.size)))
		if err != nil {
			return null, err
		}
		b, ok := object.AsBytes(r)
		if !ok {
			return null, t.Errorf(object.TypeError, "read() didn't return bytes")
		}
		if err := x.fromBytes(t, b.S); err != nil {
			return null, err
		}
		if len(b.S) != int(n)*x.size {
			return null, t.Errorf(object.EOFError, "read() didn't return enough bytes")
		}
		return none, nil
	}),
	def("tounicode", "", func(t *thread, x *array, a args) (value, *exception) {
		if x.code != 'u' {
			return null, t.Errorf(object.ValueError, "tounicode() may only be called on unicode type arrays")
		}
		return object.NewStr(x.text(t)), nil
	}),
	def("fromunicode", "ustr, /", func(t *thread, x *array, a args) (value, *exception) {
		s, ok := object.AsStr(a[0])
		if !ok {
			return null, t.Errorf(object.TypeError, "fromunicode() argument must be str, not %s", object.ArgTypeName(a[0]))
		}
		if x.code != 'u' {
			return null, t.Errorf(object.ValueError, "fromunicode() may only be called on unicode type arrays")
		}
		b, err := x.resize(t)
		if err == nil {
			b.b = append(b.b, runes(s.S)...)
		}
		return none, err
	}),
	def("__copy__", "", func(t *thread, x *array, a args) (value, *exception) { return x.copy(t), nil }),
	def("__deepcopy__", "memo, /", func(t *thread, x *array, a args) (value, *exception) { return x.copy(t), nil }),
	def("__reduce_ex__", "value, /", func(t *thread, x *array, a args) (value, *exception) {
		proto, err := object.IndexInt(t, a[0], object.OverflowError)
		if err != nil {
			return null, err
		}
		dict, err := object.LookupAttr(t, x.value(), object.Intern("__dict__"))
		if err != nil {
			return null, err
		}
		if dict.O == nil {
			dict = none
		}
		code := object.NewStr(string(rune(x.code)))
		if proto < 3 {
			return object.TupleOf(args{x.Typ.Value(), object.TupleOf(args{code, x.list(t)}), dict}), nil
		}
		mod, err := t.Interp.ImportName(t, object.Intern("array"), nil, none, 0)
		if err != nil {
			return null, err
		}
		f, err := object.GetAttrString(t, mod, "_array_reconstructor")
		if err != nil {
			return null, err
		}
		return object.TupleOf(args{f, object.TupleOf(args{x.Typ.Value(), code, object.Int(machineFormat(x.code)), object.NewBytes(string(x.read(t).b))}), dict}), nil
	}),
	def("__sizeof__", "", func(t *thread, x *array, a args) (value, *exception) {
		return object.Int(int64(cap(x.read(t).b)) + 80), nil
	}),
	object.ClassGetItem(),
}

// removeAt deletes item i.
func (x *array) removeAt(t *thread, i int) *exception {
	b, err := x.resize(t)
	if err == nil && (i+1)*x.size <= len(b.b) {
		b.b = append(b.b[:i*x.size], b.b[(i+1)*x.size:]...)
	}
	return err
}

// Machine formats of pickled arrays: how the bytes are to be read, by number, as
// codes of module struct without and with the order reversed.
var machineFormats = []struct {
	code byte
	big  bool
}{{'B', false}, {'b', false}, {'H', false}, {'H', true}, {'h', false}, {'h', true}, {'I', false}, {'I', true}, {'i', false}, {'i', true},
	{'Q', false}, {'Q', true}, {'q', false}, {'q', true}, {'f', false}, {'f', true}, {'d', false}, {'d', true}, {}, {}, {'u', false}, {'u', true}}

func machineFormat(code byte) int64 {
	switch code {
	case 'l':
		code = 'q'
	case 'L':
		code = 'Q'
	}
	for i, f := range machineFormats {
		if f.code == code {
			return int64(i)
		}
	}
	return -1
}

var reconstructor = object.Def{Name: "_array_reconstructor", Sig: "arraytype, typecode, mformat_code, items, /", Fn: func(t *thread, a args) (value, *exception) {
	typ, ok := object.AsType(a[0])
	if !ok {
		return null, t.Errorf(object.TypeError, "first argument must be a type object, not %s", object.ArgTypeName(a[0]))
	}
	if !typ.IsSubtype(arrayType) {
		return null, t.Errorf(object.TypeError, "%s is not a subtype of %s", typ.ErrorName(), arrayType.ErrorName())
	}
	code, ok := object.AsStr(a[1])
	if !ok || code.Len() != 1 {
		return null, t.Errorf(object.TypeError, "_array_reconstructor() argument 2 must be a unicode character, not %s", object.ArgTypeName(a[1]))
	}
	format, err := object.IndexInt(t, a[2], object.OverflowError)
	if err != nil {
		return null, err
	}
	items, ok := object.AsBytes(a[3])
	if !ok {
		return null, t.Errorf(object.TypeError, "fourth argument should be bytes, not %s", a[3].TypeName())
	}
	v, err := makeArray(t, typ, code.S, nil)
	if err != nil {
		if err.Matches(object.ValueError) {
			err = t.Errorf(object.ValueError, "second argument must be a valid type code")
		}
		return null, err
	}
	if format < 0 || format > 21 || machineFormats[format].code == 0 {
		return null, t.Errorf(object.ValueError, "third argument must be a valid machine format code.")
	}
	x := arrayOf(v)
	mf := machineFormats[format]
	src := newArray(t, arrayType, mf.code, []byte(items.S))
	if len(items.S)%src.size != 0 {
		return null, t.Errorf(object.ValueError, "string length not a multiple of item size")
	}
	if mf.big {
		b := src.first.b
		for i := 0; i < len(b); i += src.size {
			for p, q := i, i+src.size-1; p < q; p, q = p+1, q-1 {
				b[p], b[q] = b[q], b[p]
			}
		}
	}
	for i := range src.len(t) {
		item, err := x.pack(t, src.item(t, i))
		if err != nil {
			return null, err
		}
		x.first.b = append(x.first.b, item[:x.size]...)
	}
	return v, nil
}}
