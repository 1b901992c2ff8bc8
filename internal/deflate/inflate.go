package deflate

import "math/bits"

// Error is what is wrong with compressed data, in the words of zlib.
type Error string

func (e Error) Error() string { return string(e) }

// mode is what a decompressor expects next.
type mode uint8

const (
	blockHead mode = iota
	storedLength
	storedData
	tableSizes
	bitLengths
	codeLengths
	symbol
	lengthBits
	distance
	distanceBits
	copying
	literal
	done
	broken
)

// Decompressor decompresses one stream. It takes no more input than the output
// that is asked for needs, to the byte, because what follows the stream is
// somebody else's.
type Decompressor struct {
	Bits Reader
	mode mode
	last bool // the block is the last
	err  error

	nlen, ndist, ncode, have int
	lengths                  [numLitLen + 2 + 32]uint8
	litLen, dist             *decoder

	length, offset int // of the match or the stored bytes under way
	sym            int

	window []byte // the last output, as far back as matches reach, and what is new
	reach  int
}

// Reader reads bits from pieces of input, in front of which are bits left over
// from earlier pieces: never as many as eight, unless a caller who wants more bits
// has had too few.
type Reader struct {
	In   []byte
	hold uint64
	n    uint
}

// Need makes n ≤ 32 bits available; false if the input ends before.
func (r *Reader) Need(n uint) bool {
	for r.n < n {
		if len(r.In) == 0 {
			return false
		}
		r.hold |= uint64(r.In[0]) << r.n
		r.In = r.In[1:]
		r.n += 8
	}
	return true
}

// Peek returns n bits that Need has made available.
func (r *Reader) Peek(n uint) uint32 { return uint32(r.hold & (1<<n - 1)) }

// Drop takes n bits away.
func (r *Reader) Drop(n uint) {
	r.hold >>= n
	r.n -= n
}

// Take is Peek and Drop.
func (r *Reader) Take(n uint) uint32 {
	v := r.Peek(n)
	r.Drop(n)
	return v
}

// Align drops what is left of a byte.
func (r *Reader) Align() { r.Drop(r.n & 7) }

// NewDecompressor makes a decompressor for matches that reach back 1<<windowBits
// bytes.
func NewDecompressor(windowBits int) *Decompressor { return &Decompressor{reach: 1 << windowBits} }

// Clone returns an independent copy of d. The decoders of a block never change.
func (d *Decompressor) Clone() *Decompressor {
	n := *d
	n.window = append([]byte(nil), d.window...)
	return &n
}

// SetDictionary makes data known that matches may refer to.
func (d *Decompressor) SetDictionary(dict []byte) {
	d.window = append(d.window, dict...)
	d.window = append([]byte(nil), d.window[max(len(d.window)-d.reach, 0):]...)
}

// Done reports whether the end of the stream was reached.
func (d *Decompressor) Done() bool { return d.mode == done }

const (
	rootBits = 9
)

// decoder finds symbols by codes. Codes of up to rootBits bits are looked up at
// once, longer ones are counted through.
type decoder struct {
	root  [1 << rootBits]uint16 // symbol<<4 | length, 0 for longer codes and none
	count [maxBits + 1]uint16
	syms  []uint16 // in order of their codes
}

// newDecoder makes the decoder of the given lengths; incomplete tells that there
// are more codes than symbols, ok is false if there are more symbols than codes.
func newDecoder(lengths []uint8) (d *decoder, incomplete, ok bool) {
	d = &decoder{}
	for _, n := range lengths {
		d.count[n]++
	}
	d.count[0] = 0
	left := 1
	for n := 1; n <= maxBits; n++ {
		left = left<<1 - int(d.count[n])
		if left < 0 {
			return nil, false, false
		}
	}
	var offset [maxBits + 2]uint16
	var next [maxBits + 2]uint16
	for n := 1; n <= maxBits; n++ {
		offset[n+1] = offset[n] + d.count[n]
		next[n+1] = (next[n] + d.count[n]) << 1
	}
	d.syms = make([]uint16, len(lengths))
	for s, n := range lengths {
		if n == 0 {
			continue
		}
		d.syms[offset[n]] = uint16(s)
		offset[n]++
		if n <= rootBits {
			c := bits.Reverse16(next[n]) >> (16 - n)
			for ; int(c) < len(d.root); c += 1 << n {
				d.root[c] = uint16(s)<<4 | uint16(n)
			}
		}
		next[n]++
	}
	return d, left > 0, true
}

// Results of find that are no symbols.
const (
	needInput = -1
	noSymbol  = -2
)

// find reads a symbol.
func (d *decoder) find(r *Reader) int {
	for {
		if e := d.root[r.hold&(1<<rootBits-1)]; e != 0 && uint(e&15) <= r.n {
			r.Drop(uint(e & 15))
			return int(e >> 4)
		}
		if r.n < maxBits {
			if s, n := d.long(r); s >= 0 {
				r.Drop(n)
				return s
			}
			if !r.Need(r.n + 1) {
				return needInput
			}
			continue
		}
		s, n := d.long(r)
		if s < 0 {
			return noSymbol
		}
		r.Drop(n)
		return s
	}
}

// long looks for a symbol bit by bit among the bits that are there.
func (d *decoder) long(r *Reader) (sym int, n uint) {
	code, first, index := 0, 0, 0
	for n = 1; n <= maxBits && n <= r.n; n++ {
		code |= int(r.hold>>(n-1)) & 1
		count := int(d.count[n])
		if code-count < first {
			return int(d.syms[index+code-first]), n
		}
		index += count
		first = (first + count) << 1
		code <<= 1
	}
	return -1, 0
}

var fixedDecoders = func() (d [2]*decoder) {
	var lengths [numLitLen + 2]uint8
	for i := range lengths {
		switch {
		case i < 144, i >= 280:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		default:
			lengths[i] = 7
		}
	}
	d[0], _, _ = newDecoder(lengths[:])
	var dists [32]uint8
	for i := range dists {
		dists[i] = 5
	}
	d[1], _, _ = newDecoder(dists[:])
	return d
}()

// Read decompresses d.Bits.In as far as limit bytes of output go; limit < 0 is no
// limit. The output is the caller's. An error comes after what was all right.
func (d *Decompressor) Read(limit int) ([]byte, error) {
	if len(d.window) > 2*d.reach {
		d.window = d.window[:copy(d.window, d.window[len(d.window)-d.reach:])]
	}
	begin := len(d.window)
	most := int(^uint(0) >> 1)
	if limit >= 0 && limit < most-begin {
		most = begin + limit
	}
	if d.err == nil {
		if err := d.run(most); err != "" {
			d.err, d.mode = err, broken
		}
	}
	out := append([]byte(nil), d.window[begin:]...)
	if cap(d.window) > 8*d.reach {
		d.window = append([]byte(nil), d.window[max(len(d.window)-d.reach, 0):]...)
	}
	return out, d.err
}

// run works until the output is as long as most, or there is no more input.
func (d *Decompressor) run(most int) Error {
	r := &d.Bits
	for {
		switch d.mode {
		case blockHead:
			if d.last {
				r.bytes()
				d.mode = done
				continue
			}
			if !r.Need(3) {
				return ""
			}
			d.last = r.Take(1) != 0
			switch r.Take(2) {
			case 0:
				r.Align()
				d.mode = storedLength
			case 1:
				d.litLen, d.dist = fixedDecoders[0], fixedDecoders[1]
				d.mode = symbol
			case 2:
				d.mode = tableSizes
			default:
				return "invalid block type"
			}
		case storedLength:
			if !r.Need(32) {
				return ""
			}
			v := r.Take(32)
			if uint16(v) != ^uint16(v>>16) {
				return "invalid stored block lengths"
			}
			d.length = int(v & 0xffff)
			d.mode = storedData
		case storedData:
			r.bytes()
			for d.length > 0 {
				n := min(d.length, len(r.In), most-len(d.window))
				if n == 0 {
					return ""
				}
				d.window = append(d.window, r.In[:n]...)
				r.In = r.In[n:]
				d.length -= n
			}
			d.mode = blockHead
		case tableSizes, bitLengths, codeLengths:
			if more, err := d.tables(); err != "" || !more {
				return err
			}
		case symbol:
			if d.quick(most) {
				continue
			}
			switch d.sym = d.litLen.find(r); {
			case d.sym == needInput:
				return ""
			case d.sym == noSymbol:
				return "invalid literal/length code"
			case d.sym < numLiterals:
				d.mode = literal
			case d.sym == endOfBlock:
				d.mode = blockHead
			case d.sym >= numLitLen:
				return "invalid literal/length code"
			default:
				d.sym -= numLiterals + 1
				d.mode = lengthBits
			}
		case literal:
			if len(d.window) >= most {
				return ""
			}
			d.window = append(d.window, byte(d.sym))
			d.mode = symbol
		case lengthBits:
			n := uint(lengthExtra[d.sym])
			if !r.Need(n) {
				return ""
			}
			d.length = int(lengthBase[d.sym]) + minMatch + int(r.Take(n))
			d.mode = distance
		case distance:
			switch d.sym = d.dist.find(r); {
			case d.sym == needInput:
				return ""
			case d.sym == noSymbol, d.sym >= numDistances:
				return "invalid distance code"
			}
			d.mode = distanceBits
		case distanceBits:
			n := uint(distExtra[d.sym])
			if !r.Need(n) {
				return ""
			}
			d.offset = int(distBase[d.sym]) + 1 + int(r.Take(n))
			if d.offset > d.reach || d.offset > len(d.window) {
				return "invalid distance too far back"
			}
			d.mode = copying
		case copying:
			n := min(d.length, most-len(d.window))
			d.repeat(n)
			if d.length -= n; d.length > 0 {
				return ""
			}
			d.mode = symbol
		default:
			return ""
		}
	}
}

// bytes ends the reading of bits: what is left of a byte is dropped.
func (r *Reader) bytes() {
	r.Align()
	if r.n > 0 {
		panic("BUG: more bits are held than were needed")
	}
}

// repeat copies n bytes from d.offset before the end to the end.
func (d *Decompressor) repeat(n int) {
	from := len(d.window) - d.offset
	if d.offset >= n {
		d.window = append(d.window, d.window[from:from+n]...)
		return
	}
	for ; n > 0; n-- {
		d.window = append(d.window, d.window[from])
		from++
	}
}

// quick decodes symbols while there is plenty of input and room, so that nothing
// needs to be checked on the way; what it has read beyond them it gives back. It
// reports whether it got anywhere.
func (d *Decompressor) quick(most int) bool {
	const (
		plenty = 16  // bytes of input: more than a match can take
		room   = 258 // bytes of output
	)
	if len(d.Bits.In) < plenty || most-len(d.window) < room {
		return false
	}
	in, hold, n := d.Bits.In, d.Bits.hold, d.Bits.n
	w := d.window
	lit, dst := &d.litLen.root, &d.dist.root
	progress := false
	for len(in) >= plenty && most-len(w) >= room {
		for n <= 56 {
			hold |= uint64(in[0]) << n
			in = in[1:]
			n += 8
		}
		e := lit[hold&(1<<rootBits-1)]
		if e == 0 {
			break
		}
		s := int(e >> 4)
		if s < numLiterals {
			hold >>= e & 15
			n -= uint(e & 15)
			w = append(w, byte(s))
			progress = true
			continue
		}
		if s == endOfBlock || s >= numLitLen {
			break
		}
		s -= numLiterals + 1
		h, used := hold>>(e&15), uint(e&15)
		extra := uint(lengthExtra[s])
		length := int(lengthBase[s]) + minMatch + int(h&(1<<extra-1))
		h >>= extra
		used += extra
		e = dst[h&(1<<rootBits-1)]
		s = int(e >> 4)
		if e == 0 || s >= numDistances {
			break
		}
		h >>= e & 15
		extra = uint(distExtra[s])
		offset := int(distBase[s]) + 1 + int(h&(1<<extra-1))
		if offset > d.reach || offset > len(w) {
			break
		}
		hold = h >> extra
		n -= used + uint(e&15) + extra
		from := len(w) - offset
		if offset >= length {
			w = append(w, w[from:from+length]...)
		} else {
			for ; length > 0; length-- {
				w = append(w, w[from])
				from++
			}
		}
		progress = true
	}
	// Bytes that were not needed go back to the input.
	used := len(d.Bits.In) - len(in)
	back := min(int(n/8), used)
	d.Bits.In = d.Bits.In[used-back:]
	n -= uint(back) * 8
	hold &= 1<<n - 1
	d.Bits.hold, d.Bits.n = hold, n
	d.window = w
	return progress
}

// tables reads the codes of a block; more is false when the input has ended.
func (d *Decompressor) tables() (more bool, err Error) {
	r := &d.Bits
	if d.mode == tableSizes {
		if !r.Need(14) {
			return false, ""
		}
		d.nlen, d.ndist, d.ncode = int(r.Take(5))+257, int(r.Take(5))+1, int(r.Take(4))+4
		if d.nlen > numLitLen || d.ndist > numDistances {
			return false, "too many length or distance symbols"
		}
		d.have = 0
		clear(d.lengths[:])
		d.mode = bitLengths
	}
	if d.mode == bitLengths {
		for ; d.have < d.ncode; d.have++ {
			if !r.Need(3) {
				return false, ""
			}
			d.lengths[bitLenOrder[d.have]] = uint8(r.Take(3))
		}
		dec, incomplete, ok := newDecoder(d.lengths[:numBitLens])
		if !ok || incomplete {
			return false, "invalid code lengths set"
		}
		d.litLen = dec
		d.have = 0
		clear(d.lengths[:])
		d.sym = needInput
		d.mode = codeLengths
	}
	for d.have < d.nlen+d.ndist {
		if d.sym < 0 {
			d.sym = d.litLen.find(r)
		}
		s := d.sym
		if s == needInput {
			return false, ""
		}
		if s == noSymbol {
			return false, "invalid code lengths set"
		}
		if s < 16 {
			d.sym = needInput
			d.lengths[d.have] = uint8(s)
			d.have++
			continue
		}
		extra := uint(bitLenExtra[s])
		if !r.Need(extra) {
			return false, "" // the next call goes on with d.sym
		}
		d.sym = needInput
		n, v := 3, uint8(0)
		switch s {
		case 16:
			if d.have == 0 {
				return false, "invalid bit length repeat"
			}
			v = d.lengths[d.have-1]
		case 18:
			n = 11
		}
		n += int(r.Take(extra))
		if d.have+n > d.nlen+d.ndist {
			return false, "invalid bit length repeat"
		}
		for ; n > 0; n-- {
			d.lengths[d.have] = v
			d.have++
		}
	}
	if d.lengths[endOfBlock] == 0 {
		return false, "invalid code -- missing end-of-block"
	}
	var incomplete, ok bool
	single := func(lengths []uint8) bool { // the only incomplete code that is allowed
		n := 0
		for _, l := range lengths {
			if l > 1 {
				return false
			}
			n += int(l)
		}
		return n <= 1
	}
	lit, dist := d.lengths[:d.nlen], d.lengths[d.nlen:d.nlen+d.ndist]
	if d.litLen, incomplete, ok = newDecoder(lit); !ok || incomplete && !single(lit) {
		return false, "invalid literal/lengths set"
	}
	if d.dist, incomplete, ok = newDecoder(dist); !ok || incomplete && !single(dist) {
		return false, "invalid distances set"
	}
	d.mode = symbol
	return true, ""
}
