package stm

import (
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

// Engines and slots
//
// Purpose. An engine is one closed world of boxes: a clock, a commit gate, a mode, and a
// table of slots. Each Tx occupies a slot; the slot shows to others the state of the
// attempt that the Tx is running, in one word:
//
//	status = sequence number of the attempt << 3 | state
//	id     = sequence number << 21 | number of the slot << 1 | 1
//
// so the id found in the stamp of a body leads to the slot, and comparing sequence numbers
// tells whether the attempt is still the current one. If it is not, it is over, however it
// ended.
//
// Invariants.
//
//	S1  The status word is changed by the Tx that occupies the slot, with one exception:
//	    anyone may change it from (n, Active) to (n, Aborted), by compare-and-swap. A
//	    request to abort can therefore never hit a later attempt, nor one that is
//	    committing.
//	S2  The sequence number only grows, also when the slot passes to another Tx. When it is
//	    used up the slot is retired. (At ten million attempts a second that takes ten days.)
//	S3  wv is stored while the status is (n, Committing) and never becomes smaller. So while
//	    the status is (n, Committing), wv is either the version at which attempt n commits,
//	    or a version smaller than that, left by an earlier attempt; while it is (n,
//	    Committed), wv is the version.
//	S4  When the status leaves n, no box holds a body stamped with the id of attempt n
//	    except newborns, and what it has changed while it ran alone (alone.go), which counts as newborn, and every body that it committed has its version as stamp.
//
// S3 saves resetting wv: one who wants to know whether attempt n commits at a version > v may conclude that from
// any value > v, because the true one can only be larger; from a smaller value nothing
// follows but to wait.
//
// A status word between attempts is (n, Idle) with n the number of the next attempt. Begin
// makes it Active by one store; the end of an attempt makes it (n+1, Idle) by one store.
// Both are full barriers, on which stop and the gate rely: "store my status, then look at
// the flag" here, "raise the flag, then look at every status" there; at least one of the
// two sees the other.

// The states, in the lowest bits of a status word, and the layout of ids.
const (
	stateIdle = iota
	stateActive
	stateCommitting
	stateCommitted
	stateAborted
	stateInevitable // cannot be aborted; otherwise like Active
	stateBits       = 3
	stateMask       = 1<<stateBits - 1
	slotBits        = 20
	slotMask        = 1<<slotBits - 1
	seqShift        = slotBits + 1
	maxSeq          = 1<<(64-seqShift) - 1
	maxVersion      = ^uint64(1)
)

// word returns the status word of attempt n.
func word(n, state uint64) uint64 { return n<<stateBits | state }

// word returns the status word of the current attempt, or the next one, in another state.
func (tx *Tx) word(state uint64) uint64 { return tx.active&^stateMask | state }

// A slot is what others see of a Tx. Slots are never freed, only passed on: a stamp in some
// body that nobody has opened for hours still leads here. A slot refers to its Tx weakly, so
// that one which was forgotten (or dropped by the pool of Atomically) can be collected.
type slot struct {
	status  shared64
	wv      shared64 // version of the latest commit, see S3
	birth   shared64 // age of the transaction, valid while its attempt owns boxes
	index   uint32
	looked  atomic.Uint32 // number of the attempt that others have looked at, cut off: see look
	since   shared64      // Tx.since, see own.go
	told    shared64      // the clock when since was last changed
	revoked shared32      // 1: the Tx shall give up what it owns
	late    atomic.Uint32 // odd while what OnCommitAwaited has registered is still to be called
	end     waitList      // those who wait for the status to change
	tx      atomic.Pointer[weak.Pointer[Tx]]
	engine  weak.Pointer[Engine]

	count counters
	_     [64]byte // slots of different workers should not share a cache line
}

// Engine is one world of boxes. A box must be used by the transactions of one engine only.
type Engine struct {
	// clock is the version of the latest ticket; even. It has a cache line of its own: every
	// commit with writes changes it, every beginning reads it. (A clock for each core, or
	// tickets shared by commits that meet, would take longer to reason about than it
	// takes here: an attempt lasts some hundred nanoseconds at least, the line moves once.)
	clock shared64
	_     [56]byte

	// Read by every attempt, rarely written.
	stop     shared32 // non-zero: no attempt may begin
	wanted   shared32 // 1: somebody waits for the end of a series of attempts that run alone
	gateHeld shared32 // 1 + index of the slot that holds the commit gate
	slots    atomic.Pointer[[]*slot]
	listener atomic.Pointer[Listener]
	_        [64]byte

	disputed [disputedBoxes]atomic.Uintptr // addresses, see Disputed
	sleepers sharedCount                   // transactions asleep in Retry
	keepers  sharedCount                   // Txs that KeepOwn

	mu       mutex // slot table, free slots, solo
	free     []*slot
	solo     *Tx // the Tx that is, or was last, solo
	begin    waitList
	gate     gate
	sleeping sleepTable
	output   output
	stripes  [64]stripe // see update.go
	pool     sync.Pool  // of *Tx, for Atomically
}

// NewEngine returns a new world. Its first Tx starts in solo mode.
func NewEngine() *Engine {
	e := new(Engine)
	// Slot 0 is nobody's: solo stamps lead to it, and find an attempt long over.
	zero := &slot{}
	zero.status.Store(word(1, stateIdle))
	zero.since.Store(noSince)
	e.slots.Store(&[]*slot{zero})
	e.output.written.L = &e.output.mu
	return e
}

// NewTx returns a Tx for one thread of execution. The first one of an engine is solo (see
// [Tx.Solo]). A Tx may be used by one goroutine at a time only; Close gives its slot back.
func (e *Engine) NewTx() *Tx {
	tx := &Tx{e: e, ID: noID, sema: make(chan struct{}, 1)}
	tx.token = &unwind{tx}
	tx.filter = make([]filterEntry, smallFilter)
	tx.filterMask = smallFilter - 1
	e.mu.Lock()
	defer e.mu.Unlock()
	tx.occupy(e.takeSlot())
	if e.solo == nil {
		e.solo = tx
		e.gate.hold(e, tx)
		e.stop.Store(1)
		tx.mode, tx.ID = modeSolo, soloID
	}
	return tx
}

// takeSlot returns an unoccupied slot. e.mu is held.
func (e *Engine) takeSlot() *slot {
	if n := len(e.free); n > 0 {
		s := e.free[n-1]
		e.free = e.free[:n-1]
		return s
	}
	old := *e.slots.Load()
	if len(old) > slotMask {
		panic("stm: too many transactions at once")
	}
	s := &slot{index: uint32(len(old)), engine: weak.Make(e)}
	s.status.Store(word(1, stateIdle))
	s.since.Store(noSince)
	// The table is read without lock: never written in place beyond what a reader may have
	// seen.
	table := append(old, s)
	e.slots.Store(&table)
	return s
}

// occupy makes s the slot of tx.
func (tx *Tx) occupy(s *slot) {
	w := weak.Make(tx)
	s.tx.Store(&w)
	tx.slot = s
	tx.published = noID
	// In case Close is forgotten, or the pool drops tx. Cleanups must not keep the engine
	// alive: it may refer to tx.
	tx.cleanup = runtime.AddCleanup(tx, func(s *slot) {
		if e := s.engine.Value(); e != nil {
			e.releaseSlot(s)
		}
	}, s)
	tx.setSeq(s.status.Load() >> stateBits)
	tx.since = s.since.Load()
	tx.disown()
}

// releaseSlot takes back a slot that no Tx uses any more.
func (e *Engine) releaseSlot(s *slot) {
	st := s.status.Load()
	if st&stateMask != stateIdle || st>>stateBits >= maxSeq {
		return // dropped in the middle of an attempt, or used up: retired
	}
	e.mu.Lock()
	e.free = append(e.free, s)
	e.mu.Unlock()
}

// setSeq prepares attempt n of the slot.
func (tx *Tx) setSeq(n uint64) {
	tx.active = word(n, stateActive)
	tx.nextID = n<<seqShift | uint64(tx.slot.index)<<1 | 1
}

// renew exchanges the slot, whose sequence numbers are used up.
func (tx *Tx) renew() {
	tx.cleanup.Stop()
	tx.e.mu.Lock()
	s := tx.e.takeSlot()
	tx.e.mu.Unlock()
	tx.occupy(s)
}

// Close gives the slot of tx back. tx must not be in a transaction. If it is solo, the
// engine stays in solo mode until the next EnterParallel.
func (tx *Tx) Close() {
	if tx.InTransaction() {
		panic("BUG: stm: Close in a transaction")
	}
	if tx.mode == modeSolo {
		return // the gate is held in its name
	}
	tx.Share()
	tx.cleanup.Stop()
	tx.KeepOwn(false)
	tx.mode = modeClosed
	tx.e.releaseSlot(tx.slot)
}

// look returns the slot that an odd stamp leads to, and its status word. If the attempt is
// over the word is 0.
//
// A stamp may be ahead of the status word for a moment, when an attempt changes its id
// (nest.go). The word is then that of the attempt that the body belongs to, before the
// change.
func (e *Engine) look(id uint64) (s *slot, st uint64) {
	s = (*e.slots.Load())[id>>1&slotMask]
	st = s.status.Load()
	switch seq := st >> stateBits; {
	case seq == id>>seqShift:
		if st&stateMask == stateIdle {
			return s, 0
		}
		return s, st
	case seq < id>>seqShift:
		return s, st
	}
	return s, 0
}

// version returns the version at which the attempt of s committed, given that its status
// word was st, Committed. ok is false if the attempt has ended meanwhile.
func (s *slot) version(st uint64) (wv uint64, ok bool) {
	wv = s.wv.Load()
	return wv, s.status.Load() == st
}
