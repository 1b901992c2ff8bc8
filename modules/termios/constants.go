//go:build linux || darwin

package termios

import "golang.org/x/sys/unix"

// constants are those that all systems have; moreConstants the others.
var constants = map[string]int64{
	"B0": unix.B0, "B110": unix.B110, "B115200": unix.B115200, "B1200": unix.B1200, "B134": unix.B134, "B150": unix.B150, "B1800": unix.B1800,
	"B19200": unix.B19200, "B200": unix.B200, "B230400": unix.B230400, "B2400": unix.B2400, "B300": unix.B300, "B38400": unix.B38400,
	"B4800": unix.B4800, "B50": unix.B50, "B57600": unix.B57600, "B600": unix.B600, "B75": unix.B75, "B9600": unix.B9600, "BRKINT": unix.BRKINT,
	"BS0": unix.BS0, "BS1": unix.BS1, "BSDLY": unix.BSDLY, "CFLUSH": unix.CFLUSH, "CLOCAL": unix.CLOCAL, "CR0": unix.CR0, "CR1": unix.CR1,
	"CR2": unix.CR2, "CR3": unix.CR3, "CRDLY": unix.CRDLY, "CREAD": unix.CREAD, "CRTSCTS": unix.CRTSCTS, "CS5": unix.CS5, "CS6": unix.CS6,
	"CS7": unix.CS7, "CS8": unix.CS8, "CSIZE": unix.CSIZE, "CSTART": unix.CSTART, "CSTOP": unix.CSTOP, "CSTOPB": unix.CSTOPB, "CSUSP": unix.CSUSP,
	"ECHO": unix.ECHO, "ECHOCTL": unix.ECHOCTL, "ECHOE": unix.ECHOE, "ECHOK": unix.ECHOK, "ECHOKE": unix.ECHOKE, "ECHONL": unix.ECHONL,
	"ECHOPRT": unix.ECHOPRT, "EXTA": unix.EXTA, "EXTB": unix.EXTB, "FF0": unix.FF0, "FF1": unix.FF1, "FFDLY": unix.FFDLY, "FLUSHO": unix.FLUSHO,
	"HUPCL": unix.HUPCL, "ICANON": unix.ICANON, "ICRNL": unix.ICRNL, "IEXTEN": unix.IEXTEN, "IGNBRK": unix.IGNBRK, "IGNCR": unix.IGNCR,
	"IGNPAR": unix.IGNPAR, "IMAXBEL": unix.IMAXBEL, "INLCR": unix.INLCR, "INPCK": unix.INPCK, "ISIG": unix.ISIG, "ISTRIP": unix.ISTRIP,
	"IXANY": unix.IXANY, "IXOFF": unix.IXOFF, "IXON": unix.IXON, "NL0": unix.NL0, "NL1": unix.NL1, "NLDLY": unix.NLDLY, "NOFLSH": unix.NOFLSH,
	"OCRNL": unix.OCRNL, "OFDEL": unix.OFDEL, "OFILL": unix.OFILL, "ONLCR": unix.ONLCR, "ONLRET": unix.ONLRET, "ONOCR": unix.ONOCR, "OPOST": unix.OPOST,
	"PARENB": unix.PARENB, "PARMRK": unix.PARMRK, "PARODD": unix.PARODD, "PENDIN": unix.PENDIN, "TAB0": unix.TAB0, "TAB1": unix.TAB1, "TAB2": unix.TAB2,
	"TAB3": unix.TAB3, "TABDLY": unix.TABDLY, "TCIFLUSH": unix.TCIFLUSH, "TCIOFF": unix.TCIOFF, "TCIOFLUSH": unix.TCIOFLUSH, "TCION": unix.TCION,
	"TCOFLUSH": unix.TCOFLUSH, "TCOOFF": unix.TCOOFF, "TCOON": unix.TCOON, "TCSAFLUSH": unix.TCSAFLUSH, "TIOCCONS": unix.TIOCCONS,
	"TIOCEXCL": unix.TIOCEXCL, "TIOCGETD": unix.TIOCGETD, "TIOCGPGRP": unix.TIOCGPGRP, "TIOCGWINSZ": unix.TIOCGWINSZ, "TIOCMBIC": unix.TIOCMBIC,
	"TIOCMBIS": unix.TIOCMBIS, "TIOCMGET": unix.TIOCMGET, "TIOCMSET": unix.TIOCMSET, "TIOCM_CAR": unix.TIOCM_CAR, "TIOCM_CD": unix.TIOCM_CD,
	"TIOCM_CTS": unix.TIOCM_CTS, "TIOCM_DSR": unix.TIOCM_DSR, "TIOCM_DTR": unix.TIOCM_DTR, "TIOCM_LE": unix.TIOCM_LE, "TIOCM_RI": unix.TIOCM_RI,
	"TIOCM_RNG": unix.TIOCM_RNG, "TIOCM_RTS": unix.TIOCM_RTS, "TIOCM_SR": unix.TIOCM_SR, "TIOCM_ST": unix.TIOCM_ST, "TIOCNOTTY": unix.TIOCNOTTY,
	"TIOCNXCL": unix.TIOCNXCL, "TIOCOUTQ": unix.TIOCOUTQ, "TIOCPKT": unix.TIOCPKT, "TIOCPKT_DATA": unix.TIOCPKT_DATA,
	"TIOCPKT_DOSTOP": unix.TIOCPKT_DOSTOP, "TIOCPKT_FLUSHREAD": unix.TIOCPKT_FLUSHREAD, "TIOCPKT_FLUSHWRITE": unix.TIOCPKT_FLUSHWRITE,
	"TIOCPKT_NOSTOP": unix.TIOCPKT_NOSTOP, "TIOCPKT_START": unix.TIOCPKT_START, "TIOCPKT_STOP": unix.TIOCPKT_STOP, "TIOCSCTTY": unix.TIOCSCTTY,
	"TIOCSETD": unix.TIOCSETD, "TIOCSPGRP": unix.TIOCSPGRP, "TIOCSTI": unix.TIOCSTI, "TIOCSWINSZ": unix.TIOCSWINSZ, "TOSTOP": unix.TOSTOP,
	"VDISCARD": unix.VDISCARD, "VEOF": unix.VEOF, "VEOL": unix.VEOL, "VEOL2": unix.VEOL2, "VERASE": unix.VERASE, "VINTR": unix.VINTR,
	"VKILL": unix.VKILL, "VLNEXT": unix.VLNEXT, "VMIN": unix.VMIN, "VQUIT": unix.VQUIT, "VREPRINT": unix.VREPRINT, "VSTART": unix.VSTART,
	"VSTOP": unix.VSTOP, "VSUSP": unix.VSUSP, "VT0": unix.VT0, "VT1": unix.VT1, "VTDLY": unix.VTDLY, "VTIME": unix.VTIME, "VWERASE": unix.VWERASE,
}
