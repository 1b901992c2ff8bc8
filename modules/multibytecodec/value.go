package multibytecodec

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

func newCodec(s *charset) value {
	return value{O: &(&codec{Object: object.Object{Typ: codecType}, set: s}).Object}
}

// asCodec is the codec that o is: its type has been looked at.
func asCodec(o *object.Object) *codec { return (*codec)(unsafe.Pointer(o)) }
