package io

import (
	"bytes"
	"strconv"
	"syscall"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// buffered is io.BufferedReader, BufferedWriter or BufferedRandom: a buffer over a
// raw stream.
//
// Of bytes read ahead and bytes not yet written at most one kind is there at a
// time: reading writes the buffer out first, and writing gives back what was read
// ahead by seeking. Over a descriptor (file is set) the bytes to write are in an
// outBuf, which held output reaches; over any other raw stream they are in wbuf.
type buffered struct {
	ioObject
	raw      value // null: not initialised, or detached
	detached bool
	file     *descriptor // of a raw that is an exact FileIO, else nil
	out      *outBuf
	kind     bufferedKind
	size     int
	rbuf     []byte // read ahead; from rpos on not yet delivered
	rpos     int
	wbuf     []byte
}

type bufferedKind uint8

const (
	reads bufferedKind = 1 << iota
	writes
)

var (
	bufferedReaderType = newType("BufferedReader", bufferedIOBaseType)
	bufferedWriterType = newType("BufferedWriter", bufferedIOBaseType)
	bufferedRandomType = newType("BufferedRandom", bufferedIOBaseType)
)

func itoa(n int) string { return strconv.Itoa(n) }

// bufferOf returns the initialised stream of v, or an error.
func bufferOf(t *thread, v value) (*buffered, *exception) {
	b := cast[buffered](v)
	if b.raw.O == nil {
		if b.detached {
			return nil, t.Errorf(object.ValueError, "raw stream has been detached")
		}
		return nil, t.Errorf(object.ValueError, "I/O operation on uninitialized object")
	}
	return b, nil
}

// openBuffer is bufferOf for an operation that a closed stream refuses; what is
// the beginning of the message.
func openBuffer(t *thread, v value, what string) (*buffered, *exception) {
	b, err := bufferOf(t, v)
	if err != nil {
		return nil, err
	}
	closed, err := b.closed(t)
	if err == nil && closed {
		err = t.Errorf(object.ValueError, "%s closed file", what)
	}
	return b, err
}

func (b *buffered) closed(t *thread) (bool, *exception) {
	if b.file != nil {
		return b.file.fd < 0, nil
	}
	return isClosed(t, b.raw)
}

func (b *buffered) unread() int { return len(b.rbuf) - b.rpos }

// take delivers up to n bytes that were read ahead; they are valid until the next
// read.
func (b *buffered) take(n int) []byte {
	n = min(n, b.unread())
	p := b.rbuf[b.rpos : b.rpos+n]
	b.rpos += n
	return p
}

// readRaw reads once from the raw stream. again tells that it has nothing now.
func (b *buffered) readRaw(t *thread, p []byte) (n int, again bool, err *exception) {
	if b.file != nil {
		return b.file.read(t, p)
	}
	mem := object.NewByteArray(t, make([]byte, len(p)))
	view, err := object.NewMemoryView(t, mem.Value())
	if err != nil {
		return 0, false, err
	}
	r, err := object.CallMethod(t, b.raw, str("readinto"), view.Value())
	if err != nil {
		return 0, false, err
	}
	if r.IsNone() {
		return 0, true, nil
	}
	k, err := object.IndexInt(t, r, object.ValueError)
	if err != nil {
		e := t.Errorf(object.OSError, "raw readinto() failed")
		e.SetCause(t, err.Value())
		return 0, false, e
	}
	if k < 0 || int(k) > len(p) {
		return 0, false, t.Errorf(object.OSError, "raw readinto() returned invalid length %d (should have been between 0 and %d)", k, len(p))
	}
	copy(p, mem.Read(t).B[:k])
	return int(k), false, nil
}

// fill reads a block ahead when there is nothing left.
func (b *buffered) fill(t *thread) (n int, again bool, err *exception) {
	if b.file != nil && b.file.fd >= 0 && b.file.waits() {
		if err := await(t, b.file, true); err != nil {
			return 0, false, err
		}
		if n := b.unread(); n > 0 {
			return n, false, nil // another thread has, meanwhile
		}
	}
	if cap(b.rbuf) < b.size {
		b.rbuf = make([]byte, b.size)
	}
	b.rbuf, b.rpos = b.rbuf[:0], 0
	n, again, err = b.readRaw(t, b.rbuf[:b.size])
	b.rbuf = b.rbuf[:n]
	return n, again, err
}

// beginRead prepares for reading.
func (b *buffered) beginRead(t *thread) *exception {
	inevitable(t, "reading a file")
	if b.kind&writes != 0 {
		return b.writeOut(t)
	}
	return nil
}

// readN reads n bytes, fewer at the end; ok is false if there is nothing for now.
func (b *buffered) readN(t *thread, n int) (p []byte, ok bool, err *exception) {
	if n <= b.unread() {
		return append(make([]byte, 0, n), b.take(n)...), true, nil
	}
	p = append(make([]byte, 0, min(n, 1<<20)), b.take(n)...)
	for len(p) < n {
		var k int
		var again bool
		if want := n - len(p); want >= b.size {
			have := len(p)
			p = append(p, make([]byte, min(want, 1<<20))...)
			k, again, err = b.readRaw(t, p[have:])
			p = p[:have+k]
		} else {
			k, again, err = b.fill(t)
			p = append(p, b.take(want)...)
		}
		if err != nil {
			return nil, false, err
		}
		if k == 0 {
			return p, !again || len(p) > 0, nil
		}
	}
	return p, true, nil
}

// readAll reads everything.
func (b *buffered) readAll(t *thread) (value, *exception) {
	head := append([]byte(nil), b.take(b.unread())...)
	b.rbuf, b.rpos = b.rbuf[:0], 0
	if b.file != nil {
		f := cast[fileIO](b.raw)
		rest, again, err := f.readAll(t)
		if err != nil {
			return null, err
		}
		if len(head) == 0 {
			if again && len(rest) == 0 {
				return none, nil
			}
			return object.BytesOwned(rest), nil
		}
		return object.BytesOwned(append(head, rest...)), nil
	}
	readall, err := object.LookupAttr(t, b.raw, str("readall"))
	if err != nil {
		return null, err
	}
	if readall.O != nil {
		r, err := object.Call0(t, readall)
		if err != nil {
			return null, err
		}
		if r.IsNone() {
			if len(head) == 0 {
				return none, nil
			}
			return object.BytesOwned(head), nil
		}
		s, ok := object.AsBytes(r)
		if !ok {
			return null, t.Errorf(object.TypeError, "readall() should return bytes")
		}
		return object.BytesOwned(append(head, s.S...)), nil
	}
	for first := true; ; first = false {
		r, err := object.CallMethod(t, b.raw, str("read"))
		if err != nil {
			return null, err
		}
		if r.IsNone() {
			if first && len(head) == 0 {
				return none, nil
			}
			return object.BytesOwned(head), nil
		}
		s, ok := object.AsBytes(r)
		if !ok {
			return null, t.Errorf(object.TypeError, "read() should return bytes")
		}
		if s.S == "" {
			return object.BytesOwned(head), nil
		}
		head = append(head, s.S...)
	}
}

// line reads a line of at most limit bytes, if limit is not negative.
func (b *buffered) line(t *thread, limit int) ([]byte, *exception) {
	var line []byte
	for {
		p := b.rbuf[b.rpos:]
		if limit >= 0 && len(p) > limit-len(line) {
			p = p[:limit-len(line)]
		}
		i := bytes.IndexByte(p, '\n')
		if i >= 0 {
			p = p[:i+1]
		}
		b.rpos += len(p)
		line = append(line, p...)
		if i >= 0 || len(line) == limit {
			return line, nil
		}
		n, _, err := b.fill(t)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return line, nil
		}
	}
}

// giveBack drops what was read ahead and moves the raw stream to where the reader
// is.
func (b *buffered) giveBack(t *thread) *exception {
	n := b.unread()
	b.rbuf, b.rpos = b.rbuf[:0], 0
	if n == 0 {
		return nil
	}
	_, err := b.rawSeek(t, int64(-n), 1)
	return err
}

func (b *buffered) rawSeek(t *thread, off int64, whence int) (int64, *exception) {
	if b.file != nil {
		return b.file.seek(t, off, whence)
	}
	r, err := object.CallMethod(t, b.raw, str("seek"), object.Int(off), object.Int(int64(whence)))
	if err != nil {
		return 0, err
	}
	return b.position(t, r)
}

func (b *buffered) rawTell(t *thread) (int64, *exception) {
	if b.file != nil {
		return b.file.seek(t, 0, 1)
	}
	r, err := object.CallMethod(t, b.raw, str("tell"))
	if err != nil {
		return 0, err
	}
	return b.position(t, r)
}

func (b *buffered) position(t *thread, r value) (int64, *exception) {
	n, err := object.IndexInt(t, r, object.OverflowError)
	if err == nil && n < 0 {
		err = t.Errorf(object.OSError, "Raw stream returned invalid position %d", n)
	}
	return n, err
}

// pending returns the number of bytes not yet written.
func (b *buffered) pending() int {
	if b.out != nil {
		b.out.mu.Lock()
		defer b.out.mu.Unlock()
		return len(b.out.buf)
	}
	return len(b.wbuf)
}

// writeOut writes everything buffered to the raw stream. The thread is inevitable.
func (b *buffered) writeOut(t *thread) *exception {
	if b.out != nil && b.file.flows(t) {
		return b.out.flow(t, nil, 0)
	}
	if b.out != nil {
		b.out.flush()
		return b.out.complaint(t)
	}
	for len(b.wbuf) > 0 {
		n, err := b.rawWrite(t, b.wbuf)
		if err != nil {
			return err
		}
		b.wbuf = append(b.wbuf[:0], b.wbuf[n:]...)
	}
	return nil
}

// rawWrite writes once to a raw stream that is no descriptor.
func (b *buffered) rawWrite(t *thread, p []byte) (int, *exception) {
	r, err := object.CallMethod(t, b.raw, str("write"), object.NewBytes(string(p)))
	if err != nil {
		return 0, err
	}
	if r.IsNone() {
		e := object.NewOSError(t, int(syscall.EAGAIN), null, null)
		e.SetArgs(t, tuple(object.Int(int64(syscall.EAGAIN)), object.NewStr("write could not complete without blocking")))
		e.SetWritten(t, 0)
		return 0, e
	}
	n, err := object.IndexInt(t, r, object.ValueError)
	if err != nil {
		return 0, err
	}
	if n < 0 || int(n) > len(p) {
		return 0, t.Errorf(object.OSError, "raw write() returned invalid length %d (should have been between 0 and %d)", n, len(p))
	}
	return int(n), nil
}

// put writes p. Over a descriptor it takes no more than a place in the
// transaction's output.
func (b *buffered) put(t *thread, p []byte) *exception {
	if b.out != nil && b.file.flows(t) {
		inevitable(t, "writing to a pipe")
		return b.out.flow(t, p, b.size)
	}
	if b.out != nil && b.kind == writes {
		if t.Tx.InTransaction() && !t.Tx.Inevitable() {
			t.Tx.Hold(b.out, p)
			return nil
		}
		if b.out.put(p) {
			return b.out.complaint(t)
		}
		return nil
	}
	inevitable(t, "writing a file")
	if b.kind&reads != 0 {
		if err := b.giveBack(t); err != nil {
			return err
		}
	}
	if b.out != nil {
		if b.out.put(p) {
			return b.out.complaint(t)
		}
		return nil
	}
	if len(b.wbuf)+len(p) > b.size {
		if err := b.writeOut(t); err != nil {
			return err
		}
		for len(p) > b.size {
			n, err := b.rawWrite(t, p)
			if err != nil {
				return err
			}
			p = p[n:]
		}
	}
	b.wbuf = append(b.wbuf, p...)
	return nil
}

// flush is the method flush.
func (b *buffered) flush(t *thread) *exception {
	if b.kind == reads {
		if b.file != nil {
			return nil
		}
		_, err := object.CallMethod(t, b.raw, str("flush"))
		return err
	}
	if b.out != nil && b.kind == writes && t.Tx.InTransaction() && !t.Tx.Inevitable() && !b.file.flows(t) {
		t.Tx.Hold(flusher{b.out}, nil)
		return nil
	}
	inevitable(t, "flushing a file")
	if err := b.writeOut(t); err != nil {
		return err
	}
	if b.kind&reads != 0 {
		return b.giveBack(t)
	}
	return nil
}

func (b *buffered) tell(t *thread) (int64, *exception) {
	inevitable(t, "telling a file's position")
	n, err := b.rawTell(t)
	if err != nil {
		return 0, err
	}
	return n - int64(b.unread()) + int64(b.pending()), nil
}

func (b *buffered) seek(t *thread, off int64, whence int) (int64, *exception) {
	inevitable(t, "seeking in a file")
	if b.kind&writes != 0 {
		if err := b.writeOut(t); err != nil {
			return 0, err
		}
	}
	if b.unread() > 0 && whence < 2 {
		// What was read ahead may do.
		pos, err := b.rawTell(t)
		if err != nil {
			return 0, err
		}
		target := off
		if whence == 1 {
			target += pos - int64(b.unread())
		}
		if start := pos - int64(len(b.rbuf)); target >= start && target <= pos {
			b.rpos = int(target - start)
			return target, nil
		}
		off, whence = target, 0
	}
	b.rbuf, b.rpos = b.rbuf[:0], 0
	return b.rawSeek(t, off, whence)
}

// init implements __init__(raw, buffer_size).
func (b *buffered) init(t *thread, raw value, size int64) *exception {
	b.raw, b.detached = null, false
	for _, c := range []struct {
		kind          bufferedKind
		method, error string
	}{{reads, "readable", "readable"}, {writes, "writable", "writable"}} {
		if b.kind&c.kind != 0 {
			if err := checkIs(t, raw, c.method, c.error); err != nil {
				return err
			}
		}
	}
	if b.kind == reads|writes {
		if err := checkIs(t, raw, "seekable", "seekable"); err != nil {
			return err
		}
	}
	if size <= 0 {
		return t.Errorf(object.ValueError, "buffer size must be strictly positive")
	}
	b.size = int(size)
	b.file, b.out, b.rbuf, b.rpos, b.wbuf = nil, nil, nil, 0, nil
	if raw.Type() == fileIOType {
		b.file = cast[fileIO](raw).fd
		if b.kind&writes != 0 {
			b.out = newOutBuf(b.file, b.size)
		}
	}
	b.raw = raw
	return nil
}

// close writes and closes.
func (b *buffered) close(t *thread, v value) *exception {
	closed, err := b.closed(t)
	if err != nil || closed {
		return err
	}
	inevitable(t, "closing a file")
	_, err = object.CallMethod(t, v, str("flush"))
	if b.out != nil {
		b.out.forget()
	}
	_, err2 := object.CallMethod(t, b.raw, str("close"))
	if err2 != nil {
		if err != nil {
			err2.SetContext(t, err)
		}
		return err2
	}
	return err
}

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
			inevitable(t, "detaching a buffer")
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
			b.kind = c.kind
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
