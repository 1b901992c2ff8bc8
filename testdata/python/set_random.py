"""Sets against a model: random operations on sets of ints, strs, tuples and numbers that are equal across types."""

import random
import sys

# Another seed may be given on the command line.
seed = int(sys.argv[1]) if len(sys.argv) > 1 else 20261123
print("seed", seed)
rng = random.Random(seed)


def value():
    kind = rng.randrange(8)
    n = rng.randrange(-40, 200)
    if kind < 3:
        return n
    if kind == 3:
        return float(n) / 2
    if kind == 4:
        return (n % 7, n % 3)
    if kind == 5:
        return bool(n & 1)
    if kind == 6:
        return (n % 5, (float(n % 4), True))
    return n << 61


class Model:
    """A set as a list of items, searched from the beginning."""

    def __init__(self, items=()):
        self.items = []
        for x in items:
            self.add(x)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)


def check(s, m):
    assert len(s) == len(m.items), (s, m.items)
    for x in m.items:
        assert x in s, (x, s)
    for x in s:
        assert x in m.items, (x, m.items)


for turn in range(120):
    a, ma = set(), Model()
    b, mb = set(), Model()
    for step in range(rng.randrange(120)):
        x = value()
        s, m = (a, ma) if rng.randrange(2) else (b, mb)
        op = rng.randrange(10)
        if op < 7:
            s.add(x)
            m.add(x)
        elif op == 7:
            s.discard(x)
            m.discard(x)
        elif op == 8 and x in m.items:
            s.remove(x)
            m.discard(x)
        elif op == 9 and rng.randrange(20) == 0:
            s.clear()
            m.items.clear()
    check(a, ma)
    check(b, mb)
    check(a | b, Model(ma.items + mb.items))
    check(a & b, Model([x for x in ma.items if x in mb.items]))
    check(a - b, Model([x for x in ma.items if x not in mb.items]))
    check(a ^ b, Model([x for x in ma.items if x not in mb.items] + [x for x in mb.items if x not in ma.items]))
    assert (a <= b) == all(x in mb.items for x in ma.items)
    assert a.isdisjoint(b) == (not any(x in mb.items for x in ma.items))
    assert hash(frozenset(a)) == hash(frozenset(ma.items))
    c = set(a)
    check(c, ma)
    assert c == a and not c != a
    for name, want in (
        ("update", ma.items + mb.items),
        ("intersection_update", [x for x in ma.items if x in mb.items]),
        ("difference_update", [x for x in ma.items if x not in mb.items]),
        ("symmetric_difference_update", [x for x in ma.items if x not in mb.items] + [x for x in mb.items if x not in ma.items]),
    ):
        c = a.copy()
        getattr(c, name)(b)
        check(c, Model(want))
        c = a.copy()
        getattr(c, name)(list(b))
        check(c, Model(want))
    while c:
        c.pop()

# The order of sets of ints is the same everywhere.
for turn in range(8):
    a = {rng.randrange(-50, 300) for i in range(rng.randrange(150))}
    b = {rng.randrange(-50, 300) for i in range(rng.randrange(150))}
    for i in range(rng.randrange(40)):
        a.discard(rng.randrange(100))
    results = [a | b, a & b, a - b, a ^ b, frozenset(a), a.union(b, range(5)), a.intersection(list(b)), a.difference(dict.fromkeys(b))]
    a.update(b)
    results.append(a)
    a.difference_update(range(0, 200, 3))
    results.append(a)
    a.pop() if a else None
    print([list(r) for r in results])
