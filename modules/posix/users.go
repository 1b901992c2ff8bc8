//go:build unix

package posix

import (
	"os"
	"os/user"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

func getter(name, doc string, get func() int) object.Def {
	return object.Def{Name: name, Doc: doc, Fn: func(t *thread, a []value) (value, *excn) { return num(get()), nil }}
}

// oneInt is a function of one int.
func oneInt(name, sig, doc string, call func(n int) error) object.Def {
	return object.Def{Name: name, Sig: sig, Doc: doc, Fn: func(t *thread, a []value) (value, *excn) {
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
	getter("getuid", "Return the current process's user id.", os.Getuid),
	getter("geteuid", "Return the current process's effective user id.", os.Geteuid),
	getter("getgid", "Return the current process's group id.", os.Getgid),
	getter("getegid", "Return the current process's effective group id.", os.Getegid),
	getter("getpgrp", "Return the current process group id.", unix.Getpgrp),
	oneInt("setuid", "uid, /", "Set the current process's user id.", unix.Setuid),
	oneInt("setgid", "gid, /", "Set the current process's group id.", unix.Setgid),
	oneInt("seteuid", "euid, /", "Set the current process's effective user id.", func(n int) error { return unix.Setreuid(-1, n) }),
	oneInt("setegid", "egid, /", "Set the current process's effective group id.", func(n int) error { return unix.Setregid(-1, n) }),
	{Name: "setreuid", Sig: "ruid, euid, /", Doc: "Set the current process's real and effective user ids.", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.setreuid()", a, unix.Setreuid)
	}},
	{Name: "setregid", Sig: "rgid, egid, /", Doc: "Set the current process's real and effective group ids.", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.setregid()", a, unix.Setregid)
	}},
	{Name: "setpgid", Sig: "pid, pgrp, /", Doc: "Call the system call setpgid(pid, pgrp).", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.setpgid()", a, unix.Setpgid)
	}},
	{Name: "setpgrp", Doc: "Make the current process the leader of its process group.", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("os.setpgrp()")
		return none(do(t, func() error { return unix.Setpgid(0, 0) }))
	}},
	{Name: "setsid", Doc: "Call the system call setsid().", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("os.setsid()")
		return none(do(t, func() error { _, err := unix.Setsid(); return err }))
	}},
	{Name: "getpgid", Sig: "pid", Doc: "Call the system call getpgid(), and return the result.", Fn: idOf(unix.Getpgid)},
	{Name: "getsid", Sig: "pid, /", Doc: "Call the system call getsid(pid) and return the result.", Fn: idOf(unix.Getsid)},
	{Name: "getgroups", Doc: "Return list of supplemental group IDs for the process.", Fn: func(t *thread, a []value) (value, *excn) {
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
	{Name: "getlogin", Doc: "Return the actual login name.", Fn: func(t *thread, a []value) (value, *excn) {
		if !isTerminal(0) && !isTerminal(1) && !isTerminal(2) {
			return null, fail(t, unix.ENOTTY)
		}
		u, err := user.Current()
		if err != nil {
			return null, fail(t, unix.ENXIO)
		}
		return object.NewStr(u.Username), nil
	}},
	{Name: "tcgetpgrp", Sig: "fd, /", Doc: "Return the process group associated with the terminal specified by fd.", Fn: idOf(func(fd int) (int, error) { return unix.IoctlGetInt(fd, unix.TIOCGPGRP) })},
	{Name: "tcsetpgrp", Sig: "fd, pgid, /", Doc: "Set the process group associated with the terminal specified by fd.", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.tcsetpgrp()", a, func(fd, pgid int) error { return unix.IoctlSetPointerInt(fd, unix.TIOCSPGRP, pgid) })
	}},
	{Name: "ctermid", Doc: "Return the name of the controlling terminal for this process.", Fn: func(t *thread, a []value) (value, *excn) { return object.NewStr("/dev/tty"), nil }},
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
