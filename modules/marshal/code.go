package marshal

import (
	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// code writes a code object as the compiler has made it, with what replace has changed of its names.
func (w *writer) code(v value) *excn {
	o, _ := object.AsCode(v)
	src, ok := o.Source.(*compile.Code)
	if !ok {
		return w.t.Errorf(object.ValueError, "unmarshallable object")
	}
	c := *src
	c.Name, c.QualName, c.Filename, c.FirstLine = o.Name, o.QualName, o.Filename, o.FirstLine
	b := c.AppendBinary(nil)
	w.b = append(w.b, 'c')
	w.u32(len(b))
	w.b = append(w.b, b...)
	return nil
}
