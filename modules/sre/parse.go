package sre

import "github.com/weftpy/weft/object"

// Reading the code that the standard library's re._compiler emits: a list of
// 32-bit words. It is turned into a tree first.

// Operation codes, in the order of re._constants of CPython 3.11.
const (
	opFailure = iota
	opSuccess
	opAny
	opAnyAll
	opAssert
	opAssertNot
	opAt
	opBranch
	opCategory
	opCharset
	opBigCharset
	opGroupRef
	opGroupRefExists
	opIn
	opInfo
	opJump
	opLiteral
	opMark
	opMaxUntil
	opMinUntil
	opNotLiteral
	opNegate
	opRange
	opRepeat
	opRepeatOne
	opSubpattern
	opMinRepeatOne
	opAtomicGroup
	opPossessiveRepeat
	opPossessiveRepeatOne
	opGroupRefIgnore
	opInIgnore
	opLiteralIgnore
	opNotLiteralIgnore
	opGroupRefLocIgnore
	opInLocIgnore
	opLiteralLocIgnore
	opNotLiteralLocIgnore
	opGroupRefUniIgnore
	opInUniIgnore
	opLiteralUniIgnore
	opNotLiteralUniIgnore
	opRangeUniIgnore
)

// Positions, as opAt has them.
const (
	atBeginning = iota
	atBeginningLine
	atBeginningString
	atBoundary
	atNonBoundary
	atEnd
	atEndLine
	atEndString
	atLocBoundary
	atLocNonBoundary
	atUniBoundary
	atUniNonBoundary
)

const maxRepeat = 1<<32 - 1

type nodeKind uint8

const (
	nodeChars  nodeKind = iota // one character of set
	nodeText                   // the characters text
	nodeAt                     // position n
	nodeMark                   // group border n
	nodeBranch                 // one of subs
	nodeRepeat                 // subs[0] from min to max times
	nodeAssert                 // look around: subs[0], back characters before here
	nodeAtomic                 // subs[0], once and for all
	nodeRef                    // text of group n again, compared by fold
	nodeIf                     // subs[0] if group n matched, else subs[1]
	nodeFail
)

// mode is how a repetition tries: as often as possible first, as few times as
// possible first, or as often as possible without going back.
type mode uint8

const (
	greedy mode = iota
	lazy
	possessive
)

type node struct {
	kind     nodeKind
	set      *set
	text     []rune
	n        int
	min, max int // max -1: no limit
	mode     mode
	not      bool
	back     int
	fold     func(r rune) rune
	subs     [][]*node
}

// reader reads code words; a read behind the end makes bad true.
type reader struct {
	code   []uint32
	groups int
	bad    bool
}

func (r *reader) at(i int) uint32 {
	if i < 0 || i >= len(r.code) {
		r.bad = true
		return opFailure
	}
	return r.code[i]
}

// skip reads a jump width at i and returns where it leads.
func (r *reader) skip(i int) int {
	w := int(r.at(i))
	if w == 0 || i+w > len(r.code) {
		r.bad = true
		return len(r.code)
	}
	return i + w
}

// sequence reads nodes from i up to end, or to an instruction that ends the
// sequence, and returns where it stopped.
func (r *reader) sequence(i, end int) ([]*node, int) {
	var seq []*node
	add := func(n *node) {
		if n.kind == nodeText && len(seq) > 0 && seq[len(seq)-1].kind == nodeText {
			seq[len(seq)-1].text = append(seq[len(seq)-1].text, n.text...)
			return
		}
		seq = append(seq, n)
	}
	chars := func(s *set) { add(&node{kind: nodeChars, set: s}) }
	for i < end && !r.bad {
		op := r.at(i)
		switch op {
		case opSuccess, opMaxUntil, opMinUntil, opJump:
			return seq, i
		case opFailure:
			add(&node{kind: nodeFail})
			i++
		case opInfo:
			i = r.skip(i + 1)
		case opAny:
			chars(newSet(func(c rune) bool { return c != '\n' }))
			i++
		case opAnyAll:
			chars(newSet(func(c rune) bool { return true }))
			i++
		case opLiteral:
			add(&node{kind: nodeText, text: []rune{rune(r.at(i + 1))}})
			i += 2
		case opNotLiteral, opLiteralIgnore, opNotLiteralIgnore, opLiteralLocIgnore, opNotLiteralLocIgnore, opLiteralUniIgnore, opNotLiteralUniIgnore:
			chars(r.literal(op, rune(r.at(i+1))))
			i += 2
		case opIn, opInIgnore, opInLocIgnore, opInUniIgnore:
			next := r.skip(i + 1)
			chars(r.charset(op, i+2, next))
			i = next
		case opCategory:
			f := category(r.at(i + 1))
			if f == nil {
				r.bad = true
				return seq, i
			}
			chars(newSet(f))
			i += 2
		case opAt:
			n := int(r.at(i + 1))
			if n > atUniNonBoundary {
				r.bad = true
			}
			add(&node{kind: nodeAt, n: n})
			i += 2
		case opMark:
			n := int(r.at(i + 1))
			if n >= 2*r.groups {
				r.bad = true
			}
			add(&node{kind: nodeMark, n: n})
			i += 2
		case opBranch:
			n := &node{kind: nodeBranch}
			after := -1
			for i++; !r.bad && r.at(i) != 0; {
				next := r.skip(i)
				sub, stop := r.sequence(i+1, next)
				n.subs = append(n.subs, sub)
				if r.at(stop) != opJump {
					r.bad = true
					break
				}
				after = r.skip(stop + 1)
				i = next
			}
			if after < 0 {
				after = i + 1
			}
			add(n)
			i = after
		case opRepeatOne, opMinRepeatOne, opPossessiveRepeatOne:
			next := r.skip(i + 1)
			n := r.repeat(i+2, map[uint32]mode{opRepeatOne: greedy, opMinRepeatOne: lazy, opPossessiveRepeatOne: possessive}[op])
			sub, _ := r.sequence(i+4, next)
			n.subs = [][]*node{sub}
			add(n)
			i = next
		case opRepeat, opPossessiveRepeat:
			next := r.skip(i + 1)
			n := r.repeat(i+2, greedy)
			sub, _ := r.sequence(i+4, next)
			n.subs = [][]*node{sub}
			switch {
			case op == opPossessiveRepeat:
				n.mode = possessive
				if r.at(next) != opSuccess {
					r.bad = true
				}
			case r.at(next) == opMinUntil:
				n.mode = lazy
			case r.at(next) != opMaxUntil:
				r.bad = true
			}
			add(n)
			i = next + 1
		case opAssert, opAssertNot:
			next := r.skip(i + 1)
			sub, _ := r.sequence(i+3, next)
			add(&node{kind: nodeAssert, not: op == opAssertNot, back: int(r.at(i + 2)), subs: [][]*node{sub}})
			i = next
		case opAtomicGroup:
			next := r.skip(i + 1)
			sub, _ := r.sequence(i+2, next)
			add(&node{kind: nodeAtomic, subs: [][]*node{sub}})
			i = next
		case opGroupRef, opGroupRefIgnore, opGroupRefLocIgnore, opGroupRefUniIgnore:
			n := &node{kind: nodeRef, n: r.group(i + 1)}
			switch op {
			case opGroupRefIgnore:
				n.fold = asciiLower
			case opGroupRefLocIgnore:
				n.fold = locLower
			case opGroupRefUniIgnore:
				n.fold = unicodeLower
			}
			add(n)
			i += 2
		case opGroupRefExists:
			n := &node{kind: nodeIf, n: r.group(i + 1)}
			// The width leads behind the jump that ends the first branch, if there is a
			// second one, and to the end of the first otherwise, where it is one less.
			no := i + 2 + int(r.at(i+2)) - 1
			if no < i+3 || no > len(r.code) {
				r.bad = true
				return seq, i
			}
			yes, stop := r.sequence(i+3, no)
			n.subs = [][]*node{yes, nil}
			i = no
			if stop < no && r.at(stop) == opJump && stop == no-2 {
				end := r.skip(stop + 1)
				n.subs[1], _ = r.sequence(no, end)
				i = end
			}
			add(n)
		default:
			r.bad = true
		}
	}
	return seq, i
}

func (r *reader) group(i int) int {
	n := int(r.at(i))
	if n >= r.groups {
		r.bad = true
		return 0
	}
	return n
}

func (r *reader) repeat(i int, m mode) *node {
	n := &node{kind: nodeRepeat, mode: m, min: int(r.at(i)), max: int(r.at(i + 1))}
	if uint32(n.max) == maxRepeat {
		n.max = -1
	} else if n.min > n.max {
		r.bad = true
	}
	return n
}

// literal returns the set that a literal instruction accepts.
func (r *reader) literal(op uint32, c rune) *set {
	switch op {
	case opNotLiteral:
		return newSet(func(x rune) bool { return x != c })
	case opLiteralIgnore:
		return newSet(func(x rune) bool { return asciiLower(x) == c })
	case opNotLiteralIgnore:
		return newSet(func(x rune) bool { return asciiLower(x) != c })
	case opLiteralLocIgnore:
		return newSet(func(x rune) bool { return x == c || locLower(x) == c || locUpper(x) == c })
	case opNotLiteralLocIgnore:
		return newSet(func(x rune) bool { return x != c && locLower(x) != c && locUpper(x) != c })
	case opLiteralUniIgnore:
		return newSet(func(x rune) bool { return unicodeLower(x) == c })
	}
	return newSet(func(x rune) bool { return unicodeLower(x) != c })
}

// charset reads the items of a set from i up to end.
func (r *reader) charset(op uint32, i, end int) *set {
	var tests []func(c rune) bool
	negate := false
	wide := op == opInUniIgnore // may have members beyond 255
loop:
	for {
		if i >= end {
			r.bad = true
			break
		}
		switch item := r.at(i); item {
		case opFailure:
			break loop
		case opNegate:
			// Only ever the first item.
			negate = !negate
			i++
		case opLiteral:
			x := rune(r.at(i + 1))
			wide = wide || x > 255
			tests = append(tests, func(c rune) bool { return c == x })
			i += 2
		case opRange:
			lo, hi := rune(r.at(i+1)), rune(r.at(i+2))
			wide = wide || hi > 255
			tests = append(tests, func(c rune) bool { return lo <= c && c <= hi })
			i += 3
		case opRangeUniIgnore:
			lo, hi := rune(r.at(i+1)), rune(r.at(i+2))
			tests = append(tests, func(c rune) bool {
				if lo <= c && c <= hi {
					return true
				}
				c = object.SimpleUpper(c)
				return lo <= c && c <= hi
			})
			i += 3
		case opCategory:
			f := category(r.at(i + 1))
			if f == nil {
				r.bad = true
				break loop
			}
			wide = true
			tests = append(tests, f)
			i += 2
		case opCharset:
			bits := r.words(i+1, 8)
			tests = append(tests, func(c rune) bool { return c < 256 && bits[c>>5]>>(c&31)&1 != 0 })
			i += 9
		case opBigCharset:
			n := int(r.at(i + 1))
			wide = true
			blocks := r.words(i+2, 64)
			bits := r.words(i+66, 8*n)
			for k := range 256 {
				if int(blocks[k>>2]>>(8*(k&3))&255) >= n {
					r.bad = true
					break loop
				}
			}
			tests = append(tests, func(c rune) bool {
				if c > 0xffff {
					return false
				}
				b := blocks[c>>10] >> (8 * (c >> 8 & 3)) & 255
				return bits[8*b+uint32(c>>5&7)]>>(c&31)&1 != 0
			})
			i += 66 + 8*n
		default:
			r.bad = true
			break loop
		}
	}
	in := func(c rune) bool {
		for _, f := range tests {
			if f(c) {
				return !negate
			}
		}
		return negate
	}
	if len(tests) == 1 {
		if f := tests[0]; negate {
			in = func(c rune) bool { return !f(c) }
		} else {
			in = f
		}
	}
	member := in
	switch op {
	case opInIgnore:
		member = func(c rune) bool { return in(asciiLower(c)) }
	case opInUniIgnore:
		member = func(c rune) bool { return in(unicodeLower(c)) }
	case opInLocIgnore:
		member = func(c rune) bool { return in(locLower(c)) || in(locUpper(c)) }
	}
	s := newSet(member)
	if !wide && !negate {
		s.high = nil
	}
	return s
}

// words returns n words from i on.
func (r *reader) words(i, n int) []uint32 {
	if n < 0 || i+n > len(r.code) {
		r.bad = true
		return make([]uint32, max(n, 0)&0xffff)
	}
	return r.code[i : i+n]
}
