// Package tracemalloc is the module _tracemalloc. Where an object was allocated is not known
// here: there are no traces. What is measured is how much memory objects take: the growth of the
// heap since tracing began.
package tracemalloc

import (
	"runtime"
	"sync/atomic"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

// maxFrames is the greatest number of frames of a trace that CPython takes.
const maxFrames = 1<<16 - 1

// tracing is the state of the module, of the whole process like the heap itself.
var tracing struct {
	limit atomic.Int64 // frames of a trace; 0: off
	base  atomic.Int64 // size of the heap when it began
	peak  atomic.Int64 // greatest size seen, beyond base
}

// size returns how much the heap has grown since tracing began.
func size() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	n := max(int64(m.HeapAlloc)-tracing.base.Load(), 0)
	for {
		p := tracing.peak.Load()
		if n <= p || tracing.peak.CompareAndSwap(p, n) {
			return n
		}
	}
}

func none(t *thread, a []value) (value, *excn) { return object.None, nil }

func init() {
	object.RegisterModule("_tracemalloc", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "_tracemalloc", "How much memory a program takes.")
		for _, d := range defs {
			m.Set(t, d.Name, object.NewBuiltin(d, nil))
		}
		return m, nil
	})
}

var defs = []object.Def{
	{Name: "is_tracing", Doc: "Whether memory is being measured.", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Bool(tracing.limit.Load() > 0), nil
	}},
	{Name: "start", Sig: "nframe=1, /", Doc: "Begin to measure.", Fn: func(t *thread, a []value) (value, *excn) {
		n := int64(1)
		if a[0].O != nil {
			var err *excn
			if n, err = object.IndexInt(t, a[0], object.OverflowError); err != nil {
				return value{}, err
			}
		}
		if n < 1 || n > maxFrames {
			return value{}, t.Errorf(object.ValueError, "the number of frames must be in range [1; %d]", maxFrames)
		}
		t.Tx.BecomeInevitable("tracemalloc.start()")
		if tracing.limit.Swap(n) == 0 {
			tracing.base.Store(0)
			tracing.base.Store(size())
			tracing.peak.Store(0)
		}
		return object.None, nil
	}},
	{Name: "stop", Doc: "Measure no more.", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("tracemalloc.stop()")
		tracing.limit.Store(0)
		return object.None, nil
	}},
	{Name: "get_traced_memory", Doc: "The growth of the heap since start(), and the greatest seen.", Fn: func(t *thread, a []value) (value, *excn) {
		var now, peak int64
		if tracing.limit.Load() > 0 {
			now = size()
			peak = tracing.peak.Load()
		}
		return object.TupleOf([]value{object.Int(now), object.Int(peak)}), nil
	}},
	{Name: "reset_peak", Doc: "Forget the greatest growth seen.", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("tracemalloc.reset_peak()")
		tracing.peak.Store(0)
		return object.None, nil
	}},
	{Name: "clear_traces", Doc: "Begin anew.", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("tracemalloc.clear_traces()")
		tracing.base.Store(0)
		tracing.base.Store(size())
		tracing.peak.Store(0)
		return object.None, nil
	}},
	{Name: "get_traceback_limit", Doc: "The number given to start().", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(max(tracing.limit.Load(), 1)), nil
	}},
	{Name: "get_tracemalloc_memory", Doc: "What the module itself takes: nothing.", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(0), nil
	}},
	{Name: "_get_traces", Doc: "The traces of all objects: none.", Fn: func(t *thread, a []value) (value, *excn) {
		return object.NewList(t, nil).Value(), nil
	}},
	{Name: "_get_object_traceback", Sig: "obj, /", Doc: "Where obj was allocated: not known.", Fn: none},
}
