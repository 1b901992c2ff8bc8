package io

import (
	"os"
	"runtime"
	"strings"
	"weak"

	"github.com/weftpy/weft/object"
)

// fileIO is io.FileIO: a file without a buffer.
type fileIO struct {
	ioObject
	fd                                     *descriptor
	created, readable, writable, appending bool
	seekable                               int8 // 0 unknown, 1 yes, -1 no
}

var fileIOType = newType("FileIO", rawIOBaseType, "A file of the system, without a buffer.")

// inevitable prepares for an effect that cannot be undone.
func inevitable(t *thread, what string) { t.Tx.BecomeInevitable(what) }

// file returns the open file of v, or an error.
func file(t *thread, v value) (*fileIO, *exception) {
	f := cast[fileIO](v)
	if f.fd.fd < 0 {
		return nil, t.Errorf(object.ValueError, "I/O operation on closed file")
	}
	return f, nil
}

func readableFile(t *thread, v value) (*fileIO, *exception) {
	f, err := file(t, v)
	if err == nil && !f.readable {
		err = unsupported(t, "File not open for reading")
	}
	return f, err
}

func writableFile(t *thread, v value) (*fileIO, *exception) {
	f, err := file(t, v)
	if err == nil && !f.writable {
		err = unsupported(t, "File not open for writing")
	}
	return f, err
}

func (f *fileIO) isTerminal() bool { return f.fd.fd >= 0 && sysTerminal(f.fd.fd) }

// mode returns the attribute mode.
func (f *fileIO) mode() string {
	plus := ""
	if f.readable && f.writable {
		plus = "+"
	}
	switch {
	case f.created:
		return "xb" + plus
	case f.appending:
		return "ab" + plus
	case f.readable:
		return "rb" + plus
	}
	return "wb"
}

// canSeek finds out whether the file has positions.
func (f *fileIO) canSeek() bool {
	if f.seekable == 0 {
		f.seekable = 1
		if _, err := sysSeek(f.fd.fd, 0, 1); err != nil {
			f.seekable = -1
		}
	}
	return f.seekable > 0
}

var fileIOInit = &object.Func{Name: "FileIO", Sig: "self, file, mode='r', closefd=True, opener=None"}

// open opens or takes over a file for f.
func (f *fileIO) open(t *thread, name value, mode string, closefd bool, opener value) *exception {
	if f.fd.fd >= 0 {
		if f.fd.closefd {
			if e := f.fd.shut(); e != nil {
				return t.OSError(e)
			}
		}
	}
	d := &descriptor{fd: -1, closefd: closefd}
	var created, readable, writable, appending, plus bool
	flags, n := 0, 0
	for i := 0; i < len(mode); i++ {
		bad := false
		switch mode[i] {
		case 'x':
			created, writable = true, true
			flags |= os.O_EXCL | os.O_CREATE
			n++
		case 'r':
			readable = true
			n++
		case 'w':
			writable = true
			flags |= os.O_CREATE | os.O_TRUNC
			n++
		case 'a':
			appending, writable = true, true
			flags |= os.O_APPEND | os.O_CREATE
			n++
		case 'b':
		case '+':
			bad = plus
			plus = true
		default:
			return t.Errorf(object.ValueError, "invalid mode: %s", mode)
		}
		if n > 1 || bad {
			n = 2
			break
		}
	}
	if n != 1 {
		return t.Errorf(object.ValueError, "Must have exactly one of create/read/write/append mode and at most one plus")
	}
	if plus {
		readable, writable = true, true
	}
	switch {
	case readable && writable:
		flags |= flagBoth
	case readable:
		flags |= flagRead
	default:
		flags |= flagWrite
	}
	path, isPath := name, true
	if name.Type().Is(object.FlagInt) {
		isPath = false
		i, err := object.IndexInt(t, name, object.OverflowError)
		if err != nil {
			return err
		}
		if i < 0 {
			return t.Errorf(object.ValueError, "negative file descriptor")
		}
		d.fd = int(i)
	} else {
		var err *exception
		if path, err = fsPath(t, name); err != nil {
			return err
		}
		s, err := pathText(t, path)
		if err != nil {
			return err
		}
		if strings.IndexByte(s, 0) >= 0 {
			if _, ok := object.AsStr(path); ok {
				return t.Errorf(object.ValueError, "embedded null byte")
			}
			return t.Errorf(object.ValueError, "embedded null byte")
		}
		if !closefd {
			return t.Errorf(object.ValueError, "Cannot use closefd=False with file name")
		}
		inevitable(t, "opening a file")
		settle(t, s)
		if opener.O != nil && !opener.IsNone() {
			r, err := object.Call2(t, opener, name, object.Int(int64(flags|openCloseOnExec)))
			if err != nil {
				return err
			}
			if !r.Type().Is(object.FlagInt) {
				return t.Errorf(object.TypeError, "expected integer from opener")
			}
			i, err := object.IndexInt(t, r, object.OverflowError)
			if err != nil {
				return err
			}
			if i < 0 {
				return t.Errorf(object.ValueError, "opener returned %d", i)
			}
			d.fd = int(i)
		} else {
			for {
				fd, e := sysOpen(s, flags)
				if e == nil {
					d.fd = fd
					break
				}
				if !isInterrupted(e) {
					return t.OSError(e, name)
				}
				if err := interrupted(t); err != nil {
					return err
				}
			}
		}
	}
	if isDir, _, _, e := sysStat(d.fd); e != nil || isDir {
		if e == nil {
			e = errnoDir
		}
		if isPath {
			d.shut()
		}
		if !isPath && e == errnoBadFd {
			return t.OSError(e)
		}
		return t.OSError(e, name)
	}
	f.fd, f.created, f.readable, f.writable, f.appending, f.seekable = d, created, readable, writable, appending, 0
	if closefd {
		d.owner = weak.Make(f)
		runtime.AddCleanup(f, (*descriptor).collected, d)
		if !isPath {
			sysWatch() // a pipe, perhaps
		}
	}
	if err := object.SetAttr(t, object.Value{O: &f.Object}, str("name"), name); err != nil {
		return err
	}
	if appending {
		if _, e := sysSeek(d.fd, 0, 2); e != nil && f.canSeek() {
			return t.OSError(e)
		}
	}
	return nil
}

// readAll reads to the end of the file.
func (f *fileIO) readAll(t *thread) (b []byte, again bool, err *exception) {
	size := defaultBufferSize
	if _, _, n, e := sysStat(f.fd.fd); e == nil && n > 0 {
		if pos, e := sysSeek(f.fd.fd, 0, 1); e == nil && n > pos && n-pos < 1<<40 {
			size = int(n-pos) + 1
		}
	}
	b = make([]byte, 0, size)
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, again, err := f.fd.read(t, b[len(b):cap(b)])
		if err != nil {
			return nil, false, err
		}
		if n == 0 {
			return b, again, nil
		}
		b = b[:len(b)+n]
	}
}

// whenceArg converts the arguments of seek.
func whenceArg(t *thread, v value) (int, *exception) {
	if v.O == nil {
		return 0, nil
	}
	n, err := object.IndexInt(t, v, object.OverflowError)
	return int(n), err
}

func init() {
	object.SetLayout[fileIO](fileIOType)
	fileIOType.Alloc = func(t *thread, typ *object.Type) *object.Object {
		f := object.Allocate[fileIO](typ)
		f.fd = &descriptor{fd: -1}
		return &f.Object
	}
	fileIOInit.Fn = func(t *thread, a args) (value, *exception) {
		mode, closefd := "r", true
		if a[2].O != nil {
			s, ok := object.AsStr(a[2])
			if !ok {
				return null, t.Errorf(object.TypeError, "FileIO() argument 'mode' must be str, not %s", object.ArgTypeName(a[2]))
			}
			mode = s.S
		}
		if a[3].O != nil {
			var err *exception
			if closefd, err = object.Truth(t, a[3]); err != nil {
				return null, err
			}
		}
		return none, cast[fileIO](a[0]).open(t, a[1], mode, closefd, a[4])
	}
	fileIOType.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception {
		_, err := fileIOInit.CallWith(t, append([]value{v}, a...), kw)
		return err
	}
	fileIOType.Slots.Repr = func(t *thread, v value) (value, *exception) {
		f := cast[fileIO](v)
		if f.fd.fd < 0 {
			return object.NewStr("<_io.FileIO [closed]>"), nil
		}
		name, err := nameRepr(t, v)
		if err != nil {
			return null, err
		}
		if name == "" {
			name = " fd=" + itoa(f.fd.fd)
		}
		closefd := "False"
		if f.fd.closefd {
			closefd = "True"
		}
		return object.NewStr("<_io.FileIO" + name + " mode='" + f.mode() + "' closefd=" + closefd + ">"), nil
	}
	fileIOType.Methods = []object.Def{
		def("read", "size=-1, /", func(t *thread, a args) (value, *exception) {
			f, err := readableFile(t, a[0])
			if err != nil {
				return null, err
			}
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			inevitable(t, "reading a file")
			var b []byte
			var again bool
			if n < 0 {
				b, again, err = f.readAll(t)
			} else {
				b = make([]byte, n)
				var k int
				k, again, err = f.fd.read(t, b)
				b = b[:k]
			}
			if err != nil {
				return null, err
			}
			if again && len(b) == 0 {
				return none, nil
			}
			return object.BytesOwned(b), nil
		}),
		def("readall", "", func(t *thread, a args) (value, *exception) {
			f, err := readableFile(t, a[0])
			if err != nil {
				return null, err
			}
			inevitable(t, "reading a file")
			b, again, err := f.readAll(t)
			if err != nil {
				return null, err
			}
			if again && len(b) == 0 {
				return none, nil
			}
			return object.BytesOwned(b), nil
		}),
		def("readinto", "buffer, /", func(t *thread, a args) (value, *exception) {
			f, err := readableFile(t, a[0])
			if err != nil {
				return null, err
			}
			inevitable(t, "reading a file")
			if f.fd.waits() {
				// Now, as others may change the buffer meanwhile.
				if err := await(t, f.fd, true); err != nil {
					return null, err
				}
			}
			b, err := writableArg(t, a[1], "readinto")
			if err != nil {
				return null, err
			}
			n, again, err := f.fd.read(t, b)
			if err != nil || again {
				return none, err
			}
			return object.Int(int64(n)), nil
		}),
		def("write", "b, /", func(t *thread, a args) (value, *exception) {
			f, err := writableFile(t, a[0])
			if err != nil {
				return null, err
			}
			s, err := object.BytesCopy(t, a[1])
			if err != nil {
				return null, err
			}
			if err := f.fd.complaint(t); err != nil {
				return null, err
			}
			if f.fd.flows(t) {
				return f.flow(t, []byte(s))
			}
			if t.Tx.InTransaction() && !t.Tx.Inevitable() {
				t.Tx.Hold(f.fd, []byte(s))
				return object.Int(int64(len(s))), nil
			}
			return f.writeOnce(t, []byte(s))
		}),
		def("seek", "pos, whence=0, /", func(t *thread, a args) (value, *exception) {
			f, err := file(t, a[0])
			if err != nil {
				return null, err
			}
			whence, err := whenceArg(t, a[2])
			if err != nil {
				return null, err
			}
			if a[1].Type().Is(object.FlagFloat) {
				return null, t.Errorf(object.TypeError, "an integer is required")
			}
			off, err := object.IndexInt(t, a[1], object.OverflowError)
			if err != nil {
				return null, err
			}
			inevitable(t, "seeking in a file")
			n, err := f.fd.seek(t, off, whence)
			return object.Int(n), err
		}),
		def("tell", "", func(t *thread, a args) (value, *exception) {
			f, err := file(t, a[0])
			if err != nil {
				return null, err
			}
			inevitable(t, "telling a file's position")
			n, err := f.fd.seek(t, 0, 1)
			return object.Int(n), err
		}),
		def("truncate", "size=None, /", func(t *thread, a args) (value, *exception) {
			f, err := writableFile(t, a[0])
			if err != nil {
				return null, err
			}
			inevitable(t, "truncating a file")
			var n int64
			if a[1].O == nil || a[1].IsNone() {
				n, err = f.fd.seek(t, 0, 1)
			} else {
				n, err = object.IndexInt(t, a[1], object.OverflowError)
			}
			if err != nil {
				return null, err
			}
			if e := sysTruncate(f.fd.fd, n); e != nil {
				return null, t.OSError(e)
			}
			return object.Int(n), nil
		}),
		def("close", "", func(t *thread, a args) (value, *exception) {
			f := cast[fileIO](a[0])
			if f.fd.fd < 0 {
				return none, nil
			}
			inevitable(t, "closing a file")
			err := baseClose(t, a[0])
			if e := f.fd.shut(); e != nil && err == nil {
				err = t.OSError(e)
			}
			if err == nil {
				err = f.fd.complaint(t)
			}
			return none, err
		}),
		def("fileno", "", func(t *thread, a args) (value, *exception) {
			f, err := file(t, a[0])
			if err != nil {
				return null, err
			}
			return object.Int(int64(f.fd.fd)), nil
		}),
		def("isatty", "", func(t *thread, a args) (value, *exception) {
			f, err := file(t, a[0])
			if err != nil {
				return null, err
			}
			return object.Bool(f.isTerminal()), nil
		}),
		def("seekable", "", func(t *thread, a args) (value, *exception) {
			f, err := file(t, a[0])
			if err != nil {
				return null, err
			}
			return object.Bool(f.canSeek()), nil
		}),
		def("readable", "", func(t *thread, a args) (value, *exception) {
			f, err := file(t, a[0])
			return object.Bool(err == nil && f.readable), err
		}),
		def("writable", "", func(t *thread, a args) (value, *exception) {
			f, err := file(t, a[0])
			return object.Bool(err == nil && f.writable), err
		}),
		def("_isatty_open_only", "", func(t *thread, a args) (value, *exception) {
			return object.Bool(cast[fileIO](a[0]).isTerminal()), nil
		}),
	}
	fileIOType.Getsets = []object.GetSet{
		{Name: "closed", Get: func(t *thread, v value) (value, *exception) { return object.Bool(cast[fileIO](v).fd.fd < 0), nil }},
		{Name: "closefd", Get: func(t *thread, v value) (value, *exception) { return object.Bool(cast[fileIO](v).fd.closefd), nil }},
		{Name: "mode", Get: func(t *thread, v value) (value, *exception) { return object.NewStr(cast[fileIO](v).mode()), nil }},
		{Name: "_blksize", Get: func(t *thread, v value) (value, *exception) {
			n := cast[fileIO](v).fd.blockSize()
			if n <= 1 {
				n = defaultBufferSize
			}
			return object.Int(int64(n)), nil
		}},
	}
}

// writeOnce makes one system call, as raw files do, and returns what it wrote.
func (f *fileIO) writeOnce(t *thread, p []byte) (value, *exception) {
	if len(p) > 0x7ffff000 {
		p = p[:0x7ffff000]
	}
	for {
		n, e := sysWrite(f.fd.fd, p)
		switch {
		case e == nil:
			return object.Int(int64(n)), nil
		case isInterrupted(e):
			if err := interrupted(t); err != nil {
				return null, err
			}
		case isAgain(e):
			return none, nil
		default:
			return null, t.OSError(e)
		}
	}
}

// flow writes p to a descriptor that t writes to as it goes.
func (f *fileIO) flow(t *thread, p []byte) (value, *exception) {
	inevitable(t, "writing to a pipe")
	done := 0
	for {
		if err := await(t, f.fd, false); err != nil {
			return null, err
		}
		const atOnce = 4096
		r, err := f.writeOnce(t, p[done:min(done+atOnce, len(p))])
		if err != nil || r.IsNone() {
			if done > 0 {
				return object.Int(int64(done)), nil
			}
			return r, err
		}
		if done += int(r.Int()); done >= len(p) {
			return object.Int(int64(done)), nil
		}
	}
}

// writableArg returns the memory that argument v of name gives to read into.
func writableArg(t *thread, v value, name string) ([]byte, *exception) {
	b, err := object.WritableBytes(t, v)
	if err != nil && err.Matches(object.TypeError) {
		return nil, t.Errorf(object.TypeError, "%s() argument must be read-write bytes-like object, not %s", name, object.ArgTypeName(v))
	}
	return b, err
}

// nameRepr returns " name=…" for repr, "" if the stream has no name.
func nameRepr(t *thread, v value) (string, *exception) {
	name, err := object.LookupAttr(t, v, str("name"))
	if err != nil {
		if err.Matches(object.ValueError) {
			return "", nil
		}
		return "", err
	}
	if name.O == nil {
		return "", nil
	}
	if !t.EnterRepr(v.O) {
		return "", t.Errorf(object.RuntimeError, "reentrant call inside %s.__repr__", v.TypeName())
	}
	defer t.LeaveRepr()
	r, err := object.Repr(t, name)
	if err != nil {
		return "", err
	}
	return " name=" + r.S, nil
}
