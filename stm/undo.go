package stm

// The undo log of attempts that change bodies in place: those that run alone (alone.go), and
// those that change own bodies (own.go). It has an entry for the first write to each box.
//
// The copies that it holds, and the log itself, are used again by the next attempt, so that in
// steady state nothing is allocated. That keeps alive what they refer to; drop and trim let go.

// An undoEntry says how to undo the first write of the attempt to a box.
type undoEntry struct {
	x     *Box
	b     *Body // what x held
	k     *Kind
	saved *Body  // the contents of b, if it was changed in place; otherwise at will
	stamp uint64 // of b, if it was changed in place; otherwise noID
}

// undoChunk is how many entries are allocated together. So many are kept by trim.
const undoChunk = 64

// undoLog is a list of n entries. It grows by chunks: entries that move would be copied through the
// write barrier of the collector.
type undoLog struct {
	n      int
	chunks []*[undoChunk]undoEntry
	idle   int // how often most of the chunks have not been used
}

// muchIdle is how often an attempt may leave most of the log unused before it is trimmed.
const muchIdle = 64

// add appends an entry. Its fields are those of an entry of an earlier attempt.
func (l *undoLog) add() *undoEntry {
	if l.n == len(l.chunks)*undoChunk {
		l.chunks = append(l.chunks, new([undoChunk]undoEntry))
	}
	l.n++
	return l.at(l.n - 1)
}

func (l *undoLog) at(i int) *undoEntry { return &l.chunks[i/undoChunk][i%undoChunk] }

// forget removes the entries from n on.
func (l *undoLog) forget(n int) {
	if n == 0 {
		if l.n*8 > len(l.chunks)*undoChunk || len(l.chunks) < 8 {
			l.idle = 0
		} else if l.idle++; l.idle > muchIdle {
			defer l.trim()
		}
	}
	for ; l.n > n; l.n-- {
		u := l.at(l.n - 1)
		u.x, u.b = nil, nil
	}
}

// trim lets go of the copies, but a few. The log is empty.
func (l *undoLog) trim() {
	if len(l.chunks) > 1 {
		clear(l.chunks[1:])
		l.chunks = l.chunks[:1]
	}
	l.idle = 0
}

// drop empties the log and lets go of all copies.
func (l *undoLog) drop() { *l = undoLog{} }

// remember notes in the undo log what x holds, b, so that the attempt can change it. It returns
// b, if that can be changed in place, or a clone of it.
func (tx *Tx) remember(x *Box, b *Body, k *Kind) *Body {
	u := tx.undo.add()
	if u.k != k {
		u.k, u.saved = k, nil
	}
	u.x, u.b = x, b
	if k.Save != nil {
		if saved := k.Save(b, u.saved); saved != nil {
			u.saved, u.stamp = saved, b.stamp
			return b
		}
	}
	u.stamp = noID
	return k.Clone(b)
}

// before returns what the box held before the attempt.
func (u *undoEntry) before() *Body {
	if u.stamp == noID {
		return u.b
	}
	p := u.saved
	u.saved = nil
	p.stamp, p.prev = u.stamp, nil
	return p
}
