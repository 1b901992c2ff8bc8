package vm

import (
	"math"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

func init() { object.Hooks.ForgetTemporaries = forgetTemporaries }

// forgetTemporaries clears the registers that the running code does not need any
// more: those above the arguments of the call that the innermost frame makes, since
// temporaries are used like a stack, and those of all frames that are reserved for
// what is not there yet.
func forgetTemporaries(t *object.Thread) {
	for fr := t.Frame; fr != nil && fr.Depth > 0; fr = fr.Prev {
		code := fr.Code
		if code != nil {
			code = code.Plain()
		}
		if code != nil && code.Flags&generatorFlags != 0 && !t.Tx.InTransaction() && fr.Gen.Read(t).Status == object.GenRunning {
			// What it had saved when it was suspended is in its window now.
			clear(fr.Gen.Write(t).Regs)
		}
		if code == nil || fr.PC < 1 || code.NumRegs > compile.MaxRegs {
			continue
		}
		regs := t.Registers(fr)
		forget := func(r int) { regs[r] = object.Value{} }
		w := code.Ins[fr.PC-1]
		b, n := int(uint8(w>>16)), int(uint8(w>>24))
		switch compile.Op(w) {
		case compile.Call:
			n += b + 1
		case compile.CallMethod, compile.CallAttr, compile.CallKW:
			n += b + 2
		case compile.CallEx:
			n = b + 2 + n>>2 + n&1
		case compile.DeleteLocal, compile.DeleteCell, compile.DeleteGlobal, compile.DeleteName, compile.DropIter:
			if n < math.MaxUint8 && n < code.NumRegs && fr == t.Frame {
				clear(regs[n:code.NumRegs])
			}
			continue
		default:
			// An instruction may come back to its operands.
			compile.Dead(code, int(fr.PC)-1, code.NumRegs, forget)
			continue
		}
		if fr == t.Frame && n < code.NumRegs {
			clear(regs[n:code.NumRegs])
		}
		compile.Dead(code, int(fr.PC), b, forget)
	}
}
