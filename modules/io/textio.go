package io

import (
	"strings"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// textIO is io.TextIOWrapper.
type textIO struct {
	ioObject
	buffer   value // null: not initialised, or detached
	detached bool
	buf      *buffered // buffer, if it is one of this package's classes

	encoding, errors            value // as the attributes show them
	lineBuffering, writeThrough bool
	newline                     string
	newlineNone                 bool // newline=None
	writeNL                     string
	seekable, telling           bool
	chunk                       int

	encoder textEncoder // nil: cannot write
	utf8    bool        // encoder is UTF-8 with strict errors
	pending []byte      // encoded, not yet given to buffer; empty where buffer takes writes directly

	decoder  textDecoder // nil: cannot read
	nl       newlines
	decoded  string // decoded and not yet delivered from used on
	used     int
	hasRead1 bool

	// What tell needs: the decoder's state before the bytes that decoded came from,
	// and those bytes with the ones that were pending.
	snapFlags int64
	snapInput []byte
	snap      bool

	made uint64 // id of the attempt that has made it
}

// change is what [buffered.change] is: for what is decoded, or encoded and not yet given
// to the buffer.
func (w *textIO) change(t *thread, what string) {
	if w.buf != nil && w.buf.file != nil || w.made != t.Tx.ID {
		inevitable(t, what)
	}
}

var textIOWrapperType = newType("TextIOWrapper", textIOBaseType, "A stream of text over a buffered one of bytes.")

const textChunk = 8192

// universal tells whether \r and \r\n end lines too when reading.
func (w *textIO) universal() bool { return w.newline == "" }

func textOf(t *thread, v value) (*textIO, *exception) {
	w := cast[textIO](v)
	if w.buffer.O == nil {
		if w.detached {
			return nil, t.Errorf(object.ValueError, "underlying buffer has been detached")
		}
		return nil, t.Errorf(object.ValueError, "I/O operation on uninitialized object")
	}
	return w, nil
}

// openText is textOf for operations that a closed stream refuses.
func openText(t *thread, v value) (*textIO, *exception) {
	w, err := textOf(t, v)
	if err != nil {
		return nil, err
	}
	var closed bool
	if w.buf != nil && w.buf.raw.O != nil {
		closed, err = w.buf.closed(t)
	} else {
		closed, err = isClosed(t, w.buffer)
	}
	if err == nil && closed {
		err = closedError(t)
	}
	return w, err
}

func (w *textIO) setNewline(nl string, isNone bool) {
	w.newline, w.newlineNone = nl, isNone
	w.writeNL = ""
	if nl == "\r" || nl == "\r\n" {
		w.writeNL = nl
	} else if isNone && lineSeparator != "\n" {
		w.writeNL = lineSeparator
	}
}

// init implements __init__.
func (w *textIO) init(t *thread, buffer value, encoding, errors string, hasEncoding, hasErrors bool, nl string, nlNone bool) *exception {
	w.buffer, w.detached = null, false
	if !hasEncoding || encoding == "locale" {
		encoding = "UTF-8"
	}
	if !hasErrors {
		errors = "strict"
	}
	w.encoding, w.errors = object.NewStr(encoding), object.NewStr(errors)
	w.setNewline(nl, nlNone)
	w.chunk = textChunk
	w.pending, w.decoded, w.used, w.snap, w.nl = nil, "", 0, false, newlines{}
	w.decoder, w.encoder, w.buf = nil, nil, nil
	decoder, encoder, err := findCodec(t, encoding)
	if err != nil {
		return err
	}
	ask := func(name string) (bool, *exception) {
		r, err := object.CallMethod(t, buffer, str(name))
		if err != nil {
			return false, err
		}
		return object.Truth(t, r)
	}
	readable, err := ask("readable")
	if err != nil {
		return err
	}
	if readable {
		if w.decoder, err = decoder(errors); err != nil {
			return err
		}
	}
	writable, err := ask("writable")
	if err != nil {
		return err
	}
	if writable {
		if w.encoder, err = encoder(errors); err != nil {
			return err
		}
	}
	w.utf8 = object.EncodingName(encoding) == "utf-8"
	switch buffer.Type() {
	case bufferedReaderType, bufferedWriterType, bufferedRandomType:
		w.buf = cast[buffered](buffer)
	}
	if w.seekable, err = ask("seekable"); err != nil {
		return err
	}
	w.telling = w.seekable
	read1, err := object.LookupAttr(t, buffer, str("read1"))
	if err != nil {
		return err
	}
	w.hasRead1 = read1.O != nil
	w.buffer = buffer
	return w.fixEncoder(t)
}

// fixEncoder finds out whether a byte order mark is to be written: not in the
// middle of a file.
func (w *textIO) fixEncoder(t *thread) *exception {
	if !w.seekable || w.encoder == nil {
		return nil
	}
	if e, ok := w.encoder.(*nativeEncoder); ok && e.name == e.later {
		return nil
	}
	pos, err := object.CallMethod(t, w.buffer, str("tell"))
	if err != nil {
		return err
	}
	n, err := object.IndexInt(t, pos, object.OverflowError)
	if err != nil || n == 0 {
		return err
	}
	return w.encoder.atStart(t, false)
}

// direct reports whether writes go to a buffer over a descriptor, where a
// transaction can hold them.
func (w *textIO) direct(t *thread) bool {
	return w.buf != nil && w.buf.out != nil && w.buf.kind == writes && !w.buf.file.flows(t)
}

// write is the method write.
func (w *textIO) write(t *thread, s *object.Str) *exception {
	if w.encoder == nil {
		return unsupported(t, "not writable")
	}
	text := s.S
	flush := w.lineBuffering && strings.ContainsAny(text, "\n\r")
	if w.writeNL != "" && strings.IndexByte(text, '\n') >= 0 {
		text = strings.ReplaceAll(text, "\n", w.writeNL)
		v, _ := object.AsStr(object.NewStr(text))
		s = v
	}
	direct := w.direct(t)
	if !direct {
		w.change(t, "writing a file")
	}
	var b []byte
	if w.utf8 && s.IsASCII() {
		b = unsafe.Slice(unsafe.StringData(text), len(text))
	} else {
		e, native := w.encoder.(*nativeEncoder)
		if !native || e.name != e.later {
			w.change(t, "writing a file")
		}
		var err *exception
		if b, err = w.encoder.encode(t, s); err != nil {
			return err
		}
	}
	if direct {
		o := w.buf.out
		flush = flush || w.writeThrough
		if t.Tx.InTransaction() && !t.Tx.Inevitable() {
			t.Tx.Hold(textSink{o}, b)
			if flush {
				t.Tx.Hold(textFlusher{o}, nil)
			}
			return nil
		}
		failed := len(b) > 0 && o.putText(b, w.chunk)
		if flush {
			o.flushText()
			failed = true // perhaps
		}
		if failed {
			return o.complaint(t)
		}
		return nil
	}
	if w.decoder != nil {
		if err := w.dropDecoded(t); err != nil {
			return err
		}
	}
	flows := w.buf != nil && w.buf.out != nil && w.buf.file.flows(t)
	if len(w.pending)+len(b) > w.chunk || w.writeThrough || flush || flows {
		if len(w.pending)+len(b) > w.chunk && len(b) > w.chunk {
			if err := w.givePending(t); err != nil {
				return err
			}
		}
		w.pending = append(w.pending, b...)
		if err := w.givePending(t); err != nil {
			return err
		}
	} else {
		w.pending = append(w.pending, b...)
	}
	if flush {
		_, err := object.CallMethod(t, w.buffer, str("flush"))
		return err
	}
	return nil
}

// givePending gives encoded text to the buffer.
func (w *textIO) givePending(t *thread) *exception {
	if len(w.pending) == 0 {
		return nil
	}
	b := w.pending
	w.pending = nil
	if w.buf != nil {
		return w.buf.put(t, b)
	}
	_, err := object.CallMethod(t, w.buffer, str("write"), object.BytesOwned(b))
	return err
}

// flush is the method flush.
func (w *textIO) flush(t *thread) *exception {
	if w.telling != w.seekable { // after next(); otherwise others may flush at the same time
		w.change(t, "flushing a file")
		w.telling = w.seekable
	}
	if w.direct(t) {
		if t.Tx.InTransaction() && !t.Tx.Inevitable() {
			t.Tx.Hold(textFlusher{w.buf.out}, nil)
			return nil
		}
		w.buf.out.flushText()
		return w.buf.out.complaint(t)
	}
	w.change(t, "flushing a file")
	if err := w.givePending(t); err != nil {
		return err
	}
	_, err := object.CallMethod(t, w.buffer, str("flush"))
	return err
}

// dropDecoded forgets what was read ahead.
func (w *textIO) dropDecoded(t *thread) *exception {
	w.decoded, w.used, w.snap = "", 0, false
	w.nl = newlines{}
	return w.decoder.reset(t)
}

// beginRead prepares for reading.
func (w *textIO) beginRead(t *thread) *exception {
	if w.decoder == nil {
		return unsupported(t, "not readable")
	}
	w.change(t, "reading a file")
	return w.givePending(t)
}

// decode decodes a piece, line ends included.
func (w *textIO) decode(t *thread, b []byte, final bool) (string, *exception) {
	s, err := w.decoder.decode(t, b, final)
	if err == nil && w.universal() {
		s = w.nl.feed(s, w.newlineNone, final)
	}
	return s, err
}

// input reads a block from the buffer; it is valid until the next read.
func (w *textIO) input(t *thread, n int) ([]byte, *exception) {
	if b := w.buf; b != nil {
		if b.raw.O == nil {
			_, err := bufferOf(t, w.buffer)
			return nil, err
		}
		if err := b.beginRead(t); err != nil {
			return nil, err
		}
		if b.unread() == 0 {
			if _, _, err := b.fill(t); err != nil {
				return nil, err
			}
		}
		return b.take(n), nil
	}
	name := "read"
	if w.hasRead1 {
		name = "read1"
	}
	r, err := object.CallMethod(t, w.buffer, str(name), object.Int(int64(n)))
	if err != nil {
		return nil, err
	}
	if !object.IsBytesLike(r) {
		return nil, t.Errorf(object.TypeError, "underlying %s() should have returned a bytes-like object, not '%s'", name, r.TypeName())
	}
	s, err := object.BytesCopy(t, r)
	return []byte(s), err
}

// readChunk decodes the next block. Everything decoded before has been delivered.
// At the end it returns false.
func (w *textIO) readChunk(t *thread) (more bool, err *exception) {
	w.decoded, w.used = "", 0
	var pending []byte
	var flags int64
	if w.telling {
		if pending, flags, err = w.decoderState(t); err != nil {
			return false, err
		}
	}
	b, err := w.input(t, w.chunk)
	if err != nil {
		return false, err
	}
	eof := len(b) == 0
	if w.telling {
		w.snapFlags, w.snap = flags, true
		w.snapInput = append(append(w.snapInput[:0], pending...), b...)
	}
	w.decoded, err = w.decode(t, b, eof)
	if w.decoded != "" {
		return true, err
	}
	return !eof, err
}

// decoderState returns the state of decoder and line ends together.
func (w *textIO) decoderState(t *thread) ([]byte, int64, *exception) {
	pending, flags, err := w.decoder.state(t)
	if w.universal() {
		flags <<= 1
		if w.nl.pendingCR {
			flags |= 1
		}
	}
	return pending, flags, err
}

func (w *textIO) setDecoderState(t *thread, pending []byte, flags int64) *exception {
	if w.universal() {
		w.nl.pendingCR = flags&1 != 0
		flags >>= 1
	}
	return w.decoder.setState(t, pending, flags)
}

// rest takes everything that is decoded.
func (w *textIO) rest() string {
	s := w.decoded[w.used:]
	w.decoded, w.used = "", 0
	return s
}

// readAll reads the rest of the stream.
func (w *textIO) readAll(t *thread) (string, *exception) {
	var data []byte
	if w.buf != nil && w.buf.raw.O != nil {
		if err := w.buf.beginRead(t); err != nil {
			return "", err
		}
		v, err := w.buf.readAll(t)
		if err != nil {
			return "", err
		}
		b, ok := object.AsBytes(v)
		if !ok {
			return "", t.Errorf(object.TypeError, "underlying read() should have returned a bytes-like object, not '%s'", v.TypeName())
		}
		data = b.Bytes(t, false)
	} else {
		v, err := object.CallMethod(t, w.buffer, str("read"))
		if err != nil {
			return "", err
		}
		if !object.IsBytesLike(v) {
			return "", t.Errorf(object.TypeError, "underlying read() should have returned a bytes-like object, not '%s'", v.TypeName())
		}
		s, err := object.BytesCopy(t, v)
		if err != nil {
			return "", err
		}
		data = []byte(s)
	}
	s, err := w.decode(t, data, true)
	if err != nil {
		return "", err
	}
	head := w.rest()
	w.snap = false
	return head + s, nil
}

// readN reads n characters, fewer at the end.
func (w *textIO) readN(t *thread, n int) (string, *exception) {
	var out []byte
	for {
		end, count := skip(w.decoded, w.used, n)
		s := w.decoded[w.used:end]
		w.used = end
		n -= count
		if n == 0 && out == nil {
			return strings.Clone(s), nil
		}
		out = append(out, s...)
		if n == 0 {
			return string(out), nil
		}
		if more, err := w.readChunk(t); err != nil || !more {
			return string(out), err
		}
	}
}

// line reads a line of at most limit characters if limit is not negative.
func (w *textIO) line(t *thread, limit int) (string, *exception) {
	var head []byte // of a line that is longer than a block
	for {
		s := w.decoded[w.used:]
		end := -1
		if w.newline == "\r\n" && len(head) > 0 && head[len(head)-1] == '\r' && strings.HasPrefix(s, "\n") {
			end = 1
		} else {
			end = lineEnd(s, w.newline, w.universal() && !w.newlineNone)
		}
		found := end >= 0
		if !found {
			end = len(s)
		}
		if limit >= 0 {
			left := limit - utf8Len(bytesText(head))
			if k, count := skip(s, 0, left); k <= end && count == left {
				end, found = k, true
			}
		}
		w.used += end
		if found && head == nil {
			return strings.Clone(s[:end]), nil
		}
		head = append(head, s[:end]...)
		if found {
			return string(head), nil
		}
		if more, err := w.readChunk(t); err != nil || !more {
			w.decoded, w.used, w.snap = "", 0, false
			return string(head), err
		}
	}
}

func bytesText(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// detachChecks are those of close and detach.
func (w *textIO) close(t *thread, v value) *exception {
	closed, err := isClosed(t, w.buffer)
	if err != nil || closed {
		return err
	}
	_, err = object.CallMethod(t, v, str("flush"))
	_, err2 := object.CallMethod(t, w.buffer, str("close"))
	if err2 != nil {
		if err != nil {
			err2.SetContext(t, err)
		}
		return err2
	}
	return err
}

// reconfigure implements the method of that name; null means unchanged.
func (w *textIO) reconfigure(t *thread, v value, a args) *exception {
	encoding, errors, nlArg := a[1], a[2], a[3]
	given := func(v value) bool { return v.O != nil && !v.IsNone() }
	if w.decoder != nil && (w.snap || w.decoded != "") && (given(encoding) || given(errors) || nlArg.O != nil && nlArg != object.Ellipsis) {
		return unsupported(t, "It is not possible to set the encoding or newline of stream after the first read")
	}
	encName, _, err := strOrNone(t, encoding, "reconfigure", "encoding")
	if err != nil {
		return err
	}
	errName, _, err := strOrNone(t, errors, "reconfigure", "errors")
	if err != nil {
		return err
	}
	nl, nlNone := w.newline, w.newlineNone
	if nlArg.O != nil {
		if nl, nlNone, err = newlineArg(t, nlArg, "reconfigure"); err != nil {
			return err
		}
	}
	line, through := w.lineBuffering, w.writeThrough
	for i, p := range []*bool{&line, &through} {
		if given(a[4+i]) {
			if *p, err = object.Truth(t, a[4+i]); err != nil {
				return err
			}
		}
	}
	if _, err := object.CallMethod(t, v, str("flush")); err != nil {
		return err
	}
	w.change(t, "reconfiguring a text stream")
	w.setNewline(nl, nlNone)
	if given(encoding) || given(errors) {
		if !given(encoding) {
			s, _ := object.AsStr(w.encoding)
			encName = s.S
			if !given(errors) {
				s, _ = object.AsStr(w.errors)
				errName = s.S
			}
		} else {
			if encName == "locale" {
				encName = "UTF-8"
			}
			if !given(errors) {
				errName = "strict"
			}
		}
		decoder, encoder, err := findCodec(t, encName)
		if err != nil {
			return err
		}
		if w.decoder != nil {
			if w.decoder, err = decoder(errName); err != nil {
				return err
			}
		}
		if w.encoder != nil {
			if w.encoder, err = encoder(errName); err != nil {
				return err
			}
		}
		w.encoding, w.errors = object.NewStr(encName), object.NewStr(errName)
		w.utf8 = object.EncodingName(encName) == "utf-8"
		if err := w.fixEncoder(t); err != nil {
			return err
		}
	}
	w.lineBuffering, w.writeThrough = line, through
	return nil
}

func init() {
	typ := textIOWrapperType
	object.SetLayout[textIO](typ)
	typ.Alloc = func(t *thread, typ *object.Type) *object.Object {
		w := object.Allocate[textIO](typ)
		w.made = t.Tx.ID
		return &w.Object
	}
	initFunc := &object.Func{Name: "TextIOWrapper", Sig: "self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False", Fn: func(t *thread, a args) (value, *exception) {
		enc, hasEnc, err := strOrNone(t, a[2], "TextIOWrapper", "encoding")
		if err != nil {
			return null, err
		}
		errs, hasErrs, err := strOrNone(t, a[3], "TextIOWrapper", "errors")
		if err != nil {
			return null, err
		}
		nl, nlNone := "", true
		if a[4].O != nil {
			if nl, nlNone, err = newlineArg(t, a[4], "TextIOWrapper"); err != nil {
				return null, err
			}
		}
		w := cast[textIO](a[0])
		w.lineBuffering, w.writeThrough = false, false
		for i, p := range []*bool{&w.lineBuffering, &w.writeThrough} {
			if v := a[5+i]; v.O != nil {
				if *p, err = object.Truth(t, v); err != nil {
					return null, err
				}
			}
		}
		return none, w.init(t, a[1], enc, errs, hasEnc, hasErrs, nl, nlNone)
	}}
	typ.Slots.Init = func(t *thread, v value, a []value, kw []value) *exception {
		_, err := initFunc.CallWith(t, append([]value{v}, a...), kw)
		return err
	}
	typ.Slots.Next = func(t *thread, v value) (value, *exception) {
		w, err := openText(t, v)
		if err != nil {
			return null, err
		}
		w.telling = false
		var line string
		if v.Type() == textIOWrapperType {
			if err := w.beginRead(t); err != nil {
				return null, err
			}
			line, err = w.line(t, -1)
			if err != nil {
				return null, err
			}
			if line != "" {
				return object.NewStr(line), nil
			}
		} else {
			r, err := object.CallMethod(t, v, str("readline"))
			if err != nil {
				return null, err
			}
			s, ok := object.AsStr(r)
			if !ok {
				return null, t.Errorf(object.OSError, "readline() should have returned a str object, not '%s'", r.TypeName())
			}
			if s.S != "" {
				return r, nil
			}
		}
		w.snap, w.telling = false, w.seekable
		return null, nil
	}
	typ.Slots.Repr = func(t *thread, v value) (value, *exception) {
		w, err := textOf(t, v)
		if err != nil {
			return null, err
		}
		s, err := nameRepr(t, v)
		if err != nil {
			return null, err
		}
		mode, err := object.LookupAttr(t, v, str("mode"))
		if err != nil {
			return null, err
		}
		if mode.O != nil {
			r, err := object.Repr(t, mode)
			if err != nil {
				return null, err
			}
			s += " mode=" + r.S
		}
		enc, err := object.Repr(t, w.encoding)
		if err != nil {
			return null, err
		}
		return object.NewStr("<_io.TextIOWrapper" + s + " encoding=" + enc.S + ">"), nil
	}
	pass := func(name string) object.Def {
		return def(name, "", func(t *thread, a args) (value, *exception) {
			w, err := textOf(t, a[0])
			if err != nil {
				return null, err
			}
			return object.CallMethod(t, w.buffer, str(name))
		})
	}
	typ.Methods = []object.Def{
		def("write", "text, /", func(t *thread, a args) (value, *exception) {
			s, ok := object.AsStr(a[1])
			if !ok {
				return null, t.Errorf(object.TypeError, "write() argument must be str, not %s", object.ArgTypeName(a[1]))
			}
			w, err := openText(t, a[0])
			if err != nil {
				return null, err
			}
			return object.Int(int64(s.Len())), w.write(t, s)
		}),
		def("read", "size=-1, /", func(t *thread, a args) (value, *exception) {
			n, err := sizeArg(t, a[1])
			if err != nil {
				return null, err
			}
			w, err := openText(t, a[0])
			if err != nil {
				return null, err
			}
			if err := w.beginRead(t); err != nil {
				return null, err
			}
			var s string
			if n < 0 {
				s, err = w.readAll(t)
			} else {
				s, err = w.readN(t, n)
			}
			return object.NewStr(s), err
		}),
		def("readline", "size=-1, /", func(t *thread, a args) (value, *exception) {
			n := int64(-1)
			if a[1].O != nil {
				var err *exception
				if n, err = object.IndexInt(t, a[1], object.OverflowError); err != nil {
					return null, err
				}
			}
			w, err := openText(t, a[0])
			if err != nil {
				return null, err
			}
			if err := w.beginRead(t); err != nil {
				return null, err
			}
			s, err := w.line(t, int(n))
			return object.NewStr(s), err
		}),
		def("flush", "", func(t *thread, a args) (value, *exception) {
			w, err := openText(t, a[0])
			if err != nil {
				return null, err
			}
			return none, w.flush(t)
		}),
		def("close", "", func(t *thread, a args) (value, *exception) {
			w, err := textOf(t, a[0])
			if err != nil {
				return null, err
			}
			return none, w.close(t, a[0])
		}),
		def("detach", "", func(t *thread, a args) (value, *exception) {
			w, err := textOf(t, a[0])
			if err != nil {
				return null, err
			}
			w.change(t, "detaching a buffer")
			if _, err := object.CallMethod(t, a[0], str("flush")); err != nil {
				return null, err
			}
			b := w.buffer
			w.buffer, w.detached, w.buf = null, true, nil
			return b, nil
		}),
		def("seek", "cookie, whence=0, /", func(t *thread, a args) (value, *exception) {
			w, err := openText(t, a[0])
			if err != nil {
				return null, err
			}
			whence, err := whenceArg(t, a[2])
			if err != nil {
				return null, err
			}
			return w.seek(t, a[0], a[1], whence)
		}),
		def("tell", "", func(t *thread, a args) (value, *exception) {
			w, err := openText(t, a[0])
			if err != nil {
				return null, err
			}
			return w.tell(t, a[0])
		}),
		def("truncate", "pos=None, /", func(t *thread, a args) (value, *exception) {
			w, err := textOf(t, a[0])
			if err != nil {
				return null, err
			}
			if _, err := object.CallMethod(t, a[0], str("flush")); err != nil {
				return null, err
			}
			pos := a[1]
			if pos.O == nil {
				pos = none
			}
			return object.CallMethod(t, w.buffer, str("truncate"), pos)
		}),
		def("reconfigure", "*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None", func(t *thread, a args) (value, *exception) {
			w, err := textOf(t, a[0])
			if err != nil {
				return null, err
			}
			return none, w.reconfigure(t, a[0], a)
		}),
		pass("fileno"), pass("isatty"), pass("seekable"), pass("readable"), pass("writable"),
		noPickle("__getstate__"), noPickle("__reduce__"), noPickle("__reduce_ex__"),
	}
	get := func(name string, f func(t *thread, w *textIO) (value, *exception)) {
		typ.Getsets = append(typ.Getsets, object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exception) {
			w, err := textOf(t, v)
			if err != nil {
				return null, err
			}
			return f(t, w)
		}})
	}
	get("buffer", func(t *thread, w *textIO) (value, *exception) { return w.buffer, nil })
	get("encoding", func(t *thread, w *textIO) (value, *exception) { return w.encoding, nil })
	get("errors", func(t *thread, w *textIO) (value, *exception) { return w.errors, nil })
	get("line_buffering", func(t *thread, w *textIO) (value, *exception) { return object.Bool(w.lineBuffering), nil })
	get("write_through", func(t *thread, w *textIO) (value, *exception) { return object.Bool(w.writeThrough), nil })
	get("newlines", func(t *thread, w *textIO) (value, *exception) {
		if w.decoder == nil {
			return none, nil
		}
		return w.nl.value(), nil
	})
	get("closed", func(t *thread, w *textIO) (value, *exception) { return object.GetAttr(t, w.buffer, str("closed")) })
	get("name", func(t *thread, w *textIO) (value, *exception) { return object.GetAttr(t, w.buffer, str("name")) })
	typ.Getsets = append(typ.Getsets, object.GetSet{
		Name: "_CHUNK_SIZE",
		Get:  func(t *thread, v value) (value, *exception) { return object.Int(int64(cast[textIO](v).chunk)), nil },
		Set: func(t *thread, v, x value) *exception {
			if x.O == nil {
				return t.Errorf(object.AttributeError, "cannot delete attribute")
			}
			n, err := object.IndexInt(t, x, object.ValueError)
			if err != nil {
				return err
			}
			if n <= 0 {
				return t.Errorf(object.ValueError, "a strictly positive integer is required")
			}
			cast[textIO](v).chunk = int(n)
			return nil
		},
	})
}
