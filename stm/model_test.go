//go:build stmhooks

package stm

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// What the executions of execution_test.go run, and what must have come out:
//
//   - the committed transactions have an order, that agrees with real time, in which
//     running them one after the other gives every value they have read, the final values,
//     and the output;
//   - every attempt that was undone has seen the values of some moment in such an order,
//     between its beginning and its end;
//   - nothing is left owned, no predecessor is kept, the gate is open, nobody waits.

// An op is one operation of a program:
//
//	R0  read box 0
//	W0  write it
//	A0  add to it blindly
//	N0  make an object, and a reference to it from box 0
//	F0  read the object that box 0 refers to
//	G0  write that
//	H   hold output
//	I   become inevitable
//	X   become exclusive
//	J   (first, or after P) begin inevitable
//	?0  read, and retry if nobody has written
//	D0  the same, and sleep detached
//	O0  OrElse: write the box and the next, see them, retry; instead read the box
//	Q0  OrElse: look at the box by writing to it, and retry if it is as it was at first
//	E0  a nested transaction that writes the box, reads it and fails
//	S   (first) do the rest in solo mode
//	L   (first, or after P) run alone if nothing else runs
//	M   (likewise) the same, after an empty transaction that does so, too
//	P   (first) keep what an earlier transaction has made: an object of one's own
//	P1  (first) and what it has written: box 0
//	p   (first) the same, and be wary
//	U   read and write that
//	Z   OrElse: write it, retry; instead read it
//	B0  make box 0 refer to it
//	V1  read the object that is transaction 1's own, by a path past the memory
//	Y1  write that
//	C   commit, and do the rest in another transaction
//	K1  (alone) abort the attempt of transaction 1, whatever it is doing
type op struct {
	what byte
	box  int
}

func (o op) String() string {
	if strings.IndexByte("HIXJSLMUZC", o.what) >= 0 {
		return string(o.what)
	}
	return fmt.Sprintf("%c%d", o.what, o.box)
}

// opens reports whether one of the operations in set is the first of a program, but for P.
func opens(prog []op, set string) bool {
	if len(prog) > 0 && (prog[0].what == 'P' || prog[0].what == 'p') {
		prog = prog[1:]
	}
	return len(prog) > 0 && strings.IndexByte(set, prog[0].what) >= 0
}

// program parses "R0 W1 I".
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

func programs(s string) [][]op {
	var ps [][]op
	for _, p := range strings.Split(s, "|") {
		ps = append(ps, program(p))
	}
	return ps
}

// An attemptLog is what an attempt saw.
type attemptLog struct {
	tx         int
	prog       []op  // the part of the program that the transaction runs
	first      int   // index of its first operation in the program
	reads      []int // values, in the order of the operations that read
	ops        int   // operations completed
	begin, end int   // moments
	committed  bool
	history    uint64 // hash of the attempts of the transaction before it, and of what had ended when it began
}

const initial, ownInitial = 7000, 8000

// value returns what operation pc of transaction t writes.
func value(t, pc int) int { return (t+1)*100 + pc }

// memory is what the boxes hold: for each a number, and the number of the object that it
// refers to, or -1; and the numbers of the objects of transactions' own. If a box refers to one of
// these, of is which.
type memory struct{ n, ref, of, own []int }

func (m *memory) add(b *cellBody, tx *Tx) {
	ref := -1
	if b.ref != nil {
		ref = b.ref.get(tx)
	}
	m.n, m.ref = append(m.n, b.n), append(m.ref, ref)
}

func (m memory) clone() memory {
	return memory{slices.Clone(m.n), slices.Clone(m.ref), slices.Clone(m.of), slices.Clone(m.own)}
}

// equal compares a memory that was read from boxes with o.
func (m memory) equal(o memory) bool {
	for i := range o.ref {
		if m.ref[i] != *o.object(i) {
			return false
		}
	}
	return slices.Equal(m.n, o.n) && slices.Equal(m.own, o.own)
}

// object returns the number of the object that box i refers to.
func (m memory) object(i int) *int {
	if m.of[i] >= 0 {
		return &m.own[m.of[i]]
	}
	return &m.ref[i]
}

// begin notes that an attempt begins.
func (x *execution) begin(t int, prog []op, first int, history uint64) *attemptLog {
	for _, c := range x.co {
		history = mix(history, c.ended)
	}
	log := &attemptLog{tx: t, prog: prog, first: first, begin: x.steps, history: history}
	x.attempt = append(x.attempt, log)
	x.log[t] = log
	x.note(int(history))
	return log
}

// end notes that it ends. It returns the hash of the attempts of the transaction so far.
func (x *execution) end(log *attemptLog) uint64 {
	log.end = x.steps
	x.co[log.tx].ended++
	h := mix(log.history, uint64(log.ops))
	for _, v := range log.reads {
		h = mix(h, uint64(v))
	}
	return h
}

type modelSink struct{ x *execution }

func (s modelSink) Emit(p []byte) {
	s.x.before(nil)
	for _, c := range p {
		s.x.output = append(s.x.output, int(c-'0'))
	}
}

// transact runs program t as one transaction, or as several.
func (x *execution) transact(tx *Tx, t int, prog []op) {
	if len(prog) > 0 && prog[0].what == 'K' {
		s := x.txs[prog[0].box].slot
		if st := s.status.Load(); st&stateMask == stateActive {
			s.abort(st)
		}
		return
	}
	var log *attemptLog
	if len(prog) > 0 && prog[0].what == 'S' {
		tx.ExitParallel()
		log = x.begin(t, prog, 0, 0)
		x.play(tx, log)
		log.committed = true
		x.end(log)
		tx.EnterParallel()
		return
	}
	if opens(prog, "LM") {
		tx.RunAlone(true)
		if opens(prog, "M") {
			tx.Run(func() {})
		}
		defer tx.RunAlone(false)
	}
	for first := 0; first <= len(prog); {
		part := prog[first:]
		if i := slices.IndexFunc(part, func(o op) bool { return o.what == 'C' }); i >= 0 {
			part = part[:i]
		}
		x.run1(tx, t, part, first)
		first += len(part) + 1
	}
}

// run1 runs a part of program t as one transaction.
func (x *execution) run1(tx *Tx, t int, prog []op, first int) {
	var log *attemptLog
	for history := uint64(first); ; {
		log = nil
		out := tx.Guard(func() {
			if tx.sleep != nil || tx.losses > 0 {
				// Begin waits first, outside the attempt.
				tx.Begin()
				log = x.begin(t, prog, first, history)
			} else {
				log = x.begin(t, prog, first, history)
				if opens(prog, "J") {
					tx.BeginInevitable("model")
				} else {
					tx.Begin()
				}
			}
			x.forget()
			x.play(tx, log)
			tx.Commit()
		})
		if log == nil {
			continue // lost while it waited to become inevitable
		}
		history = x.end(log)
		if out == Done {
			log.committed = true
			return
		}
		x.forget()
		if out == Retrying && slices.ContainsFunc(prog, func(o op) bool { return o.what == 'D' }) {
			var woken sharedCount
			w := tx.Detach(func() {
				if woken.Add(1) != 1 {
					x.err = "WOKEN TWICE"
				}
			})
			tx.step(ptWaiting)
			for woken.Load() == 0 {
				tx.receive()
			}
			w.Resume(tx)
			x.forget()
		}
	}
}

func (x *execution) play(tx *Tx, log *attemptLog) {
	t, prog := log.tx, x.programs[log.tx]
	see := func(v int) {
		x.note(v)
		log.reads = append(log.reads, v)
	}
	for i, o := range log.prog {
		pc := log.first + i
		if opens(prog, "LM") {
			tx.PollSlow()
		}
		var c, other *cell
		if o.box < len(x.cells) {
			c, other = x.cells[o.box], x.cells[(o.box+1)%len(x.cells)]
		}
		switch o.what {
		case 'R':
			see(c.get(tx))
		case 'W':
			c.set(tx, value(t, pc))
		case 'A':
			c.add(tx, 10000*(t+1))
		case 'N':
			young := x.newborn(newCellIn(tx, -value(t, pc)))
			young.set(tx, value(t, pc))
			c.open(tx).ref = young
		case 'F':
			if ref := c.read(tx).ref; ref != nil {
				see(ref.get(tx))
			} else {
				see(-1)
			}
		case 'G':
			if ref := c.read(tx).ref; ref != nil {
				ref.set(tx, value(t, pc))
			}
		case 'U':
			see(x.own[t].get(tx))
			x.own[t].set(tx, value(t, pc))
		case 'Z':
			tx.OrElse(func() {
				x.own[t].set(tx, -4)
				tx.Retry()
			}, func() { see(x.own[t].get(tx)) })
		case 'B':
			c.open(tx).ref = x.own[t]
		case 'V':
			see(x.own[o.box].get(tx))
		case 'Y':
			x.own[o.box].set(tx, value(t, pc))
		case 'H':
			tx.Hold(modelSink{x}, []byte{'0' + byte(t)})
		case 'I':
			tx.BecomeInevitable("model")
		case 'X':
			tx.BecomeExclusive("model")
		case '?', 'D':
			v := c.get(tx)
			see(v)
			if v == initial+o.box {
				log.ops = i + 1
				tx.Retry()
			}
		case 'Q':
			tx.OrElse(func() {
				v := c.open(tx).n
				x.note(v)
				if v == initial+o.box {
					tx.Retry()
				}
				log.reads = append(log.reads, v)
			}, func() { see(initial + o.box) })
		case 'O':
			tx.OrElse(func() {
				c.set(tx, -1)
				other.set(tx, -2)
				tx.Retry()
			}, func() { see(c.get(tx)) })
		case 'E':
			before := 0
			err := tx.Atomically(func(tx *Tx) error {
				before = c.get(tx)
				c.set(tx, -3)
				if v := c.get(tx); v != -3 {
					panic(fmt.Sprintf("BUG: %d", v))
				}
				return errStress
			})
			if err != errStress {
				panic(err)
			}
			see(before)
		}
		log.ops = i + 1
		x.forget()
	}
}

// serial plays an attempt on the memory m. It reports whether the attempt saw what it would
// have seen.
func (x *execution) serial(a *attemptLog, m memory) bool {
	r := 0
	for i, o := range a.prog {
		pc := a.first + i
		switch o.what {
		case 'R', '?', 'D', 'O', 'Q', 'E', 'F', 'U', 'V', 'Z':
			if r == len(a.reads) {
				return true // it got no further
			}
			v := 0
			switch o.what {
			case 'F':
				v = *m.object(o.box)
			case 'U', 'Z':
				v = m.own[a.tx]
			case 'V':
				v = m.own[o.box]
			default:
				v = m.n[o.box]
			}
			if a.reads[r] != v {
				return false
			}
			r++
			if o.what == 'U' {
				m.own[a.tx] = value(a.tx, pc)
			}
		case 'W':
			m.n[o.box] = value(a.tx, pc)
		case 'A':
			m.n[o.box] += 10000 * (a.tx + 1)
		case 'N':
			m.ref[o.box], m.of[o.box] = value(a.tx, pc), -1
		case 'B':
			m.of[o.box] = a.tx
		case 'Y':
			m.own[o.box] = value(a.tx, pc)
		case 'G':
			if p := m.object(o.box); *p >= 0 {
				*p = value(a.tx, pc)
			}
		}
	}
	return true
}

// explains reports whether the output is that of transactions in this order.
func (x *execution) explains(order []*attemptLog) bool {
	var out []int
	for _, a := range order {
		for _, o := range a.prog {
			if o.what == 'H' {
				out = append(out, a.tx)
			}
		}
	}
	return slices.Equal(out, x.output)
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
	for t, p := range x.programs {
		left := 1
		for _, o := range p {
			if o.what == 'C' {
				left++
			}
		}
		for _, a := range committed {
			if a.tx == t {
				left--
			}
		}
		if p[0].what != 'K' && left != 0 {
			return "NOT ALL COMMITTED"
		}
	}
	var first memory
	for i := range x.cells {
		first.n, first.ref, first.of = append(first.n, initial+i), append(first.ref, -1), append(first.of, -1)
	}
	for t, p := range x.programs {
		n := 0
		if len(p) > 0 && (p[0].what == 'P' || p[0].what == 'p') {
			n = ownInitial + t
		}
		first.own = append(first.own, n)
	}
	serializable, opaque := false, false
	var order []*attemptLog
	used := make([]bool, len(committed))
	states := []memory{first} // after so many transactions
	var rec func()
	rec = func() {
		if opaque {
			return
		}
		if len(order) == len(committed) {
			if !x.final.equal(states[len(states)-1]) || !x.explains(order) {
				return
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
					if fits && x.serial(a, s.clone()) {
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
			m := states[len(states)-1].clone()
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

func (x *execution) attempts() string {
	var b strings.Builder
	for _, a := range x.attempt {
		fmt.Fprintf(&b, "\n  %d: reads %v, %d operations, steps %d–%d, committed %v", a.tx, a.reads, a.ops, a.begin, a.end, a.committed)
	}
	return b.String()
}

// fewLosses makes transactions inevitable after so many losses, so that executions are
// short.
func fewLosses(t *testing.T, n int) {
	old := maxLosses
	maxLosses = n
	t.Cleanup(func() { maxLosses = old })
}

// TestModelCases are the cases in which protocols of this kind usually fail: all schedules
// of two transactions that become inevitable after their first loss, with any number of
// preemptions, and those with few preemptions of three. In a long run also those that become
// inevitable after their second, with few preemptions, and more of three.
func TestModelCases(t *testing.T) {
	for _, c := range modelCases {
		t.Run(c.name, func(t *testing.T) {
			ps := programs(c.programs)
			bound, more := -1, 3 // preemptions, with one loss and with two
			own := strings.Contains(c.programs, "P")
			if own && !longRun {
				bound = 3
			}
			if len(ps) > 2 {
				bound, more = 2, 2
				if longRun || len(ps[2]) == 1 && ps[2][0].what == 'K' && !testing.Short() || c.name == "taken and given back" || c.name == "unstamped predecessor" {
					bound = 3
				}
			} else if testing.Short() {
				bound = 2
			}
			try := func(losses, bound int) {
				fewLosses(t, losses)
				ex := explore(t, ps, 2, bound)
				t.Logf("%d losses, preemptions %d: %d states, %d executions", losses, bound, len(ex.seen), ex.runs)
			}
			try(1, bound)
			if longRun {
				try(2, more)
			}
			if own {
				if !longRun && len(ps) == 2 {
					try(2, 2)
					if c.name == "own read and written past the memory" {
						try(2, 4)
					}
				}
				ps = programs(strings.ReplaceAll(c.programs, "P", "p"))
				if !longRun {
					bound = 2
				}
				try(1, bound)
			}
		})
	}
}

// TestModelPairs tries all pairs of programs of up to two operations; in a long run with
// any number of preemptions, and all pairs of three operations with few.
func TestModelPairs(t *testing.T) {
	try := func(losses, length, bound int) {
		fewLosses(t, losses)
		ops := []op{{'R', 0}, {'R', 1}, {'W', 0}, {'W', 1}}
		var all [][]op
		level := [][]op{nil}
		for range length {
			var longer [][]op
			for _, p := range level {
				for _, o := range ops {
					longer = append(longer, append(p[:len(p):len(p)], o))
				}
			}
			all = append(all, longer...)
			level = longer
		}
		pairs, states, runs := 0, 0, 0
		for i, p := range all {
			if p[0].box == 1 {
				continue // like one with the boxes exchanged
			}
			for _, q := range all[i:] {
				if max(len(p), len(q)) < length && length > 2 {
					continue
				}
				ex := explore(t, [][]op{p, q}, 2, bound)
				pairs, states, runs = pairs+1, states+len(ex.seen), runs+ex.runs
				if t.Failed() {
					return
				}
			}
		}
		t.Logf("%d pairs of up to %d operations, %d losses, preemptions %d: %d states, %d executions", pairs, length, losses, bound, states, runs)
	}
	if longRun {
		try(1, 2, -1)
		try(2, 2, 3)
		try(1, 3, 2)
	} else {
		try(1, 2, 2)
	}
}

// TestModelRandom tries random sets of programs with random schedules.
func TestModelRandom(t *testing.T) {
	seed := testSeed(t)
	rounds := 3000
	losses := 1
	if longRun {
		rounds, losses = 200_000, 2
	}
	fewLosses(t, losses)
	r := rand.New(rand.NewPCG(seed, 1))
	letters := "RRRRRWWWWWAAHIXNFGOQE"
	for range rounds {
		n := 2 + r.IntN(3)
		boxes := 2 + r.IntN(2)
		ps := make([][]op, n)
		for i := range ps {
			for range 1 + r.IntN(4) {
				ps[i] = append(ps[i], op{letters[r.IntN(len(letters))], r.IntN(boxes)})
			}
			// What cannot be undone must not be followed by an alternative.
			for j, o := range ps[i] {
				if strings.IndexByte("OQE", o.what) >= 0 && slices.ContainsFunc(ps[i][:j], func(o op) bool { return o.what == 'X' }) {
					ps[i][j].what = 'R'
				}
			}
		}
		if r.IntN(3) == 0 {
			for i := range ps {
				if r.IntN(2) == 0 {
					ps[i] = append([]op{{"LM"[r.IntN(2)], 0}}, ps[i]...)
				}
			}
		}
		if r.IntN(3) == 0 {
			owner := r.IntN(n)
			if r.IntN(4) == 0 && !opens(ps[owner], "LM") {
				ps[owner] = append([]op{{'J', 0}}, ps[owner]...)
			}
			ps[owner] = append([]op{{"Pp"[r.IntN(2)], r.IntN(boxes + 1)}}, ps[owner]...)
			for i := range ps {
				for j := range ps[i] {
					if r.IntN(3) == 0 && j > 0 {
						if i == owner {
							ps[i][j].what = "UUBZ"[r.IntN(4)]
							if ps[i][j].what == 'Z' && slices.ContainsFunc(ps[i][:j], func(o op) bool { return o.what == 'X' }) {
								ps[i][j].what = 'U'
							}
						} else {
							ps[i][j] = op{"VYFG"[r.IntN(4)], owner % boxes}
							if strings.IndexByte("VY", ps[i][j].what) >= 0 {
								ps[i][j].box = owner
							}
						}
					}
				}
			}
		}
		if r.IntN(3) == 0 {
			ps = append(ps, []op{{'K', r.IntN(n)}})
		}
		cells := newCells(boxes)
		for range 10 {
			x := &execution{programs: ps, cells: cells}
			stay := r.IntN(16) // mostly go on with the same transaction
			x.decide = func(options []int) int {
				if r.IntN(16) < stay {
					return 0
				}
				return r.IntN(len(options))
			}
			x.run()
			if x.err != "" {
				t.Fatalf("WEFT_SEED=%d: %v: %s\nattempts%.3000s\nfinal %v", seed, ps, x.err, x.attempts(), x.final)
			}
		}
	}
}

// TestModelUpdatesDoNotAbort: whatever the schedule, transactions that only update blindly
// do not abort each other.
func TestModelUpdatesDoNotAbort(t *testing.T) {
	for _, ps := range []string{"A0 | A0", "A0 A1 | A1 A0", "A0 A1 | A1 R2 A0", "R2 A0 | A0 W3", "A0 | A0 | A0"} {
		ex := &explorer{programs: programs(ps), cells: newCells(4), bound: 4, limit: 1 << 30, seen: make(map[uint64]struct{})}
		if len(ex.programs) > 2 {
			ex.bound = 2
		}
		ex.visit = func(x *execution) string {
			if len(x.attempt) != len(x.programs) {
				return "ABORTED"
			}
			return ""
		}
		if x := ex.explore(); x != nil {
			t.Errorf("%s: %s\nschedule %.300s\nattempts%.3000s", ps, x.err, fmt.Sprint(x.choices), x.attempts())
		}
	}
}

var modelCases = []struct{ name, programs string }{
	{"write skew", "R0 R1 W0 | R0 R1 W1"},
	{"lost update", "R0 W0 | R0 W0"},
	{"own write", "W0 R0 | W0 W1"},
	{"opacity", "R0 R1 R0 | W0 W1"},
	{"cross", "R0 W1 | R1 W0"},
	{"three", "R0 R1 | W0 W1 | R1 W0"},
	{"three skew", "R0 W1 | R1 W0 | R0 R1"},
	{"three mixed", "W0 R1 | W1 R0 | R1 W0"},
	{"three long", "R0 W1 W0 | W1 W0 | R0 R1 R0"},
	{"unstamped predecessor", "R1 R0 | W0 W1 | W0"},
	{"three blind writes", "W0 W1 | W1 W0 | R0 R1"},
	{"inevitable", "I R0 W1 | R1 W0"},
	{"inevitable late", "R0 I W1 | R1 W0"},
	{"inevitable reader", "R0 I R1 | W0 W1"},
	{"younger inevitable", "R0 W0 | W0 I W1"},
	{"two inevitable", "R0 I W1 | R1 I W0"},
	{"three with inevitable", "W0 I R1 | W1 R0 | R0 W1"},
	{"exclusive", "R0 X W1 | R1 W0"},
	{"exclusive writer", "W0 X W1 R0 | R0 R1 W0"},
	{"two exclusive", "W0 X R1 | W1 X R0"},
	{"exclusive and inevitable", "X W0 W1 | R0 I W1"},
	{"solo", "S R0 W1 | R1 W0"},
	{"solo and inevitable", "S W0 W1 | R0 I R1"},
	{"updates", "A0 A1 | A1 A0"},
	{"three updates", "A0 | A0 | A0"},
	{"update and write", "A0 R1 | R0 W1"},
	{"update seen", "A0 R0 | A0 W1"},
	{"update after read", "R0 A0 | A0"},
	{"update against writer", "A0 W1 | W0 A1"},
	{"update and inevitable", "A0 I R1 | A0 W1"},
	{"retry", "?0 W1 | R1 W0"},
	{"retry and update", "?0 | A0"},
	{"retry and exclusive", "?0 W1 | X W0"},
	{"retry and solo", "?0 | S W0"},
	{"two retry", "?0 R1 | ?0 R1 | W0 W1"},
	{"or else", "W0 O0 W1 | R0 R1"},
	{"or else against writer", "R0 O0 | W0 W1"},
	{"or else of own", "W0 W1 O0 | W1 R0"},
	{"or else of unread", "Q0 W1 | R1 W0"},
	{"two or else of unread", "Q0 W1 | Q1 W0"},
	{"update after or else", "R0 O1 A0 | R0 W0"},
	{"newborn", "N0 | F0 G0"},
	{"newborn and writer", "N0 W1 | G0 R1"},
	{"two newborns", "N0 F0 | N0 R1"},
	{"three with newborn", "N0 | G0 | F0"},
	{"newborn and inevitable", "N0 I | F0 G0"},
	{"newborn and exclusive", "N0 | X G0"},
	{"newborn and or else", "N0 Q0 F0 | G0"},
	{"nested error", "W0 E0 W1 | R0 R1 W0"},
	{"nested error and update", "W1 E0 | A0"},
	{"nested error and inevitable", "W0 E0 | I R0"},
	{"or else and inevitable", "W0 O0 | I R0 R1"},
	{"nested error of unread", "E0 W1 | W0 R1"},
	{"nested error of two", "E0 R1 | E1 W0"},
	{"output", "R0 H W1 | R1 H W0"},
	{"output of readers", "R0 H | W0 H"},
	{"output and inevitable", "H I W0 | R0 H"},
	{"output before exclusive", "H X W0 | R0 H"},
	{"output and exclusive", "R0 H | X W0 H"},
	{"three outputs", "H W0 | H | R0 H"},
	{"detached", "D0 W1 | R1 W0"},
	{"two detached", "D0 | D0 | W0"},
	{"detached and update", "D0 W0 | A0"},
	{"detached and exclusive", "D0 | X W0"},
	{"alone", "L R0 W1 | R1 W0"},
	{"alone in turn", "M R0 W0 W1 | R0 R1 W0"},
	{"two alone", "L R0 W1 W1 | L R1 W0"},
	{"two alone in turn", "M R0 W1 | M R1 W0"},
	{"three with one alone", "L R0 W1 | R1 W0 | R0 R1"},
	{"alone and inevitable", "M R0 W0 I W1 | R0 W1"},
	{"alone against inevitable", "L W0 W1 | I R0 W1"},
	{"alone and exclusive", "L W0 W1 X R0 W1 | R0 R1 W0"},
	{"alone against exclusive", "M W0 R1 | X R0 W1"},
	{"alone against solo", "M W0 W1 | S R0 W1"},
	{"alone and updates", "L A0 W1 | A0 R1"},
	{"alone and retry", "L W1 ?0 | R1 W0"},
	{"alone against retry", "M W0 W1 | ?0 R1"},
	{"alone and detached", "L D0 W1 | W0 R1"},
	{"alone and or else", "L W0 O0 W1 | R0 R1 W0"},
	{"alone and nested error", "M W0 E0 R1 | R1 W0"},
	{"alone with newborn", "L N0 W1 | F0 G0"},
	{"alone against newborn", "M F0 G0 | N0"},
	{"alone with output", "M H W0 R1 H | H R0 W1"},
	{"own", "P U R0 U | W0 W1"},
	{"own told", "P U B0 | F0 R0"},
	{"own told and written", "P U B0 R1 | G0 W1"},
	{"own told with another", "P U W1 B0 U | F0 R1 F0"},
	{"own lost", "P U R0 U W1 | W0 R1"},
	{"two own", "P U R0 W1 | P U R1 W0"},
	{"own past the memory", "P R0 U | V0 R0 W0"},
	{"own written past the memory", "P U R0 U | R0 Y0 W0"},
	{"own past the memory and told", "P U W1 | R1 V0"},
	{"own seen and written", "P R0 U W1 | R1 V0 W0"},
	{"own and inevitable", "P U I W0 U | V0 R0"},
	{"own and inevitable at once", "P J U R0 | V0 W0"},
	{"own and inevitable again", "P U C J U W1 | V0 R1"},
	{"own and alone", "P L U R0 U | V0 W0"},
	{"own and alone before", "P M U R0 | Y0 W0"},
	{"own against alone", "P U R0 U | L Y0 W0"},
	{"own against inevitable", "P R0 U W1 | I V0 Y0"},
	{"own and exclusive", "P U X U W0 | V0 R0"},
	{"own against exclusive", "P U R0 U | X Y0 W0"},
	{"own against solo", "P U R0 U | S Y0 W0"},
	{"own and or else", "P U Q0 U W1 | W0 R1"},
	{"own and nested error", "P U E0 U | W0 V0"},
	{"own and output", "P U H R0 U | V0 W0 H"},
	{"own and retry", "P U ?0 U | V0 W0"},
	{"own and updates", "P U A0 U | V0 A0"},
	{"two own past the memory", "P U V1 | P U V0"},
	{"three with own", "P U W0 | V0 R0 | R0 V0"},
	{"own by writing", "P W0 | R0 W0"},
	{"own by writing both", "P W0 R1 | P W0 W1"},
	{"own by writing and seen", "P W0 W1 | R0 R1"},
	{"box of one's own", "P1 W0 R1 | R0 W1"},
	{"box of one's own and writer", "P1 R0 W0 W1 | R1 W0"},
	{"two boxes of their own", "P1 W0 R1 | P2 W1 R0"},
	{"box of one's own and update", "P1 A0 R1 | A0 W1"},
	{"box of one's own and inevitable", "P1 R1 W0 | I R0 W1"},
	{"box of one's own and exclusive", "P1 R1 W0 | X W0 R1"},
	{"box of one's own and alone", "P1 R1 W0 | L R0 W0 W1"},
	{"box of one's own and or else", "P1 W0 Q0 W1 | R1 W0"},
	{"three with a box of one's own", "P1 W0 R1 | R0 R1 | W1 R0"},
	{"killed box of one's own", "P1 W0 R1 | R0 W1 | K0"},
	{"own undone in part", "P U Z U | V0 R0"},
	{"own undone before it is written", "P Z U R0 | Y0 W0"},
	{"own read and written past the memory", "P V0 W1 | R1 Y0"},
	{"own again", "P W0 C W0 | R0 W1"},
	{"own again and reader", "P W0 C W0 R1 | R0 R1 R0"},
	{"own told, and again", "P U B0 C U | F0 R1 F0"},
	{"own told, and written again", "P U B0 C U R1 | G0 W1"},
	{"killed own", "P U R0 U | V0 W0 | K0"},
	{"taken and given back", "W0 | R0 W0 R0 | K0"},
	{"killed reader", "R0 R1 | W0 W1 | K0"},
	{"killed writer", "W0 W1 R0 | R1 R0 | K0"},
	{"killed inevitable", "R0 I W1 | W0 | K0"},
	{"killed exclusive", "W0 X W1 | R0 | K0"},
	{"killed update", "A0 A1 | A0 | K0"},
	{"killed or else", "W0 O0 | R0 | K0"},
	{"killed or else of unread", "Q0 W1 | W0 | K0"},
	{"killed newborn", "N0 | F0 | K0"},
	{"killed output", "H W0 | H R0 | K0"},
	{"killed sleeper", "?0 | W0 | K0"},
	{"killed detached", "D0 | W0 | K0"},
	{"killed at the gate", "W0 | I W1 | K0"},
	{"killed alone", "M W0 R1 | R0 W1 | K0"},
	{"killed after alone", "L W0 I W1 | R0 W1 | K0"},
	{"killed at the stripe", "A0 | A0 W1 | K0"},
}
