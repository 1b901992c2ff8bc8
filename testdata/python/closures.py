"""Closures, nonlocal, global, scopes of names, cells."""
from table import effects

effects(globals(), """
def counter():
    n = 0
    def inc(k=1):
        nonlocal n
        n += k
        return n
    return inc
c, d = counter(), counter(); print(c(), c(), c(5), d(), c.__closure__[0].cell_contents, c.__code__.co_freevars, counter.__code__.co_cellvars)

def f():
    fs = [lambda: i for i in range(3)]
    gs = [lambda i=i: i for i in range(3)]
    return [g() for g in fs], [g() for g in gs]
print(f())

def f():
    x = 1
    def g(): return x
    x = 2
    return g
print(f()())

def f():
    def g(): return later
    later = "assigned later"
    return g()
print(f())

def f():
    def g(): return later
    print(g())
    later = 1
f()

def f():
    print(local)
    local = 1
f()

def f():
    local += 1
f()

x = "global"
def f():
    global x
    x = "changed"
    def g():
        x = "local"
        def h():
            nonlocal x
            x = "nonlocal"
        h(); return x
    return g(), x
print(f(), x)

def f():
    global made
    made = 5
f(); print(made)

def f():
    global a, b
    def a(): return "a"
    class b: v = 1
    import sys as made
    for made in range(3): pass
f(); print(a(), b.v)

def f():
    x = "outer"
    class A:
        nonlocal x
        x = "set in class"
        y = x
    return x, A.y, hasattr(A, "x")
print(f())

def f():
    x = 1
    def g():
        def h():
            nonlocal x
            x += 1
            return x
        return h
    return g()(), x
print(f())

def f():
    x = 5
    def g(): return x
    del x
    return g
f()()

def f():
    x = 5
    del x
    x
f()

def f():
    x = 5
    def g():
        nonlocal x
        del x
    g()
    x
f()

del never_defined

never_defined

def f(): del x
f()

def f(n): return 1 if n == 0 else n * f(n - 1)
g = f; f = lambda n: 100; print(g(3))

def adder(a): return lambda b: lambda c: a + b + c
print(adder(1)(2)(3))

def make():
    a = b = c = 1
    def inner(): return a, c
    return inner
print(make().__code__.co_freevars, [cell.cell_contents for cell in make().__closure__], make.__code__.co_varnames, make.__code__.co_cellvars)

def f():
    def g(): return g
    return g
print(f()().__name__, f()() is f())

def f(x):
    def g():
        x.append(1)
        return x
    return g
l = []; print(f(l)(), l)

def f(a, b=lambda: a_default): return b()
a_default = 7; print(f(1))

def f():
    v = 1
    exec("v = 2")
    return v, eval("v"), sorted(locals())
print(f())

def f():
    x = 1
    def g():
        return locals()
    def h():
        x
        return locals()
    return g(), h()
print(f())

x = 10; print((lambda: x)(), [x for _ in range(1)], {x: x}, (lambda x=x: x)()); x = 11

class A:
    x = "class"
    f = lambda self: x
    g = [x for _ in range(1)]
print(A().f(), A.g)

def outer():
    x = "enclosing"
    class A:
        x = x + "!"
        def m(self): return x
    return A.x, A().m()
outer()

def outer():
    x = "enclosing"
    class A:
        y = x + "!"
        def m(self): return x
    return A.y, A().m()
print(outer())

def f():
    cells = []
    for i in range(3):
        j = i * 10
        def g(): return i, j
        cells.append(g)
    return [g() for g in cells]
print(f())

def gen():
    x = 0
    def inc():
        nonlocal x
        x += 1
    while x < 3:
        inc()
        yield x
print(list(gen()))

def f(n):
    if n: return lambda: n
    return None
print(f(3)(), f(0))

def f():
    try: 1 / 0
    except ZeroDivisionError as e:
        g = lambda: e
    return g
f()()

def f(*args, **kw):
    return lambda: (args, kw)
print(f(1, 2, a=3)())

def f(a):
    a = a + 1
    def g():
        nonlocal a
        a *= 2
        return a
    return g(), a
print(f(1))

def cell_identity():
    x = []
    def a(): return x
    def b(): return x
    return a() is b() is x, a.__closure__[0] == b.__closure__[0]
print(cell_identity())

def f(): pass
print(f.__closure__, f.__code__.co_freevars, f.__globals__ is globals(), f.__code__.co_name, f.__code__.co_argcount, f.__code__.co_flags & 4)

def f():
    x: int
    def g(): return x
    return g
f()()

exec("def h(): return hidden"); hidden = 3; print(h())

ns = {"n": 5}; exec("def k(): return n\\nn += 1", ns); n = 100; print(ns["k"](), ns["n"])

nonlocal_ = 1; exec("nonlocal_ += 1"); print(nonlocal_)

len = lambda x: "shadowed"; print(len([1])); del len; print(len([1]))

import builtins; builtins.special = 42; print(special); del builtins.special; special
""")
