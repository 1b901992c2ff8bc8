"""The format mini-language, by format(), f-strings and str.format()."""
from table import values


class Custom:
    def __format__(self, spec):
        return "<" + spec + ">"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


class BadFormat:
    def __format__(self, spec):
        return 5


class Plain:
    pass


class Index:
    def __index__(self):
        return 5


inf = float("inf")
nan = float("nan")
c = Custom()
width, precision = 10, 3
plain = Plain()

values(globals(), r"""
format(5), format(5, ""), format("a"), format(None), format(True), format([1]), format(c), format(c, "spec"), f"{c}", f"{c:x}", f"{c!r}", f"{c!s:>5}", f"{c!a}"
format(5, "5"), format(5, "<5"), format(5, ">5"), format(5, "^5"), format(5, "=5"), format(-5, "=5"), format(5, "05"), format(-5, "05"), format(5, "+"), format(-5, "+"), format(5, " "), format(5, "-"), format(5, "*^9"), format(5, "0<5"), format(-5, "*=6"), format(5, "<05"), format(5, "^+5")
format(255, "x"), format(255, "X"), format(255, "#x"), format(255, "#X"), format(255, "o"), format(255, "#o"), format(255, "b"), format(255, "#b"), format(-255, "#x"), format(255, "#010x"), format(255, "#_b"), format(2 ** 40, "_x"), format(65, "c"), format(0x1F600, "c"), format(255, "n"), format(65, "5c"), format(65, "<5c"), format(65, "^5c")
format(1234567, ","), format(1234567, "_"), format(-1234567, ","), format(123, ","), format(1234567, "15,"), format(1234567, "015,"), format(1234567, "012,"), format(12, "06,"), format(1234.5, ","), format(1234567.891, ",.2f"), format(1234567.0, "_"), format(0, ","), format(10 ** 30, ","), format(0.0001, ","), format(1234567, "011,d")
format(5, "d"), format(5, "f"), format(5, ".2f"), format(5, "e"), format(5, "g"), format(5, "%"), format(10 ** 20, "e"), format(10 ** 20, "g"), format(5, "8.3f"), format(True, "d"), format(True, "5"), format(True, "x"), format(2 ** 100, "d"), format(-2 ** 100, "x"), format(2 ** 70, ".3e")
format(3.14159, ""), format(3.14159, ".2f"), format(3.14159, "10.2f"), format(3.14159, "<10.2f"), format(3.14159, "^10.2f"), format(3.14159, "010.2f"), format(-3.14159, "010.2f"), format(3.14159, "+.3"), format(3.14159, ".3g"), format(3.14159, ".0f"), format(3.14159, "#.0f"), format(3.14159, "e"), format(3.14159, ".2e"), format(3.14159, "E"), format(0.25, "%"), format(0.25, ".0%"), format(3.14159, "n"), format(3.14159, "g"), format(3.0, "g"), format(3.0, "#g"), format(3.0, "")
format(1e20, "f"), format(1e20, "g"), format(1e20, ""), format(1e-10, "f"), format(1e-10, "g"), format(1e-10, ""), format(123456789.0, "g"), format(1e5, "g"), format(1e6, "g"), format(123456, "g"), format(1234567, "g"), format(0.0001, "g"), format(0.00001, "g"), format(1e16, ""), format(1e15, ""), format(100.0, ".2"), format(12345.678, ".3"), format(0.5, ".0f"), format(1.5, ".0f"), format(2.5, ".0f"), format(0.125, ".2f"), format(1e100, ".3"), format(5e-324, ""), format(1.0, ".5")
format(inf, "f"), format(-inf, "5"), format(nan, "F"), format(inf, "08"), format(nan, "+"), format(-inf, "E"), format(inf, "%"), format(nan, "010"), format(inf, "<6"), format(-0.0, "f"), format(-0.0, ""), format(-0.4, ".0f"), format(-0.0, "z.1f"), format(-0.04, "z.1f"), format(0.04, "z.1f"), format(-1.5, "z.0f"), format(-0.0, "+z.1f")
format(1e308, ".3f")[:5], len(format(1e308, "f")), format(0.1, ".30f"), format(2/3, ".25e"), format(123.456, ".10g"), format(0.1, ".17g"), format(0.1, ".20"), format(1e23, ".20g")
format("abc", "5"), format("abc", ">5"), format("abc", "^5"), format("abc", "<5"), format("abc", "*^7"), format("abc", ".2"), format("abc", "5.2"), format("abc", "s"), format("abc", "05"), format("abc", ">05"), format("", "3"), format("abc", ".0"), format("日本", ">4"), format("abc", "é>5"), format("abc", "{>5"), format("abc", "<<5")
f"{5:>{width}}", f"{3.14159:{width}.{precision}}", f"{'x':{'*'}^{width}}", "{:{}}".format(5, 10), "{:{w}}".format(5, w=4), "{0:{1}.{2}f}".format(3.14159, 8, 2), f"{5:{'>' + str(4)}}", f"{width:#x}", f"{width!r:>5}", f"{'a' 'b'}", f"{5!s:5}|"
format(5, "s")
format(5, ".2")
format(5, ".2d")
format(5, "z")
format(5, "zd")
format("a", "d")
format("a", "+")
format("a", "=5")
format("a", "#")
format("a", ",")
format("a", " ")
format("a", "z")
format("a", "0=5")
format(1.5, "d")
format(1.5, "x")
format(1.5, "c")
format(1.5, "s")
format(1.5, ".f")
format(5, "5.")
format(5, "abc")
format(5, "y")
format(1.5, "y")
format("a", "y")
format(5, ",x")
format(5, ",c")
format(5, "_c")
format(5, ",_")
format(5, "_,")
format(5, ",,")
format(5, ",n")
format(5, "+c")
format(5, "#c")
format(-1, "c")
format(0x110000, "c")
format(5, "999999999999999999999")
format(5.0, ".999999999999999999999f")
format("a", ".-1")
format(None, "5")
format([], "5")
format(plain, "5")
format({}, "s")
format(object(), ">5")
format((1,), "x")
format(b"a", "5")
format(range(3), "d")
format(len, "5")
format(BadFormat(), "")
format(5, 5)
format(5, None)
format()
format(True, "s")
format(True, "c")
format(Index(), "d")
format(1j, "d")
"{:5}".format(None)
"{!r:5}|{!s:>5}|".format(None, True)
"{0:5}{1:<5}|{0!r}".format("a", "b")
"{:,.2f} {:>8} {:+d} {:x} {:e} {:%} {!r}".format(1234.5, "x", 5, 255, 1.5, 0.5, "q")
(5).__format__("03"), (1.5).__format__(".1f"), "a".__format__("3"), True.__format__(""), object.__format__(5, "")
object.__format__(5, "d")
""")
