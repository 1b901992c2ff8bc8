package stm

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// The stress tests run random transactions on shared structures from several goroutines,
// and check what must hold at every moment inside transactions, and what must have come out
// at the end. A step is an access to a Var. With the build tag invariants the package
// checks itself at each of them, and attempts are aborted at random points of the protocol.

// stress is the common part.
type stress struct {
	t      *testing.T
	e      *Engine
	steps  atomic.Int64
	target int64
	seed   uint64
}

func newStress(t *testing.T) *stress {
	s := &stress{t: t, e: newParallel(), target: 300_000, seed: testSeed(t)}
	if longRun {
		s.target = 20_000_000
	}
	s.inject()
	return s
}

// inject aborts attempts at random points, if the build allows it.
func (s *stress) inject() {
	if !invariants || hooks {
		return
	}
	setStepHook(func(tx *Tx, p point) {
		if tx.mode != modeActive {
			return
		}
		switch rand.Uint32() % 512 {
		case 0:
			// As if another had done it: possible at any moment, and must be noticed in
			// time.
			tx.slot.status.CompareAndSwap(tx.active, tx.word(stateAborted))
		case 1, 2, 3:
			runtime.Gosched()
		}
	})
	setInjectFailure(func(tx *Tx) bool { return rand.Uint32()%256 == 0 })
	s.t.Cleanup(func() {
		setStepHook(nil)
		setInjectFailure(nil)
	})
}

var errStress = errors.New("undo")

// run calls work in several goroutines until the target is reached. work does one
// transaction.
func (s *stress) run(work func(r *rand.Rand, tx *Tx)) {
	workers := max(4, runtime.GOMAXPROCS(0)+1)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(s.seed, uint64(w)))
			tx := s.e.NewTx()
			defer tx.Close()
			for s.steps.Load() < s.target && !s.t.Failed() {
				work(r, tx)
			}
		})
	}
	wg.Wait()
	st := s.e.Stats()
	s.t.Logf("%d steps, %+v", s.steps.Load(), st)
	for _, sl := range *s.e.slots.Load() {
		if st := sl.status.Load() & stateMask; st != stateIdle {
			s.t.Errorf("slot %d in state %d", sl.index, st)
		}
	}
}

// atomically runs f as a transaction, now and then in an unusual way. It reports whether it
// committed.
func (s *stress) atomically(r *rand.Rand, tx *Tx, f func()) bool {
	how := r.IntN(100)
	at := r.IntN(3)
	err := tx.Atomically(func(tx *Tx) error {
		switch {
		case how == 0 && at == 0:
			tx.BecomeInevitable("stress")
		case how == 1 && at == 0:
			if r.IntN(10) == 0 {
				tx.BecomeExclusive("stress")
			}
		case how == 2:
			tx.OrElse(func() { f(); tx.Retry() }, f)
			return nil
		case how == 3:
			if tx.Atomically(func(*Tx) error { f(); return errStress }) != errStress {
				panic("nested error lost")
			}
		}
		f()
		switch {
		case how == 0 && at == 1:
			tx.BecomeInevitable("stress")
		case how == 4:
			return errStress
		}
		return nil
	})
	return err == nil
}

func TestStressBank(t *testing.T) {
	s := newStress(t)
	const accounts, total = 24, 24 * 100
	var as [accounts]Var[int]
	boot(s.e, func(tx *Tx) {
		for i := range as {
			as[i].Set(tx, 100)
		}
	})
	check := func(tx *Tx) {
		sum := 0
		for i := range as {
			sum += as[i].Get(tx)
		}
		if sum != total {
			panic(fmt.Sprintf("BUG: total %d", sum)) // also in an attempt that is doomed
		}
		s.steps.Add(accounts)
	}
	s.run(func(r *rand.Rand, tx *Tx) {
		i, j, n := r.IntN(accounts), r.IntN(accounts), r.IntN(50)
		if r.IntN(8) == 0 {
			s.atomically(r, tx, func() { check(tx) }) // a long reader
			return
		}
		s.atomically(r, tx, func() {
			from := as[i].Get(tx)
			as[i].Set(tx, from-n)
			as[j].Set(tx, as[j].Get(tx)+n)
			s.steps.Add(4)
			if r.IntN(16) == 0 {
				check(tx)
			}
		})
	})
	boot(s.e, check)
}

// boot runs f as a transaction of a Tx of its own.
func boot(e *Engine, f func(tx *Tx)) {
	tx := e.NewTx()
	tx.Run(func() { f(tx) })
	tx.Close()
}

// TestStressWriteSkew: of two Vars one must be positive; each transaction takes from one,
// if the sum allows it.
func TestStressWriteSkew(t *testing.T) {
	s := newStress(t)
	var xs [8][2]Var[int]
	s.run(func(r *rand.Rand, tx *Tx) {
		x := &xs[r.IntN(len(xs))]
		i := r.IntN(2)
		add := r.IntN(4) == 0
		s.atomically(r, tx, func() {
			a, b := x[0].Get(tx), x[1].Get(tx)
			if a+b < 0 {
				panic(fmt.Sprintf("BUG: %d + %d", a, b))
			}
			if add {
				x[i].Set(tx, 3)
			} else if a+b > 0 {
				x[i].Set(tx, x[i].Get(tx)-1)
			}
			s.steps.Add(3)
		})
	})
}

// A set of ints.
type intSet interface {
	insert(tx *Tx, k int) bool
	remove(tx *Tx, k int) bool
	contains(tx *Tx, k int) bool
	check(tx *Tx, s *stress) map[int]bool // panics if the structure is not as it should be
}

// stressSet exercises a set. What the transactions report must account for what is in it at
// the end.
func stressSet(t *testing.T, set intSet, keys int) {
	s := newStress(t)
	count := make([]atomic.Int64, keys)
	s.run(func(r *rand.Rand, tx *Tx) {
		what, k, k2 := r.IntN(40), r.IntN(keys), r.IntN(keys)
		var ins, del bool
		if what == 0 {
			s.atomically(r, tx, func() { set.check(tx, s) })
			return
		}
		ok := s.atomically(r, tx, func() {
			s.steps.Add(8) // roughly
			ins, del = false, false
			switch {
			case what < 10:
				if in := set.contains(tx, k); in != set.contains(tx, k) {
					panic("BUG: unstable")
				}
			case what < 20:
				ins = set.insert(tx, k)
			case what < 30:
				del = set.remove(tx, k)
			default: // move k to k2
				if set.contains(tx, k) && !set.contains(tx, k2) {
					del = set.remove(tx, k)
					ins = set.insert(tx, k2)
					if !ins || !del || set.contains(tx, k) || !set.contains(tx, k2) {
						panic("BUG: move")
					}
				}
			}
		})
		if !ok {
			return
		}
		if what >= 30 {
			if ins {
				count[k2].Add(1)
				count[k].Add(-1)
			}
			return
		}
		if ins {
			count[k].Add(1)
		}
		if del {
			count[k].Add(-1)
		}
	})
	boot(s.e, func(tx *Tx) {
		in := set.check(tx, s)
		for k := range count {
			if n := count[k].Load(); n != 0 && n != 1 || in[k] != (n == 1) {
				t.Errorf("key %d: %d insertions more than removals, contained: %v", k, n, in[k])
			}
		}
	})
}

func TestStressList(t *testing.T)     { stressSet(t, new(listSet), 40) }
func TestStressSkipList(t *testing.T) { stressSet(t, new(skipSet), 200) }
func TestStressTree(t *testing.T)     { stressSet(t, new(treeSet), 200) }
func TestStressMap(t *testing.T)      { stressSet(t, new(mapSet), 500) }

// listSet is a sorted linked list.
type listSet struct{ head Var[*listNode] }

type listNode struct {
	k    int
	next Var[*listNode]
}

func (l *listSet) find(tx *Tx, k int) (at *Var[*listNode], n *listNode) {
	at = &l.head
	for n = at.Get(tx); n != nil && n.k < k; n = at.Get(tx) {
		at = &n.next
	}
	return at, n
}

func (l *listSet) contains(tx *Tx, k int) bool {
	_, n := l.find(tx, k)
	return n != nil && n.k == k
}

func (l *listSet) insert(tx *Tx, k int) bool {
	at, n := l.find(tx, k)
	if n != nil && n.k == k {
		return false
	}
	fresh := &listNode{k: k}
	fresh.next.Init(tx, n)
	at.Set(tx, fresh)
	return true
}

func (l *listSet) remove(tx *Tx, k int) bool {
	at, n := l.find(tx, k)
	if n == nil || n.k != k {
		return false
	}
	at.Set(tx, n.next.Get(tx))
	return true
}

func (l *listSet) check(tx *Tx, s *stress) map[int]bool {
	in := make(map[int]bool)
	last := -1
	for n := l.head.Get(tx); n != nil; n = n.next.Get(tx) {
		if n.k <= last {
			panic(fmt.Sprintf("BUG: %d after %d", n.k, last))
		}
		last = n.k
		in[n.k] = true
		s.steps.Add(1)
	}
	return in
}

// skipSet is a skip list; the height of a node follows from its key.
type skipSet struct{ head [skipLevels]Var[*skipNode] }

const skipLevels = 6

type skipNode struct {
	k    int
	next []Var[*skipNode]
}

func (l *skipSet) find(tx *Tx, k int) (at [skipLevels]*Var[*skipNode], n *skipNode) {
	level := l.head[:]
	for i := skipLevels - 1; i >= 0; i-- {
		for n = level[i].Get(tx); n != nil && n.k < k; n = level[i].Get(tx) {
			level = n.next
		}
		at[i] = &level[i]
	}
	return at, n
}

func (l *skipSet) contains(tx *Tx, k int) bool {
	_, n := l.find(tx, k)
	return n != nil && n.k == k
}

func (l *skipSet) insert(tx *Tx, k int) bool {
	at, n := l.find(tx, k)
	if n != nil && n.k == k {
		return false
	}
	height := 1
	for h := uint32(k) * 2654435761; height < skipLevels && h>>31 == 1; h <<= 1 {
		height++
	}
	fresh := &skipNode{k: k, next: make([]Var[*skipNode], height)}
	for i := range fresh.next {
		fresh.next[i].Set(tx, at[i].Get(tx))
		at[i].Set(tx, fresh)
	}
	return true
}

func (l *skipSet) remove(tx *Tx, k int) bool {
	at, n := l.find(tx, k)
	if n == nil || n.k != k {
		return false
	}
	for i := range n.next {
		at[i].Set(tx, n.next[i].Get(tx))
	}
	return true
}

func (l *skipSet) check(tx *Tx, s *stress) map[int]bool {
	in := make(map[int]bool)
	for i := range skipLevels {
		last := -1
		for n := l.head[i].Get(tx); n != nil; n = n.next[i].Get(tx) {
			if n.k <= last || i > 0 && !in[n.k] {
				panic(fmt.Sprintf("BUG: level %d: %d after %d", i, n.k, last))
			}
			last = n.k
			in[n.k] = true
			s.steps.Add(1)
		}
	}
	return in
}

// treeSet is a left-leaning red-black tree (Sedgewick 2008).
type treeSet struct{ root Var[*treeNode] }

type treeNode struct{ v Var[treeContents] }

type treeContents struct {
	k           int
	red         bool
	left, right *treeNode
}

func (n *treeNode) get(tx *Tx) treeContents { return n.v.Get(tx) }

func red(tx *Tx, n *treeNode) bool { return n != nil && n.get(tx).red }

func (t *treeSet) contains(tx *Tx, k int) bool {
	for n := t.root.Get(tx); n != nil; {
		c := n.get(tx)
		switch {
		case k == c.k:
			return true
		case k < c.k:
			n = c.left
		default:
			n = c.right
		}
	}
	return false
}

func rotateLeft(tx *Tx, h *treeNode) *treeNode {
	hc := h.get(tx)
	x := hc.right
	xc := x.get(tx)
	hc.right, xc.left = xc.left, h
	xc.red, hc.red = hc.red, true
	h.v.Set(tx, hc)
	x.v.Set(tx, xc)
	return x
}

func rotateRight(tx *Tx, h *treeNode) *treeNode {
	hc := h.get(tx)
	x := hc.left
	xc := x.get(tx)
	hc.left, xc.right = xc.right, h
	xc.red, hc.red = hc.red, true
	h.v.Set(tx, hc)
	x.v.Set(tx, xc)
	return x
}

func flip(tx *Tx, h *treeNode) {
	c := h.get(tx)
	for _, n := range []*treeNode{h, c.left, c.right} {
		c := n.get(tx)
		c.red = !c.red
		n.v.Set(tx, c)
	}
}

func fixUp(tx *Tx, h *treeNode) *treeNode {
	if c := h.get(tx); red(tx, c.right) && !red(tx, c.left) {
		h = rotateLeft(tx, h)
	}
	if c := h.get(tx); red(tx, c.left) && red(tx, c.left.get(tx).left) {
		h = rotateRight(tx, h)
	}
	if c := h.get(tx); red(tx, c.left) && red(tx, c.right) {
		flip(tx, h)
	}
	return h
}

func (h *treeNode) setLeft(tx *Tx, n *treeNode) {
	if c := h.get(tx); c.left != n {
		c.left = n
		h.v.Set(tx, c)
	}
}

func (h *treeNode) setRight(tx *Tx, n *treeNode) {
	if c := h.get(tx); c.right != n {
		c.right = n
		h.v.Set(tx, c)
	}
}

func (t *treeSet) setRoot(tx *Tx, n *treeNode) {
	if n != nil {
		if c := n.get(tx); c.red {
			c.red = false
			n.v.Set(tx, c)
		}
	}
	if t.root.Get(tx) != n {
		t.root.Set(tx, n)
	}
}

func (t *treeSet) insert(tx *Tx, k int) bool {
	if t.contains(tx, k) {
		return false
	}
	var ins func(h *treeNode) *treeNode
	ins = func(h *treeNode) *treeNode {
		if h == nil {
			n := new(treeNode)
			n.v.Set(tx, treeContents{k: k, red: true})
			return n
		}
		if c := h.get(tx); k < c.k {
			h.setLeft(tx, ins(c.left))
		} else {
			h.setRight(tx, ins(c.right))
		}
		return fixUp(tx, h)
	}
	t.setRoot(tx, ins(t.root.Get(tx)))
	return true
}

func moveRedLeft(tx *Tx, h *treeNode) *treeNode {
	flip(tx, h)
	if c := h.get(tx); red(tx, c.right.get(tx).left) {
		h.setRight(tx, rotateRight(tx, c.right))
		h = rotateLeft(tx, h)
		flip(tx, h)
	}
	return h
}

func moveRedRight(tx *Tx, h *treeNode) *treeNode {
	flip(tx, h)
	if c := h.get(tx); red(tx, c.left.get(tx).left) {
		h = rotateRight(tx, h)
		flip(tx, h)
	}
	return h
}

func deleteMin(tx *Tx, h *treeNode) *treeNode {
	c := h.get(tx)
	if c.left == nil {
		return nil
	}
	if !red(tx, c.left) && !red(tx, c.left.get(tx).left) {
		h = moveRedLeft(tx, h)
	}
	h.setLeft(tx, deleteMin(tx, h.get(tx).left))
	return fixUp(tx, h)
}

func (t *treeSet) remove(tx *Tx, k int) bool {
	if !t.contains(tx, k) {
		return false
	}
	var del func(h *treeNode) *treeNode
	del = func(h *treeNode) *treeNode {
		if k < h.get(tx).k {
			if c := h.get(tx); !red(tx, c.left) && !red(tx, c.left.get(tx).left) {
				h = moveRedLeft(tx, h)
			}
			h.setLeft(tx, del(h.get(tx).left))
			return fixUp(tx, h)
		}
		if red(tx, h.get(tx).left) {
			h = rotateRight(tx, h)
		}
		if c := h.get(tx); c.k == k && c.right == nil {
			return nil
		}
		if c := h.get(tx); !red(tx, c.right) && !red(tx, c.right.get(tx).left) {
			h = moveRedRight(tx, h)
		}
		if c := h.get(tx); c.k == k {
			m := c.right
			for l := m.get(tx).left; l != nil; l = m.get(tx).left {
				m = l
			}
			right := deleteMin(tx, c.right)
			c = h.get(tx)
			c.k, c.right = m.get(tx).k, right
			h.v.Set(tx, c)
		} else {
			h.setRight(tx, del(c.right))
		}
		return fixUp(tx, h)
	}
	t.setRoot(tx, del(t.root.Get(tx)))
	return true
}

func (t *treeSet) check(tx *Tx, s *stress) map[int]bool {
	in := make(map[int]bool)
	last := -1
	var walk func(n *treeNode, parentRed bool) int
	walk = func(n *treeNode, parentRed bool) int {
		if n == nil {
			return 0
		}
		s.steps.Add(1)
		c := n.get(tx)
		if c.red && parentRed {
			panic("BUG: two reds in a row")
		}
		black := walk(c.left, c.red)
		if c.k <= last {
			panic("BUG: order")
		}
		last = c.k
		in[c.k] = true
		if walk(c.right, c.red) != black {
			panic("BUG: black height")
		}
		if !c.red {
			black++
		}
		return black
	}
	walk(t.root.Get(tx), false)
	return in
}

// mapSet is a TMap.
type mapSet struct{ m TMap[int, int] }

func (m *mapSet) contains(tx *Tx, k int) bool {
	v, ok := m.m.Get(tx, k)
	if ok && v != k {
		panic("BUG: value")
	}
	return ok
}

func (m *mapSet) insert(tx *Tx, k int) bool {
	_, ok := m.m.Get(tx, k)
	m.m.Set(tx, k, k)
	return !ok
}

func (m *mapSet) remove(tx *Tx, k int) bool { return m.m.Delete(tx, k) }

func (m *mapSet) check(tx *Tx, s *stress) map[int]bool {
	in := make(map[int]bool)
	for k, v := range m.m.All(tx) {
		if in[k] || k != v {
			panic("BUG: map")
		}
		in[k] = true
		s.steps.Add(1)
	}
	if n := m.m.Len(tx); n != len(in) {
		panic(fmt.Sprintf("BUG: Len is %d, want %d", n, len(in)))
	}
	return in
}

// TestStressRetry: tokens travel through a ring of queues; who finds its queue empty
// sleeps.
func TestStressRetry(t *testing.T) {
	s := newStress(t)
	const stations, tokens = 5, 3
	var ring [stations]*TQueue[int]
	for i := range ring {
		ring[i] = NewTQueue[int](i % 3) // some are bounded
	}
	boot(s.e, func(tx *Tx) {
		for i := range tokens {
			ring[0].Put(tx, i)
		}
	})
	rounds := int(s.target) / 100
	var wg sync.WaitGroup
	for i := range ring {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(s.seed, uint64(i)))
			tx := s.e.NewTx()
			defer tx.Close()
			for range rounds * tokens {
				tx.Run(func() {
					v := ring[i].Get(tx)
					if i == stations-1 {
						v += tokens
					}
					if r.IntN(50) == 0 {
						tx.OrElse(func() { ring[i].Put(tx, -1); tx.Retry() }, func() {})
					}
					ring[(i+1)%stations].Put(tx, v)
					s.steps.Add(6)
				})
			}
		})
	}
	wg.Wait()
	boot(s.e, func(tx *Tx) {
		sum := 0
		for i := range ring {
			for {
				v, ok := ring[i].TryGet(tx)
				if !ok {
					break
				}
				sum += v
			}
		}
		if want := 0 + 1 + 2 + rounds*tokens*tokens; sum != want {
			t.Errorf("sum %d, want %d", sum, want)
		}
	})
	t.Logf("%d steps, %+v", s.steps.Load(), s.e.Stats())
	if n := s.e.Sleeping(); n != 0 {
		t.Errorf("%d sleepers left", n)
	}
}

// TestStressModes switches between solo and parallel mode.
func TestStressModes(t *testing.T) {
	e := NewEngine()
	main := e.NewTx()
	const workers = 3
	cs := cells(6)
	want := 0
	for range 50 {
		cs[0].set(main, cs[0].get(main)+1)
		main.EnterParallel()
		var wg sync.WaitGroup
		for w := range workers {
			wg.Go(func() {
				tx := e.NewTx()
				defer tx.Close()
				for i := range 100 {
					tx.Run(func() {
						if i == 50 && w == 0 {
							tx.BecomeExclusive("test")
						}
						for j := range 2 {
							c := cs[(i+j+w)%len(cs)]
							c.set(tx, c.get(tx)+1)
						}
					})
				}
			})
		}
		wg.Wait()
		main.ExitParallel()
		want += 1 + workers*100*2
		got := 0
		for i, c := range cs {
			got += c.get(main) - i
		}
		if got != want {
			t.Fatalf("sum %d, want %d", got, want)
		}
	}
}
