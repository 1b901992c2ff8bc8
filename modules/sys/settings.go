package sys

import (
	"sync/atomic"

	"github.com/weftpy/weft/object"
)

// settings are what programs may set and ask for that has no other home.
type settings struct {
	switchInterval atomic.Int64 // nanoseconds
	originDepth    atomic.Int64
}

type settingsKey struct{}

func settingsOf(t *thread) *settings {
	return t.Interp.Extra(settingsKey{}, func() any {
		s := &settings{}
		s.switchInterval.Store(5e6)
		return s
	}).(*settings)
}

// tracer is the pair of functions that set and get a trace function. There is no
// tracing: only None can be set.
func tracer(setter, getter string) []object.Def {
	return []object.Def{
		{Name: setter, Sig: "function, /", Doc: "Set the global debug tracing or profiling function; only None is possible.", Fn: func(t *thread, a []value) (value, *excn) {
			if !a[0].IsNone() {
				return null, t.Errorf(object.NotImplementedError, "sys.%s(): functions are not traced", setter)
			}
			return object.None, nil
		}},
		{Name: getter, Doc: "Return the function that " + setter + "() has set: None.", Fn: func(t *thread, a []value) (value, *excn) { return object.None, nil }},
	}
}

// settingDefs are the functions that get and set limits and modes.
var settingDefs = append(append([]object.Def{
	{Name: "getrecursionlimit", Doc: "Return the current value of the recursion limit.\n\nThe recursion limit is the maximum depth of the Python interpreter\nstack.  This limit prevents infinite recursion from causing an overflow\nof the C stack and crashing Python.", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(t.Interp.RecursionLimit.Load()), nil
	}},
	{Name: "setrecursionlimit", Sig: "limit, /", Doc: "Set the maximum depth of the Python interpreter stack to n.\n\nThis limit prevents infinite recursion from causing an overflow of the C\nstack and crashing Python.  The highest possible limit is platform-\ndependent.", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		if n < 1 {
			return null, t.Errorf(object.ValueError, "recursion limit must be greater or equal than 1")
		}
		if depth := int64(t.Frame.Depth + t.Native); depth >= n {
			return null, t.Errorf(object.RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n, depth)
		}
		t.Tx.BecomeInevitable("sys.setrecursionlimit()")
		t.Interp.RecursionLimit.Store(n)
		t.TrimFrames()
		return object.None, nil
	}},
	{Name: "getswitchinterval", Doc: "Return the current thread switch interval; see sys.setswitchinterval().", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Float(float64(settingsOf(t).switchInterval.Load()) / 1e9), nil
	}},
	{Name: "setswitchinterval", Sig: "interval, /", Doc: "Set the ideal thread switching delay inside the Python interpreter.\n\nThe actual frequency of switching threads can be lower if the\ninterpreter executes long sequences of uninterruptible code\n(this is implementation-specific and workload-dependent).\n\nThe parameter must represent the desired switching delay in seconds\nA typical value is 0.005 (5 milliseconds).", Fn: func(t *thread, a []value) (value, *excn) {
		f, err := object.FloatArg(t, a[0])
		if err != nil {
			return null, err
		}
		if f <= 0 {
			return null, t.Errorf(object.ValueError, "switch interval must be strictly positive")
		}
		t.Tx.BecomeInevitable("sys.setswitchinterval()")
		settingsOf(t).switchInterval.Store(int64(f * 1e9))
		return object.None, nil
	}},
	{Name: "get_int_max_str_digits", Doc: "Return the maximum string digits limit for non-binary int<->str conversions.", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(int64(t.Interp.IntMaxStrDigits())), nil
	}},
	{Name: "set_int_max_str_digits", Sig: "maxdigits", Doc: "Set the maximum string digits limit for non-binary int<->str conversions.", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		if n != 0 && n < object.IntMaxStrDigitsThreshold {
			return null, t.Errorf(object.ValueError, "maxdigits must be 0 or larger than %d", object.IntMaxStrDigitsThreshold)
		}
		t.Tx.BecomeInevitable("sys.set_int_max_str_digits()")
		t.Interp.SetIntMaxStrDigits(int(n))
		return object.None, nil
	}},
	{Name: "getdefaultencoding", Doc: "Return the current default encoding used by the Unicode implementation.", Fn: func(t *thread, a []value) (value, *excn) { return object.NewStr("utf-8"), nil }},
	{Name: "getfilesystemencoding", Doc: "Return the encoding used to convert Unicode filenames to OS filenames.", Fn: func(t *thread, a []value) (value, *excn) { return object.NewStr("utf-8"), nil }},
	{Name: "getfilesystemencodeerrors", Doc: "Return the error mode used for Unicode to OS filename conversion.", Fn: func(t *thread, a []value) (value, *excn) {
		return object.NewStr(object.FSErrors), nil
	}},
	{Name: "get_coroutine_origin_tracking_depth", Doc: "Check status of origin tracking for coroutine objects in this thread.", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(settingsOf(t).originDepth.Load()), nil
	}},
	{Name: "set_coroutine_origin_tracking_depth", Sig: "depth", Doc: "Enable or disable origin tracking for coroutine objects in this thread.\n\nOrigins are not recorded: the depth is kept, and nothing else happens.", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		if n < 0 {
			return null, t.Errorf(object.ValueError, "depth must be >= 0")
		}
		t.Tx.BecomeInevitable("sys.set_coroutine_origin_tracking_depth()")
		settingsOf(t).originDepth.Store(n)
		return object.None, nil
	}},
	{Name: "is_finalizing", Doc: "Return True if Python is exiting.", Fn: func(t *thread, a []value) (value, *excn) { return object.Bool(t.Interp.Finalizing.Load()), nil }},
	{Name: "getdlopenflags", Doc: "Return the current value of the flags that are used for dlopen calls.", Fn: func(t *thread, a []value) (value, *excn) { return object.Int(2), nil }},
	{Name: "setdlopenflags", Sig: "flags, /", Doc: "Set the flags used by the interpreter for dlopen calls: there are no extension modules to load.", Fn: func(t *thread, a []value) (value, *excn) {
		_, err := cInt(t, a[0])
		return object.None, err
	}},
}, tracer("settrace", "gettrace")...), tracer("setprofile", "getprofile")...)

// cInt converts an argument that C code would take as an int.
func cInt(t *thread, v value) (int64, *excn) {
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, big := object.AsInt(i)
	if big != nil || n != int64(int32(n)) {
		return 0, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	}
	return n, nil
}
