package bzip2

import "errors"

// ErrData says that data are not what a compressor made.
var ErrData = errors.New("invalid data stream")

// mode is what a decompressor expects next.
type mode uint8

const (
	streamHead mode = iota
	blockHead
	blockCRC
	blockStart
	usedRanges
	usedBytes
	tableCount
	selectorList
	codeTables
	symbolCodes
	output
	streamCRC
	done
)

// Decompressor decompresses one stream. In is the input that it has not taken.
type Decompressor struct {
	In    []byte
	hold  uint64
	nbits uint
	mode  mode

	level          int
	crc, want      uint32
	combined       uint32
	orig           int
	ranges         uint32
	at             int // progress in the mode
	recent         []byte
	nTables, nSel  int
	selectors      []byte
	pos            [maxTables]byte
	cur            int
	length         []uint8
	tables         []*decoder
	group, inGroup int
	run, runBit    int
	block          []uint32 // bytes, and later in the upper 24 bits who comes next
	counts         [256]int
	next           uint32 // entry of the block that comes next
	left           int    // entries not put out yet
	last, repeat   int    // byte put out last, and how often in a row
	pending        int    // repetitions to put out
}

// NewDecompressor makes a decompressor.
func NewDecompressor() *Decompressor { return &Decompressor{} }

// Clone returns an independent copy of d.
func (d *Decompressor) Clone() *Decompressor {
	n := *d
	n.recent = append([]byte(nil), d.recent...)
	n.selectors = append([]byte(nil), d.selectors...)
	n.length = append([]uint8(nil), d.length...)
	n.tables = append([]*decoder(nil), d.tables...)
	n.block = append([]uint32(nil), d.block...)
	return &n
}

// Done reports whether the end of the stream was reached.
func (d *Decompressor) Done() bool { return d.mode == done }

// decoder finds symbols by codes, bit by bit. It never changes.
type decoder struct {
	count    [maxCodeLen + 1]int
	syms     []uint16 // in order of their codes
	shortest int
}

func newDecoder(lengths []uint8) *decoder {
	d := &decoder{shortest: maxCodeLen}
	for n := uint8(1); n <= maxCodeLen; n++ {
		for s, l := range lengths {
			if l == n {
				d.syms = append(d.syms, uint16(s))
				d.count[n]++
				d.shortest = min(d.shortest, int(n))
			}
		}
	}
	return d
}

// need makes n ≤ 48 bits available.
func (d *Decompressor) need(n uint) bool {
	for d.nbits < n {
		if len(d.In) == 0 {
			return false
		}
		d.hold = d.hold<<8 | uint64(d.In[0])
		d.In = d.In[1:]
		d.nbits += 8
	}
	return true
}

func (d *Decompressor) take(n uint) uint64 {
	d.nbits -= n
	v := d.hold >> d.nbits
	d.hold &= 1<<d.nbits - 1
	return v
}

// symbol reads a symbol: -1 if the input ends before, -2 if there is none with
// such a code.
func (d *Decompressor) symbol(t *decoder) int {
	code, first, index := 0, 0, 0
	for n := 1; n <= maxCodeLen; n++ {
		if !d.need(uint(n)) {
			return -1
		}
		code = code<<1 | int(d.hold>>(d.nbits-uint(n)))&1
		first <<= 1
		if c := t.count[n]; code-first < c {
			d.take(uint(n))
			return int(t.syms[index+code-first])
		} else {
			index += c
			first += c
		}
	}
	return -2
}

// Read decompresses d.In as far as limit bytes of output go; limit < 0 is no
// limit.
func (d *Decompressor) Read(limit int) ([]byte, error) {
	var out []byte
	for {
		before := d.mode
		var err error
		more := true
		if d.mode == output {
			out, more, err = d.put(out, limit)
		} else {
			more, err = d.step()
		}
		if err != nil {
			return nil, err
		}
		if !more || d.mode == done {
			return out, nil
		}
		if limit >= 0 && len(out) >= limit && d.mode == output && before == output {
			return out, nil
		}
	}
}

// step goes on with what is before the output of a block; more is false if the
// input has ended.
func (d *Decompressor) step() (more bool, err error) {
	switch d.mode {
	case streamHead:
		for i, want := range []byte("BZh") {
			if i < d.at {
				continue
			}
			if !d.need(8) {
				return false, nil
			}
			if byte(d.take(8)) != want {
				return false, ErrData
			}
			d.at++
		}
		if !d.need(8) {
			return false, nil
		}
		if d.level = int(d.take(8)) - '0'; d.level < 1 || d.level > 9 {
			return false, ErrData
		}
		d.mode = blockHead
	case blockHead:
		if !d.need(48) {
			return false, nil
		}
		switch d.take(48) {
		case blockMagic:
			d.mode = blockCRC
		case streamMagic:
			d.mode = streamCRC
		default:
			return false, ErrData
		}
	case streamCRC:
		if !d.need(32) {
			return false, nil
		}
		if uint32(d.take(32)) != d.combined {
			return false, ErrData
		}
		d.nbits -= d.nbits & 7
		d.mode = done
	case blockCRC:
		if !d.need(32) {
			return false, nil
		}
		d.want = uint32(d.take(32))
		d.mode = blockStart
	case blockStart:
		if !d.need(25) {
			return false, nil
		}
		if d.take(1) != 0 {
			return false, ErrData // randomised: no compressor of this century makes such blocks
		}
		d.orig = int(d.take(24))
		d.mode = usedRanges
	case usedRanges:
		if !d.need(16) {
			return false, nil
		}
		d.ranges = uint32(d.take(16))
		d.at, d.recent = 0, nil
		d.mode = usedBytes
	case usedBytes:
		for ; d.at < 16; d.at++ {
			if d.ranges&(1<<(15-d.at)) == 0 {
				continue
			}
			if !d.need(16) {
				return false, nil
			}
			for bits, i := d.take(16), 0; i < 16; i++ {
				if bits&(1<<(15-i)) != 0 {
					d.recent = append(d.recent, byte(16*d.at+i))
				}
			}
		}
		if len(d.recent) == 0 {
			return false, ErrData
		}
		d.mode = tableCount
	case tableCount:
		if !d.need(18) {
			return false, nil
		}
		d.nTables, d.nSel = int(d.take(3)), int(d.take(15))
		if d.nTables < 2 || d.nTables > maxTables || d.nSel < 1 {
			return false, ErrData
		}
		d.selectors = d.selectors[:0]
		for i := range d.pos {
			d.pos[i] = byte(i)
		}
		d.at = 0
		d.mode = selectorList
	case selectorList:
		for len(d.selectors) < d.nSel {
			if !d.need(1) {
				return false, nil
			}
			if d.take(1) == 1 {
				if d.at++; d.at >= d.nTables {
					return false, ErrData
				}
				continue
			}
			t := d.pos[d.at]
			copy(d.pos[1:d.at+1], d.pos[:d.at])
			d.pos[0] = t
			d.selectors = append(d.selectors, t)
			d.at = 0
		}
		d.tables, d.length, d.cur = nil, nil, -1
		d.mode = codeTables
	case codeTables:
		return d.readTables()
	case symbolCodes:
		return d.readSymbols()
	}
	return true, nil
}

func (d *Decompressor) readTables() (more bool, err error) {
	for len(d.tables) < d.nTables {
		if d.cur < 0 {
			if !d.need(5) {
				return false, nil
			}
			d.cur = int(d.take(5))
		}
		for len(d.length) < len(d.recent)+2 {
			if d.cur < 1 || d.cur > maxCodeLen {
				return false, ErrData
			}
			if !d.need(2) {
				// One bit may be all that is left of it.
				if d.nbits < 1 || d.hold>>(d.nbits-1)&1 == 1 {
					return false, nil
				}
			}
			if d.take(1) == 0 {
				d.length = append(d.length, uint8(d.cur))
			} else if d.take(1) == 0 {
				d.cur++
			} else {
				d.cur--
			}
		}
		d.tables = append(d.tables, newDecoder(d.length))
		d.length, d.cur = nil, -1
	}
	d.group, d.inGroup, d.run, d.runBit = 0, 0, 0, 0
	d.block = make([]uint32, 0, 4096)
	d.counts = [256]int{}
	d.mode = symbolCodes
	return true, nil
}

func (d *Decompressor) readSymbols() (more bool, err error) {
	most := 100_000 * d.level
	end := len(d.recent) + 1
	for {
		if d.inGroup == groupSize {
			d.group++
			d.inGroup = 0
		}
		if d.group >= len(d.selectors) {
			return false, ErrData
		}
		s := d.symbol(d.tables[d.selectors[d.group]])
		if s == -1 {
			return false, nil
		}
		if s < 0 {
			return false, ErrData
		}
		d.inGroup++
		if s == runA || s == runB {
			if d.runBit > 21 {
				return false, ErrData
			}
			d.run += (s + 1) << d.runBit
			d.runBit++
			continue
		}
		if d.run > 0 {
			if len(d.block)+d.run > most {
				return false, ErrData
			}
			b := d.recent[0]
			for range d.run {
				d.block = append(d.block, uint32(b))
			}
			d.counts[b] += d.run
			d.run, d.runBit = 0, 0
		}
		if s == end {
			break
		}
		if len(d.block) >= most {
			return false, ErrData
		}
		k := s - 1
		b := d.recent[k]
		copy(d.recent[1:k+1], d.recent[:k])
		d.recent[0] = b
		d.block = append(d.block, uint32(b))
		d.counts[b]++
	}
	if d.orig >= len(d.block) {
		return false, ErrData
	}
	// Undo the sorting: for each entry, where the byte after it stands.
	sum := 0
	for b, n := range d.counts {
		d.counts[b] = sum
		sum += n
	}
	for i, v := range d.block {
		b := byte(v)
		d.block[d.counts[b]] |= uint32(i) << 8
		d.counts[b]++
	}
	d.next = d.block[d.orig] >> 8
	d.left = len(d.block)
	d.last, d.repeat, d.pending = -1, 0, 0
	d.crc = ^uint32(0)
	d.mode = output
	return true, nil
}

// put writes bytes of the block, and undoes the first run-length coding.
func (d *Decompressor) put(out []byte, limit int) ([]byte, bool, error) {
	for {
		for d.pending > 0 {
			if limit >= 0 && len(out) >= limit {
				return out, false, nil
			}
			out = append(out, byte(d.last))
			d.crc = updateCRC(d.crc, byte(d.last))
			d.pending--
		}
		if d.left == 0 {
			break
		}
		if limit >= 0 && len(out) >= limit {
			return out, false, nil
		}
		v := d.block[d.next]
		b := int(byte(v))
		d.next = v >> 8
		d.left--
		if d.repeat == 4 {
			d.pending, d.repeat = b, 0
			continue
		}
		if b == d.last && d.repeat > 0 {
			d.repeat++
		} else {
			d.repeat = 1
		}
		d.last = b
		out = append(out, byte(b))
		d.crc = updateCRC(d.crc, byte(b))
	}
	if ^d.crc != d.want {
		return out, false, ErrData
	}
	d.combined = (d.combined<<1 | d.combined>>31) ^ d.want
	d.block = nil
	d.mode = blockHead
	return out, true, nil
}
