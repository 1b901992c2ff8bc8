"""Floats: repr, parsing, arithmetic, comparison, methods, rounding."""
from table import values

inf = float("inf")
nan = float("nan")
digits, letters = [1, 2], "abc"


class Float:
    def __float__(self):
        return 2.5


class BadFloat:
    def __float__(self):
        return "2.5"


class Index:
    def __index__(self):
        return 7


values(globals(), r"""
0.0, -0.0, 1.0, -1.5, 0.1, 0.1 + 0.2, 1/3, 2/3, 100.0, 1e15, 1e16, 1e17, 123456789012345680.0, 1e22, 1e23
1e-4, 1e-5, 0.0001, 0.00001, 1.5e-7, 123e-7, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e308 * 10, -1e308 * 10
9007199254740992.0, 9007199254740993.0, 9999999999999998.0, 99999999999999990.0, 1234567890.123, 3.14159265358979
inf, -inf, nan, -nan, inf - inf, inf * 0, inf / inf
str(1e100), repr(1.0), str(1e16), str(123456.789e3), "%s" % 1.10
float("1.5"), float(" 1e3 "), float("-inf"), float("Infinity"), float("+nan"), float("1_000.5"), float(".5"), float("5."), float("1E-2"), float("١.٥")
float(5), float(True), float(10 ** 22), float(Float()), float(Index()), float(), float(b"2.5"), float(1.5)
float("1.8e308"), float("1e-400"), float("-1e-400"), float("1" + "0" * 400)
float("0.1000000000000000055511151231257827021181583404541015625"), float("2.4703282292062327208e-324"), float("2.4703282292062328e-324")
float("")
float("abc")
float("1.5x")
float("1__0")
float("1 5")
float(" ")
float("1e")
float("0x10")
float(None)
float([])
float(1j)
float(BadFloat())
float(b"x")
float("é1")
7.5 + 2, 7.5 - 2, 7.5 * 2, 7.5 / 2, 7.5 // 2, 7.5 % 2, 7.5 ** 2, -7.5 // 2, -7.5 % 2, 7.5 // -2, 7.5 % -2
divmod(7.5, 2), divmod(-7.5, 2), divmod(7.5, -2), divmod(-0.0, 3), divmod(5.0, inf), divmod(-5.0, inf)
5.0 % inf, -5.0 % inf, 5.0 % -inf, -0.0 % 5.0, 0.0 % -5.0, 1e308 % 1e-308 < 1e-308
5.0 // inf, -5.0 // inf, inf // 5
2.0 ** 0.5, 2 ** 0.5, (-1.0) ** 2, 0.0 ** 0, inf ** 0, nan ** 0, 1 ** nan, 2.0 ** -1, (-2.0) ** 3, 1e200 ** -2
0.0 ** -1.0
(-0.0) ** -3.0
1e200 ** 2
10.0 ** 400
1.0 / 0
1.0 // 0.0
1.0 % 0
divmod(1.0, 0.0)
0.0 / 0.0
inf > 1e308, -inf < -1e308, nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, inf == inf, 0.0 == -0.0
nan in [nan], [nan] == [nan], nan is nan, (nan,) == (nan,), [nan].index(nan), [nan].count(nan)
min(nan, 1), min(1, nan), max(nan, 1), max(1, nan), sorted([3.5, -inf, 2, inf, 0.0])
1 < 1.5 < 2, 1 == 1.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 0.5 < True, 10 ** 400 > 1.0, 10 ** 400 > inf, -10 ** 400 < -1e308
(1.5).is_integer(), (2.0).is_integer(), inf.is_integer(), nan.is_integer(), (-0.0).is_integer(), 1e300.is_integer()
(0.75).as_integer_ratio(), (-0.1).as_integer_ratio(), (0.0).as_integer_ratio(), 1e20.as_integer_ratio(), 5e-324.as_integer_ratio()[0]
inf.as_integer_ratio()
nan.as_integer_ratio()
(1.5).hex(), (-0.1).hex(), (0.0).hex(), (-0.0).hex(), 5e-324.hex(), 1e308.hex(), inf.hex(), nan.hex(), (1.0).hex()
float.fromhex("0x1.8p+0"), float.fromhex("-0x1p-1074"), float.fromhex("0xA"), float.fromhex(" 1.8 "), float.fromhex("inf"), float.fromhex("0x.1p4"), float.fromhex("-nan") != 0, float.fromhex("0x1.fffffffffffff8p+0")
float.fromhex("xyz")
float.fromhex("0x1p2000")
float.fromhex(5)
(1.5).real, (1.5).imag, (1.5).conjugate(), (1.5).__trunc__(), (-1.5).__floor__(), (-1.5).__ceil__(), (1.5).__int__(), (2.5).__round__(), (2.567).__round__(1), (1.5).__bool__()
round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.675, 2), round(2.5, 0), round(1234.567, -2), round(1e22), round(5.5e15)
round(1.15, 1), round(1.25, 1), round(1.35, 1), round(0.1, 20), round(1e300, 5), round(1.5, None), round(-2.5), round(12345.678, 1), round(0.05, 1), round(1e-10, 5), round(-0.04, 1)
round(inf, 2), round(nan, 2), round(1e308, -308), round(5e-324, 323), round(123.456, -3), round(5.0, -400), round(5.0, 400)
round(inf)
round(nan)
round(1.5, 1.0)
round("a")
round()
round(1.7976931348623157e308, -308)
int(1e15 + 0.3), int(-0.9), int(1e25), int(123456789.99)
hash(1.0) == hash(1), hash(0.5), hash(-0.5), hash(1e300), hash(inf), hash(-inf), hash(0.1), hash(2.0 ** 61), hash(-1.0), hash(2.5)
abs(-1.5), abs(-0.0), abs(-inf), -0.0, -(0.0), +(-0.0), 0.0 * -1, -0.0 + 0.0, -0.0 - 0.0
1.5 + None
1.5 < "a"
1.5 % "a"
"a" % 1.5
1.5 & 1
digits[1.0]
letters[1.0]
range(1.0)
[1] * 1.5
chr(65.0)
1.5.nope
1e5.is_integer(), 1_0.5_0, 1e1_0
sum([0.1] * 10), sum([0.1] * 10) == 1.0, sum([1e100, 1.0, -1e100]), sum([1, 2.5]), sum([0.5, True])
max(1, 1.0), min(1.0, 1), max(True, 1.0), [1.0, 1, True].index(True), {1: "a", 1.0: "b", True: "c"}
float.__getformat__("double") in ("IEEE, little-endian", "IEEE, big-endian")
""")

# Shortest digits that give the same value back.
state = 99
for _ in range(2000):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    x = (state >> 11) * 2.0 ** ((state & 2047) % 1900 - 1000)
    assert float(repr(x)) == x, x
    assert float("%.17g" % x) == x
    assert float.fromhex(x.hex()) == x
    n, d = x.as_integer_ratio()
    assert n / d == x
print("ok")

# Floats beside ints that an instruction has in itself, and comparisons of them that
# jump.


def beside(x):
    said = [x + 3, x - 3, x * 3, x + -1, x - 2147483647, x * 0]
    if x < 2:
        said.append("lt")
    if x <= 2:
        said.append("le")
    if x == 2:
        said.append("eq")
    if x != 2:
        said.append("ne")
    if x > 2:
        said.append("gt")
    if x >= 2:
        said.append("ge")
    if not x < 2:
        said.append("not lt")
    if not x >= 2:
        said.append("not ge")
    if x == 9007199254740993:
        said.append("large")
    return said


for x in 1.5, 2.0, 2.5, -0.0, float("inf"), float("-inf"), float("nan"), 9007199254740992.0, 1e300:
    print(x, beside(x), [k for k in (1, 2, 3) if x < k], [k for k in (1, 2, 3) if k <= x])
