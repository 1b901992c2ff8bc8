"""Dicts against a list of pairs: random operations with keys of all kinds, also such that are equal across types."""

import random
import sys

# Another seed may be given on the command line.
seed = int(sys.argv[1]) if len(sys.argv) > 1 else 20261123
print("seed", seed)
rng = random.Random(seed)


class Odd:
    """A key that is compared in Python, and equal to an int."""

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == (other.n if isinstance(other, Odd) else other)

    def __repr__(self):
        return "Odd(%d)" % self.n


def key():
    n = rng.randrange(-30, spread)
    return (n, n, "k%d" % n, float(n) / 2, (n % 5, "t"), (n % 4, (n % 3, None)), bool(n & 1), n << 62, -n - (1 << 61), None, Odd(n))[rng.randrange(11)]


class Model:
    def __init__(self):
        self.pairs = []

    def find(self, k):
        for i, (x, _) in enumerate(self.pairs):
            if x is k or x == k:
                return i
        return -1

    def set(self, k, v):
        i = self.find(k)
        if i < 0:
            self.pairs.append((k, v))
        else:
            self.pairs[i] = self.pairs[i][0], v

    def delete(self, k):
        del self.pairs[self.find(k)]


def check(d, m):
    assert len(d) == len(m.pairs), (d, m.pairs)
    assert [repr(k) for k in d] == [repr(k) for k, _ in m.pairs], (d, m.pairs)
    assert list(d.values()) == [v for _, v in m.pairs]
    for i, (k, v) in enumerate(d.items()):
        assert m.pairs[i][1] == v
    for pair, (k, v) in zip(d.items(), m.pairs):
        assert pair[1] == v
    for k, v in m.pairs:
        assert d[k] == v and k in d and d.get(k, d) == v


for turn in range(150):
    spread = rng.choice((3, 10, 60, 300))
    d, m = {}, Model()
    for step in range(rng.randrange(160)):
        k = key()
        op = rng.randrange(12)
        there = m.find(k) >= 0
        assert (k in d) == there, (k, d)
        if op < 6:
            d[k] = step
            m.set(k, step)
        elif op == 6 and there:
            del d[k]
            m.delete(k)
        elif op == 7:
            assert d.pop(k, -1) == (m.pairs[m.find(k)][1] if there else -1)
            if there:
                m.delete(k)
        elif op == 8:
            assert d.setdefault(k, step) == (m.pairs[m.find(k)][1] if there else step)
            if not there:
                m.set(k, step)
        elif op == 9 and m.pairs:
            assert d.popitem()[1] == m.pairs.pop()[1]
        elif op == 10:
            c = rng.choice((dict, dict.copy, lambda d: {**d}, lambda d: d | {}, lambda d: dict(d.items())))(d)
            check(c, m)
            if rng.randrange(2):
                d = c
        elif op == 11:
            e = {key(): i for i in range(rng.randrange(8))}
            d.update(e)
            for x, v in e.items():
                m.set(x, v)
    check(d, m)
    while m.pairs and rng.randrange(8):
        k = rng.choice((m.pairs[0], m.pairs[-1], rng.choice(m.pairs)))[0]
        del d[k]
        m.delete(k)
    check(d, m)

for start in (0, 1, 5, 9, 40):
    d = dict.fromkeys(range(start))
    for view in (d, d.keys(), d.values(), d.items()):
        try:
            for x in view:
                d[len(d)] = 1
            print("no", end=" ")
        except RuntimeError as e:
            print(e, len(d))
    s = set(range(start))
    try:
        for x in s:
            s.add(len(s))
    except RuntimeError as e:
        print(e, len(s))
d = {1: 1, 2: 2}
try:
    for k in d:
        del d[k]
        d[k + 10] = 1
except RuntimeError as e:
    print(e)
