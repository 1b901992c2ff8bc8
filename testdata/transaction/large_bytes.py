"""Large bytearrays and arrays inside transactions, compared with plain ones that each transaction makes."""
import random
from array import array

import transaction


def check(shared, model):
    assert len(shared) == len(model)
    assert shared == model
    assert list(shared) == list(model)
    for i in range(0, len(model), 97):
        assert shared[i] == model[i]
        assert shared[-1 - i] == model[-1 - i]
    assert shared[1000:5000] == model[1000:5000]
    assert shared[::7] == model[::7]
    assert bytes(memoryview(shared)) == bytes(memoryview(model))


def step(shared, seed):
    rnd = random.Random(seed)
    model = shared[:] if seed % 2 else shared.__copy__() if isinstance(shared, array) else bytearray(shared)
    part = (lambda k: array(shared.typecode, [k % 100] * k)) if isinstance(shared, array) else (lambda k: bytes([k % 256]) * k)
    for _ in range(rnd.randrange(1, 14)):
        kind = rnd.randrange(11)
        n = len(model)
        i = rnd.randrange(n) if n else 0
        x = rnd.randrange(100)
        k = rnd.randrange(1, 3000)
        for d in shared, model:
            if kind <= 2 and n:
                d[i] = x
            elif kind == 3:
                d.append(x)
            elif kind == 4 and n:
                assert d.pop() is not None
            elif kind == 5:
                d[i:i + len(d[i:i + k])] = part(len(d[i:i + k]))
            elif kind == 6:
                d[i:i + 5] = part(x)
            elif kind == 7:
                d[::3] = part(len(d[::3]))
            elif kind == 8 and n:
                del d[i]
            elif kind == 9:
                with memoryview(d) as m:
                    if n:
                        m[i] = m[n // 2]
            elif kind == 10:
                d.extend(part(3))
    check(shared, model)


for size in 0, 1000, 2048, 2100, 9000:
    for shared in bytearray(k % 256 for k in range(size)), array("d", range(size)), array("h", range(size)):
        for seed in range(40):
            transaction.add(step, shared, seed * 1000 + size)
        transaction.run()
        check(shared, shared[:])
        # alone again, as if nothing had been
        shared.append(1)
        shared[0] = 2
        check(shared, shared[:])


def assign(shared, i):
    shared[i] = i % 100


for shared in bytearray(20000), array("q", bytes(8 * 20000)), array("b", bytes(20000)):
    for i in range(0, 20000, 7):
        transaction.add(assign, shared, i)
    transaction.run()
    assert list(shared) == [i % 100 if i % 7 == 0 else 0 for i in range(20000)]
print("ok")
