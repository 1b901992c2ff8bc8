"""The with statement."""
from table import effects


class Ctx:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, exc, tb):
        print("exit", self.name, kind and kind.__name__, exc and str(exc), tb is not None)
        return self.swallow


effects(globals(), """
with Ctx("a") as x: print("body", x)

with Ctx("a") as x, Ctx("b") as y: print(x, y)

with (Ctx("a") as x, Ctx("b"), Ctx("c") as z,): print(x, z)

with (Ctx("a")): pass

with (Ctx("a"), Ctx("b")): pass

with Ctx("a"): raise ValueError("v")

with Ctx("a", True): raise ValueError("v")
print("swallowed")

with Ctx("a", True), Ctx("b"): 1 / 0

with Ctx("a"), Ctx("b", True): 1 / 0

with Ctx("a") as d["k"], Ctx("b") as (p, q): pass

d = {}
with Ctx("a") as d["k"], Ctx("xy") as (p, q), Ctx("z") as [r]: print(d, p, q, r)

class O: pass
o = O()
with Ctx("attr") as o.x: print(o.x)

def f():
    with Ctx("a"): return "returned"
print(f())

def f():
    for i in range(3):
        with Ctx(i):
            if i == 0: continue
            break
    return i
print(f())

def f():
    with Ctx("a", True): raise ValueError
    return "after"
print(f())

def f():
    with Ctx("a", True): return 1 / 0
    return "fell through"
print(f())

with 5: pass

with None: pass

class NoExit:
    def __enter__(self): print("never called")
with NoExit(): pass

class NoEnter:
    def __exit__(self, *a): pass
with NoEnter(): pass

class Inst: pass
i = Inst(); i.__enter__ = lambda: 1; i.__exit__ = lambda *a: 1
with i: pass

with undefined_name: pass

class BadEnter:
    def __enter__(self): raise ValueError("enter failed")
    def __exit__(self, *a): print("not called")
with BadEnter(): pass

with Ctx("outer"), BadEnter(): pass

class BadExit:
    def __enter__(self): pass
    def __exit__(self, *a): raise KeyError("exit failed")
with BadExit(): pass

try:
    with BadExit(): raise ValueError("body")
except KeyError as e: print(repr(e), repr(e.__context__))

class Reraise:
    def __enter__(self): pass
    def __exit__(self, kind, exc, tb): raise exc
with Reraise(): raise ValueError("same")

class Truthy:
    def __init__(self, v): self.v = v
    def __enter__(self): pass
    def __exit__(self, *a): return self.v
with Truthy("yes"): raise ValueError

with Truthy([]): raise ValueError("not swallowed")

class BadBool:
    def __bool__(self): raise TypeError("bool")
with Truthy(BadBool()): raise ValueError

with Ctx("a") as x: x = 5
print(x)

with Ctx("a") as (x, y): pass

with Ctx("a"):
    with Ctx("b"):
        with Ctx("c", True): raise KeyError("k")
    print("between")

def gen():
    with Ctx("g"): yield 1; yield 2
print(list(gen()))

with Ctx("a"):
    try: 1 / 0
    except ZeroDivisionError: print("inside")
    finally: print("finally")

try:
    with Ctx("a"): raise ValueError("v")
except ValueError as e: print("caught", e)
else: print("no")
finally: print("end")

import sys
class Info:
    def __enter__(self): print(sys.exc_info()[0]); return self
    def __exit__(self, *a): print(sys.exc_info()[0]); return True
with Info(): raise ValueError
print(sys.exc_info())

with Ctx("sys exit", True): raise SystemExit(3)

with Ctx("kbd", True): raise KeyboardInterrupt

with Ctx("a") as f, open("no such file") as g: pass

class ClassLevel:
    @classmethod
    def __enter__(cls): return cls.__name__
    @staticmethod
    def __exit__(*a): return len(a)
with ClassLevel() as n: print(n); raise ValueError

class Lock:
    held = 0
    def __enter__(self): self.held += 1; return self
    def __exit__(self, *a): self.held -= 1
l = Lock()
with l, l, l: print(l.held)
print(l.held)

with Ctx("x") as x: del x
x

with Ctx(1), Ctx(2) as b, \\
     Ctx(3): pass

with Ctx("a") if True else Ctx("b") as c: print(c)

with (lambda: Ctx("made"))() as m: print(m)

with (yes := Ctx("walrus")): print(yes.name)

with Ctx("a") as x, Ctx(x + "b") as y, Ctx(y + "c") as z: print(z)
""")
