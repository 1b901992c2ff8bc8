package stm

import (
	"runtime"
	"sync"
)

// Effects
//
// What an attempt does besides writing boxes must happen if it commits, and must not if it
// is undone.
//
// Output that is held (Hold) is written after the commit, in the order of the commits: an
// observer sees it as if the transactions had run one after the other in that order. An
// attempt that holds output therefore takes a ticket when it commits, even if it has
// written no box: its place in the order is then that of its output.
//
// The order is kept by a queue. A ticket with output is drawn under its lock, so entries
// are in the order of their tickets. When the attempt has committed its entry is filled; if
// it fails the entry is dropped. Filled entries at the head of the queue are written by
// whoever finds them there; one at a time. An entry behind one that is still being
// validated is left to that one's owner, so nobody waits. Output is written before the
// attempt that writes it is over; hence whoever has drained the commit gate (inevitable.go)
// knows that everything committed has been written, and may write directly.

// Sink is where held output goes. Sinks must be comparable.
type Sink interface {
	// Emit writes p. Calls from one engine come one after the other, in commit order. An
	// error is the sink's business; Emit must not panic and must not use the Tx. p is valid
	// during the call only.
	Emit(p []byte)
}

type heldOutput struct {
	sink Sink
	n    int // bytes of buf
}

type effects struct {
	any      bool // there are functions to call
	awaited  bool // others may wait for them: see OnCommitAwaited
	held     []heldOutput
	buf      []byte
	onCommit []func()
	onAbort  []func()
}

// Hold holds p in the attempt, to be written to s when it commits. Where nothing can be
// undone any more it is written at once. p may be reused afterwards.
func (tx *Tx) Hold(s Sink, p []byte) {
	f := &tx.effects
	if tx.mode != modeActive && tx.mode != modeAlone {
		if tx.mode == modeIdle || tx.mode == modeRest {
			out := tx.e.output.drawFor(tx.e, []heldOutput{{s, len(p)}}, append([]byte(nil), p...))
			tx.e.output.flush(out)
			return
		}
		s.Emit(p)
		return
	}
	if n := len(f.held); n != 0 && f.held[n-1].sink == s {
		f.held[n-1].n += len(p)
	} else {
		f.held = append(f.held, heldOutput{s, len(p)})
	}
	f.buf = append(f.buf, p...)
}

// HoldsOutput reports whether there is output that is to be written when the attempt commits.
func (tx *Tx) HoldsOutput() bool { return len(tx.effects.held) != 0 }

// OnCommit registers f to be called when the attempt has committed and ended, in the order
// of registration, by the goroutine that commits. In solo mode f is called at once.
func (tx *Tx) OnCommit(f func()) {
	switch tx.mode {
	case modeActive, modeAlone, modeInevitable, modeExclusive:
		tx.effects.onCommit = append(tx.effects.onCommit, f)
		tx.effects.any = true
	default:
		f()
	}
}

// OnCommitAwaited is OnCommit for what must be done when others see what the attempt has
// written: who has seen it, and calls AwaitCommitted, finds that f has been called. f must not
// wait for anybody.
//
// The functions are called after the commit, when others may have seen it already and come to
// rely on it. Therefore the slot says, from before the commit until they have been called, that
// they are still to be: no earlier than when nothing is left for which the attempt might wait,
// since those who wait for it may hold the gate.
func (tx *Tx) OnCommitAwaited(f func()) {
	tx.OnCommit(f)
	tx.effects.awaited = tx.effects.any
}

// AwaitCommitted waits until all functions of OnCommitAwaited have been called of those
// attempts that have committed.
func (tx *Tx) AwaitCommitted() {
	for _, s := range *tx.e.slots.Load() {
		v := s.late.Load()
		for v&1 != 0 && s.late.Load() == v {
			runtime.Gosched()
		}
	}
}

// commitAwaited says that the attempt is about to commit.
func (tx *Tx) commitAwaited() {
	if tx.effects.awaited {
		tx.slot.late.Or(1)
	}
}

// OnAbort registers f to be called if the attempt is undone, last registered first, after
// its writes have been undone. In solo mode f is dropped.
func (tx *Tx) OnAbort(f func()) {
	if tx.InTransaction() {
		tx.effects.onAbort = append(tx.effects.onAbort, f)
		tx.effects.any = true
	}
}

// committed calls what was registered with OnCommit.
func (f *effects) committed() {
	list := f.onCommit
	f.onCommit = nil
	clear(f.onAbort)
	f.onAbort = f.onAbort[:0]
	f.any = false
	for _, g := range list {
		g()
	}
	if f.onCommit == nil {
		clear(list)
		f.onCommit = list[:0]
	}
}

// aborted drops what the attempt held, and calls what was registered with OnAbort.
func (f *effects) aborted() {
	f.dropHeld()
	if !f.any {
		return
	}
	f.any, f.awaited = false, false
	clear(f.onCommit)
	f.onCommit = f.onCommit[:0]
	list := f.onAbort
	f.onAbort = nil
	for i := len(list) - 1; i >= 0; i-- {
		list[i]()
	}
}

const keepBuffer = 1 << 16 // bytes of held output for which the buffer is kept

func (f *effects) dropHeld() {
	if len(f.held) == 0 {
		return
	}
	clear(f.held)
	f.held = f.held[:0]
	f.buf = f.buf[:0]
	if cap(f.buf) > keepBuffer {
		f.buf = nil
	}
}

// flush writes what the attempt holds: it can no longer be undone, and everything committed
// before has been written.
func (f *effects) flush() {
	if len(f.held) != 0 {
		emit(f.held, f.buf)
		f.dropHeld()
	}
}

func emit(held []heldOutput, buf []byte) {
	for _, h := range held {
		h.sink.Emit(buf[:h.n])
		buf = buf[h.n:]
	}
}

type effectsMark struct{ held, last, buf, onCommit, onAbort int }

func (f *effects) mark() effectsMark {
	m := effectsMark{held: len(f.held), buf: len(f.buf), onCommit: len(f.onCommit), onAbort: len(f.onAbort)}
	if m.held != 0 {
		m.last = f.held[m.held-1].n
	}
	return m
}

// undoTo takes back what has been added since m.
func (f *effects) undoTo(m effectsMark) {
	clear(f.held[m.held:])
	f.held = f.held[:m.held]
	if m.held != 0 {
		f.held[m.held-1].n = m.last
	}
	f.buf = f.buf[:m.buf]
	clear(f.onCommit[m.onCommit:])
	f.onCommit = f.onCommit[:m.onCommit]
	for i := len(f.onAbort) - 1; i >= m.onAbort; i-- {
		g := f.onAbort[i]
		f.onAbort = f.onAbort[:i]
		g()
	}
}

// output is the queue of what is to be written, in commit order.
type output struct {
	mu      mutex
	queue   []*outputEntry
	writing bool
	bytes   int       // of filled entries
	written sync.Cond // signalled whenever bytes gets smaller
}

// maxBacklog is how many bytes may wait for a slow sink before those who commit more have
// to wait, too.
const maxBacklog = 1 << 20

type outputEntry struct {
	held   []heldOutput
	buf    []byte
	filled bool
}

// draw draws a ticket, and a place in the queue.
func (q *output) draw(e *Engine) (wv uint64, o *outputEntry) {
	o = new(outputEntry)
	q.mu.Lock()
	wv = e.clock.Add(2)
	q.queue = append(q.queue, o)
	q.mu.Unlock()
	return wv, o
}

// drawFor is draw for output that is complete already.
func (q *output) drawFor(e *Engine, held []heldOutput, buf []byte) *outputEntry {
	_, o := q.draw(e)
	o.held, o.buf = held, buf
	return o
}

// drop gives up a place in the queue.
func (q *output) drop(o *outputEntry) { q.flush(o) }

// release fills o with what tx holds.
func (q *output) release(o *outputEntry, tx *Tx) {
	f := &tx.effects
	o.held, o.buf = f.held, f.buf
	f.held, f.buf = nil, nil
	q.flush(o)
}

// flush marks o as filled, and writes what is complete.
func (q *output) flush(o *outputEntry) {
	q.mu.Lock()
	defer q.mu.Unlock()
	o.filled = true
	q.bytes += len(o.buf)
	for q.writing && q.bytes > maxBacklog {
		q.written.Wait()
	}
	if q.writing {
		return
	}
	q.writing = true
	for len(q.queue) != 0 && q.queue[0].filled {
		o := q.queue[0]
		q.queue[0] = nil
		q.queue = q.queue[1:]
		q.mu.Unlock()
		emit(o.held, o.buf)
		q.mu.Lock()
		q.bytes -= len(o.buf)
		q.written.Broadcast()
	}
	q.writing = false
	q.written.Broadcast()
}
