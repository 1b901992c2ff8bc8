package io

import (
	"math/big"

	"github.com/weftpy/weft/object"
)

// Positions in text streams
//
// What tell returns is a number that only seek understands: the position in the
// file of a place from which decoding can start, the decoder's flags there, how
// many bytes to feed it then, and how many of the characters that come out to
// skip. Mostly decoding can start right at the position, and the number is that
// position.

// cookie is such a position.
type cookie struct {
	start   int64
	flags   int64
	feed    int64
	needEOF bool
	skip    int64
}

func (c cookie) value() value {
	if c.flags == 0 && c.feed == 0 && c.skip == 0 && !c.needEOF {
		return object.Int(c.start)
	}
	b := new(big.Int)
	if c.needEOF {
		b.SetInt64(1)
	}
	for _, n := range []int64{c.skip, c.feed, c.flags, c.start} {
		b.Lsh(b, 64).Or(b, new(big.Int).SetInt64(n))
	}
	return object.IntOf(b)
}

func parseCookie(v value) (c cookie) {
	small, b := object.AsInt(v)
	if b == nil {
		c.start = small
		return c
	}
	b = new(big.Int).Set(b)
	word := new(big.Int).SetUint64(^uint64(0))
	for _, p := range []*int64{&c.start, &c.flags, &c.feed, &c.skip} {
		*p = int64(new(big.Int).And(b, word).Uint64())
		b.Rsh(b, 64)
	}
	c.needEOF = b.Sign() != 0
	return c
}

// tell is the method tell.
func (w *textIO) tell(t *thread, v value) (value, *exception) {
	if !w.seekable {
		return null, unsupported(t, "underlying stream is not seekable")
	}
	if !w.telling {
		return null, t.Errorf(object.OSError, "telling position disabled by next() call")
	}
	w.change(t, "telling a file's position")
	if err := w.givePending(t); err != nil {
		return null, err
	}
	if _, err := object.CallMethod(t, v, str("flush")); err != nil {
		return null, err
	}
	r, err := object.CallMethod(t, w.buffer, str("tell"))
	if err != nil {
		return null, err
	}
	if w.decoder == nil || !w.snap {
		return r, nil
	}
	pos, err := object.IndexInt(t, r, object.OverflowError)
	if err != nil {
		return null, err
	}
	c := cookie{start: pos - int64(len(w.snapInput)), flags: w.snapFlags}
	chars := int64(utf8Len(w.decoded[:w.used]))
	if chars == 0 {
		return c.value(), nil
	}
	if d, ok := w.decoder.(*nativeDecoder); ok && d.name == "utf-8" && c.flags == 0 && isPlain(w.snapInput) {
		// One byte a character, none of them lost.
		c.start += chars
		return c.value(), nil
	}
	// Decode the bytes once more, one by one, and remember the last place before the
	// position from which decoding can start.
	savedNL := w.nl
	pending, flags, err := w.decoder.state(t)
	if err != nil {
		return null, err
	}
	defer func() {
		w.nl = savedNL
	}()
	if err := w.setDecoderState(t, nil, c.flags); err != nil {
		return null, err
	}
	start, fed, decoded := c.start, int64(0), int64(0)
	done := false
	for _, b := range w.snapInput {
		fed++
		s, err := w.decode(t, []byte{b}, false)
		if err != nil {
			return null, err
		}
		decoded += int64(utf8Len(s))
		left, fl, err := w.decoderState(t)
		if err != nil {
			return null, err
		}
		if len(left) == 0 && decoded <= chars {
			// A safe place.
			start += fed
			chars -= decoded
			c.flags = fl
			fed, decoded = 0, 0
		}
		if decoded >= chars {
			done = true
			break
		}
	}
	if !done {
		s, err := w.decode(t, nil, true)
		if err != nil {
			return null, err
		}
		decoded += int64(utf8Len(s))
		c.needEOF = true
		if decoded < chars {
			return null, t.Errorf(object.OSError, "can't reconstruct logical file position")
		}
	}
	c.start, c.feed, c.skip = start, fed, chars
	if chars == 0 {
		c.feed, c.needEOF = 0, false
	}
	if err := w.decoder.setState(t, pending, flags); err != nil {
		return null, err
	}
	return c.value(), nil
}

// isPlain reports whether b is ASCII without \r.
func isPlain(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 || c == '\r' {
			return false
		}
	}
	return true
}

// seek is the method seek.
func (w *textIO) seek(t *thread, v, pos value, whence int) (value, *exception) {
	if !w.seekable {
		return null, unsupported(t, "underlying stream is not seekable")
	}
	isZero := func() (bool, *exception) { return object.EqualBool(t, pos, object.Int(0)) }
	w.change(t, "seeking in a file")
	switch whence {
	case 0:
	case 1:
		zero, err := isZero()
		if err != nil {
			return null, err
		}
		if !zero {
			return null, unsupported(t, "can't do nonzero cur-relative seeks")
		}
		if pos, err = object.CallMethod(t, v, str("tell")); err != nil {
			return null, err
		}
	case 2:
		zero, err := isZero()
		if err != nil {
			return null, err
		}
		if !zero {
			return null, unsupported(t, "can't do nonzero end-relative seeks")
		}
		if _, err := object.CallMethod(t, v, str("flush")); err != nil {
			return null, err
		}
		if w.decoder != nil {
			if err := w.dropDecoded(t); err != nil {
				return null, err
			}
		}
		r, err := object.CallMethod(t, w.buffer, str("seek"), object.Int(0), object.Int(2))
		if err != nil {
			return null, err
		}
		return r, w.startEncoder(t, r)
	default:
		return null, t.Errorf(object.ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence)
	}
	if !pos.Type().Is(object.FlagInt) {
		var err *exception
		if pos.Type().Slots.Index == nil {
			return null, t.Errorf(object.TypeError, "'%s' object cannot be interpreted as an integer", pos.TypeName())
		}
		if pos, err = object.Index(t, pos); err != nil {
			return null, err
		}
	}
	if n, b := object.AsInt(pos); b == nil && n < 0 || b != nil && b.Sign() < 0 {
		r, err := object.Repr(t, pos)
		if err != nil {
			return null, err
		}
		return null, t.Errorf(object.ValueError, "negative seek position %s", r.S)
	}
	if _, err := object.CallMethod(t, v, str("flush")); err != nil {
		return null, err
	}
	c := parseCookie(pos)
	if _, err := object.CallMethod(t, w.buffer, str("seek"), object.Int(c.start)); err != nil {
		return null, err
	}
	w.decoded, w.used, w.snap = "", 0, false
	w.nl.pendingCR = false
	if w.decoder != nil {
		var err *exception
		if c.start == 0 && c.flags == 0 {
			w.nl = newlines{}
			err = w.decoder.reset(t)
		} else {
			err = w.setDecoderState(t, nil, c.flags)
		}
		if err != nil {
			return null, err
		}
	}
	if c.skip > 0 {
		r, err := object.CallMethod(t, w.buffer, str("read"), object.Int(c.feed))
		if err != nil {
			return null, err
		}
		b, ok := object.AsBytes(r)
		if !ok {
			return null, t.Errorf(object.TypeError, "underlying read() should have returned a bytes object, not '%s'", r.TypeName())
		}
		w.snapFlags, w.snapInput, w.snap = c.flags, []byte(b.S), true
		if w.decoded, err = w.decode(t, []byte(b.S), c.needEOF); err != nil {
			return null, err
		}
		end, count := skip(w.decoded, 0, int(c.skip))
		if int64(count) < c.skip {
			return null, t.Errorf(object.OSError, "can't restore logical file position")
		}
		w.used = end
	}
	if w.encoder != nil {
		if err := w.startEncoder(t, object.Int(c.start)); err != nil {
			return null, err
		}
	}
	return pos, nil
}

// startEncoder tells the encoder where the stream stands.
func (w *textIO) startEncoder(t *thread, pos value) *exception {
	if w.encoder == nil {
		return nil
	}
	if e, ok := w.encoder.(*nativeEncoder); ok && e.name == e.later {
		return nil
	}
	zero, err := object.EqualBool(t, pos, object.Int(0))
	if err != nil {
		return err
	}
	return w.encoder.atStart(t, zero)
}
