package marshal

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

// code writes a code object.
func (w *writer) code(v value) *excn {
	c, _ := object.AsCode(v)
	b := vm.CodeBytes(c)
	if b == nil {
		return w.t.Errorf(object.ValueError, "unmarshallable object")
	}
	w.b = append(w.b, 'c')
	w.u32(len(b))
	w.b = append(w.b, b...)
	return nil
}
