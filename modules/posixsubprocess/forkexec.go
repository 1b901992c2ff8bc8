//go:build linux || darwin

package posixsubprocess

import (
	"fmt"
	"os"
	"strconv"
	"strings"
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

// request is a call of fork_exec.
type request struct {
	args, executables, env []string
	haveEnv                bool
	closeFDs               bool
	keep                   map[int]bool
	cwd                    string
	haveCwd                bool
	files                  [3]int // of the child's 0, 1 and 2; -1: as the parent's
	errWrite               int    // where it is told why the program could not be executed; -1: nowhere
	session                bool
	group                  int // -1: the parent's
	credential             *syscall.Credential
	umask                  int // -1: the parent's
}

// names converts a sequence of names and other strings.
func names(t *thread, v value) ([]string, *excn) {
	items, err := object.Collect(t, v)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(items))
	for i, x := range items {
		if out[i], err = object.FSPath(t, x); err != nil {
			return nil, err
		}
		if strings.IndexByte(out[i], 0) >= 0 {
			return nil, t.Errorf(object.ValueError, "embedded null byte")
		}
	}
	return out, nil
}

func given(v value) bool { return v.O != nil && !v.IsNone() }

const signature = "process_args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, " +
	"errpipe_read, errpipe_write, restore_signals, start_new_session, process_group, gid, extra_groups, uid, umask, preexec_fn, allow_vfork, /"

// parse reads the arguments.
func parse(t *thread, a []value) (*request, *excn) {
	r := &request{keep: map[int]bool{}}
	if given(a[21]) {
		return nil, t.Errorf(object.NotImplementedError, "preexec_fn is not supported: only one thread survives in the child, which cannot run Python code")
	}
	var err *excn
	if r.args, err = names(t, a[0]); err != nil {
		return nil, err
	}
	if r.executables, err = names(t, a[1]); err != nil {
		return nil, err
	}
	if r.closeFDs, err = object.Truth(t, a[2]); err != nil {
		return nil, err
	}
	keep, err := object.Collect(t, a[3])
	if err != nil {
		return nil, err
	}
	last := -1
	for _, v := range keep {
		fd, err := sysfd.Int(t, v)
		if err != nil {
			return nil, err
		}
		if fd <= last {
			return nil, t.Errorf(object.ValueError, "bad value(s) in fds_to_keep")
		}
		last = fd
		r.keep[fd] = true
	}
	if given(a[4]) {
		r.haveCwd = true
		if r.cwd, err = object.FSPath(t, a[4]); err != nil {
			return nil, err
		}
	}
	if given(a[5]) {
		r.haveEnv = true
		if r.env, err = names(t, a[5]); err != nil {
			return nil, err
		}
	}
	for i, at := range []int{6, 9, 11} {
		if r.files[i], err = sysfd.Int(t, a[at]); err != nil {
			return nil, err
		}
	}
	if r.errWrite, err = sysfd.Int(t, a[13]); err != nil {
		return nil, err
	}
	if r.closeFDs && r.errWrite >= 0 && r.errWrite < 3 {
		return nil, t.Errorf(object.ValueError, "errpipe_write must be >= 3")
	}
	if r.session, err = object.Truth(t, a[15]); err != nil {
		return nil, err
	}
	if r.group, err = sysfd.Int(t, a[16]); err != nil {
		return nil, err
	}
	if r.umask, err = sysfd.Int(t, a[20]); err != nil {
		return nil, err
	}
	return r, r.parseCredential(t, a[17], a[18], a[19])
}

// parseCredential reads the group, the further groups and the user that the child is
// to have.
func (r *request) parseCredential(t *thread, gid, groups, uid value) *excn {
	if !given(gid) && !given(groups) && !given(uid) {
		return nil
	}
	c := &syscall.Credential{Uid: uint32(os.Geteuid()), Gid: uint32(os.Getegid()), NoSetGroups: true}
	id := func(v value, to *uint32, what string) *excn {
		n, err := object.IndexInt(t, v, object.OverflowError)
		if err == nil && (n < 0 || n >= 1<<32-1) {
			err = t.Errorf(object.ValueError, "invalid %s", what)
		}
		*to = uint32(n)
		return err
	}
	if given(gid) {
		if err := id(gid, &c.Gid, "group id"); err != nil {
			return err
		}
	}
	if given(uid) {
		if err := id(uid, &c.Uid, "user id"); err != nil {
			return err
		}
	}
	if given(groups) {
		items, err := object.Collect(t, groups)
		if err != nil {
			return err
		}
		c.NoSetGroups = false
		c.Groups = make([]uint32, len(items))
		for i, v := range items {
			if err := id(v, &c.Groups[i], "group id"); err != nil {
				return err
			}
		}
	}
	r.credential = c
	return nil
}

// isOpen reports whether fd is a descriptor, and whether programs that are
// executed inherit it.
func isOpen(fd int) (open, inherited bool) {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	return err == nil, err == nil && flags&unix.FD_CLOEXEC == 0
}

// table returns what the child's descriptors are copies of. Those beyond the
// table are inherited, but those that are closed when a program is executed, as
// all are that nobody has made inheritable.
func (r *request) table() []uintptr {
	const none = ^uintptr(0)
	files := make([]uintptr, 3)
	for i, fd := range r.files {
		if fd < 0 {
			fd = i
		}
		files[i] = uintptr(fd)
		if open, _ := isOpen(fd); !open {
			files[i] = none
		}
	}
	grow := func(n int) {
		for len(files) <= n {
			files = append(files, none)
		}
	}
	if r.closeFDs {
		for _, fd := range openFDs() {
			if _, inherited := isOpen(fd); fd > 2 && inherited {
				grow(fd) // to be closed
			}
		}
		for fd := range r.keep {
			if fd > 2 && fd != r.errWrite {
				grow(fd)
				if open, _ := isOpen(fd); open {
					files[fd] = uintptr(fd)
				}
			}
		}
	}
	return files
}

// openFDs returns the numbers of the open descriptors.
func openFDs() []int {
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		return nil // the system does not say; those that Python opens are not inherited anyway
	}
	var fds []int
	for _, e := range entries {
		if n, err := strconv.Atoi(e.Name()); err == nil {
			fds = append(fds, n)
		}
	}
	return fds
}

// start starts the first of the programs that can be executed.
func (r *request) start() (pid int, err error) {
	sys := &syscall.SysProcAttr{Setsid: r.session, Credential: r.credential}
	if r.group >= 0 {
		sys.Setpgid, sys.Pgid = true, r.group
	}
	attr := &syscall.ProcAttr{Dir: r.cwd, Env: r.env, Files: r.table(), Sys: sys}
	if !r.haveEnv {
		attr.Env = os.Environ()
	}
	if r.umask >= 0 {
		// The child has the mask of the process; there is no other way to set it.
		old := unix.Umask(r.umask)
		defer unix.Umask(old)
	}
	var first error
	err = unix.ENOENT
	for _, name := range r.executables {
		if !r.haveCwd || strings.HasPrefix(name, "/") {
			// Not to fork for each folder of PATH.
			if aerr := unix.Access(name, unix.F_OK); aerr == unix.ENOENT || aerr == unix.ENOTDIR {
				err = aerr
				continue
			}
		}
		if pid, err = syscall.ForkExec(name, r.args, attr); err == nil {
			return pid, nil
		}
		if err != unix.ENOENT && err != unix.ENOTDIR && first == nil {
			first = err
		}
	}
	if first != nil {
		err = first
	}
	return 0, err
}

// chdirError returns why the child could not enter its working directory.
func (r *request) chdirError() error {
	if !r.haveCwd {
		return nil
	}
	var st unix.Stat_t
	if err := unix.Stat(r.cwd, &st); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFDIR {
		return unix.ENOTDIR
	}
	return unix.Access(r.cwd, unix.X_OK)
}

// report writes to the pipe why the program could not be executed, in the form that
// module subprocess reads: the exception's name, the errno in hexadecimal, and
// noexec if it was the folder that could not be entered.
func (r *request) report(err error) error {
	what := ""
	if cerr := r.chdirError(); cerr != nil {
		err, what = cerr, "noexec"
	}
	no, ok := err.(syscall.Errno)
	if !ok {
		return err
	}
	_, werr := unix.Write(r.errWrite, fmt.Appendf(nil, "OSError:%x:%s", object.ErrnoOf(no), what))
	return werr
}

func forkExec(t *thread, a []value) (value, *excn) {
	r, exc := parse(t, a)
	if exc != nil {
		return null, exc
	}
	t.Tx.BecomeInevitable("starting a process")
	t.SettleFiles("")
	var pid int
	var err error
	t.Block(func() { pid, err = r.start() })
	if err != nil {
		if err == unix.EAGAIN || err == unix.ENOMEM || r.errWrite < 0 {
			return null, t.OSError(err) // there was no child at all
		}
		if werr := r.report(err); werr != nil {
			return null, t.OSError(werr)
		}
		// The caller learns about it from the pipe, and waits for a child that has
		// never been. It asks for this process, which is no child of itself, and so is
		// told that there is none.
		pid = os.Getpid()
	}
	return object.Int(int64(pid)), nil
}

func init() {
	object.RegisterModule("_posixsubprocess", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "_posixsubprocess", "How module subprocess starts processes.")
		m.AddFuncs(t, []object.Def{{Name: "fork_exec", Sig: signature, Fn: forkExec, Doc: "Start a process that executes a program; returns its id."}})
		return m, nil
	})
}
