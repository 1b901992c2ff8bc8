package object

// A recursive generator, or one that is made for each turn of a loop, lives as long as
// the loop over it, and making it costs more than running it for a few steps. A loop over
// the result of a call of a generator function, and a delegation to it, has the only
// reference to the generator: the call put it into a register that the program
// cannot name, and nothing else gets it from there. (What could are gi_yieldfrom, which
// makes it an ordinary one, and tracing, which gives it a GenExt.) When such a generator
// has returned it is used for the next one, if nothing can be undone.

// spentGenerators are generators of one size that are used again.
type spentGenerators struct {
	n int
	g [8]*Generator
}

// maxSpent is for how many registers the largest ones that are kept have room.
const maxSpent = 16

// Spent takes over a generator that has returned, of which only dead registers know.
// regs are those that it had saved. Behind them, Keep has cleared what there is room for.
func (t *Thread) Spent(g *Generator, regs []Value) {
	r := t.recycler(&g.first.Body)
	if r == nil || g.Box.Load() != &g.first.Body || g.first.Ext != nil || cap(regs) > maxSpent {
		return
	}
	if s := &r.spent[cap(regs)/2]; s.n < len(s.g) {
		clear(regs)
		g.Fn = nil
		g.first = GenBody{Regs: regs[:cap(regs)]}
		s.g[s.n] = g
		s.n++
	}
}

// takeGenerator returns a generator with room for n registers that is used again, or nil.
func (t *Thread) takeGenerator(n int) *Generator {
	if t == nil || n > maxSpent || !t.Tx.Solo() {
		return nil
	}
	size := max(n+1, 4) / 2
	if n > 12 {
		size = maxSpent / 2
	}
	s := &t.outgrown.spent[size]
	if s.n == 0 {
		return nil
	}
	s.n--
	g := s.g[s.n]
	s.g[s.n] = nil
	return g
}
