package sys

import (
	"unsafe"

	"bufio"
	"os"
	"strings"
	"sync"

	"github.com/weftpy/weft/object"
)

// Plain standard streams, for an interpreter without module _io.

// stream is a text stream over a file of the process.
type stream struct {
	object.Object
	name string
	file *os.File
	mu   sync.Mutex
	in   *bufio.Reader
}

var streamType = &object.Type{Name: "stream", Module: "sys", Flags: object.FlagNoBase | object.FlagNoNew}

// Emit is stm.Sink's.
func (s *stream) Emit(p []byte) { s.file.Write(p) }

// NewStream makes a plain text stream.
func NewStream(name string, f *os.File) value {
	streamType.Ready()
	s := &stream{Object: object.Object{Typ: streamType}, name: name, file: f, in: bufio.NewReader(f)}
	return s.Object.Value()
}

func init() {
	str := func(f func(s *stream) value) func(t *thread, v value) (value, *excn) {
		return func(t *thread, v value) (value, *excn) { return f(streamOf(v)), nil }
	}
	streamType.Getsets = []object.GetSet{
		{Name: "name", Get: str(func(s *stream) value { return object.NewStr(s.name) })},
		{Name: "encoding", Get: str(func(s *stream) value { return object.NewStr("utf-8") })},
		{Name: "errors", Get: str(func(s *stream) value { return object.NewStr("strict") })},
		{Name: "closed", Get: str(func(s *stream) value { return object.False })},
	}
	streamType.Methods = []object.Def{
		{Name: "write", Sig: "text, /", Fn: func(t *thread, a []value) (value, *excn) {
			s, ok := object.AsStr(a[1])
			if !ok {
				return null, t.Errorf(object.TypeError, "write() argument must be str, not %s", a[1].TypeName())
			}
			t.Tx.Hold(streamOf(a[0]), []byte(s.S))
			return object.Int(int64(s.Len())), nil
		}},
		{Name: "flush", Fn: func(t *thread, a []value) (value, *excn) { return object.None, nil }},
		{Name: "isatty", Fn: func(t *thread, a []value) (value, *excn) { return object.False, nil }},
		{Name: "fileno", Fn: func(t *thread, a []value) (value, *excn) { return object.Int(int64(streamOf(a[0]).file.Fd())), nil }},
		{Name: "readline", Sig: "size=-1, /", Fn: func(t *thread, a []value) (value, *excn) {
			t.Tx.BecomeInevitable("reading standard input")
			s := streamOf(a[0])
			s.mu.Lock()
			defer s.mu.Unlock()
			line, _ := s.in.ReadString('\n')
			return object.NewStr(strings.ToValidUTF8(line, "?")), nil
		}},
	}
}

func streamOf(v value) *stream { return (*stream)(unsafe.Pointer(v.O)) }
