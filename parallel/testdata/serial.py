"""Random transactions over shared data, and the same ones again, one after the other, in the order of their commits.

    serial.py SEED COUNT MODE      runs them: MODE is the number of workers, or "threads"
    serial.py SEED COUNT replay    repeats them in the order that is read from standard input

Both print the order, what each transaction has seen, and the data at the end; the same, if each transaction was whole.
The order is that of a list to which all append without looking at it.
"""
import array
import bisect
import collections
import copy
import csv
import functools
import hashlib
import heapq
import io
import itertools
import json
import queue
import random
import re
import struct
import sys
import time
import zlib


class Node:
    kind = 0
    total = 0
    __marks = ()

    def __init__(self, n):
        self.n = n
        self.children = []
        self.table = {}

    @property
    def twice(self):
        return self.n * 2

    @twice.setter
    def twice(self, n):
        self.n = n // 2

    def walk(self):
        yield self.n
        for c in self.children:
            yield from c.walk()

    def __repr__(self):
        return "N%d%r%r" % (self.n, self.children, sorted((k, v) for k, v in vars(self).items() if k not in ("n", "children")))


class Other(Node):
    kind = 1

    @property
    def twice(self):
        return -self.n


class Slotted:
    __slots__ = ("a", "b", "c", "more", "__dict__")

    def __init__(self, a):
        self.a, self.b = a, [a]

    def __repr__(self):
        return "S" + "".join("%s%r" % (k, getattr(self, k)) for k in ("a", "b", "c", "more") if hasattr(self, k)) + repr(sorted(vars(self).items()))


class Error(Exception):
    pass


def counter(start):
    n, log = start, []

    def step(k=1):
        nonlocal n
        n += k
        log.append(n)
        if len(log) > 5:
            del log[:3]
        return n

    def look():
        return n, list(log)
    return step, look


def numbers(start):
    n, got = start, 0
    while True:
        try:
            got = yield n + (got or 0)
        except Error as e:
            n -= len(e.args)
        n += 1


def limited(data):
    for k, x in enumerate(data):
        yield k, x


module_number = 0
module_list = []


@functools.lru_cache(maxsize=20)
def cached(n):
    return n * n, [n]


@functools.cache
def kept(n):
    return [n]


class World:
    def __init__(self):
        self.small = list(range(10))
        self.large = list(range(1000))
        self.rows = [[k, k + 1] for k in range(12)]
        self.d = {k: k for k in range(10)}
        self.big = {k: k for k in range(700)}
        self.fixed = {k: 0 for k in range(400)}  # keys neither come nor go: what iterators then do is left open
        self.names = {"n%d" % k: k for k in range(20)}
        self.deep = [{k: [j for j in range(3)] for k in range(4)} for _ in range(6)]
        self.s = set(range(12))
        self.bigs = set(range(900))
        self.q = collections.deque(range(10))
        self.bigq = collections.deque(range(1500))
        self.lastq = collections.deque(maxlen=7)
        self.root = Node(0)
        self.nodes = [self.root] + [Node(k) for k in range(1, 8)]
        self.root.children += self.nodes[1:4]
        self.slots = [Slotted(k) for k in range(5)]
        self.counters = [counter(k * 10) for k in range(3)]
        self.gens = [numbers(k) for k in range(3)]
        for g in self.gens:
            next(g)
        self.lim = limited([1, 2, 3, 4, 5])
        self.its = {}
        self.b = bytearray(range(100))
        self.bigb = bytearray(2000)
        self.a = array.array("i", range(600))
        self.od = collections.OrderedDict((k, k) for k in range(8))
        self.dd = collections.defaultdict(list)
        self.c = collections.Counter("abracadabra")
        self.chain = collections.ChainMap({}, self.d)
        self.heap = []
        self.sorted = []
        self.text = io.StringIO()
        self.bytes = io.BytesIO()
        self.random = random.Random(5)
        self.count = itertools.count()
        self.cycle = itertools.cycle([1, 2, 3])
        self.chained = itertools.chain.from_iterable([k, k + 1] for k in range(10**6))
        self.zipped = zip(itertools.count(), itertools.count(5), strict=True)
        self.acc = itertools.accumulate(itertools.count())
        self.tee = itertools.tee(itertools.count(), 2)
        self.enum = enumerate(self.chained)
        self.mapped = map(lambda x: x + 1, itertools.count())
        self.grouped = itertools.groupby(itertools.count(), lambda n: n // 3)
        self.hash = hashlib.sha256()
        self.crc = zlib.compressobj()
        self.queue = queue.Queue()
        self.pq = queue.PriorityQueue()
        self.lifo = queue.SimpleQueue()
        self.partial = functools.partial(max, 3)
        self.frame = [self]
        self.view = self.d.keys()
        self.mem = memoryview(self.b)

    def state(self):
        skip = ("counters", "gens", "lim", "its", "text", "bytes", "random", "count", "cycle", "chained", "zipped", "acc", "tee", "enum", "mapped", "grouped",
                "hash", "crc", "queue", "pq", "lifo", "partial", "frame", "view", "mem", "s", "bigs", "d", "chain")
        out = {k: repr(v) for k, v in vars(self).items() if k not in skip}
        out["s"] = sorted(self.s), sorted(self.bigs)
        out["d"] = list(self.d.items())
        out["counters"] = [look() for _, look in self.counters]
        out["gens"] = [next(g) for g in self.gens], next(self.lim, None)
        out["text"] = self.text.getvalue(), self.bytes.getvalue()
        out["its"] = [next(x) for x in (self.count, self.cycle, self.zipped, self.acc, *self.tee, self.enum, self.mapped)], next(self.grouped)[0]
        out["random"] = self.random.random()
        out["hash"] = self.hash.hexdigest()
        out["q"] = list(self.queue.queue), sorted(self.pq.queue), self.lifo.qsize()
        out["class"] = Node.total, Node.kind, [k for k in vars(Node) if k.startswith("x")], Other.kind
        out["module"] = module_number, module_list
        return out


ops = []


def op(f):
    ops.append(f)
    return f


@op
def list_items(w, r):
    i, j = r.randrange(len(w.small) or 1), r.randrange(1000)
    if w.small:
        w.small[i] += 1
    w.large[j % len(w.large)] += r.randrange(3)
    return sum(w.small), w.large[-1], len(w.large)


@op
def list_slices(w, r):
    i = r.randrange(10)
    old = w.small[i:i + 3]
    w.small[i:i + 2] = [r.randrange(100) for _ in range(r.randrange(4))]
    return old, w.small[::-1]


@op
def large_slices(w, r):
    i = r.randrange(len(w.large))
    n = r.randrange(300)
    w.large[i:i + n] = [r.randrange(100) for _ in range(min(r.randrange(300), 1200 - len(w.large) + n))]
    return w.large[i:i + 3], len(w.large), sum(w.large[::7])


@op
def extended_slices(w, r):
    step = r.randrange(2, 9)
    w.large[::step] = list(reversed(w.large[::step]))
    if len(w.large) > 900:
        del w.large[1::r.randrange(20, 40)]
    return sum(w.large[::step])


@op
def list_grow(w, r):
    x = r.choice([w.small, w.large, w.rows[r.randrange(12)]])
    w.small.append(r.randrange(50))
    w.small.insert(r.randrange(-3, 8), 7)
    w.large.extend(range(r.randrange(5)))
    x += [1]
    if len(w.small) > 30:
        w.small.clear()
    if len(w.large) > 1500:
        del w.large[1000:]
    return len(x)


@op
def list_blind(w, r):
    w.small.append(r.randrange(50))
    w.large.append(r.randrange(50))
    w.rows[r.randrange(12)].append(1)


@op
def list_shrink(w, r):
    out = []
    for x in w.small, w.large, w.rows[r.randrange(12)]:
        if x:
            out.append(x.pop())
        if x:
            out.append(x.pop(r.randrange(len(x))))
        if len(x) > 3:
            del x[1]
            if x[0] in x:
                x.remove(x[0])
    if len(w.large) < 700:
        w.large += range(400)
    return out


@op
def list_order(w, r):
    w.small.sort(key=lambda v: (v % 5, -v), reverse=r.random() < .5)
    if r.random() < .3:
        w.large.sort(reverse=r.random() < .5)
    elif r.random() < .3:
        w.large.reverse()
    w.rows.reverse()
    return w.small, w.large[:2], w.rows[0], max(w.large), w.small.count(7)


@op
def list_whole(w, r):
    if r.random() < .2:
        w.large[:] = [k % 97 for k in range(r.randrange(900, 1100))]
    if r.random() < .2:
        w.small *= 2
        del w.small[12:]
    w.rows[r.randrange(12)] = copy.copy(w.small)
    w.rows[r.randrange(12)], w.rows[r.randrange(12)] = w.rows[0], w.rows[-1]
    return w.large == sorted(w.large), w.small < w.rows[3], len(w.large)


@op
def iterate_and_change(w, r):
    out = []
    for k, v in enumerate(w.small):
        if v % 3 == 0:
            w.small[k] = v + 1
        if k == 5 and len(w.small) < 20:
            w.small.append(v)
        out.append(v)
    try:
        for k in w.d:
            if k == 3:
                w.d[r.randrange(30)] = 1
            out.append(k)
    except RuntimeError as e:
        out.append(str(e))
    return out


@op
def dict_items(w, r):
    k = r.randrange(30)
    w.d[k] = w.d.get(k, 0) + 1
    w.big[r.randrange(700)] = k
    for _ in range(r.randrange(20)):
        w.fixed[r.randrange(400)] += k
    w.names["n%d" % r.randrange(20)] = k
    return list(w.d.items()), w.big.get(k)


@op
def dict_blind(w, r):
    w.d[r.randrange(30)] = r.randrange(9)
    w.big[r.randrange(800)] = r.randrange(9)
    w.fixed[r.randrange(400)] = r.randrange(9)
    w.names["m%d" % r.randrange(50)] = r.randrange(9)


@op
def dict_shrink(w, r):
    out = [w.d.pop(r.randrange(30), None), w.big.pop(r.randrange(700), None)]
    if w.d:
        out.append(w.d.popitem())
    if len(w.names) > 40:
        out.append(w.names.popitem())
        w.names.pop(next(iter(w.names)))
    if len(w.big) > 780:
        for k in list(w.big)[700:]:
            del w.big[k]
    try:
        del w.d[5]
    except KeyError as e:
        out.append(e.args)
    return out


@op
def dict_whole(w, r):
    x = r.random()
    if x < .2:
        w.d.clear()
        w.d.update(a=1)
    elif x < .4:
        w.d |= {k: -k for k in range(r.randrange(8))}
    elif x < .5:
        w.big.clear()
        w.big.update((k, 0) for k in range(700))
    elif x < .6:
        w.big.update({k: 5 for k in range(r.randrange(300), 400)})
    return list(w.d), len(w.big), sum(v for v in w.big.values()), w.d.setdefault(r.randrange(30), 3) == 3, list(reversed(w.big))[:4]


@op
def dict_order(w, r):
    out = list(w.big)[-5:], list(w.names.items())[-4:]
    k = next(iter(w.big))
    w.big[k] = w.big.pop(k)
    return out


@op
def nested(w, r):
    x = w.deep[r.randrange(6)]
    l = x.setdefault(r.randrange(5), [])
    l.append(r.randrange(10))
    if len(l) > 8:
        x[r.randrange(4)] = [l[:2]]
        w.deep[r.randrange(6)] = {k: list(v) for k, v in x.items()}
    w.deep[r.randrange(6)][9] = l
    return [sorted(y) for y in w.deep], l


@op
def sets(w, r):
    w.s.add(r.randrange(40))
    w.s.discard(r.randrange(40))
    if r.random() < .3:
        w.s ^= set(range(r.randrange(10)))
    if r.random() < .3:
        w.s.update(range(r.randrange(5)), [50])
    if w.s:
        w.s.remove(min(w.s))
    k = r.randrange(900)
    had = k in w.bigs
    (w.bigs.discard if had else w.bigs.add)(k)
    if r.random() < .1:
        w.bigs -= set(range(k, k + 200))
        w.bigs |= set(range(100))
    return sorted(w.s), had, len(w.bigs), len(w.s & w.bigs)


@op
def sets_blind(w, r):
    w.s.add(r.randrange(40))
    w.bigs.add(r.randrange(1100))


@op
def deques(w, r):
    w.q.append(r.randrange(9))
    w.q.appendleft(r.randrange(9))
    out = [w.q.popleft(), w.q.pop()]
    w.q.rotate(r.randrange(-3, 4))
    w.lastq.extend(out)
    w.bigq.rotate(r.randrange(-400, 400))
    w.bigq[r.randrange(1000)] += 1
    w.bigq.append(w.bigq.popleft())
    if r.random() < .3:
        w.q.insert(2, 5)
        w.q.reverse()
        w.bigq.extendleft(range(r.randrange(100)))
    if len(w.q) > 20:
        w.q.clear()
        w.q.extend([1, 2, 3])
    while len(w.bigq) > 1600:
        w.bigq.pop()
    return out, list(w.lastq), w.bigq[0], w.bigq[-1], w.bigq[len(w.bigq) // 2], w.q.count(5)


@op
def deque_blind(w, r):
    w.q.append(r.randrange(9))
    w.bigq.append(2)
    w.lastq.append(r.randrange(9))


@op
def objects(w, r):
    n = r.choice(w.nodes)
    n.n += 1
    n.twice = r.randrange(50) if type(n) is Node else 0
    return n.n


@op
def attributes(w, r):
    n = r.choice(w.nodes)
    name = "x%d" % r.randrange(12)
    if hasattr(n, name) and r.random() < .5:
        delattr(n, name)
    else:
        setattr(n, name, r.randrange(9))
    if r.random() < .2:
        n.__dict__["direct"] = r.randrange(3)
    if r.random() < .1:
        n.__dict__.pop("direct", 0)
    if r.random() < .05:
        n.__dict__ = dict(n.__dict__)
    return list(vars(n))


@op
def trees(w, r):
    a, b = r.choice(w.nodes[1:]), r.choice(w.nodes[1:])
    new = Node(r.randrange(9))
    a.table[b.n] = r.randrange(5)
    if r.random() < .5:
        a.children.append(new)
    if len(a.children) > 3:
        a.children = [c for c in a.children if c.children][:2]
    if len(list(w.root.walk())) > 60:
        for n in w.nodes:
            n.children = []
    if len(a.table) > 6:
        a.table = {}
    k = r.randrange(1, 8)
    w.nodes[k] = new
    return list(w.root.walk())


@op
def rebind(w, r):
    x = r.random()
    if x < .2:
        w.small = w.small + [1]
        if len(w.small) > 25:
            w.small = []
    elif x < .4:
        w.slots = list(w.slots)
    elif x < .6:
        w.root = Node(w.root.n + 1)
        w.nodes[0] = w.root
        w.root.children = [w.nodes[k] for k in (1, 2)]
    return len(w.small)


@op
def slots(w, r):
    s = r.choice(w.slots)
    s.a += 1
    s.b.append(s.a)
    if len(s.b) > 6:
        s.b = []
    if hasattr(s, "c"):
        del s.c
    else:
        s.c = r.randrange(5)
    s.extra = r.randrange(3)
    return [repr(x) for x in w.slots]


@op
def classes(w, r):
    x = r.random()
    if x < .1:
        Node.total += 1
    elif x < .13:
        setattr(Node, "x%d" % r.randrange(3), 1)
    elif x < .15:
        Other.kind += 1
    elif x < .18:
        n = w.nodes[r.randrange(1, 8)]
        n.__class__ = Other if type(n) is Node else Node
    return Node.total, Other.kind, [k for k in vars(Node) if k.startswith("x")], [type(n).__name__ for n in w.nodes], w.nodes[1].twice


@op
def cells(w, r):
    step, look = r.choice(w.counters)
    step(r.randrange(3))
    return look(), w.counters[0][1]()


@op
def generators(w, r):
    g = r.choice(w.gens)
    out = [next(g)]
    if r.random() < .3:
        out.append(g.send(r.randrange(3)))
    if r.random() < .2:
        out.append(g.throw(Error("a", "b")))
    try:
        out.append(next(w.lim))
    except StopIteration:
        w.lim = limited(list(w.small[:4]))
    if r.random() < .1:
        w.lim.close()
    return out


@op
def iterators(w, r):
    out = []
    for name, make in (("l", lambda: iter(w.small)), ("d", lambda: iter(w.fixed)), ("q", lambda: iter(w.q)), ("i", lambda: iter(w.fixed.items())),
                       ("r", lambda: reversed(w.small)), ("o", lambda: iter(w.od)), ("f", lambda: filter(None, w.small)),
                       ("s", lambda: itertools.islice(w.large, 3, None, 90)), ("p", lambda: itertools.permutations(w.small[:4]))):
        if r.random() < .3:
            continue
        if name not in w.its or r.random() < .1:
            w.its[name] = make()
        try:
            out.append(next(w.its[name]))
        except StopIteration:
            del w.its[name]
        except RuntimeError as e:
            out.append(str(e))
            del w.its[name]
    return out


@op
def shared_iterators(w, r):
    x = r.randrange(9)
    if x == 0:
        return next(w.count), next(w.cycle)
    if x == 1:
        return next(w.zipped)
    if x == 2:
        return next(w.acc)
    if x == 3:
        return next(w.tee[r.randrange(2)])
    if x == 4:
        return next(w.enum)
    if x == 5:
        return next(w.mapped)
    if x == 6:
        k, g = next(w.grouped)
        return k, list(g)
    if x == 7:
        return w.random.random(), w.random.randrange(10), w.random.sample(range(9), 3)
    return [next(w.chained) for _ in range(3)]


@op
def bytearrays(w, r):
    i = r.randrange(90)
    w.b[i] = r.randrange(256)
    w.mem[i + 1] = 7
    w.mem[2:5] = b"abc"
    j = r.randrange(1500)
    w.bigb[j] = 1
    w.bigb[j:j + 4] = bytes(r.randrange(8))
    if r.random() < .2:
        w.bigb.extend(b"xyz")
        w.bigb.append(5)
        w.bigb.reverse()
    if len(w.bigb) > 2100 or len(w.bigb) < 1900:
        w.bigb[:] = bytes(2000)
    struct.pack_into("<H", w.b, 50, r.randrange(1000))
    return sum(w.b), len(w.bigb), sum(w.bigb), w.b.find(b"abc")


@op
def arrays(w, r):
    w.a[r.randrange(500)] += 1
    w.a.append(r.randrange(9))
    if r.random() < .3:
        w.a[3:9] = array.array("i", range(r.randrange(9)))
        w.a.reverse()
    if len(w.a) > 620:
        del w.a[600:]
    while len(w.a) < 590:
        w.a.extend([0] * 10)
    return sum(w.a), len(w.a)


@op
def ordered(w, r):
    k = r.randrange(12)
    w.od[k] = w.od.get(k, 0) + 1
    w.od.move_to_end(next(iter(w.od)), last=r.random() < .5)
    if len(w.od) > 9:
        w.od.popitem(last=r.random() < .5)
    return list(w.od.items())


@op
def defaults(w, r):
    w.dd[r.randrange(8)].append(r.randrange(5))
    w.c.update("ab"[r.randrange(2)])
    w.c.subtract("c")
    w.c["d"] += 2
    w.chain[r.randrange(40)] = 1
    if len(w.dd) > 6 and r.random() < .2:
        w.dd.clear()
        w.chain.maps[0].clear()
    return {k: len(v) for k, v in w.dd.items()}, w.c.most_common(3), len(w.chain), w.c.total()


@op
def heaps(w, r):
    heapq.heappush(w.heap, r.randrange(100))
    bisect.insort(w.sorted, r.randrange(100))
    out = []
    if len(w.heap) > 10:
        out.append(heapq.heappop(w.heap))
        out.append(heapq.heapreplace(w.heap, 50))
    if len(w.sorted) > 20:
        del w.sorted[bisect.bisect(w.sorted, 50):]
    return out, w.sorted


@op
def texts(w, r):
    if r.random() < .1:
        w.text.seek(0)
        w.text.truncate()
        w.bytes.seek(0)
        w.bytes.truncate(0)
    print(r.randrange(1000), end=",", file=w.text)
    w.bytes.write(b"%d" % r.randrange(9))
    csv.writer(w.text).writerow([1, r.randrange(5)])
    return w.text.tell(), len(w.text.getvalue()), w.bytes.getvalue()[-5:]


@op
def hashes(w, r):
    w.hash.update(b"%d" % r.randrange(100))
    return w.hash.hexdigest()[:8]


@op
def queues(w, r):
    w.queue.put(r.randrange(9))
    w.pq.put((r.randrange(99), 1))
    w.lifo.put(r.randrange(5))
    out = []
    if r.random() < .6:
        out += w.queue.get(), w.pq.get(), w.lifo.get()
    try:
        if r.random() < .3:
            while True:
                out.append(w.lifo.get_nowait())
    except queue.Empty:
        pass
    return out, w.queue.qsize()


@op
def exceptions(w, r):
    def deep(n):
        w.small.append(n)
        try:
            if not n:
                raise Error(len(w.small))
            deep(n - 1)
        finally:
            w.counters[2][0](1)
            w.small.pop()
    try:
        deep(r.randrange(5))
    except Error as e:
        try:
            raise KeyError(w.counters[2][1]()[0]) from e
        except KeyError as e2:
            return e2.args, e2.__cause__.args


@op
def caches(w, r):
    if r.random() < .03:
        cached.cache_clear()
        kept.cache_clear()
    x = kept(r.randrange(50))
    x.append(1)
    return cached(r.randrange(30))[0], x, kept(x[0]) is x


@op
def globals_(w, r):
    global module_number
    module_number += 1
    module_list.append(module_number)
    if len(module_list) > 10:
        del module_list[:5]
    return module_number


@op
def copies(w, r):
    x = copy.deepcopy(w.deep)
    x[0][77] = 1
    return len(json.dumps(w.names)), w.deep == x, re.sub(r"\d", "#", repr(w.rows[2])), list(w.view)[-2:], len(w.view & {1, 2})


@op
def compare(w, r):
    return w.rows[r.randrange(12)] == w.rows[r.randrange(12)], w.d == dict(w.d), w.s <= w.bigs, w.q == w.lastq, [7, 7] in w.rows, sum(w.bigq), hash(tuple(w.small[:3]))


@op
def look(w, r):
    return zlib.crc32(repr((w.small, w.large, list(w.big.items()), w.rows, w.deep, sorted(w.bigs), list(w.bigq), bytes(w.bigb))).encode())


world = World()
order = []
seen = {}
seed, count, mode = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
only = sys.argv[4:]
if only:
    ops = [f for f in ops if f.__name__ in only]


def body(i):
    r = random.Random(seed * 1000003 + i)
    out = []
    for _ in range(r.randrange(1, 7)):
        f = r.choice(ops)
        try:
            out.append((f.__name__, f(world, r)))
        except Exception as e:
            out.append((f.__name__, type(e).__name__, str(e)))
        if r.random() < .05 and mode != "replay":
            time.sleep(.0003)  # so that others run meanwhile, however few cores there are
    text = repr(out)
    if r.random() < .3:
        out.append(len(order))  # looks into the list to which others append blindly
        text = repr(out)
    seen[i] = text
    order.append(i)


def chained(i):
    import transaction
    body(i)
    if i % 7 == 0:
        transaction.add(body, i + count)
    if i % 50 == 0:
        print(i)  # held until it commits


def finish():
    state = world.state()
    for k, i in enumerate(order):
        print(k, i, seen[i])
    for k, v in state.items():
        print(k, v)


if mode == "replay":
    for i in [int(x) for x in sys.stdin.read().split()]:
        body(i)
    finish()
elif mode == "threads":
    import threading
    import transaction

    def work(k):
        for i in range(k, count, 4):
            with transaction.atomic:
                body(i)
    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(order) == list(range(count))
    finish()
else:
    import transaction
    transaction.set_num_threads(int(mode))
    real, sys.stdout = sys.stdout, io.StringIO()
    for i in range(count):
        transaction.add(chained, i)
    transaction.run()
    printed, sys.stdout = sys.stdout.getvalue().split(), real
    assert sorted(order) == sorted([*range(count), *range(count, 2 * count, 7)]), len(order)
    assert printed == [str(i) for i in order if i % 50 == 0 and i < count], printed
    s = transaction.stats()
    print(s.transactions, "transactions", s.aborts, "aborts", s.waits, "waits", s.inevitable, "inevitable", file=sys.stderr)
    finish()
