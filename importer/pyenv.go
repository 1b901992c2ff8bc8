package importer

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// pyenvLibs returns where the Pythons that pyenv would run in place of exe keep their libraries; nothing if exe is no
// shim of pyenv. Its shims are scripts, so what they stand for cannot be found by following links. The choice is
// pyenv's: by PYENV_VERSION, by the file .python-version of the current folder or one around it, by
// the file version of pyenv itself. Each names versions in the order in which commands are looked for.
func pyenvLibs(exe string) (libs []string) {
	shims := filepath.Dir(exe)
	root := filepath.Dir(shims)
	versions := filepath.Join(root, "versions")
	if filepath.Base(shims) != "shims" {
		return nil
	}
	if _, err := os.Stat(versions); err != nil {
		return nil
	}
	for _, v := range pyenvVersions(root) {
		found := []string{filepath.Join(versions, v)}
		if _, err := os.Stat(found[0]); err != nil { // "3.11" is the latest of these
			if found, err = filepath.Glob(filepath.Join(versions, v+".*")); err != nil {
				continue // the name is no pattern, so no version either
			}
			sort.Slice(found, func(i, j int) bool {
				return len(found[i]) > len(found[j]) || len(found[i]) == len(found[j]) && found[i] > found[j]
			})
		}
		for _, dir := range found {
			libs = append(libs, libsOf(filepath.Join(dir, "bin"))...)
		}
	}
	return libs
}

// pyenvVersions returns the names of the versions that are chosen.
func pyenvVersions(root string) []string {
	if v := os.Getenv("PYENV_VERSION"); v != "" {
		return strings.Split(v, ":")
	}
	var files []string
	if dir, err := os.Getwd(); err == nil {
		for {
			files = append(files, filepath.Join(dir, ".python-version"))
			up := filepath.Dir(dir)
			if up == dir {
				break
			}
			dir = up
		}
	}
	for _, f := range append(files, filepath.Join(root, "version")) {
		text, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		var names []string
		for _, line := range strings.Split(string(text), "\n") {
			line, _, _ = strings.Cut(line, "#")
			names = append(names, strings.Fields(line)...)
		}
		if len(names) > 0 {
			return names
		}
	}
	return nil
}
