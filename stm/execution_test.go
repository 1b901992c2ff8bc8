//go:build stmhooks

package stm

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"unsafe"
)

// The model check runs small transactions on the real implementation, under a scheduler
// that decides before each access to shared memory who makes the next. The transactions are
// coroutines; access_hooks.go calls the scheduler. So it needs no list of the steps of the
// protocol, and misses none.
//
// All schedules. Trying every sequence of choices is out of reach: two transactions of
// thirty accesses each have 10^17. But most sequences lead to states that others have led
// to before, and what follows a state need be looked at once. A state consists of
//
//   - what each transaction knows: between the operations of its program, the fields of its
//     Tx. In the middle of an operation its code is deterministic, so what it knows is a
//     function of what it knew before and of what it has seen since: a hash over the values
//     that its accesses have shown. A pointer to a body counts as the number of the body:
//     who has made it, as its how manyth.
//   - what is in shared memory: clock, flags, status words, boxes, and all bodies. Locations
//     that are not in this list (locks, who waits for what) have as value the hash of who
//     wrote there last, at that time; that tells at least as much.
//   - what the verdict depends on: for each attempt what it has read, and which others had
//     ended when it began.
//
// A wait is a loop that looks at something again and again. While it sees the same, the
// transaction cannot go on; it is let go on when one of the locations that it has looked at
// is written. So what is never written is found to be a deadlock.
//
// Waiting before another attempt (backOff) is no wait here: any duration is possible.

// An execution runs programs under one schedule.
type execution struct {
	programs [][]op
	cells    []*cell
	decide   func(options []int) int // returns an index of options

	e        *Engine
	main     *Tx
	txs      []*Tx
	co       []*coroutine
	cur      int
	known    map[unsafe.Pointer]bool   // locations whose values are part of the state
	versions map[unsafe.Pointer]uint64 // of the others, who wrote there last
	numbers  map[*Body]uint64
	first    []*Body
	output   []int

	own     []*cell // of each transaction; nil if it keeps nothing
	attempt []*attemptLog
	log     []*attemptLog // the latest of each transaction
	final   memory
	choices []uint8
	steps   int
	err     string
}

type coroutine struct {
	next     func() (struct{}, bool)
	stop     func()
	yield    func(struct{}) bool
	finished bool
	sees     uint64 // hash of what it knows
	ended    uint64 // attempts
	bodies   []*Body
	cells    []*cell // newborn

	// sees at the beginning of loops, see step, and how many entries of the read log it has
	// found valid.
	taking, settling, validating, valid uint64
	made                                int // bodies before that

	// While it waits:
	entry   uint64           // sees, when the wait began
	looks   []unsafe.Pointer // what it has looked at since
	polling bool             // it has only looked since the wait began
	stale   bool             // some of that has been written
	blocked bool
}

func mix(h, v uint64) uint64 {
	h = (h ^ v) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// newCells returns cells for executions of one test. What depends on the address of a box
// (locks, hash tables) must be the same in each, so they are used again and again, and no
// two share a lock.
func newCells(n int) []*cell {
	var cs []*cell
	for len(cs) < n {
		c := newCell(0)
		c.plain = len(cs)%2 == 1
		if !slices.ContainsFunc(cs, func(d *cell) bool {
			return sleepShard(&c.box) == sleepShard(&d.box) || hashBox(&c.box)>>11%64 == hashBox(&d.box)>>11%64
		}) {
			cs = append(cs, c)
		}
	}
	return cs
}

// run executes one schedule.
func (x *execution) run() {
	x.log = make([]*attemptLog, len(x.programs))
	x.e = newParallel()
	x.main = x.e.solo
	x.known = make(map[unsafe.Pointer]bool)
	x.versions = make(map[unsafe.Pointer]uint64)
	x.numbers = make(map[*Body]uint64)
	e := x.e
	for _, p := range []unsafe.Pointer{e.clock.at(), e.stop.at(), e.gateHeld.at(), e.sleepers.at(), e.wanted.at(), e.keepers.at()} {
		x.known[p] = true
	}
	for i, c := range x.cells {
		b := &(&cellBody{n: initial + i}).Body
		c.box.Init(b)
		x.known[unsafe.Pointer(&c.box.p)] = true
		x.register(b, uint64(i+1))
		x.first = append(x.first, b)
	}
	for t, prog := range x.programs {
		tx := e.NewTx()
		x.txs = append(x.txs, tx)
		for _, p := range []unsafe.Pointer{tx.slot.status.at(), tx.slot.wv.at(), tx.slot.birth.at(),
			tx.slot.since.at(), tx.slot.told.at(), tx.slot.revoked.at()} {
			x.known[p] = true
		}
		x.own = append(x.own, nil)
		if len(prog) > 0 && (prog[0].what == 'P' || prog[0].what == 'p') {
			tx.KeepOwn(true)
			tx.wary, tx.Adopt = 0, true
			if prog[0].what == 'p' {
				tx.wary = 1 << 30
			}
			tx.Run(func() { x.own[t] = newCellIn(tx, ownInitial+t) })
			if k := prog[0].box; k > 0 {
				c := x.cells[k-1]
				tx.Run(func() { c.set(tx, initial+k-1) })
				b := c.box.Load()
				x.register(b, uint64(2000+t))
				x.first = append(x.first, b)
			}
			c := x.own[t]
			c.plain = t%2 == 1
			b := c.box.Load()
			x.known[unsafe.Pointer(&c.box.p)] = true
			x.register(b, uint64(1000+t))
			x.first = append(x.first, b)
		}
		c := &coroutine{sees: uint64(t + 1)}
		x.co = append(x.co, c)
		c.next, c.stop = iter.Pull(func(yield func(struct{}) bool) {
			c.yield = yield
			c.sees = mix(c.sees, 3) // it has started
			x.transact(tx, t, prog)
		})
	}
	model, stepHook = x, x.step
	madeBody = func(b *Body) {
		c := x.co[x.cur]
		c.bodies = append(c.bodies, b)
		x.register(b, uint64(x.cur+1)<<32|uint64(len(c.bodies)))
	}
	defer func() { model, stepHook, madeBody = nil, nil, nil }()
	x.cur = -1
	var options []int
	for {
		options = options[:0]
		if x.cur >= 0 && x.co[x.cur].ready() {
			options = append(options, x.cur)
		}
		for t, c := range x.co {
			if t != x.cur && c.ready() {
				options = append(options, t)
			}
		}
		if len(options) == 0 {
			break
		}
		choice := 0
		if len(options) > 1 {
			choice = x.decide(options)
			x.choices = append(x.choices, uint8(choice))
		}
		if x.steps++; x.steps > 20_000 {
			x.err = "LIVELOCK"
			return
		}
		x.cur = options[choice]
		c := x.co[x.cur]
		if !x.next(c) {
			return
		}
	}
	for _, c := range x.co {
		if !c.finished {
			x.err = "DEADLOCK"
			return // coroutines are left where they are
		}
	}
	model, stepHook, madeBody = nil, nil, nil
	x.checkEnd()
	end := e.NewTx()
	end.ExitParallel()
	x.final = memory{}
	for _, c := range x.cells {
		x.final.add(c.read(end), end)
	}
	for _, c := range x.own {
		n := 0
		if c != nil {
			n = c.get(end)
		}
		x.final.own = append(x.final.own, n)
	}
	// Otherwise cleanups would do it, at any time.
	end.EnterParallel()
	for _, tx := range append(x.txs, end, x.main) {
		tx.Close()
	}
	if x.err == "" {
		x.err = x.check()
	}
}

// next lets c make its next access. It reports whether nothing has gone wrong.
func (x *execution) next(c *coroutine) (well bool) {
	defer func() {
		if e := recover(); e != nil {
			x.err = fmt.Sprint("PANIC: ", e)
		}
	}()
	if _, more := c.next(); !more {
		c.finished = true
		c.sees = mix(c.sees, 999)
	}
	return true
}

// checkEnd checks that nothing is left owned, kept, locked or waiting.
func (x *execution) checkEnd() {
	e := x.e
	all := x.cells
	for _, c := range x.co {
		all = slices.Concat(all, c.cells)
	}
	for _, c := range x.own {
		if c != nil {
			all = append(all, c)
		}
	}
	for _, c := range all {
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
	if e.gateHeld.Load() != 0 || e.stop.Load() != 0 || e.gate.grace != 0 || len(e.gate.queue)+len(e.gate.committers) != 0 {
		x.err = "GATE LEFT CLOSED"
	}
	if e.sleepers.Load() != 0 {
		x.err = "SLEEPERS LEFT"
	}
	for i := range e.sleeping.shard {
		if len(e.sleeping.shard[i].m) != 0 {
			x.err = "SLEEPERS LEFT"
		}
	}
	for i := range e.stripes {
		if e.stripes[i].held.Load() {
			x.err = "STRIPE LEFT LOCKED"
		}
	}
	if len(e.output.queue) != 0 || e.output.writing {
		x.err = "OUTPUT LEFT"
	}
	for _, tx := range x.txs {
		if tx.slot.status.Load()&stateMask != stateIdle || len(tx.reads)+len(tx.writes)+len(tx.updates)+tx.undo.n != 0 || tx.locked != 0 || len(tx.effects.held) != 0 {
			x.err = "ATTEMPT NOT ENDED"
		}
		for _, u := range tx.undo.all() {
			if *u != (undoEntry{}) && !tx.keeps {
				x.err = "UNDO LOG KEPT"
			}
		}
	}
}

func (c *coroutine) ready() bool { return !c.finished && !c.blocked }

// number returns the number of a body.
func (x *execution) number(b *Body) uint64 {
	n, ok := x.numbers[b]
	if b != nil && !ok {
		panic("a body without number")
	}
	return n
}

// register gives a body its number.
func (x *execution) register(b *Body, n uint64) {
	x.numbers[b] = n
	x.known[unsafe.Pointer(&b.stamp)] = true
	x.known[unsafe.Pointer(&b.prev)] = true
}

// newborn registers a cell that the running transaction has made.
func (x *execution) newborn(c *cell) *cell {
	madeBody((*Body)(c.box.p))
	x.known[unsafe.Pointer(&c.box.p)] = true
	x.co[x.cur].cells = append(x.co[x.cur].cells, c)
	return c
}

// state returns the hash of the state.
func (x *execution) state() uint64 {
	e := x.e
	h := uint64(0)
	for _, v := range []uint64{e.clock.v, uint64(e.stop.v), uint64(e.gateHeld.v), uint64(e.sleepers.v), uint64(e.wanted.v)} {
		h = mix(h, v)
	}
	for _, t := range x.output {
		h = mix(h, uint64(t))
	}
	body := func(b *Body) {
		h = mix(h, b.stamp)
		h = mix(h, x.numbers[(*Body)(b.prev)])
		c := (*cellBody)(unsafe.Pointer(b))
		h = mix(h, uint64(c.n))
		if c.ref != nil {
			h = mix(h, x.numbers[(*Body)(c.ref.box.p)])
		}
	}
	for _, c := range x.cells {
		h = mix(h, x.numbers[(*Body)(c.box.p)])
	}
	for _, b := range x.first {
		body(b)
	}
	for t, c := range x.co {
		s := x.txs[t].slot
		h = mix(h, s.status.v)
		h = mix(h, s.wv.v)
		h = mix(h, s.birth.v)
		h = mix(h, s.since.v)
		h = mix(h, s.told.v)
		h = mix(h, uint64(s.revoked.v))
		if o := x.own[t]; o != nil {
			h = mix(h, x.numbers[(*Body)(o.box.p)])
		}
		h = mix(h, c.sees)
		for _, c := range c.cells {
			h = mix(h, x.numbers[(*Body)(c.box.p)])
		}
		for _, b := range c.bodies {
			body(b)
		}
	}
	return h
}

// before lets others go on before an access.
func (x *execution) before(p unsafe.Pointer) {
	c := x.co[x.cur]
	c.yield(struct{}{})
	c.sees = mix(c.sees, 1) // also if it is a store, which shows nothing
}

func (x *execution) saw(p unsafe.Pointer, v uint64) {
	c := x.co[x.cur]
	if !x.known[p] {
		v = mix(v, x.versions[p])
	}
	c.sees = mix(c.sees, v)
	if c.polling {
		c.looks = append(c.looks, p)
	}
}

func (x *execution) sawBody(p unsafe.Pointer, b *Body) {
	x.saw(p, x.number(b))
}

// fields returns the hash of the fields of the running transaction's Tx that decide what it
// does.
func (x *execution) fields() uint64 {
	t := x.cur
	tx, log := x.txs[t], x.log[t]
	h := uint64(t + 1)
	flag := func(b bool) {
		if b {
			h++
		}
		h = mix(h, 2)
	}
	for _, v := range []uint64{uint64(tx.mode), tx.active, tx.rv, tx.nextID, tx.birth, tx.published, uint64(tx.losses),
		uint64(tx.cause.Kind), uint64(len(tx.effects.held)), uint64(tx.irrevocable), uint64(tx.reversible), tx.locked,
		tx.ID, tx.since, uint64(tx.wary), uint64(tx.warier), uint64(tx.nested), uint64(len(tx.save)), uint64(tx.pause)} {
		h = mix(h, v)
	}
	flag(tx.must)
	flag(tx.again)
	flag(tx.unwinding)
	flag(tx.seek)
	flag(tx.sleep != nil)
	entries := tx.reads
	if tx.sleep != nil {
		entries = tx.sleep.entries
	}
	for _, r := range entries {
		h = mix(h, x.numbers[r.b]) // a body belongs to one box
		flag(tx.sleep == nil && tx.Knows(r.b))
	}
	h = mix(h, 3)
	for _, w := range tx.writes {
		h = mix(h, x.numbers[w.b])
	}
	h = mix(h, 4)
	for _, u := range tx.undo.all() {
		h = mix(h, x.numbers[u.b])
		h = mix(h, x.numbers[u.saved])
		h = mix(h, u.stamp)
	}
	flag(tx.undo.n != 0)
	for _, u := range tx.updates {
		h = mix(h, uint64(slices.IndexFunc(x.cells, func(c *cell) bool { return &c.box == u.x })))
		h = mix(h, uint64(u.u.(*cellAdd).n))
	}
	h = mix(h, 5)
	if log == nil {
		return h
	}
	for _, v := range log.reads {
		h = mix(h, uint64(v))
	}
	h = mix(h, uint64(log.ops))
	return mix(h, log.history)
}

// forget replaces how the running transaction has come to know what it knows by what that
// is. It is called between operations.
func (x *execution) forget() { x.co[x.cur].sees = x.fields() }

// note adds something else that the running transaction has seen.
func (x *execution) note(v int) {
	c := x.co[x.cur]
	c.sees = mix(c.sees, uint64(v))
}

func (x *execution) wrote(p unsafe.Pointer) {
	c := x.co[x.cur]
	c.polling = false
	if !x.known[p] {
		x.versions[p] = c.sees
	}
	for t, d := range x.co {
		if t != x.cur && slices.Contains(d.looks, p) {
			d.stale, d.blocked = true, false
		}
	}
}

func (x *execution) block(p unsafe.Pointer) {
	c := x.co[x.cur]
	c.looks, c.polling = append(c.looks[:0], p), false
	c.blocked = true
	c.yield(struct{}{})
	c.looks, c.stale = c.looks[:0], false
}

func (x *execution) step(tx *Tx, p point) {
	c := x.co[x.cur]
	switch p {
	// Where a loop starts over, what it knows is what it knew at first, and the fields.
	case ptTake:
		c.taking, c.made = c.sees, len(c.bodies)
	case ptTakeAgain:
		for _, b := range c.bodies[c.made:] { // has not been installed: nobody knows of it
			delete(x.numbers, b)
		}
		c.bodies = c.bodies[:c.made]
		c.sees = mix(c.taking, x.fields())
	case ptSettle:
		c.settling = c.sees
	case ptSettleAgain:
		c.sees = mix(c.settling, x.fields())
	case ptValidate:
		c.validating, c.valid = c.sees, 0
	case ptValEntry:
		c.valid++
	case ptValLoad:
		c.sees = mix(c.validating, c.valid)
	case ptCommitting:
		c.sees = mix(6, x.fields())
	case ptAbort:
		c.sees = mix(7, x.fields())
	case ptWaiting:
		c.entry = c.sees
		c.looks, c.polling, c.stale = c.looks[:0], true, false
	case ptWait:
		if !c.polling {
			panic(fmt.Sprintf("transaction %d does more in a wait than to look", x.cur))
		}
		// It is where it was when the wait began, and knows nothing more.
		c.sees = mix(c.entry, 111)
		if !c.stale {
			c.blocked = true
			c.yield(struct{}{})
		}
		c.looks, c.stale = c.looks[:0], false
	}
}

// An explorer tries all schedules of programs.
type explorer struct {
	programs [][]op
	cells    []*cell
	bound    int // on preemptions: switches away from a transaction that could go on; -1: none
	limit    int // on executions
	seen     map[uint64]struct{}
	runs     int
	visit    func(*execution) string // if not nil, adds to the verdict
}

// explore tries all schedules; see there.
func explore(t *testing.T, programs [][]op, boxes, bound int) *explorer {
	t.Helper()
	ex := &explorer{programs: programs, cells: newCells(boxes), bound: bound, limit: 50_000_000, seen: make(map[uint64]struct{})}
	if x := ex.explore(); x != nil {
		t.Errorf("%v: %s\nschedule %.300s\nattempts%.3000s\nfinal %v", programs, x.err, fmt.Sprint(x.choices), x.attempts(), x.final)
	}
	return ex
}

// explore returns the first execution with an outcome that must not be, or nil.
//
// An execution follows the choices that lead to a new state, and goes on with the first
// option wherever there is one; the other options of new states are tried later. When it
// comes to a state that has been seen it does not look for options any more, but runs to
// the end, since its outcome may as well be checked.
func (ex *explorer) explore() *execution {
	todo := [][]uint8{nil}
	for len(todo) != 0 {
		prefix := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		x := &execution{programs: ex.programs, cells: ex.cells}
		left, free := ex.bound, false
		x.decide = func(options []int) int {
			canStay := options[0] == x.cur
			if d := len(x.choices); d < len(prefix) {
				choice := int(prefix[d])
				if choice >= len(options) {
					panic("the execution is not deterministic")
				}
				if canStay && choice != 0 {
					left--
				}
				return choice
			}
			if free || canStay && left == 0 {
				return 0
			}
			key := x.state()
			if ex.bound >= 0 {
				key = mix(mix(key, uint64(left)), uint64(x.cur))
			}
			if _, ok := ex.seen[key]; ok {
				free = true
				return 0
			}
			ex.seen[key] = struct{}{}
			for i := 1; i < len(options); i++ {
				todo = append(todo, append(slices.Clone(x.choices), uint8(i)))
			}
			return 0
		}
		x.run()
		ex.runs++
		if ex.visit != nil && x.err == "" {
			x.err = ex.visit(x)
		}
		if x.err != "" {
			return x
		}
		if ex.runs == ex.limit {
			return nil
		}
	}
	return nil
}

// all returns all entries that there is room for.
func (l *undoLog) all() []*undoEntry {
	var us []*undoEntry
	for i := range len(l.chunks) * undoChunk {
		us = append(us, l.at(i))
	}
	return us
}
