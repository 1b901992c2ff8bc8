//go:build unix

package posix

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// processDefs are the functions about processes.
var processDefs = []object.Def{
	{Name: "getpid", Fn: func(t *thread, a []value) (value, *excn) { return num(os.Getpid()), nil }},
	{Name: "getppid", Fn: func(t *thread, a []value) (value, *excn) { return num(os.Getppid()), nil }},
	{Name: "_exit", Sig: "status", Fn: func(t *thread, a []value) (value, *excn) {
		status, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os._exit()")
		os.Exit(status & 0xff)
		return null, nil
	}},
	{Name: "abort", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("os.abort()")
		sysfd.Die(int(unix.SIGABRT))
		return null, nil
	}},
	{Name: "kill", Sig: "pid, signal, /", Fn: func(t *thread, a []value) (value, *excn) {
		if pid, err := cInt(t, a[0]); err == nil && pid == os.Getpid() && object.Hooks.RaiseSignal != nil {
			// A handler runs before kill() returns.
			sig, err := cInt(t, a[1])
			if err != nil {
				return null, err
			}
			t.Tx.BecomeInevitable("os.kill()")
			if done, err := object.Hooks.RaiseSignal(t, sig); done || err != nil {
				return object.None, err
			}
		}
		return twoInts(t, "os.kill()", a, func(pid, sig int) error { return unix.Kill(pid, syscall.Signal(sig)) })
	}},
	{Name: "killpg", Sig: "pgid, signal, /", Fn: func(t *thread, a []value) (value, *excn) {
		return twoInts(t, "os.killpg()", a, func(pgid, sig int) error { return unix.Kill(-pgid, syscall.Signal(sig)) })
	}},
	{Name: "fork", Fn: func(t *thread, a []value) (value, *excn) {
		e := fail(t, unix.ENOSYS)
		e.SetArgs(t, object.TupleWith(num(object.ErrnoOf(syscall.ENOSYS)), object.NewStr(noFork)))
		return null, e
	}},
	{Name: "system", Sig: "command", Fn: system},
	{Name: "execv", Sig: "path, argv, /", Fn: func(t *thread, a []value) (value, *excn) {
		return execve(t, "execv", a[0], a[1], null)
	}},
	{Name: "execve", Sig: "path, argv, env", Fn: func(t *thread, a []value) (value, *excn) {
		return execve(t, "execve", a[0], a[1], a[2])
	}},
	{Name: "posix_spawn", Sig: "path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None", Fn: func(t *thread, a []value) (value, *excn) {
		return spawn(t, "posix_spawn", a, false)
	}},
	{Name: "posix_spawnp", Sig: "path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None", Fn: func(t *thread, a []value) (value, *excn) {
		return spawn(t, "posix_spawnp", a, true)
	}},
	{Name: "waitpid", Sig: "pid, options, /", Fn: func(t *thread, a []value) (value, *excn) {
		pid, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		options, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		got, status, _, err := wait4(t, pid, options)
		if err != nil {
			return null, err
		}
		return object.TupleOf([]value{num(got), num(status)}), nil
	}},
	{Name: "wait", Fn: func(t *thread, a []value) (value, *excn) {
		got, status, _, err := wait4(t, -1, 0)
		if err != nil {
			return null, err
		}
		return object.TupleOf([]value{num(got), num(status)}), nil
	}},
	{Name: "wait4", Sig: "pid, options", Fn: func(t *thread, a []value) (value, *excn) {
		pid, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		options, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		return waitUsage(t, pid, options)
	}},
	{Name: "wait3", Sig: "options", Fn: func(t *thread, a []value) (value, *excn) {
		options, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		return waitUsage(t, -1, options)
	}},
	{Name: "waitstatus_to_exitcode", Sig: "status", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		ws := unix.WaitStatus(n)
		switch {
		case ws.Exited():
			return num(ws.ExitStatus()), nil
		case ws.Signaled():
			return num(-int(ws.Signal())), nil
		case ws.Stopped():
			return null, t.Errorf(object.ValueError, "process stopped by delivery of signal %d", int(ws.StopSignal()))
		}
		return null, t.Errorf(object.ValueError, "invalid wait status: %d", n)
	}},
	status("WIFEXITED", func(ws unix.WaitStatus) value { return object.Bool(ws.Exited()) }),
	status("WIFSIGNALED", func(ws unix.WaitStatus) value { return object.Bool(ws.Signaled()) }),
	status("WIFSTOPPED", func(ws unix.WaitStatus) value { return object.Bool(ws.Stopped()) }),
	status("WIFCONTINUED", func(ws unix.WaitStatus) value { return object.Bool(ws.Continued()) }),
	status("WCOREDUMP", func(ws unix.WaitStatus) value { return object.Bool(ws.CoreDump()) }),
	status("WEXITSTATUS", func(ws unix.WaitStatus) value { return num(int(ws) >> 8 & 0xff) }),
	status("WTERMSIG", func(ws unix.WaitStatus) value { return num(int(ws) & 0x7f) }),
	status("WSTOPSIG", func(ws unix.WaitStatus) value { return num(int(ws) >> 8 & 0xff) }),
	{Name: "times", Fn: func(t *thread, a []value) (value, *excn) {
		var self, children unix.Rusage
		if err := unix.Getrusage(unix.RUSAGE_SELF, &self); err != nil {
			return null, fail(t, err)
		}
		if err := unix.Getrusage(unix.RUSAGE_CHILDREN, &children); err != nil {
			return null, fail(t, err)
		}
		sec := func(tv unix.Timeval) value { return object.Float(float64(tv.Nano()) / 1e9) }
		return object.NewStructSeq(timesType, []value{sec(self.Utime), sec(self.Stime), sec(children.Utime), sec(children.Stime),
			object.Float(time.Since(started).Seconds())}), nil
	}},
	{Name: "nice", Sig: "increment, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.nice()")
		old, gerr := priority(unix.PRIO_PROCESS, 0)
		if gerr != nil {
			return null, fail(t, gerr)
		}
		if err := do(t, func() error { return unix.Setpriority(unix.PRIO_PROCESS, 0, old+n) }); err != nil {
			return null, err
		}
		old, gerr = priority(unix.PRIO_PROCESS, 0)
		if gerr != nil {
			return null, fail(t, gerr)
		}
		return num(old), nil
	}},
	{Name: "getpriority", Sig: "which, who", Fn: func(t *thread, a []value) (value, *excn) {
		which, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		who, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		n, gerr := priority(which, who)
		if gerr != nil {
			return null, fail(t, gerr)
		}
		return num(n), nil
	}},
	{Name: "setpriority", Sig: "which, who, priority", Fn: func(t *thread, a []value) (value, *excn) {
		var n [3]int
		for i := range n {
			var err *excn
			if n[i], err = cInt(t, a[i]); err != nil {
				return null, err
			}
		}
		t.Tx.BecomeInevitable("os.setpriority()")
		return none(do(t, func() error { return unix.Setpriority(n[0], n[1], n[2]) }))
	}},
	{Name: "register_at_fork", Sig: "*, before=None, after_in_child=None, after_in_parent=None", Fn: func(t *thread, a []value) (value, *excn) {
		some := false
		for i, name := range []string{"before", "after_in_child", "after_in_parent"} {
			if a[i].O == nil {
				continue
			}
			some = true
			if a[i].O.Typ.Slots.Call == nil {
				return null, t.Errorf(object.TypeError, "'%s' must be callable, not %s", name, a[i].TypeName())
			}
		}
		if !some {
			return null, t.Errorf(object.TypeError, "At least one argument is required.")
		}
		return object.None, nil
	}},
}

// noFork says why there is no os.fork(), and what there is.
const noFork = "os.fork() is not supported: the child would have one thread of the several that run a program; " +
	"use subprocess, os.posix_spawn(), or multiprocessing with the start method 'spawn'"

var started = time.Now()

var timesType = object.NewStructSeqType("posix", "times_result", "What times() says, in seconds.", 5, false,
	object.StructField{Name: "user"}, object.StructField{Name: "system"}, object.StructField{Name: "children_user"},
	object.StructField{Name: "children_system"}, object.StructField{Name: "elapsed"})

func status(name string, get func(ws unix.WaitStatus) value) object.Def {
	return object.Def{Name: name, Sig: "status", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		return get(unix.WaitStatus(n)), nil
	}}
}

func twoInts(t *thread, reason string, a []value, call func(x, y int) error) (value, *excn) {
	x, err := cInt(t, a[0])
	if err != nil {
		return null, err
	}
	y, err := cInt(t, a[1])
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable(reason)
	return none(do(t, func() error { return call(x, y) }))
}

func wait4(t *thread, pid, options int) (got, status int, ru unix.Rusage, err *excn) {
	t.Tx.BecomeInevitable("waiting for a process")
	var ws unix.WaitStatus
	if pid > 0 && options&unix.WNOHANG == 0 && t == t.Interp.Main {
		// Signal handlers run while the main thread waits.
		if got, werr := unix.Wait4(pid, &ws, options|unix.WNOHANG, &ru); got > 0 && werr == nil {
			return got, int(ws), ru, nil
		} else if werr == nil {
			if err := awaitExit(t, pid); err != nil {
				return 0, 0, ru, err
			}
		}
	}
	err = do(t, func() (err error) { got, err = unix.Wait4(pid, &ws, options, &ru); return })
	return got, int(ws), ru, err
}

// waitUsage is wait4() of module os: the usage is a struct_rusage where module
// resource has that.
func waitUsage(t *thread, pid, options int) (value, *excn) {
	got, status, ru, err := wait4(t, pid, options)
	if err != nil {
		return null, err
	}
	typ, err := t.ImportAttr("resource", "struct_rusage")
	if err != nil {
		return null, err
	}
	sec := func(tv unix.Timeval) value { return object.Float(float64(tv.Nano()) / 1e9) }
	fields := []value{sec(ru.Utime), sec(ru.Stime)}
	for _, n := range []int64{int64(ru.Maxrss), int64(ru.Ixrss), int64(ru.Idrss), int64(ru.Isrss), int64(ru.Minflt), int64(ru.Majflt), int64(ru.Nswap),
		int64(ru.Inblock), int64(ru.Oublock), int64(ru.Msgsnd), int64(ru.Msgrcv), int64(ru.Nsignals), int64(ru.Nvcsw), int64(ru.Nivcsw)} {
		fields = append(fields, object.Int(n))
	}
	usage, err := object.Call1(t, typ, object.TupleOf(fields))
	if err != nil {
		return null, err
	}
	return object.TupleOf([]value{num(got), num(status), usage}), nil
}

// system runs a command in a shell and returns the wait status.
func system(t *thread, a []value) (value, *excn) {
	p, err := pathArg(t, "system", "command", a[0], plainPath)
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("os.system()")
	t.SettleFiles("")
	cmd := exec.Command("/bin/sh", "-c", p.name)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	var rerr error
	t.Block(func() { rerr = cmd.Run() })
	if cmd.ProcessState == nil {
		return null, fail(t, rerr)
	}
	return num(int(cmd.ProcessState.Sys().(syscall.WaitStatus))), nil
}

// stringsArg converts a list or tuple of path-like arguments.
func stringsArg(t *thread, f, what string, v value) ([]string, *excn) {
	if v.O.Typ.Flags&(object.FlagList|object.FlagTuple) == 0 {
		return nil, t.Errorf(object.TypeError, "%s: %s must be a tuple or list", f, what)
	}
	items, err := object.Collect(t, v)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, x := range items {
		p, err := pathArg(t, f, what, x, plainPath)
		if err != nil {
			return nil, err
		}
		out = append(out, p.name)
	}
	return out, nil
}

// envArg converts a mapping to an environment.
func envArg(t *thread, f string, v value) ([]string, *excn) {
	items, err := object.CallMethod(t, v, object.Intern("items"))
	if err != nil {
		return nil, err
	}
	var env []string
	err = object.Iterate(t, items, func(kv value) (bool, *excn) {
		pair, err := object.Collect(t, kv)
		if err != nil {
			return false, err
		}
		if len(pair) != 2 {
			return false, t.Errorf(object.TypeError, "%s: env must be a mapping object", f)
		}
		k, err := pathArg(t, f, "env", pair[0], plainPath)
		if err != nil {
			return false, err
		}
		x, err := pathArg(t, f, "env", pair[1], plainPath)
		if err != nil {
			return false, err
		}
		if k.name == "" || strings.Contains(k.name, "=") {
			return false, t.Errorf(object.ValueError, "illegal environment variable name")
		}
		env = append(env, k.name+"="+x.name)
		return true, nil
	})
	return env, err
}

func execve(t *thread, f string, pv, argv, envv value) (value, *excn) {
	p, err := pathArg(t, f, "path", pv, plainPath)
	if err != nil {
		return null, err
	}
	args, err := stringsArg(t, f, "argv", argv)
	if err != nil {
		return null, err
	}
	if len(args) == 0 {
		return null, t.Errorf(object.ValueError, "%s() arg 2 must not be empty", f)
	}
	if args[0] == "" {
		return null, t.Errorf(object.ValueError, "%s() arg 2 first element cannot be empty", f)
	}
	env := os.Environ()
	if envv.O != nil {
		if env, err = envArg(t, f, envv); err != nil {
			return null, err
		}
	}
	t.Tx.BecomeInevitable("os." + f + "()")
	return null, fail(t, syscall.Exec(p.name, args, env), p)
}

// File actions of posix_spawn.
const (
	spawnOpen = iota
	spawnClose
	spawnDup2
)

// spawn starts a process. The file actions are played on a table of the
// descriptors that the child is to have.
func spawn(t *thread, f string, a []value, search bool) (value, *excn) {
	p, err := pathArg(t, f, "path", a[0], plainPath)
	if err != nil {
		return null, err
	}
	args, err := stringsArg(t, f, "argv", a[1])
	if err != nil {
		return null, err
	}
	if len(args) == 0 {
		return null, t.Errorf(object.ValueError, "%s: argv must not be empty", f)
	}
	env := os.Environ()
	if given(a[2]) {
		if env, err = envArg(t, f, a[2]); err != nil {
			return null, err
		}
	}
	t.Tx.BecomeInevitable("os." + f + "()")
	t.SettleFiles("")
	files := map[int]int{0: 0, 1: 1, 2: 2}
	var opened []int
	defer func() {
		for _, fd := range opened {
			unix.Close(fd)
		}
	}()
	if given(a[3]) {
		actions, err := object.Collect(t, a[3])
		if err != nil {
			return null, err
		}
		for _, act := range actions {
			tup, ok := object.AsTuple(act)
			if !ok || len(tup.Items) < 2 {
				return null, t.Errorf(object.TypeError, "Each file_actions element must be a non-empty tuple")
			}
			kind, err := cInt(t, tup.Items[0])
			if err != nil {
				return null, err
			}
			fd, err := cInt(t, tup.Items[1])
			if err != nil {
				return null, err
			}
			switch {
			case kind == spawnClose && len(tup.Items) == 2:
				delete(files, fd)
			case kind == spawnDup2 && len(tup.Items) == 3:
				to, err := cInt(t, tup.Items[2])
				if err != nil {
					return null, err
				}
				src, ok := files[fd]
				if !ok {
					src = fd
				}
				files[to] = src
			case kind == spawnOpen && len(tup.Items) == 5:
				op, err := pathArg(t, f, "path", tup.Items[2], plainPath)
				if err != nil {
					return null, err
				}
				flags, err := cInt(t, tup.Items[3])
				if err != nil {
					return null, err
				}
				mode, err := cInt(t, tup.Items[4])
				if err != nil {
					return null, err
				}
				n, oerr := unix.Open(op.name, flags|unix.O_CLOEXEC, uint32(mode))
				if oerr != nil {
					return null, fail(t, oerr, p)
				}
				opened = append(opened, n)
				files[fd] = n
			default:
				return null, t.Errorf(object.TypeError, "A file_actions tuple is malformed")
			}
		}
	}
	high := -1
	for fd := range files {
		high = max(high, fd)
	}
	attr := &syscall.ProcAttr{Env: env, Sys: &syscall.SysProcAttr{}}
	for fd := 0; fd <= high; fd++ {
		if src, ok := files[fd]; ok {
			attr.Files = append(attr.Files, uintptr(src))
		} else {
			attr.Files = append(attr.Files, ^uintptr(0))
		}
	}
	if given(a[4]) {
		pgid, err := cInt(t, a[4])
		if err != nil {
			return null, err
		}
		attr.Sys.Setpgid, attr.Sys.Pgid = true, pgid
	}
	if attr.Sys.Setsid, err = isTrue(t, a[6], false); err != nil {
		return null, err
	}
	name := p.name
	if search && !strings.Contains(name, "/") {
		if found, err := exec.LookPath(name); err == nil {
			name = found
		}
	}
	pid, serr := syscall.ForkExec(name, args, attr)
	if serr != nil {
		return null, fail(t, serr, p)
	}
	return num(pid), nil
}
