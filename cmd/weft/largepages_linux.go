package main

import (
	"runtime"
	"syscall"
)

// madvHugepage is MADV_HUGEPAGE of madvise(2).
const madvHugepage = 14

// largePages asks the system to back the memory that the heap will grow into with
// large pages. A program that allocates goes through all of gcRoom before the
// first collection, and the faults of its 4 KiB pages were 5 to 20 % of the CPU
// time of a short program.
//
// Go's heap takes its memory from the system a little at a time, and the advice holds
// for memory that is mapped. So the room is allocated as one object, which maps it
// without touching it, and given back at once. The collector must be off until
// largePages has returned. A system that does not know the advice ignores it.
func largePages() {
	// The heap may be twice gcRoom before it grows by more than that.
	room := make([]byte, 2*gcRoom)
	_ = syscall.Madvise(room, madvHugepage)
	runtime.GC()
}
