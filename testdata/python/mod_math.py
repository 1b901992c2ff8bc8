"""The math module."""
import math

from table import values

inf, nan = math.inf, math.nan


class Index:
    def __index__(self):
        return 6


class Float:
    def __float__(self):
        return 0.25


class Own:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


values(globals(), """
math.pi, math.e, math.tau, math.inf, math.nan
math.sqrt(2), math.sqrt(0.0), math.sqrt(10 ** 20), math.sqrt(Float()), math.sqrt(True), math.sqrt(inf)
math.sqrt(-1)
math.sqrt("a")
math.sqrt()
math.sqrt(1, 2)
math.sqrt(None)
math.sqrt(10 ** 400)
math.floor(1.5), math.floor(-1.5), math.floor(5), math.ceil(1.5), math.ceil(-1.5), math.trunc(1.9), math.trunc(-1.9), math.floor(1e20), math.floor(Own()), math.ceil(Own()), math.trunc(Own()), math.floor(Float()), math.ceil(Index())
math.floor(inf)
math.ceil(nan)
math.floor("a")
math.trunc(None)
math.fabs(-5), math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7.5, -2), math.modf(1.5), math.modf(-1.5), math.modf(inf), math.frexp(8.0), math.frexp(0.0), math.frexp(-0.1), math.ldexp(0.5, 4), math.ldexp(1.0, -1080), math.copysign(1, -0.0), math.copysign(-5, 1), math.remainder(7, 2), math.remainder(-5, 3), math.remainder(5, inf)
math.fmod(1, 0)
math.fmod(inf, 1)
math.ldexp(1.0, 5000)
math.ldexp(1.0, 1.5)
math.remainder(1, 0)
math.exp(1), math.exp(0), math.exp(-inf), math.exp2(10), math.expm1(1e-10), math.log(math.e), math.log(8, 2), math.log(100, 10), math.log(10 ** 400), math.log2(8), math.log2(2 ** 2000), math.log10(1000), math.log10(10 ** 500), math.log1p(1e-10), math.log(inf)
math.exp(1000)
math.log(0)
math.log(-1)
math.log(1, 1)
math.log(10, 0)
math.log(10, -2)
math.log("a")
math.log()
math.log(1, 2, 3)
math.log2(0)
math.log10(-5)
math.log(-10 ** 400)
math.pow(2, 10), math.pow(2, 0.5), math.pow(0, 0), math.pow(inf, 0), math.pow(-8, 3), math.pow(2, -1), math.pow(nan, 0), math.pow(1, nan), math.pow(-1, inf), math.cbrt(-8)
math.pow(-8, 1/3)
math.pow(0, -1)
math.pow(10, 400)
math.sin(0), math.cos(0), math.tan(0), math.asin(1), math.acos(1), math.atan(1), math.atan2(1, -1), math.atan2(-0.0, -1), math.atan2(0, 0), math.sinh(0), math.cosh(0), math.tanh(0), math.asinh(0), math.acosh(1), math.atanh(0), math.tanh(inf)
[round(f(0.5), 12) for f in (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.asinh, math.atanh, math.erf, math.erfc, math.gamma, math.lgamma, math.exp, math.expm1, math.log1p)]
math.sin(inf)
math.asin(2)
math.acosh(0.5)
math.atanh(1)
math.cosh(1000)
math.degrees(math.pi), math.radians(180), math.hypot(3, 4), math.hypot(1, 2, 2), math.hypot(), math.hypot(5), math.hypot(inf, nan), math.hypot(1e200, 1e200), math.dist([1, 2], [4, 6]), math.dist((), ())
math.dist([1], [1, 2])
math.dist(1, 2)
math.hypot("a")
math.factorial(0), math.factorial(5), math.factorial(20), math.factorial(25), math.factorial(True), math.factorial(Index())
math.factorial(-1)
math.factorial(1.5)
math.factorial(5.0)
math.factorial("a")
math.factorial(10 ** 20)
math.gcd(12, 18), math.gcd(), math.gcd(0, 0), math.gcd(-12, 18), math.gcd(5), math.gcd(12, 18, 27), math.gcd(10 ** 30, 10 ** 20), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.lcm(-4, 6), math.lcm(1, 2, 3, 4, 5)
math.gcd(1.5, 2)
math.lcm("a")
math.comb(5, 2), math.comb(5, 0), math.comb(5, 6), math.comb(100, 50), math.perm(5, 2), math.perm(5), math.perm(5, 6), math.perm(5, None), math.isqrt(17), math.isqrt(0), math.isqrt(10 ** 40), math.isqrt(2 ** 64 - 1)
math.comb(-1, 2)
math.comb(5, -1)
math.comb(5.0, 2)
math.perm(-1)
math.isqrt(-1)
math.isqrt(2.0)
math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]), math.fsum([inf, 1]), math.fsum([1, 2]), math.fsum([1e308, 1e308, -1e308]), math.prod([1, 2, 3]), math.prod([]), math.prod([2.5, 2], start=2), math.prod([10 ** 20] * 2), math.prod(["a"], start=3)
math.fsum([inf, -inf])
math.fsum(["a"])
math.fsum([1e308, 1e308])
math.prod(5)
math.prod([None])
math.isnan(nan), math.isnan(1), math.isinf(-inf), math.isinf(10 ** 300), math.isfinite(1e308), math.isfinite(nan), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(inf, inf), math.isclose(nan, nan)
math.isclose(1, 2, rel_tol=-1)
math.isnan("a")
math.isfinite(10 ** 400)
math.nextafter(1, 2), math.nextafter(0, -1), math.nextafter(1, 1), math.nextafter(inf, 0), math.ulp(1), math.ulp(0), math.ulp(1e300), math.ulp(inf), math.ulp(-1.5)
math.gamma(5), math.erf(0), math.erf(inf), math.erfc(0), [round(x, 9) for x in (math.gamma(0.5), math.lgamma(100), math.gamma(5.5), math.lgamma(0.1))]
math.gamma(0)
math.gamma(-1)
math.gamma(200)
math.lgamma(0)
math.nope
math.sin(x=1)
""")
