package lzma

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// step is what a decompressor expects next.
type step uint8

const (
	container step = iota
	blockHead
	chunkHead
	blockEnd
	streamIndex
	footer
	aloneHead
	symbols
	finished
)

// Decompressor decompresses one stream. In is the input that it has not taken;
// it belongs to the decompressor.
type Decompressor struct {
	In      []byte
	Check   Check
	Limit   uint64 // of memory, 0 for none
	auto    bool
	xz      bool // xz is accepted
	step    step
	raw     bool
	m       model
	rc      rangeDecoder
	h       history
	begun   bool  // the range decoder has its first bytes
	left    int64 // bytes that an .lzma says are to come; negative if it has an end marker
	props   bool  // a chunk has set the properties
	dict    bool  // a chunk has reset the dictionary
	clear   bool  // the next chunk must reset the state
	check   digest
	packed  int64 // size of the block so far
	delta   int
	last    []byte
	pending []byte // output not asked for yet
}

// NewDecompressor makes a decompressor of a format, or of xz and .lzma alike.
func NewDecompressor(format Format, auto bool) *Decompressor {
	d := &Decompressor{auto: auto, xz: format == XZ, left: -1}
	if format == Alone {
		d.step = aloneHead
	}
	return d
}

// NewRaw makes a decompressor of data without a container.
func NewRaw(format Format, o Options, delta int) *Decompressor {
	d := &Decompressor{raw: true, left: -1, delta: delta}
	d.m.lc, d.m.lp, d.m.pb = o.LC, o.LP, o.PB
	d.h.size = int(max(o.DictSize, 4096))
	d.step = chunkHead
	if format == Raw1 {
		d.m.reset()
		d.step = symbols
	}
	return d
}

// Clone returns an independent copy of d.
func (d *Decompressor) Clone() *Decompressor {
	n := *d
	n.m.clone()
	n.h.buf = append([]byte(nil), d.h.buf...)
	n.last = append([]byte(nil), d.last...)
	n.In = append([]byte(nil), d.In...)
	return &n
}

// Done reports whether the end of the stream was reached and everything read.
func (d *Decompressor) Done() bool { return d.step == finished && len(d.pending) == 0 }

// Pending reports whether there is output that was not asked for.
func (d *Decompressor) Pending() bool { return len(d.pending) > 0 }

// Read decompresses d.In as far as limit bytes of output go; limit < 0 is no
// limit.
func (d *Decompressor) Read(limit int) ([]byte, error) {
	for d.step != finished && (limit < 0 || len(d.pending) <= limit) {
		more, err := d.advance()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
	}
	n := len(d.pending)
	if limit >= 0 {
		n = min(n, limit)
	}
	out := d.pending[:n:n]
	d.pending = d.pending[n:]
	return out, nil
}

// take returns the next n bytes, nil if they are not all there.
func (d *Decompressor) take(n int) []byte {
	if len(d.In) < n {
		return nil
	}
	b := d.In[:n]
	d.In = d.In[n:]
	d.packed += int64(n)
	return b
}

// ErrMemory says that the limit of memory does not suffice.
var ErrMemory = errMemory{}

type errMemory struct{}

func (errMemory) Error() string { return "memory usage limit exceeded" }

func (d *Decompressor) setDict(size uint64) error {
	if d.Limit != 0 && size+1<<16 > d.Limit {
		return ErrMemory
	}
	d.h = history{size: int(min(max(size, 4096), 1<<32-1))}
	return nil
}

// advance does the next thing; more is false if the input has ended.
func (d *Decompressor) advance() (more bool, err error) {
	switch d.step {
	case container:
		n := min(len(d.In), len(xzMagic))
		if bytes.Equal(d.In[:n], xzMagic[:n]) {
			b := d.take(12)
			if b == nil {
				return false, nil
			}
			if binary.LittleEndian.Uint32(b[8:]) != crc32.ChecksumIEEE(b[6:8]) {
				return false, ErrCorrupt
			}
			if b[6] != 0 || b[7] > 15 {
				return false, ErrOptions
			}
			d.Check = Check(b[7])
			d.step = blockHead
			return true, nil
		}
		if !d.auto {
			return false, ErrFormat
		}
		d.step = aloneHead
	case aloneHead:
		if len(d.In) > 0 && d.In[0] >= 9*5*5 {
			return false, ErrFormat
		}
		// There is nothing that says that it is this format: where others are
		// possible, only sizes that compressors write are accepted.
		if d.auto && len(d.In) >= 5 && !plausibleDict(uint64(binary.LittleEndian.Uint32(d.In[1:]))) {
			return false, ErrFormat
		}
		b := d.take(13)
		if b == nil {
			return false, nil
		}
		d.m.setProps(b[0])
		size, length := uint64(binary.LittleEndian.Uint32(b[1:])), binary.LittleEndian.Uint64(b[5:])
		if d.m.lc+d.m.lp > maxLiteral || d.auto && length != 1<<64-1 && length >= 1<<38 {
			return false, ErrFormat
		}
		if err := d.setDict(size); err != nil {
			return false, err
		}
		d.left = int64(length)
		d.m.reset()
		d.step = symbols
	case symbols:
		return d.symbols()
	case blockHead:
		return d.blockHead()
	case chunkHead:
		return d.chunk()
	case blockEnd:
		size, known := d.Check.Size()
		pad := int(-d.packed & 3)
		b := d.take(pad + size)
		if b == nil && pad+size > 0 {
			return false, nil
		}
		for _, c := range b[:pad] {
			if c != 0 {
				return false, ErrCorrupt
			}
		}
		if known && !bytes.Equal(b[pad:], d.check.sum()) {
			return false, ErrCorrupt
		}
		d.step = blockHead
	case streamIndex:
		n, ok := indexSize(d.In)
		if !ok {
			return false, nil
		}
		if len(d.In) < n+4 {
			return false, nil
		}
		b := d.take(n + 4)
		if binary.LittleEndian.Uint32(b[n:]) != crc32.ChecksumIEEE(b[:n]) {
			return false, ErrCorrupt
		}
		d.step = footer
	case footer:
		b := d.take(12)
		if b == nil {
			return false, nil
		}
		if !bytes.Equal(b[10:], footerMagic) || binary.LittleEndian.Uint32(b) != crc32.ChecksumIEEE(b[4:10]) || Check(b[9]) != d.Check {
			return false, ErrCorrupt
		}
		d.step = finished
	}
	return true, nil
}

// plausibleDict reports whether a size is one that compressors write.
func plausibleDict(n uint64) bool {
	if n == 1<<32-1 {
		return true
	}
	for b := uint64(1) << 1; b <= 1<<32; b <<= 1 {
		if n == b || n == b+b/2 {
			return true
		}
	}
	return n == 0 || n == 1
}

// indexSize returns the size of the index without its checksum, if it is all
// there.
func indexSize(b []byte) (n int, ok bool) {
	i := 1
	next := func() uint64 {
		v := uint64(0)
		for shift := uint(0); i < len(b); shift += 7 {
			c := b[i]
			i++
			v |= uint64(c&0x7f) << shift
			if c < 0x80 || shift > 56 {
				ok = true
				return v
			}
		}
		ok = false
		return 0
	}
	records := next()
	for ; ok && records > 0; records-- {
		if next(); ok {
			next()
		}
	}
	i += -i & 3
	return i, ok && len(b) >= i
}

func (d *Decompressor) blockHead() (more bool, err error) {
	if len(d.In) == 0 {
		return false, nil
	}
	if d.In[0] == 0 {
		d.step = streamIndex
		return true, nil
	}
	size := (int(d.In[0]) + 1) * 4
	if len(d.In) < size {
		return false, nil
	}
	d.packed = 0
	b := d.take(size)
	if binary.LittleEndian.Uint32(b[size-4:]) != crc32.ChecksumIEEE(b[:size-4]) {
		return false, ErrCorrupt
	}
	b = b[:size-4]
	flags := b[1]
	if flags&0x3c != 0 {
		return false, ErrOptions
	}
	b = b[2:]
	for _, f := range []byte{0x40, 0x80} { // sizes, which are not needed
		if flags&f != 0 {
			_, n := binary.Uvarint(b)
			if n <= 0 {
				return false, ErrCorrupt
			}
			b = b[n:]
		}
	}
	d.delta, d.last = 0, nil
	for i := 0; i <= int(flags&3); i++ {
		id, n := binary.Uvarint(b)
		if n <= 0 || len(b) < n+1 {
			return false, ErrCorrupt
		}
		size := int(b[n])
		b = b[n+1:]
		if len(b) < size || size < 1 {
			return false, ErrOptions
		}
		last := i == int(flags&3)
		switch {
		case id == 0x21 && last && b[0] <= 40:
			dict := uint64(2|b[0]&1) << (b[0]/2 + 11)
			if b[0] == 40 {
				dict = 1<<32 - 1
			}
			if err := d.setDict(dict); err != nil {
				return false, err
			}
		case id == 3 && !last && d.delta == 0:
			d.delta = int(b[0]) + 1
		default:
			return false, ErrOptions
		}
		b = b[size:]
	}
	d.check = digest{kind: d.Check}
	d.props, d.dict, d.clear = false, false, true
	d.step = chunkHead
	return true, nil
}

// chunk decodes one chunk of LZMA2, once it is all there.
func (d *Decompressor) chunk() (more bool, err error) {
	if len(d.In) == 0 {
		return false, nil
	}
	control := d.In[0]
	switch {
	case control == 0:
		d.take(1)
		d.step = blockEnd
		if d.raw {
			d.step = finished
		}
		return true, nil
	case control < 0x80:
		if control > 2 || control == 2 && !d.dict {
			return false, ErrCorrupt
		}
		if len(d.In) < 3 {
			return false, nil
		}
		n := int(d.In[1])<<8 + int(d.In[2]) + 1
		b := d.take(3 + n)
		if b == nil {
			return false, nil
		}
		if control == 1 {
			d.h.pos = 0
		}
		d.dict = true
		begin := d.h.trim(len(d.h.buf))
		d.h.buf = append(d.h.buf, b[3:]...)
		d.h.pos += n
		d.emit(begin)
		return true, nil
	}
	if len(d.In) < 6 {
		return false, nil
	}
	size := int(control&0x1f)<<16 + int(d.In[1])<<8 + int(d.In[2]) + 1
	packed := int(d.In[3])<<8 + int(d.In[4]) + 1
	head := 5
	reset := control >> 5 & 3
	if reset >= 2 {
		head = 6
	}
	if len(d.In) < head+packed {
		return false, nil
	}
	b := d.take(head + packed)
	if reset == 3 {
		d.h.pos = 0
		d.dict = true
	}
	if !d.dict || reset == 0 && d.clear || reset < 2 && !d.props || packed < 5 || b[head] != 0 {
		return false, ErrCorrupt
	}
	if reset >= 2 {
		if !d.m.setProps(b[5]) || d.m.lc+d.m.lp > maxLiteral {
			return false, ErrCorrupt
		}
		d.props = true
	}
	if reset >= 1 {
		d.m.reset()
		d.clear = false
	}
	begin := d.h.trim(len(d.h.buf))
	end := len(d.h.buf) + size
	d.rc.begin(b[head:])
	for len(d.h.buf) < end {
		stop, err := d.m.symbol(&d.rc, &d.h)
		if err != nil || stop || d.rc.short {
			return false, ErrCorrupt
		}
	}
	if len(d.h.buf) != end {
		return false, ErrCorrupt
	}
	d.emit(begin)
	return true, nil
}

// emit makes what is new in the history output.
func (d *Decompressor) emit(begin int) {
	b := append([]byte(nil), d.h.buf[begin:]...)
	if d.delta > 0 {
		all := append(append([]byte(nil), d.last...), b...)
		for i := len(d.last); i < len(all); i++ {
			if i >= d.delta {
				all[i] += all[i-d.delta]
			}
		}
		copy(b, all[len(d.last):])
		d.last = all[max(len(all)-d.delta, 0):]
	}
	d.check.write(b)
	d.pending = append(d.pending, b...)
}

// symbols decodes LZMA without chunks. A symbol takes no more than a few bytes;
// when fewer are there, the state is kept in case they do not suffice.
func (d *Decompressor) symbols() (more bool, err error) {
	const (
		plenty = 32
		batch  = 1 << 16
	)
	if !d.begun {
		b := d.take(5)
		if b == nil {
			return false, nil
		}
		if b[0] != 0 {
			return false, ErrCorrupt
		}
		d.rc.begin(b)
		d.begun = true
	}
	begin := d.h.trim(len(d.h.buf))
	d.rc.in = d.In
	for len(d.h.buf)-begin < batch && d.left != 0 {
		var keep *Decompressor
		if len(d.rc.in) < plenty {
			k := *d
			k.m.clone()
			keep = &k
		}
		before := len(d.h.buf)
		end, err := d.m.symbol(&d.rc, &d.h)
		if d.rc.short {
			d.m, d.rc = keep.m, keep.rc
			d.In = d.rc.in
			d.emit(begin)
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if end {
			d.rc.normalize()
			if d.left > 0 || d.rc.code != 0 {
				return false, ErrCorrupt
			}
			d.left = 0
		} else if d.left > 0 {
			if d.left -= int64(len(d.h.buf) - before); d.left < 0 {
				return false, ErrCorrupt
			}
		}
	}
	d.In = d.rc.in
	d.emit(begin)
	if d.left == 0 {
		d.rc.normalize()
		d.In = d.rc.in
		d.step = finished
	}
	return true, nil
}

// Started reports whether the header of the container was read.
func (d *Decompressor) Started() bool { return d.step != container && d.step != aloneHead }
