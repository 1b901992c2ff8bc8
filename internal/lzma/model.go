// Package lzma implements LZMA and LZMA2, and the container xz, for callers who
// hand over data piece by piece and want to copy the state between two pieces.
package lzma

import "errors"

// Errors of decompression.
var (
	ErrFormat  = errors.New("input format not supported by decoder")
	ErrOptions = errors.New("invalid or unsupported options")
	ErrCorrupt = errors.New("corrupt input data")
)

const (
	numStates  = 12
	probInit   = 1 << 10
	topValue   = 1 << 24
	minMatch   = 2
	maxMatch   = 273
	endSlot    = 14 // slots from here on have aligned low bits
	alignBits  = 4
	endMarker  = 0xffffffff
	probBits   = 11
	moveBits   = 5
	maxLiteral = 4 // lc + lp
)

// prob is the probability of a 0, in 1/2048.
type prob = uint16

// lengths codes the lengths of matches.
type lengths struct {
	choice, choice2 prob
	low, mid        [16][8]prob
	high            [256]prob
}

// model is what encoder and decoder know of the data so far.
type model struct {
	lc, lp, pb uint
	state      int
	rep        [4]uint32 // the last distances - 1

	isMatch, isRep0Long           [numStates << 4]prob
	isRep, isRep0, isRep1, isRep2 [numStates]prob
	slots                         [4][64]prob
	special                       [128]prob
	align                         [16]prob
	matchLen, repLen              lengths
	literal                       []prob
}

func fill(p []prob) {
	for i := range p {
		p[i] = probInit
	}
}

func (l *lengths) reset() {
	l.choice, l.choice2 = probInit, probInit
	for i := range l.low {
		fill(l.low[i][:])
		fill(l.mid[i][:])
	}
	fill(l.high[:])
}

// reset forgets everything but the properties.
func (m *model) reset() {
	m.state, m.rep = 0, [4]uint32{}
	for _, p := range [][]prob{m.isMatch[:], m.isRep0Long[:], m.isRep[:], m.isRep0[:], m.isRep1[:], m.isRep2[:], m.special[:], m.align[:]} {
		fill(p)
	}
	for i := range m.slots {
		fill(m.slots[i][:])
	}
	m.matchLen.reset()
	m.repLen.reset()
	m.literal = make([]prob, 0x300<<(m.lc+m.lp))
	fill(m.literal)
}

// clone makes m independent of what it was copied from.
func (m *model) clone() { m.literal = append([]prob(nil), m.literal...) }

// setProps sets the properties that a byte stands for.
func (m *model) setProps(b byte) bool {
	if b >= 9*5*5 {
		return false
	}
	m.lc, m.lp, m.pb = uint(b%9), uint(b/9%5), uint(b/45)
	return true
}

func (m *model) props() byte { return byte((m.pb*5+m.lp)*9 + m.lc) }

// Transitions of the state after a literal, match, repeated match and single
// repeated byte.
func (m *model) afterLiteral() {
	switch {
	case m.state < 4:
		m.state = 0
	case m.state < 10:
		m.state -= 3
	default:
		m.state -= 6
	}
}

func (m *model) after(literal, match int) {
	if m.state < 7 {
		m.state = literal
	} else {
		m.state = match
	}
}

func (m *model) afterMatch() { m.after(7, 10) }
func (m *model) afterRep()   { m.after(8, 11) }
func (m *model) afterShort() { m.after(9, 11) }

// literalProbs are the probabilities for a byte at a position after another.
func (m *model) literalProbs(pos int, before byte) []prob {
	i := (pos&(1<<m.lp-1))<<m.lc + int(before>>(8-m.lc))
	return m.literal[0x300*i : 0x300*(i+1)]
}

func lenState(length int) int { return min(length-minMatch, 3) }
