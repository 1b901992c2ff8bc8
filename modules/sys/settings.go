package sys

import (
	"sync/atomic"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/vm"
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

// traceDefs are the functions that set and get what a thread is traced by.
var traceDefs = []object.Def{
	{Name: "settrace", Sig: "function, /", Fn: func(t *thread, a []value) (value, *excn) {
		if a[0].IsNone() {
			a[0] = null
		}
		vm.SetTrace(t, a[0])
		return object.None, nil
	}},
	{Name: "gettrace", Fn: func(t *thread, a []value) (value, *excn) {
		if t.Tracer == nil || t.Tracer.Func.O == nil {
			return object.None, nil
		}
		return t.Tracer.Func, nil
	}},
	{Name: "setprofile", Sig: "function, /", Fn: func(t *thread, a []value) (value, *excn) {
		if a[0].IsNone() {
			vm.SetProfile(t, null, nil)
		} else {
			vm.ProfileWith(t, a[0])
		}
		return object.None, nil
	}},
	{Name: "getprofile", Fn: func(t *thread, a []value) (value, *excn) {
		if t.Tracer == nil || t.Tracer.Profile.O == nil {
			return object.None, nil
		}
		return t.Tracer.Profile, nil
	}},
}

// settingDefs are the functions that get and set limits and modes.
var settingDefs = append([]object.Def{
	{Name: "getrecursionlimit", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(t.Interp.RecursionLimit.Load()), nil
	}},
	{Name: "setrecursionlimit", Sig: "limit, /", Fn: func(t *thread, a []value) (value, *excn) {
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
	{Name: "getswitchinterval", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Float(float64(settingsOf(t).switchInterval.Load()) / 1e9), nil
	}},
	{Name: "setswitchinterval", Sig: "interval, /", Fn: func(t *thread, a []value) (value, *excn) {
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
	{Name: "get_int_max_str_digits", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(int64(t.Interp.IntMaxStrDigits())), nil
	}},
	{Name: "set_int_max_str_digits", Sig: "maxdigits", Fn: func(t *thread, a []value) (value, *excn) {
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
	{Name: "getdefaultencoding", Fn: func(t *thread, a []value) (value, *excn) { return object.NewStr("utf-8"), nil }},
	{Name: "getfilesystemencoding", Fn: func(t *thread, a []value) (value, *excn) { return object.NewStr("utf-8"), nil }},
	{Name: "getfilesystemencodeerrors", Fn: func(t *thread, a []value) (value, *excn) {
		return object.NewStr(object.FSErrors), nil
	}},
	{Name: "get_coroutine_origin_tracking_depth", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(settingsOf(t).originDepth.Load()), nil
	}},
	{Name: "set_coroutine_origin_tracking_depth", Sig: "depth", Fn: func(t *thread, a []value) (value, *excn) {
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
	{Name: "is_finalizing", Fn: func(t *thread, a []value) (value, *excn) { return object.Bool(t.Interp.Finalizing.Load()), nil }},
	{Name: "getdlopenflags", Fn: func(t *thread, a []value) (value, *excn) { return object.Int(2), nil }},
	{Name: "setdlopenflags", Sig: "flags, /", Fn: func(t *thread, a []value) (value, *excn) {
		_, err := cInt(t, a[0])
		return object.None, err
	}},
}, traceDefs...)

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
