package random

// The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998): 624 words of 32
// bits, which a linear recurrence replaces all at once when they are used up,
// and a tempering that each output goes through.

const (
	size   = 624
	offset = 397
)

type twister struct {
	words [size]uint32
	next  int // index of the next word to hand out; size when all are used up
}

// seedWord fills the state from one word.
func (m *twister) seedWord(s uint32) {
	m.words[0] = s
	for i := 1; i < size; i++ {
		prev := m.words[i-1]
		m.words[i] = 1812433253*(prev^prev>>30) + uint32(i)
	}
	m.next = size
}

// seedKey fills the state from a key of any length, at least one word.
func (m *twister) seedKey(key []uint32) {
	m.seedWord(19650218)
	w := &m.words
	i, j := 1, 0
	step := func() {
		if i++; i == size {
			w[0] = w[size-1]
			i = 1
		}
	}
	for range max(size, len(key)) {
		w[i] = (w[i] ^ (w[i-1]^w[i-1]>>30)*1664525) + key[j] + uint32(j)
		step()
		if j++; j == len(key) {
			j = 0
		}
	}
	for range size - 1 {
		w[i] = (w[i] ^ (w[i-1]^w[i-1]>>30)*1566083941) - uint32(i)
		step()
	}
	w[0] = 1 << 31
}

// refill computes the next 624 words.
func (m *twister) refill() {
	w := &m.words
	mix := func(i, next, far int) {
		y := w[i]&(1<<31) | w[next]&(1<<31-1)
		x := w[far] ^ y>>1
		if y&1 != 0 {
			x ^= 0x9908b0df
		}
		w[i] = x
	}
	for i := range size - offset {
		mix(i, i+1, i+offset)
	}
	for i := size - offset; i < size-1; i++ {
		mix(i, i+1, i+offset-size)
	}
	mix(size-1, 0, offset-1)
	m.next = 0
}

// uint32 returns 32 random bits.
func (m *twister) uint32() uint32 {
	if m.next >= size {
		m.refill()
	}
	y := m.words[m.next]
	m.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// float64 returns a multiple of 2**-53 in [0, 1).
func (m *twister) float64() float64 {
	a, b := m.uint32()>>5, m.uint32()>>6
	return (float64(a)*(1<<26) + float64(b)) / (1 << 53)
}
