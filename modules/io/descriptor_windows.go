package io

import (
	"errors"
	"os"
	"syscall"
)

// System calls on descriptors, which are handles here.

func sysOpen(path string, flags int) (int, error) {
	h, err := syscall.Open(path, flags|syscall.O_CLOEXEC, 0o666)
	return int(h), err
}

func sysClose(fd int) error { return syscall.Close(handle(fd)) }

func sysRead(fd int, b []byte) (int, error) { return syscall.Read(handle(fd), b) }

func sysWrite(fd int, b []byte) (int, error) { return syscall.Write(handle(fd), b) }

func sysSeek(fd int, offset int64, whence int) (int64, error) {
	return syscall.Seek(handle(fd), offset, whence)
}

func sysTruncate(fd int, size int64) error { return syscall.Ftruncate(handle(fd), size) }

// handle maps the three standard descriptors to their handles.
func handle(fd int) syscall.Handle {
	switch fd {
	case 0:
		return syscall.Stdin
	case 1:
		return syscall.Stdout
	case 2:
		return syscall.Stderr
	}
	return syscall.Handle(fd)
}

func sysStat(fd int) (isDir bool, block int, size int64, err error) {
	var info syscall.ByHandleFileInformation
	if t, err := syscall.GetFileType(handle(fd)); err != nil || t != syscall.FILE_TYPE_DISK {
		return false, 0, 0, err
	}
	if err := syscall.GetFileInformationByHandle(handle(fd), &info); err != nil {
		return false, 0, 0, err
	}
	return info.FileAttributes&syscall.FILE_ATTRIBUTE_DIRECTORY != 0, 4096, int64(info.FileSizeHigh)<<32 | int64(info.FileSizeLow), nil
}

func sysTerminal(fd int) bool {
	var mode uint32
	return syscall.GetConsoleMode(handle(fd), &mode) == nil
}

func isInterrupted(err error) bool { return false }
func isAgain(err error) bool       { return errors.Is(err, syscall.EAGAIN) }

const (
	flagRead   = os.O_RDONLY
	flagWrite  = os.O_WRONLY
	flagBoth   = os.O_RDWR
	errnoDir   = syscall.EISDIR
	errnoBadFd = syscall.EBADF
)

const openCloseOnExec = syscall.O_CLOEXEC

// sysNature returns 0: nothing is known of how handles wait.
func sysNature(fd int) uint32 { return 0 }

func await(t *thread, d *descriptor, read bool) *exception { return nil }

// sysFileID and sysDescriptorID know no identities here: an open file cannot be
// opened again while it is written.
func sysFileID(path string) fileID { return fileID{} }

func sysDescriptorID(fd int) fileID { return fileID{} }

// sysWatch and sysFound are of use where there are pipes that somebody waits at.
func sysWatch() {}
func sysFound() {}
