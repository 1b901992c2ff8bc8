package itertools

import (
	"math"

	"github.com/weftpy/weft/object"
)

// chainState is the state of chain: an iterator over what is still to be
// iterated over, null at the end, and the iterator under way, or null.
type chainState struct{ source, active value }

var (
	chainType = declare("chain")
	chainKind = kindOf[chainState]("chain", nil)
)

// newChain makes a chain over the iterables that source yields.
func newChain(t *thread, typ *object.Type, source value) (value, *exc) {
	it, err := object.Iter(t, source)
	if err != nil {
		return value{}, err
	}
	return object.NewBoxed(t, typ, chainState{source: it}).Value(), nil
}

func chainNext(t *thread, v value) (value, *exc) {
	x := object.BoxedOf[chainState](v)
	for {
		st := x.Own(t)
		if st == nil {
			st = x.Read(t)
		}
		if st.source.O == nil {
			return value{}, nil
		}
		if st.active.O == nil {
			iterable, err := object.NextOf(t, st.source)
			if err == nil && iterable.O != nil {
				var it value
				if it, err = object.Iter(t, iterable); err == nil {
					x.Write(t, chainKind).active = it
					continue
				}
			}
			x.Write(t, chainKind).source = value{}
			return value{}, err
		}
		item, err := object.NextOf(t, st.active)
		if item.O != nil || err != nil {
			return item, err
		}
		t.ClearResult()
		x.Write(t, chainKind).active = value{}
	}
}

func init() {
	object.SetBoxedLayout[chainState](chainType)
	definePositional(chainType, 0, math.MaxInt32, "The items of the first iterable, then those of the next, and so on.",
		func(t *thread, typ *object.Type, a []value) (value, *exc) {
			return newChain(t, typ, object.NewTuple(a))
		}, chainNext)
	chainType.Methods = []object.Def{
		{Name: "from_iterable", Sig: "iterable, /", Kind: object.ClassMethod, Fn: func(t *thread, a []value) (value, *exc) {
			typ, _ := object.AsType(a[0])
			return newChain(t, typ, a[1])
		}},
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[chainState](v).Read(t)
			typ := v.O.Typ.Value()
			switch {
			case st.source.O == nil:
				return tuple(typ, tuple()), nil
			case st.active.O == nil:
				return tuple(typ, tuple(), tuple(st.source)), nil
			}
			return tuple(typ, tuple(), tuple(st.source, st.active)), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			p, err := stateTuple(t, state, -1)
			if err != nil {
				return err
			}
			if len(p) < 1 || len(p) > 2 {
				return t.Errorf(object.TypeError, "function takes at least 1 argument (%d given)", len(p))
			}
			for _, it := range p {
				if it.O.Typ.Slots.Next == nil {
					return t.Errorf(object.TypeError, "Arguments must be iterators.")
				}
			}
			st := object.BoxedOf[chainState](v).Write(t, chainKind)
			st.source, st.active = p[0], value{}
			if len(p) == 2 {
				st.active = p[1]
			}
			return nil
		}),
		object.ClassGetItem(),
	}
}
