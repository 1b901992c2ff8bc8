//go:build invariants && !stmhooks

package stm

const hooks = false
const invariants = true
