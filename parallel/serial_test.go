package parallel_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/weftpy/weft/parallel"
)

// runSerial runs testdata/serial.py and returns what it prints.
func runSerial(t *testing.T, seed uint64, count int, mode, input string) string {
	t.Helper()
	path, err := filepath.Abs("testdata/serial.py")
	if err != nil {
		t.Fatal(err)
	}
	result := filepath.Join(t.TempDir(), "out")
	in := withLibrary(t)
	defer in.Close()
	if err := in.RunString(fmt.Sprintf(`
import contextlib, io, sys
sys.argv = [%q, "%d", "%d", %q]
sys.stdin = io.StringIO(%q)
out = io.StringIO()
with contextlib.redirect_stdout(out), open(sys.argv[0]) as f:
    exec(compile(f.read(), sys.argv[0], "exec"), {"__name__": "__main__"})
with open(%q, "w") as f: f.write(out.getvalue())
`, path, seed, count, mode, input, result), "serial"); err != nil {
		t.Fatalf("seed %d, %d transactions, %s: %v", seed, count, mode, err)
	}
	text, err := os.ReadFile(result)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSerial runs random transactions that change shared data of all kinds, and then the
// same ones one after the other in the order of their commits: each must see what it has
// seen, and leave behind the same.
func TestSerial(t *testing.T) {
	rounds, count := 4, 300
	switch {
	case long:
		rounds, count = 100, 600
	case testing.Short():
		rounds, count = 1, 120
	}
	for range rounds {
		for _, mode := range []string{"1", "2", "4", "8", "threads", "threads, some undone"} {
			seed := uint64(rand.Uint32())
			stop := func() {}
			if workers, undone, _ := strings.Cut(mode, ","); undone != "" {
				stop = parallel.Chaos(seed, 50)
				mode = workers
			}
			got := runSerial(t, seed, count, mode, "")
			stop()
			var order []string
			for k, line := range strings.Split(got, "\n") {
				if n, rest, _ := strings.Cut(line, " "); n == strconv.Itoa(k) {
					i, _, _ := strings.Cut(rest, " ")
					order = append(order, i)
				}
			}
			want := runSerial(t, seed, count, "replay", strings.Join(order, " "))
			if got == want {
				continue
			}
			a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
			for k := range min(len(a), len(b)) {
				if a[k] != b[k] {
					t.Fatalf("seed %d, %d transactions, %s:\n%s\nserially:\n%s", seed, count, mode, a[k], b[k])
				}
			}
			t.Fatalf("seed %d, %d transactions, %s: %d lines, serially %d", seed, count, mode, len(a), len(b))
		}
	}
}
