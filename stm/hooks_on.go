//go:build stmhooks

package stm

const hooks = true

// stepHook is called before each step of the protocol.
var stepHook func(tx *Tx, p point)

func (tx *Tx) step(p point) {
	if stepHook != nil {
		stepHook(tx, p)
	}
}
