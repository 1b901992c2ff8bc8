package sys

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

// frameDefs are the functions about exceptions, frames and threads.
var frameDefs = []object.Def{
	{Name: "exc_info", Fn: func(t *thread, a []value) (value, *excn) {
		e := t.Handled
		if e == nil {
			return object.NewTuple([]value{object.None, object.None, object.None}), nil
		}
		return object.TupleOf([]value{e.Typ.Value(), e.Value(), object.TracebackValue(e.Traceback(t))}), nil
	}},
	{Name: "exception", Fn: func(t *thread, a []value) (value, *excn) {
		if t.Handled == nil {
			return object.None, nil
		}
		return t.Handled.Value(), nil
	}},
	{Name: "exit", Sig: "status=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		// As for raise SystemExit, value: None makes no argument, a tuple several.
		var params []value
		if a[0].O != nil && !a[0].IsNone() {
			params = []value{a[0]}
			if tup, ok := object.AsTuple(a[0]); ok {
				params = tup.Items
			}
		}
		v, err := object.Call(t, object.SystemExit.Value(), params...)
		if err != nil {
			return null, err
		}
		e, _ := object.AsException(v)
		return null, e
	}},
	{Name: "_getframe", Sig: "depth=0, /", Fn: func(t *thread, a []value) (value, *excn) {
		depth := int64(0)
		if a[0].O != nil {
			var err *excn
			if depth, err = object.IndexInt(t, a[0], object.OverflowError); err != nil {
				return null, err
			}
		}
		fr := t.Frame
		for ; depth > 0 && fr.Depth > 0; depth-- {
			fr = fr.Prev
		}
		if fr.Depth == 0 {
			return null, t.Errorf(object.ValueError, "call stack is not deep enough")
		}
		return t.ViewFrame(fr).Value(), nil
	}},
	{Name: "_current_frames", Fn: func(t *thread, a []value) (value, *excn) {
		// Other threads' frames are theirs alone.
		d := object.NewDict(t)
		return d.Value(), d.Set(t, object.Int(t.Ident()), t.ViewFrame(t.Frame).Value())
	}},
	{Name: "_current_exceptions", Fn: func(t *thread, a []value) (value, *excn) {
		d := object.NewDict(t)
		info := []value{object.None, object.None, object.None}
		if e := t.Handled; e != nil {
			info = []value{e.Typ.Value(), e.Value(), object.TracebackValue(e.Traceback(t))}
		}
		return d.Value(), d.Set(t, object.Int(t.Ident()), object.TupleOf(info))
	}},
	{Name: "call_tracing", Sig: "func, args, /", Fn: func(t *thread, a []value) (value, *excn) {
		tup, ok := object.AsTuple(a[1])
		if !ok {
			return null, t.Errorf(object.TypeError, "call_tracing() argument 2 must be tuple, not %s", object.ArgTypeName(a[1]))
		}
		return vm.CallTracing(t, a[0], tup.Items)
	}},
}
