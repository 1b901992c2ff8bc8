package pickle

import (
	"encoding/binary"

	"github.com/weftpy/weft/object"
)

// output collects a pickle, in frames if the protocol has them, and hands it to
// a file piece by piece.
type output struct {
	t       *thread
	write   value // the file's method, null to collect everything
	buf     []byte
	framing bool
	frame   int // where the frame under way begins in buf, -1 if none does
}

const frameHead = 9

// begin begins a frame if what comes next needs one.
func (o *output) begin() {
	if o.framing && o.frame < 0 {
		o.frame = len(o.buf)
		o.buf = append(o.buf, make([]byte, frameHead)...)
	}
}

func (o *output) byte(c byte) {
	o.begin()
	o.buf = append(o.buf, c)
}

func (o *output) bytes(b ...byte) {
	o.begin()
	o.buf = append(o.buf, b...)
}

func (o *output) text(s string) {
	o.begin()
	o.buf = append(o.buf, s...)
}

// sized writes an opcode with a number of size bytes.
func (o *output) sized(op byte, n uint64, size int) {
	o.begin()
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	o.buf = append(append(o.buf, op), b[:size]...)
}

// closeFrame ends the frame under way; what is too short for one loses its head.
func (o *output) closeFrame() {
	if !o.framing || o.frame < 0 {
		return
	}
	if n := len(o.buf) - o.frame - frameHead; n >= frameLeast {
		o.buf[o.frame] = opFrame
		binary.LittleEndian.PutUint64(o.buf[o.frame+1:], uint64(n))
	} else {
		o.buf = append(o.buf[:o.frame], o.buf[o.frame+frameHead:]...)
	}
	o.frame = -1
}

// boundary is called where an object ends, which is where frames may end.
func (o *output) boundary() *exc {
	if !o.framing || o.frame < 0 || len(o.buf)-o.frame-frameHead < frameTarget {
		return nil
	}
	o.closeFrame()
	return o.flush()
}

// flush hands what there is to the file.
func (o *output) flush() *exc {
	if o.write.O == nil || len(o.buf) == 0 {
		return nil
	}
	b := object.NewBytes(string(o.buf))
	o.buf = o.buf[:0]
	_, err := object.Call1(o.t, o.write, b)
	return err
}

// payload writes an opcode with its size and the bytes that follow. Long ones
// stand outside frames, and go to the file uncopied: obj is the bytes object that
// data are the contents of, if there is one.
func (o *output) payload(op byte, size int, data string, obj value) *exc {
	if len(data) < frameTarget {
		o.sized(op, uint64(len(data)), size)
		o.text(data)
		return nil
	}
	o.closeFrame()
	framing := o.framing
	o.framing = false
	o.sized(op, uint64(len(data)), size)
	var err *exc
	if o.write.O == nil {
		o.text(data)
	} else if err = o.flush(); err == nil {
		if obj.O == nil {
			obj = object.NewBytes(string([]byte(data)))
		}
		_, err = object.Call1(o.t, o.write, obj)
	}
	o.framing = framing
	return err
}
