//go:build linux || darwin

package resource

import (
	"math"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

var rusageType = object.NewStructSeqType("resource", "struct_rusage", "What processes have used.", 16, false,
	object.StructField{Name: "ru_utime"}, object.StructField{Name: "ru_stime"}, object.StructField{Name: "ru_maxrss"}, object.StructField{Name: "ru_ixrss"},
	object.StructField{Name: "ru_idrss"}, object.StructField{Name: "ru_isrss"}, object.StructField{Name: "ru_minflt"}, object.StructField{Name: "ru_majflt"},
	object.StructField{Name: "ru_nswap"}, object.StructField{Name: "ru_inblock"}, object.StructField{Name: "ru_oublock"}, object.StructField{Name: "ru_msgsnd"},
	object.StructField{Name: "ru_msgrcv"}, object.StructField{Name: "ru_nsignals"}, object.StructField{Name: "ru_nvcsw"}, object.StructField{Name: "ru_nivcsw"})

// infinity is the limit that is none; the system has it as the highest number.
const infinity = -1

func limit(n uint64) value {
	if n == unlimited {
		return object.Int(infinity)
	}
	if n > math.MaxInt64 {
		return object.Int(math.MaxInt64)
	}
	return object.Int(int64(n))
}

func limits(r *syscall.Rlimit) value {
	return object.TupleOf([]value{limit(uint64(r.Cur)), limit(uint64(r.Max))})
}

// resourceArg converts the number of a resource.
func resourceArg(t *thread, v value) (int, *excn) {
	n, err := sysfd.Int(t, v)
	if err == nil && (n < 0 || n >= numLimits) {
		err = t.Errorf(object.ValueError, "invalid resource specified")
	}
	return n, err
}

// limitsArg converts a pair of limits.
func limitsArg(t *thread, v value) (r syscall.Rlimit, err *excn) {
	items, err := object.Collect(t, v)
	if err != nil {
		return r, err
	}
	if len(items) != 2 {
		return r, t.Errorf(object.ValueError, "expected a tuple of 2 integers")
	}
	var n [2]uint64
	for i, x := range items {
		k, err := object.IndexInt(t, x, object.OverflowError)
		if err != nil {
			return r, err
		}
		if n[i] = uint64(k); k == infinity {
			n[i] = unlimited
		}
	}
	r.Cur, r.Max = n[0], n[1]
	return r, nil
}

// fail makes the exception of a limit that could not be set.
func fail(t *thread, err error) *excn {
	switch err {
	case unix.EINVAL:
		return t.Errorf(object.ValueError, "current limit exceeds maximum limit")
	case unix.EPERM:
		return t.Errorf(object.ValueError, "not allowed to raise maximum limit")
	}
	return t.OSError(err)
}

var defs = []object.Def{
	{Name: "getrlimit", Sig: "resource, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := resourceArg(t, a[0])
		if err != nil {
			return null, err
		}
		var r syscall.Rlimit
		if err := syscall.Getrlimit(n, &r); err != nil {
			return null, t.OSError(err)
		}
		return limits(&r), nil
	}, Doc: "The soft and the hard limit of a resource."},
	{Name: "setrlimit", Sig: "resource, limits, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := resourceArg(t, a[0])
		if err != nil {
			return null, err
		}
		r, err := limitsArg(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("resource.setrlimit()")
		if err := syscall.Setrlimit(n, &r); err != nil {
			return null, fail(t, err)
		}
		return object.None, nil
	}, Doc: "Set the soft and the hard limit of a resource."},
	{Name: "getrusage", Sig: "who, /", Fn: func(t *thread, a []value) (value, *excn) {
		who, err := sysfd.Int(t, a[0])
		if err != nil {
			return null, err
		}
		var ru unix.Rusage
		if err := unix.Getrusage(who, &ru); err != nil {
			if err == unix.EINVAL {
				return null, t.Errorf(object.ValueError, "invalid who parameter")
			}
			return null, t.OSError(err)
		}
		fields := []value{object.Float(float64(ru.Utime.Nano()) / 1e9), object.Float(float64(ru.Stime.Nano()) / 1e9)}
		for _, n := range []int64{int64(ru.Maxrss), int64(ru.Ixrss), int64(ru.Idrss), int64(ru.Isrss), int64(ru.Minflt), int64(ru.Majflt), int64(ru.Nswap),
			int64(ru.Inblock), int64(ru.Oublock), int64(ru.Msgsnd), int64(ru.Msgrcv), int64(ru.Nsignals), int64(ru.Nvcsw), int64(ru.Nivcsw)} {
			fields = append(fields, object.Int(n))
		}
		return object.NewStructSeq(rusageType, fields), nil
	}, Doc: "What this process, its children, or this thread has used."},
	{Name: "getpagesize", Fn: func(t *thread, a []value) (value, *excn) {
		return object.Int(int64(os.Getpagesize())), nil
	}, Doc: "The size of a page of memory, in bytes."},
}

func init() {
	object.RegisterModule("resource", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "resource", "Limits of what a process may use, and what it has used.")
		m.AddFuncs(t, defs)
		m.AddFuncs(t, moreDefs)
		m.Set(t, "error", object.OSError.Value())
		m.Set(t, "struct_rusage", rusageType.Ready().Value())
		for _, c := range []map[string]int64{constants, moreConstants} {
			for name, n := range c {
				m.Set(t, name, object.Int(n))
			}
		}
		m.Set(t, "RLIM_INFINITY", object.Int(infinity))
		return m, nil
	})
}
