//go:build unix && !linux

package sysfd

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Die ends this process by a signal.
func Die(n int) {
	signal.Reset(syscall.Signal(n))
	_ = unix.Kill(os.Getpid(), syscall.Signal(n))
	time.Sleep(time.Second) // it may reach another thread
	os.Exit(128 + n)
}
