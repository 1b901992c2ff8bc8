//go:build !stmhooks && !invariants

package stm

// hooks says whether a test drives the protocol step by step (build tag stmhooks).
const hooks = false

// invariants says whether assertions are checked (build tag invariants).
const invariants = false

func (tx *Tx) step(point) {}

func (tx *Tx) assertSettled(cur, p *Body) {}
func (tx *Tx) assertSnapshot()            {}
func (tx *Tx) assertEnding()              {}
func (tx *Tx) injected() bool             { return false }
