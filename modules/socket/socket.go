//go:build linux || darwin

package socket

import (
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"

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

// sock is a socket object. Its descriptor is in the mode that the timeout asks
// for: one that does not block unless there is none.
type sock struct {
	object.Object
	file               *sysfd.File
	family, typ, proto int
	timeout            atomic.Int64 // a time.Duration; sysfd.Forever: none
}

var (
	socketType = &object.Type{Name: "socket", Module: "_socket", Doc: "A socket: one end of a connection, or a place where messages arrive."}

	herrorType   = &object.Type{Name: "herror", Module: "socket", Base: object.OSError, Flags: object.FlagException | object.FlagSameLayout}
	gaierrorType = &object.Type{Name: "gaierror", Module: "socket", Base: object.OSError, Flags: object.FlagException | object.FlagSameLayout}
)

func sockOf(v value) *sock { return (*sock)(unsafe.Pointer(v.O)) }

func (s *sock) limit() time.Duration { return time.Duration(s.timeout.Load()) }

type defaultTimeoutKey struct{}

// defaultTimeout is the timeout of new sockets.
func defaultTimeout(t *thread) *atomic.Int64 {
	return t.Interp.Extra(defaultTimeoutKey{}, func() any {
		d := new(atomic.Int64)
		d.Store(int64(sysfd.Forever))
		return d
	}).(*atomic.Int64)
}

// setTimeout sets the timeout, and the mode of the descriptor.
func (s *sock) setTimeout(t *thread, d time.Duration) *excn {
	if err := unix.SetNonblock(s.file.FD(), d >= 0); err != nil {
		return t.OSError(err)
	}
	s.timeout.Store(int64(d))
	return nil
}

// adopt makes fd the descriptor of s.
func (s *sock) adopt(t *thread, fd, family, typ, proto int) *excn {
	s.file = sysfd.NewFile(s, fd)
	sysfd.Watch()
	s.family, s.typ, s.proto = family, typ&^(nonBlockingType|closeOnExec), proto
	s.timeout.Store(int64(sysfd.Forever))
	if typ&nonBlockingType != 0 {
		s.timeout.Store(0)
		return nil
	}
	if d := time.Duration(defaultTimeout(t).Load()); d >= 0 {
		return s.setTimeout(t, d)
	}
	return nil
}

// timedOut is the exception of a call that took too long.
func timedOut(t *thread) *excn { return t.Errorf(object.TimeoutError, "timed out") }

// call makes a system call on s that may have to wait for events, until the
// deadline if that is not zero. Other threads run meanwhile. flags are those of
// the call, one of which may be not to wait.
func (s *sock) call(t *thread, events int16, deadline time.Time, flags int, f func(fd int) error) *excn {
	for {
		limit := s.limit()
		if limit < 0 && flags&unix.MSG_DONTWAIT != 0 {
			limit = 0
		}
		if limit != 0 && s.file.FD() >= 0 {
			if !deadline.IsZero() {
				if limit = time.Until(deadline); limit <= 0 {
					limit = 0
				}
			}
			ready, exc, err := sysfd.Wait(t, s.file.FD(), events, limit)
			switch {
			case exc != nil:
				return exc
			case err != nil:
				return t.OSError(err)
			case !ready:
				return timedOut(t)
			}
		}
		var err error
		fd := s.file.FD() // another thread may have closed it meanwhile
		switch {
		case fd < 0:
			err = unix.EBADF
		case s.limit() < 0:
			t.Block(func() { err = f(fd) })
		default:
			err = f(fd)
		}
		switch {
		case err == nil:
			return nil
		case err == unix.EINTR:
			if exc := t.Poll(); exc != nil {
				return exc
			}
		case (err == unix.EAGAIN || err == unix.EWOULDBLOCK) && (s.limit() > 0 || s.limit() < 0 && flags&unix.MSG_DONTWAIT == 0):
			// Another process or thread was faster, or f does not wait itself.
		default:
			return t.OSError(err)
		}
	}
}

// deadline returns when a call that begins now must have ended, zero for never.
func (s *sock) deadline() time.Time {
	if d := s.limit(); d > 0 {
		return time.Now().Add(d)
	}
	return time.Time{}
}

// read and write are call with the socket's own deadline.
func (s *sock) read(t *thread, flags int, f func(fd int) error) *excn {
	return s.call(t, unix.POLLIN, s.deadline(), flags, f)
}

func (s *sock) write(t *thread, flags int, f func(fd int) error) *excn {
	return s.call(t, unix.POLLOUT, s.deadline(), flags, f)
}

// connect connects s; the error is the system's. It never blocks in the system
// call itself, so that signals are handled while it waits.
func (s *sock) connect(t *thread, sa unix.Sockaddr) (*excn, error) {
	fd := s.file.FD()
	if fd < 0 {
		return nil, unix.EBADF
	}
	limit := s.limit()
	if limit < 0 {
		if err := unix.SetNonblock(fd, true); err != nil {
			return nil, err
		}
		defer func() { _ = unix.SetNonblock(fd, false) }() // fails if it was closed meanwhile
	}
	err := unix.Connect(fd, sa)
	if limit < 0 && err == unix.EAGAIN && s.family == unix.AF_UNIX {
		// The listener's queue is full: that can only be waited for in the call.
		if err := unix.SetNonblock(fd, false); err != nil {
			return nil, err
		}
		return sysfd.Retry(t, func() error { return unix.Connect(fd, sa) })
	}
	if err != unix.EINTR && (err != unix.EINPROGRESS || limit == 0) {
		return nil, err
	}
	ready, exc, err := sysfd.Wait(t, fd, unix.POLLOUT, limit)
	switch {
	case exc != nil || err != nil:
		return exc, err
	case !ready:
		return timedOut(t), nil
	}
	if limit < 0 && runtime.GOOS == "linux" {
		// Ask by a second call, which leaves the socket as a failed one that waited
		// does: it may be tried again.
		if err = unix.Connect(fd, sa); err == unix.EISCONN {
			err = nil
		}
		return nil, err
	}
	n, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err == nil && n != 0 {
		err = unix.Errno(n)
	}
	return nil, err
}

var initFunc = &object.Func{Name: "socket", Sig: "self, /, family=-1, type=-1, proto=-1, fileno=None", Fn: initSocket}

func initSocket(t *thread, a []value) (value, *excn) {
	s := sockOf(a[0])
	var n [3]int
	for i := range n {
		var err *excn
		if n[i], err = sysfd.IntOr(t, a[1+i], -1); err != nil {
			return null, err
		}
	}
	family, typ, proto := n[0], n[1], n[2]
	if a[4].O != nil && !a[4].IsNone() {
		if a[4].O.Typ.Flags&object.FlagFloat != 0 {
			return null, t.Errorf(object.TypeError, "integer argument expected, got float")
		}
		fd, err := sysfd.Int(t, a[4])
		if err != nil {
			return null, err
		}
		if fd < 0 {
			return null, t.Errorf(object.ValueError, "negative file descriptor")
		}
		t.Tx.BecomeInevitable("socket.socket()")
		f, ty, p, ierr := identify(fd)
		if ierr != nil {
			return null, t.OSError(ierr)
		}
		if family == -1 {
			family = f
		}
		if typ == -1 {
			typ = ty
		}
		if proto == -1 {
			proto = p
		}
		return object.None, s.adopt(t, fd, family, typ, proto)
	}
	if family == -1 {
		family = unix.AF_INET
	}
	if typ == -1 {
		typ = unix.SOCK_STREAM
	}
	if proto == -1 {
		proto = 0
	}
	t.Tx.BecomeInevitable("socket.socket()")
	fd, err := unix.Socket(family, typ|closeOnExec, proto)
	if err != nil {
		return null, t.OSError(err)
	}
	unix.CloseOnExec(fd)
	return object.None, s.adopt(t, fd, family, typ, proto)
}

// method is a method that has an effect.
func method(name, sig string, f func(t *thread, s *sock, a []value) (value, *excn)) object.Def {
	reason := "socket." + name + "()"
	return object.Def{Name: name, Sig: sig, Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable(reason)
		return f(t, sockOf(a[0]), a[1:])
	}}
}

// plain is a system call that does not wait.
func (s *sock) plain(t *thread, f func(fd int) error) (value, *excn) {
	fd := s.file.FD()
	if fd < 0 {
		return null, t.OSError(unix.EBADF)
	}
	if err := f(fd); err != nil {
		return null, t.OSError(err)
	}
	return object.None, nil
}

// timeoutArg converts a timeout.
func timeoutArg(t *thread, v value) (time.Duration, *excn) {
	if v.IsNone() {
		return sysfd.Forever, nil
	}
	d, err := sysfd.Duration(t, v, time.Second, "")
	switch {
	case err != nil:
		return 0, err
	case d < 0:
		return 0, t.Errorf(object.ValueError, "Timeout value out of range")
	case d > (1<<31-1)*time.Millisecond:
		return 0, t.Errorf(object.OverflowError, "timeout doesn't fit into C timeval")
	}
	return d, nil
}

// timeoutValue is the opposite of timeoutArg.
func timeoutValue(d time.Duration) value {
	if d < 0 {
		return object.None
	}
	return object.Float(d.Seconds())
}

func init() {
	object.SetLayout[sock](socketType)
	socketType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *excn) {
		v := value{O: typ.Alloc(t, typ)}
		sockOf(v).timeout.Store(int64(sysfd.Forever))
		return v, nil
	}
	socketType.Slots.Init = func(t *thread, v value, args, kwnames []value) *excn {
		_, err := initFunc.CallWith(t, append([]value{v}, args...), kwnames)
		return err
	}
	socketType.Slots.Repr = func(t *thread, v value) (value, *excn) {
		s := sockOf(v)
		return object.NewStr(fmt.Sprintf("<socket object, fd=%d, family=%d, type=%d, proto=%d>", s.file.FD(), s.family, s.typ, s.proto)), nil
	}
	number := func(name string, get func(s *sock) int) object.GetSet {
		return object.GetSet{Name: name, Member: true, Get: func(t *thread, v value) (value, *excn) { return object.Int(int64(get(sockOf(v)))), nil }}
	}
	getTimeout := func(t *thread, v value) (value, *excn) { return timeoutValue(sockOf(v).limit()), nil }
	socketType.Getsets = []object.GetSet{
		number("family", func(s *sock) int { return s.family }),
		number("type", func(s *sock) int { return s.typ }),
		number("proto", func(s *sock) int { return s.proto }),
		{Name: "timeout", Get: getTimeout},
	}
	socketType.Methods = append([]object.Def{
		method("_accept", "", func(t *thread, s *sock, a []value) (value, *excn) {
			var fd int
			var sa unix.Sockaddr
			if err := s.read(t, 0, func(n int) (err error) { fd, sa, err = accept(n); return }); err != nil {
				return null, err
			}
			unix.CloseOnExec(fd)
			return object.TupleOf([]value{object.Int(int64(fd)), s.address(sa)}), nil
		}),
		method("bind", "address, /", func(t *thread, s *sock, a []value) (value, *excn) {
			sa, err := s.addressArg(t, "bind", a[0])
			if err != nil {
				return null, err
			}
			return s.plain(t, func(fd int) error { return unix.Bind(fd, sa) })
		}),
		method("connect", "address, /", func(t *thread, s *sock, a []value) (value, *excn) {
			sa, exc := s.addressArg(t, "connect", a[0])
			if exc != nil {
				return null, exc
			}
			exc, err := s.connect(t, sa)
			if exc == nil && err != nil {
				exc = t.OSError(err)
			}
			return object.None, exc
		}),
		method("connect_ex", "address, /", func(t *thread, s *sock, a []value) (value, *excn) {
			sa, exc := s.addressArg(t, "connect_ex", a[0])
			if exc != nil {
				return null, exc
			}
			exc, err := s.connect(t, sa)
			if exc != nil && exc.Typ == object.TimeoutError {
				exc, err = nil, unix.EAGAIN
			}
			var no unix.Errno
			errors.As(err, &no)
			return object.Int(int64(no)), exc
		}),
		method("listen", "backlog=None, /", func(t *thread, s *sock, a []value) (value, *excn) {
			n, err := sysfd.IntOr(t, a[0], min(unix.SOMAXCONN, 128))
			if err != nil {
				return null, err
			}
			return s.plain(t, func(fd int) error { return unix.Listen(fd, max(n, 0)) })
		}),
		method("close", "", func(t *thread, s *sock, a []value) (value, *excn) {
			// A peer that has gone already is none of the caller's business.
			if err := s.file.Close(); err != nil && err != unix.ECONNRESET && err != unix.EINTR {
				return null, t.OSError(err)
			}
			return object.None, nil
		}),
		method("detach", "", func(t *thread, s *sock, a []value) (value, *excn) { return object.Int(int64(s.file.Detach())), nil }),
		{Name: "fileno", Fn: func(t *thread, a []value) (value, *excn) { return object.Int(int64(sockOf(a[0]).file.FD())), nil }},
		method("shutdown", "how, /", func(t *thread, s *sock, a []value) (value, *excn) {
			how, err := sysfd.Int(t, a[0])
			if err != nil {
				return null, err
			}
			return s.plain(t, func(fd int) error { return unix.Shutdown(fd, how) })
		}),
		method("getpeername", "", func(t *thread, s *sock, a []value) (value, *excn) {
			var sa unix.Sockaddr
			if _, err := s.plain(t, func(fd int) (err error) { sa, err = unix.Getpeername(fd); return }); err != nil {
				return null, err
			}
			return s.address(sa), nil
		}),
		method("getsockname", "", func(t *thread, s *sock, a []value) (value, *excn) {
			var sa unix.Sockaddr
			if _, err := s.plain(t, func(fd int) (err error) { sa, err = unix.Getsockname(fd); return }); err != nil {
				return null, err
			}
			return s.address(sa), nil
		}),
		method("setblocking", "flag, /", func(t *thread, s *sock, a []value) (value, *excn) {
			block, err := object.Truth(t, a[0])
			if err != nil {
				return null, err
			}
			d := time.Duration(0)
			if block {
				d = sysfd.Forever
			}
			return object.None, s.setTimeout(t, d)
		}),
		{Name: "getblocking", Fn: func(t *thread, a []value) (value, *excn) { return object.Bool(sockOf(a[0]).limit() != 0), nil }},
		method("settimeout", "timeout, /", func(t *thread, s *sock, a []value) (value, *excn) {
			d, err := timeoutArg(t, a[0])
			if err != nil {
				return null, err
			}
			return object.None, s.setTimeout(t, d)
		}),
		{Name: "gettimeout", Fn: func(t *thread, a []value) (value, *excn) { return getTimeout(t, a[0]) }},
		method("getsockopt", "level, option, buflen=0, /", getOption),
		method("setsockopt", "level, option, value, optlen=0, /", setOption),
	}, transferDefs...)
	for i := range socketType.Methods {
		socketType.Methods[i].Counted = true
	}
}
