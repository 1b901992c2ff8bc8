package stm

import (
	"runtime"
	"time"
)

// Contention
//
// When an attempt wants to write a box that another attempt has written, one of them must
// yield. The one with more claim goes on, the other is aborted:
//
//  1. an inevitable attempt beats every other;
//  2. the transaction that began first beats the later one. Its age is the clock at the
//     beginning of its first attempt, so it grows relative to the others with each attempt
//     that it loses; equal ages are ordered by slot.
//
// This is a total order on transactions in flight, so whatever happens one of them is never
// aborted by another, and the clock advances. A transaction that has lost maxLosses
// attempts, for whichever reason, runs inevitably. So there is no deadlock (nobody waits
// for one with less claim while owning something that the other could need), no livelock,
// and no starvation.
//
// Read-write conflicts need no decision: the reader is invisible, so it is the one that
// notices, at its next extension or at commit.
//
// Who loses a box waits, before it tries again, until the winner's attempt has ended, and a
// little longer (stepAside): running against it again would be work lost. It waits for a
// bounded time, so that a program that runs a transaction inside another one (which this
// package cannot see) gets on, slowly.

// maxLosses is how many attempts a transaction may lose before it runs inevitably.
var maxLosses = 8 // a variable for the model check, which makes it smaller

// contend decides between tx and attempt st of slot o, Active or Inevitable, that owns body
// b of x. It returns true after it has aborted the other, false if the other is no longer
// what it was, and unwinds tx if tx has less claim.
func (tx *Tx) contend(x *Box, b *Body, k *Kind, o *slot, st uint64) bool {
	// An inevitable attempt need not ask. There is no other: it holds the gate.
	if tx.mode != modeInevitable {
		lose := st&stateMask == stateInevitable
		if !lose {
			birth := o.birth.Load() // of this attempt: stored before it took the box
			lose = birth < tx.birth || birth == tx.birth && o.index < tx.slot.index
		}
		if lose {
			if o.status.Load() != st {
				return false // the birth may be that of a later attempt: look again
			}
			kind := WriteWrite
			if st&stateMask == stateInevitable {
				kind = InevitableWins
			}
			tx.cause.BodyKind = k
			tx.conflict(kind, x, b, o, st)
		}
	}
	tx.step(ptWound)
	if !o.abort(st) {
		return false
	}
	tx.wounded(x, b, k, o, st)
	return true
}

// abort aborts the attempt whose status word is st, Active, and makes it notice: at its next
// slow path, or when it polls, or wakes up. What it does until then harms nobody: it can no
// longer commit, and it reads one consistent snapshot all the time.
func (s *slot) abort(st uint64) bool {
	if !s.status.CompareAndSwap(st, st&^stateMask|stateAborted) {
		return false
	}
	if other := s.tx.Load().Value(); other != nil {
		other.Poll.Or(PollAbort)
		other.poke()
	}
	return true
}

// backOff waits before another attempt of a transaction that has lost some.
func (tx *Tx) backOff() {
	if hooks {
		tx.step(ptPause)
		return
	}
	c := &tx.lastCause
	if c.Kind == Injected {
		return // nobody has won
	}
	limit := time.Millisecond << min(tx.losses, 7)
	if o := c.slot; o != nil && (c.Kind == WriteWrite || c.Kind == InevitableWins) {
		// Until the winner has ended, or has changed its id; the time limit is for one that
		// waits for us in some way that is not known here.
		seq := c.status >> stateBits
		for i := range spins + yields {
			if o.status.Load()>>stateBits != seq {
				tx.stepAside()
				return
			}
			if i >= spins {
				runtime.Gosched()
			}
		}
		start := tx.listenStart()
		tx.slot.count.waits.Add(1)
		if winner := o.tx.Load().Value(); winner != nil && winner.AwaitedBits != 0 {
			winner.Poll.Or(winner.AwaitedBits)
		}
		tx.startTimer(limit)
		tx.parked.Store(1)
		for expired := false; !expired; {
			o.end.add(tx)
			if o.status.Load()>>stateBits != seq || tx.Poll.Load()&^(PollAbort|PollLocal) != 0 {
				break
			}
			select {
			case <-tx.sema:
			case <-tx.timer.C:
				expired = true
			}
		}
		tx.parked.Store(0)
		tx.timer.Stop()
		tx.waited(o, c.status, start, waitBackOff)
		return
	}
	// Aborted by another, or something read has changed: after the first losses the best is
	// to be quick; later let others get out of the way, for a random time so that two do
	// not meet again and again.
	switch {
	case tx.losses <= 2:
		tx.stepAside()
	case tx.losses <= 4:
		runtime.Gosched()
	default:
		tx.random = tx.random*6364136223846793005 + uint64(tx.slot.index)*2 + 1442695040888963407
		most := uint64(10*time.Microsecond) << (tx.losses - 4)
		time.Sleep(time.Duration(tx.random >> 33 % most))
	}
}

// stepAside waits for a while after a loss. If conflicts are rare it is a short while, so as not
// to begin in the moment in which the winner takes the same boxes again. The more often tx loses
// the longer it is, and it sleeps then, until the others get so much done meanwhile that the losses
// are few: what everybody changes is best changed by one for a while, in whose cache it is. On two
// cores eight workers that all add to one box are as fast as one, with it; without it half or
// a quarter as fast, depending on how far the cores are from each other.
func (tx *Tx) stepAside() {
	seq := tx.nextID >> seqShift
	switch n := seq - tx.lostAt; {
	case n < asideOften:
		tx.aside = min(2*tx.aside, mostAside)
	case n > 4*asideOften:
		tx.aside /= 2
	}
	tx.aside = max(tx.aside, leastAside)
	tx.lostAt = seq
	if tx.aside >= longAside {
		time.Sleep(time.Duration(tx.aside))
		return
	}
	for range tx.aside {
		tx.slot.status.Load()
	}
}

const (
	// How many times stepAside looks at something in its own cache, a third of a nanosecond each;
	// or, from longAside on, for how many nanoseconds it sleeps.
	leastAside = 256
	longAside  = 1 << 13
	mostAside  = 1 << 15
	// asideOften is how many attempts after the last loss the next one is early.
	asideOften = 16
)

func (tx *Tx) startTimer(d time.Duration) {
	if tx.timer == nil {
		tx.timer = time.NewTimer(d)
		return
	}
	tx.timer.Reset(d)
}
