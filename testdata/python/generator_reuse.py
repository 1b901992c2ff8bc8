"""Generators that only a loop or a delegation knows, made one after the other: none may meet another's state."""

import sys
import threading


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield items[i:i + 1] + rest


print(list(permutations((1, 2, 3))), sum(1 for _ in permutations(tuple(range(6)))))


# The same code with other closures, resumed from frames of different depth.
def maker(k):
    def numbers(n):
        for i in range(n):
            yield i * k
    return numbers


def drive(n, depth):
    if depth:
        return drive(n, depth - 1)
    return next(n)


def outer():
    for k in range(6):
        for x in maker(k)(3):
            yield k, x


walk = outer()
print([drive(walk, depth % 5) for depth in range(18)], next(walk, "end"))


# What is left in the registers of one must not be seen by the next: unbound variables are unbound.
def unbound(bind):
    if bind:
        value = bind
        yield value
    try:
        yield value
    except UnboundLocalError as e:
        yield str(e)


for bind in (5, 0, 6, 0):
    for x in unbound(bind):
        print(x, end=" ")
print()


# Delegation, results, and gi_yieldfrom, which lets the program keep the delegate.
def count(n):
    for i in range(n):
        yield i
    return n


def total(rounds):
    result = 0
    for n in range(rounds):
        result += yield from count(n)
    return result


def both():
    print("total", (yield from total(5)))


print(list(both()))
kept = []
g = total(4)
for x in g:
    if g.gi_yieldfrom is not None and g.gi_yieldfrom not in kept:
        kept.append(g.gi_yieldfrom)
    for y in count(3):
        pass
for y in count(4):
    pass
print([(k.gi_frame, k.gi_running, k.__name__, next(k, "ended")) for k in kept])


# Objects whose __iter__ is a generator function, or returns one that is known elsewhere.
class Tree:
    def __init__(self, low, high):
        middle = (low + high) // 2
        self.value = middle
        self.left = Tree(low, middle) if low < middle else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            for x in self.right:
                yield x


class Shared:
    def __init__(self):
        self.numbers = count(3)

    def __iter__(self):
        return self.numbers


tree = Tree(0, 20)
for _ in range(3):
    print(list(tree))
shared = Shared()
print([x for x in shared], [x for x in shared], [y for x in range(3) for y in count(x)], next(shared.numbers, "over"))


def known():
    return shared.numbers


shared.numbers = count(2)
for x in known():
    pass
for x in count(2):
    for y in count(2):
        print(x, y, next(shared.numbers, None), end="; ")
print()


# Frames and exceptions that outlive it.
frames = []


def framed(n):
    frames.append(sys._getframe())
    yield n
    frames.append(sys._getframe())


for x in framed(1):
    pass
for x in framed(2):
    pass
print([f.f_code.co_name for f in frames], [f.f_lineno > 0 for f in frames])


def fails(n):
    for i in range(n):
        yield i
    raise ValueError(n)


for n in range(3):
    try:
        for x in fails(n):
            for y in fails(1):
                pass
    except ValueError as e:
        print("failed", e, x if n else None, e.__traceback__.tb_next.tb_frame.f_code.co_name)
    print([z for z in count(n + 1)])


# Loops that are left early, and generators with defaults, * and keywords, methods.
def options(first, *rest, step=1, **more):
    for x in (first, *rest):
        yield x * step
    yield more


for n in range(3):
    for x in options(n, n + 1, step=n, a=n):
        print(x, end=" ")
    for x in options(n):
        break
    for x in count(10):
        if x == 2:
            break
    for x in options(n):
        print(x, end=" ")
print()


def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r):
    yield a + r
    s = t = u = v = 1
    yield s + t + u + v + q


for x in range(3):
    print(list(many(*range(x, x + 18))), [y for y in many(*range(18))], end=" ")
    for y in many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18):
        print(y, end=" ")
print()


def worker(k, results):
    found = 0
    for n in range(200):
        for x in permutations((k, n, n + 1)):
            found += x[0] - x[2]
        for x in tree:
            found += x
    results[k] = found


results = {}
worker(0, results)
threads = [threading.Thread(target=worker, args=(k, results)) for k in range(1, 4)]
for thread in threads:
    thread.start()
for x in permutations((1, 2, 3, 4)):
    pass
for thread in threads:
    thread.join()
worker(4, results)
print(sorted(results.items()))
