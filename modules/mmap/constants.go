//go:build linux || darwin

package mmap

import "golang.org/x/sys/unix"

// constants are those that all systems have; moreConstants the others.
var constants = map[string]int64{
	"ACCESS_DEFAULT": accessDefault, "ACCESS_READ": accessRead, "ACCESS_WRITE": accessWrite, "ACCESS_COPY": accessCopy,
	"MADV_DONTNEED": unix.MADV_DONTNEED, "MADV_FREE": unix.MADV_FREE, "MADV_NORMAL": unix.MADV_NORMAL, "MADV_RANDOM": unix.MADV_RANDOM,
	"MADV_SEQUENTIAL": unix.MADV_SEQUENTIAL, "MADV_WILLNEED": unix.MADV_WILLNEED, "MAP_ANON": unix.MAP_ANON, "MAP_ANONYMOUS": unix.MAP_ANON,
	"MAP_PRIVATE": unix.MAP_PRIVATE, "MAP_SHARED": unix.MAP_SHARED, "PROT_EXEC": unix.PROT_EXEC, "PROT_READ": unix.PROT_READ, "PROT_WRITE": unix.PROT_WRITE,
}
