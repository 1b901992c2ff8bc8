// Package lsprof is the built-in module _lsprof, the profiler behind cProfile.
package lsprof

import (
	"fmt"
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// profiler is the state of a Profiler. It is outside of any box: a thread that is
// profiled runs inevitably, and the other methods make their attempt so.
type profiler struct {
	timer              value   // null: the clock
	unit               float64 // seconds that one of an integer timer stands for; 0: the timer counts seconds
	subcalls, builtins bool

	entries map[any]*entry
	order   []*entry
	running *call
	on      bool
}

// entry is what is known of one function: a code, or the *object.Func of a built-in one.
type entry struct {
	what  value // a code, or a str
	count counts
	calls map[*entry]*counts // by callee
	order []*entry
}

// counts are those of a function, or of what it does for one caller. Times are in
// units of the timer.
type counts struct {
	calls, recursive int64
	depth            int     // calls that run
	total, inline    float64 // with and without what it calls
}

// call is an activation that runs.
type call struct {
	entry *entry
	outer *call
	begun float64
	inner float64 // time spent in calls that have ended
}

func (c *counts) end(total, inline float64) {
	c.depth--
	if c.depth == 0 {
		c.total += total
	} else {
		c.recursive++
	}
	c.inline += inline
	c.calls++
}

var profilerType = &object.Type{Name: "Profiler", Module: "_lsprof",
	Doc: "A profiler of the calls of functions.\n\nThe timer is a function that returns the time; timeunit is what one of it stands for, in seconds, if it is an integer. subcalls tells whether times are kept apart by caller, builtins whether built-in functions count."}

var (
	entryType = object.NewStructSeqType("_lsprof", "profiler_entry", "What a profiler knows of a function.", 6, false,
		object.StructField{Name: "code", Doc: "code object, or the name of a built-in function"},
		object.StructField{Name: "callcount", Doc: "how many times it was called"},
		object.StructField{Name: "reccallcount", Doc: "how many of these calls were recursive"},
		object.StructField{Name: "totaltime", Doc: "time spent in it"},
		object.StructField{Name: "inlinetime", Doc: "time spent in it, but for what it called"},
		object.StructField{Name: "calls", Doc: "what it called, or None"})
	subentryType = object.NewStructSeqType("_lsprof", "profiler_subentry", "What a profiler knows of the calls of one function by another.", 5, false,
		object.StructField{Name: "code", Doc: "code object of the one called, or the name of a built-in function"},
		object.StructField{Name: "callcount", Doc: "how many times it was called"},
		object.StructField{Name: "reccallcount", Doc: "how many of these calls were recursive"},
		object.StructField{Name: "totaltime", Doc: "time spent in it"},
		object.StructField{Name: "inlinetime", Doc: "time spent in it, but for what it called"})
)

var started = time.Now()

// now returns the time by p's timer. An exception of the timer is reported, and the
// time is 0.
func (p *profiler) now(t *thread) (now float64) {
	if p.timer.O == nil {
		return float64(time.Since(started)) / 1e9
	}
	vm.Untraced(t, func() {
		v, err := object.Call0(t, p.timer)
		if err == nil {
			if now, err = object.FloatArg(t, v); err == nil {
				return
			}
		}
		t.Unraisable(err, "Exception ignored in", p.timer)
		now = 0
	})
	if p.unit > 0 {
		now *= p.unit
	}
	return now
}

// event is what the thread calls while p is on.
func (p *profiler) event(t *thread, fr *object.Frame, event object.TraceEvent, arg value) *exc {
	switch event {
	case object.TraceCall:
		code := fr.Code.Plain()
		p.enter(t, code, func() value { return code.Value() })
	case object.TraceReturn:
		p.leave(t)
	case object.TraceCCall:
		if b, ok := object.AsBuiltin(arg); ok && p.builtins {
			p.enter(t, b.Func, func() value { return describe(t, b) })
		}
	default:
		if _, ok := object.AsBuiltin(arg); ok && p.builtins {
			p.leave(t)
		}
	}
	return nil
}

func (p *profiler) enter(t *thread, key any, what func() value) {
	e := p.entries[key]
	if e == nil {
		e = &entry{what: what()}
		p.entries[key] = e
		p.order = append(p.order, e)
	}
	e.count.depth++
	c := &call{entry: e, outer: p.running}
	if c.outer != nil && p.subcalls {
		c.outer.entry.callee(e).depth++
	}
	p.running = c
	c.begun = p.now(t)
}

// callee returns the counts of e's calls of other.
func (e *entry) callee(other *entry) *counts {
	c := e.calls[other]
	if c == nil {
		if e.calls == nil {
			e.calls = map[*entry]*counts{}
		}
		c = &counts{}
		e.calls[other] = c
		e.order = append(e.order, other)
	}
	return c
}

func (p *profiler) leave(t *thread) {
	c := p.running
	if c == nil {
		return // of a function that was called before the profiler was enabled
	}
	total := p.now(t) - c.begun
	inline := total - c.inner
	c.entry.count.end(total, inline)
	if c.outer != nil {
		c.outer.inner += total
		if sub := c.outer.entry.calls[c.entry]; sub != nil && sub.depth > 0 {
			sub.end(total, inline)
		}
	}
	p.running = c.outer
}

// describe returns how a built-in function is shown.
func describe(t *thread, b *object.Builtin) value {
	if b.Self.O != nil && b.Self.O.Typ != object.ModuleType {
		if d := b.Self.O.Typ.LookupIn(t, object.Intern(b.Name)); d.O != nil {
			if s, err := object.Repr(t, d); err == nil {
				return s.Value()
			}
		}
		return object.NewStr(fmt.Sprintf("<built-in method %s>", b.Name))
	}
	if m, ok := object.AsStr(b.Module); ok {
		return object.NewStr(fmt.Sprintf("<built-in method %s.%s>", m.S, b.Name))
	}
	return object.NewStr(fmt.Sprintf("<built-in method %s>", b.Name))
}

// disable ends the calls that run, and the profiling.
func (p *profiler) disable(t *thread) {
	if p.on {
		p.on = false
		vm.SetProfile(t, value{}, nil)
	}
	for p.running != nil {
		p.leave(t)
	}
}

func (c *counts) fields(what value) []value {
	return []value{what, object.Int(c.calls), object.Int(c.recursive), object.Float(c.total), object.Float(c.inline)}
}

func (p *profiler) stats(t *thread) value {
	var list []value
	for _, e := range p.order {
		if e.count.calls == 0 {
			continue
		}
		calls := object.None
		var subs []value
		for _, other := range e.order {
			if c := e.calls[other]; c.calls > 0 {
				subs = append(subs, object.NewStructSeq(subentryType, c.fields(other.what)))
			}
		}
		if subs != nil {
			calls = object.NewList(t, subs).Value()
		}
		list = append(list, object.NewStructSeq(entryType, append(e.count.fields(e.what), calls)))
	}
	return object.NewList(t, list).Value()
}

// profilerOf returns the state of a Profiler, in an attempt that will not be undone.
func profilerOf(t *thread, v value) *profiler {
	if t.Tx.InTransaction() {
		t.Tx.BecomeInevitable("a profiler")
	}
	return object.BoxedOf[state](v).Read(t).p
}

// state is what the box of a Profiler holds; p never changes.
type state struct{ p *profiler }

func init() {
	object.SetBoxedLayout[state](profilerType)
	profilerType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		return object.NewBoxed(t, typ, state{&profiler{subcalls: true, builtins: true, entries: map[any]*entry{}}}).Value(), nil
	}
	initFunc := &object.Func{Name: "Profiler", Sig: "self, /, timer=None, timeunit=0.0, subcalls=True, builtins=True", Fn: func(t *thread, a []value) (value, *exc) {
		p := profilerOf(t, a[0])
		p.timer = value{}
		if a[1].O != nil && !a[1].IsNone() {
			p.timer = a[1]
		}
		var err *exc
		if a[2].O != nil {
			if p.unit, err = object.FloatArg(t, a[2]); err != nil {
				return value{}, err
			}
		}
		return object.None, p.flags(t, a[3], a[4])
	}}
	profilerType.Slots.Init = func(t *thread, self value, args, kwnames []value) *exc {
		_, err := initFunc.CallWith(t, append([]value{self}, args...), kwnames)
		return err
	}
	profilerType.Methods = []object.Def{
		{Name: "enable", Sig: "subcalls=True, builtins=True", Doc: "Starts to collect, in this thread. subcalls tells whether times are kept apart by caller, builtins whether built-in functions count.",
			Fn: func(t *thread, a []value) (value, *exc) {
				p := profilerOf(t, a[0])
				if err := p.flags(t, a[1], a[2]); err != nil {
					return value{}, err
				}
				p.on = true
				vm.SetProfile(t, a[0], p.event)
				return object.None, nil
			}},
		{Name: "disable", Doc: "Stops collecting.", Fn: func(t *thread, a []value) (value, *exc) {
			profilerOf(t, a[0]).disable(t)
			return object.None, nil
		}},
		{Name: "clear", Doc: "Forgets what was collected.", Fn: func(t *thread, a []value) (value, *exc) {
			p := profilerOf(t, a[0])
			p.entries, p.order, p.running = map[any]*entry{}, nil, nil
			return object.None, nil
		}},
		{Name: "getstats", Doc: "What was collected: a list of profiler_entry, one for each function that was called.", Fn: func(t *thread, a []value) (value, *exc) {
			return profilerOf(t, a[0]).stats(t), nil
		}},
	}
	object.RegisterModule("_lsprof", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_lsprof", "A profiler that costs little.")
		m.AddType(t, profilerType)
		m.AddType(t, entryType)
		m.AddType(t, subentryType)
		return m, nil
	})
}

// flags sets what is to be collected; null leaves what is so.
func (p *profiler) flags(t *thread, subcalls, builtins value) (err *exc) {
	if subcalls.O != nil {
		if p.subcalls, err = object.Truth(t, subcalls); err != nil {
			return err
		}
	}
	if builtins.O != nil {
		p.builtins, err = object.Truth(t, builtins)
	}
	return err
}
