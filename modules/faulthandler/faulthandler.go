// Package faulthandler is module faulthandler: where the program is, on request.
//
// A fault of weft itself is a panic of Go, which prints where it happened without
// being asked; enabling the handler is noted and changes nothing. Only the
// calling thread's frames are shown: those of others are theirs alone.
package faulthandler

import (
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/weftpy/weft/object"
)

type (
	args   = []object.Value
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// maxFrames is how many frames are shown of a deep stack.
const maxFrames = 100

type enabledKey struct{}

func enabled(t *thread) *atomic.Bool {
	return t.Interp.Extra(enabledKey{}, func() any { return new(atomic.Bool) }).(*atomic.Bool)
}

func orStderr(t *thread, file value) (value, *exc) {
	if file.O == nil || file.IsNone() {
		file = t.Interp.Sys.GetStr(t, object.Intern("stderr"))
		if file.O == nil || file.IsNone() {
			return value{}, t.Errorf(object.RuntimeError, "sys.stderr is None")
		}
	}
	return file, nil
}

func dumpTraceback(t *thread, a args) (value, *exc) {
	file, err := orStderr(t, a[0])
	if err != nil {
		return value{}, err
	}
	var b strings.Builder
	if a[1].O == nil {
		a[1] = object.True
	}
	all, err := object.Truth(t, a[1])
	if err != nil {
		return value{}, err
	}
	if all {
		fmt.Fprintf(&b, "Current thread %#016x (most recent call first):\n", t.ID)
	} else {
		b.WriteString("Stack (most recent call first):\n")
	}
	n := 0
	for f := t.ViewFrame(t.Frame); f != nil; f = f.Back(t) {
		if n++; n > maxFrames {
			b.WriteString("  ...\n")
			break
		}
		fmt.Fprintf(&b, "  File \"%s\", line %d in %s\n", f.Code.Filename, f.LineNo(t), f.Code.Name)
	}
	// A number is a file descriptor.
	if file.O.Typ.Is(object.FlagInt) {
		write, err := t.ImportAttr("os", "write")
		if err != nil {
			return value{}, err
		}
		_, err = object.Call(t, write, file, object.NewBytes(b.String()))
		return object.None, err
	}
	if err := object.WriteText(t, file, b.String()); err != nil {
		return value{}, err
	}
	_, err = object.CallMethod(t, file, object.Intern("flush"))
	return object.None, err
}

var defs = []object.Def{
	{Name: "enable", Sig: "file=sys.stderr, all_threads=True", Doc: "Notes that faults are to be shown, which weft does anyway.", Fn: func(t *thread, a args) (value, *exc) {
		if _, err := orStderr(t, a[0]); err != nil {
			return value{}, err
		}
		enabled(t).Store(true)
		return object.None, nil
	}},
	{Name: "disable", Doc: "Undoes enable(); tells whether it had been called.", Fn: func(t *thread, _ args) (value, *exc) {
		return object.Bool(enabled(t).Swap(false)), nil
	}},
	{Name: "is_enabled", Doc: "Tells whether enable() has been called.", Fn: func(t *thread, _ args) (value, *exc) {
		return object.Bool(enabled(t).Load()), nil
	}},
	{Name: "dump_traceback", Sig: "file=sys.stderr, all_threads=True", Doc: "Writes the stack of the calling thread to a file.", Fn: dumpTraceback},
	{Name: "cancel_dump_traceback_later", Doc: "Does nothing: there is no dump_traceback_later().", Fn: func(*thread, args) (value, *exc) { return object.None, nil }},
}

func init() {
	object.RegisterModule("faulthandler", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "faulthandler", "Where the program is, on request.")
		m.AddFuncs(t, defs)
		return m, nil
	})
}
