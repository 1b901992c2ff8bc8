//go:build unix

package pyselect

import (
	"time"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// What select() takes a descriptor to be ready for, by what poll() says.
const (
	readable    = unix.POLLIN | unix.POLLHUP | unix.POLLERR
	writable    = unix.POLLOUT | unix.POLLERR
	exceptional = unix.POLLPRI
)

// maxSelect is the number of descriptors that an fd_set has. poll() is used here,
// which has no such limit, but what works should work elsewhere too.
const maxSelect = 1024

// selectFn is select(): it polls, so that descriptors that are in several lists
// are asked for once.
func selectFn(t *thread, a []value) (value, *excn) {
	timeout := sysfd.Forever
	if a[3].O != nil && !a[3].IsNone() {
		var err *excn
		if timeout, err = sysfd.Duration(t, a[3], time.Second, "timeout must be a float or None"); err != nil {
			return null, err
		}
		if timeout < 0 {
			return null, t.Errorf(object.ValueError, "timeout must be non-negative")
		}
	}
	type member struct {
		v  value
		at int // in fds
	}
	var (
		sets  [3][]member
		fds   []unix.PollFd
		index = map[int]int{}
	)
	for i, events := range []int16{unix.POLLIN, unix.POLLOUT, unix.POLLPRI} {
		if a[i].O.Typ.Slots.Iter == nil && a[i].O.Typ.Slots.GetItem == nil {
			return null, t.Errorf(object.TypeError, "arguments 1-3 must be sequences")
		}
		// A list is looked at as it is: fileno() may change it.
		list, isList := object.AsList(a[i])
		var items []value
		if !isList {
			var err *excn
			if items, err = object.Collect(t, a[i]); err != nil {
				return null, err
			}
		}
		for k := 0; ; k++ {
			if isList {
				items = list.Items(t)
			}
			if k >= len(items) {
				break
			}
			v := items[k]
			fd, err := sysfd.Of(t, v)
			if err != nil {
				return null, err
			}
			if fd >= maxSelect {
				return null, t.Errorf(object.ValueError, "filedescriptor out of range in select()")
			}
			at, ok := index[fd]
			if !ok {
				at = len(fds)
				index[fd] = at
				fds = append(fds, unix.PollFd{Fd: int32(fd)})
			}
			fds[at].Events |= events
			sets[i] = append(sets[i], member{v, at})
		}
	}
	t.Tx.BecomeInevitable("select.select()")
	_, exc, err := sysfd.Poll(t, fds, timeout)
	if exc != nil {
		return null, exc
	}
	if err != nil {
		return null, t.OSError(err)
	}
	for _, p := range fds {
		if p.Revents&unix.POLLNVAL != 0 {
			return null, t.OSError(unix.EBADF)
		}
	}
	var lists [3]value
	for i, mask := range []int16{readable, writable, exceptional} {
		var ready []value
		for _, m := range sets[i] {
			if fds[m.at].Revents&mask != 0 {
				ready = append(ready, m.v)
			}
		}
		lists[i] = object.NewList(t, ready).Value()
	}
	return object.TupleOf(lists[:]), nil
}

func create(t *thread) (*object.Module, *excn) {
	m := object.NewModule(t, "select", "Waiting until files and sockets are ready.")
	m.Set(t, "error", object.OSError.Value())
	m.AddFuncs(t, []object.Def{
		{Name: "select", Sig: "rlist, wlist, xlist, timeout=None, /", Fn: selectFn,
			Doc: "Wait until descriptors can be read from, written to, or have something exceptional; returns the three lists of those."},
		{Name: "poll", Fn: func(t *thread, a []value) (value, *excn) {
			return object.NewBoxed(t, pollType.Ready(), pollState{index: map[int]int{}}).Value(), nil
		}, Doc: "Returns an object that waits for the descriptors registered with it."},
	})
	for name, n := range pollConstants {
		m.Set(t, name, object.Int(int64(n)))
	}
	m.Set(t, "PIPE_BUF", object.Int(pipeBuf))
	addSystem(t, m)
	return m, nil
}

func init() { object.RegisterModule("select", create) }
