"""decimal, fractions, numbers."""
import decimal
import fractions
import numbers
from decimal import Decimal as D
from fractions import Fraction as F

from table import effects, values

values(globals(), r"""
D("1.1") + D("2.2"), D(1) / D(3), D("1.50") * 2, D("10") // 3, D("-7") % 3, D(2) ** 10, D("1e-5"), D(0.1), D("NaN"), D("Infinity"), -D("0"), D("1.23").quantize(D("0.1")), D("2.5").quantize(D("1"), rounding=decimal.ROUND_HALF_UP), D("2.5").to_integral_value(), D("123.4500").normalize(), D("1E+3"), D("1.0") == 1, D("1.0") == 1.0, hash(D(1)) == hash(1), D("3.14").as_tuple(), int(D("3.9")), float(D("0.1")), round(D("2.675"), 2), D("2").sqrt(), D("1").exp(), D("10").ln(), D("100").log10(), max(D(1), D(2)), sum([D("0.1")] * 3), D("1_000.5"), str(D("1E-7")), format(D("1234567.891"), ",.2f"), f"{D('0.5'):%}", D((0, (1, 2), -1)), D("1").compare(D("2")), D("1.1").as_integer_ratio()
D("abc")
D(1) / 0
D("sNaN") + 1
D(0) / 0
D("1") + 1.5
D(-1).sqrt()
D([1])
F(1, 3) + F(1, 6), F("0.125"), F("3/4"), F(1.5), F(6, 4), F(-1, 2) ** 2, F(1, 2) ** -1, F(7, 2) // 1, F(7, 2) % 1, F(1, 3) < F(1, 2), F(1, 2) == 0.5, hash(F(1, 2)) == hash(0.5), float(F(1, 3)), int(F(7, 2)), round(F(7, 2)), F(1, 3).limit_denominator(2), F(3.14159).limit_denominator(100), F(D("0.1")), abs(F(-1, 2)), str(F(3)), repr(F(1, 2)), F(2, 3) + 1, F(1, 2) + 0.5, F(5).numerator, divmod(F(7, 2), 2), F(1, 2) ** F(1, 2)
F(1, 0)
F("x")
F(1, 2.5)
isinstance(1, numbers.Integral), isinstance(1.5, numbers.Real), isinstance(1j, numbers.Complex), isinstance(F(1), numbers.Rational), isinstance(D(1), numbers.Number), isinstance(D(1), numbers.Real), isinstance(True, numbers.Integral)
""")

effects(globals(), """
decimal.getcontext().prec = 5; print(D(1) / 3, D("123456789") + 0); decimal.getcontext().prec = 28

with decimal.localcontext() as ctx: ctx.prec = 3; ctx.rounding = decimal.ROUND_DOWN; print(D(2) / 3, +D("1.2345"))

with decimal.localcontext() as ctx: ctx.traps[decimal.Inexact] = True; D(1) / 3

with decimal.localcontext() as ctx: ctx.traps[decimal.DivisionByZero] = False; print(D(1) / 0, ctx.flags[decimal.DivisionByZero])
""")
