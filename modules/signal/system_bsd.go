//go:build unix && !linux

package signal

import (
	"time"

	"golang.org/x/sys/unix"
)

func valid(n int) bool { return n < 32 }

func addRealTime(m map[string]int) {}

func realTimeName(n int) string { return "" }

func setCPUTimer(which int, delay, interval time.Duration) (left, old time.Duration, err error) {
	return 0, 0, unix.EINVAL
}

func getCPUTimer(which int) (left, interval time.Duration, err error) { return 0, 0, unix.EINVAL }
