//go:build !stmhooks && !invariants

package stm

func setStepHook(func(tx *Tx, p point)) {}

func setInjectFailure(func(tx *Tx) bool) {}
