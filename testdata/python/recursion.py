"""The recursion limit: RecursionError everywhere that recursion can happen, and life after it."""
import sys


def attempt(name, f, *args):
    try:
        result = f(*args)
    except RecursionError as exc:
        assert str(exc).startswith(("maximum recursion depth exceeded", "cannot set the recursion limit to 1")), exc
        print(name, "RecursionError")
    except Exception as exc:
        print(name, type(exc).__name__, exc)
    else:
        print(name, "fine", result)


def endless(n=0):
    return endless(n + 1)


def even(n):
    return odd(n)


def odd(n):
    return even(n)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


attempt("function", endless)
attempt("mutual", even, 1)
attempt("lambda", (lambda f: f(f)), lambda f: f(f))
attempt("deep enough", deep, 500)


class Method:
    def method(self):
        return self.method()

    @property
    def prop(self):
        return self.prop

    def __getattr__(self, name):
        return getattr(self, name + "x")

    @classmethod
    def cls(cls):
        return cls.cls()

    @staticmethod
    def static():
        return Method.static()


attempt("method", Method().method)
attempt("property", lambda: Method().prop)
attempt("getattr", lambda: Method().nope)
attempt("classmethod", Method.cls)
attempt("staticmethod", Method.static)


class Everything:
    def __eq__(self, other):
        return self == other

    def __lt__(self, other):
        return self < other

    def __add__(self, other):
        return self + other

    def __getitem__(self, key):
        return self[key]

    def __len__(self):
        return len(self)

    def __bool__(self):
        return bool(self)

    def __repr__(self):
        return repr(self)

    def __str__(self):
        return str(self)

    def __hash__(self):
        return hash(self)

    def __iter__(self):
        return iter(self)

    def __call__(self):
        return self()

    def __contains__(self, x):
        return x in self

    def __setattr__(self, name, value):
        setattr(self, name, value)

    def __format__(self, spec):
        return format(self, spec)

    def __int__(self):
        return int(self)

    def __index__(self):
        return range(self)

    def __enter__(self):
        with self:
            pass


e = Everything()
attempt("eq", lambda: e == e)
attempt("lt", lambda: e < e)
attempt("add", lambda: e + 1)
attempt("getitem", lambda: e[0])
attempt("len", lambda: len(e))
attempt("bool", lambda: not e)
attempt("repr", lambda: repr(e))
attempt("str", lambda: str(e))
attempt("hash", lambda: hash(e))
attempt("iter", lambda: list(e))
attempt("call", lambda: e())
attempt("contains", lambda: 1 in e)
attempt("setattr", lambda: setattr(e, "x", 1))
attempt("format", lambda: f"{e}")
attempt("int", lambda: int(e))
attempt("index", lambda: [1][e])


def sort_key(x):
    return sorted([1, 2], key=sort_key)


def mapped(x):
    return list(map(mapped, [x]))


def comprehended(x):
    return [comprehended(y) for y in [x]]


def generated():
    yield from generated()


def reduced(x):
    return max([1, 2], key=reduced)


def evaluated():
    return eval("evaluated()")


attempt("sort key", sort_key, 1)
attempt("map", mapped, 1)
attempt("comprehension", comprehended, 1)
attempt("yield from", lambda: list(generated()))
attempt("max key", reduced, 1)
attempt("eval", evaluated)


def nest(n, make):
    value = make(None)
    for _ in range(n):
        value = make(value)
    return value


class Node:
    def __init__(self, child):
        self.child = child

    def __repr__(self):
        return "Node(%r)" % self.child

    def __eq__(self, other):
        return self.child == other.child

    def __hash__(self):
        return hash(self.child)


attempt("repr of nested objects", lambda: len(repr(nest(100000, Node))))
attempt("comparison of nested objects", lambda: nest(100000, Node) == nest(100000, Node))
attempt("hash of nested objects", lambda: hash(nest(100000, Node)))
attempt("repr of nested lists", lambda: len(repr(nest(100000, lambda x: [x]))))
attempt("repr of nested tuples", lambda: len(repr(nest(100000, lambda x: (x,)))))
attempt("repr of nested dicts", lambda: len(repr(nest(100000, lambda x: {1: x}))))
attempt("comparison of nested lists", lambda: nest(100000, lambda x: [x]) == nest(100000, lambda x: [x]))
attempt("comparison of nested tuples", lambda: nest(100000, lambda x: (x,)) == nest(100000, lambda x: (x,)))
attempt("isinstance of nested tuples", lambda: isinstance(1, nest(100000, lambda x: (x,) if x else (str,))))

loop = []
loop.append(loop)
print(loop, loop[0] is loop)
loop_dict = {}
loop_dict["self"] = loop_dict
print(loop_dict)
loop_tuple = ([],)
loop_tuple[0].append(loop_tuple)
print(loop_tuple)
other = []
other.append(other)
attempt("comparison of loops", lambda: loop == other)
attempt("loop equals itself", lambda: loop == loop)


def cleanup(n, log):
    try:
        return cleanup(n + 1, log)
    finally:
        log.append(n)


log = []
attempt("finally", cleanup, 0, log)
print(len(log) > 500, log[-1])


def catch_deep(n):
    try:
        return catch_deep(n + 1)
    except RecursionError:
        return n


print(catch_deep(0) > 500)


class New:
    def __new__(cls):
        return New()


class Init:
    def __init__(self):
        Init()


class Sub:
    def __init_subclass__(cls):
        type("X", (Sub,), {})


attempt("new", New)
attempt("init", Init)
attempt("init_subclass", type, "Y", (Sub,), {})


class Descriptor:
    def __get__(self, obj, cls):
        return obj.d


class Owner:
    d = Descriptor()


attempt("descriptor", lambda: Owner().d)


def with_generator(n):
    for x in with_generator(n + 1):
        yield x


attempt("generators in loops", lambda: list(with_generator(0)))
attempt("still alive", deep, 400)

limit = sys.getrecursionlimit()
print(limit)
sys.setrecursionlimit(5000)
attempt("higher limit", deep, 3000)
sys.setrecursionlimit(limit)
attempt("lower again", deep, 3000)
for bad in (0, -1, "a", 1.5, None):
    attempt("setrecursionlimit(%r)" % (bad,), sys.setrecursionlimit, bad)
attempt("too low for here", sys.setrecursionlimit, 1)
print(sys.getrecursionlimit())


async def forever():
    await forever()


def drive():
    forever().send(None)


attempt("await", drive)
