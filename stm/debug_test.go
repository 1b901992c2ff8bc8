//go:build stmhooks || invariants

package stm

func setStepHook(f func(tx *Tx, p point)) { stepHook = f }

func setInjectFailure(f func(tx *Tx) bool) { injectFailure = f }
