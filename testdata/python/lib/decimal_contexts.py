# Decimal arithmetic in contexts, with signals, subclasses, threads, pickles and other numbers.
import copy
import decimal
import pickle
import threading
from collections.abc import MutableMapping
from decimal import (ROUND_05UP, ROUND_CEILING, ROUND_HALF_UP, Context, Decimal, DivisionByZero, FloatOperation, Inexact,
                     InvalidOperation, Overflow, getcontext, localcontext, setcontext)
from fractions import Fraction
from numbers import Number

# Errors name their conditions; several are listed in the order of the signals.
for f in (lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: divmod(Decimal(1), 0), lambda: Decimal("x"),
          lambda: Decimal("1e999999") * 10, lambda: Decimal("1e50") // 1, lambda: Decimal("snan") == 1, lambda: Decimal("nan") < 1,
          lambda: Decimal(1) + 1.5, lambda: Decimal((0, (1, 10), 0)), lambda: Decimal(None), lambda: hash(Decimal("snan")),
          lambda: int(Decimal("inf")), lambda: Decimal(1).quantize(1, "up"), lambda: Context(prec=0), lambda: Context(foo=1),
          lambda: setcontext(3), lambda: format(Decimal(1), "x"), lambda: Decimal(1).exp(context=1), lambda: Context().flags["x"],
          lambda: setattr(Context(), "foo", 1), lambda: delattr(Context(), "prec"), lambda: Context().flags.pop(Overflow)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

c = Context(prec=5, rounding=ROUND_05UP, Emin=-9, Emax=9, clamp=1, flags=[Inexact], traps=[Overflow])
print(c, c.Etiny(), c.Etop())
print(repr(c.flags), len(c.traps), isinstance(c.flags, MutableMapping), c.flags == c.traps.copy())
print(pickle.loads(pickle.dumps(c)), copy.copy(c).flags == c.flags)
print(c.create_decimal("1.23456789"), c.divide(1, 3), c.power(2, 3, 5), c.multiply("9E9", 9) if False else c.copy_sign(1, -2))
try:
    c.multiply(Decimal("9E9"), 9)
except Overflow as e:
    print(repr(e), [s.__name__ for s, on in c.flags.items() if on])

with localcontext(prec=6, rounding=ROUND_CEILING) as inner:
    inner.traps[FloatOperation] = True
    print(Decimal(1) / 3, Decimal("-2").sqrt if False else Decimal(2).sqrt(), Decimal(2).ln())
    try:
        Decimal(0.1)
    except FloatOperation as e:
        print(e, Decimal(1) == 0.5, inner.flags[FloatOperation])
print(getcontext().prec, getcontext().traps[FloatOperation])


# A thread has a context of its own, with no flags of others.
def work(results):
    results.append((getcontext().prec, getcontext().flags[DivisionByZero]))
    getcontext().prec = 3
    results.append(str(Decimal(1) / 7))


getcontext().flags[DivisionByZero] = True
results = []
t = threading.Thread(target=work, args=(results,))
t.start()
t.join()
print(results, Decimal(1) / 7)


class Money(Decimal):
    def __new__(cls, amount, currency="EUR"):
        self = super().__new__(cls, amount)
        self.currency = currency
        return self

    def __str__(self):
        return f"{self.quantize(Decimal('0.01'), ROUND_HALF_UP)} {self.currency}"


m = Money("2.675")
print(m, repr(m), type(m + 1).__name__, m == Decimal("2.675"), {m: 1}[Decimal("2.6750")], f"{m:10.1f}|{m:,}|{m:e}|{m:+08.2f}")
print(hash(Decimal("1.5")) == hash(1.5) == hash(Fraction(3, 2)), Decimal("0.5") == Fraction(1, 2) == 0.5, Decimal(3) > Fraction(5, 2),
      isinstance(m, Number), Decimal(2) == 2 + 0j, sum([Decimal("0.1")] * 3), max(Decimal(1), 2, Fraction(7, 2)), round(Decimal("2.5")),
      round(Decimal("2.345"), 2), Decimal("7.9").__trunc__(), pow(Decimal(3), 4, 5), divmod(Decimal("-7"), 2), Decimal("-7") % 3)
for text in ("0", "-0.0", "1E+3", "123.4500", "1E-10", "NaN123", "-Infinity", " 1_000.5 ", "\u0663.\u0664"):
    d = Decimal(text)
    print(d, repr(d), d.as_tuple(), d.to_eng_string(), pickle.loads(pickle.dumps(d)), d.number_class(), d.adjusted(), bool(d))
print(Decimal("3.14").as_integer_ratio(), Decimal.from_float(0.1), float(Decimal("1e400")), complex(Decimal("1.5")), Decimal(10) ** 40 + 1)
print(Decimal(2) ** Decimal("0.5"), Decimal(10).log10(), Decimal("1e-7").ln(), Decimal(100).exp(), Decimal("12345").logb(),
      Decimal("1101").logical_xor(Decimal("111")), Decimal("12345").rotate(2), Decimal("1.000").normalize(), Decimal(8).next_plus(),
      Decimal(7).fma(8, 9), Decimal(10).remainder_near(6), Decimal(3).compare_total(Decimal("3.0")), Decimal(2).scaleb(-3))
print(decimal.MAX_PREC, decimal.HAVE_CONTEXTVAR, InvalidOperation.__mro__)
for wrong in (dict(value=1, context=None, x=2), dict(valu=1)):
    try:
        Decimal(**wrong)
    except TypeError as e:
        print(e)
