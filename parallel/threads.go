package parallel

import (
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
	"github.com/weftpy/weft/vm"
)

// Python threads.
//
// Threads run in parallel, each as a sequence of transactions. The outcome is that
// of some order in which the transactions run one after the other, which is a way
// for threads to take turns; so whatever a program may rely on under a global lock
// that is handed on between two instructions, it may rely on here.
//
// A transaction ends and the next begins ("cut"):
//
//   - between two instructions, when it has lasted for a while. How long is adapted
//     for each thread: less after a conflict, more as long as there is none.
//   - where the thread blocks. What it has done must be seen by others before.
//   - soon after it has become inevitable, because the others wait then.
//
// but not within a block of transaction.atomic, and not within a short block that holds
// an elided lock (see package thread).
//
// An attempt that begins between two instructions can be undone: the evaluation in
// which it began is one that recovers it, and the thread is restored by its checkpoint
// (package object). Attempts that begin in Go code, after a thread has blocked in it,
// cannot; they are inevitable, until the next cut. So are those that begin when an evaluation
// that Go code has called (a key function of sort, the body of a module that is imported) returns to
// that Go code after cuts inside. A short nested evaluation has no cuts: it is part
// of the attempt that was under way, which unwinds through it.
//
//	outer evaluation   ── attempt ──────────────────▸ ── cut ── …
//	  Go: sort            │  │  │   short calls of the key function
//
//	outer evaluation   ── attempt ──╮                           cut ── …
//	  Go: import                    │              inevitable ──╯
//	    module's body               ╰─ cut ── cut ──╯
//
// Rejected: cuts in outer evaluations only (a program run by runpy, or a test by a
// framework in Go code, would be one transaction); making all nested evaluations inevitable
// (a sort with a key function would stop the others).

const (
	// nestedLength is for how long a nested evaluation may go on without a cut; callbackLength, if it is one of
	// many short ones; outputLength, if there is output that waits for the commit; unseenLength, if others may look at
	// what the attempt has done, or could not see that they should wait for it; seenLength, if they do look at it;
	// turnLength, if other threads wait that would conflict. For others that wait, a turn is lent after turnLength.
	nestedLength   = int64(2 * time.Millisecond)
	callbackLength = int64(4 * time.Second)
	outputLength   = int64(100 * time.Millisecond)
	unseenLength   = int64(250 * time.Millisecond)
	seenLength     = int64(30 * time.Millisecond)
	turnLength     = int64(20 * time.Millisecond)
	// baseNative is Native of the evaluation that lasts as long as its thread.
	baseNative = 1
	// soonCalm is after how many attempts without a loss they become longer fast.
	soonCalm = 8
	// patience is for how long an inevitable attempt, for which others wait, may go on
	// where a cut would be expensive.
	patience = int64(200 * time.Microsecond)
	// copyRoom is how many values an attempt may copy at its first changes of large containers that seem to be
	// one thread's alone; for each it goes on for copyLength, some ten times what the copy takes.
	copyRoom   = 1 << 22
	copyLength = int64(60)
	// lookInterval is how often the clock is looked at at least while an attempt is soon to end.
	lookInterval = int64(5 * time.Microsecond)
	// awaitedLength is how long an attempt is at most for which another waits that has lost
	// a conflict to it, as both would for some time after a container has become disputed.
	awaitedLength = int64(200 * time.Microsecond)
)

// scheduler is the object.Scheduler of an interpreter that has started a thread.
type scheduler struct{ *turns }

// Switch ends the transaction under way if it is time.
func (g scheduler) Switch(t *object.Thread) *object.Exception {
	bits := t.Tx.Poll.And(^uint32(object.PollSwitch | object.PollAwait | object.PollResumed))
	s := seatOf(t)
	if s == nil || t.Atomic > 0 {
		if doom != nil && s != nil {
			s.doom.step(t, object.PollSwitch)
		}
		return nil // leaving the block asks again
	}
	if t.Tx.Solo() {
		g.mu.Lock()
		stay := g.alone() && !g.wanted(s, nanos())
		g.mu.Unlock()
		if stay {
			return nil
		}
		g.leaveSolo(s)
		return g.goOn(t, s)
	}
	if bits&object.PollAwait != 0 {
		s.awaited = true
	}
	if strike != nil {
		t.Tx.Poll.Or(object.PollResumed)
		if strike() {
			t.Tx.Conflict()
		}
	}
	if bits&object.PollSwitch == 0 && nested(t) {
		return nil
	}
	if chaos == nil && g.postpone(t, s) {
		return nil
	}
	return g.cut(t, s)
}

// nested reports whether a cut would be expensive: the evaluation under way returns to Go code, which then goes on in
// an attempt that cannot be undone.
func nested(t *object.Thread) bool {
	return t.Guard != t.Native && t.Native != baseNative
}

// postpone reports whether the attempt should go on.
func (g scheduler) postpone(t *object.Thread, s *seat) bool {
	nested := nested(t)
	s.polls++
	if s.polls < s.look && (nested || len(t.Elided) > 0) {
		t.Tx.Poll.Or(object.PollSwitch)
		return true
	}
	lasted := nanos() - s.began
	inevitable := t.Tx.Inevitable()
	length := s.length
	if s.room > 0 {
		length = max(length, min(int64(t.Bulk)*copyLength, longLength))
	}
	if s.watched.Load() || t.Tx.Seen() {
		length = min(length, staleLength)
		s.due.Store(min(s.due.Load(), s.began+length))
	}
	if s.awaited {
		length = min(length, awaitedLength)
	}
	if t.Tx.Large() {
		length = 0 // it would become slower and slower
	}
	limit := int64(0) // until when to go on in any case
	switch {
	case (inevitable || s.hurry) && (nested || len(t.Elided) > 0):
		limit = patience
	case !inevitable && len(t.Elided) > 0:
		limit = 4*length + tick
	}
	// Time passes also while the thread is not run, so that alone says little.
	if limit != 0 && (lasted < limit || s.polls < 64) {
		s.lookAgain(lasted)
		t.Tx.Poll.Or(object.PollSwitch) // look again as soon as possible
		return true
	}
	if inevitable || s.hurry {
		return false
	}
	if lasted < length && length < tick && !nested {
		// Too short for the ticks; and for looking at what others want, at each jump back.
		t.Tx.Poll.Or(object.PollSwitch)
		return true
	}
	now := s.began + lasted
	g.mu.Lock()
	alone := g.longAlone()
	wanted := g.wanted(s, now)
	oneByOne := g.limit < g.most
	g.mu.Unlock()
	switch {
	case nested && !s.awaited && lasted < s.callbackLength(wanted && oneByOne) && s.inCallback():
		if wanted && lasted >= turnLength {
			g.lend(s)
		}
		return true // also if it could go solo: then it could not leave that well
	case alone:
		return false
	case wanted:
		return false
	case nested:
		return lasted < nestedLength
	}
	return lasted < length
}

// lookAgain sets at which poll the clock is looked at next: it takes as long as many a loop.
func (s *seat) lookAgain(lasted int64) {
	if lasted-s.looked < lookInterval {
		s.stride = min(2*s.stride+1, 63)
	} else {
		s.stride = 0
	}
	s.looked = lasted
	s.look = s.polls + 1 + s.stride
}

// callbackLength returns for how long the attempt may go on in callbacks; oneByOne tells that others must wait for it.
func (s *seat) callbackLength(oneByOne bool) int64 {
	n := callbackLength
	if s.calm < soonCalm {
		n = min(n, 64*s.length)
	}
	if oneByOne {
		n = min(n, turnLength)
	}
	if s.t.Tx.HoldsOutput() {
		n = min(n, outputLength)
	}
	if s.watched.Load() || s.t.Tx.HoldsUpdates() {
		n = min(n, unseenLength)
	}
	if s.t.Tx.Seen() {
		n = min(n, seenLength)
	}
	if s.t.Tx.Large() {
		n = 0
	}
	return n
}

// inCallback reports whether the nested evaluation under way will likely end soon: it has begun since
// the thread was asked last to end its attempt. A cut in it would do harm, as what follows in the Go code that has called
// it could not be undone: sum() over a generator would keep all other threads waiting.
func (s *seat) inCallback() bool {
	t := s.t
	if t.Low >= s.asked {
		if t.Native == s.asked {
			return false
		}
		t.Low = t.Native // in a callback of the evaluation that has not ended
		return true
	}
	s.asked, t.Low = t.Native, t.Native
	return true
}

// cut ends the transaction and begins another.
func (g scheduler) cut(t *object.Thread, s *seat) *object.Exception {
	if chaos != nil && chaos(t) {
		t.Tx.Conflict()
	}
	t.Tx.Adopt = nanos()-s.began >= tick
	commit(t)
	t.Tx.Adopt = false
	g.account(s)
	switch s.calm++; {
	case s.calm > soonCalm:
		s.length *= 2
	case s.length < tick:
		s.length += s.length / 2 // some conflicts at once are about one thing, see Lost
	default:
		s.length += s.length / 8
	}
	s.length = min(s.length, maxLength)
	return g.goOn(t, s)
}

// commit ends the transaction under way.
func commit(t *object.Thread) {
	t.Settle()
	t.Tx.Commit()
	t.DropCheckpoint()
}

// goOn goes on between two instructions, where no transaction is under way.
func (g scheduler) goOn(t *object.Thread, s *seat) *object.Exception {
	g.mu.Lock()
	wanted := g.wanted(s, nanos())
	g.mu.Unlock()
	if wanted {
		g.exit(s)
		g.enter(s)
	}
	if g.goSolo(s) {
		s.mark = 0
		return nil
	}
	return vm.BeginHere(t)
}

// Cut ends the transaction under way, unless it is a worker's.
func (g scheduler) Cut(t *object.Thread) *object.Exception {
	s := seatOf(t)
	if s == nil || g.threads.Load() == 0 {
		return nil
	}
	if t.Tx.Solo() {
		g.leaveSolo(s)
	} else {
		commit(t)
	}
	return vm.BeginHere(t)
}

// Begin begins an attempt that can be undone.
func (g scheduler) Begin(t *object.Thread) {
	if t.Tx.Solo() {
		return
	}
	s := seatOf(t)
	if s.mark == 0 {
		s.mark = nanos()
	}
	t.Tx.Begin()
	t.SetCheckpoint()
	s.begin()
	s.room = 0
	if s.calm >= soonCalm/2 {
		s.room = copyRoom
	}
	t.CopyRoom, t.Bulk = s.room, 0
	s.due.Store(s.began + s.length)
	s.stale.Store(s.began + staleLength)
	s.watched.Store(false)
	if s.length < tick || chaos != nil {
		t.Tx.Poll.Or(object.PollSwitch)
	}
	if strike != nil {
		t.Tx.Poll.Or(object.PollResumed)
	}
	if doom != nil {
		s.doom.set(t, object.PollSwitch)
	}
}

// begin is called when an attempt begins.
func (s *seat) begin() {
	s.began, s.hurry, s.awaited = nanos(), false, false
	s.polls, s.look, s.looked, s.stride = 0, 0, 0, 0
	s.lent = false
}

// Lost prepares for another attempt.
func (g scheduler) Lost(t *object.Thread, out stm.Outcome) {
	s := seatOf(t)
	if out == stm.Retrying {
		g.sleep(t, s)
		return
	}
	s.length = max(s.length/2, minLength)
	s.calm = max(min(s.calm, soonCalm)-soonCalm/2, 0) // one loss says little
	// That the attempt should end is settled, and would keep Begin from waiting for the
	// winner; but not that the thread should go solo.
	g.mu.Lock()
	settled := uint32(object.PollAwait)
	if !g.longAlone() {
		settled |= object.PollSwitch
	}
	t.Tx.Poll.And(^settled)
	g.mu.Unlock()
}

// Leave goes on in Go code.
func (g scheduler) Leave(t *object.Thread) {
	if t.Tx.Solo() {
		return
	}
	if t.Atomic > 0 {
		// A block that has been entered by an evaluation that returns, as that of a
		// generator: it must remain one transaction.
		t.Tx.BecomeInevitable("a block of transaction.atomic that outlives an evaluation")
		t.DropCheckpoint()
		return
	}
	commit(t)
	beginInevitable(t, seatOf(t), "going on in built-in code")
}

// Block runs f, which may wait for something outside.
func (g scheduler) Block(t *object.Thread, f func()) {
	s := seatOf(t)
	switch {
	case s == nil:
		f()
	case t.Tx.Solo():
		if g.threads.Load() == 0 || t.Atomic > 0 {
			f()
			return
		}
		g.stop(t, s)
		f()
		g.resume(t, s)
	case t.Atomic > 0:
		t.Tx.BecomeInevitable("blocking in a block of transaction.atomic")
		f()
	default:
		g.stop(t, s)
		f()
		g.resume(t, s)
	}
}

// stop makes others see what t has done, and gives its turn back.
func (g scheduler) stop(t *object.Thread, s *seat) {
	g.end(t, s)
	t.Tx.Relax()
	g.exit(s)
}

// end is stop that keeps the turn.
func (g scheduler) end(t *object.Thread, s *seat) {
	if t.Tx.Solo() {
		g.leaveSolo(s)
	} else if t.Tx.InTransaction() {
		commit(t)
		g.account(s)
	}
}

// resume waits for a turn and goes on in Go code.
func (g scheduler) resume(t *object.Thread, s *seat) {
	g.enter(s)
	if !g.goSolo(s) {
		beginInevitable(t, s, "going on after waiting")
		t.Tx.Poll.Or(object.PollResumed)
	}
}

// beginInevitable begins an attempt that cannot be undone.
func beginInevitable(t *object.Thread, s *seat, reason string) {
	if s.mark == 0 {
		s.mark = nanos()
	}
	t.Tx.BeginInevitable(reason)
	s.room, t.CopyRoom = 0, 0
	s.begin()
}

// beginRun makes the thread wait for a run of transactions, and others go on, none of
// them solo.
func (g scheduler) beginRun(t *object.Thread, s *seat) {
	g.end(t, s)
	g.mu.Lock()
	g.runs++
	g.mu.Unlock()
	g.exit(s)
}

func (g scheduler) endRun(t *object.Thread, s *seat) {
	g.mu.Lock()
	g.runs--
	g.mu.Unlock()
	g.resume(t, s)
}

// sleep waits, without a turn, until something changes that the transaction of t has
// read, which has called Retry.
func (g scheduler) sleep(t *object.Thread, s *seat) {
	until := s.until
	s.until, s.timedOut = time.Time{}, false
	g.mu.Lock()
	g.asleep++
	g.mu.Unlock()
	changed := make(chan struct{})
	w := t.Tx.Detach(func() { close(changed) })
	g.exit(s)
	var timeout <-chan time.Time
	if !until.IsZero() {
		timer := time.NewTimer(time.Until(until))
		defer timer.Stop()
		timeout = timer.C
	}
	var wake <-chan struct{}
	if t == t.Interp.Main {
		wake = t.Interp.MainWake
	}
	interrupted := false
	select {
	case <-changed:
	case <-timeout:
		s.timedOut = true
	case <-wake:
		interrupted = true
	}
	w.Cancel()
	g.enter(s)
	g.mu.Lock()
	g.asleep--
	g.mu.Unlock()
	if interrupted {
		// The calls are made between two attempts; what they raise is raised when
		// the transaction waits again.
		beginInevitable(t, s, "a pending call")
		s.raise = t.RunPending()
		t.Tx.Commit()
	}
	w.Resume(t.Tx)
}

// RetryUntil abandons the transaction of t, if it can be undone: it runs again when
// something that it has read changes, or at deadline if that is not zero. TimedOut
// then tells which. It returns an exception that a pending call has raised meanwhile, or that says why
// waiting is in vain: what the thread waits for is named by what.
func RetryUntil(t *object.Thread, deadline time.Time, what string) *object.Exception {
	if w, ok := t.Run.(*worker); ok {
		if !t.Tx.CanRetry() {
			return t.Errorf(object.RuntimeError, "a transaction that cannot be undone would wait for %s", what)
		}
		w.until = deadline
		t.Tx.Retry()
	}
	s := seatOf(t)
	if s != nil && s.raise != nil {
		err := s.raise
		s.raise = nil
		return err
	}
	if t == t.Interp.Main && t.Tx.Poll.Load()&object.PollCall != 0 {
		if err := t.RunPending(); err != nil {
			return err
		}
	}
	if s == nil || ThreadCount(t.Interp) == 0 {
		return t.Errorf(object.RuntimeError, "an atomic block would wait forever for %s: no other thread runs", what)
	}
	if !t.Tx.CanRetry() {
		return t.Errorf(object.RuntimeError, "a transaction that cannot be undone would wait for %s", what)
	}
	s.until = deadline
	t.Tx.Retry()
	panic("BUG: Retry returned")
}

// TimedOut reports whether the transaction of t runs because its deadline has
// passed.
func TimedOut(t *object.Thread) bool {
	if s := seatOf(t); s != nil {
		return s.timedOut
	}
	w, ok := t.Run.(*worker)
	return ok && w.task.Extra != nil && w.task.Extra.timedOut
}

// InTransaction reports whether t is in a transaction that the program has asked for:
// of a run, or a block of transaction.atomic.
func InTransaction(t *object.Thread) bool { return t.Worker > 0 || t.Atomic > 0 }

// EnterAtomic and LeaveAtomic are the ends of a block of transaction.atomic.
func EnterAtomic(t *object.Thread) { t.Atomic++ }

// LeaveAtomic reports false if t is in no block.
func LeaveAtomic(t *object.Thread) bool {
	if t.Atomic == 0 {
		return false
	}
	if t.Atomic--; t.Atomic == 0 && seatOf(t) != nil {
		seatOf(t).timedOut = false
		t.Tx.Poll.Or(object.PollSwitch) // what was asked for meanwhile
	}
	return true
}

// HintCommit has the transaction of a thread end soon, unless the program has asked for
// it.
func HintCommit(t *object.Thread) {
	if s := seatOf(t); s != nil && !t.Tx.Solo() && !InTransaction(t) {
		s.hurry = true
		t.Tx.Poll.Or(object.PollSwitch)
	}
}

// Publish commits what a thread has done, outside the transactions that the program
// asks for, and goes on in a transaction that cannot be undone.
func Publish(t *object.Thread) {
	if s := seatOf(t); s != nil && !t.Tx.Solo() && !InTransaction(t) {
		commit(t)
		beginInevitable(t, s, "going on after publishing")
	}
}

// Start starts a thread that calls run, when the transaction of t has committed, and
// returns the new thread's ident.
func Start(t *object.Thread, run func(t *object.Thread)) int64 {
	in := t.Interp
	g := scheduler{turnsOf(in)}
	if seatOf(t) == nil {
		s := newSeat(t)
		g.mu.Lock()
		g.running = append(g.running, s)
		g.crowd(s)
		if t.Tx.Solo() {
			g.solo = s
		}
		g.mu.Unlock()
	}
	if in.Scheduler == nil {
		in.Scheduler = g
	}
	if t.Tx.Solo() {
		vm.ExpectAssignments(t, g.expected)
	}
	id := 0x7f0000000000 + g.last.Add(1)<<12
	t.Tx.OnCommit(func() {
		g.threads.Add(1)
		go g.thread(in, id, run)
	})
	return id
}

// thread is the life of a thread.
func (g scheduler) thread(in *object.Interp, id int64, run func(t *object.Thread)) {
	t := object.NewThread(in, in.Engine.NewTx())
	t.ID = id
	s := newSeat(t)
	s.fresh = true
	g.resume(t, s)
	run(t)
	if t.Sentinel != nil {
		t.Sentinel(t)
	}
	t.Local = nil
	g.end(t, s)
	g.threads.Add(-1)
	g.exit(s)
	t.Tx.Close()
}
