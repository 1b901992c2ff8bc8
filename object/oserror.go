package object

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Fields of OSError.
const (
	fieldErrno = iota
	fieldStrerror
	fieldFilename
	fieldFilename2
	fieldWritten // characters_written, null until it is set
)

// osErrorTypes maps errno to the subclass of OSError that OSError(errno, …)
// makes. Errno numbers are the platform's C library's: see errno_*.go.
var osErrorTypes = map[int64]*Type{}

func init() {
	for typ, names := range map[*Type][]string{
		BlockingIOError:        {"EAGAIN", "EALREADY", "EINPROGRESS", "EWOULDBLOCK"},
		BrokenPipeError:        {"EPIPE", "ESHUTDOWN"},
		ChildProcessError:      {"ECHILD"},
		ConnectionAbortedError: {"ECONNABORTED"},
		ConnectionRefusedError: {"ECONNREFUSED"},
		ConnectionResetError:   {"ECONNRESET"},
		FileExistsError:        {"EEXIST"},
		FileNotFoundError:      {"ENOENT"},
		IsADirectoryError:      {"EISDIR"},
		NotADirectoryError:     {"ENOTDIR"},
		InterruptedError:       {"EINTR"},
		PermissionError:        {"EACCES", "EPERM"},
		ProcessLookupError:     {"ESRCH"},
		TimeoutError:           {"ETIMEDOUT"},
	} {
		for _, n := range names {
			if e, ok := ErrnoNumbers[n]; ok {
				osErrorTypes[int64(e)] = typ
			}
		}
	}
}

// NewOSError makes the OSError that OSError(errno, strerror of errno, filename,
// None, filename2) makes. filename and filename2 may be null.
func NewOSError(t *Thread, errno int, filename, filename2 Value) *Exception {
	return newOSError(t, int64(errno), NewStr(Strerror(errno)), filename, filename2)
}

func newOSError(t *Thread, errno int64, strerror, filename, filename2 Value) *Exception {
	typ := osErrorTypes[errno]
	if typ == nil {
		typ = OSError
	}
	e := NewException(t, typ, Int(errno), strerror)
	e.SetField(t, fieldErrno, Int(errno))
	e.SetField(t, fieldStrerror, strerror)
	e.SetField(t, fieldFilename, filename)
	e.SetField(t, fieldFilename2, filename2)
	return e
}

// OSError makes the exception for an error of package os, syscall and the like.
// The file names that the exception shows are those given, not those that err
// mentions; they may be left out.
func (t *Thread) OSError(err error, filenames ...Value) *Exception {
	var names [2]Value
	copy(names[:], filenames)
	var no syscall.Errno
	if errors.As(err, &no) {
		n := ErrnoOf(no)
		return newOSError(t, int64(n), NewStr(strerrorOf(no, n)), names[0], names[1])
	}
	for _, known := range []struct {
		err  error
		name string
	}{
		{fs.ErrNotExist, "ENOENT"}, {fs.ErrExist, "EEXIST"}, {fs.ErrPermission, "EACCES"},
		{fs.ErrClosed, "EBADF"}, {os.ErrDeadlineExceeded, "ETIMEDOUT"}, {fs.ErrInvalid, "EINVAL"},
	} {
		if errors.Is(err, known.err) {
			return NewOSError(t, ErrnoNumbers[known.name], names[0], names[1])
		}
	}
	return t.Errorf(OSError, "%s", err.Error())
}

// Errno returns the errno of an OSError, 0 if it has none.
func (e *Exception) Errno(t *Thread) int {
	if v := e.Field(t, fieldErrno); v.O != nil && v.IsSmallInt() {
		return int(v.Int())
	}
	return 0
}

// SetWritten sets a BlockingIOError's characters_written.
func (e *Exception) SetWritten(t *Thread, n int) { e.SetField(t, fieldWritten, Int(int64(n))) }

// osErrorUsesInit reports whether a subclass overrides __init__ but not
// __new__. Then __new__ ignores its arguments, and __init__, which the
// subclass may call with others, interprets them; else __new__ does it all.
func osErrorUsesInit(typ *Type) bool {
	return typ.Lookup(strInit) != OSError.Dict.peekStr(strInit) && typ.Lookup(strNew) == OSError.Dict.peekStr(strNew)
}

func osErrorNew(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	if osErrorUsesInit(typ) {
		return NewException(t, typ).Value(), nil
	}
	if len(kwnames) != 0 {
		return Value{}, t.Errorf(TypeError, "%s() takes no keyword arguments", typ.Name)
	}
	if typ == OSError && len(args) >= 2 && len(args) <= 5 && args[0].IsSmallInt() {
		if sub := osErrorTypes[args[0].Int()]; sub != nil {
			typ = sub
		}
	}
	e := NewException(t, typ)
	return e.Value(), e.initOSError(t, args)
}

func (e *Exception) initOSError(t *Thread, args []Value) *Exception {
	if n := len(args); n < 2 || n > 5 {
		e.initArgs(t, args)
		return nil
	}
	e.SetField(t, fieldErrno, args[0])
	e.SetField(t, fieldStrerror, args[1])
	e.initArgs(t, args)
	if len(args) > 2 && !args[2].IsNone() {
		if e.Typ == BlockingIOError && args[2].O.Typ.Slots.Index != nil {
			n, err := IndexInt(t, args[2], ValueError)
			if err != nil {
				return err
			}
			e.SetWritten(t, int(n))
			return nil
		}
		e.SetField(t, fieldFilename, args[2])
		if len(args) > 4 && !args[4].IsNone() {
			e.SetField(t, fieldFilename2, args[4])
		}
		// The file names are not among the args: pickles and programs that unpack
		// args count on two.
		e.initArgs(t, args[:2])
	}
	return nil
}

func osErrorStr(t *Thread, v Value) (Value, *Exception) {
	e, _ := AsException(v)
	text := func(i int, f func(*Thread, Value) (*Str, *Exception)) (string, *Exception) {
		x := e.Field(t, i)
		if x.O == nil {
			x = None
		}
		s, err := f(t, x)
		if err != nil {
			return "", err
		}
		return s.S, nil
	}
	name := e.Field(t, fieldFilename)
	if name.O == nil && (e.Field(t, fieldErrno).O == nil || e.Field(t, fieldStrerror).O == nil) {
		return ExceptionStr(t, v)
	}
	no, err := text(fieldErrno, ToStr)
	if err != nil {
		return Value{}, err
	}
	msg, err := text(fieldStrerror, ToStr)
	if err != nil {
		return Value{}, err
	}
	s := "[Errno " + no + "] " + msg
	if name.O != nil {
		n, err := text(fieldFilename, Repr)
		if err != nil {
			return Value{}, err
		}
		s += ": " + n
		if e.Field(t, fieldFilename2).O != nil {
			if n, err = text(fieldFilename2, Repr); err != nil {
				return Value{}, err
			}
			s += " -> " + n
		}
	}
	return NewStr(s), nil
}

func init() {
	OSError.Slots.New = osErrorNew
	OSError.Slots.Init = func(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
		if !osErrorUsesInit(v.O.Typ) {
			return nil
		}
		if len(kwnames) != 0 {
			return t.Errorf(TypeError, "%s() takes no keyword arguments", v.TypeName())
		}
		e, _ := AsException(v)
		return e.initOSError(t, args)
	}
	OSError.Slots.Str = osErrorStr
	OSError.Getsets = []GetSet{
		excField("errno", fieldErrno),
		excField("strerror", fieldStrerror),
		excField("filename", fieldFilename),
		excField("filename2", fieldFilename2),
		{Name: "characters_written", Get: func(t *Thread, v Value) (Value, *Exception) {
			e, _ := AsException(v)
			if n := e.Field(t, fieldWritten); n.O != nil {
				return n, nil
			}
			return Value{}, t.Errorf(AttributeError, "characters_written")
		}, Set: func(t *Thread, v, x Value) *Exception {
			e, _ := AsException(v)
			if x.O == nil {
				if e.Field(t, fieldWritten).O == nil {
					return t.Errorf(AttributeError, "characters_written")
				}
				e.SetField(t, fieldWritten, Value{})
				return nil
			}
			n, err := IndexInt(t, x, ValueError)
			if err == nil {
				e.SetWritten(t, int(n))
			}
			return err
		}},
	}
	OSError.Methods = []Def{{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		e, _ := AsException(a[0])
		args := e.Args(t).Value()
		if items := tupleOf(args).Items; len(items) == 2 {
			if name := e.Field(t, fieldFilename); name.O != nil {
				items = []Value{items[0], items[1], name}
				if name2 := e.Field(t, fieldFilename2); name2.O != nil {
					items = append(items, None, name2)
				}
				args = TupleOf(items)
			}
		}
		return exceptionReduce(a[0], args, exceptionState(t, a[0])), nil
	}}}
}
