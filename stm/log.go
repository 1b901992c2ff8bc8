package stm

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"time"
)

// A Log writes events as lines of text, one for each; its Listen is a [Listener]:
//
//	l := stm.NewLog(os.Stderr)
//	stm.Default.SetListener(l.Listen)
//
// A line consists of fields separated by spaces, key=value but for the first three:
//
//	+0.001432s abort tx3 attempt=600006 lost=1 why=write-write object=int other=tx2 its=400004 took=1.2µs at=main.go:41
//
// In this order:
//
//	+…s       time since the log was made
//	kind      commit, abort, wound, wait, inevitable, exclusive, retry or touch: see [EventKind]
//	txN       the Tx: the number of its slot
//	attempt=  the id of the attempt, hexadecimal
//	lost=     attempts that the transaction has lost so far, if any
//	why=      of an abort: the [ConflictKind]; of a wait, or of a switch to inevitable or exclusive: the reason.
//	          Spaces in it are written as underscores
//	object=   the name of the Kind of the box, if known, otherwise its address
//	write=    true if a watched box was opened for writing
//	other=    the Tx on the other side, if known
//	its=      the id of its attempt
//	took=     duration of the attempt, the wait or the sleep, if it was measured
//	at=       file and line of the innermost caller outside this package
//
// Fields that do not apply are left out. More keys may be added at the end.
type Log struct {
	mu    sync.Mutex
	w     io.Writer
	start time.Time
	err   error
}

// NewLog returns a Log that writes to w.
func NewLog(w io.Writer) *Log { return &Log{w: w, start: time.Now()} }

// Err returns the first error of a write. After it nothing more is written.
func (l *Log) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

// Listen writes ev.
func (l *Log) Listen(ev *Event) {
	var b strings.Builder
	fmt.Fprintf(&b, "+%.6fs %v tx%d attempt=%x", time.Since(l.start).Seconds(), ev.Kind, ev.Tx.slot.index, ev.ID)
	if ev.Losses != 0 {
		fmt.Fprintf(&b, " lost=%d", ev.Losses)
	}
	why := ev.Reason
	if ev.Kind == EventAbort {
		why = ev.Conflict.String()
	}
	if why != "" {
		fmt.Fprintf(&b, " why=%s", strings.ReplaceAll(why, " ", "_"))
	}
	if ev.BodyKind != nil {
		fmt.Fprintf(&b, " object=%s", strings.ReplaceAll(ev.BodyKind.Name, " ", "_"))
	} else if ev.Box != nil {
		fmt.Fprintf(&b, " object=%p", ev.Box)
	}
	if ev.Write {
		b.WriteString(" write=true")
	}
	if ev.Other != nil {
		fmt.Fprintf(&b, " other=tx%d", ev.OtherID>>1&slotMask)
	}
	if ev.OtherID != 0 {
		fmt.Fprintf(&b, " its=%x", ev.OtherID)
	}
	if ev.Duration != 0 {
		fmt.Fprintf(&b, " took=%v", ev.Duration)
	}
	if at := location(); at != "" {
		fmt.Fprintf(&b, " at=%s", at)
	}
	b.WriteByte('\n')
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil {
		_, l.err = io.WriteString(l.w, b.String())
	}
}

// location returns the innermost caller outside this package.
func location() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		if f.Function != "" && !strings.HasPrefix(f.Function, "github.com/weftpy/weft/stm.") && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.File[strings.LastIndexByte(f.File, '/')+1:], f.Line)
		}
		if !more {
			return ""
		}
	}
}
