//go:build unix

package sysfd

import (
	"errors"
	"math"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

// Forever is a timeout that never passes.
const Forever time.Duration = -1

// poke ends a wait of the main thread for descriptors: it waits for the end r of
// a pipe too, and whoever makes a call pending writes to the other one.
//
// The main thread says that it waits before it looks whether calls are pending,
// and a call is pending before it is asked whether the main thread waits. So one
// of the two sees the other.
type poke struct {
	r, w    int
	waiting atomic.Bool
}

type pokeKey struct{}

func pokeOf(t *object.Thread) *poke {
	return t.Interp.Extra(pokeKey{}, func() any {
		var p [2]int
		if err := unix.Pipe(p[:]); err != nil {
			return (*poke)(nil) // too many open files: signals wait until the call returns
		}
		for _, fd := range p {
			unix.CloseOnExec(fd)
			_ = unix.SetNonblock(fd, true)
		}
		k := &poke{r: p[0], w: p[1]}
		t.Interp.SetPoke(func() {
			if k.waiting.Load() {
				_, _ = unix.Write(k.w, []byte{0}) // a full pipe wakes its reader too
			}
		})
		return k
	}).(*poke)
}

func (k *poke) drain() {
	var b [64]byte
	for {
		if n, err := unix.Read(k.r, b[:]); n < len(b) || err != nil {
			return
		}
	}
}

// Poll waits until one of the descriptors is ready or the timeout has passed,
// Forever for none, and returns how many are. Other threads run meanwhile. The
// main thread makes pending calls, as of signal handlers; one that raises ends the
// wait.
func Poll(t *object.Thread, fds []unix.PollFd, timeout time.Duration) (n int, exc *object.Exception, err error) {
	if n, err = ready(fds); n > 0 || timeout == 0 || err != nil {
		return n, nil, err
	}
	var deadline time.Time
	if timeout > 0 {
		deadline = time.Now().Add(timeout)
	}
	all := fds
	var k *poke
	if t == t.Interp.Main {
		if k = pokeOf(t); k != nil {
			all = append(fds[:len(fds):len(fds)], unix.PollFd{Fd: int32(k.r), Events: unix.POLLIN})
		}
	}
	for {
		ms := -1
		if timeout > 0 {
			// Rounded up, so that a wait is never too short.
			left := max(time.Until(deadline), 0)
			ms = int(min((left+time.Millisecond-1)/time.Millisecond, math.MaxInt32))
		}
		t.Block(func() {
			if k == nil {
				n, err = unix.Poll(all, ms)
				return
			}
			k.waiting.Store(true)
			if t.Tx.Poll.Load()&object.PollCall != 0 {
				ms = 0
			}
			n, err = unix.Poll(all, ms)
			k.waiting.Store(false)
			if last := &all[len(fds)]; last.Revents != 0 {
				last.Revents = 0
				n--
				k.drain()
			}
		})
		if k != nil {
			copy(fds, all)
		}
		if err == unix.EINTR {
			n, err = 0, nil
		}
		if n > 0 || err != nil {
			return n, nil, err
		}
		if exc := t.Poll(); exc != nil {
			return 0, exc, nil
		}
		if timeout > 0 && !time.Now().Before(deadline) {
			return 0, nil, nil
		}
	}
}

// ready returns how many of the descriptors are ready now. Signals can interrupt this,
// too; those of the Go runtime come at any time.
func ready(fds []unix.PollFd) (n int, err error) {
	for {
		if n, err = unix.Poll(fds, 0); err != unix.EINTR {
			return n, err
		}
	}
}

// Wait waits for events of one descriptor; ready is false when the time is up.
func Wait(t *object.Thread, fd int, events int16, timeout time.Duration) (ready bool, exc *object.Exception, err error) {
	fds := []unix.PollFd{{Fd: int32(fd), Events: events}}
	n, exc, err := Poll(t, fds, timeout)
	return n > 0, exc, err
}

// Settle waits, in the main thread, until a call on fd that may wait will not:
// so that signal handlers run meanwhile. Other threads leave the waiting to the
// call.
func Settle(t *object.Thread, fd int, events int16) *object.Exception {
	if t != t.Interp.Main || t.Worker > 0 {
		return nil
	}
	return Await(t, fd, events)
}

// Await waits until a call on fd that may wait will not. It returns at once if the
// descriptor does not block, or cannot be waited for.
func Await(t *object.Thread, fd int, events int16) *object.Exception {
	fds := []unix.PollFd{{Fd: int32(fd), Events: events}}
	if n, err := ready(fds); n != 0 || err != nil {
		return nil
	}
	if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0); err != nil || flags&unix.O_NONBLOCK != 0 {
		return nil
	}
	_, exc, _ := Poll(t, fds, Forever)
	return exc
}

// Write writes b to fd as write does. The main thread waits for room in a pipe,
// a socket or a terminal first, and then writes no more than what a pipe has room for
// if it has any, so that signal handlers run meanwhile; one that raises leaves what
// was written. The number of bytes is less than len(b) where write's would be.
func Write(t *object.Thread, fd int, b []byte, write func(b []byte) (int, error)) (int, *object.Exception, error) {
	const atOnce = 4096
	if len(b) <= atOnce || t != t.Interp.Main || t.Worker > 0 || !fills(fd) {
		if exc := Settle(t, fd, unix.POLLOUT); exc != nil {
			return 0, exc, nil
		}
		n := 0
		exc, err := Retry(t, func() (err error) { n, err = write(b); return })
		return n, exc, err
	}
	done := 0
	for done < len(b) {
		if exc := Await(t, fd, unix.POLLOUT); exc != nil {
			return done, exc, nil
		}
		n := 0
		exc, err := Retry(t, func() (err error) { n, err = write(b[done:min(done+atOnce, len(b))]); return })
		done += max(n, 0)
		switch {
		case exc != nil || err != nil && done == 0:
			return done, exc, err
		case err != nil || n <= 0:
			return done, nil, nil // the next call says why
		}
	}
	return done, nil, nil
}

// fills reports whether writing to fd may have to wait for a reader.
func fills(fd int) bool {
	var st unix.Stat_t
	if unix.Fstat(fd, &st) != nil {
		return false
	}
	switch uint32(st.Mode) & unix.S_IFMT {
	case unix.S_IFIFO, unix.S_IFSOCK, unix.S_IFCHR:
		flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
		return err == nil && flags&unix.O_NONBLOCK == 0
	}
	return false
}

// Retry calls f until a signal no longer interrupts it, making the calls that are
// pending for the thread in between. Others may run while f waits.
func Retry(t *object.Thread, f func() error) (*object.Exception, error) {
	for {
		var err error
		t.Block(func() { err = f() })
		if !errors.Is(err, unix.EINTR) {
			return nil, err
		}
		if exc := t.Poll(); exc != nil {
			return exc, nil
		}
	}
}

// Do is Retry that makes the exception of an error, with file names if given.
func Do(t *object.Thread, f func() error, filenames ...object.Value) *object.Exception {
	exc, err := Retry(t, f)
	if exc == nil && err != nil {
		exc = t.OSError(err, filenames...)
	}
	return exc
}
