"""Large sets inside transactions behave like sets: compared with a plain set that each transaction makes."""
import random

import transaction


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == (other.n if isinstance(other, Key) else other)


def check(shared, model):
    assert len(shared) == len(model)
    assert shared == model and model == shared
    assert sum(1 for _ in shared) == len(model)
    assert set(shared) == model and frozenset(shared) == model
    for x in (-1, "no", (1, "no"), None, 17, "17", 18.0):
        assert (x in shared) == (x in model)


def some_key(rnd):
    n = rnd.randrange(4000)
    return rnd.choice((n, n, n, str(n), (n, "x"), float(n), Key(n)))


def step(shared, seed):
    rnd = random.Random(seed)
    if seed % 2:
        for _ in range(3):
            shared.add(rnd.randrange(4000))
        shared.add("s%d" % seed)
        shared.add((1, 2.0, "s%d" % seed))
        shared.add((1, 2, "s%d" % seed))
        if seed % 4 == 1:
            return
    model = {k for k in shared} if seed % 3 else shared.copy()
    for _ in range(rnd.randrange(1, 14)):
        kind = rnd.randrange(13)
        k = some_key(rnd)
        if kind <= 4:
            shared.add(k)
            model.add(k)
        elif kind == 5:
            assert (k in shared) == (k in model)
        elif kind <= 7:
            shared.discard(k)
            model.discard(k)
        elif kind == 8 and model:
            x = shared.pop()
            assert x in model
            model.remove(x)
        elif kind == 9:
            other = {some_key(rnd) for _ in range(20)}
            shared |= other
            model |= other
        elif kind == 10:
            other = {some_key(rnd) for _ in range(200)}
            shared -= other
            model -= other
            assert shared & other == set()
        elif kind == 11:
            assert len(shared) == len(model)
            assert shared.issuperset(model) and shared.issubset(model)
        elif kind == 12 and rnd.random() < 0.05:
            shared.clear()
            model.clear()
    check(shared, model)


for size in (0, 200, 256, 600, 3000):
    shared = set(range(size))
    for seed in range(80):
        transaction.add(step, shared, seed * 1000 + size + seed % 7)
    transaction.run()
    check(shared, shared.copy())
    # alone again, as if nothing had been
    shared.add("alone")
    shared.discard(3)
    check(shared, set(list(shared)))


def add(shared, x):
    shared.add(x)


seen = set()
for i in range(5000):
    transaction.add(add, seen, i * 7 % 5000)
transaction.run()
assert sorted(seen) == list(range(5000))
for i in range(3000):
    transaction.add(add, seen, Key(i))
transaction.run()
assert len(seen) == 5000 and all(type(x) is int for x in seen)


def take(shared, out):
    out.append(shared.pop())


out = []
for i in range(5000):
    transaction.add(take, seen, out)
transaction.run()
assert not seen and sorted(out) == list(range(5000))
print("ok")
