package conformance

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var seed = flag.Int64("seed", 0, "seed of the random programs; 0 takes the time")

// TestRandom runs random programs, all control flow and scopes, on CPython and
// weft: both must do the same.
func TestRandom(t *testing.T) {
	python, weft := needCPython(t), needWeft(t)
	first, programs, functions := *seed, 6, 40
	if first == 0 {
		first = time.Now().UnixNano() % 1e9
	}
	if testing.Short() {
		programs, functions = 1, 20
	}
	for i := range programs {
		n := first + int64(i)
		generate := exec.CommandContext(testContext(t), python[0], filepath.Join(root, "testdata", "random", "generate.py"),
			strconv.FormatInt(n, 10), strconv.Itoa(functions))
		source, err := generate.Output()
		if err != nil {
			t.Fatalf("seed %d: %v", n, err)
		}
		path := filepath.Join(t.TempDir(), "random.py")
		if err := os.WriteFile(path, source, 0o644); err != nil {
			t.Fatal(err)
		}
		output := func(command string, args ...string) string {
			cmd := exec.CommandContext(testContext(t), command, append(args, path)...)
			var stderr strings.Builder
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil {
				t.Errorf("seed %d: %s: %v\n%s", n, command, err, stderr.String())
			}
			return string(out)
		}
		want, got := output(python[0], "-W", "ignore"), output(weft[0])
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-seed %d: the program's output differs (-cpython +weft):\n%s", n, diff)
		}
	}
}
