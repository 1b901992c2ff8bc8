//go:build linux || darwin

package socket

import (
	"encoding/binary"
	"math"
	"net"
	"net/netip"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// strArg is an argument that must be a str.
func strArg(t *thread, f string, i int, v value) (string, *excn) {
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "%s() argument %d must be str, not %s", f, i, object.ArgTypeName(v))
	}
	return s.S, nil
}

// swap16 and swap32 convert between the host's byte order and the network's.
func swap16(f string) object.Def {
	return object.Def{Name: f, Sig: "integer, /", Fn: func(t *thread, a []value) (value, *excn) {
		i, err := object.Index(t, a[0])
		if err != nil {
			return null, err
		}
		n, big := object.AsInt(i)
		switch {
		case big != nil:
			return null, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
		case n < 0:
			return null, t.Errorf(object.OverflowError, "%s: can't convert negative Python int to C 16-bit unsigned integer", f)
		case n > 0xffff:
			return null, t.Errorf(object.OverflowError, "%s: Python int too large to convert to C 16-bit unsigned integer", f)
		}
		var b [2]byte
		binary.NativeEndian.PutUint16(b[:], uint16(n))
		return object.Int(int64(b[0])<<8 | int64(b[1])), nil
	}}
}

func swap32(f string) object.Def {
	return object.Def{Name: f, Sig: "integer, /", Fn: func(t *thread, a []value) (value, *excn) {
		if a[0].O.Typ.Flags&object.FlagInt == 0 {
			return null, t.Errorf(object.TypeError, "expected int, %s found", a[0].TypeName())
		}
		n, big := object.AsInt(a[0])
		switch {
		case big != nil && big.Sign() < 0 || big == nil && n < 0:
			return null, t.Errorf(object.OverflowError, "can't convert negative value to unsigned int")
		case big != nil || n > math.MaxUint32:
			return null, t.Errorf(object.OverflowError, "int larger than 32 bits")
		}
		var b [4]byte
		binary.NativeEndian.PutUint32(b[:], uint32(n))
		return object.Int(int64(b[0])<<24 | int64(b[1])<<16 | int64(b[2])<<8 | int64(b[3])), nil
	}}
}

// controlSize is CMSG_LEN or CMSG_SPACE of at most math.MaxInt32 - least.
func controlSize(name string, size func(n int) int, least int) object.Def {
	return object.Def{Name: name, Sig: "length, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := object.IndexInt(t, a[0], object.OverflowError)
		if err != nil {
			return null, err
		}
		if n < 0 || n > int64(math.MaxInt32-least) {
			return null, t.Errorf(object.OverflowError, "%s() argument out of range", name)
		}
		return object.Int(int64(size(int(n)))), nil
	}}
}

var moduleDefs = []object.Def{
	{Name: "getaddrinfo", Sig: "host, port, family=0, type=0, proto=0, flags=0", Fn: getaddrinfo},
	{Name: "getnameinfo", Sig: "sockaddr, flags, /", Fn: getnameinfo},
	{Name: "gethostbyname", Sig: "host, /", Fn: gethostbyname},
	{Name: "gethostbyname_ex", Sig: "host, /", Fn: gethostbynameEx},
	{Name: "gethostbyaddr", Sig: "host, /", Fn: gethostbyaddr},
	{Name: "gethostname", Fn: func(t *thread, a []value) (value, *excn) {
		name, err := os.Hostname()
		if err != nil {
			return null, t.OSError(err)
		}
		return object.NewStr(object.FSDecode(name)), nil
	}},
	{Name: "sethostname", Sig: "name, /", Fn: func(t *thread, a []value) (value, *excn) {
		name, err := object.FSPath(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("socket.sethostname()")
		if err := setHostName(name); err != nil {
			return null, t.OSError(err)
		}
		return object.None, nil
	}},
	{Name: "getservbyname", Sig: "servicename, protocolname=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		name, err := strArg(t, "getservbyname", 1, a[0])
		if err != nil {
			return null, err
		}
		network := ""
		if a[1].O != nil {
			if network, err = strArg(t, "getservbyname", 2, a[1]); err != nil {
				return null, err
			}
		}
		port := servicePort(name, network)
		if port < 0 {
			return null, t.Errorf(object.OSError, "service/proto not found")
		}
		return object.Int(int64(port)), nil
	}},
	{Name: "getservbyport", Sig: "port, protocolname=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		port, err := sysfd.Int(t, a[0])
		if err != nil {
			return null, err
		}
		network := ""
		if a[1].O != nil {
			if network, err = strArg(t, "getservbyport", 2, a[1]); err != nil {
				return null, err
			}
		}
		if port < 0 || port > 0xffff {
			return null, t.Errorf(object.OverflowError, "getservbyport: port must be 0-65535.")
		}
		name := serviceName(port, network)
		if name == "" {
			return null, t.Errorf(object.OSError, "port/proto not found")
		}
		return object.NewStr(name), nil
	}},
	{Name: "getprotobyname", Sig: "name, /", Fn: func(t *thread, a []value) (value, *excn) {
		name, err := strArg(t, "getprotobyname", 1, a[0])
		if err != nil {
			return null, err
		}
		n := protocolNumber(name)
		if n < 0 {
			return null, t.Errorf(object.OSError, "protocol not found")
		}
		return object.Int(int64(n)), nil
	}},
	{Name: "inet_aton", Sig: "ip_addr, /", Fn: func(t *thread, a []value) (value, *excn) {
		s, err := strArg(t, "inet_aton", 1, a[0])
		if err != nil {
			return null, err
		}
		if i := strings.IndexAny(s, " \t\n\v\f\r"); i >= 0 { // what follows a blank is ignored
			s = s[:i]
		}
		b, ok := parseAton(s)
		if !ok {
			return null, t.Errorf(object.OSError, "illegal IP address string passed to inet_aton")
		}
		return object.NewBytes(string(b[:])), nil
	}},
	{Name: "inet_ntoa", Sig: "packed_ip, /", Fn: func(t *thread, a []value) (value, *excn) {
		b, err := object.BytesView(t, a[0])
		if err != nil {
			return null, err
		}
		if len(b) != 4 {
			return null, t.Errorf(object.OSError, "packed IP wrong length for inet_ntoa")
		}
		return object.NewStr(netip.AddrFrom4([4]byte([]byte(b))).String()), nil
	}},
	{Name: "inet_pton", Sig: "family, ip_addr, /", Fn: func(t *thread, a []value) (value, *excn) {
		family, err := sysfd.Int(t, a[0])
		if err != nil {
			return null, err
		}
		s, err := strArg(t, "inet_pton", 2, a[1])
		if err != nil {
			return null, err
		}
		if family != unix.AF_INET && family != unix.AF_INET6 {
			return null, t.OSError(unix.EAFNOSUPPORT)
		}
		ip, perr := netip.ParseAddr(s)
		if perr != nil || ip.Zone() != "" || ip.Is4() != (family == unix.AF_INET) {
			return null, t.Errorf(object.OSError, "illegal IP address string passed to inet_pton")
		}
		return object.NewBytes(string(ip.AsSlice())), nil
	}},
	{Name: "inet_ntop", Sig: "family, packed_ip, /", Fn: func(t *thread, a []value) (value, *excn) {
		family, err := sysfd.Int(t, a[0])
		if err != nil {
			return null, err
		}
		b, err := object.BytesView(t, a[1])
		if err != nil {
			return null, err
		}
		switch {
		case family != unix.AF_INET && family != unix.AF_INET6:
			return null, t.Errorf(object.ValueError, "unknown address family %d", family)
		case family == unix.AF_INET && len(b) != 4, family == unix.AF_INET6 && len(b) != 16:
			return null, t.Errorf(object.ValueError, "invalid length of packed IP address string")
		case family == unix.AF_INET:
			return object.NewStr(netip.AddrFrom4([4]byte([]byte(b))).String()), nil
		}
		return object.NewStr(text6([16]byte([]byte(b)))), nil
	}},
	swap16("htons"), swap16("ntohs"), swap32("htonl"), swap32("ntohl"),
	controlSize("CMSG_LEN", unix.CmsgLen, unix.CmsgLen(0)), controlSize("CMSG_SPACE", unix.CmsgSpace, unix.CmsgSpace(1)),
	{Name: "close", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Int(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("socket.close()")
		if err := unix.Close(fd); err != nil && err != unix.ECONNRESET {
			return null, t.OSError(err)
		}
		return object.None, nil
	}},
	{Name: "dup", Sig: "fd, /", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Int(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("socket.dup()")
		n, derr := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
		if derr != nil {
			return null, t.OSError(derr)
		}
		return object.Int(int64(n)), nil
	}},
	{Name: "socketpair", Sig: "family=None, type=None, proto=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		n := [3]int{unix.AF_UNIX, unix.SOCK_STREAM, 0}
		for i := range n {
			var err *excn
			if n[i], err = sysfd.IntOr(t, a[i], n[i]); err != nil {
				return null, err
			}
		}
		t.Tx.BecomeInevitable("socket.socketpair()")
		fds, err := unix.Socketpair(n[0], n[1]|closeOnExec, n[2])
		if err != nil {
			return null, t.OSError(err)
		}
		var pair [2]value
		for i, fd := range fds {
			unix.CloseOnExec(fd)
			s := object.Allocate[sock](socketType.Ready())
			pair[i] = value{O: &s.Object}
			if err := s.adopt(t, fd, n[0], n[1], n[2]); err != nil {
				return null, err
			}
		}
		return object.TupleOf(pair[:]), nil
	}},
	{Name: "getdefaulttimeout", Fn: func(t *thread, a []value) (value, *excn) {
		return timeoutValue(time.Duration(defaultTimeout(t).Load())), nil
	}},
	{Name: "setdefaulttimeout", Sig: "timeout, /", Fn: func(t *thread, a []value) (value, *excn) {
		d, err := timeoutArg(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("socket.setdefaulttimeout()")
		defaultTimeout(t).Store(int64(d))
		return object.None, nil
	}},
	{Name: "if_nameindex", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("socket.if_nameindex()")
		all, err := net.Interfaces()
		if err != nil {
			return null, t.OSError(err)
		}
		var out []value
		for _, i := range all {
			out = append(out, object.TupleOf([]value{object.Int(int64(i.Index)), object.NewStr(object.FSDecode(i.Name))}))
		}
		return object.NewList(t, out).Value(), nil
	}},
	{Name: "if_nametoindex", Sig: "oname, /", Fn: func(t *thread, a []value) (value, *excn) {
		name, err := object.FSPath(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("socket.if_nametoindex()")
		i, ierr := net.InterfaceByName(name)
		if ierr != nil {
			return null, t.Errorf(object.OSError, "no interface with this name")
		}
		return object.Int(int64(i.Index)), nil
	}},
	{Name: "if_indextoname", Sig: "index, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := object.IndexInt(t, a[0], object.OverflowError)
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("socket.if_indextoname()")
		i, ierr := net.InterfaceByIndex(int(n))
		if ierr != nil {
			return null, t.OSError(unix.ENXIO)
		}
		return object.NewStr(object.FSDecode(i.Name)), nil
	}},
}

func create(t *thread) (*object.Module, *excn) {
	m := object.NewModule(t, "_socket", "Communication through sockets.")
	m.AddFuncs(t, moduleDefs)
	m.AddType(t, socketType)
	m.Set(t, "SocketType", socketType.Value())
	m.Set(t, "error", object.OSError.Value())
	m.AddType(t, herrorType)
	m.AddType(t, gaierrorType)
	m.Set(t, "timeout", object.TimeoutError.Value())
	m.Set(t, "has_ipv6", object.True)
	for _, c := range []map[string]int64{constants, moreConstants} {
		for name, n := range c {
			m.Set(t, name, object.Int(n))
		}
	}
	return m, nil
}

func init() { object.RegisterModule("_socket", create) }
