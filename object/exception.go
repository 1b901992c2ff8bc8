package object

import (
	"fmt"
	"slices"
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Exception is an instance of BaseException or a subclass. Built-in code
// returns it as its error; a nil *Exception is success.
type Exception struct {
	Object
	Attrs stm.Box // __dict__
	State stm.Box
	first excBody
}

type excBody struct {
	stm.Body
	Args      Value // tuple
	Traceback *Traceback
	Context   *Exception
	Cause     Value   // exception or None
	Suppress  bool    // __suppress_context__
	Fields    []Value // the attributes that particular exceptions have, or nil; see Field
}

var excKind = &stm.Kind{Name: "exception", Clone: func(b *stm.Body) *stm.Body {
	// Not the whole struct: the header of the original is not ours to read.
	o := (*excBody)(unsafe.Pointer(b))
	return &(&excBody{Args: o.Args, Traceback: o.Traceback, Context: o.Context, Cause: o.Cause, Suppress: o.Suppress,
		Fields: append([]Value(nil), o.Fields...)}).Body
}}

// Error returns "Type: message", for Go callers.
func (e *Exception) Error() string {
	args := (*excBody)(unsafe.Pointer(e.State.Load())).Args
	if tup, ok := AsTuple(args); ok && len(tup.Items) > 0 {
		if s, ok := AsStr(tup.Items[0]); ok {
			return e.Typ.Name + ": " + s.S
		}
	}
	return e.Typ.Name
}

// Value returns e as a value.
func (e *Exception) Value() Value { return Value{O: &e.Object} }

// AsException returns v as an exception if it is one.
func AsException(v Value) (*Exception, bool) {
	if v.O.Typ.Flags&FlagException != 0 {
		return (*Exception)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// NewException makes an exception of typ with the given args, without running
// a constructor.
func NewException(t *Thread, typ *Type, args ...Value) *Exception {
	e := Allocate[Exception](typ)
	e.first.Init(t.stamp())
	e.first.Args = NewTuple(args)
	e.first.Cause = None
	e.State.Init(&e.first.Body)
	return e
}

// Errorf makes an exception whose only argument is the formatted message.
func (t *Thread) Errorf(typ *Type, format string, a ...any) *Exception {
	return NewException(t, typ, NewStr(fmt.Sprintf(format, a...)))
}

func (e *Exception) read(t *Thread) *excBody {
	b := e.State.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&e.State, b)
	}
	return (*excBody)(unsafe.Pointer(b))
}

func (e *Exception) write(t *Thread) *excBody {
	b := e.State.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&e.State, b, excKind)
	}
	return (*excBody)(unsafe.Pointer(b))
}

// Args returns the tuple e.args.
func (e *Exception) Args(t *Thread) *Tuple { return (*Tuple)(unsafe.Pointer(e.read(t).Args.O)) }

// SetArgs assigns e.args.
func (e *Exception) SetArgs(t *Thread, args *Tuple) { e.write(t).Args = args.Value() }

// Traceback returns e.__traceback__, nil for None.
func (e *Exception) Traceback(t *Thread) *Traceback { return e.read(t).Traceback }

// SetTraceback assigns e.__traceback__.
func (e *Exception) SetTraceback(t *Thread, tb *Traceback) { e.write(t).Traceback = tb }

// Context returns e.__context__, nil for None.
func (e *Exception) Context(t *Thread) *Exception { return e.read(t).Context }

// SetContext assigns e.__context__.
func (e *Exception) SetContext(t *Thread, c *Exception) { e.write(t).Context = c }

// Cause returns e.__cause__, None if there is none.
func (e *Exception) Cause(t *Thread) Value { return e.read(t).Cause }

// SetCause assigns e.__cause__, which suppresses the context.
func (e *Exception) SetCause(t *Thread, c Value) {
	b := e.write(t)
	b.Cause, b.Suppress = c, true
}

// Suppress returns e.__suppress_context__.
func (e *Exception) Suppress(t *Thread) bool { return e.read(t).Suppress }

// SetSuppress assigns e.__suppress_context__.
func (e *Exception) SetSuppress(t *Thread, s bool) { e.write(t).Suppress = s }

// Field returns attribute i of those that e's class adds to BaseException's
// (OSError's errno, StopIteration's value …), null if it is not set. What the
// numbers mean is the business of the class that adds them.
func (e *Exception) Field(t *Thread, i int) Value {
	if f := e.read(t).Fields; i < len(f) {
		return f[i]
	}
	return Value{}
}

// SetField sets attribute i; see Field.
func (e *Exception) SetField(t *Thread, i int, v Value) {
	b := e.write(t)
	for len(b.Fields) <= i {
		b.Fields = append(b.Fields, Value{})
	}
	b.Fields[i] = v
}

// Matches reports whether e is an instance of typ.
func (e *Exception) Matches(typ *Type) bool { return e.Typ == typ || e.Typ.IsSubtype(typ) }

// Chain sets e's context to the exception that t handles, as raising does. A
// cycle that would arise is cut.
func (e *Exception) Chain(t *Thread) {
	h := t.Handled
	if h == nil || h == e || e.read(t).Context != nil {
		return
	}
	slow := h
	for o, step := h, false; ; step = !step {
		c := o.read(t).Context
		if c == nil {
			break
		}
		if c == e {
			o.SetContext(t, nil)
			break
		}
		o = c
		if step {
			if slow = slow.read(t).Context; slow == o {
				break
			}
		}
	}
	e.SetContext(t, h)
}

// Traceback is one entry of a traceback: a place in a function, and the entry
// of the function that it called.
type Traceback struct {
	Object
	Next   *Traceback
	Code   *Code
	PC     int32 // the instruction that raised
	Line   int32 // overrides the line of PC when not 0 (tracebacks made by programs)
	Fn     *Function
	Depth  int32                       // of the activation
	Regs   []Value                     // the variables of an activation that the exception has left: see KeepLocals
	seen   atomic.Pointer[FrameObject] // once a program has looked at it
	caller atomic.Pointer[Traceback]   // the entry of the activation that called this one, if that is known
}

// TracebackType is types.TracebackType.
var TracebackType = declare("traceback", ObjectType, 0)

// AddTraceback prepends the place that e passes through, unless its code is one that
// tracebacks do not show.
func (e *Exception) AddTraceback(t *Thread, fn *Function, code *Code, pc int32) {
	if code.StandIn {
		return
	}
	b := e.write(t)
	callee := b.Traceback
	b.Traceback = &Traceback{Object: Object{TracebackType}, Next: callee, Fn: fn, Code: code.Plain(), PC: pc, Depth: int32(t.Frame.Depth)}
	if callee != nil && callee.Depth == b.Traceback.Depth+1 {
		callee.caller.CompareAndSwap(nil, b.Traceback)
	}
}

// KeepLocals notes the variables of activation fr, which e leaves, for those who
// look at its traceback afterwards.
func (e *Exception) KeepLocals(t *Thread, fr *Frame) {
	tb := e.Traceback(t)
	if tb == nil || tb.Fn != fr.Fn || tb.Regs != nil || tb.Depth != int32(fr.Depth) || fr.HasNS || fr.Code.Flags&CoNewLocals == 0 {
		return
	}
	if fr.View != nil {
		tb.seen.Store(fr.View)
	} else if n := variables(fr.Code); n > 0 {
		tb.Regs = slices.Clone(t.Registers(fr)[:n])
	}
}

// LineNo returns the line of the entry.
func (tb *Traceback) LineNo() int {
	if tb.Line != 0 {
		return int(tb.Line)
	}
	return tb.Code.LineOf(tb.PC)
}

func init() {
	BaseException.AttrsOff = unsafe.Offsetof(Exception{}.Attrs)
	SetLayout[Exception](BaseException)
	BaseException.Alloc = func(t *Thread, typ *Type) *Object { return &NewException(t, typ).Object }
}
