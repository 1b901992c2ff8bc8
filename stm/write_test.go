package stm

import (
	"testing"
	"unsafe"
)

// TestReplace: a body can be exchanged for another in every state of its box.
func TestReplace(t *testing.T) {
	e := NewEngine()
	tx := e.NewTx()
	replace := func(tx *Tx, c *cell, n int) {
		b := &c.open(tx).Body
		tx.Replace(&c.box, b, &(&cellBody{n: n}).Body)
	}
	x := newCell(1)
	replace(tx, x, 2) // solo
	if v := x.get(tx); v != 2 {
		t.Errorf("solo: %d", v)
	}
	tx.EnterParallel()
	other := e.NewTx()
	var young *cell
	tx.Run(func() {
		young = newCellIn(tx, 1)
		replace(tx, young, 5) // a newborn
		if len(tx.writes) != 0 || young.get(tx) != 5 {
			t.Errorf("newborn: %d entries, %d", len(tx.writes), young.get(tx))
		}
		newCell(0).set(tx, 1)
		replace(tx, x, 3)
		newCell(0).set(tx, 1)
		replace(tx, x, 4)
		if len(tx.writes) != 3 || x.get(tx) != 4 {
			t.Errorf("%d entries, %d", len(tx.writes), x.get(tx))
		}
	})
	other.Run(func() {
		if x.get(other) != 4 || young.get(other) != 5 {
			t.Error(x.get(other), young.get(other))
		}
	})
	if b := x.box.Load(); b.Stamp()&1 != 0 || b.loadPrev() != nil {
		t.Errorf("stamp %x, predecessor %p", b.Stamp(), b.loadPrev())
	}
	// Undone.
	tx.Begin()
	replace(tx, x, 6)
	tx.Abort()
	tx.Run(func() {
		tx.BecomeExclusive("test")
		if v := x.get(tx); v != 4 {
			t.Errorf("undone: %d", v)
		}
		replace(tx, x, 7)
	})
	// Taken by another: the attempt notices.
	other.Begin()
	tick(e, newCell(0))
	tx.Begin()
	b := &x.open(tx).Body
	x.set(other, 8)
	if out := tx.Guard(func() { tx.Replace(&x.box, b, &(&cellBody{n: 9}).Body) }); out != Lost {
		t.Error(out)
	}
	other.Commit()
	if v := (*cellBody)(e.peekCell(x)).n; v != 8 {
		t.Error(v)
	}
}

// TestStaleBody: a body that the caller has loaded before the attempt took the box leads to
// the attempt's own.
func TestStaleBody(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	x := newCell(1)
	tx.Run(func() {
		stale := x.box.Load()
		x.set(tx, 2)
		if b := tx.OpenWrite(&x.box, stale, cellKind); b != x.box.Load() || len(tx.writes) != 1 {
			t.Errorf("%d entries", len(tx.writes))
		}
		// Found by settle too: the box is looked at again after a newborn has been stamped.
		own := x.box.Load()
		if cur, p, _, _ := tx.settle(&x.box, own); cur != own || p != own {
			t.Error("not its own body")
		}
	})
	// A body of an attempt that was undone between the caller's look and ours.
	a := e.NewTx()
	a.Begin()
	x.set(a, 3)
	gone := x.box.Load()
	a.Abort()
	tx.Run(func() {
		if v := (*cellBody)(unsafe.Pointer(tx.OpenRead(&x.box, gone))).n; v != 2 {
			t.Error(v)
		}
	})
}

// TestManyWrites: the log of a large attempt is not kept.
func TestManyWrites(t *testing.T) {
	tx := newParallel().NewTx()
	cs := cells(5000)
	tx.Run(func() {
		for _, c := range cs {
			c.set(tx, -1)
		}
	})
	if cap(tx.writes) != 0 {
		t.Errorf("%d entries kept", cap(tx.writes))
	}
	tx.Run(func() {
		for _, c := range cs {
			if c.get(tx) != -1 {
				t.Fatal(c.get(tx))
			}
		}
	})
}
