package main

import (
	"sync"
	"sync/atomic"

	other "github.com/anacrolix/stm"

	"github.com/weftpy/weft/stm"
)

// A node is what a place of a store holds. All workloads are built of nodes, so that they
// are the same code for each store.
type node[R any] struct {
	k           int
	red         bool
	left, right R
}

// A store is a memory with transactions: TX is a transaction, R a place.
type store[TX any, R comparable] interface {
	name() string
	// atomically runs f as a transaction; write tells whether it may write.
	atomically(write bool, f func(tx TX))
	load(tx TX, r R) node[R]
	save(tx TX, r R, n node[R])
	fresh(tx TX, n node[R]) R
}

// weft is this repository's package stm.
type weft struct{}

type weftPlace struct{ v stm.Var[node[*weftPlace]] }

func (weft) name() string { return "weft/stm" }
func (weft) atomically(_ bool, f func(tx *stm.Tx)) {
	stm.Atomically(func(tx *stm.Tx) error { f(tx); return nil })
}
func (weft) load(tx *stm.Tx, r *weftPlace) node[*weftPlace]    { return r.v.Get(tx) }
func (weft) save(tx *stm.Tx, r *weftPlace, n node[*weftPlace]) { r.v.Set(tx, n) }
func (weft) fresh(tx *stm.Tx, n node[*weftPlace]) *weftPlace {
	r := new(weftPlace)
	r.v.Init(tx, n)
	return r
}

// anacrolix is github.com/anacrolix/stm. It is not opaque: an attempt that is bound to fail
// may see values that never were there together, and crash, or follow a circle of
// references for ever. Such attempts are stopped, counted and run again.
type anacrolix struct{ zombies *atomic.Int64 }

type anacrolixPlace struct{ v *other.Var }

type anacrolixTx struct {
	*other.Tx
	loads int
}

const mostLoads = 100_000 // of an attempt; no workload needs as many

func (anacrolix) name() string { return "anacrolix/stm" }
func (s anacrolix) atomically(_ bool, f func(tx *anacrolixTx)) {
	for crashes := 0; !s.try(f); crashes++ {
		s.zombies.Add(1)
		if crashes == 1000 {
			panic("it crashes on any values")
		}
	}
}
func (anacrolix) try(f func(tx *anacrolixTx)) (ok bool) {
	defer func() {
		if !ok {
			recover()
		}
	}()
	other.Atomically(other.VoidOperation(func(tx *other.Tx) {
		t := anacrolixTx{Tx: tx}
		f(&t)
	}))
	return true
}
func (anacrolix) load(tx *anacrolixTx, r *anacrolixPlace) node[*anacrolixPlace] {
	if tx.loads++; tx.loads > mostLoads {
		panic("a circle")
	}
	return tx.Get(r.v).(node[*anacrolixPlace])
}
func (anacrolix) save(tx *anacrolixTx, r *anacrolixPlace, n node[*anacrolixPlace]) { tx.Set(r.v, n) }
func (anacrolix) fresh(_ *anacrolixTx, n node[*anacrolixPlace]) *anacrolixPlace {
	return &anacrolixPlace{other.NewVar(n)}
}

// locked is a sync.RWMutex around plain memory.
type locked struct{ mu *sync.RWMutex }

type plainPlace struct{ n node[*plainPlace] }

func (locked) name() string { return "sync.RWMutex" }
func (s locked) atomically(write bool, f func(tx struct{})) {
	if write {
		s.mu.Lock()
		defer s.mu.Unlock()
	} else {
		s.mu.RLock()
		defer s.mu.RUnlock()
	}
	f(struct{}{})
}
func (locked) load(_ struct{}, r *plainPlace) node[*plainPlace]      { return r.n }
func (locked) save(_ struct{}, r *plainPlace, n node[*plainPlace])   { r.n = n }
func (locked) fresh(_ struct{}, n node[*plainPlace]) (r *plainPlace) { return &plainPlace{n} }
