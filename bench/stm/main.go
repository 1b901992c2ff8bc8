// Command stm compares package stm with github.com/anacrolix/stm and with a sync.RWMutex, on
// the same data structures, and prints a table in Markdown:
//
//	cd bench/stm && go run . [-time 200ms] [-rounds 5] [-only queue]
//
// The machine may have other things to do. So what is measured is processor time, collection
// of garbage included, for each operation; the stores take turns, and of several rounds the
// best counts. Time spent waiting for a lock is not seen; time spent on attempts that are
// undone is.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

var (
	slice  = flag.Duration("time", 200*time.Millisecond, "processor time of one measurement, about")
	rounds = flag.Int("rounds", 5, "measurements of each figure; the best counts")
	only   = flag.String("only", "", "the workload to measure; all if empty")
)

type contestant struct {
	name      string
	workloads []workload
}

func contestants(zombies *atomic.Int64) []contestant {
	w, a, l := weft{}, anacrolix{zombies}, locked{new(sync.RWMutex)}
	return []contestant{
		{w.name(), workloads(w)},
		{a.name(), workloads(a)},
		{l.name(), workloads(l)},
	}
}

func main() {
	flag.Parse()
	var zombies atomic.Int64
	cs := contestants(&zombies)
	fmt.Printf("| workload | goroutines | %s | %s | times | %s | times |\n|---|---|---|---|---|---|---|\n", cs[0].name, cs[1].name, cs[2].name)
	worst := 1e9
	for i, w := range cs[0].workloads {
		if *only != "" && *only != w.name {
			continue
		}
		for _, goroutines := range []int{1, 2, 4, 8} {
			best := make([]time.Duration, len(cs))
			for round := range *rounds {
				for j, c := range cs {
					if d := measure(c.workloads[i].operation, goroutines); round == 0 || d < best[j] {
						best[j] = d
					}
				}
			}
			times := func(j int) float64 { return float64(best[j]) / float64(best[0]) }
			worst = min(worst, times(1))
			fmt.Printf("| %s | %d | %d ns | %d ns | %.1f | %d ns | %.1f |\n", w.name, goroutines,
				best[0].Nanoseconds(), best[1].Nanoseconds(), times(1), best[2].Nanoseconds(), times(2))
		}
		for _, c := range cs {
			if wrong := c.workloads[i].check(); wrong != "" {
				fmt.Fprintf(os.Stderr, "%s: %s: %s\n", c.name, w.name, wrong)
				os.Exit(1)
			}
		}
	}
	fmt.Printf("\nAt least %.1f times as fast as %s. %d attempts of the latter crashed or went in circles, and were run again.\n",
		worst, cs[1].name, zombies.Load())
	fmt.Printf("%s, %d cores, %s/%s.\n", runtime.Version(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
}

// measure returns the processor time of an operation, when so many goroutines do nothing
// else.
func measure(operation func(r *rand.Rand), goroutines int) time.Duration {
	runtime.GC()
	var wg sync.WaitGroup
	var total atomic.Int64
	before := processorTime()
	for g := range goroutines {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(uint64(g), 1))
			for processorTime()-before < *slice {
				for range 1000 {
					operation(r)
				}
				total.Add(1000)
			}
		})
	}
	wg.Wait()
	return (processorTime() - before) / time.Duration(total.Load())
}

// processorTime returns what the process has used so far.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
