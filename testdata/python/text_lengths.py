"""Results of str and bytes methods of all lengths: short and long ones are made in different ways."""

TEXTS = ["", "a", "ab", "hello world", "ä", "aä", "h\u00e4llo w\u00f6rld", "漢字", "\U0001f600 x", "a,b,,c", " lead", "tail ", "-12", "+5"]


def lengths():
    yield from range(0, 20)
    yield from (31, 32, 33, 47, 48, 49, 63, 64, 65, 95, 96, 97, 128, 129, 143, 144, 145, 272, 273, 1000, 8191, 8192, 8193, 40000)


def digest(values):
    total = 0
    for v in values:
        if isinstance(v, (tuple, list)):
            total = (total * 31 + digest(v)) % 1000000007
        elif isinstance(v, str):
            total = (total * 31 + len(v)) % 1000000007
            for c in v[:300]:
                total = (total * 131 + ord(c)) % 1000000007
        elif isinstance(v, (bytes, bytearray)):
            total = (total * 31 + len(v)) % 1000000007
            for c in v[:300]:
                total = (total * 131 + c) % 1000000007
        else:
            total = (total * 31 + int(v)) % 1000000007
    return total


for text in TEXTS:
    out = []
    for n in lengths():
        if n < 9000:
            s = text * n
        else:
            s = text[:1] * n
        parts = [s.center(n, "*"), s.ljust(n + 1, "é"), s.rjust(n), s.zfill(n), s[::-1], s[1:], s[:-1], s[n // 2:], s[::2]]
        parts += [s.replace("a", "bb"), s.replace("l", ""), s.replace("ä", "ae"), s.replace("l", "\u00e9"), s.replace("a", "b", 2)]
        parts += [s.partition("l"), s.rpartition("l"), s.partition(","), s.rpartition("zz")]
        parts += ["".join([s, "x", s]), "-".join([s, s]), "é".join([s, "", s]), ", ".join((s,) * 3)]
        parts += [s.upper(), s.lower(), s.title()]
        parts += [len(p) for p in parts if isinstance(p, str)]
        b = s.encode()
        parts += [b, b.upper(), b.lower(), b.swapcase(), b.title(), b.capitalize(), b.replace(b"a", b"bb"), b.replace(b"l", b"")]
        parts += [b.replace(b"a", b"b", 2), b.replace(b"", b"-", 3), b.split(), b.split(b","), b.split(None, 1), b.rsplit(b",", 1), b.split(b"l")]
        parts += [b[1:], b[:-1], b[::-1], b[::2], b[3:3], b[-5:], b.center(n, b"*"), b.ljust(n + 1), b.rjust(n, b"."), b.zfill(n)]
        parts += [b.hex(), b.hex("-", 2), b",".join([b, b]), b"".join([b, b"x"]), bytes(b), b + b"y", b * 2, b.strip(), b.decode()]
        a = bytearray(b)
        parts += [a.upper(), a.replace(b"a", b"bb"), a.split(), a.split(b","), a[1:], a.hex(), a.join([b, a]), a.center(n), a.zfill(n), b"-".join([a, b, memoryview(b)])]
        out.append(digest(parts))
    print(ascii(text), digest(out))

# Parts are what they were when the whole is changed or dropped.
whole = bytearray(b"one two three")
parts = whole.split() + [whole[4:7], whole.upper()]
whole[:] = b"xxxxxxxxxxxxx"
print(parts)
a = bytearray(b"same")
b = a.replace(b"z", b"y")
b[0] = 0x53
print(a, b, a.upper() is a, b"" .join([]), b"x".join([b"only"]))
for bad in (lambda: b",".join([b"a", "b"]), lambda: b",".join([1]), lambda: ",".join(["a", b"b"]), lambda: b"a".center(3, b"xx"), lambda: b"a".split(b"")):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

# Numbers from text, and % of numbers.
for text in ["3.25", "-3.25", "+3.25", ".5", "5.", ".", "-.", "-", "", "-0", "-0.0", "0.1", "123456789012345", "1234567890123456", "9007199254740993", "12345678.9012345",
             "1234567890.12345", "0.30000000000000004", " 1.5\n", "1_0.5", "_1", "1__0", "1e5", "1.5E-3", "1e400", "-1e400", "1e-400", "inf", "-Infinity", "nan", "iNF", "infin", "1.2.3",
             "1,5", "٣.٥", "0x1", "1e", "1e+", "e5", "9999999999999999", "0000000000000001", "000000000000001.5", "0.000000000000001", "-1.", "--1", "1-", "1.e1", "2.5e00005", "1e0000000007"]:
    try:
        print(repr(text), repr(float(text)), end="; ")
    except ValueError as e:
        print(e, end="; ")
print()
for n in (0, 7, -7, 255, -255, 10**12, -(2**63), 2**63, True):
    print([f % n for f in ("%d", "%5d", "%-5d|", "%05d", "%-05d|", "%i", "%x", "%04x", "%-4x|", "%#x", "%+d", "% d", "%.3d", "%s", "%5s", "%05s", "%-5s|", "%r", "%3r", "%o", "%X", "%65d", "%u", "%ld")])
for s in ("a", "it's", 'q"', "both'\"", "é", "\n", ""):
    print(["%r" % s, "%5r" % s, "%.2r" % s, "%a" % s, "%s" % s, "%-4s|" % s, "%r-%r" % (s, s)])
for bad in ("%", "%l", "%d %", "%y", "%é", "%5", "%.", "%d"):
    try:
        print(bad % "x")
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
