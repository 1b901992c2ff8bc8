package builtins

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

// Functions about iterables.

var iterFuncs = []object.Def{
	{Name: "iter", Sig: "object, sentinel=None, /", Doc: "An iterator over an object's items; with a sentinel, over what a callable returns until it returns that.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if a[1].O == nil {
			return object.Iter(t, a[0])
		}
		if a[0].O.Typ.Slots.Call == nil {
			return object.Value{}, t.Errorf(object.TypeError, "iter(v, w): v must be callable")
		}
		return object.NewCallableIter(t, a[0], a[1]), nil
	}},
	{Name: "next", Sig: "iterator, default=None, /", Next: true, Doc: "The next item of an iterator; at its end the default if there is one, else StopIteration.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		v, err := object.Next(t, a[0])
		if err == nil && v.O != nil {
			return v, nil
		}
		if a[1].O != nil {
			if err == nil || err.Matches(object.StopIteration) {
				t.ClearResult()
				return a[1], nil
			}
		}
		if err == nil {
			err = t.StopIterationOf(a[0])
		}
		return object.Value{}, err
	}},
	{Name: "aiter", Sig: "async_iterable, /", Doc: "An asynchronous iterator over an object's items.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if a[0].O.Typ.Slots.AIter == nil {
			return object.Value{}, t.Errorf(object.TypeError, "'%s' object is not an async iterable", a[0].TypeName())
		}
		return vm.AIter(t, a[0])
	}},
	{Name: "anext", Sig: "async_iterator, default=None, /", Doc: "An awaitable of an asynchronous iterator's next item.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		f := a[0].O.Typ.Slots.ANext
		if f == nil {
			return object.Value{}, t.Errorf(object.TypeError, "'%s' object is not an async iterator", a[0].TypeName())
		}
		v, err := f(t, a[0])
		if err != nil || a[1].O == nil {
			return v, err
		}
		return vm.AnextDefault(t, v, a[1])
	}},
	{Name: "any", Sig: "iterable, /", Consumes: true, Doc: "Whether some item is true.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		found := false
		err := object.Iterate(t, a[0], func(x object.Value) (bool, *object.Exception) {
			var err *object.Exception
			found, err = object.Truth(t, x)
			return !found, err
		})
		return object.Bool(found), err
	}},
	{Name: "all", Sig: "iterable, /", Consumes: true, Doc: "Whether no item is false.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		all := true
		err := object.Iterate(t, a[0], func(x object.Value) (bool, *object.Exception) {
			var err *object.Exception
			all, err = object.Truth(t, x)
			return all, err
		})
		return object.Bool(all), err
	}},
	extreme{"min", object.CmpLt}.def("The smallest item of an iterable, or the smallest argument; by key if one is given."),
	extreme{"max", object.CmpGt}.def("The largest item of an iterable, or the largest argument; by key if one is given."),
	{Name: "sorted", Sig: "*args, **kwargs", Doc: "A list of the items in ascending order, or descending with reverse; items whose keys are equal keep their order.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		items, _ := object.AsTuple(a[0])
		if n := len(items.Items); n != 1 {
			return object.Value{}, t.Errorf(object.TypeError, "sorted expected 1 argument, got %d", n)
		}
		return sortedList(t, items.Items[0], a[1])
	}, Plain: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if n := len(a); n != 1 {
			return object.Value{}, t.Errorf(object.TypeError, "sorted expected 1 argument, got %d", n)
		}
		items, err := object.Collect(t, a[0])
		if err == nil {
			err = object.SortItems(t, items, object.Value{}, false)
		}
		if err != nil {
			return object.Value{}, err
		}
		return object.NewList(t, items).Value(), nil
	}},
}

var keyName = object.Intern("key")

// sortedList returns a new sorted list; options is the dict of list.sort's keyword
// arguments, or null.
func sortedList(t *object.Thread, iterable, options object.Value) (object.Value, *object.Exception) {
	items, err := object.Collect(t, iterable)
	if err != nil {
		return object.Value{}, err
	}
	var kw, names []object.Value
	if options.O != nil {
		d, _ := object.AsDict(options)
		if key := d.GetStr(t, keyName); key.O != nil && d.Len(t) == 1 {
			err := object.SortItems(t, items, key, false)
			return object.NewList(t, items).Value(), err
		}
		for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
			kw, names = append(kw, v), append(names, k)
		}
	}
	l := object.NewList(t, items)
	f, err := object.GetAttr(t, l.Value(), object.Intern("sort"))
	if err != nil {
		return object.Value{}, err
	}
	if _, err := object.CallKw(t, f, kw, names); err != nil {
		return object.Value{}, err
	}
	return l.Value(), nil
}

// extreme is min or max.
type extreme struct {
	name string
	op   object.CmpOp
}

// def declares the function.
func (e extreme) def(doc string) object.Def {
	return object.Def{Name: e.name, Sig: "*args, key=None, default=None", Doc: doc, Consumes: true,
		Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			return e.call(t, (*object.Tuple)(unsafe.Pointer(a[0].O)).Items, a[1], a[2])
		},
		Plain: func(t *object.Thread, a args) (object.Value, *object.Exception) {
			return e.call(t, a, object.Value{}, object.Value{})
		},
	}
}

// call is the function itself; key and def may be null.
func (e extreme) call(t *object.Thread, items args, key, def object.Value) (object.Value, *object.Exception) {
	if key.O != nil && key.IsNone() {
		key = object.Value{}
	}
	switch {
	case len(items) == 0:
		return object.Value{}, t.Errorf(object.TypeError, "%s expected at least 1 argument, got 0", e.name)
	case len(items) > 1 && def.O != nil:
		return object.Value{}, t.Errorf(object.TypeError, "Cannot specify a default for %s() with multiple positional arguments", e.name)
	}
	var best, bestKey object.Value
	one := func(x object.Value) *object.Exception {
		k := x
		if key.O != nil {
			var err *object.Exception
			if k, err = object.Call1(t, key, x); err != nil {
				return err
			}
		}
		better := true
		if best.O != nil {
			var err *object.Exception
			if better, err = e.better(t, k, bestKey); err != nil {
				return err
			}
		}
		if better {
			best, bestKey = x, k
		}
		return nil
	}
	var err *object.Exception
	if len(items) > 1 {
		for _, x := range items {
			if err = one(x); err != nil {
				break
			}
		}
	} else {
		err = object.Iterate(t, items[0], func(x object.Value) (bool, *object.Exception) {
			err := one(x)
			return err == nil, err
		})
	}
	switch {
	case err != nil:
		return object.Value{}, err
	case best.O == nil && def.O != nil:
		return def, nil
	case best.O == nil:
		return best, t.Errorf(object.ValueError, "%s() arg is an empty sequence", e.name)
	}
	return best, nil
}

// better reports whether x is to be preferred to y.
func (e extreme) better(t *object.Thread, x, y object.Value) (bool, *object.Exception) {
	switch {
	case x.IsSmallInt() && y.IsSmallInt():
		if e.op == object.CmpLt {
			return x.Int() < y.Int(), nil
		}
		return x.Int() > y.Int(), nil
	case x.IsFloat() && y.IsFloat():
		if e.op == object.CmpLt {
			return x.Float() < y.Float(), nil
		}
		return x.Float() > y.Float(), nil
	}
	r, err := object.Compare(t, x, y, e.op)
	if err != nil {
		return false, err
	}
	return object.Truth(t, r)
}
