package vm

import (
	"slices"
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// What instructions do where the evaluator's own path does not apply. They work on
// the current frame, whose PC is saved, and return pushed in place of an exception
// when they have pushed another. One whose jump depends on more than its
// condition moves the frame's PC itself.

// raised completes an exception that the instruction before the frame's PC has
// raised; the result may be another, which a trace function has raised meanwhile.
func raised(t *object.Thread, err *object.Exception) *object.Exception {
	if err.Traceback(t) == nil { // not one that has only come through a built-in function
		err.Chain(t)
	}
	return passed(t, err)
}

// passed notes that err, which is raised by what the instruction before the frame's PC
// calls, passes through there.
func passed(t *object.Thread, err *object.Exception) *object.Exception {
	fr := t.Frame
	err.AddTraceback(t, fr.Fn, fr.Code, fr.PC-1)
	if fr.Code.IsTraced() {
		err = exceptionEvent(t, fr, err)
	}
	return err
}

// notFound completes the error of not finding the method that the instruction before
// the frame's PC calls.
func notFound(t *object.Thread, err *object.Exception) *object.Exception {
	fr := t.Frame
	err.Chain(t)
	err.AddTraceback(t, fr.Fn, fr.Code, fr.Code.LookupPC(fr.PC-1))
	if fr.Code.IsTraced() {
		err = exceptionEvent(t, fr, err)
	}
	return err
}

// catch sends the running frame to its handler of an exception, if it has one.
func catch(t *object.Thread, fr *object.Frame, err *object.Exception) bool {
	h := findHandler(fr.Code, fr.PC-1)
	if h == nil {
		return false
	}
	*register(t, fr, h.Reg) = err.Value()
	fr.PC = h.Target
	return true
}

// after says how the evaluator goes on after a frame has returned.
type after uint8

const (
	afterDone   after = iota // with the caller's next instruction
	afterStore               // the result is for register A of the caller's instruction
	afterReturn              // the result is run's
)

// leave ends the running frame, which returns result, where that is not just the
// value of a call.
func leave(t *object.Thread, fr *object.Frame, result object.Value) (after, object.Value, *object.Exception) {
	kind, jump, ret, ns := fr.Kind, fr.Jump, fr.Ret, fr.NS
	if kind == object.FrameMark {
		kind = t.PassMark(fr)
	}
	if fr.Leave&object.LeaveView != 0 {
		t.LeaveView(fr)
	}
	generator := fr.Code.Flags&generatorFlags != 0
	if generator {
		spend(t, fr, kind)
	}
	var args []object.Value
	if kind == object.FrameMake && needsInit(t, fr, result) {
		args = slices.Clone(t.Stack[fr.Base+1 : fr.Base+fr.Code.NumParams])
	}
	popFrame(t, fr)
	caller := t.Frame
	switch kind {
	case object.FrameEntry:
		if generator {
			t.Result = result
			result = object.Value{}
		}
		return afterReturn, result, nil
	case object.FrameInit:
		if !result.IsNone() {
			return afterDone, result, t.Errorf(object.TypeError, "__init__() should return None, not '%s'", result.TypeName())
		}
		return afterStore, ns, nil
	case object.FrameMake:
		if args != nil {
			return afterStore, result, result.O.Typ.Slots.Init(t, result, args, nil)
		}
	case object.FrameIter, object.FrameDrop: // the loop ends
		return afterDone, result, nil
	case object.FrameSent:
		return afterDone, result, object.NewStopIteration(t, result)
	case object.FrameSend, object.FrameNext:
		*register(t, caller, int32(ret)) = result
		caller.PC += jump
		return afterDone, result, nil
	case object.FrameOperator:
		w := caller.Code.Plain().Ins[caller.PC-1]
		v, taken, err := afterOperator(t, windowAt(t, caller.Base), w, result)
		if err != nil {
			return afterDone, v, err
		}
		if taken {
			caller.PC += int32(w >> 32)
		}
		if v.O == nil {
			return afterDone, v, nil
		}
		return afterStore, v, nil
	}
	return afterStore, result, nil
}

// needsInit reports whether what the __new__ with frame fr has made has an __init__ to call: it
// can be an instance of a subclass.
func needsInit(t *object.Thread, fr *object.Frame, v object.Value) bool {
	cls := (*object.Type)(unsafe.Pointer(t.Stack[fr.Base].O))
	it := v.O.Typ
	return it != cls && !it.SkipsInit() && it.Slots.Init != nil && it.IsSubtype(cls)
}

// freeVars is FreeVars.
func freeVars(t *object.Thread, fr *object.Frame, at int) {
	copy(t.Stack[fr.Base+at:], fr.Fn.Closure.Items)
}

func containsOp(t *object.Thread, w uint64, v, x object.Value) (object.Value, *object.Exception) {
	in, err := contains(t, w, v, x)
	return object.Bool(in != (w>>32 != 0)), err
}

// containsJump reports whether the jump of JumpIn is taken.
func containsJump(t *object.Thread, w uint64, v, x object.Value) (bool, *object.Exception) {
	in, err := contains(t, w, v, x)
	return in != (uint8(w>>24) == 1), err
}

// truthJump reports whether the jump of JumpIfTrue or JumpIfFalse is taken.
func truthJump(t *object.Thread, w uint64, v object.Value) (bool, *object.Exception) {
	truth, err := truthOf(t, w, v)
	return truth == (compile.Op(w) == compile.JumpIfTrue), err
}

// compareJump reports whether the jump of a comparison is taken.
func compareJump(t *object.Thread, w uint64) (bool, *object.Exception) {
	fr := t.Frame
	regs := windowAt(t, fr.Base)
	x, y, op := &regs[uint8(w>>8)], &regs[uint8(w>>16)], compile.Op(w)
	if op >= compile.JumpLtK {
		y = &fr.Code.Consts[uint8(w>>16)]
		op -= compile.JumpLtK - compile.JumpLt
	}
	if x.O == &object.FloatTag && y.O == &object.IntTag && int64(int32(y.N)) == int64(y.N) {
		return floatHolds(op, x.Float(), float64(y.Int())) != (uint8(w>>24) != 0), nil
	}
	truth, err := compareTruth(t, w, *x, *y, object.CmpOp(op-compile.JumpLt))
	return truth != (uint8(w>>24) != 0), err
}

// floatHolds reports whether the comparison of a jump holds.
func floatHolds(op compile.Op, x, y float64) bool {
	switch op {
	case compile.JumpLt:
		return x < y
	case compile.JumpLe:
		return x <= y
	case compile.JumpEq:
		return x == y
	case compile.JumpNe:
		return x != y
	case compile.JumpGt:
		return x > y
	}
	return x >= y
}

// maxReturned is how many items a tuple may have that is not made for a return.
const maxReturned = 4

// returnUnpacked does what a tuple is for that the running function returns to a call whose
// result is unpacked at once: the items go to where the caller unpacks them to. It reports
// whether that was so. (In code that is traced every instruction is another one.)
func returnUnpacked(t *object.Thread, fr *object.Frame, regs window, w uint64) bool {
	if u := fr.Code.Ins[fr.PC]; compile.Op(u) != compile.Return || uint8(u>>8) != uint8(w>>8) || fr.Kind != object.FrameCall || fr.Leave != 0 {
		return false
	}
	caller := fr.Prev
	code := caller.Code
	u := code.Ins[caller.PC]
	n := uint8(w >> 24)
	if compile.Op(u) != compile.Unpack || u>>32 == 0 || uint8(u>>24) != n || uint8(u>>16) != fr.Ret || code.NumRegs > compile.MaxRegs {
		return false
	}
	var items [maxReturned]object.Value // the targets may overlap
	copy(items[:n], regs[uint8(w>>16):])
	copy(t.Stack[caller.Base+int(uint8(u>>8)):], items[:n])
	caller.PC++
	t.Frame = caller
	t.Top = caller.Base + code.NumRegs
	return true
}

// buildTuple is BuildTuple. A tuple that the next instruction only looks for in a dict or
// set is not made: that instruction is done too, and skipped. The result is null if it
// has none.
func buildTuple(t *object.Thread, fr *object.Frame, regs window, w uint64) object.Value {
	t.Allocates()
	b, n := uint8(w>>16), int(uint8(w>>24))
	if n >= 2 && n <= 4 {
		r, u := uint8(w>>8), fr.Code.Ins[fr.PC]
		items := regs[b : int(b)+n : int(b)+n]
		switch compile.Op(u) {
		case compile.LoadItem:
			if w>>32 != 0 && uint8(u>>24) == r {
				if v := object.TupleItem(t, regs[uint8(u>>16)], items); v.O != nil {
					fr.PC++
					return v
				}
			}
		case compile.StoreItem:
			if uint8(u>>24) == r && int(r) >= fr.Code.NumLocals && object.StoreTupleItem(t, regs[uint8(u>>16)], items, regs[uint8(u>>8)]) {
				fr.PC++
				return object.Value{}
			}
		case compile.Contains:
			if uint8(u>>16) == r && int(r) >= fr.Code.NumLocals {
				if in, sure := object.HasTuple(t, regs[uint8(u>>24)], items); sure {
					fr.PC++
					return object.Bool(in != (u>>32 != 0))
				}
			}
		case compile.JumpIn:
			if uint8(u>>8) == r && int(r) >= fr.Code.NumLocals && t.Tx.Poll.Load() == 0 {
				if in, sure := object.HasTuple(t, regs[uint8(u>>16)], items); sure {
					fr.PC++
					if in != (uint8(u>>24) == 1) {
						fr.PC += int32(u >> 32)
					}
					return object.Value{}
				}
			}
		}
	}
	if n >= 2 && n <= maxReturned && returnUnpacked(t, fr, regs, w) {
		return object.Value{}
	}
	tup := t.TakeTuple(n)
	for i := range tup.Items {
		tup.Items[i] = regs[b+uint8(i)]
	}
	if compile.Op(fr.Code.Ins[fr.PC]) == compile.Yield {
		t.Made(tup.Value())
	}
	return tup.Value()
}

func buildList(t *object.Thread, regs window, w uint64) object.Value {
	b, n := uint8(w>>16), int(uint8(w>>24))
	l, items := object.MakeList(t, n)
	for i := range items {
		items[i] = regs[b+uint8(i)]
	}
	return l.Value()
}

// buildSlice is BuildSlice. A slice that is used at once as a subscript is not
// made: the next instruction is done too, and skipped. The result is null if that
// has none.
func buildSlice(t *object.Thread, fr *object.Frame, regs window, w uint64) object.Value {
	b := uint8(w >> 16)
	step := object.None
	if uint8(w>>24) == 3 {
		step = regs[b+2]
	}
	if u := fr.Code.Ins[fr.PC]; uint8(u>>24) == uint8(w>>8) {
		switch compile.Op(u) {
		case compile.LoadItem:
			if v, ok := object.SliceOf(t, regs[uint8(u>>16)], regs[b], regs[b+1], step); ok {
				if v.O.Typ == object.TupleType {
					made := v
					if v.O == regs[uint8(u>>16)].O {
						object.Escaped()
						made = object.Value{}
					}
					if n := u >> 32; n != 0 {
						t.Part(int(n-loneFirst), made)
					}
				}
				fr.PC++
				return v
			}
		case compile.StoreItem:
			if step.IsNone() && object.StoreSlice(t, regs[uint8(u>>16)], regs[b], regs[b+1], regs[uint8(u>>8)]) {
				fr.PC++
				return object.Value{}
			}
		}
	}
	return object.NewSlice(regs[b], regs[b+1], step)
}

// resumeCalled is a call of g.send(v), or next(g): it pushes the generator's frame.
func resumeCalled(t *object.Thread, g *object.Generator, v object.Value, w uint64) *object.Exception {
	nf, err := resume(t, g, v)
	if nf == nil {
		if err == nil {
			err = afterEnd(t, g)
		}
		if err == nil {
			err = object.NewException(t, object.StopIteration)
		}
		return err
	}
	nf.Kind, nf.Ret = object.FrameSent, uint8(w>>8)
	return nil
}

// sendOn is Send.
func sendOn(t *object.Thread, fr *object.Frame, regs window, w uint64) *object.Exception {
	a, it := uint8(w>>8), regs[uint8(w>>16)]
	if isGenerator(it) {
		g := genOf(it)
		nf, err := resume(t, g, regs[uint8(w>>24)])
		if nf != nil {
			nf.Kind, nf.Ret, nf.Jump = object.FrameSend, a, int32(w>>32)
			return pushed
		}
		if err == nil {
			err = afterEnd(t, g)
		}
		if err == nil {
			regs[a] = object.None
			fr.PC += int32(w >> 32)
		}
		return err
	}
	v, done, err := sendTo(t, it, regs[uint8(w>>24)])
	if err != nil {
		return err
	}
	regs[a] = v
	if done {
		fr.PC += int32(w >> 32)
	}
	return nil
}

// callSlow calls function fn where its frame cannot simply follow.
func callSlow(t *object.Thread, fr *object.Frame, fn *object.Function, argBase, nargs int, w uint64) (object.Value, *object.Exception) {
	if c := fn.Code; c.Flags&generatorFlags != 0 && nargs == c.NumParams && nargs == c.ArgCount && c.NumRegs <= compile.MaxRegs {
		g := newGenerator(t, fn, t.Stack[fr.Base+argBase:fr.Base+argBase+nargs])
		own(t, fr, g, w)
		return g, nil
	}
	v, nf, err := callFunction(t, fn, argumentsAt(t, fr, argBase, nargs), nargs, nil)
	if nf == nil && err == nil {
		own(t, fr, v, w)
	}
	return called(t, v, nf, err, object.FrameCall, object.Value{}, w)
}

// callConsuming calls f, which consumes its argument, a list or set made for the call.
func callConsuming(t *object.Thread, fr *object.Frame, f *object.Func, argBase int) (object.Value, *object.Exception) {
	v := t.Stack[fr.Base+argBase]
	result, err := f.CallAt(t, fr.Base+argBase, 1)
	if err == nil {
		t.Consumed(v)
	}
	return result, err
}

// newInstance pushes the frame of init, a simple function, for a new object of
// class typ; the arguments begin above register argBase.
func newInstance(t *object.Thread, fr *object.Frame, typ *object.Type, init *object.Function, argBase int, w uint64) *object.Exception {
	self := object.Value{O: typ.Alloc(t, typ)}
	code, base := init.Code, fr.Base+argBase
	t.Stack[base] = self
	nf := fr.Next
	if nf == nil || base+code.NumRegs+stackSlack > len(t.Stack) || t.Tracing {
		_, nf, err := callFunction(t, init, base, code.ArgCount, nil)
		if err != nil {
			return err
		}
		nf.Kind, nf.Ret, nf.NS = object.FrameInit, uint8(w>>8), self
		return pushed
	}
	clear(t.Stack[base+code.ArgCount : base+max(code.NumLocals, code.ArgCount)])
	t.Frame = nf
	nf.Fn, nf.Code, nf.Base, nf.PC, nf.NS = init, code, base, 0, self
	nf.Ret, nf.Kind, nf.HasNS, nf.Leave = uint8(w>>8), object.FrameInit, false, 0
	if nf.View != nil {
		nf.View = nil
	}
	t.Top = base + code.NumRegs
	return pushed
}

// callOther calls what is neither a Python function nor a built-in one, with the
// nargs arguments that begin at register argBase.
func callOther(t *object.Thread, fr *object.Frame, callee object.Value, argBase, nargs int, w uint64) (object.Value, *object.Exception) {
	regs := windowAt(t, fr.Base)
	switch callee.O.Typ {
	case object.MethodDescrType, object.WrapperType:
		b := (*object.Builtin)(unsafe.Pointer(callee.O))
		if nargs > 0 && object.IsInstance(regs[argBase], b.Type) {
			return b.Func.CallWith(t, regs[argBase:argBase+nargs:argBase+nargs], nil)
		}
	default:
		if callee.O == &object.RangeType.Object && loopOverRange(t, fr, regs, argBase, nargs, w) {
			return object.Value{}, pushed
		}
		if (callee.O == &object.EnumerateType.Object || callee.O == &object.ZipType.Object) && loopOverPairs(t, fr, regs, callee, argBase, nargs, w) {
			return object.Value{}, pushed
		}
		fn, self, kind := pythonCallee(t, callee)
		if fn == nil && callee.O.Typ == object.TypeType {
			if fn = cacheMaker((*object.Type)(unsafe.Pointer(callee.O)), nargs); fn != nil {
				self, kind = callee, object.FrameMake
			}
		}
		if fn == nil {
			if kind == object.FrameInit && nargs == 0 { // a class without __init__
				return self, nil
			}
			break
		}
		if self.O != nil {
			argBase--
			nargs++
			regs[argBase] = self
		}
		v, nf, err := callFunction(t, fn, argumentsAt(t, fr, argBase, nargs), nargs, nil)
		return called(t, v, nf, err, kind, self, w)
	}
	return object.CallKw(t, callee, regs[argBase:argBase+nargs:argBase+nargs], nil)
}
