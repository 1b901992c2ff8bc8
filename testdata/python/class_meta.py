"""Metaclasses: type(), __new__, __init__, __call__, __prepare__, __instancecheck__, conflicts."""
from table import effects

effects(globals(), """
class Meta(type):
    def __new__(mcls, name, bases, ns, **kw): print("new", name, len(bases), sorted(k for k in ns if k[:2] != "__"), kw); return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): print("init", name, kw); super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw): print("call", cls.__name__, args, kw); return super().__call__(*args, **kw)
class A(metaclass=Meta, option=1):
    x = 1
    def __init__(self, v): self.v = v
a = A(5); print(type(A).__name__, a.v, A.__class__ is Meta, isinstance(A, Meta), isinstance(A, type))

class B(A): y = 2
print(type(B).__name__, B(3).v)

C = Meta("C", (A,), {"z": 3}); print(C.z, type(C).__name__)

D = type("D", (A,), {}); print(type(D).__name__)

class Meta2(type): pass
class E(metaclass=Meta2): pass
class F(A, E): pass

class Meta3(Meta, Meta2): pass
class F(A, E, metaclass=Meta3): pass
print(type(F).__name__)

class G(A, metaclass=type): pass
print(type(G).__name__)

class H(metaclass=lambda name, bases, ns: (name, bases, sorted(ns))): x = 1
print(H)

class Prep(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw): print("prepare", name, kw); return {"injected": 42}
    def __new__(mcls, name, bases, ns, **kw): return super().__new__(mcls, name, bases, dict(ns))
    def __init__(cls, *args, **kw): pass
class A(metaclass=Prep, k=1):
    print("body", injected); y = injected + 1
print(A.y, A.injected)

class Log(dict):
    def __setitem__(self, k, v): print("define", k) if k[:2] != "__" else None; super().__setitem__(k, v)
    def __missing__(self, k): raise KeyError(k)
    def __getitem__(self, k): return super().__getitem__(k)
class LogMeta(type):
    @classmethod
    def __prepare__(mcls, *a): return Log()
class A(metaclass=LogMeta):
    a = 1
    def b(self): pass
    c = a + len("x")
    del a
print(A.c, hasattr(A, "a"))

class Auto(dict):
    def __missing__(self, k):
        if k.startswith("__") or k == "len": raise KeyError(k)
        self[k] = len([n for n in self if n[:2] != "__"]); return self[k]
class AutoMeta(type):
    @classmethod
    def __prepare__(mcls, *a): return Auto()
class Color(metaclass=AutoMeta): red; green; blue
print(Color.red, Color.green, Color.blue)

class BadPrep(type):
    @classmethod
    def __prepare__(mcls, *a): return 5
class A(metaclass=BadPrep): pass

class Checks(type):
    def __instancecheck__(cls, obj): return obj == "yes"
    def __subclasscheck__(cls, sub): return sub is int
class A(metaclass=Checks): pass
print(isinstance("yes", A), isinstance("no", A), isinstance(A(), A), issubclass(int, A), issubclass(str, A), isinstance("yes", (str, A)))

class Bad(type):
    def __instancecheck__(cls, obj): raise ValueError("check")
class A(metaclass=Bad): pass
isinstance(5, A)

try: 1 / 0
except A: pass

class Meta(type):
    cattr = "meta"
    def method(cls): return "meta method", cls.__name__
    def __getattr__(cls, name): return "missing " + name
    def __len__(cls): return 7
    def __getitem__(cls, k): return "item", k
    def __iter__(cls): return iter("meta")
    def __contains__(cls, x): return True
    def __repr__(cls): return "<" + cls.__name__ + ">"
    def __add__(cls, o): return "added"
    def __eq__(cls, o): return o == "eq"
    def __hash__(cls): return 3
    def __bool__(cls): return False
    @property
    def prop(cls): return "prop of " + cls.__name__
    def __setattr__(cls, k, v): print("setattr", k); super().__setattr__(k, v)
class A(metaclass=Meta): pass
print(A.cattr, A.method(), A.zzz, len(A), A[1], list(A), 5 in A, A, A + 1, A == "eq", A != "eq", hash(A), bool(A), A.prop, [A]); A.new = 1; print(A.new)

A().cattr

A().method()

len(A())

class Singleton(type):
    instances = {}
    def __call__(cls, *args):
        if cls not in cls.instances: cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]
class S(metaclass=Singleton):
    def __init__(self, v): self.v = v
print(S(1) is S(2), S(3).v)

class Abstract(type):
    def __call__(cls, *args):
        missing = [n for n, v in vars(cls).items() if getattr(v, "abstract", False)]
        if missing: raise TypeError("abstract: " + ", ".join(missing))
        return super().__call__(*args)
class A(metaclass=Abstract):
    def f(self): pass
    f.abstract = True
A()

class Final(type):
    def __new__(mcls, name, bases, ns):
        for b in bases:
            if isinstance(b, Final): raise TypeError("type %r is final" % b.__name__)
        return super().__new__(mcls, name, bases, ns)
class A(metaclass=Final): pass
class B(A): pass

class NoneMeta(type):
    def __new__(mcls, name, bases, ns): return None
class A(metaclass=NoneMeta): pass
print(A)

class A(metaclass=print): x = 1

class CellCheck(type):
    def __new__(mcls, name, bases, ns): ns.pop("__classcell__", None); return super().__new__(mcls, name, bases, ns)
class A(metaclass=CellCheck):
    def f(self): return __class__

class M(type):
    def mro(cls): return [cls] + [object]
class P: x = 1
class A(P, metaclass=M): pass
print([c.__name__ for c in A.__mro__]); A.x

class M(type):
    def mro(cls): return 5
class A(metaclass=M): pass

class M(type):
    def mro(cls): return [5]
class A(metaclass=M): pass

class Outer(type):
    class_ = 1
    def __init_subclass__(mcls): print("meta sub", mcls.__name__)
class Inner(Outer): pass

print(type.__call__(int, "5"), type.__name__, type.__class__ is type, type(type) is type, isinstance(type, type), type.__bases__); type.__call__(5)

type.x = 5

def f(**kw): return kw
class Kw(type):
    def __new__(mcls, *args, **kw): return super().__new__(mcls, *args)
    def __init__(cls, *args, **kw): cls.kw = kw
class A(metaclass=Kw, a=1, **{"b": 2}): pass
class B(*[A], **dict(c=3)): pass
print(A.kw, B.kw, B.__bases__[0].__name__)
""")
