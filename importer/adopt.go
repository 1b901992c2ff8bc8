package importer

import (
	_ "embed"
	"os"
	"path/filepath"
	"slices"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// Until a program asks for importlib, import gets by with the finder, the specs and the
// loaders of this package. Then the library's importlib/_bootstrap.py and
// importlib/_bootstrap_external.py are executed as _frozen_importlib and
// _frozen_importlib_external, and what programs see from then on are their classes:
// BuiltinImporter, FrozenImporter and PathFinder on sys.meta_path, hooks for archives and
// folders in sys.path_hooks, ModuleSpec and SourceFileLoader. The import statement still
// finds modules in folders, and executes them, by itself; it asks the library's finders
// where something else is between it and the module: an archive, another hook.

const (
	bootstrapName = "_frozen_importlib"
	externalName  = "_frozen_importlib_external"
)

// adopted are the objects of the library's import system; all of them are null until
// they are needed.
type adopted struct {
	spec    object.Value // class ModuleSpec
	builtin object.Value // class BuiltinImporter, which is finder and loader
	frozen  object.Value // class FrozenImporter
	path    object.Value // class PathFinder
	source  object.Value // class SourceFileLoader
	hooks   []object.Value
	boot    *object.Module
}

//go:embed adopt.py
var adoptSource []byte

// needsAdoption reports whether what sys holds asks for more than folders of modules.
func needsAdoption(t *object.Thread) bool {
	l, ok := object.AsList(t.Interp.Sys.GetStr(t, strPathHooks))
	return ok && len(l.Items(t)) > 0
}

// adopt makes the library's import system the interpreter's. Without a library it does
// nothing.
func adopt(t *object.Thread) *object.Exception {
	st := stateOf(t)
	if st.lib.spec.O != nil || st.adopting || st.Stdlib == "" {
		return nil
	}
	dir := filepath.Join(st.Stdlib, "importlib")
	if !isFile(filepath.Join(dir, "_bootstrap.py")) || !isFile(filepath.Join(dir, "_bootstrap_external.py")) {
		return nil
	}
	t.Tx.BecomeInevitable("import of importlib")
	st.adopting = true
	defer func() { st.adopting = false }()
	imp, err := Import(t, "_imp")
	if err != nil {
		return err
	}
	for _, name := range []string{"_thread", "_warnings", "_weakref", "_io", "marshal", "posix"} {
		if object.BuiltinModule(name) == nil {
			continue
		}
		if _, err := Import(t, name); err != nil {
			return err
		}
	}
	boot, err := frozenModule(t, bootstrapName, filepath.Join(dir, "_bootstrap.py"))
	if err != nil {
		return err
	}
	external, err := frozenModule(t, externalName, filepath.Join(dir, "_bootstrap_external.py"))
	if err != nil {
		return err
	}
	code, err := vm.Compile(t, adoptSource, "<frozen importlib._bootstrap_external>", vm.CompileOptions{Mode: syntax.Exec})
	if err != nil {
		return err
	}
	hide(code, nil)
	ns := object.NewModule(t, "adopt", "")
	ns.Set(t, "__builtins__", t.Interp.Modules.GetStr(t, object.Intern("builtins")))
	if _, err := vm.Exec(t, code, ns.Dict, object.Value{}); err != nil {
		return err
	}
	sys := t.Interp.Modules.GetStr(t, object.Intern("sys"))
	res, err := object.Call(t, ns.Get(t, "adopt"),
		sys, imp, boot.Value(), external.Value(), specType.Value(), st.finder,
		object.TupleOf([]object.Value{builtinTyp.Value(), sourceLoader.Value(), nsLoader.Value()}),
		object.NewBuiltin(compileModuleDef, nil), object.NewBuiltin(amendModuleDef, nil),
		object.NewBuiltin(def("zipimporter", "path, /", zipHook), nil),
		object.NewBuiltin(claimModuleDef, nil), object.NewBuiltin(waitModuleDef, nil))
	if err != nil {
		return err
	}
	r, err := object.Collect(t, res)
	if err != nil {
		return err
	}
	hooks, err := object.Collect(t, r[5])
	if err != nil {
		return err
	}
	st.lib = adopted{spec: r[0], builtin: r[1], frozen: r[2], path: r[3], source: r[4], hooks: hooks, boot: boot}
	return nil
}

// frozenModule executes a file of the library as a module that CPython has in its
// executable.
func frozenModule(t *object.Thread, name, file string) (*object.Module, *object.Exception) {
	code, err := compileFile(t, file)
	if err != nil {
		return nil, err
	}
	m := object.NewModule(t, name, "")
	m.Set(t, "__builtins__", t.Interp.Modules.GetStr(t, object.Intern("builtins")))
	key := object.Intern(name)
	t.Interp.Modules.SetStr(t, key, m.Value())
	if _, err := vm.Exec(t, code, m.Dict, object.Value{}); err != nil {
		t.Interp.Modules.Delete(t, key.Value())
		return nil, err
	}
	return m, nil
}

var compileModuleDef = def("compile_module", "name, path, /", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	code, err := compileModule(t, text(a[0]), text(a[1]))
	if err != nil {
		return object.Value{}, err
	}
	return object.Value{O: &code.Object}, nil
})

var amendModuleDef = def("amend_module", "module, name, path, /", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	if m, ok := object.AsModule(a[0]); ok {
		return object.None, amendModule(t, m, text(a[1]), text(a[2]))
	}
	return object.None, nil
})

var claimModuleDef = def("claim_module", "name, /", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	end, err := stateOf(t).loading.acquire(t, text(a[0]))
	if err != nil {
		return object.Value{}, err
	}
	return object.NewBuiltin(def("end", "", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		end(t)
		return object.None, nil
	}), nil), nil
})

var waitModuleDef = def("wait_module", "name, /", func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	return object.None, stateOf(t).loading.wait(t, text(a[0]))
})

// zipHook is the hook for archives in sys.path_hooks. It imports zipimport only for
// what could be an archive.
func zipHook(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	path := text(a[0])
	if !inFile(path) {
		return object.Value{}, object.NewImportError(t, object.ImportError, "not a Zip file: "+object.ReprText(path), object.Value{}, a[0])
	}
	st := stateOf(t)
	st.inZip = true
	importer, err := zipimporter(t)
	st.inZip = false
	if err != nil {
		return object.Value{}, err
	}
	return object.Call1(t, importer, a[0])
}

// zipimporter returns the class of that name. Its module comes from the library, whatever
// sys.path is.
func zipimporter(t *object.Thread) (object.Value, *object.Exception) {
	const name = "zipimport"
	if t.Interp.Modules.GetStr(t, object.Intern(name)).O == nil {
		spec, err := sourceSpec(t, name, filepath.Join(stateOf(t).Stdlib, name+".py"), object.Value{})
		if err != nil {
			return object.Value{}, err
		}
		if _, err := load(t, name, spec); err != nil {
			return object.Value{}, err
		}
	}
	return t.ImportAttr(name, "zipimporter")
}

// inFile reports whether path is a file or leads into one, as the path of a folder of an
// archive does.
func inFile(path string) bool {
	for path != "" {
		if info, err := os.Stat(path); err == nil {
			return info.Mode().IsRegular()
		}
		up := filepath.Dir(path)
		if up == path {
			return false
		}
		path = up
	}
	return false
}

// usual reports whether the entries of sys.path are looked up as ever: the hooks are
// those of adopt, so that a folder is a folder of modules.
func (st *state) usual(t *object.Thread) bool {
	l, ok := object.AsList(t.Interp.Sys.GetStr(t, strPathHooks))
	return ok && slices.Equal(l.Items(t), st.lib.hooks)
}

// libraryFinder asks the finder that the library has for an entry of sys.path.
func libraryFinder(t *object.Thread, name string, entry object.Value) (object.Value, *object.Exception) {
	st := stateOf(t)
	f, err := object.CallMethod(t, st.lib.path, object.Intern("_path_importer_cache"), entry)
	if err != nil || f.IsNone() {
		return object.None, err
	}
	return object.CallMethod(t, f, object.Intern("find_spec"), object.NewStr(name))
}

// legacySpec asks a finder that has find_module only.
func (st *state) legacySpec(t *object.Thread, finder object.Value, name string, path object.Value) (object.Value, *object.Exception) {
	find, err := object.LookupAttr(t, finder, object.Intern("find_module"))
	if err != nil || find.O == nil {
		return object.None, err
	}
	if err := adopt(t); err != nil || st.lib.boot == nil {
		return object.None, err
	}
	return object.CallMethod(t, st.lib.boot.Value(), object.Intern("_find_spec_legacy"), finder, object.NewStr(name), path)
}

// loadLegacy loads a module by a loader that has load_module only.
func (st *state) loadLegacy(t *object.Thread, spec object.Value) (object.Value, *object.Exception) {
	if err := adopt(t); err != nil {
		return object.Value{}, err
	}
	if st.lib.boot == nil {
		return object.Value{}, t.Errorf(object.ImportError, "missing loader")
	}
	return object.CallMethod(t, st.lib.boot.Value(), object.Intern("_load_unlocked"), spec)
}
