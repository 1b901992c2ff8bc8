package main

import (
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
	"unsafe"
)

// TestLargePages checks that memory of the heap has the advice.
func TestLargePages(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("the kernel has no large pages:", err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	largePages()
	// The memory is free now, and the next large object gets some of it.
	object := make([]byte, gcRoom)
	at := uintptr(unsafe.Pointer(&object[len(object)/2]))
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	entry := regexp.MustCompile(`(?m)^([0-9a-f]+)-([0-9a-f]+) [^\n]*\n(?:\w+:[^\n]*\n)*?VmFlags:([^\n]*)\n`)
	for _, m := range entry.FindAllSubmatch(maps, -1) {
		low, _ := strconv.ParseUint(string(m[1]), 16, 64)
		high, _ := strconv.ParseUint(string(m[2]), 16, 64)
		if uint64(at)-low < high-low {
			if !regexp.MustCompile(`\bhg\b`).Match(m[3]) {
				t.Errorf("flags of the heap's memory:%s", m[3])
			}
			runtime.KeepAlive(object)
			return
		}
	}
	t.Fatal("no mapping holds the object")
}
