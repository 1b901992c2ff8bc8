package io

import "github.com/weftpy/weft/object"

// rwPair is io.BufferedRWPair: a reader and a writer over two raw streams.
type rwPair struct {
	ioObject
	reader, writer value
}

var bufferedRWPairType = newType("BufferedRWPair", bufferedIOBaseType, "Two raw streams, one to read and one to write, with buffers.")

func init() {
	object.SetLayout[rwPair](bufferedRWPairType)
	initFunc := &object.Func{Name: "BufferedRWPair", Sig: "self, reader, writer, buffer_size=8192, /", Fn: func(t *thread, a args) (value, *exception) {
		p := cast[rwPair](a[0])
		if err := checkIs(t, a[1], "readable", "readable"); err != nil {
			return null, err
		}
		if err := checkIs(t, a[2], "writable", "writable"); err != nil {
			return null, err
		}
		size := a[3]
		if size.O == nil {
			size = object.Int(defaultBufferSize)
		}
		r, err := object.Call2(t, bufferedReaderType.Value(), a[1], size)
		if err != nil {
			return null, err
		}
		w, err := object.Call2(t, bufferedWriterType.Value(), a[2], size)
		if err != nil {
			return null, err
		}
		p.reader, p.writer = r, w
		return none, nil
	}}
	bufferedRWPairType.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception {
		_, err := initFunc.CallWith(t, append([]value{v}, a...), kw)
		return err
	}
	pass := func(name string, half func(p *rwPair) value) object.Def {
		return def(name, "*args", func(t *thread, a args) (value, *exception) {
			v := half(cast[rwPair](a[0]))
			if v.O == nil {
				return null, t.Errorf(object.ValueError, "I/O operation on uninitialized object")
			}
			rest, _ := object.AsTuple(a[1])
			return object.CallMethod(t, v, str(name), rest.Items...)
		})
	}
	reader := func(p *rwPair) value { return p.reader }
	writer := func(p *rwPair) value { return p.writer }
	bufferedRWPairType.Methods = []object.Def{
		pass("read", reader), pass("peek", reader), pass("read1", reader), pass("readinto", reader), pass("readinto1", reader), pass("readable", reader),
		pass("write", writer), pass("flush", writer), pass("writable", writer),
		def("close", "", func(t *thread, a args) (value, *exception) {
			p := cast[rwPair](a[0])
			if p.reader.O == nil {
				return null, t.Errorf(object.ValueError, "I/O operation on uninitialized object")
			}
			_, err := object.CallMethod(t, p.writer, str("close"))
			_, err2 := object.CallMethod(t, p.reader, str("close"))
			if err != nil && err2 != nil {
				err2.SetContext(t, err)
				return null, err2
			}
			if err == nil {
				err = err2
			}
			return none, err
		}),
		def("isatty", "", func(t *thread, a args) (value, *exception) {
			p := cast[rwPair](a[0])
			r, err := object.CallMethod(t, p.writer, str("isatty"))
			if err != nil || r == object.True {
				return r, err
			}
			return object.CallMethod(t, p.reader, str("isatty"))
		}),
	}
	bufferedRWPairType.Getsets = []object.GetSet{{Name: "closed", Get: func(t *thread, v value) (value, *exception) {
		p := cast[rwPair](v)
		if p.writer.O == nil {
			return null, t.Errorf(object.RuntimeError, "the BufferedRWPair object is being garbage-collected")
		}
		return object.GetAttr(t, p.writer, str("closed"))
	}}}
}
