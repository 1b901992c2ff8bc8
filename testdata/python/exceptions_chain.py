"""__cause__, __context__, finally, return and break in finally, exception state across calls."""
from table import effects


def chain(exc):
    """The exception and what it came from, as text."""
    seen = []
    text = repr(exc)
    while exc is not None and exc not in seen:
        seen.append(exc)
        if exc.__cause__ is not None:
            exc = exc.__cause__
            text += " because of " + repr(exc)
        elif exc.__context__ is not None:
            text += " (hidden)" if exc.__suppress_context__ else ""
            exc = exc.__context__
            text += " during " + repr(exc)
        else:
            exc = None
    return text


effects(globals(), """
try:
    try: raise KeyError("a")
    except KeyError: raise ValueError("b")
except ValueError as e: print(chain(e))

try:
    try: raise KeyError("a")
    except KeyError as k: raise ValueError("b") from k
except ValueError as e: print(chain(e), e.__suppress_context__, e.__context__ is e.__cause__)

try:
    try: raise KeyError("a")
    except KeyError: raise ValueError("b") from None
except ValueError as e: print(chain(e), e.__cause__)

try:
    try: raise KeyError("a")
    except KeyError: raise ValueError("b") from TypeError("c")
except ValueError as e: print(chain(e), repr(e.__context__))

try:
    try:
        try: raise KeyError(1)
        except KeyError: raise ValueError(2)
    except ValueError: raise TypeError(3)
except TypeError as e: print(chain(e))

try:
    try: raise KeyError(1)
    finally: raise ValueError(2)
except ValueError as e: print(chain(e))

try:
    try: raise KeyError(1)
    finally:
        try: raise ValueError(2)
        except ValueError as v: print(chain(v))
except KeyError as e: print(chain(e))

try:
    try: raise KeyError(1)
    except KeyError as e:
        try: raise ValueError(2)
        except ValueError: pass
        raise
except KeyError as e: print(chain(e))

try:
    try: raise KeyError(1)
    except KeyError as k: raise k
except KeyError as e: print(chain(e), e.__context__)

a = KeyError("a")
try:
    try: raise a
    except KeyError: raise ValueError("b") from a
except ValueError as b:
    try: raise a from b
    except KeyError as e: print(chain(e))

try:
    try: raise KeyError(1)
    except KeyError as outer:
        try: raise ValueError(2)
        except ValueError as inner: raise outer
except KeyError as e: print(chain(e))

def f():
    try: raise KeyError("in f")
    except KeyError: g()
def g(): raise ValueError("in g")
try: f()
except ValueError as e: print(chain(e))

class E(Exception):
    def __init__(self): print("made during", type(__import__("sys").exception()).__name__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise E
except E as e: print(chain(e))

def f():
    try: return 1
    finally: print("finally")
print(f())

def f():
    try: return 1
    finally: return 2
print(f())

def f():
    try: raise ValueError
    finally: return "swallowed"
print(f())

def f():
    for i in range(5):
        try: raise ValueError
        finally: break
    return i
print(f())

def f():
    for i in range(3):
        try: raise ValueError
        finally: continue
    return i
print(f())

def f():
    for i in range(3):
        try: continue
        finally: print("f", i)
    else: print("else")
    while True:
        try: break
        finally: print("broke")
    return "end"
print(f())

def f():
    try:
        try: return "inner"
        finally: print(1)
    finally: print(2)
print(f())

def f():
    x = 1
    try: return x
    finally: x = 2
print(f())

def f():
    l = []
    try: return l
    finally: l.append(1)
print(f())

def f():
    try:
        try: 1 / 0
        finally: print("first finally")
    except ZeroDivisionError: print("except"); return "r"
    else: print("else")
    finally: print("last finally")
print(f())

def f():
    try: 1 / 0
    except ZeroDivisionError:
        try: return "from except"
        finally: print("nested finally")
    finally: print("outer finally")
print(f())

def f():
    while True:
        try:
            try: 1 / 0
            except ZeroDivisionError: break
            finally: print("a")
        finally: print("b")
    print("after")
f()

def f():
    try: yield 1
    finally:
        try: 1 / 0
        except ZeroDivisionError: print("handled in finally")
list(f())

def f(n):
    try:
        if n == 0: raise ValueError("bottom")
        f(n - 1)
    finally: print("unwind", n)
f(3)

def f():
    try: raise ValueError("a")
    except ValueError as e:
        try: raise KeyError("b")
        except KeyError as e: print("inner e", repr(e))
        e
f()

def f():
    try: 1 / 0
    except ZeroDivisionError as e: pass
    return e
f()

def f():
    e = "before"
    try: 1 / 0
    except ZeroDivisionError as e: e = "changed"
    return e
f()

import sys
def f():
    try: raise ValueError
    except ValueError: yield sys.exception()
    yield sys.exception()
g = f(); print(repr(next(g)), sys.exception(), next(g))

try: raise ValueError("x")
except ValueError:
    def later(): raise KeyError("later")
try: later()
except KeyError as e: print(chain(e))

try:
    try: raise ValueError("x")
    except ValueError as e: saved = e
    raise KeyError("after the handler")
except KeyError as e: print(chain(e))

try:
    with open("no such file"): pass
except OSError as e: print(e, e.errno, e.filename, chain(e) == repr(e))

try:
    try: raise OSError(2, "gone")
    except FileNotFoundError as e: raise RuntimeError("wrapped") from e
except RuntimeError as e: print(chain(e))

try: raise ValueError from ValueError
except ValueError as e: print(chain(e))

x = ValueError("self")
try:
    try: raise x
    except ValueError: raise x from x
except ValueError as e: print(e.__cause__ is e, e.__context__)

try: {}["missing"]
except KeyError as e:
    e.__context__ = ValueError("set by hand"); print(chain(e))

try:
    try: raise KeyError(1)
    except ValueError: pass
    else: print("no")
    finally: print("finally with pending", repr(sys.exception()))
except KeyError: print("caught", repr(sys.exception()))
print(sys.exception())

try: [1 / 0 for _ in range(1)]
except ZeroDivisionError as e: print(chain(e))

try: sorted([1, 2], key=lambda x: 1 / 0)
except ZeroDivisionError as e: print(chain(e))

def f():
    try: 1 / 0
    except ZeroDivisionError: return [int(x) for x in "ab"]
try: f()
except ValueError as e: print(chain(e))
""")
