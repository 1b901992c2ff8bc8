package stm

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
)

var longRun = os.Getenv("WEFT_LONG") != ""

// testSeed returns the seed for a test's random numbers, which the log tells: that in WEFT_SEED, or a new one.
// Tests in which nothing runs in parallel do the same again with the same seed.
func testSeed(t *testing.T) uint64 {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv("WEFT_SEED"), 10, 64)
	if err != nil {
		seed = rand.Uint64()
	}
	t.Logf("WEFT_SEED=%d", seed)
	return seed
}

// TestSequentialModel runs random operations of several attempts, one operation at a time,
// on the implementation and on a model that knows nothing of boxes and stamps. The model
// predicts every value, which operation conflicts and why, and who aborts whom.
func TestSequentialModel(t *testing.T) {
	seeds, operations := 200, 3000
	if longRun {
		seeds = 5000
	}
	base := testSeed(t)
	for i := range seeds {
		seed := base + uint64(i)
		if err := sequential(seed, operations); err != "" {
			t.Fatalf("WEFT_SEED=%d: %s", seed, err)
		}
	}
}

type modelBox struct {
	value   int
	version uint64
	owner   *modelTx // whose attempt has written it
}

type modelTx struct {
	tx     *Tx
	index  int
	active bool
	doomed bool // aborted by another
	inev   bool
	must   bool // the next attempt is inevitable
	birth  uint64
	again  bool // a transaction is being retried
	losses int
	rv     uint64
	reads  map[int]uint64 // box → version
	writes map[int]int
	base   map[int]uint64 // version on which a write is based
	adds   map[int]int    // blind
	order  []int          // of adds, as the implementation applies them
	sleep  *Waiter
	woken  bool
	slept  map[int]uint64 // what it waits for
}

type sequentialModel struct {
	clock uint64
	boxes []modelBox
	txs   []*modelTx
	gate  *modelTx
}

func sequential(seed uint64, operations int) (failure string) {
	r := rand.New(rand.NewPCG(seed, 0))
	e := newParallel()
	m := &sequentialModel{boxes: make([]modelBox, 2+r.IntN(8))}
	cs := make([]*cell, len(m.boxes))
	for i := range cs {
		cs[i] = newCell(i)
		m.boxes[i].value = i
	}
	for i := range 2 + r.IntN(4) {
		m.txs = append(m.txs, &modelTx{tx: e.NewTx(), index: i})
	}
	counter := 1000
	for n := range operations {
		a := m.txs[r.IntN(len(m.txs))]
		i := r.IntN(len(cs))
		fail := func(format string, args ...any) string {
			return fmt.Sprintf("operation %d, transaction %d, box %d: ", n, a.index, i) + fmt.Sprintf(format, args...)
		}
		var want, got ConflictKind
		lost := func(f func()) {
			if a.tx.Guard(f) != Done {
				got = a.tx.lastCause.Kind
			}
		}
		if !a.active {
			if a.sleep != nil {
				if a.woken {
					a.sleep.Resume(a.tx)
					a.sleep, a.woken = nil, false
				} else if r.IntN(20) == 0 {
					if !a.sleep.Cancel() {
						return fail("was woken, but not by anything it has read")
					}
					a.sleep, a.again, a.losses = nil, false, 0
				} else {
					continue
				}
			}
			if (a.must || a.losses >= maxLosses) && m.gate != nil {
				continue // would wait for the gate
			}
			a.tx.lastCause = cause{} // don't wait for the winner
			a.tx.aside, a.tx.lostAt = 0, 0
			a.tx.Begin()
			m.begin(a)
			if a.tx.Inevitable() != a.inev {
				return fail("inevitable: %v", a.tx.Inevitable())
			}
			continue
		}
		switch what := r.IntN(20); {
		case what < 8:
			var v int
			lost(func() { v = cs[i].get(a.tx) })
			var expected int
			want = m.read(a, i, &expected)
			if want == 0 && got == 0 && v != expected {
				return fail("read %d, want %d", v, expected)
			}
		case what < 12:
			counter++
			lost(func() { cs[i].set(a.tx, counter) })
			if want = m.write(a, i); want == 0 {
				a.writes[i] = counter
			}
		case what < 14:
			lost(func() { cs[i].add(a.tx, counter) })
			want = m.add(a, i, counter)
		case what == 14:
			if m.gate != nil && m.gate != a {
				continue
			}
			lost(func() { a.tx.BecomeInevitable("model") })
			want = m.become(a)
		case what == 15:
			a.tx.Abort()
			m.end(a)
			a.again, a.losses, a.must = false, 0, false
		case what == 16:
			if !a.tx.CanRetry() || a.inev || len(a.adds) != 0 {
				continue
			}
			if out := a.tx.Guard(a.tx.Retry); out != Retrying {
				return fail("Retry: %v", out)
			}
			a.slept = make(map[int]uint64)
			for b, v := range a.reads {
				a.slept[b] = v
			}
			for b, v := range a.base {
				a.slept[b] = v
			}
			stale := false
			for b, v := range a.slept {
				stale = stale || m.boxes[b].version != v
			}
			m.end(a)
			a.again = true
			a.sleep = a.tx.Detach(func() { a.woken = true })
			if a.woken != stale {
				return fail("asleep: %v, though something had changed: %v", !a.woken, stale)
			}
		default:
			if m.gate != nil && m.gate != a && !a.doomed && len(a.writes)+len(a.adds) != 0 {
				continue // would wait for the gate
			}
			lost(a.tx.Commit)
			want = m.commit(a)
		}
		if got != want {
			return fail("%v, want %v", got, want)
		}
		if want != 0 {
			m.end(a)
			a.again = true
			a.losses++
		}
		for _, b := range m.txs {
			if b.active {
				if doomed := b.tx.slot.status.Load()&stateMask == stateAborted; doomed != b.doomed {
					return fail("attempt of %d aborted: %v", b.index, doomed)
				}
			}
			if b.sleep != nil {
				stale := false
				for box, v := range b.slept {
					stale = stale || m.boxes[box].version != v
				}
				if stale && !b.woken {
					return fail("%d was not woken", b.index)
				}
			}
		}
	}
	for _, a := range m.txs {
		a.tx.Abort()
		m.end(a)
	}
	end := e.NewTx()
	end.Run(func() {
		for i, c := range cs {
			if v := c.get(end); v != m.boxes[i].value {
				failure = fmt.Sprintf("at the end box %d is %d, want %d", i, v, m.boxes[i].value)
			}
		}
	})
	return failure
}

func (m *sequentialModel) begin(a *modelTx) {
	a.active, a.doomed = true, false
	a.rv = m.clock
	if !a.again || a.birth == 0 {
		a.birth = m.clock
	}
	a.reads, a.base, a.writes = map[int]uint64{}, map[int]uint64{}, map[int]int{}
	a.adds, a.order = map[int]int{}, nil
	a.inev = a.must || a.losses >= maxLosses
	if a.inev {
		m.gate = a
	}
	a.must = false
}

func (m *sequentialModel) end(a *modelTx) {
	for b := range a.writes {
		if m.boxes[b].owner == a {
			m.boxes[b].owner = nil
		}
	}
	if m.gate == a {
		m.gate = nil
	}
	a.active, a.inev = false, false
}

// current reports whether all that a has read is current.
func (m *sequentialModel) current(a *modelTx) bool {
	for b, v := range a.reads {
		if m.boxes[b].version != v {
			return false
		}
	}
	return true
}

// fresh makes a's snapshot contain box i.
func (m *sequentialModel) fresh(a *modelTx, i int) ConflictKind {
	if a.doomed {
		return Aborted
	}
	if !a.inev && m.boxes[i].version > a.rv {
		if !m.current(a) {
			return ReadWrite
		}
		a.rv = m.clock
	}
	return 0
}

func (m *sequentialModel) read(a *modelTx, i int, value *int) ConflictKind {
	if n, ok := a.adds[i]; ok {
		// Looking at it turns the addition into a write.
		if k := m.write(a, i); k != 0 {
			return k
		}
		*value = m.boxes[i].value + n
		a.writes[i] = *value
		return 0
	}
	if v, ok := a.writes[i]; ok && m.boxes[i].owner == a {
		*value = v
		return 0
	}
	if k := m.fresh(a, i); k != 0 {
		return k
	}
	if !a.inev {
		a.reads[i] = m.boxes[i].version
	}
	*value = m.boxes[i].value
	return 0
}

// unhold takes box i out of what a holds back.
func (a *modelTx) unhold(i int) {
	if _, ok := a.adds[i]; ok {
		delete(a.adds, i)
		j := slices.Index(a.order, i)
		last := len(a.order) - 1
		a.order[j] = a.order[last]
		a.order = a.order[:last]
	}
}

// write takes box i.
func (m *sequentialModel) write(a *modelTx, i int) ConflictKind {
	a.unhold(i)
	x := &m.boxes[i]
	if x.owner == a {
		return 0
	}
	if k := m.fresh(a, i); k != 0 {
		return k
	}
	return m.take(a, i)
}

// take makes a the owner of box i, if its owner has less claim to it.
func (m *sequentialModel) take(a *modelTx, i int) ConflictKind {
	x := &m.boxes[i]
	if o := x.owner; o != nil && !o.doomed {
		if o.inev {
			return InevitableWins
		}
		if !a.inev {
			if o.birth < a.birth || o.birth == a.birth && o.index < a.index {
				return WriteWrite
			}
		}
		o.doomed = true
	}
	x.owner = a
	a.writes[i] = x.value
	a.base[i] = x.version
	return 0
}

func (m *sequentialModel) add(a *modelTx, i, n int) ConflictKind {
	if _, ok := a.adds[i]; ok {
		a.adds[i] += n
		return 0
	}
	_, read := a.reads[i]
	if a.inev || read || m.boxes[i].owner == a {
		var v int
		if k := m.read(a, i, &v); k != 0 {
			return k
		}
		if k := m.write(a, i); k != 0 {
			return k
		}
		a.writes[i] = v + n
		return 0
	}
	a.adds[i] = n
	a.order = append(a.order, i)
	return 0
}

func (m *sequentialModel) become(a *modelTx) ConflictKind {
	if a.inev {
		return 0
	}
	for len(a.order) != 0 {
		i := a.order[len(a.order)-1]
		n := a.adds[i]
		if k := m.write(a, i); k != 0 {
			return k
		}
		a.writes[i] = m.boxes[i].value + n
	}
	if a.doomed {
		return Aborted
	}
	if !m.current(a) {
		a.must = true
		return ReadWrite
	}
	a.inev = true
	m.gate = a
	return 0
}

func (m *sequentialModel) commit(a *modelTx) ConflictKind {
	blind := len(a.order) != 0
	for _, i := range a.order {
		if a.doomed {
			return Aborted
		}
		if k := m.take(a, i); k != 0 {
			return k
		}
		a.writes[i] += a.adds[i]
	}
	if len(a.writes) != 0 {
		if a.doomed {
			return Aborted
		}
		m.clock += 2
		if !a.inev && (blind || m.clock != a.rv+2) && !m.current(a) {
			return ReadWrite
		}
		for i, v := range a.writes {
			m.boxes[i].value, m.boxes[i].version = v, m.clock
		}
	}
	m.end(a)
	a.again, a.losses = false, 0
	return 0
}
