package vm

import (
	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

func init() { object.Hooks.ForgetTemporaries = forgetTemporaries }

// forgetTemporaries clears the registers above the arguments of the call that
// the innermost frame makes: temporaries are used like a stack, so nobody needs
// what is left in them.
func forgetTemporaries(t *object.Thread) {
	fr := t.Frame
	if fr.Depth == 0 || fr.Code == nil || fr.PC < 1 || fr.Code.NumRegs > compile.MaxRegs {
		return
	}
	w := fr.Code.Ins[fr.PC-1]
	b, n := int(uint8(w>>16)), int(uint8(w>>24))
	switch compile.Op(w) {
	case compile.Call:
		n += b + 1
	case compile.CallMethod, compile.CallAttr, compile.CallKW:
		n += b + 2
	case compile.CallEx:
		n = b + 3
	default:
		return
	}
	if n < fr.Code.NumRegs {
		clear(t.Stack[fr.Base+n : fr.Base+fr.Code.NumRegs])
	}
}
