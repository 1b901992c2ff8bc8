package io

import (
	"syscall"
	"unsafe"
)

// isTerminal reports whether a character device is a terminal: it has terminal
// attributes.
func isTerminal(fd int) bool {
	var attrs [64]byte
	_, _, e := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), syscall.TCGETS, uintptr(unsafe.Pointer(&attrs)))
	return e == 0
}
