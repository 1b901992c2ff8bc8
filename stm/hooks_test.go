//go:build stmhooks

package stm

import (
	"flag"
	"os"
	"testing"
)

// TestMain runs the model check only, if nothing else is asked for: with this build tag
// waits do not sleep, so tests with goroutines of their own would take forever.
func TestMain(m *testing.M) {
	flag.Parse()
	if run := flag.Lookup("test.run"); run.Value.String() == "" {
		run.Value.Set("TestModel")
	}
	os.Exit(m.Run())
}
