package lzma

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"hash/crc64"
)

// Options are the settings of a compressor.
type Options struct {
	DictSize   uint32
	LC, LP, PB uint
	Nice       int // length of a match that ends the search
	Depth      int // of the search
}

// Preset returns the options of a level from 0 to 9.
func Preset(level int) Options {
	o := Options{LC: 3, PB: 2, Nice: 64, Depth: 48}
	o.DictSize = 1 << []uint{18, 20, 21, 22, 22, 23, 23, 24, 25, 26}[level]
	if level < 4 {
		o.Nice, o.Depth = 32, 4<<level
	}
	if level > 7 {
		o.Nice, o.Depth = 273, 512
	}
	return o
}

// Format is a container.
type Format uint8

// Containers, and none.
const (
	XZ    Format = iota
	Alone        // the older one, .lzma
	Raw2         // LZMA2 by itself
	Raw1         // LZMA by itself
)

// Check is what xz says the integrity of a block by.
type Check uint8

// Checks, numbered as in the format.
const (
	CheckNone   Check = 0
	CheckCRC32  Check = 1
	CheckCRC64  Check = 4
	CheckSHA256 Check = 10
)

// Size returns the size of a check in bytes; ok is false if it is not known.
func (c Check) Size() (n int, ok bool) {
	n = []int{0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64}[c&15]
	return n, c == CheckNone || c == CheckCRC32 || c == CheckCRC64 || c == CheckSHA256
}

var crc64Table = crc64.MakeTable(crc64.ECMA)

// digest is the state of a check. Copying it is copying the check, but for SHA-256,
// which keeps the data of the block: nobody uses it for large ones.
type digest struct {
	kind Check
	c32  uint32
	c64  uint64
	sha  []byte
}

func (d *digest) write(b []byte) {
	switch d.kind {
	case CheckCRC32:
		d.c32 = crc32.Update(d.c32, crc32.IEEETable, b)
	case CheckCRC64:
		d.c64 = crc64.Update(d.c64, crc64Table, b)
	case CheckSHA256:
		d.sha = append(d.sha[:len(d.sha):len(d.sha)], b...)
	}
}

func (d *digest) sum() []byte {
	switch d.kind {
	case CheckCRC32:
		return binary.LittleEndian.AppendUint32(nil, d.c32)
	case CheckCRC64:
		return binary.LittleEndian.AppendUint64(nil, d.c64)
	case CheckSHA256:
		s := sha256.Sum256(d.sha)
		return s[:]
	}
	return nil
}

var (
	xzMagic     = []byte{0xfd, '7', 'z', 'X', 'Z', 0}
	footerMagic = []byte{'Y', 'Z'}
)

const chunkSize = 1 << 16

// Compressor compresses one stream.
type Compressor struct {
	format  Format
	check   digest
	options Options
	enc     *encoder
	delta   int // distance of the delta filter, 0 for none
	last    []byte
	started bool
	fresh   bool // the next chunk resets the dictionary
	reset   bool // the next chunk resets the model
	in      int64
	out     int64 // of the block, header included
}

// New makes a compressor. delta is the distance of a delta filter before LZMA, 0
// for none.
func New(format Format, check Check, o Options, delta int) *Compressor {
	c := &Compressor{format: format, check: digest{kind: check}, options: o, delta: delta, fresh: true, reset: true}
	c.enc = newEncoder(o)
	return c
}

// Clone returns an independent copy of c.
func (c *Compressor) Clone() *Compressor {
	n := *c
	n.enc = c.enc.clone()
	n.last = append([]byte(nil), c.last...)
	return &n
}

// DictByte returns the byte that stands for a size of the dictionary in LZMA2.
func DictByte(size uint32) byte {
	for b := byte(0); b < 40; b++ {
		if uint64(2|b&1)<<(b/2+11) >= uint64(size) {
			return b
		}
	}
	return 40
}

func (c *Compressor) header() []byte {
	switch c.format {
	case Alone:
		b := []byte{c.enc.props()}
		b = binary.LittleEndian.AppendUint32(b, c.options.DictSize)
		return append(b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
	case XZ:
		flags := []byte{0, byte(c.check.kind)}
		b := append(append([]byte(nil), xzMagic...), flags...)
		return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(flags))
	}
	return nil
}

func (c *Compressor) blockHeader() []byte {
	b := []byte{0, 0}
	if c.delta > 0 {
		b[1] = 1 // two filters
		b = append(b, 3, 1, byte(c.delta-1))
	}
	b = append(b, 0x21, 1, DictByte(c.options.DictSize))
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	b[0] = byte(len(b) / 4)
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// Write compresses data and returns what is complete of the output.
func (c *Compressor) Write(data []byte) []byte {
	var out []byte
	if !c.started {
		c.started = true
		out = c.header()
	}
	if len(data) == 0 {
		return out
	}
	if c.format == XZ && c.in == 0 {
		h := c.blockHeader()
		out = append(out, h...)
		c.out = int64(len(h))
	}
	c.check.write(data)
	c.in += int64(len(data))
	if c.delta > 0 {
		data = c.difference(data)
	}
	c.enc.buf = append(c.enc.buf, data...)
	if c.format == Alone || c.format == Raw1 {
		// Keep what a match may yet grow into.
		if end := len(c.enc.buf) - maxMatch - 8; end > c.enc.at {
			c.enc.encode(end)
		}
		c.enc.trim()
		out = append(out, c.enc.rc.out...)
		c.enc.rc.out = nil
		return out
	}
	for len(c.enc.buf)-c.enc.at >= chunkSize {
		out = c.chunk(out, chunkSize)
	}
	return out
}

// difference applies the delta filter.
func (c *Compressor) difference(data []byte) []byte {
	all := append(append([]byte(nil), c.last...), data...)
	out := make([]byte, len(data))
	for i := range out {
		k := len(c.last) + i
		out[i] = all[k]
		if k >= c.delta {
			out[i] -= all[k-c.delta]
		}
	}
	c.last = all[max(len(all)-c.delta, 0):]
	return out
}

// chunk writes n bytes as a chunk of LZMA2.
func (c *Compressor) chunk(out []byte, n int) []byte {
	e := c.enc
	if c.reset {
		e.model.reset()
	}
	begin, before := e.at, len(out)
	e.rc.begin()
	e.encode(e.at + n)
	e.rc.finish()
	packed := e.rc.out
	control := byte(0x80)
	switch {
	case c.fresh:
		control = 0xe0
	case c.reset:
		control = 0xc0
	}
	if len(packed) < n {
		u, p := n-1, len(packed)-1
		out = append(out, control|byte(u>>16), byte(u>>8), byte(u), byte(p>>8), byte(p))
		if control >= 0xc0 {
			out = append(out, e.props())
		}
		out = append(out, packed...)
		c.reset = false
	} else {
		control = 2
		if c.fresh {
			control = 1
		}
		out = append(out, control, byte((n-1)>>8), byte(n-1))
		out = append(out, e.buf[begin:begin+n]...)
		c.reset = true
	}
	c.fresh = false
	c.out += int64(len(out) - before)
	e.trim()
	return out
}

func varint(b []byte, v int64) []byte {
	for ; v >= 0x80; v >>= 7 {
		b = append(b, byte(v)|0x80)
	}
	return append(b, byte(v))
}

// Close ends the stream and returns the rest of the output.
func (c *Compressor) Close() []byte {
	out := c.Write(nil)
	e := c.enc
	if c.format == Alone || c.format == Raw1 {
		e.encode(len(e.buf))
		e.match(minMatch, endMarker)
		e.rc.finish()
		return append(out, e.rc.out...)
	}
	if n := len(e.buf) - e.at; n > 0 {
		out = c.chunk(out, n)
	}
	if c.format == Raw2 {
		return append(out, 0)
	}
	index := []byte{0}
	if c.in > 0 {
		out = append(out, 0)
		c.out++
		for pad := c.out; pad%4 != 0; pad++ {
			out = append(out, 0)
		}
		sum := c.check.sum()
		out = append(out, sum...)
		index = append(index, 1)
		index = varint(index, c.out+int64(len(sum)))
		index = varint(index, c.in)
	} else {
		index = append(index, 0)
	}
	for len(index)%4 != 0 {
		index = append(index, 0)
	}
	index = binary.LittleEndian.AppendUint32(index, crc32.ChecksumIEEE(index))
	out = append(out, index...)
	tail := binary.LittleEndian.AppendUint32(nil, uint32(len(index)/4-1))
	tail = append(tail, 0, byte(c.check.kind))
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(tail))
	return append(append(out, tail...), footerMagic...)
}
