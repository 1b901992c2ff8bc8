package stm

import (
	"slices"
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
	order := make(chan int, 4)
	for i := range 4 {
		tx := e.NewTx()
		x := newCell(0)
		go tx.Run(func() {
			x.set(tx, 1)
			if i != 2 {
				tx.BecomeInevitable("test")
			}
			tx.OnCommit(func() { order <- i })
		})
		waitFor(t, func() bool { q, c := e.gate.waiting(); return q+c == i+1 })
	}
	holder.Commit()
	var got []int
	for range 4 {
		got = append(got, <-order)
	}
	// OnCommit runs after the gate has been handed on, so neighbours may be exchanged.
	if slices.Index(got, 2) > 1 || slices.Index(got, 3) < slices.Index(got, 0) {
		t.Error(got)
	}
}
