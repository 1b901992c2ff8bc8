package stm

import "unsafe"

// Running alone
//
// Purpose. A program that runs its transactions on one worker pays for a protocol that
// protects them from nobody. An attempt that runs alone can be undone like any other, but
// as nothing else runs it logs no reads, draws no ticket and publishes nothing: it changes
// bodies in place and remembers what they were.
//
//	       Begin, nobody in flight            Commit, Abort            Begin
//	Idle ───────────────────────────▶ Alone ────────────────▶ Rest ───────────▶ Alone
//	                                    │                      │
//	               another waits:       ▼                      ▼  another waits, or Share
//	                               Inevitable                 Idle
//
// The world is stopped as for an exclusive attempt (exclusive.go), for as long as a series of
// attempts takes: stop is stoppedAlone, and the gate is held. But nobody is aborted for it:
// it begins only if every other slot is Idle, no transaction sleeps in Retry, and nobody
// waits. Who wants to begin an attempt, or to hold the gate, sets wanted, and makes the one
// who runs alone look up. That one lets the others run between two attempts; or in the middle
// of one, by becoming inevitable: what it has read needs no log then, and stays true, since
// nobody else commits before it. If that cannot be (it holds output, which those who
// are inevitable write at once) it is undone and runs again as others do.
//
//	to run alone                             to begin an attempt, or to hold the gate
//	  gateHeld = me, if that is free           status = Active, or enter the queue of the gate
//	  wanted = 0                               if stop is stoppedAlone: wanted = 1
//	  stop = stoppedAlone                      wait until the world goes on
//	  if a slot is not Idle, a transaction
//	  sleeps, or somebody waits: give up
//
// As everywhere: each side first writes, then reads what the other writes. Who waits to begin
// looks at stop and wanted again before it sleeps and whenever it is woken, so if it has asked
// too early (somebody else runs alone now, and has cleared wanted) it asks again.
//
// Writing. The first write to a body remembers in the undo log a copy of its contents, made
// by Kind.Save, and the body is changed in place. The copy is nobody's but the log's: if the
// attempt commits, the next one uses it again, so there is nothing to allocate. A kind without
// Save (its versions share parts that must not be changed in place) is cloned as in write.go,
// and the log remembers the old body. Either way the body in the box gets the id of the
// attempt as stamp and no predecessor: when the attempt is over it is what newborns are, a
// committed body of version 0 (read.go), which nobody has to stamp. That is right because
// whoever sees it begins after the world has gone on.
//
// Ids are counted in the Tx only. Others see the status word that the slot had when the
// series began, Idle, and look at it for nothing but that (and Stats, see Show); the next one
// they see is that of the end of the series. No stamp is resolved meanwhile, as nobody is in an attempt, nor
// asleep.
//
// What an attempt that runs alone cannot do is Retry (it does not know what it has read) and
// OrElse (an undo log has no marks). Where it is asked for that it is undone, and runs again
// as others do.
//
// Rejected: running a lone worker's transactions as inevitable (nothing could be interrupted
// or retried); aborting those who are in flight to run alone (two who want that would do
// nothing else); copying back contents into the body in place of a body from the log for all
// kinds (most cannot be copied without being shared).

// stoppedAlone is the value of Engine.stop while somebody runs alone.
const stoppedAlone = 2

// After having let others run, so many transactions run as others do before the next tries to
// run alone; the number doubles with each time.
const (
	firstPause = 16
	lastPause  = 1 << 16
	retryPause = 64 // after a Retry: likely not the last
)

// RunAlone makes attempts of tx run alone from now on, whenever nothing else runs; or no
// longer. It is for a Tx that is likely to be the only one at work. Outside its attempts the
// owner must call Share before it waits for anything.
func (tx *Tx) RunAlone(yes bool) {
	tx.seek, tx.pause, tx.pauses = yes, 0, firstPause
	if !yes {
		tx.Share()
	}
}

// Share lets others run, if tx has run attempts alone. Outside transactions only.
func (tx *Tx) Share() {
	if tx.mode == modeRest {
		tx.leave()
	}
}

// tryAlone begins a series of attempts that run alone, and the first of them, unless somebody
// else is in flight, asleep or waiting.
func (tx *Tx) tryAlone() bool {
	if tx.pause > 0 {
		tx.pause--
		return false
	}
	e := tx.e
	if e.sleepers.Load() != 0 || !e.gate.try(tx) {
		tx.wait()
		return false
	}
	e.wanted.Store(0)
	tx.step(ptStop)
	e.stop.Store(stoppedAlone)
	if !tx.nobody() {
		tx.wait()
		e.resume()
		return false
	}
	tx.beginAlone()
	return true
}

// nobody reports whether no other Tx is in an attempt, asleep in Retry, or waiting to hold the
// gate.
func (tx *Tx) nobody() bool {
	e := tx.e
	for _, s := range *e.slots.Load() {
		if s != tx.slot && s.status.Load()&stateMask != stateIdle {
			return false
		}
	}
	return e.sleepers.Load() == 0 && !e.gate.queued()
}

// wait puts off the next try to run alone.
func (tx *Tx) wait() {
	tx.pause = tx.pauses
	tx.pauses = min(2*tx.pauses, lastPause)
}

// try gives the gate to tx if nobody has it or wants it.
func (g *gate) try(tx *Tx) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if tx.e.gateHeld.Load() != 0 || g.grace != 0 || len(g.queue) != 0 {
		return false
	}
	g.hold(tx.e, tx)
	return true
}

// queued reports whether somebody waits to hold the gate.
func (g *gate) queued() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.queue) != 0
}

// unasked reports whether somebody runs alone who has not been asked to let others run.
func (e *Engine) unasked() bool { return e.stop.Load() == stoppedAlone && e.wanted.Load() == 0 }

// ask asks who runs alone, if anybody, to let others run.
func (e *Engine) ask() {
	if !e.unasked() {
		return
	}
	e.wanted.Store(1)
	if i := e.gateHeld.Load(); i != 0 {
		if tx := (*e.slots.Load())[i-1].tx.Load().Value(); tx != nil {
			tx.Notify(PollAbort)
		}
	}
}

// beginAlone begins an attempt of the series.
func (tx *Tx) beginAlone() {
	tx.birth = 1 // as good as any: it matters to those who can be aborted
	tx.ID = tx.nextID
	tx.mode = modeAlone
	tx.alone = true
	tx.started = 0
	if tx.timed != 0 { // see lost
		tx.timed--
		tx.started = nanos()
	}
}

// beginRested begins an attempt after one that has run alone.
func (tx *Tx) beginRested() {
	if tx.again || tx.e.wanted.Load() != 0 {
		if !tx.again {
			tx.wait()
		}
		tx.leave()
		tx.Begin()
		return
	}
	tx.beginAlone()
}

// writeAlone makes b, the body of x, one that the attempt may change in place.
func (tx *Tx) writeAlone(x *Box, b *Body, k *Kind) *Body {
	// All accesses are plain here: nobody else looks.
	if b.stamp == tx.ID {
		return b
	}
	if tx.e.keepers.Load() != 0 {
		tx.revokeAlone(b)
	}
	nb := tx.remember(x, b, k)
	nb.stamp = tx.ID
	x.p = unsafe.Pointer(nb)
	return nb
}

// commitAlone commits an attempt that runs alone.
func (tx *Tx) commitAlone() bool {
	if tx.injected() {
		tx.blame(Injected, nil, nil, nil, 0)
		return false
	}
	if len(tx.effects.held) != 0 {
		_, out := tx.e.output.draw(tx.e)
		tx.e.output.release(out, tx)
	}
	tx.commitAwaited()
	tx.endAlone()
	tx.committed()
	return true
}

// rollbackAlone undoes what an attempt that runs alone has written, and ends it.
func (tx *Tx) rollbackAlone() {
	for i := tx.undo.n - 1; i >= 0; i-- {
		u := tx.undo.at(i)
		u.x.p = unsafe.Pointer(u.before())
	}
	tx.endAlone()
}

// endAlone ends an attempt that runs alone. Its id is over.
func (tx *Tx) endAlone() {
	next := tx.nextID>>seqShift + 1
	tx.setSeq(next)
	tx.ID = noID
	tx.mode = modeRest
	tx.alone = false
	tx.irrevocable = 0
	tx.undo.forget(0)
	if next >= maxSeq {
		tx.leave()
		tx.renew()
	}
}

// leave ends a series of attempts that have run alone: others may run.
func (tx *Tx) leave() {
	tx.step(ptEnd)
	tx.undo.drop()
	tx.mode = modeIdle
	tx.disown()
	tx.slot.status.Store(word(tx.nextID>>seqShift, stateIdle))
	if tx.slot.end.n.Load() != 0 {
		tx.slot.end.wake()
	}
	tx.e.resume()
}

// Show makes [Engine.Stats] up to date if tx runs alone: until it lets others run nobody else
// sees how many attempts it has made.
func (tx *Tx) Show() {
	if tx.alone || tx.mode == modeRest {
		tx.slot.status.Store(word(tx.nextID>>seqShift, stateIdle))
	}
}

// openWorld lets others run in the middle of an attempt, which becomes inevitable.
func (tx *Tx) openWorld(reason string) {
	start := nanos()
	for i := range tx.undo.n {
		u := tx.undo.at(i)
		b := (*Body)(u.x.p)
		b.prev = unsafe.Pointer(u.before())
		tx.writes = append(tx.writes, writeEntry{u.x, b, u.k})
	}
	tx.undo.drop()
	tx.active = tx.word(stateInevitable)
	tx.mode, tx.alone = modeInevitable, false
	if tx.keeps {
		tx.ownSince(tx.ID)
	}
	tx.rv = maxVersion
	e := tx.e
	tx.slot.status.Store(tx.active)
	tx.step(ptInevitable)
	e.stop.Store(0) // the gate stays ours
	e.begin.wake()
	tx.switched(reason, false, start)
}

// stayAlone makes an attempt that runs alone exclusive.
func (tx *Tx) stayAlone(reason string) {
	start := nanos()
	tx.undo.drop() // what it has written is version 0 when the attempt is over, as what it will write
	tx.active = tx.word(stateInevitable)
	tx.slot.status.Store(tx.active)
	tx.alone = false
	tx.e.stop.Store(1)
	tx.switched(reason, true, start)
}

// lookUp is what an attempt that runs alone does when others want to run.
func (tx *Tx) lookUp() {
	if tx.e.wanted.Load() == 0 {
		return
	}
	tx.wait()
	if len(tx.effects.held) != 0 {
		tx.runAsOthers()
	}
	tx.openWorld("another wants to run")
}

// runAsOthers undoes an attempt that runs alone, and unwinds it; it will run again as others
// do.
func (tx *Tx) runAsOthers() {
	tx.cause = cause{Kind: Retried}
	tx.throw()
}

// surrendered ends an attempt that has been unwound by runAsOthers, or by Retry. It does not
// count as lost.
func (tx *Tx) surrendered() {
	tx.rollbackAlone()
	tx.slot.count.renamed.Add(1)
	tx.leave()
	tx.over()
	tx.pause = max(tx.pause, retryPause)
	tx.effects.aborted()
}
