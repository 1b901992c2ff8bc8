package deflate

// tree builds the Huffman code of one alphabet from how often its symbols occur.
// Ties are broken as zlib breaks them, as anything else would be a different,
// equally good code.
type tree struct {
	freq  []uint16
	codes []code
	fixed []code // the code of a block with fixed codes; nil for the alphabet of lengths
	extra []uint8
	base  int   // first symbol that has extra bits
	limit uint8 // of code lengths
	last  int   // last symbol that occurs
}

// forest is the scratch space of build: nodes in order of frequency, and then in
// the order in which they were joined.
type forest struct {
	freq   [2*numLitLen + 1]uint32
	depth  [2*numLitLen + 1]uint8
	parent [2*numLitLen + 1]uint16
	length [2*numLitLen + 1]uint8
	heap   [2*numLitLen + 1]uint16 // heap[1:n+1] is the heap, the joined nodes are at the end
	n      int
}

func (f *forest) smaller(a, b uint16) bool {
	return f.freq[a] < f.freq[b] || f.freq[a] == f.freq[b] && f.depth[a] <= f.depth[b]
}

func (f *forest) sink(k int) {
	v := f.heap[k]
	for j := 2 * k; j <= f.n; j *= 2 {
		if j < f.n && f.smaller(f.heap[j+1], f.heap[j]) {
			j++
		}
		if f.smaller(v, f.heap[j]) {
			break
		}
		f.heap[k] = f.heap[j]
		k = j
	}
	f.heap[k] = v
}

// build computes the codes, and returns by how many bits the symbols that
// occurred are as long in this code, and in the fixed one, extra bits included.
func (t *tree) build() (own, fixed int) {
	var f forest
	t.last = -1
	for s, n := range t.freq {
		t.codes[s].len = 0
		if n != 0 {
			f.n++
			f.heap[f.n] = uint16(s)
			f.freq[s] = uint32(n)
			t.last = s
		}
	}
	// A decoder may expect at least one bit of every code, so there are at least
	// two symbols; those that do not occur cost nothing.
	for f.n < 2 {
		s := 0
		if t.last < 2 {
			t.last++
			s = t.last
		}
		f.n++
		f.heap[f.n] = uint16(s)
		f.freq[s] = 1
		t.freq[s] = 1
		own--
		if t.fixed != nil {
			fixed -= int(t.fixed[s].len)
		}
	}
	for i := f.n / 2; i >= 1; i-- {
		f.sink(i)
	}
	top := len(f.heap)
	node := uint16(len(t.freq))
	for {
		a := f.heap[1]
		f.heap[1] = f.heap[f.n]
		f.n--
		f.sink(1)
		b := f.heap[1]
		f.heap[top-1], f.heap[top-2] = a, b
		top -= 2
		f.freq[node] = f.freq[a] + f.freq[b]
		f.depth[node] = max(f.depth[a], f.depth[b]) + 1
		f.parent[a], f.parent[b] = node, node
		f.heap[1] = node
		node++
		f.sink(1)
		if f.n < 2 {
			break
		}
	}
	top--
	f.heap[top] = f.heap[1]
	o, x := t.lengths(&f, top)
	assign(t.codes[:t.last+1])
	return own + o, fixed + x
}

// lengths decides how long each code is: as deep as the symbol stands in the
// tree, and no longer than the limit.
func (t *tree) lengths(f *forest, top int) (own, fixed int) {
	var count [maxBits + 1]int
	over := 0
	h := top + 1
	for ; h < len(f.heap); h++ {
		s := f.heap[h]
		n := f.length[f.parent[s]] + 1
		if n > t.limit {
			n = t.limit
			over++
		}
		f.length[s] = n
		if int(s) >= len(t.freq) {
			continue
		}
		t.codes[s].len = n
		count[n]++
		extra := 0
		if int(s) >= t.base {
			extra = int(t.extra[int(s)-t.base])
		}
		own += int(t.freq[s]) * (int(n) + extra)
		if t.fixed != nil {
			fixed += int(t.freq[s]) * (int(t.fixed[s].len) + extra)
		}
	}
	if over == 0 {
		return own, fixed
	}
	for ; over > 0; over -= 2 {
		n := t.limit - 1
		for count[n] == 0 {
			n--
		}
		count[n]--
		count[n+1] += 2
		count[t.limit]--
	}
	for n := t.limit; n > 0; n-- {
		for k := count[n]; k > 0; {
			h--
			s := f.heap[h]
			if int(s) >= len(t.freq) {
				continue
			}
			if old := t.codes[s].len; old != n {
				own += (int(n) - int(old)) * int(t.freq[s])
				t.codes[s].len = n
			}
			k--
		}
	}
	return own, fixed
}

// runs calls f for each symbol of the run-length notation of the code lengths:
// a length or one of the repetitions 16 to 18, with how often beyond the least.
func (t *tree) runs(f func(sym, repeat int)) {
	prev, count := -1, 0
	next := int(t.codes[0].len)
	most, least := 7, 4
	if next == 0 {
		most, least = 138, 3
	}
	for s := 0; s <= t.last; s++ {
		cur := next
		next = -1
		if s < t.last {
			next = int(t.codes[s+1].len)
		}
		count++
		if count < most && cur == next {
			continue
		}
		switch {
		case count < least:
			for range count {
				f(cur, 0)
			}
		case cur != 0:
			if cur != prev {
				f(cur, 0)
				count--
			}
			f(16, count-3)
		case count <= 10:
			f(17, count-3)
		default:
			f(18, count-11)
		}
		count, prev = 0, cur
		switch {
		case next == 0:
			most, least = 138, 3
		case cur == next:
			most, least = 6, 3
		default:
			most, least = 7, 4
		}
	}
}
