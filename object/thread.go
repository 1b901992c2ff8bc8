package object

import (
	"sync"
	"sync/atomic"

	"github.com/weftpy/weft/stm"
)

// Interp is one interpreter: what its threads share.
type Interp struct {
	Engine   *stm.Engine
	Builtins *Dict // namespace of module builtins
	Modules  *Dict // sys.modules
	Sys      *Dict // namespace of module sys, once it is made

	RecursionLimit atomic.Int64 // sys.getrecursionlimit()
	Optimize       int          // level of optimization that code is compiled with: -O, -OO
	BytesWarning   bool         // bytes taken for text are warned about: -b
	UTF8Mode       bool         // UTF-8 mode (PEP 540) is on
	Finalizing     atomic.Bool  // the program is over, and being tidied up after

	// ImportName implements the import statement; package importer sets it.
	ImportName func(t *Thread, name *Str, globals *Dict, fromlist Value, level int) (Value, *Exception)
	// Importing is how many modules are being imported: while any is, one that is in sys.modules
	// may be incomplete, and another thread has to wait for it.
	Importing atomic.Int32

	// Main is the main thread, which runs pending calls.
	Main *Thread
	// OnStop answers PollStop; package parallel sets it.
	OnStop func(t *Thread)

	// Interrupt answers SIGINT, nil: by KeyboardInterrupt. Module signal sets it.
	Interrupt atomic.Pointer[InterruptHandler]
	// Simulate does as if a signal that the program has a handler for had come: at once in the
	// main thread, else when t's transaction commits. Numbers that no signal has raise. Module
	// signal sets it.
	Simulate func(t *Thread, signal int64) *Exception

	// Scheduler is what makes several threads run; nil as long as the program has
	// started none.
	Scheduler Scheduler

	// MainWake receives a token when a call becomes pending, for a main thread
	// that is blocked.
	MainWake chan struct{}
	poke     atomic.Pointer[func()] // see SetPoke
	// StandIn is a thread that runs on the main thread's goroutine in place of it, while that
	// waits; it gets PollStop when a call becomes pending.
	StandIn atomic.Pointer[Thread]

	// Kept is what built-in modules keep for the interpreter, by keys of their own; whoever stores
	// is inevitable.
	Kept sync.Map

	finalizers finalizers

	pending Pending
	mu      sync.Mutex
	extra   map[any]any
}

// Scheduler decides when threads run, and when their transactions begin and end.
// Package parallel has the one that there is.
type Scheduler interface {
	// Switch answers PollSwitch, between two instructions.
	Switch(t *Thread) *Exception
	// Cut ends the transaction under way, if it can, and begins another, between two
	// instructions.
	Cut(t *Thread) *Exception
	// Begin begins an attempt that is restored to the current state if it is lost.
	Begin(t *Thread)
	// Lost is called when an attempt was lost and the thread has been restored.
	Lost(t *Thread, out stm.Outcome)
	// Leave is called when an evaluation in which attempts have begun returns to Go
	// code, which cannot be restored.
	Leave(t *Thread)
	// Block runs a function that may wait for something outside.
	Block(t *Thread, f func())
}

// Extra returns the interpreter's value for key, made by mk when it is first
// asked for: where built-in modules keep state of their own.
func (in *Interp) Extra(key any, mk func() any) any {
	in.mu.Lock()
	defer in.mu.Unlock()
	if v, ok := in.extra[key]; ok {
		return v
	}
	if in.extra == nil {
		in.extra = map[any]any{}
	}
	v := mk()
	in.extra[key] = v
	return v
}

// Thread is one thread of execution: the only thing that runs Python code. All
// of it belongs to the goroutine that runs it, but for Tx.Poll.
type Thread struct {
	Tx     *stm.Tx
	Interp *Interp
	ID     int64 // as of threading.get_ident

	// Stack holds the registers of all frames, and arguments of calls from Go;
	// what is at or above Top is free.
	Stack []Value
	Top   int
	older []stackChunk // chunks below the current one
	spare []Value      // the chunk that was released last, to be used again

	// Frame is the innermost activation of a Python function, never nil: the
	// outermost frame, at depth 0, runs nothing.
	Frame  *Frame
	frames []Frame // what is left of the piece that PushFrame cuts from

	// CopyRoom is how many values the attempt may still copy so that containers of one thread only, which
	// are large, can remain flat.
	CopyRoom int
	// Bulk is how many values there are in the containers that the attempt has copied as a whole, or has made large: the
	// next one that changes these copies them.
	Bulk int
	// Crowded tells that Python code runs on all cores, this thread's included.
	Crowded atomic.Bool

	// Handled is the exception being handled: what a bare raise raises.
	Handled *Exception

	// Native counts calls that nest on the Go stack. Low is the least that it has been since Low was set.
	Native, Low int

	check checkpoint
	// Guard is the Native of the evaluation that attempts return to which are lost, -1
	// if there is none. Elided are the locks that the attempt has not really acquired.
	Guard  int
	Elided []Elided
	room   [4]Elided // for Elided: what changes with each acquisition shares no cache line with others

	// Result is the value that the generator returned whose Next has just
	// returned null, or null; stopped the StopIteration that a Python __next__
	// ended with. See StopIterationOf.
	Result  Value
	stopped *Exception

	// Tracing tells that what t calls is to be traced; Tracer, which may be nil, by
	// what. See package vm.
	Tracing bool
	Tracer  *Tracer

	// Worker is 1 + the index of the worker of a parallel run, 0 for other
	// threads. Run is what package parallel knows of the thread.
	Worker int
	Run    any

	// Atomic counts the `with transaction.atomic` blocks that t is in.
	Atomic int

	// Local holds the thread's part of thread-local objects. The dicts are made
	// outside any transaction, so what an aborted attempt wrote is undone.
	Local map[*Object]*Dict

	// AsyncGenFirst and AsyncGenFinal are what sys.set_asyncgen_hooks has set, or
	// null.
	AsyncGenFirst, AsyncGenFinal Value

	// Sentinel is called when the thread has ended: see module _thread.
	Sentinel func(t *Thread)

	kept []Value // what is left of the piece that KeepValues cuts from

	// Repr holds the containers whose repr is under way.
	Repr []*Object

	// Context is the current context of module contextvars, null until the thread
	// needs one.
	Context Value

	// Of large containers in transactions: see view.go, dictcards.go.
	views  [2]attemptView
	found  foundEntry
	sought soughtKey
	unheld [4]*stm.Box

	outgrown outgrown
	lone     loneTuples
	key      Tuple // what lookForTuple looks for

	text []byte // a buffer that format % arg writes to; nil while one is under way

	complexes slab[Complex]
	bigs      bigNumbers

	unawaited unawaited
}

type stackChunk struct {
	stack []Value
	top   int
	depth int // frames up to this depth have their registers here or below
}

// Frame is one activation of a Python function. Frames form a list that is kept
// and used again, so a *Frame stays valid while other calls come and go; what is
// not set by a call is left over from an earlier one.
type Frame struct {
	Fn    *Function // a module's or class's body is a function too
	Code  *Code     // Fn.Code when the call began
	NS    Value     // HasNS: the namespace of a module, class or exec body. FrameInit: the instance
	Gen   *Generator
	Base  int          // first register in Thread.Stack
	PC    int32        // index of the instruction after the one under way, while it calls out
	Jump  int32        // of FrameIter and FrameSend: by how much the caller jumps
	Last  int32        // of a frame of traced code: the instruction before the one under way, or FrameNew
	Ret   uint8        // register of the caller that gets the result
	Kind  FrameKind    // what becomes of the result
	HasNS bool         // NS is the frame's namespace
	Leave FrameLeave   // what has to be done when the frame is left
	Saved *Exception   // of a generator's frame: the exception that the resumer handles
	View  *FrameObject // what programs see of this activation, or nil
	Prev  *Frame
	Next  *Frame
	Depth int
}

// FrameLeave is a set of what has to be done when a frame is left. The evaluator's fast ways
// out are for frames that need nothing of it.
type FrameLeave uint8

const (
	LeaveChunk FrameLeave = 1 << iota // the registers begin a chunk of the stack: give it back
	LeaveView                         // the program has got hold of View: give it what it is going to show
)

// FrameKind says what becomes of a frame's result.
type FrameKind uint8

// FrameNew is the Last of a frame of traced code whose call has not been reported.
const FrameNew = -2

// Tracer is what a thread is traced by: what sys.settrace and sys.setprofile have
// set, null if there is nothing, and for a profiler what is to be called.
type Tracer struct {
	Func    Value
	Profile Value
	Hook    func(t *Thread, fr *Frame, event TraceEvent, arg Value) *Exception // for Profile
	Codes   map[*Code]*Code                                                    // the traced forms of codes
	Stepped *uint64                                                            // the word of one of them that is an instruction now, or nil
	Inside  int                                                                // trace functions that run
}

// TraceEvent is what a profiler is told of.
type TraceEvent uint8

// Events of a profiler. The arg is, of a return, the result or null if an exception
// leaves the frame; of events of built-in functions, the function.
const (
	TraceCall TraceEvent = iota
	TraceReturn
	TraceCCall
	TraceCReturn
	TraceCException
)

// Kinds of frames.
const (
	FrameCall     FrameKind = iota // result to register Ret of the caller
	FrameEntry                     // result to the Go caller of the evaluator
	FrameInit                      // an __init__: the result must be None and is dropped; Ret already holds the instance
	FrameMake                      // a __new__, called by calling its first argument, a class that has no __init__ to call
	FrameIter                      // a generator resumed by ForIter: the end leaves the loop
	FrameSend                      // a generator resumed by Send
	FrameSent                      // a generator resumed by a call of send or next: the end raises StopIteration
	FrameDrop                      // result dropped: __setitem__ …
	FrameOperator                  // result is for the instruction under way to look at: __add__, __bool__ …
	FrameNext                      // a __next__ called by ForIter: StopIteration leaves the loop
	FrameMark                      // the frame has the mark of a checkpoint, which knows its kind
)

const (
	stackChunkSize = 1 << 14
	firstChunkSize = 1 << 11 // of threads, of which there may be many
	stackSlack     = 512     // the evaluator views any window as 256 registers
	maxNative      = 6000
	framesAtOnce   = 17 // 1768 bytes, of a size class of 28 cache lines
)

// NewThread makes a thread of in; the caller runs it and closes it.
func NewThread(in *Interp, tx *stm.Tx) *Thread {
	Boot()
	size := stackChunkSize
	if in.Main != nil {
		size = firstChunkSize
	}
	t := &Thread{Tx: tx, Interp: in, Stack: make([]Value, size+stackSlack), Guard: -1}
	t.Elided = t.room[:0]
	t.Frame = t.newFrame()
	tx.Owner = t
	return t
}

// stamp is the stamp of bodies made by t; before any thread runs it is 0.
func (t *Thread) stamp() uint64 {
	if t == nil {
		return 0
	}
	t.Allocates()
	return t.Tx.ID
}

// Stamp returns the stamp for bodies of objects that t makes.
func (t *Thread) Stamp() uint64 { return t.stamp() }

// Reserve makes sure that n values fit above Top in one piece, by moving on to
// a new chunk if need be; it reports whether it did, and Release undoes that.
func (t *Thread) Reserve(n int) bool {
	if t.Top+n+stackSlack <= len(t.Stack) {
		return false
	}
	size := max(stackChunkSize, 2*n, min(len(t.Stack), 1<<18)) + stackSlack
	t.older = append(t.older, stackChunk{t.Stack, t.Top, t.Frame.Depth})
	if len(t.spare) >= n+stackSlack {
		t.Stack, t.Top, t.spare = t.spare, 0, nil
	} else {
		t.Stack, t.Top = make([]Value, size), 0
	}
	return true
}

// Release returns to the chunk before the last Reserve that made one.
func (t *Thread) Release() {
	n := len(t.older) - 1
	t.spare = t.Stack // a call at the end of a chunk may be made again and again
	t.Stack, t.Top = t.older[n].stack, t.older[n].top
	t.older[n] = stackChunk{}
	t.older = t.older[:n]
}

// Registers returns the registers of an activation of t, from its first one on.
func (t *Thread) Registers(fr *Frame) []Value {
	stack := t.Stack
	for i := len(t.older) - 1; i >= 0 && fr.Depth <= t.older[i].depth; i-- {
		stack = t.older[i].stack
	}
	return stack[fr.Base:]
}

// KeepValues returns a copy of a few values. Several copies share an allocation, so
// it is for what lives about as long as its neighbours do.
func (t *Thread) KeepValues(values []Value) []Value {
	n := len(values)
	if n > len(t.kept) {
		if n > 8 {
			return append([]Value(nil), values...)
		}
		t.kept = make([]Value, 32)
	}
	out := t.kept[:n:n]
	t.kept = t.kept[n:]
	copy(out, values)
	return out
}

// Ident returns the identifier of t that programs know.
func (t *Thread) Ident() int64 {
	if t.ID != 0 {
		return t.ID
	}
	return 0x7f0000000000
}

// Block runs f, which may wait for something outside; other threads may run
// meanwhile. f must not touch objects.
func (t *Thread) Block(f func()) {
	if s := t.Interp.Scheduler; s != nil && t.Worker == 0 {
		s.Block(t, f)
		return
	}
	f()
}

// hostDepth is what the program that runs an interpreter takes of the depth, which the
// limit of recursion does not count: a module's frame is the first.
const hostDepth = 1

// PushFrame returns a frame above the current one and makes it current; nil
// when that would exceed the recursion limit.
func (t *Thread) PushFrame() *Frame {
	f := t.Frame.Next
	if f == nil {
		d := t.Frame.Depth + 1
		if int64(d+t.Native)-hostDepth > t.Interp.RecursionLimit.Load() {
			return nil
		}
		f = t.newFrame()
		f.Prev, f.Depth = t.Frame, d
		t.Frame.Next = f
	}
	t.Frame = f
	return f
}

// newFrame cuts a frame from a piece of t's own: frames change with each call, so those of two
// threads must not share a cache line.
func (t *Thread) newFrame() *Frame {
	if len(t.frames) == 0 {
		t.frames = make([]Frame, framesAtOnce)
	}
	f := &t.frames[0]
	t.frames = t.frames[1:]
	return f
}

// TrimFrames forgets unused frames, so that a lowered recursion limit counts.
func (t *Thread) TrimFrames() { t.Frame.Next = nil }

// RecursionError makes the error of a call that nests too deeply; where says
// while doing what.
func (t *Thread) RecursionError(where string) *Exception {
	return t.Errorf(RecursionError, "maximum recursion depth exceeded%s", where)
}

// EnterNative counts a call that nests on the Go stack and may lead back to
// Python; every success needs a LeaveNative.
func (t *Thread) EnterNative(where string) *Exception {
	if t.Native >= maxNative || int64(t.Frame.Depth+t.Native)-hostDepth >= t.Interp.RecursionLimit.Load() {
		return t.RecursionError(where)
	}
	t.Native++
	return nil
}

// LeaveNative ends what EnterNative began.
func (t *Thread) LeaveNative() {
	t.Native--
	t.Low = min(t.Low, t.Native)
}

// Mark is a state of a thread between two calls, to which it can be rewound.
type Mark struct {
	frame   *Frame
	top     int
	chunks  int
	native  int
	atomic  int
	repr    int
	handled *Exception
	context Value
}

// Mark notes the state of t.
func (t *Thread) Mark() Mark {
	return Mark{t.Frame, t.Top, len(t.older), t.Native, t.Atomic, len(t.Repr), t.Handled, t.Context}
}

// Rewind returns to a noted state, after what t was doing was unwound by a panic.
func (t *Thread) Rewind(m Mark) {
	for len(t.older) > m.chunks {
		t.Release()
	}
	t.Frame, t.Top, t.Native, t.Atomic, t.Handled = m.frame, m.top, m.native, m.atomic, m.handled
	t.Repr = t.Repr[:m.repr]
	t.Context = m.context
	t.Elided = t.Elided[:0]
	t.ClearResult()
}

// LocalDict returns t's part of thread-local object o.
func (t *Thread) LocalDict(o *Object) (d *Dict, fresh bool) {
	if d := t.Local[o]; d != nil {
		return d, false
	}
	if t.Local == nil {
		t.Local = map[*Object]*Dict{}
	}
	d = NewDict(nil)
	t.Local[o] = d
	// It is to be fresh again if what is done to a fresh one is undone.
	t.Tx.OnAbort(func() { delete(t.Local, o) })
	return d, true
}

// Forget drops references that t holds only because nothing has overwritten them:
// above the top of the stack, in frames that are not in use, and in temporaries
// of the running code. It is for those who are about to look what is garbage.
func (t *Thread) Forget() {
	if t.Tx.Inevitable() {
		t.DropCheckpoint() // it will not be needed
	}
	t.spare = nil
	t.sought = soughtKey{}
	t.lone = loneTuples{}
	clear(t.Stack[t.Top:])
	for _, c := range t.older {
		clear(c.stack[c.top:])
	}
	for f := t.Frame.Next; f != nil; f = f.Next {
		f.Fn, f.Code, f.NS, f.Gen, f.Saved, f.View = nil, nil, Value{}, nil, nil, nil
	}
	t.ClearResult()
	if forget := Hooks.ForgetTemporaries; forget != nil {
		forget(t)
	}
}

// ClearResult forgets how the iterator ended whose Next has returned null.
func (t *Thread) ClearResult() {
	t.Result = Value{}
	t.stopped = nil
}
