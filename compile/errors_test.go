package compile_test

import (
	"os"
	"strings"
	"testing"

	"github.com/weftpy/weft/syntax"
)

// snippets returns the programs of a file that are separated by lines of three
// dashes.
func snippets(t testing.TB, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n---\n")
}

// TestOracleErrors compares errors and warnings of small programs with
// CPython's.
func TestOracleErrors(t *testing.T) {
	o := newOracle(t)
	for _, src := range snippets(t, "testdata/errors.txt") {
		want := o.ask([]byte(src), "<test>", syntax.Exec, 0)
		got := ours(t, []byte(src), "<test>", syntax.Exec, 0)
		compareVerdicts(t, "\n"+src+"\n", got, want)
	}
}
