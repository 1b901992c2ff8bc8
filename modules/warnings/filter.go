package warnings

import (
	"strings"

	"github.com/weftpy/weft/object"
)

// warning is a warning on its way to be shown.
type warning struct {
	category, message value
	file, line        value
	module            value // null: from the file's name
	registry          value // null or None: none
	source            value // the object that caused it, or null
	text              string
}

// attr returns an attribute of module warnings if that is loaded, else null.
func attr(t *thread, name string) (value, *excn) {
	m := t.Interp.Modules.GetStr(t, strWarnings)
	if m.O == nil || m.IsNone() {
		return null, nil
	}
	return object.LookupAttr(t, m, object.Intern(name))
}

// explicit filters and shows a warning.
func explicit(t *thread, w *warning) *excn {
	if w.registry.O != nil && w.registry.IsNone() {
		w.registry = null
	}
	var registry *object.Dict
	if w.registry.O != nil {
		var ok bool
		if registry, ok = object.AsDict(w.registry); !ok {
			return t.Errorf(object.TypeError, "'registry' must be a dict or None")
		}
	}
	if w.module.O == nil || w.module.IsNone() {
		w.module = moduleOf(w.file)
	}
	text := w.message
	if object.IsInstance(w.message, object.Warning) {
		s, err := object.ToStr(t, w.message)
		if err != nil {
			return err
		}
		text = s.Value()
		w.category = w.message.O.Typ.Value()
	} else {
		m, err := object.Call1(t, w.category, w.message)
		if err != nil {
			return err
		}
		w.message = m
	}
	key := object.TupleOf([]value{text, w.category, w.line})
	if registry != nil {
		if known, err := alreadyWarned(t, registry, key); err != nil || known {
			return err
		}
	}
	action, item, err := actionFor(t, w, text)
	if err != nil {
		return err
	}
	switch action {
	case "error":
		e, ok := object.AsException(w.message)
		if !ok {
			return t.Errorf(object.TypeError, "exceptions must derive from BaseException")
		}
		return e
	case "ignore":
		return nil
	case "always":
		return show(t, w, text)
	}
	if registry != nil {
		if err := registry.Set(t, key, object.True); err != nil {
			return err
		}
	}
	known := false
	switch action {
	case "once":
		if registry == nil {
			once, err := attr(t, "onceregistry")
			if err != nil {
				return err
			}
			if once.O == nil {
				once = stateOf(t).once
			}
			var ok bool
			if registry, ok = object.AsDict(once); !ok {
				return t.Errorf(object.TypeError, "_warnings._onceregistry must be a dict, not '%s'", once.TypeName())
			}
		}
		known, err = remember(t, registry, object.TupleOf([]value{text, w.category}))
	case "module":
		if registry != nil {
			known, err = remember(t, registry, object.TupleOf([]value{text, w.category, object.Int(0)}))
		}
	case "default":
	default:
		r1, rerr := object.Repr(t, object.NewStr(action))
		if rerr != nil {
			return rerr
		}
		r2, rerr := object.Repr(t, item)
		if rerr != nil {
			return rerr
		}
		return t.Errorf(object.RuntimeError, "Unrecognized action (%s) in warnings.filters:\n %s", r1.S, r2.S)
	}
	if err != nil || known {
		return err
	}
	return show(t, w, text)
}

// remember reports whether key is in the registry, and enters it.
func remember(t *thread, registry *object.Dict, key value) (bool, *excn) {
	known, err := alreadyWarned(t, registry, key)
	if err != nil || known {
		return known, err
	}
	return false, registry.Set(t, key, object.True)
}

// alreadyWarned looks key up in a registry, which is emptied when the filters
// have changed since it was last used.
func alreadyWarned(t *thread, registry *object.Dict, key value) (bool, *excn) {
	version := object.Int(stateOf(t).version.Load())
	if v := registry.GetStr(t, strVersion); v != version {
		registry.Clear(t)
		registry.SetStr(t, strVersion, version)
		return false, nil
	}
	v, err := registry.Get(t, key)
	if err != nil || v.O == nil {
		return false, err
	}
	return object.Truth(t, v)
}

// moduleOf guesses a module's name from that of its file.
func moduleOf(file value) value {
	s, ok := object.AsStr(file)
	switch {
	case !ok || s.S == "":
		return object.NewStr("<unknown>")
	case strings.HasSuffix(s.S, ".py"):
		return object.NewStr(strings.TrimSuffix(s.S, ".py"))
	}
	return file
}

// matches reports whether a filter's pattern, None for anything, a str for
// exactly that, else a regular expression, matches.
func matches(t *thread, pattern, v value) (bool, *excn) {
	if pattern.IsNone() {
		return true, nil
	}
	if pattern.O.Typ == object.StrType {
		return object.EqualBool(t, pattern, v)
	}
	r, err := object.CallMethod(t, pattern, strMatch, v)
	if err != nil {
		return false, err
	}
	return object.Truth(t, r)
}

// actionFor returns the action of the first filter that matches, and that filter.
func actionFor(t *thread, w *warning, text value) (string, value, *excn) {
	filters, err := attr(t, "filters")
	if err != nil {
		return "", null, err
	}
	if filters.O == nil {
		filters = stateOf(t).filters
	}
	l, ok := object.AsList(filters)
	if !ok {
		return "", null, t.Errorf(object.ValueError, "_warnings.filters must be a list")
	}
	for i := 0; i < len(l.Items(t)); i++ {
		item := l.Items(t)[i]
		tup, ok := object.AsTuple(item)
		if !ok || len(tup.Items) != 5 {
			return "", null, t.Errorf(object.ValueError, "_warnings.filters item %d isn't a 5-tuple", i)
		}
		f := tup.Items
		action, ok := object.AsStr(f[0])
		if !ok {
			return "", null, t.Errorf(object.TypeError, "action must be a string, not '%s'", f[0].TypeName())
		}
		good, err := matches(t, f[1], text)
		if err == nil && good {
			good, err = matches(t, f[3], w.module)
		}
		if err == nil && good {
			good, err = object.IsSubclassOf(t, w.category, f[2])
		}
		if err != nil {
			return "", null, err
		}
		line, err := object.IndexInt(t, f[4], object.OverflowError)
		if err != nil {
			return "", null, err
		}
		if good && (line == 0 || w.line == object.Int(line)) {
			return action.S, item, nil
		}
	}
	def, err := attr(t, "defaultaction")
	if err != nil {
		return "", null, err
	}
	if def.O == nil {
		return "default", object.None, nil
	}
	s, ok := object.AsStr(def)
	if !ok {
		return "", null, t.Errorf(object.TypeError, "_warnings.defaultaction must be a string, not '%s'", def.TypeName())
	}
	return s.S, object.None, nil
}

// show shows a warning: by module warnings if that is loaded, else on sys.stderr.
func show(t *thread, w *warning, text value) *excn {
	if w.source.O != nil && !w.source.IsNone() && t.Interp.ImportName != nil {
		// Only module warnings can say where the object was made.
		if _, err := t.Import("warnings"); err != nil && !err.Matches(object.ImportError) {
			return err
		}
	}
	f, err := attr(t, "_showwarnmsg")
	if err != nil {
		return err
	}
	if f.O != nil {
		if f.O.Typ.Slots.Call == nil {
			return t.Errorf(object.TypeError, "warnings._showwarnmsg() must be set to a callable")
		}
		class, err := attr(t, "WarningMessage")
		if err != nil {
			return err
		}
		if class.O == nil {
			return t.Errorf(object.RuntimeError, "unable to get warnings.WarningMessage")
		}
		source := w.source
		if source.O == nil {
			source = object.None
		}
		msg, err := object.Call(t, class, w.message, w.category, w.file, w.line, object.None, object.None, source)
		if err != nil {
			return err
		}
		_, err = object.Call1(t, f, msg)
		return err
	}
	file, err := object.ToStr(t, w.file)
	if err != nil {
		return err
	}
	line, err := object.ToStr(t, w.line)
	if err != nil {
		return err
	}
	msg, err := object.ToStr(t, text)
	if err != nil {
		return err
	}
	typ, _ := object.AsType(w.category)
	out := file.S + ":" + line.S + ": " + typ.Name + ": " + msg.S + "\n"
	src := w.text
	if src == "" && w.line.IsSmallInt() {
		src, _ = object.SourceLine(t, file.S, int(w.line.Int()))
	}
	if src = strings.TrimSpace(src); src != "" {
		out += "  " + src + "\n"
	}
	object.WriteStderr(t, out)
	return nil
}
