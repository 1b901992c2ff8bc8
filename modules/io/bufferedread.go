package io

import (
	"bytes"

	"github.com/weftpy/weft/object"
)

// Reading from a buffered stream.

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
	b.change(t, "reading a file")
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
