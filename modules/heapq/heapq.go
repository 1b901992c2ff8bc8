// Package heapq is the built-in module _heapq: priority queues in lists.
package heapq

import (
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// order tells whether a must be above b in the heap.
type order func(t *thread, a, b value) (bool, *exc)

func less(t *thread, a, b value) (bool, *exc) {
	if a.IsSmallInt() && b.IsSmallInt() {
		return a.Int() < b.Int(), nil
	}
	if a.IsFloat() && b.IsFloat() {
		return a.Float() < b.Float(), nil
	}
	r, err := object.Compare(t, a, b, object.CmpLt)
	if err != nil {
		return false, err
	}
	return object.Truth(t, r)
}

func greater(t *thread, a, b value) (bool, *exc) { return less(t, b, a) }

// at returns item i; the comparison that ran before must not have changed the
// length.
func at(t *thread, l *object.List, i, n int) (value, *exc) {
	items := l.Items(t)
	if len(items) != n {
		return value{}, t.Errorf(object.RuntimeError, "list changed size during iteration")
	}
	return items[i], nil
}

// swap exchanges two items.
func swap(t *thread, l *object.List, i, j int) {
	items := l.Write(t).Items
	items[i], items[j] = items[j], items[i]
}

// siftDown moves item pos towards the root, start, until its parent is above it.
func siftDown(t *thread, l *object.List, start, pos int, above order) *exc {
	n := len(l.Items(t))
	if pos >= n {
		return t.Errorf(object.IndexError, "index out of range")
	}
	for pos > start {
		parent := (pos - 1) / 2
		x, err := at(t, l, pos, n)
		if err != nil {
			return err
		}
		p, err := at(t, l, parent, n)
		if err != nil {
			return err
		}
		ok, err := above(t, x, p)
		if err != nil {
			return err
		}
		if len(l.Items(t)) != n {
			return t.Errorf(object.RuntimeError, "list changed size during iteration")
		}
		if !ok {
			break
		}
		swap(t, l, pos, parent)
		pos = parent
	}
	return nil
}

// siftUp restores the heap below item pos: the better child moves up until a leaf
// is free, and the item is sifted down from there. That takes fewer comparisons
// than stopping early, as the item usually comes from the end of the heap.
func siftUp(t *thread, l *object.List, pos int, above order) *exc {
	n := len(l.Items(t))
	if pos >= n {
		return t.Errorf(object.IndexError, "index out of range")
	}
	start := pos
	for limit := n / 2; pos < limit; {
		child := 2*pos + 1
		if child+1 < n {
			a, err := at(t, l, child, n)
			if err != nil {
				return err
			}
			b, err := at(t, l, child+1, n)
			if err != nil {
				return err
			}
			ok, err := above(t, a, b)
			if err != nil {
				return err
			}
			if len(l.Items(t)) != n {
				return t.Errorf(object.RuntimeError, "list changed size during iteration")
			}
			if !ok {
				child++
			}
		}
		swap(t, l, child, pos)
		pos = child
	}
	return siftDown(t, l, start, pos, above)
}

func pop(t *thread, l *object.List, above order) (value, *exc) {
	b := l.Write(t)
	n := len(b.Items)
	if n == 0 {
		return value{}, t.Errorf(object.IndexError, "index out of range")
	}
	last := b.Items[n-1]
	b.Items[n-1] = value{}
	b.Items = b.Items[:n-1]
	if n == 1 {
		return last, nil
	}
	top := b.Items[0]
	b.Items[0] = last
	return top, siftUp(t, l, 0, above)
}

func replace(t *thread, l *object.List, x value, above order) (value, *exc) {
	b := l.Write(t)
	if len(b.Items) == 0 {
		return value{}, t.Errorf(object.IndexError, "index out of range")
	}
	top := b.Items[0]
	b.Items[0] = x
	return top, siftUp(t, l, 0, above)
}

func heapify(t *thread, l *object.List, above order) *exc {
	for i := len(l.Items(t))/2 - 1; i >= 0; i-- {
		if err := siftUp(t, l, i, above); err != nil {
			return err
		}
	}
	return nil
}

// def makes a function whose first argument is the heap.
func def(name, sig, doc string, f func(t *thread, l *object.List, a []value) (value, *exc)) object.Def {
	message := name + "() argument 1 must be list"
	if sig == "heap, /" {
		message = name + "() argument must be list"
	}
	return object.Def{Name: name, Sig: sig, Doc: doc, Fn: func(t *thread, a []value) (value, *exc) {
		l, ok := object.AsList(a[0])
		if !ok {
			return value{}, t.Errorf(object.TypeError, "%s, not %s", message, a[0].TypeName())
		}
		return f(t, l, a)
	}}
}

func init() {
	object.RegisterModule("_heapq", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_heapq", "Lists kept as heaps: the smallest item comes first.")
		m.AddFuncs(t, []object.Def{
			def("heappush", "heap, item, /", "", func(t *thread, l *object.List, a []value) (value, *exc) {
				l.Append(t, a[1])
				return object.None, siftDown(t, l, 0, len(l.Items(t))-1, less)
			}),
			def("heappushpop", "heap, item, /", "", func(t *thread, l *object.List, a []value) (value, *exc) {
				items := l.Items(t)
				if len(items) == 0 {
					return a[1], nil
				}
				ok, err := less(t, items[0], a[1])
				if err != nil || !ok {
					return a[1], err
				}
				return replace(t, l, a[1], less)
			}),
			def("heappop", "heap, /", "", func(t *thread, l *object.List, a []value) (value, *exc) {
				return pop(t, l, less)
			}),
			def("heapreplace", "heap, item, /", "", func(t *thread, l *object.List, a []value) (value, *exc) {
				return replace(t, l, a[1], less)
			}),
			def("heapify", "heap, /", "", func(t *thread, l *object.List, a []value) (value, *exc) {
				return object.None, heapify(t, l, less)
			}),
			def("_heappop_max", "heap, /", "Maxheap variant of heappop.", func(t *thread, l *object.List, a []value) (value, *exc) {
				return pop(t, l, greater)
			}),
			def("_heapreplace_max", "heap, item, /", "Maxheap variant of heapreplace.", func(t *thread, l *object.List, a []value) (value, *exc) {
				return replace(t, l, a[1], greater)
			}),
			def("_heapify_max", "heap, /", "Maxheap variant of heapify.", func(t *thread, l *object.List, a []value) (value, *exc) {
				return object.None, heapify(t, l, greater)
			}),
		})
		m.Set(t, "__about__", object.NewStr("Heap queues\n\nA heap is a list in which every item is at most as large as the two at twice its place."))
		return m, nil
	})
}
