//go:build linux || darwin

package termios

import (
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

var errorType = &object.Type{Name: "error", Module: "termios", Base: object.ExceptionType, Flags: object.FlagException | object.FlagSameLayout}

// When tcsetattr takes effect.
const (
	now = iota
	drain
	flush
)

// do makes a system call on a terminal.
func do(t *thread, reason string, f func() error) *excn {
	t.Tx.BecomeInevitable(reason)
	exc, err := sysfd.Retry(t, f)
	if exc == nil && err != nil {
		// The exception has the arguments of an OSError, and is none.
		e := t.OSError(err)
		exc = object.NewException(t, errorType.Ready(), e.Args(t).Items...)
	}
	return exc
}

// attributes are the settings as a list: four sets of flags, two speeds, and the
// special characters, of which two are numbers unless lines are edited.
func attributes(t *thread, x *unix.Termios) value {
	cc := make([]value, numChars)
	for i := range cc {
		c := byte(0)
		if i < len(x.Cc) {
			c = x.Cc[i]
		}
		cc[i] = object.NewBytes(string([]byte{c}))
		if (i == unix.VMIN || i == unix.VTIME) && x.Lflag&unix.ICANON == 0 {
			cc[i] = object.Int(int64(c))
		}
	}
	in, out := speeds(x)
	return object.NewList(t, []value{object.Int(int64(x.Iflag)), object.Int(int64(x.Oflag)), object.Int(int64(x.Cflag)), object.Int(int64(x.Lflag)),
		object.Int(in), object.Int(out), object.NewList(t, cc).Value()}).Value()
}

// setAttributes is the opposite of attributes.
func setAttributes(t *thread, x *unix.Termios, v value) *excn {
	list, ok := object.AsList(v)
	if !ok || list.Len(t) != 7 {
		return t.Errorf(object.TypeError, "tcsetattr, arg 3: must be 7 element list")
	}
	items, err := object.Collect(t, v)
	if err != nil {
		return err
	}
	var n [6]int64
	for i := range n {
		if n[i], err = object.IndexInt(t, items[i], object.OverflowError); err != nil {
			return err
		}
	}
	setFlags(x, [4]int64(n[:4]))
	setSpeeds(x, n[4], n[5])
	chars, ok := object.AsList(items[6])
	if !ok || chars.Len(t) != numChars {
		return t.Errorf(object.TypeError, "tcsetattr: attributes[6] must be %d element list", numChars)
	}
	cc, err := object.Collect(t, items[6])
	if err != nil {
		return err
	}
	for i, c := range cc[:len(x.Cc)] {
		if b, ok := object.AsBytes(c); ok && len(b.S) == 1 {
			x.Cc[i] = b.S[0]
		} else if c.O.Typ.Flags&object.FlagInt != 0 {
			k, err := sysfd.Int(t, c)
			if err != nil {
				return err
			}
			x.Cc[i] = byte(k)
		} else {
			return t.Errorf(object.TypeError, "tcsetattr: elements of attributes must be characters or integers")
		}
	}
	return nil
}

// ofInt is a function of a terminal and an int.
func ofInt(name, sig string, call func(fd, n int) error) object.Def {
	return object.Def{Name: name, Sig: sig, Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Of(t, a[0])
		if err != nil {
			return null, err
		}
		n := 0
		if len(a) > 1 {
			if n, err = sysfd.Int(t, a[1]); err != nil {
				return null, err
			}
		}
		return object.None, do(t, "termios."+name+"()", func() error { return call(fd, n) })
	}}
}

var defs = []object.Def{
	{Name: "tcgetattr", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Of(t, a[0])
		if err != nil {
			return null, err
		}
		var x *unix.Termios
		if err := do(t, "termios.tcgetattr()", func() (err error) { x, err = unix.IoctlGetTermios(fd, getRequest); return }); err != nil {
			return null, err
		}
		return attributes(t, x), nil
	}},
	{Name: "tcsetattr", Sig: "fd, when, attributes, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Of(t, a[0])
		if err != nil {
			return null, err
		}
		when, err := sysfd.Int(t, a[1])
		if err != nil {
			return null, err
		}
		if list, ok := object.AsList(a[2]); !ok || list.Len(t) != 7 {
			return null, t.Errorf(object.TypeError, "tcsetattr, arg 3: must be 7 element list")
		}
		// What the list does not tell stays as it is.
		var x *unix.Termios
		if err := do(t, "termios.tcsetattr()", func() (err error) { x, err = unix.IoctlGetTermios(fd, getRequest); return }); err != nil {
			return null, err
		}
		if err := setAttributes(t, x, a[2]); err != nil {
			return null, err
		}
		return object.None, do(t, "termios.tcsetattr()", func() error {
			if when < now || when > flush {
				return unix.EINVAL
			}
			return unix.IoctlSetTermios(fd, setRequests[when], x)
		})
	}},
	ofInt("tcsendbreak", "fd, duration, /", sendBreak),
	ofInt("tcflush", "fd, queue, /", flushQueue),
	ofInt("tcflow", "fd, action, /", flow),
	{Name: "tcdrain", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Of(t, a[0])
		if err != nil {
			return null, err
		}
		return object.None, do(t, "termios.tcdrain()", func() error { return drainQueue(fd) })
	}},
	{Name: "tcgetwinsize", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Of(t, a[0])
		if err != nil {
			return null, err
		}
		var ws *unix.Winsize
		if err := do(t, "termios.tcgetwinsize()", func() (err error) { ws, err = unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ); return }); err != nil {
			return null, err
		}
		return object.TupleOf([]value{object.Int(int64(ws.Row)), object.Int(int64(ws.Col))}), nil
	}},
	{Name: "tcsetwinsize", Sig: "fd, winsize, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Of(t, a[0])
		if err != nil {
			return null, err
		}
		if a[1].O.Typ.Flags&(object.FlagTuple|object.FlagList) == 0 {
			return null, t.Errorf(object.TypeError, "tcsetwinsize, arg 2: must be a two-item sequence")
		}
		items, err := object.Collect(t, a[1])
		if err != nil {
			return null, err
		}
		if len(items) != 2 {
			return null, t.Errorf(object.TypeError, "tcsetwinsize, arg 2: must be a two-item sequence")
		}
		var n [2]int64
		for i := range n {
			if n[i], err = object.IndexInt(t, items[i], object.OverflowError); err != nil {
				return null, err
			}
			if n[i] < 0 || n[i] > 0xffff {
				return null, t.Errorf(object.OverflowError, "winsize value(s) out of range")
			}
		}
		return object.None, do(t, "termios.tcsetwinsize()", func() error {
			ws, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
			if err != nil {
				return err
			}
			ws.Row, ws.Col = uint16(n[0]), uint16(n[1])
			return unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, ws)
		})
	}},
}

func init() {
	object.RegisterModule("termios", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "termios", "Settings of terminals.")
		m.AddFuncs(t, defs)
		m.AddType(t, errorType)
		for _, c := range []map[string]int64{constants, moreConstants} {
			for name, n := range c {
				m.Set(t, name, object.Int(n))
			}
		}
		for name, n := range map[string]int64{"TCSANOW": now, "TCSADRAIN": drain, "TCSAFLUSH": flush} {
			m.Set(t, name, object.Int(n))
		}
		return m, nil
	})
}
