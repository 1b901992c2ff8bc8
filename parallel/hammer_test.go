package parallel_test

import (
	"fmt"
	"testing"

	"github.com/weftpy/weft"
)

// Programs that hold an invariant which only atomic transactions keep, run on
// several numbers of workers; more workers than cores are part of it. They raise
// AssertionError when it is broken.

var programs = map[string]string{
	"bank": `
import transaction
class Account:
    def __init__(self): self.balance = 100
accounts = [Account() for _ in range(16)]
def move(i):
    a, b = accounts[i * 7 % 16], accounts[i * 5 % 16]
    a.balance -= i
    b.balance += i
def check():
    assert sum(a.balance for a in accounts) == 1600
for i in range(1500):
    transaction.add(move, i)
    if i % 10 == 0: transaction.add(check)
transaction.run()
check()
`,
	"counter": `
import transaction
class Counter: n = 0
c = Counter()
def inc(): c.n += 1
for i in range(4000): transaction.add(inc)
transaction.run()
assert c.n == 4000, c.n
assert transaction.stats().transactions == 4000, transaction.stats()
`,
	"chain": `
import transaction
class Counter: n = 0
c = Counter()
def link(left):
    c.n += 1
    if left > 1: transaction.add(link, left - 1)
transaction.add(link, 5000)
transaction.run()
assert c.n == 5000
`,
	"tables": `
import transaction
d, s = transaction.stmdict(), transaction.stmset()
def grow(i):
    d[i % 50] = d.get(i % 50, 0) + 1
    s.add(i)
    s.discard(i - 3)
def look():
    assert len(list(d.items())) == len(d)
for i in range(1000):
    transaction.add(grow, i)
    if i % 50 == 0: transaction.add(look)
transaction.run()
assert sorted(d.items()) == [(k, 20) for k in range(50)], sorted(d.items())
assert len(s) == len(list(s)) <= 1000
`,
	"queue": `
import transaction
q, got = transaction.queue(), []
def produce(name, n):
    q.put((name, n))
    if n < 100: transaction.add(produce, name, n + 1)
def consume(left):
    got.append(q.get())
    if left > 1: transaction.add(consume, left - 1)
for name in range(3):
    transaction.add(produce, name, 1)
    transaction.add(consume, 100)
transaction.run()
for name in range(3):
    assert [n for m, n in got if m == name] == list(range(1, 101))
`,
	"philosophers": `
import transaction
forks, meals = [True] * 5, [0] * 5
def eat(i, left):
    if not (forks[i] and forks[(i + 1) % 5]): transaction.retry()
    forks[i] = forks[(i + 1) % 5] = False
    transaction.add(stop, i, left)
def stop(i, left):
    forks[i] = forks[(i + 1) % 5] = True
    meals[i] += 1
    if left > 1: transaction.add(eat, i, left - 1)
for i in range(5): transaction.add(eat, i, 40)
transaction.run()
assert meals == [40] * 5 and all(forks)
`,
	"exception": `
import transaction
class Pair: a = b = 0
pairs = [Pair() for _ in range(300)]
def both(i):
    p = pairs[i]
    p.a = 1
    if i == 150: raise ValueError(i)
    p.b = 1
for i in range(300): transaction.add(both, i)
try:
    transaction.run()
except ValueError as e:
    assert e.args == (150,)
else:
    assert False
assert all(p.a == p.b for i, p in enumerate(pairs) if i != 150)
assert pairs[150].a == 1 and pairs[150].b == 0
`,
	"locals": `
import transaction
x = transaction.local()
class Sum: n = 0
total = Sum()
def use(i):
    x.n = getattr(x, "n", 0) + 1
    total.n += 1
for i in range(1000): transaction.add(use, i)
transaction.run()
def collect(i): return getattr(x, "n", 0)
assert total.n == 1000 and not hasattr(x, "n")
`,
	"containers": `
import transaction
from _collections import deque
l, d, s, q, log = list(range(1000)), {i: i for i in range(1000)}, set(range(3000)), deque(range(2000)), []
def swap(i):
    a, b = i * 7 % 1000, i * 13 % 1000
    l[a], l[b] = l[b], l[a]
    d[a], d[b] = d[b], d[a]
    log.append(i)
def move(i):
    q.append(q.popleft())
    s.discard(i)
    s.add(i)
    if i % 50 == 0: d["new%d" % i] = i
    if i % 90 == 0: l.append(l.pop())
def check():
    assert sum(l) == sum(x for x in l) == 499500 and len(set(l)) == 1000
    assert sum(d[i] for i in range(1000)) == 499500
    assert len(s) == 3000 and sum(q) == 1999000 and len(set(log)) == len(log)
for i in range(2000):
    transaction.add(swap, i)
    transaction.add(move, i)
    if i % 40 == 0: transaction.add(check)
transaction.run()
check()
assert sorted(log) == list(range(2000)) and sorted(s) == list(range(3000)) and len(d) == 1040
`,
	"container threads": `
import _thread
from _collections import deque
l, d, s, q = [0] * 1000, dict.fromkeys(range(1000), 0), set(), deque()
lock, ended = _thread.allocate_lock(), [_thread.allocate_lock() for _ in range(4)]
def work(k):
    for i in range(600):
        with lock:
            l[i] += 1
            d[i] += 1
        l[k * 200 + 10] += 0
        s.add((k, i))
        q.append(i)
        l.append(k)
        d[k, i] = i
    ended[k].release()
for k in range(4):
    ended[k].acquire()
    _thread.start_new_thread(work, (k,))
for e in ended: e.acquire()
assert l[:1000] == [4] * 600 + [0] * 400 and list(d.values())[:1000] == [4] * 600 + [0] * 400
assert sorted(l[1000:]) == [0] * 600 + [1] * 600 + [2] * 600 + [3] * 600
assert len(s) == len(q) == 2400 and len(d) == 3400
`,
	"map": `
import transaction
class Sum: n = 0
total = Sum()
def f(x):
    total.n += x
    return x * x
assert list(transaction.map(f, range(500))) == [x * x for x in range(500)]
assert total.n == sum(range(500))
`,
}

func TestPrograms(t *testing.T) {
	for name, program := range programs {
		for _, workers := range []int{1, 2, 4, 8} {
			t.Run(fmt.Sprintf("%s/%d", name, workers), func(t *testing.T) {
				in, err := weft.New(weft.Config{Workers: workers})
				if err != nil {
					t.Fatal(err)
				}
				if err := in.RunString(program, name); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}
