package itertools

import (
	"github.com/weftpy/weft/object"
)

// countState is the state of count: the next number, and the step.
type countState struct{ next, step value }

// repeatState is the state of repeat: n is how often still, -1 for ever.
type repeatState struct {
	obj value
	n   int64
}

// cycleState is the state of cycle: it is null once the items are all saved.
type cycleState struct {
	it    value
	saved []value
	index int
	first bool // unpickled before the first pass had ended: saved items are not to be saved again
}

var (
	countType  = declare("count")
	repeatType = declare("repeat")
	cycleType  = declare("cycle")

	countKind  = kindOf[countState]("count", nil)
	repeatKind = kindOf[repeatState]("repeat", nil)
	cycleKind  = kindOf("cycle", func(s *cycleState) {
		s.saved = s.saved[:len(s.saved):len(s.saved)] // appending must not write into what others see
	})
)

// isNumber reports whether v can be a number at all.
func isNumber(v value) bool {
	s := &v.O.Typ.Slots
	return s.Index != nil || s.ToInt != nil || s.ToFloat != nil || v.O.Typ.Flags&(object.FlagInt|object.FlagFloat|object.FlagComplex) != 0
}

func (s *countState) reprArgs() []value {
	if s.step == object.Int(1) {
		return []value{s.next}
	}
	return []value{s.next, s.step}
}

func init() {
	object.SetBoxedLayout[countState](countType)
	define(countType, "start=0, step=1", "Numbers that start at start and go on in steps, without end.",
		func(t *thread, typ *object.Type, a []value) (value, *exc) {
			st := countState{object.Int(0), object.Int(1)}
			if a[0].O != nil {
				st.next = a[0]
			}
			if a[1].O != nil {
				st.step = a[1]
			}
			if !isNumber(st.next) || !isNumber(st.step) {
				return value{}, t.Errorf(object.TypeError, "a number is required")
			}
			for _, n := range []*value{&st.next, &st.step} {
				if n.O.Typ == object.BoolType {
					*n = object.Int(n.Int())
				}
			}
			return object.NewBoxed(t, typ, st).Value(), nil
		},
		func(t *thread, v value) (value, *exc) {
			x := object.BoxedOf[countState](v)
			st := x.Own(t)
			if st == nil {
				st = x.Write(t, countKind)
			}
			n := st.next
			if n.IsSmallInt() && st.step.IsSmallInt() {
				a, b := n.Int(), st.step.Int()
				if c := a + b; (c > a) == (b > 0) {
					st.next = object.Int(c)
					return n, nil
				}
			}
			next, err := object.Binary(t, object.OpAdd, n, st.step)
			if err != nil {
				return value{}, err
			}
			x.Write(t, countKind).next = next
			return n, nil
		})
	countType.Slots.Repr = func(t *thread, v value) (value, *exc) {
		return reprCall(t, v, object.BoxedOf[countState](v).Read(t).reprArgs())
	}
	countType.Methods = []object.Def{reduce(func(t *thread, v value) (value, *exc) {
		st := object.BoxedOf[countState](v).Read(t)
		if st.step == object.Int(1) && st.next.IsSmallInt() {
			return tuple(v.O.Typ.Value(), tuple(st.next)), nil
		}
		return tuple(v.O.Typ.Value(), tuple(st.next, st.step)), nil
	})}

	object.SetBoxedLayout[repeatState](repeatType)
	define(repeatType, "object, times=-1", "The same object again and again: times times, or for ever.",
		func(t *thread, typ *object.Type, a []value) (value, *exc) {
			st := repeatState{a[0], -1}
			if a[1].O != nil {
				n, err := object.IndexInt(t, a[1], object.OverflowError)
				if err != nil {
					return value{}, err
				}
				st.n = max(n, 0)
			}
			return object.NewBoxed(t, typ, st).Value(), nil
		},
		func(t *thread, v value) (value, *exc) {
			x := object.BoxedOf[repeatState](v)
			st := x.Own(t)
			if st == nil {
				st = x.Read(t)
				if st.n > 0 {
					st = x.Write(t, repeatKind)
				}
			}
			if st.n < 0 {
				return st.obj, nil
			}
			if st.n == 0 {
				return value{}, nil
			}
			st.n--
			return st.obj, nil
		})
	repeatArgs := func(t *thread, v value) []value {
		st := object.BoxedOf[repeatState](v).Read(t)
		if st.n < 0 {
			return []value{st.obj}
		}
		return []value{st.obj, object.Int(st.n)}
	}
	repeatType.Slots.Repr = func(t *thread, v value) (value, *exc) { return reprCall(t, v, repeatArgs(t, v)) }
	repeatType.Methods = []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			return tuple(v.O.Typ.Value(), object.NewTuple(repeatArgs(t, v))), nil
		}),
		{Name: "__length_hint__", Fn: func(t *thread, a []value) (value, *exc) {
			n := object.BoxedOf[repeatState](a[0]).Read(t).n
			if n < 0 {
				return value{}, t.Errorf(object.TypeError, "len() of unsized object")
			}
			return object.Int(n), nil
		}, Doc: "Return how often the object will still be returned."},
	}

	object.SetBoxedLayout[cycleState](cycleType)
	definePositional(cycleType, 1, 1, "The items of the iterable, then the same again, without end.",
		func(t *thread, typ *object.Type, a []value) (value, *exc) {
			it, err := object.Iter(t, a[0])
			if err != nil {
				return value{}, err
			}
			return object.NewBoxed(t, typ, cycleState{it: it}).Value(), nil
		},
		func(t *thread, v value) (value, *exc) {
			x := object.BoxedOf[cycleState](v)
			st := x.Own(t)
			if st == nil {
				st = x.Read(t)
			}
			if st.it.O != nil {
				item, err := object.NextOf(t, st.it)
				if err != nil {
					return value{}, err
				}
				st = x.Write(t, cycleKind)
				if item.O != nil {
					if !st.first {
						st.saved = append(st.saved, item)
					}
					return item, nil
				}
				t.ClearResult()
				st.it = value{}
			}
			if len(st.saved) == 0 {
				return value{}, nil
			}
			if st = x.Own(t); st == nil {
				st = x.Write(t, cycleKind)
			}
			item := st.saved[st.index]
			if st.index++; st.index == len(st.saved) {
				st.index = 0
			}
			return item, nil
		})
	cycleType.Methods = []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[cycleState](v).Read(t)
			saved := object.NewList(t, append([]value(nil), st.saved...)).Value()
			if st.it.O != nil {
				return tuple(v.O.Typ.Value(), tuple(st.it), tuple(saved, object.Bool(st.first))), nil
			}
			index := st.index
			it, err := object.Iter(t, saved)
			if err != nil {
				return value{}, err
			}
			for range index {
				if _, err := object.Next(t, it); err != nil {
					return value{}, err
				}
			}
			return tuple(v.O.Typ.Value(), tuple(it), tuple(saved, object.True)), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			p, err := stateTuple(t, state, -1)
			if err != nil {
				return err
			}
			if len(p) != 2 {
				return t.Errorf(object.TypeError, "function takes exactly 2 arguments (%d given)", len(p))
			}
			saved, ok := object.AsList(p[0])
			if !ok {
				return t.Errorf(object.TypeError, "argument 1 must be list, not %s", object.ArgTypeName(p[0]))
			}
			first, err := object.IndexInt(t, p[1], object.OverflowError)
			if err != nil {
				return err
			}
			st := object.BoxedOf[cycleState](v).Write(t, cycleKind)
			st.saved = append([]value(nil), saved.Items(t)...)
			st.first = first != 0
			st.index = 0
			return nil
		}),
	}
}

// reprCall shows v as a call of its constructor with args.
func reprCall(t *thread, v value, args []value) (value, *exc) {
	text := v.O.Typ.ShortName() + "("
	for i, a := range args {
		if i > 0 {
			text += ", "
		}
		r, err := object.Repr(t, a)
		if err != nil {
			return value{}, err
		}
		text += r.S
	}
	return object.NewStr(text + ")"), nil
}
