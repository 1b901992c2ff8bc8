//go:build linux || darwin

package socket

import (
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// Socket options, as numbers and as bytes.

func getOption(t *thread, s *sock, a []value) (value, *excn) {
	level, err := sysfd.Int(t, a[0])
	if err != nil {
		return null, err
	}
	option, err := sysfd.Int(t, a[1])
	if err != nil {
		return null, err
	}
	size, err := sysfd.IntOr(t, a[2], 0)
	if err != nil {
		return null, err
	}
	if size == 0 {
		n := 0
		_, err := s.plain(t, func(fd int) (err error) { n, err = unix.GetsockoptInt(fd, level, option); return })
		return object.Int(int64(n)), err
	}
	if size < 0 || size > 1024 {
		return null, t.Errorf(object.OSError, "getsockopt buflen out of range")
	}
	buf, n := make([]byte, size), uint32(size)
	_, err = s.plain(t, func(fd int) error {
		_, _, no := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option), uintptr(unsafe.Pointer(&buf[0])), uintptr(unsafe.Pointer(&n)), 0)
		return asError(no)
	})
	return object.NewBytes(string(buf[:n])), err
}

func setOption(t *thread, s *sock, a []value) (value, *excn) {
	level, err := sysfd.Int(t, a[0])
	if err != nil {
		return null, err
	}
	option, err := sysfd.Int(t, a[1])
	if err != nil {
		return null, err
	}
	if a[3].O != nil {
		if !a[2].IsNone() {
			return null, t.Errorf(object.TypeError, "setsockopt() argument 3 must be None, not %s", a[2].TypeName())
		}
		size, err := sysfd.Int(t, a[3])
		if err != nil {
			return null, err
		}
		return s.plain(t, func(fd int) error { return setRaw(fd, level, option, nil, size) })
	}
	if a[2].O.Typ.Flags&object.FlagInt != 0 {
		n, err := sysfd.Int(t, a[2])
		if err != nil {
			return null, err
		}
		return s.plain(t, func(fd int) error { return unix.SetsockoptInt(fd, level, option, n) })
	}
	data, err := object.BytesCopy(t, a[2])
	if err != nil {
		return null, err
	}
	return s.plain(t, func(fd int) error {
		return setRaw(fd, level, option, unsafe.Pointer(unsafe.StringData(data)), len(data))
	})
}

func setRaw(fd, level, option int, p unsafe.Pointer, n int) error {
	_, _, no := unix.Syscall6(unix.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option), uintptr(p), uintptr(n), 0)
	return asError(no)
}

func asError(no unix.Errno) error {
	if no == 0 {
		return nil
	}
	return no
}
