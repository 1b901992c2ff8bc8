//go:build unix

package posix

import (
	"math/big"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// statDefs are stat and its kin.
var statDefs = []object.Def{
	{Name: "stat", Sig: "path, *, dir_fd=None, follow_symlinks=True", Fn: func(t *thread, a []value) (value, *excn) {
		follow, err := isTrue(t, a[2], true)
		if err != nil {
			return null, err
		}
		return statCall(t, "stat", a[0], a[1], follow, allowFD)
	}},
	{Name: "lstat", Sig: "path, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) {
		return statCall(t, "lstat", a[0], a[1], false, plainPath)
	}},
	{Name: "fstat", Sig: "fd", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.fstat()")
		var st unix.Stat_t
		if err := do(t, func() error { return unix.Fstat(fd, &st) }); err != nil {
			return null, err
		}
		return statResult(&st), nil
	}},
	{Name: "access", Sig: "path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True", Fn: access},
	{Name: "chmod", Sig: "path, mode, *, dir_fd=None, follow_symlinks=True", Fn: chmod},
	{Name: "fchmod", Sig: "fd, mode", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		mode, err := cInt(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.fchmod()")
		return none(do(t, func() error { return unix.Fchmod(fd, uint32(mode)) }))
	}},
	{Name: "chown", Sig: "path, uid, gid, *, dir_fd=None, follow_symlinks=True", Fn: func(t *thread, a []value) (value, *excn) {
		follow, err := isTrue(t, a[4], true)
		if err != nil {
			return null, err
		}
		return chown(t, "chown", a[0], a[1], a[2], a[3], follow, allowFD)
	}},
	{Name: "lchown", Sig: "path, uid, gid", Fn: func(t *thread, a []value) (value, *excn) {
		return chown(t, "lchown", a[0], a[1], a[2], null, false, plainPath)
	}},
	{Name: "fchown", Sig: "fd, uid, gid", Fn: func(t *thread, a []value) (value, *excn) {
		return chown(t, "fchown", a[0], a[1], a[2], null, true, allowFD)
	}},
	{Name: "utime", Sig: "path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True", Fn: utime},
	{Name: "umask", Sig: "mask, /", Fn: func(t *thread, a []value) (value, *excn) {
		mask, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.umask()")
		return num(unix.Umask(mask)), nil
	}},
}

var statFields = []string{"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "", "", "",
	"st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"}

var statResultType = func() *object.Type {
	var fs []object.StructField
	for _, n := range append(statFields, moreStatFields...) {
		fs = append(fs, object.StructField{Name: n})
	}
	return object.NewStructSeqType("os", "stat_result", "What stat() says of a file.", 10, false, fs...)
}()

func unsigned(n uint64) value {
	if int64(n) >= 0 {
		return object.Int(int64(n))
	}
	return object.IntOf(new(big.Int).SetUint64(n))
}

func statResult(st *unix.Stat_t) value {
	vs := []value{num(st.Mode), unsigned(uint64(st.Ino)), unsigned(uint64(st.Dev)), unsigned(uint64(st.Nlink)), num(st.Uid), num(st.Gid), num(st.Size)}
	times := [3]unix.Timespec{st.Atim, st.Mtim, st.Ctim}
	for _, ts := range times {
		vs = append(vs, num(ts.Sec))
	}
	for _, ts := range times {
		vs = append(vs, object.Float(float64(ts.Sec)+1e-9*float64(ts.Nsec)))
	}
	for _, ts := range times {
		vs = append(vs, nanoseconds(int64(ts.Sec), int64(ts.Nsec)))
	}
	vs = append(vs, num(st.Blksize), num(st.Blocks), unsigned(uint64(st.Rdev)))
	return object.NewStructSeq(statResultType, append(vs, moreStat(st)...))
}

// nanoseconds is sec*10**9 + nsec.
func nanoseconds(sec, nsec int64) value {
	if n := sec*1e9 + nsec; n/1e9 == sec || n/1e9 == sec+1 || n/1e9 == sec-1 {
		return object.Int(n)
	}
	b := big.NewInt(sec)
	b.Mul(b, big.NewInt(1e9))
	return object.IntOf(b.Add(b, big.NewInt(nsec)))
}

func statCall(t *thread, f string, pv, dir value, follow bool, kind pathKind) (value, *excn) {
	p, err := pathArg(t, f, "path", pv, kind)
	if err != nil {
		return null, err
	}
	d, err := dirFD(t, dir)
	if err != nil {
		return null, err
	}
	if err := checkFD(t, f, p, d, follow); err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("os." + f + "()")
	if !p.isFD && d == unix.AT_FDCWD {
		t.SettleFiles(p.name)
	}
	var st unix.Stat_t
	if err := do(t, func() error {
		if p.isFD {
			return unix.Fstat(p.fd, &st)
		}
		return unix.Fstatat(d, p.name, &st, noFollow(follow))
	}, p); err != nil {
		return null, err
	}
	return statResult(&st), nil
}

func access(t *thread, a []value) (value, *excn) {
	p, err := pathArg(t, "access", "path", a[0], plainPath)
	if err != nil {
		return null, err
	}
	mode, err := cInt(t, a[1])
	if err != nil {
		return null, err
	}
	d, err := dirFD(t, a[2])
	if err != nil {
		return null, err
	}
	effective, err := isTrue(t, a[3], false)
	if err != nil {
		return null, err
	}
	follow, err := isTrue(t, a[4], true)
	if err != nil {
		return null, err
	}
	flags := noFollow(follow)
	if effective {
		flags |= unix.AT_EACCESS
	}
	t.Tx.BecomeInevitable("os.access()")
	err, ferr := sysfd.Retry(t, func() error { return unix.Faccessat(d, p.name, uint32(mode), flags) })
	return object.Bool(ferr == nil), err
}

func chmod(t *thread, a []value) (value, *excn) {
	p, err := pathArg(t, "chmod", "path", a[0], allowFD)
	if err != nil {
		return null, err
	}
	mode, err := cInt(t, a[1])
	if err != nil {
		return null, err
	}
	d, err := dirFD(t, a[2])
	if err != nil {
		return null, err
	}
	follow, err := isTrue(t, a[3], true)
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("os.chmod()")
	return none(do(t, func() error {
		if p.isFD {
			return unix.Fchmod(p.fd, uint32(mode))
		}
		return unix.Fchmodat(d, p.name, uint32(mode), noFollow(follow))
	}, p))
}

// idArg converts a user or group id; -1 leaves it alone.
func idArg(t *thread, v value) (int, *excn) {
	n, err := cLong(t, v)
	if err == nil && (n < -1 || n > 1<<32-1) {
		err = t.Errorf(object.OverflowError, "id is out of range")
	}
	return int(n), err
}

func chown(t *thread, f string, pv, uv, gv, dir value, follow bool, kind pathKind) (value, *excn) {
	p, err := pathArg(t, f, "path", pv, kind)
	if err != nil {
		return null, err
	}
	uid, err := idArg(t, uv)
	if err != nil {
		return null, err
	}
	gid, err := idArg(t, gv)
	if err != nil {
		return null, err
	}
	d, err := dirFD(t, dir)
	if err != nil {
		return null, err
	}
	if err := checkFD(t, f, p, d, follow); err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("os." + f + "()")
	return none(do(t, func() error {
		if p.isFD {
			return unix.Fchown(p.fd, uid, gid)
		}
		return unix.Fchownat(d, p.name, uid, gid, noFollow(follow))
	}, p))
}

// splitTime divides seconds into whole ones and nanoseconds, rounding down.
func splitTime(t *thread, v value) (unix.Timespec, *excn) {
	if v.O.Typ.Flags&object.FlagFloat != 0 {
		f := object.AsFloat(v)
		sec := int64(f)
		if float64(sec) > f {
			sec--
		}
		return unix.NsecToTimespec(sec*1e9 + int64((f-float64(sec))*1e9)), nil
	}
	n, err := cLong(t, v)
	return unix.NsecToTimespec(n * 1e9), err
}

func utime(t *thread, a []value) (value, *excn) {
	p, err := pathArg(t, "utime", "path", a[0], allowFD)
	if err != nil {
		return null, err
	}
	d, err := dirFD(t, a[3])
	if err != nil {
		return null, err
	}
	follow, err := isTrue(t, a[4], true)
	if err != nil {
		return null, err
	}
	if given(a[1]) && a[2].O != nil {
		return null, t.Errorf(object.ValueError, "utime: you may specify either 'times' or 'ns' but not both")
	}
	var ts []unix.Timespec
	switch {
	case given(a[1]):
		tup, ok := object.AsTuple(a[1])
		if !ok || len(tup.Items) != 2 {
			return null, t.Errorf(object.TypeError, "utime: 'times' must be either a tuple of two ints or None")
		}
		for _, v := range tup.Items {
			s, err := splitTime(t, v)
			if err != nil {
				return null, err
			}
			ts = append(ts, s)
		}
	case a[2].O != nil:
		tup, ok := object.AsTuple(a[2])
		if !ok || len(tup.Items) != 2 {
			return null, t.Errorf(object.TypeError, "utime: 'ns' must be a tuple of two ints")
		}
		for _, v := range tup.Items {
			n, err := cLong(t, v)
			if err != nil {
				return null, err
			}
			ts = append(ts, unix.NsecToTimespec(n))
		}
	}
	if err := checkFD(t, "utime", p, d, follow); err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("os.utime()")
	return none(do(t, func() error {
		if p.isFD {
			return futimes(p.fd, ts)
		}
		return unix.UtimesNanoAt(d, p.name, orNow(ts), noFollow(follow))
	}, p))
}
