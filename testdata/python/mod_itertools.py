"""The itertools module."""
import itertools as it

from table import effects, values


def head(iterator, n=5):
    return [x for _, x in zip(range(n), iterator)]


values(globals(), """
head(it.count()), head(it.count(5, 2)), head(it.count(-1, -1)), head(it.count(0.5, 0.25)), head(it.count(10 ** 20)), it.count(3), it.count(1, 2), it.count(1.5), head(it.count(step=3))
it.count("a")
it.count(1, "b")
head(it.cycle("ab")), list(it.cycle([])), head(it.repeat(5)), list(it.repeat("x", 3)), list(it.repeat(1, -1)), it.repeat(5), it.repeat(5, 2), list(map(pow, range(4), it.repeat(2))), it.repeat(1, 3).__length_hint__(), list(it.repeat(1, times=2))
it.cycle(5)
it.repeat()
it.repeat(1, "a")
list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], lambda a, b: a * b)), list(it.accumulate([], initial=5)), list(it.accumulate([1, 2], initial=10)), list(it.accumulate("abc")), list(it.accumulate([3, 1, 2], max)), list(it.accumulate([]))
list(it.accumulate([1, "a"]))
it.accumulate(5)
list(it.chain("ab", [1], ())), list(it.chain()), list(it.chain.from_iterable(["ab", "cd"])), list(it.chain.from_iterable([])), list(it.chain([1], (x for x in "z")))
list(it.chain(5))
list(it.chain.from_iterable([1]))
list(it.compress("abcd", [1, 0, 1, 1])), list(it.compress("abc", [1])), list(it.dropwhile(lambda x: x < 3, [1, 3, 1])), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.filterfalse(None, [0, 1, "", 2])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.pairwise("abcd")), list(it.pairwise("a"))
list(it.starmap(pow, [1]))
list(it.takewhile(5, [1]))
[(k, list(g)) for k, g in it.groupby("aabbca")], [(k, list(g)) for k, g in it.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], list(it.groupby([])), [k for k, g in it.groupby("aabb")]
it.groupby(5)
list(it.islice("abcdef", 3)), list(it.islice("abcdef", 1, 4)), list(it.islice("abcdef", 1, None, 2)), list(it.islice("abc", 0)), list(it.islice("abc", None)), list(it.islice(it.count(), 5, 20, 5)), list(it.islice("abc", 5, 10))
it.islice("abc", -1)
it.islice("abc", 0, 5, 0)
it.islice("abc", "x")
it.islice("abc", 1, -1)
it.islice("abc", 1.5)
it.islice(5, 1)
list(it.product("ab", [1, 2])), list(it.product()), list(it.product("ab", repeat=2)), list(it.product([], "a")), list(it.product("a", repeat=0)), len(list(it.product(range(3), repeat=3))), list(it.product([1, 2], "a", [0]))
it.product("a", repeat=-1)
it.product(5)
it.product("a", nope=1)
list(it.permutations("abc")), list(it.permutations("abc", 2)), list(it.permutations("ab", 5)), list(it.permutations([])), list(it.permutations("ab", 0)), len(list(it.permutations(range(6))))
it.permutations("a", -1)
it.permutations("a", "b")
list(it.combinations("abcd", 2)), list(it.combinations("ab", 3)), list(it.combinations("ab", 0)), list(it.combinations(range(4), 3)), list(it.combinations_with_replacement("abc", 2)), list(it.combinations_with_replacement([], 1)), list(it.combinations_with_replacement("ab", 3))
it.combinations("a", -1)
it.combinations("a")
list(it.zip_longest("abc", [1])), list(it.zip_longest("a", "bcd", fillvalue="-")), list(it.zip_longest()), list(it.zip_longest([], [1, 2], "x"))
it.zip_longest("a", nope=1)
it.zip_longest(5)
[list(x) for x in it.tee("abc")], [list(x) for x in it.tee([1], 3)], it.tee("a", 0)
it.tee("a", -1)
it.tee(5)
type(it.count()).__name__, type(it.chain()).__name__, repr(it.count(2)), iter(it.chain()).__next__.__name__, type(it.tee("a")[0]).__name__
""")

effects(globals(), """
c = it.count(); next(c); next(c); print(c, next(c)); c = it.cycle([1, 2]); print([next(c) for _ in range(5)]); r = it.repeat(1, 2); next(r); print(r, list(r), r)

a, b = it.tee(iter("abc")); print(next(a), next(a), list(b), list(a)); a, b = it.tee((print("made", x) or x for x in range(2))); print(list(a), list(b))

g = it.groupby("aabb"); k1, g1 = next(g); k2, g2 = next(g); print(k1, list(g1), k2, list(g2))

def gen():
    for x in "abc": print("produce", x); yield x
c = it.chain(gen(), gen()); print(next(c)); i = it.islice(gen(), 2); print(list(i)); z = it.zip_longest(gen(), [1]); print(next(z)); p = it.pairwise(gen()); print(next(p))

print(list(it.islice(gen(), 1, 2)))

src = iter(range(10)); print(list(it.takewhile(lambda x: x < 3, src)), list(src)); src = iter(range(6)); print(list(it.islice(src, 2)), next(src), list(it.islice(src, 1, 2)), list(src))

p = it.product([1, 2], repeat=2); print(next(p), next(p), list(p), list(p)); c = it.combinations([1, 2, 3], 2); print(next(c), list(c))

def f(): raise ValueError("in source"); yield
list(it.chain([1], f()))

list(it.accumulate(f()))

list(it.groupby("ab", key=lambda x: 1 / 0))

print(max(it.chain([1], [5, 2])), dict(it.zip_longest("ab", [1])), sum(it.islice(it.count(), 100)), len(list(it.chain.from_iterable(it.repeat("ab", 50)))))

print(["".join(p) for p in it.permutations("abc") if p[0] < p[-1]], [sum(c) for c in it.combinations(range(5), 2)][:4])
""")
