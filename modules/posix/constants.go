//go:build unix

package posix

import "golang.org/x/sys/unix"

// constants are those that all systems have; addSystem adds the others.
var constants = map[string]int{
	"F_OK": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1,
	"O_RDONLY": unix.O_RDONLY, "O_WRONLY": unix.O_WRONLY, "O_RDWR": unix.O_RDWR, "O_ACCMODE": unix.O_ACCMODE, "O_APPEND": unix.O_APPEND,
	"O_CREAT": unix.O_CREAT, "O_EXCL": unix.O_EXCL, "O_TRUNC": unix.O_TRUNC, "O_NONBLOCK": unix.O_NONBLOCK, "O_NDELAY": unix.O_NONBLOCK,
	"O_NOCTTY": unix.O_NOCTTY, "O_SYNC": unix.O_SYNC, "O_CLOEXEC": unix.O_CLOEXEC, "O_DIRECTORY": unix.O_DIRECTORY, "O_NOFOLLOW": unix.O_NOFOLLOW,
	"SEEK_DATA": seekData, "SEEK_HOLE": seekHole,
	"WNOHANG": unix.WNOHANG, "WUNTRACED": unix.WUNTRACED, "WCONTINUED": unix.WCONTINUED,
	"PRIO_PROCESS": unix.PRIO_PROCESS, "PRIO_PGRP": unix.PRIO_PGRP, "PRIO_USER": unix.PRIO_USER,
	"F_LOCK": lockLock, "F_TLOCK": lockTLock, "F_ULOCK": lockULock, "F_TEST": lockTest,
	"P_ALL": 0, "P_PID": 1, "P_PGID": 2,
	"POSIX_SPAWN_OPEN": spawnOpen, "POSIX_SPAWN_CLOSE": spawnClose, "POSIX_SPAWN_DUP2": spawnDup2,
	"EX_OK": 0, "EX_USAGE": 64, "EX_DATAERR": 65, "EX_NOINPUT": 66, "EX_NOUSER": 67, "EX_NOHOST": 68, "EX_UNAVAILABLE": 69, "EX_SOFTWARE": 70,
	"EX_OSERR": 71, "EX_OSFILE": 72, "EX_CANTCREAT": 73, "EX_IOERR": 74, "EX_TEMPFAIL": 75, "EX_PROTOCOL": 76, "EX_NOPERM": 77, "EX_CONFIG": 78,
	"NGROUPS_MAX": 65536, "TMP_MAX": 238328,
	"RTLD_LAZY": 1, "RTLD_NOW": 2, "RTLD_GLOBAL": 0x100, "RTLD_LOCAL": 0,
}
