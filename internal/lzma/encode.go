package lzma

import "math/bits"

// rangeEncoder writes bits of given probabilities.
type rangeEncoder struct {
	out   []byte
	low   uint64
	rng   uint32
	cache byte
	held  int // bytes that a carry may still change
}

func (r *rangeEncoder) begin() { *r = rangeEncoder{rng: 0xffffffff, held: 1} }

func (r *rangeEncoder) shift() {
	if r.low < 0xff000000 || r.low>>32 != 0 {
		carry := byte(r.low >> 32)
		b := r.cache
		for ; r.held > 0; r.held-- {
			r.out = append(r.out, b+carry)
			b = 0xff
		}
		r.cache = byte(r.low >> 24)
	}
	r.held++
	r.low = r.low & 0x00ffffff << 8
}

func (r *rangeEncoder) finish() {
	for range 5 {
		r.shift()
	}
}

func (r *rangeEncoder) bit(p *prob, b uint32) {
	bound := r.rng >> probBits * uint32(*p)
	if b == 0 {
		r.rng = bound
		*p += (1<<probBits - *p) >> moveBits
	} else {
		r.low += uint64(bound)
		r.rng -= bound
		*p -= *p >> moveBits
	}
	for r.rng < topValue {
		r.rng <<= 8
		r.shift()
	}
}

func (r *rangeEncoder) direct(v uint32, n int) {
	for n--; n >= 0; n-- {
		r.rng >>= 1
		if v>>n&1 == 1 {
			r.low += uint64(r.rng)
		}
		for r.rng < topValue {
			r.rng <<= 8
			r.shift()
		}
	}
}

func (r *rangeEncoder) tree(p []prob, v uint32, n int) {
	m := uint32(1)
	for n--; n >= 0; n-- {
		b := v >> n & 1
		r.bit(&p[m], b)
		m = m<<1 | b
	}
}

func (r *rangeEncoder) reverse(p []prob, v uint32, n int) {
	m := uint32(1)
	for range n {
		b := v & 1
		v >>= 1
		r.bit(&p[m], b)
		m = m<<1 | b
	}
}

func (l *lengths) write(r *rangeEncoder, length, posState int) {
	n := uint32(length - minMatch)
	switch {
	case n < 8:
		r.bit(&l.choice, 0)
		r.tree(l.low[posState][:], n, 3)
	case n < 16:
		r.bit(&l.choice, 1)
		r.bit(&l.choice2, 0)
		r.tree(l.mid[posState][:], n-8, 3)
	default:
		r.bit(&l.choice, 1)
		r.bit(&l.choice2, 1)
		r.tree(l.high[:], n-16, 8)
	}
}

// encoder compresses with LZMA: it takes the longest match it finds, unless the
// next position has a longer one.
type encoder struct {
	model
	rc    rangeEncoder
	buf   []byte // what was compressed, as far as matches reach back, and what is to be
	at    int    // of the next byte in buf
	pos   int    // of the next byte in the data
	dict  int
	nice  int
	depth int
	head  []int32 // by hash: position + 1
	prev  []int32 // by position modulo its size: the one before with the same hash
}

const hashBits = 16

func newEncoder(o Options) *encoder {
	e := &encoder{dict: int(o.DictSize), nice: o.Nice, depth: o.Depth}
	e.lc, e.lp, e.pb = o.LC, o.LP, o.PB
	e.head = make([]int32, 1<<hashBits)
	e.prev = make([]int32, 1<<bits.Len(uint(min(e.dict, 1<<23)-1)))
	e.reset()
	e.rc.begin()
	return e
}

func (e *encoder) clone() *encoder {
	n := *e
	n.model.clone()
	n.rc.out = append([]byte(nil), e.rc.out...)
	n.buf = append([]byte(nil), e.buf...)
	n.head = append([]int32(nil), e.head...)
	n.prev = append([]int32(nil), e.prev...)
	return &n
}

func (e *encoder) hash(i int) uint32 {
	b := e.buf[i:]
	return (uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16) * 2654435761 >> (32 - hashBits)
}

// insert puts the position at index i into the chains, and returns the position
// before it + 1.
func (e *encoder) insert(i int) int32 {
	if i+3 > len(e.buf) {
		return 0
	}
	h := e.hash(i)
	p := e.pos + i - e.at
	old := e.head[h]
	e.prev[p&(len(e.prev)-1)] = old
	e.head[h] = int32(p + 1)
	return old
}

func common(a, b []byte) int {
	n := 0
	for n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// longest finds the longest match at index i along a chain.
func (e *encoder) longest(i, end int, chain int32) (length, dist int) {
	p := e.pos + i - e.at
	limit := min(maxMatch, end-i)
	if limit < 3 {
		return 0, 0
	}
	scan := e.buf[i : i+limit]
	for depth := e.depth; chain > 0 && depth > 0; depth-- {
		d := p - int(chain-1)
		if d <= 0 || d > e.dict || d > i || d > len(e.prev)-1 {
			break
		}
		if c := e.buf[i-d:]; c[length] == scan[min(length, limit-1)] {
			if n := common(c, scan); n > length {
				length, dist = n, d
				if n >= e.nice || n == limit {
					break
				}
			}
		}
		chain = e.prev[(p-d)&(len(e.prev)-1)]
	}
	if length < 3 || length == 3 && dist > 1<<14 {
		return 0, 0
	}
	return length, dist
}

// encode compresses up to index end of buf.
func (e *encoder) encode(end int) {
	length, dist := -1, 0 // of the match here, -1 if not looked for yet
	for e.at < end {
		i := e.at
		limit := min(maxMatch, end-i)
		rep, repLen := 0, 0
		for k, d := range e.rep {
			if int(d)+1 <= i && int(d)+1 <= e.pos {
				if n := common(e.buf[i-int(d)-1:], e.buf[i:i+limit]); n > repLen {
					rep, repLen = k, n
				}
			}
		}
		if length < 0 {
			length, dist = e.longest(i, end, e.insert(i))
		}
		if repLen >= 2 && repLen+1 >= length {
			e.repeated(rep, repLen)
			e.skip(repLen)
			length = -1
			continue
		}
		if length == 0 {
			e.byte()
			e.skip(1)
			length = -1
			continue
		}
		if length < e.nice && i+1 < end {
			nextLen, nextDist := e.longest(i+1, end, e.insert(i+1))
			if nextLen > length {
				e.byte()
				e.at++
				e.pos++
				length, dist = nextLen, nextDist
				continue
			}
			e.match(length, uint32(dist-1))
			e.at++
			e.pos++
			e.skip(length - 1)
		} else {
			e.match(length, uint32(dist-1))
			e.skip(length)
		}
		length = -1
	}
}

// skip goes n bytes on, of which the first is in the chains already.
func (e *encoder) skip(n int) {
	for k := 1; k < n; k++ {
		e.insert(e.at + k)
	}
	e.at += n
	e.pos += n
}

func (e *encoder) posState() int { return e.pos & (1<<e.pb - 1) }

// byte writes the next byte by itself.
func (e *encoder) byte() {
	b := e.buf[e.at]
	if int(e.rep[0])+1 <= e.at && int(e.rep[0])+1 <= e.pos && e.buf[e.at-int(e.rep[0])-1] == b && e.state >= 7 {
		st := e.state<<4 + e.posState()
		e.rc.bit(&e.isMatch[st], 1)
		e.rc.bit(&e.isRep[e.state], 1)
		e.rc.bit(&e.isRep0[e.state], 0)
		e.rc.bit(&e.isRep0Long[st], 0)
		e.afterShort()
		return
	}
	e.rc.bit(&e.isMatch[e.state<<4+e.posState()], 0)
	before := byte(0)
	if e.pos > 0 {
		before = e.buf[e.at-1]
	}
	p := e.literalProbs(e.pos, before)
	sym := uint32(1)
	i := 7
	if e.state >= 7 {
		match := e.buf[e.at-int(e.rep[0])-1]
		for ; i >= 0; i-- {
			mb, b := uint32(match>>i&1), uint32(b>>i&1)
			e.rc.bit(&p[(1+mb)<<8+sym], b)
			sym = sym<<1 | b
			if mb != b {
				i--
				break
			}
		}
	}
	for ; i >= 0; i-- {
		b := uint32(b >> i & 1)
		e.rc.bit(&p[sym], b)
		sym = sym<<1 | b
	}
	e.afterLiteral()
}

func (e *encoder) match(length int, dist uint32) {
	ps := e.posState()
	e.rc.bit(&e.isMatch[e.state<<4+ps], 1)
	e.rc.bit(&e.isRep[e.state], 0)
	e.matchLen.write(&e.rc, length, ps)
	slot := dist
	if dist >= 4 {
		n := bits.Len32(dist) - 1
		slot = uint32(2*n) + dist>>(n-1)&1
	}
	e.rc.tree(e.slots[lenState(length)][:], slot, 6)
	if slot >= 4 {
		n := int(slot>>1) - 1
		base := (2 | slot&1) << n
		if slot < endSlot {
			e.rc.reverse(e.special[base-slot:], dist-base, n)
		} else {
			e.rc.direct((dist-base)>>alignBits, n-alignBits)
			e.rc.reverse(e.align[:], dist&(1<<alignBits-1), alignBits)
		}
	}
	e.rep = [4]uint32{dist, e.rep[0], e.rep[1], e.rep[2]}
	e.afterMatch()
}

func (e *encoder) repeated(k, length int) {
	ps := e.posState()
	e.rc.bit(&e.isMatch[e.state<<4+ps], 1)
	e.rc.bit(&e.isRep[e.state], 1)
	if k == 0 {
		e.rc.bit(&e.isRep0[e.state], 0)
		e.rc.bit(&e.isRep0Long[e.state<<4+ps], 1)
	} else {
		e.rc.bit(&e.isRep0[e.state], 1)
		if k == 1 {
			e.rc.bit(&e.isRep1[e.state], 0)
		} else {
			e.rc.bit(&e.isRep1[e.state], 1)
			e.rc.bit(&e.isRep2[e.state], uint32(k-2))
		}
		d := e.rep[k]
		copy(e.rep[1:k+1], e.rep[:k])
		e.rep[0] = d
	}
	e.repLen.write(&e.rc, length, ps)
	e.afterRep()
}

// trim drops what matches do not reach any more.
func (e *encoder) trim() {
	if drop := e.at - e.dict; drop > e.dict {
		e.buf = e.buf[:copy(e.buf, e.buf[drop:])]
		e.at -= drop
	}
	if e.pos > 1<<30 {
		// Positions are about to outgrow the chains: begin them anew.
		clear(e.head)
		clear(e.prev)
		e.pos &= 15 // all that the model wants to know of it; at least 1
		e.pos += 16
	}
}
