package compile

import "github.com/weftpy/weft/object"

// regSet is a set of registers.
type regSet [MaxRegs / 64]uint64

func (s *regSet) has(r int) bool { return s[r>>6]>>(r&63)&1 != 0 }

// span adds registers, or removes them.
func (s *regSet) span(p span, add bool) {
	for r := p.first; r < p.first+p.n && r < MaxRegs; r++ {
		if add {
			s[r>>6] |= 1 << (r & 63)
		} else {
			s[r>>6] &^= 1 << (r & 63)
		}
	}
}

// Dead calls f with each temporary register of code below end that no instruction from
// pc on reads before it is written: what it holds is left from something done before. The
// instruction before pc may be a call under way, which may raise. Dead looks at the whole
// of the code, which takes microseconds.
func Dead(code *object.Code, pc, end int, f func(r int)) {
	live := liveAt(code, pc)
	for r := code.NumLocals; r < min(end, MaxRegs); r++ {
		if !live.has(r) {
			f(r)
		}
	}
}

// liveAt returns the registers that may be read, from instruction pc on or if the one
// before it raises, before they are written.
func liveAt(code *object.Code, pc int) regSet {
	n := len(code.Ins)
	if pc >= n {
		return regSet{}
	}
	in := make([]regSet, n)
	var e effects
	for changed := true; changed; {
		changed = false
		for at := n - 1; at >= 0; at-- {
			i := unpacked(Ins(code.Ins[at]))
			var live regSet
			merge := func(s regSet) {
				for k := range live {
					live[k] |= s[k]
				}
			}
			if i.op.isJump() {
				if to := at + 1 + int(i.d); to >= 0 && to < n {
					merge(in[to])
				}
			}
			if !i.ends() && i.op != ForIter && at+1 < n {
				merge(in[at+1])
			}
			e.of(&i)
			for _, spans := range [3][]span{e.writes, e.nulls, e.cleared} {
				for _, s := range spans {
					live.span(s, false)
				}
			}
			if i.op == ForIter && at+1 < n {
				merge(in[at+1]) // nothing is written when the loop ends
			}
			for _, spans := range [2][]span{e.reads, e.readsNull} {
				for _, s := range spans {
					live.span(s, true)
				}
			}
			for _, h := range code.Handlers {
				if at >= int(h.Start) && at < int(h.End) {
					// It may raise before it has written anything.
					s := in[h.Target]
					s.span(span{h.Reg, 1}, false)
					merge(s)
				}
			}
			if live != in[at] {
				in[at] = live
				changed = true
			}
		}
	}
	live := in[pc]
	for _, h := range code.Handlers {
		if pc > int(h.Start) && pc <= int(h.End) {
			s := in[h.Target]
			s.span(span{h.Reg, 1}, false)
			for k := range live {
				live[k] |= s[k]
			}
		}
	}
	return live
}
