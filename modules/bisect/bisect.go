// Package bisect is the built-in module _bisect: searching and inserting in sorted
// sequences.
package bisect

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

var strInsert = object.Intern("insert")

// search returns where x belongs in a[lo:hi], after items equal to it if right.
// Only < is used: a[i] < x, or x < a[i] if right.
func search(t *thread, a, x, key value, lo, hi int64, right bool) (int64, *exc) {
	list, isList := object.AsList(a)
	isList = isList && a.O.Typ == object.ListType
	for lo < hi {
		mid := int64(uint64(lo+hi) >> 1)
		var item value
		var err *exc
		if items := []value(nil); isList {
			if items = list.Items(t); mid < int64(len(items)) {
				item = items[mid]
			} else {
				err = t.Errorf(object.IndexError, "list index out of range")
			}
		} else {
			item, err = object.GetItem(t, a, object.Int(mid))
		}
		if err == nil && key.O != nil {
			item, err = object.Call1(t, key, item)
		}
		if err != nil {
			return 0, err
		}
		p, q := item, x
		if right {
			p, q = x, item
		}
		var lt bool
		if p.IsSmallInt() && q.IsSmallInt() {
			lt = p.Int() < q.Int()
		} else {
			r, err := object.Compare(t, p, q, object.CmpLt)
			if err == nil {
				lt, err = object.Truth(t, r)
			}
			if err != nil {
				return 0, err
			}
		}
		if lt != right {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, nil
}

// bounds converts lo, hi and key of all four functions.
func bounds(t *thread, a []value) (lo, hi int64, key value, err *exc) {
	if a[2].O != nil {
		if lo, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
			return
		}
	}
	if lo < 0 {
		err = t.Errorf(object.ValueError, "lo must be non-negative")
		return
	}
	hi = -1
	if a[3].O != nil && !a[3].IsNone() {
		if hi, err = object.IndexInt(t, a[3], object.OverflowError); err != nil {
			return
		}
	}
	if hi == -1 {
		var n int
		if n, err = object.Len(t, a[0]); err != nil {
			return
		}
		hi = int64(n)
	}
	if key = a[4]; key.O != nil && key.IsNone() {
		key = value{}
	}
	return
}

func find(right bool) func(t *thread, a []value) (value, *exc) {
	return func(t *thread, a []value) (value, *exc) {
		lo, hi, key, err := bounds(t, a)
		if err != nil {
			return value{}, err
		}
		i, err := search(t, a[0], a[1], key, lo, hi, right)
		return object.Int(i), err
	}
}

func insort(right bool) func(t *thread, a []value) (value, *exc) {
	return func(t *thread, a []value) (value, *exc) {
		lo, hi, key, err := bounds(t, a)
		if err != nil {
			return value{}, err
		}
		x := a[1]
		if key.O != nil {
			if x, err = object.Call1(t, key, x); err != nil {
				return value{}, err
			}
		}
		i, err := search(t, a[0], x, key, lo, hi, right)
		if err != nil {
			return value{}, err
		}
		_, err = object.CallMethod(t, a[0], strInsert, object.Int(i), a[1])
		return object.None, err
	}
}

func init() {
	object.RegisterModule("_bisect", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_bisect", "Places in sorted lists, by binary search.")
		const sig = "a, x, lo=0, hi=None, *, key=None"
		m.AddFuncs(t, []object.Def{
			{Name: "bisect_right", Sig: sig, Fn: find(true), Doc: "Where x has to go in a sorted list: behind all that equal it."},
			{Name: "bisect_left", Sig: sig, Fn: find(false), Doc: "Where x has to go in a sorted list: before all that equal it."},
			{Name: "insort_right", Sig: sig, Fn: insort(true), Doc: "Put x into a sorted list: behind all that equal it."},
			{Name: "insort_left", Sig: sig, Fn: insort(false), Doc: "Put x into a sorted list: before all that equal it."},
		})
		return m, nil
	})
}
