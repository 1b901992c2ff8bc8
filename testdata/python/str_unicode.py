"""Text outside of ASCII: indexing, searching, case, surrogates, normal and strange characters."""
from table import values

mixed = "aé中😀z"
emoji = "😀😁😂"
long = "x" * 1000 + "é" + "y" * 1000 + "😀" + "z" * 1000

values(globals(), r"""
len(mixed), [ord(c) for c in mixed], mixed[1], mixed[2], mixed[3], mixed[-1], mixed[1:4], mixed[::-1], mixed[::2]
mixed.find("中"), mixed.find("😀"), mixed.find("z"), mixed.index("é"), mixed.rfind("a"), mixed.count("é"), "中😀" in mixed, mixed.split("中"), mixed.replace("😀", ":-)"), mixed.partition("中")
len(emoji), emoji[1], emoji[-1:], emoji.find("😂"), list(emoji), max(emoji), sorted(emoji, reverse=True), emoji * 2, emoji.center(7, "·")
len(long), long.find("é"), long.find("😀"), long.rfind("y"), long[1000], long[2001], long[999:1002], long[2000:2003], long[-1001], long[::-1][1000], long.index("z", 2000), long.count("y")
[long[i] for i in range(0, 3002, 500)], long[500:2500:250], long[2001:].upper()[:3], len(long.encode()), len(long.encode("utf-16")), len(long.encode("utf-32"))
"é" == "e\u0301", "é" < "f", "é" > "z", "e\u0301"[0], len("e\u0301"), "Å" == "Å"
"ÀÉÎ".lower(), "àéî".upper(), "àéî".title(), "àéî".capitalize(), "ÀÉÎ".swapcase(), "ÿ".upper(), "µ".upper(), "ſ".upper(), "ϒ".lower(), "Ω".lower(), "Å".lower(), "K".lower(), "ẞ".lower(), "Ꭰ".lower(), "ꭰ".upper(), "𐐀".lower(), "𐐨".upper()
"ΐ".upper(), "ﬀ".title(), "ΌΣΟΣ".lower(), "ΑΣ.Β".lower(), "Σ".lower(), "ΑΣ'".lower(), "aΣ\u0301".lower(), "Σa".lower()
"\ud83d" + "\ude00" == "😀", len("\ud83d\ude00"), ["\ud83d"], "\ud800" < "\ue000", "\udfff" < "😀", "\ud800" == "\ud800", "\ud800x"[1], "a\udc80b".find("b"), "\udc80".isprintable(), ascii("\udc80"), "\ud800".join("ab") == "a\ud800b", hash("\ud800") == hash("\ud800")
"\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") == "😀", "\udce9".encode("ascii", "surrogateescape"), b"\xe9".decode("ascii", "surrogateescape") == "\udce9", b"\xed\xa0\x80".decode("utf-8", "surrogatepass") == "\ud800"
chr(0xD800) == "\ud800", ord("\udfff"), chr(0x1F600), ord("😀"), chr(0), "\x00" < "\x01", "a\x00b"[1] == "\x00", len("a\x00b"), "a\x00b".split("\x00"), repr("\x00")
"１２".isdigit(), int("１２"), float("１.５"), "Ⅳ".isnumeric(), "Ⅳ".isalpha(), "〇".isnumeric(), "١٢٣".isdecimal(), int("१२३"), "𝟙".isdecimal(), int("𝟙𝟚"), "①".isdigit(), "৴".isnumeric()
int("①")
int("½")
"\u00a0".isspace(), "a\u00a0b".split(), "a\u3000b".split(), "\ufeffabc".strip() == "\ufeffabc", "\u2028".splitlines(), "a\x1db".splitlines(), "\u200ba".strip() == "\u200ba"
"\N{SNOWMAN}", "\N{snowman}", "\N{BULLET}", "\N{HANGUL SYLLABLE GAG}" == "각", "\N{CJK UNIFIED IDEOGRAPH-4E2D}", "\N{EM DASH}", "\N{LATIN SMALL LETTER SHARP S}", "\N{NULL}", "\N{LF}" == "\n"
b"\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80".decode(), b"\xff\xfea\x00".decode("utf-16"), b"\xfe\xff\x00a".decode("utf-16"), b"a\x00".decode("utf-16-le"), b"\x00a".decode("utf-16-be"), b"a\x00\x00\x00".decode("utf-32-le"), b"\xef\xbb\xbfa".decode("utf-8-sig"), b"\xe9".decode("latin-1"), "a".encode("utf-8-sig")
b"\xff".decode()
b"a\xc3".decode()
b"\xe4\xb8".decode()
b"\xf0\x9f\x98".decode()
b"\xc0\x80".decode()
b"\xed\xa0\x80".decode()
b"\xf4\x90\x80\x80".decode()
b"\xf8\x88\x80\x80\x80".decode()
b"\x80abc".decode()
b"abc\xe4\xb8xyz".decode()
b"a\x00b".decode("utf-16-le")
b"\x00\xd8".decode("utf-16-le")
b"\xff\xff\xff\xff".decode("utf-32-le")
b"\xff\xfeabc\xc3".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), b"a\xffb".decode("utf-8", "backslashreplace"), b"\xe4\xb8\xe4".decode("utf-8", "replace"), b"\xf0\x90\x80x".decode("utf-8", "replace"), b"\xf0\x80\x80".decode("utf-8", "replace")
"😀".encode("utf-16-be"), "😀".encode("utf-32-be"), "😀".encode("unicode_escape"), "é\n\\".encode("unicode_escape"), "é中".encode("raw_unicode_escape"), b"\\xe9\\u4e2d\\n".decode("unicode_escape"), "a".encode("utf-7"), "é".encode("utf-7"), "bücher".encode("punycode")
"中".encode("latin-1", "replace"), "中é".encode("ascii", "xmlcharrefreplace"), "a\u0100".encode("latin-1", "backslashreplace")
"中".encode("latin-1")
"a中b文".encode("ascii")
"ñ".ljust(3, "ö") + "|", "ñ".zfill(4), "é,ü".split(","), "éé".replace("é", "ee", 1), "ÄÖ".translate({196: "Ae"}), "é".join("ab"), "x".join("éü"), "日本語テキスト"[2:5], "日本語".startswith("日本"), "日本語".endswith("語"), "日本語" + "x", "日本語" * 2
f"{'é':>4}|{'中':<3}|{'😀':^5}|{'é':*^5}", "%5s|%-4s|" % ("é", "中"), "{:é>5}".format(1), f"{1234:é^8}", "%c%c" % (233, "中"), "%r %a" % ("é", "é")
""")

count = 0
for code in range(0x3000):
    char = chr(code)
    assert ord(char) == code
    assert eval(ascii(char)) == char
    assert eval(repr(char)) == char
    assert char.encode().decode() == char
    if char.isdecimal():
        assert char.isdigit() and char.isnumeric()
        count += int(char)
    if char.isidentifier():
        assert ("a" + char).isidentifier()
print(count)
print(sum(chr(c).isalpha() for c in range(0x3000)), sum(chr(c).isupper() for c in range(0x3000)),
      sum(chr(c).isspace() for c in range(0x3100)), sum(chr(c).isidentifier() for c in range(0x3000)),
      sum(chr(c).isnumeric() for c in range(0x3000)), sum(chr(c).isdigit() for c in range(0x3000)))
print(sum(len(chr(c).upper()) for c in range(0x3000)), sum(len(chr(c).casefold()) for c in range(0x3000)),
      sum(chr(c).upper() != chr(c) for c in range(0x20000)), sum(chr(c).lower() != chr(c) for c in range(0x20000)))
