//go:build !stmhooks

package stm

// hooks says whether a test drives the protocol step by step (build tag stmhooks).
const hooks = false

func (tx *Tx) step(point) {}
