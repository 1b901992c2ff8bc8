package object

import (
	"unsafe"
)

// Buffers: what bytes, bytearray, memoryview, array and others show of their
// memory to built-in code that takes “bytes-like objects”.

// Exporter is an object whose memory others can see.
type Exporter interface {
	// Bytes returns the memory as it is now; for reading only unless write is set,
	// which a read-only exporter is never asked for. It must be fetched again after
	// anything that may run Python code.
	Bytes(t *Thread, write bool) []byte
	// Export adds n, 1 or -1, to the number of views that forbid resizing.
	Export(t *Thread, n int)
}

// Buffer describes an object's memory: a contiguous run of items.
type Buffer struct {
	Exporter
	Format   string // of an item, in the notation of module struct
	ItemSize int
	ReadOnly bool
	Owner    Value // whose memory it is, if not of the object that was asked; else null
}

// bytesLike returns the bytes of v, which no one may change or keep: they are
// valid until Python code runs. ok is false if v is not bytes-like.
func bytesLike(t *Thread, v Value) (b string, ok bool, err *Exception) {
	switch {
	case v.O.Typ.Flags&FlagBytes != 0:
		return bytesOfValue(v).S, true, nil
	case v.O.Typ.Flags&FlagByteArray != 0:
		return bytesAsString((*ByteArray)(unsafe.Pointer(v.O)).Read(t).B), true, nil
	case v.O.Typ == MemoryViewType:
		m := (*MemoryView)(unsafe.Pointer(v.O))
		if err := m.check(t); err != nil {
			return "", true, err
		}
		return m.contents(t), true, nil
	case v.O.Typ.Slots.Buffer != nil:
		buf, err := v.O.Typ.Slots.Buffer(t, v)
		if err != nil {
			return "", true, err
		}
		return bytesAsString(buf.Bytes(t, false)), true, nil
	}
	return "", false, nil
}

// BytesView returns the contents of a bytes-like object as a string that is
// valid until Python code runs: to be used at once, or cloned.
func BytesView(t *Thread, v Value) (string, *Exception) {
	b, ok, err := bytesLike(t, v)
	if !ok {
		return "", t.Errorf(TypeError, "a bytes-like object is required, not '%s'", v.TypeName())
	}
	return b, err
}

// IsBytesLike reports whether v shows its memory.
func IsBytesLike(v Value) bool {
	return v.O.Typ.Flags&(FlagBytes|FlagByteArray) != 0 || v.O.Typ.Slots.Buffer != nil
}

// BytesCopy returns the contents of a bytes-like object, to keep.
func BytesCopy(t *Thread, v Value) (string, *Exception) {
	b, err := BytesView(t, v)
	if err == nil && v.O.Typ.Flags&FlagBytes == 0 {
		b = string([]byte(b))
	}
	return b, err
}

// WritableBytes returns the memory of a bytes-like object for change, valid until
// Python code runs.
func WritableBytes(t *Thread, v Value) ([]byte, *Exception) {
	if v.O.Typ.Flags&FlagByteArray != 0 {
		return (*ByteArray)(unsafe.Pointer(v.O)).Write(t).B, nil
	}
	if f := v.O.Typ.Slots.Buffer; f != nil {
		buf, err := f(t, v)
		if err != nil {
			return nil, err
		}
		if !buf.ReadOnly {
			if m, ok := AsMemoryView(v); ok {
				return m.writable(t)
			}
			return buf.Bytes(t, true), nil
		}
	}
	return nil, t.Errorf(TypeError, "read-write bytes-like object expected")
}
