package bench

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Peer is an implementation of Python to compare.
type Peer struct {
	Name    string // CPython 3.11, PyPy 3.9 --jit off, weft …
	Command []string
	Version string // what it says of itself
}

// describe prints the interpreter itself, which may not be what was called (version managers put scripts in
// front of it, and their time must not count), then name and version as this package shows them, and the long version.
const describe = `
import sys
names = {"cpython": "CPython", "pypy": "PyPy"}
name = sys.implementation.name
print(sys.executable)
print("%s %d.%d" % (names.get(name, name), sys.version_info[0], sys.version_info[1]))
print(" ".join(sys.version.split()))
`

// FindPeer asks a command what it is. ok is false when it cannot be run or is not a Python 3.
func FindPeer(command ...string) (peer Peer, ok bool) {
	options := command[1:len(command):len(command)]
	out, err := exec.Command(command[0], append(options, "-c", describe)...).Output()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if err != nil || len(lines) != 3 {
		return Peer{}, false
	}
	return Peer{
		Name:    strings.Join(append([]string{lines[1]}, options...), " "),
		Command: append([]string{lines[0]}, options...),
		Version: lines[2],
	}, true
}

// Candidates are the commands that FindPeers looks for. The first is the reference.
var Candidates = [][]string{
	{"python3.11"}, {"python3"}, {"python3.12"}, {"python3.13"}, {"python3.13t"}, {"python3.14"}, {"python3.14t"},
	{"pypy3"}, {"graalpy"},
}

// FindPeers returns the other Pythons of this machine, each name once, the reference first.
func FindPeers(commands [][]string) []Peer {
	var peers []Peer
	seen := map[string]bool{}
	for _, command := range commands {
		peer, ok := FindPeer(command...)
		if strings.HasSuffix(command[0], "t") {
			peer.Name += " without GIL"
		}
		if ok && !seen[peer.Name] {
			seen[peer.Name] = true
			peers = append(peers, peer)
		}
	}
	return peers
}

// BuildWeft builds the command of the repository into a folder. It returns "" if there is none to build.
func BuildWeft(root, dir string) (string, error) {
	if _, err := os.Stat(filepath.Join(root, "cmd", "weft")); os.IsNotExist(err) {
		return "", nil
	}
	path := filepath.Join(dir, "weft.exe")
	cmd := exec.Command("go", "build", "-o", path, "./cmd/weft")
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	return path, cmd.Run()
}

// Serial returns a variant for each peer.
func Serial(peers []Peer) []Variant {
	var variants []Variant
	for _, peer := range peers {
		variants = append(variants, Variant{Name: peer.Name, Command: peer.Command})
	}
	return variants
}

// Parallel returns the variants for the programs of bench/parallel: ordinary calls and a multiprocessing pool on
// the reference; on weft ordinary calls, transactions on one and on two workers, and two threads; ordinary calls on the others.
func Parallel(peers []Peer, weft string, emulator string) []Variant {
	var variants []Variant
	env := []string{"PYTHONPATH=" + emulator}
	for i, peer := range peers {
		if peer.Name == weft {
			variants = append(variants,
				Variant{Name: weft, Command: peer.Command, Args: []string{"plain"}},
				Variant{Name: weft + ", tx 1", Command: peer.Command, Args: []string{"tx", "1"}},
				Variant{Name: weft + ", tx 2", Command: peer.Command, Args: []string{"tx", "2"}},
				Variant{Name: weft + ", 2 threads", Command: peer.Command, Args: []string{"threads", "2"}},
			)
			continue
		}
		variants = append(variants, Variant{Name: peer.Name, Command: peer.Command, Args: []string{"plain"}, Env: env})
		if i == 0 {
			variants = append(variants,
				Variant{Name: peer.Name + ", pool of 2", Command: peer.Command, Args: []string{"mp", "2"}, Env: env})
		}
	}
	return variants
}
