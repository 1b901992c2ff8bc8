// Package compressor has what the compressor objects of _bz2 and _lzma share.
package compressor

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// Stream compresses what is written; Close returns the end of the stream. C is
// the type itself.
type Stream[C any] interface {
	Write(data []byte) []byte
	Close() []byte
	Clone() C
}

// State is the state of a compressor object.
type State[C Stream[C]] struct {
	Stream  C
	flushed bool
}

// View returns the bytes of a bytes-like object. They must not be written.
func View(t *object.Thread, v object.Value) ([]byte, *object.Exception) {
	s, err := object.BytesView(t, v)
	return unsafe.Slice(unsafe.StringData(s), len(s)), err
}

// New makes an object with the stream.
func New[C Stream[C]](t *object.Thread, typ *object.Type, stream C) object.Value {
	return object.NewBoxed(t, typ, State[C]{Stream: stream}).Value()
}

// Methods returns the methods of objects with State[C], for the type called name.
func Methods[C Stream[C]](name string) []object.Def {
	kind := object.NewKind(name, func(s *State[C]) { s.Stream = s.Stream.Clone() })
	of := func(t *object.Thread, v object.Value) *State[C] { return object.BoxedOf[State[C]](v).Write(t, kind) }
	return []object.Def{
		{Name: "compress", Sig: "data, /", Doc: "Take in data, and hand out what is compressed so far.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			data, err := View(t, a[1])
			if err != nil {
				return object.Value{}, err
			}
			s := of(t, a[0])
			if s.flushed {
				return object.Value{}, t.Errorf(object.ValueError, "Compressor has been flushed")
			}
			return object.BytesOwned(s.Stream.Write(data)), nil
		}},
		{Name: "flush", Doc: "End the stream, and hand out the rest of it.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			s := of(t, a[0])
			if s.flushed {
				return object.Value{}, t.Errorf(object.ValueError, "Repeated call to flush()")
			}
			s.flushed = true
			return object.BytesOwned(s.Stream.Close()), nil
		}},
	}
}
