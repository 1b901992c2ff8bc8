package conformance

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "record what CPython does as what is expected")

const root = "../.."

// folder is a place of programs below testdata.
type folder struct {
	name string
	path string   // of modules that the programs share, below the root of the repository
	also string   // the same for CPython only
	runs []string // options of weft, one run for each
}

var folders = []folder{
	{name: "python", path: "testdata/python", runs: []string{""}},
	{name: "python/lib", path: "testdata/python", runs: []string{""}},
	{name: "transaction", also: "emulator", runs: []string{
		"-Xworkers=1", "-Xworkers=2", "-Xworkers=4", "-Xworkers=8",
	}},
}

// reference is the version of CPython whose behaviour the expected results are.
const reference = "3.11"

// cpython returns a CPython of the reference version, or "" if there is none. It is the interpreter itself and not
// what a version manager may have put in front of it.
var cpython = sync.OnceValue(func() string {
	const question = "import sys; print(sys.implementation.name, '%d.%d' % sys.version_info[:2], sys.executable)"
	for _, name := range []string{"python" + reference, "python3", "python"} {
		out, err := exec.Command(name, "-c", question).Output()
		if path, ok := strings.CutPrefix(strings.TrimSpace(string(out)), "cpython "+reference+" "); ok && err == nil {
			return path
		}
	}
	return ""
})

// library returns the folder of CPython's standard library, which weft is to use too: what is expected may depend on
// its version to the last digit. "" if there is no CPython.
var library = sync.OnceValue(func() string {
	path := cpython()
	if path == "" {
		return ""
	}
	out, err := exec.Command(path, "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
})

// weft builds the command once and returns its path, or "" as long as the repository has no command.
var weft = sync.OnceValues(func() (string, error) {
	if _, err := os.Stat(filepath.Join(root, "cmd", "weft")); os.IsNotExist(err) {
		return "", nil
	}
	path := filepath.Join(scratch, "weft.exe")
	cmd := exec.Command("go", "build", "-o", path, "./cmd/weft")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

// scratch is a folder for the whole test run.
var scratch string

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if scratch, err = os.MkdirTemp("", "weft-conformance"); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(scratch); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

func needCPython(t *testing.T) []string {
	path := cpython()
	if path == "" {
		t.Skipf("there is no CPython %s on PATH", reference)
	}
	return []string{path}
}

func needWeft(t *testing.T) []string {
	path, err := weft()
	if err != nil {
		t.Fatal(err)
	}
	if path == "" {
		t.Skip("cmd/weft does not exist yet")
	}
	return []string{path}
}

// testContext ends a little before the test binary is killed, so that no child outlives it.
func testContext(t *testing.T) context.Context {
	deadline, ok := t.Deadline()
	if !ok {
		return t.Context()
	}
	ctx, cancel := context.WithDeadline(t.Context(), deadline)
	t.Cleanup(cancel)
	return ctx
}

func (f folder) programs(t *testing.T) []*Program {
	programs, err := Find(filepath.Join(root, "testdata", f.name))
	if err != nil {
		t.Fatal(err)
	}
	if len(programs) == 0 {
		t.Fatalf("no programs in testdata/%s", f.name)
	}
	return programs
}

func pythonPath(t *testing.T, dirs ...string) string {
	var list []string
	for _, dir := range dirs {
		if dir != "" {
			path, err := filepath.Abs(filepath.Join(root, dir))
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, path)
		}
	}
	return "PYTHONPATH=" + strings.Join(list, string(filepath.ListSeparator))
}

// check runs a program on an interpreter and compares what it does with what is expected.
func check(t *testing.T, p *Program, interpreter []string, env ...string) {
	t.Parallel()
	got, err := p.Run(testContext(t), interpreter, env...)
	if err != nil {
		t.Fatal(err)
	}
	want, err := p.Expected()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, want, got)
}

func compare(t *testing.T, want, got Result) {
	if got.Exit != want.Exit {
		t.Errorf("exit code %d, want %d", got.Exit, want.Exit)
	}
	if diff := cmp.Diff(lines(want.Stdout), lines(got.Stdout)); diff != "" {
		t.Errorf("stdout (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(lines(want.Stderr), lines(got.Stderr)); diff != "" {
		t.Errorf("stderr (-want +got):\n%s", diff)
	}
}

func lines(text string) []string {
	return strings.SplitAfter(text, "\n")
}

// pending returns the programs of pending.txt, which weft does not run as CPython does yet, with the reason.
var pending = sync.OnceValue(func() map[string]string {
	text, err := os.ReadFile("pending.txt")
	if err != nil {
		panic(err)
	}
	m := map[string]string{}
	for _, line := range strings.Split(string(text), "\n") {
		if name, why, ok := strings.Cut(line, ": "); ok {
			m[name] = why
		}
	}
	return m
})

// TestRecord rewrites the expected results when the flag -update is given.
func TestRecord(t *testing.T) {
	if !*update {
		t.Skip("-update is not given")
	}
	for _, f := range folders {
		for _, p := range f.programs(t) {
			result, err := p.Run(testContext(t), needCPython(t), "PYTHONHASHSEED=0", pythonPath(t, f.path, f.also))
			if err != nil {
				t.Fatal(err)
			}
			if result.Exit != p.Exit {
				t.Errorf("%s: exit code %d, want %d\n%s", p.Name, result.Exit, p.Exit, result.Stderr)
				continue
			}
			if err := p.Record(result); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestCPython makes sure that the expected results are those of CPython, and do not depend on its hash seed.
func TestCPython(t *testing.T) {
	interpreter := needCPython(t)
	for _, f := range folders {
		for _, p := range f.programs(t) {
			t.Run(f.name+"/"+p.Name, func(t *testing.T) {
				check(t, p, interpreter, "PYTHONHASHSEED=1", pythonPath(t, f.path, f.also))
			})
		}
	}
}

func TestWeft(t *testing.T) {
	interpreter := needWeft(t)
	for _, f := range folders {
		for _, p := range f.programs(t) {
			for _, option := range f.runs {
				name, command := f.name+"/"+p.Name, interpreter
				if option != "" {
					name, command = name+"/"+option, append(interpreter[:1:1], option)
				}
				t.Run(name, func(t *testing.T) {
					if why, ok := pending()[f.name+"/"+p.Name]; ok {
						t.Skip("known to differ: " + why)
					}
					env := []string{pythonPath(t, f.path)}
					if lib := library(); lib != "" {
						env = append(env, "WEFT_STDLIB="+lib)
					}
					check(t, p, command, env...)
				})
			}
		}
	}
}
