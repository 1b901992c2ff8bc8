package main

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"
)

// BenchmarkWorkloads runs each workload alone, for a profile.
func BenchmarkWorkloads(b *testing.B) {
	var zombies atomic.Int64
	for _, c := range contestants(&zombies) {
		for _, w := range c.workloads {
			b.Run(c.name+"/"+w.name, func(b *testing.B) {
				r := rand.New(rand.NewPCG(1, 1))
				b.ReportAllocs()
				for b.Loop() {
					w.operation(r)
				}
			})
		}
	}
}
