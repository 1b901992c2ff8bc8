package main

import "math/rand/v2"

// A workload is a data structure and what is done with it. operation does one transaction,
// that of the queue two.
type workload struct {
	name      string
	operation func(r *rand.Rand)
	check     func() string // what is wrong, or ""
}

// workloads returns all of them, built in a store.
func workloads[TX any, R comparable, S store[TX, R]](s S) []workload {
	return []workload{hashMap[TX, R](s), hashSet[TX, R](s), tree[TX, R](s), bank[TX, R](s), queue[TX, R](s)}
}

// array returns places that hold n.
func array[TX any, R comparable, S store[TX, R]](s S, size int, n node[R]) []R {
	places := make([]R, size)
	s.atomically(true, func(tx TX) {
		for i := range places {
			places[i] = s.fresh(tx, n)
		}
	})
	return places
}

// hashMap is a map of 10,000 keys in as many chains: 95 % look a key up, 5 % set one.
func hashMap[TX any, R comparable, S store[TX, R]](s S) workload {
	const keys = 10_000
	var none R
	chains := array[TX, R](s, keys, node[R]{})
	find := func(tx TX, k int) R {
		for at := s.load(tx, chains[k]).left; at != none; {
			n := s.load(tx, at)
			if n.k == k {
				return at
			}
			at = n.left
		}
		return none
	}
	s.atomically(true, func(tx TX) {
		for k, c := range chains {
			s.save(tx, c, node[R]{left: s.fresh(tx, node[R]{k: k})})
		}
	})
	return workload{"map", func(r *rand.Rand) {
		k := r.IntN(keys)
		if r.IntN(20) != 0 {
			s.atomically(false, func(tx TX) { find(tx, k) })
			return
		}
		s.atomically(true, func(tx TX) {
			at := find(tx, k)
			n := s.load(tx, at)
			n.red = !n.red
			s.save(tx, at, n)
		})
	}, func() (wrong string) {
		for k := range keys {
			s.atomically(false, func(tx TX) {
				if find(tx, k) == none {
					wrong = "a key is missing"
				}
			})
		}
		return wrong
	}}
}

// hashSet is a set of numbers below 2,048 in 256 sorted chains: 90 % look for one, 10 %
// insert or remove one.
func hashSet[TX any, R comparable, S store[TX, R]](s S) workload {
	const keys, chains = 2048, 256
	var none R
	heads := array[TX, R](s, chains, node[R]{k: -1})
	find := func(tx TX, k int) (before R, n node[R], at R, found bool) {
		before = heads[k%chains]
		n = s.load(tx, before)
		for at = n.left; at != none; at = n.left {
			next := s.load(tx, at)
			if next.k >= k {
				return before, n, at, next.k == k
			}
			before, n = at, next
		}
		return before, n, at, false
	}
	insert := func(tx TX, k int) {
		if before, n, at, found := find(tx, k); !found {
			n.left = s.fresh(tx, node[R]{k: k, left: at})
			s.save(tx, before, n)
		}
	}
	remove := func(tx TX, k int) {
		if before, n, at, found := find(tx, k); found {
			n.left = s.load(tx, at).left
			s.save(tx, before, n)
		}
	}
	for k := 0; k < keys; k += 2 {
		s.atomically(true, func(tx TX) { insert(tx, k) })
	}
	return workload{"set", func(r *rand.Rand) {
		k := r.IntN(keys)
		switch r.IntN(20) {
		case 0:
			s.atomically(true, func(tx TX) { insert(tx, k) })
		case 1:
			s.atomically(true, func(tx TX) { remove(tx, k) })
		default:
			s.atomically(false, func(tx TX) { find(tx, k) })
		}
	}, func() (wrong string) {
		s.atomically(false, func(tx TX) {
			for i, h := range heads {
				last := -1
				for at := s.load(tx, h).left; at != none; {
					n := s.load(tx, at)
					if n.k <= last || n.k%chains != i {
						wrong = "not sorted"
					}
					last, at = n.k, n.left
				}
			}
		})
		return wrong
	}}
}

// bank has 1,024 accounts: 90 % move money between two, 10 % add up 64.
func bank[TX any, R comparable, S store[TX, R]](s S) workload {
	const accounts, balance = 1024, 1000
	as := array[TX, R](s, accounts, node[R]{k: balance})
	move := func(tx TX, a R, n int) {
		x := s.load(tx, a)
		x.k += n
		s.save(tx, a, x)
	}
	return workload{"bank", func(r *rand.Rand) {
		i, j := r.IntN(accounts), r.IntN(accounts)
		if r.IntN(10) == 0 {
			s.atomically(false, func(tx TX) {
				for k := range 64 {
					s.load(tx, as[(i+k)%accounts])
				}
			})
			return
		}
		s.atomically(true, func(tx TX) {
			move(tx, as[i], -1)
			move(tx, as[j], 1)
		})
	}, func() string {
		sum := 0
		s.atomically(false, func(tx TX) {
			sum = 0
			for _, a := range as {
				sum += s.load(tx, a).k
			}
		})
		if sum != accounts*balance {
			return "money is lost"
		}
		return ""
	}}
}

// queue is a linked queue with 100 items: one is put, and one is taken.
func queue[TX any, R comparable, S store[TX, R]](s S) workload {
	const items = 100
	var none R
	ends := array[TX, R](s, 2, node[R]{}) // the first item is left of one, the last left of the other
	put := func(tx TX, k int) {
		n := s.fresh(tx, node[R]{k: k})
		if last := s.load(tx, ends[1]).left; last == none {
			s.save(tx, ends[0], node[R]{left: n})
		} else {
			l := s.load(tx, last)
			l.left = n
			s.save(tx, last, l)
		}
		s.save(tx, ends[1], node[R]{left: n})
	}
	take := func(tx TX) bool {
		first := s.load(tx, ends[0]).left
		if first == none {
			return false
		}
		next := s.load(tx, first).left
		s.save(tx, ends[0], node[R]{left: next})
		if next == none {
			s.save(tx, ends[1], node[R]{})
		}
		return true
	}
	for i := range items {
		s.atomically(true, func(tx TX) { put(tx, i) })
	}
	// Made once: what is measured is the memory, not the allocation of closures.
	putOne, takeOne := func(tx TX) { put(tx, 1) }, func(tx TX) { take(tx) }
	return workload{"queue", func(r *rand.Rand) {
		s.atomically(true, putOne)
		s.atomically(true, takeOne)
	}, func() string {
		n, more := 0, true
		for ; more; n++ {
			s.atomically(true, func(tx TX) { more = take(tx) })
		}
		for i := range items {
			s.atomically(true, func(tx TX) { put(tx, i) })
		}
		if n-1 != items {
			return "items are lost"
		}
		return ""
	}}
}
