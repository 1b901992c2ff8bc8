package sys

import (
	"strings"

	"github.com/weftpy/weft/object"
)

// hookDefs are the hooks: what happens with values shown, exceptions nobody
// caught, and audit events.
var hookDefs = []object.Def{
	{Name: "displayhook", Sig: "object, /", Fn: displayhook},
	{Name: "excepthook", Sig: "exctype, value, traceback, /", Fn: func(t *thread, a []value) (value, *excn) {
		return object.None, object.ExceptHook(t, a[1], a[2])
	}},
	{Name: "unraisablehook", Sig: "unraisable, /", Fn: unraisablehook},
	{Name: "breakpointhook", Sig: "*args, **kws", Fn: breakpointhook},
	{Name: "addaudithook", Sig: "hook", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeExclusive("sys.addaudithook()")
		h := auditHooks(t)
		h.list = append(h.list, a[0])
		return object.None, nil
	}},
	{Name: "audit", Sig: "event, *args", Fn: func(t *thread, a []value) (value, *excn) {
		if _, ok := object.AsStr(a[0]); !ok {
			return null, t.Errorf(object.TypeError, "expected str for argument 'event', not %s", a[0].TypeName())
		}
		for _, h := range auditHooks(t).list {
			if _, err := object.Call2(t, h, a[0], a[1]); err != nil {
				return null, err
			}
		}
		return object.None, nil
	}},
	{Name: "get_asyncgen_hooks", Fn: func(t *thread, a []value) (value, *excn) {
		return object.NewStructSeq(asyncgenHooksType, []value{orNone(t.AsyncGenFirst), orNone(t.AsyncGenFinal)}), nil
	}},
	{Name: "set_asyncgen_hooks", Sig: "firstiter=None, finalizer=None", Fn: func(t *thread, a []value) (value, *excn) {
		for i, name := range []string{"firstiter", "finalizer"} {
			if v := a[i]; v.O != nil && !v.IsNone() && v.O.Typ.Slots.Call == nil {
				return null, t.Errorf(object.TypeError, "callable %s expected, got %s", name, v.TypeName())
			}
		}
		for i, p := range []*value{&t.AsyncGenFirst, &t.AsyncGenFinal} {
			if v := a[i]; v.O != nil {
				if v.IsNone() {
					v = null
				}
				*p = v
			}
		}
		return object.None, nil
	}},
}

var asyncgenHooksType = infoType("asyncgen_hooks", "", "firstiter finalizer")

func orNone(v value) value {
	if v.O == nil {
		return object.None
	}
	return v
}

type auditList struct{ list []value }

type auditKey struct{}

func auditHooks(t *thread) *auditList {
	return t.Interp.Extra(auditKey{}, func() any { return &auditList{} }).(*auditList)
}

var strUnderscore = object.Intern("_")

func displayhook(t *thread, a []value) (value, *excn) {
	if a[0].IsNone() {
		return object.None, nil
	}
	// What is shown may look at _ itself, which is not to be the old value then.
	t.Interp.Builtins.SetStr(t, strUnderscore, object.None)
	out := t.Interp.Sys.GetStr(t, object.Intern("stdout"))
	if out.O == nil || out.IsNone() {
		return null, t.Errorf(object.RuntimeError, "lost sys.stdout")
	}
	r, err := object.Repr(t, a[0])
	if err != nil {
		return null, err
	}
	if err := object.WriteText(t, out, r.S); err != nil {
		if !err.Matches(object.UnicodeEncodeError) {
			return null, err
		}
		s, err := escaped(t, out, r)
		if err != nil {
			return null, err
		}
		if err := object.WriteText(t, out, s); err != nil {
			return null, err
		}
	}
	if err := object.WriteText(t, out, "\n"); err != nil {
		return null, err
	}
	t.Interp.Builtins.SetStr(t, strUnderscore, a[0])
	return object.None, nil
}

// escaped returns text with the characters that out's encoding lacks as escapes.
func escaped(t *thread, out value, text *object.Str) (string, *excn) {
	encoding, err := object.GetAttrString(t, out, "encoding")
	if err != nil {
		return "", err
	}
	name, ok := object.AsStr(encoding)
	if !ok {
		return "", t.Errorf(object.TypeError, "encoding must be str, not %s", encoding.TypeName())
	}
	b, err := object.EncodeStr(t, text, name.S, "backslashreplace")
	if err != nil {
		return "", err
	}
	v, err := object.DecodeBytes(t, b.S, name.S, "strict")
	if err != nil {
		return "", err
	}
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "decoder should return a string result, not '%s'", v.TypeName())
	}
	return s.S, nil
}

// unraisablehook prints an exception that nobody could be told about.
func unraisablehook(t *thread, a []value) (value, *excn) {
	get := func(name string) (value, *excn) {
		v, err := object.LookupAttr(t, a[0], object.Intern(name))
		return orNone(v), err
	}
	exc, err := get("exc_value")
	if err != nil {
		return null, err
	}
	msg, err := get("err_msg")
	if err != nil {
		return null, err
	}
	obj, err := get("object")
	if err != nil {
		return null, err
	}
	tb, err := get("exc_traceback")
	if err != nil {
		return null, err
	}
	text := ""
	if s, ok := object.AsStr(msg); ok {
		text = s.S
	}
	return object.None, object.PrintUnraisable(t, exc, tb, text, obj)
}

// breakpointhook calls what PYTHONBREAKPOINT names, pdb.set_trace by default.
func breakpointhook(t *thread, a []value) (value, *excn) {
	env := environ(t, "PYTHONBREAKPOINT")
	if env == "0" {
		return object.None, nil
	}
	if env == "" {
		env = "pdb.set_trace"
	}
	module, name := "builtins", env
	if i := strings.LastIndexByte(env, '.'); i >= 0 {
		module, name = env[:i], env[i+1:]
	}
	f, err := t.ImportAttr(module, name)
	if err != nil {
		if !err.Matches(object.ImportError) && !err.Matches(object.AttributeError) {
			return null, err
		}
		if werr := t.Warn(object.RuntimeWarning, "Ignoring unimportable $PYTHONBREAKPOINT: \""+env+"\"", 1); werr != nil {
			return null, werr
		}
		return object.None, nil
	}
	return object.CallTuple(t, f, a[0], a[1])
}
