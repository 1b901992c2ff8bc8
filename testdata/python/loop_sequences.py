"""Loops over enumerate and zip of sequences, and comprehensions over calls: they make no iterators, and nobody can tell."""

import threading

out = []
numbers = [1, 2, 3]
for i, x in enumerate(numbers):
    out.append((i, x))
    if i < 5:
        numbers.append(x * 10)
print(out, len(numbers))

# A loop that has ended stays ended, one whose list shrinks ends early.
for i, x in enumerate(numbers):
    numbers.pop()
    print(i, x, end="; ")
else:
    print("else", len(numbers))
a, b = [1, 2, 3, 4], "xyz"
for x, y in zip(a, b):
    if x == 2:
        a.clear()
    print(x, y, end="; ")
print(a)
same = [1, 2, 3, 4, 5]
for x, y in zip(same, same):
    same.remove(y)
    print(x, y, end="; ")
print(same)

for start in (0, 1, -3, True, 2**62, 2**63 - 2, -2**63, 2**70):
    print([i for i, _ in enumerate("abcd", start)], end=" ")
print()
for bad in (1.5, "1", None):
    try:
        for x in enumerate([1], bad):
            print(x)
    except TypeError as e:
        print(e)
for f in (lambda: enumerate(), lambda: enumerate([], 1, 2), lambda: [x for x in enumerate()], lambda: [x for x in zip(1, [])], lambda: [x for x in zip([], 1)], lambda: [x for x in enumerate(5)]):
    try:
        print(list(f()))
    except TypeError as e:
        print(e)

pairs = []
for p in enumerate("añb"):
    pairs.append(p)
for p in zip((1, 2), ["a", "b", "c"]):
    pairs.append(p)
print(pairs, pairs[0] is pairs[1])
for i, c in enumerate("añb€𝄞c"):
    print(i, c, end=" ")
for i, (x, y) in enumerate(zip("ab", (5, 6)), 1):
    print(i, x, y, end=" ")
for (i, x), y in zip(enumerate("ab"), (5, 6)):
    print(i, x, y, end=" ")
print([i for i in zip()], [x for x in zip([1, 2])], [x for x in zip([1], [2], [3])])
try:
    for x, y, z in zip([1], [2]):
        pass
except ValueError as e:
    print(e)
for first, *rest in zip([1, 2], [3, 4]):
    print(first, rest, end=" ")
print(i, x)


class Own(list):
    def __iter__(self):
        return iter("own")


print([x for x in enumerate(Own([1, 2]))], [x for x in zip(Own([1]), Own([2]))])


def shadowed():
    def enumerate(x, start=0):
        return [("mine", x, start)]

    zip = enumerate
    return [x for x in enumerate([1])], [x for x in zip([1], 2)]


print(shadowed())


# The iterable of a comprehension that is also a variable, and containers that are made before it.
def comprehensions(n):
    r = range(n)
    e = enumerate("abc")
    lists = [x for x in r], [x for x in r], [p for p in e], [p for p in e]
    nested = [[(i, j) for j in range(i)] for i in range(n)]
    s = {x % 3 for x in range(n)}
    d = {x: y for x, y in enumerate("abc")}
    d2 = {x: y for x, y in zip("abc", range(n))}
    both = [x + y for x in range(2) for y in range(3)]
    mixed = [(i, x, y) for i, x in enumerate("ab") for y in zip(x, x)]
    return lists, nested, s, d, d2, both, mixed, [x for x in range(0)], [x for x in range(5, 2)], [x for x in range(2, 5)]


print(comprehensions(4))


def generator(items):
    for i, x in enumerate(items):
        got = yield i, x
        if got:
            items.append(got)
    for x, y in zip(items, items[1:]):
        yield x + y


g = generator([1, 2])
print(next(g), g.send(7), next(g), list(g))


def failing():
    for i, x in enumerate([3, 1, 0, 2]):
        try:
            yield i, 6 // x
        except ZeroDivisionError as e:
            yield i, str(e)


print(list(failing()))
d = {i: str(i) for i in range(4)}
try:
    for k, v in d.items():
        d[k + 10] = v
except RuntimeError as e:
    print(e, len(d))

shared = list(range(300))


def worker(results, k):
    total = 0
    for _ in range(30):
        for i, x in enumerate(shared, k):
            total += i * x
        for x, y in zip(shared, shared):
            total -= x * y
        for k2, v in {n: n for n in range(20)}.items():
            total += v
    results[k] = total


results = {}
threads = [threading.Thread(target=worker, args=(results, k)) for k in range(4)]
for thread in threads:
    thread.start()
for i in range(300):
    shared[i] = shared[i]
for thread in threads:
    thread.join()
print(sorted(results.items()))
