package compile

// Dead calls f with each temporary register below end that the instructions from
// pc on write before they could read it. It looks no further than the first jump, so
// it finds those that an expression has reserved and not filled yet: what they hold
// is left from the statement before.
func Dead[I ~uint64](ins []I, pc, locals, end int, f func(r int)) {
	var read, found [MaxRegs + 1]bool
	end = min(end, MaxRegs)
	var e effects
	for ; pc < len(ins); pc++ {
		i := unpacked(Ins(ins[pc]))
		e.of(&i)
		for _, spans := range [2][]span{e.reads, e.readsNull} {
			for _, s := range spans {
				for r := s.first; r < s.first+s.n && r < int32(end); r++ {
					read[r] = true
				}
			}
		}
		for _, spans := range [3][]span{e.writes, e.nulls, e.cleared} {
			for _, s := range spans {
				for r := s.first; r < s.first+s.n && r < int32(end); r++ {
					if !read[r] && !found[r] && int(r) >= locals {
						found[r] = true
						f(int(r))
					}
				}
			}
		}
		if i.op.isJump() || i.ends() {
			return
		}
	}
}
