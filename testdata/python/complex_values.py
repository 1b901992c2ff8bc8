"""Complex numbers."""
from table import values

inf = float("inf")
nan = float("nan")


class Complex:
    def __complex__(self):
        return 1 + 2j


class Bad:
    def __complex__(self):
        return 5


class Float:
    def __float__(self):
        return 2.5


values(globals(), r"""
1j, -1j, 1 + 2j, 1 - 2j, -1 + 0j, 0j, -0j, complex(0, -0.0), complex(-0.0, 0), complex(-0.0, -0.0), 1.5j, 1e20j, 1e-7j, 3j * 1j
complex(), complex(1), complex(1, 2), complex(1.5, -2), complex("1+2j"), complex("-j"), complex(" ( 1.5e3-2J ) ".strip()), complex("(1+2j)"), complex("inf-nanj"), complex("5"), complex("1_0j")
complex(1j, 1j), complex(1 + 2j, 3 + 4j), complex(Complex()), complex(Float()), complex(real=1, imag=2), complex(imag=3), complex(True)
complex("1 + 2j")
complex("abc")
complex("")
complex("1", 2)
complex(1, "2")
complex(None)
complex(Bad())
complex([])
(1 + 2j) + (3 - 1j), (1 + 2j) - 1, (1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), 1 / 2j, 2 * 1j, 1.5 + 1j, True + 1j
(1 + 2j) ** 2, (1 + 2j) ** 0, 0j ** 0, (1 + 2j) ** -1, 2 ** (1 + 0j), (1 + 2j) ** 3, 1j ** 2, (2 + 0j) ** 10
abs((2j) ** 0.5 - (1 + 1j)) < 1e-15, abs((1 + 2j) ** (2 + 1j) - (-1.6401010184280038 + 0.202050398556709j)) < 1e-12, abs((-8) ** (1 / 3) - (1 + 1.7320508075688772j)) < 1e-12
(1 + 2j) / 0
(1 + 2j) // 2
(1 + 2j) % 2
divmod(1j, 2)
0j ** -1
0j ** 1j
pow(1j, 2, 3)
1j < 2j
1j > 0
int(1j)
float(1j)
round(1j)
1j == 1j, 1j == 1, 1 + 0j == 1, 1 + 0j == 1.0, 0j == False, 1j != 1j, complex(nan, 0) == complex(nan, 0), 1j == "a"
abs(3 + 4j), abs(0j), abs(complex(inf, nan)), abs(complex(nan, 1)), -(1 + 2j), +(1 + 2j), bool(0j), bool(1e-300j)
abs(complex(1e308, 1e308) * 10)
abs(complex(1.7e308, 1.7e308))
(1 + 2j).real, (1 + 2j).imag, (1 + 2j).conjugate(), (3 + 0j).imag, (1 + 2j).__complex__()
hash(1 + 0j) == hash(1), hash(1j), hash(0j), hash(1.5 + 2j), hash(-1j), hash(2 + 3j)
repr(complex(inf, -inf)), repr(complex(nan, nan)), str(1e16 + 1e-5j), complex(1e300, 1e-300), complex(-inf, 0)
"%s" % (1 + 2j), "{}".format(1 + 2j), f"{1 + 2j:.2f}", f"{1.25 - 2j:e}", f"{1 + 2j:>12}", f"{0j:g}", f"{1234567 + 1j:,}", format(1j, ""), f"{1 + 2j!r}"
f"{1 + 2j:d}"
f"{1 + 2j:010}"
f"{1 + 2j:=10}"
"%d" % 1j
"%f" % 1j
sum([1j, 2, 3.5]), sum([1j] * 3), {1: "a"}[1 + 0j], [1, 2 + 0j].index(2), 2 in [2 + 0j]
1j + "a"
1j + None
(1j).nope
complex.from_number
isinstance(1j, complex), type(1j) is complex, type(1 + 0j).__name__
""")
