package parallel_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/weftpy/weft/parallel"
)

// TestMixed runs threads that do all kinds of things at random, see testdata/mixed.py: as they are, with attempts undone at
// random, and with those as short as can be.
func TestMixed(t *testing.T) {
	rounds, steps := 1, 120
	switch {
	case long:
		rounds, steps = 100, 400
	case testing.Short():
		rounds, steps = 1, 30
	}
	path, err := filepath.Abs("testdata/mixed.py")
	if err != nil {
		t.Fatal(err)
	}
	for range rounds {
		for _, mode := range []string{"as it is", "struck 20", "struck 1000", "undone 100"} {
			for _, threads := range []int{2, 4, 8} {
				seed := uint64(rand.Uint32())
				stop := func() {}
				how, n, _ := strings.Cut(mode, " ")
				one, _ := strconv.Atoi(n)
				switch how {
				case "struck":
					stop = parallel.Strikes(seed, one)
				case "undone":
					stop = parallel.Chaos(seed, one)
				}
				in := withLibrary(t)
				err := in.RunString(fmt.Sprintf(`
import sys
sys.argv = [%[1]q, "%[2]d", "%[3]d", "%[4]d"]
with open(sys.argv[0]) as f:
    exec(compile(f.read(), sys.argv[0], "exec"), {"__name__": "__main__"})
`, path, seed, threads, steps), "mixed")
				in.Close()
				stop()
				if err != nil {
					t.Fatalf("seed %d, %d threads, %d steps, %s: %v", seed, threads, steps, mode, err)
				}
			}
		}
	}
}
