"""Classes whose layout comes from somewhere unusual."""
import pickle
import sys
import types

from table import effects

effects(globals(), r"""
class F(frozenset):
    __slots__ = ("x", "y", "__dict__")
f = F([1, 2])
f.x = ["x"]; f.z = ["z"]
for protocol in range(6):
    d = pickle.loads(pickle.dumps(f, protocol)); print(d == f, d.x, d.z, hasattr(d, "y"))
del f.x, f.z
print(f.__dict__, hasattr(f, "x"), hasattr(f, "y"))

class A(type):
    def __setattr__(cls, key, value): type.__setattr__(cls, key, value)
class B: pass
class C(B, A): pass
D = C("D", (object,), {})
D.test = 1
print(type(D), isinstance(D, type), D.test)

object.__setattr__(str, "foo", 42)

class M(types.ModuleType):
    @property
    def p(self): return 5
m = types.ModuleType("m"); m.a = 1
m.__class__ = M
print(m.p, m.a, type(m), M("q").__dict__["__name__"])
m.__class__ = types.ModuleType
print(hasattr(m, "p"))

class Meta(type):
    def mro(cls): return [cls, dict, object]
class X(metaclass=Meta): pass

class Base: pass
class Meta(Base, type): pass
K = Meta("K", (), {})
print(type(Base.__dict__["__dict__"].__get__(K)), Base.__dict__["__dict__"].__get__(Base()))

print([pickle.loads(pickle.dumps(f)) is f for f in (len, iter, str.join, int.__add__)], pickle.loads(pickle.dumps([].append))(1))

print(len.__text_signature__, len.__self__, [].append.__text_signature__)
import inspect
print(inspect.signature(len), inspect.signature([].append), inspect.signature(list.append))

exec("def f():\n  global y\n  return y\ny = 9\nprint(f())", {}, {})
""")
