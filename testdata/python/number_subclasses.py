"""Subclasses of int, float and complex; numbers that convert themselves."""
import warnings

from table import effects, values

warnings.simplefilter("ignore")


class I(int):
    def __new__(cls, value=0, tag=None):
        self = super().__new__(cls, value)
        self.tag = tag
        return self


class F(float):
    __slots__ = ()


class C(complex):
    pass


class Loud(int):
    def __add__(self, other):
        return "add"

    def __radd__(self, other):
        return "radd"

    def __repr__(self):
        return "Loud(%s)" % int.__repr__(self)

    def __eq__(self, other):
        return "eq"

    __hash__ = int.__hash__


class FloatRight(float):
    def __rsub__(self, other):
        return "rsub"

    def __rpow__(self, other, mod=None):
        return "rpow"


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Int:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value


class Trunc:
    def __trunc__(self):
        return Index(5)


class Float:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


class Complex:
    def __init__(self, value):
        self.value = value

    def __complex__(self):
        return self.value


class Text(str):
    def __int__(self):
        return 77

    def __float__(self):
        return 7.5


big = 10 ** 30

values(globals(), r"""
I(5), I(big), type(I(5)), I(5).tag, I(5, "x").tag, I("12"), I(3.7)
I(5) + 1, type(I(5) + 1), type(I(5) + I(6)), type(-I(5)), type(+I(5)), type(abs(I(-5))), type(~I(5)), type(I(5) << 1)
type(I(5).__index__()), type(I(5).real), type(I(5).conjugate()), type(I(5).numerator), type(int(I(5))), type(round(I(5))), type(I(5).__trunc__())
I(5) == 5, 5 == I(5), I(5) < 6, I(big) == big, hash(I(big)) == hash(big), {5: 1}[I(5)], I(5) is I(5)
I(big) + 1, I(big) // 7, I(big) % 7, I(big) ** 2, divmod(I(big), 7), I(5) / 2, 2 ** I(5), pow(I(2), I(10), I(1000))
[10, 20, 30][I(1)], "abc" * I(2), range(I(3)), bytes(I(2)), "%d" % I(5), f"{I(5):>4}", str(I(5)), repr(I(big))
I.from_bytes(b"\1\2", "big"), type(I.from_bytes(b"\1\2", "big")), type(bool.from_bytes(b"\1", "big")), I(5).__getnewargs__()
bool(I(0)), bool(I(5)), not I(0), I(0) or "zero", isinstance(I(5), int), issubclass(bool, int), issubclass(I, I)
F(1.5), type(F(1.5)), F(1.5) + 1, type(F(1.5) + 1), type(-F(1.5)), type(abs(F(-1.5))), F(1.5).__class__, type(F(1.5).real), type(float(F(1.5)))
F(1.5) == 1.5, hash(F(1.5)) == hash(1.5), F("inf"), F.fromhex("0x1p3"), type(F.fromhex("0x1p3")), F(2.5).hex(), round(F(2.5)), type(F(2.5) // 1)
float.__repr__(F(1.5)), str(F(1e22)), f"{F(1.5):.3f}", "%.2f" % F(1.5), F(1.5) < F(2), sorted([F(2), 1, F(0.5)]), sum([F(1), F(2)]), type(sum([F(1), F(2)]))
C(1, 2), type(C(1, 2)), C(1, 2) + 1, type(C(1, 2) + 1), type(-C(1)), C(1, 2).real, C("1+2j"), C(1) == 1, hash(C(1)) == 1, abs(C(3, 4)), type(complex(C(1)))
Loud(1) + 2, 2 + Loud(1), Loud(1) - 2, Loud(1) + Loud(2), Loud(1) == 1, 1 == Loud(1), [Loud(3)], f"{Loud(3)}", "%s" % Loud(3), "%d" % Loud(3)
1.0 - FloatRight(2), 1 - FloatRight(2), FloatRight(1) - FloatRight(2), 2.0 ** FloatRight(2), FloatRight(3) ** 2
int(Index(5)), float(Index(5)), complex(Index(5)), [1, 2][Index(1)], bin(Index(5)), 1 << int(Index(4)), round(1.2345, Index(2)), range(Index(3))
1 << Index(4)
Index(1) + 1
int(Index(True)), type(int(Index(True))), float(Index(big))
float(Index(10 ** 400))
int(Index("x"))
int(Int(5)), int(Int(True)), type(int(Int(I(5)))), int(Trunc())
int(Int("5"))
int(Int(5.0))
float(Float(1.5)), type(float(Float(F(1.5)))), complex(Float(1.5))
float(Float(1))
float(Int(5))
complex(Complex(1j)), type(complex(Complex(C(1j)))), complex(Complex(1j), 2)
complex(Complex(1))
complex(1, Complex(1))
int(Text("12")), float(Text("12")), int(Text("12"), 16), "%d" % 5
int(Text("zz"), 36), I(Text("12"))
int.__new__(I, 3), int.__new__(bool, 3)
int.__new__(str, 3)
float.__new__(int, 3)
bool.__new__(int)
int.__add__(1, 2), int.__add__(1, 2.0), int.__radd__(1, 2), float.__add__(1.0, 2), float.__rsub__(1.0, 3), int.__rsub__(5, 8), int.__rpow__(2, 3)
int.__add__(1.0, 2)
int.__eq__(1, 1.0), float.__eq__(1.0, 1), int.__lt__(1, 2), complex.__eq__(1j, 1j), complex.__lt__(1j, 2j), int.__eq__(True, 1)
(1).__pow__(2, 3), (2).__pow__(-1), (2).__pow__(3.0), (2.0).__pow__(3), (2).__divmod__(0.5), (7).__rfloordiv__(50), (7).__rmod__(50)
int.__pow__(2, 3, 5), pow(2, 3, None), pow(Index(2), 3)
(5).__bool__(), (5).__float__(), (5).__int__(), (5).__neg__(), (5).__hash__(), (5).__repr__(), (5).__str__(), (5).__format__("x"), (5.5).__int__()
5 .real, 5 .imag, 5 .denominator, 5.5.real, 5.5.imag, 1j.real, 1j.imag
""")

effects(globals(), """
(5).real = 3

(5).foo = 3

del (5).real

I(5).foo = 3

x = I(5); x.foo = 3; print(x.foo, x.__dict__)

F(1).foo = 3

class D(bool): pass

class E(int, float): pass

class S(int):
    __slots__ = ("a",)

class S(int):
    __slots__ = ()
print(S(5) + 1, hasattr(S(5), "__dict__"))
""")
