//go:build stmhooks || invariants

package stm

import "fmt"

// Assertions, checked with the build tags invariants and stmhooks. Without them they are
// empty functions (debug_off.go), and cost nothing.

func assert(ok bool, format string, args ...any) {
	if !ok {
		panic("BUG: stm: " + fmt.Sprintf(format, args...))
	}
}

// injectFailure, if set by a test, makes commits fail after they have drawn their ticket.
var injectFailure func(tx *Tx) bool

func (tx *Tx) injected() bool { return injectFailure != nil && injectFailure(tx) }

// assertSettled checks what settle has found: p is committed, current at rv, and a
// predecessor is the end of its chain.
func (tx *Tx) assertSettled(cur, p *Body) {
	s := p.Stamp()
	if s == tx.ID {
		assert(cur == p, "own body as predecessor of another")
		return
	}
	if s&1 == 1 {
		o, st := tx.e.look(s)
		if st == 0 {
			if s = p.Stamp(); s&1 == 1 {
				assert(p.loadPrev() == nil, "body of an attempt that is over has not been stamped")
				return // a newborn
			}
		} else {
			state := st & stateMask
			assert(state == stateCommitted, "settled on a body of an attempt in state %d", state)
			wv, ok := o.version(st)
			assert(!ok || wv <= tx.rv, "version %d is later than %d", wv, tx.rv)
			return
		}
	}
	assert(s <= tx.rv, "version %d is later than %d", s, tx.rv)
}

// assertSnapshot checks that what the attempt has read belongs to one moment: nothing that
// it read has been replaced at a version ≤ rv. An attempt that has been aborted may go on
// for a while, so this holds for it, too.
func (tx *Tx) assertSnapshot() {
	if n := len(tx.reads); n > 64 && n%64 != 0 {
		return // would be quadratic
	}
	for i := range tx.reads {
		r := &tx.reads[i]
		b := r.x.Load()
		if b == r.b {
			continue
		}
		if s := b.Stamp(); s&1 == 0 {
			assert(s > tx.rv, "box read at version %d was replaced at version %d", tx.rv, s)
		}
	}
}

// assertEnding checks the state in which an attempt ends.
func (tx *Tx) assertEnding() {
	st := tx.slot.status.Load()
	assert(st>>stateBits == tx.active>>stateBits, "the slot is at attempt %d, not %d", st>>stateBits, tx.active>>stateBits)
	state := st & stateMask
	assert(state != stateIdle && state != stateCommitting, "attempt ends in state %d", state)
	assert(tx.locked == 0, "stripes left locked")
	for i := range tx.writes {
		w := &tx.writes[i]
		if state == stateCommitted {
			s := w.b.Stamp()
			assert(s&1 == 0 && s <= tx.e.clock.Load() || tx.keeps && s == tx.ID, "committed body has stamp %d", s)
			assert(w.b.loadPrev() == nil, "committed body has a predecessor")
		} else {
			assert(w.x.Load() != w.b, "body of an undone attempt left in its box")
		}
	}
}
