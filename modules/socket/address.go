//go:build linux || darwin

package socket

import (
	"net/netip"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// Addresses of sockets, as Python has them and as the system has them.

// maxUnixPath is the length of a Unix socket's name.
const maxUnixPath = len(unix.RawSockaddrUnix{}.Path)

// addressArg converts the address argument of function f for a socket like s.
func (s *sock) addressArg(t *thread, f string, v value) (unix.Sockaddr, *excn) {
	switch s.family {
	case unix.AF_UNIX:
		return unixAddress(t, v)
	case unix.AF_INET:
		tup, ok := object.AsTuple(v)
		if !ok {
			return nil, t.Errorf(object.TypeError, "%s(): AF_INET address must be tuple, not %s", f, v.TypeName())
		}
		if len(tup.Items) != 2 {
			return nil, t.Errorf(object.TypeError, "AF_INET address must be a pair (host, port)")
		}
		sa := &unix.SockaddrInet4{}
		err := hostPort(t, f, unix.AF_INET, tup.Items, func(ip netip.Addr) { sa.Addr = ip.As4() }, &sa.Port)
		return sa, err
	case unix.AF_INET6:
		tup, ok := object.AsTuple(v)
		if !ok {
			return nil, t.Errorf(object.TypeError, "%s(): AF_INET6 address must be tuple, not %s", f, v.TypeName())
		}
		if len(tup.Items) < 2 || len(tup.Items) > 4 {
			return nil, t.Errorf(object.TypeError, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])")
		}
		sa := &unix.SockaddrInet6{}
		err := hostPort(t, f, unix.AF_INET6, tup.Items, func(ip netip.Addr) { sa.Addr, sa.ZoneId = ip.As16(), zoneID(ip.Zone()) }, &sa.Port)
		if err != nil {
			return nil, err
		}
		if len(tup.Items) > 2 {
			// The flow label is checked, and not passed on: it means nothing but to
			// sockets that manage labels.
			flow, err := object.IndexInt(t, tup.Items[2], object.OverflowError)
			if err != nil {
				return nil, err
			}
			if flow < 0 || flow > 0xfffff {
				return nil, t.Errorf(object.OverflowError, "%s(): flowinfo must be 0-1048575.", f)
			}
		}
		if len(tup.Items) > 3 {
			zone, err := object.IndexInt(t, tup.Items[3], object.OverflowError)
			if err != nil {
				return nil, err
			}
			sa.ZoneId = uint32(zone)
		}
		return sa, nil
	}
	return nil, t.Errorf(object.OSError, "%s(): bad family", f)
}

// hostPort converts a host, handing it to set, and a port.
func hostPort(t *thread, f string, family int, items []value, set func(ip netip.Addr), port *int) *excn {
	host, err := hostArg(t, items[0])
	if err != nil {
		return err
	}
	n, err := sysfd.Int(t, items[1])
	if err != nil {
		return err
	}
	ip, err := resolveOne(t, host, family)
	if err != nil {
		return err
	}
	if n < 0 || n > 0xffff {
		return t.Errorf(object.OverflowError, "%s(): port must be 0-65535.", f)
	}
	set(ip)
	*port = n
	return nil
}

// hostArg converts a host name.
func hostArg(t *thread, v value) (string, *excn) {
	var host string
	switch {
	case v.O.Typ.Flags&object.FlagStr != 0:
		s, _ := object.AsStr(v)
		host = s.S
		for i := 0; i < len(host); i++ {
			if host[i] >= 0x80 {
				b, err := object.CallMethod(t, v, object.Intern("encode"), object.NewStr("idna"))
				if err != nil {
					return "", err
				}
				if host, err = object.BytesCopy(t, b); err != nil {
					return "", err
				}
				break
			}
		}
	case v.O.Typ.Flags&(object.FlagBytes|object.FlagByteArray) != 0:
		var err *excn
		if host, err = object.BytesCopy(t, v); err != nil {
			return "", err
		}
	default:
		return "", t.Errorf(object.TypeError, "str, bytes or bytearray expected, not %s", v.TypeName())
	}
	if strings.IndexByte(host, 0) >= 0 {
		return "", t.Errorf(object.TypeError, "host name must not contain null character")
	}
	return host, nil
}

func unixAddress(t *thread, v value) (unix.Sockaddr, *excn) {
	var name string
	if s, ok := object.AsStr(v); ok {
		var err *excn
		if name, err = object.FSEncode(t, s); err != nil {
			return nil, err
		}
	} else {
		var err *excn
		if name, err = object.BytesCopy(t, v); err != nil {
			return nil, err
		}
	}
	if strings.HasPrefix(name, "\x00") {
		if len(name) > maxUnixPath {
			return nil, t.Errorf(object.OSError, "AF_UNIX path too long")
		}
		return &unix.SockaddrUnix{Name: "@" + name[1:]}, nil
	}
	if len(name) >= maxUnixPath {
		return nil, t.Errorf(object.OSError, "AF_UNIX path too long")
	}
	if strings.HasPrefix(name, "@") {
		name = "./" + name // a file, which must not be taken for an abstract name
	}
	return &unix.SockaddrUnix{Name: name}, nil
}

// address is the opposite of addressArg.
func (s *sock) address(sa unix.Sockaddr) value {
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		return object.TupleOf([]value{object.NewStr(netip.AddrFrom4(sa.Addr).String()), object.Int(int64(sa.Port))})
	case *unix.SockaddrInet6:
		return object.TupleOf([]value{object.NewStr(text6(sa.Addr)), object.Int(int64(sa.Port)), object.Int(0), object.Int(int64(sa.ZoneId))})
	case *unix.SockaddrUnix:
		if sa.Name == "@" { // no name at all
			return object.NewStr("")
		}
		if name, ok := strings.CutPrefix(sa.Name, "@"); ok {
			return object.NewBytes("\x00" + name)
		}
		return object.NewStr(object.FSDecode(sa.Name))
	}
	return object.None
}

// text6 writes an IPv6 address as the C library does: also those that embed an
// IPv4 address in the oldest way with dots.
func text6(b [16]byte) string {
	ip := netip.AddrFrom16(b)
	if b[12]|b[13] != 0 && strings.HasPrefix(ip.String(), "::") && !ip.Is4In6() {
		zero := true
		for _, x := range b[:12] {
			zero = zero && x == 0
		}
		if zero {
			return "::" + netip.AddrFrom4([4]byte(b[12:])).String()
		}
	}
	return ip.String()
}
