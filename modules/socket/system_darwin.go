package socket

import "golang.org/x/sys/unix"

// What the C library adds to the system's constants.
const (
	aiPassive     = 1
	aiCanonName   = 2
	aiNumericHost = 4
	aiV4Mapped    = 0x800
	aiAll         = 0x100
	aiAddrConfig  = 0x400
	aiNumericServ = 0x1000

	eaiAddrFamily = 1
	eaiAgain      = 2
	eaiBadFlags   = 3
	eaiFail       = 4
	eaiFamily     = 5
	eaiMemory     = 6
	eaiNoData     = 7
	eaiNoName     = 8
	eaiService    = 9
	eaiSockType   = 10
	eaiSystem     = 11
	eaiOverflow   = 14

	niNoFQDN      = 1
	niNumericHost = 2
	niNameReqd    = 4
	niNumericServ = 8
	niDgram       = 16
)

const (
	closeOnExec     = 0 // set afterwards
	nonBlockingType = 0
)

func accept(fd int) (int, unix.Sockaddr, error) { return unix.Accept(fd) }

// identify finds out what kind of socket fd is.
func identify(fd int) (family, typ, proto int, err error) {
	if typ, err = unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE); err != nil {
		return
	}
	sa, err := unix.Getsockname(fd)
	switch sa.(type) {
	case *unix.SockaddrInet4:
		family = unix.AF_INET
	case *unix.SockaddrInet6:
		family = unix.AF_INET6
	case *unix.SockaddrUnix:
		family = unix.AF_UNIX
	}
	return
}

func setHostName(name string) error { return unix.ENOSYS }

var moreConstants = map[string]int64{
	"TCP_KEEPALIVE": unix.TCP_KEEPALIVE, "LOCAL_PEERCRED": unix.LOCAL_PEERCRED, "MSG_EOF": unix.MSG_EOF, "SO_USELOOPBACK": unix.SO_USELOOPBACK,
}
