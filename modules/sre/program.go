package sre

import (
	"unicode/utf8"

	"github.com/weftpy/weft/object"
)

// A pattern is compiled to a program for a backtracking machine (match.go). In
// texts of str characters are UTF-8, in bytes single bytes; the program is made
// for one of the two.

type instOp uint8

const (
	iFail      instOp = iota
	iMatch            // the whole pattern has matched
	iByte             // the byte n
	iText             // the bytes text
	iSet              // a character of set
	iAt               // position n
	iMark             // group border n is here
	iJump             // to x
	iSplit            // to x; when that fails to y
	iBranch           // to the first of alts that fits and succeeds
	iRepeat           // characters of set, min to max times, tried as mode says
	iLoopInit         // begin loop n
	iLoop             // loop n: to its body x, or to y behind it
	iLoopNext         // loop n has been through its body once more
	iGuard            // begin a sub-match; it ends with one of the three that follow
	iAssertEnd        // the sub-match succeeded: go on at x, at the position of the guard
	iNotEnd           // the sub-match succeeded: the guard fails
	iAtomicEnd        // the sub-match succeeded: go on here, and never try it again
	iNotGuard         // as iGuard, for a sub-match whose failure is success: go on at x then
	iBack             // n characters back
	iRef              // the text of group n again
	iIf               // to x if group n has matched, else to y
)

type inst struct {
	op       instOp
	mode     mode
	n        int
	x, y     int
	min, max int // max -1: no limit
	text     string
	set      *set
	fold     func(r rune) rune
	alts     []alternative
	// next are the bytes that can come after a repetition; nil: any, or the end.
	next *firstBytes
}

// alternative is one of a branch.
type alternative struct {
	pc    int
	first *firstBytes // bytes it can begin with; nil: any, or nothing
}

type program struct {
	code    []inst
	isBytes bool
	marks   int // group borders
	slots   int // marks, last index, loop registers
	// How matches begin, for searching.
	prefix   string      // with this text, if not empty
	first    *firstBytes // with one of these bytes, if not nil
	anchored bool        // only at the beginning of the string
}

// The slot after the marks holds the index of the last group that was closed.

// compileProgram translates code words; nil if they are no valid program.
func compileProgram(code []uint32, groups int, isBytes bool) *program {
	r := &reader{code: code, groups: groups}
	seq, i := r.sequence(0, len(code))
	if r.bad || i >= len(code) || code[i] != opSuccess {
		return nil
	}
	p := &program{isBytes: isBytes, marks: 2 * groups, slots: 2*groups + 1}
	p.emitAll(seq)
	p.emit(inst{op: iMatch})
	for i := range p.code {
		switch in := &p.code[i]; in.op {
		case iRepeat:
			in.next = p.firstOf(i+1, new(int))
		case iBranch:
			for k := range in.alts {
				in.alts[k].first = p.firstOf(in.alts[k].pc, new(int))
			}
		}
	}
	p.beginnings()
	return p
}

// beginnings finds out how matches begin.
func (p *program) beginnings() {
	pc := 0
	for p.code[pc].op == iMark {
		pc++
	}
	switch in := &p.code[pc]; in.op {
	case iText:
		p.prefix = in.text
	case iByte:
		p.prefix = string([]byte{byte(in.n)})
	case iAt:
		p.anchored = in.n == atBeginning || in.n == atBeginningString
	}
	p.first = p.firstOf(0, new(int))
}

func (p *program) emit(in inst) int {
	p.code = append(p.code, in)
	return len(p.code) - 1
}

func (p *program) emitAll(seq []*node) {
	for _, n := range seq {
		p.emitNode(n)
	}
}

// encode returns the bytes of a text.
func (p *program) encode(text []rune) string {
	var b []byte
	for _, r := range text {
		if p.isBytes {
			b = append(b, byte(r))
		} else {
			b = object.AppendRune(b, r)
		}
	}
	return string(b)
}

func (p *program) emitNode(n *node) {
	switch n.kind {
	case nodeFail:
		p.emit(inst{op: iFail})
	case nodeText:
		s := p.encode(n.text)
		if len(s) == 1 {
			p.emit(inst{op: iByte, n: int(s[0])})
		} else {
			p.emit(inst{op: iText, text: s})
		}
	case nodeChars:
		if n.set.size == 1 && n.set.high == nil && n.set.hasByte(n.set.single) {
			p.emit(inst{op: iByte, n: int(n.set.single)})
		} else {
			p.emit(inst{op: iSet, set: n.set})
		}
	case nodeAt:
		p.emit(inst{op: iAt, n: n.n})
	case nodeMark:
		p.emit(inst{op: iMark, n: n.n})
	case nodeRef:
		p.emit(inst{op: iRef, n: n.n, fold: n.fold})
	case nodeBranch:
		at := p.emit(inst{op: iBranch})
		alts := make([]alternative, len(n.subs))
		var ends []int
		for i, sub := range n.subs {
			alts[i].pc = len(p.code)
			p.emitAll(sub)
			ends = append(ends, p.emit(inst{op: iJump}))
		}
		p.code[at].alts = alts
		for _, e := range ends {
			p.code[e].x = len(p.code)
		}
	case nodeIf:
		at := p.emit(inst{op: iIf, n: n.n})
		p.code[at].x = len(p.code)
		p.emitAll(n.subs[0])
		end := p.emit(inst{op: iJump})
		p.code[at].y = len(p.code)
		p.emitAll(n.subs[1])
		p.code[end].x = len(p.code)
	case nodeAssert:
		op, end := iGuard, iAssertEnd
		if n.not {
			op, end = iNotGuard, iNotEnd
		}
		at := p.emit(inst{op: op})
		if n.back > 0 {
			p.emit(inst{op: iBack, n: n.back})
		}
		p.emitAll(n.subs[0])
		e := p.emit(inst{op: end})
		p.code[at].x, p.code[e].x = len(p.code), len(p.code)
	case nodeAtomic:
		p.emit(inst{op: iGuard})
		p.emitAll(n.subs[0])
		p.emit(inst{op: iAtomicEnd})
	case nodeRepeat:
		p.emitRepeat(n)
	}
}

func (p *program) emitRepeat(n *node) {
	body := n.subs[0]
	if len(body) == 1 {
		s := body[0].set
		if body[0].kind == nodeText && len(body[0].text) == 1 {
			s = literalSet(body[0].text[0])
		}
		if s != nil {
			p.emit(inst{op: iRepeat, set: s, min: n.min, max: n.max, mode: n.mode})
			return
		}
	}
	if n.mode == possessive {
		p.emit(inst{op: iGuard})
		defer p.emit(inst{op: iAtomicEnd})
	}
	split := func(to int, x, y int) {
		if n.mode == lazy {
			x, y = y, x
		}
		p.code[to] = inst{op: iSplit, x: x, y: y}
	}
	nonEmpty := width(body) > 0
	switch {
	case n.max == 1 && n.min == 0:
		at := p.emit(inst{})
		p.emitAll(body)
		split(at, at+1, len(p.code))
	case n.max < 0 && n.min == 0 && nonEmpty:
		at := p.emit(inst{})
		p.emitAll(body)
		p.emit(inst{op: iJump, x: at})
		split(at, at+1, len(p.code))
	case n.max < 0 && n.min == 1 && nonEmpty:
		start := len(p.code)
		p.emitAll(body)
		at := p.emit(inst{})
		split(at, start, at+1)
	default:
		loop := p.slots
		p.slots += 2
		p.emit(inst{op: iLoopInit, n: loop})
		at := p.emit(inst{op: iLoop, n: loop, min: n.min, max: n.max, mode: n.mode})
		p.emitAll(body)
		p.emit(inst{op: iLoopNext, n: loop, x: at})
		p.code[at].x, p.code[at].y = at+1, len(p.code)
	}
}

// width returns a lower bound of the number of characters that seq matches.
func width(seq []*node) int {
	w := 0
	for _, n := range seq {
		switch n.kind {
		case nodeChars:
			w++
		case nodeText:
			w += len(n.text)
		case nodeAtomic:
			w += width(n.subs[0])
		case nodeRepeat:
			if n.min > 0 {
				w += width(n.subs[0])
			}
		case nodeBranch, nodeIf:
			least := -1
			for _, s := range n.subs {
				if k := width(s); least < 0 || k < least {
					least = k
				}
			}
			w += max(least, 0)
		}
	}
	return w
}

// firstOf returns the bytes that what comes from pc on can begin with, nil if it can
// be anything, or match nothing. The counter bounds the work. It does not look
// beyond the end of an atomic group that pc is in: what the group takes must not
// depend on what follows it.
func (p *program) firstOf(pc int, work *int) *firstBytes {
	inside := 0 // atomic groups begun on the way
	for {
		if *work++; *work > 200 {
			return nil
		}
		in := &p.code[pc]
		switch in.op {
		case iFail:
			return &firstBytes{}
		case iByte:
			f := &firstBytes{}
			f.add(byte(in.n))
			return f
		case iText:
			f := &firstBytes{}
			f.add(in.text[0])
			return f
		case iSet:
			return in.set.first(p.isBytes)
		case iAt, iMark, iLoopInit:
			pc++
		case iGuard:
			if in.x != 0 { // look-around: what follows it is at the same place
				pc = in.x
			} else {
				inside++
				pc++
			}
		case iAtomicEnd:
			if inside == 0 {
				return nil
			}
			inside--
			pc++
		case iNotGuard, iJump, iLoopNext:
			pc = in.x
		case iSplit, iLoop:
			f := p.firstOf(in.x, work)
			if f == nil || in.op == iLoop && in.min > 0 {
				return f
			}
			g := p.firstOf(in.y, work)
			if g == nil {
				return nil
			}
			f.union(g)
			return f
		case iBranch:
			f := &firstBytes{}
			for _, a := range in.alts {
				g := p.firstOf(a.pc, work)
				if g == nil {
					return nil
				}
				f.union(g)
			}
			return f
		case iRepeat:
			f := in.set.first(p.isBytes)
			if in.min > 0 {
				return f
			}
			g := p.firstOf(pc+1, work)
			if g == nil {
				return nil
			}
			f.union(g)
			return f
		default:
			return nil
		}
	}
}

// runeStart reports whether byte c begins a character.
func runeStart(c byte) bool { return utf8.RuneStart(c) }
