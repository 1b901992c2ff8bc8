package stm

import "unsafe"

// Reading
//
// Purpose. An attempt sees the state of the world as of one version, rv: for each box the
// body that was current when the clock stood at rv. Reads are invisible: a reader writes to
// no shared memory. It remembers what it has read, and everything is looked at again when
// rv moves and when the attempt commits.
//
// Which body was current at rv?
//
//	the box holds a body with an even stamp ≤ rv          that one. It is still current.
//	… with an even stamp > rv                             extend: move rv to the present, provided that everything
//	                                                      read so far is unchanged; else the attempt is lost. Look again.
//	… of another attempt, Active, Aborted or Inevitable   its predecessor: whatever the attempt does later, it
//	                                                      will commit at a version > rv. (It has no ticket yet, and
//	                                                      the clock has reached rv already.)
//	… Committing                                          wait: the version may be ≤ rv.
//	… Committed(wv)                                       as if the stamp were wv, if the box still holds that body: the
//	                                                      attempt may have undone a part of itself (nest.go), or
//	                                                      replaced a body, and what it left is stamped by nobody.
//	… that is over                                        if the box still holds that body it is a newborn, published
//	                                                      by its creator's commit: version 0 (but see own.go). (Everything else has left
//	                                                      its box, or has been stamped, before the attempt was over. A
//	                                                      newborn can only be reached through a body that its creator
//	                                                      has committed, so the reader's rv is late enough already.)
//
// The predecessor's own stamp can still be odd, because its committer has not come to
// stamping it: it is resolved through that attempt's status in the same way. Taking it for
// version 0 would be wrong.
//
// After each look at a box, and before believing it, the attempt looks at its own status.
// If another has aborted it, a box that it wrote may have been taken, and reading it would
// give a value that is not its own. The order matters: box first, then status; who takes
// the box stores in the opposite order.
//
// Opacity follows: all values that an attempt has seen were current at rv, and at every
// moment the log proves it.
//
// The filter. Logging each box once keeps the log short in loops. It must be exact: if it
// claimed a box that is not in the log, a change of it would go unnoticed. It is a hash
// table whose entries carry the id of the attempt that made them, so that entries of
// earlier attempts count as empty and beginning an attempt clears nothing. An attempt uses
// only as much of the table as its predecessor would have needed, at least 64 entries, so
// that small ones stay within a few cache lines, and grows that when it must. A box is not
// kept alive by the filter (it stores a number), but by the log entry that belongs to it.
//
// Rejected: a Bloom filter (8 KiB to clear at each begin cost more than most transactions);
// one word an entry with a short tag (must be cleared when tags repeat, and needs to assume
// the width of addresses); visible readers (each read would write to shared memory, and
// readers of one box would stop each other).

type readEntry struct {
	x *Box
	b *Body
}

type filterEntry struct {
	x  uintptr
	id uint64
}

// recentEntry says that the attempt with that id has read body b, and not written to its
// box since. The body is kept alive by the log, as with the filter.
type recentEntry struct {
	b  uintptr
	id uint64
}

const recentBodies = 64

// Knows reports whether b is a body that the current attempt has read already and may read
// again: what OpenRead would return for its box. It knows only some; false says nothing.
//
// It needs no look at our status. A box in which we find b is one that we have not written
// to (take and HoldUpdate make us forget it), so nobody can have taken it from us; and b
// was current at rv, which has moved only if it still was.
func (tx *Tx) Knows(b *Body) bool {
	return tx.recent[recentIndex(b)] == recentEntry{uintptr(unsafe.Pointer(b)), tx.ID}
}

// know makes Knows true of b.
func (tx *Tx) know(b *Body) {
	tx.recent[recentIndex(b)] = recentEntry{uintptr(unsafe.Pointer(b)), tx.ID}
}

// unknow makes Knows false of b.
func (tx *Tx) unknow(b *Body) {
	tx.recent[recentIndex(b)].id = noID
}

const (
	smallFilter = 64
	largeLog    = 30_000
	largeUndo   = 1 << 18
	largeFilter = 1 << 16 // entries; a larger table is not kept for the next attempt
)

// OpenRead returns the body of x that the current attempt may read: the slow path of
//
//	b := x.Load()
//	if b.Stamp() != tx.ID {
//		b = tx.OpenRead(x, b)
//	}
//
// (Where it matters a caller asks Knows before the call, too.)
// The body stays valid until the attempt ends or writes to x. It must not be changed.
func (tx *Tx) OpenRead(x *Box, b *Body) *Body {
	if tx.alone {
		if tx.e.keepers.Load() != 0 {
			tx.revokeAlone(b)
		}
		tx.know(b)
		return b
	}
	if tx.owns(b.Stamp()) {
		tx.know(b)
		return b
	}
	if tx.Knows(b) && tx.slot.status.Load() == tx.active {
		return b
	}
	if tx.mode == modeActive {
		// Nearly always: a committed body, not newer than the snapshot. The look at our own
		// status is not needed here. Who took a box from us has committed after it had
		// aborted us, hence later than rv; its body would not be ≤ rv. But it lets an
		// attempt that has been aborted stop early.
		tx.step(ptStamp)
		s := b.Stamp()
		tx.step(ptStatus)
		if s&1 == 0 && s <= tx.rv && tx.slot.status.Load() == tx.active && len(tx.updates) == 0 {
			tx.logRead(x, b)
			tx.know(b)
			tx.assertSnapshot()
			return b
		}
		return tx.openRead(x, b)
	}
	if tx.mode == modeSolo || tx.mode == modeExclusive {
		b.stamp = soloID // plain: nothing else runs
		return b
	}
	return tx.openRead(x, b)
}

// openRead is the part of OpenRead that is rarely needed: everything but a committed body
// not newer than the snapshot.
func (tx *Tx) openRead(x *Box, b *Body) *Body {
	if len(tx.updates) != 0 {
		if nb := tx.applyHeld(x); nb != nil {
			return nb
		}
	}
	cur, p, o, st := tx.settle(x, b)
	tx.assertSettled(cur, p)
	if o != nil {
		o.look(st)
	}
	if p.Stamp() != tx.ID && tx.mode == modeActive {
		tx.logRead(x, p)
		tx.assertSnapshot()
	}
	return p
}

// look notes that another attempt has read a box that this one, whose status word is st, has written: others
// want to know what it does, and will not before it has committed.
func (s *slot) look(st uint64) {
	if n := uint32(st >> stateBits); s.looked.Load() != n {
		s.looked.Store(n)
		if tx := s.tx.Load().Value(); tx != nil && tx.SeenBits != 0 {
			tx.Poll.Or(tx.SeenBits)
		}
	}
}

// Seen reports whether others have looked, since the current attempt began, for what it has written.
func (tx *Tx) Seen() bool { return tx.slot.looked.Load() == uint32(tx.active>>stateBits) }

// logRead notes that the attempt has seen body b of x. If x is in the log already, b is
// what the log says: a box has one body that was current at rv, and rv moves only if the
// log still holds.
func (tx *Tx) logRead(x *Box, b *Body) {
	mask := tx.filterMask
	filter := tx.filter
	id := tx.ID
	h := hashBox(x)
	for {
		f := &filter[h&mask]
		if f.id != id {
			f.x = uintptr(unsafe.Pointer(x))
			f.id = id
			break
		}
		if f.x == uintptr(unsafe.Pointer(x)) {
			return
		}
		h++
	}
	if x == tx.watched {
		tx.touched(x, b, false)
	}
	tx.reads = append(tx.reads, readEntry{x, b})
	if uintptr(len(tx.reads)) > mask>>1 {
		tx.growFilter()
	}
}

// hashBox spreads addresses of boxes: multiplication by the golden ratio, of which the high
// bits are good. Boxes lie inside objects of few sizes, so the low bits of their addresses
// are not.
func hashBox(x *Box) uintptr {
	h := uint64(uintptr(unsafe.Pointer(x))) * 0x9E3779B97F4A7C15
	return uintptr(h >> 32)
}

// growFilter makes the part of the filter in use four times as large. Entries that are left
// where the smaller mask had put them do no harm: what they claim is true.
func (tx *Tx) growFilter() {
	size := (tx.filterMask + 1) * 4
	if uintptr(len(tx.filter)) < size {
		tx.filter = make([]filterEntry, size)
	}
	mask := size - 1
	tx.filterMask = mask
	if tx.Large() {
		tx.Poll.Or(tx.LargeBits)
	}
	for i := range tx.reads {
		x := uintptr(unsafe.Pointer(tx.reads[i].x))
		h := hashBox(tx.reads[i].x)
		for {
			f := &tx.filter[h&mask]
			if f.id != tx.ID {
				*f = filterEntry{x, tx.ID}
				break
			}
			if f.x == x {
				break
			}
			h++
		}
	}
}

// Large reports whether the attempt has read or written so many boxes that the logs of them do not fit into the
// caches of a processor; or so many own ones that what is remembered of these takes much memory.
func (tx *Tx) Large() bool { return len(tx.reads)+len(tx.writes) > largeLog || tx.undo.n > largeUndo }

// hasRead reports whether x is in the read log.
func (tx *Tx) hasRead(x *Box) bool {
	for h := hashBox(x); ; h++ {
		f := &tx.filter[h&tx.filterMask]
		if f.id != tx.ID {
			return false
		}
		if f.x == uintptr(unsafe.Pointer(x)) {
			return true
		}
	}
}

// shrinkReads prepares log and filter for the next attempt after one that read n boxes: the
// part of the filter in use is made as small as would have done, so that attempts of equal
// size find it right.
func (tx *Tx) shrinkReads(n int) {
	for tx.filterMask != smallFilter-1 && uintptr(n) <= tx.filterMask>>3 {
		tx.filterMask >>= 2
	}
	if n > largeFilter/2 {
		tx.reads = nil
		tx.filter = make([]filterEntry, smallFilter)
		tx.filterMask = smallFilter - 1
	}
}

// settle finds the body of x that was current at rv; see above. cur is what the box held, p
// the committed body: cur itself, or its predecessor if cur belongs to another attempt,
// that of slot o with the status word st (Active, Aborted or Inevitable). If x holds a body
// of this attempt, cur and p are that.
func (tx *Tx) settle(x *Box, b *Body) (cur, p *Body, o *slot, st uint64) {
	// Each turn looks at the box anew, and either decides on what it has seen in this turn
	// alone, or changes something (extends, waits, stamps) and looks again. The number of
	// turns is not bounded, but each one beyond the first is due to progress of another.
	tx.step(ptSettle)
	for tries := 0; ; tries++ {
		if tries != 0 {
			tx.step(ptSettleAgain)
			b = x.Load()
		}
		tx.step(ptStamp)
		s := b.Stamp()
		if s == tx.ID {
			return b, b, nil, 0
		}
		tx.step(ptStatus)
		tx.alive()
		if s&1 == 0 {
			if s <= tx.rv {
				return b, b, nil, 0
			}
			tx.extend(x, b)
			continue
		}
		tx.step(ptOwner)
		o, st := tx.e.look(s)
		if st == 0 {
			// Over. If b was a clone, it has left the box (aborted) or been stamped
			// (committed) by now: one of the two conditions fails. If it was a newborn
			// nothing has stamped it, so we do; then the next one need not look so far.
			if s >= o.since.Load() {
				tx.revoke(x, b, o, s)
				continue
			}
			tx.step(ptRecheck)
			if v := o.told.Load(); x.Load() == b && b.swapStamp(s, v) && v <= tx.rv {
				return b, b, nil, 0
			}
			continue
		}
		switch st & stateMask {
		case stateCommitting:
			// Its version may be ≤ rv, and whether it commits is being decided.
			tx.await(o, st, true)
		case stateCommitted:
			if s >= o.since.Load() {
				tx.await(o, st, true) // its owner may make it own: see own.go
				continue
			}
			wv, ok := o.version(st)
			if !ok {
				continue // over meanwhile, so b is stamped
			}
			if wv <= tx.rv {
				// An attempt can undo a part of itself, and replace a body of its own. Such
				// a body has left the box by the time of the commit.
				tx.step(ptRecheck)
				if x.Load() == b {
					return b, b, nil, 0
				}
				continue
			}
			tx.extend(x, b)
		default:
			// Not about to commit when we looked, and b was in the box before that. So until
			// then nobody had committed anything on top of p; whoever does so has no ticket
			// yet, and will get one > rv.
			tx.step(ptPrev)
			p := b.loadPrev()
			if p == nil {
				tx.newborn(x, b, o, st)
				continue
			}
			v, ok := tx.versionOf(p)
			if !ok {
				continue
			}
			if v <= tx.rv {
				return b, p, o, st
			}
			tx.extend(x, b)
		}
	}
}

// versionOf resolves the stamp of a predecessor, which is a committed body. ok is false if
// that needs another look at its box.
func (tx *Tx) versionOf(p *Body) (v uint64, ok bool) {
	for {
		tx.step(ptStamp)
		s := p.Stamp()
		if s&1 == 0 {
			return s, true
		}
		tx.step(ptOwner)
		o, st := tx.e.look(s)
		if st == 0 {
			tx.step(ptRecheck)
			if v := o.told.Load(); p.swapStamp(s, v) { // still: then it was a newborn
				return v, true
			}
			continue
		}
		if st&stateMask != stateCommitted {
			return 0, false
		}
		return o.version(st)
	}
}

// newborn deals with a body that has no predecessor though the attempt that made it is in
// flight. Either prev has been cleared since we looked at the status (its attempt has
// committed): look again. Or the box has become known without a commit, by a path that
// leads past the memory: then there is nothing to be seen before the attempt is over.
func (tx *Tx) newborn(x *Box, b *Body, o *slot, st uint64) {
	if o.status.Load() != st || x.Load() != b {
		return
	}
	if b.loadPrev() != nil || b.Stamp()>>seqShift != st>>stateBits {
		return
	}
	if st&stateMask == stateActive {
		tx.contend(x, b, nil, o, st)
		return
	}
	tx.await(o, st, true)
}

// extend moves rv to the present, or unwinds the attempt if something that it has read has
// changed.
func (tx *Tx) extend(x *Box, b *Body) {
	// The clock first. What commits during the validation has a version > now, so it may be
	// overlooked; taking a later time as rv would claim more than has been checked.
	tx.step(ptExtend)
	now := tx.e.clock.Load()
	if !tx.validate(now, true) {
		tx.throw()
	}
	tx.rv = now
}

// validate reports whether everything in the read log is current at version lim: as it
// would be seen by an attempt that begins when the clock stands at lim. If it is not,
// tx.cause says what has changed.
//
// lim is the present (to extend) or the ticket of this attempt (to commit). An attempt that
// is committing at a smaller version, or whose version is not known yet, is waited for.
// Those waits cannot form a circle: while committing, one waits only for smaller tickets
// and for those who are about to draw one, which they do without waiting.
func (tx *Tx) validate(lim uint64, abortable bool) bool {
	tx.step(ptValidate)
	for i := range tx.reads {
		r := &tx.reads[i]
		x, p := r.x, r.b
		tx.step(ptValEntry)
	again:
		tx.step(ptValLoad)
		b := x.Load()
		if b == p {
			// Current. Also if another has taken the box meanwhile and given it back: p is
			// the same committed body.
			continue
		}
		tx.step(ptValStamp)
		s := b.Stamp()
		if s == tx.ID {
			// Ours. What it is based on is what we have read, unless we took the box by a
			// blind update, which accepts any version.
			if b.loadPrev() == p {
				continue
			}
			tx.blame(ReadWrite, x, p, nil, 0)
			return false
		}
		if s&1 == 0 {
			tx.blame(ReadWrite, x, p, nil, 0)
			return false
		}
		tx.step(ptValOwner)
		o, st := tx.e.look(s)
		if st == 0 {
			if b.Stamp() == s && x.Load() == b {
				tx.blame(ReadWrite, x, p, nil, 0)
				return false // replaced while nothing else ran
			}
			goto again
		}
		switch st & stateMask {
		case stateCommitted:
			// If its version is > lim our reads might still be good at lim, but as prev is
			// being cleared there is no way to be sure.
			tx.blame(ReadWrite, x, p, o, st)
			return false
		case stateCommitting:
			if o.wv.Load() <= lim { // not yet drawn, or smaller: see S3
				// Not for the outcome alone: one that has a larger ticket may be waiting
				// for us.
				tx.awaitVersion(o, st, lim, abortable)
				goto again
			}
		}
		tx.step(ptValPrev)
		q := b.loadPrev()
		if q == nil {
			// Committed meanwhile, if not over and stamped.
			if o.status.Load() == st {
				tx.blame(ReadWrite, x, p, o, st)
				return false
			}
			goto again
		}
		if q != p {
			tx.blame(ReadWrite, x, p, o, st)
			return false
		}
	}
	return true
}
