package importer

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
)

// Version is the version of the standard library that weft runs: the C halves
// of its modules, which are weft's own, belong to this one.
const Version = "3.11"

// CacheTag is sys.implementation.cache_tag.
const CacheTag = "weft-311"

// FindStdlib looks for the standard library of an installed Python: in the
// folder given by the option or by WEFT_STDLIB, beside a Python on PATH, in the
// usual places, and at last by asking the Python on PATH. It returns "" and a
// reason if there is none.
func FindStdlib(option string) (dir, reason string) {
	for _, given := range []struct{ what, dir string }{{"-X stdlib", option}, {"WEFT_STDLIB", os.Getenv("WEFT_STDLIB")}} {
		if given.dir == "" {
			continue
		}
		if !complete(given.dir) {
			return "", given.what + " names " + given.dir + ", which holds no complete standard library of Python " + Version
		}
		return given.dir, ""
	}
	for _, name := range []string{"python" + Version, "python3", "python"} {
		exe, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		libs := pyenvLibs(exe)
		if real, err := filepath.EvalSymlinks(exe); err == nil {
			libs = append(libs, libsOf(filepath.Dir(real))...)
		}
		for _, lib := range libs {
			if complete(lib) {
				return lib, ""
			}
		}
	}
	for _, lib := range usualPlaces() {
		if complete(lib) {
			return lib, ""
		}
	}
	for _, name := range []string{"python" + Version, "python3", "python"} {
		if exe, err := exec.LookPath(name); err == nil {
			out, err := exec.Command(exe, "-I", "-S", "-c", "import os; print(os.path.dirname(os.__file__))").Output()
			if lib := strings.TrimSpace(string(out)); err == nil && complete(lib) {
				return lib, ""
			}
		}
	}
	return "", "no Python " + Version + " was found"
}

// libsOf returns where a Python whose executable is in bin may keep its library.
func libsOf(bin string) []string {
	prefix := filepath.Dir(bin)
	return []string{
		filepath.Join(prefix, "lib", "python"+Version),
		filepath.Join(prefix, "lib64", "python"+Version),
		filepath.Join(bin, "Lib"),
		filepath.Join(prefix, "Lib"),
	}
}

func usualPlaces() []string {
	v := "python" + Version
	places := []string{"/usr/lib/" + v, "/usr/local/lib/" + v, "/usr/lib64/" + v, "/opt/homebrew/lib/" + v}
	home, _ := os.UserHomeDir()
	patterns := []string{
		"/Library/Frameworks/Python.framework/Versions/" + Version + "/lib/" + v,
		"/opt/homebrew/opt/python@" + Version + "/Frameworks/Python.framework/Versions/" + Version + "/lib/" + v,
		"/usr/local/opt/python@" + Version + "/Frameworks/Python.framework/Versions/" + Version + "/lib/" + v,
	}
	if home != "" {
		patterns = append(patterns,
			filepath.Join(home, ".pyenv/versions/"+Version+"*/lib/"+v),
			filepath.Join(home, ".local/share/uv/python/cpython-"+Version+"*/lib/"+v),
			filepath.Join(home, "miniconda3/lib/"+v),
			filepath.Join(home, "anaconda3/lib/"+v))
		if runtime.GOOS == "windows" {
			patterns = append(patterns, filepath.Join(home, `AppData\Local\Programs\Python\Python`+strings.ReplaceAll(Version, ".", "")+`\Lib`))
		}
	}
	for _, p := range patterns {
		found, err := filepath.Glob(p)
		if err != nil {
			continue
		}
		sort.Sort(sort.Reverse(sort.StringSlice(found)))
		places = append(places, found...)
	}
	return places
}

// complete reports whether dir is a whole standard library of the right version:
// some distributions install parts of it.
func complete(dir string) bool {
	for _, f := range []string{"os.py", "enum.py", "json/__init__.py", "asyncio/__init__.py", "unittest/__init__.py", "re/_compiler.py"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f))); err != nil {
			return false
		}
	}
	_, err := os.Stat(filepath.Join(dir, "tomllib")) // new in 3.11
	return err == nil
}
