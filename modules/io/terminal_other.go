//go:build unix && !linux

package io

// isTerminal reports whether a character device is a terminal; the null device
// and few others are not.
func isTerminal(fd int) bool { return fd <= 2 }
