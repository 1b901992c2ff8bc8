package vm

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// Awaiting, and asynchronous generators (PEP 525).

// awaitable returns the iterator that `await v` runs; where says what awaits:
// 0 an await, 1 __aenter__, 2 __aexit__.
func awaitable(t *object.Thread, v object.Value, where uint8) (object.Value, *object.Exception) {
	switch v.O.Typ {
	case object.CoroutineType:
		if d := delegateRunning(t, genOf(v)); d {
			return object.Value{}, t.Errorf(object.RuntimeError, "coroutine is being awaited already")
		}
		return v, nil
	case object.GeneratorType:
		if genOf(v).Fn.Code.Flags&object.CoIterableCoroutine != 0 {
			return v, nil
		}
	}
	f := v.O.Typ.Slots.Await
	if f == nil {
		switch where {
		case 1:
			return object.Value{}, t.Errorf(object.TypeError, "'async with' received an object from __aenter__ that does not implement __await__: %s", v.TypeName())
		case 2:
			return object.Value{}, t.Errorf(object.TypeError, "'async with' received an object from __aexit__ that does not implement __await__: %s", v.TypeName())
		}
		return object.Value{}, t.Errorf(object.TypeError, "object %s can't be used in 'await' expression", v.TypeName())
	}
	it, err := f(t, v)
	if err != nil {
		return object.Value{}, err
	}
	if it.O.Typ == object.CoroutineType {
		return object.Value{}, t.Errorf(object.TypeError, "__await__() returned a coroutine")
	}
	if it.O.Typ.Slots.Next == nil {
		return object.Value{}, t.Errorf(object.TypeError, "__await__() returned non-iterator of type '%s'", it.TypeName())
	}
	return it, nil
}

// delegateRunning reports whether a coroutine is suspended inside an await, so
// that another await of it would be a second one.
func delegateRunning(t *object.Thread, g *object.Generator) bool { return delegate(t, g).O != nil }

// AIter is aiter(v), as async for does it.
func AIter(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
	f := v.O.Typ.Slots.AIter
	if f == nil {
		return object.Value{}, t.Errorf(object.TypeError, "'async for' requires an object with __aiter__ method, got %s", v.TypeName())
	}
	it, err := f(t, v)
	if err != nil {
		return object.Value{}, err
	}
	if it.O.Typ.Slots.ANext == nil {
		return object.Value{}, t.Errorf(object.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %s", it.TypeName())
	}
	return it, nil
}

// AnextDefault is anext(it, def) of the awaitable that __anext__ returned: the
// default in place of StopAsyncIteration.
func AnextDefault(t *object.Thread, aw, def object.Value) (object.Value, *object.Exception) {
	w := &anextDefault{object.Object{Typ: anextDefaultType.Ready()}, aw, object.Value{}, def}
	if it, err := awaitable(t, aw, 0); err == nil {
		w.it = it
	}
	return object.Value{O: &w.Object}, nil
}

// anextDefault is the awaitable of AnextDefault.
type anextDefault struct {
	object.Object
	aw  object.Value // what __anext__ returned
	it  object.Value // its iterator, null if it is no awaitable: who awaits is told
	def object.Value
}

var anextDefaultType = &object.Type{Name: "anext_awaitable", Module: "builtins", Flags: object.FlagNoBase | object.FlagNoNew}

// iter returns the iterator that is awaited.
func (w *anextDefault) iter(t *object.Thread) (object.Value, *object.Exception) {
	if w.it.O == nil {
		return awaitable(t, w.aw, 0)
	}
	return w.it, nil
}

// pass returns what a step of the awaited iterator gave.
func (w *anextDefault) pass(t *object.Thread, v object.Value, err *object.Exception) (object.Value, *object.Exception) {
	if err != nil && err.Matches(object.StopAsyncIteration) {
		return object.Value{}, object.NewStopIteration(t, w.def)
	}
	if err == nil && v.O == nil {
		err = t.StopIterationOf(w.it)
	}
	return v, err
}

func init() {
	of := func(v object.Value) *anextDefault { return (*anextDefault)(unsafe.Pointer(v.O)) }
	self := func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return v, nil }
	s := &anextDefaultType.Slots
	s.Await, s.Iter = self, self
	s.Next = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		it, err := of(v).iter(t)
		if err != nil {
			return object.Value{}, err
		}
		x, done, err := sendTo(t, it, object.None)
		if done {
			return x, object.NewStopIteration(t, x)
		}
		return of(v).pass(t, x, err)
	}
	anextDefaultType.Methods = []object.Def{
		{Name: "send", Sig: "arg, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			it, err := of(a[0]).iter(t)
			if err != nil {
				return object.Value{}, err
			}
			x, err := object.CallMethod(t, it, strSend, a[1])
			return of(a[0]).pass(t, x, err)
		}},
		{Name: "throw", Sig: "type, value=None, traceback=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			e, err := thrown(t, a)
			if err != nil {
				return object.Value{}, err
			}
			it, err := of(a[0]).iter(t)
			if err != nil {
				return object.Value{}, err
			}
			x, err := object.CallMethod(t, it, strThrow, e.Value())
			return of(a[0]).pass(t, x, err)
		}},
		{Name: "close", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			it, err := of(a[0]).iter(t)
			if err != nil {
				return object.Value{}, err
			}
			return object.None, closeIter(t, it)
		}},
	}
}

// asyncValue wraps what an asynchronous generator yields to its consumer, to
// tell it from what passes through to the event loop.
type asyncValue struct {
	object.Object
	v object.Value
}

var asyncValueType = &object.Type{Name: "async_generator_wrapped_value", Module: "builtins", Flags: object.FlagNoBase | object.FlagNoNew}

func wrapAsync(v object.Value) object.Value {
	return object.Value{O: &(&asyncValue{object.Object{Typ: asyncValueType}, v}).Object}
}

type asyncMode uint8

const (
	modeSend asyncMode = iota
	modeThrow
	modeClose
)

// asyncSend is the awaitable of __anext__, asend, athrow and aclose.
type asyncSend struct {
	object.Object
	g     *object.Generator
	mode  asyncMode
	arg   object.Value // value to send, or exception to throw
	Box   stm.Box
	first asyncSendBody
}

type asyncSendBody struct {
	stm.Body
	state uint8 // 0 new, 1 running, 2 ended
}

var (
	asyncSendType = &object.Type{Name: "async_generator_asend", Module: "builtins", Flags: object.FlagNoBase | object.FlagNoNew}
	asyncSendKind = &stm.Kind{Name: "asynchronous generator", Clone: func(b *stm.Body) *stm.Body {
		return &(&asyncSendBody{state: (*asyncSendBody)(unsafe.Pointer(b)).state}).Body
	}}
)

func newAsyncSend(t *object.Thread, g *object.Generator, mode asyncMode, arg object.Value) object.Value {
	s := &asyncSend{Object: object.Object{Typ: asyncSendType.Ready()}, g: g, mode: mode, arg: arg}
	s.first.Init(t.Stamp())
	s.Box.Init(&s.first.Body)
	return object.Value{O: &s.Object}
}

func (s *asyncSend) write(t *object.Thread) *asyncSendBody {
	b := s.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&s.Box, b, asyncSendKind)
	}
	return (*asyncSendBody)(unsafe.Pointer(b))
}

// step advances the awaitable: v is sent, or e thrown, by the event loop.
func (s *asyncSend) step(t *object.Thread, v object.Value, e *object.Exception) (object.Value, *object.Exception) {
	b := s.write(t)
	var r object.Value
	var err *object.Exception
	switch {
	case b.state == 2:
		if s.mode != modeSend {
			return object.Value{}, t.Errorf(object.RuntimeError, "cannot reuse already awaited aclose()/athrow()")
		}
		return object.Value{}, t.Errorf(object.RuntimeError, "cannot reuse already awaited __anext__()/asend()")
	case b.state == 0:
		if g := s.g.Read(t); g.Busy {
			b.state = 2
			return object.Value{}, t.Errorf(object.RuntimeError, "%s: asynchronous generator is already running", [...]string{"anext()", "athrow()", "aclose()"}[s.mode])
		}
		arg := s.arg
		if e == nil && !v.IsNone() && s.mode == modeSend {
			arg = v
		} else if e == nil && !v.IsNone() {
			return object.Value{}, t.Errorf(object.RuntimeError, "can't send non-None value to a just-started coroutine")
		}
		b.state = 1
		if s.mode != modeSend && s.g.Read(t).Status == object.GenClosed {
			b.state = 2
			if s.mode == modeClose {
				return object.Value{}, object.NewException(t, object.StopIteration)
			}
			return object.Value{}, object.NewException(t, object.StopAsyncIteration)
		}
		if s.mode == modeClose && s.g.Read(t).Status == object.GenCreated {
			b.state = 2
			gb := s.g.Write(t)
			gb.Status, gb.Regs = object.GenClosed, nil
			return object.Value{}, object.NewException(t, object.StopIteration)
		}
		s.g.Write(t).Busy = true
		switch {
		case e != nil:
			r, err = throw(t, s.g, e)
		case s.mode == modeSend:
			r, err = send(t, s.g, arg)
		default:
			x, _ := object.AsException(s.arg)
			r, err = throw(t, s.g, x)
		}
	case e != nil:
		r, err = throw(t, s.g, e)
	default:
		r, err = send(t, s.g, v)
	}
	if err == nil && r.O != nil && r.O.Typ != asyncValueType {
		return r, nil // on its way to the event loop
	}
	s.g.Write(t).Busy = false
	s.write(t).state = 2
	if s.mode == modeClose {
		switch {
		case err == nil && r.O != nil:
			return object.Value{}, t.Errorf(object.RuntimeError, "async generator ignored GeneratorExit")
		case err == nil:
			t.ClearResult()
			return object.Value{}, object.NewException(t, object.StopIteration)
		case err.Matches(object.StopAsyncIteration) || err.Matches(object.GeneratorExit):
			return object.Value{}, object.NewException(t, object.StopIteration)
		}
		return object.Value{}, err
	}
	if err != nil {
		return object.Value{}, err
	}
	if r.O == nil {
		t.ClearResult()
		return object.Value{}, object.NewException(t, object.StopAsyncIteration)
	}
	return object.Value{}, object.NewStopIteration(t, (*asyncValue)(unsafe.Pointer(r.O)).v)
}

// tellHooks calls what sys.set_asyncgen_hooks has set for the generators that begin, and
// keeps what is set for those that are dropped.
func tellHooks(t *object.Thread, v object.Value) *object.Exception {
	if t.AsyncGenFirst.O == nil && t.AsyncGenFinal.O == nil {
		return nil
	}
	g := genOf(v)
	b := g.Read(t)
	if b.Status != object.GenCreated || b.Ext != nil && b.Ext.Begun {
		return nil
	}
	var ext object.GenExt
	if b.Ext != nil {
		ext = *b.Ext
	}
	ext.Begun, ext.Final = true, t.AsyncGenFinal
	g.Write(t).Ext = &ext
	if t.AsyncGenFirst.O == nil {
		return nil
	}
	_, err := object.Call1(t, t.AsyncGenFirst, v)
	return err
}

func asyncSendOf(v object.Value) *asyncSend { return (*asyncSend)(unsafe.Pointer(v.O)) }

func init() {
	self := func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return v, nil }
	s := &asyncSendType.Slots
	s.Await, s.Iter = self, self
	s.Next = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		return asyncSendOf(v).step(t, object.None, nil)
	}
	asyncSendType.Methods = []object.Def{
		{Name: "send", Sig: "arg, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return asyncSendOf(a[0]).step(t, a[1], nil)
		}},
		{Name: "throw", Sig: "type, value=None, traceback=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			e, err := thrown(t, a)
			if err != nil {
				return object.Value{}, err
			}
			return asyncSendOf(a[0]).step(t, object.None, e)
		}},
		{Name: "close", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			asyncSendOf(a[0]).write(t).state = 2
			return object.None, nil
		}},
	}
	g := object.AsyncGeneratorType
	g.Slots.AIter = self
	g.Slots.ANext = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		if err := tellHooks(t, v); err != nil {
			return object.Value{}, err
		}
		return newAsyncSend(t, genOf(v), modeSend, object.None), nil
	}
	g.Methods = append(g.Methods,
		object.Def{Name: "asend", Sig: "value, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			if err := tellHooks(t, a[0]); err != nil {
				return object.Value{}, err
			}
			return newAsyncSend(t, genOf(a[0]), modeSend, a[1]), nil
		}},
		object.Def{Name: "athrow", Sig: "type, value=None, traceback=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			if err := tellHooks(t, a[0]); err != nil {
				return object.Value{}, err
			}
			e, err := thrown(t, a)
			if err != nil {
				return object.Value{}, err
			}
			return newAsyncSend(t, genOf(a[0]), modeThrow, e.Value()), nil
		}},
		object.Def{Name: "aclose", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			if err := tellHooks(t, a[0]); err != nil {
				return object.Value{}, err
			}
			return newAsyncSend(t, genOf(a[0]), modeClose, object.NewException(t, object.GeneratorExit).Value()), nil
		}},
	)
}
