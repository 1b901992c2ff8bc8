package deflate

// blocks collects symbols and writes them as blocks.
type blocks struct {
	litLen, dist, bitLen tree
	syms                 []uint32 // literal, or distance<<16 | length-minMatch
	max                  int      // how many symbols a block has
	hold                 uint64
	nbits                uint
	out                  []byte
}

func (b *blocks) init(max int) {
	b.max = max
	b.litLen = tree{freq: make([]uint16, numLitLen), codes: make([]code, numLitLen), fixed: fixedLitLen[:], extra: lengthExtra[:], base: numLiterals + 1, limit: maxBits}
	b.dist = tree{freq: make([]uint16, numDistances), codes: make([]code, numDistances), fixed: fixedDist[:], extra: distExtra[:], limit: maxBits}
	b.bitLen = tree{freq: make([]uint16, numBitLens), codes: make([]code, numBitLens), extra: bitLenExtra[:], limit: 7}
	b.begin()
}

// clone makes b independent of what it was copied from. Codes, and the
// frequencies of the alphabet of lengths, do not outlive the writing of a block.
func (b *blocks) clone() {
	for _, t := range []*tree{&b.litLen, &b.dist, &b.bitLen} {
		t.freq = append([]uint16(nil), t.freq...)
		t.codes = append([]code(nil), t.codes...)
	}
	b.syms = append(make([]uint32, 0, b.max), b.syms...)
	b.out = append([]byte(nil), b.out...)
}

func (b *blocks) begin() {
	clear(b.litLen.freq)
	clear(b.dist.freq)
	b.litLen.freq[endOfBlock] = 1
	b.syms = b.syms[:0]
}

// literal adds a byte, and reports whether the block is full.
func (b *blocks) literal(c byte) bool {
	b.syms = append(b.syms, uint32(c))
	b.litLen.freq[c]++
	return len(b.syms) == b.max
}

// match adds a match; dist is at least 1.
func (b *blocks) match(dist, length int) bool {
	b.syms = append(b.syms, uint32(dist)<<16|uint32(length-minMatch))
	b.litLen.freq[numLiterals+1+int(lengthCode[length-minMatch])]++
	b.dist.freq[distSymbol(dist-1)]++
	return len(b.syms) == b.max
}

func (b *blocks) send(v uint64, n uint) {
	b.hold |= v << b.nbits
	b.nbits += n
	for b.nbits >= 32 {
		b.out = append(b.out, byte(b.hold), byte(b.hold>>8), byte(b.hold>>16), byte(b.hold>>24))
		b.hold >>= 32
		b.nbits -= 32
	}
}

// whole writes the bytes that are complete.
func (b *blocks) whole() {
	for b.nbits >= 8 {
		b.out = append(b.out, byte(b.hold))
		b.hold >>= 8
		b.nbits -= 8
	}
}

// pad fills up the last byte.
func (b *blocks) pad() {
	b.whole()
	if b.nbits > 0 {
		b.out = append(b.out, byte(b.hold))
		b.hold, b.nbits = 0, 0
	}
}

func bit(last bool) uint64 {
	if last {
		return 1
	}
	return 0
}

// stored writes a block as it is, at most 65535 bytes.
func (b *blocks) stored(data []byte, last bool) {
	b.send(bit(last), 3)
	b.pad()
	n := len(data)
	b.out = append(b.out, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
	b.out = append(b.out, data...)
}

// align writes an empty block of fixed codes, which brings out all bits before
// it.
func (b *blocks) align() {
	b.send(1<<1, 3)
	b.send(0, 7)
	b.whole()
}

// flush writes the symbols as a block, in the shortest of the three ways. data
// is what they stand for, nil if it is gone.
func (b *blocks) flush(data []byte, fixedOnly, last bool) {
	own, fixed := b.litLen.build()
	o, f := b.dist.build()
	own, fixed = own+o, fixed+f
	clear(b.bitLen.freq)
	count := func(sym, repeat int) { b.bitLen.freq[sym]++ }
	b.litLen.runs(count)
	b.dist.runs(count)
	o, _ = b.bitLen.build()
	order := numBitLens - 1
	for order >= 3 && b.bitLen.codes[bitLenOrder[order]].len == 0 {
		order--
	}
	own += o + 3*(order+1) + 5 + 5 + 4

	bytes, fixedBytes := (own+3+7)>>3, (fixed+3+7)>>3
	if fixedBytes <= bytes || fixedOnly {
		bytes = fixedBytes
	}
	switch {
	case data != nil && len(data)+4 <= bytes:
		b.stored(data, last)
	case bytes == fixedBytes:
		b.send(1<<1|bit(last), 3)
		b.symbols(fixedLitLen[:], fixedDist[:])
	default:
		b.send(2<<1|bit(last), 3)
		b.send(uint64(b.litLen.last+1-257), 5)
		b.send(uint64(b.dist.last), 5)
		b.send(uint64(order+1-4), 4)
		for _, s := range bitLenOrder[:order+1] {
			b.send(uint64(b.bitLen.codes[s].len), 3)
		}
		run := func(sym, repeat int) {
			c := b.bitLen.codes[sym]
			b.send(uint64(c.bits), uint(c.len))
			b.send(uint64(repeat), uint(bitLenExtra[sym]))
		}
		b.litLen.runs(run)
		b.dist.runs(run)
		b.symbols(b.litLen.codes, b.dist.codes)
	}
	b.begin()
	if last {
		b.pad()
	}
}

func (b *blocks) symbols(litLen, dist []code) {
	for _, s := range b.syms {
		d := int(s >> 16)
		if d == 0 {
			c := litLen[s]
			b.send(uint64(c.bits), uint(c.len))
			continue
		}
		length := s & 0xff
		l := lengthCode[length]
		c := litLen[numLiterals+1+int(l)]
		b.send(uint64(c.bits)|uint64(length-uint32(lengthBase[l]))<<c.len, uint(c.len+lengthExtra[l]))
		d--
		k := distSymbol(d)
		c = dist[k]
		b.send(uint64(c.bits)|uint64(d-int(distBase[k]))<<c.len, uint(c.len+distExtra[k]))
	}
	c := litLen[endOfBlock]
	b.send(uint64(c.bits), uint(c.len))
}
