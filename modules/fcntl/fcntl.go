//go:build linux || darwin

package fcntl

import (
	"unsafe"

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

// bufferSize is how much memory the system may write to for a call that was given
// less: it is not told how much there is.
const bufferSize = 1024

// The commands of flock() and lockf().
const (
	lockShared    = unix.LOCK_SH
	lockExclusive = unix.LOCK_EX
	lockNonBlock  = unix.LOCK_NB
	unlock        = unix.LOCK_UN
)

// control makes one of the calls with an argument of memory.
func control(trap uintptr, fd int, cmd int64, p unsafe.Pointer) (int, error) {
	n, _, no := unix.Syscall(trap, uintptr(fd), uintptr(cmd), uintptr(p))
	if no != 0 {
		return 0, no
	}
	return int(n), nil
}

// number makes one of the calls with an int for an argument.
func number(trap uintptr, fd int, cmd, arg int64) (int, error) {
	n, _, no := unix.Syscall(trap, uintptr(fd), uintptr(cmd), uintptr(arg))
	if no != 0 {
		return 0, no
	}
	return int(n), nil
}

// command converts an argument that is an unsigned int in all but name.
func command(t *thread, v value) (int64, *excn) {
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, big := object.AsInt(i)
	if big != nil || n < -1<<31 || n > 1<<32-1 {
		return 0, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	}
	return n, nil
}

// withBytes makes a call that changes a copy of data, and returns that.
func withBytes(t *thread, f, bad string, data string, trap uintptr, fd int, cmd int64) (value, *excn) {
	if len(data) > bufferSize {
		return null, t.Errorf(object.ValueError, "%s", bad)
	}
	buf := make([]byte, bufferSize)
	copy(buf, data)
	t.Tx.BecomeInevitable(f)
	if err := sysfd.Do(t, func() error { _, err := control(trap, fd, cmd, unsafe.Pointer(&buf[0])); return err }); err != nil {
		return null, err
	}
	return object.NewBytes(string(buf[:len(data)])), nil
}

// withNumber makes a call with an int argument.
func withNumber(t *thread, f string, v value, trap uintptr, fd int, cmd int64) (value, *excn) {
	arg := int64(0)
	if v.O != nil {
		var err *excn
		if arg, err = command(t, v); err != nil {
			return null, err
		}
	}
	t.Tx.BecomeInevitable(f)
	n := 0
	err := sysfd.Do(t, func() (err error) { n, err = number(trap, fd, cmd, arg); return })
	return object.Int(int64(n)), err
}

func fcntl(t *thread, a []value) (value, *excn) {
	fd, err := sysfd.Of(t, a[0])
	if err != nil {
		return null, err
	}
	cmd, err := sysfd.Int(t, a[1])
	if err != nil {
		return null, err
	}
	if a[2].O != nil {
		data, ok, err := text(t, a[2])
		if err != nil {
			return null, err
		}
		if ok {
			return withBytes(t, "fcntl.fcntl()", "fcntl string arg too long", data, unix.SYS_FCNTL, fd, int64(cmd))
		}
	}
	return withNumber(t, "fcntl.fcntl()", a[2], unix.SYS_FCNTL, fd, int64(cmd))
}

// text returns the bytes of a str or a bytes-like object.
func text(t *thread, v value) (string, bool, *excn) {
	if s, ok := object.AsStr(v); ok {
		return s.S, true, nil
	}
	if !object.IsBytesLike(v) {
		return "", false, nil
	}
	s, err := object.BytesCopy(t, v)
	return s, true, err
}

func ioctl(t *thread, a []value) (value, *excn) {
	fd, err := sysfd.Of(t, a[0])
	if err != nil {
		return null, err
	}
	cmd, err := command(t, a[1])
	if err != nil {
		return null, err
	}
	mutate := true
	if a[3].O != nil {
		if mutate, err = object.Truth(t, a[3]); err != nil {
			return null, err
		}
	}
	if a[2].O == nil {
		return withNumber(t, "fcntl.ioctl()", a[2], unix.SYS_IOCTL, fd, cmd)
	}
	if mutate && a[2].O.Typ.Flags&(object.FlagBytes|object.FlagStr) == 0 && object.IsBytesLike(a[2]) {
		if b, werr := object.WritableBytes(t, a[2]); werr == nil {
			buf := make([]byte, max(len(b), bufferSize))
			copy(buf, b)
			t.Tx.BecomeInevitable("fcntl.ioctl()")
			n := 0
			if err := sysfd.Do(t, func() (err error) { n, err = control(unix.SYS_IOCTL, fd, cmd, unsafe.Pointer(&buf[0])); return }); err != nil {
				return null, err
			}
			if b, err = object.WritableBytes(t, a[2]); err != nil {
				return null, err
			}
			copy(b, buf)
			return object.Int(int64(n)), nil
		}
	}
	data, ok, err := text(t, a[2])
	if err != nil {
		return null, err
	}
	if ok {
		return withBytes(t, "fcntl.ioctl()", "ioctl string arg too long", data, unix.SYS_IOCTL, fd, cmd)
	}
	return withNumber(t, "fcntl.ioctl()", a[2], unix.SYS_IOCTL, fd, cmd)
}

func lockf(t *thread, a []value) (value, *excn) {
	fd, err := sysfd.Of(t, a[0])
	if err != nil {
		return null, err
	}
	code, err := sysfd.Int(t, a[1])
	if err != nil {
		return null, err
	}
	lk := unix.Flock_t{}
	switch {
	case code == unlock:
		lk.Type = unix.F_UNLCK
	case code&lockShared != 0:
		lk.Type = unix.F_RDLCK
	case code&lockExclusive != 0:
		lk.Type = unix.F_WRLCK
	default:
		return null, t.Errorf(object.ValueError, "unrecognized lockf argument")
	}
	for i, to := range []*int64{&lk.Len, &lk.Start} {
		if a[2+i].O != nil {
			if *to, err = object.IndexInt(t, a[2+i], object.OverflowError); err != nil {
				return null, err
			}
		}
	}
	whence, err := sysfd.IntOr(t, a[4], 0)
	if err != nil {
		return null, err
	}
	lk.Whence = int16(whence)
	cmd := unix.F_SETLKW
	if code&lockNonBlock != 0 {
		cmd = unix.F_SETLK
	}
	t.Tx.BecomeInevitable("fcntl.lockf()")
	return object.None, sysfd.Do(t, func() error { return unix.FcntlFlock(uintptr(fd), cmd, &lk) })
}

func init() {
	object.RegisterModule("fcntl", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "fcntl", "Control of file descriptors, and locks of files.")
		m.AddFuncs(t, []object.Def{
			{Name: "fcntl", Sig: "fd, cmd, arg=0, /", Fn: fcntl, Doc: "Make the system call fcntl() for a file."},
			{Name: "ioctl", Sig: "fd, request, arg=0, mutate_flag=True, /", Fn: ioctl, Doc: "Make the system call ioctl() for a file."},
			{Name: "flock", Sig: "fd, operation, /", Doc: "Lock or unlock a file.", Fn: func(t *thread, a []value) (value, *excn) {
				fd, err := sysfd.Of(t, a[0])
				if err != nil {
					return null, err
				}
				op, err := sysfd.Int(t, a[1])
				if err != nil {
					return null, err
				}
				t.Tx.BecomeInevitable("fcntl.flock()")
				return object.None, sysfd.Do(t, func() error { return unix.Flock(fd, op) })
			}},
			{Name: "lockf", Sig: "fd, cmd, len=0, start=0, whence=0, /", Fn: lockf, Doc: "Lock or unlock a part of a file."},
		})
		for _, c := range []map[string]int64{constants, moreConstants} {
			for name, n := range c {
				m.Set(t, name, object.Int(n))
			}
		}
		return m, nil
	})
}
