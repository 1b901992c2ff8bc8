package parallel_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/weftpy/weft"
)

// long is set for tests that may take long.
var long = os.Getenv("WEFT_LONG") != ""

// withLibrary makes an interpreter that has the standard library.
func withLibrary(t *testing.T) *weft.Interp {
	in, err := weft.New(weft.Config{Stdlib: weft.FindStdlib})
	if err != nil {
		t.Fatal(err)
	}
	if err := in.RunString("import threading", "library"); err != nil {
		t.Skip("there is no standard library: ", err)
	}
	return in
}

// TestShared runs what programs rely on that share data between threads, in this process, so
// that the race detector sees it.
func TestShared(t *testing.T) {
	rounds := 2000
	switch {
	case long:
		rounds = 10000
	case testing.Short():
		rounds = 300
	}
	base, err := filepath.Abs("../testdata/python/lib/threads_shared")
	if err != nil {
		t.Fatal(err)
	}
	in := withLibrary(t)
	defer in.Close()
	if err := in.RunString(`
import contextlib, io, sys
base = `+strconv.Quote(base)+`
sys.argv = [base + ".py", "`+strconv.Itoa(rounds)+`"]
out = io.StringIO()
with contextlib.redirect_stdout(out), open(base + ".py") as f:
    exec(compile(f.read(), base + ".py", "exec"), {"__name__": "__main__"})
with open(base + ".out") as f: want = f.read()
assert out.getvalue() == want, out.getvalue()
`, "shared"); err != nil {
		t.Fatal(err)
	}
}

// TestSeenSoon: what a thread has done is seen by one that looks for it in a loop, while the first goes on for long in
// callbacks.
func TestSeenSoon(t *testing.T) {
	in := withLibrary(t)
	defer in.Close()
	if err := in.RunString(`
import threading
def run(tell, look):
    done, late = [], []
    def tells():
        for k in range(2_000_000): pass
        tell()
        list(map(lambda x: x & 3, range(3_000_000)))
        done.append(1)
    def looks():
        while not look(): pass
        late.append(bool(done))
    threads = [threading.Thread(target=f) for f in (looks, tells)]
    for t in threads: t.start()
    for t in threads: t.join()
    return late[0]
class Flag:
    def __init__(self): self.up = False
flag, l, d, items = Flag(), [], {}, [0]
late = [run(lambda: setattr(flag, "up", True), lambda: flag.up), run(lambda: l.append(1), lambda: l),
    run(lambda: d.update(a=1), lambda: d), run(lambda: items.__setitem__(0, 1), lambda: items[0])]
assert not any(late), late
`, "seen"); err != nil {
		t.Fatal(err)
	}
}

// TestManyThreads starts threads one after the other, and many at once, and looks what they
// leave behind.
func TestManyThreads(t *testing.T) {
	total, alive := 10000, 1000
	if testing.Short() {
		total, alive = 1000, 200
	}
	in := withLibrary(t)
	defer in.Close()
	run := func(program string) {
		t.Helper()
		if err := in.RunString("total, alive = "+strconv.Itoa(total)+", "+strconv.Itoa(alive)+program, "threads"); err != nil {
			t.Fatal(err)
		}
	}
	const program = `
import threading
n = 0
lock = threading.Lock()
def work():
    global n
    with lock: n += 1
def in_turn(count):
    for _ in range(count):
        t = threading.Thread(target=work)
        t.start()
        t.join()
def at_once(count):
    go, there = threading.Event(), threading.Semaphore(0)
    def wait():
        there.release()
        go.wait()
        work()
    threads = [threading.Thread(target=wait) for _ in range(count)]
    for t in threads: t.start()
    for t in threads: there.acquire()
    assert threading.active_count() == count + 1
    go.set()
    for t in threads: t.join()
`
	run(program + "in_turn(100); at_once(alive)\n")
	goroutines, heap := runtime.NumGoroutine(), heapInUse()
	run(program + "in_turn(total); at_once(alive)\nassert n == total + alive and threading.active_count() == 1\n")
	if now := runtime.NumGoroutine(); now > goroutines+10 {
		t.Errorf("%d goroutines, %d before", now, goroutines)
	}
	if now := heapInUse(); now > heap+heap/4+1<<20 {
		t.Errorf("%d bytes in use, %d before", now, heap)
	}
}

func heapInUse() uint64 {
	runtime.GC()
	runtime.GC() // what has a finalizer is free after the second time
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
