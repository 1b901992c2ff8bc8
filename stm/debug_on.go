//go:build stmhooks || invariants

package stm

// stepHook is called before each step of the protocol. With the tag invariants it may be
// called by any number of goroutines.
var stepHook func(tx *Tx, p point)

func (tx *Tx) step(p point) {
	if stepHook != nil {
		stepHook(tx, p)
	}
}
