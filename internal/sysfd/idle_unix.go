//go:build unix

package sysfd

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// A socket or pipe that the program has dropped is closed when the collector finds it,
// and somebody may wait for that: the process at the other end, or another thread of the
// program itself, which has read all and waits for the end. Where nothing else goes on,
// nothing is allocated, and the collection that would end the waiting never comes. So
// a program that has such descriptors is collected while it is idle, too: soon after it
// has made one, less and less often as long as that closes none, and never for more
// than a twentieth of the time.
const (
	idleTick  = 100 * time.Millisecond
	idleCPU   = 2 * time.Millisecond // a program that used no more in a tick is idle
	idleMost  = 64                   // ticks between two collections that are of no use
	idleShare = 20
)

var idle struct {
	once         sync.Once
	made, closed atomic.Int64 // descriptors: announced, and closed because they were found dead
}

// Watch announces a descriptor whose other end somebody may wait at.
func Watch() {
	idle.made.Add(1)
	idle.once.Do(func() { go watchIdle() })
}

// Found tells that a descriptor was closed because its object was found dead.
func Found() { idle.closed.Add(1) }

func watchIdle() {
	last, wait, next, made := cpuTime(), 0, 1, int64(0)
	for {
		time.Sleep(idleTick)
		now := cpuTime()
		busy := now-last > idleCPU
		last = now
		if n := idle.made.Load(); n != made {
			made, wait, next = n, min(wait, 1), 1
		}
		if wait--; busy || wait > 0 {
			continue
		}
		closed := idle.closed.Load()
		runtime.GC()
		time.Sleep(idleTick) // for the cleanups
		if idle.closed.Load() == closed {
			next = min(2*next, idleMost)
		} else {
			next = 1
		}
		last = cpuTime()
		wait = max(next, int((last-now)*idleShare/idleTick))
	}
}

// cpuTime returns what the process has used so far.
func cpuTime() time.Duration {
	var r unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
