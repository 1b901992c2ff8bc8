"""async def, await, async for, async with, asynchronous generators and comprehensions, driven by hand."""
from table import effects


class Wait:
    """Awaiting it gives the value to whoever drives the coroutine, and returns what that one sends."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Counter:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return await Wait(("next", self.i))


class Manager:
    def __init__(self, swallow=False):
        self.swallow = swallow

    async def __aenter__(self):
        print("aenter", await Wait("entering"))
        return "managed"

    async def __aexit__(self, kind, exc, tb):
        print("aexit", kind and kind.__name__, await Wait("leaving"))
        return self.swallow


def drive(coro, *answers):
    """Runs a coroutine; sends each answer, then numbers."""
    answers = list(answers)
    sent = None
    seen = []
    try:
        while True:
            seen.append(coro.send(sent))
            sent = answers.pop(0) if answers else len(seen)
    except StopIteration as stop:
        print("saw", seen, "result", stop.value)


effects(globals(), """
async def f(): return 5
c = f(); print(type(c).__name__, c.__name__, c.cr_running, c.cr_await, c.cr_code.co_name); drive(c)

drive(c)

c.send(None)

async def f():
    x = await Wait("a")
    y = await Wait("b")
    return x, y
drive(f(), "X", "Y")

async def inner(): return await Wait("in") + 1
async def outer():
    x = await inner()
    return x * 10 + await inner()
drive(outer(), 1, 2)

async def f():
    try: await Wait("w")
    except ValueError as e: print("caught", e); return "handled"
    finally: print("finally")
c = f(); print(c.send(None))
try: c.throw(ValueError("thrown"))
except StopIteration as e: print(e.value)

c = f(); c.send(None); c.close(); print("closed"); c.close()

c = f(); c.close(); c.send(None)

c = f(); c.send(1)

c.close(); iter(c)

for x in c: pass

next(c)

async def f(): await 5
drive(f())

async def f(): await None
drive(f())

class BadAwait:
    def __await__(self): return 5
async def f(): await BadAwait()
drive(f())

class BadAwait2:
    def __await__(self): return [1]
async def f(): await BadAwait2()
drive(f())

async def f2(): pass
async def f():
    c = f2(); await c; await c
drive(f())

async def f(): raise StopIteration("x")
drive(f())

async def f(): raise ValueError("v")
drive(f())

async def f():
    async for x in Counter(3): print("item", x)
    else: print("else")
    return "done"
drive(f())

async def f():
    async for x in Counter(3):
        if x: break
    else: print("never")
drive(f())

async def f():
    async for x in [1]: pass
drive(f())

async def f():
    async for x in 5: pass
drive(f())

class BadIter:
    def __aiter__(self): return 5
async def f():
    async for x in BadIter(): pass
drive(f())

class BadIter2:
    def __aiter__(self): return self
    def __anext__(self): return 5
async def f():
    async for x in BadIter2(): pass
drive(f())

async def f():
    async with Manager() as m: print(m, await Wait("body"))
    return "done"
drive(f())

async def f():
    async with Manager(): raise ValueError("body")
drive(f())

async def f():
    async with Manager(True): raise ValueError("body")
    return "swallowed"
drive(f())

async def f():
    async with Manager() as a, Manager() as b: return a, b
drive(f())

async def f():
    async with 5: pass
drive(f())

class Half:
    async def __aenter__(self): pass
async def f():
    async with Half(): pass
drive(f())

async def f():
    with Manager(): pass
drive(f())

async def gen(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
async def f():
    result = []
    async for x in gen(3): result.append(x)
    return result
drive(f())

async def gen():
    try:
        x = yield 1
        print("x", x)
        await Wait("in gen")
        yield 2
    except ValueError as e: print("caught", e); yield "handled"
    finally: print("cleanup", await Wait("in finally"))
async def f():
    g = gen(); print(type(g).__name__, g.ag_running, g.ag_await, g.__name__)
    a = await g.__anext__(); b = await g.asend("sent"); await g.aclose()
    return a, b
drive(f())

async def f():
    g = gen(); await g.__anext__(); x = await g.athrow(ValueError("t"))
    try: await g.__anext__()
    except StopAsyncIteration: return x, "stopped"
drive(f())

async def f(): return [x async for x in gen()], {x: 1 async for x in Counter(2)}, {x async for x in Counter(1)} == {4}
drive(f())

async def f(): return [await Wait(x) for x in range(3)], [x async for x in Counter(4) if await Wait(x)]
drive(f())

async def f(): g = (x async for x in Counter(2)); print(type(g).__name__); return [x async for x in g]
drive(f())

async def f(): return [y for x in [1, 2] for y in [await Wait(x)]]
drive(f(), "p", "q")

async def gen(): yield 1; raise StopAsyncIteration("inside")
async def f(): return [x async for x in gen()]
drive(f())

async def gen(): yield 1
async def f():
    g = gen(); await g.__anext__(); await g.__anext__()
drive(f())

async def f():
    g = gen(); await g.asend("not started")
drive(f())

async def f(): g = gen(); await g.aclose(); await g.__anext__()
drive(f())

async def gen(): yield 1
list(gen())

gen().send

async def f(): return await anext(Counter(2)), await anext(Counter(0), "default")
drive(f())

async def f(): return aiter(Counter(1)) is not None, await anext(aiter(gen()))
drive(f())

aiter(5)

anext(5)

async def f():
    def sync(): return 1
    g = lambda: sync()
    return g(), [f"{await Wait('in f-string')}"], await Wait(1) + await Wait(2), -await Wait(3), (await Wait(4)) ** 2
drive(f())

async def f(n): return n if n == 0 else 1 + await f(n - 1)
drive(f(150))

async def f():
    try: raise KeyError("a")
    except KeyError:
        await Wait("w")
        raise ValueError("b")
try: drive(f())
except ValueError as e: print(repr(e), repr(e.__context__))

class A:
    async def m(self): return self.v
    v = 5
    @staticmethod
    async def s(): return "s"
    @classmethod
    async def c(cls): return cls.__name__
async def f(): return await A().m(), await A.s(), await A().c()
drive(f())

async def gather(*coros):
    results = []
    for c in coros: results.append(await c)
    return results
async def one(x): return await Wait(x) * 2
drive(gather(one(1), one(2), one(3)), 10, 20, 30)

def legacy():
    x = yield "old"
    return x
async def f(): return await legacy()
drive(f())

async def f():
    yield 1
    return
async def h(): return [x async for x in f()]
drive(h())
""")


# A small scheduler, round robin.
def run(*coros):
    ready = list(enumerate(coros))
    log = []
    while ready:
        number, coro = ready.pop(0)
        try:
            log.append((number, coro.send(None)))
            ready.append((number, coro))
        except StopIteration as stop:
            log.append((number, "returned", stop.value))
    return log


async def count(n):
    for i in range(n):
        await Wait(i)
    return n * 100


print(run(count(2), count(3), count(1)))
