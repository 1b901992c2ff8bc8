"""Large deques inside transactions behave like deques: compared with a plain deque that each transaction makes."""
import random
from collections import deque

import transaction


def check(shared, model):
    assert len(shared) == len(model)
    assert shared == model
    assert list(shared) == list(model)
    assert list(reversed(shared)) == list(reversed(model))
    for i in range(0, len(model), 37):
        assert shared[i] == model[i]
        assert shared[-1 - i] == model[-1 - i]


def step(shared, seed):
    rnd = random.Random(seed)
    if seed % 2:
        shared.append(seed)
        shared.appendleft(-seed)
        if seed % 4 == 1:
            return
    model = deque(shared) if seed % 3 else shared.copy()
    model = deque(model, shared.maxlen)
    for _ in range(rnd.randrange(1, 16)):
        kind = rnd.randrange(12)
        i = rnd.randrange(len(model)) if model else 0
        x = rnd.random()
        for d in shared, model:
            if kind <= 1:
                d.append(x)
            elif kind == 2:
                d.appendleft(x)
            elif kind == 3 and d:
                d.pop()
            elif kind == 4 and d:
                d.popleft()
            elif kind == 5 and d:
                d[i] = x
            elif kind == 6:
                d.extend([x, seed, 3])
            elif kind == 7:
                d.rotate(seed % 7 - 3)
            elif kind == 8 and i % 10 == 0 and d:
                del d[i]
            elif kind == 9 and i % 10 == 0:
                d.reverse()
            elif kind == 10 and d.maxlen is None:
                d.insert(i, x)
        assert not model or shared[i % len(model)] == model[i % len(model)]
    check(shared, model)


for size, maxlen in (0, None), (200, None), (1000, None), (3000, None), (1000, 1000), (3000, 2000):
    shared = deque(map(float, range(size)), maxlen)
    for seed in range(80):
        transaction.add(step, shared, seed * 1000 + size + seed % 7)
    transaction.run()
    check(shared, shared.copy())
    # alone again, as if nothing had been
    shared.append("alone")
    shared.popleft()
    check(shared, deque(list(shared)))


def push(shared, x):
    shared.append(x)


def work(shared, out):
    out.append(shared.popleft())


queue, out = deque(), []
for i in range(5000):
    transaction.add(push, queue, i)
transaction.run()
assert sorted(queue) == list(range(5000))
if hasattr(transaction, "stats"):
    assert transaction.stats().aborts == 0
first = list(queue)
for i in range(5000):
    transaction.add(work, queue, out)
transaction.run()
assert not queue and out == first
print("ok")
