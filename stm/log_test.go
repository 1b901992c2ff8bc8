package stm_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/weftpy/weft/stm"
)

// TestLog: each kind of event has its line, with the place in the program.
func TestLog(t *testing.T) {
	var out strings.Builder
	l := stm.NewLog(&out)
	e := stm.NewEngine()
	main := e.NewTx()
	main.EnterParallel()
	a, b := e.NewTx(), e.NewTx()
	x := stm.NewVar("")
	e.SetListener(l.Listen)

	a.Begin()
	b.Begin()
	x.Set(b, "b")
	x.Set(a, "a")
	b.Guard(b.PollSlow)
	b.Begin()
	b.Guard(func() { x.Set(b, "b") })
	a.Commit()
	b.Abort()
	b.Run(func() { b.BecomeInevitable("reading a socket") })
	b.Run(func() { b.BecomeExclusive("changing a class") })

	want := []string{
		`wound tx2 attempt=\w+ object=string other=tx3 its=\w+ at=log_test.go:\d+`,
		`abort tx3 attempt=\w+ lost=1 why=aborted_by_another at=log_test.go:\d+`,
		`abort tx3 attempt=\w+ lost=2 why=write-write object=string other=tx2 its=\w+ took=\S+ at=log_test.go:\d+`,
		`commit tx2 attempt=\w+ at=log_test.go:\d+`,
		`inevitable tx3 attempt=\w+ why=reading_a_socket took=\S+ at=log_test.go:\d+`,
		`commit tx3 attempt=\w+ took=\S+ at=log_test.go:\d+`,
		`exclusive tx3 attempt=\w+ why=changing_a_class took=\S+ at=log_test.go:\d+`,
		`commit tx3 attempt=\w+ took=\S+ at=log_test.go:\d+`,
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	for i, line := range lines {
		if i >= len(want) || !regexp.MustCompile(`^\+\d+\.\d{6}s `+want[i]+`$`).MatchString(line) {
			t.Errorf("line %d: %s", i, line)
		}
	}
	if len(lines) != len(want) || l.Err() != nil {
		t.Errorf("%d lines, %v", len(lines), l.Err())
	}
}

type brokenWriter struct{ calls int }

var errBroken = errors.New("broken")

func (w *brokenWriter) Write([]byte) (int, error) { w.calls++; return 0, errBroken }

// TestLogError: a log that cannot be written is given up.
func TestLogError(t *testing.T) {
	w := new(brokenWriter)
	l := stm.NewLog(w)
	e := stm.NewEngine()
	tx := e.NewTx()
	tx.EnterParallel()
	e.SetListener(l.Listen)
	for range 3 {
		tx.Run(func() {})
	}
	if l.Err() != errBroken || w.calls != 1 {
		t.Error(l.Err(), w.calls)
	}
}
