"""_bz2: the bytes of libbzip2, streams in pieces, errors."""
import bz2
import hashlib
import io
import random

from table import effects, values

rng = random.Random(3)
text = b"".join(b"line %d of some text, which repeats %d times\n" % (i, i * i % 97) for i in range(3000))
noise = bytes(rng.randrange(256) for i in range(30000))
runs = b"".join(bytes([rng.randrange(5)]) * rng.randrange(1, 600) for i in range(300)) + b"end"
inputs = [b"", b"a", b"abc", b"hello world", text, noise, runs, text * 3 + noise]


def digest(b):
    return len(b), hashlib.md5(b).hexdigest()[:8]


def pieces(data, n, limit):
    d = bz2.BZ2Decompressor()
    out = b""
    while not d.eof:
        if d.needs_input:
            chunk, data = data[:n], data[n:]
        else:
            chunk = b""
        out += d.decompress(chunk, limit)
    return out, d.unused_data + data


values(globals(), r"""
[digest(bz2.compress(data, level)) for data in inputs for level in (1, 9)]
[bz2.decompress(bz2.compress(data)) == data for data in inputs]
[pieces(bz2.compress(data) + b"rest", n, limit) == (data, b"rest") for data in inputs[1:6] for n, limit in ((1, -1), (100, 1000), (10 ** 6, 7), (10 ** 6, -1))]
bz2.decompress(bz2.compress(b"a") + bz2.compress(b"b")), bz2.decompress(bz2.compress(b"a") + b"garbage"), bz2.decompress(b"")
bz2.decompress(b"not bz2")
bz2.decompress(bz2.compress(text)[:-5])
bz2.decompress(bz2.compress(text)[:500] + b"\0" + bz2.compress(text)[501:])
bz2.compress(b"", 10)
bz2.BZ2Compressor(0)
bz2.BZ2Compressor("a")
bz2.BZ2Compressor().compress("a")
bz2.BZ2Decompressor(5)
bz2.BZ2Decompressor().eof, bz2.BZ2Decompressor().needs_input, bz2.BZ2Decompressor().unused_data
bz2.open(io.BytesIO(bz2.compress(b"x\ny")), "rt").readlines(), bz2.BZ2File(io.BytesIO(bz2.compress(text))).read(20)
""")

effects(globals(), r"""
c = bz2.BZ2Compressor(); z = c.compress(b"ab") + c.compress(b"cd") + c.flush(); print(bz2.decompress(z)); c.flush()

c.compress(b"x")

d = bz2.BZ2Decompressor(); print(d.decompress(z + b"tail"), d.eof, d.unused_data, d.needs_input); d.decompress(b"")

b = io.BytesIO(); f = bz2.open(b, "wb"); f.write(text); f.close(); f = bz2.BZ2File(io.BytesIO(b.getvalue())); f.seek(1000); print(f.read(10), f.tell(), f.read() == text[1010:])
""")
