package io

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// What programs see of buffered streams: methods and attributes.

// delegate makes a method that is the raw stream's.
func delegate(name string) object.Def {
	return def(name, "", func(t *thread, a args) (value, *exception) {
		b, err := bufferOf(t, a[0])
		if err != nil {
			return null, err
		}
		return object.CallMethod(t, b.raw, str(name))
	})
}

// delegated makes an attribute that is the raw stream's.
func delegated(name string) object.GetSet {
	return object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exception) {
		b, err := bufferOf(t, v)
		if err != nil {
			return null, err
		}
		return object.GetAttr(t, b.raw, str(name))
	}}
}

func noPickle(name string) object.Def {
	return def(name, "*args", func(t *thread, a args) (value, *exception) {
		return null, t.Errorf(object.TypeError, "cannot pickle '%s' object", a[0].Type().FullName(t))
	})
}

func bufferedMethods() []object.Def {
	return []object.Def{
		def("detach", "", func(t *thread, a args) (value, *exception) {
			b, err := bufferOf(t, a[0])
			if err != nil {
				return null, err
			}
			b.change(t, "detaching a buffer")
			if _, err := object.CallMethod(t, a[0], str("flush")); err != nil {
				return null, err
			}
			if b.out != nil {
				b.out.forget()
			}
			raw := b.raw
			b.raw, b.detached, b.file, b.out = null, true, nil, nil
			return raw, nil
		}),
		def("close", "", func(t *thread, a args) (value, *exception) {
			b, err := bufferOf(t, a[0])
			if err != nil {
				return null, err
			}
			return none, b.close(t, a[0])
		}),
		def("flush", "", func(t *thread, a args) (value, *exception) {
			b, err := openBuffer(t, a[0], "flush of")
			if err != nil {
				return null, err
			}
			return none, b.flush(t)
		}),
		delegate("seekable"), delegate("fileno"), delegate("isatty"),
		def("seek", "target, whence=0, /", func(t *thread, a args) (value, *exception) {
			b, err := bufferOf(t, a[0])
			if err != nil {
				return null, err
			}
			whence, err := whenceArg(t, a[2])
			if err != nil {
				return null, err
			}
			if whence < 0 || whence > 4 {
				return null, t.Errorf(object.ValueError, "whence value %d unsupported", whence)
			}
			if _, err := openBuffer(t, a[0], "seek of"); err != nil {
				return null, err
			}
			if err := b.checkSeekable(t); err != nil {
				return null, err
			}
			off, err := object.IndexInt(t, a[1], object.OverflowError)
			if err != nil {
				return null, err
			}
			n, err := b.seek(t, off, whence)
			return object.Int(n), err
		}),
		def("tell", "", func(t *thread, a args) (value, *exception) {
			b, err := bufferOf(t, a[0])
			if err != nil {
				return null, err
			}
			if b.file != nil && b.file.fd < 0 {
				return null, t.Errorf(object.ValueError, "I/O operation on closed file")
			}
			n, err := b.tell(t)
			return object.Int(n), err
		}),
		def("truncate", "pos=None, /", func(t *thread, a args) (value, *exception) {
			b, err := openBuffer(t, a[0], "truncate of")
			if err != nil {
				return null, err
			}
			if b.kind&writes == 0 {
				return null, unsupported(t, "truncate")
			}
			if err := b.flush(t); err != nil {
				return null, err
			}
			pos := a[1]
			if pos.O == nil || pos.IsNone() {
				n, err := b.tell(t)
				if err != nil {
					return null, err
				}
				pos = object.Int(n)
			}
			return object.CallMethod(t, b.raw, str("truncate"), pos)
		}),
		def("_dealloc_warn", "source", func(t *thread, a args) (value, *exception) { return none, nil }),
		noPickle("__getstate__"), noPickle("__reduce__"), noPickle("__reduce_ex__"),
	}
}

func (b *buffered) checkSeekable(t *thread) *exception {
	if b.file != nil {
		if cast[fileIO](b.raw).canSeek() {
			return nil
		}
		return unsupported(t, "File or stream is not seekable.")
	}
	return checkIs(t, b.raw, "seekable", "seekable")
}

func readMethods() []object.Def {
	return []object.Def{
		def("readable", "", func(t *thread, a args) (value, *exception) {
			b, err := bufferOf(t, a[0])
			if err != nil {
				return null, err
			}
			return object.CallMethod(t, b.raw, str("readable"))
		}),
		def("read", "size=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			if n < -1 {
				return null, t.Errorf(object.ValueError, "read length must be non-negative or -1")
			}
			b, err := openBuffer(t, a[0], "read of")
			if err != nil {
				return null, err
			}
			if err := b.beginRead(t); err != nil {
				return null, err
			}
			if n == -1 {
				return b.readAll(t)
			}
			p, ok, err := b.readN(t, n)
			if err != nil || !ok {
				return none, err
			}
			return object.BytesOwned(p), nil
		}),
		def("read1", "size=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			b, err := openBuffer(t, a[0], "read of")
			if err != nil {
				return null, err
			}
			if n < 0 {
				n = b.size
			}
			if n == 0 {
				return object.NewBytes(""), nil
			}
			if err := b.beginRead(t); err != nil {
				return null, err
			}
			if b.unread() > 0 {
				return object.NewBytes(string(b.take(n))), nil
			}
			p := make([]byte, n)
			k, _, err := b.readRaw(t, p)
			return object.BytesOwned(p[:k]), err
		}),
		readInto("readinto", false), readInto("readinto1", true),
		def("peek", "size=0, /", func(t *thread, a args) (value, *exception) {
			b, err := openBuffer(t, a[0], "peek of")
			if err != nil {
				return null, err
			}
			if err := b.beginRead(t); err != nil {
				return null, err
			}
			if b.unread() == 0 {
				if _, _, err := b.fill(t); err != nil {
					return null, err
				}
			}
			return object.NewBytes(string(b.rbuf[b.rpos:])), nil
		}),
		def("readline", "size=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			b, err := openBuffer(t, a[0], "readline of")
			if err != nil {
				return null, err
			}
			return b.readLine(t, n)
		}),
	}
}

func (b *buffered) readLine(t *thread, limit int) (value, *exception) {
	if err := b.beginRead(t); err != nil {
		return null, err
	}
	line, err := b.line(t, limit)
	return object.BytesOwned(line), err
}

// readInto makes readinto, or readinto1, which reads from the raw stream at most
// once.
func readInto(name string, once bool) object.Def {
	return def(name, "buffer, /", func(t *thread, a args) (value, *exception) {
		b, err := openBuffer(t, a[0], "readinto of")
		if err != nil {
			return null, err
		}
		if err := b.beginRead(t); err != nil {
			return null, err
		}
		dst, err := writableArg(t, a[1], name)
		if err != nil {
			return null, err
		}
		n := copy(dst, b.take(len(dst)))
		for n < len(dst) && !(once && n > 0) {
			var k int
			var again bool
			if b.file != nil {
				if len(dst)-n >= b.size {
					k, again, err = b.readRaw(t, dst[n:])
					n += k
				} else {
					k, again, err = b.fill(t)
					n += copy(dst[n:], b.take(len(dst)-n))
				}
			} else {
				// The raw stream is Python code: the destination may have moved.
				k, again, err = b.fill(t)
				if dst2, err2 := writableArg(t, a[1], name); err2 == nil && len(dst2) >= n {
					dst = dst2
				}
				n += copy(dst[n:], b.take(len(dst)-n))
			}
			if err != nil {
				return null, err
			}
			if k == 0 {
				if again && n == 0 {
					return none, nil
				}
				break
			}
		}
		return object.Int(int64(n)), nil
	})
}

func writeMethods() []object.Def {
	return []object.Def{
		def("writable", "", func(t *thread, a args) (value, *exception) {
			b, err := bufferOf(t, a[0])
			if err != nil {
				return null, err
			}
			return object.CallMethod(t, b.raw, str("writable"))
		}),
		def("write", "buffer, /", func(t *thread, a args) (value, *exception) {
			b, err := bufferOf(t, a[0])
			if err != nil {
				return null, err
			}
			s, err := object.BytesView(t, a[1])
			if err != nil {
				return null, err
			}
			if _, err := openBuffer(t, a[0], "write to"); err != nil {
				return null, err
			}
			n := len(s)
			return object.Int(int64(n)), b.put(t, unsafe.Slice(unsafe.StringData(s), n))
		}),
	}
}

func bufferedNext(exact *object.Type) func(t *thread, v value) (value, *exception) {
	return func(t *thread, v value) (value, *exception) {
		if v.Type() != exact {
			line, err := object.CallMethod(t, v, str("readline"))
			if err != nil {
				return null, err
			}
			b, ok := object.AsBytes(line)
			if !ok {
				return null, t.Errorf(object.OSError, "readline() should have returned a bytes object, not '%s'", line.TypeName())
			}
			if b.S == "" {
				return null, nil
			}
			return line, nil
		}
		b, err := openBuffer(t, v, "readline of")
		if err != nil {
			return null, err
		}
		line, err := b.readLine(t, -1)
		if err != nil {
			return null, err
		}
		if s, _ := object.AsBytes(line); s.S == "" {
			return null, nil
		}
		return line, nil
	}
}

func init() {
	for _, c := range []struct {
		typ     *object.Type
		kind    bufferedKind
		methods []object.Def
	}{
		{bufferedReaderType, reads, readMethods()},
		{bufferedWriterType, writes, writeMethods()},
		{bufferedRandomType, reads | writes, append(readMethods(), writeMethods()...)},
	} {
		object.SetLayout[buffered](c.typ)
		c.typ.Alloc = func(t *thread, typ *object.Type) *object.Object {
			b := object.Allocate[buffered](typ)
			b.kind, b.made = c.kind, t.Tx.ID
			return &b.Object
		}
		c.typ.Methods = append(bufferedMethods(), c.methods...)
		c.typ.Getsets = []object.GetSet{delegated("closed"), delegated("name"), delegated("mode"),
			{Name: "raw", Get: func(t *thread, v value) (value, *exception) {
				b, err := bufferOf(t, v)
				if err != nil {
					return null, err
				}
				return b.raw, nil
			}},
			{Name: "_finalizing", Get: func(t *thread, v value) (value, *exception) { return object.False, nil }},
		}
		init := &object.Func{Name: c.typ.Name, Sig: "self, raw, buffer_size=8192", Fn: func(t *thread, a args) (value, *exception) {
			size := int64(defaultBufferSize)
			if a[2].O != nil {
				var err *exception
				if size, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
					return null, err
				}
			}
			return none, cast[buffered](a[0]).init(t, a[1], size)
		}}
		c.typ.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception {
			_, err := init.CallWith(t, append([]value{v}, a...), kw)
			return err
		}
		c.typ.Slots.Repr = func(t *thread, v value) (value, *exception) {
			name, err := nameRepr(t, v)
			return object.NewStr("<" + v.Type().FullName(t) + name + ">"), err
		}
		if c.kind&reads != 0 {
			c.typ.Slots.Next = bufferedNext(c.typ)
		}
	}
}
