package parallel_test

import (
	"math/rand/v2"
	"os"
	"testing"

	"github.com/weftpy/weft"
	"github.com/weftpy/weft/parallel"
)

// chaosProgram gives the same results however its threads are cut, and whatever is
// undone: it uses all that a checkpoint must restore.
const chaosProgram = `
import _thread, transaction
lock, done = _thread.allocate_lock(), []
class Sum: n = m = 0
total = Sum()
trace, results = [], {}

def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)

def tree(depth):
    if depth:
        yield from tree(depth - 1)
        x = yield depth
        assert x is None
        yield from tree(depth - 1)

def dig(n, log):
    log.append(n)
    if not n: raise KeyError("deep")
    try: dig(n - 1, log)
    except KeyError as e:
        try: raise ValueError(n) from e
        except ValueError: pass
        raise
    finally: log.append(-n)

def many(a, b=2, *args, c=3, **kw): return a + b + c + sum(args) + sum(kw.values())

class Item:
    def __init__(self, k): self.k = k
    def __lt__(self, other): return fib(2) and self.k < other.k
    def __eq__(self, other): return fib(2) and self.k == other.k
    def __hash__(self): return self.k % 3 + fib(1)
    def __iter__(self): return iter(range(self.k))
    def __getattr__(self, name): return fib(len(name))
    @property
    def twice(self): return 2 * self.k

def work(i):
    out = []
    for k in range(6):
        out.append(fib(7))
        out.append(list(tree(4)))
        try: dig(12, out)
        except KeyError as e: out.append((str(e), str(e.__context__)))
        out.append([x.k for x in sorted(map(Item, (5, 3, 9, 1, k)))])
        out.append(sorted(x.k for x in {Item(j % 5): j for j in range(12)}))
        out.append(sorted(range(9), key=lambda j: fib(3) * -j))
        out.append(many(1, *range(k), c=fib(4), **{"d%d" % j: j for j in range(k)}))
        out.append([a * b for a, b in zip(Item(4), tree(2)) for _ in range(2)])
        out.append((Item(3).twice, Item(3).abc, sum(map(fib, range(5)))))
        exec("for q in range(5): out.append(q * fib(3))", {"out": out, "fib": fib})
        def outer():
            n = 0
            def inner():
                nonlocal n
                n += 1
                return n
            return inner
        f = outer()
        out.append([f() for _ in range(5)])
        with lock:
            n = total.n
            out.append(fib(3))
            total.n = n + 1
        with transaction.atomic:
            m = total.m
            out.append(fib(3))
            total.m = m + 1
            assert transaction.is_atomic()
        trace.append((i, k))
    return out

def thread(i):
    try: results[i] = work(i)
    except BaseException as e: results[i] = e
    done[i].release()

for i in range(4):
    d = _thread.allocate_lock()
    d.acquire()
    done.append(d)
for i in range(4): _thread.start_new_thread(thread, (i,))
for d in done: d.acquire()
alone = work(9)
for i in range(4): assert results[i] == alone, (i, results[i], alone)
assert total.n == total.m == 30, (total.n, total.m)
for i in (0, 1, 2, 3, 9): assert [k for j, k in trace if j == i] == list(range(6)), trace
`

// TestChaos runs threads that are cut at every point where they can be, and of whose
// attempts many are undone.
func TestChaos(t *testing.T) {
	rounds := 12
	if testing.Short() || os.Getenv("CI") != "" {
		rounds = 4
	}
	for range rounds {
		seed := rand.Uint64()
		for _, n := range []int{3, 7, 50, 1 << 30} {
			stop := parallel.Chaos(seed, n)
			in, err := weft.New(weft.Config{})
			if err != nil {
				t.Fatal(err)
			}
			err = in.RunString(chaosProgram, "chaos")
			in.Close()
			stop()
			if err != nil {
				t.Fatalf("seed %d, one of %d undone: %v", seed, n, err)
			}
		}
	}
}
