"""Dicts: order, operators, methods, views and errors."""
from table import effects, values


class Sub(dict):
    def __missing__(self, key):
        return "missing %r" % (key,)


class Keys:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2


class BadHash:
    def __hash__(self):
        raise ValueError("no hash")


class IntHash:
    def __hash__(self):
        return "x"


class Collide:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return isinstance(other, Collide) and self.n == other.n

    def __repr__(self):
        return "C%d" % self.n


class BadEq(Collide):
    def __eq__(self, other):
        raise ValueError("eq")

    __hash__ = Collide.__hash__


d = {"a": 1, "b": 2}

values(globals(), r"""
{}, {"a": 1}, {1: "x", (1, 2): [], None: {}}, dict(), dict(a=1, b=2), dict({"a": 1}, b=2), dict([("a", 1), ["b", 2]]), dict(zip("ab", [1, 2])), dict(["ab", "cd"]), dict(Keys()), dict({"a": 1}, a=2), {**{"a": 1}, "b": 2, **{"a": 3}}, dict(((k, k) for k in "xy"))
dict(5)
dict([1])
dict(["abc"])
dict([("a",)])
dict(None)
dict({}, {})
dict(**{1: 2})
dict([[[], 1]])
{[]: 1}
{{}: 1}
{"a": 1, []: 2}
d["a"], d.get("a"), d.get("x"), d.get("x", 5), "a" in d, "x" not in d, len(d), bool({}), bool(d), list(d), d == {"b": 2, "a": 1}, d != {}, d == [("a", 1)], {1: "a"} == {1.0: "a"}, {1: "a"}[True], {0: "z"}[0.0]
d["x"]
d[1]
d[None]
d[1, 2]
d[[]]
d[{}]
[] in d
d.get([])
d < {}
d + {}
d * 2
d | {"c": 3}, {"a": 5} | d, d | {}, {} | {}, Sub(a=1) | {"b": 2}, type(Sub(a=1) | {}).__name__, type({} | Sub()).__name__
d | [("c", 3)]
d | None
d & {}
d.keys(), d.values(), d.items(), list(d.keys()), list(d.items()), len(d.keys()), "a" in d.keys(), 1 in d.values(), ("a", 1) in d.items(), ("a", 2) in d.items(), ["a", 1] in d.items(), d.keys() == {"a", "b"}, d.items() == {("b", 2), ("a", 1)}, d.values() == d.values(), d.keys() == d.keys(), list(reversed(d)), list(reversed(d.items())), list(reversed(d.values()))
sorted(d.keys() & {"a", "x"}), sorted(d.keys() | ["z"]), sorted(d.keys() - {"a"}), sorted(d.keys() ^ {"a", "q"}), sorted(d.items() & [("a", 1)]), d.keys() <= {"a", "b", "c"}, d.keys() < {"a", "b"}, d.keys() >= {"a"}, d.keys().isdisjoint("xy"), d.keys().isdisjoint("a"), type(d.keys() & d.keys()).__name__, sorted({"a"} | d.keys()), sorted("ab" - d.keys()), d.keys().mapping, d.items().mapping["a"]
d.keys()[0]
d.values() | {1}
d.keys() + d.keys()
d.keys() & 5
hash(d)
hash(d.keys())
d.keys().mapping["x"] 
d.copy(), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict.fromkeys((), 1), Sub.fromkeys("a"), type(Sub.fromkeys("a")).__name__, type(Sub(a=1).copy()).__name__
dict.fromkeys(5)
dict.fromkeys([[]])
Sub()["x"], Sub(a=1)["a"], Sub().get("x"), "x" in Sub(), Sub() == {}, Sub(a=1)
d.pop("x")
{}.popitem()
d.pop()
d.pop("a", 1, 2)
d.setdefault()
d.setdefault([])
d.update(5)
d.update([1])
d.update([(1, 2, 3)])
d.update({}, {})
d.nope
d.get()
d.get(1, 2, 3)
d.keys(1)
{BadHash(): 1}
BadHash() in {}
hash(IntHash())
{Collide(1): 1, Collide(2): 2, Collide(1): 3}, {Collide(i): i for i in range(5)}[Collide(3)], Collide(9) in {Collide(1): 1}
{Collide(1): 1}[Collide(2)]
{BadEq(1): 1, BadEq(2): 2}
{BadEq(1): 1}.get(Collide(1))
repr({"a": {"b": []}}), str({1: "x"}), {1: 1, 1.0: 2, True: 3}, {"x": 1, "y": 2, "x": 3}, {None: 1, (): 2, "": 3, 0: 4, b"": 5}
max(d), min(d), sorted(d, reverse=True), sum({1: "a", 2: "b"}), tuple(d), set(d) == {"a", "b"}, [*d], {**d}, dict(**d), list(map(d.get, "ab")), list(enumerate(d)), sorted(d.items(), key=lambda kv: -kv[1]), any({0: 1}), all({}), ",".join(d)
{x: x * x for x in range(4)}, {k: v for k, v in zip("ab", [1, 2])}, {v: k for k, v in d.items()}, {x: y for x in range(2) for y in range(2)}, {x: 1 for x in "hello"}
type({}.keys()).__name__, type({}.values()).__name__, type({}.items()).__name__, type(iter({})).__name__, type(iter({}.values())).__name__, type(iter({}.items())).__name__, type(reversed({})).__name__, repr({}.keys()), repr(Sub().values())
""")

effects(globals(), """
e = {}; e["b"] = 1; e["a"] = 2; e["b"] = 3; print(e); del e["b"]; e["b"] = 4; print(e); print(e.pop("a"), e.pop("zz", "default"), e.popitem(), e)

e = dict(a=1); print(e.setdefault("a", 5), e.setdefault("b", 6), e.setdefault("c"), e); e.update({"a": 9}, z=1); e.update([("y", 2)]); e.update(q=3); e.update(); e.update(Keys()); print(e); e.clear(); print(e)

e = {"a": 1}; e |= {"b": 2}; e |= [("c", 3)]; print(e); f = e; f |= {"d": 4}; print(e is f, e)

e = {"a": 1}; e |= 5

e = {"a": 1}; e |= [1]

e = {}; del e["x"]

e = {}; del e[[]]

e = {}; e[[]] = 1

e = {"a": 1, "b": 2}
for k in e: e["c" + k] = 1

e = {"a": 1, "b": 2}
for k in e: del e[k]

e = {"a": 1, "b": 2}
for k in e: e[k] = 5
print(e)

e = {"a": 1, "b": 2}
for k in list(e): del e[k]
print(e)

e = {"a": 1, "b": 2}
for v in e.values(): e.clear()

e = {"a": 1, "b": 2}
for k in e: e.pop("a"), e.update(z=1)

e = {"a": 1}; i = iter(e); e["b"] = 2; next(i)

e = {"a": 1}; i = iter(e.items()); print(next(i), list(i)); print(i.__length_hint__() if hasattr(i, "__length_hint__") else 0)

e = {1: 2}; v = e.values(); k = e.keys(); it = e.items(); e[3] = 4; print(v, k, it, len(k), list(reversed(e.keys())))

e = {}; e["self"] = e; print(e, e["self"] is e); e[1] = e.values(); print(len(e))

e = {i: i for i in range(1000)}; [e.pop(i) for i in range(0, 1000, 2)]; print(len(e), list(e)[:3], list(e)[-2:], sum(e)); e.update({0: 0}); print(list(e)[-1], e.popitem())

s = Sub(); s["a"] = 1; s.extra = 5; print(s, s.extra, s["q"], len(s), isinstance(s, dict)); del s["a"]; print(s)

class Upper(dict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
    def __getitem__(self, k): return super().__getitem__(k.upper())
    def __contains__(self, k): return super().__contains__(k.upper())
u = Upper(); u["a"] = 1; print(u["a"], "a" in u, u, u.get("a"), u.setdefault("b", 2), u); u.update(c=3); print(u)

e = {"a": 1}; (e["a"], e["b"]) = 5, 6; e["a"] += 10; e["b"] *= 2; print(e); e["x"] += 1

def f(**kw): kw["z"] = 1; return kw
e = {"a": 1}; print(f(**e), e, f(**e, b=2), f(**{"a b": 1}))

k = Collide(1); e = {k: "one"}; e[Collide(1)] = "uno"; print(e, next(iter(e)) is k); e = {Collide(i): i for i in range(20)}; [e.pop(Collide(i)) for i in range(0, 20, 3)]; print(e)

big = {}
for i in range(10000): big[i * 7919 % 10007] = i
print(len(big), big[7919], sum(big.values()), list(big)[:5]); del big[7919]; print(7919 in big, len(big)); big.clear(); print(big)

e = {"a": [1]}; f = e.copy(); f["a"].append(2); f["b"] = 1; print(e, f)

x = {"a": 1, **dict(b=2), "c": 3}; print(x); y = {**x, "a": 0}; print(y)

x = {**5}

x = {**[("a", 1)]}

e = {}; e[1] = "i"; e[1.0] = "f"; e[True] = "t"; print(e); e = {0: "a", -0.0: "b", False: "c"}; print(e); e = {10 ** 20: 1}; print(e[1e20], 10 ** 20 in e)
""")
