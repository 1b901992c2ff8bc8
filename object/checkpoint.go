package object

// Checkpoints
//
// A thread runs as a sequence of transactions, so an attempt may begin anywhere
// in a Python function, and if it is lost the thread must be put back there. The
// mutable objects take care of themselves; what is left is the thread: its frames
// and registers.
//
// Saving the whole stack whenever an attempt begins would make that cost as much
// as the stack is deep. But a frame that has called another does not change before
// the other returns into it. So a checkpoint saves the innermost frame with its
// registers, and puts a mark on it; when the marked frame returns, yields or is
// left by an exception, its caller is saved as it is at that moment, which is as
// it was when the attempt began, and the mark moves there. What is above the mark
// has been called since, and is of no interest.
//
//	attempt begins in h       h returns              h is called again
//	f → g → h!                f → g!                 f → g! → h
//	saved: h                  saved: h, g            saved: h, g
//
// The mark is a FrameKind of its own, FrameMark, in place of the frame's Kind. The
// evaluator's fast way out of a frame is for FrameCall only, so the mark costs
// nothing where it is not; the slow way calls PassMark, which returns the Kind that
// was there.
//
// What must hold:
//
//	K1  From the mark down, every live frame is as it was when the attempt began, in its
//	    frame struct (but for View) and in its registers. Registers of a caller that
//	    overlap the callee's are arguments, dead once the call has begun.
//	K2  From the mark up to the frame in which the attempt began, all are saved.
//	K3  Frame structs are not freed while they are in use; a chunk of the stack that is left and
//	    made again may be another one, so the checkpoint remembers which there were.
//
// Restoring writes the outermost saved frame first: where windows overlap, the
// callee's registers are the ones that count.

// checkpoint is the state of a thread when its attempt began.
type checkpoint struct {
	taken bool
	mark  *Frame    // has FrameMark for its Kind; nil when the evaluation has left them all
	kind  FrameKind // the Kind of mark

	frames []savedFrame // innermost first
	regs   []Value

	frame    *Frame
	stack    []Value
	top      int
	older    []stackChunk
	native   int
	atomic   int
	repr     int
	handled  *Exception
	context  Value
	genFirst Value
	genFinal Value
}

type savedFrame struct {
	at   *Frame
	copy Frame
	home []Value // where its registers are
	regs int     // where the copy of them ends in checkpoint.regs
}

// SetCheckpoint makes the thread return here when its attempt is lost. It must be
// between two instructions of the current frame, whose PC says where.
func (t *Thread) SetCheckpoint() {
	c := &t.check
	t.DropCheckpoint()
	c.taken = true
	c.frame, c.stack, c.top, c.native, c.atomic = t.Frame, t.Stack, t.Top, t.Native, t.Atomic
	c.repr, c.handled, c.context = len(t.Repr), t.Handled, t.Context
	c.genFirst, c.genFinal = t.AsyncGenFirst, t.AsyncGenFinal
	c.older = append(c.older[:0], t.older...)
	c.save(t, t.Frame)
	c.put(t.Frame)
}

// put puts the mark on fr.
func (c *checkpoint) put(fr *Frame) {
	c.mark, c.kind = fr, fr.Kind
	fr.Kind = FrameMark
}

// save saves a frame that has no mark.
func (c *checkpoint) save(t *Thread, fr *Frame) {
	home := t.Registers(fr)[:fr.Code.NumRegs]
	c.regs = append(c.regs, home...)
	c.frames = append(c.frames, savedFrame{fr, *fr, home, len(c.regs)})
}

// PassMark is called when the evaluation is about to leave a frame whose Kind is
// FrameMark, before it is popped. It moves the mark to the caller and returns the
// Kind that the frame has.
func (t *Thread) PassMark(fr *Frame) FrameKind {
	c := &t.check
	kind := c.kind
	fr.Kind = kind
	if kind == FrameEntry {
		c.mark = nil // the caller is Go code
		return kind
	}
	c.save(t, fr.Prev)
	c.put(fr.Prev)
	return kind
}

// DropCheckpoint forgets the checkpoint: the attempt has committed.
func (t *Thread) DropCheckpoint() {
	c := &t.check
	if !c.taken {
		return
	}
	c.taken = false
	if c.mark != nil {
		c.mark.Kind = c.kind
		c.mark = nil
	}
	clear(c.frames)
	clear(c.regs)
	clear(c.older)
	c.frames, c.regs, c.older = c.frames[:0], c.regs[:0], c.older[:0]
	c.frame, c.stack, c.handled = nil, nil, nil
	c.context, c.genFirst, c.genFinal = Value{}, Value{}, Value{}
	if cap(c.regs) > 1<<14 {
		c.regs, c.frames = nil, nil
	}
}

// Restore puts the thread back to where its attempt began, after that was lost,
// and forgets the checkpoint.
func (t *Thread) Restore() {
	c := &t.check
	if !c.taken {
		panic("BUG: an attempt of a thread was lost that had no checkpoint")
	}
	for i := len(c.frames) - 1; i >= 0; i-- {
		s := &c.frames[i]
		*s.at = s.copy
		s.at.Prev.Next = s.at // the list may have been trimmed
		from := 0
		if i > 0 {
			from = c.frames[i-1].regs
		}
		copy(s.home, c.regs[from:s.regs])
	}
	t.Frame, t.Stack, t.Top = c.frame, c.stack, c.top
	clear(t.older)
	t.older = append(t.older[:0], c.older...)
	t.spare = nil
	t.Native, t.Atomic, t.Handled, t.Context = c.native, c.atomic, c.handled, c.context
	t.Low = min(t.Low, t.Native)
	t.AsyncGenFirst, t.AsyncGenFinal = c.genFirst, c.genFinal
	t.Repr = t.Repr[:c.repr]
	t.Elided = t.Elided[:0]
	t.ClearResult()
	c.mark = nil // what it had replaced has been put back
	t.DropCheckpoint()
}

// Elided is a lock that the attempt under way has acquired by doing nothing but
// noting it here: see package thread.
type Elided struct {
	Lock  ElidedLock
	Count int
}

// ElidedLock is a lock that can be acquired so.
type ElidedLock interface {
	// Settle acquires the lock as often as it was acquired on paper. Nobody else has
	// it, or the attempt will not commit.
	Settle(t *Thread, count int)
}

// Settle is called before an attempt of t commits: it acquires the locks that the
// attempt has not released.
func (t *Thread) Settle() {
	if len(t.Elided) == 0 {
		return
	}
	for _, e := range t.Elided {
		e.Lock.Settle(t, e.Count)
	}
	clear(t.Elided)
	t.Elided = t.Elided[:0]
}
