"""Generators whose tuples only the variable of a loop refers to: weft uses their memory again, and a
program must not be able to tell."""

import gc
import itertools
import sys
import threading


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        head = items[i:i + 1]
        for rest in permutations(items[:i] + items[i + 1:]):
            yield head + rest


for n in range(1, 7):
    assert list(permutations(tuple(range(n)))) == list(itertools.permutations(range(n))), n
assert sorted(set(permutations("abcd"))) == sorted("".join(p) for p in itertools.permutations("abcd"))


def pairs(n):
    for i in range(n):
        yield (i,) + (i + 1,)


def triples(n):
    for i in range(n):
        yield i, -i, [i]


def all_different(kept, n):
    "What was kept is not overwritten by what came afterwards."
    return [t[0] for t in kept] == list(range(n))


# A slice of all of it, and the sum with nothing, is the tuple itself.
def slices(n):
    kept = []
    for t in pairs(n):
        kept.append(t[:])
        t[0]
    return kept


def from_key(n):
    kept = []
    whole = slice(None, None, None)
    for t in pairs(n):
        kept.append(t[whole])
    return kept


def sums(n):
    kept = []
    none = ()
    for t in pairs(n):
        kept.append(t + none)
    return kept


def sums_left(n):
    kept = []
    none = ()
    for t in pairs(n):
        kept.append(none + t)
    return kept


def sums_constant(n):
    kept = []
    for t in pairs(n):
        kept.append(t + ())
    return kept


def sums_in_place(n):
    kept = []
    for t in pairs(n):
        t += ()
        kept.append(t[:])
    return kept


class Collector:
    def __init__(self):
        self.kept = []

    def __radd__(self, other):
        self.kept.append(other)
        return self

    def __add__(self, other):
        self.kept.append(other)
        return self


def to_right(n):
    c = Collector()
    for t in pairs(n):
        t + c
    return c.kept


def to_left(n):
    c = Collector()
    for t in triples(n):
        c + t
    return c.kept


# Those who ask for the variables of a frame.
def by_frame(n):
    kept = []
    for t in pairs(n):
        kept.append(sys._getframe().f_locals["t"])
    return kept


def caller_looks(n):
    kept = []

    def look():
        kept.append(sys._getframe(1).f_locals["t"])
    for t in triples(n):
        look()
        t[0]
    return kept


def by_generator_frame(n):
    def loop():
        for t in pairs(n):
            yield t[0]
    g = loop()
    kept = []
    for _ in g:
        kept.append(g.gi_frame.f_locals["t"])
    return kept


def by_traceback(n):
    kept = []

    def fail(x):
        raise ValueError(x)

    for t in pairs(n):
        try:
            fail(t[0])
        except ValueError as e:
            kept.append(e.__traceback__.tb_frame.f_locals["t"])
    return kept


def by_dead_frame(n):
    kept = []

    def search(k):
        for t in pairs(n):
            if t[0] == k:
                raise KeyError(k)

    for k in range(n):
        try:
            search(k)
        except KeyError as e:
            kept.append(e.__traceback__.tb_next.tb_frame.f_locals["t"])
    return kept


def by_collector(n):
    kept = []
    for t in triples(n):
        kept += [x for x in gc.get_objects() if type(x) is tuple and len(x) == 3 and x[2] is t[2] and x[1] == -t[0]]
        t[0]
    return kept


def by_tracer(n):
    kept = []

    def tracer(frame, event, arg):
        if event == "return" and type(arg) is tuple and frame.f_code.co_name == "pairs":
            kept.append(arg)
        return tracer

    def loop():
        for t in pairs(n):
            t[0]
    sys.settrace(tracer)
    loop()
    sys.settrace(None)
    return kept


# The variable outlives the loop, and others assign to it.
def last(n):
    kept = []
    for k in range(n):
        for t in pairs(k + 1):
            pass
        for u in pairs(30):
            u[0]
        kept.append(t + (0,))
    return kept


def nested(n):
    kept = []
    for t in pairs(n):
        first = t[0]
        for t in pairs(3):
            t[1]
        assert t[0] == 2 and t[1] == 3
        kept.append((first,) + t)
    return kept


def broken_off(n):
    kept = []
    for k in range(n):
        for t in pairs(100):
            if t[0] == k:
                break
        for u in triples(4):
            u[0]
        kept.append((t[0], t[1]))
    return kept


def two_loops(n):
    a, b = [], []
    g = pairs(2 * n)
    for t in g:
        a.append(t[0])
        for u in g:
            b.append(u[0])
            break
        assert t[0] + 1 == u[0], (t[0], u[0])
    return [(x,) for x in sorted(a + b)[:n]]


# The generator yields what it keeps, now and then.
def mixed(n):
    kept = ()
    for i in range(n):
        kept = (i,) + ()
        if i % 3 == 0:
            yield kept
        elif i % 3 == 1:
            yield kept + ()
        else:
            yield () + kept
        assert kept == (i,), kept


def from_mixed(n):
    out = []
    for t in mixed(n):
        out.append((t[0],))
    return out


class Same:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return self.value


def same(n):
    t = (0, 1)
    s = Same(t)
    next(pairs(1))
    for _ in range(n):
        yield s + 1
    assert t == (0, 1), t


def from_same(n):
    g = ((x, x) for x in range(3))
    next(g)
    for t in same(n):
        t[0]
    for t in pairs(n):
        t[0]
    assert next(g) == (1, 1)
    return [(i,) for i in range(n)]


# Items, unpacking, searching, looping.
def looks(n):
    kept = []
    for t in triples(n):
        a, b, c = t
        assert a in t and a + 7 not in t
        assert t
        for x in t:
            pass
        assert x is c and t[-1] is c and t[2] == [a] and b == -a
        kept.append((a,) + t[1:])
    return kept


def unpacked(n):
    kept = []
    for a, b, c in triples(n):
        kept.append((a, b, c))
        for x, y in pairs(3):
            assert y == x + 1
            for t in pairs(2):
                assert t[0] + 1 == t[1]
        assert c == [a]
    g = triples(n)
    for i, (a, b, c) in enumerate(g):
        assert a == i
    out = [(a, c) for a, b, c in triples(n)]
    assert out == [(i, [i]) for i in range(n)]
    assert {a: b for a, b in pairs(n)} == {i: i + 1 for i in range(n)}
    try:
        for a, b in triples(n):
            pass
    except ValueError as e:
        assert "too many values" in str(e)
    return kept


def alive(n):
    "The items live as long as somebody refers to them, and no longer."
    items = [t[2] for t in triples(n)]
    return [(x[0],) for x in items]


# Slices that only an addition refers to.
def parts(n):
    kept = []
    t = tuple(range(n))
    for i in range(n):
        without = t[:i] + t[i + 1:]
        assert len(without) == n - 1 and i not in without
        turned = t[i:] + t[:i]
        assert turned[0] == i and turned[-1] == (i - 1) % n and len(turned) == n, turned
        kept.append((i,) + turned)
        kept[-1] = kept[-1][:1] + t[:2]
        whole = t[:] + t[n:]
        assert whole is t
        both = t[0:] + t[0:3]
        assert both[:n] == t and both[n:] == (0, 1, 2)
    assert t == tuple(range(n))
    return kept


def parts_kept(n):
    class Slices:
        def __getitem__(self, key):
            return kept[-1]

    s = Slices()
    kept = []
    for i in range(n):
        t = (i, i, i)
        kept.append(t[:1])
        a = s[1:] + (5,)
        b = (5,) + s[1:]
        c = t[:2] + s[1:] + t[2:]
        x = (y := t[1:]) + t[:2]
        assert a == (i, 5) and b == (5, i) and c == (i,) * 4 and x == (i,) * 4 and y == (i,) * 2
    return kept


def parts_between(n):
    def g(t):
        while True:
            yield t[:2] + (yield) + t[2:]
    kept = []
    for i in range(n):
        it = g((i, i + 1, i + 2))
        next(it)
        kept.append(it.send((i,)))
        assert kept[-1] == (i, i + 1, i, i + 2)
    return kept


def parts_fail(n):
    kept = []
    for i in range(n):
        t = (i, i + 1, i + 2)
        try:
            t[:2] + None
        except TypeError:
            kept.append(t[:2] + t[2:])
        try:
            t[:2] + [].pop() + t[1:]
        except IndexError:
            pass
        assert t == (i, i + 1, i + 2)
    return kept


for f in (parts, parts_kept, parts_between, parts_fail, slices, from_key, sums, sums_left, sums_constant, sums_in_place, to_right, to_left, by_frame, caller_looks, by_generator_frame,
          by_traceback, by_dead_frame, by_collector, by_tracer, last, nested, broken_off, two_loops, from_mixed, from_same, looks, unpacked, alive):
    kept = f(20)
    if f is last:
        assert [t[0] for t in kept] == list(range(20)) and [t[1] for t in kept] == list(range(1, 21)), kept
    assert all_different(kept, 20), (f.__name__, kept)


# Across threads: each half of the loop runs in another one.
def across(n):
    def loop():
        for t in pairs(n):
            yield t[0]
    g = loop()
    kept = []

    def step():
        next(g)
        kept.append(g.gi_frame.f_locals["t"])
    for i in range(n):
        if i % 2:
            th = threading.Thread(target=step)
            th.start()
            th.join()
        else:
            step()
    return kept


assert all_different(across(20), 20)


class Watched:
    alive = 0

    def __init__(self):
        Watched.alive += 1

    def __del__(self):
        Watched.alive -= 1


def watched(n):
    for i in range(n):
        yield (Watched(),) + (i,)


def drop(n):
    total = 0
    for t in watched(n):
        total += t[1]
    return total


drop(10)
gc.collect()
assert Watched.alive == 0, Watched.alive
print("ok")
