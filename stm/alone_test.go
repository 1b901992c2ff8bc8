package stm

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
	"unsafe"
)

// newAlone returns an engine in parallel mode, and a Tx of it that runs alone if it can.
func newAlone() (*Engine, *Tx) {
	e := newParallel()
	tx := e.NewTx()
	tx.RunAlone(true)
	return e, tx
}

// TestAloneInPlace: who runs alone changes bodies in place, and allocates nothing for it.
func TestAloneInPlace(t *testing.T) {
	e, tx := newAlone()
	x, y := newCell(0), newCell(0)
	bx := x.box.Load()
	n := testing.AllocsPerRun(100, func() {
		tx.Begin()
		if tx.mode != modeAlone {
			t.Fatal("not alone")
		}
		x.set(tx, x.get(tx)+1)
		y.set(tx, y.get(tx)+1)
		tx.Commit()
	})
	if n != 0 && !hooks && !raceEnabled {
		t.Errorf("%v allocations", n)
	}
	if x.box.Load() != bx {
		t.Error("the body was replaced")
	}
	tx.Share()
	if s := e.Stats(); s.Commits != 101 || s.Aborts+s.Abandoned+s.Retries != 0 {
		t.Errorf("stats %+v", s)
	}
	other := e.NewTx()
	other.Run(func() {
		if x.get(other) != 101 || y.get(other) != 101 {
			t.Errorf("%d %d", x.get(other), y.get(other))
		}
	})
}

// TestAloneUndone: an attempt that ran alone is undone, in whichever way it wrote, and as
// often as it happens.
func TestAloneUndone(t *testing.T) {
	e, tx := newAlone()
	x, y := newCell(1), newCell(2)
	y.plain = true
	for round := range 5 {
		attempts := 0
		tx.Run(func() {
			attempts++
			if x.get(tx) != 1+round || y.get(tx) != 2+round {
				t.Fatalf("round %d attempt %d: %d %d", round, attempts, x.get(tx), y.get(tx))
			}
			x.set(tx, 1+round+1)
			y.set(tx, 2+round+1)
			if attempts == 1 {
				if tx.mode != modeAlone {
					t.Fatal("not alone")
				}
				tx.Conflict()
			}
		})
		if attempts != 2 {
			t.Errorf("%d attempts", attempts)
		}
	}
	tx.Begin()
	x.set(tx, 100)
	y.set(tx, 200)
	tx.Abort()
	tx.RunAlone(false)
	other := e.NewTx()
	other.Run(func() {
		if x.get(other) != 6 || y.get(other) != 7 {
			t.Errorf("%d %d", x.get(other), y.get(other))
		}
		x.set(other, 0)
	})
	if s := e.Stats(); s.Commits != 6 || s.Aborts != 5 || s.Abandoned != 1 {
		t.Errorf("stats %+v", s)
	}
}

// TestAloneUndoneAgain: a copy that has become the contents again is not used for the next copy.
func TestAloneUndoneAgain(t *testing.T) {
	_, tx := newAlone()
	x := newCell(1)
	for i := range 5 {
		tx.Begin()
		if n := x.get(tx); tx.mode != modeAlone || n != 1 {
			t.Fatalf("%d: mode %d, contents %d", i, tx.mode, n)
		}
		x.set(tx, 10)
		tx.Abort()
	}
}

// TestNobody: what can happen between the first look of one who wants to run alone and the last.
func TestNobody(t *testing.T) {
	e, tx := newAlone()
	if !tx.nobody() {
		t.Error("somebody")
	}
	e.sleepers.Add(1)
	if tx.nobody() {
		t.Error("nobody sleeps")
	}
	e.sleepers.Add(-1)
	tx.Begin()
	tx.BecomeExclusive("test") // has the gate
	done := make(chan bool)
	go func() {
		other := e.NewTx()
		other.BeginInevitable("test")
		other.Commit()
		close(done)
	}()
	for !e.gate.queued() {
		runtime.Gosched()
	}
	if tx.nobody() {
		t.Error("nobody waits")
	}
	tx.Commit()
	<-done
}

// TestAloneKinds: a copy that an attempt has left is used again only for the same kind.
func TestAloneKinds(t *testing.T) {
	_, tx := newAlone()
	x := newCell(1)
	other := new(pairCell)
	other.box.Init(&(&pairBody{a: 1, b: 2}).Body)
	for i := range 10 {
		tx.Begin()
		if i%2 == 0 {
			x.set(tx, i)
		}
		b := other.box.Load()
		if b.Stamp() != tx.ID {
			b = tx.OpenWrite(&other.box, b, pairKind)
		}
		(*pairBody)(unsafe.Pointer(b)).b++
		tx.Commit()
	}
	if p := (*pairBody)(unsafe.Pointer(other.box.Load())); p.a != 1 || p.b != 12 {
		t.Errorf("%d %d", p.a, p.b)
	}
}

type pairCell struct{ box Box }

type pairBody struct {
	Body
	a, b, c, d int
}

// The copies that Save makes have a header that is no use to anybody.
var pairKind = &Kind{Name: "pair", Clone: func(b *Body) *Body {
	p := *(*pairBody)(unsafe.Pointer(b))
	return &p.Body
}, Save: func(b, spare *Body) *Body {
	from, to := (*pairBody)(unsafe.Pointer(b)), (*pairBody)(unsafe.Pointer(spare))
	if to == nil {
		to = &pairBody{d: 7}
	}
	if to.d != 7 {
		panic("copy of another kind")
	}
	to.a, to.b = from.a, from.b
	to.stamp, to.prev = noID, unsafe.Pointer(b)
	return &to.Body
}}

// TestAloneLooksUp: others need not wait for the end of a long attempt that runs alone. They
// see what was there before it, and it still commits.
func TestAloneLooksUp(t *testing.T) {
	e, tx := newAlone()
	x, y := newCell(1), newCell(2)
	z := new(pairCell)
	y.plain = true
	z.box.Init(&(&pairBody{a: 3}).Body)
	for round := range 30 { // who is asleep, and who is about to be, differs
		begun, done := make(chan bool), make(chan bool)
		go func() {
			<-begun
			other := e.NewTx()
			defer other.Close()
			other.Run(func() {
				c := (*pairBody)(unsafe.Pointer(other.OpenRead(&z.box, z.box.Load()))).a
				if a, b := x.get(other), y.get(other); a != 1 || b != 2 || c != 3 {
					t.Errorf("round %d sees %d %d %d", round, a, b, c)
				}
			})
			close(done)
		}()
		attempts := 0
		tx.RunAlone(true)
		tx.Run(func() {
			if attempts++; attempts == 1 {
				if tx.mode != modeAlone {
					t.Fatal("not alone")
				}
				x.set(tx, 10)
				y.set(tx, 20)
				(*pairBody)(unsafe.Pointer(tx.OpenWrite(&z.box, z.box.Load(), pairKind))).a = 30
				close(begun)
				for e.begin.n.Load() == 0 || tx.Poll.Load()&PollAbort == 0 {
					runtime.Gosched()
				}
			}
			for {
				select {
				case <-done:
					if !tx.Inevitable() {
						t.Error("the world is open, and the attempt not inevitable")
					}
					x.set(tx, x.get(tx)+1)
					return
				default:
				}
				if tx.Poll.Load()&PollAbort != 0 {
					tx.PollSlow()
				}
				runtime.Gosched()
			}
		})
		if attempts != 1 {
			t.Errorf("round %d: %d attempts", round, attempts)
		}
		other := e.NewTx()
		tx.Share()
		other.Run(func() {
			if a, b := x.get(other), y.get(other); a != 11 || b != 20 {
				t.Errorf("round %d committed %d %d", round, a, b)
			}
			x.set(other, 1)
			y.set(other, 2)
			(*pairBody)(unsafe.Pointer(other.OpenWrite(&z.box, z.box.Load(), pairKind))).a = 3
		})
		other.Close()
	}
}

// TestAloneHoldsOutput: an attempt that has held output does not become inevitable when others
// want to run, as then it would write what follows at once, before what it holds.
func TestAloneHoldsOutput(t *testing.T) {
	e, tx := newAlone()
	sink := new(testOutput)
	begun, done := make(chan bool), make(chan bool)
	go func() {
		<-begun
		e.NewTx().Run(func() {})
		close(done)
	}()
	attempts := 0
	tx.Run(func() {
		tx.Hold(sink, []byte("a"))
		if attempts++; attempts == 1 {
			close(begun)
			for e.wanted.Load() == 0 {
				runtime.Gosched()
			}
			tx.PollSlow()
		}
		tx.Hold(sink, []byte("b"))
	})
	tx.RunAlone(false)
	<-done
	if string(sink.b) != "ab" || attempts != 2 {
		t.Errorf("%q, %d attempts", sink.b, attempts)
	}
	if s := e.Stats(); s.Aborts != 0 || s.Commits != 2 {
		t.Errorf("stats %+v", s)
	}
}

type testOutput struct{ b []byte }

func (s *testOutput) Emit(p []byte) { s.b = append(s.b, p...) }

// TestStressAlone lets transactions of all sorts begin and end while others try to run alone.
func TestStressAlone(t *testing.T) {
	const cells = 12
	e := newParallel()
	var all []*cell
	for i := range cells {
		c := newCell(100)
		c.plain = i%3 == 0
		all = append(all, c)
	}
	seed := testSeed(t)
	rounds := 4000
	if testing.Short() {
		rounds = 1000
	} else if longRun {
		rounds = 1_000_000 // of some twenty accesses by all together
	}
	var wg sync.WaitGroup
	for w := range 4 {
		tx := e.NewTx()
		r := rand.New(rand.NewPCG(seed, uint64(w)))
		wg.Go(func() {
			tx.RunAlone(w != 0)
			defer tx.RunAlone(false)
			for round := range rounds {
				if r.IntN(10) == 0 {
					tx.RunAlone(w != 0) // try at once
				}
				kind := r.IntN(40)
				i, j := r.IntN(cells), r.IntN(cells)
				attempts := 0
				tx.Run(func() {
					attempts++
					sum := 0
					if round%16 == 0 {
						for _, c := range all {
							sum += c.get(tx)
						}
						if sum != 100*cells {
							t.Errorf("sum %d", sum)
						}
					}
					a := all[i].get(tx)
					all[i].set(tx, a-1)
					if tx.Poll.Load() != 0 {
						tx.PollSlow()
					}
					switch {
					case kind == 0:
						tx.BecomeInevitable("test")
					case kind == 1:
						tx.BecomeExclusive("test")
					case kind == 2 && attempts == 1:
						tx.Conflict()
					case kind == 3:
						tx.OrElse(func() { all[j].set(tx, -5); tx.Retry() }, func() {})
					}
					all[j].set(tx, all[j].get(tx)+1)
				})
				if r.IntN(4) == 0 {
					tx.Share()
				}
			}
		})
	}
	wg.Wait()
	tx := e.NewTx()
	tx.Run(func() {
		sum := 0
		for _, c := range all {
			sum += c.get(tx)
		}
		if sum != 100*cells {
			t.Errorf("sum %d", sum)
		}
	})
	if slices.ContainsFunc(*e.slots.Load(), func(s *slot) bool { return s.status.Load()&stateMask != stateIdle }) {
		t.Error("an attempt is in flight")
	}
}
