"""Generators: send, throw, close, return values, yield from, expressions."""
from table import effects, values

effects(globals(), """
def g():
    x = yield 1
    print("got", x)
    y = yield 2
    print("got", y)
    return "result"
i = g(); print(next(i), i.send("a"))
try: i.send("b")
except StopIteration as e: print(e.value, e.args)

next(i)

print(next(i, "default"), list(i), list(g()))

i = g(); i.send(5)

i = g(); i.send(None); print(i.gi_running, i.gi_frame is not None, i.gi_code.co_name, i.gi_yieldfrom, i.__name__, i.__qualname__, type(i).__name__); i.close(); print(i.gi_frame)

def g():
    try: yield 1
    except ValueError as e: print("caught", e); yield "handled"
    finally: print("finally")
    yield "after"
i = g(); next(i); print(i.throw(ValueError("x")), next(i), list(i))

i = g(); next(i); i.throw(KeyError("k"))

next(i)

i = g(); next(i); i.throw(ValueError); i.throw(TypeError("again"))

i = g(); i.throw(ValueError("not started"))

next(i)

def h(): yield 1; yield 2
i = h(); next(i); i.throw(5)

i.throw(int)

i.throw(ValueError("a"), "b")

i.throw(ValueError, "type and value")

i = g(); i.close(); print(list(i)); i.close(); i.send(None)

i = g(); next(i); i.close(); print("closed", list(i))

def g():
    try: yield 1
    except GeneratorExit: print("exit"); raise
i = g(); next(i); i.close(); i.close()

def g():
    try: yield 1
    except GeneratorExit: print("swallowed")
i = g(); next(i); print(i.close())

def g():
    try: yield 1
    except GeneratorExit: yield 2
i = g(); next(i); i.close()

def g():
    try: yield 1
    finally: raise ValueError("in finally")
i = g(); next(i); i.close()

def g(): yield 1; raise StopIteration("inside")
list(g())

def g(): yield next(iter([]))
list(g())

def g(): raise ValueError("first"); yield
i = g(); next(i)

list(i)

def g(): return 5; yield
print(list(g())); next(g())

def g():
    i = yield
    while i: i = yield i * 2
x = g(); print(next(x), x.send(2), x.send(3), next(x, "done"))

def inner():
    x = yield 1
    print("inner got", x)
    return "inner result"
def outer():
    r = yield from inner()
    print("outer got", r)
    yield from [2, 3]
    yield from "ab"
    return "outer result"
i = outer(); print(next(i), i.send("S"), next(i), list(i))

def outer(): return (yield from inner())
i = outer(); next(i)
try: i.send(1)
except StopIteration as e: print("value", e.value)

def inner():
    try: yield 1
    except ValueError: print("inner caught"); yield "recovered"
    finally: print("inner finally")
def outer():
    try: yield from inner()
    finally: print("outer finally")
i = outer(); next(i); print(i.throw(ValueError)); i.close()

i = outer(); next(i); i.throw(KeyError("through"))

def outer():
    try: yield from iter([1, 2])
    except ValueError: yield "caught in outer"
i = outer(); next(i); print(i.throw(ValueError)); i = outer(); next(i); i.send(5)

def outer(): yield from 5
list(outer())

class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def send(self, x): return "sent", x
    def throw(self, *a): return "thrown", len(a), isinstance(a[0], BaseException)
    def close(self): print("closed")
def outer(): yield from It()
i = outer(); print(next(i), i.send(5), i.send(None), i.throw(ValueError("v"))); i.close()

def outer():
    try: yield from outer_again()
    except RuntimeError as e: print(e)
def outer_again(): yield 1; raise StopIteration
print(list(outer()))

def me():
    yield 1
    yield next(m)
m = me(); next(m); next(m)

def me():
    m.close(); yield 1
m = me(); next(m)

def tree(t):
    if t: yield from tree(t[0]); yield t[1]; yield from tree(t[2])
print(list(tree((((), 1, ()), 2, ((), 3, ())))))

g = (x * 2 for x in range(3)); print(next(g), list(g), type(g).__name__, g.__name__, g.__qualname__)

g = (x for x in [1, 2] for y in "ab" if y == "b"); print(list(g)); print(sum(x for x in range(5)), max((x for x in [3, 1]), default=0), list((y for y in (x for x in "ab"))), dict((k, 1) for k in "ab"))

g = (1 / x for x in [1, 0]); print(next(g)); next(g)

next(g)

g = (x for x in undefined_name)

g = (undefined_name for x in [1]); next(g)

g = (x for x in 5)

n = 2; g = (n for _ in range(2)); n = 3; print(list(g)); l = [1]; g = (x for x in l); l.append(2); l = []; print(list(g))

def g():
    while True:
        try: x = yield
        except Exception as e: print("e", e)
        else: print("x", x)
i = g(); next(i); i.send(1); i.throw(ValueError("v")); i.send(2)

def g():
    for i in range(3):
        try: yield i
        finally: print("f", i)
print(list(g()))

def g():
    with Ctx() as c: yield c
class Ctx:
    def __enter__(self): print("enter"); return "c"
    def __exit__(self, *a): print("exit", a[0].__name__ if a[0] else None)
print(list(g())); i = g(); next(i); i.close(); i = g(); next(i); i.throw(KeyError)

def g():
    a = yield; b = yield a; return a + b
i = g(); next(i); i.send(1)
try: i.send(2)
except StopIteration as e: print(e.value)

def g(): x = yield; y = [(yield x), (yield)]; return y
i = g(); print(next(i), i.send(1), i.send(2)); i.send(3)

def g(): print((yield 1), (yield 2))
i = g(); print(next(i), i.send("a")); i.send("b")

def g():
    yield
    yield 1, 2
    yield (yield)
    x = yield 3
    lambda: (yield)
i = g(); print(next(i), next(i), next(i), i.send("s"), next(i))

def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
f = fib(); print([next(f) for _ in range(10)]); print([x for _, x in zip(range(5), fib())])

def count():
    n = 0
    while True:
        step = yield n
        n += 1 if step is None else step
c = count(); print(next(c), next(c), c.send(10), next(c))

def g(): yield 1
i = g(); print(iter(i) is i, i.__iter__() is i, hasattr(i, "__len__"), i.__next__()); len(i)

i[0]

def f(): return 1
print(type(f()).__name__, list(map(lambda g: next(g), [(x for x in [1])])))

def g():
    try:
        try: yield 1
        finally: print("inner"); 
    except ValueError as e: print("outer", e)
    yield 2
i = g(); next(i); print(i.throw(ValueError("z")))

def g():
    try: raise KeyError("ctx")
    except KeyError:
        try: yield 1
        except ValueError as e: print(repr(e.__context__))
    yield 2
i = g(); next(i); print(i.throw(ValueError("z")))

def g():
    try: yield 1
    except ValueError: pass
    yield 2
i = g(); next(i)
try: 1 / 0
except ZeroDivisionError: i.throw(ValueError()); print("fine")

import sys
def g():
    yield sys.exc_info()[0]
    try: raise KeyError
    except KeyError: yield sys.exc_info()[0]
    yield sys.exc_info()[0]
try: 1 / 0
except ZeroDivisionError:
    for x in g(): print(x, sys.exc_info()[0])

def deep(n):
    if n: yield from deep(n - 1)
    yield n
print(sum(deep(200)), next(deep(200)))

def a():
    yield 1
    return 2
def b(): return (yield from a()) + 1
def c(): x = yield from b(); yield x
print(list(c()))

x = [lambda: (yield)][0](); print(next(x), list(x))

class C:
    def __iter__(self): yield 1; yield 2
    def gen(self): yield self
print(list(C()), sum(C()), [*C()], next(C().gen()).__class__.__name__, dict.fromkeys(C()))

def g(a, *b, c=3, **d): yield a, b, c, d
print(next(g(1, 2, c=4, e=5))); g()

def early():
    print("not until next"); yield
e = early(); print("made"); next(e)

del e; i = (x for x in "abc"); a, *b = i; print(a, b, list(i)); a, b, c = (x for x in "xyz"); print(a, b, c)

print(any(x > 1 for x in [1, 2, 3]), all(x for x in []), "".join(c for c in "abc" if c != "b"), sorted((x for x in [2, 1]), reverse=True), set(x % 2 for x in range(5)) == {0, 1}, tuple(x for x in "a"), min(len(w) for w in ["aa", "b"]))
""")

# What is being handled in a generator, and around it.
import sys


def handling():
    return sys.exc_info()[0]


def inner():
    try:
        raise ValueError
    except ValueError:
        yield handling()
    yield handling()
    try:
        raise KeyError
    except KeyError:
        yield handling()
    yield handling()


g = inner()
try:
    raise IndexError
except IndexError:
    print(next(g), handling())
print(next(g), handling())
print(next(g), handling())
try:
    raise OSError
except OSError:
    print(next(g), handling())


def awaiting():
    yield from inner()


g = awaiting()
next(g)
print(g.gi_yieldfrom.gi_code.co_name)
