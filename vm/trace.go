package vm

import (
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// Tracing: sys.settrace and sys.setprofile.
//
// A program that is not traced pays nothing for it: the evaluator's loop does not
// know of tracing. A traced activation executes another form of its code, which its thread
// has made for itself: the same, but that the opcode of every instruction is opStop. To the
// evaluator that is one more rare instruction. It calls stop, which reports what is to be
// reported, then puts the real instruction in its place and has it executed; the next stop,
// wherever that is, takes it away again. So a program runs instruction by instruction. Both
// forms have the same length, constants, caches and positions, and the operands of a stop
// are those of its instruction, so an activation changes from one form to the other between
// any two instructions by exchanging its Code, and its PC stays.
//
//	call     the activation is pushed with the traced form and Last FrameNew (trace);
//	         its first instruction reports the call before all else
//	line     before an instruction of another line than the one before it, or one that
//	         is jumped back to
//	return   before Return and Yield are executed; when an exception leaves (leaveFrame)
//	exception  where an exception gets a traceback entry (passed)
//	c_call … stop makes the call itself, between two reports
//
// Calls on the evaluator's fast path push a frame without looking whether the thread is
// traced, so a traced thread has PollTrace in its poll word, which leads them to trace.
//
// What must hold:
//
//	T1  Thread.Tracing and PollTrace are set exactly while there is somebody to report to
//	    and no trace function is running.
//	T2  What others ask of a frame's code they ask of Plain: programs never see the
//	    traced form, and what looks at opcodes would find only opStop. (What looks at the
//	    next instruction to do it too, does not then: every instruction stops.)
//	T3  A traced attempt is inevitable, from the first stop on: it has told somebody what
//	    it does, and Frame.Last and the like are not restored.
//
// Tracing belongs to one thread, as in CPython. The workers of a parallel run are threads
// of their own, which nothing traces.
//
// Tried: to go back to the loop's dispatch with the real instruction in hand, which made the
// compiler store a register on the stack at every dispatch. And a copy of the loop that looks at every instruction, chosen when an evaluation
// begins. That
// has to be left and entered at every change, on all levels of the Go stack, and is fifteen hundred lines of generated code.

// opStop is the opcode of all instructions of traced code.
const opStop = compile.NumOps

// trace makes a frame that has just been pushed a traced one if its thread is traced.
func trace(t *object.Thread, nf *object.Frame) {
	if t.Tracing && !nf.Code.StandIn {
		unstep(t.Tracer)
		nf.Code, nf.Last = tracedForm(t, nf.Code), object.FrameNew
	}
}

// tracedForm returns the traced form of a code.
func tracedForm(t *object.Thread, code *object.Code) *object.Code {
	tr := t.Tracer
	if c := tr.Codes[code]; c != nil {
		return c
	}
	if tr.Codes == nil {
		tr.Codes = map[*object.Code]*object.Code{}
	}
	c := code.Stopping(uint8(opStop))
	tr.Codes[code] = c
	return c
}

func init() { object.Hooks.TraceFrame = traceRunning }

// traceRunning makes an activation traced that is under way, and whose call is not to
// be reported.
func traceRunning(t *object.Thread, fr *object.Frame) {
	if fr.Depth > 0 && fr.Code != nil && !fr.Code.IsTraced() && !fr.Code.StandIn {
		fr.Code, fr.Last = tracedForm(t, fr.Code), fr.PC-1
	}
}

// SetTrace makes f, null for none, the function that is told of the calls of t.
func SetTrace(t *object.Thread, f object.Value) {
	tracerOf(t, "sys.settrace()").Func = f
	traceOrNot(t)
	if f.O != nil {
		for fr := t.Frame; fr.Depth > 0; fr = fr.Prev {
			if fr.View != nil && fr.View.Trace.O != nil {
				traceRunning(t, fr)
			}
		}
	}
}

// SetProfile makes hook, nil for none, the profiler of t; v is what sys.getprofile
// returns.
func SetProfile(t *object.Thread, v object.Value, hook func(t *object.Thread, fr *object.Frame, event object.TraceEvent, arg object.Value) *object.Exception) {
	tr := tracerOf(t, "sys.setprofile()")
	tr.Profile, tr.Hook = v, hook
	traceOrNot(t)
	if hook != nil {
		for fr := t.Frame; fr.Depth > 0; fr = fr.Prev {
			traceRunning(t, fr)
		}
	}
}

func tracerOf(t *object.Thread, what string) *object.Tracer {
	if t.Tx.InTransaction() {
		t.Tx.BecomeInevitable(what)
	}
	if t.Tracer == nil {
		t.Tracer = &object.Tracer{}
	}
	return t.Tracer
}

// traceOrNot makes T1 hold.
func traceOrNot(t *object.Thread) {
	tr := t.Tracer
	if tr.Func.O == nil && tr.Hook == nil {
		tr.Codes = nil
	}
	t.Tracing = tr.Inside == 0 && (tr.Func.O != nil || tr.Hook != nil)
	if t.Tracing {
		t.Tx.Poll.Or(object.PollTrace)
	} else {
		t.Tx.Poll.And(^uint32(object.PollTrace))
	}
}

// Untraced calls f, which runs Python code that is not traced.
func Untraced(t *object.Thread, f func()) {
	tr := t.Tracer
	tr.Inside++
	traceOrNot(t)
	result := t.Result
	f()
	t.Result = result
	tr.Inside--
	traceOrNot(t)
}

// CallTracing calls f with tracing on, from within a trace function.
func CallTracing(t *object.Thread, f object.Value, args []object.Value) (object.Value, *object.Exception) {
	if t.Tracer == nil || t.Tracer.Inside == 0 {
		return object.CallKw(t, f, args, nil)
	}
	tr := t.Tracer
	inside := tr.Inside
	tr.Inside = 0
	traceOrNot(t)
	v, err := object.CallKw(t, f, args, nil)
	tr.Inside = inside
	traceOrNot(t)
	return v, err
}

// stop is opStop: it reports what there is to report before the instruction that the
// current frame is at is executed, and has that executed next, if it does not do so
// itself.
func stop(t *object.Thread) *object.Exception {
	fr := t.Frame
	tr := t.Tracer
	unstep(tr)
	pc := fr.PC - 1
	code := fr.Code.Plain()
	if int(pc) == len(code.Ins) { // see step
		pc = fr.Last
		fr.PC = pc + 1
	}
	if tr.Func.O == nil && tr.Hook == nil {
		fr.Code, fr.PC = code, pc
		return nil
	}
	if t.Tx.InTransaction() && !t.Tx.Inevitable() {
		t.Tx.BecomeInevitable("tracing")
	}
	if fr.Last == object.FrameNew {
		fr.PC = pc
		err := callEvent(t, fr)
		fr.PC = pc + 1
		if err != nil {
			return err
		}
	}
	if v := fr.View; v != nil && v.Trace.O != nil && t.Tracing {
		if err := instructionEvents(t, fr, code, pc); err != nil {
			return err
		}
		pc = fr.PC - 1 // f_lineno may have been set
	}
	fr.Last = pc
	w := code.Ins[pc]
	switch op := compile.Op(w); op {
	case compile.Return, compile.ReturnConst, compile.Yield:
		var v object.Value
		switch op {
		case compile.Return:
			v = t.Stack[fr.Base+int(uint8(w>>8))]
		case compile.ReturnConst:
			v = code.Consts[w>>32]
		case compile.Yield:
			v = t.Stack[fr.Base+int(uint8(w>>16))]
		}
		if err := returnEvent(t, fr, v); err != nil {
			return err
		}
		if op == compile.Yield {
			t.KeepFrame(fr)
		}
	case compile.Call, compile.CallMethod, compile.CallAttr, compile.CallKW, compile.CallEx:
		if tr.Hook != nil && t.Tracing {
			done, v, err := profiledCall(t, fr, code, &w)
			if err != nil {
				return err
			}
			if done {
				*register(t, fr, int32(uint8(w>>8))) = v
				return nil
			}
		}
	}
	step(tr, fr, pc, w)
	return nil
}

// step has instruction w executed at pc, after which the next one stops again. An
// instruction that jumps to itself would not: it is sent to the word behind the last
// instruction, which stops in its place. And a return is executed there, since the caller
// may be the same code and go on with the same instruction.
func step(tr *object.Tracer, fr *object.Frame, pc int32, w uint64) {
	if op := compile.Op(w); op == compile.Return || op == compile.ReturnConst {
		pc = int32(len(fr.Code.Ins)) - 1
	} else if int32(w>>32) == -1 && (op >= compile.Jump && op <= compile.JumpIn || op == compile.ForIter) {
		w = w&0xffffffff | uint64(uint32(int32(len(fr.Code.Ins))-1-pc-1))<<32
	}
	tr.Stepped = &fr.Code.Ins[pc]
	*tr.Stepped = w
	fr.PC = pc
}

// unstep puts the stop back where the last instruction was executed.
func unstep(tr *object.Tracer) {
	if tr.Stepped != nil {
		*tr.Stepped = *tr.Stepped&^0xff | uint64(opStop)
		tr.Stepped = nil
	}
}

// callEvent reports the call of fr, or that its generator goes on.
func callEvent(t *object.Thread, fr *object.Frame) *object.Exception {
	fr.Last = fr.PC - 1
	tr := t.Tracer
	if tr.Func.O != nil && t.Tracing {
		if err := event(t, fr, tr.Func, "call", object.None); err != nil {
			return err
		}
	}
	if tr.Hook != nil && t.Tracing {
		return tr.Hook(t, fr, object.TraceCall, object.None)
	}
	return nil
}

// instructionEvents reports that a line begins with the instruction at pc, and the
// instruction itself if that is wanted.
func instructionEvents(t *object.Thread, fr *object.Frame, code *object.Code, pc int32) *object.Exception {
	view := fr.View
	if !view.NoLines {
		if err := lineEvents(t, fr, code, pc); err != nil {
			return err
		}
	} else if line := code.Positions[pc].Line; line > 0 {
		view.At = line
	}
	if view.Opcodes && view.Trace.O != nil && t.Tracing && fr.PC == pc+1 {
		return event(t, fr, view.Trace, "opcode", object.None)
	}
	return nil
}

// lineEvents reports the lines that begin before the instruction at pc.
func lineEvents(t *object.Thread, fr *object.Frame, code *object.Code, pc int32) *object.Exception {
	view, last := fr.View, fr.Last
	if view.At == 0 && last >= 0 {
		view.At = code.Positions[last].Line // it has become traced just now
	}
	before := view.At // what has no line belongs to what was before it
	between := false
	if c, ok := code.Source.(*compile.Code); ok {
		for _, l := range c.LinesBetween(last, pc) {
			if l == before {
				continue
			}
			view.Line = l
			err := event(t, fr, view.Trace, "line", object.None)
			view.Line = 0
			if err != nil || view.Trace.O == nil || !t.Tracing || fr.PC != pc+1 {
				return err
			}
			before, between = l, true
			view.At = l
		}
	}
	line := code.Positions[pc].Line
	if line == 0 {
		return nil
	}
	view.At = line
	begins := before != line
	if !begins && !between {
		switch previous := compile.Op(code.Ins[last]); {
		case pc == last: // an empty loop
			begins = true
		case compile.Op(code.Ins[pc]) == compile.Send: // what a generator delegates to is asked again and again
		case previous == compile.ForIter: // as if the head of a loop came before its body
		case compile.Op(code.Ins[pc]) == compile.ForIter:
			begins = previous != compile.ForPrep
		default:
			begins = pc <= last
		}
	}
	if !begins {
		return nil
	}
	return event(t, fr, view.Trace, "line", object.None)
}

// returnEvent reports that fr returns or yields v; null tells that an exception leaves
// it.
func returnEvent(t *object.Thread, fr *object.Frame, v object.Value) *object.Exception {
	if view := fr.View; view != nil && view.Trace.O != nil && t.Tracing && t.Tracer.Func.O != nil {
		arg := v
		if v.O == nil {
			arg = object.None
		}
		if pc := fr.PC - 1; pc >= 0 && int(pc) < len(fr.Code.Positions) && fr.Code.Positions[pc].Line == 0 {
			view.Line = view.At
		}
		err := event(t, fr, view.Trace, "return", arg)
		view.Line = 0
		if err != nil {
			return err
		}
	}
	if hook := t.Tracer.Hook; hook != nil && t.Tracing {
		return hook(t, fr, object.TraceReturn, v)
	}
	return nil
}

// exceptionEvent reports that err is raised in, or has come to, fr. It returns the
// exception that goes on.
func exceptionEvent(t *object.Thread, fr *object.Frame, err *object.Exception) *object.Exception {
	view := fr.View
	if !t.Tracing || view == nil || view.Trace.O == nil || t.Tracer.Func.O == nil {
		return err
	}
	arg := object.NewTuple([]object.Value{err.Typ.Value(), err.Value(), object.TracebackValue(err.Traceback(t))})
	if e := event(t, fr, view.Trace, "exception", arg); e != nil {
		return e
	}
	return err
}

// unwindEvent reports that err leaves fr, and returns the exception that goes on.
func unwindEvent(t *object.Thread, fr *object.Frame, err *object.Exception) *object.Exception {
	unstep(t.Tracer)
	if !t.Tracing || fr.Last == object.FrameNew {
		return err
	}
	if t.Tx.InTransaction() && !t.Tx.Inevitable() {
		t.Tx.BecomeInevitable("tracing")
	}
	if e := returnEvent(t, fr, object.Value{}); e != nil {
		return e
	}
	return err
}

// event calls a trace function of fr. What it returns, but for None, is the one that
// the frame has from then on. If it raises an exception nothing is traced any more.
func event(t *object.Thread, fr *object.Frame, f object.Value, what string, arg object.Value) (err *object.Exception) {
	if t.Tx.InTransaction() && !t.Tx.Inevitable() {
		t.Tx.BecomeInevitable("tracing")
	}
	view := t.ViewFrame(fr)
	if view == nil {
		return nil
	}
	Untraced(t, func() {
		view.Busy++
		var v object.Value
		v, err = object.Call(t, f, view.Value(), object.Intern(what).Value(), arg)
		view.Busy--
		if view.Busy == 0 {
			t.StoreLocals(view)
		}
		switch {
		case err != nil:
			t.Tracer.Func, view.Trace = object.Value{}, object.Value{}
		case !v.IsNone():
			view.Trace = v
		}
	})
	return err
}

// profiledCall makes the call that an instruction is, and reports it, if it is that of a
// built-in function. Others are left to the evaluator; the method of a CallAttr has been
// looked up then, and the instruction is the one that is left to do.
func profiledCall(t *object.Thread, fr *object.Frame, code *object.Code, word *uint64) (done bool, v object.Value, err *object.Exception) {
	regs := windowAt(t, fr.Base)
	w := *word
	if compile.Op(w) == compile.CallAttr {
		if err := loadMethodInPlace(t, regs, &code.Caches[w>>32], w); err != nil {
			return false, v, err
		}
		w = w&^0xff | uint64(compile.CallMethod)
		*word = w
		regs = windowAt(t, fr.Base)
	}
	b, n := int(uint8(w>>16)), int(uint8(w>>24))
	callee, self := regs[b], object.Value{}
	first := b + 1
	switch compile.Op(w) {
	case compile.CallMethod, compile.CallKW:
		self = regs[first]
		if self.O == nil {
			first++
		} else {
			n++
		}
	case compile.CallEx:
		n >>= 2
	}
	if n > 0 {
		self = regs[first]
	}
	f := callee
	switch callee.O.Typ {
	case object.BuiltinType:
	case object.MethodDescrType:
		if n == 0 || !object.IsInstance(self, (*object.Builtin)(unsafe.Pointer(callee.O)).Type) {
			return false, v, nil
		}
		if f, err = callee.O.Typ.Slots.Get(t, callee, self, self.Type()); err != nil {
			return false, v, err
		}
	default:
		return false, v, nil
	}
	if err := t.Tracer.Hook(t, fr, object.TraceCCall, f); err != nil {
		return false, v, err
	}
	switch compile.Op(w) {
	case compile.CallEx:
		v, err = callSpread(t, fr, windowAt(t, fr.Base), w)
	case compile.CallKW:
		names, _ := object.AsTuple(code.Consts[w>>32])
		v, err = object.CallKw(t, callee, regs[first:first+n:first+n], names.Items)
	default:
		v, err = object.CallKw(t, callee, regs[first:first+n:first+n], nil)
	}
	what := object.TraceCReturn
	if err != nil {
		what = object.TraceCException
	}
	if hook := t.Tracer.Hook; hook != nil && t.Tracing {
		if e := hook(t, fr, what, f); e != nil {
			err = e
		}
	}
	return true, v, err
}

// profileEvents are the names of events for functions of sys.setprofile.
var profileEvents = [...]string{
	object.TraceCall: "call", object.TraceReturn: "return",
	object.TraceCCall: "c_call", object.TraceCReturn: "c_return", object.TraceCException: "c_exception",
}

// ProfileWith makes Python function f the profiler of t, as sys.setprofile does.
func ProfileWith(t *object.Thread, f object.Value) {
	SetProfile(t, f, func(t *object.Thread, fr *object.Frame, what object.TraceEvent, arg object.Value) (err *object.Exception) {
		view := t.ViewFrame(fr)
		if view == nil {
			return nil
		}
		if arg.O == nil {
			arg = object.None
		}
		Untraced(t, func() {
			view.Busy++
			_, err = object.Call(t, f, view.Value(), object.Intern(profileEvents[what]).Value(), arg)
			view.Busy--
			if view.Busy == 0 {
				t.StoreLocals(view)
			}
			if err != nil {
				t.Tracer.Profile, t.Tracer.Hook = object.Value{}, nil
			}
		})
		return err
	})
}
