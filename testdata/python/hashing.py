"""Equality and hashes of numbers of different types, of containers, of user-defined objects."""

inf = float("inf")

same = [
    [0, 0.0, -0.0, 0j, False, complex(0, -0.0)],
    [1, 1.0, True, 1 + 0j],
    [-1, -1.0, -1 + 0j],
    [2 ** 53, 2.0 ** 53, complex(2.0 ** 53)],
    [2 ** 61, 2.0 ** 61],
    [-2 ** 61, -2.0 ** 61],
    [10 ** 22, 1e22],
    [2 ** 1000, 2.0 ** 1000],
    [-2 ** 200, -2.0 ** 200],
    [0.5, 0.5 + 0j],
    [inf, complex(inf)],
    ["abc", "ab" + "c", "".join(["a", "b", "c"])],
    [b"abc", bytes([97, 98, 99])],
    [(1, 2.0), (1.0, 2), (True, 2)],
    [frozenset([1, 2]), frozenset([2.0, 1.0])],
    [range(0), range(5, 5), range(3, 1)],
    [range(0, 3, 2), range(0, 4, 2)],
    [(), tuple([])],
    [(1, (2, (3,))), (1.0, (2.0, (3.0,)))],
    ["é", "\u00e9", chr(233)],
]
for group in same:
    for a in group:
        for b in group:
            assert a == b, (a, b)
            assert not a != b
            assert hash(a) == hash(b), (a, b)
            assert {a: 1}[b] == 1
            assert a in {b} and a in [b] and a in (b,)
            assert [a].index(b) == 0 and [a].count(b) == 1
            assert len({a, b}) == 1

different = [1, 1.5, "1", b"1", (1,), None, inf, -inf, frozenset([1]), 2j, 2 ** 53 + 1, 1e22 + 1e7, "", b"", 10 ** 400, ..., int, "é", "e\u0301"]
for i, a in enumerate(different):
    for j, b in enumerate(different):
        assert (a == b) == (i == j), (a, b)
        assert (a != b) == (i != j)
assert len(set(different)) == len(different)

for bad in ([], {}, set(), bytearray(), [1], (1, []), ({},), slice(1), {}.keys(), memoryview(bytearray())):
    try:
        hash(bad)
    except (TypeError, ValueError) as exc:
        print(type(bad).__name__, exc)
    else:
        print("hashable?", type(bad).__name__)

print([hash(x) for x in (0, 1, -1, -2, 5, 2 ** 31, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, 2 ** 62, 2 ** 63, 2 ** 64, -2 ** 63, 10 ** 100, True)])
print([hash(x) for x in (0.0, 1.0, -1.0, 0.5, 1.5, 0.1, -0.1, 1e10, 1e100, 1e-100, inf, -inf, 3.14, 2.0 ** 60, 5e-324)])
print([hash(x) for x in (1j, -1j, 1 + 1j, 0.5 - 2j, 1e100j)])
print([hash(x) for x in ((), (1,), (1, 2), (1, 2, 3), (0,), ((),), (1.5, -1), (True, False), tuple(range(100)))])
print([hash(x) for x in (frozenset(), frozenset([1]), frozenset([1, 2, 3]), frozenset(range(50)))])
print(hash(range(0)) == hash(range(3, 3)), hash(range(5)) == hash(range(0, 5)), hash(range(5)) == hash((5, 0, 1)))


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        log.append(("eq", self.n, getattr(other, "n", other)))
        return isinstance(other, Key) and self.n == other.n

    def __hash__(self):
        log.append(("hash", self.n))
        return self.n % 4


log = []
d = {Key(1): "a"}
print(log)
log.clear()
print(d[Key(1)], log)
log.clear()
print(Key(5) in d, log)
log.clear()
print(Key(2) in d, log)
k = Key(9)
log.clear()
d[k] = 1
d[k] = 2
print(log, len(d))
log.clear()
s = {k}
print(k in s, k in [k], [k].index(k), log)


class Hash:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        return True


print(hash(Hash(2 ** 61)), hash(Hash(-1)), hash(Hash(2 ** 64 + 5)), hash(Hash(True)), hash(Hash(-2 ** 63)))
print(Hash(1) in {1: 2}, Hash(2) in {1: 2}, {Hash(1): "h"}.get(1), {Hash(1): "h"}.get(2))


class Mutable:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, other):
        return self.v == other.v


m = Mutable(1)
d = {m: "x"}
m.v = 2
print(m in d, Mutable(1) in d, Mutable(2) in d, list(d.values()), d == d, len(d))

n = float("nan")
print(n == n, n in [n], n in {n}, {n: 1}.get(n), [n] == [n], (n,) == (n,), {n} == {n}, {1: n} == {1: n})

print(1 == True, {True: "a", 1: "b", 1.0: "c"}, {0: 0, False: 1, 0.0: 2}, len({1, True, 1.0, 1 + 0j}))
print("a" == b"a", "1" == 1, None == False, [] == (), {} == set(), 0 == None, "" == False, [] == False, object == object)
print([1, 2] == [1.0, 2.0], (1, [2]) == (True, [2.0]), {1: [2]} == {1.0: [2.0]}, {1, 2} == {1.0, 2.0}, [[]] == [()], "abc" == "abc", "abc" != "abd")


class Liar:
    def __eq__(self, other):
        return NotImplemented

    def __hash__(self):
        return 1


a, b = Liar(), Liar()
print(a == b, a == a, a != b, a != a, {a: 1}.get(b), len({a, b}))

functions = [len, max, str.upper, [].append, int, type, hash]
print(len(set(functions)), len in set(functions), {len: "len"}[len], [].append == [].append, str.upper == str.upper)
