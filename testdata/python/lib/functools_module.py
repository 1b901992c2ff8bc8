"""functools."""
import functools
from functools import cache, cached_property, lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering, wraps

from table import effects, values


def add(a, b=2, *args, **kw):
    """Adds."""
    return a, b, args, kw


p = partial(add, 1, b=5)

values(globals(), """
reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [3, 1], 5), reduce(add, [], "initial"), reduce(lambda a, b: b, "abc")
reduce(add, [])
reduce(add, 5)
p(), p(b=6), p(c=7), partial(p, 2)(b=1) if False else partial(add, 1)(2, 3), p.func is add, p.args, p.keywords, partial(int, base=2)("101"), partial(print, end="")() is None
p(9)
partial()
partial(5)
repr(partial(int, "10", base=2)), partial(partial(add, 1), 2).args
functools.cmp_to_key(lambda a, b: b - a)(1) < functools.cmp_to_key(lambda a, b: b - a)(2), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a))
""".replace("partial(p, 2)(b=1) if False else ", ""))

effects(globals(), """
calls = []
@lru_cache(maxsize=2)
def f(x, y=0): calls.append(x); return x * 2
print(f(1), f(1), f(2), f(3), f(1), calls, f.cache_info()); f.cache_clear(); print(f.cache_info(), f.cache_parameters(), f.__name__, f.__wrapped__(5))

@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(100), fib.cache_info().hits > 50)

@lru_cache
def g(x): return x
print(g(1), g(1.0), g.cache_info()); g([])

@lru_cache(maxsize=None, typed=True)
def h(x): return type(x).__name__
print(h(1), h(1.0), h(True), h.cache_info())

class C:
    def __init__(self): self.n = 0
    @cached_property
    def v(self): self.n += 1; return self.n * 10
    @lru_cache
    def m(self, x): return x
    def method(self, a, b): return a, b
    pm = partialmethod(method, 1)
c = C(); print(c.v, c.v, c.n, vars(c)); del c.v; print(c.v, c.m(5), c.pm(2), C.v.__class__.__name__)

@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) < T(2), T(1) <= T(1), T(2) > T(1), T(1) >= T(2), sorted([T(2), T(1)])[0].v)

@total_ordering
class Bad: pass

def deco(f):
    @wraps(f)
    def inner(*a): return f(*a)
    return inner
@deco
def named(): "doc"
print(named.__name__, named.__doc__, named.__wrapped__.__name__)

@singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
@show.register(list)
@show.register(tuple)
def _(x): return "sequence"
@show.register
def _(x: float | complex): return "number"
print(show(1), show(True), show([]), show(()), show("x"), show(1.5), show(1j), show.dispatch(bool)(1), sorted(k.__name__ for k in show.registry)); show()

class D:
    @singledispatchmethod
    def f(self, x): return "default"
    @f.register
    def _(self, x: int): return "int"
print(D().f("a"), D().f(5))

update = functools.update_wrapper(lambda: 0, add); print(update.__name__, update.__doc__, functools.WRAPPER_ASSIGNMENTS)
""")
