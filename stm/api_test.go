package stm

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"
)

func TestVarErrorUndoes(t *testing.T) {
	x := NewVar(1)
	var zero Var[string]
	fail := errors.New("fail")
	err := Atomically(func(tx *Tx) error {
		x.Set(tx, 2)
		zero.Set(tx, "changed")
		return fail
	})
	if err != fail || x.Load() != 1 || zero.Load() != "" {
		t.Error(err, x.Load(), zero.Load())
	}
}

// TestInit: a Var that a transaction makes with Init can be changed in it, and is there for
// others once it has committed.
func TestInit(t *testing.T) {
	var list Var[*Var[int]]
	Atomically(func(tx *Tx) error {
		x := new(Var[int])
		x.Init(tx, 1)
		list.Set(tx, x)
		x.Set(tx, x.Get(tx)+1)
		if len(tx.writes) != 1 {
			t.Errorf("%d writes", len(tx.writes))
		}
		return nil
	})
	if v := list.Load().Load(); v != 2 {
		t.Error(v)
	}
	Atomically(func(tx *Tx) error {
		list.Get(tx).Update(tx, func(v int) int { return v + 1 })
		return nil
	})
	if v := list.Load().Load(); v != 3 {
		t.Error(v)
	}
}

func TestPanicUndoes(t *testing.T) {
	x := NewVar(1)
	func() {
		defer func() {
			if r := recover(); r != "oops" {
				t.Error(r)
			}
		}()
		Atomically(func(tx *Tx) error {
			x.Set(tx, 2)
			panic("oops")
		})
	}()
	if x.Load() != 1 {
		t.Error(x.Load())
	}
	// Goexit likewise.
	done := make(chan bool)
	go func() {
		defer close(done)
		Atomically(func(tx *Tx) error {
			x.Set(tx, 3)
			runtime.Goexit()
			return nil
		})
	}()
	<-done
	if err := Atomically(func(tx *Tx) error { x.Set(tx, x.Get(tx)+1); return nil }); err != nil || x.Load() != 2 {
		t.Error(err, x.Load())
	}
}

// TestSwallowedConflict: somebody on the way recovers from the panic that unwinds an
// attempt. It is undone all the same.
func TestSwallowedConflict(t *testing.T) {
	x := NewVar(1)
	runs := 0
	err := Atomically(func(tx *Tx) error {
		runs++
		x.Set(tx, x.Get(tx)+1)
		if runs == 1 {
			func() {
				defer func() { recover() }()
				tx.conflict(Injected, nil, nil, nil, 0)
			}()
		}
		return nil
	})
	if err != nil || runs != 2 || x.Load() != 2 {
		t.Error(err, runs, x.Load())
	}
}

func TestRetryWakes(t *testing.T) {
	x, other := NewVar(0), NewVar(0)
	runs := 0
	got := make(chan int)
	go func() {
		var v int
		Atomically(func(tx *Tx) error {
			runs++
			v = x.Get(tx)
			tx.Check(v >= 2)
			return nil
		})
		got <- v
	}()
	waitFor(t, func() bool { return Default.Sleeping() == 1 })
	for range 100 {
		Atomically(func(tx *Tx) error { other.Update(tx, func(n int) int { return n + 1 }); return nil })
	}
	Atomically(func(tx *Tx) error { x.Set(tx, 1); return nil })
	waitFor(t, func() bool { return Default.Sleeping() == 1 })
	Atomically(func(tx *Tx) error { x.Set(tx, 2); return nil })
	if v := <-got; v != 2 {
		t.Error(v)
	}
	if runs > 3 {
		t.Errorf("woken %d times for two changes", runs-1)
	}
	if n := Default.Sleeping(); n != 0 {
		t.Errorf("%d sleepers left", n)
	}
}

// waitFor waits until cond holds.
func waitFor(t *testing.T, cond func() bool) {
	t.Helper()
	for !cond() {
		time.Sleep(50 * time.Microsecond)
	}
}

func TestOrElse(t *testing.T) {
	a, b, c := NewVar(0), NewVar(0), NewVar(0)
	take := func(x *Var[int]) func(tx *Tx) error {
		return func(tx *Tx) error {
			c.Set(tx, c.Get(tx)+10)
			v := x.Get(tx)
			x.Set(tx, v-1)
			tx.OnAbort(func() {})
			tx.Check(v > 0)
			return nil
		}
	}
	try := func() error {
		return Atomically(func(tx *Tx) error {
			c.Set(tx, c.Get(tx)+1)
			return OrElse(take(a), OrElse(take(b), func(*Tx) error { return errors.New("none") }))(tx)
		})
	}
	if err := try(); err == nil || c.Load() != 0 {
		t.Error(err, c.Load())
	}
	Atomically(func(tx *Tx) error { b.Set(tx, 1); return nil })
	if err := try(); err != nil || c.Load() != 11 || b.Load() != 0 || a.Load() != 0 {
		t.Error(err, a.Load(), b.Load(), c.Load())
	}
	// Both retry: sleeps until one can go on.
	done := make(chan error)
	go func() { done <- Atomically(OrElse(take(a), take(b))) }()
	waitFor(t, func() bool { return Default.Sleeping() == 1 })
	Atomically(func(tx *Tx) error { a.Set(tx, 1); return nil })
	if err := <-done; err != nil || a.Load() != 0 || c.Load() != 21 {
		t.Error(err, a.Load(), c.Load())
	}
}

// TestOrElseNewborn: what was made before the alternative is changed in it, and must be as
// before.
func TestOrElseNewborn(t *testing.T) {
	e := newParallel()
	tx := e.NewTx()
	old := newCell(1)
	var young *cell
	tx.Run(func() {
		young = newCellIn(tx, 5)
		old.set(tx, 2)
		tx.OrElse(func() {
			young.set(tx, 6)
			old.set(tx, 3)
			inner := newCellIn(tx, 1)
			inner.set(tx, 2)
			tx.OrElse(func() { young.set(tx, 7); tx.Retry() }, func() {
				if young.get(tx) != 6 || inner.get(tx) != 2 {
					t.Error("inner", young.get(tx), inner.get(tx))
				}
			})
			tx.Retry()
		}, func() {
			if young.get(tx) != 5 || old.get(tx) != 2 {
				t.Error(young.get(tx), old.get(tx))
			}
			young.set(tx, 8)
		})
	})
	tx.Run(func() {
		if young.get(tx) != 8 || old.get(tx) != 2 {
			t.Error(young.get(tx), old.get(tx))
		}
	})
}

func TestNestedError(t *testing.T) {
	x, y := NewVar(0), NewVar(0)
	err := Atomically(func(tx *Tx) error {
		x.Set(tx, 1)
		if err := tx.Atomically(func(tx *Tx) error { x.Set(tx, 2); y.Set(tx, 2); return errors.New("part") }); err == nil {
			t.Error("no error")
		}
		return tx.Atomically(func(tx *Tx) error { y.Set(tx, y.Get(tx)+3); return nil })
	})
	if err != nil || x.Load() != 1 || y.Load() != 3 {
		t.Error(err, x.Load(), y.Load())
	}
}

func TestContext(t *testing.T) {
	x := NewVar(0)
	ctx, cancel := context.WithCancelCause(context.Background())
	done := make(chan error)
	go func() {
		done <- AtomicallyContext(ctx, func(tx *Tx) error {
			x.Get(tx)
			tx.Retry()
			return nil
		})
	}()
	waitFor(t, func() bool { return Default.Sleeping() == 1 })
	why := errors.New("why")
	cancel(why)
	if err := <-done; err != why {
		t.Error(err)
	}
	if err := AtomicallyContext(ctx, func(tx *Tx) error { t.Error("run"); return nil }); err != why {
		t.Error(err)
	}
	if n := Default.Sleeping(); n != 0 {
		t.Errorf("%d sleepers left", n)
	}
	if err := AtomicallyContext(context.Background(), func(tx *Tx) error { x.Set(tx, 1); return nil }); err != nil {
		t.Error(err)
	}
}

// TestContextBetweenAttempts: a transaction that loses again and again is given up, too.
func TestContextBetweenAttempts(t *testing.T) {
	x := NewVar(0)
	ctx, cancel := context.WithCancel(context.Background())
	runs := 0
	err := AtomicallyContext(ctx, func(tx *Tx) error {
		runs++
		x.Set(tx, runs)
		if runs == 3 {
			cancel()
		}
		tx.conflict(Injected, nil, nil, nil, 0)
		return nil
	})
	if err != context.Canceled || runs != 3 || x.Load() != 0 {
		t.Error(err, runs, x.Load())
	}
	// An attempt that commits is not called back.
	ctx, cancel = context.WithCancel(context.Background())
	err = AtomicallyContext(ctx, func(tx *Tx) error { x.Set(tx, 5); cancel(); return nil })
	if err != nil || x.Load() != 5 {
		t.Error(err, x.Load())
	}
	// Nor does the next user of the Tx find anything left.
	if err := Atomically(func(tx *Tx) error {
		if tx.ctx != nil || tx.Poll.Load()&pollCancel != 0 {
			t.Error("the context is still there")
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// countingContext counts what waits for it to be done.
type countingContext struct {
	context.Context
	waiting int
}

// Value hides that the context inside could do without AfterFunc.
func (c *countingContext) Value(any) any { return nil }

func (c *countingContext) AfterFunc(f func()) func() bool {
	c.waiting++
	stop := context.AfterFunc(c.Context, f)
	return func() bool {
		c.waiting--
		return stop()
	}
}

// TestContextLetsGo: when AtomicallyContext has come to its end, however it did, the context
// does not keep anything of it.
func TestContextLetsGo(t *testing.T) {
	parent, cancel := context.WithCancel(context.Background())
	defer cancel()
	ctx := &countingContext{Context: parent}
	x := NewVar(0)
	failed := errors.New("failed")
	for name, end := range map[string]func() error{
		"commit":   func() error { return nil },
		"error":    func() error { return failed },
		"conflict": func() error { return nil },
		"panic":    func() error { panic(failed) },
		"Goexit":   func() error { runtime.Goexit(); return nil },
	} {
		done := make(chan bool)
		go func() {
			defer close(done)
			defer func() { recover() }()
			attempts := 0
			AtomicallyContext(ctx, func(tx *Tx) error {
				x.Set(tx, 1)
				if attempts++; name == "conflict" && attempts < 3 {
					tx.Conflict()
				}
				if ctx.waiting != 1 {
					t.Errorf("%s: %d wait for the context", name, ctx.waiting)
				}
				return end()
			})
		}()
		<-done
		if ctx.waiting != 0 {
			t.Errorf("%s: %d wait for the context afterwards", name, ctx.waiting)
		}
	}
}

// TestPublication: what a Var points at has been prepared by plain stores. The race detector
// looks on.
func TestPublication(t *testing.T) {
	type message struct{ n, twice int }
	var x Var[*message]
	var wg sync.WaitGroup
	const last = 500
	wg.Go(func() {
		for n := range last + 1 {
			m := &message{n: n}
			m.twice = 2 * n
			Atomically(func(tx *Tx) error { x.Set(tx, m); return nil })
		}
	})
	check := func(m *message) bool {
		if m == nil {
			return false
		}
		if m.twice != 2*m.n {
			t.Error(*m)
		}
		return m.n == last
	}
	wg.Go(func() {
		for !check(x.Load()) {
			runtime.Gosched()
		}
	})
	wg.Go(func() {
		var m, seen *message
		for !check(m) {
			Atomically(func(tx *Tx) error {
				m = x.Get(tx)
				tx.Check(m != seen)
				return nil
			})
			seen = m
		}
	})
	wg.Wait()
}

// TestNewCounter: a counter that a transaction has made is its own until it commits.
func TestNewCounter(t *testing.T) {
	var shared Var[*Counter]
	Atomically(func(tx *Tx) error {
		c := NewCounter(tx)
		c.Add(tx, 3)
		if n := c.Value(tx); n != 3 {
			t.Error(n)
		}
		c.Add(tx, -1)
		if len(tx.updates) != 0 {
			t.Error("an addition is held back")
		}
		shared.Set(tx, c)
		return nil
	})
	Atomically(func(tx *Tx) error {
		c := shared.Get(tx)
		c.Add(tx, 40)
		if n := c.Value(tx); n != 42 {
			t.Error(n)
		}
		return nil
	})
}

// kindOf is a type for each T.
type kindOf[T any] struct{ _ T }

// TestVarKinds: each type has one kind, however many types compete for the places of the table.
func TestVarKinds(t *testing.T) {
	kinds := make(map[*Kind]bool)
	seen := func(k *Kind) {
		if k.Clone == nil || kinds[k] {
			t.Errorf("kind %s", k.Name)
		}
		kinds[k] = true
	}
	saved := new([len(recentKinds)]*typeKind)
	for i := range recentKinds { // all places taken
		saved[i] = recentKinds[i].Swap(&typeKind{})
	}
	seen(varKind[kindOf[int8]]())
	seen(varKind[kindOf[int16]]())
	seen(varKind[kindOf[int32]]())
	seen(varKind[kindOf[kindOf[int8]]]())
	for i := range recentKinds {
		recentKinds[i].Store(nil)
	}
	for range 2 {
		for _, k := range []*Kind{varKind[kindOf[int8]](), varKind[kindOf[int16]](), varKind[kindOf[int32]](), varKind[kindOf[kindOf[int8]]]()} {
			if !kinds[k] {
				t.Errorf("%s has a second kind", k.Name)
			}
		}
	}
	for i := range recentKinds {
		recentKinds[i].Store(saved[i])
	}
	x := NewVar(kindOf[int8]{})
	Atomically(func(tx *Tx) error {
		x.Set(tx, kindOf[int8]{})
		if k := tx.writes[0].k; !kinds[k] {
			t.Errorf("written as %s", k.Name)
		}
		return nil
	})
}

func TestCounter(t *testing.T) {
	var c Counter
	before := Default.Stats()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 1000 {
				Atomically(func(tx *Tx) error { c.Add(tx, 2); c.Add(tx, -1); return nil })
			}
		})
	}
	wg.Wait()
	Atomically(func(tx *Tx) error {
		if n := c.Value(tx); n != 4000 {
			t.Error(n)
		}
		return nil
	})
	if n := Default.Stats().Aborts - before.Aborts; n != 0 {
		t.Errorf("%d aborts", n)
	}
}

func TestTQueue(t *testing.T) {
	for _, bound := range []int{0, 1, 7} {
		t.Run(fmt.Sprint(bound), func(t *testing.T) {
			q := NewTQueue[[2]int](bound)
			const producers, each = 3, 500
			var wg sync.WaitGroup
			for p := range producers {
				wg.Go(func() {
					for i := range each {
						Atomically(func(tx *Tx) error { q.Put(tx, [2]int{p, i}); return nil })
					}
				})
			}
			last := [producers]int{-1, -1, -1}
			for range producers * each {
				var v [2]int
				Atomically(func(tx *Tx) error {
					if n := q.Len(tx); bound != 0 && n > bound {
						t.Errorf("%d items", n)
					}
					v = q.Get(tx)
					return nil
				})
				if v[1] != last[v[0]]+1 {
					t.Fatalf("%v after %d", v, last[v[0]])
				}
				last[v[0]] = v[1]
			}
			wg.Wait()
			Atomically(func(tx *Tx) error {
				if _, ok := q.TryGet(tx); ok || q.Len(tx) != 0 {
					t.Error("not empty")
				}
				return nil
			})
		})
	}
}

func TestTQueuePeek(t *testing.T) {
	for _, bound := range []int{0, 2} {
		q := NewTQueue[string](bound)
		Atomically(func(tx *Tx) error {
			if v, ok := q.Peek(tx); ok {
				t.Error(v)
			}
			q.Put(tx, "a")
			q.Put(tx, "b")
			if room := q.TryPut(tx, "c"); room != (bound == 0) {
				t.Errorf("bound %d: room %v", bound, room)
			}
			for range 2 {
				if v, ok := q.Peek(tx); v != "a" || !ok {
					t.Error(v, ok)
				}
			}
			if v := q.Get(tx); v != "a" {
				t.Error(v)
			}
			if v, _ := q.Peek(tx); v != "b" {
				t.Error(v)
			}
			return nil
		})
	}
}

// TestTMapBreak: a loop over a map may end early, wherever that is.
func TestTMapBreak(t *testing.T) {
	var m TMap[int, int]
	const n = 2000 // enough for branches
	Atomically(func(tx *Tx) error {
		for i := range n {
			m.Set(tx, i, i)
		}
		for stop := 1; stop < n; stop += 97 {
			seen := 0
			for k, v := range m.All(tx) {
				if k != v {
					t.Error(k, v)
				}
				if seen++; seen == stop {
					break
				}
			}
			if seen != stop {
				t.Errorf("%d of %d", seen, stop)
			}
		}
		return nil
	})
}

func TestTMap(t *testing.T) {
	var m TMap[int, string]
	const n = 3000
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Go(func() {
			for i := w; i < n; i += 3 {
				Atomically(func(tx *Tx) error { m.Set(tx, i, fmt.Sprint(i)); return nil })
			}
		})
	}
	wg.Wait()
	Atomically(func(tx *Tx) error {
		if m.Len(tx) != n {
			t.Error(m.Len(tx))
		}
		seen := make(map[int]bool)
		for k, v := range m.All(tx) {
			if seen[k] || v != fmt.Sprint(k) {
				t.Error(k, v)
			}
			seen[k] = true
		}
		if len(seen) != n {
			t.Error(len(seen))
		}
		for i := range n {
			if i%2 == 0 && !m.Delete(tx, i) {
				t.Error("not there", i)
			}
		}
		if m.Delete(tx, 0) || m.Len(tx) != n/2 {
			t.Error(m.Len(tx))
		}
		for k := range m.Keys(tx) {
			if k%2 == 0 {
				t.Error(k)
			}
			if v, ok := m.Get(tx, k); !ok || v != fmt.Sprint(k) {
				t.Error(k, v)
			}
		}
		return nil
	})
}

// TestTMapKeys: transactions that set existing keys do not conflict.
func TestTMapKeys(t *testing.T) {
	var m TMap[int, int]
	Atomically(func(tx *Tx) error {
		for i := range 100 {
			m.Set(tx, i, 0)
		}
		return nil
	})
	before := Default.Stats()
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range 2000 {
				Atomically(func(tx *Tx) error {
					k := w*25 + i%25
					v, _ := m.Get(tx, k)
					m.Set(tx, k, v+1)
					return nil
				})
			}
		})
	}
	wg.Wait()
	if n := Default.Stats().Aborts - before.Aborts; n != 0 {
		t.Errorf("%d aborts", n)
	}
}
