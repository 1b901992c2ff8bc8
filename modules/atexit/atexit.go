// Package atexit is Python's module atexit: functions that are called when the
// interpreter ends.
package atexit

import "github.com/weftpy/weft/object"

func init() { object.RegisterModule("atexit", create) }

type args = []object.Value

type listKey struct{}

// calls returns the registered calls, a list of tuples (function, args, kwargs
// or None): an ordinary object, so that a registration in a transaction that is
// aborted is undone.
func calls(t *object.Thread) *object.List {
	return t.Interp.Extra(listKey{}, func() any { return object.NewList(nil, nil) }).(*object.List)
}

func create(t *object.Thread) (*object.Module, *object.Exception) {
	m := object.NewModule(t, "atexit", "Functions that are called when the interpreter ends, last one first.")
	m.AddFuncs(t, []object.Def{
		{Name: "register", Sig: "func, /, *args, **kwargs", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			if a[0].Type().Slots.Call == nil {
				return object.Value{}, t.Errorf(object.TypeError, "the first argument must be callable")
			}
			kwargs := object.None
			if !a[2].IsNull() {
				kwargs = a[2]
			}
			calls(t).Append(t, object.NewTuple([]object.Value{a[0], a[1], kwargs}))
			return a[0], nil
		}},
		{Name: "unregister", Sig: "func, /", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			var kept []object.Value
			for _, c := range append([]object.Value(nil), calls(t).Items(t)...) {
				tup, _ := object.AsTuple(c)
				same, err := object.EqualBool(t, tup.Items[0], a[0])
				if err != nil {
					return object.Value{}, err
				}
				if !same {
					kept = append(kept, c)
				}
			}
			calls(t).Write(t).Items = kept
			return object.None, nil
		}},
		{Name: "_clear", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			calls(t).Write(t).Items = nil
			return object.None, nil
		}},
		{Name: "_ncallbacks", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			return object.Int(int64(len(calls(t).Items(t)))), nil
		}},
		{Name: "_run_exitfuncs", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			run(t)
			return object.None, nil
		}},
	})
	return m, nil
}

// run makes the registered calls, last one first; exceptions are reported.
func run(t *object.Thread) {
	for {
		items := calls(t).Items(t)
		if len(items) == 0 {
			return
		}
		tup, _ := object.AsTuple(items[len(items)-1])
		b := calls(t).Write(t)
		b.Items = b.Items[:len(b.Items)-1]
		pos, _ := object.AsTuple(tup.Items[1])
		all := append([]object.Value(nil), pos.Items...)
		var names []object.Value
		if d, ok := object.AsDict(tup.Items[2]); ok {
			for k, v, at, more := d.NextEntry(t, 0); more; k, v, at, more = d.NextEntry(t, at) {
				names = append(names, k)
				all = append(all, v)
			}
		}
		if _, err := object.CallKw(t, tup.Items[0], all, names); err != nil {
			t.Unraisable(err, "Exception ignored in atexit callback", tup.Items[0])
		}
	}
}
