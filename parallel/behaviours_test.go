package parallel_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/weftpy/weft"
	"github.com/weftpy/weft/parallel"
)

// TestBehaviours runs what module transaction promises in this process, so that the race
// detector sees it: as it is, and with attempts undone at random.
func TestBehaviours(t *testing.T) {
	rounds := 20
	switch {
	case long:
		rounds = 1000
	case testing.Short():
		rounds = 1
	}
	const path = "../testdata/transaction/behaviours.py"
	for _, undone := range []int{0, 5, 30} {
		for _, workers := range []int{1, 2, 4, 8} {
			t.Run(fmt.Sprintf("one in %d undone/%d", undone, workers), func(t *testing.T) {
				seed := rand.Uint64()
				if undone > 0 {
					defer parallel.Chaos(seed, undone)()
				}
				in, err := weft.New(weft.Config{Stdlib: weft.FindStdlib, Args: []string{path, strconv.Itoa(rounds), strconv.Itoa(workers)}})
				if err != nil {
					t.Fatal(err)
				}
				defer in.Close()
				defer in.CatchInterrupts()()
				if err := in.RunString("import threading", "library"); err != nil {
					t.Skip("there is no standard library: ", err)
				}
				if err := in.RunFile(path); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
			})
		}
	}
}
