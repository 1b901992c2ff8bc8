package io

import (
	"sync"
	"sync/atomic"
	"syscall"
	"weak"

	"github.com/weftpy/weft/object"
)

// descriptor is an open file of the operating system. It outlives the objects
// that use it only until they are collected: then it is closed, after what a
// buffer still holds is written.
type descriptor struct {
	fd      int // -1: closed
	closefd bool
	out     *outBuf // of a BufferedWriter or BufferedRandom on it, or nil

	mu     sync.Mutex // of Emit
	failed error      // of a held write, to be raised at the next use

	nature atomic.Uint32 // what waits and isStream have found out

	owner weak.Pointer[fileIO] // the file object whose death closes it
	ident fileID               // once somebody asked; see settle
	dead  sync.Once            // of collected
}

// What kind of file a descriptor is.
const (
	natureKnown  = 1 << iota
	natureWaits  // reading may have to wait
	natureStream // a pipe or a socket: writing may, too
)

// natureOf finds out what kind of file d is.
func (d *descriptor) natureOf() uint32 {
	n := d.nature.Load()
	if n == 0 {
		n = natureKnown | sysNature(d.fd)
		d.nature.Store(n)
	}
	return n
}

// waits reports whether reading may have to wait for what others do.
func (d *descriptor) waits() bool { return d.natureOf()&natureWaits != 0 }

// flows reports whether t writes to d as it goes, waiting whenever others have to
// read first: they may be threads of this program, which could not go on if t
// waited in the middle of a transaction or of its commit. The standard streams go to
// somebody else, and in a run of transactions output is held.
func (d *descriptor) flows(t *thread) bool {
	return d.fd > 2 && t != nil && t.Worker == 0 && d.natureOf()&natureStream != 0
}

// interrupted is called when a system call was cut short by a signal: its
// handler may raise.
func interrupted(t *thread) *exception {
	if t == nil {
		return nil
	}
	return t.Poll()
}

// read reads once. n is 0 at the end; again tells that a descriptor that does not
// block has nothing.
func (d *descriptor) read(t *thread, b []byte) (n int, again bool, err *exception) {
	if len(b) == 0 {
		return 0, false, nil
	}
	for {
		if t != nil && d.waits() {
			// While it waits others run, and may close it or read what has come.
			if err := await(t, d, true); err != nil {
				return 0, false, err
			}
		}
		n, e := sysRead(d.fd, b)
		switch {
		case e == nil:
			return max(n, 0), false, nil
		case isInterrupted(e):
			if err := interrupted(t); err != nil {
				return 0, false, err
			}
		case isAgain(e):
			return 0, true, nil
		default:
			return 0, false, t.OSError(e)
		}
	}
}

// write writes all of p; the error tells why less than all was written.
func (d *descriptor) write(p []byte) (n int, err error) {
	if d.fd < 0 {
		return 0, errnoBadFd
	}
	for n < len(p) {
		k, err := sysWrite(d.fd, p[n:])
		if k > 0 {
			n += k
		}
		if err != nil && !isInterrupted(err) {
			return n, err
		}
	}
	return n, nil
}

// Emit writes held output of FileIO.
func (d *descriptor) Emit(p []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, err := d.write(p); err != nil && d.failed == nil {
		d.failed = err
	}
}

// complaint returns the error of a held write, once.
func (d *descriptor) complaint(t *thread) *exception {
	d.mu.Lock()
	err := d.failed
	d.failed = nil
	d.mu.Unlock()
	if err != nil {
		return t.OSError(err)
	}
	return nil
}

func (d *descriptor) seek(t *thread, offset int64, whence int) (int64, *exception) {
	n, e := sysSeek(d.fd, offset, whence)
	if e != nil {
		return 0, t.OSError(e)
	}
	return n, nil
}

// blockSize returns the preferred size of reads and writes, 0 if unknown.
func (d *descriptor) blockSize() int {
	_, n, _, err := sysStat(d.fd)
	if err != nil {
		return 0
	}
	return n
}

// shut closes the descriptor.
func (d *descriptor) shut() error {
	fd := d.fd
	if fd < 0 {
		return nil
	}
	d.fd = -1
	if !d.closefd {
		return nil
	}
	return sysClose(fd)
}

// collected is the cleanup of a file nobody refers to any more.
func (d *descriptor) collected() {
	d.dead.Do(func() {
		if d.out != nil {
			d.out.flushText()
			d.out.forget()
		}
		if d.fd >= 0 && d.closefd {
			sysFound()
		}
		d.shut()
	})
}

// outBuf is what was written to a buffer over a descriptor and not yet to the
// descriptor. A text stream over the buffer collects its bytes before they count as
// written to the buffer: what a program writes to the buffer itself overtakes
// them.
type outBuf struct {
	d        *descriptor
	size     int
	patience patience // of settle, under the lock of openBuffers

	mu     sync.Mutex
	text   []byte
	buf    []byte
	failed error
}

// openBuffers are all of them, so that they can be written at exit.
var openBuffers struct {
	sync.Mutex
	m map[*outBuf]struct{}
}

func newOutBuf(d *descriptor, size int) *outBuf {
	o := &outBuf{d: d, size: size}
	openBuffers.Lock()
	if openBuffers.m == nil {
		openBuffers.m = map[*outBuf]struct{}{}
	}
	openBuffers.m[o] = struct{}{}
	openBuffers.Unlock()
	d.out = o
	return o
}

func (o *outBuf) forget() {
	openBuffers.Lock()
	delete(openBuffers.m, o)
	openBuffers.Unlock()
}

// FlushAll writes out the buffers of all files that are still open, as the end of
// the program does. Standard streams are written by their own flush before.
func FlushAll() {
	openBuffers.Lock()
	var all []*outBuf
	for o := range openBuffers.m {
		all = append(all, o)
	}
	openBuffers.Unlock()
	for _, o := range all {
		o.flushText()
	}
}

// Emit takes output that a transaction held.
func (o *outBuf) Emit(p []byte) { o.put(p) }

// put adds p, writing out when the buffer is full. It reports whether a write has
// failed since anyone was told.
func (o *outBuf) put(p []byte) (failed bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.add(p)
	return o.failed != nil
}

// add is put with the lock held.
func (o *outBuf) add(p []byte) {
	if len(o.buf)+len(p) > o.size {
		o.drain()
		if len(p) >= o.size && len(o.buf) == 0 {
			n, err := o.d.write(p)
			if err != nil && o.failed == nil {
				o.failed = err
			}
			if err != nil { // what is too large for the buffer is not kept
				return
			}
			p = p[n:]
		}
	}
	o.buf = append(o.buf, p...)
}

// putText is put for a text stream that collects up to chunk bytes.
func (o *outBuf) putText(p []byte, chunk int) (failed bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.text)+len(p) > chunk {
		o.passText()
	}
	if len(p) >= chunk {
		o.add(p)
	} else {
		o.text = append(o.text, p...)
	}
	return o.failed != nil
}

// passText passes on what a text stream has collected.
func (o *outBuf) passText() {
	if len(o.text) > 0 {
		o.add(o.text)
		o.text = o.text[:0]
	}
}

// flushText flushes with what a text stream has collected.
func (o *outBuf) flushText() {
	o.mu.Lock()
	o.passText()
	o.drain()
	o.mu.Unlock()
}

// drain writes what is buffered; what cannot be written stays.
func (o *outBuf) drain() {
	if len(o.buf) == 0 {
		return
	}
	n, err := o.d.write(o.buf)
	o.buf = append(o.buf[:0], o.buf[n:]...)
	if err != nil && o.failed == nil {
		o.failed = err
	}
}

// flow is put for a descriptor that t writes to as it goes; at most keep bytes
// remain buffered.
func (o *outBuf) flow(t *thread, p []byte, keep int) *exception {
	o.mu.Lock()
	o.passText()
	o.buf = append(o.buf, p...)
	o.mu.Unlock()
	for {
		o.mu.Lock()
		left := len(o.buf)
		o.mu.Unlock()
		if left <= keep {
			return o.complaint(t)
		}
		if err := await(t, o.d, false); err != nil {
			return err
		}
		o.mu.Lock()
		// What is written at once is what a pipe has room for if it has any.
		const atOnce = 4096
		n, err := o.d.write(o.buf[:min(len(o.buf), atOnce)])
		o.buf = o.buf[n:] // not moved to the front: there may be megabytes of it
		if err != nil && o.failed == nil {
			o.failed = err
		}
		if err != nil && !isAgain(err) && len(p) > keep {
			o.buf = o.buf[:0] // what is too large for the buffer is not kept
		}
		o.mu.Unlock()
		if err != nil {
			return o.complaint(t)
		}
	}
}

func (o *outBuf) flush() {
	o.mu.Lock()
	o.drain()
	o.mu.Unlock()
}

// complaint returns the error of an earlier write, once.
func (o *outBuf) complaint(t *thread) *exception {
	o.mu.Lock()
	err := o.failed
	o.failed = nil
	n := len(o.buf)
	o.mu.Unlock()
	switch {
	case err == nil:
		return nil
	case isAgain(err):
		e := object.NewOSError(t, int(syscall.EAGAIN), null, null)
		e.SetArgs(t, tuple(object.Int(int64(syscall.EAGAIN)), object.NewStr("write could not complete without blocking")))
		e.SetWritten(t, n)
		return e
	}
	return t.OSError(err)
}

// flusher is the sink of held flushes: a distinct sink, so that the transaction
// keeps their place between the writes. textSink is that of a text stream's output,
// textFlusher that of its flushes.
type (
	flusher     struct{ o *outBuf }
	textSink    struct{ o *outBuf }
	textFlusher struct{ o *outBuf }
)

func (f flusher) Emit(p []byte)     { f.o.flush() }
func (f textSink) Emit(p []byte)    { f.o.putText(p, textChunk) }
func (f textFlusher) Emit(p []byte) { f.o.flushText() }

func tuple(items ...value) *object.Tuple {
	tup, _ := object.AsTuple(object.TupleOf(items))
	return tup
}
