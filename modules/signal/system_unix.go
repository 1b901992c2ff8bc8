//go:build unix

package signal

import (
	"fmt"
	"os/signal"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

const numSignals = 65

// numbers are the signals of the system by name.
var numbers = func() map[string]int {
	m := map[string]int{}
	for n := 1; n < numSignals; n++ {
		if name := unix.SignalName(syscall.Signal(n)); name != "" {
			m[name] = n
		}
	}
	for _, alias := range []struct{ name, same string }{{"SIGCLD", "SIGCHLD"}, {"SIGPOLL", "SIGIO"}, {"SIGIOT", "SIGABRT"}} {
		if n, ok := m[alias.same]; ok {
			m[alias.name] = n
		} else if n, ok := m[alias.name]; ok {
			m[alias.same] = n
		}
	}
	addRealTime(m)
	return m
}()

func uncatchable(n int) bool { return n == int(unix.SIGKILL) || n == int(unix.SIGSTOP) }

// send sends signal n to this process.
func send(n int) error { return unix.Kill(unix.Getpid(), syscall.Signal(n)) }

// resend sends signal n to this process with its default disposition.
func resend(n int) {
	switch syscall.Signal(n) {
	case unix.SIGCHLD, unix.SIGCONT, unix.SIGURG, unix.SIGWINCH, unix.SIGTSTP, unix.SIGTTIN, unix.SIGTTOU, unix.SIGSTOP, unix.SIGKILL:
		signal.Reset(syscall.Signal(n))
		_ = send(n)
	default:
		sysfd.Die(n)
	}
}

// ignored are the signals that a Python ignores from the start: what they report
// is an error of a write.
var ignored = []int{int(unix.SIGPIPE), int(unix.SIGXFSZ)}

func describe(n int) string {
	if s := realTimeName(n); s != "" {
		return s
	}
	if unix.SignalName(syscall.Signal(n)) == "" {
		return fmt.Sprintf("Unknown signal %d", n)
	}
	s := syscall.Signal(n).String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// writeWakeup tells an event loop that a signal has come.
func writeWakeup(fd int, n byte) {
	_, _ = unix.Write(fd, []byte{n}) // a full pipe wakes its reader too
}

func checkWakeup(t *thread, fd int) *excn {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil {
		return t.OSError(err)
	}
	if flags&unix.O_NONBLOCK == 0 {
		return t.Errorf(object.ValueError, "the fd %d must be in non-blocking mode", fd)
	}
	return nil
}
