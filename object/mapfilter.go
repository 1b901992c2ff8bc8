package object

import "unsafe"

// Map is a map object, and with one iterator also the layout of filter
// objects. It has no state but that of its iterators.
type Map struct {
	Object
	Func  Value
	Iters []Value // iterators; not changed
}

// Types of lazy function application.
var (
	MapType    = declare("map", ObjectType, 0)
	FilterType = declare("filter", ObjectType, 0)
)

func newMap(t *Thread, typ *Type, f Value, iterables []Value) (Value, *Exception) {
	its, err := iterAll(t, iterables)
	if err != nil {
		return Value{}, err
	}
	m := Allocate[Map](typ)
	m.Func, m.Iters = f, its
	return Value{O: &m.Object}, nil
}

// NoKeywords rejects keyword arguments of a constructor, unless a subclass has
// an __init__ that may take them.
func NoKeywords(t *Thread, typ, base *Type, kwnames []Value) *Exception {
	if len(kwnames) > 0 && (typ == base || !typ.initOverridden()) {
		return t.Errorf(TypeError, "%s() takes no keyword arguments", base.ShortName())
	}
	return nil
}

func mapNext(t *Thread, v Value) (Value, *Exception) {
	m := (*Map)(unsafe.Pointer(v.O))
	if len(m.Iters) == 1 {
		it := m.Iters[0]
		x, err := it.O.Typ.Slots.Next(t, it)
		if err != nil || x.O == nil {
			return Value{}, err
		}
		return Call1(t, m.Func, x)
	}
	args, base, fresh := t.push(len(m.Iters))
	for i, it := range m.Iters {
		x, err := it.O.Typ.Slots.Next(t, it)
		if err != nil || x.O == nil {
			t.pop(args, base, fresh)
			return Value{}, err
		}
		args[i] = x
	}
	r, err := CallKw(t, m.Func, args, nil)
	t.pop(args, base, fresh)
	return r, err
}

func filterNext(t *Thread, v Value) (Value, *Exception) {
	m := (*Map)(unsafe.Pointer(v.O))
	it := m.Iters[0]
	next := it.O.Typ.Slots.Next
	for {
		x, err := next(t, it)
		if err != nil || x.O == nil {
			return Value{}, err
		}
		r := x
		if !m.Func.IsNone() && m.Func != BoolType.Value() {
			if r, err = Call1(t, m.Func, x); err != nil {
				return Value{}, err
			}
		}
		keep, err := Truth(t, r)
		if err != nil {
			return Value{}, err
		}
		if keep {
			return x, nil
		}
	}
}

func init() {
	SetLayout[Map](MapType)
	SetLayout[Map](FilterType)
	MapType.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if err := NoKeywords(t, typ, MapType, kwnames); err != nil {
			return Value{}, err
		}
		args = args[:len(args)-len(kwnames)]
		if len(args) < 2 {
			return Value{}, t.Errorf(TypeError, "map() must have at least two arguments.")
		}
		return newMap(t, typ, args[0], args[1:])
	}
	FilterType.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if err := NoKeywords(t, typ, FilterType, kwnames); err != nil {
			return Value{}, err
		}
		args = args[:len(args)-len(kwnames)]
		if err := Positional(t, "filter", args, nil, 2, 2); err != nil {
			return Value{}, err
		}
		return newMap(t, typ, args[0], args[1:])
	}
	MapType.Slots.Iter, FilterType.Slots.Iter = iterSelf, iterSelf
	MapType.Slots.Next, FilterType.Slots.Next = mapNext, filterNext
	MapType.Doc = "map(func, *iterables) --> map object\n\nThe results of calling the function with one item from each of the iterables,\nuntil the shortest is exhausted."
	FilterType.Doc = "filter(function or None, iterable) --> filter object\n\nThe items for which the function returns a true value; with None, those that are true."
	reduce := Def{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		m := (*Map)(unsafe.Pointer(a[0].O))
		return NewPair(a[0].O.Typ.Value(), TupleOf(append([]Value{m.Func}, m.Iters...))), nil
	}, Doc: "Return what pickling needs."}
	MapType.Methods = []Def{reduce}
	FilterType.Methods = []Def{reduce}
}
