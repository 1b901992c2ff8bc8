package stm

import (
	"sync/atomic"
	"time"
	"unsafe"
)

// ConflictKind says why an attempt was undone.
type ConflictKind uint8

const (
	_              ConflictKind = iota
	Aborted                     // another attempt wanted a box of this one; that attempt has reported EventWound
	WriteWrite                  // this attempt wanted a box of another that has more claim to it
	ReadWrite                   // something it has read has been changed by a commit
	InevitableWins              // like WriteWrite, and the other is inevitable
	Retried                     // it has called Retry
	Injected                    // a test has asked for it
)

func (k ConflictKind) String() string {
	switch k {
	case Aborted:
		return "aborted by another"
	case WriteWrite:
		return "write-write"
	case ReadWrite:
		return "read-write"
	case InevitableWins:
		return "inevitable"
	case Retried:
		return "retry"
	case Injected:
		return "injected"
	}
	return "none"
}

// cause is why an attempt was undone.
type cause struct {
	Kind     ConflictKind
	Box      *Box  // nil if not known
	Body     *Body // what the attempt saw of it
	BodyKind *Kind // if known

	slot   *slot // the other attempt, if known
	status uint64
}

// What an attempt has waited for: the Reason of an EventWait.
const (
	waitCommit    = "commit of another"
	waitGate      = "commit gate"
	waitUpdate    = "update of another"
	waitExclusive = "exclusive attempt"
	waitBackOff   = "winner of a conflict"
)

// EventKind says what an [Event] is about.
type EventKind uint8

const (
	EventCommit     EventKind = iota
	EventAbort                // an attempt has been undone; Conflict says why
	EventWound                // an attempt has aborted another, to take Box from it
	EventWait                 // an attempt has waited for another, or for the commit gate
	EventInevitable           // an attempt has become inevitable; Duration is how long it waited for that
	EventExclusive            // likewise exclusive
	EventRetry                // a transaction has slept in Retry
	EventTouch                // an attempt has opened the watched box for the first time
)

func (k EventKind) String() string {
	names := [...]string{"commit", "abort", "wound", "wait", "inevitable", "exclusive", "retry", "touch"}
	if int(k) < len(names) {
		return names[k]
	}
	return "none"
}

// Event is what happened to an attempt.
type Event struct {
	Kind     EventKind
	Tx       *Tx
	ID       uint64 // of the attempt
	Conflict ConflictKind
	Box      *Box
	Body     *Body
	BodyKind *Kind
	Other    *Tx    // the other side, if known. It belongs to another goroutine.
	OtherID  uint64 // id of its attempt
	Write    bool   // EventTouch: for writing
	Losses   int    // attempts lost so far
	Reason   string // EventInevitable, EventExclusive: what was given; EventWait: what for
	Start    time.Time
	Duration time.Duration // of the attempt, the wait or the sleep; 0 if not measured
}

// Listener receives events. It is called by the goroutine to which Event.Tx belongs,
// between the operations of the attempt; it must not open boxes. The stack at the call
// shows where in the program the event has happened: an attempt that is undone because of
// what it does is reported before its stack is unwound. While there is no listener, events
// cost nothing but a look at that on slow paths.
type Listener func(*Event)

// SetListener makes l receive all events from now on; nil stops that.
func (e *Engine) SetListener(l Listener) {
	if l == nil {
		e.listener.Store(nil)
		return
	}
	e.listener.Store(&l)
}

// Watch asks for an EventTouch when the transaction first opens x, in each of its attempts
// until it commits.
func (tx *Tx) Watch(x *Box) { tx.watched = x }

var epoch = time.Now()

// nanos is a monotonic clock. It never returns 0.
func nanos() int64 { return int64(time.Since(epoch)) + 1 }

// listenStart returns the time, if anybody wants to know.
func (tx *Tx) listenStart() int64 {
	if tx.e.listener.Load() == nil {
		return 0
	}
	return nanos()
}

// emit completes ev and hands it to the listener, if there is one. start is 0 if it is not
// known.
func (tx *Tx) emit(ev Event, start int64) {
	l := tx.e.listener.Load()
	if l == nil {
		return
	}
	ev.Tx = tx
	if ev.ID == 0 {
		ev.ID = tx.nextID
	}
	ev.Losses = tx.losses
	if start != 0 {
		ev.Start = epoch.Add(time.Duration(start))
		ev.Duration = time.Duration(nanos() - start)
	}
	(*l)(&ev)
}

// blame notes why the attempt is going to be undone.
func (tx *Tx) blame(kind ConflictKind, x *Box, b *Body, o *slot, st uint64) {
	c := &tx.cause
	c.Kind, c.Box, c.Body, c.slot, c.status = kind, x, b, o, st
	if x != nil {
		tx.disputes(x)
	}
}

// disputes notes that there is a conflict about x.
func (tx *Tx) disputes(x *Box) {
	tx.contended = uintptr(unsafe.Pointer(x))
	tx.e.disputed[disputeIndex(x)].Store(uintptr(unsafe.Pointer(x)))
}

// disputedBoxes is how many boxes an engine remembers of which there has been a conflict.
const disputedBoxes = 256

func disputeIndex(x *Box) uintptr { return hashBox(x) >> 5 % disputedBoxes }

// Disputed reports whether some Tx has had a conflict about x, not long ago. Like Contended it is
// a hint: the place of x may be taken by another box, and x be where another has been. It is for
// what the loser of a conflict cannot see to, because it only reads.
func (e *Engine) Disputed(x *Box) bool {
	return e.disputed[disputeIndex(x)].Load() == uintptr(unsafe.Pointer(x))
}

// Contended reports whether the latest conflict of tx that is known here was about x: it
// has lost an attempt because of x, or has taken x from another. A container can then
// spread its contents over more boxes. The box is remembered by its address, across
// transactions, until the next conflict or CalmDown; so this is a hint, and can be wrong
// about a box that lies where another has been.
func (tx *Tx) Contended(x *Box) bool {
	return tx.contended == uintptr(unsafe.Pointer(x))
}

// CalmDown forgets the latest conflict, because something has been done about it.
func (tx *Tx) CalmDown() { tx.contended = 0 }

// orElse sets the kind of a conflict of which nothing is known yet.
func (c *cause) orElse(k ConflictKind) {
	if c.Kind == 0 {
		c.Kind = k
	}
}

func (ev *Event) other(o *slot, st uint64) {
	if o != nil {
		ev.Other = o.tx.Load().Value()
		ev.OtherID = st>>stateBits<<seqShift | uint64(o.index)<<1 | 1
	}
}

// lost counts an attempt that has been undone, and reports it. Beginnings are timed only
// after a loss (a clock costs as much as an empty transaction): an attempt whose beginning
// was not timed is counted for as much as the one that commits.
func (tx *Tx) lost(out Outcome) {
	n := &tx.slot.count
	c := &tx.cause
	if out == Retrying {
		n.retries.Add(1)
	} else {
		n.aborts.Add(1)
		if c.Kind != Retried {
			tx.losses++
		}
		if tx.started != 0 {
			n.lost.Add(nanos() - tx.started)
		} else {
			tx.owed++
		}
	}
	tx.again = true
	tx.timed = 64
	if tx.e.listener.Load() != nil {
		ev := Event{Kind: EventAbort, Conflict: c.Kind, Box: c.Box, Body: c.Body, BodyKind: c.BodyKind}
		ev.ID = tx.nextID - 1<<seqShift
		ev.other(c.slot, c.status)
		tx.emit(ev, tx.started)
	}
	// Keep what backOff needs, and no body.
	*c = cause{Kind: c.Kind, slot: c.slot, status: c.status}
	tx.lastCause, *c = *c, cause{}
}

// celebrate is what a commit does if something is to be counted, forgotten or reported.
func (tx *Tx) celebrate() {
	if tx.owed != 0 && tx.started != 0 {
		tx.slot.count.lost.Add(int64(tx.owed) * (nanos() - tx.started))
	}
	if tx.e.listener.Load() != nil {
		tx.timed = 64
		tx.emit(Event{Kind: EventCommit, ID: tx.nextID - 1<<seqShift}, tx.started)
	}
	tx.over()
}

// wounded reports that tx has aborted another attempt.
func (tx *Tx) wounded(x *Box, b *Body, k *Kind, o *slot, st uint64) {
	tx.disputes(x)
	if tx.e.listener.Load() != nil {
		ev := Event{Kind: EventWound, Conflict: WriteWrite, Box: x, Body: b, BodyKind: k}
		ev.other(o, st)
		tx.emit(ev, 0)
	}
}

// waited reports that tx has waited since start.
func (tx *Tx) waited(o *slot, st uint64, start int64, reason string) {
	if start != 0 {
		ev := Event{Kind: EventWait, Reason: reason}
		ev.other(o, st)
		tx.emit(ev, start)
	}
}

// switched counts and reports that tx has become inevitable.
func (tx *Tx) switched(reason string, exclusive bool, start int64) {
	tx.slot.count.inevitable.Add(1)
	if tx.InevitableBits != 0 {
		tx.Poll.Or(tx.InevitableBits)
	}
	if !exclusive {
		tx.emit(Event{Kind: EventInevitable, Reason: reason}, start)
	}
}

// touched reports that the attempt has opened the watched box.
func (tx *Tx) touched(x *Box, b *Body, write bool) {
	tx.emit(Event{Kind: EventTouch, Box: x, Body: b, Write: write}, 0)
}

// counters of one slot. Commits are not counted but computed: each attempt takes a sequence
// number, and all that did not commit are counted.
type counters struct {
	aborts, abandoned, retries, renamed atomic.Int64
	waits, inevitable, exclusive        atomic.Int64
	lost                                atomic.Int64 // nanoseconds
}

// Stats are sums over all that an engine has run.
type Stats struct {
	Commits    int64 // attempts that committed
	Aborts     int64 // attempts that were undone because of a conflict
	Abandoned  int64 // … by Abort, an error or a panic
	Retries    int64 // … by Retry
	Waits      int64 // waits for another attempt, or for the commit gate
	Inevitable int64 // attempts that became inevitable
	Exclusive  int64 // … exclusive
	Lost       time.Duration
}

// Stats returns the sums as of now.
func (e *Engine) Stats() Stats {
	var t Stats
	for _, s := range (*e.slots.Load())[1:] {
		c := &s.count
		attempts := int64(s.status.Load()>>stateBits) - 1
		a, b, r, n := c.aborts.Load(), c.abandoned.Load(), c.retries.Load(), c.renamed.Load()
		t.Commits += attempts - a - b - r - n
		t.Aborts += a
		t.Abandoned += b
		t.Retries += r
		t.Waits += c.waits.Load()
		t.Inevitable += c.inevitable.Load()
		t.Exclusive += c.exclusive.Load()
		t.Lost += time.Duration(c.lost.Load())
	}
	return t
}

// Since returns the sums of what has run since an earlier call of Stats returned old.
func (t Stats) Since(old Stats) Stats {
	t.Commits -= old.Commits
	t.Aborts -= old.Aborts
	t.Abandoned -= old.Abandoned
	t.Retries -= old.Retries
	t.Waits -= old.Waits
	t.Inevitable -= old.Inevitable
	t.Exclusive -= old.Exclusive
	t.Lost -= old.Lost
	return t
}
