"""Integers from text, floats, bytes and objects, and back."""
import sys

from table import values


class Index:
    def __index__(self):
        return 42


class Int:
    def __int__(self):
        return 43



class BadInt:
    def __int__(self):
        return "x"


class BadIndex:
    def __index__(self):
        return 1.5


class Sub(int):
    def __repr__(self):
        return "Sub(%d)" % int(self)


values(globals(), r"""
int(), int(5), int(5.9), int(-5.9), int("12"), int(" 12 \n"), int("+7"), int("-7"), int("1_000"), int(True)
int("ff", 16), int("0xff", 16), int("0xFF", 0), int("0b11", 0), int("0o17", 0), int("z", 36), int("10", 2), int("-0x1f", 16), int("0", 0), int("00", 0)
int(b"12"), int(bytearray(b"34")), int("\u0665\u0666"), int("१२३"), int(1e20), int(1e300)
int("9" * 30), int("-" + "8" * 25), int("f" * 20, 16), int("7" * 40, 8), int("101" * 30, 2), int("zz" * 12, 36)
int(Index()), int(Int()), int("12", Index() and 10), int("12", base=8)
int("")
int("  ")
int("1 2")
int("1__0")
int("_1")
int("1_")
int("0x12")
int("012", 0)
int("12a")
int("9", 8)
int("12", 1)
int("12", 37)
int("12", -2)
int(12, 10)
int(1.5, 10)
int("1.5")
int("\u0665x")
int(b"1x")
int(None)
int([])
int(base=10)
int("1", 10, 3)
int("a" * 300)
int(float("nan"))
int(float("inf"))
int(1j)
int(BadInt())
int(BadIndex())
int("\x00")
int("12\x00")
str(255), repr(-255), hex(255), oct(255), bin(255), hex(-255), oct(-255), bin(-255), hex(0), hex(2 ** 70), bin(2 ** 65)
hex(Index()), bin(True), oct(False)
hex(1.5)
bin("1")
oct(None)
chr(65), chr(0x10FFFF), ord("A"), ord("\U0001F600"), chr(Index())
chr(-1)
chr(0x110000)
chr(10 ** 30)
chr("a")
ord("ab")
ord("")
ord(5)
ord(b"a"), ord(bytearray(b"z"))
ord(b"ab")
(1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), (0).to_bytes(0, "big"), (255).to_bytes()
int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\xfe", "big", signed=True), int.from_bytes([1, 2], "little"), int.from_bytes(b"", "big"), int.from_bytes(b"\x01\x02")
(256).to_bytes(1, "big")
(-1).to_bytes(1, "big")
(128).to_bytes(1, "big", signed=True)
(1).to_bytes(-1, "big")
(1).to_bytes(1, "middle")
int.from_bytes(b"a", "middle")
int.from_bytes("a", "big")
int.from_bytes(5, "big")
float(5), float("5"), float(10 ** 30), complex(5), bool(5), bool(0)
range(Index())[41], [1, 2, 3][True], list(range(3))[:Index()]
Sub(5), Sub(5) + 1, Sub(5) * Sub(2), -Sub(5), +Sub(5), abs(Sub(-5)), int(Sub(7)), type(Sub(5) + 1).__name__, type(int(Sub(7))).__name__, Sub("7"), Sub(3) == 3, hash(Sub(3)) == hash(3), {3: "a"}[Sub(3)]
isinstance(True, int), issubclass(bool, int), isinstance(Sub(1), int), type(True) is int
bool([]), bool([0]), bool(""), bool("0"), bool(None), bool(0.0), bool(-0.0), bool(1e-300), bool(0j), bool({}), bool(range(0)), bool(range(1))
bool(1, 2)
bool(x=1)
""")


class Half:
    def __bool__(self):
        return 1


class Negative:
    def __len__(self):
        return -1


class Long:
    def __len__(self):
        return 1.5


class Huge:
    def __len__(self):
        return 10 ** 30


values(globals(), """
bool(Half())
bool(Negative())
len(Negative())
bool(Long())
len(Long())
len(Huge())
not Half()
""")

# Conversion between text and integers is limited, since it takes quadratic time.
print(sys.get_int_max_str_digits())
values(globals(), """
len(str(10 ** 4299))
str(10 ** 4300)
repr(-10 ** 5000)
int("1" * 4300) % 10 ** 9
int("1" * 4301)
int("1" * 5000)
"%d" % 10 ** 5000
"{}".format(10 ** 5000)
f"{10 ** 5000:d}"
len(hex(10 ** 5000)), len("%x" % 10 ** 5000), int("f" * 5000, 16) > 0, len(bin(10 ** 5000)), len(oct(10 ** 5000))
int("7" * 5000, 9)
""")
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)))
sys.set_int_max_str_digits(640)
values(globals(), """
str(10 ** 640)
sys.set_int_max_str_digits(5)
sys.set_int_max_str_digits(-1)
sys.get_int_max_str_digits()
""")
