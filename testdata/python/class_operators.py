"""Operator methods: normal, reflected, in place, NotImplemented, subclasses first."""
from table import effects, values

NAMES = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()
SIGNS = "+ - * @ / // % ** << >> & | ^".split()


def make(name, bases=(), methods=("", "r", "i")):
    def method(kind):
        return lambda self, other: "%s.%s(%s)" % (name, kind, getattr(other, "name", other))
    space = {"name": name}
    for prefix in methods:
        for n in NAMES:
            kind = prefix + n
            space["__%s__" % kind] = method(kind)
    return type(name, bases, space)


All = make("All")
Plain = make("Plain", methods=("",))
Reflected = make("Reflected", methods=("r",))
Sub = make("Sub", (Plain,), ("r",))
Inherit = type("Inherit", (All,), {"name": "Inherit"})
a, p, r, s, i = All(), Plain(), Reflected(), Sub(), Inherit()

for sign, name in zip(SIGNS, NAMES):
    for x in ("a", "p", "r", "s", "i", "5", "'x'", "None", "1.5", "[1]"):
        for y in ("a", "p", "r", "s", "i", "5"):
            if x.isidentifier() and x != "None" or y != "5":
                expression = "%s %s %s" % (x, sign, y)
                try:
                    print(expression, "=", eval(expression))
                except TypeError as exc:
                    print(expression, "raises", exc)
    for x in ("a", "p", "r"):
        space = {"x": globals()[x], "p": p}
        try:
            exec("x %s= p" % sign, space)
            print(x, sign + "=", space["x"])
        except TypeError as exc:
            print(x, sign + "=", "raises", exc)

effects(globals(), """
class N:
    def __add__(self, o): print("N.add"); return NotImplemented
    def __radd__(self, o): print("N.radd"); return NotImplemented
    def __iadd__(self, o): print("N.iadd"); return NotImplemented
N() + N()

N() + 5

5 + N()

x = N(); x += 5

class M(N):
    def __radd__(self, o): print("M.radd"); return "done"
print(N() + M())

print(M() + N())

print(M() + M())

class Keep:
    def __iadd__(self, o): self.v = o; return self
x = y = Keep(); x += 3; print(x is y, x.v)

class Lose:
    def __iadd__(self, o): self.v = o
x = Lose(); x += 3; print(x)

class P:
    def __pow__(self, o, m=None): return "pow", o, m
    def __rpow__(self, o, m=None): return "rpow", o, m
print(P() ** 2, 2 ** P(), pow(P(), 2), pow(P(), 2, 3)); x = P(); x **= 4; print(x)

pow(2, P(), 3)

class Q:
    def __pow__(self, o): return "two"
print(Q() ** 1); pow(Q(), 1, 2)

class I(int):
    def __radd__(self, o): return "I.radd"
    def __add__(self, o): return "I.add"
print(1 + I(2), I(2) + 1, I(1) + I(2), 1.5 + I(2), sum([I(1), I(2)]), True + I(1))

class L(list):
    def __radd__(self, o): return "L.radd"
    def __rmul__(self, o): return "L.rmul"
print([1] + L([2]), L([1]) + [2], 2 * L([1]), L([1]) * 2)

class S(str):
    def __radd__(self, o): return "S.radd"
    def __rmod__(self, o): return "S.rmod"
print("a" + S("b"), "%s" % S("x"), S("%s") % "x")

class T(tuple):
    def __eq__(self, o): return "T.eq"
    def __lt__(self, o): return "T.lt"
    def __gt__(self, o): return "T.gt"
    __hash__ = None
print((1,) == T((1,)), (1,) < T((1,)), T((1,)) > (0,), (1,) > T())

class Neg:
    __neg__ = None
    __add__ = None
    __radd__ = None
-Neg()

Neg() + 1

1 + Neg()

class C:
    def __call__(self, *a, **k): return a, k
    __add__ = C_ = lambda self, o: "lambda add"
print(C() + 1, C()(1, *[2], k=3))

class D:
    @staticmethod
    def __add__(o): return "static", o
    @classmethod
    def __sub__(cls, o): return cls.__name__, o
print(D() + 1, D() - 2)

class E:
    def __getattr__(self, name): return lambda *a: "dynamic"
    def __getattribute__(self, name): return lambda *a: "dynamic"
print(E().__add__(1), E().foo()); E() + 1

class F: pass
f = F(); f.__add__ = lambda o: "instance"; print(f.__add__(1)); f + 1

F.__add__ = lambda self, o: "late"; print(f + 1, f.__add__(2)); del F.__add__; del f.__add__; f + 1

class Matrix:
    def __init__(self, rows): self.rows = rows
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
x = Matrix([[1, 2], [3, 4]]); x @= x; print(x.rows)

class Cmp:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return "C%d" % self.v
print(sorted([Cmp(3), Cmp(1), Cmp(2)]), min(Cmp(3), Cmp(1)), max([Cmp(3), Cmp(1)]), Cmp(1) > Cmp(0), Cmp(1) < Cmp(0)); Cmp(1) <= Cmp(2)

print(int.__add__(1, 2), int.__radd__(1, 2), str.__mod__("%s", 5), list.__iadd__([1], [2]), int.__eq__(1, 1.0), float.__eq__(1.0, 1), int.__lt__(1, 2), bool.__and__(True, False), (1).__add__("x"), set.__or__({1}, {2}))
""")
values(globals(), """
int.__add__("a", 1)
int.__add__(1)
str.__add__("a", 1)
list.__add__([1], (1,))
""")


class LeftOnly:
    def __sub__(self, other):
        return NotImplemented if not isinstance(other, LeftOnly) else "left"


class OtherLeftOnly:
    def __sub__(self, other):
        return "other left"


for operation in (lambda: LeftOnly() - OtherLeftOnly(), lambda: LeftOnly() - 5, lambda: OtherLeftOnly() - LeftOnly()):
    try:
        print(operation())
    except TypeError as e:
        print(e)
