"""Methods and operators of str."""
from table import values


class Sub(str):
    pass


class Index:
    def __index__(self):
        return 2


text = "The quick brown fox"

values(globals(), r"""
"abc" + "def", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" * 5, "a" in "abc", "" in "", "d" not in "abc", "bc" in "abc"
"abc"[0], "abc"[-1], "abc"[1:], "abc"[::-1], "abcdef"[1:5:2], "abcdef"[-2:], "abcdef"[:-2], "abc"[5:], "abc"[2:1], "abcdef"[::-2], "abcdef"[4:0:-1], "abc"[Index()], "abcdef"[Index():]
len(""), len("abc"), len("äöü"), len("\U0001F600"), list("añ😀"), [*"ab"], "".join(reversed("añ😀"))
"a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "z" < "ä", "\uffff" < "\U00010000", "a" == "a", "a" != "b", "a" == 1, "a" != None, "b" >= "a"
"abc".capitalize(), "ABC".capitalize(), "ßa".capitalize(), "".capitalize(), "ǆx".capitalize(), "ﬁx".capitalize()
"abc".upper(), "straße".upper(), "ŉ".upper(), "ΑΣ".lower(), "ΑΣΑ".lower(), "Σ".lower(), "İ".lower(), "ABC".lower(), "ﬃ".upper(), "ı".upper()
"Straße".casefold(), "ΣΑΣ".casefold(), "ﬁ".casefold(), "İ".casefold()
"hello world".title(), "they're bill's".title(), "HELLO".title(), "1a b2c".title(), "ǆ ﬁ".title(), "x\ty".title()
"aBc".swapcase(), "ß".swapcase(), "ǅ".swapcase()
"abc".center(9), "abc".center(9, "*"), "abc".center(8, "*"), "abcd".center(9, "*"), "abc".center(2), "abc".ljust(5) + "|", "abc".rjust(5, "-"), "42".zfill(5), "-42".zfill(5), "+42".zfill(5), "--1".zfill(5), "".zfill(3), "abc".zfill(2), "x".center(4, "é")
"abc".center(9, "**")
"abc".center("a")
"abc".ljust(9, "")
"abc".ljust(9, 5)
"banana".count("a"), "banana".count("an"), "banana".count("ana"), "banana".count(""), "".count(""), "banana".count("a", 2), "banana".count("a", -3, -1), "abc".count("", 5), "abc".count("", 3)
"banana".find("an"), "banana".find("an", 2), "banana".find("x"), "banana".rfind("an"), "banana".find(""), "banana".rfind(""), "banana".find("", 6), "banana".find("", 7), "banana".find("a", -2), "banana".rfind("a", 0, 5), "äbä".find("ä", 1), "banana".find("an", None, None)
"banana".index("nan"), "banana".rindex("a")
"banana".index("x")
"banana".rindex("x")
"banana".find(5)
"banana".find()
"banana".index("a", "b")
"banana".count(None)
5 in "abc"
None in "abc"
"abc".startswith("a"), "abc".startswith("bc", 1), "abc".startswith(("x", "ab")), "abc".startswith(()), "abc".startswith(""), "abc".startswith("", 4), "abc".endswith("c"), "abc".endswith(("bc", "x")), "abc".endswith("b", 0, 2), "abc".startswith("a", -3), "abc".endswith("", 3), "abc".endswith("", 4)
"abc".startswith(5)
"abc".startswith(["a"])
"abc".endswith(("a", 5))
"abc".startswith()
"a,b,c".split(","), " a  b ".split(), " a  b ".split(" "), "a,b,c".split(",", 1), "".split(), "".split(","), "abc".split("bc"), "a\tb\nc\x0bd\x1ce\x85f\u2003g".split(), " a b c ".split(None, 1), "aXXbXXc".split("XX"), "a,b".split(sep=",", maxsplit=0), "   ".split(), "a b".split(maxsplit=-1)
"a,b,c".rsplit(",", 1), " a b c ".rsplit(None, 1), "a,b,c".rsplit(","), " a  b ".rsplit(), "aXXbXXc".rsplit("XX", 1), "  a".rsplit(None, 0), "a  ".split(None, 0)
"a".split("")
"a".split(5)
"a".rsplit("")
"a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines(), "a\n\nb".splitlines(keepends=False), "a\r".splitlines(True)
"a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("x"), "abc".rpartition("x"), "abc".partition("abc"), "éàü".partition("à")
"abc".partition("")
"abc".rpartition(5)
" ab ".strip(), "xxabxx".strip("x"), "xyabyx".strip("xy"), " ab ".lstrip() + "|", " ab ".rstrip() + "|", "abc".strip(""), "\u2003a\xa0".strip(), "\x1c\x1fa\x85".strip(), "aab".lstrip("a"), "baa".rstrip("a"), "äxä".strip("ä"), "abc".strip("abc"), "a".strip(None)
"abc".strip(5)
"abcabc".replace("b", "X"), "abcabc".replace("b", "X", 1), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "".replace("a", "x"), "aaa".replace("aa", "b"), "abc".replace("abc", ""), "aaa".replace("a", "bc", -1), "aaa".replace("a", "b", 0), "éaé".replace("é", "e"), "ab".replace("b", "ü")
"abc".replace("a")
"abc".replace("a", 5)
"abc".replace(old="a", new="b")
"prefixed".removeprefix("pre"), "abc".removeprefix("x"), "abc".removesuffix("bc"), "abc".removesuffix(""), "abc".removeprefix("abc"), "abc".removesuffix("abcd")
",".join(["a", "b"]), "".join([]), ",".join("abc"), ", ".join(("x",)), "-".join({"k": 1}), "".join(c for c in "gen"), "é".join(["a", "b", "c"]), ",".join([Sub("s")])
",".join([1, 2])
",".join(["a", None])
",".join(5)
",".join([b"a"])
"a\tbc\td".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(0) + "|", "ab\n\tc".expandtabs(3), "a\tb".expandtabs(tabsize=2), "abc\tx\r\ty".expandtabs(4), "\t\t".expandtabs(1)
"abc".isalpha(), "ab1".isalpha(), "".isalpha(), "é".isalpha(), "中".isalpha(), "ˆ".isalpha(), "ª".isalpha()
"abc1".isalnum(), "".isalnum(), "½".isalnum(), "a b".isalnum(), "12".isdigit(), "²".isdigit(), "½".isdigit(), "٣".isdigit(), "12".isdecimal(), "²".isdecimal(), "٣".isdecimal(), "½".isnumeric(), "²".isnumeric(), "五".isnumeric(), "Ⅷ".isnumeric(), "".isnumeric()
"abc".islower(), "aBc".islower(), "a1".islower(), "1".islower(), "ß".islower(), "ª".islower(), "ABC".isupper(), "A1".isupper(), "".isupper(), "ǅ".isupper(), "Ⅷ".isupper(), "ⅷ".islower()
"Hello World".istitle(), "Hello world".istitle(), "HELLO".istitle(), "A".istitle(), "".istitle(), "ǅ".istitle(), "1A".istitle(), "They'Re".istitle()
" ".isspace(), "".isspace(), "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2028\u202f\u205f\u3000".isspace(), "\u200b".isspace(), " a".isspace(), "\u180e".isspace()
"abc".isidentifier(), "1a".isidentifier(), "a1".isidentifier(), "_".isidentifier(), "é".isidentifier(), "".isidentifier(), "a b".isidentifier(), "class".isidentifier(), "中文".isidentifier(), "a·".isidentifier(), "℘".isidentifier(), "a\u0301".isidentifier(), "\u0301".isidentifier(), "٣".isidentifier(), "x٣".isidentifier(), "ª".isidentifier(), "😀".isidentifier()
"abc".isprintable(), "a\n".isprintable(), "".isprintable(), "\xa0".isprintable(), "é".isprintable(), "\u200b".isprintable(), "\ud800".isprintable(), "😀".isprintable(), "\u0378".isprintable(), "\u2028".isprintable(), "\xad".isprintable(), "\ue000".isprintable()
"abc".isascii(), "é".isascii(), "".isascii(), "\x7f\x80".isascii()
"abc".encode(), "é".encode(), "é".encode("latin-1"), "é😀".encode("utf-16-le"), "é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), "é😀\u20ac".encode("ascii", "backslashreplace"), "é".encode("ascii", "xmlcharrefreplace"), "\ud800".encode("utf-8", "surrogatepass"), "\udcff".encode("utf-8", "surrogateescape"), "é".encode("utf-8", errors="strict"), "é".encode("ascii", "namereplace"), "a".encode("UTF8"), "a".encode("utf_8"), "é".encode("iso-8859-1")
"é".encode("ascii")
"aé中".encode("latin-1")
"\ud800".encode()
"a\ud800\udfffb".encode("utf-8")
"é".encode("nope")
"é".encode("ascii", "nope")
"a".encode(5)
"abc".translate({97: "X", 98: None, 99: 100}), "abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans("ab", "xy", "c")), str.maketrans({"a": "b", 98: None}), str.maketrans("ab", "cd", "e"), "abc".translate({97: "longer"}), "é".translate({233: "e"}), "abc".translate("bbbb" * 30), "a\u0101".translate({257: 97})
str.maketrans("ab", "c")
str.maketrans({"ab": 1})
str.maketrans(5)
str.maketrans("a", "b", 5)
str.maketrans({1.5: 1})
"abc".translate({97: 1.5})
"abc".translate({97: -1})
"abc".translate({97: 0x110000})
"abc".translate(5)
"{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{a}".format(a=5), "{0[1]} {0[x]}".format({1: 2, "x": 3}), "{0.real}".format(5), "{{}}".format(), "{:>5}".format("a"), "{!r} {!s} {!a}".format("é", "é", "é"), "{:{}}".format("a", 5), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{0}{0}".format("x"), "{0[a]}{0[0]}".format({"a": 1, 0: 2})
"{a} {b}".format_map({"a": 1, "b": 2})
"{}".format()
"{1}".format(0)
"{a}".format()
"{} {0}".format(1)
"{0} {}".format(1)
"{".format()
"}".format()
"{0".format(1)
"{0!x}".format(1)
"{0!}".format(1)
"{0!rx}".format(1)
"{0[}".format([1])
"{0[]}".format([1])
"{0[0]x}".format([1])
"{0.}".format(1)
"{0.nope}".format(1)
"{0[5]}".format([1])
"{:{:{}}}".format(1, 2, 3)
"{:d}".format("a")
"{:s}".format(1)
"{a.b[c]}".format_map({})
"abc".__contains__("b"), "abc".__getitem__(1), "abc".__len__(), "abc".__add__("d"), "abc".__mul__(2), "abc".__eq__("abc"), "abc".__lt__("abd"), "abc".__eq__(5), "abc".__format__("5"), "abc".__mod__(()), "abc".__rmul__(2), "abc".__hash__() == hash("abc"), "abc".__str__(), "abc".__repr__(), "abc".__getnewargs__()
"abc" + 1
"abc" + b"d"
"abc" + None
1 + "abc"
"abc" * "d"
"abc" * 1.5
"abc" - "b"
text["a"]
text["x"]
text[100]
text[-100]
text[1.0:]
text[::0]
text[None]
text.nope
text()
text[0]()
"a" * 10 ** 20
str(), str(5), str("a"), str(None), str(b"abc", "ascii"), str(b"\xc3\xa9", "utf-8"), str(b"\xff", "utf-8", "replace"), str(b"a"), str(object=5), str([1, "a"]), str(str), str(b"ab", encoding="ascii"), str(b"x", errors="strict"), str(bytearray(b"q"), "ascii"), str(memoryview(b"mv"), "ascii")
str(5, "ascii")
str("a", "ascii")
str(b"\xff", "ascii")
str(b"\xc3", "utf-8")
str(b"ab\xff\xfecd", "utf-8")
str(b"a", "nope")
str(1, 2, 3, 4)
str(nope=1)
repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\n\t\r\\"), repr("\x00\x1f\x7f"), repr("é\xa0\u200b\ud800"), repr("😀\U000e0001"), repr(""), ascii("é😀\u20ac'"), repr("\u0378\u2028\xad")
Sub("abc"), type(Sub("abc")).__name__, Sub("abc") + "d", type(Sub("a") + "b").__name__, type(Sub("abc").upper()).__name__, type(Sub("abc")[:]).__name__, type(str(Sub("a"))).__name__, Sub("a") == "a", hash(Sub("a")) == hash("a"), {"a": 1}[Sub("a")], type("".join([Sub("x")])).__name__, type(Sub("abc").replace("x", "y")).__name__
max("abc"), min("abc"), sorted("hello"), sum(map(ord, "abc")), any("a"), all(""), set("aab") == {"a", "b"}, tuple("ab"), dict(["ab", "cd"]), list(zip("ab", "cd")), list(enumerate("ab", 1)), "".join(sorted("banana", key=lambda c: (-ord(c))))
hash("abc") == hash("ab" + "c"), hash("") == hash(""), "abc" is "abc" or True
eval("'abc' 'def'"), "a" "b" 'c', "a\
b", '''x'y"z''', r"\n", "\x41\u0041\U00000041\101\N{LATIN SMALL LETTER A WITH ACUTE}", "\0", "\a\b\f\v", "\N{GREEK SMALL LETTER ALPHA}"
""".replace('"a\\\nb", ', "").replace(', "abc" is "abc" or True', ""))
