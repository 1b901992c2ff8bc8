"""Special methods: conversion, comparison, hashing, containers, calls."""
from table import effects, values


class Number:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return "N(%r)" % (self.n,)

    def __int__(self):
        return int(self.n)

    def __float__(self):
        return float(self.n)

    def __complex__(self):
        return complex(self.n)

    def __index__(self):
        return self.n

    def __bool__(self):
        return bool(self.n)

    def __round__(self, digits=None):
        return ("round", digits)

    def __abs__(self):
        return "abs"

    def __trunc__(self):
        return "trunc"

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __divmod__(self, other):
        return ("divmod", other)

    def __rdivmod__(self, other):
        return ("rdivmod", other)

    def __pow__(self, other, mod=None):
        return ("pow", other, mod)

    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return "eq"

    def __ne__(self, other):
        return "ne"

    def __lt__(self, other):
        return "lt"

    def __format__(self, spec):
        return "format:" + spec

    def __bytes__(self):
        return b"bytes"

    def __str__(self):
        return "str"

    def __dir__(self):
        return ["b", "a"]

    def __sizeof__(self):
        return 1

    def __call__(self, *args, **kwds):
        return args, kwds


class Container:
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __contains__(self, x):
        return x == "magic"

    def __reversed__(self):
        return iter("reversed")


class Sequence:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


class Iterable:
    def __iter__(self):
        return iter("xyz")


class Empty:
    pass


n = Number(5)
c = Container(1, 2, 3)
s = Sequence()

values(globals(), r"""
int(n), float(n), complex(n), [0, 1, 2, 3, 4, "five"][n], "abcdefg"[:n], hex(n), bin(n), oct(n), chr(Number(65)), range(n), bool(n), bool(Number(0)), not n, round(n), round(n, 2), abs(n), divmod(n, 2), divmod(2, n), pow(n, 2), pow(n, 2, 3), n ** 2, -n, +n, ~n
repr(n), str(n), f"{n}", f"{n:x}", f"{n!r}", "%s %r" % (n, n), "{:>5}".format(n), bytes(n), dir(n), hash(n), n(1, a=2), n(), [n], (n,), {"k": n}, format(n), print(n), ascii(n)
n == 1, n != 1, n < 1, n > n, 1 == n, 1 < n if False else 0, n == n, n in [n], [n] == [n], [n].count(1), [1, n].index(n)
n <= 1
n >= 1
1 < n
n + 1
1 + n
n @ 1
n[0]
len(n)
for_ = 5
len(c), c[0], c[-1], c[1:], "magic" in c, 1 in c, list(c), list(reversed(c)), [*c], bool(c), bool(Container()), max(c), sum(c), sorted(c, reverse=True), tuple(map(str, c)), dict(enumerate(c)), list(zip(c, c)), iter(c).__next__()
c[5]
c["a"]
list(s), 10 in s, 15 in s, [*s], max(s), list(enumerate(s)), dict(zip("abc", s)), s[1]
list(reversed(s))
len(s)
list(Iterable()), "y" in Iterable(), "q" in Iterable(), [*Iterable()], sorted(Iterable(), reverse=True), ",".join(Iterable()), max(Iterable())
Iterable()[0]
len(Iterable())
reversed(Iterable())
Empty()[0]
Empty()()
Empty() < Empty()
1 in Empty()
for_
""".replace(', 1 < n if False else 0', '').replace("for_ = 5\n", "").replace("for_\n", ""))


class Bad:
    def __init__(self, result):
        self.result = result

    def __repr__(self):
        return self.result

    __str__ = __bytes__ = __int__ = __float__ = __index__ = __bool__ = __len__ = __hash__ = __iter__ = __repr__
    __complex__ = __dir__ = __length_hint__ = __repr__

    def __format__(self, spec):
        return self.result

    def __contains__(self, x):
        return self.result


values(globals(), """
repr(Bad(5))
str(Bad(b"x"))
bytes(Bad("x"))
int(Bad("5"))
int(Bad(1.5))
float(Bad("x"))
float(Bad(5))
complex(Bad(1))
[1][Bad("x")]
range(Bad(1.5))
bool(Bad(1))
bool(Bad(None))
if_ if Bad("x") else 0
len(Bad("x"))
len(Bad(-1))
len(Bad(1.5))
len(Bad(2 ** 70))
len(Bad(True))
hash(Bad("x"))
hash(Bad(1.5))
hash(Bad(2 ** 100)), hash(Bad(-1)), hash(Bad(True))
iter(Bad(5))
iter(Bad([1]))
list(Bad(None))
format(Bad(5))
f"{Bad(5)}"
dir(Bad(5))
dir(Bad(["b", "a"]))
1 in Bad("yes"), 1 in Bad([]), 1 in Bad(5)
'%d' % Bad(5), '%s' % Bad("ok"), f"{Bad('ok')}"
""")

effects(globals(), """
class A:
    def __eq__(self, other): return True
hash(A())

print(A.__hash__); {A(): 1}

class B(A): pass
hash(B())

class B(A): __hash__ = A.__hash__ or object.__hash__
print(isinstance(hash(B()), int), B() == 5, B() != 5)

class A:
    __hash__ = None
hash(A())

class A:
    def __eq__(self, other): print("eq", type(other).__name__); return NotImplemented
class B(A):
    def __eq__(self, other): print("sub eq"); return NotImplemented
print(A() == A(), A() == B(), B() == A(), A() != A(), A() == 5)

class A:
    def __lt__(self, other): print("lt"); return NotImplemented
    def __gt__(self, other): print("gt"); return NotImplemented
A() < A()

class A:
    def __lt__(self, o): return "A.lt"
    def __gt__(self, o): return "A.gt"
    def __le__(self, o): return "A.le"
    def __ge__(self, o): return "A.ge"
a = A(); print(a < 1, 1 < a, a > 1, 1 > a, a <= 1, 1 <= a, a >= 1, 1 >= a, a < a, 1 < a < 2)

class A:
    def __ne__(self, other): return "ne"
print(A() != 1, A() == 1, 1 != A())

class Vague:
    def __bool__(self): raise ValueError("vague")
class A:
    def __eq__(self, o): return Vague()
print(type(A() == 1).__name__); 1 in [A()]

A() != 1

not A() == 1

A() == 1 == 2

print(type(A() == 1 or 5))

class A:
    __getitem__ = 5
A()[0]

class A:
    def __getitem__(self, i): return i
a = A(); a.__getitem__ = lambda i: "instance"; a.__len__ = lambda: 5; print(a[1], a.__getitem__(1)); len(a)

class A:
    def __len__(self): return 0
print(bool(A())); A.__bool__ = lambda self: True; print(bool(A())); del A.__bool__; print(bool(A())); del A.__len__; print(bool(A()))

class A:
    __contains__ = None
    def __iter__(self): return iter([1])
1 in A()

class A:
    __iter__ = None
    def __getitem__(self, i): return i
list(A())

class A:
    __reversed__ = None
    def __len__(self): return 1
    def __getitem__(self, i): return i
reversed(A())

class A:
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
a = A(); a[1] = 2; a[1, 2] = 3; a["x"]: int = 5; del a[1:2]; a[0] += 1

class A: pass
A()[0] = 1

del A()[0]

A().x += 1

class A:
    def __call__(self): return self
print(type(A()()()()).__name__); A()(1)

class A:
    def __missing__(self, k): return "m"
A()["x"]

class A:
    def __index__(self): raise ValueError("index")
[1, 2][A()]

class A:
    def __str__(self): return "only str"
print(A(), [A()][0], f"{A()}", repr(A())[:12])

class A:
    def __repr__(self): return "only repr"
print(A(), [A()], f"{A()}", str(A()))

class S(str):
    def __str__(self): return "S.__str__"
    def __repr__(self): return "S.__repr__"
x = S("raw"); print(x, [x], x + "", f"{x}", "%s" % x, "".join([x]), str(x), x == "raw", format(x), "{}".format(x), x[:])

class I(int):
    def __str__(self): return "I.__str__"
    def __add__(self, o): return "I.__add__"
    def __radd__(self, o): return "I.__radd__"
x = I(5); print(x, [x], f"{x}", "%s %d" % (x, x), x + 1, 1 + x, x * 2, int(x) + 1, f"{x:d}", format(x), str(x), repr(x), sum([x, x]))

class F(float):
    def __repr__(self): return "F"
print(F(1.5), [F(1.5)], F(1.5) + 1, f"{F(1.5)}", "%s" % F(2), str(F(1)), "%f" % F(2))

class A:
    def __init_subclass__(cls): print("sub", cls.__name__)
    def __class_getitem__(cls, item): return cls.__name__, item
class B(A): pass
print(B[int], A[1, 2])

class A:
    def __del__(self): pass
    def __getattr__(self, name): return "attr " + name
    def __enter__(self): return "entered"
    def __exit__(self, *a): return True
with A() as x: print(x); 1 / 0

print(A().foo, A().__foo__); len(A())

class A:
    def __mul__(self, o): return "mul"
    def __getitem__(self, k): return k
print(A() * 2, A()[1:2, ...], A()[()]); 2 * A()
""")
