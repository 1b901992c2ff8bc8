//go:build stmhooks

package stm

const hooks = true
const invariants = true
