package importer

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/weftpy/weft/object"
)

// sys.path_hooks: what finds modules behind an entry of a path. Folders are looked through by
// findSpec itself; the hooks are for entries that are none, and for those who ask them: pkgutil,
// runpy and programs with hooks of their own. Our two make finders of the library's classes,
// which are imported when they are first needed.

var (
	strHooks  = object.Intern("path_hooks")
	strCache  = object.Intern("path_importer_cache")
	strFind   = object.Intern("find_spec")
	strFreeze = "_frozen_importlib"
)

// installHooks puts our hooks into sys.path_hooks.
func installHooks(t *object.Thread) {
	hook := func(name string, fn method) object.Value {
		return object.NewBuiltin(object.Def{Name: name, Sig: "path, /", Fn: fn}, object.Intern("importlib"))
	}
	t.Interp.Sys.SetStr(t, strHooks, object.NewList(t, []object.Value{hook("zipimporter", zipHook), hook("path_hook_for_FileFinder", folderHook)}).Value())
}

// folderHook makes the finder of a folder.
func folderHook(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	dir := text(a[0])
	if dir == "" {
		dir = "."
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return object.Value{}, object.NewImportError(t, object.ImportError, "only directories are supported", object.None, a[0])
	}
	class, err := libraryClass(t, "importlib.machinery", "FileFinder")
	if err != nil {
		return object.Value{}, err
	}
	kinds := object.TupleOf([]object.Value{sourceLoader.Value(), object.NewList(t, []object.Value{object.NewStr(".py")}).Value()})
	return object.Call2(t, class, a[0], kinds)
}

// zipHook makes the importer of an archive, or of a folder in one. What cannot be one is told
// without the library's importer.
func zipHook(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	archive := text(a[0])
	for archive != "" {
		info, err := os.Stat(archive)
		if err == nil && info.Mode().IsRegular() {
			break
		}
		up := filepath.Dir(archive)
		if err == nil || up == archive || up == "." {
			archive = ""
			break
		}
		archive = up
	}
	if archive == "" {
		return object.Value{}, object.NewImportError(t, object.ImportError, "not a Zip file", object.None, a[0])
	}
	class, err := libraryClass(t, "zipimport", "zipimporter")
	if err != nil {
		return object.Value{}, err
	}
	return object.Call1(t, class, a[0])
}

func libraryClass(t *object.Thread, module, name string) (object.Value, *object.Exception) {
	m, err := Import(t, module)
	if err != nil {
		return m, err
	}
	return object.GetAttr(t, m, object.Intern(name))
}

// pathFinder returns the finder of a path entry that is no folder, as the first of sys.path_hooks
// that takes it makes it; null if there is none. What they say is kept in sys.path_importer_cache.
func pathFinder(t *object.Thread, entry object.Value) (object.Value, *object.Exception) {
	hooks, kept := t.Interp.Sys.GetStr(t, strHooks), t.Interp.Sys.GetStr(t, strCache)
	if hooks.O == nil || kept.O == nil {
		return object.Value{}, nil
	}
	cache, ok := object.AsDict(kept)
	if !ok {
		return object.Value{}, nil
	}
	if f, err := cache.Get(t, entry); err != nil || f.O != nil {
		return noneIsNull(f), err
	}
	list, err := object.Collect(t, hooks)
	if err != nil {
		return object.Value{}, err
	}
	// A hook imports what it is made of, which is not looked for behind this entry.
	if err := cache.Set(t, entry, object.None); err != nil {
		return object.Value{}, err
	}
	found := object.None
	for _, h := range list {
		f, err := object.Call1(t, h, entry)
		if err == nil {
			found = f
			break
		}
		if !err.Matches(object.ImportError) {
			if _, kerr := cache.Delete(t, entry); kerr != nil {
				return object.Value{}, kerr
			}
			return object.Value{}, err
		}
	}
	if err := cache.Set(t, entry, found); err != nil {
		return object.Value{}, err
	}
	return noneIsNull(found), nil
}

func noneIsNull(v object.Value) object.Value {
	if v.O != nil && v.IsNone() {
		return object.Value{}
	}
	return v
}

// bootstrap returns the library's own import system under the names that CPython gives it, where it
// is part of the executable: module zipimport builds on it. There is none while package importlib is
// being imported, which asks whether there is.
func bootstrap(t *object.Thread, name string) (object.Value, bool, *object.Exception) {
	rest, ok := strings.CutPrefix(name, strFreeze)
	if !ok || rest != "" && rest != "_external" {
		return object.Value{}, false, nil
	}
	sub := object.Intern("importlib._bootstrap" + rest)
	m := t.Interp.Modules.GetStr(t, sub)
	if m.O == nil && t.Interp.Modules.GetStr(t, object.Intern("importlib")).O == nil {
		if _, err := Import(t, "importlib"); err != nil {
			return object.Value{}, false, err
		}
		m = t.Interp.Modules.GetStr(t, sub)
	}
	if m.O == nil {
		return object.Value{}, false, nil
	}
	t.Interp.Modules.SetStr(t, object.Intern(name), m)
	return m, true, nil
}

func init() {
	// The code that others have compiled into an archive is CPython's: the source counts.
	Amend("zipimport", func(t *object.Thread, m *object.Module) *object.Exception {
		order := []object.Value{}
		for _, e := range []struct {
			suffix string
			isPkg  bool
		}{{string(filepath.Separator) + "__init__.py", true}, {".py", false}} {
			order = append(order, object.TupleOf([]object.Value{object.NewStr(e.suffix), object.False, object.Bool(e.isPkg)}))
		}
		m.Set(t, "_zip_searchorder", object.TupleOf(order))
		return nil
	})
}
