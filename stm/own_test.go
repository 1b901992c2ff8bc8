package stm

import (
	"runtime"
	"sync"
	"testing"
)

// keeper returns a Tx that keeps what it makes, and is not wary.
func keeper(e *Engine) *Tx {
	tx := e.NewTx()
	tx.KeepOwn(true)
	tx.wary, tx.Adopt = 0, true
	return tx
}

// TestOwn: what an attempt has made is read without being logged and changed in place by those that follow,
// and can be undone.
func TestOwn(t *testing.T) {
	e := newParallel()
	for _, plain := range []bool{false, true} {
		tx := keeper(e)
		var c *cell
		tx.Run(func() { c = newCellIn(tx, 1) })
		c.plain = plain
		for i := range 3 {
			tx.Run(func() {
				if v := c.get(tx); v != i+1 || len(tx.reads) != 0 {
					t.Errorf("%d, %d in the log", v, len(tx.reads))
				}
				c.set(tx, i+2)
				c.set(tx, c.get(tx))
				if len(tx.writes) != 0 || tx.undo.n != 1 {
					t.Errorf("%d written, %d to undo", len(tx.writes), tx.undo.n)
				}
			})
			tx.Begin()
			c.set(tx, 99)
			tx.Abort()
		}
		tx.Run(func() {
			if tx.HoldUpdate(&c.box, cellKind, &cellAdd{1}) {
				t.Error("an update of an own body is held back")
			}
		})
		tx.Begin()
		if v := c.get(tx); v != 4 {
			t.Errorf("%d after attempts that were undone", v)
		}
		tx.Abort()
		tx.Close()
	}
}

// TestOwnShared: another may read and write what a Tx owns. The owner gives it up.
func TestOwnShared(t *testing.T) {
	e := newParallel()
	owner, other := keeper(e), e.NewTx()
	shared := newCell(0)
	owner.Run(func() { shared.set(owner, 1) })
	if s := shared.box.Load().Stamp(); !owner.owns(s) {
		t.Errorf("what was written is not own: stamp %d", s)
	}
	other.Run(func() { shared.set(other, shared.get(other)+1) })
	owner.Run(func() {
		if v := shared.get(owner); v != 2 || len(owner.reads) != 1 {
			t.Errorf("%d, %d in the log", v, len(owner.reads))
		}
	})
	if owner.wary != leastWary || owner.warier != 2*leastWary {
		t.Errorf("wary for %d commits, then %d", owner.wary, owner.warier)
	}
}

// TestOwnWary: who has had to give up keeps nothing over commits that write, and adopts nothing.
func TestOwnWary(t *testing.T) {
	e := newParallel()
	for _, inevitable := range []bool{false, true} {
		tx := keeper(e)
		shared := newCell(0)
		tx.wary = 2
		var c *cell
		made := func() bool { return tx.owns(c.box.Load().Stamp()) }
		tx.Run(func() { c = newCellIn(tx, 1) })
		if !made() {
			t.Error("an attempt that has told nobody has made nothing own")
		}
		for i := range 3 {
			tx.Run(func() {
				if inevitable {
					tx.BecomeInevitable("test")
				}
				c = newCellIn(tx, 1)
				shared.set(tx, i)
			})
			if own := made(); own != (i == 2) {
				t.Errorf("after %d commits that write: own is %v", i+1, own)
			}
			if i < 2 && tx.owns(shared.box.Load().Stamp()) {
				t.Error("a wary Tx has adopted what it has written")
			}
		}
		tx.Run(func() { tx.OnCommit(func() {}) })
		if !made() {
			t.Error("who is not wary gives up by itself")
		}
		tx.wary = 1
		tx.Run(func() { tx.OnCommit(func() {}) })
		if made() {
			t.Error("what is called after a commit may tell others")
		}
	}
}

// TestOwnSolo: what has run alone may have told everything to everybody.
func TestOwnSolo(t *testing.T) {
	e := newParallel()
	tx := keeper(e)
	var c *cell
	own := func(want bool) {
		t.Helper()
		if tx.owns(c.box.Load().Stamp()) != want {
			t.Errorf("own: want %v", want)
		}
	}
	tx.Run(func() { c = newCellIn(tx, 1) })
	own(true)
	tx.ExitParallel()
	tx.EnterParallel()
	own(false)
	tx.Run(func() { c = newCellIn(tx, 1) })
	own(true)
	tx.Run(func() { tx.BecomeExclusive("test") })
	own(false)
	tx.Run(func() { c = newCellIn(tx, 1) })
	tx.KeepOwn(false)
	own(false)
}

// TestOwnLarge: who has changed many own bodies is asked to end the attempt, and does not keep copies of
// them for long.
func TestOwnLarge(t *testing.T) {
	e := newParallel()
	tx := keeper(e)
	tx.LargeBits = 2
	cells := make([]*cell, largeUndo+1)
	tx.Run(func() {
		for i := range cells {
			cells[i] = newCellIn(tx, i)
		}
	})
	tx.Begin()
	for i, c := range cells {
		if tx.Large() {
			t.Fatal("large too early")
		}
		c.set(tx, -i)
	}
	if !tx.Large() || tx.Poll.Load()&2 == 0 {
		t.Error("a large attempt has not been asked to end")
	}
	tx.Abort()
	tx.Run(func() {
		for i, c := range cells {
			if c.get(tx) != i {
				t.Fatal("not undone")
			}
		}
	})
	if n := len(tx.undo.chunks); n < largeUndo/undoChunk {
		t.Errorf("room for %d chunks", n)
	}
	for range muchIdle + 1 {
		tx.Run(func() { cells[0].set(tx, 1) })
	}
	if n := len(tx.undo.chunks); n != 1 {
		t.Errorf("room for %d chunks after small attempts", n)
	}
	tx.Run(func() { // many chunks again
		for _, c := range cells[:2*undoChunk] {
			c.set(tx, 1)
		}
	})
	tx.Relax()
	if n := len(tx.undo.chunks); n != 1 {
		t.Errorf("room for %d chunks after Relax", n)
	}
}

// TestOwnHammer: owners that hand on what they own, while others look.
func TestOwnHammer(t *testing.T) {
	e := newParallel()
	const workers, rounds = 4, 2000
	slots := [workers]*cell{}
	for i := range slots {
		slots[i] = newCell(0)
	}
	total := newCell(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			tx := keeper(e)
			defer tx.Close()
			var mine *cell
			for r := range rounds {
				tx.Run(func() {
					if mine == nil || r%16 == 0 {
						mine = newCellIn(tx, 0)
					}
				})
				tx.Run(func() { mine.set(tx, mine.get(tx)+1); mine.set(tx, mine.get(tx)-1) })
				if r%8 == 0 {
					tx.Run(func() { slots[w].open(tx).ref = mine })
				}
				tx.Run(func() {
					if c := slots[(w+r)%workers].read(tx).ref; c != nil {
						c.set(tx, c.get(tx)+1)
						if c.get(tx)%2 != 0 && r%3 == 0 {
							runtime.Gosched()
						}
						c.set(tx, c.get(tx)-1)
					}
					total.set(tx, total.get(tx)+1)
				})
				tx.Run(func() {
					if v := mine.get(tx); v != 0 {
						t.Errorf("an intermediate value: %d", v)
					}
				})
				if r%100 == 0 {
					tx.wary = 0
				}
			}
		})
	}
	wg.Wait()
	tx := e.NewTx()
	tx.Run(func() {
		if v := total.get(tx); v != workers*rounds {
			t.Errorf("%d of %d", v, workers*rounds)
		}
	})
}
