"""The match statement: all kinds of patterns."""
from table import effects


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return "Point(%r, %r)" % (self.x, self.y)


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Color:
    RED, GREEN = 1, "green"


class Seq:
    """Looks like a sequence, but is none for the match statement."""

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return i


def literal(x):
    match x:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "float"
        case 2 + 3j: return "complex"
        case -2 - 1j: return "negative complex"
        case "a" | 'b': return "a or b"
        case "con" "cat": return "concatenated"
        case b"bytes": return "bytes"
        case None: return "none"
        case True: return "true"
        case False: return "false"
        case """long""": return "long"
        case _: return "other"


def capture(x):
    match x:
        case []: return "empty"
        case [a]: return "one", a
        case [a, b]: return "two", a, b
        case (a, b, 3): return "three", a, b
        case a, b, *rest if len(rest) < 3: return "rest", a, b, rest
        case [first, *_, last]: return "ends", first, last
        case other: return "capture", other


def mapping(x):
    match x:
        case {"type": "circle", "r": r}: return "circle", r
        case {"type": "square", **rest}: return "square", rest
        case {"a": {"b": [x, *_]}}: return "deep", x
        case {1: one, None: none}: return "keys", one, none
        case {Color.GREEN: g}: return "dotted", g
        case {-1: m, 1.5: f}: return "numbers", m, f
        case {}: return "any mapping"
        case _: return "not a mapping"


def classes(x):
    match x:
        case bool(b): return "bool", b
        case int(n) if n > 100: return "big", n
        case int(): return "int"
        case str(s) | bytes(s): return "text", s
        case float(real=r): return "float", r
        case Point3(1, 2, z=z): return "p3", z
        case Point(0, 0): return "origin"
        case Point(x=0, y=y): return "on y", y
        case Point(x, y) if x == y: return "diagonal", x
        case Point(Point(a, b), _): return "nested", a, b
        case Point(): return "point"
        case list([a, b]): return "list", a, b
        case tuple(t): return "tuple", t
        case dict(d): return "dict", d
        case set() | frozenset(): return "set"
        case type(): return "type"
        case object(): return "object"


def dotted(x):
    match x:
        case Color.RED: return "red"
        case Color.GREEN: return "green"
        case Color(): return "a color"
        case _: return "none"


def guards(x, y):
    match x, y:
        case (0, _) | (_, 0): return "zero"
        case (a, b) if a == b: return "equal", a
        case (int(a), int(b)) if a > b: return "greater"
        case (1 | 2 as a, str() as b): return "as", a, b
        case [(1 | 2) as c, [d, *e] as f]: return c, d, e, f
        case _, _: return "other"


for x in [0, -1, 1.5, 2 + 3j, -2 - 1j, "a", "b", "concat", b"bytes", None, True, False, "long", 1, 0.0, -1.0, 0j, "", [], 5]:
    print("literal", repr(x), literal(x))
for x in [[], [1], (1, 2), (1, 2, 3), [1, 2, 3, 4], [1, 2, 3, 4, 5, 6], "ab", b"ab", bytearray(b"ab"), range(2), 5, {1, 2}, {1: 2}, Seq(), (x for x in "ab"), None, "", ((),)]:
    r = capture(x)
    print("capture", type(x).__name__, r[0], [type(v).__name__ if isinstance(v, (Seq, type(i for i in ()))) else v for v in r[1:]] if r != "empty" else "")
for x in [{"type": "circle", "r": 5}, {"type": "square", "s": 1, "t": 2}, {"type": "square"}, {"a": {"b": [1, 2]}}, {1: 2, None: 3, "x": 4}, {"green": 7}, {-1: "m", 1.5: "f"}, {}, {"z": 1}, [], None, {"a": {"b": []}}]:
    print("mapping", x, mapping(x))
for x in [True, 1000, 5, "s", b"b", 1.5, Point3(1, 2, 3), Point(0, 0), Point(0, 5), Point(2, 2), Point(Point(1, 2), 3), Point(1, 2), [1, 2], [1], (1,), {"a": 1}, {1}, frozenset(), int, None, Point3(0, 0, 1)]:
    r = classes(x)
    print("class", "object" if r == "object" else (x, r) if not isinstance(x, Point3) else r)
for x in [1, "green", Color(), 5]:
    print("dotted", dotted(x))
for x, y in [(0, 5), (5, 0), (3, 3), (4, 2), (1, "s"), (2, [1, 2, 3]), (1, []), (1, 2)]:
    print("guard", x, y, guards(x, y))

effects(globals(), """
match 5:
    case x: print(x)
print(x)

match [1, 2]:
    case [a, 5]: print("no")
    case [b, c]: print(b, c)
print(a)

match 1, 2:
    case x, y: print(x, y)

match *[1, 2], 3:
    case [1, *rest]: print(rest)

match (yes := 5):
    case 5: print(yes)

match "x":
    case str(): print("one arg positional")

match 5:
    case int(5 as five) | str(five): print(five)

match 5:
    case int(x, y): pass

match Point(1, 2):
    case Point(1, 2, 3): pass

match Point(1, 2):
    case Point(1, x=1): pass

match 5:
    case 5.0: print("equal numbers match")

match 5:
    case Undefined.x: pass

match 5:
    case Undefined(): pass

match 5:
    case Color.BLUE: pass

five = 5
match 5:
    case five(): pass

class NoArgs: pass
match NoArgs():
    case NoArgs(1): pass

class BadArgs: __match_args__ = ["x"]
match BadArgs():
    case BadArgs(1): pass

class BadArgs2: __match_args__ = (5,)
match BadArgs2():
    case BadArgs2(1): pass

class MissingAttr: __match_args__ = ("x",)
match MissingAttr():
    case MissingAttr(1): print("no")
    case MissingAttr(): print("no attribute, no match")

class Raises:
    @property
    def x(self): raise ValueError("in property")
match Raises():
    case Raises(x=1): pass

match {"a": 1, "b": 2}:
    case {"a": 1, "a": x}: pass

key = "a"
class K: a = "a"; b = "a"
match {"a": 1}:
    case {K.a: 1, K.b: 2}: pass

class D(dict):
    def __missing__(self, k): return "missing"
match D():
    case {"x": v}: print("no")
    case _: print("get is used, not __missing__")

class M:
    def keys(self): return ["a"]
    def __getitem__(self, k): return 1
match M():
    case {"a": 1}: print("mapping")
    case _: print("not registered")

def f(x):
    match x:
        case 1: return "one"
        case 2:
            for i in range(3):
                match i:
                    case 1: break
            return i
    return "end"
print(f(1), f(2), f(3))

for x in [1, 2, 3]:
    match x:
        case 1: continue
        case 2: print(x)
        case 3: break

match = 5; print(match); match[0:1] if False else None
match (match):
    case case if case == 5: print(case)

match -5:
    case -5: print("negative")

match "a":
    case "a" if False: print("no")
    case "a" if undefined_name: print("no")

match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]: print(a, b, c, d)

match {"k": [{"n": 1}, {"n": 2}]}:
    case {"k": [{"n": a}, {"n": b}]}: print(a, b)

match (1, 2, 3, 4, 5):
    case (1, *middle, 5): print(middle)

match []:
    case [*all]: print(all)

match "abc":
    case [*_]: print("no, strings are not sequences here")
    case _: print("string")

class Eq:
    def __eq__(self, other): print("eq", other); return other == 2
match Eq():
    case 1: print(1)
    case 2: print(2)

class Loud(type):
    def __instancecheck__(cls, x): print("check"); return x == 5
class L(metaclass=Loud): pass
match 5:
    case L(): print("is L")

match 3:
    case 1 | 2: print("no")
    case 3 | 4 as n: print(n)

match (1, 2):
    case [x, y] | [x, y, _]: print(x, y)

async def g(x):
    match x:
        case 1: return await h()
async def h(): return "awaited"
try: g(1).send(None)
except StopIteration as e: print(e.value)

def gen(x):
    match x:
        case [a, b]: yield a; yield b
        case _: yield from x
print(list(gen([1, 2])), list(gen("xyz")))

lambda_ = [lambda: v for v in [1]]
match lambda_:
    case [f]: print(f())
""".replace("match = 5; print(match); match[0:1] if False else None\n", "match = 5; print(match)\n"))


# Keys that only a run shows to be the same, and objects whose attributes differ.
class Keys:
    a = b = "same"
    one, true = 1, True


def alike(subject):
    match subject:
        case {Keys.a: 1, Keys.b: 2}:
            return "no"


def numbers(subject):
    match subject:
        case {Keys.one: x, Keys.true: y}:
            return x, y


for f, subject in (alike, {"same": 1}), (numbers, {1: 2}), (alike, []):
    try:
        print(f(subject))
    except ValueError as e:
        print("ValueError:", e)


class Wide:
    __match_args__ = tuple("abcdefghijkl")

    def __init__(self, **attributes):
        self.__dict__.update(attributes)


def wide(subject):
    match subject:
        case Wide(a, b, c, d, e, f, g, h, i, j, k=k, l=l):
            return a, b, c, d, e, f, g, h, i, j, k, l
        case Wide(a, b, l=l):
            return a, b, l
        case Wide():
            return "none"
        case int(n) | str(n):
            return n
    return None


print(wide(Wide(**{name: ord(name) for name in "abcdefghijkl"})), wide(Wide(a=1, b=2, l=3)), wide(Wide(a=1)), wide(5), wide("s"), wide(None))
