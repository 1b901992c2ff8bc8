"""Decorators of functions and classes."""
from table import effects

effects(globals(), """
def loud(f):
    def wrapper(*args, **kw):
        print("call", f.__name__, args, kw)
        return f(*args, **kw)
    return wrapper
@loud
def add(a, b=1): return a + b
print(add(1), add(1, b=5), add.__name__)

def trace(name):
    print("make", name)
    def decorate(f): print("apply", name); return f
    return decorate
@trace("outer")
@trace("inner")
def f(): return "f"
print(f())

@lambda f: f()
def value(): return 42
print(value)

@type
def nothing(): pass
print(nothing)

@trace("class")
class A:
    @trace("method")
    def m(self): return "m"
print(A().m())

def register(cls): cls.registered = True; return cls
@register
class B: pass
print(B.registered)

@str
class C: pass
print(C)

registry = {}
def on(event): return lambda f: registry.setdefault(event, []).append(f) or f
@on("a")
@on("b")
def handler(): return "handled"
print(sorted(registry), registry["a"][0]())

class Decorator:
    def __init__(self, f): self.f, self.count = f, 0
    def __call__(self, *args): self.count += 1; return self.f(*args)
    def __get__(self, obj, cls): return self if obj is None else lambda *a: self(obj, *a)
@Decorator
def f(x): return x * 2
class K:
    @Decorator
    def m(self, x): return self, x
print(f(4), f.count, K().m(1)[1], K.m.count)

decorators = [loud]
@decorators[0]
def f(): return 1
f()

@(lambda f: lambda: f() + 1)
def f(): return 1
print(f())

@(x := loud)
def f(): return 1
f(); print(x is loud)

@undefined_decorator
def f(): pass

@5
def f(): pass

@loud()
def f(): pass

def boom(f): raise ValueError("while decorating " + f.__name__)
@boom
def f(): pass

def memo(f):
    cache = {}
    def inner(n):
        if n not in cache: cache[n] = f(n)
        return cache[n]
    return inner
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80))

def wraps(f):
    def inner(g): g.__name__, g.__doc__, g.__wrapped__ = f.__name__, f.__doc__, f; return g
    return inner
def deco(f):
    @wraps(f)
    def g(*a): return f(*a)
    return g
@deco
def documented():
    "The doc."
print(documented.__name__, documented.__doc__, documented.__wrapped__.__qualname__, documented.__qualname__)

class A:
    def deco(f): return lambda self: "decorated " + f(self)
    @deco
    def m(self): return "m"
    del deco
print(A().m(), hasattr(A, "deco"))

class A:
    @staticmethod
    def helper(f): return f
    @helper
    def m(self): return "via staticmethod"
print(A().m())

@classmethod
def loose(cls): return cls
class A: l = loose
print(A.l() is A, type(loose).__name__)

import table
@table.values.__class__
def f(): pass
""")
