"""Descriptors, property, classmethod, staticmethod, functions as descriptors."""
from table import effects, values

effects(globals(), """
class Data:
    def __set_name__(self, owner, name): self.name = name; print("name", owner.__name__, name)
    def __get__(self, obj, cls=None): return "get", self.name, obj is None, cls.__name__
    def __set__(self, obj, value): print("set", self.name, value)
    def __delete__(self, obj): print("delete", self.name)
class A:
    d = Data()
    e = Data()
a = A(); print(a.d, A.d); a.d = 5; del a.e; a.__dict__["d"] = "instance"; print(a.d, vars(a))

A.d = 1; print(a.d, A.d)

class NonData:
    def __get__(self, obj, cls): return "nondata"
class A:
    d = NonData()
a = A(); print(a.d, A.d); a.d = 5; print(a.d, vars(a)); del a.d; print(a.d); del a.d

class SetOnly:
    def __set__(self, obj, value): obj.__dict__["s"] = value * 2
class A:
    s = SetOnly()
a = A(); print(a.s is A.__dict__["s"]); a.s = 5; print(a.s, vars(a)); del a.s

class GetSet:
    def __get__(self, obj, cls): return 1
    def __set__(self, obj, value): raise AttributeError("cannot set")
class A:
    s = GetSet()
A().s = 5

del A().s

class Raises:
    def __get__(self, obj, cls): raise AttributeError("from descriptor")
class A:
    r = Raises()
A().r

print(hasattr(A(), "r"), getattr(A(), "r", "default"), hasattr(A, "r"))

class InInstance:
    def __get__(self, obj, cls): return "descriptor"
class A: pass
a = A(); a.d = InInstance(); print(type(a.d).__name__)

class Meta(type):
    m = Data()
    def __getattr__(cls, name): return "meta " + name
class A(metaclass=Meta): pass
print(A.m, A.other); A.m = 3; A().m

class A:
    def __init__(self): self._v = 1
    @property
    def v(self):
        "The doc."
        return self._v
    @v.setter
    def v(self, value): self._v = value
    @v.deleter
    def v(self): print("deleting"); del self._v
a = A(); print(a.v, A.v.__doc__, type(A.v).__name__, A.v.fget.__name__, A.v.fset is not None); a.v = 5; print(a.v, vars(a)); del a.v; a.v

class A:
    @property
    def v(self): return 1
a = A(); a.v = 5

del a.v

A.v = 5; print(a.v); a.v = 6; print(a.v)

class A:
    v = property(None, lambda self, x: print("only set", x))
A().v = 3; A().v

class A:
    v = property()
A().v

A().v = 1

class A:
    x = property(lambda self: 1, doc="doc x")
    y = property(fget=lambda self: 2, fset=None, fdel=None)
    z = x.getter(lambda self: 3)
print(A().x, A().y, A().z, A.x.__doc__, A.z.__doc__, A.y.fset); property(1, 2, 3, 4, 5)

class A:
    @property
    def v(self): return "A"
class B(A):
    @A.v.setter
    def v(self, x): print("B set", x)
b = B(); print(b.v); b.v = 1; A().v = 2

class B(A):
    @property
    def v(self): return super().v + "B"
print(B().v)

class A:
    @classmethod
    def c(cls, x=1): return cls.__name__, x
    @staticmethod
    def s(x=1): return x
    @classmethod
    @property
    def cp(cls): return cls.__name__
class B(A): pass
print(A.c(), B.c(2), B().c(3), A.s(), A().s(4), A.cp, B.cp, A.__dict__["c"].__func__.__name__, A.__dict__["s"].__func__(5), A.__dict__["s"](6), type(A.__dict__["c"]).__name__)

A.__dict__["c"]()

A.s(1, 2)

A.c(1, 2)

class A:
    c = classmethod(len)
    s = staticmethod(len)
    f = len
print(A.s("abc"), A().s("ab"), A().f("a")); A.c()

classmethod()

staticmethod(1, 2)

class A:
    c = classmethod(5)
A.c

def func(self, x=0): return self, x
print(func.__get__(5)(1), func.__get__(5, int)(2), func.__get__(None, int) is func, type(func.__get__(5)).__name__, func.__get__(5).__self__); func.__get__(None)

class A: pass
A.f = func; a = A(); print(a.f()[1], a.f(3)[1], A.f(1, 2)); a.g = func; print(a.g(7)); import types_ if False else None
""".replace("; import types_ if False else None", "") + """

class Callable:
    def __call__(self, *args): return len(args)
class A:
    f = Callable()
    g = lambda self: "lambda"
    h = len
    i = int
print(A().f(), A.f(1), A().g(), A().h([1]), A().i("5"))

method = [].append; print(method.__name__, method.__self__, callable(method)); method(1); print(method.__self__); print("abc".upper.__name__, str.upper.__name__, str.upper("x"), type(str.upper).__name__, type("".upper).__name__, type(str.__add__).__name__, type("".__add__).__name__, type(int.real).__name__, type(dict.__dict__["fromkeys"]).__name__)

str.upper(5)

str.upper()

list.append(5, 1)

int.real.__get__("x")

print(int.real.__get__(5), int.__dict__["real"].__get__(7, int), str.upper.__get__("x")(), type(str.upper.__get__("x")).__name__); str.upper.__get__(5)

class Cached:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls):
        if obj is None: return self
        value = obj.__dict__[self.name] = self.f(obj)
        return value
class A:
    @Cached
    def big(self): print("computed"); return 42
a = A(); print(a.big, a.big, vars(a)); del a.big; print(a.big)

class Bad:
    def __set_name__(self, owner): pass
class A:
    b = Bad()

class Bad:
    def __set_name__(self, owner, name): raise ValueError("in set_name")
class A:
    b = Bad()

class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, cls): return getattr(obj, self.name)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError("%s must be %s" % (self.name, self.kind.__name__))
        setattr(obj, self.name, value)
class P:
    x = Typed(int)
    y = Typed(str)
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, "a"); print(p.x, p.y, vars(p)); p.x = "bad"

P(1, 2)
""")

values(globals(), """
property.__get__
property().fget, property(len).fget is len, property(doc="d").__doc__
staticmethod(len)("abc"), staticmethod(len).__name__, staticmethod(len).__wrapped__ is len, classmethod(len).__wrapped__ is len
repr(property(len))[:19], repr(staticmethod(len)), repr(classmethod(len))
""".replace("property.__get__\n", ""))
