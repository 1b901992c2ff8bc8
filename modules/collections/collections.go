// Package collections is the built-in module _collections: deque, defaultdict,
// OrderedDict, and helpers of namedtuple and Counter.
package collections

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

func init() {
	object.RegisterModule("_collections", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_collections", "The containers behind module collections.")
		for _, typ := range []*object.Type{DequeType, dequeIterType, dequeReverseIterType, DefaultDictType, OrderedDictType, tupleGetterType} {
			m.AddType(t, typ)
		}
		for _, typ := range []*object.Type{odictKeysType, odictValuesType, odictItemsType, odictIterType} {
			typ.Ready()
		}
		m.AddFuncs(t, []object.Def{{Name: "_count_elements", Sig: "mapping, iterable, /", Fn: countElements}})
		return m, nil
	})
}

var (
	strGet     = object.Intern("get")
	strSetItem = object.Intern("__setitem__")
)

// countElements is what Counter.update does: mapping[x] += 1 for each x.
func countElements(t *thread, a []value) (value, *exc) {
	mapping, iterable := a[0], a[1]
	typ := mapping.O.Typ
	d, ok := object.AsDict(mapping)
	plain := ok && typ.Lookup(strGet) == object.DictType.Lookup(strGet) && typ.Lookup(strSetItem) == object.DictType.Lookup(strSetItem)
	one := object.Int(1)
	if plain {
		return object.None, object.Iterate(t, iterable, func(x value) (bool, *exc) {
			old, err := d.Get(t, x)
			if err != nil {
				return false, err
			}
			n := one
			if old.IsSmallInt() && old.Int() < 1<<62 {
				n = object.Int(old.Int() + 1)
			} else if old.O != nil {
				if n, err = object.Binary(t, object.OpAdd, old, one); err != nil {
					return false, err
				}
			}
			return true, d.Set(t, x, n)
		})
	}
	get, err := object.GetAttr(t, mapping, strGet)
	if err != nil {
		return value{}, err
	}
	return object.None, object.Iterate(t, iterable, func(x value) (bool, *exc) {
		old, err := object.Call2(t, get, x, object.Int(0))
		if err != nil {
			return false, err
		}
		n, err := object.Binary(t, object.OpAdd, old, one)
		if err != nil {
			return false, err
		}
		return true, object.SetItem(t, mapping, x, n)
	})
}
