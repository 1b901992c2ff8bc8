"""List, set and dict comprehensions, generator expressions, their scopes."""
from table import effects, values

n = 3
data = [1, 2, 3, 4]

values(globals(), """
[x for x in range(3)], {x for x in [1]}, {x: x * 2 for x in range(2)}, list(x for x in "ab"), [x for x in data if x % 2], [x for x in data if x > 1 if x < 4], [(x, y) for x in range(2) for y in range(x + 1)], [[y for y in range(x)] for x in range(3)], [x for x in []]
[x + n for x in range(2)], [n for n in range(2)], n, [x for x in [n for n in range(2)]], [(x, n) for x in range(2) for n in "ab"], n
[a + b for a, b in [(1, 2), (3, 4)]], [b for a, *b in ["abc", "de"]], [x for (x,) in [(1,), (2,)]], [k for k, in {"a": 1}], {k: v for k, v in {"a": 1}.items()}, {v: k for k, v in enumerate("ab")}
[x if x else None for x in (0, 1)], [lambda: x for x in range(3)][0](), [f() for f in [lambda: x for x in range(3)]], [f() for f in [lambda x=x: x for x in range(3)]], [(lambda y: x + y)(1) for x in range(2)]
[y := 5, y ** 2], [last := x for x in range(3)], last, any((hit := x) > 2 for x in data), hit, [(t := x, t * 2) for x in range(2)], t
{x: y for x, y in zip("aab", range(3))}, {x % 3 for x in range(10)} == {0, 1, 2}, {**{x: 1 for x in "a"}, "b": 2}, [*[x for x in "ab"], *(x for x in "c")], sum(x for x in data), max(len(w) for w in ["a", "bbb"]), sorted({x * -1 for x in data})
[x for x in range(5) if x % 2 == 0 if x], [x for x in data if (lambda: x > 2)()], [x for y in [[1, 2], [3]] for x in y], [z for x in range(2) for y in range(2) for z in [x * y] if z], [[x * y for x in range(3)] for y in range(3)]
[i for i in range(3)] + [i for i in range(2)], [x for x in (y for y in (z for z in "abc"))], ["%s" % x for x in (1, 2)], [x for x in {"a": 1, "b": 2}], [x for x in "abc"[::-1]], [not x for x in (0, 1)], [x for x, y in {1: 2}.items() if y]
x
[x for x in 5]
[undefined_name for x in range(1)]
[x for x in undefined_name]
[1 / x for x in (1, 0)]
[x for x in [1] if undefined_name]
{[]: 1 for x in [1]}
{[] for x in [1]}
[a for a, b in [(1,)]]
[[] for _ in range(2)][0] is [[] for _ in range(2)][1], [[]] * 2, [x for x in ()] == []
(x for x in [1]).__name__, type(x for x in [1]).__name__, [x for x in range(3)].__class__.__name__
""")

effects(globals(), """
x = "outer"
print([x for x in "inner"], x)

def f():
    y = 10
    return [y + i for i in range(2)], [(lambda: y + i)() for i in range(2)], {y: i for i in range(1)}
print(f())

def f(items): return [g for g in items if (lambda v: v in items)(g)]
print(f([1, 2]))

def f():
    total = 0
    [total := total + v for v in range(5)]
    return total
print(f())

def f():
    global made
    [made := v for v in range(3)]
f(); print(made)

class A:
    items = [1, 2]
    doubled = [v * 2 for v in items]
    print(doubled)
    pairs = [(a, b) for a in items for b in [0]]
print(A.pairs, hasattr(A, "v"), hasattr(A, "a"))

class A:
    items = [1, 2]
    bad = [items for _ in range(1)]

class A:
    k = 2
    bad = [v for v in range(3) if v < k]

def f():
    l = [lambda: i for i in range(3)]
    i = "unrelated"
    return [g() for g in l], i
print(f())

def f():
    def g(): return [h(i) for i in range(2)]
    def h(i): return i * 10
    return g()
print(f())

def order(name, value): print(name); return value
[x for x in order("first iterable", range(2)) if order("condition", True) for y in order("second", [1])]

{order("key", k): order("value", k) for k in [1]}

g = (print("lazy", v) for v in order("eager", [1])); print("made"); next(g)

def gen(): yield from (v * 2 for v in range(2)); yield [v for v in range(2)]
print(list(gen()))

def f(a): return [(sorted(locals()), a) for v in range(1)]
print([len(x[0]) > 0 for x in f(1)])

l = [1, 2, 3]; print([l.pop() for _ in range(2)], l); print([l.append(v) for v in range(2)], l)

big = [v for v in range(100000)]; print(len(big), sum(big), len({v % 1000 for v in big}), len({v: None for v in big}))

m = [[1, 2], [3, 4]]; print([[row[i] for row in m] for i in range(2)], [sum(r) for r in zip(*m)], [v for row in m for v in row])

print([v for v in range(20) if all(v % d for d in range(2, v)) and v > 1])

[v for v in (yield_ for yield_ in range(3))][5]

t = [1]; t[0] = [t[0] for _ in range(2)]; print(t); [a, b] = [v for v in "xy"]; print(a, b); d = {}; [d.__setitem__(v, v) for v in "ab"]; print(d); for_ = [d.pop(v) for v in list(d)]; print(for_, d)

print([(i, j) for i, j in zip(*[iter("abcdef")] * 2)], [v async_ for v in []] if False else "ok")
""".replace(', [v async_ for v in []] if False else "ok"', ''))
