package itertools

import "github.com/weftpy/weft/object"

// groupState is the state of groupby: the key and value that were read last, the
// key of the group under way, and the one grouper that may still yield items.
type groupState struct {
	it, f            value // f is null if items are their own keys
	currKey, currVal value
	targetKey        value
	grouper          value
}

// grouperState is the state of the iterator over one group.
type grouperState struct{ parent, key value }

var (
	groupByType = declare("groupby")
	grouperType = declare("_grouper")

	groupKind = kindOf[groupState]("groupby", nil)
)

// step reads the next item; false at the end.
func groupStep(t *thread, x *object.Boxed[groupState]) (bool, *exc) {
	item, err := object.NextOf(t, x.Read(t).it)
	if err != nil || item.O == nil {
		return false, err
	}
	key := item
	if f := x.Read(t).f; f.O != nil {
		if key, err = object.Call1(t, f, item); err != nil {
			return false, err
		}
	}
	st := x.Write(t, groupKind)
	st.currVal, st.currKey = item, key
	return true, nil
}

func groupByNext(t *thread, v value) (value, *exc) {
	x := object.BoxedOf[groupState](v)
	x.Write(t, groupKind).grouper = value{}
	// What is left of the previous group is skipped.
	for {
		st := x.Read(t)
		if st.currKey.O != nil {
			if st.targetKey.O == nil {
				break
			}
			same, err := object.EqualBool(t, st.targetKey, st.currKey)
			if err != nil {
				return value{}, err
			}
			if !same {
				break
			}
		}
		if more, err := groupStep(t, x); err != nil || !more {
			return value{}, err
		}
	}
	st := x.Write(t, groupKind)
	key := st.currKey
	st.targetKey = key
	g := object.NewBoxed(t, grouperType, grouperState{v, key}).Value()
	st.grouper = g
	return object.NewPair(key, g), nil
}

func grouperNext(t *thread, v value) (value, *exc) {
	g := object.BoxedOf[grouperState](v).Read(t)
	x := object.BoxedOf[groupState](g.parent)
	if x.Read(t).grouper != v {
		return value{}, nil
	}
	if x.Read(t).currVal.O == nil {
		if more, err := groupStep(t, x); err != nil || !more {
			return value{}, err
		}
	}
	same, err := object.EqualBool(t, g.key, x.Read(t).currKey)
	if err != nil || !same {
		return value{}, err
	}
	st := x.Write(t, groupKind)
	item := st.currVal
	st.currVal, st.currKey = value{}, value{}
	return item, nil
}

func init() {
	object.SetBoxedLayout[groupState](groupByType)
	define(groupByType, "iterable, key=None", "Pairs of a key and an iterator over the stretch of items that have it.",
		func(t *thread, typ *object.Type, a []value) (value, *exc) {
			it, err := object.Iter(t, a[0])
			if err != nil {
				return value{}, err
			}
			f := a[1]
			if f.O != nil && f.IsNone() {
				f = value{}
			}
			return object.NewBoxed(t, typ, groupState{it: it, f: f}).Value(), nil
		}, groupByNext)
	groupByType.Methods = []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[groupState](v).Read(t)
			f := st.f
			if f.O == nil {
				f = object.None
			}
			if st.targetKey.O != nil && st.currKey.O != nil && st.currVal.O != nil {
				return tuple(v.O.Typ.Value(), tuple(st.it, f), tuple(st.currVal, st.targetKey, st.currKey)), nil
			}
			return tuple(v.O.Typ.Value(), tuple(st.it, f)), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			p, err := stateTuple(t, state, -1)
			if err != nil {
				return err
			}
			if len(p) != 3 {
				return t.Errorf(object.TypeError, "function takes exactly 3 arguments (%d given)", len(p))
			}
			st := object.BoxedOf[groupState](v).Write(t, groupKind)
			st.currVal, st.targetKey, st.currKey = p[0], p[1], p[2]
			return nil
		}),
	}

	object.SetBoxedLayout[grouperState](grouperType)
	grouperType.Flags |= object.FlagNoBase
	definePositional(grouperType, 2, 2, "", func(t *thread, typ *object.Type, a []value) (value, *exc) {
		if !object.IsInstance(a[0], groupByType) {
			return value{}, t.Errorf(object.TypeError, "_grouper() argument 1 must be itertools.groupby, not %s", object.ArgTypeName(a[0]))
		}
		g := object.NewBoxed(t, typ, grouperState{a[0], a[1]}).Value()
		object.BoxedOf[groupState](a[0]).Write(t, groupKind).grouper = g
		return g, nil
	}, grouperNext)
	grouperType.Methods = []object.Def{reduce(func(t *thread, v value) (value, *exc) {
		g := object.BoxedOf[grouperState](v).Read(t)
		if object.BoxedOf[groupState](g.parent).Read(t).grouper != v {
			iter, err := object.BuiltinNamed(t, object.Intern("iter"))
			return tuple(iter, tuple(tuple())), err
		}
		return tuple(v.O.Typ.Value(), tuple(g.parent, g.key)), nil
	})}
}
