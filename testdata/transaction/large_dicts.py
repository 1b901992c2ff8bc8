"""Large dicts inside transactions behave like dicts: compared with a plain dict that each transaction makes."""
import random

import transaction


class Key:
    """A key whose comparison is Python code."""

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == (other.n if isinstance(other, Key) else other)


def check(shared, model):
    assert len(shared) == len(model)
    assert shared == model
    assert list(shared) == list(model)
    assert list(shared.values()) == list(model.values())
    assert list(reversed(shared.items())) == list(reversed(model.items()))
    for k in list(model)[::37]:
        assert shared[k] == model[k]
        assert k in shared and shared.get(k, shared) == model[k]
    for k in (-1, "no", (1, "no"), None):
        assert (k in shared) == (k in model)


def some_key(rnd):
    n = rnd.randrange(4000)
    return rnd.choice((n, n, n, str(n), (n, "x"), float(n), Key(n)))


def step(shared, seed):
    rnd = random.Random(seed)
    if seed % 2:
        for _ in range(3):
            k = rnd.randrange(4000)
            shared[k] = seed
        shared["s%d" % seed] = seed
        if seed % 4 == 1:
            return
    model = {k: v for k, v in shared.items()} if seed % 3 else shared.copy()
    for _ in range(rnd.randrange(1, 14)):
        kind = rnd.randrange(15)
        k = some_key(rnd)
        x = rnd.random()
        if kind <= 4:
            shared[k] = x
            model[k] = x
        elif kind == 5:
            assert shared.get(k) == model.get(k)
        elif kind <= 7:
            assert shared.pop(k, None) == model.pop(k, None)
        elif kind == 8:
            assert shared.setdefault(k, x) == model.setdefault(k, x)
        elif kind == 9 and model:
            assert shared.popitem() == model.popitem()
        elif kind == 10 and model:
            first = next(iter(model))
            assert next(iter(shared)) == first
            del shared[first], model[first]
        elif kind == 11:
            shared.update({k: x, "new%d" % seed: x})
            model.update({k: x, "new%d" % seed: x})
        elif kind == 12:
            assert len(shared) == len(model)
            assert (k in shared) == (k in model)
        elif kind == 13 and rnd.random() < 0.05:
            shared.clear()
            model.clear()
        elif kind == 14:
            assert sum(1 for _ in shared) == len(model)
    check(shared, model)


for size in (0, 200, 256, 257, 600, 3000):
    shared = {i: float(i) for i in range(size)}
    for seed in range(80):
        transaction.add(step, shared, seed * 1000 + size + seed % 7)
    transaction.run()
    check(shared, shared.copy())
    # alone again, as if nothing had been
    shared["alone"] = 1
    shared.pop(3, None)
    shared[3] = 4
    check(shared, dict(shared.items()))


def assign(shared, k, v):
    shared[k] = v


def count(shared, k):
    shared[k] = shared.get(k, 0) + 1


table = {}
for i in range(5000):
    transaction.add(assign, table, i, -i)
transaction.run()
assert sorted(table) == list(range(5000)) and all(table[i] == -i for i in table)
for i in range(5000):
    transaction.add(assign, table, i, i)
transaction.run()
assert sorted(table) == list(range(5000)) and all(table[i] == i for i in table)
for i in range(4000):
    transaction.add(count, table, i % 2000)
transaction.run()
assert all(table[i] == i + 2 for i in range(2000)), [(i, table[i]) for i in range(2000) if table[i] != i + 2]
for i in range(3000):
    transaction.add(assign, table, Key(i), "key")
transaction.run()
assert len(table) == 5000 and table[2999] == "key" and table[3000] == 3000
assert all(type(k) is int for k in table)


def take(shared, out):
    k = next(iter(shared))
    out.append((k, shared.pop(k)))


def last(shared, out):
    out.append(shared.popitem())


for f in take, last:
    out = []
    shared = {i: -i for i in range(1500)}
    for i in range(1500):
        transaction.add(f, shared, out)
    transaction.run()
    assert shared == {} and sorted(out) == [(i, -i) for i in range(1500)]


def fifo(shared, i):
    shared[i] = i
    del shared[next(iter(shared))]


shared = {-i: i for i in range(400)}
for i in range(1, 4000):
    transaction.add(fifo, shared, i)
transaction.run()
assert len(shared) == 400


def grow_while_iterating(shared):
    try:
        for k in shared:
            shared[str(k)] = k
    except RuntimeError as e:
        out.append(str(e))


out = []
shared = dict.fromkeys(range(1000))
transaction.add(grow_while_iterating, shared)
transaction.run()
print(out)
print("ok")
