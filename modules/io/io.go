// Package io is module _io: files, buffers and text streams.
//
// # Files and transactions
//
// What a file object holds beside the operating system's own state (position,
// bytes read ahead, bytes not yet written, a decoder between two reads) belongs
// to the outside world as the file itself does: it is plain Go state. Reading,
// seeking, opening and closing make the transaction inevitable first; nothing
// can undo it afterwards and no other inevitable transaction runs, so the state is
// changed in place. Writing to a real file (TextIOWrapper, BufferedWriter or FileIO
// over a descriptor) is held by the transaction instead, and reaches the file's
// buffer when it commits, in commit order: programs that only print run in
// parallel.
//
// BytesIO and StringIO are memory: their contents are in boxes like a list's.
package io

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

type (
	args      = []object.Value
	value     = object.Value
	thread    = object.Thread
	exception = object.Exception
)

var (
	null = value{}
	none = object.None
)

// defaultBufferSize is io.DEFAULT_BUFFER_SIZE.
const defaultBufferSize = 8192

// str makes interned names.
var str = object.Intern

// UnsupportedOperation is io.UnsupportedOperation: an OSError and a ValueError.
// It is a class whose attributes can be set, which the standard library does.
var UnsupportedOperation = &object.Type{Name: "UnsupportedOperation", Module: "io", Base: object.OSError,
	Bases: []*object.Type{object.OSError, object.ValueError}, Flags: object.FlagException | object.FlagSameLayout | object.FlagHeap, Consts: map[string]value{"__module__": object.NewStr("io")}}

// unsupported makes UnsupportedOperation(what).
func unsupported(t *thread, what string) *exception {
	return t.Errorf(UnsupportedOperation, "%s", what)
}

func closedError(t *thread) *exception {
	return t.Errorf(object.ValueError, "I/O operation on closed file.")
}

// newType declares a class of this module.
func newType(name string, base *object.Type, doc string) *object.Type {
	return &object.Type{Name: name, Module: "_io", Base: base, Doc: doc, Flags: object.FlagDictMode | object.FlagWeakRef}
}

// ioObject is the head of every stream.
type ioObject struct {
	object.Object
	Attrs attrBox
}

// cast views a value as a layout of this module; its type was checked.
func cast[T any](v value) *T { return (*T)(unsafe.Pointer(v.O)) }

func init() { object.RegisterModule("_io", create) }

func create(t *thread) (*object.Module, *exception) {
	prepare()
	m := object.NewModule(t, "_io", "Streams of bytes and text: what module io consists of.")
	m.Set(t, "DEFAULT_BUFFER_SIZE", object.Int(defaultBufferSize))
	m.Set(t, "BlockingIOError", object.BlockingIOError.Value())
	for _, typ := range allTypes() {
		m.Set(t, typ.Name, typ.Value())
	}
	m.Set(t, "open", Open)
	m.AddFuncs(t, []object.Def{
		{Name: "open_code", Sig: "path", Fn: func(t *thread, a args) (value, *exception) {
			if _, ok := object.AsStr(a[0]); !ok {
				return null, t.Errorf(object.TypeError, "open_code() argument 'path' must be str, not %s", object.ArgTypeName(a[0]))
			}
			return open(t, args{a[0], object.NewStr("rb"), null, null, null, null, null, null})
		}},
		{Name: "text_encoding", Sig: "encoding, stacklevel=2, /", Fn: func(t *thread, a args) (value, *exception) {
			if a[0].IsNone() {
				if t.Interp.UTF8Mode {
					return object.NewStr("utf-8"), nil
				}
				return object.NewStr("locale"), nil
			}
			return a[0], nil
		}},
	})
	return m, nil
}

// Open is the function open, which module builtins has too.
var Open value

func init() {
	Open = object.NewBuiltin(object.Def{
		Name: "open", Sig: "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None", Fn: open,
	}, object.Intern("io"))
}

func allTypes() []*object.Type {
	return []*object.Type{ioBaseType, rawIOBaseType, bufferedIOBaseType, textIOBaseType, fileIOType, bytesIOType, stringIOType,
		bufferedReaderType, bufferedWriterType, bufferedRandomType, bufferedRWPairType, textIOWrapperType, newlineDecoderType, UnsupportedOperation}
}

// openMode is a mode of open, taken apart.
type openMode struct {
	creating, reading, writing, appending, updating bool
	text, binary                                    bool
}

func parseMode(t *thread, mode string) (m openMode, err *exception) {
	seen := map[rune]bool{}
	for _, c := range mode {
		bad := seen[c]
		seen[c] = true
		switch c {
		case 'x':
			m.creating = true
		case 'r':
			m.reading = true
		case 'w':
			m.writing = true
		case 'a':
			m.appending = true
		case '+':
			m.updating = true
		case 't':
			m.text = true
		case 'b':
			m.binary = true
		default:
			bad = true
		}
		if bad {
			return m, t.Errorf(object.ValueError, "invalid mode: '%s'", mode)
		}
	}
	if m.text && m.binary {
		return m, t.Errorf(object.ValueError, "can't have text and binary mode at once")
	}
	n := 0
	for _, is := range []bool{m.creating, m.reading, m.writing, m.appending} {
		if is {
			n++
		}
	}
	if n > 1 { // none is FileIO's to refuse
		return m, t.Errorf(object.ValueError, "must have exactly one of create/read/write/append mode")
	}
	return m, nil
}

// raw returns the mode for FileIO.
func (m openMode) raw() string {
	s := ""
	for _, p := range []struct {
		is bool
		c  string
	}{{m.creating, "x"}, {m.reading, "r"}, {m.writing, "w"}, {m.appending, "a"}, {m.updating, "+"}} {
		if p.is {
			s += p.c
		}
	}
	return s
}

// strOrNone converts an optional str argument of fn.
func strOrNone(t *thread, v value, fn, name string) (string, bool, *exception) {
	if v.O == nil || v.IsNone() {
		return "", false, nil
	}
	s, ok := object.AsStr(v)
	if !ok {
		return "", false, t.Errorf(object.TypeError, "%s() argument '%s' must be str or None, not %s", fn, name, object.ArgTypeName(v))
	}
	return s.S, true, nil
}

// open is the built-in function open.
func open(t *thread, a args) (value, *exception) {
	mode := "r"
	if a[1].O != nil {
		s, ok := object.AsStr(a[1])
		if !ok {
			return null, t.Errorf(object.TypeError, "open() argument 'mode' must be str, not %s", object.ArgTypeName(a[1]))
		}
		mode = s.S
	}
	buffering := int64(-1)
	if a[2].O != nil {
		var err *exception
		if buffering, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
			return null, err
		}
	}
	_, hasEncoding, err := strOrNone(t, a[3], "open", "encoding")
	if err != nil {
		return null, err
	}
	_, hasErrors, err := strOrNone(t, a[4], "open", "errors")
	if err != nil {
		return null, err
	}
	_, hasNewline, err := strOrNone(t, a[5], "open", "newline")
	if err != nil {
		return null, err
	}
	file := a[0]
	if !file.Type().Is(object.FlagInt) {
		if file, err = fsPath(t, file); err != nil {
			return null, err
		}
	}
	m, err := parseMode(t, mode)
	if err != nil {
		return null, err
	}
	if m.binary {
		for _, x := range []struct {
			has  bool
			what string
		}{{hasEncoding, "an encoding"}, {hasErrors, "an errors"}, {hasNewline, "a newline"}} {
			if x.has {
				return null, t.Errorf(object.ValueError, "binary mode doesn't take %s argument", x.what)
			}
		}
		if buffering == 1 {
			if err := t.Warn(object.RuntimeWarning, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", 1); err != nil {
				return null, err
			}
		}
	}
	closefd, opener := a[6], a[7]
	if closefd.O == nil {
		closefd = object.True
	}
	if opener.O == nil {
		opener = none
	}
	raw, err := object.Call(t, fileIOType.Value(), file, object.NewStr(m.raw()), closefd, opener)
	if err != nil {
		return null, err
	}
	result := raw
	fail := func(err *exception) (value, *exception) {
		object.CallMethod(t, result, str("close"))
		return null, err
	}
	f := cast[fileIO](raw)
	tty := buffering < 0 && f.isTerminal()
	lineBuffering := buffering == 1 && !m.binary || tty
	if buffering == 1 || tty {
		buffering = -1
	}
	if buffering < 0 {
		buffering = defaultBufferSize
		if n := f.fd.blockSize(); n > 1 {
			buffering = int64(n)
		}
	}
	if buffering == 0 {
		if !m.binary {
			return fail(t.Errorf(object.ValueError, "can't have unbuffered text I/O"))
		}
		return raw, nil
	}
	typ := bufferedReaderType
	switch {
	case m.updating:
		typ = bufferedRandomType
	case m.creating || m.writing || m.appending:
		typ = bufferedWriterType
	}
	buffer, err := object.Call(t, typ.Value(), raw, object.Int(buffering))
	if err != nil {
		return fail(err)
	}
	result = buffer
	if m.binary {
		return buffer, nil
	}
	arg := func(v value) value {
		if v.O == nil {
			return none
		}
		return v
	}
	w, err := object.Call(t, textIOWrapperType.Value(), buffer, arg(a[3]), arg(a[4]), arg(a[5]), object.Bool(lineBuffering))
	if err != nil {
		return fail(err)
	}
	result = w
	if err := object.SetAttr(t, w, str("mode"), object.NewStr(mode)); err != nil {
		return fail(err)
	}
	return w, nil
}

// fsPath is os.fspath.
func fsPath(t *thread, v value) (value, *exception) {
	if v.Type().Is(object.FlagStr) || v.Type().Is(object.FlagBytes) {
		return v, nil
	}
	r, ok, err := object.CallSpecial(t, v, str("__fspath__"))
	if err != nil {
		return null, err
	}
	if !ok {
		return null, t.Errorf(object.TypeError, "expected str, bytes or os.PathLike object, not %s", v.TypeName())
	}
	if r.Type().Is(object.FlagStr) || r.Type().Is(object.FlagBytes) {
		return r, nil
	}
	return null, t.Errorf(object.TypeError, "expected %s.__fspath__() to return str or bytes, not %s", v.TypeName(), r.TypeName())
}

// pathText returns the bytes by which the operating system knows a path.
func pathText(t *thread, v value) (string, *exception) {
	if s, ok := object.AsStr(v); ok {
		b, err := object.EncodeStr(t, s, "utf-8", "surrogateescape")
		if err != nil {
			return "", err
		}
		return b.S, nil
	}
	b, _ := object.AsBytes(v)
	return b.S, nil
}
