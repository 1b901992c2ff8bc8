//go:build unix

package posix

import (
	"runtime"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

// systemDefs are the functions about the machine and its system.
var systemDefs = []object.Def{
	{Name: "uname", Fn: func(t *thread, a []value) (value, *excn) {
		var u unix.Utsname
		if err := unix.Uname(&u); err != nil {
			return null, fail(t, err)
		}
		var vs []value
		for _, b := range [][]byte{u.Sysname[:], u.Nodename[:], u.Release[:], u.Version[:], u.Machine[:]} {
			vs = append(vs, object.NewStr(object.FSDecode(unix.ByteSliceToString(b))))
		}
		return object.NewStructSeq(unameType, vs), nil
	}},
	{Name: "sync", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("os.sync()")
		t.Block(func() { sync() })
		return object.None, nil
	}},
	{Name: "sysconf", Sig: "name, /", Fn: func(t *thread, a []value) (value, *excn) {
		n := 0
		if s, ok := object.AsStr(a[0]); ok {
			if n, ok = sysconfNames[s.S]; !ok {
				return null, t.Errorf(object.ValueError, "unrecognized configuration name")
			}
		} else if a[0].O.Typ.Flags&object.FlagInt == 0 {
			return null, t.Errorf(object.TypeError, "configuration names must be strings or integers")
		} else {
			var err *excn
			if n, err = cInt(t, a[0]); err != nil {
				return null, err
			}
		}
		v, err := sysconf(n)
		if err != nil {
			return null, fail(t, err)
		}
		return object.Int(v), nil
	}},
	{Name: "getloadavg", Fn: func(t *thread, a []value) (value, *excn) {
		load, err := loadAverage()
		if err != nil {
			return null, fail(t, err)
		}
		return object.TupleOf([]value{object.Float(load[0]), object.Float(load[1]), object.Float(load[2])}), nil
	}},
	{Name: "sched_yield", Fn: func(t *thread, a []value) (value, *excn) {
		t.Block(runtime.Gosched)
		return object.None, nil
	}},
	{Name: "major", Sig: "device, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cLong(t, a[0])
		return num(unix.Major(uint64(n))), err
	}},
	{Name: "minor", Sig: "device, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cLong(t, a[0])
		return num(unix.Minor(uint64(n))), err
	}},
	{Name: "makedev", Sig: "major, minor, /", Fn: func(t *thread, a []value) (value, *excn) {
		major, err := cLong(t, a[0])
		if err != nil {
			return null, err
		}
		minor, err := cLong(t, a[1])
		return unsigned(unix.Mkdev(uint32(major), uint32(minor))), err
	}},
}

var unameType = object.NewStructSeqType("posix", "uname_result", "What uname() says of the system.", 5, false,
	object.StructField{Name: "sysname"}, object.StructField{Name: "nodename"},
	object.StructField{Name: "release"}, object.StructField{Name: "version"}, object.StructField{Name: "machine"})

// Names of sysconf, with numbers of our own.
const (
	scPageSize = iota + 1
	scProcessorsOnline
	scProcessorsConfigured
	scOpenMax
	scClockTicks
	scPhysicalPages
	scAvailablePhysicalPages
	scArgMax
	scChildMax
	scHostNameMax
	scLoginNameMax
	scIOVMax
	scSemNSemsMax
	scGroupsMax
)

var sysconfNames = map[string]int{
	"SC_PAGE_SIZE": scPageSize, "SC_PAGESIZE": scPageSize, "SC_NPROCESSORS_ONLN": scProcessorsOnline, "SC_NPROCESSORS_CONF": scProcessorsConfigured,
	"SC_OPEN_MAX": scOpenMax, "SC_CLK_TCK": scClockTicks, "SC_PHYS_PAGES": scPhysicalPages, "SC_AVPHYS_PAGES": scAvailablePhysicalPages,
	"SC_ARG_MAX": scArgMax, "SC_CHILD_MAX": scChildMax, "SC_HOST_NAME_MAX": scHostNameMax, "SC_LOGIN_NAME_MAX": scLoginNameMax,
	"SC_IOV_MAX": scIOVMax, "SC_SEM_NSEMS_MAX": scSemNSemsMax, "SC_NGROUPS_MAX": scGroupsMax,
}

func sysconf(n int) (int64, error) {
	limit := func(resource int) (int64, error) {
		var r unix.Rlimit
		err := unix.Getrlimit(resource, &r)
		if uint64(r.Cur) > 1<<62 {
			return -1, err
		}
		return int64(r.Cur), err
	}
	switch n {
	case scPageSize:
		return int64(unix.Getpagesize()), nil
	case scProcessorsOnline, scProcessorsConfigured:
		return int64(runtime.NumCPU()), nil
	case scOpenMax:
		return limit(unix.RLIMIT_NOFILE)
	case scClockTicks:
		return 100, nil
	case scPhysicalPages:
		total, _, err := memory()
		return int64(total) / int64(unix.Getpagesize()), err
	case scAvailablePhysicalPages:
		_, free, err := memory()
		return int64(free) / int64(unix.Getpagesize()), err
	case scArgMax:
		return 2097152, nil
	case scChildMax:
		return -1, nil
	case scHostNameMax:
		return 64, nil
	case scLoginNameMax:
		return 256, nil
	case scIOVMax:
		return 1024, nil
	case scSemNSemsMax:
		return -1, nil
	case scGroupsMax:
		return 65536, nil
	}
	return 0, unix.EINVAL
}
