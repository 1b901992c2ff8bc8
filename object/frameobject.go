package object

import (
	"fmt"
	"slices"
	"unsafe"
)

// Attributes and methods of frames and tracebacks.

func tracebackOf(v Value) *Traceback { return (*Traceback)(unsafe.Pointer(v.O)) }

func frameOf(v Value) *FrameObject { return (*FrameObject)(unsafe.Pointer(v.O)) }

// Value returns f as a value, None for nil.
func (f *FrameObject) Value() Value {
	if f == nil {
		return None
	}
	return Value{O: &f.Object}
}

// ViewFrame returns what programs see of an activation of t.
func (t *Thread) ViewFrame(fr *Frame) *FrameObject {
	if fr == nil || fr.Depth == 0 {
		return nil
	}
	if fr.View == nil {
		f := &FrameObject{Object: Object{FrameType}, Code: fr.Code.Plain(), Func: fr.Fn, live: fr, owner: t, gen: fr.generator()}
		if fr.Fn != nil {
			f.Globals = fr.Fn.Globals
		}
		if fr.HasNS {
			f.NS = fr.NS
		} else if fr.Code.Flags&CoNewLocals == 0 && f.Globals != nil {
			f.NS = f.Globals.Value()
		}
		fr.View = f
		fr.Leave |= LeaveView
	}
	return fr.View
}

// generator returns whose activation fr is, nil if that of no generator.
func (fr *Frame) generator() *Generator {
	if fr.Code.Flags&(CoGenerator|CoCoroutine|CoAsyncGenerator) == 0 {
		return nil // what Gen says is left from an earlier one
	}
	return fr.Gen
}

// LeaveView is called when a frame is about to be left that the program has got hold of. From then on it
// shows what the activation was; that of a generator that only sleeps, what is saved there.
func (t *Thread) LeaveView(fr *Frame) {
	n := 0
	if !fr.HasNS && fr.Code.Flags&CoNewLocals != 0 {
		n = variables(fr.Code)
	}
	rest := &frameRest{regs: slices.Clone(t.Registers(fr)[:n]), pc: fr.PC - 1}
	if fr.View.gen == nil { // no generator knows in the end who has called it last
		rest.back = t.ViewFrame(fr.Prev)
	}
	fr.View.rest.Store(rest)
}

// variables returns how many registers at most hold variables.
func variables(code *Code) int {
	n := max(code.NumLocals, code.NumParams)
	if k := len(code.FreeVars); k > 0 {
		n = max(n, code.FreeReg+k)
	}
	return n
}

// active returns the activation that f shows if t is running it, else nil.
func (f *FrameObject) active(t *Thread) *Frame {
	if fr := f.live; fr != nil && f.owner == t && fr.View == f && fr.Depth <= t.Frame.Depth {
		return fr
	}
	return nil
}

// pc returns the instruction that f is at.
func (f *FrameObject) pc(t *Thread) int32 {
	if fr := f.live; fr != nil && f.owner == t && fr.View == f {
		return fr.PC - 1
	}
	if f.gen != nil {
		if b := f.gen.Read(t); b.Status != GenClosed {
			return b.PC - 1
		}
	}
	if rest := f.rest.Load(); rest != nil {
		return rest.pc
	}
	return -1
}

// Back returns f_back, nil for the outermost frame.
func (f *FrameObject) Back(t *Thread) *FrameObject {
	if fr := f.active(t); fr != nil {
		return t.ViewFrame(fr.Prev)
	}
	if rest := f.rest.Load(); rest != nil && !f.sleeps(t) {
		return rest.back
	}
	return nil
}

// sleeps reports whether f is the frame of a generator that can go on.
func (f *FrameObject) sleeps(t *Thread) bool {
	return f.gen != nil && f.gen.Read(t).Status != GenClosed
}

// EmptyKeywords is the ** parameter of all calls that have nothing to put into it, of functions
// that neither change nor give away the dict. Nobody else gets hold of it.
var EmptyKeywords = NewDict(nil)

// LocalsOf makes a dict of the variables in a function's registers.
func LocalsOf(t *Thread, code *Code, regs []Value) *Dict {
	Escaped()
	d := NewDict(t)
	put := func(name *Str, v Value) {
		if v.O == &EmptyKeywords.Object {
			v = NewDict(t).Value()
		}
		if v.O != nil && name.S != "" && name.S[0] != '.' {
			d.SetStr(t, name, v)
		}
	}
	// Captured variables come last, but for parameters.
	for _, last := range []bool{false, true} {
		for i, name := range code.VarNames {
			r := code.VarReg(i)
			if r >= len(regs) {
				break
			}
			isCell := captured(code, name)
			if (isCell && i >= code.NumParams) != last {
				continue
			}
			v := regs[r]
			if isCell && v.O != nil && v.O.Typ == CellType {
				v = (*Cell)(unsafe.Pointer(v.O)).Load(t)
			}
			put(name, v)
		}
	}
	for i, name := range code.FreeVars {
		if r := code.FreeReg + i; r < len(regs) {
			if c := regs[r]; c.O != nil && c.O.Typ == CellType {
				put(name, (*Cell)(unsafe.Pointer(c.O)).Load(t))
			}
		}
	}
	return d
}

func captured(code *Code, name *Str) bool {
	for _, n := range code.CellVars {
		if n == name {
			return true
		}
	}
	return false
}

// GeneratorFrame returns the frame of a generator that has not ended, else nil.
func GeneratorFrame(t *Thread, g *Generator) *FrameObject {
	b := g.Read(t)
	switch b.Status {
	case GenClosed:
		return nil
	case GenRunning:
		for fr := t.Frame; fr != nil && fr.Depth > 0; fr = fr.Prev {
			if fr.generator() == g {
				return t.ViewFrame(fr)
			}
		}
	}
	if b.Ext != nil && b.Ext.View != nil {
		return b.Ext.View
	}
	return &FrameObject{Object: Object{FrameType}, Code: g.Fn.Code, Globals: g.Fn.Globals, Func: g.Fn, gen: g}
}

// LineNo returns the line that f is at.
func (f *FrameObject) LineNo(t *Thread) int {
	if f.Line != 0 {
		return int(f.Line)
	}
	pc := f.pc(t)
	if pc < 0 && f.Code.Name == "<module>" {
		return 0
	}
	return f.Code.LineOf(pc)
}

// Locals returns f_locals: the namespace of a module or class body, or a
// dict of a function's variables. It is the same
// dict as long as the function runs, and what else exec has put into it stays there; a
// transaction, which may be undone, gets a new one.
func (f *FrameObject) Locals(t *Thread) Value {
	if f.NS.O != nil {
		return f.NS
	}
	if fr := f.active(t); fr != nil {
		d := LocalsOf(t, fr.Code, t.Registers(fr))
		if f.Busy == 0 {
			if t.Tx.InTransaction() {
				return d.Value()
			}
			return f.keep(t, d).Value()
		}
		if f.Vars == nil {
			f.Vars = d
		} else {
			f.Vars.Merge(t, d, true) // names cannot fail to be hashed
		}
		return f.Vars.Value()
	}
	if f.sleeps(t) {
		return LocalsOf(t, f.Code, f.gen.Read(t).Regs).Value()
	}
	if rest := f.rest.Load(); rest != nil {
		d := LocalsOf(t, f.Code, rest.regs)
		if f.kept != nil && !t.Tx.InTransaction() {
			d = f.keep(t, d)
		}
		return d.Value()
	}
	return NewDict(t).Value()
}

// keep makes the variables of the dict that f_locals is what they are in d.
func (f *FrameObject) keep(t *Thread, d *Dict) *Dict {
	if f.kept == nil {
		f.kept = d
		return d
	}
	for _, names := range [][]*Str{f.Code.VarNames, f.Code.FreeVars} {
		for _, name := range names {
			if d.GetStr(t, name).O == nil && f.kept.GetStr(t, name).O != nil {
				f.kept.Delete(t, name.Value())
			}
		}
	}
	f.kept.Merge(t, d, true) // names cannot fail to be hashed
	return f.kept
}

func init() {
	FrameType.Flags |= FlagNoNew
	FrameType.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		f := frameOf(v)
		return NewStr(fmt.Sprintf("<frame at %#x, file '%s', line %d, code %s>", v.ID(), f.Code.Filename, f.LineNo(t), f.Code.Name)), nil
	}
	attr := func(name string, get func(t *Thread, f *FrameObject) Value, set func(t *Thread, v, x Value) *Exception) {
		FrameType.Getsets = append(FrameType.Getsets, GetSet{Name: name, Get: func(t *Thread, v Value) (Value, *Exception) { return get(t, frameOf(v)), nil }, Set: set})
	}
	attr("f_back", func(t *Thread, f *FrameObject) Value { return f.Back(t).Value() }, nil)
	attr("f_code", func(t *Thread, f *FrameObject) Value { return f.Code.Value() }, nil)
	attr("f_globals", func(t *Thread, f *FrameObject) Value {
		if f.Globals == nil {
			return None
		}
		return f.Globals.Value()
	}, nil)
	attr("f_builtins", func(t *Thread, f *FrameObject) Value { return BuiltinsOf(t, f.Globals) }, nil)
	attr("f_locals", func(t *Thread, f *FrameObject) Value { return f.Locals(t) }, nil)
	attr("f_lineno", func(t *Thread, f *FrameObject) Value { return Int(int64(f.LineNo(t))) }, nil)
	attr("f_lasti", func(t *Thread, f *FrameObject) Value { return Int(int64(f.pc(t)) * instructionSize) }, nil)
	attr("f_trace", func(t *Thread, f *FrameObject) Value {
		if f.Trace.O == nil {
			return None
		}
		return f.Trace
	}, func(t *Thread, v, x Value) *Exception {
		if t.Tx.InTransaction() {
			t.Tx.BecomeInevitable("assignment to f_trace")
		}
		f := frameOf(v)
		f.Trace = x
		if x.O != nil && x.IsNone() {
			f.Trace = Value{}
		}
		if fr := f.active(t); fr != nil && f.Trace.O != nil && t.Tracer != nil && t.Tracer.Func.O != nil {
			Hooks.TraceFrame(t, fr)
		}
		return nil
	})
	flag := func(name string, of func(f *FrameObject) bool, set func(f *FrameObject, on bool)) {
		attr(name, func(t *Thread, f *FrameObject) Value { return Bool(of(f)) }, func(t *Thread, v, x Value) *Exception {
			if x.O == nil {
				return t.Errorf(TypeError, "can't delete numeric/char attribute")
			}
			if x.O != &BoolTag {
				return t.Errorf(TypeError, "attribute value type must be bool")
			}
			if t.Tx.InTransaction() {
				t.Tx.BecomeInevitable("assignment to " + name)
			}
			set(frameOf(v), x.N != 0)
			return nil
		})
	}
	flag("f_trace_lines", func(f *FrameObject) bool { return !f.NoLines }, func(f *FrameObject, on bool) { f.NoLines = !on })
	flag("f_trace_opcodes", func(f *FrameObject) bool { return f.Opcodes }, func(f *FrameObject, on bool) { f.Opcodes = on })
	FrameType.Methods = []Def{{Name: "clear", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		f := frameOf(a[0])
		if f.active(t) != nil {
			return Value{}, t.Errorf(RuntimeError, "cannot clear an executing frame")
		}
		if f.sleeps(t) {
			if f.gen.Read(t).Status == GenRunning {
				return Value{}, t.Errorf(RuntimeError, "cannot clear an executing frame")
			}
			gen := Value{O: &f.gen.Object}
			if _, err := CallMethod(t, gen, strClose); err != nil {
				t.Unraisable(err, "", gen)
			}
		}
		if rest := f.rest.Load(); rest != nil && len(rest.regs) != 0 {
			t.Tx.BecomeExclusive("frame.clear()") // others may look at the variables
			clear(rest.regs)
		}
		return None, nil
	}}}

	tb := TracebackType
	tb.Doc = "A place in a chain of calls that an exception passed through."
	newTraceback := &Func{Name: "traceback", Sig: "tb_next, tb_frame, tb_lasti, tb_lineno", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		var next *Traceback
		switch {
		case a[0].O.Typ == TracebackType:
			next = tracebackOf(a[0])
		case !a[0].IsNone():
			return Value{}, t.Errorf(TypeError, "expected traceback object or None, got '%s'", a[0].TypeName())
		}
		if a[1].O.Typ != FrameType {
			return Value{}, t.Errorf(TypeError, "traceback() argument 'tb_frame' must be frame, not %s", ArgTypeName(a[1]))
		}
		lasti, err := IndexInt(t, a[2], OverflowError)
		if err != nil {
			return Value{}, err
		}
		line, err := IndexInt(t, a[3], OverflowError)
		if err != nil {
			return Value{}, err
		}
		f := frameOf(a[1])
		made := &Traceback{Object: Object{TracebackType}, Next: next, Code: f.Code, PC: int32(lasti / instructionSize), Line: int32(line)}
		made.seen.Store(f)
		return TracebackValue(made), nil
	}}
	tb.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		return newTraceback.CallWith(t, args, kwnames)
	}
	tb.Flags |= FlagNoBase
	tb.Getsets = []GetSet{
		{Name: "tb_next", Get: func(t *Thread, v Value) (Value, *Exception) { return TracebackValue(tracebackOf(v).Next), nil },
			Set: func(t *Thread, v, x Value) *Exception {
				if x.O == nil {
					return t.Errorf(TypeError, "can't delete tb_next attribute")
				}
				var next *Traceback
				if !x.IsNone() {
					if x.O.Typ != TracebackType {
						return t.Errorf(TypeError, "expected traceback object, got '%s'", x.TypeName())
					}
					next = tracebackOf(x)
				}
				for n := next; n != nil; n = n.Next {
					if n == tracebackOf(v) {
						return t.Errorf(ValueError, "traceback loop detected")
					}
				}
				t.Tx.BecomeExclusive("assignment to tb_next")
				tracebackOf(v).Next = next
				return nil
			}},
		{Name: "tb_frame", Get: func(t *Thread, v Value) (Value, *Exception) { return tracebackOf(v).frame(t).Value(), nil }},
		{Name: "tb_lasti", Get: func(t *Thread, v Value) (Value, *Exception) {
			return Int(int64(tracebackOf(v).PC) * instructionSize), nil
		}},
		{Name: "tb_lineno", Get: func(t *Thread, v Value) (Value, *Exception) { return Int(int64(tracebackOf(v).LineNo())), nil }},
	}
	tb.Methods = []Def{{Name: "__dir__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		var names []Value
		for _, n := range []string{"tb_frame", "tb_next", "tb_lasti", "tb_lineno"} {
			names = append(names, NewStr(n))
		}
		return NewList(t, names).Value(), nil
	}}}
}

// frame returns the entry's frame: an activation that t is in the middle of, or one
// that has ended, whose variables are those that it had when the exception left it.
func (tb *Traceback) frame(t *Thread) *FrameObject {
	if f := tb.seen.Load(); f != nil {
		return f
	}
	if tb.Regs == nil && tb.Fn != nil {
		for fr := t.Frame; fr != nil && fr.Depth >= int(tb.Depth); fr = fr.Prev {
			if fr.Depth == int(tb.Depth) && fr.Fn == tb.Fn && fr.Code.Plain() == tb.Code {
				tb.seen.CompareAndSwap(nil, t.ViewFrame(fr))
				return tb.seen.Load()
			}
		}
	}
	f := &FrameObject{Object: Object{FrameType}, Code: tb.Code, Func: tb.Fn}
	rest := &frameRest{regs: tb.Regs, pc: tb.PC}
	if caller := tb.caller.Load(); caller != nil {
		rest.back = caller.frame(t)
	}
	f.rest.Store(rest)
	if tb.Fn != nil {
		f.Globals = tb.Fn.Globals
		if tb.Code.Flags&CoNewLocals == 0 {
			f.NS = f.Globals.Value()
		}
	}
	tb.seen.CompareAndSwap(nil, f)
	return tb.seen.Load()
}
