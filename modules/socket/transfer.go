//go:build linux || darwin

package socket

import (
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// Sending and receiving. What is received goes through memory of our own: while a
// thread waits, others may change what the buffer is.

// send sends b and returns how much the system took: on a stream that blocks all
// of it, unless it fails in between. There it is call that waits, not the system call,
// which signals could not interrupt.
func (s *sock) send(t *thread, b []byte, flags int, deadline time.Time) (done int, err *excn) {
	if s.limit() >= 0 || s.typ != unix.SOCK_STREAM || flags&unix.MSG_DONTWAIT != 0 {
		err = s.call(t, unix.POLLOUT, deadline, flags, func(fd int) (err error) { done, err = unix.SendmsgN(fd, b, nil, nil, flags); return })
		return done, err
	}
	for {
		n := 0
		err = s.call(t, unix.POLLOUT, deadline, flags, func(fd int) (err error) {
			n, err = unix.SendmsgN(fd, b[done:], nil, nil, flags|unix.MSG_DONTWAIT)
			return
		})
		if done += n; done >= len(b) || err != nil && done == 0 {
			return done, err
		}
		if err != nil {
			if err.Matches(object.OSError) {
				err = nil // the next call says it again
			}
			return done, err
		}
	}
}

func receive(fd int, b []byte, flags int) (int, error) {
	if flags == 0 {
		return unix.Read(fd, b)
	}
	n, _, err := unix.Recvfrom(fd, b, flags)
	return n, err
}

// result makes bytes of the first n of buf.
func result(buf []byte, n int) value {
	if n < len(buf)/2 {
		return object.NewBytes(string(buf[:n]))
	}
	return object.BytesOwned(buf[:n])
}

// sizeArg converts a number of bytes to receive.
func sizeArg(t *thread, f string, v value) (int, *excn) {
	n, err := object.IndexInt(t, v, object.OverflowError)
	if err == nil && n < 0 {
		err = t.Errorf(object.ValueError, "negative buffersize in %s", f)
	}
	return int(n), err
}

// intoArgs converts the arguments of methods that receive into a buffer.
func intoArgs(t *thread, f, short string, a []value) (n, flags int, err *excn) {
	b, werr := object.WritableBytes(t, a[0])
	if werr != nil {
		if werr.Typ == object.TypeError {
			werr = t.Errorf(object.TypeError, "%s() argument 1 must be read-write bytes-like object, not %s", f, a[0].TypeName())
		}
		return 0, 0, werr
	}
	size := len(b)
	if a[1].O != nil {
		if n, err = sizeArg(t, f, a[1]); err != nil {
			return
		}
	}
	if n == 0 {
		n = size
	}
	if n > size {
		return 0, 0, t.Errorf(object.ValueError, "%s", short)
	}
	flags, err = sysfd.IntOr(t, a[2], 0)
	return
}

// fill copies what was received into the buffer that it was asked for.
func fill(t *thread, v value, b []byte) *excn {
	to, err := object.WritableBytes(t, v)
	if err != nil {
		return err
	}
	copy(to, b)
	return nil
}

// data returns the bytes to send, as they are now.
func data(t *thread, v value) ([]byte, *excn) {
	s, err := object.BytesCopy(t, v)
	return unsafe.Slice(unsafe.StringData(s), len(s)), err
}

var transferDefs = []object.Def{
	method("recv", "bufsize, flags=0, /", func(t *thread, s *sock, a []value) (value, *excn) {
		n, err := sizeArg(t, "recv", a[0])
		if err != nil {
			return null, err
		}
		flags, err := sysfd.IntOr(t, a[1], 0)
		if err != nil {
			return null, err
		}
		if n == 0 {
			return object.NewBytes(""), nil
		}
		buf, got := make([]byte, n), 0
		err = s.read(t, flags, func(fd int) (err error) { got, err = receive(fd, buf, flags); return })
		if err != nil {
			return null, err
		}
		return result(buf, got), nil
	}),
	method("recv_into", "buffer, nbytes=0, flags=0", func(t *thread, s *sock, a []value) (value, *excn) {
		n, flags, err := intoArgs(t, "recv_into", "buffer too small for requested bytes", a)
		if err != nil {
			return null, err
		}
		if n == 0 {
			return object.Int(0), nil
		}
		buf, got := make([]byte, n), 0
		if err := s.read(t, flags, func(fd int) (err error) { got, err = receive(fd, buf, flags); return }); err != nil {
			return null, err
		}
		return object.Int(int64(got)), fill(t, a[0], buf[:got])
	}),
	method("recvfrom", "bufsize, flags=0, /", func(t *thread, s *sock, a []value) (value, *excn) {
		n, err := sizeArg(t, "recvfrom", a[0])
		if err != nil {
			return null, err
		}
		flags, err := sysfd.IntOr(t, a[1], 0)
		if err != nil {
			return null, err
		}
		buf, got := make([]byte, n), 0
		var from unix.Sockaddr
		if err := s.read(t, flags, func(fd int) (err error) { got, from, err = unix.Recvfrom(fd, buf, flags); return }); err != nil {
			return null, err
		}
		return object.TupleOf([]value{result(buf, got), s.address(from)}), nil
	}),
	method("recvfrom_into", "buffer, nbytes=0, flags=0", func(t *thread, s *sock, a []value) (value, *excn) {
		n, flags, err := intoArgs(t, "recvfrom_into", "nbytes is greater than the length of the buffer", a)
		if err != nil {
			return null, err
		}
		buf, got := make([]byte, n), 0
		var from unix.Sockaddr
		if err := s.read(t, flags, func(fd int) (err error) { got, from, err = unix.Recvfrom(fd, buf, flags); return }); err != nil {
			return null, err
		}
		return object.TupleOf([]value{object.Int(int64(got)), s.address(from)}), fill(t, a[0], buf[:got])
	}),
	method("send", "data, flags=0, /", func(t *thread, s *sock, a []value) (value, *excn) {
		b, err := data(t, a[0])
		if err != nil {
			return null, err
		}
		flags, err := sysfd.IntOr(t, a[1], 0)
		if err != nil {
			return null, err
		}
		n, err := s.send(t, b, flags, s.deadline())
		return object.Int(int64(n)), err
	}),
	method("sendall", "data, flags=0, /", func(t *thread, s *sock, a []value) (value, *excn) {
		b, err := data(t, a[0])
		if err != nil {
			return null, err
		}
		flags, err := sysfd.IntOr(t, a[1], 0)
		if err != nil {
			return null, err
		}
		deadline := s.deadline()
		for len(b) > 0 {
			n, err := s.send(t, b, flags, deadline)
			if err != nil {
				return null, err
			}
			b = b[n:]
			if err := t.Poll(); err != nil { // a signal may have cut it short
				return null, err
			}
		}
		return object.None, nil
	}),
	{Name: "sendto", Sig: "data, flags, address, /", Raw: func(t *thread, args, kwnames []value) (value, *excn) {
		if len(kwnames) > 0 {
			return null, t.Errorf(object.TypeError, "socket.sendto() takes no keyword arguments")
		}
		s, a := sockOf(args[0]), args[1:]
		if len(a) != 2 && len(a) != 3 {
			return null, t.Errorf(object.TypeError, "sendto() takes 2 or 3 arguments (%d given)", len(a))
		}
		b, err := data(t, a[0])
		if err != nil {
			return null, err
		}
		flags := 0
		if len(a) == 3 {
			if flags, err = sysfd.Int(t, a[1]); err != nil {
				return null, err
			}
		}
		t.Tx.BecomeInevitable("socket.sendto()")
		to, err := s.addressArg(t, "sendto", a[len(a)-1])
		if err != nil {
			return null, err
		}
		n := 0
		err = s.write(t, flags, func(fd int) (err error) { n, err = unix.SendmsgN(fd, b, nil, to, flags); return })
		return object.Int(int64(n)), err
	}},
	method("recvmsg", "bufsize, ancbufsize=0, flags=0, /", func(t *thread, s *sock, a []value) (value, *excn) {
		n, err := object.IndexInt(t, a[0], object.OverflowError)
		if err != nil {
			return null, err
		}
		if n < 0 {
			return null, t.Errorf(object.ValueError, "negative buffer size in recvmsg()")
		}
		buf := make([]byte, n)
		m, err := s.receiveMessage(t, [][]byte{buf}, a[1:])
		if err != nil {
			return null, err
		}
		return object.TupleOf(append([]value{result(buf, m.n)}, m.rest...)), nil
	}),
	method("recvmsg_into", "buffers, ancbufsize=0, flags=0, /", func(t *thread, s *sock, a []value) (value, *excn) {
		items, err := iterable(t, "recvmsg_into", a[0])
		if err != nil {
			return null, err
		}
		bufs := make([][]byte, len(items))
		for i, v := range items {
			b, err := object.WritableBytes(t, v)
			if err != nil {
				return null, err
			}
			bufs[i] = make([]byte, len(b))
		}
		m, err := s.receiveMessage(t, bufs, a[1:])
		if err != nil {
			return null, err
		}
		left := m.n
		for i, b := range bufs {
			b = b[:min(left, len(b))]
			left -= len(b)
			if err := fill(t, items[i], b); err != nil {
				return null, err
			}
		}
		return object.TupleOf(append([]value{object.Int(int64(m.n))}, m.rest...)), nil
	}),
	method("sendmsg", "buffers, ancdata=(), flags=0, address=None, /", func(t *thread, s *sock, a []value) (value, *excn) {
		items, err := iterable(t, "sendmsg", a[0])
		if err != nil {
			return null, err
		}
		bufs := make([][]byte, len(items))
		for i, v := range items {
			if bufs[i], err = data(t, v); err != nil {
				return null, err
			}
		}
		var oob []byte
		if a[1].O != nil {
			if oob, err = ancillary(t, a[1]); err != nil {
				return null, err
			}
		}
		flags, err := sysfd.IntOr(t, a[2], 0)
		if err != nil {
			return null, err
		}
		var to unix.Sockaddr
		if a[3].O != nil && !a[3].IsNone() {
			if to, err = s.addressArg(t, "sendmsg", a[3]); err != nil {
				return null, err
			}
		}
		n := 0
		err = s.write(t, flags, func(fd int) (err error) { n, err = unix.SendmsgBuffers(fd, bufs, oob, to, flags); return })
		return object.Int(int64(n)), err
	}),
}

func iterable(t *thread, f string, v value) ([]value, *excn) {
	if v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
		return nil, t.Errorf(object.TypeError, "%s() argument 1 must be an iterable", f)
	}
	return object.Collect(t, v)
}

// message is what recvmsg has received: n bytes, and the rest of its result.
type message struct {
	n    int
	rest []value // ancillary data, flags, address
}

func (s *sock) receiveMessage(t *thread, bufs [][]byte, a []value) (message, *excn) {
	var m message
	space, err := sysfd.IntOr(t, a[0], 0)
	if err != nil {
		return m, err
	}
	flags, err := sysfd.IntOr(t, a[1], 0)
	if err != nil {
		return m, err
	}
	if space < 0 {
		return m, t.Errorf(object.ValueError, "invalid ancillary data buffer length")
	}
	oob := make([]byte, space)
	var oobn, got int
	var from unix.Sockaddr
	if err := s.read(t, flags, func(fd int) (err error) {
		m.n, oobn, got, from, err = unix.RecvmsgBuffers(fd, bufs, oob, flags)
		return
	}); err != nil {
		return m, err
	}
	control, perr := unix.ParseSocketControlMessage(oob[:oobn])
	if perr != nil {
		control = cutControl(oob[:oobn])
	}
	var items []value
	for _, c := range control {
		items = append(items, object.TupleOf([]value{object.Int(int64(c.Header.Level)), object.Int(int64(c.Header.Type)), object.NewBytes(string(c.Data))}))
	}
	m.rest = []value{object.NewList(t, items).Value(), object.Int(int64(got)), s.address(from)}
	return m, nil
}

// cutControl is ParseSocketControlMessage for a buffer in which the last message
// is cut off.
func cutControl(b []byte) []unix.SocketControlMessage {
	var out []unix.SocketControlMessage
	for len(b) >= unix.CmsgLen(0) {
		h := (*unix.Cmsghdr)(unsafe.Pointer(&b[0]))
		n := min(int(h.Len), len(b))
		if n < unix.CmsgLen(0) {
			break
		}
		out = append(out, unix.SocketControlMessage{Header: *h, Data: b[unix.CmsgLen(0):n]})
		b = b[min(unix.CmsgSpace(n-unix.CmsgLen(0)), len(b)):]
	}
	return out
}

// ancillary converts the ancillary data to send.
func ancillary(t *thread, v value) ([]byte, *excn) {
	if v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
		return nil, t.Errorf(object.TypeError, "sendmsg() argument 2 must be an iterable")
	}
	var oob []byte
	err := object.Iterate(t, v, func(x value) (bool, *excn) {
		var items []value
		if x.O.Typ.Flags&(object.FlagTuple|object.FlagList) == 0 {
			return false, t.Errorf(object.TypeError, "[sendmsg() ancillary data items]() argument must be 3-item sequence, not %s", x.TypeName())
		}
		items, err := object.Collect(t, x)
		if err != nil {
			return false, err
		}
		if len(items) != 3 {
			return false, t.Errorf(object.TypeError, "[sendmsg() ancillary data items]() argument must be sequence of length 3, not %d", len(items))
		}
		level, err := sysfd.Int(t, items[0])
		if err != nil {
			return false, err
		}
		typ, err := sysfd.Int(t, items[1])
		if err != nil {
			return false, err
		}
		b, err := object.BytesCopy(t, items[2])
		if err != nil {
			return false, err
		}
		one := make([]byte, unix.CmsgSpace(len(b)))
		h := (*unix.Cmsghdr)(unsafe.Pointer(&one[0]))
		h.Level, h.Type = int32(level), int32(typ)
		h.SetLen(unix.CmsgLen(len(b)))
		copy(one[unix.CmsgLen(0):], b)
		oob = append(oob, one...)
		return true, nil
	})
	return oob, err
}
