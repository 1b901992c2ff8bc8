package lzma

// rangeDecoder reads bits of given probabilities.
type rangeDecoder struct {
	in    []byte
	rng   uint32
	code  uint32
	short bool // the input ended before the last bit
}

func (r *rangeDecoder) begin(in []byte) {
	r.in, r.rng, r.code, r.short = in[5:], 0xffffffff, uint32(in[1])<<24|uint32(in[2])<<16|uint32(in[3])<<8|uint32(in[4]), false
}

func (r *rangeDecoder) normalize() {
	if r.rng < topValue {
		r.rng <<= 8
		r.code <<= 8
		if len(r.in) == 0 {
			r.short = true
			return
		}
		r.code |= uint32(r.in[0])
		r.in = r.in[1:]
	}
}

func (r *rangeDecoder) bit(p *prob) uint32 {
	r.normalize()
	bound := r.rng >> probBits * uint32(*p)
	if r.code < bound {
		r.rng = bound
		*p += (1<<probBits - *p) >> moveBits
		return 0
	}
	r.rng -= bound
	r.code -= bound
	*p -= *p >> moveBits
	return 1
}

func (r *rangeDecoder) direct(n int) uint32 {
	v := uint32(0)
	for ; n > 0; n-- {
		r.normalize()
		r.rng >>= 1
		v <<= 1
		if r.code >= r.rng {
			r.code -= r.rng
			v |= 1
		}
	}
	return v
}

// tree reads n bits, the highest first, each with probabilities by those before.
func (r *rangeDecoder) tree(p []prob, n int) uint32 {
	m := uint32(1)
	for range n {
		m = m<<1 | r.bit(&p[m])
	}
	return m - 1<<n
}

// reverse reads n bits, the lowest first.
func (r *rangeDecoder) reverse(p []prob, n int) uint32 {
	m, v := uint32(1), uint32(0)
	for i := range n {
		b := r.bit(&p[m])
		m = m<<1 | b
		v |= b << i
	}
	return v
}

func (l *lengths) read(r *rangeDecoder, posState int) int {
	if r.bit(&l.choice) == 0 {
		return minMatch + int(r.tree(l.low[posState][:], 3))
	}
	if r.bit(&l.choice2) == 0 {
		return minMatch + 8 + int(r.tree(l.mid[posState][:], 3))
	}
	return minMatch + 16 + int(r.tree(l.high[:], 8))
}

// history is the output as far back as matches may reach.
type history struct {
	buf  []byte
	pos  int // bytes since the last reset
	size int
}

// trim drops what no match can reach, and returns an index as it is then.
func (h *history) trim(keep int) int {
	if drop := min(len(h.buf)-h.size, keep); len(h.buf) > 2*h.size+1<<16 && drop > 0 {
		h.buf = h.buf[:copy(h.buf, h.buf[drop:])]
		return keep - drop
	}
	return keep
}

// symbol decodes one symbol into h; end tells that it was the end marker. After
// r.short is set, everything must be as it was before.
func (m *model) symbol(r *rangeDecoder, h *history) (end bool, err error) {
	posState := h.pos & (1<<m.pb - 1)
	if r.bit(&m.isMatch[m.state<<4+posState]) == 0 {
		before := byte(0)
		if h.pos > 0 {
			before = h.buf[len(h.buf)-1]
		}
		p := m.literalProbs(h.pos, before)
		sym := uint32(1)
		if m.state >= 7 {
			if int(m.rep[0]) >= h.pos {
				return false, ErrCorrupt
			}
			match := uint32(h.buf[len(h.buf)-1-int(m.rep[0])])
			for sym < 0x100 {
				match <<= 1
				b := match >> 8 & 1
				got := r.bit(&p[(1+b)<<8+sym])
				sym = sym<<1 | got
				if got != b {
					break
				}
			}
		}
		for sym < 0x100 {
			sym = sym<<1 | r.bit(&p[sym])
		}
		if r.short {
			return false, nil
		}
		h.buf = append(h.buf, byte(sym))
		h.pos++
		m.afterLiteral()
		return false, nil
	}
	length := 0
	if r.bit(&m.isRep[m.state]) == 0 {
		length = m.matchLen.read(r, posState)
		slot := r.tree(m.slots[lenState(length)][:], 6)
		dist := slot
		if slot >= 4 {
			n := int(slot>>1) - 1
			dist = (2 | slot&1) << n
			if slot < endSlot {
				dist += r.reverse(m.special[dist-slot:], n)
			} else {
				dist += r.direct(n-alignBits) << alignBits
				dist += r.reverse(m.align[:], alignBits)
			}
		}
		if r.short {
			return false, nil
		}
		m.rep = [4]uint32{dist, m.rep[0], m.rep[1], m.rep[2]}
		m.afterMatch()
		if dist == endMarker {
			return true, nil
		}
	} else {
		if r.bit(&m.isRep0[m.state]) == 0 {
			if r.bit(&m.isRep0Long[m.state<<4+posState]) == 0 {
				if r.short {
					return false, nil
				}
				m.afterShort()
				return false, h.copy(int(m.rep[0]), 1)
			}
		} else {
			var d uint32
			if r.bit(&m.isRep1[m.state]) == 0 {
				d = m.rep[1]
			} else {
				if r.bit(&m.isRep2[m.state]) == 0 {
					d = m.rep[2]
				} else {
					d = m.rep[3]
					m.rep[3] = m.rep[2]
				}
				m.rep[2] = m.rep[1]
			}
			m.rep[1], m.rep[0] = m.rep[0], d
		}
		length = m.repLen.read(r, posState)
		if r.short {
			return false, nil
		}
		m.afterRep()
	}
	return false, h.copy(int(m.rep[0]), length)
}

// copy repeats n bytes from dist+1 before the end.
func (h *history) copy(dist, n int) error {
	if dist >= h.pos || dist >= h.size || dist >= len(h.buf) {
		return ErrCorrupt
	}
	from := len(h.buf) - 1 - dist
	for range n {
		h.buf = append(h.buf, h.buf[from])
		from++
	}
	h.pos += n
	return nil
}
