//go:build !unix

package signal

import (
	"os"

	"github.com/weftpy/weft/object"
)

const numSignals = 23

// numbers are the signals that the C library of Windows knows.
var numbers = map[string]int{"SIGINT": 2, "SIGILL": 4, "SIGFPE": 8, "SIGSEGV": 11, "SIGTERM": 15, "SIGBREAK": 21, "SIGABRT": 22}

type timers struct{}

func valid(n int) bool {
	for _, m := range numbers {
		if m == n {
			return true
		}
	}
	return false
}

func uncatchable(n int) bool { return !valid(n) }

func send(n int) error {
	p, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	return p.Kill()
}

var ignored []int

func resend(n int) { os.Exit(128 + n) }

func describe(n int) string {
	return map[int]string{2: "Interrupt", 4: "Illegal instruction", 8: "Floating-point exception", 11: "Segmentation fault", 15: "Terminated", 21: "Break", 22: "Abort"}[n]
}

func writeWakeup(fd int, n byte) {}

func checkWakeup(t *thread, fd int) *excn { return nil }

func addSystem(t *thread, m *object.Module) {
	m.Set(t, "CTRL_C_EVENT", object.Int(0))
	m.Set(t, "CTRL_BREAK_EVENT", object.Int(1))
}
