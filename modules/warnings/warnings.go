// Package warnings is module _warnings: what module warnings is made of, and how
// built-in code issues warnings.
//
// The filters and the register of what was shown once are Python objects that
// programs may change; a version number, which _filters_mutated() counts up,
// makes the registries of modules start afresh when they do.
package warnings

import (
	"strings"
	"sync/atomic"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// state is what an interpreter keeps of warnings.
type state struct {
	version atomic.Int64
	filters value // the list that _warnings began with
	once    value
}

type stateKey struct{}

func stateOf(t *thread) *state {
	return t.Interp.Extra(stateKey{}, func() any {
		s := &state{filters: defaultFilters(t), once: object.NewDict(t).Value()}
		return s
	}).(*state)
}

// defaultFilters shows deprecations to who runs a script and ignores what is
// for developers of libraries.
func defaultFilters(t *thread) value {
	filter := func(action string, category *object.Type, module value) value {
		return object.TupleOf([]value{object.NewStr(action), object.None, category.Value(), module, object.Int(0)})
	}
	return object.NewList(t, []value{
		filter("default", object.DeprecationWarning, object.NewStr("__main__")),
		filter("ignore", object.DeprecationWarning, object.None),
		filter("ignore", object.PendingDeprecationWarning, object.None),
		filter("ignore", object.ImportWarning, object.None),
		filter("ignore", object.ResourceWarning, object.None),
	}).Value()
}

func create(t *thread) (*object.Module, *excn) {
	m := object.NewModule(t, "_warnings", "The filtering of warnings.")
	s := stateOf(t)
	m.Set(t, "filters", s.filters)
	m.Set(t, "_onceregistry", s.once)
	m.Set(t, "_defaultaction", object.NewStr("default"))
	m.AddFuncs(t, []object.Def{
		{Name: "warn", Sig: "message, category=None, stacklevel=1, source=None", Fn: func(t *thread, a []value) (value, *excn) {
			level := int64(1)
			if a[2].O != nil {
				var err *excn
				if level, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
					return null, err
				}
			}
			category, err := categoryOf(t, a[0], a[1])
			if err != nil {
				return null, err
			}
			return object.None, warn(t, category, a[0], int(level), a[3])
		}},
		{Name: "warn_explicit", Sig: "message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None", Fn: warnExplicit},
		{Name: "_filters_mutated", Fn: func(t *thread, a []value) (value, *excn) {
			t.Tx.BecomeInevitable("change of the filters of warnings")
			stateOf(t).version.Add(1)
			return object.None, nil
		}},
	})
	return m, nil
}

func init() {
	object.RegisterModule("_warnings", create)
	object.Hooks.Warn = func(t *thread, category *object.Type, message value, level int) *excn {
		return warn(t, category.Value(), message, level, null)
	}
	object.Hooks.WarnExplicit = func(t *thread, category *object.Type, message value, filename string, line int) *excn {
		return explicit(t, &warning{category: category.Value(), message: message, file: object.NewStr(filename), line: object.Int(int64(line))})
	}
}

// categoryOf returns the class of a warning: that of a message that is one.
func categoryOf(t *thread, message, category value) (value, *excn) {
	if object.IsInstance(message, object.Warning) {
		return message.O.Typ.Value(), nil
	}
	if category.O == nil || category.IsNone() {
		return object.UserWarning.Value(), nil
	}
	if typ, ok := object.AsType(category); ok {
		if typ.IsSubtype(object.Warning) {
			return category, nil
		}
		return null, t.Errorf(object.TypeError, "category must be a Warning subclass, not '%s'", category.TypeName())
	}
	return null, t.Errorf(object.TypeError, "category must be a Warning subclass, not '%s'", category.TypeName())
}

var (
	strName     = object.Intern("__name__")
	strRegistry = object.Intern("__warningregistry__")
	strVersion  = object.Intern("version")
	strWarnings = object.Intern("warnings")
	strMatch    = object.Intern("match")
)

// internal reports whether a frame belongs to the import system's Python half,
// which nobody is to be blamed for.
func internal(fr *object.Frame) bool {
	return strings.Contains(fr.Code.Filename, "importlib") && strings.Contains(fr.Code.Filename, "_bootstrap")
}

// warn issues a warning about the code level-1 calls above the one that runs.
func warn(t *thread, category, message value, level int, source value) *excn {
	fr := t.Frame
	if level > 0 && fr.Depth > 0 && !internal(fr) {
		for level--; level > 0 && fr.Depth > 0; level-- {
			for fr = fr.Prev; fr.Depth > 0 && internal(fr); fr = fr.Prev {
			}
		}
	} else {
		for level--; level > 0 && fr.Depth > 0; level-- {
			fr = fr.Prev
		}
	}
	w := &warning{category: category, message: message, source: source}
	globals := t.Interp.Sys
	if fr.Depth == 0 {
		w.file, w.line = object.NewStr("sys"), object.Int(1)
	} else {
		globals = fr.Fn.Globals
		f := t.ViewFrame(fr)
		w.file, w.line = object.NewStr(fr.Code.Filename), object.Int(int64(f.LineNo(t)))
	}
	if globals == nil {
		w.registry, w.module = object.None, object.NewStr("<string>")
		return explicit(t, w)
	}
	w.registry = globals.GetStr(t, strRegistry)
	if w.registry.O == nil {
		w.registry = object.NewDict(t).Value()
		globals.SetStr(t, strRegistry, w.registry)
	}
	if w.module = globals.GetStr(t, strName); w.module.O == nil || w.module.IsNone() {
		w.module = object.NewStr("<string>")
	}
	return explicit(t, w)
}

func warnExplicit(t *thread, a []value) (value, *excn) {
	category, err := categoryOf(t, a[0], a[1])
	if err != nil {
		return null, err
	}
	if _, ok := object.AsStr(a[2]); !ok {
		return null, t.Errorf(object.TypeError, "warn_explicit() argument 'filename' must be str, not %s", object.ArgTypeName(a[2]))
	}
	line, err := object.IndexInt(t, a[3], object.OverflowError)
	if err != nil {
		return null, err
	}
	w := &warning{category: category, message: a[0], file: a[2], line: object.Int(line), module: a[4], registry: a[5], source: a[7]}
	if a[6].O != nil && !a[6].IsNone() {
		if w.text, err = sourceLine(t, a[6], int(line)); err != nil {
			return null, err
		}
	}
	return object.None, explicit(t, w)
}

// sourceLine asks the loader of a module for a line of its source; "" if there
// is none.
func sourceLine(t *thread, globals value, line int) (string, *excn) {
	g, ok := object.AsDict(globals)
	if !ok {
		return "", t.Errorf(object.TypeError, "module_globals must be a dict, not '%s'", globals.TypeName())
	}
	loader, name := g.GetStr(t, object.Intern("__loader__")), g.GetStr(t, strName)
	if loader.O == nil || name.O == nil || loader.IsNone() {
		return "", nil
	}
	get, err := object.LookupAttr(t, loader, object.Intern("get_source"))
	if err != nil || get.O == nil {
		return "", err
	}
	src, err := object.Call1(t, get, name)
	if err != nil {
		return "", err
	}
	s, ok := object.AsStr(src)
	if !ok {
		return "", nil
	}
	lines := strings.Split(s.S, "\n")
	if line < 1 || line > len(lines) {
		return "", nil
	}
	return lines[line-1], nil
}
