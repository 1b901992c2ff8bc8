//go:build unix

package pyselect

import (
	"time"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// pollState is the state of a poll object: descriptors in the order in which
// they were registered.
type pollState struct {
	fds   []unix.PollFd
	index map[int]int // of a descriptor in fds
}

var (
	pollType = &object.Type{Name: "poll", Module: "select", Flags: object.FlagNoBase | object.FlagNoNew}
	pollKind = object.NewKind("poll", func(s *pollState) {
		index := make(map[int]int, len(s.index))
		for fd, i := range s.index {
			index[fd] = i
		}
		s.fds, s.index = append([]unix.PollFd(nil), s.fds...), index
	})
)

var pollConstants = map[string]int{
	"POLLIN": unix.POLLIN, "POLLPRI": unix.POLLPRI, "POLLOUT": unix.POLLOUT, "POLLERR": unix.POLLERR, "POLLHUP": unix.POLLHUP, "POLLNVAL": unix.POLLNVAL,
	"POLLRDNORM": 0x40, "POLLRDBAND": 0x80, "POLLWRNORM": pollWriteNormal, "POLLWRBAND": pollWriteBand,
}

func pollOf(v value) *object.Boxed[pollState] { return object.BoxedOf[pollState](v) }

// eventMask converts a mask of events, a C unsigned short.
func eventMask(t *thread, v value) (int16, *excn) {
	if v.O == nil {
		return unix.POLLIN | unix.POLLPRI | unix.POLLOUT, nil
	}
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, big := object.AsInt(i)
	switch {
	case big != nil && big.Sign() < 0 || big == nil && n < 0:
		return 0, t.Errorf(object.ValueError, "value must be positive")
	case big != nil || n > 0xffff:
		return 0, t.Errorf(object.OverflowError, "Python int too large for C unsigned short")
	}
	return int16(n), nil
}

func pollWait(t *thread, a []value) (value, *excn) {
	timeout := sysfd.Forever
	if a[1].O != nil && !a[1].IsNone() {
		var err *excn
		if timeout, err = sysfd.Duration(t, a[1], time.Millisecond, "timeout must be an integer or None"); err != nil {
			return null, err
		}
		if timeout > (1<<31-1)*time.Millisecond {
			return null, t.Errorf(object.OverflowError, "timeout is too large")
		}
		timeout = max(timeout, sysfd.Forever)
	}
	t.Tx.BecomeInevitable("poll.poll()")
	fds := append([]unix.PollFd(nil), pollOf(a[0]).Read(t).fds...)
	n, exc, err := sysfd.Poll(t, fds, timeout)
	if exc != nil {
		return null, exc
	}
	if err != nil {
		return null, t.OSError(err)
	}
	ready := make([]value, 0, n)
	for _, p := range fds {
		if p.Revents != 0 {
			ready = append(ready, object.TupleOf([]value{object.Int(int64(p.Fd)), object.Int(int64(uint16(p.Revents)))}))
		}
	}
	return object.NewList(t, ready).Value(), nil
}

func init() {
	object.SetBoxedLayout[pollState](pollType)
	pollType.Methods = []object.Def{
		{Name: "register", Sig: "fd, eventmask=None, /", Fn: func(t *thread, a []value) (value, *excn) {
			fd, err := sysfd.Of(t, a[1])
			if err != nil {
				return null, err
			}
			events, err := eventMask(t, a[2])
			if err != nil {
				return null, err
			}
			s := pollOf(a[0]).Write(t, pollKind)
			i, ok := s.index[fd]
			if !ok {
				i = len(s.fds)
				s.index[fd] = i
				s.fds = append(s.fds, unix.PollFd{Fd: int32(fd)})
			}
			s.fds[i].Events = events
			return object.None, nil
		}, Doc: "Wait for these events of a descriptor from now on."},
		{Name: "modify", Sig: "fd, eventmask, /", Fn: func(t *thread, a []value) (value, *excn) {
			fd, err := sysfd.Of(t, a[1])
			if err != nil {
				return null, err
			}
			events, err := eventMask(t, a[2])
			if err != nil {
				return null, err
			}
			i, ok := pollOf(a[0]).Read(t).index[fd]
			if !ok {
				return null, t.OSError(unix.ENOENT)
			}
			pollOf(a[0]).Write(t, pollKind).fds[i].Events = events
			return object.None, nil
		}, Doc: "Wait for these events of a registered descriptor instead."},
		{Name: "unregister", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
			fd, err := sysfd.Of(t, a[1])
			if err != nil {
				return null, err
			}
			i, ok := pollOf(a[0]).Read(t).index[fd]
			if !ok {
				return null, object.NewException(t, object.KeyError, object.Int(int64(fd)))
			}
			s := pollOf(a[0]).Write(t, pollKind)
			delete(s.index, fd)
			s.fds = append(s.fds[:i], s.fds[i+1:]...)
			for j := i; j < len(s.fds); j++ {
				s.index[int(s.fds[j].Fd)] = j
			}
			return object.None, nil
		}, Doc: "Wait for a descriptor no longer."},
		{Name: "poll", Sig: "timeout=None, /", Fn: pollWait,
			Doc: "Wait until something happens, at most timeout milliseconds; returns a list of (descriptor, events)."},
	}
}
