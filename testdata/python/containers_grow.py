"""Containers that grow while something looks at them, and loops over several at once."""

from collections import deque


class Grows:
    """Equal to nothing; looking at it makes a list grow."""

    def __init__(self, items, by=40):
        self.items, self.by = items, by

    def grow(self):
        self.items.extend(range(self.by))
        for i in range(self.by):
            self.items.append(i)

    def __eq__(self, other):
        self.grow()
        return False

    def __repr__(self):
        self.grow()
        return "Grows"


# The item looked for changes the list, though the items themselves do not.
items = list(range(8))
try:
    items.index(Grows(items), 0, 8)
except ValueError as e:
    print(type(e).__name__, len(items))
items = [1, 2, 3]
print(items.count(Grows(items, 0)), len(items))
items = ["a", "b"]
print(Grows(items, 3) in items[:], len(items))

# Arguments are those that the list had when the call began.
items = list(range(8))
items[1] = Grows(items)
print(*items)
print(len(items))
items = list(range(8))
grown = Grows(items)
print(max(*items, key=lambda x: (grown.grow(), -x)[1]), len(items))


def rest(*args, **kwargs):
    grown.grow()
    return len(args), sorted(kwargs)


items = grown.items = list(range(8))
print(rest(*items, **{"a": 1}), len(items))

# Lists that grow one by one, in the middle, and from themselves.
for n in (0, 1, 3, 4, 5, 8, 9, 63, 64, 65, 1000, 1100):
    grown = []
    for i in range(n):
        grown.append(i)
    copy = grown[:]
    copy.insert(n // 2, "middle")
    copy.extend(copy)
    copy += copy[:3]
    assert grown == list(range(n)), n
    assert len(copy) == 2 * n + 2 + min(3, 2 * n + 2), n
    assert copy[:n + 1].index("middle") == n // 2
    shared = (grown, tuple(grown))
    grown.append(None)
    assert shared[1] == tuple(range(n)) and len(shared[0]) == n + 1
print("grown")

# Zip: of several, ended by each of them, unpacked and not.
for lists in ([[1, 2, 3], "abc", (4, 5, 6)], [[1], "abc", (4, 5, 6)], [[1, 2, 3], "a", (4, 5, 6)], [[1, 2, 3], "abc", ()]):
    a = b = c = None
    for a, b, c in zip(*lists):
        pass
    print(a, b, c, list(zip(*lists)))
for a, b, c, d, e, f in zip(*[range(3)] * 6):
    print(a + b + c + d + e + f, end=" ")
for a, b, c, d, e, f, g in zip(*[range(3)] * 7):
    print(a + b + c + d + e + f + g, end=" ")
print()
for wrong in (lambda: [0 for a, b in zip("ab", "cd", "ef")], lambda: [0 for a, b, c in zip("ab", "cd")],
              lambda: [0 for a, b, c in enumerate("ab")], lambda: [0 for a, b, c in {1: 2}.items()],
              lambda: [0 for a, b, c in zip("ab", "cd", "e", strict=True)], lambda: [0 for a, b, c in zip("ab", "c", "ef", strict=True)],
              lambda: [0 for a, b, c in zip("a", "cd", "e", strict=True)], lambda: [0 for a, b in zip("ab", "c", strict=True)]):
    try:
        print(wrong())
    except ValueError as e:
        print(e)
it = zip("abcd", range(4), range(4))
for a, b, c in it:
    break
print(a, b, c, next(it), list(it))

# Steps, and texts with and without other characters.
print([i for i in range(0, 20, 6)], [i for i in range(20, 0, -7)], [c for c in "aé€😀z"], [c for c in ""])
for i in range(2**62, 2**63 - 1, 2**62):
    print(i)

# Deques take lists, tuples and themselves.
d = deque([1, 2, 3])
d.extend([4] * 20)
d.extendleft((5, 6))
d += (7,)
d.extend(d)
d.rotate(9)
d.extend(list(range(70)))
print(len(d), list(d)[:12], d[-1], deque([1, 2, 3], 2), deque((1, 2)) + deque([3]))

# Dicts of which much is deleted keep their order.
d = {i: str(i) for i in range(100)}
for i in range(0, 100, 3):
    del d[i]
for i in range(100, 200):
    d[i] = i
    if i % 4 == 0:
        d.pop(i - 50, None)
print(len(d), list(d)[:10], list(d)[-3:], sum(k for k in d))
print({**d} == d, list({**d})[:5], {**{}}, {**{1: 2}, **{1: 3}, "a": 4})


class Mapping:
    def keys(self):
        return ["x", "y"]

    def __getitem__(self, key):
        return key * 2


print({**Mapping(), "x": 0})

# Strs are equal to no number.
print([x == y for x in ("1", "", 1, 0, 1.5, None, True) for y in ("1", 1, None, 1.5)].count(True))
print(["1" != 1, 1 != "1", "a" == None, None != "a", [1, "a"] == ["a", 1], {"1": 0, 1: 1}])
print(sorted({w for w in "the quick fox the lazy dog the end".split()}), len(set("abracadabra") | {1, "a", 2.0, 2}))

# Turned around and sorted.
for x in ([1, 2, 3], [1, "a", 2.5, None], [True, 2], [2.5, 1.5, 3.5, 0.5], list("abcd"), []):
    x.reverse()
    print(x)
print(sorted([3, -1, 2**62, -2**63, 0]), sorted([3, True, 2]))
