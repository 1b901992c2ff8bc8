package object

import (
	"fmt"
	"os"
)

// Unraisable reports an exception that nobody can handle, raised by a callback
// of a weak reference, a __del__ and the like: it goes to sys.unraisablehook.
// what, which may be empty, replaces the words “Exception ignored in”; obj, which
// may be null, says by what it was raised.
func (t *Thread) Unraisable(err *Exception, what string, obj Value) {
	if obj.O == nil {
		obj = None
	}
	msg := None
	if what != "" {
		msg = NewStr(what)
	}
	if sys := t.Interp.Sys; sys != nil {
		if hook := sys.GetStr(t, Intern("unraisablehook")); hook.O != nil && !hook.IsNone() {
			tb := None
			if x := err.Traceback(t); x != nil {
				tb = Value{O: &x.Object}
			}
			args := NewDict(t)
			args.SetStr(t, Intern("exc_type"), err.Typ.Value())
			args.SetStr(t, Intern("exc_value"), err.Value())
			args.SetStr(t, Intern("exc_traceback"), tb)
			args.SetStr(t, Intern("err_msg"), msg)
			args.SetStr(t, Intern("object"), obj)
			if _, herr := Call1(t, hook, NewSimpleNamespace(t, args)); herr == nil {
				return
			}
		}
	}
	if what == "" {
		what = "Exception ignored in"
	}
	text := ""
	if r, rerr := Repr(t, obj); rerr == nil {
		text = r.S
	}
	fmt.Fprintf(os.Stderr, "%s: %s\n%s\n", what, text, err.Error())
}
