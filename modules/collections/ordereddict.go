package collections

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// orderedDict is a dict that compares by order and can move keys to either
// end. dict keeps the order itself.
type orderedDict struct {
	object.Dict
	attrs stm.Box
}

// odictIterState is the state of an iterator over an OrderedDict.
type odictIterState struct {
	d       *object.Dict // nil at the end
	pos     int
	gen     uint32
	size    int
	left    int // to come
	what    odictWhat
	reverse bool
}

type odictWhat uint8

const (
	odictKeys odictWhat = iota
	odictValues
	odictItems
)

// OrderedDictType is collections.OrderedDict.
var OrderedDictType = &object.Type{Name: "collections.OrderedDict", Doc: "A dict whose order can be changed, and counts when two are compared.", Base: object.DictType, Flags: object.FlagDictMode | object.FlagWeakRef}

var (
	odictKeysType   = &object.Type{Name: "odict_keys", Module: "builtins", Base: object.DictKeysType, Flags: object.FlagNoBase | object.FlagNoNew}
	odictValuesType = &object.Type{Name: "odict_values", Module: "builtins", Base: object.DictValuesType, Flags: object.FlagNoBase | object.FlagNoNew}
	odictItemsType  = &object.Type{Name: "odict_items", Module: "builtins", Base: object.DictItemsType, Flags: object.FlagNoBase | object.FlagNoNew}
	odictIterType   = &object.Type{Name: "odict_iterator", Module: "builtins", Flags: object.FlagNoBase | object.FlagNoNew}

	odictIterKind = object.NewKind[odictIterState]("odict iterator", nil)
)

func dictOf(v value) *object.Dict {
	d, _ := object.AsDict(v)
	return d
}

func newOdictIter(t *thread, d *object.Dict, what odictWhat, reverse bool) value {
	st := odictIterState{d: d, gen: d.Generation(t), size: d.Len(t), what: what, reverse: reverse}
	if st.left = st.size; st.left == 0 {
		st.d = nil
	}
	if reverse {
		st.pos = object.EndPos
	}
	return object.NewBoxed(t, odictIterType, st).Value()
}

func odictNext(t *thread, v value) (value, *exc) {
	it := object.BoxedOf[odictIterState](v)
	st := it.Write(t, odictIterKind)
	if st.d == nil {
		return value{}, nil
	}
	if st.d.Generation(t) != st.gen {
		return value{}, t.Errorf(object.RuntimeError, "OrderedDict mutated during iteration")
	}
	if st.d.Len(t) != st.size {
		return value{}, t.Errorf(object.RuntimeError, "OrderedDict changed size during iteration")
	}
	step := st.d.NextEntry
	if st.reverse {
		step = st.d.PrevEntry
	}
	k, x, pos, ok := step(t, st.pos)
	if !ok {
		st.d = nil
		return value{}, nil
	}
	st.pos = pos
	if st.left--; st.left == 0 {
		st.d = nil // nobody asks what has become of it
	}
	switch st.what {
	case odictKeys:
		return k, nil
	case odictValues:
		return x, nil
	}
	return object.NewPair(k, x), nil
}

// addPairs sets the entries that an iterable of pairs yields.
func addPairs(t *thread, self, pairs value) *exc {
	return object.Iterate(t, pairs, func(pair value) (bool, *exc) {
		it, err := object.Iter(t, pair)
		if err != nil {
			return false, err
		}
		var kv [2]value
		for i := range kv {
			if kv[i], err = object.Next(t, it); err != nil {
				return false, err
			}
			if kv[i].O == nil {
				plural := "s"
				if i == 1 {
					plural = ""
				}
				return false, t.Errorf(object.ValueError, "need more than %d value%s to unpack", i, plural)
			}
		}
		if more, err := object.Next(t, it); err != nil {
			return false, err
		} else if more.O != nil {
			return false, t.Errorf(object.ValueError, "too many values to unpack (expected 2)")
		}
		return true, object.SetItem(t, self, kv[0], kv[1])
	})
}

// updateFrom takes over the entries of a mapping or an iterable of pairs, by
// self's own __setitem__.
func updateFrom(t *thread, self, other value) *exc {
	if self.O.Typ == OrderedDictType && (other.O.Typ == object.DictType || other.O.Typ == OrderedDictType) {
		return dictOf(self).Merge(t, dictOf(other), true)
	}
	if other.O.Typ == object.DictType {
		return addPairs(t, self, object.NewDictItems(dictOf(other)))
	}
	keys, err := object.LookupAttr(t, other, object.Intern("keys"))
	if err != nil {
		return err
	}
	if keys.O != nil {
		if keys, err = object.Call0(t, keys); err != nil {
			return err
		}
		return object.Iterate(t, keys, func(k value) (bool, *exc) {
			v, err := object.GetItem(t, other, k)
			if err == nil {
				err = object.SetItem(t, self, k, v)
			}
			return true, err
		})
	}
	items, err := object.LookupAttr(t, other, object.Intern("items"))
	if err != nil {
		return err
	}
	if items.O != nil {
		if other, err = object.Call0(t, items); err != nil {
			return err
		}
	}
	return addPairs(t, self, other)
}

// update is OrderedDict.update, and what the constructor does.
func odictUpdate(t *thread, self value, args, kwnames []value) *exc {
	npos := len(args) - len(kwnames)
	if npos > 1 {
		return t.Errorf(object.TypeError, "update() takes at most 1 positional argument (%d given)", npos)
	}
	if npos == 1 {
		if err := updateFrom(t, self, args[0]); err != nil {
			return err
		}
	}
	for i, k := range kwnames {
		if err := object.SetItem(t, self, k, args[npos+i]); err != nil {
			return err
		}
	}
	return nil
}

// sameOrder reports whether two dicts have equal keys in the same order.
func sameOrder(t *thread, a, b *object.Dict) (bool, *exc) {
	ka, kb := a.Keys(t), b.Keys(t)
	if len(ka) != len(kb) {
		return false, nil
	}
	for i := range ka {
		if eq, err := object.EqualBool(t, ka[i], kb[i]); err != nil || !eq {
			return false, err
		}
	}
	return true, nil
}

func newOdict(t *thread, typ *object.Type) value { return value{O: typ.Alloc(t, typ)} }

func odictRepr(t *thread, v value) (value, *exc) {
	name := v.O.Typ.ShortName()
	if dictOf(v).Len(t) == 0 {
		return object.NewStr(name + "()"), nil
	}
	if !t.EnterRepr(v.O) {
		return object.NewStr("..."), nil
	}
	items := object.NewDictItems(dictOf(v))
	var err *exc
	if v.O.Typ != OrderedDictType {
		items, err = object.CallMethod(t, v, object.Intern("items"))
	}
	var list []value
	if err == nil {
		list, err = object.Collect(t, items)
	}
	var r *object.Str
	if err == nil {
		r, err = object.Repr(t, object.NewList(t, list).Value())
	}
	t.LeaveRepr()
	if err != nil {
		return value{}, err
	}
	return object.NewStr(name + "(" + r.S + ")"), nil
}

func init() {
	typ := OrderedDictType
	object.SetLayout[orderedDict](typ)
	typ.AttrsOff = unsafe.Offsetof(orderedDict{}.attrs)
	typ.SubAttrsOff = typ.AttrsOff
	typ.Alloc = func(t *thread, typ *object.Type) *object.Object {
		d := object.Allocate[orderedDict](typ)
		d.Dict.Init(t)
		return &d.Object
	}
	s := &typ.Slots
	s.Init = func(t *thread, v value, args, kwnames []value) *exc {
		if npos := len(args) - len(kwnames); npos > 1 {
			return t.Errorf(object.TypeError, "expected at most 1 arguments, got %d", npos)
		}
		return odictUpdate(t, v, args, kwnames)
	}
	s.Repr = odictRepr
	s.Iter = func(t *thread, v value) (value, *exc) { return newOdictIter(t, dictOf(v), odictKeys, false), nil }
	s.Compare = func(t *thread, a, b value, op object.CmpOp) (value, *exc) {
		x, ok1 := object.AsDict(a)
		y, ok2 := object.AsDict(b)
		if !ok1 || !ok2 || op != object.CmpEq && op != object.CmpNe {
			return object.NotImplemented, nil
		}
		eq, err := x.Equal(t, y)
		if eq && err == nil && object.IsInstance(a, typ) && object.IsInstance(b, typ) {
			eq, err = sameOrder(t, x, y)
		}
		return object.Bool(eq == (op == object.CmpEq)), err
	}
	s.Num[object.OpOr] = func(t *thread, a, b value) (value, *exc) {
		_, ok1 := object.AsDict(a)
		_, ok2 := object.AsDict(b)
		if !ok1 || !ok2 {
			return object.NotImplemented, nil
		}
		cls := a.O.Typ
		if !object.IsInstance(a, typ) {
			cls = b.O.Typ
		}
		r, err := object.Call1(t, cls.Value(), a)
		if err == nil {
			err = updateFrom(t, r, b)
		}
		return r, err
	}
	s.INum[object.OpOr] = func(t *thread, a, b value) (value, *exc) { return a, updateFrom(t, a, b) }
	typ.Methods = odictMethods()
	initOdictViews()
}

// AsArgs lays out the *args tuple and **kwargs dict of a Def as slots take them.
func asArgs(t *thread, args, kwargs value) (all, kwnames []value) {
	tup, _ := object.AsTuple(args)
	all = append(all, tup.Items...)
	if kwargs.O != nil {
		d := dictOf(kwargs)
		for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
			kwnames = append(kwnames, k)
			all = append(all, v)
		}
	}
	return all, kwnames
}

func odictMethods() []object.Def {
	view := func(name, doc string, viewType **object.Type) object.Def {
		return object.Def{Name: name, Fn: func(t *thread, a []value) (value, *exc) {
			return object.NewDictView(*viewType, dictOf(a[0])), nil
		}, Doc: doc}
	}
	copyFn := func(t *thread, a []value) (value, *exc) {
		if a[0].O.Typ == OrderedDictType {
			c := newOdict(t, OrderedDictType)
			return c, dictOf(c).Merge(t, dictOf(a[0]), true)
		}
		c, err := object.Call0(t, a[0].O.Typ.Value())
		if err != nil {
			return value{}, err
		}
		for _, k := range dictOf(a[0]).Keys(t) {
			v, err := object.GetItem(t, a[0], k)
			if err == nil {
				err = object.SetItem(t, c, k, v)
			}
			if err != nil {
				return value{}, err
			}
		}
		return c, nil
	}
	return []object.Def{
		view("keys", "A view of the keys, which behaves like a set.", &odictKeysType),
		view("values", "A view of the values.", &odictValuesType),
		view("items", "A view of the pairs of keys and values, which behaves like a set.", &odictItemsType),
		{Name: "update", Sig: "*args, **kwargs", Fn: func(t *thread, a []value) (value, *exc) {
			args, kwnames := asArgs(t, a[1], a[2])
			return object.None, odictUpdate(t, a[0], args, kwnames)
		}, Doc: "Take over the entries of a mapping or of an iterable of pairs, and the keyword arguments."},
		{Name: "setdefault", Sig: "key, default=None", Fn: func(t *thread, a []value) (value, *exc) {
			def := a[2]
			if def.O == nil {
				def = object.None
			}
			if a[0].O.Typ == OrderedDictType {
				return dictOf(a[0]).SetDefault(t, a[1], def)
			}
			has, err := object.Contains(t, a[0], a[1])
			if err != nil {
				return value{}, err
			}
			if has {
				return object.GetItem(t, a[0], a[1])
			}
			return def, object.SetItem(t, a[0], a[1], def)
		}},
		{Name: "pop", Sig: "key, default=None", Fn: func(t *thread, a []value) (value, *exc) {
			v, err := dictOf(a[0]).Delete(t, a[1])
			if err != nil || v.O != nil {
				return v, err
			}
			if a[2].O == nil {
				return value{}, object.NewException(t, object.KeyError, a[1])
			}
			return a[2], nil
		}},
		{Name: "popitem", Sig: "last=True", Fn: func(t *thread, a []value) (value, *exc) {
			last, err := flag(t, a[1], true)
			if err != nil {
				return value{}, err
			}
			d := dictOf(a[0])
			if last {
				if k, v, ok := d.PopItem(t); ok {
					return object.NewPair(k, v), nil
				}
			} else if k, v, _, ok := d.NextEntry(t, 0); ok {
				if _, err := d.Delete(t, k); err != nil {
					return value{}, err
				}
				return object.NewPair(k, v), nil
			}
			return value{}, t.Errorf(object.KeyError, "dictionary is empty")
		}},
		{Name: "move_to_end", Sig: "key, last=True", Fn: func(t *thread, a []value) (value, *exc) {
			last, err := flag(t, a[2], true)
			if err != nil {
				return value{}, err
			}
			found, err := dictOf(a[0]).Move(t, a[1], last)
			if err == nil && !found {
				err = object.NewException(t, object.KeyError, a[1])
			}
			return object.None, err
		}},
		{Name: "copy", Fn: copyFn},
		{Name: "__reversed__", Fn: func(t *thread, a []value) (value, *exc) {
			return newOdictIter(t, dictOf(a[0]), odictKeys, true), nil
		}, Doc: ""},
		{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
			state, err := object.CallMethod(t, a[0], object.Intern("__getstate__"))
			if err != nil {
				return value{}, err
			}
			items, err := object.CallMethod(t, a[0], object.Intern("items"))
			if err != nil {
				return value{}, err
			}
			it, err := object.Iter(t, items)
			return object.TupleOf([]value{a[0].O.Typ.Value(), object.TupleOf(nil), state, object.None, it}), err
		}},
		object.ClassGetItem(),
	}
}

// flag converts an optional bool argument.
func flag(t *thread, v value, def bool) (bool, *exc) {
	if v.O == nil {
		return def, nil
	}
	return object.Truth(t, v)
}

func initOdictViews() {
	for what, typ := range []*object.Type{odictKeysType, odictValuesType, odictItemsType} {
		typ.Slots.Iter = func(t *thread, v value) (value, *exc) {
			return newOdictIter(t, object.ViewDict(v), odictWhat(what), false), nil
		}
		typ.Methods = []object.Def{{Name: "__reversed__", Fn: func(t *thread, a []value) (value, *exc) {
			return newOdictIter(t, object.ViewDict(a[0]), odictWhat(what), true), nil
		}}}
	}
	object.SetBoxedLayout[odictIterState](odictIterType)
	odictIterType.Slots.Iter = func(t *thread, v value) (value, *exc) { return v, nil }
	odictIterType.Slots.Next = odictNext
	odictIterType.Methods = []object.Def{{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
		c := object.NewBoxed(t, odictIterType, *object.BoxedOf[odictIterState](a[0]).Read(t)).Value()
		items, err := object.Collect(t, c)
		if err != nil {
			return value{}, err
		}
		f, err := object.BuiltinNamed(t, object.Intern("iter"))
		return object.NewPair(f, object.TupleOf([]value{object.NewList(t, items).Value()})), err
	}}}
}
