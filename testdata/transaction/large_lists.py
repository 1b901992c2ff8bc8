"""Large lists inside transactions behave like lists: compared with a plain list that each transaction makes."""
import random

import transaction


def check(shared, model):
    assert len(shared) == len(model)
    assert shared == model
    assert list(shared) == model
    for i in range(0, len(model), 37):
        assert shared[i] == model[i]
        assert shared[-1 - i] == model[-1 - i]
    assert shared[100:700:1] == model[100:700]
    assert shared[::97] == model[::97]


def step(shared, seed):
    rnd = random.Random(seed)
    model = [x for x in shared] if seed % 3 else shared[:]
    for _ in range(rnd.randrange(1, 12)):
        kind = rnd.randrange(14)
        i = rnd.randrange(len(model)) if model else 0
        x = rnd.random()
        if kind <= 3 and model:
            shared[i] = x
            model[i] = x
        elif kind == 4:
            shared.append(x)
            model.append(x)
        elif kind == 5:
            shared.extend([x, seed])
            model += [x, seed]
        elif kind == 6 and model:
            assert shared.pop() == model.pop()
        elif kind == 7 and model:
            assert shared[i] == model[i]
        elif kind == 8 and model and rnd.random() < 0.2:
            del shared[i]
            del model[i]
        elif kind == 9 and rnd.random() < 0.2:
            shared.insert(i, x)
            model.insert(i, x)
        elif kind == 10:
            assert len(shared) == len(model)
            assert shared[i:i + 300] == model[i:i + 300]
        elif kind == 11:
            shared[i:i + 2] = [x]
            model[i:i + 2] = [x]
        elif kind == 12:
            assert sum(1 for _ in shared) == len(model)
        elif kind == 13:
            shared += (x, x)
            model += (x, x)
    check(shared, model)


for size in (0, 200, 256, 257, 600, 3000):
    shared = [float(i) for i in range(size)]
    for seed in range(60):
        transaction.add(step, shared, seed * 1000 + size)
    transaction.run()
    check(shared, shared[:])
    # alone again, as if nothing had been
    shared.append(1)
    shared[0] = 2
    shared.sort()
    check(shared, sorted(shared))


def assign(shared, i):
    shared[i] = -i


shared = list(range(5000))
for i in range(5000):
    transaction.add(assign, shared, i)
transaction.run()
assert shared == [-i for i in range(5000)]


def grow(shared, i):
    shared.append(i)


def take(shared, out):
    out.append(shared.pop())


shared = []
for i in range(3000):
    transaction.add(grow, shared, i)
transaction.run()
assert sorted(shared) == list(range(3000))
out = []
for i in range(3000):
    transaction.add(take, shared, out)
transaction.run()
assert shared == [] and sorted(out) == list(range(3000))


def loop(shared, limit):
    for x in shared:
        if len(shared) < limit:
            shared.append(x)


shared = list(range(300))
transaction.add(loop, shared, 900)
transaction.run()
assert shared == list(range(300)) * 3
print("ok")
