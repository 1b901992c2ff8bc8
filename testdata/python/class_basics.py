"""Classes and instances: attributes, methods, class bodies, errors."""
from table import effects, values


class Point:
    """A place."""

    origin = (0, 0)

    def __init__(self, x, y=2):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def helper(a):
        return a * 2


class Point3(Point):
    def __init__(self, x, y, z):
        Point.__init__(self, x, y)
        self.z = z

    def total(self):
        return Point.total(self) + self.z


p = Point(1)
q = Point3(1, 2, 3)

values(globals(), r"""
p.x, p.y, p.total(), Point.total(p), Point.make(5).x, p.make(5, 6).y, Point.helper(4), p.helper(4), p.origin, Point.origin, q.total(), Point3.make(1, 2, 3).z, type(Point3.make(1, 2, 3)).__name__
Point.__name__, Point.__qualname__, Point.__module__, Point.__doc__, Point.__bases__ == (object,), Point3.__bases__ == (Point,), [c.__name__ for c in Point3.__mro__], Point3.__mro__ == tuple(Point3.mro()), Point3.__base__ is Point, Point.__class__ is type, p.__class__ is Point, p.__module__, p.__doc__
p.__dict__, vars(q), sorted(k for k in Point.__dict__), type(Point.__dict__).__name__, p.__dict__ is p.__dict__, Point.__dict__["origin"], "x" in p.__dict__
isinstance(p, Point), isinstance(q, Point), isinstance(p, Point3), isinstance(5, (str, int)), isinstance(p, object), issubclass(Point3, Point), issubclass(Point, Point), issubclass(Point, (int, object)), isinstance(Point, type), isinstance(type, object), isinstance(object, type), isinstance(5, int | str), isinstance(None, int | None)
isinstance(5, 5)
isinstance(5, (int, 5)), isinstance("a", (int, (str, 5)))
isinstance("a", (int, 5))
isinstance(5, [int])
issubclass(5, int)
issubclass(int, 5)
issubclass(int, "int")
isinstance(5)
hasattr(p, "x"), hasattr(p, "nope"), getattr(p, "x"), getattr(p, "nope", 5), getattr(p, "total")(), callable(p), callable(Point), callable(p.total), callable(len)
getattr(p, "nope")
getattr(p, 5)
getattr(p)
hasattr(p, 5)
setattr(p, 5, 1)
delattr(p, "nope")
p.nope
Point.nope
p.nope()
p.total(1)
p.total.nope
Point.total()
Point()
Point(1, 2, 3)
Point(z=1)
Point(1, y=2, y2=3)
p()
p[0]
p + 1
1 + p
-p
p < p
p == p, p != p, p == Point(1), p is p, p == 5, hash(p) == hash(p), bool(p), not p
len(p)
iter(p)
5 in p
p.x()
list(p)
int(p)
float(p)
round(p)
abs(p)
p()()
next(p)
str(p)[:24], repr(q)[:25], repr(Point), str(Point3), repr(p.total)[:40], repr(Point.total)[:22], repr(Point.make)[:37], repr(Point.helper)[:23]
p.total.__self__ is p, p.total.__func__ is Point.total, p.total.__name__, p.total.__qualname__, p.total == p.total, p.total is p.total, hash(p.total) == hash(p.total), Point.make.__self__ is Point, p.total.__doc__, p.total == Point(1).total
object.__repr__(5)[:13], object().__class__, type(object()).__name__, object.__doc__ is not None, object() == object(), dir(object())[:3], object.__new__(Point).__dict__, object.__init__(object())
object(1)
object.__new__(int)
object.__new__(5)
object.__new__()
int.__new__(str)
Point.__new__()
object.x
type(5), type("a") is str, type(type), type(None), type(...), type(NotImplemented), type(len), type(p.total), type(lambda: 0), type(p), type(Point), type(type(p))
type()
type(1, 2)
type("X", (), {})().__class__.__name__, type("Y", (Point,), {"v": 5}).v, type("Z", (Point,), {"__init__": lambda self: None})().origin
type("X", 5, {})
type("X", (5,), {})
type("X", (), 5)
type(5, (), {})
type("a\0b", (), {})
type("X", (int, str), {})
type("X", (bool,), {})
type("X", (type(None),), {})
type("X", (Point, Point), {})
type("X", (object, Point), {})
""")

effects(globals(), """
p.new = 5; print(p.new, vars(p)); del p.new; p.x = "changed"; print(p.x); del p.x; print(p.__dict__)

p.x

Point.added = lambda self: "added"; print(p.added(), q.added()); Point.origin = 1; q.origin = 2; print(p.origin, q.origin); del q.origin; print(q.origin); del Point.added

p.added()

del p.origin

del Point.nope

class A:
    x = 1
    y = x + 1
    z = [x for _ in range(2)] if False else y
    def f(self): return self.y
    g = f
    del x
print(A.y, A().g(), hasattr(A, "x"), A.g is A.f)

class A:
    for i in range(3): pass
    while i > 1: i -= 1
    if i: flag = True
    try: 1 / 0
    except ZeroDivisionError: caught = 1
    print("in body", i, __name__, __qualname__)
print(A.i, A.flag, A.caught)

class A:
    def method(self): return x
x = "global"; print(A().method())

def outer():
    x = "outer"
    class A:
        x = "class"
        def get(self): return x
        y = x
    return A().get(), A.y
print(outer())

x = "g"
class A:
    print(x); x = "c"; print(x); del x; print(x)

class A: 5; "not doc"; pass

print(A.__doc__)

class A(): "doc"

print(A.__doc__); A.__doc__ = "new"; print(A.__doc__); A.__name__ = "B"; print(A, A.__name__, A.__qualname__); A.__qualname__ = "C.D"; print(A)

A.__name__ = 5

A.__qualname__ = 5

del A.__name__

A.__module__ = "mod"; print(A); A.__bases__ = 5

int.x = 5

del int.real

int.__add__ = 5

(5).x = 1

"a".x = 1

len.x = 1

object().x = 1

[].x = 1

None.x = 1

def f(): pass
f.x = 1; print(f.x, f.__dict__)

p.total.x = 1

class A:
    def __init__(self): return 5
A()

class A:
    def __new__(cls): return 5
    def __init__(self): print("not called")
print(A())

class A:
    def __new__(cls, *args): print("new", args); return super().__new__(cls)
    def __init__(self, *args): print("init", args)
A(1, 2); A()

class A:
    def __new__(cls): return super().__new__(cls)
A(1)

class A:
    def __new__(cls, x): return super().__new__(cls)
A(1); print("fine"); A()

class A:
    def __init__(self, x): pass
A(1); A(1, 2)

class A: pass
A(1)

class A: pass
A(x=1)

class Base: v = 1
class Other: v = 2
class A(Base): pass
a = A(); print(a.v); A.__bases__ = (Other,); print(a.v, A.__mro__[1].__name__); a.__class__ = Base; print(a.v, type(a).__name__)

a.__class__ = int

a.__class__ = 5

(5).__class__ = bool

class A(Undefined): pass

class A(5): pass

class A(p): pass

class A(int, Point): x = 1
print(A(5) + 1, A(5).x)

class A(metaclass=5): pass

class A(Point, x=1): pass

class A(Point, Point): pass

class A:
    class B:
        class C:
            def f(self): pass
    def m(self):
        class D: pass
        return D
print(A.B.C.f.__qualname__, A().m().__qualname__, A.B.C, A.B.__qualname__)

class A:
    __private = 1
    def get(self): return self.__private, self.__dunder__, self._A__private
    def set(self): self.__other = 5; return self.__dict__
    __dunder__ = 2
print(A().get(), A().set(), A._A__private); A.__private

class _A:
    def __f(self): return "mangled"
    def g(self): return self.__f()
    def h(self, __x): return __x, [__y for __y in "a"], (lambda __z=3: __z)()
print(_A().g(), _A._A__f, _A().h(4)) if False else print(_A().g(), _A().h(4), _A.h.__code__.co_varnames[:2])

class ___:
    __x = 1
print(___._____x if hasattr(___, "_____x") else ___.__dict__["__x"])

class A:
    def f(self): return __class__
print(A().f(), A().f() is A)

class A:
    x: int = 5
    y: "str"
    def f(self, a: int, b: str = "x") -> bool: pass
print(A.__annotations__, A.f.__annotations__, hasattr(A, "y"))

class A:
    a = b = c = 0
    a, b = 1, 2
    (c) = 3
    l = [i for i in range(3)]
    f = lambda self, n=a: n
print(A.a, A.b, A.c, A.l, A().f())

class A:
    v = 1
    l = [v for _ in range(2)]

class A:
    v = 2
    l = [i * 2 for i in range(v)]
print(A.l)
""".replace("print(_A().g(), _A._A__f, _A().h(4)) if False else ", "").replace("    z = [x for _ in range(2)] if False else y\n", ""))
