package object

import (
	"maps"
	"math/rand"
	"slices"
	"testing"
)

// contents are what a list, a dict and a set hold.
type contents struct {
	items, keys []Value
	vals        map[Value]Value
	in          []Value
}

func contentsOf(th *Thread, l *List, d *Dict, s *Set) contents {
	c := contents{items: slices.Clone(l.Items(th)), vals: map[Value]Value{}, in: slices.Clone(s.Items(th))}
	for k, v, pos, ok := d.NextEntry(th, 0); ok; k, v, pos, ok = d.NextEntry(th, pos) {
		c.keys = append(c.keys, k)
		c.vals[k] = v
	}
	return c
}

func (c contents) equal(o contents) bool {
	return slices.Equal(c.items, o.items) && slices.Equal(c.keys, o.keys) && maps.Equal(c.vals, o.vals) && slices.Equal(c.in, o.in)
}

// TestContainersAlone changes containers in transactions that run alone. What those have done
// that were given up must not be seen.
func TestContainersAlone(t *testing.T) {
	seed := cardTestSeed(t)
	for round, size := range []int{0, 5, 100, 256, 300, 1000, 2040, 5000} {
		threads, alone := parallelThreads(t, 2)
		rnd := rand.New(rand.NewSource(seed + int64(round)))
		l, d, s := NewList(nil, nil), NewDict(nil), NewSet(nil)
		for i := range size {
			x := Int(int64(i))
			l.first.Items = append(l.first.Items, x)
			d.first.add(nil, x, Int(int64(-i)), int64(i))
			pos, _, _ := s.first.probe(makeKey(x, int64(i)), int64(i))
			s.first.put(nil, pos, makeKey(x, int64(i)))
		}
		var last contents
		look := func(th *Thread) contents {
			var c contents
			th.Tx.Run(func() { c = contentsOf(th, l, d, s) })
			return c
		}
		last = look(threads[0])
		for i := range 4 * cardTransactions() {
			th := threads[0]
			if rnd.Intn(30) == 0 {
				th.Tx.Share() // the next transaction is another's
				th = threads[1]
			}
			th.Tx.RunAlone(rnd.Intn(10) != 0)
			n := rnd.Int63()
			lost := false
			if try(th, func() {
				rnd := rand.New(rand.NewSource(n))
				listSteps(t, th, l, rnd)
				dictSteps(t, th, d, s, int64(size)+50, rnd)
				if rnd.Intn(4) == 0 && !lost {
					lost = true
					th.Tx.Conflict()
				}
				if rnd.Intn(4) == 0 {
					panic(errGiveUp)
				}
			}) {
				last = look(th)
			} else if now := look(th); !now.equal(last) {
				t.Fatalf("size %d, transaction %d: what was given up is seen:\n%v\n%v", size, i, now, last)
			}
			if th == threads[1] {
				th.Tx.RunAlone(false)
			}
		}
		threads[0].Tx.RunAlone(false)
		checkDict(t, alone(), d)
	}
}
