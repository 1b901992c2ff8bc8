package conformance

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	record = flag.Bool("record", false, "raise the numbers in library.txt to what passes now")
	long   = flag.Bool("long", false, "run the modules of library.txt that take long, too")
)

// runModule runs the tests of a module of CPython's test package and prints how many passed, of how many.
const runModule = `
import sys, types, unittest
if sys.argv[1] == "test_traceback": # asks a module of CPython's tests whether tracebacks have columns
    sys.modules["_testinternalcapi"] = types.SimpleNamespace(get_config=lambda: {"code_debug_ranges": 1})
class Result(unittest.TestResult):
    passed = 0
    def addSuccess(self, test):
        self.passed += 1
result = Result()
unittest.defaultTestLoader.loadTestsFromName("test." + sys.argv[1]).run(result)
for test, text in result.errors + result.failures:
    lines = [line for line in text.strip().split("\n") if line.strip()]
    print(test, "|", ascii(lines[-1][:200]))
print("passed", result.passed, "of", result.testsRun)
`

var passed = regexp.MustCompile(`(?m)^passed (\d+) of (\d+)$`)

// TestLibrary runs modules of CPython's own test package, which not every installation has. library.txt says how many
// tests of each pass; the numbers only ever grow. Of a module marked long they run if -long asks for it.
func TestLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	python, own := needCPython(t), needWeft(t)
	if err := exec.Command(python[0], "-c", "import test.support").Run(); err != nil {
		t.Skip("this CPython came without its tests")
	}
	list, err := os.ReadFile("library.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(list)), "\n")
	if *record {
		t.Cleanup(func() { // when all have ended
			if err := os.WriteFile("library.txt", []byte(strings.Join(lines, "\n")+"\n"), 0o666); err != nil {
				t.Error(err)
			}
		})
	}
	for i, line := range lines {
		name, number, _ := strings.Cut(line, " ")
		number, slow := strings.CutSuffix(number, " long")
		want, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("library.txt:%d: %v", i+1, err)
		}
		t.Run(name, func(t *testing.T) {
			if slow && !*long {
				t.Skip("takes long: only with -long")
			}
			t.Parallel() // each in a process and a folder of its own
			if _, err := os.Stat(filepath.Join(library(), "test", strings.ReplaceAll(name, ".", "/")+".py")); err != nil {
				if _, err := os.Stat(filepath.Join(library(), "test", name)); err != nil {
					t.Skip("not among this CPython's tests")
				}
			}
			cmd := exec.CommandContext(testContext(t), own[0], "-X", "stdlib="+library(), "-c", runModule, name)
			cmd.Dir = t.TempDir()
			out, err := cmd.CombinedOutput()
			m := passed.FindSubmatch(out)
			if m == nil {
				t.Fatalf("no result (%v):\n%s", err, out[max(0, len(out)-2000):])
			}
			got, err := strconv.Atoi(string(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case got < want:
				t.Errorf("%d tests pass, %d did:\n%s", got, want, out[max(0, len(out)-4000):])
			case got > want && *record:
				lines[i] = strings.Replace(line, " "+number, " "+strconv.Itoa(got), 1)
			}
			t.Logf("%s of %s pass", m[1], m[2])
		})
	}
}
