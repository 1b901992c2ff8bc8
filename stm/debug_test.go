//go:build stmhooks || invariants

package stm

func setStepHook(f func(tx *Tx, p point)) { stepHook = f }
