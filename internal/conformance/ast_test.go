package conformance

import (
	"flag"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var everyFile = flag.Bool("every-file", false, "look at every file of the library, not at a sample")

// dumpTrees prints a sum of the syntax tree of each file that is named on standard input, positions included.
const dumpTrees = `
import ast, binascii, sys
for name in sys.stdin.read().split("\n"):
    try:
        with open(name, "rb") as f:
            text = ast.dump(ast.parse(f.read()), include_attributes=True)
        print(name, binascii.crc32(text.encode("utf-8", "surrogatepass")))
    except (SyntaxError, ValueError) as e:
        print(name, type(e).__name__)
`

// TestTrees compares the trees that ast.parse makes of files of CPython's library with CPython's.
func TestTrees(t *testing.T) {
	python, own := needCPython(t), needWeft(t)
	files, err := filepath.Glob(filepath.Join(library(), "*.py"))
	if err != nil {
		t.Fatal(err)
	}
	if *everyFile {
		more, err := filepath.Glob(filepath.Join(library(), "*", "*.py"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	var chosen []string
	for i, f := range files {
		if *everyFile || i%10 == 0 {
			chosen = append(chosen, f)
		}
	}
	run := func(interpreter string) []string {
		cmd := exec.CommandContext(testContext(t), interpreter, "-c", dumpTrees)
		cmd.Stdin = strings.NewReader(strings.Join(chosen, "\n"))
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", interpreter, err)
		}
		return strings.Split(strings.TrimSpace(string(out)), "\n")
	}
	want := run(python[0])
	if len(want) != len(chosen) {
		t.Fatalf("%d trees of %d files", len(want), len(chosen))
	}
	if diff := cmp.Diff(want, run(own[0])); diff != "" {
		t.Errorf("-CPython +weft\n%s", diff)
	}
}
