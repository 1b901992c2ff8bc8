//go:build unix

package posix

import (
	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// fileDefs are the functions about open files.
var fileDefs = []object.Def{
	{Name: "open", Sig: "path, flags, mode=511, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "open", "path", a[0], plainPath)
		if err != nil {
			return null, err
		}
		flags, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		mode, err := cIntOr(t, a[2], 0o777)
		if err != nil {
			return null, err
		}
		d, err := dirFD(t, a[3])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.open()")
		var fd int
		err = do(t, func() (err error) {
			fd, err = unix.Openat(d, p.name, flags|unix.O_CLOEXEC, uint32(mode))
			return
		}, p)
		return num(fd), err
	}},
	{Name: "close", Sig: "fd", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.close()")
		// Not retried: after EINTR the descriptor is closed.
		var cerr error
		t.Block(func() { cerr = unix.Close(fd) })
		if cerr != nil && cerr != unix.EINTR {
			return null, fail(t, cerr)
		}
		return object.None, nil
	}},
	{Name: "closerange", Sig: "fd_low, fd_high, /", Fn: func(t *thread, a []value) (value, *excn) {
		low, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		high, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.closerange()")
		for fd := max(low, 0); fd < high; fd++ {
			_ = unix.Close(fd) // most are not open
		}
		return object.None, nil
	}},
	{Name: "read", Sig: "fd, length, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		n, err := cLong(t, a[1])
		if err != nil {
			return null, err
		}
		if n < 0 {
			return null, fail(t, unix.EINVAL)
		}
		t.Tx.BecomeInevitable("os.read()")
		if err := sysfd.Settle(t, fd, unix.POLLIN); err != nil {
			return null, err
		}
		return readInto(t, "os.read()", n, func(b []byte) (int, error) { return unix.Read(fd, b) })
	}},
	{Name: "pread", Sig: "fd, length, offset, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		n, err := cLong(t, a[1])
		if err != nil {
			return null, err
		}
		off, err := cLong(t, a[2])
		if err != nil {
			return null, err
		}
		if n < 0 {
			return null, fail(t, unix.EINVAL)
		}
		return readInto(t, "os.pread()", n, func(b []byte) (int, error) { return unix.Pread(fd, b, off) })
	}},
	{Name: "write", Sig: "fd, data, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		data, err := object.BytesCopy(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.write()")
		n, err, failed := sysfd.Write(t, fd, []byte(data), func(b []byte) (int, error) { return unix.Write(fd, b) })
		if err == nil && failed != nil {
			err = fail(t, failed)
		}
		return num(n), err
	}},
	{Name: "pwrite", Sig: "fd, buffer, offset, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		off, err := cLong(t, a[2])
		if err != nil {
			return null, err
		}
		return writeFrom(t, "os.pwrite()", a[1], func(b []byte) (int, error) { return unix.Pwrite(fd, b, off) })
	}},
	{Name: "readv", Sig: "fd, buffers, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		bufs, err := object.Collect(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.readv()")
		total := 0
		for _, v := range bufs {
			b, err := object.WritableBytes(t, v)
			if err != nil {
				return null, err
			}
			tmp, n := make([]byte, len(b)), 0
			if err := do(t, func() (err error) { n, err = unix.Read(fd, tmp); return }); err != nil {
				if total > 0 {
					break
				}
				return null, err
			}
			if b, err = object.WritableBytes(t, v); err != nil {
				return null, err
			}
			copy(b, tmp[:n])
			total += n
			if n < len(tmp) {
				break
			}
		}
		return num(total), nil
	}},
	{Name: "writev", Sig: "fd, buffers, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		bufs, err := object.Collect(t, a[1])
		if err != nil {
			return null, err
		}
		var all []byte
		for _, v := range bufs {
			b, err := object.BytesView(t, v)
			if err != nil {
				return null, err
			}
			all = append(all, b...)
		}
		t.Tx.BecomeInevitable("os.writev()")
		n := 0
		err = do(t, func() (err error) { n, err = unix.Write(fd, all); return })
		return num(n), err
	}},
	{Name: "lseek", Sig: "fd, position, whence, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		pos, err := cLong(t, a[1])
		if err != nil {
			return null, err
		}
		how, err := cInt(t, a[2])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.lseek()")
		var r int64
		err = do(t, func() (err error) { r, err = unix.Seek(fd, pos, how); return })
		return object.Int(r), err
	}},
	{Name: "ftruncate", Sig: "fd, length, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		n, err := cLong(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.ftruncate()")
		return none(do(t, func() error { return unix.Ftruncate(fd, n) }))
	}},
	{Name: "fsync", Sig: "fd", Fn: fdCall("os.fsync()", unix.Fsync)},
	{Name: "dup", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.dup()")
		var n int
		err = do(t, func() (err error) { n, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0); return })
		return num(n), err
	}},
	{Name: "dup2", Sig: "fd, fd2, inheritable=True", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		fd2, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		inheritable, err := isTrue(t, a[2], true)
		if err != nil {
			return null, err
		}
		if fd < 0 || fd2 < 0 {
			return null, fail(t, unix.EBADF)
		}
		t.Tx.BecomeInevitable("os.dup2()")
		return num(fd2), do(t, func() error {
			if err := dup2(fd, fd2); err != nil || inheritable {
				return err
			}
			unix.CloseOnExec(fd2)
			return nil
		})
	}},
	{Name: "pipe", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("os.pipe()")
		var p [2]int
		if err := pipe(p[:]); err != nil {
			return null, fail(t, err)
		}
		return object.TupleOf([]value{num(p[0]), num(p[1])}), nil
	}},
	{Name: "isatty", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		return object.Bool(isTerminal(fd)), nil
	}},
	{Name: "get_inheritable", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		flags := 0
		err = do(t, func() (err error) { flags, err = unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); return })
		return object.Bool(flags&unix.FD_CLOEXEC == 0), err
	}},
	{Name: "set_inheritable", Sig: "fd, inheritable, /", Fn: func(t *thread, a []value) (value, *excn) {
		return setFlag(t, a, unix.F_GETFD, unix.F_SETFD, unix.FD_CLOEXEC)
	}},
	{Name: "get_blocking", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		flags := 0
		err = do(t, func() (err error) { flags, err = unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0); return })
		return object.Bool(flags&unix.O_NONBLOCK == 0), err
	}},
	{Name: "set_blocking", Sig: "fd, blocking, /", Fn: func(t *thread, a []value) (value, *excn) {
		return setFlag(t, a, unix.F_GETFL, unix.F_SETFL, unix.O_NONBLOCK)
	}},
	{Name: "get_terminal_size", Sig: "fd=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd := 1
		if a[0].O != nil {
			var err *excn
			if fd, err = cInt(t, a[0]); err != nil {
				return null, err
			}
		}
		ws, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
		if err != nil {
			return null, fail(t, err)
		}
		return object.NewStructSeq(terminalSizeType, []value{num(ws.Col), num(ws.Row)}), nil
	}},
	{Name: "lockf", Sig: "fd, command, length, /", Fn: lockf},
}

var terminalSizeType = object.NewStructSeqType("os", "terminal_size", "Columns and lines of a terminal.", 2, false,
	object.StructField{Name: "columns"}, object.StructField{Name: "lines"})

// readInto returns up to n bytes of what read delivers.
func readInto(t *thread, reason string, n int64, read func(b []byte) (int, error)) (value, *excn) {
	t.Tx.BecomeInevitable(reason)
	const most = 1 << 30
	buf, got := make([]byte, min(n, most)), 0
	if err := do(t, func() (err error) { got, err = read(buf); return }); err != nil {
		return null, err
	}
	if got < len(buf)/2 {
		return object.NewBytes(string(buf[:got])), nil
	}
	return object.BytesOwned(buf[:got]), nil
}

func writeFrom(t *thread, reason string, v value, write func(b []byte) (int, error)) (value, *excn) {
	data, err := object.BytesCopy(t, v)
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable(reason)
	n := 0
	err = do(t, func() (err error) { n, err = write([]byte(data)); return })
	return num(n), err
}

// setFlag sets a flag of a descriptor when the second argument is false, and
// clears it when it is true.
func setFlag(t *thread, a []value, get, set, flag int) (value, *excn) {
	fd, err := cInt(t, a[0])
	if err != nil {
		return null, err
	}
	clear, err := object.Truth(t, a[1])
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("flags of a file descriptor")
	return none(do(t, func() error {
		flags, err := unix.FcntlInt(uintptr(fd), get, 0)
		if err != nil {
			return err
		}
		if flags |= flag; clear {
			flags &^= flag
		}
		_, err = unix.FcntlInt(uintptr(fd), set, flags)
		return err
	}))
}

func lockf(t *thread, a []value) (value, *excn) {
	fd, err := cInt(t, a[0])
	if err != nil {
		return null, err
	}
	cmd, err := cInt(t, a[1])
	if err != nil {
		return null, err
	}
	n, err := cLong(t, a[2])
	if err != nil {
		return null, err
	}
	lk := unix.Flock_t{Type: unix.F_WRLCK, Whence: 1, Len: n}
	op := unix.F_SETLK
	switch cmd {
	case lockULock:
		lk.Type = unix.F_UNLCK
	case lockLock:
		op = unix.F_SETLKW
	case lockTLock:
	case lockTest:
		op = unix.F_GETLK
	default:
		return null, fail(t, unix.EINVAL)
	}
	t.Tx.BecomeInevitable("os.lockf()")
	if err := do(t, func() error { return unix.FcntlFlock(uintptr(fd), op, &lk) }); err != nil {
		return null, err
	}
	if cmd == lockTest && lk.Type != unix.F_UNLCK {
		return null, fail(t, unix.EACCES)
	}
	return object.None, nil
}

// Commands of lockf.
const (
	lockULock = iota
	lockLock
	lockTLock
	lockTest
)
