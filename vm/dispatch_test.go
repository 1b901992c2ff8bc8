//go:build amd64 && !race

package vm

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// TestDispatchStoresNothing looks at the machine code of the evaluator: on the way from
// one instruction to the next nothing may be stored to the stack. A store there means
// that one of the loop's variables is used after a call; see the essay in RATIONALE.md.
func TestDispatchStoresNothing(t *testing.T) {
	if testing.CoverMode() != "" {
		t.Skip("counters are in the way")
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "-gcflags" {
				t.Skip("the compiler was told to do something else: ", s.Value)
			}
		}
	}
	// The command, for its profile makes other code, and go test leaves the symbols out.
	weft := filepath.Join(t.TempDir(), "weft")
	if out, err := exec.Command("go", "build", "-o", weft, "../cmd/weft").CombinedOutput(); err != nil {
		t.Skipf("the command was not built: %v\n%s", err, out)
	}
	out, err := exec.Command("go", "tool", "objdump", "-s", `^github.com/weftpy/weft/vm\.run$`, weft).Output()
	if err != nil {
		t.Skip("no disassembler: ", err)
	}
	lines := strings.Split(string(out), "\n")
	jump := regexp.MustCompile(`JMP 0\(\w+\)\(\w+\*8\)`)
	store := regexp.MustCompile(`MOV\w* \w+, (0x[0-9a-f]+)?\(SP\)`)
	fetch := regexp.MustCompile(`MOVQ 0\(\w+\), \w+`)
	for i, line := range lines {
		if !jump.MatchString(line) {
			continue
		}
		for j := i - 1; j > max(0, i-20); j-- {
			if store.MatchString(lines[j]) {
				t.Errorf("a store at every dispatch, with %s:\n%s", runtime.Version(), lines[j])
			}
			if fetch.MatchString(lines[j]) {
				return
			}
		}
		t.Fatal("where the instruction is loaded was not found")
	}
	t.Fatal("there is no jump table")
}
