package pyselect

import (
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

const (
	pipeBuf         = 4096
	pollWriteNormal = 0x100
	pollWriteBand   = 0x200
)

// Epoll is a select.epoll object. It changes only by effects, which nothing can
// undo, so it is in no box.
type Epoll struct {
	object.Object
	file *sysfd.File

	mu      sync.Mutex
	closing map[any]func()
}

var epollType = &object.Type{Name: "epoll", Module: "select", Flags: object.FlagNoBase,
	Doc: "Waits for events of the descriptors registered with it, in time that does not depend on how many they are."}

// AsEpoll returns v as an epoll object if it is one.
func AsEpoll(v value) (*Epoll, bool) {
	if v.O.Typ == epollType {
		return epollOf(v), true
	}
	return nil, false
}

// FD returns the descriptor of e, -1 if it is closed.
func (e *Epoll) FD() int { return e.file.FD() }

// OnClose makes f be called when e is closed, on behalf of who; nil undoes that.
func (e *Epoll) OnClose(who any, f func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case f == nil:
		delete(e.closing, who)
	case e.closing == nil:
		e.closing = map[any]func(){who: f}
	default:
		e.closing[who] = f
	}
}

// Closed is the exception of the use of a closed epoll object.
func Closed(t *thread) *excn {
	return t.Errorf(object.ValueError, "I/O operation on closed epoll object")
}

// open returns the descriptor of an epoll object that must not be closed.
func open(t *thread, v value) (int, *excn) {
	fd := epollOf(v).FD()
	if fd < 0 {
		return 0, Closed(t)
	}
	return fd, nil
}

func (e *Epoll) close() error {
	err := e.file.Close()
	e.mu.Lock()
	closing := e.closing
	e.closing = nil
	e.mu.Unlock()
	for _, f := range closing {
		f()
	}
	return err
}

const defaultEvents = unix.EPOLLIN | unix.EPOLLPRI | unix.EPOLLOUT

// control is the methods register, modify and unregister.
func control(t *thread, reason string, op int, ep, fdv, events value) (value, *excn) {
	efd, err := open(t, ep)
	if err != nil {
		return null, err
	}
	ev := unix.EpollEvent{Events: defaultEvents}
	if events.O != nil {
		i, err := object.Index(t, events)
		if err != nil {
			return null, err
		}
		n, big := object.AsInt(i)
		if big != nil {
			n = int64(big.Uint64())
		}
		ev.Events = uint32(n)
	}
	fd, err := sysfd.Of(t, fdv)
	if err != nil {
		return null, err
	}
	ev.Fd = int32(fd)
	t.Tx.BecomeInevitable(reason)
	if err := unix.EpollCtl(efd, op, fd, &ev); err != nil {
		return null, t.OSError(err)
	}
	return object.None, nil
}

// wait is the method poll. It waits for the epoll's own descriptor, as signals
// must end the wait, and then takes the events that there are.
func wait(t *thread, a []value) (value, *excn) {
	e := epollOf(a[0])
	if e.FD() < 0 {
		return null, Closed(t)
	}
	timeout := sysfd.Forever
	if a[1].O != nil && !a[1].IsNone() {
		var err *excn
		if timeout, err = sysfd.Duration(t, a[1], time.Second, "timeout must be an integer or None"); err != nil {
			return null, err
		}
		if timeout > (1<<31-1)*time.Millisecond {
			return null, t.Errorf(object.OverflowError, "timeout is too large")
		}
		timeout = max(timeout, sysfd.Forever)
	}
	most, err := sysfd.IntOr(t, a[2], -1)
	if err != nil {
		return null, err
	}
	switch {
	case most == -1:
		most = maxSelect - 1
	case most < 1:
		return null, t.Errorf(object.ValueError, "maxevents must be greater than 0, got %d", most)
	}
	t.Tx.BecomeInevitable("epoll.poll()")
	deadline := time.Now().Add(timeout)
	events := make([]unix.EpollEvent, min(most, 1<<16))
	for {
		fd := e.FD()
		if fd < 0 {
			return null, Closed(t)
		}
		n, eerr := unix.EpollWait(fd, events, 0)
		if eerr == unix.EINTR {
			continue // there may be events
		}
		if eerr != nil {
			return null, t.OSError(eerr)
		}
		left := timeout
		if timeout > 0 {
			left = max(time.Until(deadline), 0)
		}
		if n > 0 || left == 0 {
			ready := make([]value, max(n, 0))
			for i := range ready {
				ready[i] = object.TupleOf([]value{object.Int(int64(events[i].Fd)), object.Int(int64(events[i].Events))})
			}
			return object.NewList(t, ready).Value(), nil
		}
		_, exc, perr := sysfd.Wait(t, fd, unix.POLLIN, left)
		if exc != nil {
			return null, exc
		}
		if perr != nil {
			return null, t.OSError(perr)
		}
	}
}

func epollOf(v value) *Epoll { return (*Epoll)(unsafe.Pointer(v.O)) }

func newEpoll(fd int) value {
	e := &Epoll{Object: object.Object{Typ: epollType.Ready()}}
	e.file = sysfd.NewFile(e, fd)
	return value{O: &e.Object}
}

func init() {
	make := &object.Func{Name: "epoll", Sig: "sizehint=-1, flags=0", Fn: func(t *thread, bound []value) (value, *excn) {
		hint, err := sysfd.IntOr(t, bound[0], -1)
		if err != nil {
			return null, err
		}
		flags, err := sysfd.IntOr(t, bound[1], 0)
		if err != nil {
			return null, err
		}
		if hint != -1 && hint <= 0 {
			return null, t.Errorf(object.ValueError, "negative sizehint")
		}
		if flags&^unix.EPOLL_CLOEXEC != 0 {
			return null, t.Errorf(object.OSError, "invalid flags")
		}
		t.Tx.BecomeInevitable("select.epoll()")
		fd, eerr := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
		if eerr != nil {
			return null, t.OSError(eerr)
		}
		return newEpoll(fd), nil
	}}
	epollType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *excn) {
		return make.CallWith(t, args, kwnames)
	}
	epollType.Methods = []object.Def{
		{Name: "fromfd", Sig: "fd, /", Kind: object.ClassMethod, Fn: func(t *thread, a []value) (value, *excn) {
			fd, err := sysfd.Int(t, a[1])
			if err != nil {
				return null, err
			}
			t.Tx.BecomeInevitable("select.epoll()")
			return newEpoll(fd), nil
		}, Doc: "Make an epoll object of a descriptor."},
		{Name: "close", Fn: func(t *thread, a []value) (value, *excn) {
			t.Tx.BecomeInevitable("epoll.close()")
			if err := epollOf(a[0]).close(); err != nil {
				return null, t.OSError(err)
			}
			return object.None, nil
		}, Doc: "Close it; this may be done more than once."},
		{Name: "fileno", Fn: func(t *thread, a []value) (value, *excn) {
			fd, err := open(t, a[0])
			return object.Int(int64(fd)), err
		}, Doc: "The descriptor of the epoll object itself."},
		{Name: "register", Sig: "fd, eventmask=None", Fn: func(t *thread, a []value) (value, *excn) {
			return control(t, "epoll.register()", unix.EPOLL_CTL_ADD, a[0], a[1], a[2])
		}, Doc: "Wait for these events of a descriptor from now on."},
		{Name: "modify", Sig: "fd, eventmask", Fn: func(t *thread, a []value) (value, *excn) {
			return control(t, "epoll.modify()", unix.EPOLL_CTL_MOD, a[0], a[1], a[2])
		}, Doc: "Wait for these events of a registered descriptor instead."},
		{Name: "unregister", Sig: "fd", Fn: func(t *thread, a []value) (value, *excn) {
			return control(t, "epoll.unregister()", unix.EPOLL_CTL_DEL, a[0], a[1], null)
		}, Doc: "Wait for a descriptor no longer."},
		{Name: "poll", Sig: "timeout=None, maxevents=-1", Fn: wait,
			Doc: "Wait until something happens, at most timeout seconds; returns a list of (descriptor, events)."},
		{Name: "__enter__", Fn: func(t *thread, a []value) (value, *excn) {
			_, err := open(t, a[0])
			return a[0], err
		}},
		{Name: "__exit__", Sig: "exc_type=None, exc_value=None, exc_tb=None, /", Fn: func(t *thread, a []value) (value, *excn) {
			return object.CallMethod(t, a[0], object.Intern("close"))
		}},
	}
	epollType.Getsets = []object.GetSet{{Name: "closed", Get: func(t *thread, v value) (value, *excn) {
		return object.Bool(epollOf(v).FD() < 0), nil
	}, Doc: "Whether it is closed."}}
}

func addSystem(t *thread, m *object.Module) {
	m.AddType(t, epollType)
	for name, n := range map[string]int64{
		"EPOLLIN": unix.EPOLLIN, "EPOLLOUT": unix.EPOLLOUT, "EPOLLPRI": unix.EPOLLPRI, "EPOLLERR": unix.EPOLLERR, "EPOLLHUP": unix.EPOLLHUP,
		"EPOLLRDHUP": unix.EPOLLRDHUP, "EPOLLET": unix.EPOLLET & 0xffffffff, "EPOLLONESHOT": unix.EPOLLONESHOT, "EPOLLEXCLUSIVE": unix.EPOLLEXCLUSIVE,
		"EPOLLRDNORM": unix.EPOLLRDNORM, "EPOLLRDBAND": unix.EPOLLRDBAND, "EPOLLWRNORM": unix.EPOLLWRNORM, "EPOLLWRBAND": unix.EPOLLWRBAND, "EPOLLMSG": unix.EPOLLMSG,
		"EPOLL_CLOEXEC": unix.EPOLL_CLOEXEC, "POLLMSG": 0x400, "POLLRDHUP": unix.POLLRDHUP,
	} {
		m.Set(t, name, object.Int(n))
	}
}
