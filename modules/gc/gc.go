// Package gc is the built-in module gc. Memory is the Go runtime's business: its
// collector finds cycles like anything else that cannot be reached. What the
// module can say about it truthfully it says; collect() really collects, and calls
// the callbacks of weak references to what has died.
package gc

import (
	"runtime"
	"sync/atomic"

	"github.com/weftpy/weft/modules/weakref"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// settings are what programs set and ask for again. They change nothing.
type settings struct {
	disabled    atomic.Bool
	debug       atomic.Int64
	thresholds  [3]atomic.Int64
	collections [3]atomic.Int64
	collected   atomic.Int64
	callbacks   value
}

type key struct{}

func settingsOf(t *thread) *settings {
	return t.Interp.Extra(key{}, func() any {
		s := &settings{}
		for i, n := range []int64{700, 10, 10} {
			s.thresholds[i].Store(n)
		}
		return s
	}).(*settings)
}

// generation checks a generation argument.
func generation(t *thread, v value) (int64, *exc) {
	if v.O == nil {
		return 2, nil
	}
	n, err := object.IndexInt(t, v, object.OverflowError)
	if err == nil && (n < 0 || n > 2) {
		err = t.Errorf(object.ValueError, "invalid generation")
	}
	return n, err
}

func collect(t *thread, a []value) (value, *exc) {
	gen, err := generation(t, a[0])
	if err != nil {
		return value{}, err
	}
	s := settingsOf(t)
	if err := s.announce(t, "start", gen, 0); err != nil {
		return value{}, err
	}
	n := int64(Collect(t))
	s.collections[gen].Add(1)
	s.collected.Add(n)
	if err := s.announce(t, "stop", gen, n); err != nil {
		return value{}, err
	}
	return object.Int(n), nil
}

// deathRounds bounds how long a chain of objects with __del__ one collection takes
// apart.
const deathRounds = 20

// Collect runs the collector, then the callbacks of weak references. It returns
// how many objects of the Go heap were freed.
func Collect(t *thread) uint64 {
	parallel.Publish(t) // what objects were at the beginning of the transaction is remembered until its end
	t.Tx.DropCopies()
	t.Forget()
	main := t == t.Interp.Main
	if main {
		t.WeakenUnawaited()
	}
	var before, after runtime.MemStats
	runtime.GC() // completes a cycle that may have begun before the garbage arose
	runtime.ReadMemStats(&before)
	runtime.GC()
	runtime.ReadMemStats(&after)
	weakref.Sweep()
	if main {
		t.ReportUnawaited()
		// What an object with __del__ refers to can only die after it.
		for range deathRounds {
			if !t.FinalizeDead() {
				break
			}
			t.Forget()
			runtime.GC()
			weakref.Sweep()
		}
		if err := t.RunPending(); err != nil {
			t.Unraisable(err, "", value{})
		}
	}
	return after.Frees - before.Frees
}

// announce calls gc.callbacks.
func (s *settings) announce(t *thread, phase string, gen, collected int64) *exc {
	l, ok := object.AsList(s.callbacks)
	if !ok || len(l.Items(t)) == 0 {
		return nil
	}
	info := object.NewDict(t)
	info.SetStr(t, object.Intern("generation"), object.Int(gen))
	info.SetStr(t, object.Intern("collected"), object.Int(collected))
	info.SetStr(t, object.Intern("uncollectable"), object.Int(0))
	for i := 0; i < len(l.Items(t)); i++ {
		f := l.Items(t)[i]
		if _, err := object.Call2(t, f, object.NewStr(phase), info.Value()); err != nil {
			t.Unraisable(err, "", f)
		}
	}
	return nil
}

// isTracked reports whether v can be part of a cycle.
func isTracked(v value, t *thread) bool {
	typ := v.O.Typ
	switch typ {
	case object.TupleType:
		tup, _ := object.AsTuple(v)
		for _, x := range tup.Items {
			if isTracked(x, t) {
				return true
			}
		}
		return false
	case object.DictType:
		d, _ := object.AsDict(v)
		for k, x, pos, ok := d.NextEntry(t, 0); ok; k, x, pos, ok = d.NextEntry(t, pos) {
			if isTracked(k, t) || isTracked(x, t) {
				return true
			}
		}
		return false
	}
	switch typ {
	case object.IntType, object.BoolType, object.FloatType, object.ComplexType, object.StrType, object.BytesType, object.ByteArrayType,
		object.NoneType, object.EllipsisType, object.NotImplementedType, object.RangeType, object.SliceType, object.CodeType, object.ObjectType:
		return false
	}
	return true
}

// referents returns the objects that v refers to directly, as far as they can be
// seen from here.
func referents(t *thread, v value) []value {
	var out []value
	if tup, ok := object.AsTuple(v); ok {
		out = append(out, tup.Items...)
	} else if l, ok := object.AsList(v); ok {
		out = append(out, l.Items(t)...)
	} else if d, ok := object.AsDict(v); ok {
		for k, x, pos, ok := d.NextEntry(t, 0); ok; k, x, pos, ok = d.NextEntry(t, pos) {
			if k.O.Typ != object.StrType {
				out = append(out, k)
			}
			out = append(out, x)
		}
	} else if s, ok := object.AsSet(v); ok {
		out = append(out, s.Items(t)...)
	}
	typ := v.O.Typ
	if typ.AttrsOff != 0 {
		for _, name := range object.OwnAttrNames(t, v.O) {
			if s, ok := object.AsStr(name); ok {
				if x := object.GetOwnAttr(t, v.O, object.InternStr(s)); x.O != nil {
					out = append(out, x)
				}
			}
		}
	}
	if typ.IsHeap() {
		out = append(out, typ.Value())
	}
	return out
}

func list(t *thread, items []value) value { return object.NewList(t, items).Value() }

func items(v value) []value {
	tup, _ := object.AsTuple(v)
	return tup.Items
}

func none(f func(t *thread)) func(t *thread, a []value) (value, *exc) {
	return func(t *thread, a []value) (value, *exc) {
		f(t)
		return object.None, nil
	}
}

func init() {
	object.RegisterModule("gc", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "gc", "This module provides access to the garbage collector.\n\nThe collector is that of the Go runtime; settings are remembered but have no effect.")
		s := settingsOf(t)
		s.callbacks = list(t, nil)
		m.Set(t, "callbacks", s.callbacks)
		m.Set(t, "garbage", list(t, nil))
		for name, n := range map[string]int64{"DEBUG_STATS": 1, "DEBUG_COLLECTABLE": 2, "DEBUG_UNCOLLECTABLE": 4, "DEBUG_SAVEALL": 32, "DEBUG_LEAK": 38} {
			m.Set(t, name, object.Int(n))
		}
		m.AddFuncs(t, defs)
		return m, nil
	})
}

var defs = []object.Def{
	{Name: "collect", Sig: "generation=2", Fn: collect, Doc: "Collect garbage.\n\nWhatever generation is given, everything is collected. The number of objects of the\nGo heap that were freed is returned."},
	{Name: "enable", Fn: none(func(t *thread) { settingsOf(t).disabled.Store(false) }), Doc: "Note that collection is enabled."},
	{Name: "disable", Fn: none(func(t *thread) { settingsOf(t).disabled.Store(true) }), Doc: "Note that collection is disabled: isenabled() says so from now on. Memory is managed as before."},
	{Name: "isenabled", Fn: func(t *thread, a []value) (value, *exc) { return object.Bool(!settingsOf(t).disabled.Load()), nil }},
	{Name: "set_debug", Sig: "flags, /", Fn: func(t *thread, a []value) (value, *exc) {
		n, err := object.IndexInt(t, a[0], object.OverflowError)
		if err == nil {
			settingsOf(t).debug.Store(n)
		}
		return object.None, err
	}, Doc: "Set the garbage collection debugging flags, which get_debug() returns."},
	{Name: "get_debug", Fn: func(t *thread, a []value) (value, *exc) { return object.Int(settingsOf(t).debug.Load()), nil }},
	{Name: "get_threshold", Fn: func(t *thread, a []value) (value, *exc) {
		s := settingsOf(t)
		return object.NewTuple([]value{object.Int(s.thresholds[0].Load()), object.Int(s.thresholds[1].Load()), object.Int(s.thresholds[2].Load())}), nil
	}},
	{Name: "set_threshold", Sig: "threshold0, threshold1=10, threshold2=10, /", Fn: func(t *thread, a []value) (value, *exc) {
		for i, v := range a {
			if v.O != nil {
				n, err := object.IndexInt(t, v, object.OverflowError)
				if err != nil {
					return value{}, err
				}
				settingsOf(t).thresholds[i].Store(n)
			}
		}
		return object.None, nil
	}, Doc: "Set the collection thresholds, which get_threshold() returns."},
	{Name: "get_count", Fn: func(t *thread, a []value) (value, *exc) {
		return object.NewTuple([]value{object.Int(0), object.Int(0), object.Int(0)}), nil
	}, Doc: "Return a three-tuple of the current collection counts, which are always 0."},
	{Name: "get_stats", Fn: func(t *thread, a []value) (value, *exc) {
		s := settingsOf(t)
		var gens []value
		for i := range 3 {
			d := object.NewDict(t)
			collected := int64(0)
			if i == 2 {
				collected = s.collected.Load()
			}
			d.SetStr(t, object.Intern("collections"), object.Int(s.collections[i].Load()))
			d.SetStr(t, object.Intern("collected"), object.Int(collected))
			d.SetStr(t, object.Intern("uncollectable"), object.Int(0))
			gens = append(gens, d.Value())
		}
		return list(t, gens), nil
	}, Doc: "What collections did, a dict for each generation."},
	{Name: "get_objects", Sig: "generation=None", Fn: func(t *thread, a []value) (value, *exc) {
		if a[0].O != nil && !a[0].IsNone() {
			n, err := object.IndexInt(t, a[0], object.OverflowError)
			if err != nil {
				return value{}, err
			}
			if n > 2 {
				return value{}, t.Errorf(object.ValueError, "generation parameter must be less than the number of available generations (3)")
			}
			if n < 0 {
				return value{}, t.Errorf(object.ValueError, "generation parameter cannot be negative")
			}
		}
		return list(t, getObjects(t)), nil
	}, Doc: "Return a list of the objects that can be reached from modules and running functions."},
	{Name: "get_referrers", Sig: "*objs", Fn: func(t *thread, a []value) (value, *exc) { return list(t, getReferrers(t, items(a[0]))), nil },
		Doc: "Return the list of objects that refer to any of objs and can be reached from modules and running functions."},
	{Name: "get_referents", Sig: "*objs", Fn: func(t *thread, a []value) (value, *exc) {
		var out []value
		for _, v := range items(a[0]) {
			out = append(out, referents(t, v)...)
		}
		return list(t, out), nil
	}, Doc: "Return the list of objects that are directly referred to by objs: items, values and attributes."},
	{Name: "is_tracked", Sig: "obj, /", Fn: func(t *thread, a []value) (value, *exc) { return object.Bool(isTracked(a[0], t)), nil },
		Doc: "Returns true if the object can be part of a cycle."},
	{Name: "is_finalized", Sig: "obj, /", Fn: func(t *thread, a []value) (value, *exc) { return object.False, nil },
		Doc: "Returns false: an object that was finalized cannot be seen any more."},
	{Name: "freeze", Fn: none(func(t *thread) {}), Doc: "Do nothing: there are no generations to move objects to."},
	{Name: "unfreeze", Fn: none(func(t *thread) {}), Doc: "Do nothing: nothing is frozen."},
	{Name: "get_freeze_count", Fn: func(t *thread, a []value) (value, *exc) { return object.Int(0), nil }, Doc: "Return 0: nothing is frozen."},
}
