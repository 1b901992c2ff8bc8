//go:build linux || darwin

package mmap

import (
	"bytes"
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// Kinds of access.
const (
	accessDefault = iota
	accessRead
	accessWrite
	accessCopy
)

// mapping is an mmap object. All but the first three fields never change, and
// those only by effects: it is in no box.
type mapping struct {
	object.Object
	m      *memory
	pos    int
	file   *sysfd.File // a copy of the file's descriptor, or nil
	offset int64
	access int
	prot   int
	flags  int
}

// memory is what is mapped. It is apart from the object, so that it can be given
// back when that has been collected.
type memory struct{ b []byte }

func (m *memory) free() error {
	b := m.b
	m.b = nil
	if b == nil {
		return nil
	}
	return unix.Munmap(b)
}

var mmapType = &object.Type{Name: "mmap", Module: "mmap", Flags: object.FlagWeakRef, Doc: "A file, or a part of it, as memory that can be read and changed."}

func mappingOf(v value) *mapping { return (*mapping)(unsafe.Pointer(v.O)) }

// Bytes is object.Exporter's. The memory of a closed mapping is empty.
func (m *mapping) Bytes(t *thread, write bool) []byte {
	t.Tx.BecomeInevitable("memory of a mapped file")
	return m.m.b
}

// Export is object.Exporter's.
func (m *mapping) Export(t *thread, n int) {}

// open returns the mapping that v must be, and that must not be closed.
func open(t *thread, v value) (*mapping, *excn) {
	t.Tx.BecomeInevitable("memory of a mapped file")
	m := mappingOf(v)
	if m.m == nil || m.m.b == nil {
		return nil, t.Errorf(object.ValueError, "mmap closed or invalid")
	}
	return m, nil
}

// writable is open for a mapping that is about to be changed.
func writable(t *thread, v value) (*mapping, *excn) {
	m, err := open(t, v)
	if err == nil && m.access == accessRead {
		err = t.Errorf(object.TypeError, "mmap can't modify a readonly memory map.")
	}
	return m, err
}

func newMapping(typ *object.Type) *object.Func {
	return &object.Func{Name: "mmap", Sig: "fileno, length, flags=1, prot=3, access=0, offset=0", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Int(t, a[0])
		if err != nil {
			return null, err
		}
		length, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return null, err
		}
		flags, err := sysfd.IntOr(t, a[2], unix.MAP_SHARED)
		if err != nil {
			return null, err
		}
		prot, err := sysfd.IntOr(t, a[3], unix.PROT_READ|unix.PROT_WRITE)
		if err != nil {
			return null, err
		}
		access, err := sysfd.IntOr(t, a[4], accessDefault)
		if err != nil {
			return null, err
		}
		offset := int64(0)
		if a[5].O != nil {
			if offset, err = object.IndexInt(t, a[5], object.OverflowError); err != nil {
				return null, err
			}
		}
		switch {
		case length < 0:
			return null, t.Errorf(object.OverflowError, "memory mapped length must be positive")
		case offset < 0:
			return null, t.Errorf(object.OverflowError, "memory mapped offset must be positive")
		case access != accessDefault && (flags != unix.MAP_SHARED || prot != unix.PROT_READ|unix.PROT_WRITE):
			return null, t.Errorf(object.ValueError, "mmap can't specify both access and flags, prot.")
		}
		switch access {
		case accessRead:
			flags, prot = unix.MAP_SHARED, unix.PROT_READ
		case accessWrite:
			flags, prot = unix.MAP_SHARED, unix.PROT_READ|unix.PROT_WRITE
		case accessCopy:
			flags, prot = unix.MAP_PRIVATE, unix.PROT_READ|unix.PROT_WRITE
		case accessDefault:
			switch {
			case prot&unix.PROT_READ != 0 && prot&unix.PROT_WRITE != 0:
			case prot&unix.PROT_WRITE != 0:
				access = accessWrite
			default:
				access = accessRead
			}
		default:
			return null, t.Errorf(object.ValueError, "mmap invalid access parameter.")
		}
		t.Tx.BecomeInevitable("mapping a file")
		size := length
		if fd != -1 {
			var st unix.Stat_t
			if err := unix.Fstat(fd, &st); err != nil {
				return null, t.OSError(err)
			}
			if st.Mode&unix.S_IFMT == unix.S_IFREG {
				switch {
				case length == 0 && st.Size == 0:
					return null, t.Errorf(object.ValueError, "cannot mmap an empty file")
				case length == 0 && offset >= st.Size:
					return null, t.Errorf(object.ValueError, "mmap offset is greater than file size")
				case length == 0:
					size = st.Size - offset
				case offset > st.Size || st.Size-offset < length:
					return null, t.Errorf(object.ValueError, "mmap length is greater than file size")
				}
			}
		} else {
			flags |= unix.MAP_ANON
		}
		m := object.Allocate[mapping](typ)
		m.offset, m.access, m.prot, m.flags, m.m = offset, access, prot, flags, &memory{}
		if fd != -1 {
			copied, derr := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
			if derr != nil {
				return null, t.OSError(derr)
			}
			m.file = sysfd.NewFile(m, copied)
		}
		b, merr := unix.Mmap(fd, offset, int(size), prot, flags)
		if merr != nil {
			_ = m.file.Close()
			return null, t.OSError(merr)
		}
		m.m.b = b
		runtime.AddCleanup(m, func(mem *memory) { _ = mem.free() }, m.m)
		return value{O: &m.Object}, nil
	}}
}

// position converts an index.
func position(t *thread, m *mapping, v value) (int, *excn) {
	if v.O.Typ.Slots.Index == nil {
		return 0, t.Errorf(object.TypeError, "mmap indices must be integers")
	}
	i, err := object.IndexInt(t, v, object.IndexError)
	if err != nil {
		return 0, err
	}
	n := int64(len(m.m.b))
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return 0, t.Errorf(object.IndexError, "mmap index out of range")
	}
	return int(i), nil
}

func getItem(t *thread, v, key value) (value, *excn) {
	m, err := open(t, v)
	if err != nil {
		return null, err
	}
	if _, ok := object.AsSlice(key); ok {
		start, _, step, n, err := object.SliceIndices(t, key, len(m.m.b))
		if err != nil {
			return null, err
		}
		out := make([]byte, n)
		for i := range out {
			out[i] = m.m.b[start+i*step]
		}
		return object.BytesOwned(out), nil
	}
	i, err := position(t, m, key)
	if err != nil {
		return null, err
	}
	return object.Int(int64(m.m.b[i])), nil
}

func setItem(t *thread, v, key, x value) *excn {
	m, err := writable(t, v)
	if err != nil {
		return err
	}
	if x.O == nil {
		return t.Errorf(object.TypeError, "mmap object doesn't support item deletion")
	}
	if _, ok := object.AsSlice(key); ok {
		data, err := object.BytesCopy(t, x)
		if err != nil {
			return err
		}
		if m, err = writable(t, v); err != nil {
			return err
		}
		start, _, step, n, err := object.SliceIndices(t, key, len(m.m.b))
		if err != nil {
			return err
		}
		if len(data) != n {
			return t.Errorf(object.IndexError, "mmap slice assignment is wrong size")
		}
		for i := range n {
			m.m.b[start+i*step] = data[i]
		}
		return nil
	}
	i, err := position(t, m, key)
	if err != nil {
		return err
	}
	if x.O.Typ.Slots.Index == nil {
		return t.Errorf(object.TypeError, "mmap item value must be an int")
	}
	n, err := object.IndexInt(t, x, object.OverflowError)
	if err != nil {
		return err
	}
	if n < 0 || n > 255 {
		return t.Errorf(object.ValueError, "mmap item value must be in range(0, 256)")
	}
	m.m.b[i] = byte(n)
	return nil
}

// bound converts an optional position, which counts from the end if it is
// negative.
func bound(t *thread, v value, def, size int) (int, *excn) {
	if v.O == nil {
		return def, nil
	}
	n, err := object.IndexClip(t, v)
	if err != nil {
		return 0, err
	}
	if n < 0 {
		n += int64(size)
	}
	return int(min(max(n, 0), int64(size))), nil
}

func find(t *thread, a []value, search func(b, sub []byte) int) (value, *excn) {
	sub, err := object.BytesCopy(t, a[1])
	if err != nil {
		return null, err
	}
	m, err := open(t, a[0])
	if err != nil {
		return null, err
	}
	n := len(m.m.b)
	start, err := bound(t, a[2], m.pos, n)
	if err != nil {
		return null, err
	}
	end, err := bound(t, a[3], n, n)
	if err != nil {
		return null, err
	}
	if start > end {
		return object.Int(-1), nil
	}
	at := search(m.m.b[start:end], []byte(sub))
	if at >= 0 {
		at += start
	}
	return object.Int(int64(at)), nil
}

// take returns the next n bytes and goes past them. None are left where the mapping has shrunk since.
func (m *mapping) take(n int) value {
	if n == 0 {
		return object.NewBytes("")
	}
	b := m.m.b[m.pos : m.pos+n]
	m.pos += n
	return object.NewBytes(string(b))
}

var methods = []object.Def{
	{Name: "close", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("memory of a mapped file")
		m := mappingOf(a[0])
		if err := m.m.free(); err != nil {
			return null, t.OSError(err)
		}
		_ = m.file.Close()
		return object.None, nil
	}},
	{Name: "find", Sig: "sub, start=None, end=None, /", Fn: func(t *thread, a []value) (value, *excn) { return find(t, a, bytes.Index) }},
	{Name: "rfind", Sig: "sub, start=None, end=None, /", Fn: func(t *thread, a []value) (value, *excn) { return find(t, a, bytes.LastIndex) }},
	{Name: "flush", Sig: "offset=0, size=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		n := int64(len(m.m.b))
		off, size := int64(0), n
		if a[1].O != nil {
			if off, err = object.IndexClip(t, a[1]); err != nil {
				return null, err
			}
			size = n - off
		}
		if a[2].O != nil {
			if size, err = object.IndexClip(t, a[2]); err != nil {
				return null, err
			}
		}
		if off < 0 || size < 0 || n-off < size {
			return null, t.Errorf(object.ValueError, "flush values out of range")
		}
		if m.access == accessRead || m.access == accessCopy || size == 0 {
			return object.None, nil
		}
		b := m.m.b[off : off+size]
		if err := unix.Msync(b, unix.MS_SYNC); err != nil {
			return null, t.OSError(err)
		}
		return object.None, nil
	}},
	{Name: "madvise", Sig: "option, start=0, length=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		option, err := sysfd.Int(t, a[1])
		if err != nil {
			return null, err
		}
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		n := int64(len(m.m.b))
		start, length := int64(0), n
		if a[2].O != nil {
			if start, err = object.IndexClip(t, a[2]); err != nil {
				return null, err
			}
		}
		if a[3].O != nil && !a[3].IsNone() {
			if length, err = object.IndexClip(t, a[3]); err != nil {
				return null, err
			}
		}
		switch {
		case start < 0 || start >= n:
			return null, t.Errorf(object.ValueError, "madvise start out of bounds")
		case length < 0:
			return null, t.Errorf(object.ValueError, "madvise length invalid")
		}
		if err := unix.Madvise(m.m.b[start:start+min(length, n-start)], option); err != nil {
			return null, t.OSError(err)
		}
		return object.None, nil
	}},
	{Name: "move", Sig: "dest, src, count, /", Fn: func(t *thread, a []value) (value, *excn) {
		var n [3]int64
		for i := range n {
			var err *excn
			if n[i], err = object.IndexInt(t, a[1+i], object.OverflowError); err != nil {
				return null, err
			}
		}
		m, err := writable(t, a[0])
		if err != nil {
			return null, err
		}
		size := int64(len(m.m.b))
		if n[0] < 0 || n[1] < 0 || n[2] < 0 || size-n[0] < n[2] || size-n[1] < n[2] {
			return null, t.Errorf(object.ValueError, "source, destination, or count out of range")
		}
		copy(m.m.b[n[0]:n[0]+n[2]], m.m.b[n[1]:n[1]+n[2]])
		return object.None, nil
	}},
	{Name: "read", Sig: "n=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		left := int64(len(m.m.b) - min(m.pos, len(m.m.b)))
		n := left
		if a[1].O != nil && !a[1].IsNone() {
			if n, err = object.IndexInt(t, a[1], object.OverflowError); err != nil {
				return null, err
			}
			if n < 0 || n > left {
				n = left
			}
		}
		return m.take(int(n)), nil
	}},
	{Name: "read_byte", Fn: func(t *thread, a []value) (value, *excn) {
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		if m.pos >= len(m.m.b) {
			return null, t.Errorf(object.ValueError, "read byte out of range")
		}
		m.pos++
		return object.Int(int64(m.m.b[m.pos-1])), nil
	}},
	{Name: "readline", Fn: func(t *thread, a []value) (value, *excn) {
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		rest := m.m.b[min(m.pos, len(m.m.b)):]
		n := bytes.IndexByte(rest, '\n') + 1
		if n == 0 {
			n = len(rest)
		}
		return m.take(n), nil
	}},
	{Name: "resize", Sig: "newsize, /", Fn: func(t *thread, a []value) (value, *excn) {
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		n, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return null, err
		}
		switch {
		case n < 0:
			return null, t.Errorf(object.ValueError, "new size out of range")
		case m.access == accessRead || m.access == accessCopy:
			return null, t.Errorf(object.TypeError, "mmap can't resize a readonly or copy-on-write memory map.")
		}
		return object.None, m.resize(t, int(n))
	}},
	{Name: "seek", Sig: "pos, whence=0, /", Fn: func(t *thread, a []value) (value, *excn) {
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		pos, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return null, err
		}
		whence, err := sysfd.IntOr(t, a[2], 0)
		if err != nil {
			return null, err
		}
		switch whence {
		case 0:
		case 1:
			pos += int64(m.pos)
		case 2:
			pos += int64(len(m.m.b))
		default:
			return null, t.Errorf(object.ValueError, "unknown seek type")
		}
		if pos < 0 || pos > int64(len(m.m.b)) {
			return null, t.Errorf(object.ValueError, "seek out of range")
		}
		m.pos = int(pos)
		return object.None, nil
	}},
	{Name: "size", Fn: func(t *thread, a []value) (value, *excn) {
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		var st unix.Stat_t // memory without a file has the size of no file
		if err := unix.Fstat(m.file.FD(), &st); err != nil {
			return null, t.OSError(err)
		}
		return object.Int(st.Size), nil
	}},
	{Name: "tell", Fn: func(t *thread, a []value) (value, *excn) {
		m, err := open(t, a[0])
		if err != nil {
			return null, err
		}
		return object.Int(int64(m.pos)), nil
	}},
	{Name: "write", Sig: "bytes, /", Fn: func(t *thread, a []value) (value, *excn) {
		data, err := object.BytesCopy(t, a[1])
		if err != nil {
			return null, err
		}
		m, err := writable(t, a[0])
		if err != nil {
			return null, err
		}
		if m.pos > len(m.m.b) || len(m.m.b)-m.pos < len(data) {
			return null, t.Errorf(object.ValueError, "data out of range")
		}
		m.pos += copy(m.m.b[m.pos:], data)
		return object.Int(int64(len(data))), nil
	}},
	{Name: "write_byte", Sig: "byte, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return null, err
		}
		if n < 0 || n > 255 {
			return null, t.Errorf(object.OverflowError, "unsigned byte integer is greater than maximum")
		}
		m, err := writable(t, a[0])
		if err != nil {
			return null, err
		}
		if m.pos >= len(m.m.b) {
			return null, t.Errorf(object.ValueError, "write byte out of range")
		}
		m.m.b[m.pos] = byte(n)
		m.pos++
		return object.None, nil
	}},
	{Name: "__enter__", Fn: func(t *thread, a []value) (value, *excn) {
		_, err := open(t, a[0])
		return a[0], err
	}},
	{Name: "__exit__", Sig: "exc_type=None, exc_value=None, exc_tb=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		return object.CallMethod(t, a[0], object.Intern("close"))
	}},
}

// resize makes the file, and the memory, larger or smaller.
func (m *mapping) resize(t *thread, n int) *excn {
	if m.file != nil {
		if err := unix.Ftruncate(m.file.FD(), m.offset+int64(n)); err != nil {
			return t.OSError(err)
		}
	}
	b, err := remap(m, n)
	if err != nil {
		return t.OSError(err)
	}
	m.m.b = b
	return nil
}

func init() {
	object.SetLayout[mapping](mmapType)
	mmapType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *excn) {
		return newMapping(typ).CallWith(t, args, kwnames)
	}
	mmapType.Slots.Len = func(t *thread, v value) (int, *excn) {
		m, err := open(t, v)
		if err != nil {
			return 0, err
		}
		return len(m.m.b), nil
	}
	mmapType.Slots.GetItem = getItem
	mmapType.Slots.SetItem = setItem
	mmapType.Slots.Buffer = func(t *thread, v value) (*object.Buffer, *excn) {
		m, err := open(t, v)
		if err != nil {
			return nil, err
		}
		return &object.Buffer{Exporter: m, Format: "B", ItemSize: 1, ReadOnly: m.access == accessRead}, nil
	}
	mmapType.Methods = methods
	mmapType.Getsets = []object.GetSet{{Name: "closed", Get: func(t *thread, v value) (value, *excn) {
		m := mappingOf(v)
		return object.Bool(m.m == nil || m.m.b == nil), nil
	}}}
	object.RegisterModule("mmap", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "mmap", "Files as memory.")
		m.AddType(t, mmapType)
		m.Set(t, "error", object.OSError.Value())
		for _, c := range []map[string]int64{constants, moreConstants} {
			for name, n := range c {
				m.Set(t, name, object.Int(n))
			}
		}
		m.Set(t, "PAGESIZE", object.Int(int64(os.Getpagesize())))
		m.Set(t, "ALLOCATIONGRANULARITY", object.Int(int64(os.Getpagesize())))
		return m, nil
	})
}
