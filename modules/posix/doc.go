// Package posix is what module os is made of: module posix on Unix systems.
//
// Whatever has or sees effects makes the transaction inevitable before it asks
// the operating system. Calls that may wait let other threads run meanwhile.
package posix
