package compile_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

// libFiles returns the Python files of the standard library that the python3
// on PATH uses, tests included.
func libFiles(t testing.TB) []string {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 on PATH")
	}
	out, err := exec.Command(python, "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	err = filepath.WalkDir(strings.TrimSpace(string(out)), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "site-packages" {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(path, ".py") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// compileSource parses and compiles src.
func compileSource(src []byte, filename string, mode syntax.Mode, opts compile.Options) (*compile.Code, error) {
	mod, err := syntax.Parse(src, filename, mode, nil)
	if err != nil {
		return nil, err
	}
	return compile.Module(mod, filename, opts)
}

// TestLib compiles the standard library and checks every code.
func TestLib(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the whole standard library")
	}
	for _, path := range libFiles(t) {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		code, err := compileSource(src, path, syntax.Exec, compile.Options{})
		var se *syntax.Error
		switch {
		case errors.As(err, &se), errors.Is(err, compile.ErrTooDeep):
			continue // whether CPython thinks so too is another test
		case err != nil:
			t.Errorf("%s: %v", path, err)
			continue
		}
		if err := compile.Validate(code); err != nil {
			t.Error(err)
		}
	}
}
