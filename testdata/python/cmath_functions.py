"""Functions of module cmath, with all kinds of infinite, zero and ordinary parts."""
import cmath
import math

from table import values

inf = math.inf
nan = math.nan


def show(z):
    """Shows as many digits as C libraries agree on."""
    if isinstance(z, complex):
        return "(%.12g, %.12g)" % (z.real, z.imag)
    if isinstance(z, tuple):
        return "(%s)" % ", ".join(map(show, z))
    return z if isinstance(z, bool) else "%.12g" % z


def result(f, *args):
    try:
        return show(f(*args))
    except (ValueError, OverflowError) as exc:
        return "%s: %s" % (type(exc).__name__, exc)


parts = [-inf, -2.3, -0.0, 0.0, 0.5, 1.0, inf, nan]
for name in "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase polar isnan isinf isfinite".split():
    f = getattr(cmath, name)
    for re in parts:
        print(name, re, *[result(f, complex(re, im)) for im in parts], sep=" | ")
for r in parts:
    print("rect", r, *[result(cmath.rect, r, phi) for phi in parts], sep=" | ")
for re in parts:
    print("log", re, *[result(cmath.log, complex(re, 1), complex(im, 0.5)) for im in parts], sep=" | ")

for name in "acos acosh asinh atanh cosh exp log sinh sqrt tanh".split():
    f = getattr(cmath, name)
    for re in [1e-310, 1e-160, 3e-17, 1.0000001, 20.0, 709.9, 800.0, 1e200, 1e308]:
        print(name, re, *[result(f, complex(re, im)) for im in [1e-310, 1.0, -20.0, 1e200, -1e308]], sep=" | ")

values(globals(), """
cmath.log(1, 1)
cmath.log(0)
cmath.log(1, 2, 3)
cmath.sqrt('a')
cmath.sqrt()
cmath.sqrt(-1), cmath.sqrt(-4 + 0j), cmath.sqrt(complex(-4, -0.0)), cmath.polar(3 + 4j), cmath.phase(-1), cmath.phase(complex(-1, -0.0))
cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 2), cmath.isclose(1, 2, abs_tol=1), cmath.isclose(complex(inf, 1), complex(inf, 1)), cmath.isclose(inf, 1e300)
cmath.isclose(1, 2, rel_tol=-1)
cmath.rect(1, 'a')
cmath.rect(1)
cmath.exp(1000)
cmath.sqrt(10 ** 400)
cmath.pi == math.pi, cmath.e == math.e, cmath.tau == math.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj
""")
