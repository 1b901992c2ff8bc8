"""zlib, gzip, bz2, lzma, zipfile, tarfile."""
import base64
import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib

from table import effects, values

data = b"some data to work with " * 20

values(globals(), r"""
zlib.decompress(zlib.compress(data)) == data, zlib.crc32(data), zlib.adler32(data), len(zlib.compress(data)) < len(data), zlib.decompress(zlib.compress(data, 9), bufsize=10) == data, zlib.decompressobj().decompress(zlib.compress(b"abc"), 2), zlib.decompress(base64.b64decode("eJxLTEoGAAJNASc="))
zlib.decompress(b"not compressed")
zlib.decompress(zlib.compress(data)[:10])
gzip.decompress(gzip.compress(data)) == data, bz2.decompress(bz2.compress(data)) == data, lzma.decompress(lzma.compress(data)) == data, gzip.decompress(base64.b64decode("H4sIAAAAAAAAA0tMSgYAwkEkNQMAAAA="))
gzip.decompress(b"not gzip")
bz2.decompress(b"not bz2")
lzma.decompress(b"not lzma")
""")

effects(globals(), r"""
c = zlib.compressobj(6); z = c.compress(data) + c.flush(); d = zlib.decompressobj(); print(d.decompress(z + b"rest") == data, d.unused_data, d.eof)

b = io.BytesIO()
with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z: z.writestr("a.txt", "hello"); z.writestr("d/b.txt", b"x" * 100)
with zipfile.ZipFile(b) as z: print(z.namelist(), z.read("a.txt"), z.getinfo("d/b.txt").file_size, z.testzip(), z.open("a.txt").read(2)); z.read("nope")

b = io.BytesIO()
with tarfile.open(fileobj=b, mode="w:gz") as t:
    i = tarfile.TarInfo("f.txt"); i.size = 3; t.addfile(i, io.BytesIO(b"abc"))
b.seek(0)
with tarfile.open(fileobj=b) as t: print(t.getnames(), t.extractfile("f.txt").read(), t.getmember("f.txt").size)

b = io.BytesIO()
with gzip.GzipFile(fileobj=b, mode="wb", mtime=0) as g: g.write(b"line1\nline2\n")
b.seek(0); print(gzip.open(b, "rt").readlines(), list(bz2.open(io.BytesIO(bz2.compress(b"x\ny")), "rt")), lzma.LZMADecompressor().decompress(lzma.compress(b"q")))
""")
