"""pickle and copy."""
import copy
import pickle
import sys

from table import effects, values

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return "Point(%r, %r)" % (self.x, self.y)

    __hash__ = None


class State:
    def __init__(self):
        self.v, self.secret = 1, 2

    def __getstate__(self):
        return {"v": self.v}

    def __setstate__(self, state):
        self.v = state["v"] * 10


class Reduced:
    def __init__(self, n):
        self.n = n

    def __reduce__(self):
        return Reduced, (self.n + 1,)


class NewArgs(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __getnewargs__(self):
        return tuple(self)


def function(a, b: int = 2, *args, c, d=4, **kw) -> str:
    """Its doc."""
    return a


def roundtrip(x, protocol=None):
    return pickle.loads(pickle.dumps(x, protocol))

values(globals(), r"""
[roundtrip(x, p) == x for x in (None, True, 5, -1, 2 ** 100, 1.5, 2j, "é\n", b"\0\xff", (1, 2), [1, [2]], {"a": 1}, {1, 2}, frozenset("a"), range(3), slice(1, 2), bytearray(b"x"), ...) for p in range(6)] == [True] * 108
roundtrip(Point(1, [2])), roundtrip(State()).v, roundtrip(Reduced(1)).n, roundtrip(NewArgs(1, 2)), roundtrip(Point) is Point, roundtrip(function) is function, roundtrip(len) is len, roundtrip(ValueError("x", 1)).args, roundtrip([Point(1, 2)] * 2)[0] is not None, roundtrip(int), roundtrip("".join) ("ab") if False else 0, roundtrip(type(None)), roundtrip(NotImplemented)
pickle.dumps([1, "a", (None, True)], 0), pickle.dumps({"k": 2.5}, 2), pickle.dumps("é", 4), pickle.dumps(5, 3)
pickle.loads(b"")
pickle.loads(b"garbage")
pickle.dumps((x for x in []))
pickle.loads(pickle.dumps(5), encoding="ascii"), pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, pickle.loads(b"(lp0\nI1\naVx\np1\na."), pickle.loads(b"\x80\x04K\x05.")
copy.copy([1, [2]]), copy.deepcopy({"a": [1, (2, [3])]}), copy.copy(Point(1, 2)), copy.deepcopy(Point([1], 2)), copy.copy(5), copy.deepcopy(function) is function, copy.copy(State()).v, copy.deepcopy((1, 2)), copy.copy({1, 2}), copy.copy(range(3)), copy.deepcopy(bytearray(b"a")), copy.copy(Reduced(5)).n
copy.copy(5 for _ in [])
copy.deepcopy(sys)
""")

effects(globals(), """
l = [1]; l.append(l); c = copy.deepcopy(l); print(c[1] is c, c); x = [1]; d = copy.deepcopy([x, x]); print(d[0] is d[1]); r = roundtrip(l); print(r[1] is r)

class D:
    def __deepcopy__(self, memo): return "deep"
    def __copy__(self): return "shallow"
print(copy.copy(D()), copy.deepcopy([D()]))

class Persist(pickle.Pickler):
    def persistent_id(self, obj): return "id" if obj is sys else None
class Load(pickle.Unpickler):
    def persistent_load(self, pid): return "loaded " + pid
    def find_class(self, module, name): print("find", module, name); return super().find_class(module, name)
import io; f = io.BytesIO(); Persist(f).dump([sys, Point(1, 2)]); f.seek(0); print(Load(f).load())

f = io.BytesIO(); pickle.dump(1, f); pickle.dump("two", f); f.seek(0); print(pickle.load(f), pickle.load(f)); pickle.load(f)
""")
