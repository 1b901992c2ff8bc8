package termios

import "golang.org/x/sys/unix"

var moreConstants = map[string]int64{}

// numChars is how many special characters there are.
const numChars = 20

const getRequest = unix.TIOCGETA

var setRequests = [...]uint{now: unix.TIOCSETA, drain: unix.TIOCSETAW, flush: unix.TIOCSETAF}

func speeds(x *unix.Termios) (in, out int64) { return int64(x.Ispeed), int64(x.Ospeed) }

func setSpeeds(x *unix.Termios, in, out int64) { x.Ispeed, x.Ospeed = uint64(in), uint64(out) }

func setFlags(x *unix.Termios, n [4]int64) {
	x.Iflag, x.Oflag, x.Cflag, x.Lflag = uint64(n[0]), uint64(n[1]), uint64(n[2]), uint64(n[3])
}

func sendBreak(fd, n int) error { return unix.ENOTSUP }

func flushQueue(fd, n int) error { return unix.IoctlSetPointerInt(fd, unix.TIOCFLUSH, n) }
func flow(fd, n int) error       { return unix.ENOTSUP }
func drainQueue(fd int) error    { return unix.IoctlSetInt(fd, unix.TIOCDRAIN, 0) }
