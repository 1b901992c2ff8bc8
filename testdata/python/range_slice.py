"""range and slice objects."""
from table import effects, values


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


big = 10 ** 20

values(globals(), r"""
range(5), range(1, 5), range(1, 10, 2), range(5, 0, -1), range(0), list(range(5)), list(range(1, 5)), list(range(1, 10, 3)), list(range(5, 0, -2)), list(range(0, -5, -1)), list(range(5, 0)), list(range(Index(3))), list(range(True, 3)), repr(range(0, 5, 1)), repr(range(0, 5, 2))
range()
range(1, 2, 0)
range(1.5)
range("a")
range(None)
range(1, 2, 3, 4)
range(stop=5)
len(range(10)), len(range(0, 10, 3)), len(range(10, 0, -3)), len(range(5, 0)), bool(range(0)), bool(range(1)), len(range(0, 2 ** 62)), len(range(-2 ** 62, 2 ** 62 - 1))
len(range(2 ** 63))
len(range(big))
range(big)[big - 1], range(big, big + 5)[2], list(range(big, big + 3)), range(big)[-1], list(range(-big, -big - 3, -1)), big in range(big + 1), range(0, big, big // 2)[1], range(big)[5:10], bool(range(big))
range(10)[0], range(10)[-1], range(10)[2:5], range(10)[::-1], range(10)[::3], range(1, 10, 2)[1:3], range(10)[5:2], range(10)[Index(3)], range(10)[100:], range(10)[-3:], range(10, 0, -2)[1:], range(0)[:]
range(5)[5]
range(5)[-6]
range(5)["a"]
range(5)[::0]
range(0)[0]
3 in range(5), 5 in range(5), 4 in range(0, 10, 2), 5 in range(0, 10, 2), 3.0 in range(5), 3.5 in range(5), "a" in range(5), None in range(5), True in range(5), -1 in range(0, -5, -1), 2 in range(5, 0, -3), 10 ** 30 in range(5)
range(5).index(3), range(0, 10, 2).index(4), range(5).count(3), range(5).count(9), range(5).count("a"), range(5).index(3.0), range(5).start, range(5).stop, range(5).step, range(1, 9, 2).stop
range(5).index(9)
range(0, 10, 2).index(3)
range(5).index("a")
range(5) == range(5), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(5) != range(6), range(5) == [0, 1, 2, 3, 4], hash(range(3)) == hash(range(0, 3, 1)), hash(range(0)) == hash(range(1, 0)), range(1, 2) == range(1, 3, 5)
range(5) < range(6)
range(5) + range(3)
range(5) * 2
max(range(5)), min(range(5)), sum(range(101)), sorted(range(3, 0, -1)), list(reversed(range(5))), list(reversed(range(0, 10, 3))), tuple(range(3)), set(range(3)) == {0, 1, 2}, list(enumerate(range(2))), list(zip(range(3), range(3, 6))), any(range(1)), all(range(1, 3)), [*range(2)], list(map(str, range(2)))
list(reversed(range(big, big + 2))), next(iter(range(big, big + 1))), range(3).__reversed__().__next__(), iter(range(3)).__length_hint__(), iter(range(3)).__next__()
range(5).nope
range(5).start()
type(range(1)).__name__, type(iter(range(1))).__name__, type(iter(range(big))).__name__, type(reversed(range(1))).__name__
slice(5), slice(1, 5), slice(1, 5, 2), slice(None), slice("a", [], None), slice(1, 2).start, slice(1, 2).stop, slice(1, 2).step, slice(1) == slice(None, 1, None), slice(1) == slice(2), slice(1) != slice(1), repr(slice(None, None, -1)), slice(1, 2) < slice(1, 3)
slice()
slice(1, 2, 3, 4)
hash(slice(1))
{slice(1): 2}
slice(stop=1)
slice(1, 10, 2).indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(10, 20).indices(5), slice(None).indices(0), slice(-100, 100, 3).indices(10), slice(5, None, -2).indices(3), slice(1, 10 ** 30).indices(10 ** 25), slice(None, None, Index(2)).indices(5)
slice(1).indices(-1)
slice(1).indices("a")
slice(None, None, 0).indices(5)
slice("a").indices(5)
slice(1.5).indices(5)
""")

effects(globals(), """
r = range(5); r[0] = 1

r = range(5); del r[0]

r = range(5); r.start = 3

s = slice(1); s.start = 3

i = iter(range(3)); print(next(i), next(i), next(i), next(i, "end")); next(i)

for i in range(3): i += 10; print(i)

r = range(3); print([x for x in r], [x for x in r], [(a, b) for a in r for b in r if a < b])

class Get:
    def __getitem__(self, key): return key
g = Get(); print(g[1], g[1:2], g[1:2:3], g[:], g[::], g[1, 2], g[1:2, ::3], g[...], g[()], g["a"], g[1:2,], g[None:], g[-1], g[*[1, 2]], g[(1, 2)], g[lambda_ := 5])

class Set:
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
    def __getitem__(self, key): print("get", key); return 100
g = Set(); g[1] = 2; g[1:2] = 3; g[1, 2:3] = 4; del g[5]; del g[1:]; g[0] += 5; g[::2] += 1; del g[1], g[2]; g["x"], g["y"] = 1, 2

for i in range(10 ** 30, 10 ** 30 + 2): print(i)

for i in range(2 ** 63 - 2, 2 ** 63 + 1): print(i)

for i in range(-2 ** 63, -2 ** 63 - 2, -1): print(i)

for i in range(2 ** 63 - 5, 2 ** 63 - 1, 3): print(i)
""")

for n in range(7):
    for start in range(-9, 10, 2):
        for stop in range(-9, 10):
            for step in (-3, -2, -1, 1, 2, 3):
                assert list(range(n))[start:stop:step] == list(range(n)[start:stop:step]), (n, start, stop, step)
                assert len(range(start, stop, step)) == len(list(range(start, stop, step)))
                expected = [x for x in range(-30, 30) if x in range(start, stop, step)]
                assert sorted(range(start, stop, step)) == expected
                assert list(reversed(range(start, stop, step))) == list(range(start, stop, step))[::-1]
