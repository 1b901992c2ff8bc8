package importer

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/weftpy/weft/object"
)

// What the library has in Python for what CPython writes in C must not show that it is
// written in Python, and what is about CPython itself must be about weft. So modules
// are amended: the functions named by StandIns leave no trace in tracebacks, and what
// was registered with Amend is called when the module has been executed.

var (
	amendments = map[string]func(t *object.Thread, m *object.Module) *object.Exception{}
	standIns   = map[string][]string{}
)

// Amend has f change the standard library's module name after it was imported. It is
// called from init functions.
func Amend(name string, f func(t *object.Thread, m *object.Module) *object.Exception) {
	amendments[name] = f
}

// StandIns says which classes and functions of the standard library's module stand for
// ones written in C: their code is not seen in tracebacks. None means all of them. It is
// called from init functions.
func StandIns(module string, names ...string) { standIns[module] = names }

// libraryFile reports whether file is where the standard library has module name.
func libraryFile(t *object.Thread, name, file string) bool {
	return file == filepath.Join(stateOf(t).Stdlib, filepath.FromSlash(strings.ReplaceAll(name, ".", "/"))+".py")
}

// compileModule compiles the source file of module name.
func compileModule(t *object.Thread, name, file string) (*object.Code, *object.Exception) {
	code, err := compileFile(t, file)
	if err == nil && libraryFile(t, name, file) {
		hideStandIns(code, name)
	}
	return code, err
}

// amendModule makes what is amended in module name, which has been executed, if it is the
// library's.
func amendModule(t *object.Thread, m *object.Module, name, file string) *object.Exception {
	if amend := amendments[name]; amend != nil && libraryFile(t, name, file) {
		return amend(t, m)
	}
	return nil
}

// hideStandIns marks the code in module name's code that stands for what is written in
// C elsewhere.
func hideStandIns(code *object.Code, name string) {
	if names, ok := standIns[name]; ok {
		hide(code, names)
	}
}

func hide(code *object.Code, names []string) {
	for _, v := range code.Consts {
		c, ok := object.AsCode(v)
		if !ok {
			continue
		}
		first, _, _ := strings.Cut(c.QualName, ".")
		c.StandIn = len(names) == 0 || slices.Contains(names, first)
		hide(c, names)
	}
}

// frozen are the modules of the library that CPython keeps in its executable: their code
// does not say which file it is from, so tracebacks show no text of theirs.
var frozen = strings.Fields("_collections_abc _sitebuiltins abc codecs genericpath importlib._bootstrap importlib._bootstrap_external importlib.machinery importlib.util io ntpath os posixpath runpy site stat zipimport")

// codeName returns the file name that the code of the source file at path has.
func codeName(t *object.Thread, path string) string {
	rel, ok := strings.CutPrefix(path, stateOf(t).Stdlib+string(filepath.Separator))
	if !ok {
		return path
	}
	name := strings.ReplaceAll(filepath.ToSlash(strings.TrimSuffix(rel, ".py")), "/", ".")
	if slices.Contains(frozen, name) {
		return "<frozen " + name + ">"
	}
	return path
}
