package object

import (
	"os"
	"strings"
)

// What happens to exceptions that nobody catches.

var (
	strWrite  = Intern("write")
	strFlush  = Intern("flush")
	strStderr = Intern("stderr")
)

// WriteText writes s to a text stream.
func WriteText(t *Thread, file Value, s string) *Exception {
	_, err := CallMethod(t, file, strWrite, NewStr(s))
	return err
}

// WriteStderr writes to sys.stderr, or, if that is lost or fails, to the standard
// error stream of the process. It has effects.
func WriteStderr(t *Thread, s string) {
	if t.Interp.Sys != nil {
		f := t.Interp.Sys.GetStr(t, strStderr)
		if f.O != nil && f.IsNone() {
			return
		}
		if f.O != nil && WriteText(t, f, s) == nil {
			CallMethod(t, f, strFlush)
			return
		}
	}
	t.Tx.BecomeInevitable("writing an exception")
	os.Stderr.WriteString(s)
}

// ExceptHook is sys.excepthook: it prints v, which should be an exception, with
// traceback tb unless it has one, on sys.stderr.
func ExceptHook(t *Thread, v, tb Value) *Exception {
	e, ok := AsException(v)
	if !ok {
		WriteStderr(t, "TypeError: print_exception(): Exception expected for value, "+v.TypeName()+" found\n")
		return nil
	}
	if tb.O != nil && tb.O.Typ == TracebackType && e.Traceback(t) == nil {
		if err := setExceptionTraceback(t, v, tb); err != nil {
			return err
		}
	}
	WriteStderr(t, FormatException(t, e))
	return nil
}

// Excepthook calls sys.excepthook for an exception that has reached the end of a
// program. SystemExit is the caller's business.
func Excepthook(t *Thread, e *Exception) {
	tb := TracebackValue(e.Traceback(t))
	if sys := t.Interp.Sys; sys != nil {
		sys.SetStr(t, Intern("last_type"), e.Typ.Value())
		sys.SetStr(t, Intern("last_value"), e.Value())
		sys.SetStr(t, Intern("last_traceback"), tb)
		hook := sys.GetStr(t, Intern("excepthook"))
		if hook.O == nil {
			WriteStderr(t, "sys.excepthook is missing\n"+FormatException(t, e))
			return
		}
		if _, err := Call3(t, hook, e.Typ.Value(), e.Value(), tb); err != nil {
			WriteStderr(t, "Error in sys.excepthook:\n"+FormatException(t, err)+"\nOriginal exception was:\n"+FormatException(t, e))
		}
		return
	}
	WriteStderr(t, FormatException(t, e))
}

// Unraisable tells sys.unraisablehook of an exception that cannot be raised,
// because it comes from a finalizer or a callback. message, if not empty,
// replaces "Exception ignored in"; obj is what it comes from, or null.
func (t *Thread) Unraisable(e *Exception, message string, obj Value) {
	tb := TracebackValue(e.Traceback(t))
	msg := None
	if message != "" {
		msg = NewStr(message)
	}
	if t.Interp.Sys != nil {
		if hook := t.Interp.Sys.GetStr(t, Intern("unraisablehook")); hook.O != nil && !hook.IsNone() {
			arg := NewStructSeq(unraisableType, []Value{e.Typ.Value(), e.Value(), tb, msg, orNone(obj)})
			if _, err := Call1(t, hook, arg); err == nil {
				return
			}
		}
	}
	PrintUnraisable(t, e.Value(), tb, message, obj)
}

var unraisableType *Type

func init() {
	unraisableType = NewStructSeqType("sys", "UnraisableHookArgs", "What sys.unraisablehook is called with.", 5, false,
		StructField{Name: "exc_type"}, StructField{Name: "exc_value"}, StructField{Name: "exc_traceback"}, StructField{Name: "err_msg"}, StructField{Name: "object"})
}

// PrintUnraisable is the default sys.unraisablehook.
func PrintUnraisable(t *Thread, exc, tb Value, message string, obj Value) *Exception {
	var b strings.Builder
	if obj.O != nil && !obj.IsNone() {
		if message == "" {
			message = "Exception ignored in"
		}
		text := "<object repr() failed>"
		if r, err := Repr(t, obj); err == nil {
			text = r.S
		}
		b.WriteString(message + ": " + text + "\n")
	} else if message != "" {
		b.WriteString(message + ":\n")
	}
	if e, ok := AsException(exc); ok {
		p := &excPrinter{t: t, seen: map[*Exception]bool{}}
		if tb.O != nil && tb.O.Typ == TracebackType {
			p.traceback(tracebackOf(tb), false)
		}
		b.WriteString(p.b.String())
		b.WriteString(p.className(e.Typ))
		text := "<exception str() failed>"
		if s, err := ToStr(t, exc); err == nil {
			text = s.S
		}
		if text != "" {
			b.WriteString(": " + text)
		}
		b.WriteByte('\n')
	}
	WriteStderr(t, b.String())
	return nil
}

// CallTuple calls f(*args, **kwargs); args is a tuple, kwargs a dict or null.
func CallTuple(t *Thread, f, args, kwargs Value) (Value, *Exception) {
	all, kwnames := unpackArgs(t, args, kwargs)
	return CallKw(t, f, all, kwnames)
}
