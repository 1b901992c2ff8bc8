// Package deflate implements the compressed data format of RFC 1951 for callers
// who hand over data piece by piece, and want to copy the state between two
// pieces: a transaction may have to take back what it compressed. The standard
// library's package can do neither.
//
// The compressor makes the decisions that zlib makes, in the same order, so its
// output is the same byte for byte but for level 0.
package deflate

// Flush says what becomes of data that is compressed, but not written yet.
type Flush uint8

// Ways of flushing, numbered as in zlib.
const (
	NoFlush      Flush = iota
	PartialFlush       // bring out all data, and at least as many bits that a decoder gets it
	SyncFlush          // … and end at a byte
	FullFlush          // … and let nothing after refer to what is before
	Finish             // end the data
	BlockFlush         // end the block, not the byte
)

// Strategy restricts how matches are looked for.
type Strategy uint8

// Strategies, numbered as in zlib.
const (
	DefaultStrategy Strategy = iota
	Filtered                 // no short matches
	HuffmanOnly              // no matches
	RLE                      // only runs of one byte
	Fixed                    // no codes but the fixed ones
)

// effort is how hard a level looks for matches.
type effort struct {
	good int  // from this length of the last match on, search only a quarter
	lazy int  // up to this length, see whether the next match is better; if not lazily, remember each position inside
	nice int  // good enough to stop searching
	tail int  // how many places to look at
	fast bool // take the first match
}

var efforts = [10]effort{
	1: {4, 4, 8, 4, true},
	2: {4, 5, 16, 8, true},
	3: {4, 6, 32, 32, true},
	4: {4, 4, 16, 16, false},
	5: {8, 16, 32, 32, false},
	6: {8, 16, 128, 128, false},
	7: {8, 32, 128, 256, false},
	8: {32, 128, 258, 1024, false},
	9: {32, 258, 258, 4096, false},
}

const (
	// minLookahead is how much must be known ahead of a position so that the search
	// there does not depend on how the data comes in pieces.
	minLookahead = maxMatch + minMatch + 1
	tooFar       = 4096 // a match of three bytes from farther away costs more than it saves
)

// Compressor compresses one stream.
type Compressor struct {
	blocks   blocks
	effort   effort
	level    int
	strategy Strategy
	last     Flush // of the last call
	finished bool

	// The window is two times the size that matches reach back. When the position
	// comes near its end the lower half is dropped. Position 0 is never matched, as
	// 0 in the chains says that there is none.
	window  []byte
	size    int
	pos     int // of the next byte to compress
	ahead   int // bytes in the window from pos on
	begin   int // of the block; negative when it has left the window
	head    []uint16
	prev    []uint16 // by position modulo size: the place before with the same hash
	hash    uint32
	shift   uint
	mem     int // memLevel of New
	pending int // positions before pos that are not in the chains yet

	length    int  // of the match found
	start     int  // of the match found
	available bool // a literal waits whether the next position has a better match
}

// New makes a compressor of a level from 0 to 9, for a window of 1<<windowBits
// bytes, 8 to 15, and memory use memLevel from 1 to 9.
func New(level, windowBits, memLevel int, strategy Strategy) *Compressor {
	if windowBits == 8 {
		windowBits = 9 // as zlib does: a window of 256 bytes never worked
	}
	c := &Compressor{level: level, strategy: strategy, effort: efforts[level], size: 1 << windowBits, mem: memLevel, length: minMatch - 1}
	hashBits := uint(memLevel + 7)
	c.shift = (hashBits + minMatch - 1) / minMatch
	c.window = make([]byte, 2*c.size)
	c.prev = make([]uint16, c.size)
	c.head = make([]uint16, 1<<hashBits)
	c.blocks.init(1<<(memLevel+6) - 1)
	return c
}

// Is reports whether c was made with these parameters.
func (c *Compressor) Is(level, windowBits, memLevel int, strategy Strategy) bool {
	return c.level == level && c.size == 1<<windowBits && c.mem == memLevel && c.strategy == strategy
}

// Reset makes c, which is over, as New has made it. That takes less time than to make another one.
func (c *Compressor) Reset() {
	*c = Compressor{level: c.level, strategy: c.strategy, effort: c.effort, size: c.size, length: minMatch - 1,
		shift: c.shift, mem: c.mem, window: c.window, prev: c.prev, head: c.head, blocks: c.blocks}
	clear(c.head) // prev is only followed from there
	c.blocks.hold, c.blocks.nbits, c.blocks.out = 0, 0, nil
	c.blocks.begin()
}

// Clone returns an independent copy of c.
func (c *Compressor) Clone() *Compressor {
	n := *c
	n.blocks.clone()
	n.window = append([]byte(nil), c.window...)
	n.prev = append([]uint16(nil), c.prev...)
	n.head = append([]uint16(nil), c.head...)
	return &n
}

func (c *Compressor) update(b byte) {
	c.hash = (c.hash<<c.shift ^ uint32(b)) & uint32(len(c.head)-1)
}

// insert puts position p into the chains, and returns the one before it.
func (c *Compressor) insert(p int) int {
	c.update(c.window[p+minMatch-1])
	old := c.head[c.hash]
	c.prev[p&(c.size-1)] = old
	c.head[c.hash] = uint16(p)
	return int(old)
}

// fill moves data into the window, and returns the rest of it.
func (c *Compressor) fill(in []byte) []byte {
	for {
		room := len(c.window) - c.ahead - c.pos
		if c.pos >= 2*c.size-minLookahead {
			copy(c.window, c.window[c.size:])
			c.start -= c.size
			c.pos -= c.size
			c.begin -= c.size
			c.pending = min(c.pending, c.pos)
			for _, table := range [][]uint16{c.head, c.prev} {
				for i, p := range table {
					table[i] = uint16(max(int(p)-c.size, 0))
				}
			}
			room += c.size
		}
		if len(in) == 0 {
			return in
		}
		n := copy(c.window[c.pos+c.ahead:][:room], in)
		in = in[n:]
		c.ahead += n
		if c.ahead+c.pending >= minMatch {
			p := c.pos - c.pending
			c.hash = uint32(c.window[p])
			c.update(c.window[p+1])
			for c.pending > 0 {
				c.insert(p)
				p++
				c.pending--
				if c.ahead+c.pending < minMatch {
					break
				}
			}
		}
		if c.ahead >= minLookahead {
			return in
		}
	}
}

// SetDictionary makes data known that matches may refer to from the beginning.
func (c *Compressor) SetDictionary(dict []byte) {
	if len(dict) > c.size {
		dict = dict[len(dict)-c.size:]
	}
	dict = c.fill(dict)
	for c.ahead >= minMatch {
		p := c.pos
		for n := c.ahead - (minMatch - 1); n > 0; n-- {
			c.insert(p)
			p++
		}
		c.pos = p
		c.ahead = minMatch - 1
		dict = c.fill(dict)
	}
	c.pos += c.ahead
	c.begin = c.pos
	c.pending = c.ahead
	c.ahead = 0
	c.length = minMatch - 1
	c.available = false
}

// longest looks for the longest match along the chain from cur on that is longer
// than best.
func (c *Compressor) longest(cur, best int) int {
	tail, nice := c.effort.tail, min(c.effort.nice, c.ahead)
	if best >= c.effort.good {
		tail >>= 2
	}
	limit := max(c.pos-(c.size-minLookahead), 0)
	w := c.window
	scan := w[c.pos:min(c.pos+maxMatch, len(w))]
	mask := c.size - 1
	for {
		if w[cur+best] == scan[best] && w[cur+best-1] == scan[best-1] && w[cur] == scan[0] && w[cur+1] == scan[1] {
			m := w[cur : cur+len(scan)]
			n := 2
			for n < len(scan) && m[n] == scan[n] {
				n++
			}
			if n > best {
				c.start = cur
				best = n
				if n >= nice || n >= len(scan) {
					break
				}
			}
		}
		cur = int(c.prev[cur&mask])
		if tail--; cur <= limit || tail == 0 {
			break
		}
	}
	return min(best, c.ahead)
}

// end writes the symbols so far as a block.
func (c *Compressor) end(last bool) {
	var data []byte
	if c.begin >= 0 {
		data = c.window[c.begin:c.pos]
		if data == nil {
			data = []byte{}
		}
	}
	c.blocks.flush(data, c.strategy == Fixed, last)
	c.begin = c.pos
}

// enough refills the window; it reports false when more data is needed first, or
// there is none left.
func (c *Compressor) enough(in *[]byte, need int, flush Flush) bool {
	if c.ahead < need {
		*in = c.fill(*in)
		if c.ahead < need && flush == NoFlush {
			return false
		}
	}
	return c.ahead > 0
}

// fast takes the first match that it finds.
func (c *Compressor) fast(in []byte, flush Flush) {
	for c.enough(&in, minLookahead, flush) {
		cur := 0
		if c.ahead >= minMatch {
			cur = c.insert(c.pos)
		}
		if cur != 0 && c.pos-cur <= c.size-minLookahead {
			c.length = c.longest(cur, minMatch-1)
		}
		full := false
		if c.length >= minMatch {
			full = c.blocks.match(c.pos-c.start, c.length)
			c.ahead -= c.length
			if c.length <= c.effort.lazy && c.ahead >= minMatch {
				for c.length--; c.length > 0; c.length-- {
					c.pos++
					c.insert(c.pos)
				}
				c.pos++
			} else {
				c.pos += c.length
				c.length = 0
				c.hash = uint32(c.window[c.pos])
				c.update(c.window[c.pos+1])
			}
		} else {
			full = c.blocks.literal(c.window[c.pos])
			c.ahead--
			c.pos++
		}
		if full {
			c.end(false)
		}
	}
}

// lazy takes a match only if the next position has none that is longer.
func (c *Compressor) lazy(in []byte, flush Flush) {
	for c.enough(&in, minLookahead, flush) {
		cur := 0
		if c.ahead >= minMatch {
			cur = c.insert(c.pos)
		}
		before, from := c.length, c.start
		c.length = minMatch - 1
		if cur != 0 && before < c.effort.lazy && c.pos-cur <= c.size-minLookahead {
			c.length = c.longest(cur, before)
			if c.length <= 5 && (c.strategy == Filtered || c.length == minMatch && c.pos-c.start > tooFar) {
				c.length = minMatch - 1
			}
		}
		switch {
		case before >= minMatch && c.length <= before:
			end := c.pos + c.ahead - minMatch
			full := c.blocks.match(c.pos-1-from, before)
			c.ahead -= before - 1
			for n := before - 2; n > 0; n-- {
				if c.pos++; c.pos <= end {
					c.insert(c.pos)
				}
			}
			c.available = false
			c.length = minMatch - 1
			c.pos++
			if full {
				c.end(false)
			}
		case c.available:
			if c.blocks.literal(c.window[c.pos-1]) {
				c.end(false)
			}
			c.pos++
			c.ahead--
		default:
			c.available = true
			c.pos++
			c.ahead--
		}
	}
	if flush != NoFlush && c.available {
		c.blocks.literal(c.window[c.pos-1])
		c.available = false
	}
}

// runs looks only for repetitions of the last byte.
func (c *Compressor) runs(in []byte, flush Flush) {
	for c.enough(&in, maxMatch+1, flush) {
		length := 0
		if c.ahead >= minMatch && c.pos > 0 {
			b := c.window[c.pos-1]
			most := min(maxMatch, c.ahead)
			for length < most && c.window[c.pos+length] == b {
				length++
			}
		}
		var full bool
		if length >= minMatch {
			full = c.blocks.match(1, length)
		} else {
			length = 1
			full = c.blocks.literal(c.window[c.pos])
		}
		c.ahead -= length
		c.pos += length
		if full {
			c.end(false)
		}
	}
}

// literals compresses without matches.
func (c *Compressor) literals(in []byte, flush Flush) {
	for c.enough(&in, 1, flush) {
		full := c.blocks.literal(c.window[c.pos])
		c.ahead--
		c.pos++
		if full {
			c.end(false)
		}
	}
}

// store does not compress. The window collects a block.
func (c *Compressor) store(in []byte, flush Flush) {
	const most = 65535
	c.window = append(c.window[:c.pos], in...)
	c.pos = len(c.window)
	for c.pos > most || c.pos == most && flush == NoFlush {
		c.blocks.stored(c.window[:most], false)
		c.pos = copy(c.window, c.window[most:])
		c.window = c.window[:c.pos]
	}
	if flush != NoFlush && (c.pos > 0 || flush == Finish) {
		c.blocks.stored(c.window, flush == Finish)
		c.pos, c.window = 0, c.window[:0]
	}
}

// Write compresses data and returns what is complete of the output; the caller
// owns it.
func (c *Compressor) Write(in []byte, flush Flush) []byte {
	if c.finished || len(in) == 0 && flush != Finish && rank(flush) <= rank(c.last) {
		return nil // nothing that the last call has not done
	}
	c.last = flush
	if c.level == 0 {
		c.store(in, flush)
		if flush != NoFlush && flush != Finish && flush != BlockFlush {
			c.sync(flush)
		}
		return c.take(flush)
	}
	if len(in) > 0 || c.ahead > 0 || flush != NoFlush {
		switch {
		case c.strategy == HuffmanOnly:
			c.literals(in, flush)
		case c.strategy == RLE:
			c.runs(in, flush)
		case c.effort.fast:
			c.fast(in, flush)
		default:
			c.lazy(in, flush)
		}
		if flush != NoFlush {
			c.pending = 0
			if c.strategy != HuffmanOnly && c.strategy != RLE {
				c.pending = min(c.pos, minMatch-1)
			}
			if flush == Finish {
				c.end(true)
			} else {
				if len(c.blocks.syms) > 0 {
					c.end(false)
				}
				c.sync(flush)
			}
		}
	}
	return c.take(flush)
}

// rank orders the ways of flushing: BlockFlush is weaker than all but NoFlush.
func rank(f Flush) int {
	if f > Finish {
		return 2*int(f) - 9
	}
	return 2 * int(f)
}

// sync ends a flush that is not the last.
func (c *Compressor) sync(flush Flush) {
	switch flush {
	case PartialFlush:
		c.blocks.align()
	case SyncFlush, FullFlush:
		c.blocks.stored(nil, false)
		if flush == FullFlush {
			clear(c.head)
			if c.ahead == 0 && c.level > 0 {
				c.pos, c.begin, c.pending = 0, 0, 0
			}
		}
	}
}

func (c *Compressor) take(flush Flush) []byte {
	c.blocks.whole()
	if flush == Finish {
		c.finished = true
	}
	out := c.blocks.out
	c.blocks.out = nil
	return out
}
