package stm

import (
	"math/rand/v2"
	"testing"
	"unsafe"
)

// TestHeldUpdates: updates of many boxes, some of which the attempt looks at before it
// commits. Those are applied when it looks, the others at commit; each exactly once.
func TestHeldUpdates(t *testing.T) {
	seed := testSeed(t)
	r := rand.New(rand.NewPCG(seed, 0))
	e := newParallel()
	tx := e.NewTx()
	for range 300 {
		cs := make([]*cell, 1+r.IntN(30))
		for i := range cs {
			cs[i] = newCell(0)
		}
		want := make([]int, len(cs))
		tx.Run(func() {
			for range r.IntN(3 * len(cs)) {
				i := r.IntN(len(cs))
				if r.IntN(4) == 0 {
					if v := cs[i].get(tx); v != want[i] {
						t.Fatalf("box %d: %d, want %d", i, v, want[i])
					}
					continue
				}
				held := tx.HeldUpdate(&cs[i].box) != nil
				cs[i].add(tx, i+1)
				want[i] += i + 1
				if held && tx.HeldUpdate(&cs[i].box) == nil {
					t.Fatalf("box %d: no longer held", i)
				}
			}
		})
		for i, c := range cs {
			if v := (*cellBody)(e.peekCell(c)).n; v != want[i] {
				t.Errorf("box %d: %d, want %d", i, v, want[i])
			}
		}
	}
}

// TestUpdateAgainstOwner: an update takes its box from a younger owner, and yields to an
// older one.
func TestUpdateAgainstOwner(t *testing.T) {
	e := newParallel()
	first, second := e.NewTx(), e.NewTx()
	x := newCell(0)
	other := newCell(0)
	for _, updaterFirst := range []bool{true, false} {
		updater, writer := first, second
		begin := func() { updater.Begin(); tick(e, other); writer.Begin() }
		if !updaterFirst {
			begin = func() { writer.Begin(); tick(e, other); updater.Begin() }
		}
		begin()
		x.set(writer, 10)
		x.add(updater, 1)
		out := updater.Guard(updater.Commit)
		if want := map[bool]Outcome{true: Done, false: Lost}[updaterFirst]; out != want {
			t.Errorf("updater first %v: %v", updaterFirst, out)
		}
		if doomed := writer.isDoomed(); doomed != updaterFirst {
			t.Errorf("updater first %v: writer aborted %v", updaterFirst, doomed)
		}
		for i := range e.stripes {
			if e.stripes[i].held.Load() {
				t.Errorf("stripe %d left locked", i)
			}
		}
		writer.Guard(func() { writer.Commit() })
		updater.Abort()
		writer.Abort()
	}
	if v := (*cellBody)(e.peekCell(x)).n; v != 10 {
		t.Error(v)
	}
}

// tick commits something, so that the clock advances.
func tick(e *Engine, c *cell) { boot(e, func(tx *Tx) { c.set(tx, c.get(tx)+1) }) }

// TestUpdateBeforeAlternative: OrElse turns held updates into writes, so that they can be
// told from those of the alternative, which are undone.
func TestUpdateBeforeAlternative(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	x, y := newCell(0), newCell(0)
	tx.Run(func() {
		x.add(tx, 1)
		tx.OrElse(func() {
			x.add(tx, 10)
			y.add(tx, 10)
			tx.Retry()
		}, func() { y.add(tx, 2) })
	})
	tx.Run(func() {
		if x.get(tx) != 1 || y.get(tx) != 2 {
			t.Error(x.get(tx), y.get(tx))
		}
	})
}

// TestUpdatesAndInevitable: held updates are applied before the attempt becomes inevitable,
// and none is held after.
func TestUpdatesAndInevitable(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	x := newCell(0)
	tx.Run(func() {
		x.add(tx, 1)
		tx.BecomeInevitable("test")
		if tx.HeldUpdate(&x.box) != nil {
			t.Error("still held")
		}
		x.add(tx, 2)
		if tx.HeldUpdate(&x.box) != nil {
			t.Error("held by an inevitable attempt")
		}
		tx.BecomeExclusive("test")
		x.add(tx, 4)
	})
	if v := (*cellBody)(e.peekCell(x)).n; v != 7 {
		t.Error(v)
	}
}

// TestStripeWakes: who waits for a stripe goes on when it is unlocked.
func TestStripeWakes(t *testing.T) {
	e := newParallel()
	holder, updater := e.NewTx(), e.NewTx()
	x := newCell(0)
	i := hashBox(&x.box) >> 11 % 64
	holder.Begin()
	holder.lockStripe(&e.stripes[i])
	holder.locked = 1 << i
	done := make(chan bool)
	go func() { updater.Run(func() { x.add(updater, 1) }); close(done) }()
	waitFor(t, func() bool { return e.stripes[i].wait.n.Load() == 1 })
	holder.Abort() // unlocks it
	<-done
	if v := (*cellBody)(e.peekCell(x)).n; v != 1 {
		t.Error(v)
	}
}

// choosyAdd is an update that suits only small numbers.
type choosyAdd struct {
	cellAdd
	most int
}

func (u *choosyAdd) Fits(b *Body) bool { return (*cellBody)(unsafe.Pointer(b)).n <= u.most }

// TestChoosyUpdate: an update that does not suit what it finds costs the attempt, whether it
// is found at commit or at a look.
func TestChoosyUpdate(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	for _, look := range []bool{false, true} {
		x := newCell(5)
		attempts := 0
		tx.Run(func() {
			attempts++
			most := 4
			if attempts == 2 {
				most = 5
			}
			if !tx.HoldUpdate(&x.box, cellKind, &choosyAdd{cellAdd{1}, most}) {
				t.Fatal("not held")
			}
			if look {
				x.get(tx)
			}
		})
		if v := (*cellBody)(e.peekCell(x)).n; v != 6 || attempts != 2 {
			t.Errorf("look %v: %d after %d attempts", look, v, attempts)
		}
	}
}

// TestTxPeek: a look at a box that leaves no trace finds the committed body, if that can be
// seen at once.
func TestTxPeek(t *testing.T) {
	e := newParallel()
	reader, writer := e.NewTx(), e.NewTx()
	x := newCell(1)
	writer.Begin()
	x.set(writer, 2)
	reader.Begin()
	look := func(x *cell) int { return (*cellBody)(unsafe.Pointer(reader.Peek(&x.box))).n }
	if n := look(x); n != 1 {
		t.Error(n)
	}
	if newborn := newCellIn(reader, 3); look(newborn) != 3 {
		t.Error("an attempt's own newborn")
	}
	if newborn := newCellIn(writer, 3); reader.Peek(&newborn.box) != nil {
		t.Error("a newborn of another has no committed body")
	}
	owner := keeper(e)
	var kept *cell
	owner.Run(func() { kept = newCellIn(owner, 4) })
	if reader.Peek(&kept.box) != nil {
		t.Error("another's own body may be changed at any moment")
	}
	owner.KeepOwn(false)
	if n := look(kept); n != 4 {
		t.Error(n)
	}
	writer.Commit()
	if n := look(x); n != 2 {
		t.Error(n)
	}
	if len(reader.reads) != 0 {
		t.Error("logged")
	}
	reader.Abort()
}

// TestBeginInevitable: such an attempt is inevitable at once, cannot retry, and leaves nothing
// behind for the next.
func TestBeginInevitable(t *testing.T) {
	e := NewEngine()
	tx := e.NewTx()
	tx.BeginInevitable("test") // solo: nothing
	if !tx.Solo() || tx.InTransaction() {
		t.Error("solo")
	}
	tx.EnterParallel()
	x := newCell(0)
	for range 2 {
		tx.BeginInevitable("test")
		if !tx.Inevitable() || tx.Optimistic() || tx.CanRetry() {
			t.Error(tx.Inevitable(), tx.Optimistic(), tx.CanRetry())
		}
		tx.Conflict() // of no effect
		x.set(tx, x.get(tx)+1)
		tx.Commit()
		tx.Run(func() {
			if !tx.Optimistic() || !tx.CanRetry() {
				t.Error("the next attempt is not an ordinary one")
			}
		})
	}
	if v := (*cellBody)(e.peekCell(x)).n; v != 2 {
		t.Error(v)
	}
}
