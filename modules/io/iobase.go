package io

import (
	"strings"
	"sync"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

type attrBox = stm.Box

// The abstract bases of streams. Python classes derive from them; every method
// here works through the other methods of the object.

var (
	ioBaseType         = newType("_IOBase", nil, "What all streams inherit from.")
	rawIOBaseType      = newType("_RawIOBase", ioBaseType, "What streams without a buffer inherit from.")
	bufferedIOBaseType = newType("_BufferedIOBase", ioBaseType, "What streams of bytes with a buffer inherit from.")
	textIOBaseType     = newType("_TextIOBase", ioBaseType, "What streams of text inherit from.")
)

var closedMark = str("__IOBase_closed")

var prepareOnce sync.Once

// prepare makes all classes ready, in an order that their bases require.
func prepare() {
	prepareOnce.Do(func() {
		ioBaseType.AttrsOff = unsafe.Offsetof(ioObject{}.Attrs)
		for _, typ := range allTypes() {
			typ.Ready()
		}
	})
}

// isClosed asks v.closed.
func isClosed(t *thread, v value) (bool, *exception) {
	c, err := object.GetAttr(t, v, str("closed"))
	if err != nil {
		return false, err
	}
	return object.Truth(t, c)
}

func checkClosed(t *thread, v value) *exception {
	closed, err := isClosed(t, v)
	if err == nil && closed {
		err = closedError(t)
	}
	return err
}

// checkIs calls v.readable() or the like.
func checkIs(t *thread, v value, method, msg string) *exception {
	r, err := object.CallMethod(t, v, str(method))
	if err != nil {
		return err
	}
	if r == object.True {
		return nil
	}
	return unsupported(t, "File or stream is not "+msg+".")
}

// def makes a method with a fixed parameter list.
func def(name, sig string, fn func(t *thread, a args) (value, *exception)) object.Def {
	return object.Def{Name: name, Sig: sig, Fn: fn}
}

// refuse makes a method that only raises UnsupportedOperation.
func refuse(name, sig string) object.Def {
	return def(name, sig, func(t *thread, a args) (value, *exception) { return null, unsupported(t, name) })
}

// unwritten makes a method that classes of programs are to have themselves.
func unwritten(name, sig string) object.Def {
	return def(name, sig, func(t *thread, a args) (value, *exception) {
		return null, object.NewException(t, object.NotImplementedError)
	})
}

// always makes a method that returns v unless the stream is closed.
func always(name string, v value) object.Def {
	return def(name, "", func(t *thread, a args) (value, *exception) { return v, nil })
}

// sizeArg converts an optional size: absent and None are -1.
func sizeArg(t *thread, v value) (int, *exception) {
	if v.O == nil || v.IsNone() {
		return -1, nil
	}
	if !v.Type().Is(object.FlagInt) && v.Type().Slots.Index == nil {
		return 0, t.Errorf(object.TypeError, "argument should be integer or None, not '%s'", v.TypeName())
	}
	n, err := object.IndexInt(t, v, object.OverflowError)
	return int(n), err
}

// baseReadline reads a line by peek, if there is one, and read.
func baseReadline(t *thread, v value, limit int) (value, *exception) {
	peek, err := object.LookupAttr(t, v, str("peek"))
	if err != nil {
		return null, err
	}
	var line []byte
	for limit < 0 || len(line) < limit {
		n := 1
		if peek.O != nil {
			r, err := object.Call1(t, peek, object.Int(1))
			if err != nil {
				return null, err
			}
			b, ok := object.AsBytes(r)
			if !ok {
				return null, t.Errorf(object.OSError, "peek() should have returned a bytes object, not '%s'", r.TypeName())
			}
			if len(b.S) > 0 {
				n = len(b.S)
				if i := strings.IndexByte(b.S, '\n'); i >= 0 {
					n = i + 1
				}
				if limit >= 0 {
					n = min(n, limit-len(line))
				}
			}
		}
		r, err := object.CallMethod(t, v, str("read"), object.Int(int64(n)))
		if err != nil {
			return null, err
		}
		b, ok := object.AsBytes(r)
		if !ok {
			return null, t.Errorf(object.OSError, "read() should have returned a bytes object, not '%s'", r.TypeName())
		}
		if b.S == "" {
			break
		}
		line = append(line, b.S...)
		if line[len(line)-1] == '\n' {
			break
		}
	}
	return object.BytesOwned(line), nil
}

// iterNext is __next__: a line, or null at the end.
func iterNext(t *thread, v value) (value, *exception) {
	line, err := object.CallMethod(t, v, str("readline"))
	if err != nil {
		return null, err
	}
	n, err := object.Len(t, line)
	if err != nil || n == 0 {
		return null, err
	}
	return line, nil
}

// readLines collects lines until about hint bytes or characters are read.
func readLines(t *thread, v value, hint int) (value, *exception) {
	var lines []value
	total := 0
	err := object.Iterate(t, v, func(line value) (bool, *exception) {
		lines = append(lines, line)
		if hint <= 0 {
			return true, nil
		}
		n, err := object.Len(t, line)
		total += n
		return total <= hint, err
	})
	if err != nil {
		return null, err
	}
	return object.NewList(t, lines).Value(), nil
}

func baseClose(t *thread, v value) *exception {
	if object.GetOwnAttr(t, v.O, closedMark).O != nil {
		return nil
	}
	_, err := object.CallMethod(t, v, str("flush"))
	object.SetOwnAttr(t, v.O, closedMark, object.True)
	return err
}

func init() {
	object.SetLayout[ioObject](ioBaseType)
	ioBaseType.Slots.Iter = func(t *thread, v value) (value, *exception) { return v, checkClosed(t, v) }
	ioBaseType.Slots.Next = iterNext
	// Each stream with a layout of its own has its own __new__, which copies are made with.
	for _, typ := range []*object.Type{ioBaseType, fileIOType, bytesIOType, stringIOType} {
		typ.Slots.New = func(t *thread, typ *object.Type, a []value, kw []value) (value, *exception) {
			return value{O: typ.Alloc(t, typ)}, nil
		}
	}
	ioBaseType.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception { return nil }
	ioBaseType.Methods = []object.Def{
		refuse("seek", "offset, whence=0, /"), refuse("truncate", "size=None, /"), refuse("fileno", ""),
		def("tell", "", func(t *thread, a args) (value, *exception) {
			return object.CallMethod(t, a[0], str("seek"), object.Int(0), object.Int(1))
		}),
		def("flush", "", func(t *thread, a args) (value, *exception) { return none, checkClosed(t, a[0]) }),
		def("close", "", func(t *thread, a args) (value, *exception) { return none, baseClose(t, a[0]) }),
		def("__del__", "", func(t *thread, a args) (value, *exception) {
			if closed, err := object.GetAttr(t, a[0], str("closed")); err == nil {
				if done, err := object.Truth(t, closed); err != nil || done {
					return none, nil
				}
			}
			// As with CPython, whose development mode alone tells: what cannot be closed, one that
			// was never initialised say, has no user left who could do something about it.
			_, _ = object.CallMethod(t, a[0], str("close"))
			return none, nil
		}),
		always("seekable", object.False), always("readable", object.False), always("writable", object.False),
		def("_checkClosed", "msg=None", func(t *thread, a args) (value, *exception) { return none, checkClosed(t, a[0]) }),
		def("_checkSeekable", "msg=None", func(t *thread, a args) (value, *exception) {
			return object.True, checkIs(t, a[0], "seekable", "seekable")
		}),
		def("_checkReadable", "msg=None", func(t *thread, a args) (value, *exception) {
			return object.True, checkIs(t, a[0], "readable", "readable")
		}),
		def("_checkWritable", "msg=None", func(t *thread, a args) (value, *exception) {
			return object.True, checkIs(t, a[0], "writable", "writable")
		}),
		def("isatty", "", func(t *thread, a args) (value, *exception) { return object.False, checkClosed(t, a[0]) }),
		def("__enter__", "", func(t *thread, a args) (value, *exception) { return a[0], checkClosed(t, a[0]) }),
		def("__exit__", "*args", func(t *thread, a args) (value, *exception) { return object.CallMethod(t, a[0], str("close")) }),
		def("readline", "size=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			return baseReadline(t, a[0], n)
		}),
		def("readlines", "hint=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			return readLines(t, a[0], n)
		}),
		def("writelines", "lines, /", func(t *thread, a args) (value, *exception) {
			if err := checkClosed(t, a[0]); err != nil {
				return null, err
			}
			return none, object.Iterate(t, a[1], func(line value) (bool, *exception) {
				_, err := object.CallMethod(t, a[0], str("write"), line)
				return true, err
			})
		}),
	}
	ioBaseType.Getsets = []object.GetSet{{Name: "closed", Get: func(t *thread, v value) (value, *exception) {
		return object.Bool(object.GetOwnAttr(t, v.O, closedMark).O != nil), nil
	}}}

	for _, typ := range []*object.Type{rawIOBaseType, bufferedIOBaseType, textIOBaseType} {
		typ.Flags |= object.FlagSameLayout
	}
	rawIOBaseType.Methods = []object.Def{
		def("read", "size=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			if n < 0 {
				return object.CallMethod(t, a[0], str("readall"))
			}
			b := object.NewByteArray(t, make([]byte, n))
			r, err := object.CallMethod(t, a[0], str("readinto"), b.Value())
			if err != nil || r.IsNone() {
				return r, err
			}
			k, err := object.IndexInt(t, r, object.ValueError)
			if err != nil {
				return null, err
			}
			data := b.Read(t).B
			return object.NewBytes(string(data[:max(0, min(int(k), len(data)))])), nil
		}),
		def("readall", "", func(t *thread, a args) (value, *exception) {
			var all []byte
			for {
				r, err := object.CallMethod(t, a[0], str("read"), object.Int(defaultBufferSize))
				if err != nil {
					return null, err
				}
				if r.IsNone() {
					if len(all) == 0 {
						return none, nil
					}
					break
				}
				b, ok := object.AsBytes(r)
				if !ok {
					return null, t.Errorf(object.TypeError, "read() should return bytes")
				}
				if b.S == "" {
					break
				}
				all = append(all, b.S...)
			}
			return object.BytesOwned(all), nil
		}),
		unwritten("readinto", "buffer, /"), unwritten("write", "b, /"),
	}
	into := func(name, read string) object.Def {
		return def(name, "buffer, /", func(t *thread, a args) (value, *exception) {
			dst, err := object.WritableBytes(t, a[1])
			if err != nil {
				return null, err
			}
			r, err := object.CallMethod(t, a[0], str(read), object.Int(int64(len(dst))))
			if err != nil {
				return null, err
			}
			b, ok := object.AsBytes(r)
			if !ok {
				return null, t.Errorf(object.TypeError, "read() should return bytes")
			}
			if dst, err = object.WritableBytes(t, a[1]); err != nil {
				return null, err
			}
			if len(b.S) > len(dst) {
				return null, t.Errorf(object.ValueError, "read() returned too much data: %d bytes requested, %d returned", len(dst), len(b.S))
			}
			return object.Int(int64(copy(dst, b.S))), nil
		})
	}
	bufferedIOBaseType.Methods = []object.Def{
		refuse("detach", ""), refuse("read", "size=-1, /"), refuse("read1", "size=-1, /"), refuse("write", "b, /"),
		into("readinto", "read"), into("readinto1", "read1"),
	}
	textIOBaseType.Methods = []object.Def{
		refuse("detach", ""), refuse("read", "size=-1, /"), refuse("readline", "size=-1, /"), refuse("write", "s, /"),
	}
	for _, name := range []string{"encoding", "newlines", "errors"} {
		textIOBaseType.Getsets = append(textIOBaseType.Getsets, object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exception) {
			return none, nil
		}})
	}
}
