"""Binding arguments to parameters, and every way in which it can fail."""
from table import effects, values


def none(): return ()
def one(a): return a
def two(a, b): return a, b
def three(a, b, c): return a, b, c
def default(a, b=2, c=3): return a, b, c
def star(a, *args): return a, args
def kw(a, **kwds): return a, kwds
def both(*args, **kwds): return args, kwds
def only(*, a, b=2): return a, b
def only3(*, a, b, c): return a, b, c
def pos(a, /): return a
def pos2(a, b=2, /, c=3): return a, b, c
def posboth(a, /, **kwds): return a, kwds
def all_(a, b=2, /, c=3, *args, d, e=5, **kwds): return a, b, c, args, d, e, kwds
def starkw(a, *args, k): return a, args, k


class C:
    def none(): return ()
    def self(self): return self.__class__.__name__
    def one(self, a): return a
    def default(self, a=1): return a
    def only(self, *, k): return k
    @classmethod
    def cls(cls, a): return cls.__name__, a
    @staticmethod
    def static(a): return a
    def __call__(self, x): return x


c = C()
lam = lambda x, y=2: (x, y)


class Keys:
    def keys(self): return ["a", "b"]
    def __getitem__(self, k): return k + "!"


class BadIter:
    def __iter__(self): raise ValueError("iter")


values(globals(), """
none(), one(1), one(a=1), two(1, b=2), two(b=1, a=2), default(1), default(1, 5), default(1, c=5), default(b=1, a=2), star(1), star(1, 2, 3), kw(1), kw(1, x=2), kw(a=1, b=2), both(), both(1, 2, x=3), only(a=1), only(b=1, a=2), pos(1), pos2(1), pos2(1, 2, 3), pos2(1, c=5), posboth(1, a=2), all_(1, d=4), all_(1, 2, 3, 4, 5, d=6, e=7, f=8), starkw(1, 2, k=3)
one(*[1]), two(*(1, 2)), two(*"ab"), two(**{"a": 1, "b": 2}), two(1, **{"b": 2}), two(*[1], **{"b": 2}), default(*[1], 2, *[3]), both(*[1], 2, *"ab", x=1, **{"y": 2}, z=3, **{}), both(*range(3)), both(**Keys()), two(**Keys()), star(*[], 1), both(*{}, *()), both(**{"a b": 1, "": 2})
lam(1), lam(1, 3), lam(y=1, x=2), c.self(), c.one(5), c.default(), c.only(k=1), c.cls(1), C.cls(2), C.static(3), c(4), C.one(c, 5), C.none()
none(1)
none(1, 2)
none(x=1)
one()
one(1, 2)
one(b=1)
one(1, a=1)
one(1, b=2)
one(a=1, b=2)
two()
two(1)
two(b=1)
two(1, 2, 3)
two(1, a=2)
two(1, 2, b=3)
two(1, 2, 3, 4, c=5)
three()
three(1)
three(c=1)
three(1, 2, 3, 4)
default()
default(1, 2, 3, 4)
default(1, a=1)
default(1, 2, b=3)
default(b=1)
default(1, d=4)
star()
star(a=1)
star(1, b=2)
star(1, 2, a=3)
kw()
kw(1, 2)
kw(1, a=2)
only()
only(1)
only(1, a=2)
only(1, 2, 3)
only(b=2)
only3()
only3(a=1)
only3(a=1, c=2)
only(a=1, z=2)
pos()
pos(a=1)
pos(1, 2)
pos(1, a=2)
pos2(a=1)
pos2(1, b=2)
pos2(1, b=2, a=3)
pos2()
pos2(1, 2, 3, 4)
posboth()
posboth(a=1)
all_()
all_(1)
all_(d=1)
all_(1, 2, c=3, d=4, e=5, f=6), all_(1, 2, 3, d=4, b=9, a=8)
starkw(1)
starkw(1, 2)
starkw(k=1)
lam()
lam(1, 2, 3)
lam(z=1)
c.none()
c.self(1)
c.one()
c.one(1, 2)
c.one(b=1)
c.one(1, a=2)
c.one(1, self=2)
c.default(1, 2)
c.only()
c.only(1)
c.cls()
c.cls(1, 2)
c.cls(1, cls=2)
c.static()
c.static(1, 2)
c()
c(1, 2)
c(y=1)
C.one()
C.one(1)
C(1)
one(*5)
one(*None)
one(*1, *2)
one(**5)
one(**None)
one(**[1])
two(*[1], *5)
one(*BadIter())
one(**{1: 2})
both(**{"a": 1}, **{"a": 2})
both(a=1, **{"a": 2})
one(*[1], **{"a": 2})
two(**{"a": 1, "b": 2, "c": 3})
c.one(**{"a": 1}, **{"a": 1})
(lambda: 0)(1)
(lambda *, k: 0)()
(lambda a, /: a)(a=1)
len()
len(1, 2)
len(obj=[])
abs()
abs(1, 2)
abs(x=1)
ord()
print(nope=1)
print(sep=5)
print(end=5)
int(1, 2, 3)
int(x=1)
isinstance()
isinstance(1)
getattr()
getattr(1)
getattr(1, "a", 2, 3)
sorted()
sorted([], [])
sorted([], nope=1)
sorted([1], key=1)
max()
max(1)
max(1, 2, nope=3)
max([], default=1), max([], default=None, key=None), max("ab", key=ord), min([3, 1], key=lambda x: -x), max(1, 2, key=lambda x: -x)
max(1, 2, default=3)
min(None)
sum(1)
sum([1], [2])
range()
pow(1)
pow(base=2, exp=3), pow(2, exp=3, mod=5)
divmod(1)
round(number=2.5, ndigits=0)
enumerate()
enumerate([], 0, 1)
zip(1)
zip([1], 2)
map()
map(len)
filter(None)
iter()
iter(1, 2)
next()
next([])
hash()
id()
repr()
chr()
bin()
callable()
setattr(1, 2)
dict(1, 2)
list(1, 2)
str(1, 2, 3, 4)
"".join()
"".join([], [])
"a".split(1, 2, 3)
"a".split(nope=1)
"a".upper(1)
[].append()
[].append(1, 2)
[].append(x=1)
[].sort(1)
{}.get()
{}.get(1, 2, 3)
{}.pop()
(1).bit_length(1)
(1).to_bytes()
(1).__add__()
(1).__add__(1, 2)
object.__repr__()
compile()
compile("1", "f")
open()
super(1, 2, 3)
type(1, 2)
bytes(1, 2, 3, 4)
float(1, 2)
complex(1, 2, 3)
slice(1, 2, 3, 4)
property(1, 2, 3, 4, 5)
Exception(x=1)
OSError(x=1)
object(1)
type.mro()
(i for i in ()).send()
""")

effects(globals(), """
def f(a, b=[]): b.append(a); return b
print(f(1), f(2), f(3, []), f.__defaults__)

def f(a=1, *, k=2): return a, k
f.__defaults__ = (10,); f.__kwdefaults__ = {"k": 20}; print(f()); f.__defaults__ = None; f.__kwdefaults__ = None; f()

f.__defaults__ = 5

f.__kwdefaults__ = []

x = 1
def f(a=x): return a
x = 2; print(f())

def f(a, *, b): pass
f(1, 2, b=3)

f(1, 2, 3)

def f(a, b=1, *, c): pass
f(1, 2, 3, 4, c=5)

f(1, 2, 3)

def f(*, a): pass
f(1, a=2)

def f(a, **k): k["new"] = 1; a = 5; return a, k
d = {"x": 1}; print(f(0, **d), d)

def order(x): print("eval", x); return x
def f(*a, **k): return a, k
print(f(order(1), *[order(2)], k=order(3), *[order(4)], **{"m": order(5)}))

def f(a, b): return a, b
print(f(b=order("b"), a=order("a")))

order("callee") and undefined_name(order("arg"))

def f(a, (b)): pass

def f(self, self2=1): return self, self2
print(f(1), f(self=1, self2=2))

def f(__a, __b=2): return __a, __b
print(f(1), f(__a=3))

def f(*args): args += (1,); return args
print(f(0), f())

def f(é, 变量=1): return é + 变量
print(f(1), f(é=2, 变量=3))

def outer():
    def inner(a): pass
    inner()
outer()

class A:
    def m(self):
        def local(x): pass
        local()
    class B:
        def n(self): pass
A().m()

A.B().n(1)

A.B.n.__qualname__ = "renamed"; A.B().n(1)

f = lambda: 0; f.__name__ = "fancy"; f.__qualname__ = "very.fancy"; f(1)

import sys
def many(a, b, c, d, e, f): pass
many()

many(1, 2, 3)

many(*range(10))

many(1, 2, 3, 4, 5)

def kmany(*, a, b, c, d): pass
kmany()

kmany(b=1)

print((lambda *a, **k: (a, k))(*[1, 2], **{"a": 3}), (lambda a, b=2, *c, d, e=5, **f: (a, b, c, d, e, f))(1, d=4))

def gen(*a): yield from a
print(list(gen(1, 2))); gen(k=1)

def f(a): return a
print(f(f(f)(f))(5), f(f)(f)(1)); f()()

type("T", (), {"__init__": lambda self, x: None})()

type("T", (), {"__new__": lambda cls, x: None})()

class E(Exception):
    def __init__(self, a): pass
raise E

raise E(1, 2)
""")
