"""Lists: operators, methods, slices and their errors."""
from table import effects, values


class Index:
    def __index__(self):
        return 1


class Sub(list):
    pass


class Odd:
    def __eq__(self, other):
        raise ValueError("eq")


values(globals(), r"""
[], [1], [1, "a", None], [[]], list(), list("abc"), list((1, 2)), list(range(3)), list({1: 2}), list(x * 2 for x in [1, 2]), [*range(3), *"ab"]
list(5)
list(None)
list(1, 2)
list(iterable=[])
[1, 2] + [3], [1, 2] * 2, 2 * [1, 2], [1] * 0, [1] * -1, [1] * True, 1 in [1, 2], 3 not in [1, 2], [1, 2] == [1, 2], [1, 2] != [1], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 5], [1, 2] <= [1, 2], [1, "a"] == [1, "a"], [1] == (1,), [1.0] == [1]
[1] + (2,)
[1] + None
[1] + "a"
(1,) + [2]
[1] * "a"
[1] * 1.5
[1] * [2]
[1] - [1]
[1] < (1,)
[1] < 5
[1, "a"] < [1, 2]
[1] == Odd()
Odd() in [1]
[5, 6, 7][0], [5, 6, 7][-1], [5, 6, 7][Index()], [5, 6, 7][True], [5, 6, 7][1:], [5, 6, 7][:-1], [5, 6, 7][::-1], [5, 6, 7][5:], [5, 6, 7][-100:100], [1, 2, 3, 4, 5][::2], [1, 2, 3, 4, 5][3:0:-2], [1, 2, 3, 4, 5][-2::-2], [1, 2, 3][:], [1, 2, 3][2:1], [1, 2, 3][Index():], [1, 2, 3][None:None:None], [1, 2, 3][10 ** 30:], [1, 2, 3][:-10 ** 30]
[][0]
[1, 2][2]
[1, 2][-3]
[1, 2][10 ** 30]
list("ab")["a"]
list("ab")[1.0]
list("ab")[None]
list("ab")[1, 2]
list("ab")["a":]
list("ab")[::0]
len([]), len([1, 2]), bool([]), bool([0]), max([3, 1, 2]), min([3, 1, 2]), sum([1, 2, 3]), sum([[1], [2]], []), sorted([3, 1, 2]), list(reversed([1, 2, 3])), any([0, 1]), all([]), list(enumerate(["a"])), list(zip([1], [2])), repr([1, [2, "x"]]), str([1.0])
[1, 2, 1].count(1), [1, 2].count(5), [1, 2, 1].index(1), [1, 2, 1].index(1, 1), [1, 2, 1].index(2, -2), [1, 2, 3].index(3, 0, 10), [1, 2].copy(), [1, True, 1.0].count(1)
[1, 2].index(5)
[1, 2].index(1, 1)
[1, 2].index(2, 0, 1)
[1, 2].index("a")
[1].index()
[1].index(1, "a")
max([])
min([])
max([1, "a"])
sum(["a", "b"])
sum([[1]])
sum("ab", "")
sum([b"a"], b"")
sum([], 5), sum([1], start=2), sum(range(5), 10)
sum(5)
sum()
hash([])
{[]: 1}
{[1]}
[1].nope
list.append([1])
list.append(5, 1)
[].append()
[].append(1, 2)
[].pop()
[1].pop(5)
[1].pop("a")
[1].remove(5)
[1].insert(0)
[1].insert("a", 1)
[1].extend(5)
[1].sort(5)
[1].sort(key=5)
[1, "a"].sort()
[1].sort(reverse="a")
[1, 2].sort(nope=1)
[1].reverse(1)
[1].copy(1)
[1].clear(1)
[1].__add__([2]), [1].__mul__(2), [1].__contains__(1), [1].__eq__([1]), [1].__eq__(5), [1].__lt__([2]), [1].__len__(), [1, 2].__getitem__(1), [1].__iter__().__next__(), [1, 2].__reversed__().__next__(), [1].__add__, 1
""".replace(", [1].__add__, 1", ""))

effects(globals(), """
a = [1, 2, 3]; a.append(4); a.extend([5, 6]); a.extend("ab"); a.extend(x for x in (7,)); a.insert(0, 0); a.insert(-1, "i"); a.insert(100, "end"); a.insert(-100, "start"); print(a)

print(a.pop(), a.pop(0), a.pop(-2), a.pop(Index())); a.remove("a"); a.reverse(); print(a)

a = [3, 1, 2]; print(a.sort(), a); a.sort(reverse=True); print(a); a.sort(key=lambda x: -x); print(a); a.clear(); print(a)

a = [1, 2, 3, 4, 5]; a[0] = "x"; a[-1] = "y"; a[1:3] = [9]; print(a); a[1:1] = [7, 8]; print(a); a[::2] = "abc"; print(a); a[:] = []; print(a)

a = list(range(10)); del a[0]; del a[-1]; del a[2:4]; print(a); del a[::2]; print(a); del a[:]; print(a)

a = list(range(10)); del a[7:2:-2]; print(a); a[5:2] = ["in"]; print(a); a[10 ** 20:] = "z"; print(a)

a = [1, 2, 3]; b = a; b += [4]; print(a, a is b); b = b + [5]; print(a, b); a *= 2; print(a); a += "xy"; a += (1,); print(a)

a = [1]; a += 5

a = [1]; a += None

a = [1]; a *= "a"

a = [1, 2]; a[5] = 1

a = [1, 2]; a["a"] = 1

a = [1, 2]; a[0:1] = 5

a = [1, 2, 3, 4]; a[::2] = [1]

a = [1, 2, 3, 4]; a[::2] = 5

a = [1, 2]; del a[5]

a = [1, 2]; del a["a"]

a = [1, 2]; a[::0] = []

a = [1, 2, 3]; a[1:2] = a; print(a); a[:0] = a; print(a); a.extend(a); print(len(a))

a = []; a.append(a); print(a, a == a, a[0] is a, len(a)); b = [a, a]; print(b)

a = [[]] * 3; a[0].append(1); print(a); a = [[] for _ in range(3)]; a[0].append(1); print(a)

a = [1, 2, 3]; [x for x in a if a.append(x) or len(a) > 6][:1] if False else None

a = [1, 2, 3]; i = iter(a); next(i); a.append(4); print(list(i)); a.append(5); print(list(i))

a = [1, 2, 3, 4]; i = iter(a); next(i); del a[:]; print(list(i))

for x in (a := [1, 2, 3]):
    if x < 3: a.append(x + 10)
    if len(a) > 8: break
print(a)

a = [1, 2, 3]; r = reversed(a); a.append(4); print(list(r)); r = reversed(a); a.clear(); print(list(r))

a = [3, 2, 1]; a.sort(key=lambda x: a.append(x) or x)

print(a)

a, *b = [1, 2, 3]; print(a, b); [c, d] = "xy"; print(c, d); (e, [f, *g]), h = [[1, [2, 3, 4]], 5]; print(e, f, g, h)

s = Sub([1, 2]); s.append(3); s.extra = "x"; print(s, type(s + [4]).__name__, type(s[:]).__name__, type(s * 2).__name__, type(s.copy()).__name__, s == [1, 2, 3], s.extra, len(s))

class Loud(list):
    def __getitem__(self, i): return "got %r" % (i,)
    def __len__(self): return 99
    def __iter__(self): return iter("iter")
    def __contains__(self, x): return True
s = Loud([1, 2]); print(s[0], s[1:], len(s), list(s), 5 in s, s, [*s], s == [1, 2], sorted(s), bool(s))

class L(list):
    def __init__(self, *args): super().__init__(args)
print(L(1, 2, 3), L() == [], repr(L(1)))

a = [1, 2, 3, 4]; a[1:3], a[0] = a[0:1], "n"; print(a); a[0], a[1] = a[1], a[0]; print(a)

print([1, 2, 3].__repr__(), [None, ...], [True, 1.5, 2j, b"x", "q'"], [(), {}, set()], [range(3), slice(1)])
""".replace("a = [1, 2, 3]; [x for x in a if a.append(x) or len(a) > 6][:1] if False else None\n\n", ""))
