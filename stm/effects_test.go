package stm

import (
	"runtime"
	"slices"
	"sync"
	"testing"
)

// TestOutputOfUndone: an attempt that draws a place in the queue of outputs and then fails
// to validate gives the place up; what comes after it is written all the same.
func TestOutputOfUndone(t *testing.T) {
	e := newParallel()
	a, b := e.NewTx(), e.NewTx()
	x, y := newCell(1), newCell(1)
	var out buffer
	a.Begin()
	x.get(a)
	a.Hold(&out, []byte("lost "))
	b.Run(func() {
		x.set(b, 2)
		b.Hold(&out, []byte("kept "))
	})
	y.set(a, 2)
	if o := a.Guard(a.Commit); o != Lost {
		t.Fatal(o)
	}
	a.Begin()
	a.Hold(&out, make([]byte, keepBuffer+1))
	a.Abort()
	if cap(a.effects.buf) != 0 {
		t.Error("a large buffer is kept")
	}
	b.Run(func() { b.Hold(&out, []byte("last")) })
	if s := out.String(); s != "kept last" || len(e.output.queue) != 0 {
		t.Errorf("%q, %d in the queue", s, len(e.output.queue))
	}
}

// TestAbortExclusive: what an exclusive attempt has done stays, but it is not called a
// commit.
func TestAbortExclusive(t *testing.T) {
	e := newParallel()
	tx, other := e.NewTx(), e.NewTx()
	x := newCell(1)
	var log []string
	note := func(s string) func() { return func() { log = append(log, s) } }
	tx.Begin()
	tx.OnCommit(note("commit"))
	tx.OnAbort(note("abort"))
	tx.BecomeExclusive("test")
	x.set(tx, 2)
	tx.Abort()
	other.Run(func() { // the world goes on
		if v := x.get(other); v != 2 {
			t.Error(v)
		}
	})
	if !slices.Equal(log, []string{"abort"}) || e.Stats().Abandoned != 1 {
		t.Errorf("%q, %+v", log, e.Stats())
	}
	// A panic likewise.
	func() {
		defer func() {
			if r := recover(); r != errStress {
				t.Error(r)
			}
		}()
		tx.Run(func() {
			tx.BecomeExclusive("test")
			x.set(tx, 3)
			panic(errStress)
		})
	}()
	other.Run(func() {
		if v := x.get(other); v != 3 {
			t.Error(v)
		}
	})
}

// TestCommitOfCommit: a function that OnCommit has registered may run transactions of the
// same Tx, and register functions in them.
func TestCommitOfCommit(t *testing.T) {
	tx := newParallel().NewTx()
	var log []int
	tx.Run(func() {
		tx.OnCommit(func() {
			log = append(log, 1)
			tx.Run(func() { tx.OnCommit(func() { log = append(log, 2) }) })
		})
		tx.OnCommit(func() { log = append(log, 3) })
	})
	tx.Run(func() {})
	if !slices.Equal(log, []int{1, 2, 3}) {
		t.Error(log)
	}
}

// TestOnCommitAwaited hands something over from one transaction to another, by a variable and
// by a function that is called when the first has committed.
func TestOnCommitAwaited(t *testing.T) {
	e := newParallel()
	var x Var[int]
	var mu sync.Mutex
	given := 0
	done := make(chan bool)
	const rounds = 3000
	go func() {
		defer close(done)
		tx := e.NewTx()
		for i := range rounds {
			give := func() {
				x.Set(tx, x.Get(tx)+1)
				tx.OnCommitAwaited(func() {
					runtime.Gosched()
					mu.Lock()
					given++
					mu.Unlock()
				})
			}
			switch i % 5 {
			case 0:
				tx.Run(give)
			case 3: // if nothing else runs
				tx.RunAlone(true)
				tx.Run(give)
				tx.RunAlone(false)
			case 4: // what is undone is not waited for, neither now nor after the next commit
				tx.Begin()
				give()
				tx.Abort()
				tx.Run(func() { x.Set(tx, x.Get(tx)) })
				tx.AwaitCommitted()
				tx.Run(give)
			case 1:
				tx.BeginInevitable("test")
				give()
				tx.Commit()
			case 2:
				tx.Run(func() {
					tx.BecomeExclusive("test")
					give()
				})
			}
		}
	}()
	tx := e.NewTx()
	for seen := 0; seen < rounds; {
		tx.Run(func() { seen = x.Get(tx) })
		tx.AwaitCommitted()
		mu.Lock()
		if given < seen {
			t.Errorf("%d given, %d seen", given, seen)
		}
		mu.Unlock()
		runtime.Gosched()
	}
	<-done
}
