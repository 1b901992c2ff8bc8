package thread

import (
	"strconv"

	"github.com/weftpy/weft/object"
)

// hookArgsType is what threading.excepthook is called with.
var hookArgsType = object.NewStructSeqType("_thread", "_ExceptHookArgs", "Arguments of threading.excepthook.", 4, false,
	object.StructField{Name: "exc_type"}, object.StructField{Name: "exc_value"}, object.StructField{Name: "exc_traceback"}, object.StructField{Name: "thread"})

// excepthook is the default threading.excepthook: it prints an exception that a
// thread did not catch. SystemExit ends a thread silently.
func excepthook(t *object.Thread, a args) (object.Value, *object.Exception) {
	if a[0].O.Typ != hookArgsType {
		return object.Value{}, t.Errorf(object.TypeError, "_thread.excepthook argument type must be ExceptHookArgs")
	}
	field := func(name string) object.Value {
		v, err := object.GetAttrString(t, a[0], name)
		if err != nil {
			return object.None
		}
		return v
	}
	if field("exc_type") == object.SystemExit.Value() {
		return object.None, nil
	}
	name := strconv.FormatInt(ident(t), 10)
	if th := field("thread"); !th.IsNone() {
		n, err := object.GetAttrString(t, th, "name")
		if err != nil {
			return n, err
		}
		s, err := object.ToStr(t, n)
		if err != nil {
			return n, err
		}
		name = s.S
	}
	file := t.Interp.Sys.GetStr(t, object.Intern("stderr"))
	if file.O == nil || file.IsNone() {
		return object.None, nil
	}
	e, ok := object.AsException(field("exc_value"))
	if !ok {
		return object.None, object.WriteText(t, file, "Exception in thread "+name+":\n")
	}
	if err := object.WriteText(t, file, "Exception in thread "+name+":\n"+object.FormatException(t, e)); err != nil {
		return object.Value{}, err
	}
	_, err := object.CallMethod(t, file, object.Intern("flush"))
	return object.None, err
}
