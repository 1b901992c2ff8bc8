package vm

import (
	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// isReraise reports whether instruction w raises again what was raised before,
// which leaves the traceback alone.
func isReraise(w uint64) bool {
	switch compile.Op(w) {
	case compile.Reraise, compile.EndAsyncFor:
		return true
	case compile.Raise:
		return uint8(w>>24) == 0
	}
	return false
}

// findHandler returns the innermost handler around pc, or nil.
func findHandler(code *object.Code, pc int32) *object.Handler {
	for i := range code.Handlers {
		if h := &code.Handlers[i]; h.Start <= pc && pc < h.End {
			return h
		}
	}
	return nil
}

// register returns register i of fr, also one beyond the window.
func register(t *object.Thread, fr *object.Frame, i int32) *object.Value {
	return &t.Stack[fr.Base+int(i)]
}

// leaveFrame pops a frame that err leaves and returns what its caller sees.
func leaveFrame(t *object.Thread, fr *object.Frame, err *object.Exception) *object.Exception {
	if fr.Code.IsTraced() {
		err = unwindEvent(t, fr, err)
	}
	if fr.Leave&object.LeaveView != 0 {
		t.LeaveView(fr)
	}
	err.KeepLocals(t, fr)
	if fr.Code.Flags&generatorFlags != 0 {
		finish(t, fr)
		err = notStopIteration(t, fr.Code, err)
	}
	popFrame(t, fr)
	return err
}

// notStopIteration replaces a StopIteration that leaves a generator (PEP 479).
func notStopIteration(t *object.Thread, code *object.Code, err *object.Exception) *object.Exception {
	what := "generator"
	switch {
	case code.Flags&object.CoAsyncGenerator != 0:
		what = "async generator"
	case code.Flags&object.CoCoroutine != 0:
		what = "coroutine"
	}
	name := ""
	switch {
	case err.Matches(object.StopIteration):
		name = "StopIteration"
	case code.Flags&object.CoAsyncGenerator != 0 && err.Matches(object.StopAsyncIteration):
		name = "StopAsyncIteration"
	default:
		return err
	}
	e := t.Errorf(object.RuntimeError, "%s raised %s", what, name)
	e.SetCause(t, err.Value())
	e.SetContext(t, err)
	return e
}

// raise makes the exception of a raise statement.
func raise(t *object.Thread, v, cause object.Value) *object.Exception {
	e, err := instantiate(t, v)
	if err != nil {
		return err
	}
	if e == nil {
		return t.Errorf(object.TypeError, "exceptions must derive from BaseException")
	}
	e.Chain(t)
	if cause.O != nil {
		if cause.IsNone() {
			e.SetCause(t, cause)
			return e
		}
		c, err := instantiate(t, cause)
		if err != nil {
			return err
		}
		if c == nil {
			return t.Errorf(object.TypeError, "exception causes must derive from BaseException")
		}
		e.SetCause(t, c.Value())
	}
	return e
}

// instantiate returns v as an exception, calling it if it is a class; nil if it
// is neither.
func instantiate(t *object.Thread, v object.Value) (e, err *object.Exception) {
	if typ, ok := object.AsType(v); ok {
		if !typ.IsSubtype(object.BaseException) {
			return nil, nil
		}
		x, err := object.Call0(t, v)
		if err != nil {
			return nil, err
		}
		e, ok := object.AsException(x)
		if !ok {
			return nil, t.Errorf(object.TypeError, "calling %s should have returned an instance of BaseException, not %s", reprOr(t, v), reprOr(t, x.Type().Value()))
		}
		return e, nil
	}
	e, _ = object.AsException(v)
	return e, nil
}

// excMatches reports whether exception v matches class or tuple c of an except
// clause.
func excMatches(t *object.Thread, v, c object.Value) (bool, *object.Exception) {
	if tup, ok := object.AsTuple(c); ok {
		for _, x := range tup.Items {
			if !isExcClass(x) {
				return false, t.Errorf(object.TypeError, "catching classes that do not inherit from BaseException is not allowed")
			}
		}
		for _, x := range tup.Items {
			if typ, _ := object.AsType(x); v.O.Typ.IsSubtype(typ) {
				return true, nil
			}
		}
		return false, nil
	}
	if !isExcClass(c) {
		return false, t.Errorf(object.TypeError, "catching classes that do not inherit from BaseException is not allowed")
	}
	typ, _ := object.AsType(c)
	return v.O.Typ.IsSubtype(typ), nil
}

func isExcClass(v object.Value) bool {
	typ, ok := object.AsType(v)
	return ok && typ.IsSubtype(object.BaseException)
}
