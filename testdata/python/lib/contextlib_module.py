"""contextlib."""
import contextlib
import io
import sys
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress

from table import effects

effects(globals(), """
@contextmanager
def cm(name, swallow=False):
    print("enter", name)
    try: yield name.upper()
    except ValueError as e:
        print("caught", e)
        if not swallow: raise
    finally: print("exit", name)
with cm("a") as x: print(x)

with cm("b", True): raise ValueError("v")

with cm("c"): raise ValueError("v")

with cm("d"): raise KeyError("k")

@cm("deco")
def f(x): print("in f", x); return x
print(f(1), f(2), f.__name__)

@contextmanager
def twice(): yield 1; yield 2
with twice(): pass

@contextmanager
def never():
    if False: yield
with never(): pass

@contextmanager
def swallows_wrong():
    try: yield
    except ValueError: pass
    yield
with swallows_wrong(): raise ValueError

with suppress(KeyError, IndexError): {}["x"]
print("suppressed")

with suppress(KeyError): 1 / 0

class C:
    def close(self): print("closed")
with closing(C()) as c: print(type(c).__name__)

with nullcontext(5) as n: print(n)

out = io.StringIO()
with redirect_stdout(out): print("captured")
print(repr(out.getvalue()))

with ExitStack() as stack:
    a = stack.enter_context(cm("s1")); stack.callback(print, "callback", 1, sep="-"); b = stack.enter_context(cm("s2")); stack.push(lambda *exc: print("pushed", exc[0])); print(a, b)

with ExitStack() as stack:
    stack.enter_context(cm("inner", True)); stack.enter_context(cm("outer")); raise ValueError("through")

with ExitStack() as stack: stack.callback(lambda: 1 / 0); raise KeyError("first")

stack = ExitStack(); stack.enter_context(cm("manual")); moved = stack.pop_all(); stack.close(); moved.close(); stack.enter_context(5)

class D(contextlib.ContextDecorator):
    def __enter__(self): print("D in")
    def __exit__(self, *a): print("D out")
@D()
def g(): print("g")
g(); g()

@contextlib.asynccontextmanager
async def acm():
    print("aenter"); yield 5; print("aexit")
async def h():
    async with acm() as v: print(v)
    async with contextlib.AsyncExitStack() as s: print(await s.enter_async_context(acm()))
try: h().send(None)
except StopIteration: print("done")

try:
    with cm("chain"): raise ValueError("original")
except ValueError as e: print(repr(e), e.__traceback__.tb_next is None)

print(isinstance(cm("x"), contextlib.AbstractContextManager), issubclass(C, contextlib.AbstractContextManager))
""")
