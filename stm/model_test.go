//go:build stmhooks

package stm

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// The model check: small transactions over two or three boxes, run on the real
// implementation by a scheduler that decides before each step of the protocol who makes it.
// All schedules with a bounded number of preemptions are tried (a switch away from a
// transaction that could go on is a preemption), and each outcome is compared with the
// serial ones:
//
//   - the committed transactions have an order, that agrees with real time, in which
//     running them one after the other gives every value they read, and the final values;
//   - every attempt that was undone saw the values of some moment in such an order, between
//     its beginning and its end;
//   - nothing is left owned, no predecessor is kept, the gate is open, nobody waits.

// An op is one operation of a program: R read, W write, A add blindly, I become inevitable,
// X become exclusive, ? read and retry if nobody has written, O and Q try an alternative
// first (see play).
type op struct {
	what byte
	box  int
}

func (o op) String() string {
	if strings.IndexByte("IXS", o.what) >= 0 {
		return string(o.what)
	}
	return fmt.Sprintf("%c%d", o.what, o.box)
}

// program parses "R0 W1 I". A leading S makes it run in solo mode.
func program(s string) []op {
	var ops []op
	for _, f := range strings.Fields(s) {
		o := op{what: f[0]}
		if len(f) > 1 {
			o.box = int(f[1] - '0')
		}
		ops = append(ops, o)
	}
	return ops
}

// An attemptLog is what an attempt saw.
type attemptLog struct {
	tx         int
	reads      []int // values, in the order of the R operations
	ops        int   // operations completed
	begin, end int   // steps
	committed  bool
}

type execution struct {
	programs [][]op
	boxes    int
	prefix   []int // choices to follow
	maxPre   int

	choices []int
	options []int
	attempt []*attemptLog
	final   []int
	err     string
	steps   int
	trace   []string
	txs     []*Tx
	e       *Engine
}

const initial = 7000

// value returns what operation pc of transaction t writes.
func value(t, pc int) int { return (t+1)*100 + pc }

// run executes one schedule.
func (x *execution) run() {
	n := len(x.programs)
	e := newParallel()
	cells := make([]*cell, x.boxes)
	for i := range cells {
		cells[i] = newCell(initial + i)
	}
	// Each transaction is a coroutine.
	next := make([]func() (point, bool), n)
	stops := make([]func(), n)
	txs := make([]*Tx, n)
	yields := make(map[*Tx]func(point) bool)
	for t, prog := range x.programs {
		tx := e.NewTx()
		txs[t] = tx
		next[t], stops[t] = iter.Pull(func(yield func(point) bool) {
			yields[tx] = yield
			x.transact(tx, t, prog, cells)
		})
	}
	x.txs, x.e = txs, e
	stepHook = func(tx *Tx, p point) {
		if y := yields[tx]; y != nil {
			y(p)
		}
	}
	defer func() {
		stepHook = nil
	}()
	finished := make([]bool, n)
	blocked := make([]bool, n)
	waits := make([]bool, n)
	paused := make([]bool, n)
	cur, pre := -1, 0
	var order []int
	for {
		order = order[:0]
		curOK := cur >= 0 && !finished[cur] && !blocked[cur]
		if curOK {
			order = append(order, cur)
		}
		if !curOK || pre < x.maxPre {
			for t := range n {
				if t != cur && !finished[t] && !blocked[t] {
					order = append(order, t)
				}
			}
		}
		if len(order) == 0 && slices.Contains(paused, true) {
			// Nobody but those who wait a little before they try again.
			for t := range n {
				if paused[t] {
					blocked[t], paused[t] = false, false
				}
			}
			continue
		}
		if len(order) == 0 {
			for t := range n {
				if !finished[t] {
					x.err = "DEADLOCK"
				}
			}
			break
		}
		choice := 0
		if len(order) > 1 {
			if d := len(x.choices); d < len(x.prefix) {
				choice = x.prefix[d] % len(order)
			}
			x.choices = append(x.choices, choice)
			x.options = append(x.options, len(order))
		}
		t := order[choice]
		paused[t] = false
		if curOK && t != cur {
			pre++
		}
		cur = t
		x.steps++
		if x.steps > 5000 {
			x.err = "LIVELOCK"
			break
		}
		p, more := next[t]()
		if x.trace != nil {
			x.trace = append(x.trace, fmt.Sprintf("%d:%d", t, p))
		}
		switch {
		case !more:
			finished[t] = true
			clear(blocked)
		case p == ptPause:
			clear(blocked)
			blocked[t], paused[t] = true, true
		case p == ptWait:
			if !waits[t] {
				clear(blocked) // it did something before it came to wait
			}
			blocked[t] = true
		default:
			clear(blocked)
		}
		waits[t] = p == ptWait
	}
	if x.err != "" {
		return // coroutines are left where they are
	}
	for t := range n {
		stops[t]()
	}
	for _, c := range cells {
		b := c.box.Load()
		if b.loadPrev() != nil {
			x.err = "PREDECESSOR KEPT"
		}
		if s := b.Stamp(); s&1 == 1 {
			if _, st := e.look(s); st != 0 {
				x.err = "LEFT OWNED"
			}
		}
	}
	if e.gateHeld.Load() != 0 || e.stop.Load() != 0 || e.gate.grace != 0 || len(e.gate.queue)+len(e.gate.committers) != 0 || e.sleepers.Load() != 0 {
		x.err = "GATE LEFT CLOSED"
	}
	for _, tx := range txs {
		if tx.slot.status.Load()&stateMask != stateIdle || len(tx.reads)+len(tx.writes)+len(tx.updates) != 0 || tx.locked != 0 {
			x.err = "ATTEMPT NOT ENDED"
		}
	}
	end := e.NewTx()
	end.ExitParallel()
	for _, c := range cells {
		x.final = append(x.final, c.get(end))
	}
	if x.err == "" {
		x.err = x.check()
	}
}

// transact runs program t as one transaction.
func (x *execution) transact(tx *Tx, t int, prog []op, cells []*cell) {
	var log *attemptLog
	begin := func() {
		log = &attemptLog{tx: t, begin: x.steps}
		x.attempt = append(x.attempt, log)
	}
	if len(prog) > 0 && prog[0].what == 'S' {
		tx.step(ptBegin)
		tx.ExitParallel()
		begin()
		x.play(tx, t, prog, cells, log)
		log.committed = true
		tx.EnterParallel()
		log.end = x.steps
		return
	}
	for {
		out := tx.Guard(func() {
			log = nil
			if tx.sleep != nil || tx.losses > 0 {
				// Begin waits first, outside the attempt.
				tx.Begin()
				begin()
			} else {
				begin()
				tx.Begin()
			}
			x.play(tx, t, prog, cells, log)
			tx.Commit()
		})
		if log != nil {
			log.end = x.steps
		}
		if out == Done {
			log.committed = true
			return
		}
	}
}

func (x *execution) play(tx *Tx, t int, prog []op, cells []*cell, log *attemptLog) {
	for pc, o := range prog {
		switch o.what {
		case 'R':
			log.reads = append(log.reads, cells[o.box].get(tx))
		case 'W':
			cells[o.box].set(tx, value(t, pc))
		case 'A':
			cells[o.box].add(tx, 10000*(t+1))
		case 'I':
			tx.BecomeInevitable("model")
		case 'X':
			tx.BecomeExclusive("model")
		case '?':
			v := cells[o.box].get(tx)
			log.reads = append(log.reads, v)
			if v == initial+o.box {
				log.ops = pc + 1
				tx.Retry()
			}
		case 'Q':
			// OrElse: look at the box by writing to it, and retry if it is as it was at
			// first.
			tx.OrElse(func() {
				b := cells[o.box].open(tx)
				if b.n == initial+o.box {
					tx.Retry()
				}
				log.reads = append(log.reads, b.n)
			}, func() {
				log.reads = append(log.reads, initial+o.box)
			})
		case 'O':
			// OrElse: write the box and the next, see them, retry; then only read the next.
			tx.OrElse(func() {
				cells[o.box].set(tx, -1)
				cells[(o.box+1)%len(cells)].set(tx, -2)
				tx.Retry()
			}, func() {
				log.reads = append(log.reads, cells[o.box].get(tx))
			})
		}
		log.ops = pc + 1
	}
}

// serial plays an attempt on the memory m. It reports whether the attempt saw what it would
// have seen.
func (x *execution) serial(a *attemptLog, m []int) bool {
	r := 0
	for pc, o := range x.programs[a.tx] {
		switch o.what {
		case 'R', '?', 'O', 'Q':
			if r == len(a.reads) {
				return true // it got no further
			}
			if a.reads[r] != m[o.box] {
				return false
			}
			r++
		case 'W':
			m[o.box] = value(a.tx, pc)
		case 'A':
			m[o.box] += 10000 * (a.tx + 1)
		}
	}
	return true
}

// check compares the outcome with the serial ones.
func (x *execution) check() string {
	var committed, undone []*attemptLog
	for _, a := range x.attempt {
		if a.committed {
			committed = append(committed, a)
		} else if a.end != 0 {
			undone = append(undone, a)
		}
	}
	if len(committed) != len(x.programs) {
		return "NOT ALL COMMITTED"
	}
	memory := make([]int, x.boxes)
	for i := range memory {
		memory[i] = initial + i
	}
	serializable, opaque := false, false
	var order []*attemptLog
	used := make([]bool, len(committed))
	// states[i] is the memory after i transactions.
	var states [][]int
	states = append(states, append([]int(nil), memory...))
	var rec func()
	rec = func() {
		if opaque {
			return
		}
		if len(order) == len(committed) {
			last := states[len(states)-1]
			for i := range last {
				if last[i] != x.final[i] {
					return
				}
			}
			serializable = true
			for _, a := range undone {
				ok := false
				for i, s := range states {
					// After i transactions: those before must have begun before a ended,
					// those after must not have ended before a began.
					fits := true
					for j, c := range order {
						if j < i && c.begin > a.end || j >= i && c.end < a.begin {
							fits = false
						}
					}
					if fits && x.serial(a, append([]int(nil), s...)) {
						ok = true
						break
					}
				}
				if !ok {
					return
				}
			}
			opaque = true
			return
		}
	next:
		for i, c := range committed {
			if used[i] {
				continue
			}
			for j, d := range committed {
				if j != i && !used[j] && d.end < c.begin {
					continue next // d comes first
				}
			}
			m := append([]int(nil), states[len(states)-1]...)
			if !x.serial(c, m) {
				continue
			}
			used[i] = true
			order = append(order, c)
			states = append(states, m)
			rec()
			used[i] = false
			order = order[:len(order)-1]
			states = states[:len(states)-1]
		}
	}
	rec()
	switch {
	case !serializable:
		return "NOT SERIALIZABLE"
	case !opaque:
		return "NOT OPAQUE"
	}
	return ""
}

// explore tries all schedules with at most maxPre preemptions, but no more than limit. It
// returns how many it tried.
func explore(t *testing.T, programs [][]op, boxes, maxPre, limit int) int {
	t.Helper()
	var prefix []int
	for count := 1; ; count++ {
		x := &execution{programs: programs, boxes: boxes, prefix: prefix, maxPre: maxPre}
		x.run()
		if x.err != "" {
			t.Errorf("%v: %s\nschedule %v\nattempts%s\nfinal %v", programs, x.err, x.choices, x.attempts(), x.final)
			return count
		}
		if count == limit {
			return count
		}
		if prefix = x.next(); prefix == nil {
			return count
		}
	}
}

// next returns the choices that lead to the next schedule in depth-first order, or nil.
func (x *execution) next() []int {
	i := len(x.choices) - 1
	for i >= 0 && x.choices[i]+1 == x.options[i] {
		i--
	}
	if i < 0 {
		return nil
	}
	return append(x.choices[:i:i], x.choices[i]+1)
}

func (x *execution) attempts() string {
	var b strings.Builder
	for _, a := range x.attempt {
		fmt.Fprintf(&b, "\n  %d: reads %v, %d operations, steps %d–%d, committed %v", a.tx, a.reads, a.ops, a.begin, a.end, a.committed)
	}
	return b.String()
}

func programs(s string) [][]op {
	var ps [][]op
	for _, p := range strings.Split(s, "|") {
		ps = append(ps, program(p))
	}
	return ps
}

// TestModelCases are the cases in which protocols of this kind usually fail.
func TestModelCases(t *testing.T) {
	for _, c := range []struct {
		name     string
		programs string
		pre      int
	}{
		{"write skew", "R0 R1 W0 | R0 R1 W1", 3},
		{"lost update", "R0 W0 | R0 W0", 3},
		{"own write", "W0 R0 | W0 W1", 3},
		{"opacity", "R0 R1 R0 | W0 W1", 3},
		{"cross", "R0 W1 | R1 W0", 3},
		{"three", "R0 R1 | W0 W1 | R1 W0", 2},
		{"three skew", "R0 W1 | R1 W0 | R0 R1", 2},
		{"three mixed", "W0 R1 | W1 R0 | R1 W0", 2},
		{"three long", "R0 W1 W0 | W1 W0 | R0 R1 R0", 2},
		{"three blind writes", "W0 W1 | W1 W0 | R0 R1", 2},
		{"inevitable", "I R0 W1 | R1 W0", 3},
		{"inevitable late", "R0 I W1 | R1 W0", 3},
		{"inevitable reader", "R0 I R1 | W0 W1", 3},
		{"younger inevitable", "R0 W0 | W0 I W1", 3},
		{"two inevitable", "R0 I W1 | R1 I W0", 3},
		{"three with inevitable", "W0 I R1 | W1 R0 | R0 W1", 2},
		{"exclusive", "R0 X W1 | R1 W0", 3},
		{"exclusive writer", "W0 X W1 R0 | R0 R1 W0", 3},
		{"two exclusive", "W0 X R1 | W1 X R0", 3},
		{"exclusive and inevitable", "X W0 W1 | R0 I W1", 3},
		{"solo", "S R0 W1 | R1 W0", 3},
		{"solo and inevitable", "S W0 W1 | R0 I R1", 3},
		{"updates", "A0 A1 | A1 A0", 3},
		{"three updates", "A0 | A0 | A0", 2},
		{"update and write", "A0 R1 | R0 W1", 3},
		{"update seen", "A0 R0 | A0 W1", 3},
		{"update after read", "R0 A0 | A0", 3},
		{"update against writer", "A0 W1 | W0 A1", 3},
		{"update and inevitable", "A0 I R1 | A0 W1", 3},
		{"retry", "?0 W1 | R1 W0", 3},
		{"retry and update", "?0 | A0", 3},
		{"retry and exclusive", "?0 W1 | X W0", 3},
		{"retry and solo", "?0 | S W0", 3},
		{"two retry", "?0 R1 | ?0 R1 | W0 W1", 2},
		{"or else", "W0 O0 W1 | R0 R1", 3},
		{"or else against writer", "R0 O0 | W0 W1", 3},
		{"or else of own", "W0 W1 O0 | W1 R0", 3},
		{"or else of unread", "Q0 W1 | R1 W0", 3},
		{"two or else of unread", "Q0 W1 | Q1 W0", 2},
		{"update after or else", "R0 O1 A0 | R0 W0", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			if longRun {
				c.pre++
			} else if testing.Short() {
				c.pre = 2
			}
			n := explore(t, programs(c.programs), 2, c.pre, 1_000_000)
			t.Logf("%d schedules", n)
		})
	}
}

// TestModelPairs tries all pairs of programs of up to two operations (three with
// WEFT_LONG).
func TestModelPairs(t *testing.T) {
	ops := []op{{'R', 0}, {'R', 1}, {'W', 0}, {'W', 1}}
	var all [][]op
	level := [][]op{nil}
	max, pre := 2, 2
	if longRun {
		max, pre = 3, 3
	}
	for range max {
		var longer [][]op
		for _, p := range level {
			for _, o := range ops {
				longer = append(longer, append(p[:len(p):len(p)], o))
			}
		}
		all = append(all, longer...)
		level = longer
	}
	count := 0
	for i, p := range all {
		for _, q := range all[i:] {
			count += explore(t, [][]op{p, q}, 2, pre, 1_000_000)
			if t.Failed() {
				return
			}
		}
	}
	t.Logf("%d schedules", count)
}

// TestModelRandom tries random sets of programs with random schedules.
func TestModelRandom(t *testing.T) {
	seed := rand.Uint64()
	rounds := 3000
	if longRun {
		rounds = 300_000
	}
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	letters := "RRRRWWWWAIX?"
	for range rounds {
		n := 2 + r.IntN(3)
		boxes := 2 + r.IntN(2)
		ps := make([][]op, n)
		for i := range ps {
			for range 1 + r.IntN(4) {
				o := op{letters[r.IntN(len(letters))], r.IntN(boxes)}
				if o.what == '?' {
					o.what = 'R' // could sleep forever
				}
				ps[i] = append(ps[i], o)
			}
		}
		for range 10 {
			x := &execution{programs: ps, boxes: boxes, maxPre: 1 << 30}
			for range 400 {
				x.prefix = append(x.prefix, 0)
			}
			// Choices are taken modulo the number of options; mostly go on with the same
			// transaction.
			stay := r.IntN(4)
			for i := range x.prefix {
				if r.IntN(4) >= stay {
					x.prefix[i] = r.IntN(n)
				}
			}
			x.run()
			if x.err != "" {
				t.Fatalf("seed %d: %v: %s\nschedule %v\nattempts%s\nfinal %v", seed, ps, x.err, x.choices, x.attempts(), x.final)
			}
		}
	}
}

// TestModelUpdatesDoNotAbort: whatever the schedule, transactions that only update blindly
// do not abort each other.
func TestModelUpdatesDoNotAbort(t *testing.T) {
	for _, ps := range []string{"A0 | A0", "A0 A1 | A1 A0", "A0 A1 | A1 R2 A0", "R2 A0 | A0 W3"} {
		var prefix []int
		for range 200_000 {
			x := &execution{programs: programs(ps), boxes: 4, prefix: prefix, maxPre: 2}
			x.run()
			if x.err != "" || len(x.attempt) != 2 {
				t.Fatalf("%s: %s\nschedule %v\nattempts%s", ps, x.err, x.choices, x.attempts())
			}
			if prefix = x.next(); prefix == nil {
				break
			}
		}
	}
}
