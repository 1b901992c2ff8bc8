//go:build unix

package object

import (
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// ErrnoNumbers maps the symbolic names of the platform's errors to numbers.
var ErrnoNumbers = func() map[string]int {
	m := map[string]int{}
	for i := 1; i < 256; i++ {
		if n := unix.ErrnoName(syscall.Errno(i)); n != "" {
			m[n] = i
		}
	}
	// Names whose number has another name too.
	m["EWOULDBLOCK"] = int(unix.EWOULDBLOCK)
	m["EAGAIN"] = int(unix.EAGAIN)
	m["EOPNOTSUPP"] = int(unix.EOPNOTSUPP)
	m["ENOTSUP"] = int(unix.ENOTSUP)
	m["EDEADLK"] = int(unix.EDEADLK)
	if _, ok := m["EDEADLOCK"]; !ok {
		m["EDEADLOCK"] = int(unix.EDEADLK)
	}
	return m
}()

// ErrnoOf returns the errno of a system call's error.
func ErrnoOf(e syscall.Errno) int { return int(e) }

// Strerror returns the message of an errno, as os.strerror does.
func Strerror(errno int) string { return strerrorOf(syscall.Errno(errno), errno) }

func strerrorOf(e syscall.Errno, errno int) string {
	if errno == 0 {
		return "Success"
	}
	if unix.ErrnoName(e) == "" {
		return "Unknown error " + strconv.Itoa(errno)
	}
	// Go has the C library's messages with the first letter made lower case.
	s := e.Error()
	return strings.ToUpper(s[:1]) + s[1:]
}
