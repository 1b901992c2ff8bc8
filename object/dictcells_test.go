package object

import (
	"math/rand"
	"sync"
	"testing"

	"github.com/weftpy/weft/stm"
)

func intDict(n int) *Dict {
	d := NewDict(nil)
	for i := range int64(n) {
		d.first.add(nil, Int(i), Int(100), i)
	}
	return d
}

// addTo is d[k] += n.
func addTo(th *Thread, d *Dict, k Value, n int64) {
	v, _ := d.Get(th, k)
	d.Set(th, k, Int(v.Int()+n))
}

// overlap runs f as a transaction of a, and when that is about to commit for the first
// time, g.
func overlap(a *Thread, f, g func()) {
	for done := false; !done; g = func() {} {
		done = a.Tx.Guard(func() {
			a.Tx.Begin()
			f()
			g()
			a.Tx.Commit()
		}) == stm.Done
	}
}

// TestDictsSplit makes sure that transactions that change different keys of a dict
// soon do not conflict any more, whether they lie in one card or not, and that they do
// not conflict with insertions then.
func TestDictsSplit(t *testing.T) {
	for _, size := range []int{2, 9, bigDict + 1, 1000} {
		threads, alone := parallelThreads(t, 3)
		a, b, c := threads[0], threads[1], threads[2]
		d := intDict(size)
		round := func(i int) {
			j := i * 2 % size
			overlap(a, func() { addTo(a, d, Int(int64(j)), 1) }, func() {
				b.Tx.Run(func() { addTo(b, d, Int(int64((j+1)%size)), 1) })
			})
		}
		for i := range 2000 {
			round(i)
		}
		if n := engineStats(a).Aborts; n > 80 { // b loses often, because a goes on only after it
			t.Errorf("%d keys: %d conflicts until all is split", size, n)
		}
		before := engineStats(a).Aborts
		for i := range 50 {
			overlap(a, func() { addTo(a, d, Int(0), 1) }, func() {
				overlap(b, func() { addTo(b, d, Int(1), 1) }, func() {
					c.Tx.Run(func() { d.Set(c, Int(int64(-1-i)), Int(0)) })
				})
			})
		}
		if n := engineStats(a).Aborts - before; n != 0 {
			t.Errorf("%d keys: %d conflicts with insertions", size, n)
		}
		th := alone()
		sum := int64(0)
		for _, k := range d.Keys(th) {
			v, _ := d.Get(th, k)
			sum += v.Int()
		}
		if want := int64(100*size + 4000 + 100); sum != want || d.Len(th) != size+50 {
			t.Errorf("%d keys: sum %d, want %d; length %d", size, sum, want, d.Len(th))
		}
		checkDict(t, th, d)
	}
}

// TestListsSplit makes sure that transactions that change different items of a list
// soon do not conflict any more.
func TestListsSplit(t *testing.T) {
	for _, size := range []int{2, 200, bigList + 1, 1000} {
		threads, alone := parallelThreads(t, 2)
		a, b := threads[0], threads[1]
		l := NewList(nil, nil)
		for range size {
			l.first.Items = append(l.first.Items, Int(0))
		}
		add := func(th *Thread, i int) {
			v, _ := l.At(th, i)
			l.set(th, i, Int(v.Int()+1))
		}
		for i := range 2000 {
			j := i * 2 % size
			overlap(a, func() { add(a, j) }, func() { b.Tx.Run(func() { add(b, (j+1)%size) }) })
			if i%500 == 300 {
				a.Tx.Run(func() { l.Append(a, Int(0)) })
			}
		}
		if n := engineStats(a).Aborts; n > 80 { // b loses often, because a goes on only after it
			t.Errorf("%d items: %d conflicts", size, n)
		}
		before := engineStats(a).Aborts
		for i := range size - 1 {
			overlap(a, func() { add(a, i) }, func() { b.Tx.Run(func() { add(b, i+1) }) })
		}
		if n := engineStats(a).Aborts - before; n != 0 {
			t.Errorf("%d items: %d conflicts in the end", size, n)
		}
		th := alone()
		sum := int64(0)
		for _, v := range l.Items(th) {
			sum += v.Int()
		}
		if want := int64(4000 + 2*(size-1)); sum != want || l.Len(th) != size+4 {
			t.Errorf("%d items: sum %d, want %d; length %d", size, sum, want, l.Len(th))
		}
	}
}

// TestDictTransfers moves amounts between the keys of a dict, while keys are deleted and
// come back, and the dict is taken as a whole, so that cards are split, retired, and
// made anew. Every transaction must see the same sum.
func TestDictTransfers(t *testing.T) {
	seed := cardTestSeed(t)
	for round, size := range []int{3, 40, 40, 300, 1000} {
		threads, alone := parallelThreads(t, 4)
		d := intDict(size)
		check := func(th *Thread) {
			sum, n := int64(0), 0
			for k, v, pos, ok := d.NextEntry(th, 0); ok; k, v, pos, ok = d.NextEntry(th, pos) {
				if got, _ := d.Get(th, k); got != v {
					t.Errorf("d[%v] is %v, and %v in a loop", k, got, v)
				}
				sum += v.Int()
				n++
			}
			if sum != int64(100*size) || n != d.Len(th) {
				t.Errorf("sum %d of %d keys, want %d; length %d", sum, n, 100*size, d.Len(th))
				panic(errGiveUp)
			}
		}
		// step does one thing; it panics with errGiveUp now and then.
		step := func(th *Thread, rnd *rand.Rand) {
			from, to := Int(rnd.Int63n(int64(size))), Int(rnd.Int63n(int64(size)))
			kind := rnd.Intn(200)
			if kind < 150 {
				for range 1 + rnd.Intn(4) {
					if ok, _ := d.Has(th, from); !ok {
						return
					}
					addTo(th, d, from, -1)
					if ok, _ := d.Has(th, to); ok {
						addTo(th, d, to, 1)
					} else {
						d.Set(th, to, Int(1))
					}
				}
				return
			}
			switch {
			case kind < 170:
				v, _ := d.Delete(th, from)
				if v.O == nil {
					return
				}
				if w, _ := d.Get(th, from); w.O != nil {
					t.Errorf("d[%v] is %v after deletion", from, w)
				}
				if rnd.Intn(2) == 0 {
					d.Set(th, from, v)
				} else if w, _ := d.Get(th, to); w.O != nil {
					d.Set(th, to, Int(w.Int()+v.Int()))
				} else {
					d.Set(th, to, v)
				}
			case kind < 173:
				sum := int64(0)
				for _, k := range d.Keys(th) {
					v, _ := d.Get(th, k)
					sum += v.Int()
				}
				d.Clear(th)
				for i := range size - 1 {
					d.Set(th, Int(int64(i+1)), Int(100))
				}
				d.Set(th, Int(0), Int(sum-int64(100*(size-1))))
			case kind < 178:
				d.Move(th, from, rnd.Intn(2) == 0)
			case kind < 185:
				if k, v, _ := d.PopItem(th); k.O != nil {
					d.Set(th, k, v)
				}
			case kind < 190:
				panic(errGiveUp)
			}
			check(th)
		}
		var wg sync.WaitGroup
		for k, th := range threads {
			rnd := rand.New(rand.NewSource(seed + int64(round*10+k)))
			wg.Add(1)
			go func() {
				defer wg.Done()
				for range 20 * cardTransactions() {
					s := rnd.Int63()
					try(th, func() { step(th, rand.New(rand.NewSource(s))) })
				}
			}()
		}
		wg.Wait()
		th := alone()
		check(th)
		checkDict(t, th, d)
	}
}

// TestUndoneSeal: an attempt that runs alone, and has appended a card to a dict and then
// changed an older one, is undone.
func TestUndoneSeal(t *testing.T) {
	threads, alone := parallelThreads(t, 1)
	th := threads[0]
	d := intDict(bigDict + 1)
	th.Tx.Run(func() { d.Set(th, Int(0), Int(1)) }) // makes it carded
	th.Tx.RunAlone(true)
	for _, undo := range []bool{true, false, true} {
		th.Tx.Begin()
		if b := d.open(th); b.cards == nil {
			t.Fatal("the dict is flat")
		}
		n := d.Len(th)
		for i := range 2 * cardSize {
			d.Set(th, Int(int64(-n-i)), Int(0))
		}
		for i := range 10 {
			d.Delete(th, Int(int64(10+i)))
		}
		if undo {
			th.Tx.Abort()
		} else {
			th.Tx.Commit()
		}
		th.Tx.Run(func() {
			keys := 0
			for _, _, pos, ok := d.NextEntry(th, 0); ok; _, _, pos, ok = d.NextEntry(th, pos) {
				keys++
			}
			if keys != d.Len(th) || undo != (keys == n) {
				t.Errorf("undone %v: length %d, was %d, has %d keys", undo, d.Len(th), n, keys)
			}
		})
	}
	th.Tx.RunAlone(false)
	checkDict(t, alone(), d)
}

// TestLastKey: who takes the last key out of a dict is noticed by who assigns to it without
// opening the dict.
func TestLastKey(t *testing.T) {
	threads, alone := parallelThreads(t, 2)
	a, b := threads[0], threads[1]
	d := intDict(bigDict + 1)
	a.Tx.Run(func() {
		for i := range bigDict {
			d.Delete(a, Int(int64(i+1)))
		}
	})
	overlap(a, func() {
		d.Get(a, Int(0))
		d.Set(a, Int(0), Int(7))
	}, func() {
		b.Tx.Run(func() { d.Delete(b, Int(0)) })
	})
	th := alone()
	if v, _ := d.Get(th, Int(0)); v != Int(7) || d.Len(th) != 1 {
		t.Errorf("d[0] is %v, length %d", v, d.Len(th))
	}
}
