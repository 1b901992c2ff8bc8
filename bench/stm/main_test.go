package main

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
)

// TestWorkloads: whatever the store, the structures are as they should be afterwards.
func TestWorkloads(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	var zombies atomic.Int64
	for _, c := range contestants(&zombies) {
		for _, w := range c.workloads {
			var wg sync.WaitGroup
			for g := range 4 {
				wg.Go(func() {
					r := rand.New(rand.NewPCG(seed, uint64(g)))
					for range 3000 {
						w.operation(r)
					}
				})
			}
			wg.Wait()
			if wrong := w.check(); wrong != "" {
				t.Errorf("%s: %s: %s", c.name, w.name, wrong)
			}
		}
	}
}
