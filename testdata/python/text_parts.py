"""Parts of texts, their classes, their reprs, and the encodings that ASCII is its own in.

What most of it finds is printed as a sum for each text.
"""
from zlib import crc32

lines = []


def note(*found):
    lines.append(" ".join(map(str, found)))


def close(name):
    print(name, len(lines), crc32("\n".join(lines).encode()))
    lines.clear()


def show(f, *args):
    try:
        r = f(*args)
    except Exception as e:
        r = "%s: %s" % (type(e).__name__, e)
    print(ascii(r))


for text in ["", "a", ",", "a,b,,c", ",a,", "a b  c ", " \t\n x\x1cy\x85z\u3000", "é,é", "日本 語\n", "x," * 30, "word " * 300, "ab" * 700 + ",", "a\rb\r\nc\fd\x1ce\n", "\n" * 9,
             "\u2028a\u2029", "\x85", "\xa0 a\xa0", "a\xa0\x1f", "\ud800 \udc00"]:
    for args in [(), (None,), (",",), ("a,",), (",,",), (None, 1), (",", 1), (",", 0), (",", 3), (",", 4), (",", 9), (None, 0), ("é",)]:
        for name in ("split", "rsplit"):
            got = getattr(text, name)(*args)
            back = (args[0] if args and args[0] else " ").join(got)
            note(name, args, len(got), ascii(got[:3]), ascii(got[-1:]), back == text)
    for keep in (False, True):
        got = text.splitlines(keep)
        note(len(got), ascii(got[:4]), len("".join(got)))
    note(ascii(text.strip()[:9]), ascii(text.lstrip()[:9]), ascii(text.rstrip()[-9:]))
    data = text.encode("utf-8", "surrogatepass")
    note(data.split()[:3], data.split(b",")[-2:], data.rsplit(b",", 1)[-1][:9], data.splitlines()[:4], len(data.split(b"a")), data.split(b"b,")[:2])
    for encoding in ("ascii", "latin-1", "latin1", "iso-8859-1", "ISO-8859-1", "Latin_1", "us-ascii", "ASCII", "utf-8", "utf8", "cp1252"):
        for errors in ("strict", "replace", "ignore"):
            try:
                b = text.encode(encoding, errors)
                note(encoding, errors, len(b), b[:5], b.decode(encoding) == text, str(b, encoding, errors) == text, bytearray(b).decode(encoding) == text)
            except UnicodeError as e:
                note(type(e).__name__, e.encoding, e.start, e.end, e.reason)
    close(ascii(text[:20]))

several = list("x,y".split(","))
several.append("z")
several += "1,2,3,4,5,6,7,8,9".split(",")
several.insert(0, "first")
del several[1:3]
print(several)

words = "aZ0_ é日²½٣\x1f\x7f\n'\"\\Ⅷǅ"
for a in words:
    for b in ("", "a", "Z", "5", "_", "é", " "):
        for s in (a + b, b + a, a + a + b, "abcdefgh" + a + b):
            note(ascii(s), s.isalpha(), s.isalnum(), s.isdecimal(), s.isdigit(), s.isnumeric(), s.isspace(), s.isascii(), s.isidentifier(), s.isupper(),
                  s.islower(), s.istitle(), s.isprintable(), ascii(repr(s)), repr([s]) == "[" + repr(s) + "]", repr(s.encode()))
    close(ascii(a))
for method in ("isalpha", "isalnum", "isdecimal", "isdigit", "isnumeric", "isspace", "isascii", "isidentifier", "isupper", "islower"):
    print(method, getattr("", method)(), sum(getattr(chr(i), method)() for i in range(0x250)), sum(getattr("q" + chr(i), method)() for i in range(0x250)))
print(hash(repr([ascii(repr(chr(i))) for i in range(0x180, 0x250)]) * 2) == 0, [ascii(repr(chr(i))) for i in (0x7f, 0x80, 0xa0, 0xad, 0xc0, 0x24f, 0x378, 0x4e00, 0x9fff, 0xd800, 0xe000, 0x1f600, 0x10ffff)])
show("abc".encode, "ascii", 5)
show("abc".encode, "no such")
show("é".encode, "ascii")
show("日".encode, "latin-1")
show(b"\xff".decode, "ascii")
show(b"a\xff".decode, "utf-8")
show("a,b".split, "")
show("a,b".split, 1)
show("a,b".split, ",", "x")
show(b"a,b".split, "")
show(b"a,b".split, b"")
