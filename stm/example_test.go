package stm_test

import (
	"errors"
	"fmt"
	"sync"

	"github.com/weftpy/weft/stm"
)

// Money is moved between accounts; whatever happens at the same time, none is lost.
func Example_bank() {
	type account struct{ balance stm.Var[int] }
	errFunds := errors.New("insufficient funds")

	transfer := func(from, to *account, amount int) error {
		return stm.Atomically(func(tx *stm.Tx) error {
			to.balance.Set(tx, to.balance.Get(tx)+amount)
			from.balance.Set(tx, from.balance.Get(tx)-amount)
			if from.balance.Get(tx) < 0 {
				return errFunds // undoes both
			}
			return nil
		})
	}

	var a, b account
	stm.Atomically(func(tx *stm.Tx) error {
		a.balance.Set(tx, 100)
		return nil
	})
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { transfer(&a, &b, 7) })
		wg.Go(func() { transfer(&b, &a, 3) })
	}
	wg.Wait()
	fmt.Println(a.balance.Load() + b.balance.Load())
	fmt.Println(transfer(&a, &b, 1000))
	// Output:
	// 100
	// insufficient funds
}

// A buffer with room for two items: who finds it full or empty sleeps until it is not.
func Example_boundedBuffer() {
	q := stm.NewTQueue[int](2)
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range 5 {
			stm.Atomically(func(tx *stm.Tx) error {
				q.Put(tx, i*i)
				return nil
			})
		}
	})
	for range 5 {
		var v int
		stm.Atomically(func(tx *stm.Tx) error {
			v = q.Get(tx)
			return nil
		})
		fmt.Print(v, " ")
	}
	wg.Wait()
	// Output: 0 1 4 9 16
}

// Each philosopher takes both forks at once or none, so there is no deadlock.
func Example_diningPhilosophers() {
	const seats, meals = 5, 100
	var taken [seats]stm.Var[bool]
	var eaten stm.Counter
	var wg sync.WaitGroup
	for i := range seats {
		left, right := &taken[i], &taken[(i+1)%seats]
		wg.Go(func() {
			for range meals {
				stm.Atomically(func(tx *stm.Tx) error {
					tx.Check(!left.Get(tx) && !right.Get(tx))
					left.Set(tx, true)
					right.Set(tx, true)
					return nil
				})
				// Eating.
				stm.Atomically(func(tx *stm.Tx) error {
					left.Set(tx, false)
					right.Set(tx, false)
					eaten.Add(tx, 1)
					return nil
				})
			}
		})
	}
	wg.Wait()
	stm.Atomically(func(tx *stm.Tx) error {
		fmt.Println(eaten.Value(tx), "meals")
		return nil
	})
	// Output: 500 meals
}

// Santa sleeps until nine reindeer or three elves are waiting; reindeer come first. (Trono 1994; the solution with
// transactions is due to Peyton Jones, "Beautiful concurrency", 2007.)
func Example_santaClaus() {
	type group struct {
		size    int
		waiting stm.Var[int] // have come, and wait for Santa
		inside  stm.Var[int] // may go on
	}
	reindeer, elves := &group{size: 9}, &group{size: 3}

	join := func(g *group) {
		stm.Atomically(func(tx *stm.Tx) error {
			n := g.waiting.Get(tx)
			tx.Check(n < g.size && g.inside.Get(tx) == 0)
			g.waiting.Set(tx, n+1)
			return nil
		})
		stm.Atomically(func(tx *stm.Tx) error {
			n := g.inside.Get(tx)
			tx.Check(n > 0)
			g.inside.Set(tx, n-1)
			return nil
		})
	}
	pick := func(g *group) func(tx *stm.Tx) error {
		return func(tx *stm.Tx) error {
			tx.Check(g.waiting.Get(tx) == g.size)
			g.waiting.Set(tx, 0)
			g.inside.Set(tx, g.size)
			return nil
		}
	}

	var wg sync.WaitGroup
	for range 9 {
		wg.Go(func() { join(reindeer) }) // one delivery
	}
	for range 3 {
		wg.Go(func() { // ten groups to meet
			for range 10 {
				join(elves)
			}
		})
	}
	deliveries, meetings := 0, 0
	for range 11 {
		var delivery bool
		stm.Atomically(stm.OrElse(
			func(tx *stm.Tx) error { delivery = true; return pick(reindeer)(tx) },
			func(tx *stm.Tx) error { delivery = false; return pick(elves)(tx) },
		))
		if delivery {
			deliveries++
		} else {
			meetings++
		}
	}
	wg.Wait()
	fmt.Println(deliveries, "delivery,", meetings, "meetings")
	// Output: 1 delivery, 10 meetings
}

// Words are counted by several goroutines. Those that count different words do not get in each other's way.
func ExampleTMap() {
	var count stm.TMap[string, int]
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, w := range []string{"to", "be", "or", "not", "to", "be"} {
				stm.Atomically(func(tx *stm.Tx) error {
					n, _ := count.Get(tx, w)
					count.Set(tx, w, n+1)
					return nil
				})
			}
		})
	}
	wg.Wait()
	stm.Atomically(func(tx *stm.Tx) error {
		be, _ := count.Get(tx, "be")
		not, _ := count.Get(tx, "not")
		fmt.Println(count.Len(tx), be, not)
		return nil
	})
	// Output: 4 8 4
}
