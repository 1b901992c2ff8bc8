// Package importer implements the import system: sys.modules, built-in modules,
// modules and packages in files, relative imports, and the search for an
// installed standard library.
//
// The import statement does not go through Lib/importlib, so programs that need
// only built-in modules and their own run without a standard library. Specs,
// loaders and the finder on sys.meta_path are objects that the library's
// importlib understands, and finders that a program puts on sys.meta_path are
// asked.
package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// Config says where modules are looked for.
type Config struct {
	Stdlib   string // folder of the standard library, "" if there is none
	Reason   string // why there is none
	Optimize int    // -O: 1, -OO: 2
}

type state struct {
	Config
	finder   object.Value // our finder on sys.meta_path
	lib      adopted
	adopting bool
	loading  loading
	inZip    bool // zipimport is being imported, which is not in an archive
}

type stateKey struct{}

func stateOf(t *object.Thread) *state {
	return t.Interp.Extra(stateKey{}, func() any { return &state{loading: loading{ended: stm.NewVar(0)}} }).(*state)
}

// Install makes the import statement work in t's interpreter. Module sys must
// exist; its path is the caller's to set.
func Install(t *object.Thread, c Config) *object.Exception {
	st := stateOf(t)
	st.Config = c
	for _, typ := range []*object.Type{specType, sourceLoader, builtinTyp, finderType, nsLoader} {
		typ.Ready()
	}
	st.finder = newObject(finderType)
	t.Interp.ImportName = ImportName
	t.Interp.Sys.SetStr(t, object.Intern("meta_path"), object.NewList(t, []object.Value{st.finder}).Value())
	for _, name := range []string{"builtins", "sys"} { // they were there before anything could be imported
		m, ok := object.AsModule(t.Interp.Modules.GetStr(t, object.Intern(name)))
		if !ok {
			return t.Errorf(object.SystemError, "module %s is missing", name)
		}
		ld := newObject(builtinTyp)
		spec, err := newSpec(t, name, ld, "built-in", false, object.Value{})
		if err != nil {
			return err
		}
		m.Set(t, "__loader__", ld)
		m.Set(t, "__spec__", spec)
	}
	return nil
}

// parentOf returns the name of the package that module name is in, or "".
func parentOf(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i]
	}
	return ""
}

// ImportName is __import__: it imports the module that name, with level dots
// before it, means to code with these globals (nil for none). It returns the
// module itself if fromlist is not empty, importing submodules that it names,
// else the top-level package.
func ImportName(t *object.Thread, name *object.Str, globals *object.Dict, fromlist object.Value, level int) (object.Value, *object.Exception) {
	abs := name.S
	if level > 0 {
		pkg, err := packageOf(t, globals)
		if err != nil {
			return object.Value{}, err
		}
		for i := 1; i < level; i++ {
			if !strings.Contains(pkg, ".") {
				return object.Value{}, t.Errorf(object.ImportError, "attempted relative import beyond top-level package")
			}
			pkg = parentOf(pkg)
		}
		if abs == "" {
			abs = pkg
		} else {
			abs = pkg + "." + abs
		}
	} else if abs == "" {
		return object.Value{}, t.Errorf(object.ValueError, "Empty module name")
	}
	m, err := Import(t, abs)
	if err != nil {
		return object.Value{}, err
	}
	nonEmpty := false
	if fromlist.O != nil && !fromlist.IsNone() {
		if nonEmpty, err = object.Truth(t, fromlist); err != nil {
			return object.Value{}, err
		}
	}
	if !nonEmpty {
		if level == 0 {
			top, _, dotted := strings.Cut(abs, ".")
			if !dotted {
				return m, nil
			}
			return Import(t, top)
		}
		if name.S == "" || !strings.Contains(name.S, ".") {
			return m, nil
		}
		first, rest, _ := strings.Cut(name.S, ".")
		_ = first
		return Import(t, abs[:len(abs)-len(rest)-1])
	}
	path, err := object.LookupAttr(t, m, strDunPath)
	if err != nil || path.O == nil {
		return m, err
	}
	return m, importNamed(t, m, abs, fromlist, false)
}

// importNamed imports the submodules of package m that a from-list names, or the __all__
// that a star in it stands for.
func importNamed(t *object.Thread, m object.Value, pkg string, list object.Value, isAll bool) *object.Exception {
	names, err := object.Collect(t, list)
	if err != nil {
		return err
	}
	for _, n := range names {
		s, ok := object.AsStr(n)
		if !ok {
			where := "``from list''"
			if isAll {
				where = pkg + ".__all__"
			}
			return t.Errorf(object.TypeError, "Item in %s must be str, not %s", where, n.TypeName())
		}
		if s.S == "*" {
			if isAll {
				continue
			}
			all, err := object.LookupAttr(t, m, strAll)
			if err != nil {
				return err
			}
			if all.O != nil {
				if err := importNamed(t, m, pkg, all, true); err != nil {
					return err
				}
			}
			continue
		}
		v, err := object.LookupAttr(t, m, object.InternStr(s))
		if err != nil {
			return err
		}
		if v.O != nil {
			continue
		}
		sub := pkg + "." + s.S
		if _, err := Import(t, sub); err != nil {
			if err.Matches(object.ModuleNotFoundError) {
				if n, nerr := object.GetAttr(t, err.Value(), strName); nerr == nil && text(n) == sub {
					continue // the import statement will say that there is no such name
				}
			}
			return err
		}
	}
	return nil
}

// packageOf returns the package that relative imports in code with these globals
// start from.
func packageOf(t *object.Thread, globals *object.Dict) (string, *object.Exception) {
	if globals == nil {
		return "", t.Errorf(object.KeyError, "'__name__' not in globals")
	}
	spec := globals.GetStr(t, strDunSpec)
	if p := globals.GetStr(t, strDunPkg); p.O != nil && !p.IsNone() {
		s, ok := object.AsStr(p)
		if !ok {
			return "", t.Errorf(object.TypeError, "__package__ must be a string")
		}
		if spec.O != nil && !spec.IsNone() {
			parent, err := object.GetAttrString(t, spec, "parent")
			if err != nil {
				return "", err
			}
			if same, err := object.EqualBool(t, parent, p); err != nil {
				return "", err
			} else if !same {
				if err := t.Warn(object.ImportWarning, "__package__ != __spec__.parent", 1); err != nil {
					return "", err
				}
			}
		}
		if s.S == "" {
			return "", t.Errorf(object.ImportError, "attempted relative import with no known parent package")
		}
		return s.S, nil
	}
	if spec.O != nil && !spec.IsNone() {
		p, err := object.GetAttrString(t, spec, "parent")
		if err != nil {
			return "", err
		}
		if s := text(p); s != "" {
			return s, nil
		}
		return "", t.Errorf(object.ImportError, "attempted relative import with no known parent package")
	}
	if err := t.Warn(object.ImportWarning, "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", 1); err != nil {
		return "", err
	}
	name := text(globals.GetStr(t, strDunName))
	if globals.GetStr(t, strDunPath).O == nil {
		name = parentOf(name)
	}
	if name == "" {
		return "", t.Errorf(object.ImportError, "attempted relative import with no known parent package")
	}
	return name, nil
}

// Import returns module name (absolute, dotted), importing it and the packages
// it is in if they are not in sys.modules.
func Import(t *object.Thread, name string) (object.Value, *object.Exception) {
	key := object.Intern(name)
	st := stateOf(t)
	if t.Interp.Importing.Load() > 0 {
		if err := st.loading.wait(t, name); err != nil {
			return object.Value{}, err
		}
	}
	if m := t.Interp.Modules.GetStr(t, key); m.O != nil {
		if m.IsNone() {
			return object.Value{}, notFound(t, name, "import of "+name+" halted; None in sys.modules")
		}
		return m, nil
	}
	end, err := st.loading.acquire(t, name)
	if err != nil {
		return object.Value{}, err
	}
	defer end(t)
	if m := t.Interp.Modules.GetStr(t, key); m.O != nil && !m.IsNone() {
		return m, nil // another thread has imported it before the claim
	}
	if name == bootstrapName || name == externalName || name == "importlib" {
		if err := adopt(t); err != nil {
			return object.Value{}, err
		}
		if m := t.Interp.Modules.GetStr(t, key); m.O != nil {
			return m, nil
		}
	}
	parent := parentOf(name)
	var pm, path object.Value
	if parent != "" {
		var err *object.Exception
		if pm, err = Import(t, parent); err != nil {
			return object.Value{}, err
		}
		if m := t.Interp.Modules.GetStr(t, key); m.O != nil {
			return m, nil
		}
		if path, err = object.LookupAttr(t, pm, strDunPath); err != nil {
			return object.Value{}, err
		}
		if path.O == nil {
			return object.Value{}, notFound(t, name, "No module named '"+name+"'; '"+parent+"' is not a package")
		}
	}
	if strings.HasSuffix(name, ".") || strings.Contains(name, "..") || name == "" {
		return object.Value{}, notFound(t, name, "No module named '"+name+"'")
	}
	if parent == "" {
		return find(t, name, path)
	}
	child := name[len(parent)+1:]
	begun, err := beginSubmodule(t, pm, child)
	if err != nil {
		return object.Value{}, err
	}
	m, err := find(t, name, path)
	if begun.O != nil {
		if _, rerr := object.CallMethod(t, begun, strRemove, object.NewStr(child)); rerr != nil && err == nil {
			err = rerr
		}
	}
	if err != nil {
		return object.Value{}, err
	}
	if pm = t.Interp.Modules.GetStr(t, object.Intern(parent)); pm.O == nil { // the module may have removed it
		return object.Value{}, object.NewException(t, object.KeyError, object.NewStr(parent))
	}
	if err := object.SetAttr(t, pm, object.Intern(child), m); err != nil {
		if !err.Matches(object.AttributeError) {
			return object.Value{}, err
		}
		msg := fmt.Sprintf("Cannot set an attribute on %s for child module %s", object.ReprText(parent), object.ReprText(child))
		if err := t.Warn(object.ImportWarning, msg, 1); err != nil {
			return object.Value{}, err
		}
	}
	return m, nil
}

// beginSubmodule notes in the spec of package pm that its module child is being imported,
// for those who look for it meanwhile, and returns where: null if the spec has no such list.
func beginSubmodule(t *object.Thread, pm object.Value, child string) (object.Value, *object.Exception) {
	spec, err := object.LookupAttr(t, pm, strDunSpec)
	if err != nil || spec.O == nil || spec.IsNone() {
		return object.Value{}, err
	}
	list, err := object.LookupAttr(t, spec, strUninit)
	if err != nil || list.O == nil {
		return object.Value{}, err
	}
	_, err = object.CallMethod(t, list, strAppend, object.NewStr(child))
	return list, err
}

func notFound(t *object.Thread, name, msg string) *object.Exception {
	return object.NewImportError(t, object.ModuleNotFoundError, msg, object.NewStr(name), object.None)
}

// find asks the finders on sys.meta_path and loads what the first that knows the
// module says.
func find(t *object.Thread, name string, path object.Value) (object.Value, *object.Exception) {
	st := stateOf(t)
	if st.lib.spec.O == nil && needsAdoption(t) {
		if err := adopt(t); err != nil {
			return object.Value{}, err
		}
	}
	meta := t.Interp.Sys.GetStr(t, object.Intern("meta_path"))
	if path.O == nil {
		path = object.None
	}
	var finders []object.Value
	if meta.O != nil {
		var err *object.Exception
		if finders, err = object.Collect(t, meta); err != nil {
			return object.Value{}, err
		}
	}
	for _, f := range finders {
		var spec object.Value
		var err *object.Exception
		switch {
		case f == st.finder:
			spec, err = findSpec(t, name, path)
		case f == st.lib.builtin:
			spec, err = builtinSpec(t, name, path)
		case f == st.lib.frozen: // nothing is frozen
		case f == st.lib.path && st.usual(t):
			spec, err = pathSpec(t, name, path)
		default:
			var find object.Value
			if find, err = object.LookupAttr(t, f, object.Intern("find_spec")); err != nil {
				return object.Value{}, err
			}
			if find.O == nil {
				if spec, err = st.legacySpec(t, f, name, path); err != nil {
					return object.Value{}, err
				}
				break
			}
			spec, err = object.Call3(t, find, object.NewStr(name), path, object.None)
		}
		if err != nil {
			return object.Value{}, err
		}
		if spec.O == nil || spec.IsNone() {
			continue
		}
		return load(t, name, spec)
	}
	msg := "No module named '" + name + "'"
	if st.Stdlib == "" && isStdlibName(t, name) {
		msg += " (it belongs to Python's standard library, which weft takes from an installed Python " + Version + "; " + st.Reason +
			": install one, for example Debian's libpython" + Version + "-stdlib, or name the folder by -X stdlib=DIR or WEFT_STDLIB)"
	}
	return object.Value{}, notFound(t, name, msg)
}

func isStdlibName(t *object.Thread, name string) bool {
	top, _, _ := strings.Cut(name, ".")
	names := t.Interp.Sys.GetStr(t, object.Intern("stdlib_module_names"))
	if names.O == nil {
		return false
	}
	yes, err := object.Contains(t, names, object.NewStr(top))
	return err == nil && yes
}

// findSpec is our finder: built-in modules, then files along path, which is None
// for sys.path.
func findSpec(t *object.Thread, name string, path object.Value) (object.Value, *object.Exception) {
	if spec, err := builtinSpec(t, name, path); err != nil || !spec.IsNone() {
		return spec, err
	}
	return pathSpec(t, name, path)
}

// builtinSpec finds built-in modules.
func builtinSpec(t *object.Thread, name string, path object.Value) (object.Value, *object.Exception) {
	// A built-in package has built-in submodules, which no path leads to.
	if (path.IsNone() || strings.Contains(name, ".")) && object.BuiltinModule(name) != nil {
		return newSpec(t, name, BuiltinLoader(t), "built-in", false, object.Value{})
	}
	return object.None, nil
}

// pathSpec finds modules in the folders of path, which is None for sys.path, and, if it
// has entries that are no folders, asks the library's finders for those.
func pathSpec(t *object.Thread, name string, path object.Value) (object.Value, *object.Exception) {
	st, path0 := stateOf(t), path
	if path.IsNone() {
		path = t.Interp.Sys.GetStr(t, strPath)
		if path.O == nil {
			return object.None, nil
		}
	}
	entries, err := object.Collect(t, path)
	if err != nil {
		return object.Value{}, err
	}
	tail := name[strings.LastIndexByte(name, '.')+1:]
	var portions []object.Value
	for _, e := range entries {
		s, ok := object.AsStr(e)
		if !ok {
			continue
		}
		dir := s.S
		if dir == "" {
			if dir, _ = os.Getwd(); dir == "" {
				continue
			}
		}
		base := filepath.Join(dir, tail)
		info, serr := os.Stat(base)
		if serr != nil && !st.inZip && inFile(dir) {
			if err := adopt(t); err != nil {
				return object.Value{}, err
			}
			if st.lib.spec.O == nil {
				continue
			}
			spec, err := libraryFinder(t, name, e)
			if err != nil {
				return object.Value{}, err
			}
			if spec.IsNone() {
				continue
			}
			if ld, err := object.GetAttr(t, spec, strLoader); err != nil || !ld.IsNone() {
				return spec, err
			}
			locs, err := object.GetAttr(t, spec, strLocs)
			if err != nil {
				return object.Value{}, err
			}
			more, err := object.Collect(t, locs)
			if err != nil {
				return object.Value{}, err
			}
			portions = append(portions, more...)
			continue
		}
		isDir := serr == nil && info.IsDir() && exactCase(base)
		if isDir {
			if init := filepath.Join(base, "__init__.py"); isFile(init) {
				return sourceSpec(t, name, init, object.NewList(t, []object.Value{object.NewStr(base)}).Value())
			}
		}
		if file := base + ".py"; isFile(file) && exactCase(file) {
			return sourceSpec(t, name, file, object.Value{})
		}
		if isDir && isFile(filepath.Join(base, "__init__.pyc")) || isFile(base+".pyc") && exactCase(base+".pyc") {
			// Compiled without its source: the library's finder has a loader for that.
			if err := adopt(t); err != nil {
				return object.Value{}, err
			}
			if st.lib.spec.O != nil {
				if spec, err := libraryFinder(t, name, e); err != nil || !spec.IsNone() {
					return spec, err
				}
			}
		}
		if isDir {
			portions = append(portions, object.NewStr(base))
		}
	}
	if portions != nil {
		if st.lib.spec.O != nil { // the library's namespaces follow changes of the path they came from
			return object.CallMethod(t, st.lib.path, object.Intern("find_spec"), object.NewStr(name), path0)
		}
		return newSpec(t, name, newObject(nsLoader), "", false, object.NewList(t, portions).Value())
	}
	return object.None, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// exactCase reports whether the last part of path is spelt as on disk: import is
// case sensitive also where the file system is not.
func exactCase(path string) bool {
	if !foldsCase {
		return true
	}
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return false
	}
	for _, n := range names {
		if n.Name() == filepath.Base(path) {
			return true
		}
	}
	return false
}

func sourceSpec(t *object.Thread, name, file string, locations object.Value) (object.Value, *object.Exception) {
	ld, err := SourceLoader(t, name, file)
	if err != nil {
		return object.Value{}, err
	}
	return newSpec(t, name, ld, file, true, locations)
}

// BuiltinLoader makes the loader of built-in modules, which __main__ has when its
// program is no file.
func BuiltinLoader(t *object.Thread) object.Value {
	if ld := stateOf(t).lib.builtin; ld.O != nil {
		return ld
	}
	return newObject(builtinTyp)
}

// SourceLoader makes the loader of module name in a source file.
func SourceLoader(t *object.Thread, name, file string) (object.Value, *object.Exception) {
	if lib := stateOf(t).lib.source; lib.O != nil {
		return object.Call2(t, lib, object.NewStr(name), object.NewStr(file))
	}
	ld := newObject(sourceLoader)
	set(t, ld, strName, object.NewStr(name))
	set(t, ld, strPath, object.NewStr(file))
	return ld, nil
}

// isSource reports whether loader ld does nothing but execute a source file.
func (st *state) isSource(ld object.Value) bool {
	return ld.O.Typ == sourceLoader || st.lib.source.O == &ld.O.Typ.Object
}

// load makes the module of a spec, puts it into sys.modules and executes it.
func load(t *object.Thread, name string, spec object.Value) (object.Value, *object.Exception) {
	ld, err := object.GetAttr(t, spec, strLoader)
	if err != nil {
		return object.Value{}, err
	}
	var m object.Value
	st := stateOf(t)
	if ld.O.Typ == builtinTyp || ld == st.lib.builtin {
		if m, err = createBuiltin(t, name, spec); err != nil {
			return object.Value{}, err
		}
		t.Interp.Modules.SetStr(t, object.Intern(name), m)
		return m, nil
	}
	source := st.isSource(ld)
	native := source || ld.O.Typ == nsLoader || ld.IsNone()
	if !native {
		if exec, err := object.LookupAttr(t, ld, object.Intern("exec_module")); err != nil {
			return object.Value{}, err
		} else if exec.O == nil {
			return st.loadLegacy(t, spec)
		}
		create, err := object.LookupAttr(t, ld, object.Intern("create_module"))
		if err != nil {
			return object.Value{}, err
		}
		if create.O != nil {
			if m, err = object.Call1(t, create, spec); err != nil {
				return object.Value{}, err
			}
		}
	}
	if m.O == nil || m.IsNone() {
		m = object.NewModule(t, name, "").Value()
	}
	if err := describe(t, m, name, spec, ld); err != nil {
		return object.Value{}, err
	}
	key := object.Intern(name)
	set := func(v object.Value) { object.SetAttr(t, spec, strInit, v) }
	set(object.True)
	t.Interp.Modules.SetStr(t, key, m)
	switch {
	case source:
		err = execSource(t, m, ld)
	case native:
	default:
		var exec object.Value
		if exec, err = object.GetAttrString(t, ld, "exec_module"); err == nil {
			_, err = object.Call1(t, exec, m)
		}
	}
	set(object.False)
	if err != nil {
		t.Interp.Modules.Delete(t, key.Value())
		return object.Value{}, err
	}
	// The module may have put something else in its place.
	if v := t.Interp.Modules.GetStr(t, key); v.O != nil {
		return v, nil
	}
	return object.Value{}, t.Errorf(object.ImportError, "Loaded module '%s' not found in sys.modules", name)
}

// describe sets a module's import attributes from its spec.
func describe(t *object.Thread, m object.Value, name string, spec, ld object.Value) *object.Exception {
	put := func(n *object.Str, v object.Value) *object.Exception { return object.SetAttr(t, m, n, v) }
	locs, err := object.GetAttr(t, spec, strLocs)
	if err != nil {
		return err
	}
	if ld.IsNone() && !locs.IsNone() { // a namespace of the library
		_, err := object.CallMethod(t, stateOf(t).lib.boot.Value(), object.Intern("_init_module_attrs"), spec, m)
		return err
	}
	pkg := parentOf(name)
	if !locs.IsNone() {
		pkg = name
		if err := put(strDunPath, locs); err != nil {
			return err
		}
	}
	has, err := object.LookupAttr(t, spec, strHasLoc)
	if err != nil {
		return err
	}
	if has == object.True {
		origin, err := object.GetAttr(t, spec, strOrigin)
		if err != nil {
			return err
		}
		if err := put(strDunFile, origin); err != nil {
			return err
		}
		cached, err := object.GetAttr(t, spec, strCached)
		if err != nil {
			return err
		}
		if err := put(strDunCache, cached); err != nil {
			return err
		}
	}
	for _, a := range []struct {
		n *object.Str
		v object.Value
	}{{strDunName, object.NewStr(name)}, {strDunPkg, object.NewStr(pkg)}, {strDunSpec, spec}, {strDunLoad, ld}} {
		if err := put(a.n, a.v); err != nil {
			return err
		}
	}
	return nil
}

func createBuiltin(t *object.Thread, name string, spec object.Value) (object.Value, *object.Exception) {
	m, err := object.BuiltinModule(name)(t)
	if err != nil {
		return object.Value{}, err
	}
	ld, err := object.GetAttr(t, spec, strLoader)
	if err != nil {
		return object.Value{}, err
	}
	m.Dict.SetStr(t, strDunSpec, spec)
	m.Dict.SetStr(t, strDunLoad, ld)
	m.Dict.SetStr(t, strDunPkg, object.NewStr(parentOf(name)))
	return m.Value(), nil
}

// compileFile reads and compiles a source file.
func compileFile(t *object.Thread, path string) (*object.Code, *object.Exception) {
	t.SettleFiles(path)
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, t.Errorf(object.OSError, "%s", err.Error())
	}
	return vm.Compile(t, src, codeName(t, path), vm.CompileOptions{Mode: syntax.Exec, Optimize: stateOf(t).Optimize})
}

func execSource(t *object.Thread, m, ld object.Value) *object.Exception {
	file, err := object.GetAttr(t, ld, strPath)
	if err != nil {
		return err
	}
	mod, ok := object.AsModule(m)
	if !ok {
		return t.Errorf(object.TypeError, "cannot execute a module in a '%s' object", m.TypeName())
	}
	if mod.Dict.GetStr(t, strBuiltins).O == nil {
		if b := t.Interp.Modules.GetStr(t, object.Intern("builtins")); b.O != nil {
			mod.Dict.SetStr(t, strBuiltins, b)
		}
	}
	name := text(mod.Get(t, "__name__"))
	code, err := compileModule(t, name, text(file))
	if err != nil {
		return err
	}
	if _, err = vm.Exec(t, code, mod.Dict, object.Value{}); err != nil {
		return err
	}
	return amendModule(t, mod, name, text(file))
}

// CallGetCode is where MainModule asks a module's loader for the code.
const CallGetCode = "code = loader.get_code(mod_name)"

// LibraryLine returns the number of the first line of a file of the standard library
// that contains text, 0 if there is none.
func LibraryLine(t *object.Thread, file, text string) int {
	lib := stateOf(t).Stdlib
	if lib == "" {
		return 0
	}
	src, err := os.ReadFile(filepath.Join(lib, filepath.FromSlash(file)))
	if err != nil {
		return 0
	}
	before, _, found := strings.Cut(string(src), text)
	if !found {
		return 0
	}
	return 1 + strings.Count(before, "\n")
}

// MainModule returns the code of module name that is to run as __main__, and its
// spec: of a package, its __main__ submodule's. A module that cannot be run is a
// SystemExit that says why; of other exceptions, at is told what the library's function
// that finds the module calls where they come from.
func MainModule(t *object.Thread, name string, at func(err *object.Exception, call string)) (*object.Code, object.Value, *object.Exception) {
	if strings.HasPrefix(name, ".") {
		return nil, object.Value{}, cannotRun(t, "Relative module names not supported")
	}
	code, spec, reason, err := mainModule(t, name, at)
	if reason != "" {
		err = cannotRun(t, "%s", reason)
	}
	return code, spec, err
}

// mainModule is MainModule; reason says why the module cannot be run.
func mainModule(t *object.Thread, name string, at func(*object.Exception, string)) (code *object.Code, spec object.Value, reason string, err *object.Exception) {
	path := object.None
	unfound := func(e *object.Exception) string {
		msg := fmt.Sprintf("Error while finding module specification for '%s' (%s: %s)", name, e.Typ.Name, strings.TrimPrefix(e.Error(), e.Typ.Name+": "))
		if module, ok := strings.CutSuffix(name, ".py"); ok {
			msg += fmt.Sprintf(". Try using '%s' instead of '%s' as the module name.", module, name)
		}
		return msg
	}
	if parent := parentOf(name); parent != "" {
		p, err := Import(t, parent)
		if err != nil {
			if missing(t, err, parent) {
				reason, err = unfound(err), nil
			} else {
				at(err, "__import__(pkg_name)")
			}
			return nil, spec, reason, err
		}
		if err := warnImported(t, name, parent); err != nil {
			return nil, spec, "", err
		}
		if path, err = object.LookupAttr(t, p, strDunPath); err != nil {
			return nil, spec, "", err
		}
		if path.O == nil {
			return nil, spec, unfound(notFound(t, name, "__path__ attribute not found on '"+parent+"' while trying to find '"+name+"'")), nil
		}
	}
	if spec, err = mainSpec(t, name, path); err != nil {
		return nil, spec, "", err
	}
	if spec.IsNone() {
		if entries, ok := object.AsList(t.Interp.Sys.GetStr(t, strPath)); name == "__main__" && ok && len(entries.Items(t)) > 0 {
			return nil, spec, "can't find '__main__' module in " + object.ReprText(text(entries.Items(t)[0])), nil
		}
		return nil, spec, "No module named " + name, nil
	}
	locs, err := object.GetAttr(t, spec, strLocs)
	if err != nil {
		return nil, spec, "", err
	}
	if !locs.IsNone() {
		if name == "__main__" || strings.HasSuffix(name, ".__main__") {
			return nil, spec, "Cannot use package as __main__ module", nil
		}
		code, main, reason, err := mainModule(t, name+".__main__", at)
		if err != nil {
			at(err, "return _get_module_details(pkg_main_name, error)")
		}
		if reason != "" && t.Interp.Modules.GetStr(t, object.Intern(name)).O != nil {
			reason += fmt.Sprintf("; '%s' is a package and cannot be directly executed", name)
		}
		return code, main, reason, err
	}
	ld, err := object.GetAttr(t, spec, strLoader)
	if err != nil {
		return nil, spec, "", err
	}
	get, err := object.LookupAttr(t, ld, object.Intern("get_code"))
	if err != nil {
		return nil, spec, "", err
	}
	v := object.None
	if get.O != nil {
		if v, err = object.Call1(t, get, object.NewStr(name)); err != nil {
			if err.Matches(object.ImportError) {
				return nil, spec, strings.TrimPrefix(err.Error(), err.Typ.Name+": "), nil
			}
			at(err, CallGetCode)
			return nil, spec, "", err
		}
	}
	code, ok := object.AsCode(v)
	if !ok {
		return nil, spec, "No code object available for " + name, nil
	}
	return code, spec, "", nil
}

// warnImported warns of a module that is to run as __main__ although the import of the
// package parent that it is in has imported it already.
func warnImported(t *object.Thread, name, parent string) *object.Exception {
	m := t.Interp.Modules.GetStr(t, object.Intern(name))
	if m.O == nil {
		return nil
	}
	if path, err := object.LookupAttr(t, m, strDunPath); err != nil || path.O != nil {
		return err
	}
	if object.Hooks.WarnExplicit == nil {
		return nil
	}
	msg := fmt.Sprintf("'%s' found in sys.modules after import of package '%s', but prior to execution of '%s'; this may result in unpredictable behaviour", name, parent, name)
	return object.Hooks.WarnExplicit(t, object.RuntimeWarning, object.NewStr(msg), "<frozen runpy>", LibraryLine(t, "runpy.py", "warn(RuntimeWarning(msg))"))
}

// CompiledScript returns the code of a script that was compiled (.pyc), and its loader.
func CompiledScript(t *object.Thread, path string) (*object.Code, object.Value, *object.Exception) {
	class, err := t.ImportAttr(externalName, "SourcelessFileLoader")
	if err != nil {
		return nil, object.Value{}, err
	}
	ld, err := object.Call2(t, class, object.NewStr("__main__"), object.NewStr(path))
	if err != nil {
		return nil, object.Value{}, err
	}
	v, err := object.CallMethod(t, ld, object.Intern("get_code"), object.NewStr("__main__"))
	if err != nil {
		return nil, object.Value{}, err
	}
	code, ok := object.AsCode(v)
	if !ok {
		return nil, object.Value{}, t.Errorf(object.ImportError, "no code in '%s'", path)
	}
	return code, ld, nil
}

// mainSpec finds a module that is to run, but does not load it.
func mainSpec(t *object.Thread, name string, path object.Value) (object.Value, *object.Exception) {
	if st := stateOf(t); st.lib.path.O != nil && !st.usual(t) {
		return object.CallMethod(t, st.lib.path, object.Intern("find_spec"), object.NewStr(name), path)
	}
	return findSpec(t, name, path)
}

// cannotRun makes the SystemExit that says why a module cannot be run.
func cannotRun(t *object.Thread, format string, args ...any) *object.Exception {
	msg := fmt.Sprintf(format, args...)
	if exe, ok := object.AsStr(t.Interp.Sys.GetStr(t, object.Intern("executable"))); ok {
		msg = exe.S + ": " + msg
	}
	return t.Errorf(object.SystemExit, "%s", msg)
}

// missing reports whether err says that module name, or a package around it,
// does not exist.
func missing(t *object.Thread, err *object.Exception, name string) bool {
	if !err.Matches(object.ImportError) {
		return false
	}
	v, nerr := object.GetAttrString(t, err.Value(), "name")
	if nerr != nil {
		return false
	}
	s, ok := object.AsStr(v)
	return ok && (s.S == name || strings.HasPrefix(name, s.S+"."))
}
