// Package bzip2 implements the format of bzip2 for callers who hand over data
// piece by piece and want to copy the state between two pieces. The standard
// library has only a decompressor, which can do neither.
//
// The compressor makes the same choices as libbzip2: its output is the same byte
// for byte, but for blocks that are repetitions of a shorter string.
package bzip2

const (
	blockMagic  = 0x314159265359
	streamMagic = 0x177245385090
	groupSize   = 50 // symbols that are coded with one table
	maxTables   = 6
	maxCodeLen  = 20 // that decoders accept
	runA        = 0
	runB        = 1
)

// crcTable is of CRC-32 with the highest bit first.
var crcTable = func() (t [256]uint32) {
	for i := range t {
		c := uint32(i) << 24
		for range 8 {
			if c&(1<<31) != 0 {
				c = c<<1 ^ 0x04c11db7
			} else {
				c <<= 1
			}
		}
		t[i] = c
	}
	return t
}()

func updateCRC(crc uint32, b byte) uint32 { return crc<<8 ^ crcTable[byte(crc>>24)^b] }

// Compressor compresses one stream.
type Compressor struct {
	level    int
	block    []byte // what the data are after the first run-length coding
	inUse    [256]bool
	crc      uint32
	combined uint32
	char     int // of the run under way, -1 for none
	run      int
	started  bool

	out   []byte
	hold  uint64
	nbits uint
}

// New makes a compressor for blocks of level times 100,000 bytes, level from 1
// to 9.
func New(level int) *Compressor {
	return &Compressor{level: level, crc: ^uint32(0), char: -1}
}

// Clone returns an independent copy of c.
func (c *Compressor) Clone() *Compressor {
	n := *c
	n.block = append([]byte(nil), c.block...)
	n.out = append([]byte(nil), c.out...)
	return &n
}

func (c *Compressor) bits(v uint64, n uint) {
	c.hold = c.hold<<n | v
	c.nbits += n
	for c.nbits >= 8 {
		c.nbits -= 8
		c.out = append(c.out, byte(c.hold>>c.nbits))
	}
}

func (c *Compressor) long(v uint64, n uint) {
	c.bits(v>>24, n-24)
	c.bits(v&0xffffff, 24)
}

// Write compresses data and returns what is complete of the output.
func (c *Compressor) Write(data []byte) []byte {
	for _, b := range data {
		if int(b) == c.char && c.run < 255 {
			c.run++
			continue
		}
		c.endRun()
		if len(c.block) >= 100_000*c.level-19 {
			c.endBlock()
		}
		c.char, c.run = int(b), 1
	}
	return c.take()
}

// Close ends the stream and returns the rest of the output.
func (c *Compressor) Close() []byte {
	c.endRun()
	c.endBlock()
	c.header()
	c.long(streamMagic, 48)
	c.bits(uint64(c.combined), 32)
	if c.nbits > 0 {
		c.bits(0, 8-c.nbits)
	}
	return c.take()
}

func (c *Compressor) take() []byte {
	out := c.out
	c.out = nil
	return out
}

// endRun adds the run under way to the block: from four bytes on as four and
// their number.
func (c *Compressor) endRun() {
	if c.char < 0 {
		return
	}
	b := byte(c.char)
	for range c.run {
		c.crc = updateCRC(c.crc, b)
	}
	c.inUse[b] = true
	for range min(c.run, 4) {
		c.block = append(c.block, b)
	}
	if c.run >= 4 {
		c.block = append(c.block, byte(c.run-4))
		c.inUse[c.run-4] = true
	}
	c.char = -1
}

func (c *Compressor) header() {
	if !c.started {
		c.started = true
		c.bits(uint64('B')<<24|'Z'<<16|'h'<<8|uint64('0'+c.level), 32)
	}
}

func (c *Compressor) endBlock() {
	if len(c.block) == 0 {
		return
	}
	c.header()
	crc := ^c.crc
	c.combined = (c.combined<<1 | c.combined>>31) ^ crc
	order := rotations(c.block)
	c.long(blockMagic, 48)
	c.bits(uint64(crc), 32)
	c.bits(0, 1)
	for i, r := range order {
		if r == 0 {
			c.bits(uint64(i), 24)
			break
		}
	}
	c.symbols(order)
	c.block = c.block[:0]
	c.inUse = [256]bool{}
	c.crc = ^uint32(0)
}

// rotations sorts the rotations of a block: by their first 2, 4, 8 … bytes, each
// time by the ranks of both halves.
func rotations(block []byte) []int32 {
	n := len(block)
	order, rank := make([]int32, n), make([]int32, n)
	next, nextRank := make([]int32, n), make([]int32, n)
	count := make([]int32, max(n, 256)+1)
	for _, b := range block {
		count[int(b)+1]++
	}
	for i := range 256 {
		count[i+1] += count[i]
	}
	starts := append([]int32(nil), count[:256]...)
	for i, b := range block {
		order[starts[b]] = int32(i)
		starts[b]++
		rank[i] = count[b]
	}
	for width := 1; width < n; width *= 2 {
		// Rotations in order of their second halves …
		for i, r := range order {
			r -= int32(width)
			if r < 0 {
				r += int32(n)
			}
			next[i] = r
		}
		// … put stably where their first halves belong: rank is where those begin.
		for i := range count[:n] {
			count[i] = int32(i)
		}
		for _, r := range next {
			k := rank[r]
			order[count[k]] = r
			count[k]++
		}
		distinct := true
		for i, r := range order {
			nextRank[r] = int32(i)
			if i == 0 {
				continue
			}
			q := order[i-1]
			if rank[q] == rank[r] && rank[(int(q)+width)%n] == rank[(int(r)+width)%n] {
				nextRank[r] = nextRank[q]
				distinct = false
			}
		}
		rank, nextRank = nextRank, rank
		if distinct {
			break
		}
	}
	return order
}

// symbols writes the last column of the sorted rotations: by how recently each
// byte was used, with runs of the same byte counted, in Huffman codes.
func (c *Compressor) symbols(order []int32) {
	var recent []byte
	for b := range c.inUse {
		if c.inUse[b] {
			recent = append(recent, byte(b))
		}
	}
	end := len(recent) + 1
	alpha := end + 1
	freq := make([]int, alpha)
	syms := make([]uint16, 0, len(order)+1)
	add := func(s int) {
		syms = append(syms, uint16(s))
		freq[s]++
	}
	run := 0
	endRun := func() {
		for run > 0 {
			if run&1 == 1 {
				add(runA)
				run = (run - 1) / 2
			} else {
				add(runB)
				run = (run - 2) / 2
			}
		}
	}
	for _, r := range order {
		i := int(r) - 1
		if i < 0 {
			i += len(order)
		}
		b := c.block[i]
		if recent[0] == b {
			run++
			continue
		}
		endRun()
		k := 1
		for recent[k] != b {
			k++
		}
		copy(recent[1:k+1], recent[:k])
		recent[0] = b
		add(k + 1)
	}
	endRun()
	add(end)

	for i := range 16 {
		used := uint64(0)
		for _, u := range c.inUse[16*i : 16*i+16] {
			if u {
				used = 1
			}
		}
		c.bits(used, 1)
	}
	for i := range 16 {
		bits, any := uint64(0), false
		for _, u := range c.inUse[16*i : 16*i+16] {
			bits <<= 1
			if u {
				bits |= 1
				any = true
			}
		}
		if any {
			c.bits(bits, 16)
		}
	}
	lengths, selectors := tables(syms, freq)
	c.bits(uint64(len(lengths)), 3)
	c.bits(uint64(len(selectors)), 15)
	pos := make([]byte, len(lengths))
	for i := range pos {
		pos[i] = byte(i)
	}
	for _, s := range selectors {
		k := 0
		for pos[k] != s {
			k++
		}
		copy(pos[1:k+1], pos[:k])
		pos[0] = s
		for range k {
			c.bits(1, 1)
		}
		c.bits(0, 1)
	}
	codes := make([][]uint32, len(lengths))
	for t, l := range lengths {
		cur := l[0]
		c.bits(uint64(cur), 5)
		for _, n := range l {
			for ; cur < n; cur++ {
				c.bits(2, 2)
			}
			for ; cur > n; cur-- {
				c.bits(3, 2)
			}
			c.bits(0, 1)
		}
		codes[t] = assign(l)
	}
	for i, s := range syms {
		t := selectors[i/groupSize]
		c.bits(uint64(codes[t][s]), uint(lengths[t][s]))
	}
}

// assign gives out the canonical codes of lengths.
func assign(lengths []uint8) []uint32 {
	codes := make([]uint32, len(lengths))
	code := uint32(0)
	for n := uint8(1); n <= maxCodeLen; n++ {
		for s, l := range lengths {
			if l == n {
				codes[s] = code
				code++
			}
		}
		code <<= 1
	}
	return codes
}

// tables chooses code lengths for several tables and the table for each group of
// symbols: it begins with tables for parts of the alphabet, and improves them
// four times.
func tables(syms []uint16, freq []int) (lengths [][]uint8, selectors []byte) {
	n := maxTables
	for i, limit := range []int{200, 600, 1200, 2400} {
		if len(syms) < limit {
			n = i + 2
			break
		}
	}
	lengths = make([][]uint8, n)
	left, from := len(syms), 0
	for part := n; part > 0; part-- {
		to, have := from-1, 0
		for have < left/part && to < len(freq)-1 {
			to++
			have += freq[to]
		}
		if to > from && part != n && part != 1 && (n-part)%2 == 1 {
			have -= freq[to]
			to--
		}
		l := make([]uint8, len(freq))
		for s := range l {
			if s < from || s > to {
				l[s] = 15
			}
		}
		lengths[part-1] = l
		from = to + 1
		left -= have
	}
	for range 4 {
		counts := make([][]int, n)
		for t := range counts {
			counts[t] = make([]int, len(freq))
		}
		selectors = selectors[:0]
		for g := 0; g < len(syms); g += groupSize {
			group := syms[g:min(g+groupSize, len(syms))]
			best, least := 0, 1<<30
			for t, l := range lengths {
				cost := 0
				for _, s := range group {
					cost += int(l[s])
				}
				if cost < least {
					best, least = t, cost
				}
			}
			selectors = append(selectors, byte(best))
			for _, s := range group {
				counts[best][s]++
			}
		}
		for t := range lengths {
			lengths[t] = codeLengths(counts[t])
		}
	}
	return lengths, selectors
}

// codeLengths computes the lengths of a Huffman code, 17 at most. The low byte of
// a weight is the depth of the tree, which settles ties.
func codeLengths(freq []int) []uint8 {
	n := len(freq)
	weight, parent := make([]int, 2*n+2), make([]int, 2*n+2)
	heap := make([]int, n+2)
	for i, f := range freq {
		weight[i+1] = max(f, 1) << 8
	}
	lengths := make([]uint8, n)
	for {
		size, nodes := 0, n
		parent[0] = -2
		up := func(i int) {
			v := heap[i]
			for weight[v] < weight[heap[i>>1]] {
				heap[i] = heap[i>>1]
				i >>= 1
			}
			heap[i] = v
		}
		pop := func() int {
			least := heap[1]
			v := heap[size]
			size--
			i := 1
			for {
				j := 2 * i
				if j > size {
					break
				}
				if j < size && weight[heap[j+1]] < weight[heap[j]] {
					j++
				}
				if weight[v] < weight[heap[j]] {
					break
				}
				heap[i] = heap[j]
				i = j
			}
			heap[i] = v
			return least
		}
		heap[0], weight[0] = 0, 0
		for i := 1; i <= n; i++ {
			parent[i] = -1
			size++
			heap[size] = i
			up(size)
		}
		for size > 1 {
			a, b := pop(), pop()
			nodes++
			parent[a], parent[b], parent[nodes] = nodes, nodes, -1
			weight[nodes] = weight[a]&^0xff + weight[b]&^0xff | 1 + max(weight[a]&0xff, weight[b]&0xff)
			size++
			heap[size] = nodes
			up(size)
		}
		long := false
		for i := 1; i <= n; i++ {
			depth := 0
			for k := i; parent[k] >= 0; k = parent[k] {
				depth++
			}
			lengths[i-1] = uint8(depth)
			long = long || depth > 17
		}
		if !long {
			return lengths
		}
		for i := 1; i <= n; i++ {
			weight[i] = (1 + weight[i]>>8/2) << 8
		}
	}
}
