package stm

import (
	"cmp"
	"slices"
	"sync"
	"testing"
)

func (g *gate) waiting() (queue, committers int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.queue), len(g.committers)
}

// TestAbortedAtGate: who waits at the gate and is aborted wakes up at once, not when the
// gate opens.
func TestAbortedAtGate(t *testing.T) {
	e := newParallel()
	holder, b := e.NewTx(), e.NewTx()
	x := newCell(0)
	holder.Begin()
	holder.BecomeInevitable("test")
	runs := make(chan int, 8)
	done := make(chan bool)
	go func() {
		defer close(done)
		n := 0
		b.Run(func() {
			n++
			runs <- n
			x.set(b, x.get(b)+1)
		})
	}()
	waitFor(t, func() bool { _, c := e.gate.waiting(); return c == 1 })
	x.set(holder, 10)
	for n := range runs {
		if n == 2 {
			break // though the gate is still closed
		}
	}
	holder.Commit()
	<-done
	if v := (*cellBody)(e.peekCell(x)).n; v != 11 {
		t.Error(v)
	}
}

// TestGateFairness: those who wait to commit pass before the next inevitable attempt, and
// those who want to be inevitable come in the order of their arrival.
func TestGateFairness(t *testing.T) {
	e := newParallel()
	holder := e.NewTx()
	holder.Begin()
	holder.BecomeInevitable("test")
	cs := cells(4)
	var wg sync.WaitGroup
	for i, x := range cs {
		tx := e.NewTx()
		wg.Go(func() {
			tx.Run(func() {
				x.set(tx, 1)
				if i != 2 {
					tx.BecomeInevitable("test")
				}
			})
		})
		waitFor(t, func() bool { q, c := e.gate.waiting(); return q+c == i+1 })
	}
	holder.Commit()
	wg.Wait()
	order := []int{2, 0, 1, 3}
	if !slices.IsSortedFunc(order, func(i, j int) int {
		return cmp.Compare(cs[i].box.Load().Stamp(), cs[j].box.Load().Stamp())
	}) {
		for i, x := range cs {
			t.Errorf("transaction %d has committed at version %d", i, x.box.Load().Stamp())
		}
	}
}
