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
	{Name: "next", Sig: "iterator, default=None, /", Doc: "The next item of an iterator; at its end the default if there is one, else StopIteration.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
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
	{Name: "any", Sig: "iterable, /", Doc: "Whether some item is true.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		found := false
		err := object.Iterate(t, a[0], func(x object.Value) (bool, *object.Exception) {
			var err *object.Exception
			found, err = object.Truth(t, x)
			return !found, err
		})
		return object.Bool(found), err
	}},
	{Name: "all", Sig: "iterable, /", Doc: "Whether no item is false.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		all := true
		err := object.Iterate(t, a[0], func(x object.Value) (bool, *object.Exception) {
			var err *object.Exception
			all, err = object.Truth(t, x)
			return all, err
		})
		return object.Bool(all), err
	}},
	{Name: "min", Sig: "*args, key=None, default=None", Doc: "The smallest item of an iterable, or the smallest argument; by key if one is given.", Fn: extreme("min", object.CmpLt)},
	{Name: "max", Sig: "*args, key=None, default=None", Doc: "The largest item of an iterable, or the largest argument; by key if one is given.", Fn: extreme("max", object.CmpGt)},
	{Name: "sorted", Sig: "*args, **kwargs", Doc: "A list of the items in ascending order, or descending with reverse; items whose keys are equal keep their order.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		items, _ := object.AsTuple(a[0])
		if n := len(items.Items); n != 1 {
			return object.Value{}, t.Errorf(object.TypeError, "sorted expected 1 argument, got %d", n)
		}
		return sortedList(t, items.Items[0], a[1])
	}},
}

// sortedList returns a new sorted list; options is the dict of list.sort's keyword
// arguments, or null.
func sortedList(t *object.Thread, iterable, options object.Value) (object.Value, *object.Exception) {
	items, err := object.Collect(t, iterable)
	if err != nil {
		return object.Value{}, err
	}
	l := object.NewList(t, items)
	var kw, names []object.Value
	if options.O != nil {
		d, _ := object.AsDict(options)
		for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
			kw, names = append(kw, v), append(names, k)
		}
	}
	f, err := object.GetAttr(t, l.Value(), object.Intern("sort"))
	if err != nil {
		return object.Value{}, err
	}
	if _, err := object.CallKw(t, f, kw, names); err != nil {
		return object.Value{}, err
	}
	return l.Value(), nil
}

// extreme returns min or max.
func extreme(name string, op object.CmpOp) func(t *object.Thread, a args) (object.Value, *object.Exception) {
	return func(t *object.Thread, a args) (object.Value, *object.Exception) {
		items := (*object.Tuple)(unsafe.Pointer(a[0].O)).Items
		key, def := a[1], a[2]
		var from object.Value
		switch len(items) {
		case 0:
			return object.Value{}, t.Errorf(object.TypeError, "%s expected at least 1 argument, got 0", name)
		case 1:
			from = items[0]
		default:
			if def.O != nil {
				return object.Value{}, t.Errorf(object.TypeError, "Cannot specify a default for %s() with multiple positional arguments", name)
			}
			from = a[0]
		}
		var best, bestKey object.Value
		err := object.Iterate(t, from, func(x object.Value) (bool, *object.Exception) {
			k := x
			if key.O != nil && !key.IsNone() {
				var err *object.Exception
				if k, err = object.Call1(t, key, x); err != nil {
					return false, err
				}
			}
			if best.O == nil {
				best, bestKey = x, k
				return true, nil
			}
			var better bool
			if k.IsSmallInt() && bestKey.IsSmallInt() {
				better = k.Int() < bestKey.Int() == (op == object.CmpLt) && k != bestKey
			} else {
				r, err := object.Compare(t, k, bestKey, op)
				if err != nil {
					return false, err
				}
				if better, err = object.Truth(t, r); err != nil {
					return false, err
				}
			}
			if better {
				best, bestKey = x, k
			}
			return true, nil
		})
		if err != nil {
			return object.Value{}, err
		}
		if best.O == nil {
			if def.O != nil {
				return def, nil
			}
			return best, t.Errorf(object.ValueError, "%s() arg is an empty sequence", name)
		}
		return best, nil
	}
}
