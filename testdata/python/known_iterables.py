"""Lists made of views, sets and ranges at once: in and out of star expressions."""

table = {i: str(i) for i in range(40)}
for i in range(0, 40, 3):
    del table[i]
del table[1]

for view in (table, table.keys(), table.values(), table.items()):
    print(list(view))
    print([*view][:5], [0, *view][-3:], len([*view, *view]))
    made = ["first"]
    made.extend(view)
    made += view
    print(len(made), made[1], made[-1])
    print(tuple(view)[:2], sorted(view)[:2])

empty = {}
print(list(empty.values()), [*empty.items()], list(empty.keys()))

for r in (range(0), range(3), range(10, 0, -3), range(2**62, 2**63 - 1, 2**61), range(-(2**63), 2**63 - 1, 2**62), range(2**64, 2**64 + 2)):
    print(list(r), [*r])

# What was made belongs to nobody else.
first = list(table.values())
second = list(table.values())
first.append("more")
first[0] = "changed"
print(second[0], len(second), len(table), table[2])

zeros = [0] * 70
nones = [None] * 33
halves = [0.5] * 100
flags = [True] * 1000
zeros[3] = "x"
nones[32] = []
halves[99] = halves
flags[500] = None
print(zeros.count(0), zeros[3], nones.count(None), nones[32], halves.count(0.5), flags.count(True), flags[499:502])
row = ["a"] * 50
row[1] = "b"
print("".join(row), [[]] * 3, [1, 2] * 20)


def failing():
    yield 1
    raise ValueError("stop here")


try:
    print([0, *failing()])
except ValueError as e:
    print(e)
for bad in (1, None, len):
    try:
        [*bad]
    except TypeError as e:
        print(e)


class Sized(dict):
    def __iter__(self):
        return iter("own")


print(list(Sized(a=1)), [*Sized(a=1)], list(Sized(a=1).keys()), list(Sized(a=1).values()))

# Loops over what changes.
for make in (dict.keys, dict.values, dict.items):
    d = {1: 2, 3: 4}
    try:
        for k in make(d):
            d[len(d) + 10] = 0
    except RuntimeError as e:
        print(e, len(d))
    d = {1: 2, 3: 4, 5: 6}
    try:
        for k in make(d):
            del d[max(d)]
            d[max(d) + 20] = 0
    except RuntimeError as e:
        print(e, len(d))
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e, len(s))
d = dict.fromkeys(range(5))
seen = []
for k in d:
    seen.append(k)
    d[k] = k * 2
for k, v in d.items():
    d[k] = v + 1
print(seen, d)

# Pairs of which both come from one iterator, or from lists that change.
for n in range(5):
    it = iter(list(range(n)))
    print([(a, b) for a, b in zip(it, it)], list(it))
    a, b = iter([1, 2, 3][:n]), iter([4, 5])
    for x, y in zip(a, b):
        print(x, y, end="; ")
    print(list(a), list(b))
left, right = [1, 2], [3]
for x, y in zip(left, right):
    if len(right) < 4:
        right.append(y + 1)
        left.append(x)
print(left, right)
for i, x in enumerate(left):
    if i < 5:
        left.append(i)
print(left)
for i, x in enumerate([7, 8, 9], 2**63 - 2):
    print(i, x, end=" ")
try:
    for a, b in zip([1, 2], [1], strict=True):
        print(a, b)
except ValueError as e:
    print(e)


class Items(list):
    def __iter__(self):
        return iter(["own"] * len(self))


print([(a, b) for a, b in zip(Items([1, 2]), [3, 4])], [(i, x) for i, x in enumerate(Items([1]))])
