package object

import (
	"strconv"
	"syscall"
)

// ErrnoNumbers maps the symbolic names of the C runtime's errors to numbers.
// The numbers above 10000 are those of the socket library, whose errors have
// the same names.
var ErrnoNumbers = map[string]int{
	"EPERM": 1, "ENOENT": 2, "ESRCH": 3, "EINTR": 4, "EIO": 5, "ENXIO": 6, "E2BIG": 7, "ENOEXEC": 8, "EBADF": 9,
	"ECHILD": 10, "EAGAIN": 11, "ENOMEM": 12, "EACCES": 13, "EFAULT": 14, "EBUSY": 16, "EEXIST": 17, "EXDEV": 18,
	"ENODEV": 19, "ENOTDIR": 20, "EISDIR": 21, "EINVAL": 22, "ENFILE": 23, "EMFILE": 24, "ENOTTY": 25, "EFBIG": 27,
	"ENOSPC": 28, "ESPIPE": 29, "EROFS": 30, "EMLINK": 31, "EPIPE": 32, "EDOM": 33, "ERANGE": 34, "EDEADLK": 36,
	"EDEADLOCK": 36, "ENAMETOOLONG": 38, "ENOLCK": 39, "ENOSYS": 40, "ENOTEMPTY": 41, "EILSEQ": 42,
	"EBADMSG": 104, "ECANCELED": 105, "EIDRM": 111, "ENODATA": 120, "ENOLINK": 121, "ENOMSG": 122, "ENOSR": 124,
	"ENOSTR": 125, "ENOTRECOVERABLE": 127, "ENOTSUP": 129, "EOVERFLOW": 132, "EOWNERDEAD": 133, "EPROTO": 134,
	"ETIME": 137, "ETXTBSY": 139,
	"EWOULDBLOCK": 10035, "EINPROGRESS": 10036, "EALREADY": 10037, "ENOTSOCK": 10038, "EDESTADDRREQ": 10039,
	"EMSGSIZE": 10040, "EPROTOTYPE": 10041, "ENOPROTOOPT": 10042, "EPROTONOSUPPORT": 10043, "ESOCKTNOSUPPORT": 10044,
	"EOPNOTSUPP": 10045, "EPFNOSUPPORT": 10046, "EAFNOSUPPORT": 10047, "EADDRINUSE": 10048, "EADDRNOTAVAIL": 10049,
	"ENETDOWN": 10050, "ENETUNREACH": 10051, "ENETRESET": 10052, "ECONNABORTED": 10053, "ECONNRESET": 10054,
	"ENOBUFS": 10055, "EISCONN": 10056, "ENOTCONN": 10057, "ESHUTDOWN": 10058, "ETOOMANYREFS": 10059,
	"ETIMEDOUT": 10060, "ECONNREFUSED": 10061, "ELOOP": 10062, "EHOSTDOWN": 10064, "EHOSTUNREACH": 10065,
	"EUSERS": 10068, "EDQUOT": 10069, "ESTALE": 10070, "EREMOTE": 10071,
}

// errnoOfWin maps the system's error codes to the C runtime's, where there is
// a counterpart; all others are EINVAL.
var errnoOfWin = map[syscall.Errno]string{
	2: "ENOENT", 3: "ENOENT", 4: "EMFILE", 5: "EACCES", 6: "EBADF", 8: "ENOMEM", 10: "E2BIG", 11: "ENOEXEC",
	15: "ENOENT", 16: "EACCES", 17: "EXDEV", 18: "ENOENT", 19: "EACCES", 32: "EACCES", 33: "EACCES", 39: "ENOSPC",
	53: "ENOENT", 65: "EACCES", 67: "ENOENT", 80: "EEXIST", 82: "EACCES", 83: "EACCES", 89: "EAGAIN", 108: "EACCES",
	109: "EPIPE", 112: "ENOSPC", 114: "EBADF", 128: "ECHILD", 130: "EBADF", 131: "EINVAL", 132: "EACCES",
	145: "ENOTEMPTY", 158: "EACCES", 161: "ENOENT", 164: "EAGAIN", 167: "EACCES", 183: "EEXIST", 206: "ENOENT",
	215: "EAGAIN", 232: "EPIPE", 267: "ENOTDIR", 1816: "ENOMEM",
}

// ErrnoOf returns the errno of a system call's error.
func ErrnoOf(e syscall.Errno) int {
	if e >= 10000 && e < 12000 { // sockets
		return int(e)
	}
	// Package syscall has made-up numbers for POSIX errors that it returns itself.
	for _, p := range [...]struct {
		e    syscall.Errno
		name string
	}{
		{syscall.ENOENT, "ENOENT"}, {syscall.EEXIST, "EEXIST"}, {syscall.EPERM, "EPERM"}, {syscall.EACCES, "EACCES"},
		{syscall.EINVAL, "EINVAL"}, {syscall.ENOSYS, "ENOSYS"}, {syscall.ENOTDIR, "ENOTDIR"}, {syscall.EISDIR, "EISDIR"},
		{syscall.EPIPE, "EPIPE"}, {syscall.EBADF, "EBADF"}, {syscall.ECHILD, "ECHILD"}, {syscall.ETIMEDOUT, "ETIMEDOUT"},
	} {
		if e == p.e {
			return ErrnoNumbers[p.name]
		}
	}
	if n, ok := errnoOfWin[e]; ok {
		return ErrnoNumbers[n]
	}
	return ErrnoNumbers["EINVAL"]
}

var strerrors = map[int]string{
	0: "No error", 1: "Operation not permitted", 2: "No such file or directory", 3: "No such process",
	4: "Interrupted function call", 5: "Input/output error", 6: "No such device or address", 7: "Arg list too long",
	8: "Exec format error", 9: "Bad file descriptor", 10: "No child processes", 11: "Resource temporarily unavailable",
	12: "Not enough space", 13: "Permission denied", 14: "Bad address", 16: "Resource device", 17: "File exists",
	18: "Improper link", 19: "No such device", 20: "Not a directory", 21: "Is a directory", 22: "Invalid argument",
	23: "Too many open files in system", 24: "Too many open files", 25: "Inappropriate I/O control operation",
	27: "File too large", 28: "No space left on device", 29: "Invalid seek", 30: "Read-only file system",
	31: "Too many links", 32: "Broken pipe", 33: "Domain error", 34: "Result too large",
	36: "Resource deadlock avoided", 38: "Filename too long", 39: "No locks available", 40: "Function not implemented",
	41: "Directory not empty", 42: "Illegal byte sequence",
}

// Strerror returns the message of an errno, as os.strerror does.
func Strerror(errno int) string {
	if s, ok := strerrors[errno]; ok {
		return s
	}
	if errno >= 10000 {
		return syscall.Errno(errno).Error()
	}
	return "Unknown error " + strconv.Itoa(errno)
}

// strerrorOf returns the system's own message, which says more than errno's.
func strerrorOf(e syscall.Errno, errno int) string {
	if e < syscall.APPLICATION_ERROR {
		return e.Error()
	}
	return Strerror(errno)
}
