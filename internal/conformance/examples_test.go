package conformance

import (
	"os"
	"path/filepath"
	"testing"
)

// examples are the programs of the folder of that name, with arguments that make them short. They check
// themselves and exit with a code that is not zero if something is wrong.
var examples = map[string][]string{
	"bank.py":         {"2000", "50"},
	"btree.py":        {"2000"},
	"echo.py":         {"20", "500"},
	"lee.py":          {"30", "30"},
	"mandelbrot.py":   {"30", os.DevNull},
	"nbody.py":        {"16", "3"},
	"nqueens.py":      {"7"},
	"raytracer.py":    {"16", os.DevNull},
	"richards.py":     {"1"},
	"richards_tx.py":  {"1"},
	"skiplist.py":     {"2000"},
	"two_richards.py": {"1"},
	"wordstat.py":     {"."},
}

// ownSize are those that run in their own size, by which they prove something, when WEFT_LONG is set.
var ownSize = map[string]bool{"bank.py": true, "btree.py": true, "echo.py": true, "skiplist.py": true}

func runExamples(t *testing.T, interpreter []string, env ...string) {
	dir, err := filepath.Abs(filepath.Join(root, "examples"))
	if err != nil {
		t.Fatal(err)
	}
	programs, err := Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range programs {
		args, ok := examples[p.File]
		if !ok {
			t.Errorf("no arguments for examples/%s", p.File)
			continue
		}
		if p.Args = args; os.Getenv("WEFT_LONG") != "" && ownSize[p.File] {
			p.Args = nil
		}
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			got, err := p.Run(testContext(t), interpreter, env...)
			if err != nil {
				t.Fatal(err)
			}
			if got.Exit != 0 || got.Stderr != "" || got.Stdout == "" {
				t.Errorf("exit code %d\n%s%s", got.Exit, got.Stdout, got.Stderr)
			}
		})
	}
}

func TestExamplesOnCPython(t *testing.T) {
	runExamples(t, needCPython(t), pythonPath(t, "emulator"))
}

func TestExamplesOnWeft(t *testing.T) {
	interpreter := needWeft(t)
	for _, option := range []string{"-Xworkers=1", "-Xworkers=2", "-Xworkers=4", "-Xworkers=8"} {
		t.Run(option, func(t *testing.T) {
			runExamples(t, append(interpreter[:1:1], option))
		})
	}
}
