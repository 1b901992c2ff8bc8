package stm

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

// Attempts
//
// A Tx runs one transaction after the other, each in one or more attempts:
//
//	          Begin                 Commit
//	  Idle ──────────▶ Active ─────────────────▶ Committing ──▶ Committed ──▶ Idle
//	                     │  ▲  gate closed            │
//	                     │  └─────────────────────────┤ validation fails
//	 by itself or others │                            │
//	                     ▼                            │
//	                  Aborted ◀───────────────────────┘     rollback ──▶ Idle
//
// An attempt without writes goes from Active to Idle directly. What the word means to
// others is in engine.go.
//
// Unwinding. When an attempt finds that it cannot go on, it panics with a private value,
// which is recovered by [Tx.Guard] (or [Tx.Run], which contains one). Nothing else should
// recover it; if something does nevertheless (package fmt recovers from panics in String
// methods), the status stays Aborted and the attempt unwinds again at its next slow path,
// and at the latest when it tries to commit. The boxes are put back after the recovery, so
// deferred functions that run during the unwinding still find a consistent, doomed attempt.
//
// A panic of somebody else, or runtime.Goexit, rolls the attempt back and goes on its way.

// mode says what the owner of a Tx is doing, in a form that only the owner looks at. The
// slot says the same to others, in more detail (engine.go); keeping both saves the owner an
// atomic access on each slow path.
type mode uint8

const (
	modeIdle       mode = iota // no attempt
	modeRest                   // none, but nobody else can begin one: see alone.go
	modeActive                 // an attempt that can be aborted
	modeAlone                  // one that can be undone, while nothing else runs
	modeInevitable             // one that cannot
	modeExclusive              // one that runs alone
	modeSolo                   // no attempts, nothing else runs
	modeClosed
)

// Tx is a thread of execution's side of the memory. One goroutine may use it at a time.
type Tx struct {
	// ID is the stamp of bodies that the current attempt may change in place. It changes
	// with each attempt, so it must be read again at each access.
	ID uint64

	// Poll is non-zero if the thread of execution should look up from its work: bit 0
	// ([PollAbort]) is set when the attempt has been aborted by another; PollSlow deals
	// with it. The other bits are at the user's disposal, see Notify.
	Poll   atomic.Uint32
	parked atomic.Uint32 // 1: waiting for sema, or about to

	// InevitableBits are set in Poll when an attempt becomes inevitable, or exclusive: the
	// others wait for it, so it should commit soon.
	InevitableBits uint32

	// AwaitedBits are set in Poll when an attempt that has lost a conflict to this one waits for
	// its end. It may have ended meanwhile.
	AwaitedBits uint32

	// SeenBits are set in Poll when another attempt reads what this one has written, and gets
	// what was there before. It may have ended meanwhile.
	SeenBits uint32

	// LargeBits are set in Poll when the attempt has read so many boxes that to note each takes
	// longer than it usually does, see Large.
	LargeBits uint32

	// Long says that attempts usually last long compared with copying some thousand values. It is
	// not looked at here.
	Long bool

	// Adopt says that what the attempt has written may become own if it commits now, see own.go.
	Adopt bool

	// Owner is at the user's disposal: whose transactions these are. A [Listener] may use
	// that of the Event.Tx it is called for.
	Owner any

	mode      mode
	again     bool  // Begin has more to do than to begin: see beginAgain
	unwinding bool  // the panic under way is ours
	must      bool  // the next attempt shall be inevitable
	timed     uint8 // so many attempts to come are timed
	alone     bool  // mode is modeAlone: every body may be read

	// Running alone (alone.go).
	seek          bool // attempts should run alone if they can
	pause, pauses int  // so many transactions begin before the next try; the same after that
	undo          undoLog

	// Own bodies (own.go). They use the undo log, too.
	keeps        bool
	wary, warier int    // for so many commits from which others can learn something it gives up what it owns; the next time
	since        uint64 // the stamp of the first attempt whose bodies are own; noSince if there are none

	// active is the status word that the slot has as long as nothing has happened to the
	// attempt: (n, Active), or (n, Inevitable). One comparison with it tells whether the
	// attempt may go on. Between attempts it is prepared for the next one, so that Begin
	// has only to store it.
	active uint64

	// rv is the read version: everything that the attempt has read was current when the
	// clock stood at rv. It is maxVersion for an inevitable attempt, for which everything
	// committed is current.
	rv uint64

	slot *slot
	e    *Engine

	// The read log, and the set of the boxes in it (read.go).
	reads      []readEntry
	filter     []filterEntry
	filterMask uintptr
	recent     [recentBodies]recentEntry

	// The write log: the boxes that hold a body of this attempt in place of its prev
	// (write.go). Newborn bodies are not in it: nobody else can reach them before the
	// commit, and if there is none, nobody ever will.
	writes []writeEntry

	// Operations held back until commit (update.go).
	updates   []updateEntry
	heldIndex map[*Box]int // of updates, when there are many
	locked    uint64       // set of the stripes that the attempt holds

	effects effects

	nextID uint64 // id of the next attempt; in an attempt, its own

	// The transaction across its attempts (contention.go, events.go).
	birth     uint64 // clock at its first attempt: its age; 0 if it has none yet
	published uint64 // the birth that the slot shows
	losses    int    // attempts lost
	owed      int    // attempts lost whose duration is not known
	cause     cause  // why the attempt is being unwound
	lastCause cause  // why the previous one was
	started   int64  // when the attempt began, if that was measured
	watched   *Box
	contended uintptr         // address of the box of the latest conflict, see Contended
	sleep     *Waiter         // what a transaction that has called Retry waits for
	ctx       context.Context // of AtomicallyContext

	// OrElse (nest.go).
	save        []savedWrite
	nested      int // calls in progress
	irrevocable int // how often BecomeInevitable has returned in this attempt
	reversible  int // … before the innermost OrElse: what is older need not be undone

	sema    chan struct{} // cap 1: a token says, look again
	timer   *time.Timer
	random  uint64
	aside   int     // see stepAside
	lostAt  uint64  // sequence number of the attempt that was lost last
	token   *unwind // what this Tx panics with, made once
	cleanup runtime.Cleanup
}

// PollAbort is the bit of [Tx.Poll] that belongs to this package.
const PollAbort = 1

// PollLocal are bits of Tx.Poll that its owner sets and clears, for matters of its own. They do
// not end waiting.
const PollLocal = 7 << 29

// unwind is what an attempt panics with.
type unwind struct{ tx *Tx }

func (u *unwind) Error() string {
	return "stm: a conflict was not recovered where the attempt began (" + u.tx.cause.Kind.String() + ")"
}

// Solo reports whether nothing else runs: all accesses are direct, nothing can conflict or
// be undone.
func (tx *Tx) Solo() bool { return tx.mode == modeSolo }

// InTransaction reports whether an attempt is in flight.
func (tx *Tx) InTransaction() bool {
	return tx.mode > modeRest && tx.mode < modeSolo
}

// Inevitable reports whether what runs now cannot be undone: an inevitable or exclusive
// attempt, or solo mode.
func (tx *Tx) Inevitable() bool {
	return tx.mode == modeInevitable || tx.mode == modeExclusive || tx.mode == modeSolo
}

// Exclusive reports whether nothing else runs now: an exclusive attempt, or solo mode.
func (tx *Tx) Exclusive() bool { return tx.mode == modeExclusive || tx.mode == modeSolo }

// Optimistic reports whether an attempt is in flight that others can abort.
func (tx *Tx) Optimistic() bool { return tx.mode == modeActive }

// Revocable reports whether an attempt is in flight that can be undone, by others or because it
// asks for it: also one that runs alone.
func (tx *Tx) Revocable() bool { return tx.mode == modeActive || tx.mode == modeAlone }

// Alone reports whether an attempt is in flight that runs alone and can be undone: see RunAlone. It
// may read every body.
func (tx *Tx) Alone() bool { return tx.alone }

// Engine returns the engine of tx.
func (tx *Tx) Engine() *Engine { return tx.e }

// Begin begins an attempt. After an attempt that was lost it begins the next one of the
// same transaction: it first waits as it seems useful, and after too many losses the
// attempt is inevitable from the start. After an attempt that called Retry it first sleeps
// until something changes. In solo mode Begin does nothing.
func (tx *Tx) Begin() {
	if tx.mode != modeIdle {
		tx.beginOdd()
		return
	}
	if tx.again {
		tx.beginAgain()
		return
	}
	if tx.seek && tx.tryAlone() {
		return
	}
	// This is on the way of every transaction, however small: one store to our own cache
	// line, loads of two lines that are shared by all, and plain stores. Whatever needs more
	// (another attempt, a sleeper, inevitability) is marked by tx.again.
	e := tx.e
	tx.step(ptBegin)
	tx.slot.status.Store(tx.active)
	if e.stop.Load() != 0 { // after the store, see engine.go
		tx.awaitStart()
	}
	if tx.keeps {
		tx.giveUp()
	}
	// The clock is read after the status has been stored: who stops the world, and then
	// changes bodies in place, has done so before.
	tx.step(ptBeginClock)
	tx.rv = e.clock.Load()
	tx.birth = tx.rv
	tx.ID = tx.nextID
	tx.mode = modeActive
	tx.started = 0
	if tx.timed != 0 { // see lost
		tx.timed--
		tx.started = nanos()
	}
}

func (tx *Tx) beginOdd() {
	switch tx.mode {
	case modeRest:
		tx.beginRested()
	case modeSolo:
	default:
		panic("BUG: stm: Begin in a transaction or after Close")
	}
}

// beginAgain begins where an attempt of the same transaction has been before, or in a
// special way.
func (tx *Tx) beginAgain() {
	if tx.sleep != nil {
		tx.sleepNow()
	}
	if tx.losses != 0 {
		tx.backOff()
	}
	e := tx.e
	if tx.must || tx.losses >= maxLosses {
		tx.must = false
		tx.beginInevitable("lost too often")
		return
	}
	tx.slot.status.Store(tx.active)
	if e.stop.Load() != 0 {
		tx.awaitStart()
	}
	if tx.keeps {
		tx.giveUp()
	}
	tx.rv = e.clock.Load()
	if tx.birth == 0 {
		tx.birth = tx.rv
	}
	tx.ID = tx.nextID
	tx.mode = modeActive
	tx.started = nanos()
}

// awaitStart takes back the status that Begin has stored, waits until attempts may begin,
// and stores it again.
func (tx *Tx) awaitStart() {
	e := tx.e
	for {
		// The one who stops the world may have aborted us already; both are undone by this
		// store.
		tx.slot.status.Store(tx.word(stateIdle))
		tx.slot.end.wake()
		start := tx.listenStart()
		for e.stop.Load() != 0 {
			e.ask()
			tx.waitOn(&e.begin, func() bool { return e.stop.Load() == 0 || e.unasked() })
		}
		tx.waited(nil, 0, start, waitExclusive)
		tx.slot.status.Store(tx.active)
		if e.stop.Load() == 0 {
			return
		}
	}
}

// ended is the last step of every attempt: the id is over. Everything the attempt has to do
// to boxes must be done by now (S4): from here on others take the bodies that carry its id
// for newborns.
func (tx *Tx) ended() {
	s := tx.slot
	next := tx.nextID>>seqShift + 1
	tx.step(ptEnd)
	tx.assertEnding()
	s.status.Store(word(next, stateIdle))
	if s.end.n.Load() != 0 {
		s.end.wake()
	}
	tx.setSeq(next)
	tx.ID = noID
	tx.mode = modeIdle
	tx.irrevocable = 0
	// Old versions must not be kept alive by a log.
	if n := len(tx.reads); n != 0 {
		clear(tx.reads)
		tx.reads = tx.reads[:0]
		if tx.filterMask != smallFilter-1 {
			tx.shrinkReads(n)
		}
	}
	if n := len(tx.writes); n != 0 {
		clear(tx.writes)
		tx.writes = tx.writes[:0]
		if n > 4096 {
			tx.writes = nil
		}
	}
	if len(tx.updates) != 0 {
		tx.dropUpdates()
	}
	if tx.undo.n != 0 {
		tx.undo.forget(0)
	}
	if next >= maxSeq {
		tx.renew()
	}
}

// Outcome says how a guarded function ended.
type Outcome uint8

const (
	Done     Outcome = iota // it returned
	Lost                    // it was unwound by a conflict; Begin begins the next attempt
	Retrying                // it has called Retry; Begin sleeps first, Detach gives the Tx free meanwhile
)

// Guard calls f and reports how it ended. It is the place to which an attempt is unwound: f
// may begin and commit any number of attempts; if one is lost, Guard undoes it and returns
// Lost. It is up to the caller to go on where that attempt began.
func (tx *Tx) Guard(f func()) (out Outcome) {
	done := false
	defer func() {
		if !done {
			if tx.unwinding {
				recover()
			}
			out = tx.landed()
		}
	}()
	f()
	done = true
	return Done
}

// Run runs f as one transaction: again and again, until an attempt commits. If tx is in a
// transaction already, or solo, f is simply called. Whatever f does to Go variables it must
// be ready to do again.
func (tx *Tx) Run(f func()) {
	if tx.InTransaction() || tx.Solo() {
		f()
		return
	}
	for tx.once(f) != Done {
	}
}

// once is an attempt of Run. It repeats Guard because a closure over f would be an
// allocation.
func (tx *Tx) once(f func()) (out Outcome) {
	done := false
	defer func() {
		if !done {
			if tx.unwinding {
				recover()
			}
			out = tx.landed()
		}
	}()
	tx.Begin()
	f()
	if !tx.commit() {
		return // undone by the deferred function
	}
	done = true
	return Done
}

// throw unwinds the attempt because of tx.cause.
func (tx *Tx) throw() {
	tx.slot.status.CompareAndSwap(tx.active, tx.word(stateAborted))
	tx.unwinding = true
	panic(tx.token)
}

// conflict unwinds the attempt.
func (tx *Tx) conflict(kind ConflictKind, x *Box, b *Body, other *slot, st uint64) {
	tx.blame(kind, x, b, other, st)
	tx.throw()
}

// doomed unwinds an attempt that has been aborted by another.
func (tx *Tx) doomed() {
	if !tx.InTransaction() {
		panic("BUG: stm: box opened outside a transaction")
	}
	if tx.cause.Kind == 0 {
		tx.cause = cause{Kind: Aborted}
	}
	tx.throw()
}

// alive unwinds the attempt if it has been aborted. Every slow path calls it after it has
// loaded a box and before it believes what it has seen: a box that this attempt wrote may
// have been taken from it.
func (tx *Tx) alive() {
	if tx.slot.status.Load() != tx.active {
		tx.doomed()
	}
}

// PollSlow is to be called when Poll is non-zero. It unwinds the attempt if it has been
// aborted by another, and clears the bit that says so; it leaves the other bits alone.
func (tx *Tx) PollSlow() {
	tx.Poll.And(^uint32(PollAbort))
	switch tx.mode {
	case modeActive:
		tx.alive()
	case modeAlone:
		tx.lookUp()
	}
}

// Conflict unwinds the attempt in flight as a conflict would, if it can be undone: for tests
// of what is built on this package.
func (tx *Tx) Conflict() {
	if tx.mode == modeActive || tx.mode == modeAlone {
		tx.conflict(Injected, nil, nil, nil, 0)
	}
}

// Notify sets bits of tx.Poll, and wakes tx if it is in Sleep, or in Retry; the attempt then
// runs again and can look at the bits at its first poll. Any goroutine may call it.
func (tx *Tx) Notify(bits uint32) {
	tx.Poll.Or(bits)
	tx.poke()
}

// Abort gives the transaction up: it undoes the attempt in flight, or if there is none (the
// last one was lost, or has called Retry) it forgets that there was to be another. What an
// exclusive attempt has changed stays.
func (tx *Tx) Abort() {
	if !tx.InTransaction() {
		tx.cancelSleep()
		return
	}
	tx.slot.count.abandoned.Add(1)
	tx.rollback()
	tx.over()
	tx.effects.aborted()
}

// over forgets the transaction: the next Begin begins another.
func (tx *Tx) over() {
	tx.losses = 0
	tx.owed = 0
	tx.again, tx.must = false, false
	tx.birth = 0
	tx.watched = nil
	tx.cause, tx.lastCause = cause{}, cause{}
}

// landed ends an attempt that has been unwound, or whose commit has failed. It is called
// where the attempt began, after the panic has been recovered; or, if it is the panic of
// somebody else, on the way of that.
func (tx *Tx) landed() Outcome {
	if !tx.InTransaction() {
		return Lost // a panic from elsewhere, between attempts
	}
	if tx.cause.Kind == 0 {
		tx.Abort() // a panic from elsewhere, or Goexit
		return Lost
	}
	tx.unwinding = false
	if tx.mode == modeAlone && tx.cause.Kind == Retried {
		tx.surrendered()
		return Lost
	}
	out := Lost
	if tx.cause.Kind == Retried && tx.mode == modeActive {
		out = Retrying
		tx.prepareSleep()
	}
	tx.rollback()
	tx.lost(out)
	tx.effects.aborted()
	return out
}

// rollback takes this attempt's bodies out of their boxes, and ends it. While it is at it
// others see the state Aborted, and use the predecessors of the bodies that are still there;
// they may also take the boxes.
func (tx *Tx) rollback() {
	switch tx.mode {
	case modeAlone:
		tx.rollbackAlone()
		return
	case modeExclusive:
		tx.finishExclusive()
		return
	}
	s := tx.slot
	tx.step(ptAbort)
	// Whatever the state is (Active, Committing, Aborted, Inevitable): from here on it is
	// Aborted. If it was Committing, those who wait for the outcome see it now.
	s.status.Store(tx.word(stateAborted))
	for i := len(tx.writes) - 1; i >= 0; i-- {
		w := &tx.writes[i]
		tx.step(ptRestore)
		// Fails if another has taken the box: then that one's body has our prev as its prev.
		w.x.swap(w.b, w.b.loadPrev())
	}
	if tx.undo.n != 0 {
		tx.undoOwn(0)
	}
	tx.dropUpdates()
	inevitable := tx.mode == modeInevitable
	tx.ended()
	if inevitable {
		tx.e.gate.release(tx.e)
	}
}
