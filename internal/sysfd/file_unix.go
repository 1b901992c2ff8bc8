//go:build unix

package sysfd

import (
	"runtime"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// File is a descriptor that belongs to an object. It is closed by Close, or when
// the object has been collected.
type File struct{ fd atomic.Int64 }

// NewFile makes the file of owner.
func NewFile[T any](owner *T, fd int) *File {
	f := &File{}
	f.fd.Store(int64(fd))
	runtime.AddCleanup(owner, func(f *File) {
		if f.FD() >= 0 {
			_ = f.Close()
			Found()
		}
	}, f)
	return f
}

// FD returns the descriptor, -1 if there is none any more.
func (f *File) FD() int {
	if f == nil {
		return -1
	}
	return int(f.fd.Load())
}

// Detach returns the descriptor and forgets it.
func (f *File) Detach() int {
	if f == nil {
		return -1
	}
	return int(f.fd.Swap(-1))
}

// Close closes the descriptor if there still is one.
func (f *File) Close() error {
	fd := f.Detach()
	if fd < 0 {
		return nil
	}
	return unix.Close(fd)
}
