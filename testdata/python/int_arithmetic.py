"""Operators of int on small and on large values."""
from table import values

big = 2 ** 64
huge = 10 ** 50
five = 5

values(globals(), """
7 + 5, 7 - 5, 7 * 5, 7 / 5, 7 // 5, 7 % 5, 7 ** 5
-7 // 5, 7 // -5, -7 // -5, -7 % 5, 7 % -5, -7 % -5
divmod(7, 5), divmod(-7, 5), divmod(7, -5), divmod(-7, -5)
0 // 3, 0 % 3, 0 % -3, divmod(0, -3)
1 << 0, 1 << 10, 1 << 62, 1 << 63, 1 << 64, -1 << 63, -1 << 64, 0 << 1000
255 >> 4, -255 >> 4, -1 >> 100, 1 >> 100, huge >> 100, -huge >> 100
6 & 3, 6 | 3, 6 ^ 3, ~6, ~-1, ~0
-6 & 3, -6 | 3, -6 ^ 3, -6 & -3, -6 | -3, -6 ^ -3
huge & 0xFFFF, -huge & 0xFFFF, huge | -1, huge ^ -1, ~huge
-huge & huge, -huge | huge, -huge ^ huge
9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2
-9223372036854775808 // -1, -(-9223372036854775808), abs(-9223372036854775808)
-9223372036854775808 % -1, divmod(-9223372036854775808, -1)
3037000500 * 3037000500, 4294967296 * 4294967296, -4294967296 * 2147483648
9223372036854775807 - -1, -9223372036854775808 + -1
big + big, big - big, big * big, big // 3, big % 3, big / 3, -big // 3, -big % 3
huge // 10 ** 49, huge % 7, huge / 10 ** 49, -huge // 7, -huge % 7, huge // -7, huge % -7
divmod(huge, 12345678901234567890), divmod(-huge, 12345678901234567890)
2 ** 0, 0 ** 0, 2 ** 10, 2 ** 63, 2 ** 64, 2 ** 100, (-2) ** 63, (-2) ** 64, (-3) ** 41
2 ** -1, (-2) ** -3, 10 ** -2, 1 ** -5, (-1) ** -5
pow(3, 4), pow(3, 4, 5), pow(3, -1, 7), pow(-3, 4, 5), pow(3, 4, -5), pow(2, 1000, 10 ** 9 + 7)
pow(5, 0, 1), pow(0, 0, 3), pow(38, -1, 97), pow(10, -3, 7)
huge == 10 ** 50, huge != huge + 1, huge < huge + 1, huge > huge - 1, huge <= huge, -huge < huge
big == 2.0 ** 64, big + 1 == 2.0 ** 64, big < 1e300, big > float("inf"), -big > float("-inf")
(2 ** 53 + 1) == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53), 2 ** 53 == float(2 ** 53)
7 / 2, -7 / 2, 1 / 3, 10 ** 400 / 10 ** 399, 2 ** 1000 / 2 ** 990, 3 ** 700 / 3 ** 699
+5, -5, +-5, --5, -0, +True, -True, ~True
True + True, True * 3, True / 2, False - 1, True << 3, True & 1, True | False, True ^ True, True & 3
True == 1, True < 2, False == 0.0, hash(True) == hash(1)
1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1, 1 == 1.0 == True
abs(-5), abs(5), abs(-huge), abs(True), abs(0)
(5).bit_length(), (0).bit_length(), (-5).bit_length(), huge.bit_length(), (2 ** 64).bit_length(), (-2 ** 64).bit_length()
(5).bit_count(), (-5).bit_count(), huge.bit_count(), (0).bit_count()
(5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator
(7).as_integer_ratio(), (-7).as_integer_ratio(), True.as_integer_ratio()
(5).__floor__(), (5).__ceil__(), (5).__trunc__(), (5).__index__(), (5).__int__(), (5).__float__(), (5).__bool__()
(5).__add__(3), (5).__add__(3.0), (5).__radd__(3), (5).__divmod__(3), (5).__rpow__(2), (5).__eq__("5"), (5).__lt__(6.0)
round(5), round(15, -1), round(25, -1), round(-15, -1), round(14, -1), round(1234567, -3), round(5, 3), round(huge, -49), round(55, -2), round(50, -2), round(150, -2)
5 // 0
5 % 0
5 / 0
divmod(5, 0)
huge // 0
huge / 0
0 ** -1
0.0 ** -1
pow(3, 4, 0)
pow(2, -1, 4)
pow(2, 3, 1.5)
pow(2.0, 3, 5)
pow("a", 2)
1 << -1
1 >> -1
1 << 2 ** 70
0 << 2 ** 70
1 >> 2 ** 70
1 + "1"
"1" + 1
1 - None
[] - 1
1 * {}
1 // "a"
1 % []
1 ** "x"
2 << 1.0
1 & 1.0
1.0 | 1
1 ^ None
~1.5
-"a"
+[]
1 < "a"
"a" <= 1
1 > None
1 >= 1j
divmod(1, "a")
abs("a")
10 ** 400 / 3
float(10 ** 400)
10 ** 400 * 1.0
10 ** 400 + 0.5
10 ** 400 == 1e308
10 ** 400 > 1e308, 10 ** 400 < float("inf")
(5).nope
five()
five[0]
len(5)
1 if 1 else 2, 0 or 5, 0 and 5, 3 and 5, not 0, not 7
0x1F, 0o17, 0b101, 1_000_000, 0xFF_FF, 0b1_0
1 .__class__, 1..__class__
""")

total = 0
for i in range(-20, 21):
    for j in (-7, -3, -1, 1, 2, 9, 2 ** 40, -2 ** 70):
        q, r = divmod(i, j)
        assert q == i // j and r == i % j
        assert q * j + r == i
        assert (0 <= r < j) if j > 0 else (j < r <= 0)
        total += r & 0xFF
print(total)
