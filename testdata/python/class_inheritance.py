"""super(), multiple inheritance, the method resolution order and its errors, __init_subclass__, __class_getitem__."""
from table import effects, values

effects(globals(), """
class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
print(D().f(), B().f(), [k.__name__ for k in D.__mro__], D.mro() == list(D.__mro__))

class E(B, A): pass
class F(E, C): pass
print([k.__name__ for k in F.__mro__], F().f())

class X(A, B): pass

class X(A, A): pass

class P: pass
class Q: pass
class PQ(P, Q): pass
class QP(Q, P): pass
class X(PQ, QP): pass

class O(object): pass
class X(object, O): pass

class X(D, B, C, A): pass
print([k.__name__ for k in X.__mro__])

class Root:
    def __init__(self, **kw): print("Root", kw)
class Left(Root):
    def __init__(self, left=None, **kw): print("Left", left); super().__init__(**kw)
class Right(Root):
    def __init__(self, right=None, **kw): print("Right", right); super().__init__(**kw)
class Both(Left, Right):
    def __init__(self, **kw): print("Both"); super().__init__(**kw)
Both(left=1, right=2, rest=3)

class A:
    x = "A.x"
    @classmethod
    def c(cls): return "A.c", cls.__name__
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
class B(A):
    x = "B.x"
    @classmethod
    def c(cls): return super().c()
    @staticmethod
    def s(): return super(B, B).s()
    @property
    def p(self): return super().p
    def f(self): return super().x, super().c(), super(B, self).x, super(B, type(self)).x, super().__thisclass__.__name__, super().__self__ is self, super().__self_class__.__name__
b = B(); print(B.c(), B.s(), b.p, b.f(), repr(super(B, b))[:17], super(B, b).x, super(B).__self__)

super(B, b).nope

super(B, b).x = 5

super(B, A())

super(5, b)

super(B, b, 1)

super(B)().x

super()

def f(): super()
f()

def f(x): super().y
f(1)

class A:
    def f(): super()
A.f()

class A:
    def f(self): del self; super()
A().f()

class A:
    def f(self): self = 5; return super().x
A().f()

class Base:
    def f(self): return "Base"
class A(Base):
    def f(self):
        def inner(): return super(A, self).f()
        return inner(), [super(A, self).f() for _ in range(1)], (lambda: super(A, self).f())(), __class__.__name__
print(A().f())

class A(Base):
    def __getattribute__(self, name): return "intercepted" if name == "z" else super().__getattribute__(name)
    def __setattr__(self, n, v): super().__setattr__(n, v + 1)
    def __repr__(self): return "A:" + super().__repr__()[:12]
    def __eq__(self, o): return super().__eq__(o)
    __hash__ = Base.__hash__
a = A(); a.v = 1; print(a.z, a.v, a, a == a, a == 5, a.f())

class A(list):
    def append(self, x): super().append(x * 2)
    def __len__(self): return super().__len__() + 100
    def __getitem__(self, i): return "item", super().__getitem__(i)
a = A([1]); a.append(2); print(len(a), a[1], list.__len__(a), a)

class A(dict):
    def __init__(self, *args, **kw): super().__init__(*args, **kw); self["init"] = True
    def __setitem__(self, k, v): super().__setitem__(k, ("set", v))
a = A(x=1); a["y"] = 2; print(a)

class A(int):
    def __new__(cls, x, y=0): return super().__new__(cls, x + y)
    def __init__(self, x, y=0): self.y = y
a = A(5, 3); print(a, a.y, a + 1, type(a + 1).__name__, isinstance(a, int))

class A(str):
    def __new__(cls, *parts): return super().__new__(cls, "-".join(parts))
print(A("a", "b"), A("a").upper(), len(A("abc")))

class A(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
print(A(1, 2), A(1) + (2,), A(1)[0]); tuple.__new__(list)

class E(Exception):
    def __init__(self, code, *args): super().__init__(*args); self.code = code
    def __str__(self): return "%s (%s)" % (super().__str__(), self.code)
try: raise E(7, "message")
except E as e: print(e, e.args, e.code, repr(e))

class Plugin:
    registry = []
    def __init_subclass__(cls, /, name=None, **kw): super().__init_subclass__(**kw); cls.registry.append((cls.__name__, name))
class P1(Plugin): pass
class P2(Plugin, name="two"): pass
class P3(P1, name="three"): pass
print(Plugin.registry); class_ = type("P4", (Plugin,), {}, name="four"); print(Plugin.registry[-1])

class P5(Plugin, unknown=1): pass

class A:
    def __init_subclass__(cls): raise ValueError("no subclasses")
class B(A): pass

class A:
    def __init_subclass__(cls, x): print(x)
class B(A): pass

class A:
    def __init_subclass__(self, **kw): print("implicit classmethod", self.__name__, kw)
    def __class_getitem__(cls, item): return "%s[%s]" % (cls.__name__, item)
class B(A, k=1): pass
print(A[int], B["x", 1], A.__class_getitem__(5)); A()[1]

class A: pass
A[int]

int[5]

print(list[int], dict[str, int], list[int] == list[int], list[int].__origin__, list[int].__args__, tuple[int, ...], type(list[int]).__name__, list[int](), list[list[str]], set["x"], list[int]("ab"), isinstance([], list[int].__origin__))

isinstance([], list[int])

int | str, print(int | str, int | None, (int | str) == (str | int), (int | str).__args__, type(int | str).__name__, isinstance(5, int | str), int | int, list[int] | None, int | str | float)

int | 5

"x" | int

class A:
    def __subclasses__(): pass
class Base: pass
class S1(Base): pass
class S2(Base): pass
class S3(S1): pass
print([c.__name__ for c in Base.__subclasses__()], Base.__subclasses__()[0].__subclasses__()[0].__name__, len(S3.__subclasses__()))

class M1:
    def f(self): return "M1"
class M2:
    def f(self): return "M2"
class U(M1, M2): pass
print(U().f(), M2.f(U())); U.__bases__ = (M2, M1); print(U().f(), [c.__name__ for c in U.__mro__]); U.__bases__ = ()

U.__bases__ = (U,)

U.__bases__ = (M1, M1)

U.__bases__ = M1

class Slots(M1):
    __slots__ = ("a",)
class Slots2(M2):
    __slots__ = ("b",)
class X(Slots, Slots2): pass

class X(int, str): pass

class X(int, list): pass

class X(BaseException, dict): pass

class X(Exception, M1): pass
print(X("a").f(), X("a").args)

class NoneSub(type(None)): pass

class BoolSub(bool): pass

class RangeSub(range): pass

class FuncSub(type(lambda: 0)): pass

class SliceSub(slice): pass

class EllSub(type(...)): pass

class GenSub(type(i for i in ())): pass

class MethSub(type([].append)): pass

class MemSub(memoryview): pass

class ViewSub(type({}.keys())): pass

class PropSub(property): extra = 1
class A:
    @PropSub
    def v(self): return "v"
print(A().v, A.v.extra)

class Mixed:
    def __mro_entries__(self, bases): print("entries", len(bases)); return (Base,)
class A(Mixed()): pass
print(A.__bases__[0].__name__, len(A.__orig_bases__))

class Bad:
    def __mro_entries__(self, bases): return [Base]
class A(Bad()): pass
""")
values(globals(), """
issubclass(bool, int), issubclass(int, object), issubclass(object, int), isinstance(True, int), bool.__mro__, type.__mro__, Exception.__mro__, KeyError.__mro__
""")
