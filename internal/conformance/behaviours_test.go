package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// TestBehaviours runs what module transaction promises many times: on weft with several numbers
// of workers, and on CPython with the emulator.
func TestBehaviours(t *testing.T) {
	rounds := 20
	if os.Getenv("WEFT_LONG") != "" {
		rounds = 1000
	}
	dir, err := filepath.Abs(filepath.Join(root, "testdata", "transaction"))
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string, workers int, interpreter func(t *testing.T) []string, env string) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &Program{Dir: dir, File: "behaviours.py", Args: []string{strconv.Itoa(rounds), strconv.Itoa(workers)}}
			got, err := p.Run(testContext(t), interpreter(t), env)
			if err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf("rounds: %d\n", rounds); got.Exit != 0 || got.Stdout != want || got.Stderr != "" {
				t.Errorf("exit code %d\n%s%s", got.Exit, got.Stdout, got.Stderr)
			}
		})
	}
	for _, workers := range []int{1, 2, 4, 8} {
		run(fmt.Sprintf("weft/%d", workers), workers, needWeft, "WEFT_STDLIB="+library())
	}
	run("CPython", 0, needCPython, pythonPath(t, "emulator"))
}
