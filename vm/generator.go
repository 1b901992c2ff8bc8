package vm

import (
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// Generators, coroutines and asynchronous generators.
//
// A suspended activation keeps its registers in the body of the generator's
// box: its variables and the temporaries that are in use where it waits, which the
// Yield tells. Resuming copies them to a window above the running frame's and pushes
// a frame; suspending copies them back. So a for loop over a generator, next(g),
// g.send(v), `yield from` and `await` run in the evaluator's one loop, and a generator
// that an aborted transaction advanced is where it was.

func newGenerator(t *object.Thread, fn *object.Function, regs []object.Value) object.Value {
	typ := object.GeneratorType
	switch {
	case fn.Code.Flags&object.CoCoroutine != 0:
		typ = object.CoroutineType
	case fn.Code.Flags&object.CoAsyncGenerator != 0:
		typ = object.AsyncGeneratorType
	}
	return object.Value{O: &object.NewGenerator(t, typ, fn, regs).Object}
}

// moveRegisters copies registers to where most of them are already, from the last
// time: what is the same is not stored again. It does not call memmove, because that
// would read in one piece what has just been written in two.
func moveRegisters(dst, src []object.Value) {
	dst = dst[:len(src)]
	for i := range src {
		if o := src[i].O; dst[i].O != o {
			dst[i].O = o
		}
		dst[i].N = src[i].N
	}
}

// savedRegisters returns how many registers the Yield instruction w saves.
func savedRegisters(code *object.Code, w uint64) int {
	if n := int(uint8(w>>24) >> 1); n > 0 {
		return n
	}
	return code.NumRegs
}

func isGenerator(v object.Value) bool {
	return v.O.Typ == object.GeneratorType || v.O.Typ == object.CoroutineType
}

func genOf(v object.Value) *object.Generator { return (*object.Generator)(unsafe.Pointer(v.O)) }

func genKind(g *object.Generator) string {
	switch g.Typ {
	case object.CoroutineType:
		return "coroutine"
	case object.AsyncGeneratorType:
		return "async generator"
	}
	return "generator"
}

// resume pushes the frame of a suspended generator, with sent as the value of
// the yield that it waits in. It returns nil if the generator has ended; the
// caller sets the frame's Kind, Ret and Jump.
func resume(t *object.Thread, g *object.Generator, sent object.Value) (*object.Frame, *object.Exception) {
	box := g.Box.Load()
	if box.Stamp() != t.Tx.ID {
		box = t.Tx.OpenWrite(&g.Box, box, object.GenKind)
	}
	b := (*object.GenBody)(unsafe.Pointer(box))
	code := g.Fn.Code
	base := t.Top
	nf := t.Frame.Next
	if b.Status > object.GenSuspended || nf == nil || base+code.NumRegs+stackSlack > len(t.Stack) {
		return resumeSlow(t, g, b, sent)
	}
	moveRegisters(t.Stack[base:base+len(b.Regs)], b.Regs)
	if b.Status == object.GenSuspended {
		t.Stack[base+int(b.Ret)] = sent
	} else if !sent.IsNone() {
		return resumeSlow(t, g, b, sent)
	} else if len(code.Handlers) > 0 {
		clearTemporaries(t, base, code, b)
	}
	t.Frame = nf
	activate(t, nf, g, b, base, false)
	return nf, nil
}

// resumeSlow is resume where the generator cannot be resumed, or room must be
// made first.
func resumeSlow(t *object.Thread, g *object.Generator, b *object.GenBody, sent object.Value) (*object.Frame, *object.Exception) {
	switch b.Status {
	case object.GenRunning:
		return nil, t.Errorf(object.ValueError, "%s already executing", genKind(g))
	case object.GenClosed:
		return nil, nil
	case object.GenCreated:
		if !sent.IsNone() {
			return nil, t.Errorf(object.TypeError, "can't send non-None value to a just-started %s", genKind(g))
		}
	}
	code := g.Fn.Code
	chunk := t.Reserve(code.NumRegs + stackSlack)
	nf := t.PushFrame()
	if nf == nil {
		if chunk {
			t.Release()
		}
		t.Awaited(g)
		return nil, t.RecursionError("")
	}
	base := t.Top
	copy(t.Stack[base:], b.Regs)
	if b.Status == object.GenSuspended {
		t.Stack[base+int(b.Ret)] = sent
	} else {
		clearTemporaries(t, base, code, b)
	}
	activate(t, nf, g, b, base, chunk)
	return nf, nil
}

// clearTemporaries clears the registers at base that a generator which begins has not
// set, lest it save what others have left there: a reference to itself, say, with which
// it would never be found dead (see object.Thread.Deleted).
func clearTemporaries(t *object.Thread, base int, code *object.Code, b *object.GenBody) {
	clear(t.Stack[base+len(b.Regs) : base+code.NumRegs])
}

// activate fills frame nf, the current one, for generator g. What the frame holds
// already is not stored again: usually it was the same generator's before.
func activate(t *object.Thread, nf *object.Frame, g *object.Generator, b *object.GenBody, base int, chunk bool) {
	code := g.Fn.Code
	if nf.Gen != g || nf.Fn != g.Fn || nf.Code != code {
		nf.Fn, nf.Code, nf.Gen = g.Fn, code, g
	}
	nf.Base, nf.PC = base, b.PC
	nf.HasNS, nf.Leave = false, leaves(chunk)
	if nf.View != nil {
		nf.View = nil
	}
	if nf.Saved != t.Handled {
		nf.Saved = t.Handled
	}
	if b.Handled != nil {
		t.Handled = b.Handled
	}
	b.Status = object.GenRunning
	t.Top = base + code.NumRegs
	if b.Ext != nil {
		t.ReviveFrame(nf, b)
	}
	trace(t, nf)
}

// suspend saves the running frame into its generator and returns what it yields.
func suspend(t *object.Thread, fr *object.Frame, regs window, w uint64) object.Value {
	g := fr.Gen
	box := g.Box.Load()
	if box.Stamp() != t.Tx.ID {
		box = t.Tx.OpenWrite(&g.Box, box, object.GenKind)
	}
	b := (*object.GenBody)(unsafe.Pointer(box))
	n := savedRegisters(fr.Code, w)
	b.Keep(n)
	moveRegisters(b.Regs, t.Stack[fr.Base:fr.Base+n])
	b.PC = fr.PC
	b.Ret = uint8(w >> 8)
	b.Status = object.GenSuspended
	if saved := fr.Saved; t.Handled != saved {
		b.Handled = t.Handled
		t.Handled = saved
	} else if b.Handled != nil && b.Handled != saved { // see handlesSaved
		b.Handled = nil
	}
	v := regs[uint8(w>>16)]
	if w>>24&1 == 0 && w>>32 == freshYield {
		yieldFresh(t, fr, v)
	}
	if fr.Code.Flags&object.CoAsyncGenerator != 0 && w>>24&1 == 0 {
		v = wrapAsync(v)
	}
	return v
}

// A generator may handle the very exception that its caller handles, which has thrown it into
// the generator: so does each task of asyncio that is cancelled. Then t.Handled does not tell
// whose it is; the generator's own Handled does: while the generator runs it is frame.Saved if
// the generator handles that itself, where t.Handled is frame.Saved.

// handlesSaved reports whether the generator of a frame handles itself what its caller handles,
// if that is what the thread handles.
func handlesSaved(t *object.Thread, fr *object.Frame) bool {
	return fr.Gen != nil && fr.Saved != nil && fr.Gen.Read(t).Handled == fr.Saved
}

// noteSaved is called when a frame begins to handle e, or nothing of its own any more (nil).
func noteSaved(t *object.Thread, fr *object.Frame, e *object.Exception) {
	if fr.Gen == nil || fr.Saved == nil || e != nil && e != fr.Saved {
		return
	}
	if fr.Gen.Read(t).Handled != e {
		fr.Gen.Write(t).Handled = e
	}
}

// In linked code Yield has freshYield as its D where the code makes a tuple for it, and
// ForIter loneLoop as its C where the loop does not give its variable away. LoadItem has
// loneFirst or loneSecond as its D where it makes an operand of an addition, and the
// addition loneParts in its D.
const (
	freshYield = 1
	loneLoop   = 1
	loneFirst  = 1
	loneSecond = 2
	loneParts  = 2
)

// yieldFresh is called when the generator of frame fr yields v, which may be a tuple that was
// just made for that. If a loop receives it that does not give it away, it is used again.
func yieldFresh(t *object.Thread, fr *object.Frame, v object.Value) {
	fresh := t.TakeMade(v)
	if fr.Kind != object.FrameIter || fr.Leave != 0 || !t.Tx.Solo() {
		return
	}
	loop := fr.Prev
	if u := loop.Code.Ins[loop.PC-1]; compile.Op(u) == compile.ForIter && uint8(u>>24) == loneLoop {
		t.LoneTuple(&t.Stack[loop.Base+int(uint8(u>>16))+2], v, fresh)
	}
}

// finish marks the generator of a frame that ended.
func finish(t *object.Thread, fr *object.Frame) {
	b := fr.Gen.Write(t)
	b.Status = object.GenClosed
	b.Regs = nil
	b.Handled = nil
	t.Handled = fr.Saved
}

// spend is finish for a frame that has returned. A generator that only a loop or
// delegation knew, which the end leaves, is used again.
func spend(t *object.Thread, fr *object.Frame, kind object.FrameKind) {
	g := fr.Gen
	b := g.Read(t)
	if !b.Owned || fr.View != nil || kind != object.FrameIter && kind != object.FrameSend {
		finish(t, fr)
		return
	}
	regs := b.Regs
	finish(t, fr)
	fr.Gen = nil
	t.Spent(g, regs)
}

// own notes that only the loop or delegation that begins behind the call w knows g,
// which the call has made.
func own(t *object.Thread, fr *object.Frame, g object.Value, w uint64) {
	u := fr.Code.Ins[fr.PC]
	r := uint64(uint8(w >> 8))
	if g.O.Typ == object.GeneratorType && (u&0xffffff == uint64(compile.GetYieldFromIter)|r<<8|r<<16 || loopAhead(fr, w) != 0) {
		genOf(g).Write(t).Owned = true
	}
}

// iterator is object.Iter for a loop or delegation.
func iterator(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
	it, err := object.Iter(t, v)
	if err == nil && it.O.Typ == object.GeneratorType && v.O.Typ.IsHeap() {
		// Its own __iter__ has made the generator if that is a generator function.
		if f := v.O.Typ.Lookup(strIter); f.O != nil && f.O.Typ == object.FunctionType && (*object.Function)(unsafe.Pointer(f.O)).Code == genOf(it).Fn.Code {
			genOf(it).Write(t).Owned = true
		}
	}
	return it, err
}

// disown notes that others may come to know v, if it is a generator.
func disown(t *object.Thread, v object.Value) {
	if v.O != nil && v.O.Typ == object.GeneratorType && genOf(v).Read(t).Owned {
		genOf(v).Write(t).Owned = false
	}
}

// afterEnd is the error of sending to what has ended: none for a generator.
func afterEnd(t *object.Thread, g *object.Generator) *object.Exception {
	if g.Typ == object.CoroutineType {
		return t.Errorf(object.RuntimeError, "cannot reuse already awaited coroutine")
	}
	return nil
}

// send resumes g from Go. A generator that ends returns null, with its result in
// t.Result.
func send(t *object.Thread, g *object.Generator, v object.Value) (object.Value, *object.Exception) {
	if err := t.EnterNative(""); err != nil {
		return object.Value{}, err
	}
	// What unwinds this by a panic rewinds the count, too.
	top := t.Top
	nf, err := resume(t, g, v)
	if nf == nil {
		t.LeaveNative()
		if err == nil {
			err = afterEnd(t, g)
		}
		return object.Value{}, err
	}
	nf.Kind = object.FrameEntry
	r, err := run(t)
	t.Top = top
	t.LeaveNative()
	return r, err
}

// sendTo sends v to any iterator: the next value, or the result when it is done.
func sendTo(t *object.Thread, it, v object.Value) (r object.Value, done bool, err *object.Exception) {
	next := it.O.Typ.Slots.Next
	if v.IsNone() && next != nil {
		r, err = next(t, it)
	} else {
		r, err = object.CallMethod(t, it, strSend, v)
	}
	if err != nil {
		if !err.Matches(object.StopIteration) {
			return object.Value{}, false, err
		}
		return stopValue(t, err), true, nil
	}
	if r.O == nil {
		return stopValue(t, t.StopIterationOf(it)), true, nil
	}
	return r, false, nil
}

// stopValue returns the value of a StopIteration.
func stopValue(t *object.Thread, e *object.Exception) object.Value {
	return e.StopIterationValue(t)
}

var (
	strSend  = object.Intern("send")
	strThrow = object.Intern("throw")
	strClose = object.Intern("close")
)

func init() { object.Hooks.GeneratorAwaiting = delegate }

// notAnException is the error of an exception class that makes something else.
func notAnException(t *object.Thread, typ, made object.Value) *object.Exception {
	r, err := object.Repr(t, typ)
	if err != nil {
		return err
	}
	return t.Errorf(object.TypeError, "calling %s should have returned an instance of BaseException, not %s", r.S, made.TypeName())
}

// delegate returns the iterator that a suspended generator delegates to, null
// if it is not within yield from or await.
func delegate(t *object.Thread, g *object.Generator) object.Value {
	b := g.Read(t)
	if b.Status != object.GenSuspended || b.PC == 0 {
		return object.Value{}
	}
	w := g.Fn.Code.Ins[b.PC-1]
	if w>>24&1 == 1 {
		it := b.Regs[w>>32]
		disown(t, it)
		return it
	}
	return object.Value{}
}

// throw raises e inside g where it is suspended.
func throw(t *object.Thread, g *object.Generator, e *object.Exception) (object.Value, *object.Exception) {
	if g.Read(t).Status == object.GenRunning {
		return object.Value{}, t.Errorf(object.ValueError, "%s already executing", genKind(g))
	}
	if it := delegate(t, g); it.O != nil {
		if e.Matches(object.GeneratorExit) {
			b := g.Write(t)
			b.Status = object.GenRunning
			err := closeIter(t, it)
			g.Write(t).Status = object.GenSuspended
			if err != nil {
				return throwHere(t, g, err)
			}
			return throwHere(t, g, e)
		}
		var r object.Value
		var err *object.Exception
		g.Write(t).Status = object.GenRunning
		if isGenerator(it) {
			r, err = throw(t, genOf(it), e)
			if r.O == nil && err == nil {
				err = t.StopIterationOf(it)
			}
		} else {
			m, lerr := object.LookupAttr(t, it, strThrow)
			switch {
			case lerr != nil:
				err = lerr
			case m.O == nil:
				g.Write(t).Status = object.GenSuspended
				return throwHere(t, g, e)
			default:
				r, err = object.Call1(t, m, e.Value())
			}
		}
		g.Write(t).Status = object.GenSuspended
		if err == nil {
			return r, nil
		}
		if err.Matches(object.StopIteration) {
			// The delegate ended: its result is that of the Send that waits, whose
			// jump leaves the delegation.
			v := stopValue(t, err)
			b := g.Write(t)
			code := g.Fn.Code
			at := b.PC // the Jump back to the Send
			s := at + 1 + int32(code.Ins[at]>>32)
			w := code.Ins[s]
			b.PC = s + 1 + int32(w>>32)
			b.Ret = uint8(w >> 8)
			return send(t, g, v)
		}
		return throwHere(t, g, err)
	}
	return throwHere(t, g, e)
}

// throwHere raises e at the yield itself.
func throwHere(t *object.Thread, g *object.Generator, e *object.Exception) (object.Value, *object.Exception) {
	if err := t.EnterNative(""); err != nil {
		return object.Value{}, err
	}
	defer t.LeaveNative()
	b := g.Write(t)
	if b.Status == object.GenClosed {
		if err := afterEnd(t, g); err != nil {
			return object.Value{}, err
		}
		return object.Value{}, e
	}
	if b.Status == object.GenCreated {
		b.Status = object.GenClosed
		b.Regs = nil
		e.AddTraceback(t, g.Fn, g.Fn.Code, 0)
		return object.Value{}, notStopIteration(t, g.Fn.Code, e)
	}
	// The yield has no value: a variable that it would be assigned to stays what it is.
	var kept object.Value
	if int(b.Ret) < len(b.Regs) {
		kept = b.Regs[b.Ret]
	}
	top := t.Top
	nf, err := resume(t, g, kept)
	if err != nil {
		return object.Value{}, err
	}
	nf.Kind = object.FrameEntry
	r, err := runRaising(t, e)
	t.Top = top
	return r, err
}

// runRaising is run that begins by raising e at the instruction before the
// frame's PC.
func runRaising(t *object.Thread, e *object.Exception) (object.Value, *object.Exception) {
	fr := t.Frame
	if t.Handled != fr.Saved || handlesSaved(t, fr) { // what the generator itself handles
		e.Chain(t)
	}
	if fr.Code.IsTraced() {
		if err := callEvent(t, fr); err != nil {
			return object.Value{}, leaveFrame(t, fr, err)
		}
	}
	e = passed(t, e)
	h := findHandler(fr.Code, fr.PC-1)
	if h == nil {
		return object.Value{}, leaveFrame(t, fr, e)
	}
	*register(t, fr, h.Reg) = e.Value()
	fr.PC = h.Target
	return run(t)
}

// closeIter closes the iterator that a generator delegates to.
func closeIter(t *object.Thread, it object.Value) *object.Exception {
	if isGenerator(it) {
		return closeGen(t, genOf(it))
	}
	m, err := object.LookupAttr(t, it, strClose)
	if err != nil {
		// Nobody asked for the method: the generator is closed all the same.
		t.Unraisable(err, "", it)
		return nil
	}
	if m.O == nil {
		return nil
	}
	_, err = object.Call0(t, m)
	return err
}

// closeGen is generator.close().
func closeGen(t *object.Thread, g *object.Generator) *object.Exception {
	b := g.Read(t)
	switch b.Status {
	case object.GenClosed:
		return nil
	case object.GenCreated:
		b = g.Write(t)
		b.Status, b.Regs = object.GenClosed, nil
		return nil
	}
	exit := object.NewException(t, object.GeneratorExit)
	exit.Chain(t)
	r, err := throw(t, g, exit)
	if err == nil {
		if r.O == nil { // returned
			t.ClearResult()
			return nil
		}
		return t.Errorf(object.RuntimeError, "%s ignored GeneratorExit", genKind(g))
	}
	if err.Matches(object.StopIteration) || err.Matches(object.GeneratorExit) {
		return nil
	}
	return err
}

// thrown makes the exception of generator.throw(type, value, tb).
func thrown(t *object.Thread, a []object.Value) (*object.Exception, *object.Exception) {
	typ, val, tb := a[1], a[2], a[3]
	var e *object.Exception
	if cls, ok := object.AsType(typ); ok && cls.IsSubtype(object.BaseException) {
		switch {
		case val.O == nil || val.IsNone():
			x, err := object.Call0(t, typ)
			if err != nil {
				return nil, err
			}
			if e, ok = object.AsException(x); !ok {
				return nil, notAnException(t, typ, x)
			}
		case object.IsInstance(val, cls):
			e, _ = object.AsException(val)
		default:
			args := []object.Value{val}
			if tup, ok := object.AsTuple(val); ok {
				args = tup.Items
			}
			x, err := object.CallKw(t, typ, args, nil)
			if err != nil {
				return nil, err
			}
			if e, ok = object.AsException(x); !ok {
				return nil, notAnException(t, typ, x)
			}
		}
	} else if x, ok := object.AsException(typ); ok {
		if val.O != nil && !val.IsNone() {
			return nil, t.Errorf(object.TypeError, "instance exception may not have a separate value")
		}
		e = x
	}
	if e == nil {
		return nil, t.Errorf(object.TypeError, "exceptions must be classes or instances deriving from BaseException, not %s", typ.TypeName())
	}
	if tb.O != nil && !tb.IsNone() {
		if tb.O.Typ != object.TracebackType {
			return nil, t.Errorf(object.TypeError, "throw() third argument must be a traceback object")
		}
		e.SetTraceback(t, (*object.Traceback)(unsafe.Pointer(tb.O)))
	}
	return e, nil
}

// ended turns the end of a generator into StopIteration, for callers of send()
// and throw().
func ended(t *object.Thread, it, v object.Value, err *object.Exception) (object.Value, *object.Exception) {
	if err == nil && v.O == nil {
		return object.Value{}, t.StopIterationOf(it)
	}
	return v, err
}

func init() {
	object.Hooks.GeneratorAwaiting = delegate
	for _, typ := range []*object.Type{object.GeneratorType, object.CoroutineType} {
		typ.Methods = append(typ.Methods,
			object.Def{Name: "send", Sig: "arg, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
				v, err := send(t, genOf(a[0]), a[1])
				return ended(t, a[0], v, err)
			}},
			object.Def{Name: "throw", Sig: "type, value=None, traceback=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
				e, err := thrown(t, a)
				if err != nil {
					return object.Value{}, err
				}
				v, err := throw(t, genOf(a[0]), e)
				return ended(t, a[0], v, err)
			}},
			object.Def{Name: "close", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
				return object.None, closeGen(t, genOf(a[0]))
			}},
		)
	}
	self := func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return v, nil }
	object.GeneratorType.Slots.Iter = self
	object.GeneratorType.Slots.Next = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		return send(t, genOf(v), object.None)
	}
	object.CoroutineType.Slots.Await = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		w := &coroWrapper{object.Object{Typ: coroWrapperType.Ready()}, genOf(v)}
		return object.Value{O: &w.Object}, nil
	}
	coroWrapperType.Slots.Iter = self
	coroWrapperType.Slots.Next = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		return send(t, wrapped(v), object.None)
	}
	coroWrapperType.Methods = []object.Def{
		{Name: "send", Sig: "arg, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			v, err := send(t, wrapped(a[0]), a[1])
			return ended(t, a[0], v, err)
		}},
		{Name: "throw", Sig: "type, value=None, traceback=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			e, err := thrown(t, a)
			if err != nil {
				return object.Value{}, err
			}
			v, err := throw(t, wrapped(a[0]), e)
			return ended(t, a[0], v, err)
		}},
		{Name: "close", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.None, closeGen(t, wrapped(a[0]))
		}},
	}
}

// coroWrapper is the iterator that coroutine.__await__() returns.
type coroWrapper struct {
	object.Object
	g *object.Generator
}

var coroWrapperType = &object.Type{Name: "coroutine_wrapper", Module: "builtins", Flags: object.FlagNoBase | object.FlagNoNew}

func wrapped(v object.Value) *object.Generator { return (*coroWrapper)(unsafe.Pointer(v.O)).g }
