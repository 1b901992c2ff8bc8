package stm

import "testing"

// The tests of this file bring an attempt to a certain step of its commit and look at its
// box from another attempt. The model check (model_test.go) meets the same situations in
// all orders; here each is written down.

// A halted attempt has written a box and stops at a chosen step of its commit.
type halted struct {
	a  *Tx
	wv uint64
}

// halt begins an attempt of a that writes n to x, and takes it to Committing.
func halt(t *testing.T, a *Tx, x *cell, n int) *halted {
	a.Begin()
	x.set(a, n)
	if !a.enterCommit() {
		t.Fatal("cannot commit")
	}
	return &halted{a: a}
}

// ticket draws the version.
func (h *halted) ticket() {
	h.wv = h.a.e.clock.Add(2)
	h.a.slot.wv.Store(h.wv)
}

// decide makes the attempt Committed. Who waits for its outcome would be woken at the end of the attempt only,
// but the tests want to know what it sees before.
func (h *halted) decide() {
	h.a.slot.status.Store(h.a.word(stateCommitted))
	h.a.slot.end.wake()
}

// finish does the rest.
func (h *halted) finish() {
	h.a.publish(h.wv)
	h.a.ended()
	h.a.over()
}

// undo is a commit that fails.
func (h *halted) undo() {
	h.a.blame(Injected, nil, nil, nil, 0)
	h.a.landed()
}

// TestSettleCommitted: a body whose attempt has committed and not stamped it yet is current
// from its version on.
func TestSettleCommitted(t *testing.T) {
	e := newParallel()
	a, early, late := e.NewTx(), e.NewTx(), e.NewTx()
	x, y := newCell(1), newCell(5)
	early.Begin()
	if v := y.get(early); v != 5 {
		t.Fatal(v)
	}
	h := halt(t, a, x, 2)
	h.ticket()
	h.decide()
	late.Begin() // its rv is the version of a
	if v := x.get(late); v != 2 {
		t.Errorf("after the commit: %d", v)
	}
	// Its snapshot is older, so it extends: nothing that it has read has changed.
	if v := x.get(early); v != 2 || early.rv != h.wv {
		t.Errorf("after extension: %d at %d", v, early.rv)
	}
	// Both have logged the body. That it is stamped afterwards changes nothing.
	h.finish()
	for _, tx := range []*Tx{early, late} {
		if tx.Guard(func() { y.set(tx, 6); tx.Commit() }) != Done {
			t.Error("lost")
		}
	}
}

// TestSettlePredecessor: the predecessor of a body may itself be one whose attempt has not
// stamped it yet.
func TestSettlePredecessor(t *testing.T) {
	e := newParallel()
	a, b, reader := e.NewTx(), e.NewTx(), e.NewTx()
	x := newCell(1)
	early := e.NewTx()
	early.Begin()
	h := halt(t, a, x, 2)
	h.ticket()
	h.decide()
	b.Begin()
	x.set(b, 3) // on top of the unstamped body
	reader.Begin()
	if v := x.get(reader); v != 2 {
		t.Errorf("reader: %d", v)
	}
	if v := x.get(early); v != 2 || early.rv != h.wv { // extends
		t.Errorf("early reader: %d at %d", v, early.rv)
	}
	h.finish()
	if v := x.get(reader); v != 2 {
		t.Errorf("reader, later: %d", v)
	}
	b.Commit()
	reader.Commit()
	early.Abort()
}

// TestSettleNewbornPredecessor: the predecessor may be a newborn that nobody has opened
// since its creator committed; it then gets version 0.
func TestSettleNewbornPredecessor(t *testing.T) {
	e := newParallel()
	creator, writer, reader := e.NewTx(), e.NewTx(), e.NewTx()
	var x *cell
	creator.Run(func() { x = newCellIn(creator, 1) })
	old := x.box.Load()
	if old.Stamp()&1 == 0 {
		t.Fatal("stamped already")
	}
	if v := (*cellBody)(e.peekCell(x)).n; v != 1 {
		t.Errorf("peek: %d", v)
	}
	writer.Begin()
	x.set(writer, 2)
	old.setStamp(creator.nextID - 1<<seqShift) // as if the writer had not done so
	reader.Begin()
	if v, ok := reader.versionOf(old); v != 0 || !ok || old.Stamp() != 0 {
		t.Errorf("version %d, %v, stamp %x", v, ok, old.Stamp())
	}
	if v := x.get(reader); v != 1 {
		t.Errorf("reader: %d", v)
	}
	// A body of an attempt that has not committed is the predecessor of nothing: look again.
	if _, ok := reader.versionOf(x.box.Load()); ok {
		t.Error("an uncommitted body has a version")
	}
	writer.Commit()
	reader.Commit()
}

// TestSettleCommitting: who meets a box of an attempt that is committing waits for the
// outcome.
func TestSettleCommitting(t *testing.T) {
	for _, commits := range []bool{true, false} {
		e := newParallel()
		a, reader := e.NewTx(), e.NewTx()
		x := newCell(1)
		h := halt(t, a, x, 2)
		got := make(chan int)
		go func() {
			var v int
			reader.Run(func() { v = x.get(reader) })
			got <- v
		}()
		waitFor(t, func() bool { return a.slot.end.n.Load() == 1 })
		want := 1
		if commits {
			h.ticket()
			h.decide()
			h.finish()
			want = 2
		} else {
			h.undo()
		}
		if v := <-got; v != want {
			t.Errorf("commits %v: %d", commits, v)
		}
		if n := e.Stats().Waits; n != 1 {
			t.Errorf("%d waits", n)
		}
	}
}

// TestPeek: a value can be looked at outside transactions while attempts own its box.
func TestPeek(t *testing.T) {
	e := newParallel()
	a := e.NewTx()
	x := newCell(1)
	peek := func() int { return (*cellBody)(e.peekCell(x)).n }
	a.Begin()
	x.set(a, 2)
	if v := peek(); v != 1 {
		t.Errorf("owned: %d", v)
	}
	a.Abort()
	h := halt(t, a, x, 3)
	if v := peek(); v != 1 {
		t.Errorf("committing: %d", v)
	}
	h.ticket()
	h.decide()
	if v := peek(); v != 3 {
		t.Errorf("committed: %d", v)
	}
	h.finish()
	if v := peek(); v != 3 {
		t.Errorf("over: %d", v)
	}
	// A newborn that has become known before its creator has committed: there is nothing
	// else to be seen.
	a.Begin()
	y := newCellIn(a, 7)
	go a.Commit()
	if v := (*cellBody)(e.peekCell(y)).n; v != 7 {
		t.Errorf("newborn: %d", v)
	}
}

// TestValidateCommitting: an attempt that validates waits for one that will commit before
// it, and does not wait for one that will commit after it.
func TestValidateCommitting(t *testing.T) {
	e := newParallel()
	a, b, other := e.NewTx(), e.NewTx(), e.NewTx()
	x, y, z := newCell(1), newCell(1), newCell(1)
	// b has read x, and wants to extend while a, which has written x, is committing at a
	// later version.
	b.Begin()
	x.get(b)
	other.Run(func() { y.set(other, 2) })
	now := e.clock.Load()
	h := halt(t, a, x, 2)
	h.ticket()
	if !b.validate(now, true) {
		t.Error("a commit at a later version is in the way")
	}
	// At an earlier version than b's: its outcome decides.
	result := make(chan bool)
	lim := h.wv
	go func() { result <- b.validate(lim, true) }()
	waitFor(t, func() bool { return a.slot.end.n.Load() == 1 })
	h.undo()
	if !<-result {
		t.Error("an attempt that has not committed is in the way")
	}
	// The same, and it commits.
	h = halt(t, a, x, 3)
	lim += 100
	go func() { result <- b.validate(lim, true) }()
	waitFor(t, func() bool { return a.slot.end.n.Load() == 1 })
	h.ticket()
	h.decide()
	if <-result || b.cause.Kind != ReadWrite || b.cause.slot != a.slot {
		t.Errorf("a commit was overlooked: %+v", b.cause)
	}
	h.finish()
	if b.validate(e.clock.Load(), true) {
		t.Error("a commit was overlooked after it had ended")
	}
	b.Abort()
	// Replaced by a newborn body of an attempt that is over: this is what changes in place
	// leave.
	b.Begin()
	z.get(b)
	ended := &cellBody{n: 9}
	ended.Init(a.nextID - 1<<seqShift)
	old := z.box.Load()
	z.box.swap(old, &ended.Body)
	if b.validate(e.clock.Load(), true) {
		t.Error("a replaced body was overlooked")
	}
	b.Abort()
}

// TestValidateOtherBase: a box that another attempt owns, on top of a version that is not
// the one read, has changed.
func TestValidateOtherBase(t *testing.T) {
	e := newParallel()
	a, b, c := e.NewTx(), e.NewTx(), e.NewTx()
	x := newCell(1)
	b.Begin()
	x.get(b)
	c.Begin()
	x.get(c)
	a.Run(func() { x.set(a, 2) })
	a.Begin()
	x.set(a, 3)
	if b.validate(e.clock.Load(), true) || b.cause.slot != a.slot {
		t.Errorf("%+v", b.cause)
	}
	// Blind: the attempt owns the box itself, on top of a version that it has not read.
	a.Abort()
	c.updates = append(c.updates, updateEntry{&x.box, cellKind, &cellAdd{1}})
	if out := c.Guard(c.Commit); out != Lost || c.lastCause.Kind != ReadWrite {
		t.Error(out, c.lastCause.Kind)
	}
	b.Abort()
}

// TestChanged: what makes a sleeper get up.
func TestChanged(t *testing.T) {
	e := newParallel()
	a, sleeper := e.NewTx(), e.NewTx()
	x := newCell(1)
	sleep := func() *Waiter {
		if out := sleeper.Guard(func() { sleeper.Begin(); x.get(sleeper); sleeper.Retry() }); out != Retrying {
			t.Fatal(out)
		}
		return sleeper.sleep
	}
	w := sleep()
	h := halt(t, a, x, 2)
	if w.changed() {
		t.Error("changed by an attempt that is committing")
	}
	h.ticket()
	h.decide()
	if !w.changed() {
		t.Error("not changed by one that has committed")
	}
	h.finish()
	if !w.changed() {
		t.Error("not changed by one that is over")
	}
	sleeper.Abort() // gives the transaction up
	if n := e.Sleeping(); n != 0 {
		t.Errorf("%d sleepers", n)
	}
	// A box that is owned again, on top of another version.
	w = sleep()
	a.Run(func() { x.set(a, 3) })
	a.Begin()
	x.set(a, 4)
	if !w.changed() {
		t.Error("not changed below an owner")
	}
	a.Abort()
	sleeper.Abort()
	// A body of an attempt that is over, in place of the one read.
	w = sleep()
	ended := &cellBody{n: 9}
	ended.Init(a.nextID - 1<<seqShift)
	x.box.swap(x.box.Load(), &ended.Body)
	if !w.changed() {
		t.Error("not changed by a newborn")
	}
	sleeper.Abort()
}

// TestVersionOfEnded: a version that is read after the attempt has ended may be that of the
// next one.
func TestVersionOfEnded(t *testing.T) {
	if hooks {
		t.Skip("no scheduler runs")
	}
	var s slot
	st := word(5, stateCommitted)
	s.status.Store(st)
	s.wv.Store(8)
	if wv, ok := s.version(st); wv != 8 || !ok {
		t.Error(wv, ok)
	}
	s.status.Store(word(6, stateCommitted))
	s.wv.Store(12)
	if _, ok := s.version(st); ok {
		t.Error("the version of another attempt")
	}
}
