package termios

import "golang.org/x/sys/unix"

var moreConstants = map[string]int64{
	"B1000000": unix.B1000000, "B1152000": unix.B1152000, "B1500000": unix.B1500000, "B2000000": unix.B2000000, "B2500000": unix.B2500000,
	"B3000000": unix.B3000000, "B3500000": unix.B3500000, "B4000000": unix.B4000000, "B460800": unix.B460800, "B500000": unix.B500000,
	"B576000": unix.B576000, "B921600": unix.B921600, "CBAUD": unix.CBAUD, "CBAUDEX": unix.CBAUDEX, "CIBAUD": unix.CIBAUD, "IUCLC": unix.IUCLC,
	"OLCUC": unix.OLCUC, "TCFLSH": unix.TCFLSH, "TCGETA": unix.TCGETA, "TCGETS": unix.TCGETS, "TCSBRK": unix.TCSBRK, "TCSBRKP": unix.TCSBRKP,
	"TCSETA": unix.TCSETA, "TCSETAF": unix.TCSETAF, "TCSETAW": unix.TCSETAW, "TCSETS": unix.TCSETS, "TCSETSF": unix.TCSETSF, "TCSETSW": unix.TCSETSW,
	"TCXONC": unix.TCXONC, "TIOCGICOUNT": unix.TIOCGICOUNT, "TIOCGLCKTRMIOS": unix.TIOCGLCKTRMIOS, "TIOCGSERIAL": unix.TIOCGSERIAL,
	"TIOCGSOFTCAR": unix.TIOCGSOFTCAR, "TIOCINQ": unix.TIOCINQ, "TIOCLINUX": unix.TIOCLINUX, "TIOCMIWAIT": unix.TIOCMIWAIT,
	"TIOCSERCONFIG": unix.TIOCSERCONFIG, "TIOCSERGETLSR": unix.TIOCSERGETLSR, "TIOCSERGETMULTI": unix.TIOCSERGETMULTI,
	"TIOCSERGSTRUCT": unix.TIOCSERGSTRUCT, "TIOCSERGWILD": unix.TIOCSERGWILD, "TIOCSERSETMULTI": unix.TIOCSERSETMULTI,
	"TIOCSERSWILD": unix.TIOCSERSWILD, "TIOCSER_TEMT": unix.TIOCSER_TEMT, "TIOCSLCKTRMIOS": unix.TIOCSLCKTRMIOS, "TIOCSSERIAL": unix.TIOCSSERIAL,
	"TIOCSSOFTCAR": unix.TIOCSSOFTCAR, "VSWTC": unix.VSWTC, "XCASE": unix.XCASE, "XTABS": unix.XTABS,
	"CDSUSP": 25, "CEOF": 4, "CEOL": 0, "CEOT": 4, "CERASE": 0x7f, "CINTR": 3, "CKILL": 21, "CLNEXT": 22, "CQUIT": 28, "CRPRNT": 18, "CWERASE": 23,
	"FIOASYNC": 0x5452, "FIOCLEX": 0x5451, "FIONBIO": 0x5421, "FIONCLEX": 0x5450, "FIONREAD": 0x541b, "NCC": 8, "NCCS": 32, "N_TTY": 0, "N_SLIP": 1,
	"N_MOUSE": 2, "N_PPP": 3, "N_STRIP": 4, "VSWTCH": unix.VSWTC,
}

// numChars is how many special characters the C library has, more than the system.
const numChars = 32

const getRequest = unix.TCGETS

var setRequests = [...]uint{now: unix.TCSETS, drain: unix.TCSETSW, flush: unix.TCSETSF}

// speeds are part of the flags.
func speeds(x *unix.Termios) (in, out int64) {
	s := int64(x.Cflag & unix.CBAUD)
	return s, s
}

func setSpeeds(x *unix.Termios, in, out int64) {
	x.Cflag = x.Cflag&^unix.CBAUD | uint32(out)&unix.CBAUD
}

func setFlags(x *unix.Termios, n [4]int64) {
	x.Iflag, x.Oflag, x.Cflag, x.Lflag = uint32(n[0]), uint32(n[1]), uint32(n[2]), uint32(n[3])
}

func sendBreak(fd, n int) error {
	if n <= 0 {
		return unix.IoctlSetInt(fd, unix.TCSBRK, 0)
	}
	return unix.IoctlSetInt(fd, unix.TCSBRKP, (n+99)/100)
}

func flushQueue(fd, n int) error { return unix.IoctlSetInt(fd, unix.TCFLSH, n) }
func flow(fd, n int) error       { return unix.IoctlSetInt(fd, unix.TCXONC, n) }
func drainQueue(fd int) error    { return unix.IoctlSetInt(fd, unix.TCSBRK, 1) }
