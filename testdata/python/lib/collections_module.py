"""collections."""
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, abc, defaultdict, deque, namedtuple

from table import effects, values

Point = namedtuple("Point", "x y", defaults=[0])

values(globals(), """
Point(1), Point(1, 2), Point(x=1, y=2)._asdict(), Point(1)._replace(y=9), Point._fields, Point._field_defaults, Point._make([3, 4]), Point(1, 2) == (1, 2), Point(1, 2)[1], Point(3, 4).x, isinstance(Point(1), tuple), hash(Point(1, 2)) == hash((1, 2)), Point.__doc__, Point.x.__doc__, Point(1) + (5,)
Point()
Point(1, 2, 3)
Point(1).z
Point(1)._replace(z=1)
namedtuple("T", "a a")
namedtuple("T", "class")
namedtuple("T", ["a", "1b"], rename=True)._fields, namedtuple("T", "a, b")._fields, repr(namedtuple("T", "")())
namedtuple("1T", "a")
Counter("banana"), Counter(a=2, b=-1), Counter({"x": 3}), Counter("abca").most_common(1), Counter("ab") + Counter("bc"), Counter("aab") - Counter("ab"), Counter("aab") & Counter("ab"), Counter("a") | Counter("aab"), +Counter(a=1, b=-1), -Counter(a=-2), sorted(Counter("banana").elements()), Counter("a")["missing"], Counter("aab").total(), Counter("ab") == Counter("ba"), Counter("a") <= Counter("aa")
Counter(5)
deque([1, 2, 3]), deque("abc", 2), deque(maxlen=3), deque([1]) + deque([2]), deque([1, 2]) * 2, deque([1, 2])[1], len(deque("ab")), 1 in deque([1]), deque([1, 2]) == deque([1, 2]), deque([1]) < deque([2]), deque([1, 2, 1]).count(1), deque([1, 2]).index(2), list(reversed(deque("abc"))), deque("abc").copy(), deque("a").maxlen, repr(deque([1], 5)), bool(deque())
deque()[0]
deque().pop()
deque().popleft()
deque(5)
deque([1]).remove(2)
deque([1], -1)
hash(deque())
deque([1, 2])[0:1]
OrderedDict(a=1, b=2), OrderedDict([("a", 1)]) == {"a": 1}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), list(reversed(OrderedDict(a=1, b=2))), OrderedDict(a=1) | {"b": 2}, OrderedDict.fromkeys("ab")
OrderedDict().popitem()
defaultdict(int, a=1), defaultdict(list)["x"], defaultdict(None), repr(defaultdict(int, {"a": 1})), defaultdict(int).default_factory
defaultdict()["x"]
defaultdict(5)
ChainMap({"a": 1}, {"a": 2, "b": 3})["a"], ChainMap({"a": 1}, {"b": 3})["b"], sorted(ChainMap({"a": 1}, {"b": 2})), ChainMap({}, {"a": 1}).new_child({"z": 1}).maps, len(ChainMap({"a": 1}, {"a": 2}))
ChainMap({})["x"]
isinstance([], abc.Sequence), isinstance({}, abc.Mapping), isinstance(set(), abc.MutableSet), isinstance("", abc.Hashable), isinstance([], abc.Hashable), issubclass(dict, abc.MutableMapping), isinstance((x for x in []), abc.Generator), isinstance(iter([]), abc.Iterator), isinstance(5, abc.Iterable), isinstance(len, abc.Callable), isinstance({}.keys(), abc.KeysView), isinstance(range(1), abc.Sequence), isinstance(b"", abc.ByteString), isinstance(deque(), abc.MutableSequence)
UserDict(a=1), UserList([1, 2])[0], UserString("abc").upper(), UserList([1]) + [2]
""")

effects(globals(), """
d = deque([1, 2, 3], maxlen=4); d.append(4); d.append(5); d.appendleft(0); print(d); d.extend([7, 8]); d.extendleft([9]); print(d); d.rotate(1); print(d); d.rotate(-2); print(d, d.pop(), d.popleft()); d.insert(1, "i"); d.remove("i"); d.reverse(); d[0] = "x"; del d[1]; print(d); d.clear(); print(d)

d = deque([1, 2, 3])
for x in d: d.append(x)

d = deque([1, 2, 3, 4], maxlen=4); d.insert(0, 5)

d = defaultdict(list); d["a"].append(1); d["a"].append(2); d["b"]; print(d, d.get("c"), "c" in d, len(d)); print(d.copy(), d | {"z": [1]})

class Default(dict):
    def __missing__(self, k): return k * 2
print(Default()["ab"])

o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); o.move_to_end("c", last=False); print(o, o.popitem(), o.popitem(last=False), o); o["n"] = 1; o.update(a=5); print(list(o.items())); del o["n"]; o.move_to_end("zz")

c = Counter("hello"); c.update("help"); c.subtract("lo"); c["new"] += 1; del c["h"]; print(sorted(c.items()), c.most_common()); c.clear(); print(c)

class Seq(abc.Sequence):
    def __getitem__(self, i): return range(5)[i]
    def __len__(self): return 5
s = Seq(); print(list(s), 3 in s, s.index(2), s.count(4), list(reversed(s)))

class Map(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Map(); m["a"] = 1; m.update(b=2); print(dict(m), m.pop("a"), m.setdefault("z", 5), m == {"b": 2, "z": 5}, m.get("q"), list(m.items())); m.popitem(); m.clear(); print(len(m))

class Half(abc.Mapping):
    def __len__(self): return 0
Half()

class P(Point):
    @property
    def total(self): return self.x + self.y
print(P(1, 2).total, P(1, 2), P(1)._replace(x=5))

match Point(1, 2):
    case Point(x, y): print(x, y)
""")
