// Package functools is the built-in module _functools.
package functools

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

func init() {
	object.RegisterModule("_functools", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_functools", "What module functools needs to be fast.")
		m.AddType(t, partialType)
		m.AddType(t, lruType)
		keyType.Ready()
		m.AddFuncs(t, []object.Def{
			{Name: "reduce", Sig: "function, iterable, initial=None, /", Fn: reduce,
				Doc: ""},
			{Name: "cmp_to_key", Sig: "mycmp", Fn: func(t *thread, a []value) (value, *exc) { return newKey(a[0], value{}), nil }},
		})
		return m, nil
	})
}

func reduce(t *thread, a []value) (value, *exc) {
	f, acc := a[0], a[2]
	it, err := object.Iter(t, a[1])
	if err != nil {
		if err.Matches(object.TypeError) {
			return value{}, t.Errorf(object.TypeError, "reduce() arg 2 must support iteration")
		}
		return value{}, err
	}
	err = object.Iterate(t, it, func(x value) (bool, *exc) {
		if acc.O == nil {
			acc = x
			return true, nil
		}
		var err *exc
		acc, err = object.Call2(t, f, acc, x)
		return true, err
	})
	if err == nil && acc.O == nil {
		err = t.Errorf(object.TypeError, "reduce() of empty iterable with no initial value")
	}
	return acc, err
}
