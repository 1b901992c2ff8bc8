package signal

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// The first real-time signals are the C library's own.
const (
	realTimeMin = 34
	realTimeMax = 64
)

func valid(n int) bool { return n < 32 || n >= realTimeMin }

func addRealTime(m map[string]int) { m["SIGRTMIN"], m["SIGRTMAX"] = realTimeMin, realTimeMax }

func realTimeName(n int) string {
	if n < realTimeMin {
		return ""
	}
	return fmt.Sprintf("Real-time signal %d", n-realTimeMin)
}

func duration(tv unix.Timeval) time.Duration { return time.Duration(tv.Nano()) }

func setCPUTimer(which int, delay, interval time.Duration) (left, old time.Duration, err error) {
	prev, err := unix.Setitimer(unix.ItimerWhich(which), unix.Itimerval{Interval: unix.NsecToTimeval(int64(interval)), Value: unix.NsecToTimeval(int64(delay))})
	return duration(prev.Value), duration(prev.Interval), err
}

func getCPUTimer(which int) (left, interval time.Duration, err error) {
	cur, err := unix.Getitimer(unix.ItimerWhich(which))
	return duration(cur.Value), duration(cur.Interval), err
}
