"""__slots__."""
from table import effects

effects(globals(), """
class S:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
s = S(1); print(s.x, type(S.x).__name__, S.__slots__, hasattr(s, "__dict__"), hasattr(s, "y")); s.y = 5; s.y += 1; print(s.y); del s.y; s.y

del s.y

s.z = 1

s.__dict__

vars(s)

S.x.__get__(s), print(S.x.__get__(s), S.x.__name__, repr(S.x)); S.x.__set__(s, 9); print(s.x); S.x.__delete__(s); s.x

S.x.__get__(5)

class T(S): pass
t = T(1); t.z = 2; print(t.x, t.z, vars(t))

class T(S): __slots__ = ("z",)
t = T(1); t.z = 2; print(t.x, t.z, hasattr(t, "__dict__")); t.w = 1

class T(S): __slots__ = ()
T(1).w = 2

class D: __slots__ = ("a", "__dict__")
d = D(); d.a = 1; d.b = 2; print(d.a, d.b, d.__dict__)

class W: __slots__ = ("__weakref__",)
print(hasattr(W(), "__weakref__"), hasattr(S(1), "__weakref__"))

class S1: __slots__ = "single"
s = S1(); s.single = 1; print(s.single, S1.__slots__)

class S2: __slots__ = ["a", "b"]
class S3: __slots__ = {"a": "doc of a"}
print(S2.__slots__, S3.__slots__, S3.a.__doc__)

class S4: __slots__ = (n for n in ("p", "q"))
s = S4(); s.p = 1; print(s.p)

class Bad: __slots__ = ("a b",)

class Bad: __slots__ = (5,)

class Bad: __slots__ = 5

class Bad:
    __slots__ = ("x",)
    x = 1

class Bad: __slots__ = ("a", "__dict__", "__dict__")

class Bad(int): __slots__ = ("x",)

class Bad(tuple): __slots__ = ("x",)

class Fine(int): __slots__ = ()
print(Fine(5) + 1); Fine(5).x = 1

class Fine(list): __slots__ = ("x",)
f = Fine([1]); f.x = 2; print(f, f.x)

class M:
    __slots__ = ("__private",)
    def __init__(self): self.__private = 1
    def get(self): return self.__private
print(M().get(), M._M__private.__get__(M()))

class A: __slots__ = ("a",)
class B: __slots__ = ("b",)
class C(A, B): __slots__ = ()

class A: __slots__ = ()
class B: __slots__ = ("b",)
class C(A, B): __slots__ = ("c",)
c = C(); c.b, c.c = 1, 2; print(c.b, c.c)

class A:
    __slots__ = ("x",)
    def __getattr__(self, n): return "missing " + n
print(A().x, A().y)

class A: __slots__ = ("x",)
class B(A): __slots__ = ("x",)
b = B(); b.x = 1; print(b.x); A.x.__set__(b, 2); print(b.x, A.x.__get__(b))

class A: __slots__ = ("x",)
class B: __slots__ = ("x",)
a = A(); a.x = 5; a.__class__ = B; print(a.x, type(a).__name__)

class C: __slots__ = ("y",)
a.__class__ = C

class P: pass
a.__class__ = P

class A:
    __slots__ = ("x",)
    def __eq__(self, o): return self.x == o.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return "A(%r)" % self.x
    def __init__(self, x): self.x = x
print({A(1), A(1), A(2)} == {A(2), A(1)}, A(1) == A(1), [A(3)]); setattr(A(1), "q", 1)

print([n for n in dir(A(1)) if n[0] != "_"])
""")
