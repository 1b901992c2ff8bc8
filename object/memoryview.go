package object

import (
	"math"
	"strings"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// MemoryView is a Python memoryview: a window on another object's memory. All
// but whether it is released never changes; the memory itself is in the
// exporter's box and is fetched anew for each access.
//
// A view forbids its exporter to resize only while it is entered by a with
// statement. CPython does so as long as the view exists, which there ends with the
// last reference; here nobody can tell when that is, and programs that resize a
// buffer after a temporary view of it are more common than those that rely on
// the error. A view of memory that has shrunk below it raises ValueError.
type MemoryView struct {
	Object
	Box   stm.Box
	first memoryViewBody

	base     Exporter
	owner    Value // the object whose memory it is
	format   string
	itemSize int
	readOnly bool
	offset   int
	shape    []int
	strides  []int
}

type memoryViewBody struct {
	stm.Body
	released bool
	entered  int
}

// MemoryViewType is memoryview.
var MemoryViewType = declare("memoryview", ObjectType, FlagNoBase)

var memoryViewKind = &stm.Kind{Name: "memoryview", Clone: func(b *stm.Body) *stm.Body {
	o := (*memoryViewBody)(unsafe.Pointer(b))
	return &(&memoryViewBody{released: o.released, entered: o.entered}).Body
}}

// AsMemoryView returns v as a memoryview if it is one.
func AsMemoryView(v Value) (*MemoryView, bool) {
	if v.O.Typ == MemoryViewType {
		return (*MemoryView)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// NewMemoryView makes memoryview(v).
func NewMemoryView(t *Thread, v Value) (*MemoryView, *Exception) {
	if m, ok := AsMemoryView(v); ok {
		if err := m.check(t); err != nil {
			return nil, err
		}
		return m.derive(t), nil
	}
	f := v.O.Typ.Slots.Buffer
	if f == nil {
		return nil, t.Errorf(TypeError, "memoryview: a bytes-like object is required, not '%s'", v.TypeName())
	}
	buf, err := f(t, v)
	if err != nil {
		return nil, err
	}
	if buf.Owner.O != nil {
		v = buf.Owner
	}
	return ViewOf(t, buf, v), nil
}

// ViewOf makes a memoryview of a buffer that belongs to owner.
func ViewOf(t *Thread, buf *Buffer, owner Value) *MemoryView {
	m := &MemoryView{Object: Object{MemoryViewType}, base: buf.Exporter, owner: owner, format: buf.Format, itemSize: buf.ItemSize, readOnly: buf.ReadOnly}
	m.shape = []int{len(buf.Bytes(t, false)) / m.itemSize}
	m.strides = []int{m.itemSize}
	m.start(t)
	return m
}

func (m *MemoryView) start(t *Thread) {
	m.first.Init(t.stamp())
	m.Box.Init(&m.first.Body)
}

// derive returns a new view of the same memory.
func (m *MemoryView) derive(t *Thread) *MemoryView {
	n := &MemoryView{Object: Object{MemoryViewType}, base: m.base, owner: m.owner, format: m.format, itemSize: m.itemSize,
		readOnly: m.readOnly, offset: m.offset, shape: m.shape, strides: m.strides}
	n.start(t)
	return n
}

// Value returns m as a value.
func (m *MemoryView) Value() Value { return Value{O: &m.Object} }

func (m *MemoryView) read(t *Thread) *memoryViewBody {
	b := m.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&m.Box, b)
	}
	return (*memoryViewBody)(unsafe.Pointer(b))
}

func (m *MemoryView) write(t *Thread) *memoryViewBody {
	b := m.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&m.Box, b, memoryViewKind)
	}
	return (*memoryViewBody)(unsafe.Pointer(b))
}

// check returns an error if m cannot be used: it is released, or its memory has
// shrunk.
func (m *MemoryView) check(t *Thread) *Exception {
	if m.read(t).released {
		return t.Errorf(ValueError, "operation forbidden on released memoryview object")
	}
	lo, hi := m.extent()
	if n := len(m.base.Bytes(t, false)); hi > n || lo < 0 {
		return t.Errorf(ValueError, "memoryview: the underlying buffer has been resized")
	}
	return nil
}

// extent returns the bounds of the bytes that m refers to.
func (m *MemoryView) extent() (lo, hi int) {
	lo, hi = m.offset, m.offset
	for i, n := range m.shape {
		if n == 0 {
			return 0, 0
		}
		if d := (n - 1) * m.strides[i]; d < 0 {
			lo += d
		} else {
			hi += d
		}
	}
	return lo, hi + m.itemSize
}

func (m *MemoryView) items() int {
	n := 1
	for _, k := range m.shape {
		n *= k
	}
	return n
}

func (m *MemoryView) contiguous() bool {
	want := m.itemSize
	for i := len(m.shape) - 1; i >= 0; i-- {
		if m.shape[i] == 0 {
			return true
		}
		if m.shape[i] > 1 && m.strides[i] != want {
			return false
		}
		want *= m.shape[i]
	}
	return true
}

func (m *MemoryView) fortran() bool {
	want := m.itemSize
	for i := range m.shape {
		if m.shape[i] == 0 {
			return true
		}
		if m.shape[i] > 1 && m.strides[i] != want {
			return false
		}
		want *= m.shape[i]
	}
	return true
}

// each calls f with the offset of every item, in C order.
func (m *MemoryView) each(f func(at int)) {
	var walk func(dim, at int)
	walk = func(dim, at int) {
		if dim == len(m.shape) {
			f(at)
			return
		}
		for range m.shape[dim] {
			walk(dim+1, at)
			at += m.strides[dim]
		}
	}
	walk(0, m.offset)
}

// contents returns the bytes of a checked view, valid until Python code runs.
func (m *MemoryView) contents(t *Thread) string {
	mem := m.base.Bytes(t, false)
	if m.contiguous() {
		n := m.items() * m.itemSize
		if n == 0 {
			return ""
		}
		return bytesAsString(mem[m.offset : m.offset+n])
	}
	b := make([]byte, 0, m.items()*m.itemSize)
	m.each(func(at int) { b = append(b, mem[at:at+m.itemSize]...) })
	return bytesAsString(b)
}

// writable returns the memory of m for change.
func (m *MemoryView) writable(t *Thread) ([]byte, *Exception) {
	if err := m.check(t); err != nil {
		return nil, err
	}
	if !m.contiguous() {
		return nil, t.Errorf(BufferError, "memoryview: underlying buffer is not C-contiguous")
	}
	n := m.items() * m.itemSize
	if n == 0 {
		return nil, nil
	}
	return m.base.Bytes(t, true)[m.offset : m.offset+n], nil
}

// code returns the letter of m's format, or an error if items cannot be read.
func (m *MemoryView) code(t *Thread) (byte, *Exception) {
	f := strings.TrimPrefix(m.format, "@")
	if len(f) == 1 && NativeSize(f[0]) == m.itemSize {
		return f[0], nil
	}
	return 0, t.Errorf(NotImplementedError, "memoryview: format %s not supported", m.format)
}

// index resolves subscript i of dimension dim.
func (m *MemoryView) index(t *Thread, v Value, dim int) (int, *Exception) {
	i, err := IndexInt(t, v, IndexError)
	if err != nil {
		return 0, err
	}
	n := int64(m.shape[dim])
	if i < 0 {
		i += n
	}
	if uint64(i) >= uint64(n) {
		return 0, t.Errorf(IndexError, "index out of bounds on dimension %d", dim+1)
	}
	return int(i) * m.strides[dim], nil
}

// locate finds the item that key stands for; ok is false if key is no complete
// index.
func (m *MemoryView) locate(t *Thread, key Value) (at int, ok bool, err *Exception) {
	if tup, isTuple := AsTuple(key); isTuple {
		for _, k := range tup.Items {
			if k.O.Typ.Flags&FlagInt == 0 && k.O.Typ.Slots.Index == nil {
				return 0, false, nil
			}
		}
		switch {
		case len(tup.Items) < len(m.shape):
			return 0, true, t.Errorf(NotImplementedError, "sub-views are not implemented")
		case len(tup.Items) > len(m.shape):
			return 0, true, t.Errorf(TypeError, "cannot index %d-dimension view with %d-element tuple", len(m.shape), len(tup.Items))
		}
		at = m.offset
		for dim, k := range tup.Items {
			d, err := m.index(t, k, dim)
			if err != nil {
				return 0, true, err
			}
			at += d
		}
		return at, true, nil
	}
	if key.O.Typ.Flags&FlagInt == 0 && key.O.Typ.Slots.Index == nil {
		return 0, false, nil
	}
	switch len(m.shape) {
	case 0:
		return 0, true, t.Errorf(TypeError, "invalid indexing of 0-dim memory")
	case 1:
		d, err := m.index(t, key, 0)
		return m.offset + d, true, err
	}
	return 0, true, t.Errorf(NotImplementedError, "multi-dimensional sub-views are not implemented")
}

// slice returns the view of a slice of the first dimension.
func (m *MemoryView) slice(t *Thread, key Value) (*MemoryView, *Exception) {
	start, _, step, n, err := SliceIndices(t, key, m.shape[0])
	if err != nil {
		return nil, err
	}
	s := m.derive(t)
	s.offset += start * m.strides[0]
	s.shape = append([]int{n}, m.shape[1:]...)
	s.strides = append([]int{m.strides[0] * step}, m.strides[1:]...)
	return s, nil
}

func memoryViewGetItem(t *Thread, v, key Value) (Value, *Exception) {
	m := (*MemoryView)(unsafe.Pointer(v.O))
	if err := m.check(t); err != nil {
		return Value{}, err
	}
	if key.O.Typ == SliceType {
		if len(m.shape) == 0 {
			return Value{}, t.Errorf(TypeError, "invalid indexing of 0-dim memory")
		}
		s, err := m.slice(t, key)
		if err != nil {
			return Value{}, err
		}
		return s.Value(), nil
	}
	if len(m.shape) == 0 {
		tup, isTuple := AsTuple(key)
		if key == Ellipsis {
			return v, nil
		}
		if !isTuple || len(tup.Items) != 0 {
			return Value{}, t.Errorf(TypeError, "invalid indexing of 0-dim memory")
		}
	}
	code, err := m.code(t)
	if err != nil {
		return Value{}, err
	}
	at, ok, err := m.locate(t, key)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		if tup, isTuple := AsTuple(key); isTuple && allSlices(tup) {
			return Value{}, t.Errorf(NotImplementedError, "multi-dimensional slicing is not implemented")
		}
		return Value{}, t.Errorf(TypeError, "memoryview: invalid slice key")
	}
	if err := m.check(t); err != nil {
		return Value{}, err
	}
	return ReadNative(code, m.base.Bytes(t, false)[at:]), nil
}

func allSlices(tup *Tuple) bool {
	for _, x := range tup.Items {
		if x.O.Typ != SliceType {
			return false
		}
	}
	return len(tup.Items) > 0
}

func memoryViewSetItem(t *Thread, v, key, x Value) *Exception {
	m := (*MemoryView)(unsafe.Pointer(v.O))
	if err := m.check(t); err != nil {
		return err
	}
	code, err := m.code(t)
	if err != nil {
		return err
	}
	if m.readOnly {
		return t.Errorf(TypeError, "cannot modify read-only memory")
	}
	if x.O == nil {
		return t.Errorf(TypeError, "cannot delete memory")
	}
	if key.O.Typ == SliceType && len(m.shape) == 1 {
		dst, err := m.slice(t, key)
		if err != nil {
			return err
		}
		src, err := NewMemoryView(t, x)
		if err != nil {
			if err.Matches(TypeError) {
				return t.Errorf(TypeError, "a bytes-like object is required, not '%s'", x.TypeName())
			}
			return err
		}
		if len(src.shape) != 1 || src.shape[0] != dst.shape[0] || strings.TrimPrefix(src.format, "@") != strings.TrimPrefix(dst.format, "@") {
			return t.Errorf(ValueError, "memoryview assignment: lvalue and rvalue have different structures")
		}
		data := strings.Clone(src.contents(t)) // the two may overlap
		if err := m.check(t); err != nil {
			return err
		}
		mem := m.base.Bytes(t, true)
		dst.each(func(at int) {
			copy(mem[at:], data[:m.itemSize])
			data = data[m.itemSize:]
		})
		return nil
	}
	at := m.offset
	if len(m.shape) > 0 {
		var ok bool
		at, ok, err = m.locate(t, key)
		if err != nil {
			return err
		}
		if !ok {
			if tup, isTuple := AsTuple(key); isTuple && allSlices(tup) {
				return t.Errorf(NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1")
			}
			return t.Errorf(TypeError, "memoryview: invalid slice key")
		}
	} else if tup, isTuple := AsTuple(key); key != Ellipsis && (!isTuple || len(tup.Items) != 0) {
		return t.Errorf(TypeError, "invalid indexing of 0-dim memory")
	}
	var item [8]byte
	if err := packItem(t, code, item[:], x); err != nil {
		return err
	}
	if err := m.check(t); err != nil {
		return err
	}
	copy(m.base.Bytes(t, true)[at:], item[:m.itemSize])
	return nil
}

// packItem stores x as an item of a memoryview.
func packItem(t *Thread, code byte, b []byte, x Value) *Exception {
	badType := func() *Exception {
		return t.Errorf(TypeError, "memoryview: invalid type for format '%c'", code)
	}
	badValue := func() *Exception {
		return t.Errorf(ValueError, "memoryview: invalid value for format '%c'", code)
	}
	switch code {
	case 'c':
		s, ok := AsBytes(x)
		if !ok {
			return badType()
		}
		if len(s.S) != 1 {
			return badValue()
		}
		b[0] = s.S[0]
	case '?':
		is, err := Truth(t, x)
		if err != nil {
			return err
		}
		b[0] = 0
		if is {
			b[0] = 1
		}
	case 'e', 'f', 'd':
		f, err := FloatArg(t, x)
		if err != nil {
			if err.Matches(TypeError) {
				return badType()
			}
			return err
		}
		switch code {
		case 'e':
			h, ok := FloatToHalf(f)
			if !ok {
				return badValue()
			}
			WriteNativeInt('H', b, uint64(h))
		case 'f':
			WriteNativeInt('I', b, uint64(math.Float32bits(float32(f))))
		default:
			WriteNativeInt('Q', b, math.Float64bits(f))
		}
	default:
		if x.O.Typ.Flags&FlagInt == 0 && x.O.Typ.Slots.Index == nil {
			return badType()
		}
		n, err := Index(t, x)
		if err != nil {
			return err
		}
		u, ok := IntBits(n, code)
		if !ok {
			return badValue()
		}
		WriteNativeInt(code, b, u)
	}
	return nil
}

// list returns the items as nested lists.
func (m *MemoryView) list(t *Thread) (Value, *Exception) {
	code, err := m.code(t)
	if err != nil {
		return Value{}, err
	}
	mem := m.base.Bytes(t, false)
	var walk func(dim, at int) Value
	walk = func(dim, at int) Value {
		if dim == len(m.shape) {
			return ReadNative(code, mem[at:])
		}
		items := make([]Value, m.shape[dim])
		for i := range items {
			items[i] = walk(dim+1, at)
			at += m.strides[dim]
		}
		return NewList(t, items).Value()
	}
	return walk(0, m.offset), nil
}

func memoryViewCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	m, ok := AsMemoryView(a)
	if !ok || op != CmpEq && op != CmpNe {
		return NotImplemented, nil
	}
	if a == b {
		return Bool(op == CmpEq), nil
	}
	n, err := NewMemoryView(t, b)
	if m.read(t).released || err != nil {
		if err != nil && err.Matches(TypeError) {
			return NotImplemented, nil
		}
		return Bool(op == CmpNe), nil
	}
	if err := m.check(t); err != nil {
		return Value{}, err
	}
	eq := len(m.shape) == len(n.shape)
	for i := 0; eq && i < len(m.shape); i++ {
		eq = m.shape[i] == n.shape[i]
	}
	if eq {
		x, err1 := m.code(t)
		y, err2 := n.code(t)
		switch {
		case err1 != nil || err2 != nil:
			eq = m.format == n.format && m.contents(t) == n.contents(t)
		case x == y && x != 'f' && x != 'd' && x != 'e':
			eq = m.contents(t) == n.contents(t)
		default:
			xs, err := m.list(t)
			if err != nil {
				return Value{}, err
			}
			ys, err := n.list(t)
			if err != nil {
				return Value{}, err
			}
			return Compare(t, xs, ys, op) // all items are fresh, so identity does not hide NaN
		}
	}
	return Bool(eq == (op == CmpEq)), nil
}

// cast implements cast(format[, shape]).
func (m *MemoryView) cast(t *Thread, format string, shape Value) (Value, *Exception) {
	if !m.contiguous() {
		return Value{}, t.Errorf(TypeError, "memoryview: casts are restricted to C-contiguous views")
	}
	f := strings.TrimPrefix(format, "@")
	size := 0
	if len(f) == 1 && f != "e" && f != "w" {
		size = NativeSize(f[0])
	}
	if size == 0 {
		return Value{}, t.Errorf(ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'")
	}
	isByte := func(s string) bool {
		s = strings.TrimPrefix(s, "@")
		return s == "B" || s == "b" || s == "c"
	}
	if !isByte(f) && !isByte(m.format) {
		return Value{}, t.Errorf(TypeError, "memoryview: cannot cast between two non-byte formats")
	}
	total := m.items() * m.itemSize
	if total%size != 0 {
		return Value{}, t.Errorf(TypeError, "memoryview: length is not a multiple of itemsize")
	}
	n := m.derive(t)
	n.format, n.itemSize = format, size
	n.shape, n.strides = []int{total / size}, []int{size}
	if shape.O == nil {
		return n.Value(), nil
	}
	var dims []Value
	if tup, ok := AsTuple(shape); ok {
		dims = tup.Items
	} else if l, ok := AsList(shape); ok {
		dims = l.Items(t)
	} else {
		return Value{}, t.Errorf(TypeError, "shape must be a list or a tuple")
	}
	if len(dims) > 64 {
		return Value{}, t.Errorf(ValueError, "memoryview: number of dimensions must not exceed 64")
	}
	if len(m.shape) != 1 && len(dims) != 1 {
		return Value{}, t.Errorf(TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D")
	}
	n.shape = nil
	product := size
	for _, d := range dims {
		if d.O.Typ.Flags&FlagInt == 0 {
			return Value{}, t.Errorf(TypeError, "memoryview.cast(): elements of shape must be integers")
		}
		k, big := AsInt(d)
		if big != nil || k <= 0 {
			return Value{}, t.Errorf(ValueError, "memoryview.cast(): elements of shape must be integers > 0")
		}
		n.shape = append(n.shape, int(k))
		product *= int(k)
	}
	if product != total {
		return Value{}, t.Errorf(TypeError, "memoryview: product(shape) * itemsize != buffer size")
	}
	n.strides = make([]int, len(n.shape))
	for i := len(n.shape) - 1; i >= 0; i-- {
		n.strides[i] = size
		size *= n.shape[i]
	}
	return n.Value(), nil
}

func (m *MemoryView) release(t *Thread) {
	b := m.write(t)
	if b.released {
		return
	}
	b.released = true
	if b.entered > 0 {
		m.base.Export(t, -b.entered)
		b.entered = 0
	}
}

func intTuple(items []int) Value {
	vs := make([]Value, len(items))
	for i, n := range items {
		vs[i] = Int(int64(n))
	}
	return TupleOf(vs)
}

func init() {
	MemoryViewType.Flags |= FlagSequence
	sl := &MemoryViewType.Slots
	newFunc := &Func{Name: "memoryview", Sig: "object", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		m, err := NewMemoryView(t, a[0])
		if err != nil {
			return Value{}, err
		}
		return m.Value(), nil
	}}
	sl.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return newFunc.CallWith(t, args, kwnames)
	}
	sl.GetItem, sl.SetItem, sl.Compare = memoryViewGetItem, memoryViewSetItem, memoryViewCompare
	sl.Len = func(t *Thread, v Value) (int, *Exception) {
		m := (*MemoryView)(unsafe.Pointer(v.O))
		if err := m.check(t); err != nil {
			return 0, err
		}
		if len(m.shape) == 0 {
			return 1, nil
		}
		return m.shape[0], nil
	}
	sl.Hash = func(t *Thread, v Value) (int64, *Exception) {
		m := (*MemoryView)(unsafe.Pointer(v.O))
		if err := m.check(t); err != nil {
			return 0, err
		}
		if !m.readOnly {
			return 0, t.Errorf(ValueError, "cannot hash writable memoryview object")
		}
		if f := strings.TrimPrefix(m.format, "@"); f != "B" && f != "b" && f != "c" {
			return 0, t.Errorf(ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
		}
		return HashString(m.contents(t)), nil
	}
	sl.Repr = func(t *Thread, v Value) (Value, *Exception) {
		m := (*MemoryView)(unsafe.Pointer(v.O))
		what := "memory"
		if m.read(t).released {
			what = "released memory"
		}
		return NewStr("<" + what + " at 0x" + hexUint(v.ID()) + ">"), nil
	}
	sl.Buffer = func(t *Thread, v Value) (*Buffer, *Exception) {
		m := (*MemoryView)(unsafe.Pointer(v.O))
		if err := m.check(t); err != nil {
			return nil, err
		}
		return &Buffer{Exporter: viewExporter{m}, Format: m.format, ItemSize: m.itemSize, ReadOnly: m.readOnly}, nil
	}
	// view wraps a method of an unreleased view.
	view := func(f func(t *Thread, m *MemoryView, a []Value) (Value, *Exception)) func(t *Thread, a []Value) (Value, *Exception) {
		return func(t *Thread, a []Value) (Value, *Exception) {
			m := (*MemoryView)(unsafe.Pointer(a[0].O))
			if err := m.check(t); err != nil {
				return Value{}, err
			}
			return f(t, m, a)
		}
	}
	exit := func(t *Thread, a []Value) (Value, *Exception) {
		(*MemoryView)(unsafe.Pointer(a[0].O)).release(t)
		return None, nil
	}
	MemoryViewType.Methods = []Def{
		{Name: "tobytes", Sig: "order='C'", Fn: view(func(t *Thread, m *MemoryView, a []Value) (Value, *Exception) {
			order := "C"
			if a[1].O != nil && !a[1].IsNone() {
				s, ok := AsStr(a[1])
				if !ok {
					return Value{}, t.Errorf(TypeError, "tobytes() argument 'order' must be str or None, not %s", ArgTypeName(a[1]))
				}
				if order = s.S; order != "C" && order != "F" && order != "A" {
					return Value{}, t.Errorf(ValueError, "order must be 'C', 'F' or 'A'")
				}
			}
			if len(m.shape) > 1 && (order == "F" || order == "A" && m.fortran() && !m.contiguous()) {
				rev := m.derive(t)
				rev.shape, rev.strides = nil, nil
				for i := len(m.shape) - 1; i >= 0; i-- {
					rev.shape = append(rev.shape, m.shape[i])
					rev.strides = append(rev.strides, m.strides[i])
				}
				m = rev
			}
			return NewBytes(strings.Clone(m.contents(t))), nil
		})},
		{Name: "tolist", Fn: view(func(t *Thread, m *MemoryView, a []Value) (Value, *Exception) { return m.list(t) })},
		{Name: "hex", Sig: "sep=<unrepresentable>, bytes_per_sep=1", Fn: view(func(t *Thread, m *MemoryView, a []Value) (Value, *Exception) {
			return hexMethod(t, m.contents(t), a[1], a[2])
		})},
		{Name: "toreadonly", Fn: view(func(t *Thread, m *MemoryView, a []Value) (Value, *Exception) {
			r := m.derive(t)
			r.readOnly = true
			return r.Value(), nil
		})},
		{Name: "cast", Sig: "format, shape=<unrepresentable>", Fn: view(func(t *Thread, m *MemoryView, a []Value) (Value, *Exception) {
			f, ok := AsStr(a[1])
			if !ok {
				return Value{}, t.Errorf(TypeError, "cast() argument 'format' must be str, not %s", ArgTypeName(a[1]))
			}
			return m.cast(t, f.S, a[2])
		})},
		{Name: "release", Fn: exit},
		{Name: "__enter__", Fn: view(func(t *Thread, m *MemoryView, a []Value) (Value, *Exception) {
			m.write(t).entered++
			m.base.Export(t, 1)
			return a[0], nil
		})},
		{Name: "__exit__", Sig: "*args", Fn: exit},
	}
	get := func(name string, f func(t *Thread, m *MemoryView) Value) {
		MemoryViewType.Getsets = append(MemoryViewType.Getsets, GetSet{Name: name, Get: func(t *Thread, v Value) (Value, *Exception) {
			m := (*MemoryView)(unsafe.Pointer(v.O))
			if m.read(t).released {
				return Value{}, t.Errorf(ValueError, "operation forbidden on released memoryview object")
			}
			return f(t, m), nil
		}})
	}
	get("obj", func(t *Thread, m *MemoryView) Value { return m.owner })
	get("nbytes", func(t *Thread, m *MemoryView) Value { return Int(int64(m.items() * m.itemSize)) })
	get("itemsize", func(t *Thread, m *MemoryView) Value { return Int(int64(m.itemSize)) })
	get("format", func(t *Thread, m *MemoryView) Value { return NewStr(m.format) })
	get("ndim", func(t *Thread, m *MemoryView) Value { return Int(int64(len(m.shape))) })
	get("shape", func(t *Thread, m *MemoryView) Value { return intTuple(m.shape) })
	get("strides", func(t *Thread, m *MemoryView) Value { return intTuple(m.strides) })
	get("suboffsets", func(t *Thread, m *MemoryView) Value { return emptyTuple.Value() })
	get("readonly", func(t *Thread, m *MemoryView) Value { return Bool(m.readOnly) })
	get("c_contiguous", func(t *Thread, m *MemoryView) Value { return Bool(m.contiguous()) })
	get("f_contiguous", func(t *Thread, m *MemoryView) Value { return Bool(m.fortran()) })
	get("contiguous", func(t *Thread, m *MemoryView) Value { return Bool(m.contiguous() || m.fortran()) })
}

// viewExporter exports the bytes of a view to others.
type viewExporter struct{ m *MemoryView }

func (x viewExporter) Bytes(t *Thread, write bool) []byte {
	if write && x.m.contiguous() {
		n := x.m.items() * x.m.itemSize
		if n == 0 {
			return nil
		}
		return x.m.base.Bytes(t, true)[x.m.offset : x.m.offset+n]
	}
	s := x.m.contents(t)
	return unsafe.Slice(unsafe.StringData(s), len(s))
}

func (x viewExporter) Export(t *Thread, n int) { x.m.base.Export(t, n) }

func hexUint(u uint64) string {
	b := make([]byte, 0, 16)
	for shift := 60; shift >= 0; shift -= 4 {
		if d := u >> shift & 15; d != 0 || len(b) > 0 || shift == 0 {
			b = append(b, hexDigits[d])
		}
	}
	return string(b)
}
