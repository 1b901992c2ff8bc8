"""Codecs of Chinese, Japanese and Korean with states, and GB 18030."""
import codecs
import io
import random

POOL = "abc ~\\\n¥‾あアｱ漢字中国한국어丂仼 éΑλώ①￥＼〜−¢£¬ー全角ＡＢ𠮷\u0663\u2225\uff5e「」、。龠齇啊"
NAMES = "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr", "hz", "gb18030"
PIECES = (b"\x1b$B", b"\x1b$@", b"\x1b$A", b"\x1b(B", b"\x1b(J", b"\x1b(I", b"\x1b$(D", b"\x1b$)C", b"\x0e", b"\x0f", b"\n", b'$"', b"0!", b"!!",
          b"ab", b"~{", b"~}", b"~~", b"~\n", b"a", b"\x1b$(C", b"\x1b$(Z", b"\xff", b"\x81\x30\x81\x30", b"\xb0\xa1", b"\x1b$", b"\x1b")


def attempt(f, *args):
    try:
        return f(*args)
    except UnicodeError as e:
        return str(e)


for name in NAMES:
    rng = random.Random(name)
    for i in range(12):
        text = "".join(rng.choice(POOL) for _ in range(rng.randint(1, 8)))
        for errors in "strict", "replace", "xmlcharrefreplace":
            encoded = attempt(text.encode, name, errors)
            print(name, ascii(text), errors, encoded)
            if isinstance(encoded, bytes):
                print(" ", ascii(encoded.decode(name)))
        encoder, decoder = codecs.getincrementalencoder(name)("ignore"), codecs.getincrementaldecoder(name)()
        parts = [encoder.encode(c) for c in text] + [encoder.encode("", True)]
        print(" ", parts, ascii([decoder.decode(bytes([b])) for b in b"".join(parts)]))
    for i in range(25):
        data = b"".join(rng.choice(PIECES) for _ in range(rng.randint(1, 6)))
        for errors in "strict", "replace":
            print(name, data, errors, ascii(attempt(data.decode, name, errors)))

# All of Unicode.
for first in range(0, 0x110000, 0x1000):
    if not 0xd000 <= first < 0xe000:
        text = "".join(map(chr, range(first, first + 0x1000)))
        assert text.encode("gb18030").decode("gb18030") == text, hex(first)
print([hex(c) for c in (0x20ac, 0x1f9, 0x1e3f, 0x9fb4, 0xfe10, 0xe5e5, 0xe7c7, 0xfffd, 0x10000, 0x10ffff) if print(chr(c).encode("gb18030"))])

# A state that is taken from one coder to another.
encoder = codecs.getincrementalencoder("iso2022_jp")()
print(encoder.encode("漢"))
state = encoder.getstate()
print(encoder.encode("字", True))
encoder.setstate(state)
print(encoder.encode("字"), encoder.reset(), encoder.encode("a"))
decoder = codecs.getincrementaldecoder("iso2022_jp")()
print(ascii(decoder.decode(b"\x1b$B4A;")))
other = codecs.getincrementaldecoder("iso2022_jp")()
other.setstate(decoder.getstate())
print(ascii(other.decode(b"z")), ascii(decoder.decode(b"z", True)))

# Streams.
raw = io.BytesIO()
writer = codecs.getwriter("hz")(raw)
writer.write("a中")
writer.write("国")
writer.reset()
print(raw.getvalue())
raw.seek(0)
print(ascii(codecs.getreader("hz")(raw).read()))
with io.TextIOWrapper(io.BytesIO(), "iso2022_kr", newline="") as f:
    f.write("한국어 abc\n한")
    f.flush()
    print(f.buffer.getvalue())
    f.seek(0)
    print(ascii(f.read()))
