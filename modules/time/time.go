// Package time is module time.
package time

import (
	"math"
	"math/big"
	"time"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	args   = []object.Value
	raised = *object.Exception
)

// started is when the process began, with Go's reading of the monotonic clock,
// and monotonicBase what the clock of the system showed then.
var (
	started       = time.Now()
	monotonicBase = systemMonotonic()
)

func monotonic() int64 { return monotonicBase + int64(time.Since(started)) }

// seconds makes a float of a count of nanoseconds.
func seconds(ns int64) value { return object.Float(float64(ns) / 1e9) }

// clockFuncs makes the function that reads a clock in seconds, and its twin in
// nanoseconds.
func clockFuncs(name string, read func(t *thread) (int64, raised)) []object.Def {
	return []object.Def{
		{Name: name, Fn: func(t *thread, a args) (value, raised) {
			ns, err := read(t)
			return seconds(ns), err
		}},
		{Name: name + "_ns", Fn: func(t *thread, a args) (value, raised) {
			ns, err := read(t)
			return object.Int(ns), err
		}},
	}
}

func sure(f func() int64) func(t *thread) (int64, raised) {
	return func(t *thread) (int64, raised) { return f(), nil }
}

// badFloat is the error for a number that is no time; nil if f is finite.
func badFloat(t *thread, f float64) raised {
	if f != f {
		return t.Errorf(object.ValueError, "Invalid value NaN (not a number)")
	}
	return nil
}

// timeT converts a timestamp to whole seconds, rounding down.
func timeT(t *thread, v value) (int64, raised) {
	const text = "timestamp out of range for platform time_t"
	if v.O.Typ.Flags&object.FlagFloat != 0 {
		f := object.AsFloat(v)
		if err := badFloat(t, f); err != nil {
			return 0, err
		}
		if f = math.Floor(f); !(-1<<63 <= f && f < 1<<63) {
			return 0, t.Errorf(object.OverflowError, text)
		}
		return int64(f), nil
	}
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, b := object.AsInt(i)
	if b != nil {
		return 0, t.Errorf(object.OverflowError, text)
	}
	return n, nil
}

// nanoseconds converts a duration or a time in seconds, rounding away from 0.
func nanoseconds(t *thread, v value) (int64, raised) {
	if v.O.Typ.Flags&object.FlagFloat != 0 {
		f := object.AsFloat(v)
		if err := badFloat(t, f); err != nil {
			return 0, err
		}
		if f *= 1e9; f >= 0 {
			f = math.Ceil(f)
		} else {
			f = math.Floor(f)
		}
		if !(-1<<63 <= f && f < 1<<63) {
			return 0, t.Errorf(object.OverflowError, "timestamp out of range for platform time_t")
		}
		return int64(f), nil
	}
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, b := object.AsInt(i)
	if b == nil {
		b = big.NewInt(n)
	}
	if b = new(big.Int).Mul(b, big.NewInt(1e9)); !b.IsInt64() {
		return 0, t.Errorf(object.OverflowError, "timestamp too large to convert to C _PyTime_t")
	}
	return b.Int64(), nil
}

// sleep waits. A transaction that sleeps can be undone meanwhile. The main thread makes
// pending calls, as of signal handlers, when
// they come; one that raises ends the sleep.
func sleep(t *thread, a args) (value, raised) {
	ns, err := nanoseconds(t, a[0])
	if err != nil {
		return value{}, err
	}
	if ns < 0 {
		return value{}, t.Errorf(object.ValueError, "sleep length must be non-negative")
	}
	if t.Worker > 0 { // others end their transaction before they block
		for until := time.Now().Add(time.Duration(ns)); !t.Tx.Sleep(until); {
			if err := t.Poll(); err != nil {
				return value{}, err
			}
		}
		return object.None, nil
	}
	timer := time.NewTimer(time.Duration(ns))
	defer timer.Stop()
	wake := t.Interp.MainWake
	if t != t.Interp.Main {
		wake = nil // blocks for ever
	}
	for over := false; !over; {
		t.Block(func() {
			select {
			case <-timer.C:
				over = true
			case <-wake:
			}
		})
		if !over {
			if err := t.RunPending(); err != nil {
				return value{}, err
			}
		}
	}
	return object.None, nil
}

// clock describes what get_clock_info tells.
type clock struct {
	implementation        string
	monotonic, adjustable bool
}

func getClockInfo(t *thread, a args) (value, raised) {
	name, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.Errorf(object.TypeError, "get_clock_info() argument 1 must be str, not %s", object.ArgTypeName(a[0]))
	}
	var c clock
	switch name.S {
	case "time":
		c = clock{"clock_gettime(CLOCK_REALTIME)", false, true}
	case "monotonic", "perf_counter":
		c = clock{"clock_gettime(CLOCK_MONOTONIC)", true, false}
	case "process_time":
		c = clock{"clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false}
	case "thread_time":
		c = clock{"clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false}
	default:
		return value{}, t.Errorf(object.ValueError, "unknown clock")
	}
	d := object.NewDict(t)
	d.SetStr(t, object.Intern("implementation"), object.NewStr(c.implementation))
	d.SetStr(t, object.Intern("monotonic"), object.Bool(c.monotonic))
	d.SetStr(t, object.Intern("adjustable"), object.Bool(c.adjustable))
	d.SetStr(t, object.Intern("resolution"), object.Float(1e-9))
	return object.NewSimpleNamespace(t, d), nil
}

// strptime is written in Python: module _strptime.
func strptime(t *thread, a args) (value, raised) {
	f, err := t.ImportAttr("_strptime", "_strptime_time")
	if err != nil {
		return value{}, err
	}
	items, _ := object.AsTuple(a[0])
	return object.Call(t, f, items.Items...)
}

// optional returns the arguments of a function that takes at most max.
func optional(t *thread, name string, v value, least, most int) ([]value, raised) {
	tup, _ := object.AsTuple(v)
	a := tup.Items
	bound := "at most"
	n := most
	switch {
	case len(a) < least && least != most:
		bound, n = "at least", least
	case len(a) >= least && len(a) <= most:
		return a, nil
	}
	plural := "s"
	if n == 1 {
		plural = ""
	}
	return nil, t.Errorf(object.TypeError, "%s() takes %s %d argument%s (%d given)", name, bound, n, plural, len(a))
}

var functions = []object.Def{
	{Name: "sleep", Sig: "seconds, /", Fn: sleep},
	{Name: "gmtime", Sig: "*args", Fn: gmtime},
	{Name: "localtime", Sig: "*args", Fn: localtime},
	{Name: "asctime", Sig: "tuple=None, /", Fn: asctime},
	{Name: "ctime", Sig: "*args", Fn: ctime},
	{Name: "mktime", Sig: "tuple, /", Fn: mktime},
	{Name: "strftime", Sig: "*args", Fn: strftime},
	{Name: "strptime", Sig: "*args", Fn: strptime},
	{Name: "get_clock_info", Sig: "name, /", Fn: getClockInfo},
	{Name: "tzset", Fn: tzset},
}

func init() {
	object.RegisterModule("time", func(t *thread) (*object.Module, raised) {
		m := object.NewModule(t, "time", "Clocks, and times in text and numbers.")
		m.AddFuncs(t, functions)
		m.AddFuncs(t, clockFuncs("time", sure(func() int64 { return time.Now().UnixNano() })))
		m.AddFuncs(t, clockFuncs("monotonic", sure(monotonic)))
		m.AddFuncs(t, clockFuncs("perf_counter", sure(monotonic)))
		m.AddFuncs(t, clockFuncs("process_time", processTime))
		m.AddFuncs(t, clockFuncs("thread_time", threadTime))
		addClocks(t, m)
		m.Set(t, "struct_time", structTime.Value())
		m.Set(t, "_STRUCT_TM_ITEMS", object.Int(11))
		setZone(t, m.Dict)
		return m, nil
	})
}
