package mmap

import "golang.org/x/sys/unix"

var moreConstants = map[string]int64{}

// remap maps anew: the memory of a file, as the other sort cannot be resized.
func remap(m *mapping, n int) ([]byte, error) {
	if m.file == nil {
		return nil, unix.ENOTSUP
	}
	b, err := unix.Mmap(m.file.FD(), m.offset, n, m.prot, m.flags)
	if err == nil {
		err = m.m.free()
	}
	return b, err
}
