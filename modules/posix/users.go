//go:build unix

package posix

import (
	"os"
	"os/user"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

func getter(name string, get func() int) object.Def {
	return object.Def{Name: name, Fn: func(t *thread, a []value) (value, *excn) { return num(get()), nil }}
}

// oneInt is a function of one int.
func oneInt(name, sig string, call func(n int) error) object.Def {
	return object.Def{Name: name, Sig: sig, Fn: func(t *thread, a []value) (value, *excn) {
		n, err := idArg(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os." + name + "()")
		return none(do(t, func() error { return call(n) }))
	}}
}

// userDefs are the functions about users, groups and sessions.
var userDefs = []object.Def{
	getter("getuid", os.Getuid),
	getter("geteuid", os.Geteuid),
	getter("getgid", os.Getgid),
	getter("getegid", os.Getegid),
	getter("getpgrp", unix.Getpgrp),
	oneInt("setuid", "uid, /", unix.Setuid),
	oneInt("setgid", "gid, /", unix.Setgid),
	oneInt("seteuid", "euid, /", func(n int) error { return unix.Setreuid(-1, n) }),
	oneInt("setegid", "egid, /", func(n int) error { return unix.Setregid(-1, n) }),
	{Name: "setreuid", Sig: "ruid, euid, /", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.setreuid()", a, unix.Setreuid)
	}},
	{Name: "setregid", Sig: "rgid, egid, /", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.setregid()", a, unix.Setregid)
	}},
	{Name: "setpgid", Sig: "pid, pgrp, /", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.setpgid()", a, unix.Setpgid)
	}},
	{Name: "setpgrp", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("os.setpgrp()")
		return none(do(t, func() error { return unix.Setpgid(0, 0) }))
	}},
	{Name: "setsid", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("os.setsid()")
		return none(do(t, func() error { _, err := unix.Setsid(); return err }))
	}},
	{Name: "getpgid", Sig: "pid", Fn: idOf(unix.Getpgid)},
	{Name: "getsid", Sig: "pid, /", Fn: idOf(unix.Getsid)},
	{Name: "getgroups", Fn: func(t *thread, a []value) (value, *excn) {
		ids, err := unix.Getgroups()
		if err != nil {
			return null, fail(t, err)
		}
		vs := make([]value, len(ids))
		for i, id := range ids {
			vs[i] = num(id)
		}
		return object.NewList(t, vs).Value(), nil
	}},
	{Name: "getlogin", Fn: func(t *thread, a []value) (value, *excn) {
		if !isTerminal(0) && !isTerminal(1) && !isTerminal(2) {
			return null, fail(t, unix.ENOTTY)
		}
		u, err := user.Current()
		if err != nil {
			return null, fail(t, unix.ENXIO)
		}
		return object.NewStr(u.Username), nil
	}},
	{Name: "tcgetpgrp", Sig: "fd, /", Fn: idOf(func(fd int) (int, error) { return unix.IoctlGetInt(fd, unix.TIOCGPGRP) })},
	{Name: "tcsetpgrp", Sig: "fd, pgid, /", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.tcsetpgrp()", a, func(fd, pgid int) error { return unix.IoctlSetPointerInt(fd, unix.TIOCSPGRP, pgid) })
	}},
	{Name: "ctermid", Fn: func(t *thread, a []value) (value, *excn) { return object.NewStr("/dev/tty"), nil }},
}

// idOf is a function from an int to an id.
func idOf(call func(n int) (int, error)) fn {
	return func(t *thread, a []value) (value, *excn) {
		n, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		id, cerr := call(n)
		if cerr != nil {
			return null, fail(t, cerr)
		}
		return num(id), nil
	}
}
