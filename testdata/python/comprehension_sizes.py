"""Generator expressions over what they are given, dict comprehensions of known length, and
tuples of numbers."""

import gc
import threading
import weakref

# A generator expression asks for the iterator of what it loops over when it is made,
# but sees what has become of that when it runs.
items = [1, 2, 3]
g = (x * 10 for x in items)
items.append(4)
print(next(g), items.pop(0), list(g))
items.append(9)
print(list(g))
g = (x for x in items)
items.clear()
print(list(g))
items += [5, 6]
print(list(g))
for bad in (None, 5, 2.5, len):
    try:
        (x for x in bad)
    except TypeError as e:
        print(e)
d = {1: 2}
g = (k for k in d)
d[3] = 4
try:
    next(g)
except RuntimeError as e:
    print(e)


class Eager:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print("iter", self.n)
        return iter(range(self.n))


class Numbers(list):
    def __iter__(self):
        print("iter of a list")
        return iter((7, 8))


g = (x + y for x in Eager(2) for y in Eager(x + 1))
print("made")
print(list(g), sum(x for x in Numbers([1])))
print(sum(x for x in range(10)), sum(x for x in range(10, 0, -3)), list(c for c in "aé€"), tuple(x for x in (1, 2)))
print(sum(x for x in range(2**70, 2**70 + 3)) == 3 * 2**70 + 3)
it = iter([1, 2, 3, 4])
print([(x, next(it)) for x in (y for y in it)])


class C:
    inside = [x for x in range(4)]
    again = list(x for x in inside)
    table = {x: x for x in inside}


print(C.inside, C.again, C.table)

# Dicts by comprehension: fewer items than the loop has turns, and more later.
for n in (0, 1, 2, 3, 4, 5, 8, 9, 17, 100, 1000):
    d = {x % 7: x for x in range(n)}
    e = {x: x for x in range(n)}
    e[-1] = n
    for k in range(n, n + 9):
        e[k] = k
    for k in range(0, n, 2):
        del e[k]
    print(n, d, len(e), sum(e), list(e)[:4], list(e)[-2:])
l = list(range(5))
print({l.pop(): len(l) for x in l}, {x: l.append(x) for x in l if len(l) < 20})
print({x: y for x in range(3) for y in range(3)}, {k: v for k, v in {1: 2, 3: 4}.items()})
try:
    print({x: [] for x in ([], 1)})
except TypeError as e:
    print(e)

# Tuples of numbers, and those that hold more.
a, b = (1, 2.5, True, None), (3,)
for n in range(14):
    t = tuple(range(n))
    u = t[1:] + t[:1] + (n,)
    print(u, u[2:5], u[::2], hash(u) == hash(tuple(list(u))), (n, -n), (n,) * 2)
print(a + b, b + a, a[1:3], a + ("x",), (a, b), ("x",) + b, a + ())


class Thing:
    pass


def some(make):
    thing = Thing()
    made = [make(thing, i) for i in range(20)]
    return weakref.ref(thing), made[10][1:]


def dies(make):
    seen, kept = some(make)
    [None for _ in range(3)]
    list(range(100))
    gc.collect()
    return seen() is None, kept


print(dies(lambda x, i: (x, i, i)))
print(dies(lambda x, i: (x,) + (i, i + 1)))
print(dies(lambda x, i: (i, x, i)[1:] + (i,)))

rows = {}


def work(k):
    rows[k] = [(i, i + k) + (i * 0.5,) for i in range(2000)]


threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(all(rows[k] == [(i, i + k, i / 2) for i in range(2000)] for k in range(4)))
