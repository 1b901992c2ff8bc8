package stm

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// TestLongReader: a transaction that reads 10,000 boxes comes to an end among writers of
// single boxes. Each of its attempts is overtaken by commits, so it loses until it runs
// inevitably, which is the attempt after maxLosses losses at the latest.
func TestLongReader(t *testing.T) {
	e := newParallel()
	const boxes, workers = 10_000, 3
	cs := cells(boxes)
	sum := 0
	for i := range boxes {
		sum += i
	}
	var stop atomic.Bool
	var commits atomic.Int64
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(w)))
			tx := e.NewTx()
			defer tx.Close()
			for !stop.Load() {
				from, to := cs[r.IntN(boxes)], cs[r.IntN(boxes)]
				tx.Run(func() {
					from.set(tx, from.get(tx)-1)
					to.set(tx, to.get(tx)+1)
				})
				commits.Add(1)
			}
		})
	}
	reader := e.NewTx()
	const rounds = 5
	most := 0
	for range rounds {
		before := commits.Load()
		attempts, got := 0, 0
		reader.Run(func() {
			attempts++
			got = 0
			for i, c := range cs {
				got += c.get(reader)
				if i%1000 == 999 {
					// Others get their turn, however few cores there are; unless they wait
					// for this one.
					for n := commits.Load(); !reader.Inevitable() && commits.Load() == n; {
						runtime.Gosched()
					}
				}
			}
		})
		most = max(most, attempts)
		if got != sum {
			t.Errorf("sum %d, want %d", got, sum)
		}
		if attempts > maxLosses+1 {
			t.Errorf("%d attempts", attempts)
		}
		if n := commits.Load() - before; n == 0 {
			t.Error("nobody else has committed")
		}
	}
	stop.Store(true)
	wg.Wait()
	t.Logf("at most %d attempts, %+v", most, e.Stats())
}

// TestZombies: an attempt that is doomed sees only values that were there together, so a
// loop that ends for all such values ends.
func TestZombies(t *testing.T) {
	e := newParallel()
	(&stress{t: t, e: e}).inject()
	const workers, each = 4, 3000
	// x and y are equal; all nodes refer to the next one, or all to the one before.
	x, y := newCell(0), newCell(0)
	const nodes = 16
	next := make([]*cell, nodes)
	for i := range next {
		next[i] = newCell(i + 1)
	}
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(2, uint64(w)))
			tx := e.NewTx()
			defer tx.Close()
			for range each {
				what, start, step := r.IntN(3), r.IntN(nodes), 1-2*r.IntN(2)
				tx.Run(func() {
					switch what {
					case 0:
						x.set(tx, x.get(tx)+1)
						y.set(tx, y.get(tx)+1)
					case 1:
						for j, c := range next {
							c.set(tx, j+step) // what is half turned has a circle
						}
					default:
						for x.get(tx) != y.get(tx) {
							// Ends at once, or never.
						}
						steps := 0
						for i := start; i >= 0 && i < nodes; i = next[i].get(tx) {
							if steps++; steps > nodes {
								panic("BUG: a circle")
							}
						}
					}
				})
			}
		})
	}
	wg.Wait()
}

// TestWakesOnlyReaders: a commit wakes those who have read what it has written, and nobody
// else, and each of them once.
func TestWakesOnlyReaders(t *testing.T) {
	e := newParallel()
	const sleepers, groups = 60, 20
	flags := cells(groups)
	var runs [groups]atomic.Int64
	var wg sync.WaitGroup
	for i := range sleepers {
		wg.Go(func() {
			tx := e.NewTx()
			defer tx.Close()
			g := i % groups
			tx.Run(func() {
				runs[g].Add(1)
				if flags[g].get(tx) == g {
					tx.Retry()
				}
			})
		})
	}
	waitFor(t, func() bool { return e.Sleeping() == sleepers })
	writer := e.NewTx()
	for g, c := range flags {
		writer.Run(func() { c.set(writer, -1) })
		waitFor(t, func() bool { return e.Sleeping() == sleepers-(g+1)*sleepers/groups })
	}
	wg.Wait()
	for g := range runs {
		if n := runs[g].Load(); n != 2*sleepers/groups {
			t.Errorf("group %d: %d attempts of %d transactions", g, n, sleepers/groups)
		}
	}
}

// TestMemoryBaseline: what transactions leave behind does not grow with their number.
func TestMemoryBaseline(t *testing.T) {
	e := newParallel()
	tx, other := e.NewTx(), e.NewTx()
	cs := cells(200)
	work := func() {
		for i := range 2000 {
			tx.Run(func() {
				for j := range 20 {
					c := cs[(i*7+j)%len(cs)]
					c.set(tx, c.get(tx)+1)
				}
				cs[i%len(cs)].add(tx, 1)
				tx.OnCommit(func() {})
				if i%100 == 0 {
					tx.OrElse(func() { cs[0].set(tx, 1); tx.Retry() }, func() {})
				}
				if i%200 == 1 {
					tx.BecomeInevitable("test")
				}
			})
			other.Begin()
			cs[i%len(cs)].set(other, 1)
			other.Abort()
			if i%10 == 0 && other.Guard(func() { other.Begin(); cs[0].get(other); other.Retry() }) == Retrying {
				other.Detach(func() {}).Cancel()
			}
		}
	}
	alive := func() (objects uint64) {
		var m runtime.MemStats
		for range 3 {
			runtime.GC()
		}
		runtime.ReadMemStats(&m)
		return m.Mallocs - m.Frees
	}
	work()
	before := alive()
	for range 5 {
		work()
	}
	if after := alive(); after > before+500 {
		t.Errorf("%d objects alive before, %d after", before, after)
	}
	runtime.KeepAlive(cs)
	runtime.KeepAlive(tx)
	runtime.KeepAlive(other)
}
