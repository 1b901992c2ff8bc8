"""__getattr__, __getattribute__, __setattr__, __delattr__, __dict__, dir and vars."""
from table import effects

effects(globals(), """
class A:
    real = 1
    def __getattr__(self, name):
        if name.startswith("x"): return "made " + name
        raise AttributeError("no %s here" % name)
a = A(); a.own = 2; print(a.real, a.own, a.xyz, getattr(a, "q", "default"), hasattr(a, "x1"), hasattr(a, "q"))

a.q

A.xyz

class A:
    def __getattr__(self, name): return self.missing
    depth = 0
try: A().anything
except RecursionError as e: print(type(e).__name__)

class A:
    v = 5
    def __getattribute__(self, name):
        if name == "secret": return 42
        return object.__getattribute__(self, name)
a = A(); a.w = 6; print(a.v, a.w, a.secret, vars(a)); a.nope

class A:
    def __getattribute__(self, name): raise AttributeError("always " + name)
    def __getattr__(self, name): return "fallback " + name
a = A(); print(a.x, a.__dict__, a.__class__, type(a).__name__, isinstance(a, A))

class A:
    def __getattribute__(self, name): raise ValueError(name)
    def __getattr__(self, name): return "not used"
A().x

hasattr(A(), "x")

getattr(A(), "x", 5)

class A:
    def __getattr__(self, name): raise KeyError(name)
A().x

getattr(A(), "x", 5)

class A:
    @property
    def p(self): raise AttributeError("inside p")
    def __getattr__(self, name): return "getattr " + name
print(A().p)

class A:
    @property
    def p(self): raise AttributeError("inside p")
A().p

class A:
    def __setattr__(self, name, value): print("set", name, value); object.__setattr__(self, name, value * 2)
    def __delattr__(self, name): print("del", name); super().__delattr__(name)
a = A(); a.x = 5; print(a.x, a.__dict__); a.x += 1; print(a.x); setattr(a, "y", "q"); del a.x; delattr(a, "y"); print(vars(a)); del a.zz

class A:
    def __setattr__(self, name, value): raise AttributeError("read-only")
A().x = 5

A.x = 5; print(A.x)

class A: pass
a = A(); a.__dict__["k"] = 1; print(a.k); a.__dict__ = {"z": 2}; print(a.z, hasattr(a, "k")); vars(a)["w"] = 3; print(a.w, sorted(a.__dict__.items())); a.__dict__.update(m=1); del a.__dict__["z"]; print(hasattr(a, "z"))

a.__dict__ = 5

del a.__dict__; print(a.__dict__)

class D(dict): pass
a.__dict__ = D(q=1); print(a.q, type(a.__dict__).__name__); a.r = 2; print(a.__dict__)

A.__dict__["x"] = 5

A.__dict__ = {}

class A:
    c = 1
    def m(self): pass
a = A(); a.i = 2; print([n for n in dir(a) if not n.startswith("__")], [n for n in dir(A) if n[0] != "_"], "__class__" in dir(a), "__init__" in dir(A))

class B(A):
    z = 3
print([n for n in dir(B()) if n[0] != "_"]); vars(5)

vars(); print(sorted(vars(B)))

class A:
    def __dir__(self): return ["z", "a", 5]
dir(A())

class A:
    def __dir__(self): return ("z", "a")
print(dir(A()))

for name in ("a b", "1", "é", "class"): setattr(a, name, name); print(getattr(a, name))

print(sorted(n for n in a.__dict__)); setattr(a, "", 5); print(getattr(a, ""))

class A:
    x = 1
a = A(); print(a.x); a.x = 2; print(a.x, A.x); del a.x; print(a.x); A.x = 3; print(a.x); del A.x; a.x

class A:
    def f(self): return "class f"
a = A(); a.f = lambda: "instance f"; print(a.f()); del a.f; print(a.f())

a = A(); f = a.f; A.f = lambda self: "new f"; print(f(), a.f())

class A:
    n = 0
    def inc(self): self.n += 1
a = A(); a.inc(); a.inc(); print(a.n, A.n, vars(a))

class A:
    l = []
a, b = A(), A(); a.l.append(1); print(b.l, A.l); a.l = a.l + [2]; print(a.l, b.l); a.l += [3]; print(A.l, a.l); b.l += [9]; print(A.l, "l" in vars(b))

import table
print(table.values is not None, hasattr(table, "nope"), table.__name__); table.nope

table.added = 5; print(table.added, vars(table)["added"]); del table.added; table.added

del table.nope

print(type(table).__name__, repr(table)[:15]); table.__getattr__ = lambda name: "module " + name; print(table.anything); del table.__getattr__; table.anything

None.x

(5).x

"s".x

[].x

().x

{}.x

(lambda: 0).x

len.x

int.x

type.x

object().x

NotImplemented.x

(i for i in ()).x

1.5.x

b"".x

range(1).x

slice(1).x

Exception().x

class Verylongname: attribute = 1
Verylongname().atribute

Verylongname.atribute

import sys; sys.nope

class A:
    def __init__(self): self.value = 1
    def get(self): return self.valeu
A().get()

class A:
    __slots__ = ()
A().x = 1

object().x = 5

del object().x

class A: pass
del A().x

a = A(); a.x = 1; del a.x; del a.x

super().x

class A:
    def __getattr__(self, name): return name
a = A(); print(a.foo, getattr(a, "with space"), a.__len__); len(a)

a[0]

a()

str(a)[:9], print(f"{a.b}", a.__iter__); iter(a)
""")
