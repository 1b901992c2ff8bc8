//go:build unix

package conformance

import (
	"bufio"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterrupt interrupts weft (Ctrl-C) wherever it may be. Each program says that it is
// ready, first thing if it does not call ready itself (in a transaction, if a run must have begun); then it gets one signal, which must end
// it, or make it print what is expected.
func TestInterrupt(t *testing.T) {
	own := needWeft(t)
	for _, p := range []struct{ name, program, want string }{
		{"a loop", "while True: pass", ""},
		{"a handler", "try:\n    ready()\n    while True: pass\nexcept KeyboardInterrupt: print('caught')", "caught"},
		{"asleep", "import time; time.sleep(3600)", ""},
		{"waiting for a lock", "lock = threading.Lock(); lock.acquire(); lock.acquire()", ""},
		{"waiting for a condition", "c = threading.Condition()\nwith c: c.wait()", ""},
		{"waiting for a queue", "import queue; queue.Queue().get()", ""},
		{"waiting for a thread", "t = threading.Thread(target=threading.Event().wait, daemon=True); t.start(); t.join()", ""},
		{"beside threads", "def f():\n    while True: pass\nfor _ in range(3): threading.Thread(target=f, daemon=True).start()\nf()", ""},
		{"beside threads that share", "lock = threading.Lock()\nl = [0]\ndef f():\n    while True:\n        with lock: l[0] += 1\n" +
			"for _ in range(3): threading.Thread(target=f, daemon=True).start()\nf()", ""},
		{"an atomic block", "with transaction.atomic:\n    while True: pass", ""},
		{"an atomic block beside threads", "def f():\n    while True:\n        with transaction.atomic: x[0] += 1\nx = [0]\nfor _ in range(2): threading.Thread(target=f, daemon=True).start()\nf()", ""},
		{"a run", "def f(): transaction.add(f)\nfor _ in range(4): transaction.add(f)\ntransaction.run()", ""},
		{"a run of long transactions", "def f():\n    while True: pass\nfor _ in range(4): transaction.add(f)\ntransaction.run()", ""},
		{"a run that waits", "q = transaction.queue()\ndef f():\n    while True: pass\ntransaction.add(q.get); transaction.add(f)\ntransaction.run()", ""},
		{"a run that sleeps", "import time\ntransaction.add(time.sleep, 3600); transaction.run()", ""},
		{"a run whose sleepers wait beside a thread", "threading.Thread(target=threading.Event().wait, daemon=True).start()\n" +
			"transaction.add(transaction.retry); transaction.run()", ""},
		{"a run that blocks in a read", "import os\nr, w = os.pipe()\ndef f(): transaction.add(f)\ntransaction.add(f); transaction.add(f)\n" +
			"threading.Thread(target=os.read, args=(r, 1), daemon=True).start()\ntransaction.run()", ""},
		{"a retry in an atomic block", "threading.Thread(target=threading.Event().wait, daemon=True).start()\nwith transaction.atomic: transaction.retry()", ""},
		{"a queue of transactions", "q = transaction.TransactionQueue()\ndef f(): q.add(f)\nq.add(f); q.add(f)\nq.run()", ""},
		{"a map", "def f(x):\n    while True: pass\nlist(transaction.map(f, range(4)))", ""},
		{"a run beside that of a thread", "q = transaction.TransactionQueue()\ndef f(add): add(f, add)\nq.add(f, q.add); transaction.add(f, transaction.add)\n" +
			"threading.Thread(target=q.run, daemon=True).start()\ntransaction.run()", ""},
		{"a run that an epoll keeps going", "import os, select\nr, w = os.pipe(); ep = select.epoll(); ep.register(r)\ntransaction.add_epoll(ep, print); transaction.run()", ""},
		{"all that a run may do, caught", "import time\ndef endless():\n    while True: pass\ndef again(): transaction.add(again)\n" +
			"def sleeps(): time.sleep(3600)\ndef waits(): transaction.retry()\n" +
			"caught = 0\nwhile caught < 1:\n    for f in lambda: ready(), endless, again, sleeps, waits: transaction.add(f)\n" +
			"    try: transaction.run()\n    except KeyboardInterrupt: caught += 1\n" +
			"l = []; transaction.add(l.append, threading.active_count()); transaction.run(); print(l)", "[1]"},
		{"a run that is caught", "def f(): transaction.add(f)\nfor _ in range(4): transaction.add(f)\ntransaction.add(lambda: ready())\ntry: transaction.run()\nexcept KeyboardInterrupt: print('caught')\n" +
			"l = []; transaction.add(l.append, 1); transaction.run(); print(l)", "caught\n[1]"},
	} {
		t.Run(p.name, func(t *testing.T) {
			cmd, lines := startReady(t, own, p.program)
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
			var got []string
			for lines.Scan() {
				got = append(got, lines.Text())
			}
			err := cmd.Wait()
			if out := strings.Join(got, "\n"); out != p.want {
				t.Errorf("prints %q, want %q", out, p.want)
			}
			status := cmd.ProcessState.Sys().(syscall.WaitStatus)
			if p.want == "" && (!status.Signaled() || status.Signal() != syscall.SIGINT) || p.want != "" && err != nil {
				t.Errorf("ends with %v", cmd.ProcessState)
			}
		})
	}
}

// TestSecondInterrupt interrupts what does not notice it: another interrupt ends the process.
func TestSecondInterrupt(t *testing.T) {
	cmd, lines := startReady(t, needWeft(t), "3 ** 10 ** 8")
	ended := make(chan struct{})
	go func() {
		for lines.Scan() {
		}
		cmd.Wait()
		close(ended)
	}()
	for signals := 0; ; signals++ {
		select {
		case <-ended:
			if code := cmd.ProcessState.ExitCode(); code != 130 || signals < 2 {
				t.Errorf("ends with %v after %d signals", cmd.ProcessState, signals)
			}
			return
		case <-time.After(50 * time.Millisecond): // signals that come at once are one
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil && signals < 2 {
				t.Fatal(err)
			}
		}
	}
}

// TestInterruptsOfHandler interrupts a program with a handler of its own while it does not
// notice: the signals are one to it, and do not end it.
func TestInterruptsOfHandler(t *testing.T) {
	cmd, lines := startReady(t, needWeft(t), "import signal\nsignal.signal(signal.SIGINT, lambda n, f: print('caught', n))\nready()\n3 ** (2 * 10 ** 7)\nprint('done')")
	got := make(chan string)
	go func() {
		var out []string
		for lines.Scan() {
			out = append(out, lines.Text())
		}
		got <- strings.Join(out, "\n")
	}()
	for signals := 0; ; {
		select {
		case out := <-got:
			if err := cmd.Wait(); err != nil || !strings.Contains(out, "caught 2") || !strings.Contains(out, "done") {
				t.Errorf("prints %q and ends with %v", out, cmd.ProcessState)
			}
			return
		case <-time.After(50 * time.Millisecond):
			// Only while it computes: when the program is over, nothing handles them any more.
			if signals++; signals <= 4 {
				if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// startReady starts a program and waits until it is ready. The scanner reads what it prints
// from then on.
func startReady(t *testing.T, interpreter []string, program string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	if !strings.Contains(program, "ready()") {
		program = "ready()\n" + program
	}
	program = "import threading, transaction\ndef ready(): print('ready', flush=True)\n" + program
	cmd := exec.CommandContext(testContext(t), interpreter[0], append(interpreter[1:], "-c", program)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "ready" {
		cmd.Process.Kill()
		cmd.Wait()
		t.Fatalf("prints %q, not that it is ready", lines.Text())
	}
	return cmd, lines
}
