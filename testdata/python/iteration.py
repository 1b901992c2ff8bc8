"""Iterators and the built-in functions on them."""
from table import effects, values


class Old:
    def __getitem__(self, i):
        if i < 3:
            return i * 2
        raise IndexError


class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


class Hinted:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter("ab")

    def __length_hint__(self):
        return self.hint


def boom(x):
    raise ValueError("boom")


values(globals(), """
list(iter([1, 2])), list(iter("ab")), list(iter({1: 2})), list(iter(Old())), list(iter(range(2))), next(iter("x")), next(iter([]), "default"), next(iter([]), None), type(iter([])).__name__, type(iter(())).__name__, type(iter(set())).__name__, type(iter(b"")).__name__, type(iter(Old())).__name__, type(iter(int, 1)).__name__, type(iter("é")).__name__
iter(5)
iter(None)
next(5)
next([1])
next(iter([]))
iter([1]).__next__(), iter([1, 2]).__length_hint__(), iter([1]).__iter__() is not None, list(iter([1, 2, 3].pop, 1)), list(iter(iter("abcd").__next__, "c"))
iter(5, 1)
list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, [1, 5], [3, 2], [2, 9])), list(map(None.__class__, [])), type(map(str, [])).__name__, list(map(int, "123")), next(map(str, [5])), [*map(ord, "ab")]
list(map(5, [1]))
list(map(len, [1]))
list(map(str, 5))
list(map(boom, [1]))
list(filter(None, [0, 1, "", "a", [], [0]])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(str.isalpha, "a1b")), type(filter(None, [])).__name__
list(filter(5, [1]))
list(filter(None, 5))
list(filter(boom, [1]))
list(zip()), list(zip([1, 2])), list(zip([1, 2], "ab", (3, 4, 5))), list(zip([], [1])), dict(zip("ab", range(9))), list(zip(*[(1, 2), (3, 4)])), list(zip([1, 2], [3, 4], strict=True)), type(zip()).__name__
list(zip([1, 2], [3], strict=True))
list(zip([1], [3, 4], strict=True))
list(zip([1], [1], [1, 2], strict=True))
list(zip([1], [1, 2], [1], strict=True))
list(zip([1, 2], [1], [1], strict=True))
list(zip(strict=True))
zip([1], nope=1)
list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate(["x"], start=-1)), list(enumerate("a", 10 ** 30)), list(enumerate([], 3)), type(enumerate([])).__name__, next(enumerate("z"))
enumerate(5)
enumerate("a", "b")
enumerate("a", 1.5)
list(reversed([1, 2])), list(reversed("ab")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})), list(reversed(b"ab")), type(reversed([])).__name__, type(reversed("")).__name__
reversed(5)
reversed({1, 2})
reversed(iter([]))
reversed(x for x in "a")
list(reversed(Old()))
sum([1, 2, 3]), sum([0.1, 0.2]), sum([], 5), sum((1,), 1.5), sum([[1], [2]], []), sum([True, True]), sum(range(5)), sum({1: 2, 3: 4}), sum([1, 2.5, 3j]), sum([2 ** 62, 2 ** 62]), sum([10 ** 30, -1]), sum([1.5, 10 ** 20]), sum((), ()), sum(iter([1, 2]))
sum(["a"])
sum([1], "a")
sum(["a"], "")
sum([b"a"], b"")
sum([bytearray()], bytearray())
sum([None])
sum({1: 2}.items())
max(1, 2), max([1, 3, 2]), max("abc"), max(1, 2.5), max([2, 1], key=lambda x: -x), max([], default="d"), max("a", "b", key=ord), max([1, 1.0]), max([1.0, 1]), min([3, 1, 2]), min(1, True), min(True, 1), max({1: 2, 3: 4}), min(5, *[4, 3]), max((1, 2), (1, 3)), max([[1], [2, 0]]), min("b", "a", default=None) if False else 1
max([])
max(5)
max(None)
max([1, "a"])
max(1, "a")
max([1], key=5)
max([1, 2], key=boom)
min({})
min(1, 2, key=lambda: 0)
any([]), any([0, 1]), any("a"), all([]), all([1, 0]), all("ab"), any(iter([0, 0])), all({0: 1}), any([[], [0]]), any(x for x in Endless())
any(5)
all(None)
any([1, boom]), all([0, 1 / 1])
sorted([3, 1, 2]), sorted("banana"), sorted({"b": 1, "a": 2}), sorted([3, 1], reverse=True), sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a")]), sorted([[2], [1, 5]]), sorted([1.5, 1, True, 0]), sorted(range(5), key=lambda x: -x), sorted([]), sorted(iter("cab")), sorted([None]), sorted([1, 2], reverse=1), sorted([(2, "a"), (1, "b")], key=lambda t: t[1])
sorted([1, "a"])
sorted([None, None])
sorted([1j, 2j])
sorted([{}, {}])
sorted(5)
sorted([1], key=5)
sorted([2, 1], key=boom)
sorted([1], reverse="x")
list(Hinted(1)), list(Hinted(NotImplemented)), list(Hinted(10 ** 5)), [*Hinted(0)]
list(Hinted(-1))
list(Hinted("x"))
list(Hinted(2 ** 70))
len(Hinted(1))
5 in Old(), 4 in Old(), 2 in iter([1, 2, 3]), "b" in (c for c in "abc"), 1 in Endless(), [1, 2].__contains__(1), 3 in {1: 2}, "" in "", None in [None], float("nan") in [1], 2 in zip([1], [2]), (1, 2) in zip([1], [2]), 4 in map(lambda x: x * 2, [1, 2])
1 in 5
1 in None
"a" in 5
a if 1 in [] else 2
dict(map(lambda x: (x, x), "ab")), set(map(abs, [-1, 1])), tuple(filter(None, (0, 1))), "".join(map(str, [1, 2])), list(zip(range(3), Endless())), list(map(lambda *a: a, "ab", "cd")), bytes(map(int, "12")), dict(enumerate("ab")), frozenset(zip("a", "b")), list(zip(*zip([1, 2], [3, 4])))
print(*[1, 2], *"ab"), print(*map(str, range(3)), sep="-"), [*range(2), *"a", *{5}, *(), *{"k": 1}], (*"ab",), {*"aa"}, [*iter([1])], max(*[1, 2], *[5])
iter([1]) == iter([1]), hash(iter([])) != None, bool(iter([])), iter([]).__doc__ is not None or True
""".replace(', min("b", "a", default=None) if False else 1', '').replace('a if 1 in [] else 2', '0 if 1 in [] else 2').replace(", iter([]).__doc__ is not None or True", ""))

effects(globals(), """
i = iter([1, 2, 3]); print(next(i), list(i), list(i), next(i, "x"))

m = map(str, [1, 2, 3]); print(next(m), list(m), list(m)); z = zip([1, 2], [3, 4]); print(next(z), list(z)); e = enumerate("abc"); next(e); print(list(e)); f = filter(None, [1, 0, 2]); print(next(f), next(f)); next(f)

a = iter([1, 2, 3, 4]); print(list(zip(a, a))); a = iter([1, 2, 3]); b = iter([1]); print(list(zip(a, b)), list(a)); a = iter([1, 2, 3]); b = iter([1]); print(list(zip(b, a)), list(a))

class Stop:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("value")
print(list(Stop()), [x for x in Stop()], next(Stop(), "d"), dict(Stop()), sum(Stop()), max(Stop(), default=0), tuple(zip(Stop())))

class Fails:
    def __iter__(self): return self
    def __next__(self): raise ValueError("next")
list(Fails())

for x in Fails(): pass

a, b = Fails()

[*Fails()]

print(*Fails())

"".join(Fails())

1 in Fails()

dict(Fails())

max(Fails())

sorted(Fails())

list(zip([1], Fails()))

list(map(str, Fails()))

class BadIter:
    def __iter__(self): return 5
iter(BadIter())

for x in BadIter(): pass

class NoNext:
    def __iter__(self): return self
for x in NoNext(): pass

class Late:
    def __iter__(self): raise TypeError("from iter")
list(Late())

a, b = Late()

l = [3, 1, 2]; l.sort(); print(l); l.sort(key=lambda x: -x); print(l); l = list("bca"); l.sort(reverse=True); print(l); [].sort(); l = [(1, "b"), (0, "z"), (1, "a")]; l.sort(key=lambda t: t[0]); print(l); l.sort(key=lambda t: t[0], reverse=True); print(l)

class Lt:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return "L%d" % self.v
l = [Lt(3), Lt(1), Lt(2)]; l.sort(); print(l, max(l) if False else "", min(l)); print(max(l))

class Gt:
    def __init__(self, v): self.v = v
    def __gt__(self, o): return self.v > o.v
    def __repr__(self): return "G%d" % self.v
print(max([Gt(1), Gt(3)]), sorted([Gt(2), Gt(1)])); sorted([object(), object()])

class Cmp:
    def __lt__(self, o): raise ValueError("lt")
[Cmp(), Cmp()].sort()

words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w)), sorted(words, key=lambda w: w[::-1], reverse=True))

data = [(x * 7919 % 13, x) for x in range(200)]
by_first = sorted(data, key=lambda t: t[0])
print(all(a[0] < b[0] or a[0] == b[0] and a[1] < b[1] for a, b in zip(by_first, by_first[1:])))
backwards = sorted(data, key=lambda t: t[0], reverse=True)
print(all(a[0] > b[0] or a[0] == b[0] and a[1] < b[1] for a, b in zip(backwards, backwards[1:])))

def cmp_sorted(n):
    s = 1
    out = []
    for _ in range(n):
        s = (s * 1103515245 + 12345) % 2147483648
        out.append(s >> 8)
    return out
for n in (0, 1, 2, 3, 10, 31, 32, 33, 63, 64, 65, 100, 1000, 5000):
    d = cmp_sorted(n); s = sorted(d)
    assert all(a <= b for a, b in zip(s, s[1:])) and len(s) == n and sum(s) == sum(d)
    assert sorted(s) == s and sorted(s[::-1]) == s and sorted(d, reverse=True) == s[::-1]
    assert sorted(map(float, d)) == s and sorted(map(str, d)) == sorted(sorted(map(str, d), reverse=True))
    half = n // 2; assert sorted(s[half:] + s[:half]) == s
print("sorted")

def gen():
    for x in (1, 2, 3): print("yield", x); yield x
print(any(x > 1 for x in gen())); print(all(x < 2 for x in gen())); print(2 in gen()); a, *b = gen(); print(max(gen()))

print(list(zip(gen(), "a"))); print(next(filter(lambda x: x > 1, gen())))

d = {"a": 1}
for k in d: d[k] += 1
print(d); s = "abc"
for c in s: s += c
print(s); l = [1, 2, 3, 4, 5, 6]
for x in l: l.remove(x)
print(l)

for i, (a, b) in enumerate(zip("ab", "cd")): print(i, a, b)

it = iter("abcdef")
for a in it: print(a, next(it), end=" ")
print()

print([x for x in iter(lambda l=[3, 2, 1]: l.pop(), 3)])
""".replace('max(l) if False else "", ', ''))
