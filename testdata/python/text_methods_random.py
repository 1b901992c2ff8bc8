"""Methods of str, bytes and int, and formatting, on texts and numbers from a random generator."""

seed = 20241


def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    return (seed >> 33) % n


def number():
    x = 0
    for _ in range(1 + rnd(4)):
        x = x << 21 | rnd(1 << 21)
    return -x if rnd(3) == 0 else x


LETTERS = "ab \t\n\r\x0b\x1c\x1d\x85\u2028\u00e9xyzwAB"
VALUES = [0, 5, -7, 123456789012345678901, 3.5, -0.0, 1e300, True, None, "q"]

for _ in range(24):
    n, x = rnd(10), number()
    for order in ("big", "little"):
        for signed in (False, True):
            try:
                print(x.to_bytes(n, order, signed=signed))
            except OverflowError as e:
                print(e)
            print(int.from_bytes(bytes(rnd(256) for _ in range(n)), order, signed=signed))
    t = "".join(LETTERS[rnd(len(LETTERS))] for _ in range(rnd(40)))
    if rnd(2):
        t = t.encode("ascii", "ignore").decode()
    print(ascii([t.splitlines(), t.splitlines(True), t.split(), t.split("b"), t.rsplit("a", 2), t.rsplit(None, 2), t.split(None, 2)]))
    print(ascii([t.lower(), t.upper(), t.title(), t.swapcase(), t.capitalize(), t.casefold(), list(t), "-".join(t)]))
    print(ascii([t.replace("a", "bb"), t.replace("b", "", 2), t.replace("ab", "x"), t.replace("", "."), t.partition("b"), t.rpartition("a")]))
    print(ascii([t[::-1], t[3:9:2], t[-1:-9:-3], t * 3, t.ljust(n * 5), t.rjust(n * 6, "\u00e9"), t.center(n * 7, "*"), t.zfill(n * 5)]))
    print(ascii([t.strip(), t.strip("ab "), t.lstrip("ab"), t.rstrip(), t.removeprefix("a"), t.removesuffix("b")]))
    grown = ""
    for c in t * 3:
        grown += c
        other = grown + "!"
    print(grown == t * 3, ascii(other[-3:]), len(other))
    b = t.encode()
    print(b.split(), b.splitlines(), b.split(b"a", 2), b[2:7], b[::-1], b + b"x", b.rsplit(None, 1), bytearray(b).split(), b.partition(b"a"))
    m = VALUES[rnd(len(VALUES))]
    print(f"{m}{x}|{m!r:>9}|{x}{n}", f"{m}", "%s %r %s" % (m, m, x), "{} {!r} {}".format(m, m, x), "%s" % ((m,),), "%(k)s" % {"k": m})
    print("%5d|%-7d|%+d|% d|%x|%o|%#x|%05d|%d" % ((x,) * 9), f"{x:,}|{x:_}|{x:>30}|{x:<30}|{x:^30}|{x:+}|{x:x}|{x:#b}", hex(x), oct(x), bin(x))
    y = number()
    print(x + y, x - y, x * y, x & y, x | y, x ^ y, x // (y or 1), x % (y or 1), divmod(x, y or 1), x << n * 9, x >> n * 9, ~x, -x, abs(x), x < y, x == y)
