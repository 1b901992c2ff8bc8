"""What a yield is assigned to stays as it is when an exception is thrown in there."""
class Error(Exception): pass
def numbers(start):
    n, got = start, 0
    while True:
        try:
            got = yield n + (got or 0)
        except Error as e:
            n -= len(e.args)
        n += 1
g = numbers(0)
print(next(g), next(g), g.send(2), g.throw(Error("a","b")), next(g), g.send(1), g.throw(Error("a")), g.throw(Error()))
def g2():
    x = 5
    while 1:
        try:
            x = yield x
        except ValueError: pass
h = g2()
print(next(h), h.send(7), h.throw(ValueError), h.throw(ValueError()))
def g3():
    try:
        y = yield 1
    except ValueError:
        try: print(y)
        except UnboundLocalError as e: print(e)
    y = 3
    while 1:
        try:
            y = yield y + 1
        except ValueError: print(y)
        try:
            y = yield
        except ValueError: print(y)
        try:
            y = yield from [y, 2]
        except ValueError: print(y)
k = g3()
print(next(k), k.throw(ValueError), k.throw(ValueError), k.throw(ValueError), next(k), k.throw(ValueError), k.send(3), k.throw(ValueError))
def outer():
    v = 1
    while True:
        try:
            v = yield from inner(v)
        except KeyError: print("o", v)
def inner(v):
    try:
        v = yield v
    except ValueError: print("i", v)
    return v + 1
o = outer()
print(next(o), o.throw(ValueError()), o.throw(KeyError()), o.send(5), o.throw(KeyError))
async def co():
    z = 4
    try: z = await Aw()
    except ValueError: pass
    return z
class Aw:
    def __await__(self): yield 1
c = co(); c.send(None)
try: c.throw(ValueError())
except StopIteration as e: print(e.value)
def w():
    q = 5
    try:
        with open("/dev/null"): q = yield q
    except ValueError: pass
    yield q
x = w(); print(next(x), x.throw(ValueError))
def wal():
    q = 5
    try:
        print((q := (yield q)))
    except ValueError: pass
    yield q
x = wal(); print(next(x), x.throw(ValueError))
async def ag():
    q = 5
    while 1:
        try: q = yield q
        except ValueError: pass
async def m():
    a = ag(); print(await a.__anext__(), await a.asend(7), await a.athrow(ValueError()), await a.asend(1))
try: m().send(None)
except StopIteration: pass
