"""Annotations of variables, parameters and classes, and the typing features that need no library."""
from table import effects

effects(globals(), """
x: int = 5; y: str; print(x, __annotations__); y

def f(a: int, b: "str" = "x", *args: float, c: list[int] = None, **kw: dict) -> tuple[int, ...]: pass
print(f.__annotations__)

f.__annotations__ = {"new": 1}; print(f.__annotations__); del f.__annotations__; print(f.__annotations__); f.__annotations__ = 5

class A:
    a: int
    b: str = "b"
    c: "A" = None
    (d): int = 1
    def __init__(self): self.e: float = 2.5
print(A.__annotations__, A().e, A.d, hasattr(A, "a"))

class B(A): z: int
class C(A): pass
print(B.__annotations__, C.__annotations__)

def f():
    local: undefined_name_is_fine = 5
    other: 1 / 0
    return local, sorted(locals())
print(f())

z: undefined_name = 5

z: print("evaluated") = 6

a.b: int = 5

class O: pass
o = O(); o.attr: int = 5; l = [0]; l[0]: str = "s"; print(o.attr, l); o.never: int

def f(a, *, b: int): ...
print(f.__annotations__, (lambda a: a).__annotations__)

def f():
    x: int
    x
f()

def f() -> "forward": pass
print(f.__annotations__["return"])

def order(n): print("eval", n); return n
def f(a: order("annotation") = order("default")) -> order("return"): pass

@lambda f: print("decorate", f.__name__)
def f(a: order("in decorated")): pass

x: list[int] = []; print(list[int], dict[str, list[int]], type[int], int | str | None, tuple[()], list["x"]); print(__annotations__["x"])

print(list[int].__origin__ is list, list[int].__args__, list[int] == list[int], hash(list[int]) == hash(list[int]), list[int]([1]), isinstance(list[int], type), list[int].append is list.append if False else "", dict[str, int].__parameters__, issubclass(bool, int | str), list[int].__mro_entries__((list[int],)))

class L(list[int]): pass
print(L([1]), L.__bases__, L.__orig_bases__, L.__mro__[1].__name__)

list[int][str]

int[str]

class G:
    def __class_getitem__(cls, item): return cls.__name__, item
print(G[int], G[1, 2])

def f(x: "a b c"): pass
print(f.__annotations__)
""".replace(', list[int].append is list.append if False else ""', ''))

exec("""
from __future__ import annotations
def f(a: undefined, b: list[int] = None) -> some.thing[1, 'x']: pass
x: also.undefined = 5
class A:
    y: 1 + 2
    z: (lambda q: q * 2)
print(f.__annotations__, __annotations__["x"], A.__annotations__)
""", {})
