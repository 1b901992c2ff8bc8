package stm

import (
	"strings"
	"testing"
)

// TestMisuse: each use that is not allowed is refused with a message that says so.
func TestMisuse(t *testing.T) {
	parallel := func() *Tx { return newParallel().NewTx() }
	begun := func() *Tx {
		tx := parallel()
		tx.Begin()
		return tx
	}
	for name, c := range map[string]struct {
		f    func()
		want string
	}{
		"Begin in a transaction": {func() { begun().Begin() }, "BUG: stm: Begin in a transaction"},
		"Begin after Close": {func() {
			tx := parallel()
			tx.Close()
			tx.Begin()
		}, "after Close"},
		"Commit outside":           {func() { parallel().Commit() }, "BUG: stm: Commit outside a transaction"},
		"Close in a transaction":   {func() { begun().Close() }, "BUG: stm: Close in a transaction"},
		"OpenRead outside":         {func() { newCell(1).get(parallel()) }, "BUG: stm: box opened outside"},
		"OpenWrite outside":        {func() { newCell(1).set(parallel(), 2) }, "BUG: stm: box opened outside"},
		"BecomeInevitable outside": {func() { parallel().BecomeInevitable("test") }, "BUG: stm: BecomeInevitable outside"},
		"BecomeExclusive outside":  {func() { parallel().BecomeExclusive("test") }, "BUG: stm: BecomeExclusive outside"},
		"EnterParallel twice":      {func() { parallel().EnterParallel() }, "BUG: stm: EnterParallel outside solo mode"},
		"ExitParallel in a transaction": {
			func() { begun().ExitParallel() }, "BUG: stm: ExitParallel in a transaction"},
		"engine without a Tx": {func() { NewEngine().EnterParallel() }, "BUG: stm: engine without a Tx"},
		"OrElse outside":      {func() { parallel().OrElse(func() {}, func() {}) }, "stm: OrElse outside a transaction"},
		"OrElse in an exclusive attempt": {func() {
			tx := begun()
			tx.BecomeExclusive("test")
			tx.OrElse(func() {}, func() {})
		}, "cannot be undone"},
		"Atomically in an exclusive attempt": {func() {
			tx := begun()
			tx.BecomeExclusive("test")
			tx.Atomically(func(*Tx) error { return nil })
		}, "stm: Atomically in an exclusive attempt"},
		"Retry outside":        {func() { parallel().Retry() }, "stm: Retry outside a transaction"},
		"Detach without Retry": {func() { parallel().Detach(func() {}) }, "BUG: stm: Detach without Retry"},
		"a part that cannot be undone": {func() {
			tx := begun()
			tx.Atomically(func(tx *Tx) error {
				tx.BecomeInevitable("test")
				return errStress
			})
		}, "stm: a part of a transaction failed that cannot be undone"},
		"Init outside":   {func() { new(Var[int]).Init(parallel(), 1) }, "stm: Init outside a transaction"},
		"negative bound": {func() { NewTQueue[int](-1) }, "stm: negative bound"},
		"too many Txs": {func() {
			e := newParallel()
			table := make([]*slot, slotMask+1)
			e.slots.Store(&table)
			e.NewTx()
		}, "stm: too many transactions"},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if got, ok := recover().(string); !ok || !strings.Contains(got, c.want) {
					t.Errorf("got %q, want %q", got, c.want)
				}
			}()
			c.f()
		})
	}
}

// TestSoloIsPlain: in solo mode the operations on transactions do nothing, or act at once.
func TestSoloIsPlain(t *testing.T) {
	e := NewEngine()
	tx := e.NewTx()
	c := newCell(1)
	tx.Begin()
	tx.Commit()
	tx.BecomeInevitable("test")
	tx.BecomeExclusive("test")
	tx.Run(func() { c.set(tx, 2) })
	tx.OnAbort(func() { t.Error("undone") })
	tx.Abort()
	if !tx.Solo() || !tx.Inevitable() || !tx.Exclusive() || tx.InTransaction() || tx.Engine() != e || c.get(tx) != 2 {
		t.Error("not solo, or the value is lost")
	}
	if tx.HoldUpdate(&c.box, cellKind, &cellAdd{1}) {
		t.Error("an update was held in solo mode")
	}
	tx.ExitParallel() // is there already
	// Atomically can undo, so it leaves solo mode meanwhile.
	if err := tx.Atomically(func(tx *Tx) error {
		if tx.Solo() || !tx.InTransaction() || tx.Exclusive() {
			t.Error("still solo")
		}
		c.set(tx, 3)
		return errStress
	}); err != errStress || !tx.Solo() || c.get(tx) != 2 {
		t.Error(err, tx.Solo(), c.get(tx))
	}
	if s := e.Stats(); s.Abandoned != 1 {
		t.Errorf("%+v", s)
	}
	// The Tx that is solo can be closed; the next EnterParallel goes on from there.
	tx.Close()
	e.EnterParallel()
	other := e.NewTx()
	other.Run(func() { c.set(other, 4) })
	e.ExitParallel()
	if c.get(tx) != 4 {
		t.Error(c.get(tx))
	}
}

// TestConflictNotRecovered: what the panic of a conflict says if nobody recovers from it.
func TestConflictNotRecovered(t *testing.T) {
	tx := newParallel().NewTx()
	tx.Begin()
	defer func() {
		err, ok := recover().(error)
		if !ok || !strings.Contains(err.Error(), "(injected)") {
			t.Error(err)
		}
		tx.Abort()
	}()
	tx.conflict(Injected, nil, nil, nil, 0)
}

func TestConflictKindString(t *testing.T) {
	seen := make(map[string]bool)
	for k := ConflictKind(0); k <= Injected+1; k++ {
		s := k.String()
		if known := k >= Aborted && k <= Injected; s == "" || (s != "none") != known || known && seen[s] {
			t.Errorf("%d: %q", k, s)
		}
		seen[s] = true
	}
}
