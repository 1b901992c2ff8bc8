"""Classes with a __new__ and no __init__, called in all ways."""
import abc
import collections
import sys
import traceback


class Pair(tuple):
    def __new__(cls, a, b=2):
        return tuple.__new__(cls, (a, b))


def pairs():
    for i in range(3):
        yield Pair(i, i), Pair(i), Pair(a=i, b=1), Pair(*(i, 3)), Pair(**{"a": i})


print(list(pairs()))
for bad in (lambda: Pair(), lambda: Pair(1, 2, 3), lambda: Pair(c=1), lambda: Pair(1, a=1)):
    try:
        bad()
    except TypeError as exc:
        print(exc)


# What is made is of another class.
class Factory:
    log = []

    def __new__(cls, kind):
        if kind == "self":
            return super().__new__(cls)
        if kind == "number":
            return 42
        if kind == "sub":
            return object.__new__(WithInit)
        if kind == "plain sub":
            return object.__new__(WithoutInit)
        if kind == "none":
            return None
        raise ValueError(kind)


class WithInit(Factory):
    def __init__(self, *args, **kwargs):
        self.log.append((args, kwargs))


class WithoutInit(Factory):
    pass


def make(kind):
    Factory.log.clear()
    return type(Factory(kind)).__name__, Factory.log


for _ in range(2):
    for kind in ("self", "number", "sub", "plain sub", "none"):
        print(kind, *make(kind))
try:
    make("unknown")
except ValueError as exc:
    traceback.print_exception(exc, file=sys.stdout)


class BadInit(Factory):
    def __init__(self, kind):
        return kind


def bad_init():
    class Maker(Factory):
        def __new__(cls, what):
            return object.__new__(type("Made", (cls,), {"__init__": lambda self, x: x}))
    return Maker(5)


try:
    bad_init()
except TypeError as exc:
    print(exc)


# A __new__ that assigns its parameters, or keeps them in cells.
class Assigns:
    def __new__(cls, n):
        n = n * 2
        self = object.__new__(cls if n < 10 else Other)
        self.n = n
        return self


class Other(Assigns):
    def __init__(self, n):
        self.given = n


class Captures:
    def __new__(cls, n):
        self = object.__new__(CapturesMore if n else cls)
        self.get = lambda: (cls.__name__, n)
        return self


class CapturesMore(Captures):
    def __init__(self, n):
        self.given = n


for i in (1, 5, 1, 5):
    print(vars(Assigns(i)), type(Assigns(i)).__name__)
    c = Captures(i - 1)
    print(c.get(), getattr(c, "given", None))


# Changed while the program runs.
class Changing:
    def __new__(cls, x):
        return [cls.__name__, x]


def change():
    return Changing(1)


print(change(), change())
Changing.__new__ = lambda cls, x: ("lambda", x)
print(change(), change())
Changing.__new__ = staticmethod(lambda cls, x: ("static", x))
print(change(), change())
Changing.__new__ = classmethod(lambda own, cls, x=None: ("class method", own is cls, x))
print(change(), change())
Changing.__new__ = lambda cls, *args: object.__new__(cls)
Changing.__init__ = lambda self, x: setattr(self, "x", x)
print(change().x, change().x)
del Changing.__init__
print(vars(change()))


class Deep:
    def __new__(cls, n):
        return cls(n + 1)


try:
    Deep(0)
except RecursionError as exc:
    print(exc)


class Counted:
    def __new__(cls, n):
        return 0 if n == 0 else 1 + cls(n - 1)


print(Counted(300))


class Abstract(abc.ABC):
    @abc.abstractmethod
    def method(self):
        pass

    def __new__(cls, n):
        return object.__new__(cls)


try:
    Abstract(1)
except TypeError as exc:
    print(exc)


class Meta(type):
    def __call__(cls, *args):
        return "called", args


class Called(metaclass=Meta):
    def __new__(cls, n):
        return n


print(Called(1))


class Generates:
    def __new__(cls, n):
        yield n
        yield cls


print(list(Generates(1)))
Point = collections.namedtuple("Point", "x y", defaults=[0])


class Point3(Point):
    __slots__ = ()

    def __new__(cls, x, y, z):
        self = super().__new__(cls, x, y)
        return self

    def __repr__(self):
        return "Point3" + super().__repr__()


print(Point(1), Point(1, 2), Point(y=1, x=2), Point(1)._replace(x=5), Point._make([7, 8]), Point3(1, 2, 3))
for bad in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(z=1)):
    try:
        bad()
    except TypeError as exc:
        print(exc)
for call in (lambda: tuple.__new__(), lambda: tuple.__new__(1), lambda: tuple.__new__(int), lambda: tuple.__new__(tuple, 1, 2),
             lambda: int.__new__(bool, 1), lambda: object.__new__(int), lambda: tuple.__new__(tuple, x=1)):
    try:
        print(call())
    except TypeError as exc:
        print(exc)
print(tuple.__new__(Point, (1, 2)), int.__new__(int, "12", base=3), list.__new__(list, 1, 2, x=3), str.__new__(str, b"a", encoding="ascii"))
print(eval("f(1), len", {"f": lambda x: x, "__builtins__": {"len": 5}}))
g = {"__builtins__": {}, "value": 1}
f = eval("lambda: (value, other)", g)
try:
    f()
except NameError as exc:
    print(exc)
g["__builtins__"]["other"] = 2
print(f())
g["other"] = 3
print(f())
del g["other"]
g["__builtins__"]["other"] = 4
print(f())
