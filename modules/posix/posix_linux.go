package posix

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// What Linux has beyond POSIX.

const (
	seekData = unix.SEEK_DATA
	seekHole = unix.SEEK_HOLE
)

var moreStatFields []string

func moreStat(st *unix.Stat_t) []value { return nil }

func isTerminal(fd int) bool {
	_, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	return err == nil
}

func dup2(fd, fd2 int) error {
	if fd == fd2 { // dup3 rejects it
		_, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
		return err
	}
	return unix.Dup3(fd, fd2, 0)
}

func pipe(p []int) error { return unix.Pipe2(p, unix.O_CLOEXEC) }

func sync() { unix.Sync() }

// awaitExit waits until a child has ended, if the system lets one wait so that
// signals end the wait.
func awaitExit(t *thread, pid int) *excn {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return nil
	}
	defer unix.Close(fd)
	return sysfd.Settle(t, fd, unix.POLLIN)
}

// orNow returns times, or for none the current time twice.
func orNow(ts []unix.Timespec) []unix.Timespec {
	if ts == nil {
		now := unix.Timespec{Nsec: unix.UTIME_NOW}
		return []unix.Timespec{now, now}
	}
	return ts
}

func futimes(fd int, ts []unix.Timespec) error {
	// An empty name means the descriptor itself.
	ts = orNow(ts)
	return unix.UtimesNanoAt(fd, "", ts, unix.AT_EMPTY_PATH)
}

// priority is getpriority(); the system call returns 20 less the priority.
func priority(which, who int) (int, error) {
	n, err := unix.Getpriority(which, who)
	return 20 - n, err
}

func loadAverage() ([3]float64, error) {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return [3]float64{}, err
	}
	const scale = 1 << 16
	return [3]float64{float64(info.Loads[0]) / scale, float64(info.Loads[1]) / scale, float64(info.Loads[2]) / scale}, nil
}

// memory returns the bytes of memory that there are, and that are free.
func memory() (total, free uint64, err error) {
	var info unix.Sysinfo_t
	err = unix.Sysinfo(&info)
	return uint64(info.Totalram) * uint64(info.Unit), uint64(info.Freeram) * uint64(info.Unit), err
}

var statvfsType = object.NewStructSeqType("os", "statvfs_result", "What statvfs() says of a file system.", 10, false,
	object.StructField{Name: "f_bsize"}, object.StructField{Name: "f_frsize"}, object.StructField{Name: "f_blocks"}, object.StructField{Name: "f_bfree"}, object.StructField{Name: "f_bavail"},
	object.StructField{Name: "f_files"}, object.StructField{Name: "f_ffree"}, object.StructField{Name: "f_favail"}, object.StructField{Name: "f_flag"}, object.StructField{Name: "f_namemax"}, object.StructField{Name: "f_fsid"})

func statvfs(st *unix.Statfs_t) value {
	fsid := uint64(uint32(st.Fsid.Val[0])) | uint64(uint32(st.Fsid.Val[1]))<<32
	return object.NewStructSeq(statvfsType, []value{num(st.Bsize), num(st.Frsize), unsigned(st.Blocks), unsigned(st.Bfree), unsigned(st.Bavail),
		unsigned(st.Files), unsigned(st.Ffree), unsigned(st.Ffree), num(st.Flags &^ 0x20), num(st.Namelen), unsigned(fsid)})
}

// attribute is one of the extended attribute functions: with a path or a
// descriptor, links followed or not.
type attribute struct {
	p      path
	follow bool
}

func attributeArg(t *thread, f string, pv, follow value) (x attribute, err *excn) {
	if x.p, err = pathArg(t, f, "path", pv, allowFD|allowNone); err != nil {
		return x, err
	}
	x.follow, err = isTrue(t, follow, true)
	t.Tx.BecomeInevitable("os." + f + "()")
	return x, err
}

var linuxDefs = []object.Def{
	{Name: "statvfs", Sig: "path", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "statvfs", "path", a[0], allowFD)
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.statvfs()")
		var st unix.Statfs_t
		if err := do(t, func() error {
			if p.isFD {
				return unix.Fstatfs(p.fd, &st)
			}
			return unix.Statfs(p.name, &st)
		}, p); err != nil {
			return null, err
		}
		return statvfs(&st), nil
	}},
	{Name: "fstatvfs", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.fstatvfs()")
		var st unix.Statfs_t
		if err := do(t, func() error { return unix.Fstatfs(fd, &st) }); err != nil {
			return null, err
		}
		return statvfs(&st), nil
	}},
	{Name: "fdatasync", Sig: "fd", Fn: fdCall("os.fdatasync()", unix.Fdatasync)},
	{Name: "pipe2", Sig: "flags, /", Fn: func(t *thread, a []value) (value, *excn) {
		flags, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.pipe2()")
		var p [2]int
		if err := unix.Pipe2(p[:], flags); err != nil {
			return null, fail(t, err)
		}
		return object.TupleOf([]value{num(p[0]), num(p[1])}), nil
	}},
	{Name: "getrandom", Sig: "size, flags=0", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cLong(t, a[0])
		if err != nil {
			return null, err
		}
		flags, err := cIntOr(t, a[1], 0)
		if err != nil {
			return null, err
		}
		if n < 0 {
			return null, fail(t, unix.EINVAL)
		}
		b, got := make([]byte, n), 0
		err = do(t, func() (err error) { got, err = unix.Getrandom(b, flags); return })
		return object.NewBytes(string(b[:got])), err
	}},
	{Name: "sendfile", Sig: "out_fd, in_fd, offset, count", Fn: func(t *thread, a []value) (value, *excn) {
		out, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		in, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		var off *int64
		if given(a[2]) {
			n, err := cLong(t, a[2])
			if err != nil {
				return null, err
			}
			off = &n
		}
		count, err := cLong(t, a[3])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.sendfile()")
		n := 0
		err = do(t, func() (err error) { n, err = unix.Sendfile(out, in, off, int(count)); return })
		return num(n), err
	}},
	{Name: "copy_file_range", Sig: "src, dst, count, offset_src=None, offset_dst=None", Fn: func(t *thread, a []value) (value, *excn) {
		src, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		dst, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		count, err := cLong(t, a[2])
		if err != nil {
			return null, err
		}
		if count < 0 {
			return null, t.Errorf(object.ValueError, "negative value for 'count' not allowed")
		}
		var off [2]*int64
		for i := range off {
			if given(a[3+i]) {
				n, err := cLong(t, a[3+i])
				if err != nil {
					return null, err
				}
				off[i] = &n
			}
		}
		t.Tx.BecomeInevitable("os.copy_file_range()")
		n := 0
		err = do(t, func() (err error) { n, err = unix.CopyFileRange(src, off[0], dst, off[1], int(count), 0); return })
		return num(n), err
	}},
	{Name: "posix_fallocate", Sig: "fd, offset, length, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		off, err := cLong(t, a[1])
		if err != nil {
			return null, err
		}
		n, err := cLong(t, a[2])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.posix_fallocate()")
		return none(do(t, func() error { return unix.Fallocate(fd, 0, off, n) }))
	}},
	{Name: "posix_fadvise", Sig: "fd, offset, length, advice, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		off, err := cLong(t, a[1])
		if err != nil {
			return null, err
		}
		n, err := cLong(t, a[2])
		if err != nil {
			return null, err
		}
		advice, err := cInt(t, a[3])
		if err != nil {
			return null, err
		}
		return none(do(t, func() error { return unix.Fadvise(fd, off, n, advice) }))
	}},
	{Name: "memfd_create", Sig: "name, flags=1", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "memfd_create", "name", a[0], plainPath)
		if err != nil {
			return null, err
		}
		flags, err := cIntOr(t, a[1], unix.MFD_CLOEXEC)
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.memfd_create()")
		fd := 0
		err = do(t, func() (err error) { fd, err = unix.MemfdCreate(p.name, flags); return })
		return num(fd), err
	}},
	{Name: "getxattr", Sig: "path, attribute, *, follow_symlinks=True", Fn: func(t *thread, a []value) (value, *excn) {
		x, err := attributeArg(t, "getxattr", a[0], a[2])
		if err != nil {
			return null, err
		}
		name, err := pathArg(t, "getxattr", "attribute", a[1], plainPath)
		if err != nil {
			return null, err
		}
		b, err := grow(t, x.p, func(b []byte) (int, error) {
			switch {
			case x.p.isFD:
				return unix.Fgetxattr(x.p.fd, name.name, b)
			case x.follow:
				return unix.Getxattr(x.p.name, name.name, b)
			}
			return unix.Lgetxattr(x.p.name, name.name, b)
		})
		return object.NewBytes(string(b)), err
	}},
	{Name: "setxattr", Sig: "path, attribute, value, flags=0, *, follow_symlinks=True", Fn: func(t *thread, a []value) (value, *excn) {
		x, err := attributeArg(t, "setxattr", a[0], a[4])
		if err != nil {
			return null, err
		}
		name, err := pathArg(t, "setxattr", "attribute", a[1], plainPath)
		if err != nil {
			return null, err
		}
		data, err := object.BytesCopy(t, a[2])
		if err != nil {
			return null, err
		}
		flags, err := cIntOr(t, a[3], 0)
		if err != nil {
			return null, err
		}
		return none(do(t, func() error {
			switch {
			case x.p.isFD:
				return unix.Fsetxattr(x.p.fd, name.name, []byte(data), flags)
			case x.follow:
				return unix.Setxattr(x.p.name, name.name, []byte(data), flags)
			}
			return unix.Lsetxattr(x.p.name, name.name, []byte(data), flags)
		}, x.p))
	}},
	{Name: "removexattr", Sig: "path, attribute, *, follow_symlinks=True", Fn: func(t *thread, a []value) (value, *excn) {
		x, err := attributeArg(t, "removexattr", a[0], a[2])
		if err != nil {
			return null, err
		}
		name, err := pathArg(t, "removexattr", "attribute", a[1], plainPath)
		if err != nil {
			return null, err
		}
		return none(do(t, func() error {
			switch {
			case x.p.isFD:
				return unix.Fremovexattr(x.p.fd, name.name)
			case x.follow:
				return unix.Removexattr(x.p.name, name.name)
			}
			return unix.Lremovexattr(x.p.name, name.name)
		}, x.p))
	}},
	{Name: "listxattr", Sig: "path=None, *, follow_symlinks=True", Fn: func(t *thread, a []value) (value, *excn) {
		x, err := attributeArg(t, "listxattr", a[0], a[1])
		if err != nil {
			return null, err
		}
		b, err := grow(t, x.p, func(b []byte) (int, error) {
			switch {
			case x.p.isFD:
				return unix.Flistxattr(x.p.fd, b)
			case x.follow:
				return unix.Listxattr(x.p.name, b)
			}
			return unix.Llistxattr(x.p.name, b)
		})
		if err != nil {
			return null, err
		}
		var names []value
		for start, i := 0, 0; i < len(b); i++ {
			if b[i] == 0 {
				names = append(names, object.NewStr(object.FSDecode(string(b[start:i]))))
				start = i + 1
			}
		}
		return object.NewList(t, names).Value(), nil
	}},
	{Name: "sched_getaffinity", Sig: "pid, /", Fn: func(t *thread, a []value) (value, *excn) {
		pid, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		var set unix.CPUSet
		if err := unix.SchedGetaffinity(pid, &set); err != nil {
			return null, fail(t, err)
		}
		s := object.NewSet(t)
		for i := range len(set) * 64 {
			if set.IsSet(i) {
				if err := s.Add(t, num(i)); err != nil {
					return null, err
				}
			}
		}
		return s.Value(), nil
	}},
	{Name: "sched_setaffinity", Sig: "pid, mask, /", Fn: func(t *thread, a []value) (value, *excn) {
		pid, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		var set unix.CPUSet
		if err := object.Iterate(t, a[1], func(v value) (bool, *excn) {
			n, err := cInt(t, v)
			if err == nil && n < 0 {
				err = t.Errorf(object.ValueError, "negative CPU number")
			}
			if err == nil {
				set.Set(n)
			}
			return true, err
		}); err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.sched_setaffinity()")
		return none(do(t, func() error { return unix.SchedSetaffinity(pid, &set) }))
	}},
	{Name: "getresuid", Fn: func(t *thread, a []value) (value, *excn) {
		r, e, s := unix.Getresuid()
		return object.TupleOf([]value{num(r), num(e), num(s)}), nil
	}},
	{Name: "getresgid", Fn: func(t *thread, a []value) (value, *excn) {
		r, e, s := unix.Getresgid()
		return object.TupleOf([]value{num(r), num(e), num(s)}), nil
	}},
	{Name: "ttyname", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		if !isTerminal(fd) {
			return null, fail(t, unix.ENOTTY)
		}
		name, rerr := os.Readlink("/proc/self/fd/" + strconv.Itoa(fd))
		if rerr != nil {
			return null, fail(t, rerr)
		}
		return object.NewStr(object.FSDecode(name)), nil
	}},
	{Name: "openpty", Doc: "The descriptors of both ends of a new pseudo-terminal.", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("os.openpty()")
		var master, slave int
		if err := do(t, func() (err error) { master, slave, err = openTerminal(); return }); err != nil {
			return null, err
		}
		return object.TupleOf([]value{num(master), num(slave)}), nil
	}},
	{Name: "eventfd", Sig: "initval, flags=524288", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cLong(t, a[0])
		if err != nil {
			return null, err
		}
		flags, err := cIntOr(t, a[1], unix.EFD_CLOEXEC)
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.eventfd()")
		fd := 0
		err = do(t, func() (err error) { fd, err = unix.Eventfd(uint(n), flags); return })
		return num(fd), err
	}},
	{Name: "pidfd_open", Sig: "pid, flags=0", Fn: func(t *thread, a []value) (value, *excn) {
		pid, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		flags, err := cIntOr(t, a[1], 0)
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.pidfd_open()")
		fd := 0
		err = do(t, func() (err error) { fd, err = unix.PidfdOpen(pid, flags); return })
		return num(fd), err
	}},
}

// grow calls read with buffers that grow until the result fits.
func grow(t *thread, p path, read func(b []byte) (int, error)) ([]byte, *excn) {
	for size := 256; ; size *= 4 {
		buf, n := make([]byte, size), 0
		exc, err := sysfd.Retry(t, func() (err error) { n, err = read(buf); return })
		switch {
		case exc != nil:
			return nil, exc
		case err == unix.ERANGE && size < 1<<20:
			continue
		case err != nil:
			return nil, fail(t, err, p)
		}
		return buf[:n], nil
	}
}

func addSystem(t *thread, m *object.Module) *excn {
	m.AddFuncs(t, linuxDefs)
	m.Set(t, "statvfs_result", statvfsType.Value())
	for name, n := range map[string]int{
		"O_DSYNC": unix.O_DSYNC, "O_RSYNC": unix.O_RSYNC, "O_ASYNC": unix.O_ASYNC, "O_DIRECT": unix.O_DIRECT, "O_NOATIME": unix.O_NOATIME,
		"O_PATH": unix.O_PATH, "O_TMPFILE": unix.O_TMPFILE, "O_LARGEFILE": unix.O_LARGEFILE, "O_FSYNC": unix.O_FSYNC,
		"WEXITED": unix.WEXITED, "WSTOPPED": unix.WSTOPPED, "WNOWAIT": unix.WNOWAIT, "P_PIDFD": 3,
		"CLD_EXITED": 1, "CLD_KILLED": 2, "CLD_DUMPED": 3, "CLD_TRAPPED": 4, "CLD_STOPPED": 5, "CLD_CONTINUED": 6,
		"GRND_NONBLOCK": unix.GRND_NONBLOCK, "GRND_RANDOM": unix.GRND_RANDOM,
		"MFD_CLOEXEC": unix.MFD_CLOEXEC, "MFD_ALLOW_SEALING": unix.MFD_ALLOW_SEALING, "MFD_HUGETLB": unix.MFD_HUGETLB,
		"EFD_CLOEXEC": unix.EFD_CLOEXEC, "EFD_NONBLOCK": unix.EFD_NONBLOCK, "EFD_SEMAPHORE": unix.EFD_SEMAPHORE,
		"XATTR_CREATE": unix.XATTR_CREATE, "XATTR_REPLACE": unix.XATTR_REPLACE, "XATTR_SIZE_MAX": 65536,
		"POSIX_FADV_NORMAL": unix.FADV_NORMAL, "POSIX_FADV_SEQUENTIAL": unix.FADV_SEQUENTIAL, "POSIX_FADV_RANDOM": unix.FADV_RANDOM,
		"POSIX_FADV_NOREUSE": unix.FADV_NOREUSE, "POSIX_FADV_WILLNEED": unix.FADV_WILLNEED, "POSIX_FADV_DONTNEED": unix.FADV_DONTNEED,
		"ST_RDONLY": unix.ST_RDONLY, "ST_NOSUID": unix.ST_NOSUID, "ST_NODEV": unix.ST_NODEV, "ST_NOEXEC": unix.ST_NOEXEC,
		"ST_SYNCHRONOUS": unix.ST_SYNCHRONOUS, "ST_NOATIME": unix.ST_NOATIME, "ST_NODIRATIME": unix.ST_NODIRATIME, "ST_RELATIME": unix.ST_RELATIME,
		"ST_MANDLOCK": unix.ST_MANDLOCK, "ST_APPEND": 256, "ST_WRITE": 128,
		"SCHED_OTHER": 0, "SCHED_FIFO": 1, "SCHED_RR": 2, "SCHED_BATCH": 3, "SCHED_IDLE": 5, "SCHED_RESET_ON_FORK": 0x40000000,
		"RTLD_DEEPBIND": 8, "RTLD_NODELETE": 0x1000, "RTLD_NOLOAD": 4,
	} {
		m.Set(t, name, object.Int(int64(n)))
	}
	return nil
}

// openTerminal makes a pseudo-terminal and opens both of its ends.
func openTerminal() (master, slave int, err error) {
	const flags = unix.O_RDWR | unix.O_NOCTTY | unix.O_CLOEXEC
	if master, err = unix.Open("/dev/ptmx", flags, 0); err != nil {
		return -1, -1, err
	}
	n, err := unix.IoctlGetInt(master, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(master, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		slave, err = unix.Open("/dev/pts/"+strconv.Itoa(n), flags, 0)
	}
	if err != nil {
		_ = unix.Close(master)
		return -1, -1, err
	}
	return master, slave, nil
}
