package mmap

import "golang.org/x/sys/unix"

var moreConstants = map[string]int64{
	"MADV_DODUMP": unix.MADV_DODUMP, "MADV_DOFORK": unix.MADV_DOFORK, "MADV_DONTDUMP": unix.MADV_DONTDUMP, "MADV_DONTFORK": unix.MADV_DONTFORK,
	"MADV_HUGEPAGE": unix.MADV_HUGEPAGE, "MADV_HWPOISON": unix.MADV_HWPOISON, "MADV_MERGEABLE": unix.MADV_MERGEABLE, "MADV_NOHUGEPAGE": unix.MADV_NOHUGEPAGE,
	"MADV_REMOVE": unix.MADV_REMOVE, "MADV_UNMERGEABLE": unix.MADV_UNMERGEABLE, "MAP_DENYWRITE": unix.MAP_DENYWRITE, "MAP_EXECUTABLE": unix.MAP_EXECUTABLE,
	"MAP_POPULATE": unix.MAP_POPULATE, "MAP_STACK": unix.MAP_STACK,
}

// remap returns the memory of m with another size, possibly at another place.
func remap(m *mapping, n int) ([]byte, error) { return unix.Mremap(m.m.b, n, unix.MREMAP_MAYMOVE) }
