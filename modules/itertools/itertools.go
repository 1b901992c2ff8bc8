// Package itertools is the built-in module itertools. Each iterator keeps its
// state in a box; those that have none but their arguments are immutable.
package itertools

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// types are the module's types, in the order of its dict.
var types []*object.Type

// declare makes an iterator type. Its file's init fills it by define.
func declare(name string) *object.Type {
	typ := &object.Type{Name: "itertools." + name}
	types = append(types, typ)
	return typ
}

// newFn is a constructor: it gets parsed arguments.
type newFn func(t *thread, typ *object.Type, a []value) (value, *exc)

// define fills the slots that all iterator types have. sig is the signature of
// the constructor; without keyword parameters, errors are those of a function
// that takes none.
func define(typ *object.Type, sig, doc string, construct newFn, next func(t *thread, v value) (value, *exc)) {
	typ.Doc = doc
	// As a method of the type the function may have the class as its first argument
	// without counting it in its errors.
	f := &object.Func{Name: typ.ShortName(), Sig: sig, Type: typ, Fn: func(t *thread, a []value) (value, *exc) {
		sub, _ := object.AsType(a[0])
		return construct(t, sub, a[1:])
	}}
	typ.Slots.New = func(t *thread, sub *object.Type, args, kwnames []value) (value, *exc) {
		return f.CallWith(t, append([]value{sub.Value()}, args...), kwnames)
	}
	typ.Slots.Iter = self
	typ.Slots.Next = next
}

// definePositional is define for constructors of lo to hi arguments without
// keywords.
func definePositional(typ *object.Type, lo, hi int, doc string, construct newFn, next func(t *thread, v value) (value, *exc)) {
	define(typ, "", doc, nil, next)
	typ.Slots.New = func(t *thread, sub *object.Type, args, kwnames []value) (value, *exc) {
		if err := object.NoKeywords(t, sub, typ, kwnames); err != nil {
			return value{}, err
		}
		args = args[:len(args)-len(kwnames)]
		if err := object.Positional(t, typ.ShortName(), args, nil, lo, hi); err != nil {
			return value{}, err
		}
		return construct(t, sub, args)
	}
}

func self(t *thread, v value) (value, *exc) { return v, nil }

// reduce makes a __reduce__ method.
func reduce(f func(t *thread, v value) (value, *exc)) object.Def {
	return object.Def{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) { return f(t, a[0]) }}
}

// setState makes a __setstate__ method.
func setState(f func(t *thread, v, state value) *exc) object.Def {
	return object.Def{Name: "__setstate__", Sig: "state, /", Fn: func(t *thread, a []value) (value, *exc) {
		return object.None, f(t, a[0], a[1])
	}}
}

func tuple(items ...value) value { return object.TupleOf(items) }

// stateTuple checks the argument of a __setstate__ that takes a tuple of n items.
func stateTuple(t *thread, state value, n int) ([]value, *exc) {
	tup, ok := object.AsTuple(state)
	if !ok {
		return nil, t.Errorf(object.TypeError, "state is not a tuple")
	}
	if n >= 0 && len(tup.Items) != n {
		return nil, t.Errorf(object.ValueError, "invalid arguments")
	}
	return tup.Items, nil
}

// indexes converts a tuple of ints, each clipped to 0 … limit(i)-1.
func indexes(t *thread, items []value, limit func(i int) int) ([]int, *exc) {
	out := make([]int, len(items))
	for i, x := range items {
		n, err := object.IndexInt(t, x, object.OverflowError)
		if err != nil {
			return nil, err
		}
		out[i] = max(0, min(int(n), limit(i)-1))
	}
	return out, nil
}

// intTuple makes a tuple of ints.
func intTuple(ns []int) value {
	items := make([]value, len(ns))
	for i, n := range ns {
		items[i] = object.Int(int64(n))
	}
	return object.TupleOf(items)
}

// pick returns the tuple of the items of pool at the given positions.
func pick(t *thread, pool []value, at []int) value {
	tup := t.TakeTuple(len(at))
	for i, k := range at {
		tup.Items[i] = pool[k]
	}
	return tup.Value()
}

// kindOf makes the kind of an iterator's box.
func kindOf[S any](name string, clone func(s *S)) *stm.Kind {
	return object.NewKind("itertools."+name, clone)
}

func init() {
	object.RegisterModule("itertools", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "itertools", "Iterators made of other iterators.")
		for _, typ := range types {
			m.AddType(t, typ)
		}
		m.AddFuncs(t, []object.Def{{Name: "tee", Sig: "iterable, n=2, /", Fn: tee}})
		return m, nil
	})
}
