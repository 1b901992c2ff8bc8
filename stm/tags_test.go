package stm

import (
	"os/exec"
	"testing"
)

// TestWithTags runs the tests that need a build tag, so that a plain go test leaves nothing
// out: the model check, and the stress tests with assertions and injected aborts.
func TestWithTags(t *testing.T) {
	if testing.Short() || hooks || invariants || raceEnabled {
		t.Skip("runs in a plain go test only")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{
		{"-tags", "stmhooks"},
		{"-tags", "invariants"},
	} {
		args = append([]string{"test", "-vet=off"}, append(args, ".")...)
		if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
			t.Errorf("go %v: %v\n%s", args, err, out)
		}
	}
}
