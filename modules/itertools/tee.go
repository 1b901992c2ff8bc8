package itertools

import "github.com/weftpy/weft/object"

// teeState is the state of one of the iterators that tee makes: a place in the
// chain of data objects.
type teeState struct {
	data  value
	index int
}

// teeData is a link of the chain that the iterators of one tee share: items that
// have been read, and the next link. Links are freed as the slowest iterator
// leaves them behind.
type teeData struct {
	it      value
	items   []value
	next    value // null as long as the link is not full
	running bool
}

// teeLink is how many items a link holds.
const teeLink = 57

var (
	teeType     = declare("_tee")
	teeDataType = declare("_tee_dataobject")

	teeKind     = kindOf[teeState]("_tee", nil)
	teeDataKind = kindOf("_tee_dataobject", func(s *teeData) { s.items = s.items[:len(s.items):len(s.items)] })
)

func newTeeData(t *thread, it value) value {
	return object.NewBoxed(t, teeDataType, teeData{it: it}).Value()
}

// teeItem returns item i of a link, reading it if need be.
func teeItem(t *thread, data value, i int) (value, *exc) {
	x := object.BoxedOf[teeData](data)
	st := x.Read(t)
	if i < len(st.items) {
		return st.items[i], nil
	}
	if st.running {
		return value{}, t.Errorf(object.RuntimeError, "cannot re-enter the tee iterator")
	}
	it := st.it
	x.Write(t, teeDataKind).running = true
	item, err := object.Next(t, it)
	st = x.Write(t, teeDataKind)
	st.running = false
	if err == nil && item.O != nil {
		st.items = append(st.items, item)
	}
	return item, err
}

// teeNextLink returns the link after data.
func teeNextLink(t *thread, data value) value {
	x := object.BoxedOf[teeData](data)
	if n := x.Read(t).next; n.O != nil {
		return n
	}
	n := newTeeData(t, x.Read(t).it)
	x.Write(t, teeDataKind).next = n
	return n
}

func teeNext(t *thread, v value) (value, *exc) {
	x := object.BoxedOf[teeState](v)
	st := x.Read(t)
	if st.index >= teeLink {
		next := teeNextLink(t, st.data)
		st = x.Write(t, teeKind)
		st.data, st.index = next, 0
	}
	data, index := st.data, st.index
	item, err := teeItem(t, data, index)
	if err != nil || item.O == nil {
		return value{}, err
	}
	st = x.Write(t, teeKind)
	st.data, st.index = data, index+1
	return item, nil
}

func copyTee(t *thread, v value) value {
	return object.NewBoxed(t, teeType, *object.BoxedOf[teeState](v).Read(t)).Value()
}

// newTee makes a tee iterator over an iterable, a copy if that is one already.
func newTee(t *thread, iterable value) (value, *exc) {
	it, err := object.Iter(t, iterable)
	if err != nil {
		return value{}, err
	}
	if it.O.Typ == teeType {
		return copyTee(t, it), nil
	}
	return object.NewBoxed(t, teeType, teeState{data: newTeeData(t, it)}).Value(), nil
}

// tee is itertools.tee(iterable, n=2).
func tee(t *thread, a []value) (value, *exc) {
	n := int64(2)
	if a[1].O != nil {
		var err *exc
		if n, err = object.IndexInt(t, a[1], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	if n < 0 {
		return value{}, t.Errorf(object.ValueError, "n must be >= 0")
	}
	if n == 0 {
		return tuple(), nil
	}
	it, err := object.Iter(t, a[0])
	if err != nil {
		return value{}, err
	}
	copyFn, err := object.LookupAttr(t, it, strCopy)
	if err != nil {
		return value{}, err
	}
	if copyFn.O == nil {
		if it, err = newTee(t, it); err != nil {
			return value{}, err
		}
		if copyFn, err = object.GetAttr(t, it, strCopy); err != nil {
			return value{}, err
		}
	}
	its := []value{it}
	for range n - 1 {
		c, err := object.Call0(t, copyFn)
		if err != nil {
			return value{}, err
		}
		its = append(its, c)
	}
	return object.TupleOf(its), nil
}

var strCopy = object.Intern("__copy__")

func init() {
	object.SetBoxedLayout[teeState](teeType)
	teeType.Flags |= object.FlagNoBase | object.FlagWeakRef
	definePositional(teeType, 1, 1, "An iterator that shares its items with its copies.", func(t *thread, typ *object.Type, a []value) (value, *exc) {
		return newTee(t, a[0])
	}, teeNext)
	teeType.Methods = []object.Def{
		{Name: "__copy__", Fn: func(t *thread, a []value) (value, *exc) { return copyTee(t, a[0]), nil }, Doc: "Returns an independent iterator."},
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[teeState](v).Read(t)
			return tuple(teeType.Value(), tuple(tuple()), tuple(st.data, object.Int(int64(st.index)))), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			p, err := stateTuple(t, state, 2)
			if err != nil {
				return err
			}
			if p[0].O.Typ != teeDataType {
				return t.Errorf(object.TypeError, "argument 1 must be itertools._tee_dataobject, not %s", object.ArgTypeName(p[0]))
			}
			i, err := object.IndexInt(t, p[1], object.OverflowError)
			if err != nil {
				return err
			}
			if i < 0 || i > teeLink {
				return t.Errorf(object.ValueError, "Index out of range")
			}
			st := object.BoxedOf[teeState](v).Write(t, teeKind)
			st.data, st.index = p[0], int(i)
			return nil
		}),
	}

	object.SetBoxedLayout[teeData](teeDataType)
	teeDataType.Flags |= object.FlagNoBase
	teeDataType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		if err := object.Positional(t, "_tee_dataobject", args, kwnames, 3, 3); err != nil {
			return value{}, err
		}
		l, ok := object.AsList(args[1])
		if !ok {
			return value{}, t.Errorf(object.TypeError, "_tee_dataobject() argument 2 must be list, not %s", object.ArgTypeName(args[1]))
		}
		items := l.Items(t)
		if len(items) > teeLink {
			return value{}, t.Errorf(object.ValueError, "Invalid arguments")
		}
		st := teeData{it: args[0], items: append([]value(nil), items...)}
		if !args[2].IsNone() {
			if len(items) != teeLink || args[2].O.Typ != teeDataType {
				return value{}, t.Errorf(object.ValueError, "_tee_dataobject shouldn't have a next")
			}
			st.next = args[2]
		}
		return object.NewBoxed(t, typ, st).Value(), nil
	}
	teeDataType.Methods = []object.Def{reduce(func(t *thread, v value) (value, *exc) {
		st := object.BoxedOf[teeData](v).Read(t)
		next := st.next
		if next.O == nil {
			next = object.None
		}
		return tuple(teeDataType.Value(), tuple(st.it, object.NewList(t, append([]value(nil), st.items...)).Value(), next)), nil
	})}
}
