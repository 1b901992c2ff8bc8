package itertools

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// pairIter is an iterator that has no state but that of the iterators that it
// was made with: compress(data, selectors), filterfalse(f, it), starmap(f, it).
type pairIter struct {
	object.Object
	a, b value
}

// whileState is the state of takewhile and dropwhile: done is whether the
// predicate has failed.
type whileState struct {
	f, it value
	done  bool
}

var (
	compressType    = declare("compress")
	filterFalseType = declare("filterfalse")
	starMapType     = declare("starmap")
	takeWhileType   = declare("takewhile")
	dropWhileType   = declare("dropwhile")

	whileKind = kindOf[whileState]("takewhile", nil)
)

func newPairIter(typ *object.Type, a, b value) value {
	p := object.Allocate[pairIter](typ)
	p.a, p.b = a, b
	return value{O: &p.Object}
}

func pairOf(v value) *pairIter { return (*pairIter)(unsafe.Pointer(v.O)) }

// newFuncIter makes an iterator of a function and an iterable.
func newFuncIter(t *thread, typ *object.Type, a []value) (value, *exc) {
	it, err := object.Iter(t, a[1])
	if err != nil {
		return value{}, err
	}
	return newPairIter(typ, a[0], it), nil
}

func newWhile(t *thread, typ *object.Type, a []value) (value, *exc) {
	it, err := object.Iter(t, a[1])
	if err != nil {
		return value{}, err
	}
	return object.NewBoxed(t, typ, whileState{f: a[0], it: it}).Value(), nil
}

// test applies predicate f to x.
func test(t *thread, f, x value) (bool, *exc) {
	if f == object.BoolType.Value() {
		return object.Truth(t, x)
	}
	r, err := object.Call1(t, f, x)
	if err != nil {
		return false, err
	}
	return object.Truth(t, r)
}

func init() {
	for _, typ := range []*object.Type{compressType, filterFalseType, starMapType} {
		object.SetLayout[pairIter](typ)
		typ.Methods = []object.Def{reduce(func(t *thread, v value) (value, *exc) {
			return tuple(v.O.Typ.Value(), tuple(pairOf(v).a, pairOf(v).b)), nil
		})}
	}
	define(compressType, "data, selectors", "The items of data for which the corresponding selector is true.",
		func(t *thread, typ *object.Type, a []value) (value, *exc) {
			data, err := object.Iter(t, a[0])
			if err != nil {
				return value{}, err
			}
			return newFuncIter(t, typ, []value{data, a[1]})
		},
		func(t *thread, v value) (value, *exc) {
			for p := pairOf(v); ; {
				x, err := object.NextOf(t, p.a)
				if err != nil || x.O == nil {
					return value{}, err
				}
				s, err := object.NextOf(t, p.b)
				if err != nil || s.O == nil {
					return value{}, err
				}
				if ok, err := object.Truth(t, s); ok || err != nil {
					return x, err
				}
			}
		})
	definePositional(filterFalseType, 2, 2, "The items for which the function returns a false value; with None, those that are false.", newFuncIter,
		func(t *thread, v value) (value, *exc) {
			for p := pairOf(v); ; {
				x, err := object.NextOf(t, p.b)
				if err != nil || x.O == nil {
					return value{}, err
				}
				var ok bool
				if p.a.IsNone() {
					ok, err = object.Truth(t, x)
				} else {
					ok, err = test(t, p.a, x)
				}
				if !ok || err != nil {
					return x, err
				}
			}
		})
	definePositional(starMapType, 2, 2, "The results of the function for argument lists that the iterable yields.", newFuncIter,
		func(t *thread, v value) (value, *exc) {
			p := pairOf(v)
			x, err := object.NextOf(t, p.b)
			if err != nil || x.O == nil {
				return value{}, err
			}
			args, err := object.Collect(t, x)
			if err != nil {
				return value{}, err
			}
			return object.CallKw(t, p.a, args, nil)
		})

	for _, typ := range []*object.Type{takeWhileType, dropWhileType} {
		object.SetBoxedLayout[whileState](typ)
		typ.Methods = []object.Def{
			reduce(func(t *thread, v value) (value, *exc) {
				st := object.BoxedOf[whileState](v).Read(t)
				done := object.Int(0)
				if st.done {
					done = object.Int(1)
				}
				return tuple(v.O.Typ.Value(), tuple(st.f, st.it), done), nil
			}),
			setState(func(t *thread, v, state value) *exc {
				done, err := object.Truth(t, state)
				if err == nil {
					object.BoxedOf[whileState](v).Write(t, whileKind).done = done
				}
				return err
			}),
		}
	}
	definePositional(takeWhileType, 2, 2, "The items up to the first for which the predicate fails.", newWhile,
		func(t *thread, v value) (value, *exc) {
			x := object.BoxedOf[whileState](v)
			st := x.Read(t)
			if st.done {
				return value{}, nil
			}
			item, err := object.Next(t, st.it)
			if err != nil || item.O == nil {
				return value{}, err
			}
			ok, err := test(t, x.Read(t).f, item)
			if err != nil {
				return value{}, err
			}
			if !ok {
				x.Write(t, whileKind).done = true
				return value{}, nil
			}
			return item, nil
		})
	definePositional(dropWhileType, 2, 2, "The items from the first on for which the predicate fails.", newWhile,
		func(t *thread, v value) (value, *exc) {
			x := object.BoxedOf[whileState](v)
			for {
				item, err := object.Next(t, x.Read(t).it)
				if err != nil || item.O == nil || x.Read(t).done {
					return item, err
				}
				ok, err := test(t, x.Read(t).f, item)
				if err != nil {
					return value{}, err
				}
				if !ok {
					x.Write(t, whileKind).done = true
					return item, nil
				}
			}
		})
}
