// Package socket is module _socket: what module socket is made of. There is none on
// Windows.
//
// A socket changes by effects only, which nothing can undo: every method that makes
// a system call makes the transaction inevitable first, so what a socket knows about
// itself needs no box.
package socket
