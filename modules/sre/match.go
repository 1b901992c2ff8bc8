package sre

import (
	"strings"
	"sync"

	"github.com/weftpy/weft/object"
)

// The machine that runs a program on a text. What may have to be undone or tried
// again is on one stack of frames; failing means taking frames from it until one
// says where to go on. The length of a text never makes the Go stack grow.
//
// Slots hold the borders of groups, the index of the last closed group, and for
// each loop how often it has run and where its last turn began. Every change of
// a slot leaves a frame with its old value, so after a failure everything is
// as it was.

type frameKind int32

const (
	fGoto   frameKind = iota // go on at pc, position a
	fUndo                    // slot pc was a
	fGreedy                  // a repetition: give back characters from position a down to b, go on at pc
	fLazy                    // a repetition at pc: take one more at position a; b were taken
	fBranch                  // the branch at pc, position a: go on with alternative b
	fLoop                    // a lazy loop at pc, position a: one more turn
	fGuard                   // begins a sub-match; b is the guard outside it, a the position
	fNot                     // likewise; its failure is success: go on at pc
)

type frame struct {
	kind frameKind
	pc   int32
	a, b int
}

// matcher is a run of a program.
type matcher struct {
	t     *object.Thread
	prog  *program
	s     string // the text, up to where matching ends
	wide  bool   // characters may be several bytes
	slots []int
	stack []frame
	guard int // index of the innermost guard frame, -1

	full     bool // the match must reach the end
	notEmpty int  // where the match may not end, -1
	steps    int
}

var matchers = sync.Pool{New: func() any { return new(matcher) }}

// newMatcher prepares to match s[:end]; wide tells that its characters may be
// several bytes.
func newMatcher(t *object.Thread, p *program, s string, wide bool) *matcher {
	m := matchers.Get().(*matcher)
	m.t, m.prog, m.s, m.wide = t, p, s, wide
	if cap(m.slots) < p.slots {
		m.slots = make([]int, p.slots)
	}
	m.slots = m.slots[:p.slots]
	m.full, m.notEmpty, m.steps = false, -1, 0
	return m
}

func (m *matcher) release() {
	m.t, m.prog, m.s = nil, nil, ""
	if cap(m.stack) > 1<<16 {
		m.stack = nil
	}
	matchers.Put(m)
}

func (m *matcher) reset() {
	for i := range m.slots {
		m.slots[i] = -1
	}
	m.stack, m.guard = m.stack[:0], -1
}

func (m *matcher) push(kind frameKind, pc, a, b int) {
	m.stack = append(m.stack, frame{kind, int32(pc), a, b})
}

// set changes a slot.
func (m *matcher) set(slot, v int) {
	m.stack = append(m.stack, frame{fUndo, int32(slot), m.slots[slot], 0})
	m.slots[slot] = v
}

// char returns the character at pos and its length. pos is not at the end.
func (m *matcher) char(pos int) (rune, int) {
	c := m.s[pos]
	if c < 0x80 || !m.wide {
		return rune(c), 1
	}
	return object.DecodeRune(m.s[pos:])
}

// before returns the position of the character before pos.
func (m *matcher) before(pos int) int {
	pos--
	for m.wide && pos > 0 && !runeStart(m.s[pos]) {
		pos--
	}
	return pos
}

// takes returns the length of the character at pos if set has it, else 0.
func (m *matcher) takes(s *set, pos int) int {
	if pos >= len(m.s) {
		return 0
	}
	c := m.s[pos]
	if c < 0x80 || !m.wide {
		if s.hasByte(c) {
			return 1
		}
		return 0
	}
	r, n := object.DecodeRune(m.s[pos:])
	if s.has(r) {
		return n
	}
	return 0
}

// run takes characters of a set from pos on, at most limit if limit is not
// negative, and returns the position behind them and their number.
func (m *matcher) run(s *set, pos, limit int) (end, n int) {
	text := m.s
	if !m.wide || limit < 0 {
		// Count only where a limit makes it necessary.
		stop := len(text)
		if limit >= 0 && !m.wide && limit < stop-pos {
			stop = pos + limit
		}
		i := pos
		for i < stop {
			c := text[i]
			if c < 0x80 || !m.wide {
				if !s.hasByte(c) {
					break
				}
				i++
				continue
			}
			r, k := object.DecodeRune(text[i:])
			if !s.has(r) {
				break
			}
			i += k
		}
		return i, i - pos
	}
	for n < limit {
		k := m.takes(s, pos)
		if k == 0 {
			break
		}
		pos += k
		n++
	}
	return pos, n
}

// match runs the program from pos and returns where the match ends.
func (m *matcher) match(pos int) (end int, ok bool, err *object.Exception) {
	code := m.prog.code
	pc := 0
	for {
		in := &code[pc]
		switch in.op {
		case iByte:
			if pos < len(m.s) && m.s[pos] == byte(in.n) {
				pos++
				pc++
				continue
			}
		case iText:
			if strings.HasPrefix(m.s[pos:], in.text) {
				pos += len(in.text)
				pc++
				continue
			}
		case iSet:
			if n := m.takes(in.set, pos); n > 0 {
				pos += n
				pc++
				continue
			}
		case iAt:
			if m.at(in.n, pos) {
				pc++
				continue
			}
		case iMark:
			m.set(in.n, pos)
			if in.n&1 != 0 {
				m.set(m.prog.marks, in.n/2+1)
			}
			pc++
			continue
		case iJump:
			pc = in.x
			continue
		case iSplit:
			m.push(fGoto, in.y, pos, 0)
			pc = in.x
			continue
		case iBranch:
			if to := m.branch(in, pc, pos, 0); to >= 0 {
				pc = to
				continue
			}
		case iRepeat:
			if p := m.repeat(in, pc, pos); p >= 0 {
				pos = p
				pc++
				continue
			}
		case iLoopInit:
			m.set(in.n, 0)
			m.set(in.n+1, -1)
			pc++
			continue
		case iLoop:
			count := m.slots[in.n]
			switch {
			case count < in.min:
				pc = in.x
			case in.max >= 0 && count >= in.max || pos == m.slots[in.n+1]:
				pc = in.y
			case in.mode == lazy:
				m.push(fLoop, pc, pos, 0)
				pc = in.y
			default:
				m.push(fGoto, in.y, pos, 0)
				m.set(in.n+1, pos)
				pc = in.x
			}
			continue
		case iLoopNext:
			m.set(in.n, m.slots[in.n]+1)
			pc = in.x
			continue
		case iGuard, iNotGuard:
			kind := fGuard
			if in.op == iNotGuard {
				kind = fNot
			}
			m.push(kind, in.x, pos, m.guard)
			m.guard = len(m.stack) - 1
			pc++
			continue
		case iAssertEnd:
			pos = m.cut()
			pc = in.x
			continue
		case iAtomicEnd:
			m.cut()
			pc++
			continue
		case iNotEnd:
			m.unwind()
		case iBack:
			p := pos
			k := in.n
			switch {
			case k > pos: // a character is a byte at least
			case m.wide:
				for ; k > 0 && p > 0; k-- {
					p = m.before(p)
				}
			default:
				p, k = pos-k, 0
			}
			if k == 0 {
				pos = p
				pc++
				continue
			}
		case iRef:
			if p := m.again(in, pos); p >= 0 {
				pos = p
				pc++
				continue
			}
		case iIf:
			if m.slots[2*in.n] >= 0 && m.slots[2*in.n+1] >= m.slots[2*in.n] {
				pc = in.x
			} else {
				pc = in.y
			}
			continue
		case iMatch:
			if (!m.full || pos == len(m.s)) && pos != m.notEmpty {
				return pos, true, nil
			}
		}

		// Fail: go back to the last frame that offers another way.
	back:
		for {
			if m.steps++; m.steps&0xfff == 0 {
				if err := m.t.Poll(); err != nil {
					return 0, false, err
				}
			}
			top := len(m.stack) - 1
			if top < 0 {
				return 0, false, nil
			}
			f := &m.stack[top]
			switch f.kind {
			case fUndo:
				m.slots[f.pc] = f.a
				m.stack = m.stack[:top]
			case fGoto:
				pc, pos = int(f.pc), f.a
				m.stack = m.stack[:top]
				break back
			case fGreedy:
				// Give back one character, or as many as it takes until what follows can
				// begin.
				next := code[f.pc].next
				p := f.a
				for {
					if p <= f.b {
						p = -1
						break
					}
					p = m.before(p)
					if next == nil || p < len(m.s) && next.has(m.s[p]) {
						break
					}
				}
				if p < 0 {
					m.stack = m.stack[:top]
					continue
				}
				if f.a = p; p == f.b {
					m.stack = m.stack[:top]
				}
				pc, pos = int(f.pc)+1, p
				break back
			case fLazy:
				in := &code[f.pc]
				p, count := f.a, f.b
				ok := false
				for in.max < 0 || count < in.max {
					n := m.takes(in.set, p)
					if n == 0 {
						break
					}
					p += n
					count++
					if in.next == nil || p < len(m.s) && in.next.has(m.s[p]) {
						ok = true
						break
					}
				}
				if !ok {
					m.stack = m.stack[:top]
					continue
				}
				f.a, f.b = p, count
				pc, pos = int(f.pc)+1, p
				break back
			case fBranch:
				at, p, k := int(f.pc), f.a, f.b
				m.stack = m.stack[:top]
				if to := m.branch(&code[at], at, p, k); to >= 0 {
					pc, pos = to, p
					break back
				}
			case fLoop:
				at, p := int(f.pc), f.a
				m.stack = m.stack[:top]
				m.set(code[at].n+1, p)
				pc, pos = code[at].x, p
				break back
			case fGuard:
				m.guard = f.b
				m.stack = m.stack[:top]
			case fNot:
				pc, pos = int(f.pc), f.a
				m.guard = f.b
				m.stack = m.stack[:top]
				break back
			}
		}
	}
}

// branch chooses the first alternative from k on that can begin here, and leaves a
// frame for the next one; -1 if there is none.
func (m *matcher) branch(in *inst, pc, pos, k int) int {
	fits := func(k int) int {
		for ; k < len(in.alts); k++ {
			f := in.alts[k].first
			if f == nil || pos < len(m.s) && f.has(m.s[pos]) {
				return k
			}
		}
		return -1
	}
	k = fits(k)
	if k < 0 {
		return -1
	}
	if next := fits(k + 1); next >= 0 {
		m.push(fBranch, pc, pos, next)
	}
	return in.alts[k].pc
}

// repeat begins a repetition of single characters; -1 if there are too few.
func (m *matcher) repeat(in *inst, pc, pos int) int {
	low := pos
	if in.min > 0 {
		var n int
		if low, n = m.run(in.set, pos, in.min); n < in.min {
			return -1
		}
	}
	if in.mode == lazy {
		if in.max != in.min {
			m.push(fLazy, pc, low, in.min)
			if in.next != nil && (low >= len(m.s) || !in.next.has(m.s[low])) {
				return -1 // the frame goes on from here
			}
		}
		return low
	}
	limit := -1
	if in.max >= 0 {
		limit = in.max - in.min
	}
	end, _ := m.run(in.set, low, limit)
	if in.mode == greedy && end > low {
		if next := in.next; next != nil && (end >= len(m.s) || !next.has(m.s[end])) {
			// What follows cannot begin at the end.
			m.push(fGreedy, pc, end, low)
			return -1
		}
		m.push(fGreedy, pc, end, low)
	}
	return end
}

// cut ends a sub-match that succeeded: its frames are dropped but for those that
// restore slots. It returns the position of the guard.
func (m *matcher) cut() int {
	g := m.guard
	f := m.stack[g]
	m.guard = f.b
	kept := m.stack[:g]
	for _, x := range m.stack[g+1:] {
		if x.kind == fUndo {
			kept = append(kept, x)
		}
	}
	m.stack = kept
	return f.a
}

// unwind drops a sub-match that succeeded but should not have, and its guard.
func (m *matcher) unwind() {
	g := m.guard
	for i := len(m.stack) - 1; i > g; i-- {
		if f := &m.stack[i]; f.kind == fUndo {
			m.slots[f.pc] = f.a
		}
	}
	m.guard = m.stack[g].b
	m.stack = m.stack[:g]
}

// again matches the text of a group once more; -1 if it is not there.
func (m *matcher) again(in *inst, pos int) int {
	from, to := m.slots[2*in.n], m.slots[2*in.n+1]
	if from < 0 || to < from {
		return -1
	}
	if in.fold == nil {
		if strings.HasPrefix(m.s[pos:], m.s[from:to]) {
			return pos + to - from
		}
		return -1
	}
	for from < to {
		if pos >= len(m.s) {
			return -1
		}
		a, n := m.char(from)
		b, k := m.char(pos)
		if a != b && in.fold(a) != in.fold(b) {
			return -1
		}
		from += n
		pos += k
	}
	return pos
}

// at reports whether pos is a position of the kind.
func (m *matcher) at(kind, pos int) bool {
	switch kind {
	case atBeginning, atBeginningString:
		return pos == 0
	case atBeginningLine:
		return pos == 0 || m.s[pos-1] == '\n'
	case atEnd:
		return pos == len(m.s) || pos == len(m.s)-1 && m.s[pos] == '\n'
	case atEndLine:
		return pos == len(m.s) || m.s[pos] == '\n'
	case atEndString:
		return pos == len(m.s)
	}
	if m.s == "" {
		return false
	}
	word := isASCIIWord
	if kind == atUniBoundary || kind == atUniNonBoundary {
		word = isUnicodeWord
	}
	a, b := false, false
	if pos > 0 {
		r, _ := m.char(m.before(pos))
		a = word(r)
	}
	if pos < len(m.s) {
		r, _ := m.char(pos)
		b = word(r)
	}
	return (a != b) == (kind == atBoundary || kind == atLocBoundary || kind == atUniBoundary)
}

// search finds the first match that begins at pos or later.
func (m *matcher) search(pos int) (start, end int, ok bool, err *object.Exception) {
	m.reset()
	p := m.prog
	if p.anchored {
		if pos > 0 {
			return 0, 0, false, nil
		}
		end, ok, err = m.match(0)
		return 0, end, ok, err
	}
	for {
		switch {
		case p.prefix != "":
			i := strings.Index(m.s[pos:], p.prefix)
			if i < 0 {
				return 0, 0, false, nil
			}
			pos += i
		case p.first != nil:
			for pos < len(m.s) && !p.first.has(m.s[pos]) {
				pos++
			}
			if pos >= len(m.s) {
				return 0, 0, false, nil
			}
		}
		if end, ok, err = m.match(pos); ok || err != nil {
			return pos, end, ok, err
		}
		if pos >= len(m.s) {
			return 0, 0, false, nil
		}
		pos++
		for m.wide && pos < len(m.s) && !runeStart(m.s[pos]) {
			pos++
		}
	}
}
