"""Module unicodedata, and what str asks of it. Characters assigned since Unicode 14
are left out."""
import unicodedata as u

NEW = {0x0CF3, 0x0ECE, 0x10FC}
total = {}
for c in list(range(0, 0xD800, 3)) + list(range(0xE000, 0x10000, 5)):
    ch = chr(c)
    if c in NEW or u.category(ch) == "Cn":
        continue
    for name, v in (
        ("category", u.category(ch)), ("bidirectional", u.bidirectional(ch)), ("combining", u.combining(ch)), ("mirrored", u.mirrored(ch)),
        ("width", u.east_asian_width(ch)), ("decimal", u.decimal(ch, None)), ("digit", u.digit(ch, None)), ("numeric", u.numeric(ch, None)),
    ):
        total[name, v] = total.get((name, v), 0) + 1
print(len(total), sum(n for k, n in total.items() if k[0] == "category"))
for c in "aéßǅΣİ①½Ⅻ中가一‮‑(�":
    print(ascii(c), u.name(c), u.category(c), u.bidirectional(c), u.decomposition(c), u.numeric(c, None), [ascii(u.normalize(f, c)) for f in ("NFC", "NFD", "NFKC", "NFKD")])


def attempt(f, *args):
    try:
        return ascii(f(*args))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print(attempt(u.name, "\x00"), attempt(u.name, "ab"), attempt(u.name, 5), attempt(u.name, "\x00", "none"), attempt(u.lookup, "SNOWMAN"), attempt(u.lookup, "NO SUCH"), attempt(u.lookup, 5),
      attempt(u.decimal, "a"), attempt(u.digit, "a"), attempt(u.numeric, "a"), attempt(u.category, ""), attempt(u.normalize, "X", "a"), attempt(u.normalize, "NFC", 5),
      u.is_normalized("NFC", "e\u0301"), u.is_normalized("NFD", "e\u0301"), u.lookup("LATIN SMALL LETTER E WITH ACUTE"), u.lookup("HANGUL SYLLABLE GAG"), u.lookup("cjk unified ideograph-4e00" .upper()))
print(u.normalize("NFC", "e\u0301 \u1100\u1161\u11a8 a\u0323\u0307 a\u0307\u0323"), u.normalize("NFKC", "ﬁ ² ﷺ ℌ"), ascii(u.normalize("NFD", "Å ệ 각")))
