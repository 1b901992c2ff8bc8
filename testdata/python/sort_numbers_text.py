"""Sorting floats and strs whose order is not that of their bits, or of their first bytes."""

import random

nan = float("nan")
inf = float("inf")
floats = [3.5, -2.25, 0.0, inf, -inf, 1e-310, -1e-310, 5e-324, -5e-324, 1.7e308, -1.7e308, 2.0, 2.0, -2.0]
print(sorted(floats))
print(sorted(floats, reverse=True))
print(sorted([0.0, -0.0, 0.0, -0.0, 1.0, -1.0]), sorted([-0.0, 0.0], reverse=True))
print(sorted([2.0, nan, 1.0])[2], [str(x) for x in sorted([1.0, 0.5, nan])])
print(sorted([1.5, 1, 0.5, True, -1]))

for seed in range(20):
    r = random.Random(seed)
    n = r.randrange(1, 200)
    xs = [r.uniform(-10, 10) for _ in range(n)]
    ys = sorted(xs)
    assert all(a <= b for a, b in zip(ys, ys[1:])) and len(ys) == n and set(ys) == set(xs)
    xs.sort(reverse=True)
    assert xs == ys[::-1]

    alphabet = r.choice(["ab", "abc\0", "a\u00e9\u20ac\U0001f600", "0123456789"])
    words = ["".join(r.choice(alphabet) for _ in range(r.randrange(12))) for _ in range(n)]
    got = sorted(words)
    for a, b in zip(got, got[1:]):
        assert [ord(c) for c in a] <= [ord(c) for c in b]
    pairs = [(w, i) for i, w in enumerate(words)]
    pairs.sort(key=lambda p: p[0])
    for a, b in zip(pairs, pairs[1:]):
        assert a[0] < b[0] or a[0] == b[0] and a[1] < b[1], (a, b)
    pairs.sort(key=lambda p: p[0], reverse=True)
    for a, b in zip(pairs, pairs[1:]):
        assert a[0] > b[0] or a[0] == b[0] and a[1] < b[1], (a, b)
    assert {w: 1 for w in got}.keys() == set(words)

print(sorted(["a", "a\0", "", "\0", "a\0\0", "aa", "abcdefgh", "abcdefg", "abcdefgh\0", "abcdefghi"]))
print(sorted(["\uffff", "\U00010000", "z", "\u00ff", "abcdefg\u00e9", "abcdefg\u00e8"]))

# What is sorted by a str is the same object afterwards, with its own hash.
names = ["delta", "alpha", "charlie", "bravo"]
table = dict.fromkeys(names)
assert all(any(n is m for m in names) for n in sorted(names))
print([table[n] for n in sorted(names)], sorted(table), max(names), min(names, key=str))

for text in ("9" * 19, "-" + "9" * 20, "1" + "0" * 38, "0" * 30, "0" * 40 + "5", "1_000" * 9, "+" + "123456789" * 30, "9" * 600, "9" * 601):
    n = int(text)
    print(n, n == eval(text.lstrip("+0") or "0"), str(n), repr(-n), "%d" % n == str(n), f"{n}" == str(n))
for text in ("1" * 20 + "x", "0_" * 20, "_" + "1" * 20, "1" * 25 + "_"):
    try:
        print(int(text))
    except ValueError as e:
        print(e)
try:
    print(int("0" * 20 + "1", 0))
except ValueError as e:
    print(e)
print(int("0" * 20, 0), int("1" * 22, 0))
a, b, c = {1, 2, "x"}, {"y", 2.0}, frozenset(range(3, 50))
print(a.isdisjoint(b), b.isdisjoint(a), a.isdisjoint(c), c.isdisjoint(b), a.isdisjoint([5]), a.isdisjoint("x"))


class Equal:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        print("asked")
        return isinstance(other, Equal)


print({Equal(1), 5}.isdisjoint({Equal(1), 6, 7}), {Equal(1)}.isdisjoint({Equal(2), 4}))
keys, vals = ["a", "b", "a"], [1, 2, 3]
print(dict(zip(keys, vals)), dict(enumerate(keys)), dict(zip(keys)) if False else dict(zip([], [])), dict({"k": 1}.items()))
try:
    dict(zip([[]], [1]))
except TypeError as e:
    print(e)
it = zip("abc", range(2))
print(dict(it), list(it))
d = {1: "a", 2: "b", 3: "c"}
it = iter(d.items())
print(next(it), dict(it), list(it), sum(d), sum({1: 5, 2: 6}.values()), max(d.values()), next(iter(d)))
it = iter(d)
print(any(k > 1 for k in it), list(it))
