//go:build linux || darwin

package fcntl

import "golang.org/x/sys/unix"

// constants are those that all systems have; moreConstants the others.
var constants = map[string]int64{
	"FD_CLOEXEC": unix.FD_CLOEXEC, "F_DUPFD": unix.F_DUPFD, "F_DUPFD_CLOEXEC": unix.F_DUPFD_CLOEXEC, "F_GETFD": unix.F_GETFD, "F_GETFL": unix.F_GETFL,
	"F_GETLK": unix.F_GETLK, "F_GETOWN": unix.F_GETOWN, "F_RDLCK": unix.F_RDLCK, "F_SETFD": unix.F_SETFD, "F_SETFL": unix.F_SETFL,
	"F_SETLK": unix.F_SETLK, "F_SETLKW": unix.F_SETLKW, "F_SETOWN": unix.F_SETOWN, "F_UNLCK": unix.F_UNLCK, "F_WRLCK": unix.F_WRLCK,
	"LOCK_EX": unix.LOCK_EX, "LOCK_NB": unix.LOCK_NB, "LOCK_SH": unix.LOCK_SH, "LOCK_UN": unix.LOCK_UN,
}
