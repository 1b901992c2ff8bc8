"""Containers that grow while others do: what one has outgrown must not show in another."""


class Meddler:
    """A key whose comparison makes the table that is being searched grow."""

    def __init__(self, value, action=None):
        self.value, self.action = value, action

    def __hash__(self):
        return self.value % 7

    def __eq__(self, other):
        if self.action:
            action, self.action = self.action, None
            action()
        return isinstance(other, Meddler) and self.value == other.value


def fill_dict(d, n):
    for i in range(n):
        d[1000 + i] = i


def fill_set(s, n):
    for i in range(n):
        s.add(1000 + i)


for n in (1, 7, 8, 9, 40, 200, 900):
    d = {Meddler(i): i for i in range(n)}
    other = {}
    probe = Meddler(n + 7, lambda: (fill_dict(d, n), fill_dict(other, 2 * n)))
    print(n, d.get(probe), len(d), len(other), sum(v for v in d.values()), sum(other.values()))
    d.setdefault(Meddler(n + 14, lambda: fill_dict(d, 3 * n)), 5)
    print(len(d), sum(d.values()), list(d.values())[-1])
    s = {Meddler(i) for i in range(n)}
    more = set()
    print(Meddler(n + 7, lambda: (fill_set(s, n), fill_set(more, 2 * n))) in s, len(s), len(more))
    s.add(Meddler(n + 14, lambda: fill_set(s, 3 * n)))
    print(len(s), sum(isinstance(x, int) for x in s), len(s | more), len(s & more), len(more - s), len(s ^ more))

# A key that comes and goes.
d = dict.fromkeys(range(100))
for i in range(5000):
    d[5] = d.pop(5)
    if i % 7 == 0:
        del d[i % 90 + 6]
        d[i % 90 + 6] = i
print(len(d), list(d)[-3:], sorted(d) == list(range(100)))

# A comprehension whose iterable changes under it, or that is left in the middle.
items = list(range(10))
print([items.append(x) or x for x in items if len(items) < 40][-5:], len(items))
items = list(range(10))
print([items.pop() for x in items], items)
print([[y for y in range(x)] for x in range(12)][-1], [x for x in range(5, 0, -2)], [k for k in {"a": 1, "b": 2}])
print([x if x % 2 else -x for x in range(9)], [x for x in range(30) if x % 3 == 0], [(x, y) for x in range(4) for y in range(x)])


def broken(x):
    if x == 33:
        raise ValueError(x)
    return x


kept = []
for turn in range(3):
    try:
        kept.append([broken(x) for x in range(50)])
    except ValueError as e:
        kept.append([x for x in range(e.args[0]) if x > 30])
print(kept)


def lists():
    a = [x for x in range(100) if x % 2]
    yield a
    b = [x for x in range(200) if x % 2 == 0]
    yield b
    yield [[y * x for y in range(20) if y != x] for x in range(20)]


a, b, c = lists()
print(sum(a), sum(b), sum(map(sum, c)), len(a), len(b), {len(x) for x in c})

# Sorting inside of sorting, and collecting inside of collecting.
print(sorted(range(40), key=lambda x: sorted((-x, x % 5, 7), key=lambda y: -y)[1])[:12])
print(sorted([3.5, 1.25, 2.0] * 5, reverse=True), sorted("banana"), sorted([5, 3, 9] * 4, reverse=True))
print([len(list(filter(None, range(n)))) for n in (0, 1, 8, 9, 17, 100, 1500)])
print(list(map(lambda n: len(list(map(str, range(n)))), range(0, 60, 7))))
print(sorted(set([1, 2, "a", 2, 1 << 70, 5, 2.0, (1, 2)]), key=str), frozenset([]), len(set(list(range(1000)) * 2)))
print(list(zip("abc", range(5), [1.5, 2.5, 3.5, 4.5])), list(zip()), list(zip([1], [2], [], [3])))
