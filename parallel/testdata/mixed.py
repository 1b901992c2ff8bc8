"""Threads that do all kinds of things at random, beside each other.

    mixed.py SEED THREADS STEPS [NAME...]

Each thread has data of its own, on which every step must have the result that it has in a thread alone; and there is data
that all share, which is changed under locks, in atomic blocks, or by calls that are whole in themselves. What is seen of
it must be what is seen when the same is done again in the order in which it happened. What has an effect outside must
have it once, and in the order of the thread. Raises AssertionError otherwise.
"""
import _thread
import collections
import contextlib
import copy
import functools
import gc
import heapq
import io
import itertools
import json
import os
import queue
import random
import re
import signal
import sys
import tempfile
import threading
import time
import weakref

import transaction

seed, count, steps, *only = sys.argv[1:]
seed, count, steps = int(seed), int(count), int(steps)

local = threading.local()


def spin(n):
    """Time passes, with poll points."""
    x = 0
    for k in range(n):
        x += k & 3
    return x


def length(r):
    """How much to do: mostly little, sometimes for some milliseconds."""
    x = r.random()
    if x < .96:
        return r.choice((0, 1, 5, 30, 200))
    return r.randrange(3000, 30000) if x < .998 else r.randrange(200_000, 1_000_000)


class Key:
    __slots__ = "k", "n", "__weakref__"

    def __init__(self, k, n=0):
        self.k, self.n = k, n

    def __lt__(self, other):
        return spin(self.n) >= 0 and self.k < other.k

    def __eq__(self, other):
        return spin(self.n) >= 0 and self.k == other.k

    def __hash__(self):
        return spin(self.n) * 0 + self.k % 5

    def __format__(self, spec):
        return "%s:%d" % (spec, self.k + spin(self.n) * 0)

    def __deepcopy__(self, memo):
        return Key(self.k + 1, self.n)

    def __index__(self):
        return spin(self.n) * 0 + self.k


class Dying:
    def __init__(self, log, k, n):
        self.log, self.k, self.n = log, k, n

    def __del__(self):
        spin(self.n)
        self.log.append(self.k)


class Error(Exception):
    pass


class Own:
    """What belongs to one thread."""

    def __init__(self):
        self.l = list(range(300))
        self.d = {k: k for k in range(40)}
        self.s = set(range(30))
        self.b = bytearray(5000)
        self.big = list(range(20000))
        self.heap = []
        self.log = []
        self.q = collections.deque(maxlen=50)
        self.text = io.StringIO()
        self.gen = self.numbers()
        self.attributes = Error()

    def numbers(self):
        n = 0
        while True:
            spin(n % 7)
            try:
                got = yield n
                n += got or 1
            except Error as e:
                n += len(e.args)
            finally:
                self.log.append(n)


private, common = [], []


def own(f):
    private.append(f)
    return f


def shared(f):
    common.append(f)
    return f


# Steps on a thread's own data.

@own
def sort(o, r):
    n = length(r)
    o.l.sort(key=lambda x: spin(n // 100) * 0 + x * 7 % 31)
    a = sorted((Key(r.randrange(50), n // 50) for _ in range(r.randrange(30))), reverse=r.random() < .5)
    return o.l[:5], [x.k for x in a]


@own
def sums(o, r):
    n = length(r)
    return sum(x & 1 for x in range(n)), sum(map(lambda x: x * 2, range(n))), len(list(filter(lambda x: x % 3, range(n)))), any(x > n for x in range(n))


@own
def generators(o, r):
    out = [next(o.gen), o.gen.send(r.randrange(5)), o.gen.throw(Error(1, 2))]
    del o.log[:-3]

    def nested(depth):
        if depth:
            yield from nested(depth - 1)
            yield depth
            yield from nested(depth - 1)
    return out, list(nested(r.randrange(7))), list(itertools.islice(zip(nested(5), itertools.count()), 4)), max(nested(4), key=lambda k: -k)


@own
def patterns(o, r):
    n = length(r)
    return re.sub(r"\d+", lambda m: str(spin(n // 10) * 0 + int(m[0]) * 2), "a1b22c333" * 3), [m.span() for m in re.finditer("b.", "abcbd" * 3)]


@own
def hashed(o, r):
    n = length(r) // 20
    d = {Key(k % 9, n): k for k in range(30)}
    s = {Key(k, n) for k in range(12)} | set(d)
    o.d[r.randrange(60)] = o.d.pop(r.randrange(40), 5)
    return sorted(x.k for x in d), len(s), Key(3, n) in [Key(2, n), Key(3, n)], list(o.d.items())[-3:]


@own
def deaths(o, r):
    n, log = length(r) // 10, []
    a = [Dying(log, k, n) for k in range(5)]
    refs = [weakref.ref(Key(1), log.append)]
    w = weakref.WeakValueDictionary()
    k = Key(3)
    w[1] = k
    refs.append(weakref.ref(k, lambda ref: log.append(spin(n))))
    return len(a), len(refs), w[1].k, len(w)


@own
def unwinding(o, r):
    log = []

    @contextlib.contextmanager
    def manager(n):
        log.append(n)
        try:
            yield n
        except Error as e:
            log.append(e.args)
            raise KeyError(n) from e
        finally:
            spin(length(r))
            log.append(-n)

    def deep(n):
        if not n:
            raise Error(spin(5))
        with manager(n) if n % 4 == 0 else contextlib.nullcontext():
            try:
                deep(n - 1)
            finally:
                log.append(n)
    try:
        deep(r.randrange(1, 20))
    except Exception as e:
        return type(e).__name__, e.args, log, e.__traceback__.tb_lineno > 0


@own
def out_of_callbacks(o, r):
    n = r.randrange(1, 40)

    def key(x):
        spin(n)
        if x == n:
            raise Error(x)
        return -x
    try:
        return sorted(range(30), key=key)
    except Error as e:
        return e.args, len(o.l)


@own
def large(o, r):
    n = length(r)
    for k in range(0, n, 3):
        o.big[k * 7 % 20000] += 1
        o.b[k % 5000] = k & 255
    o.big.append(o.big.pop(r.randrange(20000)))
    return sum(o.big), sum(o.b)


@own
def calls(o, r):
    def f(a, *args, b=1, **kw):
        return a + sum(args) + b + sum(kw.values())

    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    class Local(Key):
        x = r.randrange(5)

        @property
        def twice(self):
            return self.k * 2

        def __getattr__(self, name):
            return fib(len(name))
    n = 0

    def inner():
        nonlocal n
        n += 1
        return spin(3) * 0 + n
    return f(*range(5), b=2, c=3), fib(r.randrange(14)), Local(4).twice, Local(3).abcd, [inner() for _ in range(4)], list(iter(inner, 9)), Local.x


@own
def library(o, r):
    n = length(r) // 100
    memo = functools.lru_cache(8)(lambda k: spin(n) * 0 + k * k)
    out = [memo(k % 11) for k in range(30)], functools.reduce(lambda a, b: a * 3 % 101 + b, range(20)), sum(memo.cache_info()[:2])
    heapq.heappush(o.heap, (r.randrange(100), r.randrange(100)))
    if len(o.heap) > 20:
        heapq.heapreplace(o.heap, (50, 1))
    o.q.append(r.randrange(9))
    o.text.write("%d," % len(o.q))
    return (out, [(k, len(list(g))) for k, g in itertools.groupby(range(20), lambda x: spin(n) * 0 + x // 6)], o.heap[0], sum(o.q), o.text.tell(),
            json.dumps({"a": Key(2)}, default=lambda x: spin(n) * 0 + x.k), json.loads('{"a": [1, 2]}', object_hook=lambda d: list(d)),
            [x.k for x in copy.deepcopy([Key(3, n), Key(4)])], f"{Key(3, n):x}", list(range(20))[Key(2, n):Key(9)], "%s" % r.random())


@own
def source(o, r):
    name = {"o": o, "spin": spin, "out": []}
    exec("for k in range(5):\n    out.append(sum(spin(j) for j in range(k)))\nx = sorted(out, key=lambda y: (spin(2), -y)[1])", name)
    return name["x"], eval("[spin(k) for k in range(4)]", name)


@own
def thread_locals(o, r):
    local.n = getattr(local, "n", 0) + 1
    local.n -= spin(length(r)) * 0 + 1
    return local.n, threading.current_thread().name == o.name


@own
def blocking_callbacks(o, r):
    lock = threading.Lock()
    out = []

    def key(x):
        with lock:
            out.append(x)
        if x == 2:
            time.sleep(.0001 * r.randrange(3))
        if x == 3:
            lock.acquire()
            lock.release()
        if x == 4:
            got = os.read(pipe[0], 1)
            out.append(got)
        if x == 5:
            t = threading.Thread(target=out.append, args=("thread",))
            t.start()
            t.join()
        return -x
    pipe = os.pipe()
    try:
        os.write(pipe[1], b"x")
        return sorted(range(7), key=key), out, spin(length(r))
    finally:
        for fd in pipe:
            os.close(fd)


@own
def files(o, r):
    with tempfile.TemporaryFile("w+") as f:
        for k in range(r.randrange(1, 30)):
            print(k, spin(k), file=f)
        f.seek(0)
        return sum(int(line.split()[0]) for line in f), f.tell()


@own
def pauses(o, r):
    x = o.l[3]
    o.l[3] = 5
    time.sleep(r.choice((0, .0001, .001)))
    o.l[3] = x
    return x


@own
def timers(o, r):
    got = []
    t = threading.Timer(.0005, got.append, args=(1,))
    t.start()
    e = threading.Event()
    late = e.wait(.0005 * r.randrange(1, 3))
    t.join()
    return got, late


@own
def pairs(o, r):
    there, back = queue.Queue(maxsize=r.randrange(3)), queue.SimpleQueue()

    def echo():
        while (x := there.get()) is not None:
            back.put((x, sum(spin(3) for _ in range(x))))
    t = threading.Thread(target=echo)
    t.start()
    n = r.randrange(1, 12)
    for k in range(n):
        there.put(k)
    there.put(None)
    out = [back.get(timeout=60) for _ in range(n)]
    t.join()
    return out


@own
def runs(o, r):
    n, total = r.randrange(1, 20), []
    q = transaction.TransactionQueue()

    def f(x):
        total.append(spin(x))
        if x == 3:
            q.add(total.append, 1)
    for k in range(n):
        q.add(f, k)
    q.run()
    return sorted(total), q.number_of_transactions_executed()


@own
def mapped(o, r):
    return list(transaction.map(lambda x: spin(x * 5) * 0 + x * x, range(r.randrange(20))))


@own
def asleep(o, r):
    """A block that waits for what another thread does."""
    gate, seen = [], []

    def opens():
        spin(length(r))
        with transaction.atomic:
            gate.append(1)
            gate.append(2)
    t = threading.Thread(target=opens)
    t.start()
    with transaction.atomic:
        seen.append(len(gate))
        if not gate:
            transaction.retry()
        got = list(gate)
    t.join()
    return got, seen


# Steps on what is shared. Each notes what it has seen in the order of a part of it.

class Part:
    """Data with a lock, and what has been done to it in which order."""

    def __init__(self):
        self.lock = threading.Lock()
        self.n = 0
        self.l = list(range(100))
        self.d = {k: 0 for k in range(600)}
        self.keys = {}
        self.q = collections.deque([1, 2, 3])
        self.order = []

    def change(self, r):
        """Some change, whatever it is, in callbacks and out of them."""
        n = length(r) // 10
        out = []
        for _ in range(r.randrange(1, 4)):
            x = r.randrange(9)
            if x == 0:
                was = self.n
                spin(n)
                self.n = was + 1
                out.append(was)
            elif x == 1:
                self.l.sort(key=lambda v: spin(n // 100) * 0 + (v * 7 + self.n) % 41)
                out.append(self.l[:3])
            elif x == 2:
                self.l[r.randrange(100)] = sum(self.d[k] + spin(n // 50) * 0 for k in range(0, 600, 40))
            elif x == 3:
                k = r.randrange(600)
                self.d[k] += 1
                out.append(sum(map(self.d.__getitem__, range(0, 600, 7))))
            elif x == 4:
                k = Key(r.randrange(20), n // 100)
                self.keys[k] = self.keys.get(k, 0) + 1
                if len(self.keys) > 12:
                    out.append(self.keys.pop(next(iter(self.keys))))
            elif x == 5:
                self.q.append(r.randrange(9))
                out.append(self.q.popleft())
                self.q.rotate(spin(n) * 0 + 1)
            elif x == 6:
                try:
                    out.append(sorted(self.l, key=lambda v: 1 // (v - self.l[5]) + spin(n // 100) * 0)[0])
                except ZeroDivisionError:
                    self.l[5] += 1
            elif x == 7:
                out.append(re.sub("[13]", lambda m: m[0] * (self.n % 3), repr(list(self.q))))
            else:
                self.l = [v % 50 + spin(n // 100) * 0 for v in self.l]
        return out

    def state(self):
        return self.n, self.l, sorted(self.d.items()), [(k.k, v) for k, v in self.keys.items()], list(self.q)


class Shared:
    def __init__(self):
        self.parts = [Part() for _ in range(3)]
        self.free = Part()  # changed in atomic blocks
        self.rlock = threading.RLock()
        self.r = Part()  # under rlock
        self.condition = threading.Condition()
        self.turn = 0
        self.items = []
        self.places = threading.Semaphore(2)
        self.inside = []
        self.most = 0
        self.queue = queue.Queue(maxsize=8)
        self.appended = []
        self.defaults = {}
        self.numbers = itertools.count()
        self.deque = collections.deque()
        self.counts = collections.Counter()


def seeded(r):
    s = r.randrange(1 << 40)
    return s, random.Random(s)


@shared
def locked(o, r):
    part = r.choice(world.parts)
    s, q = seeded(r)
    with part.lock:
        part.order.append((s, repr(part.change(q))))
        if r.random() < .1:
            time.sleep(.0002)


@shared
def two_locks(o, r):
    i, j = sorted(r.sample(range(3), 2))
    (s, q), (u, v) = seeded(r), seeded(r)
    with world.parts[i].lock, world.parts[j].lock:
        world.parts[i].order.append((s, repr(world.parts[i].change(q))))
        world.parts[j].order.append((u, repr(world.parts[j].change(v))))


@shared
def locked_in_callback(o, r):
    part = r.choice(world.parts)
    seeds = [seeded(r) for _ in range(3)]

    def key(x):
        with part.lock:
            part.order.append((x[0], repr(part.change(x[1]))))
        return x[0]
    sorted(seeds, key=key)


@shared
def tried(o, r):
    part = r.choice(world.parts)
    s, q = seeded(r)
    if part.lock.acquire(timeout=r.choice((0, .0001, .001))):
        try:
            part.order.append((s, repr(part.change(q))))
        finally:
            part.lock.release()


@shared
def atomically(o, r):
    s, q = seeded(r)
    with transaction.atomic:
        world.free.order.append((s, repr(world.free.change(q))))


@shared
def atomically_in_callback(o, r):
    s, q = seeded(r)

    def f(m):
        with transaction.atomic:
            world.free.order.append((s, repr(world.free.change(q))))
        return "y"
    re.sub("x", f, "axb")


@shared
def reentrant(o, r):
    s, q = seeded(r)
    with world.rlock:
        was = world.r.n
        with world.rlock:
            seen = repr(world.r.change(q))
        spin(length(r))
        world.r.order.append((s, seen))
        assert world.r.n >= was


@shared
def transferred(o, r):
    """Items are handed on under a condition: none is lost, none comes twice."""
    with world.condition:
        world.items.append(o.number())
        world.condition.notify()
    with world.condition:
        ok = world.condition.wait_for(lambda: world.items, timeout=60)
        assert ok
        o.taken.append(world.items.pop(r.randrange(len(world.items))))


@shared
def limited(o, r):
    with world.places:
        world.inside.append(1)
        n = len(world.inside)
        assert n <= 2, n
        spin(length(r))
        world.most = max(world.most, n)
        world.inside.pop()


@shared
def queued(o, r):
    n = r.randrange(1, 5)
    for _ in range(n):
        world.queue.put(o.number(), timeout=60) if r.random() < .5 else put_or_take(o)
    for _ in range(20):
        try:
            o.taken.append(world.queue.get(timeout=r.choice((.0001, .001))))
        except queue.Empty:
            break


def put_or_take(o):
    x = o.number()
    while True:
        try:
            return world.queue.put_nowait(x)
        except queue.Full:
            with contextlib.suppress(queue.Empty):
                o.taken.append(world.queue.get_nowait())


@shared
def at_once(o, r):
    """Calls that need no lock."""
    for k in range(r.randrange(1, 10)):
        x = o.number()
        world.appended.append(x)
        o.setdefaults.append((x, world.defaults.setdefault(r.randrange(40), x)))
        o.numbers.append(next(world.numbers))
        world.deque.append(x)
        spin(length(r) // 10)
        with contextlib.suppress(IndexError):
            o.taken.append(world.deque.popleft())


@shared
def racing(o, r):
    """Nothing is promised but that it is an int, and that nothing breaks."""
    world.counts["n"] += 1
    world.counts["x%d" % r.randrange(30)] = len(world.counts)
    for k in list(world.counts):
        assert type(world.counts[k]) is int
    try:
        for k in world.counts:
            spin(3)
    except RuntimeError as e:
        assert "changed" in str(e)


@shared
def collected(o, r):
    if r.random() < .05:
        gc.collect()


@shared
def told(o, r):
    """Effects: each once."""
    x = r.random()
    if x < .3:
        os.write(log, b"w %d %d\n" % (o.index, o.count_effect()))
    elif x < .6:
        print("p", o.index, o.count_effect(), file=printed)
    elif x < .8:
        sorted(range(3), key=lambda k: print("p", o.index, o.count_effect(), file=printed) or spin(length(r)))
    else:
        print("p", o.index, o.count_effect(), file=printed, flush=True)
        os.write(log, b"w %d %d\n" % (o.index, o.count_effect()))


class Thread(Own):
    def __init__(self, index):
        super().__init__()
        self.index = index
        self.name = "worker-%d" % index
        self.results = []
        self.taken, self.numbers, self.setdefaults = [], [], []
        self.n = self.effects = 0

    def number(self):
        self.n += 1
        return self.index * 10**6 + self.n

    def count_effect(self):
        self.effects += 1
        return self.effects

    def work(self, alone=False):
        r = random.Random(seed * 1000003 + self.index)
        for k in range(steps):
            f = r.choice(r.choice((private, common)) or private or common)
            q = random.Random(r.randrange(1 << 60))
            if f in common:
                if not alone:
                    f(self, q)
            else:
                self.results.append((f.__name__, repr(f(self, q))))

    def run(self):
        try:
            self.work()
        except BaseException as e:
            failed.append(e)
            raise


if only:
    private = [f for f in private if f.__name__ in only]
    common = [f for f in common if f.__name__ in only]


def strip(results):
    """What a step that looks at the time has seen does not count."""
    return [(name, text if name not in ("timers", "asleep") else text.split("]")[0]) for name, text in results]


signals = 0


def on_signal(*args):
    global signals
    signals += 1
    spin(50)


world = Shared()
failed = []
with tempfile.TemporaryDirectory() as directory:
    log = os.open(directory + "/log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    printed = open(directory + "/printed", "w")
    workers = [Thread(i) for i in range(count)]
    threads = [threading.Thread(target=w.run, name=w.name) for w in workers]
    main = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    if main:
        signal.signal(signal.SIGALRM, on_signal)
        signal.setitimer(signal.ITIMER_REAL, .003, .003)
    try:
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    finally:
        if main:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_IGN)  # one may be on its way
    printed.close()
    os.close(log)
    if failed:
        raise failed[0]

    # Effects.
    effects = collections.defaultdict(list)
    for name in "log", "printed":
        with open("%s/%s" % (directory, name)) as f:
            last = collections.Counter()
            for line in f:
                _, i, k = line.split()
                assert last[i] < int(k), (name, line, last)
                last[i] = int(k)
                effects[int(i)].append(int(k))
    for w in workers:
        assert sorted(effects[w.index]) == list(range(1, w.effects + 1)), (w.index, sorted(effects[w.index]), w.effects)

# Each alone.
for w in workers:
    again = Thread(w.index)
    t = threading.Thread(target=again.work, args=(True,), name=w.name)
    t.start()
    t.join()
    got, want = strip(w.results), strip(again.results)
    for k, (a, b) in enumerate(zip(got, want)):
        assert a == b, "thread %d, result %d:\n%s\nalone:\n%s" % (w.index, k, a, b)
    assert len(got) == len(want) and (w.l, w.d, w.big, w.b, w.heap) == (again.l, again.d, again.big, again.b, again.heap)

# In the order in which it happened.
for part in [*world.parts, world.free, world.r]:
    again = Part()
    for k, (s, seen) in enumerate(part.order):
        now = repr(again.change(random.Random(s)))
        assert now == seen, "step %d: %s, in order %s" % (k, seen, now)
    assert again.state() == part.state()

# Nothing is lost, nothing comes twice.
taken = [x for w in workers for x in w.taken] + world.items + list(world.queue.queue) + list(world.deque)
assert len(taken) == len(set(taken)), "taken twice"
assert len(world.appended) == len(set(world.appended)) and len(world.deque) + len(taken) >= len(world.appended)
numbers = sorted(x for w in workers for x in w.numbers)
assert numbers == list(range(len(numbers))), "numbers"
won = [(x, y) for w in workers for x, y in w.setdefaults]
assert {x for x, y in won if x == y} == set(world.defaults.values()) and {y for x, y in won} == set(world.defaults.values())
assert not world.inside and world.most <= 2
assert set(taken) == {w.index * 10**6 + k for w in workers for k in range(1, w.n + 1)}, "lost"
