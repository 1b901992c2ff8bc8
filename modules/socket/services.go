//go:build linux || darwin

package socket

import (
	"context"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
)

// Services and protocols, from /etc/services and /etc/protocols.

// entry is a line: a name, its aliases, a number, and the protocol of a service.
type entry struct {
	names   []string
	number  int
	network string
}

func readEntries(path string) []entry {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil // there are none
	}
	var entries []entry
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		number, network, _ := strings.Cut(f[1], "/")
		n, err := strconv.Atoi(number)
		if err != nil {
			continue
		}
		entries = append(entries, entry{append([]string{f[0]}, f[2:]...), n, network})
	}
	return entries
}

var (
	services  = sync.OnceValue(func() []entry { return readEntries("/etc/services") })
	protocols = sync.OnceValue(func() []entry { return readEntries("/etc/protocols") })
)

// servicePort returns the port of a service, -1 if it is not known. network may be
// empty, for any.
func servicePort(name, network string) int {
	for _, e := range services() {
		if network != "" && e.network != network {
			continue
		}
		for _, n := range e.names {
			if n == name {
				return e.number
			}
		}
	}
	if len(services()) == 0 && network != "" {
		// Go knows a few.
		if port, err := net.DefaultResolver.LookupPort(context.Background(), network, name); err == nil {
			return port
		}
	}
	return -1
}

// serviceName returns the service of a port, "" if there is none.
func serviceName(port int, network string) string {
	for _, e := range services() {
		if e.number == port && (network == "" || e.network == network) {
			return e.names[0]
		}
	}
	return ""
}

// protocolNumber returns the number of a protocol, -1 if it is not known.
func protocolNumber(name string) int {
	for _, e := range protocols() {
		for _, n := range e.names {
			if n == name {
				return e.number
			}
		}
	}
	if len(protocols()) == 0 {
		if n, ok := map[string]int{"ip": 0, "icmp": 1, "tcp": 6, "udp": 17, "ipv6-icmp": 58}[name]; ok {
			return n
		}
	}
	return -1
}
