//go:build linux || darwin

package socket

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

// Names of hosts and services. Go's resolver answers, without the C library: from
// /etc/hosts and from name servers.

// eaiTexts are the texts of the errors of getaddrinfo.
var eaiTexts = map[int]string{
	eaiBadFlags: "Bad value for ai_flags", eaiNoName: "Name or service not known", eaiAgain: "Temporary failure in name resolution",
	eaiFail: "Non-recoverable failure in name resolution", eaiFamily: "ai_family not supported", eaiSockType: "ai_socktype not supported",
	eaiService: "Servname not supported for ai_socktype", eaiAddrFamily: "Address family for hostname not supported",
	eaiNoData: "No address associated with hostname",
}

func gaierror(t *thread, code int) *excn {
	return osError(t, gaierrorType, code, eaiTexts[code])
}

// osError makes an exception of a subclass of OSError.
func osError(t *thread, typ *object.Type, code int, text string) *excn {
	v, err := object.Call2(t, typ.Ready().Value(), object.Int(int64(code)), object.NewStr(text))
	if err != nil {
		return err
	}
	e, _ := object.AsException(v)
	return e
}

// lookupError makes an exception of an error of the resolver.
func lookupError(t *thread, err error) *excn {
	var dns *net.DNSError
	if errors.As(err, &dns) && !dns.IsNotFound {
		return gaierror(t, eaiAgain)
	}
	return gaierror(t, eaiNoName)
}

// zoneID returns the number of an interface that is given by name or number.
func zoneID(zone string) uint32 {
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	if i, err := net.InterfaceByName(zone); err == nil {
		return uint32(i.Index)
	}
	return 0
}

// parseIP reads a numeric address in any of the forms that there are.
func parseIP(host string) (netip.Addr, bool) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip, true
	}
	if b, ok := parseAton(host); ok {
		return netip.AddrFrom4(b), true
	}
	return netip.Addr{}, false
}

// parseAton reads an IPv4 address in the forms of inet_aton(): up to four parts,
// the last one of which fills the rest, each decimal, octal or hexadecimal.
func parseAton(s string) (b [4]byte, ok bool) {
	parts := strings.Split(s, ".")
	if len(parts) > 4 {
		return b, false
	}
	var n uint64
	for i, p := range parts {
		if p == "" || strings.ContainsAny(p, "_+-") {
			return b, false
		}
		base := 10
		switch {
		case strings.HasPrefix(p, "0x") || strings.HasPrefix(p, "0X"):
			base, p = 16, p[2:]
		case p[0] == '0' && len(p) > 1:
			base = 8
		}
		x, err := strconv.ParseUint(p, base, 32)
		limit := uint64(255)
		if i == len(parts)-1 {
			limit = 1<<(8*(4-i)) - 1
			n = n<<(8*(4-i)) | x
		} else {
			n = n<<8 | x
		}
		if err != nil || x > limit {
			return b, false
		}
	}
	return [4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, true
}

// lookup asks for the addresses of a host, of one family or of both.
func lookup(t *thread, host string, family int) ([]netip.Addr, *excn) {
	network := map[int]string{unix.AF_INET: "ip4", unix.AF_INET6: "ip6"}[family]
	if network == "" {
		network = "ip"
	}
	var ips []netip.Addr
	var err error
	t.Block(func() { ips, err = net.DefaultResolver.LookupNetIP(context.Background(), network, host) })
	if err != nil {
		return nil, lookupError(t, err)
	}
	for i := range ips {
		if ips[i].Is4In6() {
			ips[i] = ips[i].Unmap()
		}
	}
	return ips, t.Poll()
}

func ofFamily(ip netip.Addr, family int) bool {
	return family == unix.AF_UNSPEC || ip.Is4() == (family == unix.AF_INET)
}

// resolveOne returns the address of a host for a socket of the given family.
func resolveOne(t *thread, host string, family int) (netip.Addr, *excn) {
	switch {
	case host == "" && family == unix.AF_INET6:
		return netip.IPv6Unspecified(), nil
	case host == "":
		return netip.IPv4Unspecified(), nil
	case host == "<broadcast>" || host == "255.255.255.255":
		if family != unix.AF_INET {
			return netip.Addr{}, t.Errorf(object.OSError, "address family mismatched")
		}
		return netip.AddrFrom4([4]byte{255, 255, 255, 255}), nil
	}
	if ip, ok := parseIP(host); ok {
		if !ofFamily(ip, family) {
			return netip.Addr{}, gaierror(t, eaiAddrFamily)
		}
		return ip, nil
	}
	ips, err := lookup(t, host, family)
	if err != nil {
		return netip.Addr{}, err
	}
	return ips[0], nil
}

// socketKinds are the types of sockets that getaddrinfo() returns, in order.
var socketKinds = []struct {
	typ, proto int
	network    string // as services have it
}{
	{unix.SOCK_STREAM, unix.IPPROTO_TCP, "tcp"}, {unix.SOCK_DGRAM, unix.IPPROTO_UDP, "udp"}, {unix.SOCK_RAW, 0, ""},
}

// nameArg converts a str or bytes argument, None to "" and false.
func nameArg(t *thread, v value) (s string, ok bool, err *excn) {
	switch {
	case v.O == nil || v.IsNone():
		return "", false, nil
	case v.O.Typ.Flags&(object.FlagStr|object.FlagBytes) != 0:
		s, err = hostArg(t, v)
		return s, true, err
	}
	return "", false, t.Errorf(object.TypeError, "getaddrinfo() argument 1 must be string or None")
}

func getaddrinfo(t *thread, a []value) (value, *excn) {
	host, haveHost, err := nameArg(t, a[0])
	if err != nil {
		return null, err
	}
	service, haveService := "", true
	switch v := a[1]; {
	case v.IsNone():
		haveService = false
	case v.O.Typ.Flags&object.FlagInt != 0:
		s, err := object.ToStr(t, v)
		if err != nil {
			return null, err
		}
		service = s.S
	case v.O.Typ.Flags&(object.FlagStr|object.FlagBytes) != 0:
		if service, err = hostArg(t, v); err != nil {
			return null, err
		}
	default:
		return null, t.Errorf(object.OSError, "Int or String expected")
	}
	var n [4]int
	for i := range n {
		if n[i], err = sysfd.IntOr(t, a[2+i], 0); err != nil {
			return null, err
		}
	}
	family, typ, proto, flags := n[0], n[1], n[2], n[3]
	t.Tx.BecomeInevitable("socket.getaddrinfo()")
	switch {
	case !haveHost && !haveService:
		return null, gaierror(t, eaiNoName)
	case family != unix.AF_UNSPEC && family != unix.AF_INET && family != unix.AF_INET6:
		return null, gaierror(t, eaiFamily)
	}
	// Which types, and the port for each.
	type kind struct{ typ, proto, port int }
	var kinds []kind
	known, wrongService := false, false
	for _, k := range socketKinds {
		if known && (typ != 0 || proto != 0) {
			break // the first one will do
		}
		if typ != 0 && typ != k.typ || proto != 0 && proto != k.proto && k.proto != 0 {
			continue
		}
		known = true
		port := 0
		if service != "" {
			if p, err := strconv.ParseInt(service, 10, 64); err == nil {
				if p < 0 || k.network == "" && typ != 0 { // raw sockets have no ports
					wrongService = true
					continue
				}
				port = int(uint16(p))
			} else if flags&aiNumericServ != 0 {
				return null, gaierror(t, eaiNoName)
			} else if port = servicePort(service, k.network); port < 0 || k.network == "" {
				wrongService = true
				continue
			}
		}
		p := k.proto
		if p == 0 {
			p = proto
		}
		kinds = append(kinds, kind{k.typ, p, port})
	}
	switch {
	case !known:
		return null, gaierror(t, eaiSockType)
	case wrongService && len(kinds) == 0:
		return null, gaierror(t, eaiService)
	}
	// Which addresses.
	var ips []netip.Addr
	canonical := host
	switch ip, numeric := parseIP(host); {
	case !haveHost && flags&aiPassive != 0:
		ips = []netip.Addr{netip.IPv4Unspecified(), netip.IPv6Unspecified()}
	case !haveHost:
		ips = []netip.Addr{netip.IPv6Loopback(), netip.AddrFrom4([4]byte{127, 0, 0, 1})}
	case numeric:
		if !ofFamily(ip, family) {
			return null, gaierror(t, eaiAddrFamily)
		}
		ips = []netip.Addr{ip}
	case flags&aiNumericHost != 0 || host == "":
		return null, gaierror(t, eaiNoName)
	default:
		if ips, err = lookup(t, host, family); err != nil {
			return null, err
		}
		if flags&aiCanonName != 0 {
			if name, cerr := net.DefaultResolver.LookupCNAME(context.Background(), host); cerr == nil {
				canonical = strings.TrimSuffix(name, ".")
			}
		}
	}
	var out []value
	for _, ip := range ips {
		if !ofFamily(ip, family) {
			continue
		}
		for _, k := range kinds {
			name := ""
			if flags&aiCanonName != 0 && len(out) == 0 {
				name = canonical
			}
			fam := unix.AF_INET6
			addr := []value{object.NewStr(ip.WithZone("").String()), object.Int(int64(k.port))}
			if ip.Is4() {
				fam = unix.AF_INET
			} else {
				addr[0] = object.NewStr(text6(ip.As16()))
				addr = append(addr, object.Int(0), object.Int(int64(zoneID(ip.Zone()))))
			}
			out = append(out, object.TupleOf([]value{object.Int(int64(fam)), object.Int(int64(k.typ)), object.Int(int64(k.proto)), object.NewStr(name), object.TupleOf(addr)}))
		}
	}
	return object.NewList(t, out).Value(), nil
}

func getnameinfo(t *thread, a []value) (value, *excn) {
	tup, ok := object.AsTuple(a[0])
	if !ok {
		return null, t.Errorf(object.TypeError, "getnameinfo() argument 1 must be a tuple")
	}
	flags, err := sysfd.Int(t, a[1])
	if err != nil {
		return null, err
	}
	if len(tup.Items) < 2 || len(tup.Items) > 4 {
		return null, t.Errorf(object.TypeError, "getnameinfo(): illegal sockaddr argument")
	}
	host, err := hostArg(t, tup.Items[0])
	if err != nil {
		return null, err
	}
	port, err := sysfd.Int(t, tup.Items[1])
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("socket.getnameinfo()")
	ip, ok := parseIP(host)
	if !ok {
		return null, gaierror(t, eaiNoName)
	}
	if ip.Is4() && len(tup.Items) != 2 {
		return null, t.Errorf(object.OSError, "IPv4 sockaddr must be 2 tuple")
	}
	name := ""
	if flags&niNumericHost == 0 {
		if names := reverse(t, ip); len(names) > 0 {
			name = names[0]
		} else if flags&niNameReqd != 0 {
			return null, gaierror(t, eaiNoName)
		}
	}
	if name == "" {
		name = ip.String()
		if !ip.Is4() && ip.Zone() == "" {
			name = text6(ip.As16())
		}
	}
	service := ""
	if flags&niNumericServ == 0 {
		network := "tcp"
		if flags&niDgram != 0 {
			network = "udp"
		}
		service = serviceName(port&0xffff, network)
	}
	if service == "" {
		service = strconv.Itoa(port & 0xffff)
	}
	return object.TupleOf([]value{object.NewStr(name), object.NewStr(service)}), nil
}

// reverse returns the names of an address, none if there are none.
func reverse(t *thread, ip netip.Addr) []string {
	var names []string
	t.Block(func() {
		names, _ = net.DefaultResolver.LookupAddr(context.Background(), ip.WithZone("").String())
	})
	for i := range names {
		names[i] = strings.TrimSuffix(names[i], ".")
	}
	return names
}

// hostEntry is the result of gethostbyname_ex and gethostbyaddr.
func hostEntry(t *thread, name string, aliases []string, ips []netip.Addr) value {
	list := func(items []value) value { return object.NewList(t, items).Value() }
	var as, is []value
	for _, x := range aliases {
		as = append(as, object.NewStr(x))
	}
	for _, ip := range ips {
		is = append(is, object.NewStr(ip.String()))
	}
	return object.TupleOf([]value{object.NewStr(name), list(as), list(is)})
}

// hostNameArg converts the argument of the older functions.
func hostNameArg(t *thread, f string, v value) (string, *excn) {
	if v.O.Typ.Flags&(object.FlagStr|object.FlagBytes|object.FlagByteArray) == 0 {
		return "", t.Errorf(object.TypeError, "%s() argument 1 must be str, bytes or bytearray, not %s", f, object.ArgTypeName(v))
	}
	return hostArg(t, v)
}

func gethostbyname(t *thread, a []value) (value, *excn) {
	host, err := hostNameArg(t, "gethostbyname", a[0])
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("socket.gethostbyname()")
	ip, err := resolveOne(t, host, unix.AF_INET)
	if err != nil {
		return null, err
	}
	return object.NewStr(ip.String()), nil
}

func gethostbynameEx(t *thread, a []value) (value, *excn) {
	host, err := hostNameArg(t, "gethostbyname_ex", a[0])
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("socket.gethostbyname_ex()")
	if ip, ok := parseIP(host); ok && ip.Is4() {
		return hostEntry(t, host, nil, []netip.Addr{ip}), nil
	}
	ips, err := lookup(t, host, unix.AF_INET)
	if err != nil {
		return null, err
	}
	return hostEntry(t, host, nil, slices.Compact(ips)), nil
}

func gethostbyaddr(t *thread, a []value) (value, *excn) {
	host, err := hostNameArg(t, "gethostbyaddr", a[0])
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("socket.gethostbyaddr()")
	ip, ok := parseIP(host)
	if !ok {
		if ip, err = resolveOne(t, host, unix.AF_UNSPEC); err != nil {
			return null, err
		}
	}
	names := reverse(t, ip)
	if len(names) == 0 {
		const hostNotFound = 1
		return null, osError(t, herrorType, hostNotFound, "Unknown host")
	}
	return hostEntry(t, names[0], nil, []netip.Addr{ip}), nil
}
