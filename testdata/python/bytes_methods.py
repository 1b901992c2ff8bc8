"""bytes: literals, operators and methods."""
from table import values


class Bytes:
    def __bytes__(self):
        return b"made"


class BadBytes:
    def __bytes__(self):
        return "made"


class Index:
    def __index__(self):
        return 3


class Sub(bytes):
    pass


data = b"abcdef"

values(globals(), r"""
b"abc", b'a\'b', b"a'b", b'a"b\'c', b"\x00\n\t\r\\\x7f\xff", rb"\n", b"a" b"b", b"", bytes([65, 66]), b"\101\x41"
bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes("é", "ascii", "replace"), bytes(b"abc"), bytes(range(3)), bytes((1, 2)), bytes(Bytes()), bytes(Index()), bytes(bytearray(b"x")), bytes(memoryview(b"mv")), bytes(c for c in b"gen"), bytes({5: 1}), bytes("a", encoding="ascii")
bytes("abc")
bytes(-1)
bytes([256])
bytes([-1])
bytes(["a"])
bytes([1.5])
bytes(1.5)
bytes(None)
bytes(5, "ascii")
bytes(b"a", "ascii")
bytes(BadBytes())
bytes("é", "ascii")
bytes(10 ** 30)
bytes(1, 2, 3, 4)
data[0], data[-1], data[1:3], data[::-1], data[::2], data[10:], data[Index()], list(data), [*b"ab"], tuple(b"ab")
data[10]
data["a"]
data[1.0]
data[::0]
len(data), b"a" + b"b", b"ab" * 2, 2 * b"ab", b"ab" * -1, 97 in data, b"bc" in data, b"" in data, 0 not in data, Index() in b"\x03"
300 in data
"a" in data
None in data
b"a" + "b"
"a" + b"b"
b"a" + 5
b"a" * b"b"
b"a" == "a", b"a" == b"a", b"a" != b"b", b"a" < b"b", b"a" == bytearray(b"a"), b"" < b"a", b"b" >= b"ab", b"a" == 97
b"a" < "b"
b"a" > 5
hash(b"abc") == hash(b"abc"), {b"a": 1}[b"a"], {b"a", b"a"}, b"a" in {b"a"}, hash(b"") == hash("")
b"banana".count(b"an"), b"banana".count(97), b"banana".find(b"n"), b"banana".find(110, 3), b"banana".rfind(b"an"), b"banana".index(b"b"), b"banana".find(b"x"), b"banana".find(b""), b"banana".count(b""), b"banana".rindex(97)
b"banana".index(b"x")
b"banana".rindex(b"x")
b"banana".find("a")
b"banana".find(256)
b"banana".count(None)
b"abc".startswith(b"ab"), b"abc".endswith((b"x", b"c")), b"abc".startswith(b"b", 1), b"abc".startswith(())
b"abc".startswith("a")
b"abc".endswith((b"a", "c"))
b"a,b,c".split(b","), b" a  b ".split(), b"a b".split(b" "), b"a,b,c".rsplit(b",", 1), b"a\nb\r\nc\rd".splitlines(), b"a\x0bb".splitlines(), b"a\n".splitlines(True), b"".split(), b"".split(b","), b"a b c".split(None, 1), b"\x1ca\x1c".split(), b"a\x85b".split()
b"a".split(b"")
b"a".split(",")
b"a=b=c".partition(b"="), b"a=b=c".rpartition(b"="), b"abc".partition(b"x"), b"abc".rpartition(b"x")
b"a".partition(b"")
b" ab ".strip(), b"xabx".strip(b"x"), b" ab ".lstrip(), b" ab ".rstrip(), b"\x0b\x0cab".strip(), b"abcba".strip(b"ab")
b"a".strip("a")
b"abcabc".replace(b"b", b"X"), b"abc".replace(b"", b"-"), b"aaa".replace(b"a", b"b", 2), b"prefix".removeprefix(b"pre"), b"abc".removesuffix(b"c"), b"abc".removesuffix(b"")
b"a".replace("a", b"b")
b",".join([b"a", b"b"]), b"".join([]), b",".join([b"a", bytearray(b"b"), memoryview(b"c")]), b"-".join((b"x",))
b",".join(["a"])
b",".join([1])
b",".join(5)
b"aBc".upper(), b"aBc".lower(), b"aBc".swapcase(), b"hello world".title(), b"abc".capitalize(), b"\xe9".upper(), b"they're".title()
b"abc".isalpha(), b"".isalpha(), b"\xe9".isalpha(), b"12".isdigit(), b"a1".isalnum(), b" \t".isspace(), b"\x85".isspace(), b"a".islower(), b"A1".isupper(), b"Ab Cd".istitle(), b"\x7f".isascii(), b"\x80".isascii(), b"".isascii()
b"abc".center(7, b"*"), b"abc".ljust(5, b"."), b"abc".rjust(5), b"42".zfill(5), b"-42".zfill(5), b"a\tb".expandtabs(4)
b"abc".center(7, "*")
b"abc".center(7, b"**")
b"abc".translate(bytes(range(1, 256)) + b"\x00"), b"abc".translate(None, b"b"), bytes.maketrans(b"ab", b"xy")[97:99], b"abc".translate(bytes.maketrans(b"a", b"z"), b"c"), b"abc".translate(None, delete=b"ac")
b"abc".translate(b"short")
bytes.maketrans(b"ab", b"x")
b"abc".hex(), b"abc".hex(":"), b"abcdef".hex("_", 2), b"abcdef".hex("_", -4), b"".hex(), bytes.fromhex("61 62 63"), bytes.fromhex(""), bytes.fromhex("FFfe"), bytes.fromhex(" 0a\n0B ")
b"abc".hex("::")
bytes.fromhex("6")
bytes.fromhex("6 1")
bytes.fromhex("zz")
bytes.fromhex("é")
bytes.fromhex(5)
b"abc".decode(), b"\xe9".decode("latin-1"), b"a".decode(encoding="ascii", errors="ignore"), b"\xff".decode(errors="replace")
b"\xff".decode("ascii")
b"\xff".decode("utf-8")
b"a".decode("nope")
b"%d %s %r" % (5, b"x", "é"), b"%5.2f|%-5d|%05d|%x|%c|%c" % (3.14159, 42, 42, 255, 65, b"B"), b"%b" % b"abc", b"%a" % "é", b"%%" % (), b"%(k)s" % {b"k": b"v"}, b"%s" % Bytes(), b"%i %o %X %e" % (1, 8, 255, 1.5)
b"%s" % "a"
b"%b" % 5
b"%c" % 256
b"%c" % b"ab"
b"%d" % "a"
b"%d" % ()
b"%d" % (1, 2)
b"%z" % 5
b"%" % 5
repr(b"\x1f\x20\x7e\x7f\x80"), str(b"abc"), ascii(b"\xe9"), f"{b'a'}", "%s" % b"a", "{!r:>8}".format(b"a")
f"{b'a':5}"
max(data), min(data), sorted(b"bca"), sum(b"abc"), list(reversed(b"abc")), bytes(reversed(b"abc")), list(enumerate(b"ab")), list(zip(b"ab", "cd")), any(b"\x00"), all(b""), b"c" > b"b" > b"a"
data.nope
data()
data[0] if data else None, bool(b""), bool(b"\x00")
Sub(b"abc"), type(Sub(b"a") + b"b").__name__, type(Sub(b"abc")[:]).__name__, Sub(b"a") == b"a", type(bytes(Sub(b"a"))).__name__, Sub.fromhex("61"), type(Sub.fromhex("61")).__name__
b"a" is b"a" or True, b"abc".__contains__(97), b"abc".__getitem__(0), b"abc".__add__(b"d"), b"abc".__bytes__(), b"abc".__eq__("abc"), b"abc".__lt__(5)
""".replace('b"a" is b"a" or True, ', ""))
