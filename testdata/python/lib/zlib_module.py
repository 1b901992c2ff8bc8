"""zlib: the same bytes as the C library, streams in pieces, errors."""
import hashlib
import random
import zlib

from table import effects, values

text = b"".join(b"line %d of some text, which repeats %d times\n" % (i, i * i % 97) for i in range(3000))
rng = random.Random(5)
noise = bytes(rng.randrange(256) for i in range(70000))
mixed = b"".join(rng.choice((text[i:i + 300], noise[i:i + 200], b"\0" * 500)) for i in range(0, 60000, 100))
inputs = [b"", b"a", b"abc" * 100, b"a" * 100000, text, noise, mixed]


def digest(b):
    return len(b), hashlib.md5(b).hexdigest()[:8]


def pieces(data, n, d, limit=0):
    out = b""
    for i in range(0, len(data), n):
        out += d.decompress(d.unconsumed_tail + data[i:i + n], limit)
    return out + d.flush()


values(globals(), r"""
[[digest(zlib.compress(data, level)) for level in range(1, 10)] for data in inputs]
[digest((lambda c: c.compress(data) + c.flush())(zlib.compressobj(6, 8, wbits, mem, strategy))) for data in inputs for wbits, mem, strategy in ((9, 1, 0), (12, 5, 1), (15, 9, 2), (-15, 8, 3), (31, 8, 4), (10, 3, 4))]
[digest((lambda c: b"".join(c.compress(mixed[i:i + 1000]) + c.flush(i // 1000 % 4) for i in range(0, len(mixed), 1000)) + c.flush())(zlib.compressobj(level))) for level in range(1, 10)]
[digest((lambda c: c.compress(text) + c.flush())(zlib.compressobj(zdict=text[:n]))) for n in (0, 1, 2, 3, 100, 40000)]
[zlib.decompress(zlib.compress(data, level)) == data for data in inputs for level in range(10)] == [True] * 70
[pieces(zlib.compress(mixed), n, zlib.decompressobj(), limit) == mixed for n in (1, 7, 1000, 10 ** 6) for limit in (0, 1, 100, 5000)]
zlib.compressobj(10)
zlib.compressobj(6, 5)
zlib.compressobj(wbits=-8)
zlib.compressobj(wbits=7)
zlib.compressobj(memLevel=0)
zlib.compressobj(strategy=9)
zlib.compress(b"", 10)
zlib.compress(b"", wbits=99)
zlib.compress("")
zlib.decompress("")
zlib.decompress(b"", wbits=99)
zlib.decompress(b"")
zlib.decompress(b"x", bufsize=-1)
zlib.decompressobj(99)
zlib.decompressobj(zdict="a")
zlib.compressobj(zdict="a")
zlib.decompressobj().decompress(b"", -1)
zlib.decompressobj().flush(0)
zlib.decompressobj().flush(), zlib.compressobj().flush(0)
zlib.compressobj().flush(9)
zlib.crc32("")
zlib.crc32(b"abc", -5), zlib.crc32(b"abc", 2 ** 40 + 1), zlib.adler32(b"abc", 2 ** 33 + 7), zlib.crc32(mixed), zlib.adler32(mixed), zlib.adler32(b""), zlib.crc32(b"")
type(zlib.compressobj())()
zlib.decompress(b"\x78\xbb\x04\xe2\x01\x94xxx")
zlib.decompressobj(zdict=b"q").decompress(zlib.compressobj(zdict=b"abc").flush())
zlib.decompressobj(-15).decompress(b"\xff")
zlib.decompress(b"\x1f\x8b\x08\xe0aaaaaaa", 31)
zlib.decompress(b"\x1f\x8b\x07\x00aaaaaaa", 31)
zlib.decompress(b"\x1f\x8b\x07\x00aaaaaaa", 15)
zlib.decompress(b"\x77\x85")
zlib.decompress(b"\x78\x9c\x03\x00\x00\x00\x00\x02")
zlib.decompress(zlib.compress(b"abc"), wbits=10)
zlib.decompressobj(-15).decompress(b"\x01\x00\x00\x00\x00")
zlib.decompressobj(-15).decompress(b"\x05\xe0\xff\xff\xff")
zlib.decompressobj(-15).decompress(b"\x03\x02\x00\x00")
zlib.decompress(zlib.compress(b"abc", wbits=31)[:-1] + b"\1", 47)
zlib.decompress(zlib.compress(b"abc", wbits=31), 47), zlib.decompress(zlib.compress(b"abc", wbits=12), 0), zlib.decompress(zlib.compress(b"abc"), 47)
""")

effects(globals(), r"""
c = zlib.compressobj(); print(c.compress(b"abc"), c.flush(2), c.flush(2), c.flush(3), c.flush(1), c.flush(5), c.flush())

c.copy()

d = zlib.decompressobj(); z = zlib.compress(b"abc" * 100); print(d.decompress(z[:5], 2), d.unconsumed_tail, d.decompress(d.unconsumed_tail + z[5:] + b"x", 5), d.unconsumed_tail, d.eof, len(d.flush()), d.unused_data, d.eof); print(d.flush())

d.decompress(b"yy")

d = zlib.decompressobj(); print(d.decompress(z + b"more", 300), d.eof, d.unused_data, d.unconsumed_tail, d.decompress(b"!"), d.unused_data)

c = zlib.compressobj(); a = c.compress(text[:50000]); e = c.copy(); b = c.compress(text[50000:]) + c.flush(); f = e.compress(b"other") + e.flush(); print(zlib.decompress(a + b) == text, zlib.decompress(a + f) == text[:50000] + b"other")

z = zlib.compress(text); d = zlib.decompressobj(); a = d.decompress(z[:2000]); e = d.copy(); print(a + d.decompress(z[2000:]) == text, a + e.decompress(z[2000:]) == text, d.eof, e.eof)

c = zlib.compressobj(zdict=b"hello world"); z = c.compress(b"hello world, hello") + c.flush(); print(z, zlib.decompressobj(zdict=b"hello world").decompress(z)); zlib.decompress(z)
""")
