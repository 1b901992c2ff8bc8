package io

import (
	"strconv"
	"syscall"

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
	made     uint64 // id of the attempt that has made it
}

// change prepares for changing what is read ahead or not yet written: memory that a
// transaction cannot undo. It need not where the stream is the attempt's own, so that
// it vanishes with the attempt; what the raw stream does, that sees to.
func (b *buffered) change(t *thread, what string) {
	if b.file != nil || b.made != t.Tx.ID {
		inevitable(t, what)
	}
}

type bufferedKind uint8

const (
	reads bufferedKind = 1 << iota
	writes
)

var (
	bufferedReaderType = newType("BufferedReader", bufferedIOBaseType, "A buffer over a raw stream that reads.")
	bufferedWriterType = newType("BufferedWriter", bufferedIOBaseType, "A buffer over a raw stream that writes.")
	bufferedRandomType = newType("BufferedRandom", bufferedIOBaseType, "A buffer over a raw stream that reads, writes and seeks.")
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
	b.change(t, "writing a file")
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
	b.change(t, "flushing a file")
	if err := b.writeOut(t); err != nil {
		return err
	}
	if b.kind&reads != 0 {
		return b.giveBack(t)
	}
	return nil
}

func (b *buffered) tell(t *thread) (int64, *exception) {
	b.change(t, "telling a file's position")
	n, err := b.rawTell(t)
	if err != nil {
		return 0, err
	}
	return n - int64(b.unread()) + int64(b.pending()), nil
}

func (b *buffered) seek(t *thread, off int64, whence int) (int64, *exception) {
	b.change(t, "seeking in a file")
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
	b.change(t, "closing a file")
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
