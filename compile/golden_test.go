package compile_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestBytecode compares the disassembly of testdata/*.py with the files beside
// them. -update rewrites these.
func TestBytecode(t *testing.T) {
	files, err := filepath.Glob("testdata/bytecode/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, path := range files {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		code, err := compileSource(src, filepath.Base(path), syntax.Exec, compile.Options{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if err := compile.Validate(code); err != nil {
			t.Error(err)
		}
		var got bytes.Buffer
		if err := compile.Disassemble(&got, code); err != nil {
			t.Fatal(err)
		}
		golden := strings.TrimSuffix(path, ".py") + ".dis"
		if *update {
			if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s: the code has changed (run with -update to accept):\n%s", path, firstDifference(got.String(), string(want)))
		}
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			other := ""
			if i < len(w) {
				other = w[i]
			}
			return "got  " + g[i] + "\nwant " + other
		}
	}
	return "want more: " + w[len(g)]
}
