package vm

import (
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// Operators that a class defines in Python.
//
// An instruction that finds one pushes its frame instead of evaluating it to the
// end on the Go stack, and returns pushed in place of an exception, upon which
// the evaluator goes on in the new frame. What becomes of its result is said by
// the frame's Kind: it is the instruction's (FrameCall), is dropped (FrameDrop), or
// is for afterOperator to look at (FrameOperator), because the method may return
// NotImplemented, or the truth of its result is wanted.

// pushed is no exception: it stands for a frame that was pushed.
var pushed = new(object.Exception)

var (
	binaryNames  [object.NumBinary]*object.Str
	reflectNames [object.NumBinary]*object.Str
	inplaceNames [object.NumBinary]*object.Str
	compareNames [6]*object.Str
)

var (
	strGetItem  = object.Intern("__getitem__")
	strSetItem  = object.Intern("__setitem__")
	strDelItem  = object.Intern("__delitem__")
	strContains = object.Intern("__contains__")
	strBool     = object.Intern("__bool__")
	strNext     = object.Intern("__next__")
	strIter     = object.Intern("__iter__")
	strCall     = object.Intern("__call__")
	strNeg      = object.Intern("__neg__")
	strPos      = object.Intern("__pos__")
	strInvert   = object.Intern("__invert__")
)

func init() {
	for op, name := range [...]string{"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"} {
		binaryNames[op] = object.Intern("__" + name + "__")
		reflectNames[op] = object.Intern("__r" + name + "__")
		inplaceNames[op] = object.Intern("__i" + name + "__")
	}
	for op, name := range [...]string{"lt", "le", "eq", "ne", "gt", "ge"} {
		compareNames[op] = object.Intern("__" + name + "__")
	}
}

// methodOf returns the Python function that the class of v defines as special
// method name, or nil if it is no Python function that can be called as a jump.
func methodOf(v object.Value, name *object.Str) *object.Function {
	if !v.O.Typ.IsHeap() {
		return nil
	}
	f := v.O.Typ.Lookup(name)
	if f.O == nil || f.O.Typ != object.FunctionType {
		return nil
	}
	if fn := (*object.Function)(unsafe.Pointer(f.O)); fn.Code.Flags&generatorFlags == 0 {
		return fn
	}
	return nil
}

// push pushes the frame of a call of fn for the instruction under way, with the
// arguments above the registers of the running frame.
func push(t *object.Thread, kind object.FrameKind, w uint64, fn *object.Function, a ...object.Value) *object.Exception {
	fr := t.Frame
	base := fr.Base + fr.Code.NumRegs // as every window ends by then, the slack holds the arguments
	copy(t.Stack[base:base+len(a)], a)
	_, nf, err := callFunction(t, fn, base, len(a), nil)
	if err != nil {
		return err
	}
	nf.Kind, nf.Ret = kind, uint8(w>>8)
	return pushed
}

// binaryMethod pushes the method for x op y, or returns nil if the operands'
// slots are to decide.
func binaryMethod(t *object.Thread, w uint64, op object.BinaryOp, x, y object.Value, inplace bool) *object.Exception {
	if inplace {
		if fn := methodOf(x, inplaceNames[op]); fn != nil {
			return push(t, object.FrameOperator, w, fn, x, y)
		}
		if x.O.Typ.Slots.INum[op] != nil {
			return nil
		}
	}
	if x.O.Typ.IsHeap() {
		if x.O.Typ != y.O.Typ && y.O.Typ.IsSubtype(x.O.Typ) {
			return nil
		}
		if fn := methodOf(x, binaryNames[op]); fn != nil {
			return push(t, object.FrameOperator, w, fn, x, y)
		}
		return nil
	}
	// The numbers know no class of the program but their own subclasses.
	const number = object.FlagInt | object.FlagFloat
	if x.O == &object.IntTag || x.O == &object.FloatTag {
		if y.O.Typ.Flags&number == 0 {
			if fn := methodOf(y, reflectNames[op]); fn != nil {
				return push(t, object.FrameOperator, w, fn, y, x)
			}
		}
	}
	return nil
}

// compareMethod pushes the method for the comparison of x and y, or returns nil if
// the operands' slots are to decide.
func compareMethod(t *object.Thread, w uint64, op object.CmpOp, x, y object.Value) *object.Exception {
	if x.O.Typ != y.O.Typ && y.O.Typ.IsSubtype(x.O.Typ) {
		return nil
	}
	if fn := methodOf(x, compareNames[op]); fn != nil {
		return push(t, object.FrameOperator, w, fn, x, y)
	}
	return nil
}

// getItem is object.GetItem for instruction w.
func getItem(t *object.Thread, w uint64, v, k object.Value) (object.Value, *object.Exception) {
	if v.O.Typ.IsHeap() {
		if fn := methodOf(v, strGetItem); fn != nil {
			return object.Value{}, push(t, object.FrameCall, w, fn, v, k)
		}
	}
	return object.GetItem(t, v, k)
}

// setItem is object.SetItem for instruction w.
func setItem(t *object.Thread, w uint64, v, k, x object.Value) *object.Exception {
	if v.O.Typ.IsHeap() {
		if x.O == nil {
			if fn := methodOf(v, strDelItem); fn != nil {
				return push(t, object.FrameDrop, w, fn, v, k)
			}
		} else if fn := methodOf(v, strSetItem); fn != nil {
			return push(t, object.FrameDrop, w, fn, v, k, x)
		}
	}
	return object.SetItem(t, v, k, x)
}

// contains is object.Contains for instruction w.
func contains(t *object.Thread, w uint64, v, x object.Value) (bool, *object.Exception) {
	if v.O.Typ.IsHeap() {
		if fn := methodOf(v, strContains); fn != nil {
			return false, push(t, object.FrameOperator, w, fn, v, x)
		}
	}
	return object.Contains(t, v, x)
}

// truthOf is object.Truth for instruction w.
func truthOf(t *object.Thread, w uint64, v object.Value) (bool, *object.Exception) {
	if v.O.Typ.IsHeap() {
		if fn := methodOf(v, strBool); fn != nil {
			return false, push(t, object.FrameOperator, w, fn, v)
		}
	}
	return object.Truth(t, v)
}

// compare is object.Compare for instruction w.
func compare(t *object.Thread, w uint64, op object.CmpOp, x, y object.Value) (object.Value, *object.Exception) {
	if x.O.Typ.IsHeap() {
		if err := compareMethod(t, w, op, x, y); err != nil {
			return object.Value{}, err
		}
	}
	return object.Compare(t, x, y, op)
}

// unaryOp is -v, +v or ~v for instruction w.
func unaryOp(t *object.Thread, w uint64, v object.Value) (object.Value, *object.Exception) {
	var name *object.Str
	var f func(*object.Thread, object.Value) (object.Value, *object.Exception)
	switch compile.Op(w) {
	case compile.Neg:
		name, f = strNeg, object.Negative
	case compile.Pos:
		name, f = strPos, object.Positive
	default:
		name, f = strInvert, object.Invert
	}
	if fn := methodOf(v, name); fn != nil {
		return object.Value{}, push(t, object.FrameCall, w, fn, v)
	}
	return f(t, v)
}

// operands returns what instruction w, one that computes x op y, works on.
func operands(code *object.Code, regs window, w uint64) (op object.BinaryOp, x, y object.Value, inplace bool) {
	x = regs[uint8(w>>16)]
	o := compile.Op(w)
	switch {
	case o <= compile.MatMul:
		return object.BinaryOp(o - compile.Add), x, regs[uint8(w>>24)], w>>32&1 != 0
	case o <= compile.MulI:
		return object.BinaryOp(o - compile.AddI), x, object.Int(int64(int32(w >> 32))), uint8(w>>24) != 0
	}
	return kOps[o-compile.AddK], x, code.Consts[w>>32], uint8(w>>24) != 0
}

// kOps are the operators of AddK, SubK ….
var kOps = [...]object.BinaryOp{object.OpAdd, object.OpSub, object.OpMul, object.OpTrueDiv, object.OpFloorDiv, object.OpMod, object.OpAnd, object.OpLShift, object.OpRShift}

// afterOperator completes instruction w of the running frame, whose special
// method has returned r: the value for its destination (null if it has none) and
// whether its jump is taken.
func afterOperator(t *object.Thread, regs window, w uint64, r object.Value) (v object.Value, jump bool, err *object.Exception) {
	code := t.Frame.Code
	switch op := compile.Op(w); {
	case compile.Add <= op && op <= compile.RShiftK:
		if !r.IsNotImplemented() {
			return r, false, nil
		}
		o, x, y, inplace := operands(code, regs, w)
		tried := object.TriedLeft
		switch {
		case inplace && methodOf(x, inplaceNames[o]) != nil:
			tried = object.TriedInPlace
		case !x.O.Typ.IsHeap():
			tried = object.TriedBoth
		}
		v, err = object.BinaryRest(t, o, x, y, inplace, tried)
		return v, false, err

	case compile.Lt <= op && op <= compile.Ge:
		x, y := regs[uint8(w>>16)], regs[uint8(w>>24)]
		if r.IsNotImplemented() {
			r, err = object.CompareRest(t, x, y, object.CmpOp(op-compile.Lt))
		}
		return r, false, err

	case compile.JumpLt <= op && op <= compile.JumpGeK:
		if r.IsNotImplemented() {
			x := regs[uint8(w>>8)]
			var y object.Value
			if op >= compile.JumpLtK {
				y = code.Consts[uint8(w>>16)]
				op -= compile.JumpLtK - compile.JumpLt
			} else {
				y = regs[uint8(w>>16)]
			}
			if r, err = object.CompareRest(t, x, y, object.CmpOp(op-compile.JumpLt)); err != nil {
				return object.Value{}, false, err
			}
		}
		yes, err := object.Truth(t, r)
		return object.Value{}, yes != (uint8(w>>24) != 0), err

	case op == compile.Contains:
		yes, err := object.Truth(t, r)
		return object.Bool(yes != (w>>32 != 0)), false, err
	case op == compile.JumpIn:
		yes, err := object.Truth(t, r)
		return object.Value{}, yes != (uint8(w>>24) == 1), err

	case op == compile.JumpIfTrue, op == compile.JumpIfFalse, op == compile.Not:
		if !r.IsBool() {
			return object.Value{}, false, t.Errorf(object.TypeError, "__bool__ should return bool, returned %s", r.TypeName())
		}
		if op == compile.Not {
			return object.Bool(r.N == 0), false, nil
		}
		return object.Value{}, (r.N != 0) == (op == compile.JumpIfTrue), nil
	}
	panic("BUG: not an operator")
}
