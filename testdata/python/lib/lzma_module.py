"""_lzma: containers, filters, streams in pieces, errors; data that the C library made."""
import base64
import io
import lzma
import random

from table import effects, values

rng = random.Random(3)
text = b"".join(b"line %d of some text, which repeats %d times\n" % (i, i * i % 97) for i in range(2000))
noise = bytes(rng.randrange(256) for i in range(30000))
inputs = [b"", b"a", b"abc" * 10, text, noise, b"\0" * 200000, text + noise + text]
RAW = [{"id": lzma.FILTER_LZMA2, "preset": 1}]
DELTA = [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2}]
made_xz = base64.b64decode("/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AAdAAldADCYiKr8BomAAAAAAADvmRgcj2UbDgABJR6vWHoyH7bzfQEAAAAABFla")
made_alone = b']\x00\x00\x80\x00\xff\xff\xff\xff\xff\xff\xff\xff\x000\x98\x88\xaa\xfc\x0b}\x1e\xff\xff\xfd\xac\x10\x00'


def pieces(data, n, limit, **kw):
    d = lzma.LZMADecompressor(**kw)
    out = b""
    while not d.eof:
        if d.needs_input:
            chunk, data = data[:n], data[n:]
        else:
            chunk = b""
        out += d.decompress(chunk, limit)
    return out, d.unused_data + data


values(globals(), r"""
[lzma.decompress(lzma.compress(data)) == data for data in inputs], [lzma.decompress(lzma.compress(data, lzma.FORMAT_ALONE)) == data for data in inputs]
[lzma.decompress(lzma.compress(data, lzma.FORMAT_RAW, filters=f), lzma.FORMAT_RAW, filters=f) == data for data in inputs for f in (RAW, DELTA, [{"id": lzma.FILTER_LZMA1, "lc": 0, "lp": 2, "pb": 0}])]
[lzma.decompress(lzma.compress(data, check=c, preset=p)) == data for data in inputs[:4] for c in (0, 1, 4, 10) for p in (0, 9 | lzma.PRESET_EXTREME)]
[pieces(lzma.compress(data, f) + b"rest", n, limit) == (data, b"rest") for data in inputs for f in (lzma.FORMAT_XZ, lzma.FORMAT_ALONE) for n, limit in ((100, 1000), (10 ** 6, 7000), (10 ** 6, -1))].count(False), pieces(lzma.compress(text), 1, -1)[0] == text
len(lzma.compress(text)) < len(text) / 3, len(lzma.compress(noise)) < len(noise) + 200, lzma.compress(b"")
lzma.decompress(made_xz), lzma.decompress(made_alone), lzma.decompress(b'\xe0\x00\x1d\x00\t]\x000\x98\x88\xaa\xfc\x06\x89\x80\x00\x00', lzma.FORMAT_RAW, filters=RAW), lzma.decompress(made_xz * 2 + b"garbage"), lzma.decompress(made_xz + b"\0\0\0\0" + made_xz)
lzma.LZMACompressor(9, 5)
lzma.LZMACompressor(preset=99)
lzma.LZMACompressor(preset=1, filters=[])
lzma.LZMACompressor(format=lzma.FORMAT_RAW)
lzma.LZMACompressor(format=lzma.FORMAT_ALONE, check=1)
lzma.LZMACompressor(check=99)
lzma.LZMACompressor(format=77)
lzma.LZMACompressor(filters=[{"id": 99}])
lzma.LZMACompressor(filters=[{}])
lzma.LZMACompressor(filters=[5])
lzma.LZMADecompressor(format=77)
lzma.LZMADecompressor(filters=[{"id": 33}])
lzma.LZMADecompressor(format=3)
lzma.LZMADecompressor(memlimit=5).decompress(lzma.compress(b"a"))
lzma.decompress(b"not lzma")
lzma.decompress(b"")
lzma.decompress(lzma.compress(b"abc")[:-3])
lzma.decompress(made_xz[:30] + b"x" + made_xz[31:])
lzma.LZMADecompressor().check, lzma.LZMADecompressor().needs_input, lzma.LZMADecompressor().unused_data
lzma.is_check_supported(10), lzma.is_check_supported(3), lzma.is_check_supported(4)
lzma._encode_filter_properties({"id": lzma.FILTER_LZMA2, "dict_size": 65536}), lzma._decode_filter_properties(lzma.FILTER_LZMA2, b"\x08"), lzma._encode_filter_properties({"id": lzma.FILTER_LZMA1, "dict_size": 65536}), lzma._decode_filter_properties(lzma.FILTER_LZMA1, b"]\0\0\1\0")
lzma.open(io.BytesIO(lzma.compress(b"x\ny")), "rt").readlines(), lzma.LZMAFile(io.BytesIO(made_xz)).read(7)
""")

effects(globals(), r"""
c = lzma.LZMACompressor(); z = c.compress(b"ab") + c.compress(b"cd") + c.flush(); print(lzma.decompress(z)); c.flush()

c.compress(b"x")

d = lzma.LZMADecompressor(); print(d.decompress(made_xz + b"tail"), d.eof, d.unused_data, d.needs_input, d.check); d.decompress(b"")

b = io.BytesIO(); f = lzma.open(b, "wb"); f.write(text); f.close(); f = lzma.LZMAFile(io.BytesIO(b.getvalue())); f.seek(1000); print(f.read(10), f.tell(), f.read() == text[1010:])
""")
