package stm

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// TestHistory records what every attempt of concurrent transactions has read and written,
// and checks afterwards that there is an order that explains it: strict serializability of
// those that committed, and opacity of those that did not.
//
// Each write stores the number of its attempt, after having read what was there, so for
// each box the order of its versions is known. An attempt comes after the writer of what it
// has read, and before the writer of the next version; and after everything that had ended
// when it began. There is an order if and only if these relations have no cycle.
func TestHistory(t *testing.T) {
	rounds, each := 3, 2000
	if longRun {
		rounds, each = 100, 10_000
	}
	seed := testSeed(t)
	for i := range rounds {
		if err := history(t, seed+uint64(i), 4, each); err != "" {
			t.Fatal(err)
		}
	}
}

type historyAttempt struct {
	id         int
	begin, end int64
	reads      map[int]int // box → writer of what was read first
	writes     map[int]bool
	committed  bool
}

func history(t *testing.T, seed uint64, workers, each int) string {
	e := newParallel()
	const boxes = 6
	cs := make([]*cell, boxes)
	for i := range cs {
		cs[i] = newCell(0)
	}
	(&stress{t: t, e: e}).inject()
	var clock atomic.Int64
	logs := make([][]*historyAttempt, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(seed, uint64(w)))
			tx := e.NewTx()
			defer tx.Close()
			for n := range each {
				ops := make([]int, 1+r.IntN(6)) // box, +boxes to write
				for i := range ops {
					ops[i] = r.IntN(2 * boxes)
				}
				how := r.IntN(60)
				for try := 0; ; try++ {
					a := &historyAttempt{reads: map[int]int{}, writes: map[int]bool{}}
					a.id = (w+1)<<26 | n<<10 | min(try, 1023)
					a.begin = clock.Add(1)
					out := tx.Guard(func() {
						tx.Begin()
						for i, op := range ops {
							if how == 0 && i == 1 {
								tx.BecomeInevitable("history")
							}
							if how == 1 && i == 2 && n%8 == 0 {
								tx.BecomeExclusive("history")
							}
							x := op % boxes
							v := cs[x].get(tx)
							if want, ok := a.reads[x]; a.writes[x] && v != a.id || !a.writes[x] && ok && v != want {
								panic(fmt.Sprintf("BUG: box %d changed under an attempt, from %d to %d", x, want, v))
							}
							if !a.writes[x] {
								a.reads[x] = v
							}
							if op >= boxes {
								cs[x].set(tx, a.id)
								a.writes[x] = true
							}
						}
						tx.Commit()
					})
					a.end = clock.Add(1)
					a.committed = out == Done
					logs[w] = append(logs[w], a)
					if a.committed {
						break
					}
				}
			}
		})
	}
	wg.Wait()
	all := slices.Concat(logs...)
	t.Logf("seed %d: %d attempts for %d transactions", seed, len(all), workers*each)
	if err := checkHistory(all); err != "" {
		return fmt.Sprintf("seed %d: %s", seed, err)
	}
	return ""
}

// checkHistory returns what is wrong with a history.
func checkHistory(all []*historyAttempt) string {
	index := make(map[int]int) // id → node
	for i, a := range all {
		index[a.id] = i
	}
	type version struct{ box, writer int }
	next := make(map[version]int) // version → writer of the next one
	for _, a := range all {
		if !a.committed {
			continue
		}
		for x := range a.writes {
			v := version{x, a.reads[x]}
			if other, ok := next[v]; ok {
				return fmt.Sprintf("attempts %x and %x have both replaced version %x of box %d", other, a.id, v.writer, x)
			}
			next[v] = a.id
		}
	}
	// Nodes: the attempts, then one for each moment.
	type event struct {
		at      int64
		attempt int
		end     bool
	}
	var events []event
	for i, a := range all {
		events = append(events, event{a.begin, i, false}, event{a.end, i, true})
	}
	slices.SortFunc(events, func(a, b event) int { return int(a.at - b.at) })
	n := len(all) + len(events)
	edges := make([][]int32, n)
	indegree := make([]int32, n)
	edge := func(from, to int) {
		if from != to {
			edges[from] = append(edges[from], int32(to))
			indegree[to]++
		}
	}
	for i, ev := range events {
		moment := len(all) + i
		if i > 0 {
			edge(moment-1, moment)
		}
		if ev.end {
			edge(ev.attempt, moment)
		} else {
			edge(moment, ev.attempt)
		}
	}
	for i, a := range all {
		for x, w := range a.reads {
			if w != 0 {
				j, ok := index[w]
				if !ok || !all[j].committed {
					return fmt.Sprintf("attempt %x has read box %d written by %x, which has not committed", a.id, x, w)
				}
				edge(j, i)
			}
			if w, ok := next[version{x, w}]; ok {
				edge(i, index[w])
			}
		}
	}
	var ready []int32
	for i, d := range indegree {
		if d == 0 {
			ready = append(ready, int32(i))
		}
	}
	done := 0
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		done++
		for _, j := range edges[i] {
			if indegree[j]--; indegree[j] == 0 {
				ready = append(ready, j)
			}
		}
	}
	if done != n {
		return "the history has a cycle"
	}
	return ""
}

// TestHistoryChecker: the checker finds what it is there for.
func TestHistoryChecker(t *testing.T) {
	mk := func(id int, begin, end int64, committed bool, reads map[int]int, writes ...int) *historyAttempt {
		a := &historyAttempt{id: id, begin: begin, end: end, committed: committed, reads: reads, writes: map[int]bool{}}
		for _, x := range writes {
			a.writes[x] = true
		}
		return a
	}
	for name, h := range map[string][]*historyAttempt{
		"write skew":     {mk(1, 1, 10, true, map[int]int{0: 0, 1: 0}, 0), mk(2, 2, 9, true, map[int]int{0: 0, 1: 0}, 1)},
		"lost update":    {mk(1, 1, 10, true, map[int]int{0: 0}, 0), mk(2, 2, 9, true, map[int]int{0: 0}, 0)},
		"stale read":     {mk(1, 1, 2, true, map[int]int{0: 0}, 0), mk(2, 3, 4, true, map[int]int{0: 0})},
		"dirty read":     {mk(1, 1, 5, false, map[int]int{0: 0}, 0), mk(2, 3, 4, true, map[int]int{0: 1})},
		"zombie":         {mk(1, 1, 2, true, map[int]int{0: 0, 1: 0}, 0, 1), mk(2, 0, 9, false, map[int]int{0: 0, 1: 1})},
		"future":         {mk(1, 5, 6, true, map[int]int{0: 0}, 0), mk(2, 1, 2, true, map[int]int{0: 1})},
		"circular reads": {mk(1, 1, 9, true, map[int]int{0: 0, 1: 2}, 0), mk(2, 2, 8, true, map[int]int{1: 0, 0: 1}, 1)},
	} {
		if checkHistory(h) == "" {
			t.Errorf("%s: not found", name)
		}
	}
	ok := []*historyAttempt{mk(1, 1, 10, true, map[int]int{0: 0}, 0), mk(2, 2, 9, true, map[int]int{0: 0, 1: 0}, 1), mk(3, 3, 4, false, map[int]int{0: 1, 1: 2})}
	if err := checkHistory(ok); err != "" {
		t.Error(err)
	}
}
