// Package pyselect is module select: waiting for file descriptors. There is none on
// Windows.
//
// Waiting makes a transaction inevitable: what it waits for does not wait with it.
package pyselect
