"""stmdict, stmset, stmiddict, stmidset, hashtable."""
import transaction
from transaction import hashtable, stmdict, stmiddict, stmidset, stmset


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as exc:
        return "%s: %s" % (type(exc).__name__, exc)


d = stmdict()
d["a"] = 1
d["b"] = 2
d["a"] = 3
print(len(d), d["a"], d.get("a"), d.get("x"), d.get("x", 5), "a" in d, "x" in d, bool(d), bool(stmdict()))
print(sorted(d), sorted(d.keys()), sorted(d.values()), sorted(d.items()), sorted(iter(d)))
print(d.setdefault("c", 9), d.setdefault("c", 10), d.pop("c"), d.pop("c", "gone"), attempt(d.pop, "c"), attempt(lambda: d["zz"]), attempt(d.__delitem__, "zz"))
del d["b"]
d.update({"x": 1}, y=2)
d.update([("z", 3)])
d.update(stmdict(w=4))
print(sorted(d.items()), attempt(lambda: d[[]]), attempt(d.get, {}), attempt(d.__setitem__, [], 1))
e = d.copy()
e["only e"] = 1
print("only e" in d, d == {"a": 3, "x": 1, "y": 2, "z": 3, "w": 4}, d == stmdict(d), d != e, d == 5)
print(sorted((d | {"q": 1}).items()), sorted(({"q": 1} | stmdict(r=2)).items()), sorted(stmdict([("k", 1)]).items()), sorted(stmdict.fromkeys("ab", 0).items()))
d |= {"v": 5}
print(d["v"], type(d).__name__)
d.clear()
print(len(d), d == {}, attempt(hash, d), hasattr(d, "popitem"))

s = stmset("abc")
s.add("d")
s.add("a")
s.discard("zz")
s.remove("b")
print(sorted(s), len(s), "a" in s, "b" in s, attempt(s.remove, "b"), attempt(s.add, []), bool(stmset()))
print(sorted(s | {"x"}), sorted(s & {"a", "c"}), sorted(s - {"a"}), sorted(s ^ {"a", "q"}), s == {"a", "c", "d"}, s <= {"a", "c", "d", "e"}, s.isdisjoint("xyz"), sorted(s.union("z")), sorted(s.copy()), s.issubset("acd"))
s |= {"m"}
s -= {"a"}
s.update("no")
print(sorted(s), type(s).__name__, s.pop() in "cdmno", len(s), attempt(hash, s))
s.clear()
print(len(s), attempt(s.pop))

h = hashtable()
h[5] = "five"
h[-2 ** 40] = "minus"
print(h[5], len(h), sorted(h.keys()), sorted(h.items()), 5 in h, 6 in h, h.get(6), h.setdefault(7, "x"), h.pop(7), attempt(lambda: h[99]))
del h[5]
print(len(h))


class Same:
    """All are equal."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


x, y = Same(), Same()
i = stmiddict()
i[x] = "x"
i[y] = "y"
i[[]] = "unhashable is fine"
print(i[x], i[y], x in i, Same() in i, i.get(Same()), i.get(x), i.setdefault(x, 5), i.setdefault(y), type(attempt(lambda: i[Same()])).__name__)
del i[x]
print(x in i, y in i)
t = stmidset()
t.add(x)
t.add(x)
print(x in t, y in t)
t.discard(y)
t.remove(x)
print(x in t, attempt(t.remove, 5))

# In transactions: each key for itself.
d = stmdict()
s = stmset()
N = 200


def count(key):
    d[key] = d.get(key, 0) + 1
    s.add(key)
    s.add(-key)


for n in range(N):
    for key in range(10):
        transaction.add(count, key)
transaction.run()
print(sorted(d.items()) == [(k, N) for k in range(10)], sorted(s) == list(range(-9, 10)))


# Iteration sees one state.
def grow(n):
    d[n] = n
    d[-n] = -n


def look():
    total = sum(v for k, v in d.items())
    if total or len(list(d)) != len(d):
        wrong.append(total)


d = stmdict()
wrong = []
for n in range(1, N):
    transaction.add(grow, n)
    if n % 10 == 0:
        transaction.add(look)
transaction.run()
print(wrong, len(d) == 2 * (N - 1))


def empty(k):
    del d[k]


for k in list(d):
    transaction.add(empty, k)
transaction.run()
print(len(d), list(d))
