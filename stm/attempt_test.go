package stm

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"
	"weak"
)

func TestNoAllocation(t *testing.T) {
	if invariants {
		t.Skip("assertions allocate")
	}
	tx := newParallel().NewTx()
	cs := cells(100)
	for name, f := range map[string]func(){
		"empty": func() {},
		"reads": func() {
			for _, c := range cs {
				c.get(tx)
			}
		},
	} {
		if n := testing.AllocsPerRun(100, func() { tx.Run(f) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	one := func() { cs[0].set(tx, 1) }
	if n := testing.AllocsPerRun(100, func() { tx.Run(one) }); n != 1 {
		t.Errorf("a write: %v allocations, want that of the body only", n)
	}
}

// TestFilter: each box is logged once, whatever the size of the attempt.
func TestFilter(t *testing.T) {
	tx := newParallel().NewTx()
	cs := cells(40_000)
	for _, n := range []int{1, 31, 32, 33, 64, 1000, 10, 40_000, 10, 500, 500} {
		tx.Run(func() {
			for range 2 {
				for i, c := range cs[:n] {
					if c.get(tx) != i {
						t.Fatal("value")
					}
				}
			}
			if len(tx.reads) != n {
				t.Errorf("%d entries for %d boxes", len(tx.reads), n)
			}
			for i, c := range cs[:n+1] {
				if tx.hasRead(&c.box) != (i < n) {
					t.Fatalf("hasRead of box %d of %d", i, n)
				}
				if i+1 == len(cs) {
					break
				}
			}
		})
	}
	if len(tx.filter) > largeFilter || cap(tx.reads) > largeFilter {
		t.Errorf("kept %d, %d", len(tx.filter), cap(tx.reads))
	}
}

// TestSequenceNumbersUsedUp: the Tx goes on with another slot.
func TestSequenceNumbersUsedUp(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	old := tx.slot
	old.status.Store((maxSeq - 3) << stateBits)
	tx.setSeq(maxSeq - 3)
	c := newCell(0)
	for range 10 {
		tx.Run(func() {
			if tx.ID&1 != 1 || tx.ID == noID {
				t.Errorf("id %x", tx.ID)
			}
			c.set(tx, c.get(tx)+1)
		})
	}
	if tx.slot == old {
		t.Error("still the old slot")
	}
	e.releaseSlot(old)
	if slices.Contains(e.free, old) {
		t.Error("the old slot will be used again")
	}
	tx.Run(func() {
		if c.get(tx) != 10 {
			t.Error(c.get(tx))
		}
	})
}

// TestSlotReuse: a closed Tx gives its slot to the next, with sequence numbers that go on.
func TestSlotReuse(t *testing.T) {
	e := newParallel()
	a := e.NewTx()
	a.Run(func() {})
	id := a.nextID
	a.Close()
	b := e.NewTx()
	if b.nextID != id {
		t.Errorf("next id %x, want %x", b.nextID, id)
	}
	if n := len(*e.slots.Load()); n != 3 {
		t.Errorf("%d slots", n)
	}
}

// TestOlderWins: of two writers the one whose transaction began first gets the box, also
// when it comes second.
func TestOlderWins(t *testing.T) {
	e := newParallel()
	older, younger, other := e.NewTx(), e.NewTx(), e.NewTx()
	x, y := newCell(1), newCell(1)
	older.Begin()
	other.Run(func() { y.set(other, 2) }) // the clock advances
	younger.Begin()
	x.set(younger, 5)
	if out := older.Guard(func() { x.set(older, 6) }); out != Done {
		t.Fatal(out)
	}
	if younger.Poll.Load()&PollAbort == 0 {
		t.Error("not notified")
	}
	if out := younger.Guard(younger.PollSlow); out != Lost || younger.InTransaction() {
		t.Fatal(out)
	}
	younger.lastCause = cause{} // don't wait
	younger.Begin()
	if out := younger.Guard(func() { x.set(younger, 7) }); out != Lost {
		t.Fatal(out)
	}
	older.Commit()
	younger.Run(func() {
		if x.get(younger) != 6 {
			t.Error(x.get(younger))
		}
	})
}

// TestAwaited: who waits for the winner of a conflict says so, and the box is known as disputed.
func TestAwaited(t *testing.T) {
	if hooks {
		t.Skip("nobody waits")
	}
	e := newParallel()
	winner, loser := e.NewTx(), e.NewTx()
	x := newCell(1)
	winner.AwaitedBits = PollAbort << 5
	winner.Begin()
	x.set(winner, 2)
	if e.Disputed(&x.box) {
		t.Error("disputed without a conflict")
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		loser.Run(func() { x.set(loser, x.get(loser)+1) })
	}()
	for winner.Poll.Load()&winner.AwaitedBits == 0 {
		runtime.Gosched()
	}
	if !e.Disputed(&x.box) {
		t.Error("not disputed")
	}
	winner.Commit()
	<-done
	loser.Run(func() {
		if v := x.get(loser); v != 3 {
			t.Error(v)
		}
	})
}

// TestSeen: an attempt learns that another has looked at what it has written.
func TestSeen(t *testing.T) {
	e := newParallel()
	writer, reader := e.NewTx(), e.NewTx()
	x, y := newCell(1), newCell(1)
	const bit = PollAbort << 5
	writer.SeenBits = bit
	for range 2 { // anew in each attempt
		writer.Begin()
		x.set(writer, 2)
		reader.Run(func() { y.set(reader, y.get(reader)+1) })
		if writer.Seen() || writer.Poll.Load() != 0 {
			t.Error("seen before anybody has looked")
		}
		for range 2 {
			reader.Run(func() {
				if v := x.get(reader); v == 2 {
					t.Error("sees what has not been committed")
				}
			})
		}
		if !writer.Seen() || writer.Poll.Load() != bit {
			t.Error("not seen")
		}
		writer.Poll.Store(0)
		writer.Abort()
	}
}

// TestLarge: an attempt that reads very many boxes learns that it has become large; so many fewer do not matter.
func TestLarge(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	const bit = PollAbort << 5
	tx.LargeBits = bit
	cells := make([]*cell, 2*largeLog)
	for i := range cells {
		cells[i] = newCell(0)
	}
	read := func(n int) {
		for i := range n {
			cells[i].get(tx)
		}
	}
	tx.Run(func() {
		read(largeLog / 2)
		if tx.Large() || tx.Poll.Load() != 0 {
			t.Error("large too soon")
		}
		read(2 * largeLog)
		if !tx.Large() || tx.Poll.Load() != bit {
			t.Error("not large")
		}
		tx.Poll.Store(0)
	})
	tx.Run(func() {
		read(10)
		if tx.Large() || tx.Poll.Load() != 0 {
			t.Error("still large")
		}
		for i := range cells {
			cells[i].set(tx, 1)
		}
		if !tx.Large() {
			t.Error("not large when it has written")
		}
	})
}

// TestWoundDisputes: a box that was taken from another attempt is known as disputed.
func TestWoundDisputes(t *testing.T) {
	e := newParallel()
	older, younger := e.NewTx(), e.NewTx()
	x := newCell(1)
	older.Begin()
	younger.Begin()
	x.set(younger, 2)
	x.set(older, 3)
	if !e.Disputed(&x.box) {
		t.Error("not disputed")
	}
	older.Commit()
	younger.Abort()
}

// TestStarvation: a transaction that loses again and again becomes inevitable.
func TestStarvation(t *testing.T) {
	e := newParallel()
	long, short := e.NewTx(), e.NewTx()
	x := newCell(0)
	runs := 0
	long.Run(func() {
		runs++
		x.get(long)
		if !long.Inevitable() {
			short.Run(func() { x.set(short, x.get(short)+1) })
		}
		x.set(long, -1)
	})
	if runs != maxLosses+1 {
		t.Errorf("%d attempts", runs)
	}
	if s := e.Stats(); s.Inevitable != 1 || s.Aborts != int64(maxLosses) || s.Commits != int64(maxLosses)+1 {
		t.Errorf("%+v", s)
	}
}

// TestRetryWhenInevitable: a transaction that is inevitable only because it has lost often
// may retry.
func TestRetryWhenInevitable(t *testing.T) {
	e := newParallel()
	tx, other := e.NewTx(), e.NewTx()
	x := newCell(0)
	runs := 0
	done := make(chan bool)
	go func() {
		defer close(done)
		tx.Run(func() {
			runs++
			v := x.get(tx)
			if v == 0 && tx.losses < maxLosses && runs < 20 {
				tx.conflict(Injected, nil, nil, nil, 0)
			}
			if v == 0 {
				tx.Retry()
			}
		})
	}()
	waitFor(t, func() bool { return e.Sleeping() == 1 })
	other.Run(func() { x.set(other, 1) })
	<-done
	tx.Run(func() {
		tx.BecomeInevitable("test")
		if tx.CanRetry() {
			t.Error("could retry")
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("retried")
				}
			}()
			tx.Retry()
		}()
	})
}

// TestLeakedNewborn: an object that becomes known to another attempt without a commit is
// not seen before its creator has committed.
func TestLeakedNewborn(t *testing.T) {
	for _, inevitable := range []bool{false, true} {
		e := newParallel()
		creator, reader := e.NewTx(), e.NewTx()
		creator.Begin()
		x := newCellIn(creator, 1)
		got := make(chan int)
		go func() {
			var v int
			reader.Run(func() {
				if inevitable {
					reader.BecomeInevitable("test")
				}
				v = x.get(reader)
			})
			got <- v
		}()
		for range 50 {
			runtime.Gosched()
		}
		select {
		case v := <-got:
			t.Fatalf("inevitable %v: read %d", inevitable, v)
		default:
		}
		if out := creator.Guard(func() {
			waitFor(t, func() bool { return !inevitable || creator.Poll.Load() != 0 })
			x.set(creator, 2)
			creator.PollSlow()
			creator.Commit()
		}); (out == Lost) != inevitable {
			t.Errorf("inevitable %v: %v", inevitable, out)
		}
		if v := <-got; v != 2 {
			t.Errorf("inevitable %v: read %d", inevitable, v)
		}
	}
}

func TestNotify(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	x := newCell(0)
	const bit = 8
	done := make(chan bool)
	go func() {
		defer close(done)
		tx.Run(func() {
			if tx.Poll.Load()&bit != 0 {
				tx.Poll.And(^uint32(bit))
				return
			}
			x.get(tx)
			tx.Retry()
		})
	}()
	waitFor(t, func() bool { return e.Sleeping() == 1 })
	tx.Notify(bit)
	<-done
}

func TestDetach(t *testing.T) {
	e := newParallel()
	worker, other := e.NewTx(), e.NewTx()
	x := newCell(0)
	woken := make(chan *Waiter, 3)
	sleep := func() *Waiter {
		var w *Waiter
		ready := make(chan bool)
		if out := worker.Guard(func() { worker.Begin(); x.get(worker); worker.Retry() }); out != Retrying {
			t.Fatal(out)
		}
		w = worker.Detach(func() { go func() { <-ready; woken <- w }() })
		close(ready)
		return w
	}
	w := sleep()
	worker.Run(func() {}) // the Tx is free meanwhile
	other.Run(func() { x.set(other, 1) })
	if <-woken != w {
		t.Error("another waiter")
	}
	w.Resume(worker)
	worker.Run(func() {
		if x.get(worker) != 1 {
			t.Error(x.get(worker))
		}
	})
	w = sleep()
	if !w.Cancel() || w.Cancel() {
		t.Error("Cancel")
	}
	other.Run(func() { x.set(other, 2) })
	if n := e.Sleeping(); n != 0 || len(woken) != 0 {
		t.Error(n, len(woken))
	}
}

// TestDetachRace: wake is called exactly once, however Detach and the change meet.
func TestDetachRace(t *testing.T) {
	e := newParallel()
	worker := e.NewTx()
	x := newCell(0)
	stop := make(chan bool)
	var wg sync.WaitGroup
	wg.Go(func() {
		tx := e.NewTx()
		defer tx.Close()
		for {
			select {
			case <-stop:
				return
			default:
				tx.Run(func() { x.set(tx, x.get(tx)+1) })
			}
		}
	})
	for range 3000 {
		for worker.Guard(func() { worker.Begin(); x.get(worker); worker.Retry() }) != Retrying {
		}
		var wakes atomic.Int32
		w := worker.Detach(func() { wakes.Add(1) })
		for !w.Fired() || wakes.Load() == 0 {
			runtime.Gosched()
		}
		if n := wakes.Load(); n != 1 {
			t.Fatalf("woken %d times", n)
		}
	}
	close(stop)
	wg.Wait()
	if n := e.Sleeping(); n != 0 {
		t.Errorf("%d sleepers left", n)
	}
}

// TestSleepersAndChangesInPlace: who sleeps notices what is done in solo mode and by
// exclusive attempts.
func TestSleepersAndChangesInPlace(t *testing.T) {
	e := NewEngine()
	main := e.NewTx()
	main.EnterParallel()
	x := newCell(0)
	for _, change := range []func(){
		func() { main.Run(func() { main.BecomeExclusive("test"); x.set(main, x.get(main)+1) }) },
		func() { main.ExitParallel(); x.set(main, x.get(main)+1); main.EnterParallel() },
	} {
		done := make(chan bool)
		go func() {
			defer close(done)
			tx := e.NewTx()
			defer tx.Close()
			var before int
			tx.Run(func() { before = x.get(tx) })
			tx.Run(func() { tx.Check(x.get(tx) != before) })
		}()
		waitFor(t, func() bool { return e.Sleeping() == 1 })
		change()
		<-done
	}
}

type buffer struct{ bytes.Buffer }

func (b *buffer) Emit(p []byte) { b.Write(p) }

// TestOutputOrder: held output appears in an order in which the transactions could have
// run.
func TestOutputOrder(t *testing.T) {
	e := newParallel()
	x := newCell(0)
	var out buffer
	var wg sync.WaitGroup
	const workers, each = 4, 500
	for w := range workers {
		wg.Go(func() {
			tx := e.NewTx()
			defer tx.Close()
			for i := range each {
				tx.Run(func() {
					if i%97 == w {
						tx.BecomeInevitable("test")
					}
					if i%211 == w {
						tx.BecomeExclusive("test")
					}
					n := x.get(tx)
					if i%2 == 0 {
						tx.Hold(&out, fmt.Appendf(nil, "see %d", n))
					} else {
						x.set(tx, n+1)
						tx.Hold(&out, fmt.Appendf(nil, "set %d", n+1))
					}
					tx.Hold(&out, []byte("\n"))
				})
			}
		})
	}
	wg.Wait()
	n, lines := 0, 0
	for line := range strings.Lines(out.String()) {
		var v int
		lines++
		if _, err := fmt.Sscanf(line, "set %d", &v); err == nil {
			n++
		} else if _, err := fmt.Sscanf(line, "see %d", &v); err != nil {
			t.Fatalf("%q", line)
		}
		if v != n {
			t.Fatalf("line %d: %s after set %d", lines, line, n)
		}
	}
	if lines != workers*each {
		t.Errorf("%d lines", lines)
	}
}

// slowSink is a sink that nobody reads from at first.
type slowSink struct {
	open chan bool
	n    atomic.Int64
}

func (s *slowSink) Emit(p []byte) { <-s.open; s.n.Add(int64(len(p))) }

// TestOutputBacklog: those who commit output wait for a slow sink, before all memory is
// full of it.
func TestOutputBacklog(t *testing.T) {
	e := newParallel()
	sink := &slowSink{open: make(chan bool)}
	const workers, each, size = 3, 50, maxBacklog / 20
	var committed atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			tx := e.NewTx()
			defer tx.Close()
			for range each {
				tx.Run(func() { tx.Hold(sink, make([]byte, size)) })
				committed.Add(1)
			}
		})
	}
	waitFor(t, func() bool { e.output.mu.Lock(); defer e.output.mu.Unlock(); return e.output.bytes > maxBacklog })
	for range 1000 {
		runtime.Gosched()
	}
	if n := committed.Load(); n > 20 {
		t.Errorf("%d commits with %d bytes each", n, size)
	}
	close(sink.open)
	wg.Wait()
	if sink.n.Load() != workers*each*size || e.output.bytes != 0 {
		t.Errorf("%d bytes written, %d left", sink.n.Load(), e.output.bytes)
	}
}

func TestEffects(t *testing.T) {
	e := NewEngine()
	tx := e.NewTx()
	var out, other buffer
	var log []string
	note := func(s string) func() { return func() { log = append(log, s) } }
	tx.Hold(&out, []byte("solo "))
	tx.OnCommit(note("solo"))
	e.EnterParallel()
	tx.Hold(&out, []byte("between "))
	runs := 0
	tx.Run(func() {
		runs++
		tx.Hold(&out, fmt.Appendf(nil, "run%d ", runs))
		tx.OnCommit(note(fmt.Sprint("commit", runs)))
		tx.OnAbort(note(fmt.Sprint("abort", runs)))
		tx.OnAbort(note(fmt.Sprint("abort", runs, "first")))
		tx.OrElse(func() {
			tx.Hold(&out, []byte("no "))
			tx.Hold(&other, []byte("never"))
			tx.OnCommit(note("no"))
			tx.OnAbort(note("nested"))
			tx.Retry()
		}, func() { tx.Hold(&out, []byte("yes ")) })
		if runs == 1 {
			tx.conflict(Injected, nil, nil, nil, 0)
		}
		if out.String() != "solo between " {
			t.Errorf("%q", out.String())
		}
		if runs == 2 {
			tx.BecomeInevitable("test")
			if out.String() != "solo between run2 yes " {
				t.Errorf("%q", out.String())
			}
			tx.Hold(&out, []byte("now "))
		}
	})
	tx.Begin()
	tx.Hold(&out, []byte("never "))
	tx.OnAbort(note("abandoned"))
	tx.Abort()
	e.ExitParallel()
	if out.String() != "solo between run2 yes now " || other.Len() != 0 {
		t.Errorf("%q, %q", out.String(), other.String())
	}
	if want := []string{"solo", "nested", "abort1first", "abort1", "nested", "commit2", "abandoned"}; !slices.Equal(log, want) {
		t.Errorf("%q, want %q", log, want)
	}
}

func TestEvents(t *testing.T) {
	e := newParallel()
	a, b := e.NewTx(), e.NewTx()
	x, y := newCell(0), newCell(0)
	var events []string
	e.SetListener(func(ev *Event) {
		s := ev.Kind.String()
		if ev.Kind == EventAbort {
			s += " " + ev.Conflict.String()
		}
		switch ev.Box {
		case &x.box:
			s += " x"
		case &y.box:
			s += " y"
		}
		if ev.BodyKind != nil {
			s += " " + ev.BodyKind.Name
		}
		switch ev.Tx {
		case a:
			s = "a " + s
		case b:
			s = "b " + s
		}
		if ev.Other == a {
			s += " by a"
		}
		if ev.Other == b {
			s += " by b"
		}
		if ev.Reason != "" {
			s += " " + ev.Reason
		}
		if ev.Write {
			s += " write"
		}
		events = append(events, s)
	})
	expect := func(want ...string) {
		t.Helper()
		if !slices.Equal(events, want) {
			t.Errorf("got  %q\nwant %q", events, want)
		}
		events = nil
	}
	a.Begin()
	b.Begin()
	x.set(b, 1)
	x.set(a, 1)
	b.Guard(b.PollSlow)
	expect("a wound x cell by b", "b abort aborted by another")
	b.Begin()
	b.Guard(func() { x.set(b, 1) })
	expect("b abort write-write x cell by a")
	b.lastCause = cause{}
	b.Watch(&y.box)
	b.Begin()
	y.get(b)
	expect("b touch y")
	y.set(a, 1)
	a.Commit()
	expect("a commit")
	b.Guard(func() { x.set(b, 1); b.Commit() })
	expect("b abort read-write y")
	b.Begin()
	y.set(b, 2)
	b.BecomeInevitable("because")
	b.Commit()
	expect("b touch y write", "b inevitable because", "b commit")
	b.Run(func() { b.BecomeExclusive("of that") })
	expect("b exclusive of that", "b commit")
	e.SetListener(nil)
	b.Run(func() {})
	expect()
	if s := e.Stats(); s.Commits != 4 || s.Aborts != 3 || s.Inevitable != 2 || s.Exclusive != 1 {
		t.Errorf("%+v", s)
	}
}

// TestWaitEvents: who waits reports for whom, and how long.
func TestWaitEvents(t *testing.T) {
	e := newParallel()
	a, b := e.NewTx(), e.NewTx()
	x := newCell(1)
	waits := make(chan Event, 4)
	e.SetListener(func(ev *Event) {
		if ev.Kind == EventWait {
			waits <- *ev
		}
	})
	h := halt(t, a, x, 2)
	id := a.ID
	read := make(chan bool)
	go func() { b.Run(func() { x.get(b) }); close(read) }()
	waitFor(t, func() bool { return a.slot.end.n.Load() == 1 })
	time.Sleep(2 * time.Millisecond)
	h.undo()
	<-read
	ev := <-waits
	if ev.Tx != b || ev.Other != a || ev.OtherID != id || ev.Duration < 2*time.Millisecond || ev.Reason != waitCommit || ev.Start.IsZero() {
		t.Errorf("%+v", ev)
	}
	// At the gate there is nobody in particular.
	a.Begin()
	a.BecomeInevitable("test")
	wrote := make(chan bool)
	go func() { b.Run(func() { x.set(b, 3) }); close(wrote) }()
	waitFor(t, func() bool {
		e.gate.mu.Lock()
		defer e.gate.mu.Unlock()
		return len(e.gate.committers) == 1
	})
	a.Commit()
	<-wrote
	if ev := <-waits; ev.Tx != b || ev.Other != nil || ev.Reason != waitGate {
		t.Errorf("%+v", ev)
	}
}

func TestStatsSince(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	work := func() {
		lose := true
		tx.Run(func() {
			if lose {
				lose = false
				time.Sleep(time.Microsecond)
				tx.conflict(Injected, nil, nil, nil, 0)
			}
		})
		tx.Run(func() { tx.BecomeInevitable("test") })
		tx.Run(func() { tx.BecomeExclusive("test") })
		tx.Begin()
		tx.Abort()
		tx.Guard(func() { tx.Begin(); tx.Retry() })
		tx.Abort()
	}
	work()
	before := e.Stats()
	if before != (Stats{Commits: 3, Aborts: 1, Abandoned: 1, Retries: 1, Inevitable: 2, Exclusive: 1, Lost: before.Lost}) {
		t.Errorf("%+v", before)
	}
	if s := e.Stats().Since(before); s != (Stats{}) {
		t.Errorf("%+v", s)
	}
	work()
	work()
	s := e.Stats().Since(before)
	if s.Lost <= 0 {
		t.Errorf("lost %v", s.Lost)
	}
	if s != (Stats{Commits: 6, Aborts: 2, Abandoned: 2, Retries: 2, Inevitable: 4, Exclusive: 2, Lost: s.Lost}) {
		t.Errorf("%+v", s)
	}
}

// TestLostTime: an attempt whose beginning was not timed is counted for as much as the one
// that commits.
func TestLostTime(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	runs := 0
	tx.Run(func() {
		time.Sleep(2 * time.Millisecond)
		if runs++; runs <= 2 {
			tx.conflict(Injected, nil, nil, nil, 0)
		}
	})
	if lost := e.Stats().Lost; lost < 4*time.Millisecond {
		t.Error(lost)
	}
}

// TestMemory: after transactions only current bodies are reachable.
func TestMemory(t *testing.T) {
	e := newParallel()
	cs := cells(20)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var seen []weak.Pointer[Body]
	txs := make([]*Tx, 3)
	for w := range txs {
		txs[w] = e.NewTx()
		wg.Go(func() {
			tx := txs[w]
			for i := range 300 {
				var bodies []weak.Pointer[Body]
				tx.Run(func() {
					if i%50 == 1 {
						tx.BecomeInevitable("test")
					}
					if i%70 == 2 && tx.losses == 0 {
						tx.conflict(Injected, &cs[0].box, cs[0].box.Load(), nil, 0)
					}
					for j := range 3 {
						c := cs[(i*7+w*5+j)%len(cs)]
						c.set(tx, c.get(tx)+1)
						bodies = append(bodies, weak.Make(c.box.Load()))
					}
					tx.OrElse(func() { cs[w].set(tx, 0); cs[i%20].set(tx, 1); tx.Retry() }, func() {})
					for _, c := range cs { // OrElse has put clones in the place of the bodies
						bodies = append(bodies, weak.Make(c.box.Load()))
					}
				})
				mu.Lock()
				seen = append(seen, bodies...)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	current := make(map[*Body]bool)
	for _, c := range cs {
		b := c.box.Load()
		current[b] = true
		if b.loadPrev() != nil {
			t.Error("predecessor kept")
		}
	}
	runtime.GC()
	left := 0
	for _, w := range seen {
		if b := w.Value(); b != nil && !current[b] {
			left++
		}
	}
	if left != 0 {
		t.Errorf("%d of %d old bodies are still reachable", left, len(seen))
	}
	runtime.KeepAlive(txs)
}

// TestEngineIsCollected: an engine that is no longer used goes away, with its Txs.
func TestEngineIsCollected(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	tx.Run(func() {})
	we, wt := weak.Make(e), weak.Make(tx)
	e, tx = nil, nil
	for range 10 {
		runtime.GC()
		if we.Value() == nil && wt.Value() == nil {
			return
		}
	}
	t.Error("still there")
}

// TestForgottenTx: the slot of a Tx that was not closed is used again.
func TestForgottenTx(t *testing.T) {
	e := newParallel()
	for i := range 100 {
		e.NewTx().Run(func() {})
		if i%10 == 9 {
			runtime.GC()
			time.Sleep(time.Millisecond) // for the cleanups
		}
	}
	if n := len(*e.slots.Load()); n > 90 {
		t.Errorf("%d slots", n)
	}
}

// A growing list shares its array among versions when it is forked.
type listBody struct {
	Body
	items []int
}

var listKind = &Kind{
	Name: "list",
	Clone: func(b *Body) *Body {
		return &(&listBody{items: slices.Clone((*listBody)(unsafe.Pointer(b)).items)}).Body
	},
	Fork: func(b *Body) *Body {
		return &(&listBody{items: (*listBody)(unsafe.Pointer(b)).items}).Body
	},
}

type listAppend struct{ items []int }

func (u *listAppend) Apply(b *Body) {
	l := (*listBody)(unsafe.Pointer(b))
	l.items = append(l.items, u.items...)
}

// TestFork: a list to which many transactions append, while others look at it and change it in other ways.
func TestFork(t *testing.T) {
	e := newParallel()
	(&stress{t: t, e: e}).inject()
	var x Box
	x.Init(&(&listBody{}).Body)
	const workers, each = 4, 1000
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			tx := e.NewTx()
			defer tx.Close()
			for i := range each {
				tx.Run(func() {
					look := func() {
						b := x.Load()
						if b.Stamp() != tx.ID {
							b = tx.OpenRead(&x, b)
						}
						seen := [workers]int{}
						for _, v := range (*listBody)(unsafe.Pointer(b)).items {
							if v%workers < 0 || v/workers != seen[v%workers] {
								panic(fmt.Sprintf("BUG: %d of %d after %d", v/workers, v%workers, seen[v%workers]))
							}
							seen[v%workers]++
						}
					}
					if i%200 == 3 {
						look()
					}
					if i%100 == 5 { // an ordinary write that changes nothing
						b := x.Load()
						if b.Stamp() != tx.ID {
							b = tx.OpenWrite(&x, b, listKind)
						}
						l := (*listBody)(unsafe.Pointer(b))
						slices.Reverse(l.items)
						slices.Reverse(l.items)
					}
					u := &listAppend{[]int{i*workers + w}}
					if !tx.HoldUpdate(&x, listKind, u) {
						b := x.Load()
						if b.Stamp() != tx.ID {
							b = tx.OpenWrite(&x, b, listKind)
						}
						u.Apply(b)
					}
					if i%300 == 7 {
						look()
					}
				})
			}
		})
	}
	wg.Wait()
	if n := len((*listBody)(unsafe.Pointer(x.Load())).items); n != workers*each {
		t.Errorf("%d items", n)
	}
}
