//go:build unix

package io

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
)

// System calls on descriptors.

func sysOpen(path string, flags int) (int, error) {
	return syscall.Open(path, flags|syscall.O_CLOEXEC, 0o666)
}

func sysClose(fd int) error { return syscall.Close(fd) }

func sysRead(fd int, b []byte) (int, error) { return syscall.Read(fd, b) }

func sysWrite(fd int, b []byte) (int, error) { return syscall.Write(fd, b) }

func sysSeek(fd int, offset int64, whence int) (int64, error) {
	return syscall.Seek(fd, offset, whence)
}

func sysTruncate(fd int, size int64) error { return syscall.Ftruncate(fd, size) }

// sysStat returns whether fd is a folder, its preferred block size, and its size
// if it is a regular file.
func sysStat(fd int) (isDir bool, block int, size int64, err error) {
	var st syscall.Stat_t
	if err := syscall.Fstat(fd, &st); err != nil {
		return false, 0, 0, err
	}
	if st.Mode&syscall.S_IFMT == syscall.S_IFREG {
		size = st.Size
	}
	return st.Mode&syscall.S_IFMT == syscall.S_IFDIR, int(st.Blksize), size, nil
}

// sysNature returns what kind of file fd is.
func sysNature(fd int) uint32 {
	var st syscall.Stat_t
	if syscall.Fstat(fd, &st) != nil {
		return 0
	}
	switch st.Mode & syscall.S_IFMT {
	case syscall.S_IFIFO, syscall.S_IFSOCK:
		return natureWaits | natureStream
	case syscall.S_IFCHR:
		return natureWaits
	}
	return 0
}

// await waits until d can be read from or written to, without hindering others.
func await(t *thread, d *descriptor, read bool) *exception {
	events := int16(unix.POLLOUT)
	if read {
		events = unix.POLLIN
	}
	return sysfd.Await(t, d.fd, events)
}

func sysTerminal(fd int) bool {
	var st syscall.Stat_t
	if syscall.Fstat(fd, &st) != nil || st.Mode&syscall.S_IFMT != syscall.S_IFCHR {
		return false
	}
	return isTerminal(fd)
}

func isInterrupted(err error) bool { return errors.Is(err, syscall.EINTR) }
func isAgain(err error) bool       { return errors.Is(err, syscall.EAGAIN) }

const (
	flagRead   = os.O_RDONLY
	flagWrite  = os.O_WRONLY
	flagBoth   = os.O_RDWR
	errnoDir   = syscall.EISDIR
	errnoBadFd = syscall.EBADF
)

const openCloseOnExec = syscall.O_CLOEXEC

// sysFileID returns the identity of the file at path, zero if there is none.
func sysFileID(path string) fileID {
	var st syscall.Stat_t
	if syscall.Stat(path, &st) != nil {
		return fileID{}
	}
	return fileID{uint64(st.Dev), uint64(st.Ino)}
}

// sysDescriptorID returns the identity of an open file.
func sysDescriptorID(fd int) fileID {
	var st syscall.Stat_t
	if syscall.Fstat(fd, &st) != nil {
		return fileID{}
	}
	return fileID{uint64(st.Dev), uint64(st.Ino)}
}

// sysWatch announces a descriptor that may be a pipe's, sysFound the end of one that was
// found dead.
func sysWatch() { sysfd.Watch() }
func sysFound() { sysfd.Found() }
