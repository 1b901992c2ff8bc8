package vm

import (
	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

func init() {
	object.Hooks.CodeBytes = CodeBytes
	object.Hooks.CodeOfBytes = CodeOfBytes
}

// CodeBytes returns the binary form of a code object, as the compiler has made it, with what
// replace has changed of its names; nil if the compiler has not made it.
func CodeBytes(o *object.Code) []byte {
	src, ok := o.Source.(*compile.Code)
	if !ok {
		return nil
	}
	c := *src
	c.Name, c.QualName, c.Filename, c.FirstLine = o.Name, o.QualName, o.Filename, o.FirstLine
	return c.AppendBinary(nil)
}

// CodeOfBytes makes a code object of what CodeBytes has returned.
func CodeOfBytes(t *object.Thread, b []byte) (*object.Code, error) {
	c, err := compile.ParseBinary(b)
	if err != nil {
		return nil, err
	}
	return Link(t, c), nil
}
