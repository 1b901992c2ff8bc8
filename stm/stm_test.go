package stm

import (
	"sync"
	"testing"
)

func TestSolo(t *testing.T) {
	e := NewEngine()
	tx := e.NewTx()
	if !tx.Solo() {
		t.Fatal("the first Tx is not solo")
	}
	c := newCell(1)
	c.set(tx, c.get(tx)+1)
	b := c.box.Load()
	if b.Stamp() != tx.ID {
		t.Error("body not adopted")
	}
	c.set(tx, c.get(tx)+1)
	if c.box.Load() != b {
		t.Error("solo write cloned")
	}
	e.EnterParallel()
	tx2 := e.NewTx()
	tx2.Run(func() { c.set(tx2, c.get(tx2)+1) })
	e.ExitParallel()
	if n := c.get(tx); n != 4 {
		t.Errorf("got %d", n)
	}
}

func TestBank(t *testing.T) {
	e := newParallel()
	const accounts, workers, each = 10, 4, 5000
	var cells []*cell
	for range accounts {
		cells = append(cells, newCell(100))
	}
	var wg sync.WaitGroup
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			tx := e.NewTx()
			defer tx.Close()
			for i := range each {
				from, to := cells[(i*7+w)%accounts], cells[(i*3+w*5)%accounts]
				tx.Run(func() {
					if i%100 == 50 {
						tx.BecomeInevitable("test")
					}
					if i%1000 == 70 {
						tx.BecomeExclusive("test")
					}
					if i%10 == 0 {
						sum := 0
						for _, c := range cells {
							sum += c.get(tx)
						}
						if sum != 100*accounts {
							panic("sum")
						}
					}
					from.set(tx, from.get(tx)-1)
					to.set(tx, to.get(tx)+1)
				})
			}
		}()
	}
	wg.Wait()
	s := e.Stats()
	t.Logf("%+v", s)
	if s.Commits != workers*each {
		t.Errorf("%d commits", s.Commits)
	}
	tx := e.NewTx()
	tx.ExitParallel()
	sum := 0
	for _, c := range cells {
		sum += c.get(tx)
	}
	if sum != 100*accounts {
		t.Errorf("sum %d", sum)
	}
}
